"""Names, expressions and conditions by chance, and the ids that they are made of."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

SEATS = ("north", "south")
WORDS = (
    *("ferry", "grain", "state", "self", "import", "calm", "work", "level", "trade", "card_", "x1"),
    *("is_open", "turn", "legal", "s", "none", "print", "harbour", "class", "mood", "coal", "act_"),
    *("pass", "lambda", "guild", "mine", "dues", "toll", "lamp", "fog", "tide", "oats", "silk"),
    *("round_", "deal_", "stage", "numbers", "trace", "queue", "node", "depot", "quay", "reef"),
    *("sail", "rope", "mast", "keel", "bell", "buoy", "gull", "crab", "dune", "cove", "isle"),
)
Tree = dict[str, Any]
Place = tuple[Any, ...]
"""A place in a tree."""


PARTS_OF_MEASURE = ("", ".in_force", ".paused", ".age")
PARTS_OF_PROJECT = ("", ".done", ".working")
PARTS_OF_FRONT = ("", ".stake", ".due", ".next", ".last", ".staked")


@dataclass(frozen=True)
class Here:
    """Where a text or an effect stands.

    Attributes:
        my: Whether somebody acts.
        party: The group whose member is in hand, or "".
        measure, project: Whether one is in hand.
        roll, lasts: Whether it stands inside of one of them.
        plain: Only numbers that everybody sees.
        dosed: Whether a dial may scale it.
        depth: How many effects deep it may go on.
    """

    my: bool = True
    party: str = ""
    measure: bool = False
    project: bool = False
    roll: bool = False
    lasts: bool = False
    plain: bool = True
    dosed: bool = False
    depth: int = 3


class GrowsTexts:
    """What there is of one deck, and texts that read it."""

    def __init__(self, seed: int, size: int = 3) -> None:
        self.dice = random.Random(seed)
        self.seed, self.size = seed, size
        self.free = list(WORDS)
        self.dice.shuffle(self.free)
        self.tracks: list[Tree] = []
        self.parties: list[Tree] = []
        self.groups: list[str] = []
        self.measures = self.ids(self.some(4))
        self.projects = self.ids(self.some(3))
        self.actions = self.ids(self.some(3))
        self.cards = self.ids(2 + self.some(8))
        self.eras = self.ids(self.dice.choice((0, 0, 2, 3)))
        self.fronts = self.ids(self.dice.choice((0, 0, 2, 3)))
        self.numbers = self.ids(self.some(2))
        self.dials = self.ids(self.some(1))
        self.items = self.ids(self.dice.choice((0, 2, 4, 5)))
        self.endings = self.ids(1 + self.some(2))
        self.staying: list[str] = []
        self.rounds = self.dice.randint(2, 6)
        self.mixed = self.maybe(0.3)

    def maybe(self, share: float = 0.5) -> bool:
        return self.dice.random() < share

    def some(self, most: int) -> int:
        return self.dice.randint(0, most)

    def ids(self, count: int) -> list[str]:
        return [self.fresh() for _ in range(count)]

    def fresh(self) -> str:
        """An id that nothing has yet, some of them words of Python or of the rules."""
        return self.free.pop() if self.free else f"n{self.dice.randrange(10**6)}"

    def one(self, of: Sequence[Any]) -> Any:
        return self.dice.choice(of)

    def maybe_field(self, noun: Tree, field: str, grow: Callable[[], Any], share: float) -> None:
        if self.maybe(share):
            noun[field] = grow()

    def names(self, here: Here) -> list[str]:
        """Numbers that may be read."""
        found = ["game.round", "game.deals", "game.injects", "game.breaches", "game.deals_made"]
        found += ["game.deal_left", "game.extensions"]
        whose = ("my", "their", *SEATS) if here.my else SEATS
        for seat in whose:
            found += [f"{seat}.{part}" for part in ("capital", "score", "hand_size")]
        for track in self.tracks:
            found += self.copies(track, whose, here)
        found += [f"measure.{m}{part}" for m in self.measures for part in PARTS_OF_MEASURE]
        found += [f"project.{p}{part}" for p in self.projects for part in PARTS_OF_PROJECT]
        found += [f"action.{a}.{part}" for a in self.actions for part in ("used", "total")]
        found += [f"card.{c}.used" for c in self.cards[:2]]
        found += [f"card.{c}.{part}" for c in self.staying for part in ("in_effect", "left")]
        found += [f"deal.{d}{part}" for d in self.items for part in ("", ".left")]
        found += [f"number.{n}" for n in self.numbers] * 2
        found += [f"front.{f}{part}" for f in self.fronts for part in PARTS_OF_FRONT]
        found += ["game.era", *self.eras] if self.eras else []
        if here.roll:
            found += ["roll"] * 9
        if here.measure:
            found += [f"measure{part}" for part in PARTS_OF_MEASURE] * 3
        if here.project:
            found += [f"project{part}" for part in PARTS_OF_PROJECT] * 3
        return found

    def copies(self, track: Tree, whose: Sequence[str], here: Here) -> list[str]:
        name, of = track["id"], track["of"]
        if track.get("kind") == "seat" or (here.plain and track.get("seen_by") == "owner"):
            return []
        if of == "shared":
            return [f"shared.{name}"] * 2
        if of == "seats":
            return [f"{seat}.{name}" for seat in whose]
        if of in SEATS:
            return [f"{of}.{name}"]
        found = [f"party.{p['id']}.{name}" for p in self.parties if self.is_in(p, of)]
        if here.party and (of in ("parties", here.party)):
            found += [f"party.{name}"] * 6
        return found

    @staticmethod
    def is_in(party: Tree, group: str) -> bool:
        return group == "parties" or party.get("group") == group

    def number(self, here: Here, depth: int = 2) -> str:
        """An expression."""
        if depth == 0 or self.maybe(0.25):
            return str(self.dice.randint(0, 6)) if self.maybe(0.4) else self.one(self.names(here))
        a, b = (self.number(here, depth - 1) for _ in range(2))
        kinds: list[Callable[[], str]] = [
            lambda: f"{a} + {b}",
            lambda: f"{a} - {b}",
            lambda: f"({a}) * {self.dice.randint(-3, 4)}",
            lambda: f"({a}) // {self.dice.randint(1, 5)}",
            lambda: f"({a}) % {self.dice.randint(1, 5)}",
            lambda: f"min({a}, {b})",
            lambda: f"max({a}, {b}, 1)",
            lambda: f"abs({a})",
            lambda: f"-({a})",
            lambda: f"clamp({a}, {self.dice.randint(-4, 0)}, {self.dice.randint(1, 9)})",
            lambda: f"pick(clamp({a}, 0, 2), {b}, 1, {self.dice.randint(-2, 3)})",
            lambda: f"({a} if {self.test(here, 0)} else {b})",
        ]
        if self.dials and here.dosed:
            kinds += [lambda: f"scaled({a}, dial.{self.one(self.dials)})"]
            kinds += [lambda: f"scaled({a}, dial.{self.one(self.dials)}, {b})"]
        of_parties = [t["id"] for t in self.tracks if t["of"] in ("parties", *self.groups)]
        if of_parties:
            kinds += [
                lambda: f"{self.one(('total', 'least', 'most'))}(party.{self.one(of_parties)})"
            ] * 2
        found = self.one(kinds)()
        return found if len(found) < 150 else a

    def test(self, here: Here, depth: int = 2) -> str:
        """A condition."""
        if depth and self.maybe(0.3):
            a, b = (self.test(here, depth - 1) for _ in range(2))
            joined = (f"{a} and {b}", f"({a} or {b})", f"not ({a})", f"({a}) and ({b})")
            return str(self.one(joined))
        holders = [n for t in self.tracks if t.get("kind") == "seat" for n in self.holders(t, here)]
        if holders and self.maybe(0.2):
            return f"{self.one(holders)} {self.one(('==', '!='))} {self.seat_word(here)}"
        if here.my and self.maybe(0.1):
            return f"me == {self.one(SEATS)}"
        a, b = self.number(here, min(depth, 1)), self.number(here, 0)
        sign = self.one(("<", "<=", "==", "!=", ">=", ">"))
        return f"{a} {sign} {b}" if self.maybe(0.85) else f"{b} <= {a} < {self.dice.randint(3, 9)}"

    def holders(self, track: Tree, here: Here) -> list[str]:
        return self.copies({**track, "kind": "number"}, SEATS, here)

    def seat_word(self, here: Here) -> str:
        return str(self.one(("nobody", *SEATS, *(("me", "rival") if here.my else ()))))

    def seat_text(self, here: Here) -> str:
        first = self.seat_word(here)
        if self.maybe(0.15):
            return f"{first} if {self.test(here, 0)} else {self.seat_word(here)}"
        return first

    def amount(self, here: Here, low: int, high: int) -> Any:
        """A number that must lie in a range: itself, or an expression that is held to it."""
        if self.maybe(0.6):
            return self.dice.randint(low, high)
        return f"clamp({self.number(here, 1)}, {low}, {high})"
