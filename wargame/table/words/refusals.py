"""Refusals in the words of the table: titles in the place of ids and of names of numbers."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.errors import WargameError
from wargame.rules.actions import CHANCE_SEAT
from wargame.rules.amounts import times
from wargame.rules.refusal import PATTERNS, Kind, Reason, Refused, fields
from wargame.rules.verbs import PASS
from wargame.table.words.titles import Titles

TITLED: Mapping[Kind, str] = {
    "not_open_now": "not in this phase",
    "clause_failed": "it works only if {said}{values}",
    "used_up": "{item} has been done already, {times} {thing} at most",
}
"""Kinds that people at a table are told otherwise than authors."""

NEVER = "{item} is not allowed"
"""What people at a table are told of what may be done no time at all."""

LUCK_FIRST = "luck decides first"
"""What people at a table are told while nobody of theirs is to move."""

HELD: tuple[Kind, ...] = ("price", "goods_short")
"""Kinds whose number is a stock that there is, not a state that it is in."""


def titled(why: Reason, titles: Titles) -> str:
    """Why an action is refused, without who, when and what else."""
    pattern = TITLED.get(why.kind, PATTERNS[why.kind])
    if why.kind == "used_up" and not why.amount:
        pattern = NEVER
    if why.kind == "not_your_turn" and why.item == CHANCE_SEAT:
        pattern = LUCK_FIRST
    return pattern.format_map(fields(why) | _titles(why, titles))


def _titles(why: Reason, titles: Titles) -> dict[str, str]:
    """What goes into a pattern in the place of ids and names."""
    by_id = [titles.cards, titles.measures, titles.projects, titles.actions]
    by_id += [titles.items, titles.packages]
    by_id = [titles.fronts] if why.kind == "named_last" else by_id
    nouns = {name: title for known in by_id for name, title in known.items()}
    found = {
        "said": titles.on_board(why.said),
        "thing": titles.on_board(why.thing),
        "values": titles.on_board(_values(why)),
        "times": times(why.amount),
    }
    if why.item == PASS.word:
        found["item"] = "passing"
    if why.item in nouns:
        found["item"] = nouns[why.item]
    if why.item in titles.seats:
        found["seat"] = titles.seats[why.item]
    return found


def _values(why: Reason) -> str:
    """The numbers behind a reason; a single one has just been named."""
    match why.values:
        case ():
            return ""
        case ((_, _, value),):
            return f", and {'there' if why.kind in HELD else 'it'} is {value}"
        case _:
            return f", and {', '.join(f'{title} is {value}' for _, title, value in why.values)}"


def short(error: WargameError) -> str:
    """What went wrong, for people who see what is legal."""
    return error.refusal.sentence if isinstance(error, Refused) else str(error)
