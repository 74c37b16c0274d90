"""The toolkit's private names: all in one file, and each still does what it is used for."""

from __future__ import annotations

import ast
import asyncio
import errno
import importlib
import inspect
import io
import pkgutil
import re
import textwrap
import threading
from functools import cache
from types import ModuleType
from typing import Self

import pytest
from rich.console import Console, RenderableType
from rich.segment import Segment
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ComposeResult
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.theme import Theme

import wargame.tui
from tests.conftest import LONG_S
from tests.tui.conftest import frame
from wargame.tui import toolkit
from wargame.tui.toolkit import (
    CarefulApp,
    FreshPieces,
    KeyParser,
    Painted,
    driver_for,
    parts_of,
    write_frame,
)
from wargame.tui.widgets.drawn import Drawn


class Framed(App[None]):
    """Something in a frame."""

    CSS = "#framed { border: round white; width: 40; height: 5; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {}

    def compose(self) -> ComposeResult:
        yield Plain(id="framed")


class Themed(App[None]):
    """A widget of no colours of its own, in two themes."""

    CSS = "Plain > .drawn--dim { color: $dim; text-style: bold; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"dim": "#010203"}

    def compose(self) -> ComposeResult:
        yield Plain(id="framed")


class Plain(Drawn):
    """Notes which regions are painted anew."""

    def __init__(self, *, id: str) -> None:
        self.painted: list[Region] = []
        super().__init__(id=id)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        self.painted += regions or [self.region]
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


async def test_a_frame_says_exactly_what_is_given_and_only_it_is_painted() -> None:
    app = Framed()
    async with app.run_test(size=(60, 10)) as pilot:
        widget = app.query_one(Plain)
        widget.painted = []
        write_frame(widget, "title", "[US] [/] 1-2")
        write_frame(widget, "subtitle", "[b]3[/b]")
        assert [region.height for region in widget.painted] == [1, 1]
        assert [region.y for region in widget.painted] == [-1, widget.size.height]
        await pilot.pause()
        lines = frame(app).split("\n")
        assert "[US] [/] 1-2" in lines[0]
        assert "[b]3[/b]" in lines[4]
        widget.painted = []
        write_frame(widget, "title", "[US] [/] 1-2")
        assert widget.painted == []
        write_frame(widget, "title", "")
        await pilot.pause()
        assert "US" not in frame(app)


@pytest.mark.parametrize("place", ["in a key", "in a timer", "at the start"])
def test_a_fault_ends_the_app_and_is_kept_and_never_printed(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken(CarefulApp):
        def on_mount(self) -> None:
            match place:
                case "in a key":
                    self.bind("x", "fail")
                    self.simulate_key("x")
                case "in a timer":
                    self.set_timer(0.01, self.action_fail)
                case _:
                    self.action_fail()

        def action_fail(self) -> None:
            hand = "SECRET CARD"
            raise ValueError(hand)

    monkeypatch.setattr(Broken, "is_headless", property(lambda _: False))
    app = Broken()
    asyncio.run(asyncio.wait_for(app.run_async(headless=True), timeout=LONG_S))
    assert isinstance(app.failure, ValueError)
    assert app.return_code == 1
    assert "SECRET" not in "".join(capsys.readouterr())


class GoneTerminal(io.StringIO):
    """A terminal that has vanished."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EIO, "gone")

    def fileno(self) -> int:
        return 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_nobody_waits_to_write_on_a_terminal_that_is_gone() -> None:
    driver = driver_for(LinuxDriver).__new__(driver_for(LinuxDriver))
    assert isinstance(driver, LinuxDriver)
    driver._writer_thread = WriterThread(GoneTerminal())
    driver._writer_thread.start()

    def paint() -> None:
        for _ in range(10 * MAX_QUEUED_WRITES):
            driver.write("x")
        driver.close()

    painter = threading.Thread(target=paint, daemon=True)
    painter.start()
    painter.join(LONG_S)
    assert not painter.is_alive()


def test_in_tests_a_fault_is_raised() -> None:
    async def story() -> None:
        app = CarefulApp()
        async with app.run_test():
            app.call_later(lambda: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(story())


PASTES: dict[str, tuple[list[str], list[str]]] = {
    "whole": (["\x1b[200~a\x11\x1b[201~", "q"], ["a\x11", "q"]),
    "in two parts": (["\x1b[20", "0~a\x1b[201", "~q"], ["a", "q"]),
    "without an end": (["\x1b[200~a", "pause", "q"], ["a", "q"]),
    "whose end comes late": (
        ["\x1b[200~a\x1b[2", "pause", "01~", "q"],
        ["[", "2", "a\x1b", "0", "1", "~", "q"],
    ),
    "twice, the second without an end": (
        ["\x1b[200~a\x1b[201~\x1b[200~b", "pause", "q"],
        ["a", "b", "q"],
    ),
}


@pytest.mark.parametrize(("pieces", "found"), PASTES.values(), ids=PASTES)
def test_a_paste_is_over_when_nothing_more_comes_of_it(
    pieces: list[str], found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("textual._parser.get_time", lambda: now[0])
    monkeypatch.setattr("wargame.tui.toolkit.time.monotonic", lambda: now[0])
    parser, got = KeyParser(), list[Message]()
    for piece in pieces:
        now[0] += 0.01 if piece != "pause" else toolkit.PASTE_S + 0.2
        got += [*(parser.feed(piece) if piece != "pause" else ()), *parser.tick()]
    assert [text_of(one) for one in got] == found


def text_of(message: Message) -> str | None:
    match message:
        case events.Paste(text=text) | events.Key(character=text):
            return text
        case _:
            return None


async def test_a_part_looks_as_the_style_sheets_of_the_theme_say() -> None:
    app = Themed()
    app.register_theme(Theme("other", "#ffffff", variables={"dim": "#040506"}))
    async with app.run_test() as pilot:
        widget = app.query_one(Plain)
        before = widget.style_of("dim")
        app.theme = "other"
        await pilot.pause()
        after = widget.style_of("dim")
        for style, colour in ((before, "#010203"), (after, "#040506")):
            assert style.bold
            assert style.color is not None
            assert style.color.name == colour


def test_a_piece_without_a_cell_moves_nothing() -> None:
    """Once a border was written right behind a word, over the blanks that were there already."""
    console, painted = Console(), Painted()
    for word, border, told in (("ab", "|", "ab   |"), ("cd", "!", "cd")):
        strip = Strip([Segment(one) for one in (word, "", "   ", border)])
        shown = FreshPieces([(0, 0, strip)], painted).render_segments(console)
        assert f"{told}" in shown
    assert shown.endswith("\x1b[1;6H!")


# --- nothing else uses them ------------------------------------------------------------------

PRIVATE = re.compile(r"_[a-z]")
MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(wargame.tui.__path__, "wargame.tui.")
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_no_other_module_uses_a_private_name_of_the_toolkit(module: ModuleType) -> None:
    if module is not toolkit:
        assert list(borrowed(module)) == []


def test_the_check_sees_what_its_own_file_borrows() -> None:
    assert borrowed(toolkit) == [
        *("_app", "_attach", "_border_", "_compositor", "_display"),
        *("_get_terminal_size", "_handle_exception", "_queue", "_writer_thread", "_xterm_parser"),
    ]


def test_the_check_sees_a_name_of_another_and_one_taken_by_accident() -> None:
    class Careless(Drawn):
        def _on_focus(self, event: events.Focus) -> None:
            _ = self._size

    assert foreign(Careless) == ["_on_focus", "_size"]
    assert reached(ast.parse("node._bindings.copy()")) == ["_bindings"]


def borrowed(module: ModuleType) -> list[str]:
    """The private names by which a module reaches into others, or that it shares with a base."""
    classes = [
        one
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__ == module.__name__
    ]
    tree = ast.parse(inspect.getsource(module))
    return sorted({*reached(tree), *(name for one in classes for name in foreign(one))})


def reached(tree: ast.AST) -> list[str]:
    """Private names of things that are not `self`, and names spelt out for `getattr`."""
    found = []
    for node in ast.walk(tree):
        match node:
            case (
                ast.Attribute(value=ast.Name(id="self" | "cls" | "os"))
                | ast.Attribute(value=ast.Call(func=ast.Name(id="super")))
            ):
                pass
            case ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                found += [name] if PRIVATE.match(name) else []
            case ast.ImportFrom(module=str(name), names=names):
                parts = [*name.split("."), *(one.name for one in names)]
                found += [part for part in parts if PRIVATE.match(part)]
            case _:
                pass
    return found


def foreign(owner: type) -> list[str]:
    """The private names of a class that a base of the toolkit uses too."""
    bases = [one for one in owner.__mro__ if one.__module__.partition(".")[0] == "textual"]
    theirs = {name for base in bases for name in own_names(base)}
    return sorted(theirs & set(own_names(owner)))


@cache
def own_names(owner: type) -> frozenset[str]:
    """The private names of itself that a class uses, and those that it defines."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
                found.add(name)
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case _:
                pass
    return frozenset(name for name in found if PRIVATE.match(name))


def test_what_is_on_the_terminal_already_is_not_painted_again() -> None:
    console = Console()

    def painted(*lines: str) -> str:
        parts = [
            (y, 0, Strip([Segment(piece) for piece in line.split()]))
            for y, line in enumerate(lines)
        ]
        return FreshPieces(parts, shown).render_segments(console)

    shown: Painted = {}
    whole = painted("aaaa", "bbbb", "cccc")
    assert [whole.count(line) for line in ("aaaa", "bbbb", "cccc")] == [1, 1, 1]
    assert painted("aaaa", "bbbb", "cccc") == ""
    assert "xxxx" in painted("aaaa", "xxxx", "cccc")
    assert painted("aaaa", "xxxx", "cccc") == ""
    shown.pop(2)
    assert "cccc" in painted("aaaa", "xxxx", "cccc")
    assert painted("a aa b", "xxxx", "cccc").endswith("aaab")
    assert painted("a aa c", "xxxx", "cccc").endswith("c")
    assert "aa" not in painted("a aa d", "xxxx", "cccc")
    assert "bb" in painted("aa bb", "xxxx", "cccc")


def test_a_part_of_a_row_takes_the_place_of_what_it_covers() -> None:
    console = Console()

    def painted(first: int, *pieces: str) -> str:
        strip = Strip([Segment(piece) for piece in pieces])
        return FreshPieces([(0, first, strip)], shown).render_segments(console)

    shown: Painted = {}
    painted(0, "aaaa", "bbbb", "cccc")
    assert painted(4, "bbbb") == ""
    assert "xx" in painted(5, "xx")  # over the middle of bbbb
    assert painted(0, "aaaa") == painted(8, "cccc") == ""
    assert "bbbb" in painted(4, "bbbb")
    assert "xx" in painted(5, "xx")


def test_parts_are_where_the_toolkit_would_paint_them() -> None:
    left, right = Strip([Segment("aaaa")]), Strip([Segment("bb")])
    layout = LayoutUpdate([[left, right], [right]], Region(3, 1, 6, 2))
    assert [*parts_of(layout)] == [(1, 3, left), (1, 7, right), (2, 3, right)]

    def chopped(first: int, last: int, *, holed: bool = False) -> list[tuple[int, str]]:
        chops = {0: left, 4: None if holed else right}
        found = parts_of(ChopsUpdate([{}, chops], [(1, first, last)], [[], [4, 6]]))
        return [(x, strip.text) for _, x, strip in found]

    assert chopped(0, 6) == chopped(2, 6) == [(0, "aaaa"), (4, "bb")]
    assert chopped(0, 5) == [(0, "aaaa"), (4, "b")]
    assert chopped(0, 4) == chopped(0, 6, holed=True) == [(0, "aaaa")]
    assert chopped(4, 6) == [(4, "bb")]


@pytest.mark.parametrize(
    ("what", "left"),
    [
        pytest.param(LayoutUpdate([[]], Region(0, 0, 60, 1)), {0, 1}, id="what is known"),
        pytest.param(None, {0, 1}, id="nothing"),
        pytest.param("text", set(), id="something else"),
    ],
)
async def test_what_else_is_painted_is_noted(what: RenderableType | None, left: set[int]) -> None:
    app = CarefulApp()
    async with app.run_test(size=(60, 10)):
        app._painted = {0: {0: (1, "a")}, 1: {0: (1, "b")}}
        app._display(app.screen, what)
        assert {*app._painted} == left
