"""What was promised and what came of it: projects, deals, and what either side gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from wargame.lab.judge.looks import is_a_look
from wargame.lab.record.query import is_answer, is_given
from wargame.lab.record.timeline import Bargain, GivenItem, LevelChange, Venture
from wargame.lab.registered.gauges_object import CountedGauge, CountedQuantity, counted_game
from wargame.lab.registered.wording import COMPANIONS, QUANTITIES
from wargame.play.player import is_person
from wargame.report.by_title import by_title
from wargame.report.document import (
    FigurePiece,
    ListPiece,
    Piece,
    ProsePiece,
    ReviewSection,
    SubtitlePiece,
    grid,
)
from wargame.report.reviewed import ReviewedGame
from wargame.rules.amounts import times
from wargame.table.reports.blocks import Column
from wargame.table.reports.charts import Bars
from wargame.table.words.gate import stopped

NO_PROOF = (
    "One game is one story: it shows how a claim can come about, and proves nothing. What is "
    "counted, and out of how much, is told with the events behind it."
)


LOOKS = (
    "A game between programs that its deck may be tuned by is counted by `wargame lab gauges`, "
    "which writes each look down."
)


def built(game: ReviewedGame) -> ReviewSection:
    """Announced against built."""
    return ReviewSection("built", "Announced and built", tuple(_built(game)))


def _built(game: ReviewedGame) -> Iterator[Piece]:
    ventures = game.line.ventures
    if not ventures:
        yield ProsePiece("Nobody announced a project.")
        return
    bars: list[tuple[str, float]] = []
    for seat, title in game.titles.seats.items():
        own = [one for one in ventures if one.seat == seat]
        bars += [(f"{title}: announced", len(own))]
        bars += [(f"{title}: built", sum(one.done is not None for one in own))]
        bars += [(f"{title}: lapsed", sum(one.lapsed is not None for one in own))]
    rows: list[list[object]] = [
        [
            game.titles.seats[one.seat],
            game.titles.projects[one.thing],
            one.round,
            one.due,
            f"{len(one.reached)} of {one.stages}",
            _came_of(one, is_over=game.is_over),
        ]
        for one in ventures
    ]
    table = grid("side|project|announced#|due#|stages|what came of it", rows, "Each project")
    yield FigurePiece(Bars("Announced and built", "projects", tuple(bars)), table)


def _came_of(one: Venture, *, is_over: bool) -> str:
    """What came of a project.

    >>> half_done = Venture(9, 2, "fab", "south", 4, 2, reached=(3,))
    >>> _came_of(half_done, is_over=False), _came_of(half_done, is_over=True)
    ('not built yet', 'not built')
    """
    if one.done is not None:
        late = one.done - one.due
        return f"built in round {one.done}" + (f", {late} late" if late > 0 else "")
    if one.lapsed is not None:
        return f"lapsed in round {one.lapsed}"
    return "not built" if is_over else "not built yet"


# --- deals ---------------------------------------------------------------------------------


def dealt(game: ReviewedGame) -> ReviewSection:
    """Deals, and who conceded when."""
    return ReviewSection("deals", "Deals, and who conceded when", tuple(_dealt(game)))


def _dealt(game: ReviewedGame) -> Iterator[Piece]:
    line, seats = game.line, game.titles.seats
    if line.bargains:
        gives = [Column(f"{title} gives") for title in seats.values()]
        rows: list[list[object]] = [
            [
                one.round,
                seats[one.by],
                _for_rounds(one),
                *(_gives(game, one, seat) for seat in seats),
                _how_it_ended(game, one),
            ]
            for one in line.bargains
        ]
        titles: list[str | Column] = ["signed in round#|tabled by|for", *gives, "how it ended"]
        yield grid(titles, rows, "Each deal")
    else:
        yield ProsePiece("No deal was signed.")
    given = [one for one in line.levels if is_given(one)]
    if given:
        rows = [
            [
                one.round,
                seats[one.seat],
                game.titles.measures.get(one.thing, one.thing),
                f"{one.force_before} to {one.force_after}",
                _given_how(one),
            ]
            for one in given
        ]
        yield grid("round#|who gave|measure|in force|how", rows, "Each concession, in order")
        yield ProsePiece(_first(given, seats))
    else:
        yield ProsePiece("Nobody conceded a level of any measure.")


def _given_how(one: LevelChange) -> str:
    """How a level was conceded.

    >>> sources = "inject court", "measure duty"
    >>> falls = [LevelChange(7, 1, "duty", "a", 2, 1, 2, 1, "act", "a", one) for one in sources]
    >>> [_given_how(one) for one in falls]
    ['in answer to an event', 'by its own act']
    """
    if one.cause == "deal":
        return "in a deal"
    return "in answer to an event" if is_answer(one) else "by its own act"


def _first(given: Sequence[LevelChange], seats: Mapping[str, str]) -> str:
    """Who conceded first: both, where levels of both went down by one and the same move.

    >>> falls = [LevelChange(7, 1, "duty", seat, 2, 1, 2, 1, "deal", "", "deal") for seat in "ab"]
    >>> _first(falls, {"a": "North", "b": "South"})
    'North and South conceded first, at once, in round 1.'
    """
    first = given[0]
    who = dict.fromkeys(seats[one.seat] for one in given if one.ply == first.ply)
    if len(who) == 1:
        return f"The first to concede was {next(iter(who))}, in round {first.round}."
    return f"{' and '.join(who)} conceded first, at once, in round {first.round}."


def _for_rounds(deal: Bargain) -> str:
    """How long it was signed for: the round in which it is comes on top of its term.

    >>> _for_rounds(Bargain(ply=9, round=1, by="a", term=2, items=()))
    'round 1 and 2 more'
    """
    return f"round {deal.round} and {deal.term} more" if deal.term else f"round {deal.round} alone"


def _gives(game: ReviewedGame, deal: Bargain, seat: str) -> str:
    return "; ".join(_item(game, one) for one in deal.items if one.seat == seat) or "nothing"


def _item(game: ReviewedGame, item: GivenItem) -> str:
    title = game.titles.items.get(item.id, item.id)
    if item.over is None:
        return title
    return f"{title} (over in round {item.over}: {item.why_over})"


def _extended(when: Sequence[int]) -> Iterator[str]:
    """In which rounds a deal was extended, each once.

    >>> list(_extended([2, 3, 3]))
    ['extended in round 2', 'extended twice in round 3']
    """
    for number, count in Counter(when).items():
        often = f" {times(count)}" if count > 1 else ""
        yield f"extended{often} in round {number}"


def _how_it_ended(game: ReviewedGame, deal: Bargain) -> str:
    extended = "".join(f"{one}; " for one in _extended(deal.extended))
    match deal.how:
        case "running":
            return f"{extended}{'ran to the end' if game.is_over else 'still running'}"
        case "ran out":
            return f"{extended}ran out before round {deal.ended}"
        case "broken":
            return f"{extended}broken by {game.titles.seats[deal.broken_by]} in round {deal.ended}"


# --- claims --------------------------------------------------------------------------------


def claimed(game: ReviewedGame) -> ReviewSection:
    """The deck's claims, each with what is counted of it in this game."""
    return ReviewSection("claims", "What it shows of each claim", tuple(_claimed(game)))


def _claimed(game: ReviewedGame) -> Iterator[Piece]:
    deck = game.match.game.deck
    if not deck.claims:
        yield ProsePiece("This deck makes no claims.")
        return
    yield ProsePiece(NO_PROOF)
    if not game.is_open:
        yield ProsePiece("Claims are counted once a game is over and all of it is open.")
        return
    if game.roles is None:
        yield ProsePiece("Nobody says what the things of this deck stand for: nothing is counted.")
        return
    players = tuple(game.save.record.seats.values())
    if not any(map(is_person, players)) and is_a_look(players):
        yield ProsePiece(LOOKS)
        return
    counted = {one.claim: one for one in counted_game(game.name, game.line, game.roles).gauges}
    titled = by_title(deck, game.titles)
    first, second = (game.titles.seats[one.seat] for one in (game.roles.a, game.roles.b))
    yield ProsePiece(f"Below, A stands for {first} and B for {second}.")
    for claim in deck.claims:
        if claim.id in counted:
            yield SubtitlePiece(f"{claim.id}. {claim.title}")
            yield ProsePiece(claim.text.strip())
            yield from _counted(counted[claim.id], titled)
    rest = [one for one in deck.claims if one.id not in counted]
    if rest:
        yield SubtitlePiece("Claims that only pairs of games can tell")
        yield ListPiece(tuple(f"{one.id}. {stopped(one.title)} {one.text.strip()}" for one in rest))


def _counted(gauge: CountedGauge, titled: Callable[[str], str]) -> Iterator[Piece]:
    rows: list[list[object]] = [
        [_name(gauge.claim, one), _part(one), _behind(one, titled)] for one in gauge.quantities
    ]
    yield grid("counted|how much|the events behind it", rows, f"{gauge.counts}, of {gauge.over}")


def _name(claim: int, one: CountedQuantity) -> str:
    """What was counted, in words."""
    if one.is_companion:
        return f"{COMPANIONS[claim][one.name]} (beside it)"
    return QUANTITIES[claim][one.name]


def _part(one: CountedQuantity) -> str:
    return f"{one.part} of {one.whole}" if one.whole else "nothing to count"


def _behind(one: CountedQuantity, titled: Callable[[str], str]) -> str:
    """The events behind a count, with the round of those that have one."""
    told = [
        f"{f'round {event.round}: ' if event.round else ''}{titled(event.what)}"
        for event in one.events
    ]
    return "; ".join(told) or "none"
