"""Replay: by step and by round, and no hand that may not be seen."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from tests.rules.tiny import BASE, tiny
from tests.store.helpers import kept, lock_up
from tests.tui.apps import make_app
from tests.tui.conftest import app_of, frame, play_on, retitled, settled, sit, until
from wargame.lab.ended.analysis_object import DecidingMove, GameAnalysis
from wargame.play.control import note
from wargame.play.event import CONTROL, words
from wargame.play.proceedings import CLOCK, CLOSE
from wargame.rules.game import Game
from wargame.store.names import saves_folder
from wargame.table.host.debrief import Debrief
from wargame.table.host.following import FollowedFile, FollowedSave
from wargame.table.host.hypothetical import hypothetical, ways_on
from wargame.table.host.kept import KeptGames
from wargame.table.host.live import public_of, read_public, write_public
from wargame.table.host.rewind import Rewind
from wargame.table.host.sitting import Sitting
from wargame.table.panes.observed.public_table import observed_rows
from wargame.table.plain.observed import observed_lines
from wargame.table.words.glyphs import UNICODE
from wargame.table.words.public import HYPOTHETICAL, SILENCE_S, PublicClock
from wargame.table.words.rows import line_text, rows_height
from wargame.table.words.view_models import markers
from wargame.tui.app import WargameApp
from wargame.tui.screens import observe
from wargame.tui.screens.commands import CommandsScreen
from wargame.tui.screens.debrief import DebriefScreen
from wargame.tui.screens.looking import LookingScreen
from wargame.tui.screens.observe import ObserveScreen
from wargame.tui.screens.replay import SPEEDS, ReplayScreen, every
from wargame.tui.screens.title import TitleScreen
from wargame.tui.widgets.form import Form
from wargame.tui.widgets.pane import Pane
from wargame.tui.widgets.scrubber import Scrubber


def played(game: Game, people: tuple[str, ...], plies: int) -> Sitting:
    """A game in which the program has played for everybody; then these people sit there."""
    sitting = sit(game, 5, "greedy", "greedy")
    play_on(sitting, plies)
    names = sit(game, 5, "human", "human").match.players
    for seat in people:
        sitting.match.players[seat] = names[seat]
    return sitting


def replaying(sitting: Sitting, seat: str) -> WargameApp:
    return make_app(lambda app: app.show_replay(sitting, seat), is_ascii=False)


def text_of(screen: LookingScreen, pane: str) -> str:
    """All that a pane says, in sight or not."""
    return "\n".join(line_text(line) for row in screen.board.pane(pane).rows for line in row.lines)


def titles(sitting: Sitting, seat: str) -> list[str]:
    return [sitting.titles.cards[card] for card in sitting.view(seat).hand]


@pytest.mark.parametrize(
    ("people", "seat", "is_open"),
    [
        pytest.param(("us",), "us", True, id="one's own hand"),
        pytest.param(("us",), "china", False, id="the program's hand"),
        pytest.param(("us", "china"), "us", False, id="hot seat"),
        pytest.param((), "us", False, id="only watched"),
    ],
)
async def test_a_running_game_shows_no_hand_but_that_of_its_only_person(
    people: tuple[str, ...], seat: str, is_open: bool, primer: Game
) -> None:
    sitting = played(primer, people, 40)
    app = replaying(sitting, seat)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("end", "a")
        await pilot.pause()
        assert "open when the game is over" in frame(app)
        drawn = frame(app)
        shown = [title for title in titles(sitting, seat) if title in drawn]
        used = {*sitting.view(seat).discards[seat]}
        held = [c for c in sitting.view(seat).hand if c not in used]
        assert held
        assert bool(shown) == is_open


async def test_fronts_that_have_the_focus_stay_in_sight_on_the_smallest_screen(
    primer: Game,
) -> None:
    """Whoever went to them from the chart looked at a name with nothing below."""
    app = replaying(played(primer, ("us",), 10_000), "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        fronts = app.screen.board.pane("fronts")
        before = fronts.size.height
        while app.focused is not fronts:
            await pilot.press("tab")
            await settled(pilot)
        assert fronts.size.height >= before > 1


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        pytest.param("] ] ] [", 3, id="back by a bracket"),
        *(pytest.param(str(digit), digit, id=f"by {digit}") for digit in range(1, 10)),
        pytest.param("1 0", 10, id="by two digits"),
        pytest.param("2 5", 5, id="by the second alone, where there is no such round"),
        pytest.param("3 0", 3, id="and not by a naught alone"),
    ],
)
async def test_rounds_are_gone_to_by_brackets_and_digits(keys: str, number: int) -> None:
    game = tiny(rounds={"max": 12})
    sitting = sit(game, 5, "greedy", "greedy")
    play_on(sitting, 10_000)
    app = replaying(sitting, game.seats[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        named = {"[": "left_square_bracket", "]": "right_square_bracket"}
        await pilot.press(*(named.get(key, key) for key in keys.split()))
        rewind = app.screen.rewind
        assert rewind.scene(game.seats[0]).view.round == number


async def test_what_stood_open_gives_way_to_the_news_where_it_has_not_come_yet(
    primer: Game,
) -> None:
    app = replaying(played(primer, ("us",), 10_000), "us")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("end")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        told = [target for row in screen.board.pane("log").rows for target in row.targets]
        assert told[-1].kind == "entry"
        screen.look_at(told[-1])
        screen.rewind.to_round(1)
        screen.update_scene()
        await settled(pilot)
        assert text_of(screen, "detail").startswith("Setting up")
        await pilot.press("end")
        await settled(pilot)
        screen.look_at(told[-1])
        await pilot.press("1")
        await settled(pilot)
        assert app.failure is None
        assert app.screen is screen


async def test_after_the_end_everything_can_be_opened(primer: Game) -> None:
    sitting = played(primer, ("us",), 10_000)
    app = replaying(sitting, "us")
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("right_square_bracket", "right_square_bracket", "a")
        await pilot.pause()
        rewind = Rewind(sitting)
        rewind.turn_round(1)
        rewind.turn_round(1)
        rewind.is_all_seeing = True
        scene = rewind.scene("us")
        for card in (*scene.view.hand, *scene.rival_hand):
            assert sitting.titles.cards[card] in frame(app)
        await pilot.press("home")
        await pilot.pause()
        assert "step 0 of" in frame(app)
        await pilot.press("right", "right", "left")
        await pilot.pause()
        assert "step 1 of" in frame(app)


def test_nothing_is_laid_open_of_a_game_that_goes_on(primer: Game) -> None:
    rewind = Rewind(played(primer, ("us",), 20), is_all_seeing=True)
    rewind.go(rewind.last)
    scene = rewind.scene("us")
    assert rewind.sitting.view("china").hand
    assert scene.rival_hand == ()
    assert any(one.is_secret for one in scene.seen)


async def test_where_others_may_go_on_by_its_luck_a_replay_is_asked_about(primer: Game) -> None:
    """It was said in linear text alone."""
    sitting = played(primer, ("us", "china"), 10_000)
    sitting.caution = "Here nobody can tell."
    app = replaying(sitting, "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Here nobody can tell." in frame(app)
        await pilot.press("y")
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)


async def test_what_there_is_to_say_of_a_game_is_said_before_its_replay(
    primer: Game, tmp_path: Path
) -> None:
    """A damaged save was shown up to its damage as if that were all."""
    path = kept(tmp_path / "hurt.jsonl", "primer", 5)
    path.write_bytes(path.read_bytes().replace(b'"ply":40', b'"ply":41'))
    sitting = KeptGames(saves_folder(tmp_path)).watch("hurt")
    app = replaying(sitting, "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "hurt: Event " in frame(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)


async def test_where_others_go_on_by_its_luck_a_replay_is_asked_about(primer: Game) -> None:
    sitting = played(primer, ("us", "china"), 10_000)
    sitting.is_shut = lambda: True
    app = replaying(sitting, "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "cards that are drawn there too" in " ".join(frame(app).split())
        await pilot.press("y")
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        await pilot.press("h")  # the projector may follow
        await settled(pilot)
        assert "is told once all tables are over" in frame(app)
        await pilot.press("escape")
        await settled(pilot)
        app.home.show_replay(sitting, "us")
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)  # asked once
    app = replaying(sitting, "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, TitleScreen)


def test_each_step_of_a_replay_tells_what_it_changed_and_what_came_beside(primer: Game) -> None:
    sitting = sit(primer, 5, "greedy", "greedy")
    for _ in range(4):
        play_on(sitting, len(sitting.match.log) + 11)
        note(sitting.match, CONTROL, CLOCK, f"At {sitting.match.course.ply}")
    rewind = Rewind(sitting)
    wanted = {one.ply for one in sitting.beside("")}
    assert len(wanted) == 4
    shown: dict[str, int] = {}
    for at in range(rewind.last + 1):
        rewind.go(at)
        scene = rewind.scene("us")
        assert scene.before == shown
        assert {one.ply for one in scene.beside} == {one for one in wanted if one <= rewind.ply}
        everybody = primer.redact(sitting.match.at(at))
        shown = {row.name: row.value for row in markers(primer.deck, everybody)}


def test_all_that_is_marked_on_the_course_is_marked_on_a_chart_of_two_numbers(primer: Game) -> None:
    sitting = sit(primer, 5, "greedy", "greedy")
    play_on(sitting, 10_000)
    rewind = Rewind(sitting)
    rewind.to_round(4)
    scene = replace(rewind.scene("us"), axes=("shared.tension", "shared.trust"))
    drawn, course = rewind.overlay(scene), rewind.chart()
    assert drawn is not None
    assert course is not None
    assert course.course.marks
    assert drawn.course.marks == course.course.marks
    assert rewind.overlay(replace(scene, axes=("", ""))) is None


def test_rounds_are_walked_both_ways(primer: Game) -> None:
    rewind = Rewind(played(primer, (), 10_000))
    starts = rewind.round_starts()
    met = []
    for _ in starts:
        met.append(rewind.at)
        rewind.turn_round(1)
    assert met == starts
    assert rewind.at == rewind.last
    rewind.turn_round(-1)
    assert rewind.at == starts[-1]


async def test_a_finished_game_is_opened_at_its_debrief(primer: Game) -> None:
    sitting = played(primer, ("us",), 10_000)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        app.home.sit_down(sitting)
        await settled(pilot, 0.2)
        await pilot.press("enter")
        await pilot.pause()
        assert "After the game" in frame(app)


def kept_game(folder: Path, game: Game, seats: dict[str, str], plies: int) -> KeptGames:
    """A folder with one game of this length, called `first`."""
    games = KeptGames(saves_folder(folder))
    sitting = games.begin(game, seats, 5, "first")
    play_on(sitting, plies)
    games.close()
    return games


SOMEBODY = "Somebody at this keyboard."
"""What is told of a person whom the cursor has been put on."""


async def test_a_finished_game_can_be_left_anywhere_with_others_in_the_seats(
    primer: Game, tmp_path: Path
) -> None:
    games = kept_game(tmp_path, primer, {"us": "greedy", "china": "greedy"}, 1000)
    whole = (tmp_path / "first.jsonl").read_bytes()
    watched = games.watch("first")
    app = make_app(lambda app: app.show_replay(watched, "us"), games, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "b")
        assert "go back first" in frame(app)
        await pilot.press("home", *["right_square_bracket"] * 3, "b")
        ply = Rewind(watched).round_starts()[3]
        assert "first-branch" in frame(app)
        assert SOMEBODY not in frame(app)
        await pilot.press("down", *["left"] * 6)
        assert SOMEBODY in frame(app)
        await pilot.press(*["down"] * 2, "enter")
        await settled(pilot, 0.3)
        branch = app.home.sitting
        assert branch
        assert branch.title == "first-branch"
        assert branch.people == ("us",)
        moves = branch.match.course.moves
        assert moves[:ply] == watched.match.course.moves[:ply]
        assert branch.waits_for_person
        assert branch.match.record.header.seed != 5
    games.close()
    assert (tmp_path / "first.jsonl").read_bytes() == whole


async def test_nobody_takes_a_program_s_seat_by_leaving_a_running_game(
    primer: Game, tmp_path: Path
) -> None:
    games = kept_game(tmp_path, primer, {"us": "greedy", "china": "human"}, 60)
    watched = games.watch("first")
    app = make_app(lambda app: app.show_replay(watched, "china"), games, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket", "right_square_bracket", "b")
        us, china = app.screen.query_one(Form).fields[1:3]
        assert "human" not in dict(us.options)
        assert {"human", "search"} <= dict(china.options).keys()
        await pilot.press(*["backspace"] * 20, "down", "down", "down", "enter")
        assert app.home.sitting is None  # it needs a name
        await pilot.press("up", "up", "up", *"mine", "down", "right", "down", "down", "enter")
        await settled(pilot, 0.3)
        mine = app.home.sitting
        assert mine
        assert mine.title == "mine"
        assert mine.players == {"us": "alliance_weaver:learner", "china": "human"}
    games.close()


@pytest.mark.parametrize("across", ["greedy", "human"])
async def test_whoever_sat_there_plays_a_branch_but_for_a_hand_that_another_would_see(
    across: str, primer: Game, tmp_path: Path
) -> None:
    """The one who gave up in a running game may leave it before that; not so somebody else."""
    games = KeptGames(saves_folder(tmp_path))
    sitting = games.begin(primer, {"us": "human", "china": across}, 5, "first")
    play_on(sitting, 60)
    sitting.substitute("us")
    sat = sitting.players["us"]
    games.close()
    watched = games.watch("first")
    app = make_app(lambda app: app.show_replay(watched, "china"), games, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket", "right_square_bracket", "b")
        us = app.screen.query_one(Form).fields[1]
        assert ("human" in dict(us.options)) == (across == "greedy")
        await pilot.press("down", "down", "down", "enter")
        await settled(pilot, 0.3)
        branch = app.home.sitting
        assert branch
        assert branch.players == {"us": "human" if across == "greedy" else sat, "china": across}
    games.close()


async def test_a_game_that_is_not_kept_cannot_be_left(primer: Game) -> None:
    app = replaying(played(primer, (), 40), "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        assert "only kept games" in frame(app)


async def test_a_contest_that_is_over_as_it_begins_has_a_replay_without_a_chart() -> None:
    calm = {"id": "calm", "title": "All is calm", "when": "shared.calm == 0", "immediate": True}
    game = tiny(contest={"lead": "shared.calm"}, endings=[calm, *BASE["endings"]])
    app = replaying(sit(game, 1, "human", "greedy"), "north")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "end", "home")
        await pilot.pause()
        assert "step 0 of 0" in frame(app)
        assert not app.screen.query_one(Scrubber).display


async def test_the_line_of_a_replay_has_room_for_a_seat_in_wide_letters() -> None:
    app = replaying(played(retitled("水条約の交渉の席"), (), 30), "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "step 0 of 30, as 水条約の交渉の席  paused" in frame(app)


async def test_turning_points_are_gone_through_one_by_one(primer: Game) -> None:
    sitting = played(primer, (), 1000)
    app = replaying(sitting, "us")
    async with app.run_test(size=(120, 40)) as pilot:
        assert isinstance(app.screen, ReplayScreen)
        rewind = app.screen.rewind
        wanted, met = rewind.turning_places(), []
        assert wanted == sorted({mark.ply + 1 for mark in sitting.debrief.account().course.marks})
        while "no turning point after" not in frame(app):
            await pilot.press("n")
            met.append(rewind.at)
        assert list(dict.fromkeys(met)) == wanted
        await pilot.press("end", "p")
        assert rewind.at == [place for place in wanted if place < rewind.last][-1]
        await pilot.press("3")
        assert sitting.match.log[rewind.at].round == 3
        assert sitting.match.log[rewind.at - 1].round == 2


def told(screen: LookingScreen) -> str:
    """What the detail pane says, its lines in a row."""
    lines = [line for row in screen.board.pane("detail").rows for line in row.lines]
    return " ".join(" ".join("".join(span.text for span in line) for line in lines).split())


SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])


@SIZES
async def test_a_deciding_move_stands_on_the_chart_and_is_landed_on_the_dearest_first(
    primer: Game, size: tuple[int, int]
) -> None:
    sitting = played(primer, (), 1000)
    own = [one.ply for one in sitting.match.log if one.seat == "us" and one.round in (2, 3)]
    plies = own[-1], own[0]
    moves = tuple(
        DecidingMove(ply, 2, "us", "pass", "fund fab", 20.0, 12.0, 28.0, 300) for ply in plies
    )
    sitting.debrief.analysis = GameAnalysis("points of win chance", moves, (), (), (), 24, 1)
    app = replaying(sitting, "us")
    async with app.run_test(size=size) as pilot:
        assert isinstance(app.screen, ReplayScreen)
        met = []
        for _ in range(3):
            await pilot.press("m")
            await settled(pilot)
            met.append(app.screen.rewind.ply)
            shown = told(app.screen)
            assert "decided, " in shown
            assert ": United States chooses" in shown
            assert "United States played: Pass." in shown
            assert re.search(r"Better for United States by 20 points of win chance: Fund", shown)
            assert "b tries again" in frame(app)
        assert met == [*plies, plies[0]]
        chart = app.screen.query_one(Scrubber).region
        assert "!" in frame(app).splitlines()[chart.bottom - 1]


@SIZES
async def test_a_click_on_the_chart_and_digits_go_to_a_round(
    primer: Game, size: tuple[int, int]
) -> None:
    sitting = played(primer, (), 1000)
    app = replaying(sitting, "us")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        rewind, chart = app.screen.rewind, app.screen.query_one(Scrubber)
        numbers = frame(app).splitlines()[chart.region.bottom - 2]
        for number in (2, rewind.rounds):
            await pilot.click("#scrub", offset=(numbers.index(f"{number}"), 3))
            await settled(pilot)
            assert sitting.match.log[rewind.at].round == number
        await pilot.press("1", "3")
        await settled(pilot)
        assert sitting.match.log[rewind.at].round == 3


async def test_a_branch_is_replayed_where_nobody_may_look_for_the_game_it_left(
    primer: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    games = kept_game(tmp_path / "games", primer, {"us": "greedy", "china": "greedy"}, 1000)
    play_on(games.branch("first", 20, "second", {"us": "random", "china": "random"}), 1000)
    games.close()
    path = (tmp_path / "games" / "second.jsonl").rename(tmp_path / "second.jsonl")
    lock_up(monkeypatch, tmp_path / "games")
    watched = games.watch(str(path))
    app = make_app(lambda app: app.show_replay(watched, "us"), games)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)


async def test_a_branch_is_compared_with_the_game_it_left(primer: Game, tmp_path: Path) -> None:
    games = kept_game(tmp_path, primer, {"us": "greedy", "china": "greedy"}, 1000)
    left = games.watch("first")
    ply = left.match.course.ply // 2
    branch = games.branch("first", ply, "second", {"us": "random", "china": "random"})
    play_on(branch, 1000)
    games.close()
    watched = games.watch("second")
    app = make_app(lambda app: app.show_replay(watched, "us"), games, is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        chart = app.screen.rewind.chart()
        assert chart is not None
        assert chart.branch == left.debrief.account().course
        ends = [one.debrief.account().course.lines[0].values[-1] for one in (watched, left)]
        said = " ".join(frame(app).split())
        assert f"this game {ends[0]:+d}, the other {app.glyphs.yes} {ends[1]:+d}" in said
        assert f"left at move {ply}" in said
    games.close()


async def test_the_chart_of_a_running_game_stays_closed(primer: Game) -> None:
    app = replaying(played(primer, ("us",), 40), "us")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert not app.screen.query_one(Scrubber).display
        await pilot.press("m")
        await settled(pilot)
        assert "when the game is over" in frame(app)


async def test_who_only_watches_decides_nothing_and_is_not_advised(primer: Game) -> None:
    sitting = sit(primer, 5, "greedy", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("space")
        await settled(pilot)
        screen, ply = app.screen, len(sitting.match.log)
        await pilot.press("a", "o", "x", "u", "enter")
        assert app.screen is screen
        assert len(sitting.match.log) == ply
        keys = frame(app).splitlines()[-1]
        assert "Pause" in keys
        assert "Advice" not in keys
        assert "Pass" not in keys


async def test_the_projector_follows_a_replay_and_holds_no_hand(
    tmp_path: Path, primer: Game
) -> None:
    games = KeptGames(saves_folder(tmp_path), writes_aside=False)
    begun = games.begin(primer, dict.fromkeys(primer.seats, "greedy"), 5, "class")
    play_on(begun, 10_000)
    games.close()
    sitting = KeptGames(saves_folder(tmp_path), writes_aside=False).watch("class")
    app, live = replaying(sitting, "us"), tmp_path / "class.live.json"
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("2", "o")
        await settled(pilot)
        assert "the projector follows" in frame(app)
        shown = read_public(live)
        assert (shown.when.startswith("Round 2"), shown.hands, shown.ending) == (True, (), "")
        assert len(shown.pages) == 3
        await pilot.press("4")
        await settled(pilot)
        assert read_public(live).when.startswith("Round 4")
        await pilot.press("o")
        await settled(pilot)
        assert read_public(live).ending


async def test_a_hypothetical_line_takes_two_keys_is_marked_everywhere_and_one_key_leads_back(
    tmp_path: Path, primer: Game
) -> None:
    games = kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 10_000)
    kept = (tmp_path / "first.jsonl").read_bytes()
    sitting, live = games.watch("first"), tmp_path / "first.live.json"
    app = replaying(sitting, "us")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("2", "o")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        stood, before = screen.rewind.at, read_public(live)
        await pilot.press("h")
        await until(pilot, lambda: "HYPOTHETICAL" in frame(app))
        assert " Choices " in frame(app), "which are no commands"
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.rewind.what_if))
        await settled(pilot)
        line, shown = screen.rewind, read_public(live)
        assert "HYPOTHETICAL" in frame(app).splitlines()[0]
        assert line.at == stood + 1
        taken = [rewind.sitting.match.course.moves[stood] for rewind in (line, Rewind(sitting))]
        assert words(taken[0]) != words(taken[1])
        assert shown.what_if.startswith("From round 2, move")
        assert shown.pages == before.pages
        for follower in (FollowedFile(live), FollowedSave(tmp_path / "first.jsonl")):
            seen = observed_rows(follower.table, None, UNICODE, 120, 40)
            assert "HYPOTHETICAL" in seen[0].lines[0][0].text
            assert "HYPOTHETICAL" in " ".join(observed_lines(follower.table, None))
        await pilot.press("end")
        await settled(pilot)
        assert "as played" in frame(app)
        assert read_public(live).what_if
        await pilot.press("escape")
        await settled(pilot)
        assert "HYPOTHETICAL" not in frame(app)
        assert (screen.rewind.at, read_public(live)) == (stood, before)
        assert (tmp_path / "first.jsonl").read_bytes() == kept


async def test_deciding_moves_that_are_found_while_a_line_is_shown_are_those_of_the_game(
    primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_shown = threading.Event()
    found = GameAnalysis("points of win chance", (), (), (), (), 24, 1)
    begun: list[int] = []

    def look() -> GameAnalysis:
        begun.append(1)
        assert is_shown.wait(LONG_S)
        return found

    monkeypatch.setattr(Debrief, "analyst", lambda _: look)
    sitting = played(primer, (), 1000)
    app = replaying(sitting, "us")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        await pilot.press("end", "left", "m")
        await until(pilot, lambda: bool(begun))
        await pilot.press("m", "m", "h")  # asked again, it goes on with the same search
        await until(pilot, lambda: isinstance(app.screen, CommandsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.rewind.what_if))
        is_shown.set()
        await until(pilot, lambda: not [one for one in app.workers if one.group == "analysis"])
        assert (sitting.debrief.analysis is found, len(begun)) == (True, 1)
        assert screen.rewind.sitting.debrief.analysis is None


async def test_a_game_closed_without_a_score_has_hypothetical_lines_from_any_turn(
    tmp_path: Path, primer: Game
) -> None:
    games = KeptGames(saves_folder(tmp_path), writes_aside=False)
    begun = games.begin(primer, dict.fromkeys(primer.seats, "greedy"), 5, "class")
    play_on(begun, 60)
    note(begun.match, CONTROL, CLOSE, "The bell has gone.")
    games.close()
    sitting = KeptGames(saves_folder(tmp_path), writes_aside=False).watch("class")
    app = replaying(sitting, "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        for place in ("2", "end"):
            await pilot.press(place, "h")
            await until(pilot, lambda: "HYPOTHETICAL" in frame(app))
            await pilot.press("enter")
            await until(pilot, lambda: bool(screen.rewind.what_if))
            await settled(pilot)
            assert screen.rewind.is_over
            await pilot.press("escape")
            await settled(pilot)
            assert not screen.rewind.what_if
        await pilot.press("m")
        await settled(pilot)
        assert "closed without a score" in frame(app)


async def test_help_in_a_replay_is_one_screen_on_the_smallest(primer: Game) -> None:
    app = replaying(played(primer, ("us",), 10_000), "us")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("n", "tab", "tab", "tab"):
            await pilot.press(key, "question_mark")
            await settled(pilot)
            pane = app.screen.query_one(Pane)
            assert rows_height(pane.rows) <= pane.size.height
            assert "0-9" in frame(app)
            await pilot.press("escape")


@pytest.mark.parametrize(("size", "has_room"), [((80, 24), False), ((120, 40), True)])
async def test_a_replay_tells_its_signs_and_its_keys(
    primer: Game, size: tuple[int, int], has_room: bool
) -> None:
    app = replaying(played(primer, ("us",), 10_000), "us")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for sign in ("▲▼ front won", "‖ deal", "× broken", "● built", "! decided"):
            assert sign in frame(app), sign
        await pilot.press("question_mark")
        await settled(pilot)
        told = " ".join(frame(app).replace("┃", " ").split())
        assert ("m goes to the move that decided most" in told) is has_room


async def test_an_observer_sees_what_comes_from_a_slow_disk(
    tmp_path: Path, primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look takes longer than the time to the next one."""
    monkeypatch.setattr(observe, "LOOK_S", 0.02)

    class Slow(FollowedSave):
        def catch_up(self) -> bool:
            time.sleep(0.2)
            return super().catch_up()

    games = kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 10_000)
    leading, live = Rewind(games.watch("first")), tmp_path / "first.live.json"
    leading.to_round(2)
    write_public(live, leading.public())
    followed = Slow(tmp_path / "first.jsonl")
    app = make_app(lambda app: app.show_observed(followed), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        leading.to_round(3)
        write_public(live, leading.public())
        await until(pilot, lambda: "Round 3 of 6" in frame(app))


async def test_an_observer_follows_the_replay_and_may_break_away(
    tmp_path: Path, primer: Game
) -> None:
    games = kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 10_000)
    leading, live = Rewind(games.watch("first")), tmp_path / "first.live.json"

    def lead(number: int) -> None:
        leading.to_round(number)
        write_public(live, leading.public())

    lead(2)
    followed = FollowedSave(tmp_path / "first.jsonl")
    app = make_app(lambda app: app.show_observed(followed), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Round 2 of 6" in frame(app))
        await pilot.press("space")
        lead(4)
        await settled(pilot, 0.8)
        assert "Round 2 of 6" in frame(app)
        assert "Space follows again" in frame(app)
        await pilot.press("space")
        await until(pilot, lambda: "Round 4 of 6" in frame(app))
        await pilot.press("r")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        assert screen.rewind.at == leading.at
        await pilot.press("escape")
        await until(pilot, lambda: "Following the replay" in frame(app))


async def test_no_observer_goes_through_a_game_alone_before_it_is_over(
    tmp_path: Path, primer: Game
) -> None:
    games = kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 60)
    followed = FollowedSave(tmp_path / "first.jsonl")
    write_public(tmp_path / "first.live.json", public_of(games.watch("first")))
    for one in (followed, FollowedFile(tmp_path / "first.live.json")):
        assert one.own() is None
    app = make_app(lambda app: app.show_observed(followed), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("r")
        await settled(pilot)
        assert "once the game is over" in frame(app)
        assert not isinstance(app.screen, ReplayScreen)


async def test_a_projector_stops_the_clock_of_a_table_that_it_hears_no_more_of(
    tmp_path: Path, primer: Game
) -> None:
    games = kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 60)
    live = tmp_path / "first.live.json"
    clock = PublicClock(label="Play", left_s=300, is_running=True)
    write_public(live, replace(public_of(games.watch("first")), clock=clock))
    followed = FollowedFile(live)
    app = make_app(lambda app: app.show_observed(followed), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Following the game" in frame(app))
        screen = app.screen
        assert isinstance(screen, ObserveScreen)
        screen._heard -= 3_600
        await until(pilot, lambda: "Nothing is heard of the table" in frame(app))
        assert screen._left_s == 300 - SILENCE_S
        write_public(live, replace(followed.table, clock=replace(clock, left_s=299)))
        await until(pilot, lambda: "Following the game" in frame(app))
        stopped = replace(clock, left_s=299, is_running=False)
        write_public(live, replace(followed.table, clock=stopped))
        await until(pilot, lambda: followed.table.clock == stopped)
        screen._heard -= 3_600
        assert screen._left_s == 299
        await settled(pilot)
        assert "Following the game" in frame(app)


async def test_the_line_below_a_projector_is_whole_or_left_out(
    tmp_path: Path, primer: Game
) -> None:
    games = kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 10_000)
    live = tmp_path / "first.live.json"
    write_public(live, replace(public_of(games.watch("first")), hands=()))
    app = make_app(lambda app: app.show_observed(FollowedFile(live)), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "hot wash" in frame(app))
        assert "What everybody may see" not in frame(app)
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: "What everybody may see, and no hand." in frame(app))


async def test_a_replay_opens_with_what_happened_where_it_begins(primer: Game) -> None:
    sitting = played(primer, (), 1000)
    tightened = next(one for one in sitting.match.log if one.verb.word == "tighten")
    app = make_app(lambda app: app.show_replay(sitting, "us", ply=tightened.ply))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, 0.3)
        assert isinstance(app.screen, ReplayScreen)
        assert app.screen.focused is app.screen.board.pane("tracks")
        assert " tightens " in frame(app)
        await pilot.press("down")
        await settled(pilot, 0.3)
        assert " tightens " not in frame(app)


async def test_the_line_of_rounds_stays_where_it_is_while_a_game_is_replayed(primer: Game) -> None:
    app = replaying(played(primer, (), 40), "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        ends = []
        for keys in (("home",), ("right",) * 12, ("space",)):
            await pilot.press(*keys)
            await pilot.pause()
            line = line_text(screen._prompt(80))
            ends.append(len(line.strip().partition("  ")[0]))
        assert len(set(ends)) == 1, ends


async def test_a_replay_from_a_deciding_move_begins_where_it_can_be_tried_again(
    primer: Game,
) -> None:
    sitting = played(primer, (), 1000)
    ply = next(one.ply for one in sitting.match.log if one.seat == "us" and one.round == 3)
    move = DecidingMove(ply, 3, "us", "pass", "fund fab", 20.0, 12.0, 28.0, 300)
    sitting.debrief.analysis = GameAnalysis("points of win chance", (move,), (), (), (), 24, 1)
    app = make_app(lambda app: app.show_replay(sitting, "us", ply=ply))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        assert app.screen.rewind.ply == ply
        assert re.search(r"Better for United States by \d+ .*: Fund", " ".join(frame(app).split()))
        assert "b tries again" in frame(app)


async def test_from_the_replay_of_a_game_that_is_over_its_end_is_shown(primer: Game) -> None:
    sitting = played(primer, (), 1000)
    app = replaying(sitting, "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        assert "The end" in frame(app)
    sitting.close()


async def test_the_end_of_a_game_that_goes_on_is_not_shown(primer: Game) -> None:
    app = replaying(played(primer, ("us",), 40), "us")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        assert "how it ended is told when the game is over" in frame(app)


@pytest.mark.parametrize("people", [("us",), ("us", "china")], ids=["one person", "hot seat"])
@pytest.mark.parametrize("is_over", [False, True], ids=["on its way", "over"])
async def test_the_other_side_is_turned_to_and_back_and_its_hand_stays_as_closed_as_ever(
    primer: Game, people: tuple[str, ...], is_over: bool
) -> None:
    sitting = played(primer, people, 10_000 if is_over else 40)
    rewind = Rewind(sitting)
    rewind.go(30)
    open_now = {seat: rewind.may_show(seat) for seat in primer.seats}
    assert open_now == {"us": is_over or people == ("us",), "china": is_over}
    hands = {
        seat: [sitting.titles.cards[one] for one in primer.redact(sitting.match.at(30), seat).hand]
        for seat in primer.seats
    }
    app = replaying(sitting, "us")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        screen.rewind.go(30)
        screen.update_scene()
        for seat, other in (("us", "china"), ("china", "us"), ("us", "china")):
            await settled(pilot)
            drawn = frame(app)
            assert f"step 30 of {rewind.last}, as {sitting.titles.seats[seat]}" in drawn
            assert screen.scene.view.seat == (seat if open_now[seat] else "")
            hand = text_of(screen, "hand")
            assert [one in hand for one in hands[seat]] == [open_now[seat]] * len(hands[seat])
            assert not [one for one in hands[other] if one not in hands[seat] and one in hand]
            await pilot.press("f")


async def test_a_replay_plays_by_itself_as_fast_as_it_is_told_and_stops_at_the_end(
    primer: Game,
) -> None:
    app = replaying(played(primer, (), 40), "us")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        for key, way in (("minus", -1), ("plus", 1)):
            for _ in SPEEDS:
                place = max(0, min(screen._speed + way, len(SPEEDS) - 1))
                await pilot.press(key)
                assert screen._speed == place
                assert every(SPEEDS[place]) in frame(app)
        last = screen.rewind.last
        await pilot.press("end", *["left"] * 3)
        assert (screen.rewind.at, "paused" in frame(app)) == (last - 3, True)
        await pilot.press("space")
        assert "playing" in frame(app)
        await until(pilot, lambda: screen.rewind.at > last - 3)
        await pilot.press("space")
        stopped = screen.rewind.at
        assert "paused" in frame(app)
        await settled(pilot, 2 * min(SPEEDS))
        assert screen.rewind.at == stopped < last
        await pilot.press("space")
        await until(pilot, lambda: screen.rewind.at == last and "paused" in frame(app))
        await pilot.press("home", "space", "minus")
        assert screen._timer is not None
        assert screen._timer._interval == SPEEDS[screen._speed] == SPEEDS[-2]


async def test_the_pages_of_the_hot_wash_are_turned_both_ways_and_no_further(
    tmp_path: Path, primer: Game
) -> None:
    kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 10_000)
    followed = FollowedSave(tmp_path / "first.jsonl")
    pages = followed.table.pages
    app = make_app(lambda app: app.show_observed(followed), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "The game is over. Right turns to the hot wash." in frame(app))
        for number, page in enumerate(pages, 1):
            await pilot.press("right")
            on = "Right turns on" if number < len(pages) else "the last. Left turns back"
            assert f"Page {number} of {len(pages)}: {on}." in frame(app)
            assert page.title in frame(app)
        await pilot.press("right")
        assert f"Page {len(pages)} of {len(pages)}" in frame(app)
        for number in range(len(pages) - 1, 0, -1):
            await pilot.press("left")
            assert f"Page {number} of {len(pages)}" in frame(app)
            assert pages[number - 1].title in frame(app)
        for _ in range(2):
            await pilot.press("left")
            assert "Right turns to the hot wash" in frame(app)


async def test_a_projector_marks_a_hypothetical_line_but_not_the_pages_of_the_game(
    tmp_path: Path, primer: Game
) -> None:
    games = kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 10_000)
    rewind, live = Rewind(games.watch("first")), tmp_path / "first.live.json"
    rewind.to_round(5)
    line = hypothetical(rewind, ways_on(rewind)[0])
    assert not line.is_all_seeing
    assert hypothetical(replace(rewind, is_all_seeing=True), ways_on(rewind)[0]).is_all_seeing
    write_public(live, line.public())
    app = make_app(lambda app: app.show_observed(FollowedFile(live)), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Following a hypothetical line" in frame(app))
        assert frame(app).startswith(f" {HYPOTHETICAL} ")
        await pilot.press("right")
        assert HYPOTHETICAL not in frame(app).splitlines()[0]
        await pilot.press("left")
        assert frame(app).startswith(f" {HYPOTHETICAL} ")


async def test_a_projector_says_that_its_game_cannot_be_read_and_shows_it_as_it_was(
    tmp_path: Path, primer: Game
) -> None:
    kept_game(tmp_path, primer, dict.fromkeys(primer.seats, "greedy"), 60)
    save = tmp_path / "first.jsonl"
    whole = save.read_bytes()
    followed = FollowedSave(save)
    app = make_app(lambda app: app.show_observed(followed), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Following the game" in frame(app))
        shown = frame(app).splitlines()[:-2]
        save.write_bytes(b"{}\n")
        await until(pilot, lambda: bool(followed.trouble) and followed.trouble[:60] in frame(app))
        assert "Following the game" not in frame(app)
        assert frame(app).splitlines()[:-2] == shown
        save.write_bytes(whole)
        await until(pilot, lambda: "Following the game" in frame(app))
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


async def test_who_leads_is_told_in_a_replay_from_the_list_of_commands(primer: Game) -> None:
    """The words of the entry stood in the line below, and nothing else came of it."""
    app = replaying(played(primer, ("us",), 10_000), "us")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("colon", *"winning", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        assert "The lead" in text_of(app.screen, "detail")


async def test_what_leaves_is_said_in_a_replay_too(primer: Game) -> None:
    app = replaying(played(primer, ("us",), 10_000), "us")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert "Ctrl+Q leaves the program." in frame(app)
