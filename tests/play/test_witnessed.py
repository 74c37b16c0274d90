"""What players are told of what has happened: all that their seat has seen, and no more."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

from tests.conftest import DECKS, seated
from tests.rules.conformance import UNTRACED
from tests.rules.test_clauses import gold, thin_wall
from tests.rules.test_deals import GATE, WALL, item
from tests.rules.tiny import tiny
from wargame.errors import NotSaved, PlayerError
from wargame.lab.runs.games import shared_game
from wargame.play.control import rewind, swap
from wargame.play.drive import PlayerAsked, next_turn
from wargame.play.event import Act, Event, Note
from wargame.play.log import Entry, Seen, make_entry, seen_by
from wargame.play.match import Match
from wargame.play.model_use import ModelUse, use_in, uses
from wargame.play.proceedings import REASON, told_to
from wargame.play.witnessed import Witnessed, new_since, witnessed
from wargame.rules.actions import Action
from wargame.rules.asking.fizzle import Fizzle
from wargame.rules.game import CHANCE_SEAT, Game
from wargame.rules.refusal import Reason
from wargame.rules.verbs import DRAW
from wargame.rules.view import SeatState


class Attentive:
    """A player that keeps what it hears, passes if it can, and says why and what it took."""

    name = "attentive"

    def __init__(self, reason: object = "", used: object = None) -> None:
        self.reason, self.used = reason, used
        self.heard: list[list[Witnessed]] = []

    def hear(self, happened: list[Witnessed]) -> None:
        self.heard.append(list(happened))

    def choose(self, view: SeatState) -> Action:
        return view.legal[-1]


def match_with(game: Game, player: Attentive, *, traced: bool = False, seat: int = 0) -> Match:
    players = {**seated(game, 3), game.seats[seat]: player}
    return Match(game, players, 3, traced=traced)


def test_a_player_hears_all_that_its_seat_has_seen(sink: Game) -> None:
    player = Attentive()
    match = match_with(sink, player).run()
    plies = [one.ply for one in player.heard[-1]]
    assert plies == list(range(len(plies)))
    last = player.heard[-1]
    assert {one.seat for one in last} == {*sink.seats, CHANCE_SEAT}
    told = {one.ply: one.action for one in last if one.action}
    assert told
    assert all(match.record.actions[ply] == text for ply, text in told.items())


@pytest.mark.parametrize("name", ["kitchen_sink", "kitchen_deals", "primer"])
def test_numbers_that_moved_are_told_as_they_stood_before_and_after(name: str) -> None:
    """And no others, where a match is traced."""
    game = shared_game(DECKS[name])
    match, compared = Match(game, seated(game, 3), 3, traced=True), 0
    while not match.is_over and match.course.ply < 120:
        before = {seat: written(match, seat) for seat in game.seats}
        match.step()
        for seat in game.seats:
            told = {one: (old, new) for one, old, new in match.witnessed(seat)[-1].changes}
            now = written(match, seat)
            moved = {one: (old, now[one]) for one, old in before[seat].items() if old != now[one]}
            assert {one: told[one] for one in told if one in now} == moved
            compared += len(moved)
    assert compared > 50
    plain = Attentive()
    match_with(game, plain).run()
    assert not any(one.changes for one in plain.heard[-1])


def written(match: Match, seat: str) -> dict[str, int]:
    """The numbers that a seat knows and that are written, not worked out, as they stand."""
    names, known = match.game.rules.names, match.game.redact(match.state, seat).tracks
    kept = [one for one in known if names[one].form in ("slot", "item", "deals")]
    return {one: known[one] for one in kept if one not in UNTRACED}


@pytest.mark.parametrize("name", ["kitchen_sink", "primer", "entanglement"])
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_done_in_secret_is_told_alike_whatever_it_is(name: str, seed: int) -> None:
    game = shared_game(DECKS[name])
    match = Match(game, seated(game, seed), seed, traced=True)
    luck, compared = random.Random(seed), 0
    while not match.is_over:
        legal = game.legal_actions(match.state)
        for seat in game.seats:
            for told in secret_endings(match, seat, legal).values():
                assert len(set(told)) == 1
                assert not told[0].action
                assert not told[0].title
                compared += len(told) > 1
        match.take(luck.choice(legal))
        match.settle()
    assert compared > 10


def secret_endings(match: Match, seat: str, legal: Sequence[Action]) -> dict[str, list[Witnessed]]:
    """What a seat would hear of each way on that is secret to it, by what kind of move it hears."""
    found = defaultdict(list)
    for action in legal:
        step = match.game.apply(match.state, action, traced=True)
        entry = make_entry(match.game, match.course.ply, match.state, step)
        if not entry.reveals:
            one = seen_by(seat, [*match.log, entry])[-1]
            if one.is_secret:
                (told,) = witnessed([one])
                found[told.verb].append(told)
    return found


def test_a_headline_is_told_once_it_is_open(sink: Game) -> None:
    player = Attentive()
    match_with(sink, player, seat=-1).run()
    sealed, opened = [], set()
    for before, after in zip(player.heard, player.heard[1:], strict=False):
        known = {one.ply: one for one in after}
        for one in before:
            if one.verb == "headline" and not one.action:
                sealed.append(one.ply)
                opened |= {one.ply} if known[one.ply].action else set()
    assert opened
    assert opened <= set(sealed)


@pytest.mark.parametrize("name", ["kitchen_sink", "entanglement"])
def test_what_a_seat_has_seen_grows_and_is_what_it_would_be_if_told_anew(name: str) -> None:
    """It was worked out anew at every choice, which took most of a long game between programs."""
    game = shared_game(DECKS[name])
    match = Match(game, seated(game, 5), 5, traced=True)
    before, backs = {seat: match.witnessed(seat) for seat in game.seats}, [40, 25]
    while not match.is_over and len(match.log) < 200:
        match.step()
        match.settle()
        if backs and len(match.log) == backs[-1]:
            rewind(match, match.course.ply - 7 * len(backs), "once more")
            backs.pop()
            before = {}
        for seat in game.seats:
            told, round_ = match.witnessed(seat), match.log[-1].round
            assert told == witnessed(seen_by(seat, match.log))
            stays = [(then, now) for then, now in zip(before.get(seat, []), told, strict=False)]
            assert all(then is now for then, now in stays if now.round < round_)
            before[seat] = told
    assert not backs


@pytest.mark.parametrize("traced", [True, False])
def test_who_sits_down_in_the_middle_hears_all_so_far(sink: Game, traced: bool) -> None:
    match, player = Match(sink, seated(sink, 3), 3, traced=traced), Attentive()
    for _ in range(30):
        match.step()
    swap(match, sink.seats[0], player)
    match.run()
    for heard in player.heard:
        assert [one.ply for one in heard] == list(range(len(heard)))
    assert len(player.heard[0]) >= 30


def test_a_turn_that_is_asked_for_again_is_told_the_same(sink: Game) -> None:
    match = match_with(sink, Attentive())
    while not isinstance(turn := next_turn(match), PlayerAsked) or turn.view.round < 2:
        if isinstance(turn, PlayerAsked):
            match.take(turn.choose())
    assert next_turn(match) == turn


def test_a_reason_is_kept_before_the_move_and_is_its_seats_alone_until_the_end(sink: Game) -> None:
    match = match_with(sink, Attentive("  more\ntime\x1b[2J  "))
    me, other = sink.seats
    while not match.record.actions or match.record.events[-1].kind != "act":
        match.step()
    while not any(isinstance(one, Note) for one in match.record.events):
        match.step()
    note = next(one for one in match.record.events if isinstance(one, Note))
    assert (note.who, note.topic, note.audience) == (me, REASON, me)
    assert note.text == "more time\\x1b[2J"
    assert not told_to(other, match.proceedings, is_over=False)
    assert [one.text for one in told_to(me, match.proceedings, is_over=False)] == [note.text]
    match.run()
    assert note.text in [one.text for one in told_to(other, match.proceedings, is_over=True)]


@pytest.mark.parametrize("reason", ["", "   ", None, 7, ["why"]])
def test_what_is_no_reason_is_not_kept(sink: Game, reason: object) -> None:
    match = match_with(sink, Attentive(reason)).run()
    assert not any(isinstance(one, Note) for one in match.record.events)


@pytest.mark.parametrize("as_text", [True, False])
def test_a_choice_that_is_refused_leaves_no_reason(sink: Game, as_text: bool) -> None:
    """It would be told before the move that comes in its place."""
    match = match_with(sink, Attentive("to be rich"))
    while match.game.current_seat(match.state) != sink.seats[0]:
        match.step()
    wrong = Action("play nothing", sink.seats[0], -1)
    with pytest.raises(PlayerError, match="cannot 'play nothing'"):
        match.take_from_mover(wrong.text if as_text else wrong)
    assert not [event for event in match.record.events if isinstance(event, Note)]


def test_what_choices_took_counts_also_where_they_were_gone_back_on(sink: Game) -> None:
    match = match_with(sink, Attentive(used={"calls": 1}))
    while match.course.ply < 40:
        match.step()
    rewind(match, 10, "A test.")
    match.run()
    seat = sink.seats[0]
    chosen = [one for one in match.record.events if isinstance(one, Act) and one.seat == seat]
    assert len(chosen) > sum(one.seat == seat for one in match.course.moves if isinstance(one, Act))
    assert uses(match.record.events) == {seat: ModelUse(len(chosen))}


class FullAtMoves:
    """A journal that has no room for whatever holds a move of a seat."""

    is_full = False

    def append(self, events: Sequence[Event]) -> None:
        if self.is_full and any(isinstance(one, Act) for one in events):
            raise NotSaved("The disk is full.")


def test_a_choice_that_is_not_kept_leaves_no_reason_and_no_count(sink: Game) -> None:
    """It was told twice, and counted twice, once the game was kept elsewhere and it chose again."""
    match = match_with(sink, Attentive("to be rich", {"calls": 1}))
    match.journal = disk = FullAtMoves()
    while match.game.current_seat(match.state) != sink.seats[0]:
        match.step()
    before, disk.is_full = list(match.record.events), True
    with pytest.raises(NotSaved):
        match.step()
    assert match.record.events == before
    disk.is_full = False
    match.step()
    reason, use, act = match.record.events[len(before) :][:3]
    assert (reason, use_in(use)) == (
        Note(who=sink.seats[0], topic=REASON, text="to be rich", audience=sink.seats[0]),
        ModelUse(1),
    )
    assert isinstance(act, Act)


def test_a_reason_is_as_long_as_a_record_keeps(sink: Game) -> None:
    match = match_with(sink, Attentive("x" * 9_999)).run()
    notes = [one.text for one in match.record.events if isinstance(one, Note)]
    assert {len(text) for text in notes} == {2_000}


def moves(*texts: str) -> list[Witnessed]:
    """Moves by one seat each, in order; `?` is a headline that is still sealed."""
    return [
        Witnessed(ply, 1, "plays", f"s{ply}", "", "headline", "" if text == "?" else text)
        for ply, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("told", "happened", "new"),
    [
        pytest.param("", "abc", "abc", id="nothing was told"),
        pytest.param("ab", "abc", "c", id="one more"),
        pytest.param("abc", "abc", "", id="asked again"),
        pytest.param("a?c", "abcd", "bd", id="a headline opens"),
        pytest.param("abc", "axc", "xc", id="what is as before behind what was taken back"),
        pytest.param("abc", "a?c", "?c", id="a headline is sealed again"),
        pytest.param("abc", "ab", "", id="fewer than were told"),
    ],
)
def test_what_is_new_is_told_and_what_follows_another_move(
    told: str, happened: str, new: str
) -> None:
    known = {one.ply: one for one in moves(*told)}
    found = new_since(known, moves(*happened))
    assert "".join(one.action or "?" for one in found) == new


class Told(Attentive):
    """A player that does what it was told to."""

    def __init__(self, *texts: str) -> None:
        super().__init__()
        self.texts = list(texts)

    def choose(self, view: SeatState) -> Action:
        text = self.texts.pop(0)
        (found,) = [one for one in view.legal if one.text == text]
        return found


@pytest.mark.parametrize("traced", [True, False])
@pytest.mark.parametrize(
    ("terms", "ran_out", "broken"),
    [
        pytest.param((3, 1), (("grain", "back"),), (("thin_wall", "gold"),), id="one of each"),
        pytest.param((3, 3), (), (("thin_wall", "gold"),), id="one broken, one goes on"),
        pytest.param((1, 3), (), (("thin_wall", "gold"),), id="broken in its last round"),
    ],
)
def test_a_deal_that_broke_as_a_round_ended_is_told_apart_from_one_that_ran_out(
    terms: tuple[int, int],
    ran_out: tuple[tuple[str, ...], ...],
    broken: tuple[tuple[str, ...], ...],
    traced: bool,
) -> None:
    never = {"needs": "my.grain >= 90", "by_round": 2, "failed": "breach"}
    items = [
        thin_wall(performs=never),
        item("grain", "transfer", track="grain", amount=1),
        gold(),
        item("back", "transfer", "south", track="grain", amount=2),
    ]
    laid = {"terms": [1, 3], "items": items, "max_running": 2}
    game = tiny(measures=[WALL, GATE], deals=laid, rounds={"max": 3})
    first, second = (f"table {term}" for term in terms)
    north = Told("pass", "offer thin_wall", "offer gold", first, "accept", *["pass"] * 4)
    south = Told("pass", "accept", "offer grain", "offer back", second, *["pass"] * 4)
    match = Match(game, {"north": north, "south": south}, 1, traced=traced)
    while match.state.round < 3:
        match.step()
    last = [one for one in match.witnessed("north") if one.ran_out or one.broken]
    assert [(one.round, one.ran_out, one.broken) for one in last] == [
        (2, tuple((1, one) for one in ran_out), tuple((1, one) for one in broken))
    ]


def test_a_deal_that_is_left_with_the_last_act_of_a_round_did_not_run_out() -> None:
    more = {"needs": "game.round == 1", "extensions": 0}
    laid = {"terms": [3], "items": [thin_wall(), gold()], **more}
    game = tiny(measures=[WALL, GATE], deals=laid, rounds={"max": 3})
    north = Told("pass", "offer thin_wall", "offer gold", "table 3", "pass")
    south = Told("pass", "accept", "breach 1")
    match = Match(game, {"north": north, "south": south}, 1)
    while match.state.round < 3:
        match.step()
    last = match.witnessed("south")[-1]
    assert (last.action, last.ran_out, last.broken) == ("breach 1", (), ())


def test_a_headline_that_comes_to_nothing_by_a_secret_draw_is_told() -> None:
    entry = Entry(
        *(3, 1, "headline", CHANCE_SEAT, "them", DRAW, "card"),
        fizzled=(Fizzle("us", "bluff", Reason("ended_first")),),
    )
    (told,) = witnessed([Seen(entry, is_secret=True)])
    assert told.fizzled == (("us", "bluff"),)
    assert not told.action
