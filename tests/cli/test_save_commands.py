"""`wargame save`, and games that are kept and resumed in linear text."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.conftest import Answer, CommandLine, Program
from tests.store.helpers import kept, lock_up, refuse_to_read, world
from tests.store.test_hostile_saves import Fields, forged
from wargame.play.event import Act, Chance
from wargame.store.save import load


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    """A finished game."""
    return kept(tmp_path / "evening.jsonl", "water_treaty", 1)


@pytest.fixture
def saves(wargame: CommandLine, tmp_path: Path) -> CommandLine:
    """Run a command on the saves of this test."""

    def call(*args: str) -> Answer:
        return wargame(*args, "--saves", str(tmp_path))

    return call


def test_a_folder_that_was_named_by_its_dot_is_told_whole(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = wargame("save", "list", "--saves", ".")
    assert f"kept in {tmp_path}." in told.out + told.err


def test_saves_are_listed_with_what_is_wrong_with_them(
    saves: CommandLine, evening: Path, tmp_path: Path
) -> None:
    (tmp_path / "zz.jsonl").write_bytes(b"PK\x03\x04")
    answer = saves("save", "list")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0].startswith("evening ")
    assert "The water treaty, finished, lower random, upper random, " in lines[0]
    assert "zip archive" in lines[1]
    rows = json.loads(saves("save", "list", "--json").out)["saves"]
    assert [row["name"] for row in rows[:2]] == ["evening", "zz"]
    assert rows[0]["over"] is True


def test_a_list_keeps_its_columns_beside_names_of_wide_letters(
    saves: CommandLine, evening: Path, tmp_path: Path
) -> None:
    (tmp_path / "游戏.jsonl").write_bytes(evening.read_bytes())
    first, second, *_ = saves("save", "list").out.splitlines()
    assert first.startswith(f"evening{' ' * 14}The water treaty")
    assert second.startswith(f"游戏{' ' * 17}The water treaty")


def test_a_sound_save_verifies(saves: CommandLine, evening: Path) -> None:
    answer = saves("save", "verify", "evening")
    assert answer.code == 0
    assert answer.out.startswith("Sound: ")
    last = load(evening, world()).chain.last_hash
    assert f"Last hash: {last}" in answer.out
    assert saves("save", "verify", "evening", "--expect", last).code == 0
    assert saves("save", "verify", "evening", "--expect", last.upper()).code == 0
    assert saves("save", "verify", "evening", "--expect", "0" * 64).code == 3
    cut = saves("save", "verify", "evening", "--expect", last[:12])
    assert cut.code == 2
    assert "must be the 64 hex digits that were shown" in cut.err


def test_a_replay_begins_with_a_round_that_there_was(saves: CommandLine, evening: Path) -> None:
    assert "== Round 4" in saves("replay", "evening", "--plain", "--round", "4").out
    late = saves("replay", "evening", "--plain", "--round", "99")
    assert (late.code, late.out) == (2, "")
    assert "there is no round 99 to begin with" in late.err
    for word in (["--round", "2"], ["--plain"]):
        both = saves("replay", "evening", "--json", *word)
        assert (both.code, both.out) == (2, "")
        assert f"leave out {word[0]}" in both.err


@pytest.mark.parametrize("what", [["export", "--seat", "us"], ["migrate"]])
def test_what_is_made_of_a_save_of_the_program_is_yours(
    saves: CommandLine, tmp_path: Path, what: list[str]
) -> None:
    answer = saves("save", what[0], "history-2018-2026", *what[1:])
    assert answer.code == 0, answer.err
    assert Path(answer.out.strip()).parent == tmp_path


@pytest.mark.parametrize(
    ("harm", "code", "said"),
    [
        pytest.param(lambda data: data[:-20], 1, "torn off", id="1 torn"),
        pytest.param(lambda data: data.replace(b'"ply":40', b'"ply":41'), 2, "damaged", id="2"),
        pytest.param(lambda data: b"hello", 2, "not a save", id="2 no save"),
    ],
)
def test_verify_says_what_is_wrong_and_exits_by_it(
    saves: CommandLine, evening: Path, harm: Callable[[bytes], bytes], code: int, said: str
) -> None:
    evening.write_bytes(harm(evening.read_bytes()))
    answer = saves("save", "verify", "evening")
    assert answer.code == code
    assert said in answer.out
    found = json.loads(saves("save", "verify", "evening", "--json").out)
    assert found["code"] == code


@pytest.mark.parametrize("how", ["--plain", "--json"])
def test_a_replay_says_where_a_save_stops_being_sound(
    saves: CommandLine, evening: Path, how: str
) -> None:
    """It told what came before as if that were all."""
    evening.write_bytes(evening.read_bytes().replace(b'"ply":40', b'"ply":41'))
    answer = saves("replay", "evening", how)
    assert answer.code == 0
    assert answer.out
    assert "evening: Event " in answer.err
    assert "Run `wargame save repair " in answer.err


def test_what_is_made_of_a_save_that_others_have_named_has_a_name_of_ours(
    saves: CommandLine, evening: Path, tmp_path: Path
) -> None:
    evening.rename(tmp_path / "evening (1).jsonl")
    made = saves("save", "export", "evening (1)", "--seat", "upper")
    assert made.out.strip() == str(tmp_path / "evening-1-upper.jsonl")
    wrong = saves("save", "export", "evening (1)", "--seat", "no seat")
    assert (wrong.code, "no seat 'no seat'" in wrong.err) == (2, True)


@pytest.fixture
def differs(tmp_path: Path) -> Path:
    """A save, its chain sound, in which a seat acts out of turn."""
    path = kept(tmp_path / "my saves" / "forged.jsonl", "water_treaty", 12, 30)

    def change(fields: list[Fields]) -> None:
        act = next(n for n, (pub, _) in enumerate(fields) if pub["kind"] == "act")
        fields[act][0]["phase"] = "elsewhere"

    path.write_bytes(forged(path, change))
    return path


@pytest.mark.parametrize(
    "typed",
    [
        "resume {} --plain",
        "replay {} --plain",
        "replay {} --json",
        "debrief {}",
        "observe {} --plain",
        "report {} -o out.md",
        "save branch {} other --move 1",
        "save migrate {}",
        "play --after {} --plain",
    ],
)
def test_of_an_event_that_cannot_be_it_is_told_where_what_and_what_to_do(
    wargame: CommandLine, differs: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(differs.parent.parent)
    file = str(differs.relative_to(Path.cwd()))
    answer = wargame(*(file if word == "{}" else word for word in typed.split()))
    assert (answer.code, answer.out) == (2, "")
    said = " ".join(answer.err.split())
    assert "forged: Event " in said
    assert "its phase is 'elsewhere' in the save and" in said
    *_, remedy, _ = said.split("`")
    assert wargame(*shlex.split(remedy)[1:]).code == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_save_that_may_not_be_read_is_named(saves: CommandLine, evening: Path) -> None:
    evening.chmod(0)
    answer = saves("save", "verify", "evening")
    assert answer.code == 2
    assert "permission denied" in answer.out


@pytest.mark.parametrize(
    "typed",
    [
        "resume evening --plain",
        "replay evening --plain",
        "replay evening --json",
        "debrief evening",
        "observe evening --plain",
        "report evening -o evening.html",
        "save export evening --seat upper",
        "save branch evening mine --move 0",
        "save migrate evening",
        "save repair evening",
        "play --after evening --plain",
    ],
)
def test_a_save_that_may_not_be_read_is_named_by_all_who_read_it(
    saves: CommandLine, evening: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(evening.parent)
    refuse_to_read(monkeypatch)
    answer = saves(*typed.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "evening.jsonl cannot be read: permission denied.\n"
    assert [one.name for one in evening.parent.glob("*.*l")] == ["evening.jsonl"]


@pytest.mark.parametrize(
    "typed",
    [
        "save list",
        "results",
        "folders",
        "resume --plain",
        "replay evening --plain",
        "save delete evening --yes",
    ],
)
def test_a_folder_of_saves_that_may_not_be_looked_into_is_named(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """It was told that there is no game, as of one that was never played in."""
    lock_up(monkeypatch, tmp_path)
    answer = wargame(*typed.split(), "--saves", tmp_path)
    assert (answer.code, answer.out) == (2, "")
    why = "cannot be read: permission denied. Make it readable, or name another folder."
    assert answer.err == f"{tmp_path} {why}\n"


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["save", "verify", "nothing"], id="verify"),
        pytest.param(["save", "repair", "nothing"], id="repair"),
        pytest.param(["save", "export", "nothing", "--seat", "upper"], id="export"),
        pytest.param(["save", "migrate", "nothing"], id="migrate"),
        pytest.param(["save", "rename", "nothing", "x"], id="rename"),
        pytest.param(["save", "delete", "nothing", "--yes"], id="delete"),
        pytest.param(["resume", "nothing", "--plain"], id="resume"),
        pytest.param(["replay", "nothing", "--plain"], id="replay"),
    ],
)
def test_a_save_that_is_not_there_is_told_once(
    saves: CommandLine, evening: Path, args: list[str]
) -> None:
    answer = saves(*args)
    assert answer.code == 2
    assert answer.out == ""
    assert "There is no save 'nothing'" in answer.err
    assert "Known: evening" in answer.err


def test_a_damaged_save_is_repaired_into_a_new_one(
    saves: CommandLine, evening: Path, tmp_path: Path
) -> None:
    data = evening.read_bytes()
    start = data.index(b'"seq":40')
    hurt = data[:start] + b'"seq":4O' + data[start + 8 :]
    evening.write_bytes(hurt)
    assert saves("resume", "evening", "--plain").code == 2
    answer = saves("save", "repair", "evening")
    assert answer.code == 0
    out = Path(answer.out.strip())
    assert out == tmp_path / "evening-repaired.jsonl"
    assert evening.read_bytes() == hurt
    assert saves("save", "verify", "evening-repaired").code == 0
    assert saves("save", "repair", "evening-repaired").code == 2


def test_a_seats_view_is_exported_and_cannot_be_played(
    saves: CommandLine, evening: Path, tmp_path: Path
) -> None:
    answer = saves("save", "export", "evening", "--seat", "upper")
    assert answer.code == 0
    assert Path(answer.out.strip()).name == "evening-upper.jsonl"
    assert saves("save", "verify", "evening-upper").code == 0
    for command in (("resume", "evening-upper", "--plain"), ("replay", "evening-upper", "--json")):
        answer = saves(*command)
        assert answer.code == 2
        assert "view of seat 'upper'" in answer.err
    assert saves("save", "export", "evening", "--seat", "moon").code == 2
    elsewhere = tmp_path / "to" / "mail.jsonl"
    elsewhere.parent.mkdir()
    assert saves("save", "export", "evening", "--seat", "upper", "-o", str(elsewhere)).code == 0
    assert elsewhere.exists()


def test_a_finished_game_is_found_fair_and_its_views_are_held_against_it(
    saves: CommandLine, evening: Path, tmp_path: Path
) -> None:
    assert saves("save", "export", "evening", "--seat", "upper").code == 0
    answer = saves("save", "verify", "evening", "--fair", "--view", "evening-upper")
    assert answer.code == 0
    assert "outcomes of luck are what the seed gives" in answer.out
    assert "lines of the view of seat 'upper' agree" in answer.out
    kept(tmp_path / "other.jsonl", "water_treaty", 2)
    assert saves("save", "export", "other", "--seat", "upper").code == 0
    answer = saves("save", "verify", "evening", "--fair", "--view", "other-upper")
    assert answer.code == 4
    assert "other-upper.jsonl: line 1 differs: " in answer.out
    found = json.loads(
        saves("save", "verify", "evening", "--fair", "--view", "other-upper", "--json").out
    )
    assert found["fair"]["views"][0]["differs"] == 1
    assert saves("save", "verify", "evening", "--view", "evening-upper").code == 2
    kept(tmp_path / "now.jsonl", "water_treaty", 1, 40)
    answer = saves("save", "verify", "now", "--fair")
    assert answer.code == 2
    assert "still running" in answer.err
    assert "4 also unfair" in saves("save", "verify", "--help").out


def test_migrate_rename_and_delete(saves: CommandLine, evening: Path, tmp_path: Path) -> None:
    assert saves("save", "migrate", "evening").code == 0
    assert (tmp_path / "evening-migrated.jsonl").exists()
    assert saves("save", "rename", "evening", "night").code == 0
    assert not evening.exists()
    assert saves("save", "rename", "night", "../x").code == 2
    answer = saves("save", "delete", "night")
    assert answer.code == 2
    assert "--yes" in answer.err
    assert saves("save", "delete", "night", "--yes").code == 0
    assert not (tmp_path / "night.jsonl").exists()


def test_a_game_is_kept_and_gone_on_with(
    process: Program, saves: CommandLine, tmp_path: Path
) -> None:
    def call(stdin: bytes, *args: str) -> CompletedProcess[bytes]:
        return process([*args, "--plain", "--saves", str(tmp_path)], stdin)

    seats = ["--seat", "us=human", "--seat", "china=random"]
    first = call(b"pass\n", "play", "primer", "--save", "talks", "--seed", "5", *seats)
    assert first.returncode == 0, first.stderr
    again = f"go on with it by `wargame resume talks --plain --saves {tmp_path}`"
    assert again.replace(" ", "") in "".join(first.stdout.decode().split())
    before = load(tmp_path / "talks.jsonl", world()).events
    taken = saves("play", "primer", "--save", "talks", "--plain")
    assert taken.code == 2
    assert "There is a save 'talks' already" in taken.err
    on = call(b"", "resume", "talks")
    assert on.returncode == 0, on.stderr
    assert b"Round 1" in on.stdout
    done = saves("resume", "--seat", "us=random", "--plain")
    assert done.code == 0, done.err
    assert "The end" in done.out
    save = load(tmp_path / "talks.jsonl", world())
    assert save.events[: len(before)] == before
    assert save.is_over
    assert save.record.seats == {"us": "random", "china": "random"}


def test_a_deck_that_has_changed_is_told_and_the_old_one_played(
    process: Program, tmp_path: Path
) -> None:
    """S7: the deck was edited after the save; it plays with the one it carries, and says so."""
    path = kept(tmp_path / "old.jsonl", "water_treaty", 1, 60)
    decks = tmp_path / "place" / "decks" / "water_treaty"
    decks.mkdir(parents=True)
    source = Path(__file__).parents[1] / "decks" / "water_treaty"
    for file in source.glob("*.yaml"):
        text = file.read_text()
        (decks / file.name).write_text(text.replace("title: The water treaty", "title: New"))
    answer = process(["resume", "old", "--plain", "--saves", str(tmp_path)], cwd=tmp_path / "place")
    assert answer.returncode == 0
    assert b"has changed since" in answer.stderr
    assert b"The water treaty" in answer.stdout
    assert load(path, world()).head.title == "The water treaty"


def test_a_branch_leaves_a_game_at_a_round(
    saves: CommandLine, evening: Path, tmp_path: Path
) -> None:
    answer = saves("save", "branch", "evening", "other", "--round", "3")
    assert answer.code == 0
    other = load(tmp_path / "other.jsonl", world())
    assert answer.err.endswith(f"Go on with: wargame resume other --saves {tmp_path}\n")
    assert other.head.header.parent
    assert other.head.header.parent.id == load(evening, world()).head.id
    assert (
        other.record.actions == load(evening, world()).record.actions[: len(other.record.actions)]
    )
    assert saves("save", "verify", "other").code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(["--round", "99"], "ends before round 99", id="no such round"),
        pytest.param(["--move", "99999"], "There is no move 99999", id="no such move"),
        pytest.param([], "Say where to leave", id="nowhere"),
        pytest.param(["--move", "1", "--round", "1"], "Say where to leave", id="twice"),
    ],
)
def test_a_branch_that_cannot_be_is_refused(
    saves: CommandLine, evening: Path, tmp_path: Path, args: list[str], said: str
) -> None:
    answer = saves("save", "branch", "evening", "other", *args)
    assert answer.code == 2
    assert said in answer.err
    assert not (tmp_path / "other.jsonl").exists()


def test_a_running_game_is_told_to_programs_as_everybody_may_know_it(
    saves: CommandLine, tmp_path: Path
) -> None:
    path = kept(tmp_path / "running.jsonl", "kitchen_sink", 3, 40)
    found = load(path, world())
    assert not found.is_over
    told = saves("replay", "running", "--json").out
    answer = json.loads(told)
    assert "seed" not in answer["header"]
    assert "digest" not in answer
    hidden = [
        event
        for event in found.events
        if isinstance(event, Act | Chance) and event.secret_of and event.phase != "headline"
    ]
    assert hidden
    shown = {one["ply"]: one["action"] for part in answer["rounds"] for one in part["actions"]}
    for event in hidden:
        assert shown.get(event.ply, "") != event.action
