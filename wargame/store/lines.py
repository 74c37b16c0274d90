"""What the lines of a save say: events to fields and back.

A field that only some may read is put among the secrets of the line: the hash of every position,
the seed and the secret are control's, a card drawn or kept and a headline are their seat's.
Reading is strict: an event must come back to exactly the fields it was read from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from wargame.errors import visible
from wargame.play.event import (
    CONTROL,
    DEALER,
    FAULT,
    OUT,
    Act,
    Back,
    Chance,
    End,
    Event,
    Note,
    Ruling,
    Sit,
)
from wargame.play.seeds import is_secret
from wargame.rules.verbs import split
from wargame.store.chain import LineFault, Plain
from wargame.store.shapes import (
    COUNT,
    NAME,
    SAID,
    TIME,
    WORD,
    Check,
    are_numbers,
    is_hash,
    is_list,
    is_one_of,
)

HEAD_SEQ, DECK_SEQ = 1, 2
"""The numbers of the first two lines; a line's number is where it stands in the file."""

Fields = tuple[Plain, dict[str, Plain]]
"""What everyone may read of a line, and its secrets by audience."""


_SHAPES: Mapping[str, Check] = {
    "seq": COUNT,
    "at": TIME,
    "ply": COUNT,
    "round": COUNT,
    "to": COUNT,
    "number": COUNT,
    "epoch": COUNT,
    "kind": WORD,
    "phase": WORD,
    "seat": WORD,
    "action": WORD,
    "owner": WORD,
    "by": WORD,
    "who": WORD,
    "topic": WORD,
    "role": WORD,
    "audience": WORD,
    "player": NAME,
    "ending": WORD,
    "winner": WORD,
    "stand_in": is_one_of(FAULT, OUT),
    "secret": is_secret,
    "why": SAID,
    "text": SAID,
    "state": is_hash,
    "tracks": are_numbers,
    "returns": are_numbers,
    "do": is_list,
}
"""What every field of an event must look like, whatever the event."""


def _check_shapes(fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        check = _SHAPES.get(name)
        if check is None:
            raise LineFault(f"it has an unknown field '{name[:40]}'")
        if not check(value):
            raise LineFault(f"its '{name}' is not possible")


# --- events --------------------------------------------------------------------------------


def fields_of(event: Event) -> Fields:
    """The fields of an event's line, without its number and its time."""
    pub: Plain = {"kind": event.kind}
    sec: dict[str, Plain] = {}
    match event:
        case Act() | Chance() | Ruling():
            pub |= {"ply": event.ply, "round": event.round, "phase": event.phase}
            if event.tracks is not None:
                pub["tracks"] = dict(event.tracks)
            if event.state:
                sec[CONTROL] = {"state": event.state}
            _put_move(event, pub, sec)
        case Back():
            pub |= {"to": event.to, "who": event.who, "epoch": event.epoch}
            _put_some(pub, why=event.why)
        case Note():
            pub |= {"who": event.who, "topic": event.topic}
            _put_some(pub, audience=event.audience, role=event.role)
            place = sec.setdefault(event.audience, {}) if event.audience else pub
            place["text"] = event.text
        case Sit():
            pub |= {"seat": event.seat, "player": event.player}
            _put_some(pub, why=event.why)
            if event.secret:
                sec[CONTROL] = {"secret": event.secret}
        case End():
            pub |= {"ending": event.ending, "returns": dict(event.returns)}
            if event.winner is not None:
                pub["winner"] = event.winner
    return pub, sec


def _put_move(move: Act | Chance | Ruling, pub: Plain, sec: dict[str, Plain]) -> None:
    if isinstance(move, Ruling):
        pub |= {"number": move.number, "do": list(move.do), "who": move.who}
        _put_some(pub, why=move.why)
        return
    place = sec.setdefault(move.secret_of, {}) if move.secret_of else pub
    place["action"] = move.action
    if isinstance(move, Act):
        pub["seat"] = move.seat
        _put_some(pub, stand_in=move.stand_in)
    else:
        _put_some(pub, owner=move.owner, by="" if move.by == DEALER else move.by)
        _put_some(place, why=move.why)


def _put_some(place: Plain, **fields: str) -> None:
    """Write down fields that say something."""
    place |= {name: value for name, value in fields.items() if value}


def event_of(pub: Plain, sec: Mapping[str, Plain]) -> Event:
    """The event in a full line.

    Raises:
        LineFault: It tells of none.
    """
    given = {name: value for name, value in pub.items() if name not in ("seq", "at", "kind")}
    for secret in sec.values():
        if given.keys() & secret.keys():
            raise LineFault("it says a thing twice")
        given |= secret
    _check_shapes(pub)
    _check_shapes(given)
    event = _made(str(pub.get("kind", "")), given)
    if isinstance(event, Act | Chance):
        _check_verb(event.action)
    said = {name: value for name, value in pub.items() if name not in ("seq", "at")}
    if fields_of(event) != (said, sec):
        raise LineFault(f"its fields are not those of a '{event.kind}'")
    return event


def _check_verb(action: str) -> None:
    try:
        split(action)
    except KeyError as error:
        raise LineFault(f"no action begins with {visible(str(error)[:40])}") from None


def _made(kind: str, given: Plain) -> Event:
    maker = _MAKERS.get(kind)
    if maker is None:
        raise LineFault(f"there is no event '{kind[:40]}'")
    if "do" in given:
        given["do"] = tuple(given["do"])
    try:
        event: Event = maker(**given)
    except TypeError:
        raise LineFault(f"its fields are not those of a '{kind}'") from None
    return event


_MAKERS: Mapping[str, Callable[..., Any]] = {maker.kind: maker for maker in get_args(Event)}
