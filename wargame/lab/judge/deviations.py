"""Where judging departs from the registration: numbered, dated, what, why, and who knew what."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

from wargame.dataclass import dataclass

FILE: Final = Path(__file__).parents[1] / "registered" / "deviations.yaml"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A departure from the registration.

    Attributes:
        number: From 1, in the order in which they were settled.
        date: When.
        what: What is done in the stead of what was registered.
        why: Why.
        knew: Who knew which results then.
    """

    number: int
    date: str
    what: str
    why: str
    knew: str


def deviations() -> list[Deviation]:
    """All of them, in order."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8")) or []
    return [Deviation(**{**row, "date": str(row["date"])}) for row in rows]
