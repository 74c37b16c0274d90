"""A kept game told again in linear text, round by round."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.lab.record.build import timeline
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.play.proceedings import closes_after, told_to
from wargame.table.plain.typeset import lines
from wargame.table.told.account.debrief import floors_held, story_told, verdict
from wargame.table.told.account.make import account_of
from wargame.table.told.happened import story
from wargame.table.told.scene import titles_of


def retold_lines(match: Match, seat: str = NOBODY, first: int = 0) -> Iterator[str]:
    """What happened, as one seat knows it, which keeps to that after the end; as anybody may know
    it if none is named.

    Args:
        first: The round to begin with.
    """
    deck, titles = match.game.deck, titles_of(match.game.deck)
    last = closes_after(match.record.events)
    seen = [one for one in seen_by(seat, match.log) if one.entry.round >= first]
    told = told_to(seat, match.proceedings, is_over=match.is_over and seat == NOBODY)
    beside = [one for one in told if one.round >= first]
    yield from lines(
        titles, story(deck, titles, seat, seen, "page", beside, whole=True, closes_after=last)
    )
    if match.is_over:
        view = match.game.redact(match.state)
        line = timeline(match.game.unruled(), match.record)
        returns = match.game.returns(match.state)
        found = account_of(match.log, returns, view, titles, line, last)
        yield from lines(titles, [*verdict(found), *floors_held(found), *story_told(found)])
