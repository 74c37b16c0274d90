"""The procedure: a freeze, a nonce, stored games, and verdicts that are made from these alone."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, replace
from itertools import accumulate
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.conftest import CommandLine
from tests.lab.judge.toy import NONCE, store_all, toy
from tests.systems import has_named_pipes
from tests.table.drawn import unwrapped
from wargame.content.library import DeckRef
from wargame.errors import RecordError, UsageError
from wargame.lab import judge_deck
from wargame.lab.cell_study import CellsStudy
from wargame.lab.judge import cells as cells_module
from wargame.lab.judge import freeze as freezing
from wargame.lab.judge import of_rules
from wargame.lab.judge.cells import Cell, cells_of
from wargame.lab.judge.claims_table import CELL_SEEDS, CLAIMS
from wargame.lab.judge.deviations import deviations
from wargame.lab.judge.freeze import Freeze, changed_since, master_seed, read_freeze, seed_of
from wargame.lab.judge.judging import GATE, OfRules, rule
from wargame.lab.judge.looks import is_a_look, log_look, looks_at
from wargame.lab.judge.of_rules import read_rules
from wargame.lab.judge.stored import (
    MANIFEST,
    Store,
    StoredGame,
    file_of,
    store_cell,
    store_manifest,
)
from wargame.lab.judge_object import JudgeObject, verdict_row
from wargame.lab.registered.text import REGISTRATION
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.study import Progress
from wargame.lab.stats.estimate import Ratio
from wargame.objects import plain_data
from wargame.table.reports import typeset
from wargame.table.reports.judge import report
from wargame.table.words.wrap import WIDTH

FEW = {**dict.fromkeys(CELL_SEEDS, 50), "rewired": 8}
SOME = (2, 6, 9)
COMMITTED = {1: hashlib.sha256(NONCE.encode()).hexdigest()}


@pytest.fixture(scope="module")
def small() -> Iterator[None]:
    """Three of the claims, and cells of a few games each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells_module, "CELL_SEEDS", FEW)
        patch.setattr(cells_module, "REWIRED", 2)
        for module in (cells_module, of_rules):
            patch.setattr(module, "ROWS", [CLAIMS[number] for number in SOME])
        patch.setattr(of_rules, "GAMES", 2)
        patch.setattr(of_rules, "POSITIONS", 60)
        yield


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> DeckRef:
    return toy(tmp_path_factory.mktemp("decks"))


@pytest.fixture(scope="module")
def cells(small: None, deck: DeckRef) -> list[Cell]:
    return judge_deck.cells_for(deck, read_rules(deck), FEW["S"])[0]


@pytest.fixture(scope="module")
def frozen(small: None, deck: DeckRef, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("freeze") / "freeze.json"
    judge_deck.freeze_deck(deck, path, 1, 30, FEW["S"])
    return path


@pytest.fixture(scope="module")
def games(frozen: Path, cells: list[Cell]) -> Path:
    known = read_freeze(frozen)
    store_all(frozen.parent / "games", known.hash, master_seed(known, NONCE, COMMITTED), cells)
    return frozen.parent / "games"


@pytest.fixture(scope="module")
def found(deck: DeckRef, frozen: Path, games: Path) -> JudgeObject:
    return judged(deck, frozen, games)


def judged(deck: DeckRef, frozen: Path, games: Path) -> JudgeObject:
    return judge_deck.judge_deck(deck, frozen, NONCE, games, commitments=COMMITTED, resamples=299)


# --- verdicts ------------------------------------------------------------------------------------


def test_a_deck_that_carries_a_claim_is_told_so(found: JudgeObject) -> None:
    rows = {row.claim: row for row in found.confirmatory}
    assert list(rows) == list(SOME)
    assert rows[6].verdict == "holds", rows[6]
    assert rows[9].verdict == "holds", rows[9]
    assert all(control.is_passed for control in rows[6].controls)


def test_an_interval_without_an_end_is_called_none(found: JudgeObject) -> None:
    first = found.confirmatory[0]
    open_ended = replace(first.values[0], low=-math.inf, high=math.inf, wide_low=None)
    row = replace(first, values=[open_ended, *first.values[1:]])
    told = unwrapped(typeset.text(report(replace(found, confirmatory=[row]))))
    assert "(95 %: no interval; 99.5 %: no interval)" in told
    assert "inf" not in told.split()


def test_denominators_stand_beside_every_ratio(found: JudgeObject) -> None:
    """Claim 6 has two arms, in the deck and in its ablation; each made-up game counts one pair."""
    row = next(row for row in found.confirmatory if row.claim == 6)
    values = {(one.family, one.what): one for one in row.values}
    assert list(values["D", "effect"].over) == 4 * [FEW["D"]]
    assert list(values["S", "level 1"].over) == 2 * [FEW["S"]]
    assert (values["S", "effect"].seeds, values["S", "effect"].played) == (FEW["S"], FEW["S"])
    told = unwrapped(typeset.text(report(found)))
    n = FEW["S"]
    assert f", n {n} of {n}, over {n} and {n} " in told
    assert told.count("(95 %: ") >= told.count("; 99.5 %: ") > 0
    assert "± is a standard error" in told
    assert "S: between players that look ahead" in told
    words = " level 1: the number is above 0 percentage points "
    assert told.count(words) == len(found.confirmatory)
    assert "n 8 each, no game differs" in told
    assert "detectable 0.00" not in told


def test_a_value_without_end_is_no_number_of_json(found: JudgeObject) -> None:
    """Of cycles, levels and stages a game may bring any number, and few games tell no bound."""
    value = replace(found.confirmatory[0].values[0], low=-math.inf, wide_high=math.inf)
    told = json.loads(json.dumps(plain_data(value), allow_nan=False))
    assert (told["low"], told["wide_high"]) == (None, None)


def test_what_the_rules_decide_is_by_definition(found: JudgeObject) -> None:
    """This deck pays in grain, which claim 2 takes for a duty."""
    rows = {row.claim: row for row in found.confirmatory}
    assert rows[2].verdict == "by definition"
    assert "north.grain" in rows[2].reason


def test_the_tables_are_apart(found: JudgeObject) -> None:
    words = ("holds", "fails", "not shown", "by definition", "needs no cards")
    assert {row.verdict for row in found.confirmatory} <= set(words)
    beside = json.dumps([asdict(row) for row in found.exploratory])
    assert not any(word in beside for word in words)


def test_what_decides_nothing_says_how_much_it_could_have_told(found: JudgeObject) -> None:
    """The only doctrines of these made-up games are `a` in the north and `b` in the south."""
    row = next(row for row in found.exploratory if row.claim == 6)
    assert [(one.of, one.seeds) for one in row.pairs] == [("a against b", FEW["D"])]
    assert [one.seeds for one in (row.random, *row.rewired)] == [FEW["U"], 8, 8]
    (pair,) = row.pairs
    assert pair.value is not None
    assert pair.value > 80
    assert pair.detectable == pytest.approx(4.12 * pair.error, rel=0.01)
    assert 0 < pair.detectable < row.rewired[0].detectable


@pytest.mark.slow
def test_the_same_games_give_the_same_table(
    deck: DeckRef, frozen: Path, games: Path, found: JudgeObject
) -> None:
    assert judged(deck, frozen, games) == found


class Idle(Store):
    """The same games, four times over, in which one ablation changes nothing."""

    def counts(
        self, cell: str, number: int, names: Iterable[str], most: int | None = None
    ) -> dict[str, list[Ratio]]:
        same = cell.replace("lambda=0 #6", "deck #6")
        found = super().counts(same, number, names, most)
        return {name: 4 * one for name, one in found.items()}


def test_a_claim_without_its_effect_fails(frozen: Path, games: Path) -> None:
    known = read_freeze(frozen)
    store = Idle(games, known.hash, master_seed(known, NONCE, COMMITTED))
    _, needed = cells_of([])
    some = {number: needed[number] for number in (6, 9)}
    rows = rule(store, some, dict.fromkeys(some, OfRules()), 1, resamples=199)
    assert [row.verdict.word for row in rows] == ["fails", "holds"]


@pytest.mark.parametrize("is_on_cards", [False, True])
def test_a_claim_that_stands_on_cards_must_fail_without_them(
    frozen: Path, games: Path, is_on_cards: bool
) -> None:
    """Where it does not, its being met without them is a verdict of its own."""
    known = read_freeze(frozen)
    store = Store(games, known.hash, master_seed(known, NONCE, COMMITTED))
    _, needed = cells_of([])
    rules = {6: OfRules(is_on_cards=is_on_cards)}
    (row,) = rule(store, {6: needed[6]}, rules, 1, resamples=199)
    assert ("blank cards" in [one.name for one in row.controls]) == is_on_cards


class Rewired(Store):
    """The same games, but for one rewired deck, whose effect is as large as any can be."""

    def counts(
        self, cell: str, number: int, names: Iterable[str], most: int | None = None
    ) -> dict[str, list[Ratio]]:
        found = super().counts(cell, number, names, most)
        if "rewired 1" not in cell:
            return found
        is_deck = "lambda" not in cell
        return {one: [(int(is_deck and one == "treated"), 1)] * len(found[one]) for one in found}


def test_a_claim_does_no_better_than_by_chance_if_one_rewired_deck_does_as_well(
    frozen: Path, games: Path
) -> None:
    known = read_freeze(frozen)
    _, needed = cells_of([])
    told = {}
    for kind in (Store, Rewired):
        store = kind(games, known.hash, master_seed(known, NONCE, COMMITTED))
        (row,) = rule(store, {6: needed[6]}, {6: OfRules()}, 1, resamples=199)
        (told[kind],) = [one for one in row.controls if one.name == "rewired"]
        values = [one.value for one in row.rewired if one.value is not None]
        assert len(values) == 2
        assert (max(values) == 100) == (kind is Rewired)
    assert "does not exceed all of them" not in told[Store].told
    assert not told[Rewired].is_passed
    assert "does not exceed all of them" in told[Rewired].told


@pytest.mark.parametrize("gate", ["", "a gate forbids talks"])
def test_a_gate_that_forbids_is_met_where_it_must_fail(
    frozen: Path, games: Path, gate: str
) -> None:
    known = read_freeze(frozen)
    store = Store(games, known.hash, master_seed(known, NONCE, COMMITTED))
    _, needed = cells_of([])
    rules = {6: OfRules(by_definition=(gate,) if gate else ())}
    (row,) = rule(store, {6: needed[6]}, rules, 1, resamples=199)
    (control,) = [one for one in row.controls if one.name == f"must fail: {GATE}"]
    assert (control.is_passed, control.told) == (not gate, "met" if gate else "not met")


class Backwards(Store):
    """The same games, with those of the lowest dose and the highest exchanged."""

    def counts(
        self, cell: str, number: int, names: Iterable[str], most: int | None = None
    ) -> dict[str, list[Ratio]]:
        if most is not None:  # as doses are read, each as far as the smallest goes
            cell = {LEAST: MOST, MOST: LEAST}.get(cell, cell)
        return super().counts(cell, number, names, most)


LEAST, MOST = "D lambda=0 #6", "D lambda=2 #6"


def test_a_claim_that_shrinks_as_its_mechanism_grows_does_not_hold(
    frozen: Path, games: Path
) -> None:
    known = read_freeze(frozen)
    _, needed = cells_of([])
    assert (needed[6].doses[0], needed[6].doses[-1]) == (LEAST, MOST)
    found = {}
    for kind in (Store, Backwards):
        store = kind(games, known.hash, master_seed(known, NONCE, COMMITTED))
        (row,) = rule(store, {6: needed[6]}, {6: OfRules()}, 1, resamples=199)
        found[kind] = row.verdict
    assert (found[Store].word, found[Backwards].word) == ("holds", "not shown")
    assert "dose response is reversed" in found[Backwards].reason


class Neutral(Store):
    """The same games, with those of a neutral run as they are in the deck, or at random."""

    like: ClassVar[str]

    def counts(
        self, cell: str, number: int, names: Iterable[str], most: int | None = None
    ) -> dict[str, list[Ratio]]:
        if " neutral" in cell:
            cell = cell.replace(" neutral", "").replace("S ", self.like).replace("D ", self.like)
        return super().counts(cell, number, names, most)


@pytest.mark.parametrize(
    ("like", "word", "says"),
    [
        pytest.param("D ", "holds", "the same without points for mere levels", id="as it was"),
        pytest.param("U ", "by definition", "neutral run: without points", id="hangs on points"),
    ],
)
def test_points_for_a_mere_level_may_not_settle_a_verdict(
    frozen: Path, games: Path, found: JudgeObject, like: str, word: str, says: str
) -> None:
    known = read_freeze(frozen)
    store = type("Like", (Neutral,), {"like": like})(
        games, known.hash, master_seed(known, NONCE, COMMITTED)
    )
    _, needed = cells_of([], neutral=[6])
    (row,) = rule(store, {6: needed[6]}, {6: OfRules()}, 1, resamples=299)
    assert row.verdict.word == word
    assert says in row.verdict.reason
    told = verdict_row(row)
    assert [(one.family, one.what) for one in told.neutral] == [
        (one.family, one.what) for one in told.values
    ]
    effects = [one.value or 0.0 for one in told.neutral if one.what == "effect"]
    assert [effect > 80 for effect in effects] == 2 * [word == "holds"]
    said = unwrapped(typeset.text(report(replace(found, confirmatory=[told]))))
    assert "D effect without points for mere levels: " in said


# --- red -----------------------------------------------------------------------------------------


def test_a_game_that_was_changed_turns_the_table_red(
    deck: DeckRef, frozen: Path, games: Path
) -> None:
    path = games / file_of(0)
    before = path.read_bytes()
    path.write_bytes(before.replace(b"[1,1]", b"[0,1]", 1))
    try:
        found = judged(deck, frozen, games)
    finally:
        path.write_bytes(before)
    assert found.red == [file_of(0)]
    assert (list(found.confirmatory), list(found.exploratory)) == ([], [])


def test_a_deck_that_was_changed_is_neither_played_nor_judged(
    tmp_path: Path, frozen: Path, games: Path
) -> None:
    text = "- {id: over, title: Quite over}\n"
    other = toy(tmp_path, {"endings.yaml": text})
    found = judged(other, frozen, games)
    assert found.changed == ["deck"]
    assert found.confirmatory == []
    new = tmp_path / "games"
    with pytest.raises(UsageError, match="No longer as it was frozen: deck"):
        judge_deck.play_cells(other, frozen, NONCE, new, commitments=COMMITTED)
    assert not new.exists()


@pytest.mark.parametrize("field", ["version", "iterations", "looks", "hashes"])
def test_a_freeze_that_was_changed_is_refused(frozen: Path, tmp_path: Path, field: str) -> None:
    data = json.loads(frozen.read_text(encoding="utf-8"))
    data[field] = {**data[field], "deck": "0" * 64} if field == "hashes" else data[field] + 1
    (tmp_path / "freeze.json").write_text(json.dumps(data))
    with pytest.raises(RecordError, match="changed after it was made"):
        read_freeze(tmp_path / "freeze.json")


def test_nothing_is_judged_before_all_cells_are_complete(
    frozen: Path, cells: list[Cell], tmp_path: Path
) -> None:
    (tmp_path / file_of(0)).write_text("{}\n" * cells[0].seeds)
    with pytest.raises(RecordError, match="has 0 of 50 games"):
        store_manifest(tmp_path, read_freeze(frozen).hash, "f" * 64, cells)


# --- freeze and nonce ----------------------------------------------------------------------------


def test_the_nonce_of_the_first_version_was_committed_to_in_the_registration() -> None:
    text = REGISTRATION.read_text(encoding="utf-8")
    assert f"is `{freezing.COMMITMENTS[1]}`" in text


def test_another_nonce_is_refused(frozen: Path) -> None:
    wanted = freezing.COMMITMENTS[1]
    with pytest.raises(UsageError, match=f"not the nonce .* SHA-256 of that is {wanted}"):
        master_seed(read_freeze(frozen), NONCE)


def test_seeds_follow_from_freeze_and_nonce(frozen: Path) -> None:
    known = read_freeze(frozen)
    master = master_seed(known, NONCE, COMMITTED)
    assert master == hashlib.sha256((known.hash + NONCE).encode()).hexdigest()
    other = Freeze(**{**asdict(known), "hash": "1" * 64})
    assert seed_of(master) != seed_of(master_seed(other, NONCE, COMMITTED))


def test_everything_that_could_please_is_hashed(
    deck: DeckRef, frozen: Path, cells: list[Cell]
) -> None:
    known, game = read_freeze(frozen), shared_game(deck)
    assert changed_since(known, game, cells) == []
    assert changed_since(known, game, cells[1:]) == ["cells"]
    assert set(known.hashes) == set(freezing.PARTS)
    other = shared_game(DeckRef(deck.folder, "lambda=0"))
    assert {"deck", "dials"} <= set(changed_since(known, other, cells))


def test_what_is_frozen_stays_and_is_said_before_minutes_of_reading(
    deck: DeckRef, frozen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge_deck, "read_rules", None)
    with pytest.raises(UsageError, match="stays"):
        judge_deck.freeze_deck(deck, frozen, 1, 30, FEW["S"])
    with pytest.raises(UsageError, match=r"there is no folder .*Make it first"):
        judge_deck.freeze_deck(deck, frozen.parent / "no" / "freeze.json", 1, 30, FEW["S"])


def test_a_freeze_that_is_not_there_is_not_called_another_thing(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"There is no file .*freeze\.json"):
        read_freeze(tmp_path / "freeze.json")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    with pytest.raises(RecordError, match="is no freeze"):
        read_freeze(tmp_path / "deep.json")


def test_a_cell_is_stored_whole_or_not_at_all(
    games: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part of one, left by a run that was killed, would never be played to its end."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    game = StoredGame(0, 1, {"north": "random"}, "0" * 64, {})
    with pytest.raises(KeyboardInterrupt):
        store_cell(tmp_path / "games", 0, [game])
    assert list((tmp_path / "games").iterdir()) == []


def test_progress_is_of_all_cells(
    deck: DeckRef, frozen: Path, cells: list[Cell], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not of each from 0 again."""

    def play(
        study: CellsStudy, *, keep: Path, progress: Progress, jobs: int
    ) -> dict[str, list[Any]]:
        (cell,) = study.cells
        keep.touch()
        progress(cell.seeds, study.total)
        return {cell.name: []}

    for name, other in (("run", play), ("store_manifest", lambda *_: None)):
        monkeypatch.setattr(judge_deck, name, other)
    told = list[tuple[int, int]]()
    judge_deck.play_cells(
        deck, frozen, NONCE, tmp_path, commitments=COMMITTED, progress=lambda *at: told.append(at)
    )
    total = sum(cell.seeds for cell in cells)
    assert told == [(at, total) for at in accumulate(cell.seeds for cell in cells)]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"deck.yaml": "rounds: {max: 19}"}, "never judged", id="too short"),
        pytest.param({"roles.yaml": ""}, "no role map", id="no role map"),
        pytest.param({"dials.yaml": ""}, "no dial for", id="no dials"),
    ],
)
def test_a_deck_that_cannot_be_judged_cannot_be_frozen(
    tmp_path: Path, changes: dict[str, str], says: str
) -> None:
    deck = toy(tmp_path)
    for name, text in changes.items():
        path = deck.folder / name
        old = path.read_text()
        path.unlink()
        if text:
            path.write_text(old.replace("rounds: {max: 20}", text))
    with pytest.raises(UsageError, match=says):
        judge_deck.freeze_deck(deck, tmp_path / "freeze.json", 1, 30, 400)


def test_a_store_of_another_freeze_is_refused(games: Path) -> None:
    with pytest.raises(RecordError, match="another freeze"):
        Store(games, "0" * 64, "0" * 64)
    with pytest.raises(RecordError, match="no manifest"):
        Store(games.parent, "0" * 64, "0" * 64)


ODD: list[Any] = [None, 5, -1, 1e999, True, [1], {"a": 1}, "\ud800", 10**400]
OF_LISTED = {
    "cell": ODD,
    "file": [*ODD, "", "..", "../../etc/passwd", "a\0b", "x" * 5_000, "manifest.json"],
    "games": [*ODD[2:], None, "50", 1.5],
    "sha256": ODD,
}
OF_GAME = {
    "players": [*ODD, "ab", {"a": None}],
    "counts": [*ODD, {"6.treated": None}, {"6.treated": [1]}, {"6.treated": [1, 2, 3]}],
    "crashed": ODD,
}
NO_GAMES = [b"", b"\n", b"{", b"[1]\n", b"\xff\n", b"[" * 100_000 + b"\n"]
ODD_FREEZE: list[Any] = [[], {"a": [1]}, None, 1.5, True]
COUNTS: list[Any] = [[1.5, 2], ["a", 1], [1, -1], [10**400, 1], [1, 2**62], "ab"]


def without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def test_a_manifest_from_anybody_is_refused_in_a_sentence(games: Path, tmp_path: Path) -> None:
    """Whatever stands in it: wrong types, keys that are missing, paths, another encoding."""
    head = json.loads((games / MANIFEST).read_text())
    row, *others = head["files"]
    odd: list[Any] = [without(head, name) for name in head]
    odd += [{**head, name: value} for name in head for value in (*ODD, "x") if value != "\ud800"]
    rows: list[Any] = [*ODD, "x", *(without(row, name) for name in row)]
    rows += [{**row, name: value} for name, values in OF_LISTED.items() for value in values]
    odd += [{**head, "files": [one, *others]} for one in rows]
    odd += [{**head, "files": [row, *head["files"]]}, [head], None]
    texts = [json.dumps(one).encode() for one in odd]
    whole = json.dumps(head)
    texts += [whole[:-5].encode(), whole.encode("utf-16"), b"\xff", b"", b"[" * 100_000]
    for text in texts:
        (tmp_path / MANIFEST).write_bytes(text)
        with pytest.raises(RecordError, match=r"no manifest|another freeze|a cell twice"):
            Store(tmp_path, head["freeze"], head["master_seed"])


@has_named_pipes
def test_what_is_no_ordinary_file_is_not_opened(games: Path, tmp_path: Path) -> None:
    """A pipe or a device might never end; a file that is a folder is not there."""
    head = json.loads((games / MANIFEST).read_text())
    told = (head["freeze"], head["master_seed"])
    os.mkfifo(tmp_path / MANIFEST)
    with pytest.raises(RecordError, match="no manifest"):
        Store(tmp_path, *told)
    with pytest.raises(RecordError, match="no freeze"):
        read_freeze(tmp_path / MANIFEST)
    (tmp_path / MANIFEST).unlink()
    (tmp_path / MANIFEST).write_text(json.dumps(head))
    pipe, device, folder = (head["files"][place]["file"] for place in range(3))
    os.mkfifo(tmp_path / pipe)
    (tmp_path / device).symlink_to("/dev/zero")
    (tmp_path / folder).mkdir()
    assert Store(tmp_path, *told).red == [row["file"] for row in head["files"]]


def test_a_stored_game_from_anybody_is_refused_in_a_sentence(games: Path, tmp_path: Path) -> None:
    """Though the manifest has been made to agree with its file."""
    head = json.loads((games / MANIFEST).read_text())
    row = {**head["files"][0], "games": 1}
    game = json.loads((games / row["file"]).read_text().splitlines()[0])
    odd = [without(game, name) for name in ("players", "counts", "seed")]
    odd += [{**game, name: value} for name, values in OF_GAME.items() for value in values]
    odd += [{**game, "counts": {**game["counts"], "6.treated": ratio}} for ratio in COUNTS]
    odd += [{**game, "counts": without(game["counts"], "6.treated")}]
    for data in [*NO_GAMES, *(json.dumps(one).encode() + b"\n" for one in odd)]:
        (tmp_path / row["file"]).write_bytes(data)
        row["sha256"] = hashlib.sha256(data).hexdigest()
        (tmp_path / MANIFEST).write_text(json.dumps({**head, "files": [row]}))
        with pytest.raises(RecordError, match=r"line 1: (this is no|it has no)|has 0 games"):
            read_all(Store(tmp_path, head["freeze"], head["master_seed"]), row["cell"])


def test_a_manifest_that_is_too_large_is_refused_in_a_sentence(games: Path, tmp_path: Path) -> None:
    """Though all that is in it is right: a file may be longer than there is memory."""
    text = (games / MANIFEST).read_text()
    (tmp_path / MANIFEST).write_text(text + " " * 10_000_000)
    with pytest.raises(RecordError, match="no manifest of judged games: it has more than 10,000,"):
        Store(tmp_path, json.loads(text)["freeze"], json.loads(text)["master_seed"])


def test_a_stored_game_that_is_too_long_is_refused_in_a_sentence(
    games: Path, tmp_path: Path
) -> None:
    head = json.loads((games / MANIFEST).read_text())
    row = {**head["files"][0], "games": 1}
    game = (games / row["file"]).read_bytes().splitlines()[0]
    data = game[:-1] + b" " * 1_000_000 + b"}\n"
    (tmp_path / row["file"]).write_bytes(data)
    row["sha256"] = hashlib.sha256(data).hexdigest()
    (tmp_path / MANIFEST).write_text(json.dumps({**head, "files": [row]}))
    with pytest.raises(RecordError, match="line 1: this is too long for a stored game"):
        read_all(Store(tmp_path, head["freeze"], head["master_seed"]), row["cell"])


def test_a_freeze_that_is_too_large_is_refused_in_a_sentence(frozen: Path, tmp_path: Path) -> None:
    (tmp_path / "freeze.json").write_text(frozen.read_text(encoding="utf-8") + " " * 100_000)
    with pytest.raises(RecordError, match="no freeze: it has more than 100,000 bytes"):
        read_freeze(tmp_path / "freeze.json")


def test_a_log_of_looks_that_is_too_large_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "looks.jsonl").write_bytes(b"\n" * 16_000_001)
    with pytest.raises(RecordError, match="no log of looks: it has more than 16,000,000 bytes"):
        looks_at(DeckRef(tmp_path))


def read_all(store: Store, cell: str) -> None:
    store.crashed()
    store.players(cell)
    store.counts(cell, 6, CLAIMS[6].quantities)


@pytest.mark.parametrize("field", [one.name for one in fields(Freeze)])
def test_a_freeze_from_anybody_is_refused_in_a_sentence(
    frozen: Path, tmp_path: Path, field: str
) -> None:
    """Though its hash is right."""
    data = json.loads(frozen.read_text(encoding="utf-8"))
    for value in ODD_FREEZE:
        odd = {**data, field: value, **({} if field == "hash" else {"hash": ""})}
        text = json.dumps(odd, sort_keys=True, separators=(",", ":"))
        odd |= {} if field == "hash" else {"hash": hashlib.sha256(text.encode()).hexdigest()}
        (tmp_path / "freeze.json").write_text(json.dumps(odd))
        with pytest.raises(RecordError, match="is no freeze"):
            read_freeze(tmp_path / "freeze.json")


def test_the_manifest_names_every_file(games: Path, cells: list[Cell]) -> None:
    head = json.loads((games / MANIFEST).read_text())
    assert [row["cell"] for row in head["files"]] == [cell.name for cell in cells]
    for row in head["files"]:
        assert row["sha256"] == hashlib.sha256((games / row["file"]).read_bytes()).hexdigest()


# --- looks and deviations ------------------------------------------------------------------------


def test_a_torn_look_is_told_by_its_line_and_swallows_no_other(tmp_path: Path) -> None:
    deck = toy(tmp_path)
    (deck.folder / "looks.jsonl").write_bytes(b'{"when": "20')
    log_look(deck, "0" * 64, "lab trial", ["greedy"], 5, 40)
    with pytest.raises(RecordError, match="line 1: this is no look"):
        looks_at(deck)
    lines = (deck.folder / "looks.jsonl").read_text().splitlines()
    (deck.folder / "looks.jsonl").write_text(f"{lines[1]}\n")
    assert [look.what for look in looks_at(deck)] == ["lab trial"]


def test_a_look_is_written_down_and_counted_by_the_freeze(tmp_path: Path, small: None) -> None:
    deck = toy(tmp_path)
    assert looks_at(deck) == []
    log_look(deck, "0" * 64, "lab trial", ["greedy"], 5, 40)
    (look,) = looks_at(deck)
    assert (look.what, look.players, look.seed, look.games) == ("lab trial", ("greedy",), 5, 40)
    found = judge_deck.freeze_deck(deck, tmp_path / "freeze.json", 1, 30, 60)
    assert found.looks == 1
    assert not is_a_look(["random"])


def test_a_look_that_cannot_be_written_down_is_not_had(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has to be written down, .* Copy the deck.s folder"):
        log_look(DeckRef(tmp_path / "nowhere"), "0" * 64, "x", ["greedy"], 1, 1)


def test_deviations_are_numbered_and_dated() -> None:
    found = deviations()
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(one.date and one.what and one.why and one.knew for one in found)


# --- what people type ----------------------------------------------------------------------------


def test_freezing_and_judging_by_command(
    wargame: CommandLine,
    deck: DeckRef,
    frozen: Path,
    games: Path,
    found: JudgeObject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = wargame(
        "lab", "freeze", str(deck.folder), "--to", str(tmp_path / "f"), "--iterations", "30"
    )
    assert made.code == 0, made.err
    assert "looks before freezing: 0" in made.out
    assert max(map(len, made.out.splitlines())) <= WIDTH
    asked = ["lab", "judge", str(deck.folder), "--freeze", str(frozen), "--games", str(games)]
    refused = wargame(*asked, "--nonce", NONCE)
    assert refused.code == 2
    assert "not the nonce" in refused.err
    monkeypatch.setattr(judge_deck, "judge_deck", lambda *_: found)
    said = wargame(*asked, "--nonce", NONCE)
    assert said.code == 0, said.err
    assert max(map(len, said.out.splitlines())) <= 80
    confirmatory, _, beside = said.out.partition("Exploratory")
    assert ": holds" in confirmatory
    assert "holds" not in beside
    dry = wargame("lab", "judge", str(deck.folder), "--dry")
    assert dry.code == 0, dry.err
    assert "holds" not in dry.out
    assert wargame("lab", "judge", str(deck.folder)).code == 2
