"""What programs are held back from, as it was asked; and what a person is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wargame.cli.out import talk
from wargame.players.fence import Fence, not_held_back
from wargame.store.names import saves_folder


def asked_fence(
    names: Iterable[str], given: dict[str, Any], saves: Path | None, *hidden: Path | None
) -> Fence:
    """The fence for these players; what it does not hold back is told, once a command.

    Args:
        given: `program_env` and `program_no_network`, which are taken out of it.
        saves: The folder that was named for saves.
        hidden: What else a program may not see.

    Raises:
        UsageError: Something was asked that nothing here can keep to.
    """
    folders = {saves_folder(place).folder for place in (saves, None)} | {Path("saves")}
    places = [*folders, *(path for path in hidden if path is not None)]
    fence = Fence(
        environment=tuple(given.pop("program_env")),
        has_network=not given.pop("program_no_network"),
        hidden=tuple(sorted({str(place.absolute()) for place in places})),
    )
    told = not_held_back(names, fence)
    if told:
        talk(told)
    return fence
