"""What came of somebody's games, as a page that is read in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.errors import WargameError
from wargame.store.results import OwnResults
from wargame.table.panes.pages import READABLE
from wargame.table.told.results import NO_RESULTS, READING, results_told, unread_said
from wargame.table.words.rows import ALERT, DIM, Row, blank, head, text_row

if TYPE_CHECKING:
    from wargame.table.host.kept import KeptGames


@dataclass(slots=True)
class ResultsPage:
    """The rows of the page, before the games are read and after."""

    shelf: KeptGames
    _found: OwnResults | None = None
    _trouble: str = ""

    def read(self) -> None:
        """Look through all games, on any thread."""
        try:
            self._found = self.shelf.results()
        except WargameError as error:
            self._trouble = error.first_line

    def rows(self, cells: int, _lines: int) -> list[Row]:
        """What is known so far."""
        size = min(cells, READABLE)
        if self._trouble:
            return [text_row(self._trouble, size, ALERT)]
        if self._found is None:
            return [text_row(READING, size, DIM)]
        found: list[Row] = []
        for one in results_told(self._found):
            listed = [text_row(line, size, first="  ", rest="    ") for line in one.lines]
            found += [*([blank()] if found else []), head(one.heading, size), *listed]
        if not self._found.decks:
            found.append(text_row(f"{NO_RESULTS} n on the title screen begins one.", size, DIM))
        if said := unread_said(self._found):
            found += [blank(), text_row(said, size, DIM)]
        return found
