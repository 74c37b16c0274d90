"""Decks that nobody wrote: grown by chance out of every word of the language, for any property.

A deck follows from its seed. What the language refuses of it is left out, part by part, until the
rest is accepted, so that no rule of the language needs to be known here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.copies import faults_in
from tests.rules.growing.nouns import GrowsNouns
from tests.rules.growing.texts import SEATS, Place, Tree
from wargame.content.load import load_deck
from wargame.content.loaded import LoadedDeck
from wargame.errors import DeckError, Fault


class Grower(GrowsNouns):
    """Grows one deck."""

    def tree(self) -> Tree:
        """A deck, not checked yet. What texts read is grown before them."""
        deck: Tree = {
            "id": f"grown{self.seed}",
            "title": "Grown",
            "about": "Nobody wrote this deck.",
            "version": "1.0",
            "language": 2,
            "rounds": {"max": self.rounds},
            "parties": self.grow_parties(),
            "tracks": self.grow_tracks(),
        }
        if self.maybe(0.3) and self.rounds > 2:
            deck["rounds"] |= {"uncertain_from": self.rounds - 1, "end_pct": 40}
        self._played(deck)
        self._course(deck)
        self._judged(deck)
        self._around(deck)
        return {key: value for key, value in deck.items() if value not in ([], {})}

    def _played(self, deck: Tree) -> None:
        """What seats do."""
        deck["cards"] = [self.grow_card(name) for name in self.cards]
        for name in self.ids(self.some(2) if self.parties else 0):
            deck["cards"].append(self.grow_repeated(name))
        self.held = deck["measures"] = [self.grow_measure(name) for name in self.measures]
        deck["projects"] = [self.grow_project(name) for name in self.projects]
        deck["actions"] = [self.grow_action(name) for name in self.actions]
        if self.items:
            deck["deals"] = self.grow_deals()
        if self.mixed or self.maybe(0.3):
            deck["cards_rule"] = self.grow_cards_rule()
        deck["modifiers"] = [self.grow_modifier(name) for name in self.ids(self.some(1))]

    def _course(self, deck: Tree) -> None:
        """What a round is made of, and what happens in it."""
        deck["seats"] = [self.grow_seat(name) for name in SEATS]
        deck["turn"] = self.grow_turn()
        begins = [1, *sorted(self.dice.sample(range(2, self.rounds + 1), self.rounds - 1))]
        eras = zip(self.eras, begins, strict=False)
        deck["eras"] = [self.noun(name, round=begin) for name, begin in eras]
        deck["rules"] = [self.grow_rule(name) for name in self.ids(self.some(5))]
        deck["injects"] = [self.grow_inject(name) for name in self.ids(self.some(4))]

    def _judged(self, deck: Tree) -> None:
        """What is judged, and how it ends."""
        deck["agendas"] = [self.grow_agenda(name) for name in self.ids(self.one((0, 0, 2, 4)))]
        deck["reviews"] = [self.grow_review(name, deck) for name in self.ids(self.some(1))]
        deck["fronts"] = [self.grow_front(name) for name in self.fronts]
        if self.fronts or self.maybe():
            deck["contest"] = self.grow_contest()
        if self.fronts and self.maybe():
            deck["docket"] = self.grow_docket()
        *some, last = self.endings
        deck["endings"] = [*(self.grow_ending(name) for name in some), self.noun(last)]

    def _around(self, deck: Tree) -> None:
        """What can be set and laid over, and what people watch."""
        deck["numbers"] = [self.grow_number(name) for name in self.numbers]
        deck["dials"] = [self.grow_dial(name, deck) for name in self.dials]
        deck["personas"] = self.grow_personas()
        deck["board"] = self.grow_board()
        deck["campaigns"] = [self.grow_campaign()]
        deck["variants"] = [self.grow_variant(name, deck) for name in self.ids(self.some(3))]


def grown(seed: int, folder: Path, size: int = 3) -> LoadedDeck:
    """A deck that is accepted, written into a folder: what is refused of it was left out."""
    tree = Grower(seed, size).tree()
    while True:
        paths = write(tree, folder)
        refused = faults_of(folder)
        if not refused:
            return load_deck(folder)
        variants = [one["id"] for one in tree.get("variants", [])]
        wrong: set[Place] = set()
        for fault in refused:
            assert fault.mark, fault
            if fault.variant:
                wrong.add(("variants", variants.index(fault.variant.partition(",")[0])))
            else:
                wrong.add(blamed(paths[fault.mark.line - 1]))
        leave_out(tree, wrong)


def faults_of(folder: Path) -> list[Fault]:
    """Whatever is wrong with a deck; advice is nothing wrong."""
    try:
        load_deck(folder)
    except DeckError as error:
        return list(error.faults)
    return faults_in(folder)


def write(tree: Tree, folder: Path) -> list[Place]:
    """Write a deck down; gives what stands in each line."""
    lines = list(written(tree, ()))
    text = "".join(f"{line}\n" for line, _ in lines)
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    return [path for _, path in lines]


def written(value: Any, path: Place) -> Iterator[tuple[str, Place]]:
    """The lines of a value, each with its path."""
    if not isinstance(value, dict | list) or not value:
        yield json.dumps(value), path
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in items:
        head = f"{json.dumps(key)}:" if isinstance(value, dict) else "-"
        inside = list(written(part, (*path, key)))
        if isinstance(part, dict | list) and part:
            yield head, (*path, key)
            yield from ((f"  {line}", place) for line, place in inside)
        else:
            yield f"{head} {inside[0][0]}", (*path, key)


OPTIONAL = (
    *("needs", "cost", "otherwise", "each_round", "rival_do", "response", "when", "floors", "ruin"),
    *("lost_by", "level", "extend_cost", "sign", "extend", "breach", "expire", "default", "grip"),
    *("performs", "until_era", "era", "round", "lapse", "passing", "income", "score", "value"),
    *("hand", "docket", "deals", "contest", "into", "initiative", "plays", "headline", "bury"),
    *("board", "gauges", "stores", "homes", "marks", "success_pct", "start", "scales", "handicap"),
    *("until_round", "won", "text", "seen_by"),
)
"""Fields that can go alone."""


def blamed(path: Place) -> Place:
    """The least that can be left out so that what stands at a path is gone."""
    while not (isinstance(path[-1], int) or path[-1] in OPTIONAL):
        path = path[:-1]
    return path


def leave_out(tree: Tree, paths: set[Place]) -> None:
    """Drop what stands at some paths, the last ones first."""
    for path in sorted(paths, key=_in_order, reverse=True):
        holder: Any = tree
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]


def _in_order(path: Place) -> list[tuple[int, str]]:
    return [(key, "") if isinstance(key, int) else (0, key) for key in path]
