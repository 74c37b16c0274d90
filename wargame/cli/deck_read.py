"""`wargame deck list` and `show`: what there is, and what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wargame.cli.decks import find_deck, library
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, json_option, variant_option
from wargame.cli.out import say, say_all, show_json
from wargame.errors import UsageError

if TYPE_CHECKING:
    from wargame.rules.game import Game


@click.command(name="list", cls=Strict, short_help="Which decks there are.")
@json_option
@decks_option
def list_decks(as_json: bool, decks: Path | None) -> None:
    """List the decks that can be named.

    --json prints `decks`: a list of id, title, folder and shipped.
    """
    entries = library(decks).list()
    if as_json:
        rows = [
            {
                "id": entry.id,
                "title": entry.title,
                "folder": str(entry.folder),
                "shipped": entry.shipped,
            }
            for entry in entries
        ]
        show_json({"decks": rows})
        return
    for entry in entries:
        place = "" if entry.shipped else f"  ({entry.folder})"
        say(f"{entry.id:<16} {entry.title}{place}")


@click.command(cls=Strict, short_help="What a deck or one of its items says and does.")
@click.argument("deck")
@click.argument("item", required=False)
@click.option("--rules", is_flag=True, help="The player's rules, on two pages at most.")
@json_option
@variant_option
@decks_option
def show(
    deck: str, item: str | None, rules: bool, as_json: bool, variant: str, decks: Path | None
) -> None:
    """Show what DECK holds, what one ITEM of it says and does, or how it is played.

    ITEM is the id of a card, measure, project, inject, deal item, agenda, review, rule or ending.
    --json prints the deck as its author wrote it (`deck`, `deck_hash`, `variant`), or the item
    (`kind`, `item`, `rules`: the lines of what the rules say), or with --rules `sections`: a list
    of label and parts.
    """
    from wargame.lab.games import open_game

    if rules and item is not None:
        raise UsageError("--rules is about the whole deck: leave out the item, or --rules")
    game = open_game(find_deck(deck, variant, decks))
    if rules:
        _show_rules(game, as_json)
    else:
        _show_deck(game, item, as_json, variant)


def _show_rules(game: Game, as_json: bool) -> None:
    from wargame.table.rulebook import rulebook, rules_lines

    if as_json:
        rows = [{"label": one.label, "parts": list(one.parts)} for one in rulebook(game)]
        show_json({"deck": game.deck.id, "sections": rows})
    else:
        say_all(rules_lines(game))


def _show_deck(game: Game, item: str | None, as_json: bool, variant: str) -> None:
    from wargame.table.plain.deck_text import deck_lines, find_item, item_lines

    if item is None:
        if as_json:
            show_json({"deck": _plain(game.deck), "deck_hash": game.deck_hash, "variant": variant})
        else:
            say_all(deck_lines(game.deck))
        return
    found = find_item(game.deck, item)
    if as_json:
        rules = game.describe(item)
        show_json({"kind": found.kind, "item": _plain(found.noun), "rules": rules})
    else:
        say_all(item_lines(game, found))


def _plain(noun: Any) -> Any:
    """A noun as plain data, defaults left out."""
    return json.loads(noun.model_dump_json(exclude_defaults=True))
