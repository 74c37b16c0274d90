"""A Dask cluster comes to the same, and refuses to play by other rules."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import CommandLine
from wargame.content.extras import EXTRAS, to_install
from wargame.content.library import DeckRef
from wargame.errors import PlayerError, UsageError
from wargame.lab.runs.cluster import cluster_at
from wargame.lab.runs.driver import run
from wargame.lab.runs.same_rules import SameRules
from wargame.lab.simulate import Simulation


def simulation(deck: DeckRef, games: int) -> Simulation:
    return Simulation(deck, games, 3, {"upper": "greedy", "lower": "random"})


@pytest.mark.parametrize("what", ["version", "deck_hash", "rules_hash"])
def test_other_rules_are_refused(what: str, water_ref: DeckRef) -> None:
    rules: Any = SameRules.here(water_ref)
    rules.check()
    with pytest.raises(PlayerError, match=f"its {what.replace('_', ' ')} is"):
        replace(rules, **{what: "0" * 64}).check()


def test_whoever_works_is_bound_to_the_rules_here(
    water_ref: DeckRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = SameRules.here(water_ref)
    monkeypatch.setattr(SameRules, "here", lambda _: replace(own, version="0.0.1"))
    study = simulation(water_ref, 2)
    with ThreadPoolExecutor(1) as pool:
        assert run(study, executor=pool).games == 2
        found = iter([replace(own, rules_hash="0" * 64), own])
        monkeypatch.setattr(SameRules, "here", lambda _: next(found))
        with pytest.raises(PlayerError, match="plays by other rules"):
            run(study, executor=pool)


def test_without_a_cluster_it_is_said_in_a_sentence(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    answer = wargame("simulate", "calibration", "--games", "1", "--cluster", "tcp://127.0.0.1:1")
    assert answer.code == 2
    assert to_install(*EXTRAS["cluster"]) in answer.err


@pytest.mark.parametrize("typed", ["nonsense", "tcp://here", "http://here:3", "here:\x1bx", "[::1"])
def test_what_is_no_address_is_said_before_anybody_is_called(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client of such an address told of itself for twenty seconds after the sentence."""
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", None)
    said = "no address of a cluster: write it as tcp://HOST:8786"
    with pytest.raises(UsageError, match=said), cluster_at(typed):
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two processes."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_alone_with_two_processes_and_on_a_cluster_the_digest_is_one(
    address: str, wargame: CommandLine, water_ref: DeckRef
) -> None:
    args = ["simulate", str(water_ref.folder), "--games", "60", "--seed", "3", "--json"]
    said = [wargame(*args, *more) for more in ([], ["--jobs", "2"], ["--cluster", address])]
    assert [one.err for one in said] == ["", "", ""]
    assert len({json.loads(one.out)["digest"] for one in said}) == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_run_survives_a_worker_that_is_killed(water_ref: DeckRef) -> None:
    distributed = pytest.importorskip("distributed")
    alone = run(simulation(water_ref, 80))
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        killed: list[int] = []

        def kill_one(done: int, _: int) -> None:
            if done and not killed:
                killed.append(done)
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

        found = run(
            simulation(water_ref, 80), executor=client.get_executor(), jobs=2, progress=kill_one
        )
    assert killed
    assert found == alone
