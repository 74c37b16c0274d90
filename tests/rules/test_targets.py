"""Choosing among the members of a group: one, some, or points spread over them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, tiny
from wargame.content.load import load_deck_tree
from wargame.errors import DeckError
from wargame.rules.kernel import Stream
from wargame.rules.lint.check import find_faults

PARTIES = [{"id": name, "title": name.title(), "group": "trees"} for name in ("ash", "elm", "oak")]
START = {"ash": 1, "elm": 6, "oak": 2}
SAP = {"id": "sap", "title": "Sap", "of": "parties", "max": 9, "start": START}
MEASURES = [
    {"id": "wall", "title": "Wall", "seat": "north", "max": 3, "start": 1, "tighten": {}},
    {"id": "gate", "title": "Gate", "seat": "south", "max": 3, "start": 2, "tighten": {}},
]
PROJECTS = [
    {"id": name, "title": name, "seat": seat, "stages": [{"id": "half", "title": "half"}]}
    for name, seat in (("mill", "north"), ("barn", "south"))
]
DECK: dict[str, Any] = {
    "parties": PARTIES,
    "tracks": [*BASE["tracks"], SAP],
    "measures": MEASURES,
    "projects": PROJECTS,
}


def play(*do: Any) -> Table:
    """North plays a card with these effects, and calm +1 behind them."""
    game = tiny(cards=[card("act", *do, "shared.calm += 1")], **DECK)
    return Table(game, {"hand.north": ["act"]}).do("play act")


def target(*do: Any, group: str = "trees", **more: Any) -> dict[str, Any]:
    """A choice among trees; each that is chosen gets some sap."""
    return {"target": group, "title": "Which?", "do": list(do or ("party.sap += 3",)), **more}


def prompt(table: Table) -> str:
    return table.view(table.seat).about


# --- one -----------------------------------------------------------------------------------


def test_one_member_is_chosen_and_what_follows_waits() -> None:
    played = play(target())
    assert (played.legal, played["shared.calm"]) == (["choose ash", "choose elm", "choose oak"], 0)
    played.do("choose elm")
    assert (played["party.elm.sap"], played["party.ash.sap"], played["shared.calm"]) == (9, 1, 1)


def test_only_members_that_meet_the_condition_are_open() -> None:
    assert play(target(needs="party.sap < 5")).legal == ["choose ash", "choose oak"]


def test_nobody_is_asked_when_no_member_is_open() -> None:
    played = play(target(needs="party.sap > 8"))
    assert (played["shared.calm"], played.seat) == (1, "south")


def test_another_seat_may_be_the_one_that_chooses() -> None:
    assert play(target(seat="rival")).seat == "south"


@pytest.mark.parametrize(
    ("group", "ids"),
    [
        pytest.param("parties", ["ash", "elm", "oak"], id="all parties"),
        pytest.param("trees", ["ash", "elm", "oak"], id="a group of parties"),
        pytest.param("measures", ["wall", "gate"], id="all measures"),
        pytest.param("my.measures", ["wall"], id="one's own measures"),
        pytest.param("their.measures", ["gate"], id="the rival's measures"),
        pytest.param("south.projects", ["barn"], id="the projects of a seat by name"),
        pytest.param("projects", ["mill", "barn"], id="all projects"),
    ],
)
def test_the_members_of_a_group(group: str, ids: list[str]) -> None:
    played = play(target("shared.calm += 2", group=group))
    assert played.legal == [f"choose {name}" for name in ids]


def test_a_text_speaks_of_the_measure_that_was_chosen() -> None:
    effect = target(
        {"when": "measure.in_force > 1", "do": ["measure -= 1"], "otherwise": ["measure += 2"]},
        group="measures",
    )
    assert play(effect).do("choose gate")["measure.gate"] == 1
    assert play(effect).do("choose wall")["measure.wall"] == 3


def test_words_that_take_a_measure_or_a_project_take_the_chosen_one() -> None:
    paused = play(target({"pause": "measure", "rounds": 1}, group="measures")).do("choose gate")
    assert paused["measure.gate.paused"] == 2
    moved = play(target({"advance": "project"}, group="projects", needs="project.done == 0"))
    assert moved.do("choose barn")["project.barn.done"] == 1


def test_each_goes_through_measures_too() -> None:
    played = play({"each": "measures", "do": ["measure = 3"]})
    assert (played["measure.wall"], played["measure.gate"]) == (3, 3)


# --- several -------------------------------------------------------------------------------


def test_up_to_some_are_chosen_each_once() -> None:
    played = play(target(up_to=2))
    assert played.legal == ["choose ash", "choose elm", "choose oak", "choose done"]
    assert (prompt(played), prompt(played.do("choose oak"))) == (
        "Which? (2 of 2 left)",
        "Which? (1 of 2 left)",
    )
    assert played.legal == ["choose ash", "choose elm", "choose done"]
    played.do("choose ash")
    assert (played["shared.calm"], played["party.elm.sap"]) == (1, 6)


def test_done_ends_it_sooner() -> None:
    played = play(target(up_to=2)).do("choose done")
    assert (played["shared.calm"], played.seat) == (1, "south")


def test_it_ends_by_itself_when_no_member_is_open_any_more() -> None:
    played = play(target(up_to=3, needs="party.sap < 2")).do("choose ash")
    assert played["shared.calm"] == 1


def test_points_are_spread_one_at_a_time() -> None:
    played = play(target("party.sap += 1", spread=4, at_most=2))
    for name in ("ash", "oak", "ash"):
        played.do(f"choose {name}")
    assert (played.legal, played["shared.calm"]) == (["choose elm", "choose oak"], 0)
    played.do("choose oak")
    assert (played["party.ash.sap"], played["party.oak.sap"], played["shared.calm"]) == (3, 4, 1)


def test_points_that_find_no_member_are_lost() -> None:
    played = play(target("party.sap += 1", spread=9, needs="party.sap == 1")).do("choose ash")
    assert played["shared.calm"] == 1


def test_no_more_points_are_asked_for_than_members_can_take() -> None:
    played = play(target("party.sap += 0", spread=40, at_most=1))
    assert prompt(played) == "Which? (3 of 3 left)"


def test_the_second_choice_waits_for_what_the_first_sets_off() -> None:
    luck = {"chance": [{"weight": 1, "title": "a"}, {"weight": 1, "title": "b"}]}
    played = play(target(luck, up_to=2)).do("choose elm")
    assert played.legal == ["outcome 1", "outcome 2"]
    assert played.do("outcome 2").legal == ["choose ash", "choose oak", "choose done"]


def test_a_choice_begins_anew_each_time() -> None:
    again = {"lasting": 2, "do": [target(up_to=1, seat="north")]}
    played = play(again)
    for _ in range(2):
        while "choose ash" not in played.legal:
            played.do(played.legal[0])
        played.do("choose ash")
    assert played["party.ash.sap"] == 7


def test_the_bounds_hold_in_random_games() -> None:
    game = tiny(
        cards=[card("act", target({"draw": 1}, up_to=3), target("party.sap += 1", spread=7))],
        **DECK,
    )
    most = game.rules.bounds.max_plies
    for seed in range(20):
        assert game.rollout(game.new(), Stream(seed))[0].ply <= most


# --- in words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({}, "North chooses one: Which?", id="one"),
        pytest.param({"up_to": 1}, "North may choose one: Which?", id="one or none"),
        pytest.param({"up_to": 2}, "North chooses up to 2: Which?", id="some"),
        pytest.param({"spread": 5}, "North spreads 5: Which?", id="points"),
        pytest.param(
            {"spread": 5, "at_most": 2}, "North spreads 5, at most 2 each: Which?", id="limited"
        ),
    ],
)
def test_a_choice_in_words(more: dict[str, Any], said: str) -> None:
    lines = play(target(needs="party.sap < 5", **more)).game.describe("act")
    assert lines[:3] == [said, "  Ash (if Sap (Ash) is under 5)", "    Sap (Ash) +3"]


def test_why_tells_the_line_that_was_chosen() -> None:
    played = play(target()).do("choose oak")
    write = next(write for write in played.writes if write.name == "party.oak.sap")
    assert write.site.text == "party.sap += 3"


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "what"),
    [
        pytest.param(target(group="shrubs"), "unknown group 'shrubs'", id="unknown"),
        pytest.param(target(group="his.measures"), "unknown group 'his.measures'", id="whose"),
        pytest.param(target(target()), "a 'target' inside another", id="inside another"),
        pytest.param({"each": "trees", "do": [target()]}, "a 'target' inside", id="inside each"),
        pytest.param(
            target({"each": "trees", "do": []}), "an 'each' inside an 'each'", id="each inside"
        ),
        pytest.param(target(up_to=2, spread=2), "either 'up_to' or 'spread'", id="both"),
        pytest.param(target(at_most=2), "only one is", id="at most of one"),
        pytest.param(target("measure -= 1"), "unknown name 'measure'", id="no measure in hand"),
        pytest.param(target("party.sep += 1"), "unknown name 'party.sep'", id="a slip"),
        pytest.param(target(up_to=0), "up_to", id="none at all"),
    ],
)
def test_what_is_refused(effect: dict[str, Any], what: str) -> None:
    with pytest.raises(DeckError) as refused:
        play(effect)
    assert what in str(refused.value)


def test_a_slip_names_the_right_word_of_the_one_in_hand() -> None:
    with pytest.raises(DeckError, match=r"party\.sap"):
        play(target("party.sep += 1"))


# --- what texts say of it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "more", "told"),
    [
        pytest.param("Choose up to 2 trees. Sap +2 in each.", {"up_to": 2}, [], id="up to two"),
        pytest.param("Choose a tree. Its sap +2.", {}, [], id="exactly one"),
        pytest.param(
            "Spread 2 buckets over the trees. Each is sap +2.", {"spread": 2}, [], id="all"
        ),
        pytest.param(
            "Choose up to 2 trees. Sap +2 in each.",
            {},
            ["'up to 2' is said, and the choice is of exactly one"],
            id="one alone",
        ),
        pytest.param(
            "Choose up to two trees. Sap +2 in 3 of them.",
            {"up_to": 3},
            ["'up to two' is said, and the choice is of up to 3"],
            id="another number",
        ),
        pytest.param(
            "Choose 2 trees. Sap +2 in each.",
            {"up_to": 2},
            ["fewer may be chosen, and no 'up to' says so"],
            id="fewer, unsaid",
        ),
    ],
)
def test_a_text_says_how_many_are_chosen(text: str, more: dict[str, Any], told: list[str]) -> None:
    act = {**card("act", target("party.sap += 2", **more)), "text": text, "source": "invented"}
    found = find_faults(load_deck_tree({**BASE, **DECK, "cards": [act]}))
    assert [fault.what for fault in found if fault.item == "card act"] == told
