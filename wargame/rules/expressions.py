"""Names, expressions and conditions of the deck language, as they are asked of one deck's rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from wargame.errors import UsageError, nearest, visible
from wargame.rules.asking import evaluate
from wargame.rules.asking.evaluate import Reader
from wargame.rules.ir import Cond, Expr, Name
from wargame.rules.reading.names import ANY_SEAT, Names, Scope
from wargame.rules.reading.parse import Parser
from wargame.rules.reading.syntax import TextFault

MOST_KEPT = 4_096
"""Expressions that are kept read; a board has some hundred, and people type the rest."""


class Expressions:
    """Reads what is asked of the rules of one deck.

    Args:
        names: The table that its texts are read with.
        known: Every name by its canonical text.
    """

    def __init__(self, names: Names, known: Mapping[str, Name]) -> None:
        self._names, self._known = names, known
        self._read: dict[tuple[str, int], Expr] = {}

    @cached_property
    def _short_names(self) -> Mapping[str, tuple[Name, ...]]:
        """What names have behind their last dot, and what slots are called, with whose it is."""
        found: dict[str, dict[str, Name]] = {}
        for text, name in self._known.items():
            shorts = (text.rpartition(".")[2], name.slot if name.form == "slot" else "")
            for short in filter(None, shorts):
                found.setdefault(short, {})[text] = name
        return {short: tuple(same.values()) for short, same in found.items()}

    def number_called(self, text: str) -> Name:
        """The name that a canonical text means, or its last part where that tells it.

        Raises:
            TypeError: Something else is given than a text.
            UsageError: There is none; the nearest is named.
        """
        if not isinstance(text, str):
            what = "where the name of a number is wanted, such as 'shared.NAME'"
            raise TypeError(f"{type(text).__name__} given {what}.")
        if text in self._known:
            return self._known[text]
        same = self._short_names.get(text, ())
        if len(same) == 1:
            return same[0]
        if same:
            listed = ", ".join(name.text for name in same[:8])
            raise UsageError(f"'{text}' may be any of several numbers: say which of {listed}.")
        known = (*self._known, *self._short_names)
        raise UsageError(f"There is no number '{visible(text[:60])}'. {nearest(text, known)}")

    def name_of(self, text: str, my: int) -> Name:
        """The name that a text means, `my.` being seat `my`.

        Raises:
            UsageError: There is none.
        """
        found = self._names.find(text.strip(), Scope(my))
        if found is None:
            known = self._names.known(Scope(my))
            raise UsageError(f"There is no number '{visible(text[:60])}'. {nearest(text, known)}")
        return found

    def compute(self, text: str, read: Reader, my: int) -> int:
        """The value of an expression, names read by `read`, `my.` being seat `my`.

        Raises:
            UsageError: It is not an expression of the deck language.
        """
        return evaluate.number(self.expression(text, my), read)

    def expression(self, text: str, my: int) -> Expr:
        """An expression of the deck language, for a number or a seat, `my.` being seat `my`.

        What was read is kept: a board asks for the same numbers after every move.

        Raises:
            UsageError: It is none.
        """
        known = self._read.get((text, my))
        if known is not None:
            return known
        try:
            found = Parser(self._names, Scope(my, sees=ANY_SEAT)).value(text)
        except TextFault as error:
            raise _refused(text, error) from None
        if len(self._read) < MOST_KEPT:
            self._read[text, my] = found
        return found

    def condition(self, text: str, my: int) -> Cond:
        """A condition of the deck language on what a seat sees, `my.` being that seat.

        Raises:
            UsageError: It is none.
        """
        try:
            return Parser(self._names, Scope(my, sees=my)).condition(text)
        except TextFault as error:
            raise _refused(text, error) from None


def _refused(text: str, error: TextFault) -> UsageError:
    return UsageError(f"'{visible(text[:80])}': {error.what}. {error.remedy}")
