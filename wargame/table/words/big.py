"""Large type: figures for people who read from the back of a room, capitals for what matters."""

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
    "A": "010101111101101",
    "B": "110101110101110",
    "C": "011100100100011",
    "D": "110101101101110",
    "E": "111100110100111",
    "F": "111100110100100",
    "G": "011100101101011",
    "H": "101101111101101",
    "I": "11111",
    "J": "001001001101010",
    "K": "101101110101101",
    "L": "100100100100111",
    "M": "1000111011101011000110001",
    "N": "10011101101110011001",
    "O": "010101101101010",
    "P": "110101110100100",
    "Q": "010101101110011",
    "R": "110101110101101",
    "S": "011100010001110",
    "T": "111010010010010",
    "U": "101101101101111",
    "V": "101101101101010",
    "W": "1000110001101011101110001",
    "X": "101101010101101",
    "Y": "101101010010010",
    "Z": "111001010100111",
    " ": "000000000000000",
}
"""Five rows of dots each, one row after the other; most are three dots wide."""

_TALL = 5
_HALVES = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


def big(text: str, *, is_ascii: bool) -> list[str]:
    """Figures and capitals in large type, line by line; what has no large shape is left blank.

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


def is_drawn(text: str) -> bool:
    """Whether all of a text has a large shape.

    >>> is_drawn("NORTH WINS"), is_drawn("Österreich")
    (True, False)
    """
    return set(text) <= _SHAPES.keys()


def _row(char: str, y: int) -> str:
    shape = _SHAPES.get(char, _SHAPES[" "])
    wide = len(shape) // _TALL
    return shape[y * wide : (y + 1) * wide]
