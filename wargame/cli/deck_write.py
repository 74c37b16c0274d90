"""`wargame deck check`, `test`, `new`, `schema` and `reference`: for authors of decks."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.decks import find_deck, folder_of, library
from wargame.cli.group import Strict, refuse_idle
from wargame.cli.options import decks_option, json_answer, variant_option
from wargame.cli.out import say, say_all, show_json
from wargame.cli.types import FOLDER
from wargame.content.garbage import collecting_nothing
from wargame.errors import UsageError
from wargame.rules.amounts import counted

FAULTY = 2


@click.command(cls=Strict, short_help="All faults of a deck at once.")
@click.argument("deck")
@click.option(
    "--watch", is_flag=True, help="Check and test again whenever a file changes; Ctrl+C ends it."
)
@json_answer("wargame.lab.authors.checking:DeckCheck")
@decks_option
def check(deck: str, watch: bool, as_json: bool, decks: Path | None) -> int:
    """Check DECK and all its variants; show every fault with its place and remedy.

    With --watch, whenever a file of the deck changes: check it, run its examples and lessons,
    solve its puzzles, and show what changed as players will see it. Exit code 0 without faults
    (lints are advice), 2 with.
    """
    if watch:
        from wargame.cli.deck_watch import until_stopped

        refuse_idle("--watch is for people", "as_json")
        until_stopped(folder_of(deck, decks))
        return 0
    with collecting_nothing():
        from wargame.lab.authors.checking import check_deck, checked
        from wargame.lab.runs.games import open_game

        ref = find_deck(deck, "", decks)
        found = check_deck(ref.folder)
        result = checked(deck, found)
        if ref.variant and not result.faults:
            open_game(ref)  # there is such a variant, and those that are named go together
        if as_json:
            show_json(result)
        else:
            say_all(str(fault) for fault in found)
            say(f"{counted(len(result.faults), 'fault')}, {counted(len(result.lints), 'lint')}")
    return FAULTY if result.faults else 0


@click.command(cls=Strict, short_help="Try a deck's examples, lessons and puzzles.")
@click.argument("deck")
@json_answer("wargame.lab.authors.examples:DeckTest")
@variant_option
@decks_option
def test(deck: str, as_json: bool, variant: str, decks: Path | None) -> int:
    """Run the worked examples of DECK, play its lessons by their way, and solve its puzzles.

    Exit code 0 if all hold, 2 if one does not.
    """
    from wargame.lab.authors.examples import DeckTest, run_examples
    from wargame.lab.authors.lessons import run_lessons
    from wargame.lab.authors.puzzles import run_puzzles
    from wargame.lab.runs.games import open_game

    game = open_game(find_deck(deck, variant, decks))
    examples, lessons = run_examples(game), run_lessons(game)
    puzzles = run_puzzles(game)
    results = [*examples, *lessons, *puzzles]
    failed = [result for result in results if not result.holds]
    if as_json:
        show_json(DeckTest(game.deck.id, examples, lessons, puzzles))
        return FAULTY if failed else 0
    for one in results:
        say(f"{'holds' if one.holds else 'FAILS'}  {one.id}: {one.rule}")
        for place, problem in zip(one.places, one.problems, strict=True):
            say(f"       {place}: {problem}" if place else f"       {problem}")
    told = counted(len(examples), "example")
    told += f", {counted(len(lessons), 'lesson')}" if lessons else ""
    told += f", {counted(len(puzzles), 'puzzle')}" if puzzles else ""
    say(f"{told}, {len(failed)} failed")
    return FAULTY if failed else 0


@click.command(cls=Strict, short_help="Write a small complete deck to start from.")
@click.argument("name")
@click.option(
    "--in",
    "parent",
    metavar="DIR",
    type=FOLDER,
    default=Path(),
    help="The folder to write it in, made if it is not there; here, unless named.",
)
def new(name: str, parent: Path) -> None:
    """Write a small complete deck, to change into yours, into a new folder NAME."""
    from wargame.content.authors.starter import write_starter
    from wargame.lab.authors.vocabulary import add_modelines, write_schemas

    def finish(draft: Path) -> None:
        add_modelines(draft)
        write_schemas(draft)

    known = next((deck for deck in library(None).list() if deck.id == name), None)
    if known and not parent.parts:
        raise UsageError(
            f"There is a deck '{name}' in {known.folder}, and it would be meant by that name. "
            "Choose another, or a place: --in DIR."
        )
    folder = write_starter(name, parent, finish)
    say(f"Wrote {folder}. Next: wargame deck check {folder}, then wargame play {folder} --plain")


@click.command(cls=Strict, short_help="The JSON Schema of deck files, for editors.")
@click.argument("noun", default="deck")
@click.option("--for", "deck", metavar="DECK", help="Complete the ids and names of this deck too.")
@click.option("--write", is_flag=True, help="With --for: write all schemas into DECK/.schema.")
@decks_option
def schema(noun: str, deck: str | None, write: bool, decks: Path | None) -> None:
    """Print the JSON Schema of deck.yaml, or of the file of one NOUN such as cards.

    An editor finds a schema by a file's first line; `deck new` writes both:
    # yaml-language-server: $schema=.schema/cards.json
    """
    from wargame.content.authors.schema import deck_schema
    from wargame.lab.authors.vocabulary import vocabulary, write_schemas

    if deck is None:
        if write:
            raise UsageError("--write wants a deck to write for: add --for DECK")
        refuse_idle("--decks says where to look for what --for names", "decks")
        show_json(deck_schema(noun))
        return
    folder = folder_of(deck, decks)
    if write:
        refuse_idle("--write writes all schemas", "noun")
        written = write_schemas(folder)
        say(f"Wrote {len(written)} schemas into {written[0].parent}.")
    else:
        show_json(deck_schema(noun, vocabulary(folder)))


class _Reference(Strict):
    """Its help ends with what may be asked for, which is known only once decks are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from wargame.content.authors.reference import PARTS

        formatter.write_paragraph()
        formatter.write_text(f"NOUN is one of {', '.join(PARTS)}, or a heading below one of them.")


@click.command(cls=_Reference, short_help="Every word a deck may use.")
@click.argument("noun", nargs=-1)
def reference(noun: tuple[str, ...]) -> None:
    """Print the authors' reference: every noun, field and effect, and the expression language.

    With NOUN, such as cards or effects, print that part alone; several may be named.
    """
    from wargame.content.authors.reference import reference as reference_text
    from wargame.rules.reading.language import language_reference

    say(reference_text(language_reference(), noun).rstrip("\n"))
