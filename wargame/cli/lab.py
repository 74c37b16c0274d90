"""`wargame lab`: the studies of many games; each is a module, imported when it is asked for."""

from __future__ import annotations

from wargame.cli.group import Lazy

lab = Lazy(
    name="lab",
    help="Measure decks and players over many games.",
    table={
        "balance": ("wargame.cli.balance:balance", "Is a deck fair, and a matter of choices?"),
        "bargains": ("wargame.cli.bargains:bargains", "What are offers worth, and what is left?"),
        "claims": (
            "wargame.cli.claims:claims",
            "What do the numbers behind a deck's claims come to?",
        ),
        "companions": (
            "wargame.cli.companions:companions",
            "What stands beside registered claims, at random?",
        ),
        "controls": (
            "wargame.cli.controls:controls",
            "What do gauges count where claims rest on nothing?",
        ),
        "coverage": ("wargame.cli.coverage:coverage", "Is every part of a deck met in play?"),
        "definition": ("wargame.cli.judge:definition", "What of the claims do the rules decide?"),
        "exploit": ("wargame.cli.exploit:exploit", "What do simple strategies get out of players?"),
        "freeze": ("wargame.cli.judge:freeze", "Hash a deck with all that judges it."),
        "gauges": ("wargame.cli.gauges:gauges", "What do registered gauges count in a save?"),
        "judge": ("wargame.cli.judge:judge", "Judge registered claims by stored games."),
        "ladder": ("wargame.cli.ladder:ladder", "Rank players: everyone against everyone."),
        "placebo": ("wargame.cli.placebo:placebo", "Write a deck without what its claims lean on."),
        "sweep": ("wargame.cli.sweep:sweep", "What becomes of a deck when its dials are turned?"),
        "trial": ("wargame.cli.trial:trial", "What does an act do, all else being equal?"),
    },
)
