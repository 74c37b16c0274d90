"""Every bit and every cut of a save: all damage is found, and what is sound before it is kept."""

from __future__ import annotations

import functools
import random
from pathlib import Path

import pytest

from tests.store.helpers import kept, world
from wargame.errors import WargameError
from wargame.store import line_reader
from wargame.store.chain import LineFault, SaveLine
from wargame.store.lines import DECK_SEQ
from wargame.store.reading import read_chain
from wargame.store.repair import repair
from wargame.store.save import SaveFault, load, save_from
from wargame.store.savefile import reopen
from wargame.store.verify import verify

FLIPS = 3_000
QUICK_FLIPS = 500


def some_of(seeds: range) -> list[object]:
    """The first four; the rest are slow."""
    return [*seeds[:4], *(pytest.param(seed, marks=pytest.mark.slow) for seed in seeds[4:])]


@pytest.fixture(scope="module")
def save_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = kept(tmp_path_factory.mktemp("saves") / "long.jsonl", "kitchen_sink", 17, 2_000)
    assert len(path.read_bytes().splitlines()) > 150
    return path


@pytest.fixture
def quick_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a line is a function of its bytes alone, so it is enough to do it once."""

    @functools.cache
    def outcome(raw: bytes) -> SaveLine | LineFault:
        try:
            return read_line(raw)
        except LineFault as fault:
            return fault

    def once(raw: bytes) -> SaveLine:
        found = outcome(raw)
        if isinstance(found, LineFault):
            raise LineFault(*found.args)
        return found

    read_line = line_reader.read_line
    monkeypatch.setattr(line_reader, "read_line", once)


def line_of(data: bytes, offset: int) -> int:
    """The number of the line that holds a byte; a line end belongs to its line."""
    return data.count(b"\n", 0, offset) + 1


@pytest.mark.parametrize("flips", [QUICK_FLIPS, pytest.param(FLIPS, marks=pytest.mark.slow)])
def test_every_flipped_bit_is_found_at_its_event(
    save_path: Path, quick_lines: None, flips: int
) -> None:
    """S2: one flipped bit, any place."""
    data = save_path.read_bytes()
    dice = random.Random(1)
    for _ in range(flips):
        offset, bit = dice.randrange(len(data)), 1 << dice.randrange(8)
        flipped = data[:offset] + bytes([data[offset] ^ bit]) + data[offset + 1 :]
        found = read_chain([flipped])
        seq = line_of(data, offset)
        is_last_end = offset == len(data) - 1
        assert found.damage is not None or (is_last_end and found.tail)
        assert len(found.lines) == seq - 1
        assert b"".join(data.splitlines(keepends=True)[: seq - 1]) == data[: found.size]


def check_cuts(data: bytes, lines: range) -> None:
    """Every cut inside some of the lines."""
    starts = [0, *(at + 1 for at, byte in enumerate(data) if byte == 10)]
    for whole in lines:
        for cut in range(starts[whole] + 1, starts[whole + 1]):
            found = read_chain([data[:cut]])
            assert (found.damage, len(found.lines)) == (None, whole)
            assert found.size + len(found.tail) == cut


def test_a_cut_leaves_the_longest_sound_beginning(save_path: Path, quick_lines: None) -> None:
    """S1: truncation points of a 200-event log; every one in every fortieth line."""
    data = save_path.read_bytes()
    check_cuts(data, range(DECK_SEQ, data.count(b"\n"), 40))


@pytest.mark.slow
def test_every_cut_leaves_the_longest_sound_beginning(save_path: Path, quick_lines: None) -> None:
    """S1: every truncation point of a 200-event log."""
    data = save_path.read_bytes()
    check_cuts(data, range(DECK_SEQ, data.count(b"\n")))


@pytest.mark.parametrize("seed", some_of(range(40)))
def test_a_cut_save_goes_on_and_keeps_what_was_torn(
    save_path: Path, tmp_path: Path, seed: int
) -> None:
    """S1: the torn bytes are put aside."""
    data = save_path.read_bytes()
    start = data.index(b"\n", data.index(b"\n") + 1) + 1
    cut = random.Random(seed).randrange(start, len(data))
    path = tmp_path / "cut.jsonl"
    path.write_bytes(data[:cut])
    whole = data[:cut].count(b"\n")
    is_torn = not data[:cut].endswith(b"\n")
    assert verify(path, world()).code == (1 if is_torn else 0)
    assert path.read_bytes() == data[:cut]
    file, save, notice = reopen(path, world())
    with file:
        assert len(save.chain.lines) == whole
        assert bool(notice) == is_torn
        assert path.read_bytes() + b"".join(p.read_bytes() for p in torn(tmp_path)) == data[:cut]
    assert verify(path, world()).code == 0


def torn(folder: Path) -> list[Path]:
    return [p for p in (folder / "torn").glob("*") if not p.name.startswith(".")]


@pytest.mark.parametrize("seed", some_of(range(25)))
def test_a_damaged_save_is_refused_left_alone_and_repaired(
    save_path: Path, tmp_path: Path, seed: int
) -> None:
    """S2: `play` refuses, the original is untouched, `repair` keeps all before the damage."""
    data = bytearray(save_path.read_bytes())
    start = bytes(data).index(b"\n", bytes(data).index(b"\n") + 1) + 1
    dice = random.Random(seed)
    offset = dice.randrange(start, len(data) - 1)
    data[offset] ^= 1 << dice.randrange(8)
    path, out = tmp_path / "hurt.jsonl", tmp_path / "mended.jsonl"
    path.write_bytes(data)
    seq = line_of(save_path.read_bytes(), offset)
    verdict = verify(path, world())
    assert (verdict.code, verdict.seq) == (2, seq)
    assert f"Event {seq} is damaged" in verdict.message
    assert f"the {seq - 1} before it are sound" in verdict.message
    with pytest.raises(SaveFault, match=f"Event {seq} is damaged"):
        reopen(path, world())
    repair(path, out, world())
    assert path.read_bytes() == data
    assert out.read_bytes() == b"".join(save_path.read_bytes().splitlines(keepends=True)[: seq - 1])
    assert verify(out, world()).code == 0


@pytest.mark.parametrize("offset", [0, 1, 40, 300, 2_000, 9_000])
def test_damage_in_the_head_or_the_deck_leaves_nothing_to_recover(
    save_path: Path, tmp_path: Path, offset: int
) -> None:
    data = bytearray(save_path.read_bytes())
    data[offset] ^= 4
    path = tmp_path / "hurt.jsonl"
    path.write_bytes(data)
    assert verify(path, world()).code == 2
    with pytest.raises(SaveFault):
        repair(path, tmp_path / "out.jsonl", world())
    assert not (tmp_path / "out.jsonl").exists()
    assert path.read_bytes() == data


def test_cuts_in_the_head_or_the_deck_are_told_from_torn_ends(
    save_path: Path, quick_lines: None
) -> None:
    data = save_path.read_bytes()
    deck_end = data.index(b"\n", data.index(b"\n") + 1)
    for cut in range(0, deck_end + 1, 97):
        with pytest.raises(SaveFault) as caught:
            save_from(Path("cut.jsonl"), [data[:cut]])
        assert caught.value.code == 2


def test_no_bytes_do_more_than_be_refused(save_path: Path) -> None:
    """G10 in small: whatever stands in a file, an error of ours says so."""
    for seed in range(150):
        data = mangled(save_path, random.Random(seed))
        try:
            save_from(Path("x.jsonl"), [data])
        except WargameError as refusal:
            error = refusal
        else:
            continue
        assert len(str(error)) < 2_000


def mangled(save_path: Path, dice: random.Random) -> bytes:
    data = bytearray(save_path.read_bytes()[: dice.randrange(200, 30_000)])
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(data))
        match dice.randrange(5):
            case 0:
                data[at : at + dice.randrange(40)] = dice.randbytes(dice.randrange(40))
            case 1:
                del data[at : at + dice.randrange(500)]
            case 2:
                data[at:at] = data[: dice.randrange(2_000)]
            case 3:
                data[at:at] = dice.choice(NASTY)
            case _:
                data[at] = dice.choice(b'{}[]",:0\\\n\r\0\xff')
    return bytes(data)


NASTY = (
    b"NaN",
    b"1e999",
    b"-Infinity",
    b'"\\ud800"',
    b"[" * 5_000,
    b"9" * 5_000,
    b"\xef\xbb\xbf",
    b'{"a":1,"a":2}',
    b"\x1b]0;x\x07",
    b"null",
    b"true",
    b"1.5",
    b"\r\n",
)


def test_blank_sectors_at_the_end_are_a_torn_write(save_path: Path, tmp_path: Path) -> None:
    data = save_path.read_bytes()
    half = data[: data.rindex(b"\n", 0, len(data) - 1) + 1]
    path = tmp_path / "blank.jsonl"
    path.write_bytes(half + bytes(300) + b'more"}\n')
    assert verify(path, world()).code == 1
    file, save, _ = reopen(path, world())
    file.close()
    assert path.read_bytes() == half
    assert load(path, world()).events == save.events


def test_blank_sectors_in_the_middle_are_damage(save_path: Path, tmp_path: Path) -> None:
    data = bytearray(save_path.read_bytes())
    start = bytes(data).index(b"\n", 60_000 if len(data) > 70_000 else len(data) // 2) + 1
    data[start : start + 64] = bytes(64)
    path = tmp_path / "blank.jsonl"
    path.write_bytes(data)
    assert verify(path, world()).code == 2
