"""A line from its bytes, which may be anything: it is read whole and exact, or not at all.

Nothing but `LineFault` is raised. Lines of schemas 1 and 2 are read by `unsalted`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from wargame.store import unsalted
from wargame.store.chain import (
    EVERYONE,
    HASH,
    SALT,
    LineFault,
    Plain,
    SaveLine,
    body_of,
    canonical,
    check_line,
    commitment_of,
    commitments_of,
    is_hex,
    link,
    parts_of,
    written,
)

MAX_DIGITS = 19
"""Longest whole number that a line may hold."""

_FULL = frozenset(("hash", "key", "prev", "pub", "sec"))
_SHOWN = frozenset(("hash", "prev", "pub", "sec"))
_HIDDEN = frozenset(("body", "hash", "prev"))


def read_line(raw: bytes) -> SaveLine:
    """A line from its bytes, without the line end.

    Raises:
        LineFault: They are not a line, or not as it was written.
    """
    data = _plain(raw)
    if not isinstance(data, dict):
        raise LineFault("it is no object")
    _check_surrogates(raw, data)
    reader = _reader_of(data)
    if reader is None:
        raise LineFault("it has other fields than a line")
    if not (is_hex(data["hash"], HASH) and is_hex(data["prev"], HASH)):
        raise LineFault("its hashes are not hashes")
    try:
        return reader(raw, data)
    except (ValueError, RecursionError):
        raise LineFault("it cannot be written again") from None


def _reader_of(data: Plain) -> Callable[[bytes, Plain], SaveLine] | None:
    """What reads an object with these fields."""
    keys = data.keys()
    if keys == _FULL:
        return _read_full
    if keys == _HIDDEN:
        return _read_hidden
    if keys - {"view"} == _SHOWN and isinstance(data["pub"], list):
        return _read_shown
    return unsalted.reader_of(data)


# --- plain data ----------------------------------------------------------------------------


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


def _check_surrogates(raw: bytes, data: Plain) -> None:
    """Half a character can be written in JSON, and nowhere else."""
    if b"\\ud" not in raw:
        return
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        raise LineFault("it holds half a character") from None


# --- the three forms of a line -------------------------------------------------------------


def _read_full(raw: bytes, data: Plain) -> SaveLine:
    hash_, key, prev, pub, sec = (data[name] for name in ("hash", "key", "prev", "pub", "sec"))
    if not is_hex(key, SALT):
        raise LineFault("its hashes are not hashes")
    if not (_is_object(pub) and _is_object(sec) and all(map(_is_object, sec.values()))):
        raise LineFault("its parts are not objects")
    if EVERYONE in sec:
        raise LineFault("a secret of everyone")
    parts = parts_of(pub, sec)
    _check(raw, written(hash_, key, prev, parts), data, body_of(commitments_of(key, parts)))
    return SaveLine(pub, sec, key, prev, hash_)


def _read_shown(raw: bytes, data: Plain) -> SaveLine:
    view, sec = data.get("view", ""), data["sec"]
    if not (isinstance(view, str) and _is_object(sec) and EVERYONE not in sec):
        raise LineFault("its parts are not objects")
    if "view" in data and not view:
        raise LineFault("it is the view of nobody")
    parts = {EVERYONE: data["pub"], **sec}
    commitments = {name: commitment_of(part) for name, part in parts.items()}
    opened = {name: part[1] for name, part in parts.items() if not isinstance(part, str)}
    _check(raw, canonical(data), data, body_of(commitments))
    return SaveLine(opened.pop(EVERYONE), opened, "", data["prev"], data["hash"], False, view)


def _read_hidden(raw: bytes, data: Plain) -> SaveLine:
    if not is_hex(data["body"], HASH):
        raise LineFault("its hashes are not hashes")
    _check(raw, canonical(data), data, data["body"])
    return SaveLine(None, {}, "", data["prev"], data["hash"], False)


def _check(raw: bytes, as_we_write: bytes, data: Plain, body: str) -> None:
    check_line(raw, as_we_write, data["hash"], link(data["prev"], body))


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)
