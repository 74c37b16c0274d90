"""A kept game told again in linear text, round by round."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.play.log import seen_by
from wargame.play.match import Match
from wargame.table.told.news import news_lines, tell
from wargame.table.told.scene import titles_of
from wargame.table.words.view_models import round_label
from wargame.table.words.wrap import heading, wrapped


def retold_lines(match: Match, seat: str = "", first: int = 0) -> Iterator[str]:
    """What happened, as one seat knows it; as anybody may know it if none is named.

    Args:
        first: The round to begin with.
    """
    deck, titles = match.game.deck, titles_of(match.game.deck)
    seen = seen_by(seat, match.log)
    for number in dict.fromkeys(one.entry.round for one in seen):
        if number >= first:
            now = [one for one in seen if one.entry.round == number]
            yield heading(round_label(deck, number))
            yield from news_lines(tell(seat, now, titles), titles)
    ending = next((one for one in deck.endings if one.id == match.game.ending(match.state)), None)
    if ending is not None:
        yield heading("The end")
        yield from wrapped(f"{ending.title}. {ending.text or ''}")
