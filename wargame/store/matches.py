"""Matches of programs: kept, opened again, and left in the middle.

>>> import tempfile, wargame
>>> from pathlib import Path
>>> game = wargame.load("calibration")
>>> def players(seed):
...     return {seat: wargame.make_player("random", game, seat, seed) for seat in game.seats}
>>> match = wargame.Match(game, players(7), 7).run()
>>> with tempfile.TemporaryDirectory() as folder:
...     same = wargame.load_match(wargame.save_match(match, Path(folder) / "seven.jsonl"))
>>> same.record.actions == match.record.actions
True
>>> other = wargame.branch(same, 2, players(8)).run()
>>> other.record.actions[:2] == match.record.actions[:2]
True
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import index
from pathlib import Path

from wargame.errors import UsageError, system_says, visible
from wargame.play.branch import branch_record
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.play.record import Parent
from wargame.play.resume import resume
from wargame.play.seeds import whole_seed
from wargame.store.names import check_name
from wargame.store.replay import match_of
from wargame.store.save import read_save
from wargame.store.savefile import check_whole, create
from wargame.store.whole import SUFFIX
from wargame.store.world import World


def save_match(match: Match, path: str | Path) -> Path:
    """Write a match as it stands to a new file, for every command that takes a save.

    Args:
        path: It ends in `.jsonl`; folders are made.

    Returns:
        Where it is.

    Raises:
        UsageError: There is a file already, it cannot be called so, or the match began with a
            position of its own, which no record holds.
        NotSaved: It could not be written; nothing is left behind.
    """
    if match.is_set_up:
        raise UsageError(
            "This match began with a position of its own, which no save holds. "
            "Begin it with a new game, or `branch` another match."
        )
    path = Path(path)
    if path.suffix != SUFFIX:
        raise UsageError(f"{visible(str(path))}: the file of a save ends in {SUFFIX}.")
    check_name(path.stem)
    create(path, match.game.unruled(), match.record, World()).close()
    return path


def load_match(path: str | Path) -> Match:
    """The match of a save, to be looked at and branched, every number's changes kept.

    It is replayed by the deck that the save carries. Nobody plays it: `branch` goes on. All that a
    seat hides lies open in it, in a game that goes on as well: `game.redact` gives what others see.

    Raises:
        RecordError: It is no save, is damaged, or is one seat's view.
        UsageError: There is no such file.
    """
    path = Path(path)
    if "\0" in str(path):
        raise UsageError(f"{visible(str(path))}: no file can be called so.")
    try:
        save = read_save(path, World())
    except OSError as error:
        why = system_says(error)
        raise UsageError(f"{visible(str(path))}: {why}.") from error
    check_whole(save, "loaded")
    return match_of(save)


def branch(
    match: Match, ply: int, players: Mapping[str, Player], *, seed: int | None = None
) -> Match:
    """A match of its own with the moves of another up to a ply, to be played on.

    Args:
        ply: The first move that it makes for itself; `match.course.ply` goes on at the end.
        players: Who plays on, made for this match alone: one per seat.
        seed: Of its luck; left out, what was drawn there is drawn again if the same is played.

    Raises:
        IllegalAction: The match has no such move.
        TypeError: The ply or the seed is no whole number.
    """
    ply, seed = index(ply), None if seed is None else whole_seed(seed)
    game, header = match.game.unruled(), match.record.header_at(ply)
    record = branch_record(game, match.course, header, ply, Parent("", ply, ""), seed=seed)
    return resume(game, record, players, traced=match.is_traced)
