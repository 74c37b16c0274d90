"""`wargame save branch`: a new game that leaves a kept one at some point."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.group import Strict
from wargame.cli.options import saves_option
from wargame.cli.out import say, talk
from wargame.cli.types import WholeNumber
from wargame.content.again import command
from wargame.errors import UsageError
from wargame.play.seeds import new_seed
from wargame.rules.amounts import counted

if TYPE_CHECKING:
    from wargame.play.course import Course


@click.command(name="branch", cls=Strict, short_help="A new game that leaves a kept one.")
@click.argument("save")
@click.argument("name")
@click.option("--round", "round_", type=WholeNumber(1, 200), help="Leave as this round begins.")
@click.option("--move", type=WholeNumber(0, 1_000_000), help="Leave before this move.")
@click.option("--same-luck", is_flag=True, help="Keep the luck too; for finished games only.")
@saves_option
def branch_save(
    save: str, name: str, round_: int | None, move: int | None, same_luck: bool, saves: Path | None
) -> None:
    """Begin NAME with the moves of SAVE up to a round or a move; SAVE stays as it is.

    The new game names its parent and needs nothing of it. Its luck is new, for the old luck
    would tell what a running game still holds. Go on with `wargame resume NAME`.
    """
    from wargame.cli.begun import is_shut, warn_of_class
    from wargame.seminar.shared_luck import SHUT
    from wargame.store.names import saves_folder
    from wargame.store.renew import branch
    from wargame.store.replay import match_of
    from wargame.store.save import load
    from wargame.store.world import World

    if (round_ is None) == (move is None):
        raise UsageError("Say where to leave: --round N or --move N.")
    folder, world = saves_folder(saves), World()
    kept = load(folder.find(save), world)
    course = match_of(kept, traced=False).course
    if same_luck and not course.game.is_terminal(course.state):
        raise UsageError(f"'{save}' is not finished; its luck stays its own.")
    if same_luck and is_shut(kept):
        raise UsageError(f"{SHUT} Leave out --same-luck for other luck.")
    ply = move if move is not None else _first_of(course, round_ or 1)
    seed = None if same_luck else new_seed()
    out = folder.path(name)
    branch(kept, ply, out, world, seed=seed).close()
    say(str(out))
    again = command("resume", name, saves=saves)
    talk(f"It has {counted(ply, 'move')} of '{save}'. Go on with: {again}")
    if same_luck:
        warn_of_class(kept)


def _first_of(course: Course, wanted: int) -> int:
    """The first move of a round."""
    for ply in range(course.first, course.ply + 1):
        if course.at(ply).round >= wanted:
            return ply
    raise UsageError(f"That game ends before round {wanted}.")
