"""The ladder: everyone against everyone on equal worlds, kept and taken up again."""

from __future__ import annotations

import csv
import io
import json

import pytest

from wargame.errors import PlayerError, RecordError, UsageError
from wargame.lab.elo import elo
from wargame.lab.estimate import wilson
from wargame.lab.games import shared_game
from wargame.lab.ladder import Meeting, Pair, climb, mean_and_error
from wargame.lab.ladder_file import LadderFile

PLAYERS = ["random", "greedy", "search:8it"]


@pytest.fixture(scope="module")
def water_ladder(decks):
    return climb(decks["water_treaty"], PLAYERS, 4, 5)


def test_the_ranking_has_the_keys_that_others_rely_on(water_ladder):
    found = json.loads(json.dumps(water_ladder.as_dict()))
    assert [row["player"] for row in found["ranking"]] == sorted(
        PLAYERS, key=lambda name: -next(r["elo"] for r in found["ranking"] if r["player"] == name)
    )
    for row in found["ranking"]:
        assert {"player", "elo", "score", "games"} <= set(row)
        assert row["games"] == 8
    assert len(found["pairs"]) == 3


def test_a_meeting_is_two_games_on_one_seed_with_seats_swapped(decks):
    ladder = climb(decks["water_treaty"], ["random", "greedy"], 2, 5)
    other = climb(decks["water_treaty"], ["greedy", "random"], 2, 5)
    (one,), (two,) = ladder.pairs[0].meetings, other.pairs[0].meetings
    assert one.returns == (*two.returns[2:], *two.returns[:2])


def test_the_same_seed_gives_the_same_ladder_and_a_longer_one_begins_with_it(decks):
    players = ["random", "greedy"]
    short = climb(decks["water_treaty"], players, 4, 5).pairs[0].meetings
    long = climb(decks["water_treaty"], players, 6, 5).pairs[0].meetings
    assert long[: len(short)] == short


@pytest.mark.parametrize(
    ("returns", "share", "gain"),
    [
        pytest.param((5, 5, 1, 1), 1.0, 4.0, id="better in both seats"),
        pytest.param((5, 0, 1, 1), 0.5, 1.5, id="better in one"),
        pytest.param((1, 0, 1, 1), 0.25, -0.5, id="a tie counts half"),
    ],
)
def test_comparisons_are_by_seat(returns, share, gain):
    meeting = Meeting("a", "b", 0, returns)
    assert (meeting.share, meeting.gain) == (share, gain)


def test_elo_follows_the_published_scale():
    """Ten to one is 400 points, up to the game taken to be drawn."""
    found = elo(["a", "b"], {("a", "b"): (10_000, 11_000)})
    assert found["a"] - found["b"] == pytest.approx(400, abs=1)


def test_elo_orders_a_chain_and_stays_finite_for_whoever_won_everything():
    won = {("a", "b"): (20.0, 20.0), ("b", "c"): (20.0, 20.0), ("a", "c"): (20.0, 20.0)}
    found = elo(["a", "b", "c"], won)
    assert 2500 > found["a"] > found["b"] > found["c"] > 500


def test_intervals_hold_what_they_say():
    low, high = wilson(1.0, 20, 1.96)
    assert 0.8 < low < 0.9
    assert high == pytest.approx(1)
    assert mean_and_error([2.0, 4.0]) == (3.0, 1.0)


def test_a_clear_pair_ends_early(decks):
    players = ["search:8it", "random"]
    found = climb(decks["water_treaty"], players, 200, 1, stop_early=True).pairs[0]
    assert found.settled
    assert found.games < 100
    assert found.share > 0.5


def test_a_run_goes_on_where_it_was_broken_off(decks, tmp_path):
    ref = decks["water_treaty"]
    path, players = tmp_path / "run.jsonl", ["random", "greedy"]
    deck_hash = shared_game(ref).deck_hash
    whole = climb(ref, players, 6, 5)
    climb(ref, players, 4, 5, keep=LadderFile(path, deck_hash, 5).add)
    with path.open("a") as file:
        file.write('\n["random", "gre')  # the machine stopped here
    again = LadderFile(path, deck_hash, 5)
    new: list[Meeting] = []
    assert climb(ref, players, 6, 5, known=again.known, keep=new.append) == whole
    assert [meeting.index for meeting in new] == [2]
    again.add(new[0])
    assert len(LadderFile(path, deck_hash, 5).known) == 3
    with pytest.raises(RecordError):
        LadderFile(path, deck_hash, 6)


def test_what_makes_no_ladder_is_refused(decks):
    ref = decks["calibration"]
    with pytest.raises(UsageError):
        climb(ref, ["random"], 2, 1)
    with pytest.raises(UsageError):
        climb(ref, ["random", "random"], 2, 1)
    with pytest.raises(PlayerError):
        climb(ref, ["random", "nobody"], 2, 1)


def test_the_command_prints_a_ranking_an_object_or_a_table(wargame, tmp_path):
    args = ("lab", "ladder", "calibration", "--players", "random,greedy", "--games", "4")
    people = wargame(*args, "--seed", "1")
    assert people.code == 0
    assert "random over greedy" in people.out
    found = json.loads(wargame(*args, "--seed", "1", "--json").out)
    assert set(found) == {"deck", "variant", "deck_hash", "seed", "ranking", "pairs"}
    rows = list(csv.DictReader(io.StringIO(wargame(*args, "--seed", "1", "--csv").out)))
    assert rows[0]["a"] == "random"
    kept = str(tmp_path / "kept.jsonl")
    first = wargame(*args, "--seed", "7", "--keep", kept, "--json")
    assert wargame(*args, "--keep", kept, "--json").out == first.out
    assert wargame(*args, "--json", "--csv").code == 2
    assert wargame(*args, "--seed", "8", "--keep", kept).code == 2


def test_pairs_tell_their_games():
    assert Pair("a", "b", (Meeting("a", "b", 0, (1, 1, 0, 0)),), False).games == 2
