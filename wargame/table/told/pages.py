"""Pages to read: a seat's brief before play, the rules, and what came of it all at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wargame.content.model import Brief
from wargame.play.log import Entry
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState
from wargame.table.rulebook import rulebook
from wargame.table.rulebook.winning import winning
from wargame.table.rulebook.words import BULLET, Words
from wargame.table.told.blocks import (
    Block,
    Heading,
    Moved,
    Moves,
    Passage,
    Point,
    Points,
    Text,
    Under,
)
from wargame.table.told.proceedings import told_proceedings
from wargame.table.told.scene import Aftermath, Scene
from wargame.table.told.turning_points import points_by_cause, ranges_of, turning_points
from wargame.table.words.rows import BETTER, DIM, STRONG, WORSE, Target
from wargame.table.words.view_models import markers, round_label
from wargame.table.words.winning import floor_said, lead_said, match_points, who_won


def brief(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The page that a seat reads before play."""
    deck = scene.deck
    found = next((one for one in deck.briefs if one.seat == scene.me), None)
    yield Text(scene.titles.seats[scene.me], scene.role(scene.me))
    if found is None:
        yield Text(deck.about)
    else:
        yield from (Text(part.strip()) for part in found.text.split("\n\n\n"))
        yield from _aims(found)
    yield from _to_win(scene.view.rules)
    yield Heading("How it can end", "section")
    yield Points([Point(f"{one.title}. {one.text or ''}", role=DIM) for one in deck.endings])


def _to_win(rules: Ruleset) -> Iterator[Block]:
    """Who wins, as the rules say it; nothing at a table that names no winner."""
    label, parts = winning(Words(rules))
    rows = [part.removeprefix(BULLET) for part in parts]
    if rows:
        yield Heading(label, "section")
        yield Points([Point(row) for row in rows])


def _aims(found: Brief) -> Iterator[Block]:
    for label, rows in (
        ("What you want", found.interests),
        ("What binds you", found.constraints),
        ("For you alone", found.private),
    ):
        if rows:
            yield Heading(label, "section")
            yield Points([Point(row) for row in rows])


def rules(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The rules of the deck."""
    return rules_of(scene.view.rules)


def rules_of(rules: Ruleset) -> Iterator[Block]:
    """The rules of a game, section by section."""
    for section in rulebook(rules):
        if section.label:
            yield Heading(section.label, "section")
        for part in section.parts:
            if part.startswith(BULLET):
                yield Points([Point(part.removeprefix(BULLET))])
            else:
                yield Text(part)


# --- the end -----------------------------------------------------------------------------------


def aftermath_of(log: Sequence[Entry], returns: Mapping[str, int], view: SeatState) -> Aftermath:
    """What came of a game that is over, when nothing is hidden any more."""
    assert view.is_over
    ranges = ranges_of(markers(view.deck, view))
    turns = sorted(turning_points(log, ranges), key=lambda turn: turn.round)
    return Aftermath(returns, {seat: points_by_cause(log, seat) for seat in returns}, turns)


def ending(view: SeatState, seats: Mapping[str, str]) -> Iterator[Block]:
    """How a game ended, and who won."""
    found = next((one for one in view.deck.endings if one.id == view.ending), None)
    if found is not None:
        yield Heading("The end", "page")
        yield Text(f"{found.title}. {found.text or ''}")
        yield from won(view, seats)


def won(view: SeatState, seats: Mapping[str, str]) -> Iterator[Block]:
    """Who won and by what; nothing at a table that names no winner."""
    end = view.match_end
    if end is None:
        return
    yield Heading("Who won", "section")
    yield Text(who_won(end, seats), STRONG)
    by_other_means = [lead_said(end.lead, seats)] if end.cause != "lead" else []
    yield Points([Point(row) for row in (*by_other_means, *floors(view, seats, "held"))])
    yield Text(match_points(end, seats))


def floors(view: SeatState, seats: Mapping[str, str], when: str) -> Iterator[str]:
    """Whether each side holds its floor, or held it."""
    for seat, is_held in view.floors.items():
        yield floor_said(view.rules.program, seat, is_held, seats, when)


def debrief(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """How it ended, what each side made of it, where it turned, and what to talk about."""
    after = scene.aftermath
    if after is None:
        yield Text("The game is not over yet.", DIM)
        return
    yield from ending(scene.view, scene.titles.seats)
    if scene.view.match_end is None:
        yield from _unranked(scene, after)
    if after.turns:
        yield Heading("Where it turned", "section")
    for turn in after.turns:
        yield Passage(
            f"{round_label(scene.deck, turn.round)}: mostly {turn.cause}",
            [Moves([Moved(turn.name, turn.old, turn.new, turn.new)])],
            Target("round", str(turn.round)),
        )
    yield from told_proceedings(scene.titles, scene.beside)
    if scene.deck.debrief:
        yield Heading("To talk about", "section")
        yield Points([Point(question) for question in scene.deck.debrief])


def _unranked(scene: Scene, after: Aftermath) -> Iterator[Block]:
    """What each side made of it where no winner is named: its points against its par, its floor,
    and what both sides share."""
    yield Heading("Points", "section")
    for seat, points in after.returns.items():
        yield from _points(scene, seat, points, after.earned[seat])
    if scene.view.lead is None:
        return
    held = list(floors(scene.view, scene.titles.seats, "held"))
    if held:
        yield Heading("Floors", "section")
        yield Points([Point(row) for row in held])
    shared = [Moves([moved]) for moved in _shared(scene)]
    if shared:
        yield Heading("What both share", "section")
        yield from shared


def _shared(scene: Scene) -> Iterator[Moved]:
    """The numbers that belong to both sides and can get better or worse, from start to end."""
    starts = scene.view.rules.program.starts
    for track in scene.deck.tracks:
        name = scene.view.rules.names.get(f"shared.{track.id}")
        is_told = track.better != "neither" and not track.aside
        if name is not None and is_told and name.slot in starts:
            now = scene.view.read(name)
            yield Moved(name.text, starts[name.slot], now, now)


def _points(
    scene: Scene, seat: str, points: int, earned: Iterable[tuple[str, int]]
) -> Iterator[Block]:
    score = scene.view.value(f"{seat}.score")
    role = BETTER if points > 0 else WORSE if points < 0 else ""
    said = f"{scene.titles.seats[seat]}: {score} points, {points:+d} against its par."
    yield Text(said, role)
    causes = "; ".join(f"{cause} {by:+d}" for cause, by in earned)
    if causes:
        yield Under([Text(f"{causes}.", DIM)])
