"""The rooms and their arrows, and the promises that `rules/` makes."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Interpreter
from tests.sources import tree_of

PACKAGE = Path(__file__).parents[1] / "wargame"
RULES = sorted((PACKAGE / "rules").rglob("*.py"))
EXEC_DOOR = "run_text"
"""The one function that turns text into code: the text is our own, see its docstring."""

BANNED_CALLS = {
    "breakpoint",
    "compile",
    "eval",
    "exec",
    "float",
    "frozenset",
    "globals",
    "hash",
    "id",
    "input",
    "locals",
    "open",
    "print",
    "set",
    "vars",
    "__import__",
}
BANNED_MODULES = {
    "asyncio",
    "datetime",
    "glob",
    "math",
    "multiprocessing",
    "os",
    "pathlib",
    "pickle",
    "random",
    "secrets",
    "shutil",
    "socket",
    "statistics",
    "subprocess",
    "tempfile",
    "textual",
    "threading",
    "time",
    "uuid",
    "yaml",
}


def test_the_arrows_between_rooms_hold(root: Path) -> None:
    if importlib.util.find_spec("importlinter") is None:
        pytest.skip("import-linter comes with the dev extra; .ci/run has it")
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        capture_output=True,
        check=False,
        text=True,
        cwd=root,
    )
    assert done.returncode == 0, done.stdout


def test_the_rules_load_no_clock_chance_files_or_screen(python: Interpreter) -> None:
    """Measured against the models, which are pydantic's and load much by themselves."""
    program = (
        "import sys\nimport wargame.content.model, hashlib, json, linecache\n"
        "before = {*sys.modules}\n"
        "import wargame.rules.game, wargame.rules.lint.check, wargame.rules.asking.why\n"
        "print(*sorted({*sys.modules} - before))"
    )
    done = python(program)
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & BANNED_MODULES, loaded


def test_the_rules_compute_in_whole_numbers_and_fixed_order() -> None:
    for path in RULES:
        found = list(offences(tree_of(path)))
        assert found == [], f"{path.relative_to(PACKAGE)}: {found}"


def test_the_check_finds_what_it_looks_for() -> None:
    sample = """
import random
from time import sleep
x = 1.5
y = 3 / 2
y /= 2
z = {1, 2}
z = {n for n in z}
z = set(); hash(z); id(z); eval("1")
"""
    assert len(list(offences(ast.parse(sample)))) == 11


def offences(tree: ast.AST) -> Iterator[str]:
    """What could make two machines differ, or reach outside."""
    allowed = {id(node) for door in _doors(tree) for node in ast.walk(door)}
    allowed |= {id(node) for node in _counted(tree)}
    for node in ast.walk(tree):
        if id(node) not in allowed:
            yield from (f"line {getattr(node, 'lineno', 0)}: {what}" for what in _offence(node))


def _doors(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == EXEC_DOOR:
            yield node


def _counted(tree: ast.AST) -> Iterator[ast.AST]:
    """Sets that are only counted: their order never comes out."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="len"), args=[counted]):
                yield counted
            case _:
                pass


def _offence(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=float()):
            yield "a float"
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            yield "true division"
        case ast.Set() | ast.SetComp():
            yield "a set, whose order is not fixed"
        case ast.Call(func=ast.Name(id=name)) if name in BANNED_CALLS:
            yield f"{name}()"
        case ast.Import(names=names):
            yield from (f"import {n.name}" for n in names if _is_banned(n.name))
        case ast.ImportFrom(module=str(module)) if _is_banned(module):
            yield f"from {module}"


def _is_banned(module: str) -> bool:
    return module.partition(".")[0] in BANNED_MODULES


# --- words, and what they say ---------------------------------------------------------------

OF_ONE_DECK = re.compile(
    r"\b(china|chinese|beijing|japan|japanese|korea|korean|taiwan|taiwanese|washington|america"
    r"|american|united states|tariffs?|rare earths?|magnets?|semiconductors?|chips?|soy(beans?)?)\b"
)
"""What the decks that ship are about."""


def words_of_one_deck(text: str) -> list[str]:
    """Where a text is about one deck; a name in code counts as the words it is made of."""
    plain = re.sub(r"([a-z])([A-Z])", r"\1 \2", text).replace("_", " ").casefold()
    return [found[0] for found in OF_ONE_DECK.findall(plain)] + re.findall(r"\bUS\b", text)


def test_the_engine_knows_no_country() -> None:
    """A deck about gas or grain runs on the same engine: it must not know this one's words."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".tcss", ".yaml", ".md"} and path.name != "registration.md":
            found = words_of_one_deck(path.read_text(encoding="utf-8"))
            assert not found, f"{path.relative_to(PACKAGE)}: {found}"


def test_a_word_of_one_deck_is_found_in_a_name_too() -> None:
    assert words_of_one_deck("license_magnets, LicenseChips, `US` and soy.") == [
        "magnets",
        "chips",
        "soy",
        "US",
    ]
    assert words_of_one_deck("chipped, magnetic, us, STATUS") == []


def test_one_module_of_players_reads_the_kernel() -> None:
    """What a player makes of a position it imagines goes through `imagined`."""
    readers = [
        path.name
        for path in sorted((PACKAGE / "players").glob("*.py"))
        if "wargame.rules.kernel" in path.read_text(encoding="utf-8")
    ]
    assert readers == ["imagined.py"]


def rooms() -> list[Path]:
    """The folders that a contract of layers names."""
    settings = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    found = [
        PACKAGE.parent.joinpath(*container.split("."), name)
        for contract in contracts
        if contract["type"] == "layers"
        for container in contract["containers"]
        for layer in contract["layers"]
        for name in re.findall(r"\w+", layer)
    ]
    return [room for room in found if room.is_dir()]


def test_each_room_says_what_it_is_for_and_its_one_rule() -> None:
    assert len(rooms()) > 10
    for room in rooms():
        said = ast.get_docstring(tree_of(room / "__init__.py"))
        name = room.relative_to(PACKAGE)
        assert said, f"{name}/__init__.py says nothing"
        assert len(said.partition("\n")[0].split()) > 2, f"{name}/__init__.py: what is it for?"
        assert re.search(r"One rule: \S+", " ".join(said.split())), f"{name}/__init__.py: no rule"


def test_every_module_says_what_it_is() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        said = ast.get_docstring(tree_of(path))
        assert said, f"{path.relative_to(PACKAGE)} has no docstring"


DOCUMENTED_PCT = 91
"""Of the public classes and functions; the rest say all there is to say by name and types."""


def public(tree: ast.AST) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """The classes, functions and methods that others may use."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
            ) if not name.startswith("_"):
                yield node
                if isinstance(node, ast.ClassDef):
                    yield from public(node)


def test_most_of_what_is_public_says_more_than_its_name() -> None:
    trees = [tree_of(path) for path in PACKAGE.rglob("*.py")]
    said = [ast.get_docstring(node) is not None for tree in trees for node in public(tree)]
    assert 100 * sum(said) >= DOCUMENTED_PCT * len(said), f"{sum(said)} of {len(said)}"
