"""A save that grows: made whole or not at all, and a move is on the disk before it counts.

Making one: everything goes into a file of another name, which is synced, renamed, and the
folder synced. Growing: one write and one sync per move with the luck it brings. After any
failure the file is cut back to what was acknowledged and never touched again.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path

from wargame.errors import NotSaved, UsageError, visible
from wargame.play.event import Event, Move
from wargame.play.record import Record
from wargame.rules.game import RULES_VERSION, Game
from wargame.store.chain import Plain
from wargame.store.head import head_fields
from wargame.store.line_writer import LineWriter, first_lines, new_head
from wargame.store.lines import HEAD_SEQ
from wargame.store.names import Saves, command_on
from wargame.store.save import DAMAGED, MISMATCH, Save, SaveFault, read_save, to_repair
from wargame.store.storage import Handle, Lock
from wargame.store.whole import forget, lock_path, put_file, reason_of, write_all
from wargame.store.world import World

TRIES = 100
"""Names that may be taken by others while one is looked for."""


class _Swapped(OSError):
    """A file is not there any more as it was left."""


class SaveFile:
    """A save that is open for one match; a `Journal`. Make one by `create` or `reopen`.

    Attributes:
        failure: Why nothing is kept any more, or "".
    """

    def __init__(
        self,
        path: Path,
        lines: LineWriter,
        handle: Handle,
        lock: Lock,
        size: int,
        kept: Sequence[Event],
    ) -> None:
        self.path = path
        self._lines, self._handle, self._lock = lines, handle, lock
        self._size = size
        self._moves = _moves_of(kept, 0)
        self.failure, self._is_gone = "", False

    def append(self, events: Sequence[Event]) -> None:
        """Keep events; returns when they are on the disk.

        Raises:
            NotSaved: They are not, and nothing will be any more: close this, save elsewhere.
        """
        if self.failure:
            raise NotSaved(self.failure, is_gone=self._is_gone)
        before = self._lines.last_hash, self._lines.next_seq
        data = self._lines.events(events)
        try:
            self._check_place()
            write_all(self._handle, data)
            self._handle.sync()
        except OSError as error:
            self._lines.last_hash, self._lines.next_seq = before
            self._give_up(error)
            raise NotSaved(self.failure, is_gone=self._is_gone) from error
        self._size += len(data)
        self._moves = _moves_of(events, self._moves)

    def _check_place(self) -> None:
        """Write nowhere where nobody would find it: a file may be swapped under an open handle.

        Raises:
            _Swapped: It is not there any more as it was left.
        """
        if not self._handle.is_at(self.path, self._size):
            raise _Swapped("the file was removed, replaced or written to by another program")

    def _give_up(self, error: OSError) -> None:
        """Leave the file as it was acknowledged, and never write to it again."""
        since = f"move {self._moves}" if self._moves else "the beginning"
        self.failure = f"Not saved since {since}: {reason_of(error, self.path)}."
        if isinstance(error, _Swapped):
            self._is_gone = True  # what is there now is not ours to cut
            return
        try:
            self._handle.cut(self._size)
        except OSError:
            self.failure += " The end of the file may be torn; opening it mends that."

    def close(self) -> None:
        """Let go of the file and its lock."""
        self._handle.close()
        self._lock.release()

    def __enter__(self) -> SaveFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# --- making --------------------------------------------------------------------------------


def _moves_of(events: Sequence[Event], before: int) -> int:
    """How many moves are kept with these events, the last of all."""
    last = (event.ply + 1 for event in reversed(events) if isinstance(event, Move))
    return next(last, before)


def create(
    path: Path,
    game: Game,
    record: Record,
    world: World,
    *,
    shipped: bool = False,
    save_id: str = "",
) -> SaveFile:
    """Make a save of a match as it stands, and leave it open.

    Args:
        shipped: It will come with the program, so that going on with it makes a copy.
        save_id: Of a save that this one takes the place of.

    Raises:
        UsageError: There is one already, or its name is being used.
        NotSaved: It could not be made; nothing is left behind.
    """
    try:
        world.storage.make_folder(path.parent)
        lock = world.storage.lock(lock_path(path))
    except OSError as error:
        raise NotSaved(f"Cannot save: {reason_of(error, path)}.") from error
    try:
        return _create(path, game, record, world, lock, save_id, shipped)
    except OSError as error:
        lock.release()
        raise NotSaved(f"Cannot save: {reason_of(error, path)}.") from error
    except BaseException:
        lock.release()
        raise


def create_free(saves: Saves, name: str, game: Game, record: Record, world: World) -> SaveFile:
    """Make a save under a name, or the first like it that nobody has, also if somebody takes
    one at this moment.

    Raises:
        UsageError: The folder cannot be used.
        NotSaved: It could not be made; nothing is left behind.
    """
    for path in map(saves.path, islice(saves.free_names(name), TRIES)):
        try:
            return create(path, game, record, world)
        except UsageError:
            continue
    raise NotSaved(f"Cannot save: {TRIES} names like '{visible(name)}' were taken just now.")


def _create(
    path: Path, game: Game, record: Record, world: World, lock: Lock, save_id: str, shipped: bool
) -> SaveFile:
    if world.storage.exists(path):
        raise UsageError(
            f"There is a save '{visible(path.stem)}' already. "
            f"Go on with it by `{command_on(path, 'resume')}`, or choose another name."
        )
    lines = LineWriter(world)
    head = new_head(game, record, world, save_id, shipped)
    data = first_lines(game, head, lines) + lines.events(record.events)
    put_file(path, data, world)
    try:
        handle = world.storage.extend(path)
    except OSError:
        forget(path, world)
        raise
    return SaveFile(path, lines, handle, lock, len(data), record.events)


# --- going on ------------------------------------------------------------------------------


def reopen(path: Path, world: World) -> tuple[SaveFile, Save, str]:
    """Open a save to go on with it; a torn end is mended.

    Returns:
        The open file, what it holds, and what was healed, or "".

    Raises:
        SaveFault: It is damaged, a view, or of other rules. It is left as it is.
        UsageError: Another process has it.
        NotSaved: It cannot be written.
    """
    try:
        lock = world.storage.lock(lock_path(path))
    except OSError as error:
        raise NotSaved(f"Cannot go on: {reason_of(error, path)}.") from error
    try:
        save = read_save(path, world)
        check_usable(save)
        notice = _heal(save, world) if save.chain.tail else ""
        handle = world.storage.extend(path)
    except OSError as error:
        lock.release()
        raise NotSaved(f"Cannot go on: {reason_of(error, path)}.") from error
    except BaseException:
        lock.release()
        raise
    chain = save.chain
    lines = LineWriter(world, chain.last_hash, len(chain.lines) + 1)
    return SaveFile(path, lines, handle, lock, chain.size, save.events), save, notice


def is_held(path: Path, world: World) -> bool:
    """Whether somebody has a save open to go on with it."""
    try:
        return world.storage.is_locked(lock_path(path))
    except OSError:  # nobody goes on with it here: a folder that knows no locks, or is not ours
        return False


def check_usable(save: Save) -> None:
    """Whether a match can go on in a save, as far as can be told without replaying it.

    Raises:
        SaveFault: It cannot.
    """
    check_copyable(save)
    if save.chain.lines[0].pub != _head_now(save):
        raise _of_another_version(save)


def check_whole(save: Save, done: str = "told") -> None:
    """Whether a save holds the whole of a sound game.

    Args:
        done: What cannot be done with it otherwise.

    Raises:
        SaveFault: It is damaged, or a view.
    """
    name = visible(save.path.stem)
    if save.view:
        seat = visible(save.view)
        raise SaveFault(f"{name}: This is the view of seat '{seat}'; it cannot be {done}.")
    if save.damage is not None:
        raise SaveFault(damage_told(save), DAMAGED, save.damage.seq)


def damage_told(save: Save) -> str:
    """Where a save stops being sound, and what to do; "" if it is sound."""
    name = visible(save.path.stem)
    return f"{name}: {save.damage} {to_repair(save.path)}" if save.damage else ""


def check_copyable(save: Save) -> None:
    """Whether a new save can go on from one, which may be of an older schema; see `check_usable`.

    Raises:
        SaveFault: It cannot.
    """
    name = visible(save.path.stem)
    check_whole(save, "continued")
    if not save.fits_rules:
        raise SaveFault(
            f"{name}: Made with rules version {visible(save.head.rules)}; "
            f"these are version {RULES_VERSION}. It can be looked at, not continued.",
            MISMATCH,
        )
    if not save.fits_layout:
        raise _of_another_version(save)


def _of_another_version(save: Save) -> SaveFault:
    name = visible(save.path.stem)
    again = command_on(save.path, "save", "migrate")
    return SaveFault(f"{name}: Made by another version. Run `{again}`.", MISMATCH)


def _head_now(save: Save) -> Plain:
    """The head as it would be written now."""
    pub, _ = head_fields(save.head)
    return {**pub, "seq": HEAD_SEQ}


def _heal(save: Save, world: World) -> str:
    """Put the torn end of a save aside, and cut it off."""
    tail, storage = save.chain.tail, world.storage
    folder = save.path.parent / "torn"
    name = f"{save.path.stem}-{save.chain.size}-{sha256(tail).hexdigest()[:8]}.bin"
    storage.make_folder(folder)
    if not storage.exists(folder / name):
        put_file(folder / name, tail, world)
    handle = storage.extend(save.path)
    try:
        handle.cut(save.chain.size)
        handle.sync()
    finally:
        handle.close()
    return (
        f"The last {len(tail)} bytes were torn off in the middle of a write and never counted. "
        f"They are kept in torn/{name}."
    )
