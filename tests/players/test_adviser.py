"""Counsel for people: three moves, their prospects, and nothing that the seat could not know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import Program
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.players.adviser import Advice, Suggestion, advise
from wargame.players.budget import Budget
from wargame.players.reasons import telling
from wargame.players.search import Search
from wargame.players.thought import AgainstFirst, Candidate, Preferred
from wargame.rules.game import CHANCE_SEAT, Game, Position
from wargame.rules.kernel import ASK, HEADLINE, PLAY, TALK, Stream
from wargame.rules.position import state_of
from wargame.rules.view import SeatState
from wargame.table.plain.typeset import lines
from wargame.table.told.advice import counsel
from wargame.table.told.scene import Scene, titles_of

SHORT = Budget(iterations=60)


def counselled(view: SeatState, advice: Advice) -> str:
    """Counsel as plain text."""
    titles = titles_of(view.deck)
    return "\n".join(lines(titles, counsel(Scene(view, titles), advice)))


def position_at(game: Game, node: int, seed: int = 1) -> Position:
    """A position of random play at which a seat has a choice at such a node."""
    stream = Stream(seed)
    for _ in range(20):
        state = game.new()
        while not game.is_terminal(state):
            legal = game.legal_actions(state)
            is_luck = game.current_seat(state) == CHANCE_SEAT
            if not is_luck and state_of(state).node == node and len(legal) > 2:
                return state
            state = game.apply(state, legal[stream.below(len(legal))]).state
    raise AssertionError("no such position")


@pytest.mark.parametrize("node", [pytest.param(PLAY, id="play"), pytest.param(TALK, id="talks")])
def test_three_moves_are_told_with_odds_and_consequences(water: Game, node: int) -> None:
    state = position_at(water, node)
    view = water.redact(state, water.current_seat(state))
    advice = advise(view, SHORT)
    assert 1 < len(advice.moves) <= 3
    legal = [action.text for action in view.legal]
    assert all(move.option.steps[0] in legal for move in advice.moves)
    assert all(0 <= move.option.best <= 1 for move in advice.moves)
    proposals = [move for move in advice.moves if move.option.accepted >= 0]
    assert bool(proposals) == (node == TALK)
    assert not any(move.course for move in proposals)  # it hangs on the answer
    assert advice.reason is not None
    told = counselled(view, advice)
    assert "1. " in told
    assert "against the next best" in told[told.index("Why the first") :].replace("\n", " ")


def ranked(game: Game, *options: Candidate) -> str:
    """What is told of moves in this order, the best of them tried in 60 worlds."""
    state = position_at(game, PLAY)
    view = game.redact(state, game.current_seat(state))
    moves = tuple(Suggestion(one, (), ()) for one in options)
    advice = Advice(moves, Preferred("lead +1.0", ()), 60, 9, 4, 0, mixed=False)
    return " ".join(counselled(view, advice).split())


def way(value: float, won: float, samples: int) -> Candidate:
    behind = AgainstFirst(-9.0, -0.2, -4.0, 1.5) if samples < 60 else None
    return Candidate(("pass",), value, 1.0, 0.5, -1.0, samples, (0,), won, 3.0, 1.0, behind)


def test_the_order_is_told_where_shares_alone_do_not_show_it(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["primer"])
    told = ranked(game, way(50, 0.5, 60), way(60, 0.7, 20))
    assert "Ranked by wins and lead together; what did worse was dropped" in told
    assert told.count("dropped after 20") == 1
    against = "until it was dropped after 20 worlds: wins -20 in 100, lead -4.0, give or take 3.0"
    assert against in told


@pytest.mark.parametrize("seed", range(15, 21))
def test_no_move_is_told_below_one_that_is_worth_less(seed: int, decks: dict[str, DeckRef]) -> None:
    """In three advices of ten one that was dropped stood there with the better figures: those of
    the worlds before, in which all ways had done better. It is told against the first in those."""
    game = shared_game(decks["primer"])
    state = position_at(game, PLAY, seed)
    view = game.redact(state, game.current_seat(state))
    advice = advise(view, Budget(iterations=300))
    options = [move.option for move in advice.moves]
    kept = [one.value for one in options if one.behind is None]
    assert kept == sorted(kept, reverse=True)
    assert [one.behind is None for one in options] == [
        one.samples == advice.worlds for one in options
    ]
    told = " ".join(counselled(view, advice).split())
    for one in options:
        if one.behind is not None:
            assert one.behind.value <= 0
            assert (
                f"Against the first, until it was dropped after {one.samples} worlds: wins " in told
            )
    assert told.count("You win in ") == len(kept)


def test_the_order_is_told_where_wins_are_not_all_worth_the_same(decks: dict[str, DeckRef]) -> None:
    told = ranked(shared_game(decks["kitchen_contest"]), way(50, 0.5, 60), way(40, 0.7, 60))
    assert "Ranked by match points and lead together" in told


def test_a_secret_choice_is_told_as_a_mixture(decks: dict[str, DeckRef], sink: Game) -> None:
    state = position_at(sink, HEADLINE)
    view = sink.redact(state, sink.current_seat(state))
    advice = advise(view, SHORT)
    assert advice.mixed
    told = counselled(view, advice)
    assert "times in 100" in told
    assert "dropped" not in told


@pytest.mark.parametrize("seed", range(4))
def test_of_a_mixture_the_most_frequent_comes_first_and_the_rest_is_told(
    sink: Game, seed: int
) -> None:
    state = position_at(sink, HEADLINE, seed)
    view = sink.redact(state, sink.current_seat(state))
    advice = advise(view, SHORT)
    often = [move.option.best for move in advice.moves]
    assert often == sorted(often, reverse=True)
    few = replace(advice, moves=advice.moves[:1], considered=3)
    rest = 100 - round(100 * often[0])
    said = f"2 more ways are not shown: play them {rest} times in 100."
    assert (said in " ".join(counselled(view, few).split())) == (rest > 0)


def test_of_a_mixture_the_order_is_that_of_how_often_whatever_each_is_worth(
    sink: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = position_at(sink, HEADLINE)
    view = sink.redact(state, sink.current_seat(state))
    found = Search(sink.rules, view.seat, 1, SHORT).think(view)
    drawn, *others = found.options
    options = (replace(drawn, best=0.1, value=9.0, samples=3), replace(others[0], best=0.9))
    told = replace(found, options=options)
    monkeypatch.setattr(Search, "think", lambda *_, **__: told)
    advice = advise(view, SHORT)
    assert [move.option.best for move in advice.moves] == [0.9, 0.1]
    assert advice.worlds == others[0].samples > 3


def test_counsel_rests_on_the_view_alone(water: Game) -> None:
    state = position_at(water, PLAY, 4)
    seat = water.current_seat(state)
    view = water.redact(state, seat)
    other = water.redact(water.resample(view, Stream(5)), seat)
    one, two = advise(view, SHORT), advise(other, SHORT)
    assert (one.moves, one.reason) == (two.moves, two.reason)


def test_the_reason_calls_numbers_as_the_board_does(decks: dict[str, DeckRef]) -> None:
    """It told of `Weeks in store (China)` below a line about `Chips in store`."""
    game = shared_game(decks["primer"])
    state = position_at(game, PLAY, 4)
    view = game.redact(state, game.current_seat(state))
    advice = advise(view, SHORT)
    assert advice.reason is not None
    assert "china.stock" in dict(advice.reason.changes)
    told = " ".join(counselled(view, advice).split())
    assert "Chips in store (China)" in told[told.index("Why the first") :]
    assert "Weeks in store" not in told


def test_no_working_is_told_of(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["entanglement"])
    asides = {track.id for track in game.deck.tracks if track.aside}
    told = {name.text.rpartition(".")[2] for name in telling(game.rules)}
    assert asides
    assert told
    assert not asides & told


@pytest.mark.parametrize("name", ["entanglement", "primer"])
def test_no_number_is_told_of_that_people_have_no_name_for(
    name: str, decks: dict[str, DeckRef]
) -> None:
    game = shared_game(decks[name])
    known = titles_of(game.deck).numbers
    assert [one.text for one in telling(game.rules) if one.text not in known] == []


def test_a_move_is_told_by_what_sets_it_apart_from_the_others(water: Game) -> None:
    state = position_at(water, PLAY)
    view = water.redact(state, water.current_seat(state))
    one, *others = advise(view, SHORT).moves
    assert others
    assert any(move.effects != one.effects for move in others)
    assert all(name in water.rules.names for move in (one, *others) for name, _ in move.effects)
    story = Search(water.rules, view.seat, 1, SHORT).story(view)
    alike = story.effects([one.option.codes, one.option.codes])
    assert alike == [[], []]
    alone = story.effects([one.option.codes])
    assert alone[0]


def test_the_plain_table_gives_counsel(process: Program) -> None:
    args = ["play", "calibration", "--plain", "--seed", "1"]
    done = process(args, stdin=b"advise\nquit\n")
    assert b"times in 100" in done.stdout, done.stderr


@pytest.mark.parametrize("node", [pytest.param(PLAY, id="play"), pytest.param(ASK, id="question")])
def test_the_ways_share_the_worlds_in_which_they_are_best(
    decks: dict[str, DeckRef], node: int
) -> None:
    game = shared_game(decks["primer"])
    state = position_at(game, node)
    view = game.redact(state, game.current_seat(state))
    thought = Search(game.rules, view.seat, 1, SHORT).think(view)
    assert sum(option.best for option in thought.options) == pytest.approx(1)


def test_each_answer_to_a_question_is_told_by_its_own_words(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["primer"])
    state = position_at(game, ASK)
    view = game.redact(state, game.current_seat(state))
    told = counselled(view, advise(view, SHORT))
    titles = [view.title_of(action) for action in view.legal]
    assert len(titles) == 3
    assert all(title in told for title in titles)


def test_where_a_winner_is_named_a_way_is_told_by_its_wins_and_its_lead(
    decks: dict[str, DeckRef],
) -> None:
    game = shared_game(decks["primer"])
    state = position_at(game, PLAY)
    view = game.redact(state, game.current_seat(state))
    advice = advise(view, SHORT)
    told = counselled(view, advice)
    assert all(0 <= move.option.won <= 1 for move in advice.moves)
    assert f"You win in {100 * advice.moves[0].option.won:.0f} %, lead " in told
    assert "points" not in told
    assert "Why the first: wins " in told


def test_a_reason_names_nothing_of_which_there_is_no_more_or_less(
    decks: dict[str, DeckRef],
) -> None:
    rules = shared_game(decks["primer"]).rules
    told = {name.text for name in telling(rules)}
    assert "shared.tension" in told
    assert "shared.match" not in told
    assert not [text for text in told if text.startswith("front.")]
