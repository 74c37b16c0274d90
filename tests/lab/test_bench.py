"""The speed report has its keys; how fast it is no test says."""

from __future__ import annotations

import json

from wargame.lab.bench import measure

KEYS = [
    "deck", "variant", "compiled", "nodes_per_s", "games_per_s", "search_iterations_per_s",
    "clone_ns", "load_ms", "replay_ms", "reference_loops_per_s",
]  # fmt: skip


def test_the_object_has_the_keys_that_others_rely_on(decks):
    found = measure(decks["calibration"], seconds=0.05)
    assert list(found) == KEYS
    assert json.loads(json.dumps(found)) == found
    assert all(found[name] > 0 for name in KEYS[3:])


def test_people_read_a_line_each(wargame):
    answer = wargame("bench", "calibration", "--seconds", "1")
    assert answer.code == 0
    assert "nodes_per_s" in answer.out
