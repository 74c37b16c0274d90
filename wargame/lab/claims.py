"""What do the numbers behind a deck's claims come to?

A claim comes with a number, a band argued from a source, and a variant without the mechanism
that should carry it: its ablation. All are played by the same players on the same luck. What is
told are values with their intervals; nothing is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY
from itertools import chain, islice

from wargame.content.library import DeckRef
from wargame.content.model import Assumption, Claim
from wargame.content.stack import clash
from wargame.content.typed import laid_over, parse_stack
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.figures import Ablation, Figures, GaugeValue
from wargame.lab.judge.freeze import why_unjudged
from wargame.lab.judge.in_words import RegisteredWords, in_words, roles_in_words
from wargame.lab.readings import GameReadings, Run, Setting, gauges_of, read_match
from wargame.lab.runs.game_study import DrawnStudy, GameTask
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.question import Question, what_seats_get
from wargame.lab.runs.study import Find
from wargame.lab.stats.estimate import Estimate, Shift, estimate, shift
from wargame.rules.game import Game
from wargame.rules.ir import ClaimIR, GaugeIR


@dataclass(frozen=True, slots=True)
class EndingShare:
    """In how many games an ending came, and its share in percent."""

    games: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Findings(Question):
    """What was found.

    Attributes:
        games: How many were played of the deck as it is.
        population: Who was drawn from, by seat.
        endings: In deck order.
        points: What a seat gets, in words.
        returns: How much of that each seat got on the average.
        digest: 64 hex digits over the last position of every game of the deck as it is.
        registered: What the registration asks; empty for a deck without a role map.
        roles: What A and B are in it, in words.
        unjudged: Why the deck cannot be judged on it; "" if it can.
        laid_off: Of each ablation, what its variant is called.
    """

    games: int
    population: Mapping[str, Sequence[str]]
    endings: Mapping[str, EndingShare]
    points: str
    returns: Mapping[str, Estimate]
    claims: tuple[Figures, ...]
    assumptions: tuple[Assumption, ...]
    digest: str
    registered: tuple[RegisteredWords, ...]
    roles: tuple[str, ...]
    unjudged: str
    laid_off: Mapping[str, str]


@dataclass(eq=False)
class ClaimsStudy(DrawnStudy[GameReadings, Findings]):
    """A deck and the ablations of its claims, every gauge read after every game.

    So many games are played with each, on the same luck by the same players.

    Attributes:
        only: Numbers of claims; without any, all.

    Raises:
        UsageError: There is no such claim.
    """

    kind = "claims"
    finding = GameReadings

    _: KW_ONLY
    only: Sequence[int] = ()

    def __post_init__(self) -> None:
        self.claims = _chosen(self.game, self.only)
        super().__post_init__()
        self.runs = _Runs(self.game, self.deck.variant)
        self.settings = tuple(dict.fromkeys(self.runs.settings(self.claims)))
        self.total = self.games * len(self.settings)

    @staticmethod
    def work(task: GameTask) -> GameReadings:
        """Play a game and read its gauges."""
        return read_match(task.match())

    def is_sound(self, task: GameTask, found: GameReadings) -> bool:
        """Whether it ended as games of this deck do, with a score for every seat."""
        endings = [ending.id for ending in shared_game(task.deck).deck.endings]
        return found.ending in endings and len(found.returns) == len(self.game.seats)

    def answer(self, find: Find[GameTask, GameReadings]) -> Findings:
        """Play every setting on the same luck, and read the gauges of the claims.

        Raises:
            PlayerError: No game counts.
        """
        games = find(chain.from_iterable(map(self._games, self.settings)))
        runs = {setting: Run(tuple(islice(games, self.games))) for setting in self.settings}
        runs = self._counted(runs)
        base, deck = runs[self.settings[0]], self.game.deck
        return Findings(
            games=self.games,
            population=self.people.by_seat,
            endings={ending.id: _share(base, ending.id) for ending in deck.endings},
            points=what_seats_get(self.game),
            returns={seat: _score(base, place) for place, seat in enumerate(self.game.seats)},
            claims=tuple(self.runs.measured(claim, runs) for claim in self.claims),
            assumptions=tuple(deck.assumptions),
            digest=base.digest,
            registered=in_words(deck),
            roles=roles_in_words(deck),
            unjudged=why_unjudged(deck),
            laid_off={variant.id: variant.title for variant in deck.variants},
            **self.question,
        )

    def _counted(self, runs: Mapping[Setting, Run]) -> dict[Setting, Run]:
        """The games that count; those of one luck count in every setting or in none."""
        sieve = self.new_sieve(self.people.names)
        places = []
        for place, games in enumerate(zip(*(run.games for run in runs.values()), strict=True)):
            lapses = tuple([lapse for game in games for lapse in game.lapses])
            players = [
                name
                for setting, game in zip(runs, games, strict=True)
                if game.lapses
                for name in self._players(setting, place)
            ]
            if sieve.lets_pass(players or self._players(self.settings[0], place), lapses):
                places.append(place)
        sieve.check()
        return {
            setting: Run(tuple([run.games[place] for place in places]))
            for setting, run in runs.items()
        }

    def _players(self, setting: Setting, place: int) -> tuple[str, ...]:
        return tuple(self.people.drawn(self.seed, place, dict(setting.fixed)).values())

    def _games(self, setting: Setting) -> Iterator[GameTask]:
        return self.tasks(DeckRef(self.deck.folder, setting.variant), setting.fixed)


def _share(run: Run, ending: str) -> EndingShare:
    ended = [int(game.ending == ending) for game in run.games]
    share = estimate([(one, 1) for one in ended], 100)
    assert share is not None, "a run has games"
    return EndingShare(sum(ended), share)


def _score(run: Run, place: int) -> Estimate:
    mean = estimate([(game.returns[place], 1) for game in run.games])
    assert mean is not None, "a run has games"
    return mean


def check_known(game: Game, only: Sequence[int]) -> None:
    """Look whether a deck has these claims.

    Raises:
        UsageError: It has not.
    """
    known = [claim.id for claim in game.deck.claims]
    for number in only:
        if number not in known:
            there = ", ".join(map(str, known)) or "none"
            raise UsageError(f"{game.deck.id} has no claim {number}. It has {there}.")


def _chosen(game: Game, only: Sequence[int]) -> list[Claim]:
    """The claims to measure, in deck order."""
    known = {claim.id: claim for claim in game.deck.claims}
    if not known:
        raise UsageError(f"{game.deck.id} makes no claims. They are written in claims.yaml.")
    check_known(game, only)
    return [claim for number, claim in known.items() if not only or number in only]


class _Runs:
    """Knows which runs each claim of a deck needs, and reads them."""

    def __init__(self, game: Game, variant: str) -> None:
        self.variant, self.deck = variant, game.loaded.written
        self.gauges: Mapping[int, ClaimIR] = {
            claim.id: claim for claim in game.rules.program.claims
        }

    def settings(self, claims: Sequence[Claim]) -> Iterator[Setting]:
        """What has to be played, the deck as it is first; some come twice."""
        yield Setting(self.variant)
        for claim in claims:
            for gauge in self._of(claim):
                yield Setting(self.variant, gauge.players)
                if self._ablation(claim):
                    yield Setting(self._ablation(claim), gauge.players)

    def measured(self, claim: Claim, runs: Mapping[Setting, Run]) -> Figures:
        """What the runs give for a claim."""
        known, name = self.gauges.get(claim.id), self._ablation(claim)
        if known is None:
            return Figures(claim, None, (), None, False)
        before = self._readings(claim, self.variant, runs)
        ablation = None
        if name:
            after = self._readings(claim, name, runs)
            ablation = Ablation(
                name,
                known.ablation_moves,
                after[0],
                _moved(before[0], after[0]),
                before[0].ratios == after[0].ratios,
                tuple(after[1:]),
            )
        is_bare = bool(known.ablation and not name)
        return Figures(claim, before[0], tuple(before[1:]), ablation, is_bare)

    def _readings(
        self, claim: Claim, variant: str, runs: Mapping[Setting, Run]
    ) -> list[GaugeValue]:
        found = []
        for key, gauge in gauges_of(self.gauges[claim.id]):
            ratios = runs[Setting(variant, gauge.players)].ratios(key)
            scale = 100 if gauge.is_percent else 1
            found.append(GaugeValue(gauge.title, gauge.unit, ratios, estimate(ratios, scale)))
        return found

    def _of(self, claim: Claim) -> list[GaugeIR]:
        found = self.gauges.get(claim.id)
        return [gauge for _, gauge in gauges_of(found)] if found else []

    def _ablation(self, claim: Claim) -> str:
        """The ablation to play, laid over the variant if they go together; else none."""
        found = self.gauges.get(claim.id)
        if not found or not found.ablation:
            return ""
        both = laid_over(self.variant, found.ablation)
        return "" if both == self.variant or clash(self.deck, parse_stack(both)) else both


def _moved(before: GaugeValue, after: GaugeValue) -> Shift | None:
    if before.found is None or after.found is None:
        return None
    return shift(before.found, after.found)
