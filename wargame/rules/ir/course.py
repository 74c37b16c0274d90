"""What happens by itself: eras, injects, agendas, reviews and endings."""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.rules.ir.expr import Cond, Expr
from wargame.rules.ir.moves import Clause
from wargame.rules.ir.stmt import Block, Site


@dataclass(frozen=True, slots=True)
class EraIR:
    """A stretch of the game, and the round it begins with."""

    id: str
    title: str
    round: int


@dataclass(frozen=True, slots=True)
class InjectIR:
    """An inject; `round` is 0 if it is drawn by chance."""

    id: str
    title: str
    weight: Expr
    needs: tuple[Clause, ...]
    round: int
    once: bool
    do: Block


@dataclass(frozen=True, slots=True)
class AgendaIR:
    """A secret aim as one seat may hold it."""

    id: str
    title: str
    seat: int
    score: Expr
    site: Site


@dataclass(frozen=True, slots=True)
class ReviewIR:
    """A scheduled judgement."""

    id: str
    title: str
    rounds: tuple[int, ...]
    do: Block
    agendas: bool


@dataclass(frozen=True, slots=True)
class EndingIR:
    """A class of outcome; `when` is None for the last."""

    id: str
    title: str
    when: Cond | None
    immediate: bool
