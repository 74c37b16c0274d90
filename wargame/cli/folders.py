"""`wargame folders`: where things are kept on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.group import Strict
from wargame.cli.options import json_answer, saves_option
from wargame.cli.out import say, show_json, talk

MEGABYTE = 1_000_000


@click.command(cls=Strict, short_help="Where things are kept on this machine.")
@json_answer("wargame.store.folders:FolderList")
@saves_option
def folders(as_json: bool, saves: Path | None) -> None:
    """Tell where your games, your settings and what was worked out are kept, and how large it is.

    Whoever removes the program (`pip uninstall wargame`) removes these by hand.
    """
    from wargame.rules.amounts import counted, listed
    from wargame.store.folders import folder_list
    from wargame.store.homes import NO_HOME
    from wargame.store.names import saves_folder

    games = saves_folder(saves)
    games.check_named()
    found = folder_list(games)
    if as_json:
        show_json(found)
        return
    for one in found.folders:
        if one.folder is None:
            say(f"{one.holds}: not kept, since {NO_HOME}")
            continue
        held = f"{counted(one.files, 'file')}, {one.size / MEGABYTE:.1f} MB"
        say(f"{one.holds}: {held if one.files else 'nothing yet'}")
        say(f"  {one.folder}")
    talk(f"{listed([one.variable for one in found.folders])} name other folders, in this order.")
