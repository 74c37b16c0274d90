"""What a facilitator is given: a plan to fill in, a page for each side, a book for themselves."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from wargame.content.again import command
from wargame.content.model import Deck, DueInject
from wargame.content.places import new_folder
from wargame.errors import visible_lines
from wargame.rules.game import Game
from wargame.seminar.book import book
from wargame.seminar.handouts import brief_page
from wargame.seminar.paper import PaperPage, prose
from wargame.seminar.paper_markdown import markdown
from wargame.seminar.plan import SeminarPlan, SurveyEntry
from wargame.store.names import PLAN_FILE
from wargame.table.told.surveys import SURVEY

BOOK_FILE = "facilitator.md"
_WORDS = """
amber anchor barley basin beacon birch bridge canal cedar copper coral
delta ember fern field flint forge garnet harbor hazel heron island
jasper lantern larch ledger linen maple meadow meridian mill north oak
olive orchard otter pebble pine quarry quill reed ridge river saddle
sable sail shore slate spruce stone summit thistle timber tower valley
walnut willow
""".split()  # noqa: SIM905 - a list of words


def new_passphrase() -> str:
    """Three words that nobody guesses at a table, and everybody can type."""
    return "-".join(secrets.choice(_WORDS) for _ in range(3))


def write_kit(folder: Path, plan: SeminarPlan, game: Game, decks: Path | None = None) -> list[Path]:
    """Write a seminar's folder: the plan, a brief for each side, the facilitator's book.

    Args:
        decks: The folder of decks that was named, as what the book says to type names it too.

    Raises:
        UsageError: There is such a folder already, or it cannot be made.
        NotSaved: It cannot be written; nothing is left of it.
    """
    texts = {
        PLAN_FILE: plan_text(plan, game.deck),
        BOOK_FILE: markdown(_as_of_now(plan, book(plan, game, decks), decks)),
        **{
            f"brief-{brief.seat}.md": markdown([brief_page(game.deck, brief)])
            for brief in game.deck.briefs
        },
    }
    with new_folder(folder, 0o700) as draft:
        for name, text in texts.items():
            shown = visible_lines(text)
            (draft / name).write_text(shown, encoding="utf-8")
    return [folder / name for name in texts]


def _as_of_now(
    plan: SeminarPlan, pages: Sequence[PaperPage], decks: Path | None
) -> list[PaperPage]:
    """The book as a file that stays as it is, which a plan does not."""
    first, *others = pages
    typed = command("seminar", "print", plan.name, "--again", decks=decks)
    note = f"As {PLAN_FILE} was at first: once you have changed it, `{typed}` prints what holds."
    return [replace(first, parts=(first.parts[0], prose(note), *first.parts[1:])), *others]


PEOPLE = (
    "    people:   # who shares the seat, as notes name them; 'Ann, ROLE' keeps the role's page"
)

OWN_SURVEY = (
    "# What the survey asks, in place of five usual questions: a number from 1 to 5, or words.",
    "# survey:",
    "#   - {ask: How likely is it that they agree?, scale: [not at all, certain]}",
    "#   - {ask: What decides it?}",
)


def plan_text(plan: SeminarPlan, deck: Deck) -> str:
    """The plan as a file that a person goes on with."""
    lines = [
        f"# The seminar '{plan.name}'. Change what you like; `wargame seminar run` checks it.",
        f"name: {plan.name}",
        f"deck: {_quoted(plan.deck)}",
        *(
            [f"after: {_quoted(plan.after)}   # each table goes on from its game there"]
            if plan.after
            else []
        ),
        f"passphrase: {_quoted(plan.passphrase)}   # opens the console: F9, or `console` in text",
        f"{_facilitator(plan)}   # who stands behind what control does, as the record names it",
        f"people: {plan.people}",
        f"tables: {plan.tables}",
        f"seed: {plan.seed}",
        *([f"secret: {_quoted(plan.secret)}   # what luck hangs on too"] if plan.secret else []),
        f"hands: {plan.hands}   # open: no curtain; paper: moves are typed at the console",
        f"adjudication: {plan.adjudication}   # of moves that no card has: rigid, semi_free, free",
        f"close: {plan.close}   # an early end: scored as it stands, or unscored",
        f"overtime: {plan.overtime}   # forfeit: what is left of the round is passed",
        "seats:",
    ]
    for seat in plan.seats:
        lines += [f"  - seat: {seat.seat}", f"    player: {_quoted(seat.player)}"]
        lines += [PEOPLE] if seat.people else []
        lines += [f"      - {_quoted(one)}" for one in seat.people]
    lines.append("phases:")
    for phase in plan.phases:
        title = _quoted(phase.title)
        lines.append(f"  - {{title: {title}, minutes: {phase.minutes}, kind: {phase.kind}}}")
    if plan.last_round is not None:
        lines.append(f"last_round: {plan.last_round}   # the game is closed once it is over")
    elif deck.rounds.max > 1:
        early = deck.rounds.max - 1
        lines.append(f"# last_round: {early}   # the game is closed once it is over, scored")
    if plan.survey:
        lines += ["survey:", *(f"  - {{{_entry(one)}}}" for one in plan.survey)]
    else:
        lines += OWN_SURVEY if any(one.kind == SURVEY for one in plan.phases) else ()
    if not deck.injects:
        return "\n".join([*lines, ""])
    alone = "; `table: 2` behind it, at that table alone" if plan.tables > 1 else ""
    lines.append(
        "# What is to come: in a round, at a minute of the session, or when something holds"
        f"{alone}."
    )
    if plan.injects:
        lines += ["injects:", *(f"  - {{{_due(one)}}}" for one in plan.injects)]
    else:
        lines.append("# injects:")
    lines += [
        f"#   - {{inject: {deck.injects[0].id}, round: 2}}",
        f"#   - {{inject: {deck.injects[-1].id}, minute: 20}}",
        "# Injects of this deck:",
        *(f"#   {one.id}: {one.title}" for one in deck.injects),
        "",
    ]
    return "\n".join(lines)


def _facilitator(plan: SeminarPlan) -> str:
    return (
        f"facilitator: {_quoted(plan.facilitator)}" if plan.facilitator else "# facilitator: NAME"
    )


def _due(one: DueInject) -> str:
    """A planned inject, as YAML has it."""
    when = f"when: {_quoted(one.when)}" if one.when else ""
    when = when or (f"round: {one.round}" if one.round else f"minute: {one.minute}")
    where = f", table: {one.table}" if one.table else ""
    return f"inject: {one.inject}, {when}{where}, why: {_quoted(one.why)}"


def _entry(one: SurveyEntry) -> str:
    """A question of the survey, as YAML has it."""
    scale = f", scale: [{', '.join(map(_quoted, one.scale))}]" if one.scale else ""
    return f"ask: {_quoted(one.ask)}{scale}"


def _quoted(text: str) -> str:
    """A text in single quotes, as YAML has it."""
    return "'" + text.replace("'", "''") + "'"
