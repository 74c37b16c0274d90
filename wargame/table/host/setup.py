"""Setting a table: which deck and variant, who sits where, on which seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from wargame.content.chapters import first_chapter
from wargame.content.fields import FORESIGHTS
from wargame.content.library import DeckEntry, DeckLibrary, DeckRef, load_deck
from wargame.content.stack import handicap_tracks
from wargame.content.typed import (
    CONTEST,
    HANDICAP,
    PAR,
    SEMINAR,
    laid_over,
    number_within,
    whole_number,
)
from wargame.dataclass import dataclass
from wargame.errors import UsageError, WargameError
from wargame.lab.runs.games import open_game
from wargame.play.player import HUMAN, REMOTE
from wargame.play.seeds import SEED_LIMIT, new_seed
from wargame.players.names import THINKS, parse_name
from wargame.players.people import opponent_named, opponents
from wargame.players.registry import BUILT_IN
from wargame.rules.amounts import counted
from wargame.rules.game import Game
from wargame.table.host.bidding import Bidding
from wargame.table.host.seating import usual_player

if TYPE_CHECKING:
    from wargame.content.model import Deck

FIRST_DECK = "primer"

BID = "bid"
SET = "set"

LARGEST_PAR = 99_999
"""More than five characters of a par are not typed."""

ELSEWHERE = (
    "Somebody at another machine, in linear text. You are told what they type before the table "
    "opens."
)

TEXTS = {
    "seed": (
        "Seed",
        (
            "Equal seeds give equal luck, whatever the players do. Leave it empty for luck that "
            "nobody knows."
        ),
    ),
    "name": (
        "Kept as",
        (
            "The game is kept under this name after every move, so that it can be gone on with, "
            "replayed and studied. Leave it empty to keep nothing."
        ),
    ),
    "table": (
        "Table",
        (
            "At a contest somebody wins. A seminar names no winner: each side plays for its own "
            "points, measured against its par."
        ),
    ),
    "start": (
        "Start of the lead",
        (
            "By sealed bids: each side bids what it would give of the lead to sit in the first "
            "seat. Whoever bids more sits there, and that much of the lead goes to the other. "
            "As set: a handicap, for people who do not play equally well."
        ),
    ),
    "par": (
        "Par",
        (
            "What this side is measured against: its result is its points less its par. A higher "
            "par is a handicap, for people who do not play equally well."
        ),
    ),
    "foresight": (
        "Looks ahead",
        (
            "How hard somebody is to beat is how far it looks ahead, for its own ends. A learner "
            "looks one step ahead, a master plays hundreds of games in its head. Nobody sees your "
            "cards."
        ),
    ),
    "begin": ("Begin", "First each person reads a page about their side."),
}
"""What can be said about fields that no deck tells about."""


@dataclass(frozen=True, slots=True)
class SetupEntry:
    """Something to choose, with what it is."""

    id: str
    title: str
    text: str = ""


def player_choices(deck: Deck, seat: str) -> list[SetupEntry]:
    """Who is offered for a seat: a person, and the deck's opponents, by how far they look ahead.

    A deck without opponents gets the program in its ways, and its personas.
    """
    here = [
        SetupEntry(HUMAN, "a person", "Somebody at this keyboard."),
        SetupEntry(REMOTE, "a person elsewhere", ELSEWHERE),
    ]
    people = [SetupEntry(one.name, one.title, one.face) for one in opponents(deck, seat)]
    if people:
        machine = SetupEntry(
            THINKS, "the machine (search)", f"No doctrine: {BUILT_IN[THINKS].does}."
        )
        return [*here, *people, machine]
    built_in = [SetupEntry(name, name, one.does) for name, one in BUILT_IN.items()]
    personas = [SetupEntry(one.id, one.title, one.text or "") for one in deck.personas]
    return [*here, *built_in, *personas]


@dataclass(slots=True)
class Setup:
    """What has been chosen so far for a new game.

    Attributes:
        seats: `human` or a player's name, by seat.
        table: `contest` or `seminar`; "" for a deck that names no winner.
        start: `bid` if people bid for the first seat, `set` if the lead starts at `lead`, else "".
        lead: Where the lead starts then, as typed.
        pars: By seat, what it is measured against at a seminar, as typed; "" as printed.
        seed: Digits as typed; "" for chance.
        name: What the game is kept under; "" if it is not kept.
        trouble: Why the chosen deck cannot be played, in full; "" if it can. Of such a deck nothing
            but another one can be chosen.
        suggest: A free name for a game of a deck.
    """

    library: DeckLibrary
    deck: str = ""
    variant: str = ""
    table: str = ""
    start: str = ""
    lead: str = ""
    pars: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    seed: str = ""
    name: str = ""
    trouble: str = ""
    suggest: Callable[[str], str] = lambda _: ""
    _loaded: dict[str, Deck] = field(default_factory=dict)
    _decks: list[SetupEntry] = field(default_factory=list)
    _suggested: str = ""

    def __post_init__(self) -> None:
        self._decks = [SetupEntry(one.id, one.title) for one in as_people_look(self.library.list())]
        names = [one.id for one in self._decks]
        self.choose_deck(self.deck or (FIRST_DECK if FIRST_DECK in names else names[0]))

    def decks(self) -> list[SetupEntry]:
        """Every deck that can be named."""
        return self._decks

    def choose_deck(self, name: str) -> None:
        """Another deck: its plain variant, a person in the first seat."""
        if self.name == self._suggested:
            self.name = self._suggested = self.suggest(name)
        self.deck, self.variant, self.start, self.lead = name, "", "", ""
        self.table, self.pars, self.seats, self.trouble = "", {}, {}, ""
        try:
            deck = self.content()
        except WargameError as error:
            self.trouble = str(error)
            return
        self.table = deck.contest.table if deck.contest else ""
        first, second = (seat.id for seat in deck.seats)
        self.seats = {first: HUMAN, second: usual_player(deck, second)}

    def look_ahead(self, seat: str, foresight: str) -> None:
        """Let the opponent in a seat look so far ahead."""
        self.seats[seat] = f"{parse_name(self.seats[seat]).who}:{foresight}"

    def foresights(self, seat: str) -> list[SetupEntry]:
        """How far whoever is in a seat may look ahead; nothing for others than opponents."""
        if opponent_named(self.content(), self.seats[seat]) is None:
            return []
        return [SetupEntry(one, one) for one in FORESIGHTS]

    def foresight(self, seat: str) -> str:
        """How far the opponent in a seat looks ahead."""
        found = opponent_named(self.content(), self.seats[seat])
        return found.foresight if found else ""

    def content(self) -> Deck:
        """What the chosen deck says."""
        if self.deck not in self._loaded:
            self._loaded[self.deck] = load_deck(self.library.find(self.deck)).deck
        return self._loaded[self.deck]

    def variants(self) -> list[SetupEntry]:
        """The plain deck first, then its variants, then its campaigns."""
        deck = self.content()
        listed = [SetupEntry(one.id, one.title, one.text or "") for one in deck.variants]
        campaigns = [
            SetupEntry(
                str(first_chapter(deck, one.id).stack), f"Campaign: {one.title}", one.text or ""
            )
            for one in deck.campaigns
        ]
        return [SetupEntry("", "as printed", "The deck without any variant."), *listed, *campaigns]

    def tables(self) -> list[SetupEntry]:
        """The kinds of table; nothing for a deck that has one kind alone."""
        named = {CONTEST: "a contest: somebody wins", SEMINAR: "a seminar: nobody wins"}
        return [SetupEntry(*pair) for pair in named.items()] if self.table else []

    def starts(self) -> list[SetupEntry]:
        """How the lead may start; nothing where nobody can bid for it."""
        if self.table != CONTEST or not handicap_tracks(self.content()):
            return []
        named = {"": "as printed", BID: "by sealed bids", SET: "as set below"}
        return [SetupEntry(*pair) for pair in named.items()]

    @property
    def sets_lead(self) -> bool:
        """Whether people say themselves where the lead starts."""
        return self.start == SET and bool(self.starts())

    @property
    def printed_pars(self) -> dict[str, int]:
        """By seat, what it is measured against unless people say otherwise; none at a contest."""
        found = {seat.id: seat.par for seat in self.content().seats}
        return found if self.table != CONTEST and any(found.values()) else {}

    def lead_said(self) -> str:
        """What a lead would mean, and how far it may go."""
        track, start = handicap_tracks(self.content())[0]
        first, second = self.seat_titles().values()
        return (
            f"Above 0 {first} is ahead at the start, below 0 {second}. It may be "
            f"{track.min} to {track.max}; as printed it is {start}."
        )

    def bidding(self) -> Bidding | None:
        """The table to bid for, if that was chosen and a person sits there.

        Raises:
            WargameError: The deck has faults, the seed is too large, or somebody who would bid sits
                at another machine.
        """
        if self.start != BID or not self.starts() or HUMAN not in self.seats.values():
            return None
        if REMOTE in self.seats.values():
            raise UsageError("Nobody bids from another machine: set the start of the lead instead.")
        return Bidding(self.game(), self.seats, self.seed_number(), self.kept_as)

    @property
    def kept_as(self) -> str | None:
        """What the game is kept under; None for whatever is free then, where nobody named it."""
        return None if self.name and self.name == self._suggested else self.name

    def players(self, seat: str) -> list[SetupEntry]:
        """Who may sit in a seat; an opponent who sits there stands with its foresight of now."""
        deck, name = self.content(), self.seats[seat]
        listed, now = player_choices(deck, seat), opponent_named(deck, name)
        if now is None:
            return listed
        doctrine = now.persona.id
        return [
            SetupEntry(now.name, now.title, now.face) if parse_name(one.id).who == doctrine else one
            for one in listed
        ]

    def seat_titles(self) -> dict[str, str]:
        """The seats, with what people call them."""
        return {seat.id: seat.title for seat in self.content().seats}

    def about(self, name: str, looked: str | None = None) -> tuple[str, str]:
        """What can be said about the choice made in a field: a title and a text.

        Args:
            looked: The choice that is looked at in its list; nothing for the one that is made.
        """
        if self.trouble:
            title = next((one.title for one in self._decks if one.id == self.deck), "")
            return title or self.deck, self.trouble
        deck = self.content()
        if name == "variant":
            return _said_of(self.variants(), looked, self.variant)
        if name.startswith("seat "):
            seat = name.removeprefix("seat ")
            return _said_of(self.players(seat), looked, self.seats[seat])
        if name.startswith("foresight "):
            return TEXTS["foresight"]
        if name.startswith("par "):
            return TEXTS["par"]
        if name == "lead":
            return "Start of the lead", self.lead_said()
        if name == "table" and self.table == SEMINAR:
            title, text = TEXTS["table"]
            pars = [f"{one.title} against {one.par}" for one in deck.seats if one.par]
            return title, f"{text} Here: {', '.join(pars)}." if pars else text
        if name in TEXTS:
            return TEXTS[name]
        deck = self._as_varied()
        minutes = f" About {counted(deck.minutes, 'minute')}." if deck.minutes else ""
        return deck.title, f"{deck.about.strip()}{minutes}"

    def _as_varied(self) -> Deck:
        """What the chosen deck says with its chosen variant; without it, if that has faults."""
        key = f"{self.deck}:{self.variant}" if self.variant else self.deck
        if key not in self._loaded:
            try:
                ref = DeckRef(self.library.find(self.deck).folder, self.variant)
                self._loaded[key] = load_deck(ref).deck
            except WargameError:  # told when the table is opened
                self._loaded[key] = self.content()
        return self._loaded[key]

    def game(self) -> Game:
        """The game as chosen.

        Raises:
            DeckError: The deck has faults.
            UsageError: A lead or a par that cannot be, by the name that it has in the form.
        """
        stack = laid_over(self.variant, self.table)
        if self.sets_lead and self.lead:
            track, _ = handicap_tracks(self.content())[0]
            number_within("lead at the start", self.lead, track.min, track.max)
            stack = laid_over(stack, f"{HANDICAP}={self.lead}")
        for seat in self.printed_pars:
            if self.pars.get(seat):
                called = f"par of {self.seat_titles()[seat]}"
                number_within(called, self.pars[seat], -LARGEST_PAR, LARGEST_PAR)
                stack = laid_over(stack, f"{PAR}{seat}={self.pars[seat]}")
        return open_game(DeckRef(self.library.find(self.deck).folder, stack))

    def seed_number(self) -> int:
        """The seed, or one by chance.

        Raises:
            UsageError: It is too large.
        """
        if not self.seed:
            return new_seed()
        found = whole_number(self.seed, 0, SEED_LIMIT - 1)
        if found is None:
            raise UsageError("That seed is too large: 18 digits are enough.")
        return found


def _said_of(entries: Sequence[SetupEntry], looked: str | None, made: str) -> tuple[str, str]:
    """The title and the text of the entry that is looked at, or of the one that is chosen."""
    by_id = {one.id: one for one in entries}
    found = by_id[made if looked is None or looked not in by_id else looked]
    return found.title, found.text


def as_people_look(decks: Iterable[DeckEntry]) -> list[DeckEntry]:
    """Decks in the order in which people look at them: the one to begin with comes first."""
    return sorted(decks, key=lambda one: one.id != FIRST_DECK)
