"""Lines of schemas 1 and 2, as they are read: `{hash, prev, pub, salt, sec}`.

What everyone may read had no salt, so that a guess at a hidden line could be checked. Nothing is
written or passed on in this form any more; `migrate` writes such a save anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wargame.store.chain import (
    HASH,
    SALT,
    LineFault,
    Plain,
    SaveLine,
    canonical,
    check_line,
    commitment_of,
    digest,
    is_hex,
    own_salt,
)

_FULL = frozenset(("hash", "prev", "pub", "salt", "sec"))
_SHOWN = frozenset(("hash", "prev", "pub", "sec"))


def reader_of(data: Plain) -> Callable[[bytes, Plain], SaveLine] | None:
    """What reads an object with these fields; None if they are not those of such a line."""
    if data.keys() == _FULL:
        return _read_full
    return _read_shown if data.keys() - {"view"} == _SHOWN else None


def _read_full(raw: bytes, data: Plain) -> SaveLine:
    pub, salt, sec = data["pub"], data["salt"], data["sec"]
    if not (is_hex(salt, SALT) if sec else salt == ""):
        raise LineFault("its hashes are not hashes")
    if not all(isinstance(part, dict) for part in (pub, sec, *_values(sec))):
        raise LineFault("its parts are not objects")
    commitments = {
        name: _commit(own_salt(salt, name), canonical(part)) for name, part in sec.items()
    }
    _check(raw, data, _open(pub), commitments)
    return SaveLine(pub, sec, salt, data["prev"], data["hash"], is_salted=False)


def _read_shown(raw: bytes, data: Plain) -> SaveLine:
    pub, sec, view = data["pub"], data["sec"], data.get("view", "")
    is_hidden = is_hex(pub, HASH)
    if not (isinstance(view, str) and isinstance(sec, dict)):
        raise LineFault("its parts are not objects")
    if not (is_hidden or isinstance(pub, dict)):
        raise LineFault("its parts are not objects")
    commitments = {name: commitment_of(part, _commit) for name, part in sec.items()}
    opened = {name: part[1] for name, part in sec.items() if not isinstance(part, str)}
    _check(raw, data, pub if is_hidden else _open(pub), commitments)
    said = None if is_hidden else pub
    return SaveLine(said, opened, "", data["prev"], data["hash"], False, view, is_salted=False)


def _values(sec: Any) -> list[Any]:
    return list(sec.values()) if isinstance(sec, dict) else []


def _open(pub: Plain) -> str:
    return digest(b"pub", canonical(pub))


def _commit(salt: str, part: bytes) -> str:
    return digest(b"secret", salt.encode(), part)


def _check(raw: bytes, data: Plain, pub: str, commitments: Mapping[str, str]) -> None:
    found = digest(b"line", data["prev"].encode(), pub.encode(), canonical(commitments))
    check_line(raw, canonical(data), data["hash"], found)
