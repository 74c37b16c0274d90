"""Why a number is what it is: a tree of causes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wargame.rules.asking.why import Cause
from wargame.rules.verbs import split
from wargame.table.told.blocks import Because, Block, Heading, Moved, Text
from wargame.table.told.lookup import find_numbers
from wargame.table.told.news import IN_FORCE, cause_of
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import is_front, leads
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM

ALL = " all"
"""What is typed behind a number's name for the lines of the deck, and their arithmetic, too."""

WHY = "Why?"
"""What stands above the causes of a number, behind what else is told of it."""


def why(scene: Scene, asked: str) -> Iterator[Block]:
    """What made the numbers that were meant what they are.

    Raises:
        UsageError: There is no such number.
    """
    if asked.endswith(ALL):
        scene, asked = replace(scene, shows_workings=True), asked.removesuffix(ALL)
    for found in find_numbers(scene, asked):
        name = moved_last(scene, found)
        yield Text(_stands(scene, name))
        yield from causes(scene, name)


def moved_last(scene: Scene, name: str) -> str:
    """What says why a number is what it is: itself, or of a measure what of it is in force where
    something else than its level moved that, such as a deal."""
    force = f"{name}{IN_FORCE}"
    if force not in scene.titles.numbers:
        return name
    on_books = {(one.action, one.write.round) for one in scene.why(name)}
    in_force = {(one.action, one.write.round) for one in scene.why(force)}
    return name if in_force <= on_books else force


def _stands(scene: Scene, name: str) -> str:
    """How a number stands; of a front, who leads."""
    titles = scene.titles
    if is_front(name):
        return f"{titles.number(name)}: {leads(titles.seats, scene.view.value(name))}."
    return stopped(f"{titles.number(name)} is {scene.value(name)}")


def explained(scene: Scene, name: str) -> Iterator[Block]:
    """The same for one number, behind what else is told of it."""
    found = list(causes(scene, name))
    if isinstance(found[0], Because):
        yield Heading(WHY)
    yield from found


def causes(scene: Scene, name: str) -> Iterator[Block]:
    """The last changes of a number, and what each of them came from."""
    known = scene.why(name)
    for cause in known:
        yield replace(_told(scene, cause), is_of_another=cause.write.name != name)
    if not known:
        yield Text("It has not changed since the start.", DIM)


def _told(scene: Scene, cause: Cause) -> Because:
    """A cause in words; with the deck's own line and its arithmetic for those who ask for workings.

    What the kernel says of its own writes is words already; where it counts what somebody did, that
    is the cause.
    """
    write, did = cause.write, _did(scene, cause.action, cause.write.round)
    is_count = write.site.noun == "game"
    is_told = scene.shows_workings or not (write.site.path or is_count)
    return Because(
        Moved(write.name, write.old, write.new, write.wanted),
        write.round,
        "" if is_count and did else cause_of(write.site),
        cause.text if is_told else "",
        cause.arithmetic if is_told else "",
        did,
        [_told(scene, one) for one in cause.because if one.write.name in scene.titles.numbers],
    )


def _did(scene: Scene, action: str, number: int) -> str:
    """An action of the ledger in a round, `SEAT: VERB ARG`, as a sentence without its stop."""
    if not action:
        return ""
    seat, _, text = action.partition(": ")
    if seat not in scene.signs:
        return "by luck"
    verb, arg = split(text)
    told = scene.titles.tell(seat, verb, arg)
    if verb.thing == "deal":  # by its date: its number may be another deal's by now
        same = [one.entry for one in scene.seen if one.entry.round == number]
        acts = [one for one in same if (one.seat, one.verb, one.arg) == (seat, verb, arg)]
        told = scene.titles.happened(acts[-1]) if acts else told
    return told.removesuffix(".")
