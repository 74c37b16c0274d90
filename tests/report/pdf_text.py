"""The text of a PDF, by whatever of this machine reads one."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

has_reader = pytest.mark.skipif(
    not (shutil.which("pdftotext") or find_spec("pypdf")), reason="needs poppler-utils or pypdf"
)


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
