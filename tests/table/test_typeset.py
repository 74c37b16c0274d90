"""Reports as text."""

from __future__ import annotations

from wargame.table.reports.blocks import Column, number, table
from wargame.table.reports.typeset import text


def test_every_cell_stands_below_the_head_of_its_column() -> None:
    """However long a name, a number or a head is."""
    columns = [Column("what", 4), Column("of", gap=2), number("a long head", 3), number("n", 2)]
    rows = [("a long name", "us", 1, 1_000_000), ("b", "both", 2, 3)]
    head, *told = text((table(columns, rows),))
    assert [head, *told] == [
        " what         of   a long head       n",
        " a long name  us             1 1000000",
        " b            both           2       3",
    ]
