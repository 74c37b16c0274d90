"""The board: every pane of a table in one tree, laid out by style sheets for three sizes.

On a small screen some panes share a place and one of them is in front; on larger screens all
of them are there. What is in front, and whether one pane is grown over the rest, are classes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical

from wargame.dataclass import dataclass
from wargame.table.panes.layout import maker
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene
from wargame.table.words.rows import Row, Target
from wargame.tui.widgets.column import ALL, TOLD, SharedColumn
from wargame.tui.widgets.pane import FRAME, Pane

FOLDED = ("measures", "projects", "coming")
"""Panes whose list, or whose dates, are folded while the cursor is elsewhere."""
DETAIL = (
    "Detail",
    (
        "One thing in full, what you may do with it, and what would follow if you did. "
        "The arrows choose among what you may do, Enter does it, Esc goes back."
    ),
)
"""The pane of attention, which shows whatever the cursor is on."""

_FIRST, *_REST = [(row.name, (row.label, row.about)) for row in QUERIES.values() if row.label]
PANES: dict[str, tuple[str, str]] = dict([_FIRST, ("detail", DETAIL), *_REST])
"""Every pane by its id, in the order of Tab: its label, and its help."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a pane stands, and how it is come to.

    Attributes:
        column: The column it stands in; "" for the hand, below all of them.
        key: The letter that brings the cursor to it, which a person may change; "" for none.
        is_stop: Tab comes to it.
        shares: It gives way to another pane of its place where there is little room.
        is_aside: It is out of sight until it is asked for, where panes share places.
        is_lit: Its rows are lit where a move touches them.
        is_told: Its key stands below the table where there is room.
    """

    column: str
    key: str
    is_stop: bool = False
    shares: bool = False
    is_aside: bool = False
    is_lit: bool = False
    is_told: bool = False


PLACES = {
    "hand": Placing("", "h", is_stop=True),
    "tracks": Placing("mine", "t", is_stop=True, is_lit=True),
    "common": Placing("mine", "s", shares=True, is_aside=True, is_lit=True),
    "fronts": Placing("standing", "f", is_stop=True, is_lit=True),
    "measures": Placing("standing", "m", is_stop=True, is_lit=True, is_told=True),
    "projects": Placing("standing", "p", is_stop=True, shares=True, is_lit=True, is_told=True),
    "deals": Placing("standing", "d", is_stop=True, shares=True, is_lit=True, is_told=True),
    "coming": Placing("standing", "c", is_stop=True, is_told=True),
    "detail": Placing("attention", "", is_stop=True, shares=True),
    "chains": Placing("attention", "y", shares=True, is_aside=True, is_told=True),
    "exposed": Placing("attention", "v", shares=True, is_aside=True),
    "log": Placing("story", "l", shares=True, is_told=True),
    "course": Placing("story", "g", shares=True, is_aside=True),
    "rival": Placing("story", "i", shares=True, is_aside=True),
}
"""Every pane by its id, a row each. Column by column, those of one from above to below."""

COLUMNS = {
    column: tuple(name for name, place in PLACES.items() if place.column == column)
    for column in ("mine", "standing", "attention", "story")
}
TALLEST = {
    "-m": {"fronts": 9, "measures": 11, "projects": 8, "deals": 6, "coming": 12},
    "-l": {"fronts": 15, "measures": 20, "projects": 16, "deals": 14, "coming": 30},
}
"""Lines that panes of a column take at most, frame included, where all of them are in sight."""
GROWTH = (
    ("coming", 3),
    ("fronts", TOLD),
    ("measures", TOLD),
    ("fronts", ALL),
    ("projects", 4),
    ("measures", ALL),
)
"""What panes of a column need before the rest of it goes round: dates, all that is contested or in
force by name, then more of each, and projects before the names of levels."""
SLOT = tuple(name for name, place in PLACES.items() if place.shares)
"""Panes that share a place with others where there is little room."""
DETAIL_SHARE = (3, 5)
"""What the detail has of its column where the log stands below it, as in the style sheet."""
DEFAULTS = {"attention": "detail", "story": "log"}
"""What stands in a shared place of its own accord."""
LOWER = frozenset(COLUMNS["attention"] + COLUMNS["story"])
"""On a small screen, the panes that cover the hand."""
STOPS = frozenset(name for name, place in PLACES.items() if place.is_stop)
"""Panes that Tab comes to; each but the detail has a letter too."""


def pane_keys() -> Iterator[Binding]:
    """The keys that bring the cursor to panes."""
    for name, place in PLACES.items():
        if place.key:
            label = PANES[name][0]
            yield Binding(place.key, f"go('{name}')", label, show=place.is_told, id=name)


class Board(Container):
    """All panes of a table. A screen shows it scenes; its panes' messages bubble to the screen.

    Attributes:
        asked_for: The pane that is to hear keys, also before it can: a focus comes later.

    Args:
        first: The pane that is to have the focus first.
    """

    def __init__(self, scene: Scene, first: str) -> None:
        super().__init__(id="board", classes="body")
        self.update_classes(_planned(scene) | _deciding(first), update=False)
        self.scene: Scene | None = None
        self._front = ""
        self.asked_for = ""

    def compose(self) -> ComposeResult:
        yield self._column("mine")
        yield self._column("standing")
        with Horizontal(id="right", classes="column"):
            yield self._column("attention")
            yield self._column("story")
        yield Pane(*PANES["hand"], id="hand")

    def _column(self, name: str) -> Vertical:
        panes = [Pane(*PANES[one], id=one) for one in COLUMNS[name]]
        for pane, one in zip(panes, COLUMNS[name], strict=True):
            pane.set_class(PLACES[one].is_aside, "-aside")
        kind = SharedColumn if name == "standing" else Vertical
        return kind(*panes, id=name, classes="column")

    @property
    def is_made(self) -> bool:
        """Whether all panes are there: not before they are laid out, nor once the table is left."""
        return self.is_attached and {one.id for one in self.query(Pane)} >= PLACES.keys()

    def on_mount(self) -> None:
        if self.is_made:
            self.pane("log").follows_end = True
            self.bring("detail")

    def pane(self, name: str) -> Pane:
        """A pane by its id."""
        return self.query_one(f"#{name}", Pane)

    def show(self, scene: Scene) -> None:
        """Show a scene in all panes but the detail."""
        self.scene = scene
        self.update_classes(_planned(scene))
        for name in PANES:
            if name in COLUMNS["standing"]:
                self.pane(name).rest()  # what comes next is on top, wherever somebody has looked
            if name != "detail":
                self.show_pane(name, scene)
        self.share_out()

    def show_pane(self, name: str, scene: Scene) -> None:
        """Show a scene in one pane."""
        self.scene = scene
        self.pane(name).show(partial(maker(name), scene))

    def light(self, targets: Collection[Target]) -> None:
        """Light the rows about some things in all panes but those that tell of the lighting."""
        for name, place in PLACES.items():
            if place.is_lit:
                self.pane(name).light(targets)

    def detail(self, make: Callable[[int, int], list[Row]], *, fresh: bool) -> None:
        """Show rows in the detail pane."""
        pane = self.pane("detail")
        pane.show(make, fresh=fresh)
        if pane.has_focus:
            self.set_class(self._needs_room(), "-opened")

    def _needs_room(self) -> bool:
        """Whether what is told in full does not fit beside the log."""
        above, of = DETAIL_SHARE
        shared = -(-self.query_one("#right").size.height * above // of) - FRAME
        return self.pane("detail").needs_more(shared)

    def focus_on(self, name: str) -> None:
        """Give a pane that has the focus the room it needs."""
        opened = name == "detail" and self._needs_room()
        self.update_classes(_deciding(name) | {"-opened": opened})

    # --- what is in front --------------------------------------------------------------------

    def on_shared_column_resized(self) -> None:
        self.call_after_refresh(self.share_out)  # its panes have their widths only then

    def share_out(self) -> None:
        """Give panes that stand under one another their lines, which each size has of its own."""
        if not self.is_made:  # the table was left before its panes had their widths
            return
        size = next((one for one in TALLEST if self.screen.has_class(one)), "")
        most = TALLEST[size] if size and not self.has_class("-zoom") else {}
        asked = [(name, ALL) for name in most if self._is_asked(name)]
        self.query_one("#standing", SharedColumn).share_out([*asked, *GROWTH], most)

    def _is_asked(self, name: str) -> bool:
        """Whether somebody has asked for a pane of a column, or for its whole list."""
        return name == self._front or (self.scene is not None and self.scene.is_whole(name))

    def bring(self, name: str) -> None:
        """Bring a pane to the front of the place that it shares."""
        if name not in SLOT and self._front in (*COLUMNS["mine"], *COLUMNS["standing"]):
            name = "detail"
        if name not in SLOT or name == self._front:
            return
        for other in SLOT:
            self.pane(other).set_class(other == name, "-front")
        self._front = name
        for column, panes in COLUMNS.items():
            shown = self._front in panes
            place = self.query_one(f"#{column}")
            place.set_class(shown, "-front")
            place.set_class(shown and self._front != DEFAULTS.get(column), "-taken")
        self.share_out()

    def zoom(self, name: str) -> None:
        """Let one pane grow over the others; again, or with "", puts all back."""
        pane = self.pane(name) if name else None
        grown = pane is not None and not pane.has_class("-zoomed")
        for node in self.query(".-zoomed"):
            node.remove_class("-zoomed")
        self.set_class(grown, "-zoom")
        if pane is not None and grown:
            pane.add_class("-zoomed")
            for around in pane.ancestors:
                if around is self:
                    break
                around.add_class("-zoomed")
        self.share_out()

    def step(self, way: int, from_pane: Pane | None) -> None:
        """Move the focus to the next pane, bringing it to the front."""
        names = [name for name in PANES if name in STOPS and self._can_show(name)]
        if from_pane is not None and from_pane.id not in names:
            from_pane = None
        here = names.index(from_pane.id) if from_pane is not None and from_pane.id in names else -1
        self.go(names[(here + way) % len(names)])

    def go(self, name: str) -> None:
        """Focus a pane, wherever it is; not one that this deck has nothing for."""
        if not self._can_show(name):
            return
        if self.has_class("-zoom"):
            self.zoom("")
        self.bring(name)
        self.focus_on(name)
        self.asked_for = name
        self.screen.set_focus(self.pane(name))  # `focus` waits: where two follow, both are drawn

    def _can_show(self, name: str) -> bool:
        """Whether a pane exists at this size at all."""
        return name != "fronts" or self.has_class("-fronts")


def _planned(scene: Scene) -> dict[str, bool]:
    """The classes that a deck gives the board."""
    return {"-fronts": bool(scene.deck.fronts), "-unplanned": scene.deck.board is None}


def _deciding(name: str) -> dict[str, bool]:
    """The classes that the pane with the focus gives the board."""
    return {"-deciding": name in LOWER, "-holding": name == "hand", "-dating": name == "coming"}


def is_thing(target: Target | None) -> bool:
    """Whether a target can be shown in the detail pane by itself."""
    return target is not None and target.kind not in ("option", "refused", "rest", "axis")
