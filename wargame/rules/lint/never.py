"""What stands in a deck and can never come, is used by nothing, or was left out: advice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wargame.content.fields import UNQUOTED
from wargame.content.loaded import LoadedDeck
from wargame.content.model.quotes import quotes_in
from wargame.content.paths import all_parts, item_name
from wargame.errors import DeckPath, nearest
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.lint.advice import DeckAdvice
from wargame.rules.lint.circles import circles
from wargame.rules.lint.in_vain import set_by
from wargame.rules.lint.settled import ROUND, implies
from wargame.rules.lint.uses import SILENT, find_uses
from wargame.rules.lint.wrong_seats import wrong_seats
from wargame.rules.reading.leaves import leaves


def never(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """All of it. A variant has its own endings; the rest is said of the plain deck alone."""
    yield from _endings(program)
    yield from _at_start(program)
    if not loaded.variant:
        yield from _dated(loaded)
        yield from _undrawn(loaded)
        yield from _unanswered(loaded)
        yield from _leaderless(program)
        yield from wrong_seats(loaded, program)
        yield from _unfinished(loaded, program)
        yield from _failing(loaded)
        yield from _circles(loaded, program)
        yield from _tags(loaded)
        yield from _parties(loaded, program)
        yield from _variants(loaded)
        yield from _starts(loaded, program)
        yield from _handicap(program)
        yield from _agendas(loaded)
        yield from _braces(loaded)


def _endings(program: ir.Program) -> Iterator[DeckAdvice]:
    """Endings that an earlier one always takes the place of: of one that comes at once, another
    that does."""
    before: list[ir.EndingIR] = []
    for number, ending in enumerate(program.endings):
        when = ending.when
        rivals = [one for one in before if one.immediate or not ending.immediate]
        first = next((e for e in rivals if when and e.when and implies(when, e.when)), None)
        if first is not None:
            what = f"it never comes: '{first.id}' stands before it, and holds whenever it does"
            remedy = f"Put it before '{first.id}', or let the two ask for different things."
            yield f"ending {ending.id}", ("endings", number, "when"), what, remedy
        before.append(ending)


def _at_start(program: ir.Program) -> Iterator[DeckAdvice]:
    """Endings that come at once and hold before anybody has moved, as far as numbers tell that
    start the same in each game."""
    values = {derived.name: derived.value for derived in program.derived}
    starts = {f"measure.{one.id}": one.start for one in program.measures}
    starts |= {f"measure.{one.id}.in_force": one.start for one in program.measures}
    starts |= {f"project.{one.id}": 0 for one in program.projects} | {ROUND: 0}

    def read(name: ir.Name) -> int:
        if name in values:
            return evaluate.computed(name, values[name], read)
        if name.form == "slot" and name.slot in program.starts:
            return program.starts[name.slot]
        return starts[name.text] if name.text in starts else program.values[name.text]

    for place, ending in enumerate(program.endings):
        if not ending.immediate or ending.when is None:
            continue
        try:
            holds = evaluate.truth(ending.when, read)
        except KeyError:  # it looks at what is not known yet, such as a hand
            continue
        if holds:
            what = "it holds at the start, so that each game ends before anybody has moved"
            remedy = "Ask for more, or start the numbers elsewhere."
            yield f"ending {ending.id}", ("endings", place, "when"), what, remedy


def _undrawn(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Injects that are never drawn, and shares of luck of those with a date."""
    for place, inject in enumerate(loaded.written.injects):
        path: DeckPath = ("injects", place, "weight")
        if inject.round is not None and "weight" in inject.model_fields_set:
            what = f"it comes in round {inject.round} and is never drawn: its 'weight' is not read"
            yield f"inject {inject.id}", path, what, "Leave out 'weight', or 'round'."
        elif inject.round is None and inject.weight == 0:
            what = "it is never drawn: its weight is 0"
            yield f"inject {inject.id}", path, what, "Write 1 or more, or a 'round'."
    for path in _weightless(loaded.tree):
        what = "it is never drawn: its weight is 0"
        yield item_name(loaded.written, path), path, what, "Write 1 or more, or leave it out."


def _weightless(tree: Any) -> Iterator[DeckPath]:
    """Where the weight of an option of luck stands that is always 0."""
    for part, path in all_parts(tree, ()):
        if part == 0 and path[-3:-2] == ("chance",) and path[-1] == "weight":
            yield path


def _unanswered(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Things of one side where acts of the other one are answered."""
    deck = loaded.written
    owned = {card.id: card.seat for card in deck.cards}
    owned |= {measure.id: measure.seat for measure in deck.measures}
    owned |= {project.id: project.seat for project in deck.projects}
    owned |= {action.id: action.seat for action in deck.actions}
    titles = {seat.id: seat.title for seat in deck.seats}
    for place, card in enumerate(deck.cards):
        for n, name in enumerate(card.response.of if card.response else ()):
            if card.seat in titles and owned.get(name) == card.seat:
                path: DeckPath = ("cards", place, "response", "of", n)
                what = f"'{name}' is the card's own side's, and acts of the other are answered"
                yield f"card {card.id}", path, what, f"Name what {titles[card.seat]} faces."
    for place, rule in enumerate(deck.rules):
        for n, name in enumerate(rule.of if rule.answers else ()):
            if rule.seat in titles and owned.get(name, rule.seat) not in (rule.seat, "any"):
                path = ("rules", place, "of", n)
                what = f"'{name}' is the other side's, and acts of {rule.seat} are answered"
                yield f"rule {rule.id}", path, what, f"Name what is {rule.seat}'s."


def _leaderless(program: ir.Program) -> Iterator[DeckAdvice]:
    """Fronts on which both sides would lead by one condition, or of which one is left out."""
    for place, front in enumerate(program.fronts):
        leads = [lead for lead, _ in front.sides]
        silent = [seat for seat, ways in enumerate(front.sides) if ways == (None, None)]
        if len(silent) == 1:
            seat = program.seats[silent[0]].id
            what = f"nothing says when {seat} leads, so that it never does"
            remedy = f"Write '{seat}:' under 'lead', too."
            yield f"front {front.id}", ("fronts", place, "lead"), what, remedy
        if len(leads) > 1 and leads[0] is not None and leads[0] == leads[1]:
            what = "both sides lead by the same condition, so that neither ever does"
            remedy = "Let them ask for different things."
            yield f"front {front.id}", ("fronts", place, "lead"), what, remedy


def _dated(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Injects with a date that no game reaches."""
    last = loaded.written.rounds.max
    for number, inject in enumerate(loaded.written.injects):
        if inject.round is not None and inject.round > last:
            what = f"it never comes: the last round is {last}"
            path: DeckPath = ("injects", number, "round")
            yield f"inject {inject.id}", path, what, "Name an earlier round."


def _unfinished(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Projects whose work takes longer than the game."""
    last, sent_on = loaded.written.rounds.max, _sent_on(loaded.tree)
    for number, project in enumerate(program.projects):
        work = sum(stage.rounds for stage in project.stages if stage.dial is None)
        if work >= last and project.id not in sent_on and "project" not in sent_on:
            what = f"it is never finished: its work takes {work} rounds, and a game has {last}"
            yield f"project {project.id}", ("projects", number, "stages"), what, ""


def _circles(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Cards and projects that wait for one another."""
    named = _sent_on(loaded.tree)
    sent_on = [one.id for one in program.projects if one.id in named or "project" in named]
    for noun, name, stage, what in circles(program, sent_on):
        number = [one.id for one in getattr(loaded.written, f"{noun}s")].index(name)
        inside: DeckPath = ("stages", stage - 1) if stage else ()
        remedy = "Let one of them come without the other."
        if what.endswith("itself"):
            remedy = "Ask for something else: a stage follows the one before it anyway."
            remedy = remedy if stage else "Ask for something else, or for nothing."
        yield f"{noun} {name}", (f"{noun}s", number, *inside, "needs"), what, remedy


def _failing(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Stages that luck never lets succeed."""
    for number, project in enumerate(loaded.written.projects):
        for place, stage in enumerate(project.stages):
            name = f"projects.{project.id}.stages.{stage.id}.success_pct"
            if stage.success_pct == 0 and not set_by(loaded.written, name):
                path: DeckPath = ("projects", number, "stages", place, "success_pct")
                what = "it never succeeds: its chance is 0"
                yield (
                    f"project {project.id}",
                    path,
                    what,
                    "Write 1 to 100, or leave it out for 100.",
                )


def _sent_on(tree: object) -> dict[str, bool]:
    """The projects that something advances, so that their work may take less; `project` for the
    one in hand, which may be any."""
    parts = all_parts(tree, ())
    return {part: True for part, path in parts if path[-1:] == ("advance",) and type(part) is str}


def _tags(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Tags that no modifier asks for, in a deck in which some do."""
    asked = [tag for modifier in loaded.written.modifiers for tag in modifier.tags]
    for number, card in enumerate(loaded.written.cards):
        for place, tag in enumerate(card.tags):
            if asked and tag not in asked:
                path: DeckPath = ("cards", number, "tags", place)
                what = f"no modifier asks for the tag '{tag}'"
                yield f"card {card.id}", path, what, nearest(tag, asked)


def _parties(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Parties without any number, in a deck in which some have one."""
    having = {name.split(".")[1]: True for name in program.names if name.startswith("party.")}
    groups = [track.of for track in loaded.written.tracks]
    for number, party in enumerate(loaded.written.parties):
        if having and party.id not in having:
            path: DeckPath = ("parties", number, "group" if party.group else "id")
            known = [one.group for one in loaded.written.parties if one.group in groups]
            remedy = nearest(party.group or "", filter(None, known))
            what = "no track is of it, nor of its group" if party.group else "no track is of it"
            yield f"party {party.id}", path, what, remedy


def _variants(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Variants that lay nothing over the deck."""
    for number, variant in enumerate(loaded.written.variants):
        if not variant.set and not variant.remove:
            what, remedy = "it changes nothing", "Give it 'set' or 'remove'."
            yield f"variant {variant.id}", ("variants", number), what, remedy


def _starts(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Tracks that start by owner, and leave one out."""
    for number, track in enumerate(loaded.written.tracks):
        if not isinstance(track.start, dict) or track.kind != "number":
            continue
        named = {seat.id: f"{seat.id}.{track.id}" for seat in program.seats}
        named |= {one.id: f"party.{one.id}.{track.id}" for one in loaded.written.parties}
        for owner, name in named.items():
            if name in program.names and owner not in track.start:
                what = f"'{owner}' is left out, and starts at {track.start_of(owner)}"
                path: DeckPath = ("tracks", number, "start")
                yield f"track {track.id}", path, what, f"Add {owner}."


def _handicap(program: ir.Program) -> Iterator[DeckAdvice]:
    """A track whose start may be set, though the lead does not hang on it."""
    contest = program.contest
    if contest is None or contest.handicap is None:
        return
    lead = [one.text for one in evaluate.names_in(contest.lead)]
    if contest.handicap.text not in evaluate.made_of(lead, program.formulas):
        what = f"the lead does not read '{contest.handicap.text}', so no handicap moves it"
        yield "contest", ("contest", "handicap"), what, "Name the track of the lead."


_SCORED = ("personas", "claims", "seats", "agendas")
"""Nouns that read points, and move nothing by them."""


def _agendas(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Aims that score points at a table that counts none, and where nothing else reads them."""
    deck = loaded.written
    if deck.contest is None or deck.contest.table != "contest" or not deck.agendas:
        return
    nouns = [noun for noun in type(deck).model_fields if noun not in (*SILENT, *_SCORED)]
    texts = [text for noun in nouns for text in leaves(getattr(deck, noun))]
    read, _, _ = find_uses("\n".join(texts))
    if "score" not in read:
        first, second = (seat.id for seat in deck.seats)
        what = "agendas score points, and nothing in the contest reads them"
        points = f"clamp(({first}.score - {second}.score) // 2, -5, 5)"
        remedy = f"Let the lead read them, such as + {points}; or write 'table: seminar'."
        yield "contest", ("contest",), what, remedy


_MEMBER = re.compile(r"\{[a-z_]+\.[a-z_]+\}")
"""What stands for a member, where `for` repeats a thing."""

_ANY = re.compile(r"\{[a-z_][a-z0-9_]*(?:\.[a-z_]+)?\}")
"""The same, or a number; without `numbers` nothing fills in either."""


def _braces(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Texts with `{party.title}` in them, where nothing says whose."""
    for noun in type(loaded.written).model_fields:
        value = getattr(loaded.written, noun)
        if noun in UNQUOTED:
            continue
        form = _MEMBER if loaded.written.numbers else _ANY
        for place, name in quotes_in(value, (noun,), form):
            remedy = "Members of 'for' stand in what it repeats, under the word that it names."
            if "." not in name:
                remedy = f"A number with that name stands in numbers.yaml: {{id: {name[1:-1]}, …}}."
            what = f"'{name}' stands in a text, and nothing fills it in"
            yield item_name(loaded.written, place), place, what, remedy
