"""What an action would do, before it is done: now, later, by luck, and for the rival.

The action is tried on a resampled position, alone: what the round brings afterwards is left
out. Luck that the action itself calls is told with its odds, each outcome followed up. All of
it comes from the seat's view, so a preview cannot tell more than the seat may know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wargame.rules import kernel
from wargame.rules.kernel import ACT, CHANCE, RUN, Stream

if TYPE_CHECKING:
    from wargame.rules.game import Action, Game, Write
    from wargame.rules.view import SeatState

MAX_DEPTH = 3
"""How many pieces of luck in a row are followed up."""

_FOLLOWED = (kernel.LUCK, kernel.WORK)
_CARDS = {kernel.DRAW: "draws", kernel.DISCARD: "discards"}


@dataclass(frozen=True, slots=True)
class Change:
    """A number that would move. `wanted` differs from `new` where a bound stops it."""

    name: str
    title: str
    old: int
    new: int
    wanted: int
    cause: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What is put off: the changes it would make as things stand, in how many rounds."""

    in_rounds: int
    times: int
    words: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Odds:
    """One outcome of luck: `weight` out of `total`, and what it would do."""

    weight: int
    total: int
    title: str
    then: Effects


@dataclass(frozen=True, slots=True)
class Effects:
    """What happens: at once, later, by luck; and the question somebody would have to answer."""

    changes: tuple[Change, ...] = ()
    promises: tuple[Promise, ...] = ()
    odds: tuple[Odds, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an action would do, seen from one seat.

    Attributes:
        price: What is paid.
        effects: What follows.
        if_accepted: The effects come only if the rival accepts.
    """

    action: Action
    seat: str
    rival: str
    price: tuple[Change, ...]
    effects: Effects
    if_accepted: bool = False

    @property
    def now(self) -> tuple[Change, ...]:
        """Changes at once, all owners."""
        return self.effects.changes

    @property
    def for_rival(self) -> tuple[Change, ...]:
        """Changes at once to the rival's own numbers."""
        return tuple(c for c in self.now if c.name.startswith(f"{self.rival}."))

    @property
    def later(self) -> tuple[Promise, ...]:
        """What is put off to later rounds."""
        return self.effects.promises


def preview(game: Game, view: SeatState, action: Action) -> Preview:
    """Try an action on a resampled position."""
    state = game.resample(view, Stream(view.ply))
    engine: Any = game.traced.ENGINE
    state.trace = []
    queued = len(state.queue)
    accepted = _try(engine, state, action.code)
    effects = _follow(game, state, queued, 0)
    paid = tuple(c for c in effects.changes if c.cause.startswith("cost: "))
    rest = tuple(c for c in effects.changes if not c.cause.startswith("cost: "))
    effects = Effects(rest, effects.promises, effects.odds, effects.question)
    rival = game.seats[1 - view.number]
    return Preview(action, view.seat, rival, paid, effects, accepted)


def _try(engine: Any, state: Any, code: int) -> bool:
    """Do the action without what the round brings next. True if it hangs on the rival's yes."""
    verb, x = code >> 10, code & kernel.ARGUMENT
    if verb == kernel.V_HEADLINE:
        state.node, code = kernel.PLAY, ACT(kernel.V_PLAY, x)
    by_talk = verb in (kernel.V_TABLE, kernel.V_EXTEND, kernel.V_SEND)
    engine.do_action(state, code)
    if by_talk:
        engine.do_action(state, ACT(kernel.V_ACCEPT))
    engine.drain(state)
    return by_talk


def _follow(game: Game, state: Any, queued: int, depth: int) -> Effects:
    """What the trace, the queue and the node say after a piece of work."""
    handled = _handle_cards(game, state)
    changes = _changes(game, game.writes(state.trace))
    promises = tuple(
        _promise(game, state, state.queue[k : k + 3]) for k in range(queued, len(state.queue), 3)
    )
    odds: tuple[Odds, ...] = ()
    if state.node == kernel.ASK:
        ask = game.program.asks[state.arg]
        handled.append(f"{game.program.seats[ask.seat].title}: {ask.title}")
    elif state.actor == CHANCE and state.node in _FOLLOWED and depth < MAX_DEPTH:
        odds = _odds(game, state, depth)
    return Effects(changes, promises, odds, "; then ".join(handled))


def _handle_cards(game: Game, state: Any) -> list[str]:
    """Go on past cards that are drawn or discarded: which ones moves no number."""
    engine, told = game.traced.ENGINE, []
    while state.node in _CARDS:
        verb = _CARDS[state.node]
        cards = "a card" if state.count == 1 else f"{state.count} cards"
        seat, node = state.arg if verb == "draws" else state.actor, state.node
        told.append(f"{game.program.seats[seat].title} {verb} {cards}")
        left = state.count
        while state.node == node and left:
            engine.do_action(state, engine.legal(state)[0])
            left -= 1
        engine.drain(state)
    return told


def _odds(game: Game, state: Any, depth: int) -> tuple[Odds, ...]:
    outcomes = game.chance_outcomes(state)
    total = sum(weight for _, weight in outcomes)
    found = []
    for action, weight in outcomes:
        branch = state.copy()
        branch.trace = []
        game.traced.ENGINE.do_action(branch, action.code)
        game.traced.ENGINE.drain(branch)
        then = _follow(game, branch, len(state.queue), depth + 1)
        found.append(Odds(weight, total, game.words.outcome_title(state, action), then))
    return tuple(found)


def _promise(game: Game, state: Any, entry: list[int]) -> Promise:
    """A piece of delayed work, tried on the numbers as they stand."""
    due, frame, times = entry
    trial = state.copy()
    trial.trace, trial.node, trial.stack = [], RUN, [frame]
    game.traced.ENGINE.drain(trial)
    words = tuple(game.describe_frame(frame))
    return Promise(due - state.round, times, words, _changes(game, game.writes(trial.trace)))


def _changes(game: Game, writes: Iterable[Write]) -> tuple[Change, ...]:
    """Writes that moved something, or would have but for a bound."""
    return tuple(
        Change(
            write.name,
            game.title_of(write.name),
            write.old,
            write.new,
            write.wanted,
            write.site.text,
        )
        for write in writes
        if write.old != write.new or write.wanted != write.new
    )
