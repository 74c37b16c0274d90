"""Why an action is refused: the clause that failed, with the numbers as they stand.

It reads a `SeatState` only, so that a refusal cannot tell more than the seat may know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wargame.errors import nearest, visible
from wargame.rules.asking import evaluate
from wargame.rules.ir import Act, Clause, ItemIR, Price
from wargame.rules.verbs import find
from wargame.rules.view import SeatState

Reason = Callable[[SeatState, str], str]


def why_not(view: SeatState, text: str) -> str:
    """Why an action is refused, or "" if it is allowed."""
    wanted = " ".join(text.split())
    return "" if any(action.text == wanted for action in view.legal) else refusal(view, wanted)


def refusal(view: SeatState, text: str) -> str:
    """One sentence on who cannot do what, when and why, and what can be done instead."""
    place = f"in round {view.round}, phase '{view.phase}'"
    reason = _reason(view, text)
    legal = ", ".join(action.text for action in view.legal[:12])
    rest = " …" if len(view.legal) > 12 else ""
    hint = f" Legal: {legal}{rest}." if legal else ""
    return f"{view.seat} cannot '{visible(text[:80])}' {place}: {reason}.{hint}"


def _reason(view: SeatState, text: str) -> str:
    verb, _, arg = text.partition(" ")
    if view.is_over:
        return "the game is over"
    if not view.legal:
        return f"{view.to_move} is to move"
    if find(verb) is None:
        return f"'{visible(verb[:40])}' is not a verb. {nearest(verb, _verbs(view))[:-1]}"
    special = _REASONS.get(verb)
    found = special(view, arg) if special is not None else ""
    return found or _not_now(view, verb, arg)


def _verbs(view: SeatState) -> list[str]:
    return list(dict.fromkeys(action.verb.word for action in view.legal))


def _not_now(view: SeatState, verb: str, arg: str) -> str:
    """The verb is not open at this node, or not with this word."""
    args = [action.arg for action in view.legal if action.verb.word == verb]
    if not args:
        return f"'{verb}' is not open now"
    return f"'{visible(arg[:40])}' cannot follow '{verb}' now. {nearest(arg, args)[:-1]}"


def _open_at(view: SeatState, *phases: str) -> bool:
    return view.phase in phases


def failed(view: SeatState, act: Act) -> str:
    """The first clause or price of an act that does not hold, or ""."""
    return failed_clause(view, act.needs) or failed_price(view, act.price)


def failed_clause(view: SeatState, needs: Sequence[Clause]) -> str:
    """The first clause that does not hold, with the numbers it reads."""
    for clause in needs:
        if not evaluate.truth(clause.cond, view.read):
            names = evaluate.names_in(clause.cond)
            values = ", ".join(f"{name.text} is {view.read(name)}" for name in names)
            return f"it needs {clause.text}, and {values}" if values else f"it needs {clause.text}"
    return ""


def failed_price(view: SeatState, price: Price) -> str:
    """The first part of a price that cannot be paid."""
    for name, amount, _ in price:
        cost, held = evaluate.number(amount, view.read), view.read(name)
        if held - name.lo < cost:
            return f"it costs {cost} {name.title.lower()}, and {name.text} is {held}"
    return ""


def _find(nouns: Sequence[Any], view: SeatState, wanted: str) -> int:
    """The place of a seat's own noun, or -1."""
    for number, noun in enumerate(nouns):
        if noun.id == wanted and noun.seat == view.number:
            return number
    return -1


def _whose(nouns: Sequence[Any], view: SeatState, wanted: str, noun: str) -> str:
    """Why a word names nothing of this seat's."""
    if any(other.id == wanted for other in nouns):
        return f"'{wanted}' is not yours"
    mine = [other.id for other in nouns if other.seat == view.number]
    return f"there is no {noun} '{visible(wanted[:40])}'. {nearest(wanted, mine)[:-1]}"


def _card(view: SeatState, arg: str) -> str:
    cards = view.rules.program.cards
    number = _find(cards, view, arg)
    if number < 0:
        return _whose(cards, view, arg, "card")
    if arg not in view.hand:
        return f"'{arg}' is not in your hand"
    return ""


def _play(view: SeatState, arg: str) -> str:
    if not _open_at(view, "plays", "headline"):
        return ""
    cards = view.rules.program.cards
    return _card(view, arg) or failed(view, cards[_find(cards, view, arg)].act)


def _measure(verb: str) -> Reason:
    def reason(view: SeatState, arg: str) -> str:
        if not _open_at(view, "plays"):
            return ""
        measures = view.rules.program.measures
        number = _find(measures, view, arg)
        if number < 0:
            return _whose(measures, view, arg, "measure")
        measure = measures[number]
        act = measure.verbs[verb]
        if act is None:
            return f"'{arg}' has no '{verb}'"
        return _measure_state(view, verb, measure, number) or failed(view, act)

    return reason


def _measure_state(view: SeatState, verb: str, measure: Any, number: int) -> str:
    """What about a measure's level stands in the way of a verb."""
    level = view.value(f"measure.{measure.id}")
    holder = next((deal for deal in view.deals if _holds(view, deal.items, number)), None)
    if verb in ("tighten", "pause") and holder is not None:
        return f"deal {holder.slot} holds '{measure.id}': 'breach {holder.slot}' would break it"
    if verb == "tighten" and level >= measure.max:
        return f"'{measure.id}' is at its highest level, {measure.max}"
    if verb != "tighten" and level == 0:
        return f"'{measure.id}' is at level 0"
    if verb == "pause" and view.value(f"measure.{measure.id}.paused"):
        return f"'{measure.id}' is paused already"
    return ""


def _holds(view: SeatState, items: Sequence[str], measure: int) -> bool:
    deals = view.rules.program.deals
    return deals is not None and any(
        item.id in items and item.measure == measure for item in deals.items
    )


def _fund(view: SeatState, arg: str) -> str:
    if not _open_at(view, "plays"):
        return ""
    projects = view.rules.program.projects
    number = _find(projects, view, arg)
    if number < 0:
        return _whose(projects, view, arg, "project")
    project = projects[number]
    stage = view.value(f"project.{arg}")
    if stage == len(project.stages):
        return f"'{arg}' is complete"
    left = view.value(f"project.{arg}.working")
    if left:
        return f"work on '{arg}' goes on for {left} more round{'s' if left > 1 else ''}"
    return failed(view, project.stages[stage].act)


def _breach(view: SeatState, arg: str) -> str:
    if not _open_at(view, "plays") or any(str(deal.slot) == arg for deal in view.deals):
        return ""
    return _no_deal(view, arg)


def _item(view: SeatState, arg: str) -> str:
    deals = view.rules.program.deals
    if deals is None:
        return "this deck has no deals"
    found = [item for item in deals.items if item.id == arg]
    if not found:
        known = [item.id for item in deals.items]
        return f"there is no deal item '{visible(arg[:40])}'. {nearest(arg, known)[:-1]}"
    return _goods(view, found[0]) or failed_clause(view, found[0].needs)


def _goods(view: SeatState, item: ItemIR) -> str:
    """What about a measure or a track keeps it from being given."""
    if item.kind in ("pause", "cap"):
        holder = next((d for d in view.deals if _holds(view, d.items, item.measure)), None)
        if holder is not None:
            return f"deal {holder.slot} already holds that measure"
        measure = view.rules.program.measures[item.measure].id
        level, paused = (view.value(f"measure.{measure}{part}") for part in ("", ".paused"))
        if paused:
            return f"'{measure}' is paused"
        if item.kind == "pause" and level < item.amount:
            return f"it suspends {item.amount} of '{measure}', which is at level {level}"
    if item.kind == "transfer" and item.give is not None:
        held = view.read(item.give)
        if held - item.give.lo < item.amount:
            return (
                f"it gives {item.amount} {item.give.title.lower()}, and {item.give.text} is {held}"
            )
    return ""


def _offer(view: SeatState, arg: str) -> str:
    deals = view.rules.program.deals
    if deals is None or not _open_at(view, "talks"):
        return ""
    if len(view.deals) >= deals.max_running:
        return f"no more than {deals.max_running} deals may be in force at once"
    return failed(view, deals.table[view.number]) or _item(view, arg)


def _extend(view: SeatState, arg: str) -> str:
    deals = view.rules.program.deals
    if deals is None or not _open_at(view, "talks"):
        return ""
    found = [deal for deal in view.deals if str(deal.slot) == arg]
    if not found:
        return _no_deal(view, arg)
    if found[0].extensions >= deals.extensions:
        return f"deal {arg} has been extended as often as it may"
    return failed(view, deals.extend[view.number])


def _no_deal(view: SeatState, arg: str) -> str:
    running = ", ".join(str(deal.slot) for deal in view.deals) or "none"
    return f"there is no deal {visible(arg[:20])}. In force: {running}"


_REASONS: dict[str, Reason] = {
    "play": _play,
    "headline": _play,
    "capital": _card,
    "discard": _card,
    "tighten": _measure("tighten"),
    "ease": _measure("ease"),
    "pause": _measure("pause"),
    "lift": _measure("lift"),
    "fund": _fund,
    "breach": _breach,
    "offer": _offer,
    "extend": _extend,
    "add": _item,
}
