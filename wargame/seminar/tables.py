"""Which saves are tables of a class: they are gone on with by a command that has its facilitator.

Every command that goes on with a game asks this, so nothing is read here but names.
"""

from __future__ import annotations

from pathlib import Path

from wargame.content.again import command
from wargame.errors import UsageError, WargameError, visible
from wargame.store.names import class_of


def run_again(folder: Path, table: int, decks: Path | None = None) -> str:
    """The command that goes on with a table of the class in a folder."""
    which = ["--table", str(table)] if table > 1 else []
    return command("seminar", "run", str(folder), *which, decks=decks)


def others_go_on(tables: Path, count: int, own: int) -> bool:
    """Whether another table of a class goes on, or has not begun; of one that cannot be read
    nobody knows that it is over.

    Args:
        tables: The folder with the games of so many tables.
        own: The number of the table that asks.
    """
    from wargame.play.proceedings import closed_by_control  # noqa: PLC0415 - only at the end
    from wargame.store.save import load  # noqa: PLC0415
    from wargame.store.world import World  # noqa: PLC0415

    for number in range(1, count + 1):
        path = tables / f"{number}.jsonl"
        if number == own:
            continue
        try:
            save = load(path, World())
        except (WargameError, OSError):
            return True
        if not (save.is_over or closed_by_control(save.events)):
            return True
    return False


def check_no_table(save: Path) -> None:
    """Leave a save alone that is a table of a class: by itself it has no facilitator.

    Raises:
        UsageError: It is one.
    """
    folder, name = class_of(save), save.stem
    if folder is not None:
        cwd = Path.cwd()
        near = folder.relative_to(cwd) if cwd in folder.parents else folder
        raise UsageError(
            f"{visible(save.name)} is table {name} of a class: go on with it, with its clock and "
            f"its console, by `{visible(run_again(near, int(name)))}`."
        )
