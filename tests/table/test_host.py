"""One host for a sitting: what is news to a seat, and the numbers it knew before."""

from __future__ import annotations

from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.log import new_to, seen_by
from wargame.play.player import HUMAN
from wargame.rules.game import Game
from wargame.table.host.rewind import Rewind
from wargame.table.host.shelf import NoShelf
from wargame.table.host.shown import numbers_of, recalled
from wargame.table.host.sitting import Sitting


def play_on(sitting: Sitting, decisions: int) -> None:
    """Let everybody take the first thing that is legal."""
    for turn in sitting.turns():
        if isinstance(turn, PersonAsked | PlayerAsked):
            sitting.take(turn.view.legal[0])
            decisions -= 1
        if not decisions:
            break


def sit(game: Game, *who: str) -> Sitting:
    return NoShelf().begin(game, dict(zip(game.seats, who, strict=True)), 3, "")


def test_news_begin_with_one_s_last_turn(sink: Game) -> None:
    sitting = sit(sink, HUMAN, HUMAN)
    for _ in range(30):
        play_on(sitting, 1)
        for seat in sitting.game.seats:
            assert sitting.shown(seat).start == recalled(sitting.match, seat).start
            assert sitting.shown(seat).numbers == recalled(sitting.match, seat).numbers


def test_what_was_told_is_no_news(sink: Game) -> None:
    sitting = sit(sink, HUMAN, "greedy")
    seat = sink.seats[0]
    play_on(sitting, 12)
    assert sitting.news(seat)
    sitting.was_told(seat)
    assert not sitting.news(seat)
    assert sitting.shown(seat).numbers == numbers_of(sitting.view(seat))


def test_a_headline_is_news_again_once_it_is_opened(sink: Game) -> None:
    """It was told as a secret before; so it comes before all that is new."""
    sitting, rival = sit(sink, "greedy", "greedy"), sink.seats[0]
    found = 0
    sitting.match.run()
    log = sitting.match.log
    for start, entry in enumerate(log):
        if entry.is_commitment and entry.seat != rival:
            first = new_to(entry.seat, log[: start + 1], start)[0]
            was_sealed = any(
                one.is_secret and one.entry.is_commitment
                for one in seen_by(entry.seat, log[:start])
            )
            assert first.entry.seat == (rival if was_sealed else entry.seat)
            assert not first.is_secret
            found += was_sealed
    assert found


def test_charts_are_the_same_for_a_match_that_is_taken_up_again(sink: Game) -> None:
    sitting = sit(sink, HUMAN, "greedy")
    play_on(sitting, 20)
    again = Sitting(sitting.match)
    assert again.chart.numbers == sitting.chart.numbers
    assert {len(values) for values in again.chart.numbers.values()} == {
        sitting.match.state.round + 1
    }


def test_whoever_only_watches_gets_what_everybody_may_see(sink: Game) -> None:
    """Not a seat's view with its hand left out: there is no hand in it."""
    sitting = sit(sink, "greedy", "greedy")
    play_on(sitting, 12)
    for seat in sink.seats:
        scene = sitting.scene(seat, open_hand=False)
        assert scene.me == seat
        assert scene.view == sink.redact(sitting.match.state)
        assert not scene.view.hand
        rewind = Rewind(sitting)
        rewind.go(20)
        assert not rewind.scene(seat).view.hand
        assert rewind.scene(seat).me == seat
