"""Whether the numbers that a text gives are those by which something changes, both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wargame.rules import ir
from wargame.rules.lint.deeds import Deeds, amount_of, is_worked_out
from wargame.rules.lint.misread import Misreader, tells_way
from wargame.rules.lint.said_amounts import SaidAmount, matched, said_amounts
from wargame.rules.lint.spoken_names import SpokenNames, family_of
from wargame.rules.lint.stems import stems_of

_BOTH = re.compile(r"\b(both|each)\b", re.IGNORECASE)

_SHARED = re.compile(r"\b(both|each|every|all|sides?|seats)\b", re.IGNORECASE)
"""Words by which one number is that of several seats."""

_CHOSEN = re.compile(r"\b(choice|choose)\b", re.IGNORECASE)

_IF_LED = re.compile(
    r"^\W*(if|when|once|while|where|unless|with|at|from)\b[^.;:]*, (another |a further )?$",
    re.IGNORECASE,
)
"""What stands before an amount that needs no name of its own: `If calm is at 3, another`."""


class AmountsSaid:
    """Holds numbers with a sign against what changes.

    Args:
        projects: The numbers of a deck's projects, in its order.
    """

    def __init__(self, spoken: SpokenNames, projects: Sequence[str]) -> None:
        self.spoken, self.projects = spoken, projects

    def told(self, text: str, done: Deeds, reader: Misreader) -> Iterator[str]:
        """A number with a sign changes a number that is named before it, and the other way."""
        tokens, writes = list(said_amounts(text)), (*done.writes, *done.answers, *done.chosen)
        fits = self._fitting(text, tokens, done)
        yield from self._unprinted(done.writes, fits)
        fitting: dict[int, list[int]] = {}
        for place, numbers in enumerate(fits):
            for number in numbers:
                fitting.setdefault(number, []).append(place)
        yield from self._misread(tokens, fitting, writes, reader)
        if done.has.get("target") or done.has.get("rolled"):
            return
        if not _SHARED.search(text):
            yield from self._printed_once(tokens, done.writes, fits)
        touched = [*(write.target.text for write in writes), *done.reads]
        touched += [self.projects[number] for number in done.moved]
        yield from self._not_done(tokens, done, fitting, touched)

    def _fitting(self, text: str, tokens: Sequence[SaidAmount], done: Deeds) -> list[list[int]]:
        """By place of a write, an answer or a choice: the numbers of the text that may tell it."""
        is_chosen, found = _CHOSEN.search(text) is not None, []
        known = len(done.writes) + len(done.answers)
        for place, write in enumerate((*done.writes, *done.answers, *done.chosen)):
            amount, is_answer = amount_of(write), place >= len(done.writes)
            may_be_any = place >= known or (is_answer and is_chosen)
            found.append(
                [n for n, one in enumerate(tokens) if self._fits(one, write, amount, may_be_any)]
                if amount is not None
                else []
            )
        return found

    def _unprinted(
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

    def _printed_once(
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

    def _not_done(
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
            yield from self._left_out(token, done)
            is_twice = len(done.writes) > 1 and _BOTH.search(token.near.rpartition(",")[2])
            is_done = number in alone and (not is_twice or len(fitting[number]) > 1)
            if not token.sign or is_done or self._computed(token, done):
                yield from self.spoken.idle(token, touched, only)
            else:
                about = re.split(r"[,(]", token.near)[-1].strip(" :.")
                sign = token.sign.replace("~", "")
                yield f"'{about} {sign}{token.number}' is printed, and nothing does so"

    def _misread(
        self,
        tokens: Sequence[SaidAmount],
        fitting: Mapping[int, list[int]],
        writes: Sequence[ir.Assign],
        reader: Misreader,
    ) -> Iterator[str]:
        """Numbers that are told of the wrong side, or the wrong way round."""
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

    def _left_out(self, token: SaidAmount, done: Deeds) -> Iterator[str]:
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

    def _fits(self, token: SaidAmount, write: ir.Assign, amount: int, may_be_any: bool) -> bool:
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
        is_like = write.op == f"{token.sign}="
        if _IF_LED.search(token.before) and not self.spoken.means(stems_of(token.behind)):
            return is_like
        may_be_any = may_be_any or not self.spoken.means(heard)
        return is_like and (may_be_any or self.spoken.is_named(name, heard))

    def _computed(self, token: SaidAmount, done: Deeds) -> bool:
        """Whether a named number is changed by what is worked out."""
        heard = self.spoken.context(token)
        return any(
            is_worked_out(write) and self.spoken.is_named(write.target.text, heard)
            for write in done.writes
        )
