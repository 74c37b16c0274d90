"""Luck, rolls and questions: the effects that stop until CHANCE or a seat has chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from wargame.content import model
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.reading.groups import GroupReader
from wargame.rules.reading.reader import Item, Reader
from wargame.rules.reading.rolls import rolled
from wargame.rules.reading.syntax import TextFault

DONE = "done"
"""The option that ends a choice of several."""


def number_of(item: Item, known: Sequence[object]) -> int:
    """The number of the next piece of luck or question; -1 for one that is never played."""
    return -1 if isinstance(item.scope.roll, ir.Name) else len(known)


class ReadBlock(Protocol):
    """Whoever reads lists of effects: those that stop have some inside."""

    def __call__(
        self, item: Item, effects: Sequence[model.Effect], *path: str | int
    ) -> ir.Block: ...


class ChoiceReader:
    """Turns effects that stop into statements."""

    def __init__(self, reader: Reader, groups: GroupReader, block: ReadBlock) -> None:
        self.reader, self.groups, self.block, self.names = reader, groups, block, reader.names

    def roll(self, item: Item, effect: model.Roll, path: DeckPath) -> list[ir.Stmt]:
        """A number by luck: what follows is read once for each that it may be."""
        try:
            said, numbers, weights = rolled(effect.roll)
        except TextFault as fault:
            self.reader.fault(item, item.at(*path, "roll"), fault.what, fault.remedy)
            return []
        if item.scope.roll is not None:
            self.reader.fault(
                item, item.at(*path), "a 'roll' inside a 'roll'", "'roll' can be one only."
            )
            return []
        owner = -1
        if effect.secret is not None:
            owner = self.reader.seat(item, effect.secret, *path, "secret")
            item = self.secret(item, owner, path)
        told = ir.Rolled(said, numbers, self.for_people(item, effect.do, tuple(weights), path))
        outcomes = tuple(
            ir.Outcome(
                ir.Const(weight),
                f"rolled {number}",
                self.block(item.within(replace(item.scope, roll=number)), effect.do, *path, "do"),
            )
            for number, weight in weights.items()
        )
        found = ir.Luck(number_of(item, self.reader.lucks), item.label, outcomes, told, owner)
        self.reader.lucks.append(found)
        return [found]

    def secret(self, item: Item, seat: int, path: DeckPath) -> Item:
        """The item, where one seat alone learns what is done; a seat may have no secrets."""
        guess = self.names.guesses.get(seat)
        if guess is None:
            self.reader.fault(
                item,
                item.at(*path, "secret"),
                f"{self.names.seats[seat]} has no number that it alone sees, and so no secrets",
                "Give a track 'seen_by: owner', or leave 'secret' out.",
            )
            return item
        self.names.heard |= {name.text: True for name in guess.names}
        return item.within(replace(item.scope, secret=seat, sees=seat))

    def for_people(
        self, item: Item, do: Sequence[model.Effect], numbers: tuple[int, ...], path: DeckPath
    ) -> ir.Block:
        """What follows a roll, for whatever it may be: to be read, not to be played."""
        name = ir.Name("roll", "slot", "", min(numbers), max(numbers), title="the roll")
        lists: tuple[list[Any], ...] = (
            self.reader.sites,
            self.reader.lucks,
            self.reader.asks,
            self.reader.scored,
        )
        counts, before, starts = (
            [len(kept) for kept in lists],
            self.reader.effect_count,
            [*self.names.starts],
        )
        found = self.block(item.within(replace(item.scope, roll=name)), do, *path, "do")
        for kept, count in zip(lists, counts, strict=True):
            del kept[count:]
        for slot in [slot for slot in self.names.starts if slot not in starts]:
            del self.names.starts[slot]
        self.reader.effect_count = before
        return found

    def luck(self, item: Item, effect: model.ChanceEffect, path: DeckPath) -> list[ir.Stmt]:
        outcomes, before = [], len(self.reader.faults.found)
        for number, option in enumerate(effect.chance):
            here = (*path, "chance", number)
            weight = self.reader.expr(item, option.weight, *here, "weight", lo=0, hi=10_000)
            outcomes.append(
                ir.Outcome(weight, option.title, self.block(item, option.do, *here, "do"))
            )
        if len(self.reader.faults.found) == before:
            self.some_weight(item, outcomes, (*path, "chance"))
        found = ir.Luck(number_of(item, self.reader.lucks), item.label, tuple(outcomes))
        self.reader.lucks.append(found)
        return [found]

    def some_weight(self, item: Item, outcomes: list[ir.Outcome], path: DeckPath) -> None:
        if sum(outcome.weight.lo for outcome in outcomes) < 1:
            self.reader.fault(
                item,
                item.at(*path),
                "all weights can be 0 at once",
                "Give one option a weight that is always 1 or more.",
            )

    def ask(self, item: Item, choice: model.Choice, path: DeckPath) -> list[ir.Stmt]:
        seat = self.reader.seat(item, choice.seat, *path, "seat")
        last = len(choice.options) - 1
        if choice.options[last].needs is not None:
            self.reader.fault(
                item,
                item.at(*path, "options", last, "needs"),
                "the last option must always be open",
                "Move 'needs' to an earlier option.",
            )
        self.reader.unique(
            item, [option.id for option in choice.options], "option", *path, "options"
        )
        if choice.secret:
            item = self.secret(item, seat, path)
        options = tuple(
            ir.Answer(
                option.id,
                option.title,
                self.reader.cond(item, option.needs, *path, "options", number, "needs"),
                self.block(item, option.do, *path, "options", number, "do"),
            )
            for number, option in enumerate(choice.options)
        )
        found = ir.Ask(
            number_of(item, self.reader.asks),
            item.label,
            seat,
            choice.title,
            options,
            is_secret=choice.secret,
        )
        self.reader.asks.append(found)
        return [found]

    def target(self, item: Item, effect: model.ChooseAmong, path: DeckPath) -> list[ir.Stmt]:
        """A choice among the members of a group: a question with an option for each."""
        members = self.groups.one_each(item, effect.target, path, "target")
        targets = self.targets(item, effect, len(members), path)
        if not members or targets is None:
            return []
        options = [
            ir.Answer(
                member.id,
                member.title,
                self.reader.cond(item.within(member.scope), effect.needs, *path, "needs"),
                self.block(item.within(member.scope), effect.do, *path, "do"),
            )
            for member in members
        ]
        if targets.has_done:
            options.append(ir.Answer(DONE, "Done", None, ()))
            self.reader.unique(item, [option.id for option in options], "option", *path, "target")
        seat = self.reader.seat(item, effect.seat, *path, "seat")
        asked = ir.Ask(
            number_of(item, self.reader.asks),
            item.label,
            seat,
            effect.title,
            tuple(options),
            targets,
        )
        self.reader.asks.append(asked)
        return [asked]

    def targets(
        self, item: Item, effect: model.ChooseAmong, members: int, path: DeckPath
    ) -> ir.Targets | None:
        """How often is asked, and of what count is kept; None if that is a fault."""
        if effect.up_to and effect.spread:
            self.reader.fault(
                item,
                item.at(*path, "spread"),
                "either 'up_to' or 'spread'",
                "'up_to' lets a seat stop sooner, 'spread' makes it give all points.",
            )
            return None
        if effect.at_most and not (effect.up_to or effect.spread):
            self.reader.fault(
                item,
                item.at(*path, "at_most"),
                "'at_most' says how often one member is chosen, and only one is",
                "Add 'up_to' or 'spread', or leave it out.",
            )
            return None
        wanted = effect.up_to or effect.spread or 1
        at_most = min(effect.at_most or (effect.spread or 1), wanted)
        times = min(wanted, at_most * members)
        is_counted = bool(effect.up_to or effect.spread)
        if is_counted and item.noun == "ruling":
            self.reader.fault(
                item,
                item.at(*path),
                "a ruling cannot keep count of what is chosen",
                "Let it choose one member, as often as it is needed.",
            )
            return None
        slot = self.counter() if is_counted else ""
        return ir.Targets(times, at_most, slot, bool(effect.up_to), bool(effect.spread))

    def counter(self) -> str:
        """A number of the position that keeps count of what is chosen."""
        slot = self.names.ids.give("chosen")
        self.names.starts[slot] = 0
        return slot
