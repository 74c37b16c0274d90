"""What is contested, when it is judged, and who names a front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wargame.rules import ir
from wargame.rules.amounts import listed
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.nouns import leads
from wargame.table.rulebook.words import Parts, Words, bullets, sentence
from wargame.table.words.gate import stopped

LABEL = "Fronts: what is contested"


def fronts(words: Words) -> Parts:
    """Each front with its dates; then who names another."""
    program = words.program
    if not program.fronts:
        return LABEL, ()
    into = dict.fromkeys(Describer(program).name(front.into) for front in program.fronts)
    moved = " or ".join(into)
    rule = (
        f"A front is judged at the end of its rounds: whoever leads there moves {moved} by the "
        f"stake (in brackets), {words.title(0)} up and {words.title(1)} down; doubly or more if "
        f"the front says so."
    )
    rows = bullets(_front(words, front) for front in program.fronts)
    read = [expr for front in program.fronts for expr in _read(words, front)]
    states = [f"{title}: {text}" for title, text in words.said_of(read)]
    return LABEL, (rule, *rows, *states, *_docket(words), *_by_itself(words))


def _by_itself(words: Words) -> Iterator[str]:
    """The deck's rules that move what judgements move, where its rules are not told anyhow."""
    into = {front.into.text for front in words.program.fronts}
    moving = [
        title
        for phase in words.program.rules
        for title, group in words.rules(phase)
        for stmt in ir.walk(group.body)
        if isinstance(stmt, ir.Assign) and stmt.target.text in into
    ]
    if moving and "rules" not in words.told:
        yield stopped(f"By itself: {'; '.join(dict.fromkeys(moving))}")


def _read(words: Words, front: ir.FrontIR) -> Iterator[ir.Expr | ir.Cond]:
    """What tells who leads on a front."""
    yield words.program.formulas[front.value.text]
    yield from (cond for side in front.sides for cond in side if cond)


def _front(words: Words, front: ir.FrontIR) -> str:
    """How a front is read, and when it is judged."""
    noun = next(one for one in words.deck.fronts if one.id == front.id)
    about = Describer(words.program)
    read = sentence(noun.text or "; ".join(leads(about, front)))
    dated = _stakes if "stakes" in words.told else _span
    judged = f" {sentence(dated(about, front.calendar))}" if front.calendar else ""
    return f"{stopped(front.title)} {read}{judged}"


def _span(about: Describer, calendar: Sequence[tuple[int, ir.Expr]]) -> str:
    """All rounds, with the least and the most that is at stake in them."""
    stakes = list(dict.fromkeys(about.expr(stake) for _, stake in calendar))
    if all(stake.isdecimal() for stake in stakes):
        stakes.sort(key=int)
    said = stakes[0] if len(stakes) == 1 else f"{stakes[0]} to {stakes[-1]}"
    return f"{_rounds([number for number, _ in calendar])} ({said})"


def _stakes(about: Describer, calendar: Iterable[tuple[int, ir.Expr]]) -> str:
    """Rounds by what is at stake in them."""
    rounds: dict[str, list[int]] = {}
    for number, stake in calendar:
        rounds.setdefault(about.expr(stake), []).append(number)
    said = [f"{_rounds(some)} ({stake})" for stake, some in rounds.items()]
    after = [said[at - 1].startswith("rounds ") for at in range(1, len(said))]
    return ", ".join(
        part.removeprefix("rounds ") if same else part
        for part, same in zip(said, (False, *after), strict=True)
    )


def _rounds(numbers: Iterable[int]) -> str:
    """Rounds in a row, three or more that follow one another as a span."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    said = [
        part
        for span in spans
        for part in ([f"{span[0]} to {span[-1]}"] if len(span) > 2 else map(str, span))
    ]
    one = len(spans) == 1 and len(spans[0]) == 1
    return f"round {said[0]}" if one else f"rounds {listed(said)}"


def read_off(words: Words) -> str:
    """In what a side is behind or ahead, where that is not the lead."""
    own = words.program.docket.measured if words.program.docket else None
    return f" in {Describer(words.program).expr(own)}" if own is not None else ""


def _docket(words: Words) -> Iterable[str]:
    """Who names a front for the next round, and at what stake."""
    docket, noun = words.program.docket, words.deck.docket
    if docket is None or noun is None:
        return
    titles = {seat.id: seat.title for seat in words.program.seats}
    who = {"alternate": "each side in turn"}.get(noun.chooser) or titles.get(noun.chooser, "")
    if not who:
        first, second = titles.values()
        in_turn = f"{second} after odd rounds, else {first}"
        level = titles.get(noun.level, in_turn)
        who = f"whoever is {noun.chooser}{read_off(words)} (when level, {level})"
    again = "" if noun.again else ", not the last named"
    stakes = _stakes(Describer(words.program), docket.calendar)
    yield (
        f"After the judgements {who} names a front for the next round{again}, and adds to its "
        f"stake: {stakes}."
    )
