"""What people are told of fronts: on the board, in the news, before the last play, in the rules."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import DECKS, seated
from tests.rules.test_fronts import docket, front
from tests.rules.tiny import card, rule, seats, tiny
from tests.table.drawn import unwrapped
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.rules.view import SeatState
from wargame.table.panes.fronts import front_rows
from wargame.table.plain.menu import menu_lines
from wargame.table.plain.typeset import lines
from wargame.table.rulebook import rules_lines
from wargame.table.told.ahead import ahead
from wargame.table.told.foreseen import preview
from wargame.table.told.happened import retold
from wargame.table.told.public import public_table
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.fronts import leads
from wargame.table.words.rows import line_text
from wargame.table.words.view_models import round_label

BARN = card("barn", "my.grain += 2")


def game(**nouns: Any) -> Game:
    two = [front("dam", calendar={"1": 3, "3": 5}), front("weir", text="The weir.")]
    given = {"fronts": two, "docket": docket(), "cards": [BARN], "seats": seats({"hand": 1})}
    every = {**given, **nouns}
    return tiny(**{name: noun for name, noun in every.items() if noun is not None})


def view(rules: Game, /, seat: str = "north", **given: int) -> SeatState:
    start = {"turn": "north", "game.round": 1, "hand.north": ["barn"]}
    named = {name.replace("__", "."): value for name, value in given.items()}
    return rules.redact(rules.position({**start, **named}), seat)


def told(seen: SeatState, asked: str, about: str = "") -> str:
    scene = Scene(seen, titles_of(seen.deck), side="north")
    return "\n".join(lines(scene.titles, QUERIES[asked].make(scene, about)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(
            {},
            "Dam: nobody leads. Judged this round at stake 3; if it closed now, nobody leads, "
            "nothing moves.",
            id="level",
        ),
        pytest.param(
            {"north__grain": 6},
            "Dam: North leads. Judged this round at stake 3; if it closed now, North leads, "
            "Calm 0 to 3.",
            id="the first seat",
        ),
        pytest.param(
            {"south__grain": 6, "game__round": 2},
            "Dam: South leads. Judged next round at stake 5; if judged now, Calm 0 to -5.",
            id="the second seat",
        ),
        pytest.param(
            {"north__grain": 6, "shared__calm": 9},
            "Dam: North leads. Judged this round at stake 3; if it closed now, North leads, "
            "Calm 9 to 10.",
            id="at the edge",
        ),
        pytest.param({}, "Weir: nobody leads. Judged only if it is named.", id="no date"),
        pytest.param(
            {"game__round": 12}, "Weir: nobody leads. It is not judged again.", id="never named"
        ),
        pytest.param(
            {"game__round": 11, "game__docket_last": 2},
            "Weir: nobody leads. It is not judged again.",
            id="named last",
        ),
        pytest.param(
            {"game__round": 10, "game__docket_last": 2},
            "Weir: nobody leads. Judged only if it is named.",
            id="named later",
        ),
    ],
)
def test_the_answer_says_who_leads_when_and_what_it_moves(given: dict[str, int], said: str) -> None:
    assert said in " ".join(told(view(game(), "north", **given), "fronts").split())
    assert said in " ".join(told(view(game(), "north", **given), "board").split())


@pytest.mark.parametrize(
    ("stakes", "last", "is_open"),
    [
        pytest.param({"2": 1, "6": 1}, 2, False, id="named last, one naming left"),
        pytest.param({"2": 1, "6": 1}, 1, True, id="another named last"),
        pytest.param({"2": 1, "6": 1, "9": 1}, 2, True, id="named last, two namings left"),
    ],
)
def test_a_front_that_was_named_last_waits_for_the_naming_after_the_next(
    stakes: dict[str, int], last: int, is_open: bool
) -> None:
    seen = view(game(docket=docket(stakes=stakes)), game__round=3, game__docket_last=last)
    assert ("Weir: nobody leads. Judged only if it is named." in told(seen, "fronts")) == is_open


def test_the_projector_says_which_fronts_wait_to_be_named() -> None:
    def dates(**nouns: Any) -> list[str]:
        rules = game(**nouns)
        state = rules.position({"turn": "north", "game.round": 1})
        scene = Scene(rules.redact(state, ""), titles_of(rules.deck), side="north")
        return [one.when for one in public_table(scene).fronts]

    assert dates() == ["this round", "if named"]
    weir = front("weir", calendar={"2": 1})
    dam = front("dam", calendar={"1": 3})
    assert dates(docket=None, fronts=[dam, weir]) == ["this round", "next round"]


def test_a_spectator_and_both_seats_are_told_the_same() -> None:
    rules = game()
    assert len({told(view(rules, seat, north__grain=6), "fronts") for seat in rules.seats}) == 1
    state = rules.position({"turn": "north", "game.round": 1, "north.grain": 6})
    looking = rules.redact(state, "")
    assert "North leads" in told(looking, "fronts")


def test_a_front_in_full() -> None:
    said = told(view(game(), north__grain=6), "front", "dam")
    assert "On the calendar: round 1 (stake 3), round 3 (stake 5)." in said
    assert "The weir." in told(view(game()), "front", "Weir")


def test_a_deck_without_fronts_says_so() -> None:
    assert "Nothing is judged" in told(view(tiny(cards=[BARN], seats=seats({"hand": 1}))), "fronts")


def test_dates_stand_among_what_is_coming() -> None:
    said = " ".join(told(view(game()), "coming").split())
    assert "this round judged: Dam at stake 3" in said
    assert "in 2 rounds judged: Dam at stake 5" in said


def menu(seen: SeatState) -> str:
    return unwrapped(menu_lines(seen, titles_of(seen.deck)))


def test_before_the_last_play_people_are_told_what_is_judged() -> None:
    twice = game(turn={"plays": 2, "initiative": "north"})
    assert "judged" not in menu(view(twice))
    assert "1 play left this round. Dam is judged this round." in menu(view(game()))
    assert "judged" not in menu(view(game(), game__round=2))


def test_a_preview_says_who_would_lead() -> None:
    seen = view(game())
    scene = Scene(seen, titles_of(seen.deck), side="north")
    said = "\n".join(lines(scene.titles, preview(scene, "play barn")))
    assert "Dam, judged this round: North leads (without it nobody leads)" in said


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        pytest.param({"1": 3}, "Weir, judged next round at stake 2.", id="by the docket alone"),
        pytest.param({"2": 3}, "Weir, judged next round at stake 5: 3 by the calendar.", id="both"),
    ],
)
def test_a_preview_says_what_naming_means(calendar: dict[str, int], said: str) -> None:
    rules = game(fronts=[front("dam"), front("weir", calendar=calendar)], rules=[CALM])
    state = rules.position({"turn": "north", "game.round": 1, "hand.north": ["barn"]})
    while rules.current_seat(state) and "name dam" not in map(str, rules.legal_actions(state)):
        state = rules.apply(state, rules.legal_actions(state)[0]).state
    seen = rules.redact(state, rules.current_seat(state))
    scene = Scene(seen, titles_of(seen.deck), side="north")
    (weir,) = (one for one in seen.fronts if one.id == "weir")
    who = leads(scene.titles.seats, weir.value)
    assert f"{said} Now {who}." in unwrapped(lines(scene.titles, preview(scene, "name weir")))
    assert "A front for the next round, at a stake of 2." in menu(seen)
    question = "Which front is judged next round too, at a stake of 2?"
    assert question in told(seen, "question")


CALM = rule("account", "shared.calm += 1")


def test_why_a_front_stands_as_it_does_begins_with_who_leads() -> None:
    """It began `Dam is 1.`, which tells by a sign alone who that is."""
    assert told(view(game()), "why", "dam").startswith("Dam: nobody leads.")
    assert told(view(game(), south__grain=9), "why", "dam").startswith("Dam: South leads.")


def test_a_judgement_is_news_also_if_nobody_leads() -> None:
    rules = game(rounds={"max": 3}, cards=[], seats=seats({}, {}))
    players = seated(rules, 1)
    match = Match(rules, players, 1, traced=True).run()
    titles = titles_of(rules.deck)
    said = "\n".join(lines(titles, retold(titles, NOBODY, seen_by(NOBODY, match.log))))
    assert "- Dam judged: nobody leads, stake 3." in said
    assert "for the next round." in said


def test_the_news_tell_what_a_judgement_moved() -> None:
    always = [front("dam", value="1", calendar={"1": 3}, won={"north": ["my.grain += 1"]})]
    rules = game(fronts=always, docket=None, cards=[], seats=seats({}, {}))
    players = seated(rules, 1)
    match = Match(rules, players, 1, traced=True).run()
    titles = titles_of(rules.deck)
    said = list(lines(titles, retold(titles, NOBODY, seen_by(NOBODY, match.log))))
    at = said.index("- Dam judged: North leads, stake 3.")
    assert [line.strip() for line in said[at + 1 : at + 2]] == [
        "Calm 0 to 3, Grain (North) 4 to 5."
    ]


@pytest.mark.parametrize(
    ("calm", "said", "moved"),
    [
        (6, "- Dam judged: North leads, stake 3.", ["Calm 6 to 9."]),
        (7, "- Dam judged: North leads, stake 3.", ["Calm 7 to 10."]),
        (9, "- Dam judged: North leads, stake 3; Calm can go no further.", ["Calm 9 to 10."]),
        (10, "- Dam judged: North leads, stake 3; Calm can go no further.", []),
    ],
)
def test_the_news_tell_what_a_judgement_could_not_move(
    calm: int, said: str, moved: list[str]
) -> None:
    """That China led with 8 at stake was told, and not why the lead stayed where it was."""
    always = [front("dam", value="1", calendar={"1": 3})]
    up = rule("account", f"shared.calm += {calm}", title="Rain")
    rules = game(fronts=always, rules=[up], docket=None, cards=[], seats=seats({}, {}))
    match = Match(rules, seated(rules, 1), 1, traced=True).run()
    titles = titles_of(rules.deck)
    news = [
        one.strip() for one in lines(titles, retold(titles, NOBODY, seen_by(NOBODY, match.log)))
    ]
    at = news.index(said)
    assert [one for one in news[at + 1 : at + 2] if one.startswith("Calm")] == moved


def test_what_a_date_brings_is_told_after_the_judgements_before_it() -> None:
    always = [front("dam", value="1", calendar={"1": 3})]
    fair = {"id": "fair", "title": "The fair", "rounds": [1], "do": ["shared.calm += 1"]}
    rain = rule("account", "shared.calm += 1", title="Rain")
    parts = {"fronts": always, "reviews": [fair], "rules": [rain], "docket": None}
    rules = game(**parts, cards=[], seats=seats({}, {}))
    match = Match(rules, seated(rules, 1), 1, traced=True).run()
    titles = titles_of(rules.deck)
    said = [
        one.strip() for one in lines(titles, retold(titles, NOBODY, seen_by(NOBODY, match.log)))
    ]
    at = said.index("Rain: Calm 0 to 1.")
    assert said[at + 1 : at + 5] == [
        "- Dam judged: North leads, stake 3.",
        "Calm 1 to 4.",
        "- What the calendar brings.",
        "The fair: Calm 4 to 5.",
    ]


def test_the_rules_in_print_tell_fronts_and_docket() -> None:
    said = unwrapped(rules_lines(game().rules))
    for part in (
        "whoever leads there moves Calm by the stake (in brackets), North up and South down",
        "- Dam. North leads if Grain (North) is at least 2 above that of South",
        "Round 1 (3), round 3 (5).",
        "- Weir. The weir.",
        "whoever is behind in Calm (when level, South after odd rounds, else North) names a",
        "front for the next round, not the last named, and adds to its stake",
    ):
        assert part in said, part


def test_a_row_on_the_board_has_one_width() -> None:
    seen = view(game(), north__grain=6)
    scene = Scene(seen, titles_of(seen.deck), side="north")
    for cells in (33, 40):
        rows = front_rows(scene, cells, 9)
        widths = {sum(len(span.text) for span in row.lines[0]) for row in rows}
        assert widths == {cells}


def test_fronts_that_share_lines_keep_their_names() -> None:
    fronts = [front(name, calendar={"1": 3}) for name in ("dam", "harbour", "weir", "bridges")]
    seen = view(game(fronts=fronts, docket=None), north__grain=6)
    scene = Scene(seen, titles_of(seen.deck), side="north")
    rows = front_rows(scene, 36, 2)
    assert len(rows) == 2
    drawn = "\n".join(line_text(row.lines[0]) for row in rows)
    assert all(name in drawn.lower() for name in ("dam", "harbour", "weir", "bridges"))


def test_fronts_that_share_lines_tell_what_would_move_at_the_end_of_this_round() -> None:
    """South is ahead now and will not be; of what is judged later there is the stake alone."""
    fronts = [front("dam", calendar={"1": 3}), front("weir", calendar={"2": 5})]
    more = rule("account", "north.grain += 9")
    seen = view(game(fronts=fronts, docket=None, rules=[more]), "north", south__grain=6)
    scene = Scene(seen, titles_of(seen.deck), side="north")
    (row,) = front_rows(scene, 40, 1)
    dam, weir = (
        "".join(span.text for span in row.lines[0] if span.cell == place).split()
        for place in (0, 1)
    )
    assert dam == ["Dam", scene.signs["south"].glyph, "now", f"3{scene.signs['north'].glyph}3"]
    assert weir[-1] == "5"
    assert row.lines[0][4].role == scene.role("north")
    level = front("dam", calendar={"1": 3}, value="1 if north.grain >= 99 else 0")
    seen = view(game(fronts=[level, fronts[1]], docket=None), "north")
    (row,) = front_rows(Scene(seen, titles_of(seen.deck), side="north"), 40, 1)
    assert row.lines[0][3].text.strip() == "3"


def test_a_front_tells_who_had_it_last_where_there_is_room() -> None:
    rules = game()
    position = rules.position(
        {"turn": "north", "front.dam.last": -1, "front.dam.staked": 2, "game.round": 2}
    )
    scene = Scene(rules.redact(position, "north"), titles_of(rules.deck), side="north")
    head, *rows = (line_text(row.lines[0]) for row in front_rows(scene, 40, 9))
    place = head.index("last")
    dam = next(row for row in rows if row.startswith("Dam"))
    weir = next(row for row in rows if row.startswith("Weir"))
    assert dam[place:].startswith(scene.mark("south"))
    assert not weir[place : place + 4].strip()
    narrow = line_text(front_rows(scene, 30, 9)[0].lines[0])
    assert "last" not in narrow


def test_what_is_named_in_secret_is_news_when_it_is_shown() -> None:
    rules = game(rounds={"max": 3}, docket=docket(secret=True), cards=[], seats=seats({}, {}))
    players = seated(rules, 1)
    match = Match(rules, players, 1, traced=True).run()
    titles = titles_of(rules.deck)
    first = next(entry.seat for entry in match.log if entry.verb.word == "seal")
    for seat in (*rules.seats, NOBODY):
        said = list(lines(titles, retold(titles, seat, seen_by(seat, match.log))))
        shown = [line for line in said if "What was named in secret is shown:" in line]
        assert len(shown) == 2
        before = " ".join(said[: said.index(shown[0])])
        title = titles.seats[first]
        assert (f"{title} has chosen a front in secret." in before) == (seat != first)
        assert ("in secret for the next round." in before) == (seat == first)


def test_a_front_that_is_due_is_told_as_the_round_would_close() -> None:
    """What the account brings comes before the judgement: south is ahead now, and will not be."""
    rules = game(rules=[rule("account", "north.grain += 9")])
    seen = view(rules, "north", south__grain=6)
    said = (
        "Dam: South leads. Judged this round at stake 3; if it closed now, North leads, "
        "Calm 0 to 3."
    )
    assert said in " ".join(told(seen, "fronts").split())
    scene = Scene(seen, titles_of(seen.deck), side="north")
    drawn = [line_text(row.lines[0]) for row in front_rows(scene, 40, 9)]
    assert next(one for one in drawn if "Dam" in one).rstrip().endswith("+3")


def test_others_are_told_that_a_front_was_named() -> None:
    rules = game(docket=docket(secret=True))
    state = rules.position({"turn": "north", "game.round": 1, "hand.north": ["barn"]})
    while not any(str(action) == "seal weir" for action in rules.legal_actions(state)):
        state = rules.apply(state, rules.legal_actions(state)[0]).state
    state = rules.apply(state, "seal weir").state
    assert "South has named a front in secret." in told(rules.redact(state, "north"), "fronts")
    mine = told(rules.redact(state, "south"), "fronts")
    assert "in secret" not in mine
    assert "Weir: nobody leads. Judged this round at stake 2, on the docket" in " ".join(
        mine.split()
    )


@pytest.mark.parametrize("stack", ["", "seminar"])
def test_a_lead_is_told_of_only_where_it_decides(stack: str) -> None:
    rules = shared_game(DeckRef(DECKS["primer"].folder, stack))
    scene = Scene(rules.redact(rules.new(), "us"), titles_of(rules.deck), side="us")
    said = "\n".join(lines(scene.titles, QUERIES["fronts"].make(scene, "")))
    drawn = "\n".join(span.text for row in front_rows(scene, 40, 9) for span in row.lines[0])
    decides = not stack
    assert ("at stake" in said) is ("moves" in drawn) is decides
    assert ("shared.lead" in [row.name for row in scene.listed]) is decides
    assert any("judged: Chips 4" in one.said for one in ahead(scene)) is decides


@pytest.mark.parametrize("seat", ["us", "china"])
def test_what_a_judgement_moves_is_told_by_the_sign_of_whom_it_moves_to(seat: str) -> None:
    rules = shared_game(DECKS["primer"])
    scene = Scene(rules.redact(rules.new(), seat), titles_of(rules.deck), side=seat)
    drawn = {line_text(row.lines[0]).rstrip() for row in front_rows(scene, 40, 9)}
    assert {one.split()[-1] for one in drawn if one.startswith(("Chips", "Magnets"))} == {
        "◇4",
        "◆5",
    }


@pytest.mark.parametrize("times", [2, 3])
def test_a_front_in_half_a_line_says_how_often_it_counts(times: int) -> None:
    dam = front("dam", calendar={"1": 3}, value=f"{times} if north.grain >= 5 else 0")
    seen = view(game(fronts=[dam, front("weir")]), north__grain=6)
    scene = Scene(seen, titles_of(seen.deck), side="north")
    drawn = "".join(span.text for row in front_rows(scene, 60, 1) for span in row.lines[0])
    assert f"x{times} " in drawn


def test_a_game_of_uncertain_length_is_foretold_to_end_early() -> None:
    rounds = {"max": 12, "uncertain_from": 8, "end_pct": 30}
    seen = view(game(rounds=rounds))
    coming = [
        (one.wait, one.said) for one in ahead(Scene(seen, titles_of(seen.deck), side="north"))
    ]
    assert (7, "The game may end: 30 in 100, after each round from then on") in coming
    labels = [round_label(seen.deck, number) for number in (1, 8, 9, 12)]
    assert labels == [
        "Round 1 of 8 to 12",
        "Round 8 of 8 to 12",
        "Round 9 of 9 to 12",
        "Round 12 of 12",
    ]


@pytest.mark.parametrize("cells", [39, 40])
def test_a_title_on_the_left_takes_cells_that_the_right_can_spare(cells: int) -> None:
    rules = shared_game(DECKS["primer"])
    given = {"turn": "us", "game.round": 4, "game.docket": 3, "party.allies.posture": 1}
    seen = rules.redact(rules.position(given), "us")
    rows = front_rows(Scene(seen, titles_of(seen.deck), side="us"), cells, 3)
    told = [line_text(row.lines[0]) for row in rows]
    assert any(line.startswith("Allies ") and "now* 10" in line for line in told)
    assert not any("…" in line for line in told)
    assert max(map(len, told)) <= cells


@pytest.mark.parametrize("cells", [38, 39])
def test_a_title_on_the_right_takes_cells_that_the_left_can_spare(cells: int) -> None:
    """In the last round both fronts of a line are judged, and one of them was named too."""
    rules = shared_game(DECKS["primer"])
    names = [one.id for one in rules.deck.fronts]
    named = {"game.docket": 1 + names.index("magnets")}
    seen = rules.redact(rules.position({"turn": "us", "game.round": 6, **named}), "us")
    rows = front_rows(Scene(seen, titles_of(seen.deck), side="us"), cells, 3)
    told = [line_text(row.lines[0]) for row in rows]
    assert "Chips" in told[0]
    assert "Magnets " in told[0]
    assert "now* 10" in told[0]
    assert all(len(line) <= cells for line in told)


def test_a_review_that_has_been_held_is_no_more_to_come_when_a_front_is_named() -> None:
    fair = {"id": "fair", "title": "The fair", "rounds": [1, 3], "do": ["shared.calm += 1"]}
    rules = game(docket=docket(), reviews=[fair], rounds={"max": 4})
    state = rules.position({"turn": "north", "game.round": 1, "hand.north": ["barn"]})
    found = []
    while True:
        seen = rules.redact(state, "north")
        scene = Scene(seen, titles_of(seen.deck), side="north")
        found.append([one.wait for one in ahead(scene) if one.title == "The fair"])
        if seen.namer:
            break
        state = rules.apply(state, rules.legal_actions(state)[0]).state
    assert found[0] == [0, 2]
    assert found[-2] == [0, 2]
    assert found[-1] == [2]


def test_fronts_that_turn_are_told_before_who_is_asked_then() -> None:
    """They stood below the line that leads on, as if they hung on the answer."""
    no = card("no", seat="south", response={"to": "play", "do": ["shared.calm += 5"]})
    rules = game(cards=[card("barn", "my.grain += 2"), no])
    held = {"turn": "north", "game.round": 2, "hand.north": ["barn"], "hand.south": ["no"]}
    seen = rules.redact(rules.position(held), "north")
    scene = Scene(seen, titles_of(seen.deck), side="north")
    said = [line.strip() for line in lines(scene.titles, list(preview(scene, "play barn")))]
    front, then = (
        next(k for k, line in enumerate(said) if one in line) for one in ("(now", "Then: ")
    )
    assert front < then
