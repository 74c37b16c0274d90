"""One game as it is reviewed: its save replayed, and what of it may be told to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from wargame.content.model import Roles
from wargame.content.typed import CONTEST
from wargame.dataclass import dataclass
from wargame.lab.ended.analysis_object import GameAnalysis
from wargame.lab.ended.what_if import Fan
from wargame.lab.record.build import timeline
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.roles import missing, watched_numbers
from wargame.play.event import standing
from wargame.play.log import NOBODY, Entry, Seen, is_closed_unplayed, seen_by
from wargame.play.match import Match
from wargame.play.model_use import ModelUse, uses
from wargame.play.proceedings import (
    FACILITATOR,
    Proceeding,
    closed_by_control,
    closes_after,
    made_for_seats,
    told_to,
)
from wargame.report.time_spent import TimeSpent, time_spent
from wargame.rules.game import CHANCE_SEAT, Position
from wargame.rules.view import SeatState
from wargame.store.replay import match_of
from wargame.store.save import Save
from wargame.table.told.account.make import account_of
from wargame.table.told.account.objects import Account, CourseMark
from wargame.table.told.scene import titles_of
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import round_label

LEAD_NUMBER = "contest.lead"
"""The lead among the numbers of a table that names a winner: it may be worked out from several."""

Numbers = Mapping[str, tuple[int | None, ...]]
"""Values by name: before each round from the first, and now; None where one is not known."""


@dataclass(frozen=True)
class ReviewedGame:
    """A game that is reviewed.

    Attributes:
        name: What it is called in the review.
        match: Traced; it cannot go on.
        seat: Only what this seat knows is told; "" for what everybody may know.
        is_anonymous: Nobody is named.
        roles: What the things of its deck stand for, to count claims by; None where nobody says.
        analysis: What luck and choices made of it; None where nobody has found out.
        turn: The turning point from which it was played on; None where nobody asked.
        fan: How it might have gone on from there.
        chapter: Which chapter of a campaign it is, in a sentence; "" for none.
        shuts_luck: Another game goes on with the luck of this one: its seed and the cards that it
            drew are not told.
    """

    name: str
    save: Save
    match: Match
    seat: str = ""
    is_anonymous: bool = False
    roles: Roles | None = None
    analysis: GameAnalysis | None = None
    turn: CourseMark | None = None
    fan: Fan | None = None
    chapter: str = ""
    shuts_luck: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self.match.is_over

    @property
    def is_open(self) -> bool:
        """Whether nothing is hidden any more, for whoever reads this."""
        return (self.is_over or bool(self.closed)) and not self.seat

    @property
    def opens_all(self) -> bool:
        """Whether all of it is told to whoever reads this: no game goes on with its luck either."""
        return self.is_open and not self.shuts_luck

    @property
    def closed(self) -> str:
        """Why control has closed the game without a score, or ""."""
        return "" if self.is_over else closed_by_control(self.match.record.events)

    @cached_property
    def titles(self) -> Titles:
        """The words of the deck."""
        return titles_of(self.match.game.deck)

    @cached_property
    def view(self) -> SeatState:
        """The last position, as the reader may see it."""
        return self.match.game.redact(self.match.state, self.seat or NOBODY)

    @cached_property
    def seen(self) -> list[Seen]:
        """What happened, as the reader may know it."""
        log = self.match.log
        found = seen_by(self.seat or NOBODY, log)
        if self.is_open:
            found = [Seen(entry, False) for entry in log]
        if self.shuts_luck:
            found = [Seen(one.entry, one.is_secret or _is_dealt(one.entry)) for one in found]
        return found

    @cached_property
    def beside(self) -> list[Proceeding]:
        """What happened beside the moves, as the reader may know it: reasons name cards."""
        return [*map(_nameless, self.signed)] if self.is_anonymous else self.signed

    @cached_property
    def signed(self) -> list[Proceeding]:
        """The same with whoever it was in a seat, to tell people apart by, also where nobody is
        named."""
        return told_to(self.seat or NOBODY, self.match.proceedings, is_over=self.opens_all)

    @cached_property
    def model_uses(self) -> dict[str, ModelUse]:
        """What language models took, by seat; where anything is hidden, the reader's own."""
        found = uses(self.match.record.events)
        return {seat: use for seat, use in found.items() if self.opens_all or seat == self.seat}

    @cached_property
    def line(self) -> Timeline:
        """The game as plain data."""
        return timeline(self.save.game, self.save.record, watched_numbers(self.roles))

    @cached_property
    def account(self) -> Account | None:
        """What came of the game; None while it is not over."""
        if not self.is_over:
            return None
        game, state = self.match.game, self.match.state
        view = game.redact(state, NOBODY)
        returns, last = game.returns(state), self.closes_after
        found = account_of(self.match.log, returns, view, self.titles, self.line, last)
        return replace(found, analysis=self.analysis)

    # --- rounds and time -------------------------------------------------------------------

    @property
    def round(self) -> int:
        """The round that the last move was made in; 0 before the first."""
        return self.match.log[-1].round if self.match.log else 0

    @cached_property
    def rounds(self) -> list[int]:
        """The rounds in which anything happened, from the first on; not one that control closed
        before anybody could do anything."""
        found = sorted({entry.round for entry in self.match.log if entry.round})
        return found[: len(found) - is_closed_unplayed(self.match.log, self.closes_after)]

    @cached_property
    def closes_after(self) -> int:
        """The round after which the plan of a class ends the game; 0 for none."""
        return closes_after(self.match.record.events)

    def label(self, number: int) -> str:
        """What people call a round."""
        return round_label(self.match.game.deck, number, self.closes_after)

    def at(self, one: Proceeding) -> int:
        """When something was kept, in seconds since 1970."""
        return self._time(one.place)

    def time_of(self, ply: int) -> int:
        """When a move that counts was kept."""
        return self._time(self._places[ply - self.match.course.first])

    @cached_property
    def _places(self) -> list[int]:
        """The places of the moves that count, among all events."""
        return standing(self.match.record.events, self.match.course.first)

    def _time(self, place: int) -> int:
        return self.save.times[place] if place < len(self.save.times) else 0

    @cached_property
    def decided_by_control(self) -> frozenset[int]:
        """The plies of the moves that count and that control made for a seat."""
        made = made_for_seats(self.match.record.events)
        first = self.match.course.first
        return frozenset(n for n, place in enumerate(self._places, first) if place in made)

    @cached_property
    def time(self) -> TimeSpent:
        """How long each round took, and what was done beside them."""
        return time_spent(self.match.record, self.save.times)

    # --- numbers ---------------------------------------------------------------------------

    @cached_property
    def starts(self) -> list[tuple[int, Position]]:
        """Each round from the first with its first position, and the last position: of a game that
        is over as if a round more began there."""
        course, log, last = self.match.course, self.match.log, max(self.rounds, default=0)
        found: list[tuple[int, Position]] = []
        for place, entry in enumerate(log):
            if 0 < entry.round <= last and (not found or found[-1][0] != entry.round):
                found.append((entry.round, course.at(course.first + place)))
        return [*found, (last + self.is_over, self.match.state)]

    def numbers(self, names: Sequence[str]) -> Numbers:
        """Some numbers of the board, by round."""
        views = [self.match.game.redact(state, self.seat or NOBODY) for _, state in self.starts]
        known = self.match.game.rules.names
        found: dict[str, tuple[int | None, ...]] = {}
        for name in names:
            if name == LEAD_NUMBER and self.match.game.table == CONTEST:
                found[name] = tuple(view.lead for view in views)
            elif name in known:
                found[name] = tuple(_known(view, name) for view in views)
        return found


def _nameless(one: Proceeding) -> Proceeding:
    """The same without whoever it was in a seat."""
    nobody = one.kind == "note" and one.what == FACILITATOR
    what = "another player" if one.kind == "seat" else one.what
    return replace(one, role="", what=what, text="" if nobody else one.text)


def _is_dealt(entry: Entry) -> bool:
    return entry.seat == CHANCE_SEAT and entry.verb.is_secret


def with_luck_shut(games: Sequence[ReviewedGame]) -> list[ReviewedGame]:
    """The games, and of those with the luck of another that goes on no more than it may know."""
    going = [game for game in games if not (game.is_over or game.closed)]
    return [replace(game, shuts_luck=game.shuts_luck or _has_twin(game, going)) for game in games]


def _has_twin(game: ReviewedGame, going: Sequence[ReviewedGame]) -> bool:
    return any(other is not game and _luck(other) == _luck(game) for other in going)


def _luck(game: ReviewedGame) -> tuple[int, int, str]:
    header = game.save.head.header
    return header.seed, header.epoch, game.save.record.secret


def _known(view: SeatState, name: str) -> int | None:
    least, most = view.possible(view.rules.names[name])
    return least if least == most else None


def reviewed(
    name: str, save: Save, seat: str = "", *, is_anonymous: bool = False, roles: Roles | None = None
) -> ReviewedGame:
    """A game from its save.

    Args:
        roles: The role map of its deck, which no save holds; left out where it does not fit.

    Raises:
        SaveFault: It is damaged, a view, or its rules lead elsewhere.
        UsageError: There is no such seat.
    """
    match = match_of(save)
    if seat:
        match.game.rules.seat_number(seat)
    fits = roles is not None and not missing(save.game.rules, roles)
    return ReviewedGame(name, save, match, seat, is_anonymous, roles if fits else None)
