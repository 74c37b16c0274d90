"""The app as tests open it: by itself it keeps nothing, and draws as it is told to."""

from __future__ import annotations

import os
from collections.abc import Callable
from unittest.mock import patch

from tests.shelf import NoShelf
from wargame.content.library import DeckLibrary
from wargame.table.host.kept import KeptGames
from wargame.tui.app import First, WargameApp


def make_app(
    first: First,
    shelf: KeptGames | Callable[[], KeptGames] | None = None,
    library: DeckLibrary | None = None,
    *,
    is_ascii: bool | None = None,
) -> WargameApp:
    """An app that is not running yet.

    Args:
        is_ascii: Draw with ASCII alone; asked of the environment unless said.
    """
    asked = {} if is_ascii is None else {"WARGAME_ASCII": str(int(is_ascii))}
    with patch.dict(os.environ, asked):
        return WargameApp(first, shelf or NoShelf(), library or DeckLibrary())
