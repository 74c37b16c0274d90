"""A class of 45 minutes on a real terminal, with all that a facilitator does to a game."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.tui.terminal import Terminal, plain
from wargame.play.event import CONTROL, Back, Chance, Note, Ruling
from wargame.seminar.session import happened
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.store.verify import verify
from wargame.store.world import World

F9, ESC = "\x1b[20~", "\x1b"
SEED, FIRST = 7, "u"
"""Of a class that begins with a play, and who has it."""


class Class:
    """A seminar that is run on a terminal: each line waits for what comes of it."""

    def __init__(self, folder: Path, terminal: Terminal) -> None:
        self.terminal = terminal
        plan = (folder / "monday" / "plan.yaml").read_text(encoding="utf-8")
        found = re.search(r"passphrase: '([^']+)'", plan)
        assert found is not None
        self.passphrase = found[1]

    def press(self, keys: str, then: str) -> None:
        """Press keys, and wait until a text is drawn."""
        start, end = len(self.terminal.drawn), time.monotonic() + 60
        self.terminal.press(keys)
        while then not in plain(self.terminal.drawn[start:]):
            assert time.monotonic() < end, (keys, then, plain(self.terminal.drawn[start:]))
            self.terminal.read(0.02)

    def line(self, text: str, then: str) -> None:
        self.press(f"{text}\r", then)

    def sit(self, key: str, then: str = "Your play") -> None:
        """Lift the curtain, put the brief aside."""
        self.press(key, "Now press Enter")
        self.press("\r", "Enter begins")
        self.press("\r", then)

    @contextmanager
    def console(self) -> Iterator[None]:
        self.press(F9, "Passphrase")
        self.line(self.passphrase, "is to decide")
        yield


@contextmanager
def running(folder: Path) -> Iterator[Class]:
    with Terminal("seminar", "run", "monday", folder=folder, size=(120, 40)) as terminal:
        monday = Class(folder, terminal)
        monday.press("", "Pass the keyboard")
        yield monday


def test_a_class_of_45_minutes(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = ["--deck", "primer", "--format", "45", "--people", "8", "--tables", "1"]
    made = wargame("seminar", "new", "monday", *wanted)
    assert made.code == 0, made.err
    plan = tmp_path / "monday" / "plan.yaml"
    text = re.sub(r"seed: \d+", f"seed: {SEED}", plan.read_text(encoding="utf-8"))
    plan.write_text(f"{text}injects:\n  - {{inject: lab_success, round: 2}}\n", encoding="utf-8")
    with running(tmp_path) as monday:
        monday.sit(FIRST)
        with monday.console():
            monday.line("next", "Play begins")
            monday.line("inject good_harvest because By hand.", "has come")
            monday.line("override shared.tension += 3 because A misread card.", "Type yes")
            monday.line("yes", "It is so ruled")
            monday.line("pause A fire drill.", "stands still")
            monday.press(ESC, "Paused: A fire drill.")
        with monday.console():
            monday.line("go", "Play goes on")
            monday.press(ESC, "Pass the keyboard")
        monday.press(FIRST, "Now press Enter")
        monday.press("\r", "Your play")
        with monday.console():
            monday.line("move", "What does")
            for answer, then in (
                ("A joint stockpile", "speaks for"),
                ("Both need it", "speaks against"),
                ("Hawks rage", "Its chance"),
                ("50 60 70", "cost"),
                ("1 capital", "comes of it"),
                ("shared.trust += 4", "does not work?"),
                ("-", "Type yes"),
                ("yes", "It is done"),
            ):
                monday.line(answer, then)
        os.killpg(monday.terminal.process.pid, signal.SIGKILL)
    with running(tmp_path) as monday, monday.console():
        monday.line("back because They were too quick.", "Back before move")
        monday.line("reroll because Again, for the class.", "outcome")
        monday.line("choose outcome 2 because It fits what was said.", "It is outcome 2")
        monday.line("inject stock_report when shared.tension >= 0 because It is so.", "Planned")
        monday.press(ESC, "Press u")
        monday.sit("u", "ways to answer")
        monday.press("\r", "Your play")
        monday.press(F9, "Passphrase")
        monday.line(monday.passphrase, "is to decide")
        monday.line("close because The bell has gone.", "After the game")
        monday.terminal.press("\x11")
        assert monday.terminal.leave() == 0
    path = tmp_path / "monday" / "tables" / "1.jsonl"
    assert verify(path, World()).code == 0
    save = load(path, World())
    check(save.record.events, happened(match_of(save)))


def check(events: Sequence[object], come: frozenset[str]) -> None:
    """All that was done is in the record with its reason."""
    rulings = {one.why.partition(":")[0] for one in events if isinstance(one, Ruling)}
    title = {"u": "United States", "c": "China"}[FIRST]
    done = {"By hand.", "It is so.", "A misread card.", title, "The bell has gone."}
    assert done <= rulings
    backs = [one.why for one in events if isinstance(one, Back)]
    assert backs == ["They were too quick.", "Again, for the class.", "It fits what was said."]
    chosen = [one for one in events if isinstance(one, Chance) and one.by == CONTROL]
    assert "It fits what was said." in [one.why for one in chosen]
    notes = [one.text for one in events if isinstance(one, Note)]
    assert "A fire drill." in notes
    assert {"good_harvest", "stock_report"} <= come
