"""What the facilitator of a class has on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wargame.content.again import command
from wargame.content.chapters import goes_on
from wargame.content.model import Deck
from wargame.rules.amounts import counted, listed
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.nouns import beyond
from wargame.rules.game import Game
from wargame.seminar.chapters import told_of
from wargame.seminar.handouts import ends_early, roles_of, to_look_up
from wargame.seminar.paper import LETTERS, PaperPage, PaperPart, headed, prose
from wargame.seminar.plan import SeminarPlan, due_told
from wargame.seminar.tables import run_again
from wargame.seminar.white_cell.words import REASONS, WORDS
from wargame.table.plain.drawn_card import inject_terms
from wargame.table.told.questions import STAGES, asked_afterwards
from wargame.table.words.gate import stopped
from wargame.table.words.view_models import variants_told

HANDOUTS, LOOKED_UP, BOOK = "handouts.pdf", "reference.pdf", "facilitator.pdf"
"""What is printed for everybody, for each table, and for the facilitator."""
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
        f"On paper: `{printing}`. {_copies(plan, game)}",
        *filter(None, [cards_told(plan, decks)]),
        f"On the laptop: `{run_again(Path(plan.name), 1, decks)}`",
        f"On the projector: `wargame observe {plan.name}/tables/1.live.json`",
        f"Afterwards: `wargame report {plan.name}/tables/1.jsonl -o {plan.name}/report.html`",
        *_of_all_tables(plan, decks),
        *_next_chapter(plan, game, decks),
        "Whoever opens the files of this folder reads the passphrase and both hands.",
    )
    about = f"{stopped(deck.title)} {deck.about}"
    told = [*variants_told(deck, game.loaded.variant), *told_of(game, plan.after or "")]
    length = f"{' '.join(told)} A game has at most {counted(deck.rounds.max, 'round')}. "
    length += ends_early(plan.last_round, game)
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


def _copies(plan: SeminarPlan, game: Game) -> str:
    """Who gets which file, and how often: a plan prints those of one table."""
    deck = game.deck
    named = {seat.id: seat.title for seat in deck.seats}
    own = [f"{side_file(seat)} to {title} alone" for seat, title in named.items()]
    roles = {one.seat for one, _ in roles_of(plan, deck)}
    cut = " Cut their pages for one person each apart first." if roles else ""
    each = f"{plan.tables} of each side's, one for each table" if plan.tables > 1 else ""
    told = filter(None, (f"{plan.people} of {HANDOUTS}", each, "of slips one for each person"))
    give = f"Give {HANDOUTS} to everybody, {' and '.join(own)}; keep {BOOK}."
    where = "each table" if plan.tables > 1 else "the table"
    full = f" Lay {LOOKED_UP}, the rules in full, on {where}." if to_look_up(game) else ""
    return f"{give}{cut} Copies: {'; '.join(told)}.{full}"


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


def _next_chapter(plan: SeminarPlan, game: Game, decks: Path | None) -> Iterator[str]:
    """What is typed for the class after this one, where it plays a chapter that has a next."""
    if goes_on(game.deck, game.loaded.variant):
        typed = command("seminar", "new", "NAME", "--after", plan.name, decks=decks)
        yield f"For the next chapter, in a class of its own: `{typed}`."


def _run(plan: SeminarPlan, deck: Deck) -> PaperPage:
    rows, start = [], 0
    for phase in plan.phases:
        said = DOES[phase.kind] if deck.quiz else DOES[phase.kind].replace(QUIZ, "")
        does = f"{said} {ON_SLIPS}" if plan.is_on_slips(phase) else said
        rows.append(f"{start} to {start + phase.minutes}: {stopped(phase.title)} {does}")
        start += phase.minutes
    told = "Minutes of the session. `next` at the console begins each phase after the first."
    return PaperPage("The run", (prose(told), PaperPart("points", tuple(rows))))


BY_HAND = (
    "'Only if' and dates bind luck alone: what you or the plan let come comes whether or not they "
    "hold."
)


def _injects(plan: SeminarPlan, game: Game) -> Iterator[PaperPage]:
    deck, program = game.deck, game.rules.program
    if not deck.injects:
        return
    titles = {one.id: one.title for one in deck.injects}
    planned = []
    for one in plan.injects:
        where = f", at table {one.table}" if one.table else ""
        planned.append(f"{titles[one.inject]}, {due_told(one)}{where}. {one.why}")
    known, is_bound = [], any(row.needs for row in program.injects)
    for inject, row in zip(deck.injects, program.injects, strict=True):
        more = beyond(Describer(program), row)
        told = [stopped(inject.title), inject.text, *([stopped(more)] if more else [])]
        known.append(f"{inject.id}: {' '.join([*told, *inject_terms(game, inject, row)])}")
    note = [prose(BY_HAND)] if is_bound else []
    parts = [*note, *headed("Planned", planned), *headed("All of this deck", known)]
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
