"""Projects: funding, work, success and failure, neglect."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import Table, card, tiny


def mill(*stages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A project of north's."""
    named = [{"id": f"s{n}", "title": f"stage {n}", **stage} for n, stage in enumerate(stages, 1)]
    return {"id": "mill", "title": "Mill", "seat": "north", "stages": named, **more}


def table(*stages: dict[str, Any], given: dict[str, Any] | None = None, **more: Any) -> Table:
    lapse = {"lapse": more.pop("lapse")} if "lapse" in more else {}
    return Table(tiny(projects=[mill(*stages, **lapse)], **more), given or {})


UP = {"do": ["shared.calm += 1"]}


def test_a_stage_without_work_is_reached_at_once() -> None:
    played = table({**UP, "cost": {"capital": 3}}, UP).do("fund mill")
    assert (played["project.mill"], played["shared.calm"], played["north.capital"]) == (1, 1, 2)


def test_work_takes_its_rounds() -> None:
    played = table({**UP, "rounds": 2}).do("fund mill")
    seen = []
    for _ in range(3):
        seen.append((played["project.mill.working"], played["project.mill"]))
        played.rounds(1)
    assert seen == [(2, 0), (1, 0), (0, 1)]


def test_it_is_paid_when_work_starts_and_not_again() -> None:
    played = table({"rounds": 2, "cost": {"capital": 2}}).do("fund mill")
    assert played["north.capital"] == 3
    assert played.rounds(2)["north.capital"] == 3


@pytest.mark.parametrize(
    ("pct", "odds"),
    [
        pytest.param(30, {"succeed mill": 30, "fail mill": 70}, id="30 percent"),
        pytest.param("50 + 5 * my.grain", {"succeed mill": 70, "fail mill": 30}, id="by grain"),
    ],
)
def test_luck_decides_when_work_is_due(pct: Any, odds: dict[str, int]) -> None:
    tracks = [{"id": "grain", "title": "Grain", "of": "seats", "max": 10, "start": 4}]
    played = table({"rounds": 1, "success_pct": pct}, tracks=tracks).do("fund mill", "pass")
    assert played.odds == odds


@pytest.mark.parametrize(
    ("outcome", "stage", "calm"),
    [
        pytest.param("succeed mill", 1, 1, id="success: the stage is reached"),
        pytest.param("fail mill", 0, 0, id="failure: the work is lost"),
    ],
)
def test_success_and_failure(outcome: str, stage: int, calm: int) -> None:
    played = table({**UP, "rounds": 1, "success_pct": 40}).do("fund mill", "pass", outcome)
    assert (played["project.mill"], played["shared.calm"]) == (stage, calm)
    assert played["project.mill.working"] == 0
    assert ("fund mill" in played.legal) == (stage == 0)  # after a failure it is paid again


def test_luck_falls_at_once_on_a_stage_without_work() -> None:
    assert table({"success_pct": 40}).do("fund mill").odds == {"succeed mill": 40, "fail mill": 60}


@pytest.mark.parametrize(
    ("pct", "stage"), [pytest.param(0, 0, id="0 never"), pytest.param(100, 1, id="100 always")]
)
def test_certain_odds_ask_no_luck(pct: int, stage: int) -> None:
    played = table({"success_pct": pct}).do("fund mill")
    assert (played.seat, played["project.mill"]) == ("south", stage)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param({"north.capital": 0}, "it costs 1 capital", id="price"),
        pytest.param({"shared.calm": -1}, "it needs shared.calm >= 0", id="need"),
        pytest.param({"project.mill": 1}, "'mill' is complete", id="complete"),
        pytest.param({"project.mill.working": 2}, "goes on for 2 more rounds", id="in work"),
        pytest.param({"turn": "south"}, "'mill' is not yours", id="the rival's"),
    ],
)
def test_when_it_cannot_be_funded(given: dict[str, Any], why: str) -> None:
    played = table({"cost": {"capital": 1}, "needs": "shared.calm >= 0"}, given=given)
    assert "fund mill" not in played.legal
    assert why in played.refusal("fund mill")


# --- moved by effects ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "after", "calm"),
    [
        pytest.param(0, 1, 1, id="to the first stage"),
        pytest.param(1, 2, 1, id="to the last stage"),
        pytest.param(2, 2, 0, id="beyond the last: nothing"),
    ],
)
def test_advance(stage: int, after: int, calm: int) -> None:
    push = card("push", {"advance": "mill"}, seat="south")
    given = {"turn": "south", "hand.south": ["push"], "project.mill": stage}
    played = table(UP, UP, given=given, cards=[push]).do("play push")
    assert (played["project.mill"], played["shared.calm"]) == (after, calm)


@pytest.mark.parametrize(
    ("stage", "after", "calm"),
    [
        pytest.param(0, 0, 0, id="nothing to lose"),
        pytest.param(1, 0, -2, id="back to nothing"),
        pytest.param(2, 2, 0, id="what is done stays"),
    ],
)
def test_lapse_by_an_effect(stage: int, after: int, calm: int) -> None:
    rot = card("rot", {"lapse": "mill"})
    lapse = {"after_rounds": 20, "pct": 0, "do": ["shared.calm -= 2"]}
    given = {"hand.north": ["rot"], "project.mill": stage}
    played = table(UP, UP, given=given, cards=[rot], lapse=lapse).do("play rot")
    assert (played["project.mill"], played["shared.calm"]) == (after, calm)


def test_advancing_ends_the_work_in_hand() -> None:
    push = card("push", {"advance": "mill"})
    given = {"hand.north": ["push"], "project.mill.working": 3}
    played = table(UP, UP, given=given, cards=[push]).do("play push")
    assert (played["project.mill"], played["project.mill.working"]) == (1, 0)


def test_an_advance_runs_before_what_follows_it() -> None:
    push = card("push", {"advance": "mill"}, "shared.calm = shared.calm * 3")
    played = table({"do": ["shared.calm = 2"]}, given={"hand.north": ["push"]}, cards=[push])
    assert played.do("play push")["shared.calm"] == 6


# --- neglect -------------------------------------------------------------------------------


def neglect(pct: Any, after: int = 1) -> Table:
    lapse = {"after_rounds": after, "pct": pct, "do": ["shared.calm -= 1"]}
    return table(UP, UP, lapse=lapse, given={"project.mill": 1})


def test_an_idle_project_is_in_danger_after_its_rounds() -> None:
    played = neglect(40).do("pass", "pass")
    assert played.seat == "north"  # one idle round is allowed
    played.do("pass", "pass")
    assert played.odds == {"lapse mill": 40, "hold mill": 60}


def test_with_no_idle_round_allowed_it_is_in_danger_at_once() -> None:
    assert neglect(40, after=0).do("pass", "pass").odds == {"lapse mill": 40, "hold mill": 60}


@pytest.mark.parametrize(
    ("outcome", "stage", "calm"),
    [pytest.param("lapse mill", 0, -1, id="lapse"), pytest.param("hold mill", 1, 0, id="hold")],
)
def test_luck_may_lapse_it(outcome: str, stage: int, calm: int) -> None:
    played = neglect(40).do("pass", "pass", "pass", "pass", outcome)
    assert (played["project.mill"], played["shared.calm"]) == (stage, calm)


@pytest.mark.parametrize(
    ("pct", "stage"), [pytest.param(0, 1, id="0 never"), pytest.param(100, 0, id="100 always")]
)
def test_certain_neglect_asks_no_luck(pct: int, stage: int) -> None:
    assert neglect(pct).rounds(2)["project.mill"] == stage


@pytest.mark.parametrize("stage", [pytest.param(0, id="never begun"), pytest.param(1, id="done")])
@pytest.mark.parametrize("pct", [40, 100])
def test_a_project_without_a_stage_to_lose_is_never_in_danger(stage: int, pct: int) -> None:
    lapse = {"after_rounds": 0, "pct": pct, "do": ["shared.calm -= 1"]}
    played = table(UP, lapse=lapse, given={"project.mill": stage})
    for _ in range(6):
        assert played.seat != "CHANCE"
        played.do("pass")
    assert (played["project.mill"], played["shared.calm"]) == (stage, 0)


def test_a_project_that_cannot_lapse_does_not() -> None:
    played = table(UP, UP, given={"project.mill": 1}).rounds(5)
    assert played["project.mill"] == 1


def test_work_and_funding_end_idleness() -> None:
    lapse = {"after_rounds": 1, "pct": 100}
    played = table(UP, {"rounds": 3}, UP, lapse=lapse, given={"project.mill": 1})
    played.rounds(1).do("fund mill").rounds(3)
    assert played["project.mill"] == 2


def test_failing_ends_idleness_too() -> None:
    lapse = {"after_rounds": 1, "pct": 100}
    played = table(UP, {"success_pct": 50}, lapse=lapse, given={"project.mill": 1})
    played.rounds(1).do("fund mill", "fail mill").rounds(1)
    assert played["project.mill"] == 1
