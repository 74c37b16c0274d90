"""What a deck says of a class: seats, injects and numbers that it names have to be there.

Nothing of it goes into the program: rules never know who sits in a seat, or for how long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content import model
from wargame.errors import DeckPath
from wargame.rules.amounts import counted
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader

Trouble = tuple[DeckPath, str, str]
"""Where something is wrong, what, and what to do."""


def troubles(
    phases: Sequence[model.SessionPhase],
    injects: Sequence[model.DueInject],
    rounds: int | None = None,
    last: int | None = None,
) -> Iterator[Trouble]:
    """What types cannot tell of a run, in a deck or in a plan.

    Args:
        rounds: How many rounds the game has, where that is known.
        last: The round after which it is closed, if it is.
    """
    if not any(phase.kind == "play" for phase in phases):
        what = "nobody plays in any phase"
        yield ("phases",), what, "Give one 'kind: play'."
    for n, due in enumerate(injects):
        if sum(one is not None for one in (due.round, due.minute, due.when)) != 1:
            what = "it comes in a round, at a minute, or when something holds"
            yield ("injects", n), what, "Give one of 'round', 'minute', 'when'."
        if rounds is not None and due.round is not None:
            yield from _too_late(due.round, rounds, "injects", n, "round")
            if last is not None and last < due.round <= rounds:
                what = f"the game is closed after round {last}"
                remedy = "Name an earlier one, or change 'last_round'."
                yield ("injects", n, "round"), what, remedy
    if rounds is not None and last is not None:
        yield from _too_late(last, rounds, "last_round")


def _too_late(number: int, rounds: int, *path: str | int) -> Iterator[Trouble]:
    """A round that the game does not have."""
    if number > rounds:
        what = f"the game has {counted(rounds, 'round')}"
        yield path, what, "Name an earlier one."


class SessionReader:
    """Looks through what a deck says of a class."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def check(self) -> None:
        """Note whatever is named and not there. A format is held against what it plays."""
        deck, variant = self.reader.deck, self.reader.loaded.variant
        for n, one in enumerate(deck.formats):
            item = Item("format", one.id, one.title, Scope(), ("formats", n))
            if one.variant is not None and not variant:
                self.reader.index(item, deck.variants, "variant", one.variant, "variant")
            if (one.variant or "") == variant:
                self.format(item, one)
        if not variant:
            self.people()
            self.questions()

    def format(self, item: Item, one: model.SessionFormat) -> None:
        """The phases of a run, and what is to come in it."""
        deck, rounds = self.reader.deck, self.reader.deck.rounds.max
        found = list(troubles(one.phases, one.injects, rounds, one.last_round))
        total = sum(phase.minutes for phase in one.phases)
        if total != one.minutes:
            what = f"its phases take {total} minutes, not {one.minutes}"
            found.append((("minutes",), what, "Make the two agree."))
        for path, what, remedy in found:
            self.reader.fault(item, item.at(*path), what, remedy)
        for n, due in enumerate(one.injects):
            self.reader.index(item, deck.injects, "inject", due.inject, "injects", n, "inject")
            self.reader.cond(item, due.when, "injects", n, "when")

    def people(self) -> None:
        """A delegation is of a seat."""
        for n, one in enumerate(self.reader.deck.delegations):
            item = Item("delegation", one.id, one.title, Scope(), ("delegations", n))
            self.reader.index(item, self.reader.deck.seats, "seat", one.seat, "seat")

    def questions(self) -> None:
        """One of the answers is right, and what a question shows is there."""
        deck = self.reader.deck
        for n, one in enumerate(deck.quiz):
            item = Item("quiz question", str(n + 1), one.ask, Scope(), ("quiz", n))
            if one.right > len(one.answers):
                what = f"answer {one.right} is right, and there are {len(one.answers)}"
                self.reader.fault(item, item.at("right"), what, "Count the answers from 1.")
        claims = [claim.id for claim in deck.claims]
        for n, asked in enumerate(deck.questions):
            item = Item("debrief question", str(n + 1), asked.ask, Scope(), ("debrief", n))
            self.reader.cond(item, asked.when, "when")
            for place, claim in enumerate(asked.claims):
                if claim not in claims:
                    path = item.at("claims", place)
                    self.reader.advise(item, path, f"there is no claim {claim}")
            for place, name in enumerate(asked.shows):
                self.shown(item, name, place)

    def shown(self, item: Item, name: str, place: int) -> None:
        """A number that everybody may see in the end."""
        names = self.reader.names
        if name not in names.table:
            self.reader.no_number(item, item.at("shows", place), name)
