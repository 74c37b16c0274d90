"""`wargame deck`: the author's commands."""

from __future__ import annotations

from wargame.cli.group import Lazy

deck = Lazy(
    name="deck",
    help="List, read, check and write decks.",
    table={
        "list": ("wargame.cli.deck_read:list_decks", "Which decks there are."),
        "show": ("wargame.cli.deck_read:show", "What a deck or one of its items says and does."),
        "check": ("wargame.cli.deck_write:check", "All faults of a deck at once."),
        "test": ("wargame.cli.deck_write:test", "Try a deck's examples, lessons and puzzles."),
        "new": ("wargame.cli.deck_write:new", "Write a small complete deck to start from."),
        "migrate": ("wargame.cli.deck_migrate:migrate", "An older deck in today's language."),
        "schema": ("wargame.cli.deck_write:schema", "The JSON Schema of deck files, for editors."),
        "print": ("wargame.cli.deck_print:print_deck", "Cards, boards and rules for paper."),
        "odd": ("wargame.cli.deck_read:odd", "A deck described as a model, by the ODD protocol."),
        "reference": ("wargame.cli.deck_write:reference", "Every word a deck may use."),
    },
)
