"""No seat is told what it cannot know, by text, numbers or mask, and the check would notice.

Neither OpenSpiel's suites nor PettingZoo's look for this.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from tests.rules.leaks import unseen
from tests.strategies import ROOT
from wargame.adapters import game_node
from wargame.adapters.game_node import GameNode
from wargame.rules.game import Action, Game, Position, SeatState
from wargame.rules.position import actions_at, state_of

pyspiel = pytest.importorskip("pyspiel", reason="comes with the extra `openspiel`")
pytest.importorskip("pettingzoo", reason="comes with the extra `pettingzoo`")
numpy = pytest.importorskip("numpy")

from wargame.adapters import openspiel, pettingzoo  # noqa: E402

DECKS = ("primer", "kitchen_sink", "kitchen_sealed", "kitchen_mixed", "hospital_merger")
FOLDERS = [ROOT / "decks", ROOT / "tests" / "decks"]


def told(state: Any, player: int, env: Any) -> list[Any]:
    """Everything that a seat is told of a state, by whichever package."""
    env.position = state.node.position
    observation = env.observe(env.possible_agents[player])
    alone = pyspiel.IIGObservationType(
        perfect_recall=False, public_info=False, private_info=pyspiel.PrivateInfoType.SINGLE_PLAYER
    )
    return [
        state.information_state_string(player),
        state.observation_string(player),
        state.observation_tensor(player),
        state.get_game().make_py_observer(alone).string_from(state, player),
        *(observation[key].tolist() for key in ("observation", "action_mask")),
        state.legal_actions(player) if not state.is_chance_node() else [],
    ]


def check(deck: str, seeds: range) -> tuple[int, int]:
    """Compare what seats are told of states that they cannot tell apart; gives how many pairs
    there were, and how many really differ."""
    game, pairs, different = openspiel.load(deck, FOLDERS), 0, 0
    env = pettingzoo.raw_env(deck, FOLDERS)
    env.reset(seed=0)

    def compare(state: Any) -> None:
        nonlocal pairs, different
        if state.is_terminal() or state.move_number() % 3:
            return
        for player in range(game.num_players()):
            other = state.resample_from_infostate(player, luck.random_sample)
            assert told(other, player, env) == told(state, player, env)
            pairs += 1
            different += str(other) != str(state)

    for seed in seeds:
        luck, state = numpy.random.RandomState(seed), game.new_initial_state()
        while not state.is_terminal():
            compare(state)
            ids, chances = (
                zip(*state.chance_outcomes(), strict=True)
                if state.is_chance_node()
                else (state.legal_actions(), None)
            )
            state.apply_action(int(luck.choice(ids, p=chances)))
    return pairs, different


@pytest.mark.parametrize("deck", DECKS)
def test_a_seat_is_told_nothing_of_what_is_hidden(deck: str) -> None:
    pairs, different = check(deck, range(2))
    assert pairs > 20
    assert different > pairs // 2


def check_forks(deck: str, seeds: range) -> int:
    """Where something is done that a seat does not see, do another thing too, and compare what the
    seat is told; gives how many pairs there were."""
    game, pairs = openspiel.load(deck, FOLDERS), 0
    ours = game.deck.game
    env = pettingzoo.raw_env(deck, FOLDERS)
    env.reset(seed=0)
    for seed in seeds:
        luck, state = numpy.random.RandomState(seed), game.new_initial_state()
        while not state.is_terminal():
            legal = state.legal_actions()
            for player in range(game.num_players()):
                if len(legal) > 1 and unseen(ours, state_of(state.node.position), player):
                    one, two = state.child(legal[0]), state.child(legal[-1])
                    assert told(one, player, env) == told(two, player, env)
                    pairs += 1
            state.apply_action(int(luck.choice(legal)))
    return pairs


@pytest.mark.parametrize("deck", DECKS)
def test_what_others_do_in_secret_is_not_told(deck: str) -> None:
    assert check_forks(deck, range(2)) > 8


# --- planted leaks ---------------------------------------------------------------------------

REDACT, VECTOR = Game.redact, Game.vector


def with_hands(self: Game, position: Any, seat: str = "") -> SeatState:
    """As if everybody played with open cards."""
    view = REDACT(self, position, seat)
    board = view._board.copy()
    board.hand = [cards[:] for cards in state_of(position).hand]
    return dataclasses.replace(view, _board=board)


def with_all_actions(self: Game, position: Any, seat: str = "") -> SeatState:
    """As if a mask told what the others may do."""
    return dataclasses.replace(REDACT(self, position, seat), legal=actions_at(position))


def with_everything_seen(before: Position, action: Action) -> str:
    """As if nothing was done in secret."""
    return ""


PLANTED: list[tuple[Any, str, Callable[..., Any]]] = [
    (Game, "redact", with_hands),
    (Game, "redact", with_all_actions),
    (game_node, "keeper_of", with_everything_seen),
]


def check_all(deck: str) -> None:
    check(deck, range(3))
    check_forks(deck, range(3))


@pytest.mark.parametrize("leak", PLANTED, ids=lambda leak: leak[2].__name__)
def test_a_planted_leak_is_caught(
    leak: tuple[Any, str, Callable[..., Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, name, planted = leak
    monkeypatch.setattr(place, name, planted)
    with pytest.raises(AssertionError):
        check_all("kitchen_sink")


def test_a_number_that_peeks_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is made of the position and not of the view."""

    def of_position(self: GameNode, seat: str) -> SeatState:
        peeks.append(sum(map(sum, state_of(self.position).hand)))
        return seen(self, seat)

    def peeking(self: Game, view: SeatState) -> list[int]:
        return [*VECTOR(self, view)[:-1], peeks[-1] % 2]

    peeks, seen = [0], GameNode.view
    monkeypatch.setattr(GameNode, "view", of_position)
    monkeypatch.setattr(Game, "vector", peeking)
    with pytest.raises(AssertionError):
        check("kitchen_sink", range(3))
