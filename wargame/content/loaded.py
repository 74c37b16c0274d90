"""A deck with the places its parts were read from.

The models that check a deck are imported only by what needs them: to set them up takes longer than
all that is asked of a deck that was checked before (`content.known`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wargame.content.fields import QUOTE, READERS_NOUNS, Quoted
from wargame.content.limits import FULL
from wargame.dataclass import dataclass
from wargame.errors import DeckPath, Mark

if TYPE_CHECKING:
    from wargame.content.model import Deck


@dataclass(frozen=True)
class LoadedDeck:
    """A deck with the places its parts were read from.

    Attributes:
        written: The content as its author wrote it, a variant's overlay and values applied.
        marks: Where each part stands, by its path such as ("cards", 3, "do", 0).
        variant: What was applied, as it is typed behind the deck's colon, or "".
        like: The plain deck that it shares nouns with.
    """

    written: Deck
    marks: Mapping[DeckPath, Mark]
    variant: str = ""
    like: LoadedDeck | None = None

    @property
    def tree(self) -> dict[str, Any]:
        """What saves keep of the deck, as plain data without its default values."""
        return self.written.model_dump(exclude=set(READERS_NOUNS), exclude_defaults=True)

    @cached_property
    def deck(self) -> Deck:
        """The content as people read it: numbers filled in, rules that were removed left out, a
        card for each copy."""
        from wargame.content.model import copies_of, filled  # noqa: PLC0415  see above

        deck, new = self.written, dict[str, object]()
        for name, place in self.quotes:
            value = new.setdefault(name, getattr(deck, name))
            if isinstance(value, list):
                value = new[name] = value if value is not getattr(deck, name) else value[:]
                value[place] = filled(value[place], self.fill)
            else:
                new[name] = filled(value, self.fill)
        if any(rule.removed for rule in deck.rules):
            rules = new.get("rules", deck.rules)
            assert isinstance(rules, list)
            new["rules"] = [rule for rule in rules if not rule.removed]
        if any(card.copies > 1 for card in deck.cards):
            cards = new.get("cards", deck.cards)
            assert isinstance(cards, list)
            new["cards"] = [copy for card in cards for copy in copies_of(card)]
        return deck.model_copy(update=new) if new else deck

    @cached_property
    def quotes(self) -> tuple[Quoted, ...]:
        """The nouns that quote a number; none where the deck names none."""
        from wargame.content.model import find_quotes  # noqa: PLC0415  see above

        if not self.written.numbers:
            return ()
        if self.like is None or not self.like.written.numbers:
            return find_quotes(self.written, None, ())
        return find_quotes(self.written, self.like.written, self.like.quotes)

    @cached_property
    def effective(self) -> dict[str, int]:
        """What each named number comes to: its value, scaled by the dial that scales it."""
        found = {number.id: number.value for number in self.written.numbers}
        for dial in self.written.dials:
            for path in dial.scales:
                noun, _, name = path.partition(".")
                if noun == "numbers" and name in found:
                    found[name] = int(found[name] * dial.eighths / FULL)
        return found

    def fill(self, text: str) -> str:
        """A text with the numbers that it quotes filled in; what is no number stays."""
        numbers = self.effective
        return QUOTE.sub(lambda quote: str(numbers.get(quote[1], quote[0])), text)

    def relaid(self, written: Deck, variant: str) -> LoadedDeck:
        """The same deck with other values, which stand where they stood."""
        found = LoadedDeck(written, self.marks, variant)
        found.__dict__["quotes"] = self.quotes
        return found

    @cached_property
    def deck_hash(self) -> str:
        """64 hex digits over what the deck says; comments, layout and defaults apart."""
        data = self.tree
        text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def mark(self, path: DeckPath, offset: int = 0) -> Mark | None:
        """The place of a part, or of the nearest part around it; `offset` characters into it.

        Text that runs over several lines has one place, its first character.
        """
        for length in range(len(path), -1, -1):
            found = self.marks.get(path[:length])
            if found is not None:
                inside = length == len(path) and found.column + offset <= len(found.text) + 1
                return found.moved(offset) if inside else found
        return None
