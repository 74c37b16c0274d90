"""A timeline tells a game as it was, with the cause of every change, and nothing that is secret."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import opened
from tests.lab.recorded import history_line
from tests.play.anything import new_match
from wargame.content.effects import read_effects
from wargame.lab.record.build import timeline
from wargame.lab.record.timeline import GivenItem, Timeline
from wargame.play import control
from wargame.play.course import Course
from wargame.play.event import Act, Chance, Ruling, effective
from wargame.play.match import Match
from wargame.play.record import Record
from wargame.rules.game import Game

SECRET = "00" * 16
FEW = [("kitchen_sink", 1), ("kitchen_sink", 4), ("water_treaty", 2), ("primer", 7)]
BARGAINERS = [("kitchen_sink", 1), ("kitchen_sink", 2), ("kitchen_deals", 6), ("kitchen_deals", 9)]
BARGAINERS += [("water_treaty", 1), ("hospital_merger", 3), ("hospital_merger", 8)]
BARGAINERS += [("kitchen_deals:answered", 36)]
"""Games in which deals are signed, extended, broken and run out, whole and in part."""
WATCHED = {
    "kitchen_sink": ["mask.takings"],
    "water_treaty": ["lower.salt", "shared.trust"],
    "primer": ["shared.trade"],
}


def played(deck: str, seed: int) -> Match:
    return new_match(opened(deck), seed, secret=SECRET).run()


def told(match: Match, watch: list[str] | None = None) -> Timeline:
    return timeline(match.game, match.record, watch or [])


@pytest.fixture(scope="module")
def history() -> Timeline:
    """What happened from 2018 to 2026, as the shipped save has it."""
    return history_line()


@pytest.mark.parametrize(("deck", "seed"), FEW)
def test_a_replay_gives_the_same_timeline(deck: str, seed: int) -> None:
    match = played(deck, seed)
    line = told(match, WATCHED[deck])
    again = told(match, WATCHED[deck])
    assert again == line


@pytest.mark.parametrize(("deck", "seed"), FEW)
def test_changes_add_up_to_every_position(deck: str, seed: int) -> None:
    match = played(deck, seed)
    line = told(match, WATCHED[deck])
    levels = {one.id: (one.level, one.force) for one in line.measures}
    course = Course(match.game)
    worth = {name: course.state[name] for name in WATCHED[deck]}
    for move in effective(match.record.events):
        assert isinstance(move, Act | Chance)
        course.add(move, course.step(course.state, move).state)
        for change in line.levels:
            if change.ply == move.ply:
                assert levels[change.thing] == (change.before, change.force_before)
                levels[change.thing] = (change.after, change.force_after)
        worth |= {one.thing: one.after for one in line.moved if one.ply == move.ply}
        here = course.state
        assert levels == {
            name: (here[f"measure.{name}"], here[f"measure.{name}.in_force"]) for name in levels
        }
        assert worth == {name: here[name] for name in worth}


@pytest.mark.parametrize(("deck", "seed"), BARGAINERS)
def test_a_deal_runs_as_long_as_it_is_in_force(deck: str, seed: int) -> None:
    """With the items that a view has in it, and no other but those that were over before."""
    match = played(deck, seed)
    bargains = told(match).bargains
    assert bargains
    for ply in range(match.course.ply + 1):
        here = match.at(ply)
        running = [
            one
            for one in bargains
            if one.ply < ply and (one.ended_by is None or one.ended_by >= ply)
        ]
        found = {
            (one.round, tuple(item.id for item in one.items if not _is_over(item, here.round)))
            for one in running
        }
        assert found == {(one.signed, tuple(one.items)) for one in match.game.redact(here).deals}


def _is_over(item: GivenItem, now: int) -> bool:
    return item.over is not None and item.over <= now


@pytest.mark.parametrize(("deck", "seed"), FEW)
def test_numbers_after_a_round_are_those_the_record_has(deck: str, seed: int) -> None:
    match = played(deck, seed)
    line = told(match)
    ends = [one for one in effective(match.record.events) if one.round and _ends(match, one)]
    by_levels = {
        f"measure.{one.id}{end}"
        for one in match.game.deck.measures
        for end in ("", ".in_force", ".paused")
    }
    assert line.rounds == match.state.round
    assert line.ending == match.game.ending(match.state)
    for move in ends:
        tracks = Course.step(match.course, match.course.at(move.ply), move).state
        seen = match.game.redact(tracks).tracks
        assert {n: line.number(n, move.round) for n in line.numbers} == {
            n: value for n, value in seen.items() if n not in by_levels
        }


def _ends(match: Match, move: Act | Chance | Ruling) -> bool:
    return match.course.at(move.ply + 1).round != move.round or move.ply + 1 == match.course.ply


def test_no_hand_and_no_kept_agenda_is_told() -> None:
    line = told(played("kitchen_sink", 1))
    words = {deed.verb for deed in line.deeds}
    assert words.isdisjoint(("draw", "keep"))
    assert {"headline", "tighten"} <= words


CAUSES = [
    (4, "s301", 0, 1, 0, 1, "act", "us", "measure s301"),
    (13, "list_4a", 0, 2, 0, 2, "act", "us", "measure list_4a"),
    (15, "list_4a", 2, 2, 2, 1, "deal", "", "deal item list_4a_half"),
    (19, "list_4a", 2, 1, 1, 1, "expiry", "", "deal item list_4a_half"),
    (37, "baseline", 0, 1, 0, 1, "act", "us", "measure reciprocal"),
    (49, "choke", 1, 0, 0, 0, "act", "us", "measure choke"),
    (63, "all_goods", 2, 1, 0, 1, "expiry", "", "deal item all_goods_two"),
    (63, "soy_stop", 1, 0, 1, 0, "deal", "", "deal item soybeans"),
    (64, "metal_ban", 1, 1, 1, 0, "act", "china", "measure metal_ban"),
    (73, "fentanyl", 1, 0, 1, 0, "chance", "", "inject supreme_court"),
    (83, "s122", 1, 0, 1, 0, "expiry", "", "measure s122"),
    (83, "forced_labour", 0, 1, 0, 1, "act", "us", "project labour_case"),
]


@pytest.mark.parametrize("wanted", CAUSES, ids=[f"{one[0]}-{one[1]}" for one in CAUSES])
def test_the_record_of_history_has_the_causes_that_its_sources_have(
    history: Timeline, wanted: tuple[object, ...]
) -> None:
    found = [
        (
            one.round,
            one.thing,
            one.before,
            one.after,
            one.force_before,
            one.force_after,
            one.cause,
            one.by,
            one.source,
        )
        for one in history.levels
    ]
    assert wanted in found


def test_deals_say_what_each_side_gave_and_how_they_ended(history: Timeline) -> None:
    told = [
        (one.round, one.by, one.term, one.levels("us"), one.levels("china"), one.ended, one.how)
        for one in history.bargains
    ]
    assert told == [
        (15, "us", 3, 1, 1, 19, "ran out"),
        (44, "us", 9, 2, 2, 63, "ran out"),
        (48, "us", 9, 1, 1, 58, "ran out"),
        (63, "china", 22, 3, 4, None, "running"),
    ]
    assert history.bargains[1].extended == (53,)


def test_projects_have_their_due_round_and_their_stages(history: Timeline) -> None:
    told = {one.thing: (one.round, one.due, one.reached, one.done) for one in history.ventures}
    assert told["magnet_plant"] == (18, 44, (18, 31, 50), None)
    assert told["labour_case"] == (76, 79, (78, 82, 83), 83)


def test_breaches_and_lapses_are_told_of_somebody() -> None:
    lines = [told(played("kitchen_sink", seed)) for seed in range(1, 9)]
    how = Counter(one.how for line in lines for one in line.bargains)
    assert how["broken"]
    assert how["ran out"]
    for line in lines:
        for one in line.bargains:
            assert (one.how == "broken") == (one.broken_by in line.seats)
            assert (one.how == "running") == (one.ended is None)
        causes = {one.cause for one in line.levels}
        assert ("breach" in causes) <= any(one.how == "broken" for one in line.bargains)
    assert any(one.lapsed for line in lines for one in line.ventures)


def test_what_was_taken_back_never_happened(water: Game) -> None:
    match = new_match(water, 3, secret=SECRET)
    while match.state.round < 3:
        match.step()
    before = told(match)
    kept = match.course.ply
    while match.state.round < 5:
        match.step()
    control.rewind(match, kept, "a test")
    assert told(match) == before


def test_what_control_rules_is_its_own_cause(water: Game) -> None:
    match = new_match(water, 3, secret=SECRET)
    while match.state.round < 2 or match.state.phase != "plays" or match.state.is_chance:
        match.step()
    level = match.state["measure.gates"]
    control.rule(match, tuple(read_effects("measure.gates = 3")), "a test")
    change = told(match).levels[-1]
    assert (change.thing, change.before, change.after) == ("gates", level, 3)
    assert (change.cause, change.by) == ("control", "")


def test_a_match_without_moves_has_a_timeline(water: Game) -> None:
    match = new_match(water, 3, secret=SECRET)
    line = timeline(water, Record(match.record.header))
    assert (line.rounds, line.deeds, line.levels, line.ending) == (0, (), (), "")
    assert line.number("shared.trust", 0) == 40


def test_a_clause_that_is_not_kept_is_told_of_its_item_or_its_deal() -> None:
    found = [deal for seed in range(40) for deal in told(played("kitchen_deals", seed)).bargains]
    over = {one.why_over for deal in found for one in deal.items}
    assert {"its time", "not done", "not paid"} <= over
    acted = {one.how for one in found}
    assert "broken" in acted
    for deal in found:
        assert all(one.over is None or one.over != deal.ended for one in deal.items)
