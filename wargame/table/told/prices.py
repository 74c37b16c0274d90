"""What the actions of a menu cost, and what each of them is for, as the position stands."""

from __future__ import annotations

from typing import assert_never

from wargame.rules.amounts import of_goods, rounds
from wargame.rules.asking import evaluate
from wargame.rules.game import Action
from wargame.rules.ir import CardIR, Price
from wargame.rules.kernel import ARGUMENT
from wargame.rules.verbs import (
    AMEND,
    ANSWER,
    BREACH,
    BURY,
    CAPITAL,
    EASE,
    EXTEND,
    LIFT,
    PASS,
    PAUSE,
    PROPOSE,
    TABLE,
    TIGHTEN,
    Verb,
)
from wargame.rules.view import SeatState
from wargame.table.told.lapse import deal_at, extension, running
from wargame.table.told.works import takes
from wargame.table.words.wrap import this_and

FREE = "free"


def terms(view: SeatState, action: Action, last: int) -> str:
    """What stands behind an action in a menu: its price, its gain, its work; "" for most.

    Args:
        action: One of this seat's own, as its list of legal actions has it.
        last: The last round that begins.
    """
    verb, place = action.verb, action.code & ARGUMENT
    match verb.thing:
        case "card":
            return _card_terms(view, verb, place)
        case "measure":
            return _policy_terms(view, verb, place)
        case "project":
            return _work_terms(view, place)
        case "action":
            return price_words(view, view.rules.program.actions[place].act.price)
        case "deal" if verb == EXTEND:
            return _extension_terms(view, action, last)
        case "term" | "deal":
            return _bargain_terms(view, verb)
        case "package":
            return _package_terms(view, verb, place, last)
        case "none":
            return _pass_terms(view) if verb == PASS else ""
        case "item" | "option" | "agenda" | "front" | "outcome" | "inject" | "ruling":
            return ""
        case _:
            assert_never(verb.thing)


def _pass_terms(view: SeatState) -> str:
    """What passing a play takes; nothing of a seat that can do nothing else."""
    passes = view.rules.program.passes
    if not passes or view.phase != "plays":
        return ""
    if all(action.verb in (PASS, BREACH) for action in view.legal):
        return f"{FREE}, as there is nothing else to do"
    row = passes[view.number]
    price = price_words(view, row.price) if row.price else ""
    left = row.limit - view.read(row.passed)
    often = f"{left} of {row.limit} left this round" if row.limit >= 0 else ""
    return ", ".join(filter(None, (price, often)))


def _card_terms(view: SeatState, verb: Verb, place: int) -> str:
    card = view.rules.program.cards[place]
    if verb == ANSWER:
        return price_words(view, card.response.act.price) if card.response else FREE
    if verb.enacts:
        return price_words(view, card.act.price)
    if verb == CAPITAL:
        event = "it happens for its owner" if card.is_foreign else "with its printed effect"
        return f"{_worth(view, card.worth)}{f', {event}' if card.rival_do else ''}"
    if verb == BURY:
        return price_words(view, view.rules.program.buries[card.seat].act.price)
    return ""


def _worth(view: SeatState, worth: int) -> str:
    """What a card brings when it is discarded, and what of it is lost where capital is full."""
    most = view.rules.program.seats[view.number].capital_max
    kept = min(worth, most - view.value("my.capital"))
    lost = f" (you keep {kept}, for {most} is the most)" if kept < worth else ""
    return f"{worth} capital{lost}"


def held_row(view: SeatState, card: str) -> CardIR:
    """A card as whoever looks holds it, or as its owner does."""
    rows = [one for one in view.rules.program.cards if one.id == card]
    own = [one for one in rows if not one.is_foreign] or rows
    return next((one for one in rows if one.seat == view.number), own[0])


def _bargain_terms(view: SeatState, verb: Verb) -> str:
    deals = view.rules.program.deals
    if deals is None or verb not in (TABLE, PROPOSE, AMEND, EXTEND):
        return ""
    acts = deals.extend if verb == EXTEND else deals.table
    price = acts[view.number].price
    return price_words(view, price) if price else ""


def _extension_terms(view: SeatState, action: Action, last: int) -> str:
    """By how much a deal would be extended, and what proposing it costs."""
    price = _bargain_terms(view, EXTEND)
    how = extension(view, deal_at(view, action.arg), last)
    return f"{how}{f'; {price}' if price else ''}"


def _package_terms(view: SeatState, verb: Verb, place: int, last: int) -> str:
    """What each side gives in a ready package, for how long, and what tabling it costs."""
    deals = view.rules.program.deals
    package = deals.packages[place] if deals else None
    if deals is None or package is None:
        return ""
    parts = []
    for seat, given in deals.given(package).items():
        title = view.rules.program.seats[seat].title
        whose = "you give" if seat == view.number else f"{title} gives"
        parts.append(f"{whose} {', '.join(given)}")
    price = _bargain_terms(view, verb)
    how = running(view, package.term, last)
    return f"{'; '.join(parts)}; {how}{f'; {price}' if price else ''}"


def price_words(view: SeatState, price: Price) -> str:
    """A price in numbers: `2 capital, 1 stock`, or `free`."""
    paid = [(evaluate.number(amount, view.read), name) for name, amount, _ in price]
    parts = [of_goods(amount, name.good) for amount, name in paid if amount]
    return f"costs {', '.join(parts)}" if parts else FREE


def _policy_terms(view: SeatState, verb: Verb, place: int) -> str:
    measure = view.rules.program.measures[place]
    act = measure.verbs[verb.word]
    price = price_words(view, act.price) if act else FREE
    if verb == PAUSE:
        return f"for {this_and(measure.pause_rounds)}, {price}"
    level = view.value(f"measure.{measure.id}")
    level = {TIGHTEN: level + 1, EASE: level - 1, LIFT: 0}[verb]
    names = view.deck.measures[place].levels
    called = f" ({names[level]})" if level < len(names) else ""
    return f"to level {level}{called}, {price}"


def _work_terms(view: SeatState, place: int) -> str:
    project = view.rules.program.projects[place]
    reached = view.value(f"project.{project.id}")
    stage, noun = project.stages[reached], view.deck.projects[place].stages[reached]
    lasts = takes(view, stage)
    work = f"{rounds(lasts)} of work" if lasts else "done at once"
    pct = evaluate.number(stage.success_pct, view.read)
    odds = f", succeeds {pct} in 100" if pct < 100 else ""
    return f"{noun.title}, {price_words(view, stage.act.price)}, {work}{odds}"
