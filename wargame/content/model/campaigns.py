"""Campaigns: games one after the other, each from where the last one ended.

Nothing of a campaign acts in a game: a chapter begins from values behind the deck's colon.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wargame.content.model.base import Id, Noun, Text, Title


class Chapter(Noun):
    """One game of a campaign."""

    title: Title = Field(description="What people read.")
    variant: Id | None = Field(default=None, description="The variant that is played.")
    text: Text | None = Field(default=None, description="How it comes to this game.")


class Campaign(Noun):
    """Games one after the other: what one ends with, the next begins with.

    Whoever wins the last chapter wins the campaign; carry a part of the lead of a contest, and the
    earlier chapters count. A number that the next chapter cannot hold is cut to its range. Where
    what is carried ends the next chapter as it begins, the campaign ends.
    """

    id: Id = Field(description="Short name, typed behind `--campaign`.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What it is about.")
    chapters: list[Chapter] = Field(min_length=2, max_length=12, description="Its games, in order.")
    carry: list[Annotated[str, StringConstraints(max_length=120)]] = Field(
        min_length=1,
        max_length=120,
        description="The numbers that are carried on, as in expressions: `shared.trust`, "
        "`us.mandate`, `measure.duty`; or a part of one, as `shared.lead // 4`.",
    )
    agendas: Literal["anew", "spent"] = Field(
        default="anew",
        description="`spent`: an agenda that was laid open is in no later chapter, as long as its "
        "seat has another.",
    )
