"""The code of generated modules, so that a deck that was opened before is not compiled again.

It lies beside compiled rules, under the hash of the very text that it was made from, and is taken
only as those are: from a folder of this user that nobody else may write, and if it fits its
checksum. Where anything is amiss the text is compiled, as if nothing had been kept.
"""

from __future__ import annotations

import hashlib
import logging
import sys
import tempfile
from contextlib import suppress
from importlib.machinery import SourcelessFileLoader
from pathlib import Path
from types import CodeType
from typing import Final

from wargame.store.built import fault_of, is_own_file, keep, keep_latest, make_own, put_aside
from wargame.store.compiled import cache_folder

LOG: Final = logging.getLogger("wargame.store")

LEAST: Final = 50_000
"""Characters below which a text is sooner compiled than looked up."""
MOST: Final = 100
"""Files that are kept, each of up to a megabyte; a deck that is being played needs two."""


def known_code(text: str, name: str) -> CodeType:
    """The code of a generated module, for `rules.runtime.run_text`."""
    if len(text) < LEAST:
        return code_of(text, name)
    digest = hashlib.sha256(f"{sys.version}\0{name}\0{text}".encode()).hexdigest()
    built = cache_folder() / f"code_{digest[:32]}.pyc"
    return _kept(built, name) or _made(text, name, built)


def _made(text: str, name: str, built: Path) -> CodeType:
    """The code of a text that is compiled into its place, or by itself where that cannot be."""
    try:
        _keep(text, name, built)
    except OSError as error:
        LOG.info("the code of %s is not kept: %s", name, error.strerror)
    return _kept(built, name) or code_of(text, name)


def code_of(text: str, name: str) -> CodeType:
    """The code of a generated module, made from its text."""
    return compile(text, name, "exec")


class _Sound(SourcelessFileLoader):
    """Python's own reader of such files, for bytes that were summed."""

    data = b""

    def get_data(self, path: str | bytes) -> bytes:
        return self.data


def _kept(built: Path, name: str) -> CodeType | None:
    """What is kept, if it is this user's and whole."""
    if not is_own_file(built):
        return None
    loader = _Sound(name, str(built))
    try:
        loader.data = built.read_bytes()
    except OSError:
        return None
    fault = fault_of(built, loader.data)
    if not fault:
        with suppress(ImportError, EOFError, ValueError):
            return loader.get_code(name)
        fault = "does not load here"
    put_aside(built)
    LOG.warning("%s %s and is put aside; it is made again", built.name, fault)
    return None


def _keep(text: str, name: str, built: Path) -> None:
    """Keep the code of a text; the files that were kept first go.

    Raises:
        OSError: The disk refuses.
    """
    import py_compile  # noqa: PLC0415  wanted once for a deck

    if not make_own(built.parent):
        return
    with tempfile.TemporaryDirectory(dir=built.parent) as work:
        source, made = Path(work) / "module.py", Path(work) / built.name
        source.write_text(text, encoding="utf-8")
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(source), str(made), name, doraise=True, invalidation_mode=mode)
        keep(made, built)
    keep_latest(built.parent, "code_*.pyc", MOST)
