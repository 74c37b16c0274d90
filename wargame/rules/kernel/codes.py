"""The numbers the machine speaks in: nodes, verbs, steps of the round, and its lists."""

from __future__ import annotations

from typing import Final

SHIFT: Final = 14
SEGMENT: Final = (1 << SHIFT) - 1
ORIGIN: Final = -1 << SHIFT
CHANCE: Final = 2
FREE: Final = 99

# Nodes: who decides what.
RUN: Final = 0
PLAY: Final = 1
HEADLINE: Final = 2
TALK: Final = 3
REPLY: Final = 4
EDIT: Final = 5
FINAL: Final = 6
ASK: Final = 7
DISCARD: Final = 8
KEEP: Final = 9
LUCK: Final = 10
DRAW: Final = 11
INJECT: Final = 12
LAST: Final = 13
WORK: Final = 14
LAPSE: Final = 15
AGENDA: Final = 16
OVER: Final = 17
NAME: Final = 18
SEAL: Final = 19
GIVE: Final = 20
RECOVER: Final = 21
LOSE: Final = 22
ANSWER: Final = 23
SEE: Final = 24
SPY: Final = 25

# Verbs; `rules.verbs` has a row for each.
V_PASS: Final = 0
V_PLAY: Final = 1
V_CAPITAL: Final = 2
V_HEADLINE: Final = 3
V_TIGHTEN: Final = 4
V_EASE: Final = 5
V_PAUSE: Final = 6
V_LIFT: Final = 7
V_FUND: Final = 8
V_BREACH: Final = 9
V_OFFER: Final = 10
V_TABLE: Final = 11
V_EXTEND: Final = 12
V_ACCEPT: Final = 13
V_DECLINE: Final = 14
V_COUNTER: Final = 15
V_DROP: Final = 16
V_ADD: Final = 17
V_TERM: Final = 18
V_SEND: Final = 19
V_CHOOSE: Final = 20
V_DISCARD: Final = 21
V_KEEP: Final = 22
V_OUTCOME: Final = 23
V_DRAW: Final = 24
V_INJECT: Final = 25
V_END: Final = 26
V_GO: Final = 27
V_SUCCEED: Final = 28
V_FAIL: Final = 29
V_LAPSE: Final = 30
V_HOLD: Final = 31
V_AGENDA: Final = 32
V_ACT: Final = 33
V_NAME: Final = 34
V_PROPOSE: Final = 35
V_AMEND: Final = 36
V_INSTEAD: Final = 37
V_BURY: Final = 38
V_SEAL: Final = 39
V_SECRETLY: Final = 40
V_LOT: Final = 41
V_GIVE: Final = 42
V_RECOVER: Final = 43
V_LOSE: Final = 44
V_ANSWER: Final = 45
V_LET: Final = 46
V_SEE: Final = 47
V_SPY: Final = 48
NO_INJECT: Final = 1023
ARGUMENT: Final = 1023

# Kinds of deal items; those of a measure come first.
PAUSED: Final = 0
CAPPED: Final = 1
TRANSFERRED: Final = 2
PLEDGED: Final = 3

# What follows when a deal item is not kept.
EXCUSED: Final = 0
SNAPPED: Final = 1
BROKEN: Final = 2

# What may be tabled.
ITEMS: Final = 0
CHANGES: Final = 1
COUNTERS: Final = 2
PACKAGES: Final = 3

KERNEL_SITE: Final = 0
"""The site of what the rules do by themselves."""

SCALARS: Final = (
    "ply",
    "round",
    "pc",
    "node",
    "actor",
    "arg",
    "count",
    "origin",
    "first",
    "turn",
    "finish",
    "ending",
    "back",
    "deals_made",
    "breaches",
    "extensions",
    "injects_drawn",
    "draft",
    "draft_by",
    "draft_term",
    "draft_edits",
    "draft_last",
)
"""The kernel's whole numbers in a state."""

SEAT_NUMBERS: Final = ("known",)
"""Whole numbers of each seat that everyone may see."""

PUBLIC_LISTS: Final = (
    "capital",
    "score",
    "level",
    "ceiling",
    "force",
    "pause_left",
    "held",
    "age",
    "stage",
    "work",
    "idle",
    "deal_items",
    "deal_left",
    "deal_term",
    "deal_ext",
    "deal_by",
    "discard",
    "gone",
    "candidates",
    "agendas_gone",
    "inject_gone",
    "queue",
    "stack",
)
"""The kernel's lists that everyone may see."""

HIDDEN_LISTS: Final = ("hand", "pile", "commit", "agenda")
"""The kernel's lists that `redact` opens to their owner at most."""

PILES: Final = ("discard", "gone", "candidates", "hand", "pile")
"""Of these lists, those that hold one list for each seat."""

IN_PLACE: Final = ("capital", "score", "discard", "hand", "pile", "stack")
"""Of these lists, those that are changed in place, so that every position has its own. Copies share
all others, which are tuples (`changed` makes a new one), and each seat's cards within a pile: who
moves a card makes a new list."""

PEEKS: Final = ("see_cards", "spy_cards")
"""Effects by which a seat looks at cards."""

EXTRAS: Final = ("learned", "foreseen", "spied", "top", "rest")
"""Lists that a position has only in decks that need them; `redact` opens them to their owner at
most. The generated module packs them behind its tracks."""

EXTRA_PILES: Final = ("top", "rest")
"""Of those, the ones that hold a list for each seat."""

FIELDS: Final = (*SCALARS, *SEAT_NUMBERS, *PUBLIC_LISTS, *HIDDEN_LISTS)
"""The kernel's part of a position, in the order in which it is packed."""


def ACT(verb: int, argument: int = 0) -> int:
    """Pack a verb and its argument into an action number."""
    return (verb << 10) | argument
