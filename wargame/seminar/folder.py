"""A seminar's folder: the plan, the tables that play it, and what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wargame.errors import UsageError, visible
from wargame.play.player import HUMAN
from wargame.rules.game import Game
from wargame.seminar.formats import FORMATS, phases_of
from wargame.seminar.kit import new_passphrase
from wargame.seminar.plan import SeatPlan, SeminarPlan
from wargame.seminar.reading import check_plan, read_plan
from wargame.seminar.session import Session, clock_of
from wargame.seminar.white_cell import WhiteCell
from wargame.store.names import Saves
from wargame.table.host.kept import KeptGames
from wargame.table.host.live import Live, live_path
from wargame.table.host.sitting import Sitting


@dataclass(frozen=True, slots=True)
class SeminarFolder:
    """A seminar on the disk."""

    path: Path

    @property
    def tables(self) -> Path:
        """Where the games of its tables are kept."""
        return self.path / "tables"

    def save(self, table: int) -> Path:
        """The game of a table, from 1."""
        return self.tables / f"{table}.jsonl"

    def plan(self) -> SeminarPlan:
        """What is planned, checked for its shape.

        Raises:
            DeckError: With every fault.
            UsageError: There is none.
        """
        return read_plan(self.path)[0]

    def check(self, game: Game) -> SeminarPlan:
        """The plan, held against the game that it names.

        Raises:
            DeckError: With every fault.
        """
        plan, marks = read_plan(self.path)
        check_plan(plan, marks, game)
        return plan


def seminar_folder(name: str) -> SeminarFolder:
    """The folder of a seminar, by its name or its path.

    Raises:
        UsageError: There is none.
    """
    path = Path(name)
    if "\0" in name or not path.is_dir():
        raise UsageError(
            f"There is no seminar '{visible(name[:60])}' here. Begin one by `wargame seminar new`."
        )
    return SeminarFolder(path)


def new_plan(
    name: str, deck: str, game: Game, minutes: int, people: int, tables: int, seed: int
) -> SeminarPlan:
    """A plan to begin with: one of the usual runs, people in both seats."""
    if minutes not in FORMATS:
        raise UsageError(f"A session lasts {', '.join(map(str, FORMATS))} minutes.")
    seats = [SeatPlan(seat=seat, player=HUMAN) for seat in game.seats]
    return SeminarPlan(
        name=name,
        deck=deck,
        passphrase=new_passphrase(),
        people=people,
        tables=tables,
        seed=seed,
        seats=seats,
        phases=phases_of(minutes),
    )


@dataclass(slots=True)
class OpenTable:
    """A table that is open: its games, its sitting, what the facilitator has there."""

    games: KeptGames
    sitting: Sitting
    session: Session

    def close(self) -> None:
        """Stop the clock, finish all writing."""
        self.session.close()
        self.games.close()


def open_table(
    folder: SeminarFolder, plan: SeminarPlan, game: Game, table: int, *, writes_aside: bool
) -> OpenTable:
    """Begin the game of a table, or go on with it at the same prompt.

    Raises:
        UsageError: The plan has no such table, or somebody plays there.
        WargameError: The save cannot be gone on with.
    """
    if not 1 <= table <= plan.tables:
        raise UsageError(f"The plan has {plan.tables} tables: --table 1 to {plan.tables}.")
    saves = Saves(folder.tables, is_explicit=True)
    games = KeptGames(saves, writes_aside=writes_aside)
    seats = dict.fromkeys(game.seats, HUMAN) | {one.seat: one.player for one in plan.seats}
    path = folder.save(table)
    if path.exists():
        sitting = games.resume(str(path))
    else:
        sitting = games.begin(game, seats, plan.seed, str(table))
    clock = clock_of(plan, folder.tables / f"{table}.clock.json")
    live = Live(live_path(path))
    session = Session(sitting, plan, clock, folder.tables / f"{table}.clock.json", live)
    sitting.control = WhiteCell(session)
    if not session.paused:
        clock.go()
    session.keep_time()
    return OpenTable(games, sitting, session)
