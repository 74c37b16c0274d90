"""Balance: what is counted as open and taken, and what is said of it."""

from __future__ import annotations

import csv
import io
import json
import math
import random
import statistics
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from tests.conftest import CommandLine, opened
from tests.lab.planted import planted
from tests.rules.tiny import seats, tiny
from wargame.cli.balance import KINDS
from wargame.content.library import DeckRef
from wargame.errors import UsageError
from wargame.lab.balance.objects import (
    Balance,
    Matches,
    Mistold,
    RoundRobin,
    Wins,
    WonBy,
    outliers,
    take_up,
    worth,
    yielding,
)
from wargame.lab.balance.played import UsesInGame, count_uses
from wargame.lab.balance.restricted import RestrictedTask
from wargame.lab.balance.study import BalanceStudy
from wargame.lab.balance.summary import course_of, matches_in, mistold_in, seats_in
from wargame.lab.balance.uses import uses_by
from wargame.lab.balance.uses import uses_of as every_use
from wargame.lab.balance.variance import SOURCES, Got, split_variance
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.population import Population, population
from wargame.play.event import Act, Chance, effective
from wargame.rules.game import Game
from wargame.table.reports.balance import TOLD, report
from wargame.table.reports.typeset import text
from wargame.table.words.wrap import WIDTH

MIXED = ("random", "greedy")
CARD = ("card", "joint_gauge", "policy")


@pytest.mark.parametrize("index", range(6))
def test_a_choice_counts_once_in_a_round(sink: Game, index: int) -> None:
    """Counted again from the record, by the words of the actions."""
    match = population(sink, MIXED).match(sink, 3, index, {})
    found = count_uses(match)
    state, offered, played = sink.new(), set(), set()
    for event in effective(match.record.events):
        assert isinstance(event, Act | Chance)
        if isinstance(event, Act):
            words = {str(action) for action in sink.legal_actions(state)}
            here = (state.round, event.seat)
            offered |= {
                (*here, word.split()[1])
                for word in words
                if word.startswith(("play ", "headline "))
            }
            if event.action.startswith(("play ", "headline ")):
                played.add((*here, event.action.split()[1]))
        state = sink.apply(state, event.action).state
    for card in sink.deck.cards:
        use = f"card {card.id} policy"
        assert found.open.get(use, 0) == sum(card.id == name for *_, name in offered)
        assert found.taken.get(use, 0) == sum(card.id == name for *_, name in played)


def test_what_both_seats_could_put_into_one_deal_was_open_once(decks: dict[str, DeckRef]) -> None:
    """Where a package was sent back changed, the round counted for each seat, and signing for one:
    an item that was agreed in half of all talks was told as taken in 30 %."""
    game = shared_game(DeckRef(decks["primer"].folder, "seminar"))
    twice = 0
    for index in range(3):
        match = population(game, GREEDY).match(game, 4, index, {})
        found = count_uses(match)
        state, could = game.new(), set()
        for event in effective(match.record.events):
            assert isinstance(event, Act | Chance)
            if isinstance(event, Act):
                legal = game.legal_actions(state)
                uses = [use for a in legal for use in uses_by(game, a.verb, a.arg, lambda _: 0)]
                here = (state.round, event.seat)
                could |= {(*here, item) for kind, item, _ in uses if kind == "deal item"}
            state = game.apply(state, event.action).state
        for item in {item for *_, item in could}:
            rounds = {round_ for round_, _, name in could if name == item}
            twice += sum(name == item for *_, name in could) - len(rounds)
            assert found.open[f"deal item {item} agree"] == len(rounds)
    assert twice > 0


def test_nothing_is_taken_more_often_than_it_is_open(any_deck: DeckRef) -> None:
    for row in run(BalanceStudy(any_deck, 1, 1, MIXED)).choices:
        assert 0 <= row.taken <= row.open, row


@pytest.mark.parametrize(
    ("open_", "taken", "verdict"),
    [
        pytest.param(100, 90, "always", id="nine in ten"),
        pytest.param(100, 89, "", id="a little less"),
        pytest.param(100, 1, "", id="once"),
        pytest.param(100, 0, "never", id="not once"),
        pytest.param(19, 19, "few", id="too little to tell"),
        pytest.param(0, 0, "few", id="never open"),
    ],
)
def test_what_is_said_of_a_choice(open_: int, taken: int, verdict: str) -> None:
    assert take_up(CARD, open_, taken).verdict == verdict


def test_what_was_never_open_has_no_share() -> None:
    """It had 0 in JSON and CSV, like what was open and never taken, and none in the table."""
    assert take_up(CARD, 0, 0).share is None
    assert take_up(CARD, 8, 0).share == 0
    assert take_up(CARD, 8, 2).share == 0.25


@pytest.mark.parametrize(
    ("gains", "stands_out", "next_to_nothing"),
    [
        pytest.param([0] * 40, False, True, id="nothing at all"),
        pytest.param([-1, 1] * 20, False, True, id="surely within a twentieth"),
        pytest.param([-30, 30] * 20, False, False, id="nothing on average, and not surely"),
        pytest.param([-6, -4] * 20, False, False, id="surely harmful, by a twentieth"),
        pytest.param([3, 5] * 20, False, True, id="surely useful, by less"),
        pytest.param([55, 65] * 20, True, False, id="surely more than half"),
    ],
)
def test_what_is_said_of_a_worth(gains: list[int], stands_out: bool, next_to_nothing: bool) -> None:
    """Of points that spread by 100."""
    row = worth(CARD, "upper", gains, gains, 100)
    assert (row.stands_out, row.next_to_nothing) == (stands_out, next_to_nothing)
    assert row.games == 40


def test_few_pairs_that_agree_are_no_sure_worth() -> None:
    two = worth(CARD, "upper", [0, 0], [0, 0], 100)
    assert (two.next_to_nothing, two.own.low, two.own.high) == (False, -math.inf, math.inf)
    assert not worth(CARD, "upper", [90, 90, 90], [0, 0, 0], 100).stands_out


def test_a_use_that_may_yet_win_a_match_is_not_surely_worth_nothing() -> None:
    """Three pairs with the same winner say nothing of the fourth; two hundred bound it."""
    for pairs, is_sure in ((3, False), (40, False), (200, True)):
        gains = [0, 1, -1] * pairs
        row = worth(CARD, "upper", gains[:pairs], gains[:pairs], 450, leap=1000)
        assert row.next_to_nothing == is_sure


def test_what_stands_out_does_so_among_all_that_is_looked_at() -> None:
    """Of one row the interval is enough; of sixty two or three are beyond it by luck alone."""
    gains = [60, 70, 80] * 2
    assert worth(CARD, "upper", gains, gains, 100).stands_out
    assert not worth(CARD, "upper", gains, gains, 100, 60).stands_out
    worths = [worth((*CARD[:1], f"c{n}", CARD[2]), "upper", gains, gains, 20) for n in range(60)]
    assert not any(row.stands_out for row in outliers(worths))


@pytest.mark.parametrize(
    ("over", "told"),
    [
        pytest.param({"joy rain": 20}, [("rain", "joy", 20, 0)], id="often, and never before it"),
        pytest.param({"joy rain": 19}, [], id="too seldom to say"),
        pytest.param({"joy rain": 40, "rain joy": 2}, [("rain", "joy", 42, 2)], id="hardly ever"),
        pytest.param({"joy rain": 40, "rain joy": 3}, [], id="now and then"),
        pytest.param(
            {"joy rain": 20, "sun rain": 30}, [("rain", "sun", 30, 0)], id="to the more frequent"
        ),
        pytest.param(
            {"sun rain": 30, "joy rain": 20}, [("rain", "sun", 30, 0)], id="whichever came first"
        ),
    ],
)
def test_a_card_yields_to_the_one_that_is_played_before_it(
    over: dict[str, int], told: list[tuple[str, str, int, int]]
) -> None:
    assert [astuple(one) for one in yielding(over)] == told


def test_every_use_that_a_card_has_and_no_other_is_counted(any_deck: DeckRef) -> None:
    game = shared_game(any_deck)
    uses = {(name, use) for kind, name, use in every_use(game) if kind == "card"}
    cards = game.deck.cards
    assert {name for name, use in uses if use == "answer"} == {c.id for c in cards if c.response}
    acting = {card.id for card in cards if card.do or not card.response}
    assert {name for name, use in uses if use == "policy"} == acting
    buried = {name for name, use in uses if use == "bury"}
    assert buried == ({card.id for card in cards} if game.rules.program.buries else set())


def test_the_object_and_the_words_say_the_same(wargame: CommandLine, water_ref: DeckRef) -> None:
    args = ["lab", "balance", str(water_ref.folder), "--games", "10", "--seed", "1"]
    answer = wargame(*args, "--players", "greedy,random")
    found = json.loads(wargame(*args, "--players", "greedy,random", "--json").out)
    assert answer.code == 0, answer.err
    keys = "deck variant deck_hash seed games players seats endings course choices yielding"
    assert list(found) == keys.split()
    assert found["players"] == {"upper": ["greedy", "random"], "lower": ["greedy", "random"]}
    row = next(row for row in found["choices"] if (row["id"], row["use"]) == CARD[1:])
    assert f"{100 * row['share']:.0f} %" in answer.out
    page = wargame(*args, "--players", "greedy,random", "--markdown").out
    for verdict, title in TOLD.items():
        rows = [row for row in found["choices"] if row["open"] or row["kind"] == "card"]
        uses = {(r["kind"], r["use"], r["id"]) for r in rows if r["verdict"] == verdict}
        assert uses_of(answer.out, title) == uses_of(page, title) == uses
    lists = answer.out[answer.out.index(TOLD["always"]) :].splitlines()
    assert max(map(len, lists)) <= WIDTH


GREEDY = ("greedy",)
FAIR = ("bright", "well", "mill", "weir", "ford", "quay")


def balance_of(deck: DeckRef, games: int, restricted: int = 0) -> Balance:
    return run(BalanceStudy(deck, games, 1, GREEDY, restricted=restricted))


def uses_of(said: str, title: str) -> set[tuple[str, ...]]:
    """Kind, use and id of whatever a list of a report names."""
    if f"{title}: none." in said:
        return set()
    listed = said.split(f"{title}:\n")[1].lstrip("\n").split("\n\n")[0]
    lines = [line.partition(": ") for line in " ".join(listed.split()).split("- ")[1:]]
    return {(*use.split(", "), one) for use, _, ids in lines for one in ids.strip().split(", ")}


def test_planted_cards_are_named(tmp_path: Path, wargame: CommandLine) -> None:
    """One decides the game, one is never open, one is beaten by another wherever both are."""
    deck = planted(tmp_path / "planted")
    args = ["lab", "balance", str(deck.folder), "--games", "30", "--seed", "1"]
    out = wargame(*args, "--players", "greedy", "--restricted", "6").out
    strong = out.split("half the spread of points:\n")[1].split("\n\n")[0]
    assert strong == "  - gusher policy (north)\n  - gusher policy (south)"
    assert ("card", "policy", "dry_well") in uses_of(out, "Open in too few rounds to tell")
    passed_over = out.split("another card could be played:\n")[1].split("\n\n")[0]
    assert "dim for " in passed_over
    assert "bright for" not in passed_over


def test_what_uses_are_worth_fits_a_terminal(tmp_path: Path) -> None:
    """Where a winner is named the other's column would say the same with the other sign."""
    found = balance_of(planted(tmp_path / "planted"), 6, restricted=2)
    gains = [1_000, -1_000, 0, 12]
    loss = [-gain for gain in gains]
    rows = tuple(worth(CARD, seat, gains, loss, 100) for seat in found.players)
    untold = worth(CARD, "south", [5, 5], [-5, -5], 100)
    wins, ways = Wins("north", 4, rows[0].own, None), WonBy("north", "lead", 4, rows[0].own)
    match = Matches(start=0, wins=(wins,), won_by=(ways,), mistold=())
    for matches, others in ((match, 0), (None, 2)):
        told = list(text(report(replace(found, restricted=(*rows, untold), matches=matches))))
        heads = [line for line in told if "own points" in line]
        assert len(heads) == 2
        assert sum("the other's" in line for line in heads) == others
        start = next(n for n, line in enumerate(told) if line.startswith("north: "))
        if matches:
            assert max(map(len, told[start:])) <= WIDTH
            assert "The other seat gets as much less." in told[start + 9]
        said = " ".join(" ".join(told).split())
        assert f"of {2 if matches else 4} intervals about one in twenty" in said


def test_what_stands_out_is_told_as_surely_as_it_does(tmp_path: Path) -> None:
    """Two pairs are never sure, and a card that is passed over was played now and then."""
    found = balance_of(planted(tmp_path / "planted"), 2)
    dear = worth(CARD, "north", [100, 1_900], [-100, -1_900], 100)
    assert not dear.stands_out
    over = yielding({"bright dim": 51, "dim bright": 1})
    told = report(replace(found, restricted=(dear,), yielding=over))
    said = " ".join(" ".join(text(told)).split())
    assert "Surely far above its kind and half the spread of points: none." in said
    passed = "Passed over nineteen times in twenty where another card could be played"
    assert f"{passed}: - dim for bright (1 of 52)" in said


@pytest.mark.parametrize(
    ("pairs", "leap", "stands_out"),
    [
        pytest.param(3, 0, True, id="a seminar"),
        pytest.param(3, 1_000, False, id="three more wins of three"),
        pytest.param(60, 1_000, True, id="sixty of sixty"),
    ],
)
def test_a_few_wins_more_are_no_sure_worth(pairs: int, leap: int, *, stands_out: bool) -> None:
    """Were it even chances who wins, three of three would come one time in eight."""
    own = [1_000 + one % 3 for one in range(pairs)]
    assert worth(CARD, "north", own, own, 500, 1, leap).stands_out == stands_out


def test_fair_cards_are_not_named(tmp_path: Path) -> None:
    found = balance_of(planted(tmp_path / "planted", cards=FAIR), 30, restricted=4)
    assert [row.id for row in found.restricted or () if row.stands_out] == []


def test_restricted_play_asks_about_one_kind_of_thing(tmp_path: Path, wargame: CommandLine) -> None:
    """What it says of that kind is what it says among all."""
    deck = planted(tmp_path / "planted")
    args = ["lab", "balance", str(deck.folder), "--games", "8", "--seed", "1"]
    args += ["--players", "greedy", "--json"]
    every = json.loads(wargame(*args, "--restricted", "2").out)["restricted"]
    cards = json.loads(wargame(*args, "--restricted", "2", "--kind", "card").out)["restricted"]
    assert cards == [row for row in every if row["kind"] == "card"]
    assert wargame(*args, "--restricted", "2", "--kind", "agenda").out.count('"restricted": []')
    refused = wargame(*args, "--kind", "card")
    assert (refused.code, "--restricted" in refused.err) == (2, True)


def test_a_file_of_tables_tells_what_restricted_play_found(
    tmp_path: Path, wargame: CommandLine
) -> None:
    """A line for each seat that a use is worth something to, and one for each use besides."""
    deck = planted(tmp_path / "planted")
    args = ["lab", "balance", str(deck.folder), "--games", "8", "--seed", "1"]
    args += ["--players", "greedy", "--restricted", "2", "--kind", "card"]
    told = json.loads(wargame(*args, "--json").out)
    rows = list(csv.DictReader(io.StringIO(wargame(*args, "--csv").out)))
    worths = [row for row in rows if row["seat"]]
    assert [(row["id"], row["seat"], float(row["own"]), row["games"]) for row in worths] == [
        (one["id"], one["seat"], one["own"]["mean"], str(one["games"]))
        for one in told["restricted"]
    ]
    others = {(one["kind"], one["id"], one["use"]) for one in told["choices"]}
    assert {(row["kind"], row["id"], row["use"]) for row in rows} == others
    assert all(row["open"].isdigit() for row in rows)


def test_every_kind_of_thing_can_be_asked_about(sink: Game) -> None:
    every = every_use(sink) + every_use(opened("entanglement"))
    assert {kind for kind, _, _ in every} == set(KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("player", ["greedy", "search:20it"])
def test_planted_cards_alone_are_named_by_whoever_plays(
    player: str, seed: int, tmp_path: Path
) -> None:
    strong, fair = (
        run(BalanceStudy(deck, 60, seed, (player,), restricted=12))
        for deck in (planted(tmp_path / "strong"), planted(tmp_path / "fair", cards=FAIR))
    )
    assert {row.id for row in strong.restricted or () if row.stands_out} == {"gusher"}
    assert [row.id for row in fair.restricted or () if row.stands_out] == []
    assert player != "greedy" or {row.card for row in strong.yielding} >= {"dim"}
    assert fair.course
    assert abs(fair.course.lead.mean) < 2


@pytest.mark.parametrize("ahead", [10, 0])
def test_a_seat_that_is_ahead_is_named(ahead: int, tmp_path: Path) -> None:
    deck = planted(tmp_path / "planted", ahead=ahead, cards=FAIR)
    found = balance_of(deck, 60)
    assert found.course
    lead, (north, south) = found.course.lead, found.seats
    said = " ".join(line for line in text(report(found)))
    assert lead.low <= ahead <= lead.high
    assert north.ahead.mean + south.ahead.mean == pytest.approx(1)
    assert ("north ends ahead by" in said) == bool(ahead) == (lead.low > 0)


def test_restricted_play_is_the_same_game_until_the_act(tmp_path: Path) -> None:
    deck = planted(tmp_path / "planted")
    study, use = BalanceStudy(deck, 6, 1, GREEDY), ("card", "gusher", "policy")
    differing = 0
    for task in study.tasks():
        barred = RestrictedTask(
            deck, study.people, 1, task.index, (), study.terms, "north", use
        ).match()
        before = len(effective(barred.record.events))
        plain, held = (
            [move.action for move in effective(match.run().record.events)]  # type: ignore[union-attr]
            for match in (task.match(), barred)
        )
        assert plain[:before] == held[:before]
        assert (plain == held) == ("play gusher" not in plain[before : before + 1])
        differing += plain != held
    assert differing


def test_what_points_hang_on_is_not_asked_of_players_of_one_seat(wargame: CommandLine) -> None:
    """The personas of a deck are made for a seat: it would be told only after all games."""
    said = wargame("lab", "balance", "primer", "--games", "2", "--variance", "3")
    assert (said.code, said.out) == (2, "")
    assert "two players or more who play both seats" in said.err


def test_variance_is_told_apart_in_a_design_of_known_parts() -> None:
    skill, luck = {"a": 0, "b": 6}, [0, 2, 4, 6, 8]
    got = [
        Got(seed, seat, own, rival, 10 * seat + skill[own] - skill[rival] // 2 + luck[seed])
        for seed in range(5)
        for seat in (0, 1)
        for own in skill
        for rival in skill
    ]
    assert split_variance([one for one in got if one.seed < 2]) == ()  # two seeds tell nothing
    assert len(split_variance([one for one in got if one.seed < 3])) == len(SOURCES)
    assert split_variance([replace(one, points=4) for one in got]) == ()  # nothing varies
    parts = {part.source: part.share.mean for part in split_variance(got)}
    squares = {"draw": 8, "seat": 25, "own skill": 9, "rival's skill": 2.25, "rest": 0}
    whole = sum(squares.values())
    assert parts == pytest.approx({source: value / whole for source, value in squares.items()})


def test_what_is_left_to_play_is_known_once_it_is_known_what_was_taken(tmp_path: Path) -> None:
    """Until then as many games as could be; the run ended at 42 % of them."""
    told: list[tuple[int, int]] = []
    study = BalanceStudy(planted(tmp_path / "planted"), 6, 1, ("greedy", "random"), restricted=3)
    run(study, progress=lambda *now: told.append(now))
    assert told[-1][0] == told[-1][1] < told[0][1]


def of_luck(draw: random.Random, seeds: int) -> list[Got]:
    """Two players on so many seeds, where nothing but luck is behind their points."""
    return [
        Got(seed, seat, own, rival, draw.randrange(-100, 101))
        for seed in range(seeds)
        for seat in (0, 1)
        for own in "ab"
        for rival in "ab"
    ]


def test_parts_of_the_variance_have_the_interval_of_the_jackknife() -> None:
    """Each seed is left out once; the error is told by how far the shares then lie apart."""
    seeds = 7
    got = of_luck(random.Random(3), seeds)
    without = [split_variance([one for one in got if one.seed != seed]) for seed in range(seeds)]
    for n, part in enumerate(split_variance(got)):
        left = [parts[n].share.mean for parts in without]
        error = math.sqrt((seeds - 1) * statistics.pvariance(left))
        reach = 2.4469 * error  # Student's, with six degrees of freedom
        share = part.share
        assert (share.low, share.high) == pytest.approx(
            (share.mean - reach, share.mean + reach), rel=0.001
        )


def test_luck_alone_is_not_called_skill_where_seeds_are_few() -> None:
    draw = random.Random(7)
    shares = [[part.share.mean for part in split_variance(of_luck(draw, 4))] for _ in range(400)]
    means = [statistics.fmean(some) for some in zip(*shares, strict=True)]
    assert means == pytest.approx([0, 0, 0, 0, 1], abs=0.02)


def test_luck_alone_is_not_called_the_draw() -> None:
    """Two players play four games on a seed, and a quarter of the squares of pure chance lie
    between means of four."""
    draw = random.Random(7)
    shares, reach = [], 0
    for _ in range(12):
        parts = {part.source: part.share for part in split_variance(of_luck(draw, 30))}
        shares.append([parts[source].mean for source in SOURCES])
        reach += sum(parts[source].low <= 0 <= parts[source].high for source in SOURCES[:-1])
    assert [sum(some) / len(some) for some in zip(*shares, strict=True)] == pytest.approx(
        [0, 0, 0, 0, 1], abs=0.04
    )
    assert reach >= 12 * 4 - 5


def test_no_part_of_the_variance_has_an_interval_beyond_what_a_part_can_be() -> None:
    """Of pure luck one in ten lay all below 0, and no truth in it."""
    draw = random.Random(7)
    found = [part for _ in range(60) for part in split_variance(of_luck(draw, 30))]
    assert any(part.share.high == 0 for part in found)
    for part in found:
        assert part.share.low <= 1
        assert part.share.high >= 0
    missed = [part.share.low > 0 for part in found if part.source != "rest"]
    assert sum(missed) <= 0.05 * len(missed)


def test_it_is_told_over_which_games_points_hang_on_what(tmp_path: Path) -> None:
    deck = planted(tmp_path / "planted")
    found = run(BalanceStudy(deck, 1, 1, ("greedy", "random"), split=3))
    assert found.round_robin == RoundRobin(("greedy", "random"), 3, 12)
    assert "Over 12 games: on 3 seeds greedy, random play" in " ".join(text(report(found)))


def test_choices_of_players_that_think_are_told_by_how_close_they_are(tmp_path: Path) -> None:
    deck = planted(tmp_path / "planted")
    thought, blind = (
        run(BalanceStudy(deck, 2, 1, (name,))).course for name in ("search:20it", "random")
    )
    assert thought
    assert thought.close
    assert 0 < thought.close.mean < 1
    assert blind
    assert blind.close is None


def test_how_close_choices_are_is_told_of_those_that_were_thought_through(tmp_path: Path) -> None:
    """Of two players one thinks, and `choices a game` counts those of both."""
    deck = planted(tmp_path / "planted")
    north, south = shared_game(deck).seats
    people = Population(((north, ("search:20it",)), (south, ("random",))))
    one = count_uses(people.match(shared_game(deck), 1, 0, {}))
    assert 0 < one.close[1] < one.choices
    told = " ".join(text(report(run(BalanceStudy(deck, 1, 1, ("search:20it", "random"))))))
    assert "thought through" in told


CONTEST = DeckRef(Path(__file__).parents[1] / "decks" / "kitchen_contest")


def game_won(winner: str, won_by: str, *margins: int) -> UsesInGame:
    """A game of a contest of which only its course is told."""
    return UsesInGame(
        open={},
        taken={},
        burnt={},
        users=(),
        over={},
        returns=(0, 0),
        ending="market",
        margins=margins,
        choices=1,
        options=2,
        passes=(0, 1),
        first=(1, 1),
        close=(0, 2),
        winner=winner,
        won_by=won_by,
        gaps=((0, 5), (1, 900)),
        worths=(margins[-1], -margins[-1]),
    )


def test_a_lead_that_a_handicap_gives_is_none_that_anybody_took() -> None:
    """Nobody has played yet: who is ahead is looked at after each round, and told to be."""
    ahead = DeckRef(CONTEST.folder, "handicap=9")
    games = [game_won("crumb", "lead", -1, -2)]
    went = course_of(shared_game(ahead), games)
    assert went
    assert (went.lead_changes.mean, went.drama and went.drama.mean) == (0, 0)
    told = " ".join(text(report(run(BalanceStudy(ahead, 1, 1, ("random",))))))
    assert "looked at after each round, not before the first" in " ".join(told.split())


def test_wins_are_counted_by_seat_and_by_what_decided() -> None:
    games = [
        game_won("crust", "lead", 1, 2),
        game_won("crust", "lead", 3, 1),
        game_won("crumb", "floor", 3, 9),
        game_won("", "ruin", 0, -2),
    ]
    found = matches_in(shared_game(CONTEST), games)
    assert found is not None
    assert [(one.seat, one.games) for one in found.wins] == [
        ("crust", 2),
        ("crumb", 1),
        ("nobody", 1),
    ]
    assert [one.of_decided and round(one.of_decided.mean, 2) for one in found.wins] == [
        0.67,
        0.33,
        None,
    ]
    assert [(one.seat, one.cause, one.games) for one in found.won_by] == [
        ("crust", "lead", 2),
        ("crumb", "floor", 1),
        ("nobody", "ruin", 1),
    ]
    assert found.start == 1


def test_whoever_leads_at_half_time_wins_if_it_is_called_the_winner() -> None:
    """A lead that was lost by a broken floor is no win; a level half says nothing."""
    games = [
        game_won("crust", "lead", 1, 2),
        game_won("crumb", "floor", 3, 9),
        game_won("crumb", "lead", 0, -2),
        game_won("", "ruin", 4, -2),
    ]
    found = course_of(shared_game(CONTEST), games)
    assert found is not None
    assert found.half_time_wins is not None
    assert found.half_time_wins.mean == 0.5
    assert found.half_time is not None  # all four tell how leads at half time and at the end go


def test_a_lead_changes_sides_beyond_a_stake() -> None:
    games = [game_won("crumb", "lead", 5, -1, 4, -6)]
    for beyond, changes in ((0, 3), (1, 1), (5, 0)):
        found = course_of(shared_game(CONTEST), games, beyond)
        assert found is not None
        assert found.lead_changes.mean == changes


@pytest.mark.parametrize("table", ["", "seminar"])
def test_leads_that_change_nothing_are_told_of_at_every_table(table: str) -> None:
    found = run(BalanceStudy(DeckRef(CONTEST.folder, table), 1, 1, ("random",), beyond=3))
    assert found.course
    assert found.course.beyond == 3
    told = " ".join(" ".join(text(report(found))).split())
    assert "not before the first; leads of 3 or less change nothing" in told


def test_choices_that_hardly_differ_are_counted_by_the_spread_of_ends() -> None:
    games = [game_won("crust", "lead", 1, end) for end in (-4, 4)]
    found = course_of(shared_game(CONTEST), games)
    assert found is not None
    assert found.indifferent is not None
    assert found.indifferent.mean == 0.5
    wide = [replace(one, worths=(one.worths[0], 1000 * one.worths[1])) for one in games]
    found = course_of(shared_game(CONTEST), wide)
    assert found is not None
    assert found.indifferent is not None
    assert found.indifferent.mean == 1  # each seat by the spread of its own ends


def test_who_ends_ahead_is_told_with_par_and_without() -> None:
    game = tiny(seats=seats({"par": 4}))
    north, south = seats_in(game, [replace(game_won("", "", -1), returns=(-1, 0))] * 6)
    assert (north.points.mean, north.before_par.mean) == (-1, 3)
    assert (north.ahead.mean, north.ahead_before_par.mean) == (0, 1)
    assert (south.ahead.mean, south.ahead_before_par.mean) == (1, 0)


def test_a_contest_tells_wins_and_a_seminar_does_not(wargame: CommandLine) -> None:
    asked = ["lab", "balance", str(CONTEST.folder), "--games", "6", "--seed", "1"]
    asked += ["--players", "random"]
    found = json.loads(wargame(*asked, "--json").out)["matches"]
    assert sum(row["games"] for row in found["wins"]) == 6
    assert "who wins" in wargame(*asked).out
    seminar = wargame(*asked, "--table", "seminar")
    assert "who wins" not in seminar.out
    assert "points less par" in seminar.out


def test_a_level_half_counts_for_how_leads_go_together() -> None:
    """Games that were level at half time or at the end had been left out at a seminar table."""
    games = [
        replace(game_won("", "", half, end), winner=None)
        for half, end in ((0, 4), (0, -4), (2, 0), (-2, 0), (3, 5), (-3, -5))
    ]
    found = course_of(shared_game(CONTEST), games)
    assert found is not None
    assert found.half_time is not None
    assert found.half_time.mean == pytest.approx(30 / (26 * 82) ** 0.5)
    assert found.half_time_wins is not None
    assert found.half_time_wins.mean == 1


def test_an_ending_that_tells_of_another_winner_is_named() -> None:
    told = replace(game_won("crust", "lead", 1, 2), ending="drummed_out")
    right = replace(game_won("crumb", "lead", 1, 2), ending="drummed_out")
    silent = game_won("crust", "lead", 1, 2)  # its ending names nobody
    found = mistold_in(shared_game(CONTEST), [told, right, told, silent])
    assert found == (Mistold("drummed_out", "crumb", "crust", 2),)


def test_a_seat_that_no_persona_was_made_for_is_left_to_greedy() -> None:
    weights = {"my.grain": 1}
    miller = {"id": "miller", "title": "Miller", "seat": "north", "weights": weights}
    game = tiny(personas=[miller])
    assert population(game).by_seat == {"north": ["miller"], "south": ["greedy"]}
    assert population(game, ["random", "miller", "greedy"]).by_seat == {
        "north": ["random", "miller", "greedy"],
        "south": ["random", "greedy"],
    }
    with pytest.raises(UsageError, match="miller was made for the other seat"):
        population(game, ["miller"])


@pytest.mark.parametrize("name", ["miller:learner", "miller~my.grain"])
def test_a_persona_plays_its_own_seat_whatever_its_name_tells_besides(name: str) -> None:
    weights = {"my.grain": 1, "shared.calm": 1}
    miller = {"id": "miller", "title": "Miller", "seat": "north", "weights": weights}
    game = tiny(personas=[miller])
    found = population(game, ["random", name]).by_seat
    assert found == {"north": ["random", name], "south": ["random"]}


def test_points_of_a_contest_are_told_with_the_lead_that_is_in_them(wargame: CommandLine) -> None:
    asked = ("primer", "--games", "4", "--seed", "1", "--players", "random")
    told = wargame("lab", "balance", *asked, "--restricted", "2", "--kind", "action").out
    assert "match points, 1000 each, and the lead" in told
    assert "match points, 1000 each, and lead, more with it than without it" in told
    swept = wargame("lab", "sweep", *asked, "--vary", "cut_weeks=8").out
    assert "Match points of us, 1000 each, and lead" in " ".join(swept.split())
