"""Lines and their hashes: one canonical form, one chain, and what can be hidden in it.

A line is `{hash, prev, pub, salt, sec}`. `pub` everyone may read; `sec` holds what only some
may, by audience: a seat, or control. `hash` is over the line before, `pub`, and a commitment to
each secret that is salted with a key of its own. So a line can be passed on without a secret,
or with its `pub` replaced by its hash, and the chain still holds: see `shown`.

Every line has exactly one way to be written. Reading accepts nothing else, and never raises
anything but `LineFault`, whatever the bytes are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

NOTHING = "0" * 64
"""The hash before the first line."""

MAX_DIGITS = 19
"""Longest whole number that a line may hold."""

HASH, SALT = 64, 32
"""Hexadecimal digits of a hash and of a salt."""

_HEX = frozenset("0123456789abcdef")
_FULL = frozenset(("hash", "prev", "pub", "salt", "sec"))
_SHOWN = frozenset(("hash", "prev", "pub", "sec"))
_VIEW = _SHOWN | {"view"}

Plain = dict[str, Any]


class LineFault(Exception):
    """Why some bytes are not a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a save.

    Attributes:
        pub: What everyone may read; None where it is hidden.
        sec: What each audience may read, as far as it is open.
        salt: The master of the line's salts; "" where there is no secret, or none is told.
        prev, hash: The hash of the line before, and of this one.
        is_full: Nothing has been hidden; False for what was passed on.
        view: In the first line of what was passed on: the seat it is for.
    """

    pub: Plain | None
    sec: Mapping[str, Plain]
    salt: str
    prev: str
    hash: str
    is_full: bool = True
    view: str = ""


# --- canonical form ------------------------------------------------------------------------

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False, check_circular=False
)


def canonical(value: Any) -> bytes:
    """The one way to write plain data: keys sorted, no blanks, ASCII alone."""
    return _ENCODER.encode(value).encode("ascii")


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise LineFault("a number is too long")
    return int(digits)


def _refuse(word: str) -> Callable[[str], Any]:
    def hook(_: str) -> Any:
        raise LineFault(f"{word} cannot stand in a save")

    return hook


_DECODER = json.JSONDecoder(
    parse_int=_whole, parse_float=_refuse("a fraction"), parse_constant=_refuse("NaN or infinity")
)


def _plain(raw: bytes) -> Any:
    try:
        text = raw.decode("ascii")
        return _DECODER.decode(text)
    except UnicodeDecodeError:
        raise LineFault("it holds bytes that are not ASCII") from None
    except RecursionError:
        raise LineFault("it is nested too deeply") from None
    except ValueError:
        raise LineFault("it is not JSON") from None


# --- hashes --------------------------------------------------------------------------------


def digest(*parts: bytes) -> str:
    """64 hex digits over parts that hold no line end."""
    return sha256(b"\n".join(parts)).hexdigest()


def own_salt(salt: str, audience: str) -> str:
    """The salt of one secret of a line."""
    return digest(b"salt", salt.encode(), audience.encode())[:SALT]


def commitment(salt: str, secret: bytes) -> str:
    """The salted hash that a line shows in place of a secret; `salt` is the secret's own."""
    return digest(b"secret", salt.encode(), secret)


def link(prev: str, pub_hash: str, commitments: Mapping[str, str]) -> str:
    """The hash of a line."""
    return digest(b"line", prev.encode(), pub_hash.encode(), canonical(commitments))


def pub_hash(pub: bytes) -> str:
    """The hash of what everyone may read; in a view it can stand in its place."""
    return digest(b"pub", pub)


# --- writing -------------------------------------------------------------------------------


def write_line(pub: Plain, sec: Mapping[str, Plain], salt: str, prev: str) -> tuple[bytes, str]:
    """A line with its line end, and its hash. Without secrets it needs no salt and has none."""
    salt = salt if sec else ""
    open_part = canonical(pub)
    secrets = {audience: canonical(sec[audience]) for audience in sorted(sec)}
    found = link(prev, pub_hash(open_part), _commitments(salt, secrets))
    return _written(found, prev, open_part, salt, secrets) + b"\n", found


def _commitments(salt: str, secrets: Mapping[str, bytes]) -> dict[str, str]:
    return {
        audience: commitment(own_salt(salt, audience), secret)
        for audience, secret in secrets.items()
    }


def _written(hash_: str, prev: str, pub: bytes, salt: str, secrets: Mapping[str, bytes]) -> bytes:
    """The bytes of a full line; the same as `canonical` of the whole, without doing it twice."""
    inside = b",".join(
        b'"%s":%s' % (audience.encode(), secret) for audience, secret in secrets.items()
    )
    return b'{"hash":"%s","prev":"%s","pub":%s,"salt":"%s","sec":{%s}}' % (
        hash_.encode(),
        prev.encode(),
        pub,
        salt.encode(),
        inside,
    )


def shown(line: Line, audiences: frozenset[str], *, hide: bool = False, view: str = "") -> bytes:
    """A full line as others get it, with its line end.

    Args:
        audiences: Whose secrets stay open.
        hide: Put the hash in place of what everyone may read.
        view: For the first line: the seat it is for.
    """
    assert line.pub is not None
    open_part = canonical(line.pub)
    sec: dict[str, Any] = {}
    for audience, secret in line.sec.items():
        salt = own_salt(line.salt, audience)
        is_open = audience in audiences and not hide
        sec[audience] = [salt, secret] if is_open else commitment(salt, canonical(secret))
    body = {
        "hash": line.hash,
        "prev": line.prev,
        "pub": pub_hash(open_part) if hide else line.pub,
        "sec": sec,
    }
    return canonical({**body, "view": view} if view else body) + b"\n"


# --- reading -------------------------------------------------------------------------------


def read_line(raw: bytes) -> Line:
    """A line from its bytes, without the line end.

    Raises:
        LineFault: They are not a line, or not as it was written.
    """
    data = _plain(raw)
    if not isinstance(data, dict):
        raise LineFault("it is no object")
    _check_surrogates(raw, data)
    keys = data.keys()
    if keys == _FULL:
        return _read_full(raw, data)
    if keys in (_SHOWN, _VIEW):
        return _read_shown(raw, data)
    raise LineFault("it has other fields than a line")


def _check_surrogates(raw: bytes, data: Plain) -> None:
    """Half a character can be written in JSON, and nowhere else."""
    if b"\\ud" not in raw:
        return
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        raise LineFault("it holds half a character") from None


def _read_full(raw: bytes, data: Plain) -> Line:
    hash_, prev, salt = data["hash"], data["prev"], data["salt"]
    pub, sec = data["pub"], data["sec"]
    is_salted = is_hex(salt, SALT) if sec else salt == ""
    if not (is_hex(hash_, HASH) and is_hex(prev, HASH) and is_salted):
        raise LineFault("its hashes are not hashes")
    if not (_is_object(pub) and _is_object(sec) and all(map(_is_object, sec.values()))):
        raise LineFault("its parts are not objects")
    open_part = _canonical(pub)
    secrets = {audience: _canonical(sec[audience]) for audience in sorted(sec)}
    if _written(hash_, prev, open_part, salt, secrets) != raw:
        raise LineFault("it is not written as we write")
    if link(prev, pub_hash(open_part), _commitments(salt, secrets)) != hash_:
        raise LineFault("its hash does not fit what it says")
    return Line(pub, sec, salt, prev, hash_)


def _read_shown(raw: bytes, data: Plain) -> Line:
    hash_, prev, pub, sec = data["hash"], data["prev"], data["pub"], data["sec"]
    view = data.get("view", "")
    if not (is_hex(hash_, HASH) and is_hex(prev, HASH) and isinstance(view, str)):
        raise LineFault("its hashes are not hashes")
    if not (_is_object(sec) and (_is_object(pub) or is_hex(pub, HASH))):
        raise LineFault("its parts are not objects")
    if _canonical(data) != raw:
        raise LineFault("it is not written as we write")
    opened: dict[str, Plain] = {}
    commitments: dict[str, str] = {}
    for audience, secret in sec.items():
        if is_hex(secret, HASH):
            commitments[audience] = secret
        else:
            salt, opened[audience] = _opened(secret)
            commitments[audience] = commitment(salt, _canonical(opened[audience]))
    is_hidden = isinstance(pub, str)
    if link(prev, pub if is_hidden else pub_hash(_canonical(pub)), commitments) != hash_:
        raise LineFault("its hash does not fit what it says")
    return Line(None if is_hidden else pub, opened, "", prev, hash_, False, view)


def _opened(secret: Any) -> tuple[str, Plain]:
    match secret:
        case [str() as salt, dict() as said] if is_hex(salt, SALT):
            return salt, said
        case _:
            raise LineFault("a secret is neither open nor hidden")


def _canonical(value: Any) -> bytes:
    try:
        return canonical(value)
    except (ValueError, RecursionError):
        raise LineFault("it cannot be written again") from None


def is_hex(value: Any, digits: int) -> bool:
    """Whether a value is a text of so many lower-case hexadecimal digits."""
    return isinstance(value, str) and len(value) == digits and _HEX.issuperset(value)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)
