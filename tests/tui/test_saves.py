"""The list of saves: how each game stands, renaming, and deleting after a question."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from tests.store.helpers import lock_up, played_by, refuse_to_read
from tests.systems import has_links
from tests.tui.apps import make_app
from tests.tui.conftest import choose_twice, frame, open_deck, play_on, settled, until
from wargame.rules.game import Game
from wargame.store.names import Saves
from wargame.store.results import OwnResults
from wargame.store.save import Save, load
from wargame.store.world import World
from wargame.table.host import listing
from wargame.table.host.kept import KeptGames
from wargame.table.host.listing import Saved
from wargame.table.panes.pages import saves_rows
from wargame.table.told.by_itself import BY_ITSELF
from wargame.table.told.glance import GameGlance
from wargame.table.told.results import NO_RESULTS, READING
from wargame.table.words.big import big
from wargame.table.words.rows import line_text
from wargame.tui.screens import saves
from wargame.tui.screens.new_game import NewGameScreen
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.saves import SavesScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.title import CHOICES, TitleScreen
from wargame.tui.widgets.pane import Pane


def begun(folder: Path, game: Game, name: str) -> KeptGames:
    """A folder with a game, some moves old."""
    shelf = KeptGames(Saves(folder), writes_aside=False)
    sitting = shelf.begin(game, dict(zip(game.seats, ("human", "greedy"), strict=True)), 4, name)
    play_on(sitting, 30)
    shelf.close()
    return shelf


async def test_a_folder_that_may_not_be_looked_into_is_no_empty_one(
    tmp_path: Path, primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = begun(Path("games"), primer, "mine")
    lock_up(monkeypatch, Path("games"))
    app = make_app(lambda one: one.open("resume"), shelf, is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "games cannot be read: permission denied." in frame(app)
        assert "There is no game" not in frame(app)
        await pilot.press("x")
        assert "came with the program" not in frame(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, SavesScreen)


@pytest.mark.parametrize("what", ["resume", "replay"])
async def test_a_save_that_may_not_be_read_is_told_again_where_it_is_opened(
    tmp_path: Path, primer: Game, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """It was told as a fault of ours."""
    shelf = begun(tmp_path, primer, "mine")
    refuse_to_read(monkeypatch)
    app = make_app(lambda one: one.open(what), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        prompt = frame(app).splitlines()[-2]
        assert "mine.jsonl cannot be read: permission denied." in prompt


async def test_each_save_tells_who_moves_the_points_and_what_came_last(
    tmp_path: Path, primer: Game
) -> None:
    shelf = begun(tmp_path, primer, "mine")
    told = shelf.glance("mine")
    assert told.turn.endswith(" to move")
    assert told.when.startswith("Round ")
    assert told.last
    app = make_app(lambda one: one.open("resume"), shelf, is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: told.turn in frame(app))
        drawn = frame(app)
        assert told.stands in drawn
        assert told.last[:60] in drawn
        await pilot.press("r", *["backspace"] * 4, *"other", "enter")
        await settled(pilot)
        assert isinstance(app.screen, SavesScreen)
        assert "mine is other now." in frame(app)
        assert (tmp_path / "other.jsonl").exists()
        await pilot.press("x", "enter")
        await settled(pilot)
        assert (tmp_path / "other.jsonl").exists()
        await pilot.press("x")
        await settled(pilot)
        assert " Enter No " in frame(app).splitlines()[-1]
        await pilot.press("y")
        await settled(pilot)
        assert not (tmp_path / "other.jsonl").exists()
        assert "other is gone." in frame(app)


async def test_what_came_with_the_program_is_neither_renamed_nor_removed(tmp_path: Path) -> None:
    shelf = KeptGames(Saves(tmp_path), writes_aside=False)
    app = make_app(lambda one: one.open("replay"), shelf, is_ascii=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "an example" in frame(app))
        for key in ("x", "r"):
            await pilot.press(key)
            await settled(pilot)
            assert isinstance(app.screen, SavesScreen)
            assert "came with the program, and stays as it is." in frame(app)


def finished(folder: Path, copies: int) -> None:
    """Games that are over and were played later than any other."""
    game = open_deck("calibration")
    shelf = KeptGames(Saves(folder), writes_aside=False)
    sitting = shelf.begin(game, dict.fromkeys(game.seats, "random"), 4, "over-1")
    play_on(sitting, 1_000)
    assert sitting.is_over
    shelf.close()
    for number in range(1, copies + 1):
        copy = folder / f"over-{number}.jsonl"
        if number > 1:
            shutil.copy(folder / "over-1.jsonl", copy)
        os.utime(copy, (2**32, 2**32))


async def test_a_game_in_progress_is_found_behind_any_number_that_are_over(
    tmp_path: Path, primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, read = begun(tmp_path, primer, "mine"), list[str]()
    finished(tmp_path, 70)

    def watched(path: Path, world: World) -> Save:
        read.append(path.stem)
        return load(path, world)

    monkeypatch.setattr(listing, "load", watched)
    assert shelf.latest() == "mine"
    assert read == ["mine"]
    app = make_app(lambda one: one.open("resume"), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "mine" in frame(app))
        assert "over-1" not in frame(app)


async def test_a_long_list_is_read_beside_the_screen(
    tmp_path: Path, primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, may_go_on = begun(tmp_path, primer, "mine"), threading.Event()
    finished(tmp_path, 3)
    read = type(shelf).saves

    def slowly(asked: KeptGames, *, unfinished: bool) -> Iterator[Saved]:
        for number, one in enumerate(read(asked, unfinished=unfinished)):
            if number:
                may_go_on.wait(LONG_S)
            yield one

    monkeypatch.setattr(type(shelf), "saves", slowly)
    monkeypatch.setattr(saves, "MOMENT_S", 0.0)
    app = make_app(lambda one: one.open("replay"), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "over-" in frame(app))
        here = app.screen.query_one(Pane).target
        assert "mine" not in frame(app)
        may_go_on.set()
        await until(pilot, lambda: "mine" in frame(app))
        assert app.screen.query_one(Pane).target == here is not None


def test_games_in_sight_are_looked_into_and_those_that_come_in_sight(
    tmp_path: Path, primer: Game
) -> None:
    shelf, looked = begun(tmp_path, primer, "mine"), list[str]()
    finished(tmp_path, 30)
    glance = KeptGames.glance

    def watched(asked: KeptGames, name: str) -> GameGlance:
        looked.append(name)
        return glance(asked, name)

    async def story() -> None:
        app = make_app(lambda one: one.open("replay"), shelf, is_ascii=False)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = app.screen
            assert isinstance(screen, SavesScreen)
            await until(pilot, lambda: not screen.is_reading)
            assert "mine" not in looked
            assert len(looked) < 10
            await pilot.press("end")
            await until(pilot, lambda: "mine" in looked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KeptGames, "glance", watched)
        asyncio.run(story())


def test_a_glance_tells_what_somebody_did_last_and_not_what_every_round_brings(
    tmp_path: Path, primer: Game
) -> None:
    shelf = KeptGames(Saves(tmp_path), writes_aside=False)
    sitting = shelf.begin(primer, dict.fromkeys(primer.seats, "greedy"), 4, "mine")
    found = set()
    for plies in range(12, 52):
        play_on(sitting, plies)
        if sitting.round:
            found.add(shelf.glance("mine").last)
    shelf.close()
    assert len(found) > 8
    assert not [one for one in found if " draws " in one or one in BY_ITSELF.values()]


@has_links
def test_what_is_wrong_with_a_save_is_told_below_it_whole(tmp_path: Path) -> None:
    (tmp_path / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    (tmp_path / "notes.jsonl").write_bytes(b"\xff" * 99)
    saves = KeptGames(Saves(tmp_path)).saves(unfinished=False)
    listed = [line_text(line) for row in saves_rows(saves, {}, 78, "") for line in row.lines]
    said = " ".join(" ".join(listed).split())
    assert "gone.jsonl cannot be read: no such file or directory." in said
    assert "notes.jsonl: This is not a save: its first line is not whole." in said


def test_a_glance_tells_nothing_that_not_everybody_knows(tmp_path: Path, primer: Game) -> None:
    shelf = begun(tmp_path, primer, "mine")
    sitting = shelf.watch("mine")
    told = shelf.glance("mine")
    hands = {
        sitting.titles.cards[card] for seat in primer.seats for card in sitting.view(seat).hand
    }
    assert hands
    assert not any(card in told.last for card in hands)
    assert shelf.glance("nowhere").turn == ""


def test_before_a_save_is_opened_it_goes_by_the_names_of_its_deck(
    tmp_path: Path, primer: Game
) -> None:
    shelf = KeptGames(Saves(tmp_path), writes_aside=False)
    for name, players in (
        ("alone", ("human", "calibrated_licensor:regular")),
        ("two", ("human", "human")),
        ("none", ("dealmaker", "greedy")),
    ):
        play_on(shelf.begin(primer, dict(zip(primer.seats, players, strict=True)), 4, name), 10)
    shelf.close()
    about = {one.name: one.about for one in shelf.saves()}
    against = "United States against Calibrated Licensor (regular)"
    assert about["alone"] == f"Round 1. {against}. {primer.deck.title}"
    assert about["two"] == f"Round 1. United States and China. {primer.deck.title}"
    assert about["none"] == f"Round 1. Dealmaker against greedy. {primer.deck.title}"


@pytest.mark.parametrize("is_ascii", [False, True])
@pytest.mark.parametrize("name", ["", "mine", "a-game-with-a-name-of-many-words-for-an-evening"])
async def test_the_title_is_large_where_that_leaves_all_choices_in_sight(
    name: str, is_ascii: bool, tmp_path: Path, primer: Game
) -> None:
    shelf = KeptGames(Saves(tmp_path), writes_aside=False)
    if name:
        begun(tmp_path, primer, name)
    app = make_app(lambda one: one.go_home(), shelf, is_ascii=is_ascii)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: not name or f"Go on: {name[:20]}" in frame(app))
        drawn = frame(app)
        assert all(label in drawn for _, _, label, _ in CHOICES)
        assert all(line.strip() in drawn for line in big("WAR", is_ascii=is_ascii))
        assert isinstance(app.screen, TitleScreen)
        tight = [line_text(line) for row in app.screen._rows(78, 13) for line in row.lines]
        assert any("W A R G A M E" in line for line in tight)


async def test_enter_twice_in_a_burst_opens_one_replay(tmp_path: Path, primer: Game) -> None:
    shelf = begun(tmp_path, primer, "mine")
    app = make_app(lambda one: one.open("replay"), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "mine" in frame(app))
        await choose_twice(pilot, app)
        assert [type(one) for one in app.screen_stack[1:]] == [SavesScreen, ReplayScreen]


@pytest.mark.parametrize(("key", "kind"), [("home", "save"), ("down", "choice")])
async def test_the_game_that_was_left_last_takes_no_cursor_that_was_moved(
    key: str, kind: str, tmp_path: Path, primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, may_look = begun(tmp_path, primer, "mine"), threading.Event()

    look = type(shelf).last

    def late(asked: KeptGames) -> Saved | None:
        may_look.wait(LONG_S)
        return look(asked)

    monkeypatch.setattr(type(shelf), "last", late)
    app = make_app(lambda one: one.go_home(), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        before = app.screen.query_one(Pane).target
        may_look.set()
        await until(pilot, lambda: "Go on: mine" in frame(app))
        found = app.screen.query_one(Pane).target
        assert found is not None
        assert found.kind == kind
        assert kind == "save" or found == before


@pytest.mark.parametrize(
    ("keys", "offered"),
    [(("r", "x", "enter"), "Go on: minex"), (("x", "y"), "")],
    ids=["renamed", "deleted"],
)
async def test_the_title_offers_no_game_that_has_gone(
    keys: tuple[str, ...], offered: str, tmp_path: Path, primer: Game
) -> None:
    shelf = begun(tmp_path, primer, "mine")

    app = make_app(lambda one: one.go_home(), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Go on: mine" in frame(app))
        await pilot.press("c")
        await until(pilot, lambda: "China" in frame(app) and "Enter opens" in frame(app))
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "Go on: mine " not in frame(app) and "Quit" in frame(app))
        await until(pilot, lambda: offered in frame(app))
        assert ("Go on" in frame(app)) is bool(offered)


async def test_the_title_has_no_rematch_before_a_game_has_ended(
    tmp_path: Path, primer: Game
) -> None:
    app = make_app(lambda one: one.go_home(), begun(tmp_path, primer, "mine"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("colon")
        await settled(pilot)
        assert "Choose a deck and who sits where" in frame(app), "what each opens is told"
        assert "Rematch" not in frame(app)


async def test_nothing_is_said_to_open_any_more_once_one_is_back(
    tmp_path: Path, primer: Game
) -> None:
    shelf = begun(tmp_path, primer, "mine")
    app = make_app(lambda one: one.open("replay"), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "mine" in frame(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReplayScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SavesScreen))
        await until(pilot, lambda: "Enter opens" in frame(app))


async def test_your_results_are_looked_up_beside_the_screen(
    tmp_path: Path, primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, may_go_on = KeptGames(Saves(tmp_path), writes_aside=False), threading.Event()
    played_by(tmp_path / "mine.jsonl", primer, ("human", "dealmaker:regular"), 1)
    look = type(shelf).results

    def slowly(asked: KeptGames) -> OwnResults:
        may_go_on.wait(LONG_S)
        return look(asked)

    monkeypatch.setattr(type(shelf), "results", slowly)
    app = make_app(lambda one: one.open("results"), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: READING in frame(app))
        may_go_on.set()
        await until(pilot, lambda: "Opponents as China" in frame(app))
        assert "Primer: chips for rare earths: 1 game" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TitleScreen))


async def test_your_results_tell_why_there_are_none(tmp_path: Path) -> None:
    shelf = KeptGames(Saves(tmp_path), writes_aside=False)
    app = make_app(lambda one: one.open("results"), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: f"{NO_RESULTS} n on the title screen" in frame(app))
    (tmp_path / "file").touch()
    shelf = KeptGames(Saves(tmp_path / "file"), writes_aside=False)
    app = make_app(lambda one: one.open("results"), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "with --saves." in " ".join(frame(app).split()))


async def test_the_title_goes_on_with_the_game_that_was_left_and_opens_what_a_cursor_is_on(
    tmp_path: Path, primer: Game
) -> None:
    shelf = begun(tmp_path, primer, "mine")
    ply = len(load(tmp_path / "mine.jsonl", World()).events)
    app = make_app(lambda one: one.go_home(), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Go on: mine" in frame(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, NewGameScreen))
        await pilot.press("escape")
        await until(pilot, lambda: "Go on: mine" in frame(app))
        await pilot.press("home", "enter")
        await until(pilot, lambda: any(isinstance(one, TableScreen) for one in app.screen_stack))
        assert app.home.sitting is not None
        assert app.home.sitting.title == "mine"
        assert app.home.sitting.match.course.ply >= ply - 2
    shelf.close()


async def test_a_game_that_cannot_be_gone_on_with_is_told_of_on_the_title(
    tmp_path: Path, primer: Game
) -> None:
    shelf = begun(tmp_path, primer, "mine")
    app = make_app(lambda one: one.go_home(), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Go on: mine" in frame(app))
        (tmp_path / "mine.jsonl").unlink()
        await pilot.press("home", "enter")
        await until(pilot, lambda: "mine" in frame(app).splitlines()[-2])
        assert "Opening" not in frame(app).splitlines()[-2]
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("s")
        await settled(pilot)
        assert not isinstance(app.screen, TitleScreen)


async def test_after_a_game_the_title_has_a_rematch_with_the_score_of_the_evening(
    tmp_path: Path, primer: Game
) -> None:
    shelf = begun(tmp_path, primer, "mine")
    sitting = shelf.resume("mine")
    play_on(sitting, 10_000)
    app = make_app(lambda one: one.sit_down(sitting), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.home.go_home()
        await until(pilot, lambda: "m Rematch" in " ".join(frame(app).split()))
        assert sitting.score.said[:40] in frame(app)
        await pilot.press("m")
        await until(pilot, lambda: not isinstance(app.screen, TitleScreen))
        again = app.home.sitting
        assert again is not None
        assert again is not sitting
        assert again.players == sitting.players
        assert not again.is_over
    shelf.close()
