"""Makes the account of a game from its log and its last view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from wargame.lab.record.timeline import Timeline
from wargame.play.log import Entry, is_closed_unplayed
from wargame.play.par import unmeasured
from wargame.rules.verbs import RULING
from wargame.rules.view import SeatState
from wargame.table.told.account.course import lead_course, points_course, round_labels
from wargame.table.told.account.objects import Account
from wargame.table.told.account.sources import Label, last_turn, lead_fall, points_fall
from wargame.table.told.account.story.basis import StoryBasis
from wargame.table.told.account.story.story import story_of
from wargame.table.told.account.verdict import verdict_of
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import in_round

if TYPE_CHECKING:
    from wargame.content.model import Deck


def account_of(
    log: Sequence[Entry],
    returns: Mapping[str, int],
    view: SeatState,
    titles: Titles,
    line: Timeline,
    closes_after: int = 0,
) -> Account:
    """What came of a game that is over.

    Args:
        log: The entries of a traced match, whole.
        line: What happened in it, as gauges read it.
        returns: What the end gives each seat.
        view: Of the last position, by whoever looks: nothing is hidden any more.
        closes_after: The last round of a class that ends the game before the deck does; 0 for none.
    """
    found = evidence_of(log, returns, view, titles, line, closes_after)
    table = "seminar" if view.match_end is None else "contest"
    seats = dict(titles.seats)
    return Account(
        table,
        seats,
        found.verdict,
        tuple(found.falls),
        found.course,
        _round_ends(log, closes_after),
        story_of(found),
    )


def evidence_of(
    log: Sequence[Entry],
    returns: Mapping[str, int],
    view: SeatState,
    titles: Titles,
    line: Timeline,
    closes_after: int = 0,
) -> StoryBasis:
    """What a story is made from; see `account_of`."""
    assert view.is_over
    rules = view.rules
    labels = round_labels(view.deck, _rounds_of(log, closes_after))
    closed, last_round = _closed(log, view.deck, closes_after), len(labels)
    short = unmeasured(view, log, closes_after)
    if view.match_end is not None:
        falls = lead_fall(rules, log, titles, last_round)
        course = lead_course(rules, log, titles, labels)
        turn = last_turn(rules, log, titles, last_round)
    else:
        falls = tuple(
            points_fall(rules, seat, log, titles, _label(titles, seat), last_round)
            for seat in rules.seats
        )
        course, turn = points_course(rules, log, titles, labels, short), None
    verdict = verdict_of(view, titles.seats, returns, falls, closed, short)
    last = log[-1].ply if log else -1
    named = dict(enumerate(view.deck.rounds.labels, 1))
    words = announced(view.deck)
    return StoryBasis(log, line, last, verdict, falls, course, titles, named, turn, words)


def announced(deck: Deck) -> frozenset[str]:
    """The projects whose first stage costs nothing and is done at once: nothing is built by it."""
    first = {one.id: one.stages[0] for one in deck.projects}
    return frozenset(
        name
        for name, stage in first.items()
        if not stage.rounds and all(str(price) == "0" for price in stage.cost.values())
    )


def _closed(log: Sequence[Entry], deck: Deck, closes_after: int) -> str:
    """What is said if the last word was control's: the game is scored as it stood."""
    if not log or log[-1].verb != RULING:
        return ""
    why = log[-1].title.strip().removesuffix(".")
    is_unplayed = is_closed_unplayed(log, closes_after)
    when = "after" if is_unplayed else "in"
    where = in_round(deck, log[-1].round - is_unplayed, when, closes_after=closes_after)
    return f"Control ended the game {where}, and it is scored as it stood. Why: {why}."


def _rounds_of(log: Sequence[Entry], closes_after: int) -> int:
    """How many rounds there were, those too in which nobody had anything to do; one that control
    closed before anybody could do anything is none."""
    every = [[one.round, *(write.round for write in one.writes)] for one in log]
    return max(map(max, every), default=0) - is_closed_unplayed(log, closes_after)


def _round_ends(log: Sequence[Entry], closes_after: int) -> tuple[int, ...]:
    """The ply after the last move up to the end of each round."""
    ends = {entry.round: entry.ply + 1 for entry in log}
    last = _rounds_of(log, closes_after)
    upto = [
        max((end for number, end in ends.items() if number <= one), default=0)
        for one in range(1, last + 1)
    ]
    return (*upto[:-1], max(ends.values())) if upto else ()


def _label(titles: Titles, seat: str) -> Label:
    """What people read for a number where it is clear whose points it makes."""

    def label(name: str) -> str:
        owner = name.partition(".")[0]
        return titles.title(name) if owner == seat else titles.number(name)

    return label
