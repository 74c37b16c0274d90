"""What seats tend to do in a deck, as a table of preferences.

A playout needs a choice at every node and has a few microseconds for it. Random choices are a
poor guess of what people do, so `training` lets a deck play against itself first. What comes out
is two preferences for each action and seat, which add up: one by the third of the game, one by the
situation, which is how hard the rival bites and whether a deal runs. For a package the preference
for accepting is a sum over what is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wargame.players.imagined import (
    ACT,
    ARGUMENT,
    BaseState,
    Engine,
    Leanings,
    chooses,
    seats_of,
    verb_of,
)
from wargame.rules.verbs import BURY, BY_EFFECT, Thing, Verb, verbs_on

STAGES: Final = 3
"""The game is cut in so many parts, each with habits of its own."""

SITUATIONS: Final = 4
"""Whether the rival's measures bite harder than at the start, times whether a deal runs."""

Preferences = list[float]
"""Preferences by slot."""


class Habits:
    """Preferences of both seats: equal at first, so that all legal actions are as likely.

    Attributes:
        slot: Where an action stands in a table of preferences.
        stage: The part of the game that each round belongs to.
        rivals: The measures of the rival, by seat.
        mild: How many levels of them are in force at the start.
        likes: Tables by seat: those of the parts of the game, then those of the situations.
    """

    def __init__(self, engine: Engine) -> None:
        t, seats = engine.tables, seats_of(engine)
        last = t.rounds.max_rounds
        self.stage = [min(STAGES - 1, STAGES * max(0, r - 1) // last) for r in range(last + 2)]
        self.rivals = [[m for m, row in enumerate(t.measures) if row.seat != me] for me in seats]
        self.mild = [sum([t.measures[m].start for m in rivals]) for rivals in self.rivals]
        self.slot = _slots(engine)
        self._rows = _rows(self.slot)
        self._asks = [
            [self.slot[asked(ask) + chooses(k, row.secret)] for k, row in enumerate(options)]
            for ask, options in enumerate(t.asks)
        ]
        self.items = len(t.items)
        self.first_item = len(self.slot)
        size = self.first_item + self.items
        self.likes = [[[0.0] * size for _ in range(STAGES + SITUATIONS)] for _ in seats]

    def __deepcopy__(self, _: dict[int, object]) -> Habits:
        """Itself: once they are learned, nobody changes them."""
        return self

    def fitted(self, engine: Engine) -> Habits:
        """The same habits for a game with rulings of control: what they add is met neutrally."""
        found = Habits(engine)
        for seat in seats_of(engine):
            for old, new in zip(self.likes[seat], found.likes[seat], strict=True):
                for code, at in self.slot.items():
                    if code in found.slot:
                        new[found.slot[code]] = old[at]
                for item in range(min(self.items, found.items)):
                    new[found.first_item + item] = old[self.first_item + item]
        return found

    def laid_out(self, engine: Engine, waits: list[int], moods: list[int], unit: int) -> Leanings:
        """The habits as an engine follows them: in whole numbers, so many to 1."""
        return engine.leanings(
            [[[round(unit * like) for like in table] for table in some] for some in self.likes],
            self._rows,
            self._asks,
            self.stage,
            STAGES,
            self.rivals,
            self.mild,
            self.first_item,
            waits,
            moods,
        )

    def tables(self, s: BaseState) -> tuple[Preferences, Preferences]:
        """The two tables that tell together what the seat to move likes now."""
        likes = self.likes[s.actor]
        return likes[self.stage[s.round]], likes[STAGES + self.situation(s)]

    def situation(self, s: BaseState) -> int:
        """How hard the rival of the seat to move bites, and whether a deal runs, as one number."""
        actor, force = s.actor, s.force
        bite = 0
        for measure in self.rivals[actor]:
            bite += force[measure]
        return 2 * int(bite > self.mild[actor]) + int(any(s.deal_items))

    def tasted(self, s: BaseState) -> list[int]:
        """The slots of the items on the table, or of the deal that would be extended."""
        bits = s.draft or s.deal_items[s.arg - 1]
        return [self.first_item + i for i in range(self.items) if bits >> i & 1]


def asked(ask: int) -> int:
    """What is added to an option's number to say of which question it is an option."""
    return (ask + 1) << 20


def is_there(engine: Engine, verb: Verb) -> bool:
    """Whether a deck has what a verb does with cards: where it has not, slots are as before."""
    t = engine.tables
    if verb == BURY:
        return bool(t.buries)
    return verb not in BY_EFFECT or BY_EFFECT[verb] in t.handled


def _rows(slot: Mapping[int, int]) -> list[list[int]]:
    """The slots of actions by verb and argument, those of questions aside."""
    plain = [(verb_of(code), code & ARGUMENT, at) for code, at in slot.items() if code < asked(0)]
    found: list[list[int]] = [[] for _ in range(1 + max(verb for verb, _, _ in plain))]
    for verb, argument, at in plain:
        row = found[verb]
        row += [0] * (argument + 1 - len(row))
        row[argument] = at
    return found


def _slots(engine: Engine) -> dict[int, int]:
    """A slot for every action that a seat may ever take."""
    t = engine.tables
    counts: dict[Thing, int] = {
        "none": 1,
        "card": len(t.cards),
        "measure": len(t.measures),
        "project": len(t.projects),
        "action": len(t.actions),
        "item": len(t.items),
        "deal": t.deals.slots + 1,
        "term": max(t.deals.terms, default=0) + 1,
        "agenda": len(t.agendas),
        "front": len(t.docket.do) if t.docket else 0,
        "package": len(t.packages),
    }
    found: dict[int, int] = {}
    for thing, count in counts.items():
        for verb in verbs_on(thing):
            for argument in range(count if is_there(engine, verb) else 0):
                found[ACT(verb.number, argument)] = len(found)
    for ask, options in enumerate(t.asks):
        for option, row in enumerate(options):
            found[asked(ask) + chooses(option, row.secret)] = len(found)
    return found
