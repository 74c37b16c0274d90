"""`wargame save list` and `verify`: commands that change nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.group import Strict
from wargame.cli.options import json_answer, saves_option
from wargame.cli.out import say, show_json, talk
from wargame.cli.types import LineHash
from wargame.content.chapters import numbered
from wargame.dataclass import dataclass
from wargame.errors import UsageError, WargameError, system_says
from wargame.rules.amounts import counted

if TYPE_CHECKING:
    from wargame.store.verify import Verification


@click.command(name="list", cls=Strict, short_help="Which saves there are.")
@json_answer("wargame.cli.save_read:SaveList")
@saves_option
def list_saves(as_json: bool, saves: Path | None) -> None:
    """List saves, those of the program too."""
    from wargame.store.names import saves_folder
    from wargame.table.words.gate import pad

    found = saves_folder(saves)
    found.check_named()
    rows = map(_row, found.all())
    if as_json:
        show_json(SaveList(found.folder, list(rows)))
        return
    count = 0
    for row in rows:
        say(f"{pad(row.name, 20)} {_about(row)}")
        count += 1
    place = found.folder.absolute()  # a full stop behind "." would name the folder above
    talk(f"{counted(count, 'save') if count else 'No saves'}; yours are kept in {place}.")
    if count:
        talk(
            "Whoever can read a save can read all hands in it; `save export` makes one to pass on."
        )


@dataclass(frozen=True, slots=True)
class SaveRow:
    """What a list tells of a save. Of one that cannot be read, only what is always there.

    Attributes:
        name: The file's name without its ending; what other commands call the save.
        file: Where it is.
        problem: Why it cannot be read, or what of it is damaged; "" if nothing.
        deck: The id of its deck.
        title: The title of its deck.
        variant: What stands behind the colon of its deck's name: variants, the table, a chapter.
        round: The round that it stands in, or ended in; 0 before the first.
        seats: Who sits where, by seat.
        over: Whether the game is over.
        closed: Whether a facilitator has closed it without a score.
        view: The seat whose view it is, or "" for a whole game.
        created: Seconds since 1970.
    """

    name: str
    file: str
    problem: str
    deck: str | None = None
    title: str | None = None
    variant: str | None = None
    round: int | None = None
    seats: Mapping[str, str] | None = None
    over: bool | None = None
    closed: bool | None = None
    view: str | None = None
    created: int | None = None


@dataclass(frozen=True, slots=True)
class SaveList:
    """Which saves there are.

    Attributes:
        folder: Where games are kept.
        saves: Those in it, then those that came with the program.
    """

    folder: Path
    saves: list[SaveRow]


def _row(path: Path) -> SaveRow:
    """What a list tells of a save, which may be anything."""
    from wargame.store.save import load
    from wargame.store.world import World

    try:
        save = load(path, World())
    except WargameError as error:
        return SaveRow(path.stem, str(path), error.first_line)
    return SaveRow(
        path.stem,
        str(path),
        str(save.damage or ""),
        deck=save.head.header.deck,
        title=save.head.title,
        variant=save.head.header.variant,
        round=save.round,
        seats=save.record.seats,
        over=save.is_over,
        closed=save.is_closed,
        view=save.view,
        created=save.head.created,
    )


def _about(row: SaveRow) -> str:
    from wargame.store.dates import by_this_clock

    if row.problem:
        return row.problem
    day = by_this_clock(row.created or 0, "%Y-%m-%d")
    called = ", ".join(filter(None, (row.title, numbered(row.variant or ""))))
    if row.view:
        return f"{called}, as {row.view} may know it, {day}"
    who = ", ".join(f"{seat} {player}" for seat, player in (row.seats or {}).items())
    state = "finished" if row.over else f"round {row.round}" if row.round else "not begun"
    if row.closed:
        state = f"closed in {state}" if row.round else "closed before it began"
    return f"{called}, {state}, {who}, {day}"


@click.command(name="verify", cls=Strict, short_help="Is a save sound? See its exit codes.")
@click.argument("save")
@click.option(
    "--expect", metavar="HASH", type=LineHash(), help="The hash that its last line must have."
)
@click.option("--fair", is_flag=True, help="Hold the luck of a finished game against its seed.")
@click.option(
    "--view",
    "views",
    metavar="VIEW",
    multiple=True,
    help="With --fair: hold a view that `save export` made against the save. May be repeated.",
)
@json_answer("wargame.store.verify:Verification")
@saves_option
def verify_save(
    save: str,
    expect: str | None,
    fair: bool,
    views: tuple[str, ...],
    as_json: bool,
    saves: Path | None,
) -> int:
    """Check SAVE, a name or a file: its lines, its deck, and every position by replay.

    Exit codes: 0 sound, 1 only its end is torn (resuming mends that), 2 damaged or no save,
    3 another version, or not the deck it names or the hash expected, 4 the rules lead elsewhere
    than it says.

    With --fair, 0 also means fair, and 4 also unfair: luck that the seed does not give and
    control did not choose with a reason, or a --view whose line the save does not have.

    The last hash is shown; read it aloud, and --expect finds a save that was written anew.
    """
    from wargame.cli.begun import warn_of_twins
    from wargame.store.names import saves_folder
    from wargame.store.save import load
    from wargame.store.world import World

    folder = saves_folder(saves)
    if views and not fair:
        raise UsageError("--view goes with --fair.")
    path, others = folder.find(save), [folder.find(view) for view in views]
    verdict = _verdict(path, others if fair else None, expect or "")
    if verdict.fair is not None and (verdict.fair.problem or verdict.fair.chosen):
        warn_of_twins(load(path, World()))  # it names cards that luck brought, or would have
    if as_json:
        show_json(verdict)
    else:
        say(verdict.message)
        if verdict.hash:
            say(f"Last hash: {verdict.hash}")
    return verdict.code


def _verdict(path: Path, views: Sequence[Path] | None, expect: str) -> Verification:
    """The verdict on a save; with views, though it may be none, also whether it is fair."""
    from wargame.store.verify import Verification, verify, verify_fair
    from wargame.store.world import World

    try:
        if views is None:
            return verify(path, World(), expect)
        return verify_fair(path, views, World(), expect)
    except OSError as error:
        name = Path(error.filename or path).name
        return Verification(2, f"{name} cannot be read: {system_says(error)}.")
