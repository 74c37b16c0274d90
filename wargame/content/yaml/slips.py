"""Slips that a parser tells of in other words, seen on the line where it stumbled.

A parser says where it gave up, which is often behind the slip: an apostrophe that ends a text, a
field that is indented too deep, a dash without a space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from yaml.events import ScalarEvent

from wargame.content.yaml.marks import FileText
from wargame.errors import Fault

_FIELD = re.compile(r" *(?:- +)?[\w.]+:(?= |$)")
"""A line that begins with a field."""

_FULL = re.compile(r" *(?:- +)?[\w.]+: +(?![>|])\S")
"""A line with a field and its value."""

_TIGHT = re.compile(r" *-(?=[A-Za-z_{\[])")
"""A line that begins an element without the space behind its dash."""

_ELEMENT = re.compile(r" *(?=- )")
"""What stands before the dash of an element."""

_KEY = re.compile(r" *(?:- +)?(?=[\w.]+:\s*$)")
"""What stands before a field whose value begins on the next line."""

_CHANGE = re.compile(r" *[a-z]\w*\.[\w.]+ *[+-]?= ")
"""A line that changes a number, and begins no element."""

_OPENS_BLOCK = re.compile(r": *[>|][+-]?\s*$")

_BRACED = re.compile(r"(?<=: )(?:\{[^{}]*\}|\[[^\[\]]*\])(?= *[^\s#])")
"""Text that begins with a quoted number, such as `text: {rust} a round.`, or with a bracket."""

_EFFECT = re.compile(r"(?<![<>=!])=(?!=)|:(?: |$)")
"""What an effect has and an expression has not: what is set, or a word and its field."""

OPEN_QUOTE = ("a quote is opened and never closed", "Close it.")

_BARE = re.compile(r" *(?:- +)?(?P<name>[A-Za-z_]\w*)(?:(?P<tight>:\S.*)| +(?P<value>[^:]*))?")
"""A line of a field whose colon is missing, or stands too close to its value."""

_WIDE = re.compile(r" *(?:- +)?(?P<name>[A-Za-z_]\w*) *\uff1a *(?P<value>[^:]*)")
"""A line of a field whose colon is one of those that are as wide as two letters."""

MISALIGNED = (
    "this line does not line up with the lines before it",
    "Items of one list, and fields of one thing, start in the same column.",
)

READ_ON_REMEDY = "Write its '- ' in the column of the one before it; or put the text in quotes."


def find_slip(source: FileText, line: int, column: int) -> Fault | None:
    """The slip behind a place where a parser gave up, if it is one that can be told."""
    text = source.lines[line] if line < len(source.lines) else ""
    indent = len(text) - len(text.lstrip(" "))
    for number in (line, _above(source, line)):
        if tight := find_tight(source, number):
            return tight
    if unlike := _unlike_below(source, line):
        return unlike
    braced = _BRACED.search(text)
    if braced and column >= braced.end():
        what = f"text that begins with '{braced.group()[0]}' goes in quotes"
        return _fault(what, f"Write '{text[braced.start() :]}'.", source, line, braced.start())
    if column > indent and (ended := find_quote_end(source, line, column)):
        return ended
    if column < len(text) and text[column] == ":":
        if _is_too_deep(source, line, column):
            return _fault(*MISALIGNED, source, line, indent)
        return _bare_above(source, line)
    return None


def find_quote_end(source: FileText, line: int, column: int) -> Fault | None:
    """A quote before a place where a parser gave up: an apostrophe, or one that closes nothing."""
    text = source.lines[line] if line < len(source.lines) else ""
    before = text[:column].rstrip(" ")
    quote = before[-1:]
    if not quote or quote not in "'\"":
        return None
    opened = _opened(source, line, quote)
    if opened:
        return _fault(*OPEN_QUOTE, source, *opened)
    what = f"a {quote} ends the text here, and more follows"
    return _fault(what, _requoted(quote), source, line, len(before) - 1)


def find_apostrophe(source: FileText, line: int, column: int) -> Fault | None:
    """The same between brackets, where a comma may be missing behind a quoted text: it is, unless
    the text goes on at once, or to another such quote."""
    text = source.lines[line] if line < len(source.lines) else ""
    before, after = text[:column], re.split(r"[,\]}]", text[column:])[0]
    quote = before.rstrip(" ")[-1:]
    is_split = before.endswith(" ") and after.find(quote) < 1
    return None if is_split else find_quote_end(source, line, column)


def find_tight(source: FileText, line: int) -> Fault | None:
    """A dash at the beginning of a line that lacks its space."""
    text = source.lines[line] if line < len(source.lines) else ""
    tight = _TIGHT.match(text)
    if not tight:
        return None
    field = _FIELD.match(text[tight.end() :])
    rest = f"{text[tight.end() :].split(':')[0]}: …" if field else text[tight.end() :].rstrip()
    return _fault("a space belongs after '-'", f"Write '- {rest}'.", source, line, tight.end() - 1)


def _no_dash(source: FileText, line: int) -> Fault | None:
    """A change of a number without a dash, where the line above or below has one in its column."""
    text = source.lines[line].rstrip() if line < len(source.lines) else ""
    if not _CHANGE.match(text):
        return None
    place = _indent(text)
    below = next(filter(_is_content, source.lines[line + 1 :]), "")
    beside = (source.lines[_above(source, line)], below)
    if not any(one.startswith(f"{' ' * place}- ") for one in beside):
        return None
    return _fault("a '- ' is missing", f"Write '- {text[place:]}'.", source, line, place)


def _unlike(source: FileText, line: int, column: int) -> Fault:
    what = "this line does not line up with those below it"
    return _fault(what, MISALIGNED[1], source, line, column)


def _unlike_below(source: FileText, line: int) -> Fault | None:
    """The first element of a list, where it stands otherwise than lists do, and this line does
    not."""
    own = _ELEMENT.match(source.lines[line]) if line < len(source.lines) else None
    if not own and (head := _moved_head(source, line)):
        return head
    number, above = line, _above(source, line)
    while own and above < number and _depth(source.lines[above]) >= own.end() - 1:
        number, above = above, _above(source, above)
    key, first = _KEY.match(source.lines[above]), _ELEMENT.match(source.lines[number])
    if own and key and first and own.end() == key.end() + 2 != first.end():
        return _unlike(source, number, first.end())
    return None


def _moved_head(source: FileText, line: int) -> Fault | None:
    """The first line of an element whose fields stand as those of all others, and it does not."""
    text = source.lines[line] if line < len(source.lines) else ""
    above, place = _above(source, line), _indent(text) - 2
    head = _ELEMENT.match(source.lines[above])
    is_moved = head and _FIELD.match(text) and place >= 0 and head.end() != place
    if is_moved and any(one.startswith(f"{' ' * place}- ") for one in source.lines):
        assert head
        return _unlike(source, above, head.end())
    return None


def find_no_colon(source: FileText, line: int, column: int) -> Fault | None:
    """A field without its colon, or text that goes on without standing deeper than its field.

    Args:
        line: Where what should have a colon begins.
    """
    if found := find_tight(source, line) or _no_dash(source, line):
        return found
    flat = find_flat_block(source, line, column)
    text = source.lines[line].rstrip() if line < len(source.lines) else ""
    goes_on = "Indent it, if it goes on with the text above." if _goes_on(source, line) else ""
    if flat is None and (bare := _bare(source, line)):
        said = [goes_on] if goes_on and " " in text.strip() else []
        return replace(bare, remedy=" ".join([*said, bare.remedy]))
    if flat is None and goes_on:
        place = len(text) - len(text.lstrip(" "))
        remedy = f"{goes_on} {_NAMED}"
        return _fault("a ':' is missing", remedy, source, line, place)
    return flat


_NAMED = "Every field is written 'name: value'."


def _goes_on(source: FileText, line: int) -> bool:
    """Whether the line above is a field with text that may go on: some words without quotes."""
    above = source.lines[_above(source, line)] if line < len(source.lines) else ""
    full = _FULL.match(above)
    said = above[full.end() - 1 :].strip() if full else ""
    return " " in said and said[0] not in "'\"[{"


def _bare_above(source: FileText, line: int) -> Fault | None:
    """A field of the line above that lacks its colon, or the space behind it."""
    text, number = source.lines[line] if line < len(source.lines) else "", _above(source, line)
    is_field = _FIELD.match(text) and _depth(text) == _depth(source.lines[number])
    return _bare(source, number) if number < line and is_field else None


def _bare(source: FileText, line: int) -> Fault | None:
    """A field that lacks its colon, or the space behind it, or that has another sign for it."""
    text = source.lines[line].rstrip() if line < len(source.lines) else ""
    if wide := _WIDE.fullmatch(text):
        remedy = f"'\uff1a' is another sign. Write '{wide['name']}: {wide['value']}'."
        return _fault("a ':' is missing", remedy, source, line, wide.end("name"))
    bare = _BARE.fullmatch(text)
    if not bare:
        return None
    name, place = bare["name"], bare.end("name")
    if bare["tight"]:
        what = "a space belongs after this ':'"
        return _fault(what, f"Write '{name}: {bare['tight'][1:]}'.", source, line, place)
    remedy = f"Write '{name}: {bare['value'] or ''}".rstrip() + "'."
    return _fault("a ':' is missing", remedy, source, line, place)


def _opened(source: FileText, line: int, quote: str) -> tuple[int, int] | None:
    """Where a quote was opened above, if fields of the deck stand between it and this line."""
    opening = re.compile(rf"(?:: |- |, |\[|\{{)(?P<quote>{quote})[^{quote}]*$")
    for number in range(line - 1, -1, -1):
        found = opening.search(source.lines[number])
        if found:
            has_field = any(map(_FIELD.match, source.lines[number + 1 : line + 1]))
            return (number, found.start("quote")) if has_field else None
        if quote in source.lines[number]:
            return None
    return None


def find_open_bracket(source: FileText, line: int, column: int) -> Fault | None:
    """A bracket at the end of the line above, where nothing comes that could stand in it."""
    if line < len(source.lines) and source.lines[line][:column].strip():
        return None
    above = source.lines[_above(source, line)].rstrip()
    if above[-1:] not in ("[", "{"):
        return None
    what = f"a bracket {above[-1]} is opened here and never closed"
    return _fault(what, "Close it.", source, _above(source, line), len(above) - 1)


def find_flat_block(source: FileText, line: int, _column: int) -> Fault | None:
    """Text below `>` or `|` that is not set deeper than its field, if that is the trouble."""
    for number in range(min(line, len(source.lines) - 1), 0, -1):
        above = _above(source, number)
        if _OPENS_BLOCK.search(source.lines[above]) and _is_content(source.lines[number]):
            if _depth(source.lines[number]) <= _depth(source.lines[above]):
                sign = source.lines[above].rstrip().rstrip("+-")[-1]
                what = f"the text below '{sign}' does not stand deeper than its field"
                return _fault(what, "Indent it by two spaces.", source, number, 0)
            return None
    return None


def _fault(what: str, remedy: str, source: FileText, line: int, column: int) -> Fault:
    return Fault(what, remedy, source.mark(line, column))


def _requoted(quote: str) -> str:
    if quote == "'":
        return "Between '…' an apostrophe is written twice (''); or put the text between \"…\"."
    return 'Between "…" a quote is written \\"; or put the text between \'…\'.'


def _is_too_deep(source: FileText, line: int, column: int) -> bool:
    """Whether a field stands deeper than the field above it, which has its value already."""
    field = _FIELD.match(source.lines[line])
    if not field or field.end() - 1 != column:
        return False
    above = source.lines[_above(source, line)]
    return _FULL.match(above) is not None and _depth(above) < _depth(source.lines[line])


def _above(source: FileText, line: int) -> int:
    """The number of the nearest line above one that says something; the line's own for none."""
    return next((n for n in range(line - 1, -1, -1) if _is_content(source.lines[n])), line)


def _is_content(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _indent(text: str) -> int:
    """The column of the first sign of a line."""
    return len(text) - len(text.lstrip(" "))


def _depth(text: str) -> int:
    """The column in which the field of a line begins."""
    return len(text) - len(text.lstrip(" -"))


# --- slips that are no fault to a parser ----------------------------------------------------


def find_read_on(event: ScalarEvent, source: FileText) -> Fault | None:
    """An element that is read as a part of the text above it, or what is wrong above it."""
    dash = _dash_within(event, source)
    if dash is None:
        return None
    start: Any = event.start_mark
    if slip := _no_dash(source, start.line):
        return slip
    text, above = source.lines[start.line], source.lines[_above(source, start.line)]
    if _indent(text) == start.column and (tight := find_tight(source, start.line)):
        return tight
    if tight := find_tight(source, dash[0]):
        return tight
    first, key = _ELEMENT.match(text), _KEY.match(above)
    below = next(filter(_is_content, source.lines[dash[0] + 1 :]), "")
    if first and key and dash[1] == key.end() + 2 and not below.startswith(f"{first[0]}- "):
        return _unlike(source, start.line, first.end())
    what = "this line is read as a part of the text above it"
    return _fault(what, READ_ON_REMEDY, source, *dash)


def _dash_within(event: ScalarEvent, source: FileText) -> tuple[int, int] | None:
    """Where a line of unquoted text begins with a dash, as an element that is set too deep does.

    A line of a longer expression may begin so too: `- 6 * north.grain` takes something away.
    """
    start: Any = event.start_mark
    end: Any = event.end_mark
    first = source.lines[start.line] if start.line < len(source.lines) else ""
    is_element = first[: start.column].rstrip().endswith("-")
    may_be_minus = not is_element or _EFFECT.search(first[start.column :]) is not None
    for line in range(start.line + 1, min(end.line + 1, len(source.lines))):
        text = source.lines[line].lstrip(" ")
        is_dash = text.startswith("- ") and not may_be_minus
        if is_dash or (text.startswith("-") and _EFFECT.search(text)):
            return line, len(source.lines[line]) - len(text)
    return None


def is_open(items: Sequence[object]) -> bool:
    """Whether the last of some texts opens a parenthesis that it does not close."""
    last = items[-1] if items else ""
    return isinstance(last, str) and last.count("(") > last.count(")")


def empty_remedy(key: str, said: str = "") -> str:
    """What to do about a field that has no value, between { } or at the end of its line.

    Args:
        said: What stands before the value on its line.

    >>> empty_remedy("capital:1"), empty_remedy("capital = 1")
    ("A space belongs after ':', as in capital: 1.", 'Write capital: 1.')
    """
    if re.fullmatch(r" *(?:- +)*[\w.]+: *| *-", said):
        return "Write what stands there: [] for an empty list, {} for no fields; or leave it out."
    tight = re.fullmatch(r"(\w+):(\S.*)", key)
    spaced = re.fullmatch(r"(\w+)(?: +| *= *)(-?\d+)", key)
    if tight:
        return f"A space belongs after ':', as in {tight[1]}: {tight[2]}."
    return f"Write {spaced[1]}: {spaced[2]}." if spaced else ""
