"""Text from decks is data: shown as it is written, never obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import app_of, frame, retitled, settled, sit
from tests.tui.terminal import Terminal, plain

pytestmark = pytest.mark.waits

HOSTILE = {
    "markup": ("[US] [/] [@click=app.quit]go[/]", "[US] [/] [@click=app.quit]go[/]"),
    "escapes": ("\x1b]0;owned\x07\x1b[2J", r"\x1b]0;owned\x07\x1b[2J"),
    "bidi": ("\u202eabc\u2066", r"\u202eabc\u2066"),
    "wide": ("水条約の交渉", "水条約の交渉"),
    "combining": ("e\u0301tude", "étude"),
    "format": ("{0.__class__} %n :smile:", "{0.__class__} %n :smile:"),
}
QUICK = ("markup", "escapes", "wide")
"""One that would be obeyed by Textual, one by the terminal, one of another width."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(*pair, id=name, marks=[] if name in QUICK else pytest.mark.slow)
        for name, pair in HOSTILE.items()
    ],
)
async def test_a_title_is_shown_as_written_and_frames_stay_straight(text: str, shown: str) -> None:
    app = app_of(sit(retitled(text), 4, "human", "greedy"))
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        assert shown in frame(app)
        await pilot.press("enter")
        await settled(pilot, 0.2)
        assert shown in frame(app)
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {200}
        numbers = next(n for n, strip in enumerate(strips) if "Numbers" in strip.text)
        edge = strips[numbers].text.index("╮")
        below = next(n for n, strip in enumerate(strips) if strip.text.startswith("╰"))
        assert below > 20
        for strip in strips[numbers : below + 1]:
            assert strip.crop(edge, edge + 1).text in "│╮╯"


HOSTILE_GAME = """
import sys
from tests.tui.conftest import app_of, retitled, sit
from wargame.tui.app import run_app
text = "\\x1b]0;owned\\x07\\x1b[2J"
sys.exit(run_app(app_of(sit(retitled(text), 4, "human", "greedy"))))
"""


def test_no_escape_sequence_of_a_title_reaches_the_terminal(tmp_path: Path) -> None:
    with Terminal(code=HOSTILE_GAME, folder=tmp_path, size=(120, 40)) as terminal:
        terminal.wait_for("your page")
        terminal.press("\r")
        terminal.wait_for("Hand")
        terminal.settle()
        assert b"\x1b]0;owned" not in terminal.drawn
        assert rb"\x1b]0;owned" in terminal.drawn


def test_what_is_pasted_into_a_field_is_cut_and_cleaned(tmp_path: Path) -> None:
    with Terminal(folder=tmp_path) as terminal:
        terminal.wait_for("New game")
        terminal.settle()
        terminal.press("n")
        terminal.settle()
        terminal.press("\x1b[B" * 5)
        terminal.settle()
        terminal.press("\x1b[200~my-\x1b]0;owned\x07game" + "y" * 100_000 + "\nrun\n\x1b[201~")
        terminal.settle()
        assert b"\x1b]0;owned" not in terminal.drawn
        assert terminal.process.poll() is None
        assert "Set the table" in plain(terminal.drawn)


@pytest.mark.parametrize(
    "env",
    [
        pytest.param({"TERM": "linux"}, id="TERM=linux"),
        pytest.param({"LANG": "C"}, id="LANG=C", marks=pytest.mark.slow),
    ],
)
def test_a_plain_terminal_gets_nothing_but_ascii(env: dict[str, str], tmp_path: Path) -> None:
    args = ["play", "primer", "--seed", "4"]
    with Terminal(*args, folder=tmp_path, env=env) as terminal:
        terminal.wait_for("your page")
        terminal.press("\r")
        terminal.wait_for("Hand")
        terminal.settle()
        assert terminal.drawn.isascii()
