"""Matches of Python programs: kept, opened, looked through, and left in the middle."""

from __future__ import annotations

import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

import wargame
from tests.conftest import CommandLine
from wargame.play.player import Player
from wargame.rules.game import Game, Position
from wargame.store.names import shipped_folder


def players(game: Game, seed: int = 1) -> dict[str, Player]:
    return {seat: wargame.make_player("random", game, seat, seed) for seat in game.seats}


@pytest.fixture
def match(water: Game) -> wargame.Match:
    return wargame.Match(water, players(water), 1, traced=True).run()


def test_a_kept_match_opens_as_it_was_and_is_a_save_like_any(
    match: wargame.Match, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = wargame.save_match(match, str(tmp_path / "new" / "one.jsonl"))
    same = wargame.load_match(path)
    assert same.record == match.record
    assert same.state == match.state
    assert [str(entry) for entry in same.log] == [str(entry) for entry in match.log]
    command: CommandLine = request.getfixturevalue("wargame")
    assert command("save", "verify", str(path)).code == 0


def test_a_match_is_kept_and_opened_in_the_middle(water: Game, tmp_path: Path) -> None:
    match = wargame.Match(water, players(water), 1)
    for _ in range(5):
        match.step()
    same = wargame.load_match(wargame.save_match(match, tmp_path / "half.jsonl"))
    assert same.state == match.state
    on = wargame.branch(same, same.course.ply, players(water, 2)).run()
    assert on.is_over
    assert on.record.actions[:5] == match.record.actions


def test_an_opened_match_goes_to_another_process(match: wargame.Match, tmp_path: Path) -> None:
    opened = wargame.load_match(wargame.save_match(match, tmp_path / "one.jsonl"))
    again = pickle.loads(pickle.dumps(opened))
    assert again.record == opened.record
    assert again.state == opened.state
    assert [str(entry) for entry in again.log] == [str(entry) for entry in opened.log]


def test_a_match_says_what_it_is(water: Game) -> None:
    match = wargame.Match(water, players(water), 1)
    assert repr(match) == "<Match of water_treaty: random and random, move 0>"


def test_every_position_of_a_match_is_at_hand(match: wargame.Match) -> None:
    position: Position = match.at(0)
    for ply, action in enumerate(match.record.actions):
        assert match.at(ply) == position
        position = match.game.apply(position, action).state
    assert match.at(len(match.record.actions)) == match.state
    with pytest.raises(IndexError, match=r"^There is no move 999: moves are 0 to \d+\.$"):
        match.at(999)


def test_a_branch_has_the_luck_of_the_match_or_of_its_own_seed(water: Game) -> None:
    match = wargame.Match(water, players(water), 1).run()
    replayed = wargame.branch(match, 0, players(water)).run()
    assert replayed.record.actions == match.record.actions
    others = [wargame.branch(match, 0, players(water), seed=seed).run() for seed in range(2, 8)]
    assert any(other.record.actions != match.record.actions for other in others)
    assert match.record.header.parent is None
    assert replayed.record.header.parent is not None


class LikeNumpy:
    """A whole number that is none of Python's, and that JSON does not know."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


def test_a_branch_by_numbers_of_numpy_is_kept(match: wargame.Match, tmp_path: Path) -> None:
    ply, seed = cast("int", LikeNumpy(4)), cast("int", LikeNumpy(9))
    other = wargame.branch(match, ply, players(match.game), seed=seed).run()
    same = wargame.branch(match, 4, players(match.game), seed=9).run()
    assert other.record.actions == same.record.actions
    kept = wargame.load_match(wargame.save_match(other, tmp_path / "branch.jsonl"))
    assert kept.record == other.record
    with pytest.raises(TypeError):
        wargame.branch(match, cast("int", "4"), players(match.game))
    with pytest.raises(TypeError, match="as a seed"):
        wargame.branch(match, 4, players(match.game), seed=cast("int", 1.5))


def test_a_program_s_own_player_sits_in_a_match_and_in_its_save(
    water: Game, tmp_path: Path
) -> None:
    class First:
        name = "mine"

        def choose(self, view: wargame.SeatState) -> wargame.Action:
            return view.legal[0]

    match = wargame.Match(water, dict.fromkeys(water.seats, First()), 3).run()
    same = wargame.load_match(wargame.save_match(match, tmp_path / "mine.jsonl"))
    assert same.record.header.seats == dict.fromkeys(water.seats, "mine")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("one.json", "ends in .jsonl", id="another ending"),
        pytest.param("a b.jsonl", "'a b' cannot be the name of a save", id="no name"),
        pytest.param("taken.jsonl", "There is a save 'taken' already", id="taken"),
    ],
)
def test_what_cannot_be_kept_is_told(
    match: wargame.Match, tmp_path: Path, name: str, said: str
) -> None:
    wargame.save_match(match, tmp_path / "taken.jsonl")
    with pytest.raises(wargame.UsageError, match=said):
        wargame.save_match(match, tmp_path / name)
    assert len(list(tmp_path.glob("*.json*"))) == 1


@pytest.mark.parametrize(
    ("seed", "name", "said"),
    [
        pytest.param(
            -1, "mine", "seed -1 cannot be kept: seeds are 0 to 9223372036854775807", id="below 0"
        ),
        pytest.param(2**63, "mine", "cannot be kept: seeds are 0 to", id="too large"),
        pytest.param(
            1, "n" * 1001, "player 'n{40}' cannot be kept: names .* up to 1000", id="a name"
        ),
    ],
)
def test_a_match_that_would_not_be_read_back_is_not_kept(
    water: Game, tmp_path: Path, seed: int, name: str, said: str
) -> None:
    seated = players(water)
    seated["upper"].name = name  # type: ignore[misc]
    with pytest.raises(wargame.UsageError, match=said):
        wargame.save_match(wargame.Match(water, seated, seed).run(), tmp_path / "lost.jsonl")
    assert list(tmp_path.glob("*.jsonl")) == []


def test_a_match_that_was_set_up_is_not_kept(water: Game, tmp_path: Path) -> None:
    start = wargame.Match(water, players(water), 1).run().at(4)
    match = wargame.Match(water, players(water), 1, start=start).run()
    with pytest.raises(wargame.UsageError, match="began with a position of its own"):
        wargame.save_match(match, tmp_path / "lesson.jsonl")


def test_a_place_that_cannot_be_written_is_told(match: wargame.Match, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(wargame.NotSaved, match="Cannot save"):
        wargame.save_match(match, tmp_path / "file" / "one.jsonl")


def test_what_is_no_save_is_told(match: wargame.Match, tmp_path: Path) -> None:
    with pytest.raises(
        wargame.UsageError, match=r"none\.jsonl: .*(no such file|not found|cannot find)"
    ):
        wargame.load_match(tmp_path / "none.jsonl")
    with pytest.raises(wargame.UsageError, match="no file can be called so"):
        wargame.load_match("a\0b.jsonl")
    with pytest.raises(wargame.RecordError, match="not an ordinary file"):
        wargame.load_match(tmp_path)
    torn = wargame.save_match(match, tmp_path / "torn.jsonl")
    lines = torn.read_bytes().splitlines(keepends=True)
    torn.write_bytes(b"".join([*lines[:4], lines[4].replace(b":", b";"), *lines[5:]]))
    with pytest.raises(wargame.RecordError, match="save repair"):
        wargame.load_match(torn)


def test_whoever_runs_a_match_that_is_only_looked_at_is_told_how_to_go_on(
    water: Game, tmp_path: Path
) -> None:
    match = wargame.Match(water, players(water), 1)
    match.step()
    same = wargame.load_match(wargame.save_match(match, tmp_path / "one.jsonl"))
    with pytest.raises(wargame.PlayerError, match=r"only looked at.*wargame\.branch"):
        same.run()


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        pytest.param({}, wargame.UsageError, "nobody for seat '.*None was given", id="nobody"),
        pytest.param({"uper": "x"}, wargame.UsageError, "nobody for seat", id="a slip"),
        pytest.param(
            {"upper": "greedy", "lower": "greedy"},
            TypeError,
            r"`wargame\.make_player\('greedy', game, 'upper', seed\)`",
            id="names",
        ),
        pytest.param(
            {"upper": SimpleNamespace(choose=len), "lower": SimpleNamespace(choose=len)},
            TypeError,
            "player of seat 'upper' needs a text as `name`",
            id="nameless",
        ),
        pytest.param(
            {"upper": SimpleNamespace(name="one"), "lower": SimpleNamespace(name="one")},
            TypeError,
            r"needs .*`choose\(view\)`",
            id="never chooses",
        ),
    ],
)
def test_a_match_without_its_players_says_who_is_missing(
    water: Game, given: Any, error: type[Exception], said: str
) -> None:
    assert water.seats == ("upper", "lower")
    with pytest.raises(error, match=said):
        wargame.Match(water, given, 1)


def test_the_shipped_game_is_left_at_any_move() -> None:
    match = wargame.load_match(shipped_folder() / "history-2018-2026.jsonl")
    other = wargame.branch(match, 40, players(match.game))
    assert other.state == match.at(40)
    other.step()
    assert other.record.actions[:40] == match.record.actions[:40]
