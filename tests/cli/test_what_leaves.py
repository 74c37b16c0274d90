"""What leaves a kept game does not depend on what its reader may not know.

Each command of the click tree stands in `ROWS`, `ELSEWHERE` or `APART`, and each option of those in
`ROWS` in a line or in `IDLE`: a new one fails here until somebody has said what it may tell. Two
games that differ only in what is hidden (`tests/alike.py`) are kept, and every line is typed about
both: all that is printed, refused or written has to be the same, lengths and names of files too.
Nothing of it may hold a seed, a secret, the hash of a position, or a text that was told in secret.
What is told to programs, other machines, models and projectors is held together in the same way.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import click
import pytest

from tests.adapters.remote.test_moment import read
from tests.alike import LUCKS, SITUATIONS, WORDS, close_unscored, keep, keep_branch, pair_of
from tests.conftest import DECKS, ROOT, CommandLine, own_in
from tests.store.helpers import game_of
from tests.table.test_queries import asked
from wargame.adapters.language_model.told import Teller
from wargame.adapters.remote.line import spelled
from wargame.adapters.remote.moment import packed_moment
from wargame.cli import observe
from wargame.cli.door import root
from wargame.objects import plain_data
from wargame.play.log import NOBODY
from wargame.play.match import Match
from wargame.players.command import DECK, STATE, Command, describe_move
from wargame.players.pipe import PipeError
from wargame.report import reviewed
from wargame.seminar import kept_clock, shared_luck
from wargame.seminar.clock import PhaseClock
from wargame.seminar.folder import new_plan
from wargame.seminar.formats import usual_format
from wargame.seminar.handouts import for_all, for_side
from wargame.seminar.kit import plan_text, write_kit
from wargame.seminar.paper_markdown import markdown
from wargame.seminar.plan import SeminarPlan
from wargame.store import export, replay_object
from wargame.table.host import sitting
from wargame.table.host.live import public_of
from wargame.table.host.rewind import NOT_FOR_ALL, Rewind
from wargame.table.host.sitting import Sitting
from wargame.table.plain.observed import observed_lines
from wargame.table.told.queries import QUERIES

SAVE, BRANCH = "tables/1.jsonl", "tables/branch.jsonl"
PHRASE = "amber-anchor-barley"
"""The passphrase of the console."""


@dataclass(frozen=True)
class Row:
    """A line that is typed about a kept game.

    Attributes:
        typed: SAVE stands for the game, SEAT for the seat that reads: where it has none, everybody
            may read it. In the folder of the class, or of the saves, stands whoever types.
        is_another: Another form of what a line above tells: typed in two situations, and in all of
            them by the slow suite.
        is_whole: What it writes is a whole save again, which whoever holds one may read.
        is_for_holder: It tells all of a table that is over to whoever holds the save, if he is told
            that it is not for all.
        opens_closed: It tells all of a game that was closed without a score: it never goes on.
        is_turn: The seat has to be asked something.
        of: The only situation in which it can be typed; "" for all.
    """

    typed: str
    is_another: bool = False
    is_whole: bool = False
    is_for_holder: bool = False
    opens_closed: bool = False
    is_turn: bool = False
    of: str = ""

    @property
    def is_of_seat(self) -> bool:
        return "SEAT" in self.typed or self.is_turn


def again(typed: str, **more: Any) -> Row:
    return Row(typed, is_another=True, **more)


ROWS: dict[str, list[Row]] = {
    "resume": [
        Row(
            "resume SAVE --plain --seat SEAT=human --live",
            is_whole=True,
            is_turn=True,
            opens_closed=True,
        )
    ],
    "replay": [
        Row("replay SAVE --plain", is_for_holder=True),
        again("replay SAVE --plain --round 2", is_for_holder=True),
        Row("replay SAVE --json"),
        Row("replay SAVE --plain --as SEAT", is_for_holder=True),
        Row("replay SAVE --json --as SEAT"),
    ],
    "debrief": [
        Row("debrief SAVE", is_for_holder=True),
        again("debrief SAVE --json", is_for_holder=True),
        again("debrief SAVE --deciding", is_for_holder=True),
    ],
    "results": [again("results"), again("results --json")],
    "observe": [Row("observe SAVE --plain")],
    "report": [
        Row("report SAVE -o out.md", opens_closed=True),
        again("report SAVE -o out.html", opens_closed=True),
        again("report SAVE -o out.md --anonymous", opens_closed=True),
        again("report SAVE -o out.csv", opens_closed=True),
        again("report SAVE -o out.jsonl", opens_closed=True),
        again("report SAVE -o out.md --what-if 1", opens_closed=True),
        again("report SAVE -o out.md --deciding", opens_closed=True),
        Row("report SAVE -o out.md --as SEAT"),
        again("report SAVE -o out.html --as SEAT"),
        again("report SAVE -o out.csv --as SEAT"),
        again("report SAVE -o out.jsonl --as SEAT"),
    ],
    "save list": [again("save list"), again("save list --json")],
    "save verify": [
        Row("save verify SAVE"),
        again("save verify SAVE --json"),
        again(f"save verify SAVE --expect {'0' * 64}"),
        Row("save verify SAVE --fair", is_for_holder=True),
        again("save verify SAVE --fair --json", is_for_holder=True),
        again("save verify SAVE --fair --view SAVE", is_for_holder=True),
    ],
    "save repair": [again("save repair SAVE -o new.jsonl", is_whole=True)],
    "save export": [Row("save export SAVE --seat SEAT -o view.jsonl")],
    "save branch": [
        again("save branch SAVE third --round 1", is_whole=True),
        again("save branch SAVE third --move 3", is_whole=True),
        Row("save branch SAVE third --round 1 --same-luck"),
    ],
    "save migrate": [again("save migrate SAVE -o new.jsonl", is_whole=True)],
    "save rename": [again("save rename SAVE third", is_whole=True)],
    "save delete": [again("save delete SAVE --yes"), again("save delete SAVE")],
    "lab gauges": [again("lab gauges DECK SAVE"), again("lab gauges DECK SAVE --claim 1 --json")],
    "seminar run": [
        Row(
            "seminar run ../class --table 1 --plain --decks HERE",
            is_whole=True,
            is_turn=True,
            of="class",
        )
    ],
    "seminar close": [
        Row("seminar close ../class --table 1 --why over --decks HERE", is_whole=True, of="class"),
        Row("seminar close ../class --table 1 --unscored --decks HERE", is_whole=True, of="class"),
        Row("seminar close ../class --table 1 --decks HERE", is_whole=True, of="twin goes on"),
    ],
}

ELSEWHERE = {
    "play": "tests/cli/test_what_leaves.py::test_a_new_game_tells_nothing_of_its_luck",
    "join": "tests/adapters/remote/test_moment.py::test_what_others_do_in_secret_changes_no_byte",
    "player llm": "tests/cli/test_what_leaves.py::test_what_is_hidden_changes_nothing_that_is_told",
    "seminar new": "tests/cli/test_what_leaves.py::test_pages_of_a_class_tell_no_secret_of_it",
    "seminar print": "tests/cli/test_what_leaves.py::test_pages_of_a_class_tell_no_secret_of_it",
}
"""Commands about games of their own, or another's, and the test that holds what they tell."""

SIZES = "tells the size of one's own folders, saves among them, to whoever has them"
NO_GAME = "is about a deck, a player or this machine, and reads no kept game"
OWN_GAMES = "plays games of its own, whose luck whoever types it has named"
OF_DECK = "its positions come with the deck, for whoever has it to read"

APART = {
    "folders": SIZES,
    **dict.fromkeys(("tutorial", "puzzle"), OF_DECK),
    **dict.fromkeys(
        (
            *("simulate", "player check", "lab balance", "lab bargains", "lab claims"),
            *("lab companions", "lab controls", "lab coverage", "lab exploit", "lab judge"),
            *("lab ladder", "lab sweep", "lab trial", "bench", "deck test"),
        ),
        OWN_GAMES,
    ),
    **dict.fromkeys(
        (
            *(
                "player protocol",
                "lab definition",
                "lab freeze",
                "lab placebo",
                "compile",
                "schema",
            ),
            *("deck list", "deck show", "deck check", "deck new", "deck migrate", "deck schema"),
            *("deck print", "deck odd", "deck reference"),
        ),
        NO_GAME,
    ),
}

OF_PROGRAMS = "what a program that is seated may do; what it is told is held below"
IDLE = {
    "--saves": "named in the environment here",
    "--decks": "where a deck is found",
    "--listen": "where people join; what they are told is held in adapters/remote",
    **dict.fromkeys(
        ("--program-env", "--program-no-network", "--program-write", "--program-seconds"),
        OF_PROGRAMS,
    ),
}
"""Options that change nothing of what is told."""


# --- no command is forgotten ---------------------------------------------------------------------


def commands(command: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below this one that does something itself, by the words that call it."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    for name in command.list_commands(context := click.Context(command)):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from commands(inner, *path, name)


COMMANDS = dict(commands(root))
OF_SAVES = {"SAVE", "GAMES", "--saves", "--after"}
"""What a command calls games that are kept."""


def takes_saves(command: click.Command) -> bool:
    found = (
        one.name.upper() if isinstance(one, click.Argument) else one.opts[-1]
        for one in command.params
        if one.name
    )
    return not OF_SAVES.isdisjoint(found)


def test_of_each_command_it_is_said_what_it_may_tell() -> None:
    placed = [*ROWS, *ELSEWHERE, *APART]
    assert sorted(placed) == sorted(COMMANDS)
    assert [name for name in APART if takes_saves(COMMANDS[name])] == ["folders"]


@pytest.mark.parametrize("command", ROWS)
def test_each_option_is_typed_or_changes_nothing_that_is_told(command: str) -> None:
    typed = {word for row in ROWS[command] for word in row.typed.split()}
    options = [one for one in COMMANDS[command].params if isinstance(one, click.Option)]
    forgotten = [one.opts[-1] for one in options if not typed & {*one.opts} and one.name != "help"]
    assert [name for name in forgotten if name not in IDLE] == []


@pytest.mark.parametrize("test", sorted(set(ELSEWHERE.values())))
def test_what_is_held_elsewhere_is_held_there(test: str) -> None:
    file, _, name = test.partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


# --- a pair of folders ---------------------------------------------------------------------------


@cache
def pair(name: str, reader: str) -> tuple[Match, Match]:
    return pair_of(SITUATIONS[name], reader)


def reader_of(row: Row, name: str) -> str:
    return SITUATIONS[name].seat if row.is_of_seat else NOBODY


def plan_of(deck: str, place: int) -> SeminarPlan:
    luck = LUCKS[place]
    plan = new_plan("class", deck, game_of(deck), usual_format(45), 8, 2, luck.seed)
    return plan.model_copy(update={"secret": luck.secret, "passphrase": PHRASE})


@cache
def laid_out(name: str, reader: str, place: int) -> tuple[Match, dict[str, bytes]]:
    """The game of one of a pair that is looked at, and the files in a folder about it."""
    match, situation = pair(name, reader)[place], SITUATIONS[name]
    with TemporaryDirectory() as made:
        folder = Path(made)
        keep(match, folder / SAVE)
        if situation.is_branched:
            match = keep_branch(folder / SAVE, folder / BRANCH, place)
        if situation.is_table:
            text = plan_text(plan_of(situation.deck, place), match.game.deck)
            (folder / "plan.yaml").write_text(text, "utf-8")
        return match, files_in(folder)


def files_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


DIGITS = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b")
"""Hashes of lines and commitments, made with a salt: what is in them cannot be got out again."""
SINCE = re.compile(r'"since": "\d\d:\d\d"')
"""When a save was locked, by the clock on the wall: a minute may pass between two games."""


@cache
def digests(match: Match) -> set[str]:
    """The hashes of its positions."""
    course = match.course
    return {course.at(place).digest for place in range(course.first, course.ply + 1)}


@dataclass(frozen=True)
class Told:
    """All that a line came to, as far as it may be compared."""

    code: int
    out: str
    err: str
    files: dict[str, str]

    def words_of(self, match: Match) -> set[str]:
        """What stands in it of which nothing may stand anywhere."""
        luck = {word for one in LUCKS for word in (str(one.seed), one.secret)}
        text = "\n".join((self.out, self.err, *self.files.values()))
        return {word for word in {*WORDS, PHRASE, *luck, *digests(match)} if word in text}

    def plain(self, folder: Path) -> Told:
        """Without what differs between any two games."""
        files = {name: self._plain(text, folder) for name, text in self.files.items()}
        out, err = self._plain(self.out, folder), self._plain(self.err, folder)
        return Told(self.code, out, err, files)

    def _plain(self, text: str, folder: Path) -> str:
        for place in (str(folder), json.dumps(str(folder))[1:-1]):
            text = text.replace(place, "FOLDER")
        return SINCE.sub("SINCE", DIGITS.sub("HASH", text))


def _leave(_: float) -> None:
    raise KeyboardInterrupt


class Typist:
    """Types lines about kept games, each in a fresh folder."""

    def __init__(self, call: CommandLine, tmp: Path, patch: pytest.MonkeyPatch) -> None:
        self.call, self.tmp, self.patch, self.count = call, tmp, patch, 100
        patch.setenv("WARGAME_CONFIG", str(own_in(tmp)))
        patch.setenv("WARGAME_TRACEBACK", "1")
        patch.setattr(observe, "time", SimpleNamespace(sleep=_leave))
        patch.setattr(kept_clock, "PhaseClock", partial(PhaseClock, now=lambda: 0.0))

    def told(self, row: Row, name: str, place: int) -> Told:
        """What a line comes to, about one of a pair; what it may tell nobody is looked for."""
        self.count += 1
        folder, situation = self.tmp / str(self.count) / "class", SITUATIONS[name]
        match, before = laid_out(name, reader_of(row, name), place)
        for file, data in before.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(data)
        self.patch.chdir(folder)
        self.patch.setenv("WARGAME_SAVES", str(folder / "tables"))
        self.patch.setattr("sys.stdin", io.StringIO(questions(match, situation.seat)))
        typed = row.typed.replace("SEAT", situation.seat)
        typed = typed.replace("SAVE", "branch" if situation.is_branched else "1")
        deck = DECKS[situation.deck].folder
        typed = typed.replace("DECK", str(deck)).replace("HERE", str(deck.parent))
        answer = self.call(*typed.split())
        files = {
            file: "" if row.is_whole and file.endswith(".jsonl") else data.decode()
            for file, data in files_in(folder).items()
            if before.get(file) != data
        }
        found = Told(answer.code, answer.out, answer.err, files)
        assert found.words_of(match) == set() or is_open(row, name, found), typed
        return found.plain(folder)


def is_open(row: Row, name: str, told: Told) -> bool:
    """Whether nothing of the game is hidden from whoever is told this."""
    is_closed = row.opens_closed and name == "closed unscored"
    return is_closed or (row.is_for_holder and NOT_FOR_ALL in told.err)


@cache
def questions(match: Match, seat: str) -> str:
    """Every question that can be asked at a table in linear text, once a curtain is lifted."""
    scene = Sitting(match).scene(seat)
    wanted = asked(scene)
    names = [name for name in QUERIES if name != "advise"]  # by luck of its own: proofs/recall
    lines = [f"{name} {wanted.get(name, '')}".strip() for name in names]
    whys = [f"why {one.name} all" for one in scene.markers[:4]]
    return "\n".join(["", *lines, *whys, "quit", ""])


@pytest.fixture
def typist(wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typist:
    return Typist(wargame, tmp_path, monkeypatch)


CLOSELY = ("named in secret", "twin goes on")
"""Situations in which each line is typed in the ordinary suite too."""


def check(typist: Typist, name: str, rows: list[Row]) -> int:
    """Type lines about both of a pair; gives how many of them came to something."""
    done = 0
    for row in rows:
        if (row.of or name) != name or (
            row.is_turn and mover_of(name, row) != reader_of(row, name)
        ):
            continue
        one, two = (typist.told(row, name, place) for place in range(2))
        if not is_open(row, name, one):
            assert one == two, row.typed
        done += one.code in (0, 130)
    return done


def mover_of(name: str, row: Row) -> str:
    match = pair(name, reader_of(row, name))[0]
    return "" if match.is_over else match.game.current_seat(match.state)


ALL = [row for rows in ROWS.values() for row in rows]


@pytest.mark.parametrize("name", [name for name in SITUATIONS if name != "class"])
def test_what_is_hidden_changes_nothing_that_a_command_tells(name: str, typist: Typist) -> None:
    rows = [row for row in ALL if name in CLOSELY or not row.is_another]
    assert check(typist, name, rows) >= 8


def test_nor_at_a_table_of_a_class(typist: Typist) -> None:
    assert check(typist, "class", [row for row in ALL if row.of == "class"]) == 3


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SITUATIONS if name not in CLOSELY])
def test_nor_anything_of_what_its_other_forms_tell(name: str, typist: Typist) -> None:
    assert check(typist, name, [row for row in ALL if row.is_another]) >= 10


def with_all(_seat: str, found: Any, *, is_over: bool) -> list[Any]:
    """As if nothing that happened beside the moves were for some alone."""
    return list(found)


@pytest.mark.parametrize(
    ("place", "name", "planted", "situation", "typed"),
    [
        (sitting, "told_to", with_all, "running", ROWS["resume"][0].typed),
        (replay_object, "told_to", with_all, "taken back", "replay SAVE --json"),
        (reviewed, "told_to", with_all, "running", "report SAVE -o out.md --as SEAT"),
        (export, "taken_back", lambda *_: frozenset(), "taken back", ROWS["save export"][0].typed),
        (shared_luck, "goes_on_elsewhere", lambda *_: False, "twin goes on", "replay SAVE --json"),
        (
            shared_luck,
            "_table_left",
            lambda *_: None,
            "twin goes on, branch",
            "observe SAVE --plain",
        ),
        (
            shared_luck,
            "is_shared",
            lambda *_: False,
            "twin goes on, closed",
            "report SAVE -o out.csv",
        ),
        (shared_luck, "is_shared", lambda *_: False, "twin goes on", ROWS["save branch"][2].typed),
    ],
    ids=lambda one: one.replace(" ", "_") if isinstance(one, str) else "",
)
def test_a_planted_leak_is_found(
    place: Any, name: str, planted: Any, situation: str, typed: str, typist: Typist
) -> None:
    (row,) = [row for row in ALL if row.typed == typed]
    assert check(typist, situation, [row]) in (0, 1)
    typist.patch.setattr(place, name, planted)
    with pytest.raises(AssertionError):
        check(typist, situation, [row])


# --- what is told to others than people at this machine ------------------------------------------


class Overheard:
    """Stands for the line to a program: what is sent over it."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def send(self, message: Any, *_: Any, **__: Any) -> None:
        self.sent.append(json.dumps(message))

    def receive(self, *_: Any, **__: Any) -> Any:
        raise PipeError("says nothing")

    def close(self, **_: Any) -> None:
        pass


def of_program(sitting: Sitting, seat: str) -> Any:
    """What a program is asked, with what it may want besides."""
    pipe, game = Overheard(), sitting.game
    program = Command(game, seat, 1, sys.executable)
    program._wants, program._pipe = frozenset({DECK, STATE}), pipe  # type: ignore[assignment]
    program.hear(sitting.match.witnessed(seat))
    program.choose(sitting.view(seat))
    assert '"choose"' in pipe.sent[0]
    return pipe.sent


def of_model(sitting: Sitting, seat: str) -> Any:
    teller, view = Teller(sitting.game, seat), sitting.view(seat)
    news = [describe_move(one) for one in sitting.match.witnessed(seat)]
    return teller.rules(view), teller.question(view, news, [])


def of_watcher(sitting: Sitting, seat: str) -> Any:
    public = public_of(sitting)
    return plain_data(public), list(observed_lines(public, None))


def of_replay(sitting: Sitting, _seat: str) -> Any:
    """Each step of a replay, from both sides, as whoever asks for all hands has it too."""
    rewind, found = Rewind(sitting, is_all_seeing=True), list[Any]()
    for at in range(0, rewind.last + 1, 4):
        rewind.go(at)
        found += [spelled(packed_moment(rewind.scene(one), 0)) for one in sitting.game.seats]
        found.append(plain_data(rewind.public()))
    return found


TOLD: dict[str, Callable[[Sitting, str], Any]] = {
    "a program": of_program,
    "a language model": of_model,
    "another machine": lambda sitting, seat: spelled(packed_moment(sitting.scene(seat), 0)),
    "numbers": lambda sitting, seat: list(sitting.game.vector(sitting.view(seat))),
    "every answer": lambda sitting, seat: read(sitting.scene(seat)),
    "a projector": of_watcher,
    "a replay": of_replay,
    "every answer to whoever watches": lambda sitting, seat: read(
        sitting.scene(seat, open_hand=False)
    ),
}
PUBLIC = {"a projector", "a replay", "every answer to whoever watches"}
ASKED = {"a program", "a language model"}


@pytest.mark.parametrize("whom", TOLD)
def test_what_is_hidden_changes_nothing_that_is_told(whom: str) -> None:
    done = 0
    for name, situation in SITUATIONS.items():
        one, two = pair(name, NOBODY if whom in PUBLIC else situation.seat)
        is_asked = whom not in ASKED or one.game.current_seat(one.state) == situation.seat
        if one.is_over or situation.ending is close_unscored or not is_asked:
            continue  # at the table itself nothing is hidden any more, or nothing is asked
        told = [TOLD[whom](Sitting(match), situation.seat) for match in (one, two)]
        assert told[0] == told[1], name
        assert not [word for word in WORDS if word in str(told[0])], name
        done += 1
    assert done >= 6


# --- games of their own --------------------------------------------------------------------------


def test_a_new_game_tells_nothing_of_its_luck(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does what is written beside it, nor a trace of what broke."""
    monkeypatch.setenv("WARGAME_TRACEBACK", "1")
    luck, saves = LUCKS[0], tmp_path / "saves"
    seats = ("--seat", "upper=human", "--seat", "lower=greedy")
    kept = ("--save", "game", "--saves", str(saves), "--live", "--plain")
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nlog\nwhy\n1\n1\nhand\nrules\n"))
    typed = ("--seed", str(luck.seed), "--secret", luck.secret)
    answer = wargame("play", str(DECKS["water_treaty"].folder), *seats, *typed, *kept)
    assert answer.code == 0
    live = (saves / "game.live.json").read_text("utf-8")
    for text in (answer.out, answer.err, live, *(path.name for path in saves.iterdir())):
        assert not [word for word in (str(luck.seed), luck.secret) if word in text]


def test_pages_of_a_class_tell_no_secret_of_it(tmp_path: Path) -> None:
    """Only the plan, and the book for the facilitator alone, name seed, secret or passphrase."""
    plan, game = plan_of("primer", 0), game_of("primer")
    write_kit(tmp_path / "class", plan, game)
    pages = [for_all(game, plan), *(for_side(plan, game, seat) for seat in game.seats)]
    texts = {path.name: path.read_text("utf-8") for path in (tmp_path / "class").iterdir()}
    texts |= {f"page {number}": markdown(page) for number, page in enumerate(pages)}
    secret = (str(plan.seed), str(plan.secret), plan.passphrase)
    telling = {name for name, text in texts.items() if any(word in text for word in secret)}
    assert telling == {"plan.yaml", "facilitator.md"}
