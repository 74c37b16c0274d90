"""What people are told to type next names the folders that they have named."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from tests.store.helpers import kept
from wargame.content.library import DeckLibrary, load_deck
from wargame.content.shell import line_of
from wargame.rules.game import Game
from wargame.store.storage import Disk
from wargame.table.panes.deck import page_of
from wargame.table.plain.console import Console
from wargame.table.plain.drawn_card import card_parts
from wargame.table.words.glyphs import UNICODE
from wargame.table.words.rows import Target

WATER = DECKS["water_treaty"].folder
RIVALS = ("--seat", "upper=random", "--seat", "lower=random")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of decks that is found by its name alone, with a blank in it."""
    folder = tmp_path / "my decks"
    shutil.copytree(DECKS["primer"].folder, folder / "own")
    head = folder / "own" / "deck.yaml"
    text = head.read_text(encoding="utf-8").replace("id: primer", "id: own", 1)
    head.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_class_on_a_deck_of_ones_own_is_printed_and_run_as_it_is_told(
    wargame: CommandLine, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = ("--decks", own.name)
    made = wargame("seminar", "new", "class", "--deck", "own", "--tables", "2", *decks)
    assert made.code == 0, made.err
    book = Path("class/facilitator.md").read_text(encoding="utf-8")
    typed = line_of(decks)
    for words in ("print class", "run class", "run class --table 2"):
        assert f"wargame seminar {words} {typed}\n" in made.out
        assert f"`wargame seminar {words} {typed}`" in book
    monkeypatch.setattr("sys.stdin", io.StringIO())
    left = wargame("seminar", "run", "class", "--plain", *decks)
    told = f"go on with it by `wargame seminar run class --plain {typed}`"
    assert told in " ".join(left.out.split()), "whoever read linear text was led to a screen"


def test_a_game_is_gone_on_with_by_its_name_whatever_is_played_after_it(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two tables at once, `resume` alone opened the other one; and whoever had read linear text
    was led to a screen."""
    monkeypatch.chdir(tmp_path)
    kept(Path("saves") / "first.jsonl", "water_treaty", 1, 30)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    left = wargame("resume", "--plain", "--saves", "saves", "--seat", "upper=human")
    told = "go on with it by `wargame resume first --plain --saves saves`"
    assert told in " ".join(left.out.split())


def test_a_game_that_lies_elsewhere_is_gone_on_with_by_its_file(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = kept(Path("from mail") / "x.jsonl", "water_treaty", 1, 30)
    kept(Path("saves") / "later.jsonl", "water_treaty", 2, 30)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    left = wargame("resume", str(file), "--plain", "--live", "--seat", "upper=human")
    told = " ".join(left.out.split())
    assert f"go on with it by `wargame resume {line_of([str(file)])} --plain`" in told
    assert sorted(path.name for path in file.parent.glob("[!.]*")) == ["x.jsonl", "x.live.json"]


@pytest.mark.parametrize(
    ("sat", "typed", "is_asked"),
    [("human", 300, True), ("human", 1, False), ("greedy", 300, False)],
    ids=["a person to the end", "left before it", "programs alone"],
)
def test_whoever_played_a_game_to_its_end_is_asked_about_a_rematch(
    sat: str, typed: int, is_asked: bool, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n" * typed))
    monkeypatch.setattr(Console, "picks", lambda console, question, _: console.say(question))
    seats = ("--seat", f"abbey={sat}", "--seat", "brook=greedy")
    where = ("--decks", str(Path(__file__).parents[1] / "decks"), "--seed", "748901")
    told = wargame("play", "hospital_merger", "--plain", *where, *seats)
    assert ("m for a rematch" in " ".join(told.out.split())) == is_asked, told.err


def test_a_puzzle_is_played_by_the_command_that_the_list_names(
    wargame: CommandLine, own: Path
) -> None:
    listed = wargame("puzzle", "own", "--plain", "--decks", own.name)
    typed = line_of(("puzzle", "own", "NUMBER", "--plain", "--decks", own.name))
    assert f"wargame {typed} plays one." in listed.out
    assert listed.code == 0


def test_a_lesson_that_is_left_is_gone_on_with_as_it_is_told(
    wargame: CommandLine, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    left = wargame("tutorial", "own", "--plain", "--decks", own.name)
    told = " ".join(left.out.split())
    assert (
        f"`wargame tutorial own --plain {line_of(('--decks', 'my decks'))}` goes on with it."
        in told
    )
    assert left.code == 0


def test_a_lesson_that_cannot_be_kept_is_not_said_to_go_on(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WARGAME_CONFIG", str(tmp_path / "file" / "inside"))
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    left = wargame("tutorial", "--plain")
    told = " ".join(left.out.split())
    assert "You leave the lesson. How far you are cannot be kept here: " in told
    assert "goes on with it" not in told


def test_a_game_that_cannot_be_kept_says_how_another_folder_is_named(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_disk: Disk, folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Disk, "make_folder", refuse)
    monkeypatch.setenv("WARGAME_SAVES", str(tmp_path / "saves"))
    answer = wargame("play", str(WATER), "--plain", "--save", "evening", *RIVALS)
    assert answer.code == 1
    assert "Another folder is named by --saves DIR." in answer.err


def test_a_screen_without_a_terminal_repeats_what_was_typed(
    wargame: CommandLine, own: Path
) -> None:
    typed = ("play", "own", "--seed", "7", "--decks", own.name)
    answer = wargame(*typed)
    assert f"play needs a terminal; try `wargame {line_of(typed)} --plain`." in answer.err


def test_what_is_no_item_is_shown_by_what_is_said(wargame: CommandLine, own: Path) -> None:
    typed = line_of(("--decks", own.name))
    named = wargame("deck", "show", "own", "eight_rounds", "--decks", own.name)
    assert f"`wargame deck show own:eight_rounds {typed}` shows" in named.err
    by_path = wargame("deck", "show", "my decks/own", "run_on_magnets")
    folder = line_of([str(Path("my decks/own"))])
    assert f"`wargame puzzle {folder} run_on_magnets` poses it." in by_path.err


def test_the_page_of_a_variant_names_the_folder(own: Path) -> None:
    found = DeckLibrary([Path(own.name)])
    game, target = Game(load_deck(found.find("own"))), Target("variant", "eight_rounds")
    rows = page_of(game, target, card_parts, UNICODE, 200, decks=found.named)
    told = [span.text for row in rows for line in row.lines for span in line]
    assert f"wargame play own:eight_rounds {line_of(('--decks', 'my decks'))}" in told


@pytest.mark.parametrize(
    ("place", "named"),
    [
        pytest.param("saves", "evening", id="where saves are kept"),
        pytest.param(
            "my saves",
            line_of([str(Path("my saves/evening.jsonl"))]),
            id="in a folder that was named",
        ),
    ],
)
def test_a_save_is_repaired_migrated_and_resumed_as_it_is_told(
    place: str, named: str, wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WARGAME_SAVES", raising=False)
    path = kept(Path(place, "evening.jsonl"), "water_treaty", 1)
    folder = ("--saves", place)
    taken = wargame("play", str(WATER), "--plain", "--save", "evening", *folder, *RIVALS)
    assert f"by `wargame resume {named}`" in taken.err
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"ply":40', b'"ply":41'))
    damaged = wargame("resume", "evening", "--plain", *folder)
    assert f"Run `wargame save repair {named}`." in damaged.err
    old = WATER.parents[1] / "store/fixtures/schema_2_water_treaty.jsonl"
    path.write_bytes(old.read_bytes())
    older = wargame("resume", "evening", "--plain", *folder)
    assert f"Run `wargame save migrate {named}`." in older.err


def test_what_is_told_of_a_game_that_is_not_over_helps_the_first_time(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`debrief` sent to `resume`, which sent on to `migrate`, or to `seminar run`."""
    monkeypatch.chdir(tmp_path)
    fixture = WATER.parents[1] / "store/fixtures/schema_1_water_treaty.jsonl"
    old = Path("old.jsonl")
    old.write_bytes(b"".join(fixture.read_bytes().splitlines(keepends=True)[:-2]))
    kept(Path("new.jsonl"), "water_treaty", 1, 30)
    harmed = kept(Path("harmed.jsonl"), "water_treaty", 1, 40)
    harmed.write_bytes(harmed.read_bytes().replace(b'"ply":20', b'"ply":21'))
    wargame("seminar", "new", "monday", "--deck", "primer", "--tables", "2")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for table in ("1", "2"):
        wargame("seminar", "run", "monday", "--table", table, "--plain")
    wargame("seminar", "close", "monday", "--table", "1", "--unscored")
    closed = Path("monday/tables/1.jsonl")
    listed = wargame("save", "list", "--saves", "monday/tables").out.splitlines()
    assert ", closed in round " in listed[0]
    assert ", round " in listed[1]
    for name, typed in (
        ("new.jsonl", "`wargame resume new.jsonl` goes on with it"),
        ("old.jsonl", "Run `wargame save migrate old.jsonl`."),
        ("harmed.jsonl", "Run `wargame save repair harmed.jsonl`."),
        ("monday/tables/1.jsonl", f"`wargame report {closed} -o review.html`"),
        ("monday/tables/2.jsonl", "by `wargame seminar run monday --table 2`."),
    ):
        answer = wargame("debrief", name)
        assert (answer.code, typed in answer.err) == (2, True), answer.err
        assert answer.err.count("`") == 2


def test_a_game_that_control_closed_is_gone_on_with_as_a_branch_alone(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of it, outside its class, opened at the prompt as if nobody had closed it."""
    monkeypatch.chdir(tmp_path)
    wargame("seminar", "new", "monday", "--deck", "primer")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    wargame("seminar", "run", "monday", "--plain")
    wargame("seminar", "close", "monday", "--unscored")
    Path("monday/tables/1.jsonl").rename("mine.jsonl")
    before = Path("mine.jsonl").read_bytes()
    answer = wargame("resume", "mine.jsonl", "--plain")
    assert (answer.code, Path("mine.jsonl").read_bytes()) == (2, before)
    report, branch = re.findall("`wargame (.*?)`", answer.err)
    assert wargame(*report.split()).code == 0
    assert wargame(*branch.replace("NAME", "on").split(), "--saves", ".").code == 0
    told = wargame("resume", "on.jsonl", "--plain")
    assert (told.code, "Pass the keyboard to" in told.out) == (0, True), told.err


def test_a_table_written_anew_beside_itself_tells_what_stays_closed_and_until_when(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy is one more game by the luck of its table, and nobody was told why all stayed shut."""
    monkeypatch.chdir(tmp_path)
    wargame("seminar", "new", "monday", "--deck", "primer")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    wargame("seminar", "run", "monday", "--plain")
    table = Path("monday/tables/1.jsonl")
    assert "by one luck" not in wargame("save", "migrate", str(table), "-o", "away.jsonl").err
    told = wargame("save", "migrate", str(table))
    assert "move the one that nobody plays out of the folder" in told.err
    wargame("seminar", "close", "monday")

    def seed() -> object:
        return json.loads(wargame("replay", str(table), "--json").out)["header"].get("seed")

    assert seed() is None
    Path(told.out.strip()).rename("moved.jsonl")
    assert seed() is not None
    assert "by one luck" not in wargame("save", "migrate", str(table)).err, "it is over"
