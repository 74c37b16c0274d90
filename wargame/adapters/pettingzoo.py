"""Any deck as a PettingZoo environment of agents that act one after the other (AEC).

    from wargame.adapters import pettingzoo
    env = pettingzoo.env("primer", render_mode="ansi")
    env.reset(seed=7)

Agents are `player_0`, `player_1` …, in the order of the deck's seats; `env.infos[agent]["seat"]`
says which seat that is. An observation is a dictionary: `observation`, what the seat sees as
numbers (see there), and `action_mask`, what it may do now, all 0 while others decide. Luck is drawn
inside, by the seed and by key as in every match (`play.dealer`): equal seeds give equal luck,
whatever agents do, that of `wargame play --seed`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from operator import index
from pathlib import Path
from typing import Any, TypeAlias

from wargame.adapters.opened import opened_anew
from wargame.content.extras import needs
from wargame.errors import UsageError
from wargame.play.dealer import Dealer
from wargame.play.seeds import whole_seed
from wargame.rules.game import Game, Position, SeatState

try:
    import numpy as np
    from gymnasium import spaces
    from numpy.typing import NDArray
    from pettingzoo import AECEnv
    from pettingzoo.utils.wrappers import OrderEnforcingWrapper

    from wargame.adapters.observation import ArrayOfView
except ModuleNotFoundError:
    raise ImportError(needs("This", "PettingZoo", "pettingzoo")) from None

Observation: TypeAlias = dict[str, NDArray[np.float32] | NDArray[np.int8]]

RENDER_MODES = ("ansi", "human")
_SEEDS = 2**63


def env(
    deck: str | Path = "primer", decks: Sequence[str | Path] = (), render_mode: str | None = None
) -> Any:
    """An environment of a deck, which says so where it is used in the wrong order.

    Args:
        deck: As for `wargame.load`: a name, `NAME:VARIANT+NUMBER=VALUE`, or the path of a folder.
        decks: More folders to look for decks in.
        render_mode: `ansi`, and `render()` gives the public table as text; `human`, and it is
            printed; None to show nothing.

    Raises:
        UsageError: There is no such deck, variant or way to show it.
        DeckError: The deck has faults; all of them are listed.
    """
    return OrderEnforcingWrapper(raw_env(deck, decks, render_mode))


def raw_env(
    deck: str | Path = "primer", decks: Sequence[str | Path] = (), render_mode: str | None = None
) -> DeckEnv:
    """The same without the checks of order."""
    return DeckEnv(opened_anew(deck, decks).game, render_mode)


class DeckEnv(AECEnv):  # type: ignore[misc]  # the types of what an extra brings are not read
    """A game of a deck, as PettingZoo knows games.

    Attributes:
        game: The game of the deck.
        position: Where it is, with all secrets; an agent gets `observe(agent)`.
    """

    def __init__(self, game: Game, render_mode: str | None = None) -> None:
        super().__init__()
        if render_mode not in (None, *RENDER_MODES):
            known = " or ".join(f"'{mode}'" for mode in RENDER_MODES)
            raise UsageError(f"There is no render_mode '{render_mode}'. Give {known}, or None.")
        self.game, self.render_mode = game, render_mode
        name = f"wargame_{game.deck.id}"
        self.metadata = {"name": name, "render_modes": [*RENDER_MODES], "is_parallelizable": False}
        self.possible_agents = [f"player_{number}" for number in range(len(game.seats))]
        self._seats = dict(zip(self.possible_agents, game.seats, strict=True))
        self._arrays = ArrayOfView(game)
        self.observation_spaces = {agent: self._space() for agent in self.possible_agents}
        count = game.num_actions
        self.action_spaces = {agent: spaces.Discrete(count) for agent in self.possible_agents}
        self.agents: list[str] = []
        self.position: Position = game.new()

    def _space(self) -> Any:
        low, high = self._arrays.low, self._arrays.high
        mask = spaces.Box(0, 1, (self.game.num_actions,), np.int8)
        return spaces.Dict(
            {"observation": spaces.Box(low, high, dtype=np.float32), "action_mask": mask}
        )

    def observation_space(self, agent: str) -> Any:
        """What an agent may be shown."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> Any:
        """Every action of the game: their numbers are `game.action_id`s."""
        return self.action_spaces[agent]

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """Begin a game.

        Args:
            seed: Of its luck, 0 or more; without one, the next that follows from the last seed.
            options: Taken and not used.
        """
        if seed is not None or not hasattr(self, "_luck"):
            self._luck = np.random.default_rng(seed)
        first = int(self._luck.integers(_SEEDS)) if seed is None else whole_seed(seed) % _SEEDS
        self._dealer = Dealer(first)
        self.agents = self.possible_agents[:]
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos = {agent: {"seat": self._seats[agent]} for agent in self.agents}
        self.position = self.game.new()
        self._deal_on()

    def observe(self, agent: str) -> Observation:
        """What an agent sees, and what it may do now."""
        view = self.view(agent)
        mask = np.zeros(self.game.num_actions, np.int8)
        mask[[self.game.action_id(action) for action in view.legal]] = 1
        return {"observation": self._arrays.of(view), "action_mask": mask}

    def view(self, agent: str) -> SeatState:
        """What an agent sees, for whoever would rather read names than numbers."""
        return self.game.redact(self.position, self._seats[agent])

    def step(self, action: int | None) -> None:
        """Take the action of the agent whose turn it is, and let luck go on to the next decision.

        Raises:
            IllegalAction: It may not be taken now; the message says why.
            TypeError: It is no whole number.
        """
        if self.terminations[self.agent_selection]:
            self._was_dead_step(action)
            return
        if action is None:
            raise UsageError(f"'{self.agent_selection}' is to choose an action, and None is given.")
        self.position = self.game.child(self.position, index(action))
        self._cumulative_rewards[self.agent_selection] = 0.0
        self._clear_rewards()
        self._deal_on()
        self._accumulate_rewards()
        if self.render_mode == "human":
            self.render()

    def _deal_on(self) -> None:
        """Let luck fall until somebody has to decide, or the game is over."""
        game = self.game
        while self.position.is_chance:
            action = self._dealer.choose(game, self.position)
            self.position = game.apply(self.position, action).state
        if not self.position.is_over:
            self.agent_selection = self.possible_agents[game.seats.index(self.position.seat)]
            return
        self.terminations = dict.fromkeys(self.agents, True)
        points = game.returns(self.position)
        self.rewards = {agent: float(points[self._seats[agent]]) for agent in self.agents}
        self.agent_selection = self.agents[0]

    def render(self) -> str | None:
        """The table as everybody may see it, one number a line."""
        view = self.game.redact(self.position)
        said = view.ending or f"round {view.round}, {view.phase}, {view.to_move} to move"
        numbers = [f"{name:<40} {value:>6}" for name, value in view.tracks.items()]
        text = "\n".join([f"{self.game.deck.title}: {said}", *numbers])
        if self.render_mode != "human":
            return text
        sys.stdout.write(f"{text}\n\n")
        return None

    def close(self) -> None:
        """Nothing is held open."""

    def __str__(self) -> str:
        return str(self.metadata["name"])
