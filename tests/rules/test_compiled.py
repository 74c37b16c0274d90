"""Kernel and deck, joined and compiled with mypyc, give the same hashes as plain Python.

A deck is compiled as `wargame compile` does it, in one text with the kernel. The small ones, which
use every word of the language, are compiled together and share one kernel: most of each joined text
is the kernel's, and it takes as long to compile the tenth time as the first. That each of them can
be joined is seen in plain Python. All is built in one run of the compiler, for it reads
the library of Python as long as a small deck.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import DECKS
from tests.rules.tiny import card, seats, tiny
from wargame.content.load import load_deck
from wargame.play.match import Match
from wargame.players.registry import make_player
from wargame.rules import kernel
from wargame.rules.compiling.joined import joined_text
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.reading.identifiers import Identifiers
from wargame.store.compiled import UNWARNED

GAMES = 200
"""Games that compiled rules are compared in; the text that is compiled, in a third of them: it is
run by the same Python as the rules it was made of."""
SINKS = sorted(name for name in DECKS if name.startswith("kitchen_"))
NO_LIMIT = 1_000_000
KERNEL = "joined_kernel"


LACKING = [
    reason
    for reason, is_lacking in {
        "no C compiler here": shutil.which("cc") is None,
        "mypy is not installed": importlib.util.find_spec("mypyc") is None,
    }.items()
    if is_lacking
]


def ends_of(game: Game, module: Any, machine: Any, games: int = GAMES) -> list[str]:
    """The final hash of some random games, played by the rules of a module on a kernel."""
    found, rules = [], game.rules.on(module)
    for seed in range(games):
        state = rules.fresh()
        module.ENGINE.advance(state)
        module.ENGINE.rollout(state, machine.Stream(seed), NO_LIMIT)
        found.append(game.rules.packing.digest(state))
    return found


def plain_ends(game: Game, games: int = GAMES) -> list[str]:
    found = []
    for seed in range(games):
        state, _ = game.rollout(game.new(), Stream(seed), NO_LIMIT)
        found.append(state.digest)
    return found


def run_joined(game: Game, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The joined text as a module; dataclasses in it want to find the module by its name."""
    module = ModuleType("joined")
    monkeypatch.setitem(sys.modules, "joined", module)
    exec(compile(joined_text(game.rules.module.text), "joined", "exec"), module.__dict__)
    return module


@cache
def plain_game(name: str) -> Game:
    """The game of a deck, on rules that nobody has compiled."""
    return Game(load_deck(DECKS[name].folder))


@pytest.mark.parametrize("sink", SINKS)
def test_the_joined_text_plays_as_the_rules_do(sink: str, monkeypatch: pytest.MonkeyPatch) -> None:
    game = plain_game(sink)
    module = run_joined(game, monkeypatch)
    assert ends_of(game, module, module, GAMES // 3) == plain_ends(game, GAMES // 3)


@pytest.mark.parametrize("deck", sorted(DECKS))
def test_nothing_is_added_to_that_a_term_may_bind(deck: str) -> None:
    """Plain Python adds to what stood there before the term, compiled code to what stands then."""
    for node in ast.walk(ast.parse(plain_game(deck).rules.module.text)):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            bound = {n.target.id for n in ast.walk(node.value) if isinstance(n, ast.NamedExpr)}
            assert node.target.id not in bound, ast.unparse(node)


def worths_of(game: Game, module: Any, machine: Any, games: int = 20) -> list[int]:
    """What the positions of some random games are worth to everybody of a deck."""
    found, rules = [], game.rules.on(module)
    for seed in range(games):
        state, luck = rules.fresh(), machine.Stream(seed)
        module.ENGINE.advance(state)
        while state.node != kernel.OVER:
            found += [worth(state) for worth in module.PERSONAS.values()]
            module.ENGINE.rollout(state, luck, 20)
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, ModuleType]]:
    """Modules by name, compiled together: a deck as for people, and others beside one kernel."""
    folder = tmp_path_factory.mktemp("built")
    texts = {
        "primer_rules": joined_text(plain_game("primer").rules.module.text),
        KERNEL: joined_text(""),
    }
    texts |= {f"{sink}_rules": on_kernel(plain_game(sink)) for sink in SINKS}
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    sources = sorted(folder.glob("*.py"))
    command = [sys.executable, "-m", "mypyc", *(source.name for source in sources)]
    levels = {"MYPYC_OPT_LEVEL": "0", "MYPYC_DEBUG_LEVEL": "0", "CFLAGS": UNWARNED}
    environment = {**os.environ, **levels}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for source in sources:
        source.unlink()  # so that only what was built of them is left to be imported
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield {name: import_module(name) for name in texts}


def on_kernel(game: Game) -> str:
    """What was generated of a deck, with a joined kernel in the place of the modules'."""
    text = game.rules.module.text.replace(f"from {kernel.__name__} ", f"from {KERNEL} ")
    assert kernel.__name__ not in text
    return text


@pytest.mark.slow
@pytest.mark.skipif(bool(LACKING), reason=", ".join(LACKING))
def test_the_compiled_text_plays_as_the_rules_do(built: dict[str, ModuleType]) -> None:
    game, module = plain_game("primer"), built["primer_rules"]
    assert ends_of(game, module, module) == plain_ends(game)
    assert worths_of(game, module, module) == worths_of(game, game.rules.fast, kernel)


@pytest.mark.slow
@pytest.mark.skipif(bool(LACKING), reason=", ".join(LACKING))
@pytest.mark.parametrize("sink", SINKS)
def test_a_compiled_deck_on_a_compiled_kernel_plays_as_the_rules_do(
    sink: str, built: dict[str, ModuleType]
) -> None:
    game = plain_game(sink)
    module = built[f"{sink}_rules"]
    assert ends_of(game, module, built[KERNEL]) == plain_ends(game)
    assert worths_of(game, module, built[KERNEL]) == worths_of(game, game.rules.fast, kernel)


def test_no_deck_can_take_a_name_of_the_kernels() -> None:
    """In one module with the kernel, a card called `work` must not become its `class Work`."""
    free = Identifiers()
    for module in kernel.MODULES:
        for name in dir(import_module(f"{kernel.__name__}.{module}")):
            assert free.give(name) != name


def test_ids_like_the_kernels_own_words_are_joined_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ("work", "steps", "dealing", "tables", "legal", "at_plays", "v_pass", "count_bits")
    game = tiny(
        cards=[card(word, "shared.calm += 1") for word in words],
        measures=[{"id": word, "title": "W", "seat": "north", "max": 2} for word in words],
        seats=seats({"hand": 3}),
    )
    module = run_joined(game, monkeypatch)
    assert ends_of(game, module, module) == plain_ends(game)


@pytest.mark.slow
@pytest.mark.skipif(bool(LACKING), reason=", ".join(LACKING))
@pytest.mark.parametrize(
    "names",
    [
        ("dealmaker", "calibrated_licensor"),
        ("greedy", "script:spoil"),
        ("search:20it", "search:20it"),
        ("search:20it@border_hawk", "search:20it@equal_status"),
    ],
)
def test_players_choose_alike_on_compiled_rules(
    names: tuple[str, str], built: dict[str, ModuleType]
) -> None:
    game = plain_game("primer")
    fast = Game(game.rules.on(built["primer_rules"]))
    for seed in range(3):
        courses = [
            Match(
                one,
                {
                    seat: make_player(name, one, seat, seed)
                    for seat, name in zip(one.seats, names, strict=True)
                },
                seed,
            )
            .run()
            .course.moves
            for one in (game, fast)
        ]
        assert courses[0] == courses[1]
