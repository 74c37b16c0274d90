"""Positions as a player imagines them: the one module of this room that reads the kernel.

A player redraws what it cannot know (`imagine`) and plays such a position on at the kernel's
speed, with an `Engine` and the kernel's own numbers for nodes and actions. Seats are numbers
here, in deck order; nothing else in the room may know how many there are, or compute one from
another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.rules.kernel import (
    ACT,
    ANSWER,
    ARGUMENT,
    ASK,
    CHANCE,
    DRAW,
    EDIT,
    FINAL,
    HEADLINE,
    INJECT,
    OVER,
    PLAY,
    REPLY,
    TALK,
    V_ACCEPT,
    V_AMEND,
    V_CHOOSE,
    V_COUNTER,
    V_DECLINE,
    V_HEADLINE,
    V_INSTEAD,
    V_OFFER,
    V_PASS,
    V_PROPOSE,
    V_SECRETLY,
    V_SEND,
    V_TABLE,
    BaseState,
    Engine,
    Leanings,
    Stream,
    changed,
    distinct,
    lead_of,
    match_worth,
    mood_base,
    seat_in_turn,
    stir,
    winner_of,
)
from wargame.rules.resample import imagine

__all__ = [
    "ACCEPT",
    "ACT",
    "ANSWER",
    "ARGUMENT",
    "ASK",
    "CHANCE",
    "COUNTER",
    "DECLINE",
    "DRAW",
    "EDIT",
    "FINAL",
    "HEADLINE",
    "INJECT",
    "OVER",
    "PASS",
    "PLAY",
    "REPLY",
    "TALK",
    "BaseState",
    "Engine",
    "Leanings",
    "Stream",
    "chooses",
    "commit_all",
    "imagine",
    "is_amend",
    "is_offer",
    "is_ready",
    "is_send",
    "is_table",
    "item_sets",
    "lead_of",
    "mood_base",
    "open_headlines",
    "seats_of",
    "stir",
    "verb_of",
    "worth",
]

PASS = ACT(V_PASS)
ACCEPT = ACT(V_ACCEPT)
DECLINE = ACT(V_DECLINE)
COUNTER = ACT(V_COUNTER)


def seats_of(engine: Engine) -> range:
    """The numbers of all seats."""
    return range(len(engine.tables.seats))


def verb_of(code: int) -> int:
    """The kernel's number of an action's verb."""
    return code >> 10


def is_offer(code: int) -> bool:
    """Whether an action puts one more item on the table."""
    return verb_of(code) == V_OFFER


def is_ready(code: int) -> bool:
    """Whether an action puts a ready package on the table as it is."""
    return verb_of(code) in (V_PROPOSE, V_INSTEAD)


def is_amend(code: int) -> bool:
    """Whether an action takes a ready package up, to change it before it is tabled."""
    return verb_of(code) == V_AMEND


def is_table(code: int) -> bool:
    """Whether an action tables the package."""
    return verb_of(code) == V_TABLE


def is_send(code: int) -> bool:
    """Whether an action sends a counter-offer."""
    return verb_of(code) == V_SEND


def chooses(option: int, is_secret: bool) -> int:
    """The action that takes an option of a question."""
    return ACT(V_SECRETLY if is_secret else V_CHOOSE, option)


def worth(engine: Engine, s: BaseState, seat: int) -> int:
    """What a seat has if the game ended here: its score, or at a table that names a winner its
    match points with a slope in the lead."""
    contest = engine.tables.contest
    if contest is not None and contest.is_played:
        return match_worth(contest, s, seat)
    return int(s.score[seat] if s.ending else s.score[seat] + engine.tables.seats[seat].score(s))


def match_here(engine: Engine, s: BaseState, seat: int) -> tuple[int, int] | None:
    """Whether a seat would win if the match ended here, 1 or 0, and by how much it leads.

    None at a table that names no winner.
    """
    contest = engine.tables.contest
    if contest is None or not contest.is_played:
        return None
    return int(winner_of(contest, s) == seat), lead_of(contest, s, seat)


def open_headlines(engine: Engine, s: BaseState, seat: int) -> list[int]:
    """What a seat may commit in secret: passing first, then each card that is allowed."""
    t = engine.tables
    hand = distinct(t, s.hand[seat]) if t.copies else s.hand[seat]
    cards = [card for card in hand if t.card_open[card](s)]
    return [PASS, *[ACT(V_HEADLINE, card) for card in cards]]


def commit_all(engine: Engine, s: BaseState, choices: Mapping[int, int]) -> None:
    """Let every seat commit its choice in secret, whatever those that came first have chosen.

    Args:
        choices: An action of `open_headlines` by seat. Changes `s`.
    """
    asked = [seat_in_turn(s.first, turn, len(s.commit)) for turn in range(s.turn - 1)]
    for seat in asked:
        s.commit = changed(s.commit, seat, _committed(choices[seat]))
    while s.node == HEADLINE:
        engine.act(s, choices[s.actor])


def _committed(code: int) -> int:
    """How the kernel keeps a commitment: 0 for none, else 1 + the card."""
    return 0 if code == PASS else 1 + (code & ARGUMENT)


def item_sets(engine: Engine, s: BaseState) -> Sequence[int]:
    """How many items of each seat may be given now."""
    return [(s.count & bits).bit_count() for bits in engine.tables.item_bits]
