"""Why a text is not YAML, in an author's words.

Both parsers speak to experts, and each in its own way; here their findings become one sentence
and what to do about it.
"""

from __future__ import annotations

import re
from typing import Any

from wargame.content.limits import MAX_DEPTH
from wargame.content.yaml.marks import FileText
from wargame.content.yaml.rawtext import DIRECTIVES
from wargame.content.yaml.slips import (
    MISALIGNED,
    OPEN_QUOTE,
    find_apostrophe,
    find_no_colon,
    find_open_bracket,
    find_slip,
)
from wargame.errors import Fault, Mark

NO_ANCHORS = "anchors and aliases (& and *) are not allowed"
NO_TAGS = "tags (!...) are not allowed"
WRITE_OUT = "Write the value out; text that starts with such a sign goes in quotes."

_IN_BRACKETS = "Text in brackets that contains ': ', ', ', ' #', '{' or '[' goes in quotes."
_COLON = "a ':' is not expected here"
_NO_COLON = "a ':' is missing"
_NO_VALUE = "nothing stands where a value should"
_OPEN_LIST = "a list in [ ] is not closed, or a comma is missing"
_OPEN_FIELDS = "a mapping in { } is not closed, or a comma is missing"

_SENTENCES = (
    (
        "mapping values are not allowed",
        _COLON,
        "Text that contains ': ' goes in quotes; otherwise check the indentation.",
    ),
    ("found unexpected ':'", _COLON, "A space belongs after it."),
    (
        "could not find expected ':'",
        _NO_COLON,
        "Every field is written 'name: value'; a quote or bracket may be open above.",
    ),
    (
        "node content",
        _NO_VALUE,
        "Write a value, or take the comma out; a bracket that is opened is closed.",
    ),
    ("cannot start any token", "text may not start with this character", "Put it in quotes."),
    ("found unexpected end of stream", *OPEN_QUOTE),
    ("found unexpected document separator", *OPEN_QUOTE),
    ("or ']'", _OPEN_LIST, _IN_BRACKETS),
    ("or '}'", _OPEN_FIELDS, _IN_BRACKETS),
    (
        "<document start>",
        "a second document begins here; a file holds one",
        "Remove the line '...'.",
    ),
    (
        "sequence entries are not allowed",
        "a list cannot begin behind other text",
        "Begin it on a line of its own; text that begins with '- ' goes in quotes.",
    ),
    ("<block end>", *MISALIGNED),
    ("did not find expected key", *MISALIGNED),
    ("did not find expected '-'", *MISALIGNED),
    ("anchor", NO_ANCHORS, WRITE_OUT),
    ("alias", NO_ANCHORS, WRITE_OUT),
    ("tag", NO_TAGS, WRITE_OUT),
    ("directive", DIRECTIVES, "Remove the line."),
    ("exceeded max", f"nested deeper than {MAX_DEPTH}", ""),
    ("escape", "this \\ does not begin a known escape", "Use single quotes, or write \\\\."),
)
"""What a parser's finding contains, what we say instead, and the remedy."""

_SLIPS = {
    MISALIGNED[0]: find_slip,
    _COLON: find_slip,
    _NO_COLON: find_no_colon,
    _NO_VALUE: find_open_bracket,
    _OPEN_LIST: find_apostrophe,
    _OPEN_FIELDS: find_apostrophe,
}
"""What looks for the slip behind a sentence."""

_UNKNOWN = (
    "this is not valid YAML",
    "Check quotes, brackets, colons and the indentation around here.",
)

_COMMENT = re.compile(r""" #(?=[^'"]*$)""")

_ESCAPE = re.compile(r"\\(u[dD][89a-fA-F][0-9a-fA-F]{2}|U[0-9a-fA-F]{8})")


def explain_syntax(error: Exception, text: str, source: FileText) -> Fault:
    """Turn whatever a parser raised into a fault with a place."""
    problem = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    if "escape" in problem or not getattr(error, "problem", None):
        impossible = _impossible_character(text, source)
        if impossible:
            return impossible
    sentence = next((row[1:] for row in _SENTENCES if row[0] in problem), _UNKNOWN)
    mark = _place(error, problem, source)
    find = _SLIPS.get(sentence[0])
    slip = find(source, mark.line - 1, mark.column - 1) if find else None
    return slip or Fault(*sentence, mark)


def _is_left_open(opened: Any, found: Any, source: FileText) -> bool:
    """Whether a bracket is not closed before what follows the line that it stands on."""
    if found.line <= opened.line:
        return False
    after = source.lines[found.line] if found.line < len(source.lines) else ""
    before = source.lines[opened.line]
    return len(after) - len(after.lstrip(" ")) <= len(before) - len(before.lstrip(" "))


def _impossible_character(text: str, source: FileText) -> Fault | None:
    """The first escape for a character that does not exist; parsers stumble over those."""
    for match in _ESCAPE.finditer(text):
        code = int(match.group(1)[1:], 16)
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            line = text.count("\n", 0, match.start())
            column = match.start() - (text.rfind("\n", 0, match.start()) + 1)
            kind = "lone surrogate" if code <= 0xDFFF else "character"
            what = f"{kind} U+{code:04X} is not allowed"
            return Fault(what, "Remove it.", source.mark(line, column))
    return None


def _place(error: Exception, problem: str, source: FileText) -> Mark:
    """Where the trouble is; of what is open or lacks its colon, where it begins."""
    found: Any = getattr(error, "problem_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    is_bracket = "or ']'" in problem or "or '}'" in problem
    is_left = opened and found and is_bracket and _is_left_open(opened, found, source)
    begins = "found unexpected" in problem or "expected ':'" in problem or is_left
    mark = opened if opened and begins else found
    cut = _cut_off(opened, found, source) if opened and "or '}'" in problem else None
    if cut is not None:
        return cut
    return source.mark(mark.line, mark.column) if mark else source.mark(0, 0)


def _cut_off(opened: Any, found: Any, source: FileText) -> Mark | None:
    """Where ' #' made a comment of the rest of an open bracket, if it did."""
    for line in range(opened.line, min(found.line + 1, len(source.lines))):
        match = _COMMENT.search(source.lines[line])
        if match:
            return source.mark(line, match.start() + 1)
    return None
