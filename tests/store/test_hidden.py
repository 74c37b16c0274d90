"""The promise of `saves/README.md`: an export tells a seat nothing of what is hidden from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.play.anything import new_match, play_anything
from tests.store.helpers import batches_of, game_of, save_of
from wargame.play.event import (
    CONTROL,
    Act,
    Back,
    Chance,
    Effective,
    End,
    Event,
    Note,
    Ruling,
    effective,
)
from wargame.play.log import seen_by
from wargame.play.record import Record
from wargame.rules.verbs import split
from wargame.store import chain, export
from wargame.store.chain import canonical
from wargame.store.export import revealed, view_of

GAMES = st.tuples(
    st.sampled_from(("kitchen_sink", "water_treaty", "primer", "kitchen_targets")),
    st.integers(0, 11),
    st.sampled_from((25, 60, 110)),
)
"""Deck, seed and length of a game in which everything happens."""


# --- saves that differ only in what is hidden -------------------------------------------------


def otherwise(record: Record, seat: str, dice: Random) -> Record:
    """The record with everything that is hidden from a seat put in other words."""
    standing = {id(move) for move in effective(record.events)}
    open_places = set(revealed(record))
    events = [
        _other(event, seat, dice, id(event) in standing, place in open_places)
        for place, event in enumerate(record.events)
    ]
    header = replace(record.header, seed=dice.getrandbits(62), epoch=dice.randrange(9))
    return Record(header, events)


def _other(event: Event, seat: str, dice: Random, stands: bool, is_open: bool) -> Event:
    match event:
        case Act() | Chance() | Ruling() if not stands and getattr(event, "seat", "") != seat:
            return some_move(event, seat, dice)
        case Act() | Chance() if event.secret_of not in ("", seat) and not is_open:
            verb, _ = split(event.action)
            told = replace(event, action=f"{verb} {words(dice)}", state=digits(dice))
            return replace(told, why=words(dice)) if isinstance(told, Chance) else told
        case Act() | Chance() | Ruling():
            return replace(event, state=digits(dice))
        case Back(who=who) if who not in (seat, CONTROL):
            return replace(event, why=words(dice), epoch=dice.randrange(1000))
        case Note(audience=audience) if audience not in ("", seat):
            return replace(event, text=words(dice))
        case _:
            return event


def some_move(old: Effective, seat: str, dice: Random) -> Event:
    """A move of any kind in the place of one that was taken back; not of the seat itself."""
    place: dict[str, Any] = {"ply": old.ply, "round": dice.randrange(99), "phase": words(dice)}
    place |= {"state": dice.choice(("", digits(dice)))}
    place |= {"tracks": dice.choice((None, {words(dice): dice.randrange(10**6)}))}
    match dice.randrange(4):
        case 0:
            return Ruling(**place, do=(words(dice),), number=dice.randrange(9), why=words(dice))
        case 1:
            return Chance(**place, action=f"draw {words(dice)}", owner="rival")
        case 2:
            return Act(**place | {"phase": "headline"}, seat="rival", action="headline x")
        case _:
            return Act(**place, seat="rival", action=f"offer {words(dice)}")


def words(dice: Random) -> str:
    return "".join(dice.choices('abcdefg hij\n"é', k=dice.randrange(1, 40)))


def digits(dice: Random) -> str:
    return f"{dice.getrandbits(256):064x}"


# --- what may differ in an export -------------------------------------------------------------


def blanked(view: bytes) -> list[bytes]:
    """The lines of an export without hashes, salts and commitments."""
    return [canonical(_blank(json.loads(line))) for line in view.splitlines()]


def _blank(line: dict[str, Any]) -> dict[str, Any]:
    for name in ("hash", "prev", "body"):
        if name in line:
            line[name] = ""
    if "pub" in line:
        line["pub"][0] = ""
        line["sec"] = {
            name: "" if isinstance(part, str) else ["", part[1]]
            for name, part in line["sec"].items()
        }
    return line


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(game=GAMES, side=st.integers(0, 1), other=st.integers(0, 10**6))
def test_saves_that_differ_in_hidden_things_export_alike(
    game: tuple[str, int, int], side: int, other: int
) -> None:
    deck, *how = game
    record, _ = batches_of(deck, *how)
    assume(not any(isinstance(event, End) for event in record.events))
    check_alike(deck, record, game_of(deck).seats[side], Random(other))


def check_alike(deck: str, record: Record, seat: str, dice: Random) -> None:
    """Export a record and another that a seat cannot tell from it, and hold them together."""
    one = view_of(save_of(deck, record, 1), seat)
    two = view_of(save_of(deck, otherwise(record, seat, dice), 2), seat)
    assert blanked(one) == blanked(two)
    assert list(map(len, one.splitlines())) == list(map(len, two.splitlines()))
    assert not _shared(one, view_of(save_of(deck, record, 2), seat))


@pytest.mark.parametrize(
    ("place", "name", "planted"),
    [
        pytest.param(export, "taken_back", lambda *_: frozenset(), id="what was taken back shows"),
        pytest.param(export, "revealed", lambda record: range(len(record.events)), id="all shows"),
        pytest.param(chain, "own_salt", lambda *_: "0" * 32, id="one salt for all"),
    ],
)
def test_a_planted_leak_is_found(
    monkeypatch: pytest.MonkeyPatch, place: ModuleType, name: str, planted: object
) -> None:
    record, _ = batches_of("kitchen_sink", 0, 60)
    seat = game_of("kitchen_sink").seats[0]
    check_alike("kitchen_sink", record, seat, Random(1))
    monkeypatch.setattr(place, name, planted)
    with pytest.raises(AssertionError):
        check_alike("kitchen_sink", record, seat, Random(1))


def _shared(one: bytes, two: bytes) -> list[str]:
    """Commitments that two saves of one game both hold: those without a salt of their own."""
    return sorted(_commitments(one) & _commitments(two))


def _commitments(view: bytes) -> set[str]:
    lines = [json.loads(line) for line in view.splitlines()]
    bodies = [line["body"] for line in lines if "body" in line]
    parts: Sequence[Any] = [part for line in lines for part in line.get("sec", {}).values()]
    return {*bodies, *(part for part in parts if isinstance(part, str))}


def test_every_hidden_thing_occurs_in_the_games_of_the_property() -> None:
    """A promise about nothing would hold."""
    found: set[str] = set()
    for deck in ("kitchen_sink", "water_treaty"):
        seat = game_of(deck).seats[0]
        for seed in range(12):
            record, _ = batches_of(deck, seed, 60)
            other = otherwise(record, seat, Random(1))
            for old, new in zip(record.events, other.events, strict=True):
                if old == new:
                    continue
                is_same_move = isinstance(old, Act | Chance) and type(old) is type(new)
                verb = split(getattr(new, "action", ""))[0] if is_same_move else ""
                found.add(f"{old.kind} {verb}".strip())
    assert {"act headline", "chance draw", "act keep", "back", "note", "ruling"} <= found


@pytest.mark.parametrize("deck", ["kitchen_sink", "water_treaty", "primer"])
@pytest.mark.parametrize("seed", range(6))
def test_an_export_opens_what_the_table_has_told(deck: str, seed: int) -> None:
    """Of every move that counts, a seat reads in the file what its log says it knows."""
    match = play_anything(new_match(game_of(deck), seed, traced=True), seed, 60)
    if match.is_over:
        return
    record = match.record
    standing = {id(move) for move in effective(record.events)}
    for seat in game_of(deck).seats:
        lines = view_of(save_of(deck, record, 1), seat).splitlines()[2:]
        counted = [
            json.loads(line)
            for event, line in zip(record.events, lines, strict=True)
            if id(event) in standing
        ]
        for seen, line in zip(seen_by(seat, match.log), counted, strict=True):
            parts = [line["pub"], *line["sec"].values()]
            open_parts = [part[1] for part in parts if isinstance(part, list)]
            told = any("action" in part or "do" in part for part in open_parts)
            assert told != seen.is_secret, seen.entry
