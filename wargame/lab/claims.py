"""Do the claims of a deck hold up in play?

A claim comes with a number, a band argued from a source, and a variant without the mechanism
that should carry it: its ablation. All are played by the same players on the same luck. A claim
holds if its number lies in the band and the ablation moves it beyond doubt, the way it should;
a number that stays where it is without its mechanism was never carried by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from wargame.content.library import DeckRef
from wargame.content.model import Assumption, Claim
from wargame.errors import UsageError
from wargame.lab.estimate import Change, Estimate, change, estimate
from wargame.lab.games import shared_game
from wargame.lab.population import Population, population
from wargame.lab.runs import Run, Setting, play_runs
from wargame.lab.verdict import Ablation, Reading, Verdict, bounds
from wargame.rules.game import Game
from wargame.rules.ir import ClaimIR, GaugeIR


@dataclass(frozen=True, slots=True)
class Findings:
    """What was asked, and what was found."""

    deck: str
    variant: str
    deck_hash: str
    seed: int
    games: int
    seats: tuple[str, ...]
    ending_ids: tuple[str, ...]
    population: Population
    base: Run
    verdicts: tuple[Verdict, ...]
    assumptions: tuple[Assumption, ...]

    def endings(self) -> list[tuple[str, int, Estimate]]:
        """How often each ending came, in deck order, and its share in percent."""
        found = []
        for ending in self.ending_ids:
            share = estimate([(int(game.ending == ending), 1) for game in self.base.games], 100)
            assert share is not None, "a run has games"
            found.append((ending, self.base.endings[ending], share))
        return found

    def scores(self) -> list[tuple[str, Estimate]]:
        """What each seat got on the average, less its par."""
        found = []
        for place, seat in enumerate(self.seats):
            mean = estimate([(game.returns[place], 1) for game in self.base.games])
            assert mean is not None, "a run has games"
            found.append((seat, mean))
        return found

    def as_dict(self) -> dict[str, Any]:
        """The documented object of `wargame lab claims --json`."""
        return {
            "deck": self.deck,
            "variant": self.variant,
            "deck_hash": self.deck_hash,
            "seed": self.seed,
            "games": self.games,
            "population": {seat: list(names) for seat, names in self.population.seats},
            "endings": {
                name: {"games": count, **bounds(share)} for name, count, share in self.endings()
            },
            "returns": {seat: bounds(mean) for seat, mean in self.scores()},
            "claims": [verdict.as_dict() for verdict in self.verdicts],
            "assumptions": [
                {"id": one.id, "kind": one.kind, "text": one.text, "source": one.source}
                for one in self.assumptions
            ],
            "digest": self.base.digest,
        }


def measure(
    deck: DeckRef,
    games: int,
    seed: int,
    names: Sequence[str] = (),
    *,
    only: Sequence[int] = (),
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Findings:
    """Play a deck and the ablations of its claims, and read every gauge.

    Args:
        games: How many with each; the same luck and players each time.
        names: Players to draw from; without any, the deck's personas.
        only: Numbers of claims; without any, all.
        jobs, executor: As for `simulate`; what is found does not depend on them.
        progress: Told how many games are finished, of how many.

    Raises:
        DeckError: The deck cannot be used.
        PlayerError: A player has no such name.
        UsageError: There is no such claim, or nobody to play a seat.
    """
    game = shared_game(deck)
    chosen = _chosen(game, only)
    crowd = population(game, names)
    judge = _Judge(game, deck.variant)
    settings = tuple(dict.fromkeys(judge.settings(chosen)))
    runs = play_runs(
        deck,
        settings,
        games,
        seed,
        crowd,
        jobs=jobs,
        executor=executor,
        progress=lambda done: progress(done, games * len(settings)),
    )
    return Findings(
        game.deck.id,
        deck.variant,
        game.deck_hash,
        seed,
        games,
        game.seats,
        tuple(ending.id for ending in game.deck.endings),
        crowd,
        runs[settings[0]],
        tuple(judge.verdict(claim, runs) for claim in chosen),
        tuple(game.deck.assumptions),
    )


def _chosen(game: Game, only: Sequence[int]) -> list[Claim]:
    """The claims to measure, in deck order."""
    known = {claim.id: claim for claim in game.deck.claims}
    if not known:
        raise UsageError(f"{game.deck.id} makes no claims. They are written in claims.yaml.")
    for number in only:
        if number not in known:
            there = ", ".join(str(claim) for claim in known)
            raise UsageError(f"{game.deck.id} has no claim {number}. It has {there}.")
    return [claim for number, claim in known.items() if not only or number in only]


class _Judge:
    """Knows which runs each claim of a deck needs, and reads them."""

    def __init__(self, game: Game, variant: str) -> None:
        self.variant = variant
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

    def verdict(self, claim: Claim, runs: Mapping[Setting, Run]) -> Verdict:
        """What the runs say of a claim."""
        known, name = self.gauges.get(claim.id), self._ablation(claim)
        if known is None:
            return Verdict(claim, None, (), None, False)
        before = self._readings(claim, self.variant, runs)
        ablation = None
        if name:
            after = self._readings(claim, name, runs)
            ablation = Ablation(
                name,
                known.ablation_moves,
                after[0],
                _moved(before[0], after[0]),
                before[0].pairs == after[0].pairs,
                tuple(after[1:]),
            )
        is_bare = bool(known.ablation and not name)
        return Verdict(claim, before[0], tuple(before[1:]), ablation, is_bare)

    def _readings(self, claim: Claim, variant: str, runs: Mapping[Setting, Run]) -> list[Reading]:
        found = []
        for place, gauge in enumerate(self._of(claim)):
            pairs = runs[Setting(variant, gauge.players)].pairs((claim.id, place))
            scale = 100 if gauge.is_percent else 1
            found.append(Reading(gauge.title, gauge.unit, tuple(pairs), estimate(pairs, scale)))
        return found

    def _of(self, claim: Claim) -> tuple[GaugeIR, ...]:
        found = self.gauges.get(claim.id)
        return (found.gauge, *found.beside) if found else ()

    def _ablation(self, claim: Claim) -> str:
        """The ablation to play; none under a variant, since two cannot be laid over a deck."""
        found = self.gauges.get(claim.id)
        return found.ablation if found and not self.variant else ""


def _moved(before: Reading, after: Reading) -> Change | None:
    if before.found is None or after.found is None:
        return None
    return change(before.found, after.found)
