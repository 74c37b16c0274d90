"""A report and its charts as one HTML page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import wargame
from wargame.errors import visible_lines
from wargame.report.direction import isolated
from wargame.report.drawing import drawing
from wargame.table.reports.blocks import ItemList, Paragraph, Report, SectionTitle, Table
from wargame.table.reports.charts import Chart


def page(title: str, made_by: str, report: Report, charts: Sequence[Chart] = ()) -> str:
    """The whole page, in UTF-8 text.

    Args:
        title: What the page is about.
        made_by: The command line that makes the same page again.

    >>> from wargame.table.reports.blocks import paragraph
    >>> "<p>4 &lt; 5</p>" in page("Games", "wargame simulate", (paragraph("4 < 5"),))
    True
    """
    template = _study().get_template("study.html")
    return template.render(
        title=title,
        made_by=made_by,
        version=wargame.__version__,
        blocks=report,
        drawings=[drawing(chart) for chart in charts],
    )


@cache
def _study() -> Environment:
    made = templates()
    made.tests["heading"] = lambda block: isinstance(block, SectionTitle)
    made.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
    made.tests["items"] = lambda block: isinstance(block, ItemList)
    made.tests["table"] = lambda block: isinstance(block, Table)
    return made


class _Typed(str):
    """What is to be typed again: nothing is added to it."""

    __slots__ = ()


_TO_TYPE = re.compile(r"`([^`]+)`")
"""What is to be typed, within a sentence."""


def told(text: str) -> Markup:
    """A sentence for a page; what is to be typed stands as that, in place of its backticks.

    >>> told("Type `wargame play`, 1 < 2.")
    Markup('Type <code>wargame play</code>, 1 &lt; 2.')
    """
    parts = _TO_TYPE.split(visible_lines(text))
    return Markup().join(
        Markup("<code>{}</code>").format(part) if place % 2 else isolated(part)
        for place, part in enumerate(parts)
    )


def templates() -> Environment:
    """What sets pages in type: all text is escaped, and what is not printable is written out."""
    made = Environment(
        loader=PackageLoader("wargame.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Authors fold their lines and end them; on a page that is a blank.
    made.finalize = lambda value: isolated(visible_lines(value)) if type(value) is str else value
    made.filters["told"] = told
    made.filters["typed"] = lambda value: _Typed(visible_lines(value))
    return made
