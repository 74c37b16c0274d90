"""The numbers the machine speaks in: nodes, verbs, steps of the round, and its lists."""

from __future__ import annotations

from typing import Final

SHIFT: Final = 14
SEGMENT: Final = (1 << SHIFT) - 1
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
NO_INJECT: Final = 1023
ARGUMENT: Final = 1023

# Steps of the round, in order.
AT_START: Final = 0
AT_AGENDAS: Final = 1
AT_ROUND: Final = 2
AT_DUE: Final = 3
AT_PROJECTS: Final = 4
AT_INJECTS: Final = 5
AT_INJECT_DRAW: Final = 6
AT_WORLD: Final = 7
AT_AGES: Final = 8
AT_INCOME: Final = 9
AT_DRAWS: Final = 10
AT_HEADLINES: Final = 11
AT_PLAYS: Final = 12
AT_TALKS: Final = 13
AT_ACCOUNT: Final = 14
AT_REVIEWS: Final = 15
AT_ROUND_END: Final = 16

PHASES: Final = (
    "setup",
    "setup",
    "world",
    "world",
    "world",
    "world",
    "world",
    "world",
    "world",
    "draw",
    "draw",
    "headline",
    "plays",
    "talks",
    "account",
    "account",
    "account",
    "account",
)
"""The phase that a step of the round belongs to, as people know it; and after the last step."""

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

FIELDS: Final = (*SCALARS, *SEAT_NUMBERS, *PUBLIC_LISTS, *HIDDEN_LISTS)
"""The kernel's part of a position, in the order in which it is packed."""

RESERVED: Final = (
    *FIELDS,
    "trace",
    "State",
    "BaseState",
    "Engine",
    "ENGINE",
    "Final",
    "CHANCE",
    "FREE",
    "SHIFT",
    "SEGMENT",
    "RUN",
    "PLAY",
    "HEADLINE",
    "TALK",
    "REPLY",
    "EDIT",
    "FINAL",
    "ASK",
    "DISCARD",
    "KEEP",
    "LUCK",
    "DRAW",
    "INJECT",
    "LAST",
    "WORK",
    "LAPSE",
    "AGENDA",
    "OVER",
    "NO_INJECT",
    "ARGUMENT",
    "PHASES",
    "SCALARS",
    "PUBLIC_LISTS",
    "HIDDEN_LISTS",
    "RESERVED",
    "Any",
    "insort",
    "copy",
    "put",
    "clip",
    "new",
    "s",
    "o",
    "v",
    "t",
    "min",
    "max",
    "abs",
    "int",
    "bool",
    "list",
    "tuple",
    "range",
    "len",
    "None",
    "True",
    "False",
    "Card",
    "Stream",
    "annotations",
    "staticmethod",
    "object",
    "PERSONAS",
    "ACT",
    "self",
    "always",
    "deals_in_force",
    "next_deal_end",
    "TRACKS",
    "fill",
    "e",
    "public",
    "start",
    "note",
)
"""Identifiers that no deck may take for its own."""


def ACT(verb: int, argument: int = 0) -> int:
    """Pack a verb and its argument into an action number."""
    return (verb << 10) | argument
