"""A deck at many points: what is varied, what is told of each point, what is refused."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import replace
from pathlib import Path
from statistics import mean, stdev

import pytest

from tests.conftest import DECKS, CommandLine
from wargame.content.library import DeckRef
from wargame.errors import UsageError
from wargame.lab.claims import ClaimsStudy
from wargame.lab.points import Axis, at_random, grid, read_axes
from wargame.lab.readings import GameReadings, gauges_of
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.lab.sweep import ScreenedFactor, Sweep, SweepStudy
from wargame.lab.sweep_numbers import (
    NumberByGame,
    SweptNumber,
    numbers_of,
    swept_change,
    swept_number,
)
from wargame.table.reports.charts import Curves
from wargame.table.reports.sweep import _bars, charts, report
from wargame.table.reports.typeset import text

SINK = DECKS["kitchen_sink"]
GAMES, SEED = 6, 3


def sweep(*varied: str, deck: DeckRef = SINK, random: int = 0) -> Sweep:
    return run(SweepStudy(deck, GAMES, SEED, varied=varied, random=random))


@pytest.mark.parametrize(
    ("varied", "values"),
    [
        ("glare=0,2", ("0", "2")),
        ("glare=1..3", ("1", "2", "3")),
        ("lure=0,0.5,1,2", ("0", "1/2", "1", "2")),
        ("lure=0..1/2", ("0", "1/8", "1/4", "3/8", "1/2")),
        ("matinee=off,on", ("off", "on")),
        ("glare=2,2", ("2",)),
    ],
)
def test_an_axis_is_values_or_a_range(varied: str, values: tuple[str, ...]) -> None:
    name = varied.partition("=")[0]
    assert read_axes(shared_game(SINK).loaded.written, [varied]) == (Axis(name, values),)


@pytest.mark.parametrize(
    ("varied", "said"),
    [
        ([], "Say what is varied"),
        (["glare"], "says no values"),
        (["glare="], "says no values"),
        (["glare=0", "glare=1"], "'glare' is varied twice"),
        (["glar=0"], "Did you mean 'glare'?"),
        (["glare=0,9"], "'glare' may be 0 to 3, and not 9"),
        (["glare=3..1"], "runs backwards"),
        (["lure=0..2", "fame=0..2", "glare=0..3", "encore=on,off"], "give --random N"),
    ],
)
def test_what_cannot_be_varied_is_refused(varied: list[str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        SweepStudy(SINK, GAMES, SEED, varied=varied)
    assert said in str(caught.value)


AXES = (Axis("a", ("0", "1")), Axis("b", ("0", "1/2", "1")))


def test_a_grid_has_every_combination() -> None:
    assert len(grid(AXES)) == 6
    assert grid(AXES)[:2] == [(("a", "0"), ("b", "0")), (("a", "0"), ("b", "1/2"))]


def test_points_are_drawn_one_by_one() -> None:
    few, many = at_random(AXES, 3, SEED), at_random(AXES, 40, SEED)
    assert many[: len(few)] == few
    assert sorted(many) == sorted(grid(AXES))
    assert at_random(AXES, 3, SEED + 1) != few


def test_the_deck_as_it_stands_is_one_of_the_points() -> None:
    found = sweep("glare=0,2")
    off, plain = found.points
    assert (off.variant, plain.variant) == ("glare=0", "")
    assert (off.set, plain.set) == ({"glare": "0"}, {"glare": "2"})
    assert off.rules_hash != plain.rules_hash == shared_game(SINK).rules_hash
    assert off.numbers != plain.numbers


def test_a_point_tells_what_claims_tells_of_the_deck() -> None:
    (plain,) = sweep("lure=1").points
    claims = run(ClaimsStudy(SINK, GAMES, SEED))
    for seat, points in claims.returns.items():
        (one,) = [n for n in plain.numbers if (n.kind, n.name) == ("points", seat)]
        assert (one.value, one.low, one.high) == (points.value, points.low, points.high)
    for ending, known in claims.endings.items():
        (one,) = [n for n in plain.numbers if (n.kind, n.name) == ("ending", ending)]
        share = known.share
        assert (one.value, one.low, one.high) == (share.value, share.low, share.high)
    told = [n.value for n in plain.numbers if n.kind == "gauge"]
    gauges = [g for one in shared_game(SINK).rules.program.claims for _, g in gauges_of(one)]
    found = [r for one in claims.claims if one.reading for r in (one.reading, *one.beside)]
    readings = [
        reading.found.value if reading.found else None
        for gauge, reading in zip(gauges, found, strict=True)
        if not gauge.players
    ]
    assert len(readings) < len(gauges)
    assert told == readings


def test_points_lie_over_a_variant() -> None:
    short = DeckRef(SINK.folder, "short")
    assert [point.variant for point in sweep("glare=0,2", deck=short).points] == [
        "short+glare=0",
        "short",
    ]


def test_points_are_compared_game_by_game(tmp_path: Path) -> None:
    """By hand: the mean of the differences of games of one luck, and Student's interval of it."""
    keep = tmp_path / "kept.jsonl"
    found = run(SweepStudy(SINK, 6, SEED, varied=["glare=0,1,2"]), keep=keep)
    assert found.against == {"glare": "2"}
    off, half, plain = found.points
    assert plain.changes == ()
    rows = [json.loads(line) for line in keep.read_text().splitlines()[1:]]
    got = {tuple(key): one["returns"][0] for key, one in rows}
    steps = [got["glare=0", n] - got["", n] for n in range(6)]
    (one,) = [c for c in off.changes if (c.kind, c.name) == ("points", "lantern")]
    reach = 2.571 * stdev(steps) / math.sqrt(6)
    assert one.change == pytest.approx(mean(steps))
    assert (one.low, one.high) == pytest.approx(
        (mean(steps) - reach, mean(steps) + reach), rel=0.01
    )
    assert one.games == 6
    assert [c.name for c in half.changes] == [c.name for c in off.changes]


def test_a_game_that_is_left_out_at_one_point_is_compared_at_none() -> None:
    there = NumberByGame("dawn", "points", "", {0: (1, 1), 1: (5, 1), 2: (9, 1)}, 1)
    here = NumberByGame("dawn", "points", "", {0: (2, 1), 2: (12, 1)}, 1)
    found = swept_change(here, there)
    assert found is not None
    assert (found.change, found.games) == (2.0, 2)
    assert swept_change(here, replace(there, ratios={1: (5, 1)})) is None


def test_changes_are_told_beside_the_values(wargame: CommandLine) -> None:
    typed = ("--vary", "glare=0,2", "--games", "4", "--seed", "1")
    said = wargame("lab", "sweep", str(SINK.folder), *typed).out
    changes = said.partition("Changes from glare=2, on the same luck:")[2]
    assert re.search(r"Points of lantern, less par +glare=0 +[-+][\d.]+ \(", changes)
    assert "game by game" in changes
    rows = list(
        csv.DictReader(io.StringIO(wargame("lab", "sweep", str(SINK.folder), *typed, "--csv").out))
    )
    told = {(row["glare"], row["kind"], row["name"]): row for row in rows}
    off, plain = (told[value, "points", "lantern"] for value in ("0", "2"))
    assert plain["change"] == plain["change_low"] == ""
    assert float(off["change"]) == pytest.approx(float(off["value"]) - float(plain["value"]))
    alone = wargame("lab", "sweep", str(SINK.folder), *typed[:1], "glare=0", *typed[2:]).out
    assert "Changes from" not in alone


def test_rows_have_a_number_each(wargame: CommandLine) -> None:
    typed = ("--vary", "glare=0,1", "--vary", "fame=1/2", "--games", "2", "--seed", "1")
    said = wargame("lab", "sweep", str(SINK.folder), *typed, "--csv").out
    rows = list(csv.DictReader(io.StringIO(said)))
    assert [row["glare"] for row in rows] == ["0"] * (len(rows) // 2) + ["1"] * (len(rows) // 2)
    assert {row["fame"] for row in rows} == {"1/2"}
    assert {row["kind"] for row in rows} == {"ending", "points", "gauge"}


def test_what_is_told_are_values_and_bars(wargame: CommandLine) -> None:
    typed = ("--vary", "glare=0,2", "--games", "4", "--seed", "1")
    said = wargame("lab", "sweep", str(SINK.folder), *typed).out
    assert "Points of lantern, less par:" in said
    assert "4 games at each point" in said
    assert "######" in said
    assert "nothing is judged" in " ".join(said.split())


def test_what_no_value_moves_is_told_once() -> None:
    number = SweptNumber("dusk", "ending", 0, "%", 4, 0.0, 0.0, 49.0)
    moved = replace(number, name="dawn", value=25.0)
    found = sweep("glare=0,2")
    here, there = found.points
    here, there = replace(here, numbers=(moved, number)), replace(there, numbers=(number, number))
    told = list(text(report(replace(found, points=(here, there)))))
    assert told[told.index("Ending dawn (%):") + 1].split()[0] == "glare=0"
    alike = told[told.index("The same at every point:") + 1]
    assert alike.split() == ["Ending", "dusk", "(%)", "0.0", "0.0", "to", "49.0"]
    assert "Ending dusk (%):" not in told
    (chart,) = charts(replace(found, points=(here, there)))
    assert isinstance(chart, Curves)
    assert [one.title for one in chart.curves] == ["Ending dawn (%)"]
    assert charts(replace(found, points=(here,))) == ()


def test_names_that_move_nothing_stand_in_one_row() -> None:
    found = sweep("glare=0,2")
    number = found.points[0].numbers[0]
    factor = ScreenedFactor(number.name, number.kind, number.claim, "lure", 9.0, 1.0, 9.0, 2.0)
    none = [replace(factor, factor=name, size=0.0, reach=0.0) for name in ("glare", "fame")]
    told = list(text(report(replace(found, trajectories=2, screened=(factor, *none)))))
    at = next(n for n, line in enumerate(told) if "over the whole range" in line)
    assert [line.split() for line in told[at + 2 : at + 5]] == [
        ["lure", "9.0", "1.0", "9.0", "2.0"],
        ["all", "others", "0.0"],
        [],
    ]


def test_a_bar_of_percent_is_a_part_of_all() -> None:
    """A fifth of all games filled the line, as all of them did below the next head."""
    assert list(_bars([20.0, 0.0, None], 100.0)) == ["#" * 5, "", ""]
    assert list(_bars([20.0, 10.0], 0.0)) == ["#" * 24, "#" * 12]


def test_wins_are_of_games_that_somebody_won_and_ties_of_all() -> None:
    game = shared_game(DECKS["kitchen_contest"])
    winners = {0: "crust", 2: "", 3: "crumb", 7: "crust"}
    games = {n: GameReadings("end", (5, n), {}, "", winner=who) for n, who in winners.items()}
    told = {(one.kind, one.name): swept_number(one) for one in numbers_of(game, games)}
    for name, games_told, value in (
        ("crust", 3, 200 / 3),
        ("crumb", 3, 100 / 3),
        ("nobody", 4, 25),
    ):
        assert told["win", name].games == games_told
        assert told["win", name].value == pytest.approx(value)
    assert [told["points", seat].value for seat in game.seats] == [5, 3]


def test_handicaps_are_compared_by_wins(wargame: CommandLine) -> None:
    sink = str(DECKS["kitchen_contest"].folder)
    asked = ["lab", "sweep", sink, "--vary", "handicap=-9,9", "--games", "20", "--seed", "1"]
    asked += ["--players", "random"]
    points = json.loads(wargame(*asked, "--json").out)["points"]
    units = {one["unit"] for one in points[0]["numbers"] if one["kind"] == "points"}
    assert units == {"match points, 1000 each, and the lead"}
    wins = [[one for one in point["numbers"] if one["kind"] == "win"] for point in points]
    assert [one["name"] for one in wins[0]] == ["crust", "crumb", "nobody"]
    assert wins[0][0]["value"] < wins[1][0]["value"]
    assert "crust wins, of decided games (%)" in wargame(*asked).out
    assert "wins" not in wargame(*asked, "--table", "seminar").out
