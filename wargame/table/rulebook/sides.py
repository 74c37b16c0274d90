"""The two sides: what each wants, how it scores, and what it earns."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.rules import ir
from wargame.rules.asking.describe import Describer
from wargame.table.rulebook.words import Parts, Words, bullets, sentence
from wargame.table.words.brief import wants
from wargame.table.words.gate import stopped


def side(number: int, words: Words) -> Parts:
    """The section of one side."""
    shared = _shared(words)
    return words.title(number), [part for part in _parts(words, number) if part not in shared]


def all_sides(words: Words) -> Parts:
    """What holds for all in the same words."""
    return "", _shared(words)


def _shared(words: Words) -> list[str]:
    first, *others = [_parts(words, number) for number in words.seats]
    return [part for part in first if all(part in parts for parts in others)]


def _parts(words: Words, number: int) -> list[str]:
    return [
        *_wants(words, words.program.seats[number].id),
        *points(words, number),
        *_agenda(words, number),
        *_capital(words, number),
    ]


def _wants(words: Words, seat: str) -> tuple[str, ...]:
    brief = next((brief for brief in words.deck.briefs if brief.seat == seat), None)
    told = wants(words.deck, brief) if brief and "aims" in words.told else []
    return bullets(map(sentence, told))


def points(words: Words, number: int) -> Iterator[str]:
    """Where points come from, each round and at the end; in a match they do not count."""
    if words.is_match:
        return
    seat, about = words.program.seats[number], words.about(number)
    blocks = [stmt for phase in words.program.rules.values() for stmt in phase]
    score = f"{seat.id}.score"
    rows = [row for stmt in blocks for row in _scored(words, about, stmt, score)]
    if rows:
        yield stopped(f"Points each round: {'; '.join(rows)}")
    final = about.terms(seat.score)
    if final:
        yield stopped(f"Points at the end: {'; '.join(final)}")
    yield from words.meanings([*_score_values(words, score), seat.score])


def _score_values(words: Words, score: str) -> Iterator[ir.Expr]:
    for block in words.program.rules.values():
        for stmt in ir.walk(block):
            if isinstance(stmt, ir.Assign) and stmt.target.text == score:
                yield stmt.value


def _scored(
    words: Words, about: Describer, stmt: ir.Stmt, score: str, guard: str = ""
) -> list[str]:
    """What a statement adds to a score, with the condition it stands under."""
    match stmt:
        case ir.Assign(target, op, value) if target.text == score and op != "=":
            computed = words.value(value.name) if isinstance(value, ir.Read) else None
            terms = _terms(words, about, computed or value, "+" if op == "+=" else "-")
            return [f"{' '.join(terms)}{guard}"] if guard else terms
        case ir.Branch(test, then, other):
            holds = about.cond(test)
            return [
                row
                for block, word in ((then, "if"), (other, "unless"))
                for inner in block
                for row in _scored(words, about, inner, score, f"{guard} {word} {holds}")
            ]
        case ir.Group(_, body):
            return [row for inner in body for row in _scored(words, about, inner, score, guard)]
        case _:
            return []


def _terms(words: Words, about: Describer, expr: ir.Expr, sign: str) -> list[str]:
    """The parts of a sum; what is computed and lies aside is told by what it is made of."""
    match expr:
        case ir.Op("+", (left, right)):
            return [*_terms(words, about, left, sign), *_terms(words, about, right, sign)]
        case ir.Read(name) if words.is_kept_apart(name.text) and (value := words.value(name)):
            return _terms(words, about, value, sign)
        case _:
            return about.terms(expr, sign)


def _agenda(words: Words, number: int) -> Iterator[str]:
    known = sum(agenda.seat == number for agenda in words.program.agendas)
    if known:
        shown = min(known, words.program.agenda_candidates)
        named = "Open agenda: one is dealt" if shown == 1 else f"Secret agenda: keep one of {shown}"
        laid = "scored" if shown == 1 else "scored and laid open"
        first = ", before fronts," if words.program.fronts else ""
        by = f"by the calendar{first} and " if _scores_agendas(words) else ""
        yield f"{named}. It is {laid} {by}at the end."


def _scores_agendas(words: Words) -> bool:
    """Whether a review scores agendas, so that they count before the end."""
    return any(review.agendas for review in words.program.reviews)


def _capital(words: Words, number: int) -> Iterator[str]:
    seat = words.program.seats[number]
    income = words.about(number).terms(seat.income)
    if income:
        each = ", ".join(income).removeprefix("+ ")
        start, most = seat.capital_start, seat.capital_max
        yield stopped(f"Capital: {start} at the start, {most} at most; each round {each}")
