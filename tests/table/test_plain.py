"""Whole games in linear text, as people and pipes play them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextvars import copy_context
from itertools import takewhile
from typing import Any

import pytest

from tests.conftest import Program, seated
from tests.play.anything import WHOLE, Part, forerun, parts_of
from tests.rules.tiny import Table, card, seats, tiny
from tests.shelf import NoShelf
from tests.strategies import nodes
from tests.table.drawn import unwrapped
from wargame.content.library import DeckRef
from wargame.content.load import load_deck, load_deck_tree
from wargame.lab.runs.games import shared_game
from wargame.play.control import rule
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.play.player import HUMAN
from wargame.rules.game import CHANCE_SEAT, Game
from wargame.rules.kernel import PLAY, Stream
from wargame.rules.position import state_of
from wargame.table.plain.console import Console
from wargame.table.plain.menu import menu_lines
from wargame.table.plain.table import PlainTable
from wargame.table.plain.typeset import lines
from wargame.table.told.happened import retold
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import number_titles, round_label
from wargame.table.words.wrap import heading, take_columns

OPTIONS: list[dict[str, Any]] = [
    {"id": name, "title": name, "do": []} for name in ("fish", "grain")
]


class Sitting:
    """One table with typed lines, and everything it printed."""

    def __init__(
        self,
        game: Game,
        lines: Iterable[str],
        seats: dict[str, str],
        seed: int = 1,
        part: Part = WHOLE,
    ) -> None:
        self.printed: list[str] = []
        self.wiped: list[int] = []
        sitting = NoShelf().begin(game, seats, seed, "")
        for text in forerun(game, seed, part.after_pct):
            sitting.draw_luck()
            sitting.take(text)
        last = sitting.match.state.round + part.rounds
        typed = takewhile(lambda _: sitting.match.state.round < last, lines)
        console = Console(typed, self.printed.append, lambda: self.wiped.append(len(self.printed)))
        PlainTable(sitting, console).play()
        self.match = sitting.match

    @property
    def text(self) -> str:
        return "".join(self.printed)


def first_human(game: Game, other: str = "random") -> dict[str, str]:
    first, second = game.seats
    return {first: HUMAN, second: other}


def chooser(seed: int) -> Iterator[str]:
    """Somebody who types numbers, some of them out of range, without end."""
    stream = Stream(seed)
    while True:
        yield str(1 + stream.below(12))


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3))]
)
def test_a_person_plays_a_whole_game(any_game: Game, seed: int) -> None:
    for part in [WHOLE] if seed else parts_of(any_game):
        sitting = Sitting(any_game, chooser(seed), first_human(any_game, "greedy"), seed, part)
    assert sitting.match.is_over
    assert "== The end ==" in sitting.text
    for seat in any_game.deck.seats:
        assert f"{seat.title}: " in sitting.text
    for question in any_game.deck.questions[:1]:
        assert question.ask.split()[0] in sitting.text


def test_no_line_is_longer_than_80_columns(any_game: Game) -> None:
    lines = [
        "board",
        "hand",
        "log",
        "items",
        "brief",
        "help",
        "?1",
        *[str(n) for n in range(9)] * 20,
    ]
    for part in parts_of(any_game):
        sitting = Sitting(any_game, lines, first_human(any_game), 1, part)
        assert [line for line in sitting.text.splitlines() if len(line) > 80] == []


def test_a_narrow_terminal_gets_whole_words_in_as_many_columns_as_it_has(
    decks: dict[str, DeckRef],
) -> None:
    """As whoever reads large letters has it."""
    game = shared_game(decks["primer"])
    asked = [name for name, row in QUERIES.items() if not row.typed and name != "advise"]

    def told() -> str:
        take_columns(40)
        return Sitting(game, ["1", *asked, "help", "1", "1", "1"], first_human(game), 5).text

    text = copy_context().run(told)
    lines = [line for line in text.splitlines() if not line.startswith("> ")]
    assert max(map(len, lines)) <= 40
    assert "  Trust: 42, brittle" in lines or "  Trust: 40, brittle" in lines
    whole = Sitting(game, ["1", *asked, "help", "1", "1", "1"], first_human(game), 5).text
    narrow, wide = (set(re.findall("[A-Za-z]+", one)) for one in (text, whole))
    assert narrow <= wide, "no word is broken"


def test_long_titles_stay_within_80_columns() -> None:
    track = {
        "id": "calm",
        "title": "Calm " * 15,
        "of": "shared",
        "min": -1_000_000,
        "max": 10,
        "start": -1_000_000,
        "unit": "u" * 24,
        "bands": [{"at": -1_000_000, "name": "low " * 20}],
    }
    chairs = [{**chair, "title": "N " * 40} for chair in seats({"hand": 1})]
    game = tiny(
        tracks=[track],
        seats=chairs,
        rounds={"max": 2, "labels": ["Spring " * 11] * 2},
        cards=[card("a", seat="any")],
    )
    text = Sitting(game, ["board", "log", "hand", *["1"] * 20], first_human(game)).text
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert "== The end ==" in text


def test_a_game_that_is_over_at_once_can_be_watched() -> None:
    endings = [
        {"id": "none", "title": "None", "when": "shared.calm == 0", "immediate": True},
        {"id": "over", "title": "Over"},
    ]
    game = tiny(endings=endings)
    assert "== The end ==" in Sitting(game, [], dict.fromkeys(game.seats, "random")).text


def test_the_end_of_input_is_a_polite_goodbye(any_game: Game) -> None:
    sitting = Sitting(any_game, [], first_human(any_game))
    assert not sitting.match.is_over
    assert sitting.text.endswith("You leave the table. This game is not kept.\n")


def test_quit_leaves_at_once(water: Game) -> None:
    sitting = Sitting(water, ["quit", "1", "1"], first_human(water))
    assert not sitting.match.is_over


def test_who_gives_up_is_asked_and_somebody_plays_on_to_the_end(water: Game) -> None:
    sitting = Sitting(water, ["substitute", "quit"], first_human(water))
    assert "`substitute yes` has them sit down." in sitting.text
    assert not sitting.match.is_over
    sitting = Sitting(water, ["substitute yes"], first_human(water))
    assert " from here on." in sitting.text
    assert sitting.match.is_over
    assert "== The end ==" in sitting.text
    assert HUMAN not in sitting.match.record.seats.values()


def test_who_gives_up_is_told_round_after_round(water: Game) -> None:
    sitting = Sitting(water, ["substitute yes"], first_human(water))
    told = sitting.text.partition(" from here on.")[2].splitlines()
    headings = [line for line in told if line.startswith("== Round")]
    rounds = range(1, sitting.match.state.round + 1)
    assert headings == [heading(round_label(water.deck, n)) for n in rounds]


def test_of_two_people_the_other_plays_on_behind_a_page(water: Game) -> None:
    first, second = water.seats
    typed = ["", "substitute yes", "", *["1"] * 4]
    sitting = Sitting(water, typed, {first: HUMAN, second: HUMAN})
    seats = sitting.match.record.seats
    (stays,) = (seat for seat, name in seats.items() if name == HUMAN)
    (gone,) = {*water.seats} - {stays}
    assert {stays, gone} <= {one.seat for one in sitting.match.log[-12:]}
    wiped, left = sitting.wiped
    assert " from here on." in "".join(sitting.printed[:wiped])
    after = "".join(sitting.printed[wiped:left])
    title = titles_of(water.deck).seats[stays]
    assert f"Pass the keyboard to {title}, then press Enter." in after.partition("==")[0]


def test_a_pipe_can_play_from_the_command_line(process: Program) -> None:
    done = process(["play", "calibration", "--plain", "--seed", "3"], b"1\n" * 50)
    assert done.returncode == 0
    assert b"== The end ==" in done.stdout
    assert done.stderr == b""


def test_two_machines_can_be_watched(any_game: Game) -> None:
    seats = dict.fromkeys(any_game.seats, "random")
    sitting = Sitting(any_game, [], seats, 2)
    assert sitting.match.is_over
    for number in range(1, sitting.match.state.round + 1):
        assert sitting.text.count(f"== Round {number} of") == 1


def test_a_watcher_sees_no_card_before_it_is_played(water: Game) -> None:
    seats = dict.fromkeys(water.seats, "random")
    text = Sitting(water, [], seats, 2).text
    titles = {seat.title for seat in water.deck.seats}
    draws = [line for line in text.splitlines() if " draws " in line]
    assert draws
    for line in draws:
        who, _, what = line.removeprefix("- ").partition(" draws ")
        assert who in titles
        assert what == "a card." or what.split()[1] == "cards."


def test_nothing_is_told_by_a_sign_in_linear_text(decks: dict[str, DeckRef]) -> None:
    """What is read out: words between two numbers, and who a side is."""
    game = shared_game(decks["primer"])
    asked = [name for name, row in QUERIES.items() if not row.typed and name != "rules"]
    typed = ["1", "1", *asked, "1", "1", *asked, "quit"]
    text = Sitting(game, typed, first_human(game, "greedy"), 5).text
    assert not set(text) & set("→▲▼◆◇●○◐‖│█░▸")
    assert "Rare-earth licensing 0 to 1" in text
    assert "Lead from level to " in text
    assert re.search(r"now, (\w[\w ]* leads, )?the lead goes from ", unwrapped(text.splitlines()))


SLOW = ("rules",)
"""Answers that depend on the deck alone, and take long."""


def answer(scene: Scene, name: str, asked: str = "") -> str:
    """An answer as plain text."""
    return "\n".join(lines(scene.titles, QUERIES[name].make(scene, asked)))


def test_the_first_page_of_a_long_board_tells_by_name_what_is_at_rest(
    decks: dict[str, DeckRef],
) -> None:
    """It was two hundred lines long; each measure at level 0 had one, and each project."""
    game = shared_game(decks["entanglement"])
    first, whole = Sitting(game, ["board", "quit"], first_human(game), 5).text.split("> board\n")
    for row in whole.splitlines():  # nothing is lost but levels, stages and where a table ends
        said = row.strip().removeprefix("- ").split(": ")
        if ", level 0 of " in row:
            assert said[1].split(", level")[0] in " ".join(first.split()), row
            assert row not in first
        if "nothing yet, 0 of" in row:
            assert said[1] in " ".join(first.split()), row
            assert row not in first
    assert "- Japan: Posture " in first
    assert "\nJapan\n" in whole
    assert first.count("\n") < whole.count("\n") + 40


# --- what a person may ask -----------------------------------------------------------------


def said(game: Game, *lines: str, seed: int = 1) -> str:
    """What is printed after the first of these lines is typed, in a fresh game."""
    text = Sitting(game, [*lines, "quit"], first_human(game), seed).text
    return text[text.index(f"> {lines[0]}\n") :]


def test_where_one_move_is_open_no_range_of_numbers_is_told() -> None:
    """Linear text asked for a number from 1 to 1."""
    assert "\nType 1: that alone is open.\n" in said(tiny(), "3")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        pytest.param("play dike", "play mend_dike", id="a part of a title"),
        pytest.param("dike", "", id="two acts have it"),
        pytest.param("dike play", "play mend_dike", id="in another order"),
        pytest.param("play dik", "play mend_dike", id="begun"),
        pytest.param("play the dikes", "play mend_dike", id="in the plural"),
        pytest.param("play mend", "", id="two have it"),
        pytest.param("play", "", id="the act alone"),
    ],
)
def test_a_part_of_what_the_menu_offers_is_told_whole_and_takes_no_turn(
    line: str, meant: str
) -> None:
    """The menu offers titles, and a part of one was told that no such card is known."""
    text = said(mending(), line)
    known = f"I do not know '{line}'. Did you mean '{meant}' (Play Mend the dike"
    told = " ".join(text.split())
    assert (known in told) == ("(Play Mend" in told) == bool(meant)
    assert "You leave the table" in text


def mending() -> Game:
    """A game with two cards in each hand that share a word."""
    cards = [
        card(f"mend_{one}", "my.grain += 1", title=f"Mend the {one}") for one in ("dike", "dam")
    ]
    return tiny(cards=cards, seats=seats({"hand": 2}))


def test_yes_takes_the_one_move_that_was_guessed_at() -> None:
    """It had to be typed anew, whole."""
    text = said(mending(), "play dike", "yes")
    assert "Type yes to do so." in text
    assert "North plays Mend the dike." in text
    assert "North plays" not in said(mending(), "play dike", "board", "yes")
    assert "I do not know 'y'." in said(mending(), "y")


def test_a_part_is_enough_to_ask_what_would_change() -> None:
    asked = ("?play dike", "what if dike play", "What if I play the dike?", "WHAT IF PLAY DIKE")
    for line in asked:
        text = said(mending(), line, "yes")
        assert "Play Mend the dike.\n  Grain (North) 4 to 5.\n" in text, line
        assert "North plays" not in text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("end turn", "Did you mean 'pass' (Pass)? Type yes", id="the turn ends"),
        pytest.param("pass turn", "Did you mean 'pass' (Pass)? Type yes", id="an act and more"),
        pytest.param("please pass", "Did you mean 'pass' (Pass)? Type yes", id="politely"),
        pytest.param("do nothing", "Did you mean 'pass' (Pass)? Type yes", id="nothing"),
        pytest.param("refuse", "You cannot 'decline' in round 1", id="an answer out of season"),
        pytest.param("we accept it", "You cannot 'accept' in round 1", id="a sentence"),
        pytest.param("raise fence", "there is no measure 'fence'", id="an act by another name"),
        pytest.param("offer", "packages are tabled in the talks", id="an act alone, out of season"),
        pytest.param(
            "break deal", "You cannot 'break': there is nothing to 'breach'", id="no deal"
        ),
        pytest.param("discard", "Discard what? Type: capital NAME", id="as the menu calls it"),
        pytest.param("summit", "'summit'. Type the number", id="nothing like a word"),
        pytest.param("leave", "Did you mean 'quit'?", id="no act is taken for leaving"),
        pytest.param("concede", "Did you mean 'substitute'?", id="nor for giving up"),
        pytest.param("snoow", "Did you mean 'snow'?", id="a slip in a title"),
        pytest.param("measure", "NAME, such as measure gates, toll", id="what there is"),
        pytest.param("show me the hand", "Your hand", id="asked for in a sentence"),
        pytest.param("my hand", "Your hand", id="one's own"),
        pytest.param("who is winning", "names no winner", id="who is ahead"),
        pytest.param(
            "why can’t I play moon", "there is no card 'moon'", id="as a telephone writes"
        ),
        pytest.param("what is trust", "Trust", id="a question"),
    ],
)
def test_other_words_lead_on_and_take_no_turn(water: Game, line: str, told: str) -> None:
    """`leave` was guessed to be an act, and `summit` to leave; `end turn` was no word of a deck."""
    text = said(water, line)
    assert told in " ".join(text.split())
    assert "You leave the table" in text


def test_no_takes_no_move_that_was_guessed_at() -> None:
    text = said(mending(), "play dike", "no", "yes")
    assert "> no\nNothing is done.\n" in text
    assert "North plays" not in text


def test_a_title_that_begins_as_a_word_of_the_table_is_no_word_of_it() -> None:
    """It was written down as a note, or told to be a question with too much behind it."""
    titles = {"a": "Note of Protest", "b": "Board of Trade", "c": "Pause for Thought"}
    game = tiny(cards=[card(one, title=title) for one, title in titles.items()])
    for one, title in titles.items():
        told = said(game, title.lower())
        assert f"'play {one}'" in told or f"\n{title}\n" in told, title


def test_what_more_moves_are_called_than_are_told_is_known_too() -> None:
    """It was told to be unknown."""
    cards = [card(f"m{n}", title=f"Mend dam {n}") for n in range(7)]
    text = " ".join(said(tiny(cards=cards, seats=seats({"hand": 7})), "play mend dam").split())
    assert "Several moves are called so." in text
    assert "; and 1 more." in text


def test_what_has_a_word_comes_before_what_it_begins() -> None:
    """Of `dam` and `damage` neither was meant by `dam`."""
    titles = {"one": "Mend the dam", "two": "Count the damage"}
    game = tiny(
        cards=[card(one, title=title) for one, title in titles.items()], seats=seats({"hand": 2})
    )
    assert "Did you mean 'play one'" in said(game, "play dam")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("Capital (China)", "Capital (China) is", id="as the news writes it"),
        pytest.param("china's capital", "Capital (China) is", id="of a side"),
        pytest.param("the lead?", "Lead is level", id="in a sentence"),
        pytest.param("anger", "are called so: 'Anger of industry', ", id="several"),
    ],
)
def test_a_number_is_known_by_its_words(decks: dict[str, DeckRef], asked: str, told: str) -> None:
    text = said(shared_game(decks["primer"]), f"why {asked}", seed=5)
    assert told in " ".join(text.split())
    assert "(United States) is" not in text


def test_how_a_number_went_is_told_without_signs(decks: dict[str, DeckRef]) -> None:
    text = said(shared_game(decks["primer"]), "number capital", seed=5)
    assert "From the start to now\n" in text
    assert not set(text) & set("◆◇")


def test_where_a_line_from_the_record_comes_from_stands_behind_it() -> None:
    """Two lines began with `Source:`, and nobody could tell which was the card's."""
    line = {"text": "It rained all June.", "source": "almanac"}
    noted = {**card("one", title="Rain"), "flavour": line, "source": "invented"}
    almanac = {"id": "almanac", "title": "The almanac", "url": "https://example.org/a"}
    told = " ".join(said(tiny(cards=[noted], sources=[almanac]), "card one").split())
    assert "It rained all June. (The almanac) Source: invented" in told
    assert told.count("Source:") == 1


def test_what_several_moves_are_called_is_told_with_their_numbers() -> None:
    """A word of two moves was told to be none."""
    text = " ".join(said(mending(), "mend").split())
    listed = re.findall(r"(\d) Play Mend the (\w+)", text[text.index("Several moves") :])
    assert [name for _, name in listed] in (["dike", "dam"], ["dam", "dike"])
    taken = said(mending(), "mend", listed[0][0])
    assert f"North plays Mend the {listed[0][1]}." in taken


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        pytest.param("PLAY MEND_DIKE", "North plays Mend the dike.", id="in capitals"),
        pytest.param("Play mend the DIKE", "North plays Mend the dike.", id="a title"),
        pytest.param("#0", "Type a number from 1 to", id="a number with a sign"),
        pytest.param("1.", "North p", id="a number with a stop"),
    ],
)
def test_a_move_is_known_in_whichever_letters(line: str, answer: str) -> None:
    assert answer in said(mending(), line)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        pytest.param("tension", "Tension\n26, of 0 to 100", id="a number"),
        pytest.param("their moon", "I do not know 'their moon'.", id="a number of nobody's"),
        pytest.param("rare-earth licensing", "Rare-earth licensing\n", id="the rival's measure"),
        pytest.param("price floor", "Price Floor\n", id="a card"),
        pytest.param("munitions", "Munitions", id="a project"),
        pytest.param("chips", "Chips Washington leads", id="a front whose name a move has too"),
        pytest.param("cards", "Your hand", id="what people call the hand"),
        pytest.param("numbers", "United States (you)", id="a pane by its label"),
        pytest.param("capital", "'number capital' tells of the number.", id="an act and a number"),
        pytest.param("anger", "Several are called so. Type one:", id="several"),
        pytest.param("in of", "I do not know 'in of'.", id="no word of weight"),
    ],
)
def test_a_thing_that_is_named_alone_is_told_of(
    decks: dict[str, DeckRef], line: str, answer: str
) -> None:
    """It was told to be unknown, or guessed to be another word: tension a question."""
    game = shared_game(decks["primer"])
    text = Sitting(game, [line, "quit"], first_human(game), 5).text
    assert " ".join(answer.split()) in " ".join(text[text.index(f"> {line}\n") :].split())


def test_a_number_is_told_of_both_sides_also_where_its_ids_differ(
    decks: dict[str, DeckRef],
) -> None:
    """China asked why its pressure was so, and heard of America's alone."""
    game = shared_game(decks["entanglement"])
    seats = {"us": "greedy", "china": HUMAN}
    text = Sitting(game, ["why pressure", "why my pressure", "quit"], seats, 1).text
    both, mine = text[text.index("> why pressure") :].split("> why my pressure")
    assert both.index("Pressure at home (China)") < both.index("Pressure at home (United States)")
    assert "Pressure at home (China)" in mine
    assert "(United States) is" not in mine


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        pytest.param("board", "Shared", id="board"),
        pytest.param("hand", "Your hand", id="hand"),
        pytest.param("help", "why not NAME", id="help"),
        pytest.param("help", "NAME            what it is, or which", id="help on names"),
        pytest.param("?", "why not NAME", id="a lone question mark is help"),
        pytest.param("actions", "You may", id="actions"),
        pytest.param("", "You may", id="an empty line"),
        pytest.param("log", "Round 1", id="log"),
        pytest.param("rules", "A round", id="rules"),
        pytest.param("items", "Terms: ", id="items"),
        pytest.param("why trust", "Trust", id="why"),
        pytest.param("why", "Why what?", id="why what"),
        pytest.param("why moon", "No number is called 'moon'", id="why no such"),
        pytest.param("why not moon", "there is no card 'moon'", id="why not no such"),
        pytest.param("preview 1", "No number changes at once", id="preview"),
        pytest.param("?1", "No number changes at once", id="short preview"),
        pytest.param("?99", "Type a number from 1 to", id="preview of nothing"),
        pytest.param("0", "Type a number from 1 to", id="number 0"),
        pytest.param("9" * 5000, "Type a number from 1 to", id="a number of 5,000 digits"),
        pytest.param("١", "I do not know", id="a foreign digit"),
        pytest.param("bord", "Did you mean 'board'?", id="a slip"),
        pytest.param("1 2", "'1 2'. Type the number of an action", id="two numbers"),
        pytest.param("why not", "Why not what? Type: why not NAME", id="why not what"),
        pytest.param("qwxz", "'qwxz'. Type the number of an action, or help.", id="nonsense"),
        pytest.param("play moon", "there is no card 'moon'", id="play no such card"),
        pytest.param("accept", "not in this phase", id="a verb out of turn"),
        pytest.param(
            "offer toll_down", "phase 'plays': packages are tabled in", id="an early offer"
        ),
        pytest.param("forecast", "If the round closed now", id="a forecast that nobody writes"),
        pytest.param("question", "nothing but to take your turn.\n", id="no question"),
        pytest.param("Help", "why not NAME", id="as a telephone writes it"),
        pytest.param("NEWS", "Setting up", id="in capitals"),
        pytest.param("QUIT", "You leave the table.", id="leave in capitals"),
        pytest.param("Pass me by", "You cannot 'pass me by'", id="a verb with a capital"),
        pytest.param("entry 0", "\nYou draw ", id="news of the first move"),
        pytest.param("entry 999", "No news is of move '999'. Moves are 0 to", id="news of no move"),
        pytest.param("entry two", "No news is of move 'two'.", id="news of no number"),
        pytest.param("card moon", "There is no card 'moon'", id="no such card"),
        pytest.param("deal a b", "Type the items and the term", id="half a deal"),
        pytest.param("preview deal zz for 1", "there is no item 'zz'", id="a preview of nothing"),
        pytest.param("?deal a for 1", "put together in the talks,", id="a preview out of season"),
        pytest.param("deal zz for 1", "there is no item 'zz'", id="a deal of nothing"),
        pytest.param(
            "deal a for 1", "put together in the talks, after the plays.", id="a deal out of season"
        ),
    ],
)
def test_every_question_has_an_answer_and_takes_no_turn(
    water: Game, line: str, answer: str
) -> None:
    text = said(water, line)
    assert answer in text
    assert "Traceback" not in text
    assert "You leave the table" in text


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        pytest.param(
            "why not price_floor", "works only if Magnet plant has been begun.", id="a card"
        ),
        pytest.param("why not court", "You can: type 'act court'.", id="an action"),
        pytest.param("why not munitions", "You can: type 'fund munitions'.", id="a project"),
        pytest.param("why not duty", "You can: type 'tighten duty'.", id="a measure of one's own"),
        pytest.param("why not geneva", "You cannot 'propose geneva'", id="a package"),
        pytest.param("why not counter", " farm stop is not yours.", id="a measure of the rival's"),
        pytest.param("why not Price Floor", "only if Magnet plant has been begun.", id="in part"),
        pytest.param("why not Emergency duty", "You can: type 'tighten duty'.", id="a title"),
        pytest.param(
            "why not munitions surge", "You can: type 'fund munitions'.", id="a project's"
        ),
    ],
)
def test_why_not_is_told_in_titles_whatever_it_is_of(
    decks: dict[str, DeckRef], line: str, answer: str
) -> None:
    game = shared_game(decks["primer"])
    table = Sitting(game, ["1", line, "quit"], first_human(game), 5)
    assert answer in " ".join(table.text.split())


@pytest.mark.parametrize(
    ("deck", "line", "answer", "other"),
    [
        pytest.param("primer", "number trust", "; more is better.", "its owner", id="the table's"),
        pytest.param("hospital_merger", "number reserves", "Its owner alone sees", "", id="hidden"),
    ],
)
def test_a_number_says_whose_it_is_and_who_sees_it(
    decks: dict[str, DeckRef], line: str, answer: str, other: str, deck: str
) -> None:
    text = " ".join(said(shared_game(decks[deck]), line).split())
    assert answer in text
    assert not other or other not in text


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("fronts home", "Nothing stands behind 'fronts': 'front home' tells of one."),
        ("brief china", "Nothing stands behind 'brief': type it alone."),
    ],
)
def test_what_is_typed_behind_a_word_that_stands_alone_is_not_passed_over(
    decks: dict[str, DeckRef], line: str, answer: str
) -> None:
    assert answer in said(shared_game(decks["primer"]), line)


def test_the_words_of_the_menu_can_be_typed_too(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["primer"])
    table = Sitting(game, ["1", "court THE allies", "quit"], first_human(game), 5)
    assert "acts: Court the allies." in table.text
    unnamed = Sitting(game, ["1", "play", "Fund", "quit"], first_human(game), 5).text
    assert "\nPlay what? Type: play NAME\n" in unnamed
    assert "\nFund what? Type: fund NAME\n" in unnamed
    typed = ["1", *["pass"] * 2, "offer nothing", "quit"]
    talks = Sitting(game, typed, first_human(game), 5).text
    assert "\n  1  Offer nothing\n" in talks
    assert "United States offers nothing." in talks


def test_what_is_typed_cannot_drive_the_terminal(process: Program) -> None:
    done = process(["play", "calibration", "--plain", "--seed", "1"], b"\x1b[2J\nquit\n")
    assert b"\x1b" not in done.stdout
    assert rb"\x1b[2J" in done.stdout


def test_any_text_is_an_answerable_line(water: Game) -> None:
    stream = Stream(5)
    letters = "abc 019?{}[]%\\\t'\"äé龍\u202e" + "why not card deal for preview"
    lines = ["".join(letters[stream.below(len(letters))] for _ in range(12)) for _ in range(300)]
    lines = [line for line in lines if not line.strip().isdigit()]
    text = Sitting(water, lines, first_human(water)).text
    assert text.endswith("You leave the table. This game is not kept.\n")


def test_an_action_can_be_typed_in_words(water: Game) -> None:
    sitting = Sitting(water, ["pass", "quit"], first_human(water))
    assert "pass" in sitting.match.record.actions


def test_a_decision_can_be_taken_back(decks: dict[str, DeckRef]) -> None:
    """Where nobody has learnt anything from it; then what was asked before is asked again."""
    game = shared_game(DeckRef(decks["primer"].folder, "item_by_item"))
    for seed in range(20):
        lines = ["pass", "pass", "offer duty_one", "undo", "quit"]
        sitting = Sitting(game, lines, first_human(game), seed)
        if "Taken back." in sitting.text:
            before, _, after = sitting.text.partition("> offer duty_one\n")
            assert after.rpartition("You may\n")[2] == (
                before.rpartition("You may\n")[2] + "> quit\nYou leave the table. "
                "This game is not kept.\n"
            )
            return
    pytest.fail("nowhere could an item be put on the table")


def test_what_was_taken_back_can_be_taken_again(decks: dict[str, DeckRef]) -> None:
    game = shared_game(DeckRef(decks["primer"].folder, "item_by_item"))
    for seed in range(20):
        lines = ["pass", "pass", "offer duty_one", "undo", "redo", "quit"]
        sitting = Sitting(game, lines, first_human(game), seed)
        if "Taken back." in sitting.text:
            assert "offer duty_one" in sitting.match.record.actions
            assert not sitting.match.undone
            return
    pytest.fail("nowhere could an item be put on the table")


def test_nothing_is_taken_again_that_was_not_taken_back(water: Game) -> None:
    assert "Nothing can be taken again: nothing was just taken back." in said(water, "redo")


def test_what_somebody_has_learnt_from_stays(water: Game) -> None:
    assert "You cannot take that back: " in said(water, "undo")


def test_why_names_what_did_it(decks: dict[str, DeckRef]) -> None:
    game = shared_game(DeckRef(decks["primer"].folder, "item_by_item"))
    text = said(game, "play back_channel", "why trust", "why trust all", seed=5)
    plain, whole = text[text.index("> why trust") :].split("> why trust all")
    assert "Back Channel" in plain
    assert "shared.trust" not in plain
    assert "shared.trust" in whole


def test_a_package_typed_in_one_line_becomes_its_plain_steps(decks: dict[str, DeckRef]) -> None:
    game = shared_game(DeckRef(decks["primer"].folder, "item_by_item"))
    for seed in range(20):
        lines = ["pass", "pass", "?deal a g for 2", "deal a g for 2", "quit"]
        sitting = Sitting(game, lines, first_human(game), seed)
        actions = sitting.match.record.actions
        if "table 2" in actions:
            _, foreseen, taken = sitting.text.split("deal a g for 2\n")
            foreseen = " ".join(foreseen.split())
            assert re.match(r"Offer [^.]* for this round and 2 more\. If the rival", foreseen)
            assert "offers: " in taken
            at = actions.index("table 2")
            words = [action.split() for action in actions[at - 2 : at]]
            deals = game.deck.deals
            givers = {item.id: item.seat for item in deals.items} if deals else {}
            assert [verb for verb, _ in words] == ["offer", "offer"]
            assert {givers[item] for _, item in words} == set(game.seats)
            return
    pytest.fail("nowhere could the package be tabled")


# --- the menu ------------------------------------------------------------------------------


def menu(game: Game, given: dict[str, Any]) -> str:
    """The menu of the seat to move at a position made up."""
    state = game.position(given)
    view = game.redact(state, game.current_seat(state))
    titles = Titles.of(game.deck, number_titles(game.deck))
    return "\n".join(menu_lines(view, titles))


def test_the_menu_tells_what_each_action_costs_and_brings(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["primer"])
    hand = ["vault", "price_floor", "grey_market", "back_channel"]
    shown = menu(game, {"turn": "us", "hand.us": hand, "us.capital": 6, "measure.duty": 1})
    assert "6 capital, 2 plays left this round.\nYou may\n" in shown
    assert "Play Mineral Vault: costs 1 capital [play vault]" in shown
    assert "Discard Mineral Vault for 3 capital, with its printed effect" in shown
    assert "Discard Back Channel for 1 capital [capital back_channel]" in shown
    assert "Discard Grey-Market Chips for 3 capital, with its printed effect" in shown
    tighten = "Tighten Emergency duty: to level 2 (reciprocal layer), costs 2 capital"
    assert f"{tighten} [tighten duty]" in " ".join(shown.split())
    assert "Not open now: Price Floor and Offtake [price_floor]." in shown


def test_the_menu_tells_what_a_discard_does_not_bring_where_capital_is_full(
    decks: dict[str, DeckRef],
) -> None:
    held = {"turn": "us", "hand.us": ["back_channel", "vault"], "us.capital": 9}
    shown = " ".join(menu(shared_game(decks["primer"]), held).split())
    assert "for 1 capital (you keep 0, for 9 is the most) [capital back_channel]" in shown
    shown = " ".join(menu(shared_game(decks["primer"]), {**held, "us.capital": 7}).split())
    assert "for 3 capital (you keep 2, for 9 is the most), with its printed effect" in shown
    assert "for 1 capital [capital back_channel]" in shown


def test_what_the_rules_ask_begins_as_a_sentence() -> None:
    cards = [card("swap", {"give": 1}), card("a"), card("b")]
    game = tiny(cards=cards, seats=seats({"hand": 3}, {"hand": 0}), cards_rule={"mix": True})
    state = game.position({"turn": "north", "hand.north": ["swap", "a", "b"]})
    state = game.apply(state, game.action(state, "play swap")).state
    view = game.redact(state, "north")
    titles = Titles.of(game.deck, number_titles(game.deck))
    assert menu_lines(view, titles)[0] == "Give away a card. You may"


def test_the_menu_asks_for_as_many_cards_as_are_due() -> None:
    rule = {"id": "flood", "title": "Flood", "phase": "world"}
    cards = [card(name, seat="any") for name in "abcd"]
    rules = [{**rule, "do": [{"discard": 2, "seat": "north"}]}]
    game = tiny(cards=cards, rules=rules, seats=seats({"hand": 3}))
    shown = menu(game, {"phase": "world", "turn": "north"})
    assert "You have to discard 2 cards, one by one:" in shown


def test_the_menu_of_a_dilemma_asks_first() -> None:
    for title, said in (("Which?", "Which? You may"), ("A choice", "A choice. You may")):
        ask = {"title": title, "seat": "north", "options": OPTIONS}
        game = tiny(cards=[card("act", {"choose": ask})])
        table = Table(game, {"hand.north": ["act"]}).do("play act")
        view = game.redact(table.state, "north")
        assert menu_lines(view, Titles.of(game.deck, number_titles(game.deck)))[0] == said


def test_the_board_calls_numbers_what_news_call_them(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["primer"])
    scene = Scene(game.redact(game.new(), "us"), titles_of(game.deck))
    said = lines(scene.titles, QUERIES["tracks"].make(scene, ""))
    assert any(line.startswith("  Magnets in store   ") for line in said)
    assert any(line.startswith("  Chips in store   ") for line in said)
    assert not any("Weeks in store" in line for line in said)


def test_a_long_value_is_told_apart_from_what_it_was(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["moon_race"])
    view = game.redact(game.position({"turn": "east", "shared.first": "west"}), "east")
    scene = Scene(view, titles_of(game.deck), before={"shared.first": 0})
    said = lines(scene.titles, QUERIES["board"].make(scene, ""))
    (row,) = [line for line in said if "Who flew last" in line]
    assert row.endswith("  Western Agency, was nobody")


def test_a_deal_says_how_long_it_runs() -> None:
    items = [
        {"id": name, "title": name, "seat": name, "kind": "pledge", "track": "grain", "amount": 1}
        for name in ("north", "south")
    ]
    table = Table(tiny(deals={"terms": [1], "items": items}), {"phase": "talks"})
    table.do("offer north", "offer south", "table 1", "accept")

    def said() -> str:
        return answer(Scene(table.view(), titles), "deals")

    titles = titles_of(table.game.deck)
    assert "Deal 1 (round 1), this round and 1 more." in said()
    assert "North: north" in said()
    table.rounds(1)
    assert "Deal 1 (round 1), in its last round." in said()


def test_of_a_long_board_only_what_moved_is_shown_again() -> None:
    names = [f"t{number}" for number in range(60)]
    rows = [{"id": name, "title": f"Track {name}", "of": "shared"} for name in names]
    rules = [{"id": "r", "title": "R", "phase": "world", "do": ["shared.t7 += 1"]}]
    game = tiny(tracks=rows, rules=rules)
    text = Sitting(game, ["1", "board", "quit"], first_human(game)).text
    first, again, board = (
        part.partition("\nYou may")[0] for part in re.split("== Round 2|> board", text)
    )
    assert all(f"Track {name}" in part for name in names for part in (first, board))
    assert [name for name in names if f"Track {name} " in again] == ["t7"]
    assert "What has moved since (board shows the rest)" in again


def test_a_round_opens_with_what_is_new_and_soon_asks(decks: dict[str, DeckRef]) -> None:
    """Whoever listens hears all of it before the question."""
    game = shared_game(decks["primer"])
    typed = iter(["1"] * 200)
    text = Sitting(game, typed, first_human(game, "greedy"), 5).text
    rounds = [part.partition("\n> ")[0] for part in re.split("\n== Round [1-6]", text)[1:]]
    opened = [part.splitlines() for part in rounds if "Your hand" in part]
    assert len(opened) == 6
    assert {"Actions", "No deal is in force."} < set(opened[0])
    for part in opened[1:]:
        assert "What has moved since (board shows the rest)" in part
        assert not {"Actions", "No deal is in force."} & set(part)
        assert part.index("Your hand") <= opened[0].index("Your hand") - 8


def test_workings_are_left_out_until_they_are_asked_for(sink: Game) -> None:
    board = said(sink, "board").partition("\n> ")[0]
    assert "Mood of the house" in board
    assert "Between best and worst notice" not in board
    assert "1 working is left out (board all shows it)." in board
    whole = said(sink, "board all")
    assert "Between best and worst notice" in whole
    assert "left out" not in whole.partition("\n> ")[0]
    assert "Between best and worst notice" in said(sink, "why spread")


def test_help_stands_in_two_columns(water: Game) -> None:
    lines = said(water, "help").splitlines()
    places = {
        line.index(does)
        for line in lines
        for does in ("the numbers of both", "your cards, what")
        if does in line
    }
    assert places == {16}
    assert "course [one, other]" in lines  # what is too long for its column has a line


def test_an_agenda_is_read_before_it_is_kept(sink: Game) -> None:
    text = Sitting(sink, ["1", "quit"], first_human(sink), 3).text
    kept = [agenda for agenda in sink.deck.agendas if f"[keep {agenda.id}]" in text]
    assert len(kept) > 1
    assert all(agenda.text.split()[1] in text for agenda in kept)


# --- two people at one keyboard ------------------------------------------------------------


def test_between_two_people_the_keyboard_is_passed_and_the_screen_wiped(water: Game) -> None:
    seats = dict.fromkeys(water.seats, HUMAN)
    sitting = Sitting(water, ["", "1", "", "1", "", "1", "quit"], seats)
    handovers = [
        n for n, line in enumerate(sitting.printed) if line.startswith("Pass the keyboard")
    ]
    assert len(handovers) >= 2
    assert len(sitting.wiped) == len(handovers)  # between each two, and when they leave


def test_after_a_wipe_it_is_said_how_to_see_cards_and_table_again(water: Game) -> None:
    turns = ["", "1", "", "1", "", "1", "", "quit"]
    parts = Sitting(water, turns, dict.fromkeys(water.seats, HUMAN)).text.split("Pass the keyboard")
    again = [part for part in parts if "Type hand for your cards, board for the table." in part]
    assert again
    assert not [part for part in again if "Your hand" in part]


@pytest.mark.parametrize("leave", ["quit", "exit"])
def test_between_two_people_nothing_but_enter_shows_the_next_hand(water: Game, leave: str) -> None:
    sitting = Sitting(water, ["2", "help", leave], dict.fromkeys(water.seats, HUMAN))
    assert sitting.text.count("Enter alone goes on") == 2
    assert "Your hand" not in sitting.text
    assert "You leave the table" in sitting.text


def test_between_two_people_no_hand_is_shown_to_the_other(water: Game) -> None:
    seats = dict.fromkeys(water.seats, HUMAN)
    sitting = Sitting(water, ["", "1", "", "1", "", "1", "", "1"], seats)
    parts = sitting.text.split("Pass the keyboard to ")[1:]
    own = {seat: {c.title for c in water.deck.cards if c.seat == seat} for seat in water.seats}
    names = {seat.title: seat.id for seat in water.deck.seats}
    for part in parts:
        seat = names[part.partition(",")[0]]
        rival = next(other for other in water.seats if other != seat)
        hand = part.partition("Your hand")[2].partition(" holds ")[0]
        assert not [title for title in own[rival] if title in hand]


def test_a_headline_stays_secret_until_both_are_in(sink: Game) -> None:
    """The second to commit reads nothing about the first one's card."""
    for seed in range(2):
        first, second = sink.seats
        for mine, other in ((first, second), (second, first)):
            seats = {mine: HUMAN, other: "greedy"}
            sitting = Sitting(sink, chooser(seed), seats, seed)
            assert "has chosen a headline, or none, in secret" in sitting.text or mine == first
            assert sitting.match.is_over


def test_a_headline_is_told_once_it_is_revealed(sink: Game) -> None:
    """Also to the one who committed second, and read then only that there was one."""
    first, second = (seat.title for seat in sink.deck.seats)
    seats = dict(zip(sink.seats, ("greedy", HUMAN), strict=True))
    text = Sitting(sink, chooser(3), seats, 3).text
    for title in (first, second):
        assert text.count(f"- {title} had committed") == text.count(", headline: ")
    assert f"{first} has chosen a headline" in text


def test_the_seed_is_told_when_nothing_is_left_to_hide(sink: Game, water: Game) -> None:
    """Who knows it beforehand can deal the rival's cards on a table of their own."""
    told = "Seed 3: the same seed gives the same luck."
    assert told not in Sitting(water, ["quit"], first_human(water), 3).text
    whole = Sitting(sink, chooser(3), first_human(sink), 3).text
    assert whole.index(told) > whole.index("== The end ==")
    watched = Sitting(water, [], dict.fromkeys(water.seats, "random"), 3).text
    assert watched.index(told) < watched.index("== Round 1 of")


# --- nothing shown tells more than the seat may know -----------------------------------------


@pytest.mark.parametrize(
    ("step", "long_step"), [(3, 17), pytest.param(2, 11, marks=pytest.mark.slow, id="closer")]
)
def test_what_is_shown_is_the_same_for_positions_a_seat_cannot_tell_apart(
    any_game: Game, step: int, long_step: int
) -> None:
    titles = titles_of(any_game.deck)
    is_long = any_game.rules.engine.tables.rounds.max_rounds > 12
    step = long_step if is_long else step
    for seed in range(2):
        for count, (state, _) in enumerate(nodes(any_game, seed)):
            seat = any_game.current_seat(state)
            if seat == CHANCE_SEAT or (count + seed) % step:
                continue
            view = any_game.redact(state, seat)
            twin = any_game.redact(any_game.resample(view, Stream(seed)), seat)
            assert menu_lines(view, titles) == menu_lines(twin, titles)
            one, two = Scene(view, titles), Scene(twin, titles)
            for row in QUERIES.values():
                if row.name not in SLOW and not row.typed.isupper():
                    assert answer(one, row.name) == answer(two, row.name)
            for action in view.legal[:3]:
                assert answer(one, "preview", action.text) == answer(two, "preview", action.text)


def test_a_ruling_is_told_with_its_reason(water: Game) -> None:
    players = seated(water, 2)
    match = Match(water, players, 2, traced=True)
    while state_of(match.state).node != PLAY:
        match.step()
    number = next(name.text for name in water.rules.names.values() if name.writable and name.hi > 9)
    rule(match, (f"{number} += 1",), "the press got it wrong")
    titles = titles_of(water.deck)
    told = lines(titles, retold(titles, NOBODY, seen_by(NOBODY, match.log[-1:])))
    assert told[0] == "- Control rules: the press got it wrong."


def test_every_round_is_told_when_it_is_over_the_last_one_too() -> None:
    game = tiny(rounds={"max": 3})
    text = Sitting(game, ["pass"] * 40, first_human(game)).text
    told = [text.index(f"Round {number} of 3 is over") for number in (1, 2, 3)]
    assert told == sorted(told)
    assert told[-1] < text.index("== The end ==")


ASKING = (
    *("cards", "injects", "endings", "reviews", "fronts", "agendas", "tracks", "measures"),
    *("projects", "rules", "parties", "actions", "deals", "eras"),
)


def asking(part: Any) -> Any:
    """A part of a deck whose titles are all questions."""
    if isinstance(part, dict):
        whole = {key: asking(value) for key, value in part.items()}
        return {k: f"{v}?" if k == "title" and isinstance(v, str) else v for k, v in whole.items()}
    return [asking(one) for one in part] if isinstance(part, list) else part


@pytest.mark.parametrize("name", ["water_treaty", "kitchen_fronts", "kitchen_sealed"])
def test_a_title_that_ends_as_a_sentence_takes_no_full_stop(
    decks: dict[str, DeckRef], name: str
) -> None:
    """What is told of the whole of a game, its end, and what may be asked meanwhile."""
    tree = load_deck(decks[name].folder).tree
    asked = {noun: asking(tree[noun]) for noun in ASKING if noun in tree}
    game = Game(load_deck_tree({**tree, "title": f"{tree['title']}?", **asked}))
    watched = dict.fromkeys(game.seats, "random")
    ways = ["brief", "rules", "fronts", "coming", "log", "debrief", "board", "forecast"]
    ways += [f"why {one['id']}" for one in tree["tracks"]]
    texts = [Sitting(game, [], watched, seed).text for seed in range(2)]
    texts += [Sitting(game, [*ways, *["1"] * 40, *ways, "quit"], first_human(game), 1).text]
    twice = re.compile(r"[^\n]{0,40}[?]\.(?![\w.])")
    found = {match[0] for text in texts for match in twice.finditer(unwrapped(text.splitlines()))}
    assert sorted(found) == []
