"""The pages that are passed on, in a browser without a network: light, dark and printed.

npm install --prefix AXE axe-core playwright-core
WARGAME_AXE=AXE pytest -m slow tests/report/test_axe.py
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.report.hostile import HOSTILE, hostile_class

AXE = os.environ.get("WARGAME_AXE", "")
"""A folder with axe-core and playwright-core."""
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (AXE and CHROMIUM and shutil.which("node")), reason="needs a browser"),
]


def test_pages_are_legible_to_all_and_ask_for_nothing(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A class whose every name, note, reason and plan is hostile."""
    monkeypatch.chdir(tmp_path)
    save = hostile_class(tmp_path)
    pages = []
    for name, more in (("whole", []), ("if", ["--what-if", "1"]), ("own", ["--as", "us"])):
        pages.append(tmp_path / f"{name}.html")
        made = wargame("report", str(save), "-o", str(pages[-1]), *more)
        assert made.code == 0, made.err
    script = Path(__file__).with_name("axe.mjs")
    line = ["node", str(script), CHROMIUM, *map(str, pages)]
    done = subprocess.run(line, cwd=AXE, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    for one in json.loads(done.stdout):
        assert (one["asked"], one["said"], one["grave"]) == ([], [], []), one["path"]
    assert HOSTILE[:8] not in pages[0].read_text("utf-8")
