"""OpenSpiel's own suites and programs, run on decks."""

from __future__ import annotations

import pickle
import unittest
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.strategies import ROOT
from wargame.errors import UsageError

pyspiel = pytest.importorskip("pyspiel", reason="comes with the extra `openspiel`")
numpy = pytest.importorskip("numpy")
flags = pytest.importorskip("absl.flags")

from open_spiel.python import rl_environment  # noqa: E402
from open_spiel.python.algorithms import (  # noqa: E402
    cfr,
    expected_game_score,
    exploitability,
    generate_playthrough,
    get_all_states,
    ismcts,
    mcts,
)

from wargame.adapters import openspiel  # noqa: E402

FOLDERS = [ROOT / "decks", ROOT / "tests" / "decks"]
SIMULATED = {
    "calibration": 20,
    "primer": 3,
    "primer:seminar": 1,
    "kitchen_sink": 4,
    "kitchen_sealed": 3,
    "kitchen_mixed": 3,
    "kitchen_targets": 2,
    "hospital_merger": 2,
    "water_treaty": 2,
}
"""Decks, and how many games of each at random."""


def load(name: str) -> Any:
    return openspiel.load(name, FOLDERS)


def drawn(state: Any, luck: Any) -> int:
    """An outcome of luck, as likely as it is."""
    ids, chances = zip(*state.chance_outcomes(), strict=True)
    return int(luck.choice(ids, p=chances))


def played(state: Any, luck: Any) -> Any:
    """The end of a game at random."""
    while not state.is_terminal():
        if state.is_chance_node():
            state.apply_action(drawn(state, luck))
        else:
            state.apply_action(int(luck.choice(state.legal_actions())))
    return state


@pytest.mark.parametrize("name", SIMULATED)
def test_its_random_simulation_passes_with_states_sent_as_text(name: str) -> None:
    pyspiel.random_sim_test(load(name), SIMULATED[name], True, False)


def test_its_suite_on_part_of_a_tree_passes() -> None:
    api_test = import_module("open_spiel.integration_tests.api_test")
    flags.FLAGS(["test", "--test_only_games=^wargame$"])
    suite = api_test.load_tests(unittest.defaultTestLoader, None, None)
    result = unittest.TextTestRunner(verbosity=0).run(suite)
    assert result.testsRun == 5
    assert result.wasSuccessful(), [*result.errors, *result.failures]


def test_its_suite_on_a_whole_tree_passes() -> None:
    """Each seat draws its two cards in one of two orders, then decides: four information states."""
    api_test, game = import_module("open_spiel.integration_tests.api_test"), load("calibration")
    flags.FLAGS(["test"])
    api_test.TOTAL_NUM_STATES["calibration"] = (9, 16, 36)
    api_test.PERFECT_RECALL_NUM_STATES["calibration"] = 4
    about = {"game": game, "game_name": "calibration", "game_type": game.get_type()}
    no_tensor = "test_current_player_infosets_no_overlap_between_players"  # of what was seen
    suite = type("Whole", (api_test.EnforceAPIOnFullTreeBase,), {**about, no_tensor: None})
    tests = unittest.defaultTestLoader.loadTestsFromTestCase(suite)
    result = unittest.TextTestRunner(verbosity=0).run(tests)
    assert result.testsRun == 7
    assert result.wasSuccessful(), [*result.errors, *result.failures]


def test_a_playthrough_is_the_same_again(tmp_path: Path) -> None:
    flags.FLAGS(["test"])
    load("calibration")
    text = generate_playthrough.playthrough("wargame(deck=calibration)", None, seed=3)
    (tmp_path / "calibration.txt").write_text(text, encoding="utf-8")
    stored, fresh = generate_playthrough.replay(str(tmp_path / "calibration.txt"))
    assert stored == fresh


def test_the_published_value_is_found() -> None:
    game = load("calibration")
    assert len(get_all_states.get_all_states(game, include_chance_states=True)) == 61
    solver = cfr.CFRPlusSolver(game)
    for _ in range(60):
        solver.evaluate_and_update_policy()
    policy = solver.average_policy()
    assert exploitability.exploitability(game, policy) < 0.5
    values = expected_game_score.policy_value(game.new_initial_state(), [policy] * 2)
    assert values == pytest.approx([40, -40], abs=0.1)


class Rollout(mcts.Evaluator):  # type: ignore[misc]  # without the extra it has no types
    """Plays on at random, and holds nothing dearer than the rest."""

    def __init__(self, luck: Any) -> None:
        self.luck = luck

    def evaluate(self, state: Any) -> Any:
        return numpy.array(played(state.clone(), self.luck).returns())

    def prior(self, state: Any) -> Any:
        if state.is_chance_node():
            return state.chance_outcomes()
        legal = state.legal_actions()
        return [(action, 1 / len(legal)) for action in legal]


@pytest.mark.parametrize("name", ["primer", "kitchen_mixed"])
def test_its_search_bots_play(name: str) -> None:
    game, luck = load(name), numpy.random.RandomState(1)
    bots = (
        mcts.MCTSBot(game, 2.0, 4, Rollout(luck), random_state=luck),
        ismcts.ISMCTSBot(game, Rollout(luck), 2.0, 6, random_state=luck),
    )
    state, decided = game.new_initial_state(), 0
    while not state.is_terminal() and decided < 16:
        if state.is_chance_node():
            state.apply_action(drawn(state, luck))
        else:
            state.apply_action(bots[state.current_player()].step(state))
            decided += 1
    assert decided == 16


def test_its_environment_for_learners_plays_to_the_end() -> None:
    environment, luck = rl_environment.Environment(load("primer")), numpy.random.RandomState(2)
    step = environment.reset()
    while not step.last():
        player = step.observations["current_player"]
        assert len(step.observations["info_state"][player]) == 352
        step = environment.step([luck.choice(step.observations["legal_actions"][player])])
    assert sum(abs(reward) for reward in step.rewards) > 0


@pytest.mark.parametrize("name", ["calibration", "primer", "primer:seminar", "kitchen_sink"])
def test_it_says_of_a_game_what_the_game_says(name: str) -> None:
    game = load(name)
    ours, kind = game.deck.game, game.get_type()
    assert game.num_distinct_actions() == ours.num_actions
    assert game.num_players() == len(ours.seats)
    assert game.max_game_length() == ours.max_plies
    assert (kind.utility == pyspiel.GameType.Utility.ZERO_SUM) is ours.zero_sum
    least, most = zip(*ours.return_bounds.values(), strict=True)
    assert (game.min_utility(), game.max_utility()) == (min(least), max(most))


def test_actions_have_the_ids_and_the_texts_of_the_game() -> None:
    game, luck = load("primer"), numpy.random.RandomState(3)
    state, ours = game.new_initial_state(), game.deck.game
    while not state.is_terminal():
        actions = ours.legal_actions(state.node.position)
        ids = sorted(map(ours.action_id, actions))
        assert state.legal_actions() == ids
        texts = [state.action_to_string(number) for number in ids]
        assert sorted(texts) == sorted(action.text for action in actions)
        assert state.string_to_action(texts[-1]) == ids[-1]
        state.apply_action(drawn(state, luck) if state.is_chance_node() else int(luck.choice(ids)))
    assert state.returns() == [*ours.returns(state.node.position).values()]


def test_a_state_that_goes_on_leaves_its_copies() -> None:
    state = load("primer").new_initial_state()
    copy, before = state.clone(), str(state)
    state.apply_action(state.legal_actions()[0])
    assert str(copy) == before != str(state)
    assert str(state.child(state.legal_actions()[0])) != str(state)


def test_a_variant_with_values_is_read_back_from_its_text() -> None:
    game = openspiel.load("primer:no_deals+cut_weeks=8")
    assert str(game) == "wargame(deck=primer:no_deals+cut_weeks@8)"
    again = pyspiel.load_game(str(game))
    assert again.deck.game.rules.program.values["number.cut_weeks"] == 8
    state = pickle.loads(pickle.dumps(played(game.new_initial_state(), numpy.random)))
    assert state.get_game().deck.game.rules_hash == again.deck.game.rules_hash


def test_a_deck_that_is_not_there_is_said_so() -> None:
    with pytest.raises(UsageError, match="primer"):
        openspiel.load("prmier")
    with pytest.raises(UsageError, match="primer"):
        pyspiel.load_game("wargame(deck=prmier)")


def test_there_is_nothing_to_ask_of_what_seats_see() -> None:
    with pytest.raises(ValueError, match="no parameters"):
        load("calibration").make_py_observer(params={"hands": "all"})
    kind = pyspiel.IIGObservationType(
        perfect_recall=False, private_info=pyspiel.PrivateInfoType.ALL_PLAYERS
    )
    assert load("calibration").make_py_observer(kind) is None
