"""Campaigns: which chapter a game is, by what stands behind its deck's colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wargame.content.typed import CHAPTER, Stack, parse_stack
from wargame.dataclass import dataclass
from wargame.errors import UsageError, nearest, visible

if TYPE_CHECKING:
    from wargame.content.model import Campaign, Deck

_CHAPTER = re.compile(rf"(?:^|\+){CHAPTER}=([a-z][a-z0-9_]{{0,39}})\.([1-9][0-9]{{0,2}})(?:$|\+)")
_CARRIED = re.compile(r"([a-z][a-z0-9_.]*)(?:\s*//\s*([1-9][0-9]{0,2}))?")


@dataclass(frozen=True, slots=True)
class ChapterRef:
    """A chapter of a campaign of a deck.

    Attributes:
        number: Which, from 1.
    """

    campaign: Campaign
    number: int

    @property
    def said(self) -> str:
        """Which chapter it is, for people: `Chapter 2 of 3: The year of elections`."""
        chapters = self.campaign.chapters
        return f"Chapter {self.number} of {len(chapters)}: {chapters[self.number - 1].title}"

    @property
    def next(self) -> ChapterRef | None:
        """The one after it; None for the last."""
        is_last = self.number >= len(self.campaign.chapters)
        return None if is_last else ChapterRef(self.campaign, self.number + 1)

    @property
    def stack(self) -> Stack:
        """What is played, behind the deck's colon, if nothing is carried into it."""
        variant = self.campaign.chapters[self.number - 1].variant
        return Stack((variant,) if variant else (), {CHAPTER: f"{self.campaign.id}.{self.number}"})


def carried_part(text: str) -> tuple[str, int] | None:
    """The number that a line of `carry` names, and by what it is divided; None if it is no such.

    >>> carried_part("shared.lead // 4"), carried_part("shared.trust"), carried_part("a // 0")
    (('shared.lead', 4), ('shared.trust', 1), None)
    """
    found = _CARRIED.fullmatch(text.strip())
    return (found[1], int(found[2] or 1)) if found else None


def first_chapter(deck: Deck, campaign: str) -> ChapterRef:
    """The first chapter of a campaign.

    Raises:
        UsageError: The deck has no such campaign.
    """
    return _chapter(deck, f"{campaign}.1")


def chapter_of(deck: Deck, variant: str) -> ChapterRef | None:
    """The chapter that a game is, by what stands behind its deck's colon; None if it is none.

    Args:
        deck: As its folder has it: saves hold no campaigns.

    Raises:
        UsageError: The deck has no such chapter.
    """
    told = parse_stack(variant).values.get(CHAPTER, "")
    return _chapter(deck, told) if told else None


def is_chapter(variant: str) -> bool:
    """Whether a game is a chapter of a campaign."""
    return CHAPTER in parse_stack(variant).values


def numbered(variant: str) -> str:
    """Which chapter a game is, as can be told without its campaign; "" for none.

    Args:
        variant: What stands behind the colon of its deck's name; of a save, anything.

    >>> numbered("later+chapter=long_game.2"), numbered("later")
    ('chapter 2 of long_game', '')
    """
    found = _CHAPTER.search(variant)
    return f"chapter {found[2]} of {found[1]}" if found else ""


def goes_on(deck: Deck, variant: str) -> bool:
    """Whether a chapter may come after a game; a deck as saves hold it knows of no last one."""
    if not is_chapter(variant):
        return False
    here = chapter_of(deck, variant) if deck.campaigns else None
    return here is None or here.next is not None


def _chapter(deck: Deck, told: str) -> ChapterRef:
    name, _, number = told.rpartition(".")
    known = {one.id: one for one in deck.campaigns}
    if name not in known:
        said = f"deck '{deck.id}' has no campaign '{name[:60]}'"
        raise UsageError(
            f"{visible(said)}\n    {nearest(name, known) if known else 'It has none.'}"
        )
    chapters = len(known[name].chapters)
    if number not in map(str, range(1, chapters + 1)):
        said = f"campaign '{name}' has {chapters} chapters, and no '{number[:20]}'"
        raise UsageError(visible(said))
    return ChapterRef(known[name], int(number))


def is_last(deck: Deck, variant: str) -> bool:
    """Whether a game is the last chapter of a campaign that its deck still has."""
    return is_chapter(variant) and bool(deck.campaigns) and not goes_on(deck, variant)
