"""What a table that has begun keeps, however its plan was changed since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wargame.content.shell import line_of
from wargame.content.starts import without_carried
from wargame.errors import WargameError, visible
from wargame.play.event import Sit
from wargame.play.record import Header, Record
from wargame.rules.amounts import listed
from wargame.rules.game import Game
from wargame.seminar.plan import SeminarPlan
from wargame.store.save import load_head
from wargame.store.world import World

KEPT = "The plan has changed since this table began, and the table keeps"


def kept_otherwise(plan: SeminarPlan, game: Game, record: Record, save: str) -> list[str]:
    """What is said of a table that goes on, where its plan says otherwise by now: what stays as it
    was, and how that is changed.

    Args:
        game: The game of the plan.
        save: Where the table's game is, as people find it.

    Returns:
        Two sentences, or none.
    """
    kept = [*_what(plan, game, record)]
    if not kept:
        return []
    return [f"{KEPT} {'; '.join(kept)}. To begin by the plan, move {save} away."]


def others_began_otherwise(tables: Path, plan: SeminarPlan, game: Game) -> list[str]:
    """What is said of a table that begins, where others of its class began before its deck changed.

    Args:
        tables: Where their games are kept.
    """
    found = []
    for number in range(1, plan.tables + 1):
        with suppress(WargameError):
            if _has_other_rules(load_head(tables / f"{number}.jsonl", World()).header, game):
                found.append(str(number))
    if not found:
        return []
    named = f"table{'s' if len(found) > 1 else ''} {listed(found)}"
    return [f"The deck has changed since {named} began: tables that are compared differ in rules."]


def _has_other_rules(header: Header, game: Game) -> bool:
    """Whether a game of this very deck and variant was begun by rules that it has no more."""
    same = (header.deck, header.variant) == (game.deck.id, game.loaded.variant)
    return same and header.rules_hash != game.rules_hash


def _what(plan: SeminarPlan, game: Game, record: Record) -> Iterator[str]:
    header, titles = record.header, {one.id: one.title for one in game.deck.seats}
    is_other = header.variant != game.loaded.variant
    if is_other and not (plan.after and without_carried(header.variant) == game.loaded.variant):
        named = ":".join(filter(None, (header.deck, header.variant)))
        yield f"its deck, {visible(named)} (the plan: {visible(plan.deck)})"
    if (header.seed, header.secret) != (plan.seed, plan.secret or header.secret):
        yield "its luck"
    for one in plan.seats:
        ever = {header.seats[one.seat]}
        sat = (event for event in record.events if isinstance(event, Sit))
        ever |= {event.player for event in sat if event.seat == one.seat}
        if one.player not in ever:
            now, typed = record.seats[one.seat], line_of(["swap", one.seat, one.player])
            how = f"`{visible(typed)}` at the console changes that"
            yield f"{visible(now)} for {titles[one.seat]} ({how})"
