"""What will happen by itself, soonest first: deals that end, work, what is put off, reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from wargame.content.typed import whole_number
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.rules.amounts import rounds
from wargame.rules.asking.dated import dated_rules
from wargame.rules.asking.evaluate import names_in, number, truth
from wargame.rules.ir import FailIR, ItemIR, Name, PerformIR
from wargame.rules.view import Deal, SeatState
from wargame.table.told.blocks import Block, Heading, Point, Points, Text
from wargame.table.told.fronts import stands
from wargame.table.told.lapse import brought_back, item_row, outlasts
from wargame.table.told.quarter import closed_round
from wargame.table.told.scene import Scene
from wargame.table.told.works import chance, completed
from wargame.table.words.clauses import FAILED
from wargame.table.words.closing import lead_goes
from wargame.table.words.fronts import leads, when
from wargame.table.words.rows import DIM, Target
from wargame.table.words.view_models import Build, builds, idle_lead, round_label, short_title
from wargame.table.words.winning import with_values

JUDGED = "judged"
"""What a date of fronts is called."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something with a date.

    Attributes:
        wait: In how many rounds; 0 is at the end of this one.
        title: What it is called in a few words.
        what: What comes of it, in a few words more; "" if there is no more to say.
        seat: Whose it is; "" for nobody's.
        lasts: Whether it runs until then, such as a deal, and is no single date.
        short: All of it where there is little room; "" for no other way.
        parts: The things that it is about by short titles, for less room yet.
        read_out: All of it without a sign or a bare number; "" where that is what is `said`.
    """

    wait: int
    title: str
    what: str = ""
    seat: str = ""
    target: Target | None = None
    lasts: bool = False
    short: str = ""
    parts: Sequence[str] = ()
    read_out: str = ""

    @property
    def said(self) -> str:
        """All of it."""
        return f"{self.title}: {self.what}" if self.what else self.title

    @property
    def when(self) -> str:
        """Its date: `now`, `in 3`."""
        return f"in {self.wait}" if self.wait else "now"


def ahead(scene: Scene) -> list[Ahead]:
    """Everything that has a date, soonest first; nothing once the game is over.

    What is no thing of its own stands for its date.
    """
    if scene.view.is_over:
        return []
    left = scene.last_round - scene.view.round
    dated = (one for one in _dated(scene) if not scene.closes_after or one.wait <= max(0, left))
    found = sorted(dated, key=lambda one: one.wait)
    return [one if one.target else replace(one, target=_on(scene, one)) for one in found]


def _on(scene: Scene, one: Ahead) -> Target:
    """The round of a date, and which of its things: a round may have many."""
    return Target("date", f"{scene.view.round + one.wait} {one.title}")


def date(scene: Scene, asked: str) -> Iterator[Block]:
    """All that has its date in a round, what was pointed at first.

    Args:
        asked: The number of the round, and the title of a thing behind it.

    Raises:
        UsageError: It is no round to come.
    """
    number, _, first = asked.partition(" ")
    view, last = scene.view, scene.last_round
    now = max(1, view.round)
    on = whole_number(number, now, last)
    if on is None:
        raise UsageError(f"date takes a round from {now} to {last}")
    yield Heading(round_label(scene.deck, on, scene.closes_after), "section")
    found = [one for one in ahead(scene) if view.round + one.wait == on]
    for one in sorted(found, key=lambda one: one.title != first):
        yield from _told(scene, one, on)
    if not found:
        yield Text("Nothing has its date in this round.", DIM)


def _told(scene: Scene, one: Ahead, on: int) -> Iterator[Block]:
    """One thing of a date, in full."""
    due = (row for row in scene.deck.reviews if on in row.rounds)
    review = next((row for row in due if row.title == one.title), None)
    rule = next((row for row in dated_rules(scene.view) if row.rounds[0] == on), None)
    if one.title == JUDGED:
        yield Heading("What is judged")
        yield Points([_front_on(scene, *judged, on) for judged in _calendar(scene)[on]])
    elif review is not None:
        yield Heading(review.title)
        yield from (Text(text) for text in [review.text] if text)
    elif rule is not None and one.title == scene.titles.rule(rule.id, rule.title):
        again = ", ".join(scene.titles.round(number) for number in rule.rounds[1:])
        yield Heading(one.title)
        yield Text(f"{rule.title}.{f' Again in {again}.' if again else ''}")
        now, then = rule.lead
        yield Text(f"As things stand: {lead_goes(now, (then, then), scene.titles.seats)}")
    else:
        said = one.read_out or one.said
        yield Points([Point(said, "", one.seat, role=scene.role(one.seat), target=one.target)])


def _front_on(scene: Scene, front: str, title: str, stake: int, on: int) -> Point:
    """A front that is judged in a round, and how it stands."""
    row = next(row for row in scene.fronts if row.id == front)
    said = f"{leads(scene.titles.seats, row.value)} now; at stake {stake} then."
    said = stands(scene, row) if scene.view.round + row.due == on else said
    return Point(f"{title}: {said}", target=Target("front", front))


def coming(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What will happen by itself, soonest first."""
    yield Points(
        [
            Point(
                one.read_out or one.said,
                when(one.wait),
                one.seat,
                role=scene.role(one.seat),
                target=one.target,
            )
            for one in ahead(scene)
        ]
    )


def _dated(scene: Scene) -> Iterator[Ahead]:
    view, deck = scene.view, scene.deck
    for deal in view.deals:
        yield from _of_deal(scene, deal)
    yield from _of_cards(scene)
    for late in view.pending:
        again = f"{rounds(late.times)} in a row" if late.times > 1 else ""
        yield Ahead(late.in_rounds, late.what.replace(":; ", ": "), again)
    for row in builds(deck, view):
        if row.working:
            yield from _work(scene, row)
    yield from _of_rules(scene)
    for review in deck.reviews:
        for on in review.rounds:
            if on > closed_round(view):
                yield Ahead(on - view.round, review.title)
    for era in deck.eras:
        if era.round > view.round:
            yield Ahead(era.round - view.round, era.title, "a new era")
    yield from _judged(scene)
    first, last = deck.rounds.uncertain_from, scene.last_round
    if first and view.round < last:
        odds = f"{deck.rounds.end_pct} in 100, after each round from then on"
        yield Ahead(max(0, first - view.round), "The game may end", odds)
    if scene.closes_after:
        yield Ahead(max(0, last - view.round), "the class ends the game", "scored as it stands")
    else:
        yield Ahead(last - view.round, "the last round ends")


def _of_cards(scene: Scene) -> Iterator[Ahead]:
    """When cards are no longer in effect, if the game does not end first."""
    for name, left in scene.view.in_effect.items():
        if scene.view.round + left <= scene.last_begun:
            card, target = scene.card(name), Target("card", name)
            yield Ahead(left - 1, card.title, "its effect ends", card.seat, target, lasts=True)


def _of_rules(scene: Scene) -> Iterator[Ahead]:
    """Rules that act on dates, with what they would make of the lead."""
    for rule in dated_rules(scene.view):
        title, out = scene.titles.rule(rule.id, rule.title), ""
        what = rule.title
        if rule.lead[0] != rule.lead[1]:
            what = f"lead {scene.glyphs.arrow.join(map(scene.lead_said, rule.lead))}"
            out = f"{title}: the lead goes {scene.titles.went(scene.titles.lead, *rule.lead)}"
        what = what if what != title else ""
        yield Ahead(rule.rounds[0] - scene.view.round, title, what, read_out=out)


def _judged(scene: Scene) -> Iterator[Ahead]:
    """Dates of fronts: those that are judged together stand together."""
    view = scene.view
    idle = {row.id for row in view.fronts if row.into == idle_lead(scene.deck)}
    shorts = {one.id: short_title(one) for one in scene.deck.fronts}
    for on, judged in _calendar(scene).items():
        stakes = {front: "" if front in idle else f" {stake}" for front, _, stake in judged}
        said = ", ".join(f"{title}{stakes[front]}" for front, title, _ in judged)
        short = ", ".join(f"{shorts[front]}{stake}" for front, stake in stakes.items())
        parts = [shorts[front] for front in stakes]
        out = ", ".join(
            title if front in idle else f"{title} at stake {stake}"
            for front, title, stake in judged
        )
        yield Ahead(
            on - view.round,
            JUDGED,
            said,
            short=f"{JUDGED}: {short}",
            parts=parts,
            read_out=f"{JUDGED}: {out}",
        )


def _calendar(scene: Scene) -> dict[int, list[tuple[str, str, int]]]:
    """The fronts that are judged, by round: id, title and stake of each."""
    view = scene.view
    dates = {(one.front, one.round): (one.title, one.stake) for one in view.judgements}
    for row in view.fronts:
        if row.due >= 0:
            dates[row.id, view.round + row.due] = (row.title, row.stake)
    listed = sorted(dates.items(), key=lambda one: one[0][1])
    return {
        on: [(key[0], *told) for key, told in group]
        for on, group in groupby(listed, key=lambda one: one[0][1])
    }


def _work(scene: Scene, row: Build) -> Iterator[Ahead]:
    """The next stage of a project with its odds; then the whole, at the earliest."""
    project = next(one for one in scene.view.rules.program.projects if one.id == row.id)
    target = Target("project", row.id)
    stages = project.stages[row.stage :]
    odds = number(stages[0].success_pct, scene.view.read)
    yield Ahead(row.working, row.title, f"{row.following}, {odds} %", row.seat, target, lasts=True)
    if len(stages) > 1 and (on := completed(scene.view, row.id)) <= scene.deck.rounds.max:
        what = f"complete, {chance(scene.view, row.id)} %"
        yield Ahead(on - scene.view.round, row.title, what, row.seat, target)


def _of_deal(scene: Scene, deal: Deal) -> Iterator[Ahead]:
    """When a deal runs out, if the game does not end first, and what its items bring by then."""
    if not outlasts(scene.view, deal, scene.last_begun):
        back, target = brought_back(scene, deal), Target("deal", str(deal.slot))
        yield Ahead(deal.left - 1, f"deal {deal.slot} ends", back, target=target, lasts=True)
    yield from _of_items(scene, deal)


def _of_items(scene: Scene, deal: Deal) -> Iterator[Ahead]:
    """What comes of items by themselves, what their givers must have done by when, and what they
    pay next."""
    items = {item.id: item for item in scene.deck.deal_items}
    for name in deal.items:
        item, view = items[name], scene.view
        target = Target("deal", str(deal.slot))
        left = view.left_in(deal, name)
        if left < deal.left:
            yield Ahead(left - 1, item.title, "is over", item.seat, target, lasts=True)
        row = item_row(view, name)
        on = _tested_on(view, deal, row)
        if row.performs is not None and closed_round(view) < on < view.round + left:
            said = _performance(scene, row, row.performs)
            yield _duty(scene, row, said, row.performs.fail, on - view.round, target)
        if row.kind == "pledge" and row.give is not None and left > 1:
            yield _duty(scene, row, _payment(scene, row, row.give), row.unpaid, 1, target)


def _tested_on(view: SeatState, deal: Deal, row: ItemIR) -> int:
    """The round at whose end it is looked at next whether an item was performed; 0 for none."""
    performs = row.performs
    if performs is None or performs.by_round:
        return performs.by_round if performs else 0
    if performs.after:
        return deal.signed + performs.after
    return max(deal.signed, closed_round(view)) + 1


def _performance(scene: Scene, row: ItemIR, performs: PerformIR) -> tuple[str, str]:
    """Whether a giver has done what it has to, as things stand, and what that is."""
    view, conds = scene.view, [clause.cond for clause in performs.needs]
    ranges = [view.possible(name) for cond in conds for name in names_in(cond)]
    is_open = any(least != most for least, most in ranges)
    is_met = is_open or all(truth(cond, view.read) for cond in conds)
    seat = list(scene.titles.seats)[row.seat]
    asked = " and ".join(with_values(view, cond, seat, "now") for cond in conds)
    return "done" if is_met else "not done yet", asked


def _payment(scene: Scene, row: ItemIR, paid: Name) -> tuple[str, str]:
    """Whether a giver has what it has to pay next, and how much that is."""
    least, most = scene.view.possible(paid)
    title = scene.titles.title(paid.text) + (f" (now {least})" if least == most else "")
    does = f"{least} of {row.amount} there" if least == most < row.amount else "paid"
    return does, f"{title} is at least {row.amount}" if row.unpaid else f"{row.amount} of {title}"


def _duty(
    scene: Scene, row: ItemIR, said: tuple[str, str], fail: FailIR | None, wait: int, target: Target
) -> Ahead:
    """What a giver has to do or to pay, and what follows if it does not."""
    does, asked = said
    otherwise = f", or {FAILED[fail.how]}" if fail and fail.how in FAILED else ""
    out = f"{row.title}: {scene.titles.on_board(asked)}{otherwise}"
    seat = list(scene.titles.seats)[row.seat]
    return Ahead(wait, row.title, f"{does}{otherwise}", seat, target, read_out=out)
