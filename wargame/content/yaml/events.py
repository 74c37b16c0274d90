"""Plain data from YAML, read event by event.

Only what a deck needs is accepted: block and flow lists and mappings with text keys, text,
whole numbers, `true` and `false`. Everything else YAML can do is refused where it stands, and
reading goes on, so that an author sees all faults of a file at once. The C parser of PyYAML is
used where it was built; the slower one gives the same data.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from wargame.content.limits import MAX_DEPTH, MAX_NODES, MAX_SCALAR
from wargame.content.yaml.characters import find_forbidden
from wargame.content.yaml.marks import FileText, Place
from wargame.content.yaml.parsers import SYNTAX_ERRORS, event_source
from wargame.content.yaml.rawtext import DIRECTIVES, check_text
from wargame.content.yaml.reading import Reading, Stop
from wargame.content.yaml.scalars import NotPlain, looks_like_value, read_plain
from wargame.content.yaml.slips import empty_remedy, find_read_on, is_open
from wargame.content.yaml.syntax import NO_ANCHORS, NO_TAGS, WRITE_OUT, explain_syntax
from wargame.errors import DeckPath, Fault, shortened

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int"
"""Plain data; bool is an int here."""


def parse(
    text: str, file: str, reading: Reading, at: DeckPath = (), *, first: int = 0
) -> Plain | None:
    """Read one document.

    Args:
        text: The document, as `files.decode` gives it.
        file: Its name in messages.
        reading: Where faults and places go.
        at: The path of the document inside the deck.
        first: The number of the first item, if the document continues a list.

    Returns:
        The data, or None if it could not be read to the end. Where single values were faulty
        the data holds their text.
    """
    source = FileText(file, tuple(text.split("\n")))
    before = len(reading.faults.found)
    try:
        check_text(text, source, reading)
        if len(reading.faults.found) > before:
            return None
        return _Builder(event_source(text), source, reading, first).document(text, at)
    except Stop:
        return None
    except SYNTAX_ERRORS as error:
        fault, found = explain_syntax(error, text, source), reading.faults.found
        found[before:] = [one for one in found[before:] if _line(one) < _line(fault)]
        found.append(fault)
        return None


MERGE = "<<"
"""The key whose value's fields other programs take over."""

ANOTHER = 3
"""So many fields that come again in an element are those of another one."""


def _line(fault: Fault) -> int:
    return fault.mark.line if fault.mark else 0


class _Builder:
    """Builds plain data from the events of one document."""

    def __init__(
        self, next_event: Callable[[], Event], source: FileText, reading: Reading, first: int
    ) -> None:
        self._next = next_event
        self._source = source
        self._reading = reading
        self._first = first
        self._values = reading.values.places
        self._keys = reading.keys.places
        self._lines = len(source.lines)
        self._has_tight_hash = any(" #" in line for line in source.lines)

    def document(self, text: str, at: DeckPath) -> Plain | None:
        """The one document of the text."""
        self._next()  # the stream starts
        event = self._next()
        if isinstance(event, StreamEndEvent):
            self._fault(_emptiness(text), "Write its content here.", 0, 0, at)
            return None
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            self._fault_at(event, DIRECTIVES, "", at)
        before = len(self._reading.faults.found)
        value = self._node(self._next(), at)
        found = self._reading.faults.found
        found[before:] = sorted(found[before:], key=_line)
        self._next()  # the document ends
        event = self._next()
        if not isinstance(event, StreamEndEvent):
            what = "a second document begins here; a file holds one"
            self._fault_at(event, what, "Remove the line '---'.", at)
        if isinstance(value, (dict, list)):
            return value
        remedy = "A deck file holds fields ('name: value') or a list ('- …')."
        self._fault("this is a single piece of text, not a deck", remedy, 0, 0, at)
        return None

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
            case _:
                self._fault_at(event, NO_ANCHORS, WRITE_OUT, path)
                return ""

    def _count(self, event: Event, path: DeckPath) -> None:
        self._reading.nodes += 1
        if self._reading.nodes > MAX_NODES:
            if self._reading.nodes == MAX_NODES + 1:
                self._fault_at(event, f"more than {MAX_NODES} values in one deck", "", path)
            raise Stop
        self._check_ornaments(event, path)

    def _check_ornaments(self, event: Event, path: DeckPath) -> None:
        """Note an anchor or a tag on a value or key."""
        if getattr(event, "anchor", None) is not None and not isinstance(event, AliasEvent):
            self._fault_at(event, NO_ANCHORS, WRITE_OUT, path)
        if getattr(event, "tag", None) is not None:
            self._fault_at(event, NO_TAGS, WRITE_OUT, path)

    def _scalar(self, event: ScalarEvent, path: DeckPath) -> Plain:
        line, column = _content_start(event, self._source)
        self._values[path] = (self._source, line, column)
        if event.style in ("|", ">") and _has_tight_comment(event, self._source):
            self._fault_at(event, "a space belongs between this sign and '#'", "", path)
        if not event.style:
            self._check_cut(event, path)
            if (slip := find_read_on(event, self._source)) and slip.mark:
                self._reading.add(slip.what, slip.remedy, slip.mark, path)
                return str(self._source.lines[line][column:].strip())
            try:
                return self._text(event, read_plain(event.value), path)
            except NotPlain as refusal:
                if event.value == "" and (event.tag or event.anchor):
                    return ""  # it is told that the sign goes in quotes: the text was meant
                remedy = refusal.remedy
                if event.value == "":
                    key, said = str(path[-1]) if path else "", self._source.lines[line][:column]
                    remedy = empty_remedy(key, said) or remedy
                self._fault(refusal.what, remedy, line, column, path)
                return str(event.value)
        return self._text(event, event.value, path)

    def _check_cut(self, event: ScalarEvent, path: DeckPath) -> None:
        """Note a ' #' that makes a comment of the rest of a text, such as in `Letter #7`."""
        if not self._has_tight_hash:
            return
        end: Any = event.end_mark
        rest = self._source.lines[end.line][end.column :] if end.line < self._lines else ""
        if rest.startswith(" #") and rest[2:3].strip("# !"):
            what = "' #' cuts this text off: the rest of the line is a comment"
            remedy = "Put the whole text in quotes; a comment has a space after '#'."
            self._fault(what, remedy, end.line, end.column + 1, path)

    def _text(self, event: ScalarEvent, value: str | int, path: DeckPath) -> str | int:
        """The value, after a look at its length and at characters that escapes made."""
        if isinstance(value, str):
            if len(value) > MAX_SCALAR:
                what = f"text longer than {MAX_SCALAR} characters ({len(value)})"
                self._fault_at(event, what, "Shorten it.", path)
            if event.style == '"':
                for what in dict.fromkeys(what for _, what in find_forbidden(value)):
                    self._fault_at(event, what, "Remove it.", path)
        return value

    def _sequence(self, event: SequenceStartEvent, path: DeckPath) -> list[Plain]:
        self._open(event, path)
        items: list[Plain] = []
        number = self._first
        self._first = 0
        while not isinstance(inner := self._next(), SequenceEndEvent):
            item, is_rest = self._node(inner, (*path, number)), is_open(items[-1:])
            if event.flow_style and is_rest and isinstance(item, (str, int)):
                self._cut_off(inner, (*path, number - 1))
                items[-1] = f"{items[-1]}, {item}"
                continue
            items.append(item)
            number += 1
        return items

    def _mapping(self, event: MappingStartEvent, path: DeckPath) -> dict[str, Plain]:
        self._open(event, path)
        self._first = 0
        fields: dict[str, Plain] = {}
        again: list[tuple[Event, Plain]] = []
        while not isinstance(inner := self._next(), MappingEndEvent):
            if event.flow_style and self._is_rest(inner, fields):
                last = next(reversed(fields))
                self._cut_off(inner, (*path, last))
                fields[last] = f"{fields[last]}, {getattr(inner, 'value', '')}"
                self._next()  # its value, which is empty
                continue
            if self._merges(inner, path):
                continue
            key = self._key(inner, path)
            if key is None:
                self._node(self._next(), (*path, "?"))
            elif key in fields:
                self._reading.faulty.add((*path, key))
                again.append((inner, self._node(self._next(), (*path, key, "?"))))
            else:
                self._keys[(*path, key)] = self._place(inner)
                fields[key] = self._node(self._next(), (*path, key))
        if again:
            self._duplicates(again, path, next(iter(fields)))
        return fields

    def _merges(self, event: Event, path: DeckPath) -> bool:
        """Note a merge key; what is merged goes with it, and what it would bring is missed."""
        if not isinstance(event, ScalarEvent) or event.style or event.value != MERGE:
            return False
        self._fault_at(event, "merge keys (<<) are not allowed", WRITE_OUT, path)
        self._reading.merged.add(path)
        found = self._reading.faults.found
        before = len(found)
        self._node(self._next(), (*path, "?"))
        del found[before:]
        return True

    def _is_rest(self, event: Event, fields: dict[str, Plain]) -> bool:
        """Whether what stands where a key should is the rest of a text that a comma cut off."""
        if not isinstance(event, ScalarEvent) or event.style or not fields:
            return False
        end: Any = event.end_mark
        rest = self._source.lines[end.line][end.column :].lstrip() if end.line < self._lines else ""
        last = fields[next(reversed(fields))]
        return " " in event.value and rest[:1] in (",", "}") and isinstance(last, str)

    def _cut_off(self, event: Event, path: DeckPath) -> None:
        """Note a comma that ends a text; told once where there are several."""
        if path not in self._reading.faulty:
            remedy = "Put the whole text in quotes, or write this without { } and [ ]."
            self._fault_at(event, "a comma cuts this text off, and this is the rest", remedy, path)

    def _open(self, event: Event, path: DeckPath) -> None:
        self._values[path] = self._place(event)
        if len(path) >= MAX_DEPTH:
            self._fault_at(event, f"nested deeper than {MAX_DEPTH}", "", path)
            raise Stop

    def _duplicates(self, again: list[tuple[Event, Plain]], path: DeckPath, opening: str) -> None:
        """Keys that are there already; where an element begins again, a dash is missing."""
        values = {str(getattr(event, "value", "")): value for event, value in again}
        first = next(iter(values))
        is_element = bool(path) and isinstance(path[-1], int)
        if is_element and (first == opening or len(again) >= ANOTHER):
            key, line = shortened(first, 40), self._reading.keys[(*path, first)].line
            what = f"'{key}' begins another element here, and is in this one already (line {line})"
            remedy = f"Write '- ' before it: - {key}: …"
            if first != opening:
                remedy = f"Begin the element above it: - {shortened(opening, 40)}: …"
            self._fault_at(again[0][0], what, remedy, (*path, first))
            self._reading.swallowed.append((str(path[-2]), str(values.get("id", ""))))
            return
        for event, _ in again:
            key = str(getattr(event, "value", ""))
            line = self._reading.keys[(*path, key)].line
            what = f"duplicate key '{shortened(key, 40)}' (first at line {line})"
            self._fault_at(event, what, "Remove one of them.", (*path, key))

    def _key(self, event: Event, path: DeckPath) -> str | None:
        """The key, or None if it is none; the value is still to be read."""
        if not isinstance(event, ScalarEvent):
            before = len(self._reading.faults.found)
            self._node(event, (*path, "?"))
            if len(self._reading.faults.found) == before:
                self._fault_at(event, "keys must be text", "", path)
            return None
        self._check_ornaments(event, path)
        key = str(self._text(event, event.value, path))
        if event.style:
            return key
        return self._plain_key(event, key, path)

    def _plain_key(self, event: ScalarEvent, key: str, path: DeckPath) -> str | None:
        if looks_like_value(key):
            remedy = "Put the key in quotes."
            if key.lstrip("-").isdecimal():
                remedy = "A round is 1 to 200; any other key goes in quotes."
            self._fault_at(event, "keys must be text", remedy, (*path, key))
            return key
        if key == "":
            self._fault_at(event, "a key is missing before ':'", "keys must be text", path)
        else:
            self._check_word(event, key, (*path, key))
            return key
        return None

    def _check_word(self, event: ScalarEvent, key: str, path: DeckPath) -> None:
        try:
            read_plain(key)
        except NotPlain as refusal:
            self._fault_at(event, refusal.what, "Put the key in quotes.", path)

    def _place(self, event: Event) -> Place:
        return self._source, *_start(event)

    def _fault_at(self, event: Event, what: str, remedy: str, path: DeckPath) -> None:
        self._fault(what, remedy, *_start(event), path)

    def _fault(self, what: str, remedy: str, line: int, column: int, path: DeckPath) -> None:
        self._reading.add(what, remedy, self._source.mark(line, column), path)


def _start(event: Event) -> tuple[int, int]:
    mark: Any = event.start_mark
    return mark.line, mark.column


def _content_start(event: ScalarEvent, source: FileText) -> tuple[int, int]:
    """Where the first character of a scalar's content stands, from 0."""
    line, column = _start(event)
    if event.style in ("'", '"'):
        return line, column + 1
    if event.style in ("|", ">"):
        end: Any = event.end_mark
        for below in range(line + 1, min(end.line, len(source.lines))):
            content = source.lines[below].lstrip(" ")
            if content:
                return below, len(source.lines[below]) - len(content)
    return line, column


def _has_tight_comment(event: ScalarEvent, source: FileText) -> bool:
    """Whether `|#` opens a block of text: one parser takes it, the other does not."""
    line, column = _start(event)
    return source.lines[line][column + 1 :].lstrip("+-0123456789").startswith("#")


def _emptiness(text: str) -> str:
    return "this file is empty" if not text.strip() else "this file holds nothing but comments"
