"""What a person thinks, written down beside what they do; Esc writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from wargame.errors import WargameError, sentence_case
from wargame.play.proceedings import REASON
from wargame.play.said import LONGEST_THOUGHT
from wargame.table.host.at_table import OnScreen
from wargame.table.host.thinking import CONSENT, LONGEST_ROLE, MEMO, THOUGHTS, questions_at, think
from wargame.table.panes.pages import notice_rows
from wargame.table.told.predictions import FORECAST
from wargame.table.told.surveys import ABOUT, LEAST, MOST, SURVEY, SurveyQuestion, in_a_line
from wargame.table.words.rows import Row
from wargame.tui.background import in_background
from wargame.tui.screens.forms import FormScreen
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.form import Form

NOTHING = "Esc writes nothing"
NOTHING_YET = f"Nothing is filled in yet. {NOTHING}."


class ThinkingScreen(FormScreen):
    """Asks for a reason, a memo, a forecast or an answer; keeping nothing takes one key.

    Args:
        sitting: The table.
        seat: Whose thought it is.
        asked: What is asked for, and which of the people in the seat.
        then: What follows, where the plan of a class asks; else the table is below.
        next_one: Who of the seat is asked after that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Write nothing", key_display="Esc")
    ]
    sides = ("Your thought", "What to write")
    about = "Left and Right choose what it is, letters type, Keep keeps it. Esc keeps nothing."

    def __init__(
        self,
        sitting: OnScreen,
        seat: str,
        asked: tuple[str, str] = (REASON, ""),
        then: Callable[[], None] | None = None,
        next_one: str = "",
    ) -> None:
        super().__init__()
        self._next = next_one
        self._is_keeping = False
        self._sitting, self._seat, self._then = sitting, seat, then
        topic, role = asked
        self._typed = {"topic": topic, "text": "", "ending": "", "role": role[:LONGEST_ROLE]}
        self._typed |= {"number": "", "value": "", "move": ""}
        self._survey = questions_at(sitting)
        self._typed |= {one.id: "" for one in self._survey}

    def begin(self) -> None:
        """Begin on the words: what kind of thought they are stands above."""
        super().begin()
        if self._typed["topic"] == REASON:
            self.query_one(Form).point_at("text")

    def title_words(self) -> str:
        return f"What {self._sitting.titles.seats[self._seat]} thinks"

    def fields(self) -> list[Field]:
        typed, endings = self._typed, self._sitting.game.deck.endings
        topics = [(one.topic, one.topic.capitalize()) for one in THOUGHTS]
        asked = [
            Field(
                "text", "Text", "text", typed["text"], note="(type here)", longest=LONGEST_THOUGHT
            )
        ]
        if typed["topic"] == FORECAST:
            known = [("", "(choose)"), *((one.id, one.title) for one in endings)]
            numbers = [("", "(none)"), *self._numbers()]
            asked = [
                Field("ending", "It will end", "choice", typed["ending"], known),
                Field("number", "A number then", "choice", typed["number"], numbers),
                Field("value", "It will be", "text", typed["value"], longest=6),
                Field(
                    "move", "Their next move", "text", typed["move"], longest=LONGEST_THOUGHT // 4
                ),
            ]
        if typed["topic"] == SURVEY:
            asked = [self._question(one) for one in self._survey]
        whatever = [Field("topic", "What it is", "choice", typed["topic"], topics)]
        return [
            *(whatever if self._then is None else ()),
            *asked,
            Field("role", "Who of you", "text", typed["role"], note="(all)", longest=LONGEST_ROLE),
            Field("keep", "Keep", "button"),
        ]

    def _question(self, one: SurveyQuestion) -> Field:
        """A question of the survey."""
        answer = self._typed[one.id]
        if not one.is_scale:
            return Field(one.id, one.label, "text", answer, longest=LONGEST_THOUGHT // 4)
        ends = {LEAST: f": {one.low}", MOST: f": {one.high}"}
        scale = [(str(n), f"{n}{ends.get(n, '')}") for n in range(LEAST, MOST + 1)]
        return Field(one.id, one.label, "choice", answer, [("", "(no answer)"), *scale])

    def _answers(self) -> str:
        """The answers to the survey, as they are typed; "" if there is none."""
        return in_a_line([self._typed[one.id] for one in self._survey])

    def _numbers(self) -> list[tuple[str, str]]:
        """The numbers that everybody sees, by name and title."""
        scene, titles = self._sitting.scene(self._seat), self._sitting.titles
        return [(row.name, titles.number(row.name)) for row in scene.listed if not row.is_hidden]

    def _foreseen(self) -> str:
        """The forecast as it is typed."""
        typed = self._typed
        number = f"{typed['number']} {typed['value'].strip()}" if typed["number"] else ""
        move = typed["move"].replace(";", ",")
        return "; ".join(filter(None, [typed["ending"], number, move])) if typed["ending"] else ""

    def _missing(self) -> str:
        """What is to be filled in before a forecast can be kept whole, or ""."""
        typed = self._typed
        value, titles = typed["value"].strip(), self._sitting.titles
        if not typed["ending"] and (typed["number"] or value or typed["move"].strip()):
            return "Choose how it will end: the rest is kept with it."
        if value and not typed["number"]:
            return f"Which number will be {value}? Choose it, or empty the line below it."
        if typed["number"] and not value:
            return f"What will {titles.number(typed['number'])} be? Type it, or choose (none)."
        if value and not (value.removeprefix("-").isdecimal() and value.isascii()):
            return f"'{value}' is no whole number."
        return ""

    def rows(self, cells: int, lines: int) -> list[Row]:
        asks = next(one.asks for one in THOUGHTS if one.topic == self._typed["topic"])
        if self._typed["topic"] == SURVEY:
            here = self.query_one(Form).field.name
            asked = [one.said for one in self._survey if one.id == here]
            return notice_rows([*asked, ABOUT, CONSENT], cells, lines)
        is_text = self._typed["topic"] in (MEMO, REASON)
        so_far = [self._typed["text"]] if is_text and self._typed["text"] else []
        return notice_rows([f"{sentence_case(asks)}.", *so_far, CONSENT], cells, lines)

    def prompt_words(self) -> str:
        if self._then is None:
            return f"Down leads on to Keep, Up to what it is. {NOTHING}"
        more = f"; then {self._next} is asked" if self._next else ""
        return f"{self._typed['topic'].capitalize()}: {NOTHING}{more}"

    def on_form_pointed(self) -> None:
        self.tell()

    def changed(self, field: Field) -> None:
        self._typed[field.name] = field.value
        self.said = ""
        self.query_one(Form).fill(self.fields())
        self.tell()

    def on_form_pressed(self) -> None:
        typed = self._typed
        if typed["topic"] == FORECAST and (missing := self._missing()):
            self.say(missing)
            return
        made = {FORECAST: self._foreseen, SURVEY: self._answers}.get(typed["topic"])
        text = made() if made else typed["text"]
        if not text.strip():
            self.say(NOTHING_YET)
            return
        if not self._is_keeping:
            self._is_keeping = True
            self._keep(text)

    @work(exclusive=True, group="keep")
    async def _keep(self, text: str) -> None:
        """Keep it beside the screen, since that may wait for a disk, or for a host."""
        typed = self._typed
        thought = partial(think, self._sitting, self._seat, typed["topic"], text, typed["role"])
        try:
            await in_background(thought)
        except WargameError as error:
            self.say(error.first_line)
        else:
            self.action_close()
        finally:
            self._is_keeping = False

    def action_close(self) -> None:
        """Back to the table; nothing is kept."""
        if self._then is not None:
            self._then()
        else:
            self.go_back()
