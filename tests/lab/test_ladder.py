"""The ladder: everyone against everyone on equal worlds, kept and taken up again."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CommandLine
from wargame.content.library import DeckRef
from wargame.errors import PlayerError, UsageError
from wargame.lab.ladder import LadderStudy
from wargame.lab.ranking.elo import elo
from wargame.lab.ranking.meeting import Meeting
from wargame.lab.ranking.sides import sides
from wargame.lab.ranking.standings import EarlyStop, Ladder, Pairing
from wargame.lab.runs.driver import run
from wargame.lab.stats.estimate import detectable, mean_and_error, mean_of, wilson
from wargame.objects import plain_data

PLAYERS = ["random", "greedy", "erratic"]


def climb(ref: DeckRef, players: Sequence[str], games: int, seed: int, **more: Any) -> Ladder:
    return run(LadderStudy(ref, players, games, seed, **more))


@pytest.fixture(scope="module")
def water_ladder(decks: dict[str, DeckRef]) -> Ladder:
    return climb(decks["water_treaty"], PLAYERS, 4, 5)


def test_the_ranking_has_the_keys_that_others_rely_on(water_ladder: Ladder) -> None:
    found = json.loads(json.dumps(plain_data(water_ladder.as_object())))
    assert [row["player"] for row in found["ranking"]] == sorted(
        PLAYERS, key=lambda name: -next(r["elo"] for r in found["ranking"] if r["player"] == name)
    )
    for row in found["ranking"]:
        assert {"player", "elo", "score", "games"} <= set(row)
        assert row["games"] == 8
    assert sum(row["share"] for row in found["ranking"]) == pytest.approx(len(PLAYERS) / 2)
    assert len(found["pairs"]) == 3


def test_a_meeting_is_two_games_on_one_seed_with_seats_swapped(decks: dict[str, DeckRef]) -> None:
    ladder = climb(decks["water_treaty"], ["random", "greedy"], 2, 5)
    other = climb(decks["water_treaty"], ["greedy", "random"], 2, 5)
    (one,), (two,) = ladder.pairs[0].meetings, other.pairs[0].meetings
    assert one.returns == (*two.returns[2:], *two.returns[:2])
    assert climb(decks["water_treaty"], ["random", "greedy"], 3, 5).pairs[0].games == 4


def test_the_same_seed_gives_the_same_ladder_and_a_longer_one_begins_with_it(
    decks: dict[str, DeckRef],
) -> None:
    players = ["random", "greedy"]
    short = climb(decks["water_treaty"], players, 4, 5).pairs[0].meetings
    long = climb(decks["water_treaty"], players, 6, 5).pairs[0].meetings
    assert long[: len(short)] == short


@pytest.mark.parametrize(
    ("returns", "share", "won", "gain"),
    [
        pytest.param((5, 5, 1, 1), 1.0, 1.0, 4.0, id="better in both seats"),
        pytest.param((5, 0, 1, 1), 0.5, 1.0, 1.5, id="much better in one"),
        pytest.param((2, 0, 1, 1), 0.5, 0.5, 0.0, id="as much in both together"),
        pytest.param((1, 0, 1, 1), 0.25, 0.0, -0.5, id="a tie counts half"),
    ],
)
def test_comparisons_are_by_seat_and_meetings_by_both(
    returns: tuple[int, int, int, int], share: float, won: float, gain: float
) -> None:
    meeting = Meeting("a", "b", 0, returns)
    assert (meeting.share, meeting.won, meeting.gain) == (share, won, gain)


def test_elo_follows_the_published_scale() -> None:
    """Ten to one is 400 points, up to the game taken to be drawn."""
    found = elo(["a", "b"], {("a", "b"): (10_000, 11_000)})
    assert found["a"] - found["b"] == pytest.approx(400, abs=1)


@pytest.mark.parametrize("pairs", ["all", "neighbours", "the first"])
@pytest.mark.parametrize(("count", "games"), [(2, 7), (3, 400), (5, 2000), (8, 20)])
@pytest.mark.parametrize("luck", [0, 1, None])
def test_strengths_are_those_under_which_results_are_likeliest(
    count: int, games: int, pairs: str, luck: int | None
) -> None:
    """There, and nowhere else, everyone is expected to win as often as he did, a draw with each
    other besides: by chance, or where the one that is named first always wins."""
    players, draw = "abcdefgh"[:count], random.Random(luck)
    won = {
        (a, b): (games if luck is None else draw.randint(0, 2 * games) / 2, float(games))
        for a, b in combinations(players, 2)
        if pairs == "all" or (a == "a" if pairs == "the first" else ord(b) - ord(a) == 1)
    }
    found = elo(players, won)
    more = dict.fromkeys(players, 0.0)
    for (a, b), (wins, met) in won.items():
        off = wins + 0.5 - (met + 1) / (1 + 10 ** ((found[b] - found[a]) / 400))
        more[a] += off
        more[b] -= off
    assert sum(found.values()) / count == pytest.approx(1500)
    assert list(more.values()) == pytest.approx([0] * count, abs=1e-6)


def test_groups_that_never_met_have_a_mean_each() -> None:
    found = elo("abcd", {("a", "b"): (3, 4), ("c", "d"): (1, 10)})
    assert found["a"] + found["b"] == pytest.approx(found["c"] + found["d"])
    assert found == pytest.approx(
        elo("ab", {("a", "b"): (3, 4)}) | elo("cd", {("c", "d"): (1, 10)})
    )


def test_elo_orders_a_chain_and_stays_finite_for_whoever_won_everything() -> None:
    won = {("a", "b"): (20.0, 20.0), ("b", "c"): (20.0, 20.0), ("a", "c"): (20.0, 20.0)}
    found = elo(["a", "b", "c"], won)
    assert 2500 > found["a"] > found["b"] > found["c"] > 500


def test_intervals_hold_what_they_say() -> None:
    low, high = wilson(1.0, 20, 1.96)
    assert 0.8 < low < 0.9
    assert high == pytest.approx(1)
    assert mean_and_error([2.0, 4.0]) == (3.0, 1.0)


def test_what_is_left_of_a_run_that_ends_early_is_told(decks: dict[str, DeckRef]) -> None:
    """A pair that is clear has nothing left to play; the bar stood far from its end."""
    told: list[tuple[int, int]] = []
    study = LadderStudy(
        decks["water_treaty"], ["greedy", "random", "erratic"], 24, 5, stop=EarlyStop()
    )
    run(study, progress=lambda *now: told.append(now))
    assert told[0][1] == 3 * 12
    assert told[-1][0] <= told[-1][1] < 3 * 12


def test_a_clear_pair_ends_early(decks: dict[str, DeckRef]) -> None:
    players = ["greedy", "random"]
    found = climb(decks["water_treaty"], players, 200, 1, stop=EarlyStop()).pairs[0]
    assert found.settled
    assert found.games < 100
    assert found.row().share_low > 0.5


@pytest.mark.parametrize(
    ("players", "goal", "games", "verdict"),
    [
        pytest.param(["random", "greedy"], 0.6, 32, "missed", id="beyond the weaker"),
        pytest.param(["greedy", "random"], 0.5, 32, "met", id="easy for the stronger"),
        pytest.param(["greedy", "random"], 0.9, 8, "open", id="too near to tell"),
    ],
)
def test_a_pair_meets_until_a_goal_is_met_or_missed(
    decks: dict[str, DeckRef], players: list[str], goal: float, games: int, verdict: str
) -> None:
    found = climb(decks["water_treaty"], players, games, 1, stop=EarlyStop(goal, True)).pairs[0]
    assert (found.verdict, found.settled) == (verdict, verdict != "open")
    assert (found.games < games) is found.settled


def test_a_pair_without_a_goal_has_no_verdict(water_ladder: Ladder) -> None:
    assert {pair.verdict for pair in water_ladder.pairs} == {""}


def test_one_may_meet_all_others(decks: dict[str, DeckRef]) -> None:
    found = climb(decks["water_treaty"], PLAYERS, 2, 5, one_against_all=True)
    assert [(pair.first, pair.second) for pair in found.pairs] == [
        ("random", "greedy"),
        ("random", "erratic"),
    ]
    assert [row.games for row in found.ranking() if row.player == "random"] == [4]


def test_a_player_is_measured_in_each_seat_against_the_same_others() -> None:
    """In its first seat a gets 4 and 6 more than the others, in its second 1 less each time."""
    meetings = [Meeting("a", "b", 0, (5, 0, 1, 1)), Meeting("c", "a", 0, (2, 3, 8, 2))]
    (row,) = sides(["a"], meetings)
    assert row.points == (6.5, 1.0)
    assert [gain.mean for gain in row.gains] == [5.0, -1.0]
    assert row.bias
    assert row.bias.mean == 6.0
    assert row.bias.low < 6.0 < row.bias.high
    assert row.row(("n", "s")).by_seat["gain_n"] == 5.0
    assert sides(["z"], meetings) == []


def test_games_on_one_luck_are_one_draw() -> None:
    """Three others are met on each of two seeds, and luck decides all: two draws, not twelve."""
    points = {0: (9, 7, 5, 5), 1: (1, 3, 5, 5)}
    pairs = tuple(
        Pairing("a", other, tuple(Meeting("a", other, n, row) for n, row in points.items()))
        for other in "bcd"
    )
    found = Ladder("deck", "", "0" * 64, 1, ("n", "s"), ("a", *"bcd"), pairs)
    (own,) = [row for row in found.ranking() if row.player == "a"]
    (seats,) = [row for row in found.sides() if row.player == "a"]
    means = mean_of([(8, 1), (2, 1)])
    assert means
    assert (own.score, own.score_low, own.score_high) == (means.mean, means.low, means.high)
    assert own.games == 12
    assert seats.by_seat["gain_n_low"] < -40


def test_of_everyone_it_is_told_what_they_won_whoever_is_named_first() -> None:
    rows = [(9, 7, 5, 5), (9, 1, 5, 5), (9, 5, 5, 5)]
    pairs = tuple(
        Pairing(*pair, tuple(Meeting(*pair, n, row) for n, row in enumerate(some)))
        for pair, some in ((("a", "b"), rows), (("b", "c"), rows[:1]))
    )
    found = Ladder("deck", "", "0" * 64, 1, ("n", "s"), ("a", "b", "c"), pairs).ranking()
    assert {row.player: (row.games, row.share) for row in found} == {
        "a": (6, 0.75),
        "b": (8, round((0.75 + 1) / 4, 4)),
        "c": (2, 0.0),
    }


def test_where_one_seat_gets_what_the_other_does_not_no_bias_is_told() -> None:
    """Of 10 that are shared out, a gets 3 more in the first seat, and so 3 more in the second."""
    meetings = [Meeting("a", "b", 0, (6, 7, 3, 4)), Meeting("a", "b", 1, (8, 4, 6, 2))]
    (row,) = sides(["a"], meetings, is_shared_out=True)
    assert [gain.mean for gain in row.gains] == [2.5, 2.5]
    told = row.row(("n", "s"))
    assert (told.bias, told.bias_low, told.bias_high) == (None, None, None)


def test_a_contest_is_ranked_by_match_points(wargame: CommandLine) -> None:
    told = wargame(
        *("lab", "ladder", "primer", "--players", "random,script:pass", "--games", "2", "--sides"),
        *("--seed", "1"),
    )
    assert told.code == 0, told.err
    assert "match points, 1000 each, and the lead" in told.out
    assert "less par" not in told.out


def test_a_seat_whose_rival_falls_gains_what_no_other_loses(wargame: CommandLine) -> None:
    """A match may bring both seats less together, and so a player more in one seat than the other:
    that is told as a bias, and not that there is none."""
    asked = ("lab", "ladder", "primer", "--players", "random,greedy", "--games", "6", "--sides")
    told = wargame(*asked, "--seed", "3")
    assert told.code == 0, told.err
    assert "no bias is told" not in " ".join(told.out.split())
    sides = json.loads(wargame(*asked[:-1], "--seed", "3", "--json").out)["sides"]
    for row in sides:
        assert row["gain_us"] != row["gain_china"]
        assert row["bias"] == pytest.approx(row["gain_us"] - row["gain_china"], abs=0.002)


def test_where_seats_share_out_what_there_is_no_bias_is_told(wargame: CommandLine) -> None:
    asked = ("lab", "ladder", "calibration", "--players", "random,greedy", "--games", "6")
    told = wargame(*asked, "--seed", "3", "--sides")
    assert "no bias is told" in " ".join(told.out.split())
    for row in json.loads(wargame(*asked, "--seed", "3", "--json").out)["sides"]:
        assert row["gain_pursuer"] == row["gain_fugitive"]
        assert row["bias"] is None


def test_gains_in_a_seat_cancel_over_everyone(water_ladder: Ladder) -> None:
    rows = water_ladder.sides()
    assert [row.player for row in rows] == PLAYERS
    for seat in water_ladder.seats:
        assert sum(row.by_seat[f"gain_{seat}"] for row in rows) == pytest.approx(0, abs=0.01)
    assert sum(row.bias or 0 for row in rows) == pytest.approx(0, abs=0.01)


def test_what_makes_no_ladder_is_refused(decks: dict[str, DeckRef]) -> None:
    ref = decks["calibration"]
    with pytest.raises(UsageError):
        climb(ref, ["random"], 2, 1)
    with pytest.raises(UsageError):
        climb(ref, ["random", "random"], 2, 1)
    with pytest.raises(PlayerError):
        climb(ref, ["random", "nobody"], 2, 1)


def test_the_command_prints_a_ranking_an_object_or_a_table(
    wargame: CommandLine, tmp_path: Path
) -> None:
    args = ("lab", "ladder", "calibration", "--players", "random,greedy", "--games", "4")
    people = wargame(*args, "--seed", "1")
    assert people.code == 0
    assert "random over greedy" in people.out
    found = json.loads(wargame(*args, "--seed", "1", "--json").out)
    assert set(found) == {"deck", "variant", "deck_hash", "seed", "ranking", "pairs", "sides"}
    rows = list(csv.DictReader(io.StringIO(wargame(*args, "--seed", "1", "--csv").out)))
    assert rows[0]["a"] == "random"
    kept = str(tmp_path / "kept.jsonl")
    first = wargame(*args, "--seed", "7", "--keep", kept, "--json")
    assert wargame(*args, "--keep", kept, "--json").out == first.out
    assert wargame(*args, "--json", "--csv").code == 2
    assert wargame(*args, "--stop-early", "--at-least", "0.6").code == 2
    assert wargame(*args, "--seed", "8", "--keep", kept).code == 2


def test_the_command_tells_of_goals_and_of_seats(wargame: CommandLine) -> None:
    args = ("lab", "ladder", "calibration", "--players", "greedy,random", "--games", "4")
    told = wargame(*args, "--seed", "1", "--at-least", "0.65", "--sides").out
    assert "65 % neither met nor missed yet" in told
    assert "bias" in told
    rows = list(csv.DictReader(io.StringIO(wargame(*args, "--sides", "--csv").out)))
    assert [row["player"] for row in rows] == ["greedy", "random"]
    assert {"gain_pursuer", "points_fugitive", "bias_low"} <= set(rows[0])


@pytest.mark.parametrize("share", ["0", "1", "1.5", "65", "0.65%", "-0.5", "nan", "0.x", ".", ""])
def test_a_goal_is_a_share(wargame: CommandLine, share: float) -> None:
    answer = wargame("lab", "ladder", "calibration", "--players", "a,b", f"--at-least={share}")
    assert answer.code == 2
    assert "such as 0.65" in answer.err


def test_pairs_tell_their_games() -> None:
    assert Pairing("a", "b", (Meeting("a", "b", 0, (1, 1, 0, 0)),)).games == 2


def test_a_pair_tells_what_was_won_by_seat_and_by_meeting() -> None:
    meetings = tuple(
        Meeting("a", "b", n, row) for n, row in enumerate([(9, 0, 1, 1), (0, 0, 5, 5)])
    )
    found = Pairing("a", "b", meetings).row()
    assert (found.share, found.won) == (0.25, 0.5)
    assert found.won_low < 0.5 < found.won_high
    assert found.detectable == pytest.approx(
        detectable(mean_and_error([one.gain for one in meetings])[1] * 12.706 / 1.96), rel=0.001
    )
