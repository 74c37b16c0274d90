"""Claims: what is measured is what the records say, and an idle ablation is told as such."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from wargame.content.library import DeckRef
from wargame.content.shell import words_of
from wargame.errors import PlayerError, UsageError
from wargame.lab.claims import ClaimsStudy, Findings
from wargame.lab.claims_object import claim_row
from wargame.lab.figures import Ablation, Figures, GaugeValue
from wargame.lab.judge.claims_table import CLAIMS
from wargame.lab.readings import gauges_of, read_match
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.population import population
from wargame.lab.stats.estimate import Estimate, Shift
from wargame.objects import plain_data
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.table.reports.claims import REGISTERED_HEAD, _told

TEST_DECKS = Path(__file__).parents[1] / "decks"

COIN = {
    "deck.yaml": """\
id: coin
title: Coin
about: A coin is thrown each round, and a sheet is folded by whoever likes to.
version: "1.0"
rounds: {max: 4}
turn: {plays: 1, initiative: north}
""",
    "seats.yaml": """\
- {id: north, title: North, capital: {start: 1, max: 9, income: 1}, hand: 0, score: shared.heads}
- {id: south, title: South, capital: {start: 1, max: 9, income: 1}, hand: 0, par: 2}
""",
    "tracks.yaml": """\
- {id: heads, title: Heads, of: shared, max: 9}
- {id: cover, title: Colour of the cover, of: shared, max: 9}
""",
    "measures.yaml": """\
- id: fold
  title: Folded
  seat: north
  max: 9
  tighten: {cost: {capital: 1}}
""",
    "rules.yaml": """\
- id: throw
  title: The coin is thrown
  phase: account
  do:
    - chance:
        - {weight: 1, title: Heads, do: [shared.heads += 1]}
        - {weight: 1, title: Tails}
""",
    "endings.yaml": """\
- {id: even, title: Even, when: shared.heads == 2}
- {id: odd, title: Odd}
""",
    "variants.yaml": """\
- id: loaded
  title: A loaded coin
  set:
    rules.throw.do:
      - chance:
          - {weight: 9, title: Heads, do: [shared.heads += 1]}
          - {weight: 1, title: Tails}
- id: repainted
  title: Another cover
  set: {tracks.cover.start: 3}
""",
    "personas.yaml": """\
- {id: folder, title: Folds, seat: north, weights: {measure.fold: 5}}
- {id: keeper, title: Does not, seat: north, weights: {measure.fold: -5}}
- {id: sitter, title: Sits, seat: south, weights: {shared.heads: 1}}
""",
    "claims.yaml": """\
- id: 1
  title: The coin is fair
  text: Half of the throws are heads.
  metric: Heads in a game.
  gauge: {mean: shared.heads, unit: heads}
  beside:
    - {title: Heads of all throws, percent: shared.heads, of: game.round}
    - {title: Heads after two folds or more, mean: shared.heads, only: measure.fold >= 2}
  band: [1, 3]
  ablation: loaded
  ablation_moves: up
- id: 2
  title: The cover matters
  text: It is even since the cover is white.
  gauge: {endings: [even]}
  band: [0, 100]
  ablation: repainted
- id: 3
  title: Folders fold
  text: They fold in every round.
  gauge:
    percent_of_games: measure.fold == 4
    players: {north: folder}
  band: [100, 100]
- id: 4
  title: A loaded coin falls on tails
  text: It does not.
  gauge: {mean: shared.heads}
  band: [0, 1]
  ablation: loaded
  ablation_moves: down
- id: 5
  title: Some throws are never seen
  text: Of those nothing can be said.
  gauge: {mean: shared.heads, only: shared.heads > 4}
  band: [0, 9]
- id: 6
  title: Coins are old
  text: Nobody knows.
  ablation: loaded
- id: 7
  title: White covers make heads
  text: Other covers are not looked at.
  gauge: {mean: shared.heads, only: shared.cover == 0}
  band: [0, 4]
  ablation: repainted
- id: 8
  title: White covers make many heads
  text: Other covers are not looked at.
  gauge: {mean: shared.heads, only: shared.cover == 0}
  band: [4, 4]
  ablation: repainted
""",
}
GAMES, SEED = 40, 3


def measure(
    ref: DeckRef, games: int, seed: int, names: Sequence[str] = (), only: Sequence[int] = ()
) -> Findings:
    return run(ClaimsStudy(ref, games, seed, names, only=only))


@pytest.fixture(scope="module")
def coin(tmp_path_factory: pytest.TempPathFactory) -> DeckRef:
    folder = tmp_path_factory.mktemp("decks") / "coin"
    folder.mkdir()
    for name, text in COIN.items():
        (folder / name).write_text(text, encoding="utf-8")
    return DeckRef(folder)


@pytest.fixture(scope="module")
def found(coin: DeckRef) -> dict[int, Figures]:
    return {judged.claim.id: judged for judged in measure(coin, GAMES, SEED).claims}


def records(coin: DeckRef, variant: str = "", north: str = "") -> Iterator[list[str]]:
    """Every game of the run played anew, by hand."""
    game = shared_game(DeckRef(coin.folder, variant))
    crowd = population(game)
    for index in range(GAMES):
        seed = derive(SEED, "game", index)
        names = {**crowd.drawn(SEED, index, {}), **({"north": north} if north else {})}
        players = {seat: make_player(name, game, seat, seed) for seat, name in names.items()}
        yield Match(game, players, seed).run().record.actions


def read(reading: GaugeValue | None) -> Estimate:
    assert reading is not None
    assert reading.found is not None
    return reading.found


def ablated(judged: Figures) -> Ablation:
    assert judged.ablation is not None
    return judged.ablation


def moved(judged: Figures) -> Shift:
    change = ablated(judged).change
    assert change is not None
    return change


def heads(actions: list[str]) -> int:
    return actions.count("outcome 1")


def folds(actions: list[str]) -> int:
    return actions.count("tighten fold")


def test_a_mean_is_what_the_records_say(coin: DeckRef, found: dict[int, Figures]) -> None:
    counted = [heads(actions) for actions in records(coin)]
    assert 0 < sum(counted) < 4 * GAMES
    assert read(found[1].reading).value == pytest.approx(sum(counted) / GAMES)
    loaded = [heads(actions) for actions in records(coin, "loaded")]
    assert read(ablated(found[1]).reading).value == pytest.approx(sum(loaded) / GAMES)
    assert moved(found[1]).value == pytest.approx((sum(loaded) - sum(counted)) / GAMES)


def test_a_share_of_games_is_what_the_records_say(coin: DeckRef, found: dict[int, Figures]) -> None:
    even = sum(heads(actions) == 2 for actions in records(coin))
    assert read(found[2].reading).value == pytest.approx(100 * even / GAMES)


def test_a_share_of_events_is_over_all_games_together(
    coin: DeckRef, found: dict[int, Figures]
) -> None:
    thrown = Fraction(sum(heads(actions) for actions in records(coin)), 4 * GAMES)
    assert read(found[1].beside[0]).value == pytest.approx(100 * thrown)


def test_games_that_do_not_count_are_left_out(coin: DeckRef, found: dict[int, Figures]) -> None:
    counted = [heads(actions) for actions in records(coin) if folds(actions) >= 2]
    assert 0 < len(counted) < GAMES
    assert read(found[1].beside[1]).value == pytest.approx(sum(counted) / len(counted))
    assert read(found[1].beside[1]).games == len(counted)


def test_a_named_persona_takes_its_seat_in_every_game(
    coin: DeckRef, found: dict[int, Figures]
) -> None:
    assert {folds(actions) for actions in records(coin, north="folder")} == {4}
    assert {folds(actions) for actions in records(coin)} == {0, 4}
    assert read(found[3].reading).value == 100


def test_an_ablation_that_changes_nothing_is_told_as_such(found: dict[int, Figures]) -> None:
    assert ablated(found[2]).is_idle
    assert moved(found[2]).value == 0


def test_an_ablation_with_nothing_to_count_has_no_change(found: dict[int, Figures]) -> None:
    assert read(found[7].reading).games == GAMES
    assert ablated(found[7]).reading.found is None
    assert ablated(found[7]).change is None


@pytest.mark.parametrize(
    ("number", "reading"),
    [pytest.param(5, True, id="no game counts"), pytest.param(6, False, id="no gauge")],
)
def test_what_cannot_be_measured_has_no_value(
    found: dict[int, Figures], number: int, reading: bool
) -> None:
    assert (found[number].reading is not None) == reading
    told = claim_row(found[number])
    assert told.value is told.low is told.high is None


def test_the_object_has_the_documented_keys(wargame: CommandLine, coin: DeckRef) -> None:
    found = json.loads(wargame("lab", "claims", str(coin.folder), "--games", "8", "--json").out)
    keys = "deck variant deck_hash seed games population endings returns claims assumptions digest"
    assert list(found) == [*keys.split(), "registered", "roles"]
    assert found["population"] == {"north": ["folder", "keeper"], "south": ["sitter"]}
    assert sum(ending["games"] for ending in found["endings"].values()) == 8
    assert [claim["id"] for claim in found["claims"]] == list(range(1, 9))
    keys = "id title metric judged value low high games unit band ablation beside"
    assert list(found["claims"][0]) == keys.split()
    assert {claim["judged"] for claim in found["claims"]} == {"not judged yet"}
    assert found["claims"][0]["ablation"]["name"] == "loaded"
    assert found["claims"][5]["ablation"] == "loaded"


def test_a_table_for_notebooks_has_the_changes(wargame: CommandLine, coin: DeckRef) -> None:
    """Values alone would be compared as if they had luck of their own."""
    asked = ["lab", "claims", str(coin.folder), "--games", "8", "--seed", "1"]
    rows = list(csv.DictReader(io.StringIO(wargame(*asked, "--csv").out)))
    (told, *_) = [row for row in rows if row["claim"] == "1" and row["setting"] == "loaded"]
    claims = json.loads(wargame(*asked, "--json").out)["claims"]
    change = claims[0]["ablation"]
    for key, name in (("change", "change"), ("change_low", "change_low")):
        assert float(told[key]) == pytest.approx(change[name], abs=0.001)
    for row in rows:
        assert bool(row["change"]) == bool(row["setting"]), row
    beside = [row for row in rows if row["claim"] == "1" and row["setting"] == "loaded"][1:]
    plain = {row["number"]: row for row in rows if row["claim"] == "1" and not row["setting"]}
    assert [(one["title"], one["value"]) for one in change["beside"]] == [
        (row["number"], pytest.approx(float(row["value"]), abs=0.001)) for row in beside
    ]
    for row in beside:
        steps = float(row["value"]) - float(plain[row["number"]]["value"])
        assert float(row["change"]) == pytest.approx(steps, abs=0.002)


def test_people_read_what_became_of_each_claim(wargame: CommandLine, coin: DeckRef) -> None:
    said = wargame("lab", "claims", str(coin.folder), "--games", str(GAMES), "--seed", str(SEED))
    assert said.code == 0, said.err
    assert max(map(len, said.out.splitlines())) <= 80
    told = " ".join(said.out.split())
    assert "The claims are not judged yet: " in told
    assert " 1 The coin is fair Heads in a game. " in told
    assert "; the band is 1 to 3 loaded (A loaded coin): " in told
    assert " counted: mean of shared.heads at the end; 40 games have something to count " in told
    assert " no change: every game reads the same; expected either way " in told
    assert "the band or an interval of the change wholly at 0 or below beside: " in told
    assert "the band or an interval of the change wholly at 0 or above " in told
    assert " 5 Some throws are never seen: not measured, no game had anything to count " in told
    assert " 6 Coins are old: not measured, it has no gauge " in told
    assert " no change can be told; expected either way" in told


def test_a_number_of_some_games_says_of_how_many(wargame: CommandLine, coin: DeckRef) -> None:
    """With the mechanism and without; a number of all games need not say so."""
    asked = ["lab", "claims", str(coin.folder), "--games", str(GAMES), "--seed", str(SEED)]
    told = " ".join(wargame(*asked).out.split())
    claims = json.loads(wargame(*asked, "--json").out)["claims"]
    few = sum(folds(actions) >= 2 for actions in records(coin))
    assert 0 < few < GAMES
    all_throws, some = claims[0]["beside"]
    assert (all_throws["games"], some["games"], claims[0]["games"]) == (GAMES, few, GAMES)
    assert claims[0]["ablation"]["games"] == GAMES
    assert f"Heads after two folds or more: {some['value']:.1f} (" in told
    (line,) = [part for part in told.split("beside: ") if part.startswith("Heads after")]
    assert line.count(f"), {few} games") >= 1
    assert " games" not in next(p for p in told.split("beside: ") if p.startswith("Heads of all"))


def test_a_table_has_a_row_for_each_claim_and_each_number_beside(
    wargame: CommandLine, coin: DeckRef
) -> None:
    args = ["lab", "claims", str(coin.folder), "--games", str(GAMES), "--seed", str(SEED)]
    rows = wargame(*args, "--markdown").out.splitlines()
    assert rows[0].startswith("The claims are not judged yet")
    assert len(rows) == 2 + 2 + 8 + 2
    assert {row.count("|") for row in rows[2:]} == {7}


def test_one_claim_is_measured_alone_on_the_same_games(
    coin: DeckRef, found: dict[int, Figures]
) -> None:
    (alone,) = measure(coin, GAMES, SEED, only=[2]).claims
    assert alone == found[2]


def test_over_itself_an_ablation_is_not_laid(wargame: CommandLine, coin: DeckRef) -> None:
    claims = measure(DeckRef(coin.folder, "loaded"), GAMES, SEED).claims
    loaded = [heads(actions) for actions in records(coin, "loaded")]
    assert read(claims[0].reading).value == pytest.approx(sum(loaded) / GAMES)
    assert claims[0].ablation is None
    assert claims[0].is_bare
    said = wargame("lab", "claims", f"{coin.folder}:loaded", "--games", "4", "--claim", "1")
    assert "loaded is not laid over this variant" in " ".join(said.out.split())


def test_an_ablation_lies_over_a_variant(coin: DeckRef) -> None:
    claims = measure(DeckRef(coin.folder, "repainted"), GAMES, SEED).claims
    loaded = [heads(actions) for actions in records(coin, "loaded")]
    assert claims[0].ablation is not None
    assert claims[0].ablation.name == "repainted+loaded"
    assert read(claims[0].ablation.reading).value == pytest.approx(sum(loaded) / GAMES)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param(["--claim", "9"], "no claim 9. It has 1, 2, 3, 4, 5, 6, 7, 8.", id="claim"),
        pytest.param(["--players", "nobody"], "nobody", id="player"),
        pytest.param(["--players", "sitter"], "sitter was made for the other seat", id="seat"),
        pytest.param(["--games", "1"], "--games", id="one game"),
        pytest.param(["--json", "--markdown"], "exclude each other", id="two formats"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(
    wargame: CommandLine, coin: DeckRef, options: list[str], says: str
) -> None:
    answer = wargame("lab", "claims", str(coin.folder), *options)
    assert answer.code == 2
    assert says in answer.err
    assert "Traceback" not in answer.err


def test_a_deck_without_claims_says_so(water_ref: DeckRef) -> None:
    with pytest.raises(UsageError, match="makes no claims"):
        measure(water_ref, 2, 1)


def test_a_name_that_nobody_has_is_refused(coin: DeckRef) -> None:
    with pytest.raises(PlayerError):
        measure(coin, 2, 1, ["folder", "nobody"])


def test_every_gauge_of_the_flagship_reads_a_game(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["entanglement"])
    match = population(game, ["random"]).match(game, SEED, 0, {})
    claims = {claim.id: claim for claim in game.rules.program.claims}
    assert list(claims) == [claim.id for claim in game.deck.claims if claim.gauge]
    keys = {key for claim in claims.values() for key, _ in gauges_of(claim)}
    assert read_match(match).ratios.keys() == keys


@pytest.mark.parametrize(
    "name", [pytest.param("entanglement", marks=pytest.mark.slow), "primer", "kitchen_sink"]
)
def test_the_claims_of_a_deck_can_be_measured(decks: dict[str, DeckRef], name: str) -> None:
    claims = measure(decks[name], 2, 1, ["random"]).claims
    assert [one.claim.id for one in claims] == [
        claim.id for claim in shared_game(decks[name]).deck.claims
    ]
    for one in claims:
        assert (one.reading is not None) == (one.claim.gauge is not None), one.claim.id
        assert (one.ablation is None) == (one.claim.ablation is None)
        json.dumps(plain_data(claim_row(one)), allow_nan=False)


def test_what_is_registered_stands_apart_from_the_numbers_of_the_deck(
    wargame: CommandLine, decks: dict[str, DeckRef], tmp_path: Path
) -> None:
    """Both parts number their claims from 1, so each has a head; each line says what it is."""
    page = tmp_path / "claims.html"
    asked = ["lab", "claims", str(decks["primer"].folder), "--games", "2", "--seed", "1"]
    said = wargame(*asked, "--claim", "7", "--html", str(page))
    assert said.code == 0, said.err
    own, registered = said.out.split(REGISTERED_HEAD.upper())
    assert " 7 Dispute, talks, truce, again" in own
    assert " 1 A balance, not a break" in registered
    told = " ".join(registered.split())
    assert "primer has 6 rounds. A deck of fewer than 20 may illustrate the claims" in told
    assert told.count(" over: ") == told.count(" would refute it: ") == len(CLAIMS)
    drawn = page.read_text(encoding="utf-8")
    assert f"<h2>{REGISTERED_HEAD}</h2>" in drawn
    assert drawn.count('<span class="label">counted:</span>') == len(CLAIMS)


def test_a_claim_with_a_trial_alone_names_the_command_that_measures_it(
    wargame: CommandLine,
) -> None:
    """Deck, variant and the folder of decks are named again, and the command works as it stands."""
    few = ("--seed", "1", "--players", "random", "--decks", str(TEST_DECKS))
    told = wargame("lab", "claims", "hospital_merger:no_flu", *few, "--games", "2").out
    named = re.search(r"by a trial of its own:\n +(wargame lab trial .+?)\n\n", told, re.DOTALL)
    assert named, told
    program, *words = words_of(" ".join(named.group(1).split()))
    assert program == "wargame"
    said = wargame(*words, "--pairs", "2", *few[:4])
    assert said.code == 0, said.err
    assert said.out.startswith("hospital_merger:no_flu, 2 pairs, seed 1")


def test_a_narrow_interval_is_not_said_to_be_games_that_all_agree() -> None:
    for low, high, told in ((49.97, 50.03, "50.0 to 50.0"), (50.0, 50.0, "all alike")):
        reading = GaugeValue("trade", "%", (), Estimate(50.0, low, high, (), 900))
        assert _told(reading) == f"50.0 % ({told})"
