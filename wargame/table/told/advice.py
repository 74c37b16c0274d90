"""Counsel in words: three moves, how sure they are, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.players.adviser import Advice, Suggestion
from wargame.players.thought import Likely
from wargame.rules.game import Action
from wargame.rules.verbs import split
from wargame.rules.view import SeatState
from wargame.table.words.titles import Titles
from wargame.table.words.wrap import rounds, wrapped

CAUTION = "The other side is imagined to play by the deck's habits; people may not."

MIXED = "Both sides choose in secret: whoever is predictable can be used."


def advice_lines(view: SeatState, advice: Advice, titles: Titles) -> list[str]:
    """All of it in linear text, for the seat that asked."""
    lines = wrapped(f"{tried(advice)} {meaning(advice)}")
    for number, move in enumerate(advice.moves, 1):
        lines += _move_lines(view, number, move, advice, titles)
    said = reason(advice)
    return lines + (wrapped(said) if said else []) + wrapped(CAUTION)


def _move_lines(
    view: SeatState, number: int, move: Suggestion, advice: Advice, titles: Titles
) -> Iterator[str]:
    typed = "; ".join(move.option.steps)
    yield from wrapped(f"{number}. {way(view, move, titles)} [{typed}].", "", "   ")
    yield from wrapped(f"{odds(move, advice)}.", "   ", "   ")
    if move.effects:
        changes = ", ".join(f"{titles.number(name)} {by:+.1f}" for name, by in move.effects)
        yield from wrapped(f"By the end of the round, on average: {changes}.", "   ", "   ")
    if move.course:
        yield from wrapped(f"Likely to follow: {course(move, titles)}", "   ", "   ")


def tried(advice: Advice) -> str:
    """What was looked at."""
    return (
        f"{advice.considered} ways on, the best of them tried in {advice.worlds} worlds that "
        f"your seat could be in."
    )


def meaning(advice: Advice) -> str:
    """What the points mean."""
    until = f"{rounds(advice.rounds)} on" if advice.rounds else "by the end"
    return f"Points: what your score is likely to gain, {until}."


def reason(advice: Advice) -> str:
    """Why the first comes first, or ""."""
    if advice.mixed:
        return MIXED
    return f"Why the first: {advice.reason}" if advice.reason else ""


def way(view: SeatState, move: Suggestion, titles: Titles) -> str:
    """A move as a menu offers it; a package with all that is in it."""
    steps = move.option.steps
    if len(steps) == 1:
        return titles.offer(view, Action(steps[0], view.seat, 0))
    edits = [split(step) for step in steps]
    put = [titles.items[arg] for verb, arg in edits if verb.edit == "put"]
    out = [titles.items[arg] for verb, arg in edits if verb.edit == "take"]
    term = [f"for {rounds(int(arg))}" for verb, arg in edits if verb.edit == "term"]
    if edits[-1][0].package == "offer":
        return f"Offer {', '.join([' + '.join(put), *term])}"
    changed = [
        f"{word} {' + '.join(items)}"
        for word, items in (("take out", out), ("put in", put))
        if items
    ]
    return f"Counter-offer: {', '.join([*changed, *term])}"


def odds(move: Suggestion, advice: Advice) -> str:
    """What a move is worth, and how sure that is."""
    option = move.option
    times = f"{100 * option.best:.0f}"
    sure = f"play it {times} times in 100" if advice.mixed else f"best in {times} % of the worlds"
    gain = option.value - advice.standing
    said = f"{gain:+.1f} points, give or take {2 * option.error:.1f}; {sure}"
    if option.accepted >= 0:
        said += f"; accepted in about {100 * option.accepted:.0f} %"
    return said


def course(move: Suggestion, titles: Titles, least: float = 0.0, most: int = 9) -> str:
    """What may follow, in the words of the news, with how likely it is.

    Args:
        least: The share below which nothing more is foretold.
        most: How many actions are foretold.
    """
    told: list[Likely] = []
    for step in move.course[:most]:
        if step.share < least:
            break
        told.append(step)
    return _likely(told, titles)


def _likely(steps: Sequence[Likely], titles: Titles) -> str:
    said = []
    for step in steps:
        verb, arg = split(step.text)
        text = titles.tell(step.seat, verb, arg, step.title)
        said.append(f"{text.removesuffix('.')} ({100 * step.share:.0f} %).")
    return " ".join(said)
