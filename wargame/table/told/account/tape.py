"""The numbers of a game as its log moves them, so that what hangs on them can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wargame.play.log import Entry
from wargame.rules.actions import Write
from wargame.rules.asking import evaluate
from wargame.rules.asking.why import Ledger, value_then
from wargame.rules.ir import Expr, Name, Site
from wargame.rules.ruleset import Ruleset
from wargame.table.words.titles import Titles


class Tape:
    """Every written number from the start of a game on.

    Attributes:
        round: The round of the last change.
    """

    def __init__(self, rules: Ruleset) -> None:
        self.rules = rules
        self._values = dict(Ledger(rules).starts)
        self.round = 0

    def take(self, write: Write) -> None:
        """Let a number move."""
        self._values[write.name] = write.new
        self.round = write.round

    def read(self, name: Name) -> int:
        """A number as it stands.

        Raises:
            KeyError: It cannot be told from what is written, such as a hand's size.
        """
        return value_then(self.rules, name, self._base)

    def _base(self, text: str) -> int:
        return self.round if text == "game.round" else self._values[text]

    def number(self, expr: Expr) -> int:
        """What an expression is worth; raises as `read` does."""
        return evaluate.number(expr, self.read)

    def can_tell(self, expr: Expr) -> bool:
        """Whether what an expression hangs on is written down."""
        try:
            self.number(expr)
        except KeyError:
            return False
        return True


Nudge = tuple[Entry, Write, int]
"""A write during an entry, and by how much it moved something."""


def moved_by(tape: Tape, expr: Expr, log: Iterable[Entry]) -> Iterator[Nudge]:
    """Every write of a log that moves what an expression is worth."""
    value = tape.number(expr)
    for entry in log:
        for write in entry.writes:
            tape.take(write)
            now = tape.number(expr)
            if now != value:
                yield entry, write, now - value
                value = now


def source_title(site: Site, titles: Titles) -> str:
    """What people call what moved a number: a rule by what it is called where there is little room;
    what is counted of a seat at the end, with its name."""
    return titles.rule(site.item.removeprefix("rule "), site.cause)
