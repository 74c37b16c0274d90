"""A small deck in which faults are planted, for whatever is to find them."""

from __future__ import annotations

from pathlib import Path

from wargame.content.library import DeckRef

PLAIN = """\
- {{id: {id}, title: {id}, seat: any, text: -, worth: 1, cost: {{capital: {cost}}},
   do: [{do}], source: invented}}
"""

CARDS = {
    "gusher": (1, "my.score += 30"),
    "dim": (1, "my.score += 1"),
    "bright": (1, "my.score += 3"),
    "well": (1, "my.score += 3, their.score -= 1"),
    "mill": (1, "my.score += 2"),
    "weir": (0, "my.score += 2"),
    "ford": (0, "my.score += 1"),
    "quay": (1, "my.score += 2, shared.calm += 1"),
}
"""An overpowered card, one that is never better than `bright`, and some fair ones."""

DEAD = """\
- {id: dry_well, title: Dry well, seat: any, text: -, worth: 1, needs: shared.calm > 100,
   do: [my.score += 1], source: invented}
"""


def planted(folder: Path, *, ahead: int = 0, cards: tuple[str, ...] = tuple(CARDS)) -> DeckRef:
    """The deck, with these cards and one that is never open.

    Args:
        ahead: Points that north is given.
    """
    files = {
        "deck.yaml": (
            "id: planted\ntitle: Planted\nabout: Two villages share a river.\nversion: '1.0'\n"
            "rounds: {max: 5}\nturn: {plays: 1, initiative: alternate}\n"
        ),
        "seats.yaml": "".join(
            f"- {{id: {seat}, title: {seat}, capital: {{start: 3, max: 9, income: 1}}, hand: 3,"
            f" score: {score}}}\n"
            for seat, score in (("north", ahead), ("south", 0))
        ),
        "tracks.yaml": "- {id: calm, title: Calm, of: shared, max: 200}\n",
        "cards.yaml": DEAD
        + "".join(PLAIN.format(id=name, cost=CARDS[name][0], do=CARDS[name][1]) for name in cards),
        "endings.yaml": "- {id: over, title: Over}\n",
    }
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return DeckRef(folder)
