"""What one line of deck text may be made of, and Python's tree of one that is.

The text passes a whitelist of characters and a length before Python's own parser sees it; no
text of an author is ever compiled.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Callable
from functools import lru_cache

from wargame.content.limits import MAX_EXPRESSION
from wargame.errors import Unknown
from wargame.rules.ir import FUNCTION_ROWS

ALLOWED = re.compile(r"[A-Za-z0-9_ .,()+\-*/%<>=!]*")
"""Every character that may occur in deck text."""

RUN_ON = re.compile(r"(?<![A-Za-z0-9_])[0-9]+[A-Za-z_]")
"""A number that runs into a letter: `0x1F`, `1_000`, `1if`. Python reads some of them."""

PYTHON_WORD = re.compile(rf"(?<=[a-z0-9_]\.)({'|'.join(filter(str.islower, keyword.kwlist))})\b")
"""An id that is a word of Python, such as `import`, behind its dot: in capitals it is none."""

INSTEAD = {
    "&": "Write 'and'.",
    "|": "Write 'or'.",
    "\u2212": "Write - as it is typed.",
    "\u2013": "Write - as it is typed.",
    "\u2014": "Write - as it is typed.",
    "\u00d7": "Write *.",
    "\u00f7": "Write //.",
    "\u2264": "Write <=.",
    "\u2265": "Write >=.",
    "\u2260": "Write !=.",
    "?": "Write 'a if condition else b'.",
    "{": "Only texts that people read quote numbers so: here write number.NAME.",
    "'": "Names and numbers take no quotes here.",
    '"': "Names and numbers take no quotes here.",
    **dict.fromkeys("\u2018\u2019\u201c\u201d\u201e", "Names and numbers take no quotes here."),
    **dict.fromkeys("\u00a0\u2009\u202f", "Write a plain space."),
}
"""What to write instead of a sign that other languages have."""

MAX_NODES = 120
"""Most parts one expression may have."""

FUNCTIONS: dict[str, tuple[str, str]] = {
    **{name: (row.written, row.gives) for name, row in FUNCTION_ROWS.items()},
    "pick": ("pick(i, v0, v1, …)", "the value at place i, counted from 0"),
    "total": ("total(party.x)", "x added up over all parties that have it"),
    "least": ("least(party.x)", "the smallest x of all parties that have it"),
    "most": ("most(party.x)", "the largest x of all parties that have it"),
    "scaled": (
        "scaled(a, dial.D)",
        "a as dial D scales it: a at 1, 0 at 0; scaled(a, dial.D, b) is b at 0",
    ),
}
"""Every function of the language: how it is written, and what it gives."""

OPERATORS: dict[str, str] = {
    "+": "plus",
    "-": "minus",
    "*": "times",
    "//": "divided by a positive whole number, rounded down",
    "%": "the rest of that division",
    "< <= == != >= >": "comparisons, which may be chained",
    "and or not": "join conditions",
    "a if c else b": "a when the condition c holds, else b",
}
"""Every operator of the language, for the authors' manual."""


class TextFault(Exception):
    """Something wrong in one text: what, what to do, and how many characters in."""

    def __init__(
        self,
        what: str,
        remedy: str | Callable[[], str] = "",
        offset: int = 0,
        unknown: Unknown | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self._remedy = remedy
        self.offset = offset
        self.unknown = unknown

    @property
    def remedy(self) -> str:
        """What to do; a guess is made when it is asked for, because it takes time."""
        return self._remedy if isinstance(self._remedy, str) else self._remedy()


ALLOWED_PARTS = (
    "Allowed: whole numbers, names, + - * // %, comparisons, and, or, not, "
    f"a if c else b, {', '.join(FUNCTIONS)}."
)
"""What is told of a text with anything else in it."""


_ADDED = re.compile(r"(?<![<>=!+-])=([+-]) ")
"""A sign the wrong way round, which a parser takes for an amount of its own: `my.debt =- 2`."""


@lru_cache(maxsize=2048)
def python_tree(text: str, mode: str) -> ast.AST:
    """Python's tree of a text, after the character whitelist and the limits.

    Kept, as the seats and the variants of a deck read the same texts; nobody changes a tree.
    Offsets count from the start of the text; any failure of the parser becomes a TextFault.
    """
    if len(text) > MAX_EXPRESSION:
        raise TextFault(f"longer than {MAX_EXPRESSION} characters", "Use a derived track.")
    match = ALLOWED.match(text)
    end = match.end() if match else 0
    if end != len(text):
        remedy = INSTEAD.get(text[end], ALLOWED_PARTS)
        raise TextFault(f"character '{text[end]}' is not allowed here", remedy, end)
    turned = _ADDED.search(text)
    if turned:
        raise TextFault("this cannot be read", f"Write {turned[1]}=", turned.start())
    run_on = RUN_ON.search(text)
    if run_on:
        raise TextFault("this cannot be read", ALLOWED_PARTS, run_on.start())
    lead = len(text) - len(text.lstrip())
    try:
        tree = ast.parse(PYTHON_WORD.sub(lambda word: word[0].upper(), text.strip()), mode=mode)
    except SyntaxError as error:
        if open_ := _bracket(text):
            raise open_ from None
        if python := _python_word(text):
            what = f"'{python[0]}' is a word of Python and cannot be an id in deck text"
            raise TextFault(what, "Rename it.", python.start()) from None
        offset = lead + max(0, (error.offset or 1) - 1)
        raise TextFault("this cannot be read", _syntax_hint(text), offset) from None
    except (RecursionError, MemoryError, ValueError):
        raise TextFault("nested too deeply", "Use a derived track.") from None
    nodes = list(ast.walk(tree))
    if len(nodes) > MAX_NODES * 3:
        raise TextFault(f"more than {MAX_NODES} parts", "Use a derived track.")
    for node in nodes:
        if isinstance(node, ast.expr | ast.stmt):
            node.col_offset += lead
    return tree


def _python_word(text: str) -> re.Match[str] | None:
    """The first word of a text that Python keeps for itself, and expressions do not."""
    words = re.finditer(r"\b[a-z]+\b", text)
    return next((one for one in words if keyword.iskeyword(one[0]) and one[0] not in _WORDS), None)


def _bracket(text: str) -> TextFault | None:
    """A bracket that has no other one."""
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            opened.pop()
        elif sign == ")":
            return TextFault(
                "this cannot be read", "Nothing is opened that this ')' closes.", place
            )
    if not opened:
        return None
    return TextFault(
        "this cannot be read", "This '(' is never closed: a ')' is missing.", opened[-1]
    )


_WORDS = ("and", "or", "not", "if", "else")


_TURNED = {"=<": "<=", "=>": ">=", "<>": "!="}
"""Signs written the wrong way round, or as elsewhere."""

_PERCENT = re.compile(r"(\d+) ?%(?! *[\w(])")
"""A percent sign behind a number, with nothing to divide by."""

_STEP = re.compile(r"([+-])\1 *$")
"""One more or less, as other languages write it."""

_SEVERAL = re.compile(r"[+-]?=[^,]*,[^,]*[\w.]+ *[+-]?=")
"""Two changes in one line."""


def _syntax_hint(text: str) -> str:
    for wrong, right in _TURNED.items():
        if re.search(rf"{re.escape(wrong)}(?!=)", text):
            return f"Write {right}"
    percent, step = _PERCENT.search(text), _STEP.search(text)
    if percent and percent[0].strip() == text.strip():
        return f"Write {percent[1]} alone, where percent is asked for."
    if percent:
        return f"'%' is what a division leaves; {percent[1]} % of x is x * {percent[1]} // 100."
    if step:
        return f"Write NAME {step[1]}= 1."
    if _SEVERAL.search(text):
        return "Put each change into a list item of its own."
    if re.search(r"(?<![<>=!+\-])=(?!=)", text):
        return "To compare, write == ; to change a number, write NAME = value."
    for word in re.findall(r"\b(AND|OR|NOT|And|Or|Not|IF|ELSE)\b", text):
        return f"Write '{word.lower()}' in small letters."
    if len(re.findall(r"\bif\b", text)) > len(re.findall(r"\belse\b", text)):
        return "'if' has an 'else': write 'value if condition else other', or ask under 'when:'."
    return ALLOWED_PARTS
