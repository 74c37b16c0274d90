"""A small sound deck to spoil: two cities on one river and a treaty about its water."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wargame.content.load import load_deck
from wargame.errors import DeckError

RIVER: dict[str, str] = {
    "deck.yaml": """\
id: river
title: Two Cities, One River
about: The upper city stores water, the lower city needs it. A treaty would help both.
version: "1.0"
minutes: 20
rounds: {max: 6}
turn:
  plays: 1
language: 2
""",
    "seats.yaml": """\
- id: upper
  title: Upper City
  capital: {start: 2, max: 6, income: 1}
  hand: 2
  score: my.water
- id: lower
  title: Lower City
  capital: {start: 2, max: 6, income: 1}
  hand: 2
  score: my.water * 2
""",
    "tracks.yaml": """\
- id: water
  title: Water in the cisterns
  of: seats
  start: {upper: 60, lower: 30}
  unit: "%"
  better: up
- id: trust
  title: Trust
  of: shared
  start: 40
  bands:
    - {at: 0, name: cold}
    - {at: 50, name: warm}
""",
    "cards.yaml": """\
- id: open_sluice
  title: Open the sluice
  seat: upper
  text: Lower City gains 10 water; you lose 5. Trust rises by 4.
  needs: my.water >= 20
  cost: {capital: 1}
  do:
    - their.water += 10
    - my.water -= 5
    - shared.trust += 4
- id: dig_wells
  title: Dig wells
  seat: lower
  text: >
    In 2 rounds you gain 8 water,
    if trust is still below 50.
  do:
    - after: 2
      do:
        - when: shared.trust < 50
          do: [my.water += 8]
  once: true
- id: joint_survey
  title: Joint survey
  seat: any
  text: Trust rises by 6.
  do:
    - shared.trust += 6
  source: invented
""",
    "measures.yaml": """\
- id: quota
  title: Water quota
  seat: upper
  max: 3
  tighten: {cost: {capital: 1}}
  ease: {}
""",
    "projects.yaml": """\
- id: canal
  title: Canal
  seat: lower
  stages:
    - {id: plan, title: Planned, cost: {capital: 1}, rounds: 1}
    - {id: dig, title: Dug, rounds: 2, do: [my.water += 10]}
""",
    "deals.yaml": """\
terms: [2, 4]
items:
  - {id: water_for_trust, title: Water, seat: upper, kind: transfer, track: water, amount: 5}
""",
    "endings.yaml": """\
- id: treaty
  title: A treaty holds
  when: shared.trust >= 60
- id: drift
  title: Nothing is settled
""",
    "briefs.yaml": """\
- {seat: upper, text: You hold the water.}
- {seat: lower, text: You need the water.}
""",
    "variants.yaml": """\
- id: drought
  title: A dry year
  set:
    rounds.max: 4
    tracks.water.start: {upper: 40, lower: 15}
    cards.open_sluice.cost.capital: 2
    measures.quota.tighten.cost: {capital: 2}
  remove:
    - cards.dig_wells
    - deals
""",
}

Write = Callable[..., Path]


def write_deck(folder: Path, changes: dict[str, str | bytes | None]) -> Path:
    """Write the river deck, with some files replaced (None leaves one out)."""
    for name, content in {**RIVER, **changes}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the river deck into a fresh `river/`, with files replaced: `write(cards="…")`."""

    def write_with(**changes: str | bytes | None) -> Path:
        shutil.rmtree(tmp_path / "river", ignore_errors=True)
        files = {f"{noun}.yaml": content for noun, content in changes.items()}
        return write_deck(tmp_path / "river", files)

    return write_with


@pytest.fixture
def river(write: Write) -> Path:
    """The folder of the sound deck."""
    return write()


def refusal(folder: Path, variant: str = "") -> DeckError:
    """The error that loading a folder raises."""
    with pytest.raises(DeckError) as caught:
        load_deck(folder, variant)
    return caught.value


def with_line(noun: str, old: str, new: str) -> str:
    """A file of the river deck with a piece of text replaced once."""
    content = RIVER[f"{noun}.yaml"]
    assert old in content
    return content.replace(old, new, 1)
