"""Lessons and puzzles on screen: what stands above the board, what is answered, what comes next."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from tests.tui.apps import make_app
from tests.tui.conftest import frame, open_deck, settled, until
from wargame.rules.game import Game
from wargame.store.own import FOLDER_VARIABLE
from wargame.table.host.puzzles import Posed, PuzzleBook
from wargame.table.host.school import School
from wargame.table.told.lesson import aim_of
from wargame.table.told.puzzle import JudgedTry
from wargame.tui.screens.lesson import LessonScreen, LessonsScreen
from wargame.tui.screens.puzzle import PuzzleScreen
from wargame.tui.widgets.pane import Pane


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_lesson_is_taken_by_keys(
    primer: Game, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    school = School(primer)
    first, second = school.listed[:2]
    app = make_app(lambda one: one.practice.open_school(school), is_ascii=False)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert first.title in frame(app)
        await pilot.press("enter")
        await settled(pilot, 0.2)
        assert isinstance(app.screen, LessonScreen)
        assert f"Aim 1 of {len(school.listed)}: {first.aim}" in frame(app)
        assert first.steps[0].text[:40] in frame(app)
        assert first.steps[0].text in " ".join(frame(app).split()), "to its end"
        assert "Mineral Vault  " in frame(app)  # in the hand: nothing new lies over it
        await pilot.press("x")
        await settled(pilot, 0.2)
        await pilot.press("enter")
        await settled(pilot, 0.2)
        assert first.wrong[0].text[:40] in frame(app)
        assert app.home.sitting is not None
        assert app.home.sitting.match.record.actions == []
        number = app.screen.scene.view.hand.index("vault") + 1
        await pilot.press("escape", str(number), "enter")
        await settled(pilot, 0.2)
        await pilot.press("enter")
        await settled(pilot, 0.5)
        assert f"Learned: {first.title}" in frame(app)
        assert "Once more" not in frame(app)
        await pilot.press("enter")
        await settled(pilot, 0.2)
        assert f"Aim 2 of {len(school.listed)}: {second.aim}" in frame(app)
        await pilot.press("q")
        await settled(pilot, 0.2)
        assert isinstance(app.screen, LessonsScreen)
        assert "learned" in frame(app)


async def test_the_last_judgement_is_told_before_the_end_of_a_lesson(
    primer: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    school = School(primer)
    app = make_app(lambda one: one.practice.open_school(school, "fronts"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await settled(pilot)
        seen: list[str] = []
        for move in school.named("fronts").way:
            screen = app.screen
            assert isinstance(screen, LessonScreen)
            screen.open_move([move])
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            while isinstance(app.screen, LessonScreen) and app.screen._staged:
                await pilot.press("enter")
                await settled(pilot)
        for _ in range(2):
            seen.append(frame(app))
            await pilot.press("enter")
            await settled(pilot)
        assert "Chips, stake 4: United States leads" in seen[0]
        assert "Learned:" not in seen[0]
        assert "Learned:" in seen[1]


def test_a_lesson_that_opens_a_pane_names_its_key(primer: Game) -> None:
    for lesson in primer.deck.lessons:
        for step in lesson.steps:
            for pane, key in (("measures", "m"), ("projects", "p")):
                if f"pen your {pane}" in step.text:
                    assert f"(key {key})" in step.text, lesson.id


@pytest.mark.parametrize(
    ("deck", "said"),
    [
        pytest.param("primer", "8 lessons of about a minute teach this game, one", id="eight"),
        pytest.param("kitchen_sink", "1 lesson of about a minute teaches this game.", id="one"),
    ],
)
async def test_somebody_new_is_asked_once_whether_to_learn_first(
    deck: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    began: list[bool] = []
    school = School(open_deck(deck))
    app = make_app(
        lambda one: one.practice.offer_school(school, lambda: began.append(True)), is_ascii=False
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, 0.2)
        assert said in frame(app)
        await pilot.press("enter")
        await settled(pilot, 0.2)
        assert began == [True]
    assert (tmp_path / "lessons.json").exists()


async def test_a_puzzle_is_solved_by_keys_and_told_of(
    primer: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    book = PuzzleBook(primer)
    first = book.listed[0]
    app = make_app(lambda one: one.practice.open_puzzles(book), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert first.title in frame(app)
        await pilot.press("enter")
        await settled(pilot)
        assert f"Puzzle 1 of {len(book.listed)}. Aim:" in frame(app)
        assert all(line.strip() for line in frame(app).splitlines()[:8]), "no room is wasted"
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert "Puzzle 1" not in frame(app), "below 80x24 a notice stands alone"
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert all(line.strip() for line in frame(app).splitlines()[:8])
        assert "a Advice" not in frame(app), "a key that only refuses has no room below"
        await pilot.press("escape", "a")
        await settled(pilot)
        assert "No advice here" in frame(app)
        for move in first.best.line:
            assert isinstance(app.screen, PuzzleScreen)
            number = app.screen.scene.view.hand.index(move.split()[-1]) + 1
            await pilot.press("escape", str(number), "enter", "enter")
            await settled(pilot)
        await until(pilot, lambda: "Solved: your line" in frame(app))
        assert first.learned[:40] in frame(app)
        await pilot.press("s")
        await settled(pilot)
        solved = frame(app)
        assert solved.count("Solution") == 2  # the heading, and the key
        assert solved.count(first.learned[:40]) == 1
        await pilot.press("s")
        await settled(pilot)
        assert frame(app) == solved
        await pilot.press("enter")
        await settled(pilot)
        assert f"Puzzle 2 of {len(book.listed)}. Aim:" in frame(app)
        again = PuzzleBook(primer)
        assert again.is_done(first)
        app.home.practice.open_puzzles(again)
        await settled(pilot)
        target = app.screen.query_one(Pane).target
        assert target is not None
        assert target.id == book.listed[1].id, "the first that is not solved"


async def test_whoever_has_not_solved_a_puzzle_tries_again_by_enter_or_a_key_of_its_own(
    primer: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It went on to the next one, right below the words that the aim was not reached."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    book = PuzzleBook(primer)
    app = make_app(lambda one: one.practice.open_puzzles(book), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key, place in (("enter", 1), ("a", 1), ("n", 2)):
            await pilot.press("enter")
            await settled(pilot)
            while isinstance(app.screen, PuzzleScreen):
                await pilot.press("escape", "x", "enter")
                await settled(pilot)
            await until(pilot, lambda: "Your line reaches it" in frame(app))
            assert " Enter Again " in frame(app).splitlines()[-1]
            await pilot.press(key)
            await settled(pilot)
            assert f"Puzzle {place} of {len(book.listed)}. Aim:" in frame(app)
            await pilot.press("q")
            await settled(pilot)


@pytest.mark.usefixtures("meanwhile")
async def test_enter_that_comes_before_a_line_is_judged_leaves_nothing_untold(
    primer: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where trying all lines took a moment, it began the puzzle anew, though it was solved."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    judge, is_time = Posed.judge, threading.Event()

    def slow(posed: Posed) -> JudgedTry:
        assert is_time.wait(LONG_S)
        return judge(posed)

    monkeypatch.setattr(Posed, "judge", slow)
    book = PuzzleBook(primer)
    app = make_app(lambda one: one.practice.pose(book.open(book.listed[0])), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("escape", "x", "enter")
        await settled(pilot)
        await pilot.press("escape", "x", "enter")
        await until(pilot, lambda: "All lines are tried" in frame(app))
        assert "Enter" not in frame(app).splitlines()[-1]
        await pilot.press("enter", "s")
        await pilot.pause(0.2)
        assert "All lines are tried" in frame(app)
        assert "The aim is not reached." in frame(app), "which is known at once"
        is_time.set()
        await until(pilot, lambda: "Your line reaches it" in frame(app))
        assert " Enter Again " in frame(app).splitlines()[-1]


async def test_the_whole_aim_of_a_puzzle_can_be_read(primer: Game) -> None:
    book = PuzzleBook(primer)
    longest = max(book.listed, key=lambda one: len(one.aim))

    def read() -> str:
        return " ".join(frame(app).replace("┃", " ").split())

    app = make_app(lambda one: one.practice.pose(book.open(longest)), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PuzzleScreen))
        await settled(pilot)
        assert longest.aim in read(), "above the board"
        await pilot.press("b")
        await settled(pilot)
        assert longest.aim in read(), "above the page of the seat"
        assert "Judged when this round ends" in read()


def test_the_aim_of_every_lesson_fits_in_a_line_of_a_small_screen() -> None:
    for deck in ("primer", "entanglement"):
        lessons = open_deck(deck).deck.lessons
        for number, lesson in enumerate(lessons, start=1):
            assert len(aim_of(lesson, f"{number} of {len(lessons)}")) <= 79, lesson.id


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        pytest.param(["1", "down", "2"], 2, id="one digit, the cursor elsewhere, another"),
        pytest.param("3", 3, id="one digit"),
        pytest.param("11", 11, id="two digits"),
        pytest.param("47", 7, id="a second that goes with no first"),
        pytest.param("50", 5, id="no line of that number"),
    ],
)
async def test_digits_point_at_a_line_of_a_list(
    primer: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: Sequence[str], number: int
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    book = PuzzleBook(primer)
    app = make_app(lambda one: one.practice.open_puzzles(book), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*typed)
        await settled(pilot)
        pane = app.screen.query_one("#page", Pane)
        assert pane.target is not None
        assert pane.target.id == book.listed[number - 1].id
