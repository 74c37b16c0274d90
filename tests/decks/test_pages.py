"""What the page of a deck says of its size and of its variants is so."""

from __future__ import annotations

import re
from pathlib import Path

from wargame.content.library import DeckRef
from wargame.content.model import Deck
from wargame.lab.runs.games import shared_game

DECKS = Path(__file__).parents[2] / "decks"


def page(name: str) -> str:
    """The page of a deck, on one line; without a name the manual of all."""
    path = DECKS / name / "README.md" if name else DECKS / "README.md"
    return " ".join(path.read_text(encoding="utf-8").split())


def deck(decks: dict[str, DeckRef], name: str) -> Deck:
    return shared_game(decks[name]).deck


def test_the_page_of_entanglement_says_how_much_there_is(decks: dict[str, DeckRef]) -> None:
    made = deck(decks, "entanglement")
    assert len(made.eras) == 3
    assert made.deals is not None
    told = (
        f"{len(made.cards)} policy cards in three eras, {len(made.measures)} standing measures, "
        f"{len(made.actions)} verbs, {len(made.projects)} staged projects, "
        f"{len(made.injects)} injects, {len(made.deals.packages)} ready packages."
    )
    assert told in page("entanglement")
    flavoured = sum(card.flavour is not None for card in made.cards)
    assert f"below the text of {flavoured} cards stands a line from the record" in page(
        "entanglement"
    )


def test_the_page_of_entanglement_lists_every_variant(decks: dict[str, DeckRef]) -> None:
    listed = page("entanglement").partition(" ## Variants ")[2].partition(" ## ")[0]
    assert sorted(re.findall(r"`(\w+)`", listed)) == sorted(
        variant.id for variant in deck(decks, "entanglement").variants
    )


def test_the_manual_says_how_many_cards_the_short_deck_has(decks: dict[str, DeckRef]) -> None:
    assert f"the same in 45 minutes, {len(deck(decks, 'primer').cards)} cards |" in page("")


def test_the_page_of_history_says_how_many_entries_each_start_has(
    decks: dict[str, DeckRef],
) -> None:
    rows = re.findall(
        r"\| `wargame play history(?::(\w+))?` \| (\d+) \| (\d+), (\d+) \|", page("history")
    )
    made = deck(decks, "history")
    assert {row[0] for row in rows} == {"", *(variant.id for variant in made.variants)}
    for variant, *numbers in rows:
        stands = shared_game(DeckRef(decks["history"].folder, variant)).deck
        pars = [seat.par for seat in stands.seats]
        assert [int(number) for number in numbers] == [stands.rounds.max, *pars]
