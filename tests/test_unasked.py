"""Nothing read from a save starts a program: one test per way in, for heads and for swaps."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine, seated
from tests.systems import IS_WINDOWS
from tests.tui.apps import make_app
from tests.tui.conftest import frame, until
from wargame.cli import linear
from wargame.cli.linear import ask_about_returning
from wargame.content.shell import line_of
from wargame.play.control import swap
from wargame.play.match import Match
from wargame.players.fence import USUAL
from wargame.players.registry import make_player
from wargame.rules.game import Game
from wargame.store.names import saves_folder
from wargame.table.host.kept import KeptGames
from wargame.table.host.rematch import rematch
from wargame.table.host.returning import Returning
from wargame.table.plain.console import Console
from wargame.table.plain.table import PlainTable
from wargame.tui.app import WargameApp
from wargame.tui.widgets.form import Form

pytestmark = pytest.mark.waits


@pytest.fixture(autouse=True)
def touch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of this name, where the system has none."""
    if IS_WINDOWS:
        place = tmp_path / "programs"
        place.mkdir()
        (place / "touch.bat").write_text("@type nul > %1\n", encoding="ascii")
        monkeypatch.setenv("PATH", str(place), prepend=os.pathsep)


@pytest.fixture
def games(tmp_path: Path) -> KeptGames:
    return KeptGames(saves_folder(tmp_path), writes_aside=False)


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """What the program of these saves makes as soon as it is started."""
    return tmp_path / "started"


@pytest.fixture(params=["head", "seat event"])
def trap(
    request: pytest.FixtureRequest, water: Game, games: KeptGames, mark: Path, tmp_path: Path
) -> str:
    """A sound save in both of whose seats the program sits; it has not been started."""
    program = f"cmd:touch {mark}"
    first = program if request.param == "head" else "greedy"
    sitting = games.begin(water, dict.fromkeys(water.seats, first), 1, "trap")
    if request.param != "head":
        for seat in water.seats:
            swap(sitting.match, seat, make_player(program, water, seat, 1))
        sitting.match.settle()
    sitting.close()
    games.close()
    assert json.dumps(program)[1:-1] in (tmp_path / "trap.jsonl").read_text()
    assert not mark.exists()
    return "trap"


def test_no_program_is_started_by_resume_in_linear_text(
    trap: str, mark: Path, tmp_path: Path, wargame: CommandLine
) -> None:
    answer = wargame("resume", trap, "--plain", "--saves", tmp_path)
    assert answer.code == 0
    assert not mark.exists()
    for seat in ("lower", "upper"):
        assert f"--seat {line_of([f'{seat}=cmd:touch {mark}'])}" in answer.err
    assert "greedy" in answer.out


def test_no_program_is_started_by_a_branch_and_its_resume(
    trap: str, mark: Path, tmp_path: Path, wargame: CommandLine
) -> None:
    assert wargame("save", "branch", trap, "mine", "--move", "0", "--saves", tmp_path).code == 0
    assert wargame("resume", "mine", "--plain", "--saves", tmp_path).code == 0
    assert not mark.exists()


def test_a_program_is_started_by_whoever_types_its_line(
    trap: str, mark: Path, tmp_path: Path, wargame: CommandLine
) -> None:
    line = f"upper=cmd:touch {mark}"
    wargame("resume", trap, "--plain", "--saves", tmp_path, "--seat", line)
    assert mark.exists()


@pytest.mark.parametrize(
    ("typed", "starts"),
    [("\n\n", False), ("y\nyes please\n", False), ("no\nyes\n", True)],
    ids=repr,
)
def test_at_a_terminal_only_yes_starts_it_in_linear_text(
    typed: str, starts: bool, trap: str, mark: Path, games: KeptGames
) -> None:
    said: list[str] = []
    keyboard = Console(typed.splitlines(), said.append, is_typed=True)
    sitting = games.resume(trap)
    ask_about_returning(sitting, keyboard)
    PlainTable(sitting, keyboard).play()
    games.close()
    assert mark.exists() == starts
    assert f"cmd:touch {mark}" in "".join(said).replace("\n", " ")


def test_of_a_game_that_is_over_nobody_is_asked_about_and_all_stay_who_they_were(
    water: Game, games: KeptGames, mark: Path, tmp_path: Path, wargame: CommandLine
) -> None:
    """It was told who sat there, who "sits there now", and how to let a program play that had no
    move left; the game was headed by the stand-in's name."""
    program = f"cmd:touch {mark}"
    sitting = games.begin(water, dict.fromkeys(water.seats, "greedy"), 1, "done")
    swap(sitting.match, "upper", make_player(program, water, "upper", 1))
    sitting.match.run()
    sitting.close()
    games.close()
    mark.unlink()
    answer = wargame("resume", "done", "--plain", "--saves", tmp_path)
    assert answer.code == 0
    assert not mark.exists()
    assert "sits there now" not in answer.err
    assert f"(upper):{program}".replace(" ", "") in re.sub(r"\s", "", answer.out)
    again = rematch(games, games.resume("done"))
    assert any("sits there now" in notice for notice in again.notices), "there it is told"


def test_what_cannot_be_read_whole_is_not_asked_about(
    water: Game, games: KeptGames, tmp_path: Path
) -> None:
    for name in ("cmd:touch \x1b[2Jx", "cmd:touch    x", "cmd:touch x\n"):
        assert not Returning("upper", name, USUAL).can_be_asked_about
        match = Match(water, seated(water, 1, "greedy"), 1)
        assert "--seat" in Returning("upper", name, USUAL).answer(match, is_yes=True)
        assert match.record.events == []


def test_a_program_that_is_gone_is_told_of_and_leaves_the_stand_in(water: Game) -> None:
    match = Match(water, seated(water, 1, "greedy"), 1)
    told = Returning("upper", "cmd:no-such-program", USUAL).answer(match, is_yes=True)
    assert "there is no program 'no-such-program'" in told
    assert match.record.seats["upper"] == "greedy"


@pytest.mark.parametrize("swapped", [False, True])
def test_no_program_is_started_by_a_rematch_of_a_game_that_is_watched(
    trap: str, mark: Path, games: KeptGames, water: Game, swapped: bool
) -> None:
    """The replay of a finished game ends with the offer of one."""
    again = rematch(games, games.watch(trap), swapped=swapped)
    again.match.run()
    assert set(again.players.values()) == {"greedy"}
    told = " ".join(again.notices)
    assert all(f"'cmd:touch {mark}' sat for {seat}" in told for seat in water.seats)
    games.close()
    assert not mark.exists()


def test_a_rematch_of_a_game_that_was_played_has_who_played_it(
    water: Game, games: KeptGames, mark: Path
) -> None:
    seats = dict.fromkeys(water.seats, f"cmd:touch {mark}")
    sitting = games.begin(water, seats, 1, "typed")
    assert rematch(games, sitting).players == seats
    games.close()


@pytest.mark.parametrize(
    ("typed", "starts"),
    [("", False), ("\n\n", False), ("yes\nyes\n", False), ("yes\nyes\n\n", True)],
    ids=repr,
)
def test_no_program_is_started_by_a_plan(
    typed: str,
    starts: bool,
    mark: Path,
    tmp_path: Path,
    wargame: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A folder of a class is passed on as a deck is; where programs alone play, Enter begins."""
    monkeypatch.chdir(tmp_path)
    assert wargame("seminar", "new", "c", "--deck", "primer", "--people", "4").code == 0
    plan = tmp_path / "c" / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    program = f"cmd:touch {mark}"
    plan.write_text(text.replace("player: 'human'", f"player: '{program}'"), encoding="utf-8")
    if not typed:
        monkeypatch.setattr("sys.stdin", io.StringIO())
        answer = wargame("seminar", "run", "c", "--plain")
        assert answer.code == 0
        assert f"type at the console: swap us {program}" in answer.err
    else:
        said: list[str] = []
        keyboard = Console([*typed.splitlines(), "quit"], said.append, is_typed=True)
        monkeypatch.setattr(linear, "console", lambda: keyboard)
        wargame("seminar", "run", "c", "--plain")
        assert program in "".join(said).replace("\n", " ")
        assert "The plan wants" in "".join(said)
    assert mark.exists() == starts


def settling(app: WargameApp, mark: Path) -> Callable[[], bool]:
    """Whether the program was started, or the table has gone on without it."""

    before = moves_of(app)

    def is_settled() -> bool:
        return mark.exists() or moves_of(app) > before + 2

    return is_settled


def moves_of(app: WargameApp) -> int:
    """How long the log is of the game that is played."""
    return len(app.home.sitting.match.log) if app.home.sitting else 0


def on_screen(app: WargameApp, mark: Path, *keys: str) -> str:
    """Press keys, then let the table play on by itself; gives the first thing seen."""

    async def story() -> str:
        async with app.run_test(size=(160, 40)) as pilot:
            await pilot.pause()
            seen = frame(app)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.1)
                await pilot.pause()
            await until(pilot, settling(app, mark))
            return seen

    return asyncio.run(story())


def test_no_program_is_started_by_resume_on_screen(trap: str, mark: Path, games: KeptGames) -> None:
    sitting = games.resume(trap)
    app = make_app(lambda home: home.sit_down(sitting), games, is_ascii=True)
    seen = on_screen(app, mark, "enter", "enter", "enter")
    games.close()
    assert not mark.exists()
    assert "cmd:touch" in seen
    assert "Enter says no" in seen


def test_only_y_to_the_whole_line_starts_it_on_screen(
    trap: str, mark: Path, games: KeptGames
) -> None:
    sitting = games.resume(trap)
    app = make_app(lambda home: home.sit_down(sitting), games, is_ascii=True)
    on_screen(app, mark, "enter", "y", "enter", "enter")
    sitting.close()
    games.close()
    assert mark.exists()


def test_no_program_is_started_by_continue(trap: str, mark: Path, games: KeptGames) -> None:
    app = make_app(lambda home: home.go_home(), games, is_ascii=True)
    on_screen(app, mark, "c", "enter", "enter", "enter", "enter")
    games.close()
    assert not mark.exists()


def test_no_program_is_started_by_a_branch_from_the_replay(
    trap: str, mark: Path, games: KeptGames
) -> None:
    watched = games.watch(trap)
    app = make_app(lambda home: home.show_replay(watched, "upper"), games, is_ascii=True)
    on_screen(app, mark, "b", "down", "down", "down", "enter", "enter", "enter", "enter")
    games.close()
    assert not mark.exists()


async def test_no_seat_of_a_branch_offers_the_program(
    trap: str, mark: Path, games: KeptGames
) -> None:
    watched = games.watch(trap)
    app = make_app(lambda home: home.show_replay(watched, "upper"), games, is_ascii=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        seats = app.screen.query_one(Form).fields[1:3]
        assert not any("cmd:" in f"{seat.value} {seat.options}" for seat in seats)
    assert not mark.exists()
