"""Stored games: what each brought, in a file per cell, and a manifest of the files' hashes.

Verdicts are made from these files alone. A file whose hash is not that of the manifest is red, and
with one red file nothing is judged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from wargame.content.places import replace_files
from wargame.dataclass import dataclass
from wargame.errors import RecordError, visible
from wargame.lab.judge.cells import Cell
from wargame.lab.stats.estimate import Ratio

MANIFEST: Final = "manifest.json"
KIND: Final = "wargame judged games 1"

GaugeCounts = Mapping[str, Ratio]
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
class StoredFile:
    """A file of the manifest.

    Attributes:
        cell: Whose games it holds.
        file: Its name.
        games: How many.
        sha256: Over its bytes, as the manifest has it.
        is_red: Whether its bytes have another hash, or it is not there.
    """

    cell: str
    file: str
    games: int
    sha256: str
    is_red: bool


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
        data = path.read_bytes() if path.exists() else b""
        games = data.count(b"\n")
        if games != cell.seeds:
            raise RecordError(f"Cell '{cell.name}' has {games} of {cell.seeds} games.")
        digest = hashlib.sha256(data).hexdigest()
        files.append({"cell": cell.name, "file": path.name, "games": games, "sha256": digest})
    head = {"kind": KIND, "freeze": freeze_hash, "master_seed": master, "files": files}
    replace_files({folder / MANIFEST: (json.dumps(head, indent=1) + "\n").encode()})


class Store:
    """A folder of stored games, as its manifest has it.

    Raises:
        RecordError: It has no manifest, or that of another freeze or seed.
    """

    def __init__(self, folder: Path, freeze_hash: str, master: str) -> None:
        self.folder = folder
        name = visible(str(folder / MANIFEST))
        try:
            head = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            rows = head["files"] if head["kind"] == KIND else None
        except (OSError, ValueError, KeyError, TypeError):
            rows = None
        if rows is None:
            raise RecordError(
                f"{name} is no manifest of judged games: --play plays all cells, and goes on where"
                " it was stopped."
            )
        if (head["freeze"], head["master_seed"]) != (freeze_hash, master):
            raise RecordError(f"{name} is of another freeze or another nonce.")
        self.files = {row["cell"]: self._file(row) for row in rows}

    @property
    def red(self) -> list[str]:
        """The files that are not what the manifest says."""
        return [one.file for one in self.files.values() if one.is_red]

    def counts(self, cell: str, number: int, most: int | None = None) -> dict[str, list[Ratio]]:
        """What a cell brought to a claim: by quantity, game by game.

        Args:
            most: Only so many of its first games.
        """
        found: dict[str, list[Ratio]] = {}
        head = f"{number}."
        for row in self._rows(cell, most):
            for name, (part, whole) in row["counts"].items():
                if name.startswith(head):
                    found.setdefault(name.removeprefix(head), []).append((part, whole))
        return found

    def players(self, cell: str) -> list[str]:
        """Who met in each game of a cell, as `ONE against OTHER`."""
        return [" against ".join(row["players"].values()) for row in self._rows(cell, None)]

    def crashed(self) -> float:
        """The share of games that were broken off."""
        rows = [bool(row["crashed"]) for cell in self.files for row in self._rows(cell, None)]
        return sum(rows) / len(rows) if rows else 0.0

    def _rows(self, cell: str, most: int | None) -> Iterator[dict[str, Any]]:
        with (self.folder / self.files[cell].file).open(encoding="utf-8") as file:
            for place, line in enumerate(file):
                if most is not None and place >= most:
                    return
                yield json.loads(line)

    def _file(self, row: Mapping[str, Any]) -> StoredFile:
        path = self.folder / Path(row["file"]).name
        data = path.read_bytes() if path.exists() else b""
        is_red = hashlib.sha256(data).hexdigest() != row["sha256"]
        return StoredFile(row["cell"], path.name, row["games"], row["sha256"], is_red)


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
