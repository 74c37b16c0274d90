"""What an action would do, before it is done: now, later, by luck, and for the rival.

The action is tried on a resampled position, alone: what the round brings afterwards is left
out. Luck that the action itself calls is told with its odds, each outcome followed up. All of
it comes from the seat's view, so a preview cannot tell more than the seat may know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from wargame.dataclass import dataclass
from wargame.rules import kernel
from wargame.rules.actions import Action, Write
from wargame.rules.asking.evaluate import read_state
from wargame.rules.asking.explain import refuse
from wargame.rules.ir import Sort
from wargame.rules.kernel import ACT, CHANCE, RUN, BaseState, Engine, Stream
from wargame.rules.refusal import Refused
from wargame.rules.resample import imagine
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState

MAX_DEPTH = 3
"""How many pieces of luck in a row are followed up."""

_FOLLOWED = (kernel.LUCK, kernel.WORK)
READY = (kernel.V_PROPOSE, kernel.V_INSTEAD)
"""Verbs that send a ready package to the rival as it is."""

_CARDS = {
    kernel.DRAW: "draws",
    kernel.DISCARD: "discards",
    kernel.LOSE: "discards",
    kernel.GIVE: "gives away",
    kernel.RECOVER: "takes back",
    kernel.SEE: "looks at",
    kernel.SPY: "looks at",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A number that would move. `wanted` differs from `new` where a bound stops it."""

    name: str
    title: str
    old: int
    new: int
    wanted: int
    sort: Sort = "effect"


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
class LeadChange:
    """A front on which somebody else would lead, or by more or less."""

    id: str
    title: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an action would do, seen from one seat.

    Attributes:
        price: What is paid.
        effects: What follows.
        if_accepted: The effects come only if the rival accepts.
        shifts: The fronts on which something would change at once.
    """

    action: Action
    seat: str
    price: tuple[Change, ...]
    effects: Effects
    if_accepted: bool = False
    shifts: tuple[LeadChange, ...] = ()


def preview(view: SeatState, action: Action | str) -> Preview:
    """Try an action on a resampled position.

    Raises:
        IllegalAction: The seat may not do it now.
    """
    rules, chosen = view.rules, _legal(view, " ".join(str(action).split()))
    state = imagine(view, Stream(view.ply))
    state.trace = []
    queued = len(state.queue)
    accepted = do_alone(rules.traced.ENGINE, state, chosen.code)
    effects = _follow(rules, view.seat, state, queued, 0)
    paid = tuple(c for c in effects.changes if c.sort == "cost")
    rest = tuple(c for c in effects.changes if c.sort != "cost")
    effects = Effects(rest, effects.promises, effects.odds, effects.question)
    shifts = _shifts(view, state)
    return Preview(chosen, view.seat, paid, effects, accepted, shifts)


def one_level_more(view: SeatState, measure: int) -> Callable[[str], int]:
    """Reads numbers as they would be once a level was added to a measure, by all it does at once.

    It is tried for the measure's seat, whoever looks, whether or not it may be done next; nobody
    answers it.

    Args:
        measure: Its place among the measures.
    """
    rules, state = view.rules, imagine(view, Stream(view.ply))
    engine, state.trace, state.stack = rules.traced.ENGINE, [], []
    state.node, state.actor = kernel.PLAY, rules.program.measures[measure].seat
    do_alone(engine, state, ACT(kernel.V_TIGHTEN, measure))
    while state.node == kernel.ANSWER:
        engine.do_action(state, ACT(kernel.V_LET))
        engine.drain(state)
    return lambda name: read_state(state, rules.names[name])


def lapse(view: SeatState, slot: int) -> Effects:
    """What would come of a deal in force that ran out now, by its number."""
    rules, state = view.rules, imagine(view, Stream(view.ply))
    engine = rules.traced.ENGINE
    state.trace, state.node, state.stack = [], RUN, []
    queued, origin = len(state.queue), state.ply << kernel.SHIFT
    kernel.release_deal(engine.tables, state, origin, slot - 1, False)
    engine.push(state, origin, engine.tables.deals.expire_do)
    engine.drain(state)
    return _follow(rules, view.seat, state, queued, 0)


def _shifts(view: SeatState, state: BaseState) -> tuple[LeadChange, ...]:
    """The fronts that stand otherwise on a position than in a view."""
    values = (
        (front, view.read(front.value), read_state(state, front.value))
        for front in view.rules.program.fronts
    )
    return tuple(LeadChange(one.id, one.title, old, new) for one, old, new in values if old != new)


def _legal(view: SeatState, text: str) -> Action:
    for action in view.legal:
        if action.text == text:
            return action
    raise Refused(refuse(view, text))


def do_alone(engine: Engine, state: BaseState, code: int) -> bool:
    """Do an action without what the round brings next. True if it hangs on the rival's yes."""
    verb, x = code >> 10, code & kernel.ARGUMENT
    if verb == kernel.V_HEADLINE:
        _reveal(engine, state, x)
        return False
    by_talk = verb in (kernel.V_TABLE, kernel.V_EXTEND, kernel.V_SEND, *READY)
    engine.do_action(state, code)
    if by_talk:
        engine.do_action(state, ACT(kernel.V_ACCEPT))
    engine.drain(state)
    return by_talk


def _reveal(engine: Engine, state: BaseState, card: int) -> None:
    """Have a headline take effect, as if nobody else had committed one."""
    tables, seat = engine.tables, state.actor
    kernel.take_card(tables, state, card)
    state.commit = kernel.changed(state.commit, seat, card + 1)
    state.node, state.stack = RUN, []
    engine.push(state, state.ply << kernel.SHIFT, 1 + seat)  # behind none
    engine.drain(state)


def _follow(rules: Ruleset, seat: str, state: BaseState, queued: int, depth: int) -> Effects:
    """What the trace, the queue and the node say after a piece of work."""
    handled = handle_cards(rules, state)
    changes = _changes(rules, seat, rules.writes(state.trace))
    promises = tuple(
        _promise(rules, seat, state, state.queue[k : k + 3])
        for k in range(queued, len(state.queue), 3)
    )
    odds: tuple[Odds, ...] = ()
    if state.node == kernel.ANSWER:
        handled.append(f"{rules.program.seats[state.actor].title} may answer")
    elif state.node == kernel.ASK:
        ask = rules.program.asks[state.arg]
        handled.append(f"{rules.program.seats[ask.seat].title}: {ask.title}")
    elif state.actor == CHANCE and state.node in _FOLLOWED and depth < MAX_DEPTH:
        odds = _odds(rules, seat, state, depth)
    return Effects(changes, promises, odds, "; then ".join(handled))


def handle_cards(rules: Ruleset, state: BaseState) -> list[str]:
    """Go on past cards that are drawn or discarded: which ones moves no number."""
    engine, told = rules.traced.ENGINE, []
    while state.node in _CARDS:
        verb = _CARDS[state.node]
        cards = "a card" if state.count == 1 else f"{state.count} cards"
        seat, node = state.arg if state.actor == CHANCE else state.actor, state.node
        told.append(f"{rules.program.seats[seat].title} {verb} {cards}")
        left = state.count
        while state.node == node and left:
            engine.do_action(state, engine.legal(state)[0])
            left -= 1
        engine.drain(state)
    return told


def _odds(rules: Ruleset, seat: str, state: BaseState, depth: int) -> tuple[Odds, ...]:
    outcomes = rules.engine.outcomes(state)
    total = sum(weight for _, weight in outcomes)
    found = []
    for code, weight in outcomes:
        action = rules.action_at(state, code)
        branch = state.copy()
        branch.trace = []
        rules.traced.ENGINE.do_action(branch, action.code)
        rules.traced.ENGINE.drain(branch)
        then = _follow(rules, seat, branch, len(state.queue), depth + 1)
        found.append(Odds(weight, total, rules.words.outcome_title(state, action), then))
    return tuple(_joined(found))


_ROLLED = re.compile(r"rolled (-?\d+)(?: to (-?\d+))?")


def _joined(odds: Iterable[Odds]) -> list[Odds]:
    """Outcomes, those of a roll that follow one another and come to the same as one."""
    found: list[Odds] = []
    for one in odds:
        before = found[-1] if found else None
        first = _ROLLED.fullmatch(before.title) if before else None
        last = _ROLLED.fullmatch(one.title)
        if before and first and last and before.then == one.then:
            title = f"rolled {first[1]} to {last[1]}"
            found[-1] = Odds(before.weight + one.weight, one.total, title, one.then)
        else:
            found.append(one)
    return found


def _promise(rules: Ruleset, seat: str, state: BaseState, entry: tuple[int, ...]) -> Promise:
    """A piece of delayed work, tried on the numbers as they stand."""
    due, frame, times = entry
    trial = state.copy()
    trial.trace, trial.node, trial.stack = [], RUN, [frame]
    rules.traced.ENGINE.drain(trial)
    words = tuple(rules.describe_frame(frame))
    return Promise(
        due - state.round, times, words, _changes(rules, seat, rules.writes(trial.trace))
    )


def _changes(rules: Ruleset, seat: str, writes: Iterable[Write]) -> tuple[Change, ...]:
    """Writes that moved something, or would have but for a bound; of what a seat may know."""
    return tuple(
        Change(
            write.name,
            rules.title_of(write.name),
            write.old,
            write.new,
            write.wanted,
            write.site.sort,
        )
        for write in writes
        if (write.old != write.new or write.wanted != write.new) and write.seen_by in ("", seat)
    )
