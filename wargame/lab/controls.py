"""Which claims show where they have nothing to stand on: the registration's negative controls.

Registered gauges are counted on decks that were rewired, relabelled and emptied, between doctrines,
and in games at random on the deck itself. The deck itself is never played between doctrines, so
nobody learns of it what the registration hides until it is judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import islice

from wargame.content.library import DeckRef
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.cell_study import CellGame, CellGames, CellTask, players_in
from wargame.lab.judge.benches import Bench, benches
from wargame.lab.judge.cells import DIALS, MAPPED, Against, Cell, CellFamily, ClaimCells, cells_of
from wargame.lab.judge.claim_tests import ClaimTests, Counts, beside, examine
from wargame.lab.judge.claims_table import CLAIMS, ROWS, Registered, check_registered
from wargame.lab.judge.in_words import unit_of
from wargame.lab.judge.judging import UNADJUSTED
from wargame.lab.judge.of_rules import read_rules, roles_of
from wargame.lab.judge.stored import GaugeCounts
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.seminar import at_seminar
from wargame.lab.runs.study import Find
from wargame.lab.stats.estimate import Ratio
from wargame.objects import bound, rounded

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class ControlFound:
    """A claim on a deck, or with players, that leave it nothing to stand on.

    Attributes:
        claim: Its number.
        title: The claim in a few words.
        control: `random`, `rewired 1` and so on, `blank`, `swapped` or `mapped`.
        unit: In what its effect is told, such as `percentage points`.
        smallest: The smallest effect of interest, in that unit.
        effect: Against the ablation, in the direction claimed; null if there was nothing to count.
        error: Its standard error.
        detectable: By how much the true effect must exceed the smallest of interest to be found
            nine times in ten at 0.025/11.
        p: The largest of its tests, unadjusted.
        is_met: Whether the criterion is met at 0.05.
        counting: In how many games or pairs there was something to count, with the mechanism and
            without.
    """

    claim: int
    title: str
    control: str
    unit: str
    smallest: float
    effect: float | None = field(metadata=rounded(3))
    error: float = field(metadata=rounded(3))
    detectable: float = field(metadata=bound(3))
    p: float = field(metadata=rounded(4))
    is_met: bool
    counting: int


@dataclass(frozen=True, slots=True)
class ControlsObject:
    """The controls of a deck.

    Attributes:
        deck: The deck's id.
        deck_hash: 64 hex digits over everything the deck says.
        rules_hash: The same over what acts in it.
        seed: Of the run.
        games: Of each cell.
        rewired: How many decks were rewired.
        left_out: Claims for whose ablation the deck has no dial.
        rows: Claim by claim, control by control.
    """

    deck: str
    deck_hash: str
    rules_hash: str
    seed: int
    games: int
    rewired: int
    left_out: Sequence[int]
    rows: Sequence[ControlFound]


class ControlsStudy(CellGames[ControlsObject]):
    """The placebos of a deck, and games at random on the deck itself.

    Cells that are played on equal benches are one: a game is played once and counted for every
    claim. Its number alone settles its luck, so a run goes on with the games of a shorter one.

    Args:
        games: Of each cell.
        rewired: How many decks are rewired.
        only: Numbers of claims; without any, all that the deck has dials for.
        each: Is given every row as soon as its games are played.

    Raises:
        UsageError: The deck has no role map, or no dial for any of the claims, or one of them is
            not registered.
    """

    kind = "controls"

    def __init__(
        self,
        deck: DeckRef,
        games: int,
        seed: int,
        rewired: int,
        only: Sequence[int] = (),
        *,
        each: Callable[[ControlFound], None] = lambda _: None,
    ) -> None:
        self.deck, self.games, self.seed, self.rewired = at_seminar(deck), games, seed, rewired
        self.each, self.rows = each, list[ControlFound]()
        roles_of(self.game.deck)
        check_registered(only)
        able = [row.number for row in ROWS if _has_dials(self.deck, row)]
        self.left_out = [row.number for row in ROWS if row.number not in able]
        self.chosen = [number for number in able if not only or number in only]
        if not self.chosen:
            there = f" It has for: {', '.join(map(str, able))}." if able else ""
            asked = "these claims" if only and able else "any claim"
            raise UsageError(f"{self.game.deck.id} has no dials for {asked}.{there}")
        read = {one.claim.number: one for one in read_rules(self.deck, self.chosen)}
        counts = {number: one.counts for number, one in read.items() if one.found.silenced}
        cells, self.needed = cells_of(counts)
        self.groups = _groups(cells, benches(self.deck, cells, counts))
        wanted = [self.groups[name] for _, _, of in self._controls() for name in of]
        self.total = games * len(set(wanted))

    @property
    def asked(self) -> Mapping[str, object]:
        """Nothing else: how many games, which claims and how many decks change no game."""
        return {}

    def answer(self, find: Find[CellTask, CellGame]) -> ControlsObject:
        """Play the cells in the order in which rows need them; tell each row once it is known."""
        self.new_sieve(())
        self.rows, played = [], dict[_Group, list[GaugeCounts]]()
        games = find(self._tasks())
        for number, name, of in self._controls():
            for group in (self.groups[cell] for cell in of):
                if group not in played:
                    played[group] = [one.counts for one in islice(games, self.games)]
            claim = CLAIMS[number]
            deck, off = (_counts(played[self.groups[cell]], claim) for cell in of)
            self.rows.append(_row(claim, name, deck, off))
            self.each(self.rows[-1])
        return self._told()

    def so_far(self) -> ControlsObject | None:
        """What is known by now; None before the first row."""
        return self._told() if self.rows else None

    def _told(self) -> ControlsObject:
        rows = sorted(self.rows, key=lambda row: row.claim)
        game = self.game
        return ControlsObject(
            game.deck.id,
            game.deck_hash,
            game.rules_hash,
            self.seed,
            self.games,
            self.rewired,
            self.left_out,
            rows,
        )

    def _controls(self) -> Iterator[tuple[int, str, tuple[str, str]]]:
        """Every row: its claim, its control, and its two cells; all claims on one deck in a row."""
        controls = [list(_controls(self.needed[one], self.rewired)) for one in self.chosen]
        for rows in zip(*controls, strict=True):
            for number, (name, against) in zip(self.chosen, rows, strict=True):
                yield number, name, (against.deck, against.off)

    def _tasks(self) -> Iterator[CellTask]:
        groups = dict.fromkeys(self.groups[name] for _, _, of in self._controls() for name in of)
        for group in groups:
            names = players_in(group.family)
            for index in range(self.games):
                yield CellTask(group.bench, group.cell, names, self.seed, index)


@dataclass(frozen=True, slots=True)
class _Group:
    """Cells whose games are the same games.

    Attributes:
        trial: The claim whose pairs are played; 0 for whole games.
        over: What is laid over the deck: from the start, or where an election is on trial from
            there on.
    """

    bench: Bench
    family: CellFamily
    trial: int
    over: str

    @property
    def cell(self) -> Cell:
        """One cell that stands for all, named by what its games hang on."""
        bench = self.bench
        off = hashlib.sha256("\0".join(map(" ".join, bench.off)).encode()).hexdigest()[:8]
        weights = off if bench.off else ""
        parts = (self.family, bench.placebo, self.over, weights, f"#{self.trial}")
        name = " ".join(filter(None, parts))
        return Cell(name, self.family, self.over, bench.placebo, self.trial, 0)


def _groups(cells: Sequence[Cell], decks: Mapping[str, Bench]) -> dict[str, _Group]:
    """By cell, the games that it shares."""
    return {
        cell.name: _Group(
            decks[cell.name], cell.family, cell.claim if _is_trial(cell) else 0, cell.over
        )
        for cell in cells
    }


def _is_trial(cell: Cell) -> bool:
    return bool(cell.claim) and CLAIMS[cell.claim].is_trial


def _has_dials(deck: DeckRef, row: Registered) -> bool:
    dials = {dial.id for dial in shared_game(deck).deck.dials}
    return {DIALS[dial] for dial in row.off} <= dials


def _controls(cells: ClaimCells, rewired: int) -> Iterator[tuple[str, Against]]:
    yield "random", cells.main["U"]
    yield "blank", cells.blank
    yield "swapped", cells.swapped
    yield MAPPED, cells.mapped
    for number, against in enumerate(cells.rewired[:rewired], 1):
        yield f"rewired {number}", against


def _row(claim: Registered, name: str, deck: Counts, off: Counts) -> ControlFound:
    tests = examine(claim, deck, off, f"controls {name}", resamples=RESAMPLES)
    p, effect = _p(claim, tests), beside(claim, deck, off)
    return ControlFound(
        claim.number,
        claim.title,
        name,
        unit_of(claim),
        claim.smallest,
        effect.value,
        effect.error,
        effect.detectable,
        p,
        p <= UNADJUSTED,
        effect.counting,
    )


def _p(claim: Registered, tests: ClaimTests) -> float:
    return max([tests.p_effect(claim.smallest), *(level.p() for level in tests.levels)])


def _counts(games: Sequence[GaugeCounts], claim: Registered) -> dict[str, list[Ratio]]:
    head = f"{claim.number}."
    names = {name for counts in games for name in counts if name.startswith(head)}
    return {name.removeprefix(head): [one.get(name, (0, 0)) for one in games] for name in names}
