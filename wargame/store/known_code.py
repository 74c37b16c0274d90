"""The code of generated modules, so that a deck that was opened before is not compiled again.

It lies beside compiled rules, under the hash of the very text that it was made from. Where anything
is amiss the text is compiled, as if nothing had been kept.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from importlib.machinery import SourcelessFileLoader
from pathlib import Path
from types import CodeType
from typing import Final

from wargame.store.cache import Cache

CODE: Final = Cache("code", ".pyc", "modules of decks", most=100)
"""Each of up to a megabyte; a deck that is being played needs two."""

LEAST: Final = 50_000
"""Characters below which a text is sooner compiled than looked up."""


def known_code(text: str, name: str) -> CodeType:
    """The code of a generated module, for `rules.runtime.run_text`."""
    if len(text) < LEAST:
        return code_of(text, name)
    file, read = CODE.name(f"{sys.version}\0{name}\0{text}"), partial(_read, name)
    return CODE.find(file, read) or _made(text, name, file)


def _made(text: str, name: str, file: str) -> CodeType:
    """The code of a text, which is kept where that can be."""
    try:
        data = _compiled(text, name)
    except OSError:  # there is no room to compile it in
        return code_of(text, name)
    CODE.keep(file, data)
    return _read(name, data) or code_of(text, name)


def code_of(text: str, name: str) -> CodeType:
    """The code of a generated module, made from its text."""
    return compile(text, name, "exec")


class _Sound(SourcelessFileLoader):
    """Python's own reader of such files, for bytes that were summed."""

    data = b""

    def get_data(self, path: str | bytes) -> bytes:
        return self.data


def _read(name: str, data: bytes) -> CodeType | None:
    """The code that a file holds."""
    loader = _Sound(name, name)
    loader.data = data
    return loader.get_code(name)


def _compiled(text: str, name: str) -> bytes:
    """A file of the code of a text, as Python writes and reads it.

    Raises:
        OSError: The disk refuses.
    """
    import py_compile  # noqa: PLC0415  wanted once for a deck

    with tempfile.TemporaryDirectory() as work:
        source, made = Path(work) / "module.py", Path(work) / "module.pyc"
        source.write_text(text, encoding="utf-8")
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(source), str(made), name, doraise=True, invalidation_mode=mode)
        return made.read_bytes()
