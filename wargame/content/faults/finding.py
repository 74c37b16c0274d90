"""One finding of pydantic about a deck: where it is, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from wargame.content.model import Deck, Noun
from wargame.content.paths import (
    EFFECT_TAGS,
    SHAPE_TAGS,
    field_name,
    head_of,
    item_name,
    named_parts,
    noun_at,
)
from wargame.content.yaml.marks import Located
from wargame.dataclass import dataclass
from wargame.errors import DeckPath, Mark


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of pydantic, with what is needed to put it into words.

    Attributes:
        root, whole: What the data is, as a noun and in a word.
    """

    details: ErrorDetails
    deck: Located
    guessing: bool
    root: type[Noun] = Deck
    whole: str = "deck"

    @property
    def path(self) -> DeckPath:
        """The place in the plain data: pydantic's location without its names of types."""
        location = self.details["loc"]
        last = len(location) - 1
        named = self.details["type"] in ("extra_forbidden", "missing")
        return tuple(
            key
            for number, key in enumerate(location)
            if (named and number == last) or not _is_tag(key)
        )

    @property
    def value(self) -> Any:
        """What stands there."""
        return self.details["input"]

    @property
    def context(self) -> Mapping[str, Any]:
        """Limits that pydantic reports with a finding."""
        return self.details.get("ctx") or {}

    @property
    def subject(self) -> str:
        """The field, in quotes; "" for a thing as a whole."""
        return field_name(self.deck.tree, self.path, head_of(self.root))

    def said(self, what: str) -> str:
        """A remark on the field."""
        return f"{self.subject}: {what}" if self.subject else what

    @property
    def noun(self) -> type[Noun] | None:
        """The noun that the field belongs to."""
        return noun_at(self.details["loc"][:-1], self.root)

    @property
    def item(self) -> str:
        """The thing that the fault lies in, such as `card mediation`."""
        inside = self.path[:-1] if self.details["type"] == "missing" else self.path
        name = item_name(self.deck.tree, inside, head_of(self.root))
        return self.whole if name == "deck" else name

    def mark(self) -> Mark | None:
        """Where to point."""
        at_key = self.details["loc"][-1:] == ("[key]",) or self.details["type"] == "extra_forbidden"
        if at_key and self.path in self.deck.keys:
            return self.deck.keys[self.path]
        return self.deck.values.around(self.path)

    def whereabouts(self) -> str:
        """The thing that holds the field: `effect 'when' of card 'mediation'`."""
        inside = self.path[:-1]
        parts = named_parts(self.deck.tree, inside)
        words = [f"{kind} {_quoted(name)}" for kind, name, _ in reversed(parts)]
        tail = [str(key) for key in inside[parts[-1][2] if parts else 0 :] if isinstance(key, str)]
        tags = [key for key in self.details["loc"][:-1] if key in EFFECT_TAGS]
        if tail and tags and isinstance(inside[-1], int):
            words.insert(0, f"effect '{str(tags[-1])[1:-1]}'")
        elif tail:
            words.insert(0, f"'{'.'.join(tail)}'")
        return " of ".join(words) or self.whole


def _quoted(name: str) -> str:
    return name if name.startswith("number ") else f"'{name}'"


def _is_tag(key: str | int) -> bool:
    return key in EFFECT_TAGS or key in SHAPE_TAGS or key == "[key]"
