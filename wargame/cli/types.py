"""What may be typed for an option, and what is said when it is not that."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

import click

from wargame.play.seeds import SECRET_BYTES, SEED_LIMIT, is_secret

LAST_PORT = 65_535
ADDRESS = re.compile(
    r"(?:(?P<host>[A-Za-z0-9._-]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):)?(?P<port>[0-9]{1,5})", re.ASCII
)
SHOWN = 256
"""Up to which number a range is shown in help; beyond, it is named to whoever leaves it."""
ASK = "ask"
"""What is typed to have people asked for their bids, one after the other."""


class WholeNumber(click.ParamType[int]):
    """A whole number in ASCII digits alone: no blanks, underscores or foreign digits, and no sign
    but the minus of a number that may be below 0.

    Python's `int` would take all of those, and a seed that two people read differently is no
    seed.
    """

    name = "number"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The range, where somebody may come to its end."""
        return f"[{self.low}..{self.high}]" if self.high <= SHOWN else None

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        text = str(value)
        digits = text.removeprefix("-") if self.low < 0 else text
        plain = digits.isascii() and digits.isdigit()
        if not plain or len(text) > 20 or not self.low <= int(text) <= self.high:
            shown = text if len(text) <= 40 else f"{text[:40]}…"
            self.fail(
                f"{shown!r} must be a whole number from {self.low} to {self.high}.", param, ctx
            )
        return int(text)


class Secret(click.ParamType[str]):
    """The secret of a match or a run: 32 hex digits."""

    name = "hex"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).lower()
        if not is_secret(text):
            self.fail(f"{text[:40]!r} must be {2 * SECRET_BYTES} hex digits.", param, ctx)
        return text


class LineHash(click.ParamType[str]):
    """The hash of a save's last line, as it is shown or read aloud: in capitals it is the same."""

    name = "hash"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).lower()
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            self.fail(f"{text[:40]!r} must be the 64 hex digits that were shown.", param, ctx)
        return text


class NameList(click.ParamType[tuple[str, ...]]):
    """Names with commas between them; blanks around a name do not count."""

    name = "names"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        names = tuple(name.strip() for name in str(value).split(",") if name.strip())
        if not names:
            self.fail(f"{str(value)[:40]!r} holds no name.", param, ctx)
        return names


class Share(click.ParamType[float]):
    """A share between none and all, such as 0.65."""

    name = "share"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        if isinstance(value, float):
            return value
        text = str(value)
        whole, point, rest = text.partition(".")
        plain = whole in ("", "0") and point and rest.isascii() and rest.isdigit()
        if not plain or len(rest) > 6 or not 0 < float(text) < 1:
            self.fail(
                f"{text[:40]!r} must be a share above 0 and below 1, such as 0.65.", param, ctx
            )
        return float(text)


class Temperature(click.ParamType[float]):
    """How far a language model strays from its likeliest answer: a number such as 0.7."""

    name = "temperature"
    highest = 2

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        if isinstance(value, float):
            return value
        text = str(value)
        plain = re.fullmatch(r"[0-9]?\.?[0-9]{1,6}", text, re.ASCII)
        if not plain or float(text) > self.highest:
            self.fail(f"{text[:40]!r} must be from 0 to {self.highest}, such as 0.7.", param, ctx)
        return float(text)


class Address(click.ParamType[tuple[str, int]]):
    """`[HOST:]PORT`: a host by name or number, in brackets if it holds colons, and a port.

    Args:
        host: What stands for one that is left out; "" if none may be.
    """

    name = "address"

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        found = ADDRESS.fullmatch(str(value))
        host = (found["host"] or self.host) if found else ""
        if not found or not host or int(found["port"]) > LAST_PORT:
            like = "[HOST:]PORT, such as 4711" if self.host else "HOST:PORT, such as 127.0.0.1:4711"
            self.fail(f"{str(value)[:60]!r} must be {like}.", param, ctx)
        return host.strip("[]"), int(found["port"])


class SeatPlayer(click.ParamType[tuple[str, str]]):
    """`SEAT=PLAYER`, such as `north=human` or `south=greedy`."""

    name = "seat=player"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        seat, equals, player = str(value).partition("=")
        if not (seat and equals and player):
            self.fail(f"{value!r} must be SEAT=PLAYER, such as north=human.", param, ctx)
        return seat, player


class SeatNumbers(click.ParamType[dict[str, int]]):
    """`SEAT=N,SEAT=N`."""

    name = "numbers of seats"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, int]:
        if isinstance(value, dict):
            return value
        found: dict[str, int] = {}
        for part in str(value).split(","):
            seat, _, number = (word.strip() for word in part.partition("="))
            digits = number.removeprefix("-")
            plain = digits.isascii() and digits.isdigit()
            if not seat or not plain or len(digits) > 7:
                self.fail(f"{part[:40]!r} must be SEAT=N, such as north=3,south=5.", param, ctx)
            if seat in found:
                self.fail(f"'{seat[:40]}' is named twice.", param, ctx)
            found[seat] = int(number)
        return found


class Bids(SeatNumbers):
    """The same, or `ask`, which is no bid yet."""

    name = "bids"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, int]:
        return {} if value == ASK else super().convert(value, param, ctx)


class Folder(click.ParamType[Path]):
    """A folder by its path. An empty path is refused; it does not mean the current folder."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if value == "":
            self.fail("'' names no folder; a dot is the one you are in.", param, ctx)
        path = Path(value)
        try:
            path.lstat()
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # `is_dir` of Python 3.14 tells nobody
                raise
        return path


SEED = WholeNumber(0, SEED_LIMIT - 1)
SEAT = SeatPlayer()
FOLDER = Folder()
