"""Positions and views as other rooms hold them: read-only, comparable, told by name."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import wargame
from tests.rules.tiny import card, seats, tiny
from tests.strategies import nodes, plain_games
from wargame.errors import UsageError
from wargame.rules.game import Game, Position, SeatState
from wargame.rules.kernel import Stream

ROOT = Path(__file__).parents[2]

MISUSES = {
    "a view for a position": "game.apply(view, 'pass')",
    "a number for a position": "game.legal_actions(42)",
    "a name for a view": "game.preview('us', 'pass')",
    "a write to what it declares": "position.round = 3",
    "a write to what it does not": "position.tension = 3",
    "an attribute that there is not": "print(position.no_such_thing)",
    "a write by name": "position['tension'] = 3",
    "a write to a view": "view.round = 3",
    "a seat by number": "game.redact(position, 0)",
}
"""What a type checker refuses, each on a line of its own."""

HEAD = """\
import wargame

game = wargame.load("primer")
position: wargame.Position = game.new()
view: wargame.SeatState = game.redact(position, "us")
step: wargame.Step = game.apply(position, game.legal_actions(position)[0])
number: int = position["tension"]
"""


def test_a_type_checker_refuses_each_misuse_and_nothing_else(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy comes with the dev extra; .ci/run has it")
    script = tmp_path / "misuse.py"
    script.write_text(HEAD + "\n".join(MISUSES.values()) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"]
    done = subprocess.run(
        [*command, f"--cache-dir={ROOT / '.mypy_cache'}", str(script)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    first = HEAD.count("\n") + 1
    lines = {line.split(":")[1] for line in done.stdout.splitlines() if "misuse.py" in line}
    refused = [name for n, name in enumerate(MISUSES, first) if str(n) in lines]
    assert refused == list(MISUSES)
    assert all(int(line) >= first for line in lines), done.stdout


@pytest.fixture
def game() -> Game:
    return tiny(cards=[card("a"), card("b", seat="any")], seats=seats({"hand": 1}, {"hand": 1}))


@pytest.mark.parametrize("name", ["shared.calm", "calm", "north.grain", "north_grain"])
def test_a_number_is_read_by_its_name(game: Game, name: str) -> None:
    assert game.new()[name] == (0 if "calm" in name else 4)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("clam", "Did you mean 'calm'?", id="a slip"),
        pytest.param("north.grian", "Did you mean 'north.grain'?", id="a slip behind a seat"),
    ],
)
def test_a_misspelt_number_is_refused_with_the_nearest(game: Game, name: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        game.new()[name]
    assert f"There is no number '{name}'." in str(refused.value)
    assert hint in str(refused.value)


def test_a_name_that_several_numbers_have_is_refused_with_all_of_them(game: Game) -> None:
    with pytest.raises(UsageError, match=r"say which of north\.grain, south\.grain"):
        game.new()["grain"]


def test_nothing_can_be_written_at_run_time_either(game: Game) -> None:
    position = game.new()
    for name in ("round", "calm", "anything"):
        with pytest.raises(AttributeError):
            setattr(position, name, 3)


@pytest.mark.parametrize("name", list(plain_games()))
def test_positions_and_views_compare_hash_and_pickle(name: str) -> None:
    game = plain_games()[name]
    before: Position | None = None
    states = [state for state, _ in nodes(game, 4)]
    for state in states[:: len(states) // 2 + 1]:
        views = [game.redact(state, seat) for seat in (*game.seats, "")]
        for one in (state, *views):
            two = pickle.loads(pickle.dumps(one))
            assert (two == one, hash(two) == hash(one)) == (True, True)
            assert two != before
        assert game.unpack(game.pack(state)) == state
        before = state
    assert before is not None


def test_a_position_of_other_rules_is_another(game: Game) -> None:
    twin = tiny(cards=[card("a"), card("b", seat="any")], seats=seats({"hand": 1}, {"hand": 1}))
    other = tiny(cards=[card("a", "shared.calm += 1")], seats=seats({"hand": 1}, {"hand": 1}))
    assert game.new() == twin.new()
    assert game.new() != other.new()
    assert game.new() != game.redact(game.new(), "north")


def test_a_spectator_sees_what_everybody_may(game: Game) -> None:
    position = game.new()
    while game.current_seat(position) == "CHANCE":
        position = game.apply(position, game.legal_actions(position)[0]).state
    seen: SeatState = game.redact(position)
    assert (seen.seat, seen.legal, seen.hand, seen.agenda, seen.commitment) == ("", (), (), "", "")
    assert seen.hand_sizes == game.redact(position, "north").hand_sizes
    assert seen.tracks == game.redact(position, "south").tracks
    assert seen.rivals == game.seats
    other = game.resample(seen, Stream(1))
    assert game.redact(other) == seen


def test_the_public_names_are_there() -> None:
    assert set(wargame.__all__) <= set(dir(wargame))
    for name in wargame.__all__:
        assert getattr(wargame, name).__name__ == name
    with pytest.raises(AttributeError, match="no_such_name"):
        wargame.no_such_name  # noqa: B018 - asking is the test
