"""Builds in stages: how long each takes, and when the whole is complete at the earliest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.rules.tiny import Table, tiny
from wargame.rules.game import Game
from wargame.table.plain.typeset import lines as linear
from wargame.table.told.ahead import ahead
from wargame.table.told.scene import Scene, titles_of
from wargame.table.told.things import project
from wargame.table.told.works import completed

PLAYS = {"plays": 3, "initiative": "north"}
STAGE = {"id": "walls", "title": "Walls", "rounds": 1}


def table(*rounds: int, most: int = 6, **more: Any) -> Table:
    """North's mill, whose stages take so many rounds, in a game of at most so many."""
    stages = [{"id": f"s{n}", "title": f"stage {n}", "rounds": r} for n, r in enumerate(rounds)]
    mill = {"id": "mill", "title": "Mill", "seat": "north", "stages": stages}
    return Table(tiny(projects=[mill], rounds={"max": most}, turn=PLAYS, **more))


def seen(played: Table, seat: str = "north") -> Scene:
    return Scene(played.view(seat), titles_of(played.game.deck), side=seat)


def said(played: Table, **more: Any) -> str:
    here = replace(seen(played), **more)
    return "\n".join(linear(here.titles, project(here, "mill")))


@pytest.mark.parametrize("rounds", [(0,), (1,), (2, 1), (0, 0, 3), (1, 0, 1)])
def test_whoever_funds_each_stage_at_once_is_done_in_the_round_foretold(
    rounds: tuple[int, ...],
) -> None:
    played = table(*rounds)
    foretold = completed(seen(played).view, "mill")
    while not played["project.mill.done"]:
        assert completed(seen(played).view, "mill") == foretold
        played.do("fund mill" if "fund mill" in played.legal else "pass")
    assert played["game.round"] == foretold


@pytest.mark.parametrize(("asked", "most"), [("game.round % 4 == 3", 8), ("game.round > 3", 7)])
def test_a_stage_that_has_its_rounds_is_waited_for(asked: str, most: int) -> None:
    """A plant that is announced in one quarter of the year alone was told to be complete sooner."""
    first = {"id": "plan", "title": "Plan", "rounds": 1, "needs": f"north.grain > 0 and {asked}"}
    mill = {"id": "mill", "title": "Mill", "seat": "north", "stages": [first, {**STAGE}]}
    played = Table(tiny(projects=[mill], rounds={"max": most}, turn=PLAYS))
    foretold = completed(seen(played).view, "mill")
    while not played["project.mill.done"]:
        assert completed(seen(played).view, "mill") == foretold
        played.do("fund mill" if "fund mill" in played.legal else "pass")
    assert played["game.round"] == foretold
    never = {**mill, "stages": [{**first, "needs": f"game.round > {most}"}]}
    late = Table(tiny(projects=[never], rounds={"max": most}, turn=PLAYS))
    assert "cannot be complete before the game ends" in said(late)


def test_what_waits_a_round_is_done_a_round_later() -> None:
    played = table(2, 1)
    foretold = completed(seen(played).view, "mill")
    assert completed(seen(played.rounds(1)).view, "mill") == foretold + 1


def test_a_project_tells_when_it_is_complete_or_that_it_never_can_be() -> None:
    assert "Complete in round 4 at the earliest, 100 %" in said(table(2, 1))
    assert "cannot be complete before the game ends" in said(table(2, 1, most=3))
    assert "cannot be complete before the game ends" in said(table(2, 1), closes_after=3)
    assert "the earliest" not in said(table(0).do("fund mill"))


def test_no_date_is_given_that_the_game_does_not_reach() -> None:
    told = [one.what for one in ahead(seen(table(2, 1).do("fund mill")))]
    late = [one.what for one in ahead(seen(table(2, 1, most=3).do("fund mill")))]
    assert [what.startswith("complete") for what in told].count(True) == 1
    assert not [what for what in late if what.startswith("complete")]


def test_a_dial_on_the_time_is_told_and_counted() -> None:
    dials = [{"id": "haste", "title": "Haste", "scales": ["projects.mill.rounds"]}]
    whole = table(4, 2, dials=dials)
    played = Table(Game(whole.game.rules.valued({"haste": "1/2"})))
    assert "stage 0: free, 2 rounds of work" in said(played)
    assert completed(seen(played).view, "mill") == 4
