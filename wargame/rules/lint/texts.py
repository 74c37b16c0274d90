"""Texts of a deck against what they are about: numbers both ways, and words both ways.

Cards and actions say all that they do. News of injects and reviews say what happens to everybody,
and the titles of options what hangs on an answer. A measure says what its levels do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property, partial
from typing import Any, TypeVar

from wargame.content import model
from wargame.content.loaded import LoadedDeck
from wargame.content.number_words import number_of
from wargame.content.paths import SINGULAR, all_parts
from wargame.dataclass import dataclass
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.asking.evaluate import names_in
from wargame.rules.kernel import rival
from wargame.rules.lint.advice import TextAdvice
from wargame.rules.lint.asked import Asking, asked_of, asked_otherwise, clauses, turning_points
from wargame.rules.lint.beside import misplaced, turned
from wargame.rules.lint.deeds import outcomes_of
from wargame.rules.lint.folding import folded
from wargame.rules.lint.leads_said import leads_otherwise
from wargame.rules.lint.level_texts import LevelTexts
from wargame.rules.lint.levels import LevelEffects, Levels
from wargame.rules.lint.limits_said import answers_said, times_said, use_said
from wargame.rules.lint.misread import MINE, THEIRS, Misreader
from wargame.rules.lint.more_than import more_than
from wargame.rules.lint.numbers import Acting, acting, printed
from wargame.rules.lint.project_texts import costs_and_chances, rounds_said, stages_in_turn
from wargame.rules.lint.stems import stems_of, telling_stems
from wargame.rules.lint.things import Things, won_otherwise
from wargame.rules.lint.told_numbers import ToldNumbers
from wargame.rules.lint.track_numbers import TrackNumbers
from wargame.rules.lint.wording import Wording
from wargame.rules.reading.known import Known
from wargame.rules.reading.leaves import key
from wargame.rules.verbs import ACTS

N = TypeVar("N")


@dataclass
class Texts:
    """Holds the texts of a deck, or those that a variant adds, against its program."""

    loaded: LoadedDeck
    program: ir.Program
    plain: Known
    aside: list[str] = field(init=False)
    is_renamed: bool = field(init=False)

    def __post_init__(self) -> None:
        self.aside = [track.id for track in self.loaded.written.tracks if track.aside]
        before = self.plain.elements
        tracks = [(track, before.get(key(track))) for track in self.loaded.written.tracks]
        self.is_renamed = any(
            isinstance(old, model.Track) and old.title != now.title for now, old in tracks
        )

    @cached_property
    def words(self) -> Wording:
        """What holds words against effects; a variant without a text of its own needs none."""
        return Wording(self.loaded.written, self.program, self.loaded.fill)

    def acting(self) -> Acting:
        """An empty list of numbers, for what is told beside the rules."""
        return Acting(self.loaded.effective, is_outer=True, aside=self.aside)

    def new(self, nouns: Sequence[N]) -> Iterator[tuple[int, N]]:
        """The elements of a list that the plain deck does not have, with their places.

        All of them, where a number that texts speak of has another title.
        """
        has = self.plain.has
        return ((n, noun) for n, noun in enumerate(nouns) if self.is_renamed or not has(noun))

    def faults(self) -> Iterator[TextAdvice]:
        """What any text says otherwise than it is, each once."""
        found = (*self.cards(), *self.actions(), *self.agendas(), *self.news())
        found += (*self.fronts(), *self.projects(), *self.performances(), *self.moved_numbers())
        if not self.loaded.variant:
            found += (*ToldNumbers(self.loaded).faults(), *TrackNumbers(self.loaded).faults())
        yield from folded((*found, *self.options(), *self.measures()))

    def cards(self) -> Iterator[TextAdvice]:
        for number, card in self.new(self.loaded.written.cards):
            rows = [row for row in self.program.cards if row.id == card.id]
            item, path = f"card {card.id}", ("cards", number, "text")
            behind = self.answering("play", card.id)
            yield from ((item, path, said) for said in self.numbers(card.text, rows, behind))
            own = [row for row in rows if not row.is_foreign][:1]
            for row in own:
                parts = [*clauses(row.act), row.each_round, row.rival_do]
                parts += clauses(row.response.act) if row.response else []
                yield from self.turned(item, path, card.text, parts, row.seat)
            for row in own:
                yield from ((item, path, s) for s in self.words.card(card.text, row, behind))
                if not row.once:
                    once = use_said(self.loaded.fill(card.text))
                    yield from ((item, path, said) for said in once)
            for row in own:
                if row.response is not None:
                    text = self.loaded.fill(card.text)
                    named = partial(self.is_called, text, row.response.of)
                    said = answers_said(text, row.response, named)
                    yield from ((item, path, what) for what in said)

    def is_called(self, text: str, of: Sequence[str], act: str) -> bool:
        """Whether a text names something that an act is done to, or one of those alone."""
        thing = ACTS[act][0].thing
        if thing not in ("action", "project", "measure", *(["card"] if of else [])):
            return False
        heard, things = stems_of(text), getattr(self.loaded.written, f"{thing}s")
        titles = [one.title for one in things if not of or one.id in of]
        return any(stem in heard for title in titles for stem in telling_stems(title))

    def actions(self) -> Iterator[TextAdvice]:
        for number, action in self.new(self.loaded.written.actions):
            item, path = f"action {action.id}", ("actions", number, "text")
            for row in [row for row in self.program.actions if row.id == action.id]:
                behind = self.answering("act", action.id)
                for said in self.numbers(action.text, [row], behind) if action.text else ():
                    yield item, path, said
                yield from self.turned(item, path, action.text or "", clauses(row.act), row.seat)
                times = times_said(self.loaded.fill(action.text or ""), row.per_round, row.per_game)
                yield from ((item, path, said) for said in times)
                for said in (
                    self.words.action(action.text, row.act, row.seat, behind) if action.text else ()
                ):
                    yield item, path, said

    def agendas(self) -> Iterator[TextAdvice]:
        for number, agenda in self.new(self.loaded.written.agendas):
            scores = [row.score for row in self.program.agendas if row.id == agenda.id]
            item, path = f"agenda {agenda.id}", ("agendas", number, "text")
            yield from ((item, path, said) for said in self.numbers(agenda.text, scores))
            yield from self.turned(item, path, agenda.text, scores)
            for row in [row for row in self.program.agendas if row.id == agenda.id][:1]:
                said = self.of_others(agenda.text, row)
                if said:
                    yield item, path, said
                owner = Misreader(self.words.sides, self.program.names, row.seat).owner
                ids = [seat for seat, _ in self.words.sides]
                for said in more_than(agenda.text, row.score, owner, ids):
                    yield item, path, said

    def of_others(self, text: str, row: ir.AgendaIR) -> str:
        """Whose number an aim reads, if its text says another's; it may read both."""
        seats = [seat.id for seat in self.loaded.written.seats]
        owners = {name.text.partition(".")[0]: True for name in names_in(row.score)}
        own, other = seats[row.seat] in owners, seats[rival(row.seat)] in owners
        heard = (MINE.search(text), THEIRS.search(text))
        said = heard[0] if other and not own and not heard[1] else None
        said = heard[1] if own and not other and not heard[0] else said
        return f"'{said[0]}' is said, and it happens to the other side" if said else ""

    def fronts(self) -> Iterator[TextAdvice]:
        """When each side leads, and what else whoever is judged the leader gets."""
        rows = {row.id: row for row in self.program.fronts}
        values = {one.name: one.value for one in self.program.derived}
        titles = [seat.title for seat in self.loaded.written.seats]
        for number, front in self.new(self.loaded.written.fronts):
            row, text = rows.get(front.id), self.loaded.fill(front.text or "")
            if row is None:
                continue
            item, path = f"front {front.id}", ("fronts", number, "text" if text else "won")
            prized = [stmt for prize in row.prizes for stmt in ir.walk(prize)]
            targets = [stmt.target.text for stmt in prized if isinstance(stmt, ir.Assign)]
            for said in self.words.changed(text, dict.fromkeys(targets)):
                yield item, path, said
            for said in won_otherwise(text, row, self.words.spoken, self.loaded.effective):
                yield item, path, said
            for said in leads_otherwise(text, row, values[row.value], titles):
                yield item, path, said
            parts = [cond for side in row.sides for cond in side if cond is not None]
            yield from self.turned(item, path, text, parts)
            found = Acting(self.loaded.effective, aside=self.aside)
            for cond in parts:
                found.part(cond)
            is_told = printed(text)[0] and not self.loaded.variant
            for said in self.compared(text, found) if is_told else ():
                if said.endswith("is not printed"):
                    yield item, path, said

    def projects(self) -> Iterator[TextAdvice]:
        """What stages ask for and bring, and what lapsing does; a text leaves out what it likes."""
        rows = {row.id: row for row in self.program.projects}
        for number, project in self.new(self.loaded.written.projects):
            row = rows.get(project.id)
            if row and project.text:
                item, path = f"project {project.id}", ("projects", number, "text")
                parts = [part for stage in row.stages for part in clauses(stage.act)]
                yield from self.turned(item, path, project.text, [*parts, row.lapse_do])
                told, titles = self.loaded.fill(project.text), [s.title for s in project.stages]
                wrong = (*costs_and_chances(told, row), *rounds_said(told, row))
                wrong += (*stages_in_turn(told, titles),)
                for said in (*self.words.project(project.text, row), *wrong):
                    yield item, path, said

    def performances(self) -> Iterator[TextAdvice]:
        """What the giver of a deal item must have brought about, and by when."""
        items = () if self.loaded.variant else self.loaded.written.deal_items
        rows = {row.id: row for row in self.program.deals.items} if self.program.deals else {}
        for number, one in enumerate(items):
            performs = rows[one.id].performs if one.id in rows else None
            if performs is None or not (one.performs and one.performs.text):
                continue
            item, path = f"deal item {one.id}", ("deals", "items", number, "performs", "text")
            parts = [clause.cond for clause in performs.needs]
            yield from self.turned(item, path, one.performs.text, parts)
            found = Acting(self.loaded.effective)
            for cond in parts:
                found.part(cond)
            found.must.append(performs.after)
            found.may.append(performs.by_round)
            for said in self.compared(one.performs.text, found):
                if said.endswith("is not printed"):
                    yield item, path, said

    def turned(
        self, item: str, path: DeckPath, text: str, parts: Iterable[Asking], seat: int = -1
    ) -> Iterator[TextAdvice]:
        """Numbers that are asked for otherwise than a text says, or of the other side than the one
        that it says to a seat."""
        told, parts, numbers = self.loaded.fill(text), list(parts), self.loaded.effective
        for said in asked_otherwise(told, parts, numbers):
            yield item, path, said
        if seat >= 0:
            reader = Misreader(self.words.sides, self.program.names, seat)
            for said in asked_of(told, parts, numbers, reader.owner, reader.is_name_of_each):
                yield item, path, said

    def news(self) -> Iterator[TextAdvice]:
        """What injects and reviews bring to everybody."""
        injects = {row.id: row for row in self.program.injects}
        for number, inject in self.new(self.loaded.written.injects):
            row = injects.get(inject.id)
            if row:
                allowed = Acting(self.loaded.effective)
                for clause in row.needs:
                    allowed.part(clause.cond)
                where = (f"inject {inject.id}", ("injects", number, "text"))
                yield from self.told(where, inject.text, row.do, (row.round,), allowed.must)
                parts = [*(clause.cond for clause in row.needs), row.do]
                yield from self.turned(*where, inject.text, parts)
        reviews = {row.id: row for row in self.program.reviews}
        for number, review in self.new(self.loaded.written.reviews):
            judged = reviews.get(review.id)
            if judged and review.text:
                where = (f"review {review.id}", ("reviews", number, "text"))
                yield from self.told(where, review.text, judged.do, judged.rounds)
                yield from self.turned(*where, review.text, [judged.do])

    def told(
        self,
        where: tuple[str, DeckPath],
        text: str,
        block: ir.Block,
        rounds: Sequence[int],
        may: Sequence[int] = (),
    ) -> Iterator[TextAdvice]:
        found = self.acting()
        found.block(block)
        inner = Acting(self.loaded.effective)
        inner.block(block)
        found.may += [*may, *inner.must]
        whole = " ".join((_undated(text, rounds), *(f"{one}." for one in outcomes_of(block))))
        is_told = bool(found.must) or any(not isinstance(stmt, ir.Ask) for stmt in block)
        for said in self.compared(whole, found, is_prose=True) if is_told else ():
            yield *where, said
        for said in self.words.told(text, block):
            yield *where, said

    def options(self) -> Iterator[TextAdvice]:
        """What hangs on an answer."""
        for ask in self.program.asks:
            path = self.place_of(ask.item)
            for option in () if ask.targets or not path else ask.options:
                item = f"{ask.item}, option {option.id}"
                found = self.acting()
                found.block(option.body)
                allowed = Acting(self.loaded.effective)
                if option.needs is not None:
                    allowed.part(option.needs)
                found.may += allowed.must
                whole = " ".join((option.title, *outcomes_of(option.body)))
                sayings = [*self.compared(whole, found, is_prose=True), *self.words.option(option)]
                place = self.place_of_option(path, option.id) if sayings else path
                yield from ((item, place, said) for said in sayings)

    def place_of_option(self, path: DeckPath, option: str) -> DeckPath:
        """Where the title of an option of a thing stands."""
        data: Any = self.loaded.tree
        for step in path:
            data = data[step]
        ids = (at for part, at in all_parts(data, path) if part == option and at[-1] == "id")
        return next(((*at[:-1], "title") for at in ids if at[-3:-2] == ("options",)), path)

    def place_of(self, item: str) -> DeckPath:
        """Where an item such as `card mediation` stands; () for what the plain deck has."""
        kind, _, name = item.rpartition(" ")
        noun = next((plural for plural, one in SINGULAR.items() if one == kind), "")
        listed = getattr(self.loaded.written, noun, [])
        return next(((noun, n) for n, one in self.new(listed) if one.id == name), ())

    def measures(self) -> Iterator[TextAdvice]:
        """What the levels of measures do by rules; of a variant not all rules were read."""
        deck = self.loaded.written
        if self.loaded.variant or not any(measure.text for measure in deck.measures):
            return
        levels = Levels(self.program, self.loaded.effective, self.aside)
        texts = LevelTexts(self.words, deck, self.loaded.effective)
        rows = {row.id: row for row in self.program.measures}
        for number, measure in enumerate(deck.measures):
            row = rows.get(measure.id)
            if not measure.text or row is None:
                continue
            where = (f"measure {measure.id}", ("measures", number, "text"))
            deed = levels.of(row)
            told = (*self.level_numbers(measure, deed), *texts.faults(measure, deed))
            for said in (*told, *texts.moved(measure, row, deed)):
                yield *where, said

    def level_numbers(self, measure: model.Measure, deed: LevelEffects) -> Iterator[str]:
        """Numbers in the text of a measure that stand nowhere where it is read."""
        shown, has_one = printed(self.loaded.fill(measure.text or ""), is_prose=True)
        named, _ = printed(". ".join(measure.levels), is_prose=True)
        for value in shown:
            if value not in (*deed.numbers, *named) and not (value == 1 and has_one):
                yield f"{value} is printed, and nothing does it"

    def moved_numbers(self) -> Iterator[TextAdvice]:
        """Numbers that stand beside the words of another one of the thing."""
        things = Things(self.loaded, self.program)
        for item, path, text, goes in things.all(self.new):
            yield from ((item, path, said) for said in misplaced(text, goes, self.words.spoken))
            if path[0] != "reviews":  # of which it was told before
                yield from ((item, path, said) for said in turned(text, goes, self.words.spoken))

    def answering(self, verb: str, name: str) -> ir.Block:
        """What rules do that answer an act on just this thing: its text may tell it."""
        found: list[ir.Stmt] = []
        for row in self.program.answers:
            found += row.group.body if verb in row.on and name in row.of else ()
        return tuple(found)

    def numbers(
        self, text: str, parts: Iterable[ir.CardIR | ir.ActionIR | ir.Expr], behind: ir.Block = ()
    ) -> Iterator[str]:
        """One text against what it prints; what rules do behind it may be printed too."""
        found, more = acting(parts, self.loaded.effective), Acting(self.loaded.effective)
        more.block(behind)
        found.may += [*more.must, *more.may]
        yield from self.compared(text, found)

    def names(self, text: str, project: str, stage: int) -> bool:
        """Whether a text calls a stage of a project by its title, or the first one begun."""
        if stage == 1 and _BEGUN.search(text):
            return True
        stages = next(one.stages for one in self.loaded.written.projects if one.id == project)
        titles = [one.title for one in stages[stage - 1 : stage]]
        heard = stems_of(self.loaded.fill(text))
        return any(stem in heard for title in titles for stem in telling_stems(title))

    def compared(self, text: str, found: Acting, *, is_prose: bool = False) -> Iterator[str]:
        asked = [
            number for project, number in found.stages if not self.names(text, project, number)
        ]
        must, may = found.all()
        must, may = (
            [*must, *(n for n in asked if n not in must)],
            [*may, *(n for _, n in found.stages)],
        )
        told = self.loaded.fill(text)
        shown, has_one = printed(told, is_prose=is_prose)
        alike = [pair for pair in turning_points(told) if pair not in found.turning]
        alike = [(n, value) for n, at in alike for value, point in found.turning if point == at]
        may = [*may, *(number for number, _ in alike)]
        for value in shown:
            if value not in must and value not in may and not (value == 1 and has_one):
                yield f"{value} is printed, and nothing does it"
        shown = [*shown, *(value for _, value in alike)]
        for value in must:
            if value not in shown and not (value == 1 and has_one):
                where = f" in '{found.where[value]}'" if found.where.get(value) else ""
                yield f"{value} acts{where}, and is not printed"


_BEGUN = re.compile(r"\b(begun|began|started|under way)\b", re.IGNORECASE)

_NEXT = re.compile(r"(?:,? (?:and|or) |, )?(\d+)")
"""The next number of a list of rounds."""

_DATED = re.compile(
    r"\b(?:(rounds|quarters|years) (\d+(?:(?:, | and | or |, and |, or )\d+)*)|"
    r"(round|quarter|year) (\d+))\b",
    re.IGNORECASE,
)


def _undated(text: str, rounds: Sequence[int]) -> str:
    """A text without the rounds it comes in, up to the first number that is none of them.

    >>> _undated("In round 2, 3 visitors come.", [2]), _undated("In rounds 2 and 4, 3 do.", [2, 4])
    ('In round, 3 visitors come.', 'In rounds, 3 do.')
    """

    def shown(match: re.Match[str]) -> str:
        left = match[2] or match[4]
        while (number := _NEXT.match(left)) and number_of(number[1]) in rounds:
            left = left[number.end() :]
        between = "" if left[:1] in ("", ",", " ") else " "
        return f"{match[1] or match[3]}{between}{left}"

    return _DATED.sub(shown, text)
