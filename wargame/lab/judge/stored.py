"""Stored games: what each brought, in a file per cell, and a manifest of the files' hashes.

Verdicts are made from these files alone. A file whose hash is not that of the manifest is red, and
with one red file nothing is judged. Both may come from anybody, so the type and size of every value
are checked.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter, ValidationError

from wargame.content.places import read_bounded, replace_files
from wargame.dataclass import dataclass
from wargame.errors import RecordError, visible
from wargame.lab.judge.cells import Cell
from wargame.lab.stats.estimate import Ratio
from wargame.rules.amounts import counted

MANIFEST: Final = "manifest.json"
KIND: Final = "wargame judged games 1"
CHUNK: Final = 1 << 20

LONGEST_LINE: Final = 1_000_000
"""Most bytes of a stored game."""

MOST_BYTES: Final = 10_000_000
"""Most bytes of a manifest."""

OTHER_FOLDER: Final = "Play all cells into another folder."

MOST: Final = 1_000_000_000
"""What no part or whole of a game comes near, so that sums of them are exact."""

Count = Annotated[int, Field(ge=-MOST, le=MOST)]
GaugeCounts = Mapping[str, tuple[Count, Annotated[int, Field(ge=0, le=MOST)]]]
"""What a game brought: by claim and quantity, such as `6.treated`, part and whole."""


@dataclass(frozen=True, slots=True)
class StoredGame:
    """One game, or one pair of a trial.

    Attributes:
        index: Its number in the cell.
        seed: Of its luck.
        players: By seat.
        state_hash: Of its last position; of a pair, of both, with a blank between them.
        counts: What it brought.
        record: What happened in it, as plain data; empty where it is kept elsewhere.
        crashed: Why it was broken off, or "".
    """

    index: int
    seed: int
    players: Mapping[str, str]
    state_hash: str
    counts: GaugeCounts
    record: Any = None
    crashed: str = ""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the manifest.

    Attributes:
        cell: Whose games it holds.
        file: Its name, as `file_of` gives it.
        games: How many.
        sha256: Over its bytes, as the manifest has it.
    """

    cell: str
    file: Annotated[str, Field(pattern=r"^cell-[0-9]{4,9}\.jsonl$")]
    games: Annotated[int, Field(ge=0, le=MOST)]
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in a manifest.

    Attributes:
        kind: What the file says that it is.
        freeze: The hash of the freeze.
        master_seed: What all seeds follow from.
        files: In the order of cells.
    """

    kind: str
    freeze: str
    master_seed: str
    files: tuple[ListedFile, ...]


_MANIFEST: Final = TypeAdapter(Manifest)
_GAME: Final = TypeAdapter(StoredGame)


def file_of(number: int) -> str:
    """The file of a cell by its place in the order of cells.

    >>> file_of(3)
    'cell-0003.jsonl'
    """
    return f"cell-{number:04}.jsonl"


def store_cell(folder: Path, number: int, games: Iterable[StoredGame]) -> Path:
    """Write the games of a cell, all of them or none."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_of(number)
    rows = [json.dumps(_row(game), separators=(",", ":")) + "\n" for game in games]
    replace_files({path: "".join(rows).encode()})
    return path


def store_manifest(folder: Path, freeze_hash: str, master: str, cells: Sequence[Cell]) -> None:
    """Hash every file, once all cells are complete.

    Raises:
        RecordError: A cell is missing or has another number of games.
    """
    files = []
    for number, cell in enumerate(cells):
        path = folder / file_of(number)
        digest, games = _summed(path) if path.exists() else ("", 0)
        if games != cell.seeds:
            raise RecordError(f"Cell '{cell.name}' has {games} of {cell.seeds} games.")
        files.append({"cell": cell.name, "file": path.name, "games": games, "sha256": digest})
    head = {"kind": KIND, "freeze": freeze_hash, "master_seed": master, "files": files}
    replace_files({folder / MANIFEST: (json.dumps(head, indent=1) + "\n").encode()})


class Store:
    """A folder of stored games, as its manifest has it.

    Attributes:
        files: By cell.
        red: The files that are not what the manifest says, or not there.

    Raises:
        RecordError: It has no manifest, or that of another freeze or seed, or one that fits no
            file.
    """

    def __init__(self, folder: Path, freeze_hash: str, master: str) -> None:
        self.folder = folder
        name = visible(str(folder / MANIFEST))
        head = _manifest(folder / MANIFEST)
        if head is None:
            raise RecordError(
                f"{name} is no manifest of judged games: --play plays all cells, and goes on where"
                " it was stopped."
            )
        if (head.freeze, head.master_seed) != (freeze_hash, master):
            raise RecordError(f"{name} is of another freeze or another nonce.")
        self.files = {one.cell: one for one in head.files}
        if len(self.files) != len(head.files):
            raise RecordError(f"{name} names a cell twice. {OTHER_FOLDER}")
        self.red = [one.file for one in head.files if self._is_red(one)]

    def counts(
        self, cell: str, number: int, names: Iterable[str], most: int | None = None
    ) -> dict[str, list[Ratio]]:
        """What a cell brought to a claim: by quantity, game by game.

        Args:
            names: The quantities.
            most: Only so many of its first games.

        Raises:
            RecordError: A game does not say.
        """
        found: dict[str, list[Ratio]] = {name: [] for name in names}
        for line, game in enumerate(self._games(cell, most), 1):
            for name, ratios in found.items():
                ratio = game.counts.get(f"{number}.{name}")
                if ratio is None:
                    raise self._unread(cell, line, f"it has no {number}.{name}")
                ratios.append(ratio)
        return found

    def says(self, cell: str, number: int, names: Iterable[str]) -> bool:
        """Whether the first game of a cell says what it brought to some quantities."""
        game = next(self._games(cell, 1), None) if cell in self.files else None
        return game is not None and all(f"{number}.{name}" in game.counts for name in names)

    def players(self, cell: str) -> list[str]:
        """Who met in each game of a cell, as `ONE against OTHER`."""
        return [" against ".join(game.players.values()) for game in self._games(cell, None)]

    def crashed(self) -> float:
        """The share of games that were broken off."""
        found = [bool(game.crashed) for cell in self.files for game in self._games(cell, None)]
        return sum(found) / len(found) if found else 0.0

    def _games(self, cell: str, most: int | None) -> Iterator[StoredGame]:
        with (self.folder / self.files[cell].file).open("rb") as file:
            lines = iter(lambda: file.readline(LONGEST_LINE + 1), b"")
            for place, line in enumerate(islice(lines, most), 1):
                if len(line) > LONGEST_LINE:
                    raise self._unread(cell, place, "this is too long for a stored game")
                try:
                    yield _GAME.validate_json(line, strict=True)
                except ValidationError:
                    raise self._unread(cell, place, "this is no stored game") from None

    def _unread(self, cell: str, line: int, why: str) -> RecordError:
        name = visible(str(self.folder / self.files[cell].file))
        return RecordError(f"{name}, line {line}: {why}. {OTHER_FOLDER}")

    def _is_red(self, listed: ListedFile) -> bool:
        """Whether a file is not there, or has another hash.

        Raises:
            RecordError: It has the hash, and another number of games.
        """
        path = self.folder / listed.file
        try:
            if not path.is_file():  # a pipe or a device might never end
                return True
            digest, games = _summed(path)
        except OSError:
            return True
        if digest != listed.sha256:
            return True
        if games != listed.games:
            raise RecordError(
                f"{visible(str(path))} has {counted(games, 'game')}, and its manifest says"
                f" {listed.games}. {OTHER_FOLDER}"
            )
        return False


def _summed(path: Path) -> tuple[str, int]:
    """The hash of a file of games, and how many are in it."""
    found, games = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            found.update(part)
            games += part.count(b"\n")
    return found.hexdigest(), games


def _manifest(path: Path) -> Manifest | None:
    """What stands in a manifest; None if there is none.

    Raises:
        RecordError: It is too large for one, is no ordinary file, or cannot be read.
    """
    if not os.path.lexists(path):
        return None
    data = read_bounded(path, MOST_BYTES, "manifest of judged games", OTHER_FOLDER)
    try:
        found = _MANIFEST.validate_json(data, strict=True)
    except ValidationError:
        return None
    return found if found.kind == KIND else None


def _row(game: StoredGame) -> dict[str, Any]:
    return {
        "index": game.index,
        "seed": game.seed,
        "players": dict(game.players),
        "state_hash": game.state_hash,
        "counts": {name: list(ratio) for name, ratio in game.counts.items()},
        "record": game.record,
        "crashed": game.crashed,
    }
