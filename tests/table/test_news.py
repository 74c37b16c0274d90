"""What is told of what happened."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tests.conftest import opened as opened_deck
from tests.conftest import seated
from tests.rules.test_clauses import gold, thin_wall
from tests.rules.test_deals import GATE, WALL, deals, item
from tests.rules.test_fronts import front
from tests.rules.test_packages import PACKAGES
from tests.rules.test_responses import answering, table
from tests.rules.tiny import BASE, card, rule, seats, tiny
from tests.table.drawn import unwrapped
from wargame.play.control import release
from wargame.play.control import rule as control_rules
from wargame.play.log import NOBODY, Entry, Seen, make_entry, seen_by
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.rules.asking.fizzle import Fizzle
from wargame.rules.game import Action, Game, SeatState
from wargame.rules.refusal import Reason
from wargame.rules.verbs import BY_WORD, DRAW, HEADLINE, PASS
from wargame.table.host.sitting import Sitting
from wargame.table.panes.typeset import rows
from wargame.table.plain.typeset import lines
from wargame.table.told.ahead import ahead
from wargame.table.told.causes import causes
from wargame.table.told.foreseen import preview
from wargame.table.told.happened import has_headlines, opened, retold
from wargame.table.told.news import each_over_its_own, tell
from wargame.table.told.quarter import quarter_of
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.rows import line_text

GRAIN = (("north.grain", "Grain (North)", 1),)


@pytest.mark.parametrize("is_own", [True, False], ids=["just told", "of the other side"])
def test_a_headline_that_came_to_nothing_is_told_with_its_reason(sink: Game, is_own: bool) -> None:
    players = seated(sink, 1)
    log = Match(sink, players, 1, traced=True).run().log
    at = next(n for n, one in enumerate(log) if one.verb == HEADLINE)
    seat = next(one for one in sink.seats if (one == log[at].seat) == is_own)
    fizzle = Fizzle(seat, log[at].arg, Reason("price", thing="grain", amount=2, values=GRAIN))
    log[at] = replace(log[at], fizzled=(fizzle,))
    titles = titles_of(sink.deck)
    text = unwrapped(lines(titles, retold(titles, NOBODY, seen_by(NOBODY, log))))
    named = f"{titles.seats[fizzle.seat]}: {titles.cards[fizzle.card]}"
    whose = "It" if is_own else named
    why = "comes to nothing and costs nothing: it costs 2 grain, and there is 1."
    assert f". {whose} {why}" in text


def test_an_inject_with_a_date_is_news_with_what_it_changed() -> None:
    """Also one that changes no number, and one that came before the first move."""
    injects = [
        {"id": "flood", "title": "Flood", "text": "-", "round": 2, "do": ["shared.calm -= 1"]},
        {"id": "fair", "title": "Fair", "text": "-", "round": 2, "once": False, "do": []},
        {"id": "comet", "title": "Comet", "text": "-", "round": 1, "do": []},
    ]
    game = tiny(injects=injects, rules=[rule("account", "shared.calm += 1")], rounds={"max": 2})
    players = seated(game, 1)
    log = Match(game, players, 1, traced=True).run().log
    titles = titles_of(game.deck)
    told = list(lines(titles, retold(titles, "north", seen_by("north", log))))
    assert [line.strip() for line in told][:9] == [
        "- North passes.",
        "- News: Comet.",
        "- South passes.",
        "- What comes by itself as the round ends.",
        "Rule: Calm 0 to 1.",
        "- News: Flood.",
        "Calm 1 to 0.",
        "- News: Fair.",
        "- North passes.",
    ]


ASKS = {"when": "north.grain >= 3", "do": ["shared.calm += 1"], "otherwise": ["shared.calm -= 1"]}


@pytest.mark.parametrize(
    ("inject", "told"),
    [
        pytest.param({"do": [ASKS]}, "Applies: Grain (North) is at least 3 (it was 4).", id="held"),
        pytest.param(
            {"do": [{**ASKS, "when": "north.grain + south.grain >= 11"}]},
            "Not so: Grain (North) + Grain (South) is at least 11 (it was 8); the other case"
            " applies.",
            id="did not hold, of a sum",
        ),
        pytest.param(
            {"do": [{"when": "north.grain > south.grain", "do": ["shared.calm += 1"]}]},
            "Does not apply: Grain (North) is over that of South (Grain (North) was 4; Grain"
            " (South) was 4).",
            id="nothing otherwise, of two numbers",
        ),
        pytest.param({"do": ["north.grain -= 1", ASKS]}, "", id="not of what it moves before"),
        pytest.param({"do": [{**ASKS, "when": "north.stash >= 3"}]}, "", id="not of a secret"),
    ],
)
@pytest.mark.parametrize("when", [{"round": 2}, {}], ids=["dated", "drawn"])
def test_of_what_an_inject_asks_it_is_told_whether_it_held(
    inject: dict[str, Any], told: str, when: dict[str, int]
) -> None:
    stash = {"id": "stash", "title": "Stash", "of": "seats", "max": 9, "seen_by": "owner"}
    event = {"id": "flood", "title": "Flood", "text": "-", **when, **inject}
    game = tiny(injects=[event], tracks=[*BASE["tracks"], stash], rounds={"max": 2})
    log = Match(game, seated(game, 1), 1, traced=True).run().log
    titles = titles_of(game.deck)
    news = unwrapped(lines(titles, retold(titles, "north", seen_by("north", log))))
    said = news.partition("- News: Flood.")[2].partition(" - ")[0]
    assert re.sub(r" (Calm|Grain)( \(North\))? \d+ to .*", "", said).strip() == told


def test_of_an_inject_that_control_releases_it_is_told_whether_what_it_asks_held() -> None:
    event = {"id": "flood", "title": "Flood", "text": "-", "round": 9, "do": [ASKS]}
    game = tiny(injects=[event], rounds={"max": 9})
    match = Match(game, seated(game, 1), 1, traced=True)
    release(match, "flood", "To see what they do.")
    titles = titles_of(game.deck)
    news = unwrapped(lines(titles, retold(titles, "north", seen_by("north", match.log))))
    assert "News: Flood. Applies: Grain (North) is at least 3 (it was 4)." in news


@pytest.mark.parametrize(
    ("asks", "do"),
    [
        pytest.param("north.grain >= 3", [{"release": "flood"}], id="of the board as it stood"),
        pytest.param(
            "north.grain >= 5",
            ["north.grain += 1", {"release": "flood"}],
            id="not where the same ruling may have moved it",
        ),
        pytest.param("game.injects >= 1", [{"release": "flood"}], id="not how many came before it"),
    ],
)
def test_an_inject_that_control_releases_is_told_to_fail_only_where_it_did(
    asks: str, do: list[Any]
) -> None:
    """Each of these does what is asked for; `Not so` was said of the last two."""
    event = {
        "id": "flood",
        "title": "Flood",
        "text": "-",
        "round": 9,
        "do": [{**ASKS, "when": asks}],
    }
    game = tiny(injects=[event], rounds={"max": 9})
    match = Match(game, seated(game, 1), 1, traced=True)
    control_rules(match, tuple(do), "To see what they do.")
    titles = titles_of(game.deck)
    news = unwrapped(lines(titles, retold(titles, "north", seen_by("north", match.log))))
    assert "Calm 0 to 1" in news
    assert "Not so" not in news
    assert ("Applies" in news) == (asks == "north.grain >= 3")


def test_a_round_with_news_of_a_date_is_not_called_quiet() -> None:
    """Luck draws an inject, or none, after those that come by their date."""
    injects = [
        {"id": "flood", "title": "Flood", "text": "-", "round": 2, "do": ["shared.calm -= 1"]},
        {"id": "fair", "title": "Fair", "text": "-", "do": []},
    ]
    turn = {**BASE["turn"], "quiet_weight": 999}
    game = tiny(injects=injects, rounds={"max": 3}, turn=turn)
    log = Match(game, seated(game, 1), 1, traced=True).run().log
    titles = titles_of(game.deck)
    told = list(lines(titles, retold(titles, "north", seen_by("north", log))))
    assert [line for line in told if "News" in line] == [
        "- News: a quiet round.",
        "- News: Flood.",
        "- News: nothing more.",
        "- News: a quiet round.",
    ]


def test_what_a_round_brings_by_itself_is_not_told_as_the_work_of_an_act() -> None:
    rules = [
        rule("account", "shared.calm += 1", title="The end"),
        {**rule("world", "shared.calm += 2"), "id": "first", "title": "The beginning"},
        {"id": "answer", "title": "An answer", "answers": "pass", "do": ["shared.calm += 1"]},
    ]
    game = tiny(rules=rules, cards=[], rounds={"max": 2})
    players = seated(game, 1)
    log = Match(game, players, 1, traced=True).run().log
    titles = titles_of(game.deck)
    told = [one.strip() for one in lines(titles, retold(titles, "north", seen_by("north", log)))]
    at = told.index("- South passes.")
    assert told[at : at + 6] == [
        "- South passes.",
        "An answer: Calm 3 to 4.",
        "- What comes by itself as the round ends.",
        "The end: Calm 4 to 5.",
        "- What comes by itself as the next round begins.",
        "The beginning: Calm 5 to 7.",
    ]


def told_of(game: Game, *texts: str) -> list[str]:
    """News of what is done so, luck included, for whoever watches."""
    before, log = game.new(), list[Entry]()
    for text in texts:
        step = game.apply(before, text, traced=True)
        log.append(make_entry(game, len(log), before, step))
        before = step.state
    titles = titles_of(game.deck)
    found = retold(titles, NOBODY, seen_by(NOBODY, log))
    return [one.strip() for one in lines(titles, found)]


@pytest.mark.parametrize("asks", ["choose", "chance"])
def test_what_an_answer_in_a_review_does_is_told_under_it(asks: str) -> None:
    """What the review does besides comes with the calendar."""
    does = ["shared.calm += 2"]
    no = {"id": "no", "title": "No", "do": []}
    yes = {"id": "yes", "title": "Yes", "do": does}
    choose = {"seat": "north", "title": "Yes or no?", "options": [yes, no]}
    luck = [{"weight": 1, "title": "Yes", "do": does}, {"weight": 1, "title": "No", "do": []}]
    review = {
        "id": "fair",
        "title": "The fair",
        "rounds": [1],
        "do": [{asks: choose if asks == "choose" else luck}, "shared.calm -= 1"],
    }
    answer = "choose yes" if asks == "choose" else "outcome 1"
    told = told_of(tiny(reviews=[review]), "pass", "pass", answer)
    at = told.index("- South passes.")
    assert told[at + 1] in ("- North chooses: Yes.", "- The fair, by luck: Yes.")
    assert told[at + 2 : at + 5] == [
        "The fair: Calm 0 to 2." if asks == "choose" else "Calm 0 to 2.",
        "- What the calendar brings.",
        "The fair: Calm 2 to 1.",
    ]


def test_what_a_word_that_is_not_kept_costs_is_not_told_under_the_last_act() -> None:
    never = {"needs": "my.grain >= 90", "by_round": 1, "failed": "breach"}
    laid = {
        "terms": [3],
        "items": [thin_wall(performs=never), gold()],
        "breach": ["shared.calm -= 3"],
    }
    game = tiny(measures=[WALL, GATE], deals=laid, rules=[rule("account", "shared.calm += 1")])
    offered = ("offer thin_wall", "offer gold", "table 3", "accept")
    told = told_of(game, "pass", "pass", *offered, "pass")
    at = told.index("- What comes by itself as the round ends.")
    assert told[at + 1 : at + 5] == [
        "Rule: Calm 0 to 1.",
        "- thin_wall: not done, and North breaks the deal.",
        "Wall, in force 1 to 3.",
        "A deal is broken: Calm 1 to -2.",
    ]
    assert "has run out" not in " ".join(told)


def test_what_others_held_comes_back_by_the_word_that_was_not_kept() -> None:
    """It stood under the last act of the round, which is nobody's breach."""
    never = {"needs": "my.grain >= 90", "by_round": 1, "failed": "breach"}
    gift = item("gift", "transfer", "north", track="grain", amount=1, performs=never)
    opened = item("open_gate", "pause", "south", measure="gate", levels=1)
    laid = {"terms": [3], "items": [gift, opened], "breach": ["shared.calm -= 3"]}
    game = tiny(measures=[WALL, GATE], deals=laid)
    offered = ("offer gift", "offer open_gate", "table 3", "accept")
    told = told_of(game, "pass", "pass", *offered, "pass")
    assert told[-3:] == [
        "- gift: not done, and North breaks the deal.",
        "open_gate: Gate, in force 0 to 1.",
        "A deal is broken: Calm 0 to -3.",
    ]


def test_a_pledge_that_is_not_paid_is_told_with_the_round_that_begins() -> None:
    """It stood before what was judged as the last one ended, parted from what it cost."""
    rent = item("rent", "pledge", "south", track="grain", amount=9, default={"failed": "breach"})
    opened = item("low_wall", "pause", "north", measure="wall", levels=1)
    laid = {"terms": [3], "items": [opened, rent], "breach": ["shared.calm -= 3"]}
    game = tiny(
        measures=[WALL, GATE],
        deals=laid,
        fronts=[front("dam", calendar={"1": 3})],
        rules=[rule("world", "shared.calm += 1")],
    )
    offered = ("offer low_wall", "offer rent", "table 3", "accept")
    told = told_of(game, "pass", "pass", *offered, "pass")
    assert told[told.index("- Dam judged: nobody leads, stake 3.") + 1 :] == [
        "- rent: South pays 4 of 9; not paid, and South breaks the deal.",
        "Grain (North) 4 to 8, Grain (South) 4 to 0.",
        "low_wall: Wall, in force 2 to 3.",
        "A deal is broken: Calm 1 to -2.",
        "- What comes by itself as the next round begins.",
        "Rule: Calm -2 to -1.",
    ]


def test_a_card_in_effect_is_told_of_as_it_begins_and_ends() -> None:
    """It came and went without a word, and what it did was the act of whoever closed the round."""
    kiln = {**card("kiln", each_round=["shared.calm += 1"], stays=1), "do": []}
    mill = {**card("mill"), "stays": "game", "do": []}
    game = tiny(cards=[kiln, mill], seats=seats({"hand": 2}), rounds={"max": 4})
    match = Match(game, {seat: Person() for seat in game.seats}, 1, traced=True)
    sitting = Sitting(match)
    sitting.draw_luck()
    scene = sitting.scene("north")
    before = unwrapped(lines(scene.titles, preview(scene, "play kiln")))
    assert "It stays in effect for this round and 1 more; in each later round: Calm +1." in before
    after = unwrapped(lines(scene.titles, preview(scene, "play mill")))
    assert "It stays in effect to the end of the game." in after
    sitting.take("play kiln")
    sitting.draw_luck()
    due = [(one.wait, one.said) for one in ahead(sitting.scene("north")) if one.lasts]
    assert due == [(1, "kiln: its effect ends")]
    while sitting.scene("north").view.round < 3:
        sitting.take("pass")
        sitting.draw_luck()
    scene = sitting.scene("north")
    told = unwrapped(lines(scene.titles, retold(scene.titles, "north", scene.seen)))
    assert "North plays kiln. It stays in effect for this round and 1 more." in told
    assert told.count("kiln is no longer in effect.") == 1
    assert "kiln is no longer in effect." in quarter_of(scene, 2).came
    why = unwrapped(lines(scene.titles, causes(scene, "shared.calm")))
    assert why == "0 to 1 in round 2: kiln."


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (4, "North discards dam for capital. Capital (North) 4 to 7."),
        (8, "North discards dam for capital. It brings 1 of 3 capital, for 9 is the most."),
        (9, "North discards dam for capital. It brings 0 of 3 capital, for 9 is the most."),
    ],
)
def test_a_discard_that_brings_less_for_want_of_room_says_so(start: int, said: str) -> None:
    """Where none of it was kept nothing stood below it."""
    capital = {"start": start, "max": 9, "income": 0}
    game = tiny(cards=[card("dam", worth=3)], seats=seats({"hand": 1, "capital": capital}))
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 1, traced=True))
    sitting.draw_luck()
    sitting.take("capital dam")
    scene = sitting.scene("south")
    told = unwrapped(lines(scene.titles, retold(scene.titles, "south", scene.seen)))
    assert said in told
    assert ("is the most" in told) == (start > 6)


def test_news_of_a_date_come_between_projects_and_what_the_round_brings() -> None:
    """With the last act of a round, and with luck that its beginning asks for."""
    stage = {"id": "one", "title": "One", "rounds": 1, "cost": {}, "do": ["shared.calm += 1"]}
    risky = {**stage, "success_pct": 50}
    flood = {"id": "flood", "title": "Flood", "text": "-", "round": 2, "do": ["shared.calm += 2"]}
    world = rule("world", "shared.calm += 3")
    for luck in ((), ("succeed dam",)):
        works = [
            {"id": one.lower(), "title": one, "seat": seat, "stages": [does]}
            for one, seat, does in (("Dam", "north", risky), ("Mill", "south", stage))
        ]
        game = tiny(projects=works, injects=[flood], rules=[world])
        first = "fund dam" if luck else "pass"
        told = told_of(game, first, "fund mill", *luck)
        calm = [line for line in told if "Calm" in line]
        found = [re.search(r"Calm (\d+) to (\d+)", line) for line in calm]
        moved = [one.groups() for one in found if one]
        assert len(moved) == 3 + len(luck)
        assert all(a[1] == b[0] for a, b in pairwise(moved)), told


def test_a_project_is_not_told_under_the_luck_of_another() -> None:
    stage = {"id": "one", "title": "One", "rounds": 1, "cost": {}, "do": ["shared.calm += 1"]}
    risky = {**stage, "success_pct": 50}
    works = [
        {"id": one.lower(), "title": one, "seat": seat, "stages": [does]}
        for one, seat, does in (("Dam", "north", risky), ("Mill", "south", stage))
    ]
    told = told_of(tiny(projects=works), "fund dam", "fund mill", "succeed dam")
    at = told.index("- Dam: the work succeeds.")
    assert told[at + 1 : at + 4] == [
        "Dam, stage 0 to 1, Calm 0 to 1.",
        "- What comes by itself as the round begins.",
        "Mill: Mill, stage 0 to 1, Calm 1 to 2.",
    ]


def test_what_comes_with_the_next_round_is_told_apart_from_the_last_act() -> None:
    """A deal that runs out is named, what an effect does later comes by itself, and so do points
    at the end."""
    seed = card("seed", {"after": 1, "do": ["my.grain += 1"]})
    acts = ["play seed", "pass", "offer thin_wall", "offer open_gate", "table 1", "accept"]
    game = tiny(
        measures=[WALL, GATE],
        deals=deals(max_running=1),
        cards=[seed],
        seats=seats({"hand": 1, "score": "my.grain"}),
        rounds={"max": 3},
    )
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    while not sitting.is_over:
        sitting.draw_luck()
        if not sitting.is_over:
            sitting.take(acts.pop(0) if acts else "pass")
    titles = titles_of(game.deck)
    log = sitting.match.log
    told = [one.strip() for one in lines(titles, retold(titles, NOBODY, seen_by(NOBODY, log)))]
    at = told.index("- South offers nothing.")
    assert told[at + 1 : at + 3] == [
        "- What comes by itself as the next round begins.",
        "seed: Grain (North) 4 to 5.",
    ]
    at = told.index(
        "- The deal of round 1 has run out (thin_wall; open_gate), and what it paused is"
    )
    assert told[at - 1 : at + 4] == [
        "- South offers nothing.",
        "- The deal of round 1 has run out (thin_wall; open_gate), and what it paused is",
        "back.",
        "Wall, in force 1 to 3.",
        "open_gate: Gate, in force 0 to 1.",
    ]
    assert told[-3:] == [
        "- South offers nothing.",
        "- What is counted at the end.",
        "North, score at the end: Score (North) 0 to 5.",
    ]


@pytest.mark.parametrize(("name", "is_back"), [("primer", True), ("primer:no_snap_back", False)])
def test_what_a_deal_paused_is_told_to_be_back_only_where_it_is(name: str, is_back: bool) -> None:
    """It was told so too of levels that were off the books for good."""
    game = opened_deck(name)
    match = Match(game, seated(game, 1, "script:always_deal"), 1, traced=True).run()
    over = [one for one in seen_by(NOBODY, match.log) if one.entry.ran_out]
    told = " ".join(item.text for one in over for item in tell(NOBODY, [one], titles_of(game.deck)))
    assert "has run out (Duty paused by one level" in told
    assert ("and what it paused is back" in told) == is_back


def test_a_number_that_cannot_move_stays() -> None:
    tracks = [{"id": "calm", "title": "Calm", "of": "shared", "max": 10}, *BASE["tracks"][1:]]
    cards = [card("calm", "shared.calm -= 2")]
    game = tiny(tracks=tracks, cards=cards, seats=seats({"hand": 1}))
    match = Match(game, seated(game, 1), 1)
    while game.current_seat(match.state) != "north":
        match.step()
    scene = Scene(game.redact(match.state, "north"), titles_of(game.deck))
    told = unwrapped(lines(scene.titles, preview(scene, "play calm")))
    assert "Calm stays 0 (else -2)" in told
    shown = [row for block in preview(scene, "play calm") for row in rows(scene, [block], 40)]
    drawn = "\n".join(line_text(line) for row in shown for line in row.lines)
    assert "stays 0" in drawn
    assert "0→0" not in drawn


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        pytest.param({}, True, id="on the board"),
        pytest.param({"aside": True, "better": "up"}, True, id="a working that somebody wants up"),
        pytest.param({"aside": True}, False, id="a mere count"),
    ],
)
def test_news_of_a_mere_count_is_no_news(fields: dict[str, object], is_told: bool) -> None:
    tracks = [*BASE["tracks"], {"id": "tally", "title": "Tally", "of": "seats", **fields}]
    game = tiny(tracks=tracks, rules=[rule("account", "north.tally += 1", "shared.calm += 1")])
    players = seated(game, 1)
    log = Match(game, players, 1, traced=True).run().log
    titles = titles_of(game.deck)
    told = "\n".join(lines(titles, retold(titles, "north", seen_by("north", log))))
    assert "Calm 0 to 1" in told
    assert ("Tally" in told) == is_told


def test_a_preview_leaves_out_mere_counts() -> None:
    tracks = [*BASE["tracks"], {"id": "tally", "title": "Tally", "of": "shared", "aside": True}]
    game = tiny(
        tracks=tracks,
        cards=[card("count", "shared.tally += 1", "shared.calm += 1")],
        seats=seats({"hand": 1}),
    )
    match = Match(game, seated(game, 1), 1)
    while game.current_seat(match.state) != "north":
        match.step()
    scene = Scene(game.redact(match.state, "north"), titles_of(game.deck))
    told = " ".join(lines(scene.titles, preview(scene, "play count")))
    every = replace(scene, shows_workings=True)
    assert "Calm 0 to 1" in told
    assert "Tally" not in told
    assert "Tally 0 to 1" in " ".join(lines(scene.titles, preview(every, "play count")))


def test_the_steps_of_a_package_are_one_piece_of_news(water: Game) -> None:
    titles = titles_of(water.deck)
    assert water.deck.deals
    items = {item.seat: item for item in water.deck.deals.items}
    giver, taker = water.seats
    gives, gets = items[giver], items[taker]
    steps = [
        (giver, "offer", gives.id),
        (giver, "offer", gets.id),
        (giver, "table", "2"),
        (taker, "counter", ""),
        (taker, "drop", gets.id),
        (taker, "term", "1"),
        (taker, "send", ""),
        (giver, "decline", ""),
    ]
    log = [
        Entry(ply, 1, "talks", seat, seat, BY_WORD[verb], arg)
        for ply, (seat, verb, arg) in enumerate(steps)
    ]
    told = list(tell(giver, seen_by(giver, log), titles))
    assert [len(item.entries) for item in told] == [3, 4, 1]
    took_out = f"{titles.seats[taker]} makes a counter-offer: without {gets.title}"
    assert [item.text for item in told] == [
        f"{titles.seats[giver]} offers: {gives.title}, {gets.title}; for this round and 2 more.",
        f"{took_out}; for this round and 1 more.",
        f"{titles.seats[giver]} declines.",
    ]


def test_what_a_counter_offer_takes_out_and_puts_back_is_not_told(water: Game) -> None:
    titles = titles_of(water.deck)
    assert water.deck.deals
    seat, item = water.seats[1], water.deck.deals.items[0]
    steps = [("counter", ""), ("drop", item.id), ("add", item.id), ("send", "")]
    log = [
        Entry(ply, 1, "talks", seat, seat, BY_WORD[verb], arg)
        for ply, (verb, arg) in enumerate(steps)
    ]
    (one,) = tell(water.seats[0], seen_by(water.seats[0], log), titles)
    assert one.text == f"{titles.seats[seat]} makes a counter-offer."


def test_a_package_is_told_as_an_offer_or_a_counter_offer_step_by_step() -> None:
    bargains = deals(packages=PACKAGES, drafting="changes")
    game = tiny(measures=[WALL, GATE], deals=bargains)
    titles, state = titles_of(game.deck), game.position({"phase": "talks"})
    log: list[Entry] = []
    sends: list[str] = []
    steps = ("amend thaw", "add gold", "term 1", "send", "counter", "drop gold", "term 3", "send")
    for ply, text in enumerate(steps):
        view = game.redact(state, game.current_seat(state))
        sends += [titles.offer(view, one) for one in view.legal if one.text == "send"][-1:]
        step = game.apply(state, text, traced=True)
        log.append(make_entry(game, ply, state, step))
        state = step.state
    told = [item.text for one in log for item in tell("north", seen_by("north", [one]), titles)]
    assert told[:2] == [
        "North puts together an offer: thaw.",
        "North puts together an offer: with gold.",
    ]
    assert told[3:6] == [
        "North makes its offer.",
        "South puts together a counter-offer.",
        "South puts together a counter-offer: without gold.",
    ]
    assert told[7] == "South makes a counter-offer."
    assert set(sends[:2]) == {"Send the offer"}
    assert sends[-1] == "Send it back"
    whole = [item.text for item in tell("south", seen_by("south", log), titles)]
    assert whole == [
        "North offers: thaw; with gold; for this round and 1 more.",
        "South makes a counter-offer: without gold; for this round and 3 more.",
    ]


@pytest.mark.parametrize(
    ("held", "told"),
    [
        pytest.param("no", "South does not answer.", id="an answer"),
        pytest.param("plain", "South has nothing to answer with.", id="none"),
    ],
)
def test_whoever_holds_no_answer_is_not_told_of_keeping_silent(held: str, told: str) -> None:
    """Alone at the table they were not even asked; to others both cases look alike."""
    asked = table(answering("tighten"), given={"hand.south": [held]}).do("tighten wall")
    step = asked.game.apply(asked.state, "let it stand", traced=True)
    entry, titles = make_entry(asked.game, 1, asked.state, step), titles_of(asked.game.deck)
    for seat, text in (("south", told), ("north", "South does not answer.")):
        assert [one.text for one in tell(seat, seen_by(seat, [entry]), titles)] == [text]
    kept = replace(entry, has_no_answer=False)
    assert seen_by("north", [entry]) == seen_by("north", [kept])
    assert seen_by(NOBODY, [entry]) == seen_by(NOBODY, [kept])


class Herald:
    """A player that commits a headline whenever it may."""

    name = "herald"

    def choose(self, view: SeatState) -> Action:
        return next((one for one in view.legal if one.verb == HEADLINE), view.legal[0])


def heralded(*others: dict[str, Any]) -> Scene:
    """A game that is over after both have committed a headline, as everybody sees it.

    Args:
        others: North's cards in the place of one that brings it grain.
    """
    game = tiny(
        cards=[
            *(others or [card("proclaim", "north.grain += 1")]),
            card("denounce", "shared.calm -= 1", seat="south"),
        ],
        turn={"plays": 0, "initiative": "north", "headline": {"order": "initiative"}},
        seats=seats({"hand": 1}, {"hand": 1}),
        rounds={"max": 1},
    )
    match = Match(game, {seat: Herald() for seat in game.seats}, 1, traced=True)
    match.run()
    seen = seen_by(NOBODY, match.log)
    view = game.redact(match.state, NOBODY)
    return Scene(view, titles_of(game.deck), "north", seen=seen, shows_hand=False)


def test_each_of_two_headlines_stands_over_what_it_did() -> None:
    scene = heralded()
    told = [line.strip() for line in lines(scene.titles, retold(scene.titles, "", scene.seen))]
    assert told[-4:] == [
        "- North had committed proclaim.",
        "Grain (North) 4 to 5.",
        "- South had committed denounce.",
        "Calm 0 to -1.",
    ]


def test_a_headline_that_draws_stands_over_what_it_did_all_the_same() -> None:
    drawing = [{"draw": 1}, "north.grain += 1"]
    scene = heralded(card("one", *drawing), card("two", *drawing))
    assert scene.seen[-1].entry.verb == DRAW  # which writes all that the headlines move
    told = [line.strip() for line in lines(scene.titles, opened(scene, scene.seen))]
    assert told[0] in ("- North had committed one.", "- North had committed two.")
    assert told[1:] == ["Grain (North) 4 to 5.", "- South had committed denounce.", "Calm 0 to -1."]


def test_headlines_of_one_card_stand_each_over_what_it_did_and_so_do_copies() -> None:
    own = card("speak", "my.grain += 1", "shared.calm -= 1", seat="any", copies=2)
    game = tiny(
        cards=[own],
        turn={"plays": 0, "initiative": "north", "headline": {"order": "initiative"}},
        seats=seats({"hand": 1}, {"hand": 1}),
        rounds={"max": 1},
    )
    args = set()
    for seed in range(12):
        match = Match(game, {seat: Herald() for seat in game.seats}, seed, traced=True)
        match.run()
        seen, titles = seen_by(NOBODY, match.log), titles_of(game.deck)
        args |= {one.entry.arg for one in seen if one.entry.is_commitment}
        told = [line.strip() for line in lines(titles, retold(titles, "", seen))]
        assert told[-4:] == [
            "- North had committed speak.",
            "Grain (North) 4 to 5, Calm 0 to -1.",
            "- South had committed speak.",
            "Grain (South) 4 to 5, Calm -1 to -2.",
        ]
    assert args == {"speak", "speak_2"}


HANGS = (
    {"roll": {"dice": 1, "sides": 6}, "do": ["north.grain += 1"]},
    {
        "choose": {
            "title": "What?",
            "seat": "north",
            "options": [
                {"id": one, "title": one.title(), "do": ["north.grain += 1"]}
                for one in ("grain", "seed")
            ],
        }
    },
)


@pytest.mark.parametrize("hangs", HANGS, ids=["a roll", "an answer"])
def test_what_hangs_on_a_roll_or_an_answer_is_told_under_that_and_the_other_headline_apart(
    hangs: dict[str, Any],
) -> None:
    scene = heralded(card("one", hangs), card("two", hangs))
    told = [line.strip() for line in lines(scene.titles, retold(scene.titles, "", scene.seen))]
    assert told[-5] in ("- North had committed one.", "- North had committed two.")
    assert told[-4:-2] == ["- South had committed denounce.", "Calm 0 to -1."]
    assert "rolled" in told[-2] or told[-2].startswith("- North chooses: ")
    assert told[-1].endswith("Grain (North) 4 to 5.")


@pytest.mark.parametrize("deck", ["kitchen_sink", "entanglement"])
def test_no_change_of_a_whole_game_is_lost_or_told_twice_over_headlines(deck: str) -> None:
    game = opened_deck(deck)
    match = Match(game, dict.fromkeys(game.seats, Herald()), 1, traced=True).run()
    seen = seen_by(NOBODY, match.log)
    told = each_over_its_own(seen, titles_of(game.deck))
    assert sum(one.entry.is_commitment for one in seen) > 4
    assert sum(bool(one.entry.is_commitment and one.entry.writes) for one in told) > 2
    before, after = ([write for one in some for write in one.entry.writes] for some in (seen, told))
    assert sorted(before, key=repr) == sorted(after, key=repr)
    for one in told:
        if one.entry.is_commitment:
            assert {write.round for write in one.entry.writes} <= {one.entry.round}


def test_headlines_stand_side_by_side_where_there_is_room() -> None:
    scene = heralded()
    wide, narrow = (rows(scene, opened(scene, scene.seen), cells) for cells in (80, 40))
    assert len(wide) == 1
    assert [target.kind for target in wide[0].targets] == ["entry", "entry"]
    first = line_text(wide[0].lines[0])
    assert "North had committed proclaim." in first
    assert "South had committed denounce." in first
    assert len(narrow) == 2
    assert has_headlines(scene.seen)
    assert not has_headlines(scene.seen[:-1])


@pytest.mark.parametrize(
    ("last", "is_told"),
    [
        pytest.param("pass", True, id="it is kept to the end"),
        pytest.param("play old", False, id="playing it ends the round"),
    ],
)
def test_a_card_that_leaves_a_hand_with_its_era_is_told_to_its_holder_alone(
    last: str, is_told: bool
) -> None:
    eras = [{"id": name, "title": name, "round": n} for n, name in enumerate(("early", "late"), 1)]
    cards = [card("old", "shared.calm += 1", until_era="early"), card("new", "shared.calm += 1")]
    hands = seats({"hand": 2}, {"hand": 0})
    turn = {"plays": 1, "initiative": "south"}
    game = tiny(eras=eras, cards=cards, rounds={"max": 2}, seats=hands, turn=turn)
    match = Match(game, seated(game, 1), 1, traced=True)
    while match.state.round < 2:
        legal = {one.text: one for one in game.legal_actions(match.state)}
        one = legal.get(last) or legal.get(PASS.word)
        match.take(one) if one else match.step()
    titles = titles_of(game.deck)
    told = {
        who: [one.strip() for one in lines(titles, retold(titles, who, seen_by(who, match.log)))]
        for who in ("north", "south", NOBODY)
    }
    leaves = "- old leaves your hand and the game: its time is over."
    assert (leaves in told["north"]) == is_told
    assert not any("leaves" in one for who in ("south", NOBODY) for one in told[who])
    opened_up = [Seen(one, False) for one in match.log]
    of_all = [one.text for one in tell(NOBODY, opened_up, titles) if "leaves" in one.text]
    said = "old leaves the hand of North and the game: its time is over."  # it read "your hand"
    assert of_all == [said] * is_told


def test_of_cards_that_leave_two_hands_at_once_each_side_is_told_its_own() -> None:
    eras = [{"id": name, "title": name, "round": n} for n, name in enumerate(("early", "late"), 1)]
    cards = [card(f"of_{seat}", seat=seat, until_era="early") for seat in ("north", "south")]
    cards += [card("new", "shared.calm += 1")]
    hands = seats({"hand": 1}, {"hand": 1})
    game = tiny(eras=eras, cards=cards, rounds={"max": 2}, seats=hands, turn={"plays": 1})
    match = Match(game, seated(game, 1), 1, traced=True)
    while match.state.round < 2:
        legal = {one.text: one for one in game.legal_actions(match.state)}
        match.take(legal[PASS.word]) if PASS.word in legal else match.step()
    for who in ("north", "south"):
        (gone,) = [one.entry.expired for one in seen_by(who, match.log) if one.entry.expired]
        assert gone == ((who, f"of_{who}"),)
    assert not any(one.entry.expired for one in seen_by(NOBODY, match.log))
