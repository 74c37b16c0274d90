"""What the registration asks of each claim, in words, for whoever reads numbers before that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wargame.content.model import Deck
from wargame.lab.judge.cells import DIALS
from wargame.lab.judge.claims_table import CELL_SEEDS, ROWS, Combination, Level, Registered
from wargame.lab.registered.table import BY_NUMBER


@dataclass(frozen=True, slots=True)
class RegisteredWords:
    """A claim of the registration as it is counted and judged.

    Attributes:
        claim: Its number.
        title: The claim in a few words.
        counted: What its gauge counts.
        over: Over what.
        against: What it is held against.
        often: How many games or pairs of each.
        expected: What the claim expects.
        refuted: What would refute it.
        is_missing: Whether the deck has no dial for it.
    """

    claim: int
    title: str
    counted: str
    over: str
    against: str
    often: str
    expected: str
    refuted: str
    is_missing: bool


def in_words(deck: Deck) -> tuple[RegisteredWords, ...]:
    """The eleven rows for a deck that has a role map; none for any other."""
    if deck.roles is None:
        return ()
    titles = {dial.id: dial.title for dial in deck.dials}
    return tuple(_row(row, titles) for row in ROWS)


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
        f"the same seeds with this at 0{later}: {off}",
        _often(row),
        "; ".join(_expected(row)),
        "; ".join(_refuted(row)),
        any(title is None for _, title in dials),
    )


def _often(row: Registered) -> str:
    what = "pairs of games that part at the act" if row.is_trial else "games"
    d, s, u = (f"{CELL_SEEDS[family]:,}" for family in ("D", "S", "U"))
    return f"{d} {what} between doctrines, {s} of search, {u} at random, with it and without"


def _expected(row: Registered) -> Iterator[str]:
    way = "rises" if row.moves == "up" else "falls"
    yield f"without it '{_of(row.gauge)}' {way} by more than {row.smallest:g} {row.unit}"
    for level in row.levels:
        yield f"in the deck '{_of(level.of or row.gauge)}' is {_where(level)}"
    if row.occurs:
        yield f"'{row.occurs[0]}' in {row.occurs[1]:g} % of games or more"


def _refuted(row: Registered) -> Iterator[str]:
    """In either family of players; section 5 of the registration."""
    yield f"a 99.5 % interval of that change wholly below {row.smallest:g} {row.unit}"
    if row.levels:
        yield "or one of a level wholly outside its band"
    if row.must_fail:
        yield f"it stays unshown if this meets it too: {' · '.join(row.must_fail)}"


def _of(of: Combination) -> str:
    (_, first), *rest = of
    return f"{first} less {rest[0][1]}" if rest else first


def _where(level: Level) -> str:
    match level.low, level.high:
        case None, high:
            return f"below {high:g}"
        case low, None:
            return f"above {low:g}"
        case low, high:
            return f"between {low:g} and {high:g}"
