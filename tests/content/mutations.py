"""Spoilt copies of a deck's files, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

TOKENS = (
    b"\n",
    b" ",
    b"  ",
    b"\t",
    b":",
    b": ",
    b"- ",
    b"#",
    b" #",
    b"'",
    b'"',
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b"&a ",
    b"*a",
    b"!!int ",
    b"!",
    b"%",
    b"@",
    b"`",
    b"|",
    b">",
    b"|+2",
    b"?",
    b"? ",
    b"---",
    b"...",
    b"<<: ",
    b"~",
    b"null",
    b"NO",
    b"1:30",
    b"0x1F",
    b".inf",
    b"9" * 40,
    b"-",
    b"true",
    b"\\",
    b'"\\e"',
    b'"\\UFFFFFFFF"',
    b'"\\ud800"',
    b"\x00",
    b"\x1b",
    b"\x85",
    b"\xff",
    b"\xc3",
    b"\xc3\xa9",
    b"\xe2\x80\xa8",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"\xf0\x9f\x98\x80",
    b"\r",
    b"\r\n",
    b"\xc2\xa0",
    b"[" * 40,
    b"id",
    b"do:",
    b"when:",
    b"()",
    b"",
)


def mutations(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """Copies with one to four places changed: bytes replaced, cut, doubled, moved, inserted."""
    chance = random.Random(seed)
    for _ in range(count):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            _spoil(spoilt, chance)
        yield bytes(spoilt)


def _spoil(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((0, 1, 1, 2, 5, 30)))
    match chance.randrange(5):
        case 0:
            data[start:end] = chance.choice(TOKENS)
        case 1:
            del data[start:end]
        case 2:
            data[start:start] = data[start:end] * 2
        case 3:
            moved = data[start:end]
            del data[start:end]
            at = chance.randrange(len(data) + 1)
            data[at:at] = moved
        case _:
            data[start:start] = chance.choice(TOKENS)
