"""The text of a PDF, by whatever of this machine reads one."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

has_reader = pytest.mark.skipif(
    not (shutil.which("pdftotext") or find_spec("pypdf")), reason="needs poppler-utils or pypdf"
)


has_boxes = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")

BOX = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
"""A word, and where it stands on its page."""


def can_read_pdf() -> bool:
    """Whether a PDF can be made and read here."""
    return bool(find_spec("typst") and (shutil.which("pdftotext") or find_spec("pypdf")))


def text_of(path: Path) -> str:
    """All of it, page after page."""
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8")
    import pypdf  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def words_in(path: Path) -> Iterator[tuple[float, float, float, float, str]]:
    """Left, top, right and bottom of each word of a PDF in points, with the word."""
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    for one in BOX.findall(done.stdout.decode("utf-8")):
        left, top, right, bottom = map(float, one[:4])
        yield left, top, right, bottom, one[4]


def piled_up(path: Path) -> list[tuple[str, str]]:
    """Words of a PDF that lie on one another."""
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    found = []
    for page in done.stdout.decode("utf-8").split("<page ")[1:]:
        boxes = [(*map(float, one[:4]), one[4]) for one in BOX.findall(page)]
        for place, (left, top, right, bottom, word) in enumerate(boxes):
            for begin, above, end, below, other in boxes[place + 1 :]:
                across = min(right, end) - max(left, begin)
                if across > 1 and min(bottom, below) - max(top, above) > 2:
                    found.append((word, other))
    return found
