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


@pytest.mark.slow
def test_the_readme_of_primer_tells_what_its_command_prints(
    decks: dict[str, DeckRef], wargame: CommandLine
) -> None:
    """The whole table: the same seed gives the same figures."""
    text = (decks["primer"].folder / "README.md").read_text(encoding="utf-8")
    (typed,) = re.findall(r"^    wargame (lab claims primer .*)$", text, re.MULTILINE)
    answer = wargame(*typed.split())
    assert answer.out[answer.out.index("| claim |") :].strip() in text


@pytest.mark.slow
def test_what_is_open_least_in_entanglement_is_told_as_it_is_counted(
    decks: dict[str, DeckRef], wargame: CommandLine
) -> None:
    text = " ".join((decks["entanglement"].folder / "README.md").read_text("utf-8").split())
    answer = wargame("lab", "judge", "entanglement", "--dry")
    counted = re.findall(
        r"least open of what is counted: measure (\w+): pause ([\d.]+) % \((.*?)\), (\d+) games",
        " ".join(answer.out.split()),
    )
    measure, share, interval, games = min(counted, key=lambda one: float(one[1]))
    assert measure == "reciprocal_duty"
    told = f"in {share} percent of America's rounds ({interval}; {games} games at random)"
    assert f"open least is a pause of the reciprocal duty, {told}" in text
