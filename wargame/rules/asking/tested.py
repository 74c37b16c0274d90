"""What an inject asks as it happens, and whether it held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from wargame.dataclass import dataclass
from wargame.rules.actions import Action
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.evaluate import Reader
from wargame.rules.ir import Assign, Block, Branch, Compare, Cond, Expr, Group, Name, Op, Read
from wargame.rules.kernel import RUN, SEGMENT, BaseState
from wargame.rules.position import Position, scratch, state_of
from wargame.rules.refusal import Value
from wargame.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class TestedCondition:
    """A condition of an inject, as it stood when that happened.

    Attributes:
        inject: Its id.
        said: What was asked, in words.
        values: What it was asked of, as `asked_of` tells.
        is_met: Whether it held.
        is_otherwise: Whether something else came instead.
    """

    inject: str
    said: str
    values: tuple[Value, ...]
    is_met: bool
    is_otherwise: bool


def tested(position: Position, action: Action) -> tuple[TestedCondition, ...]:
    """What the injects asked that happen in a step from a position."""
    rules, s = position.rules, scratch(position)
    rows, injects = rules.engine.tables.injects, rules.program.injects
    by_segment = {row.do: one.id for row, one in zip(rows, injects, strict=True)}
    found: list[TestedCondition] = []
    rules.engine.do_action(s, action.code)
    while s.node == RUN:
        if not s.stack:
            rules.engine.step(s)
            continue
        frame = s.stack.pop()
        inject = by_segment.get(frame & SEGMENT)
        found += _tested_by(rules, s, inject) if inject else ()
        rules.engine.run_frame(s, frame)
    return tuple(found)


def released(position: Position, inject: str) -> Iterator[TestedCondition]:
    """What an inject asks that control releases at a position, once it has been counted."""
    return _tested_by(position.rules, state_of(position), inject, COUNTED)


COUNTED = "game.injects"
"""What releasing an inject writes, before that does anything."""


def _tested_by(
    rules: Ruleset, s: BaseState, inject: str, *written: str
) -> Iterator[TestedCondition]:
    """What an inject asks that happens now, before anything hangs on luck or on an answer.

    Args:
        written: What has been written since the position.
    """
    block = next(one.do for one in rules.program.injects if one.id == inject)
    for stmt in _reached(rules, s, block, written):
        is_met = _holds(s, stmt.test)
        words, read = Describer(rules.program), partial(evaluate.read_state, s)
        said, values = words.cond(stmt.test), asked_of(stmt.test, read, words)
        yield TestedCondition(inject, said, values, is_met, not is_met and says_otherwise(stmt))


def says_otherwise(stmt: Branch) -> bool:
    """Whether something comes where a condition does not hold, other than a further condition."""
    return any(not isinstance(one, Branch) for one in stmt.other)


def asked_of(test: Cond, read: Reader, words: Describer) -> tuple[Value, ...]:
    """The numbers that a condition was asked of: one without a name where it is held against a
    constant, else all that it reads; none where it only asks whether something is there. Of what is
    left over (`every third round`) it is the number that was divided."""
    match test:
        case _ if words.whether(test):
            return ()
        case Compare((_,), (Op("%"), _)):
            pass
        case Compare((_,), (left, right)) if not _names(right):
            name = left.name.text if isinstance(left, Read) else ""
            return ((name, "", evaluate.number(left, read)),)
    return tuple([(one.text, words.name(one), read(one)) for one in _names(test)])


def _reached(rules: Ruleset, s: BaseState, block: Block, before: Iterable[str]) -> list[Branch]:
    """The conditions that a block comes to, up to one that cannot be told of this position: it
    reads what was written before it, or what a seat alone sees."""
    found, written, waiting = list[Branch](), list(before), list(reversed(block))
    while waiting:
        stmt = waiting.pop()
        if isinstance(stmt, Group):
            waiting += reversed(stmt.body)
        elif isinstance(stmt, Assign):
            written.append(stmt.target.text)
        elif isinstance(stmt, Branch) and _is_told(rules, stmt.test, written):
            found.append(stmt)
            waiting += reversed(stmt.then if _holds(s, stmt.test) else stmt.other)
        else:
            break
    return found


def _is_told(rules: Ruleset, test: Cond, written: list[str]) -> bool:
    """Whether everybody may know all that a condition reads, and nothing of it was written yet."""
    read = evaluate.behind([one.text for one in evaluate.names_in(test)], rules.formulas)
    is_written = any(name == one or name.startswith(f"{one}.") for name in read for one in written)
    return not is_written and not any(map(rules.seen_by, read))


def _holds(s: BaseState, test: Cond) -> bool:
    return evaluate.truth(test, partial(evaluate.read_state, s))


def _names(part: Expr | Cond) -> list[Name]:
    """The names that are read, parameters aside: those are no part of a position."""
    return [one for one in evaluate.names_in(part) if one.form != "number"]
