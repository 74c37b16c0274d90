"""Command lines as the shells of a system take them, and as people type them there."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable
from typing import Final

ON_WINDOWS: Final = sys.platform == "win32"

_BARE: Final = re.compile(r"[\w@%+=:,./\\~-]+", re.ASCII)
"""Words that no shell of Windows reads otherwise than they stand."""


def line_of(words: Iterable[str], windows: bool = ON_WINDOWS) -> str:
    r"""The line that a shell takes for these words.

    Args:
        windows: Whether it is a shell of Windows: there a backslash parts folders, and double
            quotes alone hold a word together in all of them.

    >>> line_of(["resume", "my evening"], windows=False)
    "resume 'my evening'"
    >>> line_of(["resume", "--saves", r"C:\my saves"], windows=True)
    'resume --saves "C:\\my saves"'
    """
    if not windows:
        return shlex.join(words)
    return " ".join(
        word if _BARE.fullmatch(word) else '"' + word.replace('"', '\\"') + '"' for word in words
    )


def words_of(line: str, windows: bool = ON_WINDOWS) -> list[str]:
    r"""The words of a line that somebody typed for a shell; quotes hold one together.

    Args:
        windows: Whether a backslash parts folders in it, and hides nothing.

    Raises:
        ValueError: A quote has no other.

    >>> words_of(r"python my\ bot.py", windows=False)
    ['python', 'my bot.py']
    >>> words_of(r'C:\Python\python.exe "C:\my bots\one.py"', windows=True)
    ['C:\\Python\\python.exe', 'C:\\my bots\\one.py']
    """
    if not windows:
        return shlex.split(line)
    reader = shlex.shlex(line, posix=True, punctuation_chars=False)
    reader.whitespace_split, reader.commenters, reader.escape = True, "", ""
    return list(reader)
