"""Luck by key: equal seeds, equal worlds."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any, cast

import pytest

from wargame.play.dealer import MANY_KEYS, Dealer
from wargame.play.match import Match
from wargame.play.seeds import new_seed
from wargame.players.registry import make_player
from wargame.rules.game import Action, Game, Position
from wargame.rules.verbs import INJECT


class Urn:
    """A stand-in for a game at one chance node with these outcomes."""

    seats = ("north", "south")

    def __init__(self, weights: dict[str, int], round: int = 1) -> None:
        self.outcomes = [
            (Action(text, "CHANCE", code), weight)
            for code, (text, weight) in enumerate(weights.items())
        ]
        self.state: Any = SimpleNamespace(round=round, drawer="somebody", luck="something")

    @property
    def game(self) -> Game:
        """Itself, to those who ask a game for its outcomes and seats alone."""
        return cast("Game", self)

    def chance_outcomes(self, _state: Position) -> list[tuple[Action, int]]:
        return self.outcomes


def drawn(seed: int, weights: dict[str, int], times: int = 1) -> list[str]:
    urn, dealer = Urn(weights), Dealer(seed)
    return [dealer.choose(urn.game, urn.state).text for _ in range(times)]


WEIGHTS = {"inject storm": 1, "inject calm": 2, "inject none": 5}


def test_equal_seeds_deal_equal_luck() -> None:
    assert drawn(7, WEIGHTS, 50) == drawn(7, WEIGHTS, 50)


def test_other_seeds_deal_other_luck() -> None:
    assert drawn(7, WEIGHTS, 50) != drawn(8, WEIGHTS, 50)


def test_an_epoch_deals_anew() -> None:
    urn = Urn(WEIGHTS)
    first = [Dealer(s).choose(urn.game, urn.state).text for s in range(50)]
    again = [Dealer(s, epoch=1).choose(urn.game, urn.state).text for s in range(50)]
    assert first != again


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param(WEIGHTS, id="smallest key"),
        pytest.param({f"draw c{n}": 1 for n in range(4)}, id="a pile"),
        pytest.param({"succeed x": 30, "fail x": 70}, id="odds of a project"),
        pytest.param({"end game": 25, "go on": 75}, id="odds of the end"),
        pytest.param({"inject a": MANY_KEYS, "inject b": 3 * MANY_KEYS}, id="huge weights"),
    ],
)
def test_outcomes_come_as_often_as_their_weights_say(weights: dict[str, int]) -> None:
    games = 6000
    found = Counter(drawn(seed, weights)[0] for seed in range(games))
    total = sum(weights.values())
    # The sum of squared deviations, each over its expectation: 25 is beyond one in 10,000.
    surprise = sum(
        (found[text] - games * weight / total) ** 2 / (games * weight / total)
        for text, weight in weights.items()
    )
    assert surprise < 25


def test_seeds_next_to_each_other_share_nothing() -> None:
    weights = {"succeed x": 1, "fail x": 1}
    pairs = Counter((drawn(s, weights)[0], drawn(s + 1, weights)[0]) for s in range(0, 8000, 2))
    assert all(900 < count < 1100 for count in pairs.values())


def test_a_candidate_that_leaves_disturbs_nobody_else() -> None:
    for seed in range(300):
        chosen = drawn(seed, WEIGHTS)[0]
        loser = next(text for text in WEIGHTS if text != chosen)
        without = {text: weight for text, weight in WEIGHTS.items() if text != loser}
        assert drawn(seed, without)[0] == chosen


def test_the_order_of_candidates_does_not_matter() -> None:
    turned = dict(reversed(WEIGHTS.items()))
    assert [drawn(s, WEIGHTS) for s in range(100)] == [drawn(s, turned) for s in range(100)]


def test_better_odds_never_turn_luck_bad() -> None:
    for seed in range(300):
        if drawn(seed, {"succeed x": 50, "fail x": 50})[0] == "succeed x":
            assert drawn(seed, {"succeed x": 60, "fail x": 40})[0] == "succeed x"


def test_skipping_a_node_counts_it() -> None:
    urn = Urn(WEIGHTS)
    straight, skipping = Dealer(5), Dealer(5)
    first = [straight.choose(urn.game, urn.state).text for _ in range(9)]
    skipping.skip(urn.game, urn.state)
    assert [skipping.choose(urn.game, urn.state).text for _ in range(8)] == first[1:]


def injects(game: Game, seats: dict[str, str], seed: int) -> dict[int, str]:
    players = {seat: make_player(name, game, seat, seed) for seat, name in seats.items()}
    match = Match(game, players, seed, traced=True).run()
    return {e.round: e.arg for e in match.log if e.verb == INJECT}


def test_two_tables_on_one_seed_meet_the_same_events(water: Game) -> None:
    first, second = water.seats
    same = total = 0
    for seed in range(12):
        one = injects(water, {first: "random", second: "random"}, seed)
        two = injects(water, {first: "greedy", second: "random"}, seed)
        shared = one.keys() & two.keys()
        total += len(shared)
        same += sum(one[number] == two[number] for number in shared)
    # What may happen depends on the position, so the tables can differ; by luck alone they
    # would agree about one time in the number of events.
    assert same / total > 0.6


def test_a_seed_that_nobody_named_is_read_whole_where_long_numbers_are_rounded() -> None:
    """JavaScript keeps 53 bits of a number, and spreadsheets 15 digits."""
    drawn = [new_seed() for _ in range(100)]
    assert len(set(drawn)) == len(drawn)
    assert max(len(str(one)) for one in drawn) <= 15
    assert [int(float(f"{one:.14e}")) for one in drawn] == drawn
