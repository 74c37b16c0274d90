"""Two people at one keyboard: nobody ever sees the other hand."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.rules.tiny import seats, tiny
from tests.tui.apps import make_app
from tests.tui.conftest import app_of, frame, next_keys, open_deck, play_on, settled, sit, until
from tests.tui.terminal import SHELL, Terminal, plain
from wargame.rules.game import Game
from wargame.store.names import Saves
from wargame.table.host.kept import KeptGames
from wargame.table.host.lock import SeatLock
from wargame.table.host.sitting import Sitting
from wargame.table.words.big import big
from wargame.tui.app import WargameApp
from wargame.tui.screens.ask import AskScreen
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.table import TableScreen


def secrets_from(game: Game, sitting: Sitting, seat: str) -> list[str]:
    """Titles that this seat must not see: cards that only the rival has, and has not shown."""
    rival = next(other for other in game.seats if other != seat)
    view = sitting.view(seat)
    shown = {*view.discards[rival], *view.gone[rival]}
    own = {card.title for card in game.deck.cards if card.seat in (seat, "any")}
    return [
        card.title
        for card in game.deck.cards
        if card.seat == rival
        and card.id not in shown
        and card.title not in own
        and card.id in sitting.view(rival).hand
    ]


@pytest.mark.parametrize(
    "rounds",
    [pytest.param(1, id="one round"), pytest.param(100, id="a whole game", marks=pytest.mark.slow)],
)
async def test_no_frame_shows_the_other_hand(rounds: int) -> None:
    """One round has every kind of decision, headlines and hands that change owners too."""
    game = open_deck("primer", "headlines")
    sitting = sit(game, 7, "human", "human")
    app = app_of(sitting)
    curtains = 0
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _ in range(150):
            if sitting.is_over or sitting.match.state.round > rounds:
                break
            if isinstance(app.screen, CurtainScreen):
                curtains += 1
                assert "Choose" not in frame(app)
                tables = [s for s in app.screen_stack if isinstance(s, TableScreen)]
                assert not tables, "an old seat's screen is left in the stack"
                if curtains < 4:
                    await pilot.press("space", "enter", "tab", "l", "enter")
                    assert isinstance(app.screen, CurtainScreen)
                check(game, sitting, app)
            for key in next_keys(app, sitting):
                await pilot.press(key)
                check(game, sitting, app)
            await pilot.pause()
        assert sitting.is_over or sitting.match.state.round > rounds
        assert curtains > 2


async def test_the_curtain_says_whose_turn_it_is_in_large_type_and_when(primer: Game) -> None:
    app = app_of(sit(primer, 7, "human", "human"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, CurtainScreen)
        drawn = frame(app)
        name = app.screen._sitting.titles.seats[app.screen._seat]
        assert all(line.strip() in drawn for line in big(name.upper(), is_ascii=False))
        assert "Round 1 of 6, 2025 Q1" in drawn
        assert f"Pass the keyboard to {name}" in drawn


async def test_the_curtain_cuts_no_sentence_where_a_seat_has_a_long_name() -> None:
    title = "The Government of the Federated Republic of Outer Somewhere and its Dependencies"
    game = tiny(seats=seats({"title": title}, {"title": title[:40]}))
    app = app_of(sit(game, 7, "human", "human"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, CurtainScreen)
        words = " ".join(frame(app).replace("┃", " ").split())
        assert f"Pass the keyboard to {title}. Everybody else looks away." in words


def check(game: Game, sitting: Sitting, app: WargameApp) -> None:
    drawn = frame(app)
    if isinstance(app.screen, CurtainScreen):
        held = {card for seat in game.seats for card in sitting.view(seat).hand}
        hidden = [card.title for card in game.deck.cards if card.id in held]
        if len(sitting.match.log) < 8:
            picture = app.export_screenshot().replace("&#160;", " ")
            assert not [title for title in hidden if title in picture]
    elif isinstance(app.screen, TableScreen) and not sitting.is_over:
        hidden = secrets_from(game, sitting, app.screen.seat)
    else:
        return
    leaked = [title for title in hidden if title in drawn]
    assert not leaked, f"{leaked} shown to {getattr(app.screen, 'seat', 'everybody')}"


@pytest.mark.waits
@pytest.mark.parametrize("turns", [2, pytest.param(5, marks=pytest.mark.slow)])
def test_no_byte_on_the_terminal_gives_a_hand_away(turns: int, tmp_path: Path) -> None:
    """From the first byte of the curtain to the keys that lift it, and on the next table."""
    game = open_deck("primer")
    own = {
        seat: [card.title for card in game.deck.cards if card.seat == seat] for seat in game.seats
    }
    args = ["play", "primer", "--seat", "us=human", "--seat", "china=human", "--seed", "11"]
    with Terminal(*args, folder=tmp_path, size=(120, 40)) as terminal:
        for turn in range(turns):
            if turn == 0:
                terminal.wait_for("Pass the keyboard to")
            terminal.settle(0.2)
            curtain = terminal.drawn[terminal.drawn.rindex(b"Pass the keyboard to") - 400 :]
            assert not leaks(curtain, own["us"] + own["china"])
            name = "United States" if f"{b'Press u'.decode()}" in plain(curtain) else "China"
            seat = "us" if name == "United States" else "china"
            begin = len(terminal.drawn)
            terminal.press(seat[0])
            terminal.wait_for("Now press Enter")
            assert not leaks(terminal.drawn[begin:], own["us"] + own["china"])
            terminal.press("\r")
            if turn < 2:
                terminal.wait_for("Enter begins")
                terminal.press("\r")  # the page that is read first
            terminal.wait_for("Tab Pane")
            terminal.settle(0.3)
            other = "china" if seat == "us" else "us"
            played = own[other] if turn == 0 else []
            assert not leaks(terminal.drawn[begin:], played)
            begin = len(terminal.drawn)
            for _ in range(12):
                terminal.press("x")
                terminal.settle(0.2)
                terminal.press("\r")
                terminal.settle(0.3)
                if b"Pass the keyboard to" in terminal.drawn[begin:]:
                    break
            else:
                raise AssertionError("the keyboard was never passed on")


def leaks(drawn: bytes, titles: list[str]) -> list[str]:
    return [title for title in titles if title in plain(drawn)]


async def test_in_a_rematch_each_person_reads_the_page_of_the_chair_first() -> None:
    sitting = sit(open_deck("kitchen_contest"), 5, "human", "human")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        for number in range(2):
            await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
            await settled(pilot)
            assert ("Chairs are exchanged: " in frame(app)) is (number == 1)
            await pilot.press(*next_keys(app, sitting))
            await pilot.pause()
            assert "your page" in frame(app)
            again = app.home.sitting
            assert again is not None
            play_on(again, 10_000)
            app.home.show_debrief(again, again.game.seats[0])
            await pilot.press("o")
        app.home.take_place(None)


async def test_who_has_kept_the_only_agenda_unasked_reads_the_page_of_the_chair_too() -> None:
    one = {"seat": "any", "score": 1}
    agendas = [{"id": name, "title": name, "text": name, **one} for name in ("calm", "wide")]
    turn = {"plays": 1, "initiative": "north", "agenda_candidates": 1}
    sitting = sit(tiny(agendas=agendas, turn=turn), 5, "human", "human")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        for seat in ("north", "south"):
            await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
            await settled(pilot)
            assert isinstance(app.screen, CurtainScreen)
            assert app.screen._seat == seat
            await pilot.press(*next_keys(app, sitting))
            await settled(pilot)
            assert "your page" in frame(app)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, TableScreen))
            await pilot.press("x", "enter")


@pytest.mark.waits
def test_a_program_that_is_stopped_comes_back_behind_the_curtain(tmp_path: Path) -> None:
    args = ["play", "primer", "--seat", "us=human", "--seat", "china=human", "--seed", "7"]
    titles = [card.title for card in open_deck("primer").deck.cards]
    with Terminal(*args, code=SHELL, folder=tmp_path) as terminal:
        terminal.wait_for("Pass the keyboard to")
        terminal.press("u")
        terminal.wait_for("Now press Enter")
        terminal.press("\r")
        terminal.wait_for("Enter begins")
        terminal.press("\r")
        terminal.wait_for("Your play")
        terminal.settle(0.3)
        terminal.press("\x1a")
        terminal.wait_for("STOPPED 0")
        begin = terminal.drawn.rindex(b"STOPPED")
        terminal.press("\n")
        terminal.wait_for("Pass the keyboard to")
        terminal.settle(0.3)
        assert not leaks(terminal.drawn[begin:], titles)
        terminal.press("u")
        terminal.wait_for("Now press Enter")
        terminal.press("\r")
        terminal.wait_for("Your play")
        terminal.press("\x11")
        assert terminal.leave() == 0


@pytest.mark.waits
def test_a_program_that_was_stopped_unheard_comes_back_behind_the_curtain(tmp_path: Path) -> None:
    args = ["play", "primer", "--seat", "us=human", "--seat", "china=human", "--seed", "7"]
    titles = [card.title for card in open_deck("primer").deck.cards]
    with Terminal(*args, folder=tmp_path) as terminal:
        terminal.wait_for("Pass the keyboard to")
        for key, then in (("u", "Now press Enter"), ("\r", "Enter begins"), ("\r", "Your play")):
            terminal.press(key)
            terminal.wait_for(then)
        terminal.settle(0.3)
        terminal.process.send_signal(signal.SIGSTOP)
        begin = len(terminal.drawn)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("Pass the keyboard to")
        terminal.settle(0.3)
        assert not leaks(terminal.drawn[begin:], titles)
        terminal.press("\x11")
        assert terminal.leave() == 0


async def test_a_passphrase_is_asked_for_at_the_curtain_and_kept_nowhere(tmp_path: Path) -> None:
    shelf = KeptGames(Saves(tmp_path), writes_aside=False)
    game = open_deck("primer")
    sitting = shelf.begin(game, dict.fromkeys(game.seats, "human"), 7, "kept")
    app = make_app(lambda one: one.start(sitting), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        curtain = app.screen
        assert isinstance(curtain, CurtainScreen)
        colour = app.theme_variables[curtain._sign.role]
        ground = curtain.query_one("#curtain").styles.background
        assert ground.hex.lower() == colour.lower()
        sitting.locks[curtain._seat] = SeatLock("teatime")
        await pilot.press(curtain._sign.key, "enter")
        await settled(pilot)
        assert isinstance(app.screen, AskScreen)
        assert "Enter Sit down" in frame(app)
        await pilot.press(*"tea", "enter")
        await settled(pilot)
        assert "That is not it." in frame(app)
        assert "tea" not in frame(app)
        for key in (*"teatime", "enter"):
            app.simulate_key(key)  # in a burst, and nothing is left of what was wrong
        await until(pilot, lambda: "your page" in frame(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press(*"milk", "enter")
        await settled(pilot)
        assert isinstance(app.screen, TableScreen)
        assert sitting.locks[app.screen.seat].opens("milk")
        assert not sitting.locks[app.screen.seat].opens("teatime")
    shelf.close()
    kept = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"milk" not in kept
    assert b"teatime" not in kept
    assert "milk" not in repr(sitting)


async def test_the_curtain_takes_the_letter_with_caps_lock_and_says_what_another_does() -> None:
    """A class stood before it: neither the letter in capitals nor a wrong one did anything."""
    sitting = sit(open_deck("primer"), 7, "human", "human")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        curtain = app.screen
        assert isinstance(curtain, CurtainScreen)
        key = curtain._sign.key
        await pilot.press("z" if key != "z" else "y", "enter")
        await until(pilot, lambda: f"Another key. Press {key}, then Enter." in frame(app))
        await pilot.press(key.upper())
        await until(pilot, lambda: "Now press Enter." in frame(app))
        assert "Another key" not in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, CurtainScreen))
