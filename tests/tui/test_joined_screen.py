"""A table that another machine has, on the screen of whoever joins it."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from tests.adapters.remote.ends import Ends, HeldLink, Table, cut
from tests.conftest import LONG_S
from tests.systems import HANGUP
from tests.tui.apps import make_app
from tests.tui.conftest import SIZES, frame, keys_at, open_deck, until
from tests.tui.terminal import Terminal, plain
from tests.tui.test_leaving import RESTORED, UNHURRIED
from wargame.adapters.remote import heard
from wargame.adapters.remote import link as linking
from wargame.adapters.remote.joined import JoinedTable
from wargame.adapters.remote.line import hang_up
from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked
from wargame.play.event import Note
from wargame.play.player import HUMAN, REMOTE
from wargame.rules.game import Game
from wargame.tui.app import WargameApp
from wargame.tui.screens.arriving import ArrivingScreen
from wargame.tui.screens.ended import EndedScreen
from wargame.tui.screens.offer import OfferScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.thinking import ThinkingScreen
from wargame.tui.widgets.form import Form

pytestmark = [pytest.mark.waits, pytest.mark.usefixtures("meanwhile")]

GONE = "You are not at the table any more"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that was lost is looked for soon."""
    monkeypatch.setattr(linking, "PAUSES", (0.4, 0.5, 2, 8))


@pytest.fixture
def there_again(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """What a lost line waits for before it is made again, so that its loss can be looked at."""
    may, again = threading.Event(), linking.Link._is_joined_again

    def when_it_may(link: linking.Link) -> bool:
        return may.wait(LONG_S) and again(link)

    monkeypatch.setattr(linking.Link, "_is_joined_again", when_it_may)
    return may


class Guest:
    """Somebody who has joined, with the screens before them."""

    def __init__(self, pilot: Pilot[int], joined: JoinedTable) -> None:
        self.pilot, self.joined = pilot, joined

    @property
    def app(self) -> WargameApp:
        assert isinstance(self.pilot.app, WargameApp)
        return self.pilot.app

    @property
    def shown(self) -> str:
        """All that is on the screen."""
        return frame(self.app)

    @property
    def read(self) -> str:
        """The words on the screen in a row, as they are read."""
        return " ".join(self.shown.replace("┃", " ").split())

    @property
    def is_asked(self) -> bool:
        """Whether a decision can be taken by the next keys."""
        screen = self.app.screen
        if not isinstance(screen, TableScreen) or screen._is_busy or screen._is_unread:
            return False
        return bool(screen.scene.view.legal)

    async def until(self, true: Callable[[], bool]) -> None:
        await until(self.pilot, true)

    async def sees(self, text: str) -> None:
        await self.until(lambda: text in self.shown)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def play_until(self, true: Callable[[], bool]) -> None:
        """Play the first thing that can be played, page after page, decision after decision."""
        end = time.monotonic() + LONG_S
        while not true():
            assert time.monotonic() < end, "it never came"
            screen = self.app.screen
            if isinstance(screen, PageScreen) and not isinstance(
                screen, (ArrivingScreen, EndedScreen)
            ):
                await self.press("enter")
            elif self.is_asked and isinstance(screen, TableScreen):
                await self.press(*(["enter"] if screen._staged else keys_at(screen.scene.view)))
            elif isinstance(screen, TableScreen) and screen.scene.view.is_over:
                await self.press("enter")
            else:
                await self.pilot.pause(0.01)


@asynccontextmanager
async def guest_at(joined: JoinedTable, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Guest]:
    """Somebody at the screen of a table that was joined."""
    app = make_app(lambda home: home.join(joined), is_ascii=False)
    async with app.run_test(size=size) as pilot:
        yield Guest(pilot, joined)


@pytest.fixture
def table(primer: Game) -> Iterator[Table]:
    """A table at which a program plays against somebody elsewhere."""
    found = Table(primer, {"us": REMOTE, "china": "random"})
    yield found
    found.sitting.close()


def joined_by(ends: Ends, *told: dict[str, Any]) -> tuple[HeldLink, JoinedTable]:
    """Another that joins at a table, and what its host tells."""
    link = HeldLink(ends.link.hello, ends.link.deck)
    link.told += told
    return link, JoinedTable(link)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "size",
    [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.slow)],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
async def test_a_whole_game_is_played_on_the_screen_from_elsewhere(
    water: Game, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where a picture is put
    here, there = water.seats
    table = Table(water, {here: "random", there: REMOTE})
    joined = table.join(there)
    async with guest_at(joined, size) as guest:
        await guest.play_until(lambda: isinstance(guest.app.screen, EndedScreen))
        table.end()
        assert "After the game" in guest.shown
        page, beside = (guest.app.screen.query_one(one) for one in ("#page", "#beside"))
        if size == SIZES[0]:
            assert not beside.display
        else:
            assert abs(page.size.width - beside.size.width) <= 1
        assert guest.joined.why_gone == ""
        await guest.press("r", "m", "o", "c", "t", "enter", "f9")
        assert isinstance(guest.app.screen, EndedScreen)
        labels = {one.label for one in guest.app.screen.commands()}
        assert not labels & {"Replay", "Rematch", "Other chair", "Next chapter", "Title"}
        assert "a token for another game. Esc leaves the table " in guest.shown
        await guest.press("f8")
        assert "A picture of this screen" in guest.shown
        assert "Esc Leave" in guest.shown.splitlines()[-1]
        await guest.press("tab", "end", "pagedown", "pagedown", "pagedown")
        await guest.sees(table.sitting.secret[:8])
        await guest.press("escape")
        assert guest.app.return_value == 0
    mine = [one for one in table.sitting.match.log if one.seat == there]
    assert len(mine) > 3
    table.sitting.close()


@pytest.mark.parametrize("is_shut", [False, True])
async def test_what_luck_hung_on_is_told_once_nobody_else_plays_by_it(*, is_shut: bool) -> None:
    table = SimpleNamespace(seed=870_137, secret="3d7e" * 8, is_shut=lambda: is_shut)
    screen = EndedScreen(cast("Any", table), "upper")
    told = " ".join(str(row.lines) for row in screen.rows_below(200, 20))
    assert ("870137" in told, "3d7e" in told) == (not is_shut, not is_shut)
    assert ("its seed is told once all" in told) == is_shut


async def test_a_table_that_is_not_open_yet_is_waited_for(water: Game) -> None:
    ends = Ends(water, water.seats[0], 1)
    next(ends.turns(1))
    link, joined = joined_by(ends)
    async with guest_at(joined) as guest:
        await guest.sees("The host has not opened the table yet")
        assert "Esc Leave" in guest.shown.splitlines()[-1]
        assert f"You sit down as {ends.sitting.titles.seats[ends.seat]}." in guest.shown
        await guest.press("enter", "x")
        assert isinstance(guest.app.screen, ArrivingScreen)
        ends.chair.put_question()
        link.told += ends.line.sent
        await guest.sees("Enter begins")
        await guest.press("enter")
        await guest.until(lambda: guest.is_asked)
        await guest.press("q")
        assert guest.app.home.whereabouts == "Join again."
    ends.sitting.close()


async def test_who_waits_looks_around_and_decides_nothing(primer: Game) -> None:
    ends = Ends(primer, "china", 3)
    for turn in ends.sitting.turns():
        if getattr(turn, "view", None) is not None:
            break
    ends.chair.look()
    ends.link.told += ends.line.sent
    async with guest_at(ends.joined) as guest:
        await guest.sees("Enter begins")
        await guest.press("enter")
        await guest.sees("United States is choosing")
        assert "joined" in guest.shown.splitlines()[0]
        await guest.press("m", "down", "w")
        assert "Detail" in guest.shown
        for key in ("x", "o", "a", "u", "U", "f2", "1", "enter"):
            await guest.press(key)
        assert isinstance(guest.app.screen, TableScreen)
        await guest.press("b")
        await guest.sees("your page")
        await guest.press("escape")
        await guest.sees("United States is choosing")
        await guest.press("r")
        await guest.sees("The rules")
    assert ends.link.said == []
    ends.sitting.close()


async def test_a_lost_line_is_told_and_made_again_and_disturbs_nothing(
    table: Table, there_again: threading.Event
) -> None:
    joined = table.join("us")
    async with guest_at(joined) as guest:
        await guest.play_until(lambda: guest.is_asked and "Your play" in guest.shown)
        cut(joined._link)
        await guest.sees("The line to the host is lost: it has hung up. Trying to join again.")
        await guest.press("m", "down")
        assert "LINE LOST" in guest.shown.splitlines()[0]
        there_again.set()
        await guest.sees("Joined again.")
        await guest.until(lambda: "joined" in guest.shown.splitlines()[0])
        await guest.until(lambda: guest.is_asked and not joined.has_more)
        assert guest.app.focused is guest.app.screen.query_one("#measures")


async def test_what_is_chosen_while_the_line_is_lost_is_not_lost(
    table: Table, there_again: threading.Event
) -> None:
    joined = table.join("us")
    async with guest_at(joined) as guest:
        await guest.play_until(lambda: guest.is_asked and "Your play" in guest.shown)
        ply = table.sitting.match.course.ply
        hang_up(joined._link._line._lines.sock)
        await guest.press("x", "enter")
        await guest.sees("The line to the host is lost; your choice waits for it.")
        assert not guest.is_asked
        there_again.set()
        await guest.until(lambda: table.sitting.match.course.ply > ply)
        await guest.play_until(lambda: guest.is_asked)
    mine = [one for one in table.sitting.match.log if one.seat == "us" and one.ply == ply]
    assert len(mine) == 1


async def test_a_line_that_cannot_be_made_again_is_left_with_how_to_go_on(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = table.join("us")
    monkeypatch.setattr(linking, "PAUSES", (0.01,))
    async with guest_at(joined) as guest:
        await guest.play_until(lambda: guest.is_asked)
        table.hosting._server.close()  # type: ignore[union-attr]
        hang_up(joined._link._line._lines.sock)
        await guest.sees(GONE)
        assert "Nobody answers at 127.0.0.1:" in guest.shown
        told = " ".join(guest.shown.replace("┃", " ").split())
        assert "Join again by `wargame join 127.0.0.1:" in told
        assert "or a new one once the host has opened the table anew." in told
        await guest.press("enter")
        assert guest.app.return_value == 0


@pytest.mark.parametrize("is_over_it", [False, True], ids=["at the table", "in a form over it"])
async def test_a_host_who_leaves_is_told_at_once(table: Table, is_over_it: bool) -> None:
    joined = table.join("us")
    async with guest_at(joined) as guest:
        await guest.play_until(lambda: guest.is_asked)
        if is_over_it:
            await guest.press("f2")
            assert isinstance(guest.app.screen, ThinkingScreen)
        table.sitting.close()
        await guest.sees(GONE)
        assert "The host has left the table." in guest.shown
        assert guest.app.home.whereabouts.startswith("The host has left the table.")
        await guest.press("escape")
        assert guest.app.return_value == 0


async def test_a_thought_is_kept_by_the_host(table: Table) -> None:
    joined = table.join("us")
    async with guest_at(joined) as guest:
        await guest.play_until(lambda: guest.is_asked)
        await guest.press("f2")
        await guest.press(*"hold")  # the form begins on the words
        guest.app.screen.query_one(Form).point_at("keep")
        await guest.press("enter")
        await guest.until(lambda: isinstance(guest.app.screen, TableScreen))
    notes = [one for one in table.sitting.match.record.events if isinstance(one, Note)]
    assert [(one.who, one.text) for one in notes] == [("us", "hold")]


async def test_a_decision_is_taken_back_and_taken_again(water: Game) -> None:
    table = Table(water, {"upper": "random", "lower": REMOTE}, 2)
    joined = table.join("lower")
    async with guest_at(joined, (120, 40)) as guest:
        await guest.play_until(lambda: guest.is_asked and joined.scene("lower").can_undo)
        ply = table.sitting.match.course.ply
        await guest.press("u")
        await guest.sees("Taken back.")
        assert table.sitting.match.course.ply < ply
        await guest.until(lambda: guest.is_asked)
        await guest.press("U")
        await guest.until(lambda: table.sitting.match.course.ply >= ply)
    table.sitting.close()


async def test_a_package_is_put_together_and_tabled_from_elsewhere() -> None:
    game = open_deck("primer", "item_by_item")
    table = Table(game, {"us": REMOTE, "china": "greedy"}, 4)
    joined = table.join("us")
    async with guest_at(joined) as guest:

        def may_offer() -> bool:
            view = joined.told.view
            return guest.is_asked and view is not None and view.phase == "talks"

        await guest.play_until(may_offer)
        await guest.press("o")
        assert isinstance(guest.app.screen, OfferScreen)
        form = guest.app.screen.query_one(Form)
        await guest.press("space")
        while form.field and form.field.name != "farm_goods":
            await guest.press("down")
        await guest.press("space", "down", "down", "right", "t")
        await guest.until(lambda: "table 2" in table.sitting.match.record.actions)
        actions = table.sitting.match.record.actions
        start = actions.index("table 2")
        assert actions[start - 2 : start] == ["offer duty_one", "offer farm_goods"]
    table.sitting.close()


async def test_the_rest_of_a_package_is_no_answer_to_what_is_asked_once_a_step_is_refused() -> None:
    ends = Ends(open_deck("primer", "item_by_item"), "us", 4, "greedy")
    steps = ["offer duty_one", "offer farm_goods", "table 2"]
    for _ in ends.turns(4):
        if steps[0] in [one.text for one in ends.sitting.view("us").legal]:
            break
    ends.chair.put_question()
    ends.link.told += ends.line.sent
    async with guest_at(ends.joined) as guest:
        await guest.play_until(lambda: guest.is_asked)
        assert isinstance(guest.app.screen, TableScreen)
        guest.app.screen.take(steps)
        await guest.until(lambda: bool(ends.link.said))
        ends.link.told += [{"type": "error", "id": 1, "what": "That cannot be chosen now."}]
        await guest.sees("That cannot be chosen now.")
        await guest.until(lambda: guest.is_asked)
    assert [one["action"] for one in ends.link.said] == steps[:1]
    ends.sitting.close()


def waited_and_asked(ends: Ends) -> list[dict[str, Any]]:
    """What a seat is told before a play of its own that another person's comes before: that it
    waits, and what it is asked."""
    told = ends.line.sent
    for turn in ends.sitting.turns():
        ends.chair.post._sent = ()  # each is told whole
        if isinstance(turn, PersonAsked):
            ends.chair.look()
        elif isinstance(turn, PlayerAsked):
            ends.chair.put_question()
            is_play = told[-1]["moment"]["state"][2][0] == "pass"
            if is_play and [one["type"] for one in told[-2:]] == ["wait", "choose"]:
                break
        if not isinstance(turn, LuckDrawn):
            ends.sitting.take(turn.view.legal[0])
    return told[-2:]


async def test_a_play_that_is_asked_again_after_others_had_to_choose_can_be_taken(
    primer: Game,
) -> None:
    ends = Ends(primer, "us", 1, HUMAN)
    wait, choose = waited_and_asked(ends)
    ends.link.told += [wait, choose]
    async with guest_at(ends.joined) as guest:
        await guest.play_until(lambda: guest.is_asked)
        ends.link.told += [wait]
        await guest.sees("China is choosing")
        ends.link.told += [{**choose, "id": choose["id"] + 1}]
        await guest.until(lambda: guest.is_asked)
    ends.sitting.close()


async def test_what_is_asked_while_somebody_leaves_breaks_nothing(primer: Game) -> None:
    ends = Ends(primer, "us", 1, HUMAN)
    wait, choose = waited_and_asked(ends)
    ends.link.told += [wait]
    async with guest_at(ends.joined) as guest:
        await guest.play_until(lambda: "China is choosing" in guest.shown)
        screen = guest.app.screen
        assert isinstance(screen, TableScreen)
        await screen.board.remove()  # as the toolkit does it where a screen is left
        ends.link.told += [choose]
        await guest.until(lambda: ends.joined.waits_for_person)
    ends.sitting.close()


# --- hosts that are none --------------------------------------------------------------------------

MARKUP = "[bold red]\x1b[2J\x9b31m[/nowhere]"


def spoilt(moment: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Moments with texts that a hostile host would have shown."""
    yield {**moment, "players": dict.fromkeys(moment["players"], MARKUP)}
    row = {**moment["news"][-1], "title": MARKUP, "about": MARKUP, "dated": [MARKUP]}
    yield {**moment, "news": [*moment["news"][:-1], row]}
    yield {**moment, "undo": MARKUP, "redo": MARKUP}
    yield {**moment, "course": {}, "before": {}}


@pytest.mark.parametrize("which", range(4))
async def test_nothing_of_a_hostile_host_drives_the_terminal(
    primer: Game, which: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heard, "LOOK_SECONDS", 0.01)
    ends = Ends(primer, "us", 1)
    next(ends.turns(1))
    ends.chair.put_question()
    (question,) = ends.line.sent
    moment = [*spoilt(question["moment"])][which]
    link, joined = joined_by(ends, {**question, "moment": moment})
    async with guest_at(joined, (120, 40)) as guest:
        await guest.until(lambda: "Enter begins" in guest.shown or GONE in guest.shown)
        for key in ("enter", "n", "b", "escape", "u", "U"):
            if GONE not in guest.shown:
                await guest.press(key)
                assert "\x1b" not in guest.shown
                assert "\x9b" not in guest.shown
        link.told += [{"type": "error", "id": 1, "what": MARKUP}]
        await guest.until(lambda: r"\x1b[2J" in guest.shown or GONE in guest.shown)
        link.told += [{"type": "bye", "what": MARKUP}]
        await guest.sees(GONE)
        assert "\x1b" not in guest.shown
    ends.sitting.close()


async def test_a_moment_that_cannot_be_ends_at_a_page_that_says_so(primer: Game) -> None:
    ends = Ends(primer, "us", 1)
    next(ends.turns(1))
    _, joined = joined_by(ends, {"type": "choose", "id": 1, "moment": {}})
    async with guest_at(joined) as guest:
        await guest.sees(GONE)
        assert "The host sent a moment that cannot be: state: Field required." in guest.shown
    ends.sitting.close()


def test_what_breaks_at_a_table_that_was_joined_is_told_as_a_fault_here(primer: Game) -> None:
    """It was blamed on the host."""
    ends = Ends(primer, "us", 1)
    told = "The program here has failed, not the host's (KeyError). The host has the game: join"
    assert ends.joined.blamed(KeyError("x")).startswith(told)
    assert ends.sitting.blamed(KeyError("x")) == ""
    assert ends.joined.blamed(OSError()) == ""
    ends.sitting.close()


# --- on a terminal --------------------------------------------------------------------------------

USUAL = "from wargame.cli import main; main()"
BREAKS = """
from wargame.cli import main
from wargame.tui.screens import table
def broken(self, *_):
    hand = "SECRET CARD"
    raise KeyError(f"a fault with {hand}")
table.TableScreen.action_news = broken
main()
"""


@contextmanager
def at_terminal(table: Table, folder: Path, *options: str, code: str = USUAL) -> Iterator[Terminal]:
    """Somebody at a terminal who has typed the token."""
    link = table.address("us")
    with Terminal("join", str(link[0]), *options, folder=folder, code=code) as terminal:
        terminal.wait_for("The token that the host gave you?")
        terminal.settle(0.2)
        terminal.press(f"{link[1]}\r")
        yield terminal


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (HANGUP, 129)])
def test_a_signal_restores_the_terminal_and_says_how_to_go_on(
    table: Table, number: int, code: int, tmp_path: Path
) -> None:
    with at_terminal(table, tmp_path, code=UNHURRIED) as terminal:
        terminal.wait_for("Enter begins")
        terminal.settle()
        terminal.press("\r")
        terminal.wait_for(" joined ")
        terminal.process.send_signal(number)
        assert terminal.leave() == code
        assert terminal.is_cooked
        assert all(one in terminal.drawn for one in RESTORED)
        told = " ".join(plain(terminal.drawn.rpartition(b"\x1b[?1049l")[2]).split())
        assert "Join again by `wargame join 127.0.0.1:" in told


def test_what_breaks_leaves_in_a_sentence_and_no_traceback(table: Table, tmp_path: Path) -> None:
    with at_terminal(table, tmp_path, code=BREAKS) as terminal:
        terminal.wait_for("Enter begins")
        terminal.settle()
        terminal.press("\r")
        terminal.wait_for(" joined ")
        terminal.settle()
        terminal.press("n")
        assert terminal.leave() == 2
        assert terminal.is_cooked
        told = " ".join(plain(terminal.drawn).split())
        where = r"\(KeyError, \S+:\d+ in broken\)"
        assert re.search(rf"The program here has failed, not the host's {where}\. The host", told)
        assert "Traceback" not in told
        assert "SECRET CARD" not in told


def test_linear_text_is_there_for_whoever_asks(table: Table, tmp_path: Path) -> None:
    with at_terminal(table, tmp_path, "--plain") as terminal:
        terminal.wait_for("A number takes that action")
        assert b"\x1b[?1049h" not in terminal.drawn
        terminal.press("quit\r")
        assert terminal.leave() == 0
