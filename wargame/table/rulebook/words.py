"""What the sections of the rules have in common: their shape, and words for prices and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.errors import sentence_case
from wargame.rules import ir
from wargame.rules.amounts import listed, of_goods
from wargame.rules.asking import evaluate
from wargame.rules.asking.alike import said_once
from wargame.rules.asking.describe import Describer, in_a_row
from wargame.rules.ruleset import Ruleset
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from wargame.content.model import Deck, Track

BULLET = "- "

EACH_SIDE = "each side"

EXTRAS = (
    "sums",
    "packages",
    "stakes",
    "endings",
    "calendar",
    "plans",
    "about",
    "measures",
    "deeds",
    "rules",
    "lists",
    "items",
    "edges",
    "clauses",
    "aims",
    "meanings",
    "levels",
    "works",
    "projects",
    "numbers",
    "workings",
    "amounts",
)
"""What is told if there is room, the most useful first: how sums round, what is in each ready
package, what is at stake in each judgement, when each ending fits in a match that is won
otherwise, what is judged on the calendar, the stages of projects, what the deck is about, the
texts of measures and actions, when levels may be moved and what comes with it (with the chance
of each stage, and what a lost project costs), what happens by itself, long lists as points, what
can be given in deals, what seldom matters of packages, what items of deals need and bring, what
a side wants by its brief, what the computed numbers in points and conditions mean, what levels
of measures are called, what stages of projects bring and their chances hang on, and the texts of
projects, of all numbers on the board and of those beside it, and what each rule does by itself
and how numbers are worked out."""

SEPARATOR = " · "

Caused = tuple[str, Describer, ir.Stmt]
"""For whom something happens ("" for all), words for it, and what it is."""

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
        self._blocks = rules.module.blocks
        self._aside = [track.id for track in self.deck.tracks if track.aside]
        self._tracks = {track.id: track for track in self.deck.tracks}
        self._formulas = self.program.formulas

    @property
    def seats(self) -> range:
        """The numbers of the sides, in deck order."""
        return range(len(self.program.seats))

    @property
    def is_match(self) -> bool:
        """Whether a winner is named."""
        contest = self.program.contest
        return contest is not None and contest.is_played

    @property
    def are_paused(self) -> bool:
        """Whether measures can be paused for some rounds, by a verb or by what happens."""
        does = (stmt for block in self._blocks for stmt in ir.walk(block))
        by_effect = any(isinstance(one, ir.Call) and one.of[0] == "measure" for one in does)
        return by_effect or any(one.pause_rounds for one in self.program.measures)

    @property
    def deals_hold(self) -> bool:
        """Whether measures can be held by a deal."""
        deals = self.program.deals
        return deals is not None and any(one.kind in ("pause", "cap") for one in deals.items)

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
        told = [(self.about(seat).expr(amount), name) for name, amount, _ in price]
        return listed([of_goods(amount, name.good) for amount, name in told if amount != "0"])

    def rules(self, phase: str) -> Iterator[tuple[str, ir.Group]]:
        """The deck's rules of a phase in their order, with their titles."""
        titles = {rule.id: rule.title for rule in self.deck.rules if rule.phase == phase}
        for group in self.program.rules.get(phase, ()) if titles else ():
            if isinstance(group, ir.Group):
                label = group.label
                yield titles.get(label) or titles[label.rpartition("_")[0]], group

    def long_list(self, rows: Iterable[str]) -> tuple[str, ...]:
        """Points of a list that may be long: below one another if there is room, else in a row."""
        kept = tuple(rows)
        if "lists" in self.told or len(kept) < 2:
            return bullets(kept)
        return (SEPARATOR.join(kept),)

    def is_kept_apart(self, name: str) -> bool:
        """Whether a number is a score or lies aside: what only changes those, nobody plays for."""
        return name.endswith(".score") or name.rsplit(".", 1)[-1] in self._aside

    def only_counts(self, block: ir.Block) -> bool:
        """Whether statements change nothing but scores, told elsewhere, and workings put aside."""
        return _only_writes(block, self.is_kept_apart)

    def only_scores(self, block: ir.Block) -> bool:
        """Whether statements change nothing but scores."""
        return _only_writes(block, lambda name: name.endswith(".score"))

    def starts(self, track: Track) -> str:
        """Where a number stands at the start: '3', or of several '3 for North, 1 for South'."""
        whose = ("shared", *(seat.id for seat in self.program.seats))
        whose += tuple(f"party.{party}" for party in self.program.parties)
        texts = (f"{one}.{track.id}" for one in whose)
        names = [self.program.names[text] for text in texts if text in self.program.names]
        now = {name.text: self.now(ir.Read(name)) for name in names}
        if len({*now.values()}) == 1:
            return str(now[names[0].text])
        owner = Describer(self.program).owner
        return ", ".join(f"{now[name.text]} for {owner(name)}" for name in names)

    def value(self, name: ir.Name) -> ir.Expr | None:
        """How a number is computed, if it is."""
        return self._formulas.get(name.text)

    def needs(self, clauses: Iterable[ir.Clause], about: Describer) -> str:
        """Conditions in words, or ''."""
        conds = [self._unfolded(part) for clause in clauses for part in parts_of(clause.cond)]
        said = [(cond, self._stands(cond) or about.cond(cond)) for cond in conds]
        return listed([f"({words})" if _is_choice(cond) else words for cond, words in said])

    def _unfolded(self, cond: ir.Cond) -> ir.Cond:
        """What a computed number stands for, where a condition asks whether it is 1.

        One with a name for that (a window that is open) keeps it, and its text says what it means.
        """
        match cond:
            case ir.Compare(("==",), (ir.Read(name), ir.Const(1))) if not self.is_named(name):
                match self.value(name):
                    case ir.IfElse(test, ir.Const(1), ir.Const(0)):
                        return test
                    case _:
                        return cond
            case _:
                return cond

    def is_named(self, name: ir.Name) -> bool:
        """Whether a computed number that is 0 or 1 has a name for being 1, and a text."""
        return bool(self._standing(name))

    def _standing(self, name: ir.Name) -> str:
        """What a computed number says of itself when it is 1: 'The gate is open'; '' if nothing."""
        noun = self._noun(name)
        if noun is None or noun.value is None or noun.max != 1 or not noun.text:
            return ""
        band = next((one.name for one in reversed(noun.bands) if one.at <= 1), "")
        return f"{noun.title} is {band}" if band else ""

    def _stands(self, cond: ir.Cond) -> str:
        """A condition that asks whether such a number is 1."""
        match cond:
            case ir.Compare(("==",), (ir.Read(name), ir.Const(1))):
                return self._standing(name)
            case _:
                return ""

    def _noun(self, name: ir.Name) -> Track | None:
        """What the deck says of a number; None for one that the rules compute by themselves."""
        return self._tracks.get(name.text.rpartition(".")[2])

    def said_of(self, exprs: Iterable[ir.Expr | ir.Cond]) -> Iterator[tuple[str, str]]:
        """Title and text of each state that is 0 or 1 and is read, not computed, in these."""
        names = [name for expr in exprs for name in evaluate.names_in(expr)]
        nouns = {noun.id: noun for name in names if (noun := self._noun(name))}
        for noun in nouns.values():
            if noun.max == 1 and noun.text and noun.value is None:
                yield noun.title, sentence(noun.text)

    def effects(self, blocks: tuple[ir.Block, ...], whose: str = "") -> list[str]:
        """What happens, as each side would cause it, in its order; where that makes no difference
        first what is the same for all, then what is `whose`."""
        flat = [[*_ungrouped(block)] for block in blocks]
        is_free, told = all(map(self._is_in_any_order, flat)), list[Caused]()
        if len({*map(len, flat)}) == 1:
            told = [one for stmts in zip(*flat, strict=True) for one in self._caused(stmts, whose)]
        titles = [*map(self.title, self.seats)]
        if not told or (not is_free and any(who in titles for who, _, _ in told)):
            plain = Describer(self.program)
            told = [(titles[seat], plain, one) for seat in self.seats for one in flat[seat]]
        elif is_free:
            order = ["", EACH_SIDE, whose, *titles]
            told = sorted(self._of_each_side(told), key=lambda one: order.index(one[0]))
        join = self._joined if is_free else self._in_order
        runs = [(who, [*run]) for who, run in groupby(told, key=lambda one: one[0])]
        said = [(who, join(run[0][1], [stmt for _, _, stmt in run])) for who, run in runs]
        said = [(who, words) for who, words in said if words]
        later = [who for who, _ in said[1:]] + ["-"]
        return [
            words if not who else f"for {who}: {words}" if after else f"for {who} [{words}]"
            for (who, words), after in zip(said, later, strict=False)
        ]

    def _caused(self, stmts: Sequence[ir.Stmt], whose: str) -> list[Caused]:
        """One thing that happens, as each side would cause it: for whom, in which words."""
        plain = Describer(self.program)
        if len(_told(plain, stmts)) == 1:
            return [("", plain, stmts[0])]
        if self._is_alike(stmts):
            return [(whose, self._own(0), stmts[0])]
        return [(self.title(seat), plain, stmt) for seat, stmt in enumerate(stmts)]

    def _of_each_side(self, told: Sequence[Caused]) -> Iterator[Caused]:
        """What happens, where what does so to each side alike is said of one alone."""
        alike: dict[tuple[str, ...], list[tuple[int, Caused]]] = {}
        for place, (who, _, stmt) in enumerate(told):
            owner = stmt.target.text.partition(".")[0] if isinstance(stmt, ir.Assign) else ""
            for seat in self.seats if not who else ():
                if owner == self.program.seats[seat].id:
                    own = self._own(seat)
                    row = alike.setdefault(tuple(own.stmt(stmt, 0)), [])
                    row.append((place, (EACH_SIDE, own, stmt)))
        of_each = [row for row in alike.values() if len(row) == len(self.seats)]
        first = self._own(0)  # in whose words all of it is said
        merged = {row[0][0]: one for row in of_each for _, one in row if one[1] == first}
        dropped = [place for row in of_each for place, _ in row[1:]]
        for place, one in enumerate(told):
            if place not in dropped:
                yield merged.get(place, one)

    def _is_in_any_order(self, block: Sequence[ir.Stmt]) -> bool:
        """Whether a block comes to the same in any order: each statement adds to a number of its
        own or takes from it, and how much no other one changes."""
        adds = [one for one in block if isinstance(one, ir.Assign) and one.op != "="]
        targets = [one.target.text for one in adds]
        if not len({*targets}) == len(adds) == len(block):
            return False
        reads = [[name.text for name in evaluate.names_in(one.value)] for one in adds]
        behind = [evaluate.made_of(names, self._formulas) for names in reads]
        return not any(
            target in names and target != own
            for names, own in zip(behind, targets, strict=True)
            for target in targets
        )

    def _in_order(self, about: Describer, stmts: Iterable[ir.Stmt]) -> str:
        """What happens, one thing after another."""
        lines = [line for stmt in stmts for line in about.stmt(stmt, 0)]
        return in_a_row(said_once(self.program.parties.values(), lines))

    def _own(self, seat: int) -> Describer:
        """Words for a text that is read by either side about itself."""
        return Describer(self.program, self.program.seats[seat].id, "the other side")

    def _is_alike(self, stmts: Sequence[ir.Stmt]) -> bool:
        """Whether statements say the same of each side, which each reads about itself."""
        return len({tuple(self._own(seat).stmt(one, 0)) for seat, one in enumerate(stmts)}) == 1

    def _joined(self, about: Describer, stmts: Iterable[ir.Stmt]) -> str:
        """What happens in any order; what happens to several parties alike is said once."""
        rows: dict[tuple[str, str, int], list[ir.Name]] = {}
        for place, stmt in enumerate(stmts):
            said = in_a_row(about.stmt(stmt, 0))
            match stmt:
                case ir.Assign(name) if name.text.startswith("party."):
                    key = name.title, said.removeprefix(about.name(name)), 0
                    rows.setdefault(key, []).append(name)
                case _:
                    rows["", said, place] = []
        return "; ".join(
            f"{title} ({self._parties(names)}){rest}" if title else rest
            for (title, rest, _), names in rows.items()
        )

    def _parties(self, names: Sequence[ir.Name]) -> str:
        """Parties in a row; 'all' for all that have the number."""
        noun = self._noun(names[0])
        having = [one for one in self.deck.parties if noun and noun.of in (one.group, "parties")]
        meant = {name.text.split(".")[1] for name in names}
        rest = [one.id for one in having if one.id not in meant]
        if len(having) > 2 and not rest:
            return "all"
        if 2 * len(rest) < len(meant):
            return f"all but {listed([self.program.parties[party] for party in rest])}"
        return listed([self.program.parties[name.text.split(".")[1]] for name in names])

    def alike(self, conds: Sequence[ir.Cond]) -> str:
        """Conditions, one for each side, in words that fit all of them; '' if there are none."""
        told = {self._own(seat).cond(cond) for seat, cond in enumerate(conds)}
        return told.pop() if len(told) == 1 else ""

    def meanings(self, parts: Iterable[ir.Expr | ir.Cond]) -> Iterator[str]:
        """What the deck says of the computed numbers in some expressions."""
        read = dict.fromkeys(name for part in parts for name in evaluate.names_in(part))
        nouns = {
            noun.id: noun
            for name in read
            if name.text in self._formulas and (noun := self._noun(name)) and noun.text
            if "meanings" in self.told or self.is_named(name)
        }
        for noun in nouns.values():
            yield f"{noun.title}: {sentence(noun.text or '')}"


def _only_writes(block: ir.Block, fits: Callable[[str], bool]) -> bool:
    """Whether statements write nothing but numbers that fit, and do nothing else."""
    return all(
        fits(stmt.target.text)
        if isinstance(stmt, ir.Assign)
        else not isinstance(stmt, ir.Call | ir.MoveProject | ir.Reveal | ir.Finish)
        for stmt in ir.walk(block)
    )


def _ungrouped(block: Iterable[ir.Stmt]) -> Iterator[ir.Stmt]:
    """The statements of a block, those of a rule or review in it as they stand there."""
    for stmt in block:
        if isinstance(stmt, ir.Group):
            yield from _ungrouped(stmt.body)
        else:
            yield stmt


def _told(about: Describer, stmts: Iterable[ir.Stmt]) -> set[tuple[str, ...]]:
    return {tuple(about.stmt(stmt, 0)) for stmt in stmts}


def parts_of(cond: ir.Cond) -> tuple[ir.Cond, ...]:
    """What has to hold at once, each for itself."""
    return cond.args if isinstance(cond, ir.Logic) and cond.op == "and" else (cond,)


def _is_choice(cond: ir.Cond) -> bool:
    return isinstance(cond, ir.Logic) and cond.op == "or"


def named_rounds(deck: Deck, numbers: Sequence[int]) -> str:
    """Rounds by number, and by name if each has one: `rounds 2 and 4 (2025 Q2 and 2025 Q4)`."""
    known = deck.rounds.labels
    labels = [known[number - 1] for number in numbers if number <= len(known)]
    named = f" ({listed(labels)})" if len(labels) == len(numbers) else ""
    many = "round" if len(numbers) == 1 else "rounds"
    return f"{many} {listed([str(number) for number in numbers])}{named}"


def first_to_last(deck: Deck) -> str:
    """The names of the first round and of the last one: `, 2025 Q1 to 2026 Q2`; "" without."""
    labels, last = deck.rounds.labels, deck.rounds.max
    return f", {labels[0]} to {labels[last - 1]}" if 1 < last <= len(labels) else ""


def bullets(rows: Iterable[str]) -> tuple[str, ...]:
    """Points of a list."""
    return tuple(f"{BULLET}{row}" for row in rows if row)


def sentence(text: str) -> str:
    """A text on one line, with a capital and a full stop.

    >>> sentence("trust falls"), sentence("Trust falls.")
    ('Trust falls.', 'Trust falls.')
    """
    said = " ".join(text.split())
    return stopped(sentence_case(said))
