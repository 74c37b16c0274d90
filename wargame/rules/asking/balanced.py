"""Whether what one seat wins the others lose, as far as the rules as written show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.rules import ir
from wargame.rules.asking import evaluate


def is_balanced(program: ir.Program, rulings: Sequence[ir.Block]) -> bool:
    """Whether scores provably add up to 0, whatever happens, if no score meets its limits.

    It is shown where every line that gives one seat points stands beside one that takes as many
    from another, agendas bring nothing, and the scores at the end cancel. What adds up in some
    other way is not recognised.
    """
    scores = [program.names[f"{seat.id}.score"] for seat in program.seats]
    finals = [seat.score for seat in program.seats]
    return (
        all(agenda.score.lo == agenda.score.hi == 0 for agenda in program.agendas)
        and not any(name in scores for name in _moved(program))
        and all(
            _is_even(program, block, scores)
            for start in (*_blocks(program), *rulings)
            for block in _inside(start)
        )
        and (all(final.lo == final.hi == 0 for final in finals) or _cancel(*finals))
    )


def _moved(program: ir.Program) -> Iterator[ir.Name]:
    """What is paid, and what deals move."""
    for act in _acts(program):
        yield from (name for name, _, _ in act.price)
    for item in program.deals.items if program.deals else ():
        yield from (name for name in (item.give, item.get) if name is not None)


def _acts(program: ir.Program) -> Iterator[ir.Ability]:
    """Everything that is done for a price."""
    yield from (act for _, act in program.acts)
    if program.deals:
        yield from (*program.deals.table, *program.deals.extend)


def _blocks(program: ir.Program) -> Iterator[ir.Block]:
    """Every block of a program that stands in no other."""
    yield from (act.do for act in _acts(program))
    yield from (card.rival_do for card in program.cards)
    yield from (card.each_round for card in program.cards)
    yield from (project.lapse_do for project in program.projects)
    yield from program.rules.values()
    yield from ((answer.group,) for answer in program.answers)
    yield from (inject.do for inject in program.injects)
    yield from (review.do for review in program.reviews)
    yield from (front.do for front in program.fronts)
    if program.deals:
        yield from (*program.deals.breach, program.deals.expire)
        yield from (block for item in program.deals.items for block in item.blocks)


def _inside(block: ir.Block) -> Iterator[ir.Block]:
    """A block and every block in it."""
    yield block
    for stmt in block:
        for part in ir.parts(stmt):
            yield from _inside(part)


def _is_even(program: ir.Program, block: ir.Block, scores: Sequence[ir.Name]) -> bool:
    """Whether the lines of one block that write scores come in pairs that cancel."""
    place = 0
    while place < len(block):
        line = block[place]
        place += 1
        if isinstance(line, ir.Assign) and line.target in scores:
            partner = block[place] if place < len(block) else None
            if not isinstance(partner, ir.Assign) or not _pair(program, line, partner, scores):
                return False
            place += 1
    return True


def _pair(
    program: ir.Program, line: ir.Assign, partner: ir.Assign, scores: Sequence[ir.Name]
) -> bool:
    """Whether two writes that follow one another give one score what they take from another."""
    opposite = ir.OPPOSITE_WAY.get(line.op)
    apart = partner.target in scores and partner.target != line.target
    read = [one.text for one in evaluate.names_in(line.value)]
    made_of = evaluate.made_of(read, program.formulas)
    if not apart or any(one.text in made_of for one in scores):
        return False
    if partner.op == opposite:
        return line.value == partner.value
    return partner.op == line.op and opposite is not None and _cancel(line.value, partner.value)


def _cancel(one: ir.Expr, other: ir.Expr) -> bool:
    """Whether two values provably add up to 0."""
    match one, other:
        case ir.Const(a), ir.Const(b):
            return a + b == 0
        case ir.Op(op="neg", args=(inner,)), _:
            return inner == other
        case _, ir.Op(op="neg", args=(inner,)):
            return inner == one
        case ir.Op(op="-", args=(a, b)), ir.Op(op="-", args=(c, d)):
            return (a, b) == (d, c)
        case _:
            return False
