"""However the program ends, the terminal is as it was and the game is kept."""

from __future__ import annotations

import ast
import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.containers import Horizontal

from tests.conftest import LONG_S
from tests.systems import HANGUP, QUIT, has_signals
from tests.tui.apps import make_app
from tests.tui.conftest import app_of, sit, until
from tests.tui.sessions import run
from tests.tui.terminal import ROOT, SHELL, Terminal, plain
from tests.tui.test_banner import past_the_pages
from wargame.rules.game import Game
from wargame.table.host.bidding import LOST
from wargame.tui import screens
from wargame.tui.leaving import SIGNALS, Leaving
from wargame.tui.navigator import Navigator
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.watch import WatchScreen
from wargame.tui.toolkit import PASTE_S
from wargame.tui.widgets.pane import Pane

pytestmark = pytest.mark.waits

RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l")
"""Alternate screen left, mouse off, cursor shown, pasting as before."""


GOES_ON = b"This game is kept; go on with it by `wargame resume kept`."


def begun(folder: Path) -> Terminal:
    """A table with one decision taken."""
    terminal = Terminal("play", "primer", "--seed", "4", "--save", "kept", folder=folder)
    terminal.wait_for("your page")
    terminal.press("\r")
    terminal.wait_for("Your play")  # the other side has learned the deck, and chosen
    terminal.press("x")
    terminal.wait_for("give up a play")
    terminal.press("\r")
    terminal.wait_for("Last play")  # the pass is kept, and the other side has chosen again
    return terminal


def test_what_was_drawn_in_time_is_read_however_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our terminal: a busy machine may give it no processor before the time is over."""
    with Terminal(code="print('drawn')", folder=tmp_path) as terminal:
        terminal.process.wait(LONG_S)
        with monkeypatch.context() as patch:
            patch.setattr(time, "monotonic", map(float, count()).__next__)
            assert b"drawn" in terminal.read(0.2)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(signal.SIGINT, 130, id="SIGINT"),
        pytest.param(signal.SIGTERM, 143, id="SIGTERM"),
        pytest.param(HANGUP, 129, id="SIGHUP", marks=pytest.mark.slow),
        pytest.param(QUIT, 131, id="SIGQUIT"),
    ],
)
def test_a_signal_saves_and_restores_the_terminal(number: int, code: int, tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        drawn = len(terminal.drawn)
        terminal.process.send_signal(number)
        assert terminal.leave() == code
        assert all(code in terminal.drawn[drawn:] for code in RESTORED)
        assert GOES_ON in terminal.drawn.rpartition(b"\x1b[?1049l")[2]
    assert '"pass"' in (tmp_path / "kept.jsonl").read_text()


def test_a_signal_between_two_sealed_bids_says_that_they_are_not_kept(tmp_path: Path) -> None:
    """The program ended without a word, and whoever had bid did not know whether it still held."""
    typed = ("play", "primer", "--seat", "us=human", "--seat", "china=human", "--bid", "ask")
    with Terminal(*typed, folder=tmp_path) as terminal:
        terminal.wait_for("United States bids.")
        terminal.press("\r")
        terminal.wait_for("No bid is written down")
        terminal.press("7\r\r")
        terminal.wait_for("China bids.")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.leave() == 143
        told = terminal.drawn.rpartition(b"\x1b[?1049l")[2]
        assert LOST.encode() in b" ".join(told.split())
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_terminal_that_vanishes_without_a_word_ends_the_program(tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        terminal.vanish()
        assert terminal.process.wait(timeout=LONG_S) == 129
    assert '"pass"' in (tmp_path / "kept.jsonl").read_text()


def test_leaving_keeps_the_game_and_resume_goes_on(tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        terminal.press("\x11")
        assert terminal.leave() == 0
        assert all(code in terminal.drawn for code in RESTORED)
        assert GOES_ON in terminal.drawn.rpartition(b"\x1b[?1049l")[2]
    with Terminal("resume", "kept", folder=tmp_path) as terminal:
        terminal.wait_for("US you, 1 left")  # of two plays: it passed with one


@pytest.mark.parametrize("command", [["play"], ["resume"], ["replay", "x"]], ids=" ".join)
def test_without_a_terminal_one_sentence_says_what_to_do(
    command: list[str], tmp_path: Path
) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from wargame.cli import main; main()", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
        env={"PYTHONPATH": str(ROOT), "WARGAME_SAVES": str(tmp_path), "PATH": ""},
    )
    assert found.returncode == 2
    assert found.stdout == ""
    assert "needs a terminal; try `wargame" in found.stderr
    assert "\x1b" not in found.stderr


def test_a_terminal_that_only_prints_lines_is_told_of_linear_text(tmp_path: Path) -> None:
    """As inside an editor: a screen was drawn there as a heap of signs."""
    for typed, said in (
        (["play", "primer"], "(here TERM is dumb); try `wargame play primer --plain`."),
        ([], "Usage: wargame"),
    ):
        with Terminal(*typed, folder=tmp_path, env={"TERM": "dumb"}) as terminal:
            terminal.wait_for(said)
            assert b"\x1b" not in terminal.drawn
            assert b"Opening" not in terminal.drawn


BROKEN = """
from tests.tui.apps import make_app
from wargame.tui.app import run_app
from wargame.tui.screens.title import TitleScreen
import sys
def broken(self, name):
    hand = "SECRET CARD"
    raise ValueError(f"a fault with {hand}")
TitleScreen.action_pick = broken
sys.exit(run_app(make_app(lambda app: app.go_home())))
"""


def test_a_fault_of_ours_shows_a_screen_without_values_and_goes_on(tmp_path: Path) -> None:
    with Terminal(code=BROKEN, folder=tmp_path) as terminal:
        terminal.wait_for("New game")
        terminal.settle()
        terminal.press("n")
        terminal.wait_for("Something of ours broke")
        terminal.settle()
        assert "SECRET CARD" not in plain(terminal.drawn)
        assert "Traceback" not in plain(terminal.drawn)
        terminal.press("\r")
        terminal.settle()
        terminal.press("\x11")
        assert terminal.leave() in (0, 1)
        assert all(code in terminal.drawn for code in RESTORED)


BROKEN_CLASS = """
import sys
from pathlib import Path
from tests.seminar.tables import at_play
from tests.tui.apps import make_app
from wargame.tui.app import run_app
from wargame.tui.screens.curtain import CurtainScreen
def broken(self):
    raise ValueError
CurtainScreen.action_leave = broken
table = at_play(Path("class"), seed=7)
sys.exit(run_app(make_app(lambda app: app.start(table.sitting), table.games), print))
"""


@pytest.mark.parametrize("key", [pytest.param("\r", id="Enter"), pytest.param("\x1b", id="Esc")])
def test_a_fault_of_ours_in_a_class_leads_out_and_not_to_other_games(
    key: str, tmp_path: Path
) -> None:
    with Terminal(code=BROKEN_CLASS, folder=tmp_path) as terminal:
        terminal.wait_for("Pass the keyboard")
        terminal.settle()
        terminal.press("\x1b")
        terminal.wait_for("Something of ours broke")
        terminal.settle()
        terminal.press(key)
        assert terminal.leave() == 0
        assert "New game" not in plain(terminal.drawn)
        assert b"seminar run class" in terminal.drawn.rpartition(b"\x1b[?1049l")[2]


# --- whoever asks to leave, leaves ---------------------------------------------------------------

WITHIN = 2.0
"""Seconds in which the program has ended after somebody asked it to."""
LOADED = 1.5
"""Seconds more that a busy machine may need beside, such as for a disk."""
HANGS_S = 60
"""Seconds for which a disk hangs."""

ODD = """
import sys, time
from tests.tui.apps import make_app
from wargame.tui.app import run_app
from wargame.tui.screens.title import TitleScreen
def pick(self, name):
    {does}
TitleScreen.action_pick = pick
app = make_app(lambda app: app.go_home())
app.shelf.close = lambda: {closing}
sys.exit(run_app(app))
"""
"""A title on which every choice does something odd."""


@contextmanager
def opened(terminal: Terminal) -> Iterator[Terminal]:
    """A program whose title is on the screen."""
    with terminal:
        terminal.wait_for("New game")
        terminal.settle()
        yield terminal


def odd(does: str, folder: Path, closing: str = "None") -> AbstractContextManager[Terminal]:
    return opened(Terminal(code=ODD.format(does=does, closing=closing), folder=folder))


def left(terminal: Terminal, within: float = WITHIN + LOADED) -> int:
    """The exit code of a program that was just asked to leave, and left in time and in order."""
    drawn = len(terminal.drawn)
    assert terminal.ends_within(within)
    code = terminal.leave()
    assert all(code in terminal.drawn[drawn:] for code in RESTORED)
    assert "broke" not in plain(terminal.drawn[drawn:])
    assert terminal.is_cooked
    return code


def test_whoever_stays_is_found(tmp_path: Path) -> None:
    with Terminal(code="import time; time.sleep(60)", folder=tmp_path) as terminal:
        assert not terminal.ends_within(0.2)
        with pytest.raises(AssertionError):
            terminal.wait_for("nothing", 0.2)


def test_quit_and_another_letter_at_once_leave(tmp_path: Path) -> None:
    with opened(Terminal(folder=tmp_path)) as terminal:
        terminal.press("qd")
        assert left(terminal) == 0
        assert GOES_ON not in terminal.drawn


@pytest.mark.parametrize(
    "does",
    [
        pytest.param("self.app.action_leave_program(); time.sleep(60)", id="hangs"),
        pytest.param(
            "self.app.action_leave_program(); raise ValueError", id="breaks", marks=pytest.mark.slow
        ),
        pytest.param(
            "self.app.action_leave_program(); self.app.exit(7)",
            id="says another code",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_whatever_comes_after_asking_to_leave_it_leaves(does: str, tmp_path: Path) -> None:
    with odd(does, tmp_path) as terminal:
        terminal.press("n")
        assert left(terminal) == 0


BREAKS = {
    "the games": "app.shelf.close = breaks",
    "the table": "app.home.take_place = breaks",
    "the toolkit": "app._shutdown = breaks",
}
"""What a program says for something to break on the way out."""


@pytest.mark.parametrize("part", BREAKS)
def test_what_breaks_on_the_way_out_keeps_nobody(part: str, tmp_path: Path) -> None:
    does = f"app = self.app; breaks = lambda *_: 1 / 0; {BREAKS[part]}; app.action_leave_program()"
    with odd(does, tmp_path) as terminal:
        terminal.press("n")
        assert left(terminal) == 0


@pytest.mark.slow
def test_a_signal_is_obeyed_while_the_screen_hangs(tmp_path: Path) -> None:
    with odd("time.sleep(60)", tmp_path) as terminal:
        terminal.press("n")
        terminal.read(0.3)
        terminal.process.send_signal(signal.SIGTERM)
        assert left(terminal) == 143


HANGS = """
import time
from wargame.cli import main
from wargame.tui.screens.table import TableScreen
TableScreen.action_news = lambda self: time.sleep(60)
{more}
main()
"""
"""A table that hangs at `n`."""
DISK_HANGS = """
from wargame.table.host.kept import KeptGames
KeptGames.close = lambda self: time.sleep(60)
"""


@pytest.mark.parametrize("more", ["", DISK_HANGS], ids=["kept", "nobody knows"])
def test_where_the_game_is_kept_is_said_though_the_screen_hangs(more: str, tmp_path: Path) -> None:
    args = ["play", "primer", "--seed", "4", "--save", "kept"]
    with Terminal(*args, code=HANGS.format(more=more), folder=tmp_path) as terminal:
        terminal.wait_for("your page")
        terminal.settle()
        terminal.press("\r")
        terminal.wait_for("Your play")
        terminal.press("n")
        terminal.read(0.3)
        terminal.process.send_signal(signal.SIGTERM)
        assert left(terminal) == 143
        assert (GOES_ON in terminal.drawn.rpartition(b"\x1b[?1049l")[2]) == (not more)


def test_ctrl_q_is_obeyed_while_the_screen_hangs(tmp_path: Path) -> None:
    with odd("time.sleep(60)", tmp_path) as terminal:
        terminal.press("n")
        terminal.read(0.3)
        terminal.press("\x11")
        assert left(terminal) == 0


@pytest.mark.slow
def test_ctrl_q_is_obeyed_after_a_paste_that_never_ended(tmp_path: Path) -> None:
    with opened(Terminal(folder=tmp_path)) as terminal:
        terminal.press("\x1b[200~q\x11")
        terminal.give(PASTE_S + 0.3)
        assert terminal.process.poll() is None
        terminal.press("\x11")
        assert left(terminal) == 0


def test_bytes_that_are_no_text_keep_no_later_key_away(tmp_path: Path) -> None:
    with opened(Terminal(folder=tmp_path)) as terminal:
        os.write(terminal.master, b"\xff\xc3\x80")
        terminal.press("d")
        terminal.wait_for("Enter shows")
        terminal.press("\x11")
        assert left(terminal) == 0


UNHURRIED = f"""
import wargame.tui.leaving
from wargame.cli import main
wargame.tui.leaving.GRACE_S = wargame.tui.leaving.PATIENCE_S = {LONG_S}
main()
"""
"""A program that waits for its screens, however busy the machine is."""


def test_keys_typed_before_ctrl_q_still_count(tmp_path: Path) -> None:
    args = ["play", "primer", "--seed", "4", "--save", "kept"]
    with Terminal(*args, code=UNHURRIED, folder=tmp_path) as terminal:
        terminal.wait_for("your page")
        terminal.settle()
        terminal.press("\r")
        terminal.wait_for("Hand")
        terminal.settle()
        terminal.press("x\r\x11")
        assert left(terminal) == 0
    assert '"pass"' in (tmp_path / "kept.jsonl").read_text()


def test_a_disk_that_hangs_keeps_nobody(tmp_path: Path) -> None:
    with odd(
        "self.app.action_leave_program()",
        tmp_path,
        f"app.leaving.code is None or time.sleep({HANGS_S})",
    ) as terminal:
        terminal.press("n")
        assert left(terminal, HANGS_S / 2) == 0


@has_signals
def test_at_the_very_end_no_signal_changes_the_exit_code() -> None:
    # Python takes its own handlers back while the process still ends: 1 of 15 wild sessions.
    numbers = [getattr(signal, name) for name in SIGNALS]
    before = {number: signal.getsignal(number) for number in numbers}
    leaving = Leaving()
    try:
        assert leaving.finish() is None
        assert {number: signal.getsignal(number) for number in before} == before
        leaving.ask(7)
        assert leaving.finish() == 7
        assert {signal.getsignal(number) for number in before} == {signal.SIG_IGN}
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@pytest.mark.slow
def test_a_signal_on_the_page_about_a_fault_is_obeyed(tmp_path: Path) -> None:
    with odd("raise ValueError", tmp_path) as terminal:
        terminal.press("n")
        terminal.wait_for("Something of ours broke")
        terminal.settle()
        terminal.process.send_signal(signal.SIGTERM)
        assert left(terminal) == 143


@pytest.mark.parametrize("wait", [0.0, pytest.param(0.1, marks=pytest.mark.slow)], ids=str)
def test_a_signal_while_the_first_screen_opens_is_obeyed(wait: float, tmp_path: Path) -> None:
    with Terminal(folder=tmp_path) as terminal:
        while b"\x1b[?1049h" not in terminal.drawn:
            terminal.read(0.005)
        time.sleep(wait)
        terminal.process.send_signal(signal.SIGTERM)
        assert left(terminal) == 143


@pytest.mark.slow
def test_a_terminal_that_nobody_reads_keeps_nobody(tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        for _ in range(40):
            terminal.resize(200, 60)
            terminal.press("\t?\x1b\t")
            time.sleep(0.02)
            terminal.resize(80, 24)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.ends_within(WITHIN + LOADED, is_read=False)
        assert terminal.process.poll() == 143


OPENERS: dict[str, Callable[[Navigator], None]] = {
    **{name: partial(Navigator.open, name=name) for name in ("new", "resume", "decks", "rules")},
    "title": Navigator.go_home,
    "help": lambda home: home.over.show_help("Hand", "", ()),
    "commands": lambda home: home.over.show_commands(()),
}


@pytest.mark.parametrize("name", OPENERS)
async def test_a_screen_that_opens_while_the_program_leaves_breaks_nothing(name: str) -> None:
    app = make_app(lambda app: app.go_home())
    async with app.run_test() as pilot:
        await pilot.pause()
        app.action_leave_program()
        OPENERS[name](app.home)
        await pilot.pause()
    assert app.return_code == 0


class HalfMade(PageScreen):
    """A page of which only the outer parts were made when somebody left."""

    def compose_body(self) -> ComposeResult:
        yield Horizontal(classes="columns")


class HalfLaidOut(WatchScreen):
    """A table of which the line above was never made."""

    def compose_body(self) -> ComposeResult:
        yield from (one for one in super().compose_body() if one.id != "status")


async def test_a_screen_whose_inner_parts_were_never_made_breaks_nothing(primer: Game) -> None:
    watched = HalfLaidOut(sit(primer, 4, "greedy", "greedy"), primer.seats[0])
    for screen in (HalfMade("Rules", lambda _, __: []), watched):
        app = make_app(lambda app: app.go_home())
        async with app.run_test() as pilot:
            app.push_screen(screen)
            await pilot.pause()
            app.action_leave_program()
            await pilot.pause()
        assert app.return_code == 0


SCREENS = sorted(Path(screens.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_a_screen_needs_all_parts_that_lie_in_others(path: Path) -> None:
    """Those may never be made where somebody leaves as it opens; see `BaseScreen.needs`."""
    module = import_module(f"{screens.__name__}.{path.stem}")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for made in (one for one in tree.body if isinstance(one, ast.ClassDef)):
        kind = getattr(module, made.name)
        if not (isinstance(kind, type) and issubclass(kind, BaseScreen)):
            continue
        boxes = [one for one in ast.walk(made) if isinstance(one, ast.With)]
        inside = [part for box in boxes for one in box.body for part in ast.walk(one)]
        ids = {
            "#" + str(word.value.value)
            for part in inside
            if isinstance(part, ast.Yield) and isinstance(part.value, ast.Call)
            for word in part.value.keywords
            if word.arg == "id" and isinstance(word.value, ast.Constant)
        }
        assert ids <= set(kind.needs), kind


class Counting(PageScreen):
    """A page that looks for a part of it now and then."""

    def begin(self) -> None:
        super().begin()
        self.looked: list[str] = []

    def look(self, way: str) -> None:
        self.query_one("#page", Pane)
        self.looked.append(way)

    def plan(self) -> None:
        """To look for it in every way that there is."""
        self.soon(self.look, "soon")
        self.once_drawn(self.look, "once drawn")
        self.after(0.01, partial(self.look, "after"))
        self.every(0.01, partial(self.look, "every"))


async def test_what_was_to_happen_later_does_not_once_a_screen_has_lost_its_parts() -> None:
    """A console that was left within the second told of a fault of ours."""
    app, screen = make_app(lambda app: app.go_home()), Counting("Rules", lambda _, __: [])
    async with app.run_test() as pilot:
        app.push_screen(screen)
        await until(pilot, lambda: screen.is_made)
        screen.plan()
        await until(pilot, lambda: len(set(screen.looked)) == 4)
        screen.plan()
        await screen.remove_children()
        screen.looked.clear()
        screen.plan()
        await pilot.pause(0.05)
        assert screen.looked == []
    assert app.failure is None


async def test_a_table_that_has_lost_one_pane_does_nothing(primer: Game) -> None:
    """Panes go one after the other, and come so: one table met a board without its log."""
    app = app_of(sit(primer, 4, "human", "random"))
    async with app.run_test(size=(120, 40)) as pilot:
        await past_the_pages(pilot, app)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        assert screen.is_made
        board = screen.board
        await board.pane("log").remove()
        assert not screen.is_made
        board.on_mount()
        board.share_out()
        screen.update_scene()
        screen.refocus()
    assert app.failure is None


LATER = {"set_timer", "set_interval", "call_later", "call_next", "call_after_refresh"}
"""What the toolkit calls it."""
ON_ITS_OWN = {
    "screens/base.py": "the guard itself",
    "screens/ask.py": "the program does it, once the screen has gone",
    "screens/commands.py": "the program does it, once the screen has gone",
    "screens/board.py": "a widget, which looks for its column first",
    "widgets/form.py": "makes its own parts anew",
    "widgets/fields.py": "sends a message, and looks for nothing",
    "app.py": "the program",
}


def test_no_screen_does_something_later_without_looking_whether_it_is_there() -> None:
    tui = Path(screens.__path__[0]).parent
    found = {
        path.relative_to(tui).as_posix()
        for path in tui.rglob("*.py")
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, ast.Attribute) and one.attr in LATER
    }
    assert found == set(ON_ITS_OWN)


def test_a_table_that_opens_while_the_program_leaves_breaks_nothing(primer: Game) -> None:
    async def story(*who: str) -> None:
        sitting = sit(primer, 4, *who)
        app = app_of(sitting)
        async with app.run_test() as pilot:
            await pilot.pause()
            app.action_leave_program()
            app.home.sit_down(sitting)
            app.home.show_replay(sitting, primer.seats[0])
            await pilot.pause()
        assert app.return_code == 0

    asyncio.run(story("human", "greedy"))
    asyncio.run(story("human", "human"))
    asyncio.run(story("greedy", "greedy"))


@pytest.mark.slow
def test_a_thousand_sessions_leave_in_time_and_in_order() -> None:
    assert run(int(os.environ.get("WARGAME_SESSIONS", "1000"))) == []


# --- Ctrl+Z --------------------------------------------------------------------------------------


def test_ctrl_z_stops_the_program_and_it_comes_back_as_it_was(tmp_path: Path) -> None:
    with opened(Terminal(code=SHELL, folder=tmp_path)) as terminal:
        for _ in range(2):
            drawn = len(terminal.drawn)
            terminal.press("\x1a")
            terminal.wait_for("STOPPED 0")
            assert all(code in terminal.drawn[drawn:] for code in RESTORED)
            terminal.press("\n")
            terminal.wait_for("Continue a game")
            terminal.settle()
        terminal.press("d")
        terminal.wait_for("Enter shows")
        terminal.press("\x11")
        assert left(terminal) == 0


@pytest.mark.slow
def test_a_stray_signal_to_go_on_leaves_the_terminal_whole(tmp_path: Path) -> None:
    with opened(Terminal(folder=tmp_path)) as terminal:
        before = len(terminal.drawn)
        terminal.process.send_signal(signal.SIGSTOP)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.settle()
        assert "Continue a game" in plain(terminal.drawn[before:])
        terminal.press("d")
        terminal.wait_for("Enter shows")
        terminal.press("\x11")
        assert left(terminal) == 0


@pytest.mark.slow
def test_where_nobody_could_go_on_with_it_ctrl_z_does_nothing(tmp_path: Path) -> None:
    # A terminal that is given back, if only for a moment, takes Ctrl+Q for a sign of its own.
    with opened(Terminal(folder=tmp_path)) as terminal:
        terminal.press("\x1a")
        drawn = terminal.settle()
        assert not any(code in drawn for code in RESTORED)
        terminal.press("\x1a\x11")
        assert left(terminal) == 0
