"""What the account moved, or would: each number once, with its causes."""

from __future__ import annotations

from wargame.table.told.blocks import Point
from wargame.table.told.news import NetChange
from wargame.table.told.scene import Scene
from wargame.table.words.rows import BETTER, WORSE, Target


def owner_of(name: str) -> str:
    """Whose a number is, or what else its name begins with."""
    return name.partition(".")[0]


def change_point(scene: Scene, change: NetChange) -> Point:
    """A change with its cause, in the colour of what its owner thinks of it."""
    titles = scene.titles
    better = scene.is_better(change.name, change.new - change.old)
    role = {True: BETTER, False: WORSE, None: ""}[better]
    old, new = (titles.value(change.name, value) for value in (change.old, change.new))
    new += titles.level(change.name, change.new)
    went = f"{old} to {new}" if change.old != change.new else f"stays {new}"
    text = f"{titles.title(change.name)} {went}: {change.cause}"
    return Point(text, seat=owner_of(change.name), role=role, target=Target("number", change.name))
