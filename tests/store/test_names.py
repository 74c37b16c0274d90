"""Rows C1 to C3 of the table of bad inputs, and where saves live."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from tests.store.helpers import batches_of, game_of, kept, lock_up, world
from tests.systems import IS_WINDOWS, has_links, has_modes
from wargame.errors import UsageError
from wargame.play.record import Record
from wargame.store import names, storage
from wargame.store.cache import CACHE_VARIABLE
from wargame.store.homes import NO_HOME
from wargame.store.names import (
    SWITCH,
    Saves,
    check_name,
    delete,
    rename,
    saves_folder,
    shipped_folder,
)
from wargame.store.own import FOLDER_VARIABLE, write_own
from wargame.store.savefile import create_free, reopen
from wargame.store.storage import Disk
from wargame.store.whole import lock_path, put_new
from wargame.table.host.kept import KeptGames

BAD = [
    pytest.param("../../x", id="C1 a path upwards"),
    pytest.param("/etc/passwd", id="C1 absolute"),
    pytest.param("~root", id="C1 a home"),
    pytest.param("", id="C1 empty"),
    pytest.param(".", id="C1 here"),
    pytest.param("..", id="C1 above"),
    pytest.param("-rf", id="C1 an option"),
    pytest.param("a\0b", id="C1 NUL"),
    pytest.param("a\nb", id="C1 a line end"),
    pytest.param("x" * 300, id="C1 300 characters"),
    pytest.param("x" * 61, id="C1 61 characters"),
    pytest.param(".hidden", id="C1 hidden"),
    pytest.param("café", id="C1 beyond ASCII"),
    pytest.param("a\x1b[2J", id="C1 an escape sequence"),
    pytest.param("\ud800", id="C1 half a character"),
    pytest.param("CON", id="C2 CON"),
    pytest.param("con", id="C2 con"),
    pytest.param("NUL.txt", id="C2 NUL.txt"),
    pytest.param("LPT1", id="C2 LPT1"),
    pytest.param("a:b", id="C2 a stream"),
    pytest.param("a ", id="C2 a blank at the end"),
    pytest.param("a.", id="C2 a dot at the end"),
    pytest.param("a\\b", id="C2 a backslash"),
]


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_hurts_somewhere_is_refused_everywhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        UsageError, match="letters from a to z, digits, - and _, up to 60"
    ) as caught:
        check_name(name)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 400
    saves = Saves(tmp_path, is_explicit=True)
    for use in (
        saves.path,
        lambda name: rename(saves, name, "b", world()),
        lambda name: delete(saves, name, world()),
    ):
        with pytest.raises(UsageError):
            use(name)
    if not {"/", os.sep} & {*name}:
        with pytest.raises(UsageError):
            saves.find(name)
        with pytest.raises(UsageError):
            saves.path_of(f"{tmp_path}/{name}.jsonl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a", "evening-2", "Team_Blue", "0", "console", "x" * 60])
def test_a_plain_name_is_taken(name: str) -> None:
    assert check_name(name) == name


@has_links
def test_c3_a_folder_that_leads_elsewhere_is_used_only_if_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere, here = tmp_path / "elsewhere", tmp_path / "here"
    elsewhere.mkdir()
    here.mkdir()
    (here / "saves").symlink_to(elsewhere)
    monkeypatch.chdir(here)
    monkeypatch.delenv("WARGAME_SAVES", raising=False)
    with pytest.raises(UsageError, match="name it with --saves"):
        saves_folder(None).path("a")
    with pytest.raises(UsageError, match="name it with --saves"):
        list(saves_folder(None).mine())
    assert saves_folder(Path("saves")).path("a") == Path("saves/a.jsonl")


@has_links
def test_c3_a_save_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    target = kept(tmp_path / "other" / "x.jsonl")
    folder = tmp_path / "saves"
    folder.mkdir()
    (folder / "x.jsonl").symlink_to(target)
    with pytest.raises(UsageError, match="leads out of the folder"):
        Saves(folder).find("x")
    assert Saves(folder).find(str(target)) == target


@has_links
@pytest.mark.parametrize("name", ["x", "x (1)"])
def test_of_a_link_that_leads_out_the_link_alone_is_deleted(tmp_path: Path, name: str) -> None:
    target = kept(tmp_path / "other" / "x.jsonl")
    saves = Saves(tmp_path / "saves")
    saves.folder.mkdir()
    link = saves.folder / f"{name}.jsonl"
    link.symlink_to(target)
    with pytest.raises(UsageError, match="name that by its path"):
        rename(saves, name, "y", world())
    assert delete(saves, name, world()) == link
    assert not link.is_symlink()
    assert target.is_file()


ODD = ("evening (1)", "Kopie von evening", "日本", "x" * 70, "CON")
"""What browsers, mail and people call copies of files."""


@pytest.mark.parametrize("name", [one for one in ODD if not (IS_WINDOWS and one == "CON")])
def test_a_save_that_others_have_named_is_used_by_the_name_that_is_listed(
    tmp_path: Path, name: str
) -> None:
    saves = Saves(tmp_path, is_explicit=True)
    path = kept(tmp_path / "a.jsonl").rename(tmp_path / f"{name}.jsonl")
    assert [one.stem for one in saves.mine()] == [name]
    assert saves.find(name) == path
    with pytest.raises(UsageError):
        saves.path(name)
    assert rename(saves, name, "plain", world()) == saves.path("plain")
    saves.path("plain").rename(path)
    assert delete(saves, name, world()) == path
    assert not list(saves.mine())


@has_links
def test_an_odd_name_is_no_way_out_of_the_folder(tmp_path: Path) -> None:
    target = kept(tmp_path / "other" / "x.jsonl")
    folder = tmp_path / "saves"
    folder.mkdir()
    (folder / "x (1).jsonl").symlink_to(target)
    with pytest.raises(UsageError, match="leads out of the folder"):
        Saves(folder).find("x (1)")


def test_saves_live_here_or_with_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SWITCH, raising=False)
    home = saves_folder(None).folder
    assert home.parts[-2:] == ("wargame", "saves")
    (tmp_path / "saves").mkdir()
    assert saves_folder(None) == Saves(Path("saves"))
    monkeypatch.setenv(SWITCH, "there")
    by_switch = saves_folder(None)
    assert by_switch == Saves(Path("there"), is_explicit=True)
    named = saves_folder(Path("named"))
    assert named == Saves(Path("named"), is_explicit=True, named=Path("named"))


def test_a_save_is_found_by_name_and_by_file(tmp_path: Path) -> None:
    path = kept(tmp_path / "evening.jsonl")
    saves = Saves(tmp_path, is_explicit=True)
    assert saves.find("evening") == path
    assert saves.find(str(path)) == path
    with pytest.raises(UsageError, match="Did you mean 'evening'"):
        saves.find("evenin")
    with pytest.raises(UsageError, match="There is no file"):
        saves.find(str(tmp_path / "nothing.jsonl"))


def test_saves_are_listed_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    listed = ["2nd", "primer", "primer-2", "primer-10", "primer-10-b", "water"]
    for name in reversed(listed):
        (tmp_path / f"{name}.jsonl").touch()
    assert [path.stem for path in Saves(tmp_path).mine()] == listed


def test_hidden_files_are_no_saves(tmp_path: Path) -> None:
    kept(tmp_path / "evening.jsonl")
    (tmp_path / ".evening.new").write_text("x")
    (tmp_path / ".x.jsonl").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    assert [path.name for path in Saves(tmp_path).mine()] == ["evening.jsonl"]


def test_shipped_saves_are_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "shipped_folder", lambda: tmp_path / "shipped")
    path = kept(tmp_path / "shipped" / "story.jsonl")
    saves = Saves(tmp_path / "mine", is_explicit=True)
    assert saves.find("story") == path
    assert list(saves.all()) == [path]
    assert list(saves.mine()) == []
    with pytest.raises(UsageError, match="of yours"):
        delete(saves, "story", world())
    assert shipped_folder().name in ("saves", "_saves")


def test_a_free_name_is_the_next_one(tmp_path: Path) -> None:
    saves = Saves(tmp_path, is_explicit=True)
    assert saves.free_name("a") == "a"
    for name in ("a", "a-2"):
        (tmp_path / f"{name}.jsonl").write_text("x")
    assert saves.free_name("a") == "a-3"
    check_name(saves.free_name("x" * 60))


def test_games_that_begin_at_one_moment_get_names_of_their_own(tmp_path: Path) -> None:
    """Both saw the same name free; that one is open in another window, or is there by now."""
    saves, game = Saves(tmp_path, is_explicit=True), game_of("water_treaty")
    record = Record(batches_of("water_treaty", 1)[0].header)
    elsewhere = Disk().lock(lock_path(saves.path("a")))
    files = [create_free(saves, "a", game, record, world(seed=seed)) for seed in (1, 2)]
    elsewhere.release()
    assert [file.path.stem for file in files] == ["a-2", "a-3"]
    for file in files:
        file.close()


def test_a_save_is_renamed_and_deleted_unless_it_is_played(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.jsonl")
    saves = Saves(tmp_path, is_explicit=True)
    data = path.read_bytes()
    file, _, _ = reopen(path, world())
    with pytest.raises(UsageError, match="open in another window"):
        rename(saves, "a", "b", world())
    with pytest.raises(UsageError, match="open in another window"):
        delete(saves, "a", world())
    file.close()
    assert rename(saves, "a", "b", world()).read_bytes() == data
    assert not path.exists()
    kept(tmp_path / "c.jsonl")
    with pytest.raises(UsageError, match="There is a save 'c' already"):
        rename(saves, "b", "c", world())
    delete(saves, "b", world())
    assert [p.name for p in saves.mine()] == ["c.jsonl"]
    assert sorted(one.name for one in tmp_path.iterdir()) == [".c.lock", "c.jsonl"]


@pytest.mark.parametrize(
    ("new", "told"),
    [
        pytest.param("a", "There is a save 'a' already", id="its own name"),
        pytest.param("b", "There is a save 'b' already", id="a name that is played"),
        pytest.param("c", "open in another window", id="a name that is being made"),
    ],
)
def test_a_save_that_could_not_be_renamed_can_be_gone_on_with(
    tmp_path: Path, new: str, told: str
) -> None:
    path, played = kept(tmp_path / "a.jsonl"), kept(tmp_path / "b.jsonl")
    file, made = reopen(played, world())[0], Disk().lock(tmp_path / ".c.lock")
    with pytest.raises(UsageError, match=told):
        rename(Saves(tmp_path, is_explicit=True), "a", new, world())
    file.close()
    made.release()
    reopen(path, world())[0].close()


def test_a_lock_that_was_removed_as_it_was_taken_locks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever removes theirs does so while they hold it, and another may have opened it before."""
    place, take = tmp_path / ".a.lock", storage._take

    def take_late(handle: int) -> None:
        monkeypatch.setattr(storage, "_take", take)
        first.discard()
        take(handle)

    first = Disk().lock(place)
    monkeypatch.setattr(storage, "_take", take_late)
    second = Disk().lock(place)
    with pytest.raises(UsageError, match="open in another window"):
        Disk().lock(place)
    first.discard()
    with pytest.raises(UsageError, match="open in another window"):
        Disk().lock(place)
    second.discard()
    assert not place.exists()


def test_a_file_that_was_written_has_no_lock_beside_it(tmp_path: Path) -> None:
    for _ in range(2):
        with suppress(UsageError):  # that it is there, at the second time
            put_new(tmp_path / "view.jsonl", b"{}", world())
        assert [one.name for one in tmp_path.iterdir()] == ["view.jsonl"]


@has_modes
@pytest.mark.parametrize("home", ["", "elsewhere"], ids=["none", "no whole path"])
def test_a_user_without_a_home_plays_and_keeps_games_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wargame: CommandLine, home: str
) -> None:
    """Such are users of containers, whom the system does not know."""
    for word in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.delenv(f"XDG_{word}_HOME", raising=False)
    for word in (SWITCH, CACHE_VARIABLE, FOLDER_VARIABLE):
        monkeypatch.delenv(word, raising=False)
    monkeypatch.setenv("HOME", home)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    monkeypatch.chdir(tmp_path)
    assert write_own("settings.json", b"{}") == NO_HOME
    deck = str(DECKS["water_treaty"].folder)
    seats = ("--seat", "upper=random", "--seat", "lower=random")
    played = wargame("play", deck, "--plain", "--seed", "1", *seats, "--save", "game")
    assert (played.code, played.err) == (0, "")
    assert wargame("save", "verify", "game").code == 0
    assert wargame("compile", deck).err == f"Cannot keep what is built: {NO_HOME}.\n"
    _, where, *others = wargame("folders").out.splitlines()
    assert where == f"  {tmp_path / 'saves'}"
    assert [line.partition(": ")[2] for line in others] == [f"not kept, since {NO_HOME}"] * 2
    assert [path.name for path in tmp_path.iterdir()] == ["saves"]


def test_a_home_that_is_a_file_is_told_with_how_another_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wargame: CommandLine
) -> None:
    """It was told to name another one, and not how."""
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    monkeypatch.setattr("wargame.store.names.saves_folder", lambda _: Saves(home / "saves"))
    answer = wargame("save", "list")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"{home} is not a folder. Name another one with --saves.\n"


def test_a_folder_below_one_that_may_not_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wargame: CommandLine
) -> None:
    """It was told in the words of the system alone, as a fault of a disk."""
    folder, look = tmp_path / "shut" / "saves", Path.is_dir

    def is_dir(path: Path) -> bool:
        if path == folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    answer = wargame("save", "list", "--saves", folder)
    assert (answer.code, answer.out) == (2, "")
    why = "cannot be read: permission denied. Make it readable, or name another folder."
    assert answer.err == f"{folder} {why}\n"


def test_a_folder_without_a_name_is_listed_by_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    lock_up(monkeypatch, Path())
    (told,) = KeptGames(Saves(Path())).saves()
    assert (told.name, told.problem.partition(":")[0]) == (".", ". cannot be read")
