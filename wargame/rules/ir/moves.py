"""What seats can do: cards, measures, projects, actions, and answers to acts of the other side."""

from __future__ import annotations

from typing import Protocol

from wargame.dataclass import dataclass
from wargame.rules.ir.expr import Cond, Expr
from wargame.rules.ir.names import Name
from wargame.rules.ir.stmt import Block, Group, Site

Price = tuple[tuple[Name, Expr, Site], ...]
"""What is paid: the payer's name, how much, and the site of the payment."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition among several that must all hold, with its text for people."""

    cond: Cond
    text: str


@dataclass(frozen=True, slots=True)
class Ability:
    """Something a seat may do: when, for what, and with what effect."""

    needs: tuple[Clause, ...] = ()
    price: Price = ()
    do: Block = ()


class Owned(Protocol):
    """A noun that belongs to a seat."""

    @property
    def id(self) -> str: ...
    @property
    def seat(self) -> int: ...


@dataclass(frozen=True, slots=True)
class ChangeIR:
    """What a modifier makes of a price: while `when` holds, `more` of `name` is paid."""

    id: str
    title: str
    when: Cond | None
    name: Name
    more: Expr


@dataclass(frozen=True, slots=True)
class ResponseIR:
    """What a card does as an answer to acts of the other side: which, and to what if not to all."""

    act: Ability
    to: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardIR:
    """A card in one seat's pile. `seat` is 0 or 1.

    Attributes:
        comes: The round in which it comes into the pile; 0 if it is there from the start.
        last: The last round before it leaves the game; 0 if it stays.
        is_copy: Whether the row before it is of an equal card.
        printed: What its policy costs as printed, where modifiers may change that; else None.
        changes: What changes it: the modifier, when, which number is paid, and by how much more.
        stays: For how many more rounds it stays in effect: 0 for none, -1 for the whole game.
        each_round: What happens in each of them; with the first of equal cards alone.
        left: The name that counts the rounds, if it stays.
        response: What it does as an answer.
        is_answer: Whether it is of no use but as an answer, and for capital.
        is_foreign: Whether it is the rival's, and here as the seat may hold it: of no use but for
            capital, when `rival_do` is its event.
    """

    id: str
    title: str
    seat: int
    act: Ability
    worth: int
    worth_site: Site
    rival_do: Block
    once: bool
    comes: int = 0
    last: int = 0
    is_copy: bool = False
    printed: Price | None = None
    changes: tuple[ChangeIR, ...] = ()
    stays: int = 0
    each_round: Block = ()
    left: Name | None = None
    is_foreign: bool = False
    response: ResponseIR | None = None
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class BuryIR:
    """How a seat buries cards; `used` counts those of the round."""

    act: Ability
    used: Name
    per_round: int
    site: Site


@dataclass(frozen=True, slots=True)
class MeasureIR:
    """A measure; a verb that cannot be used is None."""

    id: str
    title: str
    seat: int
    max: int
    start: int
    verbs: dict[str, Ability | None]
    pause_rounds: int
    sites: dict[str, Site]


@dataclass(frozen=True, slots=True)
class StageIR:
    """A stage of a project; `dial` scales its rounds, if any does."""

    id: str
    act: Ability
    rounds: int
    success_pct: Expr
    dial: Name | None = None


@dataclass(frozen=True, slots=True)
class ProjectIR:
    """A project; `lapse_after` is -1 if it cannot lapse."""

    id: str
    title: str
    seat: int
    stages: tuple[StageIR, ...]
    lapse_after: int
    lapse_pct: Expr
    lapse_do: Block
    site: Site


@dataclass(frozen=True, slots=True)
class ActionIR:
    """An action of a seat.

    Attributes:
        act: When, for what, and with what effect; its limits aside.
        per_round, per_game: How often it may be taken, 0 for any number of times.
        used, total: The names that count how often it was taken, in this round and so far.
        site: What counts it.
    """

    id: str
    title: str
    seat: int
    act: Ability
    per_round: int
    per_game: int
    used: Name
    total: Name
    site: Site


@dataclass(frozen=True, slots=True)
class WindowIR:
    """Acts of the other side that a seat may answer.

    Attributes:
        seat: Who may answer.
        acts: The kernel's verbs, each with the numbers of the things it is done to; none for any.
        cards: The numbers of the cards that answer them.
    """

    seat: int
    acts: tuple[tuple[int, tuple[int, ...]], ...]
    cards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassIR:
    """What passing a play takes of a seat; `limit` is how often it may in a round, -1 for any."""

    price: Price
    limit: int
    passed: Name
    site: Site


@dataclass(frozen=True, slots=True)
class AnswerIR:
    """A rule that answers acts of one seat.

    Attributes:
        group: What it does.
        acts: The kernel's verbs, each with the numbers of the things it must be done to; none for
            any.
        on, of: The same as the deck writes it.
    """

    seat: int
    group: Group
    acts: tuple[tuple[int, tuple[int, ...]], ...]
    on: tuple[str, ...]
    of: tuple[str, ...]
