"""What the actions of a menu cost, and what each of them is for, as the position stands."""

from __future__ import annotations

from wargame.rules.asking import evaluate
from wargame.rules.game import Action
from wargame.rules.ir import Price
from wargame.rules.kernel import ARGUMENT
from wargame.rules.view import SeatState
from wargame.table.words.wrap import rounds

FREE = "free"


def terms(view: SeatState, action: Action) -> str:
    """What stands behind an action in a menu: its price, its gain, its work; "" for most.

    Args:
        action: One of this seat's own, as its list of legal actions has it.
    """
    program, place = view.game.program, action.code & ARGUMENT
    match action.verb:
        case "play" | "headline":
            return price_words(view, program.cards[place].act.price)
        case "capital":
            card = program.cards[place]
            return f"{card.worth} capital{', with its printed effect' if card.rival_do else ''}"
        case "tighten" | "ease" | "pause" | "lift" as verb:
            return _policy_terms(view, verb, place)
        case "fund":
            return _work_terms(view, place)
        case "table" | "extend" as verb if program.deals:
            acts = program.deals.table if verb == "table" else program.deals.extend
            price = acts[view.number].price
            return price_words(view, price) if price else ""
        case _:
            return ""


def price_words(view: SeatState, price: Price) -> str:
    """A price in numbers: `2 capital, 1 stock`, or `free`."""
    paid = [(evaluate.number(amount, view.read), name) for name, amount, _ in price]
    parts = [
        f"{amount} {'capital' if name.slot == 'capital' else name.title.lower()}"
        for amount, name in paid
        if amount
    ]
    return f"costs {', '.join(parts)}" if parts else FREE


def _policy_terms(view: SeatState, verb: str, place: int) -> str:
    measure = view.game.program.measures[place]
    act = measure.verbs[verb]
    price = price_words(view, act.price) if act else FREE
    if verb == "pause":
        return f"for {rounds(measure.pause_rounds)}, {price}"
    level = view.value(f"measure.{measure.id}")
    level = {"tighten": level + 1, "ease": level - 1, "lift": 0}[verb]
    return f"to level {level}, {price}"


def _work_terms(view: SeatState, place: int) -> str:
    project = view.game.program.projects[place]
    reached = view.value(f"project.{project.id}")
    stage, noun = project.stages[reached], view.game.deck.projects[place].stages[reached]
    work = f"{rounds(stage.rounds)} of work" if stage.rounds else "done at once"
    pct = evaluate.number(stage.success_pct, view.read)
    odds = f", succeeds {pct} in 100" if pct < 100 else ""
    return f"{noun.title}, {price_words(view, stage.act.price)}, {work}{odds}"
