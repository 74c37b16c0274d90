"""How is it called and drawn? Titles, signs, widths, rows, and the numbers of a board.

One rule: nothing here knows a match; a word or a row depends on a deck and a view alone.
"""
