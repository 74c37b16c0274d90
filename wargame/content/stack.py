"""What stands behind the colon of a deck's name: variants, a table, and values laid over them.

`primer:no_deals+seminar+bite=2+leverage=1/2+fatigue=off` is the deck with variant `no_deals`, at a
table that names no winner, its number `bite` set to 2, its dial `leverage` at half, and its rule
`fatigue` left out. `handicap=3` lets the lead of a contest start at 3. Whatever names a deck, a
save too, is written so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from wargame.content.model import FULL, TWICE, Deck, Dial, LoadedDeck, NamedNumber, Rule, Track
from wargame.errors import UsageError, nearest, visible

SIGN = "+"
"""What the parts of a stack stand behind."""

ON, OFF = "on", "off"

CONTEST, SEMINAR = TABLES = "contest", "seminar"
"""The two kinds of table: one names a winner, the other does not."""

HANDICAP = "handicap"
"""By what name the start of a contest is set."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Variants of a deck, the table, and the values laid over them, as they were typed."""

    variants: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    table: str = ""

    def __str__(self) -> str:
        given = (f"{name}={text}" for name, text in self.values.items())
        return SIGN.join((*filter(None, (self.plain, self.table)), *given))

    @property
    def plain(self) -> str:
        """The variants alone."""
        return SIGN.join(self.variants)


def parse_stack(text: str) -> Stack:
    """Read what stands behind the colon of a deck's name.

    Raises:
        UsageError: A part is missing, or something is named twice.

    >>> parse_stack("no_deals+bite=2")
    Stack(variants=('no_deals',), values={'bite': '2'}, table='')
    """
    variants: list[str] = []
    values: dict[str, str] = {}
    table = ""
    for part in text.split(SIGN) if text else ():
        name, sign, value = (word.strip() for word in part.partition("="))
        if not name or (sign and not value):
            raise UsageError(
                f"'{visible(text[:80])}' names no variant of a deck.\n"
                "    Write variants and values with + between them: no_deals+bite=2"
            )
        if name in values or name in variants:
            raise UsageError(f"'{visible(name[:60])}' is named twice in '{visible(text[:80])}'.")
        if sign:
            values[name] = value
        elif name in TABLES and table:
            raise UsageError(f"'{visible(text[:80])}' names two tables: {table} and {name}.")
        elif name in TABLES:
            table = name
        else:
            variants.append(name)
    return Stack(tuple(variants), values, table)


def laid_over(below: str, above: str) -> str:
    """One stack with another on top, such as an ablation over a variant.

    Raises:
        UsageError: Either cannot be read.

    >>> laid_over("no_deals+bite=2", "bite=3+leverage=0")
    'no_deals+bite=3+leverage=0'
    """
    one, other = parse_stack(below), parse_stack(above)
    more = tuple(name for name in other.variants if name not in one.variants)
    table = other.table or one.table
    return str(Stack((*one.variants, *more), {**one.values, **other.values}, table))


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


# --- values --------------------------------------------------------------------------------


def with_values(loaded: LoadedDeck, values: Mapping[str, str]) -> LoadedDeck:
    """A deck with numbers set, dials turned and rules left out; the rest is shared with it.

    Raises:
        UsageError: The deck has no such name, or it cannot be set so.
    """
    deck, stack = loaded.written, parse_stack(loaded.variant)
    wanted = {name: value_of(deck, name, text) for name, text in values.items()}
    current = values_of(deck)
    new = {name: value for name, value in wanted.items() if value != current[name]}
    if not new:
        return loaded
    trouble = clash(deck, Stack(stack.variants, {name: values[name] for name in new}))
    if trouble:
        raise UsageError(f"{visible(trouble)}: one of them has to go.")
    told = {**stack.values, **{name: text_of(deck, name, value) for name, value in new.items()}}
    ordered = {name: told[name] for name in current if name in told}
    return loaded.relaid(_changed(deck, new), str(Stack(stack.variants, ordered, stack.table)))


def values_of(deck: Deck) -> dict[str, int]:
    """Everything that may be set, in deck order, as it stands: dials in eighths, rules 1 or 0."""
    found = {number.id: number.value for number in deck.numbers}
    found |= {dial.id: dial.eighths for dial in deck.dials}
    for _, start in handicap_tracks(deck):
        found[HANDICAP] = start
    return found | {rule.id: int(not rule.removed) for rule in deck.rules if rule.removable}


def handicap_tracks(deck: Deck) -> list[tuple[Track, int]]:
    """The track whose start a handicap sets, and that start, if the deck has one."""
    named = deck.contest and deck.contest.handicap
    return [
        (track, track.start)
        for track in deck.tracks
        if f"{track.of}.{track.id}" == named and isinstance(track.start, int)
    ]


def value_of(deck: Deck, name: str, text: str) -> int:
    """What a text sets a name of the deck to.

    Raises:
        UsageError: There is no such name, or it cannot be that.
    """
    numbers = {number.id: number for number in deck.numbers}
    if name in numbers:
        return _in_range(name, text, *numbers[name].range)
    if any(dial.id == name for dial in deck.dials):
        return dose_of(name, text)
    for track, _ in handicap_tracks(deck) if name == HANDICAP else ():
        return _in_range(name, text, track.min, track.max)
    if any(rule.id == name and rule.removable for rule in deck.rules):
        if text not in (ON, OFF):
            raise UsageError(f"'{name}' is a rule: write {name}=off, not {visible(text[:40])}.")
        return int(text == ON)
    raise UsageError(_unknown(deck, name))


def _unknown(deck: Deck, name: str) -> str:
    if name == HANDICAP:
        return f"Deck '{deck.id}' has no handicap: its 'contest' names no track for one."
    what = f"deck '{deck.id}' has no number, dial or removable rule '{name[:60]}'"
    known = list(values_of(deck))
    return f"{visible(what)}\n    {nearest(name, known) if known else 'It has none at all.'}"


def _in_range(name: str, text: str, low: int, high: int) -> int:
    try:
        found = int(text)
    except ValueError:
        raise UsageError(f"'{name}' is a whole number, and not '{visible(text[:40])}'.") from None
    if not low <= found <= high:
        raise UsageError(f"'{name}' may be {low} to {high}, and not {found}.")
    return found


def dose_of(name: str, text: str) -> int:
    """A dose in eighths.

    Raises:
        UsageError: It is none.

    >>> dose_of("leverage", "1/2"), dose_of("leverage", "0.25"), dose_of("leverage", "2")
    (4, 2, 16)
    """
    try:
        found = Fraction(text) * FULL
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
    if name == HANDICAP or any(number.id == name for number in deck.numbers):
        return str(value)
    return ON if value else OFF


def _changed(deck: Deck, values: Mapping[str, int]) -> Deck:
    """The deck with these values; what has none of them is the very same."""
    lists: dict[str, list[NamedNumber] | list[Dial] | list[Rule] | list[Track]] = {
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
