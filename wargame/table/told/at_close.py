"""What an action makes of the account of this round: the lead, fronts that are judged, the end.

It is told beside what would be without the action, so that nobody takes for its doing what comes
anyway, nor misses what it costs once the round has closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.rules.actions import Action
from wargame.rules.asking.closing import Closing, Range, closing_after
from wargame.rules.verbs import ADD, AMEND, COUNTER, DROP, OFFER, TERM
from wargame.rules.winners import MatchEnd
from wargame.table.told.blocks import Block, Point, Points, Text
from wargame.table.told.forecast_short import ForecastPart
from wargame.table.told.scene import Scene
from wargame.table.words.closing import ended_by, would_lead
from wargame.table.words.gate import stopped
from wargame.table.words.rows import BETTER, STRONG, WORSE, Target
from wargame.table.words.view_models import idle_lead
from wargame.table.words.winning import ahead_by, would_win

DRAFTING = (ADD, AMEND, COUNTER, DROP, OFFER, TERM)
"""Actions behind which a package is still being put together: nothing is signed by them."""


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
    if not _ends_early(before, then):
        yield from _lead(scene, before, then)
    yield from _over(scene, before, then)
    yield from _floor(scene, before, then)
    fronts = list(_judged(scene, before, then, turned))
    if fronts:
        yield Points(fronts)


def close_in_short(scene: Scene, action: str) -> ForecastPart | None:
    """In few letters that an action ends the game before its time, or where the lead goes with it
    and without it; None where that is the same, or nothing is signed by it yet."""
    before = scene.closing
    taken = next((one for one in scene.view.legal if one.text == action), None)
    if before is None or taken is None or taken.verb in DRAFTING:
        return None
    then = closing_after(scene.view, taken)
    if then is not None and _ends_early(before, then):
        return _end_in_letters(scene, then)
    moved = _leads(scene, before, then) if then is not None else None
    if moved is None:
        return None
    old, new, role = moved
    return ForecastPart(f"lead {_in_letters(scene, new)}, else {_in_letters(scene, old)}", role)


def _ends_early(before: Closing, then: Closing) -> bool:
    """Whether an action ends the game at once, by something other than the lead: then nothing
    hangs on where that would go."""
    return then.is_last and not before.is_last and all(end.cause != "lead" for end in then.ends)


def _end_in_letters(scene: Scene, then: Closing) -> ForecastPart:
    """That the game ends, and who wins where that is sure."""
    winners = {end.winner: end for end in then.ends}
    if len(winners) != 1:
        return ForecastPart("the game ends", STRONG)
    winner, end = next(iter(winners.items()))
    who = f"{scene.mark(winner)} wins" if winner else "nobody wins"
    return ForecastPart(f"the game ends, {who}", _role_of(scene, end))


def _role_of(scene: Scene, end: MatchEnd) -> str:
    """Whether an end is what somebody wants who looks."""
    return BETTER if end.winner == scene.me else WORSE if end.winner else STRONG


def _in_letters(scene: Scene, lead: Range) -> str:
    return " to ".join(scene.lead_said(one) for one in dict.fromkeys(lead))


def _leads(scene: Scene, before: Closing, then: Closing) -> tuple[Range, Range, str] | None:
    """The lead without an action and with it, and the role of what it makes of it."""
    old, new = before.lead, then.lead
    if scene.view.match_end is None or old is None or new is None or old == new:
        return None
    gain = (sum(new) - sum(old)) * (1 if scene.me == next(iter(scene.titles.seats)) else -1)
    return old, new, BETTER if gain > 0 else WORSE if gain < 0 else STRONG


def _lead(scene: Scene, before: Closing, then: Closing) -> Iterator[Block]:
    """The lead, with the action and without it."""
    moved = _leads(scene, before, then)
    if moved is not None:
        old, new, role = moved
        said = f"{_ahead(scene, new)} (without it {_ahead(scene, old)})"
        yield Text(stopped(f"If the round closed then: lead {said}"), role)


def _ahead(scene: Scene, lead: Range) -> str:
    """Who would be ahead, or something between."""
    low, high = (ahead_by(one, scene.titles.seats) for one in lead)
    return low if low == high else f"between {high} and {low}"


def _over(scene: Scene, before: Closing, then: Closing) -> Iterator[Block]:
    """How the game would end, if it did and that is the action's doing."""
    if not then.is_last or (before.is_last and _how(before) == _how(then)):
        return
    if not then.ends:
        how = ended_by(then.endings, scene.titles.endings)
        yield Text(stopped(f"The game would be over: {how}"), STRONG)
    either = "The game would be over" if len(then.ends) == 1 else "Perhaps"
    for end in then.ends:
        told = would_win(scene.view, end, scene.titles.seats)
        yield Text(f"{either}: {told}", _role_of(scene, end))


def _how(closing: Closing) -> Sequence[object]:
    """How the game ends, where it does: by who wins, or by the deck's word where nobody can."""
    return closing.ends or closing.endings


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
