"""What programs are held back from, as it was asked; and what a person is told of it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from wargame.cli.group import no_such_word
from wargame.cli.out import talk
from wargame.errors import UsageError, visible
from wargame.play.player import is_program
from wargame.players.fence import USUAL, Fence, not_held_back
from wargame.store.names import saves_folder

PROGRAM = "program_"
"""What the names of `program_options` begin with."""


def asked_fence(
    names: Collection[str],
    given: dict[str, Any],
    saves: Path | None,
    *hidden: Path | None,
    is_resumed: bool = False,
) -> Fence:
    """The fence for these players; what it does not hold back is told, once a command.

    Args:
        given: What `program_options` takes, which is taken out of it.
        saves: The folder that was named for saves.
        hidden: What else a program may not see.
        is_resumed: The save may name programs besides these players.

    Raises:
        UsageError: Something was asked that nothing here can keep to, or of no program.
    """
    if not is_resumed:
        check_programs(names, given)
    folders = {saves_folder(place).folder for place in (saves, None)} | {Path("saves")}
    places = [*folders, *(path for path in hidden if path is not None)]
    out_of_sight = sorted({place.absolute() for place in places})
    seconds = given.pop("program_seconds")
    fence = Fence(
        environment=tuple(_in_environment(given.pop("program_env"))),
        has_network=not given.pop("program_no_network"),
        hidden=tuple(map(str, out_of_sight)),
        writable=tuple(_writable(given.pop("program_write"), out_of_sight)),
        seconds=USUAL.seconds if seconds is None else float(seconds),
    )
    told = not_held_back(names, fence)
    if told:
        talk(told)
    return fence


def check_programs(names: Collection[str], given: Mapping[str, Any]) -> None:
    """Refuse to hold back programs where none plays.

    Raises:
        UsageError: An option does.
    """
    options = [word for word in given if word.startswith(PROGRAM) and given[word]]
    if options and not any(map(is_program, names)):
        word = options[0].replace("_", "-")
        raise UsageError(f"--{word} is of no use where no program plays: no cmd:PROGRAM is named.")


def _in_environment(words: Iterable[str]) -> Iterator[str]:
    """Words of the environment that are there to be given, be they empty.

    Raises:
        UsageError: One is not.
    """
    for word in words:
        if word not in os.environ:
            raise no_such_word("--program-env", word)
        yield word


def _writable(folders: Iterable[Path], hidden: Iterable[Path]) -> Iterator[str]:
    """The whole paths of folders in which programs may write.

    Raises:
        UsageError: One is hidden from them.
    """
    out_of_sight = [place.resolve() for place in hidden]
    for folder in (folder.resolve() for folder in folders):
        if any(folder.is_relative_to(place) for place in out_of_sight):
            raise UsageError(f"--program-write: no program sees {visible(str(folder))}.")
        yield str(folder)
