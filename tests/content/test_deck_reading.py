"""What one YAML file says, and where it says it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest

from tests.content.python_parser import python_parser
from wargame.content.yaml.events import parse
from wargame.content.yaml.files import decode
from wargame.content.yaml.reading import Reading
from wargame.content.yaml.scalars import NotPlain, read_plain
from wargame.errors import Fault, Faults, Mark
from wargame.table.words.gate import width

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["fast parser", "pure parser"])


def read(text: str, pure: bool = False) -> tuple[Any, Reading]:
    reading = Reading()
    with python_parser() if pure else nullcontext():
        return parse(text, "deck.yaml", reading), reading


def test_plain_data_comes_out_as_written() -> None:
    value, reading = read(
        "a: 1\nb: -20\nc: true\nd: false\ne: plain text\nf: ['x', \"y\"]\ng: {h: {}, i: []}\n"
    )
    assert reading.faults.found == []
    assert value == {
        "a": 1,
        "b": -20,
        "c": True,
        "d": False,
        "e": "plain text",
        "f": ["x", "y"],
        "g": {"h": {}, "i": []},
    }


@pytest.mark.parametrize(
    "word",
    [
        "my.trust += 1",
        "2025 Q1",
        "3rd",
        "1.0.0",
        "no one",
        "5%",
        "-",
        "a:b",
        "o'clock",
        "y",
        "1 + my.trust",
        "-my.trust",
        "truely",
        "nan5",
        "é",
        "شراء",
        "..",
        "e5",
        "infantry",
    ],
)
def test_text_without_quotes_stays_text(word: str) -> None:
    assert read_plain(word) == word


@pytest.mark.parametrize(("word", "value"), [("0", 0), ("-1", -1), ("1000000", 1_000_000)])
def test_whole_numbers_are_numbers(word: str, value: int) -> None:
    assert read_plain(word) == value


@pytest.mark.parametrize(
    "word",
    [
        "-0",
        "+5",
        "010",
        "0x1F",
        "0o17",
        "0b1",
        "1_000",
        "1,000",
        "1.",
        ".5",
        "1e5",
        "1:30",
        "1:30:00",
        "2024-01-01",
        "2024-1-1",
        "2024-01-01T10:00:00Z",
        "yes",
        "No",
        "ON",
        "off",
        "Null",
        "~",
        "TRUE",
        "False",
        "=",
    ],
)
def test_words_with_two_readings_need_quotes(word: str) -> None:
    with pytest.raises(NotPlain, match="ambiguous value ") as refused:
        read_plain(word)
    told = f"{refused.value.what}: {refused.value.remedy}"
    assert told.count("put it in quotes") == 1


@BOTH
def test_places_point_at_the_first_character_of_the_content(pure: bool) -> None:
    text = (
        "plain: abc\nsingle: 'abc'\ndouble: \"abc\"\nfolded: >\n\n  abc\nlist:\n  - abc\n  - k: v\n"
    )
    _, reading = read(text, pure)
    places = {path: (mark.line, mark.column) for path, mark in reading.values.items()}
    assert places[("plain",)] == (1, 8)
    assert places[("single",)] == (2, 10)
    assert places[("double",)] == (3, 10)
    assert places[("folded",)] == (6, 3)
    assert places[("list", 0)] == (8, 5)
    assert places[("list", 1)] == (9, 5)
    assert places[("list", 1, "k")] == (9, 8)
    assert reading.values[("single",)].text == "single: 'abc'"
    assert (reading.keys[("list", 1, "k")].line, reading.keys[("list", 1, "k")].column) == (9, 5)


@BOTH
@pytest.mark.parametrize("key", ["1", "24", "200"])
def test_a_round_may_be_a_key(key: str, pure: bool) -> None:
    data, reading = read(f"{key}: 3\n", pure)
    assert (data, reading.faults.found) == ({key: 3}, [])


@BOTH
@pytest.mark.parametrize("key", ["0", "01", "-1", "1000", "1.0"])
def test_other_numbers_are_no_keys(key: str, pure: bool) -> None:
    _, reading = read(f"{key}: 3\n", pure)
    assert [fault.what for fault in reading.faults.found] == ["keys must be text"]
    remedy = reading.faults.found[0].remedy
    assert ("A round is 1 to 200" in remedy) is (key != "1.0")


@BOTH
def test_all_faults_of_a_file_are_found(pure: bool) -> None:
    _, reading = read(
        "a: NO\nb: 010\nc: &x 1\nd: *x\ne: !!str f\na: 2\n3.5: g\non: 1\n<<: {}\n", pure
    )
    lines = [fault.mark.line for fault in reading.faults.found if fault.mark]
    assert lines == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def decoded(data: bytes) -> str | None:
    return decode(data, "deck.yaml", Faults())


def test_line_ends_and_byte_order_mark_make_no_difference() -> None:
    clean = "a: |\n  one\n  two\nb: 1\n"
    for data in (
        clean.encode(),
        clean.encode("utf-8-sig"),
        clean.replace("\n", "\r\n").encode(),
        clean.rstrip("\n").encode(),
    ):
        assert decoded(data) == clean


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("a: b: c\n", "a ':' is not expected here", id="two colons"),
        pytest.param("a: 'b\n", "a quote is opened and never closed", id="open quote"),
        pytest.param("a: [b\n", "a list in [ ] is not closed", id="open list"),
        pytest.param("a: {b: c\n", "a mapping in { } is not closed", id="open mapping"),
        pytest.param("a: [\n", ":1:4: a bracket [ is opened here", id="open and empty"),
        pytest.param("- {a: 1\n- {a: 2}\n", ":1:3: a mapping in { }", id="told where it opens"),
        pytest.param("a: [1,, 2]\n", "nothing stands where a value should", id="two commas"),
        pytest.param("- a: >\n  b c\n- d: e\n", "below '>' does not stand", id="a flat block"),
        pytest.param("a: 'b's'\n", "a ' ends the text here", id="an apostrophe"),
        pytest.param("- a: 'b\n  c: d\n- a: 'e'\n", ":1:6: a quote is opened", id="two quotes on"),
        pytest.param("a: 'b\n  c's'\n", "a ' ends the text here", id="an apostrophe below"),
        pytest.param("- a:b\n  c: d\n", ":1:4: a space belongs after this ':'", id="tight"),
        pytest.param("- a: b\n  c d\n  e: f\n", ":2:4: a ':' is missing", id="no colon"),
        pytest.param("-a: b\n-c: d\n- e\n", "a space belongs after '-'", id="a tight dash"),
        pytest.param("a: @b\n", "text may not start with this character", id="at sign"),
        pytest.param("a: 1\n  b: 2\n", "does not line up", id="indented too far"),
        pytest.param("- a\n b\n- c\nd: e\n", "does not line up", id="not aligned"),
        pytest.param('a: "\\q"\n', "does not begin a known escape", id="unknown escape"),
    ],
)
@BOTH
def test_syntax_faults_are_said_in_plain_words(text: str, sentence: str, pure: bool) -> None:
    value, reading = read(text, pure)
    assert value is None
    assert [sentence in str(fault) for fault in reading.faults.found] == [True]


def test_an_open_quote_is_shown_where_it_was_opened() -> None:
    _, reading = read("a: 1\nb: 'text\nc: 2\n")
    assert reading.faults.found[0].mark is not None
    assert reading.faults.found[0].mark.line == 2


@pytest.mark.parametrize(
    "before",
    ["", "a: ", "題: 龍王 ", "e\u0301: ｋ", "e\u200b ", "か\u3099: ", "நி: ", "👍🏽: ", "䷀: "],
)
def test_a_caret_stands_below_what_it_points_at(before: str) -> None:
    mark = Mark("deck.yaml", 1, len(before) + 1, f"{before}x")
    _, line, caret = str(Fault("this cannot be read", mark=mark)).splitlines()
    assert caret.strip() == "^"
    assert len(caret) - 1 == width(line[:-1])


def test_a_long_line_of_wide_letters_is_cut_to_the_cells_of_a_terminal() -> None:
    mark = Mark("deck.yaml", 1, 101, f"{'龍' * 100}x{'王' * 100}")
    _, line, caret = str(Fault("this cannot be read", mark=mark)).splitlines()
    assert line == f"    {'龍' * 29}x{'王' * 20}"
    assert caret == f"    {' ' * 58}^"
