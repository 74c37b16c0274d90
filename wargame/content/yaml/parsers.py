"""PyYAML's two parsers, up to events, made to agree.

The C parser is used where PyYAML was built with it; the other gives the same data, slower.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

# A scanner fed with hostile text raises more than it promises: ValueError and OverflowError for
# odd escapes, for instance. Whatever comes out of it is a fault of the text.
SYNTAX_ERRORS = (
    yaml.YAMLError,
    ValueError,
    OverflowError,
    LookupError,
    AttributeError,
    TypeError,
    RecursionError,
)


class _PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser up to events, without the part that builds objects.

    In [ ] and { } it ends unquoted text at a question mark and takes `a:[` for a key and a list;
    the C parser goes on, and refuses. Here both do the same, so that a deck means the same
    wherever it is read.
    """

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        self._asks = "?" in text
        self._in_text = False

    def scan_plain(self) -> Any:
        """Scan unquoted text."""
        self._in_text = self._asks
        try:
            token = super().scan_plain()
        finally:
            self._in_text = False
        ends_early = self.peek() == ":" and self.peek(1) in ",[]{}"
        if self.flow_level and (ends_early or ":?" in token.value):
            raise ScannerError(None, None, "mapping values are not allowed here", self.get_mark())
        return token

    def peek(self, index: int = 0) -> str:
        """Look at a character ahead; inside unquoted text a question mark is a letter."""
        char: str = super().peek(index)
        return "x" if self._in_text and char == "?" else char


def _fast_parser() -> Callable[[str], Any]:
    """The parser written in C, where PyYAML was built with it."""
    try:
        from yaml._yaml import CParser  # noqa: PLC0415  may not be there
    except ImportError:
        return _PureParser
    return CParser


_PARSER = _fast_parser()


def event_source(text: str) -> Callable[[], Event]:
    """A function that gives the next event of a YAML text each time it is called."""
    get_event: Callable[[], Event] = _PARSER(text).get_event
    return get_event
