"""A class of 45 minutes on a real terminal, with all that a facilitator does to a game."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import unescape
from itertools import cycle
from pathlib import Path

import pytest

from tests.conftest import LONG_S, CommandLine
from tests.report.pdf_text import can_read_pdf, text_of
from tests.tui.terminal import Terminal, plain
from wargame.play.event import CONTROL, Act, Back, Chance, Note, Ruling
from wargame.seminar.inject_plan import happened
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.store.verify import verify
from wargame.store.world import World
from wargame.tui.held import READ_S

pytestmark = pytest.mark.waits

F9, ESC = "\x1b[20~", "\x1b"
SEED, FIRST = 7, "u"
"""Of a class that begins with a play, and who has it."""
LAST = 6
"""The round in which the bell goes."""
WHOLE_S = 5.0
"""Seconds of waiting for a text after which all of a screen is drawn anew."""
SETTLED = 25
"""Looks at a save that has not grown, after which nothing more is coming from who is at rest."""


def passphrase_of(folder: Path) -> str:
    plan = (folder / "monday" / "plan.yaml").read_text(encoding="utf-8")
    found = re.search(r"passphrase: '([^']+)'", plan)
    assert found is not None
    return found[1]


class Class:
    """A seminar that is run on a terminal: each line waits for what comes of it."""

    def __init__(self, folder: Path, terminal: Terminal) -> None:
        self.terminal = terminal
        self.passphrase = passphrase_of(folder)

    def press(self, keys: str, then: str) -> None:
        """Press keys, and wait until a text is drawn.

        Of a line that changes only what is new is drawn, so that a text may come in parts: again
        and again the whole screen is asked for, since on a busy machine it may come later still.
        """
        start, begun = len(self.terminal.drawn), time.monotonic()
        self.terminal.press(keys)
        asked, sizes = begun, cycle(((121, 40), (120, 40)))
        while then not in plain(self.terminal.drawn[start:]):
            now = time.monotonic()
            assert now - begun < LONG_S, (keys, then, plain(self.terminal.drawn[start:]))
            if now - asked > WHOLE_S:
                self.terminal.resize(*next(sizes))
                asked = now
            self.terminal.read(0.02)

    def line(self, text: str, then: str) -> None:
        self.press(f"{text}\r", then)

    def keep(self, folder: Path, text: str) -> None:
        """Wait until a text is in the save, and all that came with it: screens wait for no disk."""
        save = folder / "monday" / "tables" / "1.jsonl"
        size, same, begun = -1, 0, time.monotonic()
        while (
            text not in save.read_text(encoding="utf-8")
            or same < SETTLED
            or not self.terminal.is_at_rest
        ):
            assert time.monotonic() - begun < LONG_S, f"never kept: {text}"
            before, size = size, save.stat().st_size
            same = same + 1 if size == before else 0
            self.terminal.read(0.02)

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
    text = re.sub(r"secret: .*\n", "", text)  # so that its luck is known here
    text = re.sub("# facilitator: NAME", f"facilitator: {NAME}", text)
    plan.write_text(f"{text}injects:\n  - {{inject: lab_success, round: 2}}\n", encoding="utf-8")
    with running(tmp_path) as monday:
        monday.sit(FIRST)
        with monday.console():
            monday.line("next", "Survey before play begins")
            monday.line("next", "first half begins")
            monday.line("inject good_harvest because By hand.", "has come")
            monday.line("swap china greedy because Off to the dentist.", "is played by greedy")
            monday.line("swap china human because Back from the dentist.", "is played by human")
            monday.line("bookmark Watch this.", "written down")
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
        monday.keep(tmp_path, "A joint stockpile")
        os.killpg(monday.terminal.process.pid, signal.SIGKILL)
    with running(tmp_path) as monday, monday.console():
        monday.line("back because They were too quick.", "Back before move")
        monday.line("reroll because Again, for the class.", "Luck: It")
        monday.line("choose outcome 2 because It fits what was said.", "It is outcome 2")
        monday.line("inject stock_report when shared.tension >= 0 because It is so.", "Planned")
        monday.press(ESC, "Press u")
        monday.sit("u", "Enter: on")  # what the rival did
        monday.terminal.give(4 * READ_S)
        monday.press("\r", "If you do")  # that is read: the question comes forward
        monday.terminal.press("\x11")
        assert monday.terminal.leave() == 0
    play_to_the_bell(tmp_path)
    path = tmp_path / "monday" / "tables" / "1.jsonl"
    assert verify(path, World()).code == 0
    save = load(path, World())
    check(save.record.events, happened(match_of(save)))
    for kind in KINDS:
        out = tmp_path / f"monday.{kind}"
        made = wargame("report", str(path), "-o", str(out))
        assert made.code == 0, made.err
        if kind == "pdf":
            assert missing_in_pdf(out) == []
        else:
            assert missing_in(out.read_text(encoding="utf-8"), kind) == []
    assert missing_in(wargame("replay", str(path), "--json").out, "json") == []


def play_to_the_bell(folder: Path) -> None:
    """Play on in linear text, to the last round; then the bell goes."""
    with Terminal("seminar", "run", "monday", "--plain", folder=folder) as terminal:
        table = TextTable(folder, terminal)
        table.until("2025 Q2, plays")
        table.line("memo /2 Hold the stores.")
        table.line("forecast managed_truce")
        table.line("reason /Envoy They needed time.")
        table.line("pass")
        table.until("2025 Q2, plays")
        moves = table.console("log", "leave")
        passed = r"^ *(\d+)  round 2, plays: (?:United States|China) passes"
        rivals = re.findall(passed, moves, re.MULTILINE)
        table.until("You may")
        table.console(f"back {rivals[-1]} because A slip of the rival.", "leave")
        table.until("2026 Q2, plays")
        table.console("close because The bell has gone.")
        assert "scored as it stands" in table.said
        assert "Enter leaves the table; console is the facilitator's" in table.said
        terminal.press("\r")
        assert terminal.leave() == 0


class TextTable:
    """A seminar in linear text: whoever is asked takes the first of all answers."""

    def __init__(self, folder: Path, terminal: Terminal) -> None:
        self.terminal = terminal
        self.passphrase = passphrase_of(folder)
        self.said = self._read(0)

    def line(self, text: str) -> str:
        """Type a line; gives what was said until the next one is asked for."""
        start = len(self.terminal.drawn)
        self.terminal.press(f"{text}\r")
        self.said = self._read(start)
        return self.said

    def until(self, text: str) -> None:
        """Decide, until a text is shown to whoever is to decide."""
        for _ in range(400):
            if text in self.said and "You may" in self.said:
                return
            self.line("" if "then press Enter" in self.said[-300:] else "1")
        raise AssertionError((text, self.said))

    def console(self, *lines: str) -> str:
        """Do something at the console; gives what was said to the first line."""
        told = [self.line(one) for one in ("console", self.passphrase, *lines)]
        return told[2]

    def _read(self, start: int) -> str:
        end = time.monotonic() + LONG_S
        while time.monotonic() < end and self.terminal.process.poll() is None:
            self.terminal.read(0.01)
            told = plain(self.terminal.drawn[start:])
            if told.endswith("> "):
                break
        self.terminal.read(0.05)
        return plain(self.terminal.drawn[start:]).replace("\r", "")


KINDS = ["html", "md", "csv", "jsonl", *(["pdf"] if can_read_pdf() else [])]

NAME = "Ines Okoro"
"""Who facilitates."""


@dataclass(frozen=True)
class Done:
    """Something that the facilitator did: of what kind it is, a word of what it was, and why."""

    kind: str
    what: str
    why: str = ""


ACTS = (
    Done("note", NAME),
    Done("note", "half begins"),
    Done("ruling", "full silos", "By hand."),
    Done("seat", "greedy", "Off to the dentist."),
    Done("seat", "human", "Back from the dentist."),
    Done("ruling", "Tension", "A misread card."),
    Done("note", "", "A fire drill."),
    Done("note", "go"),
    Done("ruling", "Trust", "A joint stockpile"),
    Done("back", "", "They were too quick."),
    Done("back", "", "Again, for the class."),
    Done("back", "", "It fits what was said."),
    Done("luck", "", "It fits what was said."),
    Done("note", "when shared.tension >= 0", "It is so."),
    Done("ruling", "defence stock leaks", "It is so."),
    Done("luck", "", "It is in the plan."),
    Done("back", "", "A slip of the rival."),
    Done("ruling", "the game ends", "The bell has gone."),
)
"""All that the facilitator did, in order."""
SAID = (("Hold the stores.", "2"), ("They needed time.", "Envoy"), ("Watch this.", NAME))
"""What was written down, and by whom."""


def acts_in(kind: str) -> list[Done]:
    """The acts as they stand in a report; what is for people to read calls a person so."""
    is_data = kind in ("csv", "json", "jsonl")
    return [
        replace(one, what="A person") if one.what == "human" and not is_data else one
        for one in ACTS
    ]


def missing_in(told: str, kind: str) -> list[object]:
    """The acts that a report, or a replay, does not tell together with who did it and why."""
    return [
        *(one for one in acts_in(kind) if not any(tells(row, one) for row in rows_of(told, kind))),
        *(one for one in SAID if not any(is_in(one, row) for row in rows_of(told, kind))),
    ]


def missing_in_pdf(path: Path) -> list[str]:
    """What the section of acts does not tell; a cell wraps, so its words are looked for there."""
    section = text_of(path).split("What control did")[-1].split("To talk about")[0]
    told = "".join(section.split())
    words = [word for one in acts_in("pdf") for word in f"{one.what} {one.why}".split()]
    surname = NAME.split()[1]
    return [
        *(word for word in words if word not in told),
        *([surname] if section.count(surname) < len(ACTS) else []),
        *([CONTROL] if section.count("Control") < len(ACTS) else []),
    ]


def tells(row: str, one: Done) -> bool:
    """Whether a row tells of an act, who did it, and why."""
    return is_in((one.what, one.why, NAME), row) and "control" in row.casefold()


def is_in(texts: Sequence[str], row: str) -> bool:
    return all("".join(text.split()) in row for text in texts)


def rows_of(told: str, kind: str) -> list[str]:
    """What stands together in a report, without blanks: a row of a table, or an object."""
    match kind:
        case "json":
            found = [json.dumps(one) for one in json.loads(told)["proceedings"]]
        case "jsonl":
            found = told.splitlines()
        case "csv":
            found = ["|".join(row) for row in csv.reader(io.StringIO(told))]
        case "md":
            found = told.replace("\\", "").splitlines()
        case "html":
            found = [re.sub("<[^>]*>", "|", row) for row in re.findall("(?s)<tr>.*?</tr>", told)]
        case _:
            raise AssertionError(kind)
    return ["".join(unescape(one).split()) for one in found]


def check(events: Sequence[object], come: frozenset[str]) -> None:
    """All that was done is in the record with its reason."""
    rulings = {one.why.partition(":")[0] for one in events if isinstance(one, Ruling)}
    title = {"u": "United States", "c": "China"}[FIRST]
    done = {"By hand.", "It is so.", "A misread card.", title, "The bell has gone."}
    assert done <= rulings
    backs = [one.why for one in events if isinstance(one, Back)]
    assert backs == [one.why for one in ACTS if one.kind == "back"]
    chosen = [one for one in events if isinstance(one, Chance) and one.by == CONTROL]
    assert {"It fits what was said.", "It is in the plan."} <= {one.why for one in chosen}
    notes = [one.text for one in events if isinstance(one, Note)]
    assert {"A fire drill.", "Watch this."} <= {*notes}
    assert {"good_harvest", "stock_report", "lab_success"} <= come
    assert max(one.round for one in events if isinstance(one, Act)) == LAST
