"""The gate: whatever a text holds, what comes out can be drawn, and is as wide as it says."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from wargame.table.words.gate import (
    admit,
    ascii_only,
    clip,
    clip_apart,
    fit,
    legible,
    stopped,
    typed,
    width,
    wrap,
)
from wargame.table.words.rows import DIM, STRONG, Span, cut_line, line_text

CASES = {
    "a colour": ("\x1b[31mred", r"\x1b[31mred"),
    "a clipboard": ("\x1b]52;c;eA==\x07", r"\x1b]52;c;eA==\x07"),
    "C1 controls": ("a\x9b2Jb", r"a\x9b2Jb"),
    "right to left": ("a\u202eb", r"a\u202eb"),
    "isolates": ("\u2066x\u2069", r"\u2066x\u2069"),
    "zero width": ("a\u200bb", r"a\u200bb"),
    "markup": ("[US] [/] [b]x[/b]", "[US] [/] [b]x[/b]"),
    "a tab and a line": ("a\tb\nc", "a b c"),
    "one spelling": ("e\u0301", "é"),
    "a stack of marks": ("x" + "\u0336" * 40, "x" + "\u0336" * 3),
    "no-break blank": ("a\u00a0b", "a b"),
    "a lone surrogate": ("a\ud800", r"a\ud800"),
}


@pytest.mark.parametrize(("text", "shown"), CASES.values(), ids=CASES)
def test_what_is_let_in(text: str, shown: str) -> None:
    assert admit(text) == shown


def test_a_text_is_cut_to_its_length() -> None:
    assert admit("x" * 20_001) == "x" * 19_999 + "…"


@given(st.text(max_size=60), st.integers(0, 40), st.booleans())
def test_a_fitted_text_has_exactly_so_many_cells(text: str, cells: int, right: bool) -> None:
    assert cell_len(fit(text, cells, right)) == cells


@given(st.text(max_size=200), st.integers(8, 60))
def test_wrapped_lines_fit_and_lose_nothing(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(cell_len(line) <= cells for line in lines)
    kept = "".join("".join(lines).split())
    assert kept == "".join(admit(text, lines=True).split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("dit-on là\u00a0: oui", ("dit-on", "là : oui")),
        ("one plain : or two", ("one", "plain :", "or two")),
        ("il dit «\u00a0oui\u202f»", ("il dit", "« oui »")),
    ],
)
def test_a_sign_that_is_written_apart_begins_and_ends_no_line(
    text: str, lines: tuple[str, ...]
) -> None:
    assert wrap(text, 9) == lines


@given(st.text(max_size=60))
def test_what_is_let_in_can_be_drawn(text: str) -> None:
    for char in admit(text):
        assert char == " " or unicodedata.category(char)[0] in "LMNPS"
    assert admit(admit(text)) == admit(text)


@given(st.text(max_size=60))
def test_ascii_takes_as_many_cells(text: str) -> None:
    shown = admit(text)
    assert ascii_only(shown).isascii()
    assert len(ascii_only(shown)) == width(shown)


def test_boxes_are_lines_in_ascii_too() -> None:
    assert ascii_only("╭─ a ─╮ ┏━ b ━┓ │ ┃ ┤ ╬ ═ ║") == "+- a -+ += b =+ | | + + = |"


@given(st.text(max_size=60))
def test_what_is_typed_is_one_short_line(text: str) -> None:
    kept = typed(text, 20)
    assert len(kept) <= 20
    assert all(char.isprintable() for char in kept)


@given(st.text(max_size=60), st.integers(1, 30))
def test_a_clipped_text_is_never_wider(text: str, cells: int) -> None:
    assert width(clip(admit(text), cells)) <= cells
    assert width(admit(clip(text, cells))) <= cells


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("Price Floor and Offtake", 20, "Price Floor and…"),
        ("Attention, then rest", 14, "Attention…"),
        ("at 25 watched", 7, "at 25…"),
        ("Semiconductors at home", 12, "Semiconduct…"),
        ("  Semiconductors", 12, "  Semicondu…"),
        ("Relief at home", 14, "Relief at home"),
        ("Lead 12345", 9, "Lead…"),
        ("Lead -12345", 9, "Lead…"),
        ("12345", 4, "…"),
        ("Output 1.25 %", 10, "Output…"),
        ("from 40 to 35", 13, "from 40 to 35"),
        ("from 40 to 35", 12, "from 40 to…"),
    ],
)
def test_a_text_is_cut_behind_a_word_that_fills_half_of_the_cells(
    text: str, cells: int, cut: str
) -> None:
    assert clip(text, cells) == cut


@given(st.lists(st.integers(-2_000_000, 2_000_000), min_size=1, max_size=8), st.integers(1, 40))
def test_a_cut_text_shows_no_other_number_than_the_whole(numbers: list[int], cells: int) -> None:
    said = ", ".join(f"lead{number:+d}" for number in numbers)
    shown = re.findall(r"[-+]\d+", clip(said, cells))
    assert shown == [f"{number:+d}" for number in numbers][: len(shown)]


def test_nothing_follows_where_a_line_of_several_colours_is_cut() -> None:
    line = (Span("lead level", STRONG), Span(" . Chips for rare earths", DIM), Span(" saved"))
    assert line_text(cut_line(line, 40)) == line_text(line)
    cut = cut_line(line, 28)
    assert [(one.text, one.role) for one in cut] == [
        ("lead level", STRONG),
        (" . Chips for rare…", DIM),
    ]


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        pytest.param(
            "Go on by `wargame resume evening`.",
            27,
            ("Go on by", "`wargame resume evening`."),
            id="a command stays whole",
        ),
        pytest.param(
            "Go on by `wargame resume evening`.",
            20,
            ("Go on by `wargame", "resume evening`."),
            id="one that is too long does not",
        ),
        pytest.param(
            "日本 by `wargame resume evening`.",
            27,
            ("日本 by", "`wargame resume evening`."),
            id="beside wide letters too",
        ),
    ],
)
def test_a_command_is_broken_only_where_no_line_holds_it(
    text: str, cells: int, lines: tuple[str, ...]
) -> None:
    assert wrap(text, cells) == lines


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        pytest.param(10, ["…works", "…works…"], id="too narrow for how they begin"),
        pytest.param(20, ["Harbour works", "Harbour works…"], id="wide enough for one of them"),
    ],
)
def test_a_text_with_which_another_begins_keeps_its_last_word(cells: int, told: list[str]) -> None:
    assert clip_apart(["Harbour works", "Harbour works finished"], cells) == told


def test_a_text_that_shares_its_words_with_one_and_fewer_with_another_is_cut_once() -> None:
    texts = ["Harbour works in spring", "Harbour works in autumn", "Harbour rates"]
    assert clip_apart(texts, 7) == ["…spring", "…autumn", "…rates"]


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        pytest.param(
            "它是接 2025。关税和管制切线明",
            16,
            ("它是接 2025。关", "税和管制切线明"),
            id="a line is filled without a blank",
        ),
        pytest.param("芯片换稀土。", 10, ("芯片换稀", "土。"), id="no line begins with a stop"),
        pytest.param("芯片换（稀土）", 8, ("芯片换", "（稀土）"), id="none ends with a bracket"),
        pytest.param("切断機データ", 8, ("切断機", "データ"), id="none begins with a long vowel"),
        pytest.param(
            "한국의 반도체 수출", 9, ("한국의", "반도체", "수출"), id="words with blanks stay whole"
        ),
        pytest.param("🇺🇸🇨🇳🇯🇵", 9, ("🇺🇸🇨🇳🇯🇵",), id="flags that fit"),
        pytest.param("🇺🇸🇨🇳🇯🇵🇰🇷🇪🇺", 9, ("🇺🇸🇨🇳🇯🇵🇰🇷", "🇪🇺"), id="no flag is torn apart"),
        pytest.param("क्षि" * 9, 8, ("क्षि" * 4, "क्षि" * 4, "क्षि"), id="no mark leaves its letter"),
    ],
)
def test_a_text_without_blanks_is_broken_where_its_script_breaks_it(
    text: str, cells: int, lines: tuple[str, ...]
) -> None:
    assert wrap(text, cells) == lines


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("马来西亚 重稀土生产线", 16, "马来西亚 重稀土…"),
        ("抽两张牌。然后弃牌", 9, "抽两张…"),
        ("抽两张牌，然后弃牌", 12, "抽两张牌…"),
        ("芯片🇺🇸🇨🇳", 6, "芯片…"),
        ("🇺🇸🇨🇳🇯🇵", 4, "🇺🇸…"),
    ],
)
def test_a_text_without_blanks_is_cut_between_its_signs(text: str, cells: int, cut: str) -> None:
    assert clip(text, cells) == cut


def test_texts_without_blanks_that_would_read_alike_keep_what_they_end_with() -> None:
    told = ["芯片出口管制线升一级", "芯片出口管制线降一级"]
    assert clip_apart(told, 14) == ["芯片出… 升一级", "芯片出… 降一级"]


def test_texts_that_are_alike_past_their_cells_behind_an_ideograph_are_cut_and_come_to_an_end() -> (
    None
):
    told = ["双方 水/consumption-north", "双方 水/consumption-south"]
    assert clip_apart(told, 14) == ["…水/consumpti…"] * 2


def test_words_behind_a_label_of_wide_letters_fit() -> None:
    lines = wrap("one two three four five six", 20, "芯片管制: ", " " * 10)
    assert lines == ("芯片管制: one two", "          three four", "          five six")


@pytest.mark.parametrize("text", ["跌了。", "真的？", "好！", "سقط؟", "गिरा।", "so weit…"])
def test_a_sentence_that_ends_in_its_own_script_gets_no_second_stop(text: str) -> None:
    assert stopped(text) == text


def test_ascii_shows_no_other_number_than_the_whole() -> None:
    assert ascii_only("⑤ ⑩ ½") == "5 ? ?"


def test_what_is_read_line_by_line_is_spelled_out_in_full() -> None:
    assert legible("„Größe“ für 3 € «Łódź» ⑩ 2½") == '"Grosse" fur 3 EUR "Lodz" 10 2 1/2'
