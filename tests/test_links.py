"""Where pages lead: files, headings, pictures, and the tests and proofs that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]

PAGES: Final = [
    ROOT / "README.md",
    *(
        page
        for folder in ("decks", "saves", "tests", "wargame")
        for page in ROOT.glob(f"{folder}/**/*.md")
    ),
]

LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
ELSEWHERE: Final = re.compile(r"https://[\w.-]+(?:/\S*)?")


def anchors(page: Path) -> Iterator[str]:
    """Where links to a page's headings lead, as GitHub and others make them."""
    text = re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def leads_nowhere(page: Path, link: str) -> bool:
    """Whether a link of a page is broken, as far as can be told without a network."""
    if "://" in link:
        return not ELSEWHERE.fullmatch(link)
    file, _, anchor = link.partition("#")
    target = page.parent / file if file else page
    return not target.exists() or (bool(anchor) and anchor not in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if leads_nowhere(page, link)] == []


def test_pictures_tell_their_size() -> None:
    """In a table of a page each was as narrow as the heading above it."""
    pictures = [one for page in PAGES for one in pictures_of(page)]
    assert len(pictures) == 6
    for one in pictures:
        tag = re.search("<svg[^>]*>", one.read_text(encoding="utf-8"))
        assert tag, one
        width, height = (re.search(rf'{name}="([\d.]+)"', tag[0]) for name in ("width", "height"))
        assert width, one
        assert height, one
        assert f'viewBox="0 0 {width[1]} {height[1]}"' in tag[0]


def pictures_of(page: Path) -> Iterator[Path]:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if link.endswith(".svg"):
            yield page.parent / link


@pytest.mark.parametrize(
    ("link", "is_broken"),
    [
        pytest.param("decks/README.md#a-first-deck-in-fifteen-minutes", False, id="a heading"),
        pytest.param("decks/README.md#no-such-heading", True, id="no such heading"),
        pytest.param("decks/READNE.md", True, id="no such file"),
        pytest.param("#play", False, id="its own heading"),
        pytest.param("https://example.org/page", False, id="elsewhere"),
        pytest.param("http:/example.org", True, id="written wrong"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link: str, is_broken: bool) -> None:
    assert leads_nowhere(ROOT / "README.md", link) == is_broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_program_and_test_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    modules = re.findall(r"python -m ((?:tests|wargame)(?:\.\w+)+)", text)
    files = [
        word.partition("::")[0]
        for line in re.findall(r"(?:pytest|python) ([^`|\n]*)", text)
        for word in line.split()
        if word.startswith("tests/")
    ]
    named = [*files, *(f"{module.replace('.', '/')}.py" for module in modules)]
    there = [name for name in named if (ROOT / name).exists() or (ROOT / name[:-3]).is_dir()]
    assert named == there
