"""What to type so that a library which only an extra brings is there.

Libraries are named, and never this program with its extra: the public index has another program of
its name, which `pip` takes wherever this one is not installed. For the same reason the line names
the Python that runs.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from wargame.content.shell import line_of

EXTRAS: Final[Mapping[str, tuple[str, ...]]] = {
    "openspiel": ("open_spiel>=2,<3",),
    "pettingzoo": ("pettingzoo>=1.25,<2",),
    "cluster": ("distributed>=2025.1",),
    "sensitivity": ("SALib>=1.5.1,<2",),
    "report": ("typst>=0.14.3,<1",),
}
"""What each extra brings, as `pyproject.toml` has it."""


def to_install(*libraries: str) -> str:
    """The line that installs libraries for the Python that runs.

    >>> to_install("setuptools").endswith(" -m pip install setuptools")
    True
    """
    return line_of([sys.executable or "python", "-m", "pip", "install", *libraries])


def needs(what: str, package: str, extra: str) -> str:
    """A sentence: what needs a package that an extra brings, and what to type.

    >>> needs("A PDF", "Typst", "report").startswith("A PDF needs Typst: ")
    True
    """
    return f"{what} needs {package}: {to_install(*EXTRAS[extra])}."
