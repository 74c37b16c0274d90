"""What an action would do: its price, what happens at once, later, and by luck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from wargame.rules.asking import preview as asking
from wargame.rules.asking.preview import Change, Effects, Odds, Preview, Promise
from wargame.rules.view import SeatState
from wargame.table.told.blocks import Block, Moved, Moves, Point, Points, Text, Under
from wargame.table.told.news import is_told, without_echoes
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import leads
from wargame.table.words.rows import DIM, STRONG
from wargame.table.words.wrap import rounds


def preview(scene: Scene, text: str) -> Iterator[Block]:
    """What an action would do by itself, as far as this seat can know.

    Raises:
        WargameError: There is no such action, or it is not allowed.
    """
    found = asking.preview(scene.view, text)
    if found.action.verb.thing == "front":
        return iter([Text(named(scene.view, found.action.arg))])
    return chain(foreseen(found), shifted(scene, found))


def shifted(scene: Scene, found: Preview) -> Iterator[Block]:
    """Who would lead on fronts that would stand otherwise."""
    seats = scene.titles.seats
    rows = [
        Point(f"{one.title}: {leads(seats, one.new)} (now {leads(seats, one.old)})")
        for one in found.shifts
    ]
    if rows:
        yield Points(rows)


def named(view: SeatState, front: str) -> str:
    """What naming a front means."""
    one = next(one for one in view.fronts if one.id == front)
    added = view.docket_stake
    if one.due != 1:
        return f"{one.title}, judged next round at stake {added}."
    return (
        f"{one.title}, judged next round at stake {one.stake + added}: {one.stake} by the calendar."
    )


def foreseen(found: Preview) -> Iterator[Block]:
    """Price, what happens at once, later and by luck."""
    if found.price:
        yield Moves(_moved(found.price), "It costs")
    if found.if_accepted:
        yield Text("If the rival accepts:", DIM)
    effects = list(_effects(found.effects))
    yield from effects or [Text("No number changes at once.", DIM)]


def _effects(effects: Effects) -> Iterator[Block]:
    """Effects; what hangs on luck stands under it."""
    moves = _moved(_netted(effects.changes))
    if moves:
        yield Moves(moves)
    for promise in effects.promises:
        yield from _promised(promise)
    for odds in effects.odds:
        yield from _by_luck(odds)
    if effects.question:
        yield Text(f"Then: {effects.question}.")


def _promised(promise: Promise) -> Iterator[Block]:
    again = f", {rounds(promise.times)} in a row" if promise.times > 1 else ""
    when = f"In {rounds(promise.in_rounds)}{again}"
    if promise.changes:
        yield Moves(_moved(promise.changes), when)
    else:
        yield Text(f"{when}: {'; '.join(word.strip() for word in promise.words)}.")


def _by_luck(odds: Odds) -> Iterator[Block]:
    pct = 100 * odds.weight // odds.total
    yield Text(f"{pct} % ({odds.weight} in {odds.total}): {odds.title}", STRONG)
    then = list(_effects(odds.then))
    if then:
        yield Under(then)


def _netted(changes: Iterable[Change]) -> list[Change]:
    """One change per number, from first to last; what is not for people's eyes left out."""
    found: dict[str, Change] = {}
    for one in changes:
        if not is_told(one.name):
            continue
        first = found.get(one.name)
        found[one.name] = replace(one, old=first.old if first else one.old)
    return without_echoes(list(found.values()))


def _moved(changes: Iterable[Change]) -> list[Moved]:
    return [Moved(one.name, one.old, one.new, one.wanted) for one in changes]
