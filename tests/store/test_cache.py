"""What was worked out once is kept within bounds, and is there whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import LONG_S, ROOT
from tests.systems import has_modes
from wargame.store import cache as module
from wargame.store.cache import Cache
from wargame.store.storage import Disk
from wargame.store.whole import lock_path

SUMS = Cache("sum", ".txt", "sums", most=3)


def number(data: bytes) -> int | None:
    return int(data)


def have(key: str, made: int) -> int:
    """The sum of a key, made as `made` if it is not kept."""
    return SUMS.once(SUMS.name(key), number, lambda: made, lambda found: b"%d" % found)


def aged(folder: Path) -> None:
    """All that is there now was used an hour ago, in the order in which it was."""
    for path in sorted(folder.iterdir()):
        then = path.stat().st_mtime - 3600
        os.utime(path, (then, then))


@has_modes
def test_it_is_made_once_and_again_for_another_key(cache: Path) -> None:
    assert [have("a", 1), have("a", 2), have("b", 3), have("a", 4)] == [1, 1, 3, 1]
    assert {path.stat().st_mode & 0o077 for path in cache.iterdir()} == {0}


def test_no_kind_grows_beyond_its_bound_and_none_costs_another_its_files(cache: Path) -> None:
    other = Cache("total", ".txt", "totals", most=1)
    other.keep(other.name("a"), b"1")
    for key in range(10):
        have(str(key), key)
        aged(cache)
        assert len([*cache.glob("sum_*.txt")]) == min(key + 1, SUMS.most)
    assert len([*cache.iterdir()]) == 2 * (SUMS.most + 1)  # each with its checksum
    assert [have(str(key), -1) for key in (9, 8, 7)] == [9, 8, 7]
    assert other.find(other.name("a"), number) == 1


def test_what_is_used_stays_and_what_nobody_asked_for_goes(cache: Path) -> None:
    for key in range(3):
        have(str(key), key)
        aged(cache)
    assert have("0", -1) == 0
    have("3", 3)
    assert not (cache / SUMS.name("1")).exists()
    assert have("0", -1) == 0


def test_what_was_put_aside_and_what_killed_programs_left_goes_as_well(cache: Path) -> None:
    have("broken", 1)
    place = cache / SUMS.name("broken")
    place.write_bytes(b"1" * 9)
    assert SUMS.find(place.name, number) is None
    assert [path.name for path in cache.iterdir()] == [f"{place.name}.broken"]
    (cache / "sum_begun").mkdir()
    (cache / "sum_begun" / "half").write_bytes(b"1")
    Disk().lock(lock_path(cache / SUMS.name("killed"))).release()
    aged(cache)
    for key in range(3):
        have(str(key), key)
    assert len([*cache.iterdir()]) == 2 * SUMS.most


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "does not hold them", id="empty"),
        pytest.param(b"many", "does not hold them", id="no number"),
        pytest.param(b"1" * 101, "is too large", id="too large"),
    ],
)
def test_what_no_reader_takes_counts_as_absent(
    cache: Path,
    data: bytes,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    SUMS.keep(SUMS.name("a"), data)
    monkeypatch.setattr(module, "LARGEST_BYTES", 100)
    assert have("a", 5) == 5
    assert f"sums are not used: {SUMS.name('a')} {says} and is put aside" in caplog.text
    assert have("a", 6) == 5


def test_what_would_be_too_large_to_read_is_not_kept(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_BYTES", 3)
    assert have("a", 10_000) == 10_000
    assert not list(cache.iterdir())


def test_programs_that_write_at_once_leave_one_whole_file(cache: Path) -> None:
    code = (
        "from tests.store.test_cache import SUMS\n"
        "for _ in range(20): SUMS.keep(SUMS.name('a'), b'7' * 5_000)\n"
    )
    programs = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    assert [one.wait() for one in programs] == [0, 0]
    assert SUMS.find(SUMS.name("a"), len) == 5_000
    assert len([*cache.iterdir()]) == 2


def test_of_several_that_want_it_at_once_one_makes_it(cache: Path) -> None:
    waits, made = threading.Barrier(3), list[int]()

    def make() -> int:
        made.append(len(made))
        return made[-1]

    def want() -> None:
        waits.wait(LONG_S)
        SUMS.once(SUMS.name("a"), number, make, lambda found: b"%d" % found)

    threads = [threading.Thread(target=want) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert made == [0]


def test_a_disk_that_refuses_is_told_of_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv(module.CACHE_VARIABLE, str(in_the_way / "cache"))
    assert [have("a", 1), have("a", 2)] == [1, 2]
    assert len(caplog.messages) == 1
    assert "can be kept in" in caplog.text
