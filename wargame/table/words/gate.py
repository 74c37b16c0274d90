r"""The gate that every text passes on its way to a screen.

Texts come from decks, saves and people, and none of them may drive a terminal, turn the reading
order round, or push a box out of line. `admit` is the way in: one kind of spelling, nothing
unprintable left as it is, a bounded length. `fit` is the way out: exactly so many cells, wide
and combining characters counted as terminals count them.

>>> admit("a\x1b[2Jb")
'a\\x1b[2Jb'
>>> fit("water treaty", 8)
'water…  '
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from rich.cells import cell_len

from wargame.errors import visible

LONGEST = 20_000
"""Characters of one text; what is longer is cut."""

STACKED = 3
"""Combining marks on one character; more are dropped, lest they paint over other lines."""

VARIANTS = frozenset("\ufe0e\ufe0f")
"""Selectors of emoji or text style, on whose width no two terminals agree."""

STOPS = tuple(".!?…。．｡！？؟۔।॥։")
"""What a sentence ends with, in any script."""

NEVER_FIRST = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々〻ゝゞヽヾ〜～")
"""What no line begins with, besides marks that close something."""

_FLAG = range(0x1F1E6, 0x1F200)
"""Letters of which two in a row are drawn as one flag."""

LOOKALIKES = str.maketrans(
    {chr(number): "+" for number in range(0x2500, 0x2580)}  # corners of boxes
    | dict.fromkeys("─┄┈╌‐‑‒―", "-")
    | dict.fromkeys("━┅┉╍═", "=")
    | dict.fromkeys("│┃┆┇┊┋╎╏║", "|")
    | dict.fromkeys("„“”«»", '"')
    | dict.fromkeys("‚‘’‹›", "'")
    | {
        "–": "-",
        "—": "-",
        "¼": " 1/4",
        "½": " 1/2",
        "¾": " 3/4",
        "−": "-",
        "…": "~",
        "·": ".",
        "•": "*",
        "▸": ">",
        "▲": "^",
        "▼": "v",
        "×": "x",
        "→": ">",
        "←": "<",
        "≥": ">=",
        "≤": "<=",
        "≠": "!=",
        "°": "o",
        "€": "EUR",
        "£": "GBP",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "œ": "oe",
        "Œ": "OE",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "Þ": "Th",
        "ı": "i",
    }
)
"""What to write in ASCII where taking off the accent does not help."""

_APART = re.compile(r"\s*(?:\S(?: ?\S){0,38}\s{2,}){1,2}(?=\S)")
"""What stands at the beginning of a line and blanks set apart, once or twice: a number, a name."""


_BEGUN = re.compile(r"[-+\u2212]?\d[\d.,]*$")
"""A number at the end of a text."""
_GOES_ON = re.compile(r"[.,]?\d")
"""More of a number."""


@lru_cache(maxsize=8192)
def admit(text: str, lines: bool = False) -> str:
    r"""Let a text in: NFC, everything unprintable written out, cut to a length.

    Args:
        lines: Keep line breaks; otherwise they and tabs become blanks.

    >>> admit("[MIN] \u202eabc")
    '[MIN] \\u202eabc'
    """
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    if text.isascii() and text.isprintable():
        return text
    if lines:
        return "\n".join(_admit_line(line) for line in text.splitlines())
    return _admit_line(" ".join(text.splitlines()))


def _admit_line(line: str) -> str:
    plain = unicodedata.normalize("NFC", line.replace("\t", " "))
    spaced = "".join(" " if unicodedata.category(char) == "Zs" else char for char in plain)
    return visible(_unstacked(spaced))


def _unstacked(text: str) -> str:
    """At most `STACKED` combining marks in a row, and none without a character before it."""
    kept: list[str] = []
    marks = STACKED
    for char in text:
        if char in VARIANTS:
            continue
        is_mark = unicodedata.category(char) in ("Mn", "Me")
        marks = marks + 1 if is_mark else 0
        if marks <= STACKED:
            kept.append(char)
    return "".join(kept)


def typed(text: str, longest: int) -> str:
    r"""Let in what somebody types or pastes into a field of one line: controls are dropped.

    >>> typed("my\x1b[31m game\n", 40)
    'my[31m game'
    """
    plain = unicodedata.normalize("NFC", text[: 4 * longest])
    kept = [char for char in plain if char.isprintable() and char not in VARIANTS]
    return _unstacked("".join(kept))[:longest]


def as_compared(text: str) -> str:
    """A text as others are held against it: whichever case, spelling and width its letters have.

    >>> as_compared("E\u0301TUDE") == as_compared("étude"), as_compared("？１"), as_compared("it’s")
    (True, '?1', "it's")
    """
    if text.isascii():
        return text.lower()
    low = unicodedata.normalize("NFKC", text.replace("’", "'")).casefold()
    return unicodedata.normalize("NFKC", low)


def width(text: str) -> int:
    """The cells that a text takes on a screen, as it is drawn there: once admitted."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(admit(text))


def margin(line: str, cells: int) -> str:
    """What a line begins with and keeps its blanks: its indent, and words that stand apart if they
    take no more than half of so many cells.

    >>> [margin(line, 80) for line in ("  12  round 1", "  in 5 rounds  judged", "  all", "none")]
    ['  12  ', '  in 5 rounds  ', '  ', '']
    >>> margin("north.store  5 weeks  Timber", 80), margin("north.store  5 weeks  Timber", 24)
    ('north.store  5 weeks  ', '')
    """
    found = _APART.match(line)
    if found and width(found[0]) <= cells // 2:
        return found[0]
    return line[: len(line) - len(line.lstrip())]


@lru_cache(maxsize=8192)
def fit(text: str, cells: int, right: bool = False) -> str:
    """The text in exactly `cells` cells: clipped with an ellipsis, or padded.

    Args:
        right: Pad on the left, as numbers want it.
    """
    if cells <= 0:
        return ""
    shown = clip(admit(text), cells)
    pad = " " * (cells - width(shown))
    return f"{pad}{shown}" if right else f"{shown}{pad}"


def pad(text: str, cells: int, right: bool = False) -> str:
    """The text in so many cells, or in as many more as it takes: a number is never cut.

    >>> pad("75", 4, right=True), pad("75309", 4, right=True)
    ('  75', '75309')
    """
    return fit(text, max(cells, width(text)), right)


def clip(text: str, cells: int) -> str:
    """The text in at most `cells` cells; an ellipsis says that it goes on.

    It stands behind a whole word, unless those that fit fill less than half of the cells; and never
    behind some digits of a number, which would be another one.

    >>> clip("Reciprocal duty", 12), clip("A retaliation", 12), clip("75309", 4), clip("by 1.25", 6)
    ('Reciprocal…', 'A retaliati…', '…', 'by…')
    """
    text = admit(text)
    if width(text) <= cells:
        return text
    kept = _first_cells(text, cells - 1)
    if _GOES_ON.match(text, len(kept)):
        kept = _BEGUN.sub("", kept)
    whole = text[: _last_break(text, len(kept))].rstrip(" ,;:，、；：")
    is_enough = whole.strip() and 2 * (width(whole) + 1) >= cells
    return f"{whole if is_enough else kept.rstrip()}…" if cells > 0 else ""


LEAST_HEAD = 4
"""Cells under which nothing is told of how those texts begin that are told by how they end."""


def clip_apart(texts: Sequence[str], cells: int) -> list[str]:
    """Each text in at most so many cells; those that would read alike keep the words behind the
    first ones, which they share.

    >>> clip_apart(["Harbour works announced", "Harbour works finished", "Blame"], 16)
    ['Harbo… announced', 'Harbo… finished', 'Blame']
    """
    found = [clip(text, cells) for text in texts]
    alike: dict[str, list[int]] = {}
    for place, short in enumerate(found):
        alike.setdefault(short, []).append(place)
    for places in alike.values():
        if len({texts[place] for place in places}) > 1:
            for place, told in zip(places, _behind([texts[n] for n in places], cells), strict=True):
                found[place] = told
    return found


def _behind(alike: Sequence[str], cells: int) -> list[str]:
    """Texts that are cut alike, in so many cells, by what stands behind the words they share; of
    one with which another begins, its last word at least."""
    words = [[*_words(text)] for text in alike]
    bare = [[word.strip().rstrip(",:;") for word in some] for some in words]
    shared = takewhile(lambda column: len({*column}) == 1, zip(*bare, strict=False))
    same = min(sum(1 for _ in shared), min(map(len, words)) - 1)
    rests = ["".join(some[same:]).strip() for some in words]
    room = cells - 1 - max(map(width, rests))
    if not same:
        return [clip(text, cells) for text in alike]
    if room >= LEAST_HEAD:
        return [f"{clip(''.join(words[0][:same]), room)} {rest}" for rest in rests]
    return clip_apart([f"…{rest}" for rest in rests], cells)


def _words(text: str) -> Iterator[str]:
    """The words of a text, each with the blank before it; an ideograph is one by itself."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or text[place] == " " or _may_part(text[place - 1], text[place]):
            yield text[start:place]
            start = place


def stopped(text: str) -> str:
    """The text with a full stop, unless it ends as a sentence does, or is none.

    >>> stopped("trust falls"), stopped("Does it?"), stopped("to wait…"), stopped("")
    ('trust falls.', 'Does it?', 'to wait…', '')
    """
    return f"{text}." if text and not text.endswith(STOPS) else text


def _first_cells(text: str, cells: int) -> str:
    """As many characters as so many cells hold; none of them is cut from its marks."""
    if text.isascii():
        return text[:cells]
    used, kept = 0, 0
    for sign in _signs(text):
        used += cell_len(sign)
        if used > cells:
            return text[:kept]
        kept += len(sign)
    return text


def _signs(text: str) -> Iterator[str]:
    """What is drawn as one sign each: a character with its marks, the two letters of a flag."""
    sign, is_half = "", False
    for char in text:
        is_letter = ord(char) in _FLAG
        if sign and (not cell_len(char) or (is_half and is_letter)):
            sign, is_half = f"{sign}{char}", False
            continue
        if sign:
            yield sign
        sign, is_half = char, is_letter
    if sign:
        yield sign


def _last_break(text: str, upto: int) -> int:
    """The last place at which a line of a text may end, that far at most; 0 if there is none."""
    if text.isascii():
        return max(0, text.rfind(" ", 0, upto + 1))
    places = range(upto, 0, -1)
    return next((n for n in places if text[n] == " " or _may_part(text[n - 1], text[n])), 0)


@lru_cache(maxsize=8192)
def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two characters that no blank parts: beside an ideograph, as
    these are written without blanks, but not before what closes nor behind what opens or
    stands for what is left out.

    >>> _may_part("水", "税"), _may_part("水", "。"), _may_part("（", "水"), _may_part("a", "b")
    (True, False, False, False)
    """
    if before.isascii() and after.isascii():
        return False
    ends, begins = unicodedata.category(before), unicodedata.category(after)
    is_shut = begins in ("Pe", "Pf", "Po") or after in NEVER_FIRST or not cell_len(after)
    is_open = ends in ("Ps", "Pi") or ends[0] == "S" or before in "\"'…"
    return (_is_ideograph(before) or _is_ideograph(after)) and not is_shut and not is_open


def _is_ideograph(char: str) -> bool:
    """Whether a character is one of a script that sets no blanks between words, or its mark."""
    is_wide = unicodedata.east_asian_width(char) in ("W", "F")
    return is_wide and unicodedata.category(char)[0] in "LP" and not "가" <= char <= "힣"


_COMMAND = re.compile(r"(?<!\S)[^\s`]*`[^`]+`[^\s`]*(?!\S)")
"""What stands between backticks, with the signs that touch it."""

_APART_SIGN = re.compile(r"(?<=\S) (?=[:;?!»](?!\S))|(?<=«) ")
"""A blank beside a sign that is written apart from its words, as French writes it."""

_HELD = "\ue000"
"""Stands for a blank at which no line is broken; no text holds it, once admitted."""


@lru_cache(maxsize=4096)
def wrap(text: str, cells: int, first: str = "", rest: str = "") -> tuple[str, ...]:
    """The text in lines of at most `cells` cells, long words broken; a command between backticks,
    which people paste, stands on one line where it fits on one, and « words » keep their signs.

    Args:
        first, rest: What the first line and the others begin with.
    """
    cells = max(cells, 8)
    room = cells - max(width(first), width(rest))
    found: list[str] = []
    for part in admit(text, lines=True).split("\n"):
        start = rest if found else first
        if part.isascii() and len(start) == width(start) and len(rest) == width(rest):
            said = _held_together(" ".join(part.split()), room)
            lines = textwrap.wrap(
                said, cells, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False
            ) or [""]
        else:
            lines = _wrap_wide(_held_together(part, room), cells, start, rest)
        found += [line.replace(_HELD, " ") for line in lines]
    return tuple(found)


def _held_together(text: str, cells: int) -> str:
    """The text, its commands each as one word, and signs with the words that they belong to."""
    said = _COMMAND.sub(
        lambda one: one[0].replace(" ", _HELD) if len(one[0]) <= cells else one[0], text
    )
    return _APART_SIGN.sub(_HELD, said)


def fitting(ways: Sequence[str], cells: int) -> str:
    """The first of some ways to say a thing that fits; the last if none does.

    >>> fitting(["seven left", "7 left", "7"], 6)
    '7 left'
    """
    return next((one for one in ways if width(one) <= cells), ways[-1])


def shares(wide: tuple[int, int], needs: tuple[int, int]) -> tuple[int, int]:
    """Cells of two columns: as many as they have, unless one needs some that the other can spare.

    >>> shares((18, 18), (16, 19)), shares((18, 18), (20, 15)), shares((18, 18), (19, 19))
    ((17, 19), (20, 16), (18, 18))
    """
    over = [need - has for need, has in zip(needs, wide, strict=True)]
    more = max(0, min(over[0], -over[1])) - max(0, min(over[1], -over[0]))
    return wide[0] + more, wide[1] - more


def first_lines(text: str, cells: int, most: int, start: str = "") -> tuple[str, ...]:
    """The first lines of a text; the last of them says by an ellipsis that it goes on.

    Args:
        start: What each line begins with.

    >>> first_lines("one two three four", 9, 2)
    ('one two', 'three…')
    """
    whole = wrap(text, cells, start, start)
    if len(whole) <= most or most <= 0:
        return whole[: max(0, most)]
    rest = " ".join(line[len(start) :] for line in whole[most - 1 :])
    return (*whole[: most - 1], f"{start}{clip(rest, cells - width(start))}")


def _wrap_wide(text: str, cells: int, first: str, rest: str) -> list[str]:
    """The same for text, once admitted, whose characters differ in width."""
    lines, line, gap, bare = [], first, "", True
    room = cells - max(cell_len(first), cell_len(rest))
    for word in text.split():
        for piece in _pieces(word, room):
            if not bare and cell_len(line) + len(gap) + cell_len(piece) > cells:
                lines.append(line)
                line, gap = rest, ""
            line, gap, bare = f"{line}{gap}{piece}", "", False
        gap = " "
    return [*lines, line]


def _pieces(word: str, cells: int) -> Iterator[str]:
    """A word in the pieces at which lines may break, those too that are longer than a line."""
    for part in _words(word):
        while cell_len(part) > cells:
            piece = _first_cells(part, cells) or next(_signs(part))
            part = part[len(piece) :]  # noqa: PLW2901
            yield piece
        if part:
            yield part


def ascii_only(text: str) -> str:
    """The same text for a terminal that has nothing but ASCII, one cell for each of its cells.

    >>> ascii_only("café – 5 ≥ 4")
    'cafe - 5 > 4'
    """
    if text.isascii():
        return text
    return "".join(char if char < "\x80" else _ascii(char) for char in text)


def legible(text: str) -> str:
    r"""The same text in ASCII for whoever reads it line by line, whatever it is long; what has
    nothing like it there is written out.

    >>> legible("“Café”, 5 → 4 …"), legible("Łódź, 2½ €"), legible("龍")
    ('"Cafe", 5 > 4 ...', 'Lodz, 2 1/2 EUR', '\\u9f8d')
    """
    return text if text.isascii() else "".join(map(_legible, text))


@lru_cache(maxsize=4096)
def _legible(char: str) -> str:
    if char == "…":
        return "..."
    return _spelled(char) or ("" if not width(char) else ascii(char)[1:-1])


@lru_cache(maxsize=4096)
def _ascii(char: str) -> str:
    cells, found = width(char), _spelled(char)
    is_other = len(found) > cells and any(map(str.isdigit, found))  # cut, it is another number
    return ("?" * cells if is_other else found)[:cells].ljust(cells, "?")


def _spelled(char: str) -> str:
    """What is written for a character in ASCII; "" if there is nothing like it."""
    apart = unicodedata.normalize("NFKD", char.translate(LOOKALIKES)).translate(LOOKALIKES)
    return apart.encode("ascii", "ignore").decode()
