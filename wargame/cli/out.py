"""How answers are printed: cleaned text for people, one ASCII object for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from wargame.errors import visible


def say(text: str = "") -> None:
    """Print an answer; what could move the cursor or hide in the text is written out."""
    for line in text.split("\n"):
        click.echo(visible(line))


def say_all(lines: Iterable[str]) -> None:
    """Print an answer of several lines."""
    for line in lines:
        say(line)


def talk(text: str) -> None:
    """Say something that is not the answer, on stderr."""
    for line in text.split("\n"):
        click.echo(visible(line), err=True)


def show_json(answer: Mapping[str, Any]) -> None:
    """Print one object, every character beyond ASCII escaped."""
    click.echo(json.dumps(answer, indent=2, ensure_ascii=True, allow_nan=False))


def fill_seats(named: Iterable[tuple[str, str]], seats: Iterable[str], rest: str) -> dict[str, str]:
    """Who sits where: the seats that were named, and `rest` on the others."""
    chosen = check_seats(named, seats)
    return {seat: chosen.get(seat, rest) for seat in seats}


def check_seats(named: Iterable[tuple[str, str]], seats: Iterable[str]) -> dict[str, str]:
    """The players that were named, by seat.

    Raises:
        UsageError: a seat is not in the deck, or is named twice.
    """
    from wargame.errors import UsageError, nearest  # noqa: PLC0415 - only commands with seats

    known, chosen = list(seats), dict[str, str]()
    for seat, player in named:
        if seat not in known:
            raise UsageError(f"--seat: no seat '{seat}' in this deck. {nearest(seat, known)}")
        if seat in chosen:
            raise UsageError(f"--seat: seat '{seat}' is given two players.")
        chosen[seat] = player
    return chosen


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()
