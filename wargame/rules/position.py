"""One position of a game, read-only: what every room outside `rules/` holds.

Two positions are equal if they are of equal rules and in every number alike. A position holds
everything, what seats keep secret too: players and screens get a `SeatState` instead.

>>> import wargame
>>> position = wargame.load("primer").new()
>>> position["shared.tension"], position.round, position.seat
(30, 0, 'CHANCE')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.dataclass import dataclass
from wargame.errors import GameOver, UsageError
from wargame.rules.actions import Action, Write
from wargame.rules.asking import evaluate
from wargame.rules.hashes import Packed
from wargame.rules.kernel import (
    ACT,
    ANSWER,
    CHANCE,
    DRAW,
    HEADLINE,
    LUCK,
    OVER,
    SEE,
    SPY,
    V_DRAW,
    BaseState,
    phase_at,
    signed_in,
)
from wargame.rules.ruleset import Ruleset


class Position:
    """One position. Nobody changes it: `Game.apply` gives another one.

    Attributes:
        rules: The rules it is a position of.

    >>> import wargame
    >>> position = wargame.load("primer").new()
    >>> position.round, position["shared.tension"]
    (0, 30)
    """

    __slots__ = ("_ids", "_legal", "_rules", "_state")
    __iter__ = None  # read by name alone: Python would count from 0

    def __init__(self, rules: Ruleset, state: BaseState) -> None:
        self._rules, self._state = rules, state
        self._legal: Sequence[int] | None = None
        self._ids: tuple[int, ...] | None = None

    @property
    def rules(self) -> Ruleset:
        """The rules it is a position of."""
        return self._rules

    @property
    def round(self) -> int:
        """The round, from 1; 0 before the first."""
        return self._state.round

    @property
    def ply(self) -> int:
        """Actions taken so far, luck included."""
        return self._state.ply

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self._state.node == OVER

    @property
    def is_chance(self) -> bool:
        """Whether luck decides."""
        state = self._state
        return state.actor == CHANCE and state.node != OVER

    @property
    def seat(self) -> str:
        """Who decides: a seat, `CHANCE`, or "" when the game is over."""
        return self._rules.seat_to_move(self._state)

    @property
    def phase(self) -> str:
        """The phase in which whoever is to move moves; `account` when the game is over."""
        return phase_of(self._state)

    @property
    def step(self) -> int:
        """The step of the round that is under way, counted from the beginning of a game."""
        return self._state.pc

    @property
    def drawer(self) -> str:
        """The seat that alone learns what luck brings it at this chance node, or ""."""
        if self._state.node == LUCK:
            owner = self._rules.program.lucks[self._state.arg].secret_of
            return self._rules.seats[owner] if owner >= 0 else ""
        draws = self._state.node in (DRAW, SEE, SPY)
        return self._rules.seats[self._state.arg] if draws else ""

    @property
    def luck(self) -> str:
        """Which luck of an effect is asked for at this node: its item and first outcome; or ""."""
        if self._state.node != LUCK:
            return ""
        found = self._rules.program.lucks[self._state.arg]
        return f"{found.item} {found.outcomes[0].title}"

    @property
    def luck_about(self) -> str:
        """What calls for luck at this node, in the deck's words: the title of a card, a review, a
        rule; "" where nothing of the deck does."""
        if self._state.node != LUCK:
            return ""
        program = self._rules.program
        item = program.lucks[self._state.arg].item
        sites = (site for site in program.sites if site.item == item and site.noun != "ruling")
        return next((site.title for site in sites), "")

    def title_of(self, action: Action) -> str:
        """What people read for a choice, or for luck in an effect, at this node; else ""."""
        return self._rules.words.choice_title(self._state, action.code)

    def whole_title_of(self, action: Action) -> str:
        """The same, of luck behind what calls for it."""
        title, about = self.title_of(action), self.luck_about
        return f"{about}: {title}" if about and title else title

    @property
    def is_own_offer(self) -> bool:
        """Whether there is a package, and whoever is to move was the first to offer it."""
        return bool(self._state.draft) and self._state.draft_by == self._state.actor

    @property
    def has_no_answer(self) -> bool:
        """Whether a seat may answer an act and holds nothing to answer with; it alone knows."""
        return self._state.node == ANSWER and len(codes_at(self)) == 1

    def signed_in(self, slot: int) -> int:
        """The round in which the deal in force with this number was signed."""
        return signed_in(self._state, slot - 1)

    @property
    def levels(self) -> tuple[int, ...]:
        """Each measure's level on the books, in deck order."""
        return tuple(self._state.level)

    @property
    def stages(self) -> tuple[int, ...]:
        """The stage that each project has reached, in deck order."""
        return tuple(self._state.stage)

    @property
    def judged(self) -> tuple[int, ...]:
        """Who led on each front when it was last judged: above 0 the first seat."""
        fronts = self._rules.program.fronts
        return tuple([evaluate.read_state(self._state, front.last) for front in fronts])

    @property
    def agreed(self) -> tuple[tuple[str, ...], ...]:
        """The items of each deal in force."""
        return tuple(map(self._rules.item_ids, filter(None, self._state.deal_items)))

    @property
    def running(self) -> Mapping[int, tuple[int, tuple[str, ...]]]:
        """The deals in force by number: the round in which each was signed, and its items."""
        found = {
            slot: self._rules.item_ids(items)
            for slot, items in enumerate(self._state.deal_items, 1)
            if items
        }
        return {slot: (self.signed_in(slot), items) for slot, items in found.items()}

    @property
    def breaches(self) -> int:
        """How many deals were broken so far."""
        return self._state.breaches

    @property
    def hands(self) -> Mapping[str, tuple[str, ...]]:
        """The cards that each seat holds, which are its secret."""
        ids = self._rules.card_id
        held = zip(self._rules.seats, self._state.hand, strict=True)
        return {seat: tuple([ids(row) for row in rows]) for seat, rows in held}

    @property
    def leaving(self) -> tuple[str, ...]:
        """The cards that left the game with an era, as this round began, wherever they were."""
        rows = self._rules.engine.tables.leaving[self.round]
        return tuple(dict.fromkeys(map(self._rules.card_id, rows)))

    @property
    def agenda_candidates(self) -> Mapping[str, tuple[str, ...]]:
        """The agendas each seat was shown; which one it keeps is its secret."""
        return self._rules.agenda_candidates(self._state)

    @property
    def agendas_shown(self) -> tuple[str, ...]:
        """The agendas that have been laid open, in deck order."""
        gone = self._state.agendas_gone
        return tuple(a.id for a, out in zip(self._rules.program.agendas, gone, strict=True) if out)

    @property
    def dated_injects(self) -> tuple[str, ...]:
        """The injects with a date that have happened, in deck order."""
        rows = zip(self._rules.program.injects, self._state.inject_gone, strict=True)
        return tuple([inject.id for inject, gone in rows if inject.round and gone])

    def __getitem__(self, name: str) -> int:
        """A number of the deck: by its canonical name, or by its last part where that tells it.

        Raises:
            UsageError: There is none of that name; the nearest is named.
        """
        return evaluate.read_state(self._state, self._rules.expressions.number_called(name))

    def packed(self) -> Packed:
        """All of it as whole numbers and lists of them, ready for JSON."""
        return self._rules.packing.pack(self._state)

    @property
    def digest(self) -> str:
        """64 hex digits over the whole position, hidden places included: never show it."""
        return self._rules.packing.digest(self._state)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Position):
            return NotImplemented
        same = self._rules is other.rules or self._rules.rules_hash == other.rules.rules_hash
        return same and self.packed() == other.packed()

    def __hash__(self) -> int:
        return int(self.digest[:15], 16)

    def __repr__(self) -> str:
        who = self.seat or "nobody"
        return f"<Position of {self._rules.deck.id}: round {self.round}, {self.phase}, {who}>"

    def __reduce__(self) -> tuple[object, ...]:
        return restored, (self._rules, self.packed())


@dataclass(frozen=True, slots=True)
class Step:
    """What an action led to. `writes` is empty unless the step was traced."""

    action: Action
    state: Position
    writes: tuple[Write, ...] = ()


def restored(rules: Ruleset, packed: Packed) -> Position:
    """The position that `packed` came from."""
    return Position(rules, rules.packing.unpack(packed))


def under_rules(position: Position, rules: Ruleset) -> Position:
    """The same position under rules that differ in nothing but their orders.

    Raises:
        TypeError, UsageError: As for `state_under`.
    """
    state = state_under(position, rules)
    return position if position._rules is rules else Position(rules, state)


def taken_over(position: Position, rules: Ruleset) -> Position:
    """The same position under rules of the same deck with other values."""
    return Position(rules, rules.given_own(position._state))


def state_of(position: Position) -> BaseState:
    """The kernel's state inside: for `rules/` alone, which leaves it as it is.

    Raises:
        TypeError: It is no position; the message says what to give instead.
    """
    try:
        return position._state
    except AttributeError:
        raise no_position(position) from None


def state_under(position: Position, rules: Ruleset) -> BaseState:
    """The kernel's state inside a position of some rules, or of those before a ruling or an order.

    Raises:
        TypeError: It is no position; the message says what to give instead.
        UsageError: It is a position of another game.
    """
    try:
        own = position._rules
    except AttributeError:
        raise no_position(position) from None
    if own is not rules and not own.is_like(rules):
        raise UsageError(
            f"This is a position of {own.name}, and the game is {rules.name}. "
            "Give it to the game that it came from."
        )
    return position._state


def no_position(given: object) -> TypeError:
    """What is to be said of something that was given where a position is wanted."""
    match given:
        case Step():
            remedy = "Give its `state`."
        case _ if type(given).__name__ == "SeatState":
            remedy = (
                "It is what a seat may see of one: give the position itself, or one that the seat "
                "could not tell from it, `game.resample(view, stream)`."
            )
        case _:
            remedy = "`game.new()` gives the first one, `game.apply(…).state` the next."
    return TypeError(f"{type(given).__name__} given where a Position is wanted. {remedy}")


def no_action(given: object) -> TypeError:
    """What is to be said of something that was given where an action is wanted."""
    remedy = "Give one of `game.legal_actions(position)`, or its text."
    if isinstance(given, int):
        remedy = "By ids, `game.child(position, id)` goes on; `game.action_of(id)` is the action."
    elif isinstance(given, str):
        remedy = "`game.action(position, text)` is the action of a text."
    return TypeError(f"{type(given).__name__} given where an Action is wanted. {remedy}")


def still_on(position: Position, rules: Ruleset) -> BaseState:
    """The kernel's state inside, of a game that has not ended.

    Raises:
        GameOver: It has.
        TypeError, UsageError: As for `state_under`.
    """
    state = state_under(position, rules)
    if state.node == OVER:
        raise GameOver("The game is over: nothing more can be done.")
    return state


def apart(position: Position) -> Position:
    """The same position, held by nobody else."""
    return Position(position._rules, scratch(position))


def scratch(position: Position) -> BaseState:
    """A copy of the kernel's state inside, for whoever plays on at the kernel's speed."""
    return state_of(position).copy()


def codes_at(position: Position) -> Sequence[int]:
    """The kernel's numbers of all legal actions, worked out once."""
    if position._legal is None:
        position._legal = position._rules.engine.legal(position._state)
    return position._legal


def ids_at(position: Position) -> tuple[int, ...]:
    """The ids of all legal actions, in the same order, worked out once."""
    try:
        found = position._ids
    except AttributeError:
        raise no_position(position) from None
    if found is None:
        rules, state = position._rules, position._state
        if state.node == DRAW:
            found = rules.ids.drawn(state)
        else:
            found = rules.ids.at(state, position._legal or codes_at(position))
        position._ids = found
    return found


def outcomes_at(position: Position) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """At a chance node: the ids of the outcomes, and their weights."""
    try:
        state = position._state
    except AttributeError:
        raise no_position(position) from None
    if state.node == DRAW:
        ids = ids_at(position)
        return ids, (1,) * len(ids)
    outcomes = position._rules.engine.outcomes(state)
    if not outcomes:
        return (), ()
    position._legal, weights = zip(*outcomes, strict=True)
    return ids_at(position), weights


def after(position: Position, number: int) -> Position | None:
    """The position that a legal action leads to, by its id; None if it is not legal."""
    code = _code_of(position, number)
    if code is None:
        return None
    rules, following = position._rules, position._state.copy()
    rules.engine.act(following, code)
    return Position(rules, following)


def move_on(position: Position, number: int) -> bool:
    """Take a legal action, by its id, in the position itself: nobody else may hold it.

    Returns:
        Whether it was legal; if not, nothing has changed.
    """
    code = _code_of(position, number)
    if code is None:
        return False
    position._legal = position._ids = None
    position._rules.engine.act(position._state, code)
    return True


def _code_of(position: Position, number: int) -> int | None:
    """The kernel's number of a legal action, by its id; None if it is not legal."""
    ids = ids_at(position)
    try:
        place = ids.index(number)
    except ValueError:
        return None
    codes = position._legal
    if codes is None:
        state = position._state
        return ACT(V_DRAW, state.pile[state.arg][place])
    return codes[place]


def actions_at(position: Position) -> tuple[Action, ...]:
    """All legal actions, in a fixed order; nothing when the game is over."""
    rules, state = position._rules, position._state
    return tuple([rules.action_at(state, code) for code in codes_at(position)])


def phase_of(state: BaseState) -> str:
    """The phase in which whoever is to move moves."""
    if state.node == HEADLINE:
        return "headline"
    return phase_at(state.pc)
