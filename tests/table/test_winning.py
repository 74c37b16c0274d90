"""What people read of winning: at the end, on the way, and in the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.rules.tiny import BASE, tiny
from tests.table.drawn import unwrapped
from wargame.content.load import load_deck
from wargame.rules.game import Game
from wargame.rules.winners import Cause, MatchEnd
from wargame.table.plain.typeset import lines
from wargame.table.rulebook import rules_lines
from wargame.table.told.pages import brief
from wargame.table.told.scene import Scene, titles_of
from wargame.table.told.winning import winning
from wargame.table.words.winning import floor_said, lead_said, who_won, would_win

SINK = Path(__file__).parents[1] / "decks" / "kitchen_contest"
SEATS = {"north": "North", "south": "South"}
SITTING = ("--plain", "--seed", "3", "--seat", "crust=random", "--seat", "crumb=random")


@pytest.mark.parametrize(
    ("winner", "cause", "lead", "said"),
    [
        pytest.param("south", "lead", -3, "South wins by a lead of 3.", id="a lead"),
        pytest.param("", "lead", 0, "The lead is level, and nobody wins.", id="level"),
        pytest.param(
            "north",
            "lead",
            0,
            "The lead is level, and North wins a level game.",
            id="level, and whose",
        ),
        pytest.param(
            "north", "floor", -9, "North wins: South has not held its floor.", id="a floor"
        ),
        pytest.param(
            "", "ruin", 1, "Ruin: neither side has held its floor, and nobody wins.", id="ruin"
        ),
        pytest.param(
            "south",
            "blame",
            1,
            "Ruin: neither side has held its floor. South wins, for North is to blame (It dug).",
            id="blame",
        ),
        pytest.param(
            "south", "lost_by", 1, "South wins, for North has lost: It dug.", id="lost at once"
        ),
    ],
)
def test_who_won_and_by_what(winner: str, cause: Cause, lead: int, said: str) -> None:
    assert who_won(MatchEnd(winner, cause, "It dug", lead, {}), SEATS) == said


def test_the_lead_is_told_by_side() -> None:
    assert lead_said(4, SEATS) == "The lead: North by 4."
    assert lead_said(0, SEATS) == "The lead is level."


@pytest.mark.parametrize(
    ("floor", "said"),
    [
        ("least(party.hay) >= 4", "Hay (each, the least now 5) is at least 4."),
        ("least(party.hay) < 6", "Hay (any, the least now 5) is under 6."),
        ("most(party.hay) <= 9", "Hay (each, the most now 7) is at most 9."),
        ("most(party.hay) > 6", "Hay (any, the most now 7) is over 6."),
        ("total(party.hay) >= 4", "Hay (all together, now 12) is at least 4."),
        (
            "my.grain == least(party.hay) - 1",
            "Grain (now 4) is (Hay (the least of all, now 5) - 1).",
        ),
        (
            "min(party.ford.hay, my.grain) > 2",
            "(the least of Hay (Ford, now 5) and Grain (now 4)) ",
        ),
    ],
)
def test_a_number_of_all_is_told_as_one(floor: str, said: str) -> None:
    towns = [{"id": "ford", "title": "Ford"}, {"id": "mere", "title": "Mere"}]
    start = {"ford": 5, "mere": 7}
    hay = {"id": "hay", "title": "Hay", "of": "parties", "max": 9, "start": start}
    contest = {"lead": "shared.calm", "floors": {"north": floor}}
    game = tiny(parties=towns, tracks=[*BASE["tracks"], hay], contest=contest)
    told = floor_said(game.redact(game.new(), "north"), "north", True, SEATS, "holds")
    assert told.startswith(f"North holds its floor, which asks: {said}"), told


def test_the_end_of_a_contest_tells_who_won_and_no_points(wargame: CommandLine) -> None:
    out = wargame("play", str(SINK), *SITTING).out
    end = out[out.index("== The end ==") :]
    assert "The Crumb wins, for The Crust has lost: The square has had enough of drums." in end
    floor = "The Crust held its floor, which asks: Oven (at the end 4) is at least 2."
    assert floor in " ".join(end.split())
    won = "The Crumb has won, and gets 3 match points: a win by the lead is worth 4."
    assert won in " ".join(end.split())
    assert "The Crust has lost, and gets 1 match point." in end
    assert "par" not in end.split()


def test_the_end_of_a_seminar_tells_points_floors_and_what_is_shared(wargame: CommandLine) -> None:
    out = wargame("play", f"{SINK}:seminar", *SITTING).out
    end = out[out.index("== The end ==") :]
    assert "wins" not in end
    assert "The Crumb: 4 points, at par (4)." in end
    assert "The Crust held its floor" in end
    assert "What both share" in end
    assert "Din on the square 3 to 9." in end


def test_replay_tells_programs_who_won(wargame: CommandLine, tmp_path: Path) -> None:
    for table, winner, won_by in (("contest", "crumb", "lost_by"), ("seminar", None, None)):
        kept = ("--save", table, "--saves", str(tmp_path))
        wargame("play", str(SINK), "--table", table, *SITTING, *kept)
        told = json.loads(wargame("replay", table, "--saves", str(tmp_path), "--json").out)
        assert (told.get("winner"), told.get("won_by")) == (winner, won_by)
        assert told["lead"] == 2
        assert wargame("save", "verify", table, "--saves", str(tmp_path)).code == 0


def test_simulate_counts_who_won(wargame: CommandLine) -> None:
    asked = ("simulate", str(SINK), "--games", "40", "--seed", "1")
    found = json.loads(wargame(*asked, "--json").out)["winners"]
    assert list(found) == ["crust", "crumb", "nobody"]
    assert sum(found.values()) == 40
    assert "crust wins" in wargame(*asked).out
    assert "wins" not in wargame(*asked, "--table", "seminar").out


def test_the_rules_say_who_wins_where_somebody_can() -> None:
    contest, seminar = (
        unwrapped(rules_lines(Game(load_deck(SINK, table)).rules)) for table in ("", "seminar")
    )
    for said in (
        "The square has had enough of drums: if Din on the square is at least 9",
        "The Crust is to blame and loses (The Crust drummed more)",
        "Above 0 The Crust wins, below 0 The Crumb, at 0 The Crumb. It starts at 1.",
        "Match points: 4 for a win by the lead, 3 for any other win, 2 for being behind",
        "1 for losing otherwise, 0 in ruin without a win.",
    ):
        assert said in contest
        assert said not in seminar
    assert "par (" in seminar
    assert "par (" not in contest


def test_the_rules_say_what_a_level_lead_brings_where_nobody_wins_it() -> None:
    behind = "Match points: 3 for a win, 1 for being behind in the lead"
    for level, told in (({}, f"{behind}, or level."), ({"level": "north"}, f"{behind}.")):
        contest = {"lead": "shared.calm", **level}
        assert told in unwrapped(rules_lines(tiny(contest=contest).rules))


def answered(table: str) -> str:
    """What the first seat is told at the start when it asks who leads."""
    game = Game(load_deck(SINK, table))
    scene = Scene(game.redact(game.new(), "crust"), titles_of(game.deck))
    return " ".join(lines(scene.titles, winning(scene)))


def test_who_leads_is_answered_at_the_table() -> None:
    contest, seminar = answered(""), answered("seminar")
    assert "The Crust holds its floor" in contest
    assert "If the game ended here: The Crust wins by a lead of 1." in contest
    assert "names no winner" in seminar
    assert "lead" not in seminar
    assert "wins" not in seminar


def test_where_nobody_is_to_win_the_points_and_the_ends_are_told() -> None:
    seminar = answered("seminar")
    game = Game(load_deck(SINK, "seminar"))
    assert all(f"{one.title}: 0 points" in seminar for one in game.deck.seats)
    assert all(one.title.removesuffix(".") in seminar for one in game.rules.program.endings)


def test_an_end_is_told_by_what_numbers_are_called_on_the_board() -> None:
    game = Game(load_deck(SINK.parent / "hospital_merger"))
    scene = Scene(game.redact(game.new(), game.seats[0]), titles_of(game.deck))
    found = " ".join(" ".join(lines(scene.titles, winning(scene))).split())
    assert "The emergency ward closes, if Trust is at most 12." in found
    assert "of the town" not in found


def test_an_end_whose_title_is_a_sentence_has_its_stop_at_the_end_alone() -> None:
    ends = [
        {"id": "dry", "title": "It is dry.", "when": "shared.calm >= 5", "immediate": True},
        {"id": "wet", "title": "It is wet."},
    ]
    game = tiny(endings=ends)
    scene = Scene(game.redact(game.new(), "north"), titles_of(game.deck))
    found = " ".join(" ".join(lines(scene.titles, winning(scene))).split())
    assert "It is dry, if Calm is at least 5." in found
    assert "- It is wet." in found


@pytest.mark.parametrize(
    ("north", "told"),
    [
        pytest.param(
            4,
            "nobody would be to blame, and nobody would win: Grain (North) 4, Grain (South) 4.",
            id="nobody",
        ),
        pytest.param(6, "North would lose: Grain (North) 6, Grain (South) 4.", id="the first"),
        pytest.param(2, "South would lose: Grain (North) 2, Grain (South) 4.", id="the second"),
    ],
)
def test_who_would_be_to_blame_for_ruin_is_told_with_the_numbers_that_say_so(
    north: int, told: str
) -> None:
    ruin = [
        {"when": "north.grain >= south.grain + 2", "seat": "north"},
        {"when": "south.grain >= north.grain + 2", "seat": "south"},
    ]
    floors = {"north": "north.grain > 0", "south": "south.grain > 0"}
    game = tiny(contest={"lead": "shared.calm", "floors": floors, "ruin": ruin})
    at = game.position({"turn": "north", "north.grain": north, "south.grain": 4})
    scene = Scene(game.redact(at, "north"), titles_of(game.deck))
    said = " ".join(lines(scene.titles, winning(scene)))
    assert f"If both broke their floors now, {told}" in said


def test_where_wins_are_not_worth_the_same_what_would_be_won_is_told_with_its_worth() -> None:
    assert "The Crust wins by a lead of 1. That is worth 4 match points." in answered("")
    game = Game(load_deck(SINK))
    view = game.redact(game.new(), "crust")
    end = MatchEnd("crumb", "floor", "", 1, {"crust": 1, "crumb": 3})
    told = "That is worth 3 match points: a win by the lead is worth 4."
    assert would_win(view, end, titles_of(game.deck).seats).endswith(told)
    one = tiny(contest={"lead": "shared.calm"})
    alike = one.redact(one.new(), one.seats[0])
    assert "worth" not in would_win(alike, MatchEnd("north", "lead", "", 4, {"north": 3}), SEATS)


def test_the_brief_says_who_wins_where_somebody_can() -> None:
    for table, is_said in (("", True), ("seminar", False)):
        game = Game(load_deck(SINK, table))
        scene = Scene(game.redact(game.new(), "crumb"), titles_of(game.deck))
        told = " ".join(lines(scene.titles, brief(scene)))
        assert ("Match points: 4 for a win" in told) is is_said


def test_a_model_of_a_contest_names_its_objective(wargame: CommandLine) -> None:
    assert "Who wins: the first of these that fits" in wargame("deck", "odd", str(SINK)).out
    assert "plays for its own points" in wargame("deck", "odd", f"{SINK}:seminar").out
