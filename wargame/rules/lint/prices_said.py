"""Whether what a text says is paid, or spent, is what it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wargame.content.number_words import NUMBER, SPAN
from wargame.rules import ir
from wargame.rules.lint.deeds import Deeds, amount_of
from wargame.rules.lint.numbers import ONE, printed
from wargame.rules.lint.spoken_names import SpokenNames
from wargame.rules.lint.stems import stems_of

_PRICED = re.compile(
    r"(?<!\w)(pays?|paid|costs?|spends?|price|loses?|for|gives?|takes?)(?!\w)(?P<price>[^.;:]*)",
    re.IGNORECASE,
)
"""Where a price stands."""

_TIME = re.compile(rf"\b({NUMBER}) (more )?{SPAN}\b", re.IGNORECASE)
"""What is no price: `for 2 rounds`."""

_SPENT = re.compile(
    r"\b(spends?|pays?) (?P<number>\d+|an?|one|two|three)(?P<what>( [\w']+){1,3})", re.IGNORECASE
)
"""What is paid with, and is no capital."""


class PricesSaid:
    """Holds prices of texts against those of acts."""

    def __init__(self, spoken: SpokenNames, seats: Sequence[str]) -> None:
        self.spoken, self.seats = spoken, seats

    def told(self, text: str, done: Deeds) -> Iterator[str]:
        """A fixed price is printed as one, and what is said to be spent has to be there."""
        untimed = _TIME.sub("", text)
        priced = [match["price"].lower() for match in _PRICED.finditer(untimed)]
        shown = [number for price in priced for number in printed(f"{price} ")[0]]
        for price in done.paid:
            if price and price not in shown and not (price == 1 and any(map(ONE.search, priced))):
                yield f"it costs {price}, and no 'pay {price}' says so"
        open_to = {**done.reads, **done.open_to}
        taken = [write for write in done.writes if write.op == "-=" and self._is_track(write)]
        for match in _SPENT.finditer(text):
            heard, sizes = stems_of(match["what"]), printed(match["number"])[0] or [1]
            for write in taken:
                name = write.target.text
                is_said = self.spoken.is_named(name, heard) and amount_of(write) in sizes
                if is_said and name not in open_to:
                    title = self.spoken.title(name)
                    yield f"{title} is said to be spent, and nobody has to have it"
        yield from self._paid_with(text, done)

    def _paid_with(self, text: str, done: Deeds) -> Iterator[str]:
        """What is said to be paid is what it costs: `Pay 1 capital`, where it costs 1 grain."""
        taken = [(w.target.text, amount_of(w)) for w in done.writes if w.op == "-="]
        for match in _SPENT.finditer(text) if done.prices else ():
            heard, sizes = stems_of(match["what"]), printed(match["number"])[0] or [1]
            prices = [name for name, amount in done.prices if amount in sizes]
            others = [name for name, amount in taken if amount in sizes]
            if not prices or any(self.spoken.is_named(name, heard) for name in (*prices, *others)):
                continue
            known = [name for name, stems in self.spoken.words.items() if stems]
            told = [name for name in known if self.spoken.is_named(name, heard)]
            if any(map(self._is_payable, told)):
                paid = " and ".join(map(self.spoken.title, prices))
                yield f"'{match[0]}' is said, and it is paid with {paid}"

    def _is_payable(self, name: str) -> bool:
        """Whether a price may be in a number: one of nobody or of a seat, capital among them."""
        head = name.partition(".")[0]
        is_of_seat = head in self.seats or head == "shared"
        return is_of_seat and not self.spoken.is_aside(name)

    def _is_track(self, write: ir.Assign) -> bool:
        """Whether a number of the board changes, and not a party's, or what plays are paid with."""
        head, _, rest = write.target.text.partition(".")
        return head != "party" and rest != "capital" and not self.spoken.is_aside(write.target.text)
