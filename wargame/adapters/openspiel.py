"""Any deck as an OpenSpiel game: turns one after the other, luck explicit, returns at the end.

    from wargame.adapters import openspiel
    state = openspiel.load("primer").new_initial_state()

With this module imported, `pyspiel.load_game("wargame(deck=primer)")` gives the same game. A deck's
name may hold variants and values; in the text of a game `@` stands before a value instead of `=`,
which OpenSpiel keeps for itself: `wargame(deck=primer:no_deals+cut_weeks@8)`.

A state's `information_state_string` is all that a seat has seen so far, `observation_string` what
it sees now, `observation_tensor` the same as numbers (`observation`). A state itself holds the
secrets of all, as every state of OpenSpiel does: `resample_from_infostate` gives one to think with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from wargame.adapters.game_node import GameNode
from wargame.adapters.opened import OpenDeck, opened, opened_anew
from wargame.adapters.openspiel_terms import NAME, as_name, as_parameter, bounds_of, type_of
from wargame.content.extras import needs
from wargame.rules.kernel import Stream

try:
    import pyspiel

    from wargame.adapters.observation import ArrayOfView
    from wargame.adapters.openspiel_observer import SeatObserver
except ModuleNotFoundError:
    raise ImportError(needs("This", "OpenSpiel", "openspiel")) from None

_FINEST = 2**53
"""How many numbers from 0 to 1 a program can draw."""


def load(deck: str | Path, decks: Sequence[str | Path] = ()) -> DeckGame:
    """The game of a deck, read anew from the disk.

    Args:
        deck: As for `wargame.load`: a name, `NAME:VARIANT+NUMBER=VALUE`, or the path of a folder.
        decks: More folders to look for decks in.

    Raises:
        UsageError: There is no such deck or variant.
        DeckError: The deck has faults; all of them are listed.
    """
    name = opened_anew(deck, decks).name
    game: DeckGame = pyspiel.load_game(NAME, {"deck": as_parameter(name)})
    return game


class DeckGame(pyspiel.Game):  # type: ignore[misc]  # pyspiel has no types
    """The game of a deck, as OpenSpiel knows games.

    Attributes:
        deck: The deck, and our own game of it: `deck.game`.
    """

    def __init__(self, params: Mapping[str, Any]) -> None:
        self.deck: OpenDeck = opened(as_name(params["deck"]))
        game = self.deck.game
        super().__init__(type_of(game), bounds_of(game), params)
        self.first = GameNode(self.deck, game.new())
        self.arrays = ArrayOfView(game)

    def new_initial_state(self) -> DeckState:
        """The state in which a game starts."""
        return DeckState(self)

    def max_chance_nodes_in_history(self) -> int:
        """As many as the actions of a game at most."""
        return self.deck.game.max_plies

    def make_py_observer(self, kind: Any = None, params: Any = None) -> SeatObserver | None:
        """Who turns states into what seats see of them; None for the secrets of all."""
        if params:
            raise ValueError(f"There are no parameters of what seats see, and {params} are given.")
        kind = kind or pyspiel.IIGObservationType(perfect_recall=False)
        shows_all = kind.private_info == pyspiel.PrivateInfoType.ALL_PLAYERS
        return None if shows_all else SeatObserver(self.first, self.arrays, kind)


class DeckState(pyspiel.State):  # type: ignore[misc]  # pyspiel has no types
    """A state of the game. Copies share its node, which nobody changes.

    Attributes:
        node: Where the game is, with all secrets.
    """

    def __init__(self, game: DeckGame) -> None:
        super().__init__(game)
        self.node: GameNode = game.first

    def current_player(self) -> int:
        """The number of the seat to move, or CHANCE, or TERMINAL."""
        position = self.node.position
        if position.is_over:
            return int(pyspiel.PlayerId.TERMINAL)
        if position.is_chance:
            return int(pyspiel.PlayerId.CHANCE)
        return self.node.game.seats.index(position.seat)

    def is_terminal(self) -> bool:
        """Whether the game is over."""
        return self.node.position.is_over

    def _legal_actions(self, player: int) -> list[int]:
        return sorted(self.node.game.legal_ids(self.node.position))

    def chance_outcomes(self) -> list[tuple[int, float]]:
        """The id of each outcome, and how likely it is."""
        ids, weights = self.node.game.chance_ids(self.node.position)
        total = sum(weights)
        return sorted((one, weight / total) for one, weight in zip(ids, weights, strict=True))

    def _apply_action(self, action: int) -> None:
        self.node = self.node.after(action)

    def _action_to_string(self, player: int, action: int) -> str:
        return self.node.game.action_of(action).text

    def returns(self) -> list[float]:
        """What the end gives each seat; nothing before it."""
        node = self.node
        if not node.position.is_over:
            return [0.0] * len(node.game.seats)
        return [float(points) for points in node.game.returns(node.position).values()]

    def resample_from_infostate(
        self, player: int, probability_sampler: Callable[[], float]
    ) -> DeckState:
        """A state that a seat could not tell from this one, what it cannot know drawn anew.

        Its `history()` is empty: what others did unseen is part of it, and not known.
        """
        found = self.get_game().new_initial_state()
        stream = Stream(int(probability_sampler() * _FINEST))
        found.node = self.node.imagined(self.node.game.seats[player], stream)
        state: DeckState = found
        return state

    def __str__(self) -> str:
        return str(self.node)


pyspiel.register_game(type_of(None), DeckGame)
