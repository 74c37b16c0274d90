"""Settings: colours, signs, motion, pace and keys. A change is kept, and acts at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wargame.dataclass import dataclass
from wargame.table.words.rows import DIM, Row, blank, head, text_row
from wargame.tui.screens.forms import FormScreen
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.form import Form


@dataclass(frozen=True, slots=True)
class Preference:
    """Something to choose, or a key to type.

    Attributes:
        options: For a choice: pairs of id and what people read.
        usual: What an empty text stands for.
        place: Of a key, where it acts.
    """

    name: str
    label: str
    value: str
    about: str
    options: Sequence[tuple[str, str]] = ()
    usual: str = ""
    place: str = ""


class SettingsScreen(FormScreen):
    """Everything that a person may choose about how the program looks and listens.

    Args:
        make: The settings as they are now; those without options are keys.
        choose: Takes a change, and says why it cannot be, or "".
    """

    sides = ("Your choices", "About")
    hint = "Left and Right choose; a key is typed. All is kept at once. Esc back"
    about = (
        "Left and Right change a choice, Enter lists all. A key is typed: a character, F5, Ctrl+T. "
        "Whatever is changed is kept, and acts at once."
    )

    def __init__(
        self, make: Callable[[], Sequence[Preference]], choose: Callable[[str, str], str], said: str
    ) -> None:
        super().__init__()
        self._make, self._choose, self.said = make, choose, said

    def title_words(self) -> str:
        """What stands in the title line."""
        return "Settings"

    def refill(self) -> None:
        """Show the settings as they are now."""
        if self.is_attached:
            self.query_one(Form).fill(self.fields())

    def fields(self) -> list[Field]:
        made = self._make()
        choices = [
            Field(one.name, one.label, "choice", one.value, one.options)
            for one in made
            if one.options
        ]
        keys = [one for one in made if not one.options]
        for place in dict.fromkeys(one.place for one in keys):
            choices.append(Field("", f"Keys {place}", "head"))
            choices += [
                Field(one.name, one.label, "text", one.value, note=one.usual, longest=12)
                for one in keys
                if one.place == place
            ]
        return choices

    def changed(self, field: Field) -> None:
        self.said = self._choose(field.name, field.value.strip())
        self.tell()

    def on_form_pointed(self) -> None:
        """What was refused is no longer shown once its field is left; why it was is still told."""
        self.refill()
        self.tell()

    def rows(self, cells: int, _lines: int) -> list[Row]:
        name = self.query_one(Form).field.name
        one = next(one for one in self._make() if one.name == name)
        rows = [head(one.label, cells), blank(), text_row(one.about, cells)]
        if not one.options:
            rows += [blank(), text_row(f"Usually {one.usual}. Empty: as usual.", cells, DIM)]
        return rows
