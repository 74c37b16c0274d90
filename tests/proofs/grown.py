"""Any deck that is accepted: grown by chance, checked, played, kept, told of and counted.

    python -m tests.proofs.grown --count 300

Each number is a deck (`rules/growing`) that is held to whatever holds for any; `--first N --count
1` repeats one. It is checked as its rules are, at the table in every answer, and by command lines
that have to come to an end without a fault of ours.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from tests.conftest import own_in, seated
from tests.proofs.counting import Figures, parser_of, told
from tests.rules.growing.checks import CHECKS
from tests.rules.growing.decks import grown
from tests.table.test_queries import check
from wargame.cli.door import run
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.store.own import FOLDER_VARIABLE
from wargame.table.host.sitting import Sitting

SPACING = 17
"""Moves from one position of a game at which everything is asked to the next."""

NOUNS = (
    *("cards", "measures", "projects", "actions", "injects", "agendas", "reviews", "fronts"),
    *("rules", "endings", "tracks", "modifiers", "eras"),
)
"""What `deck show` tells of by its id."""

ASKED = ("?1", "cards", "rules", "why", "board", "hand", "log", "rival", "undo", "redo", "score")
"""What somebody types among numbers."""


def grown_decks(numbers: range) -> Figures:
    """Each number's deck, held to everything."""
    moves = lines = 0
    for number in numbers:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / f"grown{number}"
            folder.mkdir()
            game = Game(grown(number, folder))
            try:
                for one in CHECKS:
                    one(game, folder, number)
                moves += ask_everything(game, number)
                lines += by_command(game, folder, number)
            except BaseException:
                sys.stderr.write(f"deck {number}\n")
                raise
    return {"decks": len(numbers), "moves asked about": moves, "command lines": lines, "faults": 0}


def ask_everything(game: Game, number: int) -> int:
    """A game at a table, with every answer there is at some of its positions. Gives its moves."""
    match = Match(game, seated(game, number), number, traced=True)
    while not match.is_over:
        match.step()
        if match.is_over or match.course.ply % SPACING == 0:
            mover = game.current_seat(match.state)
            check(Sitting(match).scene(mover if mover in game.seats else game.seats[0]))
    return int(match.course.ply)


def by_command(game: Game, folder: Path, number: int) -> int:
    """What people type of a deck and of a game of it. Gives how many lines that were."""
    saves = folder.parent / "saves"
    save, view = str(saves / "it.jsonl"), str(saves / "view.jsonl")
    deck, page = str(folder), str(saves / "page.html")
    lines = [["deck", "check", deck], ["deck", "show", deck, "--rules"], ["deck", "odd", deck]]
    lines += [["deck", "show", deck, name] for name in items(game)]
    people = ["--seat", "north=human", "--seat", "south=random", "--seed", str(number)]
    lines += [["play", deck, "--plain", *people, "--saves", str(saves), "--save", "it"]]
    lines += [["resume", save, "--plain"], ["save", "verify", save], ["replay", save, "--plain"]]
    lines += [["debrief", save], ["report", save, "-o", page]]
    lines += [["save", "export", save, "--seat", "south", "-o", view], ["save", "verify", view]]
    for study in (["simulate", deck], ["lab", "coverage", deck], ["lab", "balance", deck]):
        lines += [[*study, "--games", "5", "--seed", str(number)]]
    saves.mkdir()
    with patch.dict(os.environ, {FOLDER_VARIABLE: str(own_in(folder.parent))}):
        for line in lines:
            code, said = typed(line, "\n".join(answers(number)))
            assert code in (0, 2), (line, said)
    return len(lines)


def items(game: Game) -> Iterator[str]:
    """The ids of a deck, each once."""
    deck = game.deck
    nouns = [one for noun in NOUNS for one in getattr(deck, noun)]
    nouns += [*deck.deals.items, *deck.deals.packages] if deck.deals else []
    yield from dict.fromkeys(noun.id for noun in nouns)


def answers(number: int) -> Iterator[str]:
    """What somebody types at a table: mostly numbers."""
    dice = random.Random(number)
    for _ in range(400):
        yield dice.choice(ASKED) if dice.random() < 0.1 else str(dice.randint(1, 6))


def typed(line: list[str], answers: str) -> tuple[int, str]:
    """Run a command line; its exit code, and what it said of errors."""
    out, said = io.StringIO(), io.StringIO()
    given = patch.object(sys, "stdin", io.StringIO(answers))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said), given:
        return run(line), said.getvalue()


if __name__ == "__main__":
    asked = parser_of(__doc__, 300).parse_args()
    told(lambda: grown_decks(range(asked.first, asked.first + asked.count)))
