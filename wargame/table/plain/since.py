"""What has happened since a seat was last told, in linear text."""

from __future__ import annotations

from wargame.table.host.at_table import InText
from wargame.table.plain.console import Console
from wargame.table.plain.typeset import lines
from wargame.table.told.acts import staged_acts, turned
from wargame.table.told.happened import retold
from wargame.table.told.scene import Scene


def tell_news(sitting: InText, scene: Scene, console: Console) -> None:
    """Tell a seat what it has not been told yet; now it has."""
    sitting.was_told(scene.me)
    if scene.news:
        console.say()
        acts = {act.ply: act for act in staged_acts(scene)}
        console.show(lines(scene.titles, retold(scene.titles, scene.me, scene.news, acts)))
        console.show(lines(scene.titles, turned(scene, scene.news)))
