"""Deals in force, and the package on its way to one."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.features.part import MANY, FeaturePart, Row, flags
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState


def bargains(rules: Ruleset) -> FeaturePart:
    """Every deal in force by its number, and the package on the table or being drafted."""
    deals, seats = rules.program.deals, rules.seats
    if deals is None:
        return FeaturePart((), lambda _: ())
    items, longest = [item.id for item in deals.items], max(deals.terms)
    most = longest * (1 + deals.extensions) + 1  # the round it is signed in aside
    held = [*(f"by.{seat}" for seat in seats), *(f"item.{item}" for item in items)]
    rows: list[Row] = []
    for slot in range(1, deals.max_running + 1):
        numbers = (("left", most), ("term", longest), ("extensions", deals.extensions))
        rows += [(f"running.{slot}.{name}", 0, top) for name, top in numbers]
        rows += flags(f"running.{slot}.{one}" for one in held)
    rows += [("draft.term", 0, longest), ("draft.changes", 0, MANY)]
    rows += flags(f"draft.{one}" for one in held)
    rows.append(("extending", 0, deals.max_running))

    def told(view: SeatState) -> Iterable[int]:
        board, found = view._board, []
        for slot, bits in enumerate(board.deal_items):
            found += [board.deal_left[slot], board.deal_term[slot], board.deal_ext[slot]]
            found += _package(bits, board.deal_by[slot], len(seats), len(items))
        found += [board.draft_term, min(board.draft_edits, MANY)]
        return [
            *found,
            *_package(board.draft, board.draft_by, len(seats), len(items)),
            view.extending,
        ]

    return FeaturePart(rows, told)


def _package(bits: int, by: int, seats: int, items: int) -> list[int]:
    """Of a package, whose it is, and what is in it."""
    whose = [int(bits > 0 and by == seat) for seat in range(seats)]
    return whose + [bits >> item & 1 for item in range(items)]
