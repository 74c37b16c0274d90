"""Finding decks by name, whatever people type."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tests.content.conftest import write_deck
from wargame.content.library import DeckLibrary, DeckRef, load_deck, shipped_decks
from wargame.errors import DeckError, UsageError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of decks, seen from an empty working folder."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    write_deck(tmp_path / "mine" / "river", {})
    return tmp_path / "mine"


def test_a_deck_is_found_by_name_and_variant(place: Path) -> None:
    library = DeckLibrary([place])
    assert library.find("river") == DeckRef(place / "river")
    assert library.find("river:drought") == DeckRef(place / "river", "drought")
    assert load_deck(library.find("river:drought")).deck.rounds.max == 4


def test_a_deck_is_found_by_path(place: Path) -> None:
    assert DeckLibrary().find(str(place / "river")) == DeckRef(place / "river")
    assert DeckLibrary().find("../mine/river:drought") == DeckRef(Path("../mine/river"), "drought")


def test_a_deck_is_found_by_its_id_and_by_its_folder(place: Path) -> None:
    (place / "river").rename(place / "stream")
    library = DeckLibrary([place])
    assert library.find("river").folder == library.find("stream").folder == place / "stream"


def test_the_nearest_deck_wins(place: Path, tmp_path: Path) -> None:
    write_deck(Path("decks") / "river", {})
    write_deck(tmp_path / "last" / "river", {})
    assert DeckLibrary().find("river").folder == Path("decks/river")
    assert DeckLibrary([place]).find("river").folder == place / "river"
    assert DeckLibrary([place, tmp_path / "last"]).find("river").folder.parent.name == "last"


def test_decks_are_listed_once_with_their_titles(place: Path) -> None:
    write_deck(Path("decks") / "river", {})
    listed = {entry.id: entry for entry in DeckLibrary([place]).list()}
    assert listed["river"].title == "Two Cities, One River"
    assert listed["river"].folder == place / "river"
    assert not listed["river"].shipped


def test_shipped_decks_are_found_from_anywhere(place: Path) -> None:
    shipped = {entry.id for entry in DeckLibrary().list() if entry.shipped}
    assert shipped == {path.parent.name for path in shipped_decks().glob("*/deck.yaml")}


def test_c8_two_decks_of_one_id_in_a_place_are_a_fault(place: Path) -> None:
    write_deck(place / "copy", {})
    with pytest.raises(DeckError) as caught:
        DeckLibrary([place]).find("river")
    assert str(place / "copy" / "deck.yaml") in str(caught.value)
    assert str(place / "river" / "deck.yaml") in str(caught.value)


def test_c8_a_missing_deck_names_what_is_near_and_where_it_looked(place: Path) -> None:
    with pytest.raises(UsageError) as caught:
        DeckLibrary([place]).find("rivr")
    assert "there is no deck 'rivr'" in str(caught.value)
    assert "Did you mean 'river'?" in str(caught.value)
    assert str(place) in str(caught.value)


def test_a_folder_that_is_misspelt_names_the_one_beside_it(place: Path) -> None:
    with pytest.raises(UsageError) as caught:
        DeckLibrary().find(str(place / "rivr"))
    assert f"Did you mean '{place / 'river'}'?" in str(caught.value)


def test_a_folder_without_its_head_is_no_deck_and_is_told_what_it_lacks(place: Path) -> None:
    (place / "lake").mkdir()
    with pytest.raises(UsageError) as caught:
        DeckLibrary([place]).find(str(place / "lake"))
    assert "This folder has no deck.yaml" in str(caught.value)


@pytest.mark.parametrize("name", [r"C:\decks\river", "C:/decks/river", r"C:\decks\river:dry"])
def test_the_colon_of_a_drive_begins_no_variant(name: str) -> None:
    path = name.removesuffix(":dry")
    with pytest.raises(UsageError, match="there is no deck") as caught:
        DeckLibrary().find(name)
    assert f"there is no deck '{path}'" in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "../../x",
        "/etc",
        "/etc/passwd",
        "~root",
        "",
        ".",
        "..",
        ":",
        "a:",
        "-rf",
        "a\0b",
        "x" * 300,
        "x/" * 3_000,
        "CON",
        "NUL.txt",
        "\x1b[2J",
        "\u202eriver",
        "\udcff",
        "river/..",
    ],
    ids=ascii,
)
def test_c1_hostile_names_find_nothing(place: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        DeckLibrary([place]).find(name)
    text = str(caught.value)
    assert all(char.isprintable() or char == "\n" for char in text)
    assert len(text) < 1_000


@pytest.mark.parametrize("folder", ["nowhere", "a\0b", "x" * 5_000], ids=["missing", "NUL", "long"])
def test_a_place_that_is_none_is_passed_over(place: Path, folder: str) -> None:
    assert DeckLibrary([place, Path(folder)]).find("river").folder == place / "river"


def test_a_hostile_head_is_only_glanced_at(place: Path) -> None:
    write_deck(place / "odd", {"deck.yaml": b"\xff\xfe\x00 id: ../x\ntitle: \x1b[2J\n"})
    listed = {entry.id: entry.title for entry in DeckLibrary([place]).list()}
    assert listed["odd"] == "\\x1b[2J"


def test_a_reference_can_travel(place: Path) -> None:
    ref = DeckRef(place / "river", "drought")
    assert pickle.loads(pickle.dumps(ref)) == ref
    assert load_deck(pickle.loads(pickle.dumps(ref))).variant == "drought"
    loaded = load_deck(ref)
    assert pickle.loads(pickle.dumps(loaded)).deck == loaded.deck


def test_an_installed_package_carries_its_decks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "wargame"
    write_deck(package / "_decks" / "river", {})
    write_deck(package.parent / "decks" / "stranger", {})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("wargame.content.places._PACKAGE", package)
    (entry,) = DeckLibrary().list()
    assert entry.shipped
    assert DeckLibrary().find("river").folder == package / "_decks" / "river"
