"""A table at which somebody sits elsewhere, whatever the line to them is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.shelf import NoShelf
from wargame.content.library import DeckLibrary
from wargame.errors import IllegalAction, PlayerError, UsageError
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.player import HUMAN, REMOTE, RemotePerson
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState
from wargame.store.names import Saves
from wargame.table.host.idle import is_idle
from wargame.table.host.kept import KeptGames
from wargame.table.host.setup import BID, Setup
from wargame.table.host.sitting import Sitting
from wargame.table.panes.bars import status_line, waiting_line
from wargame.table.words.rows import line_text


class FirstOfAll:
    """Somebody elsewhere who takes the first of all ways."""

    def __init__(self, away: str = "") -> None:
        self.asked: list[SeatState] = []
        self.away = away
        self.calls: list[str] = []

    def ask(self, view: SeatState) -> Action:
        self.asked.append(view)
        return view.legal[0]

    def missing(self) -> str:
        return self.away

    def cancel(self) -> None:
        self.calls.append("cancel")

    def close(self) -> None:
        self.calls.append("close")


def sat(game: Game, seats: Iterable[str], line: FirstOfAll) -> Sitting:
    sitting = NoShelf().begin(game, dict(zip(game.seats, seats, strict=True)), 1, "")
    for person in sitting.remote.values():
        person.line = line
    return sitting


def test_luck_hangs_on_a_secret_where_somebody_sits_elsewhere(water: Game) -> None:
    """At the other end of a line may be a program that tries seeds."""
    assert sat(water, (HUMAN, REMOTE), FirstOfAll()).secret
    assert not sat(water, (HUMAN, HUMAN), FirstOfAll()).secret


def test_whoever_sits_elsewhere_is_asked_over_the_line(water: Game) -> None:
    line = FirstOfAll()
    sitting = sat(water, (REMOTE, REMOTE), line)
    for turn in sitting.turns():
        if isinstance(turn, PlayerAsked):
            sitting.take(turn.choose())
    assert {view.seat for view in line.asked} == set(water.seats)
    assert sitting.is_over
    assert sitting.people == ()
    sitting.cancel()
    sitting.close()
    assert line.calls == ["cancel", "cancel", "close", "close"]


def test_nobody_is_asked_where_nobody_listens(water: Game) -> None:
    player = RemotePerson()
    with pytest.raises(PlayerError, match="is played at another machine; nobody listens"):
        player.choose(water.redact(water.new(), water.seats[0]))
    assert player.missing() == ""


def test_what_the_other_side_looks_at_is_not_taken_back(water: Game) -> None:
    sitting = sat(water, (HUMAN, REMOTE), FirstOfAll())
    for turn in sitting.turns():
        if isinstance(turn, PersonAsked):
            sitting.take(turn.view.legal[0])
        elif isinstance(turn, PlayerAsked):
            break
    assert sitting.why_no_undo(water.seats[0]) == "the other side looks at it already"
    with pytest.raises(IllegalAction, match=r"^You cannot take that back: .* looks at it already"):
        sitting.undo(water.seats[0])


def test_whoever_hosts_is_told_who_is_not_there(water: Game) -> None:
    line = FirstOfAll("Portside is away.")
    sitting = sat(water, (REMOTE, REMOTE), line)
    sitting.draw_luck()
    assert sitting.missing == "Portside is away."
    scene = sitting.scene(water.seats[0], open_hand=False)
    told = waiting_line(scene, 5.0, 80, is_learning=False, is_still=False, missing=sitting.missing)
    assert "".join(span.text for span in told).endswith("Portside is away.  b tells how they join")


@pytest.mark.parametrize(
    ("is_joined", "mark"), [(True, " joined "), (False, " LINE LOST "), (None, " not kept ")]
)
def test_whoever_joined_is_told_how_the_line_is(
    water: Game, is_joined: bool | None, mark: str
) -> None:
    sitting = sat(water, (HUMAN, "random"), FirstOfAll())
    sitting.draw_luck()
    scene = replace(sitting.scene(water.seats[0]), is_joined=is_joined)
    assert line_text(status_line(scene, 80)).endswith(mark)
    told = line_text(waiting_line(scene, 5.0, 80, is_learning=False, is_still=False))
    assert ("The host is answering" in told) == bool(is_joined)  # to whoever has just chosen


@pytest.mark.parametrize(
    ("seats", "is_taken"),
    [((REMOTE, HUMAN), False), ((REMOTE, REMOTE), False), ((REMOTE, "random"), True)],
)
def test_what_decides_nothing_is_asked_where_several_people_play(
    water: Game, seats: tuple[str, str], is_taken: bool
) -> None:
    """Not to be asked would tell the other what is not in a hand."""
    sitting = sat(water, seats, FirstOfAll())
    only = [Action("pass", water.seats[0], 0)]
    assert is_idle(sitting.match, "talks", only) == is_taken


def test_a_save_seats_people_elsewhere_again(water: Game, tmp_path: Path) -> None:
    invited: list[Sitting] = []
    games = KeptGames(Saves(tmp_path), writes_aside=False, invite=invited.append)
    here, there = water.seats
    games.begin(water, {here: HUMAN, there: REMOTE}, 1, "river")
    games.close()
    again = games.resume("river")
    assert again.players == {here: HUMAN, there: REMOTE}
    assert not again.returning
    saved = next(one for one in games.saves() if one.name == "river")
    assert "Hillgate against Portside elsewhere" in saved.about
    assert [sorted(one.remote) for one in invited] == [[there], [there]]
    games.close()


def test_a_late_guest_is_told_of_what_was_dealt_before(water: Game, tmp_path: Path) -> None:
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    here, there = water.seats
    games.begin(water, {here: HUMAN, there: HUMAN}, 1, "river")
    games.close()
    again = games.resume("river", {there: REMOTE})
    assert again.secret
    assert any("a person at another machine" in notice for notice in again.notices)
    games.close()


def test_a_form_offers_a_person_elsewhere_who_cannot_bid() -> None:
    library = DeckLibrary()
    setup = Setup(library, "primer")
    assert REMOTE in [one.id for one in setup.players("us")]
    setup.seats["china"], setup.start = REMOTE, BID
    assert "Somebody at another machine" in setup.about("seat china")[1]
    with pytest.raises(UsageError, match="Nobody bids from another machine"):
        setup.bidding()
