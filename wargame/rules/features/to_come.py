"""What is still to come, and which events have been."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules import ir, kernel
from wargame.rules.features.part import MANY, FeaturePart, flags, joined
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState


def to_come(rules: Ruleset) -> FeaturePart:
    """Effects put off, events that have happened, and fronts named in secret."""
    return joined([_put_off(rules), _injects(rules), *_sealed(rules)])


def _put_off(rules: Ruleset) -> FeaturePart:
    """Of each effect that may be put off, in how many rounds it comes next, and how often."""
    blocks = rules.module.blocks
    later = [stmt.body for block in blocks for stmt in ir.walk(block) if isinstance(stmt, ir.Later)]
    segments = [n for n, block in enumerate(blocks) if block in later]
    first = rules.module.first_segment
    place = {n + first: 2 * k for k, n in enumerate(segments)}
    rows = [
        (f"later.{n}.{_brings(blocks[n])}.{what}", 0, MANY)
        for n in segments
        for what in ("in_rounds", "times")
    ]

    def told(view: SeatState) -> Iterable[int]:
        queue, found = view._board.queue, [0] * len(rows)
        for k in range(0, len(queue), 3):
            at, wait = place[queue[k + 1] & kernel.SEGMENT], queue[k] - view.round
            found[at] = min(wait, found[at] if found[at + 1] else MANY)
            found[at + 1] = min(found[at + 1] + queue[k + 2], MANY)
        return found

    return FeaturePart(rows, told)


def _brings(block: ir.Block) -> str:
    """The first thing of the deck that a block names as its own, as `card.allied_ore`."""
    sites = (getattr(stmt, "site", None) for stmt in ir.walk(block))
    return next((site.item.replace(" ", ".") for site in sites if site), "effect")


def _injects(rules: Ruleset) -> FeaturePart:
    """Which injects have happened that happen once."""
    return FeaturePart(
        flags(f"inject.{inject.id}" for inject in rules.program.injects),
        lambda view: map(bool, view._board.inject_gone),
    )


def _sealed(rules: Ruleset) -> list[FeaturePart]:
    """Who has named a front in secret, and which, if the view knows; where that is done."""
    docket = rules.program.docket
    if docket is None or docket.sealed is None:
        return []
    fronts, slot = [front.id for front in rules.program.fronts], docket.sealed.slot
    rows = flags(f"sealed_by.{seat}" for seat in rules.seats)

    def told(view: SeatState) -> Iterable[int]:
        named, by = getattr(view._board, slot), view.sealed_by
        found = [int(by == seat) for seat in rules.seats]
        return found + [int(named == n) for n in range(1, len(fronts) + 1)]

    return [FeaturePart([*rows, *flags(f"sealed.{front}" for front in fronts)], told)]
