"""Cells are played: what they bring to gauges, on placebos too, and a judgement from end to end."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.lab.judge.toy import NONCE, ROLES, toy
from wargame.content.library import DeckRef
from wargame.lab import controls, judge_deck
from wargame.lab.cell_study import CellGame, CellsStudy, CellTask
from wargame.lab.judge import benches as made
from wargame.lab.judge import cells as cells_module
from wargame.lab.judge import of_rules
from wargame.lab.judge.benches import Bench, game_of
from wargame.lab.judge.cells import Cell
from wargame.lab.judge.claims_table import CELL_SEEDS, CLAIMS
from wargame.lab.judge.counted import counted
from wargame.lab.judge.placebo.made import tree_of
from wargame.lab.judge.stored import MANIFEST, file_of
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game

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


def people(bench: Bench) -> list[dict[str, int]]:
    return [dict(one.weights) for one in game_of(bench).deck.personas]


@pytest.mark.parametrize("read", ["measure.toll", "measure.toll.in_force"])
def test_a_doctrine_loses_the_weights_that_read_what_is_counted(tmp_path: Path, read: str) -> None:
    deck = toy(tmp_path, {"personas.yaml": PEOPLE.replace("measure.toll", read)})
    counts = counted(shared_game(deck).rules.program, ["measure.toll"])
    cell = Cell("a", "D", "", "", 6, 1)
    assert people(made.benches(deck, [cell], {6: counts})["a"]) == [
        {"north.grain": 5},
        {read: 0},
        {"my.fish": 1},
    ]


def test_where_the_role_map_is_permuted_other_weights_read_what_is_counted(deck: DeckRef) -> None:
    """The toll changes places with the gate or the seal, so nobody reads what is counted there."""
    counts = counted(shared_game(deck).rules.program, ["measure.toll"])
    swapped, mapped = (Cell(one, "D", "", one, 6, 1) for one in ("swapped", "mapped"))
    found = made.benches(deck, [swapped, mapped], {6: counts})
    assert people(found["swapped"])[1] == {"measure.toll": 0}
    assert people(found["mapped"])[1] == {"measure.toll": 9}


def test_barren_projects_can_be_begun_in_vain(deck: DeckRef) -> None:
    projects = made.barren(tree_of(deck))["projects"]
    assert [stage["success_pct"] for one in projects for stage in one["stages"]] == [0, 0]


def test_without_a_price_of_repeal_the_measures_of_a_come_down_for_nothing(deck: DeckRef) -> None:
    measures = {one["id"]: one for one in made.unpriced(tree_of(deck))["measures"]}
    assert [measures[one]["ease"].get("cost") for one in ("toll", "gate")] == [None, None]
    assert measures["toll"]["tighten"]["cost"] == measures["weir"]["ease"]["cost"] == {"capital": 1}
    free, dear = game_of(Bench(deck, "unpriced")), game_of(Bench(deck))
    given = {"turn": "north", "north.capital": 0}
    eased = [
        [str(one) for one in game.legal_actions(game.position(given)) if one.verb.word == "ease"]
        for game in (free, dear)
    ]
    assert eased == [["ease toll"], []]


def test_the_role_map_is_permuted_as_the_labels_are(deck: DeckRef) -> None:
    tree = tree_of(deck)
    roles = made.with_map_permuted(tree, {"toll": "gate", "gate": "toll"})["roles"]
    assert (roles["a"]["duty"], roles["a"]["control"]) == (["gate"], ["toll"])
    assert roles["b"] == tree["roles"]["b"]
    assert roles["trade"] == tree["roles"]["trade"]


def test_values_are_laid_over_a_placebo_and_equal_decks_are_one(deck: DeckRef) -> None:
    cells = [
        Cell("a", "D", "", "blank", 0, 1),
        Cell("b", "D", "lambda=0", "blank", 0, 1),
        Cell("c", "U", "", "", 6, 1),
        Cell("d", "D", "", "", 6, 1),
        Cell("e", "D", "", "", 7, 1),
    ]
    counts = counted(shared_game(deck).rules.program, ["measure.toll"])
    found = made.benches(deck, cells, {6: counts, 7: counts})
    plain, without = game_of(found["a"]), game_of(found["b"])
    assert plain.rules.module is without.rules.module
    assert plain.rules_hash != without.rules_hash
    assert game_of(found["c"]) is shared_game(found["c"].deck)
    assert game_of(found["d"]) is game_of(found["e"])


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


ROWS = [(3, name) for name in ("random", "blank", "swapped", "mapped", "rewired 1")]


def controls_of(deck: DeckRef, games: int, *more: str) -> list[str]:
    asked = ["lab", "controls", str(deck.folder), "--games", str(games), "--rewired", "1"]
    return [*asked, "--claim", "3", "--seed", "4", *more]


def test_controls_are_counted_and_told(wargame: CommandLine, deck: DeckRef, tmp_path: Path) -> None:
    keep = ["--keep", str(tmp_path / "run.jsonl")]
    said = wargame(*controls_of(deck, 2, *keep))
    assert said.code == 0, said.err
    assert "Announced is not built" in said.out
    again = wargame(*controls_of(deck, 2, *keep, "--json"))
    rows = json.loads(again.out)["rows"]
    assert [(row["claim"], row["control"]) for row in rows] == ROWS
    assert {(row["unit"], row["smallest"]) for row in rows} == {("percentage points", 10)}
    assert all(row["detectable"] is None for row in rows if not row["error"])
    told = " ".join(said.out.split())
    assert max(map(len, said.out.splitlines())) <= 80
    assert "above 10 percentage points" in told
    assert "± its standard error" in told
    rules_hash = json.loads(again.out)["rules_hash"]
    assert f"rules {rules_hash[:8]}" in said.out
    assert not any(word in said.out for word in ("holds", "fails", "not shown"))


@pytest.mark.parametrize(
    ("name", "claims", "says"),
    [
        pytest.param("toy", ["3", "99"], "No claim 99 is registered: they are 1 to 11", id="none"),
        pytest.param("toy", ["1"], "no dials for these claims. It has for: 3, 6", id="no dial"),
        pytest.param("history", [], "history has no dials for any claim.\n", id="no dials"),
        pytest.param("calibration", ["1"], "calibration has no role map (roles.yaml)", id="roles"),
    ],
)
def test_controls_that_cannot_be_counted_are_refused_by_what_is_missing(
    name: str, claims: list[str], says: str, wargame: CommandLine, deck: DeckRef
) -> None:
    asked = ["lab", "controls", str(deck.folder) if name == "toy" else name]
    said = wargame(*asked, *(word for claim in claims for word in ("--claim", claim)))
    assert (said.code, said.out) == (2, "")
    assert says in said.err


def test_controls_go_on_with_the_games_of_a_shorter_run(
    wargame: CommandLine, deck: DeckRef, tmp_path: Path
) -> None:
    keep = tmp_path / "run.jsonl"
    whole = wargame(*controls_of(deck, 3, "--json"))
    assert wargame(*controls_of(deck, 2, "--keep", str(keep))).code == 0
    before = keep.read_text().splitlines()
    said = wargame(*controls_of(deck, 3, "--keep", str(keep), "--json"))
    after = keep.read_text().splitlines()
    assert after[: len(before)] == before
    assert 2 * (len(after) - 1) == 3 * (len(before) - 1)
    assert said.out == whole.out


def test_each_row_of_controls_is_told_once_its_games_are_played(deck: DeckRef) -> None:
    told: list[tuple[int, str, int]] = []
    done = 0

    def played(tasks: int, of: int) -> None:
        nonlocal done
        done = tasks

    study = controls.ControlsStudy(
        deck, 2, 4, 1, [3], each=lambda row: told.append((row.claim, row.control, done))
    )
    found = run(study, progress=played)
    assert [(claim, name) for claim, name, _ in told] == ROWS
    assert [done // 4 for _, _, done in told] == [1, 2, 3, 4, 5]
    assert done == study.total
    assert len(found.rows) == len(told)


def test_an_interruption_of_controls_tells_what_is_known(
    wargame: CommandLine, deck: DeckRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, left = controls.ControlsStudy.work, iter(range(9))

    def broken_off(task: CellTask) -> CellGame:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return work(task)

    monkeypatch.setattr(controls.ControlsStudy, "work", staticmethod(broken_off))
    said = wargame(*controls_of(deck, 2))
    assert said.code == 130
    assert said.err.strip() == ""
    rows, head, _ = said.out.partition("weir: 2 games a cell, seed 4; deck ")
    assert head
    assert re.findall(r"^ +([a-z]+) +3 Announced", rows, re.MULTILINE) == ["random", "blank"]


def test_games_that_several_claims_count_are_played_once(
    deck: DeckRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claims 4 and 11 leave the same weights off, so they share the deck; not its ablations."""
    for module in (cells_module, of_rules, controls):
        monkeypatch.setattr(module, "ROWS", [CLAIMS[number] for number in (4, 11)])
    both = controls.ControlsStudy(deck, 1, 4, 1)
    alone = [controls.ControlsStudy(deck, 1, 4, 1, [number]) for number in (4, 11)]
    assert sum(one.total for one in alone) - both.total == len(ROWS)


def test_an_ablation_that_begins_at_an_election_is_played_beside_the_deck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both begin as one game, and go on under other rules once the mandate is due."""
    for module in (cells_module, of_rules, controls):
        monkeypatch.setattr(module, "ROWS", [CLAIMS[5]])
    deck = toy(tmp_path, {"personas.yaml": PEOPLE, "roles.yaml": ROLES + "handovers: [4]\n"})
    found: dict[tuple[str, str], str] = {}

    def work(task: CellTask) -> CellGame:
        game = CellsStudy.work(task)
        found[task.cell.placebo, task.cell.over] = game.state_hash
        return game

    monkeypatch.setattr(controls.ControlsStudy, "work", staticmethod(work))
    run(controls.ControlsStudy(deck, 1, 4, 1))
    assert len(found) == 2 * len(ROWS)
    assert found["blank", ""] != found["blank", "lambda=0"]
