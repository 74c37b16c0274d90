"""A small deck for the judge: a weir upstream, a toll below, and claims that cheat or do not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wargame.content.library import DeckRef

DECK: Mapping[str, str] = {
    "deck.yaml": """\
id: weir
title: Weir and Toll
about: The north takes a toll at the ford, the south can shut the weir.
version: "1.0"
rounds: {max: 8}
turn: {plays: 1, initiative: south}
""",
    "seats.yaml": """\
- id: north
  title: North
  capital: {start: 3, max: 9, income: 1}
  hand: 0
  score: north.grain + shared.fairs + 2 * measure.toll
- {id: south, title: South, capital: {start: 3, max: 9, income: 1}, hand: 0, score: south.fish}
""",
    "tracks.yaml": """\
- {id: grain, title: Grain, of: north, max: 99, start: 50}
- {id: fish, title: Fish, of: south, max: 99, start: 20}
- {id: fairs, title: Fairs held, of: shared, max: 99}
- {id: boats, title: Boats mended, of: shared, max: 99}
- {id: lean, title: Lean rounds, of: shared, max: 99, aside: true}
""",
    "cards.yaml": """\
- {id: feast, title: Feast, seat: north, text: Grain +1., worth: 1, do: [north.grain += 1]}
- {id: nets, title: Nets, seat: south, text: Fish +1., worth: 1, do: [south.fish += 1]}
- {id: regatta, title: Race, seat: south, text: Fairs +1., worth: 2, do: [shared.fairs += 1]}
""",
    "measures.yaml": """\
- id: toll
  title: Toll
  seat: north
  max: 2
  start: 2
  tighten: {cost: {capital: 1}}
  ease: {cost: {capital: 1}}
- id: gate
  title: Gate
  seat: north
  max: 2
  tighten: {cost: {capital: 1}}
  ease: {cost: {capital: 1}}
- id: weir
  title: Weir
  seat: south
  max: 2
  tighten: {cost: {capital: 1}}
  ease: {cost: {capital: 1}}
- id: dam
  title: Dam
  seat: south
  max: 2
  tighten: {cost: {capital: 1}}
  ease: {cost: {capital: 1}}
- id: seal
  title: Seal of the old king
  seat: north
  max: 1
  tighten: {needs: game.round == 1, cost: {capital: 1}}
""",
    "rules.yaml": """\
- id: thirst
  title: A shut weir dries the fields of who takes a toll
  phase: account
  when: measure.toll >= 1
  do: [north.grain -= 3 * measure.weir.in_force]
- id: market
  title: Full barns bring boats
  phase: account
  when: north.grain >= 30
  do: [shared.boats += 1]
- id: leanness
  title: Lean rounds are counted
  phase: account
  when: north.grain < 30
  do: [shared.lean += 1]
""",
    "endings.yaml": "- {id: over, title: Over}\n",
    "variants.yaml": """\
- {id: no_thirst, title: The weir dries nothing, remove: [rules.thirst]}
- id: amnesty
  title: Tolls are lifted by force
  set: {rules.thirst.do: [measure.toll = 0]}
- id: locked
  title: Tolls can be eased for nothing
  set: {measures.toll.ease.cost.capital: 0}
- id: dear
  title: Easing tolls asks for boats
  set: {measures.toll.ease.needs: shared.boats >= 1}
- id: unpaid
  title: Tolls bring nothing
  set: {seats.north.score: north.grain + shared.fairs}
""",
    "claims.yaml": """\
- {id: 1, title: A weir lifts gates, text: So., gauge: {mean: measure.gate}, ablation: no_thirst}
- {id: 2, title: A weir lifts tolls, text: So., gauge: {mean: measure.toll}, ablation: amnesty}
- {id: 3, title: A weir lifts tolls, text: So., gauge: {mean: measure.toll}, ablation: locked}
- {id: 4, title: A weir makes fairs, text: So., gauge: {mean: shared.fairs}, ablation: no_thirst}
- {id: 5, title: A weir lifts tolls, text: So., gauge: {mean: measure.toll}, ablation: no_thirst}
- {id: 6, title: A weir sinks boats, text: So., gauge: {mean: shared.boats}, ablation: no_thirst}
- {id: 7, title: Seals are broken, text: So., gauge: {mean: measure.seal}, ablation: no_thirst}
- {id: 8, title: A weir lifts tolls, text: So., gauge: {mean: measure.toll}, ablation: unpaid}
- {id: 9, title: A weir makes hunger, text: So., gauge: {mean: shared.lean}, ablation: no_thirst}
- {id: 10, title: A weir lifts tolls, text: So., gauge: {mean: measure.toll}, ablation: dear}
""",
}
"""A deck, file by file."""


def planted(folder: Path, changes: Mapping[str, str] | None = None) -> DeckRef:
    """Write the deck, some of its files changed, into `folder/weir`."""
    home = folder / "weir"
    home.mkdir()
    for name, text in {**DECK, **(changes or {})}.items():
        (home / name).write_text(text, encoding="utf-8")
    return DeckRef(home)
