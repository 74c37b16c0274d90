"""What the lines of a save say: events to fields and back, and the head of the file.

A field that only some may read is put among the secrets of the line: the hash of every position
and the seed are control's, a card drawn or kept and a headline are their seat's. Reading is
strict: an event must come back to exactly the fields it was read from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wargame.play.event import (
    CONTROL,
    DEALER,
    Act,
    Back,
    Chance,
    End,
    Event,
    Note,
    Ruling,
    Sit,
)
from wargame.play.record import Header, Parent
from wargame.store.chain import HASH, LineFault, Plain, is_hex

FORMAT = "wargame save"
SCHEMA = 1
"""Raised whenever lines change their shape; `migrate` has a step for each."""

HEAD_SEQ, DECK_SEQ = 1, 2
"""The numbers of the first two lines; a line's number is where it stands in the file."""

Fields = tuple[Plain, dict[str, Plain]]
"""What everyone may read of a line, and its secrets by audience."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a save.

    Attributes:
        id: Of the save, for branches to name; 32 hex digits.
        created: Seconds since 1970, for people; no rule reads it.
        program, rules: Versions that wrote it.
        layout: A short hash of what a position consists of, without which hashes of positions
            cannot be compared.
        title: The deck's.
        header: What the match knew before its first action.
        is_shipped: It came with the program and is copied when somebody goes on with it.
    """

    id: str
    created: int
    program: str
    rules: str
    layout: str
    title: str
    header: Header
    is_shipped: bool = False


# --- shapes --------------------------------------------------------------------------------

Check = Callable[[Any], bool]


def _number(low: int, high: int) -> Check:
    return lambda value: type(value) is int and low <= value <= high


def _text(most: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= most


def _numbers(value: Any) -> bool:
    one = _number(-(2**63), 2**63 - 1)
    return isinstance(value, dict) and all(map(one, value.values()))


def _texts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_WORD, value.values()))


def _hash(value: Any) -> bool:
    return is_hex(value, HASH)


_COUNT = _number(0, 2**31)
_WORD = _text(200)
_SAID = _text(20_000)
_LIST: Check = lambda value: isinstance(value, list)  # noqa: E731 - reads as the others do
_SHAPES: Mapping[str, Check] = {
    "seq": _COUNT, "at": _number(0, 2**62), "ply": _COUNT, "round": _COUNT, "to": _COUNT,
    "number": _COUNT, "epoch": _COUNT, "kind": _WORD, "phase": _WORD, "seat": _WORD,
    "action": _WORD, "owner": _WORD, "by": _WORD, "who": _WORD, "topic": _WORD,
    "audience": _WORD, "player": _WORD, "ending": _WORD, "why": _SAID, "text": _SAID,
    "state": _hash, "tracks": _numbers, "returns": _numbers, "do": _LIST,
}  # fmt: skip
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
    """What is written of an event, besides its number and its time."""
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
            _put_some(pub, audience=event.audience)
            place = sec.setdefault(event.audience, {}) if event.audience else pub
            place["text"] = event.text
        case Sit():
            pub |= {"seat": event.seat, "player": event.player}
        case End():
            pub |= {"ending": event.ending, "returns": dict(event.returns)}
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
    else:
        _put_some(pub, owner=move.owner, by="" if move.by == DEALER else move.by)
        _put_some(place, why=move.why)


def _put_some(place: Plain, **fields: str) -> None:
    """Write down fields that say something."""
    place |= {name: value for name, value in fields.items() if value}


def event_of(pub: Plain, sec: Mapping[str, Plain]) -> Event:
    """The event that a full line tells of.

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
    said = {name: value for name, value in pub.items() if name not in ("seq", "at")}
    if fields_of(event) != (said, sec):
        raise LineFault(f"its fields are not those of a '{event.kind}'")
    return event


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


_MAKERS: Mapping[str, Callable[..., Any]] = {
    maker.kind: maker for maker in (Act, Chance, Ruling, Back, Note, Sit, End)
}


def glimpse_of(pub: Plain, sec: Mapping[str, Plain]) -> Plain:
    """What somebody who was given a part of a line can read in it."""
    found = dict(pub)
    for secret in sec.values():
        found |= secret
    return found


# --- the head ------------------------------------------------------------------------------


def head_fields(head: Head) -> Fields:
    """What is written of a head, besides its number."""
    header = head.header
    pub: Plain = {
        "kind": "head", "format": FORMAT, "schema": SCHEMA, "id": head.id, "at": head.created,
        "program": head.program, "rules": head.rules, "layout": head.layout,
        "deck": {
            "id": header.deck, "variant": header.variant, "title": head.title,
            "hash": header.deck_hash, "rules": header.rules_hash,
        },
        "seats": dict(header.seats),
    }  # fmt: skip
    if header.parent is not None:
        parent = header.parent
        pub["parent"] = {"id": parent.id, "ply": parent.ply, "hash": parent.hash}
    if head.is_shipped:
        pub["shipped"] = True
    secret = {"seed": header.seed}
    return pub, {CONTROL: secret | ({"epoch": header.epoch} if header.epoch else {})}


def head_of(pub: Plain, sec: Mapping[str, Plain]) -> Head:
    """The head that a first line tells of; of a view, without its secrets.

    Raises:
        LineFault: It tells of none.
    """
    secret = sec.get(CONTROL, {"seed": 0})
    try:
        head = _head(pub, secret)
    except (KeyError, TypeError, AttributeError):
        raise LineFault("its fields are not those of a head") from None
    said = {name: value for name, value in pub.items() if name not in ("seq", "schema")}
    ours, our_secret = head_fields(head)
    del ours["schema"]
    if ours != said or (sec and our_secret != sec):
        raise LineFault("its fields are not those of a head")
    return head


def _head(pub: Plain, secret: Plain) -> Head:
    deck, parent = pub["deck"], pub.get("parent")
    _need(
        is_hex(pub["id"], 32), _WORD(pub["rules"]), _WORD(pub["program"]), _WORD(pub["layout"]),
        _SHAPES["at"](pub["at"]), _texts(pub["seats"]), _texts(deck), _hash(deck["hash"]),
        _hash(deck["rules"]), _number(0, 2**63 - 1)(secret["seed"]),
        _COUNT(secret.get("epoch", 0)),
    )  # fmt: skip
    origin = None
    if parent is not None:
        _need(_WORD(parent["id"]), _COUNT(parent["ply"]), _WORD(parent["hash"]))
        origin = Parent(parent["id"], parent["ply"], parent["hash"])
    header = Header(
        deck["id"], deck["variant"], deck["hash"], deck["rules"], secret["seed"],
        dict(pub["seats"]), secret.get("epoch", 0), origin,
    )  # fmt: skip
    return Head(
        pub["id"], pub["at"], pub["program"], pub["rules"], pub["layout"], deck["title"], header,
        pub.get("shipped", False) is True,
    )  # fmt: skip


def _need(*held: bool) -> None:
    if not all(held):
        raise LineFault("its fields are not those of a head")
