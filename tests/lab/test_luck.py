"""Luck is 0 in expectation whoever plays and however luck is guessed at."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from weakref import WeakKeyDictionary

import pytest

from tests.conftest import CommandLine
from tests.lab.planted import planted
from tests.rules.tiny import card, rule, seats, tiny
from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab import foresight
from wargame.lab.driver import run
from wargame.lab.foresight import Foresight
from wargame.lab.ladder import LadderStudy
from wargame.lab.luck import PARTS, luck_of, run_with_luck, settled_guess
from wargame.lab.population import population
from wargame.lab.standings import Ladder
from wargame.players import training
from wargame.rules.game import Game, Position


@pytest.fixture(autouse=True, scope="module")
def learns_little() -> Iterator[None]:
    """A poor guess: it must do no harm."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "train", partial(training.train, games=10))
        patch.setattr(training, "_LEARNED", WeakKeyDictionary())
        patch.setattr(foresight, "GAMES", 12)
        yield


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
    """The mean luck of every seat over the whole tree; seats do the last thing they may."""
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
                more = luck_of(guess, state, after)
                both = (luck[0] + more[0], luck[1] + more[1])
                ahead.append((after, share * weight / whole, both))
        else:
            last = game.legal_actions(state)[-1]
            ahead.append((game.apply(state, last).state, share, luck))
    return total


GUESSES: dict[str, Callable[[Foresight], list[list[float]]]] = {
    "learned": lambda guess: guess.weights,
    "nonsense": lambda guess: [
        [math.sin(n + k) for n in range(len(w))] for k, w in enumerate(guess.weights)
    ],
}


@pytest.mark.parametrize("name", GUESSES)
def test_luck_is_0_over_the_whole_tree_whatever_the_guess(name: str) -> None:
    game = gamble()
    guess = Foresight(game)
    made = GUESSES[name](guess)
    other = cast(Foresight, SimpleNamespace(engine=guess.engine, weights=made, values=None))
    other.values = lambda s: [  # type: ignore[method-assign]
        sum(w * x for w, x in zip(row, guess.features(s), strict=True)) for row in made
    ]
    assert expected(game, other, game.new()) == pytest.approx([0, 0], abs=1e-9)


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
    assert without.guess == foresight.foresight_of(deck).hash


def test_another_guess_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlayerError, match="luck is measured by the guess 0000"):
        settled_guess(planted(tmp_path / "planted"), "0" * 64)


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
    guess, people = Foresight(water), population(water, ("random",))
    luck = [run_with_luck(people.match(water, 1, n, {}), guess) for n in range(20_000)]
    for seat in zip(*luck, strict=True):
        error = statistics.stdev(seat) / math.sqrt(len(seat))
        assert abs(statistics.mean(seat)) < 3.5 * error
