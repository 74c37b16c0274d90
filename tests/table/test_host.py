"""One host for a sitting: what is news to a seat, and the numbers it knew before."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import DECKS, ROOT, opened
from tests.shelf import NoShelf
from tests.table.drawn import unwrapped
from tests.tui.conftest import app_of, frame, until
from wargame.content.library import DeckLibrary, DeckRef
from wargame.errors import UsageError
from wargame.lab.runs.games import shared_game
from wargame.play.control import swap
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.event import FAULT, OUT, Act, words
from wargame.play.log import NOBODY, new_to, seen_by
from wargame.play.player import HUMAN
from wargame.rules.game import Action, Game
from wargame.rules.verbs import KEEP
from wargame.rules.view import SeatState
from wargame.store.export import export
from wargame.store.names import Saves
from wargame.store.save import load
from wargame.store.world import World
from wargame.table.host import shown
from wargame.table.host.evening import new_evening
from wargame.table.host.hypothetical import hypothetical, ways_on
from wargame.table.host.kept import KeptGames
from wargame.table.host.rematch import rematch
from wargame.table.host.rewind import Rewind
from wargame.table.host.setup import Setup
from wargame.table.host.shown import numbers_of, recalled
from wargame.table.host.sitting import Sitting
from wargame.table.plain.console import Console
from wargame.table.plain.table import PlainTable
from wargame.table.plain.typeset import lines
from wargame.table.told.happened import news
from wargame.table.told.people import line_of_act
from wargame.table.told.scene import Scene, titles_of
from wargame.table.told.standing import rival as across_the_table
from wargame.table.told.turning_points import ranges_of, turning_points
from wargame.table.words.view_models import markers


def play_on(sitting: Sitting, decisions: int) -> None:
    """Let everybody take the first thing that is legal."""
    for turn in sitting.turns():
        if isinstance(turn, PersonAsked | PlayerAsked):
            sitting.take(turn.view.legal[0])
            decisions -= 1
        if not decisions:
            break


def until_a_person_is_asked(sitting: Sitting) -> SeatState:
    """Let programs do what can be answered; what the person sees when it is asked."""
    for turn in sitting.turns():
        if isinstance(turn, PersonAsked):
            return turn.view
        if isinstance(turn, PlayerAsked):
            legal = turn.view.legal
            sitting.take(next((one for one in legal if "tighten" in str(one)), legal[0]))
    raise AssertionError("the game is over")


def sit(game: Game, *who: str) -> Sitting:
    return NoShelf().begin(game, dict(zip(game.seats, who, strict=True)), 3, "")


def test_news_begin_with_one_s_last_turn(sink: Game) -> None:
    sitting = sit(sink, HUMAN, HUMAN)
    for _ in range(30):
        play_on(sitting, 1)
        for seat in sitting.game.seats:
            assert sitting.shown(seat).start == recalled(sitting.match, seat).start
            assert sitting.shown(seat).numbers == recalled(sitting.match, seat).numbers


def test_what_was_taken_unasked_keeps_no_old_news() -> None:
    sitting = sit(shared_game(DECKS["entanglement"]), "greedy", HUMAN)
    seat = sitting.game.seats[1]
    turn_of = 0  # where one's last turn began
    for _ in range(20):
        view = until_a_person_is_asked(sitting)
        log = sitting.match.log
        others = any(one.seat != seat for one in log[turn_of:])
        news = [one.entry for one in sitting.scene(seat).news]
        told = [one.ply for one in news if not one.is_commitment]  # headlines are news once open
        assert not others or min(told, default=len(log)) >= log[turn_of].ply
        turn_of = len(log) if others else turn_of
        sitting.take(view.legal[0])


def test_what_a_deck_is_about_is_not_told_of_its_plain_variant_too() -> None:
    setup = Setup(DeckLibrary(), "primer")
    assert setup.about("variant")[0] == "as printed"
    assert setup.content().about.strip() not in setup.about("variant")[1]


def test_what_is_told_of_a_choice_is_what_is_chosen_unless_another_is_looked_at() -> None:
    setup = Setup(DeckLibrary(), "primer")
    printed, chosen, *_ = setup.variants()
    setup.variant = chosen.id
    assert setup.about("variant") == (chosen.title, chosen.text)
    assert setup.about("variant", printed.id) == (printed.title, printed.text)


def test_what_a_deck_is_about_is_told_as_its_chosen_variant_has_it() -> None:
    """Of eight quarters it was told that there are six."""
    setup = Setup(DeckLibrary(), "primer")
    assert "Six quarters" in setup.about("deck")[1]
    setup.variant = "eight_rounds"
    title, said = setup.about("deck")
    assert title == setup.content().title
    assert "Eight quarters" in said
    assert "Six quarters" not in said


def test_a_variant_that_has_faults_leaves_what_its_deck_is_about() -> None:
    setup = Setup(DeckLibrary(), "primer")
    said = setup.about("deck")
    setup.variant = "nowhere"
    assert setup.about("deck") == said


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("99999", "'lead at the start' may be -90 to 90, and not 99999."),
        ("5-", "'lead at the start' is a whole number, and not '5-'."),
    ],
)
def test_a_lead_that_cannot_be_is_refused_by_its_name_in_the_form(lead: str, said: str) -> None:
    """It was called 'handicap', which stands nowhere on that screen."""
    setup = Setup(DeckLibrary(), "primer")
    setup.start, setup.lead = "set", lead
    assert setup.sets_lead
    with pytest.raises(UsageError, match=re.escape(said)):
        setup.game()
    setup = Setup(DeckLibrary(), "primer")
    setup.table, setup.pars = "seminar", {"us": "5-"}
    with pytest.raises(UsageError, match="'par of United States' is a whole number"):
        setup.game()


def test_a_table_in_text_says_which_variant_it_plays() -> None:
    game = shared_game(DeckRef(DECKS["primer"].folder, "no_deals"))
    printed: list[str] = []
    PlainTable(sit(game, HUMAN, "random"), Console(iter(()), printed.append)).play()
    variant = next(one for one in game.deck.variants if one.id == "no_deals")
    said = " ".join("".join(printed).split())
    assert f"{variant.title}. {variant.text}".strip() in said
    others = [one.title for one in game.deck.variants if one.id != "no_deals"]
    assert not any(f"{title}. " in said for title in others)


def test_the_numbers_of_a_board_are_those_of_its_markers(any_game: Game) -> None:
    state = any_game.new()
    for seat in (*any_game.seats, NOBODY):
        view = any_game.redact(state, seat)
        told = {row.name: row.value for row in markers(view.deck, view)}
        assert numbers_of(view) == told


@pytest.mark.parametrize(
    ("deck", "lead", "band"),
    [
        pytest.param("primer", 0, "level", id="level"),
        pytest.param("primer", 4, "United States ahead", id="first"),
        pytest.param("primer", -4, "China ahead", id="second"),
        pytest.param("primer:seminar", 4, "", id="it decides nothing"),
    ],
)
def test_a_lead_that_decides_says_whose_it_is(deck: str, lead: int, band: str) -> None:
    game = opened(deck)
    view = game.redact(game.position({"shared.lead": lead}), "us")
    by_name = {row.name: row for row in markers(view.deck, view)}
    assert (by_name["shared.lead"].value, by_name["shared.lead"].band) == (lead, band)


def test_what_was_told_is_no_news(sink: Game) -> None:
    sitting = sit(sink, HUMAN, "greedy")
    seat = sink.seats[0]
    play_on(sitting, 12)
    assert sitting.scene(seat).news
    sitting.was_told(seat)
    assert not sitting.scene(seat).news
    assert sitting.shown(seat).numbers == numbers_of(sitting.view(seat))


def test_what_was_shown_is_worked_out_once_and_only_if_somebody_asks(
    sink: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[SeatState] = []

    def counted(view: SeatState) -> dict[str, int]:
        worked_out.append(view)
        return numbers_of(view)

    monkeypatch.setattr(shown, "numbers_of", counted)
    sitting = sit(sink, "random", "random")
    play_on(sitting, 30)
    assert worked_out == []
    sitting.was_told(NOBODY)
    told = sitting.shown(NOBODY)
    assert told.numbers == told.numbers == numbers_of(sitting.view(NOBODY))
    assert len(worked_out) == 1


def dealing(decks: dict[str, DeckRef], dealt: int) -> Game:
    """The flagship with so many agendas shown to each seat."""
    loaded = shared_game(decks["entanglement"]).loaded
    turn_rules = loaded.deck.turn.model_copy(update={"agenda_candidates": dealt})
    return Game(replace(loaded, written=loaded.deck.model_copy(update={"turn": turn_rules})))


@pytest.mark.parametrize("others", [HUMAN, "random"])
@pytest.mark.parametrize("dealt", [1, 2])
def test_an_agenda_that_is_dealt_alone_is_told_and_not_asked_for(
    decks: dict[str, DeckRef], dealt: int, others: str
) -> None:
    sitting = sit(dealing(decks, dealt), HUMAN, others)
    asked = None
    for turn in sitting.turns():
        if isinstance(turn, PersonAsked):
            asked = turn.view
            break
        if isinstance(turn, PlayerAsked):
            sitting.take(turn.choose().text)
    assert asked is not None
    assert (asked.phase == "setup") is (dealt > 1)
    if dealt == 1:
        scene = sitting.scene("us")
        mine = next(one for one in scene.deck.agendas if one.id == scene.view.agenda)
        said = unwrapped(lines(scene.titles, news(scene)))
        assert f"Your agenda, {mine.title}: {' '.join(mine.text.split())}" in said
        others_see = sitting.scene("china")
        told = unwrapped(lines(others_see.titles, news(others_see)))
        assert f"agenda, {mine.title}" not in told


@pytest.mark.parametrize("dealt", [1, 2])
def test_of_agendas_the_rival_is_told_what_all_see_and_the_choice_if_there_was_none(
    decks: dict[str, DeckRef], dealt: int
) -> None:
    sitting = sit(dealing(decks, dealt), "random", "random")
    while sitting.match.state.phase == "setup":
        sitting.match.step()
    scene = sitting.scene("china")
    shown = scene.view.agenda_candidates["us"]
    kept = next(one for one in scene.seen if one.entry.verb == KEEP)
    titles = {one.id: one.title for one in scene.deck.agendas}
    assert kept.entry.seat == "us"
    assert len(shown) == dealt
    assert kept.is_secret is (dealt > 1)
    told = unwrapped(lines(scene.titles, across_the_table(scene)))
    assert [one for one in titles.values() if f"{one}: " in told] == [
        title for one, title in titles.items() if one in shown
    ]


def test_a_headline_is_news_again_once_it_is_opened(sink: Game) -> None:
    """It was told as a secret before; so it comes before all that is new."""
    sitting, rival = sit(sink, "greedy", "greedy"), sink.seats[0]
    found = 0
    sitting.match.run()
    log = sitting.match.log
    for start, entry in enumerate(log):
        if entry.is_commitment and entry.seat != rival:
            first = new_to(entry.seat, log[: start + 1], start)[0]
            was_sealed = any(
                one.is_secret and one.entry.is_commitment
                for one in seen_by(entry.seat, log[:start])
            )
            assert first.entry.seat == (rival if was_sealed else entry.seat)
            assert not first.is_secret
            found += was_sealed
    assert found


def test_charts_are_the_same_for_a_match_that_is_taken_up_again(sink: Game) -> None:
    sitting = sit(sink, HUMAN, "greedy")
    play_on(sitting, 20)
    again = Sitting(sitting.match)
    assert again.chart.numbers == sitting.chart.numbers
    assert {len(values) for values in again.chart.numbers.values()} == {
        sitting.match.state.round + 1
    }


def test_whoever_only_watches_gets_what_everybody_may_see(sink: Game) -> None:
    """Not a seat's view with its hand left out: there is no hand in it."""
    sitting = sit(sink, "greedy", "greedy")
    play_on(sitting, 12)
    for seat in sink.seats:
        scene = sitting.scene(seat, open_hand=False)
        assert scene.me == seat
        assert scene.view == sink.redact(sitting.match.state)
        assert not scene.view.hand
        rewind = Rewind(sitting)
        rewind.go(20)
        assert not rewind.scene(seat).view.hand
        assert rewind.scene(seat).me == seat


def test_a_replay_says_of_a_game_that_is_not_kept_that_it_is_not(sink: Game) -> None:
    sitting = sit(sink, "greedy", "greedy")
    play_on(sitting, 12)
    seat = sink.seats[0]
    assert Rewind(sitting).scene(seat).unsaved == sitting.scene(seat).unsaved == -1


def test_a_game_in_progress_turned_where_the_rounds_of_its_largest_swings_began() -> None:
    sitting = NoShelf().begin(opened("primer"), dict.fromkeys(("us", "china"), "greedy"), 3, "")
    while sitting.match.state.round < 4:
        sitting.match.step()
    rewind, log = Rewind(sitting), sitting.match.log
    ranges = ranges_of(markers(sitting.game.deck, sitting.game.redact(sitting.match.state)))
    places = rewind.turning_places()
    assert [log[place].round for place in places] == sorted(
        {turn.round for turn in turning_points(log, ranges)}
    )
    assert all(place == 0 or log[place - 1].round < log[place].round for place in places)
    assert rewind.turn_to(1)
    assert rewind.at == next(place for place in places if place)


# --- a program that is out ----------------------------------------------------------------------


class Failing:
    """Stands for a program that fails at its second decision, and is out."""

    name = "cmd:./bot --level 3 --with-a-line-that-is-long"

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.is_out = False
        self.stood_in = ""
        self._asked = 0

    def choose(self, view: SeatState) -> Action:
        self._asked += 1
        self.stood_in = OUT if self.is_out else ""
        if self._asked == 2:
            self.faults, self.is_out, self.stood_in = ["it has ended"], True, FAULT
        return view.legal[0]


LEFT = "cmd:./bot --level 3 --with-a-line-that-i… left the table: it has ended. greedy plays on."


def failing(game: Game, other: str) -> Sitting:
    """A table whose last seat is a program's that fails."""
    sitting = sit(game, other, "greedy")
    sitting.match.players[game.seats[-1]] = Failing()
    return sitting


def test_a_program_that_is_out_is_remarked_on_once(water: Game) -> None:
    sitting, remarks = failing(water, "greedy"), []
    for turn in sitting.turns():
        if isinstance(turn, PlayerAsked):
            sitting.take(turn.choose())
            remarks.append(sitting.remark())
    assert [remark for remark in remarks if remark] == [LEFT]


def test_a_second_program_of_a_seat_that_is_out_is_remarked_on_too(water: Game) -> None:
    sitting, remarks = failing(water, "greedy"), list[str]()
    for turn in sitting.turns():
        if isinstance(turn, PlayerAsked):
            sitting.take(turn.choose())
            if said := sitting.remark():
                remarks.append(said)
                if len(remarks) == 1:
                    swap(sitting.match, water.seats[-1], Failing())
    assert remarks == [LEFT, LEFT]


def test_the_log_says_of_each_decision_that_another_stood_in(water: Game) -> None:
    sitting, said = failing(water, "greedy"), list[str]()
    PlainTable(sitting, Console([], said.append)).play()
    text = " ".join("".join(said).split())
    assert LEFT in text
    moves = [move for move in sitting.match.course.moves if isinstance(move, Act)]
    assert sum(bool(move.stand_in) for move in moves) == text.count("greedy stood in") > 1


async def test_the_board_says_that_a_program_is_out(water: Game) -> None:
    app = app_of(failing(water, "greedy"))
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("plus", "plus", "plus", "plus")
        await until(pilot, lambda: LEFT in frame(app))
        await until(pilot, lambda: "greedy stood in for the program" in frame(app))


@pytest.mark.parametrize("deck", ["primer", "water_treaty"])
def test_how_a_hypothetical_line_came_out_stands_beside_how_it_was_played(deck: str) -> None:
    game = opened(deck)
    sitting = NoShelf().begin(game, dict.fromkeys(game.seats, "greedy"), 3, "")
    sitting.match.run()
    rewind = Rewind(sitting)
    assert rewind.compared() == ""
    rewind.go(rewind.last - 6)
    line = hypothetical(rewind, ways_on(rewind)[0])
    line.go(line.last)

    def ends(one: Sitting) -> str:
        lead, state = game.margin(one.match.state), one.match.state
        points = [f"{one.titles.seats[seat]} {n:+d}" for seat, n in game.returns(state).items()]
        return ", ".join(points) if lead is None else f"{lead:+d}"

    played = f"as played {sitting.glyphs.yes} {ends(sitting)}"
    assert line.compared() == f"hypothetical {ends(line.sitting)}, {played}"


# --- a rematch -----------------------------------------------------------------------------------


@pytest.mark.parametrize("deck", ["kitchen_contest", "kitchen_contest:seminar"])
def test_a_rematch_keeps_the_score_by_person_whoever_sits_where(deck: str) -> None:
    game = opened(deck)
    first, second = game.seats
    sitting = NoShelf().begin(game, {first: "greedy", second: "random"}, 3, "")
    scores = {"greedy": 0.0, "random": 0.0}
    for number in range(1, 4):
        assert sitting.evening.games == number - 1
        players = sitting.players
        sitting.match.run()
        end = game.redact(sitting.match.state).match_end
        for seat, points in game.returns(sitting.match.state).items():
            won = 0.5 if end is None or not end.winner else float(seat == end.winner)
            scores[players[seat]] += won if end else points
        assert dict(zip(sitting.score.names, sitting.score.scores, strict=True)) == scores
        assert sitting.score.said.startswith(f"{number} game")
        what, sign = ("won", "g") if end else ("against par", "+g")
        told = ", ".join(f"{name} {scores[name]:{sign}}" for name in ("greedy", "random"))
        assert sitting.score.said.endswith(f" so far, {what}: {told}")
        sitting = rematch(NoShelf(), sitting, swapped=number == 1)
        assert list(sitting.players.values()) == ["random", "greedy"]


def begun_by_a_person(decisions: int) -> Sitting:
    """A game of a person against greedy, who gives up after so many decisions of both."""
    game = opened("primer")
    first, second = game.seats
    sitting = NoShelf().begin(game, {first: "human", second: "greedy"}, 3, "")
    if decisions:
        play_on(sitting, decisions)
    assert sitting.substitute(first)
    sitting.match.run()
    return sitting


@pytest.mark.parametrize(
    "decisions", [0, 1, 4], ids=["before any choice", "after one", "on the way"]
)
def test_a_game_counts_for_nobody_in_which_a_person_gave_up(decisions: int) -> None:
    sitting = begun_by_a_person(decisions)
    score = sitting.score
    assert (score.games, score.uncounted, score.scores) == (0, 1, (0.0, 0.0))
    assert score.said == "1 game so far, counted for nobody, since a seat changed hands"
    assert score.brief == "1 game, counted for nobody"
    after = score.ended(dict.fromkeys(sitting.game.seats, 0), sitting.game.seats[0])
    assert after.said == "1 game so far, won: you 1, greedy 0; 1 counted for nobody"
    assert sitting.is_of_people


def test_a_game_counts_for_a_person_who_left_when_all_choices_of_a_seat_were_made() -> None:
    game = opened("primer")
    first, second = game.seats
    for seed in range(747561, 747581):
        sitting = NoShelf().begin(game, {first: "greedy", second: "human"}, seed, "")
        sitting.match.players[second] = sitting.match.players[first]
        last = sitting.match.run().log
        ply = max(one.ply for one in last if one.seat == second)
        if max(one.ply for one in last if one.seat == first) > ply:
            break
    left = NoShelf().begin(game, {first: "greedy", second: "human"}, seed, "")
    for move in sitting.match.course.moves[: ply + 1]:
        left.match.take(game.action(left.match.state, words(move)))
    left.substitute(second)
    left.match.run()
    assert (left.score.games, left.score.uncounted) == (1, 0)


@pytest.mark.parametrize("swapped", [False, True])
def test_whoever_began_sits_down_again_for_a_rematch(*, swapped: bool) -> None:
    sitting = begun_by_a_person(4)
    again = rematch(NoShelf(), sitting, swapped=swapped)
    assert list(again.players.values()) == (["greedy", "human"] if swapped else ["human", "greedy"])
    assert again.score.uncounted == 1
    assert again.score.names == ("you", "greedy")


def test_a_rematch_of_a_game_from_a_file_is_of_who_sat_where(tmp_path: Path) -> None:
    """A file names seats by the alphabet, a deck in its own order."""
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    game = opened("primer")
    games.begin(game, {"us": "human", "china": "greedy"}, 3, "one").close()
    sitting = games.resume("one")
    sitting.substitute("us")
    sitting.match.run()
    assert sitting.score.names == ("you", "greedy")
    again = rematch(games, sitting)
    assert again.players == {"us": "human", "china": "greedy"}
    games.close()


def test_a_game_counts_for_no_program_whose_choices_a_stand_in_made() -> None:
    game = opened("primer")
    first, second = game.seats
    sitting = NoShelf().begin(game, {first: "human", second: "greedy"}, 748001, "")
    while not sitting.is_over:
        legal = game.legal_actions(sitting.match.state)
        stand_in = FAULT if sitting.mover == second else ""
        sitting.match.take(legal[0], stand_in=stand_in) if legal else sitting.match.settle()
    assert sitting.match.record.deciders[second] == ("",)
    assert (sitting.score.games, sitting.score.uncounted) == (0, 1)


def test_an_opponent_says_nothing_to_what_was_done_before_it_sat_down() -> None:
    """What a person did who gave up came with the words of whoever plays on in their place."""
    game = opened("primer")
    first, second = game.seats
    sitting = NoShelf().begin(game, {first: HUMAN, second: HUMAN}, 748003, "")
    play_on(sitting, 20)
    ply = sitting.match.course.ply
    sitting.substitute(second)
    name = sitting.players[second]
    play_on(sitting, 40)

    def said(scene: Scene) -> set[int]:
        seen = [one.entry for one in scene.seen if one.entry.seat == second]
        return {one.ply for one in seen if line_of_act(scene, one)}

    assert min(said(sitting.scene(first))) >= ply
    rewind = Rewind(sitting)
    for at, who in ((ply - 1, HUMAN), (ply + 1, name)):
        rewind.go(at)
        scene = rewind.scene(first)
        assert scene.players[second] == who
        assert not [one for one in said(scene) if one < ply]
    rewind.go(rewind.last)
    assert said(rewind.scene(first)) == said(sitting.scene(first))


def test_another_evening_begins_where_others_play_a_rematch(tmp_path: Path) -> None:
    """What a program won went to the person in whose place it played."""
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    game = opened("primer")
    first, second = game.seats
    games.begin(game, {first: "human", second: "greedy"}, 748002, "one").close()
    sitting = games.resume("one", {second: "human"})
    assert sitting.score.names[1] != "greedy"
    sitting.substitute(second)
    name = sitting.players[second]
    sitting.substitute(first)
    sitting.match.run()
    again = rematch(games, sitting)
    assert again.players == {first: "human", second: name}
    assert again.score.names[0] == "you"
    assert again.score == new_evening(game, again.players)
    third = rematch(games, again, swapped=True)
    assert third.score.chairs == (1, 0)
    games.close()


def test_who_gave_up_is_told_how_to_sit_down_again(tmp_path: Path, sink: Game) -> None:
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    first, second = sink.seats
    sitting = games.begin(sink, {first: "human", second: "random"}, 3, "one")
    told = sitting.substitute(first)
    assert told.endswith(f" `{sitting.again} --seat {first}=human` sits you down again.")
    assert NoShelf().begin(sink, sitting.players, 3, "").substitute(second).endswith("here on.")
    games.close()


def test_a_game_that_nobody_won_counts_half_for_each() -> None:
    game = opened("kitchen_contest")
    score = new_evening(game, dict.fromkeys(game.seats, "human"))
    points = dict.fromkeys(game.seats, 0)
    assert score.ended(points, "").scores == (0.5, 0.5)
    assert score.ended(points, game.seats[1]).scores == (0.0, 1.0)
    assert score.swapped().ended(points, game.seats[1]).scores == (1.0, 0.0)


@pytest.mark.parametrize("place", ["", "second"])
@pytest.mark.parametrize("aside", [False, True])
def test_where_a_game_is_kept_no_more_is_open_to_other_programs(
    tmp_path: Path, sink: Game, aside: bool, place: str
) -> None:
    games = KeptGames(Saves(tmp_path), writes_aside=aside)
    sitting = games.begin(sink, dict.fromkeys(sink.seats, "greedy"), 3, "first")
    sitting.draw_luck()
    sitting.keep(place)
    games.rename("first", "over")
    sitting.match.run()
    sitting.close()
    games.close()
    assert not load(tmp_path / "over.jsonl", World()).damage
    assert (tmp_path / "second.jsonl").exists() == bool(place)
    assert not place or load(tmp_path / "second.jsonl", World()).record == sitting.match.record


@pytest.mark.parametrize("aside", [False, True])
def test_a_game_that_was_left_for_a_rematch_is_open_to_other_programs(
    tmp_path: Path, sink: Game, aside: bool
) -> None:
    """It stayed locked as long as the program ran that had played it."""
    games = KeptGames(Saves(tmp_path), writes_aside=aside)
    first = games.begin(sink, dict.fromkeys(sink.seats, "greedy"), 3, "first")
    first.match.run()
    again = rematch(games, first)
    assert again.title == "first-2"
    first.close()
    games.rename("first", "over")
    with pytest.raises(UsageError, match="open in another window"):
        games.rename(again.title, "still")
    again.match.run()
    again.close()
    games.close()
    kept = [load(tmp_path / f"{name}.jsonl", World()) for name in ("over", again.title)]
    assert [one.is_over and not one.damage for one in kept] == [True, True]
    assert [one.record for one in kept] == [first.match.record, again.match.record]


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_the_score_of_two_people_at_one_keyboard_fits_beside_the_title_of_the_end(
    decks: dict[str, DeckRef], deck: str
) -> None:
    game = shared_game(decks[deck])
    score = new_evening(game, dict.fromkeys(game.seats, "human"))
    score = score.ended(dict.fromkeys(game.seats, 0), game.seats[0])
    first, second = (seat.title for seat in game.deck.seats)
    told = f"won: whoever began as {first} 1, whoever began as {second} 0"
    assert score.said == f"1 game so far, {told}"
    assert score.brief == f"1 game, won: who began as {first} 1, as {second} 0"
    assert len(score.brief) <= 80 - len(" After the game   ")


def test_a_game_begun_from_the_form_again_reads_no_deck_again() -> None:
    first, again = (Setup(DeckLibrary(), "calibration").game() for _ in range(2))
    assert again.rules is first.rules


def test_a_deck_of_a_minute_is_said_to_take_one() -> None:
    setup = Setup(DeckLibrary(), "calibration")
    assert setup.about("deck")[1].endswith(" About 1 minute.")


def test_an_example_that_came_with_the_program_is_no_game_that_was_left(
    tmp_path: Path, sink: Game
) -> None:
    example = tmp_path / "history-2018-2026.jsonl"
    shutil.copy(ROOT / "saves" / example.name, example)
    games = KeptGames(Saves(tmp_path))
    assert all(one.is_example for one in games.saves())
    assert games.last() is None
    with pytest.raises(UsageError, match="no game to go on with"):
        games.latest()
    games.begin(sink, dict.fromkeys(sink.seats, "random"), 3, "evening").close()
    games.close()
    os.utime(example, (2**32, 2**32))  # a fresh clone has it last
    assert next(games.saves()).name == example.stem
    assert games.latest() == "evening"
    left = games.last()
    assert left is not None
    assert left.name == "evening"


def test_a_game_that_is_open_in_another_window_is_not_offered_to_go_on_with(
    tmp_path: Path, sink: Game
) -> None:
    here, there = KeptGames(Saves(tmp_path)), KeptGames(Saves(tmp_path))
    for name in ("morning", "evening"):
        here.begin(sink, dict.fromkeys(sink.seats, "random"), 3, name).close()
    here.close()
    os.utime(tmp_path / "morning.jsonl", (1, 1))
    elsewhere = there.resume("evening")

    def offered(games: KeptGames) -> str:
        left = games.last()
        return left.name if left else ""

    os.utime(tmp_path / "evening.jsonl", (2**32, 2**32))
    assert (offered(here), offered(there)) == ("morning", "evening")
    assert (here.latest(), there.latest()) == ("morning", "evening")
    here.delete("morning")
    assert here.latest() == "evening"  # which says by name where it is
    elsewhere.close()
    there.close()
    assert offered(here) == "evening"


def test_a_game_that_was_left_before_it_began_comes_after_those_that_were_played(
    tmp_path: Path, sink: Game
) -> None:
    """One that waited for somebody at another machine was offered first for ever."""
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    seats = dict.fromkeys(sink.seats, "human")
    games.begin(sink, seats, 3, "invited").close()
    left = games.last()
    assert left is not None
    assert (left.name, games.latest()) == ("invited", "invited")
    played = games.begin(sink, seats, 3, "played")
    next(turn for turn in played.turns() if isinstance(turn, PersonAsked))
    played.close()
    games.close()
    os.utime(tmp_path / "invited.jsonl", (2**32, 2**32))
    left = games.last()
    assert left is not None
    assert (left.name, games.latest()) == ("played", "played")


def test_what_one_seat_may_know_of_a_game_is_no_game_that_was_left(
    tmp_path: Path, sink: Game
) -> None:
    """It was offered to be gone on with, as `Not begun`, and refused once it was chosen."""
    games, seat = KeptGames(Saves(tmp_path)), sink.seats[0]
    games.begin(sink, dict.fromkeys(sink.seats, "random"), 3, "evening").close()
    games.close()
    own = tmp_path / f"evening-{seat}.jsonl"
    export(load(tmp_path / "evening.jsonl", games.world), seat, own, games.world)
    os.utime(own, (2**32, 2**32))
    (view,) = (one for one in games.saves() if one.name == own.stem)
    assert (view.is_view, view.is_over) == (True, False)
    assert view.about.startswith(f"As {titles_of(sink.deck).seats[seat]} may know it. ")
    assert own.stem not in [one.name for one in games.saves(unfinished=True)]
    assert games.latest() == "evening"
    left = games.last()
    assert left is not None
    assert left.name == "evening"
