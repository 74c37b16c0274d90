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
from wargame.content.number_words import WORDS
from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.reading.deeds import Deeds, amount_of, is_worked_out, outcomes_of
from wargame.rules.reading.handled import handled, misnamed, stayed, unnamed
from wargame.rules.reading.misread import Misreader, tells_way
from wargame.rules.reading.numbers import ONE, printed
from wargame.rules.reading.signs import UNTESTED, signs

_STEM = 5
"""Letters by which a word is known in its forms: `Europe`, `European`."""

_PLAIN = (
    *("the", "and", "for", "with", "from", "into", "over", "under", "level", "levels"),
    *("points", "rounds", "number"),
    *("made", "outside", "current", "each", "side"),
)
"""Words of titles that name nothing by themselves."""

_TOKEN = re.compile(
    r"(?<![\w.])(?P<sign>[+\u2212-])?(?P<number>\d{1,6})(?![\w.]*\d)"
    rf"|\b(?P<word>an?|{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)

_TELLS = re.compile(r"(?<!\w)[+\u2212-]\d|\botherwise\b|\bby \d", re.IGNORECASE)
"""What makes news more than a story, which may say `if` as it likes."""

_BOTH = re.compile(r"\b(both|each)\b", re.IGNORECASE)

_SHARED = re.compile(r"\b(both|each|every|all|sides?|seats)\b", re.IGNORECASE)
"""Words by which one number is that of several seats."""

_SENTENCE = re.compile(r"(?<=[.;!?])\s+")

_CHOSEN = re.compile(r"\b(choice|choose)\b", re.IGNORECASE)

_PRICED = re.compile(
    r"(?<!\w)(pays?|paid|costs?|spends?|price|loses?|for|gives?|takes?)(?!\w)(?P<price>[^.;:]*)",
    re.IGNORECASE,
)
"""Where a price stands."""

_NOW = re.compile(r"\bnow and (in|for|each|every)\b", re.IGNORECASE)

_SPENT = re.compile(
    r"\b(spends?|pays?) (?P<number>\d+|an?|one|two|three)(?P<what>( [\w']+){1,3})", re.IGNORECASE
)
"""What is paid with, and is no capital."""

_RESPONSE = re.compile(
    r"\b(used for capital|discarded|as fuel|burnt|if burned)\b[^:.,]*[:,]?"
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
        self.sides = [(seat.id, seat.title) for seat in deck.seats]
        self.aside = {f".{track.id}": True for track in deck.tracks if track.aside}
        self.counts = {
            f".{track.id}": True
            for track in deck.tracks
            if track.aside and track.better == "neither"
        }
        self.projects = [f"project.{one.id}" for one in deck.projects]
        self.last_stages = {
            f"project.{one.id}.done": tuple(telling_stems(one.stages[-1].title))
            for one in deck.projects
        }
        self.called_projects = [_called(one) for one in deck.projects]
        self.called_measures = [_called(one) for one in deck.measures]
        self.titled = {one.id: one.title for one in deck.cards}
        self.members: dict[str, list[str]] = {}
        for party in deck.parties:
            self.members.setdefault(party.group or "", []).append(party.id)
        self.members = {g: them for g, them in self.members.items() if g and len(them) > 1}
        groups = [party.group or "" for party in deck.parties]
        together = [*groups, *(group.removesuffix("ies") + "y" for group in groups)]
        known = {stem: True for group in together for stem in telling_stems(group)}
        self.words = _with_its_track(_telling(dict(_named(deck, program)), known), deck)
        whose = _whose(self.words)
        self.meant: dict[str, dict[str, bool]] = {}
        for stem, families in whose.items():
            if len(families) == 1:
                self.meant.setdefault(next(iter(families)), {})[stem] = True
        self.of_party: dict[str, dict[str, bool]] = {}
        for stem, families in whose.items():
            of = [family for family in families if family.startswith("party.")]
            if len(of) == 1:
                self.of_party.setdefault(of[0], {})[stem] = True
        self.stems = {stem: True for stems in self.words.values() for stem in stems}
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self.spoken: dict[str, str] = {}
        called = {f"party.{one.id}": (one.title, one.short) for one in deck.parties}
        for track in deck.tracks:
            if track.of not in ("parties", *groups):
                called[track.id] = (track.title, track.short)
        tails = [tuple(telling_stems(one.title))[1:] for one in deck.parties]
        tails = [tail for tail in tails if len(tail) > 1]
        for family, titles in called.items():
            told = [tuple(telling_stems(title)) for title in filter(None, titles)]
            found = [stems for stems in told if stems]
            if family.startswith("party."):
                found += [stems[:1] for stems in found if whose.get(stems[0], {}) == {family: True}]
                found += [stems[1:] for stems in told if tails.count(stems[1:]) == 1]
            self.phrases[family] = found
            self.spoken[family] = titles[1] or titles[0]
        self.order, self.places = list(self.phrases), dict[str, list[int]]()
        for number, family in enumerate(self.order):
            stems = {stem: True for phrase in self.phrases[family] for stem in phrase}
            for stem in stems | self.meant.get(family, {}):
                self.places.setdefault(stem, []).append(number)

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
        if row.stays:
            done.note("duration")
            yield from stayed(said, row.stays)
        if row.once:
            done.note("once")
        done.may(behind)
        yield from self.compare(said, done)
        yield from self.handles(said, (*row.act.do, *row.each_round))
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

    def handles(self, text: str, block: ir.Block) -> Iterator[str]:
        """Cards, projects and measures that a text says are handled otherwise, and who is meant by
        'each'."""
        reader = Misreader(self.sides, self.program.names, self.mine)
        yield from handled(text, block, self.mine, tells_other=reader.tells_other(text))
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
            said = re.search(rf"\b(each|every|all) (the )?{_stem(group)}\w*", text, re.IGNORECASE)
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
            heard = self.context(token)
            ways = [
                write.op
                for write in done.writes
                if amount_of(write) == token.number and self.is_named(write.target.text, heard)
            ]
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
        alone = [*self.amounts(news, done), *self.amounts(titles, done)] if titles else []
        for one in self.compare(said, done):
            is_twice = one.endswith("nothing does so") and one not in alone
            if not (titles and is_twice):  # the news and an outcome's title tell the same change
                yield one

    def changed(self, text: str, targets: Iterable[str]) -> Iterator[str]:
        """What changes, and a text does not name."""
        heard = stems_of(text)
        for name in targets:
            if not self.is_aside(name) and not self.is_named(name, heard):
                yield f"{self.title(name)} changes, and is not named"

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
        named = [self.title(name) for name in done.hangs if not self.is_aside(name)]
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
            if not self.is_aside(name) and not self.is_named(name, heard):
                yield f"{self.title(name)} is looked at, and is not named"
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
            if is_said and not reads and not acts:
                yield f"'{shown}' is said, and does not count"

    def is_finished(self, done: Deeds, heard: Mapping[str, bool], low: str) -> bool:
        """Whether a text says of a project that its last stage is reached, by whatever word."""
        return "finish" in low or any(
            stem in heard for name in done.reads for stem in self.last_stages.get(name, ())
        )

    def amounts(self, text: str, done: Deeds) -> Iterator[str]:
        """A number with a sign changes a number that is named before it, and the other way."""
        tokens, is_chosen = list(said_amounts(text)), _CHOSEN.search(text) is not None
        fitting: dict[int, list[int]] = {}
        alike: dict[tuple[str, str, int], dict[str, list[int]]] = {}
        known, unprinted = len(done.writes) + len(done.answers), dict[object, str]()
        for place, write in enumerate((*done.writes, *done.answers, *done.chosen)):
            amount, is_answer = amount_of(write), place >= len(done.writes)
            name = write.target.text
            if amount is None:
                continue
            may_be_any = place >= known or (is_answer and is_chosen)
            fits = [n for n, t in enumerate(tokens) if self.fits(t, write, amount, may_be_any)]
            if not is_answer:
                alike.setdefault((_family(name), write.op, amount), {})[name] = fits
            for number in fits:
                fitting.setdefault(number, []).append(place)
            track = name.rpartition(".")[2] if name.startswith("party.") else name
            is_told = unprinted.setdefault((track, write.op, amount), name) != name
            if amount and not (fits or is_answer or is_told or self.is_aside(name, of=self.counts)):
                by = f"{write.op[0]}{amount}"
                yield f"{self.title(name)} {by} acts so, and is not printed so"
        yield from self.misread(tokens, fitting, (*done.writes, *done.answers, *done.chosen))
        if done.has.get("target") or done.has.get("rolled"):
            return
        for names in () if _SHARED.search(text) else alike.values():
            printed = dict.fromkeys(number for fits in names.values() for number in fits)
            if 0 < len(printed) < len(names) and any(tokens[number].sign for number in printed):
                yield f"{self.title(next(iter(names)))} changes for several, and is printed once"
        signed = [number for number, token in enumerate(tokens) if token.sign]
        for number in signed:
            size = tokens[number].number
            paid = [at for at, price in enumerate(done.paid) if price in (size, None)]
            fitting.setdefault(number, []).extend(-1 - at for at in paid)
        alone = matched({number: fitting.get(number, []) for number in signed})
        for number, token in enumerate(tokens):
            yield from self.idle_names(
                token, done, only="" if token.sign in ("+", "-") else "party."
            )
            yield from self.left_out(token, done)
            is_twice = len(done.writes) > 1 and _BOTH.search(token.near.rpartition(",")[2])
            is_done = number in alone and (not is_twice or len(fitting[number]) > 1)
            if token.sign and not (is_done or self.computed(token, done)):
                about = token.near.rpartition(",")[2].strip(" :.")
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
                meant = [write for write in meant if self.is_named(write.target.text, heard)]
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
                yield f"{self.title(write.target.text)} is said to change now, and changes later"

    def prices(self, text: str, done: Deeds) -> Iterator[str]:
        """A fixed price is printed as one, and what is said to be spent has to be there."""
        priced = [match["price"].lower() for match in _PRICED.finditer(text)]
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
                is_said = self.is_named(name, heard) and amount_of(write) in sizes
                if is_said and name not in open_to:
                    yield f"{self.title(name)} is said to be spent, and nobody has to have it"

    def paid_with(self, text: str, done: Deeds) -> Iterator[str]:
        """What is said to be paid is what it costs: `Pay 1 capital`, where it costs 1 grain."""
        taken = [(w.target.text, amount_of(w)) for w in done.writes if w.op == "-="]
        for match in _SPENT.finditer(text) if done.prices else ():
            heard, sizes = stems_of(match["what"]), printed(match["number"])[0] or [1]
            prices = [name for name, amount in done.prices if amount in sizes]
            others = [name for name, amount in taken if amount in sizes]
            if not prices or any(self.is_named(name, heard) for name in (*prices, *others)):
                continue
            told = [name for name, stems in self.words.items() if stems and self.is_payable(name)]
            if any(self.is_named(name, heard) for name in told):
                paid = " and ".join(map(self.title, prices))
                yield f"'{match[0]}' is said, and it is paid with {paid}"

    def is_payable(self, name: str) -> bool:
        """Whether a price may be in a number: one of nobody or of a seat, capital among them."""
        head = name.partition(".")[0]
        is_of_seat = head in [seat for seat, _ in self.sides] or head == "shared"
        return is_of_seat and not self.is_aside(name)

    def is_track(self, write: ir.Assign) -> bool:
        """Whether a number of the board changes, and not a party's, or what plays are paid with."""
        head, _, rest = write.target.text.partition(".")
        return head != "party" and rest != "capital" and not self.is_aside(write.target.text)

    def left_out(self, token: SaidAmount, done: Deeds) -> Iterator[str]:
        """Of those that are listed before a number, the ones that change, and not by so much."""
        writes = (*done.writes, *done.answers, *done.chosen)
        listed = stems_of(re.split(r"[:;(]", token.near)[-1])
        for family in dict.fromkeys(_family(write.target.text) for write in writes):
            own = [write for write in writes if _family(write.target.text) == family]
            if not family.startswith("party.") or not self.is_meant(family, listed):
                continue
            amounts = [amount_of(write) for write in own]
            if token.sign and token.number not in amounts and None not in amounts:
                yield f"'{self.spoken[family]}' is named with {token.number}, and changes otherwise"

    def fits(self, token: SaidAmount, write: ir.Assign, amount: int, may_be_any: bool) -> bool:
        """Whether a printed number is this change; what is chosen may go unnamed."""
        is_loose = token.sign == "~" and not self.means(stems_of(token.near.rpartition(",")[2]))
        if token.number != amount or is_loose:
            return token.number == amount
        heard, name = self.context(token), write.target.text
        if not token.sign:
            is_led = name.startswith("party.") and self.is_named(name, stems_of(token.about))
            is_loose = not token.is_article and not self.means(heard)
            return is_led or is_loose or self.is_named(name, heard)
        if token.sign == "~":
            return self.is_named(name, stems_of(f"{token.near} {token.about}"))
        is_like = write.op == "=" or (token.sign == "+") == (write.op == "+=")
        return is_like and (may_be_any or not self.means(heard) or self.is_named(name, heard))

    def means(self, heard: Mapping[str, bool]) -> bool:
        """Whether words name anything; not so in "Otherwise +1."."""
        return any(stem in self.stems for stem in heard)

    def context(self, token: SaidAmount) -> dict[str, bool]:
        """The words that a number is about: those since the last one, if they name something;
        of a number without a sign those behind it, too."""
        near = stems_of(token.near if token.sign else f"{token.near} {token.behind}")
        return near if self.means(near) else stems_of(token.about)

    def computed(self, token: SaidAmount, done: Deeds) -> bool:
        """Whether a named number is changed by what is worked out."""
        heard = self.context(token)
        return any(
            is_worked_out(write) and self.is_named(write.target.text, heard)
            for write in done.writes
        )

    def strange_names(self, token: SaidAmount, touched: Mapping[str, bool]) -> Iterator[str]:
        """Names in front of a number that are none of those it may be about."""
        return self.idle_names(token, Deeds(reads=dict(touched)), only="")

    def idle_names(self, token: SaidAmount, done: Deeds, only: str) -> Iterator[str]:
        """Names in front of a number that it does nothing to."""
        writes = (*done.writes, *done.answers, *done.chosen)
        names = [*(write.target.text for write in writes), *done.reads]
        names += [self.projects[number] for number in done.moved]
        touched = {_family(name): True for name in names}
        known = {stem: True for name in names for stem in self.words.get(name, ())}
        for part in re.split(r",| and ", token.near.rpartition(":")[2]):
            near = stems_of(part)
            if any(stem in known for stem in near):
                continue
            for family in self.families(near):
                phrases = self.phrases[family]
                heard = any(all(stem in near for stem in one) for one in phrases) or (
                    family.startswith("party.") and self.is_meant(family, near)
                )
                if family not in touched and heard and family.startswith(only):
                    yield f"'{self.spoken[family]}' is named, and nothing happens to it"

    def families(self, near: Mapping[str, bool]) -> list[str]:
        """The families of names that any of some words is a word of, in the order of the deck."""
        found = {number: True for stem in near for number in self.places.get(stem, ())}
        return [self.order[number] for number in sorted(found)]

    # --- names -------------------------------------------------------------------------------

    def is_aside(self, name: str, *, of: Mapping[str, bool] | None = None) -> bool:
        ends = self.aside if of is None else of
        return name.endswith(tuple(ends)) or name.startswith(("number.", "game."))

    def is_named(self, name: str, heard: Mapping[str, bool]) -> bool:
        stems = self.stems_for(name)
        return not stems or any(stem in heard for stem in stems)

    def stems_for(self, name: str) -> tuple[str, ...]:
        """The stems by which a name is known."""
        return self.words.get(name) or self.words.get(_family(name), ())

    def is_told(self, name: str, heard: Mapping[str, bool]) -> bool:
        """Whether words tell a name for sure: by a word of no other, of a party also by one of no
        other party, or by all of a title."""
        family = _family(name)
        titles = self.phrases.get(family) or [self.stems_for(name)]
        is_party = any(stem in heard for stem in self.of_party.get(family, ()))
        return (
            is_party
            or self.is_meant(family, heard)
            or any(stems and all(stem in heard for stem in stems) for stems in titles)
        )

    def is_meant(self, family: str, heard: Mapping[str, bool]) -> bool:
        """Whether words name a family of names, and could name no other."""
        return any(stem in heard for stem in self.meant.get(family, ()))

    def title(self, name: str) -> str:
        found, family = self.program.names.get(name), _family(name)
        whose = f"{self.spoken[family]}: " if family.startswith("party.") else ""
        return f"'{whose}{found.title if found else name}'"


_MOVED = re.compile(
    r"\b((?<!give )(?<!gives )up|down|(rises?|falls?|drops?|angrier)( by)?|leans?"
    r"|spends?|pays?|lends?|(eases?|calms?|lowers?) [^,;:.]{1,40} by) $",
    re.IGNORECASE,
)
"""What says that the number after it is a change; which way is not read in words."""

_OWN = re.compile(r"^[\w' -]*,(?= )")
"""What a number that stands before says of itself: the `capital` of `2 capital, anger +2`."""

_BEHIND = re.compile(r" (away|capital)\b")
"""The same, after a number."""

_BOUND = re.compile(r" or (more|less|fewer)\b")
"""What follows a number that something is compared with: `-2 or less`."""


_ABOVE = re.compile(r"\b(above|below|under|over) [^,;:.]*$", re.IGNORECASE)
"""What stands before such a number."""


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """A number in a text, with the words it is about.

    Attributes:
        about: The words from the sentence's start, and those up to the next sign of its clause.
        near: The words between the number before it and itself.
        behind: The words after it in its clause.
        is_article: It is `a` or `an`, which counts only what it stands beside.
    """

    sign: str
    number: int
    about: str
    near: str
    behind: str
    is_article: bool = False


def said_amounts(text: str) -> Iterator[SaidAmount]:
    """The numbers of a text; `half your x` and the like are no numbers."""
    for sentence in _SENTENCE.split(text):
        before = 0
        for match in _TOKEN.finditer(sentence):
            sign = (match["sign"] or "").replace("\u2212", "-")
            behind = re.split(r"[,;:.]", sentence[match.end() :])[0]
            about = f"{sentence[: match.start()]} {behind}"
            is_bound = _BOUND.match(behind) or _ABOVE.search(sentence[: match.start()])
            sign = "" if is_bound else sign or _worded(sentence, match)
            number = (
                int(match["number"]) if match["number"] else WORDS.get(match["word"].lower(), 1)
            )
            near = sentence[before : match.start()]
            near = _OWN.sub("", near) if before and sign in ("+", "-") else near
            is_article = (match["word"] or "").lower() in ("a", "an")
            yield SaidAmount(sign, number, about, near, behind, is_article)
            before = match.end() if match["number"] else before


def _worded(sentence: str, match: re.Match[str]) -> str:
    """The sign that words give a number: `one more plan`, `1 law fewer`, `duty down 1`."""
    is_moved = _MOVED.search(sentence[: match.start()]) or _BEHIND.match(sentence[match.end() :])
    if is_moved and match["number"]:
        return "~"
    clause = re.split(r"[,;:.]", sentence[match.end() :])[0]
    found = re.match(r"(?: [\w-]+){0,2}? (?<!or )(more|fewer)\b", clause)
    is_article = (match["word"] or "").lower() in ("a", "an")
    if not found or re.search("than|round|quarter", clause) or is_article:
        return ""
    return "+" if found[1] == "more" else "-"


def matched(fitting: Mapping[int, list[int]]) -> dict[int, int]:
    """A change of its own for each number, as far as they go round."""
    whose: dict[int, int] = {}

    def place(number: int, tried: dict[int, bool]) -> bool:
        for write in fitting[number]:
            if write not in tried:
                tried[write] = True
                if write not in whose or place(whose[write], tried):
                    whose[write] = number
                    return True
        return False

    for number in fitting:
        place(number, {})
    return {number: write for write, number in whose.items()}


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


def stems_of(text: str) -> dict[str, bool]:
    """The words of a text by their first letters."""
    return {_stem(word): True for word in re.findall(r"[a-z]{3,}", text.lower())}


def _stem(word: str) -> str:
    return (word[:-1] if word.endswith("s") and len(word) > 3 else word)[:_STEM]


def _family(name: str) -> str:
    """A name without what is asked of it: a party, a measure, a project, a track of any seat."""
    head, _, rest = name.partition(".")
    first = rest.partition(".")[0]
    return f"{head}.{first}" if head in ("party", "measure", "project") else rest


def _named(deck: model.Deck, program: ir.Program) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stems by which each name is known in texts."""
    parts: dict[str, Iterable[str]] = {
        "capital": ("capital", "spend", "pay"),
        "score": ("points", "point", "score"),
    }
    for track in deck.tracks:
        parts[track.id] = (track.title, track.short or "", track.id)
    for noun, head in (("parties", "party"), ("measures", "measure"), ("projects", "project")):
        for one in getattr(deck, noun):
            group = getattr(one, "group", None) or ""
            called = (one.title, one.short or "", one.id, group, group.removesuffix("ies") + "y")
            parts[f"{head}.{one.id}"] = called
    for name in program.names:
        yield name, tuple(telling_stems(" ".join(parts.get(_family(name), ()))))


def _with_its_track(
    words: Mapping[str, tuple[str, ...]], deck: model.Deck
) -> dict[str, tuple[str, ...]]:
    """What only one party has names it by itself: `the catch`, and not `the fishers' catch`."""
    titles = {track.id: track.title for track in deck.tracks}
    having: dict[str, list[str]] = {}
    for name in words:
        if name.startswith("party."):
            having.setdefault(name.rpartition(".")[2], []).append(name)
    alone = {names[0]: titles[track] for track, names in having.items() if len(names) == 1}
    return {name: (*stems, *telling_stems(alone.get(name, ""))) for name, stems in words.items()}


def _whose(words: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, bool]]:
    """The families of names that each stem belongs to."""
    found: dict[str, dict[str, bool]] = {}
    for name, stems in words.items():
        for stem in stems:
            found.setdefault(stem, {})[_family(name)] = True
    return found


def _telling(
    words: Mapping[str, tuple[str, ...]], groups: Mapping[str, bool]
) -> dict[str, tuple[str, ...]]:
    """Of each party the stems that no other name shares, or else no other party: `farms`, and not
    `home`; and those of its group."""
    whose, found = _whose(words), {}
    for name, stems in words.items():
        bare = tuple(stem for stem in stems if stem not in groups)
        own = tuple(stem for stem in bare if len(whose[stem]) == 1)
        own = own or tuple(stem for stem in bare if _is_of_one_party(whose[stem])) or bare
        shared = tuple(stem for stem in stems if stem in groups)
        found[name] = own + shared if name.startswith("party.") else stems
    return found


def _is_of_one_party(families: Mapping[str, bool]) -> bool:
    return sum(family.startswith("party.") for family in families) == 1


def telling_stems(title: str) -> dict[str, bool]:
    """The words of a title that name something, by their first letters."""
    found = re.findall(r"[a-z]{3,}", title.replace("_", " ").lower())
    return {_stem(word): True for word in found if word not in _PLAIN}
