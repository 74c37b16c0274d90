"""What came of somebody's games, in words: by deck, who played whom, the ends that were seen."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.content.chapters import numbered
from wargame.content.typed import CHAPTER, Stack, parse_stack
from wargame.dataclass import dataclass
from wargame.play.player import REMOTE
from wargame.rules.amounts import counted
from wargame.store.results import DeckResults, OwnGames, OwnResults
from wargame.table.words.gate import stopped

NO_RESULTS = "No game of yours is over yet."
READING = "Looking through your games …"
MOST_UNREAD = 8
"""Of saves that cannot be read so many are named; a list of them all is `wargame save list`."""
ELSEWHERE = "somebody at another machine"


@dataclass(frozen=True, slots=True)
class DeckTold:
    """What came of the games of one deck: a heading, and a line for each thing."""

    heading: str
    lines: tuple[str, ...]


def results_told(found: OwnResults) -> Iterator[DeckTold]:
    """What came of somebody's games, deck by deck."""
    for one in found.decks:
        yield DeckTold(f"{one.title}: {counted(one.games, 'game')}", tuple(_lines(one)))


def unread_said(found: OwnResults) -> str:
    """Which saves do not count since they cannot be read, or ""."""
    if not found.unread:
        return ""
    named, more = found.unread[:MOST_UNREAD], len(found.unread) - MOST_UNREAD
    others = f" and {more} more" if more > 0 else ""
    return f"Not read: {', '.join(named)}{others}. `wargame save list` tells why."


def _lines(one: DeckResults) -> Iterator[str]:
    for pairing in one.pairings:
        yield _pairing(one, pairing)
    if one.branches:
        yield f"Branches of games, counted apart: {one.branches}."
    if one.shared:
        yield f"Games in which more than one played a seat, counted apart: {one.shared}."
    seen = [(one.ending_titles.get(end, end), count) for end, count in one.endings.items()]
    reached = ", ".join(f"{title} {count}" for title, count in seen if count)
    missing = ", ".join(title for title, count in seen if not count)
    yield stopped(f"Ends: {reached}{f'; not seen yet: {missing}' if missing else ''}")
    yield from _faced(one)
    if one.learned or one.solved:
        yield f"Lessons learned: {one.learned}. Puzzles solved: {one.solved}."


def _pairing(deck: DeckResults, one: OwnGames) -> str:
    seats, people = deck.seats, one.people
    others = [_who(one, seat) for seat in one.players if seat not in people]
    sides = [seats.get(seat, seat) for seat in people]
    where = f" ({_played(one.variant)})" if one.variant else ""
    who = f"{' and '.join(sides)}{' against ' if others else ', both here'}{' and '.join(others)}"
    return f"{who}{where}: {'; '.join(_fared(deck, one))}."


def _played(variant: str) -> str:
    """What was played, by what stands behind the colon of the deck's name."""
    stack, chapter = parse_stack(variant), numbered(variant)
    if not chapter:
        return variant
    rest = {name: text for name, text in stack.values.items() if name != CHAPTER}
    besides = str(Stack(stack.variants, rest, stack.table))
    return ", ".join(filter(None, (chapter, besides)))


def _who(one: OwnGames, seat: str) -> str:
    return ELSEWHERE if one.players[seat] == REMOTE else one.called[seat]


def _fared(deck: DeckResults, one: OwnGames) -> Iterator[str]:
    """How the games of a pairing went, from the side of whoever sat here."""
    seats, people = deck.seats, one.people
    judged = sum(one.won.values()) + one.nobody
    if judged and len(people) == 1:
        lost = judged - one.won[people[0]] - one.nobody
        nobody = f", nobody {one.nobody}" if one.nobody else ""
        yield f"won {one.won[people[0]]}, lost {lost}{nobody}"
    elif judged:
        named = [f"{seats.get(seat, seat)} won {count}" for seat, count in one.won.items()]
        yield ", ".join([*named, *([f"nobody {one.nobody}"] if one.nobody else [])])
    if unnamed := one.games - judged:
        sides = [f"{seats.get(seat, seat)} " if len(people) > 1 else "" for seat in people]
        best = [
            f"{side}{one.best[seat]:+d}"
            for side, seat in zip(sides, people, strict=True)
            if seat in one.best
        ]
        against = f", at best {', '.join(best)} against par" if best else ""
        yield f"{counted(unnamed, 'game')} with no winner{against}"


def _faced(one: DeckResults) -> Iterator[str]:
    """Whom of a deck somebody here has beaten, chair by chair, and whom not yet."""
    for seat, title in one.seats.items():
        offered = [rival for rival in one.opponents if rival.seat == seat]
        told = (
            ("beaten", [rival.called for rival in offered if rival.beaten]),
            ("not beaten yet", [rival.called for rival in offered if not rival.beaten]),
        )
        if offered:
            said = [f"{what} {', '.join(who)}" for what, who in told if who]
            yield f"Opponents as {title}: {'; '.join(said)}."
