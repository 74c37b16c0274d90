"""What a generated module says to the kernel: rows that cannot be misspelt, steps in order."""

from __future__ import annotations

import ast
import builtins
import inspect
from importlib import import_module
from typing import Any

import pytest

from tests.strategies import nodes, plain_games
from wargame.rules import kernel
from wargame.rules.game import Game
from wargame.rules.kernel import (
    HEADLINE,
    KEEP,
    PLAY,
    STEPS,
    TALK,
    BaseState,
    OptionRow,
    Tables,
    phase_at,
    rival,
    rivals,
    seat_in_turn,
    step_at,
)
from wargame.rules.kernel.seats import turn_of
from wargame.rules.position import state_of
from wargame.rules.reading.identifiers import WRITTEN
from wargame.rules.runtime import run_text


@pytest.fixture(scope="module")
def sink() -> Game:
    return plain_games()["kitchen_sink"]


# --- rows and columns ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "bad", "error"),
    [
        pytest.param("worth=", "worht=", TypeError, id="a keyword of a card"),
        pytest.param("success_pct=", "succes_pct=", TypeError, id="a keyword of a stage"),
        pytest.param(" lift=VerbRow", " left=VerbRow", TypeError, id="a verb of a measure"),
        pytest.param("worth=1,", "", TypeError, id="a cell that is left out"),
        pytest.param("t.cards = ", "t.crads = ", AttributeError, id="a table"),
        pytest.param("t.rounds = ", "t.round = ", AttributeError, id="the settings"),
    ],
)
def test_a_misspelt_row_does_not_run(
    sink: Game, good: str, bad: str, error: type[Exception]
) -> None:
    assert good in sink.rules.module.text
    with pytest.raises(error):
        run_text(sink.rules.module.text.replace(good, bad), "misspelt")


def numbers_of(game: Game) -> Any:
    """What a position carries that dials have set."""
    state: Any = state_of(game.new())
    return state.numbers


def test_a_misspelt_track_does_not_run(sink: Game) -> None:
    wrong = sink.rules.module.text.replace("t.draft = self.draft\n", "t.drafft = self.draft\n")
    assert wrong != sink.rules.module.text
    state = run_text(wrong, "misspelt").State()
    state.numbers = numbers_of(sink)
    with pytest.raises(AttributeError, match="drafft"):
        state.new().copy()


def test_a_misspelt_column_fails(sink: Game) -> None:
    tables: Any = Tables()
    with pytest.raises(AttributeError):
        tables.card_opened = []
    row: Any = sink.rules.engine.tables.cards[0]
    with pytest.raises(AttributeError):
        row.worht  # noqa: B018 - reading it is the test
    with pytest.raises(TypeError):
        OptionRow(open=None, du=3)  # type: ignore[call-arg]


def test_every_field_of_a_position_is_declared() -> None:
    """Compiled positions go by what is declared, plain ones by their slots."""
    assert {*BaseState.__annotations__} == {*kernel.FIELDS, *kernel.EXTRAS, "trace"}


def test_every_class_of_a_noun_ends_with_its_row(sink: Game) -> None:
    kinds = {"cards": "CardRow", "measures": "MeasureRow", "projects": "ProjectRow"}
    tree = ast.parse(sink.rules.module.text)
    lasts = [ast.unparse(node.body[-1]) for node in tree.body if isinstance(node, ast.ClassDef)]
    for table, kind in kinds.items():
        ending = [last for last in lasts if f"def row() -> {kind}:" in last]
        assert len(ending) == len(getattr(sink.rules.program, table)), table


# --- the steps of a round ------------------------------------------------------------------


def test_the_steps_go_through_the_phases_in_order() -> None:
    phases = [step.phase for step in STEPS]
    assert list(dict.fromkeys(phases)) == [
        "setup",
        "world",
        "draw",
        "headline",
        "plays",
        "talks",
        "account",
    ]
    assert phases == sorted(phases, key=list(dict.fromkeys(phases)).index)
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert [phase_at(pc) for pc in range(len(STEPS))] == phases
    assert phase_at(len(STEPS)) == "account"
    assert [step_at(step.name) for step in STEPS] == list(range(len(STEPS)))


def test_seats_act_in_the_phase_that_is_named_after_it(sink: Game) -> None:
    seen: dict[int, str] = {}
    expected = {PLAY: "plays", TALK: "talks", HEADLINE: "headline", KEEP: "setup"}
    for seed in range(4):
        for position, _ in nodes(sink, seed):
            state = state_of(position)
            if state.node in expected:
                seen[state.node] = phase_at(state.pc)
    assert seen == expected


# --- seats ---------------------------------------------------------------------------------


def test_seats_go_round() -> None:
    assert [rival(0), rival(1)] == [1, 0]
    assert rivals(1, 3) == [0, 2]
    assert [seat_in_turn(2, turn, 3) for turn in range(4)] == [2, 0, 1, 2]
    assert [turn_of(seat, 2, 3) for seat in range(3)] == [1, 2, 0]


# --- names ---------------------------------------------------------------------------------


def test_no_two_modules_of_the_kernel_define_the_same_name() -> None:
    """They are joined into one: a second definition would silently take the place of the first."""
    homes: dict[str, list[str]] = {}
    for module in kernel.MODULES:
        tree = ast.parse(inspect.getsource(import_module(f"{kernel.__name__}.{module}")))
        for node in tree.body:
            for name in _defined(node):
                homes.setdefault(name, []).append(module)
    assert {name: at for name, at in homes.items() if len(at) > 1} == {}


def _defined(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case _:
            return []


@pytest.mark.parametrize("name", ["kitchen_sink", "entanglement"])
def test_the_words_that_a_module_is_written_with_are_reserved(name: str) -> None:
    game = plain_games()[name]
    tree = ast.parse(game.rules.module.text)
    own = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    own |= {name.constant for name in game.rules.program.names.values()}
    own |= {*game.rules.program.starts, "__slots__"}
    own |= {*type(numbers_of(game)).__slots__}
    own |= {f"now_{derived.name.slot}" for derived in game.rules.program.derived}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    assert used - own - {*kernel.NAMES, *WRITTEN} == set()
    assert {word for word in used - own if hasattr(builtins, word)} <= set(WRITTEN)
