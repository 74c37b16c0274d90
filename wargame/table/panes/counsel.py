"""The adviser's page: three moves, how sure they are, what they lead to."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.players.adviser import Advice, Suggestion
from wargame.table.told.advice import CAUTION, course, odds, reason, tried, way
from wargame.table.told.scene import Scene
from wargame.table.words.gate import wrap
from wargame.table.words.rows import BETTER, DIM, STRONG, WORSE, Line, Row, Span, Target, text_row

FORETOLD = 2
"""Actions that are foretold at most."""
LIKELY = 0.3
"""What is less likely is not foretold."""
PAD = "  "


def counsel_rows(scene: Scene, advice: Advice, cells: int) -> list[Row]:
    """Everything; the cursor stands on the moves."""
    found = [text_row(tried(advice), cells, DIM)]
    found += [
        Row((*_move_lines(scene, number, move, advice, cells),), (Target("move", str(number)),))
        for number, move in enumerate(advice.moves, 1)
    ]
    said = reason(advice)
    return [*found, *([text_row(said, cells)] if said else []), text_row(CAUTION, cells, DIM)]


def _move_lines(
    scene: Scene, number: int, move: Suggestion, advice: Advice, cells: int
) -> Iterator[Line]:
    title = way(scene.view, move, scene.titles)
    for line in wrap(title, cells, f"{number} ", PAD):
        yield (Span(line, STRONG),)
    yield from _dim(odds(move, advice), cells)
    if move.effects:
        yield from _effects(scene, move, cells)
    follows = course(move, scene.titles, LIKELY, FORETOLD)
    if follows and (number == 1 or move.course != advice.moves[0].course):
        yield from _dim(f"Then: {follows}", cells)


def _dim(text: str, cells: int) -> Iterator[Line]:
    for line in wrap(text, cells, PAD, PAD):
        yield (Span(line, DIM),)


def _effects(scene: Scene, move: Suggestion, cells: int) -> Iterator[Line]:
    """What it changes this round, each number in the colour of what its owner thinks of it."""
    line: list[Span] = [Span(f"{PAD}This round: ")]
    used = len(line[0].text)
    for name, by in move.effects:
        better = scene.is_better(name, 1 if by > 0 else -1)
        mark = "!" if better is False else ""
        text = f"{scene.label(name)} {by:+.1f}{mark}  "
        if used + len(text) > cells and len(line) > 1:
            yield tuple(line)
            line, used = [Span(PAD)], len(PAD)
        role = {True: BETTER, False: WORSE, None: ""}[better]
        line.append(Span(text, role))
        used += len(text)
    yield tuple(line)
