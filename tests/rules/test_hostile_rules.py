"""Decks that would make the rules crash, stall or swell: refused, or played like any other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, rule, tiny
from wargame.content.load import load_deck_tree
from wargame.rules.kernel import Stream
from wargame.rules.lint.check import find_faults

TRACKS = BASE["tracks"]
PARTIES = [{"id": f"p{n}", "title": "Party"} for n in range(24)]
POSTURE = {"id": "posture", "title": "Posture", "of": "parties"}


def faults(**nouns: Any) -> list[str]:
    """What `deck check` says of the tiny deck with these nouns, advice left out."""
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    return [str(fault) for fault in found if not fault.lint]


@pytest.mark.parametrize("word", ["staticmethod", "int", "bool", "list", "class", "do", "do_2"])
def test_a_stage_may_be_called_like_a_word_of_python(word: str) -> None:
    stages = [
        {"id": word, "title": "First", "success_pct": 50, "do": ["shared.calm += 1"]},
        {"id": "then", "title": "Second", "do": ["shared.calm += 2"]},
    ]
    game = tiny(projects=[{"id": "dam", "title": "Dam", "seat": "north", "stages": stages}])
    assert Table(game).do("fund dam", "succeed dam")["shared.calm"] == 1


def derived(count: int, text: str) -> list[dict[str, Any]]:
    """Tracks `a0` …, each computed from the one before it."""
    rows: list[dict[str, Any]] = [
        {"id": "a0", "title": "A", "of": "shared", "value": "shared.calm"},
        *(
            {"id": f"a{n}", "title": "A", "of": "shared", "value": text.format(f"shared.a{n - 1}")}
            for n in range(1, count)
        ),
    ]
    return [*TRACKS, *rows]


def test_derived_tracks_that_multiply_are_refused() -> None:
    """Each is computed anew whenever it is read: ten such rows would never come to an end."""
    found = faults(tracks=derived(10, "{0} + {0} + {0} + {0} + {0} + {0} + {0} + {0} + {0} + {0}"))
    assert "'shared.a4' comes to read more than 1000 numbers" in found[0]


def test_a_long_chain_of_derived_tracks_is_fine() -> None:
    game = tiny(tracks=derived(200, "{0} + 0"), rules=[rule("world", "shared.calm += 3")])
    table = Table(game).rounds(1)
    assert table["shared.a199"] == table["shared.calm"] == 6


def test_totals_over_parties_count_once_for_every_party() -> None:
    text = " + ".join(["total(party.posture)"] * 6)
    row = {"id": "sum", "title": "Sum", "of": "shared", "value": text, "max": 9_000}
    found = faults(tracks=[*TRACKS, POSTURE, row], parties=PARTIES)
    assert "it reads more than 120 numbers" in found[0]


def test_a_deck_that_reads_too_much_is_refused_once() -> None:
    text = " + ".join(["party.posture"] * 12)
    rows = [
        {"id": f"d{n}", "title": "D", "of": "parties", "value": text, "max": 9_000}
        for n in range(200)
    ]
    found = faults(tracks=[*TRACKS, POSTURE, *rows], parties=PARTIES)
    assert [line for line in found if "40000" in line] == found
    assert len(found) == 1


@pytest.mark.parametrize("waits", [{"draw": 1, "seat": "north"}, {"discard": 1, "seat": "north"}])
def test_a_list_may_wait_a_thousand_times(waits: dict[str, Any]) -> None:
    game = tiny(rules=[rule("world", *[waits, "shared.calm += 1"] * 1_000)], cards=[card("a")])
    position, _ = game.rollout(game.new(), Stream(1), 10)
    assert position["calm"] == 10


def endless(do: list[dict[str, str]]) -> list[dict[str, Any]]:
    """A project of three stages whose lapse does something."""
    stages = [{"id": name, "title": name} for name in ("a", "b", "c")]
    lapse = {"after_rounds": 0, "pct": 100, "do": do}
    return [{"id": "dam", "title": "Dam", "seat": "north", "stages": stages, "lapse": lapse}]


def test_a_lapse_that_begins_anew_and_lapses_again_is_refused() -> None:
    found = faults(projects=endless([{"advance": "dam"}, {"lapse": "dam"}]))
    assert "'dam' would advance and lapse without end" in found[0]


def test_a_lapse_that_begins_anew_is_fine() -> None:
    game = tiny(projects=endless([{"advance": "dam"}]))
    assert Table(game).do("fund dam").rounds(2)["project.dam"] == 1
