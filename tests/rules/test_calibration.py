"""The calibration deck is the game whose value is published: 40 to the pursuer.

von Neumann and Morgenstern, Theory of Games and Economic Behavior, section 18.4.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

import wargame
from wargame.rules.game import CHANCE_SEAT, Game

CARDS = ("headline junction", "headline port")
PUBLISHED = {
    ("headline junction", "headline junction"): 100,
    ("headline junction", "headline port"): -50,
    ("headline port", "headline junction"): 0,
    ("headline port", "headline port"): 100,
}


@pytest.fixture(scope="module")
def game() -> Game:
    return wargame.load("calibration")


def play(game: Game, pursuer: str, fugitive: str) -> dict[str, int]:
    """Deal both hands, commit these headlines, and give the returns."""
    state, wanted = game.new(), {"pursuer": pursuer, "fugitive": fugitive}
    while not game.is_terminal(state):
        seat = game.current_seat(state)
        action = game.legal_actions(state)[0] if seat == CHANCE_SEAT else wanted[seat]
        state = game.apply(state, action).state
    return game.returns(state)


def payoffs(game: Game) -> dict[tuple[str, str], int]:
    return {pair: play(game, *pair)["pursuer"] for pair in product(CARDS, CARDS)}


def test_the_engine_pays_what_the_book_prints(game: Game) -> None:
    assert payoffs(game) == PUBLISHED


def test_the_value_of_the_game_is_40(game: Game) -> None:
    (a, b), (c, d) = ([payoffs(game)[row, column] for column in CARDS] for row in CARDS)
    spread = a - b - c + d
    port, flee = Fraction(a - b, spread), Fraction(a - c, spread)
    assert (port, flee) == (Fraction(3, 5), Fraction(2, 5))
    assert Fraction(a * d - b * c, spread) == 40


@pytest.mark.parametrize("pair", [*product((*CARDS, "pass"), repeat=2)], ids=str)
def test_what_one_seat_wins_the_other_loses(game: Game, pair: tuple[str, str]) -> None:
    assert sum(play(game, *pair).values()) == 0


@pytest.mark.parametrize("reply", [*CARDS, "pass"])
def test_passing_is_worse_than_either_card(game: Game, reply: str) -> None:
    for card in CARDS:
        assert play(game, card, reply)["pursuer"] > play(game, "pass", reply)["pursuer"]
        assert play(game, reply, card)["fugitive"] > play(game, reply, "pass")["fugitive"]
