"""What the sections of the rules have in common: their shape, and words for prices and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer
from wargame.rules.ruleset import Ruleset

BULLET = "- "

EXTRAS = (
    "calendar",
    "plans",
    "measures",
    "deeds",
    "rules",
    "about",
    "lists",
    "items",
    "aims",
    "meanings",
    "levels",
    "projects",
    "numbers",
)
"""What is told if there is room, the most useful first: what is judged on the calendar, the
stages of projects, the texts of measures, what their verbs do besides, what happens by itself, what
the deck is about, long lists as points, what can be given in deals, what a side wants by its brief,
what the computed numbers in points and conditions mean, what levels of measures are called, and the
texts of projects and of all numbers."""

SEPARATOR = " · "

Parts = tuple[str, Iterable[str]]
"""A heading and its paragraphs."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs.

    Attributes:
        label: The heading, or "".
        parts: Paragraphs; those that begin with `BULLET` are points of a list.
    """

    label: str
    parts: tuple[str, ...]


class Words:
    """A game, which extras are told of it, and its numbers as they stand at the start."""

    def __init__(self, rules: Ruleset, told: Sequence[str] = ()) -> None:
        self.told = told
        self.deck, self.program = rules.deck, rules.program
        self._start = rules.fresh()
        self._aside = [track.id for track in self.deck.tracks if track.aside]
        self._derived = {row.name.text: row.value for row in self.program.derived}

    @property
    def seats(self) -> range:
        """The numbers of the sides, in deck order."""
        return range(len(self.program.seats))

    @property
    def is_match(self) -> bool:
        """Whether a winner is named."""
        contest = self.program.contest
        return contest is not None and contest.is_played

    def title(self, seat: int) -> str:
        """What a side is called."""
        return self.program.seats[seat].title

    def about(self, seat: int) -> Describer:
        """Words for a text about one side."""
        return Describer(self.program, self.program.seats[seat].id)

    def now(self, expr: ir.Expr) -> int:
        """What an expression is worth when the game starts."""
        return evaluate.number(expr, lambda name: evaluate.read_state(self._start, name))

    def price(self, seat: int, price: ir.Price) -> str:
        """What is paid: '2 capital and 1 stock'; '' for nothing."""
        paid = [(amount, name) for name, amount, _ in price if amount != ir.Const(0)]
        return listed([f"{self.about(seat).expr(amount)} {good(name)}" for amount, name in paid])

    def long_list(self, rows: Iterable[str]) -> tuple[str, ...]:
        """Points of a list that may be long: below one another if there is room, else in a row."""
        kept = tuple(rows)
        if "lists" in self.told or len(kept) < 2:
            return bullets(kept)
        return (SEPARATOR.join(kept),)

    def is_kept_apart(self, name: str) -> bool:
        """Whether a number is a score or lies aside: what only changes those, nobody plays for."""
        return name.endswith(".score") or name.rsplit(".", 1)[-1] in self._aside

    def value(self, name: ir.Name) -> ir.Expr | None:
        """How a number is computed, if it is."""
        return self._derived.get(name.text)

    def needs(self, clauses: Iterable[ir.Clause], about: Describer) -> str:
        """Conditions in words, or ''."""
        conds = [self._unfolded(clause.cond) for clause in clauses]
        said = [(cond, about.cond(cond)) for cond in conds]
        return listed([f"({words})" if _is_choice(cond) else words for cond, words in said])

    def _unfolded(self, cond: ir.Cond) -> ir.Cond:
        """What a computed number stands for, where a condition asks whether it is 1."""
        match cond:
            case ir.Compare(("==",), (ir.Read(name), ir.Const(1))):
                match self.value(name):
                    case ir.IfElse(test, ir.Const(1), ir.Const(0)):
                        return test
        return cond

    def effects(self, blocks: tuple[ir.Block, ...], whose: str = "") -> list[str]:
        """What happens, as each side would cause it: what is the same, then what is `whose`."""
        found, own = [], []
        plain = Describer(self.program)
        mine = Describer(self.program, self.program.seats[0].id, "the other side")
        for one, *others in zip(*blocks, strict=True):
            told = plain.stmt(one, 0)
            if all(plain.stmt(other, 0) == told for other in others):
                found += told
            else:
                own += mine.stmt(one, 0)
        said = [in_a_row(found)] if found else []
        return [*said, f"for {whose}: {in_a_row(own)}"] if own else said

    def meanings(self, parts: Iterable[ir.Expr | ir.Cond]) -> Iterator[str]:
        """What the deck says of the computed numbers in some expressions."""
        if "meanings" not in self.told:
            return
        tracks = {track.id: track for track in self.deck.tracks}
        read = dict.fromkeys(name.text for part in parts for name in evaluate.names_in(part))
        for track in dict.fromkeys(
            name.rsplit(".", 1)[1] for name in read if name in self._derived
        ):
            noun = tracks.get(track)  # what the rules compute by themselves is no track
            if noun is not None and noun.text:
                yield f"{noun.title}: {sentence(noun.text)}"


def _is_choice(cond: ir.Cond) -> bool:
    return isinstance(cond, ir.Logic) and cond.op == "or"


def good(name: ir.Name) -> str:
    """What something paid is called."""
    return "capital" if name.slot == "capital" else name.title.lower()


def in_a_row(lines: Iterable[str]) -> str:
    """What happens, one thing behind the other."""
    return "; ".join(line.strip() for line in lines).replace(":;", ":")


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row; '' for none.

    >>> listed(["salt", "rope", "tar"])
    'salt, rope and tar'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "card"), counted(2, "card")
    ('1 card', '2 cards')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def bullets(rows: Iterable[str]) -> tuple[str, ...]:
    """Points of a list."""
    return tuple(f"{BULLET}{row}" for row in rows if row)


def sentence(text: str) -> str:
    """A text on one line, with a capital and a full stop.

    >>> sentence("trust falls"), sentence("Trust falls.")
    ('Trust falls.', 'Trust falls.')
    """
    said = " ".join(text.split())
    said = said[:1].upper() + said[1:]
    return said if said.endswith((".", "!", "?")) else f"{said}."
