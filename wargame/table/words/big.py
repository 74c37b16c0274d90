"""Large figures for people who read from the back of a room."""

from __future__ import annotations

_SHAPES = {
    "0": "111101101101111",
    "1": "010110010010111",
    "2": "111001111100111",
    "3": "111001111001111",
    "4": "101101111001001",
    "5": "111100111001111",
    "6": "111100111101111",
    "7": "111001010010010",
    "8": "111101111101111",
    "9": "111101111001111",
    "-": "000000111000000",
    "+": "000010111010000",
    ":": "000010000010000",
    "/": "001001010100100",
    " ": "000000000000000",
}
"""Three by five dots each, row by row."""

_WIDE, _TALL = 3, 5
_HALVES = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


def big(text: str, *, is_ascii: bool) -> list[str]:
    """Figures in large type, line by line; what has no large shape is left blank.

    >>> print("\\n".join(big("10", is_ascii=True)))
     #  ###
    ##  # #
     #  # #
     #  # #
    ### ###
    """
    rows = ["".join(f"{_row(char, y)}0" for char in text) for y in range(_TALL)]
    if is_ascii:
        return [row.replace("0", " ").replace("1", "#").rstrip() for row in rows]
    rows.append("0" * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(_HALVES[pair] for pair in zip(*two, strict=True)) for two in pairs]


def _row(char: str, y: int) -> str:
    shape = _SHAPES.get(char, _SHAPES[" "])
    return shape[y * _WIDE : (y + 1) * _WIDE]
