"""What an action would do: its price, what happens at once, later, and by luck."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import chain

from wargame.rules.asking import preview as asking
from wargame.rules.asking.preview import Preview
from wargame.rules.verbs import ACCEPT, DECLINE, EXTEND, PASS, PROPOSE, SEND, TABLE
from wargame.rules.view import SeatState
from wargame.table.told.advice import likely_answer
from wargame.table.told.before_after import before_after
from wargame.table.told.blocks import Block, Moves, Point, Points, Text
from wargame.table.told.follows import effects, moved
from wargame.table.told.lapse import deal_at, extensible, extension, lapsing
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import leads
from wargame.table.words.rows import DIM

SIGNING = (ACCEPT, PROPOSE, SEND, TABLE)
"""What signs a deal, or would if the rival says yes."""


def preview(scene: Scene, text: str) -> Iterator[Block]:
    """What an action would do by itself, as far as this seat can know.

    Raises:
        WargameError: There is no such action, or it is not allowed.
    """
    found = asking.preview(scene.view, text)
    if found.action.verb.thing == "front":
        return iter([Text(named(scene.view, found.action.arg))])
    counts = () if scene.shows_workings else scene.titles.counts
    then = before_after(scene, [text]) if found.action.verb in SIGNING else ()
    likely = likely_answer(scene, [text])
    told = foreseen(found, counts, likely)
    return chain(told, shifted(scene, found), prolonged(scene, found), then)


def prolonged(scene: Scene, found: Preview) -> Iterator[Block]:
    """How far an extension puts off the end of a deal, and what comes back without one."""
    view, verb = scene.view, found.action.verb
    if verb == EXTEND:
        deal = deal_at(view, found.action.arg)
        yield Text(f"Deal {deal.slot} is extended {extension(view, deal)}.")
        yield from lapsing(scene, deal)
    elif verb == PASS and view.phase == "talks":
        for deal in extensible(view):
            yield from lapsing(scene, deal)
    elif verb == ACCEPT and view.extending:
        deal = deal_at(view, view.extending)
        yield Text(f"Deal {deal.slot} is extended {extension(view, deal)}.")
    elif verb == DECLINE and view.extending:
        yield from lapsing(scene, deal_at(view, view.extending))


def shifted(scene: Scene, found: Preview) -> Iterator[Block]:
    """Who would lead on fronts that would stand otherwise."""
    seats = scene.titles.seats
    rows = [
        Point(f"{one.title}: {leads(seats, one.new)} (now {leads(seats, one.old)})")
        for one in found.shifts
    ]
    if rows:
        yield Points(rows)


def named(view: SeatState, front: str) -> str:
    """What naming a front means."""
    one = next(one for one in view.fronts if one.id == front)
    added = view.docket_stake
    if one.due != 1:
        return f"{one.title}, judged next round at stake {added}."
    return (
        f"{one.title}, judged next round at stake {one.stake + added}: {one.stake} by the calendar."
    )


def foreseen(found: Preview, counts: Container[str] = (), likely: str = "") -> Iterator[Block]:
    """Price, what happens at once, later and by luck; moves of mere counts are left out.

    Args:
        likely: What the rival is likely to answer, where anybody has thought of it.
    """
    if found.price:
        yield Moves(moved(found.price), "It costs")
    if found.if_accepted:
        yield Text(f"If the rival accepts{f' ({likely})' if likely else ''}:", DIM)
    follows = list(effects(found.effects, counts))
    yield from follows or [Text("No number changes at once.", DIM)]
