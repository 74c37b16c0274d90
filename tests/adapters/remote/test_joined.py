"""A table that somebody joins: whole games, lines that are lost, and hosts that tell nonsense."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count, islice, repeat
from typing import Any

import pytest

from tests.adapters.remote.ends import Ends, HeldLink, Table, asked, cut
from tests.conftest import LONG_S, opened
from tests.shelf import NoShelf
from wargame.adapters.remote import chair, doubt, heard
from wargame.adapters.remote import link as linking
from wargame.adapters.remote import told as telling
from wargame.adapters.remote.chair import MOST_NOTES
from wargame.adapters.remote.doubt import shown_as_told
from wargame.adapters.remote.hosting import Hosting
from wargame.adapters.remote.joined import JoinedTable
from wargame.adapters.remote.line import LONGEST_TO_GUEST, LineLost, hang_up, spelled
from wargame.adapters.remote.moment import packed_moment, packed_news, since
from wargame.adapters.remote.retold import read_account, read_moment
from wargame.errors import NotSaved, RecordError, UsageError, visible_lines
from wargame.play.drive import PlayerAsked
from wargame.play.event import Note
from wargame.play.player import HUMAN, REMOTE
from wargame.players.worker import Dropped
from wargame.rules.game import Game
from wargame.table.host.at_table import HostLeft
from wargame.table.plain.console import Console
from wargame.table.plain.table import PlainTable


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that was lost is looked for at once."""
    monkeypatch.setattr(linking, "PAUSES", (0.01, 0.1, 0.5, 2, 8))


@pytest.fixture
def ends(water: Game) -> Iterator[Ends]:
    """Both ends of a table with the first seat elsewhere."""
    made = Ends(water, water.seats[0], 1)
    yield made
    made.joined.close()
    made.sitting.close()


@pytest.fixture
def there(water: Game) -> str:
    """The seat that is elsewhere at a `table`."""
    return water.seats[1]


@pytest.fixture
def table(water: Game, there: str) -> Iterator[Table]:
    """A table that listens, and a program in the other seat."""
    made = Table(water, {water.seats[0]: "random", there: REMOTE})
    yield made
    made.sitting.close()


def read_at(joined: JoinedTable, lines: Iterable[str]) -> str:
    """All that somebody reads at a table that was joined."""
    printed: list[str] = []
    PlainTable(joined, Console(lines, printed.append)).play()
    return "".join(printed)


def text_at(table: Table, seat: str, lines: Iterable[str]) -> str:
    """All that somebody reads who joins and types these lines."""
    return read_at(table.join(seat), lines)


def test_a_whole_game_is_played_from_elsewhere(table: Table, there: str) -> None:
    told = text_at(table, there, ["rules", "brief", "?1", "why not moon", *repeat("1", 500)])
    table.end()
    table.sitting.close()
    assert table.sitting.is_over
    assert "== The end ==" in told
    assert "The story" in told
    assert table.sitting.secret in " ".join(told.split())
    assert table.sitting.match.record.seats[there] == REMOTE


def test_two_play_from_elsewhere_and_who_hosts_sees_no_hand(water: Game) -> None:
    one, other = water.seats
    table = Table(water, {one: REMOTE, other: REMOTE})
    told: dict[str, str] = {}
    read = threading.Thread(
        target=lambda: told.update({one: text_at(table, one, repeat("1", 500))}), daemon=True
    )
    read.start()
    told[other] = text_at(table, other, repeat("1", 500))
    read.join(LONG_S)
    table.end()
    assert table.sitting.people == ()
    assert all("== The end ==" in text for text in told.values())
    table.sitting.close()


def test_a_line_that_is_lost_loses_nothing(table: Table, there: str) -> None:
    link = table.link(there)

    def typed() -> Iterator[str]:
        for number in count():
            if number % 7 == 3:  # while somebody reads what is asked
                hang_up(link._line._lines.sock)
            yield "1"

    told = read_at(JoinedTable(link), typed())
    table.end()
    assert told.count("Joined again.") >= 2
    assert "== The end ==" in told


def test_a_lost_line_is_told_and_made_again_while_somebody_thinks(table: Table, there: str) -> None:
    link, printed = table.link(there), list[str]()

    def typed() -> Iterator[str]:
        cut(link)
        end = time.monotonic() + LONG_S
        while "Joined again." not in "".join(printed) and time.monotonic() < end:
            time.sleep(0.01)
        assert "The line to the host is lost: it has hung up." in "".join(printed)
        assert "Joined again." in "".join(printed)
        yield "quit"

    PlainTable(JoinedTable(link), Console(typed(), printed.append)).play()


def test_a_line_that_is_not_made_again_is_told_while_somebody_thinks(
    table: Table, there: str
) -> None:
    """Whoever sat at a prompt was told only once they typed."""
    link, printed = table.link(there), list[str]()

    def typed() -> Iterator[str]:
        link._token = "of a table that was opened anew"
        cut(link)
        end = time.monotonic() + LONG_S
        while "opens no seat here" not in "".join(printed) and time.monotonic() < end:
            time.sleep(0.01)
        assert "That token opens no seat here." in "".join(printed)
        yield "quit"

    PlainTable(JoinedTable(link), Console(typed(), printed.append)).play()


def test_what_was_chosen_while_the_line_was_dead_is_chosen_once_it_is_back(
    table: Table, there: str
) -> None:
    joined = JoinedTable(table.link(there))
    view = asked(joined)
    hang_up(joined._link._line._lines.sock)
    joined.take(view.legal[0])
    assert asked(joined).ply > view.ply
    mine = [one for one in table.sitting.match.log if one.seat == there]
    assert len([one for one in mine if one.ply >= view.ply]) == 1
    joined.close()


def test_what_everybody_may_see_of_a_table_that_was_joined_is_what_the_host_says_of_it(
    ends: Ends,
) -> None:
    view = ends.ask_first()
    assert view.hand
    seat, joined = ends.seat, ends.joined
    theirs = joined.scene(seat, open_hand=False).view
    ours = ends.sitting.scene(seat, open_hand=False).view
    assert (theirs.seat, theirs.number, theirs.legal, theirs.hand) == ("", ours.number, (), ())
    assert dict(theirs.tracks) == dict(ours.tracks)


def test_whoever_leaves_may_come_back(table: Table, there: str) -> None:
    told = text_at(table, there, ["1", "quit"])
    assert "You leave the table. Join again by `wargame join 127.0.0.1:" in " ".join(told.split())
    assert "== The end ==" in text_at(table, there, repeat("1", 500))
    table.end()


def test_who_hosts_may_leave(table: Table, there: str) -> None:
    joined = JoinedTable(table.link(there))
    asked(joined)
    table.sitting.close()
    table._thread.join(LONG_S)
    assert [type(error) for error in table.failed] == [Dropped]
    joined.take("pass")
    with pytest.raises(HostLeft, match="The host has left the table"):
        asked(joined)
    assert not [one for one in threading.enumerate() if one.name == "wargame-joins"]
    joined.close()


def test_a_guest_gives_no_place_up_to_a_program(table: Table, there: str) -> None:
    told = text_at(table, there, ["substitute yes", "quit"])
    assert "Only whoever opened this table can seat a program here." in told
    assert there in table.sitting.remote


def test_a_memo_is_kept_for_the_seat_alone(table: Table, there: str) -> None:
    told = text_at(table, there, ["memo hold the river", "forecast moon", "quit"])
    assert "It is kept, and opened after the end." in told
    assert "There is no ending 'moon'" in told
    notes = [one for one in table.sitting.match.record.events if isinstance(one, Note)]
    assert [(one.who, one.topic, one.text, one.audience) for one in notes] == [
        (there, "memo", "hold the river", there)
    ]


def test_whoever_waits_may_ask_and_decides_nothing(
    water: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they see meanwhile is how things stood when the other side began to choose."""
    monkeypatch.setattr(heard, "LOOK_SECONDS", 0.01)
    ends = Ends(water, water.seats[1], 3)
    for turn in ends.sitting.turns():
        if isinstance(turn, PlayerAsked) and turn.view.seat == water.seats[0]:
            break
    ends.chair.look()
    ends.link.told += ends.line.sent
    typed = ["hand", "board", "why not moon", "1", "", "deal a for 2", "undo", "redo", "memo x"]
    typed += ["advise", "?1", "moon", "quit"]
    printed: list[str] = []
    lines = Console(typed, printed.append, has_typed=lambda: True)
    PlainTable(ends.joined, lines).play()
    told = "".join(printed)
    assert "Your hand" in told
    assert told.count("It is not your turn yet.") >= 4
    assert "You cannot take that back: it is not your turn." in " ".join(told.split())
    assert "Nothing can be taken again: it is not your turn." in " ".join(told.split())
    assert "That waits until it is your turn." in told
    assert "You leave the table." in told
    assert [one["type"] for one in ends.link.said] == []
    assert f"{ends.sitting.titles.seats[water.seats[0]]} is to choose." in told
    ends.sitting.close()


def test_whoever_hosts_in_text_may_ask_while_the_other_side_chooses(
    water: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chair, "LOOK_SECONDS", 0.01)
    here, there = water.seats
    sitting = NoShelf().begin(water, {here: HUMAN, there: REMOTE}, 3, "", "0" * 32)
    Hosting().invite(sitting)
    printed: list[str] = []
    lines = [*repeat("1", 30), "hand", "undo", "quit"]
    table = PlainTable(sitting, Console(lines, printed.append, has_typed=lambda: True))
    table.play()
    told = " ".join("".join(printed).split())
    assert re.search(r"They type `wargame join 127.0.0.1:\d+`, then the token that was told", told)
    assert "It is not your turn yet." in told
    assert "the other side looks at it already" in told
    assert "You leave the table." in told


# --- answers of whoever sits there, as the chair takes them --------------------------------------


def test_a_decision_can_be_taken_back_from_elsewhere() -> None:
    game = opened("kitchen_sink")
    ends = Ends(game, game.seats[0], 3)
    for _ in ends.turns(4):
        ends.ask()
        if goes_back(ends)[0]:
            break
    before = ends.sitting.match.course.ply
    assert goes_back(ends) == (True, False)
    ends.chair.taken(ends.line, {"type": "undo", "id": ends.chair._number})  # type: ignore[arg-type]
    assert ends.sitting.match.course.ply < before
    assert [one["type"] for one in ends.line.sent] == ["choose", "done"]
    ends.ask()
    assert goes_back(ends)[1]
    ends.sitting.close()


def goes_back(ends: Ends) -> tuple[bool, bool]:
    """Whether whoever sits elsewhere may take back, and take again: as at the host's own table."""
    here, there = ends.sitting.scene(ends.seat), ends.joined.scene(ends.seat)
    assert (there.can_undo, there.can_redo) == (here.can_undo, here.can_redo)
    return there.can_undo, there.can_redo


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"type": "action"}, "cannot be chosen"),
        ({"type": "action", "action": "fly"}, "cannot be chosen"),
        ({"type": "action", "action": ["pass"]}, "cannot be chosen"),
        ({"type": "action", "action": 1}, "cannot be chosen"),
        ({"type": "undo"}, "nothing to take back|cannot take that back"),
        ({"type": "note", "topic": "memo"}, "no note"),
        ({"type": "note", "topic": "memo", "text": 1, "role": ""}, "no note"),
        ({"type": "note", "topic": "memo", "text": "x" * 60_000, "role": ""}, "."),
        ({"type": "note", "topic": "memo", "text": "x", "role": "y" * 60_000}, "."),
        ({"type": "note", "topic": "close", "text": "x", "role": ""}, "Nothing of that kind"),
        ({"type": "note", "topic": "facilitator", "text": "x", "role": ""}, "Nothing of that kind"),
        ({"type": "close"}, "no answer"),
        ({"type": "result"}, "no answer"),
    ],
)
def test_what_is_no_answer_is_refused_and_changes_nothing(
    ends: Ends, said: dict[str, Any], told: str
) -> None:
    ends.ask_first()
    events = len(ends.sitting.match.record.events)
    message = {**said, "id": ends.chair._number}
    assert ends.chair.taken(ends.line, message) is None  # type: ignore[arg-type]
    (answer,) = ends.line.sent
    with pytest.raises(AssertionError, match=told):
        raise AssertionError(answer["what"])
    assert answer["type"] == "error"
    assert len(ends.sitting.match.record.events) == events


def test_where_the_host_keeps_a_game_is_not_told(ends: Ends) -> None:
    ends.ask_first()
    ends.sitting.match.journal = FullDisk()
    note = {"type": "note", "topic": "memo", "text": "x", "role": "", "id": ends.chair._number}
    ends.chair.taken(ends.line, note)  # type: ignore[arg-type]
    assert [one["what"] for one in ends.line.sent] == ["The host could not keep that."]


class FullDisk:
    """A journal that keeps nothing more."""

    def append(self, events: object) -> None:
        raise NotSaved("/home/alice/saves/river.jsonl: no space left")


def test_nobody_fills_a_save_with_thoughts(ends: Ends) -> None:
    ends.ask_first()
    note = {"type": "note", "topic": "memo", "text": "x", "role": "", "id": ends.chair._number}
    for _ in range(MOST_NOTES + 3):
        ends.chair.taken(ends.line, note)  # type: ignore[arg-type]
    assert len(ends.sitting.match.record.events) - len(ends.sitting.match.log) == MOST_NOTES
    assert ends.line.sent[-1]["what"] == "Enough is written down at this choice."


def test_the_end_is_told_in_a_line_that_can_be_read_whatever_was_thought(ends: Ends) -> None:
    """All thoughts are open then: those of one seat took the end from all others."""
    note = {"type": "note", "topic": "memo", "text": "\U0001f600" * 5_000, "role": "x" * 200}
    for _ in ends.turns(1):
        ends.ask()
        for _ in range(MOST_NOTES):
            ends.chair.taken(ends.line, {**note, "id": ends.chair._number})  # type: ignore[arg-type]
        said, ends.line.sent = ends.line.sent[-1], []
        assert len(spelled(packed_moment(ends.sitting.scene(ends.seat), 0))) < LONGEST_TO_GUEST / 4
    assert said["what"] == "Enough is written down in this game."
    ends.chair.look()
    assert ends.line.sent[-1]["type"] == "result"
    assert len(spelled(ends.line.sent[-1])) < LONGEST_TO_GUEST / 4


def test_what_was_thought_before_a_table_was_left_counts(ends: Ends) -> None:
    ends.ask_first()
    ends.sitting.note(ends.seat, "memo", "x" * 1_000)
    again = chair.Chair(ends.sitting, ends.seat, "wargame join", lambda _: None)
    assert again._thought > 1_000
    assert ends.chair._thought == 0


@pytest.mark.parametrize("number", [0, 5, True, None, "1", [1], 1.5])
def test_an_answer_to_another_question_is_none(ends: Ends, number: object) -> None:
    next(ends.turns(1))
    for _ in range(3):
        ends.ask()
    said = {"type": "action", "action": "pass", "id": number}
    assert ends.chair.taken(ends.line, said) is None  # type: ignore[arg-type]
    assert ends.line.sent == []


@pytest.mark.parametrize("kind", ["undo", "note"])
def test_what_is_waited_for_is_answered_though_something_else_is_asked(
    ends: Ends, kind: str
) -> None:
    next(ends.turns(1))
    for _ in range(2):
        ends.ask()
    said = {"type": kind, "topic": "memo", "text": "x", "role": "", "id": 1}
    events = len(ends.sitting.match.record.events)
    assert ends.chair.taken(ends.line, said) is None  # type: ignore[arg-type]
    told = "That came too late: something else is asked by now."
    assert [(one["type"], one["what"]) for one in ends.line.sent] == [("error", told)]
    assert len(ends.sitting.match.record.events) == events


# --- hosts that are none --------------------------------------------------------------------------

HUGE = 10**300
OF_ANY_KIND: list[Any] = [None, [], {}, -1, HUGE, "\x1b[2J", [[]], [None], True]
IN_A_STATE: list[Any] = [None, [], -1, 7, HUGE, "\x1b[2J", [[[[]]]], [HUGE], [-9] * 50]
IN_A_CELL: list[Any] = [-7, 999, [999] * 3, [[999]], 1 << 200, HUGE]
IN_A_MOVE: list[Any] = [None, -1, HUGE, "\x1b[2J", [["x"]], [["x", "y"]], [HUGE]]


def spoilt(moment: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Moments as a hostile host would send them."""
    for name, right in moment.items():
        for value in OF_ANY_KIND:
            if value != right:
                yield {**moment, name: value}
        yield {key: value for key, value in moment.items() if key != name}
    state = moment["state"]
    for place in range(len(state)):
        for value in IN_A_STATE:
            yield {**moment, "state": [*state[:place], value, *state[place + 1 :]]}
    cells = state[4]
    for place in range(len(cells)):
        for value in IN_A_CELL:
            changed = [*cells[:place], value, *cells[place + 1 :]]
            yield {**moment, "state": [*state[:4], changed]}
    for place, row in enumerate(moment["news"][:3]):
        for name in row:
            for value in IN_A_MOVE:
                news = [*moment["news"]]
                news[place] = {**row, name: value}
                yield {**moment, "news": news}


@pytest.mark.parametrize("step", [29, pytest.param(1, marks=pytest.mark.slow)])
def test_no_moment_of_a_hostile_host_does_more_than_to_be_refused(
    ends: Ends, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either it is refused in a sentence, or it is told, with nothing that drives a terminal."""
    monkeypatch.setattr(heard, "LOOK_SECONDS", 0.001)
    turns = ends.turns(1)
    for _ in range(3):
        next(turns)
    ends.chair.put_question()
    (question,) = ends.line.sent
    told = number = 0
    for number, moment in enumerate(islice(spoilt(question["moment"]), 0, None, step)):
        link = HeldLink(ends.link.hello, ends.link.deck)
        link.told = [{**question, "moment": moment}]
        joined = JoinedTable(link)  # type: ignore[arg-type]
        joined.told.game = ends.joined.game
        printed: list[str] = []
        lines = ["board all", "news", "why not moon", "quit"]
        with suppress(HostLeft, RecordError), shown_as_told():
            typed = Console(lines, printed.append, has_typed=lambda: True)
            PlainTable(joined, typed).play()
            told += 1
        assert "\x1b" not in visible_lines("".join(printed)), number
    assert told < number // 4


@pytest.mark.parametrize(
    "changed",
    [
        {"seat": "moon"},
        {"seat": None},
        {"seat": ["upper"]},
        {"players": None},
        {"players": {}},
        {"players": {"upper": 1}},
        {"rules_hash": "0"},
    ],
    ids=str,
)
def test_a_hello_that_cannot_be_is_refused(ends: Ends, changed: dict[str, Any]) -> None:
    ends.link.hello |= changed
    with pytest.raises(RecordError):
        JoinedTable(ends.link)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "deck",
    [
        {},
        {"tree": None, "variant": ""},
        {"tree": {}, "variant": ""},
        {"tree": {"id": "x", "rules": [{"do": ["import os"]}]}, "variant": ""},
        {"tree": {"id": HUGE}, "variant": ""},
        {"tree": {"id": "x"}, "variant": 5},
    ],
    ids=str,
)
def test_a_deck_that_is_none_is_refused(ends: Ends, deck: dict[str, Any]) -> None:
    ends.link.deck = deck
    with pytest.raises(RecordError, match="The host sent a deck that cannot be"):
        JoinedTable(ends.link)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [{"seed": "1"}, {"seed": None}, {"secret": 5}, {"secret": None}, {"moment": "that before"}],
    ids=str,
)
def test_an_end_that_cannot_be_is_told_in_a_sentence(ends: Ends, changed: dict[str, Any]) -> None:
    moment: dict[str, Any] = {}
    for _ in ends.turns(1):
        ends.ask()
        moment = packed_moment(ends.sitting.scene(ends.seat), 0)
    ends.chair.look()
    (result,) = ends.line.sent
    assert result["type"] == "result"
    if "moment" in changed:
        changed = {"moment": since(moment, ())}
    ends.link.told.append({**result, **changed})
    ends.joined._heard.wait(lambda: None)
    with pytest.raises(RecordError, match=r"^The host sent an end that cannot be\.$"):
        next(ends.joined.turns())


def test_what_is_wrong_with_a_moment_is_told_in_a_sentence(ends: Ends) -> None:
    ends.ask()
    with pytest.raises(RecordError) as caught:
        ends.joined.told.take_in({})
    told = str(caught.value)
    assert told == "The host sent a moment that cannot be: state: Field required."


@pytest.mark.parametrize(
    ("bound", "told"),
    [("MOST_NEWS", "moves"), ("MOST_LETTERS", "moves"), ("MOST_RULINGS", "rulings")],
)
def test_a_host_that_tells_without_end_is_left(
    ends: Ends, monkeypatch: pytest.MonkeyPatch, bound: str, told: str
) -> None:
    """It made the guest grow as long as it told anything."""
    monkeypatch.setattr(telling, bound, {"MOST_LETTERS": 100_000}.get(bound, 300))
    for _ in islice(ends.turns(1), 3):
        pass
    moment = packed_moment(ends.sitting.scene(ends.seat), 0)
    if bound == "MOST_RULINGS":
        moment["rulings"] = [[]] * 301

    def tell_on() -> None:
        for _ in range(200):
            ends.joined.told.take_in(moment)
            moment["first"] += len(moment["news"])

    with pytest.raises(RecordError, match=f"^The host sent more {told} than any game has.$"):
        tell_on()


def test_a_guest_takes_in_ten_times_what_the_longest_of_our_games_tells_and_not_much_more() -> None:
    """All of it is drawn at each move: of 20 000 moves that took seconds."""
    game = opened("history")
    sitting = NoShelf().begin(game, dict.fromkeys(game.seats, "random"), 3, "", "0" * 32)
    for turn in sitting.turns():
        if isinstance(turn, PlayerAsked):
            sitting.take(turn.choose())
    rows = [packed_news(one) for one in sitting.scene(game.seats[0]).seen]
    letters = sum(len(json.dumps(row)) for row in rows)
    assert 8 * len(rows) < telling.MOST_NEWS < 16 * len(rows)
    assert 8 * letters < telling.MOST_LETTERS < 16 * letters


def test_a_host_that_hangs_up_each_time_is_left(
    water: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever had joined there joined again for ever."""
    monkeypatch.setattr(linking, "MOST_LOST", 5)
    table = Table(water, {water.seats[0]: REMOTE, water.seats[1]: REMOTE})
    said: list[str] = []
    link = table.link(water.seats[0])
    link.tell = said.append
    for _ in range(5):
        link.mend(LineLost("it has hung up"))
    with pytest.raises(UsageError, match=r"was lost 6 times within 10 minutes. Join again by `w"):
        link.mend(LineLost("it has hung up"))
    assert said.count("Joined again.") == 5
    table.sitting.close()


def test_what_breaks_where_a_line_is_made_again_is_told(ends: Ends) -> None:
    """Nobody would hear the host any more, and wait for ever."""
    ends.joined.take(ends.ask_first().legal[0])
    ends.link.is_closed = True  # what stands for the line ends, and cannot be made again
    with pytest.raises(RecordError, match="The program here has failed"):
        asked(ends.joined)
    assert not ends.joined.is_joined


@pytest.mark.parametrize("part", [{}, [], 1])
def test_a_message_that_holds_more_than_a_game_is_looked_at_no_further(
    part: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doubt, "MOST_SIGNS", {"{": 20, "[": 20, ",": 20})
    with pytest.raises(RecordError, match="holds more than any game"):
        read_moment({"news": [part] * 30})
    with pytest.raises(RecordError, match="holds more than any game"):
        read_account({"seats": [part] * 30})


def test_a_host_that_floods_whoever_does_not_read_fills_no_memory(ends: Ends) -> None:
    ends.ask()
    ends.link.told = [{"type": "wait", "seat": "upper"}] * 1000
    end = time.monotonic() + LONG_S
    while len(ends.joined._heard._messages) < heard.MOST_HEARD and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(0.1)
    assert len(ends.joined._heard._messages) == heard.MOST_HEARD
    assert len(ends.link.told) > 900


def test_a_host_that_refuses_without_end_fills_no_memory(ends: Ends) -> None:
    ends.link.told = [{"type": "error", "what": f"No {n}."} for n in range(1000)]
    ends.link.told.append({"type": "bye"})
    said: list[str] = []
    ends.joined.wait_by(said.append, lambda: None)
    with pytest.raises(HostLeft):
        asked(ends.joined)
    assert len(said) == 1000
    assert len(ends.joined.remark()) < 100


def test_an_answer_is_heard_though_much_was_said_that_nobody_took(ends: Ends) -> None:
    """Each time a line is made again the question comes anew; nobody takes it who thinks."""
    ends.link.told = [{"type": "wait", "seat": "upper"}] * (heard.MOST_HEARD + 1)
    ends.joined._heard.take()
    end = time.monotonic() + LONG_S
    while ends.link.told and time.monotonic() < end:
        time.sleep(0.01)
    answers: list[Any] = []
    ask = threading.Thread(
        target=lambda: answers.append(ends.joined._heard.ask({"type": "note"})), daemon=True
    )
    ask.start()
    while not ends.link.said and time.monotonic() < end:
        time.sleep(0.01)
    ends.link.told.append({"type": "done", "ask": 1})
    ask.join(LONG_S)
    assert answers == [{"type": "done", "ask": 1}]


@pytest.mark.parametrize(
    "stray",
    [
        {"type": "choose", "id": 2, "moment": {}},
        {"type": "done", "ask": 1},
        {"type": "error", "ask": 3, "what": "No."},
        {"type": "error", "what": "No."},
    ],
    ids=str,
)
def test_only_the_answer_to_what_was_asked_is_taken_for_it(
    ends: Ends, stray: dict[str, Any]
) -> None:
    """What crossed it on the line was: a memo was told to be kept that was not."""
    heard_there = ends.joined._heard
    for right in ({"type": "done", "ask": 1}, {"type": "error", "ask": 2, "what": "Full."}):
        answers: list[Any] = []
        ask = threading.Thread(
            target=lambda found=answers: found.append(heard_there.ask({"type": "note"})),
            daemon=True,
        )
        ask.start()
        said, end = right["ask"], time.monotonic() + LONG_S
        while len(ends.link.said) < said and time.monotonic() < end:  # type: ignore[operator]
            time.sleep(0.01)
        ends.link.told += [stray, right] if said == 2 else [right]
        ask.join(LONG_S)
        assert answers == [right]
    assert [one["ask"] for one in ends.link.said] == [1, 2]
    assert [*heard_there._messages] == ([] if "ask" in stray else [stray])


@pytest.mark.parametrize("kind", ["undo", "note"])
def test_what_is_asked_from_elsewhere_is_answered_by_its_number(kind: str) -> None:
    game = opened("kitchen_sink")
    ends = Ends(game, game.seats[0], 3)
    for _ in ends.turns(4):
        ends.ask()
        if ends.joined.scene(ends.seat).can_undo:
            break
    said = {"type": kind, "topic": "memo", "text": "x", "role": "", "id": ends.chair._number}
    ends.chair.taken(ends.line, {**said, "ask": 7})  # type: ignore[arg-type]
    ends.chair.taken(ends.line, {**said, "ask": 8, "id": 0})  # type: ignore[arg-type]
    told = [(one["type"], one.get("ask")) for one in ends.line.sent if one["type"] != "choose"]
    assert told == [("done", 7), ("error", 8)]
    ends.sitting.close()


def writing_a_memo(ends: Ends) -> tuple[threading.Thread, list[str]]:
    """Somebody writes down a thought; and what they are told once it is refused."""
    said: list[str] = []

    def write() -> None:
        with pytest.raises(UsageError) as refused:
            ends.joined.note(ends.seat, "memo", "We hold out.")
        said.append(str(refused.value))

    writing = threading.Thread(target=write, daemon=True)
    writing.start()
    return writing, said


def test_nobody_waits_for_an_answer_once_it_is_not_their_turn(water: Game, ends: Ends) -> None:
    ends.ask_first()
    writing, said = writing_a_memo(ends)
    end = time.monotonic() + LONG_S
    while not ends.link.said and time.monotonic() < end:
        time.sleep(0.01)
    ends.link.told.append({"type": "wait", "seat": water.seats[1]})
    writing.join(LONG_S)
    assert said == ["That came too late: it is not your turn any more."]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ({"type": "bye", "what": "The host has gone home."}, "The host has gone home."),
        ({"type": "result"}, "That came too late: the game is over."),
    ],
)
def test_nobody_waits_for_an_answer_of_a_host_who_has_said_the_last(
    ends: Ends, last: dict[str, Any], told: str
) -> None:
    """Whoever was asked and wrote a memo then waited for ever."""
    ends.ask_first()
    ends.link.told.append(last)
    ends.joined._heard.wait(lambda: None)
    writing, said = writing_a_memo(ends)
    writing.join(LONG_S)
    assert said == [told]
    assert ends.joined.has_more


def test_what_a_host_says_is_shown_without_what_drives_a_terminal(ends: Ends) -> None:
    ends.link.told = [{"type": "error", "what": "\x1b[2J" * 1000}, {"type": "bye", "what": 7}]
    said: list[str] = []
    ends.joined.wait_by(said.append, lambda: None)
    with pytest.raises(HostLeft, match="The host has left the table"):
        asked(ends.joined)
    assert "\x1b" not in "".join(said)
    assert len("".join(said)) < 3_000


def test_who_says_twice_that_they_are_ready_is_sent_the_deck_once(water: Game) -> None:
    ends = Ends(water, water.seats[1], 1)
    ends.chair.post.hear(ends.line, {"type": "ready", "wants": ["deck"]})  # type: ignore[arg-type]
    assert ends.line.sent == []
    ends.sitting.close()


def test_what_comes_over_a_line_that_another_has_replaced_is_no_answer(water: Game) -> None:
    ends = Ends(water, water.seats[1], 1)
    next(ends.turns(1))
    view, first = ends.ask(), ends.line
    second, _ = ends.sit_down()
    answer = {"type": "action", "id": ends.chair._number, "action": view.legal[0].text}
    assert ends.chair.taken(first, answer) is None  # type: ignore[arg-type]
    assert ends.chair.taken(second, answer) == view.legal[0]  # type: ignore[arg-type]
    ends.sitting.close()


def test_who_sits_elsewhere_has_been_told_all_up_to_their_last_turn(water: Game) -> None:
    ends = Ends(water, water.seats[1], 1)
    for _ in islice(ends.turns(1), 6):
        own = [one.ply for one in ends.sitting.match.log if one.seat == ends.seat]
        assert ends.sitting.shown(ends.seat).start >= (own[-2] if len(own) > 1 else 0)
    ends.sitting.close()


@pytest.mark.parametrize("is_over", [True, False])
def test_whoever_played_to_the_end_is_not_told_that_the_host_has_left(
    water: Game, is_over: bool
) -> None:
    ends = Ends(water, water.seats[1], 1)
    for _ in ends.turns(1):
        if not is_over:
            break
    ends.sitting.close()
    bye = {"type": "bye", "what": "" if is_over else "The host has left the table."}
    assert [one for one in ends.line.sent if one["type"] == "bye"] == [bye]


@pytest.mark.parametrize("title", ["", "evening"])
@pytest.mark.parametrize("is_away", [False, True])
def test_while_somebody_is_missing_the_ways_in_and_out_are_told(
    water: Game, is_away: bool, title: str
) -> None:
    ends, told = Ends(water, water.seats[1], 1), list[str]()
    ends.sitting.title, ends.sitting.again = title, "wargame resume evening"
    ends.chair.post.lose(ends.line, "it has hung up" if is_away else "")  # type: ignore[arg-type]
    ends.chair.post.why_away = ends.chair.post.why_away if is_away else ""

    def say(said: str) -> None:
        told.append(said)
        ends.chair.cancel()

    ends.sitting.tell = say
    next(ends.turns(1))
    with pytest.raises(Dropped):
        ends.chair.ask(ends.sitting.view(ends.seat))
    who = ends.sitting.titles.seats[ends.seat]
    missing = "is away: it has hung up." if is_away else "has not joined yet."
    typed = "They type `wargame join`, then the token that was told here."
    way_in = "The same token lets them join again." if is_away else typed
    resumed = f"`wargame resume evening --seat {ends.seat}=greedy` lets the program play on."
    way_out = f"Ctrl-C leaves the table{f'; {resumed}' if title else '.'}"
    assert told == [f"{who} {missing} {way_in} {way_out}"]
    ends.chair.post.attach(ends.line)  # type: ignore[arg-type]
    del ends.line.sent[:]
    ends.sitting.close()
    (bye, *_) = ends.line.sent
    kept = "The game is kept: to go on, the host resumes it and gives you another token."
    assert bye["what"] == f"The host has left the table.{f' {kept}' if title else ''}"


def test_a_choice_is_said_again_to_the_same_question_and_to_no_other(water: Game) -> None:
    ends = Ends(water, water.seats[1], 1)
    turns = ends.turns(1)
    next(turns)
    ends.joined.take(ends.ask().legal[-1])
    ends.ask()  # the host has not heard it
    answers = [one for one in ends.link.said if one["type"] == "action"]
    assert [one["action"] for one in answers] == [answers[0]["action"]] * 2
    next(turns)
    ends.ask()
    assert [one for one in ends.link.said if one["type"] == "action"] == answers
    ends.sitting.close()


def test_what_the_other_side_does_in_its_turn_is_told_once_it_is_over(water: Game) -> None:
    ends = Ends(water, water.seats[1], 1)
    for turn in ends.sitting.turns():
        if isinstance(turn, PlayerAsked):
            if ends.sitting.mover != ends.seat:
                break
            ends.sitting.take(ends.sitting.view(ends.seat).legal[0])
    ends.chair.look()
    ends.chair.look()
    assert [(one["type"], one["seat"]) for one in ends.line.sent] == [("wait", water.seats[0])]
    ends.sitting.close()


def test_where_another_game_is_played_by_now_nobody_joins_again(table: Table, there: str) -> None:
    link = table.link(there)
    link.hello = {**link.hello, "rules_hash": "0" * 64}
    with pytest.raises(UsageError, match="another game is played there now"):
        link.mend(LineLost("it has hung up"))
    link.close()
