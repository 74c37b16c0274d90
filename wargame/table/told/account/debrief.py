"""The page at the end: the verdict, the course, where it came from, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.table.told.account.decided import decided, missed, reckoned
from wargame.table.told.account.objects import ENDING, Account, CourseMark, GameVerdict, Waterfall
from wargame.table.told.blocks import (
    Block,
    CourseChart,
    Falls,
    Heading,
    Moved,
    Moves,
    Passage,
    Point,
    Points,
    Text,
)
from wargame.table.told.hot_wash import foreseen
from wargame.table.told.proceedings import told_proceedings
from wargame.table.told.questions import asked_afterwards
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.rows import BETTER, DIM, STRONG, WORSE, Target
from wargame.table.words.winning import ahead_by

ROLES = {"won": BETTER, "above par": BETTER, "lost": WORSE, "below par": WORSE}


def debrief(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """How it ended and why, what turned it, where it came from, how it went, and what to talk
    about: what a player wants to know first stands on the first page."""
    account = scene.account
    if account is None:
        yield from _not_over()
        return
    yield from verdict(account)
    yield from story_told(account)
    yield from floors_held(account)
    yield from _came_from(account)
    yield from _decisive(scene, account)
    yield from reckoned(scene.titles, account, scene.beside)
    yield from _went(account)
    yield from _afterwards(scene)


def how_it_went(scene: Scene) -> Iterator[Block]:
    """The left of two columns: how it ended and why, how it went, which moves decided."""
    account = scene.account
    if account is None:
        yield from _not_over()
        return
    yield from verdict(account)
    yield from _went(account)
    yield from _decisive(scene, account)


def what_it_came_from(scene: Scene) -> Iterator[Block]:
    """The right of two columns: sources, the story, floors, luck, and what to talk about."""
    account = scene.account
    if account is None:
        return
    yield from _came_from(account)
    yield from story_told(account)
    yield from floors_held(account)
    yield from reckoned(scene.titles, account, scene.beside)
    yield from _afterwards(scene)


def _not_over() -> Iterator[Block]:
    yield Text("The game is not over yet.", DIM)


def _went(account: Account) -> Iterator[Block]:
    """How the lead or the points went."""
    if account.course.labels:
        yield from course(account)


def _decisive(scene: Scene, account: Account) -> Iterator[Block]:
    """The moves that decided, and those that would have been better."""
    yield from decided(scene.titles, account)
    yield from missed(scene.titles, account)


def _came_from(account: Account) -> Iterator[Block]:
    """Where the lead, or each seat's points, came from."""
    for fall in account.waterfalls:
        yield from sources(account, fall)


def _afterwards(scene: Scene) -> Iterator[Block]:
    """What both share, what was foreseen and written down, and what to talk about."""
    yield from shared(scene)
    if lines := list(foreseen(scene)):
        yield Heading("What was foreseen", "section")
        yield Points([Point(line) for line in lines])
    yield from told_proceedings(scene.titles, scene.beside)
    if scene.deck.debrief:
        yield Heading("To talk about", "section")
        stages = asked_afterwards(scene.deck, [scene.view])
        yield Points([Point(one.ask) for _, questions in stages for one in questions])


def verdict(account: Account) -> Iterator[Block]:
    """The ending in the words of the deck, how each side came out of it, and why."""
    end = account.verdict
    yield Heading("The end", "page")
    if end.closed:
        yield Text(end.closed)
    yield Text(" ".join(filter(None, (stopped(end.title), end.text))))
    if end.said:
        yield Text(end.said, STRONG)
    yield Points([Point(side.said, role=ROLES.get(side.fared, "")) for side in end.sides])
    if end.why:
        yield Text(f"Why: {end.why}")


def floors_held(account: Account) -> Iterator[Block]:
    """How each floor stood at the end, but for one that decided: that is told by the verdict."""
    end = account.verdict
    told = [side.floor for side in end.sides if side.floor and side.floor not in end.why]
    if told:
        yield Heading("The floors", "section")
        yield Points([Point(floor, role=DIM) for floor in told])


def in_short(end: GameVerdict) -> str:
    """The ending and how each side came out of it, as one paragraph."""
    sides = [side.said for side in end.sides]
    return " ".join(filter(None, (end.closed, stopped(end.title), end.text, end.said, *sides)))


def course(account: Account) -> Iterator[Block]:
    """The chart, and under it what is marked on it."""
    found = account.course
    first, second = account.seats.values()
    whose = f"above 0 {first} is ahead, below {second}" if found.unit == "lead" else ""
    yield Heading(f"The course: {found.unit}{'; ' if whose else ''}{whose}", "section")
    marks = [
        Passage(marked(account, mark), [], Target("ply", str(mark.ply)), mark.seat)
        for mark in found.marks
    ]
    yield CourseChart(found, marked=marks)


def marked(account: Account, mark: CourseMark) -> str:
    """What is marked on the course, as a sentence without its stop."""
    label = account.course.label(mark.round)
    by = gained(account, mark)
    return f"{label}: {mark.title}{f', {by}' if by else ''}"


def gained(account: Account, mark: CourseMark) -> str:
    """By how much a mark moved the course, and for whom; "" if it did not."""
    return f"{abs(mark.change)} for {account.seats[mark.seat]}" if mark.change else ""


def story_told(account: Account) -> Iterator[Block]:
    """The story, each sentence with a way to the first move that it rests on; how it ended, with
    which a story begins, is told by the verdict beside it."""
    told = [one for one in account.story if one.kind != ENDING]
    if told:
        yield Heading("The story", "section")
    for one in told:
        yield Passage(one.text, [], Target("ply", str(one.plies[0])), one.seat)


def sources(account: Account, fall: Waterfall) -> Iterator[Block]:
    """Where the lead, or a seat's points, came from."""
    if fall.seat:
        par = f", par {fall.par}" if account.is_measured(fall.seat) else ""
        yield Heading(f"Where the points came from: {fall.end}{par}", "section", fall.seat)
    else:
        yield Heading(f"Where the lead came from: {ahead_by(fall.end, account.seats)}", "section")
    yield Falls(fall)


def shared(scene: Scene) -> Iterator[Block]:
    """The numbers that belong to both sides and can get better or worse, from start to end."""
    starts, found = scene.view.rules.program.starts, []
    for track in scene.deck.tracks:
        name = scene.view.rules.names.get(f"shared.{track.id}")
        is_told = track.better != "neither" and not track.aside
        if name is not None and is_told and name.slot in starts:
            now = scene.view.read(name)
            found.append(Moves([Moved(name.text, starts[name.slot], now, now)]))
    if found and scene.view.match_end is None:
        yield Heading("What both share", "section")
        yield from found
