"""Chapters of a campaign: the first one, and on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.content.chapters import ChapterRef, first_chapter, is_chapter
from wargame.content.library import DeckLibrary, DeckRef, load_deck
from wargame.content.typed import laid_over, parse_stack
from wargame.errors import UsageError, WargameError, visible
from wargame.lab.runs.games import open_game
from wargame.play.campaign import laid_on, next_game
from wargame.rules.game import Game, Position
from wargame.store.known_decks import hash_of
from wargame.table.host.rematch import rematch
from wargame.table.host.sitting import Sitting
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from wargame.table.host.kept import KeptGames

CHANGED = "The deck has changed since the last chapter; this one is played as the deck is now."

Opened = tuple[Game, str]
"""A chapter, and what people are told before it."""


def open_first(deck: DeckRef, campaign: str) -> Opened:
    """The first chapter of a campaign.

    Args:
        deck: With whatever stands behind its colon: a table, say.

    Raises:
        DeckError: The deck cannot be used.
        UsageError: It has no such campaign, or something does not go together, here or in a later
            chapter.
    """
    chapter = first_chapter(load_deck(DeckRef(deck.folder)).deck, campaign)
    if deck.variant:
        _check_later(deck, chapter)
    game = open_game(DeckRef(deck.folder, laid_over(str(chapter.stack), deck.variant)))
    return game, told_before(chapter)


def _check_later(deck: DeckRef, first: ChapterRef) -> None:
    """Refuse what the first chapter can be played with, and a later one cannot.

    Raises:
        UsageError: There is a later one that cannot.
    """
    later = first.next
    while later is not None:
        try:
            load_deck(DeckRef(deck.folder, str(laid_on(later, parse_stack(deck.variant)))))
        except WargameError as error:
            raise UsageError(f"{later.said}: {error}") from None
        later = later.next


def open_next(game: Game, end: Position, library: DeckLibrary, again: str) -> Opened:
    """The chapter after one that has ended.

    Args:
        again: What is typed to go on with the one that is to have ended.

    Raises:
        DeckError: Its deck cannot be used.
        UsageError: There is none, it would be over as it begins, or its deck is not at hand.
    """
    check_ended(game, end, again)
    return open_of(_at_hand(game.deck.id, library), game, end)


def check_ended(game: Game, end: Position, again: str) -> None:
    """Refuse to go on from a game that is no chapter, or not over.

    Args:
        again: As of `open_next`.

    Raises:
        UsageError: It is no chapter of a campaign, or not over.
    """
    if not is_chapter(game.loaded.variant):
        what = "This game is no chapter of a campaign."
        raise UsageError(f"{what} `wargame play --campaign NAME` begins one.")
    if not end.is_over:
        raise UsageError(f"This chapter is not over: `{again}` goes on with it.")


def open_of(folder: DeckRef, game: Game, end: Position) -> Opened:
    """The chapter of a deck after one that has ended.

    Args:
        folder: Of the deck, as it is now.

    Raises:
        DeckError: It cannot be used.
        UsageError: There is no such chapter, or it would be over as it begins.
    """
    found = next_game(folder, game, end)
    if found is None:
        raise UsageError("That was the last chapter of the campaign.")
    deck, chapter = found
    opened, told = open_game(deck), told_before(chapter)
    _check_begins(opened)
    return opened, f"{told} {CHANGED}" if _has_changed(game, folder) else told


def _check_begins(game: Game) -> None:
    """Refuse a chapter that what is carried has ended already.

    Raises:
        UsageError: It would be over as it begins.
    """
    if game.new().is_over:
        raise UsageError("The campaign ends here: its next chapter would be over as it begins.")


def _at_hand(deck: str, library: DeckLibrary) -> DeckRef:
    """The deck of the next chapter.

    Raises:
        UsageError: It is nowhere; says first how its folder is named.
    """
    try:
        return library.find(deck)
    except UsageError as error:
        looked = str(error).partition("\n")[2]
        what = f"There is no deck '{deck}' here: name where it is by --decks DIR"
        what += " (`resume`, `play --after`)."
        raise UsageError(f"{visible(what)}\n{looked}") from None


def _has_changed(game: Game, folder: DeckRef) -> bool:
    """Whether a deck is not the one that a game was played by."""
    deck = DeckRef(folder.folder, game.loaded.variant)
    try:
        return hash_of(deck) != game.loaded.deck_hash
    except WargameError:  # it has no such variant any more
        return True


def open_after(sitting: Sitting, library: DeckLibrary) -> Opened:
    """The chapter after the game of a sitting.

    Raises:
        DeckError: Its deck cannot be used.
        UsageError: There is none, the game is not over, or the deck is not at hand.
    """
    return open_next(sitting.game, sitting.match.state, library, sitting.again)


def told_before(chapter: ChapterRef) -> str:
    """What people are told before a chapter: before the first of the campaign alone, later of both,
    for the campaign says what goes on."""
    campaign, noun = chapter.campaign, chapter.campaign.chapters[chapter.number - 1]
    about = noun.text if chapter.number > 1 else ""
    said = (stopped(campaign.title), f"{chapter.said}.", about, campaign.text)
    return " ".join(filter(None, said))


def next_chapter(shelf: KeptGames, sitting: Sitting, opened: Opened) -> Sitting:
    """The next chapter for who sat at a table where one is over; the evening's score goes on.

    Args:
        opened: That chapter, as `open_next` gives it.

    Raises:
        WargameError: It cannot be kept.
    """
    game, said = opened
    again = rematch(shelf, sitting, game=game)
    again.notices = [*again.notices, said]
    return again
