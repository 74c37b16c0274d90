"""Players are held against one another at the same talks, and the game around goes on as it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from weakref import WeakKeyDictionary

import pytest

from tests.bench.talks import Talk, report, talks_of
from wargame.lab import offers
from wargame.lab.offers import Appraiser
from wargame.play.match import Match
from wargame.players import training
from wargame.players.registry import make_player
from wargame.rules.game import Game


@pytest.fixture(autouse=True, scope="module")
def learns_little() -> Iterator[None]:
    """Habits of a few games: what is asked is whose talks are held against whose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "train", partial(training.train, games=10))
        patch.setattr(offers, "_LEARNED", WeakKeyDictionary())
        yield


def match(game: Game) -> Match:
    return Match(game, {seat: make_player("random", game, seat, 4) for seat in game.seats}, 4)


def test_all_take_the_same_talks_and_the_host_notices_nothing(water: Game) -> None:
    alone, held = match(water).run(), match(water)
    talks = list(talks_of(held, ("greedy", "random"), Appraiser(water, 2)))
    assert held.record.actions == alone.record.actions
    assert talks
    for talk in talks:
        assert list(talk.taken) == ["greedy", "random"]
        assert talk.available >= max(0, talk.best)
    assert any(talk.taken["greedy"] != talk.taken["random"] for talk in talks)


def test_shares_are_of_one_and_the_same_sum() -> None:
    games = [[Talk(200, {"a": 300, "b": 100}), Talk(100, {"a": 0, "b": -50})]] * 6
    lines = list(report(games, ("a", "b")))
    assert lines[0] == "6 games, 12 talks, 24.0 points"
    assert lines[1].startswith("a: 75 % (75 to 75)")
    assert lines[2].startswith("b: 12 % (")
    assert lines[3].startswith("a less b: +62 points (")
