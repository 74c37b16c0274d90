"""The registered trials as they are played: both arms are counted from their records."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conftest import DECKS
from tests.lab.judge.planted import DECK
from tests.lab.judge.toy import ROLES, toy
from tests.lab.test_registered_decks import roles_of
from tests.lab.test_trial import match_of
from wargame.content.library import DeckLibrary, DeckRef
from wargame.content.model import Roles
from wargame.errors import UsageError
from wargame.lab.arms.registered import RegisteredPair, RegisteredPlay
from wargame.lab.record.rounds import numbers
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.counts import Opening
from wargame.lab.registered.table import BY_NUMBER, TrialGauge
from wargame.lab.runs.games import shared_game
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.players.uniform import Uniform
from wargame.rules.game import Game


def another(_match: Match, _game: Game, passes: bool) -> dict[str, Player]:
    """Somebody else sits down where the mandate passes on."""
    return {"us": Uniform(99)} if passes else {}


ELECTED = roles_of("primer").model_copy(update={"handovers": [2]})


def gauge_of(number: int) -> TrialGauge:
    found = BY_NUMBER[number].trial
    assert found is not None
    return found


def after_round(line: Timeline, name: str, number: int) -> int:
    return numbers(line, name)[number]


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
def test_both_arms_of_a_trial_are_counted(number: int, deck: str) -> None:
    game, gauge = shared_game(DeckLibrary().find(deck)), gauge_of(number)
    assert game.deck.roles is not None
    play = RegisteredPlay(game, game.deck.roles, gauge)
    pairs = pairs_of(play, 2)
    assert len(pairs) == 2
    for pair in pairs:
        at = Opening(pair.round, pair.ply)
        found = [gauge.count(line, game.deck.roles, at) for line in pair.lines]
        assert found == list(pair.counts)
        early = [[deed for deed in line.deeds if deed.ply < pair.ply] for line in pair.lines]
        assert early[0] == early[1]
        acts = [deed for deed in pair.lines[0].deeds if deed.ply == pair.ply]
        assert [deed.seat for deed in acts] == [play.trial.seat]


def test_at_an_election_the_mandate_changes_in_one_arm_alone() -> None:
    """Both mandates are counted over the same books, four rounds on."""
    play = RegisteredPlay(shared_game(DECKS["primer"]), ELECTED, gauge_of(5), another)
    changed = 0
    for pair in pairs_of(play, 4):
        first, second = pair.lines
        assert pair.round == 2
        assert [one.whole for one in pair.counts] == [pair.counts[0].whole] * 2
        early = [[deed for deed in line.deeds if deed.round <= 2] for line in pair.lines]
        assert early[0] == early[1]
        changed += first.deeds != second.deeds
    assert changed


REVIEWS = """\
- id: polls
  title: Polls
  text: Polls.
  rounds: [4]
  do:
    - chance:
        - {weight: 1, title: Stays, do: [north.grain += 1]}
        - {weight: 2, title: Turns, do: [north.mandate = 1 - north.mandate]}
  source: invented
"""
MANDATE = "- {id: mandate, title: Mandate, of: north, max: 1, start: 0}\n"


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> DeckRef:
    """A deck in which luck settles at round 4 whether the mandate turns."""
    folder = tmp_path_factory.mktemp("decks")
    tracks = MANDATE + DECK["tracks.yaml"]
    roles = ROLES + "handovers: [4]\nmandate: north.mandate\n"
    return toy(folder, {"tracks.yaml": tracks, "roles.yaml": roles, "reviews.yaml": REVIEWS})


def elected(deck: DeckRef, over: str = "", *, passes: bool = True) -> RegisteredPair:
    game = shared_game(deck)
    assert game.deck.roles is not None

    def heirs(_match: Match, _game: Game, is_new: bool) -> dict[str, Player]:
        return {"north": Uniform(99)} if is_new else {}

    after = shared_game(DeckRef(deck.folder, over)) if over else None
    play = RegisteredPlay(game, game.deck.roles, gauge_of(5), heirs, after=after, passes=passes)
    (pair,) = pairs_of(play, 1)
    return pair


def test_an_election_parts_where_luck_settles_the_mandate(polled: DeckRef) -> None:
    first, second = elected(polled).lines
    assert [after_round(line, "north.mandate", 4) for line in (first, second)] == [1, 0]


def test_where_no_mandate_passes_both_arms_keep_it(polled: DeckRef) -> None:
    pair = elected(polled, passes=False)
    assert [after_round(line, "north.mandate", 4) for line in pair.lines] == [0, 0]
    assert pair.state_hashes[0] == pair.state_hashes[1]


def test_an_ablation_of_an_election_begins_there_and_not_before(polled: DeckRef) -> None:
    """Of these rules the weir takes 3 grain a level and round, until the dial is at 0."""
    base, later = elected(polled), elected(polled, "lambda=0")
    lines = (base.lines[1], later.lines[1])
    grain = [[after_round(line, "north.grain", number) for number in range(9)] for line in lines]
    assert grain[0][:4] == grain[1][:4]
    assert grain[0][3] < 50, "the weir was shut before"
    falls = [b - a for a, b in pairwise(grain[1][4:])]
    assert min(falls) >= 0
    assert [b - a for a, b in pairwise(grain[0][4:])] != falls


@pytest.mark.parametrize(
    ("number", "roles", "says"),
    [
        pytest.param(10, roles_of("primer"), "ends after round 6", id="too short for its window"),
        pytest.param(5, roles_of("primer"), "nothing that this trial could try", id="no election"),
        pytest.param(5, ELECTED, "no election with a whole window, or no heirs", id="no heir"),
    ],
)
def test_what_cannot_be_played_is_refused(number: int, roles: Roles, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        RegisteredPlay(shared_game(DECKS["primer"]), roles, gauge_of(number))
