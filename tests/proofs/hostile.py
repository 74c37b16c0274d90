"""G10 and G12: hostile decks, saves, protocol lines and command lines, by one command.

    python -m tests.proofs.hostile --count 100000 [--kind deck|save|message|command]
    python -m tests.proofs.hostile --kind games --count 600     50 games on what `check` accepts

Each input is refused by an error of ours, or taken; nothing else may come out of it. None takes
more than a second of processor time or 200 MB. Whatever a forged save names as a player, no program
starts. An input follows from its number, so `--first N --count 1` repeats one.
"""

from __future__ import annotations

import contextlib
import copy
import io
import json
import logging
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.content.mutations import mutations
from tests.proofs.counting import Figures, parser_of, told
from tests.rules.test_accepted import hold_mutants_to_it, mutate, places
from tests.store.helpers import game_of, kept, world
from tests.store.test_hostile_saves import forged
from tests.strategies import ROOT
from wargame.cli.door import run
from wargame.content.load import load_deck, load_deck_tree
from wargame.errors import WargameError
from wargame.players.command import Command
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.lint.check import find_faults
from wargame.store.names import saves_folder
from wargame.store.verify import verify
from wargame.table.host.kept import KeptGames

MOST_SECONDS = 1.0
MOST_BYTES = 200_000_000
GAMES = 50
DECK = ROOT / "tests" / "decks" / "water_treaty"
CONFESSION = "This is our fault"


# --- decks ---------------------------------------------------------------------------------


@cache
def deck_files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(DECK.glob("*.yaml"))}


@cache
def tree() -> dict[str, Any]:
    return load_deck(DECK).tree


def hostile_deck(number: int, folder: Path) -> None:
    """A deck with spoilt bytes in one file, or with spoilt values in its tree."""
    if number % 2:
        loaded = load_deck_tree(mutate(tree(), Stream(number)))
    else:
        names = list(deck_files())
        spoilt = names[number // 2 % len(names)]
        for name, data in deck_files().items():
            (folder / name).write_bytes(data)
        (folder / spoilt).write_bytes(next(mutations(deck_files()[spoilt], number, 1)))
        loaded = load_deck(folder)
    if not any(not fault.lint for fault in find_faults(loaded)):
        Game(loaded).new()


# --- saves ---------------------------------------------------------------------------------

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1, 2, 10**18, 2**63, 10**40, 1.5, "", "x", "cmd:touch PWNED", "random",
    "CHANCE", "CONTROL", "upper", "lower", "pass", "\x1b]0;x\x07", "\ud7ff" * 300, [], {}, [[]],
    {"a": 1}, ["upper"], {"upper": "cmd:touch PWNED", "lower": "random"},
)  # fmt: skip


@cache
def sound_save() -> Path:
    """A save of a game under way; each number forges a copy of it."""
    place = Path(tempfile.mkdtemp())
    return kept(place / "sound.jsonl", "water_treaty", 12, 30)


def spoil(lines: list[tuple[dict[str, Any], dict[str, Any]]], dice: random.Random) -> None:
    """Change, drop or copy some values, or lines; the deck's own line mostly stays."""
    for _ in range(dice.randint(1, 3)):
        at = dice.choice((0, 0, *range(len(lines))))
        if dice.random() < 0.1 and at > 1:
            lines.insert(dice.randrange(2, len(lines)), copy.deepcopy(lines[at]))
            continue
        fields = dice.choice(lines[at]) or lines[at][0]
        found = list(places(fields))[:400]
        if not found:
            continue
        path = dice.choice(found)
        holder: Any = fields
        for key in path[:-1]:
            holder = holder[key]
        if dice.random() < 0.25:
            del holder[path[-1]]
        else:
            holder[path[-1]] = copy.deepcopy(dice.choice(VALUES))


def hostile_save(number: int, folder: Path) -> None:
    """A forged save with a right chain: verified, listed, and gone on with."""
    path = folder / "game.jsonl"
    path.write_bytes(forged(sound_save(), lambda lines: spoil(lines, random.Random(number))))
    assert len(verify(path, world()).message) < 10_000
    games = KeptGames(saves_folder(folder), writes_aside=False)
    try:
        assert list(games.saves())
        sitting = games.resume("game")
        if not sitting.is_over:
            sitting.match.step()
    finally:
        games.close()


# --- protocol lines ------------------------------------------------------------------------


class Answering:
    """In the place of a pipe: a program that answers what it is given."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)

    def send(self, message: object, patience: float = 0.0) -> None:
        json.dumps(message)

    def receive(self, seconds: float) -> str:
        return self.lines.pop(0) if self.lines else "{}"

    def close(self, patience: float = 0.0) -> None:
        self.lines.clear()


ANSWER = b'{"type": "action", "id": 1, "action": "pass", "reason": "because"}'


def hostile_message(number: int, folder: Path) -> None:
    """Three spoilt answers of a program; a legal action comes out all the same."""
    game = game_of("water_treaty")
    seat = game.current_seat(opening(game))
    lines = [data.decode(errors="replace") for data in mutations(ANSWER, number, 3)]
    if number % 50 == 0:
        lines[0] = random.Random(number).choice(("[", '{"a":', "9")) * 300_000
    program = Command(game, seat, 1, "true")
    program._pipe = Answering(lines)  # type: ignore[assignment]
    for _ in range(3):
        view = game.redact(opening(game), seat)
        assert program.choose(view) in view.legal


@cache
def opening(game: Game) -> Any:
    """The first position in which a seat decides."""
    state = game.new()
    while game.current_seat(state) == "CHANCE":
        state = game.apply(state, game.legal_actions(state)[0]).state
    return state


# --- command lines -------------------------------------------------------------------------

COMMANDS = (
    "play", "resume", "replay", "save list", "save verify", "save repair", "save export",
    "save branch", "save migrate", "save rename", "save delete", "deck list", "deck show",
    "deck check", "deck new", "deck reference", "deck schema", "schema", "player protocol",
    "--help", "save", "deck", "lab", "nonsense",
)  # fmt: skip
WORDS = (
    "--plain", "--json", "--seat", "upper=random", "us=cmd:", "=", "--seed", "-1", "0", "1" * 50,
    "--games", "--round", "--as", "--saves", "--decks", ".", "..", "/dev/null", "/", "", " ", "-",
    "--", "primer", "water_treaty", "game", "game.jsonl", "../x", "x" * 5_000, "\x1b[2J", "a\x00b",
    "\udcff", "水", "CON", "--variant", "--save", "--out", "--help", "-h", "--rules", "1e9", "nan",
)  # fmt: skip


def hostile_command(number: int, folder: Path) -> None:
    """A command line of words thrown together; what it says is one message, and no confession."""
    dice = random.Random(number)
    args = [*dice.choice(COMMANDS).split(), *dice.choices(WORDS, k=dice.randint(0, 6))]
    if args[0] in ("play", "resume", "replay") and "--plain" not in args:
        args.append("--plain")
    err = io.StringIO()
    with contextlib.ExitStack() as stack:
        out = stack.enter_context((folder / "out").open("w", encoding="utf-8"))
        stack.enter_context(contextlib.chdir(folder))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        run(args)
    assert CONFESSION not in err.getvalue(), (args, err.getvalue()[:300])
    assert "Traceback" not in err.getvalue(), args


# --- the count -----------------------------------------------------------------------------

KINDS: dict[str, Callable[[int, Path], None]] = {
    "deck": hostile_deck,
    "save": hostile_save,
    "message": hostile_message,
    "command": hostile_command,
}


def most_memory() -> int:
    """The most bytes that this process has held so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def throw(kind: str, number: int, tally: Counter[str]) -> None:
    """One input, within its limits.

    Raises:
        AssertionError: Something other than a refusal of ours came out, or it took too much.
    """
    held, start = most_memory(), time.process_time()
    with tempfile.TemporaryDirectory() as place:
        try:
            KINDS[kind](number, Path(place))
            tally[f"{kind} taken"] += 1
        except WargameError:
            tally[f"{kind} refused"] += 1
        except Exception as error:
            raise AssertionError(f"{kind} {number}: {type(error).__name__}: {error}") from error
        assert not list(Path(place).rglob("PWNED")), f"{kind} {number} started a program"
    assert not Path("PWNED").exists(), f"{kind} {number} started a program"
    took = time.process_time() - start
    tally["slowest in ms"] = max(tally["slowest in ms"], round(took * 1000))
    assert took < MOST_SECONDS, f"{kind} {number} took {took:.2f} s"
    assert most_memory() - held < MOST_BYTES, f"{kind} {number} took too much memory"


def warm_up() -> Iterator[object]:
    """What is made once and no input's doing."""
    yield from (deck_files(), tree(), sound_save(), opening(game_of("water_treaty")))
    with contextlib.redirect_stdout(io.StringIO()):
        yield run(["deck", "check", "primer"])
        yield run(["deck", "show", "primer", "--rules"])


def hostile(numbers: range, kinds: Sequence[str]) -> Figures:
    """Throw inputs of each kind in turn; the first that does harm ends it."""
    tally: Counter[str] = Counter()
    logging.getLogger("wargame.players").disabled = True
    with pytest.MonkeyPatch.context() as patch:  # the saves that we ship are no hostile input
        patch.setattr("wargame.store.names.shipped_folder", lambda: Path(os.devnull) / "none")
        list(warm_up())
        for number in numbers:
            throw(kinds[number % len(kinds)], number, tally)
    return {"inputs": len(numbers), **tally, "uncaught": 0}


def games_on_accepted(mutants: int, seed: int) -> Figures:
    """Fifty games on every spoilt deck that `deck check` accepts."""
    decks = ("tests/decks/kitchen_sink", "tests/decks/water_treaty", "decks/primer")
    share = -(-mutants // len(decks))
    accepted = sum(hold_mutants_to_it(deck, share, GAMES, seed + 2) for deck in decks)
    tried, games = share * len(decks), accepted * GAMES
    return {"decks": tried, "accepted": accepted, "games": games, "broken": 0}


def main() -> None:
    parser = parser_of(__doc__, 100_000)
    parser.add_argument("--kind", choices=[*KINDS, "games"], help="this one alone")
    asked = parser.parse_args()
    if asked.kind == "games":
        told(lambda: games_on_accepted(asked.count, asked.first))
        return
    numbers = range(asked.first, asked.first + asked.count)
    told(lambda: hostile(numbers, [asked.kind] if asked.kind else list(KINDS)))


if __name__ == "__main__":
    main()
