"""What has happened at the table, for players of the program: as plain values, secrets left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.play.log import EndedDeal, Entry, Seen
from wargame.rules.asking.tested import TestedCondition
from wargame.rules.verbs import HEADLINE


@dataclass(frozen=True, slots=True)
class Witnessed:
    """One move as a seat knows it.

    Attributes:
        ply: Its number in the record, from 0; one that was taken back gives its number to another.
        round, phase: When.
        seat: Who acted; CHANCE for luck.
        owner: Whom it concerns: who acted or drew; "" for luck that all see.
        verb: What kind of move; of a sealed headline `headline`, also if there is none.
        action: As it is typed; "" for what others alone know, such as a sealed headline.
        title: For a choice or luck in an effect, what people read for it; else "".
        about: Of luck in an effect, the title of what calls for it; else "".
        signed: Of the deal that it is about, the round in which it was signed; else 0.
        fizzled: The headlines that came to nothing by it: whose, and the card.
        dated: The injects whose date came by it.
        tested: What injects asked that happened by it, and whether it held.
        expired: The cards of the seat's own that left the game as their era ended with the round.
        ran_out: The deals whose time was over with the round: when each was signed, and its items.
        broken: The same of those that were not kept, and so ended with it.
        is_own_offer: Whether a package that it goes on with is the first offer of whoever acts.
        changes: If the match is traced, the numbers that it moved: name, from, to.
        is_stand_in: Whether another chose it, in the place of a program.
    """

    ply: int
    round: int
    phase: str
    seat: str
    owner: str
    verb: str
    action: str = ""
    title: str = ""
    about: str = ""
    signed: int = 0
    fizzled: tuple[tuple[str, str], ...] = ()
    dated: tuple[str, ...] = ()
    tested: tuple[TestedCondition, ...] = ()
    expired: tuple[str, ...] = ()
    ran_out: tuple[EndedDeal, ...] = ()
    broken: tuple[EndedDeal, ...] = ()
    is_own_offer: bool = False
    changes: tuple[tuple[str, int, int], ...] = ()
    is_stand_in: bool = False


def witnessed(seen: Iterable[Seen]) -> list[Witnessed]:
    """All that a seat has seen, in order."""
    return [_witnessed(one) for one in seen]


def new_since(told: Mapping[int, Witnessed], happened: Iterable[Witnessed]) -> list[Witnessed]:
    """What is new in all that has happened to whoever was told some of it, by ply.

    Behind a move that has taken the place of another, all is new, also what is as it was told:
    it was taken back in between.
    """
    found: list[Witnessed] = []
    is_another_course = False
    for one in happened:
        before = told.get(one.ply, one)
        is_another_course |= before != one and not _opens(before, one)
        if is_another_course or told.get(one.ply) != one:
            found.append(one)
    return found


def _opens(before: Witnessed, now: Witnessed) -> bool:
    """Whether a move is a headline that was told while it was sealed."""
    same = (before.ply, before.round, before.seat) == (now.ply, now.round, now.seat)
    return same and before.verb == HEADLINE.word and not before.action and bool(now.action)


def _witnessed(one: Seen) -> Witnessed:
    """A move, and what came with it: that everybody may know, but for cards that left a hand, of
    which a `Seen` holds the seat's own."""
    entry = one.entry
    kind = HEADLINE if one.is_secret and entry.is_commitment else entry.verb
    found = Witnessed(
        ply=entry.ply,
        round=entry.round,
        phase=entry.phase,
        seat=entry.seat,
        owner=entry.owner,
        verb=kind.word,
        fizzled=_fizzled(entry),
        dated=entry.dated,
        tested=entry.tested,
        expired=tuple([card for _, card in entry.expired]),
        ran_out=entry.ran_out,
        broken=entry.broken,
        changes=_changes(one),
    )
    return found if one.is_secret else _open(found, entry)


def _open(found: Witnessed, entry: Entry) -> Witnessed:
    """The same with what the move itself was."""
    return replace(
        found,
        action=f"{entry.verb.word} {entry.arg}".strip(),
        title=entry.title,
        about=entry.about,
        signed=entry.signed,
        is_own_offer=entry.is_own_offer,
        is_stand_in=bool(entry.stand_in),
    )


def _fizzled(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The headlines that came to nothing; they are open by then, whatever the move is."""
    return tuple((fizzle.seat, fizzle.card) for fizzle in entry.fizzled)


def _changes(one: Seen) -> tuple[tuple[str, int, int], ...]:
    """From where to where each number went in all."""
    first = {write.name: write.old for write in reversed(one.entry.writes)}
    last = {write.name: write.new for write in one.entry.writes}
    moved = [(name, first[name], new) for name, new in last.items() if first[name] != new]
    return tuple(moved)
