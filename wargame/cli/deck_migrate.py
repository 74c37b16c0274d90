"""`wargame deck migrate`: an older deck in today's language."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.decks import folder_of
from wargame.cli.group import Strict
from wargame.cli.options import decks_option
from wargame.cli.out import say
from wargame.cli.types import FOLDER


@click.command(cls=Strict, short_help="An older deck in today's language.")
@click.argument("deck")
@click.option(
    "-o",
    "--out",
    metavar="FOLDER",
    type=FOLDER,
    help="A new folder to write into, DECK_migrated unless named; DECK's own is overwritten.",
)
@decks_option
def migrate(deck: str, out: Path | None, decks: Path | None) -> None:
    """Write DECK, made for an earlier version of the deck language, as one for today's.

    Comments and layout stay. Says what each step changed, what is left to do by hand, and which
    files were overwritten, if any.
    """
    from wargame.content.authors.migrate import migrated, write_migrated
    from wargame.content.language import LANGUAGE

    folder = folder_of(deck, decks)
    found = migrated(folder)
    if found is None:
        say(f"{folder} is written for version {LANGUAGE} already; nothing was written.")
        return
    target = out or folder.with_name(f"{folder.resolve().name}_migrated")
    overwritten = write_migrated(folder, found, target)
    say(f"From version {found.language} of the deck language to {LANGUAGE}:")
    for done in found.steps:
        say(f"  {done.step.name}: {done.step.said}")
        for place in dict.fromkeys(done.places):
            say(f"    changed {place.file}:{place.line}")
        for place in done.left:
            say(f"    by hand {place.file}:{place.line}: {place.text}")
    if not found.steps:
        say("  nothing but the line 'language:' had to change.")
    if overwritten:
        say(f"Overwritten in {target}: {', '.join(overwritten)}.")
    else:
        say(f"Wrote {target}; {folder} stays as it is.")
    say(f"Next: wargame deck check {target}")
