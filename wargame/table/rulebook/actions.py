"""Actions: what each side may do besides, its price, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.rules import ir
from wargame.rules.amounts import times
from wargame.table.rulebook.words import Parts, Words, bullets, sentence
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from wargame.content.model import SeatAction

INTRO = "An action takes a play{}. In brackets: its price in capital{}."


def actions(words: Words) -> Parts:
    """The section on actions."""
    if not words.program.actions:
        return "", ()
    rows = [row for seat in words.seats for row in _rows(words, seat)]
    usual = _usual(words)
    is_told = not usual and any(map(_often, words.program.actions))
    intro = INTRO.format(
        f"; each is open {usual}" if usual else "",
        ", and how often it may be taken" if is_told else "",
    )
    return "Actions", (intro, *bullets(rows))


def _often(action: ir.ActionIR) -> str:
    """How often an action may be taken; '' for no limit."""
    limits = ((action.per_round, "a round"), (action.per_game, "a game"))
    return ", ".join(f"{times(most)} {span}" for most, span in limits if most)


def _usual(words: Words) -> str:
    """How often each action may be taken, if that is the same for all of several."""
    told = {_often(action) for action in words.program.actions}
    return told.pop() if len(told) == 1 and len(words.program.actions) > 1 else ""


def _rows(words: Words, seat: int) -> list[str]:
    """Every action of a side with its text, or all in a row."""
    both = zip(words.program.actions, words.deck.actions, strict=True)
    own = [(action, noun) for action, noun in both if action.seat == seat]
    if not own:
        return []
    if "measures" not in words.told:
        return [stopped(f"{words.title(seat)}: {', '.join(_named(words, *one) for one in own)}")]
    return [
        f"{words.title(seat)}, {_named(words, action, noun)}. "
        f"{sentence(noun.text) if noun.text else ''}".rstrip()
        for action, noun in own
    ]


def _named(words: Words, action: ir.ActionIR, noun: SeatAction) -> str:
    """An action with its price, and its limits where they are not those of all."""
    price = words.price(action.seat, action.act.price).replace(" capital", "") or "free"
    often = _often(action)
    return f"{noun.title} ({', '.join([price, often] if often and not _usual(words) else [price])})"
