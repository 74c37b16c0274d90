"""Timelines made by hand, for counts that are known beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wargame.content.model import Roles
from wargame.lab.record.timeline import (
    Bargain,
    CauseKind,
    Deed,
    GivenItem,
    LevelChange,
    NumberChange,
    Standing,
    Timeline,
    Venture,
)

ROLES = Roles.model_validate(
    {
        "a": {
            "seat": "a",
            "duty": ["duty", "surcharge"],
            "control": ["control"],
            "programme": ["plant", "mill"],
            "laws": ["a.laws"],
            "inputs": ["plant"],
            "supply": ["a.mined", "a.made"],
        },
        "b": {
            "seat": "b",
            "input": ["ore", "metal"],
            "know": ["recipes"],
            "other": ["counter"],
            "own": ["works"],
        },
        "trade": {"number": "shared.trade", "all": 100},
        "duties": {"rival": "a.on_b", "allies": ["a.on_c", "a.on_d"]},
        "handovers": [4],
    }
)
SEATS = dict.fromkeys(("duty", "surcharge", "control"), "a") | dict.fromkeys(
    ("ore", "metal", "recipes", "counter"), "b"
)
MOST = 5
"""The highest level of each of seven measures: 35 in all."""


class Hand:
    """A timeline on its way; every event gets the next ply."""

    def __init__(self, rounds: int, start: int = 0) -> None:
        self.rounds, self.start, self.ply = rounds, start, 0
        self.books = dict.fromkeys(SEATS, start)
        self.force = dict.fromkeys(SEATS, start)
        self.levels: list[LevelChange] = []
        self.moved: list[NumberChange] = []
        self.deals: list[Bargain] = []
        self.ventures: list[Venture] = []
        self.deeds: list[Deed] = []
        self.numbers: dict[str, list[tuple[int, int]]] = {
            name: [(0, value)]
            for name, value in {
                "shared.trade": 80,
                "a.laws": 1,
                "a.mined": 10,
                "a.made": 10,
                "a.on_b": 20,
                "a.on_c": 5,
                "a.on_d": 5,
            }.items()
        }

    def level(
        self, when: int, thing: str, to: int, cause: CauseKind = "act", *, by: str | None = None
    ) -> None:
        """A level moves on the books, and in force with it."""
        whose = (SEATS[thing] if cause == "act" else "") if by is None else by
        self._change(when, thing, to, to, cause, whose)

    def force_to(self, when: int, thing: str, to: int, item: str) -> None:
        """What is in force moves by a deal item, the books do not."""
        self._change(when, thing, self.books[thing], to, "deal", "", item)

    def _change(
        self,
        when: int,
        thing: str,
        books: int,
        force: int,
        cause: CauseKind,
        by: str,
        item: str = "",
    ) -> None:
        self.ply += 1
        source = f"deal item {item}" if item else "card"
        moved = (self.books[thing], books, self.force[thing], force)
        self.levels.append(
            LevelChange(self.ply, when, thing, SEATS[thing], *moved, cause, by, source)
        )
        self.books[thing], self.force[thing] = books, force

    def deal(
        self,
        when: int,
        gives: Mapping[str, int],
        *,
        ended: int | None = None,
        caps: Sequence[str] = (),
    ) -> None:
        """A deal that takes levels of measures off, and caps others."""
        items = [GivenItem(f"no_{one}", SEATS[one], "cap", one, 0) for one in caps]
        ply = self.ply + 1
        for thing, count in gives.items():
            items.append(GivenItem(thing, SEATS[thing], "pause", thing, count))
            self.ply = ply - 1
            self.force_to(when, thing, self.force[thing] - count, thing)
        how: Any = "running" if ended is None else "ran out"
        self.deals.append(Bargain(ply, when, "a", 2, tuple(items), (), ended, how))
        self.ply = ply

    def number(self, when: int, name: str, to: int) -> None:
        """A public number has another value after a round."""
        self.numbers[name].append((when, to))

    def duty(
        self,
        when: int,
        name: str,
        to: int,
        cause: CauseKind = "act",
        *,
        source: str = "card",
        by: str = "a",
        again: bool = False,
    ) -> None:
        """A duty moves; `again` by the same act as the one before."""
        self.ply += 0 if again else 1
        before = [one.after for one in self.moved if one.thing == name]
        old = before[-1] if before else self.numbers[name][0][1]
        whose = by if cause == "act" else ""
        self.moved.append(NumberChange(self.ply, when, name, old, to, cause, whose, source))
        self.number(when, name, to)

    def project(self, when: int, thing: str, due: int, *reached: int, stages: int = 2) -> None:
        """A project that is announced, with the rounds in which it got on."""
        first = self.ply + 1
        self.ply += 1 + len(reached)
        seat, plies = "b" if thing == "works" else "a", tuple(range(first + 1, self.ply + 1))
        self.ventures.append(Venture(first, when, thing, seat, due, stages, reached, plies=plies))

    def fund(self, when: int, seat: str, thing: str) -> None:
        self.ply += 1
        self.deeds.append(Deed(self.ply, when, seat, "fund", thing))

    def line(self) -> Timeline:
        """The timeline."""
        return Timeline(
            ("a", "b"),
            self.rounds,
            "over",
            tuple(Standing(one, seat, MOST, self.start, self.start) for one, seat in SEATS.items()),
            tuple(self.deeds),
            tuple(self.levels),
            tuple(self.moved),
            tuple(self.deals),
            tuple(self.ventures),
            {name: tuple(values) for name, values in self.numbers.items()},
        )
