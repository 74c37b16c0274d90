"""Who may know what has happened."""

from __future__ import annotations

from dataclasses import replace

from tests.conftest import seated
from wargame.play.log import Entry, new_to, seen_by
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.rules.verbs import BY_WORD, CHOOSE, OUTCOME, Verb


def entry(
    seat: str, verb: str, arg: str = "", phase: str = "plays", owner: str | None = None
) -> Entry:
    return Entry(0, 1, phase, seat, seat if owner is None else owner, BY_WORD[verb], arg)


def secrets(seat: str, *entries: Entry) -> list[bool]:
    return [one.is_secret for one in seen_by(seat, entries)]


def test_a_play_is_open_to_all() -> None:
    played = entry("north", "play", "march")
    assert secrets("north", played) == secrets("south", played) == secrets("", played) == [False]


def test_a_card_drawn_is_seen_by_its_owner_alone() -> None:
    draw = entry("CHANCE", "draw", "march", phase="draw", owner="north")
    assert secrets("north", draw) == [False]
    assert secrets("south", draw) == secrets("", draw) == [True]


def test_an_agenda_kept_stays_secret() -> None:
    kept = entry("north", "keep", "glory", phase="setup")
    assert secrets("north", kept) == [False]
    assert secrets("south", kept) == [True]
    assert secrets("south", replace(kept, is_open=True)) == [False]  # no other was to choose


def test_a_headline_is_secret_until_both_are_committed() -> None:
    mine = entry("north", "headline", "march", phase="headline")
    theirs = entry("south", "pass", phase="headline")
    assert secrets("south", mine) == [True]
    assert secrets("south", mine, theirs) == [True, False]
    theirs = replace(theirs, reveals=True)
    assert secrets("south", mine, theirs) == [False, False]
    assert secrets("north", mine, theirs) == [False, False]


def test_a_headline_is_news_once_more_when_it_is_opened_and_not_before() -> None:
    mine = entry("north", "headline", "march", phase="headline")
    theirs = entry("south", "headline", "halt", phase="headline")
    told = [mine, theirs]
    assert new_to("south", told, 1) == seen_by("south", told)[1:]
    assert new_to("south", told, 2) == []
    told[1] = replace(theirs, reveals=True)
    assert [one.entry.arg for one in new_to("south", told, 1)] == ["march", "halt"]
    assert new_to("south", told, 2) == []


def test_having_no_headline_is_as_secret_as_having_one() -> None:
    theirs = entry("south", "pass", phase="headline")
    assert secrets("north", theirs) == [True]


def test_news_and_luck_are_open_to_all() -> None:
    news = entry("CHANCE", "inject", "storm", phase="world", owner="")
    assert secrets("north", news) == secrets("", news) == [False]


def test_a_match_logs_titles_of_luck_and_choices(sink: Game) -> None:
    titles: dict[Verb, str] = {}
    for seed in range(12):
        players = seated(sink, seed)
        for one in Match(sink, players, seed, traced=True).run().log:
            if one.verb in (OUTCOME, CHOOSE):
                titles.setdefault(one.verb, one.title)
    assert titles.keys() == {OUTCOME, CHOOSE}
    assert all(titles.values())
