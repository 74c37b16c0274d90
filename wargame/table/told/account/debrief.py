"""The page at the end: the verdict, the course, where it came from, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.lab.analysis_object import NEEDED, GameAnalysis
from wargame.rules.verbs import split
from wargame.table.told.account.objects import Account, CourseMark, GameVerdict, Waterfall
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
from wargame.table.told.proceedings import told_proceedings
from wargame.table.told.scene import Scene
from wargame.table.words.rows import BETTER, DIM, STRONG, WORSE, Target
from wargame.table.words.winning import ahead_by

ROLES = {"won": BETTER, "above par": BETTER, "lost": WORSE, "below par": WORSE}


def debrief(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """How it ended and why, how it went, where it came from, and what to talk about."""
    account = scene.account
    if account is None:
        yield Text("The game is not over yet.", DIM)
        return
    yield from verdict(account)
    if account.course.labels:
        yield from course(account)
    yield from decided(scene, account)
    for fall in account.waterfalls:
        yield from sources(account, fall)
    yield from story_told(account)
    yield from reckoned(account)
    yield from shared(scene)
    yield from told_proceedings(scene.titles, scene.beside)
    if scene.deck.debrief:
        yield Heading("To talk about", "section")
        yield Points([Point(question.ask) for question in scene.deck.questions])


def verdict(account: Account) -> Iterator[Block]:
    """The ending in the words of the deck, how each side came out of it, and why."""
    end = account.verdict
    yield Heading("The end", "page")
    yield Text(" ".join(filter(None, (f"{end.title}." if end.title else "", end.text))))
    if end.said:
        yield Text(end.said, STRONG)
    sides = [Point(side.said, role=ROLES.get(side.fared, "")) for side in end.sides]
    yield Points([*sides, *(Point(side.floor, role=DIM) for side in end.sides if side.floor)])
    if end.why:
        yield Text(f"Why: {end.why}")


def in_short(end: GameVerdict) -> str:
    """The ending and how each side came out of it, as one paragraph."""
    sides = [side.said for side in end.sides]
    return " ".join(
        filter(None, (f"{end.title}." if end.title else "", end.text, end.said, *sides))
    )


def course(account: Account) -> Iterator[Block]:
    """The chart, and under it what is marked on it."""
    found = account.course
    first, second = account.seats.values()
    whose = f"above 0 {first} is ahead, below {second}" if found.unit == "lead" else ""
    yield Heading(f"The course: {found.unit}{'; ' if whose else ''}{whose}", "section")
    yield CourseChart(found)
    for mark in found.marks:
        yield Passage(marked(account, mark), [], Target("ply", str(mark.ply)), mark.seat)


def marked(account: Account, mark: CourseMark) -> str:
    """What is marked on the course, as a sentence without its stop."""
    label = account.course.labels[mark.round - 1]
    by = f", {abs(mark.change)} for {account.seats[mark.seat]}" if mark.change else ""
    return f"{label}: {mark.title}{by}"


def story_told(account: Account) -> Iterator[Block]:
    """The story, each sentence with a way to the first move that it rests on."""
    if account.story:
        yield Heading("The story", "section")
    for one in account.story:
        yield Passage(one.text, [], Target("ply", str(one.plies[0])), one.seat)


def decided(scene: Scene, account: Account) -> Iterator[Block]:
    """The moves that decided; nothing until that is known."""
    found = account.analysis
    if found is None:
        return
    yield Heading(f"What decided: moves that cost {NEEDED:.0f} {found.unit} or more", "section")
    for one in found.moves:
        taken, better = (_did(scene, text) for text in (one.taken, one.better))
        label = account.course.labels[one.round - 1] if one.round else "Setting up"
        said = (
            f"{label}: {account.seats[one.seat]} chose: {taken}. Better on average: {better}, by "
            f"{one.cost:.0f} ({one.low:.0f} to {one.high:.0f}; {one.pairs} pairs)."
        )
        yield Passage(said, [], Target("ply", str(one.ply)), one.seat)
    if not found.moves:
        yield Text("No single move decided.")
    if account.table == "contest":
        first = next(iter(account.seats.values()))
        steps = ", ".join(f"{chance:.0f}" for _, chance in _by_round(account, found))
        yield Text(f"{first}'s chance to win, in percent, from round to round: {steps}.")


def _by_round(account: Account, found: GameAnalysis) -> list[tuple[int, float]]:
    """Of the drift, the last position before each round, and the end."""
    first, last = found.drift[0], found.drift[-1]
    upto = [[one for one in found.drift if one[0] <= end] for end in account.round_ends[:-1]]
    return [first, *(known[-1] for known in upto), last]


def _did(scene: Scene, text: str) -> str:
    """An action as a menu offers it; as it is typed where its words alone do not tell."""
    verb, arg = split(text)
    return text if verb.thing in ("option", "outcome") else scene.titles.menu(verb, arg)


def reckoned(account: Account) -> Iterator[Block]:
    """The ledger: what luck and choices made of each side's result."""
    found = account.analysis
    if found is None:
        return
    what = "lead" if account.table == "contest" else "points less par"
    yield Heading(f"What the {what} was made of", "section")
    for one in found.ledgers:
        yield Text(
            f"{account.seats[one.seat]}: {one.result:+.0f} = {one.start:+.1f} expected at the "
            f"start {one.luck:+.1f} luck {one.own:+.1f} own choices {one.rival:+.1f} the other "
            f"side's {one.residual:+.1f} left over. Each part is known to about {one.error:.0f}."
        )
    yield Text(
        f"Expected are means of {found.worlds} continuations by the deck's habits. Luck that moved "
        f"most, for {next(iter(account.seats.values()))}:",
        DIM,
    )
    for drawn in found.luck:
        nodes = ", ".join(f"{text} ({weight} in {whole})" for text, weight, whole in drawn.drawn)
        yield Passage(
            f"{drawn.change:+.1f}: {nodes or 'nothing that could have come otherwise'}",
            [],
            Target("ply", str(drawn.ply)),
        )


def sources(account: Account, fall: Waterfall) -> Iterator[Block]:
    """Where the lead, or a seat's points, came from."""
    if fall.seat:
        label = f"Where the points came from: {fall.end}, par {fall.par}"
        yield Heading(label, "section", fall.seat)
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
