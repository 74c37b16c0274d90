"""Which claims show where they have nothing to stand on: the registration's negative controls.

Registered gauges are counted on decks that were rewired, relabelled and emptied, between doctrines,
and in games at random on the deck itself. The deck itself is never played between doctrines, so
nobody learns of it what the registration hides until it is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wargame.content.library import DeckRef
from wargame.errors import UsageError
from wargame.lab.cell_study import CellsStudy
from wargame.lab.driver import run
from wargame.lab.estimate import Ratio
from wargame.lab.games import shared_game
from wargame.lab.judge.benches import benches
from wargame.lab.judge.cells import DIALS, Against, Cell, ClaimCells, cells_of
from wargame.lab.judge.claim_tests import ClaimTests, beside, examine
from wargame.lab.judge.claims_table import CLAIMS, ROWS, Registered
from wargame.lab.judge.judging import UNADJUSTED
from wargame.lab.judge.of_rules import RulesRead, read_rules
from wargame.lab.judge.stored import StoredGame
from wargame.lab.seminar import at_seminar
from wargame.lab.study import Progress
from wargame.objects import rounded

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class ControlFound:
    """A claim on a deck, or with players, that leave it nothing to stand on.

    Attributes:
        claim: Its number.
        title: The claim in a few words.
        control: `random`, `rewired 1` and so on, `blank`, `swapped` or `mapped`.
        effect: Against the ablation, in the direction claimed; null if there was nothing to count.
        error: Its standard error.
        detectable: By how much the true effect must exceed the smallest of interest to be found
            nine times in ten at 0.025/11.
        p: The largest of its tests, unadjusted.
        is_met: Whether the criterion is met at 0.05.
    """

    claim: int
    title: str
    control: str
    effect: float | None = field(metadata=rounded(3))
    error: float = field(metadata=rounded(3))
    detectable: float = field(metadata=rounded(3))
    p: float = field(metadata=rounded(4))
    is_met: bool


@dataclass(frozen=True, slots=True)
class ControlsObject:
    """The controls of a deck.

    Attributes:
        deck: The deck's id.
        deck_hash: 64 hex digits over everything the deck says.
        seed: Of the run.
        games: Of each cell.
        rewired: How many decks were rewired.
        left_out: Claims for whose ablation the deck has no dial.
        rows: Claim by claim, control by control.
    """

    deck: str
    deck_hash: str
    seed: int
    games: int
    rewired: int
    left_out: Sequence[int]
    rows: Sequence[ControlFound]


def run_controls(
    deck: DeckRef,
    games: int,
    seed: int,
    rewired: int,
    folder: Path,
    only: Sequence[int] = (),
    *,
    jobs: int = 1,
    progress: Progress = lambda *_: None,
) -> ControlsObject:
    """Make the placebos of a deck, play them, and say what is met.

    Args:
        games: Of each cell.
        rewired: How many decks are rewired.
        folder: Where the placebos and the games are kept; a run goes on with what is there.
        only: Numbers of claims; without any, all that the deck has dials for.

    Raises:
        UsageError: The deck has no role map, or no dial for any claim.
    """
    deck = at_seminar(deck)
    game = shared_game(deck)
    able = [row.number for row in ROWS if _has_dials(deck, row)]
    chosen = [number for number in able if not only or number in only]
    if not chosen:
        raise UsageError(f"{game.deck.id} has no dials for these claims.")
    read = {one.claim.number: one for one in read_rules(deck, chosen)}
    cells, needed = _cells(read, games, rewired)
    counts = {number: one.counts for number, one in read.items() if one.found.silenced}
    decks = benches(deck, cells, counts, folder / "decks")
    study = CellsStudy(deck, decks, cells, seed)
    found = run(study, jobs=jobs, keep=folder / "games.jsonl", progress=progress)
    rows = [
        row for number in chosen for row in _rows(CLAIMS[number], needed[number], found, rewired)
    ]
    left_out = [row.number for row in ROWS if row.number not in able]
    return ControlsObject(game.deck.id, game.deck_hash, seed, games, rewired, left_out, rows)


def _has_dials(deck: DeckRef, row: Registered) -> bool:
    dials = {dial.id for dial in shared_game(deck).deck.dials}
    return {DIALS[dial] for dial in row.off} <= dials


def _cells(
    read: Mapping[int, RulesRead], games: int, rewired: int
) -> tuple[list[Cell], dict[int, ClaimCells]]:
    """The cells of the controls alone, each with so many games."""
    cells, needed = cells_of({number for number, one in read.items() if one.found.silenced})
    wanted = {
        name
        for number in read
        for _, against in _controls(needed[number], rewired)
        for name in (against.deck, against.off)
    }
    return [replace(cell, seeds=games) for cell in cells if cell.name in wanted], needed


def _controls(cells: ClaimCells, rewired: int) -> Iterator[tuple[str, Against]]:
    yield "random", cells.main["U"]
    for number, against in enumerate(cells.rewired[:rewired], 1):
        yield f"rewired {number}", against
    yield "blank", cells.blank
    yield "swapped", cells.swapped
    yield "mapped", cells.mapped


def _rows(
    claim: Registered, cells: ClaimCells, found: Mapping[str, Sequence[StoredGame]], rewired: int
) -> Iterator[ControlFound]:
    for name, against in _controls(cells, rewired):
        deck, off = (_counts(found[cell], claim) for cell in (against.deck, against.off))
        tests = examine(claim, deck, off, f"controls {name}", resamples=RESAMPLES)
        p = _p(claim, tests)
        effect = beside(claim, deck, off)
        yield ControlFound(
            claim.number,
            claim.title,
            name,
            effect.value,
            effect.error,
            effect.detectable,
            p,
            p <= UNADJUSTED,
        )


def _p(claim: Registered, tests: ClaimTests) -> float:
    return max([tests.p_effect(claim.smallest), *(level.p() for level in tests.levels)])


def _counts(games: Sequence[StoredGame], claim: Registered) -> dict[str, list[Ratio]]:
    head = f"{claim.number}."
    names = {name for game in games for name in game.counts if name.startswith(head)}
    return {
        name.removeprefix(head): [game.counts.get(name, (0, 0)) for game in games] for name in names
    }
