"""What the rules make of the nouns of a deck, in words: cards, measures, injects, deal items …"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from wargame.content.limits import FULL
from wargame.errors import UsageError, nearest, sentence_case, visible
from wargame.rules import ir
from wargame.rules.amounts import of_goods, rounds, times
from wargame.rules.asking.alike import said_once
from wargame.rules.asking.describe import Describer, in_a_row
from wargame.rules.ir import Expr, Program
from wargame.rules.kernel import rival
from wargame.rules.verbs import ACTS, PAUSE

DOES = {word: said for word, (_, said) in ACTS.items()}
"""How the acts that a rule may answer are said."""


OTHER, ITSELF = "the other side", "this side"
"""What seats are called in a text that holds for each of them."""


Tell = Callable[[Describer, Any], list[str]]
"""Tells a noun, from the point of view that a describer has."""


def describe_item(program: Program, item: str) -> list[str]:
    """What the rules make of an item, by its id; what each seat has of it, once if it is alike.

    Raises:
        UsageError: There is nothing of that id.
    """
    words, deals = Describer(program), program.deals
    cards = [card for card in program.cards if not card.is_foreign]
    of_seats: tuple[tuple[Sequence[Any], Tell], ...] = ((cards, _card), (program.agendas, _aim))
    for nouns, tell in of_seats:
        held = {program.seats[one.seat]: (tell, one) for one in nouns if one.id == item}
        if held:
            return said_once(program.parties.values(), _by_seat(program, held))
    shared: tuple[tuple[Sequence[Any], Tell], ...] = (
        (program.measures, _measure),
        (program.projects, _project),
        (program.actions, describe_action),
        (program.injects, _inject),
        (deals.items if deals else (), describe_deal_item),
        (deals.packages if deals else (), _package),
        (program.reviews, _review),
        (program.fronts, _front),
        (program.endings, _ending),
    )
    for nouns, tell in shared:
        for noun in nouns:
            if noun.id == item:
                return said_once(program.parties.values(), tell(words, noun))
    found = describe_rule(program, item) or describe_number(program, item)
    if found or _of_rule(program, item):
        return found
    known = [noun.id for nouns, _ in (*of_seats, *shared) for noun in nouns] + list(_rules(program))
    raise UsageError(f"There is nothing called '{visible(item[:60])}'. {nearest(item, known)}")


def _by_seat(program: Program, each: Mapping[ir.SeatIR, tuple[Tell, object]]) -> list[str]:
    """What every seat has of its own: once if it is alike for all, else for one after another."""
    if len(each) == 1:
        tell, noun = next(iter(each.values()))
        return tell(Describer(program), noun)
    alike = [
        tell(Describer(program, seat.id, OTHER, ITSELF), noun)
        for seat, (tell, noun) in each.items()
    ]
    if all(lines == alike[0] for lines in alike):
        return ["for each side:", *_in(alike[0])] if alike[0] else []
    lines = []
    for seat, (tell, noun) in each.items():
        said = tell(Describer(program), noun)
        lines += [f"for {seat.title}:", *_in(said)] if said else []
    return lines


def describe_rule(program: Program, rule: str) -> list[str]:
    """What happens by itself, by the id of a rule or of what it is for one seat."""
    words, found = Describer(program), _of_rule(program, rule)
    if None in found:
        tell, noun = found[None]
        return said_once(program.parties.values(), tell(words, noun))
    each = {seat: one for seat, one in found.items() if seat is not None}
    return said_once(program.parties.values(), _by_seat(program, each)) if each else []


def _of_rule(program: Program, rule: str) -> dict[ir.SeatIR | None, tuple[Tell, object]]:
    """What a rule does, for nobody in particular or for each seat; nothing if there is none."""
    rules = _rules(program)
    if rule in rules:
        return {None: rules[rule]}
    labels = {seat: f"{rule}_{seat.id}" for seat in program.seats}
    return {seat: rules[label] for seat, label in labels.items() if label in rules}


def _rules(program: Program) -> dict[str, tuple[Tell, object]]:
    """What happens by itself, in a phase or as it answers an act, by its id."""
    groups = [g for block in program.rules.values() for g in block if isinstance(g, ir.Group)]
    found: dict[str, tuple[Tell, object]] = {g.label: (_ruled, g) for g in groups}
    return found | {one.group.label: (_answer, one) for one in program.answers}


def describe_number(program: Program, track: str) -> list[str]:
    """How a number is computed, for each that has it; nothing if it is not."""
    words = Describer(program)
    found = [one for one in program.derived if one.name.text.rpartition(".")[2] == track]
    seats = {seat.id: seat for seat in program.seats}
    owned = {one.name.text.partition(".")[0]: one for one in found}
    if owned.keys() == seats.keys():
        return _by_seat(program, {seats[o]: (_formula, one) for o, one in owned.items()})
    if len(found) == 1:
        return _formula(words, found[0])
    told = [f"{words.name(one.name)} {_formula(words, one)[0]}" for one in found]
    return said_once(program.parties.values(), told)


def _formula(words: Describer, computed: ir.Derived) -> list[str]:
    return [f"= {words.expr(computed.value)}"]


def _aim(words: Describer, agenda: ir.AgendaIR) -> list[str]:
    return [f"scores: {words.expr(agenda.score)}"]


def _ruled(words: Describer, group: ir.Group) -> list[str]:
    return words.block(group.body)


def _review(words: Describer, review: ir.ReviewIR) -> list[str]:
    return words.block(review.do)


def _ending(words: Describer, ending: ir.EndingIR) -> list[str]:
    return [words.cond(ending.when)] if ending.when else ["otherwise"]


def _card(words: Describer, card: ir.CardIR) -> list[str]:
    """What the rules make of a card."""
    lines = [*_span(words, card), *_priced(words, card), f"or: {card.worth} capital"]
    if card.rival_do:
        lines += ["  and then:", *words.block(card.rival_do, 2)]
    if card.stays:
        span = f"for {rounds(card.stays)} more" if card.stays > 0 else "to the end of the game"
        lines.append(f"stays in effect {span}")
    if card.each_round:
        lines += ["each round while in effect:", *words.block(card.each_round, 1)]
    if card.response is not None:
        lines += _response(words, card.response, card.seat)
    if words.program.mixed and not card.is_foreign:
        lines += _held_by_rival(words, card)
    return lines + (["once: it leaves the game when its effect is used"] if card.once else [])


def _response(words: Describer, response: ir.ResponseIR, seat: int) -> list[str]:
    """Which acts of the other side a card answers, and how."""
    other = words.seat(words.program.seats[rival(seat)])
    does = acts_in_words(words, response.to, response.of)
    return [f"as an answer when {other} {does}:", *_in(words.act(response.act))]


def _priced(words: Describer, card: ir.CardIR) -> list[str]:
    """A card's policy at its printed price, and what changes that."""
    act = card.act if card.printed is None else replace(card.act, price=card.printed)
    lines = words.act(act)
    place = len(act.needs) + len(act.price)
    return [*lines[:place], *(price_change(words, one) for one in card.changes), *lines[place:]]


def price_change(words: Describer, change: ir.ChangeIR) -> str:
    """What a modifier makes of a price: 'costs 1 capital less if Calm is over 0'."""
    when = f" if {words.cond(change.when)}" if change.when is not None else ""
    amount, less = words.plain(change.more), "more"
    if isinstance(amount, ir.Const) and amount.value < 0:
        amount, less = ir.Const(-amount.value), "less"
    costs = of_goods(words.inner(amount), change.name.good)
    return f"costs {costs} {less}{when} ({change.title})"


def _held_by_rival(words: Describer, card: ir.CardIR) -> list[str]:
    """What a card is to the rival, who may hold it too."""
    owner, lines = words.seat(words.program.seats[card.seat]), []
    for row in words.program.cards:
        if row.id == card.id and row.is_foreign:
            holder = words.seat(words.program.seats[row.seat])
            happens = f", and it happens for {owner}, unpaid" if row.rival_do else ""
            lines.append(f"in the hand of {holder}: {card.worth} capital{happens}")
    return lines


def _span(words: Describer, card: ir.CardIR) -> list[str]:
    """When a card comes into the pile and leaves the game, if it does not stay throughout."""
    first = [f"comes in round {card.comes}, with {_era(words, card.comes)}"] if card.comes else []
    last = [f"leaves the game after round {card.last}"] if card.last else []
    return first + last


def _era(words: Describer, number: int) -> str:
    """The title of the era that begins with a round."""
    return next(era.title for era in words.program.eras if era.round == number)


def _measure(words: Describer, measure: ir.MeasureIR) -> list[str]:
    """What may be done to a measure."""
    lines = []
    for verb, act in measure.verbs.items():
        if act is not None:
            again = f" for this round and {measure.pause_rounds} more" if verb == PAUSE.word else ""
            lines += [f"{verb}{again}:", *(f"  {line}" for line in words.act(act))]
    return lines


def _project(words: Describer, project: ir.ProjectIR) -> list[str]:
    """The stages of a project, and how it can lapse."""
    lines = []
    for stage in project.stages:
        work = _work(words, stage)
        lines.append(f"{stage.id}: {work}, succeeds {words.expr(stage.success_pct)} %")
        lines += [f"  {line}" for line in words.act(stage.act)]
    if project.lapse_after >= 0:
        pct = words.expr(project.lapse_pct)
        lines.append(f"idle for over {rounds(project.lapse_after)}: lapses {pct} %")
        lines += words.block(project.lapse_do, 1)
    return lines


def _work(words: Describer, stage: ir.StageIR) -> str:
    """How long a stage is worked on."""
    if not stage.rounds:
        return "at once"
    dose = words.program.values[stage.dial.text] if stage.dial else FULL
    part = "" if dose == FULL else f"{Fraction(dose, FULL)} of "
    return f"{part}{rounds(stage.rounds)}"


def describe_action(words: Describer, action: ir.ActionIR) -> list[str]:
    """What an action takes and does, and how often it may be taken."""
    limits = ((action.per_round, "a round"), (action.per_game, "a game"))
    often = [f"at most {times(most)} {span}" for most, span in limits if most]
    return [*often, *words.act(action.act)]


def _answer(words: Describer, answer: ir.AnswerIR) -> list[str]:
    """Which act a rule answers, and what it does then."""
    seat = words.seat(words.program.seats[answer.seat])
    does = acts_in_words(words, answer.on, answer.of)
    return [f"when {seat} {does}:", *words.block(answer.group.body, 1)]


def acts_in_words(words: Describer, acts: Iterable[str], of: Sequence[str]) -> str:
    """Acts that something answers, as a side does them, and to which things if not to all."""
    said = " or ".join(DOES[word] for word in acts)
    return f"{said} ({', '.join(_done_to(words, one) for one in of)})" if of else said


def _done_to(words: Describer, thing: str) -> str:
    """What an act is done to, by its title."""
    p = words.program
    items = p.deals.items if p.deals else ()
    nouns: tuple[Sequence[Any], ...] = (p.cards, p.measures, p.projects, p.actions, items)
    return next(str(one.title) for known in nouns for one in known if one.id == thing)


def _inject(words: Describer, inject: ir.InjectIR) -> list[str]:
    """When an inject happens, and what it does."""
    when = f"in round {inject.round}" if inject.round else f"weight {words.expr(inject.weight)}"
    lines = [when, *(f"needs: {words.cond(clause.cond)}" for clause in inject.needs)]
    return [*lines, *words.block(inject.do)]


def beyond(words: Describer, inject: ir.InjectIR) -> str:
    """What an inject does in one line, beyond what its text tells in numbers: of choices and
    of luck what the ways are called, and what hangs on a condition or comes later. Of several
    things what hangs on each stands in brackets behind it."""
    every = _outline(words, inject.do)
    hangs = [line.startswith(" ") for line in (*every, "")]
    lines = [line for n, line in enumerate(every) if hangs[n] or hangs[n + 1]]
    first, *rest = lines or [""]
    if any(not line.startswith(" ") for line in rest):
        return sentence_case(in_a_row(lines))
    return sentence_case(f"{first} {in_a_row(line[2:] for line in rest)}".strip())


def _outline(words: Describer, block: ir.Block, depth: int = 0) -> list[str]:
    """The lines of a block down to what its ways are called; what comes of each, that tells."""
    lines: list[str] = []
    for stmt in block:
        told = words.stmt(stmt, depth)
        if isinstance(stmt, ir.Branch):
            lines += [told[0], *_outline(words, stmt.then, depth + 1)]
            other = _outline(words, stmt.other, depth + 1)
            lines += [f"{'  ' * depth}else:", *other] if other else []
        else:
            lines += [line for line in told if not line.startswith("  " * (depth + 2))]
    return lines


def _front(words: Describer, front: ir.FrontIR) -> list[str]:
    """Who leads on a front, when it is judged, and what a judgement does."""
    lines = leads(words, front)
    lines += [f"judged in {_dates(words, front.calendar)}"] if front.calendar else []
    moved = f"a judgement: {words.name(front.into)} moves by the stake, for whoever leads"
    lines.append(f"{moved}, however far" if front.by_sign else moved)
    for seat, prize in zip(words.program.seats, front.prizes, strict=True):
        lines += [f"won by {seat.title}:", *words.block(prize, 1)] if prize else []
    return lines


def leads(words: Describer, front: ir.FrontIR) -> list[str]:
    """When each side leads."""
    value = words.program.formulas[front.value.text]
    lines = [f"who leads: {words.expr(value)}"] if not front.sides else []
    for seat, (lead, grip) in zip(words.program.seats, front.sides, strict=False):
        lines += [f"{seat.title} leads if {words.cond(lead)}"] if lead else []
        lines += [f"{seat.title} leads twice over if {words.cond(grip)}"] if grip else []
    return lines


def _dates(words: Describer, calendar: Iterable[tuple[int, Expr]]) -> str:
    """Rounds with their stakes: 'round 1 at stake 3, round 4 at stake 6'."""
    return ", ".join(f"round {n} at stake {words.expr(stake)}" for n, stake in calendar)


def describe_deal_item(words: Describer, item: ir.ItemIR) -> list[str]:
    """What giving an item means."""
    lines = [f"needs: {words.cond(clause.cond)}" for clause in item.needs]
    if item.kind in ("pause", "cap"):
        title = words.program.measures[item.measure].title
        held = "is cut by" if item.kind == "pause" else "counts as at most"
        back = ("all of it comes back", "half comes back", "it stays so")[item.snap]
        said = f"{title} {held} {item.amount}, and cannot be raised, while the deal lasts"
        lines.append(f"{said}; then {back}")
    elif item.give is not None and item.get is not None:
        often = "in each further round" if item.kind == "pledge" else "at signing"
        lines.append(f"{item.amount} {item.give.title} goes to the other side {often}")
    return [*lines, *words.block(item.do), *_item_time(words, item), *_item_failing(words, item)]


def _item_time(words: Describer, item: ir.ItemIR) -> list[str]:
    """How long an item runs by itself, and what it does meanwhile."""
    lines = [f"it runs for {rounds(item.rounds)}, whatever the term"] if item.rounds else []
    lines += [f"it runs until round {item.until} at most"] if item.until else []
    each = words.block(item.each_round, 1)
    return [*lines, "each further round:", *each] if each else lines


def _item_failing(words: Describer, item: ir.ItemIR) -> list[str]:
    """What the giver of an item must do, and what follows if it does not."""
    lines, performs = [], item.performs
    if performs is not None:
        needs = asked_of_giver(words, item)
        when = "at the end of each further round"
        if performs.by_round:
            when = f"at the end of round {performs.by_round}"
        elif performs.after:
            when = f"{rounds(performs.after)} after the signing"
        lines += [f"{when}: {needs}", *_failing(words, performs.fail)]
    if item.unpaid is not None:
        lines += ["each time it is due: all of it is paid", *_failing(words, item.unpaid)]
    return lines


def asked_of_giver(words: Describer, item: ir.ItemIR) -> str:
    """What the giver of an item must have brought about; "" for nothing."""
    needs = item.performs.needs if item.performs else ()
    return " and ".join(words.cond(clause.cond) for clause in needs)


def _failing(words: Describer, fail: ir.FailIR) -> list[str]:
    """What follows when an item is not kept."""
    how = {
        "breach": "the giver breaks the deal",
        "snap": "it is over, and what it paused comes back",
        "excuse": "the deal goes on",
    }[fail.how]
    return [f"  if not: {how}", *words.block(fail.do, 2)]


def _package(words: Describer, package: ir.PackageIR) -> list[str]:
    """Who may table a ready package, when, and what is in it."""
    deals, seats = words.program.deals, words.program.seats
    assert deals is not None
    needs = [clause for needs in package.needs for clause in needs]
    lines = [f"needs: {text}" for text in dict.fromkeys(words.cond(one.cond) for one in needs)]
    who = seats[package.seat].title if package.seat >= 0 else "either side"
    lines.append(f"{who} may table it, for {rounds(package.term)}")
    for seat, given in deals.given(package).items():
        lines.append(f"{seats[seat].title} gives: {'; '.join(given)}")
    return lines


def _in(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]
