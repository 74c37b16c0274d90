"""Luck is 0 in expectation whoever plays and however luck is guessed at."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.conftest import CommandLine, learning
from tests.lab.planted import planted
from tests.rules.tiny import card, rule, seats, tiny
from tests.store.test_learned import seal
from tests.strategies import plain_games
from wargame.cli import ladder as command
from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab.ladder import LadderStudy
from wargame.lab.ranking import foresight
from wargame.lab.ranking.foresight import Foresight
from wargame.lab.ranking.known_foresight import foresight_of
from wargame.lab.ranking.luck import (
    PARTS,
    guesses_of,
    hash_of,
    less_luck,
    luck_of,
    run_with_luck,
    settled_guesses,
)
from wargame.lab.ranking.meeting import Meeting
from wargame.lab.ranking.ridge import COST, lines
from wargame.lab.ranking.standings import Ladder, Pairing
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.population import population
from wargame.play.player import drawn_from
from wargame.players.training import school
from wargame.rules.game import Action, Game, Position
from wargame.store.cache import CACHE_VARIABLE


@pytest.fixture(autouse=True, scope="module")
def learns_little() -> Iterator[None]:
    """A poor guess: it must do no harm."""
    with learning(10) as patch:
        patch.setattr(foresight, "GAMES", 12)
        yield


Lines = list[list[list[float]]]

ALL_GAMES = foresight.GAMES

COIN = {
    "chance": [
        {"weight": 3, "title": "Heads", "do": ["north.score += 5"]},
        {"weight": 1, "title": "Tails", "do": ["south.score += 2"]},
    ]
}


def gamble() -> Game:
    """Cards to draw, and a coin that falls each round."""
    return tiny(
        rounds={"max": 2},
        seats=seats({"hand": 1}, {"hand": 1}),
        cards=[card(f"take_{n}", f"my.score += {n}", seat="any") for n in (1, 2, 4)],
        rules=[rule("account", COIN)],
    )


def expected(game: Game, guess: Foresight, start: Position) -> list[float]:
    """The mean luck of every seat over the whole tree; seats draw from two things they may."""
    total = [0.0, 0.0]
    ahead = [(start, 1.0, (0.0, 0.0))]
    while ahead:
        state, share, luck = ahead.pop()
        if state.is_over:
            total = [sum_ + share * own for sum_, own in zip(total, luck, strict=True)]
        elif state.is_chance:
            outcomes = game.chance_outcomes(state)
            whole = sum(weight for _, weight in outcomes)
            for action, weight in outcomes:
                after = game.apply(state, action).state
                more = luck_of(guess, state, action.code, coded(outcomes))
                both = (luck[0] + more[0], luck[1] + more[1])
                ahead.append((after, share * weight / whole, both))
        else:
            legal = [(action, 1) for action in game.legal_actions(state)[-2:]]
            for action, _ in legal:
                after = game.apply(state, action).state
                more = luck_of(guess, state, action.code, coded(legal))
                both = (luck[0] + more[0], luck[1] + more[1])
                ahead.append((after, share / len(legal), both))
    return total


def coded(odds: Sequence[tuple[Action, float]]) -> list[tuple[int, float]]:
    return [(action.code, weight) for action, weight in odds]


GUESSES: dict[str, Callable[[Foresight], Lines]] = {
    "learned": lambda guess: guess.weights,
    "nonsense": lambda guess: [
        [[math.sin(n + k + now) for n in range(len(w))] for k, w in enumerate(rows)]
        for now, rows in enumerate(guess.weights)
    ],
}


@pytest.mark.parametrize("name", GUESSES)
def test_luck_is_0_over_the_whole_tree_whatever_the_guess(name: str) -> None:
    game = gamble()
    guess = Foresight(game)
    guess.weights = GUESSES[name](guess)
    assert expected(game, guess, game.new()) == pytest.approx([0, 0], abs=1e-9)


def test_a_guess_finds_what_luck_brings() -> None:
    """Where points come by luck alone, results less luck hardly vary."""
    game = tiny(rounds={"max": 4}, rules=[rule("account", COIN)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(foresight, "GAMES", 200)
        guess = Foresight(game)
    rows = []
    for index in range(40):
        match = population(game, ("random",)).match(game, 1, index, {})
        luck = run_with_luck(match, guess)
        rows.append((game.returns(match.state)["north"], luck[0] / PARTS))
    plain = statistics.stdev(got for got, _ in rows)
    assert statistics.stdev(got - luck for got, luck in rows) < 0.5 * plain


def ladder(deck: DeckRef, games: int, **more: Any) -> Ladder:
    return run(LadderStudy(deck, ["random", "greedy"], games, 5, **more))


def test_a_guess_is_learned_once_on_a_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kept"))
    deck, learned = planted(tmp_path / "planted"), list[Foresight]()
    sample = Foresight._learned

    def counted(guess: Foresight, games: int) -> Lines:
        learned.append(guess)
        return sample(guess, games)

    monkeypatch.setattr(Foresight, "_learned", counted)

    def guessed() -> str:
        """As another process would, that has learned nothing yet."""
        foresight_of.cache_clear()
        return foresight_of(deck, (True, False)).hash

    assert guessed() == guessed()
    assert len(learned) == 1
    (place,) = (tmp_path / "kept").glob("foresight_*.json")
    place.write_text("[[], []]")
    seal(place)
    assert guessed() == guessed() == learned[0].hash
    assert len(learned) == 2


def test_a_ladder_without_luck_plays_the_same_games(tmp_path: Path) -> None:
    deck = planted(tmp_path / "planted")
    plain, without = ladder(deck, 6), ladder(deck, 6, without_luck=True)
    rows = [one.pairs[0].row() for one in (plain, without)]
    assert rows[0].luckless is None
    assert rows[1].luckless is not None
    assert (rows[0].gain, rows[0].gain_low) == (rows[1].gain, rows[1].gain_low)
    assert [m.returns for m in plain.pairs[0].meetings] == [
        m.returns for m in without.pairs[0].meetings
    ]
    assert without.guess == hash_of(guesses_of(deck, ["random", "greedy"]))


def test_whoever_waits_for_a_guess_to_be_learned_is_told(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It takes up to minutes before the first game, in which nothing moved on the screen."""
    said: list[str] = []
    monkeypatch.setattr(command, "tell_who_waits", said.append)
    deck = str(planted(tmp_path / "planted").folder)
    asked = ["lab", "ladder", deck, "--players", "random,greedy", "--games", "2", "--seed", "1"]
    assert wargame(*asked).code == 0
    assert said == []
    assert wargame(*asked, "--without-luck").code == 0
    assert len(said) == 1


def test_a_guess_that_does_not_hold_for_the_players_makes_nothing_less_sure() -> None:
    """Where the guess is far larger than what varies, as between players who always win alike."""
    draw = Random(3)
    results = [draw.choice([-2.0, 0.0, 0.0, 1.0]) for _ in range(40)]
    luck = [draw.gauss(0, 60) for _ in results]
    assert statistics.stdev(less_luck(results, luck)) < 1.05 * statistics.stdev(results)
    told = Pairing(
        "a",
        "b",
        tuple(
            Meeting("a", "b", n, (round(2 * gain), 0, 0, 0), (), (round(200 * own), 0, 0, 0))
            for n, (gain, own) in enumerate(zip(results, luck, strict=True))
        ),
    ).row()
    assert told.luckless_width is not None
    assert told.luckless_width < 1.05
    fits = [2 + own for own in luck]
    assert less_luck(fits, luck) == pytest.approx([2] * 40)


def test_of_each_result_as_much_luck_is_taken_as_the_slope_of_all_others() -> None:
    """By least squares through the others alone, none of it to all of it."""
    draw, slopes = Random(2), []
    for _ in range(20):
        luck = [draw.gauss(0.5, 2) for _ in range(draw.randint(3, 7))]
        results = [0.6 * own + draw.gauss(3, 1.5) for own in luck]
        found = less_luck(results, luck)
        for n, (result, own) in enumerate(zip(results, luck, strict=True)):
            others = [[*row[:n], *row[n + 1 :]] for row in (luck, results)]
            slope = statistics.linear_regression(*others).slope
            slopes.append(slope)
            assert found[n] == pytest.approx(result - min(1, max(0, slope)) * own)
    assert min(slopes) < 0 < statistics.median(slopes) < 1 < max(slopes)


def test_of_two_meetings_no_luck_is_taken() -> None:
    assert less_luck([5, 9], [1, 5]) == [5, 9]


@pytest.mark.parametrize(("rows", "columns"), [(40, 3), (80, 12)])
def test_a_line_costs_least_as_large_weights_cost_something(rows: int, columns: int) -> None:
    """Where it lies, no weight can give way a little and come cheaper: what a number still tells of
    the errors is what its weight costs."""
    draw = Random(4)
    table = [[1.0, 7.0, *[draw.gauss(at, 1 + at) for at in range(columns)]] for _ in range(rows)]
    series = [[row[2] - 2 * row[-1] + draw.gauss(5, 3) for row in table] for _ in range(2)]
    for wanted, line in zip(series, lines(table, series), strict=True):
        errors = [
            value - sum(weight * one for weight, one in zip(line, row, strict=True))
            for row, value in zip(table, wanted, strict=True)
        ]
        assert sum(errors) == pytest.approx(0, abs=0.01)
        assert line[1] == 0
        for at in range(2, len(line)):
            column = [row[at] for row in table]
            told = sum(
                error * (one - statistics.fmean(column))
                for error, one in zip(errors, column, strict=True)
            )
            cost = COST * rows * line[at] * statistics.pvariance(column)
            assert told == pytest.approx(cost, abs=0.001 * rows)


def test_of_luck_that_went_against_results_none_is_taken() -> None:
    assert less_luck([5, 9, 1, 5], [0, -4, 4, 0]) == [5, 9, 1, 5]


def test_results_less_luck_keep_their_mean() -> None:
    """Of few meetings, where how far luck is taken is itself a matter of luck."""
    draw, means = Random(5), []
    for _ in range(3_000):
        luck = [draw.expovariate(1) - 1 for _ in range(5)]
        means.append(
            statistics.fmean(less_luck([one + abs(one) * draw.gauss(0, 1) for one in luck], luck))
        )
    assert abs(statistics.fmean(means)) < 3 * statistics.stdev(means) / math.sqrt(len(means))


def test_a_guess_hangs_on_no_game_that_was_played_before(tmp_path: Path) -> None:
    """Players whose habits were of another school made the next guess another one."""
    game = shared_game(planted(tmp_path / "planted"))
    with learning(30):
        first = Foresight(game).hash
        school(game.rules, 1)
        assert Foresight(game).hash == first


def test_another_guess_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlayerError, match="luck is measured by the guess 0000"):
        settled_guesses(planted(tmp_path / "planted"), ["random", "greedy"], "0" * 64)


def test_what_players_draw_from_is_luck_too() -> None:
    """Where a game is nothing but choices at random, results less luck hardly vary."""
    game = tiny(
        rounds={"max": 3},
        seats=seats({"hand": 3}, {"hand": 3}),
        cards=[card(f"take_{n}", f"my.score += {n}", seat="any") for n in (1, 2, 4)],
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(foresight, "GAMES", 200)
        guess = Foresight(game, (True, True))
    assert spread(game, guess, "random") < 0.5
    assert spread(game, guess, "script:pass") == 1


def spread(game: Game, guess: Foresight, player: str, games: int = 40) -> float:
    """How much results less luck vary, in parts of how much results do."""
    rows = []
    for index in range(games):
        match = population(game, (player,)).match(game, 1, index, {})
        luck = run_with_luck(match, guess)
        rows.append((game.returns(match.state)[game.seats[0]], luck[0] / PARTS))
    plain = statistics.stdev(got for got, _ in rows)
    return statistics.stdev(got - luck for got, luck in rows) / plain if plain else 1


@pytest.mark.parametrize(
    ("name", "least"), [("random", 3), ("greedy", 1), ("erratic", 3), ("search:20it", 2)]
)
def test_players_say_what_they_drew_from(name: str, least: int) -> None:
    game = tiny(
        rounds={"max": 4},
        turn={"plays": 1, "initiative": "north", "headline": {}},
        seats=seats({"hand": 3}, {"hand": 3}),
        cards=[card(f"take_{n}", f"my.score += {n}", seat="any") for n in (1, 2, 3)],
    )
    match, most = population(game, (name,)).match(game, 3, 0, {}), 0
    while not match.is_over:
        before = match.state
        action = match.step()
        if not before.is_chance:
            odds = drawn_from(match.players[before.seat])
            most = max(most, len(odds))
            legal = game.legal_actions(before)
            assert all(one in legal and weight >= 0 for one, weight in odds)
            assert not odds or dict(odds)[action] > 0
    assert most >= least


def test_it_is_told_how_much_narrower_it_gets(tmp_path: Path, wargame: CommandLine) -> None:
    deck = planted(tmp_path / "planted")
    args = ["lab", "ladder", str(deck.folder), "--players", "random,greedy", "--games", "4"]
    said = " ".join(wargame(*args, "--seed", "1", "--without-luck").out.split())
    assert "; without luck " in said
    assert "% as wide" in said


@pytest.mark.slow
def test_the_plain_mean_and_that_without_luck_agree_over_many_random_games(
    water_ref: DeckRef, water: Game
) -> None:
    guess, people = Foresight(water, (True, True)), population(water, ("random",))
    luck = [run_with_luck(people.match(water, 1, n, {}), guess) for n in range(20_000)]
    for seat in zip(*luck, strict=True):
        error = statistics.stdev(seat) / math.sqrt(len(seat))
        assert abs(statistics.mean(seat)) < 3.5 * error


@pytest.mark.slow
def test_without_luck_the_interval_of_random_games_of_primer_is_about_half_as_wide() -> None:
    primer = plain_games()["primer"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(foresight, "GAMES", ALL_GAMES)
        guess = Foresight(primer, (True, True))
    assert spread(primer, guess, "random", 600) < 0.55
