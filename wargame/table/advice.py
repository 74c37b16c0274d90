"""Counsel in words: three moves, how sure they are, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.players.adviser import Advice, Move
from wargame.players.thought import Likely
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.table.titles import Titles
from wargame.table.wrap import wrapped

CAUTION = "The other side is imagined to play as the deck taught itself; people do otherwise."


def advice_lines(view: SeatState, advice: Advice, titles: Titles) -> list[str]:
    """All of it, for the seat that asked."""
    until = f"{advice.rounds} rounds on" if advice.rounds != 1 else "a round on"
    lines = wrapped(
        f"{advice.considered} ways on, the best of them tried in {advice.worlds} worlds that "
        f"your seat could be in. Points are what your score is likely to gain, "
        f"{until if advice.rounds else 'by the end'}."
    )
    for number, move in enumerate(advice.moves, 1):
        lines += _move_lines(view, number, move, advice, titles)
    if advice.mixed:
        lines += wrapped("Both sides choose in secret: whoever is predictable can be used.")
    elif advice.reason:
        lines += wrapped(f"Why the first: {advice.reason}")
    return lines + wrapped(CAUTION)


def _move_lines(
    view: SeatState, number: int, move: Move, advice: Advice, titles: Titles
) -> Iterator[str]:
    option = move.option
    steps = "; ".join(_step(view, step, titles) for step in option.steps)
    yield from wrapped(f"{number}. {steps}.", "", "   ")
    times = f"{100 * option.best:.0f}"
    odds = f"play it {times} times in 100" if advice.mixed else f"best in {times} % of the worlds"
    gain = option.value - advice.standing
    said = f"{gain:+.1f} points, give or take {2 * option.error:.1f}; {odds}"
    if option.accepted >= 0:
        said += f"; accepted in about {100 * option.accepted:.0f} %"
    yield from wrapped(f"{said}.", "   ", "   ")
    if move.effects:
        changes = ", ".join(f"{title} {change:+.1f}" for title, change in move.effects)
        yield from wrapped(f"By the end of the round, on average: {changes}.", "   ", "   ")
    if move.course:
        course = " ".join(_likely(step, titles) for step in move.course)
        yield from wrapped(f"Likely to follow: {course}", "   ", "   ")


def _likely(step: Likely, titles: Titles) -> str:
    """What may follow, in the words of the news, with its likelihood."""
    verb, _, arg = step.text.partition(" ")
    told = titles.tell(step.seat, verb, arg)
    return f"{told.removesuffix('.')} ({100 * step.share:.0f} %)."


def _step(view: SeatState, text: str, titles: Titles) -> str:
    """A step as a menu offers it, with what is typed for it."""
    return f"{titles.offer(view, Action(text, view.seat, 0))} [{text}]"
