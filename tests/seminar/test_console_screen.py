"""The console on a screen: shut without the passphrase, left through the curtain."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tests.conftest import LONG_S
from tests.seminar.tables import at_play, notes_of, opened, phase, plan_of, white
from tests.store.helpers import game_of
from tests.tui.apps import make_app
from tests.tui.conftest import frame, settled, until
from wargame.errors import NotSaved, UsageError
from wargame.play.drive import Turn
from wargame.seminar.folder import OpenTable, SeminarFolder, open_table
from wargame.seminar.plan import SeatPlan, SurveyEntry
from wargame.table.host.sitting import Sitting
from wargame.table.plain.console import Console
from wargame.table.plain.table import PlainTable
from wargame.table.words.big import big
from wargame.table.words.rows import line_text
from wargame.tui.app import WargameApp
from wargame.tui.screens import watch
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.console import ConsoleScreen
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.debrief import DebriefScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.question import QuestionScreen
from wargame.tui.screens.replay import SPEEDS, ReplayScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.thinking import ThinkingScreen
from wargame.tui.screens.title import TitleScreen
from wargame.tui.screens.watch import WatchScreen
from wargame.tui.widgets.pane import Pane


def test_a_game_that_is_closed_with_a_score_is_debriefed_in_plain_text_too(tmp_path: Path) -> None:
    table = at_play(tmp_path, seed=7)
    said: list[str] = []
    typed = ["", "console", table.session.plan.passphrase, "close because The bell has gone."]
    PlainTable(table.sitting, Console(typed, said.append)).play()
    table.close()
    told = "".join(said)
    assert "scored as it stands" in told
    assert "To talk about" in told
    assert "You leave the table" not in told


@pytest.mark.parametrize("ruling", [[], ["override shared.tension -= 1 because A slip.", "yes"]])
def test_what_decided_a_game_is_offered_where_its_moves_can_be_weighed(
    tmp_path: Path, ruling: list[str]
) -> None:
    """Behind the command stood alone that control had ruled."""
    table = at_play(tmp_path, seed=7)
    typed = ["", "console", table.session.plan.passphrase, *ruling, "close because It is late."]
    told = told_in_text(table, *typed)
    assert "To talk about" in told
    assert ("Which moves decided it: " in told) is (not ruling)


def test_the_console_is_within_reach_in_plain_text_once_the_game_is_over(tmp_path: Path) -> None:
    """The program ended with the debrief, and the survey after play could not be kept."""
    table = at_play(tmp_path, seed=7, phases=[phase("Play", "play"), phase("Survey", "survey")])
    call = ["console", table.session.plan.passphrase]
    typed = ["", *call, "close because The bell has gone.", "leave", "no", *call, "next"]
    told = told_in_text(table, *typed, "slip us survey 4", "leave", "")
    _, _, after = told.partition("To talk about")
    assert "console is the facilitator's, for slips and the clock." in after
    kept = [(one.who, one.text) for one in notes_of(table) if one.topic == "survey"]
    assert kept == [("us", "understanding = 4")]


@pytest.mark.parametrize("typed", ["quit", "Quit", "EXIT"])
def test_a_table_that_stands_still_is_left_by_the_word_however_it_is_written(
    tmp_path: Path, typed: str
) -> None:
    """`Quit` was taken for a wrong passphrase, which the end of the input then followed."""
    table = at_play(tmp_path, seed=7)
    white(table).do("pause Tea")
    told = told_in_text(table, typed, "never read")
    assert "That is not it" not in told
    assert "You leave the table." in told


@pytest.mark.parametrize("typed", ["close because It is over.", "close unscored because x"])
def test_nothing_of_the_console_stays_on_a_terminal(tmp_path: Path, typed: str) -> None:
    """After `close` its notes and both hands stood there, and in what scrolls back."""
    table = at_play(tmp_path, seed=7)
    said: list[str] = []
    lines = ["", "console", table.session.plan.passphrase, "note The north bluffs.", typed, "quit"]
    PlainTable(table.sitting, Console(lines, said.append, said.clear)).play()
    table.close()
    told = " ".join("".join(said).split())
    assert "holds" not in told
    assert "bluffs" not in told
    assert "The game is closed" in told


def told_in_text(table: OpenTable, *typed: str) -> str:
    """What a table says in plain text to what is typed."""
    said: list[str] = []
    PlainTable(table.sitting, Console(typed, said.append)).play()
    table.close()
    return " ".join("".join(said).split())


@pytest.mark.parametrize("rival", ["human", "greedy"])
def test_the_console_opens_at_the_curtain_in_text_and_shows_no_hand_before(
    tmp_path: Path, rival: str
) -> None:
    """Also where one person alone plays: whoever facilitates sees the screen too."""
    seats = [SeatPlan(seat="us"), SeatPlan(seat="china", player=rival)]
    table = at_play(tmp_path, seed=7, seats=seats)
    told = told_in_text(table, "xyz", "console", table.session.plan.passphrase, "Leave", "quit")
    assert "I do not know" not in told
    assert "Enter alone goes on; quit leaves; console is the facilitator's." in told
    assert "United States holds" in told
    assert "Your hand" not in told
    assert f"`wargameseminarrun{tmp_path}`" in told.replace(" ", "")


def test_what_the_console_tells_in_text_keeps_its_columns_and_fits_a_terminal(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    said: list[str] = []
    typed = ["", "console", table.session.plan.passphrase, "show", "numbers", "leave", "quit"]
    PlainTable(table.sitting, Console(typed, said.append)).play()
    table.close()
    told = "".join(said).partition("== Console ==")[2].partition("Pass the keyboard")[0]
    assert told.count("\n  next round  judged: ") == 2, "as it opens, and for `show`"
    assert max(map(len, told.splitlines())) <= 80
    numbers = [line for line in told.splitlines() if re.match(r"(us|china|shared)\.", line)]
    assert len(numbers) > 20, "each begins with the name that `override` takes"
    starts = {re.match(r"\S+ +(nobody|\d+( %| weeks| months)?) +", one) for one in numbers}
    assert len({found and found.end() for found in starts}) == 1, "titles below one another"


def test_after_a_slip_the_passphrase_is_asked_for_again_so_that_none_is_typed_in_the_open(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    phrase = table.session.plan.passphrase
    told = told_in_text(table, "", "console", "a slip", phrase, "leave", "console", "", "quit")
    assert told.count("That is not it. The facilitator's passphrase?") == 1
    assert "United States holds" in told
    assert "You leave the table." in told


def test_what_is_typed_ahead_on_a_screen_is_no_part_of_the_passphrase(tmp_path: Path) -> None:
    """It stood there in the open: I do not know 'PASSPHRASEnext'."""
    table = at_play(tmp_path)

    async def story() -> str:
        app = make_app(lambda one: one.show_console(table.sitting), table.games)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: is_open(app, ConsoleScreen))
            await settled(pilot)
            for line in (white(table).session.plan.passphrase, "numbers"):
                for char in line:
                    app.post_message(events.Key(char, char))
                app.post_message(events.Key("enter", None))
            await until(pilot, lambda: "1-18 of" in frame(app) or "I do not" in frame(app))
            return frame(app)

    assert "I do not know" not in asyncio.run(story())
    table.close()


def test_a_table_that_is_paused_can_be_left_in_text_without_the_passphrase(tmp_path: Path) -> None:
    table = at_play(tmp_path, seed=7)
    white(table).do("pause A fire drill")
    told = told_in_text(table, "guess", "", "quit", "never read")
    assert "Paused: A fire drill. The facilitator's passphrase?" in told
    assert told.count("The facilitator's passphrase?") == 3
    assert "You leave the table." in told


def test_a_game_that_is_closed_without_a_score_is_not_said_to_go_on(tmp_path: Path) -> None:
    table = at_play(tmp_path, seed=7)
    phrase = table.session.plan.passphrase
    told = told_in_text(table, "console", phrase, "close unscored because The bell has gone.")
    typed = re.search("This game is kept, and closed: `(.*)` tells how it went", told)
    assert typed
    save = tmp_path / "tables" / "1.jsonl"
    assert typed[1].replace(" ", "") == f"wargamereport{save}-oreview.html", "wrapped as it is"
    assert "go on with it" not in told


def test_a_game_that_is_closed_is_listed_as_closed_and_waits_for_nobody(tmp_path: Path) -> None:
    """Among games to replay it stood as `United States to move`."""
    table = at_play(tmp_path, seed=7)
    before, turn = next(table.games.saves()), table.games.glance("1").turn
    white(table).do("close unscored because The bell has gone.")
    after, shown = next(table.games.saves()), table.games.glance("1").turn
    table.close()
    assert before.about.startswith("Round 1. ")
    assert after.about.startswith("Closed in round 1. ")
    assert turn.endswith(" to move")
    assert shown == "closed"


def test_a_table_that_ends_tells_no_seed_of_others_that_go_on(tmp_path: Path) -> None:
    for tables, is_told in ((1, True), (2, False)):
        table = at_play(tmp_path / str(tables), seed=918_273, tables=tables)
        typed = ("console", table.session.plan.passphrase, "close because The bell has gone.")
        told = told_in_text(table, *typed)
        assert ("918273" in told) == is_told
        save = tmp_path / str(tables) / "tables" / "1.jsonl"
        assert f"wargamedebrief{save}--deciding" in told.replace(" ", "")


def shows(app: WargameApp, text: str) -> bool:
    return text in frame(app)


def is_open(app: WargameApp, kind: type[BaseScreen]) -> bool:
    return isinstance(app.screen, kind)


def passphrase_keys(table: OpenTable) -> list[str]:
    return [{"-": "minus"}.get(one, one) for one in table.session.plan.passphrase]


async def let_in(pilot: Pilot[int], app: WargameApp, table: OpenTable) -> None:
    """Type the passphrase where the console asks for it."""
    await until(pilot, lambda: is_open(app, ConsoleScreen))
    await settled(pilot)
    await pilot.press(*passphrase_keys(table), "enter")
    await until(pilot, lambda: shows(app, "is to decide"))


async def test_f9_opens_it_from_a_brief_too_and_esc_leads_through_the_curtain(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    sitting = table.sitting
    held = [
        sitting.titles.cards[card]
        for seat in sitting.game.seats
        for card in sitting.view(seat).hand
    ]
    app = make_app(lambda one: one.start(sitting))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: is_open(app, CurtainScreen))
        assert not [title for title in held if title in frame(app)]
        await pilot.press("u", "enter")
        await until(pilot, lambda: is_open(app, PageScreen))
        await pilot.press("f9")
        await until(pilot, lambda: is_open(app, ConsoleScreen))
        keys = frame(app).splitlines()[-1]
        assert "F1 Help" in keys, "a question mark is typed into the line"
        assert "? Help" not in keys
        await pilot.press(*"wrong", "enter")
        await until(pilot, lambda: "That is not it" in frame(app))
        assert not [title for title in held if title in frame(app)]
        await pilot.press(*passphrase_keys(table))
        assert table.session.plan.passphrase not in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: "is to decide" in frame(app))
        assert [title for title in held if title in frame(app)]
        await pilot.press(*"pause", "enter")
        await until(pilot, lambda: "Why?" in frame(app))
        await pilot.press(*"Tea", "enter")
        await until(pilot, lambda: white(table).paused == "Tea")
        await pilot.press("escape")
        await until(pilot, lambda: is_open(app, CurtainScreen) and "Paused: Tea" in frame(app))
        assert not [title for title in held if title in frame(app)]
        await pilot.press("u", "enter")
        assert is_open(app, CurtainScreen)
    table.close()


@pytest.mark.parametrize("keys", [["f9"], ["space", "f9"]], ids=["on its way", "paused"])
async def test_f9_opens_it_where_programs_alone_play(
    tmp_path: Path, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It said that a move was under way as long as the game went on, and when it was paused."""
    monkeypatch.setattr(watch, "SPEEDS", (LONG_S,) * len(SPEEDS))  # no move while a key is pressed
    table = at_play(tmp_path, seed=7)
    for seat in ("us", "china"):
        white(table).do(f"swap {seat} greedy because They had to leave.")
    app = make_app(lambda one: one.start(table.sitting))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: is_open(app, WatchScreen) and shows(app, "to choose"))
        await pilot.press(*keys)
        await until(pilot, lambda: is_open(app, ConsoleScreen))
        await pilot.press(*table.session.plan.passphrase, "enter")
        await until(pilot, lambda: shows(app, "United States holds"))
        ply = table.sitting.match.course.ply
        monkeypatch.setattr(watch, "SPEEDS", SPEEDS)
        await pilot.press("escape")
        await until(pilot, lambda: is_open(app, WatchScreen))
        await until(pilot, lambda: table.sitting.match.course.ply > ply)
    table.close()


async def test_a_command_stays_in_sight_while_it_waits_for_its_reason(tmp_path: Path) -> None:
    """The screen was empty and asked for a command: the next one was taken for the reason."""
    table = at_play(tmp_path, seed=7)
    app = make_app(lambda one: one.show_console(table.sitting), table.games, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await let_in(pilot, app, table)
        assert not shows(app, "│> ")
        await pilot.press(*"reroll", "enter")
        await until(pilot, lambda: shows(app, "Why?"))
        assert shows(app, "│> reroll")
        assert frame(app).count("reroll") == 1
        assert frame(app).splitlines()[1].startswith("Answer ")
        await pilot.press(*"Tea", "enter")
        await until(pilot, lambda: shows(app, "round 1"))
        assert shows(app, "│> reroll")
        assert frame(app).splitlines()[1].startswith("Command ")
    table.close()


async def test_what_was_answered_of_a_command_stays_in_sight_while_more_is_asked(
    tmp_path: Path,
) -> None:
    """Of a move that no card has eight things are asked, and none of the answers was seen."""
    table = at_play(tmp_path, seed=7)
    app = make_app(lambda one: one.show_console(table.sitting), table.games, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await let_in(pilot, app, table)
        await pilot.press(*"move", "enter")
        await until(pilot, lambda: shows(app, "What does"))
        await pilot.press(*"Call", "enter", *"Calm", "enter", *"Cost", "enter")
        await until(pilot, lambda: shows(app, "▸ Its chance"))
        await pilot.press(*"often", "enter")
        await until(pilot, lambda: shows(app, "Type a number"))
        for told in ("gives it up. Call", "(- for nothing) Calm", "(- for nothing) Cost"):
            assert shows(app, told)
        assert not shows(app, "often")  # it was no answer: it is asked for again
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"help", "enter")
        await until(pilot, lambda: shows(app, "show: both hands"))
        assert not shows(app, "Calm")
        pane = app.screen.query_one(Pane)
        words = [row for row in pane.rows if ": " in line_text(row.lines[0])]
        assert all(len(row.lines) == 1 for row in words)  # they were wrapped twice
    table.close()


async def test_people_are_asked_behind_the_curtain_and_esc_keeps_nothing(tmp_path: Path) -> None:
    phases = [phase("Guess", "forecast"), phase("Play", "play")]
    seats = [SeatPlan(seat="us", people=["Ann", "Bo"]), SeatPlan(seat="china")]
    table = at_play(tmp_path, seed=7, phases=phases, seats=seats)
    app = make_app(lambda one: one.start(table.sitting))
    async with app.run_test(size=(100, 40)) as pilot:
        for key, asked in (("u", ("Ann", "Bo")), ("c", ("",))):
            await until(pilot, lambda: is_open(app, CurtainScreen))
            await pilot.press(key, "enter")
            await until(pilot, lambda: is_open(app, PageScreen))
            await pilot.press("enter")
            for name in asked:
                await until(pilot, lambda: is_open(app, ThinkingScreen))
                await until(pilot, partial(shows, app, name))
                assert "It will end" in frame(app)
                assert ("then Bo is asked" in frame(app)) == (name == "Ann")
                await pilot.press("escape")
        await until(pilot, lambda: is_open(app, CurtainScreen))
        await pilot.press("u", "enter")
        await until(pilot, lambda: is_open(app, TableScreen))
    assert not notes_of(table)
    table.close()


async def test_a_class_is_left_for_the_shell_after_a_question_and_never_for_the_title(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    app = make_app(lambda one: one.start(table.sitting), table.games)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: is_open(app, CurtainScreen))
        await pilot.press("escape")
        await until(pilot, lambda: is_open(app, QuestionScreen))
        assert "Leave this class?" in frame(app)
        assert "seminar run" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: is_open(app, CurtainScreen))
        await pilot.press("u", "enter", "enter")
        await until(pilot, lambda: is_open(app, TableScreen))
        await pilot.press("q")
        await until(pilot, lambda: is_open(app, QuestionScreen))
        await pilot.press("escape")
        await until(pilot, lambda: is_open(app, TableScreen))
        app.home.go_home()
        await until(pilot, lambda: app.leaving.code == 0)
        assert not is_open(app, TitleScreen)
        assert "seminar run" in app.home.whereabouts
    table.close()


async def test_the_end_of_a_class_leads_to_its_replay_or_out_and_to_no_other_game(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    white(table).do("close because The bell has gone.")
    app = make_app(lambda one: one.leave_console(table.sitting), table.games)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: is_open(app, DebriefScreen))
        app.home.take_place(table.sitting)
        await pilot.press("m", "o")
        assert app.home.sitting is table.sitting
        assert [path.name for path in (tmp_path / "tables").glob("*.jsonl")] == ["1.jsonl"]
        assert "t Leave" in frame(app)
        assert "1 game" not in frame(app), "the score of rematches, of which a class has none"
        await pilot.press("escape")  # as out of the console, which `close` has left already
        await until(pilot, lambda: is_open(app, QuestionScreen))
        assert "seminar run" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: is_open(app, DebriefScreen))
        app.home.take_place(None)  # as for a game that left this one
        await pilot.press("t")
        await until(pilot, lambda: app.leaving.code == 0)
        assert not is_open(app, TitleScreen)
    table.close()


def test_the_console_is_a_key_where_somebody_facilitates_and_nowhere_else(tmp_path: Path) -> None:
    def has_console(app: WargameApp) -> bool:
        return any(
            one.binding.description == "Console" for one in app.screen.active_bindings.values()
        )

    table = at_play(tmp_path, seed=7)

    async def story(*, is_class: bool) -> None:
        app = make_app(lambda one: one.start(table.sitting))
        async with app.run_test(size=(100, 40)) as pilot:
            await until(pilot, lambda: is_open(app, CurtainScreen))
            assert has_console(app) == is_class
            await pilot.press("u", "enter", "enter")
            await until(pilot, lambda: is_open(app, TableScreen))
            assert has_console(app) == is_class
            assert isinstance(app.screen, TableScreen)
            assert ("Console" in [one.label for one in app.screen.commands()]) == is_class

    asyncio.run(story(is_class=True))
    table.sitting.control = None
    asyncio.run(story(is_class=False))
    table.close()


def test_a_table_of_a_class_can_be_neither_renamed_nor_deleted(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of(seed=7))
    table.close()
    (tmp_path / "plan.yaml").touch()
    save = tmp_path / "tables" / "1.jsonl"
    told = r"1 is a table of the class .* deletes its folder"
    with pytest.raises(UsageError, match=told):
        table.games.delete("1")
    with pytest.raises(UsageError, match=told):
        table.games.rename("1", "2")
    assert save.exists()
    (tmp_path / "plan.yaml").unlink()
    table.games.rename("1", "2")
    table.games.delete("2")
    assert not save.exists()


def test_with_open_hands_no_curtain_is_drawn_as_a_class_begins_or_goes_on(tmp_path: Path) -> None:
    async def story(table: OpenTable) -> None:
        app = make_app(lambda one: one.sit_down(table.sitting))
        async with app.run_test(size=(100, 40)) as pilot:
            await until(pilot, lambda: is_open(app, PageScreen) or is_open(app, TableScreen))
            if is_open(app, PageScreen):
                await pilot.press("enter")
            await until(pilot, lambda: is_open(app, TableScreen))
            await pilot.press("f9")
            await until(pilot, lambda: is_open(app, ConsoleScreen))
            await pilot.press("escape")
            await until(pilot, lambda: is_open(app, TableScreen))
            white(table).do("pause A fire drill")
            await pilot.press("f9")
            await until(pilot, lambda: is_open(app, ConsoleScreen))
            await pilot.press("escape")
            await until(pilot, lambda: is_open(app, CurtainScreen))
            white(table).do("go")

    for _ in ("begins", "goes on"):
        table = at_play(tmp_path, seed=7, hands="open")
        asyncio.run(story(table))
        table.close()


LOST_DISK = NotSaved("Not saved since move 3: the disk is full.")


def test_where_a_disk_fails_the_facilitator_alone_moves_a_class_in_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the file has both hands, and the seed of all tables."""
    table = at_play(tmp_path, seed=7)
    phrase, place = table.session.plan.passphrase, tmp_path / "stick.jsonl"
    takes_turns, failed = Sitting.turns, list[int]()

    def fails_once(sitting: Sitting) -> Iterator[Turn]:
        if not failed:
            failed.append(1)
            raise LOST_DISK
        yield from takes_turns(sitting)

    monkeypatch.setattr(Sitting, "turns", fails_once)
    save = f"save {place}"
    told = told_in_text(table, save, "a guess", "", "unsaved", "", save, phrase, "quit")
    assert told.count("The facilitator's passphrase?") == 4
    assert place.exists()


async def test_where_a_disk_fails_the_facilitator_alone_moves_a_class_on_a_screen(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    app, done = make_app(lambda one: one.start(table.sitting), table.games), list[int]()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: is_open(app, CurtainScreen))
        app.home.ask_where(table.sitting, LOST_DISK, lambda: done.append(1))
        await until(pilot, lambda: shows(app, "Passphrase"))
        assert not shows(app, "Name or path")
        await pilot.press(*"guess", "enter")
        await until(pilot, lambda: shows(app, "That is not it."))
        await pilot.press(*table.session.plan.passphrase, "enter")
        await until(pilot, lambda: shows(app, "Name or path"))
        await pilot.press(*"stick", "enter")
        await until(pilot, lambda: bool(done))
    table.close()
    assert (tmp_path / "tables" / "stick.jsonl").exists()


async def test_the_form_asks_the_questions_of_a_plan(tmp_path: Path) -> None:
    own = [SurveyEntry(ask="How warm?", scale=["cold", "hot"]), SurveyEntry(ask="Why so?")]
    table = at_play(tmp_path, survey=own)
    app = make_app(lambda one: one.start(table.sitting))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = ThinkingScreen(table.sitting, "us", ("survey", ""), lambda: None)
        app.put(screen)
        await until(pilot, lambda: is_open(app, ThinkingScreen) and screen.has_begun)
        await until(pilot, lambda: "How warm?" in frame(app) and "Question 2" in frame(app))
        await pilot.press("down")
        await until(pilot, lambda: "Why so?" in frame(app))
        await pilot.press(*"sun", "down", "down", "enter")
        await until(pilot, lambda: bool(notes_of(table)))
    assert notes_of(table)[-1].text == "? Why so? = sun"
    table.close()


def test_what_else_could_have_come_waits_for_the_other_tables(tmp_path: Path) -> None:
    """The replay of the first table to end, on the projector, showed injects that the luck of all
    tables still had in store."""
    table = at_play(tmp_path, tables=2)
    white(table).do("close because The bell has gone.")

    async def listed() -> str:
        app = make_app(lambda one: one.show_replay(table.sitting, "us", 1), table.games)
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: is_open(app, ReplayScreen))
            await settled(pilot)
            await pilot.press("h")
            await until(pilot, lambda: "what else could have come" in frame(app))
            return frame(app)

    assert "is told once all tables are over" in asyncio.run(listed())
    second = open_table(
        SeminarFolder(tmp_path), table.session.plan, game_of("primer"), 2, writes_aside=False
    )
    assert table.sitting.is_shut()
    white(second).do("close because The bell has gone.")
    second.close()
    assert not table.sitting.is_shut()
    assert "HYPOTHETICAL" in asyncio.run(listed())
    table.close()


async def test_f9_opens_the_console_at_the_curtain_and_leave_leads_back_there(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    app = make_app(lambda one: one.start(table.sitting), table.games)
    async with app.run_test(size=(100, 40)) as pilot:
        for typed in ("leave", "LEAVE"):
            await until(pilot, lambda: is_open(app, CurtainScreen))
            await pilot.press("f9")
            await let_in(pilot, app, table)
            await pilot.press(*typed, "enter")
            await until(pilot, lambda: is_open(app, CurtainScreen))
    table.close()


async def test_what_the_console_does_not_know_is_told_and_esc_gives_a_question_up_first(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    ply = table.sitting.match.course.ply
    app = make_app(lambda one: one.show_console(table.sitting), table.games, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await let_in(pilot, app, table)
        await pilot.press(*"inyect", "enter")
        await until(pilot, lambda: shows(app, "I do not know 'inyect'. Did you mean 'inject'?"))
        await pilot.press(*"reroll", "enter")
        await until(pilot, lambda: shows(app, "Why?"))
        await pilot.press(*"leave", "enter")  # an answer, though hardly meant as one
        await until(pilot, lambda: shows(app, "'leave' reads like a command"))
        await pilot.press("escape")
        await until(pilot, lambda: shows(app, "Nothing has happened."))
        assert is_open(app, ConsoleScreen)
        assert table.sitting.match.course.ply == ply
        assert not [one for one in table.sitting.match.record.events if hasattr(one, "epoch")]
        await pilot.press("escape")
        await until(pilot, lambda: is_open(app, CurtainScreen))
    table.close()


async def test_a_long_answer_of_the_console_is_read_by_pages(tmp_path: Path) -> None:
    table = at_play(tmp_path, seed=7)
    app = make_app(lambda one: one.show_console(table.sitting), table.games)
    async with app.run_test(size=(80, 24)) as pilot:
        await let_in(pilot, app, table)
        await pilot.press(*"numbers", "enter")
        await until(pilot, lambda: shows(app, "1-18 of"))
        await pilot.press("pagedown")
        await until(pilot, lambda: not shows(app, "1-18 of"))
        await pilot.press("pageup")
        await until(pilot, lambda: shows(app, "1-18 of"))
    table.close()


async def test_the_screen_of_a_seat_says_once_that_time_is_nearly_over(tmp_path: Path) -> None:
    table = at_play(tmp_path, seed=7)
    app = make_app(lambda one: one.start(table.sitting), table.games)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: is_open(app, CurtainScreen))
        await pilot.press("u", "enter", "enter")
        await until(pilot, lambda: is_open(app, TableScreen))
        screen, clock = app.screen, table.session.clock
        assert isinstance(screen, TableScreen)
        title = clock.phase.title
        assert "left of" not in frame(app)
        clock.go()
        clock.set_left(59.0)
        await until(pilot, lambda: f"1 minute left of '{title}'." in frame(app))
        assert " 0:5" in frame(app).splitlines()[0]
        screen.say("")
        screen._look_at_clock()
        await settled(pilot)
        assert "left of" not in frame(app)
        clock.set_left(-5.0)
        await until(pilot, lambda: f"Time is over for '{title}'." in frame(app))
        assert " -0:0" in frame(app).splitlines()[0]
    table.close()


async def test_the_curtain_of_a_class_shows_the_clock_and_below_it_what_everybody_may_see(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7)
    sitting, clock = table.sitting, table.session.clock
    clock.stop()
    app = make_app(lambda one: one.start(sitting), table.games, is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: is_open(app, CurtainScreen))
        assert isinstance(app.screen, CurtainScreen)
        for left, seconds in (("12:34", 754.9), ("-0:05", -5.0)):
            clock.set_left(seconds)
            app.screen.query_one(Pane).show(app.screen._rows)
            await settled(pilot)
            assert all(line.strip() in frame(app) for line in big(left, is_ascii=False))
        assert f"{clock.phase.title} (stopped)" in frame(app)
        assert "The lead is level" in frame(app)
        assert "Tension" in frame(app)
        held = {one for seat in sitting.game.seats for one in sitting.view(seat).hand}
        assert held
        assert not [one for one in held if sitting.titles.cards[one] in frame(app)]
    table.close()


@pytest.mark.parametrize("people", [("us", "china"), ("us",), ("china",), ()], ids=str)
async def test_a_class_that_is_over_is_debriefed_from_a_side_that_people_have(
    tmp_path: Path, people: tuple[str, ...]
) -> None:
    table = at_play(tmp_path, seed=7)
    for seat in {"us", "china"} - {*people}:
        white(table).do(f"swap {seat} greedy because They had to leave.")
    white(table).do("close because The bell has gone.")
    app = make_app(lambda one: one.leave_console(table.sitting), table.games)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: is_open(app, DebriefScreen))
        await settled(pilot)
        await pilot.press("r")
        await until(pilot, lambda: is_open(app, ReplayScreen))
        assert isinstance(app.screen, ReplayScreen)
        assert app.screen.seat == (people or ("us",))[0]
    table.close()


async def test_a_game_that_the_console_closes_is_debriefed_at_once(tmp_path: Path) -> None:
    table = at_play(tmp_path, seed=7)
    app = make_app(lambda one: one.show_console(table.sitting), table.games, is_ascii=False)
    async with app.run_test(size=(100, 40)) as pilot:
        await let_in(pilot, app, table)
        keys = ["space" if key == " " else key for key in "close because time"]
        await pilot.press(*keys, "enter")
        await until(pilot, lambda: not is_open(app, ConsoleScreen))
        await until(pilot, lambda: is_open(app, DebriefScreen))
        assert table.sitting.is_over
    table.close()


async def test_in_talks_the_curtain_of_a_class_shows_what_can_be_put_into_a_deal(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path, seed=7, phases=[phase("Bargain", "talks"), phase("Play", "play")])
    page = table.session.page
    assert page is not None
    app = make_app(lambda one: one.start(table.sitting), table.games, is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: is_open(app, CurtainScreen))
        await settled(pilot)
        assert page.title in frame(app)
    table.close()
