"""What happens to several parties in turn is said once, and means the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.rules.asking.alike import LONGEST, said_once

VILLAGES = ("Cove", "Ness", "Holm", "Wick")
OTHERS = ("Rock", "Skerry", "Bay")
DOES = ("Warmth ({0}) +1", "Calm -1", "Fame ({0}) -2", "Warmth ({1}) + (Fame ({0}))")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            ["Warmth (Cove) +1", "Warmth (Ness) +1"],
            ["Warmth (Cove) +1", "Warmth (Ness) +1"],
            id="two are said as they are",
        ),
        pytest.param(
            ["Warmth (Cove) +1", "Warmth (Ness) +1", "Warmth (Holm) +2"],
            ["Warmth (Cove) +1", "Warmth (Ness) +1", "Warmth (Holm) +2"],
            id="another number is not alike",
        ),
        pytest.param(
            ["Warmth (Cove) +1", "Warmth (Cove) +1", "Warmth (Cove) +1"],
            ["Warmth (Cove) +1", "Warmth (Cove) +1", "Warmth (Cove) +1"],
            id="nor is one party three times",
        ),
        pytest.param(
            ["Calm -1", "Warmth (Ness) +1", "Warmth (Cove) +1", "Warmth (Wick) +1", "Calm +1"],
            ["Calm -1", "for each of Ness, Cove and Wick in turn:", "  Warmth (its) +1", "Calm +1"],
            id="in the order in which it happens, between what else does",
        ),
        pytest.param(
            [
                "if Calm is 3:",
                *(
                    line
                    for one in VILLAGES
                    for line in (
                        f"  if Warmth ({one}) is 2:",
                        f"    Fame ({one}) +1",
                        "    Fame (Cove) -1",
                    )
                ),
            ],
            [
                "if Calm is 3:",
                "  if Warmth (Cove) is 2:",
                "    Fame (Cove) +1",
                "    Fame (Cove) -1",
                "  for each of Ness, Holm and Wick in turn:",
                "    if Warmth (its) is 2:",
                "      Fame (its) +1",
                "      Fame (Cove) -1",
            ],
            id="one that is always meant keeps its name, and is told apart",
        ),
        pytest.param(
            [
                *(line for one in VILLAGES for line in (f"if Warmth ({one}) is 2:", "  Calm -1")),
                "else:",
                "  Calm +1",
            ],
            [
                "for each of Cove, Ness and Holm in turn:",
                "  if Warmth (its) is 2:",
                "    Calm -1",
                "if Warmth (Wick) is 2:",
                "  Calm -1",
                "else:",
                "  Calm +1",
            ],
            id="what else happens stays with what it hangs on",
        ),
        pytest.param(
            [
                "by luck:",
                *(f"  1× Rain ({one})" for one in VILLAGES),
                "North chooses: Whom?",
                *(line for one in VILLAGES for line in (f"  Help ({one})", f"    Fame ({one}) +1")),
            ],
            [
                "by luck:",
                *(f"  1× Rain ({one})" for one in VILLAGES),
                "North chooses: Whom?",
                *(line for one in VILLAGES for line in (f"  Help ({one})", f"    Fame ({one}) +1")),
            ],
            id="nothing that comes instead of another comes in turn",
        ),
    ],
)
def test_what_is_alike_is_said_once(lines: list[str], told: list[str]) -> None:
    assert said_once(VILLAGES, lines) == told


def test_what_is_within_what_is_said_once_is_of_nobody_else() -> None:
    """`Warmth (its) + (Fame (its))` was said of two villages, as if they were one."""
    lines = [f"Warmth ({one}) + (Fame ({two}))" for two in VILLAGES for one in OTHERS]
    told = said_once(VILLAGES + OTHERS, lines)
    assert told[0] == "for each of Cove, Ness, Holm and Wick in turn:"
    assert told[1:] == [f"  Warmth ({one}) + (Fame (its))" for one in OTHERS]


def test_a_name_with_brackets_is_no_other() -> None:
    names = ("old", "new", "far", "Cove (old)", "Cove (new)", "Cove (far)")
    told = said_once(names, [f"Warmth ({one}) +1" for one in names[3:]])
    assert told[0] == "for each of Cove (old), Cove (new) and Cove (far) in turn:"


def in_full(lines: Sequence[str]) -> Iterator[str]:
    """The lines with what is said of several parties written out again."""
    place = 0
    while place < len(lines):
        line = lines[place]
        indent = len(line) - len(line.lstrip())
        end = place + 1
        while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
            end += 1
        below = [*in_full(lines[place + 1 : end])]
        named = re.fullmatch(r" *for each of (.*) and (.*) in turn:", line)
        if named:
            for party in (*named[1].split(", "), named[2]):
                yield from (one[2:].replace("(its)", f"({party})") for one in below)
        else:
            yield line
            yield from below
        place = end


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """Blocks in which parties take turns, with one now and then that breaks the row."""
    said: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        shape = draw(st.lists(st.sampled_from(DOES), max_size=3))
        others = draw(st.lists(st.sampled_from(VILLAGES + OTHERS), min_size=1, max_size=3))
        for party in draw(st.lists(st.sampled_from(VILLAGES), max_size=5)):
            said += [line.format(party, other) for other in others for line in shape]
        if depth < 2 and draw(st.booleans()):
            said.append("if Calm is 3:")
            said += [f"  {line}" for line in draw(blocks(depth + 1)) or ["Calm +1"]]
    return said


@given(blocks())
def test_written_out_again_it_is_what_it_was(lines: list[str]) -> None:
    assert [*in_full(said_once(VILLAGES + OTHERS, lines))] == lines


def test_a_long_block_is_told_in_no_time() -> None:
    """Only so many lines are looked at together, of those alone whom they name."""
    told = said_once([f"Isle {n}" for n in range(400)], [f"Calm +{n}" for n in range(80 * LONGEST)])
    assert len(told) == 80 * LONGEST
