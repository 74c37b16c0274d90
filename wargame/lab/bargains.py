"""What bargains are worth, and how much of what could be gained by them is.

Every offer, signed or refused, is weighed by `offers`; so is, at the first talk of each round, the
best package that could have been tabled. A deck of good bargains that nobody strikes asks more of
its players than they have, or hides what could be gained.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY

from wargame.content.library import DeckRef
from wargame.content.typed import CONTEST
from wargame.dataclass import dataclass
from wargame.lab.bargains_object import Answered, BargainsObject, LeftOver, Struck
from wargame.lab.offers import PARTS, Appraised, Appraiser, Gains
from wargame.lab.runs.game_study import DrawnStudy, GameTask, Seated
from wargame.lab.runs.stand_ins import Lapses, lapses_of
from wargame.lab.runs.study import Find
from wargame.lab.stats.estimate import Mean, Ratio, mean_of, share_of
from wargame.play.match import Match
from wargame.rules.game import CHANCE_SEAT
from wargame.rules.verbs import ACCEPT, COUNTER, DECLINE

ANSWERS = (ACCEPT.word, DECLINE.word, COUNTER.word)
MOST_TOLD = 10
"""Packages that are told of those signed, and of those left on the table."""


@dataclass(frozen=True, slots=True)
class BargainTask(GameTask):
    """A game whose offers are weighed in so many worlds."""

    worlds: int = 32


@dataclass(frozen=True, slots=True)
class OfferMade:
    """An offer and its answer.

    Attributes:
        items: What is given; of an extension, what goes on being given.
        worth: If signed against if refused.
    """

    round: int
    items: tuple[str, ...]
    answer: str
    worth: Appraised


@dataclass(frozen=True, slots=True)
class TalkHeld:
    """The first talk of a round, and what could have come of it.

    Attributes:
        items: Of the best package.
        worth: Of that package.
    """

    round: int
    items: tuple[str, ...]
    worth: Appraised


@dataclass(frozen=True, slots=True)
class BargainsInGame:
    """The offers and talks of one game.

    Attributes:
        lapses: What programs did wrong.
    """

    offers: tuple[OfferMade, ...]
    talks: tuple[TalkHeld, ...]
    lapses: Lapses = ()

    def shares(self) -> Iterator[tuple[TalkHeld, int, int]]:
        """Each talk, with the joint gain that its round took, and the largest there was.

        The largest is of the best package, what was signed, and nothing at all. Either half of the
        worlds chooses, and the other says how large it is: where the same figures do both, the
        luck that makes one of them the largest counts as gain.
        """
        taken: dict[int, list[Appraised]] = defaultdict(list)
        for offer in self.offers:
            if offer.answer == ACCEPT.word:
                taken[offer.round].append(offer.worth)
        for talk in self.talks:
            signed = taken[talk.round]
            halves = [sum(one.halves[n] for one in signed) for n in (0, 1)]
            ways = ((0, 0), talk.worth.halves, (halves[0], halves[1]))
            first = max(ways, key=lambda way: way[1])[0]
            second = max(ways, key=lambda way: way[0])[1]
            yield talk, sum(sum(one.gains) for one in signed), (first + second) // 2


@dataclass(eq=False)
class BargainStudy(DrawnStudy[BargainsInGame, BargainsObject]):
    """What bargains are worth.

    Attributes:
        worlds: In how many each offer is played on, signed and refused.
    """

    kind = "bargains"
    finding = BargainsInGame

    _: KW_ONLY
    worlds: int = 32

    @property
    def asked(self) -> Mapping[str, object]:
        """Who plays, and in how many worlds offers are weighed."""
        return {"players": self.people.by_seat, "worlds": self.worlds}

    def tasks(self, deck: DeckRef | None = None, fixed: Seated = ()) -> Iterator[BargainTask]:
        """The games of a run."""
        for index in range(self.games):
            yield BargainTask(
                deck or self.deck, self.people, self.seed, index, fixed, self.terms, self.worlds
            )

    @staticmethod
    def work(task: BargainTask) -> BargainsInGame:
        """Play a game and weigh what is offered."""
        return watch_bargains(task.match(), task.worlds)

    def is_sound(self, task: GameTask, found: BargainsInGame) -> bool:
        """Whether everything has a gain for each seat, and every answer is one."""
        worths = [offer.worth for offer in found.offers] + [talk.worth for talk in found.talks]
        fits = all(len(worth.gains) == len(self.game.seats) for worth in worths)
        return fits and all(offer.answer in ANSWERS for offer in found.offers)

    def answer(self, find: Find[GameTask, BargainsInGame]) -> BargainsObject:
        """Add the games up."""
        games = [one for _, one in self.counted(find)]
        told = [list(one.shares()) for one in games]
        is_contest = self.game.table == CONTEST
        shared = [] if is_contest else told
        available = [sum(most for *_, most in talks) for talks in shared]
        taken = [sum(got for _, got, _ in talks) for talks in shared]
        return BargainsObject(
            games=self.games,
            players=self.people.by_seat,
            worlds=self.worlds,
            is_contest=is_contest,
            talks=sum(map(len, told)),
            answers=tuple(_answered(self.game.seats, games)),
            available=mean_of(_each(available)),
            taken=mean_of(_each(taken)),
            share=share_taken(taken, available),
            struck=tuple(_struck(games)),
            left=tuple(_left([] if is_contest else games)),
            **self.question,
        )


def share_taken(taken: Sequence[int], available: Sequence[int]) -> Mean | None:
    """What was taken of what there was, game by game; None if there was nothing.

    A part of something that is not surely there may be any: it has no interval.
    """
    found, there = mean_of(list(zip(taken, available, strict=True))), mean_of(_each(available))
    if found is None or there is None or there.low > 0:
        return found
    return Mean(found.mean, -math.inf, math.inf)


def _each(values: Sequence[int]) -> list[Ratio]:
    return [(value, PARTS) for value in values]


def watch_bargains(match: Match, worlds: int) -> BargainsInGame:
    """Play a match to its end and weigh every offer, and every round's first talk."""
    game, offers, talks = match.game, [], dict[int, TalkHeld]()
    appraiser = Appraiser(game, worlds)
    while not match.is_over:
        state = match.state
        if state.phase != "talks" or game.current_seat(state) == CHANCE_SEAT:
            match.step()
            continue
        if state.round not in talks and appraiser.may_offer(state):
            best = appraiser.best(state)
            talks[state.round] = TalkHeld(state.round, best.items, best.worth)
        is_asked = any(action.verb == ACCEPT for action in game.legal_actions(state))
        weighed = appraiser.offer(state) if is_asked else None
        answer = match.step().verb.word
        if weighed:
            items, worth = weighed
            offers.append(OfferMade(state.round, items, answer, worth))
    return BargainsInGame(tuple(offers), tuple(talks.values()), lapses_of(match))


def _answered(seats: Sequence[str], games: Sequence[BargainsInGame]) -> Iterator[Answered]:
    """What offers of each answer were worth; a game is the unit of all intervals."""
    for answer in ANSWERS:
        by_game = [[o.worth.gains for o in one.offers if o.answer == answer] for one in games]
        counts = [len(some) for some in by_game]
        if any(counts):
            yield Answered(
                answer,
                sum(counts),
                {
                    seat: mean_of(
                        [(sum(g[n] for g in some), PARTS * len(some)) for some in by_game]
                    )
                    for n, seat in enumerate(seats)
                },
                mean_of([(sum(map(sum, some)), PARTS * len(some)) for some in by_game]),
                share_of([(sum(min(g) > 0 for g in some), len(some)) for some in by_game]),
                share_of([_split(some) for some in by_game]),
            )


def _split(gains: Sequence[Gains]) -> tuple[int, int]:
    """The first seat's part of what offers that help both bring them together."""
    good = [one for one in gains if min(one) > 0]
    return sum(one[0] for one in good), sum(map(sum, good))


def _struck(games: Sequence[BargainsInGame]) -> Iterator[Struck]:
    """The packages that were signed most often."""
    signed: dict[tuple[str, ...], list[Gains]] = defaultdict(list)
    for offer in (offer for one in games for offer in one.offers):
        if offer.answer == ACCEPT.word:
            signed[offer.items].append(offer.worth.gains)
    for items, gains in sorted(signed.items(), key=lambda one: (-len(one[1]), one[0]))[:MOST_TOLD]:
        yield Struck(items, len(gains), sum(map(sum, gains)) / PARTS / len(gains))


def _left(games: Sequence[BargainsInGame]) -> Iterator[LeftOver]:
    """The packages by which most was left on the table; not where it was just that one that was
    signed, of which other worlds think more."""
    left: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in games:
        signed = {(o.round, *sorted(o.items)) for o in one.offers if o.answer == ACCEPT.word}
        for talk, taken, most in one.shares():
            is_left = talk.items and (talk.round, *sorted(talk.items)) not in signed
            if is_left and most > taken:
                left[talk.items].append(most - taken)
    for items, missed in sorted(left.items(), key=lambda one: -sum(one[1]))[:MOST_TOLD]:
        yield LeftOver(items, len(missed), sum(missed) / PARTS / len(missed))
