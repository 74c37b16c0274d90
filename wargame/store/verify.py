"""Is a save sound? Its chain, its deck, its versions, and every position by replay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wargame.errors import visible
from wargame.play.confirm import Mismatch, confirm
from wargame.play.course import Course
from wargame.rules.game import RULES_VERSION
from wargame.store.save import DAMAGED, DIFFERS, FIRST_EVENT, MISMATCH, TORN, Save, SaveFault, load
from wargame.store.world import World


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a save is sound.

    Attributes:
        code: 0 sound, 1 only its end is torn, 2 damaged or no save, 3 another version or
            another deck than it names, 4 the rules lead elsewhere.
        message: For people.
        seq: The number of the first event that is to blame, or 0.
        field: Which part of it differs, for code 4.
        events: How many events are sound.
        hash: The hash of the last sound line.
        view: The seat whose view it is, or "".
    """

    code: int
    message: str
    seq: int = 0
    field: str = ""
    events: int = 0
    hash: str = ""
    view: str = ""


def verify(path: Path, world: World, expect: str = "") -> Verification:
    """Check a save without changing it.

    Args:
        expect: The hash that its last line should have, as read aloud when it was made. A
            chain alone does not stop somebody who writes all of it anew.

    Raises:
        OSError: It cannot be read.
        RecordError: It is no ordinary file.
    """
    try:
        save = load(path, world)
    except SaveFault as fault:
        return Verification(fault.exit_code, str(fault), fault.seq)
    return verdict_on(save, expect)


def verdict_on(save: Save, expect: str = "") -> Verification:
    """Check a save that has been read."""
    if save.damage is not None:
        return _said(save, DAMAGED, str(save.damage), save.damage.seq)
    try:
        save.game  # noqa: B018 - made to see whether it can be
    except SaveFault as fault:
        return _said(save, fault.exit_code, str(fault))
    found = _verdict_on_view(save) if save.view else _verdict_on_game(save)
    if found.code in (0, TORN) and expect and expect != found.hash:
        what = f"The last hash is {found.hash}, not the one expected: another save, or rewritten."
        return _said(save, MISMATCH, what)
    return found


def _verdict_on_view(save: Save) -> Verification:
    what = f"Sound, as the view of seat '{visible(save.view)}': {_lines(save)}."
    return _sound(save, what)


def _verdict_on_game(save: Save) -> Verification:
    if not save.fits_rules:
        theirs = visible(save.head.rules)
        what = f"Made with rules version {theirs}; these are version {RULES_VERSION}."
        return _said(save, MISMATCH, what)
    course = Course(save.game, epoch=save.head.header.epoch, secret=save.head.header.secret)
    hashed = save.fits_layout
    for seq, event in enumerate(save.events, FIRST_EVENT):
        try:
            confirm(course, event, hashed=hashed)
        except Mismatch as mismatch:
            return _differs(save, seq, mismatch)
        except Exception as error:  # noqa: BLE001 - a forged event may break any rule
            return _differs(save, seq, Mismatch(f"it breaks the rules ({type(error).__name__})"))
    by = "" if hashed else ", by its numbers alone: its hashes are of another version"
    end = "finished" if course.end else "still running"
    return _sound(save, f"Sound: {_lines(save)}, {len(course.moves)} moves, {end}{by}.")


def _sound(save: Save, message: str) -> Verification:
    tail = len(save.chain.tail)
    if not tail:
        return _said(save, 0, message)
    torn = f"{message} The last {tail} bytes are torn off and never counted; resuming mends that."
    return _said(save, TORN, torn)


def _differs(save: Save, seq: int, mismatch: Mismatch) -> Verification:
    legal = "differs" if mismatch.field else "is not legal"
    return _said(save, DIFFERS, f"Event {seq} {legal}: {mismatch}", seq, mismatch.field)


def _said(save: Save, code: int, message: str, seq: int = 0, field: str = "") -> Verification:
    events = (seq or len(save.chain.lines) + 1) - 1
    last = save.chain.lines[events - 1].hash if 0 < events <= len(save.chain.lines) else ""
    return Verification(code, message, seq, field, events, last, save.view)


def _lines(save: Save) -> str:
    return f"{len(save.chain.lines)} lines"
