"""What has happened: the log of the whole game, the news since one's last turn, one entry."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from wargame.content.model import Deck
from wargame.play.log import NOBODY, Seen
from wargame.play.proceedings import Proceeding
from wargame.table.told.blocks import Block, Heading, Moved, Moves, Passage, Size, Text, Under
from wargame.table.told.news import Item, NetChange, tell
from wargame.table.told.people import spoken
from wargame.table.told.proceedings import reason, sentence
from wargame.table.told.scene import Scene
from wargame.table.words.rows import DIM, Target
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import round_label


def log(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """Everything the seat has seen, oldest first, round by round."""
    return story(scene.deck, scene.titles, _eyes(scene), scene.seen, beside=scene.beside)


def news(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What is new to the seat, with what it changed."""
    if not scene.news:
        yield Text("Nothing new has happened.", DIM)
    yield from spoken(scene, scene.news)
    yield from story(scene.deck, scene.titles, _eyes(scene), scene.news, "section")
    yield from spoken(scene, scene.news)


def entry(scene: Scene, ply: str) -> Iterator[Block]:
    """One piece of news in full."""
    for _, now in _by_round(scene.seen):
        for item, first in _items(_eyes(scene), now, scene.titles):
            if str(first.entry.ply) == ply:
                yield Text(item.text)
                yield from _changes(item.changes, item.text)


def story(
    deck: Deck,
    titles: Titles,
    seat: str,
    seen: Sequence[Seen],
    size: Size = "line",
    beside: Sequence[Proceeding] = (),
    *,
    whole: bool = False,
) -> Iterator[Block]:
    """What somebody has seen, round by round.

    Args:
        beside: What happened beside the moves, each told before the move that came next.
        whole: Tell also of long notes and reasons all there is.
    """
    waiting = deque(one for one in beside if not _is_in_the_log(one))
    chosen = {one.ply: one for one in beside if one.kind == "luck" and one.counts}
    for number, now in _by_round(seen):
        yield Heading(round_label(deck, number), size)
        for item, first in _items(seat, now, titles):
            ply = first.entry.ply
            while waiting and waiting[0].ply <= ply:
                yield Passage(sentence(titles, waiting.popleft(), whole=whole))
            yield _passage(titles, item, first)
            plies = range(ply, ply + item.count)
            yield from (_chosen(chosen[one], whole) for one in plies if one in chosen)
    yield from (Passage(sentence(titles, one, whole=whole)) for one in waiting)


def _is_in_the_log(one: Proceeding) -> bool:
    return one.counts and one.kind in {"ruling", "luck"}


def _chosen(one: Proceeding, whole: bool) -> Block:
    """What is told below luck that control chose."""
    why = "" if one.is_closed else f" {reason(one, whole=whole)}"
    return Under([Text(f"Control chose this.{why}", DIM)])


def retold(titles: Titles, seat: str, seen: Sequence[Seen]) -> Iterator[Block]:
    """What somebody has seen, piece by piece."""
    for item, first in _items(seat, seen, titles):
        yield _passage(titles, item, first)


def _passage(titles: Titles, item: Item, first: Seen) -> Passage:
    has_doer = first.entry.seat in titles.seats and not item.came
    doer = first.entry.seat if has_doer else ""
    target = Target("entry", str(first.entry.ply))
    return Passage(item.text, [*_changes(item.changes, item.text)], target, doer)


def _eyes(scene: Scene) -> str:
    return scene.me if scene.shows_hand else NOBODY


def _by_round(seen: Sequence[Seen]) -> Iterator[tuple[int, list[Seen]]]:
    for number, group in groupby(seen, key=lambda one: one.entry.round):
        yield number, list(group)


def _items(seat: str, seen: Sequence[Seen], titles: Titles) -> Iterator[tuple[Item, Seen]]:
    """News items, each with the entry that it begins with."""
    place = 0
    for item in tell(seat, seen, titles):
        yield item, seen[place]
        place += item.count


def _changes(changes: Iterable[NetChange], said: str) -> Iterator[Block]:
    """What moved, cause by cause; what was `said` right before is not named again."""
    causes = groupby(changes, key=lambda change: change.cause)
    for number, (cause, group) in enumerate(causes):
        moves = [Moved(one.name, one.old, one.new, one.new) for one in group]
        yield Moves(moves, "" if number == 0 and cause in said else cause)
