"""The fields of a form: the toolkit's own controls, a line each, and safe for any text.

Texts that people read pass the gate first and are handed over as they are, never as markup;
texts that people type or paste are cleaned before they are taken in. Nothing here moves by
itself, so that a form at rest sends nothing over the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Literal, Self

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Button, Checkbox, Input, OptionList, Select

from wargame.dataclass import dataclass
from wargame.table.words.gate import admit, typed, width, wrap
from wargame.tui.widgets.frame import frame


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form.

    Attributes:
        kind: A heading cannot be changed, a button is pressed.
        value: The text, the chosen option's id, or "yes" for a tick that is set.
        options: For a choice: pairs of id and what people read.
        note: Why a tick cannot be set; what an empty text stands for.
        is_fixed: A tick stays as it is.
        longest: Characters of a text that are kept.
        allowed: Which characters a text may have.
        takes: What those are called, for whoever types others.
        role: The role whose colour a tick or a heading takes.
        is_secret: A text that is not shown while it is typed.
        is_answer: A text in which Enter does what the button does.
    """

    name: str
    label: str
    kind: Literal["head", "text", "choice", "tick", "button"]
    value: str = ""
    options: Sequence[tuple[str, str]] = ()
    note: str = ""
    is_fixed: bool = False
    longest: int = 40
    allowed: Callable[[str], bool] = str.isprintable
    takes: str = ""
    role: str = ""
    is_secret: bool = False
    is_answer: bool = False


def number_field(name: str, label: str, value: str, note: str, longest: int = 5) -> Field:
    """A field for a whole number."""
    return Field(
        name,
        label,
        "text",
        value,
        note=note,
        longest=longest,
        allowed=in_numbers,
        takes="digits and a minus",
    )


def name_field(label: str, value: str, note: str = "") -> Field:
    """A field for the name under which a game is kept."""
    return Field(
        "name", label, "text", value, note=note, allowed=in_names, takes="a to z, digits, - and _"
    )


def in_numbers(char: str) -> bool:
    """Whether a character may stand in a number."""
    return char in "-0123456789"


def in_names(char: str) -> bool:
    """Whether a character may stand in the name under which a game is kept.

    >>> in_names("a"), in_names("/")
    (True, False)
    """
    return char.isascii() and (char.isalnum() or char in "-_")


_WORDS = {
    "ctrl+backspace": "delete_left_word",
    "alt+backspace": "delete_left_word",
    "ctrl+delete": "delete_right_word",
}


def _edits() -> Iterator[Binding]:
    """The toolkit's keys, but those of `_WORDS` as in every shell, whatever it has for them."""
    for one in Binding.make_bindings(Input.BINDINGS):
        if one.key not in _WORDS:
            yield one
    for key, action in _WORDS.items():
        yield Binding(key, action, show=False)


class TextField(Input, inherit_bindings=False):
    """A text of one line, with a cursor of its own; whatever goes in is cleaned and cut.

    The toolkit's `restrict` would refuse a whole paste for one wrong character, and ring.

    Attributes:
        is_emptied: Nothing is left here once it was answered, so that what is typed before the
            answer is heard begins a line of its own.
    """

    class Full(Message):
        """More was typed or pasted than is kept.

        Attributes:
            longest: Characters that are.
        """

        def __init__(self, longest: int) -> None:
            super().__init__()
            self.longest = longest

    class LeftOut(Message):
        """Characters were typed or pasted that are not allowed here.

        Attributes:
            takes: What those are called that are.
        """

        def __init__(self, takes: str) -> None:
            super().__init__()
            self.takes = takes

    is_emptied = False

    BINDINGS: ClassVar[list[BindingType]] = [
        *(one for one in _edits() if one.action != "submit"),
        Binding("enter", "submit", "Answer", key_display="Enter"),
    ]  # less those that would scroll it
    EDITS: ClassVar = {one.key: one.action for one in _edits()}

    def __init__(self, field: Field) -> None:
        super().__init__(
            field.value,
            admit(field.note),
            max_length=field.longest,
            select_on_focus=False,
            compact=True,
            password=field.is_secret,
        )
        self.cursor_blink = False  # it would send bytes for ever
        self._field = field

    async def on_key(self, event: events.Key) -> None:
        """Edit at once and here. The toolkit would first pass these keys up to the app, where
        they would meet whatever has the focus by then."""
        action = self.EDITS.get(event.key)
        if action is not None and await self.app.run_action(action, self):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take in all lines of a text, a blank between them; of what is no prose, such as a name, a
        command or a secret, the first. The toolkit's takes the first of any, and says nothing."""
        is_prose = self._field.allowed(" ") and not (self._field.is_secret or self.is_emptied)
        lines = [line.strip() for line in event.text.splitlines()]
        shown = " ".join(filter(None, lines)) if is_prose else "".join(lines[:1])
        self.replace(shown.replace("\t", " "), *self.selection)
        event.prevent_default()
        event.stop()

    async def action_submit(self) -> None:
        """Answer what is asked."""
        await super().action_submit()
        if self.is_emptied:
            self.value = ""

    def fill(self, field: Field, old: Field) -> None:
        """Ask for something else than before."""
        self._field = field
        self.placeholder = admit(field.note)
        self.max_length, self.password = field.longest, field.is_secret
        if (field.name, field.value) != (old.name, old.value):
            self.value = field.value

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of some of what is there, as far as it is allowed and fits; what
        does not fit is told of.

        Everything that is typed, pasted or deleted comes this way.
        """
        longest = self._field.longest
        room = longest - len(self.value) + abs(end - start)
        cleaned = typed(text, longest + 1)
        wanted = "".join(filter(self._field.allowed, cleaned))
        if wanted[:room] or not text:
            super().replace(wanted[:room], start, end)
        tells: Message | None = None
        if len(wanted) > room:
            tells = self.Full(longest)
        elif self._field.takes and len(wanted) < len(cleaned):
            tells = self.LeftOut(self._field.takes)
        if tells is not None:  # once the change has been heard of, which may say something
            self.call_after_refresh(self.post_message, tells)


class ChoiceField(Select[str], inherit_bindings=False):
    """One of several: Left and Right go through them, Enter lists them all.

    Unlike the toolkit's own, Up and Down leave the field, as in every other line of a form.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Choice before", show=False, priority=True),
        Binding("right", "turn(1)", "Next choice", key_display="Left Right", priority=True),
        Binding("enter,space", "show_overlay", "List", key_display="Enter", priority=True),
        Binding("pageup,pagedown", "wait", show=False, priority=True),
    ]

    class LookedAt(Message):
        """A choice is looked at in the open list, and not taken yet."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self, field: Field) -> None:
        self.ids = [one for _, one in _listed(field)]
        super().__init__(_listed(field), value=field.value, allow_blank=False, compact=True)

    def fill(self, field: Field, old: Field) -> None:
        """Ask for something else than before."""
        if field.options != old.options:
            self.ids = [one for _, one in _listed(field)]
            self.set_options(_listed(field))
        now, before = ((one.name, one.options, one.value) for one in (field, old))
        if now != before:
            self.value = field.value

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        self.watch(listed, "highlighted", self._look, init=False)
        self.watch(listed, "scroll_y", self._tell_place, init=False)
        self.watch(self, "expanded", self._opened, init=False)

    def _opened(self) -> None:
        """Say what is in sight as soon as the list has its size."""
        self.call_after_refresh(self._tell_place)

    def _tell_place(self) -> None:
        """Write below the list what of it is in sight, as below a pane."""
        listed = self.query_one(OptionList)
        frame(listed, "", listed.scroll_offset.y, listed.option_count)

    def _look(self, place: int | None) -> None:
        if place is not None and self.expanded:
            self.post_message(self.LookedAt(self.ids[place]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the list is open, keys are the list's; before it is drawn it breaks at a page.
        Before the field itself is made there is nothing to choose from."""
        if not self.is_mounted:
            return False
        if action == "wait":
            return self.expanded and not self.query_one(OptionList).scrollable_content_region
        return not self.expanded

    def action_wait(self) -> None:
        """Nothing: the list is about to be drawn, or has no room."""

    def action_turn(self, way: int) -> None:
        """The next option, or the one before."""
        here = self.ids.index(str(self.value))
        self.value = self.ids[(here + way) % len(self.ids)]


def _listed(field: Field) -> list[tuple[Text, str]]:
    """The options as the toolkit wants them; what is chosen is always among them."""
    named = dict(field.options)
    named.setdefault(field.value, field.value)
    return [(Text(admit(said)), one) for one, said in named.items()]


class TickField(Checkbox):
    """Yes or no. The toolkit's own tells the two apart by colour alone; here they are signs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "toggle_button", "Tick", key_display="Space", priority=True)
    ]

    def __init__(self, field: Field) -> None:
        super().__init__(value=bool(field.value), compact=True, classes=f"-{field.role or 'ink'}")
        self._field = field

    def fill(self, field: Field, old: Field) -> None:
        """Ask for something else than before."""
        self._field = field
        if (field.name, field.value) != (old.name, old.value):
            self.value = bool(field.value)
        self.refresh()

    class Refused(Message):
        """It was to be changed, and may not be.

        Attributes:
            why: Why not, or "".
        """

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def toggle(self) -> Self:
        """Change it, if it may be changed."""
        if not self._field.is_fixed:
            return super().toggle()
        self.post_message(self.Refused(self._field.note))
        return self

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n".join(self._lines(self.size.width)))

    def _lines(self, cells: int) -> Sequence[str]:
        """What it is called, all of it, and behind that why it cannot be set, where that fits."""
        box = "[x] " if self.value else "[-] " if self._field.is_fixed else "[ ] "
        said = admit(self._field.label)
        told = f"{box}{said}  ({admit(self._field.note)})"
        if self._field.note and width(told) <= cells:
            return (told,)
        return wrap(said, cells, box, " " * len(box))


class ButtonField(Button):
    """Does what the form is for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "press", "Press", key_display="Enter", priority=True)
    ]

    def __init__(self, field: Field) -> None:
        super().__init__(Content(admit(f"[ {field.label} ]")), compact=True)
        self.active_effect_duration = 0

    def fill(self, field: Field, old: Field) -> None:
        """Say something else than before."""
        self.label = Content(admit(f"[ {field.label} ]"))


Control = TextField | ChoiceField | TickField | ButtonField

CONTROLS: dict[str, Callable[[Field], Control]] = {
    "text": TextField,
    "choice": ChoiceField,
    "tick": TickField,
    "button": ButtonField,
}
"""The control for each kind of field that has one."""
