"""A view that was passed on, held against the full save line by line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.errors import visible
from wargame.store.chain import SaveLine
from wargame.store.export import view_of
from wargame.store.lines import DECK_SEQ, HEAD_SEQ
from wargame.store.save import Save, SaveFault, read_save
from wargame.store.world import World


@dataclass(frozen=True, slots=True)
class ViewCheck:
    """Whether a view agrees with a save.

    Attributes:
        file: The view.
        seat: Whose it is; "" if that cannot be read.
        lines: How many of its lines agree, up to the first that does not.
        problem: What differs, or why it cannot be compared; "" if all agree.
        differs: The number of the first line that differs; 0 for none, or if it cannot be
            compared.
    """

    file: str
    seat: str
    lines: int
    problem: str = ""
    differs: int = 0

    @property
    def agrees(self) -> bool:
        """Whether every line does."""
        return not self.problem

    def __str__(self) -> str:
        name = visible(Path(self.file).name)
        if self.differs:
            return f"{name}: line {self.differs} differs: {self.problem}."
        if self.problem:
            return f"{name}: {self.problem}"
        return f"{name}: all {self.lines} lines of the view of seat '{self.seat}' agree."


def compared(save: Save, path: Path, world: World) -> ViewCheck:
    """Hold a view against a full save.

    Raises:
        OSError: It cannot be read.
    """
    try:
        view = read_save(path, world)
    except SaveFault as fault:
        return ViewCheck(str(path), "", 0, str(fault))
    seat = visible(view.view)
    reason = _why_not(save, view)
    if reason:
        return ViewCheck(str(path), seat, 0, reason)
    same, what = _agreeing(save, view, b"".join(world.storage.read(path)))
    return ViewCheck(str(path), seat, same, what, same + 1 if what else 0)


def _why_not(save: Save, view: Save) -> str:
    """Why a view cannot be compared, or ""."""
    if not view.view:
        return "This is no view but a full save."
    if view.damage is not None:
        return str(view.damage)
    if view.chain.lines[0].is_salted != save.chain.lines[0].is_salted:
        return "It was made before the save was migrated: hold it against the save of then."
    return ""


def _agreeing(save: Save, view: Save, data: bytes) -> tuple[int, str]:
    """How many lines agree, and what of the next one does not, or ""."""
    theirs, ours = view.chain.lines, save.chain.lines
    due = _due(save, view)
    for place, (line, raw) in enumerate(zip(theirs, data.split(b"\n"), strict=False)):
        if place >= len(ours):
            return place, "the save ends before it"
        if line.hash != ours[place].hash:
            return place, _difference(line, ours[place], place + 1)
        if due and all(raw != one[place] for one in due):
            return place, "it shows something else than this seat may know"
    return len(theirs), ""


def _due(save: Save, view: Save) -> list[list[bytes]]:
    """The lines of the view as it may have been made: all open where the game is over, or its luck
    shut while another game went on with it. None for a save of an old schema."""
    count = len(view.chain.lines)
    is_known = view.view in save.head.header.seats and save.chain.lines[0].is_salted
    if not is_known or count > len(save.chain.lines):
        return []
    chain = replace(save.chain, lines=save.chain.lines[:count])
    then = replace(save, chain=chain, events=save.events[: count - DECK_SEQ])
    return [view_of(then, view.view, shuts_luck=one).split(b"\n") for one in (False, True)]


def _difference(theirs: SaveLine, ours: SaveLine, seq: int) -> str:
    """What of two lines differs, as far as the view tells; both follow on the same."""
    if theirs.pub is not None and theirs.pub != ours.pub:
        return "what everyone may read"
    for audience, secret in theirs.sec.items():
        if secret != ours.sec.get(audience):
            return f"what {visible(audience)} could read"
    if seq == HEAD_SEQ:
        return "the seed, the secret or their salt is another than was committed to"
    return "what was hidden then, or its salt, is another than was committed to"
