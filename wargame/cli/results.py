"""`wargame results`: what came of the games that somebody has played."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.group import Strict
from wargame.cli.options import json_answer, saves_option
from wargame.cli.out import say_all, show_json, talk, tell_who_waits


@click.command(cls=Strict, short_help="What came of your games.")
@click.argument("deck", default="")
@json_answer("wargame.store.results:OwnResults")
@saves_option
def results(deck: str, as_json: bool, saves: Path | None) -> None:
    """Tell what came of your games that are over, of all decks or of DECK: what you won and lost,
    in which seat and against whom, the ends that you have seen, lessons and puzzles.

    A game counts where each seat was played by the same from its first choice to its last. One in
    which somebody took over a seat or gave up their place is counted apart.

    It is told from your saves: a game that is deleted does not count any more.
    """
    from wargame.store.names import saves_folder
    from wargame.store.results import own_results
    from wargame.store.world import World
    from wargame.table.told.results import NO_RESULTS, READING, results_told, unread_said
    from wargame.table.words.wrap import heading, wrapped

    folder = saves_folder(saves)
    folder.check_named()
    tell_who_waits(READING)
    found = own_results(folder, World(), deck)
    if as_json:
        show_json(found)
        return
    for number, one in enumerate(results_told(found)):
        say_all([*([""] if number else []), *wrapped(heading(one.heading))])
        say_all([line for text in one.lines for line in wrapped(text, "- ", "  ")])
    if not found.decks:
        talk(f"{NO_RESULTS} `wargame play` begins one.")
    if said := unread_said(found):
        talk(said)
