"""A review as one HTML file: no script, and nothing asked for from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment

from wargame.report.document import (
    FigurePiece,
    ListPiece,
    ProsePiece,
    ReviewDocument,
    SubtitlePiece,
    parts,
)
from wargame.report.drawing import drawing
from wargame.report.drawings.shapes import Drawing
from wargame.report.page import templates


def html(document: ReviewDocument) -> str:
    """The whole page."""
    return (
        _environment()
        .get_template("review.html")
        .render(document=document, draw=drawing, parts=parts)
    )


def picture(drawn: Drawing) -> str:
    """A picture as SVG that stands alone."""
    return _environment().get_template("picture.svg").render(picture=drawn)


@cache
def _environment() -> Environment:
    made = templates()
    for kind in (ProsePiece, ListPiece, SubtitlePiece, FigurePiece):
        made.tests[kind.__name__.removesuffix("Piece").lower()] = _is_of(kind)
    return made


def _is_of(kind: type) -> Callable[[object], bool]:
    return lambda piece: isinstance(piece, kind)
