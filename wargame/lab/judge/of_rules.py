"""What the rules of a deck decide of the registered claims, by its role map and its dials."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from wargame.content.library import DeckRef
from wargame.content.model import Deck, Roles
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.judge.by_play import (
    Openings,
    find_no_choice,
    find_paid,
    least_open,
    openings,
    positions,
)
from wargame.lab.judge.cells import DIALS, stack_of
from wargame.lab.judge.claims_table import ROWS, Registered
from wargame.lab.judge.counted import Counted, counted
from wargame.lab.judge.definition import Clause3, Definition, define
from wargame.lab.judge.judging import OfRules
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.seminar import at_seminar
from wargame.rules.game import Game, Position
from wargame.rules.ir import Program

GAMES = 20
POSITIONS = 1000
SEED = 1
"""Of the games at random that judging reads choices from."""

ON_CARDS = 0.5


@dataclass(frozen=True, slots=True)
class RulesRead:
    """A registered claim as a deck's rules have it.

    Attributes:
        over: What is laid over the deck to take the mechanism away.
        by_play: Clauses that games at random have shown.
        least_open: Of the counted acts that are a choice, the one that is so by the least.
    """

    claim: Registered
    over: str
    counts: Counted
    found: Definition
    by_play: tuple[Clause3, ...]
    forces_gifts: bool
    least_open: str

    @property
    def judged_by(self) -> OfRules:
        """What judging needs of it."""
        lines = self.found.changed
        on_cards = sum(line.startswith("card ") for line in lines)
        clauses = (*self.found.found, *self.by_play)
        return OfRules(
            tuple(map(str, clauses)),
            bool(lines) and on_cards >= ON_CARDS * len(lines),
            self.forces_gifts,
        )


def read_rules(deck: DeckRef, only: Sequence[int] = (), *, seed: int = SEED) -> list[RulesRead]:
    """Read a deck and its registered ablations, and play a few games at random.

    Args:
        only: Numbers of claims; without any, all.
        seed: Of those games; judging takes its own.

    Raises:
        UsageError: The deck has no role map, or lacks a dial.
    """
    deck = at_seminar(deck)
    game = shared_game(deck)
    roles = roles_of(game.deck)
    dials = {dial.id for dial in game.deck.dials}
    rows = [row for row in ROWS if not only or row.number in only]
    wanted = {DIALS[dial] for row in rows for dial in row.off}
    if wanted - dials:
        raise UsageError(f"{game.deck.id} has no dial for {', '.join(sorted(wanted - dials))}.")
    still = "+".join(f"{dial}=0" for dial in sorted(dials))
    stilled = shared_game(at_seminar(DeckRef(deck.folder, still)))
    seen = openings(game, seed, GAMES)
    quiet = list(islice(positions(stilled, seed, GAMES), POSITIONS))
    return [_read(deck, game, stilled, roles, row, seen, quiet) for row in rows]


def roles_of(deck: Deck) -> Roles:
    """What a deck's things stand for.

    Raises:
        UsageError: It does not say.
    """
    if deck.roles is None:
        raise UsageError(f"{deck.id} has no role map (roles.yaml): nothing can be counted in it.")
    return deck.roles


def _read(
    deck: DeckRef,
    game: Game,
    stilled: Game,
    roles: Roles,
    row: Registered,
    seen: Openings,
    quiet: Sequence[Position],
) -> RulesRead:
    program, over = game.rules.program, stack_of(row, "0")
    counts = counted(program, names_of(row.number, roles, program))
    ablation = shared_game(at_seminar(DeckRef(deck.folder, over))).rules.program
    shown = [*find_no_choice(counts, seen), *find_paid(stilled, counts, quiet)]
    forces = bool(row.number == 11 and program.deals and program.deals.both_sides)
    if row.is_off_later and not roles.handovers:
        shown.append(Clause3("no choice", "roles", "no round in which a mandate passes"))
    found = define(program, ablation, counts)
    return RulesRead(row, over, counts, found, tuple(shown), forces, least_open(counts, seen))


def names_of(number: int, roles: Roles, program: Program) -> list[str]:
    """The numbers that a registered claim's gauge counts, by the role map.

    A level is given by its owner's act or in a deal, so where falls are counted deals are too, and
    where deals count by the levels that come down in them, so are those levels.
    """
    a, b = roles.a, roles.b
    of_a = [f"measure.{one}" for one in (*a.duty, *a.control, *a.other)]
    of_b = [f"measure.{one}" for one in (*b.input, *b.know, *b.other)]
    deals = ["game.deals"] if program.deals else []
    match number:
        case 1:
            return [*of_a, *of_b, *deals, *([roles.trade.number] if roles.trade else [])]
        case 2:
            duties = roles.duties
            return [duties.rival, *duties.allies, *deals] if duties else []
        case 3:
            return [f"project.{one}" for one in a.programme]
        case 4:
            return [*of_a, *(f"measure.{one}" for one in b.input), *deals]
        case 5:
            books = [f"measure.{one}" for one in (*a.duty, *a.control)]
            return [*books, *(f"project.{one}" for one in a.programme), *a.laws, *deals]
        case 6 | 8:
            return [*of_a, *deals]
        case 9:
            return [f"measure.{one}" for one in b.know]
        case 10:
            return [f"project.{one}" for one in b.own]
        case _:
            return [*of_a, *of_b, *deals]
