"""A command: something to do, by key or from the list of all there is to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wargame.dataclass import dataclass
from wargame.table.words.gate import as_compared


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

    def rank(self, words: Sequence[str]) -> int:
        """How near these words are to what it is called, nearest at 0: its label begins with them,
        words of its name begin with each, its name has them, or only what it does."""
        name, label = as_compared(self.name), as_compared(self.label)
        if label.startswith(" ".join(words)):
            return 0
        parts = name.replace(":", " ").split()
        if all(any(part.startswith(word) for part in parts) for word in words):
            return 1
        return 2 if all(word in name for word in words) else 3

    def matches(self, words: Sequence[str]) -> bool:
        """Whether all these words occur in it."""
        said = as_compared(f"{self.name} {self.about}")
        return all(word in said for word in words)
