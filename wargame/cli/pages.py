"""Where a page goes: a free name, looked at before hours of play and written at the end."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from wargame.content.places import draft_of, not_written
from wargame.errors import UsageError, visible
from wargame.table.reports.blocks import Report
from wargame.table.reports.charts import Chart


def free_page(path: Path | None) -> Path | None:
    """The path, if something can be written there later.

    Raises:
        UsageError: It is taken, or its folder is not there.
    """
    if path is None:
        return None
    name = visible(str(path))
    if os.path.lexists(path):
        raise UsageError(f"{name} is there already. Name another file, or move it away.")
    if not path.parent.is_dir():
        raise UsageError(f"{name}: there is no folder {visible(str(path.parent))}. Make it first.")
    return path


def write_page(path: Path, seed: int | None, report: Report, charts: Sequence[Chart]) -> None:
    """Write a page, whole; nothing is ever written over."""
    from wargame.report.page import page

    context = click.get_current_context()
    title = f"{context.command_path} {context.params['deck']}"
    text = page(title, command_again(context.find_root().obj or (), seed), report, charts)
    write_new(path, text.encode())


def write_new(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and never over another.

    Raises:
        UsageError: There is one of that name by now.
        NotSaved: It cannot be written; nothing is left behind.
    """
    part = draft_of(path)
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _name(part, path)
    except FileExistsError as error:
        raise UsageError(f"{visible(str(path))} is there already. Name another file.") from error
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, path: Path) -> None:
    """Give a file its name, if nothing has it."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a stick, or a folder of another machine, that knows one name for a file
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        part.rename(path)


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
    return shlex.join(["wargame", *words, *(() if is_named else ("--seed", str(seed)))])
