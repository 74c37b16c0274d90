"""`wargame player llm`: a program that plays by asking a language model."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict, is_typed, no_such_word, refuse_idle
from wargame.cli.options import VARIANT_OPTIONS, decks_option, variant_option
from wargame.cli.out import say_all, say_object
from wargame.cli.types import Temperature
from wargame.errors import UsageError, system_says, visible

if TYPE_CHECKING:
    from wargame.adapters.language_model.program import Log
    from wargame.adapters.language_model.server import Server

ALONE = (
    "This is a program that plays, so it is seated, not typed: wargame play primer "
    "--seat 'SEAT=cmd:wargame player llm --model NAME --url URL' --program-seconds 120. "
    "--show primer prints what a model is told."
)


@click.command(cls=Strict, short_help="Let a language model play: a program for cmd:.")
@click.option("--model", metavar="NAME", default="", help="What the server calls the model.")
@click.option(
    "--url",
    metavar="URL",
    default="http://localhost:11434/v1",
    show_default=True,
    help="A server that speaks chat completions: what stands before /chat/completions.",
)
@click.option(
    "--key-env",
    metavar="NAME",
    default="OPENAI_API_KEY",
    show_default=True,
    help="The word of the environment that holds the key, if the server wants one; give it to the "
    "program by --program-env NAME.",
)
@click.option(
    "--temperature",
    type=Temperature(),
    default=None,
    metavar="T",
    help="From 0 to 2; left out, the server's own.",
)
@click.option(
    "--no-previews",
    is_flag=True,
    help="Do not tell the model what each way on would change: half as much to read.",
)
@click.option(
    "--log",
    "log_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write each question and answer to FILE, a JSON object a line; where programs are kept "
    "from writing, --program-write DIR lets it.",
)
@click.option(
    "--show",
    metavar="DECK",
    default="",
    help="Print what a model would be told at the first choice of DECK, and ask nobody.",
)
@variant_option
@decks_option
def llm(show: str, variant: str, decks: Path | None, **given: Any) -> None:
    """Play as a program that asks a language model for each choice.

    Seat it as any program, with time enough for the model to answer: wargame play primer --seat
    'SEAT=cmd:wargame player llm --model NAME --url URL' --program-seconds 120. It is told what a
    person in the seat reads, and nothing else; its reasons are kept in the record. Where it fails,
    greedy chooses in its place, and at the third time from then on. It asks through a proxy where
    it is let have the word that names one: --program-env https_proxy.
    """
    if show:
        refuse_idle("--show asks nobody", "model", "url", "key_env", "temperature", "log_file")
        from wargame.adapters.language_model.told import first_told
        from wargame.lab.runs.games import open_game

        game = open_game(find_deck(show, variant, decks))
        say_all(first_told(game, has_previews=not given["no_previews"]).split("\n"))
        return
    refuse_idle("What is played, the table says", *VARIANT_OPTIONS, "decks")
    if sys.stdin.isatty():
        raise UsageError(ALONE)
    from wargame.adapters.language_model.program import play

    play(
        _server(**given),
        sys.stdin,
        say_object,
        has_previews=not given["no_previews"],
        log=_log(given["log_file"]),
    )


def _server(model: str, url: str, key_env: str, temperature: float | None, **_: Any) -> Server:
    from wargame.adapters.language_model.server import Server

    if not model:
        raise UsageError("--model: say what the server calls the model.")
    key = os.environ.get(key_env, "")
    if not key and is_typed("key_env"):
        raise no_such_word("--key-env", key_env, "Programs get it by --program-env.")
    return Server(url, model, key, temperature)


def _log(file: Path | None) -> Log:
    """Keeps conversations in a file, if one is named.

    Raises:
        UsageError: It cannot be written.
    """
    if file is None:
        return lambda _: None
    try:
        out = file.open("a", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--log {visible(str(file))}: {system_says(error)}.") from error

    def keep(said: Mapping[str, Any]) -> None:
        out.write(json.dumps(said, ensure_ascii=True) + "\n")
        out.flush()

    return keep
