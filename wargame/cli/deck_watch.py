"""`wargame deck check --watch`: what a change to a deck came to, as soon as it is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

from wargame.cli.out import say, say_all
from wargame.content.load import load_deck
from wargame.content.model import Deck
from wargame.content.yaml.files import leads_out
from wargame.dataclass import dataclass
from wargame.errors import WargameError
from wargame.lab.authors.checking import check_deck
from wargame.lab.authors.examples import ExampleResult, run_examples
from wargame.lab.authors.lessons import run_lessons
from wargame.lab.authors.puzzles import run_puzzles
from wargame.lab.authors.vocabulary import FOLDER, write_schemas
from wargame.rules.amounts import counted
from wargame.rules.game import Game
from wargame.table.plain.deck_text import Found, item_lines, items

PAUSE_SECONDS = 0.4
MOST_SHOWN = 3
"""Things that a change shows; whoever changes more looks for what they want."""

Stamp = dict[str, tuple[int, int]]
"""When each file of a deck was written, and its size."""


def until_stopped(folder: Path) -> None:
    """Look at a deck again and again until somebody presses Ctrl+C."""
    say(f"Watching {folder}. Ctrl+C ends it.")
    try:
        watch(folder, _pause)
    except KeyboardInterrupt:
        say("Stopped.")


def _pause() -> bool:
    time.sleep(PAUSE_SECONDS)
    return True


def watch(folder: Path, goes_on: Callable[[], bool]) -> None:
    """Report on a deck now, and after each change.

    Args:
        goes_on: Waits a little; whether to look once more.
    """
    seen, watched = stamp(folder), OnWatch(folder)
    say_all(watched.report([]))
    while goes_on():
        now = stamp(folder)
        changed = [name for name in {**seen, **now} if seen.get(name) != now.get(name)]
        if changed:
            seen = now
            say_all(watched.report(sorted(changed)))


def stamp(folder: Path) -> Stamp:
    """The files of a deck as they stand on the disk."""
    found: Stamp = {}
    for path in sorted(folder.rglob("*.yaml")):
        try:
            status = path.stat()
        except OSError:
            continue  # an editor is replacing it
        found[str(path.relative_to(folder))] = (status.st_mtime_ns, status.st_size)
    return found


@dataclass(slots=True)
class OnWatch:
    """A deck that is being written: what it was when it was last sound, and its puzzles when they
    were last solved."""

    folder: Path
    before: dict[tuple[str, str], Any] = field(default_factory=dict)
    posed: object = None
    solved: list[ExampleResult] = field(default_factory=list)

    def report(self, changed: list[str]) -> Iterator[str]:
        """Faults, failing examples, and what changed as players will see it."""
        if changed:
            yield f"== {', '.join(changed)} =="
        found = check_deck(self.folder)
        yield from (str(fault) for fault in found)
        faults = sum(not fault.lint for fault in found)
        yield f"{counted(faults, 'fault')}, {counted(len(found) - faults, 'lint')}"
        place = self.folder / FOLDER
        if place.is_dir() and not leads_out(place, self.folder):
            write_schemas(self.folder)
        if not faults:
            yield from self._played()

    def _played(self) -> Iterator[str]:
        try:
            game = Game(load_deck(self.folder))
        except WargameError as error:
            yield str(error)
            return
        examples, lessons = run_examples(game), run_lessons(game)
        results = [*examples, *lessons]
        yield from _failed(results)
        told = counted(len(examples), "example")
        told += f", {counted(len(lessons), 'lesson')}" if lessons else ""
        yield f"{told}, {sum(not one.holds for one in results)} failed"
        yield from self._changed(game)
        yield from self._solved(game)

    def _solved(self, game: Game) -> Iterator[str]:
        """The puzzles, last of all since they take longest; solved anew if anything can have
        changed them."""
        loaded, puzzles = game.loaded, game.deck.puzzles
        if not puzzles:
            return
        marks = [loaded.mark(("puzzles", number)) for number in range(len(puzzles))]
        now = loaded.deck_hash, puzzles, marks
        if now != self.posed:
            self.posed, self.solved = now, run_puzzles(game)
        yield from _failed(self.solved)
        told = counted(len(puzzles), "puzzle")
        yield f"{told}, {sum(not one.holds for one in self.solved)} failed"

    def _changed(self, game: Game) -> Iterator[str]:
        """The things that are not what they were, drawn."""
        now = nouns(game.deck)
        copies = [("card", card.id) for card in game.rules.program.cards if card.is_copy]
        changed = [
            Found(name[0], noun)
            for name, noun in now.items()
            if self.before.get(name) != noun and name not in copies
        ]
        shown = changed[:MOST_SHOWN] if self.before else []
        self.before = now
        for found in shown:
            yield ""
            yield from item_lines(game, found)
        if shown and len(changed) > MOST_SHOWN:
            yield f"and {len(changed) - MOST_SHOWN} more things changed"


def _failed(results: Iterable[ExampleResult]) -> Iterator[str]:
    """What did not come about, and where it stands."""
    for one in results:
        for place, problem in zip(one.places, one.problems, strict=True):
            yield f"FAILS  {one.id}: {place}: {problem}"


def nouns(deck: Deck) -> dict[tuple[str, str], Any]:
    """Everything that can be shown, by its kind and its id."""
    return {(found.kind, found.noun.id): found.noun for found in items(deck)}
