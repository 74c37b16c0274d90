"""Standing policies: what can be done to them and for how much, those of one price together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.rules import ir
from wargame.rules.amounts import listed
from wargame.rules.asking import evaluate
from wargame.rules.asking.alike import FEWEST
from wargame.rules.asking.describe import in_a_row
from wargame.rules.verbs import EASE, LIFT, PAUSE, TIGHTEN
from wargame.table.rulebook.words import Parts, Words, bullets, sentence
from wargame.table.words.gate import stopped
from wargame.table.words.view_models import short_title
from wargame.table.words.wrap import this_and

if TYPE_CHECKING:
    from wargame.content.model import Measure

VERBS = {TIGHTEN: "up", EASE: "down", LIFT: "off"}
"""Verbs that change the level, as prices are told."""

INTRO = (
    "A measure acts while in force{}. In brackets: level at the start, the highest, then prices in "
    "capital{}."
)
BOOKS = "; paused levels stay on the books"

PAUSED = "A pause is of all levels; a step up ends it."
GATED = "{} only if {}"
"""What several measures need alike for a step, where there is no room to say it of each."""

STEP = "A price counts the level before the step, what comes with it the one after."


def measures(words: Words) -> Parts:
    """The section on measures."""
    if not words.program.measures:
        return "", ()
    usual = _usual(words)
    is_full = "measures" in words.told
    make = _full_rows if is_full else _short_rows
    rows = [row for seat in words.seats for row in make(words, seat, usual)]
    pauses = any(measure.verbs[PAUSE.word] for measure in words.program.measures)
    kept = BOOKS * (words.are_paused or words.deals_hold)
    intro = INTRO.format(kept, _unless(usual))
    order = [PAUSED] * pauses + [STEP] * _has_deeds(words) + [*_gates(words)]
    return "Measures", (" ".join([intro, *order]), *bullets(rows))


def _gates(words: Words) -> Iterator[str]:
    """What more than two measures need alike for a step, if it is not told of each; all that have
    such a step are not named."""
    if "deeds" in words.told:
        return
    found: dict[tuple[str, str], list[str]] = {}
    known = dict.fromkeys(VERBS.values(), 0)
    for measure, noun in (one for seat in words.seats for one in _of(words, seat)):
        for verb, said in VERBS.items():
            act = measure.verbs[verb.word]
            known[said] += act is not None
            needs = words.needs(act.needs, words.about(measure.seat)) if act else ""
            if needs:
                found.setdefault((said, needs), []).append(short_title(noun))
    for (said, needs), named in found.items():
        if len(named) >= FEWEST:
            gate = GATED.format(said.capitalize(), needs)
            yield stopped(gate if len(named) == known[said] else f"{gate}: {listed(named)}")


def _usual(words: Words) -> list[str]:
    """The verbs that most measures have at the same price."""
    verbs = [verb for measure in words.program.measures for verb in _verbs(words, measure)]
    return [
        verb for verb in dict.fromkeys(verbs) if 2 * verbs.count(verb) > len(words.program.measures)
    ]


def _unless(usual: list[str]) -> str:
    return f" (unless said: {'; '.join(usual)})" if usual else ""


def _of(words: Words, seat: int) -> list[tuple[ir.MeasureIR, Measure]]:
    both = zip(words.program.measures, words.deck.measures, strict=True)
    return [(measure, noun) for measure, noun in both if measure.seat == seat]


def _full_rows(words: Words, seat: int, usual: list[str]) -> list[str]:
    """Every measure with its text, and what its levels are called."""
    rows = []
    for measure, noun in _of(words, seat):
        head = f"{words.title(seat)}, {_named(words, measure, noun.title, usual)}."
        text = sentence(noun.text) if noun.text else ""
        rows.append(" ".join(filter(None, (head, text, _levels(words, noun)))))
    return rows


def _levels(words: Words, noun: Measure) -> str:
    """What the levels of a measure are called, if there is room for it."""
    if "levels" not in words.told or not noun.levels:
        return ""
    return stopped(f"Levels: {', '.join(f'{n} {name}' for n, name in enumerate(noun.levels))}")


def _short_rows(words: Words, seat: int, usual: list[str]) -> list[str]:
    """The measures of a side in a row, or below one another where much is told of each."""
    named = [_named(words, measure, short_title(noun), usual) for measure, noun in _of(words, seat)]
    if "deeds" in words.told:
        return [stopped(f"{words.title(seat)}, {one}") for one in named]
    return [stopped(f"{words.title(seat)}: {', '.join(named)}")] if named else []


def _named(words: Words, measure: ir.MeasureIR, title: str, usual: list[str]) -> str:
    """A measure with its levels, and with what is unusual about its verbs."""
    verbs = _verbs(words, measure)
    kinds = [verb.split(" ")[0] for verb in verbs]
    odd = [verb for verb in verbs if verb not in usual]
    odd += [f"not {kind}" for verb in usual if (kind := verb.split(" ")[0]) not in kinds]
    if not verbs:
        odd = ["moved by cards and events alone"]
    said = f": {'; '.join(odd)}" if odd else ""
    return f"{title} ({measure.start} of {measure.max}{said})"


def _verbs(words: Words, measure: ir.MeasureIR) -> list[str]:
    """What may be done to a measure and what it costs."""
    parts = [
        f"{said} {_for(_level_price(words, measure, act))}{_terms(words, measure, act)}"
        for verb, said in VERBS.items()
        if (act := measure.verbs[verb.word])
    ]
    pause = measure.verbs[PAUSE.word]
    if pause:
        price = _for(words.price(measure.seat, pause.price))
        terms = _terms(words, measure, pause)
        parts.append(f"paused {this_and(measure.pause_rounds)}, {price}{terms}")
    return parts


def _terms(words: Words, measure: ir.MeasureIR, act: ir.Ability) -> str:
    """When a verb is open, and what it does besides changing the level, if there is room."""
    if "deeds" not in words.told:
        return ""
    about = words.about(measure.seat)
    needs, deed = words.needs(act.needs, about), in_a_row(about.block(act.do)) if act.do else ""
    return f"{f', if {needs}' if needs else ''}{f', with {deed}' if deed else ''}"


def _has_deeds(words: Words) -> bool:
    """Whether it is told of any step what comes with it."""
    return "deeds" in words.told and any(
        act.do for measure in words.program.measures for act in measure.verbs.values() if act
    )


def _for(price: str) -> str:
    return price.replace(" capital", "") or "free"


def _level_price(words: Words, measure: ir.MeasureIR, act: ir.Ability) -> str:
    """A price that may depend on the level alone, and then rises evenly or is listed."""
    if len(act.price) != 1:
        return words.price(measure.seat, act.price)
    name, amount, _ = act.price[0]
    if [read.text for read in evaluate.names_in(amount)] != [f"measure.{measure.id}"]:
        return words.price(measure.seat, act.price)
    first, *rest = [_at_level(amount, level) for level in range(measure.max)]
    if all(price == first + at for at, price in enumerate(rest, 1)):
        return f"{first} {name.good} + its level" if first else f"its level {name.good}"
    return f"{listed([str(price) for price in (first, *rest)], 'or')} {name.good}"


def _at_level(amount: ir.Expr, level: int) -> int:
    return evaluate.number(amount, lambda _: level)
