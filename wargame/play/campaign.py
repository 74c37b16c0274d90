"""From one chapter of a campaign to the next: what is carried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.content.chapters import ChapterRef, carried_part, chapter_of, is_chapter
from wargame.content.library import DeckRef, load_deck
from wargame.content.starts import is_start, starts_of
from wargame.content.typed import AGENDA, HANDICAP, OFF, Stack, parse_stack
from wargame.rules.game import Game, Position

if TYPE_CHECKING:
    from wargame.content.model import Campaign, Deck


def next_game(deck: DeckRef, game: Game, end: Position) -> tuple[DeckRef, ChapterRef] | None:
    """Where the next chapter begins after a finished one; None where there is none.

    Args:
        deck: The folder that the game's deck is read from.
        end: The last position of the game.

    Raises:
        DeckError: The deck cannot be read.
        UsageError: It has no such campaign any more.
    """
    if not (is_chapter(game.loaded.variant) and end.is_over):
        return None
    here = chapter_of(load_deck(DeckRef(deck.folder)).deck, game.loaded.variant)
    following = here and here.next
    if following is None:
        return None
    stack = laid_on(following, parse_stack(game.loaded.variant), here)
    plain = load_deck(DeckRef(deck.folder, stack.plain)).written
    values = {**stack.values, **_carried(following.campaign, plain, end)}
    if following.campaign.agendas == "spent":
        values |= _spent(game, plain, end)
    return DeckRef(deck.folder, str(Stack(stack.variants, values, stack.table))), following


def laid_on(chapter: ChapterRef, before: Stack, here: ChapterRef | None = None) -> Stack:
    """A later chapter with what its campaign was begun with: variants, the table, and values, save
    those that say where the first chapter starts.

    Args:
        before: What an earlier chapter is played with.
        here: That chapter; None if `before` is what was typed.
    """
    own = {*chapter.stack.variants, *(here.stack.variants if here else ())}
    typed = (one for one in before.variants if one not in own)
    is_spent = chapter.campaign.agendas == "spent"
    kept = {
        name: text
        for name, text in before.values.items()
        if not (is_start(name) or name == HANDICAP) or (name.startswith(AGENDA) and not is_spent)
    }
    variants, values = (*chapter.stack.variants, *typed), {**chapter.stack.values, **kept}
    return Stack(variants, values, before.table)


def _carried(campaign: Campaign, deck: Deck, end: Position) -> dict[str, str]:
    """The numbers that are carried, within what the next chapter can hold."""
    known = starts_of(deck)
    found = {}
    for name, part in filter(None, map(carried_part, campaign.carry)):
        if name in known:
            found[name] = str(min(max(end[name] // part, known[name].low), known[name].high))
    return found


def _spent(game: Game, deck: Deck, end: Position) -> dict[str, str]:
    """The agendas that were laid open, or left out before; a seat keeps all if it had no other."""
    before = parse_stack(game.loaded.variant).values
    gone = {name.removeprefix(AGENDA) for name in before if name.startswith(AGENDA)}
    gone |= set(end.agendas_shown)
    for seat in (one.id for one in deck.seats):
        own = {one.id for one in deck.agendas_for(seat)}
        if own <= gone:
            gone -= own
    return {f"{AGENDA}{one.id}": OFF for one in deck.agendas if one.id in gone}
