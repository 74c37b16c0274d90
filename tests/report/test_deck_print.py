"""A deck on paper: every card, every number, the rules, on either size of paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from tests.report.pdf_text import has_boxes, piled_up, words_in
from tests.rules.tiny import BASE, card, tiny
from tests.strategies import game_named
from wargame.content.extras import EXTRAS, to_install
from wargame.report.deck_print import CELLS, printed_data, printed_deck
from wargame.report.pdf import typeset

has_typst = pytest.mark.skipif(find_spec("typst") is None, reason="needs the extra `report`")
has_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


@pytest.mark.parametrize("name", sorted(DECKS))
def test_everything_of_a_deck_is_printed(name: str) -> None:
    game = game_named(name)
    data = printed_data(game, "a4")
    titles = [card["title"] for card in data["cards"]]
    named = [card.title for card in game.deck.cards] + [one.title for one in game.deck.injects]
    named += [agenda.title for agenda in game.deck.agendas]
    assert set(named) == set(titles)
    shared = [card for card in game.deck.cards if card.seat == "any"]
    is_one_pile = game.deck.cards_rule is not None and game.deck.cards_rule.mix
    twice = 0 if is_one_pile else len(shared) * (len(game.seats) - 1)
    twice += sum(one.seat == "any" for one in game.deck.agendas) * (len(game.seats) - 1)
    assert len(titles) == len(named) + twice
    tracks = [track for board in data["boards"] for track in board["tracks"]]
    assert all(len(track["values"]) <= CELLS for track in tracks)
    assert all(track["start"] in track["values"] for track in tracks if track["values"])
    assert sum(len(board["measures"]) for board in data["boards"]) == len(game.deck.measures)
    assert sum(len(board["projects"]) for board in data["boards"]) == len(game.deck.projects)
    assert any(section["parts"] for section in data["rules"])
    read = str([data["rules"], data["full"]])
    told = [one.text for one in game.deck.measures] + [one.text for one in game.deck.actions]
    told += [one.text for one in game.deck.projects]
    texts = [" ".join(text.split()).rstrip(".") for text in told if text]
    assert [text for text in texts if str([text])[2:-2] not in read] == []
    for board in data["boards"]:
        named = [track["title"] for track in board["tracks"]]
        assert len(named) == len(set(named))
    lines = {card["title"]: card["flavour"] for card in data["cards"]}
    flavoured = [card for card in game.deck.cards if card.flavour]
    assert {card.title: card.flavour.text for card in flavoured if card.flavour} == {
        title: line for title, line in lines.items() if line
    }


def test_a_common_pile_has_one_of_a_card_and_says_what_it_does_in_either_hand() -> None:
    serves = {"rival_do": ["their.grain += 1"]}
    cards = [card("a", "shared.calm += 1", worth=2), card("b", seat="any", **serves)]
    data = printed_data(tiny(cards=cards, cards_rule={"mix": True}), "a4")
    assert {one["title"]: one["foot"][-2:] for one in data["cards"]} == {
        "a": ["Discarded: 2 capital.", "Discarded by South: it happens for North, unpaid."],
        "b": ["Discarded for capital, it serves the rival:", "Grain (the other side) +1"],
    }
    assert len(data["cards"]) == len(cards)


def test_a_track_of_seats_is_a_strip_of_seats() -> None:
    keeper = {"id": "keeper", "title": "Keeper", "of": "shared", "kind": "seat", "start": "south"}
    boards = printed_data(tiny(tracks=[*BASE["tracks"], keeper]), "a4")["boards"]
    assert boards[-1]["tracks"][-1] == {
        "title": "Keeper",
        "values": ["nobody", "North", "South"],
        "start": "South",
        "below": [],
        "said": "starts at South",
    }


@pytest.mark.parametrize(
    ("span", "start", "told"),
    [
        pytest.param((-7, 60), 12, ("10", 15, ["+2 of 5"]), id="steps of 5"),
        pytest.param((-7, 40), -5, ("-6", 25, ["+1 of 2"]), id="steps of 2"),
        pytest.param((0, 25), 13, ("13", 26, []), id="steps of 1"),
        pytest.param((0, 26), 13, ("12", 14, ["+1 of 2"]), id="one too many for that"),
        pytest.param((0, 900), 67, ("50", 19, ["+10 of 5", "+7 of 10"]), id="steps of 50"),
        pytest.param(
            (0, 9000), 768, ("500", 19, ["+200 of 5", "+60 of 10", "+8 of 10"]), id="steps of 500"
        ),
    ],
)
def test_rows_hold_a_number_that_has_more_values_than_cells(
    span: tuple[int, int], start: int, told: tuple[str, int, list[str]]
) -> None:
    """Of a number that stands between two cells nobody at a table of paper knew how much."""
    low, high = span
    heat = {"id": "heat", "title": "Heat", "min": low, "max": high, "start": start, "of": "shared"}
    track = printed_data(tiny(tracks=[*BASE["tracks"], heat]), "a4")["boards"][-1]["tracks"][-1]
    below = [f"{row['start']} of {len(row['values'])}" for row in track["below"]]
    assert (track["start"], len(track["values"]), below) == told
    assert all(row["start"] in row["values"] for row in track["below"])
    assert ("the row below adds to it" in track["said"]) == (len(below) == 1)
    assert ("the rows below add to it" in track["said"]) == (len(below) > 1)


def test_a_strip_says_what_its_numbers_are_called() -> None:
    bands = [{"at": 0, "name": "strength"}, {"at": 1, "name": "plenty"}]
    rows = [
        {"id": name, "title": name, "of": "shared", "max": most, "bands": bands, "start": 1}
        for name, most in (("asked", 5), ("long", 6))
    ]
    board = printed_data(tiny(tracks=[*BASE["tracks"], *rows]), "a4")["boards"][-1]
    asked, long = board["tracks"][-2:]
    cells = ["0 strength", "1 plenty", "2", "3", "4", "5"]
    assert (asked["values"], asked["start"]) == (cells, "1 plenty")
    assert asked["said"] == "starts at 1"
    assert (long["start"], long["said"]) == ("1", "starts at 1; from 0 strength; from 1 plenty")


def test_a_measure_is_a_strip_of_its_levels() -> None:
    toll = {"id": "toll", "title": "Toll", "seat": "north", "max": 2, "start": 1, "tighten": {}}
    wall = {**toll, "id": "wall", "title": "Wall", "levels": ["low", "high", "shut"]}
    board = printed_data(tiny(measures=[toll, wall]), "a4")["boards"][0]
    assert [(one["values"], one["start"]) for one in board["measures"]] == [
        (["0", "1", "2"], 1),
        (["0 low", "1 high", "2 shut"], 1),
    ]


def test_a_number_too_long_for_a_strip_says_what_it_is_called() -> None:
    bands = [{"at": 0, "name": "strength"}, {"at": 500, "name": "plenty"}]
    hoard = {"id": "hoard", "title": "Hoard", "of": "shared", "max": 90_000, "bands": bands}
    track = printed_data(tiny(tracks=[*BASE["tracks"], hoard]), "a4")["boards"][-1]["tracks"][-1]
    assert track["said"] == ("starts at 0, to be written down; from 0 strength; from 500 plenty")


def test_a_strip_by_steps_has_a_cell_for_nothing() -> None:
    """A lead stood at 2 as `-10` and `+12`, and nobody saw on the board whose it was."""
    lead = {"id": "lead", "title": "Lead", "of": "shared", "min": -250, "max": 250, "start": 2}
    track = printed_data(tiny(tracks=[*BASE["tracks"], lead]), "a4")["boards"][-1]["tracks"][-1]
    assert (track["start"], track["values"][0]) == ("0", "-260")
    assert track["below"][0]["start"] == "+2"


def test_a_strip_begins_as_its_number_stands_in_the_first_round() -> None:
    """Before the first round a window that is open in even ones was open, in it it is shut."""
    window = {"id": "window", "title": "Window", "of": "shared", "max": 1}
    window["value"] = "1 if game.round % 2 == 0 else 0"
    board = printed_data(tiny(tracks=[*BASE["tracks"], window]), "a4")["boards"][-1]
    assert board["tracks"][-1]["start"] == "0"


def test_a_track_has_the_names_that_it_has_on_a_screen() -> None:
    """Cards speak of chips in store, and of strength: paper had a track of weeks, and a 0."""
    names = [{"at": 0, "name": "strength"}, {"at": 1, "name": "plenty"}]
    mood = {"id": "mood", "title": "Mood", "of": "shared", "max": 1, "bands": names}
    board = {"gauges": [{"number": "north.grain", "title": "Wheat in store"}]}
    boards = printed_data(tiny(tracks=[*BASE["tracks"], mood], board=board), "a4")["boards"]
    assert boards[-1]["tracks"][-1]["values"] == ["0 strength", "1 plenty"]
    assert boards[-1]["tracks"][-1]["start"] == "0 strength"
    said = {track["title"]: track["said"] for track in boards[0]["tracks"]}
    assert said["Grain"].startswith("Wheat in store; starts at ")


def test_a_card_says_its_marks_and_its_era_and_news_what_hangs_on_them() -> None:
    """A price may hang on a mark, and nobody at a table of paper has a screen that knows."""
    ask = {
        "choose": {
            "seat": "north",
            "title": "Sell?",
            "options": [
                {"id": "sell", "title": "Sell (grain -2)", "needs": "north.grain >= 2"},
                {"id": "keep", "title": "Keep it"},
            ],
        }
    }
    test = {"when": "shared.calm > 3", "do": ["shared.calm += 1"], "otherwise": [ask]}
    later = {"after": 2, "do": ["shared.calm -= 1"]}
    mill = {"id": "mill", "title": "Mill", "seat": "north", "text": "Run, it grinds 2."}
    data = printed_data(
        tiny(
            cards=[card("a", tags=["paper", "idle"], era="late"), card("b", until_era="early")],
            modifiers=[{"id": "m", "title": "M", "tags": ["paper"], "cost": {"capital": 1}}],
            eras=[
                {"id": "early", "title": "Early", "round": 1},
                {"id": "late", "title": "Late", "round": 2},
            ],
            injects=[
                {"id": "buyer", "title": "Buyer", "text": "He asks.", "do": [ask], "era": "late"},
                {"id": "so", "title": "So", "text": "So.", "do": [], "needs": "shared.calm > 3"},
                {"id": "dated", "title": "Dated", "text": "Now.", "do": [], "round": 2},
                {"id": "test", "title": "Test", "text": "He looks.", "do": [test, later]},
            ],
            projects=[{**mill, "stages": [{"id": "run", "title": "running"}]}],
        ),
        "a4",
    )
    assert [one["foot"][2:] for one in data["cards"][:2]] == [
        ["Marked: paper.", "Comes in round 2: Late."],
        ["Goes at the end of: Early."],
    ]
    asks = "Sell? Sell (grain -2) (if Grain (North) is at least 2); Keep it."
    then = "after 2 rounds [Calm -1]"
    within = asks.replace("? ", "? [").replace("it.", "it]")
    assert [(one["text"][1:], one["foot"]) for one in data["cards"][2:]] == [
        ([f"North chooses: {asks}"], ["From round 2 on: Late."]),
        ([], ["Only if Calm is over 3."]),
        ([], ["Comes in round 2."]),
        ([f"If Calm is over 3 [Calm +1]; else [North chooses: {within}]; {then}."], []),
    ]
    assert data["boards"][0]["projects"][0]["said"] == "Run, it grinds 2."


@has_typst
@has_poppler
@pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("letter", "612 x 792")])
def test_it_is_printed_on_either_paper(
    wargame: CommandLine, tmp_path: Path, paper: str, size: str
) -> None:
    out = tmp_path / "cards.pdf"
    answer = wargame("deck", "print", "primer", "-o", str(out), "--paper", paper)
    assert answer.code == 0, answer.err
    info = subprocess.run(["pdfinfo", out], capture_output=True, check=True, text=True).stdout
    assert size in info
    assert "Tagged:" in info
    assert "yes" in info.partition("Tagged:")[2].partition("\n")[0]
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True, text=True)
    words = " ".join(text.stdout.split())
    deck = game_named("primer").deck
    for one in deck.cards:
        assert one.title.split()[0] in words
    for seat in deck.seats:
        assert words.count(f"{deck.title}: {seat.title}") == 2, "on each page of its board"


@has_typst
@has_poppler
@pytest.mark.parametrize(("words", "least"), [(60, 10.5), (200, 8.5), (480, 5.0), (1400, 2.5)])
def test_a_card_holds_its_text_in_the_largest_letters_that_fit(
    tmp_path: Path, words: int, least: float
) -> None:
    """News tells its choices too, and nobody sees of paper what was cut off."""
    out = tmp_path / "cards.pdf"
    data = printed_data(tiny(cards=[card("act", "shared.calm += 1")]), "a4")
    text = f"Begin{' of much' * (words // 2)} end."
    data["cards"] = [{**data["cards"][0], "title": "Act", "text": [text], "foot": ["Last."]}]
    out.write_bytes(typeset("deck.typ", data))
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(out), "-"], capture_output=True, check=True, text=True
    ).stdout
    found = re.findall(r'yMin="([\d.]+)"[^>]* yMax="([\d.]+)">(Act|Begin|end\.|Last\.)<', boxes)
    tops = {word: float(top) for top, _, word in found}
    ends = {word: float(end) for _, end, word in found}
    assert tops["Act"] < tops["Begin"] < tops["end."] < tops["Last."]
    assert ends["Last."] - tops["Act"] < 80 * 72 / 25.4  # a card less its margins
    assert ends["Begin"] - tops["Begin"] > least


SHORE = "Carry what there is to the northern shore, by night, in the boats of the south"


@has_typst
@pytest.mark.parametrize(
    ("title", "times", "is_told"),
    [
        pytest.param(SHORE, 1, False, id="short enough"),
        pytest.param(SHORE, 5, True, id="long"),
        pytest.param("W" * len(SHORE), 1, True, id="of wide letters"),
        pytest.param("船" * len(SHORE), 1, True, id="of ideographs"),
    ],
)
def test_a_card_whose_letters_are_too_small_to_be_read_is_told(
    title: str, times: int, is_told: bool
) -> None:
    told: list[str] = []
    rain = {"weight": 1, "title": title, "do": ["shared.calm += 1"]}
    flood = {
        "id": "flood",
        "title": "Flood",
        "text": "It rises.",
        "do": [{"chance": [rain] * 12}] * times,
    }
    printed_deck(tiny(injects=[flood, {**flood, "id": "ebb", "do": []}]), "a4", told.append)
    assert [one.partition(":")[0] for one in told if "letters" in one] == is_told * [
        "Some cards are so long that their letters are smaller than 5 points (Flood)"
    ]


@has_typst
@has_boxes
def test_long_names_of_levels_stay_in_their_cells(tmp_path: Path) -> None:
    names = [f"{level} under the rules of last year, as amended in spring" for level in range(13)]
    toll = {"id": "toll", "title": "Toll", "seat": "north", "max": 12, "levels": names}
    wall = {"id": "wall", "title": "Wall", "seat": "north", "max": 1, "levels": ["low", "high"]}
    rows = [{**one, "tighten": {}} for one in (toll, wall)]
    out = tmp_path / "board.pdf"
    out.write_bytes(typeset("deck.typ", printed_data(tiny(measures=rows), "a4")))
    assert piled_up(out) == []


@has_typst
@has_boxes
def test_a_strip_stands_nearer_to_its_own_name_than_to_the_next(tmp_path: Path) -> None:
    """A name stood right under the strip before, and far from its own."""
    toll = {"id": "toll", "title": "Toll", "seat": "north", "max": 1, "levels": ["low", "high"]}
    wall = {**toll, "id": "wall", "title": "Wall", "levels": ["bare", "built"]}
    rows = [{**one, "tighten": {}} for one in (toll, wall)]
    out = tmp_path / "board.pdf"
    out.write_bytes(typeset("deck.typ", printed_data(tiny(measures=rows), "a4")))
    at = {word: (top, bottom) for _, top, _, bottom, word in words_in(out)}
    own, following = at["low"][0] - at["Toll"][1], at["Wall"][0] - at["low"][1]
    assert 0 < own < following


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(("primer", "-o", "cards.html"), "ends in .pdf", id="another kind"),
        pytest.param(("nosuch", "-o", "cards.pdf"), "nosuch", id="no deck"),
        pytest.param(("primer", "-o", "taken.pdf"), "is there already", id="taken"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(
    wargame: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.pdf").write_text("mine")
    answer = wargame("deck", "print", *args)
    assert answer.code == 2
    assert said in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["taken.pdf"]


def test_without_typst_people_are_told_where_the_rules_stand(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.report.pdf.importlib.util.find_spec", lambda _: None)
    answer = wargame("deck", "print", "primer", "--out", str(tmp_path / "primer.pdf"))
    assert (answer.code, len(answer.err.splitlines())) == (2, 1)
    assert to_install(*EXTRAS["report"]) in answer.err
    assert "`wargame deck show DECK --rules` needs nothing." in answer.err
