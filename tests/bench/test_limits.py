"""The figures are there; what they are no test says."""

from __future__ import annotations

import pytest

from tests.bench.limits import figures


@pytest.mark.parametrize("player", ["search:30it", "random"])
def test_every_figure_is_told(player: str) -> None:
    lines = list(figures("calibration", player, 2))
    assert lines[0].startswith(f"calibration, {player}, compiled ")
    assert "choices                       4" in lines[2]
    assert [line for line in lines if "peak memory" in line and "(goal 300)" in line]
    assert lines[-1] in ("both goals met", "missed")
