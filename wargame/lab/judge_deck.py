"""Freezing a deck, and judging it: the procedure of section 6 of the registration."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

from wargame.content.library import DeckRef
from wargame.errors import RecordError, UsageError
from wargame.lab.cell_study import CellsStudy
from wargame.lab.judge.benches import benches
from wargame.lab.judge.bootstrap import RESAMPLES
from wargame.lab.judge.cells import Cell, ClaimCells, cells_of
from wargame.lab.judge.deviations import deviations
from wargame.lab.judge.freeze import (
    COMMITMENTS,
    changed_since,
    check_free,
    check_judged,
    freeze,
    master_seed,
    read_freeze,
    seed_of,
    write_freeze,
)
from wargame.lab.judge.judging import CRASHED, rule
from wargame.lab.judge.looks import looks_at
from wargame.lab.judge.of_rules import RulesRead, read_rules
from wargame.lab.judge.stored import Store, file_of, store_cell, store_manifest
from wargame.lab.judge.worlds import worlds_of
from wargame.lab.judge_object import FreezeObject, JudgeObject, exploratory_row, verdict_row
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.seminar import at_seminar
from wargame.lab.runs.study import Progress


def freeze_deck(
    deck: DeckRef, path: Path, version: int, iterations: int, seeds_s: int
) -> FreezeObject:
    """Freeze a deck into a file.

    Raises:
        UsageError: It cannot be judged, or the file is there.
    """
    deck = at_seminar(deck)
    check_judged(shared_game(deck))
    check_free(path)
    cells, _ = cells_for(deck, read_rules(deck), seeds_s)
    looks = len(looks_at(deck))
    known = freeze(shared_game(deck), version, iterations, cells, looks, seeds_s)
    write_freeze(known, path)
    games = sum(cell.seeds for cell in cells)
    return FreezeObject(known.deck, version, known.hash, looks, len(cells), games)


def judge_deck(
    deck: DeckRef,
    path: Path,
    nonce: str,
    games: Path,
    *,
    commitments: Mapping[int, str] = COMMITMENTS,
    resamples: int = RESAMPLES,
) -> JudgeObject:
    """Judge a deck by its stored games.

    Args:
        path: The freeze.
        nonce: What its custodian has published after the freeze.
        games: The folder of stored games.
        commitments: By version, SHA-256 of the nonce.
        resamples: For each test.

    Raises:
        RecordError: The freeze or the games are not what they should be.
        UsageError: The nonce is not the one committed to.
    """
    deck, known = at_seminar(deck), read_freeze(path)
    master = master_seed(known, nonce, commitments)
    read = read_rules(deck)
    cells, needed = cells_for(deck, read, known.seeds_s)
    changed = changed_since(known, shared_game(deck), cells)
    store = Store(games, known.hash, master)
    _check_cells(store, cells)
    rulings = []
    if not changed and not store.red:
        _check_crashes(store)
        rules = {one.claim.number: one.judged_by for one in read}
        rulings = rule(store, needed, rules, known.version, resamples=resamples)
    return JudgeObject(
        known.deck,
        known.hash,
        known.version,
        master,
        known.looks,
        len(deviations()),
        changed,
        store.red,
        [verdict_row(one) for one in rulings],
        [exploratory_row(one) for one in rulings],
    )


def play_cells(
    deck: DeckRef,
    path: Path,
    nonce: str,
    games: Path,
    *,
    jobs: int = 1,
    commitments: Mapping[int, str] = COMMITMENTS,
    progress: Progress = lambda *_: None,
) -> None:
    """Play every cell of a frozen deck, in order, and write the manifest when all are complete.

    A run that was stopped goes on with the same seeds; a cell that is complete is not played again.

    Raises:
        UsageError: The nonce is not the one committed to, or the deck is not as it was frozen.
    """
    deck, known = at_seminar(deck), read_freeze(path)
    master, read = master_seed(known, nonce, commitments), read_rules(deck)
    cells, _ = cells_for(deck, read, known.seeds_s)
    changed = changed_since(known, shared_game(deck), cells)
    if changed:
        raise UsageError(f"No longer as it was frozen: {', '.join(changed)}.")
    games.mkdir(parents=True, exist_ok=True)
    counts = {one.claim.number: one.counts for one in read if one.found.silenced}
    paid = {one.claim.number: one.counts for one in read if one.found.neutral}
    decks = benches(deck, cells, counts, paid)
    *before, total = accumulate((cell.seeds for cell in cells), initial=0)
    for number, (cell, played) in enumerate(zip(cells, before, strict=True)):
        if not (games / file_of(number)).exists():
            study = CellsStudy(deck, decks, [cell], seed_of(master), known.iterations)
            part = games / f"{file_of(number)}.part"
            found = run(study, jobs=jobs, keep=part, progress=_further(progress, played, total))
            store_cell(games, number, found[cell.name])
            part.unlink()
    store_manifest(games, known.hash, master, cells)


def _further(progress: Progress, played: int, total: int) -> Progress:
    """Tells of a cell's games as so many more of all."""
    return lambda done, _: progress(played + done, total)


def cells_for(
    deck: DeckRef, read: list[RulesRead], seeds_s: int
) -> tuple[list[Cell], dict[int, ClaimCells]]:
    """The cells of a deck: claims that silence a doctrine's weights have games of their own.

    So have those for which a neutral run is due.
    """
    silenced = {one.claim.number for one in read if one.found.silenced}
    paid = {one.claim.number for one in read if one.found.neutral}
    return cells_of(silenced, seeds_s, worlds_of(shared_game(deck).deck), paid)


def _check_cells(store: Store, cells: list[Cell]) -> None:
    wanted = {cell.name: cell.seeds for cell in cells}
    there = {name: one.games for name, one in store.files.items()}
    if wanted != there:
        raise RecordError("The stored games are not those of the frozen cells.")


def _check_crashes(store: Store) -> None:
    share = store.crashed()
    if share > CRASHED:
        raise RecordError(f"{share:.1%} of the games were broken off: repair, and take new seeds.")
