"""A game at a glance, as everybody may see it: whose turn, how things stand, what came last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from wargame.content.chapters import numbered
from wargame.dataclass import dataclass
from wargame.play.log import NOBODY, Seen
from wargame.play.par import unmeasured
from wargame.rules.view import SeatState
from wargame.table.told.news import DRAWN, tell
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import markers, round_label
from wargame.table.words.winning import lead_said, who_won

if TYPE_CHECKING:
    from wargame.content.model import Deck

LATEST = 12
"""Entries of the log among which the last piece of news is looked for."""


@dataclass(frozen=True, slots=True)
class GameGlance:
    """What tells one game from another.

    Attributes:
        deck: The title of the deck, behind the chapter of a campaign that the game is.
        when: The round, with its label.
        turn: Who is to decide; "over" once it has ended, "closed" where control has closed it
            without a score, "not begun" before the first round.
        stands: In a contest the lead, or who won; else the points of each side with its par.
        last: The last piece of news, or "".
    """

    deck: str
    when: str
    turn: str
    stands: str
    last: str


UNREAD = GameGlance("", "", "", "", "")


def glance(
    deck: Deck,
    variant: str,
    view: SeatState,
    seen: Sequence[Seen],
    titles: Titles,
    *,
    is_closed: bool = False,
    closes_after: int = 0,
) -> GameGlance:
    """A game at a glance.

    Args:
        variant: What stands behind the colon of the deck's name.
        view: A spectator's.
        seen: The log, as a spectator knows it.
        is_closed: Whether control has closed it without a score.
        closes_after: The last round of a class that ends the game before the deck does; 0 for none.
    """
    assert view.seat == NOBODY
    mover = titles.seats.get(view.to_move, "nobody")
    log = [one.entry for one in seen]
    turn = "over" if view.is_over else f"{mover} to move" if view.round else "not begun"
    if is_closed:
        turn = "closed"
    return GameGlance(
        deck=", ".join(filter(None, (numbered(variant), deck.title))),
        when=round_label(deck, view.round) if view.round else "",
        turn=turn,
        stands=_stands(deck, view, titles, unmeasured(view, log, closes_after)),
        last=_last(seen[-LATEST:], titles),
    )


def _last(seen: Sequence[Seen], titles: Titles) -> str:
    """The last piece of news that tells one game from another, or else the last at all."""
    told = [one for one in seen if one.entry.verb not in DRAWN]
    news = [item for item in tell(NOBODY, told, titles) if item.text]
    last = next((item for item in reversed(news) if not item.is_heading), None)
    return last.text if last else news[-1].text if news else ""


def _stands(deck: Deck, view: SeatState, titles: Titles, short: Collection[str]) -> str:
    if view.match_end is not None and view.is_over:
        return who_won(view.match_end, titles.seats)
    if view.match_end is not None and view.lead is not None:
        return lead_said(view.lead, titles.seats)
    points = {
        row.owner: row.said for row in markers(deck, view) if row.name == f"{row.owner}.score"
    }
    return ", ".join(
        f"{titles.seats[one.id]} {points[one.id]}"
        + (f" of par {one.par}" if one.par and one.id not in short else "")
        for one in deck.seats
        if one.id in points
    )
