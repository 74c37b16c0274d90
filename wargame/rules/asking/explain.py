"""Why an action is refused: the clause that failed, with the numbers as they stand.

It reads a `SeatState` only, so that a refusal cannot tell more than the seat may know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from wargame.errors import closest
from wargame.rules.actions import CHANCE_SEAT, Action
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.evaluate import Reader
from wargame.rules.ir import Ability, CardIR, Clause, DealsIR, ItemIR, MeasureIR, Name, Owned, Price
from wargame.rules.orders import Ban, Must
from wargame.rules.position import Position
from wargame.rules.refusal import Kind, Reason, Refusal, Value
from wargame.rules.verbs import (
    ANSWER,
    BURY,
    CALLED,
    DISCARD,
    LET,
    PASS,
    PAUSE,
    RECOVER,
    TIGHTEN,
    Verb,
    find,
)
from wargame.rules.view import SeatState

PLAYED = ("measure", "project", "action")
"""Things whose every verb is a play of a turn."""


def why_not(view: SeatState, text: str) -> Refusal | None:
    """Why an action is refused, or None if it is allowed."""
    wanted = " ".join(text.split())
    return None if any(action.text == wanted for action in view.legal) else refuse(view, wanted)


def refuse(view: SeatState, text: str) -> Refusal:
    """Who cannot do what, when and why, and what can be done instead."""
    legal = tuple(action.text for action in view.legal)
    return Refusal(view.seat, text, view.round, view.phase, _reason(view, text), legal)


def refuse_luck(position: Position, text: str, legal: Sequence[Action]) -> Refusal:
    """That something is no outcome at a node of luck."""
    texts = tuple(action.text for action in legal)
    why = Reason("not_an_outcome")
    return Refusal(CHANCE_SEAT, text, position.round, position.phase, why, texts)


def failed(act: Ability, read: Reader, words: Describer) -> Reason | None:
    """The first clause or price of an act that does not hold."""
    return failed_clause(act.needs, read, words) or failed_price(act.price, read, words)


def failed_clause(needs: Sequence[Clause], read: Reader, words: Describer) -> Reason | None:
    """The first clause that does not hold, with the numbers it reads if it says more than whether
    something is there."""
    for clause in needs:
        if not evaluate.truth(clause.cond, read):
            said = words.cond(clause.cond)
            asked = [] if words.whether(clause.cond) else evaluate.names_in(clause.cond)
            values = tuple(_value(name, read, words) for name in asked)
            return Reason("clause_failed", clause=clause.text, said=said, values=values)
    return None


def failed_price(price: Price, read: Reader, words: Describer) -> Reason | None:
    """The first part of a price that cannot be paid."""
    for name, amount, _ in price:
        cost = evaluate.number(amount, read)
        if read(name) - name.lo < cost:
            value = _value(name, read, words)
            return Reason("price", thing=name.good, values=(value,), amount=cost)
    return None


def _value(name: Name, read: Reader, words: Describer) -> Value:
    return name.text, words.name(name), read(name)


def _reason(view: SeatState, text: str) -> Reason:
    word, _, arg = text.partition(" ")
    if view.is_over:
        return Reason("game_over")
    if not view.legal:
        return Reason("not_your_turn", view.to_move)
    order = view.held_by(text)
    if order is not None:
        return _order(order)
    verb = find(word)
    meant = CALLED.get(word)
    if meant and any(action.verb == meant for action in view.legal):
        return Reason("other_word", f"{meant} {arg}".rstrip(), verb=word)
    if verb is None:
        known = dict.fromkeys(action.verb.word for action in view.legal)
        return Reason("unknown_verb", word, known=tuple(known))
    if verb not in view.rules.ids.verbs:
        return Reason("not_in_deck", verb=verb.typed)
    if _is_other_question(view, verb):
        return Reason("not_open_now", verb=verb.typed)
    return _special(view, verb, arg) or _not_now(view, verb, arg)


def _is_other_question(view: SeatState, verb: Verb) -> bool:
    """Whether the seat is asked something that a verb neither answers nor goes on from."""
    steps = [action.verb for action in view.legal]
    is_asked = any(step.is_answer or step == DISCARD for step in steps)
    goes_on = verb.package and any(step.package == verb.package for step in steps)
    return is_asked and not view.comes_up(verb) and not goes_on


def _order(order: Ban | Must) -> Reason:
    """What a seat is told of an order that keeps it from an act."""
    if isinstance(order, Must):
        return Reason("ordered", order.act)
    return Reason("banned", amount=order.last_round)


def _not_now(view: SeatState, verb: Verb, arg: str) -> Reason:
    """The verb is not open at this node, or not with this word."""
    args = tuple(action.arg for action in view.legal if action.verb == verb)
    if not args:
        kind: Kind = "nothing_to" if view.comes_up(verb) else "not_open_now"
        return Reason(kind, verb=verb.typed)
    return Reason("cannot_follow", arg, verb=verb.word, known=tuple(filter(None, args)))


def _passing(view: SeatState) -> Reason | None:
    """Why a play may not pass: it has been done too often, or cannot be paid."""
    passes = view.rules.program.passes
    if view.phase != "plays" or not passes:
        return None
    row = passes[view.number]
    if 0 <= row.limit <= view.read(row.passed):
        return Reason("used_up", PASS.word, thing="a round", amount=row.limit)
    return failed_price(row.price, view.read, _words(view))


def _special(view: SeatState, verb: Verb, arg: str) -> Reason | None:
    """What about the thing that is meant stands in the way."""
    if verb.is_luck or (verb.thing in PLAYED and view.phase != "plays"):
        return None
    match verb.thing:
        case "card":
            return _card(view, verb, arg)
        case "measure":
            return _measure(view, verb, arg)
        case "project":
            return _project(view, arg)
        case "action":
            return _action(view, arg)
        case "deal":
            return _breach(view, arg) if verb.is_play else _extend(view, arg)
        case "item":
            return _item(view, verb, arg)
        case "package":
            return _package(view, verb, arg)
        case "none":
            return _passing(view) if verb == PASS else None
        case "front":
            return _front(view, verb, arg)
        case "term" | "option" | "agenda" | "outcome" | "inject" | "ruling":
            return None
        case _:
            assert_never(verb.thing)


def _failed(view: SeatState, act: Ability) -> Reason | None:
    return failed(act, view.read, _words(view))


def _words(view: SeatState) -> Describer:
    return Describer(view.rules.program, view.seat)


def _find(nouns: Sequence[Owned], view: SeatState, wanted: str) -> int:
    """The place of a seat's own noun, or -1."""
    for number, noun in enumerate(nouns):
        if noun.id == wanted and noun.seat == view.number:
            return number
    return -1


def _whose(nouns: Sequence[Owned], view: SeatState, wanted: str, thing: str) -> Reason:
    """Why a word names nothing of this seat's."""
    if any(other.id == wanted for other in nouns):
        return Reason("not_yours", wanted)
    mine = tuple(other.id for other in nouns if other.seat in (view.number, -1))
    meant = closest(wanted[:60], tuple(dict.fromkeys(other.id for other in nouns)))
    if meant and meant not in mine:
        return Reason("like_not_yours", wanted, thing=thing, known=(meant,))
    return Reason("unknown_noun", wanted, thing=thing, known=mine)


def _answer(view: SeatState, arg: str) -> Reason | None:
    """Why a card is no answer now."""
    cards = view.rules.program.cards
    number = _find(cards, view, arg)
    if number < 0:
        return _whose(cards, view, arg, "card")
    response = cards[number].response
    if response is None:
        return Reason("no_answer", arg)
    if arg not in view.hand:
        return Reason("not_in_hand", arg)
    is_asked = any(action.verb == LET for action in view.legal)
    other = Reason("other_answer", arg) if is_asked else None
    return _failed(view, response.act) or other


def _card(view: SeatState, verb: Verb, arg: str) -> Reason | None:
    if verb == ANSWER:
        return _answer(view, arg)
    if verb == RECOVER or (verb.enacts and view.phase not in ("plays", "headline")):
        return None
    cards = view.rules.program.cards
    number = _find(cards, view, arg)
    if number < 0:
        return _whose(cards, view, arg, "card")
    if arg not in view.hand:
        return Reason("not_in_hand", arg)
    if verb == BURY:
        return _bury(view)
    if verb.enacts and cards[number].is_foreign:
        return Reason("not_yours", arg)
    if verb.enacts and cards[number].is_answer:
        return Reason("only_an_answer", arg)
    found = _failed(view, cards[number].act) if verb.enacts else None
    if found is None or found.kind != "price":
        return found
    return replace(found, known=changes_now(cards[number], view))


def changes_now(card: CardIR, view: SeatState) -> tuple[str, ...]:
    """What changes the price of a card's policy as things stand: 'Free trade: capital -1'."""
    found = []
    for change in card.changes:
        if change.when is None or evaluate.truth(change.when, view.read):
            amount = evaluate.number(change.more, view.read)
            found.append(f"{change.title}: {change.name.good} {amount:+}")
    return tuple(found)


def _bury(view: SeatState) -> Reason | None:
    """What stands in the way of burying a card, whichever."""
    if view.phase != "plays" or not view.rules.program.buries:
        return None
    bury = view.rules.program.buries[view.number]
    if view.read(bury.used) >= bury.per_round:
        return Reason("used_up", BURY.word, thing="a round", amount=bury.per_round)
    return _failed(view, bury.act)


def _measure(view: SeatState, verb: Verb, arg: str) -> Reason | None:
    measures = view.rules.program.measures
    number = _find(measures, view, arg)
    if number < 0:
        return _whose(measures, view, arg, "measure")
    act = measures[number].verbs[verb.word]
    if act is None:
        return Reason("no_such_verb", arg, verb=verb.word)
    return _level(view, verb, measures[number], number) or _failed(view, act)


def _level(view: SeatState, verb: Verb, measure: MeasureIR, number: int) -> Reason | None:
    """What about a measure's level stands in the way of a verb."""
    level = view.value(f"measure.{measure.id}")
    deal = _holder(view, number)
    if verb in (TIGHTEN, PAUSE) and deal:
        return Reason("held_by_deal", measure.id, deal)
    if verb == TIGHTEN and level >= measure.max:
        return Reason("level_at_max", measure.id, amount=measure.max)
    if verb != TIGHTEN and level == 0:
        return Reason("level_zero", measure.id)
    if verb == PAUSE and view.value(f"measure.{measure.id}.paused"):
        return Reason("paused_already", measure.id)
    return None


def _holder(view: SeatState, measure: int) -> str:
    """The number of the deal that holds a measure, or ""."""
    deals = view.rules.program.deals
    held = [item.id for item in deals.items if item.measure == measure] if deals else []
    holding = (deal for deal in view.deals if any(item in held for item in deal.items))
    return next((str(deal.slot) for deal in holding), "")


def _project(view: SeatState, arg: str) -> Reason | None:
    projects = view.rules.program.projects
    number = _find(projects, view, arg)
    if number < 0:
        return _whose(projects, view, arg, "project")
    stages, stage = projects[number].stages, view.value(f"project.{arg}")
    if stage == len(stages):
        return Reason("complete", arg)
    left = view.value(f"project.{arg}.working")
    if left:
        return Reason("under_work", arg, amount=left)
    return _failed(view, stages[stage].act)


def _action(view: SeatState, arg: str) -> Reason | None:
    actions = view.rules.program.actions
    number = _find(actions, view, arg)
    if number < 0:
        return _whose(actions, view, arg, "action")
    action = actions[number]
    limits = (action.used, action.per_round, "a round"), (action.total, action.per_game, "a game")
    for count, most, span in limits:
        if most and view.read(count) >= most:
            return Reason("used_up", arg, thing=span, amount=most)
    return _failed(view, action.act)


def _front(view: SeatState, verb: Verb, arg: str) -> Reason | None:
    """That a front cannot be named twice running."""
    named = [action.arg for action in view.legal if action.verb == verb]
    is_one = any(front.id == arg for front in view.rules.program.fronts)
    return Reason("named_last", arg) if is_one and named and arg not in named else None


def _breach(view: SeatState, arg: str) -> Reason | None:
    if view.phase != "plays" or any(str(deal.slot) == arg for deal in view.deals):
        return None
    return _no_deal(view, arg)


def _extend(view: SeatState, arg: str) -> Reason | None:
    deals = view.rules.program.deals
    if deals is None or view.phase != "talks":
        return None
    found = [deal for deal in view.deals if str(deal.slot) == arg]
    if not found:
        return _no_deal(view, arg)
    if found[0].extensions >= deals.extensions:
        return Reason("extended_out", deal=arg)
    return _failed(view, deals.extend[view.number])


def _no_deal(view: SeatState, arg: str) -> Reason:
    return Reason("no_deal", deal=arg, known=tuple(str(deal.slot) for deal in view.deals))


def _package(view: SeatState, verb: Verb, arg: str) -> Reason | None:
    """Why a ready package cannot be tabled, or put in the place of another."""
    deals = view.rules.program.deals
    if deals is None or view.phase != "talks":
        return None
    package = next((one for one in deals.packages if one.id == arg), None)
    if package is None or package.seat not in (view.number, -1):
        return _whose(deals.packages, view, arg, "ready package")
    if verb.package == "offer":
        found = _no_room(view, deals) or _failed(view, deals.table[view.number])
        if found or view.draft is not None:
            return found
    missing = (_goods(view, deals, deals.items[number].id) for number in package.items)
    found = failed_clause(package.needs[view.number], view.read, _words(view))
    return found or next(filter(None, missing), None)


def _no_room(view: SeatState, deals: DealsIR) -> Reason | None:
    """That as many deals run as may."""
    is_full = len(view.deals) >= deals.max_running
    return Reason("deals_full", amount=deals.max_running) if is_full else None


def _item(view: SeatState, verb: Verb, arg: str) -> Reason | None:
    if verb.edit != "put":
        return None
    deals = view.rules.program.deals
    if verb.package == "counter":
        return _goods(view, deals, arg) if deals else None
    if deals is None or view.phase != "talks":
        return None
    found = _no_room(view, deals) or _failed(view, deals.table[view.number])
    return found or _goods(view, deals, arg)


def _goods(view: SeatState, deals: DealsIR, arg: str) -> Reason | None:
    """Why an item cannot be given, whatever else the package holds."""
    item = next((item for item in deals.items if item.id == arg), None)
    if item is None:
        known = tuple(item.id for item in deals.items)
        return Reason("unknown_noun", arg, thing="deal item", known=known)
    found = _held_goods(view, item) or _moved_goods(view, item)
    return found or failed_clause(item.needs, view.read, _words(view))


def _held_goods(view: SeatState, item: ItemIR) -> Reason | None:
    """What about a measure keeps it from being suspended or capped."""
    if item.kind not in ("pause", "cap"):
        return None
    measure, deal = view.rules.program.measures[item.measure], _holder(view, item.measure)
    if deal:
        return Reason("promised_already", measure.id, deal)
    if view.value(f"measure.{measure.id}.paused"):
        return Reason("suspended", measure.id)
    value = _value(view.rules.names[f"measure.{measure.id}"], view.read, _words(view))
    if item.kind == "pause" and value[2] < item.amount:
        return Reason("level_too_low", measure.id, values=(value,), amount=item.amount)
    return None


def _moved_goods(view: SeatState, item: ItemIR) -> Reason | None:
    """What about a track keeps goods from being handed over."""
    if item.kind != "transfer" or item.give is None:
        return None
    if view.read(item.give) - item.give.lo >= item.amount:
        return None
    value = _value(item.give, view.read, _words(view))
    return Reason("goods_short", thing=item.give.good, values=(value,), amount=item.amount)
