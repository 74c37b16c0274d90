"""Nothing is told by colour alone: every line of every screen is read without its colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.strip import Strip

from tests.tui.conftest import SIZES, settled
from tests.tui.picture import SHOTS, Shot
from wargame.table.words.glyphs import UNICODE
from wargame.table.words.rows import ALERT, BETTER, FIRST, SECOND, WORSE, Line, Span, line_text
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.widgets.drawn import Drawn

WHOSE = {
    FIRST: (UNICODE.first, "United S", "US", "America", "Washington", "you"),
    SECOND: (UNICODE.second, "China", "CH", "Chinese", "Beijing", "you"),
}
"""What names a side where its colour does, in the primer."""
SIGNS = f"{UNICODE.up}{UNICODE.down}{UNICODE.binds}{UNICODE.yes}{UNICODE.no}{UNICODE.on}"
SAID = re.compile(rf"[A-Za-z]{{2}}|[-+]\d|[!{SIGNS}]")
"""A word, a signed number, or a sign that tells good from bad or stands for a warning."""
DRAWN = re.compile(rf"[▀▄{UNICODE.full}{UNICODE.empty}{UNICODE.steps}{UNICODE.rule}\s]*|\s+[-+]\d+")
"""Bars, charts and large digits, whose shapes tell; what they add is told by its sign."""


def unsaid(line: Line) -> Iterator[str]:
    """What of a line only its colours tell."""
    whole = line_text(line)
    goes_on = whole.startswith(("  ", "| "))  # a line beside it says whose, as on a printed card
    for span in line:
        if DRAWN.fullmatch(span.text):
            continue
        names = WHOSE.get(span.role, ()) if not goes_on else ()
        if names and not any(word.lower() in whole.lower() for word in names):
            yield f"whose is {span.text!r} of {whole!r}?"
        if span.role in (BETTER, WORSE, ALERT) and not SAID.search(_of_role(line, span.role)):
            yield f"why is {span.text!r} of {whole!r} {span.role}?"


def _of_role(line: Line, role: str) -> str:
    return " ".join(span.text for span in line if span.role == role)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> set[Line]:
    """Every line that is drawn from here on."""
    found: set[Line] = set()
    draw: Callable[..., Strip] = Drawn.strip

    def strip(self: Drawn, line: Line, *args: object, **more: object) -> Strip:
        found.add(tuple(line))
        return draw(self, line, *args, **more)

    monkeypatch.setattr(Drawn, "strip", strip)
    return found


def test_a_line_that_only_its_colours_explain_is_found() -> None:
    assert [*unsaid((Span("Home ", FIRST), Span("13", WORSE)))] == [
        "whose is 'Home ' of 'Home 13'?",
        "why is '13' of 'Home 13' worse?",
    ]
    assert not [*unsaid((Span(f"{UNICODE.first}Home ", FIRST), Span("13 broken", WORSE)))]


@pytest.mark.slow
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_nothing_is_told_by_colour_alone(
    shot: Shot, lines: set[Line], tmp_path: Path
) -> None:
    app = shot.make(tmp_path)
    async with app.run_test(size=SIZES[1]) as pilot:
        await settled(pilot)
        if isinstance(app.screen, QuarterScreen) and shot.keys:
            await pilot.press("enter")
            await settled(pilot)
        for key in shot.keys:
            await pilot.press({"]": "right_square_bracket", ":": "colon"}.get(key, key))
            await settled(pilot)
    assert lines
    assert [fault for line in lines for fault in unsaid(line)] == []
