"""A freeze: one hash over everything that could still be changed to please.

It is made when tuning is over and before anybody knows the nonce. The nonce then settles the seeds,
so that nobody can have looked at the games that judge.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

import wargame
from wargame.content.model import Deck
from wargame.content.places import check_takes, read_bounded, write_new
from wargame.dataclass import dataclass
from wargame.errors import RecordError, UsageError, visible
from wargame.lab.judge.cells import DIALS, Cell
from wargame.lab.judge.claims_table import ROWS
from wargame.lab.registered.text import registration_hash
from wargame.play.seeds import SEED_MASK
from wargame.rules.game import Game

KIND: Final = "wargame freeze 1"
REMEDY: Final = "`wargame lab freeze` makes one."
MOST_BYTES: Final = 100_000
"""No freeze comes near it."""

LEAST_ROUNDS: Final = 20
"""A shorter deck may illustrate the claims; it is never judged."""

COMMITMENTS: Final[Mapping[int, str]] = {
    1: "04fe270d20ca068d3a75e79b788bd7242cb5540315a1356d844f69cf8260d1e9"
}
"""By version of the registration, what its custodian published: SHA-256 of the nonce as text."""

CODE: Final = ("lab/registered", "lab/record", "lab/judge", "lab/arms")
"""Where the code of gauges, trials and judging stands."""

PLAYERS: Final = ("players", "lab/runs/population.py")
"""Where the code of players stands."""

PARTS: Final = (
    "registration",
    "gauges",
    "roles",
    "deck",
    "rules",
    "dials",
    "doctrines",
    "players",
    "cells",
)
"""What is hashed, in this order."""


@dataclass(frozen=True, slots=True)
class Freeze:
    """What must not change any more.

    Attributes:
        kind: What the file says that it is.
        deck: The deck's id.
        version: Which judged version of the deck this is, from 1.
        wargame: The version of the program.
        iterations: Of `search` in S.
        seeds_s: How many seeds S has.
        looks: How often registered gauges had been run on the deck before.
        hashes: By part, 64 hex digits.
        hash: 64 hex digits over all of the above.
    """

    kind: str
    deck: str
    version: int
    wargame: str
    iterations: int
    seeds_s: int
    looks: int
    hashes: Mapping[str, str]
    hash: str


_FREEZE: Final = TypeAdapter(Freeze)


def freeze(
    game: Game, version: int, iterations: int, cells: Sequence[Cell], looks: int, seeds_s: int
) -> Freeze:
    """Hash a deck with all that judges it.

    Raises:
        UsageError: It cannot be judged.
    """
    check_judged(game)
    hashes = dict(zip(PARTS, _hashes(game, cells), strict=True))
    plain = Freeze(
        KIND, game.deck.id, version, wargame.__version__, iterations, seeds_s, looks, hashes, ""
    )
    return Freeze(**{**asdict(plain), "hash": _hash_of(plain)})


def check_judged(game: Game) -> None:
    """Whether a deck can be judged at all.

    Raises:
        UsageError: It is too short, or lacks a role map or a dial.
    """
    why = why_unjudged(game.deck)
    if why:
        raise UsageError(why)


def why_unjudged(deck: Deck) -> str:
    """Why a deck cannot be judged, in a sentence; "" if it can."""
    if deck.rounds.max < LEAST_ROUNDS:
        return (
            f"{deck.id} has {deck.rounds.max} rounds. A deck of fewer than {LEAST_ROUNDS} may"
            " illustrate the claims and is never judged."
        )
    if deck.roles is None:
        return f"{deck.id} has no role map (roles.yaml): nothing can be counted in it."
    wanted = {DIALS[dial] for row in ROWS for dial in row.off}
    missing = sorted(wanted - {dial.id for dial in deck.dials})
    return f"{deck.id} has no dial for {', '.join(missing)}." if missing else ""


def changed_since(known: Freeze, game: Game, cells: Sequence[Cell]) -> list[str]:
    """What is no longer as it was frozen."""
    now = dict(zip(PARTS, _hashes(game, cells), strict=True))
    found = [part for part in PARTS if known.hashes.get(part) != now[part]]
    return found if known.hash == _hash_of(known) else ["freeze", *found]


def master_seed(known: Freeze, nonce: str, commitments: Mapping[int, str] = COMMITMENTS) -> str:
    """64 hex digits from which all seeds follow: SHA-256 of the freeze's hash and the nonce.

    Raises:
        UsageError: The nonce is not the one that was committed to for this version.
    """
    wanted = commitments.get(known.version)
    if wanted is None:
        raise UsageError(f"No nonce was committed to for version {known.version}.")
    if hashlib.sha256(nonce.encode()).hexdigest() != wanted:
        raise UsageError(
            f"This is not the nonce that was committed to for version {known.version}: SHA-256 of "
            f"that is {wanted}. Its custodian publishes it once the freeze is public."
        )
    return hashlib.sha256((known.hash + nonce).encode()).hexdigest()


def seed_of(master: str) -> int:
    """The seed of every cell, from the first 64 bits of the master seed."""
    return int(master[:16], 16) & SEED_MASK


# --- files ---------------------------------------------------------------------------------------


def check_free(path: Path) -> None:
    """Look at where a freeze is to be written, before minutes of reading.

    Raises:
        UsageError: A file is there: what is frozen stays. Or its folder takes none.
    """
    if os.path.lexists(path):
        raise UsageError(f"{visible(str(path))} is there already, and what is frozen stays.")
    check_takes(path)


def write_freeze(known: Freeze, path: Path) -> None:
    """Write a freeze down, whole.

    Raises:
        UsageError: There is a file by now.
        NotSaved: It cannot be written.
    """
    write_new(path, (json.dumps(asdict(known), indent=2) + "\n").encode())


def read_freeze(path: Path) -> Freeze:
    """Read a freeze.

    Raises:
        RecordError: It is none, or was changed.
    """
    name = visible(str(path))
    if not path.exists():
        raise RecordError(f"There is no file {name}. `wargame lab freeze` makes a freeze.")
    data = read_bounded(path, MOST_BYTES, "freeze", REMEDY)
    try:
        known = _FREEZE.validate_json(data, strict=True)
    except ValidationError:
        raise RecordError(f"{name} is no freeze. {REMEDY}") from None
    if known.kind != KIND or known.hash != _hash_of(known):
        raise RecordError(f"{name} was changed after it was made: its hash differs.")
    return known


# --- hashes --------------------------------------------------------------------------------------


def _hashes(game: Game, cells: Sequence[Cell]) -> list[str]:
    deck = game.deck
    roles = deck.roles.model_dump(mode="json") if deck.roles else None
    return [
        registration_hash(),
        _code(CODE),
        _of(roles),
        game.deck_hash,
        game.rules_hash,
        _of([one.model_dump(mode="json") for one in deck.dials]),
        _of([one.model_dump(mode="json") for one in deck.personas]),
        _code(PLAYERS),
        _of([asdict(cell) for cell in cells]),
    ]


def _of(data: object) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _code(places: Sequence[str]) -> str:
    """Over the text of every module below some places."""
    home = Path(__file__).parents[2]
    found = hashlib.sha256()
    for place in places:
        path = home / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            found.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def _hash_of(known: Freeze) -> str:
    return _of({**asdict(known), "hash": ""})
