"""What a command makes is there whole or not at all, wherever the disk fails."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CommandLine
from tests.systems import has_modes
from wargame.content.authors.migrate import Migrated, write_migrated
from wargame.content.places import write_new
from wargame.errors import NotSaved, UsageError


class Full(OSError):
    def __init__(self) -> None:
        super().__init__(errno.ENOSPC, "No space left on device")


@pytest.fixture
def fills_up(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Have the disk take so many files, and half of the next."""

    def call(files: int) -> None:
        left = [files]
        write = Path.write_bytes

        def some(path: Path, data: bytes) -> int:
            left[0] -= 1
            if left[0] < 0:
                write(path, data[: len(data) // 2])
                raise Full
            return write(path, data)

        def text(path: Path, data: str, **_: Any) -> int:
            return some(path, data.encode())

        monkeypatch.setattr(Path, "write_bytes", some)
        monkeypatch.setattr(Path, "write_text", text)

    return call


@pytest.mark.parametrize("files", [0, 1, 3])
@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["deck", "new", "made"], id="a new deck"),
        pytest.param(["seminar", "new", "made", "--deck", "primer"], id="a seminar"),
        pytest.param(["lab", "placebo", "primer", "blank", "made"], id="a placebo"),
    ],
)
def test_a_folder_that_cannot_be_filled_is_not_there(
    wargame: CommandLine,
    fills_up: Callable[[int], None],
    args: list[str],
    files: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    fills_up(files)
    answer = wargame(*args)
    assert (answer.code, answer.err) == (1, "Cannot write made: no space left on device.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def deck(tmp_path: Path, root: Path) -> Path:
    return Path(shutil.copytree(root / "decks" / "calibration", tmp_path / "mine"))


def brought_up(deck: Path) -> Migrated:
    """Other texts for the files of a deck."""
    files = {path.name: b"# new\n" + path.read_bytes() for path in deck.glob("*.yaml")}
    assert len(files) > 1
    return Migrated(1, [], files)


@pytest.mark.parametrize("files", [0, 1])
def test_a_deck_that_cannot_be_migrated_stays_as_it_is(
    deck: Path, fills_up: Callable[[int], None], files: int, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in deck.iterdir() if path.is_file()}
    found = brought_up(deck)
    fills_up(files)
    for target in (deck, tmp_path / "other"):
        with pytest.raises(NotSaved, match="no space left"):
            write_migrated(deck, found, target)
        assert {path: path.read_bytes() for path in deck.iterdir() if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@has_modes
def test_a_deck_is_migrated_in_its_place_and_beside_it_and_below_it(deck: Path) -> None:
    found = brought_up(deck)
    (deck / "deck.yaml").chmod(0o640)
    for target in (deck / "below", deck.with_name("beside"), deck):
        write_migrated(deck, found, target)
        assert {name: (target / name).read_bytes() for name in found.files} == found.files
        assert (target / "deck.yaml").stat().st_mode & 0o777 == 0o640
    assert not list(deck.parent.rglob(".*.[0-9]*"))


def test_a_page_is_written_where_a_file_has_one_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a stick."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "page.html", b"whole")
    assert (tmp_path / "page.html").read_bytes() == b"whole"
    with pytest.raises(UsageError, match="there already"):
        write_new(tmp_path / "page.html", b"other")
    assert (tmp_path / "page.html").read_bytes() == b"whole"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_page_that_cannot_be_written_is_not_there_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise Full

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NotSaved, match=r"Cannot write .*page.html: no space left on device\."):
        write_new(tmp_path / "page.html", b"whole")
    assert list(tmp_path.iterdir()) == []
