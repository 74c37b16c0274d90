"""How a game ended, where its points came from, and which moves decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.lab.ended.analysis_object import GameAnalysis
from wargame.lab.ended.what_if import Fan
from wargame.report.document import (
    FigurePiece,
    ListPiece,
    Piece,
    ProsePiece,
    ReviewSection,
    SubtitlePiece,
    grid,
    number_columns,
)
from wargame.report.reviewed import ReviewedGame
from wargame.table.reports.blocks import Table
from wargame.table.reports.charts import Dot, Dots, GraphLine, GraphPanel, Graphs
from wargame.table.told.account.debrief import gained, marked
from wargame.table.told.account.decided import (
    MISSED,
    NO_DEAL,
    NO_MOVE,
    NOT_WEIGHED,
    choice_said,
    drift_course,
    drift_said,
    ledger_said,
    ledger_title,
    luck_said,
    luck_that_moved,
    luck_title,
    missed_said,
    weighed,
    weighed_how,
)
from wargame.table.told.account.objects import Account, CourseMark, GameCourse, Waterfall
from wargame.table.told.blocks import LEAD
from wargame.table.words import gate
from wargame.table.words.view_models import in_round


def ended(game: ReviewedGame) -> ReviewSection:
    """How it ended; of a game left early nothing is made up."""
    return ReviewSection("end", "How it ended", tuple(_ended(game)))


def _ended(game: ReviewedGame) -> Iterator[Piece]:
    account = game.account
    if game.chapter:
        yield ProsePiece(game.chapter)
    if account is None:
        yield ProsePiece(stopped(game), is_strong=True)
        return
    end = account.verdict
    if end.closed:
        yield ProsePiece(end.closed)
    yield ProsePiece(" ".join(filter(None, (gate.stopped(end.title), end.text))))
    if end.said:
        yield ProsePiece(end.said, is_strong=True)
    floors = [side.floor for side in end.sides if side.floor]
    yield ListPiece((*(side.said for side in end.sides), *floors))
    if end.why:
        yield ProsePiece(f"Why: {end.why}")
    yield from (ProsePiece(one.text) for one in account.story)


def causes(game: ReviewedGame) -> ReviewSection:
    """The course of the game with its turning points, and where the points came from."""
    account = game.account
    pieces = tuple(_causes(account)) if account else (ProsePiece(without_an_end(game)),)
    if account and game.turn and game.fan:
        pieces = (*pieces, *_fan(game, account, game.turn, game.fan))
    return ReviewSection("causes", "How it went, and where the points came from", pieces)


def _causes(account: Account) -> Iterator[Piece]:
    went = account.course
    if went.labels:
        is_lead, first = went.unit == LEAD, next(iter(account.seats.values()))
        when = "as each round ended" if is_lead else "if the game had ended with each round"
        whose = f"above 0 for {first}" if is_lead else ""
        yield _course(account, went, f"The course: {went.unit} {when}", whose)
        if went.marks:
            yield _turning_points(account, went)
    for fall in account.waterfalls:
        yield _fall(account, fall)


def _course(account: Account, went: GameCourse, title: str, whose: str = "") -> FigurePiece:
    """A course as a chart, and as a table."""
    labels = _axis(went.labels)
    lines = [GraphLine(account.seats.get(line.seat, ""), line.values) for line in went.lines]
    rows = [[line.name or went.unit, *line.values] for line in lines]
    caption = ", ".join(filter(None, (went.unit, whose)))
    chart = Graphs(title, labels, (GraphPanel(caption, tuple(lines)),))
    return FigurePiece(chart, grid(["whose", *number_columns(labels)], rows, title))


def _turning_points(account: Account, went: GameCourse) -> Table:
    """What stands out on a course, by the numbers that `--what-if` takes, and what it moved, if
    anything did."""
    moved = [gained(account, mark) for mark in went.marks]
    rows = [
        [number, went.label(mark.round), mark.title, *[said] * any(moved)]
        for number, (mark, said) in enumerate(zip(went.marks, moved, strict=True), 1)
    ]
    columns = f"number#|when|what{f'|{went.unit}' * any(moved)}"
    return grid(columns, rows, "Turning points")


def _fan(game: ReviewedGame, account: Account, turn: CourseMark, fan: Fan) -> Iterator[Piece]:
    """How it might have gone on from a turning point: what came, among what could have come."""
    yield SubtitlePiece(f"What if: {marked(account, turn)}")
    whose = f" What {game.titles.seats[game.seat]} did not know is dealt anew." if game.seat else ""
    yield ProsePiece(
        f"{fan.worlds} continuations from before it, by the habits of the deck's players, each "
        f"with luck of its own.{whose} They show what was open, and not what people would have "
        "done."
    )
    labels = tuple(str(fan.round + n) for n, _ in enumerate(fan.spread))
    lows, middles, highs = zip(*fan.spread, strict=True)
    lines = [GraphLine("a tenth below", lows), GraphLine("the middle", middles)]
    lines.append(GraphLine("a tenth above", highs))
    beyond = [None] * (len(labels) - len(fan.came))
    lines.append(GraphLine("as it went", (*fan.came, *beyond)))
    first, second = account.seats.values()
    what, when = f"lead, above 0 for {first}", "as each round ended"
    if account.table != "contest":
        what = f"points of {first} less those of {second}"
        when = "if the game had ended as the next round began"  # the course counts before that
    title = f"The fan, round by round: {what}, {when}"
    rows = [[line.name, *("" if one is None else one for one in line.values)] for line in lines]
    chart = Graphs(title, labels, (GraphPanel(what, tuple(lines)),))
    yield FigurePiece(chart, grid(["line", *number_columns(labels)], rows, title))
    titles = {one.id: one.title for one in game.match.game.deck.endings}
    ends: list[list[object]] = [[titles.get(name, name), count] for name, count in fan.endings]
    yield grid("ending|continuations#", ends, f"How {fan.worlds} of them ended")


def decided(game: ReviewedGame) -> ReviewSection:
    """The moves that decided, and the ledger of luck and choices, where somebody found out."""
    account, found = game.account, game.analysis
    if account is None or found is None or game.shuts_luck:
        pieces: tuple[Piece, ...] = (ProsePiece(_not_weighed(game)),)
    else:
        pieces = tuple(_decided(game, account, found))
    return ReviewSection("decided", "What decided: choices and luck", pieces)


def _not_weighed(game: ReviewedGame) -> str:
    if game.account is None:
        return without_an_end(game)
    if game.shuts_luck:
        return "What luck brought is not told before all tables with the same luck are over."
    if game.match.course.typed is None:
        return NOT_WEIGHED
    return "Nobody has weighed the moves of this game: `wargame report --deciding` does."


def _decided(game: ReviewedGame, account: Account, found: GameAnalysis) -> Iterator[Piece]:
    how = weighed_how(account, found)
    for title, moves in weighed(found):
        yield SubtitlePiece(title)
        if how:
            yield ProsePiece(how)
            how = ""
        told = tuple(choice_said(game.titles, account, found.unit, one) for one in moves)
        yield ListPiece(told) if told else ProsePiece(NO_MOVE, is_strong=True)
    drift = drift_course(game.titles, account, found)
    if drift.labels:
        yield ProsePiece(drift_said(account))
        yield _course(account, drift, "How the chances went")
    if game.titles.items:
        yield SubtitlePiece(MISSED)
        deal = found.missed
        yield ProsePiece(missed_said(game.titles, account, deal) if deal else NO_DEAL)
    yield SubtitlePiece(ledger_title(account))
    yield ListPiece(tuple(ledger_said(account, one) for one in found.ledgers))
    yield ProsePiece(luck_title(account, found, game.beside))
    if luck := luck_that_moved(found):
        yield ListPiece(tuple(luck_said(game.titles, account, one) for one in luck))


def _axis(labels: Sequence[str]) -> tuple[str, ...]:
    """What stands along the axis: the start, and the rounds by number."""
    return ("start", *(str(number) for number, _ in enumerate(labels, 1)))


def _fall(account: Account, fall: Waterfall) -> FigurePiece:
    """Where a total came from, from the start to the end."""
    whose = account.seats.get(fall.seat, "")
    title = f"Where the points of {whose} came from" if whose else "Where the lead came from"
    unit = "points" if whose else "lead"
    is_measured = bool(fall.seat) and account.is_measured(fall.seat)
    bars = tuple((one.title, float(one.change)) for one in fall.sources)
    rows: list[list[object]] = [["at the start", fall.start]]
    rows += [[one.title, f"{one.change:+d}"] for one in fall.sources]
    rows += [["at the end", fall.end], *([["its par", fall.par]] if is_measured else [])]
    changes = [Dot(name, value, min(0, value), max(0, value), is_way=True) for name, value in bars]
    return FigurePiece(
        Dots(title, unit, tuple(changes), (0, 0)), grid(f"from|{unit}#", rows, title)
    )


def without_an_end(game: ReviewedGame) -> str:
    """Why nothing is said of what came of a game."""
    return "The game was not scored." if game.closed else "The game is not over yet."


def stopped(game: ReviewedGame) -> str:
    """What is said of a game that was left."""
    deck, number = game.match.game.deck, game.match.state.round
    where = f"{in_round(deck, number, closes_after=game.closes_after)}, not scored."
    why = gate.stopped(f"Why: {game.closed}")
    return f"Closed by control {where} {why}" if game.closed else f"Stopped {where}"
