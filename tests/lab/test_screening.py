"""Screening by Morris: what matters is found and ranked, alone and in groups."""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from statistics import mean, stdev

import pytest

from tests.conftest import CommandLine
from wargame.content.extras import EXTRAS, to_install
from wargame.errors import UsageError
from wargame.lab.points import MOST, Axis
from wargame.lab.screening import Screening, read_groups

AXES = (
    Axis("bite", ("0", "1", "2", "3")),
    Axis("lure", ("0", "1/2", "1", "2")),
    Axis("idle", ("off", "on")),
)
"""Of a function that knows what each is worth: 12 over the whole of `bite`, 4 less over `lure`."""


def known(screening: Screening) -> list[float]:
    """Points whose value is known."""
    places = {"bite": AXES[0].values.index, "lure": AXES[1].values.index}
    return [
        4.0 * places["bite"](a) - 4 / 3 * places["lure"](b)
        for (_, a), (_, b), _ in (row for row in screening.rows)
    ]


def screening(*grouped: str, trajectories: int = 8) -> Screening:
    pytest.importorskip("SALib")
    return Screening(AXES, read_groups(AXES, grouped), trajectories, 3)


def test_a_known_function_is_taken_apart() -> None:
    one = screening()
    assert len(one.rows) == 8 * 4
    found = one.effects(known(one))
    assert [row.name for row in found] == ["bite", "lure", "idle"]
    assert [row.size for row in found] == pytest.approx([12, 4, 0])
    assert [row.mean for row in found] == pytest.approx([12, -4, 0])
    assert [row.spread for row in found] == pytest.approx([0, 0, 0], abs=1e-9)


def by_hand(one: Screening, values: list[float], name: str) -> list[float]:
    """The sizes of the elementary effects of a name, one of each trajectory."""
    rows = list(zip(one.rows, values, strict=True))
    steps = [rows[n : n + 4] for n in range(0, len(rows), 4)]
    return [
        abs(after - before) * 3 / 2
        for block in steps
        for (here, before), (there, after) in pairwise(block)
        if dict(here)[name] != dict(there)[name]
    ]


@pytest.mark.parametrize(("trajectories", "errors"), [(2, 12.706), (3, 4.303), (10, 2.262)])
def test_the_interval_of_a_size_is_students_over_trajectories(
    trajectories: int, errors: float
) -> None:
    """Few trajectories tell little of how effects spread, and two next to nothing."""
    one = screening(trajectories=trajectories)
    values = [value * (1 + n % 5) for n, value in enumerate(known(one))]
    for row in one.effects(values):
        if row.name != "idle":
            sizes = by_hand(one, values, row.name)
            assert row.size == pytest.approx(mean(sizes))
            reach = errors * stdev(sizes) / math.sqrt(trajectories)
            assert row.reach == pytest.approx(reach, rel=0.01)


@pytest.mark.parametrize(("trajectories", "reach"), [(3, math.inf), (8, 0)])
def test_effects_that_are_all_alike_have_an_interval_from_six_on(
    trajectories: int, reach: float
) -> None:
    one = screening(trajectories=trajectories)
    assert [row.reach for row in one.effects(known(one))] == [reach] * 3


def test_what_moves_as_much_is_as_large_however_many_values_it_has() -> None:
    """A name of two values moves over all of its range at once, one of three over half of it."""
    pytest.importorskip("SALib")
    axes = [Axis(f"of_{count}", tuple(map(str, range(count)))) for count in (2, 3, 4, 5, 9)]
    one = Screening(axes, {axis.name: axis.name for axis in axes}, 6, 1)
    values = [
        sum(
            12 * int(value) / (len(axis.values) - 1)
            for axis, (_, value) in zip(axes, row, strict=True)
        )
        for row in one.rows
    ]
    found = one.effects(values)
    assert [row.size for row in found] == pytest.approx([12] * 5)
    assert [row.mean for row in found] == pytest.approx([12] * 5)
    assert [row.spread for row in found] == pytest.approx([0] * 5, abs=1e-9)


def test_a_group_moves_together() -> None:
    one = screening("both=lure,idle")
    assert len(one.rows) == 8 * 3
    found = one.effects(known(one))
    assert [(row.name, row.mean) for row in found] == [("bite", None), ("both", None)]
    assert [row.size for row in found] == pytest.approx([12, 4])


def test_where_nothing_moves_there_is_nothing_to_rank() -> None:
    one = screening()
    assert one.effects([1.0] * len(one.rows)) == []


@pytest.mark.parametrize(
    ("grouped", "says"),
    [
        pytest.param("x=bight", "'bight' is not varied", id="a name that is not there"),
        pytest.param("bite", "'bite' is not varied", id="no names"),
        pytest.param("x=bite,bite", "in two groups", id="twice"),
    ],
)
def test_what_is_no_group_is_refused(grouped: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_groups(AXES, [grouped])


def test_one_trajectory_is_refused_as_it_tells_no_spread() -> None:
    with pytest.raises(UsageError, match="--random 2"):
        screening(trajectories=1)


def test_a_name_of_one_value_is_refused_as_nothing_moves() -> None:
    axes = [*AXES, Axis("fixed", ("3",))]
    with pytest.raises(UsageError, match="fixed has one value; give it two or more"):
        Screening(axes, read_groups(axes, []), 8, 3)


def test_more_points_than_a_sweep_has_are_refused_before_any_is_drawn() -> None:
    """Each trajectory of three names has four."""
    with pytest.raises(UsageError, match=f"makes {MOST + 4} points, and a sweep has {MOST} at"):
        Screening(AXES, read_groups(AXES, []), MOST // 4 + 1, 3)


def test_without_the_extra_it_says_what_to_install(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample", None)
    said = wargame("lab", "sweep", "primer", "--vary", "lambda=0,1", "--sample", "morris")
    assert said.code == 2
    assert to_install(*EXTRAS["sensitivity"]) in said.err
    assert (
        wargame("lab", "sweep", "primer", "--vary", "lambda=0,1", "--group", "a=lambda").code == 2
    )


def test_a_deck_is_screened_by_command(wargame: CommandLine, tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    asked = ["lab", "sweep", "primer", "--vary", "lambda=0,1", "--vary", "cut_weeks=5..8"]
    asked += ["--sample", "morris", "--random", "2", "--games", "2", "--players", "random"]
    said = wargame(*asked, "--seed", "4", "--json")
    assert said.code == 0, said.err
    found = json.loads(said.out)
    assert 2 <= len(found["points"]) <= 6
    moved = {row["factor"] for row in found["screened"]}
    assert moved == {"lambda", "cut_weeks"}
    assert found["trajectories"] == 2
    told = wargame(*asked, "--seed", "4", "--html", str(tmp_path / "page.html"))
    drawn = (tmp_path / "page.html").read_text()
    assert drawn.count(">mean size of the effect of a move") == drawn.count("<svg")
    assert "<svg" in drawn
    assert "95 % interval over 2 trajectories" in " ".join(told.out.split())
    assert "effects of a move over the whole range" in told.out
    alike = " ".join(told.out.split()).partition("Alike at all points: ")[2]
    shown = {(row["kind"], row["claim"], row["name"]) for row in found["screened"]}
    numbers = {(one["kind"], one["claim"], one["name"]) for one in found["points"][0]["numbers"]}
    for kind, _, name in numbers - shown:
        assert name in alike, (kind, name)
