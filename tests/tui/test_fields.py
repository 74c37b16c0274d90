"""The fields of a form: any text is safe in them, every key does what people expect."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.apps import make_app
from tests.tui.conftest import frame, settled
from tests.tui.terminal import Terminal
from tests.tui.test_outside_text import HOSTILE
from wargame.tui.app import WargameApp
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.title import TitleScreen
from wargame.tui.widgets.fields import ChoiceField, Field, TextField, in_names
from wargame.tui.widgets.form import Form


class Asking(BaseScreen):
    """A screen that is nothing but a form, and a key that sends what it has been told."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("t", "send", "Send")]

    def __init__(self, *fields: Field) -> None:
        super().__init__()
        self.asked = fields
        self.pressed = 0
        self.told: dict[str, str] = {}
        self.sent: dict[str, str] | None = None

    def compose_body(self) -> ComposeResult:
        yield Form("Asked", "About it.", self.asked, id="asked")

    def refocus(self) -> None:
        self.query_one(Form).refocus()

    def on_form_changed(self, message: Form.Changed) -> None:
        field = message.form.hear(message.name)
        assert field is not None
        self.told[field.name] = field.value
        told = [replace(one, value=self.told.get(one.name, one.value)) for one in self.asked]
        message.form.fill(told)

    def on_form_pressed(self) -> None:
        self.pressed += 1

    def action_send(self) -> None:
        self.sent = dict(self.told)


def app_in(pilot: Pilot[int]) -> WargameApp:
    """The app that a pilot drives."""
    assert isinstance(pilot.app, WargameApp)
    return pilot.app


def pressed(form: Form) -> int:
    """How often a button has been pressed."""
    assert isinstance(form.screen, Asking)
    return form.screen.pressed


@asynccontextmanager
async def asking(*fields: Field, is_ascii: bool = False) -> AsyncIterator[tuple[Pilot[int], Form]]:
    """A form that asks for some fields, and the keys."""
    app = make_app(lambda _: None, is_ascii=is_ascii)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Asking(*fields))
        await pilot.pause()
        yield pilot, app.screen.query_one(Form)


TEXT = Field("name", "Kept as", "text", "night", longest=12, allowed=in_names)
PICK = Field("who", "Who", "choice", "b", [("a", "Anna"), ("b", "Bert"), ("c", "Cem")])
TICK = Field("duty", "Duty paused", "tick")
HELD = Field("held", "Held", "tick", note="it is at level 0", is_fixed=True)
GIVEN = Field("given", "Given", "tick", "yes", is_fixed=True)
SEND = Field("send", "Send", "button")


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        pytest.param("x y", "nightxy", id="what a name may not have is dropped"),
        pytest.param("home m", "mnight", id="Home"),
        pytest.param("home right delete", "nght", id="Delete"),
        pytest.param("left left backspace o", "nioht", id="in the middle"),
        pytest.param("home end 1", "night1", id="End"),
        pytest.param("ctrl+u q", "q", id="all taken away"),
        pytest.param("shift+home z", "z", id="what is marked is replaced"),
        pytest.param("shift+home slash", "night", id="what is marked stays if nothing replaces it"),
        pytest.param("1 2 3 4 5 6 7 8 9", "night1234567", id="as long as there is room"),
        pytest.param("ctrl+a m ctrl+e n", "mnightn", id="both ends, as in a shell"),
        pytest.param("home ctrl+d", "ight", id="Delete, as in a shell"),
        pytest.param("minus o ctrl+left x", "night-xo", id="a word to the left"),
        pytest.param("minus o home ctrl+right x", "night-xo", id="a word to the right"),
        pytest.param("minus o ctrl+w", "night-", id="the word before is taken away"),
        pytest.param("minus o ctrl+backspace", "night-", id="so it is by Backspace"),
        pytest.param("minus o alt+backspace", "night-", id="and as in a shell"),
        pytest.param("minus o home ctrl+delete", "o", id="the word behind is taken away"),
        pytest.param("left left ctrl+k", "nig", id="all behind is taken away"),
        pytest.param("shift+left z", "nighz", id="the one before is marked"),
        pytest.param("home shift+right z", "zight", id="the one behind is marked"),
        pytest.param("home shift+end z", "z", id="all behind is marked"),
        pytest.param("minus o ctrl+shift+left z", "night-z", id="the word before is marked"),
        pytest.param("minus o home ctrl+shift+right z", "zo", id="the word behind is marked"),
        pytest.param("left ctrl+shift+a z", "z", id="all is marked"),
        pytest.param("shift+home ctrl+x y ctrl+v", "ynight", id="cut and put back"),
        pytest.param("shift+home ctrl+c end ctrl+v", "nightnight", id="taken down and put in"),
        pytest.param("shift+home super+c end ctrl+v", "nightnight", id="so it is on a Mac"),
    ],
)
async def test_keys_change_a_text_as_they_do_anywhere(keys: str, value: str) -> None:
    async with asking(TEXT, TICK) as (pilot, form):
        await pilot.press(*keys.split())
        assert form["name"].value == value
        assert form.field.name == "name"


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("-my\x1b]0;owned\x07", "night-my0own"),
        ("y" * 100_000, "nightyyyyyyy"),
        ("-1\nrun\n", "night-1"),
        ("\n", "night"),
        ("[US] [/]", "nightUS"),
        ("\u202e\u200b水", "night"),
    ],
    ids=lambda text: ascii(text)[:20],
)
async def test_what_is_pasted_is_one_clean_short_line(pasted: str, value: str) -> None:
    async with asking(TEXT) as (pilot, form):
        form.query_one(Input).post_message(events.Paste(pasted))
        await pilot.pause()
        assert form["name"].value == value


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        pytest.param({}, "Two things. One: oil. Two: grain.", id="a text has all lines"),
        pytest.param({"longest": 18}, "Two things. One: o", id="as long as there is room"),
        pytest.param({"is_secret": True}, "Two things.", id="a secret has one line"),
    ],
)
async def test_a_text_of_several_lines_is_pasted_whole(more: dict[str, Any], kept: str) -> None:
    """All but its first line was left out, and nothing said so."""
    async with asking(replace(Field("memo", "Memo", "text", longest=400), **more)) as (pilot, form):
        form.query_one(Input).post_message(
            events.Paste("Two things.\n\n  One:\toil.\r\nTwo: grain.\n")
        )
        await pilot.pause()
        assert form["memo"].value == kept


async def test_a_command_is_pasted_alone() -> None:
    async with asking(Field("line", "Command", "text", longest=400)) as (pilot, form):
        form.query_one(TextField).is_emptied = True
        form.query_one(Input).post_message(events.Paste("pause\ngo\n"))
        await pilot.pause()
        assert form["line"].value == "pause"


async def test_keys_pressed_in_a_burst_all_arrive() -> None:
    async with asking(Field("name", "Name", "text"), PICK, TICK, SEND) as (pilot, form):
        for key in (*"abcdefg", "left", "backspace", *["down", "right", "right", "right", "right"]):
            pilot.app.simulate_key(key)
        for key in (*["down", "space", "end", "enter", "home", "i"],):
            pilot.app.simulate_key(key)
        for _ in range(100):
            if form["who"].value == "c":
                break
            await pilot.pause()
        assert [field.value for field in form.fields] == ["abcdeig", "c", "yes", ""]
        assert pressed(form) == 1


@pytest.mark.parametrize("page", ["pageup", "pagedown"])
async def test_a_page_typed_ahead_of_an_open_list_breaks_nothing(page: str) -> None:
    """The list is drawn after the next key, and until then the toolkit's has no lines."""

    async with asking(PICK) as (pilot, form):
        for key in ("enter", page, page):
            pilot.app.simulate_key(key)
        await settled(pilot)
        await pilot.press("pagedown", "enter")
        assert form["who"].value == "c"


async def test_a_key_of_the_screen_comes_after_what_was_changed_before_it() -> None:
    async with asking(TICK, PICK) as (pilot, form):
        screen = form.screen
        assert isinstance(screen, Asking)
        for key in ["space", "down", "right", "t"]:
            pilot.app.simulate_key(key)
        for _ in range(100):
            if screen.sent is not None:
                break
            await pilot.pause()
        assert screen.sent == {"duty": "yes", "who": "c"}


async def test_a_choice_is_turned_or_taken_from_a_list() -> None:
    async with asking(PICK, TICK) as (pilot, form):
        screen = pilot.app.screen
        await pilot.press("right")
        assert form["who"].value == "c"
        await pilot.press("right", "left", "left")
        assert form["who"].value == "b"
        await pilot.press("enter")
        assert "Anna" in frame(app_in(pilot))
        await pilot.press("escape")
        assert "Anna" not in frame(app_in(pilot))
        assert pilot.app.screen is screen
        await pilot.press("space", "down", "enter")
        assert form["who"].value == "c"
        await pilot.press("enter", "a", "n", "enter")
        assert form["who"].value == "a"
        await pilot.press("down")
        assert form.field.name == "duty"


async def test_a_tick_is_set_unless_there_is_a_reason_against_it() -> None:
    async with asking(TICK, HELD, GIVEN, SEND) as (pilot, form):
        await pilot.press("space", "down", "space", "enter", "down", "space")
        assert [field.value for field in form.fields] == ["yes", "", "yes", ""]
        drawn = frame(app_in(pilot))
        assert "[x] Duty paused" in drawn
        assert "[-] Held  (it is at level 0)" in drawn
        await pilot.press("end", "enter", "space")
        assert pressed(form) == 2


async def test_a_long_form_shows_where_one_is_in_it() -> None:
    fields = [Field("head", "All of them", "head"), *(_ticks(40))]

    async with asking(*fields) as (pilot, form):
        assert "1-21 of 41" in frame(app_in(pilot))
        await pilot.press("end")
        await pilot.pause()
        assert form.field.name == "39"
        assert "21-41 of 41" in frame(app_in(pilot))
        await pilot.press("home", "j", "k")
        await pilot.pause()
        assert "All of them" in frame(app_in(pilot))
        await pilot.press("pagedown")
        await pilot.pause()
        assert form.field.name == "20"
        assert "[ ] number 20" in frame(app_in(pilot))


def _ticks(count: int) -> list[Field]:
    return [Field(str(number), f"number {number}", "tick") for number in range(count)]


async def test_a_tick_is_called_what_it_is_called_however_long_that_is() -> None:
    long = Field("long", " ".join(f"word{number}" for number in range(30)), "tick")

    async with asking(long, GIVEN) as (pilot, form):
        drawn = frame(app_in(pilot)).splitlines()
        first = next(place for place, line in enumerate(drawn) if "[ ] word0" in line)
        said = " ".join(line.strip(" ┃") for line in drawn[first : first + 3])
        assert said == f"[ ] {long.label}"
        assert "[x] Given" in drawn[first + 3]
        await pilot.press("down", "up", "space")
        assert form["long"].value == "yes"
        await pilot.resize_terminal(100, 24)
        assert frame(app_in(pilot)).count("word") == 30


async def test_lines_of_long_ticks_count_where_one_is_in_a_form() -> None:
    fields = [Field(str(number), "word " * 30, "tick") for number in range(20)]

    async with asking(*fields) as (pilot, _):
        await pilot.pause()
        assert "1-21 of 40" in frame(app_in(pilot))


async def test_another_set_of_fields_keeps_the_place() -> None:
    async with asking(TEXT, PICK) as (pilot, form):
        await pilot.press("down")
        form.fill([TEXT, PICK, TICK, SEND])
        await pilot.pause()
        assert form.field.name == "who"
        assert form.has_focus_within
        assert "[ Send ]" in frame(app_in(pilot))


async def test_a_form_that_was_too_small_is_as_it_was() -> None:
    async with asking(TEXT, PICK, TICK) as (pilot, form):
        await pilot.press("down", "down", "up", "right", "up", "x")
        before = frame(app_in(pilot))
        await pilot.resize_terminal(79, 24)
        await pilot.press("down", "z")
        await pilot.resize_terminal(80, 24)
        await settled(pilot, 0.2)
        assert frame(app_in(pilot)) == before
        await pilot.press("y")
        assert form["name"].value == "nightxy"


@pytest.mark.parametrize(
    "is_ascii", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["", "ascii"]
)
@pytest.mark.parametrize(("text", "shown"), HOSTILE.values(), ids=HOSTILE)
async def test_any_text_is_shown_as_it_is_written(text: str, shown: str, is_ascii: bool) -> None:
    async with asking(
        Field("head", text, "head"),
        Field("tick", text, "tick", note=text, is_fixed=True),
        Field("text", "short", "text", note=text),
        Field("choice", "short", "choice", "1", [("0", text), ("1", text)]),
        Field("button", text, "button"),
        is_ascii=is_ascii,
    ) as (pilot, _):
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        drawn = frame(app_in(pilot))
        assert drawn.isascii() or not is_ascii
        assert "\x1b" not in drawn
        if not is_ascii:
            assert drawn.count(shown) >= 7
        for strip in pilot.app.screen._compositor.render_strips():
            assert strip.cell_length == 80


@pytest.mark.waits
@pytest.mark.parametrize(
    "env",
    [
        pytest.param({"LANG": "C"}, id="ascii"),
        pytest.param({}, id="", marks=pytest.mark.slow),
        pytest.param({"NO_COLOR": "1"}, id="no colour", marks=pytest.mark.slow),
    ],
)
def test_a_form_on_a_terminal(env: dict[str, str], tmp_path: Path) -> None:
    with Terminal(folder=tmp_path, env=env) as terminal:
        terminal.wait_for("New game")
        terminal.settle()
        terminal.press("n")
        terminal.wait_for("Set the table")
        terminal.press("\x1b[B\x1b[B\x1b[B\x1b[B\r")
        terminal.wait_for("Border Hawk")
        terminal.settle(1)
        terminal.press("\r")
        terminal.settle(1)
        terminal.press("\x1b[B\x1b[B\x1b[B\x1b[B")
        terminal.wait_for("The game is kept")
        terminal.settle(1)
        assert not terminal.read(1.5), "bytes at rest"
        terminal.press("-my-game")
        terminal.wait_for("-my-game")
        assert terminal.drawn.isascii() or "LANG" not in env
        assert b"\x1b[7;" in terminal.drawn or "NO_COLOR" not in env


async def test_help_explains_the_form_and_its_keys() -> None:
    async with asking(PICK, TEXT) as (pilot, _):
        await pilot.press("question_mark")
        await pilot.pause()
        assert "About it." in frame(app_in(pilot))
        assert "Next choice" in frame(app_in(pilot))
        await pilot.press("escape", "down", "f1")
        await pilot.pause()
        assert "Go to start" in frame(app_in(pilot))
        assert "Scroll" not in frame(app_in(pilot))


async def test_the_title_screen_is_not_typed_into() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "escape")
        assert isinstance(app.screen, TitleScreen)


@pytest.mark.parametrize("action", ["turn", "show_overlay"])
async def test_a_key_that_comes_before_a_choice_is_made_does_nothing(action: str) -> None:
    async with asking(Field("name", "Name", "text")) as (pilot, form):
        choice = ChoiceField(PICK)
        mounted = form.screen.mount(choice)
        app = app_in(pilot)
        assert not await app.run_action(f"{action}{'(1)' if action == 'turn' else ''}", choice)
        await mounted
        await settled(pilot)
        assert choice.value == PICK.value


async def test_what_cannot_be_typed_in_a_field_is_told_of() -> None:
    """A letter in the seed did nothing, and nothing said why."""
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        form = app.screen.query_one(Form)
        for name, keys, kept, takes in (
            ("seed", "4x2", "42", "digits"),
            ("name", "a/b", "ab", "a to z, digits, - and _"),
        ):
            form.point_at(name)
            await settled(pilot)
            await pilot.press(*["backspace"] * len(form[name].value))
            said = f"Only {takes} can be typed here; the rest was left out."
            for key in keys:
                await pilot.press({"/": "slash"}.get(key, key))
                await settled(pilot)
                assert (said in frame(app)) is (key in "x/")
            assert form[name].value == kept


async def test_more_than_a_field_keeps_is_told_of() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        form = app.screen.query_one(Form)
        form.point_at("name")
        await settled(pilot)
        longest = form["name"].longest
        said = f"Only {longest} characters are kept here; the rest was left out."
        focused = app.focused
        assert isinstance(focused, Input)
        focused.post_message(events.Paste("x" * 5000))
        await settled(pilot)
        assert len(form["name"].value) == longest
        assert said in frame(app)
        await pilot.press("backspace")
        await settled(pilot)
        assert said not in frame(app)
        await pilot.press("y", "y")
        await settled(pilot)
        assert said in frame(app)
