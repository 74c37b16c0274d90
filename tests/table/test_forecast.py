"""The forecast: told in full, in a paragraph, and in what is left of a line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.rules.test_fronts import front
from tests.rules.tiny import BASE, rule, seats, tiny
from wargame.rules.game import Game
from wargame.table.panes.bars import prompt_line
from wargame.table.panes.forecast import forecast_spans, judged_soon
from wargame.table.plain.typeset import lines
from wargame.table.told.expected import emptying
from wargame.table.told.forecast import in_a_sentence
from wargame.table.told.forecast_short import in_short
from wargame.table.told.fronts import due_now
from wargame.table.told.instruments import stores
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.rows import line_text, line_width

STORE = {"id": "stock", "title": "Weeks in store", "of": "seats", "max": 9, "start": 5}
CONTEST = {
    "lead": "shared.calm",
    "floors": {"north": "my.grain >= 3"},
    "points": {"win": 3, "stand": 1, "fall": 0},
}


def game(**nouns: Any) -> Game:
    tracks = [*BASE["tracks"], {**STORE, "unit": "weeks", "better": "up"}]
    drain = rule("account", "north.grain -= 2", "north.stock -= 2")
    given: dict[str, Any] = {
        "tracks": tracks,
        "rules": [drain],
        "contest": CONTEST,
        "fronts": [front("dam", calendar={"1": 3, "3": 5})],
    }
    every = {**given, **nouns}
    return tiny(**{name: noun for name, noun in every.items() if noun is not None})


def scene(rules: Game, seat: str = "north", **given: Any) -> Scene:
    start = {"turn": seat, "game.round": 1}
    named = {name.replace("__", "."): value for name, value in given.items()}
    view = rules.redact(rules.position({**start, **named}), seat)
    return Scene(view, titles_of(view.deck), side=seat)


def told(one: Scene) -> str:
    return "\n".join(lines(one.titles, QUERIES["forecast"].make(one, "")))


def test_a_floor_and_a_review_may_ask_how_many_cards_are_in_hand() -> None:
    asked = {"when": "my.hand_size >= 2", "do": ["my.score += 1"]}
    review = {"id": "fair", "title": "Fair", "rounds": [1], "seat": "seats", "do": [asked]}
    floors = {"floors": {"north": "my.hand_size >= 1"}}
    one = scene(game(reviews=[review], contest={**CONTEST, **floors}))
    assert "North breaks its floor: Cards in hand 0." in told(one)
    assert "Fair: Cards in hand at least 2? It would be 0: not so." in told(one)


def test_a_contest_tells_the_lead_fronts_floors_and_stores() -> None:
    said = told(scene(game(), south__grain=6))
    assert "The lead goes from level to South by 3." in said
    assert "now  Dam, stake 3: South leads, the lead moves 3 towards South." in said
    assert "North breaks its floor: Grain 4 to 2." in said
    assert "Weeks in store (North): nothing left in 3 rounds at this pace" in said


def test_what_parties_have_is_told_with_what_all_share() -> None:
    towns = [{"id": "ford", "title": "Ford"}, {"id": "mere", "title": "Mere"}]
    hay = {"id": "hay", "title": "Hay", "of": "parties", "max": 9, "start": 5}
    drain = rule("account", "party.ford.hay -= 2")
    one = scene(game(parties=towns, tracks=[*BASE["tracks"], STORE, hay], rules=[drain]))
    assert "Shared at the end of the round: Ford: Hay 5 to 3." in told(one)


@pytest.mark.parametrize(
    ("floor", "numbers"),
    [
        pytest.param("least(party.hay) >= 4", "Ford: Hay 5 to 3, Mere: Hay 5", id="one of some"),
        pytest.param("my.grain >= 9 and shared.snow >= 1", "Grain 4, Snow 2", id="all share it"),
        pytest.param("my.grain >= 1 and shared.snow >= 1", "Grain 4", id="it holds"),
    ],
)
def test_where_a_floor_breaks_every_number_that_it_hangs_on_is_told(
    floor: str, numbers: str
) -> None:
    """A floor that hung on parties, or on what both share, broke without a word of why."""
    towns = [{"id": "ford", "title": "Ford"}, {"id": "mere", "title": "Mere"}]
    hay = {"id": "hay", "title": "Hay", "of": "parties", "max": 9, "start": 5}
    snow = {"id": "snow", "title": "Snow", "of": "shared", "max": 9, "start": 2}
    laid = {"tracks": [*BASE["tracks"], STORE, hay, snow], "parties": towns}
    contest = {**CONTEST, "floors": {"north": floor}}
    drain = rule("account", "party.ford.hay -= 2")
    one = scene(game(**laid, rules=[drain], contest=contest))
    does = "holds" if numbers == "Grain 4" else "breaks"
    assert f"North {does} its floor: {numbers}." in told(one)
    short = [part.text for part in in_short(one)]
    assert ("Ford: hay 5→3" in short) == ("Ford" in numbers)


@pytest.mark.parametrize(("start", "once"), [(6, 1), (4, -1)])
def test_what_comes_once_is_no_pace_of_a_store_on_the_board(start: int, once: int) -> None:
    """A judgement that took a week, or gave one, was counted into every round to come."""
    lost = {"id": "lost", "title": "Weeks lost", "of": "seats", "max": 9, "start": 2}
    store = {**STORE, "start": start, "unit": "weeks", "better": "up"}
    drain = rule("account", "north.stock -= north.lost")
    fair = {"id": "fair", "title": "Fair", "rounds": [1], "do": [f"north.stock -= {once}"]}
    board = {"stores": [{"number": "north.stock", "drain": "north.lost"}]}
    rules = game(tracks=[*BASE["tracks"], store, lost], rules=[drain], reviews=[fair], board=board)
    seen = scene(rules)
    assert seen.closing is not None
    found = {one.name: one.rounds for one in emptying(seen, seen.closing, "north")}
    assert found == {"north.stock": 3}
    assert [(one.drain, one.lasts) for one in stores(seen)] == [(2, 3)]


def test_what_comes_in_each_round_is_counted_against_what_goes() -> None:
    """A store that lost three and got two back was told to be empty after two rounds of five."""
    lost = {"id": "lost", "title": "Weeks lost", "of": "seats", "max": 9, "start": 3}
    store = {**STORE, "start": 5, "unit": "weeks", "better": "up"}
    drain = rule("account", "north.stock += 2 - north.lost")
    board = {"stores": [{"number": "north.stock", "drain": "north.lost"}]}
    seen = scene(game(tracks=[*BASE["tracks"], store, lost], rules=[drain], board=board))
    assert [(one.drain, one.lasts) for one in stores(seen)] == [(1, 5)]
    assert "5 weeks, 1 less each round" in "\n".join(
        lines(seen.titles, QUERIES["chains"].make(seen, ""))
    )


def test_a_store_is_empty_where_it_is_judged_though_what_is_won_fills_it_again() -> None:
    """Of lines that stop this quarter the board said that they stop in 2."""
    store = {**STORE, "start": 3, "unit": "weeks", "better": "up"}
    won = {"south": ["north.stock += 2"]}
    stop = front("stop", calendar={"1": 3}, value="-1 if north.stock <= 0 else 0", won=won)
    lost = {"id": "lost", "title": "Weeks lost", "of": "seats", "max": 9, "start": 3}
    board = {"stores": [{"number": "north.stock", "drain": "north.lost"}]}
    drain = rule("account", "north.stock -= north.lost")
    tracks = [*BASE["tracks"], store, lost]
    seen = scene(game(tracks=tracks, rules=[drain], fronts=[stop], board=board))
    assert seen.closing is not None
    assert seen.closing.numbers["north.stock"] == (2, 2)
    (found,) = emptying(seen, seen.closing, "north")
    assert (found.now, found.then, found.rounds) == (3, 0, 1)
    assert [(one.drain, one.lasts) for one in stores(seen)] == [(3, 1)]
    empty = "nothing left as it is judged at the end of this round, 2 after that"
    assert f"Weeks in store (North): {empty}" in " ".join(told(seen).split())  # beside `3 to 2`
    assert f"Weeks in store: {empty}." in " ".join(lines(seen.titles, in_a_sentence(seen)))


def test_before_every_decision_a_paragraph_says_the_same() -> None:
    one = scene(game(), south__grain=6)
    (said,) = lines(one.titles, in_a_sentence(one))[:1]
    whole = " ".join(lines(one.titles, in_a_sentence(one)))
    assert said.startswith("If the round closed now: the lead goes from level to South by 3.")
    assert "Your floor breaks. Grain 4 to 2." in whole


def test_a_front_that_is_not_judged_moves_nothing() -> None:
    said = told(scene(game(), game__round=2))
    assert "The lead stays: level." in said
    assert "in 1  Dam: South leads; judged next round at stake 5." in said


def test_fronts_come_in_the_order_in_which_they_are_judged() -> None:
    fronts = [front("last", calendar={"3": 5}), front("gone", calendar={"1": 1})]
    fronts += [front("next", calendar={"2": 3}), front("now", calendar={"1": 2})]
    first = told(scene(game(fronts=fronts)))
    assert "Gone" not in told(scene(game(fronts=fronts), game__round=2))
    places = [first.index(title) for title in ("Gone,", "Now,", "Next:", "Last:")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("seat", "text"),
    [
        pytest.param("north", "lead level→◇SO 3", id="who loses by it"),
        pytest.param("south", "lead level→◇SO 3", id="who gains by it"),
    ],
)
def test_the_lead_comes_first_in_the_line(seat: str, text: str) -> None:
    first = in_short(scene(game(), seat, south__grain=6))[0]
    assert first.text == text
    assert first.role == ("worse" if seat == "north" else "better")


def test_a_floor_that_breaks_for_good_comes_before_the_lead_and_fits_the_line() -> None:
    fronts = [front("dam", calendar={"1": 3})]
    last = scene(game(fronts=fronts, rounds={"max": 1}), south__grain=6)
    assert last.closing is not None
    assert last.closing.is_last
    assert [part.text for part in in_short(last)][:2] == ["your floor breaks!", "lead level→◇SO 3"]
    for one in (last, scene(game(), south__grain=6)):
        said = line_text(prompt_line(one, 80))
        assert "your floor breaks!" in said
        assert "lead level→◇SO 3" in said


@pytest.mark.parametrize(
    ("phase", "begins"),
    [
        pytest.param("headline", "Headline.  ", id="before the headlines"),
        pytest.param("plays", "Last play.  ", id="before the last play"),
    ],
)
def test_a_floor_that_breaks_is_told_wherever_the_line_can_hold_it(phase: str, begins: str) -> None:
    """At the last play it was left out for two cells, and before headlines for what is asked."""
    rules = game(turn={**BASE["turn"], "headline": {}})
    said = line_text(prompt_line(scene(rules, south__grain=6, phase=phase), 72))
    assert begins in said
    assert "lead level→◇SO 3, your floor breaks!" in said
    assert said.rstrip().endswith("Esc back")


def test_the_name_of_a_side_keeps_its_capital_in_the_line() -> None:
    store = {"id": "shots", "title": "Shots of the North", "of": "north", "max": 9, "start": 4}
    drain = rule("account", "north.shots += 1")
    floors = {**CONTEST, "floors": {"north": "my.shots >= 7"}}
    one = scene(game(tracks=[*BASE["tracks"], STORE, store], rules=[drain], contest=floors))
    line = line_text(forecast_spans(one, 120))
    assert line.endswith("your floor breaks! shots of the North 4→5")


def test_the_sign_of_a_change_for_worse_ends_no_sentence() -> None:
    """The number of the floor and what came next ran together: `anger 7→14! magnets…`."""
    anger = {"id": "anger", "title": "Anger", "of": "north", "max": 20, "start": 7}
    tracks = [*BASE["tracks"], {**STORE, "unit": "weeks", "better": "up"}]
    loss = rule("account", "north.anger += 7", "north.stock -= 5")
    floors = {**CONTEST, "floors": {"north": "my.anger < 20"}}
    laid = {"tracks": [*tracks, {**anger, "better": "down"}], "rules": [loss], "contest": floors}
    one = scene(game(**laid))
    assert "anger 7→14!, weeks in store 5→0, out!" in line_text(forecast_spans(one, 120))


@pytest.mark.parametrize(
    ("least", "said"),
    [
        pytest.param(1, "The fair: grain 2, at least 1", id="met"),
        pytest.param(3, "The fair: grain 2, not at least 3", id="not met"),
    ],
)
def test_a_review_is_told_by_its_name_and_whether_it_would_be_met(least: int, said: str) -> None:
    asks = {"when": f"my.grain >= {least}", "do": ["my.capital += 2"]}
    fair = {"id": "fair", "title": "The fair", "rounds": [1], "seat": "north", "do": [asks]}
    assert said in [part.text for part in in_short(scene(game(reviews=[fair])))]


@pytest.mark.parametrize(
    ("grain", "said"),
    [
        pytest.param(4, "The fair: grain 2, under 3", id="one holds"),
        pytest.param(6, "The fair: grain 4, not under 3", id="none holds"),
        pytest.param(8, "The fair: grain 6, at least 5", id="the other holds"),
    ],
)
def test_of_a_review_that_asks_twice_what_holds_is_told(grain: int, said: str) -> None:
    asks = [{"when": f"my.grain {one}", "do": ["my.capital += 2"]} for one in ("< 3", ">= 5")]
    fair = {"id": "fair", "title": "The fair", "rounds": [1], "seat": "north", "do": asks}
    told = [part.text for part in in_short(scene(game(reviews=[fair]), north__grain=grain))]
    assert said in told
    assert sum(text.startswith("The fair") for text in told) == 1


def test_points_are_told_with_pace_and_course_where_they_count() -> None:
    rules = [rule("account", "my.score += my.grain", seat="seats")]
    north = {"score": "my.grain", "par": 60}
    one = scene(game(contest=None, rules=rules, fronts=[], seats=seats(north)))
    assert "North: +4 points, par pace +5" in told(one)
    assert "On course for 52 of par 60" in told(one)
    early = told(replace(one, closes_after=4))
    assert "North: +4 points, par pace +5" in early, "a class ends it; par is that of all rounds"
    assert "On course for 20, if" in early
    assert [part.text for part in in_short(one)] == ["points +4 (par +5)", "heads for 52 of par 60"]


def test_a_table_that_names_no_winner_tells_points_first_and_no_lead() -> None:
    rules = [rule("account", "my.score += my.grain", seat="seats")]
    north = {"score": "my.grain", "par": 60}
    at_seminar = {**CONTEST, "table": "seminar"}
    said = told(scene(game(contest=at_seminar, rules=rules, seats=seats(north)), south__grain=6))
    assert "The lead goes" not in said
    assert said.index("North: +4 points, par pace +5") < said.index("Dam: South leads")


def test_a_short_line_tells_the_course_without_its_par() -> None:
    rules = [rule("account", "my.score += my.grain", seat="seats")]
    north = {"score": "my.grain", "par": 60}
    one = scene(game(contest=None, rules=rules, fronts=[], seats=seats(north)))
    for cells, course in ((60, "heads for 52"), (80, "heads for 52 of par 60")):
        said = line_text(forecast_spans(one, cells))
        assert said.endswith(f"points +4 (par +5), {course}")


def test_nothing_is_told_of_points_that_there_are_not() -> None:
    one = scene(game(contest=None, rules=[], fronts=[]))
    assert in_short(one) == []
    assert "points" not in told(one)


@pytest.mark.parametrize("cells", [80, 100, 120, 160, 200])
def test_the_line_of_the_prompt_tells_it_and_fits(cells: int) -> None:
    one = scene(game(), south__grain=6)
    line = prompt_line(replace(one, can_undo=True), cells)
    said = line_text(line)
    assert line_width(line) == cells
    assert "lead level→◇SO 3" in said
    assert "u takes back" in said


def test_where_there_is_no_room_nothing_is_begun() -> None:
    one = scene(game(), south__grain=6)
    assert forecast_spans(one, 20) == ()
    assert line_width(forecast_spans(one, 40)) <= 40


@pytest.mark.parametrize("ends", [True, False])
def test_nothing_is_said_to_be_judged_in_a_round_that_ends_the_game_before(ends: bool) -> None:
    """One line said that nothing is judged, and the next one that the dam is."""
    when = "shared.calm >= 2" if ends else "shared.calm < -2"
    flood = {"id": "flood", "title": "Flood", "when": when, "immediate": True}
    rises = rule("account", "shared.calm += 2")
    one = scene(game(rules=[rises], endings=[flood, *BASE["endings"]]))
    said = due_now(one.view)
    assert said == ("" if ends else "Dam is judged this round")
    assert judged_soon(one.view) == ("" if ends else "Dam judged: ")
