"""What everybody may see of a table, given out while it is played: to a file beside the save.

The file is a small object in JSON and replaced whole, so that whoever reads it, on this machine
or another, never finds half of it. It is no save: nothing hidden is in it, no game goes on from it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wargame.content.limits import SCORE_LIMIT
from wargame.errors import RecordError, UsageError, system_says, visible
from wargame.objects import plain_data
from wargame.rules.game import Game, Position
from wargame.store.storage import patiently
from wargame.store.whole import put_whole
from wargame.table.host.sitting import Sitting
from wargame.table.words.public import NOBODY_S, PublicClock, PublicHand, PublicPage, PublicTable

if TYPE_CHECKING:
    from pydantic import TypeAdapter

LIVE_SUFFIX = ".live.json"
MOST_BYTES = 400_000
"""No file of ours is longer."""
SEATS = 2
"""As many sides as every table has."""
FARTHEST = 10 * SCORE_LIMIT
"""No number of a game goes beyond."""


@cache
def _reader() -> TypeAdapter[PublicTable]:
    """Takes a while to make, and only whoever observes needs it."""
    from pydantic import TypeAdapter  # noqa: PLC0415  as it says

    return TypeAdapter(PublicTable)


def live_path(save: Path) -> Path:
    """The public file beside a save."""
    return save.with_name(f"{save.stem}{LIVE_SUFFIX}")


def public_of(sitting: Sitting) -> PublicTable:
    """What everybody may see of a table now; hands are open after the end alone, and not where
    other tables have the same luck: most of what lies in them is dealt there too.
    """
    from wargame.table.told.public import public_table  # noqa: PLC0415 - once somebody looks

    scene = sitting.scene(sitting.game.seats[0], open_hand=False)
    if not sitting.is_over:
        return public_table(scene, closed=sitting.closed)
    hands = () if sitting.is_shut() else open_hands(sitting.game, sitting.match.state)
    return public_table(scene, hands)


def open_hands(game: Game, position: Position) -> tuple[PublicHand, ...]:
    """What all seats hold, for everybody to see."""
    from wargame.table.told.scene import titles_of  # noqa: PLC0415 - once a game is over

    titles = titles_of(game.deck)
    return tuple(
        PublicHand(
            seat=titles.seats[seat],
            cards=tuple(titles.cards[card] for card in game.redact(position, seat).hand),
        )
        for seat in game.seats
    )


class Live:
    """Keeps a public file up to date.

    Args:
        path: Where it is.
        clock: What the facilitator's clock shows; None where nobody keeps one.

    Attributes:
        notice: What the facilitator has to say, or "".
        page: What is shown in place of the board, such as the form of a deal.
        trouble: Why the file is not up to date, or "".
    """

    def __init__(self, path: Path, clock: Callable[[], PublicClock | None] = lambda: None) -> None:
        self.path, self.clock = path, clock
        self.notice = self.trouble = ""
        self.page: PublicPage | None = None
        self._table: PublicTable | None = None
        self._ended: Sitting | None = None
        self._turn = threading.RLock()  # a clock writes from a thread of its own

    def show(self, sitting: Sitting) -> None:
        """Write down how things stand."""
        self._turn_to(public_of(sitting), sitting if sitting.is_over else None)

    def give(self, table: PublicTable) -> None:
        """Write down another moment, such as one of a replay."""
        self._turn_to(table, None)

    def _turn_to(self, table: PublicTable, ended: Sitting | None) -> None:
        with self._turn:
            self._table, self._ended = table, ended
            self.write()

    def write(self) -> None:
        """Write the same moment again, with the clock as it is now; with the hands, where they
        stayed closed at the end and no other table goes on by their luck any more."""
        with self._turn:
            if self._table is None:
                return
            over = self._ended
            if over is not None and not self._table.hands and not over.is_shut():
                hands = open_hands(over.game, over.match.state)
                self._table = replace(self._table, hands=hands)
            now = replace(self._table, clock=self.clock(), notice=self.notice, page=self.page)
            try:
                write_public(self.path, now)
                self.trouble = ""
            except OSError as error:
                self.trouble = f"{self.path.name} is not up to date: {system_says(error)}."


def write_public(path: Path, table: PublicTable) -> None:
    """Replace the public file as a whole.

    Raises:
        OSError: It cannot be written; what was there is left.
    """
    put_whole(path, json.dumps(plain_data(table), ensure_ascii=True, allow_nan=False).encode())


def read_public(path: Path) -> PublicTable:
    """What a public file says, which anybody may have written.

    Raises:
        UsageError: There is no such file.
        RecordError: It is no public file of a table.
    """
    name = visible(str(path))
    try:
        if not path.is_file():
            raise UsageError(f"There is no file {name}.")
        with patiently(lambda: path.open("rb")) as file:
            data = file.read(MOST_BYTES)  # one that is longer is cut off, and so no object
    except OSError as error:
        raise UsageError(f"{name}: {system_says(error)}.") from error
    try:
        table = _reader().validate_json(data, strict=True)
    except (ValueError, RecursionError):
        table = None
    if table is None or not _can_be(table):
        raise RecordError(f"{name} is not the public file of a table.")
    return table


def _can_be(table: PublicTable) -> bool:
    """Whether what a file says of sides and charts can be of a game: both are drawn by it."""
    sides = range(NOBODY_S, len(table.seats))
    pages = [*table.pages, *([] if table.page is None else [table.page])]
    charts = [chart for page in pages for chart in page.charts]
    named = [one.owner for one in table.numbers] + [one.owner for one in charts]
    named += [one.leader for one in table.fronts]
    named += [] if table.winner is None else [table.winner]
    return (
        len(table.seats) == SEATS
        and all(one in sides for one in named)
        and all(-FARTHEST <= one.least <= one.most <= FARTHEST for one in charts)
    )
