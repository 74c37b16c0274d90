"""`wargame debrief`: what came of a game that is over, in text or for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.begun import warn_of_twins
from wargame.cli.group import Strict
from wargame.cli.options import deciding_option, json_answer, saves_option
from wargame.cli.out import say_all, show_json
from wargame.errors import UsageError, WargameError, visible

if TYPE_CHECKING:
    from wargame.lab.ended.analysis_object import GameAnalysis
    from wargame.play.match import Match
    from wargame.store.save import Save


@click.command(cls=Strict, short_help="What came of a game that is over, and why.")
@click.argument("save")
@deciding_option
@json_answer("wargame.table.told.account.objects:Account")
@saves_option
def debrief(save: str, deciding: bool, as_json: bool, saves: Path | None) -> None:
    """Tell what came of SAVE, a name or a file, once more: who won and why, the course, where the
    points came from, the story; with --deciding also the moves that decided, and what luck and
    choices made of the result.

    See `wargame schema debrief` for what --json prints. All hands are open in it.
    """
    from wargame.store.names import saves_folder
    from wargame.store.replay import match_of
    from wargame.store.save import load
    from wargame.store.world import World
    from wargame.table.host.sitting import Sitting
    from wargame.table.plain.typeset import lines
    from wargame.table.told.account.debrief import debrief as blocks

    path = saves_folder(saves).find(save)
    found = load(path, World())
    match = match_of(found)
    if not match.is_over:
        raise UsageError(_why_nothing_came(found))
    warn_of_twins(found)
    sitting = Sitting(match)
    if deciding:
        sitting.debrief.analysis = _analysis(match)
    if as_json:
        show_json(sitting.debrief.account())
    else:
        say_all(lines(sitting.titles, blocks(sitting.scene(match.game.seats[0]))))


def _why_nothing_came(save: Save) -> str:
    """Why there is nothing to tell of a game, and the command that helps first."""
    from wargame.seminar.tables import check_no_table
    from wargame.store.names import command_on
    from wargame.store.savefile import check_usable

    name = visible(save.path.name)
    if save.is_closed:
        told = command_on(save.path, "report")
        return f"{name} was closed and not scored: `{told} -o review.html` tells how it went."
    try:
        check_no_table(save.path)
        check_usable(save)
    except WargameError as error:
        return f"The game is not over yet. {error}"
    return f"{name} is not over yet: `{command_on(save.path, 'resume')}` goes on with it."


def _analysis(match: Match) -> GameAnalysis:
    """What luck and choices made of it.

    Raises:
        UsageError: Control has ruled in it.
    """
    from wargame.lab.ended.analysis import analysis_of_match
    from wargame.table.told.account.decided import NOT_WEIGHED

    found = analysis_of_match(match)
    if found is None:
        raise UsageError(NOT_WEIGHED)
    return found
