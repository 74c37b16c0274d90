"""What control does to a table, and not to a position, as it is told."""

from __future__ import annotations

from typing import get_args

from wargame.play.proceedings import ControlAct
from wargame.table.told.by_control import ACTS


def test_every_act_of_control_is_told() -> None:
    assert {*ACTS} == {*get_args(ControlAct)}
