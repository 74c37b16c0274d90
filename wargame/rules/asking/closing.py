"""What the round would come to if it closed now: the account drawn up, fronts judged, reviews held.

The account is run on positions that the view may stand for, and on each way that luck or a
question in it may go, so that a number nobody can know comes out as a range. Nothing that seats
might still do in the round is counted, nor the rest of an effect that waits for an answer; but one
action may be put first, to tell what it makes of the round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from wargame.dataclass import dataclass
from wargame.rules.actions import BREACHES, Action, Write
from wargame.rules.asking.evaluate import behind, made_of, names_in, number, read_state
from wargame.rules.asking.preview import do_alone, handle_cards
from wargame.rules.asking.what_if import what_if
from wargame.rules.asking.why import value_then
from wargame.rules.ir import FrontIR, Name
from wargame.rules.kernel import (
    ANSWER,
    AT_CLOSE,
    CHANCE,
    OVER,
    RUN,
    V_LET,
    BaseState,
    Engine,
    Stream,
    step_at,
    take_step,
)
from wargame.rules.resample import imagine
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState
from wargame.rules.winners import MatchEnd

Range = tuple[int, int]
"""The least and the most that a number may be."""

MOST_WAYS = 48
"""Ways that are followed of all that luck may bring; beyond them only the likeliest go on."""

WORLDS = 8
"""Positions that are looked at where a view leaves open what counts."""

AT_AGENDAS, AT_ACCOUNT = step_at("agendas"), step_at("account")


@dataclass(frozen=True, slots=True)
class JudgedFront:
    """A front that would be judged.

    Attributes:
        value: Who would lead, from the least to the most; above 0 the first seat.
        moved: By how much the judgement would move what it moves.
        numbers: What it is read off, as it would then be: before what is won by it.
        brings: What makes them so, in the order of the account; nothing where that hangs on luck
            or on what the view leaves open.
    """

    id: str
    title: str
    value: Range
    stake: Range
    moved: Range
    numbers: Mapping[str, Range]
    brings: tuple[Write, ...]


@dataclass(frozen=True, slots=True)
class Earning:
    """Points that one cause would bring a seat in the account."""

    seat: str
    cause: str
    points: Range


@dataclass(frozen=True, slots=True)
class LeadMove:
    """By how much one cause beside the fronts, such as the rule `id`, would move the lead."""

    id: str
    cause: str
    moved: Range


@dataclass(frozen=True, slots=True)
class UnkeptItem:
    """A deal item whose giver would not have done what it asks.

    Attributes:
        breaks: Whether that breaks the deal; else the item alone is over.
        is_sure: Whether it comes to that on every way.
    """

    id: str
    breaks: bool
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """The round as it would close. Every range is from the least to the most.

    Attributes:
        numbers: What the view knows of the board, by canonical name, as it would then be.
        paces: By how much rules would move a number, if no bound stopped it: what comes each round.
        judged: The fronts that would be judged, in deck order.
        fronts: Who would lead on each front, judged or not.
        earned: Points of the account by cause, in the order of the account.
        worth: What the score at the end of a game would add for each seat, as things would stand.
        lead: The lead of the contest, or None.
        lead_by: What would move it beside the fronts, in the order of the account.
        unkept: What of deals would not be kept, in the order of the account.
        floors: Of each seat with a floor, whether it would hold: both where nobody can know.
        is_last: The game would certainly be over.
        ends: Every way the match could end if it were over then.
        endings: The deck's endings that the game could have come to, by id.
        may_differ: What others keep to themselves may bring yet another ending.
        is_rough: Not every way of luck was followed.
    """

    numbers: Mapping[str, Range]
    paces: Mapping[str, Range]
    judged: tuple[JudgedFront, ...]
    fronts: Mapping[str, Range]
    earned: tuple[Earning, ...]
    worth: Mapping[str, Range]
    lead: Range | None
    lead_by: tuple[LeadMove, ...]
    unkept: tuple[UnkeptItem, ...]
    floors: Mapping[str, tuple[bool, ...]]
    is_last: bool
    ends: tuple[MatchEnd, ...]
    endings: tuple[str, ...]
    may_differ: bool
    is_rough: bool


@dataclass(slots=True)
class _Way:
    """One way the round may close."""

    state: BaseState
    writes: tuple[Write, ...]


def can_close(view: SeatState) -> bool:
    """Whether a round is under way whose account is still to come.

    Agendas that a review deals are chosen behind the account.
    """
    return not view.is_over and view.round > 0 and AT_AGENDAS < view.step <= AT_ACCOUNT


@lru_cache(maxsize=16)
def closing(view: SeatState) -> Closing | None:
    """What the round would come to if it closed now; None if it has closed, or none has begun."""
    return _closed(view, None)


@lru_cache(maxsize=64)
def closing_after(view: SeatState, action: Action) -> Closing | None:
    """What the round would come to if it closed right behind a legal action of whoever looks.

    An offer counts as accepted, and an act that the rival may answer as let through. None where
    `closing` is.
    """
    return _closed(view, action)


def _closed(view: SeatState, action: Action | None) -> Closing | None:
    """The account of the round, an action put before it if there is one."""
    if not can_close(view):
        return None
    rules = view.rules
    engine = rules.traced.ENGINE
    ways: list[_Way] = []
    is_rough = False
    for world in range(WORLDS if _is_open(view) else 1):
        state = imagine(view, Stream(world + 1))
        state.trace = []
        if action is None:
            state.node, state.stack = RUN, []
        else:
            do_alone(engine, state, action.code)
            handle_cards(rules, state)
        state.pc, state.turn, state.draft = engine.tables.entry[AT_ACCOUNT], 0, 0
        found, cut = _ways(engine, state)
        ways += [_Way(one, _known(view, rules.writes(one.trace))) for one in found]
        is_rough |= cut
    return _summed(view, ways, is_rough)


def _is_open(view: SeatState) -> bool:
    """Whether something that others keep to themselves may count in the account."""
    rules = view.rules
    hides = any(guess.seat != view.number for guess in rules.program.guesses.values())
    sealed = view.sealed_by not in ("", view.seat)
    return hides or sealed or bool(rules.program.agendas)


def _known(view: SeatState, writes: Sequence[Write]) -> tuple[Write, ...]:
    return tuple(write for write in writes if write.seen_by in ("", view.seat))


def _ways(engine: Engine, start: BaseState) -> tuple[list[BaseState], bool]:
    """Every way the account may go, and whether some were left out."""
    done: list[BaseState] = []
    waiting, is_cut = [start], False
    while waiting:
        state = waiting.pop()
        if _is_through(engine, state):
            done.append(state)
            continue
        codes = _likeliest_first(engine, state)
        if len(done) + len(waiting) + len(codes) > MOST_WAYS:
            is_cut = is_cut or len(codes) > 1
            codes = codes[:1]
        for code in reversed(codes):
            branch = state.copy()
            branch.trace = list(state.trace or ())
            engine.do_action(branch, code)
            waiting.append(branch)
    return done, is_cut


def _likeliest_first(engine: Engine, state: BaseState) -> list[int]:
    """What may come at a node; nobody answers an act, as far as that is not counted either."""
    if state.node == ANSWER:
        return [code for code in engine.legal(state) if code >> 10 == V_LET]
    if state.actor != CHANCE:
        return engine.legal(state)
    weighted = sorted(engine.outcomes(state), key=lambda one: -one[1])
    return [code for code, _ in weighted] or engine.legal(state)


def _is_through(engine: Engine, state: BaseState) -> bool:
    """Run the account on. False if somebody, or luck, has to decide before it is done."""
    tables = engine.tables
    immediate = tables.rounds.immediate
    while True:
        engine.drain(state)
        if state.node != RUN:
            return state.node == OVER or state.pc >= AT_CLOSE
        if not state.finish and immediate is not None:
            state.finish = immediate(state)
        is_end = state.pc == AT_CLOSE and state.round >= tables.rounds.max_rounds
        if state.finish or is_end:
            engine.step(state)
            return True
        if not AT_ACCOUNT <= state.pc < AT_CLOSE:
            return True
        take_step(tables, state)


def _summed(view: SeatState, ways: Sequence[_Way], is_rough: bool) -> Closing:
    rules = view.rules
    states = [way.state for way in ways]
    seats = range(len(rules.seats))
    rows = rules.traced.ENGINE.tables.seats
    over = [state.node == OVER for state in states]
    ends = [end for state in states if (end := rules.match_end(state)) is not None]
    leads = [lead for state in states if (lead := rules.lead(state)) is not None]
    held = [rules.floors(state) for state in states]
    return Closing(
        numbers=dict(_numbers(view, states)),
        paces=_paces(ways),
        judged=tuple(_judged(view, ways)),
        fronts={
            front.id: _range([read_state(state, front.value) for state in states])
            for front in rules.program.fronts
        },
        earned=tuple(_earned(rules, ways)),
        worth={
            rules.seats[n]: _range(
                [0 if done else rows[n].score(s) for s, done in zip(states, over, strict=True)]
            )
            for n in seats
        },
        lead=_range(leads) if leads else None,
        lead_by=tuple(_lead_by(view, ways)),
        unkept=tuple(_unkept(ways)),
        floors={seat: tuple(dict.fromkeys(one[seat] for one in held)) for seat in held[0]},
        is_last=all(over),
        ends=tuple({(end.winner, end.cause, end.lead): end for end in ends}.values()),
        endings=tuple(dict.fromkeys(rules.ending(s) for s in states if s.node == OVER)),
        may_differ=_may_end_otherwise(view),
        is_rough=is_rough,
    )


def _may_end_otherwise(view: SeatState) -> bool:
    """Whether an ending asks for a number of which the view leaves open how it stands."""
    rules = view.rules
    if not rules.program.guesses:
        return False
    asked = [name.text for one in rules.program.endings if one.when for name in names_in(one.when)]
    kept = [name for name in made_of(asked, rules.formulas) if name not in rules.formulas]
    ranges = [view.possible(rules.names[name]) for name in kept]
    return any(least != most for least, most in ranges)


def _range(values: Sequence[int]) -> Range:
    return min(values), max(values)


def _numbers(view: SeatState, states: Sequence[BaseState]) -> Iterator[tuple[str, Range]]:
    """What the view knows of the board, as it would then be."""
    for text, name in view.rules.names.items():
        if name.form not in ("number", "runs", "left") and view.sees(name):
            yield text, _range([read_state(state, name) for state in states])


def _paces(ways: Sequence[_Way]) -> dict[str, Range]:
    """What rules do to each number that one of them writes."""
    found: dict[str, list[int]] = {}
    for place, way in enumerate(ways):
        for write in way.writes:
            if write.site.noun == "rule":
                found.setdefault(write.name, [0] * len(ways))[place] += write.wanted - write.old
    return {name: _range(moved) for name, moved in found.items()}


def _judged(view: SeatState, ways: Sequence[_Way]) -> Iterator[JudgedFront]:
    for front in view.rules.program.fronts:
        found = [_judgement(way.writes, front.id, front.into.text) for way in ways]
        told = [one for one in found if one is not None]
        if told:
            values, stakes, moved = map(_range, zip(*told, strict=True))
            if len(told) < len(ways):
                stakes, moved = _range((*stakes, 0)), _range((*moved, 0))
            before = [tuple(_before(way.writes, front)) for way in ways]
            read = dict(_read_off(view, before, front))
            brings = _brings(view, before, list(read))
            yield JudgedFront(front.id, front.title, values, stakes, moved, read, brings)


def _before(writes: Sequence[Write], front: FrontIR) -> Iterator[Write]:
    """What is written before a front is judged."""
    return takewhile(lambda one: (one.site.noun, one.site.id) != ("front", front.id), writes)


def _read_off(
    view: SeatState, before: Sequence[Sequence[Write]], front: FrontIR
) -> Iterator[tuple[str, Range]]:
    """The numbers of which a front is read off, as they would be when it is judged."""
    found = [what_if(view, {one.name: one.new for one in own}) for own in before]
    for name in names_in(view.rules.formulas[front.value.text]):
        if view.sees(name):
            yield name.text, _range([then(name.text) for then in found])


def _brings(
    view: SeatState, before: Sequence[Sequence[Write]], names: Sequence[str]
) -> tuple[Write, ...]:
    """What is written of some numbers, or of what they are made of, if that is one on all ways."""
    made = behind(names, view.rules.formulas)
    first, *others = [tuple(one for one in own if one.name in made) for own in before]
    return first if all(own == first for own in others) else ()


def _judgement(writes: Sequence[Write], front: str, into: str) -> tuple[int, int, int] | None:
    """Who led when a front was judged, at what stake, and what that moved; None if it was not."""
    own = [write for write in writes if (write.site.noun, write.site.id) == ("front", front)]
    said = {write.name: write.new for write in own}
    stake = said.get(f"front.{front}.staked")
    if stake is None:
        return None
    moved = sum(one.new - one.old for one in own if one.name == into)
    return said.get(f"front.{front}.last", 0), stake, moved


def _lead_by(view: SeatState, ways: Sequence[_Way]) -> Iterator[LeadMove]:
    """What moves the lead beside the fronts; a way in which a cause moves nothing counts as 0."""
    contest = view.rules.program.contest
    if contest is None:
        return
    read = behind([name.text for name in names_in(contest.lead)], view.rules.formulas)
    causes: dict[tuple[str, str], list[int]] = {}
    for place, way in enumerate(ways):
        now: dict[str, int] = {}

        def base(text: str, now: dict[str, int] = now) -> int:
            return now[text] if text in now else view.read(view.rules.names[text])

        def at(name: Name, base: Callable[[str], int] = base) -> int:
            return value_then(view.rules, name, base)

        for write in way.writes:
            if write.name not in read:
                continue
            now[write.name] = write.old
            before = number(contest.lead, at)
            now[write.name] = write.new
            if write.site.noun != "front":
                row = causes.setdefault((write.site.id, write.site.cause), [0] * len(ways))
                row[place] += number(contest.lead, at) - before
    for (site, cause), moved in causes.items():
        if any(moved):
            yield LeadMove(site, cause, _range(moved))


def _unkept(ways: Sequence[_Way]) -> Iterator[UnkeptItem]:
    """Deal items that fail where they are tested, at the end of the account."""
    found = [
        {
            one.site.id: one.name == BREACHES
            for one in way.writes
            if one.site.noun == "deal item" and one.site.path[-1] == "performs"
        }
        for way in ways
    ]
    for item, breaks in {name: how for failed in found for name, how in failed.items()}.items():
        yield UnkeptItem(item, breaks, all(item in failed for failed in found))


def _earned(rules: Ruleset, ways: Sequence[_Way]) -> Iterator[Earning]:
    """Points by cause; a way in which a cause brings nothing counts as 0."""
    causes: dict[tuple[str, str], list[int]] = {}
    for place, way in enumerate(ways):
        for write in way.writes:
            seat, _, what = write.name.partition(".")
            if what == "score" and seat in rules.seats:
                row = causes.setdefault((seat, write.site.cause), [0] * len(ways))
                row[place] += write.new - write.old
    for (seat, cause), points in causes.items():
        yield Earning(seat, cause, _range(points))
