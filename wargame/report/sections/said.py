"""What was said and ruled, what the deck asks and takes for granted, and what all rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wargame.content.model import Deck
from wargame.play.log import Entry
from wargame.play.proceedings import CLOSED, Proceeding, class_told
from wargame.report.document import ListPiece, Piece, ProsePiece, ReviewSection, SubtitlePiece, grid
from wargame.report.reviewed import ReviewedGame
from wargame.report.sections.numbers import courses_of
from wargame.rules.amounts import counted
from wargame.store.dates import by_greenwich
from wargame.store.replay_object import effects_said
from wargame.table.told.by_control import act_of, is_act
from wargame.table.told.news import tell
from wargame.table.told.predictions import in_sum, predictions, scored
from wargame.table.told.proceedings import luck, note_said, seated_said, whom
from wargame.table.told.questions import STAGES, asked_afterwards
from wargame.table.told.surveys import on_average, role_told, surveyed
from wargame.table.words.gate import stopped
from wargame.table.words.view_models import counts_points

NOTES_CLOSED = "What anybody wrote down, if anything, is not open to whoever reads this."
"""What is said in place of notes where any may be closed."""
NOT_TOLD = "not told"
"""Stands for what a model took where nobody counts it."""

LIMITS = (
    "One game is one story, told by the people who played it and by the rules of its deck.",
    "The rules say what leads to what; they were chosen, and another choice would tell otherwise.",
    "What programs play shows how those programs play, and nothing of governments.",
    "Who wins once says little of who would win again: play it again, or simulate many games.",
)


def noted(game: ReviewedGame) -> ReviewSection:
    """Rationales, forecasts and other notes, beside what came next."""
    return ReviewSection("notes", "What was said, and what came next", tuple(_noted(game)))


def _noted(game: ReviewedGame) -> Iterator[Piece]:
    notes = [one for one in game.beside if one.kind == "note" and not is_act(one)]
    if not notes:
        yield ProsePiece("Nobody wrote anything down." if game.opens_all else NOTES_CLOSED)
        return
    yield from _foreseen(game)
    yield from _surveyed(game)
    heads = "round#|who|about|text|what came next: own|what came next: the others"
    yield grid(heads, [_note(game, one) for one in notes], "Each note, in order")


def _foreseen(game: ReviewedGame) -> Iterator[Piece]:
    """Forecasts beside what came, once there is an ending and nothing is hidden any more."""
    found = predictions(game.signed) if game.is_over and game.is_open else []
    if not found:
        return
    names = [one.number for one in found if one.number]
    last = {name: values[-1] for name, values in game.numbers(names).items()}
    numbers = {name: value for name, value in last.items() if value is not None}
    if game.is_anonymous:
        found = [replace(one, role="") for one in found]
    came = game.match.game.ending(game.match.state)
    shown = list(scored(found, game.titles, came, numbers, game.seen))
    rows: list[list[object]] = [
        [
            one.who,
            one.foresaw,
            "yes" if one.is_right else "no",
            one.number,
            one.value if one.number else "",
            one.was if one.number else "",
            one.off if one.number else "",
            one.move,
            one.moved,
        ]
        for one in shown
    ]
    heads = "who|foresaw|it came|a number|foreseen#|it was#|off by#|their next move|and it was"
    yield grid(heads, rows, f"Forecasts, beside {game.titles.endings.get(came, came)}")
    yield ProsePiece(in_sum(shown))


def _surveyed(game: ReviewedGame) -> Iterator[Piece]:
    """Answers to the survey, before and after, and what they come to of those who gave both."""
    found = surveyed(game.signed, game.titles)
    rows: list[list[object]] = []
    asked = list(dict.fromkeys(one.question for one in found))
    for question in asked:
        mine = [one for one in found if one.question == question]
        rows += [[question.ask, one.who, one.first, one.last] for one in mine]
        before, after = on_average(mine, question)
        rows += [[question.ask, "average of those who gave both", before, after]] if before else []
    if rows:
        yield grid("asked|who|first answer|last answer", rows, "The survey, before and after")
        ends = [f"{one.label}: {one.said}" for one in asked if one.is_scale]
        yield from [ListPiece(tuple(ends))] if ends else []


def _note(game: ReviewedGame, one: Proceeding) -> list[object]:
    role = f", {role_told(one)}" if role_told(one) else ""
    audience = f", for {whom(game.titles, one.audience)}" if one.audience else ""
    who = f"{whom(game.titles, one.who)}{role}"
    text = CLOSED if one.is_closed else note_said(game.titles, one.what, one.text)
    return [one.round, who, f"{one.what}{audience}", text, *_next(game, one)]


def _next(game: ReviewedGame, one: Proceeding) -> Iterator[str]:
    """The next decision of whoever spoke, and of the others."""
    if one.who not in game.titles.seats:
        yield from ("", "")
        return
    for is_own in (True, False):
        yield next((told for entry, told in _decisions(game, one) if _is(entry, one, is_own)), "")


def _is(entry: Entry, one: Proceeding, is_own: bool) -> bool:
    return (entry.seat == one.who) == is_own


def _decisions(game: ReviewedGame, one: Proceeding) -> Iterator[tuple[Entry, str]]:
    first = game.match.course.first
    for seen in game.seen[one.ply - first :]:
        if seen.entry.seat in game.titles.seats:
            for item in tell(game.seat, [seen], game.titles):
                yield seen.entry, item.text
                break


# --- control -------------------------------------------------------------------------------


def ruled(game: ReviewedGame) -> ReviewSection:
    """Every act of control, and every going back: who, when, why, before and after."""
    return ReviewSection("control", "What control did", tuple(_ruled(game)))


def _ruled(game: ReviewedGame) -> Iterator[Piece]:
    acts = [one for one in game.beside if one.kind != "note" or is_act(one)]
    if not acts:
        yield ProsePiece("Control did nothing: every number is the rules' own.")
        return
    rows = [_act(game, one) for one in acts]
    when = "after" if game.is_anonymous else "time (UTC)"
    yield grid(f"round#|{when}|who|what|why|counts", rows, "Each act, in order")


def _act(game: ReviewedGame, one: Proceeding) -> list[object]:
    counts = "yes" if one.counts else "no: gone back on"
    when = clock(game, game.at(one))
    role = f", {one.role}" if one.role else ""
    why = (act_of(one, game.titles)[1] if is_act(one) else one.why).strip()
    return [one.round, when, f"{whom(game.titles, one.who)}{role}", _what(game, one), why, counts]


def _what(game: ReviewedGame, one: Proceeding) -> str:
    match one.kind:
        case "ruling":
            come = ", ".join(game.titles.injects.get(name, name) for name in one.released)
            did = f"let an inject come: {come}" if come else effects_said(game.match, one)
            moved = moved_at_once(game, one)
            return f"{one.what}: {stopped(did)}{f' It moved {moved}.' if moved else ''}"
        case "luck":
            return f"chose what luck brought: {luck(game.titles, one)}"
        case "back":
            return f"went back {counted(one.dropped, 'move')}, to before move {one.what}"
        case "seat":
            return seated_said(game.titles, one)
        case "note":
            return act_of(one, game.titles)[0]


def moved_at_once(game: ReviewedGame, one: Proceeding) -> str:
    """What a ruling moved at once, from what to what; no scores where none count."""
    if not one.counts:
        return ""
    entry, deck = game.match.log[one.ply - game.match.course.first], game.match.game.deck
    scores = () if counts_points(deck) else tuple(f"{seat.id}.score" for seat in deck.seats)
    return ", ".join(
        f"{game.titles.number(write.name)} {game.titles.went(write.name, write.old, write.new)}"
        for write in entry.writes
        if write.old != write.new
        and write.name in game.titles.numbers
        and write.name not in scores
        and write.seen_by in ("", game.seat)
    )


def clock(game: ReviewedGame, at: int) -> str:
    """The time of day by Greenwich; of an anonymous review the minutes since the first event."""
    if game.is_anonymous:
        return f"+{(at - game.save.times[0]) // 60} min" if game.save.times else ""
    return by_greenwich(at, "%H:%M")


# --- the deck ------------------------------------------------------------------------------


def asked(games: Sequence[ReviewedGame]) -> ReviewSection:
    """What is asked afterwards, each with the claims it bears on and by its chart."""
    return ReviewSection("questions", "To talk about", tuple(_asked(games)))


def _asked(games: Sequence[ReviewedGame]) -> Iterator[Piece]:
    deck = games[0].match.game.deck
    claims = {one.id: one.title for one in deck.claims}
    drawn: dict[tuple[str, ...], str] = {}
    for stage, mine in asked_afterwards(deck, [game.view for game in games]):
        if mine:
            yield SubtitlePiece(STAGES[stage])
        for one in mine:
            bears = [f"{n}. {claims[n]}" for n in one.claims if n in claims]
            under = [stopped(f"Bears on: {'; '.join(bears)}")] if bears else []
            first = drawn.setdefault(tuple(one.shows), one.ask) if one.shows else one.ask
            if first != one.ask:
                under.append(f"The chart is that of: {first}")
            yield ListPiece((one.ask,), (tuple(under),))
            if first == one.ask:
                yield from courses_of(games, one.shows)


def assumed(game: ReviewedGame) -> ReviewSection:
    """What the deck takes for granted, and what that rests on."""
    pieces = tuple(_assumed(game.match.game.deck))
    empty = ProsePiece("This deck lists no assumptions.")
    return ReviewSection("assumptions", "What is taken for granted", pieces or (empty,))


def _assumed(deck: Deck) -> Iterator[Piece]:
    cited = [one.source for one in deck.assumptions if one.source]
    sources = [one for one in deck.sources if one.id in cited]
    titles = {one.id: one.title for one in sources}
    if deck.assumptions:
        rows = [
            [one.kind, one.text.strip(), titles.get(one.source or "", one.source or "")]
            for one in deck.assumptions
        ]
        yield grid("kind|what is assumed|source", rows)
    if sources:
        places = [[one.title, one.date or "", one.url or ""] for one in sources]
        yield grid("source|date|where it is", places, "Sources of what is taken for granted")


def rests_on(game: ReviewedGame) -> ReviewSection:
    """What makes the game again, and what it cannot tell."""
    return ReviewSection("limits", "Seed, hashes and limits", tuple(_rests_on(game)))


def _rests_on(game: ReviewedGame) -> Iterator[Piece]:
    save, header = game.save, game.save.head.header
    rows: list[list[object]] = [
        ["deck", f"{header.deck}{':' + header.variant if header.variant else ''}"],
        *_when(game),
        *_seats(game),
        ["moves that count", len(game.match.course.moves)],
        ["rules version", save.head.rules],
        ["hash of the deck", header.deck_hash],
        ["hash of its rules", header.rules_hash],
    ]
    if game.opens_all:
        rows += [["seed", header.seed], ["last position", game.match.state.digest]]
        rows += [["secret of luck", save.record.secret]] if save.record.secret else []
        rows += [["last line of the save", save.chain.last_hash]]
    else:
        where = " at a table that goes on" if game.is_open else ""
        rows += [["seed", f"closed: what is hidden{where} could be worked out from it"]]
    yield grid("what|value", rows)
    yield from _modelled(game)
    if header.parent is not None:
        yield ProsePiece(f"This game left another one at move {header.parent.ply}.")
    yield ListPiece(LIMITS)


def _modelled(game: ReviewedGame) -> Iterator[Piece]:
    """What the language models in seats took."""
    rows: list[list[object]] = [
        [
            game.titles.seats.get(seat, seat),
            use.calls,
            use.unused,
            use.read if use.counted else NOT_TOLD,
            use.written if use.counted else NOT_TOLD,
            use.counted,
            use.time or NOT_TOLD,
        ]
        for seat, use in game.model_uses.items()
    ]
    if rows:
        heads = "side|calls#|of no use#|tokens read#|tokens written#|calls with tokens#|time"
        yield grid(heads, rows, "What language models took")


def _when(game: ReviewedGame) -> Iterator[list[object]]:
    if not game.is_anonymous:
        yield ["game", game.save.head.id]
        *_, before = class_told(game.save.events)
        if before:
            yield ["goes on from the game", before]
        yield ["begun", day(game.save.head.created)]


def _seats(game: ReviewedGame) -> Iterator[list[object]]:
    players = game.save.record.seats
    for seat, title in game.titles.seats.items():
        yield [title, "a player" if game.is_anonymous else players[seat]]


def day(at: int) -> str:
    """A date, by Greenwich."""
    return by_greenwich(at, "%Y-%m-%d %H:%M UTC")
