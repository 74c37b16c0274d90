"""Until a registration is frozen and judged, nothing of ours says that a claim held or did not."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from tests.conftest import CommandLine
from tests.lab.test_claims import COIN
from tests.sources import nodes_of
from wargame.lab.judge.verdict import JudgedWord

ROOT = Path(__file__).parents[2]
OURS = (f"wargame/{name}.md" for name in ("COMMANDS", "PYTHON", "SECURITY", "seminar/README"))
PAGES = sorted([ROOT / "README.md", *map(ROOT.joinpath, OURS), *ROOT.glob("decks/**/README.md")])
PHRASES = re.compile(
    r"not shown|half shown|by definition|needs no cards|does not hold|\bconfirm(s|ed)\b"
    r"|\| (\*\*)?(yes|no)(\*\*)? \|",
    re.IGNORECASE,
)
"""What only a verdict says, wherever it stands."""

WORDS = re.compile(r"\b(holds|fails|held|failed|verdict)\b", re.IGNORECASE)
"""What is a verdict where claims are told; elsewhere they are ordinary words."""

ABOUT_CLAIMS = re.compile(r"^## [^\n]*(?:claim|these)s\b.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def verdicts(text: str) -> list[str]:
    """The verdicts in a text about claims."""
    return [found.group() for rule in (PHRASES, WORDS) for found in rule.finditer(text)]


@pytest.mark.parametrize("page", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in PAGES])
def test_no_page_gives_a_verdict(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert PHRASES.findall(text) == []
    assert [verdicts(section) for section in ABOUT_CLAIMS.findall(text)] in ([], [[]])


@pytest.mark.parametrize("form", ["", "--markdown", "--json"])
def test_lab_claims_gives_no_verdict(wargame: CommandLine, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "coin"
    folder.mkdir()
    for name, text in COIN.items():
        (folder / name).write_text(text, encoding="utf-8")
    args = ["lab", "claims", str(folder), "--games", "8", "--seed", "3"]
    said = wargame(*args, *([form] if form else []))
    assert said.code == 0, said.err
    assert "not judged yet" in said.out
    assert verdicts(said.out) == []


@pytest.mark.parametrize(
    "text",
    [
        "1 A balance: holds",
        "does not hold: outside its band",
        "| **1** | 3.0 | **no** |",
        "| **1** | 3.0 | yes |",
        "not shown: no_recoil does not clearly move it",
        '"holds": true',
        "By definition",
    ],
)
def test_a_verdict_is_seen(text: str) -> None:
    assert verdicts(text)


def constants(path: Path) -> set[object]:
    """Every constant of a module."""
    return {node.value for node in nodes_of(path) if isinstance(node, ast.Constant)}


def test_one_module_makes_verdicts() -> None:
    """`deck test` says whether worked examples hold, a contest whether floors do, a deal its terms:
    they are about rules.
    """
    words = set(get_args(JudgedWord))
    assert len(words) == 5
    makers = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "wargame").rglob("*.py"))
        if words & constants(path)
    ]
    of_rules = [
        "rules/emit/talks.py",
        "table/told/forecast.py",
        "table/told/winning.py",
        "table/words/winning.py",
    ]
    assert makers == [
        "wargame/cli/deck_write.py",
        "wargame/lab/judge/verdict.py",
        *(f"wargame/{one}" for one in of_rules),
    ]


def test_both_decks_with_claims_have_a_section_about_them() -> None:
    pages = sorted(ROOT.glob("decks/**/README.md"))
    told = [page.parent.name for page in pages if ABOUT_CLAIMS.search(page.read_text("utf-8"))]
    assert told == ["entanglement", "primer"]
