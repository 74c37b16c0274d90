"""The expression language for authors, from the tables that parse it."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.content.limits import MAX_EXPRESSION
from wargame.rules.reading.syntax import FUNCTIONS, OPERATORS

INTRODUCTION = f"""\
## expressions

Arithmetic on whole numbers, in at most {MAX_EXPRESSION} characters. A number and a condition are
never mixed: write `trust > 0`, not `trust`. Divisors are positive constants. A choice is written
`a if c else b`.
"""

NAMES = (
    ("my.T, their.T", "track T of the seat that acts, and of its rival; also capital and score"),
    ("my.hand_size", "how many cards the seat that acts holds; read only"),
    ("my.buried", "cards that the seat has buried this round, where it can; read only"),
    ("my.passed", "plays it has passed this round, where passing is limited or paid; read only"),
    ("SEAT.T", "the same of a seat by its id"),
    ("shared.T", "a track of the whole table"),
    ("party.ID.T", "a track of a party; inside `each:` simply party.T"),
    ("measure, project", "the one in hand inside `each:` and `target:`; also measure.in_force …"),
    ("roll", "the number that luck gave, inside `roll:`; read only"),
    ("measure.M", "a measure's level on the books"),
    ("measure.M.in_force", "its level less what is paused; read only"),
    ("measure.M.paused", "its levels that are paused; read only"),
    ("measure.M.age", "how long it has been in force: +1 each round, -2 otherwise; read only"),
    ("project.P", "the stage a project has reached, 0 for nothing yet; read only"),
    ("project.P.done", "1 when its last stage is reached, else 0; read only"),
    ("project.P.working", "rounds of work left on its next stage; read only"),
    ("action.A.used, action.A.total", "how often it was taken: this round, and so far; read only"),
    (
        "me, rival, SEAT, nobody",
        "what a track of `kind: seat` holds; compared with == and != alone",
    ),
    ("card.C.used", "how often the policy of a card has happened; read only"),
    (
        "card.C.in_effect, card.C.left",
        "of a card that stays: 1 while it is in effect, and for how many rounds, this one included",
    ),
    ("game.round", "the round, from 1; read only"),
    ("game.era", "the present era, from 1, where a deck has `eras`: `game.era >= truces`"),
    ("game.deals, game.deal_left", "deals in force, and rounds left of the next one to end"),
    ("game.deals_made, game.breaches, game.extensions", "how many there have been"),
    ("game.injects", "injects drawn so far"),
    ("front.F", "who leads on a front: above 0 the first seat, below 0 the second; read only"),
    ("front.F.stake", "what is at stake on it this round; 0 once it has been judged; read only"),
    ("front.F.due", "in how many rounds it is judged, 0 for this one; 999 never; read only"),
    ("front.F.next", "what will be at stake then; read only"),
    ("front.F.last, front.F.staked", "who led, and the stake, when it was last judged; read only"),
    ("game.judged", "the last round whose judgements are over; read only"),
    ("game.docket", "the place in the deck of the front on the docket, from 1; 0 none; read only"),
    ("game.docket_last", "the same of the front that was named last; read only"),
    ("number.N", "a named number of the deck; read only"),
)
"""How numbers are named, and what each of them is."""

STATEMENTS = (
    ("NAME = a", "the number becomes a"),
    ("NAME += a", "it rises by a"),
    ("NAME -= a", "it falls by a"),
)


def language_reference() -> str:
    """The section on expressions of the authors' reference, as Markdown."""
    return "\n".join(
        [
            INTRODUCTION,
            _table("Name", NAMES),
            _table("Sign", OPERATORS.items()),
            _table("Function", FUNCTIONS.values()),
            "A line of an effect changes one number, which never leaves its range:\n",
            _table("Line", STATEMENTS),
        ]
    )


def _table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {head} | What it is |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{word}` | {what} |" for word, what in rows), ""])
