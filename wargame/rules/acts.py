"""Which of the kernel's actions people mean by an act such as `tighten duty` or `lower duty`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from wargame.content.typed import whole_number
from wargame.dataclass import dataclass
from wargame.errors import UsageError, nearest, visible
from wargame.rules.ir import Assign, Block, Call, Owned, Program, walk
from wargame.rules.kernel import ACT
from wargame.rules.verbs import ACT as ACT_ROW
from wargame.rules.verbs import (
    ADD,
    ANSWER,
    BY_WORD,
    CAPITAL,
    EASE,
    HEADLINE,
    INSTEAD,
    LIFT,
    OFFER,
    PASS,
    PAUSE,
    PLAY,
    PROPOSE,
    TIGHTEN,
    VERBS,
    Verb,
    find,
)

Way = Literal["raise", "lower"]

MEANT: Final = {"raise": "measure", "lower": "measure", "give": "item"}
"""Words that mean several acts, and what they are about."""

LEVEL_WRITES: Final = {"raise": ("+=", "="), "lower": ("-=", "=")}
"""How a line of a deck moves a level."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The kernel's actions that are meant.

    Attributes:
        codes: Actions by number, answers to questions left out.
        verbs: Verbs of which every action is meant.
        answers: The number of a question, and of its option.
        items: Deal items as bits, each meant in whatever package it is.
    """

    codes: tuple[int, ...] = ()
    verbs: tuple[int, ...] = ()
    answers: tuple[tuple[int, int], ...] = ()
    items: int = 0

    def __or__(self, other: Meant) -> Meant:
        return Meant(
            self.codes + other.codes,
            self.verbs + other.verbs,
            self.answers + other.answers,
            self.items | other.items,
        )

    def has(self, code: int) -> bool:
        """Whether an action is meant, the answer to a question aside."""
        return code in self.codes or code >> 10 in self.verbs

    @property
    def speaks_of(self) -> tuple[int, ...]:
        """The verbs of what is meant."""
        return (*self.verbs, *(code >> 10 for code in self.codes))


def known_word(act: str) -> str:
    """The first word of an act.

    Raises:
        UsageError: Seats do nothing that begins so, or may always do it; the nearest is named.
    """
    word = act.split(maxsplit=1)[0] if act.split() else ""
    verb = find(word)
    if word == PASS.word:
        raise UsageError("'pass' is always open: it can be neither barred nor asked for.")
    if word not in MEANT and (verb is None or verb.is_luck):
        known = [*MEANT, *(verb.word for verb in VERBS if not verb.is_luck and verb != PASS)]
        raise UsageError(f"'{visible(word[:40])}' is not a verb. {nearest(word, known)}")
    return word


def split_level(act: str) -> tuple[str, int]:
    """An act, and the level that it goes on to, or 0.

    >>> split_level("tighten duty to 2"), split_level("fund mill")
    (('tighten duty', 2), ('fund mill', 0))
    """
    head, to, last = " ".join(act.split()).rpartition(" to ")
    level = whole_number(last, 0, 99) if to else 0
    return (head, level) if level else (" ".join(act.split()), 0)


def meant(program: Program, seat: int, acts: Iterable[str]) -> Meant:
    """What a seat is told of by these acts, all together.

    Raises:
        UsageError: An act is none, or not the seat's; the nearest is named.
    """
    found = Meant()
    for act in acts:
        found |= _meant(program, seat, act)
    return found


def _meant(program: Program, seat: int, act: str) -> Meant:
    word, arg = known_word(act), " ".join(act.split()[1:])
    if word in MEANT:
        return _by_effect(program, seat, word, arg)
    verb = BY_WORD[word]
    if verb.thing == "option":
        return Meant(answers=_answers(program, seat, arg))
    if not arg:
        return Meant(verbs=(verb.number,))
    return Meant((_code(program, seat, verb, arg),))


def _code(program: Program, seat: int, verb: Verb, arg: str) -> int:
    """A verb's action on one thing.

    Raises:
        UsageError: What stands behind the verb is not what it takes.
    """
    if verb.is_numbered and (number := whole_number(arg, 0, 999)) is not None:
        return ACT(verb.number, number)
    if verb.is_numbered or verb.thing == "none":
        what = "a number" if verb.is_numbered else "nothing"
        raise UsageError(f"'{visible(arg[:40])}': {what} comes behind '{verb}'.")
    if verb.thing == "front":
        return ACT(verb.number, _front(program, arg))
    owner = None if verb.thing in ("item", "package") else seat
    return ACT(verb.number, _number(program, owner, verb.thing, arg))


def _number(program: Program, seat: int | None, thing: str, arg: str) -> int:
    """The number of a thing; with a seat, of one that is its own.

    Raises:
        UsageError: There is none of that name, or it is the rival's.
    """
    nouns: Mapping[str, Sequence[Owned]] = {
        "card": program.cards,
        "measure": program.measures,
        "project": program.projects,
        "action": program.actions,
        "agenda": program.agendas,
        "item": program.deals.items if program.deals else (),
        "package": program.deals.packages if program.deals else (),
    }
    owned = nouns.get(thing, ())
    for number, noun in enumerate(owned):
        if noun.id == arg and seat in (None, noun.seat):
            return number
    called = {"item": "deal item", "package": "ready package"}.get(thing, thing)
    known = [noun.id for noun in owned if seat in (None, noun.seat)]
    whose = "the deck" if seat is None else program.seats[seat].id
    raise UsageError(f"{whose} has no {called} '{visible(arg[:40])}'. {nearest(arg, known)}")


def _front(program: Program, arg: str) -> int:
    """The number of a front, which belongs to no seat.

    Raises:
        UsageError: There is none of that name.
    """
    known = [front.id for front in program.fronts]
    if arg in known:
        return known.index(arg)
    raise UsageError(f"the deck has no front '{visible(arg[:40])}'. {nearest(arg, known)}")


def _answers(program: Program, seat: int, arg: str) -> tuple[tuple[int, int], ...]:
    """The options of that name, in whatever question; without a name all."""
    found = tuple(
        (ask.number, place)
        for ask in program.asks
        for place, option in enumerate(ask.options)
        if ask.seat == seat and arg in ("", option.id)
    )
    if not found:
        known = [option.id for ask in program.asks if ask.seat == seat for option in ask.options]
        raise UsageError(f"No question offers '{visible(arg[:40])}'. {nearest(arg, known)}")
    return found


def _by_effect(program: Program, seat: int, word: str, arg: str) -> Meant:
    """All acts that come to the same: a level raised or lowered, an item given."""
    number = _number(program, None, MEANT[word], arg)
    if word == "give":
        return _given(program, 1 << number)
    way: Way = "raise" if word == "raise" else "lower"
    own = (TIGHTEN,) if way == "raise" else (EASE, PAUSE, LIFT)
    is_own = program.measures[number].seat == seat
    codes = [ACT(verb.number, number) for verb in own if is_own]
    codes += [code for code, block in _deeds(program, seat) if _moves(block, way, arg, number)]
    answers = tuple(
        (ask.number, place)
        for ask in program.asks
        for place, option in enumerate(ask.options)
        if ask.seat == seat and _moves(option.body, way, arg, number)
    )
    found = Meant(tuple(codes), answers=answers)
    return found | _given(program, _holding(program, number)) if way == "lower" else found


def _deeds(program: Program, seat: int) -> Iterator[tuple[int, Block]]:
    """What a seat may do at once by a play or a headline, with its effects."""
    for number, card in enumerate(program.cards):
        if card.seat == seat:
            yield ACT(PLAY.number, number), card.act.do
            yield ACT(HEADLINE.number, number), card.act.do
            yield ACT(CAPITAL.number, number), card.rival_do
            if card.response is not None:
                yield ACT(ANSWER.number, number), card.response.act.do
    for number, measure in enumerate(program.measures):
        for verb in (TIGHTEN, EASE, PAUSE, LIFT) if measure.seat == seat else ():
            act = measure.verbs.get(verb.word)
            if act is not None:
                yield ACT(verb.number, number), act.do
    for number, action in enumerate(program.actions):
        if action.seat == seat:
            yield ACT(ACT_ROW.number, number), action.act.do


def _moves(block: Block, way: Way, measure: str, number: int) -> bool:
    """Whether some line of an effect moves a measure that way, or suspends it."""
    for stmt in walk(block):
        match stmt:
            case Assign(target=target, op=op):
                if target.text == f"measure.{measure}" and op in LEVEL_WRITES[way]:
                    return True
            case Call(of=("measure", at)) if way == "lower" and at == number:
                return True
            case _:
                pass
    return False


def _holding(program: Program, measure: int) -> int:
    """The deal items that suspend or cap a measure."""
    items = program.deals.items if program.deals else ()
    return sum(
        1 << place
        for place, item in enumerate(items)
        if item.kind in ("pause", "cap") and item.measure == measure
    )


def _given(program: Program, items: int) -> Meant:
    """The acts by which deal items are put into a package; what else lets one out is by `items`."""
    places = [place for place in range(items.bit_length()) if items >> place & 1]
    codes = [ACT(verb.number, place) for verb in (OFFER, ADD) for place in places]
    for number, package in enumerate(program.deals.packages if program.deals else ()):
        if any(place in package.items for place in places):
            codes += [ACT(verb.number, number) for verb in (PROPOSE, INSTEAD)]
    return Meant(tuple(codes), items=items)
