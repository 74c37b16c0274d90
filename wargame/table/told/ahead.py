"""What will happen by itself, soonest first: deals that end, work, what is put off, reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from wargame.rules.asking.evaluate import number
from wargame.rules.view import Deal
from wargame.table.told.blocks import Block, Point, Points
from wargame.table.told.lapse import brought_back
from wargame.table.told.scene import Scene
from wargame.table.words.clauses import FAILED
from wargame.table.words.rows import Target
from wargame.table.words.view_models import Build, builds, idle_lead
from wargame.table.words.wrap import rounds


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something with a date.

    Attributes:
        wait: In how many rounds; 0 is at the end of this one.
        title: What it is called in a few words.
        what: What comes of it, in a few words more; "" if there is no more to say.
        seat: Whose it is; "" for nobody's.
        lasts: Whether it runs until then, such as a deal, and is no single date.
    """

    wait: int
    title: str
    what: str = ""
    seat: str = ""
    target: Target | None = None
    lasts: bool = False

    @property
    def said(self) -> str:
        """All of it."""
        return f"{self.title}: {self.what}" if self.what else self.title

    @property
    def when(self) -> str:
        """Its date: `now`, `in 3`."""
        return f"in {self.wait}" if self.wait else "now"


def ahead(scene: Scene) -> list[Ahead]:
    """Everything that has a date, soonest first; nothing once the game is over."""
    if scene.view.is_over:
        return []
    return sorted(_dated(scene), key=lambda one: one.wait)


def coming(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What will happen by itself, soonest first."""
    yield Points(
        [
            Point(one.said, one.when, one.seat, role=scene.role(one.seat), target=one.target)
            for one in ahead(scene)
        ]
    )


def _dated(scene: Scene) -> Iterator[Ahead]:
    view, deck = scene.view, scene.deck
    for deal in view.deals:
        back = brought_back(scene, deal)
        target = Target("deal", str(deal.slot))
        yield Ahead(deal.left - 1, f"deal {deal.slot} ends", back, target=target, lasts=True)
        yield from _of_items(scene, deal)
    for late in view.pending:
        again = f"{rounds(late.times)} in a row" if late.times > 1 else ""
        yield Ahead(late.in_rounds, late.what.replace(":; ", ": "), again)
    for row in builds(deck, view):
        if row.working:
            yield from _work(scene, row)
    for review in deck.reviews:
        for on in review.rounds:
            if on >= view.round:
                yield Ahead(on - view.round, review.title)
    for era in deck.eras:
        if era.round > view.round:
            yield Ahead(era.round - view.round, era.title, "a new era")
    yield from _judged(scene)
    yield Ahead(deck.rounds.max - view.round, "the last round ends")


def _judged(scene: Scene) -> Iterator[Ahead]:
    """Dates of fronts: those that are judged together stand together."""
    view = scene.view
    idle = {row.id for row in view.fronts if row.into == idle_lead(scene.deck)}
    dates = {(one.front, one.round): (one.title, one.stake) for one in view.judgements}
    for row in view.fronts:
        if row.due >= 0:
            dates[row.id, view.round + row.due] = (row.title, row.stake)
    listed = sorted(dates.items(), key=lambda one: one[0][1])
    for on, group in groupby(listed, key=lambda one: one[0][1]):
        judged = [(key[0], *told) for key, told in group]
        said = ", ".join(
            title if front in idle else f"{title} {stake}" for front, title, stake in judged
        )
        yield Ahead(on - view.round, "judged", said, target=Target("front", judged[0][0]))


def _work(scene: Scene, row: Build) -> Iterator[Ahead]:
    """The next stage of a project with its odds; then the whole, at the earliest."""
    project = next(one for one in scene.view.rules.program.projects if one.id == row.id)
    target = Target("project", row.id)
    stages = project.stages[row.stage :]
    odds = [number(stage.success_pct, scene.view.read) for stage in stages]
    yield Ahead(
        row.working, row.title, f"{row.following}, {odds[0]} %", row.seat, target, lasts=True
    )
    if len(stages) > 1:
        wait = row.working + sum(stage.rounds for stage in stages[1:])
        yield Ahead(wait, row.title, f"complete, {_all_of(odds)} %", row.seat, target)


def _all_of(odds: Sequence[int]) -> int:
    """The chance that all of several things happen, in percent."""
    found = 1.0
    for one in odds:
        found *= one / 100
    return round(100 * found)


def _of_items(scene: Scene, deal: Deal) -> Iterator[Ahead]:
    """What comes of items by themselves, and what their givers must have done by when."""
    items = {item.id: item for item in scene.deck.deals.items} if scene.deck.deals else {}
    for name in deal.items:
        item, view = items[name], scene.view
        target = Target("deal", str(deal.slot))
        left = view.value(f"deal.{name}.left")
        if left < deal.left:
            yield Ahead(left - 1, item.title, "is over", item.seat, target, lasts=True)
        performs = item.performs
        if performs is not None and performs.by_round and performs.by_round >= view.round:
            what = f"done, or {FAILED[performs.failed]}"
            yield Ahead(performs.by_round - view.round, item.title, what, item.seat, target)
