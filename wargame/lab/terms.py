"""On what terms programs of anybody's play in a study."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Terms:
    """What was asked about programs.

    Attributes:
        with_stand_ins: Count the games too in which another chose in a program's place.
    """

    with_stand_ins: bool = False


USUAL: Final = Terms()
"""What holds if nothing was asked."""
