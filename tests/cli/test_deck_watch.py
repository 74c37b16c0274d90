"""`deck check --watch`: what a change comes to, told when the file is saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from wargame.cli.deck_watch import watch
from wargame.content.authors.starter import write_starter
from wargame.lab.authors.vocabulary import write_schemas


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_starter("mine", tmp_path)


def told(
    folder: Path, capsys: pytest.CaptureFixture[str], *changes: Callable[[], None]
) -> list[str]:
    """What is told at first, and after each change; the last look finds nothing new."""
    waiting, said = list(changes), list[str]()

    def goes_on() -> bool:
        said.append(capsys.readouterr().out)
        if waiting:
            waiting.pop(0)()
        return len(said) < len(changes) + 2

    watch(folder, goes_on)
    return said


def edit(file: Path, old: str, new: str) -> Callable[[], None]:
    def change() -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        later = file.stat().st_mtime_ns + 1_000_000
        os.utime(file, ns=(later, later))

    return change


def test_a_changed_card_is_shown_as_players_will_see_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = folder / "cards.yaml"
    first, second, third = told(folder, capsys, edit(cards, "Joint Gauge", "Common Gauge"))
    assert first.splitlines()[0] == "0 faults, 0 lints"
    assert " examples, 0 failed" in first
    assert second.startswith("== cards.yaml ==\n0 faults, 0 lints\n")
    assert "| Common Gauge " in second
    assert third == ""


def test_faults_and_failing_examples_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = folder / "cards.yaml"
    _, broken, mended, wrong, _ = told(
        folder,
        capsys,
        edit(cards, "worth: ", "wroth: "),
        edit(cards, "wroth: ", "worth: "),
        edit(folder / "examples.yaml", "expect: {", "expect: {shared.river: -5, "),
    )
    assert "unknown field 'wroth'" in broken
    assert "examples" not in broken
    assert "0 faults" in mended
    assert "FAILS" in wrong
    assert "examples.yaml:" in wrong


PUZZLE = """\
- id: saved
  title: Something saved
  seat: upper
  aim: End the round with 9 capital.
  given: {hand.upper: [], hand.lower: [], upper.capital: 2}
  done: my.capital >= 9
  best: {line: [pass]}
  learned: What is not spent is there.
"""


def pose(file: Path) -> None:
    file.write_text(PUZZLE, encoding="utf-8")


def test_puzzles_are_solved_whenever_something_has_changed_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, posed, same, again, _ = told(
        folder,
        capsys,
        lambda: pose(folder / "puzzles.yaml"),
        edit(folder / "cards.yaml", "Joint Gauge", "Common Gauge"),
        edit(folder / "puzzles.yaml", "my.capital >= 9", "my.capital <= 8"),
    )
    assert "puzzle" not in first
    for said in (posed, same):
        assert "FAILS  puzzle saved: " in said
        assert "no line reaches the aim. At the nearest end upper.capital is " in said
        assert said.endswith("1 puzzle, 1 failed\n")
    assert "no puzzle: " in again


def test_schemas_follow_the_deck(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_schemas(folder)
    told(folder, capsys, edit(folder / "seats.yaml", "id: upper", "id: upmost"))
    assert '"upmost"' in (folder / ".schema" / "cards.json").read_text()


def test_programs_are_told_to_ask_without_watching(wargame: CommandLine, folder: Path) -> None:
    answer = wargame("deck", "check", str(folder), "--watch", "--json")
    assert answer.code == 2
    assert "leave out --json" in answer.err


def test_equal_cards_are_shown_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cards = folder / "cards.yaml"
    _, second, _ = told(folder, capsys, edit(cards, "Joint Gauge\n", "Common Gauge\n  copies: 3\n"))
    assert second.count("| Common Gauge ") == 1


def test_a_thing_that_shares_its_id_with_another_is_shown_when_it_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = folder / "rules.yaml"
    text = rules.read_text()
    rules.write_text(text.replace(text.split("id: ")[1].split()[0], "night_pumping", 1))
    title = text.split("title: ")[1].splitlines()[0]
    _, second, _ = told(folder, capsys, edit(rules, title, f"{title} again"))
    assert f"== {title} again ==" in second
    assert "rule night_pumping" in second
