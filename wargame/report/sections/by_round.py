"""What happened, round by round, and how long each took."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.play.proceedings import Proceeding
from wargame.report.document import ListPiece, Piece, ProsePiece, ReviewSection, SubtitlePiece, grid
from wargame.report.reviewed import ReviewedGame
from wargame.rules.amounts import times
from wargame.table.told.news import NewsItem, by_round, cause_by_cause
from wargame.table.told.proceedings import sentence
from wargame.table.words.gate import stopped


def happened(game: ReviewedGame) -> ReviewSection:
    """Round by round: how long it took, and what was done, said and ruled."""
    return ReviewSection("timeline", "Round by round", tuple(_happened(game)))


def _happened(game: ReviewedGame) -> Iterator[Piece]:
    time = game.time
    rows = [[game.label(number), minutes(time.rounds[number])] for number in game.rounds]
    if any(taken != minutes(0) for _, taken in rows):  # none of what programs play in a moment
        yield grid("round|minutes#", rows, "Minutes by round")
    if time.beside:
        beside = [[title, minutes(seconds)] for title, seconds in time.beside.items()]
        yield grid("what|minutes#", beside, "Minutes beside the rounds")
    if time.breaks:
        often = times(time.breaks)
        left = f"The table left the game {often}, for half an hour or more; that is not counted."
        yield ProsePiece(left)
    for number, now in by_round(game.seat, game.seen, game.titles, game.beside):
        yield SubtitlePiece(game.label(number))
        lines, under = zip(*(_told(game, one) for one in now), strict=True)
        yield ListPiece(lines, under)


def _told(game: ReviewedGame, one: NewsItem | Proceeding) -> tuple[str, tuple[str, ...]]:
    """A sentence, and what stands below it: who chose it, and what moved by it."""
    if isinstance(one, Proceeding):
        return sentence(game.titles, one), ()
    by_control = dict.fromkeys(map(_by_control, one.chosen))
    return one.text, (*by_control, *_changes(game, one))


def _by_control(one: Proceeding) -> str:
    return f"Control chose this: {one.why.strip()}" if one.why else "Control chose this."


def _changes(game: ReviewedGame, item: NewsItem) -> Iterator[str]:
    for cause, found in cause_by_cause(item.changes, item.text):
        moves = ", ".join(
            f"{game.titles.number(one.name)} {game.titles.went(one.name, one.old, one.new)}"
            f"{game.titles.level(one.name, one.new)}"
            for one in found
        )
        yield stopped(f"{cause}: {moves}" if cause else moves)


def minutes(seconds: int) -> str:
    """Seconds as minutes, to a tenth.

    >>> minutes(90), minutes(0)
    ('1.5', '0')
    """
    return f"{seconds / 60:.1f}".removesuffix(".0")
