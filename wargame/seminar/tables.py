"""Which saves are tables of a class: they are gone on with by a command that has its facilitator.

Every command that goes on with a game asks this, so nothing is read here but names.
"""

from __future__ import annotations

from pathlib import Path

from wargame.content.again import command
from wargame.errors import UsageError, visible
from wargame.store.names import class_of


def run_again(
    folder: Path, table: int, decks: Path | None = None, *, is_plain: bool = False
) -> str:
    """The command that goes on with a table of the class in a folder.

    Args:
        decks: The folder of decks that was named.
        is_plain: It is told to people who read linear text, and goes on there.
    """
    which = ["--table", str(table)] if table > 1 else []
    return command("seminar", "run", str(folder), *which, decks=decks, is_plain=is_plain)


def close_unplayed(folder: Path, table: int, decks: Path | None = None) -> str:
    """What is said of a table that has not begun: how it is closed if nobody is to play there."""
    typed = command(
        "seminar", "close", str(folder), "--table", str(table), "--unscored", decks=decks
    )
    return (
        f"If nobody is to play there, `{visible(typed)}` closes it, and opens what others wait for."
    )


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
