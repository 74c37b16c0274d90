"""Classes that follow each other: each table goes on, in the next chapter of its campaign."""

from __future__ import annotations

from pathlib import Path, PurePath

from wargame.content.chapters import ChapterRef, chapter_of
from wargame.content.library import DeckRef
from wargame.content.starts import without_carried
from wargame.content.typed import parse_stack
from wargame.errors import RecordError, UsageError, visible
from wargame.play.campaign import laid_on
from wargame.play.proceedings import class_told, closed_by_control
from wargame.rules.game import Game
from wargame.seminar.plan import SeminarPlan
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.store.world import World
from wargame.table.host.campaign import Opened, check_ended, open_of, told_before

AS_BEFORE = (
    "facilitator",
    "people",
    "tables",
    "seats",
    "hands",
    "adjudication",
    "close",
    "overtime",
    "survey",
)
"""What the plan of a class has of the one before it."""
ANEW = "While the plan has no 'after', a table begins the chapter as the deck has it."
"""What is left to a table that cannot go on from its game."""


def follows(game: Game) -> str:
    """What stands behind the deck's colon in a plan of the next chapter.

    Args:
        game: Of the plan of the class before.

    Raises:
        UsageError: It is no chapter of a campaign, or the last one.
    """
    here = _chapter(game)
    if here is None:
        raise UsageError(
            "That class plays no chapter of a campaign. One that does is begun by "
            "`wargame seminar new NAME --deck DECK --campaign CAMPAIGN`."
        )
    if here.next is None:
        raise UsageError("That class plays the last chapter of its campaign.")
    return str(laid_on(here.next, parse_stack(game.loaded.variant), here))


def goes_on_from(plan: SeminarPlan, before: SeminarPlan, folder: str) -> SeminarPlan:
    """A plan with the people of the class before, and its ways.

    Args:
        folder: Of the class before, as seen from where the folder of this one lies.
    """
    same = {name: getattr(before, name) for name in AS_BEFORE}
    return plan.model_copy(update={"after": folder, **same})


def why_not_after(game: Game) -> str:
    """Why no class can come before one that plays this game, or ""."""
    here = _chapter(game)
    return "" if here and here.number > 1 else "its deck is no later chapter of a campaign"


def open_chapter(game: Game, save: Path, deck: DeckRef, again: str, unplayed: str) -> Opened:
    """The game of a table, from where its game in the class before ended.

    Args:
        game: Of the plan.
        save: The game before.
        deck: That of the plan, where it lies.
        again: What is typed to go on with the game before.
        unplayed: What is said of a table at which nobody is to play.

    Raises:
        DeckError: The deck cannot be used.
        UsageError: There is no game before, or none that is over with an ending; or what comes
            after it is not what the plan names.
    """
    try:
        return _after(save, game, deck, again)
    except (UsageError, RecordError) as error:
        told = f"This table goes on from {visible(str(save))}. {error}\n    {ANEW}\n    {unplayed}"
        raise UsageError(told) from None


def _after(save: Path, game: Game, deck: DeckRef, again: str) -> Opened:
    if not save.exists():
        raise UsageError("There is no such game: bring it there, or mend 'after' in the plan.")
    match = match_of(load(save, World()))
    if not match.is_over and closed_by_control(match.record.events):
        raise UsageError("That was closed unscored: there is no end to go on from.")
    if match.game.deck.id != game.deck.id:
        raise UsageError(
            f"That is a game of '{visible(match.game.deck.id)}', and the plan's deck is "
            f"'{game.deck.id}'."
        )
    check_ended(match.game, match.state, again)
    opened, told = open_of(deck, match.game, match.state)
    comes, planned = _named(opened), _named(game)
    if comes != planned:
        raise UsageError(
            f"After that comes {visible(comes)}; the plan's deck is {visible(planned)}."
        )
    return opened, told


def followed(save: Path) -> tuple[str, str]:
    """What the class is called in which a game was played, and the id of that game.

    Raises:
        RecordError: It cannot be read.
    """
    found = load(save, World())
    _, name, _, _ = class_told(found.events)
    return name or save.absolute().parent.parent.name, found.head.id


def _chapter(game: Game) -> ChapterRef | None:
    """Which chapter a game is; None if it is none, or of a deck as saves hold it."""
    return chapter_of(game.deck, game.loaded.variant) if game.deck.campaigns else None


def _named(game: Game) -> str:
    """The deck of a game as a plan names it."""
    return f"{game.deck.id}:{without_carried(game.loaded.variant)}"


def told_of(game: Game, before: str = "") -> list[str]:
    """What people are told of the chapter that a class plays; nothing of any other game.

    Args:
        before: The folder of the class before, or "".
    """
    here = _chapter(game)
    if here is None:
        return []
    if not before:
        return [told_before(here)]
    named = PurePath(before).name.strip(".") or "the class before"
    start = (
        f"Each table begins where its game of {named} ended: its board tells other numbers than "
        "these pages."
    )
    return [told_before(here), start]
