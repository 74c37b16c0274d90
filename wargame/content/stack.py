"""Laying over a deck what stands behind the colon of its name: a table, and values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from wargame.content.limits import FULL, NUMBER_LIMIT, TWICE
from wargame.content.loaded import LoadedDeck
from wargame.content.starts import is_start, with_starts
from wargame.content.typed import CONTEST, HANDICAP, OFF, ON, PAR, Stack, number_within, parse_stack
from wargame.errors import UsageError, nearest, visible

if TYPE_CHECKING:
    from wargame.content.model import Deck, Dial, NamedNumber, Rule, Seat, Track

# --- the table -------------------------------------------------------------------------------


def at_table(loaded: LoadedDeck, table: str) -> LoadedDeck:
    """A deck at one kind of table; the rest is shared with it.

    A deck without a contest has one kind of table, a seminar, and stays as it is.

    Raises:
        UsageError: The deck says of nobody how to win.
    """
    contest = loaded.written.contest
    if contest is None:
        if table == CONTEST:
            raise UsageError(
                f"Deck '{loaded.written.id}' does not say who wins: it has no 'contest'.\n"
                "    Every table of it is a seminar."
            )
        return loaded
    if table in ("", contest.table):
        return loaded
    stack = parse_stack(loaded.variant)
    written = loaded.written.model_copy(
        update={"contest": contest.model_copy(update={"table": table})}
    )
    return loaded.relaid(written, str(Stack(stack.variants, stack.values, table)))


def check_table(loaded: LoadedDeck) -> None:
    """Refuse a handicap where nobody wins: the lead would start there, and decide nothing.

    Studies lay a table under values of their own, and compare both tables by what they set.

    Raises:
        UsageError: One was set.
    """
    contest, values = loaded.written.contest, parse_stack(loaded.variant).values
    if contest is not None and contest.table != CONTEST and HANDICAP in values:
        raise UsageError(
            "A handicap is where the lead of a contest starts, and nobody wins at a seminar: "
            f"leave out '{HANDICAP}', or play at a contest."
        )


# --- values --------------------------------------------------------------------------------


def with_values(loaded: LoadedDeck, values: Mapping[str, str]) -> LoadedDeck:
    """A deck with numbers set, dials turned and rules left out; the rest is shared with it.

    Raises:
        UsageError: The deck has no such name, or it cannot be set so.
    """
    stack = parse_stack(loaded.variant)
    if starts := {name: text for name, text in values.items() if is_start(name)}:
        begun = with_starts(loaded, starts)
        both = Stack(stack.variants, {**stack.values, **starts}, stack.table)
        rest = {name: text for name, text in values.items() if name not in starts}
        return with_values(replace(begun, variant=str(both)), rest)
    deck = loaded.written
    wanted = {name: value_of(deck, name, text) for name, text in values.items()}
    current = values_of(deck)
    new = {name: value for name, value in wanted.items() if value != current[name]}
    if not new:
        return loaded
    trouble = clash(deck, Stack(stack.variants, {name: values[name] for name in new}))
    if trouble:
        raise UsageError(f"{visible(trouble)}: one of them has to go.")
    told = {**stack.values, **{name: text_of(deck, name, value) for name, value in new.items()}}
    ordered = {name: told[name] for name in (*filter(is_start, told), *current) if name in told}
    return loaded.relaid(_changed(deck, new), str(Stack(stack.variants, ordered, stack.table)))


def values_of(deck: Deck) -> dict[str, int]:
    """Everything that may be set, in deck order, as it stands: dials in eighths, rules 1 or 0."""
    found = {number.id: number.value for number in deck.numbers}
    found |= {dial.id: dial.eighths for dial in deck.dials}
    for _, start in handicap_tracks(deck):
        found[HANDICAP] = start
    found |= {name: seat.par for name, seat in pars(deck).items()}
    return found | {rule.id: int(not rule.removed) for rule in deck.rules if rule.removable}


def handicap_tracks(deck: Deck) -> list[tuple[Track, int]]:
    """The track whose start a handicap sets, and that start, if the deck has one."""
    named = deck.contest and deck.contest.handicap
    return [
        (track, track.start)
        for track in deck.tracks
        if f"{track.of}.{track.id}" == named and isinstance(track.start, int)
    ]


def pars(deck: Deck) -> dict[str, Seat]:
    """The seats by the name that sets their par; none at a contest, which has a winner instead."""
    if deck.contest is not None and deck.contest.table == CONTEST:
        return {}
    return {f"{PAR}{seat.id}": seat for seat in deck.seats}


def pars_of_all(deck: Deck, variant: str) -> list[Seat]:
    """The seats whose par is that of all rounds: none was set with the deck, as for a short game.

    Args:
        variant: What stands behind the deck's colon.
    """
    laid = parse_stack(variant).values
    return [seat for name, seat in pars(deck).items() if seat.par and name not in laid]


def value_of(deck: Deck, name: str, text: str) -> int:
    """What a text sets a name of the deck to.

    Raises:
        UsageError: There is no such name, or it cannot be that.
    """
    numbers = {number.id: number for number in deck.numbers}
    if name in numbers:
        return number_within(name, text, *numbers[name].range)
    if any(dial.id == name for dial in deck.dials):
        return dose_of(name, text)
    for track, _ in handicap_tracks(deck) if name == HANDICAP else ():
        return number_within(name, text, track.min, track.max)
    if name in pars(deck):
        return number_within(name, text, -NUMBER_LIMIT, NUMBER_LIMIT)
    if any(rule.id == name and rule.removable for rule in deck.rules):
        if text not in (ON, OFF):
            raise UsageError(f"'{name}' is a rule: write {name}=off, not {visible(text[:40])}.")
        return int(text == ON)
    raise UsageError(_unknown(deck, name))


def _unknown(deck: Deck, name: str) -> str:
    if name == HANDICAP:
        return f"Deck '{deck.id}' has no handicap: no 'contest' of it names a track for one."
    if name.startswith(PAR) and not pars(deck):
        return "Sides have a par at a seminar only: a contest has a winner instead."
    if name.startswith(PAR):
        seat = name.removeprefix(PAR)
        what = f"deck '{deck.id}' has no seat '{seat[:60]}', whose par could be set"
        return f"{visible(what)}\n    {nearest(seat, [one.id for one in deck.seats])}"
    what = f"deck '{deck.id}' has no number, dial or removable rule '{name[:60]}'"
    known = list(values_of(deck))
    return f"{visible(what)}\n    {nearest(name, known) if known else 'It has none at all.'}"


def dose_of(name: str, text: str) -> int:
    """A dose in eighths.

    Raises:
        UsageError: It is none.

    >>> dose_of("leverage", "1/2"), dose_of("leverage", "0.25"), dose_of("leverage", "2")
    (4, 2, 16)
    """
    try:  # a power, such as 1e9, could take for ever to be worked out
        found = Fraction(-1 if "e" in text.casefold() else text) * FULL
    except (ValueError, ZeroDivisionError):
        found = Fraction(-1)
    if found.denominator != 1 or not 0 <= found <= TWICE:
        raise UsageError(
            f"'{name}' is a dial: its dose is 0 to 2 in eighths, such as 1/2, "
            f"and not '{visible(text[:40])}'."
        )
    return int(found)


def dose_text(eighths: int) -> str:
    """A dose as it is typed.

    >>> dose_text(4), dose_text(8), dose_text(13)
    ('1/2', '1', '13/8')
    """
    return str(Fraction(eighths, FULL))


def text_of(deck: Deck, name: str, value: int) -> str:
    """How a value of a name of the deck is typed."""
    if any(dial.id == name for dial in deck.dials):
        return dose_text(value)
    if name == HANDICAP or name in pars(deck) or any(number.id == name for number in deck.numbers):
        return str(value)
    return ON if value else OFF


def _changed(deck: Deck, values: Mapping[str, int]) -> Deck:
    """The deck with these values; what has none of them is the very same."""
    lists: dict[str, list[NamedNumber] | list[Dial] | list[Rule] | list[Track] | list[Seat]] = {
        "numbers": [
            _number(one, values[one.id]) if one.id in values else one for one in deck.numbers
        ],
        "dials": [
            one.model_copy(update={"eighths": values[one.id]}) if one.id in values else one
            for one in deck.dials
        ],
        "rules": [
            one.model_copy(update={"removed": not values[one.id]})
            if one.removable and one.id in values
            else one
            for one in deck.rules
        ],
    }
    if HANDICAP in values:
        given = [track for track, _ in handicap_tracks(deck)]
        lists["tracks"] = [
            one.model_copy(update={"start": values[HANDICAP]}) if one in given else one
            for one in deck.tracks
        ]
    if given_pars := {seat.id: values[name] for name, seat in pars(deck).items() if name in values}:
        lists["seats"] = [
            one.model_copy(update={"par": given_pars.get(one.id, one.par)}) for one in deck.seats
        ]
    return deck.model_copy(update=lists)


def _number(number: NamedNumber, value: int) -> NamedNumber:
    """A number set anew, within the range that it had."""
    low, high = number.range
    return number.model_copy(update={"value": value, "min": low, "max": high})


# --- what does not go together -------------------------------------------------------------


def clash(deck: Deck, stack: Stack) -> str:
    """A place that two variants, or one and a value, both change; in a sentence, or ""."""
    touched = [
        (f"={name}", f"{field}.{name}.{part}")
        for name in stack.values
        for field, part in (("numbers", "value"), ("dials", "eighths"), ("rules", "removed"))
    ]
    if HANDICAP in stack.values:
        touched += [(f"={HANDICAP}", f"tracks.{one.id}.start") for one, _ in handicap_tracks(deck)]
    touched += [
        (f"={name}", f"seats.{seat.id}.par")
        for name, seat in pars(deck).items()
        if name in stack.values
    ]
    for variant in (one for one in deck.variants if one.id in stack.variants):
        for path in (*variant.set, *variant.remove):
            for other, place in touched:
                if other != variant.id and _meet(path, place):
                    return _both(other, variant.id, min(path, place, key=len))
            touched.append((variant.id, path))
    return ""


def _both(one: str, variant: str, place: str) -> str:
    """What to say of a place that is changed twice; a value is written with its sign."""
    if one.startswith("="):
        return f"variant '{variant}' and the value of '{one[1:]}' both change '{place[:80]}'"
    return f"variants '{one}' and '{variant}' both change '{place[:80]}'"


def _meet(path: str, place: str) -> bool:
    """Whether one path leads to, or into, what another leads to."""
    one, other = path.split("."), place.split(".")
    length = min(len(one), len(other))
    return one[:length] == other[:length]
