"""What the registration asks of each claim, in words, for whoever reads numbers before that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from wargame.content.model import Deck
from wargame.dataclass import dataclass
from wargame.lab.judge.cells import DIALS
from wargame.lab.judge.claims_table import CELL_SEEDS, POINTS, ROWS, Combination, Level, Registered
from wargame.lab.judge.companions_table import COMPANIONS, Companion
from wargame.lab.registered.table import BY_NUMBER
from wargame.lab.registered.wording import ARMS, NOTHING_BEHIND, QUANTITIES

PERCENT: Final = 100
"""The scale of claims that are told in percent."""


@dataclass(frozen=True, slots=True)
class RegisteredWords:
    """A claim of the registration as it is counted and judged.

    Attributes:
        claim: Its number.
        title: The claim in a few words.
        counted: What its gauge counts.
        over: Over what.
        arms: What parts the two games of a pair; "" where one game can tell.
        against: What it is held against.
        often: How many games or pairs of each.
        number: What is made of what is counted, and in which unit.
        expected: What the claim expects of it, test by test.
        needed: What must be met for anything to be shown; "" for nothing.
        refuted: What would refute it.
        unshown: What it must not be met by as well; "" for nothing of its own.
        beside: What is printed beside it and decides nothing.
        is_missing: Whether the deck has no dial for it.
    """

    claim: int
    title: str
    counted: str
    over: str
    arms: str
    against: str
    often: str
    number: str
    expected: tuple[str, ...]
    needed: str
    refuted: str
    unshown: str
    beside: tuple[str, ...]
    is_missing: bool


def in_words(deck: Deck) -> tuple[RegisteredWords, ...]:
    """The eleven rows for a deck that has a role map; none for any other."""
    if deck.roles is None:
        return ()
    titles = {dial.id: dial.title for dial in deck.dials}
    return tuple(_row(row, titles) for row in ROWS)


def roles_in_words(deck: Deck) -> tuple[str, ...]:
    """What A and B, and each kind of thing of theirs, are in a deck that has a role map."""
    if deck.roles is None:
        return ()
    titles: dict[str, str] = {one.id: one.title for one in deck.seats}
    titles |= {one.id: one.title for one in deck.measures}
    titles |= {one.id: one.title for one in deck.projects}
    a, b = deck.roles.a, deck.roles.b
    told = {
        f"A is {titles[a.seat]}": {
            "duties": a.duty,
            "limits on technology": a.control,
            "other limits": a.other,
            "production at home": a.programme,
            "input projects": a.inputs,
        },
        f"B is {titles[b.seat]}": {
            "limits on inputs": b.input,
            "bans on technology": b.know,
            "other measures": b.other,
            "projects to do without A": b.own,
        },
    }
    return tuple(
        f"{who}: " + "; ".join(_few(kind, ids, titles) for kind, ids in kinds.items() if ids)
        for who, kinds in told.items()
    )


def _few(kind: str, ids: Sequence[str], titles: dict[str, str]) -> str:
    return f"{kind} ({', '.join(titles[one] for one in ids)})"


def _row(row: Registered, titles: dict[str, str]) -> RegisteredWords:
    gauge = BY_NUMBER[row.number]
    dials = [(dial, titles.get(DIALS[dial])) for dial in row.off]
    off = " and ".join(title or f"{dial}, for which there is no dial" for dial, title in dials)
    later = " from the election on" if row.is_off_later else ""
    return RegisteredWords(
        row.number,
        row.title,
        gauge.counts,
        gauge.over,
        ARMS.get(row.number, ""),
        f"the same on the same luck, this mechanism off{later}: {off}",
        _often(row),
        _number(row),
        expected_of(row),
        _needed(row),
        _refuted(row),
        ", or ".join(NOTHING_BEHIND[words] for words in row.must_fail),
        tuple(_beside(one) for one in COMPANIONS if one.claim == row.number),
        any(title is None for _, title in dials),
    )


def _beside(one: Companion) -> str:
    uncounted = f" (not counted: {one.uncounted})" if one.uncounted else ""
    return f"{one.name}: {one.what}{uncounted}"


def _often(row: Registered) -> str:
    what = "pairs of games" if row.is_trial else "games"
    d, s, u = (f"{CELL_SEEDS[family]:,}" for family in ("D", "S", "U"))
    return (
        f"{d} {what} between doctrines, {s} between players that look ahead, {u} at random;"
        " as many without the mechanism"
    )


def _number(row: Registered) -> str:
    unit = row.unit
    if row.scale == PERCENT:
        return f"{_of(row, row.gauge)}, in {'percent' if len(row.gauge) == 1 else POINTS}"
    return f"{_of(row, row.gauge)}, in {unit}"


def expected_of(row: Registered) -> tuple[str, ...]:
    """What is tested of a claim: its effect, then each of its levels."""
    return tuple(_expected(row))


def _expected(row: Registered) -> Iterator[str]:
    way = "rises" if row.moves == "up" else "falls"
    yield f"the number {way} by more than {_smallest(row)} without the mechanism"
    for level in row.levels:
        of = level.of or row.gauge
        what = "the number is" if of == row.gauge else f"{_of(row, of)}:"
        yield f"{what} {_where(level, row, of)}"


def _needed(row: Registered) -> str:
    if row.occurs is None:
        return ""
    name, least = row.occurs
    what = QUANTITIES[row.number][name]
    return f"{what} are {least:g} % of all or more; else nothing is shown"


def _refuted(row: Registered) -> str:
    """In either family of players; section 5 of the registration."""
    way = "rise" if row.moves == "up" else "fall"
    told = f"the 99.5 % interval of that {way} lies wholly below {_smallest(row)}"
    if row.levels:
        told += ", or that of a value with the mechanism wholly outside what is expected of it"
    return f"between doctrines or between players that look ahead, {told}"


def unit_of(row: Registered) -> str:
    """In what the effect of a claim is told."""
    return POINTS if row.scale == PERCENT else row.unit


def _smallest(row: Registered) -> str:
    return f"{row.smallest:g} {unit_of(row)}"


def _of(row: Registered, of: Combination) -> str:
    words = QUANTITIES[row.number]
    (_, first), *rest = of
    return " less ".join(words[name] for name in (first, *(name for _, name in rest)))


def _where(level: Level, row: Registered, of: Combination) -> str:
    of_percent = " %" if len(of) == 1 else f" {POINTS}"
    unit = of_percent if row.scale == PERCENT else ""
    match level.low, level.high:
        case None, high:
            return f"below {high:g}{unit}"
        case low, None:
            return f"above {low:g}{unit}"
        case low, high:
            return f"between {low:g} and {high:g}{unit}"
