"""A word or two in large type, in the middle: whose turn it is, who has won."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.table.words.big import big, is_drawn
from wargame.table.words.gate import width
from wargame.table.words.glyphs import ASCII, Glyphs
from wargame.table.words.rows import Row, Span


def large_rows(parts: Sequence[tuple[str, str]], cells: int, glyphs: Glyphs) -> list[Row]:
    """Words in large type, each in its role, side by side; none where they do not fit in a line, or
    where a letter of theirs has no large shape.

    >>> [row.lines[0][0].text for row in large_rows([("It", "")], 9, ASCII)]
    ['  # ###', '  #  # ', '  #  # ', '  #  # ', '  #  # ']
    """
    drawn = [(big(text.upper(), is_ascii=glyphs is ASCII), role) for text, role in parts]
    sizes = [max(width(line.rstrip()) for line in lines) for lines, _ in drawn]
    left = cells - sum(sizes) - (len(sizes) - 1)
    if left < 0 or not all(is_drawn(text.upper()) for text, _ in parts):
        return []
    pad = " " * (left // 2)
    return [
        Row(
            (
                tuple(
                    Span(f"{' ' if place else pad}{lines[y].rstrip():{size}}", role)
                    for place, ((lines, role), size) in enumerate(zip(drawn, sizes, strict=True))
                ),
            )
        )
        for y in range(len(drawn[0][0]))
    ]
