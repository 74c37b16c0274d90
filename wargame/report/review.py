"""The after-action review of one game, or of several that are compared."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.report.document import ReviewDocument, ReviewSection
from wargame.report.reviewed import ReviewedGame
from wargame.report.sections import course, dealings, said


def review(games: Sequence[ReviewedGame], made_by: str = "") -> ReviewDocument:
    """What there is to tell of some games of one deck.

    Args:
        games: At least one.
        made_by: The command line that makes it again; "" where it is not told.
    """
    first = games[0]
    title = f"{first.match.game.deck.title}: after-action review"
    return ReviewDocument(title, made_by, tuple(one_game(first)), tuple(_notices(first)))


def one_game(game: ReviewedGame) -> list[ReviewSection]:
    """Everything about one game, in the order of a debrief: facts, causes, what it rests on."""
    return [
        course.ended(game),
        course.causes(game),
        course.numbers([game]),
        dealings.dealt(game),
        dealings.built(game),
        said.noted(game),
        said.ruled(game),
        said.asked(game),
        course.happened(game),
        dealings.claimed(game),
        said.assumed(game),
        said.rests_on(game),
    ]


def _notices(game: ReviewedGame) -> list[str]:
    """What has to be said before all else."""
    found = []
    if not game.is_over:
        found.append(f"{course.stopped(game)} Hands, sealed choices and the seed stay closed.")
    if game.seat:
        found.append(f"Only what {game.titles.seats[game.seat]} knows is told.")
    if game.is_anonymous:
        found.append("Nobody is named; what people wrote is as they wrote it.")
    if any(one.kind in {"ruling", "luck", "back"} for one in game.beside):
        found.append("Control took a hand in this game: see what control did.")
    return found
