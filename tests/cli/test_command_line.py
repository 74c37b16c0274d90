"""The front door: rows C4 to C10 of the table of bad inputs, and how it closes."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import wargame as wargame_package
from tests.conftest import LONG_S, CommandLine, Interpreter, Program
from tests.systems import has_links, has_modes
from wargame.cli import door
from wargame.rules.game import RULES_VERSION
from wargame.store.head import SCHEMA


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param("５", id="full-width digits"),
        pytest.param("٥", id="arabic digits"),
        pytest.param("1_000", id="underscores"),
        pytest.param(" 5 ", id="blanks"),
        pytest.param("+5", id="a plus"),
        pytest.param("-5", id="negative"),
        pytest.param("1" + "0" * 400, id="10^400"),
        pytest.param("", id="empty"),
        pytest.param(str(2**63), id="one too large"),
        pytest.param("0x10", id="hexadecimal"),
    ],
)
def test_a_seed_is_ascii_digits_in_range(wargame: CommandLine, seed: str) -> None:
    answer = wargame("simulate", "calibration", "--games", "1", f"--seed={seed}")
    assert answer.code == 2
    assert f"must be a whole number from 0 to {2**63 - 1}" in answer.err
    assert len(answer.err) < 400


@pytest.mark.parametrize("seed", ["0", "007", str(2**63 - 1)])
def test_a_seed_in_range_is_taken(wargame: CommandLine, seed: str) -> None:
    answer = wargame("simulate", "calibration", "--games", "1", "--seed", seed, "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["seed"] == int(seed)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(["plya"], "Did you mean 'play'?", id="a mistyped command"),
        pytest.param(["deck", "lst"], "Did you mean 'list'?", id="a mistyped deck command"),
        pytest.param(["zzz"], "Commands: play, ", id="an unknown command"),
        pytest.param(["simulate", "primer", "--game", "3"], "--games", id="a mistyped option"),
        pytest.param(["play", "--seed", "1", "--seed", "2"], "more than once", id="option twice"),
        pytest.param(["play", "--plain", "--plain"], "more than once", id="flag twice"),
        pytest.param(
            ["lab", "gauges", "x", "y", "--claim", "1", "--claim=1"],
            "'--claim 1' is given more than once",
            id="one value twice",
        ),
        pytest.param(["play", "--seed"], "requires an argument", id="missing value"),
        pytest.param(["simulate"], "Missing argument", id="missing argument"),
        pytest.param(["lab", "exploit", "primer"], "'--players'", id="nobody to challenge"),
        pytest.param(["lab", "ladder", "primer"], "'--players'", id="nobody to rank"),
        pytest.param(["play", "primer", "extra"], "extra", id="one argument too many"),
        pytest.param(["play", "--seat", "us"], "must be SEAT=PLAYER", id="half a seat"),
        pytest.param(["simulate", "primer", "--games", "0"], "from 1 to", id="no games"),
        pytest.param(["replay", "x", "--as", ""], "or leave out --as", id="nobody's view"),
        pytest.param(["report", "x", "-o", ""], "no value for --out. Name one.", id="no file"),
        pytest.param(["save", "verify", "x", "--expect", ""], "--expect", id="no hash"),
        pytest.param(["save", "export", "x", "--seat", "us", "-o", ""], "--out", id="no name"),
        pytest.param(["simulate", "primer", "--program-env", ""], "--program-env", id="no word"),
        pytest.param(["deck", "show", "primer", ""], "or leave out ITEM", id="no item"),
        pytest.param(["lab", "balance", "x", "--players", ","], "holds no name", id="no names"),
    ],
)
def test_a_mistyped_line_is_told_once_with_the_usage(
    wargame: CommandLine, args: list[str], said: str
) -> None:
    answer = wargame(*args)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err
    assert answer.err.startswith("Usage: wargame")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(["play", "primr", "--plain"], "Did you mean 'primer'?", id="no such deck"),
        pytest.param(["play", "../../x", "--plain"], "no deck", id="a path that leads nowhere"),
        pytest.param(["play", "a\0b", "--plain"], "no deck", id="a NUL"),
        pytest.param(["play", "x" * 5000, "--plain"], "no deck", id="5,000 characters"),
        pytest.param(
            ["puzzle", "primer", "9" * 5000, "--plain"], "no puzzle '999", id="5,000 digits"
        ),
        pytest.param(["play", "primer:nope", "--plain"], "no variant 'nope'", id="no such variant"),
        pytest.param(["play", "--decks", "nowhere", "--plain"], "no folder", id="no such folder"),
        pytest.param(
            ["play", "primer", "--seat", "us=dealmakr:expert", "--plain"],
            "Did you mean 'dealmaker'?",
            id="no such persona with foresight",
        ),
        pytest.param(["simulate", "primer", "--seat", "moon=random"], "no seat 'moon'", id="seat"),
        pytest.param(
            ["simulate", "primer", "--seat", "us=gredy"], "Did you mean 'greedy'?", id="player"
        ),
        pytest.param(
            ["simulate", "primer", "--seat", "us=random", "--seat", "us=greedy"],
            "two players",
            id="one seat, two players",
        ),
        pytest.param(["simulate", "primer", "--json", "--csv"], "exclude", id="two forms"),
        pytest.param(["deck", "show", "primer", "leaders_cal"], "leaders_call", id="no such card"),
        pytest.param(["play", "--plain", "--saves", "."], "with --save", id="saves of no game"),
        pytest.param(["play", "--plain", "--live"], "with --save", id="a projector of no save"),
        pytest.param(
            ["play", "--plain", "--program-no-network"],
            "no cmd:PROGRAM",
            id="no program at a table",
        ),
        pytest.param(
            ["simulate", "primer", "--program-write", "."],
            "no cmd:PROGRAM",
            id="no program measured",
        ),
        pytest.param(
            ["player", "check", "random", "--program-env", "X"], "no cmd:PROGRAM", id="none checked"
        ),
    ],
)
def test_what_cannot_be_used_is_named_with_a_remedy(
    wargame: CommandLine, args: list[str], said: str
) -> None:
    answer = wargame(*args)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "replay x --json --plain",
            "--json prints the whole game, for programs: leave out --plain",
        ),
        ("replay x --json --round 1", "leave out --round"),
        ("lab judge primer --dry --jobs 1", "--dry reads the rules alone: leave out --jobs"),
        ("lab judge primer --dry --play", "leave out --play"),
        ("lab judge primer --freeze f --nonce n --games . --jobs 2", "leave out --jobs"),
        ("lab placebo primer blank out --number 2", "leave out --number"),
        ("player llm --show primer --model m", "--show asks nobody: leave out --model"),
        ("player llm --model m --table seminar", "leave out --table"),
        ("player llm --model m --decks .", "leave out --decks"),
        ("deck schema --decks .", "leave out --decks"),
        ("deck schema cards --for primer --write", "--write writes all schemas: leave out NOUN"),
        ("deck check primer --watch --json", "--watch is for people: leave out --json"),
        ("puzzle primer --plain --seed 1", "leave out --seed"),
        ("puzzle primer 1 --solution --seed 1", "--solution plays nothing: leave out --seed"),
        ("simulate primer --cluster tcp://x:1 --jobs 1", "leave out --jobs"),
        ("lab balance primer --csv --beyond 0", "--csv tells of uses alone: leave out --beyond"),
        ("lab balance primer --csv --variance 3", "leave out --variance"),
        ("play primer --after x --plain", "leave out DECK"),
        ("play --after x --par us=3 --plain", "leave out --par"),
        ("play primer:handicap=3 --handicap 4 --plain", "two values of 'handicap' were named"),
        ("play primer --variant bite=1+bite=2 --plain", "'bite' is named twice"),
        ("play primer --variant seminar --table contest --plain", "two tables were named"),
        ("play primer:headlines --variant later --plain", "two variants were named"),
        ("player llm --model m --key-env NO_SUCH_WORD", "has no word 'NO_SUCH_WORD'"),
        ("player llm --model m --temperature nan", "must be from 0 to 2, such as 0.7"),
        ("player check cmd:x --program-env NO_SUCH_WORD", "has no word 'NO_SUCH_WORD'"),
    ],
)
def test_what_would_be_passed_over_is_refused(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = wargame(*typed.split())
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "typed",
    [
        "replay x --plain",
        "resume --plain",
        "save list",
        "results",
        "folders",
        "save verify x",
        "debrief x",
        "report x -o x.md",
        "lab gauges primer x",
    ],
)
def test_a_folder_of_saves_that_is_not_there_is_named(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = wargame(*typed.split(), "--saves", "nowhere")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "--saves: there is no folder 'nowhere'.\n"


@has_links
@pytest.mark.parametrize("typed", ["report SAVE SAVE -o x.md", "lab gauges primer SAVE SAVE"])
def test_a_save_is_told_once(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.jsonl").touch()
    (tmp_path / "two.jsonl").symlink_to("one.jsonl")
    first, second = "./one.jsonl", "./two.jsonl"
    answer = wargame(*typed.replace("SAVE", first, 1).replace("SAVE", second).split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "The save ./two.jsonl is named twice.\n"


@pytest.mark.parametrize("command", ["export", "migrate", "repair"])
@pytest.mark.parametrize(
    ("out", "said"),
    [
        (".", "is there already"),
        ("nowhere/x.jsonl", "there is no folder nowhere. Make it first."),
        pytest.param("x" * 5000, "File name too long", marks=has_modes),
    ],
    ids=["the folder", "a folder that is not there", "5,000 characters"],
)
def test_a_save_is_written_where_a_file_can_be(
    wargame: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    out: str,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.jsonl").touch()
    seat = ("--seat", "us") if command == "export" else ()
    answer = wargame("save", command, "./one.jsonl", *seat, "-o", out)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["one.jsonl"]


def test_a_game_without_programs_is_not_gone_on_with_as_if_it_had_some(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n" * 9))
    saved = ("--plain", "--saves", str(tmp_path))
    assert wargame("play", "calibration", "--save", "one", *saved).code == 0
    before = (tmp_path / "one.jsonl").read_bytes()
    answer = wargame("resume", "one", "--program-seconds", "60", *saved)
    assert answer.code == 2
    assert answer.out == ""
    assert "--program-seconds is of no use where no program plays" in answer.err
    assert (tmp_path / "one.jsonl").read_bytes() == before


@has_modes
@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["deck", "check", "primer", "--decks", "x" * 5000], id="decks"),
        pytest.param(["save", "list", "--saves", "x" * 5000], id="saves"),
        pytest.param(["deck", "new", "mine", "--in", "x" * 5000], id="a new deck"),
        pytest.param(["deck", "new", "x" * 5000], id="a new deck's name"),
        pytest.param(["seminar", "print", "x" * 5000], id="a seminar"),
        pytest.param(
            ["simulate", "calibration", "--games", "1", "--keep", f"{__file__}/k"], id="to keep"
        ),
    ],
)
def test_a_path_that_can_be_none_is_bad_input(wargame: CommandLine, args: list[str]) -> None:
    answer = wargame(*args)
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err) < 500


def test_two_decks_of_one_id_are_both_named(
    wargame: CommandLine, tmp_path: Path, root: Path
) -> None:
    for name in ("one", "two"):
        shutil.copytree(root / "decks" / "calibration", tmp_path / name)
    answer = wargame("play", "calibration", "--plain", "--decks", str(tmp_path))
    assert answer.code == 2
    assert str(Path("one/deck.yaml")) in answer.err
    assert str(Path("two/deck.yaml")) in answer.err


def test_play_without_a_terminal_says_what_to_do(process: Program) -> None:
    done = process(["play", "primer"])
    assert done.returncode == 2
    assert b"needs a terminal; try `wargame play primer --plain`" in done.stderr


@has_modes
def test_an_argument_that_is_no_utf8_is_shown_escaped(process: Program) -> None:
    done = process(["play", b"\xff\xfe", "--plain"])
    assert done.returncode == 2
    assert rb"\udcff\udcfe" in done.stderr
    assert b"Traceback" not in done.stderr


def test_input_that_is_no_utf8_is_an_unknown_word(process: Program) -> None:
    done = process(["play", "calibration", "--plain", "--seed", "1"], stdin=b"\xff\xfe\nquit\n")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--help"],
        ["deck"],
        ["deck", "--help"],
        *(["deck", name, "--help"] for name in ("list", "show", "check", "test", "new")),
        ["deck", "schema", "--help"],
        ["deck", "reference", "--help"],
        ["play", "--help"],
        ["simulate", "--help"],
        ["bench", "--help"],
    ],
    ids=" ".join,
)
def test_help_is_an_answer(wargame: CommandLine, args: list[str]) -> None:
    answer = wargame(*args)
    assert answer.code == 0
    assert answer.out.startswith("Usage: wargame")
    assert answer.err == ""


def test_the_package_runs_as_a_program(wargame: CommandLine, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wargame", "--version"],
        capture_output=True,
        check=True,
        text=True,
        cwd=root,
    )
    assert done.stdout == wargame("--version").out


def test_version_names_program_rules_and_saves(wargame: CommandLine) -> None:
    answer = wargame("--version")
    assert answer.code == 0
    program = wargame_package.__version__
    assert answer.out == f"wargame {program}, rules {RULES_VERSION}, saves {SCHEMA}\n"


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["deck", "list"], ["deck", "--help"]])
def test_quick_commands_import_no_screen_and_no_models(
    python: Interpreter, args: list[str]
) -> None:
    program = (
        "import sys\nfrom wargame.cli.door import run\n"
        f"code = run({args!r})\n"
        "slow = {'textual', 'pydantic', 'rich', 'yaml'} & {m.split('.')[0] for m in sys.modules}\n"
        "sys.exit(code or ', '.join(slow) or 0)"
    )
    done = python(program)
    assert done.returncode == 0, done.stderr


def test_playing_imports_no_screen(python: Interpreter) -> None:
    program = (
        "import sys\nfrom wargame.cli.door import run\n"
        "run(['play', 'calibration', '--plain', '--seat', 'pursuer=random', "
        "'--seat', 'fugitive=random', '--seed', '1'])\n"
        "sys.exit('textual' in sys.modules)"
    )
    done = python(program)
    assert done.returncode == 0, done.stderr


def test_a_reader_who_leaves_is_no_error(root: Path) -> None:
    program = "from wargame.cli import main; main(['deck', 'reference'])"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(LONG_S) in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(root: Path) -> None:
    program = "from wargame.cli import main; main(['deck', 'reference'])"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", program],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=root,
        )
    assert done.returncode == 1
    assert done.stderr.strip() == b"No space left on device"


def break_by(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Have every command fail so."""

    def fail(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.delenv(door.TRACEBACK_SWITCH, raising=False)
    monkeypatch.setattr(door.root, "main", fail)


def test_an_interruption_is_quiet(wargame: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    break_by(monkeypatch, KeyboardInterrupt())
    answer = wargame("play")
    assert (answer.code, answer.out, answer.err) == (130, "", "")


def test_a_fault_of_ours_says_where_and_not_what(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_by(monkeypatch, KeyError("leaders_call"))
    answer = wargame("play")
    assert "our fault, not yours: KeyError, test_command_line.py:" in answer.err
    assert "leaders_call" not in answer.err, "it may be a card that somebody holds"


def test_a_zero_byte_is_refused(wargame: CommandLine) -> None:
    answer = wargame("save", "export", "x", "--out", "a\0b")  # from Python: no shell can
    assert (answer.code, answer.err) == (2, "No argument can hold a zero byte.\n")


def test_a_fault_of_ours_is_a_message_and_no_traceback(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_by(monkeypatch, RuntimeError("boom \x1b[2J"))
    answer = wargame("play")
    assert answer.code == 1
    assert "our fault" in answer.err
    assert "\x1b" not in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.skipif(os.name == "nt", reason="nobody can remove such a folder there")
@pytest.mark.parametrize("typed", ["play primer --plain --seed 1", "resume", "player check random"])
def test_a_folder_that_was_removed_under_whoever_types_is_named(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    answer = wargame(*typed.split())
    assert (answer.code, answer.out) == (2, "")
    assert "The folder that you are in cannot be used: no such file" in answer.err


@pytest.mark.skipif(os.name == "nt", reason="nobody can remove such a folder there")
@pytest.mark.parametrize("typed", ["deck new mine", "seminar new mine --deck primer --people 4"])
def test_a_folder_that_cannot_be_made_is_told_with_what_to_do(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    answer = wargame(*typed.split())
    assert (answer.code, answer.out) == (2, "")
    said = "mine cannot be made there: no such file or directory. Name another folder."
    assert answer.err.splitlines()[-1] == said


@pytest.mark.parametrize("typed", ["deck list", "play primer --table", "report x -o o.md --as"])
def test_a_word_without_end_is_not_repeated_whole(wargame: CommandLine, typed: str) -> None:
    answer = wargame(*typed.split(), "a" * 50_000)
    assert answer.code == 2
    assert max(map(len, answer.err.splitlines())) <= door.LONGEST_LINE
