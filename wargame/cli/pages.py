"""Where a page goes: a free name, looked at before hours of play and written at the end."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from wargame.content.again import command
from wargame.content.places import check_takes, write_new
from wargame.errors import UsageError, visible
from wargame.table.reports.blocks import Report
from wargame.table.reports.charts import Chart


def free_page(path: Path | None) -> Path | None:
    """The path, if something can be written there later.

    Raises:
        UsageError: It is taken, or its folder is not there or takes no file.
    """
    if path is None:
        return None
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        path.lstat()  # tells too of a name that no file can have
        name = visible(str(path))
        raise UsageError(f"{name} is there already. Name another file, or move it away.")
    check_takes(path)
    return path


def write_page(path: Path, seed: int | None, report: Report, charts: Sequence[Chart]) -> None:
    """Write a page, whole; nothing is ever written over."""
    from wargame.report.page import page

    context = click.get_current_context()
    title = f"{context.command_path} {context.params['deck']}"
    text = page(title, command_again(context.find_root().obj or (), seed), report, charts)
    write_new(path, text.encode())


def command_again(typed: Sequence[str], seed: int | None = None) -> str:
    """The command line that finds the same again, with the seed if that was made up.

    >>> command_again(("lab", "balance", "my deck", "--html", "a.html"), 7)
    "wargame lab balance 'my deck' --seed 7"
    """
    words, rest = [], iter(typed)
    for word in rest:
        if word == "--html":
            next(rest, None)
        elif not word.startswith("--html="):
            words.append(word)
    is_named = seed is None or any(word.split("=")[0] == "--seed" for word in words)
    return command(*words, *(() if is_named else ("--seed", str(seed))))
