"""Answers to what people ask at a table: why, why not, what would happen, what has happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content.model import Card
from wargame.errors import UsageError, nearest
from wargame.play.log import Entry, seen_by
from wargame.rules.game import Action, Game, Write
from wargame.rules.kernel import VERBS, Stream
from wargame.rules.view import SeatState
from wargame.table.news import changes_lines, changes_of, news_lines, tell
from wargame.table.titles import Titles
from wargame.table.view_models import round_label
from wargame.table.wrap import wrapped

LATEST = 8
"""How many of a number's changes are told, the latest."""


def log_lines(seat: str, log: Sequence[Entry], game: Game, titles: Titles) -> list[str]:
    """All that a seat has seen, round by round."""
    lines: list[str] = []
    seen = seen_by(seat, log)
    for number in dict.fromkeys(one.entry.round for one in seen):
        lines.append(round_label(game.deck, number))
        now = [one for one in seen if one.entry.round == number]
        lines += news_lines(tell(seat, now, titles), titles)
    return lines


def why_lines(view: SeatState, log: Sequence[Entry], titles: Titles, asked: str) -> list[str]:
    """What made a number what it is: its latest changes, each with its cause.

    Raises:
        UsageError: there is no such number.
    """
    lines: list[str] = []
    for name in find_names(view, titles, asked):
        lines += _why_one(view, log, titles, name)
    return lines


def find_names(view: SeatState, titles: Titles, asked: str) -> list[str]:
    """The numbers that were meant: by canonical name, by its last part, or by title.

    Raises:
        UsageError: none.
    """
    word = asked.casefold().removeprefix("my.").strip()
    rival = next(seat for seat in titles.seats if seat != view.seat)
    if word.startswith("their."):
        word = f"{rival}.{word.removeprefix('their.')}"
    elif asked.casefold().startswith("my."):
        word = f"{view.seat}.{word}"
    known = titles.numbers
    if word in known:
        return [word]
    found = [name for name in known if word in (name.rpartition(".")[2], known[name].casefold())]
    if not found:
        near = [name.rpartition(".")[2] for name in known]
        raise UsageError(f"No number is called '{asked[:60]}'. {nearest(word, near)}")
    return sorted(found, key=lambda name: not name.startswith(f"{view.seat}."))[:4]


def _why_one(view: SeatState, log: Sequence[Entry], titles: Titles, name: str) -> list[str]:
    writes = [(entry, write) for entry in log for write in entry.writes if write.name == name]
    lines = wrapped(f"{_label(titles, name)} is {view.value(name)}.")
    if not writes:
        return [*lines, "  It has not changed since the start."]
    if len(writes) > LATEST:
        lines.append(f"  It changed {len(writes)} times; the latest:")
    for entry, write in writes[-LATEST:]:
        lines += wrapped(_because(view, log, titles, entry, write), "  ", "    ")
    return lines


def _label(titles: Titles, name: str) -> str:
    title = titles.numbers[name]
    owner = titles.seats.get(name.partition(".")[0])
    return f"{title} ({owner})" if owner else title


def _because(
    view: SeatState, log: Sequence[Entry], titles: Titles, entry: Entry, write: Write
) -> str:
    """One change: when, from what to what, by which item, and whose action started it."""
    moved = f"Round {entry.round}: {write.old} to {write.new}, {write.site.title}"
    if write.wanted != write.new:
        moved += f" (wanted {write.wanted - write.old:+d}, but the limit is {write.new})"
    cause = f"; the rule: {write.site.text}" if write.site.text else ""
    return f"{moved}{cause}{_origin(view, log, titles, write)}."


def _origin(view: SeatState, log: Sequence[Entry], titles: Titles, write: Write) -> str:
    """Whose earlier action this goes back to, if it is one that this seat has seen."""
    if write.origin == write.ply or not 0 <= write.origin < len(log):
        return ""
    first = next(one for one in seen_by(view.seat, log) if one.entry.ply == write.origin)
    if first.is_secret or first.entry.owner == "":
        return ""
    entry = first.entry
    words = titles.tell(entry.seat, entry.verb, entry.arg, entry.title).rstrip(".")
    return f"; it goes back to round {entry.round}, when {words}"


def preview_lines(view: SeatState, action: Action, titles: Titles) -> list[str]:
    """What an action would change at once, on a position redrawn from what this seat knows."""
    words = titles.offer(view, action)
    if action.verb in ("headline", "keep"):
        return wrapped(f"{words}: it stays secret for now. {_printed(view, action.arg)}")
    game = view.game
    step = game.apply(game.resample(view, Stream(view.ply)), action.text, traced=True)
    changes = changes_of(step.writes)
    if not changes:
        return wrapped(f"{words}: no number changes at once.")
    return [*wrapped(f"{words} would change:"), *changes_lines(changes, titles, "")]


def _printed(view: SeatState, item: str) -> str:
    """What is printed on a card or agenda."""
    deck = view.game.deck
    texts: dict[str, str] = {agenda.id: agenda.text for agenda in deck.agendas}
    texts |= {card.id: card.text for card in deck.cards}
    return texts.get(item, "")


def why_not_text(view: SeatState, line: str) -> str:
    """Why something cannot be done now; a card's name alone means playing it."""
    word = line.split(" ", 1)[0]
    text = line if word in VERBS and " " in line else f"play {line}"
    reason = view.game.why_not(view, text)
    return reason or f"You can: type '{text}'."


def find_card(view: SeatState, asked: str) -> Card:
    """The card with this id or title.

    Raises:
        UsageError: there is none.
    """
    cards = view.game.deck.cards
    word = asked.casefold()
    for card in cards:
        if word in (card.id, card.title.casefold()):
            return card
    raise UsageError(f"There is no card '{asked[:60]}'. {nearest(word, [c.id for c in cards])}")


def brief_lines(view: SeatState) -> Iterator[str]:
    """The page this seat reads before play."""
    brief = next((brief for brief in view.game.deck.briefs if brief.seat == view.seat), None)
    if brief is None:
        yield from wrapped(view.game.deck.about)
        return
    yield from wrapped(brief.text)
    for label, rows in (
        ("What you want", brief.interests),
        ("What binds you", brief.constraints),
        ("For you alone", brief.private),
    ):
        if rows:
            yield label
        for row in rows:
            yield from wrapped(row, "  - ", "    ")
