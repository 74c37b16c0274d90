"""What is written down of a match: who played what, on which seed, and all that happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from wargame.dataclass import dataclass
from wargame.play.confirm import confirm
from wargame.play.course import Course
from wargame.play.event import Act, Event, Sit, effective, standing, words
from wargame.play.player import HUMAN, Player
from wargame.rules.game import Game, Position


@dataclass(frozen=True, slots=True)
class Parent:
    """The match that a branch left.

    Attributes:
        id: The parent's.
        ply: The first move that the branch made for itself.
        hash: Of the parent's log up to there; "" if it was never kept.
    """

    id: str
    ply: int
    hash: str


@dataclass(frozen=True, slots=True)
class Header:
    """What was known before the first action.

    Attributes:
        deck, variant: The deck's id, and the variant's or "".
        deck_hash: Over all that the deck says; for information.
        rules_hash: Over what acts; a record replays only on equal rules.
        seed: What the dealer was given. A replay does not need it.
        seats: Who sat where, by seat.
        epoch: The dealer's at the start; other than 0 only in a branch on the same luck.
        parent: For a branch, where it comes from.
        secret: What the dealer was given besides, 32 hex digits; "" where no program played.
    """

    deck: str
    variant: str
    deck_hash: str
    rules_hash: str
    seed: int
    seats: dict[str, str]
    epoch: int = 0
    parent: Parent | None = None
    secret: str = ""


@dataclass(slots=True)
class Record:
    """Header and events of one match."""

    header: Header
    events: list[Event] = field(default_factory=list)

    @property
    def actions(self) -> list[str]:
        """The moves that count, in the words people type."""
        return [words(move) for move in effective(self.events)]

    @property
    def seats(self) -> dict[str, str]:
        """Who sits where now."""
        return seated(self.header.seats, self.events)

    @property
    def deciders(self) -> dict[str, tuple[str, ...]]:
        """By seat, who made the choices of it that count, in the order of their first; whoever sits
        there now if there are none. One is "" if it stood in for a program that failed."""
        counts = dict.fromkeys(standing(self.events))
        sat = dict(self.header.seats)
        found = {seat: dict[str, None]() for seat in sat}
        for place, event in enumerate(self.events):
            if isinstance(event, Sit):
                sat[event.seat] = event.player
            elif isinstance(event, Act) and place in counts and event.seat in found:
                found[event.seat]["" if event.stand_in else sat[event.seat]] = None
        return {seat: tuple(names) or (sat[seat],) for seat, names in found.items()}

    @property
    def played_by(self) -> dict[str, str]:
        """By seat, who made all the choices of it that count; "" if more than one did, or another
        stood in for a program that failed."""
        deciders = self.deciders
        return {seat: names[0] if len(names) == 1 else "" for seat, names in deciders.items()}

    @property
    def seats_again(self) -> dict[str, str]:
        """Who sits where in another game of the same people: whoever sits there now, but in the
        seats in which people here began a person again, who may have given up their place."""
        began, now = self.header.seats, self.seats
        return {seat: HUMAN if began.get(seat) == HUMAN else name for seat, name in now.items()}

    def header_at(self, ply: int) -> Header:
        """The header with who sat where when the move at a ply was made that counts; who sits
        there now, behind the last."""
        places = standing(self.events)
        behind = places[ply] if ply < len(places) else len(self.events)
        return replace(self.header, seats=seated(self.header.seats, self.events[:behind]))

    @property
    def secret(self) -> str:
        """The dealer's now, or ""."""
        later = [event.secret for event in self.events if isinstance(event, Sit) and event.secret]
        return later[-1] if later else self.header.secret


def make_header(game: Game, players: Mapping[str, Player], seed: int, secret: str = "") -> Header:
    """What is known before the first action."""
    return Header(
        deck=game.deck.id,
        variant=game.loaded.variant,
        deck_hash=game.deck_hash,
        rules_hash=game.rules_hash,
        seed=seed,
        seats={seat: player.name for seat, player in players.items()},
        secret=secret,
    )


def seated(seats: dict[str, str], events: Iterable[Event]) -> dict[str, str]:
    """Who sits where after some events."""
    found = dict(seats)
    for event in events:
        if isinstance(event, Sit):
            found[event.seat] = event.player
    return found


def course_of(game: Game, header: Header) -> Course:
    """The course of a match of which nothing but the header is known yet."""
    return Course(game, epoch=header.epoch, secret=header.secret)


def replay(game: Game, record: Record) -> Position:
    """The position that a record leads to.

    Raises:
        Mismatch: the record does not fit these rules.
    """
    course = course_of(game, record.header)
    for event in record.events:
        confirm(course, event)
    return course.state
