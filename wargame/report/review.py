"""The after-action review of one game, or of several that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wargame.play.event import CONTROL
from wargame.play.proceedings import Proceeding
from wargame.report.document import ReviewDocument, ReviewSection
from wargame.report.reviewed import ReviewedGame
from wargame.report.sections import by_round, dealings, numbers, outcome, said, tables

SHUT = (
    "A table that is dealt by the same luck goes on, or is planned and has not begun: the seed, "
    "cards that were drawn and what people wrote down stay closed until all are over, or closed by "
    "control."
)


def review(games: Sequence[ReviewedGame], made_by: str = "") -> ReviewDocument:
    """What there is to tell of some games of one deck.

    Args:
        games: At least one.
        made_by: The command line that makes it again; "" where it is not told.
    """
    deck = games[0].match.game.deck.title
    if len(games) == 1:
        parts, notices = one_game(games[0]), _notices(games[0])
        return ReviewDocument(f"{deck}: after-action review", made_by, tuple(parts), tuple(notices))
    title = f"{deck}: {len(games)} tables compared"
    shut = [SHUT] if any(game.shuts_luck for game in games) else []
    own = [f"{game.name}: {' '.join(found)}" for game in games if (found := _own_notices(game))]
    notices = [*tables.differences(games), *shut, *own]
    return ReviewDocument(title, made_by, tuple(compared(games)), tuple(notices))


def compared(games: Sequence[ReviewedGame]) -> list[ReviewSection]:
    """Several tables: where they parted, their endings and numbers, and what is of each alone."""
    found = [tables.parted(games), tables.side_by_side(games), numbers.numbers(games)]
    for place, game in enumerate(games, 1):
        own = [outcome.ended(game), outcome.causes(game), outcome.decided(game)]
        own += [dealings.dealt(game), dealings.built(game)]
        own += [said.noted(game), said.ruled(game), said.rests_on(game)]
        found += [replace(one, id=f"table{place}-{one.id}", of=game.name) for one in own]
    return [*found, said.asked(games), said.assumed(games[0])]


def one_game(game: ReviewedGame) -> list[ReviewSection]:
    """Everything about one game, in the order of a debrief: facts, causes, what it rests on."""
    return [
        outcome.ended(game),
        outcome.causes(game),
        outcome.decided(game),
        numbers.numbers([game]),
        dealings.dealt(game),
        dealings.built(game),
        said.noted(game),
        said.ruled(game),
        said.asked([game]),
        by_round.happened(game),
        dealings.claimed(game),
        said.assumed(game),
        said.rests_on(game),
    ]


def _notices(game: ReviewedGame) -> list[str]:
    """What has to be said before all else."""
    return [*([SHUT] if game.shuts_luck else []), *_own_notices(game)]


def _own_notices(game: ReviewedGame) -> list[str]:
    """The same, but for what other tables have to do with it."""
    found = []
    if not game.is_over:
        kept = "" if game.is_open else " Hands, sealed choices and the seed stay closed."
        found.append(f"{outcome.stopped(game)}{kept}")
    if game.seat:
        found.append(f"Only what {game.titles.seats[game.seat]} knows is told.")
    if game.is_anonymous:
        found.append("Nobody is named; what people wrote is as they wrote it.")
    if any(map(_is_by_control, game.beside)):
        found.append("Control took a hand in this game: see what control did.")
    return found


def _is_by_control(one: Proceeding) -> bool:
    """Whether control ruled, chose luck, went back or decided for a seat."""
    is_ruled = one.kind in {"ruling", "luck", "back"} and one.who == CONTROL
    return is_ruled or one.is_for_a_seat
