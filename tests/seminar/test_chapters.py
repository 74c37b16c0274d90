"""Classes that follow each other: each table goes on from where its game ended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine, Program
from tests.seminar.tables import plan_of, play, to_play
from wargame.content.library import DeckLibrary
from wargame.content.starts import without_carried
from wargame.errors import DeckError, UsageError
from wargame.lab.runs.games import open_game
from wargame.play.control import rule
from wargame.report.document import ProsePiece
from wargame.report.reviewed import reviewed
from wargame.report.sections.tables import differences, parted
from wargame.rules.game import Game
from wargame.seminar.book import book
from wargame.seminar.chapters import told_of
from wargame.seminar.early_end import close_game
from wargame.seminar.folder import OpenTable, SeminarFolder, open_table
from wargame.seminar.handouts import for_all
from wargame.seminar.paper_markdown import markdown
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.white_cell.cell import WhiteCell
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.store.world import World
from wargame.table.host.live import live_path, read_public


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def monday(wargame: CommandLine) -> SeminarFolder:
    """A class of two tables that plays the first chapter of a campaign."""
    made = wargame(
        "seminar", "new", "monday", "--deck", "primer", "--campaign", "long_game", "--format", "45",
        "--people", "4", "--tables", "2",
    )  # fmt: skip
    assert made.code == 0, made.err
    return SeminarFolder(Path("monday"))


def planned(name: str) -> tuple[SeminarFolder, SeminarPlan, Game]:
    folder = SeminarFolder(Path(name))
    plan, game = folder.plan(lambda deck: open_game(DeckLibrary().find(deck)))
    return folder, plan, game


def opened(name: str, table: int, *players: str) -> OpenTable:
    """A table at which these sit, or people."""
    folder, plan, game = planned(name)
    seats = [
        one.model_copy(update={"player": player})
        for one, player in zip(plan.seats, players or ("human", "human"), strict=True)
    ]
    plan = plan.model_copy(update={"seats": seats})
    return open_table(folder, plan, game, table, writes_aside=False)


def play_out(name: str, table: int, *players: str) -> OpenTable:
    """Play a table to its end, people by passing."""
    found = opened(name, table, *players)
    play(found, 400)
    found.close()
    assert found.sitting.is_over
    return found


@pytest.fixture
def tuesday(wargame: CommandLine, monday: SeminarFolder) -> SeminarFolder:
    """The class after it, whose tables have come to two ends."""
    play_out("monday", 1)
    play_out("monday", 2, "greedy", "greedy")
    made = wargame("seminar", "new", "tuesday", "--after", "monday", "--format", "45")
    assert made.code == 0, made.err
    return SeminarFolder(Path("tuesday"))


def test_the_next_class_has_the_people_of_the_one_before(
    wargame: CommandLine, monday: SeminarFolder
) -> None:
    place = monday.path / "plan.yaml"
    text = place.read_text("utf-8").replace("overtime: warn", "overtime: forfeit")
    text = text.replace("# facilitator: NAME", "facilitator: Mr O'Neill")
    text = text.replace("player: 'human'", "player: human\n    people: [Ann, Ben]", 1)
    survey = "survey:\n  - {ask: Who 'leads'?}\n  - {ask: Odds?, scale: [none, all]}\n"
    place.write_text(f"{text}\n{survey}", "utf-8")
    assert wargame("seminar", "new", "tuesday", "--after", "monday", "--format", "90").code == 0
    _, first, _ = planned("monday")
    folder, second, game = planned("tuesday")
    assert (first.deck, second.deck) == (
        "primer:chapter=long_game.1",
        "primer:later+chapter=long_game.2",
    )
    assert (second.after, second.tables, second.people) == ("monday", 2, 4)
    assert second.seats == first.seats
    assert second.seats[0].people == ["Ann", "Ben"]
    assert (second.overtime, second.survey) == ("forfeit", first.survey)
    assert second.facilitator == first.facilitator == "Mr O'Neill"
    assert second.secret not in (None, first.secret)
    assert sum(one.minutes for one in second.phases) == 90
    start = "Each table begins where its game of monday ended"
    assert start in (folder.path / "facilitator.md").read_text("utf-8")
    told = [line for page in for_all(game, second) for part in page.parts for line in part.rows]
    assert any(start in line for line in told)
    assert any("A quarter of the lead, rounded down" in line for line in told), "what goes on"


@pytest.mark.parametrize(
    ("deck", "goes_on"),
    [("later+chapter=long_game.2", True), ("last+chapter=long_game.3", False), ("", False)],
)
def test_the_book_says_what_is_typed_for_the_next_chapter(deck: str, goes_on: bool) -> None:
    game = open_game(DeckLibrary().find(f"primer:{deck}".rstrip(":")))
    assert ("wargame seminar new NAME --after class" in markdown(book(plan_of(), game))) is goes_on


@pytest.mark.parametrize(
    ("folder", "named"),
    [("../course/monday", "monday"), (".", "the class before"), ("../..", "the class before")],
)
def test_the_class_before_is_called_by_its_name(folder: str, named: str) -> None:
    game = open_game(DeckLibrary().find("primer:later+chapter=long_game.2"))
    assert f"its game of {named} ended" in told_of(game, folder)[-1]


def test_each_table_begins_where_its_own_game_ended(tuesday: SeminarFolder) -> None:
    ends = [match_of(load(Path(f"monday/tables/{n}.jsonl"), World())) for n in (1, 2)]
    tables = [opened("tuesday", n, "greedy", "greedy") for n in (1, 2)]
    for end, table in zip(ends, tables, strict=True):
        begun = table.sitting.game
        assert without_carried(begun.loaded.variant) == "later+chapter=long_game.2"
        for name in ("shared.tension", "us.stock", "china.stock", "measure.duty"):
            assert begun.new()[name] == end.state[name], name
        assert "Chapter 2 of 3" in table.sitting.notices[0]
        table.close()
    assert tables[0].sitting.game.new() != tables[1].sitting.game.new()
    again = opened("tuesday", 1, "greedy", "greedy")
    assert again.sitting.game.loaded.variant == tables[0].sitting.game.loaded.variant
    assert not again.sitting.notices, "it is as it was planned"
    again.close()


def test_what_is_told_before_a_chapter_stands_in_lines(
    process: Program, monday: SeminarFolder
) -> None:
    """It stood in one line, which a terminal breaks within words."""
    run = process(["seminar", "run", str(monday.path.absolute()), "--plain"])
    told = run.stderr.decode().splitlines()
    assert told[0].startswith("The long game. Chapter 1 of 3")
    assert max(map(len, told)) <= 80


def test_tables_that_begin_apart_are_compared_and_their_hands_opened(
    tuesday: SeminarFolder,
) -> None:
    first = play_out("tuesday", 1)
    public = live_path(tuesday.save(1))
    assert not read_public(public).hands, "the other table has the same luck"
    play_out("tuesday", 2)
    assert read_public(public).hands
    games = [reviewed(str(n), load(tuesday.save(n), World())) for n in (1, 2)]
    assert differences(games) == ["2 had another start than 1."]
    (told,) = parted(games).pieces
    assert isinstance(told, ProsePiece)
    assert told.text.startswith("1 and 2, which began apart")
    assert first.sitting.goes_on is False, "the next chapter of a class is a class of its own"


def test_the_report_of_a_chapter_names_the_class_before(
    wargame: CommandLine, tuesday: SeminarFolder
) -> None:
    opened("tuesday", 2, "greedy", "greedy").close()
    save = tuesday.save(2)

    def told(*words: str) -> str:
        assert wargame("report", str(save), "-o", "out.md", *words).code == 0
        text = " ".join(Path("out.md").read_text("utf-8").split())
        Path("out.md").unlink()
        return text

    before = load(Path("monday/tables/2.jsonl"), World()).head.id
    said = "It went on from where table 2 of the class 'monday' ended."
    assert said in told()
    assert f"| goes on from the game | {before} |" in told()
    assert "monday" not in told("--anonymous")
    assert before not in told("--anonymous")
    saves = [f"{name}/tables/2.jsonl" for name in ("monday", "tuesday")]
    assert wargame("report", *saves, "-o", "both.md").code == 0
    both = Path("both.md").read_text("utf-8")
    for name in ("Table 2 (monday)", "Table 2 (tuesday)"):
        assert f"## {name}: How it ended" in both, "each was Table 2"
    shutil.copytree("monday", "copy/monday")
    saves = ["monday/tables/2.jsonl", "copy/monday/tables/2.jsonl"]
    assert wargame("report", *saves, "-o", "alike.md").code == 0
    assert "## Table 2 (monday) 2: How it ended" in Path("alike.md").read_text("utf-8")
    Path("monday/tables/2.jsonl").rename("elsewhere.jsonl")
    assert said in told(), "its own save tells"


def test_a_table_without_an_end_before_is_told_how_to_get_there(
    wargame: CommandLine, monday: SeminarFolder
) -> None:
    assert wargame("seminar", "new", "tuesday", "--after", "monday", "--format", "45").code == 0
    with pytest.raises(UsageError, match=r"from monday/tables/1\.jsonl\. There is no such game"):
        opened("tuesday", 1)
    opened("monday", 1).close()
    with pytest.raises(UsageError, match="not over: `wargame seminar run monday` goes on with it"):
        opened("tuesday", 1)
    table = opened("monday", 2)
    close_game(table.session, is_scored=False, why="The time is over.")
    table.close()
    with pytest.raises(UsageError, match="was closed unscored: there is no end to go on from"):
        opened("tuesday", 2)
    assert not list(Path("tuesday").glob("tables/*.jsonl"))


def test_what_is_written_into_the_plan_of_a_chapter_is_taken_in_where_it_goes_on(
    tuesday: SeminarFolder,
) -> None:
    """What a save holds of a deck has no campaigns: its plan was found to follow no class."""
    opened("tuesday", 2).close()
    table = opened("tuesday", 2)
    place = tuesday.path / "plan.yaml"
    text = place.read_text("utf-8")
    place.write_text(f"{text}injects:\n  - {{inject: line_stop, round: 3}}\n", "utf-8")
    cell = table.sitting.control
    assert isinstance(cell, WhiteCell)
    assert "not taken in" not in "\n".join(cell.do("show"))
    assert "  line_stop in round 3" in cell.do("injects")
    table.close()


def test_a_table_that_can_never_begin_is_closed(
    wargame: CommandLine, monday: SeminarFolder
) -> None:
    """It kept the luck of the others shut until the plan was changed for all."""
    assert wargame("seminar", "new", "tuesday", "--after", "monday", "--format", "45").code == 0
    with pytest.raises(UsageError, match="`wargame seminar close tuesday --table 1 --unscored`"):
        opened("tuesday", 1)
    assert wargame("seminar", "close", "tuesday", "--unscored").code == 0
    table = opened("tuesday", 1)
    assert table.session.is_closed
    table.close()


def test_of_a_damaged_game_it_is_said_where_it_is(tuesday: SeminarFolder) -> None:
    Path("monday/tables/1.jsonl").write_text("no save", "utf-8")
    with pytest.raises(
        UsageError, match=r"from monday/tables/1\.jsonl\. 1\.jsonl: This is not a save"
    ):
        opened("tuesday", 1)


def test_a_table_whose_campaign_has_ended_begins_as_the_deck_has_it_without_the_class_before(
    wargame: CommandLine, monday: SeminarFolder
) -> None:
    assert wargame("seminar", "new", "tuesday", "--after", "monday", "--format", "45").code == 0
    table = opened("monday", 1)
    to_play(table)
    rule(table.sitting.match, ("shared.tension = 100",), "A crisis.")
    play(table, 400)
    assert table.sitting.is_over
    table.close()
    told = (
        r"The campaign ends here.*\n    While the plan has no 'after', a table begins the chapter"
    )
    with pytest.raises(UsageError, match=told):
        opened("tuesday", 1)
    place = Path("tuesday/plan.yaml")
    text = place.read_text("utf-8")
    place.write_text(text.replace("after: ", "# after: "), "utf-8")
    opened("tuesday", 1).close()
    place.write_text(text, "utf-8")
    table = opened("tuesday", 1)
    assert not table.sitting.notices, "it is as it was planned"
    assert table.sitting.game.new()["shared.tension"] < 100
    table.close()


def test_the_next_chapter_is_of_the_deck_of_the_plan(wargame: CommandLine) -> None:
    """Not of another that goes by the same id, in a folder where decks are looked for."""
    shutil.copytree(DECKS["primer"].folder, "own/copy")
    seats = Path("own/copy/seats.yaml")
    seats.write_text(seats.read_text("utf-8").replace("start: 4", "start: 7"), "utf-8")
    again = ("--deck", "own/copy", "--campaign", "long_game", "--format", "45")
    assert wargame("seminar", "new", "monday", *again).code == 0
    table = opened("monday", 1)
    play(table, 0)
    close_game(table.session, is_scored=True, why="The time is over.")
    table.close()
    assert wargame("seminar", "new", "tuesday", "--after", "monday", "--format", "45").code == 0
    table = opened("tuesday", 1)
    assert table.sitting.game.new()["us.capital"] == 7
    table.close()


def test_another_chapter_than_the_plan_names_is_refused(tuesday: SeminarFolder) -> None:
    place = tuesday.path / "plan.yaml"
    text = place.read_text("utf-8").replace("later+chapter=long_game.2", "last+chapter=long_game.3")
    place.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"comes primer:later\+chapter=long_game\.2; the plan's"):
        opened("tuesday", 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["--after", "monday", "--deck", "primer"], "leave out --deck", id="two"),
        pytest.param(["--after", "nowhere"], "There is no seminar 'nowhere'", id="no class"),
        pytest.param(["--after", "plain"], "plays no chapter of a campaign", id="no chapter"),
        pytest.param(["--after", "third"], "plays the last chapter", id="the last"),
        pytest.param(["--campaign", "long"], "has no campaign 'long'", id="no campaign"),
    ],
)
def test_what_no_class_can_follow_is_said(
    wargame: CommandLine, monday: SeminarFolder, words: list[str], told: str
) -> None:
    for name in ("plain", "third"):
        assert wargame("seminar", "new", name, "--format", "45").code == 0
    third = Path("third/plan.yaml")
    text = third.read_text("utf-8").replace("'primer'", "'primer:last+chapter=long_game.3'")
    third.write_text(text, "utf-8")
    answer = wargame("seminar", "new", "next", "--format", "45", *words)
    assert answer.code == 2
    assert told in answer.err
    assert not Path("next").exists()


@pytest.mark.parametrize("deck", ["primer", "primer:chapter=long_game.1"])
def test_a_plan_that_follows_nothing_is_a_fault(monday: SeminarFolder, deck: str) -> None:
    place = monday.path / "plan.yaml"
    text = place.read_text("utf-8").replace("'primer:chapter=long_game.1'", f"'{deck}'\nafter: x")
    place.write_text(text, "utf-8")
    with pytest.raises(DeckError, match=r"no class comes before this one \[P15\]"):
        planned("monday")


def test_a_class_is_found_wherever_both_folders_are_moved(
    tuesday: SeminarFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("course").mkdir()
    for name in ("monday", "tuesday"):
        Path(name).rename(Path("course", name))
    monkeypatch.chdir(tmp_path / "course" / "tuesday")
    found = SeminarFolder(Path()).before(planned(".")[1])
    assert found is not None
    assert found.path.resolve() == tmp_path / "course" / "monday"
    opened(".", 1).close()
