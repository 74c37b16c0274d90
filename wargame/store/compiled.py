"""Compiled rules: the joined text of kernel and deck, built once and kept in a cache.

Everything works without it; with it, games and search run several times as fast. A built file
is named by the hash of the very text it was made from, and is only ever loaded if it and its
folder belong to this user and nobody else may write them, and if it fits the checksum beside it
(`store.built`): what is loaded here is run.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import inspect
import logging
import os
import shutil
import subprocess
import sys
import sysconfig
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

from wargame.content.extras import to_install
from wargame.errors import UsageError
from wargame.rules import kernel
from wargame.rules.compiling import direct, straight
from wargame.rules.compiling.joined import HEADER, joined_text
from wargame.rules.game import RULES_VERSION, Game
from wargame.store.built import fault_of, is_own_file, keep, make_own, put_aside
from wargame.store.cache import Cache, cache_folder, sources_of, used
from wargame.store.homes import NO_HOME, is_nowhere
from wargame.store.whole import reason_of

LOG: Final = logging.getLogger("wargame.store")

ENDING: Final = str(sysconfig.get_config_var("EXT_SUFFIX"))
BUILT: Final = Cache("rules", ENDING, "compiled rules", most=60)
"""Each of several megabytes, and never read into memory by us: Python maps it."""

LEAST_MYPY = (2, 1)
"""What older ones write in C does not fit the headers of today."""

OPTIMIZATION = "1"
"""What the C compiler is asked for: more takes minutes and gains little."""

HIDDEN = "-fvisibility=hidden"
"""Functions call one another straight, since nobody outside may put others in their place."""

UNWARNED = "-Wno-all"
"""What is made is not looked through for slips of the pen: that took gcc longer than all else."""


def speed_up(game: Game) -> Game:
    """The same game on its compiled rules, if they are in the cache; else as it is.

    A built file that does not hold what was built is put aside, and told of in the log. One that
    wants a package which this Python lacks is whole: it stays for whoever built it.
    """
    folder = cache_folder()
    if not folder.is_dir():
        return game
    built = folder / file_name(game)
    if not is_own_file(built):
        return game
    fault = fault_of(built)
    deck = f"{game.deck.id}:{game.loaded.variant}".rstrip(":")
    if not fault:
        try:
            fast = Game(game.rules.on(_load(built)))
        except ModuleNotFoundError as error:
            package = (error.name or "").partition(".")[0]
            LOG.warning(
                "the compiled rules of '%s' are not used: this Python lacks %s, which comes with "
                "mypy (%s)",
                *(deck, package, to_install(package)),
            )
            return game
        except Exception:  # noqa: BLE001 - what is built elsewhere or otherwise can fail in any way
            fault = "does not load here"
        else:
            used(built)
            return fast
    put_aside(built)
    LOG.warning(
        "the compiled rules of '%s' are not used: %s %s and is put aside; "
        "build them again by `wargame compile %s`",
        *(deck, built.name, fault, deck),
    )
    return game


def file_name(game: Game) -> str:
    """The name of a game's built file: all of its text, and this Python."""
    written = [inspect.getsource(module) for module in (straight, direct)]
    how = (HEADER, HIDDEN, *written, RULES_VERSION, sys.version)
    return BUILT.name(kernel_text(), *how, game.rules.module.text)


def can_compile() -> str:
    """What is missing here to compile rules, in a sentence; "" if nothing is."""
    if importlib.util.find_spec("mypyc") is None:
        return f"mypy is not installed: {to_install('mypy', 'setuptools')}"
    found = importlib.metadata.version("mypy").split(".")[:2]
    if [int(part) for part in found if part.isdigit()] < [*LEAST_MYPY]:
        return f"mypy is too old: {to_install('--upgrade', 'mypy')}"
    if importlib.util.find_spec("setuptools") is None:
        return f"setuptools is not installed: {to_install('setuptools')}"
    if not any(shutil.which(name) for name in ("cc", "gcc", "clang", "cl")):
        return "there is no C compiler on this machine"
    return ""


def compile_rules(game: Game) -> Path:
    """Build a game's rules into the cache; gives the built file.

    Raises:
        UsageError: They cannot be compiled here; the message says what is missing.
    """
    folder = cache_folder()
    if is_nowhere(folder):
        raise UsageError(f"Cannot keep what is built: {NO_HOME}.")
    missing = can_compile()
    if missing:
        raise UsageError(f"Cannot compile: {missing}. Everything works without it.")
    target = folder / file_name(game)
    try:
        if not make_own(folder):
            raise UsageError(
                f"The cache folder {folder} may be written by others; make it your own."
            )
        with BUILT.workshop(folder) as work:
            keep(_build(game, work, target.name.partition(".")[0]), target)
    except OSError as error:
        raise UsageError(f"Cannot keep what is built: {reason_of(error, target)}.") from error
    return target


def _build(game: Game, work: Path, module: str) -> Path:
    source = work / f"{module}.py"
    source.write_text(joined_text(game.rules.module.text), encoding="utf-8")
    environment = {**os.environ, "MYPYC_OPT_LEVEL": OPTIMIZATION, "MYPYC_DEBUG_LEVEL": "0"}
    environment["CFLAGS"] = f"{os.environ.get('CFLAGS', '')} {HIDDEN} {UNWARNED}".strip()
    # No settings that lie in a folder above this one.
    command = [sys.executable, "-m", "mypyc", "--config-file=", source.name]
    done = subprocess.run(  # noqa: S603 - this Python, on a text of our own
        command, cwd=work, env=environment, capture_output=True, text=True, check=False
    )
    built = [path for path in work.glob(f"{module}.*") if path != source]
    if done.returncode or not built:
        raise UsageError(f"The compiler failed: {_cause(done.stdout, done.stderr)}")
    return built[0]


def _cause(*told: str) -> str:
    """The first line of an error, or else the last line of all: tools that start others say so."""
    lines = [line for text in told for line in text.strip().splitlines()]
    errors = (line for line in lines if ": error:" in line or ": fatal error:" in line)
    return next(errors, lines[-1] if lines else "it said nothing")


@cache
def kernel_text() -> bytes:
    """The sources of the kernel: a changed kernel makes every built file stale."""
    return sources_of(*(import_module(f"{kernel.__name__}.{name}") for name in kernel.MODULES))


@cache
def _load(path: Path) -> ModuleType:
    name = path.name.partition(".")[0]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
