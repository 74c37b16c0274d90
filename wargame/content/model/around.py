"""What stands around a game: variants, personas, briefs and worked examples."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from wargame.content.fields import ForesightLevel
from wargame.content.model.base import Called, Id, Noun, Number, Prose, Text, Title

Spoken = Annotated[str, StringConstraints(min_length=1, max_length=70), Called("text")]
Temper = Annotated[str, StringConstraints(min_length=1, max_length=40), Called("text")]


class Variant(Noun):
    """A change to the deck: another start, another length, a mechanism switched off."""

    id: Id = Field(description="Short name, as in `DECK:VARIANT`.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What it changes and why.")
    set: dict[str, Any] = Field(
        default={}, description="Paths such as `rounds.max` or `tracks.trust.start`, new values."
    )
    remove: list[str] = Field(default=[], description="Paths such as `cards.ferry` to leave out.")


class Says(Noun):
    """What a persona says when it acts: one line for each kind of act, `acts` for the rest."""

    acts: Spoken = Field(description="On any act that has no line of its own.")
    tightens: Spoken | None = Field(default=None, description="On tightening a measure.")
    eases: Spoken | None = Field(default=None, description="On easing, pausing or lifting one.")
    offers: Spoken | None = Field(default=None, description="On an offer or a counter-offer.")
    accepts: Spoken | None = Field(default=None, description="On accepting one.")
    declines: Spoken | None = Field(default=None, description="On declining one.")
    passes: Spoken | None = Field(default=None, description="On a pass.")
    breaks: Spoken | None = Field(default=None, description="On breaking a deal.")


class Persona(Noun):
    """A doctrine as numbers, for players that weigh a position; with `foresight`, an opponent.

    An opponent is offered to people by title, temper and foresight. It thinks as far as that
    says, for its own weights, and sees what its seat sees.
    """

    id: Id = Field(description="Short name, typed as a player.")
    title: Title = Field(description="What people read.")
    seat: Id = Field(default="any", description="Whom it was made for; it can play either seat.")
    text: Text | None = Field(default=None, description="The doctrine in a line or two.")
    weights: dict[str, Number] = Field(
        min_length=1, description="Expressions such as `my.trust`, and what one unit is worth."
    )
    foresight: ForesightLevel | None = Field(
        default=None, description="How far it looks ahead; without it, nobody is offered it."
    )
    temper: Temper | None = Field(default=None, description="Its temper in a few words.")
    says: Says | None = Field(default=None, description="What it says when it acts.")
    drawn: bool = Field(
        default=True, description="Whether studies draw it where they are not told whom to draw."
    )


class Brief(Noun):
    """The page a seat reads before play."""

    seat: Id = Field(description="Whose brief it is.")
    text: Prose = Field(description="The situation, in a paragraph or two: told before play.")
    background: Prose | None = Field(
        default=None, description="More of it: told to whoever asks for the brief, and on paper."
    )
    interests: list[Text] = Field(default=[], description="What it wants.")
    seminar: list[Text] = Field(
        default=[],
        description="What it wants at a table that names no winner, in place of `interests`.",
    )
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
