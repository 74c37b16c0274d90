"""The head of a save: its first line."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.content.chapters import numbered
from wargame.dataclass import dataclass
from wargame.play.event import CONTROL
from wargame.play.record import Header, Parent
from wargame.play.seeds import is_secret
from wargame.store.chain import LineFault, Plain, is_hex
from wargame.store.lines import Fields
from wargame.store.shapes import COUNT, SEED, STACK, TIME, WORD, are_names, are_words, is_hash

FORMAT = "wargame save"
SCHEMA = 4
"""Raised whenever lines change their shape; `migrate` has a step for each."""


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

    @property
    def called(self) -> str:
        """What tells its game from others in a list: the title of the deck, and which chapter."""
        return ", ".join(filter(None, (self.title, numbered(self.header.variant))))


def head_fields(head: Head) -> Fields:
    """The fields of a head's line, without its number."""
    header = head.header
    pub: Plain = {
        "kind": "head",
        "format": FORMAT,
        "schema": SCHEMA,
        "id": head.id,
        "at": head.created,
        "program": head.program,
        "rules": head.rules,
        "layout": head.layout,
        "deck": {
            "id": header.deck,
            "variant": header.variant,
            "title": head.title,
            "hash": header.deck_hash,
            "rules": header.rules_hash,
        },
        "seats": dict(header.seats),
    }
    if header.parent is not None:
        parent = header.parent
        pub["parent"] = {"id": parent.id, "ply": parent.ply, "hash": parent.hash}
    if head.is_shipped:
        pub["shipped"] = True
    sec: Plain = {"seed": header.seed}
    if header.epoch:
        sec["epoch"] = header.epoch
    if header.secret:
        sec["secret"] = header.secret
    return pub, {CONTROL: sec}


def head_of(pub: Plain, sec: Mapping[str, Plain]) -> Head:
    """The head in a first line; that of a view has no secrets.

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
        is_hex(pub["id"], 32),
        WORD(pub["rules"]),
        WORD(pub["program"]),
        WORD(pub["layout"]),
        TIME(pub["at"]),
        are_names(pub["seats"]),
        are_words({key: text for key, text in deck.items() if key != "variant"}),
        STACK(deck["variant"]),
        is_hash(deck["hash"]),
        is_hash(deck["rules"]),
        SEED(secret["seed"]),
        COUNT(secret.get("epoch", 0)),
        "secret" not in secret or is_secret(secret["secret"]),
    )
    origin = None
    if parent is not None:
        _need(WORD(parent["id"]), COUNT(parent["ply"]), WORD(parent["hash"]))
        origin = Parent(parent["id"], parent["ply"], parent["hash"])
    header = Header(
        deck["id"],
        deck["variant"],
        deck["hash"],
        deck["rules"],
        secret["seed"],
        dict(pub["seats"]),
        secret.get("epoch", 0),
        origin,
        secret.get("secret", ""),
    )
    return Head(
        pub["id"],
        pub["at"],
        pub["program"],
        pub["rules"],
        pub["layout"],
        deck["title"],
        header,
        pub.get("shipped", False) is True,
    )


def _need(*held: bool) -> None:
    if not all(held):
        raise LineFault("its fields are not those of a head")
