"""Several tables of one deck beside one another: how each ended, and where they parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content.starts import without_carried
from wargame.dataclass import dataclass
from wargame.lab.record.query import is_given
from wargame.play.event import CONTROL
from wargame.play.log import Entry, Seen
from wargame.play.proceedings import CLOSE, chosen_luck
from wargame.report.document import Piece, ProsePiece, ReviewSection, grid, number_columns
from wargame.report.reviewed import ReviewedGame
from wargame.report.sections.by_round import minutes
from wargame.report.sections.outcome import stopped
from wargame.rules.amounts import counted
from wargame.rules.game import CHANCE_SEAT
from wargame.rules.verbs import RULING
from wargame.table.reports.blocks import Column
from wargame.table.told.account.objects import SideEnd
from wargame.table.told.news import tell


@dataclass(frozen=True, slots=True)
class Parting:
    """The first place at which two games differ.

    Attributes:
        place: Among the moves that count, from 0.
        round: When.
        one, other: What was done at either table; "" where that game was over.
        how: Whether luck, control or a decision parted them.
    """

    place: int
    round: int
    one: str
    other: str
    how: str


def side_by_side(games: Sequence[ReviewedGame]) -> ReviewSection:
    """How each table ended."""
    return ReviewSection("tables", "The tables side by side", tuple(_side_by_side(games)))


def _side_by_side(games: Sequence[ReviewedGame]) -> Iterator[Piece]:
    seats = games[0].titles.seats
    titles: list[str | Column] = ["table|ended", *map(Column, seats.values())]
    yield grid(titles, [[game.name, *_ended(game)] for game in games], "How each table ended")
    counts = "table|rounds#|minutes played#|minutes beside#|deals#|concessions#|built#|"
    rows = [_counted(game) for game in games]
    yield grid(f"{counts}acts of control on play#", rows, "What each table did")
    if all(game.account is not None for game in games):
        yield _sources(games)


def _counted(game: ReviewedGame) -> list[object]:
    line = game.line
    mine = [one for one in game.beside if one.who == CONTROL]
    acts = [one for one in mine if one.kind != "note" or one.is_for_a_seat or one.what == CLOSE]
    return [
        game.name,
        len(game.rounds),
        minutes(game.time.rounds.total()),
        minutes(game.time.beside.total()),
        len(line.bargains),
        sum(is_given(one) for one in line.levels),
        sum(one.done is not None for one in line.ventures),
        len(acts),
    ]


def _ended(game: ReviewedGame) -> list[str]:
    if game.account is None:
        return [stopped(game), *("not scored" for _ in game.titles.seats)]
    end = game.account.verdict
    return [end.title, *map(_fared, end.sides)]


def _fared(side: SideEnd) -> str:
    """How a side came out of it, in a column that is headed by its name.

    >>> _fared(SideEnd("north", "North", "undecided", 1, "North has not won, and gets 1 …"))
    'not won, 1 match point'
    >>> _fared(SideEnd("north", "North", "below par", -5, "North: 34 points, 5 below par (39)."))
    '34 points, 5 below par (39)'
    """
    if side.fared in ("won", "lost", "undecided"):
        how = "not won" if side.fared == "undecided" else side.fared
        return f"{how}, {counted(side.points, 'match point')}"
    return side.said.removeprefix(f"{side.title}: ").removesuffix(".")


def _sources(games: Sequence[ReviewedGame]) -> Piece:
    """Where the points of each table came from, a row for each source."""
    changes: dict[tuple[str, str], list[str]] = {}
    for place, game in enumerate(games):
        for fall in game.account.waterfalls if game.account else ():
            whose = game.titles.seats.get(fall.seat, "the lead")
            if fall.start:
                at_start = changes.setdefault((whose, "the start"), [""] * len(games))
                at_start[place] = f"{fall.start:+d}"
            for one in fall.sources:
                row = changes.setdefault((whose, one.title), [""] * len(games))
                row[place] = f"{one.change:+d}"
    rows = [[whose, title, *row] for (whose, title), row in changes.items()]
    names = number_columns(game.name for game in games)
    return grid(["of|from", *names], rows, "Where the points came from, table by table")


# --- where they parted ---------------------------------------------------------------------


def parted(games: Sequence[ReviewedGame]) -> ReviewSection:
    """The first decision that differs, for each table against the first."""
    pieces = [_parted(games[0], other) for other in games[1:]]
    return ReviewSection("parted", "Where they parted", tuple(pieces))


def _parted(first: ReviewedGame, other: ReviewedGame) -> Piece:
    apart = ", which began apart," if _began_apart(first, other) else ""
    both = f"{first.name} and {other.name}{apart}"
    if empty := [game.name for game in (first, other) if _is_empty(game)]:
        return ProsePiece(f"At {' and '.join(empty)} nobody played.")
    found = parting(first, other)
    if found is None:
        return ProsePiece(f"{both} went the same way as far as both go.")
    done = " ".join(
        f"{game.name}: {text}" if text else f"{game.name} was over."
        for game, text in ((first, found.one), (other, found.other))
    )
    when = first.label(found.round)
    told = f"{both.removesuffix(',')}: {when}, move {found.place}: {found.how}. {done}"
    return ProsePiece(told, is_strong=True)


def _is_empty(game: ReviewedGame) -> bool:
    """Whether no seat has done anything in a game."""
    return not any(one.entry.seat in game.titles.seats for one in game.seen)


def parting(first: ReviewedGame, other: ReviewedGame) -> Parting | None:
    """Where two games part; None if one is the beginning of the other, or they are the same.

    What is sealed for the reader at either table counts as what was done at the other.
    """
    for place, (one, two) in enumerate(zip(first.seen, other.seen, strict=False)):
        if _differ(one, two):
            texts = _told(first, place), _told(other, place)
            how = _how(first, other, one.entry, two.entry)
            return Parting(one.entry.ply, one.entry.round, *texts, how)
    return None


def _differ(one: Seen, two: Seen) -> bool:
    if one.is_secret or two.is_secret:
        return one.entry.seat != two.entry.seat
    return _what(one.entry) != _what(two.entry)


def _what(entry: Entry) -> tuple[str, str, str]:
    return entry.seat, entry.verb.word, entry.arg


def _how(first: ReviewedGame, other: ReviewedGame, one: Entry, two: Entry) -> str:
    """Whether luck, control or a decision parted two tables."""
    chosen = (_is_by_control(first, one), _is_by_control(other, two))
    if any(chosen):
        return "control took a hand"
    is_luck = one.seat == two.seat == CHANCE_SEAT
    return "luck fell differently" if is_luck else "parted at a decision"


def _is_by_control(game: ReviewedGame, entry: Entry) -> bool:
    """Whether a move is a ruling, luck that control chose, or what it decided for a seat."""
    is_chosen = entry.ply in chosen_luck(game.beside) or entry.ply in game.decided_by_control
    return entry.verb == RULING or is_chosen


def _told(game: ReviewedGame, place: int) -> str:
    """What was done at a place, as it is told."""
    return next((item.text for item in tell(game.seat, [game.seen[place]], game.titles)), "")


def _began_apart(first: ReviewedGame, other: ReviewedGame) -> bool:
    """Whether two tables played a chapter of a campaign, each from where its own game ended."""
    mine, theirs = first.save.head.header.variant, other.save.head.header.variant
    return mine != theirs and without_carried(mine) == without_carried(theirs)


def differences(games: Sequence[ReviewedGame]) -> list[str]:
    """What has to be said before tables are compared: other rules, seeds or starts."""
    first, found = games[0].save.head, []
    for game in games[1:]:
        head = game.save.head
        is_start = _began_apart(games[0], game)
        is_other = head.header.variant != first.header.variant
        other = [
            what
            for what, differs in (
                ("another variant", is_other and not is_start),
                ("another start", is_start),
                ("other rules", head.header.rules_hash != first.header.rules_hash and not is_start),
                ("another version of the rules", head.rules != first.rules),
                ("another seed", head.header.seed != first.header.seed),
            )
            if differs
        ]
        if other:
            found.append(f"{game.name} had {' and '.join(other)} than {games[0].name}.")
    return found
