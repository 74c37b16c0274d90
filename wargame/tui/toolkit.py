"""What of the toolkit is used that it does not promise to keep: its private names, all here.

Each stands beside the reason why the public way does not serve, and has a test of its own in
`tests/tui/test_toolkit.py`, which fails when a release of the toolkit changes it. No other
module of the room may use a private name of the toolkit; a test reads them all.
"""

from __future__ import annotations

import os
import selectors
import sys
import time
from asyncio import CancelledError
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from operator import attrgetter
from queue import Full
from typing import Literal

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.content import Content
from textual.dom import DOMNode
from textual.driver import Driver
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import WorkerFailed

from wargame.tui.leaving import Leaving

LEAVE = "ctrl+q"
"""The key that leaves from everywhere."""

PASTE_S = 1.0
"""How long a paste may pause before it counts as over."""

LISTEN_S = 0.1
"""How often whoever reads keys looks up."""

AT_ONCE_BYTES = 4096
"""How much is read of a terminal at a time."""


def write_frame(widget: Widget, edge: Literal["title", "subtitle"], text: str) -> None:
    """Write into the frame of a widget exactly what is given; paint that edge, if it changes.

    The public `border_title` and `border_subtitle` read `[MIN]` as markup, so that it vanishes,
    and repaint the whole widget: with each step of a cursor, tens of kilobytes over a slow line.
    """
    name = f"_border_{edge}"
    old: Content | None = getattr(widget, name)
    if text == (old.plain if old else ""):
        return
    setattr(widget, name, Content(text) if text else None)
    line = -1 if edge == "title" else widget.size.height
    widget.refresh(Region(-1, line, widget.size.width + 2, 1))


def part_style(widget: Widget, name: str) -> Style:
    """How the style sheets want a part of a widget that goes by a class, such as `drawn--dim`.

    The public `COMPONENT_CLASSES` works out all parts whenever the styles of a widget are.
    """
    part = DOMNode(classes=name)
    part._attach(widget)
    widget.app.stylesheet.apply(part, animate=False)
    return part.styles.rich_style


Painted = dict[int, dict[int, tuple[int, str]]]
"""What a terminal shows: the pieces of each row, with the cell behind them, by their first cell."""

Part = tuple[int, int, Strip]
"""What is to be painted: its row, its first cell, and how it looks."""


class FreshPieces(CompositorUpdate):
    """Paints those pieces of some parts of the screen that are not on the terminal yet.

    The toolkit paints a screen two to four times while it opens or comes back, all of it each
    time: at 200x60 that is 150 kilobytes where 50 would do.

    Args:
        parts: What is to be seen.
        painted: What is there already; it is brought up to date.
    """

    def __init__(self, parts: Iterable[Part], painted: Painted) -> None:
        self._parts, self._painted = parts, painted

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Segment(self.render_segments(console))

    def render_segments(self, console: Console) -> str:
        """The pieces as a terminal takes them."""
        found: list[str] = []
        for y, first, strip in self._parts:
            row, fresh, x, is_on = self._painted.setdefault(y, {}), set[int](), first, False
            pieces: dict[int, tuple[int, str]] = {}
            for segment in filter(attrgetter("cell_length"), strip):  # an empty one is at no place
                text, end = Strip([segment]).render(console), x + segment.cell_length
                pieces[x] = (end, text)
                if row.get(x) != pieces[x]:
                    fresh.add(x)
                    found.append(text if is_on else f"{Control.move_to(x, y).segment.text}{text}")
                is_on, x = x in fresh, end
            if fresh:
                for place in [at for at, (end, _) in row.items() if at < x and end > first]:
                    del row[place]
                row.update(pieces)
        return "".join(found)


def parts_of(update: LayoutUpdate | ChopsUpdate) -> Iterator[Part]:
    """What an update paints."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
        return
    for y, first, last in update.spans:
        for end, (x, part) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
            if part is not None and x < last and end > first:
                yield y, x, part if end <= last else part.crop(0, last - x)


class CarefulApp(App[int]):
    """An app that ends in order when something of ours breaks, and says nothing itself.

    Once somebody has asked to leave, nothing that breaks on the way changes that.

    The toolkit has no public place for this: it prints a traceback with the values of all local
    variables, and those may be somebody's hand. In tests, which run without a terminal, the
    error is raised as ever.

    Args:
        leaving: Knows whether somebody has asked to leave.

    Attributes:
        failure: What broke first, or None.
    """

    def __init__(self, leaving: Leaving | None = None) -> None:
        super().__init__()
        self.driver_class = driver_for(self.driver_class)
        self.leaving = leaving or Leaving()
        self.failure: Exception | None = None
        self._painted: Painted = {}

    def forget_painted(self) -> None:
        """Paint everything anew next time: the terminal may show something else by now."""
        self._painted.clear()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal to somebody else for a while."""
        with super().suspend():
            yield
        self.forget_painted()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Resize):
            self.forget_painted()
        await super().on_event(event)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        match renderable:
            case LayoutUpdate() | ChopsUpdate():
                renderable = FreshPieces(parts_of(renderable), self._painted)
            case None:
                pass
            case _:
                self.forget_painted()
        super()._display(screen, renderable)

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._note(error)
        self.exit(return_code=1)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Take what breaks in here, on the toolkit's own way out too, as what broke on a screen."""
        try:
            yield
        except (Exception, CancelledError) as error:  # noqa: BLE001 - told of, as on a screen
            self.leaving.restore()
            self._note(error)

    def _note(self, error: Exception | CancelledError) -> None:
        if self.leaving.code is None:
            self.failure = self.failure or _cause_of(error)


def _cause_of(error: Exception | CancelledError) -> Exception:
    """What broke in work beside the screen, which the toolkit wraps up."""
    found = error.error if isinstance(error, WorkerFailed) else error
    return found if isinstance(found, Exception) else RuntimeError(type(error).__name__)


class KeyParser(XTermParser):
    """Makes keys of what a terminal sends, and does not wait for ever for the end of a paste.

    The toolkit's takes everything for pasted text once a paste has lost its end, Ctrl+Q too.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen = ""
        self._pasting_since = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """The keys and pastes that are whole with this."""
        self._seen = self._seen[1 - len(BRACKETED_PASTE_START) :] + data
        if BRACKETED_PASTE_START in self._seen or self._pasting_since:
            self._pasting_since = time.monotonic()
        yield from super().feed(data)

    def tick(self) -> Iterable[Message]:
        """What is whole because nothing more came."""
        yield from super().tick()
        if self._pasting_since and time.monotonic() > self._pasting_since + PASTE_S:
            yield from super().feed(BRACKETED_PASTE_END)
            self._seen, self._pasting_since = "", 0.0


if sys.platform != "win32":
    from textual.drivers.linux_driver import LinuxDriver

    class HearingDriver(LinuxDriver):
        """Hears Ctrl+Q where it comes in, so that it counts even if no screen gets to it.

        The toolkit's gives up reading keys, and prints its insides, at a byte that is no text; and
        where its thread for writing has died of a terminal that is gone, it waits for room in that
        thread's queue for ever. And it takes the size of the terminal from `COLUMNS` and `LINES`
        where a shell or a container hands them on, as they were when that began.
        """

        def _get_terminal_size(self) -> tuple[int, int]:
            with suppress(OSError):  # it is gone
                width, height = os.get_terminal_size(self.fileno)
                if width and height:  # some lines from afar tell neither
                    return width, height
            return super()._get_terminal_size()

        def process_message(self, message: Message) -> None:
            is_leaving = isinstance(message, events.Key) and message.key == LEAVE
            if is_leaving and isinstance(self._app, CarefulApp):
                self._app.leaving.expect()
            super().process_message(message)

        def write(self, data: str) -> None:
            writer = self._writer_thread
            assert writer is not None
            while writer.is_alive():
                with suppress(Full):
                    writer._queue.put(data, timeout=LISTEN_S)
                    return

        def close(self) -> None:
            if self._writer_thread is not None and self._writer_thread.is_alive():
                super().close()

        def run_input_thread(self) -> None:
            parser, decode = KeyParser(), getincrementaldecoder("utf-8")("replace").decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    text = decode(self._typed()) if selector.select(LISTEN_S) else ""
                    for message in (*(parser.feed(text) if text else ()), *parser.tick()):
                        self.process_message(message)

        def _typed(self) -> bytes:
            """What was typed. Where the terminal is gone, nothing more comes."""
            with suppress(OSError):
                if found := os.read(self.fileno, AT_ONCE_BYTES):
                    return found
            self.exit_event.wait()
            return b""


def driver_for(theirs: type[Driver]) -> type[Driver]:
    """What reads and writes the terminal in the place of the toolkit's driver."""
    if sys.platform != "win32" and theirs is LinuxDriver:
        return HearingDriver
    return theirs
