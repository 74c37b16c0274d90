"""What may be typed for an option, and what is said when it is not that."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any, TypeVar

import click

from wargame.content.typed import whole_number
from wargame.errors import shortened
from wargame.play.seeds import SECRET_BYTES, SEED_LIMIT, is_secret

LAST_PORT = 65_535
ADDRESS = re.compile(
    r"(?:(?P<host>[A-Za-z0-9._-]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):)?(?P<port>[0-9]{1,5})", re.ASCII
)
LARGEST = 9_999_999
"""What may be set for a seat at most."""
SHOWN = 256
"""Up to which number a range is shown in help; beyond, it is named to whoever leaves it."""
ASK = "ask"
"""What is typed to have people asked for their bids, one after the other."""


T = TypeVar("T")


class Typed(click.ParamType[T]):
    """What is typed in a way of its own. Whatever is no text has been read before: a default."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> T:
        read: T = self.read(value) if isinstance(value, str) else value
        return read

    def read(self, text: str) -> T:
        """What a text stands for.

        Raises:
            BadParameter: It stands for nothing; a sentence with what was expected.
        """
        raise NotImplementedError


class WholeNumber(Typed[int]):
    """A whole number, as `whole_number` has it: a seed that two people read differently is none."""

    name = "number"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The range, where somebody may come to its end."""
        return f"[{self.low}..{self.high}]" if self.high <= SHOWN else None

    def read(self, text: str) -> int:
        number = whole_number(text, self.low, self.high)
        if number is None:
            raise click.BadParameter(
                f"{shortened(text, 40)!r} must be a whole number from {self.low} to {self.high}."
            )
        return number


class Secret(Typed[str]):
    """The secret of a match or a run: 32 hex digits."""

    name = "hex"

    def read(self, text: str) -> str:
        text = text.lower()
        if not is_secret(text):
            raise click.BadParameter(f"{text[:40]!r} must be {2 * SECRET_BYTES} hex digits.")
        return text


class LineHash(Typed[str]):
    """The hash of a save's last line, as it is shown or read aloud: in capitals it is the same."""

    name = "hash"

    def read(self, text: str) -> str:
        text = text.lower()
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            raise click.BadParameter(f"{text[:40]!r} must be the 64 hex digits that were shown.")
        return text


class NameList(Typed[tuple[str, ...]]):
    """Names with commas between them; blanks around a name do not count."""

    name = "names"

    def read(self, text: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        if not names:
            raise click.BadParameter(f"{text[:40]!r} holds no name.")
        return names


class Share(Typed[float]):
    """A share between none and all, such as 0.65."""

    name = "share"

    def read(self, text: str) -> float:
        whole, point, rest = text.partition(".")
        plain = whole in ("", "0") and point and rest.isascii() and rest.isdigit()
        if not plain or len(rest) > 6 or not 0 < float(text) < 1:
            raise click.BadParameter(
                f"{text[:40]!r} must be a share above 0 and below 1, such as 0.65."
            )
        return float(text)


class Temperature(Typed[float]):
    """How far a language model strays from its likeliest answer: a number such as 0.7."""

    name = "temperature"
    highest = 2

    def read(self, text: str) -> float:
        plain = re.fullmatch(r"[0-9]?\.?[0-9]{1,6}", text, re.ASCII)
        if not plain or float(text) > self.highest:
            raise click.BadParameter(
                f"{text[:40]!r} must be from 0 to {self.highest}, such as 0.7."
            )
        return float(text)


class Address(Typed[tuple[str, int]]):
    """`[HOST:]PORT`: a host by name or number, in brackets if it holds colons, and a port.

    Args:
        host: What stands for one that is left out; "" if none may be.
    """

    name = "address"

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host

    def read(self, text: str) -> tuple[str, int]:
        found = ADDRESS.fullmatch(text)
        host = (found["host"] or self.host) if found else ""
        if not found or not host or int(found["port"]) > LAST_PORT:
            like = "[HOST:]PORT, such as 4711" if self.host else "HOST:PORT, such as 127.0.0.1:4711"
            raise click.BadParameter(f"{text[:60]!r} must be {like}.")
        return host.strip("[]"), int(found["port"])


class SeatPlayer(Typed[tuple[str, str]]):
    """`SEAT=PLAYER`, such as `north=human` or `south=greedy`."""

    name = "seat=player"

    def read(self, text: str) -> tuple[str, str]:
        seat, equals, player = text.partition("=")
        if not (seat and equals and player):
            raise click.BadParameter(f"{text!r} must be SEAT=PLAYER, such as north=human.")
        return seat, player


class SeatNumbers(Typed[dict[str, int]]):
    """`SEAT=N,SEAT=N`."""

    name = "numbers of seats"

    def read(self, text: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in text.split(","):
            seat, _, text = (word.strip() for word in part.partition("="))
            number = whole_number(text, -LARGEST, LARGEST)
            if not seat or number is None:
                raise click.BadParameter(f"{part[:40]!r} must be SEAT=N, such as north=3,south=5.")
            if seat in found:
                raise click.BadParameter(f"'{seat[:40]}' is named twice.")
            found[seat] = number
        return found


class Bids(SeatNumbers):
    """The same, or `ask`, which is no bid yet."""

    name = "bids"

    def read(self, text: str) -> dict[str, int]:
        return {} if text == ASK else super().read(text)


class Folder(Typed[Path]):
    """A folder by its path. An empty path is refused; it does not mean the current folder."""

    name = "folder"

    def read(self, text: str) -> Path:
        if not text:
            raise click.BadParameter("'' names no folder; a dot is the one you are in.")
        path = Path(text)
        try:
            path.lstat()
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # `is_dir` of Python 3.14 tells nobody
                raise
        return path


SEED = WholeNumber(0, SEED_LIMIT - 1)
SEAT = SeatPlayer()
FOLDER = Folder()
