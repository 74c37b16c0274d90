"""G13: a deck each of whose texts is hostile, shown everywhere: nothing of it is obeyed.

    python -m tests.proofs.texts [--count 200]

Before every title, text, source, label and brief of a deck, past all that a loader refuses, stand a
number and an escape sequence, brackets, and signs that turn the reading order. The deck is then
played on a terminal, with keys that open everything, and in plain text, with every question asked;
then come all commands that tell of a deck or of a kept game, with the files that they write.
Of no text may the sequence come out as it is, nor an action run; written out it has to be there,
and how many of the texts were seen is counted, noun by noun. What is on paper is read where this
machine can read it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tests.conftest import child_environment
from tests.proofs.counting import Figures, parser_of, told
from tests.proofs.markers import COMMANDS, KEYS
from tests.report.pdf_text import can_read_pdf, text_of
from tests.strategies import ROOT
from tests.tui.terminal import Terminal, plain
from wargame.content.load import load_deck
from wargame.content.model import Concepts, Odd, QuizQuestion, Says
from wargame.rules.game import Game

TEXTS = {"title", "text", "about", "source", "short", "group", "labels", "name", "as_of", "unit"}
TEXTS |= {"interests", "constraints", "private", "debrief", "ask", "brief", "why"}
TEXTS |= {"aim", "learned", "hint", "levels", "background", "seminar", "temper", "metric"}
"""Fields that people read."""
OF_A_KIND: dict[type[BaseModel], set[str]] = {
    kind: {*kind.model_fields} - {"concepts"} for kind in (Says, Odd, Concepts)
}
OF_A_KIND[QuizQuestion] = {"answers"}
"""Fields that people read of these alone: elsewhere they name things."""
OF_A_CLASS = {"delegations", "formats", "quiz", "debrief", "puzzles", "lessons", "briefs"}
"""Nouns of which some text has to be seen."""

IDENTIFIER = re.compile(r"[a-z0-9_]+")
"""A source that is named instead of told: it is no text."""

BEFORE = "\x1b]0;owned\x07[/][@click=app.quit]\u202e"
RAW = (b"\x1b]0;owned", b"\xc2\x9b", "\u202e".encode())
SEEN = re.compile(r"<(\d+)>\\x1b\]0;owned")

GAME = """
import sys
from tests.proofs.texts import hostile_game
from tests.shelf import NoShelf
game = hostile_game()[0]
sitting = NoShelf().begin(game, dict(zip(game.seats, ("human", "greedy"))), 4, "")
"""
ON_SCREEN = f"""{GAME}
from tests.tui.apps import make_app
from wargame.tui.app import run_app
sys.exit(run_app(make_app(lambda app: app.start(sitting))))
"""
IN_PLAIN = f"""{GAME}
from wargame.cli.linear import console
from wargame.table.plain.table import PlainTable
PlainTable(sitting, console()).play()
"""
BY_COMMANDS = """
import io
import sys
from pathlib import Path
from unittest.mock import patch
from tests.proofs.texts import command_lines, hostile_game
from wargame.cli.door import run
from wargame.content import load
from wargame.play.match import Match
from wargame.players.registry import make_player
from wargame.store.save import Save
from wargame.store.savefile import create
from wargame.store.world import World
game = hostile_game()[0]
match = Match(game, {seat: make_player("greedy", game, seat, 4) for seat in game.seats}, 4)
Path("saves").mkdir()
match.journal = create(Path("saves/kept.jsonl"), game, match.record, World())
match.run()
match.journal.close()
opened = patch.object(load, "load_deck", lambda *_, **__: game.loaded)
with opened, patch.object(Save, "game", game):
    for line in command_lines(game):
        sys.stdin = io.StringIO("hint\\nwhy\\n" + "1\\n" * 9)
        assert run(line) == 0, line
"""


def command_lines(game: Game) -> list[list[str]]:
    """What is typed to be told of a deck, of each thing in it, and of the game kept in `saves`."""
    deck = game.loaded.written
    kinds = (deck.cards, deck.measures, deck.projects, deck.injects, deck.reviews)
    others = (deck.fronts, deck.actions, deck.endings, deck.agendas, deck.rules, deck.tracks)
    items = deck.deals.items if deck.deals else ()
    things = [thing.id for kind in (*kinds, *others, items) for thing in kind]
    saves = ["--saves", "saves"]
    return [
        ["deck", "show", deck.id],
        *(["deck", "show", deck.id, thing] for thing in things),
        ["deck", "show", deck.id, "--rules"],
        ["deck", "odd", deck.id],
        ["deck", "odd", deck.id, "--html", "odd.html"],
        ["lab", "coverage", deck.id, "--games", "4", "--html", "coverage.html"],
        ["lab", "balance", deck.id, "--games", "4", "--html", "balance.html"],
        ["lab", "claims", deck.id, "--games", "2", "--html", "claims.html"],
        *(["tutorial", deck.id, "--plain", "--lesson", one.id] for one in deck.lessons),
        ["replay", "kept", "--plain", *saves],
        ["puzzle", deck.id, "--plain"],
        *(["puzzle", deck.id, one.id, "--plain"] for one in deck.puzzles),
        *(["puzzle", deck.id, one.id, "--solution"] for one in deck.puzzles),
        *(["report", "kept", "-o", f"review{kind}", *saves] for kind in (".html", ".md", ".csv")),
        *(line for one in deck.formats for line in of_a_class(deck.id, one.minutes)),
        *(on_paper(deck.id, saves) if can_read_pdf() else ()),
    ]


def of_a_class(deck: str, minutes: int) -> list[list[str]]:
    """What is typed for a class of so many minutes, with everybody for whom there is a page."""
    name = f"class{minutes}"
    run = ["--format", str(minutes), "--people", "8", "--tables", "1"]
    made = [["seminar", "new", name, "--deck", deck, *run]]
    return [*made, *([["seminar", "print", name]] if can_read_pdf() else [])]


def on_paper(deck: str, saves: list[str]) -> list[list[str]]:
    """What is typed for other pages on paper."""
    return [
        ["report", "kept", "-o", "review.pdf", *saves],
        ["deck", "print", deck, "-o", "cards.pdf"],
    ]


def hostile_game() -> tuple[Game, list[str]]:
    """The primer with a hostile text at every place, and the noun of each by its number."""
    loaded = load_deck(ROOT / "decks" / "primer")
    nouns: list[str] = []
    changed = {
        noun: spoilt(getattr(loaded.deck, noun), noun, noun, nouns)
        for noun in type(loaded.deck).model_fields
    }
    return Game(replace(loaded, written=loaded.deck.model_copy(update=changed))), nouns


def texts_of(owner: BaseModel, field: str) -> str:
    """What a field is called, if it is text of this kind of thing alone: `text`."""
    return "text" if field in OF_A_KIND.get(type(owner), ()) else field


def spoilt(value: Any, name: str, noun: str, nouns: list[str]) -> Any:
    """A part of a deck with every text in it spoilt; the noun of each is added to a list."""
    match value:
        case BaseModel():
            changed = {
                field: spoilt(getattr(value, field), texts_of(value, field), noun, nouns)
                for field in type(value).model_fields
            }
            return value.model_copy(update=changed)
        case list() | tuple():
            return type(value)(spoilt(one, name, noun, nouns) for one in value)
        case str() if name == "source" and IDENTIFIER.fullmatch(value):
            return value
        case str() if name == "title" and noun == "delegations":
            return value  # a plan names people by it, and its loader takes no such sign
        case str() if name in TEXTS and value:
            nouns.append(noun)
            return f"<{len(nouns) - 1}>{BEFORE}{value}"
    return value


def on_screen(most: int) -> bytes:
    """What a terminal is sent while keys open everything there is."""
    with (
        tempfile.TemporaryDirectory() as place,
        Terminal(code=ON_SCREEN, folder=Path(place), size=(200, 60)) as terminal,
    ):
        terminal.wait_for("Enter begins")
        for number in range(most):
            key = ("\r", *KEYS)[number % (len(KEYS) + 1)]
            terminal.press(key)
            terminal.read(0.05)
            if key == COMMANDS:
                terminal.settle(0.3)
                terminal.press("\x1b")
        terminal.settle(0.3)
        assert terminal.process.poll() is None, "a text was obeyed"
        terminal.press("\x11")
        assert terminal.leave() == 0
        assert "of ours broke" not in plain(terminal.drawn)
        return terminal.drawn


def in_plain() -> bytes:
    """What plain text says to every question, and of a game."""
    from wargame.table.told.queries import QUERIES  # noqa: PLC0415 - one list

    lines = [*QUERIES, *("3", "5", "1", "log", "coming") * 60, *QUERIES]
    line = [sys.executable, "-c", IN_PLAIN]
    done = subprocess.run(
        line,
        input="\n".join(lines).encode(),
        capture_output=True,
        check=True,
        env=child_environment(),
        cwd=ROOT,
    )
    return done.stdout + done.stderr


def by_commands() -> bytes:
    """What the commands say that tell of a deck or of a kept game, and what they write."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", BY_COMMANDS],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env={**child_environment(), "PYTHONPATH": str(ROOT)},
            cwd=folder,
        )
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        kept = [told_in(path) for path in files if path.suffix != ".jsonl"]
    return b"\n".join((done.stdout, done.stderr, *kept))


def told_in(path: Path) -> bytes:
    """What a file says, in bytes."""
    return text_of(path).encode() if path.suffix == ".pdf" else path.read_bytes()


def texts(most: int) -> Figures:
    """Show all, and search what came out."""
    found: set[str] = set()
    drawn = {"screen": on_screen(most), "plain": in_plain(), "commands": by_commands()}
    for where, data in drawn.items():
        for raw in RAW:
            assert raw not in data, f"{where}: {raw!r} came out as it is"
        found |= set(SEEN.findall(re.sub(r"\s+", "", plain(data))))
    assert len(found) > 20, "next to nothing was shown"
    nouns = hostile_game()[1]
    total, seen = Counter(nouns), Counter(nouns[int(number)] for number in found)
    assert set(seen) >= OF_A_CLASS & set(total), "a noun was shown nowhere"
    by_noun = {noun: f"{seen[noun]} of {total[noun]}" for noun in sorted(total)}
    size = sum(map(len, drawn.values()))
    return {"texts": len(nouns), "seen": len(found), "bytes": size, "obeyed": 0, **by_noun}


if __name__ == "__main__":
    asked = parser_of(__doc__, 200).parse_args()
    told(lambda: texts(asked.count))
