"""The trial that somebody asks for: one of a claim's, or one put together on the spot."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from wargame.content.model import Trial
from wargame.errors import UsageError, nearest, visible
from wargame.rules.game import Game


def asked_trial(game: Game, claim: int | None, given: Mapping[str, object]) -> Trial:
    """What to try.

    Args:
        claim: The number of the claim whose trial it is; None for one made of `given`.
        given: Fields of a trial; those that are empty were not given.

    Raises:
        UsageError: It is not said whose act and which, or the claim has no trial, or both are
            given.
    """
    fields = {name: value for name, value in given.items() if value not in (None, (), "")}
    fields = {name: list(v) if isinstance(v, tuple) else v for name, v in fields.items()}
    if claim is not None:
        if fields:
            raise UsageError("--claim brings its whole trial with it: give nothing else of one.")
        return _trial_of(game, claim)
    if "seat" not in fields or "acts" not in fields:
        seats = " or ".join(game.seats)
        raise UsageError(
            f"Say whose act and which: --seat {seats}, and --act, such as --act fund."
            " Or name a claim that has a trial: --claim."
        )
    if fields["seat"] not in game.seats:
        seat = str(fields["seat"])
        raise UsageError(
            f"There is no seat '{visible(seat[:40])}'. {nearest(seat, list(game.seats))}"
        )
    try:
        return Trial.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join(map(str, first["loc"][:1]))
        raise UsageError(f"{where}: {first['msg']}.") from None


def _trial_of(game: Game, number: int) -> Trial:
    trials = {claim.id: claim.trial for claim in game.deck.claims if claim.trial is not None}
    if number not in trials:
        there = ", ".join(map(str, trials)) or "none"
        raise UsageError(f"{game.deck.id} has no trial of claim {number}. It has: {there}.")
    return trials[number]
