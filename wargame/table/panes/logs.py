"""What has happened: the log of the whole game, and the news since one's last decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.play.log import Seen
from wargame.table.told.news import Item, NetChange, tell
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, wrap
from wargame.table.words.rows import BETTER, DIM, HEAD, WORSE, Line, Row, Span, Target, blank
from wargame.table.words.view_models import round_label


def log_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Everything the seat has seen, oldest first; what changed is told where there is room."""
    found: list[Row] = []
    for number, now in by_round(scene.seen):
        found.append(Row(((Span(clip(round_label(scene.deck, number), cells), HEAD),),)))
        found += _story(scene, now, cells, with_changes=lines >= 16)
    return found


def news_rows(scene: Scene, cells: int) -> list[Row]:
    """What is new to the seat, with what it changed."""
    found: list[Row] = []
    for number, now in by_round(scene.news):
        if found:
            found.append(blank())
        found.append(Row(((Span(clip(round_label(scene.deck, number), cells), HEAD),),)))
        found += _story(scene, now, cells, with_changes=True)
    return found


def by_round(seen: Sequence[Seen]) -> list[tuple[int, list[Seen]]]:
    """Entries by the round in which they happened."""
    numbers = dict.fromkeys(one.entry.round for one in seen)
    return [(n, [one for one in seen if one.entry.round == n]) for n in numbers]


def _story(scene: Scene, seen: Sequence[Seen], cells: int, with_changes: bool) -> list[Row]:
    found = []
    for item, first in _items(scene, seen):
        sign = scene.signs.get(first.entry.seat)
        mark = f"{sign.glyph} " if sign else f"{scene.glyphs.nobody} "
        role = sign.role if sign else ""
        text = [(Span(line, role),) for line in wrap(item.text, cells, mark, "  ")]
        under = change_lines(scene, item, cells) if with_changes else []
        found.append(Row((*text, *under), (Target("log", str(first.entry.ply)),)))
    return found


def _items(scene: Scene, seen: Sequence[Seen]) -> Iterable[tuple[Item, Seen]]:
    """News items, each with the entry that it begins with."""
    place = 0
    for item in tell(scene.me if scene.shows_hand else "", seen, scene.titles):
        yield item, seen[place]
        place += item.count


def change_lines(scene: Scene, item: Item, cells: int) -> list[Line]:
    """What an item changed: a line per number."""
    lines: list[Line] = []
    cause = item.text
    for change in item.changes:
        if change.cause not in item.text and change.cause != cause:
            cause = change.cause
            lines += [(Span(line, DIM),) for line in wrap(cause, cells, "  ", "    ")]
        lines.append(change_line(scene, change, cells))
    return lines


def change_line(scene: Scene, change: NetChange, cells: int, pad: str = "    ") -> Line:
    """One number that moved: from, to, by how much, and whether its owner likes it."""
    name, old, new = change.name, change.old, change.new
    return moved(scene, name, old, new, cells, pad)


def moved(scene: Scene, name: str, old: int, new: int, cells: int, pad: str = "    ") -> Line:
    """The line of a number that moves from `old` to `new`."""
    better = scene.is_better(name, new - old)
    role = {True: BETTER, False: WORSE, None: ""}[better]
    arrow = scene.glyphs.up if new > old else scene.glyphs.down if new < old else " "
    tail = f" {old}{scene.glyphs.arrow}{new} {arrow}{new - old:+d}{'!' if better is False else ' '}"
    room = max(4, cells - len(pad) - len(tail))
    label = clip(scene.label(name, room), room)
    gap = " " * max(0, cells - len(pad) - len(tail) - len(label))
    owner = scene.role(name.partition(".")[0])
    return (Span(pad), Span(label, owner), Span(gap), Span(tail, role))


def entry_rows(scene: Scene, ply: str, cells: int) -> list[Row]:
    """One piece of news in full."""
    for _, now in by_round(scene.seen):
        for item, first in _items(scene, now):
            if str(first.entry.ply) == ply:
                said = [(Span(line),) for line in wrap(item.text, cells)]
                return [Row((*said, (), *change_lines(scene, item, cells)))]
    return []
