"""Colours: apart for eyes without red or green, frames that stand out, and the choice kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.tui.apps import make_app
from tests.tui.colours import Triple, contrast, linear
from wargame.store.own import FOLDER_VARIABLE
from wargame.store.settings import read_settings
from wargame.tui.app import free_picture
from wargame.tui.palette import COLOURS

APART = 40
"""CIE 1976 distance: standard 10 of the research on terminal screens."""

SAME = 12
"""What a seat's colour may not be mistaken for lies farther off than this."""

EYES = {
    "with all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
"""What they see of linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1."""

PLAIN = 40
"""What a seat's colour may not be mistaken for at a glance, plain text, lies farther off."""


def lab(colour: str, eyes: str) -> Triple:
    """A colour in CIE L*a*b*, under daylight, as these eyes see it."""
    seen = linear(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(x * y for x, y in zip(row, seen, strict=True)))) for row in EYES[eyes]
    )
    parts = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, eyes: str) -> float:
    pairs = zip(lab(one, eyes), lab(other, eyes), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def test_black_and_white_are_a_hundred_apart_and_red_and_green_are_close() -> None:
    assert round(apart("#000000", "#ffffff", "without red")) == 100
    assert apart("#b00000", "#4a6000", "without red") < APART


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("pair", [("better", "worse"), ("first", "second")])
def test_better_and_worse_and_the_seats_are_told_apart(
    theme: str, eyes: str, pair: tuple[str, str]
) -> None:
    one, other = (COLOURS[theme][role] for role in pair)
    assert apart(one, other, eyes) >= APART


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("eyes", EYES)
def test_no_seat_has_the_colour_of_worse(theme: str, eyes: str) -> None:
    colours = COLOURS[theme]
    for seat in ("first", "second"):
        assert apart(colours[seat], colours["worse"], eyes) >= SAME


@pytest.mark.parametrize("theme", COLOURS)
def test_no_seat_has_the_colour_of_plain_text(theme: str) -> None:
    """On the light ground one of them was all but black."""
    colours = COLOURS[theme]
    for seat in ("first", "second"):
        assert apart(colours[seat], colours["ink"], "with all") >= PLAIN


@pytest.mark.parametrize("theme", COLOURS)
def test_frames_stand_out_and_dim_is_dimmer(theme: str) -> None:
    colours = COLOURS[theme]
    assert contrast(colours["line"], colours["ground"]) >= 3
    assert contrast(colours["dim"], colours["ground"]) < contrast(colours["ink"], colours["ground"])


def test_the_colours_chosen_are_kept_and_a_picture_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "own"))
    monkeypatch.chdir(tmp_path)

    async def story(first: str, then: str) -> None:
        app = make_app(lambda one: one.go_home(), is_ascii=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert app.theme == first
            await pilot.press("f3", "f8")
            await pilot.pause()
            assert app.theme == then

    asyncio.run(story("table-dark", "table-light"))
    assert read_settings().theme == "light"
    asyncio.run(story("table-light", "table-contrast"))
    for number in (1, 2):
        assert "<svg" in (tmp_path / f"wargame-{number}.svg").read_text(encoding="utf-8")
    assert free_picture(tmp_path).endswith("wargame-3.svg")
