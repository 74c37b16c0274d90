"""What the title needs and no more; and what is said of the standards of the screens is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

from tests.conftest import ROOT, child_environment

PAGE = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
HEAVY = ("wargame.rules.game", "wargame.content.model", "wargame.play.match", "pydantic")


def test_the_title_needs_no_rules_and_no_models() -> None:
    asked = "import sys, wargame.tui.app, wargame.cli.screen; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env=child_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "wargame.tui.screens.title" in loaded
    assert not {*HEAVY} & {*loaded}
    assert "wargame.tui.screens.table" not in loaded


def test_every_standard_is_there_and_names_tests_that_exist() -> None:
    rows = re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)
    assert rows == [str(number) for number in range(1, 26)]
    named = re.findall(r"`([a-z_/]+)::(test_\w+)`", PAGE)
    assert len(named) > 30
    missing = [
        f"{path}::{name}"
        for path, name in named
        if name
        not in {
            getattr(node, "name", "")
            for node in ast.parse((ROOT / "tests" / f"{path}.py").read_text("utf-8")).body
        }
    ]
    assert missing == []
