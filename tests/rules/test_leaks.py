"""Non-interference: no seat is shown what it cannot know, and the checker would notice."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tests.rules.leaks import Leak, Redact, Tally, check_leaks, honest, number_of
from tests.rules.tiny import card, seats, tiny
from tests.strategies import all_games, plain_games
from wargame.rules.actions import Action
from wargame.rules.game import Game, SeatState
from wargame.rules.kernel import AT_HEADLINES
from wargame.rules.position import Position, actions_at, state_of

DECKS = list(plain_games())
SLOW_PAIRS = 200_000 // len(all_games()) + 1


@pytest.mark.parametrize("name", DECKS)
def test_a_seat_sees_nothing_of_what_is_hidden(name: str) -> None:
    tally = check_leaks(plain_games()[name], range(400), every=5, pairs=400)
    assert tally.pairs >= 400
    assert tally.share_different >= 0.9
    assert tally.steps > tally.pairs // 2


def test_headlines_and_agendas_are_really_hidden_there() -> None:
    tally = check_leaks(plain_games()["kitchen_sink"], range(500, 512), every=6)
    assert tally.headlines > 6
    assert tally.agendas > 160
    assert tally.free > 160
    assert tally.different > 0.9 * tally.free


@pytest.mark.slow
@pytest.mark.parametrize("name", list(all_games()))
def test_two_hundred_thousand_pairs(name: str) -> None:
    tally = check_leaks(all_games()[name], range(10_000, 20_000), pairs=SLOW_PAIRS)
    assert tally.pairs >= SLOW_PAIRS
    assert tally.share_different >= 0.9


# --- planted leaks -------------------------------------------------------------------------


def rival_of(game: Game, seat: str) -> int:
    """One whose secrets a seat, or a spectator, must not see."""
    return game.rules.rivals(number_of(game, seat))[-1]


def with_board(view: SeatState, **changes: Any) -> SeatState:
    """A view whose board shows something else."""
    board = view._board.copy()
    for place, value in changes.items():
        setattr(board, place, value)
    return dataclasses.replace(view, _board=board)


def the_hand(game: Game, state: Position, seat: str) -> SeatState:
    return with_board(game.redact(state, seat), hand=[cards[:] for cards in state_of(state).hand])


def the_pile(game: Game, state: Position, seat: str) -> SeatState:
    return with_board(game.redact(state, seat), pile=[cards[:] for cards in state_of(state).pile])


def the_agenda(game: Game, state: Position, seat: str) -> SeatState:
    return with_board(game.redact(state, seat), agenda=state_of(state).agenda[:])


def the_commitment(game: Game, state: Position, seat: str) -> SeatState:
    return with_board(game.redact(state, seat), commit=state_of(state).commit[:])


def the_count_during_headlines(game: Game, state: Position, seat: str) -> SeatState:
    """As if a committed card left the hand at once."""
    view = game.redact(state, seat)
    s, rival = state_of(state), rival_of(game, seat)
    secret = s.pc == AT_HEADLINES and s.commit[rival] > 0
    sizes = [size - (secret and n == rival) for n, size in enumerate(view.hand_sizes)]
    return dataclasses.replace(view, hand_sizes=tuple(sizes))


def the_score_of_an_agenda(game: Game, state: Position, seat: str) -> SeatState:
    """As if a secret aim were already counted in the score that all can see."""
    s = state_of(state)
    score = s.score[:]
    for number, kept in enumerate(s.agenda):
        if kept > 0:
            score[number] += game.rules.engine.tables.agendas[kept - 1].score(s)
    return with_board(game.redact(state, seat), score=score)


def what_the_rival_may_do(game: Game, state: Position, seat: str) -> SeatState:
    """As if the list of legal actions were that of whoever is to move."""
    view = game.redact(state, seat)
    return dataclasses.replace(view, legal=actions_at(state))


def the_length_of_that_list(game: Game, state: Position, seat: str) -> SeatState:
    view = game.redact(state, seat)
    wait = Action("pass", seat, 0)
    rival_moves = state_of(state).actor == rival_of(game, seat)
    size = len(actions_at(state)) if rival_moves else 0
    return dataclasses.replace(view, legal=view.legal or (wait,) * size)


PLANTED = [
    the_hand,
    the_pile,
    the_agenda,
    the_commitment,
    the_count_during_headlines,
    the_score_of_an_agenda,
    what_the_rival_may_do,
    the_length_of_that_list,
]


@pytest.mark.parametrize("leak", PLANTED, ids=lambda leak: leak.__name__)
def test_a_planted_leak_is_caught(leak: Redact) -> None:
    with pytest.raises(Leak):
        check_leaks(plain_games()["kitchen_sink"], range(20), redact=leak)


def the_sealed_front(game: Game, state: Position, seat: str) -> SeatState:
    s = state_of(state)
    return with_board(game.redact(state, seat), sealed=s.sealed)  # type: ignore[attr-defined]


def test_a_front_that_was_named_in_secret_is_hidden_and_a_leak_of_it_caught() -> None:
    with pytest.raises(Leak, match=r"what is packed"):
        check_leaks(plain_games()["kitchen_sealed"], range(20), redact=the_sealed_front)


def test_nothing_is_caught_where_nothing_leaks() -> None:
    tally: Tally = check_leaks(plain_games()["kitchen_sink"], range(3), redact=honest, every=3)
    assert tally.pairs > 100


def test_a_leaking_resample_is_noticed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resample that changed what the seat knows would be no resample."""
    game = plain_games()["kitchen_sink"]
    resample = Game.resample

    def careless(self: Game, view: SeatState, stream: Any) -> Any:
        state = resample(self, view, stream)
        state_of(state).capital[0] += 1
        return state

    monkeypatch.setattr(Game, "resample", careless)
    with pytest.raises(Leak):
        check_leaks(game, range(1))


def test_a_resample_that_redraws_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs that are the same twice would prove nothing."""
    game = plain_games()["kitchen_sink"]
    kept: list[Any] = []
    redact = Game.redact

    def remembering(self: Game, state: Position, seat: str = "") -> SeatState:
        kept[:] = [state]
        return redact(self, state, seat)

    monkeypatch.setattr(Game, "redact", remembering)
    monkeypatch.setattr(Game, "resample", lambda self, view, stream: kept[0])
    assert check_leaks(game, range(2), every=5).share_different == 0


def test_what_the_rival_held_leaves_no_trace_in_the_game() -> None:
    """Players in this process reach the game through their view: it must not grow with hands."""
    cards = [card(name, seat="any") for name in ("a", "b", "c")]
    game = tiny(cards=cards, seats=seats({"hand": 1}, {"hand": 1}))
    before = set(game.rules._actions)
    check_leaks(game, range(3))
    assert set(game.rules._actions) == before
