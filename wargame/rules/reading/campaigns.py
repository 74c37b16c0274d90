"""Campaigns: what they play and what they carry has to be there.

Nothing of it goes into the program: rules never know that another game comes after.
"""

from __future__ import annotations

from collections.abc import Collection

from wargame.content.chapters import carried_part
from wargame.content.starts import starts_of
from wargame.errors import nearest
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader

_NEW = ("hand", "card", "project", "deal")
"""What stands before the name of something that no chapter has from the one before it."""


class CampaignReader:
    """Looks through the campaigns of a deck."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def check(self) -> None:
        """Note whatever is named and not there. What is carried is held against each chapter."""
        deck, variant = self.reader.deck, self.reader.loaded.variant
        known = starts_of(deck)
        for n, campaign in enumerate(deck.campaigns):
            item = Item("campaign", campaign.id, campaign.title, Scope(), ("campaigns", n))
            for place, chapter in enumerate(campaign.chapters if not variant else ()):
                if chapter.variant is not None:
                    self.reader.index(
                        item,
                        deck.variants,
                        "variant",
                        chapter.variant,
                        "chapters",
                        place,
                        "variant",
                    )
            if variant in ("", *(one.variant for one in campaign.chapters)):
                for place, text in enumerate(campaign.carry):
                    self.carried(item, text, place, known)

    def carried(self, item: Item, text: str, place: int, known: Collection[str]) -> None:
        """A number that everybody sees and that has a start of its own."""
        path, name = item.at("carry", place), (carried_part(text) or (text, 1))[0]
        what = f"'{name}' is no number that can be carried on"
        if name.partition(".")[0] in _NEW:
            remedy = "Hands, piles, cards in effect, projects and deals are new in each chapter."
            self.reader.fault(item, path, what, remedy)
        elif name not in self.reader.names.table:
            self.reader.no_number(item, path, name)
        elif name not in known:
            is_private = self.reader.names.table[name].owner >= 0
            remedy = "Only its seat sees it." if is_private else nearest(name, known)
            self.reader.fault(item, path, what, remedy)
