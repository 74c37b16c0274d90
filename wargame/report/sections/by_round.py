"""What happened, round by round, and how long each took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from wargame.play.proceedings import FACILITATOR, Proceeding, chosen_luck
from wargame.report.document import ListPiece, Piece, ProsePiece, ReviewSection, SubtitlePiece, grid
from wargame.report.reviewed import ReviewedGame
from wargame.rules.amounts import times
from wargame.table.told.news import NetChange, tell
from wargame.table.told.proceedings import sentence
from wargame.table.words.gate import stopped


def happened(game: ReviewedGame) -> ReviewSection:
    """Round by round: how long it took, and what was done, said and ruled."""
    return ReviewSection("timeline", "Round by round", tuple(_happened(game)))


def _happened(game: ReviewedGame) -> Iterator[Piece]:
    rows: list[list[object]] = [
        [game.label(number), minutes(game.seconds.get(number, 0))] for number in game.rounds
    ]
    yield grid("round|minutes#", rows, "Minutes by round")
    if game.breaks:
        often = times(game.breaks)
        yield ProsePiece(f"The table left the game for half an hour {often}; that is not counted.")
    for number, told in _told_by_round(game):
        yield SubtitlePiece(game.label(number))
        yield ListPiece(tuple(text for text, _ in told), tuple(under for _, under in told))


Told = tuple[str, tuple[str, ...]]
"""A sentence, and what moved by it."""


def _told_by_round(game: ReviewedGame) -> Iterator[tuple[int, list[Told]]]:
    """What happened in each round, with what happened beside the moves in its place."""
    waiting = [one for one in game.beside if not one.is_a_move]
    chosen = chosen_luck(game.beside)
    for number, group in groupby(game.seen, key=lambda one: one.entry.round):
        told: list[Told] = []
        for item in tell(game.seat, list(group), game.titles):
            plies = [one.entry.ply for one in item.entries]
            while waiting and waiting[0].ply <= plies[0]:
                told.append((_beside(game, waiting.pop(0)), ()))
            picked = [] if item.came else [chosen[ply] for ply in plies if ply in chosen]
            by_control = dict.fromkeys(map(_by_control, picked))
            told.append((item.text, (*by_control, *changes(game, item.changes, item.text))))
        yield number, told
    if waiting:
        yield game.match.state.round, [(_beside(game, one), ()) for one in waiting]


def _beside(game: ReviewedGame, one: Proceeding) -> str:
    return sentence(game.titles, nameless(one) if game.is_anonymous else one)


def nameless(one: Proceeding) -> Proceeding:
    """The same without whoever it was in a seat."""
    nobody = one.kind == "note" and one.what == FACILITATOR
    what = "another player" if one.kind == "seat" else one.what
    return replace(one, role="", what=what, text="" if nobody else one.text)


def _by_control(one: Proceeding) -> str:
    return f"Control chose this: {one.why.strip()}" if one.why else "Control chose this."


def changes(game: ReviewedGame, found: Sequence[NetChange], said: str) -> Iterator[str]:
    """What moved, cause by cause; what was said right before is not named again."""
    for place, (cause, group) in enumerate(groupby(found, key=lambda one: one.cause)):
        moves = ", ".join(
            f"{game.titles.number(one.name)} {game.titles.went(one.name, one.old, one.new)}"
            f"{game.titles.level(one.name, one.new)}"
            for one in group
        )
        yield stopped(moves if place == 0 and cause in said else f"{cause}: {moves}")


def minutes(seconds: int) -> str:
    """Seconds as minutes, to a tenth.

    >>> minutes(90), minutes(0)
    ('1.5', '0')
    """
    return f"{seconds / 60:.1f}".removesuffix(".0")
