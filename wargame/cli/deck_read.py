"""`wargame deck list` and `show`: what there is, and what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from wargame.cli.decks import find_deck, library
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, json_option, variant_option
from wargame.cli.out import say, say_all, show_json


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
@json_option
@variant_option
@decks_option
def show(deck: str, item: str | None, as_json: bool, variant: str, decks: Path | None) -> None:
    """Show what DECK holds, or what one ITEM of it says and what the rules make of it.

    ITEM is the id of a card, measure, project, inject, deal item, agenda, review, rule or ending.
    --json prints the deck as its author wrote it (`deck`, `deck_hash`, `variant`), or the item
    (`kind`, `item`, `rules`: the lines of what the rules say).
    """
    from wargame.lab.games import open_game
    from wargame.table.deck_text import (
        deck_lines,
        find_item,
        item_lines,
    )

    game = open_game(find_deck(deck, variant, decks))
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
