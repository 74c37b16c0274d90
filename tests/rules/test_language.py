"""What the deck language refuses, how fast, and where it points."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.effort import calls
from tests.rules.tiny import BASE, Table, card, rule, tiny
from wargame.content.load import load_deck, load_deck_tree
from wargame.errors import DeckError, Fault, Faults
from wargame.rules.game import Game
from wargame.rules.kernel import EXTRAS
from wargame.rules.reading.build import read
from wargame.rules.reading.names import Scope
from wargame.rules.reading.parse import Parser
from wargame.rules.reading.syntax import TextFault

MOST_CALLS = 10_000
"""Of reading one text; what is longer than it may be, or nested, takes no more than another."""


def parser() -> Parser:
    return Parser(tiny().rules.sources.names, Scope(0))


def refusal(kind: str, text: str) -> TextFault:
    """The fault of a text, found soon enough."""
    reading = getattr(parser(), kind)
    with pytest.raises(TextFault) as caught:
        reading(text)
    assert calls(lambda: attempt(reading, text)) < MOST_CALLS
    assert caught.value.what
    return caught.value


def attempt(reading: Callable[[str], object], text: str) -> None:
    """Read a text that is refused."""
    with suppress(TextFault):
        reading(text)


EVIL = [
    pytest.param("9**9**9", "not an allowed operator", id="powers"),
    pytest.param("().__class__", "a name was expected", id="attributes of values"),
    pytest.param("my.__class__", "unknown name", id="attributes of names"),
    pytest.param("my.grain.real", "unknown name", id="attributes of numbers"),
    pytest.param("-" * 3000 + "1", "longer than 200", id="3,000 minus signs"),
    pytest.param("-" * 199 + "1", None, id="199 minus signs"),
    pytest.param("(a+)+$", "character '$' is not allowed", id="a regular expression"),
    pytest.param("'text'", "character ''' is not allowed", id="text"),
    pytest.param('"text"', "is not allowed", id="quoted text"),
    pytest.param("lambda: 1", "character ':' is not allowed", id="lambda"),
    pytest.param("(n := 1)", "character ':' is not allowed", id="walrus"),
    pytest.param("f'{1}'", "is not allowed", id="f-string"),
    pytest.param("[1][0]", "character '[' is not allowed", id="list"),
    pytest.param("[n for n in my]", "character '[' is not allowed", id="comprehension"),
    pytest.param("min(n for n in my)", None, id="generator"),
    pytest.param("min(*my)", None, id="star"),
    pytest.param("min(a=1, b=2)", "not an allowed expression|unknown function", id="keywords"),
    pytest.param("{1: 2}", "is not allowed", id="mapping"),
    pytest.param("mу.grain", "is not allowed", id="a Cyrillic letter"),
    pytest.param("１ + 1", "is not allowed", id="a full-width digit"),
    pytest.param("1\n+ 1", "is not allowed", id="newline"),
    pytest.param("1\r", "is not allowed", id="carriage return"),
    pytest.param("1\\", "is not allowed", id="line continuation"),
    pytest.param("1 # note", "is not allowed", id="comment"),
    pytest.param("1; 2", "is not allowed", id="semicolon"),
    pytest.param("my.grain @ 2", "is not allowed", id="matrix product"),
    pytest.param("1 / 2", "not an allowed operator", id="real division"),
    pytest.param("1 // 0", "positive constant", id="division by 0"),
    pytest.param("1 % -2", "positive constant", id="a rest by a negative number"),
    pytest.param("1 // my.grain", "positive constant", id="division by a name"),
    pytest.param("1 << 60", "not an allowed operator", id="shift"),
    pytest.param("~1", "is not allowed", id="complement"),
    pytest.param("+1", "not an allowed expression", id="a plus sign in front"),
    pytest.param("1.5", "1.5 is not a whole number", id="a real number"),
    pytest.param("1e3", "this cannot be read", id="an exponent"),
    pytest.param("1j", "this cannot be read", id="an imaginary number"),
    pytest.param("0x1F", "this cannot be read", id="hexadecimal"),
    pytest.param("1_000", "this cannot be read", id="underscores in a number"),
    pytest.param("1if my.grain > 3 else 2", "this cannot be read", id="a number run into a word"),
    pytest.param("007", "this cannot be read", id="leading zeros"),
    pytest.param("9" * 190, "number out of range", id="190 digits"),
    pytest.param("True", "a number was expected", id="True"),
    pytest.param("None", "not an allowed expression", id="None"),
    pytest.param("...", "not an allowed expression", id="ellipsis"),
    pytest.param("()", "not an allowed expression", id="empty brackets"),
    pytest.param("1, 2", "not an allowed expression", id="two values"),
    pytest.param("await my", None, id="await"),
    pytest.param("yield", None, id="yield"),
    pytest.param("import os", "'import' is a word of Python", id="import"),
    pytest.param("print(1)", "unknown function 'print'", id="another function"),
    pytest.param("my.grain()", "not an allowed expression", id="calling a name"),
    pytest.param("min(1)", "min was given 1 values", id="too few values"),
    pytest.param("pick(my.grain, 1, 2)", "the place can be 0..10", id="pick beyond its values"),
    pytest.param("my.grain > 1", "true or false", id="a condition for a number"),
    pytest.param("3 if my.grain else 2", "true or false", id="a number for a condition"),
    pytest.param("my.grain and 1", "true or false", id="and of numbers"),
    pytest.param("1 if my is my else 2", "not an allowed comparison", id="is"),
    pytest.param("1 if my.grain in my else 2", "not an allowed comparison", id="in"),
    pytest.param("total(my.grain)", "takes one track of parties", id="total of a seat"),
    pytest.param("total(party.fur)", "no party has", id="total of nothing"),
    pytest.param("grain", "unknown name 'grain'", id="a name without its prefix"),
    pytest.param(
        "my.grain * " * 8 + "my.score * my.score * my.score * my.score",
        None,
        id="a number beyond bounds",
    ),
    pytest.param("", "this cannot be read", id="nothing"),
    pytest.param("   ", "this cannot be read", id="blanks"),
]


@pytest.mark.parametrize(("text", "what"), EVIL)
def test_refused_as_an_expression(text: str, what: str | None) -> None:
    fault = refusal("expression", text)
    if what is not None:
        assert any(part in fault.what for part in what.split("|")), fault.what


@pytest.mark.parametrize(("text", "what"), EVIL)
def test_refused_as_a_condition(text: str, what: str | None) -> None:
    if text != "my.grain > 1":
        refusal("condition", text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("my.grain", "must change a number", id="no change"),
        pytest.param("my.grain == 3", "must change a number", id="a comparison"),
        pytest.param("my.grain *= 2", "must change a number", id="another operator"),
        pytest.param("my.grain = shared.calm = 2", "must change a number", id="two targets"),
        pytest.param("my.grain, shared.calm = 2", "a name was expected", id="a pair"),
        pytest.param("min(1, 2) = 2", "cannot be read", id="a call as target"),
        pytest.param("my.hand_size += 1", "cannot be written", id="a hand"),
        pytest.param("game.round += 1", "cannot be written", id="the round"),
        pytest.param("my.gain += 1", "unknown name", id="a slip"),
        pytest.param("import os", "must change a number", id="import"),
        pytest.param("del my.grain", "must change a number", id="del"),
        pytest.param("pass", "must change a number", id="pass"),
        pytest.param("my.grain += 3 > 2", "true or false", id="adding a condition"),
    ],
)
def test_refused_as_a_line(text: str, what: str) -> None:
    assert what in refusal("statement", text).what


def test_refusals_print_no_warning_of_pythons(recwarn: pytest.WarningsRecorder) -> None:
    for text in ("1if 2 > 1 else 0", "1 if 1or 2 else 3", "5()", "1 is 1"):
        with pytest.raises(TextFault):
            parser().expression(text)
    assert not recwarn.list


# --- where a fault is shown ----------------------------------------------------------------


def write_deck(folder: Path, rules: str) -> Path:
    """A deck folder with some lines of `rules.yaml`."""
    (folder / "deck.yaml").write_text(
        'id: tiny\ntitle: Tiny\nabout: A river.\nversion: "1.0"\nrounds: {max: 3}\n'
        "seats:\n  - {id: north, title: N, capital: {start: 1, max: 3}}\n"
        "  - {id: south, title: S, capital: {start: 1, max: 3}}\n"
        "tracks:\n  - {id: calm, title: Calm, of: shared}\n"
        "endings:\n  - {id: over, title: Over}\n"
    )
    (folder / "rules.yaml").write_text(
        f"- id: drift\n  title: Drift\n  phase: world\n  do:\n{rules}"
    )
    return folder


@pytest.mark.parametrize(
    ("rules", "line", "caret_at"),
    [
        pytest.param("    - shared.clam += 1\n", 5, "shared.clam", id="the target"),
        pytest.param("    - shared.calm += 1 + shared.clam\n", 5, "shared.clam", id="the value"),
        pytest.param('    - "  shared.calm += shared.clam"\n', 5, "shared.clam", id="in quotes"),
        pytest.param("    - shared.calm += 1 / 2\n", 5, "1 / 2", id="an operator"),
        pytest.param("    - shared.calm += (1 + 2\n", 5, "(1 + 2", id="a bracket left open"),
        pytest.param("    - shared.calm += 1\n    - shared.calm = $\n", 6, "$", id="a character"),
        pytest.param(
            "    - when: shared.calm > shared.clam\n      do: []\n", 5, "shared.clam", id="a test"
        ),
        pytest.param(
            "    - when: shared.calm > 0\n      do:\n        - shared.clam += 1\n",
            7,
            "shared.clam",
            id="inside a when",
        ),
    ],
)
def test_a_fault_points_at_its_place(tmp_path: Path, rules: str, line: int, caret_at: str) -> None:
    with pytest.raises(DeckError) as caught:
        Game(load_deck(write_deck(tmp_path, rules)))
    (fault,) = caught.value.faults
    assert fault.mark is not None
    assert (Path(fault.mark.file).name, fault.mark.line) == ("rules.yaml", line)
    assert fault.mark.text[fault.mark.column - 1 :].startswith(caret_at)
    assert "\n" + " " * 4 in str(fault)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    lines = "".join(f"    - shared.x{n} += 1\n" for n in range(5))
    with pytest.raises(DeckError) as caught:
        Game(load_deck(write_deck(tmp_path, lines)))
    assert [fault.mark and fault.mark.line for fault in caught.value.faults] == [5, 6, 7, 8, 9]


def find(**nouns: Any) -> list[Fault]:
    """What is wrong with a tiny deck."""
    found = Faults()
    read(load_deck_tree({**BASE, **nouns}), found)
    return found.found


def faults(**nouns: Any) -> list[str]:
    """The same, in a few words each."""
    return [fault.what for fault in find(**nouns)]


@pytest.mark.parametrize(
    ("nouns", "what"),
    [
        pytest.param(
            {"rules": [rule("world", "my.grain += 1")]},
            "unknown name 'my.grain'",
            id="my. where nobody acts",
        ),
        pytest.param(
            {"cards": [card("a", {"each": "elks", "do": []})]},
            "unknown group 'elks'",
            id="a group that is not there",
        ),
        pytest.param(
            {"cards": [card("a", seat="east")]},
            "unknown seat 'east'",
            id="a seat that is not there",
        ),
        pytest.param(
            {"cards": [card("a", {"pause": "wall", "rounds": 1})]},
            "unknown measure 'wall'",
            id="a measure that is not there",
        ),
        pytest.param(
            {"cards": [card("a", cost={"gold": 1})]},
            "unknown cost 'gold'",
            id="a cost that is not there",
        ),
        pytest.param(
            {"cards": [card("a", cost={"grain": "my.grain - 1"})]},
            "'my.grain - 1' can be -1 to 9, and must be 0 or more",
            id="a negative cost",
        ),
        pytest.param(
            {"cards": [card("a", cost={"grain": "my.capital", "capital": "my.grain"})]},
            "parts of this cost are worked out from one another",
            id="costs that change each other",
        ),
        pytest.param(
            {
                "cards": [
                    card(
                        "a",
                        {
                            "chance": [
                                {"weight": "my.grain", "title": "x"},
                                {"weight": 0, "title": "y"},
                            ]
                        },
                    )
                ]
            },
            "all weights can be 0 at once",
            id="luck without weight",
        ),
        pytest.param(
            {
                "tracks": [
                    {"id": "a", "title": "A", "of": "shared", "value": "shared.b"},
                    {"id": "b", "title": "B", "of": "shared", "value": "shared.a"},
                ]
            },
            "'shared.a' is computed from itself",
            id="a circle of derived tracks",
        ),
        pytest.param(
            {"tracks": [{"id": "a", "title": "A", "of": "shared", "start": 200}]},
            "start 200 is outside 0..100",
            id="a start outside its range",
        ),
        pytest.param(
            {"endings": [{"id": "a", "title": "A", "when": "game.round > 1"}]},
            "the last ending must take whatever is left",
            id="no last ending",
        ),
    ],
)
def test_faulty_decks_are_refused(nouns: dict[str, Any], what: str) -> None:
    assert what in faults(**nouns)


MEASURES = [
    {"id": "wall", "title": "W", "seat": "north", "max": 3},
    {"id": "gate", "title": "G", "seat": "south", "max": 3},
]


@pytest.mark.parametrize(
    ("item", "what"),
    [
        pytest.param({"kind": "pause", "levels": 1}, "a pause needs 'measure'", id="no measure"),
        pytest.param({"kind": "pause", "measure": "wall"}, "a pause needs 'levels'", id="levels"),
        pytest.param({"kind": "cap", "measure": "wall"}, "a cap needs 'level'", id="no level"),
        pytest.param({"kind": "transfer", "amount": 1}, "a transfer needs 'track'", id="no track"),
        pytest.param({"kind": "pledge", "track": "grain"}, "a pledge needs 'amount'", id="amount"),
        pytest.param(
            {"kind": "cap", "measure": "wall", "level": 1, "levels": 1},
            "a cap takes no 'levels'",
            id="levels of a cap",
        ),
        pytest.param(
            {"kind": "pledge", "track": "grain", "amount": 1, "measure": "wall"},
            "a pledge takes no 'measure'",
            id="a measure of a pledge",
        ),
        pytest.param(
            {"kind": "pause", "measure": "gate", "levels": 1},
            "'gate' is not the giver's measure",
            id="the rival's measure",
        ),
        pytest.param(
            {"kind": "pause", "measure": "wall", "levels": 4},
            "levels 4 is over 3",
            id="too many levels",
        ),
        pytest.param(
            {"kind": "cap", "measure": "wall", "level": 3},
            "level 3 is over 2",
            id="a cap that never holds",
        ),
        pytest.param(
            {"kind": "transfer", "track": "calm", "amount": 1},
            "both seats must have 'calm'",
            id="a track that is shared",
        ),
        pytest.param(
            {"kind": "pause", "measure": "wal", "levels": 1}, "unknown measure 'wal'", id="a slip"
        ),
    ],
)
def test_faulty_deal_items_are_refused(item: dict[str, Any], what: str) -> None:
    whole = {"id": "gift", "title": "Gift", "seat": "north", **item}
    assert what in faults(measures=MEASURES, deals={"terms": [1], "items": [whole]})


# --- ids that are words of Python ----------------------------------------------------------


def test_ids_may_be_words_of_python() -> None:
    step = {"id": "lambda", "title": "L", "do": ["shared.calm += 1"]}
    game = tiny(
        seats=[{**BASE["seats"][0], "id": "class"}, {**BASE["seats"][1], "id": "def"}],
        turn={"plays": 1, "initiative": "class"},
        projects=[{"id": "none", "title": "N", "seat": "class", "stages": [step]}],
        reviews=[
            {
                "id": "if",
                "title": "If",
                "rounds": [1],
                "do": [
                    {"chance": [{"weight": 1, "title": "a"}, {"weight": 1, "title": "b"}]},
                    {"when": "shared.calm == 1", "do": ["shared.calm += 2"]},
                ],
            }
        ],
        personas=[{"id": "while", "title": "W", "weights": {"my.grain": 1}}],
    )
    table = Table(game, {}).do("fund none")
    assert table["shared.calm"] == 1
    assert table.rounds(2)["shared.calm"] == 3


@pytest.mark.parametrize("word", ["import", "from", "is", "not", "lambda"])
def test_what_is_called_by_a_word_of_python_is_read_behind_its_dot(word: str) -> None:
    table = Table(
        tiny(
            tracks=[
                {"id": word, "title": "W", "of": "shared"},
                {"id": "calm", "title": "C", "of": "shared"},
            ],
            measures=[
                {"id": word, "title": "M", "seat": "north", "max": 2, "start": 1, "tighten": {}}
            ],
            rules=[
                rule("world", f"shared.{word} += 2 if not measure.{word}.in_force == 0 else 1"),
                rule("account", f"shared.calm = shared.{word} + measure.{word}"),
            ],
        ),
        {},
    )
    assert table.rounds(2)["shared.calm"] == 3


def test_a_seat_named_by_a_word_of_python_is_explained() -> None:
    for line in ("from.grain += 1", "shared.calm = 1 if from.grain > 2 else 0"):
        (fault, *_) = find(rules=[rule("world", line)])
        assert fault.what == "'from' is a word of Python and cannot be an id in deck text"
        assert fault.remedy == "Rename it."


@pytest.mark.parametrize(
    "word",
    [
        "state",
        "engine",
        "s",
        "o",
        "v",
        "t",
        "self",
        "min",
        "copy",
        "new",
        "fill",
        "put",
        "put_",
        "trace",
        "capital_",
        "north",
        "final",
        "int",
        "len",
        "tiny",
        "seats",
        "true",
        *EXTRAS,
    ],
)
def test_ids_collide_with_nothing_of_ours(word: str) -> None:
    game = tiny(
        tracks=[
            *BASE["tracks"],
            {"id": word, "title": "W", "of": "shared", "start": 1},
            {"id": f"{word}x", "title": "W", "of": "shared", "value": f"shared.{word} + 1"},
        ],
        measures=[{"id": word, "title": "W", "seat": "north", "max": 2, "tighten": {}}],
        projects=[
            {
                "id": word,
                "title": "W",
                "seat": "north",
                "stages": [{"id": word, "title": "W", "do": [f"shared.{word} += 1"]}],
            }
        ],
        cards=[card(word, f"shared.{word} += 1")],
        rules=[rule("account", f"shared.{word} += 1")],
    )
    table = Table(game, {"hand.north": [word]}).do(f"play {word}")
    assert table[f"shared.{word}"] == 2
    table.do("pass", f"fund {word}", "pass", f"tighten {word}")
    assert table[f"shared.{word}x"] == 6
    assert game.redact(table.state, "north").value(f"shared.{word}") == 5
    assert table[f"measure.{word}"] == 1


# --- decks that would never end (D23, D24) -------------------------------------------------


def loop(stage: list[Any], lapse: list[Any]) -> dict[str, Any]:
    return {
        "id": "mill",
        "title": "Mill",
        "seat": "north",
        "lapse": {"after_rounds": 1, "pct": 0, "do": lapse},
        "stages": [{"id": "a", "title": "A", "do": stage}, {"id": "b", "title": "B"}],
    }


def test_projects_that_set_each_other_off_for_ever_are_refused() -> None:
    found = faults(projects=[loop([{"lapse": "mill"}], [{"advance": "mill"}])])
    assert found == ["'mill' would advance and lapse without end"]


def test_so_are_those_that_do_it_round_by_round() -> None:
    again = {"lasting": 9, "do": [{"lapse": "mill"}, {"advance": "mill"}]}
    assert "without end" in faults(projects=[loop([again], [])])[0]


def test_a_project_of_nobody_hides_no_other_fault() -> None:
    mill = loop([{"advance": "mill"}], [])
    assert faults(projects=[{**mill, "id": "dam", "seat": "nort"}, mill]) == ["unknown seat 'nort'"]


def test_a_stage_may_lead_to_the_next() -> None:
    game = tiny(projects=[loop([{"advance": "mill"}], ["shared.calm -= 1"])])
    assert Table(game, {}).do("fund mill")["project.mill"] == 2


def test_a_loop_inside_a_loop_is_refused() -> None:
    parties = [{"id": f"p{n}", "title": "P"} for n in range(24)]
    body: list[Any] = ["shared.calm += 1"]
    for _ in range(6):
        body = [{"each": "parties", "do": body}]
    found: list[str] = []
    took = calls(lambda: found.extend(faults(parties=parties, rules=[rule("world", *body)])))
    assert found == ["an 'each' inside an 'each'"]
    assert took < 10 * MOST_CALLS


def test_what_lasts_cannot_start_what_lasts() -> None:
    body: list[Any] = ["shared.calm += 1"]
    for _ in range(6):
        body = [{"lasting": 40, "do": body}]
    assert "a 'lasting' inside a 'lasting'" in faults(rules=[rule("world", *body)])


def test_more_effects_than_the_engine_can_number_are_refused() -> None:
    luck = {"chance": [{"weight": 1, "title": "x", "do": ["shared.calm += 1"]}] * 20}
    parties = [{"id": f"p{n}", "title": "P"} for n in range(24)]
    many = [{"each": "parties", "do": [luck]}] * 34
    assert faults(parties=parties, rules=[rule("world", *many)]) == ["more than 6000 effects"]


def test_so_are_reviews_that_come_to_as_many() -> None:
    many = ["shared.calm += 1"] * 120
    review = {"id": "audit", "title": "Audit", "rounds": list(range(1, 61)), "do": many}
    found = faults(rounds={"max": 60}, reviews=[review], rules=[rule("world", "shared.calm += 1")])
    assert found == ["more than 6000 effects"]


def test_a_deck_without_cards_is_a_game_of_passing() -> None:
    table = Table(tiny(rounds={"max": 2})).rounds(2)
    assert table.over
    assert table.game.ending(table.state) == "over"


def test_a_derived_track_may_be_computed_in_its_own_way_for_each_seat() -> None:
    heat = {
        "id": "heat",
        "title": "Heat",
        "of": "seats",
        "value": {"north": "my.grain + 1", "south": "their.grain * 2"},
    }
    game = tiny(tracks=[*BASE["tracks"], heat], cards=[card("n1", "shared.calm += my.heat")])
    assert game.value(game.new(), "north.heat") == 5
    assert game.value(game.new(), "south.heat") == 8


@pytest.mark.parametrize(
    ("value", "what"),
    [
        pytest.param({"north": "1"}, "no value for 'south'", id="one is missing"),
        pytest.param({"north": "1", "south": "2", "east": "3"}, "'east' has no", id="one too many"),
        pytest.param({"north": "1", "south": "my.x"}, "unknown name 'my.x'", id="one is wrong"),
    ],
)
def test_a_formula_for_each_seat_names_each_seat(value: dict[str, str], what: str) -> None:
    heat = {"id": "heat", "title": "Heat", "of": "seats", "value": value}
    with pytest.raises(DeckError, match=what):
        tiny(tracks=[*BASE["tracks"], heat])
