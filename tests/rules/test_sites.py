"""The places that write: of what kind they are, and what sort of write is theirs."""

from __future__ import annotations

from functools import cache

import pytest

from tests.strategies import nodes, plain_games
from wargame.rules.ir import Noun, Sort
from wargame.table.told.news import is_told


@cache
def written() -> set[tuple[Noun, Sort, str]]:
    """What wrote what in some games of the deck that has everything."""
    game = plain_games()["kitchen_sink"]
    found: set[tuple[Noun, Sort, str]] = set()
    for seed in range(5):
        for state, text in nodes(game, seed):
            writes = game.apply(state, text, traced=True).writes
            found |= {(write.site.noun, write.site.sort, write.name) for write in writes}
    return found


@pytest.mark.parametrize(
    ("noun", "sort", "name"),
    [
        pytest.param("seat", "income", "mask.capital", id="income"),
        pytest.param("seat", "score", "mask.score", id="the score at the end"),
        pytest.param("agenda", "score", "mask.score", id="an agenda"),
        pytest.param("card", "effect", "mask.takings", id="an effect"),
        pytest.param("card", "cost", "mask.capital", id="a price"),
        pytest.param("card", "worth", "mask.capital", id="a card's worth"),
        pytest.param("rule", "effect", "mask.takings", id="a rule"),
        pytest.param("measure", "level", "measure.noise", id="a level"),
        pytest.param("measure", "ages", "measure.noise.age", id="an age"),
        pytest.param("project", "stage", "project.loft", id="a stage"),
        pytest.param("deal item", "goods", "mask.takings", id="what is given in a deal"),
        pytest.param("game", "count", "game.breaches", id="a count of the kernel"),
    ],
)
def test_a_write_says_of_what_sort_it_is(noun: Noun, sort: Sort, name: str) -> None:
    assert (noun, sort, name) in written()


@pytest.mark.parametrize("name", list(plain_games()))
def test_prices_and_kernel_writes_of_a_deck_are_told_apart(name: str) -> None:
    for site in plain_games()[name].rules.program.sites:
        assert (site.sort == "cost") == site.text.startswith("cost: ")
        assert (site.sort == "ages") == (site.text == "ages")
        assert site.item.startswith(site.noun)
        assert site.item == f"{site.noun} {site.id}".rstrip()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("shared.calm", True, id="a track"),
        pytest.param("north.agents", True, id="a track that begins like an age"),
        pytest.param("measure.age", True, id="a measure called so"),
        pytest.param("measure.wall.in_force", True, id="a level in force"),
        pytest.param("measure.wall.age", False, id="an age"),
        pytest.param("project.mill.working", False, id="rounds of work left"),
        pytest.param("north.hand_size", False, id="a hand"),
        pytest.param("game.round", False, id="a count"),
    ],
)
def test_counts_and_clocks_are_not_told(name: str, told: bool) -> None:
    assert is_told(name) == told
