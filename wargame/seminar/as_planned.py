"""What a table that has begun keeps, however its plan was changed since."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.content.shell import line_of
from wargame.content.starts import without_carried
from wargame.errors import visible
from wargame.play.event import Sit
from wargame.play.record import Record
from wargame.rules.game import Game
from wargame.seminar.plan import SeminarPlan

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
