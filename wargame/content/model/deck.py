"""A whole deck, and one with the places its parts were read from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from wargame.content.language import LANGUAGE
from wargame.content.model.base import Id, Noun, Text, Title
from wargame.content.model.board import Party, Rounds, Seat, Track, Turn
from wargame.content.model.campaigns import Campaign
from wargame.content.model.claims import Assumption, Claim, Odd, Source
from wargame.content.model.companions import Brief, Example, Persona, Variant
from wargame.content.model.contest import Contest
from wargame.content.model.course import Agenda, Ending, Inject, Review, Rule
from wargame.content.model.deals import Deals
from wargame.content.model.dials import FULL, Dial, NamedNumber
from wargame.content.model.fronts import Docket, Front
from wargame.content.model.instruments import BoardPlan
from wargame.content.model.lessons import Lesson
from wargame.content.model.moves import Card, Measure, Project, SeatAction
from wargame.content.model.piles import CardsRule, Era, Modifier
from wargame.content.model.puzzles import Puzzle
from wargame.content.model.quotes import QUOTE, Quoted, filled, find_quotes
from wargame.content.model.roles import Roles
from wargame.content.model.sessions import (
    DebriefEntry,
    DebriefQuestion,
    Delegation,
    QuizQuestion,
    SessionFormat,
    question_of,
)
from wargame.errors import DeckPath, Mark


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

    @property
    def questions(self) -> tuple[DebriefQuestion, ...]:
        """The questions afterwards, those that are text alone among them."""
        return tuple(question_of(asked) for asked in self.debrief)


INERT_NOUNS = (
    "about",
    "language",
    "minutes",
    "board",
    "variants",
    "briefs",
    "debrief",
    "delegations",
    "formats",
    "quiz",
    "lessons",
    "puzzles",
    "campaigns",
    "claims",
    "roles",
    "assumptions",
    "odd",
    "sources",
    "examples",
)
"""Fields of a deck that never act: changing them leaves `rules_hash` alone."""

READERS_NOUNS = ("roles", "lessons", "puzzles", "campaigns", "delegations", "formats", "quiz")
"""Fields that only tell others how to read a deck's games: no save and no hash holds them."""


def copies_of(card: Card) -> list[Card]:
    """A card, and its equal copies under ids of their own."""
    ids = [card.id, *(f"{card.id}_{number}" for number in range(2, card.copies + 1))]
    return [card.model_copy(update={"id": name}) for name in ids]


@dataclass(frozen=True)
class LoadedDeck:
    """A deck with the places its parts were read from.

    Attributes:
        written: The content as its author wrote it, a variant's overlay and values applied.
        marks: Where each part stands, by its path such as ("cards", 3, "do", 0).
        variant: What was applied, as it is typed behind the deck's colon, or "".
        like: The plain deck that it shares nouns with.
    """

    written: Deck
    marks: Mapping[DeckPath, Mark]
    variant: str = ""
    like: LoadedDeck | None = None

    @property
    def tree(self) -> dict[str, Any]:
        """What saves keep of the deck, as plain data without its default values."""
        return self.written.model_dump(exclude=set(READERS_NOUNS), exclude_defaults=True)

    @cached_property
    def deck(self) -> Deck:
        """The content as people read it: numbers filled in, rules that were removed left out, a
        card for each copy."""
        deck, new = self.written, dict[str, object]()
        for name, place in self.quotes:
            value = new.setdefault(name, getattr(deck, name))
            if isinstance(value, list):
                value = new[name] = value if value is not getattr(deck, name) else value[:]
                value[place] = filled(value[place], self.fill)
            else:
                new[name] = filled(value, self.fill)
        if any(rule.removed for rule in deck.rules):
            rules = new.get("rules", deck.rules)
            assert isinstance(rules, list)
            new["rules"] = [rule for rule in rules if not rule.removed]
        if any(card.copies > 1 for card in deck.cards):
            cards = new.get("cards", deck.cards)
            assert isinstance(cards, list)
            new["cards"] = [copy for card in cards for copy in copies_of(card)]
        return deck.model_copy(update=new) if new else deck

    @cached_property
    def quotes(self) -> tuple[Quoted, ...]:
        """The nouns that quote a number; none where the deck names none."""
        if not self.written.numbers:
            return ()
        if self.like is None or not self.like.written.numbers:
            return find_quotes(self.written, None, ())
        return find_quotes(self.written, self.like.written, self.like.quotes)

    @cached_property
    def effective(self) -> dict[str, int]:
        """What each named number comes to: its value, scaled by the dial that scales it."""
        found = {number.id: number.value for number in self.written.numbers}
        for dial in self.written.dials:
            for path in dial.scales:
                noun, _, name = path.partition(".")
                if noun == "numbers" and name in found:
                    found[name] = int(found[name] * dial.eighths / FULL)
        return found

    def fill(self, text: str) -> str:
        """A text with the numbers that it quotes filled in; what is no number stays."""
        numbers = self.effective
        return QUOTE.sub(lambda quote: str(numbers.get(quote[1], quote[0])), text)

    def relaid(self, written: Deck, variant: str) -> LoadedDeck:
        """The same deck with other values, which stand where they stood."""
        found = LoadedDeck(written, self.marks, variant)
        found.__dict__["quotes"] = self.quotes
        return found

    @cached_property
    def deck_hash(self) -> str:
        """64 hex digits over what the deck says; comments, layout and defaults apart."""
        data = self.tree
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
