"""Fronts that nothing moves, rules that come twice, duties that are never tested, personas that
nobody can seat: advice on what a deck says in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content.loaded import LoadedDeck
from wargame.content.model import Deals
from wargame.rules import ir
from wargame.rules.amounts import rounds
from wargame.rules.lint.advice import DeckAdvice
from wargame.rules.lint.at_odds import at_odds
from wargame.rules.lint.in_vain import set_by

SEATED_BEFORE = ("human", "remote", "random", "greedy", "search", "script", "cmd")
"""Players by whose name no persona of a deck is seated."""

_SIDES = re.compile(r"\b(my|their|me|rival)\b")
"""What stands for the seat at hand, or the other."""


def unmoved(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """All of it, of the plain deck."""
    if not loaded.variant:
        yield from _fronts(loaded, program)
        yield from _tracks(loaded, program)
        yield from _incomes(program)
        yield from _match_points(loaded)
        yield from _rules(loaded)
        yield from _personas(loaded)
        if loaded.written.deals is not None and program.deals is not None:
            yield from _goods(program.deals)
            yield from _duties(loaded.written.deals)
            yield from at_odds(program)


def _fronts(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Fronts whose expression always comes to the same."""
    values = {row.name: row.value for row in program.derived}
    for number, (front, noun) in enumerate(zip(program.fronts, loaded.written.fronts, strict=True)):
        value, path = values[front.value], ("fronts", number, "value")
        if noun.value is not None and value.lo == value.hi:
            what = f"it is always {value.lo}: nothing moves who leads"
            yield f"front {front.id}", path, what, "Read it off a number that changes."


def _tracks(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Computed tracks that always come to the same, or to what lies beyond one of their ends; not
    those that a variant works out otherwise."""
    places = {
        track.id: place
        for place, track in enumerate(loaded.written.tracks)
        if track.value and not set_by(loaded.written, f"tracks.{track.id}.value")
    }
    told: dict[str, bool] = {}
    for row in program.derived:
        track, low, high = row.name.text.rpartition(".")[2], row.value.lo, row.value.hi
        at = low if low == high else row.name.lo if high <= row.name.lo else row.name.hi
        is_one = low == high or high <= row.name.lo or low >= row.name.hi
        if is_one and track in places and not told.setdefault(track, False):
            told[track] = True
            what = f"it is always {at}: nothing moves '{row.name.text}'"
            remedy = "'min' takes the smallest of its values, 'max' the largest."
            yield f"track {track}", ("tracks", places[track], "value"), what, remedy


def _incomes(program: ir.Program) -> Iterator[DeckAdvice]:
    """Incomes of more than a seat can hold."""
    for number, seat in enumerate(program.seats):
        purse = program.names[f"{seat.id}.capital"]
        if seat.income.lo > purse.hi:
            what = f"'{purse.text}' goes from {purse.lo} to {purse.hi}, and this moves it farther"
            remedy = "What is more than the most is lost: let 'max' be more, or this less."
            yield f"seat {seat.id}", ("seats", number, "capital", "income"), what, remedy


def _rules(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Rules that do nothing, and those that come for each seat and are about none."""
    for number, rule in enumerate(loaded.written.rules):
        item, path = f"rule {rule.id}", ("rules", number)
        if not rule.do:
            yield item, (*path, "do"), "it changes nothing", "Say under 'do' what happens."
        elif rule.seat == "seats" and rule.phase and not _SIDES.search(repr((rule.when, rule.do))):
            what = "it happens once for each seat, and is about neither"
            remedy = (
                "Write 'my.' for a number of the seat's own, or leave 'seat' out; "
                "let it stand if it is to happen twice."
            )
            yield item, (*path, "seat"), what, remedy


def _personas(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Personas called as a player of the program, who sits down instead."""
    for number, persona in enumerate(loaded.written.personas):
        if persona.id in SEATED_BEFORE:
            what = f"'{persona.id}' is a player of the program, and so no persona is seated by it"
            yield f"persona {persona.id}", ("personas", number, "id"), what, "Choose another id."


def _match_points(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """A match in which it pays not to win, and a prize that nobody can get."""
    contest = loaded.written.contest
    points = contest.points if contest is not None else None
    for word in ("outlast", "stand", "fall", "ruin") if points else ():
        worth = getattr(points, word)
        for won_by in ("win", "outlast"):
            won = getattr(points, won_by)
            if worth is not None and won is not None and worth > won:
                what = f"'{word}' is worth {worth}, and to {won_by} {won}"
                yield "contest", ("contest", "points"), what, "Let winning be worth the most."
                break
    can_fall = contest is not None and (contest.floors or contest.lost_by)
    if points and points.outlast is not None and not can_fall:
        what = "'outlast' is never paid: there is no floor, and nothing loses at once"
        remedy = "Write 'floors:' or 'lost_by:', or leave it out."
        yield "contest", ("contest", "points"), what, remedy


def _goods(deals: ir.DealsIR) -> Iterator[DeckAdvice]:
    """Goods of which nobody can have so much."""
    for number, item in enumerate(deals.items):
        if item.give is not None and item.amount > item.give.hi:
            name = item.give.text.rpartition(".")[2]
            what = f"this can never be paid: '{name}' is at most {item.give.hi}"
            yield f"deal item {item.id}", ("deals", "items", number, "amount"), what, ""


def _duties(deals: Deals) -> Iterator[DeckAdvice]:
    """Duties that fall due when their deal, or their item, is over."""
    duties = {}
    for number, item in enumerate(deals.items):
        after = item.performs.after if item.performs is not None else None
        if after is None:
            continue
        duties[item.id] = after
        longest = item.rounds or max(deals.terms)
        if after > longest:
            time = rounds(after)
            what = f"it is tested after {time}, and runs {longest} at most"
            if item.rounds is None and deals.extensions > 0:
                what = f"it is tested after {time}, and runs {longest} unless it is extended"
            path = ("deals", "items", number, "performs", "after")
            yield f"deal item {item.id}", path, what, f"Let 'after' be {longest} or less."
    for number, package in enumerate(deals.packages):
        for place, name in enumerate(package.items):
            if package.term < duties.get(name, 0) <= max(deals.terms):
                due, where = duties[name], ("deals", "packages", number, "items", place)
                what = f"'{name}' is tested after {rounds(due)}, and the term is {package.term}"
                remedy = f"Let the term be {due} or more, or the duty due sooner."
                yield f"ready package {package.id}", where, what, remedy
