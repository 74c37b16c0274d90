"""Bidding for the first seat of a contest: what a side would give of the lead to sit there.

Each side bids in secret. Whoever bids more sits in the first seat, and that much of the lead goes
to the second. If the bids are equal, everybody stays where they sit. So neither side can complain
of the other's seat: it could have had it for more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from wargame.content.stack import handicap_tracks
from wargame.content.typed import HANDICAP, whole_number
from wargame.dataclass import dataclass
from wargame.errors import UsageError, nearest
from wargame.play.player import HUMAN
from wargame.rules.game import Game

LARGEST = 10_000_000
"""No bid has as many digits."""

NOT_KEPT = "No bid is written down before both sides have bid; whoever leaves until then loses it."
"""What is told beforehand: a bid that lay on a disk would be no secret."""

LOST = "No game has begun, and no bid was written down: both sides bid anew."
"""What is told if the program ends between two bids."""


@dataclass(frozen=True, slots=True)
class Bidden:
    """What bidding came to.

    Attributes:
        game: The same game, its lead starting where the bids put it.
        players: Who sits where now.
        said: How that came about.
    """

    game: Game
    players: dict[str, str]
    said: str


def may_bid(game: Game) -> tuple[int, int]:
    """The least and the most that a side may bid.

    Raises:
        UsageError: Nothing can be bid for at this table.
    """
    found = handicap_tracks(game.loaded.written)
    if game.table != "contest" or not found:
        raise UsageError(
            f"There is nothing to bid for: '{game.deck.id}' names no winner at this table, or "
            "its lead has no start that could be set."
        )
    track, start = found[0]
    return start - track.max, start - track.min


def how_to_bid(game: Game, seat: str, *, is_shared: bool = True) -> list[str]:
    """What whoever would sit in a seat reads before bidding.

    Args:
        is_shared: Both sides bid at this machine, one after the other.
    """
    low, high = may_bid(game)
    titles = {one.id: one.title for one in game.deck.seats}
    first, second = (titles[one] for one in game.seats)
    usual = _start(game)
    printed = f" As printed it starts at {_favour(-usual, first, second)}." if usual else ""
    asked = (
        f"How much of the lead would you give to play {first}?{printed} Both sides bid in secret. "
        f"Whoever bids more plays {first}, and that much of the lead goes to {second}. Equal bids "
        "leave everybody where they are."
    )
    numbers = (
        f"A whole number, {low} to {high}; 0 if the sides seem equal to you, below 0 if you would "
        f"rather play {second}."
    )
    return [
        f"You are to play {titles[seat]}, unless the bids change that.",
        asked,
        numbers,
        *([NOT_KEPT] if is_shared else []),
    ]


def settle_bids(game: Game, players: Mapping[str, str], bids: Mapping[str, int]) -> Bidden:
    """Seat the sides by their bids.

    Args:
        players: Who would sit where without them.
        bids: By seat, what whoever would sit there bids; 0 unless said.

    Raises:
        UsageError: A bid is no seat's, or too high or too low.
    """
    low, high = may_bid(game)
    for seat, bid in bids.items():
        if seat not in game.seats:
            raise UsageError(f"No seat '{seat}' can bid. {nearest(seat, game.seats)}")
        if not low <= bid <= high:
            raise UsageError(f"A bid may be {low} to {high}, and not {bid}.")
    first, second = game.seats
    own, other = bids.get(first, 0), bids.get(second, 0)
    seated = dict(players)
    if other > own:
        seated = {first: players[second], second: players[first]}
    start = _start(game) - max(own, other)
    return Bidden(game.valued({HANDICAP: str(start)}), seated, _said(game, own, other, start))


def _start(game: Game) -> int:
    return handicap_tracks(game.loaded.written)[0][1]


def _said(game: Game, own: int, other: int, start: int) -> str:
    first, second = (one.title for one in game.deck.seats)
    moved = f"They change seats: whoever was to play {second} plays {first}."
    stayed = "Everybody stays where they are."
    usual = _start(game)
    instead = f" instead of {usual}" if usual not in (0, start) else ""
    return (
        f"Bids for the seat of {first}: {own} from its own side, {other} from {second}. "
        f"{moved if other > own else stayed} The lead starts at {start}{instead}: "
        f"{_favour(max(own, other), first, second)}."
    )


def _favour(bid: int, first: str, second: str) -> str:
    """Whom the bid helps."""
    if not bid:
        return "nobody gives anything"
    return f"{abs(bid)} in favour of {second if bid > 0 else first}"


@dataclass(slots=True)
class Bidding:
    """A table that is being bid for: what it will be, and who has bid so far.

    Attributes:
        players: Who would sit where without bids.
        name: What the game is kept under; "" if it is not kept, None for a free name.
        secret: Of the match, to repeat one.
        bids: What was bid so far, by seat.
    """

    game: Game
    players: Mapping[str, str]
    seed: int
    name: str | None
    secret: str = ""
    bids: dict[str, int] = field(default_factory=dict)

    @property
    def people(self) -> list[str]:
        """The seats whose people are asked for a bid; the program bids 0."""
        return [seat for seat, player in self.players.items() if player == HUMAN]

    @property
    def next(self) -> str:
        """Whose bid is still out, or ""."""
        return next((seat for seat in self.people if seat not in self.bids), "")

    @property
    def lost(self) -> str:
        """What to say if the program is left now; "" if that loses no bid."""
        return LOST if self.bids and self.next else ""

    def how(self, seat: str) -> list[str]:
        """What whoever would sit in a seat reads before bidding."""
        return how_to_bid(self.game, seat, is_shared=len(self.people) > 1)

    def title(self, seat: str) -> str:
        """What a side is called."""
        return next(one.title for one in self.game.deck.seats if one.id == seat)

    def bid(self, seat: str, text: str) -> str:
        """Take a bid as it was typed; gives what is wrong with it, or ""."""
        low, high = may_bid(self.game)
        bid = whole_number(text.strip(), low, high)
        if bid is None:
            return f"A bid is a whole number, {low} to {high}."
        self.bids[seat] = bid
        return ""

    def settle(self) -> Bidden:
        """Seat the sides by their bids."""
        return settle_bids(self.game, self.players, self.bids)
