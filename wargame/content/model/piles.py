"""What is true of all cards together: eras that change the piles."""

from __future__ import annotations

from pydantic import Field

from wargame.content.model.base import Id, Noun, RoundNumber, Title


class Era(Noun):
    """A stretch of the game with cards and injects of its own. The first begins in round 1.

    `game.era` is the number of the present one, from 1; an era's id stands for its number in
    expressions, as in `game.era >= truces`.
    """

    id: Id = Field(description="Short name, its number in expressions.")
    title: Title = Field(description="What people read.")
    round: RoundNumber = Field(description="The round it begins with; it ends with the next era.")
