"""Works out where the variants that start later begin: where the record stands on that date.

`python -m tests.history.starts` writes `decks/history/variants.yaml` again. A variant cannot begin
with deals in force, so a truce that runs is a pause of the same length, made by an inject of
the first round; and it cannot begin with projects under way, so that inject advances them.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.history.builder import DECK, new_match, play_on
from wargame.content.load import load_deck
from wargame.content.model import Deck
from wargame.play.course import Course
from wargame.play.event import Act
from wargame.rules.game import CHANCE_SEAT, Game, Position
from wargame.rules.position import actions_at

FILE = DECK / "variants.yaml"
LOST: dict[str, Callable[[int], int]] = {
    "full": lambda paused: 0,
    "half": lambda paused: paused - paused // 2,
    "none": lambda paused: paused,
}
"""How many paused levels do not come back when a deal ends."""

NEVER = 200
"""A round that no game reaches: for dates that lie before the start, or after the end."""


@dataclass(frozen=True)
class Start:
    """A variant: the first entry that is played, and the last.

    Attributes:
        par: Of each seat: its mean score in some dozen games of `greedy` against itself.
    """

    id: str
    title: str
    text: str
    first: int
    last: int = 90
    par: tuple[int, int] = (0, 0)


STARTS = (
    Start(
        "first_war",
        "2018 to 2021: the first war of lists",
        "Ends when Phase One is added up. An evening for two.",
        1,
        18,
        par=(42, 50),
    ),
    Start(
        "apr_2025",
        "April 2025: the day of the reciprocal duty",
        "From 2 April 2025 on. No truce runs, nothing is choked yet.",
        37,
        par=(10, 35),
    ),
    Start(
        "spring_2025",
        "April to October 2025: from the duty to the truce",
        "The same start; ends on the day of Busan.",
        37,
        63,
        par=(4, 30),
    ),
    Start(
        "oct_2025",
        "October 2025: the extraterritorial regime",
        "From 9 October 2025 on. The pause of Geneva runs until the end of the month.",
        58,
        par=(4, 17),
    ),
    Start(
        "feb_2026",
        "February 2026: the day of the ruling",
        "From 20 February 2026 on. The truce of Busan runs until November, as a pause of each "
        "side's own.",
        73,
        par=(7, 20),
    ),
)


def variant(game: Game, start: Start) -> dict[str, Any]:
    """A variant as plain data."""
    deck = game.deck
    setting: dict[str, Any] = {
        "rounds.max": start.last - start.first + 1,
        "rounds.labels": deck.rounds.labels[start.first - 1 : start.last],
        **{f"seats.{seat.id}.par": par for seat, par in zip(deck.seats, start.par, strict=True)},
    }
    removed: list[str] = []
    gone = start.first - 1
    for review in deck.reviews:
        rounds = [n - gone for n in review.rounds if gone < n <= start.last]
        if not rounds:
            removed.append(f"reviews.{review.id}")
        elif rounds != review.rounds:
            setting[f"reviews.{review.id}.rounds"] = rounds
    for inject in deck.injects:
        if inject.id.startswith("start_"):
            continue
        assert inject.round is not None
        is_due = gone < inject.round <= start.last
        if gone or not is_due:
            setting[f"injects.{inject.id}.round"] = inject.round - gone if is_due else NEVER
    if gone:
        removed += _used_cards(game, gone)
        setting |= _numbers(game, start, setting, removed)
    found = {"id": start.id, "title": start.title, "text": start.text, "set": setting}
    return {**found, "remove": removed} if removed else found


def _used_cards(game: Game, gone: int) -> list[str]:
    """Cards that left the game before the start."""
    view = game.redact(play_on(new_match(game), gone).state)
    return [f"cards.{card}" for cards in view.gone.values() for card in cards]


def _numbers(
    game: Game, start: Start, setting: dict[str, Any], removed: list[str]
) -> dict[str, Any]:
    """Starts of tracks, measures and capital with which the first decision is the record's."""
    match = play_on(new_match(game), start.first - 1)
    target = match.state
    names = _names(game.deck)
    wanted = {name: game.value(target, name) for name in names}
    wanted["shared.entry"] = start.first - 1
    wanted["shared.clock"] = (wanted["shared.clock"] - wanted["shared.days"]) % 10
    levels = _levels(game, _before(match.course, start.first - 1))
    for _ in range(5):
        found = {**setting, **levels, **_as_paths(game.deck, wanted)}
        trial = _trial(found, removed)
        position = first_decision(trial)
        for name, (low, high) in names.items():
            if name == "shared.clock":
                continue
            missing = game.value(target, name) - trial.value(position, name)
            wanted[name] = min(high, max(low, wanted[name] + missing))
    return {**levels, **_as_paths(game.deck, wanted)}


def _before(course: Course, entry: int) -> Position:
    """The position after the last decision of an entry."""
    plies = [m.ply for m in course.moves if isinstance(m, Act) and m.round == entry]
    return course.at(plies[-1] + 1)


def _trial(setting: dict[str, Any], removed: list[str]) -> Game:
    """The game of a variant that is still being worked out."""
    with tempfile.TemporaryDirectory() as name:
        folder = shutil.copytree(DECK, Path(name) / "history")
        tried = {"id": "tried", "title": "Tried", "set": setting, "remove": removed}
        folder.joinpath(FILE.name).write_text(_as_yaml([tried]), encoding="utf-8")
        return Game(load_deck(folder, "tried"))


def first_decision(game: Game) -> Position:
    """The position at the first choice of a seat; cards that are drawn do not matter for it."""
    state = game.new()
    while game.current_seat(state) == CHANCE_SEAT:
        state = game.apply(state, actions_at(state)[0]).state
    return state


def _names(deck: Deck) -> dict[str, tuple[int, int]]:
    """Every number that may begin elsewhere, and its range."""
    found: dict[str, tuple[int, int]] = {}
    for track in deck.tracks:
        if track.value is None:
            owners = {"seats": [s.id for s in deck.seats], "parties": ["party.allies"]}
            for owner in owners.get(track.of, [track.of]):
                found[f"{owner}.{track.id}"] = (track.min, track.max)
    return found | {f"{seat.id}.capital": (0, seat.capital.max) for seat in deck.seats}


def _as_paths(deck: Deck, wanted: dict[str, int]) -> dict[str, Any]:
    """Numbers as a variant sets them; what begins there anyway is left out."""
    found: dict[str, Any] = {}
    for track in deck.tracks:
        if track.value is not None:
            continue
        path = f"tracks.{track.id}.start"
        if track.of == "seats":
            begins = {seat.id: wanted[f"{seat.id}.{track.id}"] for seat in deck.seats}
            usual = track.start
            usual = usual if isinstance(usual, dict) else dict.fromkeys(begins, usual)
            if begins != usual:
                found[path] = begins
            continue
        owner = "party.allies" if track.of == "parties" else track.of
        if wanted[f"{owner}.{track.id}"] != track.start:
            found[path] = wanted[f"{owner}.{track.id}"]
    for seat in deck.seats:
        if wanted[f"{seat.id}.capital"] != seat.capital.start:
            found[f"seats.{seat.id}.capital.start"] = wanted[f"{seat.id}.capital"]
    return found


def _levels(game: Game, state: Position) -> dict[str, Any]:
    """The measures as they will stand once running deals are over."""
    found = {}
    deals = game.deck.deals
    assert deals is not None
    held = {one.measure: one for items in state.agreed for one in deals.items if one.id in items}
    for measure in game.deck.measures:
        level = state[f"measure.{measure.id}"]
        if measure.id in held:
            lost = LOST[held[measure.id].snap]
            level -= lost(level - state[f"measure.{measure.id}.in_force"])
        if level != measure.start:
            found[f"measures.{measure.id}.start"] = level
    return found


class _Strict(yaml.SafeDumper):
    """Puts what is no id into quotes, as decks must."""


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if re.fullmatch(r"[a-z][a-z0-9_.]*", text) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Strict.add_representer(str, _quoted)


def _as_yaml(variants: list[dict[str, Any]]) -> str:
    found = yaml.dump(variants, Dumper=_Strict, sort_keys=False, allow_unicode=True, width=100)
    assert isinstance(found, str)
    return found


def write_variants() -> None:
    """Write the deck's variants anew."""
    head = "# Written by `python -m tests.history.starts` from where the record stands.\n"
    FILE.write_text(head + "[]\n", encoding="utf-8")
    game = Game(load_deck(DECK, ""))
    FILE.write_text(head + _as_yaml([variant(game, start) for start in STARTS]), encoding="utf-8")


if __name__ == "__main__":
    write_variants()
