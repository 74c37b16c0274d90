"""A command: something to do, by key or from the list of all there is to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wargame.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ListEntry:
    """Something that can be done, now or at another time.

    Attributes:
        area: Where it belongs, such as `Talks`.
        label: What it is called.
        key: The key that does it at once, or "".
        about: What it does, in a sentence, or "".
        do: Does it, once the list is closed.
        reason: Why it cannot be done now; "" if it can.
    """

    area: str
    label: str
    key: str
    about: str
    do: Callable[[], None]
    reason: str = ""

    @property
    def name(self) -> str:
        """Where it belongs, and what it does."""
        return f"{self.area}: {self.label}"

    def is_called(self, words: Sequence[str]) -> bool:
        """Whether all these words occur in what it is called."""
        said = self.name.casefold()
        return all(word in said for word in words)

    def matches(self, words: Sequence[str]) -> bool:
        """Whether all these words occur in it."""
        said = f"{self.name} {self.about}".casefold()
        return all(word in said for word in words)
