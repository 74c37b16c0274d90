"""What `wargame/PYTHON.md` shows of the adapters runs as it stands."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

import pytest

from tests.test_readme import FROM_PYTHON, programs

pytest.importorskip("pyspiel", reason="comes with the extra `openspiel`")
pytest.importorskip("pettingzoo", reason="comes with the extra `pettingzoo`")


def test_the_last_program_runs_as_it_stands() -> None:
    said, names = io.StringIO(), dict[str, Any]()
    with contextlib.redirect_stdout(said):
        exec(programs()[-1], names)
    assert re.fullmatch(r"view=us to_move=us .* \d{3}\n", said.getvalue())
    assert names["env"].agents == []
    assert names["over"]


def test_the_tensor_is_what_the_page_says_of_it() -> None:
    """It was said to have the numbers and ranges of `vector` and `features`."""
    page = " ".join(FROM_PYTHON.read_text(encoding="utf-8").split())
    told = re.search(r"divided by the most it may be, but by no more than (\d+)", page)
    assert told
    names = dict[str, Any]()
    with contextlib.redirect_stdout(io.StringIO()):
        exec(programs()[-1], names)
    game, node = names["state"].get_game().deck.game, names["state"].node
    vector = game.vector(node.view(game.current_seat(node.position)))
    most = [max(abs(one.least), abs(one.most), 1) for one in game.features]
    assert max(most) > int(told[1])
    scaled = [number / min(top, int(told[1])) for number, top in zip(vector, most, strict=True)]
    assert names["state"].observation_tensor() == pytest.approx(scaled)
