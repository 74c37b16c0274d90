"""The form of the talks: what each side gives, for how long, and what signing would do."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from wargame.errors import WargameError
from wargame.players.worker import Dropped
from wargame.table.panes import typeset
from wargame.table.told import bargain, offer
from wargame.table.told.before_after import item_alone
from wargame.table.told.foreseen import signing
from wargame.table.told.lapse import runs_to_end
from wargame.table.told.scene import Scene
from wargame.table.told.standing import measures
from wargame.table.words.rows import ALERT, Row, head, text_row
from wargame.tui.background import in_background
from wargame.tui.held import HELD, READ_S
from wargame.tui.home import Take, Weigh
from wargame.tui.screens.forms import FormScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.form import Form
from wargame.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from wargame.content.model import DealItem

WAIT_S = 0.2
"""Seconds for which a package stands on the form before it is weighed."""


class OfferScreen(FormScreen):
    """Puts a package together; the table behind it takes the plain actions.

    Args:
        scene: What the seat sees whose package it is.
        take: Takes the actions of the package, at the table behind the form.
        package: What the form begins with; the offer on the table, or nothing, unless given.
        weigh: Gives what finds out what a package is worth, if it is at hand.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "close", "Back", show=False),
        Binding("t", "send", "Offer it"),
        Binding("enter", "hold", show=False, priority=True),
    ]
    sides = ("Package", "If it is signed")
    about = (
        "A package: tick what each side gives, choose for how many rounds, then offer it. "
        "The other side accepts, declines, or makes one counter-offer. What is paused comes back "
        "when the term is over."
    )

    def __init__(
        self,
        scene: Scene,
        take: Take,
        package: offer.Package | None = None,
        weigh: Weigh | None = None,
    ) -> None:
        super().__init__()
        self._weigh = weigh
        self._is_unread = package is not None
        """Whether a package has come only just now, by an Enter: one more was meant for that."""
        self._scene, self._take = scene, take
        self._package = package or offer.first_package(scene.view)
        draft = None if offer.is_counter(scene.view) else scene.view.draft
        self._offered = draft.items if draft is not None and not draft.term else ()
        """What is offered already, and so stays in the package."""

    def compose_body(self) -> ComposeResult:
        left, right = self.sides
        yield Bar(self._head, id="status")
        with Horizontal(classes="columns"):
            with Vertical(id="left"):
                yield Form(left, self.about, self.fields(), id="setup")
                yield Pane("In force", "What a deal can be about.", id="below")
            yield Pane(right, self.about, id="about")
        yield Bar(self._prompt, id="prompt")

    needs = ("#setup", "#below", "#about")

    def begin(self) -> None:
        super().begin()
        self.query_one("#below", Pane).show(self._in_force)
        self.once_drawn(self.after, READ_S, self._was_read)

    def _was_read(self) -> None:
        self._is_unread = False

    def has_action(self, action: str) -> bool:
        """Enter is held back as long as what it would change has not been read, and where it is
        held down: it would go from field to field, and offer the package at the end."""
        return action != "hold" or self._is_unread or self.our_app.is_held

    def action_hold(self) -> None:
        """Say what Enter would do."""
        does = "The package is on the form: t offers it, Enter changes what the cursor is on."
        self.say(HELD if self.our_app.is_held else does)

    def _in_force(self, cells: int, _lines: int) -> list[Row]:
        """The deals that run, and what of each side's policies is on the books."""
        told = chain(bargain.deals(self._scene), measures(self._scene, "begun"))
        return typeset.rows(self._scene, told, cells)

    def title_words(self) -> str:
        verb = "Counter-offer" if offer.is_counter(self._scene.view) else "Offer"
        return f"{verb} by {self._scene.titles.seats[self._scene.me]}"

    def note_words(self) -> str:
        return f"capital {self._scene.by_name[f'{self._scene.me}.capital'].value}"

    def prompt_words(self) -> str:
        count = len(self._package.items)
        return (
            f"Space ticks, Left and Right change the term, t offers it ({count} ticked). Esc back"
        )

    def fields(self) -> list[Field]:
        scene, deals = self._scene, self._scene.deck.deals
        assert deals is not None
        found = self._ready()
        for seat in (scene.me, scene.rival):
            whose = "You give" if seat == scene.me else f"{scene.titles.seats[seat]} gives"
            label = f"{scene.mark(seat)} {whose}, at most {deals.max_items}"
            found.append(Field(f"head {seat}", label, "head", role=scene.role(seat)))
            found += [self._tick(item) for item in deals.items if item.seat == seat]
        terms = [(str(term), self._term(term)) for term in deals.terms]
        found += [
            Field("term", "For this round and", "choice", str(self._package.term), terms),
            Field("send", "Offer the package", "button"),
        ]
        return found

    def _term(self, term: int) -> str:
        """A term to choose, behind `For this round and`."""
        is_end = runs_to_end(self._scene.view, term, self._scene.last_begun)
        return f"{term} more{', to the end' if is_end else ''}"

    def _ready(self) -> list[Field]:
        """The choice of a ready package to begin with, where the deck has any."""
        ready = offer.ready_packages(self._scene.view)
        open_now = [name for name in ready if offer.is_open(self._scene.view, name)]
        if not open_now:
            return []
        titles = self._scene.titles.packages
        own = offer.own_title(self._scene.view, self._package, titles)
        known = [("", own), *((name, titles[name]) for name in open_now)]
        now = next((name for name in open_now if ready[name] == self._package), "")
        return [Field("ready", "Begin with", "choice", now, known)]

    def _tick(self, item: DealItem) -> Field:
        """The line of something that a side may give."""
        is_in = item.id in self._package.items
        note = "" if is_in else offer.why_not_item(self._scene.view, item.id, self._scene.titles)
        is_fixed = bool(note) or item.id in self._offered
        role = self._scene.role(item.seat)
        value = "yes" if is_in else ""
        return Field(item.id, item.title, "tick", value, note=note, is_fixed=is_fixed, role=role)

    def changed(self, field: Field) -> None:
        if field.kind == "tick":
            if (field.name in self._package.items) != bool(field.value):
                self._package = self._package.toggled(field.name)
        elif field.name == "ready":
            self._package = offer.ready_packages(self._scene.view).get(field.value, self._package)
        else:
            self._package = offer.Package(self._package.items, int(field.value))
        self.said = ""
        self.query_one(Form).fill(self.fields())
        self.tell()

    def tell(self) -> None:
        """Show what is known, and find what the package is worth meanwhile."""
        super().tell()
        self.workers.cancel_group(self, "worth")
        view = self._scene.view
        if self._weigh is not None and not offer.what_is_missing(view, self._package):
            self._find_worth(self._weigh, tuple(offer.steps(view, self._package)))

    @work(exclusive=True, group="worth")
    async def _find_worth(self, weigh: Weigh, steps: tuple[str, ...]) -> None:
        """Fill in what a package is worth, once somebody looks at it for a moment."""
        await asyncio.sleep(WAIT_S)
        find = weigh(steps) if steps not in self._scene.worths else None
        if find is None:
            return
        try:
            found = await in_background(find)
        except (Dropped, WargameError):
            return  # the form tells all else without it
        self._scene = replace(self._scene, worths={**self._scene.worths, steps: found})
        if self.is_made:
            super().tell()

    def on_form_pressed(self) -> None:
        self.action_send()

    def on_form_pointed(self) -> None:
        self.said = ""  # of another line
        self.tell()

    def rows(self, cells: int, _lines: int) -> list[Row]:
        field = self.query_one(Form).field
        about: list[Row] = []
        if field.name in [one.id for one in self._scene.deck.deal_items]:
            alone = item_alone(self._scene, field.name)
            told = chain(bargain.item(self._scene, field.name), alone)
            about = [*typeset.rows(self._scene, told, cells), Row(((),))]
        try:
            found = offer.foresee(self._scene.view, self._package, self._scene.titles)
        except WargameError as error:
            return [*about, head("Not yet a package", cells), text_row(str(error), cells, ALERT)]
        steps = offer.steps(self._scene.view, self._package)
        return [
            *about,
            head("If it is signed now", cells),
            *typeset.rows(self._scene, signing(self._scene, found, steps), cells),
        ]

    def action_send(self) -> None:
        """Table the package, if the rules take it."""
        view = self._scene.view
        try:
            offer.foresee(view, self._package, self._scene.titles)
        except WargameError as error:
            self.say(str(error))
            return
        self.shut()
        self._take(offer.steps(view, self._package))
