"""A chapter of a campaign begins where the one before it ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import seated
from wargame.content.chapters import first_chapter
from wargame.content.library import DeckRef, load_deck
from wargame.content.typed import Stack, parse_stack
from wargame.play.campaign import next_game
from wargame.play.match import Match
from wargame.rules.game import Game, Position

HOSPITAL = DeckRef(Path(__file__).parents[1] / "decks" / "hospital_merger")


def play(stack: str, seed: int, deck: DeckRef = HOSPITAL) -> tuple[Game, Position]:
    """A game of two who choose blindly, and its end."""
    game = Game(load_deck(DeckRef(deck.folder, stack)))
    players = seated(game, seed)
    match = Match(game, players, seed)
    while not match.is_over:
        match.step()
    return game, match.state


@pytest.fixture(scope="module")
def first() -> tuple[Game, Position]:
    return play(str(first_chapter(load_deck(HOSPITAL).deck, "two_years").stack), 5)


def test_what_is_carried_goes_on_and_all_else_begins_anew(first: tuple[Game, Position]) -> None:
    game, end = first
    found = next_game(HOSPITAL, game, end)
    assert found is not None
    deck, chapter = found
    following = Game(load_deck(deck))
    start, fresh = following.new(), Game(load_deck(HOSPITAL)).new()
    (campaign,) = load_deck(HOSPITAL).deck.campaigns
    assert {name: start[name] for name in campaign.carry} == {
        name: end[name] for name in campaign.carry
    }
    assert start["abbey.nurses"] == fresh["abbey.nurses"] != end["abbey.nurses"]
    assert chapter.said == "Chapter 2 of 2: A whole one"
    assert following.deck.rounds.max == 5


def test_an_agenda_that_was_laid_open_does_not_come_back(first: tuple[Game, Position]) -> None:
    game, end = first
    found = next_game(HOSPITAL, game, end)
    assert found is not None
    left = {agenda.id for agenda in load_deck(found[0]).deck.agendas}
    every = {agenda.id for agenda in load_deck(HOSPITAL).deck.agendas}
    assert every - left == set(end.agendas_shown) != set()


def test_an_agenda_that_an_earlier_chapter_laid_open_stays_away(
    first: tuple[Game, Position],
) -> None:
    _, end = first
    before = next(
        one.id for one in load_deck(HOSPITAL).deck.agendas if one.id not in end.agendas_shown
    )
    stack = Stack(("hasty",), {"chapter": "two_years.1", f"agenda.{before}": "off"})
    found = next_game(HOSPITAL, Game(load_deck(DeckRef(HOSPITAL.folder, str(stack)))), end)
    assert found is not None
    left = {agenda.id for agenda in load_deck(found[0]).deck.agendas}
    assert not left & {before, *end.agendas_shown}


def test_a_seat_keeps_its_agendas_if_all_were_laid_open(first: tuple[Game, Position]) -> None:
    _, end = first
    spent = {f"agenda.{one.id}": "off" for one in load_deck(HOSPITAL).deck.agendas[:-1]}
    stack = Stack(("hasty",), {"chapter": "two_years.1", **spent})
    game = Game(load_deck(DeckRef(HOSPITAL.folder, str(stack))))
    found = next_game(HOSPITAL, game, end)
    assert found is not None
    for seat in ("abbey", "brook"):
        assert [one for one in load_deck(found[0]).deck.agendas if one.seat in (seat, "any")]


def test_the_table_stays() -> None:
    primer = DeckRef(HOSPITAL.folder.parents[2] / "decks" / "primer")
    game, end = play("chapter=long_game.1+seminar", 5, primer)
    found = next_game(primer, game, end)
    assert found is not None
    assert Game(load_deck(found[0])).table == "seminar"


def test_what_a_campaign_was_begun_with_holds_to_its_end() -> None:
    """Not where its first chapter began: that is carried, or new."""
    primer = DeckRef(HOSPITAL.folder.parents[2] / "decks" / "primer")
    begun = "no_deals+chapter=long_game.1+cut_weeks=6+attention_fades=off+handicap=4+china.blame=3"
    left_out = "+measure.duty=3+shared.trust=7"
    game, end = play(begun + left_out, 5, primer)
    for number, own in ((2, "later"), (3, "last")):
        found = next_game(primer, game, end)
        assert found is not None
        stack = parse_stack(found[0].variant)
        (campaign,) = load_deck(primer).deck.campaigns
        carried = {name.partition(" ")[0] for name in campaign.carry}
        assert stack.variants == (own, "no_deals")
        assert {name: text for name, text in stack.values.items() if name not in carried} == {
            "chapter": f"long_game.{number}",
            "cut_weeks": "6",
            "attention_fades": "off",
        }
        assert stack.values["shared.trust"] == str(end["shared.trust"])
        game, end = play(found[0].variant, 5, primer)


def test_nothing_comes_after_the_last_chapter_nor_before_the_end() -> None:
    game, end = play("chapter=two_years.2", 5)
    assert next_game(HOSPITAL, game, end) is None
    first_game = Game(load_deck(DeckRef(HOSPITAL.folder, "hasty+chapter=two_years.1")))
    assert next_game(HOSPITAL, first_game, first_game.new()) is None
    plain = Game(load_deck(HOSPITAL))
    assert next_game(HOSPITAL, plain, end) is None


def test_a_part_of_a_number_is_carried() -> None:
    sink = DeckRef(HOSPITAL.folder.parent / "kitchen_sink")
    stack = str(first_chapter(load_deck(sink).deck, "tour").stack)
    game, end = play(stack, 2, sink)
    found = next_game(sink, game, end)
    assert found is not None
    assert Game(load_deck(found[0])).new()["shared.mood"] == end["shared.mood"] // 2
