"""A review as a PDF that a screen reader can follow (PDF/UA), set in type by Typst.

The text of the page is fixed, in `templates/review.typ`; what people wrote goes in as data, so
that nothing of it is ever read as Typst. A character that the fonts of this machine lack is shown
by its number, and named at the end.
"""

from __future__ import annotations

import importlib.util
import json
import re
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from importlib import resources
from itertools import filterfalse
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, assert_never

from wargame.content.extras import needs
from wargame.errors import UsageError, first_few, visible
from wargame.report.direction import END, ISOLATE, isolated
from wargame.report.document import (
    FigurePiece,
    ListPiece,
    Piece,
    ProsePiece,
    ReviewDocument,
    ReviewSection,
    SubtitlePiece,
    parts,
)
from wargame.report.drawing import drawing
from wargame.report.html import picture
from wargame.table.reports.blocks import Table
from wargame.table.reports.charts import Chart

MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
TRIES = 40
"""How often characters are set anew to learn which the fonts lack; each time names more. Then all
but ASCII is shown by its number."""

EACH = '#set document(title: "-")\n#json("data.json").join(" ")'
"""A page of characters, each by itself: of some in a row the compiler may name another."""

STANDARD: Final = "ua-1"
"""What a page promises to readers of screens. Where letters are drawn as one of several characters,
the compiler may be unable to keep it, and the page is made without."""

SAID = "said.typ"
"""What begins every template: how a sentence is set."""

Paper = Literal["a4", "letter"]
SIZES: Mapping[Paper, str] = {"a4": "a4", "letter": "us-letter"}
"""What Typst calls each size of paper."""


def check_pdf(instead: str = "") -> None:
    """Whether a PDF can be made here; `typeset` asks too, but only once all the work is done.

    Args:
        instead: What there is without one, as a sentence.

    Raises:
        UsageError: What it needs is not installed.
    """
    if importlib.util.find_spec("typst") is None:
        raise UsageError(f"{needs('A PDF', 'Typst', 'report')} {instead}".rstrip())


def unheard(_: str) -> None:
    """Where nobody is told anything."""


def pdf(document: ReviewDocument, tell: Callable[[str], object] = unheard) -> bytes:
    """The whole file.

    Args:
        tell: Is told what the fonts lack.

    Raises:
        UsageError: What it needs is not installed.
    """
    return typeset("review.typ", _data(document), tell)


def typeset(
    template: str,
    data: dict[str, Any],
    tell: Callable[[str], object] = unheard,
    marked: Mapping[str, Callable[[list[str]], str]] = MappingProxyType({}),
) -> bytes:
    """A PDF of a template and plain data.

    Args:
        data: Its texts may hold anything; `lacking` is filled in.
        tell: Is told what the fonts lack, and of what the template marks.
        marked: By the label of its marks what is told of them, if there are any.

    Raises:
        UsageError: What it needs is not installed.
    """
    check_pdf()
    import typst  # noqa: PLC0415 - an extra, and slow to load

    with tempfile.TemporaryDirectory() as folder:
        page, given = Path(folder) / "page.typ", Path(folder) / "data.json"

        def made(text: str, shown: object, *, is_kept: bool = True) -> bytes:
            page.write_text(text, encoding="utf-8")
            given.write_text(json.dumps(shown), encoding="utf-8")
            found: bytes = typst.compile(
                str(page), root=folder, pdf_standards=[STANDARD] if is_kept else []
            )
            return found

        def lacked(chars: set[str]) -> set[str]:
            try:
                made(EACH, sorted(chars))
            except typst.TypstError as error:
                return _lacked(str(error)) & chars
            return set()

        lacking = _lacking(_uncommon(data), lacked)
        if lacking:
            tell(_told(lacking))
        templates = resources.files("wargame.report") / "templates"
        text = "".join((templates / one).read_text("utf-8") for one in (SAID, template))
        try:
            found = made(text, _shown(data, lacking))
        except typst.TypstError:  # of letters that are drawn as one, in a drawing above all
            found = made(text, _shown(data, lacking), is_kept=False)
        for label, said in marked.items():
            marks = json.loads(typst.query(str(page), f"<{label}>", field="value", root=folder))
            if marks:
                tell(said(marks))
        return found


def _lacking(chars: set[str], lacked: Callable[[set[str]], set[str]]) -> set[str]:
    """Those of some characters that no font has.

    Args:
        lacked: Some at least of those that no font has of some.
    """
    lacking: set[str] = set()
    for _ in range(TRIES):
        found = lacked(chars - lacking)
        if not found:
            return lacking
        lacking |= _of_one_script(found, chars)
    return chars


def _told(lacking: set[str]) -> str:
    """What fonts lack, as a sentence to whoever could install one."""
    scripts = sorted({_script(char) for char in lacking} - {""})
    named = [one if one == "CJK" else one.capitalize() for one in scripts]
    signs = [_number(char) for char in sorted(lacking) if not _script(char)]
    return (
        "No font of this machine has some characters of these pages "
        f"({first_few(named or signs, 6)}): they stand there by number. "
        "Install a font that has them, and write the pages again."
    )


def _of_one_script(found: set[str], chars: set[str]) -> set[str]:
    """Some characters that fonts lack, with all others in their scripts: whoever has no font for
    one ideograph has none for the next, and each would be a page set in vain."""
    scripts = {_script(char) for char in found} - {""}
    return found | {char for char in chars if _script(char) in scripts}


def _script(char: str) -> str:
    """The script of a letter, such as `CJK` or `HEBREW`; "" for what has upper and lower case, of
    which fonts hold some, and for what is no letter."""
    is_letter = unicodedata.category(char) in ("Lo", "Lm", "Mn", "Mc")
    return unicodedata.name(char, "").partition(" ")[0] if is_letter else ""


def _uncommon(data: dict[str, Any]) -> set[str]:
    """The characters of data that are drawn and not ASCII, which any font holds."""
    drawn = set(filterfalse(str.isascii, json.dumps(data, ensure_ascii=False)))
    return drawn - {ISOLATE, END}


def _lacked(message: str) -> set[str]:
    """The characters that a compiler's message names as missing."""
    found: set[str] = set()
    for text in MISSING.findall(message):
        plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda one: chr(int(one[1], 16)), text)
        found |= set(plain) - set(' "')
    return found


def _shown(data: dict[str, Any], lacking: set[str]) -> dict[str, Any]:
    """The data with each character that is lacking replaced by its number."""
    if not lacking:
        return {**data, "lacking": []}
    by_number = str.maketrans({char: f"[{_number(char)}]" for char in lacking})

    def shown(value: Any) -> Any:
        if isinstance(value, str):
            return value.translate(by_number)
        if isinstance(value, list):
            return [shown(one) for one in value]
        return (
            {name: shown(one) for name, one in value.items()} if isinstance(value, dict) else value
        )

    return {**shown(data), "lacking": sorted(map(_number, lacking))}


def _number(char: str) -> str:
    return f"U+{ord(char):04X}"


# --- the document as data ------------------------------------------------------------------


def _data(document: ReviewDocument) -> dict[str, Any]:
    return {
        "title": one_line(document.title),
        "made_by": visible(document.made_by),
        "notices": [one_line(one) for one in document.notices],
        "sections": [_section(one) for one in document.sections],
    }


def _section(section: ReviewSection) -> dict[str, Any]:
    pieces = [one for piece in section.pieces for one in _pieces(piece)]
    return {"title": one_line(section.heading), "pieces": pieces}


def _pieces(piece: Piece) -> list[dict[str, Any]]:
    match piece:
        case ProsePiece(text, is_strong):
            return [{"kind": "strong" if is_strong else "prose", "text": one_line(text)}]
        case SubtitlePiece(text):
            return [{"kind": "subtitle", "text": one_line(text)}]
        case ListPiece():
            lines = [[one_line(row), *map(one_line, under)] for row, under in piece.lines]
            return [{"kind": "listing", "rows": lines}] if lines else []
        case FigurePiece(chart, table):
            return [*_chart(chart), *map(_table, parts(table))]
        case Table():
            return [*map(_table, parts(piece))]
        case _:
            assert_never(piece)


def _chart(chart: Chart) -> list[dict[str, Any]]:
    drawn = drawing(chart)
    if drawn.is_empty:
        return []
    return [
        {
            "kind": "chart",
            "title": one_line(drawn.title),
            "svg": picture(drawn),
            "told": one_line(drawn.told),
        }
    ]


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": one_line(table.title),
        "heads": [one_line(column.title) for column in table.columns],
        "numbers": [column.is_number for column in table.columns],
        "rows": [[one_line(cell) for cell in row] for row in table.rows],
        "headed": table.is_headed,
    }


def one_line(text: str) -> str:
    """A text as it is set in type: its lines as one, and nothing in it that nobody can see."""
    return isolated(visible(" ".join(text.split())))
