"""What an action moves most, for a row that has no room for all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wargame.errors import WargameError
from wargame.rules.asking import preview as asking
from wargame.rules.asking.preview import Change
from wargame.table.told.blocks import Moved
from wargame.table.told.follows import moved, netted
from wargame.table.told.scene import Scene

MOST = 3
"""Effects that a row tells."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """An effect of an action: what moves, and when if it is not at once."""

    moved: Moved
    when: str = ""


def largest(scene: Scene, text: str, most: int = MOST) -> list[Foretold]:
    """The largest effects of a legal action: at once, then later, then by luck.

    A change is as large as the part of its number's range that it goes through. Workings are
    left out, and so is the price.
    """
    try:
        effects = asking.preview(scene.view, text).effects
    except WargameError:
        return []
    found = [Foretold(one) for one in _ranked(scene, effects.changes)]
    for promise in effects.promises:
        when = f"in {promise.in_rounds}"
        found += [Foretold(one, when) for one in _ranked(scene, promise.changes)]
    for odds in effects.odds:
        when = f"{100 * odds.weight // odds.total} %"
        found += [Foretold(one, when) for one in _ranked(scene, odds.then.changes)]
    return found[:most]


def _ranked(scene: Scene, changes: tuple[Change, ...]) -> list[Moved]:
    """Changes that people are told of, the largest first."""
    moves = [one for one in moved(netted(changes)) if one.old != one.new]
    shares = {one.name: part for one in moves for part in share(scene, one)}
    return sorted((one for one in moves if one.name in shares), key=lambda one: -shares[one.name])


def share(scene: Scene, one: Moved) -> Iterator[float]:
    """The part of its range that a number goes through; nothing for a working."""
    name = one.name.removesuffix(".in_force")
    kind, _, rest = name.partition(".")
    if kind == "measure":
        yield abs(one.new - one.old) / scene.measure(rest).max
        return
    marker = scene.by_name.get(name)
    if marker is not None and not marker.holder and (scene.shows_workings or not marker.is_aside):
        span = max(1, marker.most - marker.least)
        yield abs(one.new - one.old) / (100 if marker.is_purse and span > 1000 else span)
