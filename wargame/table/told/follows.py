"""What follows from something, as blocks: at once, later, by luck."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace

from wargame.rules.amounts import percent, rounds
from wargame.rules.asking.preview import Change, Effects, Odds, Promise
from wargame.table.told.blocks import Block, Moved, Moves, Text, Under
from wargame.table.told.news import is_told, without_echoes
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.rows import STRONG


def effects(found: Effects, counts: Container[str] = ()) -> Iterator[Block]:
    """Effects, and what is asked or drawn then; what hangs on luck stands under it.

    Args:
        counts: Numbers whose moves are no news.
    """
    yield from what_moves(found, counts)
    yield from asked_then(found)


def what_moves(found: Effects, counts: Container[str] = ()) -> Iterator[Block]:
    """Effects alone: at once, later and by luck."""
    moves = as_moved(one for one in netted(found.changes) if one.name not in counts)
    if moves:
        yield Moves(moves)
    for promise in found.promises:
        yield from _promised(promise)
    for odds in found.odds:
        yield from _by_luck(odds, counts)


def asked_then(found: Effects) -> Iterator[Block]:
    """Who is asked then, or draws: the last that is told, since it leads on from all else."""
    if found.question:
        yield Text(f"Then: {stopped(found.question)}")


def _promised(promise: Promise) -> Iterator[Block]:
    again = f", {rounds(promise.times)} in a row" if promise.times > 1 else ""
    when = f"In {rounds(promise.in_rounds)}{again}"
    if promise.changes:
        yield Moves(as_moved(promise.changes), when)
    else:
        yield Text(stopped(f"{when}: {'; '.join(word.strip() for word in promise.words)}"))


def _by_luck(odds: Odds, counts: Container[str]) -> Iterator[Block]:
    pct = percent(odds.weight, odds.total)
    yield Text(f"{pct} % ({odds.weight} in {odds.total}): {odds.title}", STRONG)
    then = list(effects(odds.then, counts))
    if then:
        yield Under(then)


def netted(changes: Iterable[Change]) -> list[Change]:
    """One change per number, from first to last; what is not for people's eyes left out."""
    found: dict[str, Change] = {}
    for one in changes:
        if not is_told(one.name):
            continue
        first = found.get(one.name)
        found[one.name] = replace(one, old=first.old if first else one.old)
    return without_echoes(list(found.values()))


def as_moved(changes: Iterable[Change]) -> list[Moved]:
    """The same as blocks have them."""
    return [Moved(one.name, one.old, one.new, one.wanted) for one in changes]


def moved_to(scene: Scene, names: Iterable[str], then: Callable[[str], int]) -> list[Moved]:
    """Those of some numbers that would be others than they are now."""
    read = ((name, scene.view.value(name), then(name)) for name in names)
    return [Moved(name, old, new, new) for name, old, new in read if old != new]
