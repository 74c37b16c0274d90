"""What one seat may see of a position, and positions that it could be.

`redact` is the one door out. A `SeatState` is filled from an allow-list: everything the
generated `public` copies, plus the seat's own hidden places. `resample` redraws what the
seat cannot know; the law is that `redact(resample(view)) == view`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wargame.errors import RecordError
from wargame.rules.asking.evaluate import read_state
from wargame.rules.hashes import digest_of
from wargame.rules.ir import Name
from wargame.rules.kernel import (
    AT_HEADLINES,
    DISCARD,
    HEADLINE,
    OVER,
    PHASES,
    PLAY,
    REPLY,
    BaseState,
    Stream,
    rival,
    rivals,
)

if TYPE_CHECKING:
    from wargame.rules.game import Action, Game

UNSEEN = -1
"""Stands in a seat's view for each card of the rival's, and for an agenda it has kept."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatState:
    """One seat's view of a position: board, prompt, and what it may do, together.

    Attributes:
        seat: Whose view it is.
        to_move: The seat to act, or `CHANCE`, or "" when the game is over.
        legal: What this seat may do now; empty when it is not its turn.
        hand, pile: Its own cards in hand, and those it may still draw, in deck order.
        rival_hand_size, rival_pile_size: What it knows of the rival's.
        commitment: The headline it has committed this round, "" for none yet, `pass`.
        agenda: The agenda it keeps, or "".
    """

    game: Game
    seat: str
    number: int
    to_move: str
    legal: tuple[Action, ...]
    rival_hand_size: int
    rival_pile_size: int
    _board: Any = field(repr=False)

    @property
    def round(self) -> int:
        """The round, from 1; 0 before the first."""
        return int(self._board.round)

    @property
    def ply(self) -> int:
        """Actions taken so far, luck included."""
        return int(self._board.ply)

    @property
    def phase(self) -> str:
        """setup, world, draw, headline, plays, talks, account, or over."""
        if self._board.node == OVER:
            return "over"
        if self._board.node == HEADLINE:
            return "headline"
        return PHASES[self._board.pc]

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return bool(self._board.node == OVER)

    @property
    def ending(self) -> str:
        """The ending of a game that is over, or ""."""
        return self.game.ending(self._board)

    @property
    def hand(self) -> tuple[str, ...]:
        """The seat's own cards."""
        return self._cards("hand", self.number)

    @property
    def pile(self) -> tuple[str, ...]:
        """The seat's own cards that it may still draw, in deck order: no order is known."""
        return self._cards("pile", self.number)

    @property
    def rival_known(self) -> tuple[str, ...]:
        """Cards that everybody knows the rival to hold: all it held when its pile ran out."""
        other = rival(self.number)
        held = self._board.known[other]
        cards = self.game.cards_of(other)
        return tuple(self.game.card_id(card) for card in cards if held >> card & 1)

    @property
    def discards(self) -> Mapping[str, tuple[str, ...]]:
        """Every seat's discard, open to all."""
        return {seat: self._cards("discard", n) for n, seat in enumerate(self.game.seats)}

    @property
    def gone(self) -> Mapping[str, tuple[str, ...]]:
        """Every seat's cards that have left the game."""
        return {seat: self._cards("gone", n) for n, seat in enumerate(self.game.seats)}

    @property
    def commitment(self) -> str:
        """The seat's own headline, waiting to be revealed."""
        card = self._board.commit[self.number]
        return "" if card < 0 else "pass" if card == 0 else self.game.card_id(card - 1)

    @property
    def agenda(self) -> str:
        """The agenda this seat keeps."""
        kept = self._board.agenda[self.number]
        return self.game.program.agendas[kept - 1].id if kept > 0 else ""

    @property
    def agenda_candidates(self) -> Mapping[str, tuple[str, ...]]:
        """The agendas each seat was shown; which one it keeps is its secret."""
        return {
            seat: tuple(self.game.program.agendas[a].id for a in shown)
            for seat, shown in zip(self.game.seats, self._board.candidates, strict=True)
        }

    @property
    def deals(self) -> tuple[Deal, ...]:
        """Deals in force."""
        return tuple(self._deal(slot) for slot, items in enumerate(self._board.deal_items) if items)

    @property
    def draft(self) -> Deal | None:
        """The package on the table, or being drafted; None if there is none."""
        board = self._board
        if not board.draft:
            return None
        seats = self.game.seats
        items = self.game.item_ids(board.draft)
        return Deal(0, items, board.draft_term, board.draft_term, 0, seats[board.draft_by])

    @property
    def extending(self) -> int:
        """The slot of the deal whose extension is on the table, or 0."""
        board = self._board
        return int(board.arg) if board.node == REPLY and not board.draft else 0

    @property
    def pending(self) -> tuple[Pending, ...]:
        """Delayed and lasting effects that are still to come, soonest first."""
        queue = self._board.queue
        found = [
            Pending(
                queue[k] - self.round,
                queue[k + 2],
                "; ".join(self.game.describe_frame(queue[k + 1])),
            )
            for k in range(0, len(queue), 3)
        ]
        return tuple(sorted(found, key=lambda pending: pending.in_rounds))

    @property
    def tracks(self) -> dict[str, int]:
        """Every public number by its canonical name."""
        return {text: self.read(name) for text, name in self.game.names.items()}

    @property
    def plays_left(self) -> int:
        """Plays the seat still has this round, the one it is asked for included; else 0."""
        board = self._board
        if board.node != PLAY or board.actor != self.number:
            return 0
        return int((self.game.engine.turns - board.turn) // len(self.game.seats) + 1)

    @property
    def to_discard(self) -> int:
        """Cards the seat has to discard now, one after the other."""
        board = self._board
        is_asked = board.node == DISCARD and board.actor == self.number
        return min(int(board.count), len(self.hand)) if is_asked else 0

    @property
    def about(self) -> str:
        """What the prompt is about: the id of an item, a question, or ""."""
        return self.game.words.prompt(self._board)

    @property
    def digest(self) -> str:
        """64 hex digits over all this seat sees."""
        return digest_of(self.packed())

    def packed(self) -> list[Any]:
        """All this seat sees as whole numbers, texts and lists."""
        legal = [action.text for action in self.legal]
        return [
            self.number,
            self.to_move,
            legal,
            self.rival_hand_size,
            self.rival_pile_size,
            self.game.pack(self._board),
        ]

    def value(self, text: str) -> int:
        """The value of any expression of the deck language; `my.` is this seat.

        Raises:
            UsageError: It is not one.
        """
        return self.game.compute(text, self.read, self.number)

    def read(self, name: Name) -> int:
        """The value of one name."""
        return read_state(self._board, name)

    def _cards(self, place: str, seat: int) -> tuple[str, ...]:
        return tuple(map(self.game.card_id, getattr(self._board, place)[seat]))

    def _deal(self, slot: int) -> Deal:
        board = self._board
        return Deal(
            slot + 1,
            self.game.item_ids(board.deal_items[slot]),
            board.deal_left[slot],
            board.deal_term[slot],
            board.deal_ext[slot],
            self.game.seats[board.deal_by[slot]],
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SeatState) and self.packed() == other.packed()

    def __hash__(self) -> int:
        raise TypeError("a SeatState has no hash; use its digest")


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal, or a package on its way to one.

    Attributes:
        slot: Its number from 1; 0 for a package.
        items: Ids of what is given, by both sides.
        left: Rounds it still runs, this one included.
        term: Rounds it was signed for.
        extensions: How often it was extended.
        by: The seat that tabled it.
    """

    slot: int
    items: tuple[str, ...]
    left: int
    term: int
    extensions: int
    by: str


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that will happen in `in_rounds` rounds, `times` rounds in a row."""

    in_rounds: int
    times: int
    what: str


def redact(game: Game, state: Any, number: int) -> SeatState:
    """What the seat with this number may see."""
    board = state.public()
    board.hand[number] = state.hand[number][:]
    board.pile[number] = state.pile[number][:]
    board.commit = state.commit[:]
    board.agenda = state.agenda[:]
    for other in rivals(number, len(game.seats)):
        board.hand[other] = [UNSEEN] * len(state.hand[other])
        board.pile[other] = [UNSEEN] * len(state.pile[other])
        board.agenda[other] = UNSEEN if state.agenda[other] else 0
        if state.pc == AT_HEADLINES:
            board.commit[other] = -1
    return SeatState(
        game,
        game.seats[number],
        number,
        game.current_seat(state),
        game.legal_tuple(state) if state.actor == number else (),
        len(state.hand[rival(number)]),
        len(state.pile[rival(number)]),
        board,
    )


def unpack_view(game: Game, packed: Sequence[Any]) -> SeatState:
    """The view that `packed` came from, in another process that plays by the same rules.

    Raises:
        RecordError: It does not fit these rules, as far as that shows.
    """
    number, to_move, legal, hand_size, pile_size, cells = packed
    if len(cells) != len(game.slots):
        raise RecordError("This view is of another game.")
    board = game.unpack(cells)
    mine = board.actor == number and board.node != OVER
    actions = game.legal_tuple(board) if mine else ()
    if [action.text for action in actions] != list(legal):
        raise RecordError("This view is of another game.")
    seat = game.seats[number]
    return SeatState(game, seat, number, to_move, actions, hand_size, pile_size, board)


def resample(game: Game, view: SeatState, stream: Stream) -> Any:
    """A full position that this seat could not tell from the true one.

    Cards of the rival are dealt at random between its hand and its pile, every split alike that
    leaves it what everybody knows it to hold; a headline it has committed and an agenda it keeps
    are drawn among those open to it.
    """
    board = view._board
    state = board.copy()
    other = rival(view.number)
    _deal_rival(game, view, state, other, stream)
    if state.agenda[other] == UNSEEN:
        candidates = state.candidates[other]
        state.agenda[other] = candidates[stream.below(len(candidates))] + 1
    if _rival_committed(board, view.number):
        state.commit[other] = _guess_commitment(game, state, other, stream)
    return state


def _deal_rival(game: Game, view: SeatState, state: Any, seat: int, stream: Stream) -> None:
    seen = [*state.discard[seat], *state.gone[seat]]
    known = state.commit[seat] - 1  # revealed, and not yet laid down
    held = state.known[seat]
    free = [card for card in game.cards_of(seat) if card not in seen and card != known]
    hand = [card for card in free if held >> card & 1]
    pool = [card for card in free if not held >> card & 1]
    while len(hand) < view.rival_hand_size:
        hand.append(pool.pop(stream.below(len(pool))))
    state.hand[seat] = sorted(hand)
    state.pile[seat] = pool


def _rival_committed(board: BaseState, number: int) -> bool:
    """Whether the rival has committed a headline that is still secret."""
    return board.pc == AT_HEADLINES and board.turn == len(board.commit) and board.actor == number


def _guess_commitment(game: Game, state: Any, seat: int, stream: Stream) -> int:
    options: list[int] = [0]
    options += [card + 1 for card in state.hand[seat] if game.engine.card_open[card](state)]
    return options[stream.below(len(options))]
