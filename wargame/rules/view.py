"""What one seat may see of a position: all that it can be asked. `redact` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.errors import RecordError, UsageError
from wargame.rules.actions import Action
from wargame.rules.asking.bounds import Interval
from wargame.rules.asking.contested import (
    FrontStanding,
    Judgement,
    contested,
    docket_stake,
    judgements,
)
from wargame.rules.asking.evaluate import read_state
from wargame.rules.hashes import PackedView, digest_of
from wargame.rules.ir import Name
from wargame.rules.kernel import (
    DISCARD,
    EDIT,
    EXTRA_PILES,
    NAME,
    OVER,
    PLAY,
    REPLY,
    SEAL,
    TALK,
    BaseState,
    left_in,
    signed_in,
)
from wargame.rules.kernel.bargaining import givable_items
from wargame.rules.orders import Ban, Must
from wargame.rules.position import phase_of
from wargame.rules.ruleset import Ruleset
from wargame.rules.sealed import sealed_in, sealer_of
from wargame.rules.unseen import NOBODY, knowledge, known_to, next_cards, unseen_cards
from wargame.rules.verbs import Verb
from wargame.rules.winners import MatchEnd

if TYPE_CHECKING:
    from wargame.content.model import Deck


@dataclass(frozen=True, slots=True, eq=False)
class SeatState:
    """One seat's view of a position: board, prompt, and what it may do, together.

    Attributes:
        rules: The rules it is a view under.
        seat: Whose view it is; "" for a spectator, who sees no hand and may do nothing.
        number: The seat's number, or `NOBODY`.
        to_move: The seat to act, or `CHANCE`, or "" when the game is over.
        legal: What this seat may do now; empty when it is not its turn.
        hand_sizes, pile_sizes: How many cards each seat holds, and may still draw, in deck order.
        hand, pile: Its own cards in hand, and those it may still draw, in deck order. Where all
            seats draw from one pile, some of the latter may be in other hands.
        commitment: The headline it has committed this round, "" for none yet, `pass`.
        agenda: The agenda it keeps, or "".

    >>> import wargame
    >>> game = wargame.load("calibration")
    >>> view = game.redact(game.new(), "pursuer")
    >>> view, view.to_move, view.legal, view["fugitive.hand_size"]
    (<SeatState of calibration for pursuer: round 0, setup>, 'CHANCE', (), 0)
    """

    rules: Ruleset
    seat: str
    number: int
    to_move: str
    legal: tuple[Action, ...]
    hand_sizes: tuple[int, ...]
    pile_sizes: tuple[int, ...]
    _board: BaseState = field(repr=False)
    __iter__ = None  # read by name alone: Python would count from 0

    def __repr__(self) -> str:
        whose = self.seat or "everybody"
        name = self.rules.deck.id
        return f"<SeatState of {name} for {whose}: round {self.round}, {self.phase}>"

    @property
    def deck(self) -> Deck:
        """What the deck says."""
        return self.rules.deck

    @property
    def rivals(self) -> tuple[str, ...]:
        """All other seats, in deck order; for a spectator all seats."""
        return tuple(self.rules.seats[other] for other in self.rules.rivals(self.number))

    @property
    def round(self) -> int:
        """The round, from 1; 0 before the first."""
        return int(self._board.round)

    @property
    def era(self) -> str:
        """The present era, or "" in a deck without eras."""
        begun = [era.id for era in self.rules.program.eras if era.round <= max(1, self.round)]
        return begun[-1] if begun else ""

    @property
    def ply(self) -> int:
        """Actions taken so far, luck included."""
        return int(self._board.ply)

    @property
    def step(self) -> int:
        """The step of the round that is under way, counted from the beginning of a game."""
        return int(self._board.pc)

    @property
    def phase(self) -> str:
        """setup, world, draw, headline, plays, talks, account, or over."""
        return "over" if self.is_over else phase_of(self._board)

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return bool(self._board.node == OVER)

    @property
    def ending(self) -> str:
        """The ending of a game that is over, or ""."""
        return self.rules.ending(self._board)

    @property
    def match_end(self) -> MatchEnd | None:
        """How the match ended, or would end here; None at a table that names no winner."""
        return self.rules.match_end(self._board)

    @property
    def floors(self) -> Mapping[str, bool]:
        """Whether each seat that has a floor to hold holds it now."""
        return self.rules.floors(self._board)

    @property
    def lead(self) -> int | None:
        """The lead of the contest, above 0 for the first seat; None if the deck has none."""
        return self.rules.lead(self._board)

    @property
    def hand(self) -> tuple[str, ...]:
        """The seat's own cards."""
        return () if self.number == NOBODY else self._cards("hand", self.number)

    def stand_in(self, card: str) -> str:
        """The first of the cards in hand that are equal to one of them: that one is played."""
        copies, rows = self.rules.engine.tables.copies, self.rules.cards_of(self.number)
        if not copies or card not in self.hand:
            return card
        first = {self.rules.card_id(row): copies[row] for row in rows}
        return next(held for held in self.hand if first[held] == first[card])

    @property
    def pile(self) -> tuple[str, ...]:
        """The seat's own cards that it may still draw, in deck order: no order is known."""
        if self.rules.program.mixed and self.number != NOBODY:
            unseen = unseen_cards(self.rules, self._board, self.number)
            held = known_to(self.rules, self._board, self.number)
            return tuple(self.rules.card_id(card) for card in unseen if card not in held)
        if self.number == NOBODY:
            return ()
        places = ("pile", *EXTRA_PILES) if self.rules.engine.tables.peeks else ("pile",)
        own = (getattr(self._board, place)[self.number] for place in places)
        return tuple(
            self.rules.card_id(row) for row in sorted(row for cards in own for row in cards)
        )

    @property
    def next_cards(self) -> tuple[str, ...]:
        """The next cards of its pile that the seat has looked at, in their order."""
        return tuple(map(self.rules.card_id, next_cards(self._board, self.number)))

    def hand_size(self, seat: str) -> int:
        """How many cards a seat holds."""
        return self.hand_sizes[self.rules.seat_number(seat)]

    def pile_size(self, seat: str) -> int:
        """How many cards a seat may still draw."""
        return self.pile_sizes[self.rules.seat_number(seat)]

    def known_cards(self, seat: str) -> tuple[str, ...]:
        """Cards that whoever looks knows a seat to hold: all it held when a pile ran out."""
        number = self.rules.seat_number(seat)
        held = self._board.known[number] | knowledge(self._board, self.number)
        cards = self.rules.cards_of(number)
        return tuple(self.rules.card_id(card) for card in cards if held >> card & 1)

    @property
    def discards(self) -> Mapping[str, tuple[str, ...]]:
        """Every seat's discard, open to all."""
        return {seat: self._cards("discard", n) for n, seat in enumerate(self.rules.seats)}

    @property
    def gone(self) -> Mapping[str, tuple[str, ...]]:
        """Every seat's cards that have left the game."""
        return {seat: self._cards("gone", n) for n, seat in enumerate(self.rules.seats)}

    @property
    def commitment(self) -> str:
        """The seat's own headline, waiting to be revealed."""
        card = -1 if self.number == NOBODY else self._board.commit[self.number]
        return "" if card < 0 else "pass" if card == 0 else self.rules.card_id(card - 1)

    @property
    def agenda(self) -> str:
        """The agenda this seat keeps."""
        kept = 0 if self.number == NOBODY else self._board.agenda[self.number]
        return self.rules.program.agendas[kept - 1].id if kept > 0 else ""

    @property
    def agenda_candidates(self) -> Mapping[str, tuple[str, ...]]:
        """The agendas each seat was shown; which one it keeps is its secret."""
        return self.rules.agenda_candidates(self._board)

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
        seats = self.rules.seats
        items = self.rules.item_ids(board.draft)
        return Deal(0, items, board.draft_term, board.draft_term, 0, seats[board.draft_by])

    @property
    def drafting(self) -> str:
        """Who is still putting the package together; "" if it is on the table, or there is none."""
        return self.to_move if self._board.draft and self._board.node in (TALK, EDIT) else ""

    @property
    def extending(self) -> int:
        """The slot of the deal whose extension is on the table, or 0."""
        board = self._board
        return int(board.arg) if board.node == REPLY and not board.draft else 0

    @property
    def in_effect(self) -> Mapping[str, int]:
        """Cards in effect, in deck order, and for how many rounds yet, this one included."""
        found = {
            card.id: self.read(card.left)
            for card in self.rules.program.cards
            if card.left is not None and not card.is_copy
        }
        return {card: left for card, left in found.items() if left}

    @property
    def pending(self) -> tuple[Pending, ...]:
        """Delayed and lasting effects that are still to come, soonest first."""
        queue = self._board.queue
        found = [
            Pending(
                queue[k] - self.round,
                queue[k + 2],
                "; ".join(self.rules.describe_frame(queue[k + 1])),
            )
            for k in range(0, len(queue), 3)
        ]
        return tuple(sorted(found, key=lambda pending: pending.in_rounds))

    @property
    def tracks(self) -> dict[str, int]:
        """Every public number of the board by its canonical name; deals are told by `deals`."""
        return {
            text: self.read(name)
            for text, name in self.rules.names.items()
            if name.form not in ("number", "runs", "left") and self.sees(name)
        }

    def __getitem__(self, name: str) -> int:
        """A number of the deck that this view knows, called as in a position.

        Raises:
            UsageError: There is none of that name, or it cannot be known here.
        """
        found = self.rules.expressions.number_called(name)
        least, most = self.possible(found)
        if least != most:
            whose = self.rules.seats[found.owner]
            said = f"'{found.text}' is private to {whose}"
            raise UsageError(f"{said}: it may be {least} to {most} as far as this view tells.")
        return least

    def sees(self, name: Name) -> bool:
        """Whether this view knows the value of a number: others' private ones only at the end."""
        return name.owner in (-1, self.number) or self.is_over

    def possible(self, name: Name) -> Interval:
        """What a number may be, as far as this view knows: from the least to the most."""
        if self.sees(name):
            return (self.read(name),) * 2
        guess = self.rules.program.guesses[name.owner]
        place, step = guess.names.index(name), len(guess.names) + 1
        values = getattr(self._board, guess.slot)[place::step]
        return min(values), max(values)

    @property
    def fronts(self) -> tuple[FrontStanding, ...]:
        """Every front as it stands, in deck order; none is judged again once the game is over."""
        own = sealed_in(self.rules, self._board)
        found = contested(self.rules.program, self.read, own - 1)
        return tuple(front.closed for front in found) if self.is_over else found

    @property
    def sealed_by(self) -> str:
        """The seat that has named a front in secret, or ""."""
        return sealer_of(self.rules, self._board)

    @property
    def namer(self) -> str:
        """The seat that is to name a front now, or ""."""
        board = self._board
        return self.rules.seats[board.actor] if board.node in (NAME, SEAL) else ""

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What the calendar still has judged, front by front."""
        judged = self.rules.names.get("game.judged")
        return judgements(self.rules.program, self.read(judged), self.read) if judged else ()

    @property
    def docket_stake(self) -> int:
        """What is at stake on the front that is named after this round; 0 if none is."""
        return docket_stake(self.rules.program, self.round, self.read)

    @property
    def plays_left(self) -> int:
        """Plays the seat still has this round, the one it is asked for included; else 0."""
        board = self._board
        if board.node != PLAY or board.actor != self.number:
            return 0
        tables = self.rules.engine.tables
        now, had = tables.seats[self.number].plays_now, (board.turn - 1) // len(self.rules.seats)
        return int(tables.rounds.plays if now is None else now(board)) - had

    def comes_up(self, verb: Verb) -> bool:
        """Whether a verb is of those that may come up at what is decided now."""
        return self._board.node in verb.nodes

    @property
    def to_discard(self) -> int:
        """Cards the seat has to discard now, one after the other."""
        board = self._board
        is_asked = board.node == DISCARD and board.actor == self.number
        return min(int(board.count), len(self.hand)) if is_asked else 0

    def title_of(self, action: Action) -> str:
        """What people read for one of the legal actions if it answers a question; else ""."""
        return self.rules.words.choice_title(self._board, action.code)

    @property
    def about(self) -> str:
        """What the prompt is about: the id of an item, a question, or ""."""
        return self.rules.words.prompt(self._board)

    @property
    def digest(self) -> str:
        """64 hex digits over all this seat sees."""
        return digest_of(self.packed())

    def packed(self) -> PackedView:
        """All this seat sees as whole numbers, texts and lists."""
        legal = [action.text for action in self.legal]
        sizes = [*self.hand_sizes, *self.pile_sizes]
        return [self.number, self.to_move, legal, sizes, self.rules.packing.pack(self._board)]

    def has_learned_since(self, before: SeatState) -> bool:
        """Whether this view knows of something hidden that one before it did not: where a card of
        others is, what comes next in a pile, how their private numbers stand, or which front they
        have named in secret."""
        then, now = before._board, self._board
        if before.sealed_by not in ("", self.seat) and self.sealed_by != before.sealed_by:
            return True
        for guess in self.rules.program.guesses.values():
            ways, were = getattr(now, guess.slot), getattr(then, guess.slot)
            if guess.seat != self.number and len(ways) < len(were):
                return True
        if self.number == NOBODY:
            return False
        foreseen = (
            hasattr(now, "foreseen") and now.foreseen[self.number] > then.foreseen[self.number]
        )
        return foreseen or bool(self._located & ~before._located)

    @property
    def _located(self) -> int:
        """The cards in hands of others that this view knows to be there, as bits."""
        known = [self._board.known[other] for other in self.rules.rivals(self.number)]
        return reduce(or_, known, knowledge(self._board, self.number))

    @property
    def givable(self) -> tuple[str, ...]:
        """The deal items that may be given now, whatever else a package holds; of what this view
        does not know, as if it were the least it may be."""
        deals = self.deck.deals
        if deals is None:
            return ()
        found = givable_items(self.rules.engine.tables, self._board)
        return tuple([one.id for n, one in enumerate(deals.items) if found >> n & 1])

    def left_in(self, deal: Deal, item: str) -> int:
        """The rounds for which a deal in force still holds an item, this one included."""
        items = self.rules.program.deals.items if self.rules.program.deals else ()
        term = next((one.rounds, one.until) for one in items if one.id == item)
        return left_in(self._board, deal.slot - 1, *term)

    def value(self, text: str) -> int:
        """The value of any expression of the deck language; `my.` is this seat.

        Raises:
            UsageError: It is not one.
        """
        return self.rules.expressions.compute(text, self.read, self.number)

    def held_by(self, text: str) -> Ban | Must | None:
        """The order that keeps this seat from an act which the rules allow it now, if one does."""
        return self.rules.held_by(self._board, text) if self.legal else None

    def read(self, name: Name) -> int:
        """The value of one name; of one that this view does not know, the least it may be."""
        return read_state(self._board, name)

    def _cards(self, place: str, seat: int) -> tuple[str, ...]:
        return tuple(map(self.rules.card_id, getattr(self._board, place)[seat]))

    def _deal(self, slot: int) -> Deal:
        board = self._board
        return Deal(
            slot + 1,
            self.rules.item_ids(board.deal_items[slot]),
            board.deal_left[slot],
            board.deal_term[slot],
            board.deal_ext[slot],
            self.rules.seats[board.deal_by[slot]],
            signed_in(board, slot),
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SeatState):
            return NotImplemented
        same = self.rules is other.rules or self.rules.rules_hash == other.rules.rules_hash
        return same and self.packed() == other.packed()

    def __hash__(self) -> int:
        return int(self.digest[:15], 16)

    def __reduce__(self) -> tuple[object, ...]:
        return unpack_view, (self.rules, self.packed())


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
        signed: The round in which it was signed; 0 for a package.
    """

    slot: int
    items: tuple[str, ...]
    left: int
    term: int
    extensions: int
    by: str
    signed: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that will happen in `in_rounds` rounds, `times` rounds in a row."""

    in_rounds: int
    times: int
    what: str


def unpack_view(rules: Ruleset, packed: PackedView) -> SeatState:
    """The view that `packed` came from, in another process that plays by the same rules.

    Raises:
        RecordError: It does not fit these rules, as far as that shows.
    """
    number, to_move, legal, sizes, cells = packed
    if len(cells) != len(rules.packing.slots):
        raise RecordError("This view is of another game.")
    board, seats = rules.packing.unpack(cells), len(rules.seats)
    mine = board.actor == number and board.node != OVER
    actions = rules.legal(board) if mine else ()
    if [action.text for action in actions] != list(legal):
        raise RecordError("This view is of another game.")
    seat = "" if number == NOBODY else rules.seats[number]
    hands, piles = tuple(sizes[:seats]), tuple(sizes[seats:])
    return SeatState(rules, seat, number, to_move, actions, hands, piles, board)
