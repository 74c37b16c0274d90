"""G10, guided by coverage: inputs that reach new lines of ours are kept, and spoilt further.

    pip install '.[fuzz]'
    python -m tests.proofs.guided --count 20000 [--target deck|save|answer|expression|plan|settings]

Each target takes bytes as a stranger may hand them over: a file of a deck, a save, the answer of a
program, a text with an expression, a seminar's plan, the settings. It refuses them by an error of
ours, or takes them; nothing else may come out, in two seconds and 2 GB. It begins with a sound one.
An input that does harm is printed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.proofs.counting import Figures, parser_of, told

ROOT = Path(__file__).resolve().parents[2]
DECK = ROOT / "tests" / "decks" / "water_treaty"
ANSWER = b'{"type": "action", "id": 1, "action": "pass", "reason": "because"}'
EXPRESSIONS = (
    b"upper.unrest + 2 * (lower.thirst if shared.river >= 3 else min(1, -own.cistern))",
    b"shared.river > 3 and not upper.cistern == 0",
    b"upper.cistern += clamp(lower.cistern, 0, 4) // 2",
)
PLAN = b"""name: monday
deck: water_treaty
passphrase: 'amber-field-reed'
people: 4
phases:
  - {title: 'Play', minutes: 20, kind: play}
injects:
  - {inject: drought, round: 2}
"""
SETTINGS = b'theme = "nord"\nsigns = "ascii"\n\n[keys]\nnews = "ctrl+n"\n'

Target = Callable[[bytes], object]


def deck_target(place: Path) -> tuple[Target, list[bytes]]:
    """The cards of a deck, as a file."""
    from wargame.content.load import load_deck  # noqa: PLC0415 - opened under instruments
    from wargame.rules.game import Game  # noqa: PLC0415

    files = {path.name: path.read_bytes() for path in DECK.glob("*.yaml")}
    for name, data in files.items():
        (place / name).write_bytes(data)

    def take(data: bytes) -> object:
        (place / "cards.yaml").write_bytes(data)
        return Game(load_deck(place)).new()

    return take, [files["cards.yaml"], *files.values()]


def save_target(place: Path) -> tuple[Target, list[bytes]]:
    """A save."""
    from tests.store.helpers import kept, world  # noqa: PLC0415
    from wargame.play.record import replay  # noqa: PLC0415
    from wargame.store.save import load  # noqa: PLC0415
    from wargame.store.verify import verify  # noqa: PLC0415

    path = kept(place / "sound.jsonl", "water_treaty", 12, 12)
    sound = path.read_bytes()

    def take(data: bytes) -> object:
        path.write_bytes(data)
        assert len(verify(path, world()).message) < 10_000
        save = load(path, world())
        return replay(save.game, save.record)

    return take, [sound]


def answer_target(_: Path) -> tuple[Target, list[bytes]]:
    """What a program answers when it is asked for a move."""
    from tests.proofs.hostile import Answering, opening  # noqa: PLC0415
    from tests.store.helpers import game_of  # noqa: PLC0415
    from wargame.players.command import Command  # noqa: PLC0415

    game = game_of("water_treaty")
    seat = game.current_seat(opening(game))
    view = game.redact(opening(game), seat)

    def take(data: bytes) -> object:
        program = Command(game, seat, 1, "true")
        program._pipe = Answering([data.decode(errors="replace")])  # type: ignore[assignment]
        assert program.choose(view) in view.legal
        return None

    return take, [ANSWER]


def expression_target(_: Path) -> tuple[Target, list[bytes]]:
    """A text in the language of a deck: a number, a condition or a statement."""
    from tests.store.helpers import game_of  # noqa: PLC0415
    from wargame.rules.reading.names import Scope  # noqa: PLC0415
    from wargame.rules.reading.parse import Parser  # noqa: PLC0415
    from wargame.rules.reading.syntax import TextFault  # noqa: PLC0415

    names = game_of("water_treaty").rules.sources.names

    def take(data: bytes) -> None:
        text = data.decode(errors="replace")
        parser = Parser(names, Scope())
        for read in (parser.value, parser.condition, parser.statement):
            with contextlib.suppress(TextFault):
                read(text)

    return take, [*EXPRESSIONS]


def plan_target(place: Path) -> tuple[Target, list[bytes]]:
    """The plan of a seminar."""
    from tests.store.helpers import game_of  # noqa: PLC0415
    from wargame.seminar.reading import checked_plan, read_draft  # noqa: PLC0415
    from wargame.store.names import PLAN_FILE  # noqa: PLC0415

    game = game_of("water_treaty")

    def take(data: bytes) -> None:
        (place / PLAN_FILE).write_bytes(data)
        checked_plan(read_draft(place), game)

    return take, [PLAN]


def settings_target(place: Path) -> tuple[Target, list[bytes]]:
    """What is kept of a user's choices."""
    from wargame.store.own import FOLDER_VARIABLE  # noqa: PLC0415
    from wargame.store.settings import FILE, read_settings  # noqa: PLC0415

    os.environ[FOLDER_VARIABLE] = str(place)

    def take(data: bytes) -> object:
        (place / FILE).write_bytes(data)
        return read_settings()

    return take, [SETTINGS]


TARGETS: dict[str, Callable[[Path], tuple[Target, list[bytes]]]] = {
    "deck": deck_target,
    "save": save_target,
    "answer": answer_target,
    "expression": expression_target,
    "plan": plan_target,
    "settings": settings_target,
}


def guide(name: str, place: Path, count: int) -> None:
    """Run one target in this process until the count is reached; it ends the process.

    The instruments do not see what was imported before: this module imports nothing of ours.
    """
    import atheris  # noqa: PLC0415 - the extra `fuzz`

    with atheris.instrument_imports(include=["wargame", "yaml", "tomllib"]):
        from wargame.errors import WargameError  # noqa: PLC0415

        take, sound = TARGETS[name](place)
    corpus = place / "corpus"
    corpus.mkdir()
    for number, data in enumerate(sound):
        (corpus / f"sound-{number}").write_bytes(data)

    def one(data: bytes) -> None:
        with contextlib.suppress(WargameError):
            take(data)

    limits = ("-timeout=2", "-rss_limit_mb=2048", "-max_len=20000", "-print_final_stats=1")
    harm = f"-artifact_prefix={place}/harm-"
    atheris.Setup([sys.argv[0], f"-runs={count}", "-seed=1", *limits, harm, str(corpus)], one)
    atheris.Fuzz()


def guided(names: list[str], count: int) -> Figures:
    """Run targets, each in a process of its own.

    Raises:
        AssertionError: One met an input that does harm.
    """
    from tests.conftest import child_environment  # noqa: PLC0415 - opens ours uninstrumented

    figures: dict[str, int | float | str] = {}
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            line = [sys.executable, "-m", "tests.proofs.guided", "--within", folder]
            done = subprocess.run(
                [*line, "--target", name, "--count", str(count)],
                capture_output=True,
                check=False,
                env=child_environment(),
                cwd=ROOT,
            )
            said = done.stderr.decode(errors="replace")
            harm = [path.read_bytes() for path in Path(folder).glob("harm-*")]
        assert done.returncode == 0, f"{name}: {harm}\n{done.stdout.decode()[-2000:]}{said[-3000:]}"
        inputs = re.findall(r"number_of_executed_units: (\d+)", said)
        reached = re.findall(r"cov: (\d+)", said)
        figures[f"{name} inputs"] = int(inputs[-1])
        figures[f"{name} places reached"] = f"{reached[0]} to {reached[-1]}"
    return {**figures, "harm": 0}


def main() -> None:
    parser = parser_of(__doc__, 20_000)
    parser.add_argument("--target", choices=TARGETS, help="this one alone")
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.within:
        guide(asked.target, asked.within, asked.count)
        return
    told(lambda: guided([asked.target] if asked.target else list(TARGETS), asked.count))


if __name__ == "__main__":
    main()
