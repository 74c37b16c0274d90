"""Draws the picture of the README from the running program.

python -m tests.tui.picture
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from tests.tui.conftest import ROOT, app_of, open_deck, play_on, sit
from wargame.play.player import Person

PLACE = ROOT / "wargame" / "tui" / "pictures" / "table.svg"
KEYS = ("2", "enter")
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts from elsewhere: a picture should not call out, and every system has a monospaced one."""


async def picture(size: tuple[int, int] = (120, 40), seed: int = 38, ply: int = 48) -> str:
    """The table in the middle of a game, one card opened with what would follow.

    Up to there the program plays, so that there is something to see; then a person sits down.
    """
    game = open_deck("primer")
    sitting = sit(game, seed, "industrial_builder", "greedy")
    play_on(sitting, ply)
    sitting.match.players["us"] = Person()
    sitting.unsaved = lambda: 0
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.press(*KEYS)
        await pilot.pause(0.5)
        return FONTS.sub("", app.export_screenshot(title="wargame play primer"))


def draw(place: Path = PLACE) -> None:
    """Write the picture."""
    place.parent.mkdir(exist_ok=True)
    place.write_text(asyncio.run(picture()), encoding="utf-8")


if __name__ == "__main__":
    draw()
