"""Control lets an inject happen, chooses what luck will bring, and ends a game as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import seated
from tests.play.anything import chosen
from tests.store.helpers import game_of, world
from wargame.errors import DeckError
from wargame.play.control import release, rule
from wargame.play.event import CONTROL, Chance
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.rules.game import Position
from wargame.rules.ruling import why_no_ruling
from wargame.store.savefile import create
from wargame.store.verify import verify


def begun(seed: int = 7) -> Match:
    """A game of the primer at its first turn, with what may still be drawn."""
    game = game_of("primer")
    players: dict[str, Player] = seated(game, 1)
    match = Match(game, players, seed, traced=True)
    to_a_turn(match)
    return match


def to_a_turn(match: Match) -> None:
    while why_no_ruling(match.state) and not match.is_over:
        match.step()


def drawn_of(match: Match) -> list[str]:
    """The injects that luck brought."""
    return [
        move.action.removeprefix("inject ")
        for move in match.course.moves
        if isinstance(move, Chance) and move.action.startswith("inject")
    ]


@pytest.mark.parametrize("inject", [one.id for one in game_of("primer").deck.injects])
def test_an_inject_that_control_releases_acts_and_does_not_come_again(inject: str) -> None:
    match = begun()
    if inject in drawn_of(match):
        pytest.skip("luck has brought it already")
    before = match.state["game.injects"]
    release(match, inject, "To see what they do.")
    match.settle()
    assert match.state["game.injects"] == before + 1
    assert match.log[-1].dated == (inject,)
    match.run()
    assert inject not in drawn_of(match)


def test_it_moves_what_the_same_inject_moves_when_it_is_drawn() -> None:
    """By the sites of its writes: they are named by the inject, as if luck had brought it."""
    match = begun()
    release(match, "good_harvest", "Good news is due.")
    match.settle()
    moved = {write.site.id for write in match.log[-1].writes if write.site.noun == "inject"}
    assert moved == {"good_harvest"}


def test_an_unknown_inject_is_refused_and_nothing_happens() -> None:
    match = begun()
    before = match.state.digest, len(match.record.events)
    with pytest.raises(DeckError, match="unknown inject 'good_harvst'"):
        release(match, "good_harvst", "A slip.")
    with pytest.raises(DeckError):
        rule(match, ({"release": 3},), "No id.")
    assert (match.state.digest, len(match.record.events)) == before


def test_no_deck_may_release_an_inject() -> None:
    match = begun()
    with pytest.raises(DeckError):
        rule(match, ({"when": "shared.tension >= 0", "do": [{"release": "good_harvest"}]},), "No.")


def test_what_control_has_chosen_for_luck_comes_and_is_written_down_with_its_reason() -> None:
    match = begun()
    wanted = next(
        one.id for one in match.game.deck.injects if one.id not in drawn_of(match) and not one.needs
    )

    def choice(state: Position) -> tuple[str, str] | None:
        return (f"inject {wanted}", "It is planned for round 2.") if state.round == 2 else None

    match.choice = choice
    while match.state.round < 3:
        match.step()
    chosen = [
        move for move in match.course.moves if isinstance(move, Chance) and move.by == CONTROL
    ]
    assert [(one.action, one.why) for one in chosen] == [
        (f"inject {wanted}", "It is planned for round 2.")
    ]


def test_what_the_rules_do_not_allow_is_left_to_luck() -> None:
    match = begun()
    match.choice = lambda _: ("inject nowhere", "A slip.")
    plain = begun()
    assert match.run().course.moves == plain.run().course.moves


def test_the_ending_as_it_stands_is_that_of_a_ruling_which_ends_the_game(tmp_path: Path) -> None:
    match = begun()
    path = tmp_path / "closed.jsonl"
    ending = match.game.ending_here(match.state)
    rule(match, ({"end": ending},), "The hour is over.")
    match.settle()
    assert match.course.end is not None
    assert match.course.end.ending == ending
    assert match.course.close == match.course.moves[-1]
    assert match.course.typed == [chosen(move) for move in match.course.moves[:-1]]
    with create(path, game_of("primer"), match.record, world()):
        pass
    assert verify(path, world()).code == 0


def test_a_game_that_control_ends_otherwise_than_it_stood_is_no_mere_close() -> None:
    match = begun()
    here = match.game.ending_here(match.state)
    other = next(one.id for one in match.game.deck.endings if one.id != here)
    rule(match, ({"end": other},), "The table agreed.")
    assert match.course.end is not None
    assert (match.course.end.ending, match.course.close, match.course.typed) == (other, None, None)
