"""Rules that were read before are the same rules, and taken only whole and from a safe place."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DECKS, ROOT
from tests.systems import has_modes
from wargame.content import load
from wargame.content.known import KnownDeck, KnownNoun
from wargame.content.library import DeckRef, load_deck
from wargame.content.loaded import LoadedDeck
from wargame.content.model import Card, Deck
from wargame.errors import DeckError
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.store import known_rules
from wargame.store.known_rules import game_at_hand, known_game
from wargame.store.rows import Rows, rebuilt
from wargame.table.host import back_room

VARIANTS = [
    pytest.param("primer", "", id="primer"),
    pytest.param("primer", "cut_weeks=6", id="primer with a number set"),
    pytest.param("entanglement", "", id="entanglement"),
]


@pytest.fixture
def read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of decks that had to be read."""
    found: list[str] = []
    before = load.load_deck_tree

    def load_deck_tree(tree: dict[str, Any], variant: str = "") -> LoadedDeck:
        found.append(tree["title"])
        return before(tree, variant)

    monkeypatch.setattr(load, "load_deck_tree", load_deck_tree)
    return found


def tree_of(deck: str = "primer", variant: str = "") -> dict[str, Any]:
    return load_deck(DeckRef(ROOT / "decks" / deck, variant)).tree


def kept(cache: Path) -> Path:
    (found,) = cache.glob("read_*.json")
    return found


def signed(place: Path, data: bytes) -> None:
    """Other bytes, with a checksum that fits them."""
    place.write_bytes(data)
    line = place.with_name(f"{place.name}.sha256")
    line.write_text(f"{hashlib.sha256(data).hexdigest()}  {place.name}\n")


def test_whoever_thinks_for_a_table_reads_no_deck_that_is_known(
    cache: Path, read: list[str]
) -> None:
    tree = tree_of()
    first, again = back_room._open(tree, ""), back_room._open(tree, "")
    assert read == [first.deck.title]
    assert again.rules_hash == first.rules_hash


@pytest.mark.parametrize(("deck", "variant"), VARIANTS)
def test_known_rules_are_those_that_were_read(cache: Path, deck: str, variant: str) -> None:
    tree = tree_of(deck, variant)
    first, again = known_game(tree, variant), known_game(tree, variant)
    assert isinstance(again.loaded, KnownDeck)
    assert not isinstance(first.loaded, KnownDeck)
    for one in fields(first.rules.sources.names):
        if one.name != "ids":
            names = (game.rules.sources.names for game in (first, again))
            assert len({repr(getattr(name, one.name)) for name in names}) == 1
    assert again.rules.sources.names.ids.taken == first.rules.sources.names.ids.taken
    assert again.rules.sources.program == first.rules.sources.program
    assert again.rules.program == first.rules.program
    assert again.rules.module == first.rules.module
    assert again.rules.traced_text == first.rules.traced_text
    assert again.rules.ids.actions == first.rules.ids.actions
    assert (again.deck_hash, again.rules_hash) == (first.deck_hash, first.rules_hash)
    assert again.loaded.tree == first.loaded.tree
    assert again.deck == first.deck
    assert again.loaded.effective == first.loaded.effective
    assert again.loaded.written == first.loaded.written
    ends = [game.pack(game.rollout(game.new(), Stream(7))[0]) for game in (first, again)]
    assert ends[0] == ends[1]


def test_a_known_noun_takes_itself_for_its_model(cache: Path) -> None:
    tree = tree_of()
    first, again = known_game(tree, ""), known_game(tree, "")
    ours, theirs = again.deck.cards[0], first.deck.cards[0]
    assert type(ours).__mro__[1] is KnownNoun
    assert isinstance(ours, Card)
    assert isinstance(again.deck, Deck)
    assert ours == theirs
    assert theirs == ours
    assert ours != first.deck.cards[1]
    assert repr(ours) == repr(theirs)
    assert ours.model_copy(update={"title": "Other"}).title == "Other"
    assert again.deck.questions == first.deck.questions
    assert [one.range for one in again.deck.numbers] == [one.range for one in first.deck.numbers]
    assert copy.deepcopy(ours) == ours
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert pickle.loads(pickle.dumps(again.loaded)).deck == first.deck
    with pytest.raises(AttributeError):
        ours.title = "Other"
    with pytest.raises(AttributeError):
        ours.no_such_thing  # type: ignore[attr-defined]  # noqa: B018


def test_a_deck_that_changes_by_a_letter_is_read_anew(read: list[str]) -> None:
    tree = tree_of()
    changed = {**tree, "title": tree["title"] + "s"}
    known_game(tree, "")
    known_game(tree, "")
    assert read == [tree["title"]]
    assert known_game(changed, "").deck.title == changed["title"]
    assert read == [tree["title"], changed["title"]]


def test_many_saves_of_one_deck_open_it_once(cache: Path) -> None:
    tree, water = tree_of(), load_deck(DECKS["water_treaty"]).tree
    first = game_at_hand(tree, "")
    other = game_at_hand(water, "")
    again = game_at_hand(copy.deepcopy(tree), "")
    assert again.rules is first.rules
    assert game_at_hand(copy.deepcopy(water), "").rules is other.rules
    longer = game_at_hand({**tree, "title": tree["title"] + "s"}, "")
    assert longer.deck.title == first.deck.title + "s"
    valued = game_at_hand(tree_of("primer", "cut_weeks=6"), "cut_weeks=6")
    assert valued.loaded.effective["cut_weeks"] == 6
    assert first.loaded.effective["cut_weeks"] != 6


def test_another_variant_and_another_program_read_it_anew(
    read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tree_of()
    known_game(tree, "")
    known_game(tree, "cut_weeks=6")
    assert len(read) == 2
    monkeypatch.setattr(known_rules, "fingerprint", lambda: "another program")
    known_game(tree, "")
    assert len(read) == 3


def test_a_deck_with_a_fault_is_never_kept(cache: Path) -> None:
    tree = tree_of()
    for _ in range(2):
        with pytest.raises(DeckError):
            known_game({**tree, "seats": []}, "")
    assert not list(cache.glob("read_*")) if cache.exists() else True


@has_modes
def test_what_others_may_write_is_not_taken(cache: Path, read: list[str]) -> None:
    tree = tree_of()
    known_game(tree, "")
    kept(cache).chmod(0o666)
    known_game(tree, "")
    assert len(read) == 2


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def renamed(data: bytes) -> bytes:
    """What is kept, one kind of row called as nothing is that rules are made of."""
    plain = json.loads(data)
    plain["rows"]["kinds"][-1] = "Popen"
    return json.dumps(plain).encode()


def bent(data: bytes) -> bytes:
    plain = json.loads(data)
    plain["rows"]["rows"][-1][1] = 10**9
    return json.dumps(plain).encode()


@pytest.mark.parametrize("spoil", [cut, renamed, bent, lambda _: b"[]"])
def test_what_is_spoilt_is_put_aside_and_read_anew(
    cache: Path, read: list[str], spoil: Callable[[bytes], bytes]
) -> None:
    tree = tree_of()
    known_game(tree, "")
    place = kept(cache)
    sound = place.read_bytes()
    place.write_bytes(spoil(sound))  # it does not fit its checksum
    assert known_game(tree, "").deck.title == tree["title"]
    assert len(read) == 2
    assert place.with_name(f"{place.name}.broken").exists()
    signed(place, spoil(sound))  # it does, and is no rules
    assert known_game(tree, "").deck.title == tree["title"]
    assert len(read) == 3
    assert place.read_bytes() == sound


def test_rows_hold_nothing_but_rules() -> None:
    with pytest.raises(TypeError):
        Rows().put(Path())
    with pytest.raises(KeyError):
        rebuilt({"kinds": ["Path"], "fields": {}, "values": [], "rows": [[0]]})


def test_a_known_deck_opens_without_the_models(cache: Path, tmp_path: Path) -> None:
    place = tmp_path / "tree.json"
    place.write_text(json.dumps(tree_of()))
    code = (
        "import json, sys, wargame.store.known_rules as known\n"
        f"tree = json.load(open({str(place)!r}))\n"
        "game = known.known_game(tree, '')\n"
        "print(len(game.legal_actions(game.new())) > 0, 'pydantic' in sys.modules)\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert said == [["True", "True"], ["True", "False"]]


def test_a_game_on_known_rules_rules_and_sets_values(cache: Path) -> None:
    tree = tree_of()
    known_game(tree, "")
    game = known_game(tree, "")
    assert game.valued({"cut_weeks": "6"}).loaded.effective["cut_weeks"] == 6
    ruled = Game(game.rules.ruled(("shared.tension += 1",)))
    assert ruled.legal_actions(ruled.new())
