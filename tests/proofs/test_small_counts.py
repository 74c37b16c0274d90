"""Each proof at a small count, so that its command works when it is wanted; and it can fail."""

from __future__ import annotations

import dataclasses

import pytest

from tests.proofs import replays
from wargame.errors import RecordError
from wargame.play.event import Chance


def test_a_replay_meets_the_hashes_of_the_table() -> None:
    found = replays.live_against_replay(range(56, 59))
    assert int(found["hashes met"]) > 100


def test_another_hash_would_be_noticed() -> None:
    game, match, hashes = replays.play_number(0, ["calibration"])
    with pytest.raises(AssertionError, match="game 0 differs"):
        replays.compare(game, match, [*hashes[:-1], "0"])
    place = next(n for n, e in enumerate(match.record.events) if isinstance(e, Chance))
    event = match.record.events[place]
    assert isinstance(event, Chance)
    match.record.events[place] = dataclasses.replace(event, state="0")
    with pytest.raises(RecordError, match="another one here"):
        replays.compare(game, match, hashes)


def test_a_game_is_the_same_read_and_replayed_at_every_event() -> None:
    found = replays.heavy(range(1))
    assert found["games"] == 1
    assert int(found["read and replayed"]) > 1
