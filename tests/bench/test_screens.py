"""What does not hang on the machine: how many bytes the screens write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.screens import SIZES, begun, changes, cursor


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_screen_is_silent_at_rest_and_frugal_in_motion(
    size: tuple[int, int], tmp_path: Path
) -> None:
    begun(tmp_path)
    sizes, _, details, idle = cursor(tmp_path, size)
    assert idle == 0
    assert max(sizes) <= 2048
    assert max(details) <= 8192


@pytest.mark.slow
def test_a_change_of_screen_takes_at_most_100_kilobytes(tmp_path: Path) -> None:
    begun(tmp_path)
    pages = {"commands": ":", "help": "?"}
    found = changes(tmp_path, SIZES[-1], pages, "resume", "bench")
    assert max(most for most, _ in found.values()) <= 100_000
    assert not any(idle for _, idle in found.values())
