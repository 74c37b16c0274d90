"""Acts on stage: what the rival did, what that did to whoever looks, and what it may be good for.

All of it is read off what the seat has seen. What an act is good for is read off numbers that
everybody can see: a front that it helps on, or a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from wargame.content.small import begun_small
from wargame.dataclass import dataclass
from wargame.errors import sentence_case
from wargame.play.log import Entry, Seen
from wargame.rules.actions import Write
from wargame.rules.asking import evaluate
from wargame.rules.asking.contested import FrontStanding
from wargame.rules.asking.why import is_by_itself
from wargame.rules.ir import Assign, Name, walk
from wargame.rules.verbs import ACCEPT, CHOOSE, DECLINE, EXTEND, OUTCOME
from wargame.table.told.blocks import Block, Moved, Moves, Passage, Point, Points, Text
from wargame.table.told.expected import floor_numbers
from wargame.table.told.largest import share
from wargame.table.told.news import DRAWN, tell
from wargame.table.told.past import Past
from wargame.table.told.people import line_of_act
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import TIMES, leads, when, whose
from wargame.table.words.rows import DIM, Target

MOST = 3
"""Numbers that are told of one act."""

TO_YOU, SHARED, GOOD_FOR = "To you", "Shared", "Good for"

SCORE = ".score"

GOES_ON = (OUTCOME, CHOOSE)
"""What goes on with an act that asked for luck or for a choice."""

IN_TALKS = (EXTEND, ACCEPT, DECLINE)
"""Acts of talks besides packages."""


@dataclass(frozen=True, slots=True)
class StagedAct:
    """An act of the other side, or luck that an act of anybody's hung on.

    Attributes:
        ply, round: Where it stands in the log.
        seat: Whose it is; "" for luck.
        text: What it did, in a sentence.
        line: What whoever sits there says to it, or "".
        yours: What it did to numbers of whoever looks, the largest first.
        shared: What it did to numbers of nobody, as far as there is room beside those.
        moved: The names of all numbers that it moved.
        good_for: What it may be good for, as far as everybody can see; "" where that is not clear.
        gained: The number that this tells of, where it is one of the rival's own.
    """

    ply: int
    round: int
    seat: str
    text: str
    line: str
    yours: tuple[Moved, ...]
    shared: tuple[Moved, ...]
    good_for: str
    gained: tuple[Moved, ...]
    moved: frozenset[str]


def staged_acts(scene: Scene) -> list[StagedAct]:
    """What was done on stage since whoever looks was told anything, oldest first."""
    if not scene.shows_hand:
        return []
    found: list[tuple[str, list[Entry]]] = []
    for text, listed in _pieces(scene):
        entries = [one.entry for one in listed]
        if not _is_act(scene, listed[0]):
            continue
        if found and _goes_on(found[-1][1][-1], entries[0]):
            said, before = found.pop()
            found.append((f"{said} {_going_on(said, text, entries[0])}", [*before, *entries]))
        else:
            found.append((text, entries))
    return [_act(scene, said, entries) for said, entries in found]


def _going_on(said: str, text: str, entry: Entry) -> str:
    """How what goes on is told behind an act: without its title, where that has been said."""
    if not entry.about or entry.about not in said:
        return text
    rest = text.removeprefix(f"{entry.about}, ")
    return sentence_case(rest)


def _goes_on(last: Entry, entry: Entry) -> bool:
    """Whether luck or a choice goes on with an act: it does not if it comes in a later phase."""
    follows = last.ply + 1 == entry.ply and (last.round, last.phase) == (entry.round, entry.phase)
    return follows and entry.verb in GOES_ON


def _pieces(scene: Scene) -> Iterator[tuple[str, Sequence[Seen]]]:
    """What was done, each with the entries that it tells of; what came by it is left out."""
    for item in tell(scene.me, scene.news, scene.titles):
        if not item.came:
            yield item.text, item.entries


def _is_act(scene: Scene, one: Seen) -> bool:
    """Whether an entry is something that the rival did in the open, or luck of an act."""
    entry = one.entry
    if entry.verb == OUTCOME:
        return not one.is_secret
    if entry.seat != scene.rival or one.is_secret or entry.is_commitment:
        return False
    verb = entry.verb
    return verb.is_play or verb == CHOOSE or verb in IN_TALKS or bool(verb.package)


def _act(scene: Scene, text: str, entries: Sequence[Entry]) -> StagedAct:
    past, start, end = _span(scene, entries)
    moves = [*_moves(scene, past, start, end)]
    is_luck = entries[0].verb == OUTCOME
    own = [one for one in moves if _owner(scene, one.name) == scene.me]
    shared = [one for one in moves if _owner(scene, one.name) not in scene.signs]
    good_for, gained = (
        ("", ()) if is_luck else _good_for(scene, entries[0].round, past, start, end, moves)
    )
    return StagedAct(
        entries[0].ply,
        entries[0].round,
        "" if is_luck else scene.rival,
        text,
        "" if is_luck else line_of_act(scene, entries[0]),
        tuple(own[:MOST]),
        tuple(shared[: max(0, MOST - len(own))]),
        good_for,
        gained,
        frozenset(one.name for one in past.writes[start:end]),
    )


def _span(scene: Scene, entries: Sequence[Entry]) -> tuple[Past, int, int]:
    """All that was seen to move, and where in it the act begins and ends.

    What comes by itself after an act, such as the account of the round, is none of it.
    """
    plies = {entry.ply for entry in entries}
    writes: list[Write] = []
    start = end = -1
    for one in scene.seen:
        if one.entry.ply in plies:
            start = len(writes) if start < 0 else start
            end = len(writes) + _acted(scene, one.entry)
        writes += one.entry.writes
    return Past(scene.view, writes), max(0, start), max(0, end)


def _acted(scene: Scene, entry: Entry) -> int:
    """How many of the first changes of an entry are those of the act itself.

    What luck or a choice brings goes on with what was begun before.
    """
    goes_on = entry.verb in GOES_ON
    for place, write in enumerate(entry.writes):
        begun = entry.writes[0].origin if goes_on else write.ply
        verb = None if goes_on else entry.verb
        if is_by_itself(scene.view.rules, write.site, verb) or write.origin != begun:
            return place
    return len(entry.writes)


def _moves(scene: Scene, past: Past, start: int, end: int) -> list[Moved]:
    """Numbers of the board that went elsewhere, the largest part of a range first."""
    found, idle = [], _idle(scene)
    for marker in scene.listed:
        if marker.holder or marker.is_hidden or marker.name in idle:
            continue
        name = scene.view.rules.names[marker.name]
        old, new = past.between(name, start, end) or (0, 0)
        if old != new:
            found.append(Moved(marker.name, old, new, new))
    return sorted(found, key=lambda one: -sum(share(scene, one)))


def _idle(scene: Scene) -> set[str]:
    """What only points are made of, at a table that is won by a lead."""
    if scene.view.match_end is None:
        return set()
    counts = {
        text for front in scene.view.rules.program.fronts for text in _behind(scene, front.value)
    }
    for seat in scene.signs:
        counts |= {text for name in floor_numbers(scene, seat) for text in _closed(scene, name)}
    account = walk(scene.view.rules.program.rules.get("account", ()))
    points = [one for one in account if isinstance(one, Assign) and one.target.text.endswith(SCORE)]
    return {text for one in points for text in one.site.reads} - counts


def _owner(scene: Scene, name: str) -> str:
    return scene.by_name[name].owner


def turned(scene: Scene, seen: Sequence[Seen]) -> Iterator[Block]:
    """Fronts on which others lead since the headlines among these lie open: who leads now, and who
    did before."""
    for opening in (one.entry for one in seen if one.entry.reveals):
        past, start, _ = _span(scene, [opening])
        later = [one.entry for one in scene.seen if one.entry.ply > opening.ply]
        draws = takewhile(lambda entry: entry.verb in DRAWN, later)
        written = [write for entry in (opening, *draws) for write in entry.writes]
        by_itself = [is_by_itself(scene.view.rules, write.site, None) for write in written]
        end = start + [*by_itself, True].index(True)
        found = [*_turned(scene, opening.round, past, start, end)]
        if found:
            yield Text("Turned by the headlines:")
            yield Points(found)


def _turned(scene: Scene, at: int, past: Past, start: int, end: int) -> Iterator[Point]:
    """Fronts of which everybody can see that others lead than before."""
    hidden, seats = {write.name for write in past.writes if write.seen_by}, scene.titles.seats
    for front in _by_date(scene):
        value = _value(scene, front)
        before, after = past.between(value, start, end) or (0, 0)
        if before != after and not hidden & _behind(scene, value):
            said = f"{leads(seats, after)} (before {whose(seats, before)})"
            yield Point(f"{_dated(scene, at, front)}: {said}")


# --- what for ----------------------------------------------------------------------------------


def _good_for(
    scene: Scene, at: int, past: Past, start: int, end: int, moves: Sequence[Moved]
) -> tuple[str, tuple[Moved, ...]]:
    """What an act may be good for: a front it wins, one it works on, or a number of its own, which
    is given besides."""
    own, front = _own_gains(scene, past, moves), _front_gained(scene, at, past, start, end, moves)
    if front or not own:
        return front, ()
    return f"its {_title(scene, own[0])}, {own[0].old} to {own[0].new}", tuple(own[:1])


def _own_gains(scene: Scene, past: Past, moves: Sequence[Moved]) -> list[Moved]:
    """Numbers of the rival's own that went as it likes, its purse last."""
    hidden = {write.name for write in past.writes if write.seen_by}
    gains = [one for one in moves if _is_gain(scene, one) and one.name not in hidden]
    own = [one for one in gains if _owner(scene, one.name) == scene.rival]
    return sorted(own, key=lambda one: scene.by_name[one.name].is_purse)


def _front_gained(
    scene: Scene, at: int, past: Past, start: int, end: int, moves: Sequence[Moved]
) -> str:
    """The front that an act wins, or works on; "" for none."""
    hidden = {write.name for write in past.writes if write.seen_by}
    sign = -1 if list(scene.titles.seats).index(scene.rival) else 1
    fronts = [(front, _value(scene, front)) for front in _by_date(scene)]
    for front, value in fronts:
        before, after = past.between(value, start, end) or (0, 0)
        if (after - before) * sign > 0 and not hidden & _behind(scene, value):
            said = leads(scene.titles.seats, after)
            fewer = f", no longer{TIMES[abs(before)]}" if before * sign < after * sign < 0 else ""
            if at != scene.view.round:
                return f"{front.title}, where then {said}{fewer}"
            return f"{_dated(scene, at, front)}: now {said}{fewer}"
    for front, value in fronts:
        if _raised(scene, past, start, end) & _behind(scene, value):
            return _dated(scene, at, front)
    gains = [one for one in moves if _is_gain(scene, one) and one.name not in hidden]
    gains.sort(key=lambda one: _owner(scene, one.name) == scene.rival)
    for one in gains:
        for front, value in fronts:
            if one.name in _behind(scene, value):
                return _dated(scene, at, front)
    return ""


def touched(scene: Scene, names: Set[str]) -> frozenset[Target]:
    """What of the table some numbers are about: rows of numbers, measures, projects, fronts."""
    found = {
        Target("number", one.name) for one in scene.markers if _closed(scene, one.name) & names
    }
    for name in names:
        kind, _, rest = name.partition(".")
        if kind in ("measure", "project", "front"):
            found.add(Target(kind, rest.partition(".")[0]))
    for front in scene.view.rules.program.fronts:
        if _closed(scene, front.value.text) & names:
            found.add(Target("front", front.id))
    return frozenset(found)


def _by_date(scene: Scene) -> list[FrontStanding]:
    """Fronts that are judged again, the next date first."""
    coming = [one for one in scene.fronts if one.due >= 0]
    return sorted(coming, key=lambda one: (one.due, -one.stake))


def _dated(scene: Scene, at: int, front: FrontStanding) -> str:
    """A front, with its date; the date was another one for an act of a round that is over."""
    if at != scene.view.round:
        return front.title
    return f"{front.title}, judged {when(front.due)} at stake {front.stake}"


def _value(scene: Scene, front: FrontStanding) -> Name:
    """The name of who leads on a front."""
    return next(one.value for one in scene.view.rules.program.fronts if one.id == front.id)


def _title(scene: Scene, one: Moved) -> str:
    return begun_small(scene.deck, scene.titles.numbers[one.name])


def _raised(scene: Scene, past: Past, start: int, end: int) -> set[str]:
    """What the rival has built up of its measures and projects, in force included."""
    theirs = {f"measure.{one.id}" for one in scene.deck.measures if one.seat == scene.rival}
    theirs |= {f"project.{one.id}" for one in scene.deck.projects if one.seat == scene.rival}
    raised = {
        one.name for one in past.writes[start:end] if one.name in theirs and one.new > one.old
    }
    return raised | {f"{name}.in_force" for name in raised}


def _is_gain(scene: Scene, one: Moved) -> bool:
    """Whether a change is what the rival likes: better for itself, or worse for whoever looks."""
    better, owner = scene.is_better(one.name, one.new - one.old), _owner(scene, one.name)
    return owner in scene.signs and better is (owner == scene.rival)


def _behind(scene: Scene, value: Name) -> set[str]:
    """The numbers that say who leads on a front, and those that move them in the account."""
    own, moved_by = _closed(scene, value.text), _moved_by(scene)
    return own | {
        text for name in own for read in moved_by.get(name, ()) for text in _closed(scene, read)
    }


def _closed(scene: Scene, text: str) -> set[str]:
    """A number, and all that it is made of."""
    return set(evaluate.made_of([text], scene.view.rules.formulas))


def _moved_by(scene: Scene) -> dict[str, set[str]]:
    """What the rules of the account read to move each number."""
    found: dict[str, set[str]] = {}
    for stmt in walk(scene.view.rules.program.rules.get("account", ())):
        if isinstance(stmt, Assign):
            found.setdefault(stmt.target.text, set()).update(stmt.site.reads)
    return found


# --- told --------------------------------------------------------------------------------------


def act_blocks(act: StagedAct) -> Iterator[Block]:
    """What belongs to an act: what it did to whoever looks, and what it may be good for."""
    if act.yours:
        yield Moves(act.yours, TO_YOU)
    if act.shared:
        yield Moves(act.shared, SHARED)
    if act.good_for:
        yield Text(f"{GOOD_FOR}: {act.good_for}.", DIM)


def acted(scene: Scene, *, until: int = 0) -> Iterator[Block]:
    """What the rival did, act by act.

    Args:
        until: Only acts up to this round; 0 for all.
    """
    for act in staged_acts(scene):
        if not until or act.round <= until:
            said = f" “{act.line}”" if act.line else ""
            yield Passage(f"{act.text}{said}", [*act_blocks(act)], seat=act.seat)
