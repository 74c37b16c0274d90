"""Every verb has its words: for a menu, and for the news."""

from __future__ import annotations

import pytest

from wargame.players.adviser import Suggestion
from wargame.players.thought import Candidate, Likely
from wargame.rules.game import Game
from wargame.rules.verbs import BY_WORD, LET, PASS, Verb, split
from wargame.table.told.advice import course
from wargame.table.told.scene import titles_of


@pytest.mark.parametrize("verb", BY_WORD.values(), ids=str)
def test_the_phrases_of_a_verb_name_its_argument_if_it_has_one(verb: Verb) -> None:
    names_a_thing = verb.thing != "none"
    assert all(phrase.count("{}") == names_a_thing for phrase in (verb.menu, verb.news))
    assert verb.menu.strip()
    assert verb.news.strip()


def test_no_action_is_told_by_a_bare_pattern(sink: Game) -> None:
    titles = titles_of(sink.deck)
    for text in sink.rules.words.fixed.values():
        assert "{}" not in titles.menu(*split(text))


@pytest.mark.parametrize("verb", BY_WORD.values(), ids=BY_WORD)
def test_a_package_is_offered_and_not_tabled(verb: Verb) -> None:
    assert "table" not in verb.menu.casefold()
    assert not verb.news.startswith("tables")


def test_whoever_lets_an_act_stand_is_told_not_to_answer(sink: Game) -> None:
    seat = sink.seats[0]
    titles = titles_of(sink.deck)
    assert titles.tell(seat, LET, "") == f"{titles.seats[seat]} does not answer."


@pytest.mark.parametrize(
    ("phase", "does"),
    [("plays", "passes"), ("talks", "offers nothing"), ("headline", "commits no headline")],
)
def test_passing_is_told_as_what_it_means_in_a_phase(sink: Game, phase: str, does: str) -> None:
    seat, titles = sink.seats[0], titles_of(sink.deck)
    assert titles.tell(seat, PASS, "", phase=phase) == f"{titles.seats[seat]} {does}."
    way = Candidate(("pass",), 0, 0, 1, -1, 1, (0,))
    move = Suggestion(way, (), (Likely(seat, "pass", 0.9, phase=phase),))
    assert course(move, titles) == f"{titles.seats[seat]} {does} (90 %)."
