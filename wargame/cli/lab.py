"""`wargame lab`: what many games say about a deck and its players."""

from __future__ import annotations

from wargame.cli.group import Lazy

lab = Lazy(
    name="lab",
    help="Measure decks and players over many games.",
    table={
        "balance": ("wargame.cli.balance:balance", "Is a deck fair, and a matter of choices?"),
        "claims": ("wargame.cli.claims:claims", "Do the claims of a deck hold up in play?"),
        "coverage": ("wargame.cli.coverage:coverage", "Is every part of a deck met in play?"),
        "ladder": ("wargame.cli.ladder:ladder", "Rank players: everyone against everyone."),
    },
)
