"""Packages typed in one line: `deal a d for 2` becomes the plain steps of a draft.

Items go by letters, since the numbers of a menu change with each step.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from wargame.errors import UsageError, nearest
from wargame.rules.view import SeatState
from wargame.table.told.bargain import letters
from wargame.table.told.offer import Package, foresee, steps
from wargame.table.words.titles import Titles

PATTERN = re.compile(r"deal\s+(?P<items>.+?)\s+for\s+(?P<term>[0-9]{1,2})(\s+rounds?)?", re.ASCII)
FORM = "Type the items and the term, such as: deal a d for 2"


def typed_package(view: SeatState, line: str) -> Package:
    """The package that a line names.

    Args:
        line: `deal ITEM… for ROUNDS`; items by their letter or id.

    Raises:
        UsageError: the line cannot be read.
    """
    found = PATTERN.fullmatch(line)
    if not found:
        raise UsageError(FORM)
    words = re.split(r"[\s,]+", found["items"].strip(" ,"))
    lettered = letters(view.deck)
    wanted = [_item(lettered, word) for word in words if word != "and"]
    return Package(frozenset(wanted), int(found["term"]))


def package_steps(view: SeatState, package: Package, titles: Titles) -> list[str]:
    """The actions that table a package, checked as a whole before the first one is taken.

    Args:
        titles: What people read for whatever a refusal names.

    Raises:
        IllegalAction: the package as a whole is not allowed, with the reason.
    """
    foresee(view, package, titles)
    return steps(view, package)


def _item(lettered: Mapping[str, str], word: str) -> str:
    """The item that a letter or an id names."""
    if word in lettered:
        return lettered[word]
    if word in lettered.values():
        return word
    raise UsageError(f"there is no item '{word[:40]}'. {nearest(word, lettered.values())}")
