"""Chains: what each stage can do, which one binds, what a point more would bring, who holds it."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.table.told.blocks import Block, Heading, Point, Points, Text
from wargame.table.told.instruments import ChainNow, StoreNow, chains, stores
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.rows import ALERT, DIM, Target


def chains_told(scene: Scene, asked: str = "") -> Iterator[Block]:
    """Every chain with its stages, or the one that is asked for; then what runs out."""
    found = [one for one in chains(scene) if asked in ("", one.id)]
    left = stores(scene) if not asked else []
    if not (found or left):
        yield Text("This deck names no chains.", DIM)
    for one in found:
        yield from _chain(one)
    if left:
        yield Heading("What runs out", "section")
        yield Points([_store(one) for one in left])


def _chain(one: ChainNow) -> Iterator[Block]:
    marker, result = one.result.marker, one.result
    yield Heading(f"{result.title}: {marker.said}", "section", seat=one.seat)
    word = stopped(f" Next: {result.coming.title} at {result.coming.at}") if result.coming else ""
    held = f" {one.holder} holds the rest." if one.holder else ""
    yield Text(f"{marker.title}.{held}{word}", DIM)
    yield Points([_stage(one, number) for number in range(len(one.stages))])


def _stage(chain: ChainNow, number: int) -> Point:
    stage = chain.stages[number]
    brings = f"a point more brings {stage.gain:+d}" if stage.gain else "a point more brings nothing"
    said = f"{stage.title} {stage.value}{', binds' if stage.binds else ''}: {brings}"
    target = Target("number", stage.name)
    if stage.binds:
        return Point(said, mark="here", role=ALERT, target=target)
    return Point(said, mark="done" if stage.gain else "ahead", target=target)


def _store(one: StoreNow) -> Point:
    gauge = one.gauge
    said = f"{gauge.title}: {gauge.marker.said}"
    if one.drain > 0:
        said += f", {one.drain} less each round"
    if one.is_empty:
        said += f": {gauge.word or 'nothing left'}"
    elif one.lasts:
        said += f": {gauge.coming.title if gauge.coming else 'gone'} in {one.lasts}"
    elif gauge.said:
        said += f", {gauge.said}"
    target = Target("number", gauge.name)
    return Point(said, seat=gauge.marker.owner, role=ALERT if one.lasts else "", target=target)
