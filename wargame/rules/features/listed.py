"""The features of a game in their order, and the numbers of a view."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.dataclass import dataclass
from wargame.rules.features.bargains import bargains
from wargame.rules.features.board import moment, prompts, standings
from wargame.rules.features.cards import cards
from wargame.rules.features.part import FeaturePart
from wargame.rules.features.to_come import to_come
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState


@dataclass(frozen=True, slots=True)
class Feature:
    """One number of a view, and the least and the most that it may be.

    Attributes:
        name: A name of the deck language where there is one, as `us.capital`; else what is told and
            of whom, as `hand.us.allied_ore`, which is 1 if the seat knows the card to be there.
            With `told.` before it where that is a name already, as in a deck with a seat `pile`.
    """

    name: str
    least: int
    most: int


class Features:
    """The numbers that every view of one game is told as.

    Attributes:
        listed: What they are, in order.
    """

    __slots__ = ("_parts", "listed")

    def __init__(self, rules: Ruleset, max_plies: int) -> None:
        parts = (moment(rules, max_plies), prompts(rules), standings(rules), cards(rules))
        self._parts: Sequence[FeaturePart] = [*parts, bargains(rules), to_come(rules)]
        rows: dict[str, Feature] = {}
        for name, least, most in (row for part in self._parts for row in part.rows):
            own = name
            while own in rows:
                own = f"told.{own}"
            rows[own] = Feature(own, least, most)
        self.listed = tuple(rows.values())

    def of(self, view: SeatState) -> list[int]:
        """The numbers of a view, each within the range of its feature."""
        found: list[int] = []
        for part in self._parts:
            found += part.told(view)
        return found
