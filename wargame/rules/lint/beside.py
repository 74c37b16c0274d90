"""Numbers of a text against the words beside them: `costs 2 and lasts 3` where it is otherwise.

A number goes with the words behind it (`4 to supply`, `25 visitors`), or with those before it
where a sign or a word says so (`trust -2`, `by 3`, `a trust of 15`). Only what is clear is told:
the words name something that has numbers in the thing, this is none of them, and it is one of
something else in the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile, zip_longest

from wargame.content.number_words import WORDS, number_of
from wargame.dataclass import dataclass
from wargame.rules.amounts import listed
from wargame.rules.lint.goes_with import LEVELS, PRICE, TIME, GoesWith
from wargame.rules.lint.misread import spoken_title, told_way
from wargame.rules.lint.patterns import FEW
from wargame.rules.lint.spoken_names import SpokenNames
from wargame.rules.lint.stems import stems_of

_PART = re.compile(r"[.;:!?()]+(?=\s|$)|[()]")

_SPOKEN = "|".join(word for word, number in WORDS.items() if number > 1)
_ONE = rf"[+\u2212-]?\d{{1,3}}(?![\w.]*\d)|\b(?:{_SPOKEN})\b"
_LAST = rf"(?:and|or) (?:by |up to )?(?:{_ONE})"
_RUN = re.compile(
    rf"(?<![\w.])(?:{_ONE})(?:(?:, (?:by |up to )?(?:{_ONE})){FEW}(?: {_LAST}"
    rf"|, {_LAST}(?! (?:if|when|where|while|unless)\b))+)?",
    re.IGNORECASE,
)
"""Numbers that are told of one thing: `2, 3 and 5`, and not `rounds 2 and 4, 3`, `under 5, 3` or
`2 under 30, or 1 if …`."""

_FIRST = re.compile(_ONE, re.IGNORECASE)
_SINGLE = re.compile(r"\b(level|round|quarter|turn) $", re.IGNORECASE)
"""What stands before one number alone: `at level 1 and 3 at level 2`."""

_NUMBER = re.compile(rf"\d+|\b(?:{_SPOKEN})\b", re.IGNORECASE)

_LEVELS = re.compile(r"\blevels? $", re.IGNORECASE)
"""What stands before the levels that something is told of."""

_LED = re.compile(
    r"\b(by|at|of|is|are|to|reaches|over|under|above|below|least|most|than|up to|stands) $",
    re.IGNORECASE,
)
"""Words before a number that goes with what stands before them."""

_CUT = re.compile(
    r",| (and|or|but|if|when|while|where|for|with|unless|until|whose|which|who|less|after)\b|%",
    re.IGNORECASE,
)
"""Where the words behind a number are about something else."""

_LEADS = re.compile(r",| (?:and|or|but|if|when|while|where|unless|until) ", re.IGNORECASE)
"""The same of the words before a number."""

_TIMED = re.compile(r" ?(?:more |further |idle )*(rounds?|quarters?|turns?)\b", re.IGNORECASE)
_DATED = re.compile(r"\b(rounds?|quarters?|turns?) $", re.IGNORECASE)
_LEVELED = re.compile(r" (?:more )?(levels?)\b", re.IGNORECASE)
_LASTS = re.compile(r"\b(lasts?|runs?|for|within|after|every) $", re.IGNORECASE)
_PAYS = re.compile(r"\b(pays?|costs?|at a price of) $", re.IGNORECASE)
_PERCENT = re.compile(r" ?(%|percent)", re.IGNORECASE)
_TAKEN = re.compile(r"\b(takes?|holds? back|drains?|burns?|uses?( up)?) $", re.IGNORECASE)
_OF = re.compile(r"[^,;:.]{0,20}?\bof\b", re.IGNORECASE)
"""What is taken from what is shared: `takes 4 cm of river`; of a seat's own it may be taken in."""
_COUNTS_TAKEN = re.compile(
    r"\b(taken|held|drained|drawn|burn(ed|t)|used?|usage|spent|lost|consum\w+|waste|debts?|\w*load)\b",
    re.IGNORECASE,
)
"""Words of a number that grows by what is taken: `Water taken`, `Land in use`."""


@dataclass(frozen=True, slots=True)
class SaidNumbers:
    """Numbers that stand side by side in a text.

    Attributes:
        said: What stands there, with words that it goes with.
        numbers: The numbers, in their order.
        about: The words that they go with.
        led: What stands before them, of numbers that go with what stands behind.
        wide: All words since the last comma, of numbers that go with what stands before them.
        near, behind: All words before them, from the number before them on, and behind them.
        sign: The sign that they begin with, if any.
        sort: What they go with that is no name; "" if that is a name.
        is_level: They are levels of a measure.
        is_pair: They are two, and the first may go with something else: `12 and 3 weeks`.
    """

    said: str
    numbers: tuple[int, ...]
    about: str
    led: str = ""
    wide: str = ""
    near: str = ""
    behind: str = ""
    sign: str = ""
    sort: str = ""
    is_level: bool = False
    is_pair: bool = False

    @property
    def sure(self) -> tuple[int, ...]:
        """Those that go with the words beside them."""
        return self.numbers[1:] if self.is_pair else self.numbers


def runs_of(text: str) -> Iterator[SaidNumbers]:
    """The numbers of a text, by what they stand beside.

    >>> [(run.numbers, run.about) for run in runs_of("It adds 4 to supply, trust falls by 2.")]
    [((4,), ' to supply'), ((2,), 'trust falls by ')]
    """
    for part in _PART.split(text):
        found, end = list(_found(part)), 0
        for match, after in zip_longest(found, found[1:]):
            before = part[end : match.start()]
            behind = part[match.end() : after.start() if after else len(part)]
            sign = match[0][0].replace("\u2212", "-")
            run = _run(before, match[0], behind)
            if end and not run.wide and not _LEADS.search(before):  # `20 visitors 6 points`
                run = replace(run, about=run.about if run.led else "", led="")
            yield replace(run, near=before, behind=behind, sign=sign if sign in "+-" else "")
            end = match.end()


def _found(part: str) -> Iterator[re.Match[str]]:
    end = 0
    while match := _RUN.search(part, end):
        if _SINGLE.search(part, 0, match.start()):
            match = _FIRST.match(part, match.start()) or match
        yield match
        end = match.end()


def _run(before: str, said: str, behind: str) -> SaidNumbers:
    numbers = tuple(number_of(one) for one in _NUMBER.findall(said))
    cut = _CUT.split(behind)[0]
    led = _LEADS.split(before)[-1].lstrip()
    is_time = _TIMED.match(behind) or _DATED.search(before)
    sort = TIME if is_time or (_LASTS.search(before) and not cut.strip()) else ""
    sort = LEVELS if _LEVELED.match(behind) else sort
    if _LEVELS.search(before) or _PERCENT.match(behind):
        return SaidNumbers(f"{led}{said}", numbers, "", is_level=_LEVELS.search(before) is not None)
    if sort:
        return SaidNumbers(f"{led}{said}{cut}".strip(), numbers, "", sort=sort)
    if said[0] in "+-\u2212" or _LED.search(before):
        return SaidNumbers(f"{led}{said}", numbers, led, wide=before.rpartition(",")[2])
    if cut.strip():
        is_pair = len(numbers) == 2 and " and " in said
        return SaidNumbers(f"{said}{cut}".strip(), numbers, cut, led, is_pair=is_pair)
    return SaidNumbers(f"{led}{said}", numbers, led, sort=PRICE if _PAYS.search(before) else "")


def misplaced(text: str, goes: GoesWith, spoken: SpokenNames) -> Iterator[str]:
    """Numbers of a text that go with something else than the words beside them."""
    for run in runs_of(text):
        names = _meant(run, goes, spoken)
        if not names or any(name in goes.open for name in names):
            continue
        known = goes.of(names)
        before = goes.of(_named(run.led or run.wide, goes, spoken))
        wrong = [n for n in run.sure if n and n not in known and goes.elsewhere(n, names)]
        if known and any(number not in before for number in wrong):
            exact = [number for number, is_exact in known.items() if is_exact]
            yield f"'{run.said}' is said, and {listed([*map(str, exact)], 'or')} belongs there"
            return


def amiss(text: str, goes: GoesWith, spoken: SpokenNames) -> Iterator[str]:
    """Amounts with a sign that are none of those by which what they stand beside changes."""
    for run in runs_of(text):
        names = _meant(run, goes, spoken) if run.sign else []
        known = goes.of(names) if not any(name in goes.open for name in names) else {}
        if known and not any(number in known for number in run.numbers):
            exact = [number for number, is_exact in known.items() if is_exact]
            yield f"'{run.said}' is said, and {listed([*map(str, exact)], 'or')} belongs there"
            return


def turned(text: str, goes: GoesWith, spoken: SpokenNames) -> Iterator[str]:
    """Numbers that are told the other way than they go: `adds 4 to trust`, which takes 4."""
    for run in runs_of(text):
        names = _meant(run, goes, spoken)
        for number in run.sure if not any(name in goes.open for name in names) else ():
            ways = [(name, way) for name in names for way in goes.ways.get((name, number), ())]
            told = [_told_way(run, name, spoken) for name, _ in ways]
            pairs = zip(ways, told, strict=True)
            if all(told) and ways and not any(way == one for (_, way), one in pairs):
                yield f"'{_said(run)}' is said, and it goes the other way"
                return


def _told_way(run: SaidNumbers, name: str, spoken: SpokenNames) -> str:
    """Which way the words beside some numbers say that they go; "" for neither."""
    if run.sign:
        return f"{run.sign}="
    title = spoken_title(spoken.names, name)
    if name.startswith("shared.") and _TAKEN.search(run.near) and _OF.match(run.behind):
        return "" if _COUNTS_TAKEN.search(title) else "-="
    return told_way(run.near, run.behind, title)


def _said(run: SaidNumbers) -> str:
    """What stands there, with the words that tell its way."""
    if run.said.startswith(_LEADS.split(run.near)[-1].lstrip()):
        return run.said
    return f"{_LEADS.split(run.near)[-1].lstrip()}{run.said}"


def out_of_order(text: str, goes: GoesWith, spoken: SpokenNames, levels: int) -> Iterator[str]:
    """Numbers by level that are not told in the order of the levels."""
    for run in runs_of(text):
        if run.is_level and len(run.numbers) > 1:
            is_rising = all(a < b for a, b in zip(run.numbers, run.numbers[1:], strict=False))
            if not is_rising or run.numbers[-1] > levels:
                yield f"'{run.said}' is said, and the levels go from 1 to {levels}"
                return
        names = _meant(run, goes, spoken)
        told = tuple(dropwhile(lambda number: not number, run.numbers))
        known = [each for owners, each in goes.ordered if any(name in names for name in owners)]
        alike = [each for each in known if sorted(each) == sorted(filter(None, told))]
        alike = alike or (known if len(run.numbers) == levels > 1 else [])
        if alike and told not in alike:
            yield f"'{run.said}' is said, and by level it is {listed([*map(str, alike[0])])}"
            return


def _meant(run: SaidNumbers, goes: GoesWith, spoken: SpokenNames) -> list[str]:
    """What the words beside some numbers name, of all that has numbers."""
    if not (run.about or run.sort):
        return []
    if run.sort and run.sort != PRICE:
        return [run.sort] if run.sort in goes.numbers else []
    named = _named(run.about, goes, spoken) or _named(run.led, goes, spoken)
    return named or ([PRICE] if run.sort and PRICE in goes.numbers else [])


def _named(text: str, goes: GoesWith, spoken: SpokenNames) -> list[str]:
    """Names with numbers that words tell for sure, by all of a title or by a word of no other; and
    those of which they hold as many words."""
    heard = stems_of(text)
    names = [name for name in (*goes.numbers, *goes.open) if not name.startswith("measure.")]
    held = {name: sum(stem in heard for stem in spoken.stems_for(name)) for name in names}
    least = min((held[name] for name in names if spoken.is_told(name, heard)), default=0)
    return [name for name in names if least and held[name] >= least]
