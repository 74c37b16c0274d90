"""What is hidden has one door out: a seat's view of a position.

A view is filled from an allow-list: everything the generated `public` copies, plus the seat's own
hidden places.
"""

from __future__ import annotations

from wargame.rules.kernel import AT_HEADLINES, OVER
from wargame.rules.position import Position, actions_at, state_of
from wargame.rules.sealed import show_sealed
from wargame.rules.unseen import NOBODY, UNSEEN, show_piles, shown_to, size_of
from wargame.rules.view import SeatState


def redact(position: Position, number: int) -> SeatState:
    """What the seat with this number may see; a spectator's view for `NOBODY`."""
    rules, state = position.rules, state_of(position)
    board, seats = state.public(), range(len(rules.seats))
    show_piles(rules, state, board, number)
    for seat in seats:
        is_own = seat == number
        board.hand[seat] = state.hand[seat][:] if is_own else [UNSEEN] * len(state.hand[seat])
    show_sealed(rules, state, board, number)
    if rules.program.extras:
        board.learned = shown_to(number, state.learned)
    is_committing = state.pc == AT_HEADLINES
    board.commit = tuple(
        -1 if is_committing and seat != number else state.commit[seat] for seat in seats
    )
    board.agenda = tuple(
        state.agenda[seat] if seat == number or not state.agenda[seat] else UNSEEN for seat in seats
    )
    for guess in rules.program.guesses.values():
        if number == guess.seat or state.node == OVER:
            for name in guess.names:
                setattr(board, name.slot, getattr(state, name.slot))
    return SeatState(
        rules,
        "" if number == NOBODY else rules.seats[number],
        number,
        position.seat,
        actions_at(position) if state.actor == number else (),
        tuple(map(len, state.hand)),
        tuple(size_of(state, seat) for seat in seats),
        board,
    )
