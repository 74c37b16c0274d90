"""Draws pictures of the running program: every screen at three sizes, and those of our pages.

python -m tests.tui.picture          the six of README and of the page for a class
python -m tests.tui.picture FOLDER   every screen at 80x24, 120x40 and 200x60
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from tests.conftest import own_in
from tests.seminar.tables import at_play
from tests.tui.apps import make_app
from tests.tui.conftest import ROOT, SIZES, frame, open_deck, play_on, play_to_card, settled, sit
from wargame.play.player import Person
from wargame.rules.verbs import PLAY
from wargame.store.names import Saves
from wargame.store.own import FOLDER_VARIABLE
from wargame.table.host.following import FollowedSave
from wargame.table.host.kept import KeptGames
from wargame.table.host.school import School
from wargame.table.host.sitting import Sitting
from wargame.tui.app import WargameApp
from wargame.tui.screens.adviser import LEARNING, THINKING
from wargame.tui.screens.debrief import BUSY
from wargame.tui.screens.decks import OPENING
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.screens.saves import SavesScreen

PLACE = ROOT / "wargame" / "tui" / "pictures"
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts from elsewhere: a picture should not call out, and every system has a monospaced one."""
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
"""A picture that tells no size of its own is a stamp in a table of a page."""
SEED, PLY = 38, 40

Make = Callable[[Path], WargameApp]
"""The app at its first screen, with a folder for what it keeps."""


@dataclass(frozen=True)
class Shot:
    """A picture: what is opened, and what is pressed before it is taken.

    Attributes:
        keys: Pressed one after the other, the screen at rest in between.
    """

    name: str
    make: Make
    keys: tuple[str, ...] = ()


def at_title(folder: Path) -> WargameApp:
    """The title, with two kept games."""
    games = KeptGames(Saves(folder), writes_aside=False)
    game = open_deck("primer")
    for name, plies in (("first-try", 1_000), ("second-try", 40)):
        seats = dict(zip(game.seats, ("human", "greedy"), strict=True))
        play_on(games.begin(game, seats, SEED, name), plies)
    games.close()
    return make_app(lambda app: app.go_home(), games, is_ascii=False)


def middle() -> Sitting:
    """The middle of a game. The program has played so far; now a person sits down who may play."""
    sitting = sit(open_deck("primer"), SEED, "industrial_builder", "greedy")
    while len(sitting.match.log) < PLY or not _may_play(sitting):
        play_on(sitting, len(sitting.match.log) + 1)
    sitting.match.players["us"] = Person()
    sitting.unsaved = lambda: 0
    return sitting


def _may_play(sitting: Sitting) -> bool:
    return sitting.mover == "us" and any(one.verb == PLAY for one in sitting.view("us").legal)


def at_table(_: Path) -> WargameApp:
    """The table of the first seat in the middle of a game."""
    return make_app(lambda app: app.sit_down(middle()), is_ascii=False)


def at_talks(_: Path) -> WargameApp:
    """The table where a package can be put together."""
    sitting = sit(open_deck("primer"), SEED, "human", "greedy")
    while (sitting.mover, sitting.view("us").phase) != ("us", "talks"):
        play_on(sitting, len(sitting.match.log) + 1)
    return make_app(lambda app: app.sit_down(sitting), is_ascii=False)


def at_outset(_: Path) -> WargameApp:
    """The page before play."""
    sitting = sit(open_deck("primer"), SEED, "human", "greedy")
    return make_app(lambda app: app.start(sitting), is_ascii=False)


def at_quarter(_: Path) -> WargameApp:
    """The card of a round that has just closed."""
    sitting = sit(open_deck("primer"), 5, "human", "random")
    play_to_card(sitting)
    return make_app(lambda app: app.sit_down(sitting), is_ascii=False)


def at_end(_: Path) -> WargameApp:
    """The end of a game."""
    sitting = sit(open_deck("primer"), SEED, "industrial_builder", "greedy")
    play_on(sitting, 10_000)
    return make_app(lambda app: app.show_debrief(sitting, "us"), is_ascii=False)


def at_curtain(_: Path) -> WargameApp:
    """The curtain between two people."""
    sitting = sit(open_deck("primer"), SEED, "human", "human")
    return make_app(lambda app: app.start(sitting), is_ascii=False)


def at_lesson(folder: Path, name: str = "") -> WargameApp:
    """The lessons, or one of them."""
    del folder
    school = School(open_deck("primer"))
    return make_app(lambda app: app.practice.open_school(school, name), is_ascii=False)


PASSPHRASE = "amber"


def at_console(folder: Path) -> WargameApp:
    """The console of a facilitator."""
    table = at_play(folder, seed=7, passphrase=PASSPHRASE)
    return make_app(lambda one: one.show_console(table.sitting), is_ascii=False)


def at_projector(folder: Path) -> WargameApp:
    """What the projector shows of a game that is over."""
    games = KeptGames(Saves(folder), writes_aside=False)
    game = open_deck("primer")
    sitting = games.begin(game, dict(zip(game.seats, ("greedy",) * 2, strict=True)), SEED, "class")
    play_on(sitting, 10_000)
    games.close()
    followed = FollowedSave(folder / "class.jsonl")
    return make_app(lambda one: one.show_observed(followed), is_ascii=False)


TABLE = Shot("table", at_table, ("1", "enter"))
QUARTER = Shot("quarter", at_quarter)
END = Shot("end", at_end)
REPLAY = Shot("replay", at_end, ("r", "m"))
CONSOLE = Shot("console", at_console, (*PASSPHRASE, "enter"))
HOT_WASH = Shot("hot_wash", at_projector, ("right",))
README = {"table": (TABLE, (120, 40)), "quarter": (QUARTER, (100, 36))}
README |= {"console": (CONSOLE, (80, 24)), "hot_wash": (HOT_WASH, (120, 40))}
README |= {"end": (END, (120, 40)), "replay": (REPLAY, (100, 36))}
SHOTS = (
    Shot("title", at_title),
    Shot("settings", at_title, ("s",)),
    Shot("new_game", at_title, ("n",)),
    Shot("saves", at_title, ("r",)),
    Shot("decks", at_title, ("d",)),
    Shot("deck", at_title, ("d", "end", "up", "enter")),
    Shot("deck_card", at_title, ("d", "end", "up", "enter", "]", "]", "down")),
    Shot("how_to_play", at_title, ("h",)),
    Shot("lessons", at_lesson),
    Shot("lesson", at_lesson, ("enter",)),
    Shot("brief", at_outset),
    TABLE,
    *(Shot(f"table_{key}", at_table, (key,)) for key in "mpdcyvgil"),
    Shot("offer", at_talks, ("o",)),
    Shot("advice", at_table, ("a",)),
    Shot("help", at_table, ("?",)),
    Shot("commands", at_table, (":",)),
    Shot("rules", at_table, ("r",)),
    Shot("reasons", at_table, ("f2",)),
    Shot("curtain", at_curtain),
    Shot("passphrase", at_curtain, ("c", "enter", "enter", "f7")),
    CONSOLE,
    HOT_WASH,
    QUARTER,
    END,
    REPLAY,
)
"""Every screen."""


async def picture(shot: Shot, size: tuple[int, int], folder: Path) -> str:
    """One picture."""
    app = shot.make(folder)
    async with app.run_test(size=size) as pilot:
        await settled(pilot, 0.4)
        await filled_in(pilot)
        if shot.make in (at_table, at_talks) and isinstance(app.screen, QuarterScreen):
            await pilot.press("enter")
            await settled(pilot)
        for key in shot.keys:
            await pilot.press({"]": "right_square_bracket", ":": "colon"}.get(key, key))
            await settled(pilot, 0.4)
            await filled_in(pilot)
        drawn = FONTS.sub("", app.export_screenshot(title="wargame"))
        return SIZE.sub(r'width="\1" height="\2" \g<0>', drawn, count=1)


async def filled_in(pilot: Pilot[int]) -> None:
    """Wait until nothing on the screen is still looked for."""
    for _ in range(1_200):
        drawn, screen = frame(pilot.app), pilot.app.screen
        unread = isinstance(screen, SavesScreen) and screen.is_reading
        if not unread and not any(said in drawn for said in (BUSY, OPENING, LEARNING, THINKING)):
            return
        await pilot.pause(0.5)
    raise AssertionError("what the screen waits for did not come in ten minutes")


def draw(shot: Shot, size: tuple[int, int], place: Path) -> None:
    """Write a picture."""
    with tempfile.TemporaryDirectory() as name:
        os.environ[FOLDER_VARIABLE] = str(own_in(Path(name)))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(asyncio.run(picture(shot, size, Path(name))), encoding="utf-8")


def draw_all(folder: Path) -> None:
    """Write a picture of every screen at every size."""
    for size in SIZES:
        for shot in SHOTS:
            draw(shot, size, folder / f"{shot.name}_{size[0]}x{size[1]}.svg")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    if asked.folder:
        draw_all(asked.folder)
    else:
        for name, (shot, size) in README.items():
            draw(shot, size, PLACE / f"{name}.svg")
