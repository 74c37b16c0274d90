"""The registered trials as they are played: both arms are counted from their records."""

from __future__ import annotations

import pytest

from tests.conftest import DECKS
from tests.lab.test_registered_decks import roles_of
from tests.lab.test_trial import match_of
from wargame.content.library import DeckLibrary
from wargame.content.model import Roles
from wargame.errors import UsageError
from wargame.lab.arms.registered import RegisteredPair, RegisteredPlay
from wargame.lab.games import shared_game
from wargame.lab.record.plain import from_json, to_json
from wargame.lab.registered.counts import Opening
from wargame.lab.registered.table import BY_NUMBER, TrialGauge
from wargame.players.uniform import Uniform

ELECTED = roles_of("primer").model_copy(update={"handovers": [2]})


def gauge_of(number: int) -> TrialGauge:
    found = BY_NUMBER[number].trial
    assert found is not None
    return found


def pairs_of(play: RegisteredPlay, count: int) -> list[RegisteredPair]:
    """Among random players, whom the registration lets play a real deck at any time."""
    found = (play.play(match_of(play.game, seed, "random", "random")) for seed in range(60))
    return [pair for pair, _ in zip(filter(None, found), range(count), strict=False)]


@pytest.mark.parametrize(
    ("number", "deck"),
    [
        (6, "primer"),
        (8, "primer"),
        (9, "primer:eight_rounds"),
        pytest.param(10, "entanglement", marks=pytest.mark.slow),
    ],
)
def test_both_arms_of_a_trial_are_counted_and_can_be_from_what_is_stored(
    number: int, deck: str
) -> None:
    game, gauge = shared_game(DeckLibrary().find(deck)), gauge_of(number)
    assert game.deck.roles is not None
    play = RegisteredPlay(game, game.deck.roles, gauge)
    pairs = pairs_of(play, 2)
    assert len(pairs) == 2
    for pair in pairs:
        at = Opening(pair.round, pair.ply)
        stored = [from_json(to_json(line)) for line in pair.lines]
        assert [gauge.count(line, game.deck.roles, at) for line in stored] == list(pair.counts)
        early = [[deed for deed in line.deeds if deed.ply < pair.ply] for line in pair.lines]
        assert early[0] == early[1]
        acts = [deed for deed in pair.lines[0].deeds if deed.ply == pair.ply]
        assert [deed.seat for deed in acts] == [play.trial.seat]


def test_at_an_election_the_mandate_changes_in_one_arm_alone() -> None:
    """Both mandates are counted over the same books, four rounds on."""
    play = RegisteredPlay(shared_game(DECKS["primer"]), ELECTED, gauge_of(5), lambda _: Uniform(99))
    changed = 0
    for pair in pairs_of(play, 4):
        first, second = pair.lines
        assert pair.round == 2
        assert [one.whole for one in pair.counts] == [pair.counts[0].whole] * 2
        early = [[deed for deed in line.deeds if deed.round <= 2] for line in pair.lines]
        assert early[0] == early[1]
        changed += first.deeds != second.deeds
    assert changed


@pytest.mark.parametrize(
    ("number", "roles", "says"),
    [
        pytest.param(10, roles_of("primer"), "ends after round 6", id="too short for its window"),
        pytest.param(5, roles_of("primer"), "nothing that this trial could try", id="no election"),
        pytest.param(5, ELECTED, "no election with a whole window, or no heir", id="no heir"),
    ],
)
def test_what_cannot_be_played_is_refused(number: int, roles: Roles, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        RegisteredPlay(shared_game(DECKS["primer"]), roles, gauge_of(number))
