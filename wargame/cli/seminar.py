"""`wargame seminar`: a class, from the plan to the end."""

from __future__ import annotations

from wargame.cli.group import Lazy

seminar = Lazy(
    name="seminar",
    help="Run a class on a game: plan it, play it with a facilitator, end it on time.",
    table={
        "new": ("wargame.cli.seminar_run:new", "A plan, a brief for each side, your book."),
        "run": ("wargame.cli.seminar_run:run", "Play a table, or go on with it."),
        "print": ("wargame.cli.seminar_run:print_kit", "Its pages for paper, as PDF."),
        "close": ("wargame.cli.seminar_run:close_table", "End a table's game now."),
    },
)
