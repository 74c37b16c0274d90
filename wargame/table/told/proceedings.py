"""What happened beside the moves: rulings, luck chosen, going back, notes, who sat down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from wargame.play.event import CONTROL
from wargame.play.player import HUMAN, REMOTE
from wargame.play.proceedings import CLOSED, FACILITATOR, REASON, Proceeding
from wargame.rules.amounts import counted
from wargame.rules.game import CHANCE_SEAT
from wargame.rules.verbs import split
from wargame.table.told.blocks import Block, Heading, Passage
from wargame.table.told.by_control import STANDS_BEHIND, act_of, is_act
from wargame.table.told.predictions import foreseen_said
from wargame.table.told.surveys import answers_said, role_told
from wargame.table.words.gate import clip, stopped
from wargame.table.words.titles import Titles

MOST_REASONS = 8
"""Reasons of a seat that are told one by one on a page that tells all that was said."""
SHORT = 300
"""Characters of a note or a reason that are told among news; a page tells all of it."""

PEOPLE = {HUMAN: "A person", REMOTE: "A person elsewhere"}
"""Who sits down, where that is nobody of the deck and no program."""


def told_proceedings(titles: Titles, found: Iterable[Proceeding]) -> Iterator[Block]:
    """All of it as a section of a page; nothing if there is nothing.

    Of a seat that said why at every turn, as programs do, it is told how often.
    """
    listed = list(found)
    reasons = Counter(one.who for one in listed if _is_reason(one))
    many = {who: count for who, count in reasons.items() if count > MOST_REASONS}
    lines = [
        f"{_when(one)}: {sentence(titles, one)}"
        for one in listed
        if not (_is_reason(one) and one.who in many)
    ]
    is_class = any(one.who == CONTROL for one in listed)
    waits = ", of a class once all its tables are over" if is_class else ""
    lines += [
        f"{whom(titles, who)} says why {count} times: the replay and the report tell each reason "
        f"before its move{waits}."
        for who, count in many.items()
    ]
    if lines:
        yield Heading("On the record", "section")
        yield from (Passage(line) for line in lines)


def _is_reason(one: Proceeding) -> bool:
    return one.kind == "note" and one.what == REASON


def _when(one: Proceeding) -> str:
    return f"Round {one.round}" if one.round else "Before the first round"


def sentence(titles: Titles, one: Proceeding, *, whole: bool = True) -> str:
    """One thing that happened, with who and why.

    Args:
        whole: Also what is long; else it is cut.
    """
    why = f" {reason(one, whole=whole)}" if one.why else ""
    said = f"{_did(titles, one, whole)}{why}"
    return said if one.counts else f"{stopped(said)} It was gone back on since."


def reason(one: Proceeding, *, whole: bool) -> str:
    """Why it was done."""
    return f"Why: {_cut(one.why.strip(), whole)}"


def _did(titles: Titles, one: Proceeding, whole: bool) -> str:
    who = f"{whom(titles, one.who)}{_role(one)}"
    match one.kind:
        case "ruling" if one.released:
            come = ", ".join(titles.injects.get(name, name) for name in one.released)
            return stopped(f"{who} lets an inject come: {come}")
        case "ruling":
            return f"{who} makes {one.what}."
        case "luck":
            return f"{who} chooses what luck brings: {luck(titles, one)}"
        case "back":
            return f"{who} goes back {counted(one.dropped, 'move')}."
        case "note" if (one.who, one.what) == (CONTROL, FACILITATOR):
            return f"{one.text or 'Somebody unnamed'} {STANDS_BEHIND}."
        case "note" if is_act(one) and not one.is_closed:
            done, why = act_of(one, titles)
            because = f" Why: {_cut(why, whole)}" if why else ""
            return f"{who} {_cut(done, whole)}.{because}"
        case "note":
            return f"{who}{_topic(titles, one)}: {_text(titles, one, whole)}"
        case "seat":
            said = seated_said(titles, one)
            return f"{who} says: {said}." if one.who == CONTROL else f"{said}."


def seated_said(titles: Titles, one: Proceeding) -> str:
    """Who plays a seat from here on; no stop behind it."""
    name = PEOPLE.get(one.what) or titles.players.get(one.what, one.what)
    return f"{name} plays {titles.seats[one.seat]} from here on"


def whom(titles: Titles, who: str) -> str:
    """What people call a seat or control."""
    return "Control" if who == CONTROL else titles.seats.get(who, who)


def luck(titles: Titles, one: Proceeding) -> str:
    """What luck brought that control chose."""
    if one.is_closed:
        return f"something that {titles.seats[one.seat]} alone knows."
    if one.title:
        return stopped(one.title)
    verb, arg = split(one.what)
    return titles.tell(one.seat or CHANCE_SEAT, verb, arg)


def _role(one: Proceeding) -> str:
    role = role_told(one)
    return f", {role}" if role else ""


def _topic(titles: Titles, one: Proceeding) -> str:
    """What a note is about, and whom it was for."""
    parts = [one.what, f"for {whom(titles, one.audience)}" if one.audience else ""]
    said = ", ".join(filter(None, parts))
    return f" ({said})" if said else ""


def _text(titles: Titles, one: Proceeding, whole: bool) -> str:
    if one.is_closed:
        return f"a note {CLOSED}."
    return _cut(note_said(titles, one.what, one.text), whole)


def note_said(titles: Titles, topic: str, text: str) -> str:
    """A note as people read it: what was filled into a form is kept for programs."""
    match topic:
        case "forecast":
            return foreseen_said(text, titles)
        case "survey":
            return answers_said(text)
        case _:
            return text


def _cut(text: str, whole: bool) -> str:
    return text if whole else clip(text, SHORT)
