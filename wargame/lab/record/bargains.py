"""Deals: what either side gave, for how long, and how each ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wargame.content.model import DealItem
from wargame.lab.record.timeline import Bargain, EndOfDeal, GivenItem, LevelChange
from wargame.rules.game import Game, Position, Step, Write
from wargame.rules.verbs import ACCEPT, BREACH
from wargame.rules.view import Deal

ITS_TIME = "its time"
"""Why an item is over that ran out by itself, or with its deal."""


class BargainFold:
    """Reads the course of deals off steps.

    Attributes:
        found: All signed so far, in order.
    """

    def __init__(self, game: Game) -> None:
        self.found: list[Bargain] = []
        self._game = game
        self._items = {item.id: item for item in game.deck.deal_items}
        self._places: dict[int, int] = {}

    def take(self, ply: int, before: Position, step: Step, levels: Sequence[LevelChange]) -> None:
        """Take in a step with the changes of levels that it brought."""
        verb = step.action.verb
        if verb == BREACH:
            self._end(ply, int(step.action.arg), before.round, step.action.seat)
        elif verb == ACCEPT:
            self._agree(ply, before, levels)
        for write in step.writes:
            if write.site.noun == "deal item" and write.site.id in self._items:
                self._kept(ply, write, step.state)
        if before.round != step.state.round:
            self._run_out(ply, before.round, step.state)

    def _agree(self, ply: int, before: Position, levels: Sequence[LevelChange]) -> None:
        """A package is signed, or a deal extended."""
        view = self._game.redact(before)
        if view.draft is None:
            place = self._places[view.extending]
            old = self.found[place]
            self.found[place] = replace(old, extended=(*old.extended, before.round))
            return
        slot = _free_slot(self._places)
        self._places[slot] = len(self.found)
        self.found.append(self._signed(ply, before.round, view.draft, levels))

    def _signed(self, ply: int, when: int, draft: Deal, levels: Sequence[LevelChange]) -> Bargain:
        items = [_given(self._items[name], levels) for name in draft.items]
        return Bargain(ply, when, draft.by, draft.term, tuple(items))

    def _kept(self, ply: int, write: Write, after: Position) -> None:
        """What a write by a deal item says of how it is kept."""
        item, slots = self._items[write.site.id], self._holding(write.site.id)
        if not slots:
            return
        if write.name == "game.breaches":
            ended = next((slot for slot in slots if slot not in after.running), slots[0])
            self._end(ply, ended, write.round, item.seat)
        elif write.name == f"deal.{item.id}" and write.old:
            why = ITS_TIME if write.site.text == f"deal: {item.title}" else write.site.text
            self._let_go(item.id, slots, after, write.round, why)

    def _let_go(
        self, item: str, slots: Sequence[int], after: Position, when: int, why: str
    ) -> None:
        """The first of some deals that held an item, and does not any longer, lets go of it; none
        if that was the deal which somebody has just left."""
        for slot in slots:
            place = self._places[slot]
            items = self.found[place].items
            is_held = any(one.id == item and one.over is None for one in items)
            if is_held and item not in after.running.get(slot, (0, ()))[1]:
                over = [
                    replace(one, over=when, why_over=why) if one.id == item else one
                    for one in items
                ]
                self.found[place] = replace(self.found[place], items=tuple(over))
                return

    def _holding(self, item: str) -> list[int]:
        """The slots of the deals that hold an item, in the order in which they are gone through."""
        return [
            slot
            for slot, place in sorted(self._places.items())
            if any(one.id == item for one in self.found[place].items)
        ]

    def _run_out(self, ply: int, last: int, after: Position) -> None:
        """Deals whose last round is over."""
        if not self._places:
            return
        running = {deal.slot for deal in self._game.redact(after).deals}
        for slot in sorted(self._places.keys() - running):
            self._end(ply, slot, last + 1)

    def _end(self, ply: int, slot: int, when: int, broken_by: str = "") -> None:
        place = self._places.pop(slot)
        how: EndOfDeal = "broken" if broken_by else "ran out"
        old = self.found[place]
        items = [  # what has had its time with the whole deal is not over before it
            replace(one, over=None, why_over="")
            if (one.over, one.why_over) == (when, ITS_TIME)
            else one
            for one in old.items
        ]
        self.found[place] = replace(
            old, items=tuple(items), ended=when, how=how, broken_by=broken_by, ended_by=ply
        )


def _free_slot(taken: Iterable[int]) -> int:
    """Where the rules put the next deal."""
    used = set(taken)
    return next(slot for slot in range(1, len(used) + 2) if slot not in used)


def _given(item: DealItem, levels: Sequence[LevelChange]) -> GivenItem:
    """An item with the levels that came down by it."""
    fell = sum(
        change.force_before - change.force_after
        for change in levels
        if change.cause == "deal" and change.source == f"deal item {item.id}"
    )
    return GivenItem(item.id, item.seat, item.kind, item.measure or "", max(0, fell))
