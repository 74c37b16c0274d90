"""`wargame save list` and `verify`: commands that change nothing."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from wargame.cli.group import Strict
from wargame.cli.options import json_option, saves_option
from wargame.cli.out import say, show_json, talk
from wargame.errors import WargameError


@click.command(name="list", cls=Strict, short_help="Which saves there are.")
@json_option
@saves_option
def list_saves(as_json: bool, saves: Path | None) -> None:
    """List saves, those of the program too.

    --json prints `folder` and `saves`: a list of name, file, deck, title, round, seats, over,
    view, created and problem.
    """
    from wargame.store.names import saves_folder

    found = saves_folder(saves)
    rows = [_row(path) for path in found.all()]
    if as_json:
        show_json({"folder": str(found.folder), "saves": rows})
        return
    for row in rows:
        say(f"{row['name']:<20} {_about(row)}")
    talk(f"{len(rows) or 'No'} saves; yours are kept in {found.folder}.")
    if rows:
        talk(
            "Whoever can read a save can read all hands in it; `save export` makes one to pass on."
        )


def _row(path: Path) -> dict[str, Any]:
    """What a list tells of a save, which may be anything."""
    from wargame.store.save import load
    from wargame.store.world import World

    row: dict[str, Any] = {"name": path.stem, "file": str(path), "problem": ""}
    try:
        save = load(path, World())
    except (WargameError, OSError) as error:
        return {**row, "problem": str(error).partition("\n")[0]}
    return {
        **row,
        "deck": save.head.header.deck,
        "title": save.head.title,
        "round": save.round,
        "seats": save.record.seats,
        "over": save.is_over,
        "view": save.view,
        "created": save.head.created,
        "problem": str(save.damage or ""),
    }


def _about(row: dict[str, Any]) -> str:
    if row["problem"]:
        return str(row["problem"])
    day = time.strftime("%Y-%m-%d", time.localtime(row["created"]))
    who = ", ".join(f"{seat} {player}" for seat, player in row["seats"].items())
    if row["view"]:
        return f"{row['title']}, as {row['view']} may know it, {day}"
    state = "finished" if row["over"] else f"round {row['round']}"
    return f"{row['title']}, {state}, {who}, {day}"


@click.command(name="verify", cls=Strict, short_help="Is a save sound? See its exit codes.")
@click.argument("save")
@click.option("--expect", metavar="HASH", default="", help="The hash that its last line must have.")
@json_option
@saves_option
def verify_save(save: str, expect: str, as_json: bool, saves: Path | None) -> int:
    """Check SAVE, a name or a file: its lines, its deck, and every position by replay.

    Exit codes: 0 sound, 1 only its end is torn (resuming mends that), 2 damaged or no save,
    3 another version, or not the deck it names, 4 the rules lead elsewhere than it says.

    The last hash is shown; read it aloud, and --expect finds a save that was written anew.

    --json prints code, message, seq (the event to blame), field, events, hash and view.
    """
    from wargame.store.names import saves_folder
    from wargame.store.verify import Verdict, verify
    from wargame.store.world import World

    path = saves_folder(saves).find(save)
    try:
        verdict = verify(path, World(), expect)
    except OSError as error:
        verdict = Verdict(2, f"{path.name} cannot be read: {(error.strerror or '').lower()}.")
    if as_json:
        show_json(asdict(verdict))
    else:
        say(verdict.message)
        if verdict.hash:
            say(f"Last hash: {verdict.hash}")
    return verdict.code
