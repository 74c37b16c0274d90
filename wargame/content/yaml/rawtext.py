"""Faults of a file that can be seen before it is parsed."""

from __future__ import annotations

import re

from wargame.content.yaml.characters import find_forbidden, guess_markup, is_table
from wargame.content.yaml.marks import FileText
from wargame.content.yaml.reading import Reading

_WIDE_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BAD_INDENT = re.compile(rf"^[ ]*([\t{_WIDE_BLANKS}])", re.MULTILINE)
_BAD_GAP = re.compile(rf"^[ ]*(?:-|[\w.'\"-]+:)([{_WIDE_BLANKS}])", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_DIRECTIVE = re.compile(r"\A(?:[ ]*(?:#.*)?\n)*+(%)")

DIRECTIVES = "directives (%...) are not allowed"


def check_text(text: str, source: FileText, reading: Reading) -> None:
    """Note what keeps a text from being a deck file, whatever YAML would make of it."""
    note = _Noter(text, source, reading)
    if _is_something_else(text, note):
        return
    indents = {match.start(1) for match in _BAD_INDENT.finditer(text)}
    for offset in sorted(indents):
        note(offset, f"line {note.line(offset)} starts with a {_blank(text[offset])}; use spaces")
    for match in _BAD_GAP.finditer(text):
        note(
            match.start(1),
            f"line {note.line(match.start(1))} has a non-breaking space; use one that can be typed",
        )
    directive = _DIRECTIVE.match(text)
    if directive:
        note(directive.start(1), DIRECTIVES, "Remove the line.")
    for offset, what in find_forbidden(text):
        if text[offset] != "\t":
            note(offset, what, "Remove it.")
        elif offset not in indents:
            note(offset, f"line {note.line(offset)} contains a tab; use spaces")


def _is_something_else(text: str, note: _Noter) -> bool:
    """Note that the text is no YAML at all, if it looks like something else."""
    markup = guess_markup(text) or ("a table of comma-separated values" if is_table(text) else "")
    conflict = _CONFLICT.search(text)
    if markup:
        note(0, f"this looks like {markup}, not like a deck", "A deck is written in YAML.")
    elif conflict:
        remedy = "Decide between both versions and remove the lines <<<<<<<, ======= and >>>>>>>."
        note(conflict.start(), "this looks like an unfinished merge (conflict markers)", remedy)
    return bool(markup or conflict)


def _blank(char: str) -> str:
    return "tab" if char == "\t" else "non-breaking space"


class _Noter:
    """Notes a fault at an offset into the text."""

    def __init__(self, text: str, source: FileText, reading: Reading) -> None:
        self._text = text
        self._source = source
        self._reading = reading

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self._text.count("\n", 0, offset) + 1

    def __call__(self, offset: int, what: str, remedy: str = "") -> None:
        column = offset - (self._text.rfind("\n", 0, offset) + 1)
        self._reading.add(what, remedy, self._source.mark(self.line(offset) - 1, column))
