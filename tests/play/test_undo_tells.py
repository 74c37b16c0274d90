"""Nothing is taken back by whoever has learned from it, and all else may be."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from tests.conftest import DECKS
from tests.play.anything import new_match, players_of, takes_back
from tests.rules.tiny import BASE, card, tiny
from tests.strategies import nodes
from wargame.content.library import load_deck
from wargame.errors import IllegalAction
from wargame.play import control
from wargame.play.event import Act
from wargame.play.log import seen_by
from wargame.play.match import Match
from wargame.play.undo import reveals
from wargame.rules.game import CHANCE_SEAT, Game, Position
from wargame.rules.kernel import Stream

HOARD = {"id": "hoard", "title": "Hoard", "of": "seats", "max": 9, "start": 4, "seen_by": "owner"}
HIDE = {
    "choose": {
        "seat": "rival",
        "title": "How much?",
        "secret": True,
        "options": [
            {"id": "much", "title": "Much", "do": ["their.hoard += 3"]},
            {"id": "little", "title": "Little", "do": ["their.hoard += 1"]},
        ],
    }
}
"""South lays something by, and north does not see how much."""

LEARNED = "something hidden has been shown since"


def after(*effects: Any, **more: Any) -> Match:
    """A match in which south has hidden something, and north then plays a card with these
    effects."""
    cards = [card("hide", HIDE), card("act", *effects, **more)]
    game = tiny(
        cards=cards, tracks=[*BASE["tracks"], HOARD], turn={"plays": 2, "initiative": "north"}
    )
    start = game.position({"hand.north": ["hide", "act"]})
    match = Match(game, players_of(game, 1), 1, traced=True, start=start)
    for text in ("play hide", "secretly much"):
        match.take(game.action(match.state, text))
    while "play act" not in map(str, game.legal_actions(match.state)):
        match.step()
    match.take(game.action(match.state, "play act"))
    return match


@pytest.mark.parametrize(
    "effects",
    [
        pytest.param([{"look": "their.hoard"}], id="a number laid open"),
        pytest.param(
            [{"when": "their.hoard >= 6", "do": ["shared.calm += 1"]}], id="whether it is enough"
        ),
        pytest.param(
            [{"when": "their.hoard < 6", "do": ["shared.calm += 1"]}], id="that it is not less"
        ),
    ],
)
def test_a_seat_does_not_take_back_what_showed_it_a_private_number(effects: list[Any]) -> None:
    match = after(*effects)
    assert control.why_no_undo_now(match, "north") == LEARNED
    assert takes_back(match, "north") == 0


@pytest.mark.parametrize(
    "effects",
    [
        pytest.param(["shared.calm += 1"], id="what all see"),
        pytest.param(["their.hoard += 1"], id="moving a number unseen"),
        pytest.param([{"look": "my.hoard"}], id="showing what is its own"),
    ],
)
def test_what_told_nothing_is_taken_back(effects: list[Any]) -> None:
    match = after(*effects)
    assert control.why_no_undo_now(match, "north") == ""


def test_a_seat_does_not_take_back_a_look_at_cards_that_another_has_looked_at() -> None:
    """No luck decides which they are, for they lie in order by then."""
    peek = {"peek": 1}
    cards = [card("x", peek), card("y", peek, seat="south"), *map(card, "abcd")]
    game = tiny(cards=cards, cards_rule={"mix": True})
    start = game.position({"hand.north": ["x"], "hand.south": ["y"]})
    match = Match(game, players_of(game, 1), 1, start=start)
    for act in ("play x", "play y"):
        while act not in map(str, game.legal_actions(match.state)):
            match.step()
        match.take(game.action(match.state, act))
    assert match.game.redact(match.state, "south").next_cards
    assert control.why_no_undo_now(match, "south") == LEARNED


def nothing_but_headlines() -> Match:
    """A match of two rounds with nothing between their headlines, in which both of the first are
    committed: the next are asked for at once."""
    turn = {"plays": 0, "initiative": "north", "headline": {}}
    held = [card("one", seat="north"), card("other", seat="south")]
    game = tiny(cards=held, turn=turn, rounds={"max": 4})
    start = game.position({"hand.north": ["one"], "hand.south": ["other"], "phase": "headline"})
    match = Match(game, players_of(game, 1), 1, traced=True, start=start)
    for text in ("headline one", "headline other"):
        match.take(game.action(match.state, text))
    while match.game.current_seat(match.state) == CHANCE_SEAT:
        match.step()
    assert match.state.phase == "headline"
    return match


def test_headlines_are_open_though_the_next_are_asked_for_at_once() -> None:
    match = nothing_but_headlines()
    told = [one for one in seen_by("south", match.log) if one.entry.is_commitment]
    assert [(one.entry.arg, one.is_secret) for one in told] == [("one", False), ("other", False)]


def test_a_headline_that_has_shown_the_other_is_not_taken_back() -> None:
    match = nothing_but_headlines()
    assert control.why_no_undo_now(match, "south") != ""


def test_what_has_laid_agendas_open_is_not_taken_back() -> None:
    match = new_match(Game(load_deck(DECKS["hospital_merger"])), 1)
    while not match.state.agendas_shown:
        match.step()
    last = match.course.moves[-1]
    assert isinstance(last, Act)
    assert control.why_no_undo_now(match, last.seat) == LEARNED


def test_a_decision_of_another_phase_is_not_taken_back_with_the_last(water: Game) -> None:
    match = new_match(water, 4)
    while match.course.ply < 30:
        match.step()
    said, done = match.course.moves[-2:]
    assert isinstance(said, Act)
    assert isinstance(done, Act)
    assert (said.seat, said.phase, done.phase) == (done.seat, "world", "plays")
    assert control.why_no_undo_now(match, done.seat) == ""
    assert control.why_no_undo_now(match, done.seat, 2) == "that turn is over"


# --- the law -------------------------------------------------------------------------------


def differs(game: Game, before: Position, act: str, after: Position, stream: Stream) -> bool:
    """Whether an act leads to another view in a position that its seat could have been in."""
    seat = game.current_seat(before)
    view, seen = game.redact(before, seat), game.redact(after, seat)
    for _ in range(3):
        try:
            other = game.apply(game.resample(view, stream), act).state
        except IllegalAction:
            return True
        if game.redact(other, seat).packed() != seen.packed():
            return True
    return False


@pytest.mark.parametrize("seed", range(2))
def test_what_may_be_taken_back_has_told_nothing(any_game: Game, seed: int) -> None:
    stream = Stream(seed + 1)
    for state, act in islice(nodes(any_game, seed), 300):
        seat, after = any_game.current_seat(state), any_game.apply(state, act).state
        follows = any_game.current_seat(after)
        if CHANCE_SEAT in (seat, follows) or reveals(any_game, seat, state, after):
            continue
        assert not differs(any_game, state, act, after, stream), act
