"""How a game ended, what happened round by round, and how its numbers went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from wargame.content.model import BoardGauge, BoardPlan
from wargame.content.typed import CONTEST
from wargame.dataclass import dataclass
from wargame.lab.ended.analysis_object import GameAnalysis
from wargame.lab.ended.what_if import Fan
from wargame.play.proceedings import FACILITATOR, Proceeding
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
from wargame.report.reviewed import LEAD_NUMBER, ReviewedGame
from wargame.table.reports.charts import Dot, Dots, GraphLine, GraphPanel, Graphs
from wargame.table.told.account.debrief import marked
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
    luck_title,
    missed_said,
    weighed,
    weighed_to,
)
from wargame.table.told.account.objects import Account, GameCourse, Waterfall
from wargame.table.told.blocks import LEAD
from wargame.table.told.news import NetChange, tell
from wargame.table.told.proceedings import sentence
from wargame.table.words.view_models import markers

MOST_PANELS = 60
"""Numbers that are drawn, at most; the table of a deck with more has them all."""


def ended(game: ReviewedGame) -> ReviewSection:
    """How it ended; of a game left early nothing is made up."""
    return ReviewSection("end", "How it ended", tuple(_ended(game)))


def _ended(game: ReviewedGame) -> Iterator[Piece]:
    account = game.account
    if account is None:
        yield ProsePiece(stopped(game), is_strong=True)
        return
    end = account.verdict
    if end.closed:
        yield ProsePiece(end.closed)
    yield ProsePiece(" ".join(filter(None, (f"{end.title}." if end.title else "", end.text))))
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
    if account and game.fan:
        pieces = (*pieces, *_fan(game, account, game.fan))
    return ReviewSection("causes", "How it went, and where the points came from", pieces)


def _causes(account: Account) -> Iterator[Piece]:
    went = account.course
    if went.labels:
        is_lead, first = went.unit == LEAD, next(iter(account.seats.values()))
        when = "as each round ended" if is_lead else "if the game had ended with each round"
        whose = f"above 0 for {first}" if is_lead else ""
        yield _course(account, went, f"The course: {went.unit} {when}", whose)
        marks = enumerate((marked(account, mark) for mark in went.marks), 1)
        yield ListPiece(tuple(f"{number}. {said}" for number, said in marks))
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


def _fan(game: ReviewedGame, account: Account, fan: Fan) -> Iterator[Piece]:
    """How it might have gone on from a turning point: what came, among what could have come."""
    went = account.course
    mark = next(one for one in went.marks if one.ply == fan.ply)
    yield SubtitlePiece(f"What if: {marked(account, mark)}")
    whose = f" What {game.titles.seats[game.seat]} did not know is dealt anew." if game.seat else ""
    yield ProsePiece(
        f"{fan.worlds} continuations from before it, by the habits of the deck's players, each "
        f"with luck of its own.{whose} They show what was open, and not what people would have "
        "done."
    )
    labels = tuple(str(fan.first + n) for n, _ in enumerate(fan.spread))
    lows, middles, highs = zip(*fan.spread, strict=True)
    lines = [GraphLine("a tenth below", lows), GraphLine("the middle", middles)]
    lines.append(GraphLine("a tenth above", highs))
    if len(went.lines) == 1:
        came = [*went.lines[0].values[fan.first :]]
        lines.append(GraphLine("as it went", (*came, *[None] * (len(labels) - len(came)))))
    what = went.unit if len(went.lines) == 1 else "points of the first side less the other's"
    title = f"The fan: {what}"
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
    closed = weighed_to(found)
    for title, moves in weighed(found):
        yield SubtitlePiece(title)
        if closed:
            yield ProsePiece(closed)
            closed = ""
        told = tuple(choice_said(game.titles, account, found.unit, one) for one in moves)
        yield ListPiece(told) if told else ProsePiece(NO_MOVE, is_strong=True)
    yield ProsePiece(drift_said(account))
    yield _course(account, drift_course(game.titles, account, found), "How the chances went")
    yield SubtitlePiece(MISSED)
    deal = found.missed
    yield ProsePiece(missed_said(game.titles, account, deal) if deal else NO_DEAL)
    yield SubtitlePiece(ledger_title(account))
    yield ListPiece(tuple(ledger_said(account, one) for one in found.ledgers))
    yield ProsePiece(luck_title(account, found))
    yield ListPiece(tuple(luck_said(game.titles, account, one) for one in found.luck))


def _axis(labels: Sequence[str]) -> tuple[str, ...]:
    """What stands along the axis: the start, and the rounds by number."""
    return ("start", *(str(number) for number, _ in enumerate(labels, 1)))


def _fall(account: Account, fall: Waterfall) -> FigurePiece:
    """Where a total came from, from the start to the end."""
    whose = account.seats.get(fall.seat, "")
    title = f"Where the points of {whose} came from" if whose else "Where the lead came from"
    bars = tuple((one.title, float(one.change)) for one in fall.sources)
    rows: list[list[object]] = [["at the start", fall.start]]
    rows += [[one.title, f"{one.change:+d}"] for one in fall.sources]
    rows += [["at the end", fall.end], *([["its par", fall.par]] if fall.seat else [])]
    changes = [Dot(name, value, min(0, value), max(0, value)) for name, value in bars]
    return FigurePiece(
        Dots(title, "points", tuple(changes), (0, 0)), grid("from|points#", rows, title)
    )


def without_an_end(game: ReviewedGame) -> str:
    """Why nothing is said of what came of a game."""
    return "The game was not scored." if game.closed else "The game is not over yet."


def stopped(game: ReviewedGame) -> str:
    """What is said of a game that was left."""
    last = game.match.game.deck.rounds.max
    where = f"in round {game.match.state.round} of {last}, not scored."
    return f"Closed by control {where} Why: {game.closed}" if game.closed else f"Stopped {where}"


# --- what happened -------------------------------------------------------------------------


def happened(game: ReviewedGame) -> ReviewSection:
    """Round by round: how long it took, and what was done, said and ruled."""
    return ReviewSection("timeline", "Round by round", tuple(_happened(game)))


def _happened(game: ReviewedGame) -> Iterator[Piece]:
    rows: list[list[object]] = [
        [game.label(number), minutes(game.seconds.get(number, 0))] for number in game.rounds
    ]
    yield grid("round|minutes#", rows, "Minutes by round")
    if game.breaks:
        times = "once" if game.breaks == 1 else f"{game.breaks} times"
        yield ProsePiece(f"The table left the game for half an hour {times}; that is not counted.")
    for number, told in _told_by_round(game):
        yield SubtitlePiece(game.label(number))
        yield ListPiece(tuple(text for text, _ in told), tuple(under for _, under in told))


Told = tuple[str, tuple[str, ...]]
"""A sentence, and what moved by it."""


def _told_by_round(game: ReviewedGame) -> Iterator[tuple[int, list[Told]]]:
    """What happened in each round, with what happened beside the moves in its place."""
    waiting = [one for one in game.beside if not (one.counts and one.kind in {"ruling", "luck"})]
    chosen = {one.ply: one for one in game.beside if one.kind == "luck" and one.counts}
    for number, group in groupby(game.seen, key=lambda one: one.entry.round):
        seen, place = list(group), 0
        told: list[Told] = []
        for item in tell(game.seat, seen, game.titles):
            plies = [one.entry.ply for one in seen[place : place + item.count]]
            place += item.count
            while waiting and plies and waiting[0].ply <= plies[0]:
                told.append((_beside(game, waiting.pop(0)), ()))
            by_control = [_by_control(chosen[ply]) for ply in plies if ply in chosen]
            told.append((item.text, (*by_control, *changes(game, item.changes, item.text))))
        yield number, told
    if waiting:
        yield game.match.state.round, [(_beside(game, one), ()) for one in waiting]


def _beside(game: ReviewedGame, one: Proceeding) -> str:
    return sentence(game.titles, nameless(one) if game.is_anonymous else one)


def nameless(one: Proceeding) -> Proceeding:
    """The same without whoever it was in a seat."""
    nobody = one.kind == "note" and one.what == FACILITATOR
    what = "another player" if one.kind == "seat" else one.what
    return replace(one, role="", what=what, text="" if nobody else one.text)


def _by_control(one: Proceeding) -> str:
    return f"Control chose this: {one.why.strip()}" if one.why else "Control chose this."


def changes(game: ReviewedGame, found: Sequence[NetChange], said: str) -> Iterator[str]:
    """What moved, cause by cause; what was said right before is not named again."""
    for place, (cause, group) in enumerate(groupby(found, key=lambda one: one.cause)):
        moves = ", ".join(
            f"{game.titles.number(one.name)} {game.titles.value(one.name, one.old)} to "
            f"{game.titles.value(one.name, one.new)}{game.titles.level(one.name, one.new)}"
            for one in group
        )
        yield f"{moves}." if place == 0 and cause in said else f"{cause}: {moves}."


def minutes(seconds: int) -> str:
    """Seconds as minutes, to a tenth.

    >>> minutes(90), minutes(0)
    ('1.5', '0')
    """
    return f"{seconds / 60:.1f}".removesuffix(".0")


# --- numbers -------------------------------------------------------------------------------

BELOW = "Below a round stands a number as that round began"
LASTS = {"end": "ended", "now": "was left", "end or now": "ended or was left"}
"""What the column behind the rounds is called, and what was so by then."""

Wanted = tuple[str, str, tuple[tuple[int, str], ...]]
"""A number: its name, what it is called in its chart, and where something happens."""


def numbers(games: Sequence[ReviewedGame]) -> ReviewSection:
    """Charts of what people watch: pressure, stocks, chains; each with its table."""
    return ReviewSection("numbers", "How the numbers went", tuple(_numbers(games)))


def _numbers(games: Sequence[ReviewedGame]) -> Iterator[Piece]:
    axis = _shared_axis(games)
    yield ProsePiece(f"{BELOW}, below '{axis.last}' as the game {LASTS[axis.last]}.")
    for title, wanted in groups(games[0]):
        yield from _figure(games, title, wanted, axis)


def shown(games: Sequence[ReviewedGame], names: Sequence[str]) -> Iterator[Piece]:
    """The course of some numbers, if there are any, below what is asked about them."""
    wanted: list[Wanted] = [(name, games[0].titles.number(name), ()) for name in names]
    yield from _figure(games, "", wanted, _shared_axis(games))


@dataclass(frozen=True, slots=True)
class _Axis:
    """The rounds of some games, and what the column behind them is called."""

    rounds: tuple[int, ...]
    last: str

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands along it."""
        return (*map(str, self.rounds), self.last)

    def row(self, game: ReviewedGame, values: Sequence[int | None]) -> list[int | None]:
        """The values of a game below its rounds, and its last one behind all rounds."""
        below = dict(zip(game.rounds, values, strict=False))
        return [*(below.get(number) for number in self.rounds), values[-1]]

    def line(self, game: ReviewedGame, values: Sequence[int | None]) -> tuple[int | None, ...]:
        """The same as it is drawn: where a game ended a round begins no more, and that of one that
        was left lies between two."""
        *row, last = self.row(game, values)
        place = self.rounds.index(game.rounds[-1]) + 1 if game.rounds else 0
        if place == len(self.rounds):
            return (*row, last)
        return (*row[:place], *([last] if game.is_over else []))


def _shared_axis(games: Sequence[ReviewedGame]) -> _Axis:
    rounds = sorted({number for game in games for number in game.rounds})
    lasts = sorted({"end" if game.is_over else "now" for game in games})
    return _Axis(tuple(rounds), " or ".join(lasts))


def _figure(
    games: Sequence[ReviewedGame], title: str, wanted: Sequence[Wanted], axis: _Axis
) -> Iterator[Piece]:
    by_game = [game.numbers([name for name, _, _ in wanted]) for game in games]
    panels, rows, still = [], [], []
    for name, called, marks in wanted:
        known = [
            (game, found[name]) for game, found in zip(games, by_game, strict=True) if name in found
        ]
        values = {value for _, track in known for value in track}
        if len(values) < 2:
            still += [f"{called} {value}" for value in values if value is not None]
            continue
        several = len(games) > 1
        lines = [
            GraphLine(game.name if several else "", axis.line(game, track)) for game, track in known
        ]
        panels.append(GraphPanel(called, tuple(lines), marks))
        for game, track in known:
            shown = ["" if value is None else value for value in axis.row(game, track)]
            rows.append([called, *([game.name] if several else []), *shown])
    if panels:
        head = "number|table" if len(games) > 1 else "number"
        table = grid([head, *number_columns(axis.labels)], rows, title)
        named = title or ", ".join(one.title for one in panels)
        yield FigurePiece(Graphs(named, axis.labels, tuple(panels[:MOST_PANELS])), table)
    if still:
        of = f"{title}, the" if title else "The"
        yield ProsePiece(f"{of} same as each round began: {'; '.join(still)}.")


def groups(game: ReviewedGame) -> Iterator[tuple[str, list[Wanted]]]:
    """What is drawn together: what the deck's board names, else all numbers by whose they are."""
    board = game.match.game.deck.board
    if board is not None:
        yield from ((title, found) for title, found in _watched(game, board) if found)
        return
    rows = [row for row in markers(game.match.game.deck, game.view) if not row.is_aside]
    for owner in dict.fromkeys(row.owner for row in rows):
        title = game.titles.seats.get(owner, "Shared" if not owner else "Others")
        yield title, [(row.name, row.title, ()) for row in rows if row.owner == owner]


def _watched(game: ReviewedGame, board: BoardPlan) -> Iterator[tuple[str, list[Wanted]]]:
    seats = game.titles.seats
    yield "In sight of all", [_wanted(game, one) for one in board.gauges]
    for home in board.homes:
        parts = [(part.number, game.titles.number(part.number), ()) for part in home.parties]
        yield (f"Pressure at home: {seats[home.seat]}", [_wanted(game, home), *parts])
    for chain in board.chains:
        whole = _wanted(game, chain)
        parts = [(part.number, part.title, ()) for part in chain.stages]
        yield f"Chain of {seats[chain.seat]}: {whole[1]}", [whole, *parts]
    yield "Stocks", [_wanted(game, one) for one in board.stores]
    of_seats: list[Wanted] = [(name, game.titles.number(name), ()) for name in _of_seats(game)]
    if game.match.game.table == CONTEST:
        first = next(iter(seats.values()))
        yield "Lead and capital", [(LEAD_NUMBER, f"Lead, above 0 for {first}", ()), *of_seats]
    else:
        yield "Points and capital", of_seats


def _of_seats(game: ReviewedGame) -> Iterator[str]:
    """What each seat has to spend, and its points where these count."""
    for seat in game.titles.seats:
        if game.match.game.table != CONTEST:
            yield f"{seat}.score"
        yield f"{seat}.capital"


def _wanted(game: ReviewedGame, gauge: BoardGauge) -> Wanted:
    """A gauge, with its marks as far as they stand still: at a value, or at a named number."""
    found = [(_stands_at(game, mark.at), mark.title) for mark in gauge.marks]
    marks = tuple((at, title) for at, title in found if at is not None)
    return gauge.number, game.titles.number(gauge.number), marks


def _stands_at(game: ReviewedGame, at: int | str) -> int | None:
    """A mark of a gauge, also one at a named number of the deck; None where it moves in a game."""
    if isinstance(at, int):
        return at
    return game.match.state[at] if at.startswith("number.") else None
