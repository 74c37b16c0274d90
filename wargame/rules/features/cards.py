"""Where cards are as far as a view knows, which headlines and agendas it knows."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.features.part import FeaturePart, flags, joined
from wargame.rules.ruleset import Ruleset
from wargame.rules.unseen import knowledge, next_cards
from wargame.rules.view import SeatState


def cards(rules: Ruleset) -> FeaturePart:
    """Where cards are, as far as the view knows, headlines and agendas."""
    return joined([zones(rules), *_some_hand(rules), *_headlines(rules), agendas(rules)])


def zones(rules: Ruleset) -> FeaturePart:
    """Which cards lie in hands, in the pile, in discards and out of the game."""
    every, seats = rules.program.cards, rules.seats
    whose = [f"{seats[card.seat]}.{card.id}" for card in every]
    ids = list(dict.fromkeys(card.id for card in every))
    rows = flags(f"{zone}.{card}" for zone in ("hand", "discard", "gone") for card in whose)
    rows += flags(f"pile.{card}" for card in ids)
    rows += [(f"next.{card}", 0, len(ids)) for card in ids]
    rows += [(f"{seat}.hand_size", 0, len(every)) for seat in seats]
    rows += [(f"pile_size.{seat}", 0, len(every)) for seat in seats]
    place = {card: n for n, card in enumerate(ids)}

    def told(view: SeatState) -> Iterable[int]:
        board = view._board
        pile, coming = [0] * len(ids), [0] * len(ids)
        for card in view.pile:
            pile[place[card]] = 1
        for nth, row in enumerate(next_cards(board, view.number), 1):
            coming[place[every[row].id]] = nth
        laid = [*_marked(len(every), board.discard), *_marked(len(every), board.gone)]
        sizes = (*view.hand_sizes, *view.pile_sizes)
        return [*_held(view, len(every)), *laid, *pile, *coming, *sizes]

    return FeaturePart(rows, told)


def _some_hand(rules: Ruleset) -> list[FeaturePart]:
    """Where all seats draw from one pile, the cards that everybody knows to be in some hand."""
    if not rules.program.mixed:
        return []
    ids = list(dict.fromkeys(card.id for card in rules.program.cards))

    def told(view: SeatState) -> Iterable[int]:
        bits = view._board.learned[-1]
        return [bits >> row & 1 for row in range(len(ids))]

    return [FeaturePart(flags(f"some_hand.{card}" for card in ids), told)]


def _held(view: SeatState, count: int) -> list[int]:
    """Of each card, whether the view knows its seat to hold it."""
    board, bits = view._board, 0
    for other in view.rules.rivals(view.number):
        bits |= board.known[other]
    bits |= knowledge(board, view.number)
    found = [bits >> row & 1 for row in range(count)]
    for row in () if view.number < 0 else board.hand[view.number]:
        found[row] = 1
    return found


def _marked(count: int, piles: Iterable[Iterable[int]]) -> list[int]:
    """Of each card, whether it lies in one of some places."""
    found = [0] * count
    for pile in piles:
        for row in pile:
            found[row] = 1
    return found


def _headlines(rules: Ruleset) -> list[FeaturePart]:
    """The headlines that the view knows, in a deck that has them."""
    if not rules.program.headline:
        return []
    every, seats = rules.program.cards, len(rules.seats)
    rows = flags(f"no_headline.{seat}" for seat in rules.seats)
    rows += flags(f"headline.{rules.seats[card.seat]}.{card.id}" for card in every)

    def told(view: SeatState) -> Iterable[int]:
        found = [0] * len(rows)
        for seat, card in enumerate(view._board.commit):
            if card >= 0:
                found[seats + card - 1 if card else seat] = 1
        return found

    return [FeaturePart(rows, told)]


def agendas(rules: Ruleset) -> FeaturePart:
    """Which agendas were shown to whom, which are known to be kept, and which lie open."""
    every = rules.program.agendas
    whose = [f"{rules.seats[agenda.seat]}.{agenda.id}" for agenda in every]
    kinds = ("agenda", "candidate", "laid_open")

    def told(view: SeatState) -> Iterable[int]:
        board = view._board
        kept = [int(board.agenda[one.seat] == n) for n, one in enumerate(every, 1)]
        shown = [int(n in board.candidates[one.seat]) for n, one in enumerate(every)]
        return [*kept, *shown, *map(bool, board.agendas_gone)] if every else ()

    return FeaturePart(flags(f"{kind}.{agenda}" for kind in kinds for agenda in whose), told)
