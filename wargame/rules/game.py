"""The public face of the rules: the game tree of one deck.

>>> import wargame
>>> game = wargame.load("primer")
>>> position = game.new()
>>> while game.current_seat(position) == "CHANCE":
...     position = game.apply(position, game.legal_actions(position)[0]).state
>>> game.current_seat(position) in game.seats
True
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from wargame.content.loaded import LoadedDeck
from wargame.errors import IllegalAction, UsageError
from wargame.rules.actions import CHANCE_SEAT, Action, Write
from wargame.rules.asking import evaluate
from wargame.rules.asking.explain import refuse, refuse_luck, why_not
from wargame.rules.asking.nouns import describe_item
from wargame.rules.asking.preview import Preview, preview
from wargame.rules.features.listed import Feature, Features
from wargame.rules.given import set_up
from wargame.rules.hashes import RULES_VERSION, Packed
from wargame.rules.kernel import OVER, Stream
from wargame.rules.orders import Orders
from wargame.rules.position import (
    Position,
    Step,
    actions_at,
    after,
    codes_at,
    ids_at,
    no_action,
    outcomes_at,
    restored,
    state_of,
    state_under,
    still_on,
    taken_over,
    under_rules,
)
from wargame.rules.redact import redact
from wargame.rules.refusal import Refusal, Refused
from wargame.rules.resample import resample
from wargame.rules.ruleset import Ruleset
from wargame.rules.unseen import NOBODY
from wargame.rules.view import SeatState
from wargame.rules.walk import Walk
from wargame.rules.winners import MatchEnd

if TYPE_CHECKING:
    from wargame.content.model import Deck

__all__ = [
    "CHANCE_SEAT",
    "RULES_VERSION",
    "Action",
    "Feature",
    "Game",
    "Position",
    "SeatState",
    "Step",
    "Write",
]


class Game:
    """The game of one deck, as a tree of positions.

    Nothing in a game changes after it is made, so it may serve any number of matches.

    What takes a position raises `TypeError` for anything else, such as a view, and `UsageError` for
    a position of another game. `is_terminal`, `legal_ids`, `chance_ids` and `child` do not look for
    that: they go by the rules of the position itself.

    Attributes:
        rules: The deck's rules, bound to an engine.

    Raises:
        DeckError: The deck's rules cannot be read; every fault is listed.
    """

    __slots__ = ("__weakref__", "_features", "rules")

    def __init__(self, deck: LoadedDeck | Ruleset) -> None:
        self.rules = deck if isinstance(deck, Ruleset) else Ruleset(deck)
        self._features: Features | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.rules,)

    def __repr__(self) -> str:
        return f"<Game of {self.rules.name}>"

    @property
    def deck(self) -> Deck:
        """What the deck says."""
        return self.rules.deck

    @property
    def loaded(self) -> LoadedDeck:
        """The deck with its variant, and where each part of it stands."""
        return self.rules.loaded

    @property
    def deck_hash(self) -> str:
        """64 hex digits over everything the deck says."""
        return self.rules.loaded.deck_hash

    @property
    def rules_hash(self) -> str:
        """64 hex digits over what acts: unchanged by words, briefs or sources."""
        return self.rules.rules_hash

    @property
    def is_compiled(self) -> bool:
        """Whether the rules run compiled."""
        return self.rules.is_compiled

    @property
    def seats(self) -> tuple[str, ...]:
        """The seats, in deck order."""
        return self.rules.seats

    def valued(self, values: Mapping[str, str]) -> Game:
        """The same game with numbers set, dials turned and rules left out: nothing is built.

        Args:
            values: What is set, by name, as it is typed: `{"bite": "3", "leverage": "1/2"}`.

        Raises:
            UsageError: The deck has no such name, or it cannot be set so.
        """
        return Game(self.rules.valued(values))

    def unruled(self) -> Game:
        """The game as a match begins with it, without what control has ruled and ordered since."""
        return Game(self.rules.unruled)

    def taken_over(self, position: Position) -> Position:
        """A position of the same deck with other values, as one of this game."""
        return taken_over(position, self.rules)

    # --- the tree --------------------------------------------------------------------------

    def new(self) -> Position:
        """The position in which a game starts, at its first node."""
        return Position(self.rules, self.rules.start())

    def position(self, given: Mapping[str, object]) -> Position:
        """A position made up for an example; see `Example` for what may be given.

        Raises:
            UsageError: Something given does not exist or is out of range.
        """
        return Position(self.rules, set_up(self.rules, given))

    def is_terminal(self, position: Position) -> bool:
        """Whether the game is over."""
        return state_of(position).node == OVER

    def current_seat(self, position: Position) -> str:
        """Who decides: a seat, `CHANCE`, or "" when the game is over."""
        return self.rules.seat_to_move(state_under(position, self.rules))

    def legal_actions(self, position: Position) -> tuple[Action, ...]:
        """Everything that may be done at this node, in a fixed order.

        Args:
            position: One that is not terminal.

        Returns:
            At least one action; at a chance node, the outcomes of non-zero weight.

        Raises:
            GameOver: The game has ended.
        """
        still_on(position, self.rules)
        return actions_at(position)

    def chance_outcomes(self, position: Position) -> list[tuple[Action, int]]:
        """At a chance node: each outcome with its whole-number weight."""
        state = state_under(position, self.rules)
        outcomes = self.rules.engine.outcomes(state)
        return [(self.rules.action_at(state, code), weight) for code, weight in outcomes]

    def action(self, position: Position, text: str) -> Action:
        """The legal action that reads so.

        Raises:
            IllegalAction: There is none; the message says why.
            GameOver: The game has ended.
        """
        wanted = " ".join(text.split())
        legal = self.legal_actions(position)
        for action in legal:
            if action.text == wanted:
                return action
        seat = self.current_seat(position)
        if seat == CHANCE_SEAT:
            raise Refused(refuse_luck(position, wanted, legal))
        raise Refused(refuse(self.redact(position, seat), wanted))

    def apply(self, position: Position, action: Action | str, *, traced: bool = False) -> Step:
        """Take an action. The given position is left as it is.

        Args:
            traced: Also report every number that it writes.

        Raises:
            IllegalAction: It is not among `legal_actions(position)`; the message says why.
            GameOver: The game has ended.
        """
        rules = self.rules
        state = still_on(position, rules)
        wanted = self._checked(position, action)
        after = state.copy()
        if not traced:
            rules.engine.act(after, wanted.code)
            return Step(wanted, Position(rules, after))
        after.trace = []
        rules.traced.ENGINE.act(after, wanted.code)
        writes = rules.writes(after.trace)
        after.trace = None
        return Step(wanted, Position(rules, after), writes)

    def _checked(self, position: Position, action: Action | str) -> Action:
        """The action, if it is legal here."""
        if isinstance(action, str):
            return self.action(position, action)
        if not isinstance(action, Action):
            raise no_action(action)
        if action.code in codes_at(position):
            here = self.rules.action_at(state_of(position), action.code)
            if here == action:
                return here
        return self.action(position, action.text)

    def returns(self, position: Position) -> dict[str, int]:
        """Each seat's score less its par; what it has so far if the game goes on.

        At a table that names a winner: match points, a thousand each, and the seat's lead (at most
        499) as a tie break; what they would be if the game ended here.
        """
        return dict(
            zip(self.seats, self.rules.returns(state_under(position, self.rules)), strict=True)
        )

    @property
    def table(self) -> str:
        """`contest` if a winner is named at this table, else `seminar`."""
        return "seminar" if self.rules.contest is None else "contest"

    def match_end(self, position: Position) -> MatchEnd | None:
        """How the match ended, or would end here; None at a table that names no winner."""
        return self.rules.match_end(state_under(position, self.rules))

    def result(self, position: Position) -> str | None:
        """The seat that has won, "" for nobody; None if the game goes on, or at a seminar."""
        end = self.match_end(position) if position.is_over else None
        return None if end is None else end.winner

    def margin(self, position: Position) -> int | None:
        """The lead of the contest, above 0 for the first seat; None if the deck has none."""
        return self.rules.lead(state_under(position, self.rules))

    def ending_here(self, position: Position) -> str:
        """The class of the ending if the game were to end at a position."""
        return self.rules.ending_here(state_under(position, self.rules))

    def ending(self, position: Position) -> str:
        """The class of the ending of a game that is over, or ""."""
        return self.rules.ending(state_under(position, self.rules))

    def rollout(
        self, position: Position, stream: Stream, limit: int = 1_000_000
    ) -> tuple[Position, int]:
        """Play on at random, luck drawn inline; gives the end and the nodes it took."""
        rules, stream = self.rules, _drawn(stream)
        state = state_under(position, rules).copy()
        own = stream if isinstance(stream, rules.stream_kind) else rules.stream(0)
        own.x = stream.x
        nodes = rules.engine.rollout(state, own, limit)
        stream.x = own.x
        return Position(rules, state), nodes

    def evaluate(self, position: Position, seat: str, persona: str = "") -> int:
        """What a position is worth to a persona in a seat.

        Args:
            persona: Whose weights to use; without one, the score if the game ended now, par aside,
                or at a table that names a winner 40 a match point and 1 a point of the lead.

        Raises:
            UsageError: There is no such seat or persona; the nearest is named.
        """
        return self.rules.worth(
            state_under(position, self.rules), self.rules.seat_number(seat), persona
        )

    # --- actions by id -------------------------------------------------------------------------

    @property
    def num_actions(self) -> int:
        """How many different actions can ever occur, luck included; ids are 0 to one less."""
        return len(self.rules.ids)

    def action_id(self, action: Action) -> int:
        """The id of an action: equal in all games of equal `rules_hash`.

        Raises:
            TypeError: Something else is given; text becomes an action by `game.action`.
            UsageError: It is no action of this game; the nearest is named.

        >>> import wargame
        >>> game = wargame.load("primer")
        >>> action = game.legal_actions(game.new())[0]
        >>> game.action_of(game.action_id(action)) == action
        True
        """
        if not isinstance(action, Action):
            raise no_action(action)
        return self.rules.ids.id_of(action)

    def action_of(self, number: int) -> Action:
        """The action of an id.

        Raises:
            UsageError: No action has it.
        """
        return self.rules.ids.action_of(number)

    def legal_ids(self, position: Position) -> tuple[int, ...]:
        """The ids of `legal_actions`, in the same order.

        Raises:
            GameOver: The game has ended.
        """
        found = ids_at(position)
        if not found:
            still_on(position, self.rules)
        return found

    def chance_ids(self, position: Position) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """At a chance node: the id of each outcome, and its whole-number weight."""
        return outcomes_at(position)

    def child(self, position: Position, number: int) -> Position:
        """The position that an action leads to, by its id: `apply` without names.

        What is legal is worked out once for a position, here or by whoever has asked before. Where
        no position is kept, `walk` is quicker.

        Raises:
            IllegalAction: It is not among `legal_ids(position)`; the message says why.
            GameOver: The game has ended.
            UsageError: No action has that id.

        >>> import wargame
        >>> game = wargame.load("primer")
        >>> first = game.new()
        >>> game.child(first, game.legal_ids(first)[0]).ply
        1
        """
        return after(position, number) or self._refused(position, number)

    def walk(self, position: Position | None = None) -> Walk:
        """A game that goes on in place, by ids, from a position or from the first one.

        >>> import random, wargame
        >>> game, rng = wargame.load("primer"), random.Random(7)
        >>> walk = game.walk()
        >>> while not walk.is_over:
        ...     if walk.is_chance:
        ...         walk.take(rng.choices(*walk.chance_ids())[0])
        ...     else:
        ...         walk.take(rng.choice(walk.legal_ids()))
        >>> walk.ply <= game.max_plies
        True
        """
        rules = self.rules
        state = rules.start() if position is None else state_under(position, rules).copy()
        return Walk(Position(rules, state), self.child)

    def _refused(self, position: Position, number: int) -> Position:
        """Raise what is to be said of an id that is not legal."""
        still_on(position, self.rules)
        action, seat = self.action_of(number), self.current_seat(position)
        if action.seat != seat:
            raise IllegalAction(f"'{action}' is an action of {action.seat}, and {seat} is to move.")
        return self.apply(position, action).state

    # --- what no game goes beyond ----------------------------------------------------------

    @property
    def max_plies(self) -> int:
        """Actions that a game may take at most, those of luck included.

        Derived from the rules alone: each round with all its plays, its longest talks, and the
        dearest effects, what they set off later included. No game reaches it on most decks.

        >>> import wargame
        >>> wargame.load("calibration").max_plies
        6
        """
        return self.rules.bounds.max_plies

    @property
    def max_chance_outcomes(self) -> int:
        """Outcomes that one chance node may list at most; 0 if there is no luck in the game.

        >>> import wargame
        >>> wargame.load("calibration").max_chance_outcomes
        2
        """
        return self.rules.bounds.max_chance_outcomes

    @property
    def return_bounds(self) -> dict[str, tuple[int, int]]:
        """The least and the most points of `returns` for each seat when a game has ended.

        Derived from the ranges of all numbers that scores, agendas and effects on scores read.

        >>> import wargame
        >>> wargame.load("calibration").return_bounds
        {'pursuer': (-200, 200), 'fugitive': (-200, 200)}
        """
        return dict(self.rules.bounds.returns)

    @property
    def zero_sum(self) -> bool:
        """Whether returns add up to 0 at the end of every game, as far as the rules show it.

        True only if each line that gives a seat points stands beside one that takes as many from
        another, agendas bring none, and scores at the end and pars cancel.

        >>> import wargame
        >>> wargame.load("calibration").zero_sum, wargame.load("primer").zero_sum
        (True, False)
        """
        return self.rules.bounds.zero_sum

    # --- a view as numbers -----------------------------------------------------------------

    @property
    def features(self) -> tuple[Feature, ...]:
        """What each number of `vector` is, in order: its name, and the least and most it may be.

        >>> import wargame
        >>> [feature.name for feature in wargame.load("calibration").features][:4]
        ['view.pursuer', 'view.fugitive', 'ply', 'to_move.pursuer']
        """
        return self._as_numbers.listed

    def vector(self, view: SeatState) -> list[int]:
        """A view as whole numbers, always as many: what `features` lists, as far as it tells.

        It is made for programs that learn, and holds no history: of two views that differ in
        nothing that matters to what follows, it may make the same numbers.

        Raises:
            UsageError: It is a view of another game, or of one that control has ruled on since.
        """
        if _seen(view).rules is not self.rules and not self._lists_features_of(view):
            raise UsageError(
                f"This is a view of other rules than those of {self.rules.name} here, whose "
                "features these are. Give it to the game that it came from."
            )
        return self._as_numbers.of(view)

    def _lists_features_of(self, view: SeatState) -> bool:
        """Whether a view under other rules is told as the same numbers."""
        same = len(view.rules.rulings) == len(self.rules.rulings)
        return same and self.rules.is_like(view.rules)

    @property
    def _as_numbers(self) -> Features:
        if self._features is None:
            self._features = Features(self.rules, self.max_plies)
        return self._features

    # --- orders ----------------------------------------------------------------------------

    def under(self, orders: Orders) -> GameUnderOrders:
        """The same game, with seats bound by these orders and no others; see `rules.orders`.

        Raises:
            UsageError: An order names a seat or an act that is not there; the nearest is named.
        """
        return GameUnderOrders(self.rules.under(orders))

    # --- views -----------------------------------------------------------------------------

    def redact(self, position: Position, seat: str = "") -> SeatState:
        """What a seat may see: the only door out for players, screens and exports.

        Args:
            seat: A seat, or "" for a spectator, who sees what everybody may.

        Raises:
            TypeError: The seat is no text, such as a number.
            UsageError: There is no such seat.
        """
        state_under(position, self.rules)  # of another game it is not looked at
        return redact(position, NOBODY if seat == "" else self.rules.seat_number(seat))

    def resample(self, view: SeatState, stream: Stream) -> Position:
        """A full position that whoever has this view could not tell from the true one."""
        return resample(_seen(view), _drawn(stream))

    def why_not(self, view: SeatState, text: str) -> Refusal | None:
        """Why an action is refused, or None if it is allowed."""
        return why_not(_seen(view), text)

    def preview(self, view: SeatState, action: Action | str) -> Preview:
        """What an action of this seat would do, as far as the seat can know.

        Raises:
            IllegalAction: The seat may not do it now.
        """
        return preview(_seen(view), action)

    def describe(self, item: str) -> list[str]:
        """What the rules make of a card, measure, inject, …, or a computed number, in words.

        Raises:
            UsageError: The deck has nothing of that id.
        """
        return describe_item(self.rules.program, item)

    def value(self, position: Position, text: str) -> int:
        """The value of an expression on a position; seats are named by their ids.

        Raises:
            UsageError: It is not an expression of the deck language.
        """
        return self.rules.expressions.compute(
            text, partial(evaluate.read_state, state_under(position, self.rules)), -1
        )

    def pack(self, position: Position) -> Packed:
        """The position as whole numbers and lists of them, ready for JSON."""
        return position.packed()

    def unpack(self, packed: Packed) -> Position:
        """The position that `pack` gave.

        Raises:
            UsageError: It does not fit this game, as far as that shows.
        """
        wanted = len(self.rules.packing.slots)
        if not isinstance(packed, list) or len(packed) != wanted:
            raise UsageError(
                f"This is no position of {self.rules.name}: `pack` gives a list of {wanted} there."
            )
        return restored(self.rules, packed)


class GameUnderOrders(Game):
    """A game in which seats may not, or must, do some things beyond its rules.

    Positions of the game without orders are taken as its own.
    """

    __slots__ = ()

    def here(self, position: Position) -> Position:
        """The same position, under the orders of this game."""
        return under_rules(position, self.rules)

    def legal_actions(self, position: Position) -> tuple[Action, ...]:
        """Everything that is left to be done at this node; see `Game`."""
        return super().legal_actions(self.here(position))

    def _checked(self, position: Position, action: Action | str) -> Action:
        return super()._checked(self.here(position), action)

    def legal_ids(self, position: Position) -> tuple[int, ...]:
        """The ids of `legal_actions`; see `Game`."""
        return super().legal_ids(self.here(position))

    def child(self, position: Position, number: int) -> Position:
        """The position that an action leads to, by its id; see `Game`."""
        return super().child(self.here(position), number)

    def redact(self, position: Position, seat: str = "") -> SeatState:
        """What a seat may see; see `Game`."""
        return super().redact(self.here(position), seat)


def _seen(view: SeatState) -> SeatState:
    """The view that was given, if it is one."""
    if isinstance(view, SeatState):
        return view
    remedy = "`game.redact(position, seat)` gives what a seat may see of a position."
    raise TypeError(f"{type(view).__name__} given where a SeatState is wanted. {remedy}")


def _drawn(stream: Stream) -> Stream:
    """The stream that was given, if luck can be drawn from it."""
    if hasattr(stream, "below"):
        return stream
    given = type(stream).__name__
    raise TypeError(f"{given} given where a Stream is wanted. `wargame.Stream(seed)` makes one.")


def given_game(game: Game) -> Game:
    """The game that was given, if it is one.

    Raises:
        TypeError: It is something else, such as the name of a deck.
    """
    if isinstance(game, Game):
        return game
    given = type(game).__name__
    raise TypeError(f"{given} given where a Game is wanted. `wargame.load(deck)` gives one.")
