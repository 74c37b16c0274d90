"""`wargame observe`: the public table of a game that is played elsewhere."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli import screen
from wargame.cli.begun import is_shut
from wargame.cli.group import Strict
from wargame.cli.options import plain_option, saves_option
from wargame.cli.out import say_all
from wargame.errors import UsageError, visible

if TYPE_CHECKING:
    from wargame.table.host.following import Followed
    from wargame.table.words.public import PublicTable


@click.command(cls=Strict, short_help="Show a game to everybody while it is played.")
@click.argument("save")
@plain_option
@saves_option
def observe(save: str, plain: bool, saves: Path | None) -> int:
    """Show the public table of SAVE in large type, and follow it within a second of each move.

    SAVE is a name or a file, or the NAME.live.json that `--live` writes beside a save: that holds
    no hand, so a projector's machine needs nothing else. The file is only read.
    """
    from wargame.store.names import saves_folder
    from wargame.table.host.following import follow
    from wargame.table.host.live import LIVE_SUFFIX

    path = Path(save) if save.endswith(LIVE_SUFFIX) else saves_folder(saves).find(save)
    if save.endswith(LIVE_SUFFIX):
        _check_begun(path, path.name.removesuffix(LIVE_SUFFIX))
    if not plain:
        screen.need_screen("observe")
    followed = follow(path, is_shut)
    if not plain:
        return screen.observe(followed)
    _follow_in_text(followed)
    return 0


def _check_begun(path: Path, name: str) -> None:
    """Say what to do about a table of a class that nobody has opened yet.

    Raises:
        UsageError: It is one.
    """
    from wargame.seminar.tables import run_again
    from wargame.store.names import class_of

    folder = class_of(path.with_name(f"{name}.jsonl"))
    if folder is not None and not path.exists():
        typed = run_again(path.parent.parent, int(name))
        raise UsageError(
            f"Table {name} of {visible(folder.name)} has not begun: `{visible(typed)}` first."
        )


def _follow_in_text(followed: Followed) -> None:
    """Tell what is new until the game is over, or whoever reads leaves."""
    from wargame.table.host.following import LOOK_S
    from wargame.table.plain.observed import observed_lines

    before: PublicTable | None = None
    say_all([f"Following {followed.game}."])
    while True:
        say_all(observed_lines(followed.table, before))
        sys.stdout.flush()
        before = followed.table
        if before.is_over and not before.what_if:
            return
        while followed.table is before:
            time.sleep(LOOK_S)
            if followed.catch_up() and followed.trouble:
                say_all([followed.trouble])
