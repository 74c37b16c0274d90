"""The public face of the rules: a deck bound to its engine.

>>> import wargame
>>> game = wargame.load("primer")
>>> state = game.new()
>>> while game.current_seat(state) == "CHANCE":
...     state = game.apply(state, game.legal_actions(state)[0]).state
>>> game.current_seat(state) in game.seats
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import FunctionType
from typing import Any

from wargame.content.model import Deck, LoadedDeck
from wargame.errors import GameOver, IllegalAction, UsageError, nearest, visible
from wargame.rules import kernel
from wargame.rules.actions import CHANCE_SEAT, Action, State, Step, Words, Write
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer, describe_item
from wargame.rules.asking.evaluate import Reader
from wargame.rules.asking.explain import refusal
from wargame.rules.asking.preview import Preview, preview
from wargame.rules.emit import Module, emit
from wargame.rules.given import set_up
from wargame.rules.hashes import RULES_VERSION, digest_of, rules_hash
from wargame.rules.ir import Expr, Name, Program
from wargame.rules.kernel import CHANCE, OVER, Engine, Stream
from wargame.rules.reading.build import build
from wargame.rules.reading.names import Names, Scope, make_names
from wargame.rules.reading.parse import Parser, TextFault
from wargame.rules.runtime import run_text
from wargame.rules.view import SeatState, redact, resample

__all__ = ["CHANCE_SEAT", "RULES_VERSION", "Action", "Game", "SeatState", "State", "Step", "Write"]

BY_SEAT = (*kernel.SEAT_NUMBERS, *kernel.PILES)
"""What a position holds once for each seat: packed as so many cells."""


class Game:
    """The rules of one deck.

    Nothing in a game changes after it is made, so it may serve any number of matches.

    Raises:
        DeckError: The deck's rules cannot be read; every fault is listed.
    """

    def __init__(self, loaded: LoadedDeck) -> None:
        self.loaded = loaded
        self.program: Program = build(loaded)
        self.module: Module = emit(self.program)
        self.fast: Any = run_text(self.module.text, f"<{loaded.deck.id}>")
        self.engine: Engine = self.fast.ENGINE
        self.words = Words(self.program)

    def run_on(self, module: Any) -> None:
        """Run on another build of the same generated module, such as a compiled one.

        Positions made before are not to be mixed with those made after.
        """
        assert tuple(module.TRACKS) == tuple(self.fast.TRACKS)
        self.fast = module
        self.engine = module.ENGINE

    @property
    def is_compiled(self) -> bool:
        """Whether the rules run compiled."""
        return not isinstance(self.fast.State.copy, FunctionType)

    @property
    def deck(self) -> Deck:
        """What the deck says."""
        return self.loaded.deck

    @property
    def deck_hash(self) -> str:
        """64 hex digits over everything the deck says."""
        return self.loaded.deck_hash

    @cached_property
    def rules_hash(self) -> str:
        """64 hex digits over what acts: unchanged by words, briefs or sources."""
        return rules_hash(self.deck)

    @cached_property
    def traced(self) -> Any:
        """The flavour that reports every write; compiled when first needed."""
        return run_text(emit(self.program, traced=True).text, f"<{self.deck.id} traced>")

    @property
    def text(self) -> str:
        """The generated module, for reading."""
        return self.module.text

    @cached_property
    def names(self) -> Mapping[str, Name]:
        """Every name of the expression language, by its canonical text."""
        return self.program.names

    @cached_property
    def derived(self) -> Mapping[str, Expr]:
        """How each derived track is computed, by its canonical name."""
        return {derived.name.text: derived.value for derived in self.program.derived}

    def name_of(self, text: str, my: int = -1) -> Name:
        """The name that a text means, `my.` being seat `my`.

        Raises:
            UsageError: There is none.
        """
        found = self.scope_names.find(text.strip(), Scope(my))
        if found is None:
            known = self.scope_names.known(Scope(my))
            raise UsageError(f"There is no number '{visible(text[:60])}'. {nearest(text, known)}")
        return found

    def title_of(self, text: str) -> str:
        """What people read for a canonical name, with its owner."""
        return Describer(self.program).name(self.names[text])

    @cached_property
    def scope_names(self) -> Names:
        """The table that answers for `my.`, `their.` and `party.`."""
        return make_names(self.deck)

    @cached_property
    def seats(self) -> tuple[str, str]:
        """The two seats, in deck order."""
        first, second = (seat.id for seat in self.program.seats)
        return first, second

    def seat_number(self, seat: str) -> int:
        """The number of a seat.

        Raises:
            UsageError: There is no such seat.
        """
        if seat not in self.seats:
            raise UsageError(f"There is no seat '{seat}'. {nearest(seat, self.seats)}")
        return self.seats.index(seat)

    # --- the game tree ---------------------------------------------------------------------

    def new(self) -> State:
        """The position in which a game starts, at its first node."""
        state = self.fast.State().new()
        self.engine.advance(state)
        return state

    def position(self, given: Mapping[str, Any]) -> State:
        """A position made up for an example; see `Example` for what may be given.

        Raises:
            UsageError: Something given does not exist or is out of range.
        """
        return set_up(self, given)

    def is_terminal(self, state: State) -> bool:
        """Whether the game is over."""
        return bool(state.node == OVER)

    def current_seat(self, state: State) -> str:
        """Who decides: a seat, `CHANCE`, or "" when the game is over."""
        if state.node == OVER:
            return ""
        return CHANCE_SEAT if state.actor == CHANCE else self.seats[state.actor]

    def legal_actions(self, state: State) -> tuple[Action, ...]:
        """Everything that may be done at this node, in a fixed order.

        Args:
            state: Any position that is not terminal; left as it is.

        Returns:
            At least one action; at a chance node, the outcomes of non-zero weight.

        Raises:
            GameOver: The game has ended.
        """
        if state.node == OVER:
            raise GameOver("The game is over: nothing more can be done.")
        return self.legal_tuple(state)

    def legal_tuple(self, state: State) -> tuple[Action, ...]:
        """The same, but empty when the game is over."""
        return tuple([self._action(state, code) for code in self.engine.legal(state)])

    def _action(self, state: State, code: int) -> Action:
        """The action of a kernel's number at a node; equal ones are one object."""
        if code >> 10 == kernel.V_CHOOSE:
            return Action(self.words.text_of(state, code), self.current_seat(state), code)
        key = code << 2 | state.actor
        found = self._actions.get(key)
        if found is None:
            found = Action(self.words.text_of(state, code), self.current_seat(state), code)
            self._actions[key] = found
        return found

    @cached_property
    def _actions(self) -> dict[int, Action]:
        """Actions by number and actor, all of them from the start.

        A table that grew as actions are met would tell a player in this process what its rival
        has held. The few that are left out here, such as terms of deals, are open to all.
        """
        seats = (*self.seats, CHANCE_SEAT)
        return {
            code << 2 | actor: Action(text, seat, code)
            for code, text in self.words.fixed.items()
            for actor, seat in enumerate(seats)
        }

    def chance_outcomes(self, state: State) -> list[tuple[Action, int]]:
        """At a chance node: each outcome with its whole-number weight."""
        return [(self._action(state, code), weight) for code, weight in self.engine.outcomes(state)]

    def action(self, state: State, text: str) -> Action:
        """The legal action that reads so.

        Raises:
            IllegalAction: There is none; the message says why.
            GameOver: The game has ended.
        """
        wanted = " ".join(text.split())
        legal = self.legal_actions(state)
        for action in legal:
            if action.text == wanted:
                return action
        if state.actor == CHANCE:
            raise IllegalAction(f"{_by_luck(self, state, wanted)}. {_some(legal)}")
        raise IllegalAction(refusal(redact(self, state, state.actor), wanted))

    def apply(self, state: State, action: Action | str, *, traced: bool = False) -> Step:
        """Take an action. The given position is left as it is.

        Raises:
            IllegalAction: It is not among `legal_actions(state)`; the message says why.
            GameOver: The game has ended.
        """
        if state.node == OVER:
            raise GameOver("The game is over: nothing more can be done.")
        wanted = self._checked(state, action)
        after = state.copy()
        if not traced:
            self.engine.act(after, wanted.code)
            return Step(wanted, after)
        after.trace = []
        self.traced.ENGINE.act(after, wanted.code)
        writes = self.writes(after.trace)
        after.trace = None
        return Step(wanted, after, writes)

    def _checked(self, state: State, action: Action | str) -> Action:
        """The action, if it is legal here."""
        if isinstance(action, str):
            return self.action(state, action)
        if action.code in self.engine.legal(state):
            here = self._action(state, action.code)
            if here == action:
                return here
        return self.action(state, action.text)

    def writes(
        self, trace: list[tuple[int, int, int, int, str, int, int, int]]
    ) -> tuple[Write, ...]:
        """What a trace says, with the places in the deck it points to."""
        return tuple(
            Write(ply, when, self.program.sites[site], origin or ply, name, wanted, old, new)
            for ply, when, site, origin, name, wanted, old, new in trace
        )

    def returns(self, state: State) -> dict[str, int]:
        """Each seat's score less its par; what it has so far if the game goes on."""
        return {
            seat.id: state.score[number] - seat.par
            for number, seat in enumerate(self.program.seats)
        }

    def ending(self, state: State) -> str:
        """The class of the ending of a game that is over, or ""."""
        ended: int = state.ending
        return self.program.endings[ended - 1].id if ended else ""

    def rollout(self, state: State, stream: Stream, limit: int = 1_000_000) -> tuple[State, int]:
        """Play a copy on at random, luck drawn inline; gives its end and the nodes it took."""
        scratch = state.copy()
        own = self.stream(0)
        own.x = stream.x
        nodes = self.engine.rollout(scratch, own, limit)
        stream.x = own.x
        return scratch, nodes

    def stream(self, seed: int) -> Stream:
        """A stream of the engine's own kind: what its `rollout` and `random_action` take."""
        kind: type[Stream] = getattr(self.fast, "Stream", Stream)
        return kind(seed)

    def standing(self, state: State, seat: int) -> int:
        """The score a seat would have if the game ended now, its par aside."""
        return int(state.score[seat] + self.engine.final_score[seat](state))

    def evaluate(self, state: State, seat: str, persona: str = "") -> int:
        """What a position is worth to a persona in a seat; without one, its standing."""
        number = self.seat_number(seat)
        if not persona:
            return self.standing(state, number)
        return int(self.fast.PERSONAS[persona, number](state))

    # --- views -----------------------------------------------------------------------------

    def redact(self, state: State, seat: str) -> SeatState:
        """What a seat may see: the only door out for players, screens and exports."""
        return redact(self, state, self.seat_number(seat))

    def resample(self, view: SeatState, stream: Stream) -> State:
        """A full position that the seat could not tell from the true one."""
        return resample(self, view, stream)

    def why_not(self, view: SeatState, text: str) -> str:
        """Why an action is refused, or "" if it is allowed."""
        wanted = " ".join(text.split())
        return "" if any(action.text == wanted for action in view.legal) else refusal(view, wanted)

    def preview(self, view: SeatState, action: Action | str) -> Preview:
        """What an action of this seat would do, as far as the seat can know.

        Raises:
            IllegalAction: The seat may not do it now.
        """
        wanted = " ".join(str(action).split())
        for legal in view.legal:
            if legal.text == wanted:
                return preview(self, view, legal)
        raise IllegalAction(refusal(view, wanted))

    def describe(self, item: str) -> list[str]:
        """What the rules make of a card, measure, project, inject, deal item, …, in words.

        Raises:
            UsageError: The deck has nothing of that id.
        """
        return describe_item(self.program, item)

    def describe_frame(self, frame: int) -> list[str]:
        """What a frame of the stack or the queue will do, in words."""
        return Describer(self.program).block(self.module.block(frame))

    # --- values and forms ------------------------------------------------------------------

    def value(self, state: State, text: str) -> int:
        """The value of an expression on a position; seats are named by their ids.

        Raises:
            UsageError: It is not an expression of the deck language.
        """
        return self.compute(text, lambda name: evaluate.read_state(state, name), -1)

    def compute(self, text: str, read: Reader, my: int) -> int:
        """The value of an expression, names read by `read`, `my.` being seat `my`."""
        try:
            expr = Parser(self.scope_names, Scope(my)).expression(text)
        except TextFault as error:
            raise UsageError(f"'{visible(text[:80])}': {error.what}. {error.remedy}") from None
        return evaluate.number(expr, read)

    def pack(self, state: State) -> list[Any]:
        """The position as whole numbers and lists of them, ready for JSON."""
        packed: list[Any] = []
        for field in self.fields:
            value = getattr(state, field)
            packed += value if field in BY_SEAT else (value,)
        return packed

    def unpack(self, packed: Sequence[Any]) -> State:
        """The position that `pack` gave."""
        state = self.fast.State()
        cells = dict(zip(self.slots, packed, strict=True))
        for field in self.fields:
            here = [_own(cells[slot]) for slot in self._slots_of(field)]
            setattr(state, field, here if field in BY_SEAT else here[0])
        state.trace = None
        return state

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The cells of a packed position, in order: what it holds by seat is one cell a seat."""
        return tuple(slot for field in self.fields for slot in self._slots_of(field))

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The attributes that a position consists of, in the order of `pack`."""
        return (*kernel.FIELDS, *self.fast.TRACKS)

    def _slots_of(self, field: str) -> tuple[str, ...]:
        """The cells that an attribute is packed as, such as `hand0` and `hand1`."""
        if field not in BY_SEAT:
            return (field,)
        return tuple(f"{field}{number}" for number in range(len(self.seats)))

    def state_hash(self, state: State) -> str:
        """64 hex digits over the whole position, hidden places included: never show it."""
        return digest_of(self.pack(state))

    def card_id(self, number: int) -> str:
        """The id of the kernel's card number."""
        return self.program.cards[number].id

    def cards_of(self, seat: int) -> list[int]:
        """The kernel's numbers of a seat's cards."""
        return [n for n, card in enumerate(self.program.cards) if card.seat == seat]

    def item_ids(self, bits: int) -> tuple[str, ...]:
        """The deal items of a package."""
        items = self.program.deals.items if self.program.deals else ()
        return tuple(item.id for n, item in enumerate(items) if bits >> n & 1)


def _own(cell: Any) -> Any:
    """A cell of a packed position, lists copied."""
    return cell[:] if isinstance(cell, list) else cell


def _some(legal: Sequence[Action]) -> str:
    shown = ", ".join(action.text for action in legal[:8])
    return f"Legal: {shown}{' …' if len(legal) > 8 else ''}."


def _by_luck(game: Game, state: State, text: str) -> str:
    where = f"in round {state.round}, phase '{game.redact(state, game.seats[0]).phase}'"
    return f"{CHANCE_SEAT} cannot '{visible(text[:80])}' {where}: it is not an outcome here"
