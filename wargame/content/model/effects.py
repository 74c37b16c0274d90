"""What cards, rules and injects do: a line of arithmetic, or one of these words."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from wargame.content.model.base import (
    Called,
    Condition,
    Expression,
    Group,
    Id,
    Noun,
    Number,
    Statement,
    Title,
)


class When(Noun):
    """Do something only if a condition holds."""

    when: Condition = Field(description="The condition, tested when the line is reached.")
    do: list[Effect] = Field(description="What happens if it holds.")
    otherwise: list[Effect] = Field(default=[], description="What happens if it does not.")


class After(Noun):
    """Do something some rounds later, when the world phase of that round begins."""

    after: Annotated[int, Field(ge=1, le=40)] = Field(description="How many rounds from now.")
    do: list[Effect] = Field(description="What happens then.")


class Lasting(Noun):
    """Do something in each of the next rounds, when their world phase begins."""

    lasting: Annotated[int, Field(ge=1, le=40)] = Field(description="For how many rounds.")
    do: list[Effect] = Field(description="What happens in each of them.")


class ChanceOption(Noun):
    """One thing that luck may bring."""

    weight: Expression = Field(description="Its share of the luck, 0 or more; 0 never comes up.")
    title: Title = Field(description="What people read when it comes up.")
    do: list[Effect] = Field(default=[], description="What happens then.")


class ChanceEffect(Noun):
    """Let luck choose among options by weight."""

    chance: list[ChanceOption] = Field(min_length=2, max_length=20, description="The options.")


class Dice(Noun):
    """What is rolled: dice that are added up, or one whole number of a range."""

    dice: Annotated[int, Field(ge=1, le=6)] | None = Field(
        default=None, description="How many dice; their sum is the roll."
    )
    sides: Annotated[int, Field(ge=2, le=20)] | None = Field(
        default=None, description="Sides of each die, numbered from 1."
    )
    min: Number | None = Field(default=None, description="Without dice: the least it may be.")
    max: Number | None = Field(default=None, description="Without dice: the most it may be.")
    weights: list[Annotated[int, Field(ge=0, le=1_000)]] = Field(
        default=[],
        description="Without dice: the share of each number from `min` to `max`; "
        "all alike if left out.",
    )


class Roll(Noun):
    """Let luck give a number, which `roll` stands for in what follows."""

    roll: Dice = Field(description="What is rolled.")
    secret: Id | None = Field(
        default=None,
        description="The seat that alone learns it: `me`, `rival` or an id. It may change only "
        "numbers that this seat alone sees.",
    )
    do: list[Effect] = Field(description="What happens then; `roll` is the number.")


class ChooseOption(Noun):
    """One way out of a dilemma."""

    id: Id = Field(description="The word a player types to choose it.")
    title: Title = Field(description="What the player reads.")
    needs: Condition | None = Field(default=None, description="When it may be chosen.")
    do: list[Effect] = Field(default=[], description="What happens then.")


class Choice(Noun):
    """Who decides, and among what. The last option must carry no `needs`."""

    seat: Id = Field(description="`me`, `rival`, or the id of a seat.")
    title: Title = Field(description="The question put to the player.")
    secret: bool = Field(
        default=False,
        description="Nobody else learns the answer: it may change only numbers that the seat "
        "alone sees (`seen_by: owner`).",
    )
    options: list[ChooseOption] = Field(min_length=2, max_length=12, description="The options.")


class Choose(Noun):
    """Stop and let a seat decide."""

    choose: Choice = Field(description="The dilemma.")


class ChooseAmong(Noun):
    """Let a seat choose among the members of a group, one at a time.

    `party.`, `measure` and `project` name the one chosen in `needs` and `do`.
    """

    target: Group = Field(
        description="Who may be chosen: `parties`, a group of parties, `measures`, `projects`, "
        "or those of a seat, such as `their.measures`."
    )
    title: Title = Field(description="The question put to the player.")
    seat: Id = Field(default="me", description="Who chooses: `me`, `rival`, or the id of a seat.")
    needs: Condition | None = Field(default=None, description="When a member may be chosen.")
    up_to: Annotated[int, Field(ge=1, le=12)] | None = Field(
        default=None, description="How many may be chosen; `done` ends it sooner. Else exactly one."
    )
    spread: Annotated[int, Field(ge=1, le=40)] | None = Field(
        default=None,
        description="How many points must be spread over the members, as far as they can be.",
    )
    at_most: Annotated[int, Field(ge=1, le=40)] | None = Field(
        default=None,
        description="How often one member may be chosen: with `up_to` once if left out, "
        "with `spread` as often as one likes.",
    )
    do: list[Effect] = Field(description="What happens to each that is chosen, once a point.")


class ForEach(Noun):
    """Repeat for each member of a group, in deck order.

    `party.`, `measure` and `project` name the current one.
    """

    each: Group = Field(
        description="`parties`, a group of parties, `measures`, `projects`, or those of a seat."
    )
    do: list[Effect] = Field(description="What happens for each.")


class Draw(Noun):
    """Draw cards from the seat's own pile."""

    draw: Annotated[int, Field(ge=1, le=6)] = Field(description="How many cards.")
    seat: Id = Field(default="me", description="`me`, `rival`, or the id of a seat.")


class Discard(Noun):
    """Make a seat discard cards of its hand: those that it chooses, or any."""

    discard: Annotated[int, Field(ge=1, le=6)] = Field(description="How many cards.")
    seat: Id = Field(default="me", description="`me`, `rival`, or the id of a seat.")
    at_random: bool = Field(default=False, description="Luck chooses them, each equally likely.")


class Give(Noun):
    """Make a seat choose cards of its hand and give them to its rival, for all to see.

    Both draw from one pile: `cards_rule: {mix: true}`.
    """

    give: Annotated[int, Field(ge=1, le=6)] = Field(description="How many cards.")
    seat: Id = Field(default="me", description="Who gives: `me`, `rival`, or the id of a seat.")


class Peek(Noun):
    """Let a seat look at cards; nobody else learns which they are.

    What has been looked at in a pile is drawn next, in the order in which it was seen.
    """

    peek: Annotated[int, Field(ge=1, le=6)] = Field(description="How many cards.")
    at: Literal["pile", "hand"] = Field(
        default="pile", description="The next cards of its pile, or any of the rival's hand."
    )
    seat: Id = Field(default="me", description="Who looks: `me`, `rival`, or the id of a seat.")


class Recover(Noun):
    """Let a seat take cards of its choice back from its discards into its hand."""

    recover: Annotated[int, Field(ge=1, le=6)] = Field(description="How many cards.")
    seat: Id = Field(default="me", description="`me`, `rival`, or the id of a seat.")


class Pause(Noun):
    """Pause a measure for some rounds; its level stays on the books."""

    pause: Id = Field(description="The measure.")
    rounds: Annotated[int, Field(ge=1, le=40)] = Field(description="For how many rounds.")


class Advance(Noun):
    """Move a project to its next stage at once, free of cost."""

    advance: Id = Field(description="The project.")


class Lapse(Noun):
    """Send a project back to its start."""

    lapse: Id = Field(description="The project.")


class LookAt(Noun):
    """Lay a number open that only its owner sees: everybody learns what it is now."""

    look: Statement = Field(description="The number, such as `their.stock`.")


class Release(BaseModel):
    """Let an inject happen now, counted as drawn. A word of rulings: no deck says so."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    release: Id = Field(description="The inject.")


class EndGame(Noun):
    """End the game with this ending as soon as the effect in hand is finished."""

    end: Id = Field(description="The ending.")


def effect_word(value: Any) -> str | None:
    """Name the kind of an effect from its shape: `line`, one of EFFECT_WORDS, or None."""
    if isinstance(value, str):
        return "line"
    if isinstance(value, dict):
        found = [word for word in EFFECT_WORDS if word in value]
        return found[0] if found else None
    return next((word for word, noun in EFFECT_WORDS.items() if type(value) is noun), None)


def effect_tag(value: Any) -> str | None:
    """Name the union member of an effect; the brackets keep it apart from any field's name."""
    word = effect_word(value)
    return f"<{word}>" if word else None


Effect = Annotated[
    Annotated[Statement, Tag("<line>")]
    | Annotated[When, Tag("<when>")]
    | Annotated[After, Tag("<after>")]
    | Annotated[Lasting, Tag("<lasting>")]
    | Annotated[ChanceEffect, Tag("<chance>")]
    | Annotated[Roll, Tag("<roll>")]
    | Annotated[Choose, Tag("<choose>")]
    | Annotated[ChooseAmong, Tag("<target>")]
    | Annotated[ForEach, Tag("<each>")]
    | Annotated[Draw, Tag("<draw>")]
    | Annotated[Discard, Tag("<discard>")]
    | Annotated[Give, Tag("<give>")]
    | Annotated[Recover, Tag("<recover>")]
    | Annotated[Peek, Tag("<peek>")]
    | Annotated[Pause, Tag("<pause>")]
    | Annotated[Advance, Tag("<advance>")]
    | Annotated[Lapse, Tag("<lapse>")]
    | Annotated[LookAt, Tag("<look>")]
    | Annotated[EndGame, Tag("<end>")],
    Discriminator(effect_tag),
    Called("effect"),
]

EFFECT_WORDS: dict[str, type[Noun]] = {
    tag.tag.strip("<>"): noun
    for noun, tag in (get_args(part) for part in get_args(get_args(Effect)[0])[1:])
}
"""The word that opens an effect, and the noun it opens: all members of the union but the line."""
