"""Many games: the same answer whoever does the work."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import pickle
from collections.abc import Callable, Mapping

import pytest

from tests.conftest import CommandLine
from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.tally import Spread, Tally
from wargame.lab.runs.terms import Terms
from wargame.lab.simulate import GameResult, Results, Simulation
from wargame.play.match import Match
from wargame.players.registry import make_player

SEATS = {"upper": "random", "lower": "random"}


def simulate(
    ref: DeckRef,
    games: int,
    seed: int,
    *,
    seats: Mapping[str, str] = SEATS,
    each: Callable[[GameResult], None] = lambda _: None,
) -> Results:
    return run(Simulation(ref, games, seed, seats, each=each))


def games_of(ref: DeckRef, games: int, seed: int = 7) -> list[GameResult]:
    found: list[GameResult] = []
    simulate(ref, games, seed, each=found.append)
    return found


def test_game_n_is_the_same_in_a_longer_run(water_ref: DeckRef) -> None:
    assert games_of(water_ref, 20)[:5] == games_of(water_ref, 5)
    digests = {simulate(water_ref, games, 7).digest for games in (5, 20)}
    assert len(digests) == 2


def test_the_digest_is_over_the_lines_of_the_games(water_ref: DeckRef) -> None:
    text = "\n".join(game.line for game in games_of(water_ref, 12))
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert simulate(water_ref, 12, 7).digest == digest


def test_a_run_keeps_no_games(water_ref: DeckRef) -> None:
    """What a long run holds when it is done is no more than what a short one holds, but for how
    often each number of points came."""
    short, long = (simulate(water_ref, games, 7) for games in (10, 60))
    spreads = [long.rounds, *long.returns.values()]
    counted = sum(len(spread.counts) for spread in spreads if spread)
    assert len(pickle.dumps(long)) < len(pickle.dumps(short)) + 100 + 5 * counted


def test_a_game_of_a_run_can_be_played_again_by_its_seed(water_ref: DeckRef) -> None:
    found = games_of(water_ref, 4)[3]
    game = shared_game(water_ref)
    players = {seat: make_player(name, game, seat, found.seed) for seat, name in SEATS.items()}
    match = Match(game, players, found.seed).run()
    assert match.state.digest == found.state_hash


def test_the_object_has_the_keys_that_others_rely_on(
    wargame: CommandLine, any_deck: DeckRef
) -> None:
    answer = wargame("simulate", str(any_deck.folder), "--games", "5", "--seed", "1", "--json")
    assert answer.code == 0, answer.err
    assert answer.err == ""
    found = json.loads(answer.out)
    keys = "deck variant deck_hash seed games seats endings returns rounds digest"
    winners = ["winners"] * (shared_game(any_deck).table == "contest")
    assert list(found) == [*keys.split(), *winners]
    assert sum(found["endings"].values()) == found["games"] == 5
    assert found["returns"].keys() == found["seats"].keys()
    assert all(
        values.keys() == {"mean", "sd", "min", "max", "counts"}
        for values in found["returns"].values()
    )
    assert len(found["digest"]) == len(found["deck_hash"]) == 64


def test_the_table_has_a_line_per_game(wargame: CommandLine, water_ref: DeckRef) -> None:
    args = ["simulate", str(water_ref.folder), "--games", "5", "--seed", "1"]
    rows = list(csv.DictReader(io.StringIO(wargame(*args, "--csv").out)))
    games = games_of(water_ref, 5, seed=1)
    assert [int(row["return_upper"]) for row in rows] == [game.returns[0] for game in games]
    assert [row["ending"] for row in rows] == [game.ending for game in games]
    assert list(rows[0])[-1] == "state_hash"


def test_people_read_endings_and_returns(wargame: CommandLine, water_ref: DeckRef) -> None:
    answer = wargame("simulate", str(water_ref.folder), "--games", "5", "--seat", "upper=greedy")
    assert answer.code == 0
    assert "upper (greedy)" in answer.out
    assert "%" in answer.out
    assert answer.err.startswith("seed ")


@pytest.mark.parametrize(
    ("table", "got"),
    [("contest", "match points, 1000 each, and the lead"), ("seminar", "points less par")],
)
def test_people_read_what_seats_got(wargame: CommandLine, table: str, got: str) -> None:
    said = wargame("simulate", "primer", "--games", "1", "--seed", "1", "--table", table)
    assert f"What seats got: {got}\n" in said.out


def test_a_variant_is_another_deck(wargame: CommandLine, water_ref: DeckRef) -> None:
    name = shared_game(water_ref).deck.variants[0].id
    args = ["--games", "3", "--seed", "1", "--json"]
    plain = json.loads(wargame("simulate", str(water_ref.folder), *args).out)
    one = json.loads(wargame("simulate", f"{water_ref.folder}:{name}", *args).out)
    two = json.loads(wargame("simulate", str(water_ref.folder), "--variant", name, *args).out)
    assert one == two
    assert (one["variant"], plain["variant"]) == (name, "")
    assert one["deck_hash"] != plain["deck_hash"]


def test_a_wrong_player_is_refused_before_the_first_game(water_ref: DeckRef) -> None:
    with pytest.raises(PlayerError):
        simulate(water_ref, 10**6, 1, seats={"upper": "random", "lower": "nobody"})


@pytest.mark.parametrize(
    ("values", "mean", "deviation"),
    [
        pytest.param([5], 5.0, 0.0, id="one value"),
        pytest.param([1, 2, 3], 2.0, 1.0, id="three values"),
        pytest.param([-4, 4], 0.0, 5.657, id="around zero"),
    ],
)
def test_a_spread_is_that_of_a_sample_to_three_places(
    values: list[int], mean: float, deviation: float
) -> None:
    """As the errors of all means here, and as `std` of pandas."""
    tally = Tally()
    for value in values:
        tally.add(value)
    counts = dict.fromkeys(values, 1)
    assert tally.spread() == Spread(mean, deviation, min(values), max(values), counts)


def test_each_game_draws_one_of_several_trainings(water_ref: DeckRef) -> None:
    thinkers = SEATS | {"upper": "search:2it"}

    def states(habits: int) -> list[str]:
        found: list[GameResult] = []
        study = Simulation(water_ref, 6, 5, thinkers, each=found.append, terms=Terms(habits=habits))
        run(study)
        return [game.state_hash for game in found]

    one, three = states(1), states(3)
    same = [a == b for a, b in zip(one, three, strict=True)]
    assert any(same), "some have the habits of every table"
    assert not all(same), "others those of another training"
    assert states(1) == one, "the habits of every table are there again"
    assert states(3) == three
