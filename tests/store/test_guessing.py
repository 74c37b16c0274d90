"""What was taken back cannot be guessed from an export, by whoever tries everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.play.test_control import take, until
from tests.store.helpers import NOON, close, game_of, played, world
from wargame.play import control
from wargame.store.chain import canonical
from wargame.store.export import view_of
from wargame.store.save import Save, load


def undone(tmp_path: Path) -> tuple[Save, str]:
    """A save in which a seat has taken back an offer, and the rival's name."""
    match = played(tmp_path / "undo.jsonl", "water_treaty", 1)
    seat = until(match, "offer")
    take(match, "offer")
    control.undo(match, seat)
    close(match)
    rival = next(other for other in game_of("water_treaty").seats if other != seat)
    return load(tmp_path / "undo.jsonl", world()), rival


def digest(*parts: bytes) -> str:
    return sha256(b"\n".join(parts)).hexdigest()


def guesses(save: Save, seq: int) -> Iterator[bytes]:
    """What the line may have said: every move the rival could have made, at every second."""
    told: dict[str, Any] = dict(save.chain.lines[seq - 1].pub or {})
    match told["kind"]:
        case "act":
            changes = [{"action": word} for word in ("pass", "offer none", told["action"])]
        case _:
            changes = [{"to": told["to"] + n} for n in range(-3, 4)]
    for change in changes:
        for at in range(NOON - 5, NOON + 5):
            yield canonical({**told, **change, "at": at})


def images(said: bytes, salts: set[bytes]) -> Iterator[str]:
    """What a line that says this could show of it, as far as whoever reads the file knows."""
    yield digest(b"pub", said)
    for salt in salts | {b""}:
        own = digest(b"salt", salt, b"")[:32].encode()
        for used in (salt, own):
            part = digest(b"part", used, said)
            yield part
            yield digest(b"body", canonical({"": part}))


def test_no_guess_at_what_was_taken_back_can_be_checked(tmp_path: Path) -> None:
    """A rival that knows all but the word finds nothing in the file that a guess fits."""
    save, rival = undone(tmp_path)
    view = view_of(save, rival)
    shown = set(re.findall(r"[0-9a-f]{64}", view.decode()))
    salts = {one.encode() for one in re.findall(r"\"([0-9a-f]{32})\"", view.decode())}
    hidden = [seq for seq, line in enumerate(view.splitlines(), 1) if _is_hidden(line)]
    assert len(hidden) == 2
    for seq in hidden:
        for said in guesses(save, seq):
            assert shown.isdisjoint(images(said, salts)), said


def _is_hidden(line: bytes) -> bool:
    return not isinstance(json.loads(line).get("pub"), dict | list)
