"""What the registered gauges count, in the words of the page that statisticians read.

Names of quantities are for programs; a reader of a page has nothing but the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

QUANTITIES: Final[Mapping[int, Mapping[str, str]]] = {
    1: {
        "return": "games that come back",
        "stays": "games that neither come back nor break",
        "break": "games in which a fifth of trade or less is left in the last four rounds",
        "leaves": "games in which restrictions rise by a tenth of the scale",
    },
    2: {
        "rival": "what B won back of all that was laid on it",
        "allies": "what the allies won back of all that was laid on them",
    },
    3: {"stands": "projects that stand"},
    4: {"bought": "rounds under such a deal"},
    5: {
        "treated": "what is kept where the mandate changes",
        "untreated": "what is kept where it stays",
    },
    6: {"treated": "relief after the cut", "untreated": "relief without it"},
    7: {"cycles": "cycles beyond those of a shuffled order"},
    8: {
        "input": "levels given after a level of inputs",
        "other": "levels given after a level of something else",
    },
    9: {"treated": "bans after a paid stage", "untreated": "bans without one"},
    10: {"treated": "stages paid for under the control", "untreated": "stages paid for without it"},
    11: {"given": "A's part of what both give"},
}
"""By claim, what each quantity is."""

COMPANIONS: Final[Mapping[int, Mapping[str, str]]] = {
    2: {"below": "rounds after the fourth in which B pays less than the ally that pays most"},
    4: {"half": "games in which half of what A needs is met without B within five years"},
    6: {"voluntary cuts": "cuts of B's own accord that bring relief"},
    7: {"counted": "cycles as they are"},
    11: {
        "technology for inputs": "deals on B's inputs that hold a limit of A on technology",
        "technology for else": "other deals that hold one",
        "early": "A's part of what both give, in the first third of deals",
        "late": "the same in the last third",
    },
}
"""By claim, what stands beside it and decides nothing."""

ARMS: Final[Mapping[int, str]] = {
    5: "at A's election luck brings another mandate in one arm, and in the other the same again",
    6: "in one arm B has to raise a limit on inputs to the middle of its scale, in the other it"
    " may not in that round",
    8: "in one arm B has to raise a limit on inputs by a level, in the other one of its other"
    " measures, which the seed draws",
    9: "in one arm A has to pay the next stage of an input project, in the other it may not in"
    " that round",
    10: "in one arm A has to raise a limit on technology by a level and may lower none for eight"
    " rounds, in the other it may raise none in them",
}
"""By claim with a trial, what parts the two games of a pair."""

NOTHING_BEHIND: Final[Mapping[str, str]] = {
    "for U": "games of players at random",
    "at λ = 0": "the deck with λ at 0",
    "both mandates are the same player": "elections after which the same player goes on",
    "if the gate for talks reads weeks or stocks": "rules by which weeks or stocks open talks",
    "inputs and B.other swapped": "the same pairs with their arms exchanged",
    "an input project that cannot succeed": "input projects that cannot succeed",
    "where B's stages cannot succeed": "B's projects, if they cannot succeed",
    "where rules force equal gifts": "rules that force both to give",
}
"""What a claim must not be met by, by the words of the registration."""
