"""Placebos: what is dealt anew, what stays, and that they are decks like any other."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CommandLine, seated
from wargame.content.library import DeckRef
from wargame.content.load import load_deck_tree
from wargame.lab.judge.placebo import made
from wargame.lab.judge.placebo.relabelled import classes, derangement, with_reads_moved
from wargame.lab.judge.placebo.rewired import differing, rewired, seeded_generator
from wargame.lab.judge.placebo.spelled import Tree, spelled_out
from wargame.lab.judge.placebo.wires import WireList
from wargame.lab.runs.games import open_game
from wargame.play.match import Match
from wargame.rules.game import Game

DECKS = ["primer", "kitchen_sink"]


def tree(decks: dict[str, DeckRef], name: str) -> Tree:
    return made.tree_of(decks[name])


def by_type(deck: Tree) -> dict[Any, list[tuple[str, str]]]:
    """Per type, target and rest of every line, in order."""
    found: dict[Any, list[tuple[str, str]]] = {}
    for wire in WireList(deck, {}).all():
        found.setdefault(wire.type, []).append((wire.target, wire.rest))
    return found


def played(deck: Tree, seed: int) -> list[str]:
    game = Game(load_deck_tree({**deck, "examples": []}))
    players = seated(game, seed)
    match = Match(game, players, seed).run()
    return [*match.record.actions, str(game.returns(match.state))]


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_whose_loops_are_written_out_plays_alike(
    decks: dict[str, DeckRef], name: str
) -> None:
    plain = tree(decks, name)
    spelled = spelled_out(plain)
    assert spelled != plain
    assert played(spelled, 5) == played(plain, 5)


@pytest.mark.parametrize("name", DECKS)
@pytest.mark.parametrize("seed", [1, 7])
def test_targets_move_and_all_else_stays(decks: dict[str, DeckRef], name: str, seed: int) -> None:
    plain = tree(decks, name)
    found = rewired(plain, seed, {})
    before, after = by_type(spelled_out(plain)), by_type(found.tree)
    assert before.keys() == after.keys()
    for kind, lines in before.items():
        old, new = [target for target, _ in lines], [target for target, _ in after[kind]]
        assert Counter(old) == Counter(new)
        if len(set(old)) > 1:
            assert found.moved[kind] == (len(old), differing(old, new))
            assert 2 * differing(old, new) >= len(old) or found.notes
        else:
            assert old == new


def test_the_size_and_sign_of_an_effect_stay(decks: dict[str, DeckRef]) -> None:
    plain = tree(decks, "primer")
    cards = rewired(plain, 3, {}).tree["cards"]
    for old, new in zip(plain["cards"], cards, strict=True):
        assert {**old, "do": [], "rival_do": []} == {**new, "do": [], "rival_do": []}
        for one, other in zip(old["do"], new["do"], strict=True):
            if isinstance(one, str):
                assert one.partition(" ")[2] == other.partition(" ")[2]


def test_the_draw_hangs_on_the_seed_and_the_type_alone(decks: dict[str, DeckRef]) -> None:
    plain = tree(decks, "primer")
    assert rewired(plain, 1, {}).tree == rewired(plain, 1, {}).tree
    assert rewired(plain, 1, {}).tree != rewired(plain, 2, {}).tree
    assert seeded_generator(1, "us", "mood").random() == seeded_generator(1, "us", "mood").random()
    assert seeded_generator(1, "us", "mood").random() != seeded_generator(1, "us", "anger").random()


def test_numbers_of_one_kind_change_places_among_themselves(decks: dict[str, DeckRef]) -> None:
    plain = tree(decks, "primer")
    kinds = {
        f"{seat}.{track}": "anger" for seat in ("us", "china") for track in ("industry", "hawks")
    }
    found = WireList(rewired(plain, 1, kinds).tree, kinds).all()
    targets = {wire.target for wire in found if wire.type == ("us", "anger")}
    assert targets == {"us.industry", "us.hawks"}


@pytest.mark.parametrize("name", ["primer", "kitchen_sink", "entanglement"])
def test_no_measure_is_read_for_itself_and_all_stay_in_their_class(
    decks: dict[str, DeckRef], name: str
) -> None:
    plain = tree(decks, name)
    reads = derangement(plain, lambda *words: seeded_generator(1, *words))
    assert reads or not classes(plain)
    for _, _, ids in classes(plain):
        assert sorted(reads[one] for one in ids) == sorted(ids)
        assert all(reads[one] != one for one in ids)


MEASURES = [("a", 2), ("b", 2), ("c", 3), ("d", 4), ("e", 4)]


@pytest.mark.parametrize(
    ("measures", "found"),
    [
        pytest.param(MEASURES, [["a", "b"], ["c", "d", "e"]], id="a class of one joins the next"),
        pytest.param(MEASURES[:3], [["a", "b", "c"]], id="the last joins the one before"),
        pytest.param(MEASURES[2:3], [], id="one alone has no other"),
    ],
)
def test_classes_of_measures(measures: list[tuple[str, int]], found: list[list[str]]) -> None:
    rows = [{"id": name, "seat": "us", "max": most} for name, most in measures]
    deck = {"seats": [{"id": "us"}, {"id": "china"}], "measures": rows}
    assert [ids for _, _, ids in classes(deck)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("2 * measure.a.in_force", "2 * measure.b.in_force", id="a read"),
        pytest.param("measure.b.age + 1", "measure.c.age + 1", id="no levels to hold"),
        pytest.param("measure.a = measure.a + 1", "measure.a = measure.b + 1", id="not its target"),
        pytest.param("measure.c == 2", "measure.a == 2", id="a condition"),
        pytest.param("measure.b >= 1", "min(measure.c, 2) >= 1", id="held to its levels"),
        pytest.param("measure.z + 1", "measure.z + 1", id="without a class"),
    ],
)
def test_which_reads_move(text: str, found: str) -> None:
    rows = [{"id": name, "seat": "us", "max": most} for name, most in MEASURES]
    reads = {"a": "b", "b": "c", "c": "a"}
    moved = with_reads_moved({"measures": rows, "rules": [{"do": [text]}]}, reads)
    assert moved["rules"][0]["do"] == [found]


def test_a_text_that_grows_too_long_reads_by_short_names() -> None:
    long = "a" * 60
    rows = [{"id": name, "seat": "us", "max": 2} for name in ("a", long)]
    text = " + ".join(["measure.a.in_force"] * 9)
    moved = with_reads_moved({"measures": rows, "rules": [{"do": [f"us.x = {text}"]}]}, {"a": long})
    assert moved["rules"][0]["do"] == [f"us.x = {' + '.join(['shared.rw0'] * 9)}"]
    assert [track["value"] for track in moved["tracks"]] == [f"measure.{long}.in_force"]


def test_swapped_labels_leave_prices_and_deals_alone(decks: dict[str, DeckRef]) -> None:
    plain = tree(decks, "primer")
    found = made.swapped(plain, 1)
    Game(load_deck_tree(found.tree))
    for noun in ("cards", "measures", "deals", "injects", "projects", "seats"):
        assert found.tree[noun] == plain[noun]
    assert found.tree["rules"] != plain["rules"]


def test_blank_cards_keep_what_they_are_worth(decks: dict[str, DeckRef]) -> None:
    plain = tree(decks, "primer")
    found = made.blank(plain).tree
    Game(load_deck_tree(found))
    for old, new in zip(plain["cards"], found["cards"], strict=True):
        assert new["do"] == new["rival_do"] == []
        assert {**old, "do": [], "rival_do": []} == new


def test_a_seed_that_gives_no_deck_is_skipped_and_told(
    decks: dict[str, DeckRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tree(decks, "primer")
    told = iter(["no", "no", "", ""])
    monkeypatch.setattr(made, "_fault", lambda tree: next(told))
    found = list(islice(made.all_rewired(plain, {}), 2))
    assert [one.seed for one in found] == [3, 4]
    assert found[0].notes[-1] == "2 seeds before it give no deck"


@pytest.mark.slow
def test_the_flagship_gives_twenty_rewired_decks(decks: dict[str, DeckRef]) -> None:
    found = list(islice(made.all_rewired(tree(decks, "entanglement"), {}), 20))
    assert len({one.seed for one in found}) == 20


def test_a_placebo_is_a_deck_that_studies_play(
    wargame: CommandLine, decks: dict[str, DeckRef], tmp_path: Path
) -> None:
    to = tmp_path / "primer"
    said = wargame(
        "lab", "placebo", str(decks["primer"].folder), "rewired", str(to), "--number", "2"
    )
    assert said.code == 0, said.err
    assert "seed 2" in said.out
    game = open_game(DeckRef(to))
    assert game.deck.cards[0].title == open_game(decks["primer"]).deck.cards[0].title
    found = wargame("simulate", str(to), "--games", "2", "--seed", "1", "--json")
    assert json.loads(found.out)["games"] == 2
    again = wargame("lab", "placebo", str(decks["primer"].folder), "blank", str(to))
    assert again.code == 2
    assert "exists already; nothing was written" in again.err


def test_a_placebo_makes_no_folders_on_the_way(
    wargame: CommandLine, decks: dict[str, DeckRef], tmp_path: Path
) -> None:
    """They were made, whatever their names, and nothing said so."""
    target = tmp_path / "one" / "two" / "made"
    answer = wargame("lab", "placebo", str(decks["primer"].folder), "blank", str(target))
    assert (answer.code, answer.out) == (2, "")
    assert f"there is no folder {target.parent}. Make it first." in answer.err
    assert list(tmp_path.iterdir()) == []
