"""A deck that its author has not finished: screens say what is wrong with it, and go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.apps import make_app
from tests.tui.conftest import frame, open_deck, settled, until
from wargame.content.library import DeckLibrary
from wargame.errors import UsageError
from wargame.rules.game import Game
from wargame.table.host.puzzles import Posed, PuzzleBook
from wargame.table.host.school import School
from wargame.table.host.setup import FIRST_DECK, Setup
from wargame.table.told.puzzle import JudgedTry
from wargame.tui.screens.decks import DeckScreen
from wargame.tui.screens.lesson import LessonScreen, LessonsScreen
from wargame.tui.screens.new_game import NewGameScreen
from wargame.tui.screens.puzzle import PuzzlesScreen
from wargame.tui.screens.title import TitleScreen
from wargame.tui.widgets.form import Form

MISSING = "field 'about' is missing"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of one's own, so that names of files are short."""
    monkeypatch.chdir(tmp_path)


def with_half_a_deck(name: str = FIRST_DECK) -> DeckLibrary:
    """A library with a deck in it that lacks all but its title."""
    folder = Path("decks") / name
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text(f"id: {name}\ntitle: Half a deck\n", encoding="utf-8")
    return DeckLibrary()


async def test_the_title_says_why_no_lessons_of_a_faulty_deck_can_be_taken() -> None:
    library = with_half_a_deck()
    app = make_app(lambda one: one.go_home(), library=library, is_ascii=False)
    async with app.run_test(size=(120, 30)) as pilot:
        for key in "tp":
            await pilot.press(key)
            await until(pilot, lambda: MISSING in frame(app))
            assert isinstance(app.screen, TitleScreen)
            app.screen.say("")


async def test_a_new_game_tells_what_is_wrong_with_a_deck_and_another_can_be_chosen() -> None:
    library = with_half_a_deck()
    app = make_app(lambda one: one.open("new"), library=library, is_ascii=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: MISSING in frame(app))
        assert isinstance(app.screen, NewGameScreen)
        form = app.screen.query_one(Form)
        assert [field.name for field in form.fields] == ["deck", "begin"]
        await pilot.press("end", "enter")
        await settled(pilot)
        assert app.screen.said
        await pilot.press("home", "left")
        await settled(pilot)
        assert form["deck"].value != FIRST_DECK
        assert form["seed"].value == ""
        await pilot.press("right")
        await settled(pilot)
        assert [field.name for field in form.fields] == ["deck", "begin"]


def test_a_faulty_deck_has_no_seats_and_keeps_nothing_of_the_deck_before() -> None:
    setup = Setup(with_half_a_deck("half"), FIRST_DECK)
    setup.choose_deck("half")
    assert setup.trouble
    assert (setup.table, setup.seats, setup.bidding()) == ("", {}, None)
    assert setup.about("deck") == ("Half a deck", setup.trouble)
    setup.choose_deck(FIRST_DECK)
    assert not setup.trouble
    assert setup.seats


async def test_the_page_of_a_faulty_deck_points_at_the_column() -> None:
    library = with_half_a_deck("half")
    text = "id: half\ntitle: Half\nabout: A deck: half\n"
    Path("decks/half/deck.yaml").write_text(text, encoding="utf-8")
    app = make_app(lambda one: one.open("decks"), library=library, is_ascii=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        app.push_screen(DeckScreen(library, "half", "Half", lambda _: None))
        await until(pilot, lambda: "about: A deck: half" in frame(app))
        lines = frame(app).splitlines()
        number = next(n for n, line in enumerate(lines) if "about: A deck: half" in line)
        assert lines[number + 1].index("^") == lines[number].index(": half")


@pytest.fixture(scope="module")
def unready() -> Game:
    """A deck with a lesson and a puzzle whose positions cannot be set up."""
    game = open_deck(FIRST_DECK)
    deck = game.deck
    lesson = deck.lessons[0].model_copy(update={"given": {"shared.no_such": 1}})
    puzzle = deck.puzzles[0].model_copy(update={"given": {"shared.no_such": 1}})
    new = {"lessons": [lesson, *deck.lessons[1:]], "puzzles": [puzzle, *deck.puzzles[1:]]}
    found = Game(game.loaded.relaid(game.loaded.written.model_copy(update=new), ""))
    assert found.deck.lessons[0].given == {"shared.no_such": 1}
    return found


async def test_a_lesson_whose_position_cannot_be_set_up_says_so_in_the_list(unready: Game) -> None:
    school = School(unready)
    first, second = school.listed[:2]
    app = make_app(lambda one: one.practice.open_school(school, first.id), is_ascii=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: "unknown name 'shared.no_such'" in frame(app))
        assert isinstance(app.screen, LessonsScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, LessonsScreen)
        await pilot.press("down", "enter")
        await until(pilot, lambda: second.aim in frame(app))
        assert isinstance(app.screen, LessonScreen)


async def test_a_puzzle_whose_position_cannot_be_set_up_says_so_in_the_list(unready: Game) -> None:
    book = PuzzleBook(unready)
    app = make_app(lambda one: one.practice.open_puzzles(book), is_ascii=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "unknown name 'shared.no_such'" in frame(app))
        assert isinstance(app.screen, PuzzlesScreen)


@pytest.mark.parametrize("at_random", [None, 19])
async def test_the_list_tells_how_to_read_tries_at_random_only_where_a_puzzle_has_some(
    primer: Game, at_random: int | None
) -> None:
    puzzle = primer.deck.puzzles[0]
    best = puzzle.best.model_copy(update={"at_random": at_random})
    new = {"puzzles": [puzzle.model_copy(update={"best": best})]}
    game = Game(primer.loaded.relaid(primer.loaded.written.model_copy(update=new), ""))
    app = make_app(lambda one: one.practice.open_puzzles(PuzzleBook(game)), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter opens" in frame(app))
        assert "Esc goes back" in frame(app), "nothing of the prompt is cut"
        assert ("how often moves at random" in frame(app)) == (at_random is not None)
        assert ("1 in 19 at random" in frame(app)) == (at_random is not None)


async def test_a_puzzle_with_too_many_lines_says_so_where_it_would_be_judged(
    primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_many(_: Posed) -> JudgedTry:
        raise UsageError("there are more than 9 positions to try")

    monkeypatch.setattr(Posed, "judge", too_many)
    book = PuzzleBook(primer)
    posed = book.open(book.listed[0], 1)
    app = make_app(lambda one: one.practice.show_judged(posed), is_ascii=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: "The line cannot be judged: there are more" in frame(app))
