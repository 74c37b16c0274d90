"""What has happened: the log of the whole game, the news since one's last turn, one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wargame.errors import UsageError
from wargame.play.log import NOBODY, Seen
from wargame.play.proceedings import Proceeding
from wargame.rules.verbs import HEADLINE, KEEP
from wargame.table.told.acts import StagedAct, act_blocks, staged_acts, turned
from wargame.table.told.blocks import (
    Block,
    Heading,
    Moved,
    Moves,
    Passage,
    SideBySide,
    Size,
    Text,
    Under,
)
from wargame.table.told.news import NetChange, NewsItem, by_round, cause_by_cause, tell
from wargame.table.told.people import spoken
from wargame.table.told.proceedings import reason, sentence
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM, STRONG, Target
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import round_label
from wargame.table.words.winning import would_win

if TYPE_CHECKING:
    from wargame.content.model import Deck

NONE: Mapping[int, StagedAct] = {}


def log(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """Everything the seat has seen, oldest first, round by round."""
    eyes, beside, last = _eyes(scene), scene.beside, scene.closes_after
    return story(scene.deck, scene.titles, eyes, scene.seen, beside=beside, closes_after=last)


def news(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What is new to the seat, with what it changed."""
    if scene.comes_next:
        yield from scene.comes_next
        yield Heading("The step before", "line")
    elif scene.view.is_over:
        yield from _end(scene)
    elif not scene.news:
        yield Text("Nothing new has happened.", DIM)
    yield from spoken(scene, scene.news)
    yield from _kept(scene)
    acts = {act.ply: act for act in staged_acts(scene)}
    eyes, last = _eyes(scene), scene.closes_after
    yield from story(
        scene.deck, scene.titles, eyes, scene.news, "section", acts=acts, closes_after=last
    )


def _end(scene: Scene) -> Iterator[Block]:
    """How the game has ended, and who has won."""
    view, titles = scene.view, scene.titles
    ending = titles.endings.get(view.ending, "")
    yield from [Text(stopped(f"The end: {ending}"), STRONG)] if ending else []
    if view.match_end is not None:
        yield Text(would_win(view, view.match_end, titles.seats), STRONG)


def _kept(scene: Scene) -> Iterator[Block]:
    """One's own agenda as it is printed, where it has just become one's own."""
    kept = [one.entry.arg for one in scene.news if one.entry.verb == KEEP and not one.is_secret]
    for one in scene.deck.agendas:
        if scene.shows_hand and one.id == scene.view.agenda and one.id in kept:
            yield Text(f"Your agenda, {one.title}: {one.text}")


def entry(scene: Scene, ply: str) -> Iterator[Block]:
    """One piece of news in full.

    Args:
        ply: The number of a move that it tells of.

    Raises:
        UsageError: No news tells of such a move.
    """
    found = [
        item
        for _, now in by_round(_eyes(scene), scene.seen, scene.titles)
        for item in now
        if isinstance(item, NewsItem) and ply in [str(one.entry.ply) for one in item.entries]
    ]
    if not found:
        last = scene.seen[-1].entry.ply if scene.seen else 0
        raise UsageError(f"No news is of move '{ply[:20]}'. Moves are 0 to {last}.")
    for item in found:
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
    acts: Mapping[int, StagedAct] = NONE,
    whole: bool = False,
    closes_after: int = 0,
) -> Iterator[Block]:
    """What somebody has seen, round by round.

    Args:
        beside: What happened beside the moves, each told before the move that came next.
        acts: What the rival's acts did to whoever looks, by ply.
        whole: Tell also of long notes and reasons all there is.
        closes_after: The round after which a class ends the game, before the deck does; else 0.
    """
    for number, now in by_round(seat, seen, titles, beside):
        yield Heading(round_label(deck, number, closes_after), size)
        opened: list[Passage] = []
        for item in now:
            if isinstance(item, Proceeding):
                yield Passage(sentence(titles, item, whole=whole))
                continue
            first = item.entries[0]
            told = _passage(titles, item, first, acts.get(first.entry.ply))
            if opened and not _is_opened(first):
                yield SideBySide(opened)
                opened = []
            if _is_opened(first):
                opened.append(told)
            else:
                yield told
            yield from _chosen(item, whole)
        if opened:
            yield SideBySide(opened)


def _is_opened(one: Seen) -> bool:
    """Whether a headline, or that there is none, lies open."""
    return one.entry.is_commitment and not one.is_secret


def has_headlines(seen: Iterable[Seen]) -> bool:
    """Whether any headline among these has just been revealed."""
    listed = list(seen)
    return any(one.entry.reveals for one in listed) and any(
        _is_opened(one) and one.entry.verb == HEADLINE for one in listed
    )


def opened(scene: Scene, seen: Sequence[Seen]) -> Iterator[Block]:
    """The headlines among these that lie open, side by side, and which fronts they turned."""
    items = _items(_eyes(scene), seen, scene.titles)
    found = [_passage(scene.titles, item, one) for item, one in items if _is_opened(one)]
    if found:
        yield SideBySide(found)
        yield from turned(scene, seen)


def _chosen(item: NewsItem, whole: bool) -> Iterator[Block]:
    """What is told below luck that control chose, each reason once."""
    whys = ["" if one.is_closed else f" {reason(one, whole=whole)}" for one in item.chosen]
    yield from (Under([Text(f"Control chose this.{why}", DIM)]) for why in dict.fromkeys(whys))


def retold(
    titles: Titles, seat: str, seen: Sequence[Seen], acts: Mapping[int, StagedAct] = NONE
) -> Iterator[Block]:
    """What somebody has seen, piece by piece, with what the rival's `acts` did to them."""
    for item, first in _items(seat, seen, titles):
        yield _passage(titles, item, first, acts.get(first.entry.ply))


def _passage(titles: Titles, item: NewsItem, first: Seen, act: StagedAct | None = None) -> Passage:
    """A piece of news; of an act of the rival, what it did to whoever looks comes first."""
    has_doer = first.entry.seat in titles.seats and not item.came
    doer = first.entry.seat if has_doer else ""
    target = Target("entry", str(first.entry.ply))
    if act is None or item.came:
        return Passage(item.text, [*_changes(item.changes, item.text)], target, doer)
    told = {(one.name, one.new) for one in (*act.yours, *act.shared, *act.gained)}
    rest = [one for one in item.changes if (one.name, one.new) not in told]
    return Passage(item.text, [*act_blocks(act), *_changes(rest, item.text)], target, doer)


def moved_by(scene: Scene, ply: str) -> frozenset[str]:
    """The numbers that one piece of news tells of."""
    return frozenset(
        change.name
        for item, first in _items(_eyes(scene), scene.news, scene.titles)
        if str(first.entry.ply) == ply
        for change in item.changes
    )


def _eyes(scene: Scene) -> str:
    return scene.me if scene.shows_hand else NOBODY


def _items(seat: str, seen: Sequence[Seen], titles: Titles) -> Iterator[tuple[NewsItem, Seen]]:
    """News items, each with the entry that it begins with."""
    return ((item, item.entries[0]) for item in tell(seat, seen, titles))


def _changes(changes: Iterable[NetChange], said: str) -> Iterator[Block]:
    """What moved, cause by cause; what was `said` right before is not named again."""
    for cause, found in cause_by_cause(changes, said):
        yield Moves([Moved(one.name, one.old, one.new, one.new) for one in found], cause)
