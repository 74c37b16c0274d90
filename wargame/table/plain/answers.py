"""Answers to what people ask at a table: why, why not, what would happen, what has happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content.model import Card, Deck
from wargame.errors import UsageError, nearest
from wargame.play.log import Entry, seen_by
from wargame.rules.asking.explain import why_not
from wargame.rules.asking.preview import Change, Effects, preview
from wargame.rules.asking.why import Cause, Ledger
from wargame.rules.game import Action
from wargame.rules.verbs import PLAY, find
from wargame.rules.view import SeatState
from wargame.table.host.sitting import WHY_ROUNDS
from wargame.table.told.news import news_lines, tell, without_echoes
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import round_label
from wargame.table.words.wrap import wrapped


def log_lines(seat: str, log: Sequence[Entry], deck: Deck, titles: Titles) -> list[str]:
    """All that a seat has seen, round by round."""
    lines: list[str] = []
    seen = seen_by(seat, log)
    for number in dict.fromkeys(one.entry.round for one in seen):
        lines += wrapped(round_label(deck, number))
        now = [one for one in seen if one.entry.round == number]
        lines += news_lines(tell(seat, now, titles), titles)
    return lines


def why_lines(view: SeatState, ledger: Ledger, titles: Titles, asked: str) -> list[str]:
    """What made a number what it is: its latest changes, and what each of them came from.

    Raises:
        UsageError: there is no such number.
    """
    lines: list[str] = []
    for name in find_names(view, titles, asked):
        causes = ledger.why(view, name, rounds=WHY_ROUNDS)
        lines += wrapped(f"{titles.number(name)} is {view.value(name)}.", "", "  ")
        for cause in causes:
            lines += _cause_lines(cause, titles, 1)
        if not causes:
            lines.append("  It has not changed since the start.")
    return lines


def _cause_lines(cause: Cause, titles: Titles, depth: int) -> list[str]:
    """One change and, further in, the changes it came from."""
    write, pad = cause.write, "  " * depth
    subject = "" if depth == 1 else f"{titles.number(write.name)} "
    moved = f"{subject}{write.old} to {write.new} in round {write.round}: {cause.title}"
    if write.wanted != write.new:
        moved += f", which wanted {write.wanted}"
    if cause.text:
        moved += f" ({cause.text}{'; ' + cause.arithmetic if cause.arithmetic else ''})"
    moved += _actor(cause.action, titles)
    lines = wrapped(f"{moved}.", f"{pad}{'because ' if depth > 1 else ''}", f"{pad}  ")
    for parent in cause.because:
        lines += _cause_lines(parent, titles, depth + 1)
    return lines


def _actor(action: str, titles: Titles) -> str:
    """An action of the ledger, `SEAT: VERB ARG`, in words; luck needs no mention."""
    seat, _, text = action.partition(": ")
    return f", by {titles.seats[seat]} ({text})" if seat in titles.seats else ""


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


def preview_lines(view: SeatState, action: Action, titles: Titles) -> list[str]:
    """What an action would do by itself, as far as this seat can know."""
    found = preview(view, action)
    lines = wrapped(f"{titles.offer(view, action)}.", "", "  ")
    if found.price:
        lines += wrapped(f"It costs: {_moves(found.price, titles)}.", "  ", "    ")
    if found.if_accepted:
        lines.append("  If the rival accepts:")
    effects = _effect_lines(found.effects, titles, 1)
    return lines + (effects or ["  No number changes at once."])


def _effect_lines(effects: Effects, titles: Titles, depth: int) -> list[str]:
    """What happens at once, later and by luck, nested luck further in."""
    pad = "  " * depth
    lines: list[str] = []
    if effects.changes:
        lines += wrapped(f"{_moves(effects.changes, titles)}.", pad, f"{pad}  ")
    for promise in effects.promises:
        times = f", {promise.times} rounds in a row" if promise.times > 1 else ""
        what = "; ".join(word.strip() for word in promise.words)
        lines += wrapped(f"In {promise.in_rounds} rounds{times}: {what}.", pad, f"{pad}  ")
    for odds in effects.odds:
        lines += wrapped(f"{odds.weight} in {odds.total}: {odds.title}.", pad, f"{pad}  ")
        lines += _effect_lines(odds.then, titles, depth + 1)
    if effects.question:
        lines += wrapped(f"Then: {effects.question}.", pad, f"{pad}  ")
    return lines


def _moves(changes: Sequence[Change], titles: Titles) -> str:
    return ", ".join(_move(change, titles) for change in without_echoes(changes))


def _move(change: Change, titles: Titles) -> str:
    stopped = f" (wanted {change.wanted})" if change.wanted != change.new else ""
    return f"{titles.number(change.name)} {change.old} to {change.new}{stopped}"


def why_not_text(view: SeatState, line: str) -> str:
    """Why something cannot be done now; a card's name alone means playing it."""
    word = line.split(" ", 1)[0]
    text = line if find(word) and " " in line else f"{PLAY} {line}"
    return refusal_text(view, text) or f"You can: type '{text}'."


def refusal_text(view: SeatState, action: str) -> str:
    """Why an action is refused, "" if it is allowed; the legal ones stand in the menu."""
    return why_not(view, action).partition(" Legal: ")[0]


def find_card(view: SeatState, asked: str) -> Card:
    """The card with this id or title.

    Raises:
        UsageError: there is none.
    """
    cards = view.deck.cards
    word = asked.casefold()
    for card in cards:
        if word in (card.id, card.title.casefold()):
            return card
    raise UsageError(f"There is no card '{asked[:60]}'. {nearest(word, [c.id for c in cards])}")


def brief_lines(view: SeatState) -> Iterator[str]:
    """The page this seat reads before play."""
    brief = next((brief for brief in view.deck.briefs if brief.seat == view.seat), None)
    if brief is None:
        yield from wrapped(view.deck.about)
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
