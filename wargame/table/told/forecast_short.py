"""The forecast in a few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content.small import small
from wargame.dataclass import dataclass
from wargame.rules.asking.closing import Closing
from wargame.table.told.expected import (
    counts_points,
    emptying,
    ends_early,
    floor_causes,
    pace_of,
    reviews_due,
    wanted,
)
from wargame.table.told.scene import Scene
from wargame.table.words.closing import ended_by, said
from wargame.table.words.rows import ALERT, BETTER, STRONG, WORSE


@dataclass(frozen=True, slots=True)
class ForecastPart:
    """One of the few words: the most important come first.

    Attributes:
        brief: What is said instead where there is little room.
    """

    text: str
    role: str = ""
    brief: str = ""


def end_in_short(scene: Scene, closing: Closing) -> tuple[str, str]:
    """Who wins by an end, where that is sure, or else the deck's word for it; and whether who looks
    wants it."""
    winners = [*dict.fromkeys(end.winner for end in closing.ends)]
    if not winners and not closing.may_differ:
        return f": {ended_by(closing.endings, scene.titles.endings)}", STRONG
    if len(winners) != 1:
        return "", STRONG
    winner = winners[0]
    return f", {scene.mark(winner) if winner else 'nobody'} wins", wanted(scene, winner)


def breaks_floor(scene: Scene) -> bool:
    """Whether the floor of whoever looks breaks, or may, if the round closes now."""
    return scene.closing is not None and False in scene.closing.floors.get(scene.me, ())


def in_short(scene: Scene) -> Sequence[ForecastPart]:
    """The forecast in a few words each, the most important first; nothing where there is none."""
    closing = scene.closing
    if closing is None:
        return ()
    found = [*_lead_in_short(scene, closing), *_pace_in_short(scene, closing)]
    ways = closing.floors.get(scene.me, ())
    if False in ways:
        does = "breaks" if len(ways) == 1 else "may break"
        floor = ForecastPart(f"your floor {does}!", WORSE)
        found = [floor, *found] if closing.is_last else [*found, floor]  # held at the end alone
    found += _floor_in_short(scene, closing)
    for giver, item in [(scene.titles.givers[one.id], one.id) for one in closing.unkept]:
        title = small(scene.deck, scene.titles.items[item])
        found.append(ForecastPart(f"{title} not done", WORSE if giver == scene.me else ALERT))
    for one in _reviews_in_short(scene, closing):
        found.insert(1, one)
    if ends_early(scene, closing):
        how, role = end_in_short(scene, closing)
        found.insert(0, ForecastPart(f"the game ends{how}", role, "the game ends"))
    return [*found, *_emptying_in_short(scene, closing)]


def _floor_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    """The numbers that a floor hangs on, where they move."""
    for name in floor_causes(scene, closing, scene.me):
        marker = scene.by_name.get(name)
        if marker is None:
            continue
        low, high = closing.numbers[name]
        if low == high == marker.value:
            continue
        title = small(scene.deck, scene.shorts.get(name, name))
        then = str(low) if low == high else f"{low}-{high}"
        better = scene.is_better(name, high - marker.value)
        role = {True: BETTER, False: WORSE, None: ""}[better]
        mark = "!" if better is False else ""
        yield ForecastPart(f"{title} {marker.value}{scene.glyphs.arrow}{then}{mark}", role)


def _reviews_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    """What reviews ask, and whether it holds."""
    for asked in reviews_due(scene, closing):
        if asked.name in scene.by_name:
            title = small(scene.deck, scene.shorts.get(asked.name, asked.name))
            holds = "not " if asked.is_met is False else "perhaps " if asked.is_met is None else ""
            text = f"{asked.review}: {title} {said(asked.then)}, {holds}{asked.asked}"
            yield ForecastPart(text, WORSE if asked.is_met is False else ALERT)


def _emptying_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    """The store that is empty first."""
    for one in emptying(scene, closing, scene.me)[:1]:
        title = small(scene.deck, scene.shorts.get(one.name, one.name))
        out = "out" if one.rounds == 1 else f"out in {one.rounds}"
        text = f"{title} {one.now}{scene.glyphs.arrow}{one.then}, {out}!"
        yield ForecastPart(text, WORSE)


def _lead_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    now, then = scene.view.lead, closing.lead
    if scene.view.match_end is None or now is None or then is None:
        return
    if then == (now, now):
        yield ForecastPart("lead stays" if closing.judged else "nothing judged")
        return
    low, high = then
    gain = scene.gain(low + high - 2 * now)
    went = scene.glyphs.arrow.join(scene.lead_said(one) for one in dict.fromkeys((now, low, high)))
    yield ForecastPart(f"lead {went}", BETTER if gain > 0 else WORSE)
    for one in closing.lead_by:
        short = small(scene.deck, scene.titles.rule(one.id, one.cause))
        yield ForecastPart(f"{short} {said(one.moved, sign=True)}")


def _pace_in_short(scene: Scene, closing: Closing) -> Iterator[ForecastPart]:
    if not counts_points(scene, closing):
        return
    pace = pace_of(scene, closing, scene.me)
    is_short = pace.pace and pace.points[1] < pace.pace
    par = f" (par {pace.pace:+d})" if pace.pace else ""
    points = f"{said(pace.points, sign=True)}{par}"
    yield ForecastPart(f"points {points}", WORSE if is_short else BETTER)
    of_par = f" of par {pace.par}" if pace.par else ""
    yield ForecastPart(f"heads for {said(pace.end)}{of_par}", brief=f"heads for {said(pace.end)}")
