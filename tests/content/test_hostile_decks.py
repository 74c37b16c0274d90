"""Decks from strangers: rows D1 to D27 of the table of bad inputs."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.conftest import RIVER, Write, refusal, with_line
from tests.content.python_parser import python_parser
from tests.effort import calls
from tests.systems import has_links, has_named_pipes
from wargame.content.limits import MAX_FILE_BYTES, MAX_SCALAR
from wargame.content.load import load_deck
from wargame.content.yaml import events
from wargame.errors import DeckError

MANY_FOR_PYTHON = 50_000
"""Values that the parser in Python would need seconds for."""

MOST_CALLS = 10_000_000
"""Three times what the largest of these takes: bombs take billions."""

JARGON = re.compile(
    r"\w+Error|Exception|Traceback|pydantic|ctx|loc=|union|discriminator|Input should"
)


def said(folder: Path) -> str:
    """The whole message, after checks that hold for every message."""
    refusals: list[str] = []
    took = calls(lambda: refusals.append(str(refusal(folder))))
    [text] = refusals
    assert took < MOST_CALLS
    assert not JARGON.search(text), text
    assert all(char.isprintable() or char == "\n" for char in text)
    return text


ALIAS_BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 25)
)

MERGE_BOMB = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 25)
)

ANCHORS = "anchors and aliases (& and *) are not allowed"
TAGS = "tags (!...) are not allowed"


@pytest.mark.parametrize(
    ("deck", "sentence"),
    [
        pytest.param(ALIAS_BOMB, f"deck.yaml:1:5: {ANCHORS}", id="D1 alias bomb"),
        pytest.param(MERGE_BOMB, ANCHORS, id="D2 merge-key bomb"),
        pytest.param(MERGE_BOMB, "merge keys (<<) are not allowed", id="D2 merge key"),
        pytest.param("a: &a [*a]\n", ANCHORS, id="D3 list within itself"),
        pytest.param("a: &a {b: *a}\n", ANCHORS, id="D3 mapping within itself"),
        pytest.param("a: *nothing\n", ANCHORS, id="D3 alias of nothing"),
        pytest.param("? &k a\n: 1\n", ANCHORS, id="D3 anchor on a key"),
        pytest.param("a: " + "[" * 500, "deck.yaml:1:35: nested deeper than 32", id="D4 500"),
        pytest.param("a: " + "[" * 10_000, "nested deeper than 32", id="D4 10000"),
        pytest.param("a: " + "{b: " * 500, "nested deeper than 32", id="D4 mappings"),
        pytest.param("- " * 500 + "a\n", "nested deeper than 32", id="D4 block lists"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", TAGS, id="D5 python"),
        pytest.param("a: !include /etc/passwd\n", TAGS, id="D5 include"),
        pytest.param("a: !ENV ${HOME}\n", TAGS, id="D5 environment"),
        pytest.param("!x a: 1\n", TAGS, id="D5 on a key"),
        pytest.param(
            "%TAG ! tag:yaml.org,2002:python/\n---\na: !name:os.system x\n",
            "directives (%...) are not allowed",
            id="D5 directive",
        ),
        pytest.param("%YAML 1.1\n---\na: 1\n", "directives (%...)", id="D5 version directive"),
        pytest.param("a: !!bool x\n", TAGS, id="D6 bool"),
        pytest.param("a: !!timestamp x\n", TAGS, id="D6 timestamp"),
        pytest.param("a: 2024-13-45\n", "ambiguous value '2024-13-45'", id="D6 no date"),
        pytest.param("a: 0x_\n", "ambiguous value '0x_'", id="D6 hex"),
        pytest.param('a: "\\UFFFFFFFF"\n', "U+FFFFFFFF is not allowed", id="D6 no character"),
        pytest.param("cost: 1\nb: 2\ncost: 3\n", "duplicate key 'cost' (first at line 1)", id="D7"),
        pytest.param('cost: 1\n"cost": 3\n', "duplicate key 'cost' (first at", id="D7 quoted"),
        pytest.param('cost: 1\n"c\\x6fst": 3\n', "duplicate key 'cost'", id="D7 escaped"),
        pytest.param("a: {cost: 1, cost: 3}\n", "duplicate key 'cost'", id="D7 nested"),
        pytest.param("1: a\ntrue: b\n1.0: c\n", "keys must be text", id="D8"),
        pytest.param("[a, b]: c\n", "keys must be text", id="D8 a list as key"),
        pytest.param("? {a: b}\n: c\n", "keys must be text", id="D8 a mapping as key"),
        pytest.param("a: NO\n", "If it is text, put it in quotes; for a switch", id="D9 NO"),
        pytest.param("a: yes\n", "ambiguous value 'yes'", id="D9 yes"),
        pytest.param("a: on\n", "ambiguous value 'on'", id="D9 on"),
        pytest.param("a: [off]\n", "ambiguous value 'off'", id="D9 off"),
        pytest.param("on: a\n", "Put the key in quotes.", id="D9 as a key"),
        pytest.param("a: ~\n", "ambiguous value '~'", id="D9 null"),
        pytest.param("a:\nb: 1\n", "empty value", id="D9 empty value"),
        pytest.param("a: 1:30\n", "ambiguous value '1:30'", id="D10 1:30"),
        pytest.param("a: 010\n", "ambiguous value '010'", id="D10 010"),
        pytest.param("a: 1_000\n", "ambiguous value '1_000'", id="D10 1_000"),
        pytest.param("a: 1.10\n", "ambiguous value '1.10'", id="D10 1.10"),
        pytest.param("a: 1.10\n", "whole numbers only", id="D10 remedy"),
        pytest.param("a: 2024-01-01\n", "ambiguous value '2024-01-01'", id="D10 date"),
        pytest.param("a: .inf\n", "'.inf' is not a finite number", id="D11 infinity"),
        pytest.param("a: -.INF\n", "'-.INF' is not a finite number", id="D11 minus infinity"),
        pytest.param("a: .nan\n", "'.nan' is not a finite number", id="D11 not a number"),
        pytest.param("a: 1.0e+999\n", "'1.0e+999' is not a finite number", id="D11 overflow"),
        pytest.param(
            "a: " + "9" * 5_000 + "\n", "number out of range -1000000..1000000", id="D12 digits"
        ),
        pytest.param(
            "a: 0x" + "f" * 20_000 + "\n", "number out of range -1000000..1000000", id="D12 hex"
        ),
        pytest.param("a: 1000001\n", "number out of range -1000000..1000000", id="D12 one more"),
        pytest.param(
            "".join(f"{n * (2**61 - 1)}: 1\n" for n in range(1, 4_001)),
            "keys must be text",
            id="D13 keys of equal hash",
        ),
        pytest.param('a: "\\e]52;c;x"\n', "control character U+001B", id="D14 clipboard"),
        pytest.param('a: "\\e[2J"\n', "control character U+001B is not allowed", id="D14 clear"),
        pytest.param('a: "\\x9b2J"\n', "control character U+009B is not allowed", id="D14 C1"),
        pytest.param('a: "\\0"\n', "control character U+0000 is not allowed", id="D14 NUL"),
        pytest.param('a: "\\x7f"\n', "control character U+007F is not allowed", id="D14 DEL"),
        pytest.param('a: "\\b"\n', "control character U+0008 is not allowed", id="D14 backspace"),
        pytest.param('a: "\\t"\n', "control character U+0009 is not allowed", id="D14 tab"),
        pytest.param('a: "\\r"\n', "control character U+000D is not allowed", id="D14 return"),
        pytest.param("a: b\x1bc\n", "control character U+001B is not allowed", id="D14 raw"),
        pytest.param("a: b\rc\n", "control character U+000D is not allowed", id="D14 old Mac"),
        pytest.param("a: b\u202ec\n", "text-direction character U+202E", id="D15 override"),
        pytest.param('a: "\\u2066"\n', "text-direction character U+2066", id="D15 isolate"),
        pytest.param("a: b\U000e0041\n", "tag character U+E0041 is not allowed", id="D15 tag"),
        pytest.param('a: "\\ud800"\n', "lone surrogate U+D800 is not allowed", id="D15 surrogate"),
        pytest.param("a: b\u200bc\n", "invisible character U+200B", id="D15 invisible"),
        pytest.param("a: b\u2028c\n", "line separator U+2028", id="D15 separator"),
        pytest.param('"a\\e[2J": 1\n', "control character U+001B", id="D16 in a key"),
        pytest.param("a: [\x1b[2J\n", r"a: [\x1b[2J", id="D16 beside a syntax fault"),
        pytest.param("a:\n\tb: 1\n", "line 2 starts with a tab; use spaces", id="D19 tab"),
        pytest.param("a:\n  \tb: 1\n", "line 2 starts with a tab; use spaces", id="D19 mixed"),
        pytest.param("a: 1\t# note\n", "line 1 contains a tab; use spaces", id="D19 inside"),
        pytest.param(
            "a:\n\u00a0\u00a0b: 1\n", "line 2 starts with a non-breaking space", id="D19 pasted"
        ),
        pytest.param("a:\u00a0b\n", "line 1 has a non-breaking space", id="D19 after a colon"),
        pytest.param("", "deck.yaml:1:1: this file is empty", id="D20 empty"),
        pytest.param("\n  \n", "deck.yaml:1:1: this file is empty", id="D20 blank"),
        pytest.param("# notes\n\n# more\n", "nothing but comments", id="D20 comments"),
        pytest.param("- a\n- b\n", "deck.yaml holds fields", id="D20 list on top"),
        pytest.param("just words\n", "a single piece of text", id="D20 text on top"),
        pytest.param("a: 1\n---\nb: 2\n", "a second document begins here", id="D20 documents"),
        pytest.param("a: 1\n...\nb: 2\n", "a second document", id="D20 after the end"),
        pytest.param("<!DOCTYPE html>\n<p>a: b</p>\n", "looks like an HTML page", id="D20 HTML"),
        pytest.param("id,title\na,b\n", "looks like a table of comma-separated", id="D20 CSV"),
        pytest.param("id\ttitle\na\tb\n", "looks like a table of comma-separated", id="D20 TSV"),
        pytest.param(
            "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> mine\n",
            "looks like an unfinished merge (conflict markers)",
            id="D20 conflict markers",
        ),
        pytest.param("a: " + "x" * 200_000 + "\n", "text longer than 20000", id="D27 200 KB"),
        pytest.param(
            "a: [" + "1," * 100_001 + "]\n", "more than 100000 values", id="D27 100,000 items"
        ),
        pytest.param("a: e" + "\u0301" * 180 + "\n", "more than 8 combining marks", id="D27 marks"),
        pytest.param(
            'a: "e' + "\\u0301" * 180 + '"\n', "more than 8 combining marks", id="D27 escaped"
        ),
    ],
)
def test_a_hostile_file_is_refused_with_a_reason(write: Write, deck: str, sentence: str) -> None:
    folder = write(deck=deck)
    assert sentence in said(folder)
    if deck.count(",") < MANY_FOR_PYTHON:
        with python_parser(), pytest.raises(DeckError, match=re.escape(sentence)):
            load_deck(folder)


LIMITED = [
    pytest.param(
        lambda n: "a: [" + "1," * (n - 2) + "]\n", 100, "more than 100 values", id="values"
    ),
    pytest.param(lambda n: f"a: {'x' * n}\n", MAX_SCALAR, "text longer than", id="one text"),
    pytest.param(
        lambda n: f"a: 1 #{'x' * (n - 7)}\n", MAX_FILE_BYTES, "is larger than", id="a file"
    ),
]


@pytest.mark.parametrize(("text", "most", "sentence"), LIMITED)
def test_as_much_as_is_allowed_is_taken_and_no_more(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: Callable[[int], str],
    most: int,
    sentence: str,
) -> None:
    monkeypatch.setattr(events, "MAX_NODES", 100)
    found = []
    for more in (0, 1):
        (tmp_path / "deck.yaml").write_bytes(text(most + more).encode())
        found.append(sentence in said(tmp_path))
    assert found == [False, True]


def test_a_file_that_grows_while_it_is_read_is_not_read_on(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(deck="a: " + "x" * MAX_FILE_BYTES)
    real = os.fstat

    def before(handle: int) -> os.stat_result:
        now = list(real(handle))
        now[stat.ST_SIZE] = 10
        return os.stat_result(now)

    monkeypatch.setattr(os, "fstat", before)
    assert "is larger than 1 MB" in said(folder)


def test_the_parser_in_python_counts_values_too(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MAX_NODES", 100)
    folder = write(deck="a: [" + "1," * 101 + "]\n")
    with python_parser(), pytest.raises(DeckError, match="more than 100 values"):
        load_deck(folder)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param("id: é\n".encode("utf-16"), "not valid UTF-8 at byte 0", id="D17 UTF-16"),
        pytest.param("id: x\n".encode("utf-16-le"), "not valid UTF-8 at byte 1", id="D17 no mark"),
        pytest.param("id: é\n".encode("utf-32"), "not valid UTF-8 at byte 0", id="D17 UTF-32"),
        pytest.param("id: é\n".encode("latin-1"), "not valid UTF-8 at byte 4", id="D17 Latin-1"),
        pytest.param(b"id: \xc0\xaf\n", "not valid UTF-8 at byte 4", id="D17 overlong"),
        pytest.param("id: é".encode()[:-1], "not valid UTF-8 at byte 4", id="D17 cut"),
        pytest.param(b"id: \xed\xa0\x80\n", "not valid UTF-8 at byte 4", id="D17 surrogate"),
        pytest.param(b"\x1f\x8b\x08\x00", "a gzip archive", id="D17 gzip"),
        pytest.param(b"\x7fELF\x00\x01\xff", "not valid UTF-8 at byte", id="D17 binary"),
        pytest.param(b"id: a\n\xef\xbb\xbfb: 1\n", "invisible character U+FEFF", id="D17 BOM"),
        pytest.param(b"id: " + b"x" * 5_000_000, "is larger than 1 MB", id="D27 5 MB line"),
    ],
)
def test_bytes_that_are_no_text_are_refused(write: Write, data: bytes, sentence: str) -> None:
    assert sentence in said(write(deck=data))


def test_d15_ordinary_arabic_and_hebrew_are_text(write: Write) -> None:
    titles = ("مياه النهر", "מי הנהר", "नदी का जल", "ৰ নদী", "👩")
    for title in titles:
        folder = write(deck=with_line("deck", "Two Cities, One River", title))
        assert load_deck(folder).deck.title == title


def test_signs_joined_of_several_are_refused(write: Write) -> None:
    """No terminal shows them all alike, and ours would write out what joins them."""
    folder = write(deck=with_line("deck", "Two Cities, One River", "👩\u200d🌾"))
    with pytest.raises(DeckError, match="joining character"):
        load_deck(folder)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte-order mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no final line end"),
        pytest.param(lambda data: b"# a comment\n" + data, id="comment"),
    ],
)
def test_d18_the_same_deck_in_other_bytes_has_the_same_hash(
    write: Write, change: Callable[[bytes], bytes]
) -> None:
    clean = load_deck(write()).deck_hash
    spoilt = {name.removesuffix(".yaml"): change(text.encode()) for name, text in RIVER.items()}
    assert load_deck(write(**spoilt)).deck_hash == clean


@pytest.mark.parametrize(
    ("noun", "old", "new", "sentences"),
    [
        pytest.param(
            "cards",
            "title: Dig wells",
            "titel: Dig wells",
            ["unknown field 'titel' in card 'dig_wells'", "Did you mean 'title'?"],
            id="D21 field of a card",
        ),
        pytest.param(
            "tracks",
            "name: cold",
            "nmae: cold",
            ["unknown field 'nmae' in band number 1 of track 'trust'", "Did you mean 'name'?"],
            id="D21 field of a band",
        ),
        pytest.param(
            "deck",
            "rounds:",
            "ronds:",
            ["unknown field 'ronds' in deck", "Did you mean 'rounds'?"],
            id="D21 field of the deck",
        ),
        pytest.param(
            "cards",
            "- when: shared",
            "- wehn: shared",
            ["unknown effect 'wehn'", "Did you mean 'when'?"],
            id="D21 effect word",
        ),
        pytest.param(
            "cards",
            "id: dig_wells",
            "id: open_sluice",
            [
                "cards.yaml:11:7: card open_sluice: two cards have the id 'open_sluice'",
                "cards.yaml:1:7)",
            ],
            id="D22 id of a card twice",
        ),
        pytest.param(
            "projects",
            "id: dig,",
            "id: plan,",
            ["two stages have the id 'plan'"],
            id="D22 id of a stage twice",
        ),
        pytest.param(
            "briefs",
            "seat: lower",
            "seat: upper",
            ["two briefs have the seat 'upper'"],
            id="D22 two briefs for a seat",
        ),
        pytest.param(
            "cards",
            "id: dig_wells",
            "id: Open_sluice",
            ["'Open_sluice' is not an id", "Ids use a-z 0-9 _ only, up to 40"],
            id="D22 equal but for case",
        ),
        pytest.param("deck", "id: river", "id: ../../x", ["'../../x' is not an id"], id="D26 path"),
        pytest.param("deck", "id: river", "id: CON", ["'CON' is not an id"], id="D26 CON"),
        pytest.param("deck", "id: river", "id: con", ["some systems reserve"], id="D26 con"),
        pytest.param("deck", "id: river", "id: lpt1", ["some systems reserve"], id="D26 lpt1"),
        pytest.param("deck", "id: river", "id: a/b", ["'a/b' is not an id"], id="D26 slash"),
        pytest.param("deck", "id: river", f"id: {'x' * 300}", ["is not an id"], id="D26 long"),
        pytest.param("deck", "id: river", "id: a.", ["'a.' is not an id"], id="D26 dot"),
        pytest.param("deck", "id: river", 'id: "a\\n"', ["is not an id"], id="D26 line end"),
        pytest.param(
            "cards",
            "needs: my.water >= 20",
            f"needs: {'-' * 3_000}1",
            ["'needs' is longer than 200 characters (3001)"],
            id="D25 too long to be parsed",
        ),
    ],
)
def test_a_misspelled_deck_is_told_what_was_meant(
    write: Write, noun: str, old: str, new: str, sentences: list[str]
) -> None:
    text = said(write(**{noun: with_line(noun, old, new)}))
    for sentence in sentences:
        assert sentence in text


def card(number: int) -> str:
    return f"- {{id: c{number}, title: C, seat: any, text: T, do: []}}\n"


def seat(number: int) -> str:
    return f"- {{id: s{number}, title: S, capital: {{start: 1, max: 2}}}}\n"


@pytest.mark.parametrize(
    ("noun", "content", "sentence"),
    [
        pytest.param("seats", seat(1), "'seats' has 1 entry; exactly 2 needed", id="D24 one seat"),
        pytest.param(
            "seats",
            "".join(map(seat, range(99))),
            "'seats' has 99 entries; exactly 2 needed",
            id="D24 99 seats",
        ),
        pytest.param(
            "endings", "[]\n", "'endings' has 0 entries; 1 to 20 allowed", id="D24 no ending"
        ),
        pytest.param(
            "cards",
            "".join(map(card, range(10_000))),
            "'cards' has 10000 entries; at most 300 allowed",
            id="D24 10,000 cards",
        ),
    ],
)
def test_limits_are_named(write: Write, noun: str, content: str, sentence: str) -> None:
    assert sentence in said(write(**{noun: content}))


def test_d24_a_deck_without_cards_is_a_deck(write: Write) -> None:
    assert load_deck(write(cards="[]\n", variants=None)).deck.cards == []


@has_named_pipes
def test_a_pipe_is_not_waited_for(write: Write) -> None:
    folder = write(cards=None)
    os.mkfifo(folder / "cards.yaml")
    assert "cards.yaml:1:1: is not an ordinary file" in said(folder)


@has_links
def test_a_link_may_not_lead_out_of_the_folder(write: Write, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("- private: words\n")
    folder = write(cards=None)
    (folder / "cards.yaml").symlink_to(secret)
    text = said(folder)
    assert "is a link that leads out of the deck folder" in text
    assert "private" not in text


@has_links
def test_a_link_within_the_folder_is_followed(write: Write) -> None:
    folder = write()
    (folder / "cards.yaml").rename(folder / "cards.txt")
    (folder / "cards.yaml").symlink_to("cards.txt")
    assert load_deck(folder).deck.cards[0].id == "open_sluice"


@has_links
def test_a_link_to_itself_is_a_fault(write: Write) -> None:
    folder = write(cards=None)
    (folder / "cards.yaml").symlink_to("cards.yaml")
    assert "cards.yaml:1:1: cannot be read" in said(folder)


@has_links
def test_a_device_is_not_opened(write: Write) -> None:
    folder = write(cards=None)
    (folder / "cards.yaml").symlink_to("/dev/zero")
    assert "leads out of the deck folder" in said(folder)


@pytest.mark.parametrize("noun", ["deck", "cards"])
def test_a_folder_named_like_a_file_is_a_fault(write: Write, noun: str) -> None:
    folder = write(**{noun: None})
    (folder / f"{noun}.yaml").mkdir()
    assert f"{noun}.yaml:1:1: is not an ordinary file" in said(folder)


def test_a_deck_may_not_be_larger_than_its_limit(write: Write) -> None:
    folder = write(cards=None)
    (folder / "cards").mkdir()
    for number in range(6):
        (folder / "cards" / f"{number}.yaml").write_text("# " + "x" * 900_000)
    assert "the deck is larger than 4 MB" in said(folder)
