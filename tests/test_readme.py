"""README and the pages that it leads to say what is so: Python, transcript, card and commands.

What is typed there is held with that of all other pages: `cli/test_printed_lines`.

Run as a program, this file writes the transcript and the card anew, and a row for each command of
the lab that has none: `python tests/test_readme.py`.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click import Command, Context, Option

from tests.shelf import NoShelf
from wargame.cli.lab import lab
from wargame.content.library import DeckLibrary
from wargame.lab.runs.games import shared_game
from wargame.play.player import HUMAN, secret_for
from wargame.players.registry import GROUP
from wargame.table.plain.console import Console
from wargame.table.plain.table import PlainTable

README = Path(__file__).parents[1] / "README.md"
COMMANDS = README.parent / "wargame" / "COMMANDS.md"
FROM_PYTHON = README.parent / "wargame" / "PYTHON.md"
SEED = 5
TYPED = ("?tighten duty", "tighten duty", "why tension", "log")
OPENING = re.compile(r"<!-- transcript:.*?-->\n```text\n(.*?)```\n<!-- end", re.DOTALL)
ELISION = "[…]"
CARD, CARD_CLASS = "allied_ore", "AlliedOre"
MADE = rf"^class {CARD_CLASS}:\n(?:(?:    .*)?\n)*"
"""Its class in the generated module, row and all."""

CARD_PARTS = re.compile(r"<!-- card:.*?-->\n(.*?)<!-- end of card -->", re.DOTALL)


def card() -> str:
    """A card as its author wrote it, and the class and row that the engine makes of it."""
    game = shared_game(DeckLibrary().find("primer"))
    cards = (README.parent / "decks" / "primer" / "cards.yaml").read_text(encoding="utf-8")
    written = re.search(rf"^- id: {CARD}\n(?:[ ].*\n)*", cards, re.MULTILINE)
    made = re.search(MADE, game.rules.module.text, re.MULTILINE)
    assert written
    assert made
    row = re.sub(r",(?=\n *\))", "", made[0].strip())  # as the README is formatted
    return f"```yaml\n{written[0]}```\n\n```py\n{row}\n```\n"


def test_the_card_is_the_card() -> None:
    found = CARD_PARTS.search(README.read_text(encoding="utf-8"))
    assert found
    assert found[1] == card(), "run: python tests/test_readme.py"


def transcript() -> str:
    """Excerpts of a real sitting: the hand and the first choices, and what was asked."""
    output: list[str] = []
    game = shared_game(DeckLibrary().find("primer"))
    first, second = game.seats
    console = Console([*TYPED, "quit"], output.append)
    seats = {first: HUMAN, second: "greedy"}
    PlainTable(NoShelf().begin(game, seats, SEED, ""), console).play()
    lines = "".join(output).splitlines()
    typed = f"$ wargame play primer --seat china=greedy --plain --seed {SEED}"
    return "\n".join([typed, *_excerpt(lines)]) + "\n"


def _excerpt(lines: list[str]) -> list[str]:
    """The heading and first card, the first choices, then all that was typed but the log."""
    hand, menu = lines.index("Your hand"), lines.index("You may")
    asked = next(n for n, line in enumerate(lines) if line == f"> {TYPED[0]}")
    second = next(n for n, line in enumerate(lines) if n > asked and line == "You may")
    why = next(n for n, line in enumerate(lines) if line == f"> {TYPED[2]}")
    log = next(n for n, line in enumerate(lines) if line == f"> {TYPED[3]}")
    head = next(n for n, line in enumerate(lines) if line.startswith("== Round 1"))
    return [
        *lines[head : head + 8],
        ELISION,
        *lines[hand : hand + 3],
        ELISION,
        *lines[menu : menu + 4],
        ELISION,
        *lines[asked:second],
        ELISION,
        *lines[why:log],
    ]


def test_the_transcript_is_what_the_program_prints() -> None:
    found = OPENING.search(README.read_text(encoding="utf-8"))
    assert found
    assert found[1] == transcript(), "run: python tests/test_readme.py"


def programs() -> list[str]:
    """Their programs in Python; `tests/adapters/test_readme.py` runs the last one."""
    text = "".join(page.read_text(encoding="utf-8") for page in (README, FROM_PYTHON))
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


def test_the_python_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    first, second, _ = programs()
    assert len(first.splitlines()) <= 14
    ending, _, returns = _said_by(first).partition(" ")
    game = shared_game(DeckLibrary().find("primer"))
    assert ending in [one.id for one in game.deck.endings]
    assert all(seat in returns for seat in game.seats)
    said = re.fullmatch(r"\['(.*?)', .*?\] \d+ \['(.*?)', .*?\]", _said_by(second))
    assert said
    assert said[1] == said[2], "a branch shares the move before it leaves"
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["seven.jsonl"]


def _said_by(program: str, names: dict[str, Any] | None = None) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(program, {} if names is None else names)
    return said.getvalue().strip()


def test_the_player_that_is_shown_is_one_that_a_package_may_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could not be called as the page says below it."""
    monkeypatch.chdir(tmp_path)
    names = dict[str, Any]()
    _said_by(programs()[1], names)
    page = FROM_PYTHON.read_text(encoding="utf-8")
    shown = tomllib.loads(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0])
    for name, origin in shown["project"]["entry-points"][GROUP].items():
        made = names[origin.partition(":")[2]](names["game"], "us", 1)
        assert made.name == name
        assert isinstance(made, names["Last"])


def test_it_is_told_beside_whom_luck_hangs_on_a_secret() -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.*?) \|", text[text.index("| PLAYER |") :], re.MULTILINE)
    players = {name for row in rows[1:8] for name in re.findall("`(.*?)`", row)} | {"last"}
    told = re.search(r"^Where (.*?) sits,\s+luck hangs on a secret", text, re.MULTILINE | re.DOTALL)
    assert told
    assert "package" not in told[1]
    assert "human" in players
    assert {one for one in players if secret_for([one])} == set(re.findall("`(.*?)`", told[1]))


def test_every_word_of_the_environment_is_told() -> None:
    sources = (README.parent / "wargame").rglob("*.py")
    asked = {
        word
        for path in sources
        for word in re.findall(r"\bWARGAME_[A-Z]+", path.read_text("utf-8"))
    }
    told = set(re.findall(r"`(WARGAME_[A-Z]+)", COMMANDS.read_text(encoding="utf-8")))
    assert asked == told != set()


def with_lab_rows(text: str) -> str:
    """The text with a row for each command of the lab that has none, behind those that have one."""
    context = Context(lab)
    for name in lab.list_commands(context):
        if f"\n| `wargame lab {name} " not in text:
            command = lab.get_command(context, name)
            assert command is not None
            end = text.index("\n", text.rindex("\n| `wargame lab ") + 1) + 1
            text = text[:end] + _row(f"wargame lab {name}", command, context) + text[end:]
    return text


def _row(name: str, command: Command, context: Context) -> str:
    """A row: what has to be typed, and what that does by the first sentence of its help."""
    usage = [word for word in command.collect_usage_pieces(context) if word != "[OPTIONS]"]
    usage += [
        f"{one.opts[0]} {one.metavar}"
        for one in command.params
        if isinstance(one, Option) and one.required
    ]
    does = " ".join((command.help or "").split()).partition(". ")[0].rstrip(".")
    typed = " ".join([name, *usage]).replace("|", "\\|")
    return f"| `{typed}` | {does[0].lower()}{does[1:]} |\n"


@pytest.mark.parametrize(
    ("name", "row"),
    [
        pytest.param(
            "coverage",
            "`wargame lab coverage DECK` | play many games of DECK and say in how many each part "
            "of it occurred",
            id="a deck is all it takes",
        ),
        pytest.param(
            "ladder",
            "`wargame lab ladder DECK --players A,B,…` | let players of DECK meet, everyone "
            "everyone else, and rank them",
            id="an option that is required",
        ),
    ],
)
def test_a_command_of_the_lab_without_a_row_is_given_one(name: str, row: str) -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    assert with_lab_rows(text) == text
    without = re.sub(rf"^\| `wargame lab {name} .*\n", "", text, flags=re.MULTILINE)
    before, _, after = with_lab_rows(without).partition(f"| {row} |\n")
    assert before + after == without
    assert before.splitlines()[-1].startswith("| `wargame lab ")


CALLED = {"types-PyYAML": "PyYAML's types", "pytest-xdist": "xdist", "distributed": "Dask"}
"""What the page calls a package, where that is not its name."""


def test_every_package_that_is_asked_for_stands_where_it_says_what_it_stands_on() -> None:
    section = README.read_text(encoding="utf-8").partition("## What it stands on")[2]
    rows = re.findall(r"^\| ([\w-]+) \| ", section, re.MULTILINE)[1:]
    with (README.parent / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    own = [re.split(r"[<>=]", one)[0] for one in project["dependencies"]]
    assert sorted(rows, key=str.lower) == sorted(
        ("PyYAML" if name == "pyyaml" else name for name in own), key=str.lower
    )
    extras = [one for group in project["optional-dependencies"].values() for one in group]
    names = [re.split(r"[<>=; ]", one)[0] for one in extras]
    told = section.lower()
    missing = {
        name for name in names if CALLED.get(name, name).replace("_", "").lower() not in told
    }
    assert missing == set()


def test_the_test_command_is_one_line_that_continuous_integration_can_find() -> None:
    lines = [line for line in README.read_text(encoding="utf-8").splitlines() if "pytest" in line]
    commands = [line for line in lines if line.startswith("python3 -m venv ")]
    assert len(commands) == 1
    assert shlex.split(commands[0])[-3:] == [".venv/bin/pytest", "-n", "auto"]


def rewrite() -> None:
    """Put a fresh transcript and card into README, and the rows that are missing into its page."""
    COMMANDS.write_text(with_lab_rows(COMMANDS.read_text(encoding="utf-8")), encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    for pattern, fresh in ((OPENING, transcript()), (CARD_PARTS, card())):
        found = pattern.search(text)
        assert found
        start, end = found.span(1)
        text = text[:start] + fresh + text[end:]
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
