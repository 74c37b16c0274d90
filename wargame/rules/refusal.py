"""Why the rules do not take an action, as a value, and the sentence that says it.

The sentence speaks the language of decks and records: ids, names of numbers, clauses as an author
wrote them. `table.words.refusals` fills the same patterns with titles, for screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from wargame.dataclass import dataclass
from wargame.errors import IllegalAction, first_few, nearest, visible
from wargame.rules.amounts import counted
from wargame.rules.verbs import BREACH

Kind = Literal[
    "game_over",
    "not_your_turn",
    "unknown_verb",
    "not_in_deck",
    "not_open_now",
    "nothing_to",
    "other_word",
    "cannot_follow",
    "unknown_noun",
    "not_yours",
    "like_not_yours",
    "not_in_hand",
    "clause_failed",
    "price",
    "no_such_verb",
    "held_by_deal",
    "level_at_max",
    "level_zero",
    "paused_already",
    "used_up",
    "named_last",
    "no_answer",
    "other_answer",
    "only_an_answer",
    "complete",
    "under_work",
    "no_deal",
    "deals_full",
    "extended_out",
    "promised_already",
    "suspended",
    "level_too_low",
    "goods_short",
    "not_an_outcome",
    "ended_first",
    "banned",
    "ordered",
]

PATTERNS: Mapping[Kind, str] = {
    "game_over": "the game is over",
    "not_your_turn": "{seat} is to move",
    "unknown_verb": "{item} is not a verb. {near}",
    "not_in_deck": "this deck has no {verb}",
    "not_open_now": "{verb} is not open now",
    "nothing_to": "there is nothing to {verb} now",
    "other_word": "here {verb} is typed {item}",
    "cannot_follow": "{item} cannot follow {verb} now. {near}",
    "unknown_noun": "there is no {thing} {item}. {near}",
    "not_yours": "{item} is not yours",
    "like_not_yours": "there is no {thing} {item}; '{known}', which is most like it, is not yours",
    "not_in_hand": "{item} is not in your hand",
    "clause_failed": "it needs {clause}{values}",
    "price": "it costs {amount} {thing}{changed}{values}",
    "no_such_verb": "{item} has no {verb}",
    "held_by_deal": f"deal {{deal}} holds {{item}}: '{BREACH} {{deal}}' would break it",
    "level_at_max": "{item} is at its highest level, {amount}",
    "level_zero": "{item} is at level 0",
    "paused_already": "{item} is paused already",
    "used_up": "{item} has been done as often as it may {thing}: {amount}",
    "named_last": "{item} is the front that was named last",
    "no_answer": "{item} is no card to answer with",
    "other_answer": "{item} answers other acts than this",
    "only_an_answer": "{item} is played only as an answer to an act",
    "complete": "{item} is complete",
    "under_work": "work on {item} goes on for {rounds}",
    "no_deal": "there is no deal {deal}. In force: {known}",
    "deals_full": "no more than {amount} deals may be in force at once",
    "extended_out": "deal {deal} has been extended as often as it may",
    "promised_already": "deal {deal} already holds that measure",
    "suspended": "{item} is paused",
    "level_too_low": "it pauses {amount} of {item}, which is at level {held}",
    "goods_short": "it gives {amount} {thing}{values}",
    "not_an_outcome": "it is not an outcome here",
    "ended_first": "the other one has ended the game",
    "banned": "it is barred until the end of round {amount}",
    "ordered": "{item} has to be done now",
}
"""How each kind of reason is said; both forms fill these."""

SHOWN = 12
"""How many legal actions a sentence lists."""

Value = tuple[str, str, int]
"""A number as it stands: its canonical name, its title, its value."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands in the way. Plain data: texts, whole numbers and tuples of them.

    Attributes:
        item: The word or id that it is about; for `not_your_turn` the seat that is to move.
        deal: The number of the deal in the way, or that is not there.
        verb: The verb that was meant, where that matters.
        thing: What `item` should have been, such as `card`; or what is paid or given.
        clause: The condition that does not hold, as the deck writes it.
        said: The same in words.
        values: The numbers that the reason rests on.
        amount: What it takes, or the most there may be: a price, a level, rounds, deals.
        known: Words that would do in the place of `item`; for a price, what changes it now.
    """

    kind: Kind
    item: str = ""
    deal: str = ""
    verb: str = ""
    thing: str = ""
    clause: str = ""
    said: str = ""
    values: tuple[Value, ...] = ()
    amount: int = 0
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        return PATTERNS[self.kind].format_map(fields(self))


def fields(why: Reason) -> dict[str, str]:
    """What goes into a pattern, in the language of decks."""
    item, held = visible(why.item[:40]), [value for *_, value in why.values]
    numbers = ", ".join(f"{name} is {value}" for name, _, value in why.values)
    is_alone = why.kind == "cannot_follow" and not why.known
    return {
        "seat": item,
        "deal": visible(why.deal[:20]),
        "item": f"'{item}'",
        "verb": f"'{visible(why.verb[:40])}'",
        "thing": why.thing,
        "clause": why.clause,
        "values": f", and {numbers}" if numbers else "",
        "changed": f" ({', '.join(why.known)})" if why.known and why.kind == "price" else "",
        "held": str(held[0]) if held else "",
        "amount": str(why.amount),
        "rounds": counted(why.amount, "more round"),
        "known": ", ".join(why.known) or "none",
        "near": "Nothing can" if is_alone else nearest(why.item, why.known)[:-1],
    }


@dataclass(frozen=True, slots=True)
class Refusal:
    """An action that is not taken: who wanted what, when, and why not.

    Attributes:
        action: As it was typed, blanks tidied.
        legal: What could be done instead; empty if nothing.
    """

    seat: str
    action: str
    round: int
    phase: str
    why: Reason
    legal: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What sort of reason it is."""
        return self.why.kind

    @property
    def sentence(self) -> str:
        """Who, what, when and why, for people who see what is legal."""
        return self.said(str(self.why))

    def said(self, why: str) -> str:
        """The sentence, with the reason in some words."""
        place = f"in round {self.round}, phase '{self.phase}'"
        return f"{self.seat or 'a spectator'} cannot '{visible(self.action[:80])}' {place}: {why}."

    def __str__(self) -> str:
        hint = f" Legal: {first_few(self.legal, SHOWN)}." if self.legal else ""
        return f"{self.sentence}{hint}"


class Refused(IllegalAction):
    """The rules do not take an action. The message is the refusal in the language of decks."""

    refusal: Refusal

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal
