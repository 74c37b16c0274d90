"""Lines and their hashes: one canonical form, one chain, and what can be hidden in it.

A line is `{hash, key, prev, pub, sec}`. `pub` everyone may read; `sec` holds what only some may,
by audience: a seat, or control. `hash` is over the line before and a commitment to each of these
parts, every one with a salt of its own that is made from the line's key. So a line can be passed
on with some parts as `[salt, part]` and others as their commitment alone, or hidden whole as
`{body, hash, prev}`, and the chain still holds: see `line_for` and `line_for_nobody`. No hash
stands in what is passed on that somebody could check a guess against.

Every line has exactly one way to be written; `line_reader` accepts nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from wargame.dataclass import dataclass

NOTHING = "0" * 64
"""The hash before the first line."""

HASH, SALT = 64, 32
"""Hexadecimal digits of a hash, and of a salt or a key."""

EVERYONE = ""
"""The audience of what everyone may read."""

_HEX = frozenset("0123456789abcdef")

Plain = dict[str, Any]


class LineFault(Exception):
    """Why some bytes are not a line."""


@dataclass(frozen=True, slots=True)
class SaveLine:
    """One line of a save.

    Attributes:
        pub: What everyone may read; None where it is hidden.
        sec: What each audience may read, as far as it is open.
        key: What the salts of its parts are made from; "" where it is not told.
        prev, hash: The hash of the line before, and of this one.
        is_full: Nothing has been hidden; False for what was passed on.
        view: In the first line of what was passed on: the seat it is for.
        is_salted: False for a line of schema 1 or 2, whose `pub` had no salt.
    """

    pub: Plain | None
    sec: Mapping[str, Plain]
    key: str
    prev: str
    hash: str
    is_full: bool = True
    view: str = ""
    is_salted: bool = True


# --- canonical form ------------------------------------------------------------------------

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False, check_circular=False
)


def canonical(value: Any) -> bytes:
    """The one way to write plain data: keys sorted, no blanks, ASCII alone."""
    return _ENCODER.encode(value).encode("ascii")


# --- hashes --------------------------------------------------------------------------------


def digest(*parts: bytes) -> str:
    """64 hex digits over parts that hold no line end."""
    return sha256(b"\n".join(parts)).hexdigest()


def own_salt(key: str, audience: str) -> str:
    """The salt of one part of a line."""
    return digest(b"salt", key.encode(), audience.encode())[:SALT]


def commitment(salt: str, part: bytes) -> str:
    """The salted hash that a line shows in place of a part; `salt` is the part's own."""
    return digest(b"part", salt.encode(), part)


def body_of(commitments: Mapping[str, str]) -> str:
    """One hash over the commitments to all parts of a line, by audience."""
    return digest(b"body", canonical(commitments))


def link(prev: str, body: str) -> str:
    """The hash of a line."""
    return digest(b"line", prev.encode(), body.encode())


def is_hex(value: Any, digits: int) -> bool:
    """Whether a value is a text of so many lower-case hexadecimal digits."""
    return isinstance(value, str) and len(value) == digits and _HEX.issuperset(value)


# --- reading -------------------------------------------------------------------------------


def commitment_of(part: Any, commit: Callable[[str, bytes], str] = commitment) -> str:
    """The commitment to a part that is open with its salt, or that stands for it.

    Args:
        commit: Makes one of the part's own salt, and the part as it is written.

    Raises:
        LineFault: It is neither.
    """
    match part:
        case str() if is_hex(part, HASH):
            return part
        case [str() as salt, dict() as said] if is_hex(salt, SALT):
            return commit(salt, canonical(said))
        case _:
            raise LineFault("a secret is neither open nor hidden")


def check_line(raw: bytes, as_we_write: bytes, said: str, found: str) -> None:
    """Accept a line that is written in the one way, and says the hash that it has.

    Raises:
        LineFault: It does not.
    """
    if as_we_write != raw:
        raise LineFault("it is not written as we write")
    if found != said:
        raise LineFault("its hash does not fit what it says")


# --- writing -------------------------------------------------------------------------------


def write_line(pub: Plain, sec: Mapping[str, Plain], key: str, prev: str) -> tuple[bytes, str]:
    """A line with its line end, and its hash."""
    parts = parts_of(pub, sec)
    found = link(prev, body_of(commitments_of(key, parts)))
    return written(found, key, prev, parts) + b"\n", found


def parts_of(pub: Plain, sec: Mapping[str, Plain]) -> dict[str, bytes]:
    """The parts of a line as they are written, by audience; what everyone may read comes first."""
    return {EVERYONE: canonical(pub)} | {name: canonical(sec[name]) for name in sorted(sec)}


def commitments_of(key: str, parts: Mapping[str, bytes]) -> dict[str, str]:
    """The commitments to the parts of a line."""
    return {name: commitment(own_salt(key, name), part) for name, part in parts.items()}


def written(hash_: str, key: str, prev: str, parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a full line; the same as `canonical` of the whole, without doing it twice."""
    inside = b",".join(
        b'"%s":%s' % (name.encode(), part) for name, part in parts.items() if name != EVERYONE
    )
    return b'{"hash":"%s","key":"%s","prev":"%s","pub":%s,"sec":{%s}}' % (
        hash_.encode(),
        key.encode(),
        prev.encode(),
        parts[EVERYONE],
        inside,
    )


def line_for(line: SaveLine, audiences: frozenset[str], view: str) -> bytes:
    """A full line as others get it, with its line end.

    Args:
        audiences: Whose secrets stay open.
        view: For the first line: the seat it is for.
    """
    assert line.pub is not None
    salts = {name: own_salt(line.key, name) for name in (EVERYONE, *line.sec)}
    sec = {
        name: [salts[name], part] if name in audiences else commitment(salts[name], canonical(part))
        for name, part in line.sec.items()
    }
    body = {"hash": line.hash, "prev": line.prev, "pub": [salts[EVERYONE], line.pub], "sec": sec}
    return canonical({**body, "view": view} if view else body) + b"\n"


def line_for_nobody(line: SaveLine) -> bytes:
    """A full line as those get it who may read nothing of it, with its line end."""
    assert line.pub is not None
    body = body_of(commitments_of(line.key, parts_of(line.pub, line.sec)))
    return canonical({"body": body, "hash": line.hash, "prev": line.prev}) + b"\n"
