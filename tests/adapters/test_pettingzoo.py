"""PettingZoo's own suites, run on decks, and what they do not look at."""

from __future__ import annotations

import copy
import pickle
from functools import partial
from typing import Any

import pytest

from tests.strategies import ROOT
from wargame.errors import IllegalAction, UsageError
from wargame.play.match import Match
from wargame.players.registry import make_player

zoo_test = pytest.importorskip("pettingzoo.test", reason="comes with the extra `pettingzoo`")
numpy = pytest.importorskip("numpy")

from wargame.adapters import pettingzoo  # noqa: E402

FOLDERS = [ROOT / "decks", ROOT / "tests" / "decks"]
DECKS = pytest.mark.parametrize("deck", ["calibration", "primer", "kitchen_sink", "kitchen_mixed"])
IN_A_DICTIONARY = pytest.mark.filterwarnings(
    "ignore:Observation is not a NumPy array",
    "ignore:Observation space for each agent probably should be",
    "ignore:Action mask numpy array is all zeros",
)
"""Its own games with masks are left out of these by their names."""


def made(deck: str, render_mode: str | None = None) -> Any:
    return pettingzoo.env(deck, FOLDERS, render_mode)


def raw(deck: str, seed: int = 0) -> Any:
    env = pettingzoo.raw_env(deck, FOLDERS)
    env.reset(seed=seed)
    return env


def play(env: Any, choose: Any) -> None:
    """Play to the end."""
    for agent in env.agent_iter():
        observation, _, termination, _, _ = env.last()
        env.step(None if termination else choose(agent, observation))


@DECKS
@IN_A_DICTIONARY
def test_its_suite_passes(deck: str) -> None:
    zoo_test.api_test(made(deck), num_cycles=100)


@DECKS
def test_equal_seeds_give_equal_games(deck: str) -> None:
    zoo_test.seed_test(partial(made, deck), num_cycles=100)


@DECKS
def test_it_is_shown_as_text(deck: str, capfd: pytest.CaptureFixture[str]) -> None:
    zoo_test.render_test(lambda render_mode: made(deck, render_mode))
    assert "to move" in capfd.readouterr().out


def test_luck_is_that_of_a_match_of_this_seed() -> None:
    env = raw("primer", 11)
    game = env.game
    players = {seat: make_player("greedy", game, seat, 3) for seat in game.seats}
    match = Match(game, players, seed=11).run()
    again = {seat: make_player("greedy", game, seat, 3) for seat in game.seats}

    def choose(agent: str, _: Any) -> int:
        view = env.view(agent)
        return int(game.action_id(again[view.seat].choose(view)))

    play(env, choose)
    assert env.position.is_over
    assert env.position == match.state


def test_rewards_are_the_returns_of_the_end() -> None:
    env, luck = raw("primer", 5), numpy.random.default_rng(1)
    given = dict.fromkeys(env.agents, 0.0)
    for agent in env.agent_iter():
        observation, reward, termination, _, info = env.last()
        given[agent] += reward
        assert info["seat"] == env.game.seats[env.possible_agents.index(agent)]
        mask = None if termination else observation["action_mask"]
        env.step(None if termination else int(luck.choice(numpy.flatnonzero(mask))))
    assert [*given.values()] == [*env.game.returns(env.position).values()]
    assert env.agents == []


def test_a_mask_is_what_the_seat_may_do_now() -> None:
    env = raw("primer", 5)
    for agent in env.agents:
        ids = numpy.flatnonzero(env.observe(agent)["action_mask"]).tolist()
        moves = agent == env.agent_selection
        assert ids == (sorted(env.game.legal_ids(env.position)) if moves else [])


def test_what_is_not_allowed_is_refused_with_its_reason() -> None:
    env = raw("primer", 5)
    wrong = next(
        n for n in range(env.game.num_actions) if n not in env.game.legal_ids(env.position)
    )
    before = env.position
    with pytest.raises(IllegalAction):
        env.step(wrong)
    with pytest.raises(UsageError, match="to choose"):
        env.step(None)
    with pytest.raises(TypeError):
        env.step(env.game.legal_ids(env.position)[0] + 0.5)
    assert env.position is before


def test_seeds_and_actions_of_numpy_are_taken() -> None:
    env = raw("primer", numpy.int64(7))
    assert env.position == raw("primer", 7).position
    env.step(numpy.int64(env.game.legal_ids(env.position)[0]))


def test_without_a_seed_games_follow_from_the_last_seed() -> None:
    def worlds(env: Any) -> list[str]:
        found = []
        for seed in (7, None, None):
            env.reset(seed=seed)
            found.append(env.position.digest)
        return found

    first, second = worlds(made("primer").unwrapped), worlds(made("primer").unwrapped)
    assert first == second
    assert len({*first}) == 3


def test_an_environment_is_copied_and_pickled_where_it_is() -> None:
    env = raw("primer", 5)
    env.step(env.game.legal_ids(env.position)[0])
    for other in (copy.deepcopy(env), pickle.loads(pickle.dumps(env))):
        assert other.position == env.position
        other.step(other.game.legal_ids(other.position)[0])
        assert other.position != env.position


def test_another_way_to_show_it_is_refused() -> None:
    with pytest.raises(UsageError, match="'ansi' or 'human'"):
        made("primer", "rgb_array")
