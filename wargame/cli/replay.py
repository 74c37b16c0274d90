"""`wargame replay`: a kept game told or watched again."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli import screen
from wargame.cli.begun import is_shut, warn_of_class, warn_of_twins
from wargame.cli.group import Strict, refuse_idle
from wargame.cli.options import json_answer, plain_option, saves_option
from wargame.cli.out import say_all, show_json, talk
from wargame.cli.types import WholeNumber


@click.command(cls=Strict, short_help="Watch a kept game again, step by step.")
@click.argument("save")
@plain_option
@json_answer("wargame.store.replay_object:Replay")
@click.option("--round", "first", type=WholeNumber(1, 200), help="Begin with this round.")
@click.option("--as", "seat", metavar="SEAT", default="", help="Only what this seat knows.")
@saves_option
def replay(
    save: str, plain: bool, as_json: bool, first: int | None, seat: str, saves: Path | None
) -> int:
    """Watch SAVE, a name or a file, again.

    With --as, --plain and --json keep to what SEAT knows after the end too: reasons and notes of
    the other side stay closed. The screen begins with its view, and shows the other's as well.

    See `wargame schema replay` for what --json prints. With --as that is what SEAT may know; while
    the game goes on, or another table of its class, what everybody may know. Neither tells seed and
    digest.
    """
    if as_json:
        refuse_idle("--json prints the whole game, for programs", "plain", "first")
    if not plain and not as_json:
        screen.need_screen("replay")
        return screen.replay(save, seat, first or 0, saves)
    from wargame.store.names import saves_folder
    from wargame.store.replay import match_of
    from wargame.store.replay_object import replay_object
    from wargame.store.save import load
    from wargame.store.savefile import damage_told
    from wargame.store.world import World
    from wargame.table.plain.retold import retold_lines

    found = load(saves_folder(saves).find(save), World())
    match = match_of(found)
    if seat:
        match.game.rules.seat_number(seat)
    if as_json:
        from wargame.seminar.shared_luck import SHUT

        shuts_luck = found.is_over and is_shut(found)
        show_json(replay_object(found, match, seat, shuts_luck=shuts_luck))
        if shuts_luck:
            talk(SHUT)
        else:
            warn_of_class(found)
    else:
        screen.check_round(match.log, first or 0)
        warn_of_twins(found)
        say_all(retold_lines(match, seat, first or 0))
    if told := damage_told(found):
        talk(told)
    return 0
