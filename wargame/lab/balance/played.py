"""One game, watched: what was open and what was taken, how it went, and how hard choices were."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from wargame.content.typed import CONTEST, SEMINAR
from wargame.dataclass import dataclass
from wargame.lab.balance.uses import Use, key_of, uses_by
from wargame.lab.runs.stand_ins import Lapses, lapses_of
from wargame.play.match import Match
from wargame.players.search import Search
from wargame.players.thought import Thought
from wargame.rules.game import CHANCE_SEAT, Action, Game, Position
from wargame.rules.verbs import ACCEPT, CAPITAL, DISCARD, PASS, PLAY

Passes = tuple[int, int]
"""How often a seat passed, and how often it could have."""


@dataclass(frozen=True, slots=True)
class UsesInGame:
    """What one game came to.

    Attributes:
        open, taken, burnt: In rounds, by use; a card is burnt for capital or by a discard.
        users: Which seats took which use, by the number of the seat.
        over: How often a card was played while another could have been: "THIS THAT".
        returns: Points less par of each seat; at a contest table match points with the lead.
        ending: Its class.
        margins: Points that the first seat was ahead after each round, less pars, as if the game
            had ended there; at a contest table the lead.
        choices, options: Decisions with more than one way, and how many ways in all.
        passes: Of those, in how many a seat passed, and in how many it could.
        first: In how many rounds each seat played first.
        close: Of choices that were thought through, those whose two best are within their error,
            and how many there were.
        lapses: What programs did wrong.
        winner: Who won, "" for nobody; null at a table that names no winner.
        won_by: What decided, such as `lead`, and behind a colon its title, if it has one.
        gaps: Of choices that were thought through, in hundredths of what players look ahead for:
            the number of the seat, and how much better the best way was than the next.
        worths: What the end was worth to each seat, as players look ahead for it.
    """

    open: Mapping[str, int]
    taken: Mapping[str, int]
    burnt: Mapping[str, int]
    users: tuple[tuple[int, str], ...]
    over: Mapping[str, int]
    returns: tuple[int, ...]
    ending: str
    margins: tuple[int, ...]
    choices: int
    options: int
    passes: Passes
    first: tuple[int, ...]
    close: tuple[int, int]
    lapses: Lapses = ()
    winner: str | None = None
    won_by: str = ""
    gaps: tuple[tuple[int, int], ...] = ()
    worths: tuple[int, ...] = ()


def count_uses(match: Match) -> UsesInGame:
    """Play a match to its end and count."""
    watch = _Watch(match.game)
    while not match.is_over:
        state, seat = match.state, match.game.current_seat(match.state)
        if seat == CHANCE_SEAT:
            match.step()
        else:
            thought = _thought(match, seat)
            watch.decided(state, seat, match.step())
            watch.thought(thought, _thought(match, seat), seat)
        watch.came_to(match.state, state.round)
    return watch.found(match)


def _thought(match: Match, seat: str) -> Thought | None:
    player = match.players[seat]
    return player.thought if isinstance(player, Search) else None


class _Watch:
    """What has been seen of a game so far. Sets hold a round, a seat's number and a use."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.open: set[tuple[int, int, str]] = set()
        self.taken: set[tuple[int, int, str]] = set()
        self.burnt: set[tuple[int, int, str]] = set()
        self.over: Counter[str] = Counter()
        self.margins: list[int] = []
        self.first: dict[int, int] = {}
        self.choices = self.options = self.passed = self.could = 0
        self.close = self.thoughts = 0
        self.gaps: list[tuple[int, int]] = []
        items = game.deck.deal_items
        self._givers = {item.id: game.rules.seat_number(item.seat) for item in items}

    def decided(self, state: Position, seat: str, action: Action) -> None:
        """Take in a seat's decision at a position."""
        number, round_ = self.game.rules.seat_number(seat), state.round
        legal = self.game.legal_actions(state)
        uses_in = partial(self._uses, state)
        by = partial(self._user, number)
        self.open |= {(round_, by(use), key_of(use)) for a in legal for use in uses_in(a)}
        for use in self._uses_taken(state, seat, action, uses_in(action)):
            self.taken.add((round_, by(use), key_of(use)))
        if action.verb in (CAPITAL, DISCARD):
            self.burnt.add((round_, number, key_of(("card", action.arg, "policy"))))
        if action.verb == PLAY:
            others = (a.arg for a in legal if a.verb == PLAY and a.arg != action.arg)
            self.over.update(f"{action.arg} {other}" for other in others)
        if state.phase == "plays":
            self.first.setdefault(round_, number)
        self._count(legal, action)

    def _count(self, legal: Sequence[Action], action: Action) -> None:
        if len(legal) > 1:
            self.choices += 1
            self.options += len(legal)
            self.passed += action.verb == PASS
            self.could += any(one.verb == PASS for one in legal)

    def _user(self, number: int, use: Use) -> int:
        """Who puts a thing to a use at a decision of this seat: what is given in a deal, whoever
        gives it, so that both seats in one round of talks count for one."""
        return self._givers.get(use[1], number) if use[0] == "deal item" else number

    def _uses(self, state: Position, action: Action) -> tuple[Use, ...]:
        return uses_by(self.game, action.verb, action.arg, partial(_stage, self.game, state))

    def _uses_taken(
        self, state: Position, seat: str, action: Action, uses: Sequence[Use]
    ) -> Sequence[Use]:
        """What a decision settles: an item is taken when a package with it is accepted."""
        if action.verb == ACCEPT:
            draft = self.game.redact(state, seat).draft
            return [("deal item", item, "agree") for item in (draft.items if draft else ())]
        return [use for use in uses if use[0] != "deal item"]

    def thought(self, before: Thought | None, now: Thought | None, seat: str) -> None:
        """Take in what a player thought, if it did."""
        if now is None or now is before or now.mixed or now.second is None:
            return
        best, second = now.choice, now.second
        self.thoughts += 1
        self.close += best.value - second.value <= math.hypot(best.error, second.error)
        gap = round(100 * abs(best.value - second.value))
        self.gaps.append((self.game.rules.seat_number(seat), gap))

    def came_to(self, state: Position, round_: int) -> None:
        """Take in where a step led."""
        if state.round != round_ and round_:
            self.margins.append(margin(self.game, state))

    def found(self, match: Match) -> UsesInGame:
        """All of it, at the end."""
        game, firsts = self.game, list(self.first.values())
        returns = game.returns(match.state)
        points = tuple([returns[seat] for seat in game.seats])
        seats, end = range(len(game.seats)), game.match_end(match.state)
        return UsesInGame(
            open=_rounds(self.open),
            taken=_rounds(self.taken),
            burnt=_rounds(self.burnt),
            users=tuple(sorted({(number, use) for _, number, use in self.taken})),
            over=self.over,
            returns=points,
            ending=game.ending(match.state),
            margins=(*self.margins, points[0] - points[1] if end is None else end.lead),
            choices=self.choices,
            options=self.options,
            passes=(self.passed, self.could),
            first=tuple([firsts.count(number) for number in seats]),
            close=(self.close, self.thoughts),
            lapses=lapses_of(match),
            winner=game.result(match.state),
            won_by=": ".join(filter(None, (end.cause, end.reason))) if end else "",
            gaps=tuple(self.gaps),
            worths=tuple([worth_at_end(game, match.state, seat) for seat in game.seats]),
        )


def worth_at_end(game: Game, state: Position, seat: str) -> int:
    """What an end is worth to a seat, as players look ahead for it."""
    if game.table == SEMINAR:
        return game.returns(state)[seat]
    return game.evaluate(state, seat)


def _rounds(found: set[tuple[int, int, str]]) -> Counter[str]:
    """In how many rounds, by use; a round of either seat's."""
    return Counter(use for *_, use in found)


def _stage(game: Game, state: Position, project: str) -> int:
    return state.stages[[one.id for one in game.deck.projects].index(project)]


def margin(game: Game, state: Position) -> int:
    """By how much the first seat is ahead, less pars, as if the game ended here; at a table that
    names a winner, the lead."""
    if game.table == CONTEST:
        return game.margin(state) or 0
    first, second = (game.evaluate(state, seat.id) - seat.par for seat in game.rules.program.seats)
    return first - second
