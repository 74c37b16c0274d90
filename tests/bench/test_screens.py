"""What does not hang on the machine: how many bytes the screens write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.screens import SIZES, begun, cursor


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
