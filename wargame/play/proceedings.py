"""What happened at a table besides the moves of its seats: who did it, when, and why.

Rulings of control, luck that it chose, going back, what was said, and who sat down. It stands
beside the moves that count, each piece before the move that came next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Literal, TypeGuard, assert_never

from wargame.dataclass import dataclass
from wargame.play.event import (
    BEGINNING,
    CONTROL,
    Act,
    Back,
    Chance,
    Effective,
    End,
    Event,
    Move,
    Note,
    Ruling,
    Sit,
    standing,
)
from wargame.play.model_use import use_in
from wargame.rules.verbs import RULING, split

ProceedingKind = Literal["ruling", "luck", "back", "note", "seat"]

FACILITATOR: Final = "facilitator"
"""The topic of the note in which control says who stands behind its acts from there on."""
CLASS_TABLE: Final = "table"
"""The topic of the note in which control writes down which table of which class this is: a number,
and on the next line the name; of one that goes on from a class before, on two more lines what that
is called and the id of its game."""
CLOSES_AFTER: Final = "closes_after"
"""The topic of the note in which control writes down after which round the plan of a class ends the
game, before the deck does: a number, "" for none."""
MOST_DIGITS = 3
"""Digits of a number of rounds."""
PLANNED: Final = "inject"
"""The topic of the note in which control plans an inject."""
CLOCK: Final = "clock"
"""The topic of the note in which control sets the clock; on the next line stands why."""
PHASE: Final = "phase"
"""The topic of the note in which control writes down which phase of the plan the table is in: its
kind, and on the next line its title. `CLOCK` tells people that it begins."""
PAUSE: Final = "pause"
"""The topic of the note in which control stops play, and says why, or lets it `GO` on."""
GO: Final = "go"
FORFEIT: Final = "forfeit"
"""The topic of the note that a seat is decided for: the seat, then a colon."""
ANSWERED: Final = "answered"
"""The topic of the note that a choice was answered for a seat: the seat, a colon, what was done; on
the next line what people read for it, where an id does not tell."""
BY_STAND_IN: Final = ", by the stand-in"
"""What stands behind an answer that the stand-in chose."""
REASON: Final = "reason"
"""The topic of the note in which a seat says why it does what it does; its own until the end."""
BOOKMARK: Final = "bookmark"
"""The topic of the note with which control marks a moment for the debrief."""
CLOSE: Final = "close"
"""The topic of the note with which control closes a game without a score."""
ControlAct = Literal[
    "answered", "clock", "close", "closes_after", "facilitator", "forfeit", "inject", "pause"
]
"""The topics of notes with which control acts; each has a row in `table/told/by_control.py`."""
ControlTopic = ControlAct | Literal["bookmark", "note", "phase", "table"]
"""All that control writes down."""
OPEN_AT_THE_END: Final = frozenset({PLANNED, BOOKMARK})
"""Topics of notes for control that everybody may read when the game is over."""
CLOSED: Final = "for control alone"
"""Stands for what nobody else may read, also when the game is over."""


@dataclass(frozen=True, slots=True)
class Proceeding:
    """One thing that happened beside the moves of the seats.

    Attributes:
        place: Of its event in the log, from 0.
        ply: How many of the moves that count came before it.
        round: When; 0 before the first move.
        kind: What it is.
        who: A seat, or `CONTROL`.
        what: In words that people type: the ruling, the outcome, who sits down; of a note its
            topic; of going back the move before which play went on.
        seat: Who is concerned: whose luck it was, who is played by another; else "".
        why: The reason, "" if none was given.
        title: Of luck in an effect that control chose, what calls for it and what people read for
            what came; "" where no position tells.
        text: Of a note.
        role: Who in a seat said it; of an act of control who stood behind it; "" if nobody is
            named.
        audience: Whom a note was for; "" for everyone.
        released: Of a ruling, the injects that it lets come.
        dropped: How many moves no longer count since.
        counts: Whether it still does; what was gone back on does not.
        is_closed: Its text and its reason are not for whoever it is told to.
    """

    place: int
    ply: int
    round: int
    kind: ProceedingKind
    who: str
    what: str = ""
    seat: str = ""
    why: str = ""
    title: str = ""
    text: str = ""
    role: str = ""
    audience: str = ""
    released: tuple[str, ...] = ()
    dropped: int = 0
    counts: bool = True
    is_closed: bool = False

    @property
    def is_for_a_seat(self) -> bool:
        """Whether it is a note in which control tells of a move that it made for a seat."""
        return self.kind == "note" and self.who == CONTROL and self.what in (FORFEIT, ANSWERED)

    @property
    def is_a_move(self) -> bool:
        """Whether it is one of the moves that count, and told as that."""
        return self.counts and self.kind in ("ruling", "luck")


def proceedings(events: Iterable[Event], first: int = 0) -> list[Proceeding]:
    """All of a log, in order of the moves that count.

    Args:
        first: The ply of the first move.
    """
    found: list[Proceeding] = []
    moves: list[tuple[Effective, int]] = []
    name = ""
    for place, event in enumerate(events):
        ply = first + len(moves)
        now = moves[-1][0].round if moves else 0
        match event:
            case Act() | Chance() | Ruling():
                moves.append((event, place))
            case Back(to=to):
                gone = {place for _, place in moves[to - first :]}
                found = [_gone_back_on(one, to, gone) for one in found]
                del moves[to - first :]
                now = moves[-1][0].round if moves else 0
                ply, dropped = to, len(gone)
                one = Proceeding(place, ply, now, "back", event.who, f"{to}", why=event.why)
                found.append(_signed(replace(one, dropped=dropped), name))
                continue
            case Note(text=text) if control_wrote(event, FACILITATOR):
                name = text
            case Note() | Sit() | End():
                pass
            case _:
                assert_never(event)
        made = _proceeding(event, place, ply, now)
        found += [_signed(made, name)] if made else []
    return sorted((_dated(one, moves, first) for one in found), key=_when)


def chosen_luck(found: Iterable[Proceeding]) -> dict[int, Proceeding]:
    """The luck that control chose and that counts, by its ply."""
    return {one.ply: one for one in found if one.is_a_move and one.kind == "luck"}


def closed_by_control(events: Sequence[Event]) -> str:
    """Why control has closed a game without a score, or "" if it has not, or play went on since."""
    for event in reversed(events):
        match event:
            case Note(text=text) if control_wrote(event, CLOSE):
                return text or "The time is over."
            case Act() | Chance() | Ruling() | Back():
                return ""
            case _:
                pass
    return ""


def closes_after(events: Sequence[Event]) -> int:
    """The round after which the plan of a class ends the game, before the deck does; 0 for none,
    and where play went on past it: elsewhere, with nobody to end it.
    """
    notes = [event.text for event in events if control_wrote(event, CLOSES_AFTER)]
    said = notes[-1] if notes else ""
    last = int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else 0
    first = next((event.ply for event in events if isinstance(event, Move)), 0)
    acts = [event for place in standing(events, first) if isinstance(event := events[place], Act)]
    reached = max((one.round for one in acts if one.phase not in BEGINNING), default=0)
    return last if last >= reached else 0


def made_for_seats(events: Iterable[Event]) -> set[int]:
    """The places of the moves that control made for a seat: that whose time was over stands behind
    the note of it, that of a game that was to be closed before it."""
    found: set[int] = set()
    last, is_late = -1, False
    for place, event in enumerate(events):
        if isinstance(event, Act):
            found |= {place} if is_late else set()
            last, is_late = place, False
        elif control_wrote(event, FORFEIT):
            is_late = True
        elif control_wrote(event, ANSWERED):
            found.add(last)
    return found


def table_said(events: Iterable[Event]) -> str:
    """Which table of which class a game is, where its save tells; "" for none."""
    number, name, *_ = class_told(events)
    return f"This is table {number} of the class '{name}'." if number else ""


def follows_said(events: Iterable[Event]) -> str:
    """From which game of a class before it a game goes on, where its save tells; "" for none."""
    number, _, before, _ = class_told(events)
    return f"It went on from where table {number} of the class '{before}' ended." if before else ""


def class_told(events: Iterable[Event]) -> tuple[str, str, str, str]:
    """Which table of which class a game is, by number and name, and which class and which game of
    it, by its id, it goes on from; "" for what its save does not tell."""
    text = next((one.text for one in events if names_class(one)), "")
    number, name, before, game = (*text.split("\n"), "", "", "", "")[:4]
    return number, name, before, game


def control_wrote(event: Event, topic: str) -> TypeGuard[Note]:
    """Whether control has written down something of a topic."""
    return isinstance(event, Note) and (event.who, event.topic) == (CONTROL, topic)


def names_class(event: Event) -> TypeGuard[Note]:
    """Whether it is the note in which control writes down which table of which class this is."""
    return control_wrote(event, CLASS_TABLE)


def had_facilitator(events: Sequence[Event]) -> str:
    """The same, or, where a save does not tell, that it was run; "" for neither."""
    was_run = any(isinstance(event, Note) and event.who == CONTROL for event in events)
    return table_said(events) or ("A facilitator has run this game." if was_run else "")


def _signed(one: Proceeding, name: str) -> Proceeding:
    """With who stood behind it, if control did it."""
    return replace(one, role=name) if one.who == CONTROL and not one.role else one


def _when(one: Proceeding) -> tuple[int, int]:
    return one.ply, one.place


def _dated(one: Proceeding, moves: Sequence[tuple[Effective, int]], first: int) -> Proceeding:
    """With the round of the move that came next, where there is one."""
    place = one.ply - first
    return replace(one, round=moves[place][0].round) if place < len(moves) else one


def _proceeding(event: Event, place: int, ply: int, now: int) -> Proceeding | None:
    match event:
        case Ruling(number=number, who=who, why=why):
            what = f"{RULING} {number + 1}"
            ruled = Proceeding(place, ply, event.round, "ruling", who, what, why=why)
            return replace(ruled, released=event.released)
        case Chance(by=by, why=why, action=action, owner=owner) if by == CONTROL:
            return Proceeding(place, ply, event.round, "luck", by, action, owner, why)
        case Note() if names_class(event) or control_wrote(event, PHASE) or use_in(event):
            return None
        case Note(who=who, topic=topic, text=text, role=role, audience=audience):
            said = Proceeding(place, ply, now, "note", who, topic, text=text, role=role)
            return replace(said, audience=audience)
        case Sit(seat=seat, player=player, why=why):
            who = CONTROL if why else seat
            return Proceeding(place, ply, now, "seat", who, player, seat, why)
        case _:
            return None


def _gone_back_on(one: Proceeding, to: int, gone: set[int]) -> Proceeding:
    """What was there before somebody went back to a move."""
    return replace(one, ply=min(one.ply, to), counts=one.counts and one.place not in gone)


def told_to(seat: str, found: Sequence[Proceeding], *, is_over: bool) -> list[Proceeding]:
    """As much of it as a seat may know; nobody is told a private note, or of moves taken back.

    Args:
        seat: A seat, `CONTROL`, or "" for whoever only watches.
        is_over: Then all of it is open, but what is for control alone for good.
    """
    if seat == CONTROL:
        return list(found)
    return [_shown(one, seat, is_over) for one in found if is_over or _may_know(one, seat)]


def _may_know(one: Proceeding, seat: str) -> bool:
    match one.kind:
        case "note":
            return one.audience in ("", seat)
        case "back":
            return one.who in (seat, CONTROL)
        case "ruling" | "luck":
            return one.counts
        case "seat":
            return True


def _shown(one: Proceeding, seat: str, is_over: bool) -> Proceeding:
    if one.kind == "note" and one.audience == CONTROL:
        if one.what in OPEN_AT_THE_END:  # before the end nobody may know of it at all
            return replace(one, audience="")
        return replace(one, text="", is_closed=True)
    if one.kind == "luck" and not is_over and one.seat not in ("", seat):
        verb, _ = split(one.what)
        if verb.is_secret:
            return replace(one, what=verb.word, why="", title="", is_closed=True)
    return one
