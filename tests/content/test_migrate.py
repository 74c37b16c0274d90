"""The version of the language a deck is written for, and how an older deck is brought up."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.content.conftest import RIVER
from tests.systems import has_links
from wargame.content.authors.migrate import STEPS, migrated, write_migrated
from wargame.content.language import LANGUAGE
from wargame.content.load import load_deck, load_deck_tree
from wargame.errors import DeckError, UsageError
from wargame.lab.authors.checking import check_deck

HEAD = RIVER["deck.yaml"]
OLD_HEAD = HEAD.replace("language: 2\n", "")
PARTY = "- {id: mill, title: Mill, group: GROUP}\n"
CLAIM = "# theses\n- id: 1\n  title: Dry\n  text: It is dry.\n  ablation: ABLATION  # why\n"
VARIANT = "- id: ID  # for classes\n  title: Short\n  set: {rounds.max: 3}\n"

CASES = [
    pytest.param(
        "claims.yaml",
        CLAIM.replace("ABLATION", "without rain"),
        CLAIM.replace("  ablation: ABLATION", "  # ablation: without rain"),
        id="ablations",
    ),
    pytest.param(
        "variants.yaml",
        VARIANT.replace("ID", "seminar"),
        VARIANT.replace("ID", "as_seminar"),
        id="tables",
    ),
    pytest.param(
        "parties.yaml",
        PARTY.replace("GROUP", "measures"),
        PARTY.replace("GROUP", "measures_group"),
        id="groups",
    ),
    pytest.param(
        "briefs.yaml",
        "# pages\n- seat: upper\n  text: You store.\n\n"
        "- seat: north\n  text: |\n    You\n\n    wait.\n",
        "# pages\n- seat: upper\n  text: You store.\n\n"
        "# - seat: north\n#   text: |\n#     You\n\n#     wait.\n",
        id="briefs",
    ),
    pytest.param(
        "parties.yaml",
        "- id: mill\n  title: Mill #7 of 9\n",
        "- id: mill\n  title: Mill # 7 of 9\n",
        id="comments",
    ),
    pytest.param(
        "parties.yaml",
        '- {id: mill, title: "Mill \U0001f469\u200d\U0001f467\u200d\U0001f467"}\n',
        '- {id: mill, title: "Mill \U0001f469\U0001f467\U0001f467"}\n',
        id="joiners",
    ),
]


def river(tmp_path: Path, **files: str) -> Path:
    """The small deck with files of its own, as it was written for the first version."""
    folder = tmp_path / "river"
    folder.mkdir()
    for name, text in {**RIVER, "deck.yaml": OLD_HEAD, **files}.items():
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.mark.parametrize(("file", "old", "new"), CASES)
def test_a_step_mends_what_it_is_for_and_leaves_the_rest(
    file: str, old: str, new: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder, target = river(tmp_path, **{file: old}), tmp_path / "new"
    found = migrated(folder)
    assert found is not None
    assert [done.step.name for done in found.steps] == [request.node.callspec.id]
    assert write_migrated(folder, found, target) == []
    assert (target / file).read_text("utf-8") == new
    assert (folder / file).read_text("utf-8") == old
    assert (target / "deck.yaml").read_text("utf-8") == OLD_HEAD.replace(
        'version: "1.0"\n', f'version: "1.0"\nlanguage: {LANGUAGE}\n'
    )
    assert load_deck(target).written.language == LANGUAGE


def test_every_step_has_a_case() -> None:
    assert sorted(str(case.id) for case in CASES) == sorted(step.name for step in STEPS)


def test_what_hides_behind_a_fault_of_characters_is_brought_up_too(tmp_path: Path) -> None:
    text = '- {id: mill, title: "a\u200db", group: projects}\n'
    found = migrated(river(tmp_path, **{"parties.yaml": text}))
    assert found is not None
    assert [done.step.name for done in found.steps] == ["joiners", "groups"]
    assert found.files["parties.yaml"] == b'- {id: mill, title: "ab", group: projects_group}\n'


def test_references_to_a_renamed_variant_follow(tmp_path: Path) -> None:
    claim = CLAIM.replace("ABLATION", "contest")
    files = {"claims.yaml": claim, "variants.yaml": VARIANT.replace("ID", "contest")}
    found = migrated(river(tmp_path, **files))
    assert found is not None
    assert b"ablation: as_contest  # why" in found.files["claims.yaml"]


def test_what_no_edit_of_text_can_mend_is_left_and_told(
    tmp_path: Path, wargame: CommandLine
) -> None:
    flow = "- {id: 1, title: Dry, text: It is dry., ablation: without rain}\n"
    folder = river(tmp_path, **{"claims.yaml": flow})
    found = migrated(folder)
    assert found is not None
    assert "claims.yaml" not in found.files
    told = wargame("deck", "migrate", str(folder)).out
    assert f"by hand claims.yaml:1: {flow.strip()}" in told


def test_an_older_deck_is_advised_and_still_loads(tmp_path: Path) -> None:
    folder = river(tmp_path)
    assert load_deck(folder).written.language == 1
    assert [fault.code for fault in check_deck(folder) if fault.code == "L61"] == ["L61"]


@pytest.mark.parametrize(
    ("head", "claims", "told", "remedy"),
    [
        (OLD_HEAD, "", "without 'language', so for version 1", "Write `language: 2` in deck.yaml"),
        (OLD_HEAD + "language: 1\n", "", "this deck is for version 1", "Write `language: 2`"),
        (OLD_HEAD, "without rain", "without 'language', so", "`wargame deck migrate` brings"),
    ],
)
def test_it_is_said_what_brings_it_up(
    head: str, claims: str, told: str, remedy: str, tmp_path: Path
) -> None:
    more = {"claims.yaml": CLAIM.replace("ABLATION", claims)} if claims else {}
    found = check_deck(river(tmp_path, **{"deck.yaml": head, **more}))
    [older] = [fault for fault in found if fault.code == "L61"]
    assert told in older.what
    assert remedy in older.remedy
    assert older.mark is not None
    assert "version:" not in older.mark.text


def test_an_older_deck_with_faults_is_told_of_its_age_first(tmp_path: Path) -> None:
    folder = river(tmp_path, **{"claims.yaml": CLAIM.replace("ABLATION", "without rain")})
    with pytest.raises(DeckError) as refusal:
        load_deck(folder)
    assert [fault.code for fault in refusal.value.faults] == ["L61", "S10"]


@pytest.mark.parametrize("spoilt", [False, True], ids=["sound", "with words we do not know"])
def test_a_deck_for_a_later_version_is_refused_in_one_sentence(
    spoilt: bool, tmp_path: Path
) -> None:
    head = HEAD.replace("language: 2", "language: 3") + "tides: high\n" * spoilt
    folder = river(tmp_path, **{"deck.yaml": head})
    assert [fault.code for fault in check_deck(folder)] == ["F58"]
    for refused in (load_deck, migrated):
        with pytest.raises(DeckError, match="version 3 of the deck language, ours is 2"):
            refused(folder)


def test_a_deck_out_of_an_older_save_loads(tmp_path: Path) -> None:
    assert load_deck_tree(load_deck(river(tmp_path)).tree).written.language == 1


def test_the_deck_itself_is_overwritten_only_where_it_is_named(
    tmp_path: Path, wargame: CommandLine
) -> None:
    folder = river(tmp_path)
    told = wargame("deck", "migrate", str(folder)).out
    assert f"{folder} stays as it is" in told
    assert (folder / "deck.yaml").read_text("utf-8") == OLD_HEAD
    again = wargame("deck", "migrate", str(folder))
    assert "exists already; nothing was written" in again.err
    told = wargame("deck", "migrate", str(folder), "-o", str(folder)).out
    assert f"Overwritten in {folder}: deck.yaml." in told
    told = wargame("deck", "migrate", str(folder)).out
    assert "written for version 2 already; nothing was written" in told


def test_line_ends_and_an_older_number_are_kept_in_their_place(tmp_path: Path) -> None:
    head = "\ufeff" + OLD_HEAD.replace("minutes", "language: 1  # first\nminutes")
    folder = river(tmp_path)
    (folder / "deck.yaml").write_bytes(head.replace("\n", "\r\n").encode())
    found = migrated(folder)
    assert found is not None
    new = head.replace("language: 1  #", "language: 2  #").replace("\n", "\r\n")
    assert found.files["deck.yaml"] == new.encode()


def test_line_ends_are_kept_where_the_version_is_written_in(tmp_path: Path) -> None:
    folder = river(tmp_path)
    (folder / "deck.yaml").write_bytes(OLD_HEAD.replace("\n", "\r\n").encode())
    found = migrated(folder)
    assert found is not None
    head = found.files["deck.yaml"]
    assert b"language: 2\r\n" in head
    assert head.count(b"\n") == head.count(b"\r\n")


def test_a_mark_before_the_first_line_is_in_nobodys_way(tmp_path: Path) -> None:
    text = "\ufeff" + PARTY.replace("GROUP", "measures")
    found = migrated(river(tmp_path, **{"parties.yaml": text}))
    assert found is not None
    assert found.files["parties.yaml"].decode() == text.replace("measures", "measures_group")


def test_the_last_element_of_a_file_is_left_to_its_author(tmp_path: Path) -> None:
    text = "# pages\n- seat: north\n  text: You wait.\n"
    found = migrated(river(tmp_path, **{"briefs.yaml": text}))
    assert found is not None
    assert "briefs.yaml" not in found.files
    assert [(one.step.name, len(one.places), len(one.left)) for one in found.steps] == [
        ("briefs", 0, 1)
    ]


@has_links
def test_a_file_that_another_of_the_deck_links_to_is_not_written_over(tmp_path: Path) -> None:
    folder, text = river(tmp_path), PARTY.replace("GROUP", "measures")
    (folder / "people.txt").write_text(text)
    (folder / "parties.yaml").symlink_to(folder / "people.txt")
    found = migrated(folder)
    assert found is not None
    write_migrated(folder, found, tmp_path / "new")
    assert (folder / "people.txt").read_text() == text
    assert "measures_group" in (tmp_path / "new" / "parties.yaml").read_text()


def test_a_head_in_one_line_is_left_alone(tmp_path: Path) -> None:
    head = '{id: river, title: R, about: A., version: "1.0", rounds: {max: 6}, turn: {plays: 1}}\n'
    with pytest.raises(UsageError, match="cannot be edited line by line"):
        migrated(river(tmp_path, **{"deck.yaml": head}))


def test_a_folder_that_is_no_deck_is_refused(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    with pytest.raises(DeckError):
        migrated(tmp_path)


@has_links
def test_links_that_lead_out_of_a_deck_are_neither_copied_nor_written(
    wargame: CommandLine, tmp_path: Path
) -> None:
    folder, mine = river(tmp_path), tmp_path / "mine"
    mine.mkdir()
    (mine / "key").write_text("secret")
    (folder / "key").symlink_to(mine / "key")
    (folder / "pictures").symlink_to(mine)
    (folder / "again").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    answer = wargame("deck", "migrate", str(folder))
    assert answer.code == 0, answer.err
    copied = {path.name for path in (tmp_path / "river_migrated").rglob("*")}
    assert copied == {*RIVER, "again"}
    parties = "- {id: mill, title: Mill, group: measures}\n"
    (mine / "parties.yaml").write_text(parties)
    (folder / "parties.yaml").symlink_to(mine / "parties.yaml")
    answer = wargame("deck", "migrate", str(folder), "-o", str(folder))
    assert answer.code == 2
    assert "parties.yaml:1:1: is a link that leads out of the deck folder" in answer.err
    assert (mine / "parties.yaml").read_text() == parties


def test_what_is_no_file_beside_a_deck_is_in_nobodys_way(
    wargame: CommandLine, tmp_path: Path
) -> None:
    folder = river(tmp_path)
    (folder / ".#cards.yaml").symlink_to("somebody@a.machine.1:2")  # an editor has it open
    (folder / "notes.yaml").mkdir()
    answer = wargame("deck", "migrate", str(folder))
    assert answer.code == 0, answer.err
    assert load_deck(tmp_path / "river_migrated").written.language == LANGUAGE
