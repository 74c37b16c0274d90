"""A class whose plan ends the game before the deck does: what is told of its rounds."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.seminar.tables import opened, plan_of, play, to_play, white
from wargame.content.library import DeckLibrary
from wargame.lab.ended.analysis_object import SeatLedger
from wargame.lab.runs.games import open_game
from wargame.play.event import CONTROL, Act, Back, End, Note
from wargame.play.log import is_closed_unplayed
from wargame.play.proceedings import CLOSE, CLOSES_AFTER, closes_after, control_wrote
from wargame.report.document import FigurePiece
from wargame.report.reviewed import reviewed
from wargame.report.sections.outcome import causes
from wargame.rules.verbs import CHOOSE
from wargame.seminar.early_end import close_game
from wargame.seminar.folder import SeminarFolder, open_table
from wargame.store.names import Saves
from wargame.store.replay import match_of
from wargame.store.save import Save, load
from wargame.store.world import World
from wargame.table.host.kept import KeptGames
from wargame.table.host.live import public_of
from wargame.table.host.rewind import Rewind
from wargame.table.host.sitting import Sitting
from wargame.table.panes.bars import status_line
from wargame.table.panes.line_above import headline
from wargame.table.plain.retold import retold_lines
from wargame.table.told.account.decided import ledger_said, ledger_title
from wargame.table.told.account.objects import Account
from wargame.table.told.blocks import CourseChart
from wargame.table.told.by_control import act_of, is_act
from wargame.table.told.results import results_told
from wargame.table.told.standing import course
from wargame.table.told.winning import points
from wargame.table.words.rows import line_text


def test_a_round_that_nobody_played_is_no_round_of_a_class(tmp_path: Path) -> None:
    """Tables and the projector stood in `Round 3 of 3`, and each course had a third column."""
    table = opened(tmp_path, plan_of(last_round=2))
    play(table, 300)
    scene, public = table.sitting.scene("us"), public_of(table.sitting)
    table.close()
    assert scene.view.round == 3
    assert line_text(status_line(scene, 120)).lstrip().startswith("After round 2 of 2")
    assert (public.when, public.round, public.rounds) == ("After round 2 of 2", 2, 2)
    charts = {len(one.values) for page in public.pages for one in page.charts}
    assert charts == {3}, "as two rounds began, and at the end"
    drawn = [one.course for one in course(scene) if isinstance(one, CourseChart)]
    assert {len(one.labels) for one in drawn} == {2}
    assert {len(line.values) for one in drawn for line in one.lines} == {3}
    went = table.sitting.debrief.account().course
    lead = scene.view.match_end.lead if scene.view.match_end else None
    assert (len(went.labels), went.lines[0].values[-1]) == (2, lead)


def test_what_is_told_of_a_class_afterwards_counts_its_own_rounds(tmp_path: Path) -> None:
    """Its save told nothing of the plan: replay and report read `Round 1 of 6`."""
    table = opened(tmp_path, plan_of(last_round=2))
    play(table, 300)
    table.close()
    save = load(tmp_path / "tables" / "1.jsonl", World())
    game = reviewed("1", save)
    assert game.rounds == [1, 2]
    assert [game.label(n).split(",")[0] for n in (1, 3)] == ["Round 1 of 2", "After round 2 of 2"]
    assert [number for number, _ in game.starts] == [1, 2, 3]
    rewind = Rewind(Sitting(match_of(save)))
    rewind.to_round(1)
    assert line_text(status_line(rewind.scene("us"), 120)).lstrip().startswith("Round 1 of 2, ")
    rewind.go(rewind.last)
    chart = rewind.chart()
    assert chart is not None
    assert (chart.here, len(chart.course.labels)) == (2, 2)
    assert any(line.startswith("== Round 1 of 2, ") for line in retold_lines(match_of(save)))
    told = [act_of(one, game.titles)[0] for one in game.beside if is_act(one)]
    assert "planned to end the game after round 2" in told


def ended_after_two_rounds(tmp_path: Path, deck: str) -> Account:
    game = open_game(DeckLibrary().find(deck))
    plan = plan_of(last_round=2)
    table = open_table(SeminarFolder(tmp_path), plan, game, 1, writes_aside=False)
    play(table, 300)
    table.close()
    return table.sitting.debrief.account()


def test_a_class_that_ends_early_is_not_measured_by_the_par_of_all_rounds(tmp_path: Path) -> None:
    """`2 points, 37 below par (39)` was told after two of six rounds."""
    account = ended_after_two_rounds(tmp_path, "primer:seminar+par.us=8")
    us, china = account.verdict.sides
    assert us.fared in ("above par", "at par", "below par"), "its par was set for so short a game"
    assert (china.fared, china.points < 0) == ("ended before par", True)
    par = account.waterfalls[1].par
    assert china.said.endswith(f"; its par ({par}) is that of all 6 rounds.")
    ends = [line.values[-1] for line in account.course.lines]
    assert (ends[0], ends[1] > china.points) == (us.points, True), "the pace of two rounds of six"


@pytest.mark.parametrize(
    ("deck", "pars"),
    [("primer:seminar+par.us=8", ["8", None]), ("primer", [None])],
    ids=["of these rounds and of all", "a lead has none"],
)
def test_a_par_stands_below_where_points_came_from_if_it_is_that_of_the_rounds(
    deck: str, pars: list[str | None], tmp_path: Path
) -> None:
    ended_after_two_rounds(tmp_path, deck)
    section = causes(reviewed("1", load(tmp_path / "tables" / "1.jsonl", World())))
    _, *falls = [one.table.rows for one in section.pieces if isinstance(one, FigurePiece)]
    assert [{row[0]: row[1] for row in rows}.get("its par") for rows in falls] == pars


def test_a_par_that_was_set_with_the_deck_is_that_of_the_rounds_of_a_class(tmp_path: Path) -> None:
    game = open_game(DeckLibrary().find("primer:seminar+par.us=8"))
    folder, plan = SeminarFolder(tmp_path), plan_of(last_round=2)
    table = open_table(folder, plan, game, 1, writes_aside=False)
    scene = table.sitting.scene("us")
    assert [scene.rounds_of_par(seat) for seat in ("us", "china")] == [2, 6]
    table.close()


@pytest.mark.parametrize("how", ["by its plan", "at once"])
def test_no_page_measures_a_class_that_ended_early_by_the_par_of_all_rounds(
    how: str, tmp_path: Path
) -> None:
    """A score of two rounds stood `of par 41`, and results `at best -37 against par`."""
    game = open_game(DeckLibrary().find("primer:seminar+par.us=8"))
    plan = plan_of(last_round=2) if how == "by its plan" else plan_of()
    table = open_table(SeminarFolder(tmp_path), plan, game, 1, writes_aside=False)
    if how == "at once":
        assert "of par 41" in line_text(headline(table.sitting.scene("china"), 200))
        play(table, 12)
        close_game(white(table).session, is_scored=True, why="It rang.")
    else:
        play(table, 300)
    table.close()
    sitting = table.sitting
    scene = sitting.scene("china")
    assert [scene.par(seat) for seat in ("us", "china")] == [8, 0]
    line = line_text(headline(scene, 200))
    assert ("of par 8" in line, "of par 41" in line) == (True, False)
    assert not any("par of 41" in one for one in points(scene))
    games = KeptGames(Saves(tmp_path / "tables"))
    assert "of par 8" in games.glance("1").stands
    assert "par 41" not in games.glance("1").stands
    (deck,) = games.results().decks
    (pairing,) = deck.pairings
    assert pairing.best == {"us": sitting.game.returns(sitting.match.state)["us"]}
    told = "\n".join(line for one in results_told(games.results()) for line in one.lines)
    assert f"1 game with no winner, at best United States {pairing.best['us']:+d} against" in told
    games.close()


def test_the_ledger_of_a_class_that_ended_early_is_one_of_points(tmp_path: Path) -> None:
    account = ended_after_two_rounds(tmp_path, "primer:seminar+par.us=8")
    us, china = account.verdict.sides
    par = account.waterfalls[1].par
    found = [
        SeatLedger(one.seat, one.points, one.points - 3.0, 1.0, 1.0, 0.5, 0.5, 0.1)
        for one in (us, china)
    ]
    told = [ledger_said(account, one) for one in found]
    assert told[0].startswith(f"United States: {us.points:+d} = {us.points - 3:+.1f} expected")
    own = china.points + par
    assert told[1].startswith(f"China: {own:+d} = {own - 3:+.1f} expected")
    assert ledger_title(account) == "What the points, less par but for China, was made of"
    whole = replace(account, verdict=replace(account.verdict, sides=(us,)))
    assert ledger_title(whole) == "What the points less par was made of"


@pytest.mark.parametrize("deck", ["primer", "primer:seminar"])
def test_nothing_is_dated_to_a_round_that_nobody_played(tmp_path: Path, deck: str) -> None:
    """What the end itself counted stood in round 3 of a class of two."""
    account = ended_after_two_rounds(tmp_path, deck)
    sources = [one for fall in account.waterfalls for one in fall.sources]
    assert max(number for one in sources for number in one.rounds) == 2
    assert not any("2025 Q3" in one.text for one in account.story)


@pytest.mark.parametrize("close", ["close because It rang.", "close unscored because It rang."])
def test_what_is_written_down_after_the_end_takes_no_time_of_a_round(
    close: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The debrief was counted among the minutes of the last round, and an hour as a break."""
    table = opened(tmp_path, plan_of())
    to_play(table)
    white(table).do(close)
    white(table).do("note They were glad.")
    white(table).do("note An hour later.")
    table.close()
    save = load(tmp_path / "tables" / "1.jsonl", World())
    is_end = [isinstance(one, End) or control_wrote(one, CLOSE) for one in save.events]
    times = [100 * n for n, _ in enumerate(save.events)]
    times[-1] += 9000
    monkeypatch.setattr(Save, "times", times)
    game = reviewed("1", save)
    time = game.time
    assert time.rounds.total() + time.beside.total() == times[is_end.index(True)]
    assert time.breaks == 0


def test_a_table_that_goes_on_without_its_facilitator_counts_the_rounds_of_its_deck(
    tmp_path: Path,
) -> None:
    table = opened(tmp_path, plan_of(last_round=2))
    to_play(table)
    play(table, 1)
    table.close()
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(tmp_path / "tables" / "1.jsonl", home / "mine.jsonl")
    games = KeptGames(Saves(home), writes_aside=False)
    alone = games.resume("mine")
    assert (alone.closes_after, Sitting(alone.match).closes_after) == (0, 2)
    events = alone.match.record.events
    act = next(one for one in events if isinstance(one, Act))
    beyond = replace(act, round=3, phase="plays", ply=alone.match.course.ply)
    assert closes_after([*events, beyond]) == 0, "nobody ended it there"
    taken_back = Back(to=beyond.ply, who=CONTROL, why="Too far.")
    assert closes_after([*events, beyond, taken_back]) == 2
    assert closes_after([*events, replace(beyond, phase="world")]) == 2, "what it began with"
    games.close()


def test_a_question_as_the_next_round_begins_makes_no_round_of_a_class(tmp_path: Path) -> None:
    """A seat answers it before the plan can end the game: that read `in round 3 of 6`."""
    table = opened(tmp_path, plan_of(last_round=2))
    to_play(table)
    play(table, 300)
    match = table.sitting.match
    end = match.log[-1]
    asked = replace(match.log[0], round=3, phase="world", seat="us", verb=CHOOSE)
    log = [*match.log[:-1], asked, end]
    assert is_closed_unplayed(log, table.sitting.closes_after)
    assert not is_closed_unplayed(log), "control did so by itself"
    played = [*match.log[:-1], replace(asked, phase="plays"), end]
    assert not is_closed_unplayed(played, table.sitting.closes_after)
    table.close()


@pytest.mark.parametrize("text", ["", "soon", "9" * 5000, "-1"])
def test_a_save_that_tells_no_last_round_has_that_of_its_deck(text: str) -> None:
    assert closes_after([Note(who=CONTROL, topic=CLOSES_AFTER, text=text)]) == 0


def test_a_plan_that_was_changed_is_written_down_anew(tmp_path: Path) -> None:
    opened(tmp_path, plan_of(last_round=2)).close()
    opened(tmp_path, plan_of(last_round=2)).close()
    table = opened(tmp_path, plan_of())
    said = [
        one.text for one in table.sitting.match.record.events if control_wrote(one, CLOSES_AFTER)
    ]
    assert (said, table.sitting.closes_after) == (["2", ""], 0)
    table.close()
