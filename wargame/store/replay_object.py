"""A save told for programs: what `wargame replay --json` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from wargame.dataclass import dataclass
from wargame.play.event import Act, Ruling
from wargame.play.log import NOBODY, Entry, Seen, seen_by
from wargame.play.match import Match
from wargame.play.proceedings import Proceeding, told_to
from wargame.play.record import Parent
from wargame.rules.asking.describe import in_a_row
from wargame.rules.verbs import HEADLINE
from wargame.store.replay import RoundTold, rounds_of
from wargame.store.save import FIRST_EVENT, Save


@dataclass(frozen=True, slots=True)
class ReplayHeader:
    """Who played what.

    Attributes:
        id: Of the game, 32 hex digits.
        deck: The deck's id.
        variant: The variant's id, or "".
        title: The deck's, when the game was made.
        deck_hash: Over all that the deck says.
        rules_hash: Over what acts; a record replays only on equal rules.
        seats: Who sits where now, by seat.
        created: Seconds since 1970.
        parent: For a branch, the game that it left.
        seed: What luck was dealt from; JavaScript rounds one of more than 15 digits. Left out while
            the game goes on, or another table of its class with the same luck, and of what one seat
            knows.
        secret: What luck was dealt from besides, where a program played or a class. Left out as
            the seed is.
        stand_ins: By seat, how many decisions another took in the place of a program that had
            done wrong or fallen out; left out if it took them all itself.
    """

    id: str
    deck: str
    variant: str
    title: str
    deck_hash: str
    rules_hash: str
    seats: Mapping[str, str]
    created: int
    parent: Parent | None = None
    seed: int | None = None
    secret: str | None = None
    stand_ins: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class ReplayAction:
    """Something that was done, by a seat, luck or control.

    Attributes:
        ply: Its number, from 0.
        phase: The phase of the round it was done in.
        seat: Who did it.
        action: As people type it; while the game goes on, or its seed is left out, of a secret one
            the verb alone.
    """

    ply: int
    phase: str
    seat: str
    action: str


@dataclass(frozen=True, slots=True)
class ReplayCause:
    """A number that an action moved.

    Attributes:
        ply: The action's number.
        name: The number's name in the deck's language.
        old: Its value before.
        new: Its value after.
        cause: What moved it: a card, a rule, a seat's income.
    """

    ply: int
    name: str
    old: int
    new: int
    cause: str


@dataclass(frozen=True, slots=True)
class ReplayRound:
    """One round.

    Attributes:
        round: From 0 for what comes before the first round.
        tracks: Every public number at the first choice after it, or now for the last.
        actions: What was done, in order.
        causes: What moved, in order.
    """

    round: int
    tracks: Mapping[str, int]
    actions: list[ReplayAction]
    causes: list[ReplayCause]


@dataclass(frozen=True, slots=True)
class ReplayProceeding:
    """Something that happened beside the moves of the seats.

    Attributes:
        event: The number of its event in the save, from 1.
        at: When it was kept, in seconds since 1970.
        ply: How many of the moves that count came before it.
        round: When; 0 before the first move.
        kind: `ruling`, `luck` that control chose, `back`, `note`, or `seat`.
        who: A seat, or `CONTROL`.
        what: The ruling, the outcome, who sits down, the topic of a note, or the move before which
            play went on.
        seat: Whose luck it was, or who is played by another; else "".
        why: The reason, "" if none was given.
        text: Of a note.
        role: Who in a seat said it, or stood behind what control did; "" if nobody is named.
        audience: Whom a note was for; "" for everyone.
        effects: Of a ruling, in words.
        dropped: How many moves no longer count since.
        counts: Whether it still does; what was gone back on does not.
        is_closed: Its text and reason are not for everybody: of a note for control alone, and
            while the game goes on of luck that one seat alone may know.
    """

    event: int
    at: int
    ply: int
    round: int
    kind: str
    who: str
    what: str
    seat: str
    why: str
    text: str
    role: str
    audience: str
    effects: list[str]
    dropped: int
    counts: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Replay:
    """A game, round by round.

    Attributes:
        header: Who played what.
        rounds: The rounds, in order.
        proceedings: What happened beside the moves: rulings, luck chosen, going back, notes and
            who sat down, as far as it may be told.
        ending: The class of its ending, or "" while it goes on.
        returns: By seat, its score less its par so far, in points; at a contest table match points,
            a thousand each, with the lead, as if it ended here.
        winner: Who won, "" for nobody; null while the game goes on, and at a seminar.
        won_by: What decided: `lead`, `floor`, `ruin`, `lost_by` or `blame`; null with the winner.
        lead: The lead of the contest, above 0 for the first seat; null if the deck has none.
        digest: The hash of the last position. Left out as the seed is.
    """

    header: ReplayHeader
    rounds: list[ReplayRound]
    proceedings: list[ReplayProceeding]
    ending: str
    returns: Mapping[str, int]
    digest: str | None = None
    winner: str | None = None
    won_by: str | None = None
    lead: int | None = None


def replay_object(
    save: Save, match: Match, seat: str = NOBODY, *, shuts_luck: bool = False
) -> Replay:
    """Tell a save for programs.

    Args:
        seat: Tell what this seat knows; for `NOBODY`, all of a game that is over, and of another
            what everybody may know. What does not tell all leaves out the seed and every hash.
        shuts_luck: Another game goes on with the luck of this one: what is closed while it is
            played stays closed when it is over.
    """
    is_open = match.is_over and not shuts_luck and seat == NOBODY
    end = match.game.match_end(match.state) if match.is_over else None
    header, parent = save.head.header, save.head.header.parent
    return Replay(
        header=ReplayHeader(
            id=save.head.id,
            deck=header.deck,
            variant=header.variant,
            title=save.head.title,
            deck_hash=header.deck_hash,
            rules_hash=header.rules_hash,
            seats=save.record.seats,
            created=save.head.created,
            parent=parent,
            seed=header.seed if is_open else None,
            secret=(save.record.secret or None) if is_open else None,
            stand_ins=_stand_ins(match) or None,
        ),
        rounds=[_round(one, seat, is_open) for one in rounds_of(match)],
        proceedings=replay_proceedings(save, match, seat, is_open=is_open),
        ending=match.game.ending(match.state),
        returns=match.game.returns(match.state),
        digest=match.state.digest if is_open else None,
        winner=end.winner if end else None,
        won_by=end.cause if end else None,
        lead=match.game.margin(match.state),
    )


def replay_proceedings(
    save: Save, match: Match, seat: str, *, is_open: bool
) -> list[ReplayProceeding]:
    """What happened beside the moves, as far as a seat may know."""
    times = save.times
    return [
        ReplayProceeding(
            event=one.place + FIRST_EVENT,
            at=times[one.place] if one.place < len(times) else 0,
            ply=one.ply,
            round=one.round,
            kind=one.kind,
            who=one.who,
            what=one.what,
            seat=one.seat,
            why=one.why,
            text=one.text,
            role=one.role,
            audience=one.audience,
            effects=effects_of(match, one),
            dropped=one.dropped,
            counts=one.counts,
            is_closed=one.is_closed,
        )
        for one in told_to(seat, match.proceedings, is_over=is_open)
    ]


def effects_of(match: Match, one: Proceeding) -> list[str]:
    """What a ruling does, in words."""
    event = match.record.events[one.place]
    if not isinstance(event, Ruling):
        return []
    rules = match.game.rules
    return rules.describe_frame(rules.module.rulings[event.number])


def effects_said(match: Match, one: Proceeding) -> str:
    """The same in one line."""
    return in_a_row(effects_of(match, one))


def _stand_ins(match: Match) -> Counter[str]:
    moves = match.course.moves
    return Counter(move.seat for move in moves if isinstance(move, Act) and move.stand_in)


def _round(one: RoundTold, seat: str, is_open: bool) -> ReplayRound:
    """A round for programs; of what is secret to a seat yet, the verb alone."""
    seen = [Seen(entry, False) for entry in one.entries] if is_open else seen_by(seat, one.entries)
    actions = [_action(each.entry, each.is_secret) for each in seen]
    causes = [cause for each in seen for cause in _causes(each.entry)]
    return ReplayRound(one.number, one.tracks, actions, causes)


def _action(entry: Entry, is_secret: bool) -> ReplayAction:
    said = f"{entry.verb} {entry.arg}".strip()
    if is_secret:
        said = HEADLINE.word if entry.phase == "headline" else entry.verb.word
    return ReplayAction(entry.ply, entry.phase, entry.seat, said)


def _causes(entry: Entry) -> list[ReplayCause]:
    return [
        ReplayCause(entry.ply, w.name, w.old, w.new, w.site.item)
        for w in entry.writes
        if w.old != w.new
    ]
