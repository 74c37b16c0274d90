"""What came of a game: who won and why, how it went, and where it came from."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from tests.conftest import opened, seated
from tests.rules.test_clauses import gold, thin_wall
from tests.rules.test_deals import GATE, WALL, item
from tests.rules.tiny import BASE, rule, seats, tiny
from tests.table.drawn import text, unwrapped
from wargame.lab.ended.analysis_object import DecidingMove, GameAnalysis, LuckStretch
from wargame.lab.record.build import timeline
from wargame.lab.record.timeline import Bargain, CauseKind, GivenItem, LevelChange, Venture
from wargame.play import control
from wargame.play.log import Entry
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.rules.game import Game
from wargame.rules.ruling import why_no_ruling
from wargame.rules.verbs import ACCEPT, BREACH, EXTEND, TABLE
from wargame.table.host.rewind import Rewind
from wargame.table.host.sitting import Sitting
from wargame.table.panes.courses import course_row
from wargame.table.panes.typeset import rows
from wargame.table.panes.waterfalls import fall_rows
from wargame.table.plain.typeset import lines
from wargame.table.told.account.course import _bargains
from wargame.table.told.account.debrief import debrief, shared, verdict
from wargame.table.told.account.decided import (
    choice_said,
    chosen_here,
    drift_course,
    drift_said,
    missed,
    reckoned,
)
from wargame.table.told.account.make import evidence_of
from wargame.table.told.account.objects import (
    Account,
    CourseLine,
    CourseMark,
    GameCourse,
    PointSource,
    Waterfall,
)
from wargame.table.told.account.story.basis import StoryBasis
from wargame.table.told.account.story.story import story_of
from wargame.table.told.blocks import CourseChart, Falls, Heading
from wargame.table.told.happened import news
from wargame.table.told.instruments import homes
from wargame.table.told.scene import titles_of
from wargame.table.told.standing import course
from wargame.table.told.winning import winning
from wargame.table.words.glyphs import ASCII, UNICODE, Glyphs
from wargame.table.words.rows import Row, line_text
from wargame.table.words.view_models import ending_text

CONTESTS = ["primer", "entanglement", "kitchen_contest"]
SEMINARS = ["primer:seminar", "kitchen_sink", "kitchen_contest:seminar"]


@cache
def played(name: str, seed: int, glyphs: Glyphs = UNICODE) -> Sitting:
    """A finished game at a table."""
    game = opened(name)
    players = seated(game, seed)
    return Sitting(Match(game, players, seed, traced=True).run(), glyphs=glyphs)


def account(sitting: Sitting) -> Account:
    found = sitting.scene(sitting.game.seats[0]).account
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["primer:seminar", "primer"])
def test_an_ending_that_asks_who_leads_says_what_a_lead_is_where_points_count(name: str) -> None:
    game = opened(name)
    is_idle = name != "primer"
    said = {one.id: ending_text(game.deck, one) for one in game.deck.endings}
    assert ("here points count" in said["us_edge"]) == is_idle
    assert "here points count" not in said["decoupled"] + said["status_quo"]
    ended = next(
        found
        for seed in range(40)
        if (found := account(played(name, seed)).verdict).ending in ("us_edge", "china_edge")
    )
    assert ended.text.endswith("here points count.") == is_idle


def test_a_chart_of_chances_says_from_where_they_are_counted() -> None:
    """A win that was certain stood as +50 below "the chance to win"."""
    found = account(played("primer", 1))
    winner = {"us": 100.0, "china": 0.0}.get(found.verdict.winner or "", 50.0)
    ends = ((0, 50.0), (found.round_ends[-1], winner))
    known = GameAnalysis("points of win chance", (), ends, (), (), 1, 1)
    (line,) = drift_course(titles_of(opened("primer").deck), found, known).lines
    assert line.values[-1] == winner - 50
    assert "less 50 %" in drift_said(found)
    assert "at 50 it is certain" in drift_said(found)
    assert "counts as even" not in drift_said(found)
    nobody = replace(found, verdict=replace(found.verdict, winner=""))
    assert drift_said(nobody).endswith("A game that nobody wins counts as even.")


def test_moves_that_decided_are_counted_apart_from_those_that_were_survived() -> None:
    """The replay told of a third move that decided where the page of the end had two."""
    titles = titles_of(opened("primer").deck)
    one = DecidingMove(9, 3, "us", "pass", "act relief", 20.0, 12.0, 28.0, 300)
    moves = (one, replace(one, ply=12), replace(one, ply=15, seat="china", survived=True))
    found = GameAnalysis("points of win chance", moves, (), (), (), 1, 1)
    heads = [
        block.text
        for move in moves
        for block in chosen_here(titles, found, move)
        if isinstance(block, Heading)
    ]
    assert [head.partition(":")[0] for head in heads] == [
        "A move that decided, 1 of 2",
        "A move that decided, 2 of 2",
        "A costly move that the winner survived, 1 of 1",
    ]


def test_a_replay_tells_of_a_move_that_decided_right_before_it_and_nowhere_else() -> None:
    game = opened("primer")
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    one = DecidingMove(9, 3, "us", "pass", "act relief", 20.0, 12.0, 28.0, 300)
    moves = (replace(one, ply=12), one)
    sitting.debrief.analysis = GameAnalysis("points of win chance", moves, (), (), (), 1, 1)
    rewind = Rewind(sitting)
    told: dict[int, str] = {}
    for at in range(rewind.last + 1):
        rewind.go(at)
        heads = [block for block in rewind.scene("us").comes_next if isinstance(block, Heading)]
        if heads:
            told[at] = heads[0].text.partition(":")[0]
    assert told == {12: "A move that decided, 1 of 2", 9: "A move that decided, 2 of 2"}
    assert rewind.deciding_ranks() == [12, 9]


def test_a_move_that_decided_tells_a_deal_by_its_date() -> None:
    """It stood there by its number, which another deal has had or will have."""
    found, titles = account(played("primer", 1)), titles_of(opened("primer").deck)
    move = DecidingMove(9, 3, "us", "breach 1", "extend 2", 20.0, 12.0, 28.0, 300)
    move = replace(move, taken_signed=1, better_signed=2)
    said = choice_said(titles, found, "points of win chance", move)
    assert "chose: Break the deal of 2025 Q1. " in said
    assert "Better on average: Propose to extend the deal of 2025 Q2, by 20" in said


def told_of_luck(*changes: float) -> str:
    """What is told of the ledger where luck has moved so much."""
    found, titles = account(played("primer", 1)), titles_of(opened("primer").deck)
    luck = tuple(LuckStretch(ply, 1, (), change) for ply, change in enumerate(changes))
    known = GameAnalysis("points of win chance", (), (), (), luck, 1, 1)
    return unwrapped(lines(titles, reckoned(titles, replace(found, analysis=known))))


def test_luck_that_moved_nothing_is_not_told_among_what_moved_most() -> None:
    assert told_of_luck(-0.7, 0.0).count("nothing that could have come otherwise") == 1
    for changes in ((), (0.0, -0.0)):
        assert told_of_luck(*changes).endswith("No luck moved it by a tenth.")


@pytest.mark.parametrize("name", ["primer", "primer:no_deals", "kitchen_contest"])
def test_no_deal_was_missed_in_a_deck_without_deals(name: str) -> None:
    """It stood there that none was refused that was sure to do better."""
    known = GameAnalysis("points of win chance", (), (), (), (), 1, 1)
    found = replace(account(played(name, 1)), analysis=known)
    deck = opened(name).deck
    assert bool(list(missed(titles_of(deck), found))) == bool(deck.deals)


@pytest.mark.parametrize("name", CONTESTS)
@pytest.mark.parametrize("seed", range(4))
def test_sources_add_up_to_the_lead(name: str, seed: int) -> None:
    sitting = played(name, seed)
    (fall,), lead = account(sitting).waterfalls, sitting.game.margin(sitting.match.state)
    assert fall.start + sum(one.change for one in fall.sources) == fall.end == lead
    assert account(sitting).course.lines[0].values[-1] == lead


@pytest.mark.parametrize("name", SEMINARS)
@pytest.mark.parametrize("seed", range(4))
def test_sources_add_up_to_the_points_of_each_seat(name: str, seed: int) -> None:
    sitting = played(name, seed)
    found, returns = account(sitting), sitting.game.returns(sitting.match.state)
    for fall in found.waterfalls:
        assert fall.start + sum(one.change for one in fall.sources) == fall.end
        assert fall.end - fall.par == returns[fall.seat]
    assert {line.seat: line.values[-1] for line in found.course.lines} == returns


@pytest.mark.parametrize("name", ["primer", "entanglement"])
def test_the_pane_of_courses_draws_the_lead_as_the_end_does(name: str) -> None:
    sitting = played(name, 1)
    heading, first, *_ = course(sitting.scene(sitting.game.seats[0]))
    assert isinstance(heading, Heading)
    scene = sitting.scene(sitting.game.seats[0])
    assert lines(scene.titles, [heading]) == ["Lead"]
    assert text(rows(scene, [heading], 80)).strip() == "Lead: ◆US up, ◇CH down"
    assert isinstance(first, CourseChart)
    assert first.course.lines == account(sitting).course.lines
    assert first.course.labels == account(sitting).course.labels


@pytest.mark.parametrize("name", ["kitchen_deals", "kitchen_sink", "water_treaty"])
@pytest.mark.parametrize("seed", range(3))
def test_no_source_of_points_is_called_by_its_id(name: str, seed: int) -> None:
    """It read "deal.open_lane +2"."""
    sitting = played(name, seed)
    sources = [one.title for fall in account(sitting).waterfalls for one in fall.sources]
    assert sources
    assert not [one for one in sources if one in sitting.game.rules.names]


def test_a_course_has_rounds_too_in_which_nobody_had_anything_to_do() -> None:
    """The lines went on behind the last round in which somebody acted, and the report ended the
    program."""
    options = [{"id": name, "title": name, "do": list[object]()} for name in ("yes", "no")]
    asked = {"choose": {"title": "Now?", "seat": "north", "options": options}}
    game = tiny(
        rounds={"max": 4},
        turn={"plays": 0, "initiative": "north"},
        rules=[rule("account", "north.score += 1")],
        injects=[{"id": "ask", "title": "Ask", "text": "Ask.", "round": 2, "do": [asked]}],
    )
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    assert max(one.round for one in sitting.match.log) == 2
    course = account(sitting).course
    assert len(course.labels) == 4
    assert [line.values for line in course.lines] == [(0, 1, 2, 3, 4), (0, 0, 0, 0, 0)]
    assert account(sitting).round_ends == (0, 1, 1, 1)


def test_points_of_a_game_that_is_over_as_it_begins_were_there_at_its_start() -> None:
    """Each side had 14 points, and they came from nothing, to 0."""
    game = opened("hospital_merger:shared.trust=12")
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True))
    found, returns = account(sitting), game.returns(sitting.match.state)
    assert [(fall.start, fall.end - fall.par) for fall in found.waterfalls] == [
        (points, points) for points in returns.values()
    ]


def test_fronts_are_sources_of_a_lead_and_terms_of_points() -> None:
    (fall,) = account(played("primer", 1)).waterfalls
    assert {one.id.partition(" ")[0] for one in fall.sources} == {"front"}
    first, _ = account(played("primer:seminar", 1)).waterfalls
    assert {"number us.orders", "number us.pressure"} <= {one.id for one in first.sources}


def test_what_the_rules_count_of_a_seat_has_a_title_as_a_source() -> None:
    for fall in account(played("kitchen_mixed", 1)).waterfalls:
        assert all("." not in one.title for one in fall.sources)
        assert {one.title for one in fall.sources} <= {"Cards buried", "Patience", "Speed"}


def test_every_source_names_moves_of_the_record_that_wrote_it() -> None:
    sitting = played("primer", 2)
    (fall,), log = account(sitting).waterfalls, sitting.match.log
    for one in fall.sources:
        wrote = {entry.ply for entry in log for write in entry.writes if write.site.item == one.id}
        assert one.plies
        assert set(one.plies) <= wrote


def test_a_side_is_told_how_it_came_out_of_a_contest_and_by_its_par() -> None:
    won = account(played("primer", 1)).verdict
    assert {side.fared for side in won.sides} == {"won", "lost"}
    assert won.winner in {side.seat for side in won.sides if side.fared == "won"}
    for side in account(played("primer:seminar", 1)).verdict.sides:
        assert side.fared in ("above par", "at par", "below par")
        assert ("above" in side.fared) == (side.points > 0)


@pytest.mark.parametrize("seed", [5, 6])
def test_the_parts_of_why_add_up_to_the_lead(seed: int) -> None:
    sitting = played("primer", seed)
    end = sitting.view("us").match_end
    assert end is not None
    if end.cause == "lead":
        parts = re.findall(r"[+-]\d+", account(sitting).verdict.why)
        assert sum(map(int, parts)) == abs(end.lead)


def test_nothing_is_told_before_the_end() -> None:
    game = opened("primer")
    players = seated(game, 3)
    match = Match(game, players, 3, traced=True)
    for _ in range(40):
        match.step()
    scene = Sitting(match).scene("us")
    assert scene.account is None
    assert lines(scene.titles, debrief(scene)) == ["The game is not over yet."]


def test_a_contest_that_is_over_as_it_begins_has_an_account() -> None:
    calm = {"id": "calm", "title": "All is calm", "when": "shared.calm == 0", "immediate": True}
    game = tiny(contest={"lead": "shared.calm"}, endings=[calm, *BASE["endings"]])
    scene = Sitting(Match(game, seated(game, 1), 1, traced=True)).scene("north")
    assert lines(scene.titles, debrief(scene))[:3] == [
        "== The end ==",
        "All is calm.",
        "The lead is level, and nobody wins.",
    ]


def test_a_home_goes_nowhere_once_the_game_is_over() -> None:
    found = homes(played("entanglement", 1).scene("us"))
    assert len(found) == 2
    assert [one.outlook for one in found] == [None, None]


# --- charts --------------------------------------------------------------------------------------


def chart(values: tuple[int, ...], cells: int, glyphs: Glyphs = UNICODE) -> Row:
    labels = tuple(f"Round {number}" for number in range(1, len(values)))
    course = GameCourse("lead", labels, (CourseLine("", values),))
    return course_row(played("primer", 1, glyphs).scene("us"), CourseChart(course), cells)


def test_a_lead_stands_above_the_line_for_the_first_seat_and_below_for_the_second() -> None:
    drawn = text([chart((0, 4, -2), 40)]).splitlines()
    assert drawn[0].startswith("  +4 ┤◆◆ 4 ◆◆◆")
    assert drawn[-2].startswith("  -2 ┤ ")
    assert "◇" in drawn[-2]
    assert "◇" not in "".join(drawn[:5])


def test_a_column_reaches_the_line_that_is_nearest_to_its_value() -> None:
    drawn = text([chart((0, 10, 11, -90), 40)]).splitlines()
    scale = [int(line.split()[0]) for line in drawn[:-1]]
    assert min(scale) == -80  # of two that are as near the nearer to 0
    assert max(scale) == 20
    assert "◆" in drawn[0]
    assert "◆" in drawn[1]  # too low for a step: it stands on the middle line


@pytest.mark.parametrize("values", [(0, 30, -30), (0, 31, -29), (0, 29, -31), (0, 90, -90)])
def test_a_chart_has_as_many_lines_as_its_scale_steps(values: tuple[int, ...]) -> None:
    course = GameCourse("lead", ("1", "2"), (CourseLine("", values),))
    scene = played("primer", 1).scene("us")
    *lines_, _ = course_row(scene, CourseChart(course), 80, levels=3).lines
    assert len(lines_) <= 4


def test_a_column_that_is_wide_enough_says_its_value_at_its_end() -> None:
    drawn = text([chart((0, 24, -18, 0, 3), 80)]).splitlines()
    assert sum(" 24 " in line for line in drawn) == 1
    assert sum(" 18 " in line for line in drawn) == 1
    ends = [max(i for i, line in enumerate(drawn) if "◇" in line)]
    assert " 18 " in drawn[ends[0]]
    assert not any(" 18 " in line for line in text([chart((0, 24, -18), 14)]).splitlines())


@pytest.mark.parametrize("cells", [20, 34, 80, 200])
@pytest.mark.parametrize("rounds", [1, 6, 24, 200])
def test_a_chart_keeps_to_its_width_and_has_a_target_for_each_column(
    cells: int, rounds: int
) -> None:
    row = chart(tuple(range(0, 3 * rounds + 1, 3)), cells)
    assert all(len(line_text(line)) <= cells for line in row.lines)
    assert row.targets[-1].id == str(rounds)
    cell = max(span.cell for line in row.lines for span in line)
    assert cell == len(row.targets) - 1


@pytest.mark.parametrize("cells", [20, 30, 34, 54, 80, 200])
@pytest.mark.parametrize("here", [0, 1, 12, 17, 24])
def test_below_a_chart_stand_whole_numbers_of_rounds(cells: int, here: int) -> None:
    """Where a column had one cell, round 10 was called 0, and 12 was called 2."""
    labels = tuple(f"Round {number}" for number in range(1, 25))
    course = GameCourse("lead", labels, (CourseLine("", tuple(range(25))),))
    scene = played("primer", 1).scene("us")
    row = course_row(scene, CourseChart(course, here), cells)
    *_, below = row.lines
    found = [int(one) for one in line_text(below).split()]
    rounds = [int(one.id) for one in row.targets]
    assert found == sorted(set(found) & set(rounds))
    assert here in found or here not in rounds


def test_a_scale_says_large_numbers_whole() -> None:
    drawn = text([chart((0, 12_345, -23_456), 60)]).splitlines()
    scale = [line.split()[0] for line in drawn[:-1]]
    assert "…" not in "".join(drawn)
    assert int(scale[0]) >= 10_000
    assert int(scale[-1]) <= -20_000


def test_what_is_marked_in_a_round_is_cut_with_a_sign() -> None:
    marks = tuple(CourseMark(n, 1, "front", "us", "Chips", 4) for n in range(6))
    course = GameCourse("lead", ("1", "2"), (CourseLine("", (0, 4, 4)),), marks)
    scene = played("primer", 1).scene("us")
    shown = {
        cells: line_text(course_row(scene, CourseChart(course), cells).lines[-1]).strip()
        for cells in (14, 24)
    }
    assert shown == {14: "▲▲▲…", 24: "▲▲▲▲▲▲"}


def test_a_plain_terminal_gets_ascii_alone() -> None:
    sitting = played("primer", 1, ASCII)
    scene = sitting.scene("us")
    (fall,) = account(sitting).waterfalls
    course = CourseChart(account(sitting).course)
    assert text([course_row(scene, course, 80), *fall_rows(scene, fall, 80)]).isascii()


def _lead(said: str) -> int:
    """A lead by whose it is and how much."""
    return int(said.strip("◆◇")) * (-1 if "◇" in said else 1)


def test_a_waterfall_begins_each_bar_where_the_last_one_ended() -> None:
    sitting = played("primer", 1)
    scene = sitting.scene("us")
    (fall,) = account(sitting).waterfalls
    drawn = text(fall_rows(scene, fall, 100)).splitlines()
    totals = [_lead(line.split()[-1]) for line in drawn]
    changes = [_lead(re.findall(r"[◆◇]\d+", line)[0]) for line in drawn]
    assert totals[-1] == fall.end
    assert [b - a for a, b in zip([fall.start, *totals], totals, strict=False)] == changes


def test_plain_text_says_each_round_and_each_source() -> None:
    sitting = played("primer", 1)
    scene, found = sitting.scene("us"), account(sitting)
    said = unwrapped(lines(scene.titles, debrief(scene)))
    for label in found.course.labels:
        assert f"- {label}: " in said
    assert found.course.marks
    for mark in found.course.marks:
        assert said.count(f"{found.course.labels[mark.round - 1]}: ") == 1
        assert mark.title in said
    fall: Waterfall = found.waterfalls[0]
    for one in fall.sources:
        assert f"- {one.title}: {abs(one.change)}, for " in said
    assert "█" not in said
    assert "◆" not in said


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_the_judgements_told_of_a_round_add_up_to_what_moved_the_lead_in_it(deck: str) -> None:
    course = account(played(deck, 1)).course
    lead = course.lines[0].values
    for number in range(1, len(lead)):
        moved = [one.change for one in course.marks if one.round == number]
        assert sum(moved) == lead[number] - lead[number - 1]
    told = [one.round for one in course.marks if one.occasion == "front"]
    assert len(told) > len(set(told))


def test_what_both_share_and_did_not_move_is_told_to_stay() -> None:
    """It read "Trust 12 to 12"."""
    scene = played("hospital_merger:shared.trust=12", 1).scene("abbey")
    assert lines(scene.titles, shared(scene))[-1] == "Trust stays 12."


# --- the story -----------------------------------------------------------------------------------


def without(evidence: StoryBasis, ply: int) -> StoryBasis:
    """The same evidence with a move of the record struck out, and what follows from it."""
    line = evidence.line
    log = [entry for entry in evidence.log if entry.ply != ply]
    line = replace(
        line,
        deeds=tuple(one for one in line.deeds if one.ply != ply),
        levels=tuple(one for one in line.levels if one.ply != ply),
        bargains=tuple(one for one in line.bargains if one.ply != ply),
        ventures=tuple(one for one in line.ventures if ply not in (one.ply, *one.plies)),
    )
    known = {entry.ply for entry in log}
    falls = [
        replace(fall, sources=tuple(one for one in fall.sources if {*one.plies} <= known))
        for fall in evidence.falls
    ]
    return replace(evidence, log=log, line=line, falls=falls)


@pytest.mark.parametrize(
    ("name", "seed"),
    [("primer", 1), ("primer", 3), ("primer:seminar", 5), ("entanglement", 3), ("kitchen_sink", 1)],
)
def test_a_sentence_goes_with_the_move_that_it_rests_on(name: str, seed: int) -> None:
    evidence = evidence_of_played(name, seed)
    story = story_of(evidence)
    assert story
    for sentence in story:
        assert sentence.plies
        for ply in sentence.plies:
            assert sentence not in story_of(without(evidence, ply)), (sentence, ply)


@cache
def evidence_of_played(name: str, seed: int) -> StoryBasis:
    game = opened(name)
    players = seated(game, seed, "greedy")
    match = Match(game, players, seed, traced=True).run()
    line, returns = timeline(game, match.record), game.returns(match.state)
    return evidence_of(match.log, returns, game.redact(match.state), titles_of(game.deck), line)


@pytest.mark.parametrize(
    ("name", "seed"),
    [
        *(("primer", seed) for seed in range(3)),
        *(("primer:seminar", seed) for seed in range(4)),
        ("entanglement", 4),
    ],
)
def test_a_story_has_six_to_ten_sentences_and_names_what_decided(name: str, seed: int) -> None:
    evidence = evidence_of_played(name, seed)
    story = story_of(evidence)
    kinds = [one.kind for one in story]
    assert 6 <= len(story) <= 10
    assert kinds[:2] == ["ending", "largest source"]
    assert evidence.verdict.title in story[0].text
    assert re.search(r" brought .+ most: \+\d", story[1].text)
    fall = evidence.falls[0]
    if not fall.seat:
        sign = -1 if evidence.verdict.winner == "china" else 1
        assert story[1].figure == max(
            (f"{one.title} {sign * one.change:+d}" for one in fall.sources),
            key=lambda said: int(said.split()[-1]),
        )
        if any(one.change * sign < 0 for one in fall.sources):
            assert "largest loss" in kinds


def levels(*changes: tuple[int, int, str, int, int, CauseKind, str]) -> tuple[LevelChange, ...]:
    """Changes of levels: round, ply, measure, before, after, cause, by."""
    owners = {"duty": "us", "counter": "china"}
    return tuple(
        LevelChange(ply, now, thing, owners[thing], a, b, a, b, cause, by, "")
        for now, ply, thing, a, b, cause, by in changes
    )


@pytest.mark.parametrize(
    ("changes", "is_bluff"),
    [
        pytest.param(
            [(1, 10, "duty", 0, 1, "act", "us"), (2, 20, "duty", 1, 0, "act", "us")],
            True,
            id="taken back for nothing",
        ),
        pytest.param(
            [
                (1, 10, "duty", 0, 1, "act", "us"),
                (2, 15, "counter", 1, 0, "act", "china"),
                (2, 20, "duty", 1, 0, "act", "us"),
            ],
            False,
            id="the other side gave way first",
        ),
        pytest.param(
            [(1, 10, "duty", 0, 1, "act", "us"), (4, 40, "duty", 1, 0, "act", "us")],
            False,
            id="it stood for three rounds",
        ),
        pytest.param(
            [(1, 10, "duty", 0, 1, "act", "us"), (2, 20, "duty", 1, 0, "event", "")],
            False,
            id="a court took it away",
        ),
        pytest.param(
            [(1, 10, "duty", 0, 1, "act", "us"), (3, 20, "duty", 1, 0, "act", "us")],
            True,
            id="two rounds later",
        ),
        pytest.param(
            [(1, 10, "duty", 0, 1, "act", "us"), (2, 20, "duty", 1, 0, "deal", "")],
            False,
            id="it was traded in a deal",
        ),
    ],
)
def test_a_bluff_is_called_when_a_measure_is_taken_back_for_nothing(
    changes: list[tuple[int, int, str, int, int, CauseKind, str]], is_bluff: bool
) -> None:
    evidence = evidence_of_played("primer", 1)
    evidence = replace(evidence, line=replace(evidence.line, levels=levels(*changes)))
    told = [one for one in story_of(evidence) if one.kind == "called bluff"]
    assert [one.plies for one in told] == ([(10, 20)] if is_bluff else [])


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        pytest.param((), ["called bluff"], id="it raised nothing else"),
        pytest.param(
            ((5, 30, "duty", 0, 2, "act", "us"),),
            ["called bluff", "pressure"],
            id="it raised more later",
        ),
    ],
)
def test_that_a_side_raised_its_measures_is_told_where_the_bluff_was_not_all(
    more: tuple[tuple[int, int, str, int, int, CauseKind, str], ...], kinds: list[str]
) -> None:
    """Beside the bluff stood `raised its measures once`, of the same measure in the same round."""
    evidence = evidence_of_played("primer", 1)
    both = levels((1, 10, "duty", 0, 1, "act", "us"), (2, 20, "duty", 1, 0, "act", "us"))
    line = replace(evidence.line, levels=(*both, *levels(*more)))
    told = story_of(replace(evidence, line=line))
    assert [one.kind for one in told if one.kind in ("called bluff", "pressure")] == kinds


def test_one_step_down_takes_back_one_step_up_and_is_told_once() -> None:
    evidence = evidence_of_played("primer", 1)
    steps = levels(
        (1, 10, "duty", 1, 2, "act", "us"),
        (1, 15, "duty", 2, 3, "act", "us"),
        (2, 20, "duty", 3, 2, "act", "us"),
    )
    line = replace(evidence.line, levels=steps)
    told = [one for one in story_of(replace(evidence, line=line)) if one.kind == "called bluff"]
    assert [one.plies for one in told] == [(15, 20)]


@pytest.mark.parametrize(
    ("giver", "signed", "extended", "is_bluff"),
    [
        pytest.param("china", 15, (), False, id="the other side gave something in a deal"),
        pytest.param("china", 5, (2,), False, id="and went on giving it"),
        pytest.param("china", 5, (), True, id="it had done so before"),
        pytest.param("us", 15, (), True, id="it gave nothing in it"),
    ],
)
def test_what_was_taken_back_for_something_in_a_deal_is_no_bluff(
    giver: str, signed: int, extended: tuple[int, ...], is_bluff: bool
) -> None:
    evidence = evidence_of_played("primer", 1)
    item = GivenItem("promise", giver, "pledge", "", 0)
    deal = Bargain(signed, 1, "us", 2, (item,), extended)
    both = levels((1, 10, "duty", 0, 1, "act", "us"), (2, 20, "duty", 1, 0, "act", "us"))
    line = replace(evidence.line, levels=both, bargains=(deal,))
    kinds = [one.kind for one in story_of(replace(evidence, line=line))]
    assert ("called bluff" in kinds) == is_bluff


def test_what_is_paused_is_not_told_as_taken_back() -> None:
    """It stands on the books as before, and is in force again by itself."""
    evidence = evidence_of_played("primer", 1)
    up, down = levels((1, 10, "duty", 1, 2, "act", "us"), (2, 20, "duty", 2, 2, "act", "us"))
    down = replace(down, force_after=0)
    line = replace(evidence.line, levels=(up, down))
    (told,) = [one for one in story_of(replace(evidence, line=line)) if one.kind == "called bluff"]
    assert "and paused it in" in told.text
    assert told.figure == "1 to 2 to 0 in force"


def test_a_bluff_that_was_called_at_once_names_its_round_once() -> None:
    evidence = evidence_of_played("primer", 1)
    steps = levels((2, 10, "duty", 0, 1, "act", "us"), (2, 20, "duty", 1, 0, "act", "us"))
    line = replace(evidence.line, levels=steps)
    (told,) = [one for one in story_of(replace(evidence, line=line)) if one.kind == "called bluff"]
    assert "in 2025 Q2 and took it back in the same round with nothing in return" in told.text


def test_of_what_was_raised_by_two_levels_and_lowered_by_one_a_part_was_taken_back() -> None:
    evidence = evidence_of_played("primer", 1)
    steps = levels((1, 10, "duty", 0, 2, "act", "us"), (2, 20, "duty", 2, 1, "act", "us"))
    line = replace(evidence.line, levels=steps)
    (told,) = [one for one in story_of(replace(evidence, line=line)) if one.kind == "called bluff"]
    assert "and took part of it back in 2025 Q2 with nothing in return" in told.text


def test_what_an_event_had_a_side_choose_is_no_bluff() -> None:
    evidence = evidence_of_played("primer", 1)
    up, down = levels((1, 10, "duty", 0, 1, "act", "us"), (2, 20, "duty", 1, 0, "act", "us"))
    for source, is_bluff in (("inject ruling_strikes", False), ("card step_back", True)):
        line = replace(evidence.line, levels=(up, replace(down, source=source)))
        kinds = [one.kind for one in story_of(replace(evidence, line=line))]
        assert ("called bluff" in kinds) == is_bluff, source


@pytest.mark.parametrize(
    ("venture", "is_told"),
    [
        pytest.param(Venture(5, 1, "fab", "china", 4, 4, (1,)), True, id="due, and never done"),
        pytest.param(Venture(5, 1, "fab", "china", 6, 4, (1,)), True, id="due in the last round"),
        pytest.param(Venture(5, 1, "fab", "china", 9, 4, (1,)), False, id="not due yet"),
        pytest.param(Venture(5, 1, "fab", "china", 9, 4, (1,), 3), True, id="fallen back"),
        pytest.param(Venture(5, 1, "fab", "china", 4, 2, (1, 5)), False, id="done, if late"),
    ],
)
def test_an_announcement_is_empty_if_it_is_due_and_not_done(
    venture: Venture, is_told: bool
) -> None:
    evidence = evidence_of_played("primer", 1)
    evidence = replace(evidence, line=replace(evidence.line, ventures=(venture,)))
    kinds = [one.kind for one in story_of(evidence)]
    assert ("empty announcement" in kinds) == is_told


@pytest.mark.parametrize(
    ("thing", "reached", "is_told"),
    [
        ("new_buyers", (2, 3, 4), True),
        ("new_buyers", (2, 9), False),
        ("new_buyers", (1, 9), False),
        ("new_buyers", (1, 2), False),
        ("new_buyers", (2, 4), False),
        pytest.param("new_buyers", (2, 3), True, id="its first stage is paid and worked for"),
        pytest.param("fab", (2, 3), False, id="its first stage is but announced"),
        pytest.param("fab", (2, 2, 3), True, id="announced and two stages built"),
        pytest.param("fab", (1, 2, 3), True, id="announced before"),
    ],
)
def test_a_truce_is_used_to_build_if_two_stages_are_done_in_it(
    thing: str, reached: tuple[int, ...], is_told: bool
) -> None:
    """What was announced, and lapsed, was told as built."""
    evidence = evidence_of_played("primer", 1)
    signed = evidence.log[20].ply
    deal = Bargain(signed, 1, "us", 3, (), ended=4, how="ran out")
    built = Venture(signed + 1, 1, thing, "china", 9, 5, reached)
    line = replace(evidence.line, bargains=(deal,), ventures=(built,))
    kinds = [one.kind for one in story_of(replace(evidence, line=line))]
    assert ("truce used to build" in kinds) == is_told


def test_a_story_goes_by_when_that_was_of_which_it_tells() -> None:
    """A deal came before an earlier one, as what was built in it had been begun before both."""
    evidence = evidence_of_played("primer", 1)
    begun, early, late = (evidence.log[place].ply for place in (20, 40, 60))
    deals = (Bargain(early, 2, "us", 2, (), ended=4), Bargain(late, 3, "us", 3, (), ended=6))
    built = Venture(begun, 1, "fab", "china", 9, 5, (1, 5, 5))
    line = replace(evidence.line, bargains=deals, ventures=(built,), levels=())
    told = story_of(replace(evidence, line=line))
    found = [one.plies[0] for one in told if one.kind in ("deal", "truce used to build")]
    assert found == [early, late, late]


def test_what_was_built_is_told_when_it_was_finished() -> None:
    """It stood before what came after it was announced, and led to where that was done."""
    evidence = evidence_of_played("primer", 1)
    begun, signed, finished = (evidence.log[place].ply for place in (20, 40, 60))
    deal = Bargain(signed, 3, "us", 2, (), ended=6)
    built = Venture(begun, 1, "fab", "china", 9, 2, (2, 5), plies=(begun, finished))
    line = replace(evidence.line, bargains=(deal,), ventures=(built,), levels=())
    told = story_of(replace(evidence, line=line))
    found = [(one.kind, one.plies[0]) for one in told if one.kind in ("deal", "built")]
    assert found == [("deal", signed), ("built", finished)]


def test_a_project_that_was_begun_again_in_a_truce_is_named_once() -> None:
    evidence = evidence_of_played("primer", 1)
    signed = evidence.log[20].ply
    deal = Bargain(signed, 1, "us", 5, (), ended=6, how="ran out")
    built = tuple(Venture(signed + n, n, "fab", "china", 9, 5, (n + 1, n + 1)) for n in (1, 3))
    line = replace(evidence.line, bargains=(deal,), ventures=built)
    (told,) = [
        one.text
        for one in story_of(replace(evidence, line=line))
        if one.kind == "truce used to build"
    ]
    assert told.endswith("to build: 2 stages of Advanced fab and memory line.")


def test_a_source_that_came_to_nothing_is_nobody_s() -> None:
    sitting = played("primer", 3)
    fall = Waterfall("", 0, 0, 0, (PointSource("rule year", "A year passes", 0, (1, 2)),))
    assert lines(sitting.titles, [Falls(fall)]) == ["  - A year passes: 0."]


def test_what_the_lead_was_at_the_start_is_among_what_it_came_from() -> None:
    calm, grain = BASE["tracks"]
    tide = rule("account", "shared.calm -= 1", id="tide", title="Tide")
    game = tiny(
        tracks=[{**calm, "start": 5}, grain],
        rules=[tide],
        contest={"lead": "shared.calm"},
        rounds={"max": 2},
    )
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    end = account(sitting)
    (fall,) = end.waterfalls
    assert lines(sitting.titles, [Falls(fall)]) == [
        "  - At the start: North by 5.",
        "  - Tide: 2, for South.",
    ]
    assert end.verdict.why == "North: the start +5; against it stand Tide -2."
    drawn = text(fall_rows(sitting.scene("north"), fall, 80)).splitlines()
    assert [line.split()[-1] for line in drawn] == ["◆5", "◆3"]


def test_why_a_level_lead_won_is_told_of_whoever_wins_it() -> None:
    tide = rule("account", "shared.calm -= 1", id="tide", title="Tide")
    wind = rule("account", "shared.calm += 1", id="wind", title="Wind")
    contest = {"lead": "shared.calm", "level": "south"}
    game = tiny(rules=[tide, wind], contest=contest, rounds={"max": 2})
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    assert account(sitting).verdict.said == "The lead is level, and South wins a level game."
    assert account(sitting).verdict.why == "South: Tide +2; against it stand Wind -2."
    marks = [(one.round, one.title, one.seat, one.change) for one in account(sitting).course.marks]
    assert sorted(marks) == [
        (number, *one) for number in (1, 2) for one in (("Tide", "south", -1), ("Wind", "north", 1))
    ]


@pytest.mark.parametrize(
    ("brought", "why"),
    [
        pytest.param([3, 2, 1], "North: A +3, B +2, C +1.", id="three"),
        pytest.param([4, 3, 2, 1], "North: A +4, B +3, others +3.", id="four"),
    ],
)
def test_sources_are_named_where_others_would_be_one(brought: list[int], why: str) -> None:
    rules = [
        rule("account", f"shared.calm += {amount}", id=name, title=name.upper())
        for name, amount in zip("abcd", brought, strict=False)
    ]
    game = tiny(rules=rules, contest={"lead": "shared.calm"}, rounds={"max": 1})
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    assert account(sitting).verdict.why == why


def test_whoever_lost_at_once_answers_for_it() -> None:
    flood = {"title": "Flood", "when": "shared.calm >= 2", "seat": "north"}
    tide = rule("account", "shared.calm += 1", id="tide", title="Tide")
    game = tiny(
        rules=[tide], contest={"lead": "shared.calm", "lost_by": [flood]}, rounds={"max": 4}
    )
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    verdict = account(sitting).verdict
    why = "North answers for it: Calm (at the end 4) is at least 2."
    assert (verdict.winner, verdict.why) == ("south", why)
    assert "Tide cost South most: -4" in " ".join(one.text for one in account(sitting).story)
    scene = sitting.scene("south")
    told = unwrapped(lines(scene.titles, winning(scene)))
    assert told.endswith(f"South wins, for North has lost: Flood. {why}")
    last = unwrapped(lines(scene.titles, news(scene)))
    assert last.startswith("The end: Over. South wins, for North has lost: Flood.")


def test_whoever_lost_by_a_number_that_holds_a_seat_is_told_of_it() -> None:
    last = {"id": "last", "title": "Who stirred last", "of": "shared", "kind": "seat"}
    flood = {"title": "Flood", "when": "shared.calm >= 2", "seat": "shared.last"}
    tide = rule("account", "shared.calm += 2", "shared.last = south", id="tide", title="Tide")
    contest = {"lead": "shared.calm", "lost_by": [flood]}
    game = tiny(rules=[tide], tracks=[*BASE["tracks"], last], contest=contest, rounds={"max": 1})
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    why = "South answers for it: Calm (at the end 2) is at least 2, and Who stirred last is South."
    assert account(sitting).verdict.why == why


def test_of_a_ruin_that_nobody_answers_for_it_is_told_what_that_asks() -> None:
    blamed = [
        {"title": "Ruin", "when": f"{one}.grain >= {other}.grain + 3", "seat": one}
        for one, other in (("north", "south"), ("south", "north"))
    ]
    floors = {"north": "shared.calm >= 0", "south": "shared.calm >= 0"}
    tide = rule("account", "shared.calm -= 2", id="tide", title="Tide")
    contest = {"lead": "shared.calm", "floors": floors, "ruin": blamed}
    game = tiny(rules=[tide], contest=contest, rounds={"max": 1})
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    verdict = account(sitting).verdict
    assert verdict.winner == ""
    assert verdict.why.endswith(
        "Neither answers for it, which asks: Grain (North, at the end 4) is at least 3 above that"
        " of South (at the end 4); or Grain (South, at the end 4) is at least 3 above that of North"
        " (at the end 4)."
    )


LAST = {"id": "last", "title": "Who stirred last", "of": "shared", "kind": "seat"}
STIRRED = {"title": "Ruin", "when": "shared.calm < 0", "seat": "shared.last"}
FAMINE = {"title": "Ruin", "when": "shared.calm < 1", "seat": "north"}
CALM = dict.fromkeys(("north", "south"), "shared.calm >= 0")


@pytest.mark.parametrize(
    ("contest", "why"),
    [
        pytest.param(
            {"floors": CALM, "ruin": [STIRRED]},
            "Neither answers for it, which asks: Calm (at the end -2) is under 0, and Who stirred"
            " last (at the end nobody) is a side.",
            id="nobody",
        ),
        pytest.param(
            {"floors": CALM, "ruin": [STIRRED, FAMINE]},
            "North answers for it: Calm (at the end -2) is under 1.",
            id="by another ruin",
        ),
        pytest.param(
            {"lost_by": [STIRRED, FAMINE]},
            "North answers for it: Calm (at the end -2) is under 1.",
            id="by another loss",
        ),
    ],
)
def test_what_falls_to_whoever_did_something_last_falls_to_nobody_while_nobody_did(
    contest: dict[str, Any], why: str
) -> None:
    tide = rule("account", "shared.calm -= 2", id="tide", title="Tide")
    tracks = [*BASE["tracks"], LAST]
    contest = {"lead": "shared.calm", **contest}
    game = tiny(rules=[tide], tracks=tracks, contest=contest, rounds={"max": 1})
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    assert account(sitting).verdict.why.endswith(why)


@pytest.mark.parametrize(
    ("tide", "told"),
    [
        pytest.param("8 - 6 * game.round", ["North took the lead for good in round 1, by Tide."]),
        pytest.param("3 - 4 * game.round", [], id="level at the end"),
    ],
)
def test_the_lead_is_taken_for_good_by_what_moved_it_over_the_line(
    tide: str, told: list[str]
) -> None:
    moved = rule("account", f"shared.calm += {tide}", id="tide", title="Tide")
    wind = rule("account", "shared.calm += 3", id="wind", title="Wind")
    contest = {"lead": "shared.calm", "points": {"win": 3, "stand": 1}}
    game = tiny(rules=[moved, wind], contest=contest, rounds={"max": 2})
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    said = [one.text for one in account(sitting).story if one.kind == "last turn"]
    assert said == told


def test_each_deal_of_a_course_is_told_as_signed_or_extended() -> None:
    titles = evidence_of_played("primer", 1).titles
    acts = [(TABLE, "2"), (ACCEPT, "1"), (EXTEND, "1"), (ACCEPT, "1"), (TABLE, "2"), (ACCEPT, "2")]
    log = [Entry(n, 1, "talks", "us", "us", verb, arg) for n, (verb, arg) in enumerate(acts)]
    told = [mark.title for mark in _bargains(log, titles)]
    assert told == ["a deal is signed", "a deal is extended", "a deal is signed"]


def test_a_ruling_on_the_way_is_no_end_by_control() -> None:
    game = tiny(contest={"lead": "shared.calm"}, rounds={"max": 3})
    match = Match(game, seated(game, 1), 1, traced=True)
    while why_no_ruling(match.state):
        match.step()
    control.rule(match, ("shared.calm += 1",), "The press got it wrong.")
    sitting = Sitting(match.run())
    assert account(sitting).verdict.closed == ""
    assert account(sitting).verdict.said == "North wins by a lead of 1."


def test_lines_of_one_source_take_the_lead_only_together() -> None:
    """What each side's share takes and gives on the way is nobody's lead."""
    tide = rule("account", "shared.calm += 2", id="tide", title="Tide")
    both = rule("account", "shared.calm -= 4", "shared.calm += 3", id="both", title="Both shares")
    game = tiny(rules=[tide, both], contest={"lead": "shared.calm"}, rounds={"max": 2})
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    said = [one.text for one in account(sitting).story if one.kind == "last turn"]
    assert said == ["North took the lead for good in round 1, by Tide."]


def told_of(kind: str, game: Game, *texts: str) -> list[str]:
    """Sentences of one kind about a game that somebody plays so."""
    story = account(played_so(game, *texts)).story
    return [one.text for one in story if one.kind == kind]


def played_so(game: Game, *texts: str) -> Sitting:
    """A game that somebody has played so."""
    match = Match(game, {seat: Person() for seat in game.seats}, 1, traced=True)
    sitting = Sitting(match)
    for one in texts:
        sitting.draw_luck()
        sitting.take(one)
    sitting.draw_luck()
    return sitting


def test_nobody_is_ahead_between_what_is_counted_at_once() -> None:
    """North was ahead by 4 before the last round closed, and is by 2 after."""
    tide = rule("account", "shared.calm += 8 - 4 * game.round", id="tide", title="Tide")
    dip = rule("account", "shared.calm -= 6 * (game.round - 1)", id="dip", title="Dip")
    wind = rule("account", "shared.calm += 4 * (game.round - 1)", id="wind", title="Wind")
    game = tiny(rules=[tide, dip, wind], contest={"lead": "shared.calm"}, rounds={"max": 2})
    told = told_of("last turn", game, "pass", "pass", "pass", "pass")
    assert told == ["North took the lead for good in round 1, by Tide."]


def test_a_word_that_was_not_kept_is_told_as_broken_too() -> None:
    """Nobody left the deal: it ended by what was pledged in it and not done."""
    never = {"needs": "my.grain >= 90", "by_round": 1, "failed": "breach"}
    items = [thin_wall(performs=never), gold()]
    game = tiny(measures=[WALL, GATE], deals={"terms": [3], "items": items}, rounds={"max": 2})
    offered = ("offer thin_wall", "offer gold", "table 3", "accept")
    told = told_of("broken word", game, "pass", "pass", *offered, *["pass"] * 3)
    (said,) = told
    assert said.startswith("North broke its word in round 1: it had pledged thin_wall, which was ")
    assert said.endswith("not done, and that ended the deal of round 1 (thin_wall for gold).")


def test_each_of_two_deals_that_one_side_left_in_one_round_is_told_by_its_own_breach() -> None:
    items = [
        item("low_wall", "cap", measure="wall", level=1),
        item("grain", "transfer", track="grain", amount=1),
        gold(),
        item("back", "transfer", "south", track="grain", amount=2),
    ]
    deals = {"terms": [3], "items": items, "max_running": 2}
    game = tiny(
        measures=[WALL, GATE], deals=deals, turn={**BASE["turn"], "plays": 2}, rounds={"max": 2}
    )
    first = ("offer low_wall", "offer gold", "table 3", "accept")
    second = ("offer grain", "offer back", "table 3", "accept")
    later = ("breach 1", "pass", "breach 2", *["pass"] * 3)
    sitting = played_so(game, *["pass"] * 4, *first, *second, *later)
    log = sitting.match.log
    told = [one for one in account(sitting).story if one.kind == "broken word"]
    assert [log[one.plies[0]].verb for one in told] == [BREACH, BREACH]
    left = [[log[ply].arg for ply in one.plies if log[ply].verb == BREACH] for one in told]
    assert left == [["1"], ["2"]]


def two_pledges_of_one_item(capital: int) -> Sitting:
    """Two deals of round 1 in which South pledges the same, and has so much to pay both with."""
    items = [
        item("low_wall", "cap", measure="wall", level=1),
        item("grain", "transfer", track="grain", amount=1),
        gold(default={"failed": "breach"}),
    ]
    game = tiny(
        measures=[WALL, GATE],
        deals={"terms": [3], "items": items, "max_running": 2},
        seats=seats({}, {"capital": {"start": capital, "max": 20}}),
        rounds={"max": 3},
    )
    first = ("offer low_wall", "offer gold", "table 3", "accept")
    second = ("offer grain", "offer gold", "table 3", "accept")
    sitting = played_so(game, "pass", "pass", *first, *second)
    while not sitting.match.is_over:
        sitting.take("pass")
    return sitting


def test_of_two_deals_with_one_pledge_the_one_that_ended_is_told_as_broken() -> None:
    """It was told of the first that held the pledge, which still ran."""
    sitting = two_pledges_of_one_item(7)
    told = {one.kind: one.text for one in account(sitting).story}
    assert told["broken word"].endswith("ended the deal of round 1 (grain for gold).")
    assert told["deal"] == "The deal of round 1 (low_wall for gold) still ran at the end."


def test_a_deal_that_breaks_as_the_round_of_its_signing_closes_is_told() -> None:
    """It ran neither before the act that signed it nor after."""
    log = two_pledges_of_one_item(3).match.log
    told = [(entry.verb, entry.broken) for entry in log if entry.broken]
    assert told[0] == (ACCEPT, ((1, ("grain", "gold")),))


def test_at_a_seminar_the_side_that_came_out_best_by_its_par_is_told_first() -> None:
    rules = [rule("account", "north.score += 4", "south.score += 3")]
    game = tiny(rules=rules, seats=seats({"par": 9}, {"par": 1}), rounds={"max": 1})
    told = told_of("largest source", game, "pass", "pass")
    assert [one.split(" most")[0].rpartition(" ")[2] for one in told] == ["South", "North"]


def test_each_of_two_deals_that_were_not_kept_is_told_by_its_own_round() -> None:
    items = [thin_wall(performs={"needs": "my.grain >= 90", "failed": "breach"}), gold()]
    game = tiny(measures=[WALL, GATE], deals={"terms": [3], "items": items}, rounds={"max": 5})
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 1, traced=True))
    while not sitting.match.is_over:
        legal = [one.text for one in sitting.view(sitting.mover).legal]
        wanted = ("accept", "table 3", "offer gold", "offer thin_wall", "pass")
        sitting.take(next(one for one in wanted if one in legal))
        sitting.draw_luck()
    told = [one.text for one in account(sitting).story if one.kind == "broken word"]
    dated = [re.findall(r"round (\d)", one) for one in told]
    assert dated == [["2", "1"], ["4", "3"]]


def test_sources_that_brought_alike_are_named_together() -> None:
    rules = [
        rule("account", f"shared.calm += {by}", id=one.lower(), title=one)
        for one, by in (("Wind", 2), ("Tide", 2), ("Rain", -1), ("Snow", -1), ("Sun", 1))
    ]
    game = tiny(rules=rules, contest={"lead": "shared.calm"}, rounds={"max": 1})
    told = told_of("largest source", game, "pass", "pass")
    assert told == ["Tide and Wind brought North most: +2 each (round 1)."]
    told = told_of("largest loss", game, "pass", "pass")
    assert told == ["Rain and Snow cost North most: -1 each (round 1)."]


def test_a_source_that_brought_and_cost_is_dated_by_each() -> None:
    """It was told to have cost most at a date at which it gave."""
    tide = rule("account", "shared.calm += 3 - 2 * game.round", id="tide", title="Tide")
    north = {"contest": {"lead": "shared.calm"}, "rounds": {"max": 3}}
    told = told_of("largest source", tiny(rules=[tide], **north), *["pass"] * 6)
    assert told == ["Tide brought South most: +3 (+4 in round 2, round 3; -1 in round 1)."]
    wind = rule("account", "shared.calm += 4 * game.round - 9", id="wind", title="Wind")
    told = told_of("largest source", tiny(rules=[tide, wind], **north), *["pass"] * 6)
    dated = "Tide +4 in round 2, round 3, -1 in round 1; Wind +6 in round 1, round 2, -3 in round 3"
    assert told == [f"Tide and Wind brought South most: +3 each ({dated})."]


def test_a_source_is_dated_by_when_it_moved_the_lead() -> None:
    """What was set off in the last act of a round comes as the next one begins."""
    later = {"after": 1, "do": ["shared.calm += 2"]}
    game = tiny(
        actions=[{"id": "sow", "title": "Sow", "seat": "north", "text": "Sow.", "do": [later]}],
        contest={"lead": "shared.calm"},
        rounds={"max": 2},
    )
    told = told_of("largest source", game, "act sow", "pass", "pass", "pass")
    assert told == ["Sow brought North most: +2 (round 2)."]


def test_no_round_is_told_to_have_moved_further_than_its_like() -> None:
    game = tiny(
        rules=[rule("account", "shared.calm -= 2")],
        contest={"lead": "shared.calm"},
        rounds={"max": 2},
    )
    told = told_of("steepest round", game, "pass", "pass", "pass", "pass")
    assert told == ["No round moved the lead further than round 1: 2 towards South."]


def test_what_a_round_moved_against_the_pace_of_par_is_not_told_as_points() -> None:
    """Each round brings 3 points, and the pace of par is 1 a round."""
    game = tiny(
        rules=[rule("account", "north.score += 3")], seats=seats({"par": 2}), rounds={"max": 2}
    )
    told = told_of("steepest round", game, "pass", "pass", "pass", "pass")
    assert told[0] == "No round moved North further against the pace of its par than round 1: +2."


def test_the_end_calls_a_rule_by_its_short_name() -> None:
    told = ""
    for seed in range(8):
        sitting = played("entanglement", seed)
        end = account(sitting)
        said = " ".join([end.verdict.why, *(one.text for one in end.story)])
        said += " ".join(source.title for fall in end.waterfalls for source in fall.sources)
        said += " ".join(mark.title for mark in end.course.marks)
        named = {rule.title: rule.short for rule in sitting.game.deck.rules if rule.short}
        assert not [title for title in named if title in said]
        told += said
    assert any(short in told for short in named.values()), "other seeds"


def test_why_it_ended_is_said_once() -> None:
    sitting = played("primer", 3)
    told = account(sitting)
    broken = "A side broke its floor, which asks for calm."
    sides = tuple(replace(side, floor=broken) for side in told.verdict.sides[:1])
    end = replace(told.verdict, sides=sides, why=broken)
    said = " ".join(lines(sitting.scene("us").titles, verdict(replace(told, verdict=end))))
    assert " ".join(said.split()).count(broken) == 1


def test_points_that_move_a_lead_are_told_as_a_seat_s_score() -> None:
    score = {"score": "my.grain"}
    contest = {"lead": "clamp(north.score - south.score, -9, 9)"}
    game = tiny(seats=seats(score), contest=contest, rounds={"max": 1})
    players = seated(game, 1)
    found = account(Sitting(Match(game, players, 1, traced=True).run()))
    assert [one.title for fall in found.waterfalls for one in fall.sources] == [
        "Score at the end (North)"
    ]
    assert [mark.title for mark in found.course.marks] == ["Score at the end (North)"]
