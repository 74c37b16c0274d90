"""A plan is read as a deck is: all faults at once, each with its line and what to do."""

from __future__ import annotations

import re
from importlib.util import find_spec
from io import StringIO
from itertools import accumulate
from pathlib import Path
from shutil import copy
from typing import Any, Literal

import click
import pytest

from tests.conftest import CommandLine
from tests.report.pdf_text import can_read_pdf, has_boxes, has_reader, text_of, words_in
from tests.rules.tiny import tiny
from tests.store.helpers import game_of, kept
from wargame.cli import seminar_run
from wargame.content.extras import EXTRAS, to_install
from wargame.content.library import DeckLibrary
from wargame.content.shell import line_of
from wargame.errors import DeckError, UsageError
from wargame.lab.runs.games import open_game
from wargame.play.event import CONTROL, Note
from wargame.play.proceedings import had_facilitator, proceedings
from wargame.report.seminar_print import printed_pages
from wargame.rules.game import Game
from wargame.seminar.book import book
from wargame.seminar.folder import SeminarFolder, new_plan, open_table, seminar_folder
from wargame.seminar.formats import FORMATS, format_of, lengths_of, usual_format
from wargame.seminar.handouts import (
    for_side,
    quiz_page,
    roles_missed,
    slips_page,
    survey_page,
    to_look_up,
)
from wargame.seminar.kit import plan_text, write_kit
from wargame.seminar.paper import PaperPage, PaperPart
from wargame.seminar.paper_markdown import markdown
from wargame.seminar.plan import FEWEST_AT_TABLE, MOST_AT_TABLE, SeminarPlan
from wargame.seminar.reading import checked_plan, holds, plan_and_game, read_draft
from wargame.seminar.tables import check_no_table
from wargame.table.told.surveys import QUESTIONS, SurveyQuestion
from wargame.table.words.gate import stopped

SOUND = """\
name: monday
deck: primer
passphrase: open-up-now
seats:
  - {seat: us, player: human}
  - {seat: china, player: human}
phases:
  - {title: Play, minutes: 20, kind: play}
injects:
  - {inject: line_stop, round: 2}
  - {inject: good_harvest, when: shared.tension >= 50}
"""


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def faults_of(tmp_path: Path, text: str) -> str:
    with pytest.raises(DeckError) as caught:
        checked_plan(read_draft(written(tmp_path, text)), game_of("primer"))
    return str(caught.value)


def test_a_sound_plan_is_read(tmp_path: Path) -> None:
    plan = checked_plan(read_draft(written(tmp_path, SOUND)), game_of("primer"))
    assert (plan.phases[0].minutes, plan.injects[0].round) == (20, 2)
    assert plan.adjudication == "semi_free"


def test_a_passphrase_with_blanks_around_it_can_be_typed(tmp_path: Path) -> None:
    """Where it is typed, blanks around it count for nothing, in text or on a screen."""
    text = SOUND.replace("open-up-now", '" open up "')
    plan = checked_plan(read_draft(written(tmp_path, text)), game_of("primer"))
    table = open_table(SeminarFolder(tmp_path), plan, game_of("primer"), 1, writes_aside=False)
    control = table.sitting.control
    assert control is not None
    for typed in ("open up", " open up "):
        assert control.admits(typed)
    for typed in ("", "open"):
        assert not control.admits(typed)
    table.close()


def test_all_faults_of_shape_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = SOUND.replace("minutes: 20", "minutes: 0").replace("passphrase", "pasphrase")
    told = faults_of(tmp_path, text.replace("round: 2", "round: two"))
    for line, what in ((3, "unknown field 'pasphrase'"), (8, "minutes"), (10, "round")):
        assert f"plan.yaml:{line}:" in told
        assert what in told
    assert "Did you mean 'passphrase'?" in told
    assert "is missing" not in told


def test_what_stands_behind_the_name_of_a_deck_is_no_field_of_a_plan(tmp_path: Path) -> None:
    told = faults_of(tmp_path, f"{SOUND}\nhandicap: 3\n")
    assert "It stands behind the deck's name, as in mydeck:seminar or mydeck:handicap=3." in told


def test_faults_of_shape_and_of_the_deck_come_together_with_codes(tmp_path: Path) -> None:
    text = SOUND.replace("monday", "mon day").replace("seat: china", "seat: chona")
    text = text.replace("player: human}", "player: humane}", 1).replace("minutes: 20", "minutes: 0")
    told = faults_of(tmp_path, text.replace("line_stop, round: 2", "line_stp, round: 77"))
    for code in ("P10", "N15", "P08", "S04", "P04"):
        assert f"[{code}]" in told
    assert "Did you mean 'human'?" in told


def test_an_inject_behind_the_last_round_of_a_plan_is_a_fault(tmp_path: Path) -> None:
    """Nobody would have played on from it, and nobody was told."""
    told = faults_of(tmp_path, f"{SOUND}last_round: 1\n")
    assert "the game is closed after round 1 [P14]" in told
    sound = written(tmp_path, f"{SOUND}last_round: 2\n")
    assert checked_plan(read_draft(sound), game_of("primer")).last_round == 2


def test_a_secret_that_is_none_is_not_called_a_name(tmp_path: Path) -> None:
    text = SOUND.replace("deck: primer", "deck: primer\nsecret: 0xyz", 1)
    told = faults_of(tmp_path, text)
    assert "'secret': '0xyz' is no secret of a seminar [P13]" in told
    assert "no name of a seminar" not in told


def test_a_deck_that_is_not_there_is_told_with_all_else(tmp_path: Path) -> None:
    def opened(name: str) -> Game:
        raise UsageError(f"there is no deck '{name}'\n    Did you mean 'primer'?")

    draft = read_draft(written(tmp_path, SOUND.replace("minutes: 20", "minutes: 0")))
    with pytest.raises(DeckError, match=r"(?s)plan.yaml:2:7.*\[P11\].*Did you mean.*\[S04\]"):
        plan_and_game(draft, opened)


def test_a_handicap_of_a_seminar_is_a_fault_of_the_plan(tmp_path: Path) -> None:
    text = SOUND.replace("deck: primer", "deck: primer:seminar+handicap=4")
    library = DeckLibrary()

    def opened(name: str) -> Game:
        return open_game(library.find(name))

    with pytest.raises(DeckError, match=r"plan.yaml:2:7.*nobody wins at a seminar"):
        plan_and_game(read_draft(written(tmp_path, text)), opened)


def test_all_that_the_deck_does_not_have_is_told_at_once(tmp_path: Path) -> None:
    text = SOUND.replace("line_stop", "line_stp").replace("seat: us", "seat: usa")
    told = faults_of(tmp_path, text.replace("shared.tension >= 50", "shared.tensoin >= 50"))
    assert "Did you mean 'line_stop'?" in told
    assert "unknown seat 'usa'" in told
    assert "tensoin" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("- a list\n", "a plan holds fields", id="a list"),
        pytest.param("", "this file is empty", id="nothing"),
        pytest.param(
            SOUND.replace("open-up-now", "abc"),
            "plan: 'passphrase' is shorter than 4 characters (3) [S18]",
            id="a short passphrase",
        ),
        pytest.param(
            SOUND.replace("open-up-now", '"abc   "'),
            "plan: 'passphrase' is shorter than 4 characters (3) [S18]",
            id="a passphrase that blanks make longer",
        ),
        pytest.param(SOUND + "hands: &a open\n", "anchor", id="an anchor"),
        pytest.param(SOUND + "hands: !!python/name:os.system open\n", "tag", id="a tag"),
        pytest.param(SOUND + "name: again\n", "name", id="a key given twice"),
        pytest.param(SOUND.replace("round: 2", "round: 2, minute: 9"), "one of", id="two times"),
        pytest.param(SOUND.replace("kind: play", "kind: brief"), "nobody plays", id="no play"),
        pytest.param(SOUND.replace(", round: 2", ", round: 99"), "rounds", id="a late round"),
        pytest.param(SOUND.replace(", round: 2", ", round: 2, table: 3"), "[P12]", id="no table"),
        pytest.param(
            SOUND.replace("player: human", "player: human, people: [Ann, Ben, ann]", 1),
            "two people of a seat go by the name 'Ann' [P16]",
            id="two of one name",
        ),
        pytest.param(
            SOUND.replace("player: human", "player: human, people: [Ann, 'Ann ']", 1),
            "two people of a seat go by the name 'Ann' [P16]",
            id="two of one name but for a blank",
        ),
        pytest.param(
            SOUND.replace("player: human", "player: human, people: ['  ']", 1),
            "may not be empty",
            id="a name of blanks",
        ),
        pytest.param(
            SOUND + "survey: [{ask: Why?}, {ask: ' Why?'}]\n", "stands here twice", id="asked twice"
        ),
        pytest.param(
            SOUND + "survey: [{ask: '  '}]\n", "'ask' may not be empty", id="a question of blanks"
        ),
        pytest.param(
            SOUND + "survey: [{ask: Why?, scale: [low, '  ']}]\n", "'scale", id="an end of blanks"
        ),
    ],
)
def test_what_cannot_be_a_plan_is_refused(tmp_path: Path, text: str, told: str) -> None:
    assert told in faults_of(tmp_path, text)


@pytest.mark.parametrize(
    ("condition", "is_so"),
    [("shared.tension >= 30", True), ("shared.tension > 30", False), ("us.capital != 99", True)],
)
def test_a_condition_is_held_against_a_position(condition: str, is_so: bool) -> None:
    game = game_of("primer")
    assert holds(game, game.new(), condition) is is_so


@pytest.mark.parametrize("minutes", FORMATS)
def test_the_kit_holds_a_sound_plan_and_no_brief_of_the_other_side(
    tmp_path: Path, minutes: int
) -> None:
    game = game_of("primer")
    folder = tmp_path / "class"
    plan = new_plan("class", "primer", game, format_of(game.deck, str(minutes)), 8, 1, 7)
    write_kit(folder, plan, game)
    assert checked_plan(read_draft(folder), game) == plan
    for brief in game.deck.briefs:
        others = [one for one in game.deck.briefs if one.seat != brief.seat]
        text = (folder / f"brief-{brief.seat}.md").read_text(encoding="utf-8")
        assert brief.interests[0] in text
        assert not any(private in text for one in others for private in one.private)
        assert plan.passphrase not in text
    book = (folder / "facilitator.md").read_text(encoding="utf-8")
    assert plan.passphrase in book
    assert all(inject.title in book for inject in game.deck.injects)
    assert all(one.title in book for ask in game.rules.program.asks for one in ask.options)
    with pytest.raises(UsageError, match="exists already"):
        write_kit(folder, plan, game)


def test_a_format_of_the_deck_brings_its_phases_injects_and_people(tmp_path: Path) -> None:
    game = game_of("primer")
    run = format_of(game.deck, "seminar")
    plan = new_plan("class", "primer", game, run, 8, 1, 7)
    assert (plan.phases, plan.injects) == (run.phases, run.injects)
    assert plan.seats[0].people[:2] == ["Secretary of Commerce", "Secretary of Defense"]
    assert new_plan("class", "primer", game, run, 2, 1, 7).seats[0].people == []
    write_kit(tmp_path / "class", plan, game)
    assert checked_plan(read_draft(tmp_path / "class"), game) == plan
    assert lengths_of(game.deck) == [45, 60, 90, 180]
    later = game.deck.model_copy(update={"formats": game.deck.formats[1:]})
    assert lengths_of(later)[0] == 60
    with pytest.raises(UsageError, match=r"45, 60, 90, 180 minutes, or is one of .*'stress', 'sem"):
        format_of(game.deck, "61")


def test_a_phase_in_which_not_all_can_type_is_planned_on_slips(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan that had just been written was told to be too short, phase by phase."""
    monkeypatch.chdir(tmp_path)
    said = (
        "On slips, which are printed, since 8 people share one keyboard: Survey before play, "
        "Forecast, Survey after play."
    )
    for people, is_told in (("8", True), ("2", False)):
        args = ("--deck", "primer", "--format", "45", "--people", people, "--tables", "1")
        answer = wargame("seminar", "new", f"class{people}", *args)
        assert answer.code == 0
        assert (said in answer.out) == is_told
        assert "will not do" not in answer.out
        book = Path(f"class{people}/facilitator.md").read_text(encoding="utf-8")
        assert ("Hand out the slips, on which all write at the same time." in book) == is_told


@pytest.mark.parametrize(
    ("people", "tables", "said"),
    [
        (2, 1, ""),
        (15, 1, ""),
        (60, 4, ""),
        (1, 1, "A table is made for 2 to 15 people; here one has 1."),
        (3, 2, "A table is made for 2 to 15 people; here one has 1 or 2. Try --tables 1."),
        (16, 1, "A table is made for 2 to 15 people; here one has 16. Try --tables 2."),
        (60, 3, "A table is made for 2 to 15 people; here one has 20. Try --tables 4."),
    ],
)
def test_a_table_with_too_few_people_or_too_many_is_told_of(
    people: int,
    tables: int,
    said: str,
    wargame: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    root: Path,
) -> None:
    """60 people at one table were planned without a word, though the page says 2 to 15."""
    monkeypatch.chdir(tmp_path)
    line = ["--deck", "primer", "--format", "45", "--people", str(people), "--tables", str(tables)]
    answer = wargame("seminar", "new", "monday", *line)
    assert answer.code == 0
    told = [one for one in answer.out.splitlines() if one.startswith("A table is made")]
    assert told == ([said] if said else [])
    page = (root / "wargame" / "seminar" / "README.md").read_text(encoding="utf-8")
    assert f"{FEWEST_AT_TABLE} to {MOST_AT_TABLE} people" in page


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_in_a_run_of_a_deck_each_side_has_a_minute_for_a_form(deck: str) -> None:
    for run in game_of(deck).deck.formats:
        plan = new_plan("class", deck, game_of(deck), run, 2, 1, 7)
        assert [one.title for one in plan.phases if plan.is_on_slips(one)] == []


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_every_run_asks_the_survey_before_play_and_after_it(deck: str) -> None:
    """Nothing was asked before play, so that a debrief had nothing to compare."""
    for run in (*game_of(deck).deck.formats, *map(usual_format, FORMATS)):
        kinds = [one.kind for one in run.phases]
        first, last = kinds.index("play"), len(kinds) - kinds[::-1].index("play")
        assert "survey" in kinds[:first], run.id
        assert kinds[last:].index("survey") < kinds[last:].index("debrief"), run.id
        assert sum(one.minutes for one in run.phases) == run.minutes
        plan = new_plan("class", deck, game_of(deck), run, 2, 1, 7)
        assert [one.title for one in plan.phases if plan.is_on_slips(one)] == []


def test_a_class_that_has_a_survey_has_its_questions_on_paper() -> None:
    game = game_of("primer")
    run = format_of(game.deck, "seminar")
    without = [one for one in run.phases if one.kind != "survey"]
    for phases, is_printed in ((run.phases, True), (without, False)):
        own = run.model_copy(update={"phases": phases})
        plan = new_plan("class", "primer", game, own, 8, 1, 7)
        pages = [one for one in for_side(plan, game, "us") if one.title.startswith("Survey")]
        assert len(pages) == is_printed
        told = [row for page in pages for part in page.parts for row in part.rows]
        assert all(any(one.ask in row for row in told) == is_printed for one in QUESTIONS)


@pytest.mark.parametrize("name", ["primer", "entanglement"])
def test_the_book_tells_of_every_inject_by_its_id_and_in_sentences(name: str) -> None:
    game = game_of(name)
    plan = new_plan("class", name, game, usual_format(45), 8, 1, 7)
    (page,) = (one for one in book(plan, game) if one.title == "Injects")
    rows = [row for part in page.parts for row in part.rows]
    for inject in game.deck.injects:
        (row,) = (one for one in rows if one.startswith(f"{inject.id}: "))
        assert row.startswith(f"{inject.id}: {stopped(inject.title)} {inject.text}")


def test_the_book_says_when_each_phase_begins_and_ends() -> None:
    game = game_of("primer")
    plan = new_plan("class", "primer", game, usual_format(45), 8, 1, 7)
    (page,) = (one for one in book(plan, game) if one.title == "The run")
    rows = [row for part in page.parts if part.kind == "points" for row in part.rows]
    ends = [*accumulate(one.minutes for one in plan.phases)]
    assert [row.partition(" ")[0] for row in rows] == [str(one) for one in (0, *ends[:-1])]
    for row, phase, end in zip(rows, plan.phases, ends, strict=True):
        assert row.startswith(f"{end - phase.minutes} to {end}: {phase.title}")


@pytest.mark.parametrize("name", ["primer", "entanglement"])
def test_a_side_gets_its_own_brief_first_and_that_of_no_other(name: str) -> None:
    game = game_of(name)
    plan = new_plan("class", name, game, usual_format(45), 8, 1, 7)
    texts = {one.seat: one.text.split() for one in game.deck.briefs}
    assert {*texts} == {*game.seats}
    for seat in game.seats:
        first, *others = (markdown([page]).split() for page in for_side(plan, game, seat))
        assert " ".join(texts[seat][:12]) in " ".join(first)
        for other in (one for one in game.seats if one != seat):
            words = " ".join(texts[other][:12])
            assert not [page for page in (first, *others) if words in " ".join(page)]


def test_the_questions_that_a_plan_shows_as_its_own_can_be_asked(tmp_path: Path) -> None:
    """As they stand, once their mark is taken away."""
    game = game_of("primer")
    plan = new_plan("class", "primer", game, format_of(game.deck, "seminar"), 8, 1, 7)
    text = plan_text(plan, game.deck)
    text = text.replace("# survey:", "survey:").replace("#   - {ask", "  - {ask")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    read = checked_plan(read_draft(tmp_path), game)
    said = [one.said for one in read.questions]
    assert said == [
        "How likely is it that they agree? 1 (not at all) to 5 (certain)",
        "What decides it?",
    ]
    assert plan.questions == QUESTIONS
    (tmp_path / "plan.yaml").write_text(text.replace(", certain]", "]"), encoding="utf-8")
    with pytest.raises(DeckError, match=r"survey: 'scale' has 1 entry; exactly 2 needed"):
        checked_plan(read_draft(tmp_path), game)


def test_the_last_round_that_a_plan_shows_can_be_asked_for(tmp_path: Path) -> None:
    """A plan did not say that a class can end before the deck does."""
    game = game_of("primer")
    plan = new_plan("class", "primer", game, usual_format(45), 8, 1, 7)
    text = plan_text(plan, game.deck).replace("# last_round:", "last_round:")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert checked_plan(read_draft(tmp_path), game).last_round == game.deck.rounds.max - 1


@pytest.mark.parametrize(
    ("people", "tables", "around"),
    [
        (8, 1, (4, 4)),
        (10, 2, (3, 2)),
        (7, 2, (2, 2)),
        (14, 3, (3, 2)),
        (3, 1, (2, 0)),
        (2, 2, (0, 0)),
    ],
)
def test_nobody_of_the_fullest_table_is_without_a_place(
    people: int, tables: int, around: tuple[int, int]
) -> None:
    game = game_of("primer")
    plan = new_plan("class", "primer", game, format_of(game.deck, "45"), people, tables, 7)
    assert tuple(len(one.people) for one in plan.seats) == around


def test_a_role_keeps_its_page_when_somebody_is_named_for_it() -> None:
    game = game_of("primer")
    plan = new_plan("class", "primer", game, format_of(game.deck, "45"), 4, 1, 7)
    plan.seats[0].people[:] = ["Zoë, Secretary of Commerce", "李雷"]
    heads = {
        seat: [
            part.rows[0]
            for page in for_side(plan, game, seat)
            for part in page.parts
            if part.kind == "head" and ": " in part.rows[0]
        ]
        for seat in game.seats
    }
    assert "United States: Zoë, Secretary of Commerce" in heads["us"]
    assert heads["china"][:2] == ["China: Minister of Commerce", "China: Minister of Industry"]


@pytest.mark.parametrize(
    ("people", "tables", "told"),
    [
        (8, 3, "8 people at 3 tables: 3, 3 and 2."),
        (9, 2, "9 people at 2 tables: 5 and 4."),
        (8, 2, "8 people at 2 tables."),
        (2, 3, "2 people at 3 tables."),
    ],
)
def test_the_book_says_how_many_sit_at_each_table(people: int, tables: int, told: str) -> None:
    game = game_of("primer")
    plan = new_plan("class", "primer", game, usual_format(45), people, tables, 7)
    assert told in markdown(book(plan, game))


def test_a_seat_for_somebody_elsewhere_is_a_fault_that_says_where_it_can_be_had(
    tmp_path: Path,
) -> None:
    told = faults_of(tmp_path, SOUND.replace("player: human}", "player: remote}", 1))
    assert "[P08]" in told
    assert "`wargame play` seats somebody elsewhere" in told


@pytest.mark.parametrize("words", [["run", "class", "--plain"], ["close", "class"]])
def test_a_table_that_the_plan_does_not_have_is_refused(
    words: list[str], wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`close` said that it has not begun."""
    monkeypatch.chdir(tmp_path)
    assert wargame("seminar", "new", "class", "--tables", "2").code == 0
    answer = wargame("seminar", *words, "--table", "3")
    assert answer.code == 2
    assert "The plan has 2 tables: --table 1 to 2." in answer.err


def test_the_book_says_when_news_come_and_asks_for_no_quiz_that_there_is_not() -> None:
    news = {"text": "It rains.", "do": ["shared.calm += 1"]}
    game = tiny(
        injects=[
            {"id": "now", "title": "Now", "round": 2, **news},
            {"id": "calm", "title": "Calm", "needs": "shared.calm > 3", **news},
        ]
    )
    plan = new_plan("class", "tiny", game, format_of(game.deck, "45"), 8, 1, 7)
    said = markdown(book(plan, game))
    assert "People read their pages." in said
    assert "now: Now. It rains. Comes in round 2." in said
    assert "calm: Calm. It rains. Only if Calm is over 3." in said
    assert "what you or the plan let come comes whether or not they hold" in said


def test_a_plan_of_several_tables_shows_how_one_alone_gets_news() -> None:
    """Nothing that a facilitator reads told of it."""
    game = tiny(injects=[{"id": "calm", "title": "Calm", "text": "It rains.", "do": []}])
    told = {}
    for tables in (1, 2):
        plan = new_plan("class", "tiny", game, format_of(game.deck, "45"), 8, tables, 7)
        told[tables] = "table: 2" in plan_text(plan, game.deck)
    assert told == {1: False, 2: True}


def test_the_book_tells_the_variant_its_rounds_and_what_is_typed_for_other_tables(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = ["--deck", "primer:eight_rounds", "--format", "45", "--people", "8", "--tables", "3"]
    made = wargame("seminar", "new", "class", *wanted)
    assert "wargame seminar run class --table 2" in made.out
    book = Path("class/facilitator.md").read_text(encoding="utf-8")
    variant = next(one for one in game_of("primer").deck.variants if one.id == "eight_rounds")
    assert f"{variant.title}. " in book
    assert "at most 8 rounds" in book
    assert not re.search("(?<!`)wargame (seminar|observe|report)", book), "no hyphen divides these"
    assert (
        "`wargame seminar run class --table 2`, and `wargame observe class/tables/2.live.json`"
        in book
    )


@pytest.mark.parametrize(
    ("typed", "people", "says"),
    [
        pytest.param("008", 8, "", id="zeros before it"),
        pytest.param("8 ", 8, "", id="a blank after it"),
        pytest.param("000012345", 0, "'000012345' must be a whole number from 1 to 60", id="many"),
        pytest.param("0", 0, "'0' must be a whole number from 1 to 60", id="nobody"),
        pytest.param("1" * 99, 0, "…' must be a whole number from 1 to 60", id="endless"),
        pytest.param("٣", 0, "must be a whole number from 1 to 60", id="foreign digits"),
    ],
)
def test_a_number_that_is_asked_for_is_read_as_that_of_an_option(
    typed: str,
    people: int,
    says: str,
    wargame: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(seminar_run, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda question, **_: typed)
    line = ["seminar", "new", "class", "--deck", "primer", "--format", "45", "--tables", "1"]
    made = wargame(*line)
    assert made.code == (0 if people else 2), made.err
    assert says in made.err
    assert (tmp_path / "class").exists() == bool(people)
    if people:
        plan = checked_plan(read_draft(tmp_path / "class"), game_of("primer"))
        assert plan.people == people


def test_what_a_format_plans_for_tables_that_are_not_there_is_left_out_and_told(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its plan was refused by whatever reads it: two tests of one start, asked for at one table."""
    monkeypatch.chdir(tmp_path)
    line = ["seminar", "new", "class", "--deck", "primer", "--format", "60", "--people", "8"]
    made = wargame(*line, "--tables", "1")
    assert made.code == 0, made.err
    assert "Left out, as the plan has 1 table: court_ruling (table 2)." in made.out
    plan = checked_plan(read_draft(tmp_path / "class"), game_of("primer"))
    assert [one.inject for one in plan.injects] == ["line_stop"]
    line[2] = "whole"
    assert "Left out" not in wargame(*line).out
    whole = checked_plan(read_draft(tmp_path / "whole"), game_of("primer"))
    assert [one.inject for one in whole.injects] == ["line_stop", "court_ruling"]


def test_without_typst_a_class_is_told_what_else_there_is_to_hand_out(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It said that HTML needed nothing, and no page of a class is to be had as HTML."""
    monkeypatch.chdir(tmp_path)
    assert wargame("seminar", "new", "class", "--deck", "primer").code == 0
    monkeypatch.setattr("wargame.report.pdf.importlib.util.find_spec", lambda _: None)
    answer = wargame("seminar", "print", "class")
    assert (answer.code, len(answer.err.splitlines())) == (2, 1)
    assert to_install(*EXTRAS["report"]) in answer.err
    assert "the briefs and facilitator.md in class" in answer.err
    assert "wargame deck show primer --rules" in answer.err
    assert "HTML" not in answer.err


@pytest.mark.skipif(find_spec("typst") is None, reason="needs the extra `report`")
@has_reader
def test_the_pages_of_a_class_are_printed_each_for_whoever_may_read_it(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert wargame("seminar", "new", "class", "--deck", "primer", "--people", "8").code == 0
    assert wargame("seminar", "print", "class").code == 0
    again = wargame("seminar", "print", "class")
    assert "`wargame seminar print class --again` prints over them." in again.err
    (tmp_path / "class" / "handouts.pdf").write_bytes(b"old")
    assert wargame("seminar", "print", "class", "--again").code == 0
    assert (tmp_path / "class" / "handouts.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "class" / "facilitator.pdf").unlink()
    (tmp_path / "class" / "facilitator.pdf").mkdir()
    answer = wargame("seminar", "print", "class", "--again")
    assert (answer.code, "Cannot write class/facilitator.pdf" in answer.err) == (1, True)
    (tmp_path / "class" / "facilitator.pdf").rmdir()
    assert wargame("seminar", "print", "class", "--again").code == 0
    again = wargame("seminar", "print", "class")
    assert (again.code, len(again.err.splitlines())) == (2, 1)
    for name in ("handouts", "handouts-us", "handouts-china", "reference", "facilitator"):
        assert f"class/{name}.pdf" in again.err
    assert "Name another file" not in again.err
    deck, told = game_of("primer").deck, "".join(text_of(Path("class/handouts.pdf")).split())
    ours = "".join(text_of(Path("class/facilitator.pdf")).split())
    full = "".join(text_of(Path("class/reference.pdf")).split())
    sides = {
        seat.id: "".join(text_of(Path(f"class/handouts-{seat.id}.pdf")).split())
        for seat in deck.seats
    }
    owners: dict[str, set[str]] = {}
    secrets = [(one.seat, one.private) for one in deck.briefs]
    for seat, wants in [*secrets, *((one.seat, one.private) for one in deck.delegations)]:
        for want in wants:
            owners.setdefault("".join(want.split())[:45], set()).add(seat)
    assert {seat for some in owners.values() for seat in some} == set(sides)
    for want, some in owners.items():
        assert want not in told
        assert want not in full
        assert {name for name, side in sides.items() if want in side} == some
    assert "page1of" in told
    for quiz in deck.quiz:
        assert "".join(quiz.ask.split())[:20] in told
        assert "".join(quiz.why.split())[:20] in ours
        assert "".join(quiz.why.split())[:20] not in told


def test_the_book_says_who_gets_which_pages_and_boxes_are_ticked_where_one_chooses() -> None:
    game = game_of("primer")
    plan = new_plan("class", "primer", game, format_of(game.deck, "45"), 8, 1, 7)
    told = markdown(book(plan, game))
    assert "Give handouts.pdf to everybody, handouts-us.pdf to United States alone" in told
    assert "handouts-china.pdf to China alone; keep facilitator.pdf." in told
    assert "Cut their pages for one person each apart first." in told
    assert "Copies: 8 of handouts.pdf; of slips one for each person." in told
    assert "Lay reference.pdf, the rules in full, on the table." in told
    full = markdown(to_look_up(game))
    texts = [one.text for one in game.deck.measures] + [one.text for one in game.deck.actions]
    for text in texts:
        assert " ".join(str(text).split()) in full
    slips = markdown([slips_page(game.deck, "China")])
    assert "A copy for each of you." in slips
    assert all(f"- [ ] {one.title}" in slips for one in game.deck.endings)
    quiz = markdown([quiz_page(game.deck)])
    assert all(f"- a. {one.answers[0]}" in quiz for one in game.deck.quiz)


def test_a_role_that_is_misspelt_is_told_and_any_other_name_is_not() -> None:
    game = game_of("primer")
    plan = new_plan("class", "primer", game, format_of(game.deck, "45"), 8, 1, 7)
    title = next(one.title for one in game.deck.delegations if one.seat == plan.seats[0].seat)
    people = [f"Ann, {title[:-2]}{title[-1]}", f"Bo, {title}", "Cy, second row", "Di"]
    seats = [plan.seats[0].model_copy(update={"people": people}), *plan.seats[1:]]
    [told] = roles_missed(plan.model_copy(update={"seats": seats}), game.deck)
    assert told.startswith("No page for Ann, ")
    assert told.endswith(f"Did you mean '{title}'?")


def test_the_book_says_how_many_copies_and_how_cards_come_on_paper() -> None:
    """Six people of a side were to write at the same time on the one slip of their table."""
    game = game_of("primer")
    plan = new_plan("class", "primer", game, format_of(game.deck, "45"), 12, 2, 7)
    told = markdown(book(plan, game))
    assert "12 of handouts.pdf; 2 of each side's, one for each table; of slips one for" in told
    assert "deck print" not in told
    told = markdown(book(plan.model_copy(update={"hands": "paper"}), game))
    assert "`wargame deck print primer -o class/cards.pdf`, a set for each table." in told


@pytest.mark.skipif(find_spec("typst") is None, reason="needs the extra `report`")
@has_reader
@pytest.mark.parametrize(("paper", "rows", "sheets"), [("letter", 50, 1), ("letter", 80, 2)])
def test_a_page_that_runs_over_by_a_few_lines_is_set_smaller(
    tmp_path: Path, paper: Literal["a4", "letter"], rows: int, sheets: int
) -> None:
    page = PaperPage("North", (PaperPart("points", tuple(f"aim {n}" for n in range(rows))),))
    path = tmp_path / "pages.pdf"
    path.write_bytes(printed_pages("foot", [page, page], paper))
    assert text_of(path).count("foot") == 2 * sheets


def test_what_is_read_from_right_to_left_stands_by_itself_on_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A number behind a title was drawn before it, as in the foot of each page."""
    told: list[dict[str, Any]] = []

    def typeset(_: str, data: dict[str, Any], _tell: object) -> bytes:
        told.append(data)
        return b""

    monkeypatch.setattr("wargame.report.seminar_print.typeset", typeset)
    said = "\u05e2\u05df"
    printed_pages(said, [PaperPage(said, (PaperPart("points", (said,)),))])
    found = [told[0]["title"], told[0]["pages"][0]["title"]]
    assert {*found, *told[0]["pages"][0]["parts"][0]["rows"]} == {f"\u2068{said}\u2069"}


def test_a_seminar_that_is_not_there_and_a_bad_name_are_refused(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="There is no seminar"):
        seminar_folder("nowhere")
    for words in (["new", "../up"], ["run", "nowhere", "--plain"], ["close", "nowhere"]):
        done = wargame("seminar", *words)
        assert (done.code, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_table_of_a_class_is_gone_on_with_by_its_own_command_alone(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By `resume` it would have no clock, no console and nothing that is planned."""
    monkeypatch.chdir(tmp_path)
    folder = SeminarFolder(tmp_path / "my class")
    game = game_of("primer")
    plan = checked_plan(read_draft(written(tmp_path, SOUND)), game)
    write_kit(folder.path, plan, game)
    open_table(folder, plan, game, 1, writes_aside=False).close()
    before = folder.save(1).read_bytes()
    for words in (
        ["my class/tables/1.jsonl"],
        ["1", "--saves", "my class/tables"],
        ["--saves", "my class/tables"],
    ):
        done = wargame("resume", "--plain", *words)
        assert (done.code, done.out) == (2, "")
        typed = line_of(("seminar", "run", "my class"))
        assert done.err.endswith(f"by `wargame {typed}`.\n")
    assert folder.save(1).read_bytes() == before
    check_no_table(Path("1.jsonl"))
    check_no_table(Path("elsewhere", "tables", "1.jsonl"))
    check_no_table(folder.tables / "branch.jsonl")


def test_a_game_of_another_deck_is_no_table_of_a_class(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was copied there by mistake, or the plan's deck was changed: nothing is written to it."""
    monkeypatch.chdir(tmp_path)
    game = game_of("primer")
    plan = checked_plan(read_draft(written(tmp_path, SOUND)), game)
    write_kit(Path("class"), plan, game)
    save = kept(Path("class") / "tables" / "1.jsonl", "water_treaty", 1, 30)
    before = save.read_bytes()
    for words in (["run", "class", "--plain"], ["close", "class"]):
        done = wargame("seminar", *words)
        assert (done.code, done.out) == (2, "")
        assert "1.jsonl is a game of 'water_treaty', and the plan's deck is 'primer'" in done.err
    assert save.read_bytes() == before


def test_a_table_that_lies_elsewhere_says_what_it_goes_on_without(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The save itself tells it; nobody at the table reads it among what control did."""
    monkeypatch.chdir(tmp_path)
    folder = SeminarFolder(tmp_path / "class")
    game = game_of("primer")
    plan = checked_plan(read_draft(written(tmp_path, SOUND)), game)
    write_kit(folder.path, plan, game)
    for _ in range(2):
        table = open_table(folder, plan, game, 1, writes_aside=False)
        events = table.sitting.match.record.events
        assert not table.sitting.notices
        assert not proceedings(events)
        table.close()
    copy(folder.save(1), "copied.jsonl")
    monkeypatch.setattr("sys.stdin", StringIO("quit\n"))
    done = wargame("resume", "--plain", "copied.jsonl")
    assert done.code == 0
    assert "This is table 1 of the class 'monday'. Here it goes on without clock" in done.err
    assert "`wargame seminar run` has them" in done.err.replace("\n", " ")
    assert wargame("save", "export", "copied.jsonl", "--seat", "us", "-o", "view.jsonl").code == 0
    assert "monday" not in Path("view.jsonl").read_text(encoding="utf-8")


def test_a_save_from_before_tables_were_written_down_tells_of_its_facilitator() -> None:
    note = Note(who=CONTROL, topic="clock", text="Play begins")
    assert had_facilitator([note]) == "A facilitator has run this game."
    assert had_facilitator([Note(who="us", topic="table", text="2\nours")]) == ""


# --- its luck ------------------------------------------------------------------------------


def hands(tmp_path: Path, plan: SeminarPlan) -> list[tuple[str, ...]]:
    """What each side is dealt at the first table of a plan."""
    table = open_table(SeminarFolder(tmp_path), plan, game_of("primer"), 1, writes_aside=False)
    try:
        table.sitting.draw_luck()
        return [table.sitting.view(seat).hand for seat in table.sitting.game.seats]
    finally:
        table.close()


def test_what_is_dealt_is_not_found_by_trying_seeds(tmp_path: Path) -> None:
    """A plan's seed has six digits: whoever sees a hand could try them all."""
    plan = new_plan("class", "primer", game_of("primer"), usual_format(45), 4, 2, 11)
    other = new_plan("class", "primer", game_of("primer"), usual_format(45), 4, 2, 11)
    assert plan.secret != other.secret
    dealt = hands(tmp_path / "one", plan)
    assert hands(tmp_path / "again", plan) == dealt, "luck is the same at all tables"
    assert hands(tmp_path / "other", other) != dealt
    by_seed_alone = hands(tmp_path / "old", plan.model_copy(update={"secret": None}))
    assert by_seed_alone != dealt, "a plan of an older version is dealt by its seed"


def test_the_secret_of_a_plan_is_written_and_read(tmp_path: Path) -> None:
    game = game_of("primer")
    plan = new_plan("class", "primer", game, usual_format(45), 4, 1, 11)
    plan = plan.model_copy(update={"secret": "0" * 32})
    write_kit(tmp_path / "class", plan, game)
    assert checked_plan(read_draft(tmp_path / "class"), game).secret == "0" * 32
    assert "secret" in faults_of(tmp_path, SOUND + "secret: 'abc'\n")


def test_whoever_turns_the_projector_on_first_is_told_to_open_the_table(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It said that there is no such file, and the facilitator's book names it."""
    monkeypatch.chdir(tmp_path)
    assert wargame("seminar", "new", "class", "--tables", "2").code == 0
    answer = wargame("observe", "class/tables/2.live.json", "--plain")
    assert answer.code == 2
    assert "Table 2 of class has not begun: `wargame seminar run class --table 2`" in answer.err
    assert wargame("observe", "class/tables/two.live.json", "--plain").code == 2


@pytest.mark.parametrize(
    ("tables", "told"), [(2, "For table 2: "), (3, "table 2, and so for others")]
)
def test_others_are_told_of_where_there_are_any(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: int, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    made = wargame("seminar", "new", "monday", "--people", "6", "--tables", str(tables))
    assert (made.code, told in made.out) == (0, True)


def test_the_book_as_a_file_tells_that_it_does_not_follow_the_plan(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever had changed the passphrase read the old one there."""
    monkeypatch.chdir(tmp_path)
    assert wargame("seminar", "new", "monday").code == 0
    book_of = (tmp_path / "monday" / "facilitator.md").read_text("utf-8")
    note = "once you have changed it, `wargame seminar print monday --again` prints what holds"
    assert note in book_of
    assert book_of.index(note) < book_of.index("The passphrase of the console")


def test_what_no_plan_may_hold_is_told_once_at_its_place(tmp_path: Path) -> None:
    """It was told for each character, and all of it once more without a place."""
    told = faults_of(tmp_path, SOUND + 'facilitator: "\\e[31mAnn\\e[0m \\u202eEve"\n')
    assert told.count("[F26]") == 2
    assert told.count("control character U+001B is not allowed [F26]\n    facilitator: ") == 1


@pytest.mark.skipif(not can_read_pdf(), reason="needs typst")
@has_boxes
def test_a_survey_on_paper_has_room_to_tick_and_to_write(tmp_path: Path) -> None:
    """`1 2 3 4 5` stood close as a word, `After:` on a line to write on, no line for a name."""
    own = (SurveyQuestion("a", "A", "Warm?", "cold", "hot"), SurveyQuestion("b", "B", "Why?"))
    page = survey_page(own)
    assert page.parts[1] == PaperPart("lines", count=1)
    made = tmp_path / "made.pdf"
    made.write_bytes(printed_pages("class", [page]))
    words = list(words_in(made))
    lefts = {said: left for left, _, _, _, said in words}
    tops = {said: top for _, top, _, _, said in words}  # of the second question, the last
    assert lefts["4"] - lefts["3"] > 20
    assert tops["After:"] - tops["Before:"] > 61, "two lines of 9 mm, and as much as a line of text"
