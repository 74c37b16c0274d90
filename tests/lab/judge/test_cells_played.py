"""Cells are played: what they bring to gauges, on placebos too, and a judgement from end to end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.lab.judge.toy import NONCE, toy
from wargame.content.library import DeckRef
from wargame.lab import controls, judge_deck
from wargame.lab.cell_study import CellsStudy
from wargame.lab.driver import run
from wargame.lab.games import shared_game
from wargame.lab.judge import benches as made
from wargame.lab.judge import cells as cells_module
from wargame.lab.judge import of_rules
from wargame.lab.judge.cells import Cell, CellFamily
from wargame.lab.judge.claims_table import CELL_SEEDS, CLAIMS
from wargame.lab.judge.counted import counted
from wargame.lab.judge.looks import looks_at
from wargame.lab.judge.placebo.made import tree_of
from wargame.lab.judge.stored import MANIFEST, file_of

SOME = (3, 6)
PEOPLE = """\
- {id: giver, title: Gives, seat: north, weights: {north.grain: 5, measure.toll: -1}}
- {id: taker, title: Takes, seat: north, weights: {measure.toll: 9}}
- {id: fisher, title: Fishes, seat: south, weights: {my.fish: 1}}
"""
COMMITTED = {1: hashlib.sha256(NONCE.encode()).hexdigest()}


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Two claims, and cells of two games each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells_module, "CELL_SEEDS", dict.fromkeys(CELL_SEEDS, 2))
        patch.setattr(cells_module, "REWIRED", 1)
        patch.setattr(of_rules, "GAMES", 1)
        patch.setattr(of_rules, "POSITIONS", 5)
        for module in (cells_module, of_rules, controls):
            patch.setattr(module, "ROWS", [CLAIMS[number] for number in SOME])
        yield


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> DeckRef:
    return toy(tmp_path_factory.mktemp("decks"), {"personas.yaml": PEOPLE})


def test_a_doctrine_loses_the_weights_that_read_what_is_counted(deck: DeckRef) -> None:
    counts = counted(shared_game(deck).rules.program, ["measure.toll"])
    people = made.without_weights(tree_of(deck), counts)["personas"]
    assert [one["weights"] for one in people] == [
        {"north.grain": 5},
        {"measure.toll": 0},
        {"my.fish": 1},
    ]


def test_barren_projects_can_be_begun_in_vain(deck: DeckRef) -> None:
    projects = made.barren(tree_of(deck))["projects"]
    assert [stage["success_pct"] for one in projects for stage in one["stages"]] == [0, 0]


def test_the_role_map_is_permuted_as_the_labels_are(deck: DeckRef) -> None:
    tree = tree_of(deck)
    roles = made.with_map_permuted(tree, {"toll": "gate", "gate": "toll"})["roles"]
    assert (roles["a"]["duty"], roles["a"]["control"]) == (["gate"], ["toll"])
    assert roles["b"] == tree["roles"]["b"]
    assert roles["trade"] == tree["roles"]["trade"]


def test_decks_are_written_once_and_played_where_they_stand(deck: DeckRef, tmp_path: Path) -> None:
    cells = [
        Cell("a", "D", "", "blank", 0, 1),
        Cell("b", "D", "lambda=0", "blank", 0, 1),
        Cell("c", "U", "", "", 6, 1),
        Cell("d", "D", "", "", 6, 1),
    ]
    counts = {6: counted(shared_game(deck).rules.program, ["measure.toll"])}
    found = made.benches(deck, cells, counts, tmp_path)
    assert found["a"].folder == found["b"].folder
    assert found["b"].variant == "lambda=0"
    assert found["c"] == deck
    assert [one.weights for one in shared_game(found["d"]).deck.personas][1] == {"measure.toll": 0}


def test_a_deck_that_was_half_written_is_written_anew(deck: DeckRef, tmp_path: Path) -> None:
    cells = [Cell("a", "D", "", "blank", 0, 1)]
    (whole,) = made.benches(deck, cells, {}, tmp_path / "whole").values()
    names = sorted(path.name for path in whole.folder.iterdir())
    half = tmp_path / "half" / "blank.part" / whole.folder.name
    half.mkdir(parents=True)
    (half / "deck.yaml").write_text("id: weir\n", encoding="utf-8")
    (found,) = made.benches(deck, cells, {}, tmp_path / "half").values()
    assert sorted(path.name for path in found.folder.iterdir()) == names
    assert not half.exists()


@pytest.mark.slow
def test_a_frozen_deck_is_played_and_judged_by_command(
    wargame: CommandLine, deck: DeckRef, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen, games = tmp_path / "freeze.json", tmp_path / "games"
    judge_deck.freeze_deck(deck, frozen, 1, 30, 2)
    real_play, real_judge = judge_deck.play_cells, judge_deck.judge_deck
    monkeypatch.setattr(
        judge_deck, "play_cells", lambda *a, **b: real_play(*a, **b, commitments=COMMITTED)
    )
    monkeypatch.setattr(
        judge_deck, "judge_deck", lambda *a: real_judge(*a, commitments=COMMITTED, resamples=20)
    )
    asked = ["lab", "judge", str(deck.folder), "--freeze", str(frozen), "--nonce", NONCE]
    said = wargame(*asked, "--games", str(games), "--play", "--json")
    assert said.code == 0, said.err
    assert [row["claim"] for row in json.loads(said.out)["confirmatory"]] == list(SOME)
    rows = (games / file_of(0)).read_text().splitlines()
    assert len(rows) == 2
    assert set(json.loads(rows[0])["players"]) == {"north", "south"}
    manifest = (games / MANIFEST).read_bytes()
    (games / file_of(1)).unlink()
    again = wargame(*asked, "--games", str(games), "--play", "--json")
    assert again.out == said.out
    assert (games / MANIFEST).read_bytes() == manifest


def test_controls_are_counted_and_told(wargame: CommandLine, deck: DeckRef, tmp_path: Path) -> None:
    asked = ["lab", "controls", str(deck.folder), "--games", "2", "--rewired", "1", "--claim", "3"]
    asked += ["--seed", "4"]
    said = wargame(*asked, "--keep", str(tmp_path / "run"))
    assert said.code == 0, said.err
    assert "Announced is not built" in said.out
    again = wargame(*asked, "--keep", str(tmp_path / "run"), "--json")
    rows = json.loads(again.out)["rows"]
    assert [(row["claim"], row["control"]) for row in rows] == [
        (3, name) for name in ("random", "rewired 1", "blank", "swapped", "mapped")
    ]
    assert not any(word in said.out for word in ("holds", "fails", "not shown"))


@pytest.mark.parametrize(
    ("family", "placebo", "looks"),
    [
        pytest.param("D", "", 1, id="doctrines on the deck"),
        pytest.param("U", "", 0, id="at random"),
        pytest.param("D", "blank", 0, id="a placebo"),
    ],
)
def test_a_look_is_logged_by_the_lab_itself(
    tmp_path: Path, family: CellFamily, placebo: str, looks: int
) -> None:
    deck = toy(tmp_path, {"personas.yaml": PEOPLE})
    cells = [Cell("one", family, "", placebo, 3, 1)]
    run(CellsStudy(deck, made.benches(deck, cells, {}, tmp_path / "decks"), cells, 1))
    assert len(looks_at(deck)) == looks
