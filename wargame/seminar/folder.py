"""A seminar's folder: the plan, the tables that play it, and what is kept of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from pathlib import Path

from wargame.content.library import DeckLibrary, DeckRef
from wargame.content.model import Deck, SessionFormat
from wargame.dataclass import dataclass
from wargame.errors import UsageError, visible
from wargame.play.player import HUMAN
from wargame.play.proceedings import had_facilitator
from wargame.play.seeds import new_secret
from wargame.players.fence import USUAL, Fence
from wargame.rules.amounts import counted
from wargame.rules.game import Game
from wargame.seminar.as_planned import kept_otherwise, others_began_otherwise
from wargame.seminar.changed_plan import ChangedPlan
from wargame.seminar.chapters import followed, open_chapter, told_of
from wargame.seminar.clock import PhaseClock
from wargame.seminar.kept_clock import clock_of
from wargame.seminar.kit import new_passphrase
from wargame.seminar.plan import SeatPlan, SeminarPlan
from wargame.seminar.reading import plan_and_game, read_draft
from wargame.seminar.session import Session
from wargame.seminar.shared_luck import goes_on_elsewhere, is_shared, open_hands_of_others
from wargame.seminar.tables import close_unplayed, run_again
from wargame.seminar.white_cell.cell import WhiteCell
from wargame.store.names import PLAN_FILE, TABLES, Saves, saves_folder
from wargame.store.save import load_head
from wargame.store.world import World
from wargame.table.host.kept import KeptGames
from wargame.table.host.live import Live, live_path
from wargame.table.host.sitting import Sitting

PAGES = (".md", ".pdf")
"""The endings of what is written for people into the folder of a class."""


@dataclass(frozen=True, slots=True)
class SeminarFolder:
    """A seminar on the disk.

    Attributes:
        decks: The folder of decks that was named where it was opened.
    """

    path: Path
    decks: Path | None = None

    @property
    def tables(self) -> Path:
        """Where the games of its tables are kept."""
        return self.path / TABLES

    def save(self, table: int) -> Path:
        """The game of a table, from 1."""
        return self.tables / f"{table}.jsonl"

    def deck(self, plan: SeminarPlan) -> DeckRef:
        """The deck of a plan, where it lies.

        Raises:
            UsageError: It lies nowhere.
        """
        return DeckLibrary([self.decks] if self.decks else []).find(plan.deck)

    def before(self, plan: SeminarPlan) -> SeminarFolder | None:
        """The class that this one goes on from, if the plan names one."""
        if plan.after is None:
            return None
        path = self.path if self.path.name not in ("", "..") else self.path.resolve()
        return SeminarFolder(path.parent / plan.after, self.decks)

    @property
    def hidden(self) -> tuple[str, ...]:
        """What programs at its tables may not see: the plan tells what luck hangs on, and the pages
        beside it are for the facilitator and for each side."""
        pages = [one for ending in PAGES for one in sorted(self.path.glob(f"*{ending}"))]
        saves = (self.tables, saves_folder(None).folder)
        places = (self.path / PLAN_FILE, *pages, *saves)
        return tuple(str(place.absolute()) for place in places)

    def plan(self, opened: Callable[[str], Game]) -> tuple[SeminarPlan, Game]:
        """What is planned, and the game that is played.

        Args:
            opened: Opens a game by the name of its deck.

        Raises:
            DeckError: With every fault.
            UsageError: There is none.
        """
        return plan_and_game(read_draft(self.path), opened)


def seminar_folder(name: str, decks: Path | None = None) -> SeminarFolder:
    """The folder of a seminar, by its name or its path.

    Raises:
        UsageError: There is none.
    """
    path = Path(name)
    if "\0" in name or not path.is_dir():
        raise UsageError(
            f"There is no seminar '{visible(name[:60])}' here. Begin one by `wargame seminar new`."
        )
    return SeminarFolder(path, decks)


def beside(folder: Path, other: Path) -> str:
    """How a plan in another folder names the folder of a class, so that both can be moved."""
    try:
        return Path(os.path.relpath(folder, other.parent)).as_posix()
    except ValueError:  # on another drive
        return str(folder.absolute())


def new_plan(
    name: str, deck: str, game: Game, run: SessionFormat, people: int, tables: int, seed: int
) -> SeminarPlan:
    """A plan to begin with: a run of the deck or one of the usual, people in both seats.

    At the fullest table nobody is without a place; the first side has the odd one.
    """
    full, sides = ceil(people / tables), len(game.seats)
    seats = [
        SeatPlan(seat=seat, player=HUMAN, people=_people(game.deck, seat, ceil((full - n) / sides)))
        for n, seat in enumerate(game.seats)
    ]
    return SeminarPlan(
        name=name,
        deck=deck,
        passphrase=new_passphrase(),
        people=people,
        tables=tables,
        seed=seed,
        secret=new_secret(),
        seats=seats,
        phases=run.phases,
        injects=[one for one in run.injects if (one.table or 1) <= tables],
        last_round=run.last_round,
    )


def _people(deck: Deck, seat: str, count: int) -> list[str]:
    """Who shares a seat: the deck's delegations first; nobody is named where one sits alone."""
    if count < 2:
        return []
    titles = [one.title for one in deck.delegations if one.seat == seat][:count]
    return [*titles, *(str(n) for n in range(len(titles) + 1, count + 1))] if titles else []


class Staff:
    """Has a facilitator at the tables of a class, also where one is left and gone on with.

    Attributes:
        fence: What holds for programs at every table.
        session: Of the table that was opened last; None before any was.
        follows: Of a table that begins, the class that it goes on from, and its game there.
        is_plain: Whether its people read linear text, and are told to go on there.
    """

    def __init__(
        self, folder: SeminarFolder, plan: SeminarPlan, fence: Fence, *, is_plain: bool
    ) -> None:
        self._folder, self._plan, self.is_plain = folder, plan, is_plain
        hidden, last = (*fence.hidden, *folder.hidden), plan.last_round or 0
        self.fence = replace(fence, hidden=hidden, closes_after=last)
        self.session: Session | None = None
        self.follows: Sequence[str] = ()

    def attend(self, sitting: Sitting, path: Path) -> None:
        """Begin a session, with the clock as it was left; none for a game that is no table's."""
        self.close()
        tables = range(1, self._plan.tables + 1)
        table = next((n for n in tables if path == self._folder.save(n)), 0)
        if not table:
            return
        place = self._folder.tables / f"{table}.clock.json"
        is_old = had_facilitator(sitting.match.record.events)  # else a clock there is another's
        clock = clock_of(self._plan, place) if is_old else PhaseClock(self._plan.phases)
        live = Live(live_path(path))
        session = self.session = Session(
            sitting, self._plan, clock, place, live, table, self.follows, fence=self.fence
        )
        session.changed = ChangedPlan(self._folder.path, sitting.game)
        session.sign()
        session.at_end = partial(open_hands_of_others, self._folder.tables, World())
        sitting.control, sitting.project = WhiteCell(session), live.give
        sitting.is_shut = partial(is_shared, path, sitting.match.record.header, World(), self._plan)
        sitting.named, sitting.decks = str(path), self._folder.decks
        folder, decks = self._folder.path, self._folder.decks
        sitting.again = run_again(folder, table, decks, is_plain=self.is_plain)
        if not session.paused:
            clock.go()
        session.keep_time()

    def close(self) -> None:
        """Stop the clock."""
        if self.session is not None:
            self.session.close()
            self.session = None


@dataclass(slots=True)
class OpenTable:
    """A table that is open: its games, its sitting, what the facilitator has there."""

    games: KeptGames
    sitting: Sitting
    session: Session
    staff: Staff

    def close(self) -> None:
        """Stop the clock, finish all writing."""
        self.staff.close()
        self.games.close()
        if self.sitting.is_open:
            self.session.at_end()


def check_table(plan: SeminarPlan, table: int) -> None:
    """Refuse a table that the plan does not have.

    Raises:
        UsageError: The plan has no such table.
    """
    if not 1 <= table <= plan.tables:
        which = f": --table 1 to {plan.tables}" if plan.tables > 1 else ", and no other"
        raise UsageError(f"The plan has {counted(plan.tables, 'table')}{which}.")


def open_table(
    folder: SeminarFolder,
    plan: SeminarPlan,
    game: Game,
    table: int,
    *,
    writes_aside: bool,
    fence: Fence = USUAL,
    is_plain: bool = False,
) -> OpenTable:
    """Begin the game of a table, or go on with it at the same prompt.

    Args:
        fence: What programs are held back from besides what is hidden from all of them.
        is_plain: Its people read linear text, and are told to go on there.

    Raises:
        UsageError: The plan has no such table, somebody plays there, or the game that lies there
            is of another deck.
        WargameError: The save cannot be gone on with.
    """
    check_table(plan, table)
    saves = Saves(folder.tables, is_explicit=True)
    staff = Staff(folder, plan, fence, is_plain=is_plain)
    games = KeptGames(
        saves,
        writes_aside=writes_aside,
        fence=staff.fence,
        attend=staff.attend,
        opens_closed=True,
        is_shut=lambda save: goes_on_elsewhere(save, World()),
        deck=folder.deck(plan).folder,
    )
    seats = dict.fromkeys(game.seats, HUMAN) | {one.seat: one.player for one in plan.seats}
    path = folder.save(table)
    if path.exists():
        _check_deck(path, game)
        sitting = games.resume(str(path))
        if not sitting.is_open:
            said = kept_otherwise(plan, game, sitting.match.record, visible(str(path)))
            sitting.notices = [*said, *sitting.notices]
    else:
        begun, told, staff.follows = _begun(folder, plan, game, table, is_plain=is_plain)
        sitting = games.begin_planned(begun, seats, plan.seed, str(table), plan.secret or "")
        others = others_began_otherwise(folder.tables, plan, begun)
        sitting.notices = [*others, *told, *sitting.notices]
    assert staff.session is not None
    return OpenTable(games, sitting, staff.session, staff)


def _begun(
    folder: SeminarFolder, plan: SeminarPlan, game: Game, table: int, *, is_plain: bool
) -> tuple[Game, list[str], Sequence[str]]:
    """The game that a table begins, what its people are told before, and what it goes on from."""
    before = folder.before(plan)
    if before is None:
        return game, told_of(game), ()
    again = run_again(before.path, table, folder.decks, is_plain=is_plain)
    unplayed = close_unplayed(folder.path, table, folder.decks)
    begun, told = open_chapter(game, before.save(table), folder.deck(plan), again, unplayed)
    return begun, [told], followed(before.save(table))


def _check_deck(path: Path, game: Game) -> None:
    """Open no game at a table that its plan knows nothing of: it may have got there by mistake."""
    found = load_head(path, World()).header.deck
    if found != game.deck.id:
        raise UsageError(
            f"{visible(str(path))} is a game of '{visible(found)}', and the plan's deck is "
            f"'{game.deck.id}'. Move it away, or name its deck in the plan."
        )
