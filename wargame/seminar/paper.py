"""What a class has on paper, as plain pages: for Markdown here, and for a PDF elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from wargame.content.again import command
from wargame.content.model import Brief, Deck, Delegation
from wargame.dataclass import dataclass
from wargame.rules.amounts import counted, listed
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.nouns import beyond
from wargame.rules.game import Game
from wargame.seminar.plan import SeminarPlan, due_told
from wargame.seminar.tables import run_again
from wargame.seminar.white_cell.words import REASONS, WORDS
from wargame.table.plain.drawn_card import inject_terms
from wargame.table.rulebook import rulebook
from wargame.table.rulebook.words import BULLET
from wargame.table.told.questions import STAGES, asked_afterwards
from wargame.table.told.surveys import ABOUT, LEAST, MOST, SURVEY, SurveyQuestion
from wargame.table.words.brief import paragraphs, wants
from wargame.table.words.gate import stopped
from wargame.table.words.view_models import variants_told

PartKind = Literal["prose", "head", "points", "steps", "lettered", "boxes", "lines", "cut"]
LETTERS = "abcde"
SLIPS = (
    "A copy for each of you. The facilitator types in what you hand over; all may read it once the "
    "game is over. Whose it is:"
)
HANDOUTS, BOOK = "handouts.pdf", "facilitator.pdf"
"""What is printed for everybody, and for the facilitator."""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of a page.

    Attributes:
        rows: A paragraph or a heading, or the rows of a list: with points, numbers, letters, or
            boxes to tick; a `cut` has none.
        count: Lines to write on.
    """

    kind: PartKind
    rows: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page, or a few that belong together."""

    title: str
    parts: tuple[PaperPart, ...]


def prose(text: str) -> PaperPart:
    """A paragraph."""
    return PaperPart("prose", (" ".join(text.split()),))


def headed(title: str, rows: Sequence[str], kind: PartKind = "points") -> Iterator[PaperPart]:
    """A list under a heading, if it has any rows."""
    if rows:
        yield PaperPart("head", (title,))
        yield PaperPart(kind, tuple(" ".join(row.split()) for row in rows))


# --- for players ---------------------------------------------------------------------------------


def for_all(game: Game, plan: SeminarPlan) -> list[PaperPage]:
    """What everybody gets: the read-ahead and the quiz."""
    rules = rules_page(game)
    if early := ends_early(plan, game.deck):
        rules = replace(rules, parts=(prose(early), *rules.parts))
    return [rules, *([quiz_page(game.deck)] if game.deck.quiz else [])]


def ends_early(plan: SeminarPlan, deck: Deck) -> str:
    """What people are told of a plan that ends the game before its last round, or ""."""
    last, most = plan.last_round, deck.rounds.max
    if last is None or last >= most:
        return ""
    return (
        f"This class ends the game after round {last} of {most}, scored as it stands then, with "
        "what the next round brings by itself as it begins: what is judged later is not judged."
    )


def for_side(plan: SeminarPlan, game: Game, seat: str) -> list[PaperPage]:
    """What one side alone gets: its page, one to cut apart for its people, slips to write on."""
    deck = game.deck
    title = next(one.title for one in deck.seats if one.id == seat)
    roles = [(one, name) for one, name in _roles(plan, deck) if one.seat == seat]
    return [
        *(brief_page(deck, brief) for brief in deck.briefs if brief.seat == seat),
        *([roles_page(title, roles)] if roles else []),
        slips_page(deck, title),
        *([survey_page(plan.questions)] if any(one.kind == SURVEY for one in plan.phases) else []),
    ]


def _roles(plan: SeminarPlan, deck: Deck) -> Iterator[tuple[Delegation, str]]:
    """Whoever shares a seat in a role of the deck, which their name tells: `Ann, Minister`."""
    for seat in plan.seats:
        own = [one for one in deck.delegations if one.seat == seat.seat]
        for name in seat.people:
            told = [one for one in own if one.title in name]
            if told:
                yield max(told, key=lambda one: len(one.title)), name


def rules_page(game: Game) -> PaperPage:
    """The rules, to be read ahead."""
    found: list[PaperPart] = []
    for section in rulebook(game.rules):
        found += [PaperPart("head", (section.label,))] if section.label else []
        for part in section.parts:
            is_point = part.startswith(BULLET)
            text = " ".join(part.removeprefix(BULLET).split())
            found.append(PaperPart("points" if is_point else "prose", (text,)))
    return PaperPage(f"{game.deck.title}: the rules", tuple(found))


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
            prose("A number in the end, such as tension; the next move of the other side:"),
            PaperPart("lines", count=2),
        ),
    )


def survey_page(questions: Sequence[SurveyQuestion]) -> PaperPage:
    """The survey, to be answered twice."""
    found = [prose(f"A copy for each of you. {ABOUT} Whose it is:")]
    scale = "   ".join(map(str, range(LEAST, MOST + 1)))
    for number, one in enumerate(questions, 1):
        found.append(PaperPart("head", (f"{number}. {one.ask}",)))
        if one.is_scale:
            found.append(prose(f"{LEAST}: {one.low}. {MOST}: {one.high}."))
            found.append(PaperPart("points", (f"Before: {scale}", f"After: {scale}")))
        else:
            for when in ("Before:", "After:"):
                found += [prose(when), PaperPart("lines", count=2)]
    return PaperPage("Survey: before play and after it", tuple(found))


# --- for the facilitator -------------------------------------------------------------------------


def book(plan: SeminarPlan, game: Game, decks: Path | None = None) -> list[PaperPage]:
    """What the facilitator alone reads.

    Args:
        decks: The folder of decks that was named, as what is typed names it too.
    """
    return [
        _before(plan, game, decks),
        _run(plan, game.deck),
        PaperPage(
            "At the console",
            (
                prose("F9 and the passphrase, or `console` in text. `help` there says the same."),
                prose(REASONS),
                PaperPart("points", tuple(_word(one.name, one.typed, one.does) for one in WORDS)),
            ),
        ),
        *_injects(plan, game),
        *([_answers(game.deck)] if game.deck.quiz else []),
        _questions(game.deck),
    ]


def _word(name: str, typed: str, does: str) -> str:
    return f"{f'{name} {typed}'.strip()}: {does}"


def _before(plan: SeminarPlan, game: Game, decks: Path | None) -> PaperPage:
    deck = game.deck
    tables = f"{counted(plan.tables, 'table')}{_sizes(plan)}"
    printing = command("seminar", "print", plan.name, decks=decks)
    steps = (
        f"The passphrase of the console is `{plan.passphrase}`.",
        f"{plan.people} {'person' if plan.people == 1 else 'people'} at {tables}.",
        f"On paper: `{printing}`. {_copies(plan, deck)}",
        *filter(None, [cards_told(plan, decks)]),
        f"On the laptop: `{run_again(Path(plan.name), 1, decks)}`",
        f"On the projector: `wargame observe {plan.name}/tables/1.live.json`",
        f"Afterwards: `wargame report {plan.name}/tables/1.jsonl -o {plan.name}/report.html`",
        *_of_all_tables(plan, decks),
        "Whoever opens the files of this folder reads the passphrase and both hands.",
    )
    about = f"{stopped(deck.title)} {deck.about}"
    variants = variants_told(deck, game.loaded.variant)
    length = f"{' '.join(variants)} A game has at most {counted(deck.rounds.max, 'round')}. "
    length += ends_early(plan, deck)
    return PaperPage(
        f"Facilitator's book: {plan.name}",
        (prose("Not for players."), prose(about), prose(length), *headed("Before", steps)),
    )


def _sizes(plan: SeminarPlan) -> str:
    """How many sit at each table, where that is not the same everywhere: `: 3, 3 and 2`."""
    each, more = divmod(plan.people, plan.tables)
    if not more or not each:
        return ""
    sizes = [str(each + (n < more)) for n in range(plan.tables)]
    return f": {listed(sizes)}"


def side_file(seat: str) -> str:
    """What the pages of one side alone are printed as."""
    return f"handouts-{seat}.pdf"


def _copies(plan: SeminarPlan, deck: Deck) -> str:
    """Who gets which file, and how often: a plan prints those of one table."""
    named = {seat.id: seat.title for seat in deck.seats}
    own = [f"{side_file(seat)} to {title} alone" for seat, title in named.items()]
    roles = {one.seat for one, _ in _roles(plan, deck)}
    cut = " Cut their pages for one person each apart first." if roles else ""
    each = f"{plan.tables} of each side's, one for each table" if plan.tables > 1 else ""
    told = filter(None, (f"{plan.people} of {HANDOUTS}", each, "of slips one for each person"))
    give = f"Give {HANDOUTS} to everybody, {' and '.join(own)}; keep {BOOK}."
    return f"{give}{cut} Copies: {'; '.join(told)}."


def cards_told(plan: SeminarPlan, decks: Path | None) -> str:
    """How cards come on paper, where hands are; else ""."""
    if plan.hands != "paper":
        return ""
    typed = command("deck", "print", plan.deck, "-o", f"{plan.name}/cards.pdf", decks=decks)
    sets = ", a set for each table" if plan.tables > 1 else ""
    return (
        f"Cards, for hands on paper: `{typed}`{sets}. `cards` at the console says who gets which."
    )


def _of_all_tables(plan: SeminarPlan, decks: Path | None) -> Iterator[str]:
    """What is typed where several play."""
    if plan.tables > 1:
        saves = " ".join(f"{plan.name}/tables/{n}.jsonl" for n in range(1, plan.tables + 1))
        others = " The others likewise." if plan.tables > 2 else ""
        yield (
            f"For table 2: `{run_again(Path(plan.name), 2, decks)}`, and `wargame observe "
            f"{plan.name}/tables/2.live.json`.{others} A table on a laptop of its own needs a copy "
            "of this folder there; bring its tables/2.jsonl back."
        )
        report = f"wargame report {saves} -o {plan.name}/compared.html"
        yield f"All tables compared, once each is over or closed: `{report}`"


def _run(plan: SeminarPlan, deck: Deck) -> PaperPage:
    rows, start = [], 0
    for phase in plan.phases:
        said = DOES[phase.kind] if deck.quiz else DOES[phase.kind].replace(QUIZ, "")
        does = f"{said} {ON_SLIPS}" if plan.is_on_slips(phase) else said
        rows.append(f"{start} to {start + phase.minutes}: {stopped(phase.title)} {does}")
        start += phase.minutes
    told = "Minutes of the session. `next` at the console begins each phase after the first."
    return PaperPage("The run", (prose(told), PaperPart("points", tuple(rows))))


ON_SLIPS = "Hand out the slips, on which all write at the same time."
"""What the facilitator does where a phase is too short for a form for each."""

QUIZ = ", and take the quiz"
"""What is left out where the deck asks nothing."""

DOES = {
    "brief": f"People read their pages{QUIZ}.",
    "memo": "Each side is asked for its strategy.",
    "play": "They play.",
    "talks": "Nobody plays; the projector shows what can be put into a deal.",
    "forecast": "Everybody is asked how it will end; `slip` types in what is on paper.",
    "survey": "Everybody answers the survey: its page has room for before play and after it, and "
    "`slip` types in what is on paper. The report sets first and last answers side by side.",
    "debrief": "Type `close`; the projector turns to the hot wash with Right.",
    "break": "Nobody plays.",
}
"""What happens in a phase of each kind."""


def _injects(plan: SeminarPlan, game: Game) -> Iterator[PaperPage]:
    deck, program = game.deck, game.rules.program
    if not deck.injects:
        return
    titles = {one.id: one.title for one in deck.injects}
    planned = []
    for one in plan.injects:
        where = f", at table {one.table}" if one.table else ""
        planned.append(f"{titles[one.inject]}, {due_told(one)}{where}. {one.why}")
    known = []
    for inject, row in zip(deck.injects, program.injects, strict=True):
        more = beyond(Describer(program), row)
        told = [stopped(inject.title), inject.text, *([f"{more}."] if more else [])]
        known.append(f"{inject.id}: {' '.join([*told, *inject_terms(game, inject, row)])}")
    parts = [*headed("Planned", planned), *headed("All of this deck", known)]
    yield PaperPage("Injects", tuple(parts))


def _answers(deck: Deck) -> PaperPage:
    rows = [
        f"{LETTERS[one.right - 1]}. {one.answers[one.right - 1]}. {one.why}" for one in deck.quiz
    ]
    return PaperPage("Answers of the quiz", (PaperPart("steps", tuple(rows)),))


def _questions(deck: Deck) -> PaperPage:
    parts: list[PaperPart] = []
    for stage, questions in asked_afterwards(deck):
        parts += headed(STAGES[stage], [one.ask for one in questions])
    return PaperPage("To talk about afterwards", tuple(parts))


# --- as Markdown ---------------------------------------------------------------------------------


def markdown(pages: Sequence[PaperPage]) -> str:
    """Pages as Markdown."""
    return "\n".join(inert(line) for page in pages for line in _page(page))


def inert(line: str) -> str:
    r"""A line in which a text is no tag and no link, and reads as before otherwise.

    >>> inert("<b>x</b> if a < 1, [x](y)")
    '\\<b>x\\</b> if a < 1, [x]\\(y)'
    """
    return re.sub(r"<(?=[A-Za-z/!?])", r"\<", line).replace("](", r"]\(")


def _page(page: PaperPage) -> Iterator[str]:
    yield from (f"# {page.title}", "")
    for part in page.parts:
        match part.kind:
            case "head":
                yield f"## {part.rows[0]}"
            case "points":
                yield from (f"- {row}" for row in part.rows)
            case "boxes":
                yield from (f"- [ ] {row}" for row in part.rows)
            case "lettered":
                yield from (f"- {LETTERS[n]}. {row}" for n, row in enumerate(part.rows))
            case "cut":
                yield "---"
            case "steps":
                yield from (f"{n}. {row}" for n, row in enumerate(part.rows, 1))
            case "prose":
                yield part.rows[0]
            case "lines":
                yield from ["\u2026"] * part.count
        yield ""
