"""Forms: what is typed goes into the field, and packages are plain actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.theme import Theme

from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.tiny import Table, tiny
from tests.tui.apps import make_app
from tests.tui.colours import contrast
from tests.tui.conftest import app_of, frame, next_keys, open_deck, play_on, settled, sit, until
from wargame.play.event import Act
from wargame.players.worker import Worker
from wargame.rules.verbs import AMEND, COUNTER, OFFER, Verb
from wargame.rules.view import SeatState
from wargame.store.names import saves_folder
from wargame.table.host.kept import KeptGames
from wargame.table.host.sitting import Sitting
from wargame.table.told import offer
from wargame.table.told.scene import Scene, titles_of
from wargame.tui.app import WargameApp
from wargame.tui.palette import COLOURS, THEMES
from wargame.tui.screens.offer import OfferScreen
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.fields import ChoiceField, Field, TextField
from wargame.tui.widgets.form import Form

LETTERS = re.compile(r"\w")


async def test_letters_that_are_keys_elsewhere_are_typed_into_a_field() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        form = app.screen.query_one(Form)
        await pilot.press("end", "up", "j", "k", "q", "-", "1", "question_mark", "space")
        assert form["name"].value == "jkq-1"
        await pilot.press("backspace", "up", "x", "4", "2")
        assert form["name"].value == "jkq-"
        assert form["seed"].value == "42"
        await pilot.press("pageup", "down", "right")
        assert form["variant"].value != ""
        assert "Set the table" in frame(app)


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize(
    ("name", "others"),
    [
        pytest.param("other", ("plain", "fancy"), id="another field"),
        pytest.param("one", ("plain", "strange"), id="where it is no choice any more"),
    ],
)
async def test_what_was_chosen_stays_out_of_what_is_asked_for_in_its_place(
    name: str, others: tuple[str, ...], waits: bool
) -> None:
    """Where a deck was changed quickly, a person of the one sat down in a seat of the other."""
    form = Form("Form", "", [_choice("one", ("plain", "fancy"))], id="form")

    class Asks(App[int]):
        def compose(self) -> ComposeResult:
            yield form

    async with Asks().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        control = form.query_one(ChoiceField)
        control.action_turn(1)
        if waits:
            await settled(pilot)
            assert form["one"].value == "fancy"
        form.fill([_choice(name, others)])
        await settled(pilot)
        assert form[name].value == control.value == "plain"
        control.action_turn(1)
        await settled(pilot)
        assert form[name].value == control.value == others[1]


async def test_a_text_in_the_place_of_a_shorter_one_has_its_own_room() -> None:
    """A thought in the place of an answer broke off where that would have."""
    form = Form("Form", "", [Field("short", "Short", "text", longest=5)], id="form")

    class Asks(App[int]):
        def compose(self) -> ComposeResult:
            yield form

    async with Asks().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        form.fill([Field("long", "Long", "text", longest=40, is_secret=True)])
        control = form.query_one(TextField)
        control.focus()
        await pilot.press(*"abcdefgh")
        await settled(pilot)
        assert form["long"].value == "abcdefgh"
        assert control.password, "a secret is not shown, whatever stood there"


def _choice(name: str, options: tuple[str, ...]) -> Field:
    return Field(name, name, "choice", options[0], [(one, one) for one in options])


async def test_while_a_list_is_open_the_line_of_keys_says_how_it_is_closed() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        assert "Esc Back" in frame(app).splitlines()[-1]
        await pilot.press("enter")
        await settled(pilot)
        assert "Esc Close the list" in frame(app).splitlines()[-1]


async def test_a_list_that_is_open_cuts_no_name_on_the_smallest_screen() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        form = app.screen.query_one(Form)
        form.point_at("seat us")
        await pilot.press("enter")
        await settled(pilot)
        for _, title in form["seat us"].options:
            assert title in frame(app)


async def test_a_list_that_is_longer_than_its_box_says_what_of_it_is_in_sight() -> None:
    """Ten variants stood there as if they were all."""
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        form = app.screen.query_one(Form)
        while form["deck"].value != "entanglement":
            await pilot.press("right")
            await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        every = len(form["variant"].options)
        assert f"─ 1-10 of {every} ─╯" in frame(app)
        await pilot.press("end")
        await settled(pilot)
        assert f"─ {every - 9}-{every} of {every} ─╯" in frame(app)
        await pilot.press("escape", "down", "enter")  # a list that is whole
        await settled(pilot)
        assert " of 2 " not in frame(app)


async def test_a_package_is_composed_foreseen_and_tabled_as_plain_actions() -> None:
    sitting = sit(open_deck("primer", "item_by_item"), 4, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(60):
            if sitting.mover == "us" and sitting.view("us").phase == "talks":
                break
            await pilot.press(*next_keys(app, sitting))
            await pilot.pause(0.02)
        await pilot.pause()
        for key in ("q", "escape"):  # is left by
            await pilot.press("o")
            await until(pilot, lambda: isinstance(app.screen, OfferScreen))
            await settled(pilot)
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, OfferScreen)
        assert "Tick what each side gives" in frame(app)
        form = app.screen.query_one(Form)
        await pilot.press("space")
        await pilot.pause()
        assert "China has to give something too" in frame(app)
        while form.field and form.field.name != "farm_goods":
            await pilot.press("down")
        await pilot.press("space", "down", "down", "right")
        await pilot.pause()
        assert "If it is signed now" in frame(app)
        assert "For this round and 2 more" in frame(app)
        await pilot.press("t")
        await settled(pilot, 0.2)
        assert isinstance(app.screen, TableScreen)
        actions = sitting.match.record.actions
        start = actions.index("table 2")
        assert actions[start - 2 : start] == ["offer duty_one", "offer farm_goods"]
        assert actions[start + 1] in ("accept", "decline", "counter")


@pytest.mark.parametrize(
    ("closes_after", "said"),
    [
        (0, ["1 more", "2 more", "3 more"]),
        (2, ["1 more", "2 more, to the end", "3 more, to the end"]),
    ],
)
async def test_a_term_to_choose_says_whether_it_runs_to_the_end(
    closes_after: int, said: list[str]
) -> None:
    """`For this round and 2 more` stood in the form beside `to the end of the game`."""
    table = Table(tiny(measures=[WALL, GATE], deals=deals(terms=[1, 2, 3])), {"phase": "talks"})
    view = table.view(table.seat)
    scene = Scene(view, titles_of(view.deck), side=table.seat, closes_after=closes_after)
    fields = OfferScreen(scene, print).fields()
    (terms,) = [one.options for one in fields if one.name == "term"]
    assert [words for _, words in terms] == said


async def test_a_line_that_cannot_be_ticked_says_why_where_one_looks() -> None:
    """Space did nothing, and the reason stood in the middle of the pane beside."""
    sitting = sit(open_deck("entanglement"), 3, "human", "greedy")
    while not (sitting.mover == "us" and sitting.view("us").phase == "talks"):
        play_on(sitting, len(sitting.match.log) + 1)
    app = make_app(lambda one: one.sit_down(sitting), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        if not isinstance(app.screen, TableScreen):
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert isinstance(app.screen, OfferScreen)
        form = app.screen.query_one(Form)
        while not form.field.is_fixed:
            await pilot.press("down")
            await pilot.pause()
        note = form.field.note
        assert note
        assert f"Not now: {note[:50]}" not in frame(app).splitlines()[-2]
        await pilot.press("space")
        await settled(pilot)
        assert f"Not now: {note[:50]}" in frame(app).splitlines()[-2]
        await pilot.press("up")
        await settled(pilot)
        assert "Not now" not in frame(app).splitlines()[-2]


async def test_a_game_begins_with_three_keys_as_it_is_set(tmp_path: Path) -> None:
    """From the first field up to the last, and from there down to the first again."""
    games = KeptGames(saves_folder(tmp_path))
    app = make_app(lambda one: one.go_home(), games, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        assert "Up leads to Begin" in frame(app)
        await pilot.press("up", "down")
        await settled(pilot)
        assert app.screen.query_one(Form).field.name == "deck"
        await pilot.press("up", "up")
        await settled(pilot)
        assert "Type a to z, digits, - and _; Up and Down lead on." in frame(app)
        await pilot.press("down")
        await settled(pilot)
        assert "Enter begins the game" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: "your page" in frame(app))
    games.close()


async def test_enter_pressed_twice_begins_one_game(tmp_path: Path) -> None:
    games = KeptGames(saves_folder(tmp_path))
    app = make_app(lambda one: one.go_home(), games, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        form = app.screen.query_one(Form)
        form.point_at("begin")
        app.simulate_key("enter")
        app.simulate_key("enter")
        while "your page" not in frame(app):
            await pilot.pause(0.1)
        await settled(pilot)
        assert "your page" in frame(app)
    games.close()
    assert len(list(tmp_path.glob("*.jsonl"))) == 1


@pytest.mark.parametrize(
    "theme",
    [
        pytest.param(theme, id=theme.name, marks=pytest.mark.slow if number % 2 else [])
        for number, theme in enumerate(THEMES)
    ],
)
async def test_every_line_of_a_form_can_be_read_with_the_focus_on_it_and_without(
    theme: Theme,
) -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme.name
        await pilot.press("n", "pagedown", "up", *"name", "pageup")
        for key in ("down", "enter", "escape", "down", "down", "down", "down", "down"):
            await pilot.pause()
            assert not list(unreadable(app))
            await pilot.press(key)


def unreadable(app: WargameApp) -> Iterator[str]:
    """Texts on the screen whose colour is too near that of their ground."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if LETTERS.search(segment.text):
                assert segment.style is not None
                assert segment.style.color is not None
                assert segment.style.bgcolor is not None
                ink, ground = segment.style.color, segment.style.bgcolor
                pair = [colour.get_truecolor().hex for colour in (ink, ground)]
                if contrast(*pair) < 4.5:
                    yield f"{segment.text!r}: {pair}"


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_what_is_typed_into_is_seen_before_it_has_the_focus(theme: str) -> None:
    """An empty field that was not chosen looked like nothing at all."""
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = f"table-{theme}"
        await pilot.press("n")
        await settled(pilot)
        form = app.screen.query_one(Form)
        fields = list(app.screen.query(TextField))
        assert len(fields) >= 2
        for field in fields:
            assert not field.has_focus
            assert field.styles.background.hex.lower() == COLOURS[theme]["raised"]
            assert field.styles.background != form.styles.background


async def test_from_the_pane_beside_a_form_enter_and_escape_lead_back_to_its_field() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        screen = app.screen
        form = screen.query_one(Form)
        for key in ("enter", "escape"):
            form.point_at("variant")
            await pilot.press("tab")
            assert not form.has_focus_within
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is screen
            assert form.has_focus_within
            assert form.field.name == "variant"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen


async def test_a_package_is_weighed_beside_the_form() -> None:
    """Once whoever weighs it is ready; until then the form lacks only this."""
    sitting = sit(open_deck("primer", "item_by_item"), 4, "human", "greedy")
    while sitting.mover != "us" or sitting.view("us").phase != "talks":
        play_on(sitting, len(sitting.match.log) + 1)
    worker = sitting.worker = AtHand()
    assert sitting.weigher("us", ["propose geneva"]) is None
    worker.is_warm = True
    app = make_app(lambda app: app.sit_down(sitting), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert isinstance(app.screen, OfferScreen)
        assert "Worth to you" not in frame(app)
        form = app.screen.query_one(Form)
        await pilot.press("space")
        while form.field and form.field.name != "farm_goods":
            await pilot.press("down")
        await pilot.press("space")
        await until(pilot, lambda: "Worth to you" in frame(app))
        assert "+1.5 at the end of this round" in frame(app)
        assert "In force" in frame(app)
        assert set(worker.asked) == {"do", "view", "steps", "term"}
        assert worker.asked["view"] == sitting.view("us").packed()


def test_what_packages_are_worth_is_forgotten_with_the_moment() -> None:
    sitting = sit(open_deck("primer", "item_by_item"), 4, "human", "greedy")
    worker = sitting.worker = AtHand()
    worker.is_warm = True
    deals, views = sitting.game.deck.deals, list[SeatState]()
    assert deals is not None
    theirs = [one.id for one in deals.items if one.seat == "china"]
    for most in (2, 1):
        while not offers(sitting) or sitting.match.state.round in [one.round for one in views]:
            play_on(sitting, len(sitting.match.log) + 1)
        views.append(sitting.view("us"))
        packages = [offer.Package(frozenset({"duty_one", one}), deals.terms[0]) for one in theirs]
        ways = [sitting.weigher("us", offer.steps(views[-1], one)) for one in packages]
        for weigh in [one for one in ways if one is not None][:most]:
            weigh()
        assert len(sitting.counsel.worths(views[-1])) == most
    assert sitting.counsel.worths(views[0]) == {}


def offers(sitting: Sitting) -> bool:
    """Whether `us` may put something on the table."""
    return sitting.mover == "us" and any(one.verb == OFFER for one in sitting.view("us").legal)


class AtHand(Worker):
    """Answers at once, and remembers what it was told."""

    def __init__(self) -> None:
        self.is_warm = False
        self.asked: Mapping[str, Any] = {}

    def ask_beside(self, wanted: Mapping[str, Any]) -> Any:
        self.asked = wanted
        return {"now": 1.5, "then": 2, "give": 0.5, "worlds": 64, "rounds": 2, "unit": "lead"}

    def cancel(self) -> None:
        """Nothing is thought about."""

    def close(self) -> None:
        """There is no process."""


async def test_what_is_set_for_a_new_game_is_what_is_played(tmp_path: Path) -> None:
    """The table, a par, and how far an opponent looks ahead, each in the line of its seat."""
    games = KeptGames(saves_folder(tmp_path))
    app = make_app(lambda one: one.go_home(), games, is_ascii=False)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        form = app.screen.query_one(Form)
        pars = {"par us": "12", "par china": "-7"}
        assert not {*pars} & {one.name for one in form.fields}
        form.point_at("table")
        await pilot.press("right")
        await settled(pilot)
        assert form["table"].value == "seminar"
        for name, par in pars.items():
            form.point_at(name)
            await pilot.press(*({"-": "minus"}.get(key, key) for key in par))
            await settled(pilot)
            assert form[name].value == par
        usual = form["foresight china"].value
        form.point_at("foresight china")
        await pilot.press("left")
        await settled(pilot)
        foresight = form["foresight china"].value
        assert foresight != usual
        form.point_at("begin")
        await pilot.press("enter")
        await until(pilot, lambda: "your page" in frame(app))
        sitting = app.home.sitting
        assert sitting is not None
        assert sitting.game.loaded.variant.partition("+")[0] == "seminar"
        assert [sitting.game.rules.par(number) for number in range(2)] == [12, -7]
        assert sitting.game.rules.contest is None
        assert sitting.players["us"] == "human"
        assert sitting.players["china"].endswith(f":{foresight}")
    games.close()


@pytest.mark.parametrize(
    ("deck", "variant"),
    [
        pytest.param("primer", "item_by_item", id="item by item"),
        pytest.param("hospital_merger", "", id="begun with a ready one"),
    ],
)
async def test_a_package_is_tabled_by_the_button_as_it_stands_in_the_form(
    deck: str, variant: str
) -> None:
    game = open_deck(deck, variant)
    me, sitting = game.seats[0], sit(game, 4, "human", "greedy")
    while sitting.mover != me or sitting.view(me).phase != "talks":
        play_on(sitting, len(sitting.match.log) + 1)
    view = sitting.view(me)
    deals, ready = game.deck.deals, offer.ready_packages(view)
    assert deals is not None
    terms = [str(one) for one in deals.terms]
    app = make_app(lambda one: one.sit_down(sitting), is_ascii=False)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        if isinstance(app.screen, QuarterScreen):
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, OfferScreen)
        form = screen.query_one(Form)
        if variant:
            await pilot.press("space")
            while form.field.name != "farm_goods":
                await pilot.press("down")
            await pilot.press("space")
        else:
            form.point_at("ready")
            await pilot.press("right")
            await settled(pilot)
            assert screen._package == ready[form["ready"].value]
            ticked = {one.name for one in form.fields if one.kind == "tick" and one.value}
            assert ticked == {*screen._package.items}
        term = form["term"].value
        assert term == str(screen._package.term)
        form.point_at("term")
        await pilot.press("right" if term != terms[-1] else "left")
        await settled(pilot)
        if len(terms) > 1 and variant:
            assert form["term"].value != term
            assert form["term"].value == str(screen._package.term)
        steps = offer.steps(view, screen._package)
        form.point_at("send")
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is not screen
        actions = sitting.match.record.actions
        start = len(actions) - actions[::-1].index(steps[0]) - 1
        assert actions[start : start + len(steps)] == [*steps]


@pytest.mark.parametrize(("deck", "verb"), [("kitchen_deals", AMEND), ("kitchen_deals", COUNTER)])
async def test_what_is_answered_or_changed_is_in_the_form_as_it_was_offered(
    deck: str, verb: Verb
) -> None:
    game = open_deck(deck)
    me, sitting = game.seats[0], sit(game, 2, "human", "random")

    def legal() -> list[str]:
        return [one.text for one in sitting.view(me).legal if one.verb == verb]

    while sitting.mover != me or not legal():
        play_on(sitting, len(sitting.match.log) + 1)
    view, text = sitting.view(me), legal()[0]
    offered = (
        offer.ready_packages(view)[text.split()[1]].items
        if verb == AMEND
        else offer.first_package(view).items
    )
    assert offered
    app = make_app(lambda one: one.sit_down(sitting), is_ascii=False)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        while not isinstance(app.screen, TableScreen):
            await pilot.press("enter")
            await settled(pilot)
        table, ply = app.screen, len(sitting.match.log)
        table.commit(text)
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, OfferScreen)
        assert len(sitting.match.log) == ply, "nothing is taken before it is sent"
        form = screen.query_one(Form)
        assert {one.name for one in form.fields if one.kind == "tick" and one.value} == offered
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is table
        assert len(sitting.match.log) == ply
        table.commit(text)
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, OfferScreen)
        form = screen.query_one(Form)
        free = [one.name for one in form.fields if one.kind == "tick" and not one.is_fixed]
        new = next(one for one in free if one not in offered)
        form.point_at(new)
        await pilot.press("space")
        assert screen._package.items == offered | {new}
        steps = offer.steps(view, screen._package)
        await pilot.press("t")
        await settled(pilot)
        assert app.screen is not screen
        taken = [one.action for one in sitting.match.course.moves[ply:] if isinstance(one, Act)]
        assert taken[: len(steps)] == [*steps]
        assert taken[0].startswith(text)
