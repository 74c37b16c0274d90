"""The rules of one deck, bound to an engine that runs them: what positions and views lean on.

It works on the kernel's own states and numbers. What other rooms may do with a position is
`game`'s business, what a seat may see of one `view`'s.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import FunctionType
from typing import TYPE_CHECKING, Any, Protocol, cast

from wargame.content.loaded import LoadedDeck
from wargame.errors import UsageError, nearest, visible
from wargame.rules import kernel
from wargame.rules.actions import CHANCE_SEAT, Action, Phrasebook, Write
from wargame.rules.asking.describe import Describer
from wargame.rules.bound import bound
from wargame.rules.expressions import Expressions
from wargame.rules.hashes import rules_hash
from wargame.rules.ids import ActionIds
from wargame.rules.ir import Expr, Name, Program
from wargame.rules.kernel import (
    CHANCE,
    OVER,
    BaseState,
    ContestRow,
    Engine,
    Stream,
    Traced,
    match_worth,
    rivals,
)
from wargame.rules.ordered import OrderedEngine
from wargame.rules.orders import Ban, Must, Orders
from wargame.rules.packing import Packing
from wargame.rules.runtime import Coder, run_behind, run_text
from wargame.rules.sources import Module, Sources
from wargame.rules.winners import MatchEnd, contest_of, floors_held, match_end_of, match_returns

if TYPE_CHECKING:
    from wargame.content.model import Deck
    from wargame.rules.asking.bounds import Bounds
    from wargame.rules.sources import Effects

ANSWERS = (kernel.V_CHOOSE, kernel.V_SECRETLY)
"""Verbs whose argument means something else at each question."""


class Flavour(Protocol):
    """A generated module as it runs: fast, traced, or compiled."""

    ENGINE: Engine
    State: type[BaseState]
    Numbers: Callable[..., object]
    TRACKS: tuple[str, ...]
    PERSONAS: dict[tuple[str, int], Callable[[BaseState], int]]


class Ruleset:
    """The rules of one deck. Nothing in it changes after it is made.

    Attributes:
        loaded: The deck.
        rulings: The effects that control has added behind it, in the order of the log.
        ids: Every action of the game, by dense id.
        orders: What binds the seats besides.

    Raises:
        DeckError: The rules cannot be read; every fault is listed.
    """

    orders = Orders()

    def __init__(
        self,
        loaded: LoadedDeck,
        rulings: tuple[Effects, ...] = (),
        *,
        sources: Sources | None = None,
        flavour: Flavour | None = None,
        plain: Ruleset | None = None,
        before: Ruleset | None = None,
        coder: Coder | None = None,
        program: Program | None = None,
    ) -> None:
        self.loaded, self.rulings, self._plain, self._before = loaded, rulings, plain, before
        self._coder = coder
        self.sources = sources or _read(loaded)
        self.program: Program = program or bound(self.sources.program, loaded)
        self.module: Module = self.sources.module
        self.fast: Flavour = flavour or self._run(self.module.text, "")
        self.engine: Engine = self.fast.ENGINE
        self.ids: ActionIds = self.sources.ids
        self.words = Phrasebook(self.program)
        assert tuple(self.fast.TRACKS) == (*self.program.starts, *self.program.extras)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as its deck and its rulings; made once in each process that unpickles it."""
        return _made, (self.loaded, self.rulings, self.orders)

    def __deepcopy__(self, _: dict[int, object]) -> Ruleset:
        """Itself, since nobody changes it."""
        return self

    def on(self, flavour: Flavour) -> Ruleset:
        """The same rules on another build of the same generated module, such as a compiled one.

        Rules with rulings behind them stay as they are: no build holds those.
        """
        if self.rulings:
            return self
        return Ruleset(
            self.loaded,
            sources=self.sources,
            flavour=flavour,
            coder=self._coder,
            program=self.program,
        )

    def valued(self, values: Mapping[str, str]) -> Ruleset:
        """The same rules with numbers set, dials turned and rules left out: nothing is built.

        Where a number is to start elsewhere, or an agenda is left out, they are built anew.

        Args:
            values: As they are typed behind a deck's colon, by name.

        Raises:
            UsageError: The deck has no such name, or it cannot be set so.
        """
        from wargame.content.stack import with_values  # noqa: PLC0415  see `sources`
        from wargame.content.starts import is_start  # noqa: PLC0415

        loaded = with_values(self.loaded, values)
        if loaded is self.loaded:
            return self
        if any(map(is_start, values)):
            return Ruleset(loaded, self.rulings).under(self.orders)
        plain = self._plain or self
        found = Ruleset(
            loaded,
            self.rulings,
            sources=self.sources,
            flavour=self.fast,
            plain=plain,
            coder=self._coder,
        )
        return found.under(self.orders) if self.orders != Orders() else found

    def ruled(self, effects: Effects, why: str = "") -> Ruleset:
        """The same rules with one more ruling behind them.

        Args:
            why: Its reason, told with what it moves.

        Raises:
            DeckError: The effects name what this deck does not have.
        """
        from wargame.rules.making import with_ruling  # noqa: PLC0415  see `sources`

        sources = with_ruling(self.loaded, self.sources, effects, why)
        name = f"<{self.deck.id}, ruling {len(self.rulings) + 1}>"
        found = Ruleset(
            self.loaded,
            (*self.rulings, effects),
            sources=sources,
            flavour=run_behind(self._interpreted, sources.module.added, name),
            before=self,
        )
        return found.under(self.orders) if self.orders != Orders() else found

    @property
    def unruled(self) -> Ruleset:
        """The rules as a match begins with them: without what control has ruled and ordered."""
        rules = self._first
        if rules.rulings:
            return Ruleset(self.loaded, coder=self._coder)
        return rules.under(Orders()) if rules.orders != Orders() else rules

    def under(self, orders: Orders) -> Ruleset:
        """The same rules, with seats bound by these orders and no others.

        Raises:
            UsageError: An order names a seat or an act that is not there.
        """
        found = object.__new__(Ruleset)  # what has been worked out of the rules is shared
        found.__dict__.update(self.__dict__)
        found.orders = orders
        plain = self.fast.ENGINE
        found.engine = OrderedEngine(plain, self.program, orders) if orders != Orders() else plain
        return found

    # --- what it is ------------------------------------------------------------------------

    @property
    def deck(self) -> Deck:
        """What the deck says."""
        return self.loaded.deck

    @property
    def name(self) -> str:
        """The deck's id, with what was applied to it."""
        return f"{self.deck.id}:{self.loaded.variant}" if self.loaded.variant else self.deck.id

    def is_like(self, other: Ruleset) -> bool:
        """Whether both are the same rules, values, rulings and orders aside."""
        ours, theirs = self._first.sources, other._first.sources
        return ours is theirs or self.rules_hash == other.rules_hash

    @property
    def _first(self) -> Ruleset:
        """The rules before the first ruling, as far as it was made here."""
        rules = self
        while rules._before is not None:
            rules = rules._before
        return rules

    @property
    def is_compiled(self) -> bool:
        """Whether the rules run compiled."""
        return not isinstance(self.fast.State.copy, FunctionType)

    @cached_property
    def _interpreted(self) -> Flavour:
        """The fast flavour that rulings can run behind."""
        if not self.is_compiled:
            return self.fast
        return self._run(self.module.text, "")

    def _run(self, text: str, kind: str) -> Flavour:
        """A generated module of the deck, run."""
        flavour: Flavour = run_text(text, f"<{self.deck.id}{kind}>", coder=self._coder)
        return flavour

    @cached_property
    def traced(self) -> Flavour:
        """The flavour that reports every write; built when first needed."""
        if self._plain is not None:
            return self._plain.traced
        if self._before is None:
            return self._run(self.traced_text, " traced")
        for rules in self._ruled_since_traced():
            rules.traced  # noqa: B018 - built from the first on, so that none waits for many
        return self._traced_behind(self._before)

    @property
    def traced_text(self) -> str:
        """The text of the traced flavour of the deck itself, rulings aside."""
        if self.sources.traced:
            return self.sources.traced
        from wargame.rules.emit import emit  # noqa: PLC0415  see `sources`

        return emit(self.sources.program, traced=True).text

    def _ruled_since_traced(self) -> list[Ruleset]:
        """The rules before these whose traced flavour is not built yet, the oldest first."""
        found, rules = [], self._before
        while rules is not None and "traced" not in rules.__dict__:
            found.append(rules)
            rules = rules._before
        return found[::-1]

    def _traced_behind(self, before: Ruleset) -> Flavour:
        """The traced flavour of the rules before the last ruling, with that one."""
        from wargame.rules.emit import emit_ruling  # noqa: PLC0415  see `sources`

        old, new = before.sources, self.sources
        text = emit_ruling(old.module, old.program, new.program, new.blocks[-1], traced=True).added
        name = f"<{self.deck.id}, ruling {len(self.rulings)} traced>"
        traced: Flavour = run_behind(before.traced, text, name)
        return traced

    @cached_property
    def rules_hash(self) -> str:
        """64 hex digits over what acts: unchanged by words, briefs or sources."""
        return rules_hash(self.loaded.written)

    @cached_property
    def bounds(self) -> Bounds:
        """What no game goes beyond, each ruling made once in it."""
        from wargame.rules.asking.bounds import bounds_of  # noqa: PLC0415  see `sources`

        return bounds_of(self.program, self.sources.blocks)

    @cached_property
    def seats(self) -> tuple[str, ...]:
        """The seats, in deck order."""
        return tuple(seat.id for seat in self.program.seats)

    def seat_number(self, seat: str) -> int:
        """The number of a seat.

        Raises:
            TypeError: It is no text.
            UsageError: There is no such seat.
        """
        if not isinstance(seat, str):
            given = type(seat).__name__
            raise TypeError(f"{given} given where a seat is wanted, such as '{self.seats[0]}'.")
        if seat not in self.seats:
            raise UsageError(f"There is no seat '{visible(seat)}'. {nearest(seat, self.seats)}")
        return self.seats.index(seat)

    def rivals(self, number: int) -> tuple[int, ...]:
        """The numbers of all other seats, in deck order."""
        return tuple(rivals(number, len(self.seats)))

    # --- names and words -------------------------------------------------------------------

    @property
    def names(self) -> Mapping[str, Name]:
        """Every name of the expression language, by its canonical text."""
        return self.program.names

    @cached_property
    def formulas(self) -> Mapping[str, Expr]:
        """How each computed number is computed, by its canonical name."""
        return self.program.formulas

    @cached_property
    def expressions(self) -> Expressions:
        """Reads what is asked of them in the deck language."""
        return Expressions(self.sources.names, self.names)

    def title_of(self, text: str) -> str:
        """What people read for a canonical name, with its owner."""
        return Describer(self.program).name(self.names[text])

    def describe_frame(self, frame: int) -> list[str]:
        """What a frame of the stack or the queue will do, in words."""
        return Describer(self.program).block(self.module.block(frame))

    def card_id(self, number: int) -> str:
        """The id of the kernel's card number."""
        return self.program.cards[number].id

    def cards_of(self, seat: int) -> list[int]:
        """The kernel's numbers of a seat's cards."""
        return [n for n, card in enumerate(self.program.cards) if card.seat == seat]

    def cards_there(self, seat: int, number: int) -> list[int]:
        """Those of a seat's cards whose era has come by a round, gone or not."""
        cards = self.program.cards
        return [n for n, card in enumerate(cards) if card.seat == seat and card.comes <= number]

    def item_ids(self, bits: int) -> tuple[str, ...]:
        """The deal items of a package."""
        items = self.program.deals.items if self.program.deals else ()
        return tuple(item.id for n, item in enumerate(items) if bits >> n & 1)

    # --- states of the kernel --------------------------------------------------------------

    def blank(self) -> BaseState:
        """A state with nothing in it but what the rules were given."""
        return self._with_numbers(self.fast.State())

    def given_own(self, state: BaseState) -> BaseState:
        """A copy of a state of the same deck under other values, given what these rules were."""
        return self._with_numbers(state.copy())

    def _with_numbers(self, state: BaseState) -> BaseState:
        if self.program.parameters:
            cast("Any", state).numbers = self._numbers
        return state

    @cached_property
    def _numbers(self) -> object:
        """What the rules were given, as the generated module has it."""
        return self.fast.Numbers(*[self.program.values[name] for name in self.program.parameters])

    def fresh(self) -> BaseState:
        """The state before the first round."""
        return self.blank().new()

    def start(self) -> BaseState:
        """The state in which a game starts, at its first node."""
        state = self.fresh()
        self.engine.advance(state)
        return state

    def seat_to_move(self, state: BaseState) -> str:
        """Who decides: a seat, `CHANCE`, or "" when the game is over."""
        if state.node == OVER:
            return ""
        return CHANCE_SEAT if state.actor == CHANCE else self.seats[state.actor]

    def legal(self, state: BaseState) -> tuple[Action, ...]:
        """Everything that may be done at a node, in a fixed order; nothing when it is over."""
        return tuple([self.action_at(state, code) for code in self.engine.legal(state)])

    def held_by(self, state: BaseState, text: str) -> Ban | Must | None:
        """The order that keeps back an action which the rules allow at a node, if one does."""
        if self.orders == Orders():
            return None
        codes = self.fast.ENGINE.legal(state)
        code = next((code for code in codes if self.words.text_of(state, code) == text), -1)
        assert isinstance(self.engine, OrderedEngine)
        return self.engine.held_by(state, code) if code >= 0 else None

    def action_at(self, state: BaseState, code: int) -> Action:
        """The action of a kernel's number at a node; equal ones are one object."""
        if code >> 10 in ANSWERS:
            return Action(self.words.text_of(state, code), self.seat_to_move(state), code)
        key = code << 2 | state.actor
        found = self._actions.get(key)
        if found is None:
            found = Action(self.words.text_of(state, code), self.seat_to_move(state), code)
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

    def writes(self, trace: Iterable[Traced] | None) -> tuple[Write, ...]:
        """What a trace says, with the places in the deck it points to; nothing without one."""
        return tuple(
            Write(
                ply,
                when,
                self.program.sites[site],
                origin or ply,
                name,
                wanted,
                old,
                new,
                self.seen_by(name) if self.program.sites[site].sort != "look" else "",
            )
            for ply, when, site, origin, name, wanted, old, new in trace or ()
        )

    def seen_by(self, name: str) -> str:
        """The seat that alone sees a number before the end, or ""."""
        found = self.names.get(name) if self.program.guesses else None
        return "" if found is None or found.owner < 0 else self.seats[found.owner]

    def ending(self, state: BaseState) -> str:
        """The class of the ending of a game that is over, or ""."""
        return self.program.endings[state.ending - 1].id if state.ending else ""

    def ending_here(self, state: BaseState) -> str:
        """The class of the ending if the game were to end here, by the conditions of the deck."""
        place = state.finish or self.engine.tables.rounds.classify(state)
        return self.program.endings[place - 1].id

    @cached_property
    def contest(self) -> ContestRow | None:
        """Who wins at this table; None if it names no winner."""
        return contest_of(self.engine)

    def match_end(self, state: BaseState) -> MatchEnd | None:
        """How the match would end here; None at a table that names no winner."""
        contest = self.contest
        return None if contest is None else match_end_of(self.program, contest, state)

    def floors(self, state: BaseState) -> dict[str, bool]:
        """Whether each seat that has a floor holds it; at any kind of table."""
        return floors_held(self.program, state)

    def agenda_candidates(self, state: BaseState) -> dict[str, tuple[str, ...]]:
        """The agendas that each seat was shown, for all to see."""
        agendas = self.program.agendas
        shown = zip(self.seats, state.candidates, strict=True)
        return {seat: tuple([agendas[a].id for a in some]) for seat, some in shown}

    def lead(self, state: BaseState) -> int | None:
        """The lead, above 0 for the first seat; None if the deck has no contest."""
        contest = self.engine.tables.contest
        return None if contest is None else contest.lead(state)

    def returns(self, state: BaseState) -> list[int]:
        """What the end gives each seat; what it would give if the game ended here, agendas and
        points at the end aside."""
        if self.contest is not None:
            return match_returns(self.contest, state, len(self.seats))
        return [state.score[n] - seat.par for n, seat in enumerate(self.program.seats)]

    def par(self, seat: int) -> int:
        """What is taken off the worth of a position for a seat: a match has no par."""
        return 0 if self.contest is not None else self.program.seats[seat].par

    def standing(self, state: BaseState, seat: int) -> int:
        """What a seat would have if the game ended now: its score, its par aside; at a table that
        names a winner, match points with a slope in the lead."""
        if self.contest is not None:
            return match_worth(self.contest, state, seat)
        return int(state.score[seat] + self.engine.tables.seats[seat].score(state))

    def worth(self, state: BaseState, seat: int, persona: str = "") -> int:
        """What a state is worth to a persona in a seat; without one, its standing.

        Raises:
            UsageError: There is no such persona; the nearest is named.
        """
        if not persona:
            return self.standing(state, seat)
        try:
            worth = self.fast.PERSONAS[persona, seat]
        except KeyError:
            known = dict.fromkeys(name for name, _ in self.fast.PERSONAS)
            told = f"There is no persona '{visible(persona[:60])}'. {nearest(persona, known)}"
            raise UsageError(told) from None
        return int(worth(state))

    @cached_property
    def stream_kind(self) -> type[Stream]:
        """The engine's own kind of stream: what its `rollout` and `random_action` take."""
        kind: type[Stream] = getattr(self.fast, "Stream", Stream)
        return kind

    def stream(self, seed: int) -> Stream:
        """A stream of the engine's own kind."""
        return self.stream_kind(seed)

    @cached_property
    def packing(self) -> Packing:
        """How its states are packed."""
        guesses = (guess.slot for guess in self.program.guesses.values())
        fields = (*kernel.FIELDS, *self.fast.TRACKS, *guesses)
        return Packing(fields, len(self.seats), self.blank)


def _read(loaded: LoadedDeck) -> Sources:
    """A deck, read from the beginning."""
    from wargame.rules.making import read_all  # noqa: PLC0415  see `sources`

    return read_all(loaded)


_MADE: dict[str, Ruleset] = {}


def _made(loaded: LoadedDeck, rulings: tuple[Effects, ...], orders: Orders) -> Ruleset:
    """The rules of a pickled deck, made once in each process."""
    key = json.dumps([loaded.deck_hash, loaded.variant, repr(rulings)])
    if key not in _MADE:
        rules = Ruleset(loaded)
        for effects in rulings:
            rules = rules.ruled(effects)
        _MADE[key] = rules
    return _MADE[key].under(orders) if orders != Orders() else _MADE[key]
