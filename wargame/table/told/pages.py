"""Pages to read: a seat's brief before play, the rules, and what came of it all at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wargame.content.model import Brief, Deck
from wargame.play.log import Entry
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState
from wargame.table.rulebook import rulebook
from wargame.table.rulebook.words import BULLET
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
from wargame.table.told.scene import Aftermath, Scene
from wargame.table.told.turning_points import points_by_cause, ranges_of, turning_points
from wargame.table.words.rows import BETTER, DIM, WORSE, Target
from wargame.table.words.view_models import markers, round_label


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
    yield Heading("How it can end", "section")
    yield Points([Point(f"{one.title}. {one.text or ''}", role=DIM) for one in deck.endings])


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


def ending(deck: Deck, name: str) -> Iterator[Block]:
    """How a game ended."""
    found = next((one for one in deck.endings if one.id == name), None)
    if found is not None:
        yield Heading("The end", "page")
        yield Text(f"{found.title}. {found.text or ''}")


def debrief(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """How it ended, what each side made of it, where it turned, and what to talk about."""
    after = scene.aftermath
    if after is None:
        yield Text("The game is not over yet.", DIM)
        return
    yield from ending(scene.deck, scene.view.ending)
    yield Heading("Points", "section")
    for seat, points in after.returns.items():
        yield from _points(scene, seat, points, after.earned[seat])
    if after.turns:
        yield Heading("Where it turned", "section")
    for turn in after.turns:
        yield Passage(
            f"{round_label(scene.deck, turn.round)}: mostly {turn.cause}",
            [Moves([Moved(turn.name, turn.old, turn.new, turn.new)])],
            Target("round", str(turn.round)),
        )
    if scene.deck.debrief:
        yield Heading("To talk about", "section")
        yield Points([Point(question) for question in scene.deck.debrief])


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
