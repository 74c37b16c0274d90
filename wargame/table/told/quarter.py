"""A round that is over: what it brought both sides, and what was judged.

Everything is read off what the seat has seen and off its view, as they lie open to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from wargame.dataclass import dataclass
from wargame.play.log import Entry
from wargame.rules.actions import BREACHES, Write
from wargame.rules.amounts import counted
from wargame.rules.asking import evaluate
from wargame.rules.asking.closing import AT_ACCOUNT
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.tested import asked_of, says_otherwise
from wargame.rules.ir import (
    Assign,
    Block,
    Branch,
    Compare,
    Cond,
    Const,
    Group,
    IfElse,
    Later,
    MoveProject,
    Read,
    Reveal,
    ReviewIR,
    Site,
    Stmt,
    parts,
)
from wargame.rules.kernel import AT_CLOSE
from wargame.rules.verbs import ACCEPT, BREACH, END, EXTEND, FAIL, GO, INJECT, LAPSE, SUCCEED
from wargame.rules.view import SeatState
from wargame.table.told.bargain import traded
from wargame.table.told.blocks import Moved
from wargame.table.told.by_itself import befell, deal_over, expired, no_longer, over_said, unkept
from wargame.table.told.expected import floor_numbers
from wargame.table.told.moved_by import owner_of
from wargame.table.told.news import NetChange, changes_of, over_all
from wargame.table.told.past import Past, seen_writes
from wargame.table.told.scene import Scene
from wargame.table.words.closing import stood
from wargame.table.words.gate import stopped

ROUND = "game.round"
ORDERS = ("<", "<=", ">", ">=")
CLOSING = ("agenda", "seat", "docket")
"""Nouns that write once reviews are over: what is scored at the end, a front that is named."""
TOLD_OF_PROJECTS = (SUCCEED, FAIL, LAPSE)
TOLD_OF_DEALS = (ACCEPT, BREACH, EXTEND)


@dataclass(frozen=True, slots=True)
class ReviewVerdict:
    """Something a review asked of a side.

    Attributes:
        seat: Whose it is, or "" for nobody's.
        needed: What was asked, in words.
        had: How what it asked of stood, `it was 3`; "" where it asked of several.
        is_met: Whether it held.
        is_otherwise: Whether what the review says otherwise came instead.
        changes: What the review moved for that side, each told with the first that came.
    """

    title: str
    seat: str
    needed: str
    had: str
    is_met: bool
    is_otherwise: bool
    changes: tuple[NetChange, ...]


@dataclass(frozen=True, slots=True)
class FrontVerdict:
    """A front that was judged: who led, at what stake, and by how much `into` moved."""

    id: str
    title: str
    value: int
    stake: int
    moved: int
    into: str


@dataclass(frozen=True, slots=True)
class QuarterOver:
    """A round that is over.

    Attributes:
        lead: As the round began and after its judgements; None at a table without one.
        lead_first: What moved the lead before the fronts were judged, and by how much.
        lead_by: What else moved it beside the fronts.
        besides: What reviews moved that hung on nothing they asked, by title: on luck, an answer or
            the date alone. The lead is told by what moved it.
        points: What each cause brought each seat.
        floors: What the floors of both sides hang on, from the beginning of the round to its end.
        changes: What moved in its account, the largest first.
        came: What arrived, failed, lapsed, was signed or broken, or ended, in sentences.
        named: The front that was named for the next round, or who still has to, or "".
        talks: Why there were no talks, or "".
    """

    lead: tuple[int, int] | None
    lead_first: tuple[tuple[str, int], ...]
    lead_by: tuple[tuple[str, int], ...]
    fronts: tuple[FrontVerdict, ...]
    reviews: tuple[ReviewVerdict, ...]
    besides: tuple[tuple[str, tuple[NetChange, ...]], ...]
    points: tuple[tuple[str, str, int], ...]
    floors: tuple[Moved, ...]
    changes: tuple[NetChange, ...]
    came: tuple[str, ...]
    named: str
    talks: str


def closed_round(view: SeatState) -> int:
    """The last round whose account has been drawn up; 0 for none.

    One in which a rule or a review still waits for an answer is not, nor one in which the game was
    ended before.
    """
    if view.is_over and view.step < AT_ACCOUNT:
        return max(0, view.round - 1)
    is_asked = view.phase == "account" and view.to_move in view.rules.seats and not view.namer
    if view.round and (view.is_over or (view.step > AT_ACCOUNT and not is_asked)):
        return view.round
    return max(0, view.round - 1)


def closes_now(scene: Scene) -> int:
    """The round that has closed since this seat was last told anything; 0 for none."""
    number = closed_round(scene.view)
    played = [one.entry.ply for one in scene.seen if _is_of(one.entry, number)]
    new = {one.entry.ply for one in scene.news}
    return number if number and played and played[-1] in new else 0


def _is_of(entry: Entry, number: int) -> bool:
    """Whether an entry belongs to a round, its account included.

    What comes once that is drawn up does not: the naming of a front, whether the game goes on.
    """
    is_after = entry.verb.thing == "front" or entry.verb in (END, GO)
    return entry.round == number and not is_after


def quarter_of(scene: Scene, number: int) -> QuarterOver:
    """What a round has brought, from what was seen of it."""
    entries = [one.entry for one in scene.seen if not one.is_secret]
    writes = seen_writes(scene.seen)
    past = Past(scene.view, writes, number)
    own = [place for place, write in enumerate(writes) if write.round == number]
    account = list(_accounted(scene, writes, own))
    start = account[0] if account else len(writes)
    end = own[-1] + 1 if own else len(writes)
    done = [writes[place] for place in account]
    fronts = (n for n, place in enumerate(own) if writes[place].site.noun == "front")
    judged = next(fronts, 0)
    reviews = tuple(_reviews(scene, past, number, end))
    return QuarterOver(
        lead=_lead(scene, past, own[0] if own else end, end),
        lead_first=tuple(_lead_by(scene, past, own[:judged])),
        lead_by=tuple(_lead_by(scene, past, own[judged:])),
        fronts=tuple(_fronts(scene, done)),
        reviews=reviews,
        besides=tuple(_besides(scene, past, number, reviews)),
        points=tuple(_points(scene, [writes[place] for place in own])),
        floors=tuple(_floors(scene, past, own[0] if own else end, end)),
        changes=tuple(_largest(scene, done)),
        came=tuple(_came(scene, entries, number)),
        named=_named(scene, entries, number),
        talks=_talks(scene, past, number, start),
    )


def _accounted(scene: Scene, writes: Sequence[Write], own: Iterable[int]) -> Iterator[int]:
    """The writes of a round that belong to its account: with them what a deal costs that was not
    kept, and is broken by that."""
    is_by_item = False
    for place in own:
        site = writes[place].site
        if writes[place].name == BREACHES:
            is_by_item = site.noun == "deal item"
        is_cost = is_by_item and site.noun == "deals" and site.part == "breach"
        if is_cost or "performs" in site.path or _is_accounted(scene, site):
            yield place


def _is_accounted(scene: Scene, site: Site) -> bool:
    """Whether what stands at a place of the deck belongs to the account of a round."""
    if site.noun == "rule":
        return any(rule.id == site.id and rule.phase == "account" for rule in scene.deck.rules)
    return site.noun in ("review", "front", "agenda")


def _lead(scene: Scene, past: Past, start: int, end: int) -> tuple[int, int] | None:
    contest = scene.view.rules.program.contest
    if contest is None or scene.view.match_end is None:
        return None
    try:
        before, after = (
            evaluate.number(contest.lead, lambda name, at=at: past.at(name, at))  # type: ignore[misc]
            for at in (start, end)
        )
    except KeyError:
        return None
    return before, after


def _lead_by(scene: Scene, past: Past, places: Iterable[int]) -> Iterator[tuple[str, int]]:
    """What moved the lead beside the fronts: cause and by how much, in the order of the round."""
    read = evaluate.behind(_lead_names(scene), scene.view.rules.formulas)
    found: dict[str, int] = {}
    for place in places:
        write = past.writes[place]
        moved = _lead(scene, past, place, place + 1) if write.name in read else None
        if moved is not None and write.site.noun != "front":
            cause = write.site.cause
            found[cause] = found.get(cause, 0) + moved[1] - moved[0]
    yield from ((cause, moved) for cause, moved in found.items() if moved)


def _lead_names(scene: Scene) -> list[str]:
    """The names that the lead is said by, where it decides anything."""
    contest = scene.view.rules.program.contest
    if contest is None or scene.view.match_end is None:
        return []
    return [name.text for name in evaluate.names_in(contest.lead)]


def _fronts(scene: Scene, writes: Sequence[Write]) -> Iterator[FrontVerdict]:
    for front in scene.view.rules.program.fronts:
        own = [one for one in writes if (one.site.noun, one.site.id) == ("front", front.id)]
        said = {one.name: one.new for one in own}
        stake = said.get(front.staked.text)
        if stake is not None:
            moved = sum(one.new - one.old for one in own if one.name == front.into.text)
            value = said.get(front.last.text, 0)
            yield FrontVerdict(front.id, front.title, value, stake, moved, front.into.text)


def _reviews(scene: Scene, past: Past, number: int, end: int) -> Iterator[ReviewVerdict]:
    describer = Describer(scene.view.rules.program)
    judged = _judged(scene.view, number)
    trace = _ReviewTrace(past, judged, number, end)
    for review in judged:
        left = list(changes_of(past.writes[place] for place in _places(past, review.id, number)))
        branches = list(trace.reached(review.do))
        met = {
            _asked(one.test)
            for one, then, turns in branches
            if past.holds(one.test, then) and not turns
        }
        for stmt, then, _ in branches:
            is_met = past.holds(stmt.test, then)
            is_otherwise = is_met is False and says_otherwise(stmt)
            is_missed = is_met is False and _is_measured(stmt.test)
            if is_met or is_otherwise or (is_missed and _asked(stmt.test) not in met):
                seat, came = _whose(scene, stmt.test), is_met or is_otherwise
                own = [one for one in left if came and (owner_of(one.name) == seat or not seat)]
                left = [one for one in left if one not in own]
                needed = scene.titles.on_board(describer.cond(stmt.test))
                is_of_one = isinstance(stmt.test, Compare)
                had = _had(scene, past, stmt.test, then) if is_of_one else ""
                yield ReviewVerdict(
                    review.title, seat, needed, had, bool(is_met), is_otherwise, tuple(own)
                )


def _judged(view: SeatState, number: int) -> list[ReviewIR]:
    """The reviews that there were in a round; none where the game ended before them."""
    is_cut = view.is_over and view.round == number and view.step < AT_CLOSE
    return [one for one in view.rules.program.reviews if number in one.rounds and not is_cut]


def _places(past: Past, review: str, number: int) -> list[int]:
    """Where a review wrote in a round."""
    return [
        place
        for place, write in enumerate(past.writes)
        if (write.site.noun, write.site.id, write.round) == ("review", review, number)
    ]


def _besides(
    scene: Scene, past: Past, number: int, verdicts: Iterable[ReviewVerdict]
) -> Iterator[tuple[str, tuple[NetChange, ...]]]:
    """What reviews moved beside what is told with verdicts; what agendas scored, with the first at
    which they are."""
    told = {(one.title, change.name) for one in verdicts for change in one.changes}
    lead = evaluate.behind(_lead_names(scene), scene.view.rules.formulas)
    scored = [one for one in past.writes if one.site.noun == "agenda" and one.round == number]
    for review in scene.view.rules.program.reviews:
        if number not in review.rounds:
            continue
        own = [past.writes[place] for place in _places(past, review.id, number)]
        if review.agendas:
            own, scored = scored + own, []
        moved = changes_of(own)
        apart = [one for one in moved if one.name not in lead]
        rest = tuple(one for one in apart if (review.title, one.name) not in told)
        if rest:
            yield review.title, rest


class _ReviewTrace:
    """Goes through what the reviews of a round did, in their order, along what they wrote: nothing
    else writes meanwhile, but what follows from them.

    Args:
        end: Behind the last write of the round.

    Attributes:
        at: Before which write it is.
    """

    def __init__(self, past: Past, judged: Sequence[ReviewIR], number: int, end: int) -> None:
        self._past = past
        own = [site for review in judged for site in _sites(review.do)]
        later = ("seat", "docket") if any(one.agendas for one in judged) else CLOSING
        writes = past.writes[:end]
        self._places = [
            place
            for place, write in enumerate(writes)
            if write.round == number and write.site in own
        ]
        self._end = end - sum(
            1 for _ in takewhile(lambda one: one.site.noun in later, writes[::-1])
        )
        self.at = self._places[0] if self._places else self._end

    def reached(self, block: Block) -> Iterator[tuple[Branch, int, bool]]:
        """What a block asked: of conditions inside others those that it came to. What hangs on luck
        or on an answer is told by these.

        Yields:
            A condition, before which write it was asked, and whether it gave a number one of two
            values, where that moved it: as if it were said as two cases.
        """
        for stmt in block:
            match stmt:
                case Group(body=body):
                    yield from self.reached(body)
                case Assign(value=value):
                    own = self._next(lambda site, stmt=stmt: site == stmt.site)  # type: ignore[misc]
                    write = self._past.writes[own] if own < self._end else None
                    if write and write.old != write.new and isinstance(value, IfElse):
                        yield Branch(value.test, (stmt,), (stmt,)), own, True
                    if write:
                        self.at = own + self._written_at_once(own)
                case Branch(test, then, other):
                    yield stmt, self.at, False
                    is_met = self._past.holds(test, self.at)
                    if is_met is None:
                        self._pass_over(stmt)
                    else:
                        yield from self.reached(then if is_met else other)
                case _:
                    self._pass_over(stmt)

    def _written_at_once(self, place: int) -> int:
        """How much one line wrote from a place on: a level writes what is in force too."""
        writes = self._past.writes
        return sum(1 for _ in takewhile(lambda one: one.site == writes[place].site, writes[place:]))

    def _pass_over(self, stmt: Stmt) -> None:
        """Go on behind all that came of a statement: to what another one wrote next."""
        own = [*_sites((stmt,))]
        self.at = self._next(lambda site: site not in own)

    def _next(self, fits: Callable[[Site], bool]) -> int:
        """The next place at which the reviews wrote something that fits, or the end."""
        places = (n for n in self._places if n >= self.at and fits(self._past.writes[n].site))
        return next(places, self._end)


def _sites(block: Block) -> Iterator[Site]:
    """Where a block writes now, not in later rounds."""
    for stmt in block:
        if isinstance(stmt, Assign | Reveal | MoveProject):
            yield stmt.site
        for part in parts(stmt) if not isinstance(stmt, Later) else ():
            yield from _sites(part)


def _is_measured(cond: Cond) -> bool:
    """Whether a condition asks how large one number is, so that missing it is news."""
    return isinstance(cond, Compare) and len(cond.ops) == 1 and cond.ops[0] in ORDERS


def _asked(cond: Cond) -> str:
    """The first number that a condition reads: of two that ask one number, one is met at most."""
    return next((one.text for one in evaluate.names_in(cond) if one.form != "number"), "")


def _whose(scene: Scene, cond: Cond) -> str:
    owners = [owner_of(name.text) for name in evaluate.names_in(cond)]
    return next((one for one in owners if one in scene.signs), "")


def _had(scene: Scene, past: Past, cond: Cond, at: int) -> str:
    """What a condition was asked of, as that stood; "" where some of it cannot be known."""
    words = Describer(scene.view.rules.program)
    try:
        return stood(asked_of(cond, lambda name: past.at(name, at), words), scene.titles)
    except KeyError:
        return ""


def _points(scene: Scene, writes: Iterable[Write]) -> Iterator[tuple[str, str, int]]:
    """Seat, cause and points, the largest first."""
    found: dict[tuple[str, str], int] = {}
    for write in writes:
        seat, _, what = write.name.partition(".")
        if what == "score" and seat in scene.signs:
            key = seat, write.site.cause
            found[key] = found.get(key, 0) + write.new - write.old
    rows = sorted(found.items(), key=lambda one: -abs(one[1]))
    yield from ((seat, cause, points) for (seat, cause), points in rows if points)


def _floors(scene: Scene, past: Past, start: int, end: int) -> Iterator[Moved]:
    """The numbers that floors hang on, one's own first."""
    for seat in (scene.me, scene.rival):
        for text in floor_numbers(scene, seat):
            found = past.between(scene.view.rules.names[text], start, end)
            if found:
                before, after = found
                yield Moved(text, before, after, after)


def _largest(scene: Scene, writes: Iterable[Write]) -> list[NetChange]:
    """What the account moved, each number once and the largest part of a range first; workings and
    points aside.

    What one cause took and another gave back comes last.
    """
    writes = list(writes)
    shown = {row.name: row for row in scene.listed if not row.is_purse and not row.holder}
    read = _lead_names(scene)
    names = dict.fromkeys(one.name for one in changes_of(writes))
    rows = [
        over_all([write for write in writes if write.name == name])
        for name in names
        if name in shown and name not in read
    ]

    def share(one: NetChange) -> float:
        row = shown[one.name]
        return -abs(one.new - one.old) / max(1, row.most - row.least)

    return sorted(rows, key=share)


def _came(scene: Scene, entries: Sequence[Entry], number: int) -> Iterator[str]:
    """What was signed or broken in a round, and what the beginning of the next one brought."""
    titles = scene.titles
    due = {one.id: one.round for one in scene.view.rules.program.injects}
    for entry in entries:
        is_next = entry.round == number + 1 and entry.phase in ("world", "draw")
        is_told = is_next and entry.verb in (*TOLD_OF_PROJECTS, INJECT)
        if entry.round == number and entry.verb == ACCEPT:
            yield _accepted(scene, entry, entries)
        elif is_told or (entry.round == number and entry.verb in TOLD_OF_DEALS):
            is_inject = entry.verb == INJECT
            yield befell(entry, entry.arg, titles) if is_inject else titles.happened(entry)
        if entry.round == number:
            yield from unkept(entry.writes, titles).values()
            yield from (deal_over(*one, titles, entry.writes) for one in entry.ran_out)
            yield from (expired(*one, titles, scene.view.seat) for one in entry.expired)
            yield from (over_said(one, titles) for one in no_longer(entry.writes))
        for name in entry.dated:
            if due[name] == number + 1:
                yield befell(entry, name, titles)


def _accepted(scene: Scene, accept: Entry, entries: Sequence[Entry]) -> str:
    """Who has accepted, and what is traded if no other deal of the round can be meant."""
    said = scene.titles.happened(accept)
    over = [one for entry in entries for one in (*entry.ran_out, *entry.broken)]
    running = [(deal.signed, deal.items) for deal in scene.view.deals]
    signed = [items for on, items in (*running, *over) if on == accept.round]
    accepts = [one for one in entries if (one.round, one.verb) == (accept.round, ACCEPT)]
    if len(signed) != 1 or len(accepts) != 1:
        return said
    return stopped(f"{said.removesuffix('.')}: {traded(scene, signed[0])}")


def _named(scene: Scene, entries: Iterable[Entry], number: int) -> str:
    """What is on the docket for the next round, or who has to name a front for it."""
    view, seats = scene.view, scene.titles.seats
    if view.rules.program.docket is None or view.match_end is None or view.is_over:
        return ""
    for entry in entries:
        if entry.round == number and entry.verb.thing == "front":
            front = scene.titles.fronts.get(entry.arg, entry.arg)
            return f"{seats.get(entry.seat, entry.seat)} names {front} for the next round."
    if view.round == number and view.namer:
        stake = view.docket_stake
        return f"{seats[view.namer]} names a front for the next round now, at stake {stake}."
    if view.sealed_by:
        return f"{seats[view.sealed_by]} has named a front in secret."
    return ""


def _talks(scene: Scene, past: Past, number: int, at: int) -> str:
    """Why nobody could talk in a round; "" where somebody did, or a deck has no deals."""
    deals = scene.view.rules.program.deals
    had_talks = any(one.entry.round == number and one.entry.phase == "talks" for one in scene.seen)
    if deals is None or had_talks:
        return ""
    describer = Describer(scene.view.rules.program)
    needs = [clause.cond for act in deals.table for clause in act.needs]
    is_last = number == scene.deck.rounds.max
    if is_last and any(_ends_before(scene.view, cond, number) for cond in needs):
        return "No talks: it was the last round."
    held = [(past.holds(cond, at), cond) for cond in needs]
    for is_known in (True, False):  # what cannot be told of the past comes after what can
        for holds, cond in held:
            if holds is (False if is_known else None):
                stood_at = _had(scene, past, cond, at) if is_known else ""
                had = f" ({stood_at})" if stood_at else ""
                if is_known and (called := _by_name(scene, past, cond, at)):
                    return f"No talks. They need: {called}."
                needed = scene.titles.on_board(describer.cond(cond))
                return f"No talks. They need: {needed}{had}."
    running = past.between(scene.view.rules.names["game.deals"], at, at)
    if running is not None and running[0] >= deals.max_running:
        most = counted(deals.max_running, "deal")
        return f"No talks: {most} can run at a time, and {running[0]} did."
    return "No talks: neither side had a package to offer, or the capital for one."


def _by_name(scene: Scene, past: Past, cond: Cond, at: int) -> str:
    """What a condition asks of a number whose values have names: `Gate is open (it was shut)`; ""
    for all others."""
    match cond:
        case Compare(("==",), (Read(name), Const(wanted))):
            values = wanted, past.at(name, at)
            due, was = (scene.titles.level(name.text, one).strip(" ()") for one in values)
            return f"{scene.titles.title(name.text)} is {due} (it was {was})" if due and was else ""
        case _:
            return ""


def _ends_before(view: SeatState, cond: Cond, last: int) -> bool:
    """Whether a condition asks for the round alone, and once it holds, does up to the last one."""
    names = [name.text for name in evaluate.names_in(cond) if name.form != "number"]
    if names != [ROUND]:
        return False

    def held(now: int) -> bool:
        return evaluate.truth(cond, lambda name: now if name.text == ROUND else view.read(name))

    *before, at_last = map(held, range(1, last + 1))
    return True in before and all(before[before.index(True) :]) and not at_last
