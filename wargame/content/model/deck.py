"""A whole deck."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from wargame.content.english import is_english
from wargame.content.language import LANGUAGE
from wargame.content.model.around import Brief, Example, Persona, Variant
from wargame.content.model.base import Id, Noun, Text, Title
from wargame.content.model.board import Party, Rounds, Seat, Track, Turn
from wargame.content.model.campaigns import Campaign
from wargame.content.model.claims import Assumption, Claim, Odd, Source
from wargame.content.model.contest import Contest
from wargame.content.model.course import Agenda, Ending, Inject, Review, Rule
from wargame.content.model.deals import DealItem, Deals, ReadyPackage
from wargame.content.model.dials import Dial, NamedNumber
from wargame.content.model.fronts import Docket, Front
from wargame.content.model.instruments import BoardPlan
from wargame.content.model.lessons import Lesson
from wargame.content.model.moves import Card, Measure, Project, SeatAction
from wargame.content.model.piles import CardsRule, Era, Modifier
from wargame.content.model.puzzles import Puzzle
from wargame.content.model.roles import Roles
from wargame.content.model.sessions import (
    DebriefEntry,
    DebriefQuestion,
    Delegation,
    QuizQuestion,
    SessionFormat,
    question_of,
)


class Deck(Noun):
    """All of a game's content: `deck.yaml` and, beside it, a file per noun."""

    id: Id = Field(description="Short name, typed on the command line.")
    title: Title = Field(description="What people read.")
    about: Text = Field(description="The game in a few sentences.")
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){0,2}$")] = Field(
        description="In quotes, such as '1.0'."
    )
    language: Annotated[int, Field(ge=1, le=LANGUAGE)] = Field(
        default=1, description="The version of the deck language it is written for."
    )
    minutes: Annotated[int, Field(ge=1, le=2000)] | None = Field(
        default=None, description="How long a game takes people."
    )
    rounds: Rounds = Field(description="How long a game lasts.")
    turn: Turn = Field(default=Turn.model_construct(), description="What a round is made of.")
    seats: list[Seat] = Field(min_length=2, max_length=2, description="The two chairs.")
    tracks: list[Track] = Field(default=[], max_length=300, description="Numbers on the board.")
    numbers: list[NamedNumber] = Field(
        default=[], max_length=100, description="Numbers with a name, quoted in texts as `{ID}`."
    )
    dials: list[Dial] = Field(
        default=[], max_length=40, description="Mechanisms that can be turned down, off or up."
    )
    parties: list[Party] = Field(default=[], max_length=24, description="Actors without a seat.")
    eras: list[Era] = Field(default=[], max_length=9, description="Stretches of the game.")
    cards_rule: CardsRule | None = Field(default=None, description="What all cards have in common.")
    modifiers: list[Modifier] = Field(
        default=[], max_length=40, description="What changes prices of cards."
    )
    cards: list[Card] = Field(default=[], max_length=300, description="Policy moves.")
    measures: list[Measure] = Field(default=[], max_length=60, description="Standing policies.")
    projects: list[Project] = Field(default=[], max_length=60, description="Staged builds.")
    actions: list[SeatAction] = Field(
        default=[], max_length=60, description="What a seat may do besides."
    )
    rules: list[Rule] = Field(default=[], max_length=200, description="What happens each round.")
    injects: list[Inject] = Field(default=[], max_length=200, description="Events from outside.")
    deals: Deals | None = Field(default=None, description="How the seats bargain.")
    agendas: list[Agenda] = Field(default=[], max_length=40, description="Secret aims.")
    reviews: list[Review] = Field(default=[], max_length=40, description="Scheduled judgements.")
    contest: Contest | None = Field(default=None, description="Who wins.")
    fronts: list[Front] = Field(
        default=[], max_length=12, description="What is contested, and judged on known dates."
    )
    docket: Docket | None = Field(
        default=None, description="Who names a further front for the next round."
    )
    endings: list[Ending] = Field(min_length=1, max_length=20, description="Classes of outcome.")
    board: BoardPlan | None = Field(default=None, description="What people watch first.")
    variants: list[Variant] = Field(default=[], max_length=40, description="Overlays.")
    personas: list[Persona] = Field(default=[], max_length=40, description="Doctrines.")
    briefs: list[Brief] = Field(default=[], max_length=2, description="A page per seat.")
    debrief: list[DebriefEntry] = Field(
        default=[], max_length=40, description="Questions afterwards."
    )
    delegations: list[Delegation] = Field(
        default=[], max_length=40, description="People who share a seat."
    )
    formats: list[SessionFormat] = Field(
        default=[], max_length=12, description="Runs of a session."
    )
    quiz: list[QuizQuestion] = Field(
        default=[], max_length=40, description="Questions on the rules, before play."
    )
    lessons: list[Lesson] = Field(default=[], max_length=40, description="How it is taught.")
    puzzles: list[Puzzle] = Field(
        default=[], max_length=60, description="Positions to find the best line in."
    )
    campaigns: list[Campaign] = Field(
        default=[], max_length=12, description="Games one after the other."
    )
    claims: list[Claim] = Field(default=[], max_length=99, description="Theses to be measured.")
    roles: Roles | None = Field(default=None, description="What stands for what in gauges.")
    assumptions: list[Assumption] = Field(default=[], max_length=200, description="Premises.")
    odd: Odd | None = Field(default=None, description="What its author says of the model.")
    sources: list[Source] = Field(default=[], max_length=400, description="Publications.")
    examples: list[Example] = Field(default=[], max_length=400, description="Worked cases.")

    @cached_property
    def is_english(self) -> bool:
        """Whether its texts read as English."""
        return is_english(self._texts())

    def _texts(self) -> Iterator[str]:
        """What it says of itself and of its elements."""
        yield self.about
        for noun in type(self).model_fields:
            listed = getattr(self, noun)
            for one in listed if isinstance(listed, list) else ():
                text = getattr(one, "text", None)
                if isinstance(text, str):
                    yield text

    @property
    def questions(self) -> tuple[DebriefQuestion, ...]:
        """The questions afterwards, those that are text alone among them."""
        return tuple(question_of(asked) for asked in self.debrief)

    @property
    def deal_items(self) -> list[DealItem]:
        """What may change hands in a deal; nothing where the seats do not bargain."""
        return self.deals.items if self.deals else []

    @property
    def ready_packages(self) -> list[ReadyPackage]:
        """The packages that may be tabled as they are; none where the seats do not bargain."""
        return self.deals.packages if self.deals else []

    def cards_for(self, seat: str) -> list[Card]:
        """The cards that a seat may hold, each copy one of them: of a common pile all."""
        is_common = self.cards_rule is not None and self.cards_rule.mix
        own = [card for card in self.cards if is_common or card.seat in (seat, "any")]
        return [copy for card in own for copy in copies_of(card)]

    def agendas_for(self, seat: str) -> list[Agenda]:
        """The agendas that a seat may keep."""
        return [one for one in self.agendas if one.seat in (seat, "any")]


def copies_of(card: Card) -> list[Card]:
    """A card, and its equal copies under ids of their own."""
    ids = [card.id, *(f"{card.id}_{number}" for number in range(2, card.copies + 1))]
    return [card.model_copy(update={"id": name}) for name in ids]
