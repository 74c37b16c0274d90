"""Pages to read before play: a seat's brief, whole or what of it fits, and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wargame.rules.asking.dated import dated_rules
from wargame.rules.ruleset import Ruleset
from wargame.table.told.blocks import Block, Heading, Point, Points, Text
from wargame.table.told.people import across, met
from wargame.table.told.scene import Scene
from wargame.table.words.brief import paragraphs, wants
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM
from wargame.table.words.view_models import ending_text

if TYPE_CHECKING:
    from wargame.content.model import Brief, Deck


def brief(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The page that a seat reads before play."""
    deck = scene.deck
    found = next((one for one in deck.briefs if one.seat == scene.me), None)
    yield Text(scene.titles.seats[scene.me], scene.role(scene.me))
    if found is None:
        yield Text(deck.about)
    else:
        yield from map(Text, paragraphs(found.text))
        yield from map(Text, paragraphs(found.background))
        yield from _aims(deck, found)
    yield from _to_win(scene.view.rules)
    yield from _by_itself(scene)
    yield Heading("How it can end", "section")
    ends = [f"{stopped(one.title)} {ending_text(deck, one)}" for one in deck.endings]
    yield Points([Point(said, role=DIM) for said in ends])


def outset(scene: Scene, most: int, *, faces: bool) -> Iterator[Block]:
    """What a seat reads right before play: its situation, who sits across, what it wants.

    Args:
        most: Paragraphs of the situation, at most.
        faces: Whether it is told what whoever sits across is like.
    """
    found = next((one for one in scene.deck.briefs if one.seat == scene.me), None)
    if found is None:
        yield from brief(scene)
        return
    yield Text(scene.titles.seats[scene.me] if faces else met(scene), scene.role(scene.me))
    yield from across(scene) if faces else ()
    yield from map(Text, paragraphs(found.text)[:most])
    yield from _section("What you want", wants(scene.deck, found))
    yield from _by_itself(scene)


def _section(label: str, rows: Sequence[str]) -> Iterator[Block]:
    """Some points under a heading; nothing where there are none."""
    if rows:
        yield Heading(label, "section")
        yield Points([Point(row) for row in rows])


def _by_itself(scene: Scene) -> Iterator[Block]:
    """What moves the lead by itself on dates, and when next."""
    rules = dated_rules(scene.view)
    rows = [f"{one.title}, next in {scene.titles.round(one.rounds[0])}." for one in rules]
    return _section("What comes by itself", rows)


def _to_win(rules: Ruleset) -> Iterator[Block]:
    """Who wins, as the rules say it; nothing at a table that names no winner."""
    from wargame.table.rulebook.winning import winning  # noqa: PLC0415 - a table opens without
    from wargame.table.rulebook.words import BULLET, Words  # noqa: PLC0415 - the same

    label, parts = winning(Words(rules))
    return _section(label, [part.removeprefix(BULLET) for part in parts])


def _aims(deck: Deck, found: Brief) -> Iterator[Block]:
    yield from _section("What you want", wants(deck, found))
    yield from _section("What binds you", found.constraints)
    yield from _section("For you alone", found.private)


def rules(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The rules of the deck."""
    return rules_of(scene.view.rules)


def rules_of(rules: Ruleset) -> Iterator[Block]:
    """The rules of a game, section by section."""
    from wargame.table.rulebook import rulebook  # noqa: PLC0415 - a table opens without
    from wargame.table.rulebook.words import BULLET  # noqa: PLC0415 - the same

    for section in rulebook(rules):
        if section.label:
            yield Heading(section.label, "section")
        for part in section.parts:
            if part.startswith(BULLET):
                yield Points([Point(part.removeprefix(BULLET))])
            else:
                yield Text(part)
