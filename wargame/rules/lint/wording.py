"""Words against effects, both ways: what a text says is done, and what is done is said.

A text is cut into its parts (what a card does, what its discard brings the rival), and each part is
held against the statements that stand for it. What words can tell is a row of `SIGNS`: words that
say something, and whether the rules do it. Beside them go names (what changes is named, what is
named is touched) and amounts (a number with a sign changes a named number by so much).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from wargame.content import model
from wargame.content.number_words import NUMBER, SPAN
from wargame.rules import ir
from wargame.rules.asking.evaluate import names_in
from wargame.rules.lint.asked import Asking, clauses
from wargame.rules.lint.branches_said import turned_ways
from wargame.rules.lint.counts_said import counted_otherwise
from wargame.rules.lint.deeds import Deeds, amount_of, is_worked_out, outcomes_of
from wargame.rules.lint.groups_said import chosen_otherwise, owned_otherwise
from wargame.rules.lint.handled import handled, misnamed, stayed, unnamed
from wargame.rules.lint.hangs_said import hung_otherwise
from wargame.rules.lint.held_said import held_otherwise
from wargame.rules.lint.misread import Misreader, tells_way
from wargame.rules.lint.numbers import ONE, printed
from wargame.rules.lint.said_amounts import SaidAmount, matched, said_amounts
from wargame.rules.lint.signs import UNTESTED, signs
from wargame.rules.lint.spoken_names import SpokenNames, family_of
from wargame.rules.lint.stems import stem, stems_of, telling_stems
from wargame.rules.lint.worked_out import worked_out_otherwise

_TELLS = re.compile(r"(?<!\w)[+\u2212-]\d|\botherwise\b|\bby \d", re.IGNORECASE)
"""What makes news more than a story, which may say `if` as it likes."""

_BOTH = re.compile(r"\b(both|each)\b", re.IGNORECASE)

_SHARED = re.compile(r"\b(both|each|every|all|sides?|seats)\b", re.IGNORECASE)
"""Words by which one number is that of several seats."""

_CHOSEN = re.compile(r"\b(choice|choose)\b", re.IGNORECASE)

_PRICED = re.compile(
    r"(?<!\w)(pays?|paid|costs?|spends?|price|loses?|for|gives?|takes?)(?!\w)(?P<price>[^.;:]*)",
    re.IGNORECASE,
)
"""Where a price stands."""

_TIME = re.compile(rf"\b({NUMBER}) (more )?{SPAN}\b", re.IGNORECASE)
"""What is no price: `for 2 rounds`."""

_NOW = re.compile(r"\bnow and (in|for|each|every)\b", re.IGNORECASE)

_SPENT = re.compile(
    r"\b(spends?|pays?) (?P<number>\d+|an?|one|two|three)(?P<what>( [\w']+){1,3})", re.IGNORECASE
)
"""What is paid with, and is no capital."""

_IF_LED = re.compile(
    r"^\W*(if|when|once|while|where|unless|with|at|from)\b[^.;:]*, (another |a further )?$",
    re.IGNORECASE,
)
"""What stands before an amount that needs no name of its own: `If calm is at 3, another`."""

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


class Wording:
    """Holds texts of one deck against its program."""

    def __init__(self, deck: model.Deck, program: ir.Program, fill: Callable[[str], str]) -> None:
        self.program, self.fill, self.mine = program, fill, -1
        self.spoken = SpokenNames(deck, program)
        self.sides = [(seat.id, seat.title) for seat in deck.seats]
        self.projects = [f"project.{one.id}" for one in deck.projects]
        self.last_stages = {
            f"project.{one.id}.done": tuple(telling_stems(one.stages[-1].title))
            for one in deck.projects
        }
        self.called_projects = [_called(one) for one in deck.projects]
        self.called_measures = [_called(one) for one in deck.measures]
        self.owners = [one.seat for one in deck.measures]
        self.titled = {one.id: one.title for one in deck.cards}
        self.called_parties = {one.id: one.title for one in deck.parties}
        self.grouped: dict[str, list[str]] = {}
        for party in (one for one in deck.parties if one.group):
            self.grouped.setdefault(party.group or "", []).append(party.id)
        self.members = {g: them for g, them in self.grouped.items() if len(them) > 1}

    @property
    def payer(self) -> str:
        """The capital of whoever acts; "" where nobody does."""
        return f"{self.sides[self.mine][0]}.capital" if self.mine >= 0 else ""

    # --- parts of a text ---------------------------------------------------------------------

    def card(self, text: str, row: ir.CardIR, behind: ir.Block) -> Iterator[str]:
        """What a card's text says otherwise than the card does.

        Args:
            behind: What rules do that answer it, which a text may tell.
        """
        said, response = split_response(self.fill(text))
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
        yield from self.amounts(said, done)

    def action(self, text: str, act: ir.Ability, seat: int, behind: ir.Block) -> Iterator[str]:
        """The same of an action."""
        self.mine = seat
        done = Deeds(payer=self.payer, is_outer=True)
        self.act(done, act)
        done.may(behind)
        yield from self.compare(self.fill(text), done)
        yield from self.handles(self.fill(text), act.do)
        yield from self.holds(self.fill(text), clauses(act))
        yield from self.hangs(self.fill(text), act)
        yield from turned_ways(self.fill(text), act.do)

    def hangs(self, text: str, act: ir.Ability) -> Iterator[str]:
        """Conditions and times that a text says of another change than the rules do."""
        needed = {one.text: True for clause in act.needs for one in names_in(clause.cond)}
        yield from hung_otherwise(text, act.do, needed, self.spoken)

    def holds(self, text: str, parts: Iterable[Asking]) -> Iterator[str]:
        """Whom a text says a track of seats holds, where that is somebody else."""
        reader = Misreader(self.sides, self.program.names, self.mine)
        seats = [seat for seat, _ in self.sides]
        yield from held_otherwise(text, parts, seats, reader.owner, self.spoken.stems_for)

    def handles(self, text: str, block: ir.Block) -> Iterator[str]:
        """Cards, projects and measures that a text says are handled otherwise, and who is meant by
        'each'."""
        reader = Misreader(self.sides, self.program.names, self.mine)
        yield from handled(text, block, self.mine, tells_other=reader.tells_other(text))
        yield from counted_otherwise(text, block, self.mine)
        yield from worked_out_otherwise(text, block, self.spoken, reader)
        yield from chosen_otherwise(text, block, self.grouped, self.called_parties)
        yield from owned_otherwise(text, block, self.owners, reader.owner)
        called = (self.called_projects, self.called_measures)
        yield from unnamed(block, stems_of(text), *called, telling_stems)
        yield from misnamed(text, block, self.called_measures, telling_stems)
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
        said = self.amounts(self.fill(text), done) if done.writes else ()
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
        reader = Misreader(self.sides, self.program.names, self.mine)
        yield from worked_out_otherwise(news, block, self.spoken, reader)
        alone = [*self.amounts(news, done), *self.amounts(titles, done)] if titles else []
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
        yield from self.states(text, done)
        yield from self.amounts(text, done)
        yield from self.prices(text, done)
        yield from self.paid_with(text, done)
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

    def states(self, text: str, done: Deeds) -> Iterator[str]:
        """Whatever it depends on is named, and `paused` and `done` are said where they are read."""
        heard, low = stems_of(text), text.lower()
        for name in done.reads:
            if not self.spoken.is_aside(name) and not self.spoken.is_named(name, heard):
                yield f"{self.spoken.title(name)} is looked at, and is not named"
            title = self.titled.get(name.split(".")[1]) if name.startswith("card.") else None
            if title and not any(stem in heard for stem in telling_stems(title)):
                yield f"'{title}' is looked at, and is not named"
        for part, word in ((".paused", "paus"), (".done", "done")):
            reads = any(name.endswith(part) for name in done.reads)
            acts = part == ".paused" and bool(done.has.get("suspend"))
            says = is_said = re.search(rf"\b{word}", low) is not None
            shown = part.removeprefix(".")
            says = says or (part == ".done" and self.is_finished(done, heard, low))
            if reads and not says:
                yield f"whether it is {shown} counts, and is not said"
            is_meant = part == ".paused" or any(
                stem in heard for names in self.called_projects for stem in telling_stems(names)
            )
            if is_said and is_meant and not reads and not acts:
                yield f"'{shown}' is said, and does not count"

    def is_finished(self, done: Deeds, heard: Mapping[str, bool], low: str) -> bool:
        """Whether a text says of a project that its last stage is reached, by whatever word."""
        return "finish" in low or any(
            stem in heard for name in done.reads for stem in self.last_stages.get(name, ())
        )

    def amounts(self, text: str, done: Deeds) -> Iterator[str]:
        """A number with a sign changes a number that is named before it, and the other way."""
        tokens, writes = list(said_amounts(text)), (*done.writes, *done.answers, *done.chosen)
        fits = self.fitting(text, tokens, done)
        yield from self.unprinted(done.writes, fits)
        fitting: dict[int, list[int]] = {}
        for place, numbers in enumerate(fits):
            for number in numbers:
                fitting.setdefault(number, []).append(place)
        yield from self.misread(tokens, fitting, writes)
        if done.has.get("target") or done.has.get("rolled"):
            return
        if not _SHARED.search(text):
            yield from self.printed_once(tokens, done.writes, fits)
        touched = [*(write.target.text for write in writes), *done.reads]
        touched += [self.projects[number] for number in done.moved]
        yield from self.not_done(tokens, done, fitting, touched)

    def fitting(self, text: str, tokens: Sequence[SaidAmount], done: Deeds) -> list[list[int]]:
        """By place of a write, an answer or a choice: the numbers of the text that may tell it."""
        is_chosen, found = _CHOSEN.search(text) is not None, []
        known = len(done.writes) + len(done.answers)
        for place, write in enumerate((*done.writes, *done.answers, *done.chosen)):
            amount, is_answer = amount_of(write), place >= len(done.writes)
            may_be_any = place >= known or (is_answer and is_chosen)
            found.append(
                [n for n, one in enumerate(tokens) if self.fits(one, write, amount, may_be_any)]
                if amount is not None
                else []
            )
        return found

    def unprinted(
        self, writes: Sequence[ir.Assign], fits: Sequence[Sequence[int]]
    ) -> Iterator[str]:
        """Writes that no number of the text tells; of the same to several parties, the first."""
        first = dict[object, str]()
        for write, numbers in zip(writes, fits, strict=False):
            name, amount = write.target.text, amount_of(write)
            if amount is None:
                continue
            track = name.rpartition(".")[2] if name.startswith("party.") else name
            is_told = first.setdefault((track, write.op, amount), name) != name
            if amount and not (numbers or is_told or self.spoken.is_count(name)):
                by = f"{write.op[0]}{amount}"
                yield f"{self.spoken.title(name)} {by} acts so, and is not printed so"

    def printed_once(
        self,
        tokens: Sequence[SaidAmount],
        writes: Sequence[ir.Assign],
        fits: Sequence[Sequence[int]],
    ) -> Iterator[str]:
        """Numbers that change alike for several, of whom the text tells some."""
        alike: dict[tuple[str, str, int], dict[str, Sequence[int]]] = {}
        for write, numbers in zip(writes, fits, strict=False):
            name, amount = write.target.text, amount_of(write)
            if amount is not None:
                alike.setdefault((family_of(name), write.op, amount), {})[name] = numbers
        for names in alike.values():
            printed = dict.fromkeys(number for some in names.values() for number in some)
            if 0 < len(printed) < len(names) and any(tokens[number].sign for number in printed):
                title = self.spoken.title(next(iter(names)))
                yield f"{title} changes for several, and is printed once"

    def not_done(
        self,
        tokens: Sequence[SaidAmount],
        done: Deeds,
        fitting: dict[int, list[int]],
        touched: Sequence[str],
    ) -> Iterator[str]:
        """Numbers of the text with a sign that nothing does, each told by one write or price."""
        signed = [number for number, token in enumerate(tokens) if token.sign]
        for number in signed:
            size = tokens[number].number
            paid = [at for at, price in enumerate(done.paid) if price in (size, None)]
            fitting.setdefault(number, []).extend(-1 - at for at in paid)
        alone = matched({number: fitting.get(number, []) for number in signed})
        for number, token in enumerate(tokens):
            only = "" if token.sign in ("+", "-") else "party."
            yield from self.left_out(token, done)
            is_twice = len(done.writes) > 1 and _BOTH.search(token.near.rpartition(",")[2])
            is_done = number in alone and (not is_twice or len(fitting[number]) > 1)
            if not token.sign or is_done or self.computed(token, done):
                yield from self.spoken.idle(token, touched, only)
            else:
                about = re.split(r"[,(]", token.near)[-1].strip(" :.")
                sign = token.sign.replace("~", "")
                yield f"'{about} {sign}{token.number}' is printed, and nothing does so"

    def misread(
        self,
        tokens: Sequence[SaidAmount],
        fitting: Mapping[int, list[int]],
        writes: Sequence[ir.Assign],
    ) -> Iterator[str]:
        """Numbers that are told of the wrong side, or the wrong way round."""
        reader = Misreader(self.sides, self.program.names, self.mine)
        for number, places in fitting.items():
            token = tokens[number]
            if (token.sign or tells_way(token.near, token.behind)) and not token.is_article:
                last = re.split(r"[,;:.(]", token.near)[-1].strip()
                heard = stems_of(f"{last} {token.behind}")
                meant = [writes[at] for at in places if at >= 0]
                meant = [write for write in meant if self.spoken.is_named(write.target.text, heard)]
                about = f"{last} {token.sign.strip('~')}{token.number}"
                told = [at for n, other in fitting.items() if n != number for at in other]
                alone = [writes[at] for at in places if at >= 0 and at not in told]
                yield from reader.wrong(token.near, token.behind, about, token.about, meant, alone)

    def at_once(self, text: str, done: Deeds) -> Iterator[str]:
        """What is said to happen now and later happens at both times."""
        if not _NOW.search(text):
            return
        writes = [(write.target.text, write.op, amount_of(write)) for write in done.writes]
        for write in done.later:
            if writes.count((write.target.text, write.op, amount_of(write))) == 1:
                title = self.spoken.title(write.target.text)
                yield f"{title} is said to change now, and changes later"

    def prices(self, text: str, done: Deeds) -> Iterator[str]:
        """A fixed price is printed as one, and what is said to be spent has to be there."""
        untimed = _TIME.sub("", text)
        priced = [match["price"].lower() for match in _PRICED.finditer(untimed)]
        shown = [number for price in priced for number in printed(f"{price} ")[0]]
        for price in done.paid:
            if price and price not in shown and not (price == 1 and any(map(ONE.search, priced))):
                yield f"it costs {price}, and no 'pay {price}' says so"
        open_to = {**done.reads, **done.open_to}
        taken = [write for write in done.writes if write.op == "-=" and self.is_track(write)]
        for match in _SPENT.finditer(text):
            heard, sizes = stems_of(match["what"]), printed(match["number"])[0] or [1]
            for write in taken:
                name = write.target.text
                is_said = self.spoken.is_named(name, heard) and amount_of(write) in sizes
                if is_said and name not in open_to:
                    title = self.spoken.title(name)
                    yield f"{title} is said to be spent, and nobody has to have it"

    def paid_with(self, text: str, done: Deeds) -> Iterator[str]:
        """What is said to be paid is what it costs: `Pay 1 capital`, where it costs 1 grain."""
        taken = [(w.target.text, amount_of(w)) for w in done.writes if w.op == "-="]
        for match in _SPENT.finditer(text) if done.prices else ():
            heard, sizes = stems_of(match["what"]), printed(match["number"])[0] or [1]
            prices = [name for name, amount in done.prices if amount in sizes]
            others = [name for name, amount in taken if amount in sizes]
            if not prices or any(self.spoken.is_named(name, heard) for name in (*prices, *others)):
                continue
            known = [name for name, stems in self.spoken.words.items() if stems]
            told = [name for name in known if self.spoken.is_named(name, heard)]
            if any(map(self.is_payable, told)):
                paid = " and ".join(map(self.spoken.title, prices))
                yield f"'{match[0]}' is said, and it is paid with {paid}"

    def is_payable(self, name: str) -> bool:
        """Whether a price may be in a number: one of nobody or of a seat, capital among them."""
        head = name.partition(".")[0]
        is_of_seat = head in [seat for seat, _ in self.sides] or head == "shared"
        return is_of_seat and not self.spoken.is_aside(name)

    def is_track(self, write: ir.Assign) -> bool:
        """Whether a number of the board changes, and not a party's, or what plays are paid with."""
        head, _, rest = write.target.text.partition(".")
        return head != "party" and rest != "capital" and not self.spoken.is_aside(write.target.text)

    def left_out(self, token: SaidAmount, done: Deeds) -> Iterator[str]:
        """Of those that are listed before a number, the ones that change, and not by so much."""
        writes = (*done.writes, *done.answers, *done.chosen)
        listed = stems_of(re.split(r"[:;(]", token.near)[-1])
        for family in dict.fromkeys(family_of(write.target.text) for write in writes):
            own = [write for write in writes if family_of(write.target.text) == family]
            if not family.startswith("party.") or not self.spoken.is_meant(family, listed):
                continue
            amounts = [amount_of(write) for write in own]
            if token.sign and token.number not in amounts and None not in amounts:
                called = self.spoken.called[family]
                yield f"'{called}' is named with {token.number}, and changes otherwise"

    def fits(self, token: SaidAmount, write: ir.Assign, amount: int, may_be_any: bool) -> bool:
        """Whether a printed number is this change; what is chosen may go unnamed."""
        last = stems_of(token.near.rpartition(",")[2])
        is_loose = token.sign == "~" and not self.spoken.means(last)
        if token.number != amount or is_loose:
            return token.number == amount
        heard, name = self.spoken.context(token), write.target.text
        if not token.sign:
            is_led = name.startswith("party.") and self.spoken.is_named(name, stems_of(token.about))
            is_loose = not token.is_article and not self.spoken.means(heard)
            return is_led or is_loose or self.spoken.is_named(name, heard)
        if token.sign == "~":
            return self.spoken.is_named(name, stems_of(f"{token.near} {token.about}"))
        is_like = write.op == "=" or (token.sign == "+") == (write.op == "+=")
        if _IF_LED.search(token.before) and not self.spoken.means(stems_of(token.behind)):
            return is_like
        may_be_any = may_be_any or not self.spoken.means(heard)
        return is_like and (may_be_any or self.spoken.is_named(name, heard))

    def computed(self, token: SaidAmount, done: Deeds) -> bool:
        """Whether a named number is changed by what is worked out."""
        heard = self.spoken.context(token)
        return any(
            is_worked_out(write) and self.spoken.is_named(write.target.text, heard)
            for write in done.writes
        )


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
