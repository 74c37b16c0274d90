"""What a screen may ask for: the next screen, the shelf of games, the signs to draw with.

Screens know these protocols and no other screen; only navigators know them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from wargame.table.words.glyphs import Glyphs
from wargame.table.words.rows import Row
from wargame.tui.commands import ListEntry
from wargame.tui.keys import Key

if TYPE_CHECKING:
    from wargame.errors import NotSaved
    from wargame.players.package_worth import PackageWorth
    from wargame.table.host.at_table import AtTable, OnScreen
    from wargame.table.host.bidding import Bidding
    from wargame.table.host.campaign import Opened
    from wargame.table.host.following import Followed
    from wargame.table.host.kept import KeptGames
    from wargame.table.host.puzzles import Posed, PuzzleBook
    from wargame.table.host.rewind import Rewind
    from wargame.table.host.school import School, Taught
    from wargame.table.host.sitting import Sitting
    from wargame.table.told.offer import Package
    from wargame.table.told.scene import Scene

Rows = Callable[[int, int], list[Row]]
"""Makes the rows of a page for a width and a height in cells."""
Take = Callable[[list[str]], None]
"""Takes actions one after another, at the table that asked."""
Weigh = Callable[[Sequence[str]], "Callable[[], PackageWorth] | None"]
"""Gives what finds out what the package of some actions is worth; None if it is not at hand."""
OpenMove = Callable[[Sequence[str]], None]
"""Opens a move at the table that asked, the cursor on it; nothing is decided."""


class PracticeWay(Protocol):
    """The way through lessons and puzzles, in place of all other screens."""

    def open_school(self, school: School, name: str = "") -> None:
        """List the lessons of a deck, or open one."""

    def teach(self, taught: Taught) -> None:
        """Open the table of a lesson."""

    def show_learned(self, taught: Taught) -> None:
        """Tell what came of a lesson; then the next one."""

    def open_puzzles(self, book: PuzzleBook) -> None:
        """List the puzzles of a deck."""

    def pose(self, posed: Posed) -> None:
        """Open the table of a puzzle."""

    def show_judged(self, posed: Posed) -> None:
        """Tell what came of a try at a puzzle."""

    def offer_school(self, school: School, then: Callable[[], None]) -> None:
        """Ask somebody new whether they want lessons before something else."""


class ScreensOver(Protocol):
    """What is laid over the screen that asks; closing it comes back to that."""

    def show_quarter(self, scene: Scene) -> None:
        """Show what the round that is over has brought."""

    def show_headlines(self, scene: Scene) -> None:
        """Show the headlines that were just revealed."""

    def show_brief(self, scene: Scene, above: Sequence[str] = ()) -> None:
        """Show the page that a seat reads before play, below some paragraphs."""

    def show_thinking(self, sitting: OnScreen, seat: str) -> None:
        """Let a person write down what they think."""

    def show_rules(self, scene: Scene) -> None:
        """Tell how this deck is played."""

    def show_offer(
        self, scene: Scene, take: Take, package: Package | None = None, weigh: Weigh | None = None
    ) -> None:
        """Open the form for a package, filled in with one if it is given."""

    def show_advice(self, sitting: OnScreen, scene: Scene, open_move: OpenMove) -> None:
        """Ask the adviser for the seat of a scene."""

    def show_branch(self, scene: Scene, rewind: Rewind) -> None:
        """Ask how to play on from where a replay stands."""

    def show_commands(self, commands: Sequence[ListEntry], title: str = "") -> None:
        """List what can be done, and do what is chosen; `title` says what it is for."""

    def show_help(self, label: str, about: str, keys: Sequence[Key], around: str = "") -> None:
        """Explain a pane, with the keys that act in it and, where there is room, its screen."""


class Home(Protocol):
    """The way from screen to screen, as a screen knows it."""

    @property
    def last_table(self) -> Sitting | None:
        """The table that was left last, if a game ended there."""

    @property
    def practice(self) -> PracticeWay:
        """The way through lessons and puzzles."""

    @property
    def over(self) -> ScreensOver:
        """What can be laid over this screen."""

    # --- in place of all other screens: nothing of them is left in the stack ------------------

    def start(self, sitting: Sitting) -> None:
        """Begin a new game: each person's page first, then the table."""

    def rematch(self, sitting: Sitting, *, swapped: bool) -> None:
        """Begin the same game again, everybody in the other chair if that is wanted.

        Raises:
            WargameError: It cannot be kept.
        """

    def open_chapter(self, sitting: Sitting) -> Opened:
        """Open the next chapter of a campaign, on any thread, after one that is over.

        Raises:
            WargameError: There is none, or its deck cannot be used.
        """

    def next_chapter(self, sitting: Sitting, opened: Opened) -> None:
        """Begin a chapter that was opened.

        Raises:
            WargameError: It cannot be kept.
        """

    def ask_bids(self, bidding: Bidding) -> None:
        """Ask whoever has not bid yet, one person after the other; then begin."""

    def sit_down(self, sitting: Sitting) -> None:
        """Open the table for whoever is to choose, or to watch."""

    def hand_over(self, sitting: Sitting) -> None:
        """Draw the curtain for the next seat."""

    def reveal(self, sitting: Sitting, seat: str) -> None:
        """Lift the curtain for a seat."""

    def show_console(self, sitting: Sitting) -> None:
        """Open the facilitator's console, if the table has one."""

    def leave_console(self, sitting: Sitting) -> None:
        """Back to the table through the curtain; or to the debrief, or away, if all is over."""

    def show_debrief(self, sitting: OnScreen, seat: str) -> None:
        """Tell how it ended, and why."""

    def join(self, sitting: OnScreen) -> None:
        """Wait for a table that another machine has, then open it."""

    def show_gone(self, sitting: OnScreen) -> None:
        """Tell why nothing comes of a table here any more; from there the shell is next."""

    def show_failure(self, rows: Rows, *, in_class: bool) -> None:
        """Tell what broke; from there the title screen is next, or, in a class, the shell."""

    def show_observed(self, followed: Followed) -> None:
        """Show a game that is played elsewhere, to everybody."""

    def go_home(self) -> None:
        """Go to the title screen; from a class, out of the program."""

    def ask_to_substitute(self, sitting: Sitting, seat: str) -> None:
        """Let somebody of the deck play a seat to the end, after a question."""

    def leave_table(self) -> None:
        """The same; a class that goes on is left only after a question."""

    # --- on top of this screen; closing them comes back to it ---------------------------------

    def open(self, name: str) -> None:
        """Open what was chosen on the title screen."""

    def back(self) -> None:
        """Go to the screen before, or to the title if there is none."""

    def ask_where(self, sitting: AtTable, error: NotSaved, then: Callable[[], None]) -> None:
        """Ask where a game is to be kept from here on, after a disk failed; then go on with it."""

    def show_replay(self, sitting: Sitting, seat: str, first: int = 0, ply: int = -1) -> None:
        """Step through a game, from a round or a move on."""


class ScreenApp(Protocol):
    """The app, as its screens know it."""

    @property
    def glyphs(self) -> Glyphs:
        """The signs to draw with."""

    @property
    def shelf(self) -> KeptGames:
        """Where games are kept."""

    @property
    def is_still(self) -> bool:
        """Whether nothing is to move by itself."""

    @property
    def is_held(self) -> bool:
        """Whether what was pressed last was Enter, held down."""

    @property
    def card_s(self) -> float:
        """Seconds for which the card of a round stays; 0 until somebody closes it."""

    def ring(self) -> None:
        """Sound the terminal's bell, unless somebody does not want it."""

    @property
    def home(self) -> Home:
        """The way from here to other screens."""
