"""How answers are printed: cleaned text for people, one ASCII object for programs."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from wargame.cli.opening import is_dumb
from wargame.errors import visible_lines
from wargame.objects import plain_data


def say(text: str = "") -> None:
    """Print an answer."""
    click.echo(visible_lines(text))


def say_at_once(*lines: str) -> None:
    """Print lines of an answer while a progress bar is shown: it goes on below them."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[2K", nl=False, err=True)
    say_all(lines)
    sys.stdout.flush()


def say_all(lines: Iterable[str]) -> None:
    """Print an answer of several lines."""
    for line in lines:
        say(line)


def talk(text: str) -> None:
    """Say something that is not the answer, on stderr."""
    click.echo(visible_lines(text), err=True)


def tell_who_waits(text: str) -> None:
    """Say on stderr what takes time, if a person is looking there."""
    if sys.stderr.isatty():
        talk(text)


def show_json(answer: Any) -> None:
    """Print one object in ASCII; other characters are escaped."""
    data = plain_data(answer)
    click.echo(json.dumps(data, indent=2, ensure_ascii=True, allow_nan=False))


def say_object(answer: Mapping[str, Any]) -> None:
    """Print one object in a line of ASCII, at once: for a program that waits for it."""
    click.echo(json.dumps(answer, ensure_ascii=True, separators=(",", ":")))
    sys.stdout.flush()


def wide() -> int:
    """Columns that a table may take: 80, or as many as the terminal has, or `COLUMNS` says."""
    from wargame.table.words.wrap import WIDTH

    return max(WIDTH, shutil.get_terminal_size((WIDTH, 0)).columns)


def is_terminal() -> bool:
    """Whether input and output are both a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_at_terminal() -> bool:
    """Whether there is a terminal that can be drawn on: screens are drawn through stderr."""
    return is_terminal() and sys.stderr.isatty() and not is_dumb()
