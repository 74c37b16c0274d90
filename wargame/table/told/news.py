"""What happened, in words, for one seat: who did what, and which numbers that moved."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Protocol, TypeVar

from wargame.dataclass import dataclass
from wargame.play.log import Entry, Seen
from wargame.play.proceedings import Proceeding, chosen_luck
from wargame.players.registry import STAND_IN
from wargame.rules.asking.fizzle import Fizzle
from wargame.rules.game import Write
from wargame.rules.ir import Site
from wargame.rules.verbs import (
    ADD,
    AMEND,
    DRAW,
    DROP,
    INJECT,
    INSTEAD,
    KEEP,
    LOT,
    OFFER,
    PASS,
    PROPOSE,
    SEAL,
    SECRETLY,
    SEE,
    SEND,
    SPY,
    TABLE,
    TERM,
    Verb,
)
from wargame.table.told.by_itself import (
    BY_ITSELF,
    OWN,
    Happened,
    befell,
    came_with,
    cause_of_all,
    in_effect,
)
from wargame.table.words.gate import stopped
from wargame.table.words.refusals import titled
from wargame.table.words.titles import Titles
from wargame.table.words.wrap import this_and

DRAWN = {DRAW: ("draw", "draws"), SEE: ("see", "looks at"), SPY: ("see", "looks at")}
"""How it is told what luck brings into a hand, or shows of one: to whom, and of whom."""

DRAWN_WORDS = tuple(verb.word for verb in DRAWN)

SECRETS = {KEEP: "an agenda", SEAL: "a front", SECRETLY: "what to do"}
"""What a seat has chosen in secret, by the verb."""

IN_FORCE = ".in_force"


@dataclass(frozen=True, slots=True)
class NetChange:
    """A number that one cause moved, from first to last."""

    name: str
    old: int
    new: int
    cause: str


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news: a sentence, and what changed by it.

    Attributes:
        entries: What it tells of, one entry or some in a row.
        came: It came by itself with what somebody did.
        chosen: What of it is luck that control chose; see `by_round`.
    """

    text: str
    entries: Sequence[Seen]
    came: bool = False
    changes: list[NetChange] = field(default_factory=list)
    chosen: Sequence[Proceeding] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it says only when that came which changed."""
        return self.came and self.text in BY_ITSELF.values()


def cause_of(site: Site) -> str:
    """What people call the place that wrote: a card, a rule, a seat's income, a judgement, the end
    of a deal."""
    if site.noun == "front":
        return f"{site.title} judged"
    return f"{site.title}, {site.text}" if site.noun == "seat" else site.cause


def by_cause(writes: Iterable[Write]) -> dict[str, int]:
    """By how much each cause moved a number, in the order in which they began."""
    found: dict[str, int] = {}
    for write in writes:
        cause = cause_of(write.site)
        found[cause] = found.get(cause, 0) + write.new - write.old
    return found


def over_all(writes: Sequence[Write]) -> NetChange:
    """The net change of one number; of several causes each with what it moved."""
    by = by_cause(writes)
    moved = {cause: by[cause] for cause in by if by[cause]} or by
    told = [f"{cause} {moved[cause]:+d}" for cause in moved]
    cause = ", ".join(told) if len(told) > 1 else next(iter(moved))
    return NetChange(writes[0].name, writes[0].old, writes[-1].new, cause)


def changes_of(writes: Iterable[Write]) -> list[NetChange]:
    """The net change of each number by each cause, in the order in which they began."""
    found: dict[tuple[str, str], NetChange] = {}
    for write in writes:
        if not is_told(write.name):
            continue
        cause = cause_of(write.site)
        first = found.get((cause, write.name))
        old = first.old if first else write.old
        found[cause, write.name] = NetChange(write.name, old, write.new, cause)
    return without_echoes([change for change in found.values() if change.old != change.new])


def is_told(name: str) -> bool:
    """Whether people need told that a number moves: counts and clocks of the rules are left out."""
    match name.split("."):
        case (
            ["game" | "action" | "deal" | "front" | "card", *_]
            | [_, "hand_size" | "passed" | "buried"]
            | ["measure", _, "age"]
            | ["project", _, "working"]
        ):
            return False
        case _:
            return True


class Movement(Protocol):
    """A number that goes from old to new."""

    @property
    def name(self) -> str: ...
    @property
    def old(self) -> int: ...
    @property
    def new(self) -> int: ...


M = TypeVar("M", bound=Movement)


def without_echoes(moves: Sequence[M]) -> list[M]:
    """Moves, less those of a level in force that only follow the level on the books."""
    said = {(move.name, move.old, move.new) for move in moves}
    return [
        move
        for move in moves
        if (move.name.removesuffix(IN_FORCE), move.old, move.new) not in said
        or not move.name.endswith(IN_FORCE)
    ]


def tell(seat: str, seen: Iterable[Seen], titles: Titles) -> Iterator[NewsItem]:
    """News of what a seat has seen, in order.

    Draws of one seat in a row are told together, and so are the steps of a package.
    """
    for key, group in groupby(_with_kinds(each_over_its_own(seen, titles)), key=itemgetter(0)):
        listed = [one for _, one in group]
        if key[0] in DRAWN_WORDS:
            yield from _together(seat, listed, _drawn(seat, listed, titles), titles)
        elif listed[0].entry.verb.package:
            yield from _together(seat, listed, _packaged(listed, titles), titles)
        else:
            for one in listed:
                fizzled = [_came_to_nothing(one.entry, each, titles) for each in one.entry.fizzled]
                text = " ".join([_sentence(one, titles), *fizzled])
                yield from _together(seat, [one], text, titles)


def by_round(
    seat: str, seen: Iterable[Seen], titles: Titles, beside: Iterable[Proceeding] = ()
) -> list[tuple[int, list[NewsItem | Proceeding]]]:
    """The same round by round, with what happened `beside` the moves, each piece before the move
    that came next, or at the end of the last round."""
    listed, found = list(beside), list[tuple[int, list[NewsItem | Proceeding]]]()
    chosen, waiting = chosen_luck(listed), deque(one for one in listed if not one.is_a_move)
    for number, group in groupby(seen, key=lambda one: one.entry.round):
        told: list[NewsItem | Proceeding] = []
        for item in tell(seat, group, titles):
            plies = [one.entry.ply for one in item.entries]
            while waiting and waiting[0].ply <= plies[0]:
                told.append(waiting.popleft())
            luck = [] if item.came else [chosen[ply] for ply in plies if ply in chosen]
            told.append(replace(item, chosen=luck) if luck else item)
        found.append((number, told))
    if waiting:
        number, told = found.pop() if found else (waiting[0].round, [])
        found.append((number, [*told, *waiting]))
    return found


def cause_by_cause(
    changes: Iterable[NetChange], said: str
) -> Iterator[tuple[str, list[NetChange]]]:
    """What moved, with its cause; "" where that was `said` right before."""
    for place, (cause, group) in enumerate(groupby(changes, key=lambda one: one.cause)):
        yield "" if place == 0 and cause in said else cause, list(group)


def each_over_its_own(seen: Iterable[Seen], titles: Titles) -> list[Seen]:
    """The same, with what each of some headlines moved under itself.

    All of it is written by the last one to be committed, or where a card draws others, rolls or
    asks, by what follows that. A change belongs to the card that was the last to write before it;
    what hangs on a roll or an answer is told under that. Copies of a card go by its title, and the
    same card of both by who acts.
    """
    listed, seats = list(seen), list(titles.seats)
    for place, one in enumerate(listed):
        if one.entry.reveals:
            cards: dict[tuple[int, str], int] = {}
            for n, other in enumerate(listed):
                entry = other.entry
                if entry.is_commitment and entry.round == one.entry.round and entry.arg:
                    cards[seats.index(entry.seat), titles.cards.get(entry.arg, "")] = n
            then = [n for n, _ in takewhile(_follows, enumerate(listed[place + 1 :], place + 1))]
            parts: dict[int, list[Write]] = {n: [] for n in (place, *then, *cards.values())}
            now = place
            for n in (place, *then):
                hangs = listed[n].entry.verb.thing in HANGING
                now, own = n if hangs or now in (place, *then) else now, None
                for write in listed[n].entry.writes:
                    site = write.site
                    card = (site.seat, site.title) if site.noun == "card" else None
                    own = own or (card if hangs else None)
                    now = n if card and card == own else cards.get(card, now) if card else now
                    parts[now].append(write)
            for n, writes in parts.items():
                entry = replace(listed[n].entry, writes=tuple(writes))
                listed[n] = replace(listed[n], entry=entry)
    return listed


HANGING = ("option", "outcome")
"""What is done where an effect asks somebody, or luck."""


def _follows(placed: tuple[int, Seen]) -> bool:
    """Whether an entry that comes behind headlines is a part of what they do."""
    verb = placed[1].entry.verb
    return verb in DRAWN or verb.thing in HANGING


Kind = tuple[str, str, bool]
"""What entries in a row have in common if they are told together."""


def _with_kinds(seen: Iterable[Seen]) -> Iterator[tuple[Kind, Seen]]:
    """Entries with their kinds. Changes of a ready package belong to the offer that it becomes."""
    amending = ""
    for one in seen:
        verb, owner = one.entry.verb, one.entry.owner
        if verb == AMEND:
            amending = owner
        elif not verb.edit or owner != amending:
            amending = ""
        word = "offer" if amending else verb.package or verb.word
        yield (word, owner, one.is_secret), one


def _told(writes: Iterable[Write], titles: Titles) -> list[NetChange]:
    return [change for change in changes_of(writes) if change.name not in titles.counts]


def _together(seat: str, listed: Sequence[Seen], text: str, titles: Titles) -> list[NewsItem]:
    """One piece of news about some entries, and one for what each round brought by itself, for each
    front that was judged and for each inject whose date came by them."""
    stays = "".join(in_effect(one.entry.writes, one.entry.round, titles) for one in listed)
    full = "".join(_not_kept(write) for one in listed for write in one.entry.writes)
    own = NewsItem(f"{text}{full}{stays}{_learned(listed, titles)}{_stood_in(listed)}", listed)
    told = [own]
    for one in listed:
        found = came_with(one.entry, titles, seat)
        came = {kind: NewsItem(text, listed, came=True) for kind, text in found.items()}
        writes: dict[Happened, list[Write]] = {kind: [] for kind in (OWN, *came)}
        for write in one.entry.writes:
            writes[cause_of_all(write, one.entry, came, titles)].append(write)
        for kind, some in writes.items():
            came.get(kind, own).changes.extend(_told(some, titles))
        told += (item for kind, item in came.items() if item.changes or kind not in BY_ITSELF)
    return told


def _not_kept(write: Write) -> str:
    """That not all that a discarded card brings was kept, for there is no room for more."""
    kept, brought = write.new - write.old, write.wanted - write.old
    if write.site.sort != "worth" or kept >= brought:
        return ""
    return f" It brings {kept} of {brought} capital, for {write.new} is the most."


def _learned(listed: Sequence[Seen], titles: Titles) -> str:
    """What was laid open of numbers that one seat alone saw."""
    writes = [write for one in listed for write in one.entry.writes if write.site.sort == "look"]
    return "".join(f" {titles.number(write.name)} is {write.new}." for write in writes)


def _stood_in(listed: Sequence[Seen]) -> str:
    """What is added where a program in the seat did not choose."""
    is_by_another = any(one.entry.stand_in for one in listed)
    return f" {STAND_IN} stood in for the program." if is_by_another else ""


SENT = frozenset((PROPOSE, TABLE, SEND, INSTEAD))
"""Acts by which a package goes to the other side."""


def _packaged(listed: Sequence[Seen], titles: Titles) -> str:
    """A package that one seat puts together, or what it changes in one."""
    args: dict[Verb, list[str]] = {}
    for one in listed:
        args.setdefault(one.entry.verb, []).append(one.entry.arg)
    for arg in set(args.get(DROP, [])) & set(args.get(ADD, [])):  # taken out and put back
        args[DROP].remove(arg)
        args[ADD].remove(arg)
    ready = [arg for verb in (PROPOSE, AMEND, INSTEAD) for arg in args.get(verb, [])]
    parts = [titles.packages[arg] for arg in ready]
    parts += [
        f"{word}{', '.join(titles.items[arg] for arg in args[verb])}"
        for verb, word in ((OFFER, ""), (DROP, "without "), (ADD, "with "))
        if args.get(verb)
    ]
    terms = [*args.get(TABLE, []), *args.get(TERM, [])]
    parts += [f"for {this_and(int(term))}" for term in terms]
    first = listed[0].entry
    is_counter = first.verb.package == "counter" and not first.is_own_offer
    if not args.keys() & SENT:
        does = f"puts together {'a counter-offer' if is_counter else 'an offer'}"
    elif is_counter:
        does = "makes a counter-offer"
    else:
        does = "offers" if parts else "makes its offer"
    whose = titles.seats[first.seat]
    return stopped(f"{whose} {does}{': ' if parts else ''}{'; '.join(parts)}")


def _drawn(seat: str, drawn: Sequence[Seen], titles: Titles) -> str:
    owner, count = drawn[0].entry.owner, len(drawn)
    cards = "a card" if count == 1 else f"{count} cards"
    if not drawn[0].is_secret:
        cards = ", ".join(titles.cards[one.entry.arg] for one in drawn)
    yours, theirs = DRAWN[drawn[0].entry.verb]
    who = f"You {yours}" if owner == seat else f"{titles.seats[owner]} {theirs}"
    return stopped(f"{who} {cards}")


def _sentence(one: Seen, titles: Titles) -> str:
    entry = one.entry
    if one.is_secret and entry.verb == LOT:
        return f"{titles.seats[entry.owner]} learns something by luck that nobody else knows."
    if one.is_secret:
        what = SECRETS.get(entry.verb, "a headline, or none,")
        return f"{titles.seats[entry.seat]} has chosen {what} in secret."
    if entry.is_commitment and entry.verb == PASS:
        return f"{titles.seats[entry.seat]} had committed no headline."
    if entry.has_no_answer:
        return f"{titles.seats[entry.seat]} has nothing to answer with."
    if entry.verb == INJECT:
        return befell(entry, entry.arg, titles)
    return titles.happened(entry)


def _came_to_nothing(entry: Entry, fizzle: Fizzle, titles: Titles) -> str:
    """That a headline did nothing, and why; of the one that was just told by no name."""
    is_told = (entry.seat, entry.arg) == (fizzle.seat, fizzle.card)
    whose = "It" if is_told else f"{titles.seats[fizzle.seat]}: {titles.cards[fizzle.card]}"
    return f"{whose} comes to nothing and costs nothing: {titled(fizzle.reason, titles)}."
