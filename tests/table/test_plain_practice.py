"""Lessons and puzzles in linear text: what a move did is said, and nothing is said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.rules.game import Game
from wargame.store.own import FOLDER_VARIABLE
from wargame.table.host.puzzles import PuzzleBook
from wargame.table.host.school import School
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.lesson import teach
from wargame.table.plain.puzzle import play, pose, show_solution


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's folder with nothing in it."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))


@pytest.fixture
def primer(decks: dict[str, DeckRef]) -> Game:
    return shared_game(decks["primer"])


def lesson(game: Game, name: str, *typed: str) -> str:
    """What is said in a lesson, before the next begins."""
    told: list[str] = []
    teach(School(game), Console([*typed, "quit"], told.append), "on", "play", name)
    return "\n".join(told)


def puzzle(game: Game, name: str, *typed: str) -> str:
    """What is said in a puzzle, in one line."""
    told: list[str] = []
    book = PuzzleBook(game)
    with pytest.raises(Quit):
        play(book, book.named(name), Console([*typed, "quit"], told.append), 1)
    return " ".join(" ".join(told).split())


def test_a_lesson_tells_what_a_move_did(primer: Game) -> None:
    """It told the next step alone, and whoever listens did not learn what the card had changed."""
    said = lesson(primer, "fronts", "play half_owned", "pass", "pass")
    assert "Chips in store (China) 5 to 1" in said
    assert said.index("Chips judged: United States leads twice over") < said.index("Learned:")


def test_what_is_held_is_read_out_again_only_where_cards_have_come(primer: Game) -> None:
    said = lesson(primer, "fronts", "play half_owned", "undo", "play half_owned")
    assert said.count("Your hand") == 2  # at first, and with the card that came back


def test_a_lesson_names_no_key_in_linear_text(primer: Game) -> None:
    said = lesson(primer, "measures")
    assert "Open your measures, choose chip control" in " ".join(said.split())
    assert "(key" not in said


def test_an_offer_that_waits_for_an_answer_is_told_item_by_item(primer: Game) -> None:
    said = puzzle(primer, "answer", "decline")
    on_table = said.index("On the table, by China")
    assert on_table < said.index("You may 1 Accept")


def test_an_answer_to_a_question_is_told_by_its_title(primer: Game) -> None:
    """It was told by the word that is typed for it: `concede`."""
    told: list[str] = []
    book = PuzzleBook(primer)
    show_solution(book, book.named("named"), Console([], told.append))
    assert any("Ease the duty by 1, magnets in store +3 weeks" in line for line in told)
    assert not any("concede" in line for line in told)


def test_judgements_that_left_the_lead_where_it_was_are_told(primer: Game) -> None:
    """Why the lead was level had one answer: that it had not changed."""
    said = puzzle(primer, "answer", "accept")
    why = said.partition("Why is Lead level?")[2]
    assert "Home front judged: nobody leads, stake 6." in why


def test_the_chance_of_a_line_says_what_is_counted_where_luck_falls_otherwise(primer: Game) -> None:
    """Of a line that had fallen to 0 % it said that it reaches the aim in 62 cases of 100."""
    said = puzzle(primer, "named", "name chips", "pass", "pass")
    assert "Your line reaches it in 62 cases of 100, with the best play where luck falls" in said
    plain = puzzle(primer, "election", "pass", "pass")
    assert "Your line reaches it in 0 cases of 100, the best in 100." in plain


def test_whoever_let_the_talks_go_by_is_told_how_to_go_back(primer: Game) -> None:
    """The lesson went on asking for an offer that could not be made any more."""
    said = " ".join(lesson(primer, "deals", "pass", "pass").split())
    _, _, after = said.partition("You may 1 Name Chips")
    before = said.removesuffix(after)
    assert "nothing was signed. Undo goes back to them" in before
    assert before.rindex("nothing was signed") > before.rindex("talks begin")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["pass", "pass"], "All other puzzles are solved."),
        (["play public_threat", "play carmakers"], "All puzzles are solved."),
    ],
    ids=["missed", "solved"],
)
def test_the_last_puzzle_is_called_solved_only_if_it_is(
    primer: Game, line: list[str], said: str
) -> None:
    told: list[str] = []
    book = PuzzleBook(primer)
    first, *others = book.listed
    for one in others:
        book.solved(one)
    pose(book, first, Console([*line, "next"], told.append), 1)
    assert told[-1] == f"{said}\n"


def test_nothing_that_comes_after_the_rounds_of_a_puzzle_is_told(primer: Game) -> None:
    """Its line is judged where they end; news and cards of the next round came before that."""
    said = puzzle(primer, "burn", "pass", "pass")
    assert said.index("Chips judged: ") < said.index("The aim is not reached.")
    assert "News: " not in said


def test_a_word_that_is_none_of_what_comes_next_is_named_with_those_that_are(primer: Game) -> None:
    told: list[str] = []
    first = PuzzleBook(primer).listed[0]
    pose(PuzzleBook(primer), first, Console(["pass", "pass", "xyzzy", "q"], told.append), 1)
    said = " ".join("".join(told).split())
    assert "I do not know 'xyzzy'. Type a word of those below. What next? again, " in said
