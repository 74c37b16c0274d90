"""Positions and views as other rooms hold them: read-only, comparable, told by name."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest

import wargame
from tests.rules.tiny import card, seats, tiny
from tests.strategies import nodes, plain_games
from wargame.errors import IllegalAction, UsageError
from wargame.rules.game import Game, Position, SeatState
from wargame.rules.kernel import Stream
from wargame.rules.orders import Orders
from wargame.rules.ruling import ruled

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
    ("misuse", "said"),
    [
        pytest.param(lambda g, p: g.apply(p, None), "NoneType given where an Action is wanted"),
        pytest.param(lambda g, p: g.apply(p, 3), "int given where an Action .* `game.child"),
        pytest.param(
            lambda g, p: g.child(p, "pass"), "'str' object cannot be interpreted as an int"
        ),
        pytest.param(
            lambda g, p: g.child(p, 0.5), "'float' object cannot be interpreted as an int"
        ),
        pytest.param(lambda g, p: list(p), "'Position' object is not iterable"),
        pytest.param(lambda g, p: "calm" in g.redact(p), "'SeatState' is not .*iterable"),
        pytest.param(lambda g, p: g.action_id("pass"), "str given where an Action .* `game.action"),
        pytest.param(lambda g, p: p[3], "int given where the name of a number is wanted"),
        pytest.param(lambda g, p: g.redact(p)[None], "NoneType given where the name of a number"),
        pytest.param(
            lambda g, p: wargame.make_player("random", g, "north", g.new()), "wanted, as a seed"
        ),
        pytest.param(lambda *_: wargame.load(None), "not NoneType"),  # type: ignore[arg-type]
        pytest.param(lambda *_: wargame.load("primer", decks="x"), "str given where folders are"),
    ],
)
def test_what_is_of_a_wrong_kind_is_told_as_that(
    game: Game, misuse: Callable[[Any, Any], object], said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        misuse(game, game.new())


def test_whoever_has_a_view_of_everybody_is_refused_as_a_spectator(game: Game) -> None:
    with pytest.raises(IllegalAction, match=r"^a spectator cannot 'pass' in round 0"):
        game.preview(game.redact(game.new()), "pass")


def test_a_deck_is_loaded_from_a_path_too() -> None:
    assert repr(wargame.load(ROOT / "decks" / "calibration")) == "<Game of calibration>"


def test_a_folder_of_decks_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="There is no folder 'nowhere' to look for decks in"):
        wargame.load("primer", decks=["nowhere"])


def test_a_view_says_what_it_is_of(game: Game) -> None:
    position = game.new()
    assert repr(game.redact(position, "north")) == "<SeatState of tiny for north: round 0, setup>"
    assert repr(game.redact(position)) == "<SeatState of tiny for everybody: round 0, setup>"


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


@pytest.mark.parametrize("seat", ["", "north", "south"])
def test_a_view_is_read_by_name_as_a_position_is(game: Game, seat: str) -> None:
    position = game.new()
    view = game.redact(position, seat)
    for name in ("shared.calm", "calm", "north.grain", "south.grain", "game.round"):
        assert view[name] == position[name]
    with pytest.raises(UsageError, match="Did you mean 'calm'"):
        view["clam"]


@pytest.mark.parametrize("seed", ["x", b"x", None, 1.5, []])
def test_a_stream_wants_a_whole_number(seed: Any) -> None:
    """Of a text there was no end: it was repeated by a product."""
    with pytest.raises(TypeError, match="given where a whole number is wanted"):
        Stream(seed)


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


TAKES_A_POSITION: dict[str, Callable[[Game, Any], object]] = {
    "apply": lambda game, one: game.apply(one, "pass"),
    "legal_actions": lambda game, one: game.legal_actions(one),
    "legal_ids": lambda game, one: game.legal_ids(one),
    "child": lambda game, one: game.child(one, 0),
    "walk": lambda game, one: game.walk(one),
    "chance_ids": lambda game, one: game.chance_ids(one),
    "chance_outcomes": lambda game, one: game.chance_outcomes(one),
    "current_seat": lambda game, one: game.current_seat(one),
    "is_terminal": lambda game, one: game.is_terminal(one),
    "redact": lambda game, one: game.redact(one, "north"),
    "returns": lambda game, one: game.returns(one),
    "rollout": lambda game, one: game.rollout(one, Stream(1)),
    "value": lambda game, one: game.value(one, "shared.calm"),
    "under orders": lambda game, one: game.under(Orders()).child(one, 0),
}
"""What takes a position, and gives a view or something else to understand."""

OF_ITS_OWN = ("is_terminal", "legal_ids", "chance_ids")
"""What is answered by the rules of the position itself, whatever game is asked."""


@pytest.mark.parametrize("name", TAKES_A_POSITION)
def test_what_is_no_position_is_refused_with_what_to_give(game: Game, name: str) -> None:
    ask, view = TAKES_A_POSITION[name], game.redact(game.new(), "north")
    with pytest.raises(
        TypeError, match=r"^SeatState given where a Position is wanted\. .*resample"
    ):
        ask(game, view)
    with pytest.raises(TypeError, match=r"^int given where a Position is wanted\. .*new\(\)"):
        ask(game, 42)
    step = game.apply(game.new(), game.legal_actions(game.new())[0])
    with pytest.raises(TypeError, match=r"^Step given where a Position is wanted\. .*`state`"):
        ask(game, step)


@pytest.mark.parametrize("name", [name for name in TAKES_A_POSITION if name not in OF_ITS_OWN])
def test_a_position_of_another_game_is_refused(game: Game, name: str) -> None:
    other = wargame.load("calibration")
    says = "^This is a position of calibration, and the game is tiny"
    with pytest.raises(UsageError, match=says):
        TAKES_A_POSITION[name](game, other.new())


def test_a_position_is_one_of_all_games_of_like_rules(game: Game) -> None:
    twin = tiny(cards=[card("a"), card("b", seat="any")], seats=seats({"hand": 1}, {"hand": 1}))
    later = ruled(game, ["shared.calm += 1"])
    for one in (twin, later, game.under(Orders()), pickle.loads(pickle.dumps(later.new())).rules):
        like = one if isinstance(one, Game) else Game(one)
        assert like.legal_actions(game.new()) == game.legal_actions(like.new())


@pytest.mark.parametrize("ask", [Game.preview, Game.why_not])
def test_what_is_no_view_is_refused_with_what_to_give(
    game: Game, ask: Callable[[Game, Any, str], object]
) -> None:
    with pytest.raises(TypeError, match=r"^Position given where a SeatState is wanted\. .*redact"):
        ask(game, game.new(), "pass")


@pytest.mark.parametrize("seat", [0, 1, None])
def test_a_seat_is_a_text_and_a_number_is_no_spectator(game: Game, seat: Any) -> None:
    with pytest.raises(TypeError, match=r" given where a seat is wanted, such as 'north'\.$"):
        game.redact(game.new(), seat)


def test_luck_that_is_no_stream_is_refused_with_what_to_give(game: Game) -> None:
    says, luck = r"^Random given where a Stream is wanted\. `wargame\.Stream", cast(Any, Random(1))
    with pytest.raises(TypeError, match=says):
        game.rollout(game.new(), luck)
    with pytest.raises(TypeError, match=says):
        game.resample(game.redact(game.new(), "north"), luck)


def test_what_is_packed_of_another_game_is_refused(game: Game) -> None:
    packed = wargame.load("calibration").new().packed()
    for given in (packed, [], "text", None):
        with pytest.raises(UsageError, match=r"^This is no position of tiny: .* a list of \d+"):
            game.unpack(cast(Any, given))
