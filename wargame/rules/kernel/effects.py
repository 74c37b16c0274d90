"""Effects that the kernel does by itself, one function a word of the language.

Each takes the tables, the position, its origin, and whole numbers. One that asks somebody or
luck sets a node; the rest of its effect waits on the stack.
"""

from __future__ import annotations

from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.tables import Tables
from wargame.rules.kernel.work import (
    count_inject,
    pause_measure,
    start_discard,
    start_draw,
    start_gift,
    start_loss,
    start_recovery,
    start_seeing,
    start_spying,
)


def draw_cards(t: Tables, s: BaseState, o: int, seat: int, count: int) -> None:  # noqa: ARG001
    """Let a seat draw from its pile."""
    start_draw(t, s, seat, count)


def discard_cards(t: Tables, s: BaseState, o: int, seat: int, count: int) -> None:  # noqa: ARG001
    """Make a seat choose cards of its hand to discard."""
    start_discard(s, seat, count)


def lose_cards(t: Tables, s: BaseState, o: int, seat: int, count: int) -> None:  # noqa: ARG001
    """Let luck choose cards of a hand to discard."""
    start_loss(s, seat, count)


def give_cards(t: Tables, s: BaseState, o: int, seat: int, count: int) -> None:  # noqa: ARG001
    """Make a seat choose cards of its hand to give away."""
    start_gift(s, seat, count)


def recover_cards(t: Tables, s: BaseState, o: int, seat: int, count: int) -> None:  # noqa: ARG001
    """Let a seat take cards back from its discards."""
    start_recovery(s, seat, count)


def see_cards(t: Tables, s: BaseState, o: int, seat: int, count: int) -> None:  # noqa: ARG001
    """Let a seat look at the next cards of its pile."""
    start_seeing(t, s, seat, count)


def spy_cards(t: Tables, s: BaseState, o: int, seat: int, count: int) -> None:  # noqa: ARG001
    """Let a seat look at cards of its rival's hand."""
    start_spying(s, seat, count)


def suspend_measure(t: Tables, s: BaseState, o: int, measure: int, rounds: int) -> None:
    """Suspend a measure for some rounds."""
    pause_measure(t, s, o, measure, rounds)


def inject_released(t: Tables, s: BaseState, o: int, inject: int, count: int) -> None:  # noqa: ARG001
    """Count an inject as drawn that control has released."""
    count_inject(t, s, o, inject)
