"""What is said where a package is asked for that only an extra brings."""

from __future__ import annotations


def missing(package: str, *extras: str) -> ImportError:
    """What to raise where a package is not there: it says what to type.

    >>> str(missing("OpenSpiel", "openspiel"))
    "This needs OpenSpiel: pip install 'wargame[openspiel]'."
    """
    commands = " or ".join(f"pip install 'wargame[{extra}]'" for extra in extras)
    return ImportError(f"This needs {package}: {commands}.")
