"""What an action would do: its price, what happens at once, later, and by luck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from wargame.rules.actions import Action
from wargame.rules.asking import preview as asking
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.preview import Preview
from wargame.rules.verbs import ACCEPT, DECLINE, EXTEND, HEADLINE, PASS, PLAY, PROPOSE, SEND, TABLE
from wargame.table.told.advice import likely_answer
from wargame.table.told.at_close import at_close
from wargame.table.told.before_after import before_after
from wargame.table.told.blocks import Abreast, Block, Moved, Moves, Point, Points, Text
from wargame.table.told.follows import as_moved, asked_then, netted, what_moves
from wargame.table.told.lapse import deal_at, extensible, extension, lapsing
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import leads
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM
from wargame.table.words.wrap import this_and

SIGNING = (ACCEPT, PROPOSE, SEND, TABLE)
"""What signs a deal, or would if the rival says yes."""


def preview(scene: Scene, text: str) -> Iterator[Block]:
    """What an action would do by itself, as far as this seat can know.

    Raises:
        WargameError: There is no such action, or it is not allowed.
    """
    found = asking.preview(scene.view, text)
    if found.action.verb.thing == "front":
        return iter([Text(naming_front(scene, found.action.arg))])
    then = _signed(scene, found, [text]) if found.action.verb in SIGNING else []
    closes = at_close(scene, found.action, [one.id for one in found.shifts])
    price = _price(scene, found, [text])
    first = (price, closes) if found.if_accepted else (closes, price)
    told = _follows(scene, found, then)
    stays = staying(scene, found.action)
    besides = chain(shifted(scene, found), stays, prolonged(scene, found))
    return chain(*first, told, besides, asked_then(found.effects), then)


def signing(scene: Scene, found: Preview, steps: Sequence[str]) -> Iterator[Block]:
    """What the package that some actions put on the table would do, if it is signed."""
    then = _signed(scene, found, steps)
    return chain(foreseen(scene, found, steps, then), then)


def _signed(scene: Scene, found: Preview, steps: Sequence[str]) -> list[Block]:
    """Both sides before and after, without what is told as the price."""
    return list(before_after(scene, steps, as_moved(found.price)))


def staying(scene: Scene, action: Action) -> Iterator[Block]:
    """For how long a card would stay in effect that is played, and what it does meanwhile."""
    program = scene.view.rules.program
    played = action.arg if action.verb in (PLAY, HEADLINE) else ""
    for card in program.cards:
        if card.id == played and card.stays:
            is_end = card.stays < 0 or scene.view.round + card.stays >= scene.last_begun
            span = "to the end of the game" if is_end else f"for {this_and(card.stays)}"
            does = ", ".join(Describer(program).block(card.each_round))
            each = f"; in each later round: {does}" if does else ""
            yield Text(stopped(f"It stays in effect {span}{each}"))


def prolonged(scene: Scene, found: Preview) -> Iterator[Block]:
    """How far an extension puts off the end of a deal, and what comes back without one."""
    view, verb = scene.view, found.action.verb
    if verb == EXTEND:
        deal = deal_at(view, found.action.arg)
        yield Text(f"Deal {deal.slot} is extended {extension(view, deal, scene.last_begun)}.")
        yield from lapsing(scene, deal)
    elif verb == PASS and view.phase == "talks":
        for deal in extensible(view):
            yield from lapsing(scene, deal)
    elif verb == ACCEPT and view.extending:
        deal = deal_at(view, view.extending)
        yield Text(f"Deal {deal.slot} is extended {extension(view, deal, scene.last_begun)}.")
    elif verb == DECLINE and view.extending:
        yield from lapsing(scene, deal_at(view, view.extending))


def shifted(scene: Scene, found: Preview) -> Iterator[Block]:
    """Who would lead on fronts that would stand otherwise; of those that are judged this round it
    is told how they would be judged."""
    seats = scene.titles.seats
    judged = {one.id for one in scene.closing.judged} if scene.closing else set()
    rows = [
        Point(f"{one.title}: {leads(seats, one.new)} (now {leads(seats, one.old)})")
        for one in found.shifts
        if one.id not in judged
    ]
    if rows:
        yield Points(rows)


def naming_front(scene: Scene, front: str) -> str:
    """What naming a front means, and who leads there."""
    one = next(one for one in scene.view.fronts if one.id == front)
    stake = one.stake if one.due == 1 else 0
    said = f"{one.title}, judged next round at stake {stake + scene.view.docket_stake}"
    said += f": {stake} by the calendar." if one.due == 1 else "."
    return f"{said} Now {leads(scene.titles.seats, one.value)}."


def foreseen(
    scene: Scene, found: Preview, steps: Sequence[str], then: Iterable[Block]
) -> Iterator[Block]:
    """Price, what happens at once, later and by luck; moves of mere counts are left out.

    Args:
        steps: The actions that lead there: the rival may be known to take them or not.
        then: What is told below it; the numbers that move in it are not told here as well.
    """
    told = _follows(scene, found, then)
    return chain(_price(scene, found, steps), told, asked_then(found.effects))


def _price(scene: Scene, found: Preview, steps: Sequence[str]) -> Iterator[Block]:
    """What it costs; behind it stands what hangs on the rival."""
    if found.price:
        yield Moves(as_moved(found.price), "It costs")
    if found.if_accepted:
        likely = likely_answer(scene, steps)
        yield Text(f"If the rival accepts{f' ({likely})' if likely else ''}:", DIM)


def _follows(scene: Scene, found: Preview, then: Iterable[Block]) -> Iterator[Block]:
    """What happens at once, later and by luck; that nothing does, where nobody is asked either."""
    counts = () if scene.shows_workings else scene.titles.counts
    told = set(_abreast(scene, then))
    changes = tuple(one for one in netted(found.effects.changes) if one.name not in told)
    follows = list(what_moves(replace(found.effects, changes=changes), counts))
    other = "other " if found.price else ""
    is_nothing = not (follows or told or found.effects.question)
    yield from [Text(f"No {other}number changes at once.", DIM)] if is_nothing else follows


def _abreast(scene: Scene, blocks: Iterable[Block]) -> Iterator[str]:
    """The numbers that some blocks tell side by side, and the lead before them."""
    for block in blocks:
        match block:
            case Abreast(columns, rest):
                yield from (one.name for _, moves in columns for one in moves)
                yield from (one.name for one in rest)
            case Moves((Moved(name),)) if name == scene.titles.lead:
                yield name
            case _:
                pass
