"""What an action moves most, for a row that has no room for all of it."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.dataclass import dataclass
from wargame.errors import WargameError
from wargame.rules.amounts import percent
from wargame.rules.asking import preview as asking
from wargame.rules.asking.preview import Change, Effects
from wargame.table.told.blocks import Moved
from wargame.table.told.follows import as_moved, netted
from wargame.table.told.scene import Scene


@dataclass(frozen=True, slots=True)
class Foretold:
    """An effect of an action: what moves, and when if it is not at once.

    Attributes:
        way: Of what hangs on luck, which of the outcomes: they may be as likely as each other.
    """

    moved: Moved
    when: str = ""
    way: int = 0


def largest(scene: Scene, text: str) -> list[Foretold]:
    """The effects of a legal action, the largest first: at once, then later, then by luck.

    A change is as large as the part of its number's range that it goes through. Workings are
    left out where anything else moves, or come last where people see them; the price is left out.
    """
    try:
        effects = asking.preview(scene.view, text).effects
    except WargameError:
        return []
    return largest_of(scene, effects)


def largest_of(scene: Scene, effects: Effects) -> list[Foretold]:
    """Some effects in the same order."""
    found = _every(scene, effects)
    if not found or scene.shows_workings:
        found += _every(scene, effects, workings=True)
    return found


def price(scene: Scene, text: str) -> list[Foretold]:
    """What a legal action costs, where nothing else is to be told of it."""
    try:
        return [Foretold(one, "costs") for one in as_moved(asking.preview(scene.view, text).price)]
    except WargameError:
        return []


def question(scene: Scene, text: str) -> str:
    """What a legal action asks its own seat next, or ""."""
    try:
        asked = asking.preview(scene.view, text).effects.question
    except WargameError:
        return ""
    who, _, what = asked.partition(": ")
    return what if who == scene.titles.seats[scene.me] else ""


def _every(scene: Scene, effects: Effects, *, workings: bool = False) -> list[Foretold]:
    found = [Foretold(one) for one in _ranked(scene, effects.changes, workings)]
    for promise in effects.promises:
        when = f"in {promise.in_rounds}"
        found += [Foretold(one, when) for one in _ranked(scene, promise.changes, workings)]
    for way, odds in enumerate(effects.odds, start=1):
        when = f"{percent(odds.weight, odds.total)} %"
        found += [Foretold(one, when, way) for one in _ranked(scene, odds.then.changes, workings)]
    return found


def _ranked(scene: Scene, changes: tuple[Change, ...], workings: bool) -> list[Moved]:
    """Changes that people are told of, the largest first."""
    moves = [one for one in as_moved(netted(changes)) if one.old != one.new]
    shares = {one.name: part for one in moves for part in share(scene, one, workings=workings)}
    return sorted((one for one in moves if one.name in shares), key=lambda one: -shares[one.name])


def share(scene: Scene, one: Moved, *, workings: bool = False) -> Iterator[float]:
    """The part of its range that a number goes through; of workings alone if these are asked for,
    else of all others."""
    name = one.name.removesuffix(".in_force")
    kind, _, rest = name.partition(".")
    if kind == "measure":
        yield from () if workings else (abs(one.new - one.old) / scene.measure(rest).max,)
        return
    marker = scene.by_name.get(name)
    if marker is not None and not marker.holder and marker.is_aside == workings:
        span = max(1, marker.most - marker.least)
        yield abs(one.new - one.old) / (100 if marker.is_purse and span > 1000 else span)
