"""The one way in and the one way out: run a command, turn every error into one message.

Exit codes: 0 fine, 1 our fault or the machine's (a full disk), 2 bad input, 130 interrupted.
"""

from __future__ import annotations

import codecs
import errno
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from wargame.cli.group import Lazy
from wargame.cli.opening import unsay_opening
from wargame.cli.out import is_at_terminal
from wargame.errors import WargameError, place_of, system_says, visible

INTERRUPTED = 130
TRACEBACK_SWITCH = "WARGAME_TRACEBACK"

root = Lazy(
    name="wargame",
    help="Tabletop policy wargames: play them, write them, measure them.",
    epilog="Start with: wargame play",
    table={
        "play": ("wargame.cli.play:play", "Play a game, or watch one."),
        "tutorial": ("wargame.cli.tutorial:tutorial", "Learn to play, in lessons of a minute."),
        "puzzle": ("wargame.cli.puzzle:puzzle", "You move: find the best line."),
        "resume": ("wargame.cli.resume:resume", "Go on with a game that is kept."),
        "join": ("wargame.cli.join:join", "Sit down at a table on another machine."),
        "replay": ("wargame.cli.replay:replay", "Watch a kept game again, step by step."),
        "debrief": ("wargame.cli.debrief:debrief", "What came of a game that is over, and why."),
        "results": ("wargame.cli.results:results", "What came of your games."),
        "observe": ("wargame.cli.observe:observe", "Show a game to everybody while it is played."),
        "seminar": ("wargame.cli.seminar:seminar", "Run a class on a game."),
        "report": ("wargame.cli.report:report", "An after-action review as a file."),
        "save": ("wargame.cli.save:save", "Look after saves."),
        "simulate": ("wargame.cli.simulate:simulate", "Play many games without a screen."),
        "player": ("wargame.cli.player:player", "Check programs that play."),
        "lab": ("wargame.cli.lab:lab", "Measure decks and players over many games."),
        "deck": ("wargame.cli.deck:deck", "List, read, check and write decks."),
        "compile": ("wargame.cli.compile:compile_deck", "Build a deck's rules for speed."),
        "bench": ("wargame.cli.bench:bench", "Measure the speed on this machine."),
        "folders": ("wargame.cli.folders:folders", "Where things are kept on this machine."),
        "schema": ("wargame.cli.schema:schema", "What the objects of --json hold."),
    },
)


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from wargame.cli.version import version_line

        click.echo(version_line())
        ctx.exit()


root.params.append(
    click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help="Show the versions of the program, its rules and its saves, and leave.",
    )
)

MOST_OF_PATH = 300
"""Characters of a path that a message repeats."""

LONGEST_LINE = 2_000
"""Characters of a line of a message; nobody reads on, and what was typed may have no end."""

NO_PATHS = frozenset((errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENOENT))
"""What the system says of a path that was badly named; all else is the machine's fault."""


def run(args: Sequence[str]) -> int:
    """Run one command line; give its exit code. Nothing but a message ever leaves here."""
    _open_closed_streams()
    _accept_any_text()
    try:
        if not args and is_at_terminal():
            return open_title()
        code = root.main(list(args), "wargame", standalone_mode=False, obj=tuple(args))
        sys.stdout.flush()
    except WargameError as error:
        return _refuse(str(error), error.exit_code)
    except click.ClickException as error:
        return _refuse(_usage_message(error), 2)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        _drop_output()  # nobody reads any more; click makes an exit of it
        return 0
    except OSError as error:
        what = _why_not_here() or f"{system_says(error).capitalize()}{_file_of(error)}"
        if error.errno in NO_PATHS:
            return _refuse(what, 2)
        _drop_output()
        return _refuse(what, 1)
    except ValueError as error:
        if any("\0" in arg for arg in args):  # no path can, and no shell can pass one
            return _refuse("No argument can hold a zero byte.", 2)
        return _confess(error)
    except Exception as error:  # noqa: BLE001 - the last line of defence, see TRACEBACK_SWITCH
        return _confess(error)
    return code if isinstance(code, int) else 0


def open_title() -> int:
    """`wargame` alone, at a terminal: the title screen."""
    from wargame.cli import screen

    return screen.title()


def _open_closed_streams() -> None:
    """Replace streams that our caller has closed: input is empty, output is dropped."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - it stays open
            setattr(sys, name, nothing)


def _accept_any_text() -> None:
    """Never fail on an encoding: what it lacks is read as an escape, and written as the nearest."""
    codecs.register_error("nearest", _nearest)
    errors = {"stdin": "backslashreplace", "stdout": "nearest", "stderr": "nearest"}
    for name, handler in errors.items():
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            reconfigure(errors=handler)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What is written in the place of characters that an encoding lacks."""
    from wargame.table.words.gate import legible

    assert isinstance(error, UnicodeEncodeError)
    return legible(error.object[error.start : error.end]), error.end


def _refuse(message: str, code: int) -> int:
    unsay_opening()
    for line in message.splitlines() or [""]:
        shown = line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"
        click.echo(visible(shown), err=True)
    return code


def _usage_message(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if context is None:
        return message
    return f"{context.get_usage()}\n{message}\nTry '{context.command_path} --help'."


def _file_of(error: OSError) -> str:
    return f": {str(error.filename)[:MOST_OF_PATH]}" if error.filename else ""


def _why_not_here() -> str:
    """What is wrong with the folder that the program was started in, or ""; no path leads out of
    one that was removed."""
    try:
        Path.cwd()
    except OSError as error:
        why = system_says(error)
        return (
            f"The folder that you are in cannot be used: {why}. Go to another, and type it again."
        )
    return ""


def _drop_output() -> None:
    """Stop Python from complaining at exit that its output is closed."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())


def _confess(error: Exception) -> int:
    if os.environ.get(TRACEBACK_SWITCH):
        traceback.print_exception(error)
    return _refuse(
        f"This is our fault, not yours: {type(error).__name__}, {place_of(error)}.\n"
        f"Please report it with what you typed; {TRACEBACK_SWITCH}=1 shows where it happened.",
        1,
    )
