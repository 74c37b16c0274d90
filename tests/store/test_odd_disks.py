"""Folders of another machine, and disks that are full to the last byte."""

from __future__ import annotations

import errno
import json
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.helpers import close, played, world
from tests.systems import has_modes, moves_open_files, shares_locks
from wargame.errors import NotSaved, UsageError
from wargame.store import storage
from wargame.store.save import SaveFault
from wargame.store.savefile import is_held, reopen
from wargame.store.verify import verify
from wargame.store.whole import lock_path

Refusing = Callable[[int], None]


@pytest.fixture
def no_folder_syncs(monkeypatch: pytest.MonkeyPatch) -> Refusing:
    """A folder cannot be synced, with this number."""
    sync = os.fsync

    def call(number: int) -> None:
        def refuse(handle: int) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(number, os.strerror(number))
            sync(handle)

        monkeypatch.setattr(os, "fsync", refuse)

    return call


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_knows_no_sync_takes_saves(
    no_folder_syncs: Refusing, number: int, tmp_path: Path
) -> None:
    no_folder_syncs(number)
    close(played(tmp_path / "one.jsonl"))
    assert verify(tmp_path / "one.jsonl", world()).code == 0


@has_modes
def test_a_folder_that_fails_to_sync_takes_none(no_folder_syncs: Refusing, tmp_path: Path) -> None:
    no_folder_syncs(errno.EIO)
    with pytest.raises(NotSaved):
        played(tmp_path / "one.jsonl")
    assert not (tmp_path / "one.jsonl").exists()


def _make(path: Path) -> None:
    played(path)


def _go_on(path: Path) -> None:
    reopen(path, world())


@pytest.mark.parametrize(
    ("use", "before"),
    [
        pytest.param(_make, b"", id="made, where the disk fails"),
        pytest.param(_make, b"there is one\n", id="made, where there is one"),
        pytest.param(_go_on, b"no save\n", id="gone on with, where it is damaged"),
        pytest.param(_go_on, None, id="gone on with, where the disk fails"),
    ],
)
def test_a_save_that_could_not_be_opened_is_held_by_nobody(
    use: Callable[[Path], None],
    before: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "one.jsonl"
    if before is None:
        close(played(path))
    elif before:
        path.write_bytes(before)

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(storage.Disk, "extend", refuse)
    with pytest.raises((NotSaved, SaveFault, UsageError)):
        use(path)
    assert path.exists() == (before != b""), "nothing is left behind of what was not made"
    storage.Disk().lock(lock_path(path)).release()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_where_locks_are_unknown_that_is_said_and_not_that_somebody_plays(
    monkeypatch: pytest.MonkeyPatch, number: int, tmp_path: Path
) -> None:
    def refuse(_: int, *, shared: bool = False) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(storage, "_take", refuse)
    with pytest.raises(NotSaved) as told:
        played(tmp_path / "one.jsonl")
    assert os.strerror(number).lower() in str(told.value)
    assert "another window" not in str(told.value)
    lock_path(tmp_path / "one.jsonl").touch()
    assert not is_held(tmp_path / "one.jsonl", world())


def test_whoever_looks_whether_a_game_is_played_keeps_nobody_from_playing_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The title looks for the game that was left last just as somebody goes on with it."""
    path = tmp_path / "one.jsonl"
    close(played(path))
    lock_path(path).touch()
    looking, waited = os.open(lock_path(path), os.O_RDWR), []

    def look_away(seconds: float) -> None:
        waited.append(seconds)
        os.close(looking)

    storage._take(looking, shared=True)
    monkeypatch.setattr(time, "sleep", look_away)
    file, _, _ = reopen(path, world())
    assert len(waited) == 1
    assert is_held(path, world())
    file.close()
    assert not is_held(path, world())


@shares_locks
def test_two_that_look_whether_a_game_is_played_do_not_take_each_other_for_players(
    tmp_path: Path,
) -> None:
    path = tmp_path / "one.jsonl"
    close(played(path))
    lock_path(path).touch()
    looking = os.open(lock_path(path), os.O_RDWR)
    storage._take(looking, shared=True)
    assert not is_held(path, world())
    os.close(looking)


def test_to_look_whether_a_game_is_played_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    close(played(path))
    lock_path(path).unlink(missing_ok=True)
    before = sorted(one.name for one in tmp_path.iterdir())
    assert not is_held(path, world())
    assert sorted(one.name for one in tmp_path.iterdir()) == before


def test_a_disk_without_room_for_who_plays_lets_them_play_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The text of a lock tells people who holds it, no more."""
    path = tmp_path / "one.jsonl"
    close(played(path))
    lock_path(path).write_bytes(b"")
    write = os.write

    def full(handle: int, data: bytes) -> int:
        if data.startswith(b'{"pid"'):
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data)

    monkeypatch.setattr(os, "write", full)
    file, _, _ = reopen(path, world())
    with pytest.raises(UsageError, match="open in another window"):
        reopen(path, world())
    file.close()
    reopen(path, world())[0].close()


def _replace(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


def _move_and_copy(path: Path) -> None:
    moved = path.rename(path.with_name("moved"))
    path.write_bytes(moved.read_bytes())


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(Path.unlink, id="removed", marks=moves_open_files),
        pytest.param(_replace, id="replaced by a copy", marks=moves_open_files),
        pytest.param(
            lambda path: path.rename(path.with_name("moved")),
            id="moved away",
            marks=moves_open_files,
        ),
        pytest.param(_move_and_copy, id="moved away, and a copy put there", marks=moves_open_files),
        pytest.param(lambda path: os.truncate(path, 1_000), id="cut short"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes() + b"x"), id="written to"),
    ],
)
def test_a_save_that_another_program_swaps_takes_no_move_and_says_so(
    others: Callable[[Path], object], tmp_path: Path
) -> None:
    """What goes into a file that has lost its name is lost, however well it was synced."""
    path = tmp_path / "one.jsonl"
    match = played(path)
    others(path)
    there = path.read_bytes() if path.exists() else None
    for _ in range(2):
        with pytest.raises(NotSaved, match=r"beginning: the file was removed, replaced") as told:
            match.run()
        assert told.value.is_gone
    assert (path.read_bytes() if path.exists() else None) == there
    close(match)


@pytest.mark.parametrize(
    "said", [{"pid": float("inf")}, {"pid": 1, "host": "x", "since": []}, [], "x" * 1000]
)
def test_a_lock_that_says_nonsense_is_held_all_the_same(said: object, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    match = played(path)
    lock_path(path).write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(UsageError, match=r"open in another window: leave it there first\."):
        reopen(path, world())
    close(match)
