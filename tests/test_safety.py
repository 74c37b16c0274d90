"""G14: nothing in the package runs text, loads objects, or opens a shell, but at named doors."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.conftest import DECKS, child_environment
from tests.sources import nodes_of

PACKAGE = Path(__file__).parents[1] / "wargame"

MODULES = {"marshal", "pickle", "shelve", "dill", "jsonpickle", "code", "codeop", "ctypes"}
CALLS = {"eval", "exec", "__import__", "execfile"}
METHODS = {
    *("exec_module", "load_module", "import_module", "get_code"),
    *("system", "popen", "unsafe_load"),
}
DOORS = {
    ("__init__.py", "import_module"): "rooms, by a table of ours",
    ("rules/runtime.py", "exec"): "our own generated text",
    ("dataclass.py", "exec"): "the names of fields that a class of ours declares",
    ("rules/compiling/joined.py", "import_module"): "the kernel's own modules",
    ("players/launcher.py", "ctypes"): "two calls of Linux that Python has no words for",
    ("store/compiled.py", "import_module"): "the kernel's own modules",
    ("store/compiled.py", "exec_module"): "a file of this user, named by the hash of its text",
    ("store/known_code.py", "get_code"): "a file of this user, by the hash of its text, summed",
    ("cli/options.py", "import_module"): "classes of answers, by places that commands name",
    ("cli/group.py", "import_module"): "commands, by a table of ours",
}
"""Where such a thing may stand, and why it is safe there."""


def uses(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Every name in a module that this page is about."""
    for node in nodes:
        match node:
            case ast.Import(names=names):
                yield from (n.name for n in names if n.name.partition(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in MODULES:
                yield module
            case ast.Call(func=ast.Name(id=name)) if name in CALLS | METHODS:
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id="yaml"), attr="load")):
                yield "yaml.load"
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
                yield name
            case ast.keyword(arg="shell", value=ast.Constant(value=True)):
                yield "shell=True"
            case _:
                pass


def test_no_file_runs_what_it_reads() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        found = [use for use in uses(nodes_of(path)) if (name, use) not in DOORS]
        assert found == [], f"{name}: {found}"


def test_the_check_finds_what_it_looks_for() -> None:
    text = (
        "import pickle, os\nfrom marshal import loads\neval('1')\nyaml.load(x)\n"
        "subprocess.run(x, shell=True)\nos.system(x)\nspec.loader.exec_module(m)\n"
        "loader.get_code(m)\n"
    )
    assert sorted(uses(ast.walk(ast.parse(text)))) == [
        "eval",
        "exec_module",
        "get_code",
        "marshal",
        "pickle",
        "shell=True",
        "system",
        "yaml.load",
    ]


def test_every_door_is_still_there() -> None:
    for name, use in DOORS:
        assert use in set(uses(nodes_of(PACKAGE / name))), (name, use)


@pytest.mark.waits
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("simulate . --games 2 --seed 1 --jobs 2", id="in several processes"),
        pytest.param(
            "play . --plain --seed 1 --seat upper=search:2it --seat lower=random", id="thinking"
        ),
    ],
)
def test_no_module_in_the_folder_of_a_deck_is_run(tmp_path: Path, typed: str) -> None:
    """It is called like one of Python's, and lies where whoever looks at the deck stands."""
    folder, mark, script = tmp_path / "deck", tmp_path / "mark", tmp_path / "script" / "begin.py"
    shutil.copytree(DECKS["water_treaty"].folder, folder)
    for name in sys.stdlib_module_names:
        (folder / f"{name}.py").write_text(f"open({str(mark)!r}, 'w').write({name!r})\n")
    script.parent.mkdir()
    script.write_text(
        "import sys\nfrom wargame.cli import main\n"
        "if __name__ == '__main__':\n    sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, str(script), *typed.split()],
        cwd=folder,
        env=child_environment(),
        capture_output=True,
        check=False,
    )
    assert not mark.exists(), mark.read_text()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("options", "runs_it"), [(["-P"], False), ([], True)])
def test_the_page_says_how_a_module_is_started_that_trusts_no_folder(
    tmp_path: Path, options: list[str], *, runs_it: bool
) -> None:
    mark = tmp_path / "mark"
    (tmp_path / "click.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    subprocess.run(
        [sys.executable, *options, "-m", "wargame", "deck", "check", "primer"],
        cwd=tmp_path,
        env=child_environment(),
        capture_output=True,
        check=False,
    )
    assert mark.exists() == (runs_it and not sys.flags.safe_path)
    assert "`python -P -m wargame`" in (PACKAGE / "SECURITY.md").read_text(encoding="utf-8")
