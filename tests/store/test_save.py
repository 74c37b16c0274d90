"""A save grows with its match, holds all of it, and is taken up at the same prompt."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from tests.play.anything import chosen, play_anything, players_of
from tests.store.helpers import (
    NOON,
    SMALL_DECKS,
    batches_of,
    close,
    game_of,
    kept,
    lines_of,
    played,
    world,
)
from tests.systems import has_modes
from wargame.content.library import DeckRef
from wargame.errors import NotSaved, UsageError
from wargame.objects import plain_data
from wargame.play.confirm import confirm
from wargame.play.control import swap
from wargame.play.course import Course
from wargame.play.event import End, Event, Note, Sit
from wargame.play.record import Record, course_of, make_header
from wargame.play.resume import resume
from wargame.players.uniform import Uniform
from wargame.rules.game import RULES_VERSION, Game
from wargame.rules.verbs import DRAW, KEEP
from wargame.store import renew
from wargame.store.export import export
from wargame.store.names import Saves, saves_folder
from wargame.store.renew import branch, migrate, own_copy, prefix_hash
from wargame.store.replay import match_of, rounds_of
from wargame.store.replay_object import replay_object
from wargame.store.save import SaveFault, load
from wargame.store.savefile import SaveFile, create, reopen
from wargame.store.storage import CHUNK, Disk, Handle
from wargame.store.verify import verify
from wargame.store.whole import lock_path
from wargame.store.world import World
from wargame.store.writer import Writer
from wargame.table.host.kept import KeptGames

FIXTURES = Path(__file__).parent / "fixtures"


def check_kept(tmp_path: Path, deck: str, seed: int) -> None:
    match = played(tmp_path / "all.jsonl", deck, seed)
    play_anything(match, seed)
    close(match)
    save = load(tmp_path / "all.jsonl", world())
    assert save.events == match.record.events
    assert save.record.header == match.record.header
    assert verify(save.path, world()).code == 0
    course = Course(save.game)
    for event in save.events:
        confirm(course, event)
    assert course.state.digest == match.state.digest


@pytest.mark.parametrize("deck", SMALL_DECKS)
@pytest.mark.parametrize("seed", [1])
def test_a_save_holds_all_that_happened(tmp_path: Path, deck: str, seed: int) -> None:
    check_kept(tmp_path, deck, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_a_save_of_any_deck_holds_all_that_happened(
    tmp_path: Path, any_deck: DeckRef, seed: int
) -> None:
    check_kept(tmp_path, any_deck.folder.name, seed)


def test_lines_are_for_reading(tmp_path: Path) -> None:
    head, deck, *rest = map(json.loads, lines_of(kept(tmp_path / "a.jsonl")))
    assert head["pub"]["format"] == "wargame save"
    assert head["pub"]["rules"] == RULES_VERSION
    assert head["pub"]["seq"] == 1
    assert deck["pub"]["tree"]["id"] == "water_treaty"
    assert [line["pub"]["seq"] for line in rest] == list(range(3, 3 + len(rest)))
    assert "seed" not in json.dumps(head["pub"])
    ends = [line["pub"] for line in rest if "tracks" in line["pub"]]
    assert len({pub["round"] for pub in ends}) > 3
    assert all("shared.trust" in pub["tracks"] for pub in ends)


@has_modes
def test_only_the_owner_can_read_a_save(tmp_path: Path) -> None:
    path = kept(tmp_path / "saves" / "a.jsonl")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3))]
)
def test_a_match_goes_on_at_the_same_prompt(tmp_path: Path, seed: int) -> None:
    """Closed and opened after every few steps; each seat sees what it saw."""
    path = tmp_path / "on.jsonl"
    match = played(path, "kitchen_sink", seed)
    game = match.game
    for part in range(12):
        play_anything(match, 100 * seed + part, 15, rulings=False)
        close(match)
        file, save, notice = reopen(path, world(seed=part))
        again = resume(save.game, save.record, players_of(save.game, seed), journal=file)
        assert notice == ""
        for seat in game.seats:
            assert again.game.redact(again.state, seat).digest == (
                match.game.redact(match.state, seat).digest
            )
        match = again
    close(match)
    assert verify(path, world()).code == 0


def test_luck_that_was_torn_off_falls_again_as_it_had_fallen(tmp_path: Path) -> None:
    path = kept(tmp_path / "torn.jsonl", "water_treaty", 2, 60)
    whole = load(path, world())
    place = next(n for n, e in enumerate(whole.events) if e.kind == "chance" and n > 10)
    path.write_bytes(path.read_bytes()[: whole.chain.starts[place + 2] + 40])
    file, save, notice = reopen(path, world(seed=2))
    assert "torn off" in notice
    match = resume(save.game, save.record, players_of(save.game, 2), journal=file)
    assert match.step().text == chosen(whole.events[place])
    file.close()


def test_an_end_that_was_torn_off_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "over.jsonl"
    match = played(path).run()
    close(match)
    whole = load(path, world())
    path.write_bytes(path.read_bytes()[: whole.chain.starts[-1] + 40])
    file, save, notice = reopen(path, world(seed=2))
    assert "torn off" in notice
    resume(save.game, save.record, players_of(save.game, 1), journal=file)
    file.close()
    assert load(path, world()).events == whole.events


def test_a_decision_and_its_luck_are_one_write(tmp_path: Path) -> None:
    writes: list[bytes] = []

    class Seen:
        def __init__(self, handle: Handle) -> None:
            self.sync, self.cut, self.close = handle.sync, handle.cut, handle.close
            self.inner, self.is_at = handle, handle.is_at

        def write(self, data: bytes) -> int:
            writes.append(data)
            return self.inner.write(data)

    class Watched(Disk):
        def extend(self, path: Path) -> Handle:
            return Seen(super().extend(path))

    game = game_of("water_treaty")
    match = played(tmp_path / "first.jsonl", "water_treaty", 4)
    close(match)
    match.journal = create(
        tmp_path / "b.jsonl", game, Record(match.record.header), world(Watched())
    )
    match.run()
    close(match)
    decisions = [e for e in match.record.events if e.kind == "act"]
    assert len(writes) == len(decisions) + 1  # the luck before the first of them
    assert any(data.count(b"\n") > 4 for data in writes)


def test_two_windows_do_not_play_one_game(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.jsonl")
    file, _, _ = reopen(path, world())
    with pytest.raises(UsageError, match=rf" \(pid {os.getpid()} on ") as refused:
        reopen(path, world())
    # What to do stands before who holds it, which may be long: screens have a line of 80 cells.
    assert str(refused.value).index("leave it there first") < 60
    assert verify(path, world()).code == 0
    file.close()
    reopen(path, world())[0].close()


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.jsonl")
    before = path.read_bytes()
    game = game_of("water_treaty")
    record = Record(make_header(game, players_of(game, 1), 1))
    with pytest.raises(UsageError, match="There is a save 'a' already"):
        create(path, game, record, world())
    assert path.read_bytes() == before
    lock_path(path).unlink()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    game = game_of("water_treaty")
    record = Record(make_header(game, players_of(game, 1), 1))
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotSaved, match=r"Cannot save: .*file"):
        create(tmp_path / "file" / "a.jsonl", game, record, world())


def test_a_clock_that_jumps_changes_times_alone(tmp_path: Path) -> None:
    times = iter([NOON, NOON - 31_536_000, NOON * 2, -5.0, *range(400)])
    match = played(tmp_path / "a.jsonl", "water_treaty", 3)
    close(match)
    odd = World(Disk(), lambda: next(times), os.urandom)
    match.journal = create(tmp_path / "b.jsonl", match.game, match.record, odd)
    match.run()
    close(match)
    plain = played(tmp_path / "c.jsonl", "water_treaty", 3).run()
    close(plain)
    found = [load(tmp_path / name, world()).events for name in ("b.jsonl", "c.jsonl")]
    assert found[0] == found[1]
    assert verify(tmp_path / "b.jsonl", world()).code == 0


@pytest.mark.parametrize("deck", SMALL_DECKS)
def test_a_save_tells_the_round_in_which_it_goes_on(tmp_path: Path, deck: str) -> None:
    """Also where a round begins with a choice, and where somebody went back."""
    record, batches = batches_of(deck, 2, 150)
    course, told = course_of(game_of(deck), record.header), set[int]()
    with create(tmp_path / "a.jsonl", game_of(deck), Record(record.header), world()) as file:
        for batch in batches:
            file.append(batch)
            for event in batch:
                confirm(course, event)
            told.add(load(tmp_path / "a.jsonl", world()).round)
            assert load(tmp_path / "a.jsonl", world()).round == course.state.round
    assert len(told) > 1


# --- replays, branches, migration ----------------------------------------------------------


def test_a_replay_tells_rounds_tracks_actions_and_causes(tmp_path: Path) -> None:
    save = load(kept(tmp_path / "a.jsonl", "kitchen_sink", 1), world())
    match = match_of(save)
    found = plain_data(replay_object(save, match))
    assert found["digest"] == match.state.digest
    assert found["ending"] == match.game.ending(match.state)
    assert sum(len(one["actions"]) for one in found["rounds"]) == len(match.course.moves)
    numbers = [one["round"] for one in found["rounds"]]
    assert numbers == sorted(set(numbers))
    assert found["rounds"][-1]["tracks"] == found["rounds"][-1]["tracks"] | {
        "game.round": match.state.round
    }
    assert any(one["causes"] for one in found["rounds"])


@pytest.mark.parametrize("moves", [60, 400], ids=["running", "finished"])
def test_a_seats_replay_keeps_the_secrets_of_others(tmp_path: Path, moves: int) -> None:
    save = load(kept(tmp_path / "a.jsonl", "kitchen_sink", 1, moves), world())
    match = match_of(save)
    assert match.is_over == (moves == 400)
    text = json.dumps(plain_data(replay_object(save, match, "mask")))
    assert '"seed"' not in text
    assert "digest" not in text
    assert match.state.digest not in text
    secrets = [
        f"{entry.verb} {entry.arg}"
        for one in rounds_of(match)
        for entry in one.entries
        if entry.owner == "lantern" and entry.verb in (DRAW, KEEP)
    ]
    mine = [f"{e.verb} {e.arg}" for e in match.log if e.owner == "mask"]
    assert len(secrets) > 4
    assert not [text for text in secrets if f'"{text}"' in text and text not in mine]


def test_a_branch_is_a_save_of_its_own_that_names_its_parent(tmp_path: Path) -> None:
    save = load(kept(tmp_path / "a.jsonl", "water_treaty", 5), world())
    moves = match_of(save, traced=False).course.moves
    ply = len(moves) // 2
    file = branch(save, ply, tmp_path / "b.jsonl", world(seed=8), seed=99)
    file.close()
    own = load(tmp_path / "b.jsonl", world())
    parent = own.head.header.parent
    assert parent
    assert (parent.id, parent.ply, parent.hash) == (save.head.id, ply, prefix_hash(save, ply))
    assert parent.hash in {line.hash for line in save.chain.lines}
    assert own.head.header.seed == 99
    assert len(own.events) == ply
    assert verify(own.path, world()).code == 0
    file, own, _ = reopen(own.path, world(seed=9))
    match = resume(own.game, own.record, players_of(own.game, 3), journal=file).run()
    file.close()
    assert verify(own.path, world()).code == 0
    assert match.is_over


def test_a_branch_begins_with_whoever_sits_there_now(tmp_path: Path) -> None:
    match = played(tmp_path / "a.jsonl")
    later = Uniform(9)
    later.name = "greedy"
    swap(match, match.game.seats[1], later)
    match.step()
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    branch(save, 1, tmp_path / "b.jsonl", world(seed=8), seed=99).close()
    own = load(tmp_path / "b.jsonl", world()).head.header
    assert own.seats == {**save.head.header.seats, match.game.seats[1]: "greedy"}


def test_migration_writes_a_new_file_with_the_same_events(tmp_path: Path) -> None:
    save = load(kept(tmp_path / "a.jsonl", "water_treaty", 5), world())
    before = save.path.read_bytes()
    assert migrate(save, tmp_path / "b.jsonl", world(seed=7)) == len(save.events)
    own = load(tmp_path / "b.jsonl", world())
    assert own.events == save.events
    assert own.head.id == save.head.id
    assert save.path.read_bytes() == before
    with pytest.raises(UsageError, match="already"):
        migrate(save, tmp_path / "b.jsonl", world())


def test_a_shipped_save_is_gone_on_with_in_a_copy(tmp_path: Path) -> None:
    game = game_of("water_treaty")
    record = Record(make_header(game, players_of(game, 1), 1))
    folder = Saves(tmp_path, is_explicit=True)
    create(tmp_path / "story.jsonl", game, record, world(), shipped=True).close()
    before = (tmp_path / "story.jsonl").read_bytes()
    path = own_copy(folder, tmp_path / "story.jsonl", world(seed=3))
    assert path.name == "story-mine.jsonl"
    assert not load(path, world()).head.is_shipped
    assert own_copy(folder, path, world()) == path
    assert (tmp_path / "story.jsonl").read_bytes() == before


def test_whether_a_save_is_shipped_is_read_in_its_first_line(tmp_path: Path) -> None:
    class Counted(Disk):
        taken = 0

        def read(self, path: Path, last: int = 0) -> Iterator[bytes]:
            for piece in super().read(path, last):
                self.taken += len(piece)
                yield piece

    path = tmp_path / "long.jsonl"
    game = game_of("entanglement")
    create(path, game, Record(make_header(game, players_of(game, 1), 1)), world()).close()
    disk = Counted()
    assert own_copy(Saves(tmp_path, is_explicit=True), path, World(disk)) == path
    assert disk.taken <= CHUNK < path.stat().st_size


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_saves_of_every_release_open(path: Path, tmp_path: Path) -> None:
    """Their rules may have moved on; then they can be looked at, and say so."""
    before = path.read_bytes()
    found = verify(path, world())
    save = load(path, world())
    assert found.code == (0 if save.fits_rules else 3), found.message
    assert len(save.events) > 20
    if save.fits_rules:
        migrate(save, tmp_path / "new.jsonl", world())
        assert verify(tmp_path / "new.jsonl", world()).code == 0
        told = [one for one in save.events if isinstance(one, Note | Sit | End)]
        new = load(tmp_path / "new.jsonl", world())
        assert [one for one in new.events if isinstance(one, Note | Sit | End)] == told
    assert path.read_bytes() == before


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_saves_of_every_release_are_replayed_and_branched_as_they_are(
    path: Path, tmp_path: Path
) -> None:
    """Their positions may have other hashes than ours; their numbers by name are the same."""
    save = load(path, world())
    match = match_of(save)
    assert len(match.course.moves) > 20
    branch(save, 20, tmp_path / "branch.jsonl", world(), seed=7).close()
    assert verify(tmp_path / "branch.jsonl", world()).code == 0


def test_what_notes_and_changes_of_seats_say_more_has_a_schema_of_its_own(tmp_path: Path) -> None:
    """Saves of schema 3 that say it already are read; to go on in one it is migrated."""
    path = FIXTURES / "schema_3_water_treaty.jsonl"
    save = load(path, world())
    assert {one.role for one in save.events if isinstance(one, Note)} >= {"Envoy", "2"}
    assert "Off to the dentist." in [one.why for one in save.events if isinstance(one, Sit)]
    old = tmp_path / "old.jsonl"
    old.write_bytes(path.read_bytes())
    with pytest.raises(SaveFault, match="save migrate"):
        reopen(old, world())
    migrate(save, tmp_path / "new.jsonl", world())
    file, new, _ = reopen(tmp_path / "new.jsonl", world())
    file.close()
    assert new.events == save.events


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "views").glob("*.jsonl")), ids=lambda path: path.stem
)
def test_views_of_every_release_are_read(path: Path) -> None:
    """Moves that a rival took back stand in each."""
    found = verify(path, world())
    assert (found.code, found.view) == (0, "upper"), found.message
    assert any(line.pub is None for line in load(path, world()).chain.lines)


def test_an_old_save_is_exported_once_it_is_migrated(tmp_path: Path) -> None:
    """As it stands, what it hides could be guessed."""
    save = load(FIXTURES / "schema_2_water_treaty.jsonl", world())
    with pytest.raises(SaveFault, match="save migrate"):
        export(save, "upper", tmp_path / "view.jsonl", world())
    migrate(save, tmp_path / "new.jsonl", world())
    export(load(tmp_path / "new.jsonl", world()), "upper", tmp_path / "view.jsonl", world())
    assert verify(tmp_path / "view.jsonl", world()).code == 0


def test_a_shipped_save_of_an_old_schema_is_gone_on_with_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renew, "is_shipped", lambda _: True)
    folder = Saves(tmp_path, is_explicit=True)
    path = own_copy(folder, FIXTURES / "schema_2_water_treaty.jsonl", world())
    file, _, _ = reopen(path, world())
    file.close()
    assert verify(path, world()).code == 0


# --- off the screen's thread ---------------------------------------------------------------


def remark(text: str) -> Event:
    return Note(who="upper", topic="chat", text=text)


class Slow:
    """A journal that waits to be let on, and may break."""

    def __init__(self, breaks_at: int = -1) -> None:
        self.go = threading.Event()
        self.kept: list[Event] = []
        self.calls = 0
        self.breaks_at = breaks_at

    def append(self, events: Sequence[Event]) -> None:
        self.go.wait(LONG_S)
        self.calls += 1
        if self.calls > self.breaks_at >= 0:
            raise NotSaved("Not saved since move 2: no space left.")
        self.kept += events


def test_a_slow_disk_does_not_hold_the_screen_up() -> None:
    slow = Slow()
    writer = Writer(slow)
    tickets = [writer.order([remark(str(n))]) for n in range(50)]
    assert writer.waiting == 50
    assert not any(ticket.done() for ticket in tickets)
    slow.go.set()
    assert [ticket.result(10) for ticket in tickets] == list(range(1, 51))
    assert slow.kept == [remark(str(n)) for n in range(50)]
    assert writer.waiting == 0
    writer.close()


def test_a_failure_reaches_every_ticket_that_waits_and_every_later_one() -> None:
    told_of: list[object] = []
    slow = Slow(breaks_at=2)
    writer = Writer(slow, told_of.append)
    tickets = [writer.order([remark(str(n))]) for n in range(5)]
    slow.go.set()
    assert [tickets[0].result(10), tickets[1].result(10)] == [1, 2]
    for ticket in tickets[2:]:
        with pytest.raises(NotSaved, match=r"^Not saved since move 2"):
            ticket.result(10)
    with pytest.raises(NotSaved, match=r"^Not saved since move 2"):
        writer.append([remark("late")])
    writer.close()
    assert slow.calls == 3, "a journal that failed is not asked again"
    assert told_of[:2] == [1, 2]
    assert [type(one) for one in told_of[2:]] == [NotSaved]


def test_an_unexpected_failure_is_told_too() -> None:
    class Odd:
        def append(self, events: Sequence[Event]) -> None:
            raise ValueError("odd")

    writer = Writer(Odd())
    with pytest.raises(NotSaved, match="odd"):
        writer.order([remark("x")]).result(10)
    writer.close()


def test_a_match_is_kept_through_a_writer(tmp_path: Path) -> None:
    match = played(tmp_path / "a.jsonl", "water_treaty", 6)
    file = match.journal
    assert isinstance(file, SaveFile)
    writer = Writer(file)
    match.journal = writer
    match.run()
    writer.order(()).result(10)
    writer.close()
    file.close()
    assert load(tmp_path / "a.jsonl", world()).events == match.record.events


def test_a_program_by_a_long_line_leaves_a_save_that_can_be_read(
    water: Game, tmp_path: Path
) -> None:
    line = f"cmd:{sys.executable} {'x' * 900}"
    upper, lower = water.seats
    games = KeptGames(saves_folder(tmp_path), writes_aside=False)
    games.begin(water, {upper: line, lower: "human"}, 1, "long").close()
    games.close()
    sitting = games.resume("long", {lower: line})
    games.close()
    assert sitting.players == {upper: "greedy", lower: line}
    assert load(tmp_path / "long.jsonl", world()).record.seats[lower] == line
    assert verify(tmp_path / "long.jsonl", world()).code == 0
