"""What the deck says people watch, as it stands: gauges with their next mark, chains, stores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wargame.content.small import small
from wargame.dataclass import dataclass
from wargame.rules.asking.what_if import what_if
from wargame.table.told.scene import Scene
from wargame.table.words.view_models import Marker, short_title

if TYPE_CHECKING:
    from wargame.content.model import BoardGauge, GaugeMark, HomeFront, StoreGauge, SupplyChain
    from wargame.rules.asking.closing import Closing


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value at which something happens.

    Attributes:
        is_past: Whether it holds already.
        away: How far off the number is.
        is_bad: Whether the owner of the number would rather not get there.
    """

    at: int
    title: str
    is_past: bool
    away: int
    is_bad: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """A number that people watch, as it stands.

    Attributes:
        title: What it is called here.
        coming: The next thing to happen, or None.
        past: The last thing that has happened and still holds, or None.
        is_near: Whether the next thing is close.
    """

    marker: Marker
    title: str
    coming: Threshold | None
    past: Threshold | None
    is_near: bool

    @property
    def name(self) -> str:
        """The name of its number."""
        return self.marker.name

    @property
    def is_alarming(self) -> bool:
        """Whether something that its owner dislikes is near, or has come."""
        return bool((self.is_near and self.coming) or (self.past and self.past.is_bad))

    @property
    def word(self) -> str:
        """What is near, or what holds, or what comes next: `at 64 talks open`."""
        one = self.coming if self.is_near else self.past or self.coming
        if one is None:
            return ""
        return one.title if one.is_past else f"at {one.at} {one.title}"

    @property
    def coming_word(self) -> str:
        """What comes next, whether or not something holds: `at 70 the brink`; or ""."""
        return f"at {self.coming.at} {self.coming.title}" if self.coming is not None else ""

    @property
    def said(self) -> str:
        """The same in a sentence: `talks open at 64`."""
        one = self.coming if self.is_near else self.past or self.coming
        if one is None or one.is_past:
            return self.word
        return f"{one.title} at {one.at}"


@dataclass(frozen=True, slots=True)
class StageNow:
    """A stage of a chain.

    Attributes:
        binds: Whether no other stage can do less.
        gain: What one point more would add to what comes of the chain.
    """

    name: str
    title: str
    value: int
    binds: bool
    gain: int


@dataclass(frozen=True, slots=True)
class ChainNow:
    """A chain as it stands. `holder` is the title of who holds what it does without, or ""."""

    id: str
    seat: str
    result: Instrument
    stages: Sequence[StageNow]
    holder: str

    @property
    def binding(self) -> StageNow:
        """The first of its stages that can do least."""
        return next(one for one in self.stages if one.binds)


@dataclass(frozen=True, slots=True)
class StoreNow:
    """What runs out.

    Attributes:
        drain: How much of it goes in this round, as `drained` has it.
        later: How much goes in each round after this one.
        then: What is left when this round has closed, as `comes_to` has it.
        lasts: In how many rounds it is gone; 0 for never.
    """

    gauge: Instrument
    drain: int
    later: int
    then: int
    lasts: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of what goes on being drained."""
        return self.drain > 0 and self.gauge.marker.value <= self.gauge.marker.least


@dataclass(frozen=True, slots=True)
class HomeNow:
    """The constituencies of a seat: all together, what they will come to, and each of them."""

    seat: str
    gauge: Instrument
    outlook: int | None
    parties: Sequence[tuple[str, Marker]]


def instrument(scene: Scene, plan: BoardGauge) -> Instrument:
    """A watched number as it stands."""
    marker = scene.by_name.get(plan.number) or _level(scene, plan.number)
    near = plan.near if plan.near is not None else (marker.most - marker.least) // 10
    marks = [_threshold(scene, mark, marker) for mark in plan.marks]
    ahead = sorted((one for one in marks if not one.is_past), key=lambda one: one.away)
    past = sorted((one for one in marks if one.is_past), key=lambda one: one.away)
    coming = ahead[0] if ahead else None
    whose = next((one for one in scene.deck.parties if one.id == marker.owner), None)
    title = plan.title or marker.short or marker.title
    if whose and not plan.title:
        title = f"{short_title(whose)}: {small(scene.deck, title)}"
    return Instrument(
        marker,
        title,
        coming,
        past[0] if past else None,
        coming is not None and coming.away <= near and not marker.is_hidden,
    )


def _level(scene: Scene, name: str) -> Marker:
    """A number that is on no track, such as the level of a measure."""
    about = scene.view.rules.names[name]
    title = scene.titles.numbers.get(name, about.title or name)
    return Marker(name, title, "", scene.view.read(about), about.lo, about.hi, short=title)


def _threshold(scene: Scene, mark: GaugeMark, marker: Marker) -> Threshold:
    at = mark.at if isinstance(mark.at, int) else scene.view.value(mark.at)
    is_up = mark.past == "up"
    is_past = marker.value >= at if is_up else marker.value <= at
    is_bad = marker.better == ("down" if is_up else "up")
    return Threshold(at, mark.title, is_past, abs(at - marker.value), is_bad)


def gauges(scene: Scene) -> list[Instrument]:
    """The numbers that are always in sight."""
    plan = scene.deck.board
    return [instrument(scene, one) for one in plan.gauges] if plan else []


def chains(scene: Scene) -> list[ChainNow]:
    """Every chain, one's own first."""
    plan = scene.deck.board
    found = [_chain(scene, one) for one in plan.chains] if plan else []
    return sorted(found, key=lambda one: one.seat != scene.me)


def _chain(scene: Scene, plan: SupplyChain) -> ChainNow:
    view, numbers = scene.view, scene.view.rules.names
    values = {one.number: view.read(numbers[one.number]) for one in plan.stages}
    result, least = what_if(view, {})(plan.number), min(values.values())
    stages = [
        StageNow(
            one.number,
            one.title,
            values[one.number],
            values[one.number] == least,
            what_if(view, {one.number: values[one.number] + 1})(plan.number) - result,
        )
        for one in plan.stages
    ]
    titles = {**scene.titles.seats, **{party.id: party.title for party in scene.deck.parties}}
    return ChainNow(
        plan.id, plan.seat, instrument(scene, plan), stages, titles.get(plan.holder or "", "")
    )


def stores(scene: Scene) -> list[StoreNow]:
    """Everything that runs out, one's own first."""
    plan = scene.deck.board
    found = [_store(scene, one) for one in plan.stores] if plan else []
    return sorted(found, key=lambda one: one.gauge.marker.owner != scene.me)


def _store(scene: Scene, plan: StoreGauge) -> StoreNow:
    gauge = instrument(scene, plan)
    drain, later = (0, 0) if scene.view.is_over else drained(scene, plan)
    then, closing = gauge.marker.value - drain, scene.closing
    if closing is not None and gauge.name in closing.numbers:
        then = comes_to(closing, gauge.name, gauge.marker.least)
    lasts = gone_in(then, gauge.marker.least, later) if drain > 0 else 0
    return StoreNow(gauge, drain, later, then, lasts)


def drained(scene: Scene, plan: StoreGauge) -> tuple[int, int]:
    """What a store loses this round, and in each after it: what the deck says that it does, less
    what rules bring in beside that. What comes once, such as by a judgement, is none of it.
    """
    if not plan.drain:
        return 0, 0
    now, closing = scene.view.value(plan.drain), scene.closing
    if closing is None:
        return now, now
    least = -closing.paces.get(plan.number, (-now, -now))[0]
    return least, least + closing.numbers.get(plan.drain, (now, now))[1] - now


def comes_to(closing: Closing, name: str, least: int) -> int:
    """What the forecast leaves of a store. It is empty where it is so when a front is judged by it,
    even if what is won by that fills it again."""
    end = closing.numbers[name][0]
    judged = [one.numbers[name][0] for one in closing.judged if name in one.numbers]
    return min([end, *(one for one in judged if one <= least)])


def gone_in(then: int, least: int, each: int) -> int:
    """In how many rounds a store is empty; 0 for never.

    >>> gone_in(0, 0, 3), gone_in(4, 0, 3), gone_in(4, 0, 0)
    (1, 3, 0)

    Args:
        then: What is left when this round has closed.
        least: What it holds when it is empty.
        each: What goes in each round after that.
    """
    if then <= least:
        return 1
    return 1 - (least - then) // each if each > 0 else 0


def homes(scene: Scene) -> list[HomeNow]:
    """The constituencies of both seats, one's own first."""
    plan = scene.deck.board
    found = [_home(scene, one) for one in plan.homes] if plan else []
    return sorted(found, key=lambda one: one.seat != scene.me)


def _home(scene: Scene, plan: HomeFront) -> HomeNow:
    is_ahead = plan.outlook and not scene.view.is_over
    outlook = _outlook(scene, plan) if is_ahead else None
    parties = [
        (one.title, scene.by_name.get(one.number) or _level(scene, one.number))
        for one in plan.parties
    ]
    return HomeNow(plan.seat, instrument(scene, plan), outlook, parties)


def _outlook(scene: Scene, plan: HomeFront) -> int:
    """What the constituencies will come to: as the forecast has it, where it is sure of one value;
    a deck's own number for it may round otherwise."""
    ways = scene.closing.numbers.get(plan.number) if scene.closing else None
    if ways is not None and ways[0] == ways[1]:
        return ways[0]
    return scene.view.value(str(plan.outlook))


def watched_numbers(scene: Scene) -> list[Marker]:
    """The numbers that the deck says people watch: of nobody first, then side by side."""
    found = [*gauges(scene), *(one.gauge for one in homes(scene))]
    found += [*(one.result for one in chains(scene)), *(one.gauge for one in stores(scene))]
    return list({one.name: one.marker for one in found if one.name in scene.by_name}.values())
