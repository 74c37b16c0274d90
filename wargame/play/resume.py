"""Going on with a match that was written down, at the same prompt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.play.confirm import Mismatch, confirm
from wargame.play.control import swap
from wargame.play.dealer import dealer_of
from wargame.play.event import Act, Event
from wargame.play.journal import Journal
from wargame.play.match import Match
from wargame.play.player import Player, is_stranger
from wargame.play.record import Record
from wargame.play.written import end_of
from wargame.rules.game import Game


class Unconfirmed(Mismatch):
    """An event of a record that the rules do not confirm; `place` is its number from 0."""

    def __init__(self, mismatch: Mismatch, place: int) -> None:
        super().__init__(str(mismatch), mismatch.field)
        self.place = place


def resume(
    game: Game,
    record: Record,
    players: Mapping[str, Player],
    *,
    traced: bool = False,
    journal: Journal | None = None,
    hashed: bool = True,
) -> Match:
    """The match as it stood after the last event of a record.

    Args:
        game: The rules that the record was made on.
        players: Who sits down now; a seat's change is written down.
        journal: Where it goes on; it holds the record's events already.
        hashed: Hold the hashes of positions against ours; a layout of other rules has others.

    Raises:
        Unconfirmed: The rules do not confirm an event.
    """
    match = _retraced(game, record, players, traced, hashed)
    match.journal = journal
    if match.is_over and match.course.end is None:
        match.tell(end_of(match.game, match.state))
    if match.course.end is None:
        for seat, name in match.record.seats.items():
            mine = players[seat].name
            if mine != name or (is_stranger(mine) and not match.course.secret):
                swap(match, seat, players[seat])
    return match


def _retraced(
    game: Game,
    record: Record,
    players: Mapping[str, Player],
    traced: bool,
    hashed: bool,
    *,
    slow: bool = False,
) -> Match:
    """The match that a record leads to.

    Args:
        hashed: As of `resume`.
        slow: Hold the hash of every position against ours, not only at the end of rounds and of
            the record. What differs stays different, so that is done only to say where it began.
    """
    match = Match(game, players, record.header.seed, traced=traced)
    match.restart(record.header)
    last = len(record.events) - 1
    for place, event in enumerate(record.events):
        told = slow or place >= last - 1 or (isinstance(event, Act) and event.tracks is not None)
        before = match.state
        try:
            step = confirm(match.course, event, traced=traced, hashed=hashed and told)
        except Mismatch as mismatch:
            if not slow:
                _retraced(game, record, players, traced, hashed, slow=True)
            raise Unconfirmed(mismatch, place) from mismatch
        match.was_confirmed(event, before, step)
    match.dealer = dealer_of(match.course, record.header.seed)
    return match


def go_along(match: Match, events: Sequence[Event], place: int) -> None:
    """Take in what somebody else has written down since, for people who only watch.

    Args:
        place: The number of the first of these events, from 0.

    Raises:
        Unconfirmed: The rules do not confirm an event; the match is then of no more use.
    """
    for number, event in enumerate(events, place):
        before = match.state
        try:
            step = confirm(match.course, event, traced=match.is_traced)
        except Mismatch as mismatch:
            raise Unconfirmed(mismatch, number) from mismatch
        match.was_confirmed(event, before, step)
