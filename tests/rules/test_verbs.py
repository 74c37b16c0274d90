"""The rows of the verbs, held against the kernel and against play."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import nodes_of
from tests.strategies import all_games, nodes
from wargame.content.model import Measure
from wargame.rules import kernel, verbs
from wargame.rules.actions import CHANCE_SEAT
from wargame.rules.position import state_of
from wargame.rules.verbs import VERBS, Verb, find, split, verbs_on

HOUSE = Path(verbs.__file__).parents[1]

NUMBERS = {
    name.removeprefix("V_").lower(): number
    for name, number in vars(kernel).items()
    if name.startswith("V_")
}

SPELT = {"rules/verbs.py", "players/example_bot.py"}
"""Where verbs may be written out: their rows, and a stranger's program."""

DISTINCT = {"tighten", "ease", "lift", "accept", "decline", "fund", "succeed"}
"""Verbs whose words mean nothing else."""


def test_every_verb_of_the_kernel_has_a_row_at_the_place_of_its_number() -> None:
    assert {verb.word: verb.number for verb in VERBS} == NUMBERS
    assert [verb.number for verb in VERBS] == list(range(len(VERBS)))


def test_a_row_is_called_as_its_verb() -> None:
    rows = {name: row for name, row in vars(verbs).items() if isinstance(row, Verb)}
    assert rows == {row.word.upper(): row for row in verbs.BY_WORD.values()}


def test_every_verb_but_a_ruling_may_be_chosen_somewhere() -> None:
    assert [verb.word for verb in verbs.BY_WORD.values() if not verb.nodes] == ["ruling"]


def met(name: str, least: int = 400) -> set[tuple[str, int]]:
    """Each verb that is open at a node of random games of a deck, with the node."""
    found: set[tuple[str, int]] = set()
    seed = seen = 0
    while seen < least:
        for state, _ in nodes(all_games()[name], seed):
            for code in all_games()[name].rules.engine.legal(state_of(state)):
                found.add((VERBS[code >> 10].word, state_of(state).node))
            seen += 1
        seed += 1
    return found


@pytest.mark.parametrize("name", [name for name in all_games() if ":" not in name])
def test_a_verb_comes_up_at_the_nodes_of_its_row_alone(name: str) -> None:
    rows = {(verb.word, node) for verb in VERBS for node in verb.nodes}
    assert met(name) <= rows


def test_a_verb_comes_up_at_all_the_nodes_of_its_row() -> None:
    rows = {(verb.word, node) for verb in VERBS for node in verb.nodes}
    found: set[tuple[str, int]] = set()
    sinks = [name for name in all_games() if name.startswith("kitchen_")]
    for name in (*sinks, "entanglement", "water_treaty"):
        found |= met(name, 2_500)
    assert rows == found


def test_random_play_draws_all_that_is_open() -> None:
    """Plays are listed in one function and drawn in another, beside it: looked at for each verb."""
    stream, unseen = kernel.Stream(3), {verb.number for verb in VERBS if verb.is_play}
    for engine, state in plays():
        legal = engine.legal(state)
        if unseen.isdisjoint(code >> 10 for code in legal):
            continue
        unseen -= {code >> 10 for code in legal}
        drawn = {engine.random_action(state, stream) for _ in range(1_000)}
        assert drawn == {*legal}
        if not unseen:
            return
    assert [VERBS[number].word for number in unseen] == []


def plays() -> Iterator[tuple[kernel.Engine, kernel.BaseState]]:
    """Positions of random games of the sinks at which a seat has a play."""
    sinks = [name for name in all_games() if name.startswith("kitchen_") and ":" not in name]
    for seed in range(3):
        for name in sinks:
            game = all_games()[name]
            states = (state_of(position) for position, _ in nodes(game, seed))
            yield from ((game.rules.engine, state) for state in states if state.node == kernel.PLAY)


def test_luck_and_seats_share_no_verb() -> None:
    game = all_games()["kitchen_sink"]
    for state, _ in nodes(game, 3):
        is_luck = game.current_seat(state) == CHANCE_SEAT
        legal = game.legal_actions(state)
        assert {action.verb.is_luck for action in legal} == {is_luck}


def test_the_verbs_of_a_measure_are_the_fields_that_authors_write() -> None:
    words = [verb.word for verb in verbs_on("measure")]
    assert words == [field for field in Measure.model_fields if field in NUMBERS]
    assert [verb.number for verb in verbs_on("measure")] == [
        kernel.V_TIGHTEN + place for place in range(len(words))
    ]


def test_the_words_of_an_action_lead_back_to_its_number() -> None:
    game = all_games()["kitchen_sink"]
    for code, text in game.rules.words.fixed.items():
        verb, rest = split(text)
        assert verb.number == code >> 10
        assert bool(rest) == (verb.thing != "none" or bool(verb.rest))


def test_nobody_types_a_ruling() -> None:
    assert find("ruling") is None
    assert find("paly") is None
    assert find("play") is verbs.PLAY
    assert split("ruling 2") == (verbs.RULING, "2")


def spelt(path: Path) -> list[str]:
    """Where a module spells out a verb."""
    texts = [node for node in nodes_of(path) if isinstance(node, ast.Constant)]
    return [f"{path.name}:{node.lineno}" for node in texts if node.value in DISTINCT]


def test_no_other_module_spells_out_verbs() -> None:
    paths = [path for path in HOUSE.rglob("*.py") if "content" not in path.parts]
    found = [
        place
        for path in paths
        if path.relative_to(HOUSE).as_posix() not in SPELT
        for place in spelt(path)
    ]
    assert found == []
    assert spelt(HOUSE / "players" / "example_bot.py")  # the check can fail
