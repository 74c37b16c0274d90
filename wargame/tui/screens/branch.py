"""A branch: a game of its own that leaves another where its replay stands."""

from __future__ import annotations

from wargame.errors import WargameError
from wargame.play.player import HUMAN, REMOTE
from wargame.players.people import called
from wargame.table.host.rewind import Rewind
from wargame.table.host.seating import opening_name
from wargame.table.host.setup import player_choices
from wargame.table.told.scene import Scene
from wargame.table.words.rows import Row, blank, head, text_row
from wargame.table.words.view_models import round_label
from wargame.tui.screens.forms import FormScreen
from wargame.tui.widgets.fields import Field, name_field
from wargame.tui.widgets.form import Form


class BranchScreen(FormScreen):
    """Asks for a name and for who sits where, and goes on from there.

    In a game in progress the program may take a seat, but no person may, so that nobody sees
    a hand that was not theirs.

    Args:
        scene: What the replay shows now.
        rewind: Where in the game to leave it.
    """

    sides = ("Play on from here", "About")
    hint = "Letters type the name, Left and Right choose, Enter lists. Esc back"
    about = (
        "The new game has all moves up to here, and luck of its own. The game it leaves stays as "
        "it is."
    )

    def __init__(self, scene: Scene, rewind: Rewind) -> None:
        super().__init__()
        self._scene, self._rewind = scene, rewind
        self._sitting = rewind.sitting
        self._chosen: dict[str, str] = {}
        self._kept_as: str | None = None

    def title_words(self) -> str:
        return f"A branch of {self._sitting.title}"

    def note_words(self) -> str:
        scene = self._scene
        label = round_label(scene.deck, scene.view.round, scene.closes_after)
        return f"{label}, step {self._rewind.at}"

    def fields(self) -> list[Field]:
        if self._kept_as is None:
            self._kept_as = self.our_app.shelf.suggest(f"{self._sitting.title[:50]}-branch")
        titles = self._sitting.titles.seats
        return [
            name_field("Kept as", self._kept_as),
            *(
                Field(f"seat {seat}", titles[seat], "choice", name, self._choices(seat, name))
                for seat, name in self._sat().items()
            ),
            Field("begin", "Begin", "button"),
        ]

    def rows(self, cells: int, _lines: int) -> list[Row]:
        """Who was chosen for the seat under the cursor, then what a branch is."""
        seat = self.query_one(Form).field.name.removeprefix("seat ")
        rows: list[Row] = []
        if seat in self._sat():
            chosen = self._chosen.get(seat, self._sat()[seat])
            offered = player_choices(self._sitting.game.deck, seat)
            for one in (one for one in offered if one.id == chosen and one.text):
                rows = [head(one.title, cells), blank(), text_row(one.text, cells), blank()]
        return [*rows, head("A branch", cells), blank(), text_row(self.about, cells)]

    def _sat(self) -> dict[str, str]:
        """Who sits where unless somebody else is chosen: whoever sat there at that point, but no
        program, and as long as another person plays on nobody who gave up their place since."""
        sitting = self._sitting
        then = self._rewind.sat
        is_shared = bool(sitting.people) and not sitting.is_over
        sat = {
            seat: now if is_shared and then[seat] == HUMAN else then[seat]
            for seat, now in sitting.players.items()
        }
        return {seat: opening_name(sitting.game, name) for seat, name in sat.items()}

    def _choices(self, seat: str, name: str) -> list[tuple[str, str]]:
        """Who may sit in a seat: whoever did, the program, and once it is over anybody here."""
        deck = self._sitting.game.deck
        offered = [(one.id, one.title) for one in player_choices(deck, seat)]
        listed = [one for one in offered if one[0] != REMOTE]
        if not self._sitting.is_over and HUMAN not in (name, self._sitting.players[seat]):
            listed = [one for one in listed if one[0] != HUMAN]
        return listed if name in dict(listed) else [*listed, (name, called(deck, name))]

    def changed(self, field: Field) -> None:
        if field.name == "name":
            self._kept_as = field.value
        else:
            self._chosen[field.name.removeprefix("seat ")] = field.value
        self.said = ""
        self.tell()

    def on_form_pointed(self) -> None:
        self.tell()

    def on_form_pressed(self) -> None:
        sat = self._rewind.sat
        differ = {seat: name for seat, name in self._sat().items() if name != sat[seat]}
        try:
            sitting = self.our_app.shelf.branch(
                self._sitting.title,
                self._rewind.ply,
                self._kept_as or "",
                {**differ, **self._chosen},
            )
        except WargameError as error:
            self.say(error.first_line)
            return
        self.home.sit_down(sitting)
