"""Positions that a view could be: what the seat cannot know is drawn anew.

The law is that `redact(resample(view)) == view`.
"""

from __future__ import annotations

from wargame.rules.ir import Guess
from wargame.rules.kernel import AT_HEADLINES, HEADLINE, BaseState, Stream, changed, distinct
from wargame.rules.position import Position
from wargame.rules.ruleset import Ruleset
from wargame.rules.sealed import guess_sealed
from wargame.rules.unseen import UNSEEN, deal_in_common, knowledge, put_in_order
from wargame.rules.view import SeatState


def resample(view: SeatState, stream: Stream) -> Position:
    """A full position that whoever has this view could not tell from the true one."""
    return Position(view.rules, imagine(view, stream))


def imagine(view: SeatState, stream: Stream) -> BaseState:
    """The same as the kernel's own state, for whoever plays on at the kernel's speed.

    Cards of other seats are dealt at random between hand and pile, every split alike that leaves
    them what everybody knows them to hold; a headline that is still secret and an agenda that is
    kept are drawn among those open to the seat.
    """
    state = view._board.copy()
    rivals = view.rules.rivals(view.number)
    for guess in view.rules.program.guesses.values():
        if guess.seat != view.number and not view.is_over:
            _imagine_numbers(state, guess, stream)
    if view.rules.program.mixed:
        deal_in_common(view.rules, state, view.number, view.hand_sizes, stream)
    else:
        for rival in rivals:
            _deal(view, state, rival, stream)
    for rival in rivals:
        if state.agenda[rival] == UNSEEN:
            candidates = state.candidates[rival]
            kept = candidates[stream.below(len(candidates))] + 1
            state.agenda = changed(state.agenda, rival, kept)
    guess_sealed(view.rules, state, stream)
    for rival in rivals:
        if _has_committed(view._board, rival):
            card = _guess_commitment(view.rules, state, rival, stream)
            state.commit = changed(state.commit, rival, card)
    return state


def _imagine_numbers(state: BaseState, guess: Guess, stream: Stream) -> None:
    """Draw how the private numbers of a seat stand, by what everybody may know of them."""
    ways, width = getattr(state, guess.slot), len(guess.names)
    at = stream.below(sum(ways[width :: width + 1]))
    place = 0
    while at >= ways[place + width]:
        at -= ways[place + width]
        place += width + 1
    for name, value in zip(guess.names, ways[place : place + width], strict=True):
        setattr(state, name.slot, value)


def _deal(view: SeatState, state: BaseState, rival: int, stream: Stream) -> None:
    seen = [*state.discard[rival], *state.gone[rival]]
    known = state.commit[rival] - 1  # revealed, and not yet laid down
    held = state.known[rival] | knowledge(state, view.number)
    there = view.rules.cards_there(rival, state.round)
    free = [card for card in there if card not in seen and card != known]
    hand = [card for card in free if held >> card & 1]
    pool = [card for card in free if not held >> card & 1]
    while len(hand) < view.hand_sizes[rival]:
        hand.append(pool.pop(stream.below(len(pool))))
    state.hand[rival] = sorted(hand)
    put_in_order(view.rules, state, rival, pool, stream)


def _has_committed(board: BaseState, rival: int) -> bool:
    """Whether a seat has committed a headline that is still secret."""
    is_asking = board.pc == AT_HEADLINES and board.node == HEADLINE
    return is_asking and board.turn == len(board.commit) and board.actor != rival


def _guess_commitment(rules: Ruleset, state: BaseState, rival: int, stream: Stream) -> int:
    tables, options = rules.engine.tables, [0]
    hand = distinct(tables, state.hand[rival]) if tables.copies else state.hand[rival]
    options += [card + 1 for card in hand if tables.card_open[card](state)]
    return options[stream.below(len(options))]
