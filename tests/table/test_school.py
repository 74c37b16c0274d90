"""Lessons at a table: left and gone on with, wrong moves answered, aims missed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.rules.test_clauses import gold, thin_wall
from tests.rules.test_deals import GATE, WALL
from tests.rules.tiny import tiny
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.play.control import why_no_undo_now
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.match import Match
from wargame.play.player import Person, Player
from wargame.play.teaching import Led, least
from wargame.rules.game import Game
from wargame.rules.verbs import PASS
from wargame.store.own import FOLDER_VARIABLE
from wargame.store.progress import FILE, progress_of
from wargame.table.host.puzzles import PuzzleBook
from wargame.table.host.school import School, Taught, is_new
from wargame.table.host.sitting import Sitting
from wargame.table.panes.bars import save_mark
from wargame.table.told.lesson import AGAIN, REACHED


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folder with nothing in it."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def primer(decks: dict[str, DeckRef]) -> Game:
    return shared_game(decks["primer"])


def moves(taught: Taught, *texts: str) -> Iterator[str]:
    """Take moves as a screen does; gives what is said before each, and at last."""
    left = list(texts)
    for turn in taught.sitting.turns():
        if taught.end():
            return
        if isinstance(turn, PlayerAsked):
            taught.sitting.take(turn.choose())
        elif isinstance(turn, PersonAsked):
            yield taught.said
            while left and not taught.may(left[0]):
                left.pop(0)
                yield taught.said
            if not left:
                return
            taught.sitting.take(left[0])
            taught.took(left.pop(0))


def test_whoever_has_learned_nothing_is_new_until_asked(primer: Game, water: Game) -> None:
    assert is_new(primer)
    assert not is_new(water)
    School(primer).begun()
    assert not is_new(primer)


def test_a_lesson_answers_a_wrong_move_and_does_not_take_it(primer: Game) -> None:
    school = School(primer)
    taught = school.open(school.listed[0])
    said = list(moves(taught, "pass", "play vault"))
    assert said == [taught.lesson.steps[0].text, taught.lesson.wrong[0].text]
    assert "pass" not in taught.sitting.match.record.actions
    assert school.is_done(taught.lesson)
    assert taught.outcome[1] == taught.lesson.learned
    assert school.next == school.listed[1]


def test_behind_a_lesson_comes_the_one_behind_it_that_is_not_learned(primer: Game) -> None:
    """Whoever began with the fourth was led back to the first."""
    school = School(primer)
    taught = school.open(school.named("4"))
    assert taught.next == taught.lesson
    list(moves(taught, *taught.lesson.way))
    assert taught.end()
    assert taught.next == school.named("5")
    assert "Keep anger at home down" in taught.outcome[-1]
    for lesson in school.listed[4:]:
        school.learn(lesson)
    assert taught.next == school.listed[0]


def test_a_wrong_move_that_is_made_again_is_taken(primer: Game) -> None:
    school = School(primer)
    taught = school.open(school.listed[0])
    list(moves(taught, "pass", "pass"))
    assert taught.sitting.match.record.actions[0] == "pass"


def test_a_lesson_is_left_and_gone_on_with_in_the_middle(primer: Game) -> None:
    school = School(primer)
    lesson = school.named("projects")
    first = school.open(lesson)
    said = list(moves(first, "fund magnet_plant"))
    assert said[0] == lesson.steps[0].text
    later = School(primer)
    assert later.next == lesson
    again = later.open(lesson)
    assert again.sitting.match.record.actions[-1] == "fund magnet_plant"
    assert next(moves(again)) == lesson.steps[1].text


def test_of_two_windows_neither_forgets_what_the_other_learned(primer: Game) -> None:
    school, other, book = School(primer), School(primer), PuzzleBook(primer)
    capital, cards = school.named("capital"), school.named("cards")
    first, second = school.open(capital), other.open(cards)
    list(moves(first, "ease duty"))
    list(moves(second, *cards.way))
    book.solved(book.listed[0])
    school.learn(capital)
    found = progress_of("primer")
    assert {*found.learned} == {"capital", "cards"}
    assert found.solved == [book.listed[0].id]


def test_whoever_begins_anew_has_learned_nothing_the_next_time(primer: Game) -> None:
    school = School(primer)
    first, second, *_ = school.listed
    school.learn(first)
    school.note(second, ["pass"])
    school.forget()
    found = progress_of("primer")
    assert (found.learned, found.at, found.taken) == ([], "", [])


def test_a_puzzle_solved_in_another_window_leaves_a_lesson_where_it_is(primer: Game) -> None:
    school, book = School(primer), PuzzleBook(primer)
    lesson = school.named("projects")
    list(moves(school.open(lesson), "fund magnet_plant"))
    book.solved(book.listed[0])
    found = progress_of("primer")
    assert (found.at, found.taken) == ("projects", ["fund magnet_plant"])


def test_a_lesson_is_called_saved_where_it_can_be_gone_on_with(primer: Game) -> None:
    """It said that it was not kept, as a puzzle is."""
    school, book = School(primer), PuzzleBook(primer)
    taught, posed = school.open(school.named("projects")), book.open(book.listed[0])
    assert "saved" in save_mark(taught.sitting.scene(taught.seat)).text
    assert "not kept" in save_mark(posed.sitting.scene(posed.seat)).text
    school.progress.trouble = "The disk is full."
    assert "not kept" in save_mark(taught.sitting.scene(taught.seat)).text


def test_an_aim_that_is_missed_begins_anew(primer: Game) -> None:
    school = School(primer)
    lesson = school.named("capital")
    taught = school.open(lesson)
    list(moves(taught, "ease duty", "ease compute", "name home"))
    assert taught.end()
    assert not school.is_done(lesson)
    assert "anew" in taught.outcome[0]
    assert school.open(lesson).sitting.match.record.actions == []


def test_a_lesson_that_is_over_says_how_it_ended_and_no_step(primer: Game) -> None:
    """Above the judgement that had been won stood: Chips were judged, and you did not lead."""
    school = School(primer)
    for lesson in school.listed:
        taught = school.open(lesson)
        list(moves(taught, *lesson.way))
        assert taught.end()
        assert taught.said == REACHED, lesson.id
    missed = school.open(school.named("fronts"))
    list(moves(missed, *["pass"] * 20))
    assert missed.end()
    assert missed.said == AGAIN


def test_a_lesson_that_the_end_of_the_game_took_says_which_end(primer: Game) -> None:
    taught = School(primer).open(School(primer).named("tension"))
    list(moves(taught, *["play public_threat"] * 2, *["pass"] * 20))
    assert taught.end()
    assert taught.sitting.match.state.is_over
    crisis = next(one.title for one in primer.deck.endings if one.id == "crisis")
    assert taught.said == taught.outcome[0]
    assert f"the game has ended before the aim was reached. It ended so: {crisis}" in taught.said


def person_asked(sitting: Sitting) -> str:
    """Let the rival do what it does; the phase in which the person is asked."""
    for turn in sitting.turns():
        if isinstance(turn, PersonAsked):
            return turn.view.phase
        if isinstance(turn, PlayerAsked):
            sitting.take(turn.choose())
    raise AssertionError("it is over")


@pytest.mark.parametrize("number", range(12))
def test_nothing_is_played_in_a_puzzle_once_its_rounds_are_over(primer: Game, number: int) -> None:
    book = PuzzleBook(primer)
    posed = book.open(book.listed[number], seed=1)
    match = posed.sitting.match
    while (turn := next(posed.sitting.turns(), None)) is not None:
        assert not posed.end()
        if isinstance(turn, PersonAsked):
            posed.sitting.take(least(turn.view.legal))
        elif isinstance(turn, PlayerAsked):
            posed.sitting.take(turn.choose())
    assert posed.end()
    assert not posed.attempt.exercise.is_late(match.course.at(match.course.ply - 1))


def test_in_a_puzzle_a_decision_is_taken_back_with_the_pass_of_a_rival_who_is_led(
    primer: Game,
) -> None:
    """It was refused: somebody else had decided since."""
    book = PuzzleBook(primer)
    posed = book.open(book.named("burn"), seed=1)
    sitting, before = posed.sitting, posed.sitting.match.state
    person_asked(sitting)
    sitting.take("fund magnet_plant")
    person_asked(sitting)
    assert sitting.match.record.actions == ["fund magnet_plant", "pass"]
    assert why_no_undo_now(sitting.match, posed.seat) == "there is nothing to take back"
    assert sitting.scene(posed.seat).can_undo
    sitting.undo(posed.seat)
    assert sitting.match.state == before
    assert sitting.to_redo(posed.seat) == "fund magnet_plant"
    sitting.take("fund magnet_plant")
    person_asked(sitting)
    assert sitting.match.log[-1].verb is PASS


def test_in_a_puzzle_what_the_rival_did_with_a_card_of_its_own_is_not_taken_back(
    primer: Game,
) -> None:
    book = PuzzleBook(primer)
    posed = book.open(book.named("crisis"), seed=1)
    person_asked(posed.sitting)
    posed.sitting.take("ease duty")
    person_asked(posed.sitting)
    assert posed.sitting.match.record.actions[-1] == "play content_rule"
    assert posed.sitting.why_no_undo(posed.seat) == "somebody else has decided since"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("[" * 50_000, id="too deep"),
        pytest.param("[]", id="a list"),
        pytest.param('{"primer": 7}', id="a number"),
        pytest.param('{"primer": {"learned": 3, "at": [], "taken": {"a": 1}}}', id="other shapes"),
        pytest.param('{"primer": {"learned": [1, "cards"], "at": "nobody"}}', id="mixed"),
        pytest.param("x" * 300_000, id="too large"),
    ],
)
def test_progress_that_is_none_keeps_nobody_from_learning(
    own: Path, primer: Game, text: str
) -> None:
    (own / FILE).write_text(text)
    found = progress_of("primer")
    assert all(isinstance(one, str) for one in [*found.learned, *found.taken, found.at])
    school = School(primer)
    assert school.next in school.listed[:2]
    school.begun()
    assert "primer" in json.loads((own / FILE).read_text())


def test_all_lessons_are_taken_in_plain_text(
    primer: Game, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [move for one in primer.deck.lessons for move in one.way]
    answer = typed_at(wargame, monkeypatch, ["pass", *typed])
    assert answer.count("Learned: ") == 8
    assert "All lessons are learned." in answer
    assert primer.deck.lessons[0].wrong[0].text[:30] in answer


def test_plain_text_goes_on_where_it_was_left(
    primer: Game, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "You leave the lesson." in typed_at(wargame, monkeypatch, ["play vault", "quit"])
    assert "Aim 2 of 8: " in typed_at(wargame, monkeypatch, ["quit"])
    assert "Aim 1 of 8: " in typed_at(wargame, monkeypatch, ["quit"], "--again")
    assert "Aim 7 of 8: " in typed_at(wargame, monkeypatch, ["quit"], "--lesson", "deals")
    assert "Aim 4 of 8: " in typed_at(wargame, monkeypatch, ["quit"], "--lesson", "4")


def test_what_a_rival_who_is_led_did_and_was_taken_back_it_does_again() -> None:
    """It went on with what comes after: here it would take the offer at once."""
    laid = {"terms": [3], "items": [thin_wall(), gold()]}
    seats: dict[str, Player] = {"north": Person(), "south": Led(["decline", "accept"])}
    sitting = Sitting(Match(tiny(measures=[WALL, GATE], deals=laid), seats, 3, traced=True))
    for text in ("pass", "offer thin_wall", "offer gold", "table 3"):
        person_asked(sitting)
        sitting.take(text)
    person_asked(sitting)
    once = sitting.match.record.actions
    assert once[-2:] == ["decline", "pass"]
    sitting.undo("north")
    sitting.take("table 3")
    person_asked(sitting)
    assert sitting.match.record.actions == once


def test_plain_text_goes_on_without_what_was_taken_back(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever went on had it taken again."""
    typed = ["fund magnet_plant", "undo", "quit"]
    assert "Taken back." in typed_at(wargame, monkeypatch, typed, "--lesson", "projects")
    assert progress_of("primer").taken == []


def test_nobody_practises_in_anothers_place(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ["substitute yes", "quit"]
    told = typed_at(wargame, monkeypatch, typed, "--lesson", "projects")
    assert "Nobody practises in your place" in told


def typed_at(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch, typed: list[str], *more: str
) -> str:
    """What `wargame tutorial --plain` answers to lines."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    answer = wargame("tutorial", "--plain", *more)
    assert answer.code == 0, answer.err
    return answer.out


def test_a_lesson_that_is_not_there_is_refused_with_those_that_are(wargame: CommandLine) -> None:
    answer = wargame("tutorial", "--plain", "--lesson", "flying")
    assert answer.code == 2
    assert "no lesson 'flying'" in answer.err
    assert "projects" in answer.err
    none = wargame("tutorial", "calibration", "--plain")
    assert none.code == 2
    assert "has no lessons" in none.err
