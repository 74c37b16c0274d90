"""Pairs of games that somebody cannot tell apart: all that differs is hidden from that reader.

Both go the same way in public. Cards that are drawn unseen, headlines, answers in secret, private
numbers, what was taken back, reasons, what a model took, notes of control, seeds and secrets are
other ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import opened
from tests.rules.leaks import number_of, sealer, unseen, words_alike
from tests.store.helpers import Anybody, world
from wargame.play import control
from wargame.play.control import rule
from wargame.play.event import CONTROL, DEALER, Note
from wargame.play.match import Match
from wargame.play.model_use import USED, ModelUse
from wargame.play.player import Player
from wargame.play.proceedings import CLASS_TABLE, CLOSE, REASON
from wargame.play.record import Record
from wargame.rules import kernel
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.position import state_of
from wargame.rules.ruling import why_no_ruling
from wargame.rules.verbs import OFFER
from wargame.store.renew import branch
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.store.savefile import create

WORDS = ("quizzical zebra", "a jackdaw loves my big sphinx of quartz")
"""What stands in secret texts, in the one game and in the other; of different lengths."""

USES = (ModelUse(1, 0, 1, 7_319, 641), ModelUse(1, 1, 1, 88_207, 5_303))
"""What a model took there."""


@dataclass(frozen=True)
class Luck:
    """What the luck of a game hangs on: unmistakable, wherever it stands."""

    seed: int
    secret: str


LUCKS = (Luck(870_137, "3d7e" * 8), Luck(993_421, "b5c9" * 8))

Stop = Callable[[Match, str], bool]
"""Whether a game has come to what is looked at, for whoever reads."""


@dataclass(frozen=True)
class Situation:
    """A moment of a game at which somebody must not know everything.

    Attributes:
        deck: NAME or NAME:VARIANT.
        seat: One who may be in it and reads; whoever only watches reads too.
        stop: When it has come.
        ending: What is done then, in each of the two games.
        is_table: It is the first table of a class, and the second is still to begin.
        is_branched: What is looked at is a branch of it that is over too.
        differs: How many of the events of a pair differ at least.
    """

    deck: str
    seat: str
    stop: Stop
    ending: Callable[[Match, int], None] = lambda _match, _one: None
    is_table: bool = False
    is_branched: bool = False
    differs: int = 3


def chooses(match: Match, reader: str, after: int) -> bool:
    """Whether it is the reader's turn to play, some moves after the beginning."""
    game, s = match.game, state_of(match.state)
    mover = game.current_seat(match.state)
    is_turn = mover == reader or (not reader and mover in game.seats)
    return match.course.ply >= after and s.node == kernel.PLAY and is_turn


def later(after: int) -> Stop:
    return lambda match, reader: chooses(match, reader, after)


def committed(match: Match, reader: str) -> bool:
    """A rival has committed a headline in secret, and the reader has not yet."""
    s = state_of(match.state)
    others = [n for n in range(2) if n != number_of(match.game, reader)]
    waits = s.node == kernel.HEADLINE and s.actor in range(2) and s.turn == 2
    mover = match.game.current_seat(match.state)
    return waits and any(s.commit[n] > 0 for n in others) and (not reader or mover == reader)


def sealed(match: Match, reader: str) -> bool:
    """A rival has named a front in secret."""
    s = state_of(match.state)
    mover = match.game.current_seat(match.state)
    return (
        sealer(s) >= 0
        and sealer(s) != number_of(match.game, reader)
        and mover in ((reader,) if reader else match.game.seats)
    )


def close_unscored(match: Match, one: int) -> None:
    match.tell(Note(who=CONTROL, topic=CLOSE, text="The time is over."))


def end_scored(match: Match, one: int) -> None:
    """The facilitator closes it, scored as it stands."""
    rule(match, ({"end": match.game.ending_here(match.state)},), "The time is over.")
    match.settle()


def take_back(match: Match, one: int) -> None:
    """A seat begins an offer, thinks better of it, and plays something else of no consequence."""
    seat = match.game.current_seat(match.state)
    offers = [a for a in match.game.legal_actions(match.state) if a.verb == OFFER]
    match.take(offers[one % len(offers)])
    control.undo(match, seat)


def can_take_back(match: Match, reader: str) -> bool:
    mover = match.game.current_seat(match.state)
    if match.course.ply < 12 or mover not in match.game.seats or mover == reader:
        return False
    return len([a for a in match.game.legal_actions(match.state) if a.verb == OFFER]) > 1


WATER = ("water_treaty", "upper", later(20))

SITUATIONS = {
    "running": Situation(*WATER),
    "headlines": Situation("kitchen_sink", "mask", committed),
    "agendas": Situation("kitchen_sink", "lantern", later(30)),
    "named in secret": Situation("kitchen_sealed", "upper", sealed, differs=1),
    "private numbers": Situation("hospital_merger", "abbey", later(25)),
    "one pile": Situation("kitchen_mixed", "red", later(14)),
    "taken back": Situation("water_treaty", "upper", can_take_back, take_back),
    "closed unscored": Situation(*WATER, close_unscored),
    "class": Situation(*WATER, is_table=True),
    "twin goes on": Situation(*WATER, end_scored, is_table=True),
    "twin goes on, closed": Situation(*WATER, close_unscored, is_table=True),
    "twin goes on, branch": Situation(*WATER, end_scored, is_table=True, is_branched=True),
}


def pair_of(situation: Situation, reader: str) -> tuple[Match, Match]:
    """Two games of a situation that the reader cannot tell apart; "" watches."""
    game = opened(situation.deck)
    for seed in range(1, 200):
        found = _tried(game, situation, reader, Stream(seed))
        if found is None:
            continue
        for place, match in enumerate(found):
            _tell_secrets(match, reader, place)
            situation.ending(match, place)
        one, two = (match.record.events for match in found)
        if sum(a != b for a, b in zip(one, two, strict=True)) >= situation.differs + 2:
            return found
    raise AssertionError(f"no pair of {situation}")


def _tried(
    game: Game, situation: Situation, reader: str, stream: Stream
) -> tuple[Match, Match] | None:
    pair = _begun(game, 0), _begun(game, 1)
    if situation.is_table:
        for match in pair:
            match.tell(Note(who=CONTROL, topic=CLASS_TABLE, text="1\nclass", audience=CONTROL))
    misses = 0
    while misses < 60:
        one, two = pair
        if one.is_over or two.is_over:
            return None
        if situation.stop(one, reader) and one.state.digest != two.state.digest:
            return pair
        words = words_alike(game, one.state, two.state, reader, stream)
        if words is None or state_of(one.state).node != state_of(two.state).node:
            misses += 1
            continue
        misses = 0
        is_secret = unseen(game, state_of(one.state), number_of(game, reader))
        by = CONTROL if is_secret and len(one.record.events) % 3 == 0 else DEALER
        for place, (match, text) in enumerate(zip(pair, words, strict=True)):
            match.take(
                match.game.action(match.state, text), by, WORDS[place] if by == CONTROL else ""
            )
    return None


def _begun(game: Game, place: int) -> Match:
    luck = LUCKS[place]
    players: dict[str, Player] = {}
    for seat, name in zip(game.seats, ("human", "human"), strict=True):
        players[seat] = Anybody(name, 1)
    return Match(game, players, luck.seed, secret=luck.secret, traced=True)


def _tell_secrets(match: Match, reader: str, place: int) -> None:
    """What nobody but its owner reads, in other words in each of the two games."""
    for seat in match.game.seats:
        if seat != reader:
            match.tell(Note(who=seat, topic=REASON, text=WORDS[place], audience=seat))
            match.tell(Note(who=seat, topic=USED, text=str(USES[place]), audience=seat))
    match.tell(Note(who=CONTROL, topic="note", text=WORDS[place], audience=CONTROL))


def keep_branch(save: Path, path: Path, place: int) -> Match:
    """Keep a game that left a kept one at its last turn, and was closed there itself."""
    kept = load(save, world())
    course = match_of(kept).course
    ply = max(n for n in range(course.ply + 1) if not why_no_ruling(course.at(n)))
    branch(kept, ply, path, world(), seed=place + 5).close()
    match = match_of(load(path, world()))
    end_scored(match, place)
    path.unlink()
    keep(match, path, seed=8 + place)
    return match


def keep(match: Match, path: Path, seed: int = 7) -> Path:
    """Write a match down as a save, the same world around both of a pair."""
    path.parent.mkdir(parents=True, exist_ok=True)
    record = match.record
    with create(path, match.game.unruled(), Record(record.header), world(seed=seed)) as file:
        file.append(record.events)
    return path
