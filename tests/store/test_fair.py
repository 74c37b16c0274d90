"""Commit and reveal: a finished game shows that its luck was the seed's, and every view its."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.play.anything import new_match, play_anything, players_of
from tests.store.helpers import bytes_of, game_of, save_of, world
from wargame.errors import UsageError
from wargame.play.confirm import confirm
from wargame.play.control import note
from wargame.play.course import Course
from wargame.play.dealer import Dealer
from wargame.play.event import CONTROL, Act, Back, Chance, Event, Move, Ruling, Sit
from wargame.play.match import Match
from wargame.play.proceedings import CLASS_TABLE
from wargame.play.record import Record
from wargame.play.resume import resume
from wargame.play.written import marks_of
from wargame.rules.game import Action, Game, Position
from wargame.store.chain import NOTHING, write_line
from wargame.store.compare import compared
from wargame.store.export import view_of
from wargame.store.fair import fairness_of
from wargame.store.renew import branch
from wargame.store.save import load
from wargame.store.verify import Verification, verdict_on, verify, verify_fair

DECK = "kitchen_sink"
SECRET = "5ec2e7" + "0" * 26


def finished(deck: str, seed: int, secret: str = "") -> Record:
    """A game in which people undo, control chooses luck and goes back, to its end."""
    match = Match(game_of(deck), players_of(game_of(deck), seed), seed, secret=secret)
    return marked(play_anything(match, seed, 80).run())


def marked(match: Match) -> Record:
    return Record(match.record.header, remade(match.record))


def remade(record: Record) -> list[Event]:
    """Events of a record with hashes and tracks that fit, as a determined forger makes them."""
    header, found = record.header, []
    course = Course(game_of(header.deck), epoch=header.epoch, secret=header.secret)
    for event in record.events:
        before = course.state
        bare = replace(event, state="", tracks=None) if isinstance(event, Move) else event
        step = confirm(course, bare)
        if step is not None and isinstance(bare, Act | Chance | Ruling):
            state, tracks = marks_of(course.game, before, step.state)
            bare = replace(bare, state=state, tracks=tracks)
        found.append(bare)
    return found


@pytest.fixture(scope="module")
def record() -> Record:
    return finished(DECK, 3)


def checked(
    tmp_path: Path, record: Record, views: Sequence[bytes] = (), seed: int = 1
) -> Verification:
    """What `save verify --fair` says, of a save that `save verify` takes for sound."""
    path = tmp_path / "full.jsonl"
    path.write_bytes(bytes_of(record.header.deck, record, seed))
    assert verify(path, world()).code == 0
    names = [tmp_path / f"view-{number}.jsonl" for number in range(len(views))]
    for name, data in zip(names, views, strict=True):
        name.write_bytes(data)
    return verify_fair(path, names, world())


def early(record: Record, share: float = 0.5) -> Record:
    """The record as it was when a share of it had happened."""
    return Record(record.header, record.events[: int(len(record.events) * share)])


def views_of(record: Record, seed: int = 1) -> list[bytes]:
    save = save_of(record.header.deck, record, seed)
    return [view_of(save, seat) for seat in record.header.seats]


# --- what is fair -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deck", "secret"),
    [
        pytest.param("calibration", "", id="calibration, seed"),
        pytest.param(DECK, SECRET, id=f"{DECK}, seed and secret"),
        pytest.param("primer", SECRET, id="primer, seed and secret"),
        pytest.param("water_treaty", "", id="water_treaty, seed"),
    ],
)
def test_a_game_as_it_was_played_is_fair(tmp_path: Path, deck: str, secret: str) -> None:
    record = finished(deck, 5, secret)
    views = [*views_of(early(record)), *views_of(early(record, 0.9)), *views_of(record)]
    found = checked(tmp_path, record, views)
    assert found.code == 0, found.message
    assert found.fair is not None
    drawn = [event for event in record.events if isinstance(event, Chance)]
    assert found.fair.luck + len(found.fair.chosen) == len(drawn)
    assert [view.lines for view in found.fair.views] == [view.count(b"\n") for view in views]


def test_what_control_chose_is_told_with_its_reason(tmp_path: Path) -> None:
    records = (finished(DECK, seed) for seed in range(20))
    record = next(r for r in records if any(_by_control(event) for event in r.events))
    found = checked(tmp_path, record)
    assert found.code == 0
    assert found.fair is not None
    assert {one.why for one in found.fair.chosen} == {"as it was in 1914"}
    assert "control chose" in found.message


def _by_control(event: Event) -> bool:
    return isinstance(event, Chance) and event.by == CONTROL


@pytest.mark.slow
@pytest.mark.parametrize("deck", ["calibration", DECK, "primer", "water_treaty"])
def test_a_thousand_games_are_fair(tmp_path: Path, deck: str) -> None:
    """250 of each deck, half of them with a secret; each with a view of both seats."""
    paths = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for seed in range(250):
        record = finished(deck, seed, SECRET if seed % 2 else "")
        for path, view in zip(paths, views_of(early(record, seed / 250), seed), strict=True):
            path.write_bytes(view)
        save = save_of(deck, record, seed)
        assert verdict_on(save).code == 0
        found = fairness_of(save, paths, world())
        assert found.is_fair, f"{seed}: {found}"


# --- what is found ----------------------------------------------------------------------------


class Rigged(Dealer):
    """Deals as the seed has it, but for one outcome."""

    def __init__(self, seed: int, at: int) -> None:
        super().__init__(seed)
        self.left = at
        self.was_rigged = False

    def choose(self, game: Game, state: Position) -> Action:
        outcomes = game.chance_outcomes(state)
        due = super().choose(game, state)
        self.left -= len(outcomes) > 1
        if self.left < 0 and not self.was_rigged and len(outcomes) > 1:
            self.was_rigged = True
            return next(action for action, _ in outcomes if action != due)
        return due


@pytest.mark.parametrize("at", [0, 10])
@pytest.mark.parametrize("deck", [DECK, "water_treaty", "primer"])
def test_one_outcome_of_the_forgers_choice_is_found(tmp_path: Path, deck: str, at: int) -> None:
    match = new_match(game_of(deck), 4)
    rigged = match.dealer = Rigged(4, at)
    record = marked(match.run())
    assert rigged.was_rigged
    honest = new_match(game_of(deck), 4).run().record
    first = next(
        place
        for place, (one, two) in enumerate(zip(record.events, honest.events, strict=False))
        if getattr(one, "action", "") != getattr(two, "action", "")
    )
    found = checked(tmp_path, record)
    assert (found.code, found.seq, found.field) == (4, first + 3, "luck")
    assert f"Unfair: event {first + 3}: luck was" in found.message


def test_another_seed_or_secret_is_found(tmp_path: Path) -> None:
    plain, keyed = finished(DECK, 3), finished(DECK, 3, SECRET)
    for record, header in (
        (plain, replace(plain.header, seed=4)),
        (plain, replace(plain.header, secret=SECRET)),
        (keyed, replace(keyed.header, secret="0" * 32)),
        (keyed, replace(keyed.header, secret="")),
    ):
        found = checked(tmp_path, Record(header, remade(Record(header, record.events))))
        assert (found.code, found.field) == (4, "luck")


def test_two_draws_in_the_other_order_are_found(tmp_path: Path, record: Record) -> None:
    """The forger makes hashes and chain anew, so that the rules have nothing to say."""
    place = next(
        place
        for place, (one, two) in enumerate(zip(record.events, record.events[1:], strict=False))
        if _are_swappable(one, two)
    )
    one, two = record.events[place : place + 2]
    assert isinstance(one, Chance)
    assert isinstance(two, Chance)
    events = list(record.events)
    events[place : place + 2] = replace(two, ply=one.ply), replace(one, ply=two.ply)
    found = checked(tmp_path, Record(record.header, remade(Record(record.header, events))))
    assert (found.code, found.seq, found.field) == (4, place + 3, "luck")


def _are_swappable(one: Event, two: Event) -> bool:
    if not (isinstance(one, Chance) and isinstance(two, Chance)):
        return False
    is_draw = one.action.startswith("draw") and two.action.startswith("draw")
    return is_draw and one.owner == two.owner and one.action != two.action


def test_luck_that_control_chose_needs_its_reason(tmp_path: Path, record: Record) -> None:
    for by, why, said in ((CONTROL, "", "no reason"), ("bob", "so", "'bob'")):
        events = list(record.events)
        place, luck = next(
            (place, event)
            for place, event in enumerate(events)
            if isinstance(event, Chance) and event.by != CONTROL
        )
        events[place] = replace(luck, by=by, why=why)
        found = checked(tmp_path, Record(record.header, remade(Record(record.header, events))))
        assert (found.code, found.seq) == (4, place + 3)
        assert said in found.message


def test_going_back_brings_only_the_luck_that_is_due(tmp_path: Path) -> None:
    """Otherwise a forger could go back as often as it takes, and show it once."""
    match = new_match(game_of("water_treaty"), 1)
    while not match.course.ply > 20:
        match.step()
    match.settle()
    match.tell(Back(to=15, who=CONTROL, epoch=1))
    match.tell(Back(to=12, who=CONTROL, epoch=2))
    match.tell(Back(to=10, who=CONTROL, epoch=1))
    place = len(match.record.events) - 1
    found = checked(tmp_path, marked(match.run()))
    assert (found.code, found.seq) == (4, place + 3)
    assert "luck number 1 is not the one that is due" in found.message


def sat_down(*names: str) -> Record:
    """A game in which some sat down after a few moves, each with a secret that keys luck anew."""
    match = new_match(game_of("water_treaty"), 1)
    for name in names:
        for _ in range(12):
            match.step()
        match.settle()
        secret = f"{len(match.record.events):032x}"
        match.tell(Sit(seat=match.game.seats[0], player=name, secret=secret))
    return marked(match.run())


def test_where_a_program_sits_down_it_is_told_that_luck_is_keyed_anew(tmp_path: Path) -> None:
    record = sat_down("cmd:bot")
    place = next(n for n, event in enumerate(record.events) if isinstance(event, Sit))
    found = checked(tmp_path, record, [view_of(save_of("water_treaty", early(record), 1), "upper")])
    assert found.code == 0, found.message
    assert found.fair is not None
    assert found.fair.keyed == place + 3
    assert f"Since event {place + 3} luck hangs on a secret too" in found.message


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(["cmd:bot", "cmd:bot"], "hangs on a secret already", id="twice"),
        pytest.param(["greedy"], "'greedy', who is no program", id="for nobody"),
    ],
)
def test_luck_is_keyed_anew_once_and_for_a_program(
    tmp_path: Path, names: list[str], said: str
) -> None:
    """Otherwise a forger could look for the secret that brings the next draws to his liking."""
    record = sat_down(*names)
    place = [n for n, event in enumerate(record.events) if isinstance(event, Sit)][-1]
    found = checked(tmp_path, record)
    assert (found.code, found.seq, found.field) == (4, place + 3, "luck")
    assert said in found.message


def test_a_game_begins_with_its_first_luck(tmp_path: Path, record: Record) -> None:
    """An own luck number would be as good as a seed that nobody committed to."""
    header = replace(record.header, epoch=7)
    found = checked(tmp_path, Record(header, remade(Record(header, record.events))))
    assert (found.code, found.seq, found.field) == (4, 1, "luck")


@pytest.mark.parametrize("seed", [None, 99], ids=["the same luck", "new luck"])
def test_of_a_branch_its_own_luck_is_checked(
    tmp_path: Path, record: Record, seed: int | None
) -> None:
    save, path = save_of(DECK, record, 1), tmp_path / "branch.jsonl"
    branch(save, 60, path, world(), seed=seed).close()
    own = load(path, world())
    match = resume(own.game, own.record, players_of(own.game, 8))
    found = checked(tmp_path, marked(match.run()))
    assert found.code == 0, found.message
    assert found.fair is not None
    assert found.fair.luck > 0
    assert found.fair.inherited > 0
    assert "came with the moves of the game that this one left" in found.message


def test_a_branch_of_a_table_of_a_class_is_fair_behind_its_last_luck(tmp_path: Path) -> None:
    match = new_match(game_of(DECK), 3)
    note(match, CONTROL, CLASS_TABLE, "1\nclass", CONTROL)
    save = save_of(DECK, marked(match.run()), 1)
    drawn = [one.ply for one in save.record.events if isinstance(one, Chance)]
    path = tmp_path / "branch.jsonl"
    branch(save, drawn[-1] + 1, path, world(), seed=99).close()
    own = load(path, world())
    again = resume(own.game, own.record, players_of(own.game, 8))
    found = checked(tmp_path, marked(again.run()))
    assert found.code == 0, found.message
    assert found.fair is not None
    assert found.fair.inherited == len(drawn)


# --- views ------------------------------------------------------------------------------------


def test_another_salt_is_found_by_a_view(tmp_path: Path, record: Record) -> None:
    """Nothing else differs, not even the luck; yet it is not what was committed to."""
    views = views_of(early(record))
    assert checked(tmp_path, record, views).code == 0
    found = checked(tmp_path, record, views, seed=2)
    assert (found.code, found.field) == (4, "view")
    assert found.fair is not None
    assert [view.differs for view in found.fair.views] == [1, 1]
    assert "line 1 differs" in found.message


def forged(data: bytes, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
    """The lines with something changed, and the chain made anew."""
    lines = [json.loads(line) for line in data.splitlines()]
    change(lines)
    out, prev = [], NOTHING
    for line in lines:
        written, prev = write_line(line["pub"], line["sec"], line["key"], prev)
        out.append(written)
    return b"".join(out)


def test_the_key_of_one_line_is_found_by_a_view_at_that_line(
    tmp_path: Path, record: Record
) -> None:
    data = bytes_of(DECK, record, 1)
    path, view = tmp_path / "full.jsonl", tmp_path / "view.jsonl"
    view.write_bytes(views_of(early(record))[0])
    path.write_bytes(data.replace(json.loads(data.splitlines()[8])["key"].encode(), b"a" * 32))
    assert verify(path, world()).code == 2
    path.write_bytes(forged(data, lambda lines: lines[8].update(key="a" * 32)))
    assert verify(path, world()).code == 0
    assert verify_fair(path, (), world()).code == 0
    found = verify_fair(path, [view], world())
    assert found.code == 4
    assert found.fair is not None
    assert found.fair.views[0].differs == 9


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        pytest.param("", "what everyone may read", id="the action of a turn in the open"),
        pytest.param("mask", "what mask could read", id="the card that its seat drew"),
        pytest.param("lantern", "what was hidden then", id="the card that the other drew"),
    ],
)
def test_what_differs_from_a_view_is_told_as_far_as_its_seat_knows(
    tmp_path: Path, record: Record, audience: str, said: str
) -> None:
    data = bytes_of(DECK, early(record), 1)

    def change(lines: list[dict[str, Any]]) -> None:
        parts = [one["sec"].get(audience) if audience else one["pub"] for one in lines]
        acts = [one for one in parts if one and "action" in one]
        acts[0 if audience else -1]["action"] += "x"  # the first in the open was taken back

    path, view = tmp_path / "full.jsonl", tmp_path / "view.jsonl"
    view.write_bytes(view_of(save_of(DECK, early(record), 1), "mask"))
    path.write_bytes(forged(data, change))
    found = compared(load(path, world()), view, world())
    assert (found.differs > 2, found.agrees) == (True, False)
    assert found.problem.startswith(said)


def test_the_seed_is_what_was_committed_to(tmp_path: Path) -> None:
    """A game without luck that is another's in all but the seed."""
    record = finished("calibration", 5)
    views = views_of(early(record))
    other = Record(replace(record.header, seed=6), record.events)
    found = checked(tmp_path, other, views)
    assert found.code == 4
    assert found.fair is not None
    assert [view.differs for view in found.fair.views] == [1, 1]
    assert "the seed, the secret or their salt" in found.message


def test_a_view_that_shows_other_parts_than_it_should_is_found(
    tmp_path: Path, record: Record
) -> None:
    """Each line holds, but one is the rival's to read."""
    one, two = (view.splitlines(keepends=True) for view in views_of(early(record)))
    place = next(n for n, (a, b) in enumerate(zip(one, two, strict=True)) if n > 1 and a != b)
    found = checked(tmp_path, record, [b"".join([*one[:place], two[place], *one[place + 1 :]])])
    assert (found.code, found.field) == (4, "view")
    assert f"line {place + 1} differs: it shows something else" in found.message


def test_a_save_that_ends_before_its_view_is_found(tmp_path: Path, record: Record) -> None:
    path = tmp_path / "view.jsonl"
    path.write_bytes(view_of(save_of(DECK, record, 1), "mask"))
    short = save_of(DECK, early(record), 1)
    found = fairness_of(short, [path], world()).views[0]
    assert found.differs == len(short.chain.lines) + 1


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        pytest.param(b"PK\x03\x04", 2, "zip archive", id="no save"),
        pytest.param(None, 2, "no view but a full save", id="no view"),
    ],
)
def test_what_is_no_view_is_named(
    tmp_path: Path, record: Record, data: bytes | None, code: int, said: str
) -> None:
    found = checked(tmp_path, record, [data or bytes_of(DECK, record, 1)])
    assert found.code == code
    assert said in found.message


def test_a_running_game_and_a_view_are_not_asked(tmp_path: Path, record: Record) -> None:
    with pytest.raises(UsageError, match="still running"):
        checked(tmp_path, early(record))
    path = tmp_path / "view.jsonl"
    path.write_bytes(views_of(record)[0])
    with pytest.raises(UsageError, match="is a view"):
        verify_fair(path, (), world())


def test_random_changes_of_an_outcome_are_found() -> None:
    """Any outcome of any game; the luck up to it is taken as it was."""
    dice = random.Random(1)
    for seed in range(6):
        record = finished("water_treaty", seed)
        events = list(record.events)
        place, luck = dice.choice(
            [
                (place, event)
                for place, event in enumerate(events)
                if isinstance(event, Chance) and not _by_control(event)
            ]
        )
        events[place] = replace(luck, action="draw nothing_at_all")
        found = fairness_of(save_of("water_treaty", Record(record.header, events), 1), (), world())
        assert found.seq == place + 3
