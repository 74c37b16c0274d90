"""What a program of anybody's is held back from, and that nothing of it outlives its match."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import DECKS, LONG_S, CommandLine, child_environment
from tests.seminar.tables import opened, plan_of, play, to_play, white
from tests.systems import has_launcher, has_links
from wargame.play.event import Note
from wargame.play.proceedings import REASON
from wargame.players import example_bot, launcher
from wargame.players import fence as fences
from wargame.players.fence import USUAL, Fence
from wargame.players.registry import make_player
from wargame.rules.game import Game
from wargame.seminar.plan import SeatPlan
from wargame.store.names import saves_folder
from wargame.table.host.kept import KeptGames

pytestmark = pytest.mark.waits

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says whose child is whose")
HAS_SANDBOX = bool(fences.sandbox())

BOT = """
import json, os, subprocess, sys, time
def told(**found):
    answer = {"type": "action", "action": legal[0], "reason": json.dumps(found)}
    print(json.dumps(answer), flush=True)
for line in sys.stdin:
    m = json.loads(line)
    if m["type"] == "hello":
        print(json.dumps({"type": "ready"}), flush=True)
    if m["type"] == "choose":
        legal = m["legal"]
"""

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def bare() -> None:
    """Here sandboxes are as they are."""


@pytest.fixture(params=["bare", "sandbox"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Without a sandbox, and in one where there is one."""
    if request.param == "bare":
        monkeypatch.setattr(fences, "sandbox", lambda: "")
    elif not HAS_SANDBOX:
        pytest.skip("no usable bubblewrap here")
    return str(request.param)


@pytest.fixture
def ask(water: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """What a program says of itself when it is asked to choose; given as lines of Python."""

    players: list[Any] = []

    def call(lines: str, fence: Fence = USUAL, keep: bool = False) -> Any:
        path = tmp_path / "bot.py"
        body = "\n".join(f"        {line}" for line in lines.splitlines())
        path.write_text(BOT + body + "\n")
        seat = water.seats[0]
        monkeypatch.chdir(tmp_path)
        player: Any = make_player(f"cmd:{sys.executable} bot.py x", water, seat, 1, fence=fence)
        player._seconds = LONG_S
        players.append(player)
        heard: list[str] = []
        state = water.new()
        while water.current_seat(state) != seat:
            state = water.apply(state, water.legal_actions(state)[0]).state
        started = player._started()
        receive = started.receive

        def listen(seconds: float) -> str:
            heard.append(receive(seconds))
            return heard[-1]

        started.receive = listen
        player.choose(water.redact(state, seat))
        if not keep:
            player.close()
        assert player.faults == [], player.faults
        return json.loads(json.loads(heard[-1])["reason"]), player

    yield call
    for player in players:
        player.close()


def test_it_stands_in_an_empty_folder_of_its_own(way: str, ask: Ask, tmp_path: Path) -> None:
    found, _ = ask("told(where=os.getcwd(), there=os.listdir()); open('mine', 'w').write('x')")
    assert found["there"] == []
    assert found["where"] != str(tmp_path)
    assert not Path(found["where"]).exists(), "it is gone after the match"


@has_launcher
def test_it_is_given_no_more_of_the_environment_than_was_asked(
    way: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("API_KEY", "hush")
    monkeypatch.setenv("MODEL", "large")
    monkeypatch.setenv("LANG", "C.UTF-8")
    found, _ = ask("told(env=dict(os.environ))", Fence(environment=("MODEL", "NOBODY")))
    assert {"PATH", "LANG", "MODEL"} <= set(found["env"])
    assert set(found["env"]) <= {"PATH", "HOME", "LANG", "MODEL", "PWD", "LC_CTYPE"}


@has_launcher
def test_its_arguments_and_its_parents_tell_no_seed(way: str, ask: Ask) -> None:
    found, _ = ask("told(argv=sys.argv, parent=open(f'/proc/{os.getppid()}/cmdline').read())")
    assert Path(found["argv"][0]).is_absolute(), "its path is resolved before it stands elsewhere"
    assert "--seed" not in found["parent"]


@has_launcher
def test_what_it_may_use_has_limits(way: str, ask: Ask) -> None:
    lines = (
        "import resource as r\n"
        "told(**{n: r.getrlimit(getattr(r, n))[0] for n in"
        " ('RLIMIT_DATA', 'RLIMIT_CPU', 'RLIMIT_CORE')})"
    )
    found, _ = ask(lines, Fence(memory_mb=300, cpu_seconds=77))
    assert found == {"RLIMIT_DATA": 300 << 20, "RLIMIT_CPU": 77, "RLIMIT_CORE": 0}
    greedy = (
        "try:\n    big = bytearray(1 << 30); got = len(big)\n"
        "except MemoryError:\n    got = 0\ntold(got=got)"
    )
    assert ask(greedy, Fence(memory_mb=300))[0] == {"got": 0}


@has_launcher
def test_who_is_not_root_may_start_so_many_more_tasks_than_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system counts all tasks of a person; for root, who is bound by no number, none is set."""
    resource = pytest.importorskip("resource")
    owners = {"/proc/1": 0, "/proc/7": 5, "/proc/9": 5}
    folders = {"/proc": ["1", "7", "8", "9", "self"], "/proc/1/task": ["1", "2", "3", "4"]}
    folders |= {"/proc/7/task": ["7", "11"], "/proc/9/task": ["9"]}

    def stat(path: str) -> SimpleNamespace:
        if path not in owners:
            raise FileNotFoundError(path)  # it has ended meanwhile
        return SimpleNamespace(st_uid=owners[path])

    asked: dict[int, tuple[int, int]] = {}
    hard = {resource.RLIMIT_CPU: 40}
    monkeypatch.setattr(resource, "setrlimit", asked.__setitem__)
    monkeypatch.setattr(
        resource, "getrlimit", lambda what: (0, hard.get(what, resource.RLIM_INFINITY))
    )
    monkeypatch.setattr(launcher, "LINUX", True)
    for person, more in ((0, {}), (5, {resource.RLIMIT_NPROC: (3 + 20,) * 2})):
        here = SimpleNamespace(getuid=lambda me=person: me, listdir=folders.get, stat=stat)
        monkeypatch.setattr(launcher, "os", here)
        asked.clear()
        launcher._limit(300, 77, 20)
        assert asked == {
            resource.RLIMIT_DATA: (300 << 20,) * 2,
            resource.RLIMIT_CPU: (40, 40),  # it was no more before
            resource.RLIMIT_CORE: (0, 0),
            **more,
        }


FORKS = """
child = subprocess.Popen(["sleep", "{nap}"], start_new_session=True)
grandchild = subprocess.Popen(["sh", "-c", "setsid sleep {nap} & sleep {nap}"])
told()
{then}
"""
"""Three that sleep, in sessions of their own where they can."""


@pytest.fixture
def nap() -> int:
    """How long they sleep: in no other test as long, so that they can be told by it."""
    return 1_000_000 + secrets.randbelow(1_000_000)


def sleepers(nap: int) -> set[int]:
    """The processes that sleep for so long."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_bytes() == f"sleep\0{nap}\0".encode():
                found.add(int(path.parent.name))
    return found


def are(nap: int, count: int) -> bool:
    """Whether so many sleep; it is waited for."""
    end = time.monotonic() + LONG_S
    while time.monotonic() < end:
        if len(sleepers(nap)) == count:
            return True
        time.sleep(0.05)
    return False


@LINUX
@pytest.mark.parametrize("then", ["pass", "time.sleep(1000)"], ids=["forker", "forkhang"])
def test_its_children_end_with_the_match(way: str, ask: Ask, then: str, nap: int) -> None:
    _, player = ask(FORKS.format(nap=nap, then=then), keep=True)
    assert are(nap, 3)
    player.close()
    assert are(nap, 0)


@LINUX
def test_its_children_end_if_it_ends_first(way: str, ask: Ask, nap: int) -> None:
    _, player = ask(FORKS.format(nap=nap, then="sys.stdin.readline(); os._exit(0)"), keep=True)
    assert are(nap, 3)
    player._started().send({})
    assert are(nap, 0)
    player.close()


KILLED = """
import sys
from pathlib import Path
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.players import fence
from wargame.players.registry import make_player
if {bare}:
    fence.sandbox = lambda: ""
game = shared_game(DeckRef(Path({deck!r})))
seat = game.seats[0]
player = make_player({line!r}, game, seat, 1)
state = game.new()
while game.current_seat(state) != seat:
    state = game.apply(state, game.legal_actions(state)[0]).state
player.choose(game.redact(state, seat))
print("chosen", flush=True)
sys.stdin.read()
"""


@LINUX
def test_its_children_end_if_the_game_is_killed(way: str, tmp_path: Path, nap: int) -> None:
    path = tmp_path / "bot.py"
    body = FORKS.format(nap=nap, then="time.sleep(1000)")
    path.write_text(BOT + "\n".join(f"        {line}" for line in body.splitlines()) + "\n")
    program = KILLED.format(
        bare=way == "bare",
        deck=str(DECKS["water_treaty"].folder),
        line=f"cmd:{sys.executable} {path} x",
    )
    game = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=child_environment(),
    )
    assert game.stdout is not None
    assert game.stdout.readline() == b"chosen\n"
    assert are(nap, 3)
    os.kill(game.pid, signal.SIGKILL)
    game.communicate()
    assert are(nap, 0)


# --- the sandbox -----------------------------------------------------------------------------


@pytest.fixture
def in_sandbox() -> None:
    if not HAS_SANDBOX:
        pytest.skip("no usable bubblewrap here")


TRIES = """
def tried(do):
    try:
        do()
    except OSError as error:
        return type(error).__name__
    return "done"
told(
    saves=tried(lambda: open({save!r}).read()),
    kept=tried(lambda: open({kept!r}).read()),
    write=tried(lambda: open({beside!r}, "w")),
    own=tried(lambda: open("own", "w")),
    processes=len([one for one in os.listdir("/proc") if one.isdigit()]),
)
"""


@pytest.mark.usefixtures("in_sandbox")
def test_in_a_sandbox_it_sees_no_saves_and_writes_nowhere_else(ask: Ask, tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    saves.mkdir()
    (saves / "evening.jsonl").write_text("seed 7")
    kept = tmp_path / "kept.jsonl"
    kept.write_text("seed 7")
    lines = TRIES.format(
        save=str(saves / "evening.jsonl"), kept=str(kept), beside=str(tmp_path / "beside")
    )
    found, _ = ask(lines, Fence(hidden=(str(saves), str(kept), str(tmp_path / "none"))))
    assert found.pop("processes") < 5
    assert found == {
        "saves": "FileNotFoundError",
        "kept": "PermissionError",
        "write": "OSError",
        "own": "done",
    }


@has_links
@pytest.mark.usefixtures("in_sandbox")
def test_in_a_sandbox_a_folder_of_saves_may_be_a_link(ask: Ask, tmp_path: Path) -> None:
    saves, link = tmp_path / "saves", tmp_path / "link"
    saves.mkdir()
    (saves / "evening.jsonl").write_text("seed 7")
    link.symlink_to(saves)
    lines = f"told(there=[os.listdir(path) for path in ({str(saves)!r}, {str(link)!r})])"
    found, _ = ask(lines, Fence(hidden=(str(link),)))
    assert found == {"there": [[], []]}


@pytest.mark.usefixtures("in_sandbox")
def test_in_a_sandbox_nothing_is_seen_in_a_hidden_folder_that_is_hidden_besides(
    ask: Ask, tmp_path: Path
) -> None:
    """Not even its name, as a save is called by what was played."""
    saves = tmp_path / "saves"
    (saves / "old").mkdir(parents=True)
    hidden = [saves / "old", saves / "evening.jsonl", saves, saves / "old" / "morning.jsonl"]
    for place in (hidden[1], hidden[3]):
        place.write_text("seed 7")
    found, _ = ask(f"told(there=os.listdir({str(saves)!r}))", Fence(hidden=tuple(map(str, hidden))))
    assert found == {"there": []}


READS = """
found = []
for name in sys.argv[2:]:
    try:
        found.append(open(name).read(9))
    except OSError:
        found.append("")
told(found=found)
"""


@pytest.mark.usefixtures("in_sandbox")
def test_in_a_sandbox_a_game_kept_elsewhere_is_not_seen_either(
    water: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies beside the program, by whose folder nothing can be laid."""
    games = KeptGames(saves_folder(tmp_path / "saves"), writes_aside=False)
    games.begin(water, dict.fromkeys(water.seats, "random"), 7, "game", "ab" * 16)
    games.close()
    there = [tmp_path / "game.jsonl", tmp_path / "other.jsonl"]
    for path in there:
        path.write_bytes((tmp_path / "saves" / "game.jsonl").read_bytes())
    body = "\n".join(f"        {line}" for line in READS.splitlines())
    (tmp_path / "bot.py").write_text(BOT + body + "\n")
    monkeypatch.chdir(tmp_path)
    line = f"cmd:{sys.executable} bot.py x {' '.join(map(str, there))}"
    sitting = games.resume(str(there[0]), {water.seats[0]: line})
    sitting.match.run()
    games.close()
    said = [one.text for one in sitting.match.record.events if isinstance(one, Note)]
    assert said
    assert {*said} == {json.dumps({"found": ["", ""]})}


SPIES = """
import json, os, sys
for line in sys.stdin:
    m = json.loads(line)
    if m["type"] == "hello":
        print(json.dumps({"type": "ready"}), flush=True)
    if m["type"] == "choose":
        seen = {}
        for name in ("plan.yaml", "facilitator.md", "brief-us.md", "tables"):
            path = os.path.join(os.path.dirname(sys.argv[0]), name)
            try:
                seen[name] = os.listdir(path) if os.path.isdir(path) else open(path).read(40)
            except OSError:
                seen[name] = ""
        told = {"type": "action", "action": m["legal"][0], "reason": json.dumps(seen)}
        print(json.dumps(told), flush=True)
"""


@pytest.mark.usefixtures("in_sandbox")
@pytest.mark.parametrize("way", ["swapped in", "planned"])
def test_a_program_at_a_table_sees_nothing_of_the_class(tmp_path: Path, way: str) -> None:
    """The plan tells what luck hangs on, the pages what the other side is told."""
    (tmp_path / "spy.py").write_text(SPIES)
    hidden = ("plan.yaml", "facilitator.md", "brief-us.md")
    for name in hidden:
        (tmp_path / name).write_text("for whoever runs the class alone")
    line = f"cmd:python3 {tmp_path / 'spy.py'}"
    plan = plan_of()
    if way == "planned":
        seats = (SeatPlan(seat="us", player="human"), SeatPlan(seat="china", player=line))
        plan = plan.model_copy(update={"seats": seats})
    table = opened(tmp_path, plan)
    match = table.sitting.match
    if way == "planned":
        (away,) = table.sitting.returning
        away.answer(match, is_yes=True)
    else:
        white(table).do(f"swap china {line} because It is to show")
    to_play(table)
    play(table, 2)
    notes = [one for one in match.record.events if isinstance(one, Note) and one.topic == REASON]
    table.games.close()
    assert notes
    assert {one.text for one in notes} == {json.dumps({**dict.fromkeys(hidden, ""), "tables": []})}


WRITES = """
def tried(path):
    try:
        open(path, "w").write("learnt")
    except OSError as error:
        return type(error).__name__
    return "done"
told(given=tried({given!r}), beside=tried({beside!r}), saves=tried({saves!r}))
"""


@pytest.mark.usefixtures("in_sandbox")
def test_in_a_sandbox_it_writes_where_it_may(ask: Ask, tmp_path: Path) -> None:
    saves, given = tmp_path / "given" / "saves", tmp_path / "given"
    saves.mkdir(parents=True)
    lines = WRITES.format(
        given=str(given / "model"), beside=str(tmp_path / "model"), saves=str(saves / "game")
    )
    found, _ = ask(lines, Fence(hidden=(str(saves),), writable=(str(given),)))
    assert found["given"] == "done"
    assert found["beside"] == "OSError"
    assert (given / "model").read_text() == "learnt"
    assert list(saves.iterdir()) == [], "saves stay hidden, and as they were"


@has_links
def test_where_programs_may_write_is_asked_by_an_option(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Fence] = []
    monkeypatch.setattr("wargame.cli.fencing.not_held_back", lambda _, fence: asked.append(fence))
    deck, given = str(DECKS["water_treaty"].folder), tmp_path / "given"
    given.mkdir()
    (tmp_path / "link").symlink_to(given)
    game = ("simulate", deck, "--games", "1", "--seed", "1", "--seat", "upper=cmd:false")
    monkeypatch.chdir(tmp_path)
    wargame(*game, "--program-write", str(tmp_path / "link"))
    wargame(*game)
    assert [one.writable for one in asked] == [(str(given),), ()]
    assert wargame(*game, "--program-write", str(tmp_path / "none")).code == 2
    (tmp_path / "saves" / "mine").mkdir(parents=True)
    refused = wargame(*game, "--program-write", str(tmp_path / "saves" / "mine"))
    assert refused.code == 2
    assert "no program sees" in refused.err


NET = """
import socket
there = socket.create_server(("127.0.0.1", 0)) if {own} else None
def reach():
    socket.create_connection(("127.0.0.1", {port}), 2).close()
try:
    reach()
    told(net="open")
except OSError:
    told(net="shut")
"""


@pytest.mark.usefixtures("in_sandbox")
def test_the_network_stays_unless_it_is_to_go(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        lines = NET.format(own=False, port=server.getsockname()[1])
        assert ask(lines)[0] == {"net": "open"}
        assert ask(lines, Fence(has_network=False))[0] == {"net": "shut"}


def test_what_is_not_held_back_is_said_once(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"cmd:{sys.executable} {example_bot.__file__}"
    deck = str(DECKS["water_treaty"].folder)
    game = ("simulate", deck, "--games", "2", "--seed", "1", "--seat", f"upper={line}")
    monkeypatch.setattr(fences, "sandbox", lambda: "")
    assert wargame(*game).err.count("has your rights") == 1
    assert "has your rights" not in wargame(*game[:-2]).err
    refused = wargame(*game, "--program-no-network")
    assert refused.code == 2
    assert "bubblewrap" in refused.err
    monkeypatch.setattr(fences, "sandbox", lambda: "/usr/bin/bwrap")
    assert "has your rights" not in wargame("player", "protocol").err


def test_a_program_is_found_from_where_it_was_typed(water: Game, tmp_path: Path) -> None:
    words = fences.whole_paths(["./bot", "bot.py", "--seed=1", "missing.py"], tmp_path)
    (tmp_path / "bot.py").write_text("")
    again = fences.whole_paths(["bot.py", "-v", "bot.py"], tmp_path)
    assert words[1:] == ["bot.py", "--seed=1", "missing.py"]
    assert again == ["bot.py", "-v", str(tmp_path / "bot.py")]
