"""What players of a class have on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from wargame.content.model import Brief, Deck, Delegation
from wargame.content.stack import pars_of_all
from wargame.errors import closest
from wargame.rules.amounts import listed
from wargame.rules.game import Game
from wargame.seminar.chapters import told_of
from wargame.seminar.paper import PaperPage, PaperPart, headed, prose
from wargame.seminar.plan import SeminarPlan
from wargame.table.rulebook import in_full, rulebook
from wargame.table.rulebook.words import BULLET
from wargame.table.told.surveys import ABOUT, LEAST, MOST, SURVEY, SurveyQuestion
from wargame.table.words.brief import paragraphs, wants

SLIPS = (
    "A copy for each of you. The facilitator types in what you hand over; all may read it once the "
    "game is over. Whose it is:"
)


def for_all(game: Game, plan: SeminarPlan) -> list[PaperPage]:
    """What everybody gets: the read-ahead and the quiz."""
    rules = rules_page(game)
    first = [*told_of(game, plan.after or ""), ends_early(plan.last_round, game)]
    rules = replace(rules, parts=(*map(prose, filter(None, first)), *rules.parts))
    return [rules, *([quiz_page(game.deck)] if game.deck.quiz else [])]


def ends_early(last: int | None, game: Game) -> str:
    """What is told of a class that ends the game after a round before its last, or ""."""
    most = game.deck.rounds.max
    if last is None or last >= most:
        return ""
    return (
        f"This class ends the game after round {last} of {most}, scored as it stands then, with "
        "what the next round brings by itself as it begins: what is judged later is not judged."
        f"{_par_of_all(game)}"
    )


def _par_of_all(game: Game) -> str:
    """That par is that of a whole game, where points count: of each side for which no other was
    set with the deck, as for a game so short."""
    told = [seat.title for seat in pars_of_all(game.deck, game.loaded.variant)]
    is_of_each = len(told) == sum(bool(seat.par) for seat in game.deck.seats)
    whose = "Par" if is_of_each else f"The par of {listed(told)}"
    return f" {whose} is that of all {game.deck.rounds.max} rounds." if told else ""


def for_side(plan: SeminarPlan, game: Game, seat: str) -> list[PaperPage]:
    """What one side alone gets: its page, one to cut apart for its people, slips to write on."""
    deck = game.deck
    title = next(one.title for one in deck.seats if one.id == seat)
    roles = [(one, name) for one, name in roles_of(plan, deck) if one.seat == seat]
    return [
        *(brief_page(deck, brief) for brief in deck.briefs if brief.seat == seat),
        *([roles_page(title, roles)] if roles else []),
        slips_page(deck, title),
        *([survey_page(plan.questions)] if any(one.kind == SURVEY for one in plan.phases) else []),
    ]


def roles_of(plan: SeminarPlan, deck: Deck) -> Iterator[tuple[Delegation, str]]:
    """Whoever shares a seat in a role of the deck, which their name tells: `Ann, Minister`."""
    for seat in plan.seats:
        own = [one for one in deck.delegations if one.seat == seat.seat]
        for name in seat.people:
            told = [one for one in own if one.title in name]
            if told:
                yield max(told, key=lambda one: len(one.title)), name


def roles_missed(plan: SeminarPlan, deck: Deck) -> Iterator[str]:
    """Who gets no page because their role is misspelt."""
    served = [name for _, name in roles_of(plan, deck)]
    for seat in plan.seats:
        titles = tuple(one.title for one in deck.delegations if one.seat == seat.seat)
        for name in seat.people:
            role = name.rpartition(", ")[2]
            meant = closest(role, titles) if role != name and name not in served else ""
            if meant:
                yield f"No page for {name}: there is no role '{role}'. Did you mean '{meant}'?"


def rules_page(game: Game) -> PaperPage:
    """The rules, to be read ahead."""
    told = [_told(one.label, one.parts) for one in rulebook(game.rules)]
    return PaperPage(f"{game.deck.title}: the rules", tuple(chain.from_iterable(told)))


def to_look_up(game: Game) -> list[PaperPage]:
    """What the two pages of rules have no room for, if anything."""
    told = [_told(one.label, one.parts) for one in in_full(game.rules)]
    title = f"{game.deck.title}: in full, to look up"
    return [PaperPage(title, tuple(chain.from_iterable(told)))] if told else []


def _told(label: str, parts: Iterable[str]) -> Iterator[PaperPart]:
    """A section of the rules."""
    if label:
        yield PaperPart("head", (label,))
    for part in parts:
        text = " ".join(part.removeprefix(BULLET).split())
        yield PaperPart("points" if part.startswith(BULLET) else "prose", (text,))


def quiz_page(deck: Deck) -> PaperPage:
    """The questions, without their answers."""
    found: list[PaperPart] = [prose("One answer of each is right. Compare with your side.")]
    for number, one in enumerate(deck.quiz, 1):
        found += headed(f"{number}. {one.ask}", one.answers, "lettered")
    return PaperPage("Do you know the rules?", tuple(found))


def brief_page(deck: Deck, brief: Brief) -> PaperPage:
    """The page of one side."""
    seat = next(one.title for one in deck.seats if one.id == brief.seat)
    told = (*paragraphs(brief.text), *paragraphs(brief.background))
    found = [*map(prose, told), *headed("What you want", wants(deck, brief))]
    found += headed("What binds you", brief.constraints)
    found += headed("For your side alone", brief.private)
    return PaperPage(seat, tuple(found))


def roles_page(seat: str, roles: Sequence[tuple[Delegation, str]]) -> PaperPage:
    """What each person of a side reads who has a role of the deck, to be cut apart."""
    cut = PaperPart("cut")
    found = [prose("Cut along the lines: nobody gets what is another's.")]
    for one, name in roles:
        found += [cut, PaperPart("head", (f"{seat}: {name}",)), prose(one.brief)]
        found += headed("What you want, and need not say", one.private)
    return PaperPage(f"{seat}: for one person each", tuple(found))


def slips_page(deck: Deck, seat: str) -> PaperPage:
    """Slips of one side, on which all write at the same time."""
    four = PaperPart("lines", count=4)
    return PaperPage(
        f"Slips: {seat}",
        (
            prose(SLIPS),
            PaperPart("lines", count=1),
            PaperPart("head", ("Strategy memo: your aim, your red line, what you expect",)),
            four,
            PaperPart("head", ("Reason: which move, and why",)),
            four,
            *headed(
                "Forecast: mark the ending that you expect",
                [e.title for e in deck.endings],
                "boxes",
            ),
            prose("A number of the board in the end; the next move of the other side:"),
            PaperPart("lines", count=2),
        ),
    )


def survey_page(questions: Sequence[SurveyQuestion]) -> PaperPage:
    """The survey, to be answered twice."""
    found = [prose(f"A copy for each of you. {ABOUT} Whose it is:"), PaperPart("lines", count=1)]
    scale = [str(one) for one in range(LEAST, MOST + 1)]
    for number, one in enumerate(questions, 1):
        found.append(PaperPart("head", (f"{number}. {one.ask}",)))
        if one.is_scale:
            found.append(prose(f"{LEAST}: {one.low}. {MOST}: {one.high}."))
            found += [PaperPart("scale", (when, *scale)) for when in ("Before:", "After:")]
        else:
            for when in ("Before:", "After:"):
                found += [prose(when), PaperPart("lines", count=2)]
    return PaperPage("Survey: before play and after it", tuple(found))
