"""What luck and choices made of a game, in words: for the end screen, plain text and reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wargame.lab.ended.analysis_object import (
    NEEDED,
    DecidingMove,
    GameAnalysis,
    LuckStretch,
    MissedDeal,
    SeatLedger,
)
from wargame.play.proceedings import Proceeding, chosen_luck
from wargame.rules.amounts import listed
from wargame.rules.verbs import split
from wargame.table.told.account.objects import Account, CourseLine, CourseMark, GameCourse
from wargame.table.told.blocks import Block, CourseChart, Heading, Passage, Text
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM, Target
from wargame.table.words.titles import Titles

NOT_WEIGHED = "Control ruled beyond closing the game as it stood: no move can be weighed."
NO_MOVE = "No single move decided."
SURVIVED = "Survived: moves of the winner that cost as much, and decided nothing"
MISSED = "The best deal never made"
NO_DEAL = "None was found: nothing that was refused, or never tabled, was sure to do better."
NO_LUCK = "No luck moved it by a tenth."
CHANCE = "points of win chance above even"


def decided(titles: Titles, account: Account) -> Iterator[Block]:
    """The moves that decided, and how the chances went; nothing until that is known."""
    found = account.analysis
    if found is None:
        return
    how = weighed_how(account, found)
    for title, moves in weighed(found):
        yield Heading(title, "section")
        if how:
            yield Text(how, DIM)
            how = ""
        for one in moves:
            said = choice_said(titles, account, found.unit, one)
            yield Passage(said, [], Target("ply", str(one.ply)), one.seat)
        if not moves:
            yield Text(NO_MOVE)
    drift = drift_course(titles, account, found)
    if drift.labels:
        yield Text(drift_said(account), DIM)
        yield CourseChart(drift)


def weighed(found: GameAnalysis) -> Iterator[tuple[str, list[DecidingMove]]]:
    """What decided, and apart from it what the winner survived, where there is such a thing."""
    title = f"What decided: moves that cost {NEEDED:.0f} {found.unit} or more"
    yield title, [one for one in found.moves if not one.survived]
    survived = [one for one in found.moves if one.survived]
    if survived:
        yield SURVIVED, survived


def weighed_how(account: Account, found: GameAnalysis) -> str:
    """Against what a move is weighed, and up to where, if not to the end that the rules know."""
    said = (
        "Each is held against the best other move of its side, by what that side knew. Then both "
        "play on by the deck's habits: whoever plays better may make good what a move cost."
    )
    if "spread" in found.unit:
        said += " The spread is how far apart nine in ten games from the start end, in points."
    if found.closed_in:
        last = len(account.course.labels)
        where = f"in round {found.closed_in}" if found.closed_in <= last else f"after round {last}"
        said += (
            f" Control closed the game {where}: moves are weighed by how it stands there, not by "
            "what would have come later."
        )
    return said


def choice_said(titles: Titles, account: Account, unit: str, one: DecidingMove) -> str:
    """A deciding move, what would have been better, and by how much."""
    taken, better = (_taken(titles, one), _better(titles, one))
    label = account.course.label(one.round)
    chose = f"{label}: {account.seats[one.seat]} chose: {stopped(taken)}"
    by = f"by {one.cost:.0f} {unit} ({one.low:.0f} to {one.high:.0f}; {one.pairs} pairs)"
    return f"{chose} Better on average: {better}, {by}."


def chosen_here(titles: Titles, found: GameAnalysis, one: DecidingMove) -> Iterator[Block]:
    """A move that comes next in a replay: whose it is, what was played, what was better."""
    like = [other for other in found.moves if other.survived == one.survived]
    place = f"{like.index(one) + 1} of {len(like)}"
    what = "A costly move that the winner survived" if one.survived else "A move that decided"
    whose, by = titles.seats[one.seat], f"{one.cost:.0f} {found.unit}"
    yield Heading(f"{what}, {place}: {whose} chooses", "section")
    yield Text(stopped(f"{whose} played: {_taken(titles, one)}"))
    yield Text(stopped(f"Better for {whose} by {by}: {_better(titles, one)}"))


def _taken(titles: Titles, one: DecidingMove) -> str:
    return _did(titles, one.taken, one.taken_title, one.taken_signed)


def _better(titles: Titles, one: DecidingMove) -> str:
    return _did(titles, one.better, one.better_title, one.better_signed)


def _did(titles: Titles, text: str, title: str = "", signed: int = 0) -> str:
    """An action as a menu offers it, an answer by its title, a deal by when it was signed; as it is
    typed where nothing else tells."""
    verb, arg = split(text)
    if verb.thing in ("option", "outcome"):
        return title or (text if arg.isdigit() else arg)
    return titles.menu(verb, arg, f"the deal of {titles.round(signed)}" if signed else "")


def _chose(titles: Titles, one: DecidingMove) -> str:
    return f"{titles.seats[one.seat]}: {_taken(titles, one)}"


def choice_marks(titles: Titles, account: Account) -> tuple[CourseMark, ...]:
    """The deciding moves, the dearest first, as what is marked on a course."""
    moves = account.analysis.moves if account.analysis else ()
    return tuple(
        CourseMark(one.ply, one.round, "choice", one.seat, _chose(titles, one), 0) for one in moves
    )


# --- the drift -----------------------------------------------------------------------------------


def drift_course(titles: Titles, account: Account, found: GameAnalysis) -> GameCourse:
    """What the first seat could expect from round to round, with the deciding moves on it; without
    labels of a game that was over before its first round."""
    is_contest = account.table == "contest"
    less = 50 if is_contest else -_given_back(account, next(iter(account.seats)))
    values = tuple(round(value) - less for _, value in _by_round(account, found))
    labels = account.course.labels[: len(values) - 1]
    marks = tuple(sorted(choice_marks(titles, account), key=lambda one: one.ply))
    unit = CHANCE if is_contest else f"{_points(account, first=True)} to be expected"
    return GameCourse(unit, labels, (CourseLine("", values),), marks)


def drift_said(account: Account) -> str:
    """What the drift is of, as a sentence."""
    first, second = account.seats.values()
    if account.table == "contest":
        nobody = "" if account.verdict.winner else " A game that nobody wins counts as even."
        return (
            "The chance to win, round by round, less 50 %: "
            f"above 0 for {first}, below for {second}; at 50 it is certain.{nobody}"
        )
    return f"What {first} could expect, round by round: {_points(account, first=True)}."


def _by_round(account: Account, found: GameAnalysis) -> list[tuple[int, float]]:
    """Of the drift, the last position before each round, and the end."""
    first, last = found.drift[0], found.drift[-1]
    upto = [[one for one in found.drift if one[0] <= end] for end in account.round_ends[:-1]]
    return [first, *(known[-1] for known in upto), last]


# --- the deal that was missed --------------------------------------------------------------------


def missed(titles: Titles, account: Account) -> Iterator[Block]:
    """The best deal never made; nothing until that is known, or in a deck without deals."""
    found = account.analysis
    if found is None or not titles.items:
        return
    yield Heading(MISSED, "section")
    if found.missed is None:
        yield Text(NO_DEAL)
    else:
        said = missed_said(titles, account, found.missed)
        yield Passage(said, [], Target("ply", str(found.missed.ply)), found.missed.seat)


def missed_said(titles: Titles, account: Account, one: MissedDeal) -> str:
    """A deal that was not made: what it was, who refused it, and what it would have brought."""
    things = ", ".join(titles.items.get(item, item) for item in one.items)
    label = account.course.label(one.round)
    how = f"{account.seats[one.seat]} refused it" if one.seat else "nobody tabled it then"
    known = f"({one.low:.1f} to {one.high:.1f}; {one.pairs} pairs)"
    if account.table == "contest":
        brought = f"it would have brought {account.seats[one.seat]} {one.gain:.0f} points of win"
        return f"{label}: {things}; {how}. Signed, {brought} chance {known}."
    gains = ", ".join(f"{title} {one.gains[seat]:+z.1f}" for seat, title in account.seats.items())
    brought = f"it would have brought {gains}: together {one.gain:.1f}"
    return f"{label}: {things}; {how}. Signed, {brought} {known}."


# --- the ledger ----------------------------------------------------------------------------------


def reckoned(
    titles: Titles, account: Account, beside: Iterable[Proceeding] = ()
) -> Iterator[Block]:
    """The ledger: what luck and choices made of each side's result.

    Args:
        beside: What happened beside the moves, such as luck that control chose.
    """
    found = account.analysis
    if found is None:
        return
    yield Heading(ledger_title(account), "section")
    for one in found.ledgers:
        yield Text(ledger_said(account, one))
    yield Text(luck_title(account, found, beside), DIM)
    for drawn in luck_that_moved(found):
        yield Passage(luck_said(titles, account, drawn), [], Target("ply", str(drawn.ply)))


def ledger_title(account: Account) -> str:
    """What the ledger adds up to."""
    return f"What the {'lead' if account.table == 'contest' else _points(account)} was made of"


def _points(account: Account, *, first: bool = False) -> str:
    """What results are where no winner is named: a game that was too short is measured by no par.

    Args:
        first: Those of the first seat alone.
    """
    short = [title for seat, title in account.seats.items() if _given_back(account, seat)]
    told = list(account.seats.values())[: 1 if first else None]
    if not (found := [title for title in told if title in short]):
        return "points less par"
    return "points" if found == told else f"points, less par but for {listed(found)},"


def _given_back(account: Account, seat: str) -> int:
    """What is added to results of a seat again: its par, where it is that of more rounds than were
    played; else 0."""
    if account.is_measured(seat):
        return 0
    return next((one.par for one in account.waterfalls if one.seat == seat), 0)


def ledger_said(account: Account, one: SeatLedger) -> str:
    """A seat's ledger as a sum."""
    par = _given_back(account, one.seat)
    result, start = one.result + par, one.start + par
    return (
        f"{account.seats[one.seat]}: {result:+z.0f} = {start:+z.1f} expected at the start, "
        f"{one.luck:+z.1f} from luck, {one.own:+z.1f} from its own choices, {one.rival:+z.1f} from "
        f"the other side's, {one.residual:+z.1f} left over. Each part is known to about "
        f"{_known_to(one.error)}."
    )


def _known_to(error: float) -> str:
    """An error in whole points; one below a point as far as parts are told.

    >>> _known_to(6.4), _known_to(0.3), _known_to(0.0)
    ('6', '0.3', '0.1')
    """
    return f"{error:.0f}" if error >= 1 else f"{max(error, 0.1):.1f}"


def luck_title(account: Account, found: GameAnalysis, beside: Iterable[Proceeding]) -> str:
    """What the ledger rests on, whose luck is listed below it, and what counts as luck."""
    chosen = (
        "What control chose in the place of luck counts as luck. " if chosen_luck(beside) else ""
    )
    listed = f"Luck that moved most, for {next(iter(account.seats.values()))}:"
    return (
        f"By {found.worlds} continuations of each position, by the deck's habits. {chosen}"
        f"{listed if luck_that_moved(found) else NO_LUCK}"
    )


def luck_that_moved(found: GameAnalysis) -> list[LuckStretch]:
    """The luck that is listed: what moved less than is told of it is left out."""
    return [one for one in found.luck if one.change]


def luck_said(titles: Titles, account: Account, drawn: LuckStretch) -> str:
    """When it was, what came, how likely each of it was, and what it moved."""
    label = account.course.label(drawn.round)
    nodes = ", ".join(
        f"{_did(titles, text)} ({weight} in {whole})" for text, weight, whole in drawn.drawn
    )
    return f"{drawn.change:+z.1f}, {label}: {nodes or 'nothing that could have come otherwise'}"
