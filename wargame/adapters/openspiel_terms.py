"""What OpenSpiel is told of a game before it is played."""

from __future__ import annotations

from typing import Any

from wargame.content.extras import needs
from wargame.rules.game import Game

try:
    import pyspiel
except ModuleNotFoundError:
    raise ImportError(needs("This", "OpenSpiel", "openspiel")) from None

NAME = "wargame"
MOST_SEATS = 6


def as_parameter(name: str) -> str:
    """A deck's name as OpenSpiel can read it back from the text of a game."""
    deck, colon, values = name.rpartition(":")
    return deck + colon + (values.replace("=", "@") if colon else values)


def as_name(parameter: str) -> str:
    """A deck's name from the text of a game."""
    deck, colon, values = parameter.rpartition(":")
    return deck + colon + (values.replace("@", "=") if colon else values)


def type_of(game: Game | None) -> Any:
    """What OpenSpiel is told of a kind of game: of one deck, or of all of them."""
    kind = pyspiel.GameType
    has_luck = game is None or game.max_chance_outcomes > 0
    seats = (len(game.seats),) * 2 if game else (2, MOST_SEATS)
    return kind(
        short_name=NAME,
        long_name=f"Policy wargame {game.deck.title}" if game else "Policy wargame of any deck",
        dynamics=kind.Dynamics.SEQUENTIAL,
        chance_mode=kind.ChanceMode.EXPLICIT_STOCHASTIC
        if has_luck
        else kind.ChanceMode.DETERMINISTIC,
        information=kind.Information.IMPERFECT_INFORMATION,
        utility=kind.Utility.ZERO_SUM if game and game.zero_sum else kind.Utility.GENERAL_SUM,
        reward_model=kind.RewardModel.TERMINAL,
        min_num_players=seats[0],
        max_num_players=seats[1],
        provides_information_state_string=True,
        provides_information_state_tensor=False,  # what was seen has no fixed length
        provides_observation_string=True,
        provides_observation_tensor=True,
        provides_factored_observation_string=True,
        parameter_specification={"deck": "primer"},
    )


def bounds_of(game: Game) -> Any:
    """What no game goes beyond. Luck has ids behind those of seats, so both have as many."""
    least, most = zip(*game.return_bounds.values(), strict=True)
    return pyspiel.GameInfo(
        num_distinct_actions=game.num_actions,
        max_chance_outcomes=game.num_actions if game.max_chance_outcomes else 0,
        num_players=len(game.seats),
        min_utility=min(least),
        max_utility=max(most),
        utility_sum=0.0 if game.zero_sum else None,
        max_game_length=game.max_plies,
    )
