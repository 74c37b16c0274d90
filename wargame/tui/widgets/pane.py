"""A pane: a framed list of rows with a roving cursor, drawn line by line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from wargame.table.words.rows import Line, Row, Target, line_width
from wargame.tui.widgets.drawn import Drawn
from wargame.tui.widgets.frame import frame
from wargame.tui.widgets.heights import Heights, RowMaker
from wargame.tui.widgets.laid_rows import LaidRows, laid

BEGUN = 3
"""Lines of a tall row that show that it has begun."""

FRAME = 2
"""Lines of the frame around a pane."""


class Pane(Drawn, can_focus=True):
    """Rows in a frame. The cursor stands only on rows that are about something.

    Args:
        label: What the frame says.
        help: What `?` tells about this pane, in a sentence or two.
        is_alone: Whether it is the only one below a line that says its name, so that its frame
            need not say it again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("left", "across(-1)", "Left column", show=False),
        Binding("right", "across(1)", "Right column", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("home", "edge(-1)", "To the top", show=False),
        Binding("end", "edge(1)", "To the bottom", show=False),
        Binding("enter", "choose", "Choose", key_display="Enter"),
    ]

    class Pointed(Message):
        """The cursor has come to stand on something."""

        def __init__(self, pane: Pane, target: Target) -> None:
            super().__init__()
            self.pane, self.target = pane, target

    class Chosen(Message):
        """Enter, or a click on what the cursor stood on; None where there was nothing."""

        def __init__(self, pane: Pane, target: Target | None) -> None:
            super().__init__()
            self.pane, self.target = pane, target

    def __init__(self, label: str, help: str = "", *, id: str, is_alone: bool = False) -> None:
        super().__init__(id=id, classes="pane")
        self.label, self.about, self._is_alone = label, help, is_alone
        self._heights = Heights(lambda _cells, _lines: ())
        self.laid = LaidRows()
        self.at, self.column, self.top = -1, 0, 0
        self.follows_end, self._is_at_end = False, False
        self.opens_at_top = False
        """Whether its first lines are in sight until the cursor is moved, wherever that stands."""
        self._began_on: Target | None = None
        """Where its cursor began; rows that come later may stand above that."""
        self._is_led = False
        self._natural = -1
        self._taken = 0, False
        self._wish: str | Target | None = None
        self._heading = ""
        self._lit: frozenset[Target] = frozenset()
        self._pointed_s = -inf
        """When a click moved the cursor and did no more."""

    # --- what it shows -----------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[Row]:
        """What it shows, in the room that it has."""
        return self.laid.rows

    def show(self, make: RowMaker, *, fresh: bool = False) -> None:
        """Show other rows. The cursor stays on what it stood on, if that is still there.

        Args:
            fresh: Begin at the top, with the cursor nowhere.
        """
        here, old = self.target, self._visible()
        self._heights = Heights(make)
        if fresh:
            here, self.at, self.column, self.top = None, -1, 0, 0
        self._rebuild(here)
        self._repaint(old)
        if self._natural >= 0 and self._heights.lines(self.size.width) != self._natural:
            self.refresh(layout=True)

    def fill_in(self, make: RowMaker) -> None:
        """Show the same with more in it: what somebody reads further down stays where it is."""
        old, top = self.laid, self.top
        in_sight = old.begun(top, top + self.size.height) if top else []
        self.show(make)
        for number in in_sight:
            there = self.laid.same(old.rows[number])
            if there >= 0:
                self.top = top + self.laid.starts[there] - old.starts[number]
                self._clamp()
                self._frame()
                self.refresh()
                break

    def rest(self) -> None:
        """Begin at the top again, with the cursor nowhere, unless somebody reads here."""
        if not self.has_focus:
            self.at, self.column, self.top = -1, 0, 0

    def redraw(self) -> None:
        """Make the rows anew, with other signs."""
        self._heights = Heights(self._heights.make)
        self._rebuild(self.target)
        self.refresh()

    def take(self, lines: int, *, gives_way: bool = False) -> None:
        """Be so many lines tall, frame included; 0 leaves it to the style sheets.

        Args:
            gives_way: It is less tall at once where there is less room.
        """
        if (lines, gives_way) != self._taken:
            self._taken = lines, gives_way
            self.styles.height = "1fr" if gives_way else lines or None
            self.styles.max_height = lines if gives_way else None

    def tallest(self, most: int) -> int:
        """Lines with their frame that it fills of so many."""
        lines = self._heights.lines(self.size.width, most - FRAME) or 1
        return min(lines + FRAME, most)

    def needs_more(self, lines: int) -> bool:
        """Whether its rows do not fit in so many lines."""
        return self._heights.lines(self.size.width, lines) > lines

    def telling(self, most: int) -> int:
        """The fewest lines with their frame in which its rows stand for all that they would in so
        many."""
        return self._heights.fewest(self.size.width, most - FRAME) + FRAME

    def light(self, targets: Collection[Target]) -> None:
        """Light the rows about some things, the first of them in sight; none for no light."""
        if not targets and not self._lit:
            return
        self._lit = frozenset(targets)
        places = self.laid.about(self._lit)
        if places and not self.has_focus:
            top, bottom = self.laid.starts[places[0]], self.top + self.size.height
            if not self.top <= top < bottom:
                self.top = top
                self._clamp()
                self._frame()
        self.refresh()

    def lead(self) -> None:
        """Leave the focus to a field above; the screen moves the cursor, which is drawn."""
        self._is_led, self.can_focus = True, False

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All rows at their tallest, for panes whose height is `auto`."""
        self._natural = self._heights.lines(width)
        return self._natural

    def on_resize(self) -> None:
        self._rebuild(self.target)
        if self.at >= 0 and not self.follows_end:
            self._keep_from_top()  # as much of what comes before the cursor as there is room for
        elif self.has_focus and not self._is_at_end:
            self._keep_in_sight()
        if self._heading and self.laid.lines:
            self.begin_with(self._heading)
        self._frame()
        self.refresh()

    def _rebuild(self, here: Target | None) -> None:
        """Make the rows anew, the cursor on a target."""
        if self._is_at_first:
            self._began_on = self.target
        cells, lines = self.size
        self.laid = laid(self._heights.make(cells, lines) if cells > 0 and lines > 0 else ())
        if not self.rows and here is not None:
            self._wish = here  # folded to nothing for a moment: the cursor comes back
        self._find(here)
        if self.follows_end and (not self.has_focus or self.at < 0 or self._is_at_end):
            self.top = len(self.laid.lines)
            self.at = self.laid.last if self.has_focus else self.at
        self._clamp()
        self._frame()
        if self._wish is not None and self.rows:
            wish, self._wish = self._wish, None
            if isinstance(wish, Target) and self.follows_end and not self.has_focus:
                self._find(wish)  # the cursor is back where it was, and the end stays in sight
            elif isinstance(wish, Target):
                if not self.point_at(wish):  # it has gone meanwhile, as a card that was played
                    self.point_first()
            else:
                self.point_first(wish)

    def _find(self, target: Target | None) -> None:
        """Put the cursor back on a target, or near where it was."""
        found = self.laid.find(target) if target is not None else None
        if found is not None:
            self.at, self.column = found
            return
        self.at = min(self.at, len(self.rows) - 1)
        if self.at >= 0 and not self.rows[self.at].targets:
            self.at = self.laid.next(self.at, -1, self.laid.next(self.at, 1, -1))

    @property
    def _is_at_first(self) -> bool:
        """Whether the cursor stands on the first thing on which it can."""
        return self.at == self.laid.first

    def _clamp(self) -> None:
        self.top = max(0, min(self.top, len(self.laid.lines) - self.size.height))

    def _frame(self) -> None:
        """The words in the frame: the label, and which of all lines are in sight."""
        self._is_at_end = self.top + self.size.height >= len(self.laid.lines)
        frame(self, "" if self._is_alone else self.label, self.top, len(self.laid.lines))

    @property
    def is_long_text(self) -> bool:
        """Whether there is nothing to choose, and more lines than stand in sight at once."""
        is_text = not any(row.targets for row in self.rows)
        return is_text and len(self.laid.lines) > self.size.height

    def _visible(self) -> list[tuple[Line, int | None]]:
        """The lines on the screen, with where the cursor is on them."""
        shown = self.laid.lines[self.top : self.top + self.size.height]
        return [(line, self.column if self._is_at(number) else None) for line, number in shown]

    def _is_at(self, number: int) -> bool:
        has_cursor = (self.has_focus or self._is_led) and number == self.at
        return has_cursor and bool(self.rows[number].targets)

    def _repaint(self, old: list[tuple[Line, int | None]]) -> None:
        """Paint what differs from what was there, from the first differing span of a line on."""
        new = self._visible()
        for y in range(self.size.height):
            before = old[y] if y < len(old) else ((), None)
            after = new[y] if y < len(new) else ((), None)
            if before != after:
                start = _common(before[0], after[0]) if before[1] == after[1] else 0
                end = max(line_width(before[0]), line_width(after[0]))
                has_cursor = before[1] is not None or after[1] is not None
                end = self.size.width if has_cursor else min(end, self.size.width)
                self.refresh(Region(start, y, max(1, end - start), 1))

    def render_line(self, y: int) -> Strip:
        place = self.top + y
        if place >= len(self.laid.lines):
            return self.strip((), self.size.width)
        line, number = self.laid.lines[place]
        at = self.column if self._is_at(number) else None
        lit = [n for n, one in enumerate(self.rows[number].targets) if one in self._lit]
        return self.strip(line, self.size.width, at, lit)

    # --- the cursor --------------------------------------------------------------------------

    @property
    def target(self) -> Target | None:
        """What the cursor stands on."""
        return self.laid.target(self.at, self.column)

    @property
    def in_sight(self) -> list[Target]:
        """What begins in sight, from top to bottom."""
        begun = self.laid.begun(self.top, self.top + self.size.height)
        return [one for number in begun for one in self.rows[number].targets]

    @property
    def is_cursor_in_sight(self) -> bool:
        """Whether what the cursor stands on can be seen, or at least where it begins or ends."""
        if not 0 <= self.at < len(self.rows):
            return False
        start, end = self.laid.extent(self.at)
        return start < self.top + self.size.height and end > self.top

    def point_at(self, target: Target) -> bool:
        """Put the cursor on a target, as soon as there are rows. False if it is not here."""
        if not self.rows:
            self._wish = target
            return True
        if self.laid.find(target) is None:
            return False
        old = self._visible()
        self._find(target)
        self._moved(old)
        return True

    def point_first(self, kind: str = "") -> None:
        """Put the cursor on the first target, of some kind if one is named."""
        for row in self.rows:
            for target in row.targets:
                if kind in ("", target.kind):
                    is_at_top = not self.top
                    self.point_at(target)
                    if is_at_top:
                        self._keep_from_top()
                    return
        self._wish = kind if not self.rows else None

    def begin_at(self, kind: str) -> None:
        """Scroll to the first target of a kind, the line before it on top."""
        self.point_first(kind)
        if 0 <= self.at < len(self.rows):
            self._scroll(self.laid.starts[self.at] - 1 - self.top)

    def begin_with(self, heading: str) -> bool:
        """Scroll until a line of this text is the first, or all after it is in sight; False if
        there is none. A pane that is folded away does so once it has room."""
        self._heading = "" if self.laid.lines else heading
        place = self.laid.line_of(heading)
        if place >= 0:
            self._scroll(place - self.top)
            return True
        return bool(self._heading)

    def _keep_in_sight(self) -> None:
        """Scroll as little as shows what the cursor stands on."""
        if 0 <= self.at < len(self.rows):
            start, end = self.laid.extent(self.at)
            self.top = min(self.top, start)
            self.top = max(self.top, min(start, end - self.size.height))
        self._clamp()

    def _keep_from_top(self) -> None:
        """Scroll only if what the cursor stands on begins further down: of a tall row it is enough
        that it begins in sight, so that a page opens with its title."""
        self.top = 0
        begins = self.laid.starts[self.at] if 0 <= self.at < len(self.rows) else 0
        is_untouched = self.opens_at_top and (self._is_at_first or self.target == self._began_on)
        if begins + BEGUN > self.size.height and not is_untouched:
            self._keep_in_sight()

    def _moved(self, old: list[tuple[Line, int | None]]) -> None:
        self._keep_in_sight()
        self._frame()
        self._repaint(old)
        if self.target is not None:
            self.post_message(self.Pointed(self, self.target))

    def _scroll(self, lines: int) -> None:
        old, was_seen = self._visible(), self.is_cursor_in_sight
        self.top += lines
        self._clamp()
        self._frame()
        self._repaint(old)
        if self.target is not None and self.is_cursor_in_sight != was_seen:
            self.post_message(self.Pointed(self, self.target))

    def action_move(self, way: int) -> None:
        """Up or down to the next thing; line by line where the next one is out of sight."""
        place = self.laid.next(self.at if self.at >= 0 else -1 if way > 0 else 0, way, -1)
        start = self.laid.starts[place] if place >= 0 else -2
        if place < 0 or not self.top - 1 <= start <= self.top + self.size.height:
            self._scroll(way)
            return
        old = self._visible()
        self.at = place
        self.column = min(self.column, len(self.rows[place].targets) - 1)
        self._moved(old)

    def action_across(self, way: int) -> None:
        """To the other column of a row that has two."""
        if 0 <= self.at < len(self.rows) and len(self.rows[self.at].targets) > 1:
            old = self._visible()
            self.column = max(0, min(self.column + way, len(self.rows[self.at].targets) - 1))
            self._moved(old)

    def action_page(self, way: int) -> None:
        """A page up or down; the cursor comes along."""
        self._scroll(way * max(1, self.size.height - 1))
        self._pull_cursor()

    def action_edge(self, way: int) -> None:
        """To the first or the last line, the cursor to the first or the last thing."""
        old = self._visible()
        place = self.laid.last if way > 0 else self.laid.first
        if place >= 0:
            self.at = place
        self._moved(old)
        self._scroll(way * len(self.laid.lines))

    def _pull_cursor(self) -> None:
        """The cursor to the first thing in sight."""
        seen = self.laid.begun(self.top, self.top + self.size.height)
        places = [n for n in seen if self.rows[n].targets]
        if places and self.at not in places:
            old = self._visible()
            self.at = places[0]
            self._moved(old)

    def action_choose(self) -> None:
        """Take what the cursor stands on."""
        self.post_message(self.Chosen(self, self.target))

    def watch_has_focus(self, has_focus: bool) -> None:
        """The frame says where the focus is, and only there is a cursor drawn."""
        super().watch_has_focus(has_focus)
        if has_focus and self.target is None and self.follows_end:
            self.at = self.laid.last
        elif has_focus and self.target is None:
            self.at = self.laid.first
            if self.at >= 0 and self.laid.starts[self.at] >= self.top + self.size.height:
                self.at = -1
            if not self.rows and self._wish is None:
                self._wish = ""  # it was out of sight, and has no rows before it is laid out
        self._frame()
        self.refresh()
        if has_focus and self.target is not None:
            self.post_message(self.Pointed(self, self.target))

    # --- the mouse ---------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        spot = event.get_content_offset(self)
        if spot is None or not 0 <= self.top + spot.y < len(self.laid.lines):
            return
        number = self.laid.lines[self.top + spot.y][1]
        targets = self.rows[number].targets
        if not targets or self._is_spent(event):
            return
        old, was = self._visible(), self.target
        self.at = number
        self.column = self._column_at(self.laid.lines[self.top + spot.y][0], spot.x, len(targets))
        if self.target == was:
            self._pointed_s = -inf
            self.action_choose()
        else:
            self._pointed_s = event.time
            self._moved(old)

    def _is_spent(self, event: events.Click) -> bool:
        """Whether a click is one more of a double click that has chosen something already, here or
        in what lay here before: it was not meant for what has come since."""
        is_first_here = event.time - self._pointed_s > self.app.CLICK_CHAIN_TIME_THRESHOLD
        return event.chain > 1 and is_first_here

    def _column_at(self, line: Line, x: int, count: int) -> int:
        used = 0
        for span in line:
            used += line_width((span,))
            if x < used:
                return max(0, min(span.cell, count - 1))
        return 0

    def on_mouse_scroll_down(self) -> None:
        self._scroll(3)

    def on_mouse_scroll_up(self) -> None:
        self._scroll(-3)


def _common(one: Line, other: Line) -> int:
    """The cells that two lines have in common at their start."""
    cells = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        cells += line_width((left,))
    return cells
