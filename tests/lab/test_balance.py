"""Balance: what is counted as open and taken, and what is said of it."""

from __future__ import annotations

import json

import pytest

from tests.conftest import CommandLine
from wargame.content.library import DeckRef
from wargame.lab.balance import BalanceStudy, count_uses, take_up
from wargame.lab.driver import run
from wargame.lab.population import population
from wargame.play.event import Act, Chance, effective
from wargame.rules.game import Game

MIXED = ("random", "greedy")
CARD = ("card", "joint_gauge", "policy")


@pytest.mark.parametrize("index", range(6))
def test_a_choice_counts_once_in_a_round(sink: Game, index: int) -> None:
    """Counted again from the record, by the words of the actions."""
    match = population(sink, MIXED).match(sink, 3, index, {})
    found = count_uses(match)
    state, offered, played = sink.new(), set(), set()
    for event in effective(match.record.events):
        assert isinstance(event, Act | Chance)
        if isinstance(event, Act):
            words = {str(action) for action in sink.legal_actions(state)}
            here = (state.round, event.seat)
            offered |= {
                (*here, word.split()[1])
                for word in words
                if word.startswith(("play ", "headline "))
            }
            if event.action.startswith(("play ", "headline ")):
                played.add((*here, event.action.split()[1]))
        state = sink.apply(state, event.action).state
    for card in sink.deck.cards:
        use = f"card {card.id} policy"
        assert found.open.get(use, 0) == sum(card.id == name for *_, name in offered)
        assert found.taken.get(use, 0) == sum(card.id == name for *_, name in played)


def test_nothing_is_taken_more_often_than_it_is_open(any_deck: DeckRef) -> None:
    for row in run(BalanceStudy(any_deck, 1, 1, MIXED)).choices:
        assert 0 <= row.taken <= row.open, row


@pytest.mark.parametrize(
    ("open_", "taken", "verdict"),
    [
        pytest.param(100, 90, "always", id="nine in ten"),
        pytest.param(100, 89, "", id="a little less"),
        pytest.param(100, 1, "", id="once"),
        pytest.param(100, 0, "never", id="not once"),
        pytest.param(19, 19, "few", id="too little to tell"),
        pytest.param(0, 0, "few", id="never open"),
    ],
)
def test_what_is_said_of_a_choice(open_: int, taken: int, verdict: str) -> None:
    assert take_up(CARD, open_, taken).verdict == verdict


def test_the_object_and_the_words_say_the_same(wargame: CommandLine, water_ref: DeckRef) -> None:
    args = ["lab", "balance", str(water_ref.folder), "--games", "10", "--seed", "1"]
    answer = wargame(*args, "--players", "greedy,random")
    found = json.loads(wargame(*args, "--players", "greedy,random", "--json").out)
    assert answer.code == 0, answer.err
    keys = "deck variant deck_hash seed games players returns choices"
    assert list(found) == keys.split()
    assert found["players"] == {"upper": ["greedy", "random"], "lower": ["greedy", "random"]}
    row = next(row for row in found["choices"] if (row["id"], row["use"]) == CARD[1:])
    assert f"{100 * row['share']:.0f} %" in answer.out
    never = answer.out.split("Never taken: ")[1].split(".")[0]
    for row in found["choices"]:
        assert (f"{row['id']} {row['use']}" in never) == (row["verdict"] == "never"), row
