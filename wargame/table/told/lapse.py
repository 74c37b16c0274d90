"""What becomes of a deal when its time is over, and how far an extension would put that off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.errors import sentence_case
from wargame.rules.amounts import rounds
from wargame.rules.asking import preview as asking
from wargame.rules.ir import ItemIR
from wargame.rules.verbs import EXTEND
from wargame.rules.view import Deal, SeatState
from wargame.table.told.blocks import Block, Moves, Text
from wargame.table.told.follows import as_moved, effects, netted
from wargame.table.told.scene import Scene
from wargame.table.words.wrap import this_and

if TYPE_CHECKING:
    from wargame.content.model import Deck


def deal_at(view: SeatState, slot: int | str) -> Deal:
    """A deal in force by its number."""
    return next(one for one in view.deals if one.slot == int(slot))


def item_row(view: SeatState, item: str) -> ItemIR:
    """A deal item as the rules have it, by its id."""
    deals = view.rules.program.deals
    return next(one for one in (deals.items if deals else ()) if one.id == item)


def running(view: SeatState, term: int, last: int, *, begins: bool = False) -> str:
    """How long a package runs that is signed now.

    Args:
        last: The last round that begins, here and below.
        begins: It is a sentence of its own; else it follows other words.
    """
    said = "to the end of the game" if runs_to_end(view, term, last) else f"for {this_and(term)}"
    return f"{sentence_case(said)}." if begins else said


def runs_to_end(view: SeatState, term: int, last: int) -> bool:
    """Whether a package that is signed now runs as long as the game does."""
    return bool(term) and view.round + term >= last


def extensible(view: SeatState) -> list[Deal]:
    """The deals that the seat to move may propose to extend."""
    named = [action.arg for action in view.legal if action.verb == EXTEND]
    return [deal for deal in view.deals if str(deal.slot) in named]


def runs_until(view: SeatState, deal: Deal, last: int, more: int = 0) -> int:
    """The last round in which a deal runs, or would if it were extended by so many."""
    return min(view.round + deal.left - 1 + more, last)


def are_extended(deck: Deck) -> bool:
    """Whether the deals of a deck may be extended at all."""
    return deck.deals is not None and deck.deals.extensions > 0


def outlasts(view: SeatState, deal: Deal, last: int) -> bool:
    """Whether a deal runs as long as the game does, with an extension or without."""
    return runs_until(view, deal, last) >= last


def left(view: SeatState, deal: Deal, last: int) -> str:
    """How long a deal in force still runs; it runs no further than the game."""
    if view.is_over:
        return "in force at the end"
    if deal.left == 1:
        return "in its last round"
    return "to the end of the game" if outlasts(view, deal, last) else this_and(deal.left - 1)


def extension(view: SeatState, deal: Deal, last: int) -> str:
    """By how much a deal would be extended: `by 2 rounds, to the end of round 5`."""
    if outlasts(view, deal, last):
        return f"by {rounds(deal.term)}, though the game ends first"
    until = runs_until(view, deal, last, deal.term)
    end = f"round {until}" if until < last else "the game"
    return f"by {rounds(deal.term)}, to the end of {end}"


def lapsing(scene: Scene, deal: Deal) -> Iterator[Block]:
    """When a deal runs out if nobody extends it, and what comes back then, as things stand."""
    if outlasts(scene.view, deal, scene.last_begun):
        yield Text(f"Without an extension, deal {deal.slot} runs to the last round all the same.")
        return
    last = runs_until(scene.view, deal, scene.last_begun)
    when = f"Without an extension, deal {deal.slot} runs out after round {last}"
    found = list(effects(asking.lapse(scene.view, deal.slot)))
    match found:
        case [Moves(moves), *rest]:
            yield from (Moves(moves, when), *rest)
        case []:
            yield Text(f"{when}, and no number changes.")
        case _:
            yield from (Text(f"{when}:"), *found)


def brought_back(scene: Scene, deal: Deal) -> str:
    """What comes back of measures when a deal runs out, in short: `Quay toll 0→1`."""
    moves = as_moved(netted(asking.lapse(scene.view, deal.slot).changes))
    named = {one.name: one for one in moves if one.name.startswith("measure.")}
    arrow, titles = scene.glyphs.arrow, scene.titles.measures
    return ", ".join(
        f"{titles[name.split('.')[1]]} {one.old}{arrow}{one.new}" for name, one in named.items()
    )


def nothing(view: SeatState, last: int) -> str:
    """What saying nothing in talks is called: at the last chance to extend a deal, more."""
    found = [deal.slot for deal in extensible(view) if is_last_chance(view, deal, last)]
    return f"Let deal {found[0]} lapse" if found else "Offer nothing"


def passing(view: SeatState, last: int) -> str:
    """What passing is called now: a headline or an offer that is not made, or a play given up."""
    return {"headline": "No headline", "talks": nothing(view, last)}.get(view.phase, "Pass")


def is_last_chance(view: SeatState, deal: Deal, last: int) -> bool:
    """Whether a deal runs out before anybody can speak of it again."""
    return deal.left == 1 and not outlasts(view, deal, last)
