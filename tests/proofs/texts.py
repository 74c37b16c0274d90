"""G13: a deck each of whose texts is hostile, shown everywhere: nothing of it is obeyed.

    python -m tests.proofs.texts [--count 200]

Before every title, text, source, label and brief of a deck, past all that a loader refuses, stand a
number and an escape sequence, brackets, and signs that turn the reading order. The deck is then
played on a terminal, with keys that open everything, and in plain text, with every question asked;
then come all commands that tell of a deck or of a kept game, with the files that they write.
Of no text may the sequence come out as it is, nor an action run; written out it has to be there,
and how many of the texts were seen is counted.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tests.conftest import child_environment
from tests.proofs.counting import Figures, parser_of, told
from tests.proofs.markers import COMMANDS, KEYS
from tests.strategies import ROOT
from tests.tui.terminal import Terminal, plain
from wargame.content.load import load_deck
from wargame.rules.game import Game

TEXTS = {"title", "text", "about", "source", "short", "group", "labels", "name", "as_of", "unit"}
TEXTS |= {"interests", "constraints", "private", "debrief", "ask", "answers", "brief", "why"}
"""Fields that people read."""

IDENTIFIER = re.compile(r"[a-z0-9_]+")
"""A source that is named instead of told: it is no text."""

BEFORE = "\x1b]0;owned\x07[/][@click=app.quit]\u202e"
RAW = (b"\x1b]0;owned", b"\xc2\x9b", "\u202e".encode())
SEEN = re.compile(r"<(\d+)>\\x1b\]0;owned")

GAME = """
import sys
from tests.proofs.texts import hostile_game
from wargame.table.host.shelf import NoShelf
game = hostile_game()[0]
sitting = NoShelf().begin(game, dict(zip(game.seats, ("human", "greedy"))), 4, "")
"""
ON_SCREEN = f"""{GAME}
from wargame.tui.app import WargameApp, run_app
sys.exit(run_app(WargameApp(lambda app: app.start(sitting))))
"""
IN_PLAIN = f"""{GAME}
from wargame.cli.linear import console
from wargame.table.plain.table import PlainTable
PlainTable(sitting, console()).play()
"""
BY_COMMANDS = """
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
        *(["report", "kept", "-o", f"review{kind}", *saves] for kind in (".html", ".md", ".csv")),
        ["seminar", "new", "class", "--deck", deck.id],
    ]


def hostile_game() -> tuple[Game, int]:
    """The primer with a hostile text at every place, and how many there are."""
    loaded = load_deck(ROOT / "decks" / "primer")
    numbers = count()
    written = spoilt(loaded.deck, "", numbers)
    return Game(replace(loaded, written=written)), next(numbers)


def spoilt(value: Any, name: str, numbers: Any) -> Any:
    """A part of a deck with every text in it spoilt."""
    match value:
        case BaseModel():
            changed = {
                field: spoilt(getattr(value, field), field, numbers)
                for field in type(value).model_fields
            }
            return value.model_copy(update=changed)
        case list() | tuple():
            return type(value)(spoilt(one, name, numbers) for one in value)
        case str() if name == "source" and IDENTIFIER.fullmatch(value):
            return value
        case str() if name in TEXTS and value:
            return f"<{next(numbers)}>{BEFORE}{value}"
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
        kept = [path.read_bytes() for path in files if path.suffix != ".jsonl"]
    return b"\n".join((done.stdout, done.stderr, *kept))


def texts(most: int) -> Figures:
    """Show all, and search what came out."""
    found: set[str] = set()
    drawn = {"screen": on_screen(most), "plain": in_plain(), "commands": by_commands()}
    for where, data in drawn.items():
        for raw in RAW:
            assert raw not in data, f"{where}: {raw!r} came out as it is"
        found |= set(SEEN.findall(re.sub(r"\s+", "", plain(data))))
    assert len(found) > 20, "next to nothing was shown"
    total = hostile_game()[1]
    size = sum(map(len, drawn.values()))
    return {"texts": total, "seen": len(found), "bytes": size, "obeyed": 0}


if __name__ == "__main__":
    asked = parser_of(__doc__, 200).parse_args()
    told(lambda: texts(asked.count))
