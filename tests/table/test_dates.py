"""What moves the lead on dates is told before it does, and each date tells all that happens."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_fronts import docket, front, passed
from tests.rules.tiny import Table, rule
from tests.table.drawn import unwrapped
from tests.table.test_forecast import CONTEST, game, scene
from wargame.errors import UsageError
from wargame.rules.asking.dated import dated_rules
from wargame.rules.game import Game
from wargame.table.panes.bars import prompt_line
from wargame.table.panes.detail import about
from wargame.table.panes.next import next_rows
from wargame.table.plain.typeset import lines
from wargame.table.told.ahead import ahead
from wargame.table.told.forecast import in_a_sentence
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene
from wargame.table.words.rows import line_text

FADES = rule(
    "account",
    "shared.calm = shared.calm // 2",
    id="fades",
    title="Half of it is forgotten",
    short="A year passes",
    when="game.round % 2 == 0",
)
REVIEW = {"id": "count", "title": "The count", "text": "Heads are counted.", "rounds": [2]}


def fading(when: str = FADES["when"], **nouns: Any) -> Game:
    return game(
        rules=[{**FADES, "when": when}], reviews=[REVIEW], **{"rounds": {"max": 6}, **nouns}
    )


def told(one: Scene, name: str, asked: str = "") -> str:
    return unwrapped(lines(one.titles, QUERIES[name].make(one, asked)))


@pytest.mark.parametrize(
    ("when", "rounds"),
    [
        pytest.param("game.round % 2 == 0", (2, 4, 6), id="each other round"),
        pytest.param("game.round == 3", (3,), id="once"),
        pytest.param("game.round == 3 and north.grain > 2", None, id="something else is asked"),
        pytest.param("shared.calm > 0", None, id="no date"),
    ],
)
def test_a_rule_has_dates_if_it_asks_for_nothing_but_the_round(
    when: str, rounds: tuple[int, ...] | None
) -> None:
    one = scene(fading(when), shared__calm=6)
    assert [(row.rounds, row.lead) for row in dated_rules(one.view)] == (
        [(rounds, (6, 3))] if rounds else []
    )


def test_a_round_that_has_been_accounted_has_no_dates_any_more() -> None:
    two = [front("dam", calendar={"1": 1}), front("weir")]
    at = Table(fading(fronts=two, docket=docket()), {"game.round": 2, "turn": "north"})
    assert passed(at).legal == ["name dam", "name weir"]
    (row,) = dated_rules(at.view())
    assert (at.state.round, row.rounds) == (2, (4, 6))


def test_what_a_rule_makes_of_the_lead_stays_within_its_range() -> None:
    swells = {**FADES, "do": ["shared.calm = shared.calm * 3"]}
    (row,) = dated_rules(scene(game(rules=[swells]), shared__calm=6).view)
    assert row.lead == (6, 10)


def test_where_no_lead_decides_no_rule_is_foretold() -> None:
    one = scene(fading(contest={**CONTEST, "table": "seminar"}), shared__calm=6)
    assert not dated_rules(one.view)


def test_what_is_forgotten_is_foretold_everywhere() -> None:
    before = scene(fading(), shared__calm=6)
    assert "Half of it is forgotten, next in round 2." in told(before, "brief")
    read_out = "next round A year passes: the lead goes from North by 6 to North by 3"
    assert read_out in told(before, "coming")
    shown = [line_text(line) for row in next_rows(before, 40, 20) for line in row.lines]
    assert "lead ◆NO 6→◆NO 3" in unwrapped(shown)
    now = scene(fading(fronts=[]), shared__calm=6, game__round=2)
    assert "Half of it is forgotten: the lead moves 3 towards South." in told(now, "forecast")
    assert "Half of it is forgotten: the lead moves 3 towards South." in " ".join(
        lines(now.titles, in_a_sentence(now))
    )
    prompt = line_text(prompt_line(now, 120))
    assert "lead ◆NO 6→◆NO 3, a year passes -3" in prompt


def test_each_date_in_the_pane_can_be_opened_and_tells_all_of_its_round() -> None:
    one = scene(fading(), shared__calm=6)
    targets = [target for row in next_rows(one, 40, 20) for target in row.targets]
    assert len(targets) == len(set(targets)) == len(ahead(one))
    for target in targets:
        assert about(one, target, 60)
    said = told(one, "date", "2")
    assert said.startswith("Round 2 of 6 ")
    assert "Heads are counted." in said
    assert "Half of it is forgotten. Again in round 4, round 6." in said
    assert "As things stand: The lead goes from North by 6 to North by 3." in said
    judged = told(one, "date", "3")
    assert "Dam: nobody leads now; at stake 5 then." in judged
    assert "Dam: nobody leads. Judged this round at stake 3" in told(one, "date", "1")
    assert "Nothing has its date in this round." in told(scene(game(fronts=[])), "date", "4")


def test_a_date_tells_of_each_front_who_leads_there() -> None:
    two = [
        front("dam", calendar={"1": 1, "3": 5}, value="clamp(north.grain - south.grain, -3, 3)"),
        front("weir", calendar={"1": 1, "3": 2}, value="clamp(south.grain - north.grain, -3, 3)"),
    ]
    said = told(scene(fading(fronts=two), north__grain=9), "date", "3")
    assert "Dam: North leads three times over now; at stake 5 then." in said
    assert "Weir: South leads three times over now; at stake 2 then." in said


def test_what_was_pointed_at_comes_first() -> None:
    one = scene(fading(), shared__calm=6)
    first = {
        title: told(one, "date", f"2 {title}").partition("Round 2 of 6 ")[2]
        for title in ("The count", "A year passes")
    }
    for title, said in first.items():
        assert said.startswith(title)


@pytest.mark.parametrize(
    "asked", ["", "0", "7", "-1", "moon", pytest.param("9" * 5000, id="a long number"), "²"]
)
def test_a_round_that_is_not_to_come_has_no_dates(asked: str) -> None:
    with pytest.raises(UsageError, match="date takes a round from 1 to 6"):
        told(scene(fading()), "date", asked)


def test_the_last_play_names_what_is_forgotten_beside_what_is_judged() -> None:
    rules = fading(fronts=[front("dam", calendar={"2": 3})])
    one = scene(rules, shared__calm=6, south__grain=6, game__round=2)
    assert one.view.plays_left == 1
    prompt = line_text(prompt_line(one, 80))
    assert "Dam judged: lead ◆NO 6→level, a year passes -3" in prompt
    assert "is judged" not in line_text(prompt_line(one, 160))


def test_a_date_tells_the_review_of_its_round_where_two_have_one_title() -> None:
    again = {**REVIEW, "id": "recount", "text": "Heads are counted again.", "rounds": [4]}
    one = scene(game(rounds={"max": 6}, reviews=[REVIEW, again]))
    assert "Heads are counted again." in told(one, "date", "4 The count")
    assert "Heads are counted." in told(one, "date", "2 The count")
