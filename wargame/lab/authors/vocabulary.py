"""What a deck names, for editors: read off the deck as far as it can be read."""

from __future__ import annotations

import json
from pathlib import Path

from wargame.content.authors.schema import deck_schemas
from wargame.content.authors.vocabulary import Vocabulary
from wargame.content.load import look_at
from wargame.content.model import Deck
from wargame.content.places import check_folder, not_written, replace_files
from wargame.content.yaml.files import leads_out
from wargame.errors import UsageError, visible
from wargame.rules.reading.deck_names import make_names
from wargame.rules.reading.names import Names

FOLDER = ".schema"
"""Where the schemas of a deck stand in its folder; the deck itself has no part in it."""


def vocabulary(folder: Path) -> Vocabulary:
    """What the deck in a folder names; of a deck that cannot be read at all, nothing."""
    decks = look_at(folder).decks
    return words_of(decks[0].written) if decks else Vocabulary({})


def words_of(deck: Deck) -> Vocabulary:
    """What a deck names."""
    lists = {name: getattr(deck, name) for name in type(deck).model_fields}
    if deck.deals:
        lists["items"] = deck.deals.items
    ids = {
        name: [str(one.id) for one in listed]
        for name, listed in lists.items()
        if isinstance(listed, list) and listed and hasattr(listed[0], "id")
    }
    names = make_names(deck)
    own = (track.id for track in deck.tracks if track.of in ("seats", *names.seats))
    ids["paid"] = ["capital", *own]
    return Vocabulary(
        ids,
        _own(names, list(names.table)),
        _own(names, [text for text, name in names.table.items() if name.writable]),
        ids["paid"],
        {"source": [*ids.get("sources", ()), "invented"]},
    )


def _own(names: Names, texts: list[str]) -> list[str]:
    """Names as a card writes them: a seat's own first, as `my.`, and its rival's as `their.`."""
    first, second = (f"{seat}." for seat in names.seats)
    mine = {text.removeprefix(first): True for text in texts if text.startswith(first)}
    mine |= {text.removeprefix(second): True for text in texts if text.startswith(second)}
    others = [text for text in texts if not text.startswith((first, second))]
    return [f"my.{one}" for one in mine] + [f"their.{one}" for one in mine] + others


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas of a deck's files into its folder, for the modelines of its files.

    Raises:
        UsageError: The folder cannot be made, or is a link to another.
        NotSaved: They cannot be written.
    """
    words, place = vocabulary(folder), folder / FOLDER
    check_folder(place)
    if leads_out(place, folder):
        what = f"{visible(str(place))} is a link that leads out of the deck."
        raise UsageError(f"{what} Remove it, and write them again.")
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise not_written(place, error) from error
    found = {
        place / f"{name}.json": (json.dumps(schema, indent=1) + "\n").encode()
        for name, schema in deck_schemas(words).items()
    }
    replace_files(found)
    return list(found)


def add_modelines(folder: Path) -> None:
    """Tell editors in the first line of each file of a new deck where its schema is."""
    for file in sorted(folder.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{modeline(file, folder)}\n{text}", encoding="utf-8")


def modeline(file: Path, folder: Path) -> str:
    """The first line of a deck's file that tells an editor where its schema is."""
    noun = file.stem if file.parent == folder else file.parent.name
    up = "" if file.parent == folder else "../"
    return f"# yaml-language-server: $schema={up}{FOLDER}/{noun}.json"
