"""Who wins: what leads, what loses at once, what has to be held, and what that is worth."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wargame.content.model.base import Arithmetic, Condition, Expression, Id, Noun, Title

MatchPoint = Annotated[int, Field(ge=-10, le=10)]
"""What one end of a match is worth to a seat."""


class Loss(Noun):
    """Something that loses the match for a seat, whatever the lead."""

    when: Condition = Field(description="It is looked at when the game has ended.")
    seat: Arithmetic = Field(
        description="Who loses then: a seat's id, or a track of `kind: seat`; if that holds "
        "nobody, nothing is decided."
    )
    title: Title | None = Field(default=None, description="What people read, such as 'The crisis'.")


class MatchPoints(Noun):
    """What each way to end a match is worth. They are the returns of a contest table."""

    win: MatchPoint = Field(default=3, description="To whoever wins.")
    outlast: MatchPoint | None = Field(
        default=None,
        description="To whoever wins because the other side lost by `lost_by`, by its floor or in "
        "ruin; as much as `win` if left out.",
    )
    stand: MatchPoint = Field(
        default=1, description="To whoever is behind at the end, its floor held."
    )
    fall: MatchPoint = Field(
        default=0, description="To whoever loses by `lost_by`, or by its own floor."
    )
    ruin: MatchPoint = Field(
        default=0, description="When both floors are broken: to whoever is to blame, or to both."
    )


class Contest(Noun):
    """Who wins at a table that names a winner.

    When the game has ended, `lost_by` is tested first, in its order. Then the floors: if one side
    has broken its own, the other wins; if both have, whoever `ruin` blames loses, and if it blames
    nobody, nobody wins. Only then the lead counts.
    """

    lead: Expression = Field(description="Above 0 the first seat is ahead, below 0 the second.")
    level: Id | None = Field(
        default=None, description="Who wins a lead of 0; leave it out for nobody."
    )
    floors: dict[Id, Condition] = Field(
        default={}, description="By seat, what it has to hold at the end; `my.` is that seat."
    )
    lost_by: list[Loss] = Field(
        default=[], max_length=12, description="What loses whatever the lead, the first first."
    )
    ruin: list[Loss] = Field(
        default=[], max_length=12, description="Who is to blame if both floors are broken."
    )
    points: MatchPoints = Field(
        default=MatchPoints.model_construct(), description="What each end is worth."
    )
    handicap: (
        Annotated[str, StringConstraints(pattern=r"^shared\.[a-z][a-z0-9_]{0,39}$")] | None
    ) = Field(
        default=None,
        description="The shared track whose start a bid or a handicap sets, as `shared.lead`.",
    )
    table: Literal["contest", "seminar"] = Field(
        default="contest",
        description="Whether a winner is named, where nobody asks for `DECK:seminar` or "
        "`DECK:contest`.",
    )
