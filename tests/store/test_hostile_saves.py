"""Rows S3 to S14 of the table of bad inputs; S1 and S2 are in `test_damage`."""

from __future__ import annotations

import io
import json
import os
import pickle
import sqlite3
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.store.helpers import game_of, kept, lines_of, world
from wargame.errors import RecordError
from wargame.store import migrate as migrations
from wargame.store.chain import NOTHING, LineFault, canonical, write_line
from wargame.store.export import export
from wargame.store.head import SCHEMA
from wargame.store.line_reader import read_line
from wargame.store.repair import repair
from wargame.store.save import SaveFault, load
from wargame.store.savefile import check_usable, reopen
from wargame.store.storage import Disk
from wargame.store.verify import Verification, verify
from wargame.table.host.following import follow

Fields = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("saves") / "sound.jsonl", "water_treaty", 12)


def verdict(tmp_path: Path, data: bytes) -> Verification:
    path = tmp_path / "try.jsonl"
    path.unlink(missing_ok=True)
    path.write_bytes(data)
    found = verify(path, world())
    assert path.read_bytes() == data
    assert len(found.message) < 2_000
    return found


def forged(path: Path, change: Callable[[list[Fields]], object]) -> bytes:
    """The save with other fields and the chain computed anew, as a determined editor would."""
    lines = [json.loads(line) for line in lines_of(path)]
    fields = [(line["pub"], line["sec"]) for line in lines]
    change(fields)
    out, prev = [], NOTHING
    for seq, (pub, sec) in enumerate(fields, 1):
        said = {**pub, "seq": seq} if type(pub.get("seq")) is int else pub
        data, prev = write_line(said, sec, "ab" * 16, prev)
        out.append(data)
    return b"".join(out)


def move_number(path: Path, **wanted: Any) -> int:
    """The place of the first line whose open fields say this."""
    for place, line in enumerate(lines_of(path)):
        pub = json.loads(line)["pub"]
        if all(pub.get(name) == value for name, value in wanted.items()):
            return place
    raise AssertionError(wanted)


# --- S3 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda lines: lines.pop(30), id="S3 removed"),
        pytest.param(lambda lines: lines.insert(30, lines[30]), id="S3 doubled"),
        pytest.param(lambda lines: lines.insert(30, lines.pop(31)), id="S3 swapped"),
    ],
)
def test_lines_in_another_order_are_found(
    sound: Path, tmp_path: Path, change: Callable[[list[bytes]], object]
) -> None:
    lines = lines_of(sound)
    change(lines)
    found = verdict(tmp_path, b"".join(lines))
    assert found.code == 2
    assert found.seq in (31, 32)
    assert "does not follow" in found.message


def test_a_forged_action_is_found_by_replay(sound: Path, tmp_path: Path) -> None:
    """S3: number edited with the chain recomputed."""
    place = move_number(sound, kind="act", phase="plays")

    def change(fields: list[Fields]) -> None:
        fields[place][0]["action"] = "play everything"

    found = verdict(tmp_path, forged(sound, change))
    assert (found.code, found.seq) == (4, place + 1)
    assert f"Event {place + 1} is not legal" in found.message
    repair(tmp_path / "try.jsonl", tmp_path / "out.jsonl", world())
    assert lines_of(tmp_path / "out.jsonl") == lines_of(tmp_path / "try.jsonl")[:place]


@pytest.mark.parametrize("place", ["kind", "seat", "action", "an unknown field"])
def test_no_message_has_what_a_terminal_would_obey(sound: Path, tmp_path: Path, place: str) -> None:
    at = move_number(sound, kind="act", phase="plays")

    def change(fields: list[Fields]) -> None:
        if place == "an unknown field":
            fields[at][0]["a\x1b]0;x\x07"] = 1
        else:
            fields[at][0][place] += "\x1b]0;x\x07"

    said = [verdict(tmp_path, forged(sound, change)).message]
    with pytest.raises(RecordError) as refused:
        follow(tmp_path / "try.jsonl")
    said.append(str(refused.value))
    assert [r"\x1b]0;x\x07" in one for one in said] == [True, True]
    assert all(one.isprintable() for one in said)


@pytest.mark.parametrize("name", ["tracks", "round", "phase", "ply", "state", "owner", "returns"])
def test_a_forged_number_is_found_by_replay_and_named(
    sound: Path, tmp_path: Path, name: str
) -> None:
    def change(fields: list[Fields]) -> None:
        for pub, sec in fields[2:]:
            place = sec.get("CONTROL", {}) if name == "state" else pub
            if name in place:
                value = place[name]
                if isinstance(value, dict):
                    key = min(value)
                    value[key] += 1
                else:
                    place[name] = {"state": "0" * 64, "phase": "talks", "owner": ""}.get(
                        name, value + 1 if isinstance(value, int) else value
                    )
                if name == "owner":
                    del place[name]
                return

    found = verdict(tmp_path, forged(sound, change))
    assert found.code in (2, 4)
    assert found.seq > 2
    if name != "owner":
        assert found.code == 4
        assert found.field


def test_a_position_that_differs_is_told_by_the_number_that_does(
    sound: Path, tmp_path: Path
) -> None:
    """Where both tell: a hash alone says nothing to people."""
    told: list[str] = []

    def change(fields: list[Fields]) -> None:
        pub, sec = next(one for one in fields[2:] if one[0].get("tracks"))
        told.append(f"{min(pub['tracks'])} is {pub['tracks'][min(pub['tracks'])] + 1} in the save")
        pub["tracks"][min(pub["tracks"])] += 1
        sec["CONTROL"]["state"] = "0" * 64

    found = verdict(tmp_path, forged(sound, change))
    assert told[0] in found.message


# --- S4, S5 --------------------------------------------------------------------------------


def test_s4_two_saves_in_one_file(sound: Path, tmp_path: Path) -> None:
    data = sound.read_bytes()
    found = verdict(tmp_path, data + data)
    assert (found.code, found.seq) == (2, data.count(b"\n") + 1)
    assert "another save begins here" in found.message


def test_s4_two_heads(sound: Path, tmp_path: Path) -> None:
    lines = lines_of(sound)
    found = verdict(tmp_path, lines[0] + b"".join(lines))
    assert found.code == 2
    assert "another save begins here" in found.message


def test_s4_no_head(sound: Path, tmp_path: Path) -> None:
    found = verdict(tmp_path, b"".join(lines_of(sound)[1:]))
    assert found.code == 2
    assert "does not begin with the head of a save" in found.message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "the file is empty", id="S4 empty"),
        pytest.param(b"\n", "not JSON", id="S4 a line end"),
        pytest.param(b"{}\n", "other fields", id="S4 an object"),
        pytest.param(b"[]\n", "no object", id="S4 a list"),
        pytest.param(b"id: primer\n", "not JSON", id="S4 a deck"),
        pytest.param(b"<html>\n", "web page", id="S4 a web page"),
        pytest.param(b"<<<<<<< HEAD\n", "web page", id="S4 a merge"),
    ],
)
def test_files_that_never_were_saves(tmp_path: Path, data: bytes, said: str) -> None:
    found = verdict(tmp_path, data)
    assert found.code == 2
    assert "This is not a save" in found.message
    assert said in found.message


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="S5 CRLF"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="S5 byte-order mark"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), id="S5 both"),
        pytest.param(
            lambda data: data[:20_000] + data[20_000:].replace(b"\n", b"\r\n"), id="S5 from here on"
        ),
    ],
)
def test_changed_line_ends_are_named_and_mended(
    sound: Path, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    data = sound.read_bytes()
    found = verdict(tmp_path, change(data))
    assert found.code == 2
    assert "Line ends were changed" in found.message
    repair(tmp_path / "try.jsonl", tmp_path / "out.jsonl", world())
    assert (tmp_path / "out.jsonl").read_bytes() == data


# --- S6, S7 --------------------------------------------------------------------------------


def test_s6_a_newer_schema_names_what_is_needed(sound: Path, tmp_path: Path) -> None:
    def change(fields: list[Fields]) -> None:
        fields[0][0].update(schema=99, program="7.0.0")

    found = verdict(tmp_path, forged(sound, change))
    assert found.code == 3
    assert "has schema 99" in found.message
    assert "version 7.0.0 or newer" in found.message


@pytest.mark.parametrize("schema", [0, -1, "1", None, True, 1.5, 2**63])
def test_s6_no_schema_at_all(
    sound: Path, tmp_path: Path, schema: int | str | bool | float | None
) -> None:
    def change(fields: list[Fields]) -> None:
        fields[0][0]["schema"] = schema

    data = forged(sound, change)
    assert verdict(tmp_path, data).code in (2, 3)


def test_s6_an_older_schema_is_brought_up(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step per schema; here an invented one in which acts were called moves."""

    def from_nought(raws: list[Fields]) -> list[Fields]:
        return [
            ({**pub, "kind": "act"} if pub and pub.get("kind") == "move" else pub, sec)
            for pub, sec in raws
        ]

    def change(fields: list[Fields]) -> None:
        fields[0][0]["schema"] = SCHEMA
        for pub, _ in fields:
            if pub["kind"] == "act":
                pub["kind"] = "move"

    path = tmp_path / "old.jsonl"
    path.write_bytes(forged(sound, change))
    assert verify(path, world()).code == 2
    monkeypatch.setattr(migrations, "SCHEMA", SCHEMA + 1)
    monkeypatch.setitem(migrations.STEPS, SCHEMA, from_nought)
    assert verify(path, world()).code == 0


def test_s6_other_rules_can_be_looked_at_and_not_continued(sound: Path, tmp_path: Path) -> None:
    def change(fields: list[Fields]) -> None:
        fields[0][0]["rules"] = "0"

    found = verdict(tmp_path, forged(sound, change))
    assert found.code == 3
    assert "rules version 0" in found.message
    with pytest.raises(SaveFault, match="looked at, not continued"):
        reopen(tmp_path / "try.jsonl", world())


def test_s6_another_layout_is_checked_by_its_numbers(sound: Path, tmp_path: Path) -> None:
    def change(fields: list[Fields]) -> None:
        fields[0][0]["layout"] = "0" * 16
        for _, sec in fields:
            if "state" in sec.get("CONTROL", {}):
                sec["CONTROL"]["state"] = "0" * 64

    found = verdict(tmp_path, forged(sound, change))
    assert found.code == 0
    assert "by its numbers alone" in found.message
    with pytest.raises(SaveFault, match="save migrate"):
        reopen(tmp_path / "try.jsonl", world())


def test_s7_a_deck_that_is_not_the_one_named(sound: Path, tmp_path: Path) -> None:
    def change(fields: list[Fields]) -> None:
        fields[1][0]["tree"]["title"] = "Another title"

    found = verdict(tmp_path, forged(sound, change))
    assert found.code == 3
    assert "not the one it names" in found.message


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda tree: tree.pop("seats"), id="no seats"),
        pytest.param(lambda tree: tree.update(id="../../x"), id="a hostile id"),
        pytest.param(lambda tree: tree.update(title="\x1b]0;x\x07"), id="an escape sequence"),
        pytest.param(lambda tree: tree["cards"][0].update(do=["__import__('os')"]), id="code"),
        pytest.param(lambda tree: tree.update(cards=[1, 2]), id="no cards"),
    ],
)
def test_s7_a_deck_that_no_author_could_load(
    sound: Path, tmp_path: Path, harm: Callable[[dict[str, Any]], object]
) -> None:
    found = verdict(tmp_path, forged(sound, lambda fields: harm(fields[1][0]["tree"])))
    assert found.code == 3
    assert "cannot be used" in found.message or "not the one it names" in found.message
    assert "\x1b" not in found.message


# --- S8, S9 --------------------------------------------------------------------------------

HUGE = "9" * 5_000


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b'{"hash":"x","hash":"y"}', id="S8 duplicate keys"),
        pytest.param(b'{"hash":NaN,"prev":1,"pub":1,"salt":1,"sec":1}', id="S8 NaN"),
        pytest.param(b'{"hash":1e999}', id="S8 1e999"),
        pytest.param(b'{"hash":"\\ud800"}', id="S8 half a character"),
        pytest.param(b"[" * 100_000, id="S8 nested 100,000 deep"),
        pytest.param(b'{"a":' * 100_000, id="S8 objects 100,000 deep"),
        pytest.param(b'{"hash":%s}' % HUGE.encode(), id="S8 5,000 digits"),
        pytest.param(b'{"hash":0.5}', id="S8 a fraction"),
        pytest.param(b'{ "hash":"x"}', id="S8 a blank"),
        pytest.param('{"hash":"é"}'.encode(), id="S8 beyond ASCII"),
        pytest.param(b"\xff\xfe\x00", id="S8 no UTF-8"),
    ],
)
def test_malformed_lines_are_named(sound: Path, tmp_path: Path, line: bytes) -> None:
    lines = lines_of(sound)
    found = verdict(tmp_path, b"".join([*lines[:40], line + b"\n", *lines[41:]]))
    assert (found.code, found.seq) == (2, 41)


OTHERS: tuple[Any, ...] = (
    None,
    True,
    0,
    "x",
    "0" * 64,
    [],
    [1],
    ["a", {}],
    {},
    {"a": 1},
    {"a": ["x", {}]},
)
"""What may stand in the place of a part of a line: a value of each type, and parts half made."""


def different(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The line with one part, or one part of a part, left out or another."""
    for name in [*line, "view"]:
        yield {key: value for key, value in line.items() if key != name}
        yield from ({**line, name: value} for value in OTHERS)
        if line.get(name) and isinstance(line[name], dict):
            yield from ({**line, name: part} for part in different(line[name]))


FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("name", sorted(one.name for one in FIXTURES.rglob("*.jsonl")))
def test_s8_no_part_of_a_line_of_any_schema_can_be_another(name: str) -> None:
    """Nobody has computed the hashes anew; whose view it is stands outside them."""
    shapes = set()
    for raw in sorted(next(FIXTURES.rglob(name)).read_bytes().splitlines(), key=len):
        line = json.loads(raw)
        shape = (*sorted(line), type(line.get("pub")), *sorted(line.get("sec", ())))
        if shape not in shapes:
            shapes.add(shape)
            right = read_line(raw)
            for changed in different(line):
                with suppress(LineFault):
                    found = read_line(canonical(changed))
                    assert (found.pub, found.sec) == (right.pub, right.sec), changed


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("\ud800", id="half a character"),
        pytest.param(float("nan"), id="NaN"),
        pytest.param(0.5, id="a fraction"),
        pytest.param(10**30, id="a huge number"),
    ],
)
def test_s8_malformed_values_in_a_well_made_chain(
    sound: Path, tmp_path: Path, value: object
) -> None:
    """Lines as only a program could have written them, on a chain that holds."""
    lines = [json.loads(line) for line in lines_of(sound)[:40]]
    pub = {"kind": "note", "seq": 41, "at": 1, "who": "upper", "topic": "chat", "text": value}
    prev = lines[-1]["hash"]
    body = json.dumps(pub, sort_keys=True, separators=(",", ":")).encode()
    raw = b'{"hash":"%s","prev":"%s","pub":%s,"salt":"%s","sec":{}}\n' % (
        b"0" * 64,
        prev.encode(),
        body,
        b"0" * 32,
    )
    found = verdict(tmp_path, b"".join([*lines_of(sound)[:40], raw]))
    assert (found.code, found.seq) == (2, 41)


class Endless(Disk):
    """A file of one gigabyte, made as it is read."""

    def __init__(self, start: bytes) -> None:
        self.start = start
        self.given = 0

    def read(self, path: Path, last: int = 0) -> Iterator[bytes]:
        yield self.start
        for _ in range(1 << 14):
            self.given += 1 << 16
            yield b"a" * (1 << 16)


def test_s8_a_line_of_a_gigabyte_is_not_read_to_its_end(sound: Path, tmp_path: Path) -> None:
    disk = Endless(b"".join(lines_of(sound)[:40]))
    tracemalloc.start()
    found = verify(tmp_path / "huge.jsonl", world(disk))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (found.code, found.seq) == (2, 41)
    assert "too long" in found.message
    assert disk.given < 3_000_000
    assert most < 50_000_000


@pytest.mark.parametrize("seq", [40, 42, -1, 41.0, "41", 2**63, None, True])
def test_s9_a_number_out_of_line(
    sound: Path, tmp_path: Path, seq: int | float | str | bool | None
) -> None:
    lines = lines_of(sound)
    prev = json.loads(lines[39])["hash"]
    pub = {"kind": "note", "seq": seq, "at": 1, "who": "upper", "topic": "chat", "text": "hm"}
    try:
        forged_line, _ = write_line(pub, {}, "0" * 32, prev)
    except ValueError:
        pytest.skip("cannot even be written")
    found = verdict(tmp_path, b"".join(lines[:40]) + forged_line)
    assert (found.code, found.seq) == (2, 41)


# --- S10 -----------------------------------------------------------------------------------


def act_of(fields: list[Fields], place: int) -> dict[str, Any]:
    return fields[place][0]


@pytest.mark.parametrize(
    ("change", "said", "code"),
    [
        pytest.param(lambda act: act.update(seat="mars"), "not mars's turn", 4, id="unknown seat"),
        pytest.param(lambda act: act.update(seat="CHANCE"), "not CHANCE's turn", 4, id="chance"),
        pytest.param(lambda act: act.update(action="play"), "not legal", 4, id="half an action"),
        pytest.param(lambda act: act.update(more=1), "unknown field 'more'", 2, id="extra field"),
        pytest.param(lambda act: act.pop("action"), "fields are not", 2, id="no action"),
        pytest.param(lambda act: act.update(kind="dance"), "no event 'dance'", 2, id="no kind"),
        pytest.param(lambda act: act.update(action=["x"]), "'action' is not", 2, id="a list"),
        pytest.param(lambda act: act.update(round=10**12), "'round' is not", 2, id="round 10^12"),
        pytest.param(lambda act: act.update(owner="upper"), "fields are not", 2, id="of another"),
    ],
)
def test_s10_an_event_that_cannot_be(
    sound: Path, tmp_path: Path, change: Callable[[dict[str, Any]], object], said: str, code: int
) -> None:
    place = move_number(sound, kind="act", phase="plays")
    found = verdict(tmp_path, forged(sound, lambda fields: change(act_of(fields, place))))
    assert (found.code, found.seq) == (code, place + 1)
    assert said in found.message


def test_s10_out_of_turn(sound: Path, tmp_path: Path) -> None:
    seats = game_of("water_treaty").seats
    place = move_number(sound, kind="act", phase="plays")

    def change(fields: list[Fields]) -> None:
        act = fields[place][0]
        act["seat"] = next(seat for seat in seats if seat != act["seat"])

    found = verdict(tmp_path, forged(sound, change))
    assert (found.code, found.seq) == (4, place + 1)
    assert "turn but" in found.message


@pytest.mark.parametrize(
    "late",
    [
        pytest.param({"kind": "back", "to": 1, "who": "CONTROL", "epoch": 1}, id="going back"),
        pytest.param({"kind": "seat", "seat": "upper", "player": "greedy"}, id="sitting down"),
    ],
)
def test_s10_after_the_end(sound: Path, tmp_path: Path, late: dict[str, Any]) -> None:
    def change(fields: list[Fields]) -> None:
        fields.append(({**fields[40][0], **late}, {}))
        for name in {"ply", "round", "phase", "seat", "action", "owner", "tracks"} - late.keys():
            fields[-1][0].pop(name, None)

    found = verdict(tmp_path, forged(sound, change))
    assert found.code == 4
    assert "the game has ended" in found.message


@pytest.mark.parametrize(
    ("to", "who", "epoch", "said"),
    [
        pytest.param(10_000, "CONTROL", 1, "no move 10000 to go back to", id="beyond the moves"),
        pytest.param(28, "CONTROL", 1, "no move 28 to go back to", id="to what comes next"),
        pytest.param(1, "upper", 0, "luck has decided since", id="a seat past luck"),
        pytest.param(1, "mars", 0, "decided since", id="nobody"),
        pytest.param(1, "CONTROL", 77, "luck number 77 is not the next", id="luck from nowhere"),
    ],
)
def test_s10_going_back_where_nobody_may(
    sound: Path, tmp_path: Path, to: int, who: str, epoch: int, said: str
) -> None:
    def change(fields: list[Fields]) -> None:
        del fields[30:]
        back = {"kind": "back", "seq": 31, "at": 1, "to": to, "who": who, "epoch": epoch}
        fields.append((back, {}))

    found = verdict(tmp_path, forged(sound, change))
    assert (found.code, found.seq) == (4, 31)
    assert said in found.message


@pytest.mark.parametrize(
    "do",
    [
        pytest.param([], id="nothing"),
        pytest.param(["shared.nonsense += 1"], id="an unknown number"),
        pytest.param([{"advance": "nonsense"}], id="an unknown project"),
        pytest.param([[[[]]]], id="lists"),
        pytest.param(["shared.trust += 1"] * 20_000, id="20,000 effects"),
    ],
)
def test_s10_a_ruling_that_cannot_be_read(sound: Path, tmp_path: Path, do: object) -> None:
    place = move_number(sound, kind="act", phase="plays")

    def change(fields: list[Fields]) -> None:
        act = fields[place][0]
        del fields[place:]
        pub = {name: act[name] for name in ("ply", "round", "phase", "at", "seq")}
        fields.append(({**pub, "kind": "ruling", "number": 0, "do": do, "who": "CONTROL"}, {}))

    found = verdict(tmp_path, forged(sound, change))
    assert found.code == 4
    assert found.seq == place + 1


# --- S11 to S14 ----------------------------------------------------------------------------


def special_files(folder: Path) -> dict[str, Path]:
    found = {name: folder / f"{name}.jsonl" for name in ("folder", "pipe", "device", "zero")}
    found["folder"].mkdir()
    os.mkfifo(found["pipe"])
    found["device"].symlink_to("/dev/null")
    found["zero"].symlink_to("/dev/zero")
    return found


@pytest.mark.skipif(os.name == "nt", reason="such files are not of this system")
@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "zero"])
def test_s11_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = special_files(tmp_path)[kind]
    with pytest.raises(RecordError, match="not an ordinary file"):
        verify(path, world())
    with pytest.raises(RecordError, match="not an ordinary file"):
        reopen(path, world())


def test_s12_a_stale_file_beside_a_save_is_not_looked_at(sound: Path, tmp_path: Path) -> None:
    """There are no snapshots: nothing beside a save can tell it otherwise."""
    path = tmp_path / "game.jsonl"
    path.write_bytes(sound.read_bytes())
    for name in ("game.snap", ".game.new", ".game.lock", "game.jsonl~"):
        (tmp_path / name).write_bytes(b"\0garbage")
    file, save, notice = reopen(path, world())
    file.close()
    assert notice == ""
    assert save.events == load(sound, world()).events


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("x", "y")
    return out.getvalue()


def database(folder: Path) -> bytes:
    path = folder / "db"
    with sqlite3.connect(path) as db:
        db.execute("create table t (x)")
    db.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda _: pickle.dumps({"a": 1}), "Python pickle", id="S13 a pickle"),
        pytest.param(lambda _: archive(), "zip archive", id="S13 a zip"),
        pytest.param(database, "SQLite", id="S13 a database"),
        pytest.param(lambda _: b"\x1f\x8b" + bytes(50), "gzip", id="S13 gzip"),
        pytest.param(lambda _: "{}".encode("utf-16"), "UTF-16", id="S13 UTF-16"),
    ],
)
def test_other_files_by_the_name_of_a_save(
    tmp_path: Path, make: Callable[[Path], bytes], said: str
) -> None:
    found = verdict(tmp_path, make(tmp_path))
    assert found.code == 2
    assert "This is not a save" in found.message
    assert said in found.message


def test_s14_a_view_cannot_be_continued(sound: Path, tmp_path: Path) -> None:
    out = tmp_path / "upper.jsonl"
    export(load(sound, world()), "upper", out, world())
    with pytest.raises(SaveFault, match="the view of seat 'upper'; it cannot be continued"):
        reopen(out, world())
    with pytest.raises(SaveFault, match="cannot be continued"):
        check_usable(load(out, world()))
    assert verify(out, world()).code == 0


@pytest.mark.parametrize("kind", ["act", "chance"])
def test_an_action_of_no_verb_is_damage(sound: Path, tmp_path: Path, kind: str) -> None:
    """A forged word of an action is refused where the line is read, by every command."""
    place = move_number(sound, kind=kind)

    def change(lines: list[Fields]) -> None:
        pub, sec = lines[place]
        holder = next(fields for fields in (pub, *sec.values()) if "action" in fields)
        holder["action"] = "cmd:touch x"

    found = verdict(tmp_path, forged(sound, change))
    assert (found.code, found.seq) == (2, place + 1)
    assert "no action begins with 'cmd:touch'" in found.message


def test_a_hash_read_aloud_tells_a_rewritten_save(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.jsonl"
    path.write_bytes(forged(sound, lambda fields: None))
    true = verify(sound, world())
    assert verify(path, world()).code == 0
    assert verify(sound, world(), expect=true.hash).code == 0
    assert verify(path, world(), expect=true.hash).code == 3


def test_every_line_is_canonical(sound: Path) -> None:
    for line in lines_of(sound):
        assert canonical(json.loads(line)) + b"\n" == line
