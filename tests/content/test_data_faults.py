"""Plain data that no YAML reader has seen is looked through, quickly where nothing is amiss."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.content.faults import structure
from wargame.content.faults.structure import find_data_faults, is_plain
from wargame.content.limits import MAX_DEPTH, MAX_NODES

LEAVES = st.one_of(
    st.text("ab\n\t\u200b\u0301é", max_size=12),
    st.integers(-3, 3).map(lambda n: n * 10**8),
    st.sampled_from([True, None, 1.5, b"x", ()]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b\x1b", 1, None]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(tree=TREES)
def test_the_quick_look_through_data_lets_nothing_pass(tree: Any) -> None:
    assert is_plain(tree) == (list(structure._find_each(tree)) == [])


@pytest.mark.parametrize("depth", [MAX_DEPTH - 2, MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1])
def test_the_quick_look_goes_no_deeper_than_the_slow_one(depth: int) -> None:
    tree: Any = []
    for _ in range(depth):
        tree = [tree]
    assert is_plain(tree) == (depth < MAX_DEPTH)
    assert bool(list(find_data_faults(tree))) == (depth >= MAX_DEPTH)


def test_the_quick_look_ends_where_there_is_too_much() -> None:
    wide: Any = "x"
    for _ in range(20):
        wide = [wide] * 1000
    assert not is_plain(wide)
    assert not is_plain(["x"] * MAX_NODES)
    assert is_plain(["x"] * (MAX_NODES - 1))
