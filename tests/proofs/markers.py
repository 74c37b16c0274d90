"""G13, G16 and G18 by markers: every card of a test game is a unique word, looked for everywhere.

    python -m tests.proofs.markers --count 20               plain play, saves, programs, children
    python -m tests.proofs.markers --screens --count 5      two people at one keyboard

A game is played up to some moment. No card that the rival holds or may draw, and has not shown, may
stand in any byte that a seat gets: what plain play says and refuses, its log, `replay` and exports
as that seat, what a program is told, its arguments and environment, and what is said when something
of ours breaks with every hand in its message. On screens every key is tried on the curtain and on
the table, turn after turn, also those that leave, and every byte drawn is searched, titles of the
window included. A seat's own cards have to be found in the same bytes: a search that finds nothing
proves nothing. An agenda is no secret word: its seat's candidates are known, so pairs of positions
that differ in it hold it back (`rules/test_leaks`, `store/test_hidden`). Counsel names cards that
a rival may hold: that it is the same whatever the rival does hold, see `rules/test_leaks`.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import shutil
import string
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import child_environment
from tests.proofs.counting import Figures, parser_of, told
from tests.store.helpers import world
from tests.strategies import ROOT
from tests.tui.terminal import Terminal, plain
from wargame.cli.door import run
from wargame.content.load import load_deck
from wargame.play.event import Act
from wargame.play.record import replay
from wargame.players import command, example_bot
from wargame.players.pipe import Pipe
from wargame.rules.game import Game
from wargame.store.save import Save, load

DECKS = ("primer", "kitchen_sink")
SEALED = ("crash", "replay --plain --as", "replay --json --as", "replay --plain", "export")
"""Where neither the seed nor the secret of the match may stand either."""


def marker(number: int) -> str:
    """A word that stands nowhere else."""
    letters = [string.ascii_lowercase[number // 26**place % 26] for place in range(3)]
    return f"zq{''.join(letters)}xvj"


def marked_deck(deck: str, folder: Path) -> Game:
    """A copy of a deck whose cards are called by markers, in its files and in their titles."""
    source = next(place for place in ROOT.glob(f"**/decks/{deck}") if ".venv" not in place.parts)
    copied = folder / deck
    shutil.copytree(source, copied)
    words = {card.id: marker(n) for n, card in enumerate(load_deck(source).deck.cards)}
    for path in copied.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for name, word in words.items():
            text = re.sub(rf"\b{name}\b", word, text)
        if "cards" in (path.stem, path.parent.name):
            text = re.sub(r"- id: (\w+)\n( +)title: .*", r"- id: \1\n\2title: \1", text)
        path.write_text(text, encoding="utf-8")
    return Game(load_deck(copied))


def rival_of(game: Game, seat: str) -> str:
    return next(other for other in game.seats if other != seat)


def cards_of(game: Game, seat: str) -> set[str]:
    """Cards that this seat alone can hold."""
    return {card.id for card in game.deck.cards if card.seat == seat}


def hidden_from(save: Save, seat: str) -> set[str]:
    """Cards of the rival's that no move has named so far."""
    named = {word for e in save.events if isinstance(e, Act) for word in e.action.split()}
    return cards_of(save.game, rival_of(save.game, seat)) - named


def found_in(data: bytes, words: set[str]) -> set[str]:
    text = data.lower()
    return {word for word in words if word.encode() in text}


# --- plain play and everything that is written ---------------------------------------------


RUN = "from wargame.cli import main; main()"

BREAK = "break"
BROKEN = """
from pathlib import Path
from wargame.table.plain.desk import Desk
from wargame.tui.screens.table import TableScreen
decide, news = Desk.decide, TableScreen.action_news
def fail(sitting):
    hands = [sitting.view(seat).hand for seat in sitting.game.seats]
    if Path("break").exists():
        raise KeyError(f"{hands} {sitting.seed} {sitting.secret}")
Desk.decide = lambda self: fail(self.sitting) or decide(self)
TableScreen.action_news = lambda self: fail(self.sitting) or news(self)
"""
"""Where there is a file of that name, a question and the news break, every hand in the message."""


def wargame(folder: Path, *args: str, said: bytes = b"", code: str = RUN) -> bytes:
    """Run a command line; gives all that it writes, errors and log lines too."""
    line = [sys.executable, "-c", code, *args]
    environment = {**child_environment(), "HOME": str(folder)}
    environment["WARGAME_SAVES"] = str(folder / "saves")
    if code == RUN:
        environment["WARGAME_TRACEBACK"] = "1"
    done = subprocess.run(
        line, input=said, capture_output=True, check=False, env=environment, cwd=folder
    )
    return done.stdout + done.stderr


WORDS = ("?", "help", "why", "log", "xyzzy", "play", "99", "undo", "hand")


def typed(dice: random.Random) -> bytes:
    """Some decisions of a person, with questions and slips between them; then the input ends."""
    lines = []
    for _ in range(dice.randint(2, 12)):
        lines += dice.choices(WORDS, k=2)
        lines.append(str(dice.randint(1, 6)))
    return "\n".join(lines).encode() + b"\n"


def written(folder: Path, deck: str, seat: str, number: int) -> Iterator[tuple[str, bytes]]:
    """Everything that a person in a seat gets of a game that is not over, by its name."""
    shared = ["--decks", str(folder), "--seed", str(90_000_000 + number), "--plain"]
    game = load_deck(folder / deck).deck
    rival = next(one.id for one in game.seats if one.id != seat)
    seats = ["--seat", f"{seat}=human", "--seat", f"{rival}=random"]
    lines = typed(random.Random(number))
    yield "play", wargame(folder, "play", deck, *shared, *seats, "--save", "game", said=lines)
    yield "resume", wargame(folder, "resume", "game", "--plain", said=b"?\nlog\nwhy\n")
    (folder / BREAK).touch()
    broken = wargame(folder, "resume", "game", "--plain", code=f"{BROKEN}{RUN}")
    assert b"our fault, not yours: KeyError" in broken
    yield "crash", broken
    for form in ("--plain", "--json"):
        yield f"replay {form} --as", wargame(folder, "replay", "game", form, "--as", seat)
    yield "replay --plain", wargame(folder, "replay", "game", "--plain")
    for what in ("list", "verify"):
        yield f"save {what}", wargame(folder, "save", what, *(["game"] if what == "verify" else []))
    wargame(folder, "save", "export", "game", "--seat", seat, "--out", "view.jsonl")
    view = folder / "view.jsonl"
    if view.exists():
        lines_kept = view.read_bytes().splitlines()
        yield "export", b"\n".join([lines_kept[0], *lines_kept[2:]])  # line 2 is the deck, as sold


# --- programs and children -----------------------------------------------------------------


@contextlib.contextmanager
def overheard() -> Iterator[tuple[list[str], list[str]]]:
    """What programs are told, and the arguments and environment of every child, while it lasts."""
    told_to: list[str] = []
    started: list[str] = []
    begin = subprocess.Popen.__init__

    class Heard(Pipe):
        def send(self, message: Mapping[str, Any], *args: Any, **more: Any) -> None:
            told_to.append(json.dumps(message, ensure_ascii=False))
            super().send(message, *args, **more)

    def seen_begin(self: Any, args: Any, *more: Any, **named: Any) -> None:
        started.append(f"{args} {named.get('env') or dict(os.environ)}")
        begin(self, args, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "Pipe", Heard)
        patch.setattr(subprocess.Popen, "__init__", seen_begin)
        yield told_to, started


def told_to_programs(
    folder: Path, deck: str, seat: str, number: int
) -> Iterator[tuple[str, bytes]]:
    """What a program in a seat is told in a whole game, and what children are started with."""
    rival = next(one.id for one in load_deck(folder / deck).deck.seats if one.id != seat)
    players = [f"{seat}=cmd:{sys.executable} {example_bot.__file__}", f"{rival}=search:10it"]
    seats = [word for player in players for word in ("--seat", player)]
    args = ["play", deck, "--decks", str(folder), "--seed", str(90_000_000 + number), *seats]
    kept_in = ["--plain", "--save", "bot", "--saves", str(folder / "saves")]
    with overheard() as (told_to, started), contextlib.redirect_stdout(io.StringIO()):
        assert run([*args, *kept_in]) == 0
    yield "messages", "\n".join(told_to).encode()
    yield "children", "\n".join(started).encode()


def secrets_of(save: Save) -> set[str]:
    """What lets one work out the luck: the seed, and the secret of the match if it has one."""
    header = save.head.header
    return {str(header.seed), *filter(None, [getattr(save.record, "secret", "")])}


def search_game(deck: str, number: int, tally: Counter[str]) -> None:
    """One game, every way in which a seat gets bytes of it.

    Raises:
        AssertionError: A word stands where it must not, or a seat's own cards were not found.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "saves").mkdir()
        game = marked_deck(deck, folder)
        seat = game.seats[number % 2]
        for name, data in written(folder, deck, seat, number):
            save = load(folder / "saves" / "game.jsonl", world())
            assert not save.is_over, "the game is over: nothing is hidden any more"
            hidden = hidden_from(save, seat) | (secrets_of(save) if name in SEALED else set())
            hold(f"{deck} {number} {name}", data, hidden, tally)
            if name in ("play", "export"):
                assert found_in(data, cards_of(game, seat)), f"{name} shows no card of {seat}'s own"
        for name, data in told_to_programs(folder, deck, seat, number):
            save = load(folder / "saves" / "bot.jsonl", world())
            hidden = hidden_from(save, seat)
            if name == "children":
                hidden |= hidden_from(save, rival_of(game, seat))
            hold(f"{deck} {number} {name}", data, hidden | secrets_of(save), tally)
        tally["games"] += 1


def hold(where: str, data: bytes, hidden: set[str], tally: Counter[str]) -> None:
    """Search some bytes."""
    leaked = found_in(data, hidden)
    assert not leaked, f"{where}: {sorted(leaked)} in {len(data)} bytes"
    tally["bytes"] += len(data)
    tally["words looked for"] += len(hidden)


# --- two people at one keyboard ------------------------------------------------------------

COMMANDS = ":"
KEYS = [
    *(key for key in string.printable[:95] if key not in "?qQ:a"),
    *("\t", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"),
    *("??", COMMANDS, "\x1bOP\x1bOP", "\x1bOQ", "\x1bOR", "\x1b[15~", "\x0c", "\x12", "\x7f"),
]
"""Every key that does not leave, nor asks for counsel, which guesses at cards.

Help and commands are opened and closed again.
"""


CURTAIN, PAGE, TABLE = "Pass the keyboard to", "your page", "Hand"
ANEW = b"\x1b[?1049h"
"""What a screen begins with."""
SIZE = (120, 40)
TURNS = 3
"""Curtains in a session."""


def search_screens(number: int, tally: Counter[str]) -> None:
    """Turn after turn, every key on the curtain, at the table, and on whatever they lead to."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        game, path = marked_deck("primer", folder), folder / "game.jsonl"
        people = ["--seat", "us=human", "--seat", "china=human"]
        args = ["primer", "--decks", place, *people, "--seed", str(90_000_000 + number)]
        code = f"{BROKEN}{RUN}"
        with Terminal("play", *args, "--save", "game", code=code, folder=folder, size=SIZE) as one:
            one.wait_for(CURTAIN)
            for turn in range(TURNS):
                search_curtain(one, path, 0 if turn == 0 else pass_on(one), tally)
                search_table(one, game, path, tally)
            (folder / BREAK).touch()
            search_ways_out(one, path, tally)
        tally["sessions"] += 1


def search_curtain(terminal: Terminal, path: Path, begin: int, tally: Counter[str]) -> None:
    terminal.settle(0.3)
    try_keys(terminal, mover(path)[0])
    hold("a curtain", both(terminal.drawn[begin:]), all_hidden(path), tally)
    tally["curtains"] += 1


def search_table(terminal: Terminal, game: Game, path: Path, tally: Counter[str]) -> None:
    """Lift the curtain; the keys on it may have given the last decision back."""
    seat, begin = mover(path), len(terminal.drawn)
    lift(terminal, seat)
    try_keys(terminal, rival_of(game, seat)[0])
    own = both(terminal.drawn[begin:])
    hold(f"table of {seat}", own, hidden_from(load(path, world()), seat), tally)
    assert found_in(own, cards_of(game, seat)), f"the table shows {seat} no card of its own"


def lift(terminal: Terminal, seat: str) -> None:
    """Lift the curtain, and close the page that is read first."""
    begin = len(terminal.drawn)
    for key, shown in ((seat[0], ("Now press Enter",)), ("\r", (PAGE, TABLE))):
        terminal.press(key)
        while not any(text in plain(terminal.drawn[begin:]) for text in shown):
            terminal.read(0.1)
    if PAGE in plain(terminal.drawn[begin:]):
        terminal.settle(0.3)
        terminal.press("\r")
        terminal.wait_for(TABLE)
    terminal.settle(0.3)


def search_ways_out(terminal: Terminal, path: Path, tally: Counter[str]) -> None:
    """A fault at the table, the title, the curtain again, a suspension, the title, the end."""
    terminal.press("\x1b\x1b")
    terminal.settle(0.3)
    terminal.press("n")
    terminal.wait_for("Something of ours broke")  # the second Enter closes what is told of the deck
    for key in ("\r", "c", "\r", "\r", "\x1a", "?", "\x1b", "\x1b", "\x11"):
        terminal.settle(0.8)
        terminal.press(key)
    assert terminal.leave() == 0
    drawn = both(terminal.drawn[terminal.drawn.rfind(ANEW) :])
    assert CURTAIN.encode() in drawn
    hold("on the way out", drawn, all_hidden(path), tally)


def pass_on(terminal: Terminal) -> int:
    """Pass until the next curtain is drawn; gives where in what was drawn it begins."""
    for key in ("\x1b", "\x1b", *("x", "\r") * 20):
        begin = len(terminal.drawn)
        terminal.press(key)
        terminal.settle(0.5)
        if CURTAIN in plain(terminal.drawn[begin:]):
            return begin
    raise AssertionError(f"no curtain: {plain(terminal.drawn[-3000:])}")


def mover(path: Path) -> str:
    """Whose turn it is."""
    save = load(path, world())
    return save.game.current_seat(replay(save.game, save.record))


def all_hidden(path: Path) -> set[str]:
    """Every card that nobody has shown, and what the luck hangs on."""
    save = load(path, world())
    return secrets_of(save).union(*(hidden_from(save, seat) for seat in save.game.seats))


def try_keys(terminal: Terminal, but: str) -> None:
    """Every key but the one that begins to lift a curtain."""
    for key in KEYS:
        if key != but:
            terminal.press(key)
            terminal.read(0.03)
        if key == COMMANDS:  # closed too early, what is beneath would be left
            terminal.settle(0.5)
            terminal.press("\x1b")
            terminal.settle(0.5)
    terminal.settle(0.3)


def both(drawn: bytes) -> bytes:
    """What was drawn as it came, titles of the window included, and without its codes."""
    return drawn + plain(drawn).encode()


def markers(numbers: range, *, screens: bool) -> Figures:
    tally: Counter[str] = Counter()
    for number in numbers:
        if screens:
            search_screens(number, tally)
        else:
            search_game(DECKS[number // 2 % len(DECKS)], number, tally)
    return {**tally, "hits": 0}


def main() -> None:
    parser = parser_of(__doc__, 20)
    parser.add_argument("--screens", action="store_true", help="two people at one keyboard")
    asked = parser.parse_args()
    numbers = range(asked.first, asked.first + asked.count)
    told(lambda: markers(numbers, screens=asked.screens))


if __name__ == "__main__":
    main()
