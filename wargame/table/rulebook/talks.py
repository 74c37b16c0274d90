"""How deals are made, what they hold, and how they end."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.rules import ir
from wargame.rules.amounts import counted, listed, rounds, times
from wargame.rules.asking.describe import Describer, in_a_row
from wargame.rules.asking.nouns import asked_of_giver
from wargame.table.rulebook.words import SEPARATOR, Parts, Words, bullets
from wargame.table.words.clauses import own_terms
from wargame.table.words.gate import stopped

HELD = " or paused; who eases one gives up paused levels first"
"""What else a deal does to a measure, if there is room."""


def talks(words: Words) -> Parts:
    """The rules of bargaining."""
    deals = words.program.deals
    if deals is None:
        return "", ()
    rows = [
        _tabling(words, deals),
        *_ready(words, deals),
        *_running(words, deals),
        *_ends(words, deals),
    ]
    if "items" in words.told:
        rows += [_items(words, deals, seat) for seat in words.seats]
    return "Talks", bullets(rows)


def _tabling(words: Words, deals: ir.DealsIR) -> str:
    act = deals.table[0]
    price = words.price(0, act.price)
    needs = words.needs(act.needs, Describer(words.program))
    terms = listed([*map(str, deals.terms[:-1]), rounds(deals.terms[-1])], "or")
    of_what = f"{_most(deals)}, for {terms}"
    if deals.drafting != "items":
        changes = ", as it is or with one or two changes" if deals.drafting == "changes" else ""
        of_what = f"one of those that are ready{changes}"
    elif deals.packages:
        of_what += ", or one that is ready"
    row = (
        f"A side may table a package{f' for {price}' if price else ''}: {of_what}"
        f"{f', if {needs}' if needs else ''}. At most "
        f"{counted(deals.max_running, 'deal')} can run. The other side accepts, declines, or once "
        f"{_countering(deals)}."
    )
    if "edges" in words.told and deals.drafting in ("changes", "counters"):
        row += f" What is changed holds {_most(deals)}."
    return " ".join([row, *words.meanings(clause.cond for clause in act.needs)])


def _most(deals: ir.DealsIR) -> str:
    """How much may be in a package: '1 to 2 items from each side'."""
    whose = "from each side" if deals.both_sides else "from either side or both"
    most = "1" if deals.max_items == 1 else f"1 to {deals.max_items}"
    return f"{most} {'item' if deals.max_items == 1 else 'items'} {whose}"


def _countering(deals: ir.DealsIR) -> str:
    """How a package is countered."""
    back = "sends it back with one or two changes"
    other = "puts another ready package in its place"
    if deals.drafting == "packages":
        return other
    return f"{back}, or {other}" if deals.packages else back


def _ready(words: Words, deals: ir.DealsIR) -> Iterator[str]:
    """What is ready to be tabled, and what is in it if there is room."""
    if "packages" not in words.told:
        yield from _called(words, deals)
        return
    for package in deals.packages:
        sides = [
            f"{words.program.seats[seat].title} gives {listed(given)}"
            for seat, given in deals.given(package).items()
        ]
        whose = f", for {words.program.seats[package.seat].title}" if package.seat >= 0 else ""
        yield f"Ready{whose}: {package.title} ({'; '.join(sides)}; {rounds(package.term)})."


def _called(words: Words, deals: ir.DealsIR) -> Iterator[str]:
    """What those are called that run as long, and that the same side may table."""
    kinds = dict.fromkeys((package.seat, package.term) for package in deals.packages)
    rows = []
    for seat, term in kinds:
        titles = [one.title for one in deals.packages if (one.seat, one.term) == (seat, term)]
        whose = f", {words.program.seats[seat].title}" if seat >= 0 else ""
        rows.append(f"{SEPARATOR.join(titles)} ({rounds(term)}{whose})")
    yield stopped(f"Ready: {'; '.join(rows)}")


def _running(words: Words, deals: ir.DealsIR) -> Iterator[str]:
    signed = words.effects((deals.table[0].do, deals.table[1].do), "the side that tabled it")
    said = "A term counts the rounds after that of the signing."
    said += stopped(f" At signing: {'; '.join(signed)}") if signed else ""
    if words.deals_hold:
        said += (
            " While it runs, what it pauses is not in force, and measures that it holds cannot "
            "be raised"
        )
        said += f"{HELD}." if "edges" in words.told else "."
    if any(item.kind == "pledge" for item in deals.items):
        said += " A pledge moves what is there."
    yield said


def _ends(words: Words, deals: ir.DealsIR) -> Iterator[str]:
    back = "what it paused is in force again"
    if any(item.snap for item in deals.items if item.kind in ("pause", "cap")):
        back += " (of some items half, or none)"
    expired = words.effects((deals.expire, deals.expire))
    yield stopped(f"When its term is over: {'; '.join([back, *expired])}")
    if deals.extensions:
        price = words.price(0, deals.extend[0].price) or "nothing"
        done = words.effects((deals.extend[0].do, deals.extend[1].do), "the side that proposed it")
        said = f": {'; '.join(done)}" if done else ""
        often = times(deals.extensions)
        yield (f"Or propose to extend a deal by its term, for {price}, {often} at most{said}.")
    broken = words.effects(deals.breach, "the side that breaks it")
    all_back = "all of it is in force again at once"
    yield stopped(f"Breaking a deal is a play: {'; '.join([all_back, *broken])}")


def _items(words: Words, deals: ir.DealsIR, seat: int) -> str:
    nouns, about = {noun.id: noun for noun in words.deck.deal_items}, words.about(seat)
    own = [(nouns[item.id], item) for item in deals.items if item.seat == seat]
    titles = [
        item.title
        + own_terms(noun, words.deck.tracks, asked_of_giver(about, item), _effects(words, item))
        for noun, item in own
    ]
    return stopped(f"{words.title(seat)} can give: {'; '.join(titles)}") if titles else ""


def _effects(words: Words, item: ir.ItemIR) -> list[str]:
    """What an item needs, and what happens at signing, in each further round and upon failure, if
    there is room."""
    if "clauses" not in words.told:
        return []
    about = words.about(item.seat)
    needs = words.needs(item.needs, about)
    blocks = [("at signing", item.do), ("each further round", item.each_round)]
    blocks += [("if it is not kept", fail.do) for fail in item.fails]
    told = [f"{when} {in_a_row(about.block(block), ', ')}" for when, block in blocks if block]
    return [*([f"if {needs}"] if needs else []), *told]
