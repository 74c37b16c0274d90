"""What `wargame/PYTHON.md` shows of the adapters runs as it stands."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

import pytest

from tests.test_readme import programs

pytest.importorskip("pyspiel", reason="comes with the extra `openspiel`")
pytest.importorskip("pettingzoo", reason="comes with the extra `pettingzoo`")


def test_the_last_program_runs_as_it_stands() -> None:
    said, names = io.StringIO(), dict[str, Any]()
    with contextlib.redirect_stdout(said):
        exec(programs()[-1], names)
    assert re.fullmatch(r"view=us to_move=us .* \d{3}\n", said.getvalue())
    assert names["env"].agents == []
    assert names["over"]
