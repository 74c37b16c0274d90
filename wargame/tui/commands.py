"""A command: something that can be done now, by key or from the list of all there is to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done.

    Attributes:
        label: What it is called.
        key: The key that does it at once, or "".
        about: What it does, in a sentence, or "".
        do: Does it, once the list is closed.
    """

    label: str
    key: str
    about: str
    do: Callable[[], None]

    def matches(self, words: Sequence[str]) -> bool:
        """Whether all these words occur in it."""
        said = f"{self.label} {self.about}".casefold()
        return all(word in said for word in words)
