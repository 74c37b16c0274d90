"""What a seat sees as an array."""

from __future__ import annotations

import random

import pytest

import wargame
from tests.strategies import nodes, plain_games

numpy = pytest.importorskip("numpy")

from wargame.adapters.observation import LARGE, ArrayOfView, named_places  # noqa: E402


@pytest.mark.parametrize("name", list(plain_games()))
def test_every_number_lies_between_low_and_high(name: str) -> None:
    game = plain_games()[name]
    arrays, luck = ArrayOfView(game), random.Random(1)
    for position, _ in nodes(game, 8):
        found = arrays.of(game.redact(position, luck.choice(game.seats)))
        assert found.dtype == numpy.float32
        assert (arrays.low <= found).all()
        assert (found <= arrays.high).all()


def test_a_number_is_found_by_its_name_and_divided_by_its_size() -> None:
    game = wargame.load("primer")
    places, arrays = named_places(game), ArrayOfView(game)
    view = game.redact(game.new(), "us")
    found = arrays.of(view)
    assert found[places["view.us"]] == 1
    assert found[places["view.china"]] == 0
    assert found[places["shared.tension"]] == pytest.approx(view.tracks["shared.tension"] / 100)
    score = places["us.score"]
    assert game.features[score].most > LARGE
    assert arrays.high[score] == game.features[score].most / LARGE
