"""What an action makes of the account of this round: the lead, fronts that are judged, the end.

It is told beside what would be without the action, so that nobody takes for its doing what comes
anyway, nor misses what it costs once the round has closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.rules.actions import Action
from wargame.rules.asking.closing import Closing, Range, closing_after
from wargame.rules.verbs import ADD, AMEND, COUNTER, DROP, OFFER, TERM
from wargame.table.told.blocks import Block, Point, Points, Text
from wargame.table.told.expected import ends_early, ends_said, is_sure
from wargame.table.told.forecast_short import ForecastPart, end_in_short
from wargame.table.told.scene import Scene
from wargame.table.words.closing import would_lead
from wargame.table.words.gate import stopped
from wargame.table.words.rows import BETTER, STRONG, WORSE, Target
from wargame.table.words.view_models import idle_lead
from wargame.table.words.winning import ahead_by

DRAFTING = (ADD, AMEND, COUNTER, DROP, OFFER, TERM)
"""Actions behind which a package is still being put together: nothing is signed by them."""

TURNED = {BETTER: WORSE, WORSE: BETTER}
"""What it is to whoever looks that an end does not come."""


def at_close(scene: Scene, action: Action, turned: Sequence[str]) -> Iterator[Block]:
    """What would be otherwise when the round closes; nothing where that is nothing.

    Args:
        turned: The fronts on which the action changes at once who leads.
    """
    before = scene.closing
    if before is None or action.verb in DRAFTING:
        return
    then = closing_after(scene.view, action)
    if then is None:
        return
    yield from _lead(scene, before, then)
    yield from _over(scene, before, then)
    yield from _floor(scene, before, then)
    fronts = list(_judged(scene, before, then, turned))
    if fronts:
        yield Points(fronts)


def close_in_short(scene: Scene, action: str) -> ForecastPart | None:
    """In few letters that the game ends by an action, or goes on by it, or where the lead goes
    with it and without it; None where that is the same, or nothing is signed by it yet."""
    before = scene.closing
    taken = next((one for one in scene.view.legal if one.text == action), None)
    if before is None or taken is None or taken.verb in DRAFTING:
        return None
    then = closing_after(scene.view, taken)
    if then is None:
        return None
    is_by_lead = _hangs_on_lead(before) and _hangs_on_lead(then)
    is_of_end = then.is_last if not before.is_last else ends_early(scene, before)
    if not is_by_lead or (is_of_end and before.is_last != then.is_last):
        return _end_in_short(scene, before, then)
    moved = _leads(scene, before, then)
    if moved is None:
        return None
    old, new, role = moved
    return ForecastPart(f"lead {_in_letters(scene, new)}, else {_in_letters(scene, old)}", role)


def _hangs_on_lead(closing: Closing) -> bool:
    """Whether anything hangs on where the lead would go: the game goes on, or may end by it."""
    return not closing.is_last or any(end.cause == "lead" for end in closing.ends)


def _end_in_short(scene: Scene, before: Closing, then: Closing) -> ForecastPart | None:
    """That the game ends by an action, or goes on by it, and who wins where that is sure."""
    old, new = ends_said(scene, before), ends_said(scene, then)
    if new == old or not (new or ends_early(scene, before)):
        return None
    if not new:
        how, role = end_in_short(scene, before)
        went = "the game may go on" if then.endings else "the game goes on"
        return ForecastPart(f"{went}, else it ends{how}", TURNED.get(role, role), went)
    how, role = end_in_short(scene, then)
    if before.is_last and not how:
        return None
    return ForecastPart(f"the game ends{how}", role, "the game ends")


def _in_letters(scene: Scene, lead: Range) -> str:
    return " to ".join(scene.lead_said(one) for one in dict.fromkeys(lead))


def _leads(scene: Scene, before: Closing, then: Closing) -> tuple[Range, Range, str] | None:
    """The lead without an action and with it, and the role of what it makes of it."""
    old, new = before.lead, then.lead
    if scene.view.match_end is None or old is None or new is None or old == new:
        return None
    gain = scene.gain(sum(new) - sum(old))
    return old, new, BETTER if gain > 0 else WORSE if gain < 0 else STRONG


def _lead(scene: Scene, before: Closing, then: Closing) -> Iterator[Block]:
    """The lead, with the action and without it, where anything hangs on it."""
    moved = _leads(scene, before, then)
    if moved is None or not _hangs_on_lead(then):
        return
    old, new, role = moved
    said = f"If the round closed then: lead {_ahead(scene, new)}"
    if _hangs_on_lead(before):
        yield Text(f"{said} (without it {_ahead(scene, old)}).", role)
    else:
        yield Text(stopped(said), STRONG)


def _ahead(scene: Scene, lead: Range) -> str:
    """Who would be ahead, or something between."""
    low, high = (ahead_by(one, scene.titles.seats) for one in lead)
    return low if low == high else f"between {high} and {low}"


def _over(scene: Scene, before: Closing, then: Closing) -> Iterator[Block]:
    """How the game would end, if it did and that is the action's doing, or without it alone."""
    old, new = ends_said(scene, before), ends_said(scene, then)
    if new and new != old:
        either = "The game would be over" if is_sure(then) else "Perhaps"
        yield from [Text(stopped(f"{either}: {end}"), role) for end, role in new.items()]
    if not new and ends_early(scene, before):
        either = "Without it the game would be over" if is_sure(before) else "Without it perhaps"
        for end, role in old.items():
            yield Text(stopped(f"{either}: {end}"), TURNED.get(role, role))


def _floor(scene: Scene, before: Closing, then: Closing) -> Iterator[Block]:
    """Whether one's own floor would hold, if that is the action's doing."""
    old, new = before.floors.get(scene.me, ()), then.floors.get(scene.me, ())
    if (False in old) == (False in new):
        return
    if False in new:
        yield Text(f"Your floor {'may break' if True in new else 'breaks'} (now it holds).", WORSE)
    else:
        yield Text(f"Your floor holds (now it {'may break' if True in old else 'breaks'}).", BETTER)


def _judged(scene: Scene, before: Closing, then: Closing, turned: Sequence[str]) -> Iterator[Point]:
    """The fronts that would be judged otherwise, and those that only seem to be turned."""
    old = {one.id: one for one in before.judged}
    seats, idle = scene.titles.seats, idle_lead(scene.deck)
    counting = {row.id for row in scene.fronts if row.into != idle}
    for new in then.judged:
        was = old.get(new.id)
        target = Target("front", new.id)
        if new.id not in counting or was is None:
            continue
        if new.value != was.value:
            said = f"{would_lead(new.value, seats)} (without it {would_lead(was.value, seats)})"
            yield Point(f"{new.title}, judged this round: {said}", target=target)
        elif new.id in turned:
            said = f"by then {would_lead(new.value, seats)} all the same"
            yield Point(f"{new.title}, judged this round: {said}", target=target)
