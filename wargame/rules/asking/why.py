"""Why a number is what it is: its changes, and what each of them came from.

A ledger keeps every write of a match. A cause has two kinds of parents: the action that
scheduled it, and the last change of each number that it read. Values at the time come from
the ledger itself, so the arithmetic can be shown with the numbers filled in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Final

from wargame.content.limits import FULL
from wargame.dataclass import dataclass
from wargame.rules.actions import Write
from wargame.rules.asking import evaluate
from wargame.rules.emit import Code
from wargame.rules.ir import FUNCTION_ROWS, Const, Expr, Name, Noun, Op, Pick, Read, Scaled, Site
from wargame.rules.position import Step
from wargame.rules.reading.names import NOBODY
from wargame.rules.ruleset import Ruleset
from wargame.rules.verbs import ACCEPT, BREACH, Verb, split
from wargame.rules.view import SeatState

DEPTH = 3
"""How many steps back a cause is followed."""

BY_ITSELF: Final[tuple[Noun, ...]] = ("rule", "review", "front", "seat", "agenda")
"""What writes without anybody's doing."""

BREADTH = 3
"""How many numbers behind a change are followed, the largest changes first."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One change, told.

    Attributes:
        write: The change itself.
        action: The action that brought it about, or "" for what happens by itself.
        title, text: What in the deck did it, and its line there.
        arithmetic: The line with its numbers filled in, such as `1 + 23 // 10 = 3`.
        because: The changes of the numbers it read.
    """

    write: Write
    action: str
    title: str
    text: str
    arithmetic: str
    because: tuple[Cause, ...] = ()


@dataclass(slots=True)
class Ledger:
    """Every write of a match, in order. `add` each traced step."""

    rules: Ruleset
    writes: list[Write] = field(default_factory=list)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    actions: dict[int, str] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first = self.rules.start()
        self.starts = {
            text: evaluate.read_state(first, name)
            for text, name in self.rules.names.items()
            if name.form in ("slot", "item", "deals", "runs")
        }

    def add(self, step: Step) -> None:
        """Take in a traced step."""
        is_secret = step.action.verb.is_secret
        said = "" if is_secret else f"{step.action.seat}: {step.action.text}"
        self.note(step.state.ply, said, step.writes)

    def note(self, ply: int, said: str, writes: Iterable[Write]) -> None:
        """Take in what an action wrote.

        Args:
            ply: The number of actions taken by then.
            said: Who did what; "" if that may not be told.
        """
        if said:
            self.actions[ply] = said
        for write in writes:
            self.by_name.setdefault(write.name, []).append(len(self.writes))
            self.writes.append(write)

    def why(self, view: SeatState, text: str, rounds: int = 1) -> list[Cause]:
        """The changes of a number in this round and some before, newest first.

        Args:
            view: Whose question it is; `my.` is its seat. Nothing after it is told.
            text: A name of the deck language.
            rounds: How many rounds back; when nothing changed in them, the last change.

        Raises:
            UsageError: There is no such name.
        """
        name = self.rules.expressions.name_of(text, view.number)
        found: list[int] = []
        for base in self.bases(Read(name)):
            places = self.by_name.get(base.text, [])
            past = [place for place in places if self.is_known(place, view)]
            moved = [place for place in past if self.moved(place)]
            recent = [p for p in moved if self.writes[p].round > view.round - rounds]
            found += recent or moved[-1:]
        told = list(found)
        return [self.cause(place, DEPTH, view, told) for place in sorted(found, reverse=True)]

    def is_known(self, place: int, view: SeatState) -> bool:
        """Whether a write lies behind a view and is not another seat's secret."""
        write = self.writes[place]
        return write.ply <= view.ply and (write.seen_by in ("", view.seat) or view.is_over)

    def moved(self, place: int) -> bool:
        """Whether a write changed anything, or was stopped by a bound."""
        write = self.writes[place]
        return write.old != write.new or write.wanted != write.new

    def cause(self, place: int, depth: int, view: SeatState, told: list[int]) -> Cause:
        """A change with what it came from, `depth` steps back, as far as a view knows it.

        Args:
            told: The changes that are told already, which are not told again.
        """
        write = self.writes[place]
        site = write.site
        because: list[Cause] = []
        if depth > 1:
            behind = [one for one in self.parents(place, view) if one not in told]
            told += behind
            because += [self.cause(one, depth - 1, view, told) for one in behind]
        return Cause(
            write, self.origin(write), site.title, site.text, self.arithmetic(place), tuple(because)
        )

    def origin(self, write: Write) -> str:
        """The action behind a change; rules, reviews and the calendar have none."""
        action = self.actions.get(write.origin, "")
        verb = split(action.partition(": ")[2])[0] if action else None
        return "" if is_by_itself(self.rules, write.site, verb) else action

    def parents(self, place: int, view: SeatState) -> list[int]:
        """The last changes that made a write what it was, the largest first."""
        found = self.behind(place, view)
        found.sort(key=lambda p: -abs(self.writes[p].new - self.writes[p].old))
        return found[:BREADTH]

    def behind(self, place: int, view: SeatState) -> list[int]:
        """The last changes of the numbers that a write read, so far as they mattered to it; behind
        what was only kept for it, the changes that this came from."""
        site = self.writes[place].site
        last: dict[str, int] = {}
        for name in [base for text in site.reads for base in self.bases_of(text)]:
            for one in reversed(self.before(name.text, place)):
                if self.is_known(one, view) and self.moved(one):
                    last[name.text] = one
                    break
        found: list[int] = []
        for one in self.decisive(place, last):
            found += self.behind(one, view) if self.is_kept_for(one, place) else [one]
        return list(dict.fromkeys(found))

    def is_kept_for(self, place: int, other: int) -> bool:
        """Whether a write only kept, at the same place and time, what another one then used."""
        kept, used = self.writes[place], self.writes[other]
        is_one = (kept.ply, kept.site.path) == (used.ply, used.site.path)
        return is_one and kept.site.sort == "count" and used.site.sort != "count"

    def decisive(self, place: int, last: Mapping[str, int]) -> list[int]:
        """Of the last changes before a write, by name, those without which it would have come to
        something else; where none was alone enough, all of them if they were so together. What a
        guard reads may have kept it from coming at all."""
        site = self.writes[place].site
        value = site.value
        asked = [base.text for text in site.guards for base in self.bases_of(text)]
        found = [one.text for one in self.bases(value)] if value is not None else []
        weighed = [name for name in found if name not in asked]
        free = [p for name, p in last.items() if name not in weighed]
        tried = [p for name, p in last.items() if name in weighed]
        if value is None or not tried:
            return free
        try:
            alone = [p for p in tried if self.would_differ(place, value, [p])]
            if not alone and self.would_differ(place, value, tried):
                alone = tried
        except KeyError:
            alone = tried
        return [p for p in last.values() if p in free or p in alone]

    def would_differ(self, place: int, value: Expr, undone: Sequence[int]) -> bool:
        """Whether a write's value had been another without some changes before it.

        Raises:
            KeyError: It reads what the ledger does not keep.
        """
        instead = {self.writes[one].name: self.writes[one].old for one in undone}

        def then(name: Name) -> int:
            return value_then(
                self.rules,
                name,
                lambda text: instead[text] if text in instead else self._base(text, place),
            )

        return evaluate.number(value, then) != evaluate.number(
            value, lambda name: self.at(name, place)
        )

    def bases_of(self, text: str) -> list[Name]:
        """The written numbers behind a canonical name."""
        return self.bases(Read(self.rules.names[text]))

    def bases(self, expr: Expr) -> list[Name]:
        """The written numbers that an expression reads, through derived ones."""
        found: list[Name] = []
        for name in evaluate.names_in(expr):
            value = self.rules.formulas.get(name.text)
            found += self.bases(value) if value is not None else [name]
        return found

    def arithmetic(self, place: int) -> str:
        """The value of a write, with the numbers of the time filled in; none of what is kept."""
        site = self.writes[place].site
        value = site.value
        if value is None or site.sort == "count" or not evaluate.names_in(value):
            return ""
        try:
            result = evaluate.number(value, lambda name: self.at(name, place))
            shown = fill_in(value, lambda name: self.at(name, place), (NOBODY, *self.rules.seats))
        except KeyError:
            return ""
        is_seat = self.rules.names[self.writes[place].name].is_seat
        return f"{shown} = {(NOBODY, *self.rules.seats)[result] if is_seat else result}"

    def before(self, name: str, place: int) -> list[int]:
        """The writes of a number that came before another write."""
        places = self.by_name.get(name, [])
        return places[: bisect_left(places, place)]

    def at(self, name: Name, place: int) -> int:
        """The value of a name just before a write.

        Raises:
            KeyError: It is not a number the ledger keeps, such as a hand's size.
        """
        return value_then(self.rules, name, lambda text: self._base(text, place))

    def _base(self, text: str, place: int) -> int:
        """The value of the round, or of a written number, just before a write."""
        if text == "game.round":
            return self.writes[place].round
        before = self.before(text, place)
        return self.writes[before[-1]].new if before else self.starts[text]


def is_by_itself(rules: Ruleset, site: Site, verb: Verb | None) -> bool:
    """Whether what a line does is nobody's doing: it stands in no act, and answers none.

    Args:
        verb: Of the act that it came with, which may only have closed the round; None if unknown.
    """
    if site.noun in ("deals", "deal item"):
        return _is_kept_by_itself(site, verb)
    if site.noun == "card" and "each_round" in site.path:
        return True
    match site.path:
        case ("rules", int(number), *_):
            answers = rules.loaded.written.rules[number].answers is not None
        case _:
            answers = False
    return not answers and (site.noun in BY_ITSELF or site.sort == "ages")


def _is_kept_by_itself(site: Site, verb: Verb | None) -> bool:
    """Whether deals do by themselves what a line of them does: as rounds end and begin, not as one
    is signed or broken."""
    if site.noun == "deals":
        return site.part == "expire" or (site.part == "breach" and verb not in (BREACH, None))
    is_late = any(part in site.path for part in ("each_round", "performs", "default"))
    return is_late or verb not in (ACCEPT, BREACH, None)


def value_then(rules: Ruleset, name: Name, base: Callable[[str], int]) -> int:
    """The value of a name at a moment of which the written numbers are known.

    Args:
        base: Gives the value of a written number, and of `game.round`.

    Raises:
        KeyError: It is not a number that can be told from those, such as a hand's size.
    """
    value = rules.formulas.get(name.text)
    if value is not None:
        return evaluate.computed(name, value, lambda one: value_then(rules, one, base))
    if name.form == "done":
        stage = value_then(rules, rules.names[name.text.rpartition(".")[0]], base)
        return int(stage >= name.bound)
    if name.form == "suspended":
        measure = name.text.rpartition(".")[0]
        level = value_then(rules, rules.names[measure], base)
        return level - value_then(rules, rules.names[f"{measure}.in_force"], base)
    if name.form == "number":
        return rules.program.values[name.text]
    return base(name.text)


def fill_in(expr: Expr, read: evaluate.Reader, holders: Sequence[str] = ()) -> str:
    """An expression in the deck's own signs, each name replaced by its value.

    Args:
        holders: How the values of tracks of seats are written, nobody first.
    """
    return _Filled(read, holders).expr(expr)


class _Filled(Code):
    """Writes an expression with values in place of names, functions as authors write them, and a
    `pick` as what it gave."""

    def __init__(self, reader: evaluate.Reader, holders: Sequence[str] = ()) -> None:
        super().__init__()
        self.reader, self.holders = reader, holders

    def read(self, name: Name) -> str:
        value = self.reader(name)
        return self.holders[value] if name.is_seat and self.holders else str(value)

    def op(self, expr: Op, around: int) -> str:
        if expr.op in FUNCTION_ROWS:
            return f"{expr.op}({', '.join(map(self.expr, expr.args))})"
        return super().op(expr, around)

    def expr(self, expr: Expr, around: int = 0) -> str:
        if isinstance(expr, Const) and expr.is_seat and self.holders:
            return self.holders[expr.value]
        if isinstance(expr, Scaled) and self.reader(expr.dial) == FULL:
            return self.expr(expr.value, around)
        if isinstance(expr, (Pick, Scaled)):
            return str(evaluate.number(expr, self.reader))
        return super().expr(expr, around)
