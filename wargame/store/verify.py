"""Is a save sound? Its chain, its deck, its versions, and every position by replay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.errors import UsageError, visible, visible_lines
from wargame.play.confirm import Mismatch, confirm
from wargame.play.record import course_of
from wargame.rules.amounts import counted
from wargame.rules.game import RULES_VERSION
from wargame.store.fair import Fairness, fairness_of
from wargame.store.save import (
    DAMAGED,
    DIFFERS,
    FIRST_EVENT,
    MISMATCH,
    TORN,
    Save,
    SaveFault,
    read_save,
    told_of,
)
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
        fair: Whether luck is what the seed gives, and views what the save holds, if asked for.
    """

    code: int
    message: str
    seq: int = 0
    field: str = ""
    events: int = 0
    hash: str = ""
    view: str = ""
    fair: Fairness | None = None


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
        save = read_save(path, world)
    except SaveFault as fault:
        return Verification(fault.code, str(fault), fault.seq)
    return verdict_on(save, expect)


def verify_fair(path: Path, views: Sequence[Path], world: World, expect: str = "") -> Verification:
    """Check a save of a finished game, its luck, and views of it that were passed on.

    Returns:
        As `verify` does; code 4 also for luck that the seed does not give or a view that
        differs, code 2 also for a view that cannot be read.

    Raises:
        UsageError: The game is not over, or this is a view.
        OSError: A file cannot be read.
        RecordError: One is no ordinary file.
    """
    try:
        save = read_save(path, world)
    except SaveFault as fault:
        return Verification(fault.code, str(fault), fault.seq)
    verdict = verdict_on(save, expect)
    if verdict.code not in (0, TORN):
        return verdict
    _check_can_be_fair(save)
    fair = fairness_of(save, views, world)
    found = _said(save, _code_of(fair) or verdict.code, f"{verdict.message}\n{fair}", fair.seq)
    return replace(
        found, field="" if fair.is_fair else "luck" if fair.problem else "view", fair=fair
    )


def _check_can_be_fair(save: Save) -> None:
    name = visible(save.path.name)
    if save.view:
        raise UsageError(f"{name} is a view: check the full save, and give it by --view.")
    if not save.is_over:
        raise UsageError(f"{name}: The game is still running; its luck is checked when it is over.")


def _code_of(fair: Fairness) -> int:
    if fair.is_fair:
        return 0
    is_shown = fair.problem or any(view.differs for view in fair.views)
    return DIFFERS if is_shown else DAMAGED


def verdict_on(save: Save, expect: str = "") -> Verification:
    """Check a save that has been read."""
    if save.damage is not None:
        return _said(save, DAMAGED, str(save.damage), save.damage.seq)
    try:
        save.game  # noqa: B018 - made to see whether it can be
    except SaveFault as fault:
        return _said(save, fault.code, str(fault))
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
    course = course_of(save.game, save.head.header)
    hashed = save.fits_layout
    for seq, event in enumerate(save.events, FIRST_EVENT):
        try:
            confirm(course, event, hashed=hashed)
        except Mismatch as mismatch:
            return _differs(save, seq, mismatch)
    by = "" if hashed else ", by its numbers alone: its hashes are of another version"
    end = "finished" if course.end else "still running"
    return _sound(save, f"Sound: {_lines(save)}, {counted(len(course.moves), 'move')}, {end}{by}.")


def _sound(save: Save, message: str) -> Verification:
    tail = len(save.chain.tail)
    if not tail:
        return _said(save, 0, message)
    torn = f"{message} The last {tail} bytes are torn off and never counted; resuming mends that."
    return _said(save, TORN, torn)


def _differs(save: Save, seq: int, mismatch: Mismatch) -> Verification:
    return _said(save, DIFFERS, told_of(seq, mismatch), seq, mismatch.field)


def _said(save: Save, code: int, message: str, seq: int = 0, field: str = "") -> Verification:
    events = (seq or len(save.chain.lines) + 1) - 1
    last = save.chain.lines[events - 1].hash if 0 < events <= len(save.chain.lines) else ""
    return Verification(code, visible_lines(message), seq, field, events, last, save.view)


def _lines(save: Save) -> str:
    return counted(len(save.chain.lines), "line")
