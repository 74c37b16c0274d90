"""The shelf of a person: games kept in their folder of saves, written off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from functools import cache, partial
from pathlib import Path

from wargame.content.again import command
from wargame.content.chapters import goes_on
from wargame.content.library import DeckLibrary, DeckRef
from wargame.dataclass import dataclass
from wargame.errors import UsageError, WargameError, visible
from wargame.play.event import effective
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.play.player import secret_for
from wargame.play.proceedings import had_facilitator
from wargame.play.record import Record, make_header
from wargame.play.resume import resume
from wargame.play.seeds import new_seed
from wargame.players.fence import USUAL, Fence
from wargame.players.worker import Worker
from wargame.rules.game import Game
from wargame.store.known_decks import hash_of
from wargame.store.names import Saves, command_on, delete, rename
from wargame.store.renew import branch, own_copy
from wargame.store.replay import Absent, match_of, naming_save
from wargame.store.results import OwnResults, own_results
from wargame.store.save import Save, load, load_head
from wargame.store.savefile import create, create_free, damage_told, reopen
from wargame.store.whole import SUFFIX
from wargame.store.world import World
from wargame.table.host.listing import Saved, SavesListing
from wargame.table.host.live import Live, live_path
from wargame.table.host.open_saves import OpenSaves
from wargame.table.host.returning import Returning
from wargame.table.host.seating import LATE, opening_name, reseat_players, seat_players
from wargame.table.host.sitting import Sitting
from wargame.table.told.glance import UNREAD, GameGlance, glance

UNATTENDED = (
    "Here it goes on without clock, console and what its plan brings; `wargame seminar run` has "
    "them, in the folder of the class."
)
"""What to tell people who go on with a game that has a facilitator elsewhere."""


@dataclass(slots=True)
class KeptGames:
    """Games by name in a folder."""

    folder: Saves
    world: World = field(default_factory=World)
    writes_aside: bool = True
    """Write on a thread of its own, so that nobody waits for a disk; else before anything shows."""
    fence: Fence = USUAL
    """What programs are held back from."""
    is_live: bool = False
    """Write down beside each save, after each move, what everybody may see."""
    attend: Callable[[Sitting, Path], None] = lambda _, __: None
    """Called with each game that is begun or gone on with, and where it is kept: a class has its
    facilitator there."""
    invite: Callable[[Sitting], None] = lambda _: None
    """Called with each game that is to be played, before its first turn: people at other machines
    have to be let in."""
    check: Callable[[Path], None] = lambda _: None
    """Called with where a game is kept, before it is gone on with; raises where another command
    does that."""
    opens_closed: bool = False
    """Open games too that control has closed without a score: a class tells of that itself."""
    is_shut: Callable[[Save], bool] = lambda _: False
    """Whether no hand of a game is given out, though it is over: others go on by its luck."""
    caution: Callable[[Save], str] = lambda _: ""
    """What to say before all of a game that is over is opened, where nobody can tell whether others
    go on by its luck; or ""."""
    is_plain: bool = False
    """Its people read linear text, and are told to go on there."""
    decks: Path | None = None
    """The folder of decks that was named, so that what is to be typed next names it too."""
    deck: Path | None = None
    """The folder of the deck that all of them play; left out, it is looked for by its id."""
    _open: OpenSaves = field(init=False)
    _listing: SavesListing = field(init=False)

    def __post_init__(self) -> None:
        self._open = OpenSaves(self.writes_aside)
        self._listing = SavesListing(self.folder, self.world, self._open.paths)

    def listen(self, on_kept: Callable[[], None]) -> None:
        """Have something called, on the writer's thread, whenever writing is done or has failed."""
        self._open.listen(on_kept)

    def saves(self, *, unfinished: bool = False) -> Iterator[Saved]:
        """All saves, the latest first, each read as it is asked for, from any thread; what cannot
        be read says why, and so does the folder in their place.

        Args:
            unfinished: Leave out those that are over, of which little is read, and views of seats.
        """
        return self._listing.all(unfinished=unfinished)

    def last(self) -> Saved | None:
        """The game in progress that was played last, if there is one among the latest; none that
        is open in another window."""
        return self._listing.last()

    def latest(self) -> str:
        """The game in progress that was played last; one that is open in another window only where
        there is no other.

        Raises:
            UsageError: There is none, or no folder where it was said to be.
        """
        return self._listing.latest()

    def results(self) -> OwnResults:
        """What came of the games here that are over, from any thread.

        Raises:
            WargameError: They cannot be read.
        """
        return own_results(self.folder, self.world)

    def glance(self, name: str) -> GameGlance:
        """A game at a glance, as everybody may see it; an empty one where it cannot be read."""
        try:
            sitting = self.watch(name)
        except WargameError:
            return UNREAD
        seen = seen_by(NOBODY, sitting.match.log)
        loaded = sitting.game.loaded
        view, is_closed = sitting.view(NOBODY), bool(sitting.closed)
        return glance(
            loaded.deck,
            loaded.variant,
            view,
            seen,
            sitting.titles,
            is_closed=is_closed,
            closes_after=sitting.closes_after,
        )

    def is_own(self, name: str) -> bool:
        """Whether a game may be renamed or removed: it lies in the person's own folder."""
        return any(path.stem == name for path in self.folder.mine())

    def rename(self, old: str, new: str) -> None:
        """Give a game another name.

        Raises:
            WargameError: It is played, or not one's own, or the name is taken.
        """
        rename(self.folder, old, new, self.world)

    def delete(self, name: str) -> None:
        """Remove a game.

        Raises:
            WargameError: It is played, or not one's own.
        """
        delete(self.folder, name, self.world)

    def suggest(self, deck: str) -> str:
        """A free name for a new game of a deck."""
        return self.folder.free_name(_stem(deck))

    def begin(
        self,
        game: Game,
        seats: Mapping[str, str],
        seed: int,
        name: str | None,
        secret: str = "",
        like: str = "",
    ) -> Sitting:
        """A new game, kept from before its first action on; not kept if `name` is "".

        Args:
            name: What it is kept under; None takes a free name.
            secret: Of the match, to repeat one; made up where a program plays.
            like: What a free name is made of, if not the deck.

        Raises:
            WargameError: There is such a game already, or it cannot be kept.
        """
        own = secret or secret_for(seats.values())
        players, worker = seat_players(game, seats, seed, own, self._fence)
        if name == "":
            loose = Sitting(Match(game, players, seed, secret=own, traced=True), worker)
            self.invite(loose)
            return loose
        record = Record(make_header(game, players, seed, own))
        if name is None:
            file = create_free(self.folder, like or _stem(game.deck.id), game, record, self.world)
        else:
            file = create(self.folder.path(name), game, record, self.world)
        journal = self._open.journal(file)
        match = Match(game, players, seed, secret=own, traced=True, journal=journal)
        return self._sitting(match, worker, file.path)

    def begin_planned(
        self, game: Game, planned: Mapping[str, str], seed: int, name: str, secret: str
    ) -> Sitting:
        """The same with the seats of a plan, which is a file and starts nothing: whoever is not
        ours has a stand-in, and people are asked."""
        seats = {seat: opening_name(game, who) for seat, who in planned.items()}
        sitting = self.begin(game, seats, seed, name, secret)
        away = [seat for seat, who in seats.items() if planned[seat] != who]
        sitting.returning = [
            Returning(seat, planned[seat], self._fence, is_planned=True) for seat in away
        ]
        return sitting

    def _sitting(
        self, match: Match, worker: Worker, path: Path, notices: Sequence[str] = ()
    ) -> Sitting:
        unsaved, trouble = self._open.unsaved, self._open.why_not_kept
        sitting = Sitting(match, worker, path.stem, unsaved, trouble, self.keep_at, notices)
        self._tell_place(sitting, path.stem if self.folder.holds(path) else str(path))
        sitting.saves, sitting.decks = self.folder.named, self.decks
        sitting.let_go_of_save = self._let_go
        if self.is_live:
            sitting.on_pause = Live(live_path(path)).show
        self.attend(sitting, path)
        self.invite(sitting)
        return sitting

    def _tell_place(self, sitting: Sitting, named: str) -> None:
        """Have people told how to name their game, and how to go on with it."""
        sitting.named = named
        is_elsewhere = named != sitting.title
        saves = None if is_elsewhere else self.folder.named
        of_chapter = goes_on(sitting.game.deck, sitting.game.loaded.variant)
        decks = self.decks if of_chapter else None  # all else that is gone on with is in the save
        sitting.again = command("resume", named, saves=saves, decks=decks, is_plain=self.is_plain)

    def keep_at(self, sitting: Sitting, place: str) -> None:
        """Keep a game from here on in another place, with all that has happened in it.

        Args:
            place: A free name, or the path of a file; "" to keep it nowhere.

        Raises:
            UsageError: There is something there already, or nothing can be.
            NotSaved: It cannot be kept there either; it stays where it is.
        """
        match = sitting.match
        if not place:
            self._let_go(sitting)
            match.journal, sitting.title, sitting.unsaved = None, "", lambda: -1
            sitting.named = ""
            self._open.forget_trouble()
            return
        path = self.folder.path_of(place)
        file = create(path, match.game.unruled(), match.record, self.world)
        self._let_go(sitting)
        match.journal, sitting.title = self._open.journal(file), path.stem
        self._tell_place(sitting, path.stem if self.folder.holds(path) else str(path))

    def resume(self, name: str, seats: Mapping[str, str] | None = None) -> Sitting:
        """A game at the prompt at which it was left; a shipped one as a copy of one's own.

        Args:
            seats: Who sits down instead of who sat there; a person has named them.

        Raises:
            WargameError: It cannot be opened.
        """
        found = self.folder.find(name)
        self.check(found)
        path = own_copy(self.folder, found, self.world)
        file, save, healed = reopen(path, self.world)
        try:
            if not self.opens_closed:
                _check_not_closed(save)
            game, record = save.game, save.record
            typed = dict(seats or {})
            for seat in typed:
                game.rules.seat_number(seat)
            kept = {seat: name for seat, name in record.seats.items() if seat not in typed}
            seed = save.head.header.seed
            fence = self._fence_beside(path)
            players, worker = reseat_players(game, kept, typed, seed, record.secret, fence)
            away = [seat for seat, name in kept.items() if opening_name(game, name) != name]
            if save.is_over:  # nobody chooses any more: they stay who they were
                players |= {seat: Absent(kept[seat]) for seat in away}
                away = []
            with naming_save(path):
                match = resume(game, record, players, traced=True, journal=self._open.journal(file))
        except BaseException:
            file.close()
            raise
        late = "" if record.secret or not match.course.secret else LATE
        notices = [notice for notice in (healed, deck_notice(save, self.deck), late) if notice]
        sitting = self._sitting(match, worker, path, notices)
        if (
            sitting.control is None
            and not match.is_over
            and record.header.parent is None
            and (told := had_facilitator(record.events))
        ):
            sitting.notices = [f"{told} {UNATTENDED}", *notices]
            sitting.is_unattended = True
        sitting.returning = [Returning(seat, kept[seat], fence) for seat in away]
        return sitting

    @property
    def _fence(self) -> Fence:
        """The same, without a sight of these games."""
        mine = str(self.folder.folder.absolute())
        return replace(self.fence, hidden=(*self.fence.hidden, mine))

    def _fence_beside(self, path: Path) -> Fence:
        """The same, and of no save beside one that may be kept elsewhere: a program may lie there
        itself, so the folder stays."""
        beside = sorted(map(str, path.absolute().parent.glob(f"*{SUFFIX}")))
        return replace(self._fence, hidden=(*self._fence.hidden, *beside))

    def watch(self, name: str) -> Sitting:
        """A game to be looked at; the file is only read.

        Raises:
            WargameError: It cannot be opened.
        """
        path = self.folder.find(name)
        save = load(path, self.world)
        said = [told] if (told := damage_told(save)) else []
        found = Sitting(match_of(save), None, path.stem, lambda: 0, notices=said)
        found.project = Live(live_path(path)).give
        found.is_shut, found.caution = cache(partial(self.is_shut, save)), self.caution(save)
        return found

    def left_by(self, sitting: Sitting) -> Sitting | None:
        """The kept game that a branch left, only to be looked at; None where there is none."""
        parent = sitting.match.record.header.parent
        if parent is None:
            return None
        paths: list[Path] = []
        with suppress(UsageError):  # nobody may look into the folder
            paths += self.folder.all()
        for path in paths:
            with suppress(WargameError):
                if load_head(path, self.world).id != parent.id:
                    continue
                save = load(path, self.world)
                if not save.view:
                    return Sitting(match_of(save), None, path.stem, lambda: 0)
        return None

    def branch(self, parent: str, ply: int, name: str, seats: Mapping[str, str]) -> Sitting:
        """A new game that leaves a kept one at a ply, with luck of its own; it stays in the folder
        as any other.

        Args:
            seats: As of `resume`.

        Raises:
            WargameError: It cannot leave there, or it cannot be kept under this name.
        """
        save = load(self.folder.find(parent), self.world)
        luck = new_seed()
        branch(save, ply, self.folder.path(name), self.world, seed=luck).close()
        return self.resume(name, seats)

    def close(self) -> None:
        """Finish all writing, and let go of the files."""
        self._open.close()

    def _let_go(self, sitting: Sitting) -> None:
        """Let other programs have the save of a table that was left, or is kept elsewhere from now
        on. That of a class is its facilitator's, whose clock runs on."""
        if sitting.control is None:
            self._open.let_go(sitting.match.journal)


def _check_not_closed(save: Save) -> None:
    """Let nobody go on with a game that control has closed; say what may be done instead.

    Raises:
        UsageError: It is one.
    """
    if not save.is_closed:
        return
    report, leave = command_on(save.path, "report"), command_on(save.path, "save", "branch")
    raise UsageError(
        f"{visible(save.path.name)} was closed by control and not scored, so nobody goes on with "
        f"it: `{report} -o review.html` tells how it went, and `{leave} NAME --move "
        f"{len(effective(save.events))}` begins a game of your own where it stood."
    )


def deck_notice(save: Save, folder: Path | None = None) -> str:
    """What to say if a deck is not the one that a save carries any more.

    Args:
        folder: Of the deck; else it is looked for by its id.
    """
    header = save.head.header
    try:
        place = folder or DeckLibrary().find(header.deck).folder
        now = hash_of(DeckRef(place, header.variant))
    except WargameError:
        return ""
    if now == header.deck_hash:
        return ""
    return (
        f"The deck '{header.deck}' has changed since; this game goes on with the deck it began on."
    )


def _stem(deck: str) -> str:
    """What the names of games of a deck begin with."""
    return deck.replace("_", "-")
