"""The role map of a deck: what it may name, what is refused and where, and that nothing acts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DECKS
from tests.copies import copy_of
from wargame.content.load import load_deck
from wargame.content.loaded import LoadedDeck
from wargame.content.model import Roles
from wargame.rules.hashes import rules_hash
from wargame.rules.lint.check import find_faults

WATER = DECKS["water_treaty"].folder
SOUND: dict[str, dict[str, Any]] = {
    "a": {"seat": "lower", "duty": ["toll"], "other": ["wells"], "programme": ["saltworks"]},
    "b": {"seat": "upper", "input": ["gates"], "own": ["lined_canal"]},
    "trade": {"number": "shared.trust", "all": 100},
    "duties": {"rival": "lower.harvest", "allies": ["party.fishers.catch"]},
}


def with_roles(**changes: dict[str, Any]) -> LoadedDeck:
    """The water treaty with a role map of its own."""
    loaded = load_deck(WATER)
    given = {key: {**SOUND.get(key, {}), **changes.get(key, {})} for key in {**SOUND, **changes}}
    roles = Roles.model_validate(given)
    deck = loaded.deck.model_copy(update={"roles": roles})
    return LoadedDeck(deck, loaded.marks)


def said(loaded: LoadedDeck) -> list[str]:
    """What is wrong, or advised, with the map: what is advised without one is left out."""
    without = {fault.what for fault in find_faults(load_deck(WATER))}
    found = [fault for fault in find_faults(loaded) if fault.what not in without]
    return [f"{fault.what} | {fault.remedy}" for fault in found]


def test_a_sound_map_is_taken() -> None:
    assert said(with_roles()) == []


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"a": {"seat": "lowr"}}, "unknown seat 'lowr' | Did you mean 'lower'?"),
        ({"a": {"duty": ["tol"]}}, "unknown measure 'tol' | Did you mean 'toll'?"),
        ({"b": {"own": ["canal"]}}, "unknown project 'canal' | Did you mean 'lined_canal'?"),
        ({"a": {"control": ["gates"]}}, "measure 'gates' belongs to upper, not to lower"),
        ({"a": {"inputs": ["lined_canal"]}}, "project 'lined_canal' belongs to upper, not to"),
        ({"a": {"control": ["toll"]}}, "measure 'toll' is in 'duty' already"),
        ({"b": {"seat": "lower"}}, "both sides are the same seat"),
        ({"a": {"laws": ["lower.law"]}}, "there is no number 'lower.law' | "),
        ({"trade": {"number": "shared.trus"}}, "there is no number 'shared.trus' | Did you mean"),
        ({"duties": {"allies": ["party.fisher.catch"]}}, "there is no number 'party.fisher.catch'"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(
    changes: dict[str, dict[str, Any]], what: str
) -> None:
    assert any(one.startswith(what) for one in said(with_roles(**changes)))


def test_a_fault_has_its_place(tmp_path: Path) -> None:
    folder = copy_of("water_treaty", tmp_path, ("roles.yaml", "[toll]", "[toll, tolls]"))
    (fault,) = find_faults(load_deck(folder))
    assert fault.mark is not None
    assert (fault.mark.file, fault.mark.line) == (str(folder / "roles.yaml"), 4)


def test_neither_hash_nor_save_knows_the_map() -> None:
    loaded, other = load_deck(WATER), with_roles(a={"duty": []})
    assert loaded.deck.roles != other.deck.roles
    assert loaded.deck_hash == other.deck_hash
    assert rules_hash(loaded.deck) == rules_hash(other.deck)
    assert "roles" not in loaded.tree
