"""Settings: a choice acts at once and is kept; keys of one's own act, and clashes are told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.tui.apps import make_app
from tests.tui.conftest import app_of, frame, settled, sit
from wargame.rules.game import Game
from wargame.store.settings import OwnSettings, read_settings
from wargame.table.words.glyphs import ASCII
from wargame.table.words.rows import line_text
from wargame.tui.app import WargameApp
from wargame.tui.keymap import SCREENS, Keymap
from wargame.tui.keys import shown_keys
from wargame.tui.screens.adviser import AdviserScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.settings import SettingsScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.title import TitleScreen
from wargame.tui.widgets.form import Form


async def test_a_choice_acts_at_once_and_is_kept() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, SettingsScreen)
        await pilot.press("right", "right")
        await settled(pilot)
        assert app.theme == "table-light"
        await pilot.press("f3")
        await settled(pilot)
        assert app.screen.query_one(Form)["theme"].value == "contrast"
        await pilot.press("down", "left", "down", "right", "down", "right")
        await settled(pilot)
        assert app.glyphs is ASCII
        assert frame(app).isascii()
        assert app.is_still
        assert app.card_s > 0
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, TitleScreen)
        assert frame(app).isascii()
    assert read_settings() == OwnSettings("contrast", "ascii", "still", "slow")


async def test_no_two_settings_have_one_name_and_none_touches_its_key() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        form = app.screen.query_one(Form)
        labels, place, seen = [one for one in form.fields if one.label], "", set[str]()
        for field in labels:
            place = field.label if field.kind == "head" else place
            assert f"{place} {field.label}" not in seen
            seen.add(f"{place} {field.label}")
        await pilot.press("end")
        await settled(pilot)
        assert "Turning point before p" in frame(app)


async def test_a_key_of_ones_own_acts_and_a_clash_is_told(primer: Game) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "f4")
        await settled(pilot)
        form = app.screen.query_one(Form)
        form.point_at("key brief")
        await pilot.press("o")
        await settled(pilot)
        assert "o is Offer already: Brief needs another key." in frame(app)
        await pilot.press("backspace", "K")
        await settled(pilot)
        assert "already" not in frame(app)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, TableScreen)
        assert ("K", "Brief") in shown_keys(app.screen)
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(app.screen, TableScreen)
        await pilot.press("K")
        await settled(pilot)
        assert isinstance(app.screen, PageScreen)
    assert read_settings().keys == {"brief": "K"}


async def test_a_key_that_is_chosen_or_put_back_leaves_the_others_as_they_are(primer: Game) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "f4")
        await settled(pilot)
        form = app.screen.query_one(Form)
        form.point_at("theme")
        await settled(pilot)
        assert "Usually" not in frame(app)
        form.point_at("key brief")
        await settled(pilot)
        assert "Usually b. Empty: as usual." in frame(app)
        for action, keys, kept in (
            ("brief", "K", {"brief": "K"}),
            ("news", "J", {"brief": "K", "news": "J"}),
            ("brief", ("backspace", "Z"), {"brief": "Z", "news": "J"}),
            ("news", ("backspace",), {"brief": "Z"}),
        ):
            form.point_at(f"key {action}")
            await pilot.press(*keys)
            await settled(pilot)
            assert read_settings().keys == kept
            assert form[f"key {action}"].value == kept.get(action, "")


async def test_a_key_that_was_refused_is_not_shown_as_if_it_were_taken() -> None:
    """Brief was b, and so was Pass, which x still did."""
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        form = app.screen.query_one(Form)
        form.point_at("key pass")
        await pilot.press("b")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert form.field.name == "key offer"
        assert "b is Brief already: Pass needs another key." in frame(app)
        assert form["key pass"].value == ""
        assert "Pass                 x " in frame(app)
    assert read_settings().keys == {}


@pytest.mark.parametrize(
    ("action", "key", "said"),
    [
        ("fly", "x", "There is no action 'fly' to give a key to."),
        ("pass", "hyper", "'hyper' is no key for Pass: it takes a character, F1 to F12, or Ctrl"),
        ("pass", "Ctrl+M", "'Ctrl+M' is no key for Pass"),
        ("pass", "o", "o is Offer already: Pass needs another key."),
        ("pass", "j", "j is Down already: Pass needs another key."),
        ("zoom", "m", "m is Measures already: Grow needs another key."),
        ("zoom", "]", "] is Round already: Grow needs another key."),
        ("help", "x", "Help acts where letters are typed too"),
        ("help", "F8", "F8 is Picture already: Help needs another key."),
        ("give_back", "x", "Undo acts where letters are typed too"),
        ("rematch", "r", "r is Replay already: Rematch needs another key."),
        ("deciding", "K", ""),
        ("pass", "F5", ""),
        ("help", "!", ""),
        ("offer", "", ""),
    ],
)
def test_why_a_key_cannot_be_taken_is_told(action: str, key: str, said: str) -> None:
    keymap = Keymap(WargameApp, {})
    assert keymap.set(action, key).startswith(said) if said else keymap.set(action, key) == ""


def test_two_keys_are_exchanged_and_none_that_is_taken_comes_back() -> None:
    keymap = Keymap(WargameApp, {"pass": "o", "offer": "x"})
    assert keymap.faults == []
    assert keymap.own == {"pass": "o", "offer": "x"}
    assert keymap.set("pass", "") == "x is Offer already: Pass needs another key."
    keymap = Keymap(WargameApp, {"pass": "o", "fly": "x", "undo": "hyper"})
    assert len(keymap.faults) == 3
    assert keymap.own == {}


def test_no_usual_keys_clash() -> None:
    keymap = Keymap(WargameApp, {})
    assert len(keymap.actions) > 25
    assert {action: keymap.set(action, "") for action in keymap.actions} == dict.fromkeys(
        keymap.actions, ""
    )
    assert TableScreen in SCREENS


@pytest.mark.parametrize("is_still", [False, True])
def test_the_dots_of_the_adviser_move_unless_nothing_is_to(
    primer: Game, monkeypatch: pytest.MonkeyPatch, is_still: bool
) -> None:
    sitting = sit(primer, 7, "human", "greedy")
    monkeypatch.setattr(AdviserScreen, "our_app", SimpleNamespace(is_still=is_still))
    page = AdviserScreen(sitting, sitting.scene(primer.seats[0]), lambda _: None)
    said = line_text(page._rows(60, 20)[0].lines[0])
    assert ("." in said) is not is_still
