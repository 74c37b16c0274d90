"""What is contested, when it is judged, and who names a front."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules import ir
from wargame.rules.asking.describe import Describer
from wargame.table.rulebook.words import Parts, Words, bullets, sentence

LABEL = "Fronts: what is contested"


def fronts(words: Words) -> Parts:
    """Each front with its dates; then who names another."""
    program = words.program
    if not program.fronts:
        return LABEL, ()
    into = dict.fromkeys(Describer(program).name(front.into) for front in program.fronts)
    moved = " or ".join(into)
    rule = (
        f"At the end of a round in which a front has a stake it is judged: {moved} moves by the "
        f"stake for whoever leads, {words.title(0)} up and {words.title(1)} down."
    )
    rows = bullets(_front(words, front) for front in program.fronts)
    return LABEL, (rule, *rows, *_docket(words))


def _front(words: Words, front: ir.FrontIR) -> str:
    """How a front is read, and when it is judged."""
    noun = next(one for one in words.deck.fronts if one.id == front.id)
    about = Describer(words.program)
    read = sentence(noun.text or "; ".join(about.leads(front)))
    dated = f" Judged in {_stakes(about, front.calendar)}." if front.calendar else ""
    return f"{front.title}. {read}{dated}"


def _stakes(about: Describer, calendar: Iterable[tuple[int, ir.Expr]]) -> str:
    """Rounds by what is at stake in them."""
    rounds: dict[str, list[str]] = {}
    for number, stake in calendar:
        rounds.setdefault(about.expr(stake), []).append(str(number))
    return ", ".join(f"{_rounds(some)} (stake {stake})" for stake, some in rounds.items())


def _rounds(numbers: list[str]) -> str:
    *first, last = numbers
    return f"rounds {', '.join(first)} and {last}" if first else f"round {last}"


def _docket(words: Words) -> Iterable[str]:
    """Who names a front for the next round, and at what stake."""
    docket, noun = words.program.docket, words.deck.docket
    if docket is None or noun is None:
        return
    titles = {seat.id: seat.title for seat in words.program.seats}
    who = {"alternate": "each side in turn"}.get(noun.chooser) or titles.get(noun.chooser, "")
    who = who or f"the side that is {noun.chooser}"
    again = "" if noun.again else ", not the one that was named last"
    stakes = _stakes(Describer(words.program), docket.calendar)
    yield (
        f"After the judgements {who} names one front more for the next round{again}. It is judged "
        f"then too: {stakes}."
    )
