"""The player's rules: short enough for two pages, made of what the deck says and does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.test_fronts import front
from tests.rules.test_packages import PACKAGES
from tests.rules.tiny import BASE, card, rule, seats, tiny
from tests.table.drawn import unwrapped
from wargame.content.library import DeckLibrary
from wargame.content.load import load_deck
from wargame.rules.asking.describe import in_a_row
from wargame.rules.game import Game
from wargame.table.panes.pages import rules_rows
from wargame.table.rulebook import PAGE_CELLS, PAGE_LINES, PAGES, in_full, rulebook, rules_lines
from wargame.table.rulebook.closing import reviews
from wargame.table.rulebook.contested import fronts
from wargame.table.rulebook.measures import STEP, measures
from wargame.table.rulebook.numbers import workings
from wargame.table.rulebook.projects import projects
from wargame.table.rulebook.talks import talks
from wargame.table.rulebook.words import BULLET, Words
from wargame.table.told.scene import Scene, titles_of

SHIPPED = {entry.id: entry.folder for entry in DeckLibrary().list() if entry.shipped}
TESTED = Path(__file__).parents[1] / "decks"
PLEDGES = [
    {"id": seat, "title": seat, "seat": seat, "kind": "pledge", "track": "grain", "amount": 1}
    for seat in ("north", "south")
]
SIDES = ("north", "south")
MANY = [
    {
        "id": f"m{n}",
        "title": f"Measure {n} of very many of those that a house keeps on its books",
        "seat": "north",
        "max": 2,
        "tighten": {"cost": {"capital": n}},
        "ease": {"cost": {"capital": n + 60}},
        "lift": {"cost": {"capital": n + 120}},
        "pause": {"rounds": 2, "cost": {"capital": n + 180}},
    }
    for n in range(60)
]
"""Measures that leave no room on two pages."""
LEAN = {"id": "lean", "title": "Lean", "of": "towns", "min": -5, "max": 5}


@pytest.fixture(scope="module", params=[*SHIPPED, "kitchen_sink", "water_treaty"])
def game(request: pytest.FixtureRequest) -> Game:
    return Game(load_deck(SHIPPED.get(request.param, TESTED / request.param)))


def said(**nouns: Any) -> str:
    """The rules of the tiny deck with these nouns, on one line."""
    return unwrapped(rules_lines(tiny(**nouns).rules))


def test_two_pages_hold_the_rules_of_every_deck(game: Game) -> None:
    lines = rules_lines(game.rules)
    assert all(len(line) <= PAGE_CELLS for line in lines)
    assert len(lines) <= PAGES * PAGE_LINES


def test_the_rules_name_all_that_is_on_the_table(game: Game) -> None:
    text = unwrapped(rules_lines(game.rules))
    deck = game.deck
    called = [(noun.short, noun.title) for noun in deck.measures]
    called += [(noun.short, noun.title) for noun in deck.projects]
    titles = [noun.title for noun in deck.seats]
    titles += [noun.title for noun in deck.reviews]
    titles += [noun.title for noun in deck.endings]
    called += [("", title) for title in titles]
    assert [names for names in called if not any(n and n in text for n in names)] == []


def test_the_rules_read_as_sentences(game: Game) -> None:
    for section in rulebook(game.rules):
        for part in section.parts:
            assert part.endswith((".", "!", "?")), part
            assert ".." not in part.replace("...", "")
            assert "  " not in part
            assert not any(mark in part for mark in ("None", "{", "}", "()", ": ;", "−")), part


def test_a_screen_shows_the_same_rules(game: Game) -> None:
    text = " ".join(
        " ".join(span.text for line in row.lines for span in line).strip()
        for row in rules_rows(
            Scene(game.redact(game.new(), game.seats[0]), titles_of(game.deck)), 96
        )
    )
    for section in rulebook(game.rules):
        for part in section.parts:
            assert " ".join(part.split()) in " ".join(text.split())


def test_what_holds_for_each_side_stands_at_the_head_and_in_no_section_of_another_matter() -> None:
    dam = {"id": "dam", "title": "Dam", "lead": {"north": "my.grain > 5"}, "calendar": {"1": 1}}
    paid = seats(*[{"capital": {"start": 5, "max": 20, "income": 1}}] * 2)
    first = rulebook(tiny(fronts=[dam], contest={"lead": "shared.calm"}, seats=paid).rules)[:3]
    assert [one.label for one in first] == ["", "", "Who wins: the first of these that fits"]
    assert first[1].parts == ("Capital: 5 at the start, 20 at most; each round 1.",)


def test_the_last_line_of_two_pages_is_used() -> None:
    room = PAGES * PAGE_LINES
    track = {"of": "shared", "text": "It is.", "max": 9}

    def lines(count: int) -> int:
        more = [{**track, "id": f"t{n}", "title": f"T{n}"} for n in range(count)]
        return len(rules_lines(tiny(tracks=[*BASE["tracks"], *more]).rules))

    assert lines(1 + room - lines(1)) == room


def test_a_round_has_only_the_phases_of_its_deck() -> None:
    text = said()
    assert "Plays. 1 play for each side in turns; North goes first." in text
    assert not any(word in text for word in ("Headline.", "Talks", "Measures", "Projects"))


def test_points_are_told_as_they_are_counted() -> None:
    own = {"score": "2 * north.grain - south.grain // 2 - 3", "par": 7}
    text = said(
        seats=seats(own),
        rules=[
            rule("account", {"when": "shared.calm > 2", "do": ["north.score += shared.calm"]}),
            {**rule("world", "north.score -= 1"), "id": "rent", "when": "game.round > 1"},
        ],
    )
    assert "its par (North 7 and South 0)" in text
    assert "Points at the end: + 2 × Grain; - 1 per 2 of Grain (South); - 3." in text
    assert "In sums '1 per 5 of' is a fifth, rounded down." in text  # -1 of -3 by 5, not 0
    assert "+ Calm if Calm is over 2" in text
    assert "- 1 if Round is over 1" in text


def test_how_sums_round_is_told_wherever_one_is() -> None:
    told = "In sums '1 per 5 of' is a fifth, rounded down."
    signed = {"terms": [1], "items": PLEDGES, "sign": ["my.grain -= my.grain // 4"]}
    lead = {"contest": {"lead": "shared.calm"}}
    assert told in said(deals=signed)
    assert told in said(deals=signed, **lead)
    assert told not in said(deals={**signed, "sign": ["my.grain -= 4"]}, **lead)
    rules = tiny(deals=signed, measures=MANY, **lead).rules
    assert told not in unwrapped(rules_lines(rules))
    assert told in in_full(rules)[0].parts[-1]


def test_in_full_what_holds_for_all_sides_is_told_too() -> None:
    """Aims that both sides share stood on no page, nor did what a full deck is about."""
    wish, about = "Peace on both shores. " * 90, "A river has two shores. " * 80
    briefs = [{"seat": one, "text": "You are here.", "interests": [wish]} for one in SIDES]
    rules = tiny(about=about, briefs=briefs, measures=MANY).rules
    assert "shores" not in unwrapped(rules_lines(rules))
    first, second = in_full(rules)[:2]
    assert first.parts[0] == about.strip()
    assert second.parts == (f"- {wish.strip()}",)


def test_one_event_and_a_ruin_without_blame_are_told_in_whole_sentences() -> None:
    floors = {"north": "north.grain > 0", "south": "south.grain > 0"}
    rain = {"id": "rain", "title": "Rain", "text": "Calm +1.", "do": ["shared.calm += 1"]}
    text = said(injects=[rain], contest={"lead": "shared.calm", "floors": floors})
    assert "The one event comes." in text
    assert "If both are broken, nobody wins." in text


@pytest.mark.parametrize(
    ("north", "south", "told"),
    [
        pytest.param("3", "3", "Grain is over 3.", id="alike"),
        pytest.param("3", "5", "Grain is over 3 for North, 5 for South.", id="but for a number"),
        pytest.param(
            "north.need", "south.need", "Grain is over Need (at the start 1).", id="what changes"
        ),
        pytest.param(
            "3",
            "north.grain",
            "North: Grain is over 3; South: Grain is over that of North.",
            id="of another kind",
        ),
        pytest.param(
            "north.need and shared.calm > 2",
            "south.need and shared.calm > 2",
            "Grain is over Need and Calm is over 2 (Need: at the start 1).",
            id="what changes and something else",
        ),
    ],
)
def test_floors_are_told_in_one_sentence(north: str, south: str, told: str) -> None:
    need = {"id": "need", "title": "Need", "of": "seats", "value": "5 - my.grain"}
    text = said(
        tracks=[*BASE["tracks"], need],
        contest={
            "lead": "shared.calm",
            "floors": {"north": f"north.grain > {north}", "south": f"south.grain > {south}"},
        },
    )
    assert f"Floors, to be held at the end: {told} Whoever alone" in text


def test_what_loses_for_each_side_alike_is_told_once() -> None:
    lost = [
        {"title": "Flood", "when": "north.grain >= south.grain + 3", "seat": "north"},
        {"title": "Flood", "when": "south.grain >= north.grain + 3", "seat": "south"},
        {"title": "Flood", "when": "shared.calm == 0", "seat": "south"},
    ]
    text = said(contest={"lead": "shared.calm", "lost_by": lost})
    assert "Flood: if Grain is at least 3 above that of the other side, that side loses." in text
    assert "Flood: if Calm is 0, South loses." in text
    turned = said(contest={"lead": "shared.calm", "lost_by": lost[1::-1]})
    assert "Flood: if Grain is at least 3 above that of the other side, that side" in turned
    assert text.count("Flood") == 2
    other = [lost[0], {**lost[1], "when": "south.grain >= north.grain + 4"}]
    text = said(contest={"lead": "shared.calm", "lost_by": other})
    assert "Grain (North) is at least 3 above that of South, North loses." in text
    assert "Grain (South) is at least 4 above that of North, South loses." in text


def test_what_a_side_alone_sees_is_told() -> None:
    purse = {"id": "purse", "title": "Purse", "of": "seats", "max": 9, "seen_by": "owner"}
    text = said(tracks=[*BASE["tracks"], purse])
    assert "Secret until the end: Purse. A side sees its own alone." in text
    assert "Secret until the end" not in said()


def test_a_rule_that_only_counts_is_not_told() -> None:
    aside = {"id": "tally", "title": "Tally", "of": "shared", "aside": True}
    tracks = [*BASE["tracks"], aside]
    rules = [
        {**rule("account", "shared.tally += 1"), "title": "Somebody counts"},
        {**rule("account", "shared.calm -= 1"), "id": "heat", "title": "Tempers rise"},
    ]
    text = said(tracks=tracks, rules=rules)
    assert "In this order: Tempers rise." in text
    short, full = text.split("What happens by itself")
    assert "Somebody counts" not in short
    assert "- Account. Somebody counts. Tally +1." in full


@pytest.mark.parametrize(
    ("verbs", "words"),
    [
        pytest.param({"tighten": {"cost": {"capital": 2}}}, "up 2", id="a flat price"),
        pytest.param(
            {"tighten": {"cost": {"capital": "1 + measure.toll"}}},
            "up 1 + its level",
            id="a price that rises evenly",
        ),
        pytest.param(
            {"tighten": {"cost": {"capital": "pick(clamp(measure.toll, 0, 2), 1, 4, 5)"}}},
            "up 1, 4 or 5",
            id="a price that rises oddly",
        ),
        pytest.param(
            {"tighten": {"cost": {"capital": "shared.calm + 10"}}},
            "up Calm + 10",
            id="a price that hangs on something else",
        ),
        pytest.param(
            {"ease": {}, "lift": {}, "pause": {"rounds": 2, "cost": {"grain": 1}}},
            "down free; off free; paused this round and 2 more, 1 grain",
            id="every other verb",
        ),
        pytest.param(
            {"tighten": {"cost": {"capital": 0, "grain": 1}}}, "up 1 grain", id="in part nothing"
        ),
        pytest.param(
            {"tighten": {"needs": "(shared.calm > 1 or my.grain > 2) and shared.calm < 9"}},
            "up free, if (Calm is over 1 or Grain is over 2) and Calm is under 9",
            id="a choice of needs",
        ),
        pytest.param({}, "moved by cards and events alone", id="no verb"),
        pytest.param(
            {"tighten": {"cost": {"capital": 2, "cases": 1}}},
            "up 2 and 1 of cases ready",
            id="something that is called by several words",
        ),
    ],
)
def test_measures_are_told_with_their_prices(verbs: dict[str, Any], words: str) -> None:
    toll = {"id": "toll", "title": "Toll", "seat": "north", "max": 3, "start": 1, **verbs}
    other = {
        "id": "gate",
        "title": "Gate",
        "seat": "south",
        "max": 1,
        "tighten": {"cost": {"capital": 9}},
    }
    cases = {"id": "cases", "title": "Cases ready", "of": "seats"}
    tracks = [*BASE["tracks"], cases]
    assert f"Toll (1 of 3: {words})" in said(measures=[toll, other], tracks=tracks)


def test_what_several_measures_need_alike_is_told_once_where_there_is_no_room() -> None:
    """It stood in the rules in full alone that five of them go up in even rounds."""
    even = {"cost": {"capital": 1}, "needs": "game.round % 2 == 0"}
    gated = [{**one, "tighten": even} for one in MANY]
    gated[3] |= {"tighten": {**even, "needs": "shared.calm > 1"}}
    for count, told in ((60, "Up only if Round is even: Measure 0"), (2, "Up only")):
        rules = tiny(measures=[*gated[:count], *MANY[count:]]).rules
        first = next(part for part in measures(Words(rules))[1])
        assert (told in first) == (count > 2)
        assert "Measure 3 " not in first
        assert "Up only" not in next(iter(measures(Words(rules, ("deeds",)))[1]))
    rules = tiny(measures=[{**one, "tighten": even} for one in MANY[:3]]).rules
    assert "Up only if Round is even." in next(iter(measures(Words(rules))[1]))


def test_that_a_measure_cannot_be_lifted_as_most_can_is_told() -> None:
    """It read `not to`."""
    still = {"id": "toll", "title": "Toll", "seat": "north", "max": 3, "tighten": {}}
    others = [{**still, "id": f"m{n}", "title": f"M{n}", "lift": {}} for n in range(3)]
    assert "Toll (0 of 3: not off)" in said(measures=[still, *others])


def test_in_full_a_step_says_when_it_is_open_and_what_comes_with_it() -> None:
    """Where two pages are full nobody reads there what a measure does, so paper has it besides."""
    step = {"needs": "shared.calm > 1", "do": ["shared.calm -= 1"]}
    rows = [
        {"id": f"toll{n}", "title": f"Toll {n}", "seat": "north", "max": 2, "text": "Long. " * 99}
        for n in range(30)
    ]
    dear = [{**step, "cost": {"capital": price}} for price in range(30)]
    measures = [{**row, "tighten": up, "ease": {}} for row, up in zip(rows, dear, strict=True)]
    game = tiny(measures=measures)
    brief = unwrapped(rules_lines(game.rules))
    assert "Toll 3 (0 of 2: up 3, if Calm is over 1, with Calm -1)" in brief
    assert "Long." not in brief
    told = {section.label: section.parts for section in in_full(game.rules)}
    assert STEP in told["Measures"][0]
    assert (
        "- North, Toll 3 (0 of 2: up 3, if Calm is over 1, with Calm -1). Long."
        in told["Measures"][4]
    )
    assert "Fronts: what is contested" not in told
    assert not in_full(tiny().rules)


def test_in_full_the_workings_stand_behind_the_numbers_of_the_board() -> None:
    """By hand nobody can work out what the account does without them."""
    text = "It says very much about very little. " * 50
    tracks = [
        {"id": f"t{n}", "title": f"T{n}", "of": "shared", "text": text, "aside": n > 6}
        for n in range(10)
    ]
    game = tiny(tracks=[*BASE["tracks"], *tracks])
    assert "It says" not in unwrapped(rules_lines(game.rules))
    told = {section.label: section.parts for section in in_full(game.rules)}
    board, beside = (
        [part.split(" (")[0] for part in told[label] if "It says" in part]
        for label in ("The numbers on the board", "Workings: numbers beside the board")
    )
    assert board == [f"- T{n}" for n in range(7)]
    assert beside == [f"- T{n}" for n in range(7, 10)]
    for extras, count in ((("numbers", "workings"), 3), (("workings",), 0)):
        assert len([*workings(Words(game.rules, extras))[1]]) == count


def test_a_number_is_told_with_whose_it_is_only_where_another_has_its_title() -> None:
    rows = [
        {"id": "ours", "title": "Heat", "of": "north", "max": 9, "text": "Ours."},
        {"id": "yours", "title": "Heat", "of": "south", "max": 8, "text": "Yours."},
        {"id": "cold", "title": "Cold", "of": "south", "max": 8, "text": "It is."},
        {"id": "keeper", "title": "Keeper", "of": "shared", "kind": "seat", "text": "Keeps."},
    ]
    text = said(tracks=[*BASE["tracks"], *rows])
    assert "- Heat (North, 0 to 9). Ours. - Heat (South, 0 to 8). Yours." in text
    assert "- Cold (0 to 8). It is. - Keeper. Keeps." in text


def test_in_full_each_rule_is_told_with_what_it_does_and_numbers_as_worked_out() -> None:
    """Whoever keeps the account on paper read `A third fades`, of how much and where from it."""
    towns = [{"id": "ash", "title": "Ash"}, {"id": "elm", "title": "Elm"}]
    row = {"of": "shared", "max": 40, "aside": True}
    tracks = [
        *BASE["tracks"],
        {**row, "id": "ore", "title": "Ore", "start": 14, "text": "Deep down."},
        {**row, "id": "tin", "title": "Tin", "of": "parties", "start": {"ash": 3, "elm": 1}},
        {**row, "id": "all", "title": "All", "value": "shared.ore + 2 * shared.calm"},
        {**row, "id": "need", "title": "Need", "of": "seats", "value": "9 - my.grain"},
        {"id": "sum", "title": "Sum", "of": "shared", "text": "It is.", "value": "shared.calm + 1"},
    ]
    fade = {"when": "shared.calm > 2", "do": ["my.grain -= my.grain // 3"]}
    rules = [
        {"id": "fade", "title": "A third fades", "phase": "account", "seat": "seats", "do": [fade]},
        {**rule("world", "shared.ore += 1"), "title": "Some is found"},
        {"id": "count", "title": "Count", "phase": "account", "do": ["north.score += 1"]},
        {"id": "heat", "title": "Heat", "answers": "pass", "do": ["shared.calm -= 1"]},
    ]
    laid: dict[str, Any] = {"tracks": tracks, "parties": towns, "rules": rules}
    text = said(**laid)
    assert "- World. Some is found. Ore +1. - Account. A third fades. For each side [if" in text
    assert (
        "[if Calm is over 2 [Grain - (1 per 3 of Grain)]]. - Account. Count. Score (North)" in text
    )
    assert "- Heat. For each side [when this side passes [Calm -1]]." in text
    assert "- Sum (0 to 100). It is. = Calm + 1." in text
    assert "- Ore (0 to 40, at the start 14). Deep down." in text
    assert "- Tin (each of Ash and Elm, 0 to 40, at the start 3 for Ash, 1 for Elm)." in text
    assert (
        "- All (0 to 40). = Ore + 2 × Calm. - Need (0 to 40). For each side [= 9 - Grain]." in text
    )
    match = said(contest={"lead": "shared.calm"}, **laid)
    assert "Account. A third fades. For" in match
    assert "Count. Score" not in match


def test_measures_stand_below_one_another_where_their_deeds_are_told() -> None:
    """Nineteen of them in one paragraph, each with all that it does, was nothing to look up in."""
    rules = tiny(measures=[{**WALL, "seat": "north"}, {**GATE, "seat": "north"}]).rules
    for told, rows in (((), ["North: "]), (("deeds",), ["North, Wall", "North, Gate"])):
        _, parts = measures(Words(rules, told))
        found = [part.removeprefix(BULLET) for part in list(parts)[1:]]
        assert [one[: len(row)] for one, row in zip(found, rows, strict=True)] == rows


def test_projects_of_one_plan_stand_together() -> None:
    stages = [
        {"id": "begun", "title": "begun", "cost": {"capital": 2}, "rounds": 2, "success_pct": 50},
        {"id": "done", "title": "done", "success_pct": 50, "needs": "shared.calm > 1"},
    ]
    plan = {"seat": "north", "stages": stages, "lapse": {"after_rounds": 1, "pct": 20}}
    dam = {"id": "dam", "title": "Dam of earth", "short": "Dam", "text": "It holds.", **plan}
    text = said(projects=[dam, {"id": "weir", "title": "Weir", **plan}])
    assert "- Dam of earth. It holds." in text
    assert (
        "North, Dam of earth 25% and Weir 25%: begun 2 (2 rounds, 50%); "
        "done free (50%), if Calm is over 1." in text
    )
    assert "Begun and idle for more than 1 round, it may be lost each round" in text
    assert "North, when idle: 20." in text


def test_what_stages_cost_together_is_told_of_each_good_by_itself() -> None:
    stages: list[dict[str, Any]] = [
        {"id": "begun", "title": "begun", "cost": {"capital": 2, "grain": 1}, "rounds": 1},
        {"id": "done", "title": "done", "cost": {"capital": 1, "grain": 2}},
    ]
    free = "clamp(shared.calm, 0, 9)"  # nothing at the start
    plain = [{**stage, "cost": {"capital": 3, "grain": free}} for stage in stages]
    dam = {"id": "dam", "title": "Dam", "seat": "north", "stages": stages}
    weir = {"id": "weir", "title": "Weir", "seat": "north", "stages": plain}
    _, parts = projects(Words(tiny(projects=[dam, weir]).rules))
    assert any("North: Dam 2/3+3 grain/1/100%, Weir 2/6/1/100%." in one for one in parts)


def test_what_a_lost_project_costs_stands_behind_whose_it_is() -> None:
    """`Grain -2 (Dam)` read as a number of the dam."""
    stage = [{"id": "done", "title": "done"}]
    lapse = {"after_rounds": 1, "pct": 20, "do": ["my.grain -= 2"]}
    dam, weir = (
        {"id": name.lower(), "title": name, "seat": "north", "stages": stage, "lapse": lost}
        for name, lost in (("Dam", lapse), ("Weir", {**lapse, "pct": 30, "do": []}))
    )
    assert "North, when idle: 20 (Dam), with Grain -2; 30 (Weir)." in said(projects=[dam, weir])


def test_only_what_a_deck_has_runs_out() -> None:
    measures = [WALL, GATE]
    assert "World. Deals and pauses run out and delayed" in said(measures=measures, deals=deals())
    assert "World. Pauses run out and delayed" in said(measures=measures)
    assert "World. Delayed" in said()
    still = {key: value for key, value in GATE.items() if key != "pause"}
    truce = {"id": "truce", "title": "Truce", "phase": "account"}
    rules = [{**truce, "do": [{"when": "shared.calm > 3", "do": [{"pause": "gate", "rounds": 2}]}]}]
    assert "World. Delayed" in said(measures=[still])
    assert "World. Pauses run out and delayed" in said(measures=[still], rules=rules)


def test_in_full_each_stage_has_its_chance_and_a_loss_what_comes_with_it() -> None:
    stages = [
        {"id": "begun", "title": "begun", "rounds": 2, "success_pct": 50},
        {"id": "done", "title": "done"},
    ]
    lapse = {"after_rounds": 1, "pct": 20, "do": ["shared.calm -= 1", "my.grain -= 2"]}
    dam = {"id": "dam", "title": "Dam", "seat": "north", "stages": stages, "lapse": lapse}
    rules = tiny(projects=[dam]).rules
    full = " ".join(projects(Words(rules, ("plans", "deeds")))[1])
    assert "North, Dam 50%: begun free (2 rounds, 50%); done free." in full
    assert "North, when idle: 20, with Calm -1, Grain -2." in full
    assert "begun free (2 rounds); done free." in " ".join(projects(Words(rules, ("plans",)))[1])


def test_what_hangs_on_a_condition_or_a_choice_is_told_from_what_comes_after_it() -> None:
    """`with if Calm is 3: Grain +1; Calm -1` had the second hang on the condition too."""
    options = [
        {"id": "ford", "title": "Ford", "do": ["my.grain += 1"]},
        {"id": "mere", "title": "Mere", "do": ["my.grain -= 1"]},
    ]
    ask = {"choose": {"seat": "north", "title": "Which?", "options": options}}
    test = {"when": "shared.calm == 3", "do": ["my.grain += 1"]}
    wall = {**WALL, "seat": "north", "tighten": {"do": [test, "shared.calm -= 1"]}}
    stage = {"id": "done", "title": "done", "do": [ask, "shared.calm += 1"]}
    dam = {"id": "dam", "title": "Dam", "seat": "north", "stages": [stage]}
    text = said(measures=[wall], projects=[dam])
    assert "with if Calm is 3 [Grain +1]; Calm -1" in text
    assert in_a_row(["if Calm is 3:", "else:", "  Grain +1"]) == "if Calm is 3; else [Grain +1]"
    assert "with North chooses: Which? [Ford [Grain +1], Mere [Grain -1]], Calm +1." in text


def test_a_breach_is_paid_by_who_commits_it() -> None:
    text = said(
        deals={"terms": [1, 3], "items": PLEDGES, "breach": ["shared.calm -= 5", "my.score -= 2"]}
    )
    assert "1 to 2 items from each side, for 1 or 3 rounds" in text
    assert "Calm -5; for the side that breaks it: Score -2." in text


def test_a_pledge_is_told_with_what_comes_of_it_where_there_is_too_little() -> None:
    told = "A pledge moves what is there."
    assert told in said(deals={"terms": [1], "items": PLEDGES})
    wall = {"id": "down", "title": "Down", "seat": "north", "kind": "pause", "measure": "wall"}
    deals = {"terms": [1], "items": [{**wall, "levels": 1}]}
    assert told not in said(measures=[WALL], deals=deals)


def test_what_there_is_no_room_for_is_left_out() -> None:
    long = "It says very much about very little. " * 40
    tracks = [
        {"id": f"t{n}", "title": f"Track {n}", "of": "shared", "text": long[:1900]}
        for n in range(9)
    ]
    lines = rules_lines(tiny(tracks=tracks, cards=[card("act")]).rules)
    assert len(lines) < PAGE_LINES
    assert "very much about very little" not in " ".join(lines)


def test_actions_stand_in_the_rules_with_their_price_and_their_limits() -> None:
    game = Game(load_deck(TESTED / "kitchen_acts"))
    text = unwrapped(rules_lines(game.rules))
    assert "Borrow the barrow (1, once a round)" in text
    assert "Write to the council (2, twice a game)" in text
    assert "Passing costs 1 water and is allowed once a round" in text
    assert "the other side is asked, whatever it holds" in text


@pytest.mark.parametrize(
    ("passing", "told"),
    [
        pytest.param({"limit": 0}, "is not allowed;", id="a limit"),
        pytest.param({"cost": {"capital": "my.grain"}}, "costs Grain capital;", id="a price"),
    ],
)
def test_what_passing_takes_is_told(passing: dict[str, Any], told: str) -> None:
    assert f" Passing {told} whoever can" in said(turn={**BASE["turn"], "passing": passing})


def test_where_nothing_else_can_be_done_a_play_is_a_pass() -> None:
    assert "A play: pass." in said()
    assert "A play: change a measure; or pass." in said(measures=[{**GATE, "seat": "north"}])


def test_what_a_card_is_discarded_for_is_told_from_the_least_on() -> None:
    """`10, 2 or 9 capital` was in the order of letters."""
    cards = [card("a", worth=10), card("b", worth=9), card("c", worth=2, seat="south")]
    assert "discard a card for 2, 9 or 10 capital" in said(cards=cards)


@pytest.mark.parametrize(
    ("bury", "told"),
    [
        pytest.param({}, "bury a card, once a round, with neither effect nor capital;", id="once"),
        pytest.param(
            {"per_round": 2, "cost": {"capital": 1}, "into": "pile"},
            "bury a card for 1 capital, up to twice a round, with neither effect nor capital "
            "(a buried card counts one);",
            id="for a number",
        ),
    ],
)
def test_how_a_card_is_buried_is_told(bury: dict[str, Any], told: str) -> None:
    pile = {"id": "pile", "title": "Pile", "of": "seats", "text": "A buried card counts one."}
    cards = [card("a"), card("b", seat="south")]
    assert told in said(tracks=[*BASE["tracks"], pile], cards=cards, cards_rule={"bury": bury})


@pytest.mark.parametrize(
    ("dated", "told"), [({}, "Luck decides events."), ({"round": 2}, "Nothing is left to luck.")]
)
def test_only_events_that_are_drawn_are_luck(dated: dict[str, Any], told: str) -> None:
    rain = {"id": "rain", "title": "Rain", "text": "Calm +1.", "do": ["shared.calm += 1"]}
    assert told in said(injects=[{**rain, **dated}])


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        pytest.param(
            [{}, {}], "An action takes a play. In brackets: its price in capital.", id="no"
        ),
        pytest.param(
            [{"per_round": 1}, {}],
            "In brackets: its price in capital, and how often it may be taken.",
            id="one",
        ),
        pytest.param(
            [{"per_round": 1}] * 2,
            "An action takes a play; each is open once a round. In",
            id="all",
        ),
        pytest.param(
            [{"per_round": 1}],
            "An action takes a play. In brackets: its price in capital, and how often it may be",
            id="the only one",
        ),
    ],
)
def test_how_often_an_action_may_be_taken_is_promised_only_where_it_is_told(
    limits: list[dict[str, Any]], told: str
) -> None:
    own = {"seat": "north", "do": ["my.grain += 1"]}
    rows = [{"id": f"a{n}", "title": f"Act {n}", **own, **limit} for n, limit in enumerate(limits)]
    assert told in said(actions=rows)


def test_a_breach_that_differs_by_side_is_told_for_each() -> None:
    towns = [
        {"id": name, "title": name.title(), "group": "towns"} for name in ("ash", "elm", "oak")
    ]
    breach = [{"each": "towns", "do": ["party.lean += -1 if me == north else 1"]}]
    text = said(
        parties=towns,
        tracks=[*BASE["tracks"], LEAN],
        deals={"terms": [1], "items": PLEDGES, "breach": breach},
    )
    assert "for North: Lean (all) -1; for South: Lean (all) +1." in text


def test_a_gate_that_has_a_name_is_told_by_it_and_explained() -> None:
    gate = {
        "id": "gate",
        "title": "Gate",
        "of": "shared",
        "max": 1,
        "value": "1 if shared.calm > 3 else 0",
        "bands": [{"at": 0, "name": "shut"}, {"at": 1, "name": "open"}],
        "text": "Open at a calm of 4.",
    }
    heat = {"id": "heat", "title": "Heat", "of": "shared", "text": "H.", "value": "shared.calm"}
    deals = {"terms": [1], "items": PLEDGES, "needs": "shared.gate == 1 and shared.heat < 9"}
    rules = tiny(tracks=[*BASE["tracks"], gate, heat], deals=deals).rules
    text = unwrapped(rules_lines(rules))
    assert "if Gate is open and Heat is under 9" in text
    assert "changes. Gate: Open at a calm of 4. Heat: H." in text
    short = " ".join(talks(Words(rules))[1])
    assert "Gate: Open at a calm of 4." in short
    assert "Heat: H." not in short


def test_where_there_is_no_room_the_least_and_the_most_at_stake_are_told() -> None:
    """The first and the last stood there, `5 to 3` of a front that is once judged at 9."""
    calendar = {"1": 5, "2": 2, "3": 10, "4": 3}
    ford = {"id": "ford", "title": "Ford", "value": "1", "calendar": calendar}
    rules = tiny(
        contest={"lead": "shared.calm - 5"}, fronts=[{**ford, "into": "shared.calm"}]
    ).rules
    _, told = fronts(Words(rules))
    assert any(part.endswith("Rounds 1 to 4 (2 to 10).") for part in told)


def test_judgements_are_told_by_spans_of_rounds() -> None:
    ford = {"id": "ford", "title": "Ford", "value": "clamp(north.grain - south.grain, -1, 1)"}
    text = said(
        rounds={"max": 8},
        contest={"lead": "shared.calm - 5"},
        fronts=[
            {**ford, "into": "shared.calm", "calendar": {"2": 3, "3": 3, "4": 3, "6": 3, "7": 5}}
        ],
    )
    assert "Rounds 2 to 4 and 6 (3), round 7 (5)." in text


def test_a_pause_is_told_with_how_long_it_lasts_and_what_ends_it() -> None:
    told = "A pause is of all levels; a step up ends it."
    assert told in said(measures=[WALL, GATE])
    still = {key: value for key, value in GATE.items() if key != "pause"}
    assert told not in said(measures=[still])
    kept = "A measure acts while in force; paused levels stay on the books. In"
    assert kept in said(measures=[WALL, GATE])
    assert kept in said(measures=[WALL, still], deals=deals())
    assert "A measure acts while in force. In brackets" in said(measures=[still])


def test_what_moves_the_lead_by_itself_is_told_by_its_title() -> None:
    ford = {"id": "ford", "title": "Ford"}
    night = {"when": "game.round > 1", "do": ["shared.calm = shared.calm // 2"]}
    rules = tiny(
        contest={"lead": "shared.calm"},
        fronts=[{**ford, "value": "1", "into": "shared.calm", "calendar": {"1": 2}}],
        rules=[
            {"id": "night", "title": "Half is forgotten", "phase": "account", "do": [night]},
            {"id": "rot", "title": "Grain rots", "phase": "account", "do": ["north.grain -= 1"]},
        ],
    ).rules
    assert "By itself: Half is forgotten." in fronts(Words(rules))[1]
    assert "By itself" not in " ".join(fronts(Words(rules, ("rules",)))[1])
    assert "Half is forgotten" in " ".join(rules_lines(rules))


@pytest.mark.parametrize(
    ("hurt", "told"),
    [
        (["ash", "elm"], "Lean (Ash and Elm) -1"),
        (["elm", "fir", "oak"], "Lean (all but Ash) -1"),
        (["ash", "elm", "fir", "oak"], "Lean (all) -1"),
    ],
)
def test_most_parties_are_told_by_those_that_are_left_out(hurt: list[str], told: str) -> None:
    towns = [
        {"id": name, "title": name.title(), "group": "towns"}
        for name in ("ash", "elm", "fir", "oak")
    ]
    breach = [f"party.{town}.lean -= 1" for town in hurt]
    deals = {"terms": [1], "items": PLEDGES, "breach": breach}
    assert told in said(parties=towns, tracks=[*BASE["tracks"], LEAN], deals=deals)


def test_who_is_behind_goes_first_and_what_all_have_together_are_told_in_words() -> None:
    towns = [{"id": "ford", "title": "Ford"}, {"id": "mere", "title": "Mere"}]
    hay = {"id": "hay", "title": "Hay", "of": "parties", "max": 9, "start": 5}
    text = said(
        turn={"plays": 1, "initiative": "behind"},
        seats=seats({"hand": "1 + (1 if my.grain > 5 else 0)"}, {"hand": 1}),
        cards=[card("a"), card("b", seat="south")],
        parties=towns,
        tracks=[*BASE["tracks"], hay],
        contest={"lead": "shared.calm - 5", "floors": {"north": "total(party.hay) >= 4"}},
    )
    assert "first goes whoever is behind; when level, North goes first in odd rounds" in text
    assert "North: Hay (all together) is at least 4" in text
    drawn = "draws cards from its pile or discards (North up to 1, + 1 if Grain is over 5; South up"
    assert f"{drawn} to 1)." in text


@pytest.mark.parametrize(
    ("hands", "told"),
    [
        (({"hand": 2}, {"hand": 2}), "draws up to 2 cards from its pile or discards."),
        (({"hand": 1}, {"hand": 1}), "draws up to 1 card from its pile or discards."),
        (
            ({"hand": "1 + (1 if my.grain > 5 else 0)"},) * 2,
            "draws cards from its pile or discards, up to 1, + 1 if Grain is over 5.",
        ),
        (({"hand": 2}, {"hand": 1}), "from its pile or discards (North up to 2; South up to 1)."),
    ],
)
def test_each_side_knows_how_many_cards_it_draws(hands: tuple[Any, Any], told: str) -> None:
    assert told in said(seats=seats(*hands), cards=[card("a"), card("b", seat="south")])


def test_what_follows_an_act_is_told_with_who_and_on_what() -> None:
    toll = {"id": "toll", "title": "Toll", "seat": "north", "max": 3, "tighten": {}}
    gate = {**toll, "id": "gate", "title": "Gate"}
    wall = {**toll, "id": "wall", "title": "Wall", "seat": "south"}
    calm = {"title": "Tempers rise", "do": ["shared.calm -= 1"]}

    def text(**answers: Any) -> str:
        return said(measures=[toll, gate, wall], rules=[{"id": "heat", **calm, **answers}])

    follows = "What follows an act: Tempers rise, when"
    assert f"{follows} a side tightens." in text(answers="tighten")
    assert f"{follows} North tightens (Toll)." in text(answers="tighten", of=["toll"], seat="north")
    both = text(answers=["tighten", "pass"], seat="south")
    assert f"{follows} South tightens or passes." in both


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        pytest.param({"era": "late"}, "Eras bring cards: Late in round 2.", id="come"),
        pytest.param({"until_era": "early"}, "Eras take away cards: Late in round 2.", id="go"),
        pytest.param(
            {"era": "late", "until_era": "early"}, "Eras swap cards: Late in round 2.", id="both"
        ),
        pytest.param({}, "Eras begin: Late in round 2.", id="neither"),
    ],
)
def test_eras_are_told_by_what_they_do_to_cards(spans: dict[str, str], told: str) -> None:
    eras = [
        {"id": "early", "title": "Early", "round": 1},
        {"id": "late", "title": "Late", "round": 2},
    ]
    cards = [card(f"c{n}", **{field: era}) for n, (field, era) in enumerate(spans.items())]
    assert told in said(eras=eras, cards=[card("act"), card("rest", seat="south"), *cards])


def test_agendas_are_scored_by_the_calendar_only_where_a_review_scores_them() -> None:
    aims = [
        {"id": aim, "title": aim, "seat": "any", "text": "Score 1.", "score": "1"}
        for aim in ("peace", "plenty")
    ]
    review = {"id": "fair", "title": "Fair", "rounds": [1], "do": ["shared.calm += 1"]}
    only = "keep one of 2. It is scored and laid open at the end."
    assert only in said(agendas=aims)
    assert only in said(agendas=aims, reviews=[review])
    scored = said(agendas=aims, reviews=[{**review, "agendas": True}])
    assert "It is scored and laid open by the calendar and at the end." in scored


def test_what_is_scored_before_what_is_judged_in_one_round_is_told() -> None:
    aim = {"id": "peace", "title": "P", "seat": "any", "text": "Score 1.", "score": "1"}
    review = {"id": "fair", "title": "Fair", "rounds": [1], "agendas": True}
    front = {"id": "dam", "title": "Dam", "into": "shared.calm", "calendar": {"1": 1}}
    fronts = [{**front, "value": "clamp(north.grain - 5, -1, 1)"}]
    both = {"agendas": [aim], "reviews": [review]}
    assert "by the calendar, before fronts, and at the end." in said(fronts=fronts, **both)
    assert "by the calendar and at the end." in said(**both)
    assert "before fronts" not in said(fronts=fronts, agendas=[aim])
    assert "Account. Fronts are judged, then what is on the calendar." in said(
        fronts=fronts, **both
    )
    assert "Account. Fronts are judged. " in said(fronts=fronts)
    assert "Account. What is on the calendar is judged." in said(**both)


def test_an_item_is_told_with_what_comes_of_it() -> None:
    pledge = {"kind": "pledge", "track": "grain", "amount": 1}
    items = [
        {
            "id": "rent",
            "title": "Rent",
            "seat": "north",
            **pledge,
            "do": ["shared.calm += 2"],
            "each_round": ["their.grain += 1"],
            "default": {"failed": "breach", "do": ["my.score -= 3"]},
        },
        {"id": "dues", "title": "Dues", "seat": "south", **pledge, "default": {"failed": "excuse"}},
    ]
    text = said(deals={"terms": [2], "items": items})
    told = (
        "Rent (1 Grain a round, or the deal is broken; at signing Calm +2; each further round "
        "Grain (South) +1; if it is not kept Score -3)."
    )
    assert f"North can give: {told}" in text
    assert "South can give: Dues (1 Grain a round)." in text


def test_modifiers_of_one_title_are_told_each_with_what_it_asks() -> None:
    dear = {"title": "Dear times", "tags": ["trade"], "cost": {"capital": 1}}
    modifiers = [
        {**dear, "id": "dear", "seat": "north", "when": "shared.calm > 3"},
        {**dear, "id": "too", "seat": "south", "when": "shared.calm < 3"},
    ]
    marked = [card("a", seat=seat, tags=["trade"]) | {"id": seat} for seat in ("north", "south")]
    read = said(modifiers=modifiers, cards=marked)
    assert read.count("(Dear times)") == 2
    assert "A card of North marked trade costs 1 capital more if Calm is over 3" in read
    assert "A card of South marked trade costs 1 capital more if Calm is under 3" in read


@pytest.mark.parametrize(
    ("extensions", "told"),
    [pytest.param(1, "once", id="1"), pytest.param(2, "twice", id="2"), pytest.param(3, "3 times")],
)
def test_how_often_a_deal_is_extended_is_told_in_words(extensions: int, told: str) -> None:
    items = [
        {"id": seat, "title": seat, "seat": seat, "kind": "pledge", "track": "grain", "amount": 1}
        for seat in ("north", "south")
    ]
    deals = {"terms": [1], "drafting": "items", "items": items, "extensions": extensions}
    assert f"for nothing, {told} at most" in said(deals=deals)


@pytest.mark.parametrize(
    ("drafting", "told"),
    [
        ("items", "for 1 or 3 rounds, or one that is ready."),
        ("changes", "one of those that are ready, as it is or with one or two changes."),
        ("counters", "one of those that are ready."),
        ("packages", "one of those that are ready."),
    ],
)
def test_what_may_be_put_on_the_table_is_told_as_it_is_drafted(drafting: str, told: str) -> None:
    laid = deals(packages=PACKAGES, drafting=drafting)
    assert told in said(measures=[WALL, GATE], deals=laid)


@pytest.mark.parametrize(
    ("chooser", "told"),
    [
        ("alternate", "each side in turn names a front for the next round"),
        ("behind", "whoever is behind in Calm (when level, South after odd rounds, else North)"),
        ("ahead", "whoever is ahead in Calm (when level, South after odd rounds, else North)"),
        ("south", "South names a front for the next round"),
    ],
)
def test_who_names_a_front_is_told(chooser: str, told: str) -> None:
    laid = [front("dam"), front("weir")]
    named = {"chooser": chooser, "behind": "shared.calm", "stakes": 2}
    read = said(fronts=laid, docket=named, rounds={"max": 4})
    assert f"After the judgements {told}" in read
    assert "for the next round, not the last named, and adds to its stake: rounds" in read


@pytest.mark.parametrize(
    ("count", "told", "points"),
    [
        pytest.param(1, (), ["- 1: Fair. Calm +1."], id="one"),
        pytest.param(2, (), ["1: Fair. Calm +1. · 1: Fair. Calm +1."], id="in a row"),
        pytest.param(2, ("lists",), ["- 1: Fair. Calm +1."] * 2, id="room for points"),
    ],
)
def test_a_list_stands_in_a_row_where_there_is_no_room(
    count: int, told: tuple[str, ...], points: list[str]
) -> None:
    fair = {"title": "Fair", "rounds": [1], "do": ["shared.calm += 1"]}
    rules = tiny(reviews=[{**fair, "id": f"fair{n}"} for n in range(count)]).rules
    assert [*reviews(Words(rules, ("calendar", *told)))[1]] == points


def test_what_is_judged_is_told_in_the_order_in_which_it_is() -> None:
    dam = {"id": "dam", "title": "Dam", "lead": {"north": "my.grain > 5"}, "calendar": {"1": 1}}
    fair = {"id": "fair", "title": "Fair", "rounds": [1], "do": ["shared.calm += 1"]}
    contest = {"lead": "shared.calm"}
    both = said(fronts=[dam], contest=contest, reviews=[fair])
    assert "Fronts are judged, then what is on the calendar." in both
    assert "Account. Fronts are judged. " in said(fronts=[dam], contest=contest)
    assert "Account. What is on the calendar is judged. " in said(reviews=[fair])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param({"once": True}, True, id="it serves the rival once"),
        pytest.param({}, False, id="it serves the rival again"),
        pytest.param({"once": True, "rival_do": []}, False, id="it serves nobody"),
    ],
)
def test_a_card_that_leaves_the_game_for_the_rival_too_is_told(
    more: dict[str, Any], told: bool
) -> None:
    serves = {"rival_do": ["their.grain += 1"], **more}
    other = card("other", "shared.calm += 1", rival_do=["their.grain += 1"])
    text = said(cards=[card("act", "shared.calm += 1", **serves), other])
    assert (
        "(what it then prints for the rival happens too; 'once' holds here too)" in text
    ) is told


def test_events_that_come_once_are_told_from_those_that_come_again() -> None:
    rain = {"id": "rain", "title": "Rain", "text": "Calm +1.", "do": ["shared.calm += 1"]}
    again = {**rain, "id": "snow", "title": "Snow"}
    assert "One of 2 events comes, each once." in said(injects=[rain, again])
    assert "One of 2 events comes." in said(injects=[rain, {**again, "once": False}])


def test_what_a_deal_holds_is_explained_where_there_is_room() -> None:
    text = said(measures=[{**WALL, "pause": {"rounds": 1}}, GATE], deals=deals())
    assert "A pause is of all levels; a step up ends it." in text
    assert "cannot be raised or paused; who eases one gives up paused levels first." in text


def test_what_is_ready_is_told_with_who_may_table_it() -> None:
    laid = deals(packages=PACKAGES, drafting="packages")
    called = talks(Words(tiny(measures=[WALL, GATE], deals=laid).rules))[1]
    assert "- Ready: thaw (3 rounds); trade (1 round, North); rent (1 round, South)." in called


def test_what_signing_and_extending_a_deal_bring_is_told() -> None:
    more = {"sign": ["shared.calm += 1"], "extend": ["shared.calm += 2"], "extensions": 1}
    text = said(measures=[WALL, GATE], deals=deals(**more, extend_cost={"capital": "my.grain"}))
    assert "of the signing. At signing: Calm +1. While" in text
    assert "by its term, for Grain capital, once at most: Calm +2." in text


VILLAGES = [{"id": one, "title": one.title()} for one in ("cove", "ness", "holm")]
FAME = {"id": "fame", "title": "Fame", "of": "seats", "max": 9}
WARMTH = {"id": "warmth", "title": "Warmth", "of": "parties", "max": 9}


@pytest.mark.parametrize(
    ("do", "told"),
    [
        pytest.param(["my.grain -= 1", "shared.calm -= 1"], "Calm -1; for it: Grain -1", id="any"),
        pytest.param(
            ["north.grain -= north.grain // 4", "south.grain -= south.grain // 4"],
            "for each side: Grain - (1 per 4 of Grain)",
            id="each side alike",
        ),
        pytest.param(
            ["north.grain += 1", "south.grain += 1", "south.fame += 2", "north.fame += 2"],
            "for each side: Grain +1; Fame +2",
            id="each side alike, the other one first",
        ),
        pytest.param(
            ["north.grain -= 1", "south.grain -= 2"],
            "Grain (North) -1; Grain (South) -2",
            id="each side its own",
        ),
        pytest.param(
            ["my.grain -= 1", "shared.calm += north.grain", "south.grain -= shared.calm"],
            "for it [Grain -1]; Calm + Grain (North); Grain (South) - Calm",
            id="what hangs on what comes before it",
        ),
        pytest.param(
            [{"when": "shared.calm > 2", "do": ["my.grain += 1"]}, "shared.calm += 1"],
            "for it [if Calm is over 2 [Grain +1]]; Calm +1",
            id="a condition",
        ),
        pytest.param(
            [{"each": "parties", "do": ["party.warmth += 1"]}], "Warmth (all) +1", id="parties"
        ),
        pytest.param(
            [{"each": "parties", "do": ["party.warmth += 1", "party.warmth += 1"]}],
            "for each of Cove, Ness and Holm in turn [Warmth (its) +1; Warmth (its) +1]",
            id="one twice",
        ),
        pytest.param(
            ["party.cove.warmth += 1", "shared.calm = party.ness.warmth", "party.ness.warmth += 1"],
            "Warmth (Cove) +1; Calm = Warmth (Ness); Warmth (Ness) +1",
            id="one that is read before it changes",
        ),
        pytest.param(
            [{"each": "my.measures", "do": ["measure += 1"]}, "shared.calm -= 1"],
            "for North: Wall +1; Gate +1; Calm -1; for South: Lock +1; Calm -1",
            id="sides that do not do as much",
        ),
        pytest.param(
            [
                {"when": "shared.calm > 2", "do": ["north.grain += 1 if me == north else 2"]},
                "shared.calm += 1",
                {"when": "shared.calm > 2", "do": ["south.grain += 1 if me == north else 2"]},
            ],
            "for North: if Calm is over 2 [Grain (North) +1]; Calm +1; if Calm is over 2 "
            "[Grain (South) +1]; for South: if Calm is over 2 [Grain (North) +2]; Calm +1; "
            "if Calm is over 2 [Grain (South) +2]",
            id="each side its own, in order",
        ),
    ],
)
def test_what_breaking_a_deal_brings_is_told_in_its_order(do: list[Any], told: str) -> None:
    """It was told first what is the same for all, and parties together, whatever came between."""
    laid = {"tracks": [*BASE["tracks"], WARMTH, FAME], "parties": VILLAGES}
    measures = [
        {**GATE, "id": id_, "title": id_.title(), "seat": seat}
        for id_, seat in (("wall", "north"), ("gate", "north"), ("lock", "south"))
    ]
    text = said(deals={"terms": [1], "items": PLEDGES, "breach": do}, measures=measures, **laid)
    told = told.replace("for it", "for the side that breaks it")
    assert f"in force again at once; {told}." in text


def test_how_much_a_changed_package_may_hold_is_told() -> None:
    laid = deals(packages=PACKAGES, drafting="counters")
    text = said(measures=[WALL, GATE], deals=laid)
    assert "What is changed holds 1 to 2 items from each side." in text


def test_what_an_item_of_a_deal_needs_is_told_with_what_it_brings() -> None:
    gift = {**PLEDGES[0], "title": "Gift", "needs": "shared.calm >= 2", "do": ["shared.calm += 1"]}
    text = said(deals={"terms": [1], "items": [gift, PLEDGES[1]]})
    assert "North can give: Gift" in text
    assert "if Calm is at least 2; at signing Calm +1" in text


def test_a_rule_that_changes_no_number_is_told_with_the_others() -> None:
    text = said(measures=[WALL, GATE], rules=[rule("account", {"pause": "wall", "rounds": 1})])
    assert "Account. In this order: Rule." in text


def test_stages_are_told_with_their_odds_and_what_they_bring() -> None:
    stages = [
        {"id": "begun", "title": "begun", "do": ["my.grain += 1", "shared.calm -= 1"]},
        {"id": "done", "title": "done", "success_pct": "50 + shared.calm", "do": ["my.score += 1"]},
    ]
    dam = {"id": "dam", "title": "Dam", "seat": "north", "stages": stages}
    text = said(projects=[dam])
    assert "begun free, with Grain +1, Calm -1; done free, at 50 + Calm in 100." in text


def test_a_number_that_names_a_side_is_told_as_one() -> None:
    keeper = {
        "id": "keeper",
        "title": "Keeper",
        "of": "shared",
        "kind": "seat",
        "text": "It rules.",
    }
    assert "- Keeper. It rules." in said(tracks=[*BASE["tracks"], keeper])
