"""New game: deck, variant, who sits where, seed, and the name it is kept under."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.errors import WargameError
from wargame.table.host.setup import Setup, SetupEntry
from wargame.table.words.rows import Row, blank, head, row_as_written, text_row
from wargame.tui.screens.forms import FormScreen
from wargame.tui.widgets.fields import Field, name_field, number_field
from wargame.tui.widgets.form import Form


class NewGameScreen(FormScreen):
    """Sets a table."""

    sides = ("Set the table", "About")
    hint = "Left and Right choose, Enter lists; letters type; Begin starts. Esc back"
    about = (
        "Up and Down go from field to field, and from the first one up to Begin; Left and Right "
        "change a choice, Enter lists all, texts are typed. "
        "Two people at one keyboard: choose `a person` in both seats, and hands stay hidden."
    )

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self._setup = setup
        self._is_opening = False
        self._looked: str | None = None

    def title_words(self) -> str:
        return "New game"

    def prompt_words(self) -> str:
        form = self.query_one(Form)
        if form.field.kind == "button":
            return "Enter begins the game; Up changes something first. Esc back"
        if form.field == form.fields[0]:
            return "Left and Right choose, Enter lists; Up leads to Begin. Esc back"
        if form.field.kind == "text":
            return f"Type {form.field.takes}; Up and Down lead on. Esc back"
        return self.hint

    def fields(self) -> list[Field]:
        setup = self._setup
        deck = Field("deck", "Deck", "choice", setup.deck, _pairs(setup.decks()))
        begin = Field("begin", "Begin", "button")
        if setup.trouble:
            return [deck, begin]
        lead = number_field("lead", "  lead at the start", setup.lead, "(as printed)")
        return [
            deck,
            Field("variant", "Variant", "choice", setup.variant, _pairs(setup.variants())),
            *(
                Field(name, label, "choice", value, _pairs(entries))
                for name, label, value, entries in (
                    ("table", "Table", setup.table, setup.tables()),
                    ("start", "The lead starts", setup.start, setup.starts()),
                )
                if entries
            ),
            *([lead] if setup.sets_lead else []),
            *self._seat_fields(),
            Field(
                "seed",
                "Seed",
                "text",
                setup.seed,
                note="" if setup.seed else "(by chance)",
                longest=19,
                allowed=lambda char: char in "0123456789",
                takes="digits",
            ),
            name_field("Kept as", setup.name, "" if setup.name else "(not kept)"),
            begin,
        ]

    def _seat_fields(self) -> Iterator[Field]:
        """Who sits where; for an opponent also how far it looks ahead."""
        setup = self._setup
        for seat, title in setup.seat_titles().items():
            players = _pairs(setup.players(seat))
            yield Field(f"seat {seat}", title, "choice", setup.seats[seat], players)
            if levels := setup.foresights(seat):
                name, now = f"foresight {seat}", setup.foresight(seat)
                yield Field(name, "  looks ahead", "choice", now, _pairs(levels))
            if seat in setup.printed_pars:
                typed, printed = setup.pars.get(seat, ""), setup.printed_pars[seat]
                note = "" if typed else f"({printed}, as printed)"
                yield number_field(f"par {seat}", "  par", typed, note)

    def changed(self, field: Field) -> None:
        setup = self._setup
        self.said, self._looked = "", None
        match field.name:
            case "deck":
                setup.choose_deck(field.value)
            case "variant":
                setup.variant = field.value
            case "table":
                setup.table = field.value
            case "start":
                setup.start = field.value
            case "lead":
                setup.lead = field.value
            case "seed":
                setup.seed = field.value
            case "name":
                setup.name = field.value
            case name if name.startswith("par "):
                setup.pars[name.removeprefix("par ")] = field.value
            case name if name.startswith("foresight "):
                setup.look_ahead(name.removeprefix("foresight "), field.value)
            case _:
                setup.seats[field.name.removeprefix("seat ")] = field.value
        self.query_one(Form).fill(self.fields())
        self.tell()

    def on_form_pointed(self) -> None:
        self._looked = None
        self.tell()

    def on_form_looked_at(self, message: Form.LookedAt) -> None:
        self._looked = message.value
        self.tell()

    def rows(self, cells: int, _lines: int) -> list[Row]:
        name = self.query_one(Form).field.name
        title, text = self._setup.about(name, self._looked)
        if self._setup.trouble:
            lines = [row_as_written(line, cells) for line in text.splitlines()]
            return [head(title, cells), blank(), *lines]
        found = [head(title, cells), blank(), text_row(text, cells)]
        deck, about = self._setup.about("deck")
        if name != "deck" and title != deck:
            found += [blank(), head(deck, cells), blank(), text_row(about, cells)]
        return found

    def on_form_pressed(self) -> None:
        if not self._is_opening:
            self._is_opening = True
            self.say("Opening the deck …")
            self.once_drawn(self._begin)

    def _begin(self) -> None:
        try:
            bidding = self._setup.bidding()
            if bidding is not None:
                self.home.ask_bids(bidding)
                return
            game = self._setup.game()
            sitting = self.our_app.shelf.begin(
                game, self._setup.seats, self._setup.seed_number(), self._setup.kept_as
            )
        except WargameError as error:
            self._is_opening = False
            self.say(error.first_line)
            return
        self.home.start(sitting)


def _pairs(choices: list[SetupEntry]) -> list[tuple[str, str]]:
    return [(choice.id, choice.title) for choice in choices]
