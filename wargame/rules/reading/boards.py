"""The board of a deck: what it names has to be there, and its marks within reach.

Nothing of it goes into the program: rules never know what people watch.
"""

from __future__ import annotations

from collections.abc import Iterator

from wargame.content import model
from wargame.errors import DeckPath
from wargame.rules.ir import Const
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader

HERE = Item("board", "", "Board", Scope(), ("board",))


class BoardReader:
    """Looks through the board of a deck."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def check(self) -> None:
        """Note whatever is named and not there, named twice, or never reached."""
        board = self.reader.deck.board
        if board is not None and not self.reader.known.has(board):
            with self.reader.hearing(board):
                self.look(board)

    def look(self, board: model.BoardPlan) -> None:
        """The parts of a board in order."""
        for place, gauge in enumerate(board.gauges):
            self.watched(gauge, "gauges", place)
        self.reader.unique(HERE, [one.number for one in board.gauges], "number", "gauges")
        for place, home in enumerate(board.homes):
            self.home(home, place)
        self.reader.unique(HERE, [one.seat for one in board.homes], "seat", "homes")
        for place, chain in enumerate(board.chains):
            self.chain(chain, place)
        self.reader.unique(HERE, [one.id for one in board.chains], "chain", "chains")
        for place, store in enumerate(board.stores):
            self.watched(store, "stores", place)
            self.number(store.drain, "stores", place, "drain")

    def home(self, home: model.HomeFront, place: int) -> None:
        """The constituencies of a seat."""
        seats = self.reader.deck.seats
        self.reader.index(HERE, seats, "seat", home.seat, "homes", place, "seat")
        self.watched(home, "homes", place)
        self.number(home.outlook, "homes", place, "outlook")
        for n, party in enumerate(home.parties):
            self.number(party.number, "homes", place, "parties", n, "number")

    def chain(self, chain: model.SupplyChain, place: int) -> None:
        """A chain: who needs it, who holds it, and its stages."""
        deck = self.reader.deck
        self.reader.index(HERE, deck.seats, "seat", chain.seat, "chains", place, "seat")
        if chain.holder is not None:
            known: list[model.Seat | model.Party] = [*deck.seats, *deck.parties]
            self.reader.index(HERE, known, "seat", chain.holder, "chains", place, "holder")
        self.watched(chain, "chains", place)
        for n, stage in enumerate(chain.stages):
            self.number(stage.number, "chains", place, "stages", n, "number")
        stages = [one.number for one in chain.stages]
        self.reader.unique(HERE, stages, "stage", "chains", place, "stages")

    def watched(self, one: model.BoardGauge, *path: str | int) -> None:
        """A number with its marks."""
        self.number(one.number, *path, "number")
        for n, mark in enumerate(one.marks):
            at = (*path, "marks", n, "at")
            value = self.reader.expr(HERE, mark.at, *at)
            self.reach(one.number, value, HERE.at(*at))

    def reach(self, name: str, value: object, path: DeckPath) -> None:
        """A mark with a value of its own lies within the range of the number."""
        for low, high in self.ranges(name):
            if isinstance(value, Const) and not low <= value.value <= high:
                what = f"it is never reached: '{name}' goes from {low} to {high}"
                self.reader.fault(HERE, path, what)

    def ranges(self, name: str) -> Iterator[tuple[int, int]]:
        """The range of a track, if it is one."""
        track = name.rpartition(".")[2]
        owners = name.split(".", maxsplit=1)[0]
        if owners not in ("measure", "project", "front", "game"):
            yield from ((one.min, one.max) for one in self.reader.deck.tracks if one.id == track)

    def number(self, name: str | None, *path: str | int) -> None:
        """A number that the board names."""
        if name is not None and self.reader.names.find(name, Scope()) is None:
            self.reader.no_number(HERE, HERE.at(*path), name)
