"""Words against effects, both ways: what a text says is done, and what is done is said.

A text is cut into its parts (what a card does, what its discard brings the rival), and each part is
held against the statements that stand for it. What words can tell is a row of `SIGNS`: words that
say something, and whether the rules do it. Beside them go names (what changes is named, what is
named is touched) and amounts (a number with a sign changes a named number by so much).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from wargame.content import model
from wargame.rules import ir
from wargame.rules.asking.evaluate import names_in
from wargame.rules.lint.amounts_said import AmountsSaid
from wargame.rules.lint.asked import Asking, clauses
from wargame.rules.lint.branches_said import turned_ways
from wargame.rules.lint.counts_said import counted_otherwise
from wargame.rules.lint.deeds import Deeds, amount_of, outcomes_of
from wargame.rules.lint.groups_said import chosen_otherwise, opened_otherwise, owned_otherwise
from wargame.rules.lint.handled import handled, misnamed, odds_said, stayed, unnamed
from wargame.rules.lint.hangs_said import hung_otherwise
from wargame.rules.lint.held_said import held_otherwise
from wargame.rules.lint.misread import Misreader
from wargame.rules.lint.patterns import FAR
from wargame.rules.lint.prices_said import PricesSaid
from wargame.rules.lint.said_amounts import said_amounts
from wargame.rules.lint.signs import UNTESTED, signs
from wargame.rules.lint.spoken_names import SpokenNames
from wargame.rules.lint.states_said import StatesSaid
from wargame.rules.lint.stems import stem, stems_of
from wargame.rules.lint.worked_out import worked_out_otherwise

_TELLS = re.compile(r"(?<!\w)[+\u2212-]\d|\botherwise\b|\bby \d", re.IGNORECASE)
"""What makes news more than a story, which may say `if` as it likes."""

_NOW = re.compile(r"\bnow and (in|for|each|every)\b", re.IGNORECASE)

_RESPONSE = re.compile(
    r"\b(?:(?:if|when(?:ever)?) (?:it is |this (?:card )?is )?)?"
    r"(used for capital|discarded for capital|as fuel|burnt|burned|(?<=if )discarded"
    r"|(?<=when )discarded|(?<=\bis )discarded(?= for))\b[^:.,]*[:,]?"
    r"|(?<![^.;!?] )\bdiscarded\b[^:.,]*[:,]"
    r"|(?<=[.;!?] )for capital\b[:,]",
    re.IGNORECASE,
)


_AGAINST = ("goes the other way", "happens to the other side")
"""What is said of changes that a text tells the wrong way round."""

_ITS = re.compile(r"(?<=[.;!?] )its\b", re.IGNORECASE)
"""Whose number it is where a card answers an act of the other side, and a sentence begins so."""


_THEIR = re.compile(
    rf"(^(?:pay [^.]{FAR}\. )?)their\b|(\byour (\w+)\b[^.;]{FAR}\band )their(?= \3\b)",
    re.IGNORECASE,
)
"""Whose number it is where nobody else was spoken of before, or where `your` one stands beside."""


class Wording:
    """Holds texts of one deck against its program."""

    def __init__(self, deck: model.Deck, program: ir.Program, fill: Callable[[str], str]) -> None:
        self.program, self.fill, self.mine = program, fill, -1
        self.spoken = SpokenNames(deck, program)
        self.sides = [(seat.id, seat.title) for seat in deck.seats]
        self.called_projects = [_called(one) for one in deck.projects]
        self.states = StatesSaid(deck, self.spoken, self.called_projects)
        self.prices = PricesSaid(self.spoken, [seat.id for seat in deck.seats])
        self.amounts = AmountsSaid(self.spoken, [f"project.{one.id}" for one in deck.projects])
        self.called_measures = [_called(one) for one in deck.measures]
        self.owners = [one.seat for one in deck.measures]
        self.called_parties = {one.id: one.title for one in deck.parties}
        self.grouped: dict[str, list[str]] = {}
        for party in (one for one in deck.parties if one.group):
            self.grouped.setdefault(party.group or "", []).append(party.id)
        self.members = {g: them for g, them in self.grouped.items() if len(them) > 1}

    @property
    def payer(self) -> str:
        """The capital of whoever acts; "" where nobody does."""
        return f"{self.sides[self.mine][0]}.capital" if self.mine >= 0 else ""

    @property
    def reader(self) -> Misreader:
        """Tells what is meant where whoever acts is spoken to."""
        return Misreader(self.sides, self.program.names, self.mine)

    # --- parts of a text ---------------------------------------------------------------------

    def card(self, text: str, row: ir.CardIR, behind: ir.Block) -> Iterator[str]:
        """What a card's text says otherwise than the card does.

        Args:
            behind: What rules do that answer it, which a text may tell.
        """
        said, response = split_response(_THEIR.sub(_of_rival, self.fill(text)))
        if row.response is not None:
            said = _ITS.sub("the other side's", said)
        self.mine = row.seat
        done = Deeds(payer=self.payer)
        self.act(done, replace_price(row))
        done.block(row.each_round)
        if row.response is not None:
            self.act(done, row.response.act)
            done.note("condition")
            done.note("response")
            yield from self.handles(said, row.response.act.do)
        if row.stays:
            done.note("duration")
            yield from stayed(said, row.stays)
        if row.once:
            done.note("once")
        done.may(behind)
        yield from self.compare(said, done)
        yield from self.handles(said, (*row.act.do, *row.each_round))
        answer = clauses(row.response.act) if row.response is not None else ()
        yield from self.holds(said, (*clauses(row.act), row.each_round, *answer))
        if row.response is None and not row.each_round:
            yield from self.hangs(said, row.act)
        yield from turned_ways(said, row.act.do)
        if row.rival_do and not response:
            yield "its discard serves the rival, and no word says so"
        if response and not row.rival_do:
            yield "its discard is said to do something, and does nothing"
        if response and row.rival_do:
            other = Deeds()
            other.block(row.rival_do)
            yield from self.compare(response, other)

    def act(self, done: Deeds, act: ir.Ability) -> None:
        """Add what an act asks for, costs and does."""
        for clause in act.needs:
            done.test(clause.cond)
        if act.needs:
            done.note("condition")
        for name, amount, _ in act.price:
            done.note("cost")
            done.reads[name.text] = True
            done.look(amount)
            known = amount.value if isinstance(amount, ir.Const) else None
            done.prices.append((name.text, known))
        done.block(act.do)

    def option(self, option: ir.Answer) -> Iterator[str]:
        """An option of a dilemma, whose title is all that a player reads."""
        self.mine, done = -1, Deeds()
        done.block(option.body)
        said = self.fill(" ".join(f"{one}." for one in (option.title, *outcomes_of(option.body))))
        yield from self.signs(said, done)
        yield from self.names(said, done)
        if option.needs is not None:
            done.look(option.needs)
        yield from self.amounts.told(said, done, self.reader)

    def action(self, text: str, act: ir.Ability, seat: int, behind: ir.Block) -> Iterator[str]:
        """The same of an action."""
        self.mine = seat
        done = Deeds(payer=self.payer, is_outer=True)
        self.act(done, act)
        done.may(behind)
        said = _THEIR.sub(_of_rival, self.fill(text))
        yield from self.compare(said, done)
        yield from self.handles(said, act.do)
        yield from self.holds(said, clauses(act))
        yield from self.hangs(said, act)
        yield from turned_ways(said, act.do)

    def hangs(self, text: str, act: ir.Ability) -> Iterator[str]:
        """Conditions and times that a text says of another change than the rules do."""
        needed = {one.text: True for clause in act.needs for one in names_in(clause.cond)}
        yield from hung_otherwise(text, act.do, needed, self.spoken)

    def holds(self, text: str, parts: Iterable[Asking]) -> Iterator[str]:
        """Whom a text says a track of seats holds, where that is somebody else."""
        reader = self.reader
        seats = [seat for seat, _ in self.sides]
        yield from held_otherwise(text, parts, seats, reader.owner, self.spoken.stems_for)

    def handles(self, text: str, block: ir.Block) -> Iterator[str]:
        """Cards, projects and measures that a text says are handled otherwise, and who is meant by
        'each'."""
        reader = self.reader
        yield from handled(text, block, self.mine, tells_other=reader.tells_other(text))
        yield from counted_otherwise(text, block, self.mine)
        yield from worked_out_otherwise(text, block, self.spoken, reader)
        yield from chosen_otherwise(text, block, self.grouped, self.called_parties)
        yield from owned_otherwise(text, block, self.owners, reader.owner)
        yield from opened_otherwise(text, block, [seat for seat, _ in self.sides], reader.owner)
        called = (self.called_projects, self.called_measures)
        yield from unnamed(block, stems_of(text), *called)
        yield from misnamed(text, block, self.called_measures)
        written = {
            stmt.target.text.split(".")[1]: True
            for stmt in ir.walk(block)
            if isinstance(stmt, ir.Assign) and stmt.target.text.startswith("party.")
        }
        for group, members in self.members.items():
            hit = [one for one in members if one in written]
            said = re.search(rf"\b(each|every|all) (the )?{stem(group)}\w*", text, re.IGNORECASE)
            if said and len(hit) == 1 and not re.search(r"\b(but|except|other)\b", text):
                yield f"'{said[0]}' is said, and it happens to one"

    def project(self, text: str, row: ir.ProjectIR) -> Iterator[str]:
        """Changes that a project's text tells, and that none of its stages and no lapse brings."""
        self.mine = row.seat
        done = Deeds(payer=self.payer, is_outer=True)
        for stage in row.stages:
            self.act(done, stage.act)
        done.block(row.lapse_do)
        said = self.amounts.told(self.fill(text), done, self.reader) if done.writes else ()
        yield from (one for one in said if one.endswith(_AGAINST))
        for token in said_amounts(self.fill(text)):
            heard = self.spoken.context(token)
            alike = [write for write in done.writes if amount_of(write) == token.number]
            ways = [one.op for one in alike if self.spoken.is_named(one.target.text, heard)]
            if token.sign in ("+", "-") and ways and f"{token.sign}=" not in ways:
                about = token.near.rpartition(",")[2].strip(" :.")
                yield f"'{about} {token.sign}{token.number}' is said, and it goes the other way"

    def told(self, text: str, block: ir.Block) -> Iterator[str]:
        """News: what happens besides the options, whose titles tell them, and outcomes' titles."""
        self.mine, done = -1, Deeds(is_outer=True)
        done.block(block)
        news, titles = self.fill(text), self.fill(" ".join(f"{one}." for one in outcomes_of(block)))
        said = f"{news} {titles}".strip()
        if not (done.has or done.writes or _TELLS.search(said)):
            return
        yield from turned_ways(news, block)
        yield from odds_said(news, block)
        reader = self.reader
        yield from worked_out_otherwise(news, block, self.spoken, reader)
        alone = (
            [
                *self.amounts.told(news, done, self.reader),
                *self.amounts.told(titles, done, self.reader),
            ]
            if titles
            else []
        )
        for one in self.compare(said, done):
            is_twice = one.endswith("nothing does so") and one not in alone
            if not (titles and is_twice):  # the news and an outcome's title tell the same change
                yield one

    def changed(self, text: str, targets: Iterable[str]) -> Iterator[str]:
        """What changes, and a text does not name."""
        heard = stems_of(text)
        for name in targets:
            if not self.spoken.is_aside(name) and not self.spoken.is_named(name, heard):
                yield f"{self.spoken.title(name)} changes, and is not named"

    # --- what is compared --------------------------------------------------------------------

    def compare(self, text: str, done: Deeds) -> Iterator[str]:
        yield from self.signs(text, done)
        yield from self.names(text, done)
        yield from self.states.told(text, done)
        yield from self.amounts.told(text, done, self.reader)
        yield from self.prices.told(text, done)
        yield from self.at_once(text, done)

    def signs(self, text: str, done: Deeds) -> Iterator[str]:
        """What words say of the rules; of a condition that no word tells of, what it asks."""
        for said in signs(text, done):
            yield self.hanging(done) if said == UNTESTED else said

    def hanging(self, done: Deeds) -> str:
        """What something depends on, and what that is compared with."""
        named = [self.spoken.title(name) for name in done.hangs if not self.spoken.is_aside(name)]
        bounds = ", ".join(str(number) for number in done.bounds if number)
        about = " and ".join(dict.fromkeys(named)) + (f" ({bounds})" if bounds else "")
        return UNTESTED.replace("something", about) if named else UNTESTED

    def names(self, text: str, done: Deeds) -> Iterator[str]:
        """Whatever changes is named."""
        yield from self.changed(text, dict.fromkeys(write.target.text for write in done.writes))

    def at_once(self, text: str, done: Deeds) -> Iterator[str]:
        """What is said to happen now and later happens at both times."""
        if not _NOW.search(text):
            return
        writes = [(write.target.text, write.op, amount_of(write)) for write in done.writes]
        for write in done.later:
            if writes.count((write.target.text, write.op, amount_of(write))) == 1:
                title = self.spoken.title(write.target.text)
                yield f"{title} is said to change now, and changes later"


def _of_rival(their: re.Match[str]) -> str:
    return f"{their[1] or their[2] or ''}{'T' if their[0][0] == 'T' else 't'}he rival's"


def _called(noun: model.Measure | model.Project) -> str:
    """All names of a thing, its title first."""
    return f"{noun.title}|{noun.short or ''}|{noun.id}"


def split_response(text: str) -> tuple[str, str]:
    """What a card does, and what its discard brings the rival."""
    match = _RESPONSE.search(text)
    return (text[: match.start()], text[match.end() :] or " ") if match else (text, "")


def replace_price(row: ir.CardIR) -> ir.Ability:
    """What a card asks for, costs as printed, and does."""
    price = row.act.price if row.printed is None else row.printed
    return ir.Ability(row.act.needs, price, row.act.do)
