"""The table of claims in a deck's README is about the claims that the deck itself gauges."""

from __future__ import annotations

import re

import pytest

from tests.conftest import CommandLine
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game

ROW = re.compile(r"^\| \*\*(\d+)\*\* (.*?) \| (.*?) \| (.*?) \| `(\w+)` \|", re.MULTILINE)


@pytest.mark.parametrize("name", ["entanglement", "primer"])
def test_the_readme_tells_each_claim_with_its_band_and_ablation(
    decks: dict[str, DeckRef], name: str
) -> None:
    text = (decks[name].folder / "README.md").read_text(encoding="utf-8")
    told = [(int(n), title, band, variant) for n, title, _, band, variant in ROW.findall(text)]
    assert told == [
        (claim.id, claim.title, " to ".join(str(edge) for edge in claim.band), claim.ablation)
        for claim in shared_game(decks[name]).deck.claims
        if claim.gauge
    ]


@pytest.mark.parametrize("name", ["entanglement", "primer"])
def test_the_readme_tells_the_command_behind_its_table(
    decks: dict[str, DeckRef], name: str, wargame: CommandLine
) -> None:
    text = (decks[name].folder / "README.md").read_text(encoding="utf-8")
    (games,) = re.findall(rf"wargame lab claims {name} --games (\d+) --seed \d+ --markdown", text)
    assert int(games) >= 50
    args = ["lab", "claims", str(decks[name].folder), "--games", "2", "--seed", "1", "--markdown"]
    answer = wargame(*args, "--claim", "7", "--players", "random")
    assert "\n".join(answer.out.splitlines()[:4]) in text
