"""The board: every pane of a table in one tree, laid out by style sheets for three sizes.

On a small screen some panes share a place and one of them is in front; on larger screens all
of them are there. What is in front, and whether one pane is grown over the rest, are classes.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical

from wargame.table.panes import hand, logs, standing, tracks
from wargame.table.told.scene import Scene
from wargame.table.words.rows import Row, Target
from wargame.tui.widgets.pane import Pane

Maker = Callable[[Scene, int, int], list[Row]]

PANES: dict[str, tuple[str, Maker | None, str]] = {
    "hand": (
        "Hand",
        hand.hand_rows,
        (
            "Your cards: what they cost (c is capital), and the capital they bring if discarded. "
            "Enter opens a card with what would follow; 1 to 9 pick one."
        ),
    ),
    "detail": (
        "Detail",
        None,
        (
            "One thing in full, what you may do with it, and what would follow if you did. "
            "The arrows choose among what you may do, Enter does it, Esc goes back."
        ),
    ),
    "tracks": (
        "Numbers",
        tracks.seat_rows,
        (
            "The numbers of both sides, yours on the left. Left and Right change the side; "
            "the detail pane tells why a number is what it is. e shows the workings too."
        ),
    ),
    "common": (
        "Shared",
        tracks.common_rows,
        ("Numbers that belong to nobody, or to parties without a seat."),
    ),
    "measures": (
        "Measures",
        standing.measure_rows,
        (
            "Standing policies and how much of each is in force. Enter on one of yours "
            "tightens, eases or pauses it."
        ),
    ),
    "projects": (
        "Projects",
        standing.project_rows,
        ("Builds in stages. Enter on one of yours pays for its next stage."),
    ),
    "deals": (
        "Deals",
        standing.deal_rows,
        (
            "What is on the table, and what has been signed, with the rounds it still runs. "
            "Enter on a deal offers to extend or to break it."
        ),
    ),
    "coming": (
        "Coming",
        standing.coming_rows,
        ("What will happen by itself: delayed effects, work, deals that run out, reviews."),
    ),
    "log": ("Log", logs.log_rows, "All that you have seen happen. Enter tells one entry in full."),
    "rival": ("Rival", standing.rival_rows, "What lies open of the rival's cards."),
    "course": ("Course", tracks.course_rows, "How each number went, round by round."),
}
"""Every pane by its id, in the order of Tab: its label, what makes its rows, and its help."""

COLUMNS = {
    "mine": ("tracks", "hand"),
    "standing": ("common", "measures", "projects", "deals", "coming"),
    "attention": ("detail",),
    "story": ("log", "rival", "course"),
}
SLOT = ("detail", "projects", "deals", "coming", "log")
"""On a small screen, the panes that share a place."""


class Board(Container):
    """All panes of a table. A screen shows it scenes; its panes' messages bubble to the screen."""

    def __init__(self) -> None:
        super().__init__(id="board", classes="body")
        self.scene: Scene | None = None
        self._front = ""

    def compose(self) -> ComposeResult:
        yield self._column("mine")
        with Container(id="rest", classes="column"):
            yield self._column("standing")
            with Horizontal(id="right", classes="column"):
                yield self._column("attention")
                yield self._column("story")

    def _column(self, name: str) -> Vertical:
        panes = [Pane(PANES[one][0], PANES[one][2], id=one) for one in COLUMNS[name]]
        return Vertical(*panes, id=name, classes="column")

    def on_mount(self) -> None:
        self.pane("log").follows_end = True
        self.bring("detail")

    def pane(self, name: str) -> Pane:
        """A pane by its id."""
        return self.query_one(f"#{name}", Pane)

    def show(self, scene: Scene) -> None:
        """Show a scene in all panes but the detail."""
        self.scene = scene
        for name, (_, make, _) in PANES.items():
            if make is not None:
                self.pane(name).show(_with(make, scene))

    def detail(self, make: Callable[[int, int], list[Row]], *, fresh: bool) -> None:
        """Show rows in the detail pane."""
        self.pane("detail").show(make, fresh=fresh)

    # --- what is in front --------------------------------------------------------------------

    def bring(self, name: str) -> None:
        """Bring a pane to the front of the place that it shares."""
        if name not in SLOT or name == self._front:
            return
        for other in SLOT:
            self.pane(other).set_class(other == name, "-front")
        self._front = name
        for column in ("standing", "right", "attention", "story"):
            shown = self._front in COLUMNS.get(column, ()) or (
                column == "right" and self._front in ("detail", "log")
            )
            self.query_one(f"#{column}").set_class(shown, "-front")

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

    def step(self, way: int, from_pane: Pane | None) -> None:
        """Move the focus to the next pane, bringing it to the front."""
        names = [name for name in PANES if self._can_show(name)]
        here = names.index(from_pane.id) if from_pane is not None and from_pane.id in names else -1
        self.go(names[(here + way) % len(names)])

    def go(self, name: str) -> None:
        """Focus a pane, wherever it is."""
        if self.has_class("-zoom"):
            self.zoom("")
        self.bring(name)
        self.pane(name).focus()

    def _can_show(self, name: str) -> bool:
        """Whether a pane exists at this size at all."""
        return name not in ("rival", "course") or self.screen.has_class("-l")


def _with(make: Maker, scene: Scene) -> Callable[[int, int], list[Row]]:
    return lambda cells, lines: make(scene, cells, lines)


def is_thing(target: Target | None) -> bool:
    """Whether a target can be shown in the detail pane by itself."""
    return target is not None and target.kind not in ("option", "refused")
