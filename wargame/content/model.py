"""The nouns of a deck as strict, frozen models.

One class per noun. The description of each field is what the authors' reference and
the JSON Schema print, so the three never drift apart. Arithmetic stays text here:
`wargame.rules.reading.parse` gives it meaning.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from wargame.content.limits import MAX_EXPRESSION as MAX_EXPRESSION  # noqa: PLC0414  re-export
from wargame.content.limits import NUMBER_LIMIT as NUMBER_LIMIT  # noqa: PLC0414  re-export
from wargame.errors import DeckPath, Mark


def shape(value: Any) -> str | None:
    """Name what a value is written as, to pick the member of a union: `<number>`, `<text>` …"""
    kinds = {int: "<number>", str: "<text>", dict: "<mapping>", list: "<list>"}
    return kinds.get(type(value))


@dataclass(frozen=True, slots=True)
class Called:
    """What authors call a type; the reference prints it."""

    name: str


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"), Called("id")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=80), Called("text")]
Short = Annotated[str, StringConstraints(min_length=1, max_length=16), Called("text")]
CardText = Annotated[str, StringConstraints(min_length=1, max_length=240), Called("text")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), Called("text")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000), Called("text")]
Number = Annotated[int, Field(ge=-NUMBER_LIMIT, le=NUMBER_LIMIT), Called("whole number")]
Condition = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_EXPRESSION), Called("condition")
]
Statement = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_EXPRESSION), Called("statement")
]
Arithmetic = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_EXPRESSION), Called("expression")
]
Expression = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[Arithmetic, Tag("<text>")],
    Discriminator(shape),
    Called("whole number or expression"),
]
Percent = Annotated[int, Field(ge=1, le=100)]
RoundNumber = Annotated[int, Field(ge=1, le=200)]
ClaimId = Annotated[int, Field(ge=1, le=99)]


class Noun(BaseModel):
    """Base of every noun: nothing unknown is accepted, nothing changes after loading."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True
    )


# --- effects -------------------------------------------------------------------------------


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


class Chance(Noun):
    """Let luck choose among options by weight."""

    chance: list[ChanceOption] = Field(min_length=2, max_length=20, description="The options.")


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
    options: list[ChooseOption] = Field(min_length=2, max_length=12, description="The options.")


class Choose(Noun):
    """Stop and let a seat decide."""

    choose: Choice = Field(description="The dilemma.")


class ForEach(Noun):
    """Repeat for each party of a group, in deck order; `party.` names the current one."""

    each: Id = Field(description="`parties`, or the name of a group of parties.")
    do: list[Effect] = Field(description="What happens for each.")


class Draw(Noun):
    """Draw cards from the seat's own pile."""

    draw: Annotated[int, Field(ge=1, le=6)] = Field(description="How many cards.")
    seat: Id = Field(default="me", description="`me`, `rival`, or the id of a seat.")


class Discard(Noun):
    """Make a seat choose cards of its hand and discard them."""

    discard: Annotated[int, Field(ge=1, le=6)] = Field(description="How many cards.")
    seat: Id = Field(default="me", description="`me`, `rival`, or the id of a seat.")


class Pause(Noun):
    """Suspend a measure for some rounds; its level stays on the books."""

    pause: Id = Field(description="The measure.")
    rounds: Annotated[int, Field(ge=1, le=40)] = Field(description="For how many rounds.")


class Advance(Noun):
    """Move a project to its next stage at once, free of cost."""

    advance: Id = Field(description="The project.")


class Lapse(Noun):
    """Send a project back to its start."""

    lapse: Id = Field(description="The project.")


class EndGame(Noun):
    """End the game with this ending as soon as the effect in hand is finished."""

    end: Id = Field(description="The ending.")


EFFECT_WORDS: dict[str, type[Noun]] = {
    "when": When,
    "after": After,
    "lasting": Lasting,
    "chance": Chance,
    "choose": Choose,
    "each": ForEach,
    "draw": Draw,
    "discard": Discard,
    "pause": Pause,
    "advance": Advance,
    "lapse": Lapse,
    "end": EndGame,
}
"""The word that opens an effect, and the noun it opens."""


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
    | Annotated[Chance, Tag("<chance>")]
    | Annotated[Choose, Tag("<choose>")]
    | Annotated[ForEach, Tag("<each>")]
    | Annotated[Draw, Tag("<draw>")]
    | Annotated[Discard, Tag("<discard>")]
    | Annotated[Pause, Tag("<pause>")]
    | Annotated[Advance, Tag("<advance>")]
    | Annotated[Lapse, Tag("<lapse>")]
    | Annotated[EndGame, Tag("<end>")],
    Discriminator(effect_tag),
    Called("effect"),
]

Cost = Annotated[dict[Id, Expression], Called("costs, such as `{capital: 2}`")]
"""What is paid: `capital` or one of the payer's own tracks, and how much of it (0 or more)."""


class Sourced(Noun):
    """Where an item comes from, and what it bears on."""

    source: str | None = Field(
        default=None, max_length=200, description="Id of a source, or `invented`, or a citation."
    )
    as_of: Annotated[str, StringConstraints(max_length=40)] | None = Field(
        default=None, description="The date the facts are good for, in quotes."
    )
    confidence: Literal["high", "medium", "low"] | None = Field(
        default=None, description="How sure the author is of the facts."
    )
    claims: list[ClaimId] = Field(default=[], description="Numbers of the claims it bears on.")


# --- the table -----------------------------------------------------------------------------


class Rounds(Noun):
    """How long a game lasts."""

    max: RoundNumber = Field(description="The last round there can be.")
    uncertain_from: RoundNumber | None = Field(
        default=None, description="From the end of this round on, luck may end the game."
    )
    end_pct: Percent = Field(default=25, description="Chance of that, in percent, each round.")
    labels: list[Title] = Field(default=[], description="A name per round, such as '2025 Q1'.")


HeadlineOrder = Annotated[
    Annotated[list[Id], Tag("<list>")] | Annotated[Literal["initiative"], Tag("<text>")],
    Discriminator(shape),
]
"""Seats in order, or `initiative`."""


class Headline(Noun):
    """A secret card each at the start of a round, revealed together."""

    order: HeadlineOrder = Field(
        default="initiative", description="Whose headline takes effect first."
    )


class Turn(Noun):
    """What a round is made of, after the world phase and the draw."""

    plays: Annotated[int, Field(ge=0, le=6)] = Field(
        default=2, description="Plays a seat has each round, taken in turns."
    )
    initiative: Id = Field(
        default="alternate", description="`alternate`, or the seat that always goes first."
    )
    headline: Headline | None = Field(default=None, description="Leave out for no headlines.")
    quiet_weight: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=0, description="Weight of 'no inject' when a round's inject is drawn."
    )
    agenda_candidates: Annotated[int, Field(ge=1, le=6)] = Field(
        default=3, description="Agendas a seat is shown, of which it keeps one in secret."
    )


class Capital(Noun):
    """A seat's political capital: what cards and measures are paid with."""

    start: Annotated[int, Field(ge=0, le=100)] = Field(description="At the start.")
    max: Annotated[int, Field(ge=1, le=100)] = Field(description="More than this is lost.")
    income: Expression = Field(default=0, description="What arrives each round.")


class Seat(Noun):
    """A chair at the table. A deck has two; each is the other's rival."""

    id: Id = Field(description="Short name, used as a prefix in expressions.")
    title: Title = Field(description="What people read.")
    capital: Capital = Field(description="Its political capital.")
    hand: Annotated[int, Field(ge=0, le=12)] = Field(default=5, description="Cards it refills to.")
    score: Expression = Field(default=0, description="Points added at the end of the game.")
    par: Number = Field(default=0, description="The usual score of this seat, from play.")


Start = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[dict[Id, Number], Tag("<mapping>")],
    Discriminator(shape),
]
"""Where a track begins: one number, or one per seat or party."""

Formula = Annotated[
    Annotated[Number, Tag("<number>")]
    | Annotated[Arithmetic, Tag("<text>")]
    | Annotated[dict[Id, Expression], Tag("<mapping>")],
    Discriminator(shape),
]
"""How a derived track is computed: one expression, or one per seat or party."""


class Band(Noun):
    """A stretch of a track with a name."""

    at: Number = Field(description="The lowest number of the band.")
    name: Title = Field(description="What people read, such as 'calm'.")


class Track(Sourced):
    """A bounded whole number on the board.

    `of` says whose it is: `shared`, `seats` (one each), a seat's id, `parties` (one each),
    or the name of a group of parties. With `value` it is derived and never written.
    """

    id: Id = Field(description="Short name, used in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    of: Id = Field(description="`shared`, `seats`, a seat, `parties`, or a group of parties.")
    min: Number = Field(default=0, description="Never below this.")
    max: Number = Field(default=100, description="Never above this.")
    start: Start = Field(default=0, description="At the start; a number, or one per seat or party.")
    value: Formula | None = Field(
        default=None,
        description="For a derived track: how it is computed, whenever it is read; "
        "one expression, or one per seat or party.",
    )
    unit: Annotated[str, StringConstraints(max_length=24)] = Field(
        default="", description="Shown behind the number, such as '%' or 'weeks'."
    )
    better: Literal["up", "down", "neither"] = Field(
        default="neither", description="Which way its owner likes it to move."
    )
    bands: list[Band] = Field(default=[], description="Names for stretches of it, low to high.")
    aside: bool = Field(
        default=False,
        description="A working: left off the board until somebody asks for it. If it is also "
        "`better: neither`, a mere count, the news does not tell when it moves.",
    )
    text: Text | None = Field(default=None, description="What it stands for.")


class Party(Sourced):
    """An actor without a seat: an ally, a constituency, a bystander."""

    id: Id = Field(description="Short name, used as `party.ID.TRACK` in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    group: Id | None = Field(default=None, description="The group it belongs to.")
    text: Text | None = Field(default=None, description="Who they are.")


# --- what seats can do ---------------------------------------------------------------------


class Card(Sourced):
    """A policy move. Played for its effect, or discarded for political capital."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What is printed at the top.")
    seat: Id = Field(description="Whose pile it starts in; `any` puts one in each.")
    text: CardText = Field(description="What is printed on it, every number included.")
    needs: Condition | None = Field(default=None, description="When its policy may be played.")
    cost: Cost = Field(default={}, description="What its policy costs.")
    worth: Annotated[int, Field(ge=0, le=20)] = Field(
        default=1, description="Political capital it brings when discarded for it."
    )
    do: list[Effect] = Field(description="Its policy; `my.` is the seat that plays it.")
    rival_do: list[Effect] = Field(
        default=[],
        description="What also happens, to the rival's gain, when it is discarded for capital; "
        "`my.` is still the seat that plays it.",
    )
    once: bool = Field(default=False, description="It leaves the game once its effect is used.")


class Verb(Noun):
    """One thing a seat may do to its own measure, as a play."""

    cost: Cost = Field(default={}, description="What it costs.")
    needs: Condition | None = Field(default=None, description="When it may be done.")
    do: list[Effect] = Field(default=[], description="What else happens.")


class PauseVerb(Verb):
    """Suspending a measure on one's own account."""

    rounds: Annotated[int, Field(ge=1, le=40)] = Field(description="For how many rounds.")


class Measure(Sourced):
    """A standing policy with levels. A verb that is left out cannot be used."""

    id: Id = Field(description="Short name, used as `measure.ID` in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    seat: Id = Field(description="Whose it is.")
    text: Text | None = Field(default=None, description="What it is and what a level means.")
    max: Annotated[int, Field(ge=1, le=20)] = Field(description="The highest level.")
    start: Annotated[int, Field(ge=0, le=20)] = Field(default=0, description="Level at the start.")
    levels: list[Title] = Field(default=[], description="Names of the levels, from 0 up.")
    tighten: Verb | None = Field(default=None, description="One level up.")
    ease: Verb | None = Field(default=None, description="One level down.")
    pause: PauseVerb | None = Field(default=None, description="Suspend all levels for a while.")
    lift: Verb | None = Field(default=None, description="Down to 0, off the books.")


class Stage(Noun):
    """A step of a project. Paying starts the work; luck decides when it is due."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read, such as 'permitted'.")
    cost: Cost = Field(default={}, description="What starting the work costs.")
    needs: Condition | None = Field(default=None, description="When the work may start.")
    rounds: Annotated[int, Field(ge=0, le=20)] = Field(
        default=0, description="Rounds of work; 0 is done at once."
    )
    success_pct: Expression = Field(
        default=100, description="Chance that it succeeds when due, in percent, 0 to 100."
    )
    do: list[Effect] = Field(default=[], description="What happens when it succeeds.")


class LapseRule(Noun):
    """How a project that nobody works on can die."""

    after_rounds: Annotated[int, Field(ge=0, le=20)] = Field(
        description="Idle rounds before it is in danger."
    )
    pct: Expression = Field(description="Chance each round after that, in percent, 0 to 100.")
    do: list[Effect] = Field(default=[], description="What happens when it lapses.")


class Project(Sourced):
    """A staged build. Stage 0 is 'nothing yet'; the last stage is output."""

    id: Id = Field(description="Short name, used as `project.ID` in expressions.")
    title: Title = Field(description="What people read.")
    short: Short | None = Field(
        default=None, description="A title for narrow columns, no longer than the title itself."
    )
    seat: Id = Field(description="Whose it is.")
    text: Text | None = Field(default=None, description="What it is.")
    stages: list[Stage] = Field(min_length=1, max_length=8, description="Its stages, in order.")
    lapse: LapseRule | None = Field(default=None, description="Leave out if it cannot lapse.")


# --- what happens by itself ----------------------------------------------------------------


class Rule(Noun):
    """Something that happens every round by itself."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read when they ask why a number moved.")
    phase: Literal["world", "draw", "account"] = Field(description="When in the round.")
    seat: Id | None = Field(
        default=None, description="`seats` (for each), or one seat; then `my.` can be used."
    )
    when: Condition | None = Field(default=None, description="Only if this holds.")
    do: list[Effect] = Field(description="What happens.")


class Inject(Sourced):
    """An event from outside. One is drawn each round among those that may happen."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    text: Text = Field(description="The news.")
    weight: Expression = Field(default=1, description="Its share of the luck, 0 or more.")
    needs: Condition | None = Field(default=None, description="When it may be drawn.")
    round: RoundNumber | None = Field(
        default=None, description="A fixed date: it happens in this round, and is never drawn."
    )
    once: bool = Field(default=True, description="It happens at most once.")
    do: list[Effect] = Field(description="What happens.")


class DealItem(Sourced):
    """Something a seat can give in a deal, while the deal lasts.

    `pause` suspends `levels` of the giver's `measure`; `cap` holds it at or under `level`;
    `transfer` moves `amount` of a track from giver to receiver once; `pledge` moves it every
    round. A deal that ends brings suspended levels back: all (`full`), half, or none of them.
    """

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    seat: Id = Field(description="Who gives it.")
    kind: Literal["pause", "cap", "transfer", "pledge"] = Field(description="What is given.")
    measure: Id | None = Field(default=None, description="For `pause` and `cap`.")
    levels: Annotated[int, Field(ge=1, le=20)] | None = Field(
        default=None, description="For `pause`: how many levels."
    )
    level: Annotated[int, Field(ge=0, le=20)] | None = Field(
        default=None, description="For `cap`: the level it may not exceed."
    )
    track: Id | None = Field(default=None, description="For `transfer` and `pledge`.")
    amount: Annotated[int, Field(ge=1, le=NUMBER_LIMIT)] | None = Field(
        default=None, description="For `transfer` and `pledge`: how much."
    )
    snap: Literal["full", "half", "none"] = Field(
        default="full", description="How many suspended levels come back at the end."
    )
    needs: Condition | None = Field(default=None, description="When it may be offered.")
    do: list[Effect] = Field(default=[], description="What else happens at signing.")
    text: Text | None = Field(default=None, description="What it means.")


class Deals(Noun):
    """How the seats bargain. Leave the noun out for a game without talks."""

    max_items: Annotated[int, Field(ge=1, le=4)] = Field(
        default=2, description="Most items one side may give in one deal."
    )
    max_running: Annotated[int, Field(ge=1, le=4)] = Field(
        default=2, description="Most deals in force at a time."
    )
    terms: list[Annotated[int, Field(ge=1, le=40)]] = Field(
        min_length=1, max_length=6, description="How many rounds a deal may run, to choose from."
    )
    both_sides: bool = Field(
        default=True, description="Each side must give something; false allows one-sided deals."
    )
    needs: Condition | None = Field(default=None, description="When a seat may table a package.")
    cost: Cost = Field(default={}, description="What the seat that tables a package pays then.")
    sign: list[Effect] = Field(
        default=[], description="At signing; `my.` is the seat that tabled the package."
    )
    expire: list[Effect] = Field(default=[], description="When a deal runs out.")
    extend_cost: Cost = Field(
        default={}, description="What proposing an extension costs; leave out for free."
    )
    extend: list[Effect] = Field(default=[], description="When a deal is extended.")
    extensions: Annotated[int, Field(ge=0, le=20)] = Field(
        default=20, description="How often one deal may be extended."
    )
    breach: list[Effect] = Field(
        default=[], description="When a seat breaks a deal; `my.` is the seat that breaks it."
    )
    items: list[DealItem] = Field(min_length=1, max_length=40, description="What can be given.")


class Agenda(Sourced):
    """A secret aim. A seat keeps one of a few; it scores at a review or at the end."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What its owner reads.")
    seat: Id = Field(description="Whose aim it may be; `any` for both.")
    text: Text = Field(description="What scores, every number included.")
    score: Expression = Field(description="Points when it is scored.")


class Review(Sourced):
    """Something on the calendar: an election, a congress, a summit."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What is judged.")
    rounds: list[RoundNumber] = Field(min_length=1, description="At the end of which rounds.")
    seat: Id | None = Field(
        default=None, description="`seats` (for each), or one seat; then `my.` can be used."
    )
    when: Condition | None = Field(default=None, description="Only if this holds.")
    agendas: bool = Field(
        default=False, description="Agendas are shown, scored and drawn anew at this review."
    )
    do: list[Effect] = Field(default=[], description="What happens.")


class Ending(Noun):
    """A class of outcome. The first whose condition holds names the game's end."""

    id: Id = Field(description="Short name.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What it means.")
    when: Condition | None = Field(default=None, description="Leave out for the last one.")
    immediate: bool = Field(
        default=False, description="It ends the game as soon as its condition holds."
    )


# --- around the game -----------------------------------------------------------------------


class Variant(Noun):
    """A change to the deck: another start, another length, a mechanism switched off."""

    id: Id = Field(description="Short name, as in `DECK:VARIANT`.")
    title: Title = Field(description="What people read.")
    text: Text | None = Field(default=None, description="What it changes and why.")
    set: dict[str, Any] = Field(
        default={}, description="Paths such as `rounds.max` or `tracks.trust.start`, new values."
    )
    remove: list[str] = Field(default=[], description="Paths such as `cards.soy` to leave out.")


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


class Gauge(Noun):
    """A number that a run of games gives, read off the last position of each.

    Exactly one of `endings`, `percent_of_games`, `mean` and `percent` says how. Seats are named
    by their ids. What happened on the way counts only if a track has kept count of it.
    """

    endings: list[Id] = Field(default=[], description="Percent of games with one of these ends.")
    percent_of_games: Condition | None = Field(
        default=None, description="Percent of games in which this holds at the end."
    )
    mean: Expression | None = Field(default=None, description="Its mean over the games.")
    percent: Expression | None = Field(
        default=None, description="Its total over the games, in percent of the total of `of`."
    )
    of: Expression | None = Field(
        default=None, description="For `percent`: what it is a part of, 0 or more."
    )
    only: Condition | None = Field(
        default=None, description="Leave out games in which this does not hold at the end."
    )
    players: dict[Id, Id] = Field(
        default={}, description="Seats that a persona plays; others are drawn as in all games."
    )
    unit: Annotated[str, StringConstraints(max_length=24)] = Field(
        default="", description="For `mean`: shown behind the number, such as '%' or 'deals'."
    )


class Beside(Gauge):
    """A further number told with a claim. Nothing depends on it."""

    title: Title = Field(description="What it is, in a few words.")


class Claim(Noun):
    """A thesis about the world that play can support or contradict.

    It holds if the gauge lies in the band and the ablation moves it clearly, the way it should.
    """

    id: ClaimId = Field(description="Its number.")
    title: Title = Field(description="The thesis in a few words.")
    text: Text = Field(description="The thesis.")
    metric: Text | None = Field(default=None, description="What is measured, in words.")
    gauge: Gauge | None = Field(default=None, description="The same for `wargame lab claims`.")
    beside: list[Beside] = Field(default=[], max_length=8, description="Told with it.")
    band: list[Number] = Field(default=[], max_length=2, description="Expected from and to.")
    argued_from: Text | None = Field(default=None, description="Why that band, from a source.")
    ablation: Id | None = Field(default=None, description="The variant that should break it.")
    ablation_moves: Literal["up", "down"] | None = Field(
        default=None, description="Which way the ablation should move it; leave out for any."
    )


class Assumption(Noun):
    """Something the deck takes for granted, exported with results."""

    id: Id = Field(description="Short name.")
    kind: Literal["fact", "judgement", "invention"] = Field(description="What it rests on.")
    text: Text = Field(description="What is assumed.")
    source: str | None = Field(default=None, max_length=200, description="Where it comes from.")


class Source(Noun):
    """A publication that items can cite."""

    id: Id = Field(description="Short name, used in `source:`.")
    title: Title = Field(description="What it is called.")
    url: Annotated[str, StringConstraints(max_length=400)] | None = Field(
        default=None, description="Where it can be read."
    )
    date: Annotated[str, StringConstraints(max_length=20)] | None = Field(
        default=None, description="When it appeared, in quotes."
    )
    text: Text | None = Field(default=None, description="What it says that matters here.")


class Example(Noun):
    """A worked case: a position, what is played, what follows.

    `given` sets names of the expression language, `hand.SEAT` (a list of cards), `turn`
    (the seat to play) and `seed`. `play` lists actions as they are typed; `next round`
    passes everything until the next round's plays. Luck that `play` does not name is dealt
    from `seed`. `expect` gives values of expressions, and may hold `refused` (a part of the
    reason why the last action is refused), `legal`, `not_legal` and `ending`.
    """

    id: Id = Field(description="Short name.")
    rule: Text = Field(description="The rule it settles, in one sentence.")
    given: dict[str, Any] = Field(default={}, description="The position.")
    play: list[str] = Field(default=[], description="The actions, in order.")
    expect: dict[str, Any] = Field(min_length=1, description="What must hold afterwards.")


class Deck(Noun):
    """All of a game's content: `deck.yaml` and, beside it, a file per noun."""

    id: Id = Field(description="Short name, typed on the command line.")
    title: Title = Field(description="What people read.")
    about: Text = Field(description="The game in a few sentences.")
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){0,2}$")] = Field(
        description="In quotes, such as '1.0'."
    )
    minutes: Annotated[int, Field(ge=1, le=2000)] | None = Field(
        default=None, description="How long a game takes people."
    )
    rounds: Rounds = Field(description="How long a game lasts.")
    turn: Turn = Field(default=Turn.model_construct(), description="What a round is made of.")
    seats: list[Seat] = Field(min_length=2, max_length=2, description="The two chairs.")
    tracks: list[Track] = Field(default=[], max_length=300, description="Numbers on the board.")
    parties: list[Party] = Field(default=[], max_length=24, description="Actors without a seat.")
    cards: list[Card] = Field(default=[], max_length=300, description="Policy moves.")
    measures: list[Measure] = Field(default=[], max_length=60, description="Standing policies.")
    projects: list[Project] = Field(default=[], max_length=60, description="Staged builds.")
    rules: list[Rule] = Field(default=[], max_length=200, description="What happens each round.")
    injects: list[Inject] = Field(default=[], max_length=200, description="Events from outside.")
    deals: Deals | None = Field(default=None, description="How the seats bargain.")
    agendas: list[Agenda] = Field(default=[], max_length=40, description="Secret aims.")
    reviews: list[Review] = Field(default=[], max_length=40, description="Scheduled judgements.")
    endings: list[Ending] = Field(min_length=1, max_length=20, description="Classes of outcome.")
    variants: list[Variant] = Field(default=[], max_length=40, description="Overlays.")
    personas: list[Persona] = Field(default=[], max_length=40, description="Doctrines.")
    briefs: list[Brief] = Field(default=[], max_length=2, description="A page per seat.")
    debrief: list[Text] = Field(default=[], max_length=40, description="Questions afterwards.")
    claims: list[Claim] = Field(default=[], max_length=99, description="Theses to be measured.")
    assumptions: list[Assumption] = Field(default=[], max_length=200, description="Premises.")
    sources: list[Source] = Field(default=[], max_length=400, description="Publications.")
    examples: list[Example] = Field(default=[], max_length=400, description="Worked cases.")


INERT_NOUNS = (
    "about",
    "minutes",
    "variants",
    "briefs",
    "debrief",
    "claims",
    "assumptions",
    "sources",
    "examples",
)
"""Fields of a deck that never act: changing them leaves `rules_hash` alone."""


@dataclass(frozen=True)
class LoadedDeck:
    """A deck with the places its parts were read from.

    Attributes:
        deck: The content, a variant's overlay applied.
        marks: Where each part stands, by its path such as ("cards", 3, "do", 0).
        variant: The variant that was applied, or "".
    """

    deck: Deck
    marks: Mapping[DeckPath, Mark]
    variant: str = ""

    @cached_property
    def deck_hash(self) -> str:
        """64 hex digits over everything the deck says; comments, layout and defaults apart."""
        data = self.deck.model_dump(exclude_defaults=True)
        text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def mark(self, path: DeckPath, offset: int = 0) -> Mark | None:
        """The place of a part, or of the nearest part around it; `offset` characters into it.

        Text that runs over several lines has one place, its first character.
        """
        for length in range(len(path), -1, -1):
            found = self.marks.get(path[:length])
            if found is not None:
                inside = length == len(path) and found.column + offset <= len(found.text) + 1
                return found.moved(offset) if inside else found
        return None
