"""What stands beside a game: variants, personas, briefs and worked examples."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from wargame.content.model.base import Id, Noun, Number, Prose, Text, Title


class Variant(Noun):
    """A change to the deck: another start, another length, a mechanism switched off."""

    id: Id = Field(description="Short name, as in `DECK:VARIANT`.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What it changes and why.")
    set: dict[str, Any] = Field(
        default={}, description="Paths such as `rounds.max` or `tracks.trust.start`, new values."
    )
    remove: list[str] = Field(default=[], description="Paths such as `cards.ferry` to leave out.")


class Persona(Noun):
    """A doctrine as numbers, for players that weigh a position."""

    id: Id = Field(description="Short name, typed as a player.")
    title: Title = Field(description="What people read.")
    seat: Id = Field(default="any", description="Whom it was made for; it can play either seat.")
    text: Text | None = Field(default=None, description="The doctrine in a line or two.")
    weights: dict[str, Number] = Field(
        min_length=1, description="Expressions such as `my.trust`, and what one unit is worth."
    )


class Brief(Noun):
    """The page a seat reads before play."""

    seat: Id = Field(description="Whose brief it is.")
    text: Prose = Field(description="The situation.")
    interests: list[Text] = Field(default=[], description="What it wants.")
    constraints: list[Text] = Field(default=[], description="What binds it.")
    private: list[Text] = Field(default=[], description="What the other side need not know.")


class Example(Noun):
    """A worked case: a position, what is played, what follows.

    `given` sets names of the expression language, `hand.SEAT` (a list of cards), `turn`
    (the seat to play) and `seed`. `play` lists actions as they are typed; `next round`
    passes everything until the next round's plays. Luck that `play` does not name is dealt
    from `seed`. `expect` gives values of expressions, and may hold `refused` (a part of the
    reason why the last action is refused), `legal`, `not_legal`, `ending`, and `winner` (a seat,
    or `nobody`): who has won, or would if the game ended here.
    """

    id: Id = Field(description="Short name.")
    rule: Text = Field(description="The rule it settles, in one sentence.")
    given: dict[str, Any] = Field(default={}, description="The position.")
    play: list[str] = Field(default=[], description="The actions, in order.")
    expect: dict[str, Any] = Field(min_length=1, description="What must hold afterwards.")
