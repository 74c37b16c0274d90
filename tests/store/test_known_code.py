"""Code of generated modules is kept, and taken only whole and from a safe place."""

from __future__ import annotations

import py_compile
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from tests.systems import has_links, has_modes
from wargame.store import known_code
from wargame.store.cache import CACHE_VARIABLE

TEXT = "ANSWER = 41 + 1\n" + "#" * known_code.LEAST
NAME = "<deck>"


@pytest.fixture
def made(cache: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of texts that had to be compiled."""
    found: list[str] = []
    beside, here = py_compile.compile, known_code.code_of

    def compiled_beside(file: str, cfile: str, dfile: str, **more: Any) -> str | None:
        found.append(dfile)
        return beside(file, cfile, dfile, **more)

    def code_of(text: str, name: str) -> CodeType:
        found.append(name)
        return here(text, name)

    monkeypatch.setattr(py_compile, "compile", compiled_beside)
    monkeypatch.setattr(known_code, "code_of", code_of)
    return found


def answer(text: str = TEXT, name: str = NAME) -> object:
    """What the code that was given comes to."""
    room: dict[str, object] = {}
    code = known_code.known_code(text, name)
    assert code.co_filename == name
    exec(code, room)
    return room["ANSWER"]


def kept(cache: Path) -> Path:
    (found,) = cache.glob("code_*.pyc")
    return found


@has_modes
def test_the_second_time_nothing_is_compiled(cache: Path, made: list[str]) -> None:
    assert answer() == 42
    assert made == [NAME]
    assert answer() == 42
    assert made == [NAME]
    assert kept(cache).stat().st_mode & 0o077 == 0


def test_another_text_and_another_name_are_others(cache: Path, made: list[str]) -> None:
    answer()
    assert answer(TEXT.replace("41", "1")) == 2
    answer(name="<other>")
    assert made == [NAME, NAME, "<other>"]


def test_a_short_text_is_not_kept(cache: Path, made: list[str]) -> None:
    assert answer("ANSWER = 1\n") == 1
    assert not cache.exists()


def test_no_damage_is_ever_loaded(cache: Path, made: list[str]) -> None:
    answer()
    whole = kept(cache).read_bytes()
    for place in range(0, len(whole), 17):
        file = kept(cache)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        made.clear()
        assert answer() == 42
        assert made == [NAME], place
    kept(cache).write_bytes(whole[: len(whole) // 2])
    assert answer() == 42


@has_modes
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
@pytest.mark.parametrize("what", ["file", "checksum", "folder"])
def test_what_others_may_write_is_not_loaded(
    cache: Path, made: list[str], mode: int, what: str
) -> None:
    answer()
    file = kept(cache)
    checksum = file.with_name(f"{file.name}.sha256")
    target = {"file": file, "checksum": checksum, "folder": cache}[what]
    target.chmod(mode | (0o700 if what == "folder" else 0))
    made.clear()
    assert answer() == 42
    assert made == [NAME]


@has_links
def test_a_link_and_a_folder_in_its_place_are_not_loaded(cache: Path, made: list[str]) -> None:
    answer()
    file = kept(cache)
    elsewhere = file.with_name("elsewhere.pyc")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    made.clear()
    assert answer() == 42
    assert made == [NAME]
    kept(cache).unlink()
    file.mkdir()
    assert answer() == 42


def test_a_disk_that_refuses_is_no_hindrance(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv(CACHE_VARIABLE, str(in_the_way / "cache"))
    assert answer() == 42
