"""A move of the protocol's `news`, as the table tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wargame.play.event import FAULT
from wargame.play.log import Entry, Seen
from wargame.rules.asking.tested import TestedCondition
from wargame.rules.verbs import BY_WORD


def _tested(told: Mapping[str, Any]) -> TestedCondition:
    values = tuple([(name, title, value) for name, title, value in told["values"]])
    return TestedCondition(**{**told, "values": values})


def seen_in(move: Mapping[str, Any], seat: str) -> Seen:
    """A move as a seat knows it, as far as the protocol tells it: without what it wrote.

    Args:
        move: One of the `news`.
        seat: Who was told it.
    """
    word, _, arg = (move["action"] or move["verb"]).partition(" ")
    entry = Entry(
        ply=move["ply"],
        round=move["round"],
        phase=move["phase"],
        seat=move["seat"],
        owner=move["owner"],
        verb=BY_WORD[word],
        arg=arg,
        title=move["title"],
        about=move["about"],
        signed=move["signed"],
        dated=tuple(move["dated"]),
        tested=tuple([_tested(one) for one in move["tested"]]),
        expired=tuple([(seat, card) for card in move["expired"]]),
        ran_out=tuple([(signed, tuple(items)) for signed, items in move["ran_out"]]),
        broken=tuple([(signed, tuple(items)) for signed, items in move["broken"]]),
        is_own_offer=move["is_own_offer"],
        stand_in=FAULT if move["is_stand_in"] else "",
    )
    return Seen(entry, move["action"] is None)
