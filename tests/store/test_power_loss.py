"""Nothing acknowledged is lost, at whatever call the disk fails or the machine stops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store import planted
from tests.store.fakedisk import Crash, FakeDisk
from tests.store.helpers import batches_of, game_of, world
from wargame.errors import NotSaved
from wargame.play.event import Event, effective
from wargame.play.record import Record
from wargame.store.export import export
from wargame.store.lines import DECK_SEQ
from wargame.store.renew import migrate
from wargame.store.repair import longest
from wargame.store.save import Save, SaveFault, load
from wargame.store.savefile import SaveFile, create, reopen

PLACE = Path("/table/evening.jsonl")
OTHER = Path("/table/other.jsonl")
DECK = "water_treaty"
HOW = ("error", "late", "short", "crash", "crash after")
SEEDS = 40


def script() -> list[list[Event]]:
    return batches_of(DECK, 3)[1][:6]


class Session:
    """One evening at the table: a save is made, moves are kept, and what was acknowledged."""

    def __init__(self, disk: FakeDisk, bug: planted.Bug | None = None) -> None:
        self.disk = disk
        self.bug = bug
        self.is_made = False
        self.acknowledged: list[Event] = []

    def run(self) -> None:
        storage = self.bug.storage(self.disk) if self.bug else self.disk
        record = batches_of(DECK, 3)[0]
        try:
            file = create(PLACE, game_of(DECK), Record(record.header), world(storage))
            self.is_made = True
            journal = self.bug.journal(file) if self.bug else file
            for batch in script():
                journal.append(batch)
                self.acknowledged += batch
        except (NotSaved, Crash):
            return

    def is_whole(self, disk: FakeDisk) -> bool:
        """Whether a disk holds all that was acknowledged, ready or after `repair`."""
        if PLACE not in disk.names:
            return not self.is_made
        events = sound_events(disk)
        if events is None:
            return not self.is_made
        return events[: len(self.acknowledged)] == self.acknowledged


def sound_events(disk: FakeDisk) -> list[Event] | None:
    """What can be read of the save, None if not even its deck."""
    try:
        return load(PLACE, world(disk)).events
    except SaveFault:
        return None


def calls_of(session: Callable[[FakeDisk], object]) -> int:
    disk = FakeDisk()
    session(disk)
    return disk.calls


def lost(fail_at: int, how: str, seeds: range, bug: planted.Bug | None = None) -> int:
    """How often something acknowledged is gone after the machine stopped."""
    session = Session(FakeDisk(fail_at, how), bug)
    session.run()
    found = 0 if session.is_whole(session.disk) or session.disk.is_off else 1
    return found + sum(not session.is_whole(session.disk.crashed(seed)) for seed in seeds)


CALLS = calls_of(lambda disk: Session(disk).run())


@pytest.mark.parametrize("how", HOW)
def test_no_acknowledged_move_is_lost(how: str) -> None:
    assert CALLS > 15
    assert sum(lost(n, how, range(5)) for n in range(CALLS + 1)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("how", HOW)
def test_no_acknowledged_move_is_lost_whatever_survives(how: str) -> None:
    assert sum(lost(n, how, range(SEEDS)) for n in range(CALLS + 1)) == 0


@pytest.mark.parametrize("bug", planted.BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_is_caught(bug: planted.Bug) -> None:
    assert any(lost(n, how, range(10), bug) for how in HOW for n in range(CALLS + 1))


@pytest.mark.parametrize("how", HOW)
def test_a_save_that_was_not_told_of_is_whole_or_absent(how: str) -> None:
    for fail_at in range(CALLS):
        session = Session(FakeDisk(fail_at, how))
        session.run()
        for seed in range(5):
            disk = session.disk.crashed(seed)
            if PLACE in disk.names and not session.is_made:
                assert len(load(PLACE, world(disk)).chain.lines) >= DECK_SEQ


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("how", ["crash", "crash after"])
def test_the_game_goes_on_after_a_crash(how: str, step: int) -> None:
    """Torn ends heal by opening; garbage needs repair, which keeps all that counted."""
    for fail_at in range(8, CALLS, step):
        session = Session(FakeDisk(fail_at, how))
        session.run()
        for seed in range(2):
            disk = session.disk.crashed(seed)
            file, save = taken_up(disk)
            done = save.events
            assert done[: len(session.acknowledged)] == session.acknowledged
            for event in flat(script())[len(done) :]:
                file.append([event])
            assert load(PLACE, world(disk)).events == flat(script())


def taken_up(disk: FakeDisk) -> tuple[SaveFile, Save]:
    try:
        file, save, _ = reopen(PLACE, world(disk, seed=9))
    except SaveFault:
        data, _ = longest(PLACE, world(disk))
        disk.names[PLACE].cut(len(data))
        disk.names[PLACE].sync()
        file, save, _ = reopen(PLACE, world(disk, seed=9))
    return file, save


def flat(batches: list[list[Event]]) -> list[Event]:
    return [event for batch in batches for event in batch]


def failing(fail_at: int, how: str = "error") -> tuple[FakeDisk, SaveFile, list[Event]]:
    """A save whose disk fails at a call while moves are kept; and what was acknowledged."""
    disk = FakeDisk(fail_at, how)
    file = create(PLACE, game_of(DECK), Record(batches_of(DECK, 3)[0].header), world(disk))
    done: list[Event] = []
    for batch in script():
        try:
            file.append(batch)
        except NotSaved:
            return disk, file, done
        done += batch
    raise AssertionError("the disk did not fail")


@pytest.mark.parametrize("how", ["error", "late"])
@pytest.mark.parametrize("fail_at", range(7, CALLS))
def test_a_failed_move_leaves_no_half_line_and_the_file_is_left_alone(
    fail_at: int, how: str
) -> None:
    disk, file, done = failing(fail_at, how)
    save = load(PLACE, world(disk))
    assert save.chain.tail == b""
    assert save.events == done
    calls = disk.calls
    with pytest.raises(NotSaved, match="Not saved since"):
        file.append(script()[0])
    assert disk.calls == calls, "a disk that failed is not asked again"


def test_the_message_says_since_when_and_why_and_where() -> None:
    _, file, done = failing(11)
    with pytest.raises(NotSaved) as caught:
        file.append(script()[0])
    moves = effective(done)
    assert str(caught.value) == (
        f"Not saved since move {len(moves)}: no space left on device ({PLACE})."
    )


def test_of_a_save_that_was_gone_on_with_the_moves_before_count_as_kept() -> None:
    disk, (*kept, last) = FakeDisk(), script()
    file = create(PLACE, game_of(DECK), Record(batches_of(DECK, 3)[0].header), world(disk))
    for batch in kept:
        file.append(batch)
    file.close()
    again, _, _ = reopen(PLACE, world(disk, seed=9))
    disk.fail_at = disk.calls
    with pytest.raises(NotSaved, match=f"since move {len(effective(flat(kept)))}: no space left"):
        again.append(last)


def test_the_game_can_be_saved_elsewhere_after_a_failure() -> None:
    disk = FakeDisk(10, "error")
    session = Session(disk)
    session.run()
    record = Record(batches_of(DECK, 3)[0].header, session.acknowledged)
    with create(OTHER, game_of(DECK), record, world(disk, seed=5)) as file:
        file.append(flat(script())[len(session.acknowledged) :])
    assert load(OTHER, world(disk)).events == flat(script())


# --- export and migrate --------------------------------------------------------------------


def whole_save() -> tuple[FakeDisk, Save]:
    disk = FakeDisk()
    Session(disk).run()
    disk.locked.clear()
    return disk, load(PLACE, world(disk))


WRITERS: dict[str, Callable[[Save, FakeDisk], object]] = {
    "export": lambda save, disk: export(save, save.game.seats[0], OTHER, world(disk, seed=3)),
    "migrate": lambda save, disk: migrate(save, OTHER, world(disk, seed=3)),
}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_file_made_from_a_save_is_whole_or_absent(writer: str, how: str) -> None:
    check_writer(writer, how, range(4))


@pytest.mark.slow
@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_file_made_from_a_save_is_whole_or_absent_whatever_survives(
    writer: str, how: str
) -> None:
    check_writer(writer, how, range(SEEDS))


def check_writer(writer: str, how: str, seeds: range) -> None:
    source, save = whole_save()
    before = source.names[PLACE].seen
    for fail_at in range(9):
        disk = source.crashed(0)
        disk.fail_at, disk.how = fail_at, how
        try:
            WRITERS[writer](save, disk)
            is_told = True
        except (NotSaved, Crash):
            is_told = False
        for seed in seeds:
            after = disk.crashed(seed)
            assert after.names[PLACE].seen == before
            if is_told or OTHER in after.names:
                assert len(load_other(after).chain.lines) == len(save.chain.lines)


def load_other(disk: FakeDisk) -> Save:
    return load(OTHER, world(disk))
