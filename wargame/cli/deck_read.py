"""`wargame deck list` and `show`: what there is, and what it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.decks import find_deck, library
from wargame.cli.group import Strict
from wargame.cli.options import (
    decks_option,
    html_option,
    json_answer,
    markdown_option,
    variant_option,
)
from wargame.cli.out import say, say_all, show_json
from wargame.cli.pages import free_page, write_page
from wargame.content.again import Again
from wargame.content.library import DeckList
from wargame.errors import UsageError

if TYPE_CHECKING:
    from wargame.rules.game import Game


@click.command(name="list", cls=Strict, short_help="Which decks there are.")
@json_answer("wargame.content.library:DeckList")
@decks_option
def list_decks(as_json: bool, decks: Path | None) -> None:
    """List the decks that can be named."""
    entries = library(decks).list()
    if as_json:
        show_json(DeckList([*entries]))
        return
    for entry in entries:
        place = "" if entry.shipped else f"  ({entry.folder})"
        say(f"{entry.id:<16} {entry.title}{place}")


@click.command(cls=Strict, short_help="What a deck or one of its items says and does.")
@click.argument("deck")
@click.argument("item", required=False)
@click.option("--rules", is_flag=True, help="The player's rules, on two pages at most.")
@json_answer(
    "wargame.cli.deck_objects:WholeDeck",
    "wargame.cli.deck_objects:DeckItem",
    "wargame.cli.deck_objects:DeckRules",
)
@variant_option
@decks_option
def show(
    deck: str, item: str | None, rules: bool, as_json: bool, variant: str, decks: Path | None
) -> None:
    """Show what DECK holds, what one ITEM of it says and does, or how it is played.

    ITEM is the id of a card, measure, project, action, inject, deal item, agenda, review, front,
    rule, ending, track, ready package, modifier, era, source or example. Where several share an
    id, all are shown, and track.ID is the track alone; --json shows the first, and names the
    others.
    """
    from wargame.lab.runs.games import open_game

    if rules and item is not None:
        raise UsageError("--rules is about the whole deck: leave out the item, or --rules")
    found = find_deck(deck, variant, decks)
    game = open_game(found)
    if rules:
        _show_rules(game, as_json)
    elif item is not None:
        name = library(decks).name_of(game.deck.id, found.folder)
        _show_item(game, item, as_json, Again(name, decks))
    else:
        _show_deck(game, as_json)


def _show_rules(game: Game, as_json: bool) -> None:
    from wargame.cli.deck_objects import DeckRules
    from wargame.table.rulebook import rulebook, rules_lines

    if as_json:
        show_json(DeckRules(game.deck.id, list(rulebook(game.rules))))
    else:
        say_all(rules_lines(game.rules))


def _show_deck(game: Game, as_json: bool) -> None:
    from wargame.cli.deck_objects import WholeDeck
    from wargame.table.plain.deck_text import deck_lines, set_by_name

    if as_json:
        show_json(WholeDeck(game.loaded.written, game.deck_hash, game.loaded.variant))
    else:
        say_all([*deck_lines(game), *set_by_name(game.loaded.written)])


def _show_item(game: Game, item: str, as_json: bool, again: Again) -> None:
    from wargame.cli.deck_objects import DeckItem
    from wargame.table.plain.deck_text import find_items, item_lines, told_by_rules

    first, *others = find_items(game.deck, item, again)
    if as_json:
        named = [f"{one.kind}.{one.noun.id}" for one in others]
        show_json(DeckItem(first.kind, first.noun, told_by_rules(game, first), named))
        return
    say_all(item_lines(game, first))
    for found in others:
        say_all(["", *item_lines(game, found)])


@click.command(cls=Strict, short_help="A deck described as a model, by the ODD protocol.")
@click.argument("deck")
@json_answer("wargame.table.reports.odd:OddDescription")
@markdown_option
@html_option
@variant_option
@decks_option
def odd(
    deck: str, as_json: bool, as_markdown: bool, page: Path | None, variant: str, decks: Path | None
) -> None:
    """Describe DECK as a simulation model, in the seven elements of the ODD protocol.

    What the deck says is drawn from it; the rest is its author's, in odd.yaml. What the author
    left out is named first.
    """
    from wargame.lab.runs.games import open_game
    from wargame.table.reports import typeset
    from wargame.table.reports.odd import described, report

    if as_json and as_markdown:
        raise UsageError("--json and --markdown exclude each other: give one of them.")
    page = free_page(page)
    game = open_game(find_deck(deck, variant, decks))
    try:  # the page first: whoever reads the text may leave before its end
        if page is not None:
            write_page(page, None, report(game), ())
    finally:
        if as_json:
            show_json(described(game, variant))
        else:
            say_all((typeset.markdown if as_markdown else typeset.text)(report(game)))
