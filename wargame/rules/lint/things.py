"""The things of a deck whose texts are held against what their numbers go with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import permutations
from typing import Any, assert_never

from wargame.content.loaded import LoadedDeck
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.lint.beside import amiss, turned
from wargame.rules.lint.goes_with import LEVELS, PRICE, TIME, GoesWith
from wargame.rules.lint.levels import LevelEffects
from wargame.rules.lint.spoken_names import SpokenNames

HeldText = tuple[str, DeckPath, str, GoesWith]
"""An item, where its text stands, the text, and what its numbers go with."""

Thing = ir.AgendaIR | ir.ProjectIR | ir.FrontIR | ir.ReviewIR

New = Callable[[Any], Iterator[tuple[int, Any]]]
"""The elements of a list whose texts are read, with their places."""


class Things:
    """Lists them for one program."""

    def __init__(self, loaded: LoadedDeck, program: ir.Program) -> None:
        self.loaded, self.deck, self.program = loaded, loaded.written, program

    def all(self, new: New) -> Iterator[HeldText]:
        """All but measures, whose numbers go by their levels, and cards, actions and news, of which
        each number is held against each change."""
        rows: Mapping[str, Iterable[Any]] = {
            "agendas": self.program.agendas,
            "projects": self.program.projects,
            "fronts": self.program.fronts,
            "reviews": self.program.reviews,
        }
        for noun, listed in rows.items():
            known = {row.id: row for row in listed}
            for number, one in new(getattr(self.deck, noun)):
                row, text = known.get(one.id), self.loaded.fill(one.text or "")
                if row is not None and text:
                    goes = GoesWith(self.loaded.effective)
                    self.thing(goes, row)
                    yield f"{noun[:-1]} {one.id}", (noun, number, "text"), text, goes
        yield from self.deals()

    def deals(self) -> Iterator[HeldText]:
        """Items and ready packages, by their titles and texts."""
        deals, row = self.deck.deals, self.program.deals
        if deals is None or row is None or self.loaded.variant:
            return
        items = {item.id: item for item in row.items}
        for number, one in enumerate(deals.items):
            for field in ("title", "text"):
                goes = GoesWith(self.loaded.effective)
                self.item(goes, items[one.id])
                text = self.loaded.fill(getattr(one, field) or "")
                yield f"deal item {one.id}", ("deals", "items", number, field), text, goes
        for number, package in enumerate(deals.packages):
            for field in ("title", "text"):
                goes = GoesWith(self.loaded.effective)
                goes.add(TIME, package.term)
                for item in (items[name] for name in package.items):
                    self.item(goes, item)
                text = self.loaded.fill(getattr(package, field) or "")
                where = ("deals", "packages", number, field)
                yield f"ready package {package.id}", where, text, goes

    def thing(self, goes: GoesWith, row: Thing) -> None:
        """What the numbers of a thing go with."""
        match row:
            case ir.AgendaIR():
                goes.amount(f"{self.deck.seats[row.seat].id}.score", row.score)
            case ir.ProjectIR():
                for stage in row.stages:
                    goes.act(stage.act)
                    goes.add(TIME, stage.rounds)
                goes.add(TIME, row.lapse_after)
                goes.block(row.lapse_do)
                goes.open |= {PRICE: True, f"{self.deck.seats[row.seat].id}.capital": True}
            case ir.FrontIR():
                for cond in (cond for side in row.sides for cond in side if cond is not None):
                    goes.cond(cond)
                for prize in row.prizes:
                    goes.block(prize)
            case ir.ReviewIR():
                goes.add(TIME, *row.rounds)
                goes.block(row.do)
            case _:
                assert_never(row)

    def item(self, goes: GoesWith, row: ir.ItemIR) -> None:
        """What the numbers of a deal item go with."""
        for name in filter(None, (row.give, row.get)):
            goes.add(name.text, row.amount)
            goes.add(PRICE, row.amount)
        if row.give is None:
            goes.add(LEVELS, row.amount)
        goes.add(TIME, row.rounds, row.until)
        for clause in row.needs:
            goes.cond(clause.cond)
        if row.performs is not None:
            goes.add(TIME, row.performs.by_round, row.performs.after)
            for clause in row.performs.needs:
                goes.cond(clause.cond)
        for block in row.blocks:
            goes.block(block)


def levels_go_with(row: ir.MeasureIR, deed: LevelEffects, values: Mapping[str, int]) -> GoesWith:
    """What the numbers of a measure go with: what its levels come to, and its verbs do."""
    goes = GoesWith(values)
    for effect in deed.effects:
        for name in effect.names:
            goes.moves(name, effect.way, *effect.values)
            goes.open |= {} if effect.needed else {name: True}
        goes.ordered += [(effect.names, needed) for needed in effect.needed]
    for act in filter(None, row.verbs.values()):
        goes.act(act)
    goes.add(TIME, row.pause_rounds)
    return goes


_WON = re.compile(r"\bwon by (?=[A-Z])", re.IGNORECASE)
"""What begins the words about what happens when one side is judged the leader."""


def won_otherwise(
    text: str, row: ir.FrontIR, spoken: SpokenNames, values: Mapping[str, int]
) -> Iterator[str]:
    """What a front brings whoever wins it, where its text tells that the other way round.

    A text may call the sides as it likes: what it says of them is held against the sides in any
    order, and told where no order fits.
    """
    parts = _WON.split(text)[1:]
    brought = [prize for prize in row.prizes if prize]
    if not 0 < len(parts) <= len(brought):
        return
    found: list[list[str]] = []
    for prizes in permutations(brought, len(parts)):
        said: list[str] = []
        for part, prize in zip(parts, prizes, strict=True):
            goes = GoesWith(values)
            goes.block(prize)
            said += [*turned(part, goes, spoken)] or [*amiss(part, goes, spoken)]
        found.append(said)
    yield from min(found, key=len)
