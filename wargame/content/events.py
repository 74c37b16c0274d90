"""Plain data from YAML, read event by event.

Only what a deck needs is accepted: block and flow lists and mappings with text keys, text,
whole numbers, `true` and `false`. Everything else YAML can do is refused where it stands, and
reading goes on, so that an author sees all faults of a file at once. The C parser of PyYAML is
used where it was built; the slower one gives the same data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from wargame.content.characters import find_forbidden, guess_markup, is_table
from wargame.content.limits import MAX_DEPTH, MAX_FAULTS, MAX_NODES, MAX_SCALAR
from wargame.content.marks import Marks, Source
from wargame.content.scalars import NotPlain, looks_like_value, read_plain
from wargame.errors import DeckPath, Fault, Faults, Mark

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int"
"""Plain data; bool is an int here."""


class _PureParser(Reader, Scanner, Parser):  # type: ignore[misc]  # PyYAML is untyped here
    """PyYAML's own parser up to events, without the part that builds objects."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class Stop(Exception):
    """Reading this file on would be pointless; the reason is among the faults."""


@dataclass(slots=True)
class Reading:
    """What reading the files of one deck has brought so far.

    Attributes:
        faults: Everything wrong.
        values: Where each value stands.
        keys: Where the key of each value of a mapping stands.
        faulty: Paths that have a fault already, so that checks of shape can keep quiet.
        nodes: How many values there are.
    """

    faults: Faults = field(default_factory=Faults)
    values: Marks = field(default_factory=Marks)
    keys: Marks = field(default_factory=Marks)
    faulty: set[DeckPath] = field(default_factory=set)
    nodes: int = 0

    def add(self, what: str, remedy: str, mark: Mark, path: DeckPath | None = None) -> None:
        """Note a fault; give up when there are too many."""
        self.faults.add(what, remedy, mark)
        if path is not None:
            self.faulty.add(path)
        if len(self.faults.found) >= MAX_FAULTS:
            raise Stop


def parse(
    text: str, file: str, reading: Reading, at: DeckPath = (), first: int = 0, pure: bool = False
) -> Plain | None:
    """Read one document.

    Args:
        text: The document, as `files.decode` gives it.
        file: Its name in messages.
        reading: Where faults and places go.
        at: The path of the document inside the deck.
        first: The number of the first item, if the document continues a list.
        pure: Use the parser written in Python.

    Returns:
        The data, or None if it could not be read to the end. Where single values were faulty
        the data holds their text.
    """
    source = Source(file, tuple(text.split("\n")))
    before = len(reading.faults.found)
    try:
        _check_text(text, source, reading)
        if len(reading.faults.found) > before:
            return None
        return _Builder(_events(text, pure), source, reading, first).document(text, at)
    except Stop:
        return None
    except _SYNTAX_ERRORS as error:
        _add_syntax_fault(error, text, source, reading)
        return None


# A scanner fed with hostile text raises more than it promises: ValueError and OverflowError for
# odd escapes, for instance. Whatever comes out of it is a fault of the text.
_SYNTAX_ERRORS = (
    yaml.YAMLError, ValueError, OverflowError, LookupError, AttributeError, TypeError,
    RecursionError,
)  # fmt: skip


def _events(text: str, pure: bool) -> Callable[[], Event]:
    """A function that gives the next event each time it is called."""
    parser: Any = _PureParser(text) if pure or CParser is None else CParser(text)
    get_event: Callable[[], Event] = parser.get_event
    return get_event


# --- the text as a whole -------------------------------------------------------------------

_BAD_INDENT = re.compile(r"^[ ]*([\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])", re.M)
_BAD_GAP = re.compile(r"^[ ]*(?:-|[\w.'\"-]+:)(\u00a0)", re.M)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( .*)?$", re.M)
_DIRECTIVE = re.compile(r"\A(?:[ ]*(?:#.*)?\n)*(%)")


def _check_text(text: str, source: Source, reading: Reading) -> None:
    """Note what can be seen without parsing."""
    note = _Noter(text, source, reading)
    markup = guess_markup(text)
    if markup:
        note(0, f"this looks like {markup}, not like a deck", "A deck is written in YAML.")
        return
    conflicts = list(_CONFLICT.finditer(text))
    if any(match.group(1)[0] in "<>" for match in conflicts):
        note(conflicts[0].start(), "this looks like an unfinished merge", _MERGE_REMEDY)
        return
    for match in _BAD_INDENT.finditer(text):
        note(match.start(1), *_indent_fault(text, match.start(1)))
    for match in _BAD_GAP.finditer(text):
        line = note.line(match.start(1))
        note(match.start(1), f"line {line} has a non-breaking space here; use a space", "")
    directive = _DIRECTIVE.match(text)
    if directive:
        note(directive.start(1), "directives (%...) are not allowed", "Remove the line.")
    _check_characters(text, note)


_MERGE_REMEDY = "Decide between both versions and remove the lines <<<<<<<, ======= and >>>>>>>."


class _Noter:
    """Notes a fault at an offset into the text."""

    def __init__(self, text: str, source: Source, reading: Reading) -> None:
        self._text = text
        self._source = source
        self._reading = reading

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self._text.count("\n", 0, offset) + 1

    def __call__(self, offset: int, what: str, remedy: str) -> None:
        column = offset - (self._text.rfind("\n", 0, offset) + 1)
        mark = self._source.mark(self.line(offset) - 1, column)
        self._reading.add(what, remedy, mark)


def _indent_fault(text: str, offset: int) -> tuple[str, str]:
    line = text.count("\n", 0, offset) + 1
    name = "tab" if text[offset] == "\t" else "non-breaking space"
    return f"line {line} starts with a {name}; use spaces", ""


def _check_characters(text: str, note: _Noter) -> None:
    """Note characters no deck may hold; tabs in indentation have been noted before."""
    indents = {match.start(1) for match in _BAD_INDENT.finditer(text)}
    for offset, what in find_forbidden(text):
        if offset in indents:
            continue
        if text[offset] == "\t":
            note(offset, f"line {note.line(offset)} contains a tab; use spaces", "")
        else:
            note(offset, what, "Remove it.")


# --- from events to data -------------------------------------------------------------------

_NO_ANCHORS = "anchors and aliases (& and *) are not allowed"
_NO_TAGS = "tags (!...) are not allowed"
_NO_MERGE = "merge keys (<<) are not allowed"
_WRITE_OUT = "Write the value out; text that starts with such a sign goes in quotes."


class _Builder:
    """Builds plain data from the events of one document."""

    def __init__(
        self, next_event: Callable[[], Event], source: Source, reading: Reading, first: int
    ) -> None:
        self._next = next_event
        self._source = source
        self._reading = reading
        self._first = first
        self._values = reading.values.places
        self._keys = reading.keys.places

    def document(self, text: str, at: DeckPath) -> Plain | None:
        """The one document of the text."""
        self._next()  # the stream starts
        event = self._next()
        if isinstance(event, StreamEndEvent):
            self._fault(_emptiness(text), "Write the deck's content here.", 0, 0, at)
            return None
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            mark = event.start_mark
            self._fault("directives (%...) are not allowed", "", mark.line, mark.column, at)
        value = self._node(self._next(), at)
        self._next()  # the document ends
        event = self._next()
        if not isinstance(event, StreamEndEvent):
            mark = event.start_mark
            what = "a second document begins here; a file holds one"
            self._fault(what, "Remove the line '---'.", mark.line, mark.column, at)
        if not isinstance(value, (dict, list)):
            self._fault_of_root(text, at)
            return None
        return value

    def _fault_of_root(self, text: str, at: DeckPath) -> None:
        if is_table(text):
            what = "this looks like a table of comma-separated values, not like a deck"
        else:
            what = "this is a single piece of text, not like a deck"
        self._fault(what, "A deck file holds fields ('name: value') or a list ('- …').", 0, 0, at)

    def _node(self, event: Event, path: DeckPath) -> Plain:
        """The value that an event opens; reads on to its end."""
        self._count(event, path)
        match event:
            case ScalarEvent():
                return self._scalar(event, path)
            case MappingStartEvent():
                return self._mapping(event, path)
            case SequenceStartEvent():
                return self._sequence(event, path)
        self._fault_at(event, _NO_ANCHORS, _WRITE_OUT, path)
        return ""

    def _count(self, event: Event, path: DeckPath) -> None:
        self._reading.nodes += 1
        if self._reading.nodes > MAX_NODES:
            self._fault_at(event, f"more than {MAX_NODES} values in one deck", "", path)
            raise Stop
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None and not isinstance(event, AliasEvent):
            self._fault_at(event, _NO_ANCHORS, _WRITE_OUT, path)
        if tag is not None:
            self._fault_at(event, _NO_TAGS, _WRITE_OUT, path)

    def _scalar(self, event: ScalarEvent, path: DeckPath) -> Plain:
        line, column = _content_start(event, self._source)
        self._values[path] = (self._source, line, column)
        if not event.style:
            try:
                return self._text(event, read_plain(event.value), path)
            except NotPlain as refusal:
                self._fault(refusal.what, refusal.remedy, line, column, path)
                return str(event.value)
        return self._text(event, event.value, path)

    def _text(self, event: ScalarEvent, value: str | int, path: DeckPath) -> str | int:
        """The value, after a look at its length and at characters that escapes made."""
        if isinstance(value, str):
            if len(value) > MAX_SCALAR:
                what = f"text longer than {MAX_SCALAR} characters ({len(value)})"
                self._fault_at(event, what, "Shorten it.", path)
            if event.style == '"':
                for _, what in find_forbidden(value):
                    self._fault_at(event, what, "Remove it.", path)
        return value

    def _sequence(self, event: SequenceStartEvent, path: DeckPath) -> list[Plain]:
        self._open(event, path)
        items: list[Plain] = []
        number = self._first
        self._first = 0
        while not isinstance(inner := self._next(), SequenceEndEvent):
            items.append(self._node(inner, (*path, number)))
            number += 1
        return items

    def _mapping(self, event: MappingStartEvent, path: DeckPath) -> dict[str, Plain]:
        self._open(event, path)
        self._first = 0
        fields: dict[str, Plain] = {}
        while not isinstance(inner := self._next(), MappingEndEvent):
            key = self._key(inner, path)
            if key is None:
                self._node(self._next(), (*path, "?"))
            elif key in fields:
                self._duplicate(inner, (*path, key))
            else:
                self._keys[(*path, key)] = self._place(inner)
                fields[key] = self._node(self._next(), (*path, key))
        return fields

    def _open(self, event: Event, path: DeckPath) -> None:
        self._values[path] = self._place(event)
        if len(path) >= MAX_DEPTH:
            self._fault_at(event, f"nested deeper than {MAX_DEPTH}", "", path)
            raise Stop

    def _duplicate(self, event: Event, path: DeckPath) -> None:
        first = self._reading.keys[path].line
        what = f"duplicate key '{_short(str(path[-1]))}' (first at line {first})"
        self._fault_at(event, what, "Remove one of them.", path)
        self._node(self._next(), (*path, "?"))

    def _key(self, event: Event, path: DeckPath) -> str | None:
        """The key, or None if it is none; the value is still to be read."""
        if not isinstance(event, ScalarEvent):
            before = len(self._reading.faults.found)
            self._node(event, (*path, "?"))
            if len(self._reading.faults.found) == before:
                self._fault_at(event, "keys must be text", "", path)
            return None
        self._count(event, path)
        key = str(self._text(event, event.value, path))
        if event.style:
            return key
        return self._plain_key(event, key, path)

    def _plain_key(self, event: ScalarEvent, key: str, path: DeckPath) -> str | None:
        if key == "<<":
            self._fault_at(event, _NO_MERGE, _WRITE_OUT, path)
        elif looks_like_value(key):
            self._fault_at(event, "keys must be text", "Put the key in quotes.", (*path, key))
            return key
        elif key == "":
            self._fault_at(event, "a key is missing before ':'", "keys must be text", path)
        else:
            self._check_word(event, key, (*path, key))
            return key
        return None

    def _check_word(self, event: ScalarEvent, key: str, path: DeckPath) -> None:
        try:
            read_plain(key)
        except NotPlain as refusal:
            self._fault_at(event, refusal.what, "", path)

    def _place(self, event: Event) -> tuple[Source, int, int]:
        return self._source, event.start_mark.line, event.start_mark.column

    def _fault_at(self, event: Event, what: str, remedy: str, path: DeckPath) -> None:
        self._fault(what, remedy, event.start_mark.line, event.start_mark.column, path)

    def _fault(self, what: str, remedy: str, line: int, column: int, path: DeckPath) -> None:
        self._reading.add(what, remedy, self._source.mark(line, column), path)


def _content_start(event: ScalarEvent, source: Source) -> tuple[int, int]:
    """Where the first character of a scalar's content stands, from 0."""
    line, column = event.start_mark.line, event.start_mark.column
    if event.style in ("'", '"'):
        return line, column + 1
    if event.style in ("|", ">"):
        for below in range(line + 1, min(event.end_mark.line, len(source.lines))):
            if source.lines[below].strip():
                return below, len(source.lines[below]) - len(source.lines[below].lstrip())
    return line, column


def _emptiness(text: str) -> str:
    return "this file is empty" if not text.strip() else "this file holds nothing but comments"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


# --- syntax errors in plain words ----------------------------------------------------------

_SYNTAX = (
    ("mapping values are not allowed", "a ':' is not expected here",
     "Text that contains ': ' goes in quotes; otherwise check the indentation."),
    ("could not find expected ':'", "a ':' is missing",
     "Every field is written 'name: value'; a quote or bracket may be open above."),
    ("cannot start any token", "text may not start with this character", "Put it in quotes."),
    ("unexpected end of stream", "a quote is opened and never closed", "Close it."),
    ("unexpected document separator", "a quote is opened and never closed", "Close it."),
    ("or ']'", "a list in [ ] is not closed, or a comma is missing", ""),
    ("or '}'", "a mapping in { } is not closed, or a comma is missing", ""),
    ("escape", "this \\ does not begin a known escape", "Use single quotes, or write \\\\."),
    ("<block end>", "this line does not line up with the lines before it",
     "Items of one list, and fields of one thing, start in the same column."),
    ("did not find expected key", "this line does not line up with the lines before it",
     "Items of one list, and fields of one thing, start in the same column."),
    ("did not find expected '-'", "this line does not line up with the lines before it",
     "Items of one list, and fields of one thing, start in the same column."),
    ("anchor", _NO_ANCHORS, _WRITE_OUT),
    ("alias", _NO_ANCHORS, _WRITE_OUT),
    ("tag", _NO_TAGS, _WRITE_OUT),
    ("directive", "directives (%...) are not allowed", "Remove the line."),
    ("exceeded max", f"nested deeper than {MAX_DEPTH}", ""),
)  # fmt: skip


def _add_syntax_fault(error: Exception, text: str, source: Source, reading: Reading) -> None:
    """Note why the text is not YAML; never in the words of the parser, which are for experts."""
    problem = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    found = next((row for row in _SYNTAX if row[0] in problem), None)
    what, remedy = found[1:] if found else ("this is not valid YAML", _GENERAL_REMEDY)
    if is_table(text):
        what, remedy = "this looks like a table of comma-separated values, not like a deck", ""
    reading.faults.found.append(Fault(what, remedy, _place_of(error, source)))


_GENERAL_REMEDY = "Check quotes, brackets, colons and the indentation around here."


def _place_of(error: Exception, source: Source) -> Mark:
    problem: Any = getattr(error, "problem_mark", None)
    context: Any = getattr(error, "context_mark", None)
    mark = context if context and "end of stream" in str(getattr(error, "problem", "")) else problem
    return source.mark(mark.line, mark.column) if mark else source.mark(0, 0)


def read_events(text: str, pure: bool = False) -> Iterator[Event]:
    """All events of a text, for tests that compare both parsers."""
    next_event = _events(text, pure)
    while True:
        event = next_event()
        yield event
        if isinstance(event, StreamEndEvent):
            return


__all__ = ["NodeEvent", "Plain", "Reading", "Stop", "parse", "read_events"]
