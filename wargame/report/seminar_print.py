"""What a class has on paper, as PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wargame.report.pdf import SIZES, Paper, one_line, typeset, unheard
from wargame.seminar.paper import PaperPage

LONG = 6_000
"""Characters from which on a page is set in two columns of small type."""


def printed_pages(
    title: str,
    pages: Sequence[PaperPage],
    paper: Paper = "a4",
    tell: Callable[[str], object] = unheard,
    *,
    apart: bool = True,
) -> bytes:
    """A PDF of some pages.

    Args:
        tell: Is told what the fonts lack.
        apart: Each begins a sheet of its own.

    Raises:
        UsageError: What makes a PDF is not installed.
    """
    data = {
        "title": one_line(title),
        "paper": SIZES[paper],
        "apart": apart,
        "pages": [_page(one) for one in pages],
    }
    return typeset("seminar.typ", data, tell)


def _page(page: PaperPage) -> dict[str, Any]:
    parts = [
        {"kind": one.kind, "rows": [one_line(row) for row in one.rows], "count": one.count}
        for one in page.parts
    ]
    long = sum(len(row) for one in page.parts for row in one.rows) > LONG
    return {"title": one_line(page.title), "parts": parts, "long": long}
