"""A review tells all there is, to whoever may know it, and every text in it is only text."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from functools import cache, partial
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import DECKS, Answer, CommandLine, opened, seated
from tests.report.hostile import hostile_class
from tests.report.pdf_text import can_read_pdf, has_boxes, has_reader, piled_up, text_of
from tests.report.test_page import Outline
from tests.store.helpers import close, played, world
from tests.table.test_proceedings import SAID, go_on, overruled
from wargame.cli.report import KINDS
from wargame.content import library
from wargame.content.extras import EXTRAS, to_install
from wargame.content.library import DeckRef, load_deck
from wargame.content.loaded import LoadedDeck
from wargame.lab.ended import analysis as lab
from wargame.lab.ended.analysis_object import DecidingMove, GameAnalysis, LuckStretch, SeatLedger
from wargame.lab.ended.what_if import fan_of
from wargame.play import control
from wargame.play.event import CONTROL
from wargame.play.match import Match
from wargame.play.model_use import USED, ModelUse
from wargame.play.proceedings import ANSWERED, CLOSE, FACILITATOR, FORFEIT
from wargame.players.uniform import Uniform
from wargame.report.document import (
    FigurePiece,
    ListPiece,
    Piece,
    ProsePiece,
    ReviewDocument,
    ReviewSection,
    grid,
    number_columns,
)
from wargame.report.html import html
from wargame.report.markdown import harmless, markdown
from wargame.report.pdf import pdf, typeset
from wargame.report.review import review
from wargame.report.reviewed import ReviewedGame
from wargame.report.sections.numbers import groups
from wargame.rules.position import scratch
from wargame.rules.ruling import why_no_ruling
from wargame.store.matches import save_match
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.table.reports.blocks import Table
from wargame.table.told.account.debrief import marked
from wargame.table.told.account.decided import NO_MOVE, NOT_WEIGHED

HOSTILE = "<script>alert(1)</script> =1+1 #panic() [x](y) \x1b]52;c;x\x07 稀土 | *b* `c`"
SEED = 918_273_645_546

USE = ModelUse(2, 1, 2, 4321, 40, 1500)

FORMATS = [kind[1:] for kind in KINDS if kind != ".pdf"]
has_typst = pytest.mark.skipif(find_spec("typst") is None, reason="needs the extra `report`")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Saves: one on which control did everything, a hostile one, one left early."""
    place = tmp_path_factory.mktemp("saves")
    whole = overruled(played(place / "whole.jsonl", "water_treaty", 3, traced=True))
    whole.run()
    close(whole)
    hostile = played(place / "hostile.jsonl", "primer", 3, traced=True)
    go_on(hostile)
    for topic, text in ((HOSTILE, HOSTILE), ("=1+1", "=HYPERLINK(1)"), ("-", "@x")):
        control.note(hostile, hostile.game.seats[0], topic, text, role=HOSTILE[:200])
    control.rule(hostile, (f"{hostile.game.seats[0]}.capital += 1",), HOSTILE)
    hostile.run()
    close(hostile)
    bell = played(place / "bell.jsonl", "primer", SEED, traced=True)
    go_on(bell)
    control.note(bell, bell.game.seats[0], "forecast", SAID["us"], audience=bell.game.seats[0])
    control.note(bell, CONTROL, CLOSE, "the bell has rung")
    close(bell)
    asked = played(place / "asked.jsonl", "primer", 5, traced=True)
    over = played(place / "over.jsonl", "primer", 5, traced=True)
    for match in (asked, over):
        for use in (USE, ModelUse(1), USE):
            control.note(match, "us", USED, str(use), audience="us")
        control.note(match, "china", USED, str(ModelUse(1)), audience="china")
    over.run()
    close(over)
    close(asked)
    early = overruled(played(place / "early.jsonl", "primer", SEED, traced=True))
    close(early)
    return place


@pytest.fixture
def report(wargame: CommandLine, folder: Path, tmp_path: Path) -> CommandLine:
    """Report on a save; gives what was written as the answer's text."""

    def call(*args: str) -> Answer:
        *rest, kind = args
        out = tmp_path / f"out.{kind}"
        answer = wargame("report", *rest, "-o", str(out), "--saves", str(folder))
        assert answer.code == 0, answer.err
        text = out.read_text("utf-8") if kind != "pdf" else text_of(out)
        out.unlink()
        return Answer(answer.code, text, answer.err)

    return call


@cache
def plain(text: str) -> str:
    """A text as a reader of any of the formats sees it: without escapes, on one line."""
    for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("\\u003c", "<"), ("\\", "")):
        text = text.replace(escaped, sign)
    return " ".join(text.split())


@pytest.mark.parametrize("kind", [*FORMATS, pytest.param("pdf", marks=[has_typst, has_reader])])
def test_every_act_of_control_is_there_with_its_reason(report: CommandLine, kind: str) -> None:
    found = plain(report("whole", kind).out)
    for what, text in SAID.items():
        words = text.split() if kind == "pdf" else [text]  # cells of a PDF wrap
        assert all(word in found for word in words) == (what != "control"), what
    assert "<undone>" in found
    assert CONTROL.casefold() in found.casefold()


@pytest.mark.parametrize("kind", [*FORMATS, pytest.param("pdf", marks=[has_typst, has_reader])])
def test_a_game_that_was_left_is_not_scored_and_keeps_its_secrets(
    report: CommandLine, kind: str
) -> None:
    found = plain(report("early", kind).out)
    assert re.search(r"Stopped in round 1 of 6, not scored\.", found)
    assert "against its par" not in found
    assert str(SEED) not in found
    assert SAID["us"] not in found
    assert SAID["all"].split()[0] in found


@pytest.mark.parametrize(
    ("plies", "where"),
    [
        pytest.param(5, "in setting up", id="before the first round"),
        pytest.param(40, "in round 3 of 5 to 8", id="nobody knows the last"),
    ],
)
def test_where_a_game_was_left_is_told_as_at_the_table(
    tmp_path: Path, plies: int, where: str
) -> None:
    """It was left "in round 0 of 8", and in the third of eight that may be five."""
    game = opened("primer:open_end")
    match = Match(game, seated(game, 2, "greedy"), 2)
    while match.course.ply < plies:
        match.step()
    save = load(save_match(match, tmp_path / "a.jsonl"), world())
    told = markdown(review([ReviewedGame("a", save, match_of(save))]))
    assert f"Stopped {where}, not scored." in told
    assert "Minutes by round" not in told, "programs played it in a moment: all were 0"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_game_that_control_closed_is_open_and_not_scored(report: CommandLine, kind: str) -> None:
    found = plain(report("bell", kind).out)
    assert "Closed by control in round 1 of 6, not scored. Why: the bell has rung." in found
    assert "not over yet" not in found
    assert SAID["us"] in found
    assert "against its par" not in found


@pytest.mark.parametrize("kind", FORMATS)
def test_as_a_seat_only_what_it_knows_is_told(report: CommandLine, kind: str) -> None:
    ours = plain(report("whole", "--as", "upper", kind).out)
    theirs = plain(report("whole", "--as", "lower", kind).out)
    assert SAID["us"] in ours
    assert SAID["us"] not in theirs
    assert SAID["ruling"] in theirs


def test_a_seat_is_told_its_own_cards_of_a_game_that_was_left(
    report: CommandLine, folder: Path
) -> None:
    """The game itself counted as another one that goes on with its luck."""
    match = match_of(load(folder / "early.jsonl", world()))
    titles = {one.id: one.title for one in match.game.deck.cards}
    drawn = next((one.owner, titles[one.arg]) for one in match.log if one.verb.word == "draw")
    ours = plain(report("early", "--as", "us", "md").out)
    assert drawn[0] == "us"
    assert f"You draw {drawn[1]}" in ours
    assert "China draws 5 cards." in ours
    assert "dealt by the same luck" not in ours
    assert "United States draws 5 cards." in plain(report("early", "md").out)
    two = plain(report("early", "bell", "--as", "us", "md").out)
    assert "dealt by the same luck" in two


@pytest.mark.parametrize("kind", FORMATS)
def test_what_a_model_took_is_told_in_sum_and_of_others_at_the_end(
    report: CommandLine, kind: str
) -> None:
    ours = plain(report("asked", "--as", "us", kind).out)
    assert ("calls 5, unused 2" in ours) is (kind in {"csv", "jsonl"})
    assert "8642" in ours
    assert "4321" not in ours
    for reader in (["--as", "china"], []):
        assert "8642" not in plain(report("asked", *reader, kind).out)
    assert "8642" in plain(report("over", kind).out)


def test_what_nobody_counted_of_a_model_is_no_number(report: CommandLine) -> None:
    told = " ".join(report("over", ".md").out.split())
    assert "| China | 1 | 0 | not told | not told | 0 | not told |" in told


@pytest.mark.parametrize("kind", FORMATS)
def test_an_anonymous_report_names_nobody(report: CommandLine, kind: str) -> None:
    named = plain(report("whole", kind).out)
    nameless = plain(report("whole", "--anonymous", kind).out)
    assert "whole" in named
    assert "trade" in named
    for word in ("whole.jsonl", "random", "trade", "1800000000", "2027-01-15"):
        assert word not in nameless, word
    assert "Table 1" in nameless or kind in {"html", "md"}


def test_what_is_written_after_the_last_move_stands_below_its_round(
    report: CommandLine, folder: Path
) -> None:
    """Its round had two headings."""
    match = match_of(load(folder / "whole.jsonl", world()))
    control.note(match, CONTROL, "note", "All had lunch.")
    save_match(match, folder / "noted.jsonl")
    found = report("noted", "md").out
    told = found[found.index("## Round by round") :]
    heads = re.findall(r"^### (Round .*)$", told, re.MULTILINE)
    assert len(heads) == len(set(heads)) == match.game.deck.rounds.max
    assert "All had lunch." in told[told.index(heads[-1]) :].split("\n## ")[0]


def test_rows_of_an_anonymous_review_tell_no_more_than_its_page(
    report: CommandLine, folder: Path
) -> None:
    match = match_of(load(folder / "bell.jsonl", world()))
    control.note(match, CONTROL, FACILITATOR, "Ann")
    control.swap(match, match.game.seats[0], Uniform(1), "Bob has left.")
    save_match(match, folder / "signed.jsonl")
    told = [json.loads(row) for row in report("signed", "--anonymous", "jsonl").out.splitlines()]
    found = {row["what"]: row["text"] for row in told if row["kind"] in ("note", "seat")}
    assert found["another player"] == match.game.seats[0]
    assert found["facilitator"] == ""
    assert "Ann" not in str(told)


def test_commands_in_a_review_are_set_as_that() -> None:
    said = "See `wargame <b>`."
    pieces = (ProsePiece(said), ListPiece((said,), ((said,),)))
    page = html(ReviewDocument("Game", "", (ReviewSection("one", "One", pieces),), (said,)))
    assert page.count("See <code>wargame &lt;b&gt;</code>.") == 4


def document_of(said: str) -> ReviewDocument:
    """A review that says one sentence wherever sentences stand."""
    cells = grid("what|why", [[said, said]])
    pieces = (ProsePiece(said), ProsePiece(said, True), ListPiece((said,), ((said,),)), cells)
    return ReviewDocument("Game", "", (ReviewSection("one", "One", pieces),), (said,))


def test_commands_in_markdown_are_set_as_that_and_other_code_is_text() -> None:
    """R Markdown runs what stands in backticks behind an `r`."""
    told = markdown(document_of("See `wargame report --deciding`, `r 1+1`, ``wargame x``."))
    said = "See `wargame report --deciding`, &#96;r 1+1&#96;, &#96;&#96;wargame x&#96;&#96;."
    assert told.count(said) == 7
    assert "&#96;wargame &lt;b" in markdown(document_of("`wargame <b`"))


@pytest.mark.parametrize(
    "said",
    [
        "`r q() `wargame play`",
        "`wargame play`r q() `wargame play`",
        "`r q(); `",
        "\\`r q()",
        "`wargame play``r q()`",
    ],
)
def test_no_command_of_ours_begins_or_ends_what_markdown_runs(said: str) -> None:
    """R Markdown looks for its own signs before any other, also where a backslash stands there."""
    assert not re.search("`+ *r\\b", markdown(document_of(said)))


@has_typst
@has_reader
def test_commands_in_a_pdf_are_set_as_that(tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(pdf(document_of("See `wargame #panic()`, a lone ` and `稀土 \U0001244f`.")))
    told = " ".join(text_of(made).split())
    assert told.count("wargame #panic()") >= 5, "cells may wrap"
    assert "`wargame" not in told


@has_typst
@has_reader
def test_a_word_wider_than_its_line_is_broken_in_a_pdf_and_copied_as_it_is(tmp_path: Path) -> None:
    """It ran out of the page."""
    made, word = tmp_path / "made.pdf", "W" * 120
    made.write_bytes(pdf(document_of(f"{word}.")))
    told = text_of(made).split()
    assert max(map(len, told)) < 100
    assert "".join(told).count(f"{word}.") >= 4, "cells stand beside each other"


@has_typst
@pytest.mark.parametrize("text", ["W" * 20_000, f"{'W' * 31} " * 600], ids=["one", "many"])
def test_long_words_without_end_are_set_in_a_pdf(text: str) -> None:
    """A note of 20,000 letters, or of 2,000 that stand there by number, ended in a fault."""
    assert pdf(document_of(text)).startswith(b"%PDF")


def test_hostile_texts_are_only_texts_in_html(report: CommandLine) -> None:
    page = report("hostile", "html").out
    outline = Outline(page)
    assert "script" not in outline.tags
    assert not {name for name in outline.attributes if name.startswith("on")}
    assert not {"src", "action", "srcset"} & outline.attributes
    assert re.findall(r'href="(?!#)', page) == []
    assert "url(" not in page
    assert "@import" not in page
    assert "\x1b" not in page
    assert "<script>alert(1)</script> =1+1 #panic()" in " ".join(outline.words)
    assert "稀土" in page


def test_what_is_written_of_a_hostile_class_is_inert(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its delegations, quiz, format, questions, plan, facilitator, people, notes and reasons."""
    monkeypatch.chdir(tmp_path)
    save = hostile_class(tmp_path)
    told = [
        wargame("replay", str(save), "--plain").out,
        wargame("observe", str(save), "--plain").out,
    ]
    told += [wargame("observe", str(save.with_name("1.live.json")), "--plain").out]
    for kind in FORMATS:
        assert wargame("report", str(save), "-o", f"out.{kind}").code == 0
        told.append((tmp_path / f"out.{kind}").read_text("utf-8"))
    pages = [path.read_text("utf-8") for path in (tmp_path / "monday").glob("*.md")]
    for text in (*told, *pages, *pdf_texts(wargame, save)):
        assert not re.search("[\x1b\x07\u202e]", text)
    outline = Outline((tmp_path / "out.html").read_text("utf-8"))
    assert {"script", "img"}.isdisjoint(outline.tags)
    assert "alert(1)" in " ".join(outline.words)
    for text in (*pages, (tmp_path / "out.md").read_text("utf-8")):
        assert not re.search(r"(?<!\\)<(script|img)|(?<!\\)\]\(", text)
    for row in csv.reader((tmp_path / "out.csv").read_text("utf-8").splitlines()):
        assert not [cell for cell in row if cell.startswith(("=", "@"))]


def pdf_texts(wargame: CommandLine, save: Path) -> list[str]:
    """What the pages on paper say, where they can be made and read here."""
    if not can_read_pdf():
        return []
    assert wargame("seminar", "print", "monday").code == 0
    assert wargame("report", str(save), "-o", "out.pdf").code == 0
    folder = save.parent.parent
    found = [text_of(one) for one in (*folder.glob("*.pdf"), folder.parent / "out.pdf")]
    assert len(found) == 6  # of the class for all, the table, each side and its facilitator
    assert ["#panic()" in one for one in found].count(True) == 5  # one side alone has none of it
    return found


def test_a_phone_shows_words_whole_and_charts_as_large_as_elsewhere(report: CommandLine) -> None:
    """A table that is wider than the page is scrolled; keys alone do that too."""
    page = unescape(report("hostile", "html").out)
    assert "\ntd { overflow-wrap: break-word;" in page
    assert "td { overflow-wrap: anywhere; }" in page.partition("@media print { body")[2]
    assert re.search(r"max-width: 40rem\) \{ \.wide svg \{ min-width: 40rem", page)
    assert page.count("<svg ") == len(re.findall(r'class="wide" tabindex="0" role="group"', page))
    assert 'class="long"' in page
    names = re.findall(r'<th scope="row" class="(\w+)">(.*?)</th>', page)
    assert {len(name) < 24 for how, name in names if how == "brief"} == {True}
    assert not re.search(r"\.across th:first-child { min-width", page)  # "Table 1" needs no more
    titles = re.findall(r"<caption(.*?)>(.*?)</caption>", page)
    assert {len(title) > 70 for _, title in titles} == {True, False}
    assert all((how == ' class="whole"') == (len(title) > 70) for how, title in titles)


def test_a_title_of_a_deck_parts_no_columns(wargame: CommandLine, tmp_path: Path) -> None:
    """Titles of seats stand over columns of tables."""
    deck, saves = tmp_path / "bars", ("--saves", str(tmp_path))
    shutil.copytree(DECKS["water_treaty"].folder, deck)
    seats = deck / "seats.yaml"
    text = seats.read_text("utf-8").replace("title: Hillgate", "title: 'Hill | gate#'")
    seats.write_text(text, "utf-8")
    seated = ("--seat", "upper=greedy", "--seat", "lower=greedy", "--seed", "1")
    for name in ("one", "two"):
        answer = wargame("play", str(deck), "--plain", *seated, "--save", name, *saves)
        assert answer.code == 0, answer.err
    out = tmp_path / "out.html"
    assert wargame("report", "one", "two", "-o", str(out), *saves).code == 0
    heads: set[str] = set()
    for table in re.findall(r"<table>.*?</table>", out.read_text("utf-8"), re.DOTALL):
        named, *rows = (
            re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        )
        assert {len(row) for row in rows} <= {len(named)}, named
        heads |= {*named}
    assert {"Hill | gate#", "Hill | gate# gives"} <= heads


def test_hostile_texts_are_only_texts_in_a_spreadsheet(report: CommandLine) -> None:
    rows = list(csv.reader(io.StringIO(report("hostile", "csv").out)))
    assert any("<script>" in cell for row in rows for cell in row)
    for row in rows[1:]:
        for name, cell in zip(rows[0], row, strict=True):
            assert "." in name or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


def test_hostile_texts_are_only_texts_in_lines_and_markdown(report: CommandLine) -> None:
    lines = report("hostile", "jsonl").out.splitlines()
    assert all(line.isascii() and line.isprintable() for line in lines)
    assert any("alert(1)" in json.loads(line)["text"] for line in lines)
    text = report("hostile", "md").out
    assert "<script>" not in text
    assert "[x](y)" not in text
    assert "\x1b" not in text
    assert "\\#panic()" in text


def test_signs_of_markdown_mean_nothing_and_sentences_keep_their_dots() -> None:
    assert harmless("a|b") == r"a\|b"
    assert harmless("1. x\n# y") == r"1\. x \# y"
    assert harmless("2025. x") == r"2025\. x"
    assert harmless("www.a.b mailto:a@b.c") == r"www\.a\.b mailto\:a@b\.c"
    assert harmless("--- a") == r"\--- a"
    assert harmless("Round 1 (of 6): all is well.") == "Round 1 (of 6): all is well."


def test_a_report_tells_what_people_can_read_without_the_deck(tmp_path: Path) -> None:
    """Numbers by their whole titles, forecasts and rulings in words, and an end by control."""
    match = played(tmp_path / "a.jsonl", "primer", SEED, traced=True)
    go_on(match)
    us = match.game.seats[0]
    control.note(match, us, "forecast", "us_falls\nshared.tension = 60", audience=us)
    options = [
        {"weight": 3, "title": "It works", "do": ["shared.trust += 4"]},
        {"weight": 1, "title": "It does not", "do": []},
    ]
    control.note(match, CONTROL, "clock", "Play: 9:00 left\nA late start.")
    control.note(match, CONTROL, "inject", "line_stop round 3\nIt is time.", CONTROL)
    control.rule(match, ("shared.tension += 1", {"chance": options}), "why not")
    while not match.is_settled or why_no_ruling(match.state):
        match.step()
    ending = match.game.ending_here(match.state)
    control.rule(match, ({"end": ending},), "the bell has rung")
    match.settle()
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    game = ReviewedGame("a", save, match_of(save))
    titles = [title for _, wanted in groups(game) for _, title, _ in wanted]
    assert len(titles) == len({*titles})
    assert {"Order books (United States)", "Order books (China)"} <= {*titles}
    told = plain(markdown(review([game])))
    assert "Washington breaks; Tension 60" in told
    assert "us_falls" not in told
    assert "Tension +1; by luck [3× It works [Trust +4]; 1× It does not]" in told
    said = "Control ended the game in round 1 of 6, and it is scored as it stood."
    assert f"{said} Why: the bell has rung." in told
    assert "Score (" not in told, "nobody scores in a contest"
    assert "Control set the clock: Play: 9:00 left. Why: A late start." in told
    assert "planned an inject: A line will stop in weeks, in round 3" in told
    assert "| round | time (UTC) | who |" in told


@has_typst
@has_reader
def test_hostile_texts_are_only_texts_in_a_pdf(report: CommandLine) -> None:
    found = plain(report("hostile", "pdf").out)
    assert "#panic()" in found
    assert "<script>" in found
    assert "稀" in found or "U+7A00" in found


@has_typst
def test_characters_that_no_font_has_are_shown_by_number(tmp_path: Path) -> None:
    text = "unassigned: \u0378, ancient: \U0001244f"
    made = pdf(ReviewDocument("T", "", (ReviewSection("a", "A", (ProsePiece(text),)),)))
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made or b"StructTreeRoot" in made


@has_typst
@has_reader
@pytest.mark.parametrize("before", range(33, 38))
def test_the_last_line_of_a_short_list_is_not_alone_on_a_page(tmp_path: Path, before: int) -> None:
    lines = tuple(f"line {number}" for number in range(4))
    pieces: list[Piece] = [ProsePiece(f"text {number}") for number in range(before)]
    pieces.append(ListPiece(lines))
    made = tmp_path / "made.pdf"
    made.write_bytes(pdf(ReviewDocument("T", "", (ReviewSection("a", "A", tuple(pieces)),))))
    pages = [page.count("line ") for page in text_of(made).split("\f")]
    assert max(pages) == 4


WHY = "Closed by control in round 4 of 6, not scored. Why: The bell rang early."
TABLES = grid(
    "table|ended|North|South|rounds#|minutes#|deals#|concessions#|built#|acts of control on play#",
    [[f"Table {n}", WHY, "won, 2 match points", "lost, 1 match point", *"613000"] for n in "123"],
    "Each table",
)
COURSE = grid(
    ["number|table", *number_columns([*map(str, range(1, 91)), "end"])],
    [["Shells a month", f"Table {n}", *range(4000, 4091)] for n in "12"],
    "Shells",
)


@has_typst
@has_boxes
@pytest.mark.parametrize("table", [TABLES, COURSE], ids=["long reasons", "ninety rounds"])
def test_no_column_of_a_table_lies_on_another(tmp_path: Path, table: Table) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(pdf(ReviewDocument("T", "", (ReviewSection("a", "A", (table,)),))))
    assert piled_up(made) == []
    found = text_of(made)
    assert all(cell in found for cell in (table.rows[0][-1], table.rows[-1][-1]))


@has_typst
@has_reader
def test_a_column_between_short_and_long_has_room_for_two_words(tmp_path: Path) -> None:
    """Beside long texts `reason, for United States` stood word under word."""
    row = ["1", "United States", "reason, for United States", *[" ".join(["long"] * 32)] * 3]
    table = grid("round#|who|about|text|own|others", [row], "Each note")
    made = tmp_path / "made.pdf"
    made.write_bytes(pdf(ReviewDocument("T", "", (ReviewSection("a", "A", (table,)),))))
    assert "reason, for " in text_of(made)


def test_a_long_course_is_printed_whole() -> None:
    """What stood beyond the edge of the paper was lost."""
    found = html(ReviewDocument("T", "", (ReviewSection("a", "A", (COURSE,)),)))
    heads = [re.findall(r'<th scope="col"', one) for one in re.findall(r"<thead>.*", found)]
    assert max(map(len, heads)) < 20
    assert sum(map(len, heads)) == 91 + 2 * len(heads)


@has_typst
@pytest.mark.parametrize("first", [0x12000, 0x1FA00], ids=["of one script", "of none"])
def test_however_many_characters_no_font_has_a_page_is_made(first: int) -> None:
    """A text in a script for which a machine has no font ended in a fault of ours."""
    text = " ".join(map(chr, range(first, first + 90)))
    made = pdf(ReviewDocument("T", "", (ReviewSection("a", "A", (ProsePiece(text),)),)))
    assert made.startswith(b"%PDF-")


@has_typst
def test_whoever_has_a_page_made_is_told_what_no_font_has() -> None:
    told: list[str] = []
    letters = ReviewSection("a", "A", (ProsePiece("𒀀𒀁 \u0378"),))
    pdf(ReviewDocument("T", "", (letters,)), told.append)
    assert len(told) == 1
    assert "some characters of these pages (Cuneiform): they stand there by number" in told[0]
    pdf(ReviewDocument("T", "", (ReviewSection("a", "A", (ProsePiece("Plain é"),)),)), told.append)
    assert len(told) == 1


@has_typst
@has_reader
@pytest.mark.parametrize(
    "word",
    [
        pytest.param("1\u20e3", id="a digit in a box"),
        pytest.param("\U0001f1e8\U0001f1f3", id="a flag"),
        pytest.param("\U0001f44d\U0001f3fd", id="a shade of skin"),
        pytest.param("हिन्दी", id="vowels around a letter"),
        pytest.param("שָׁלוֹם", id="points in a letter"),
        pytest.param("تهديدٌ", id="points above a letter"),
        pytest.param("ş̌", id="two marks on a letter"),
    ],
)
def test_letters_that_are_drawn_as_one_are_set_in_drawings_too(tmp_path: Path, word: str) -> None:
    """They ended in a fault of ours, or each digit beside them was replaced by its number."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 21">'
        f'<text x="11" y="12">{word} 21</text></svg>'
    )
    drawn = {"kind": "chart", "title": f"{word} 21", "svg": svg, "told": word}
    section = {"title": "A", "pieces": [drawn, {"kind": "prose", "text": f"{word} of 21"}]}
    data = {"title": "T", "made_by": "", "notices": [], "sections": [section]}
    made = tmp_path / "made.pdf"
    made.write_bytes(typeset("review.typ", data))
    assert "of 21" in text_of(made)
    assert "U+003" not in text_of(made)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(("nosuch", "-o", "a.html"), "There is no save 'nosuch'", id="no save"),
        pytest.param(("whole", "-o", "a.doc"), "a report ends in", id="another kind"),
        pytest.param(("whole", "-o", "taken.html"), "is there already", id="taken"),
        pytest.param(("whole", "-o", "no/a.html"), "there is no folder", id="no folder"),
        pytest.param(("whole", "--as", "gods", "-o", "a.html"), "no seat 'gods'", id="no seat"),
        pytest.param(("broken", "-o", "a.html"), "damaged", id="damaged"),
        pytest.param(("view", "-o", "a.html"), "view of seat 'upper'", id="a view"),
    ],
)
def test_what_cannot_be_reported_is_said_in_a_sentence(
    wargame: CommandLine,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.html").write_text("mine")
    for name in ("whole", "broken"):
        (tmp_path / f"{name}.jsonl").write_bytes((folder / "whole.jsonl").read_bytes())
    data = (tmp_path / "broken.jsonl").read_bytes()
    (tmp_path / "broken.jsonl").write_bytes(data.replace(b"hear ye", b"hear me"))
    view = ("save", "export", "whole", "--seat", "upper", "-o", "view.jsonl")
    assert wargame(*view, "--saves", str(tmp_path)).code == 0
    before = sorted(path.name for path in tmp_path.iterdir())
    answer = wargame("report", *args, "--saves", str(tmp_path))
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "taken.html").read_text() == "mine"


def test_without_typst_a_pdf_is_refused_before_anything_is_done(
    wargame: CommandLine, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.report.pdf.importlib.util.find_spec", lambda _: None)
    out = tmp_path / "a.pdf"
    answer = wargame("report", "whole", "-o", str(out), "--saves", str(folder))
    assert (answer.code, out.exists()) == (2, False)
    assert to_install(*EXTRAS["report"]) in answer.err


# --- several tables ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Two tables that went the same way up to a planted move, and that move."""
    place = tmp_path_factory.mktemp("tables")
    one = played(place / "one.jsonl", "water_treaty", 5, traced=True)
    go_on(one)
    for _ in range(6):
        one.step()
    go_on(one)
    two = played(place / "two.jsonl", "water_treaty", 5, traced=True)
    while two.course.ply < one.course.ply:
        mover = two.game.current_seat(two.state)
        action = one.log[two.course.ply]
        if mover == "CHANCE" or not two.is_settled:
            two.step()
        else:
            two.take(two.game.action(two.state, f"{action.verb.word} {action.arg}".strip()))
    two.settle()
    ply = one.course.ply
    legal = one.game.legal_actions(one.state)
    one.take(legal[0])
    two.take(two.game.action(two.state, legal[-1].text))
    assert legal[0] != legal[-1]
    for match in (one, two):
        match.run()
        close(match)
    return place, ply


def test_tables_that_part_at_a_known_move_name_it(
    wargame: CommandLine, tables: tuple[Path, int], tmp_path: Path
) -> None:
    place, ply = tables
    out = tmp_path / "both.md"
    answer = wargame("report", "one", "two", "-o", str(out), "--saves", str(place))
    assert answer.code == 0, answer.err
    found = plain(out.read_text("utf-8"))
    assert f"move {ply}: parted at a decision" in found
    assert "another seed" not in found
    assert "2 tables compared" in found
    assert "went the same way" not in found
    shutil.copy(place / "one.jsonl", place / "copy.jsonl")
    again = ("-o", str(tmp_path / "same.md"), "--saves", str(place))
    assert wargame("report", "one", "copy", *again).code == 0
    same = plain((tmp_path / "same.md").read_text("utf-8"))
    assert "one and copy went the same way as far as both go." in same


@pytest.mark.parametrize("kind", ["html", "md"])
def test_tables_side_by_side_fit_on_a_page(
    kind: str, wargame: CommandLine, tables: tuple[Path, int], tmp_path: Path
) -> None:
    """Ten columns went beyond the edge, and a list of contents named every part of every table."""
    out = tmp_path / f"both.{kind}"
    answer = wargame("report", "one", "two", "-o", str(out), "--saves", str(tables[0]))
    assert answer.code == 0, answer.err
    found = out.read_text("utf-8")
    if kind == "md":
        rows = found.partition("How each table ended")[2].partition("\n## ")[0].splitlines()
        assert max(row.count("|") for row in rows) <= 9
        assert any(row.startswith("| table | rounds | minutes played |") for row in rows)
        assert "\n## one: How it ended" in found
    else:
        contents = found.partition("<nav")[2].partition("</nav>")[0]
        entries = [unescape(re.sub("<[^>]+>", "", one)) for one in contents.split("<li>")[1:]]
        own = [one for one in entries if one.startswith(("one", "two"))]
        assert len(own) == 2
        assert all("How it ended · How it went" in one for one in own)


def test_tables_that_began_with_a_lead_are_compared_with_it(
    wargame: CommandLine, tmp_path: Path
) -> None:
    deck = f"{DECKS['kitchen_contest'].folder}:handicap=3"
    sitting = ("--plain", "--seat", "crust=random", "--seat", "crumb=random")
    for seed in ("3", "4"):
        kept = ("--save", f"table{seed}", "--saves", str(tmp_path))
        wargame("play", deck, *sitting, "--seed", seed, *kept)
    out = tmp_path / "both.md"
    answer = wargame("report", "table3", "table4", "-o", str(out), "--saves", str(tmp_path))
    assert answer.code == 0, answer.err
    assert "| the lead | the start | +3 | +3 |" in plain(out.read_text("utf-8"))


def test_tables_on_other_seeds_are_compared_and_that_is_said(
    wargame: CommandLine, tables: tuple[Path, int], folder: Path, tmp_path: Path
) -> None:
    paths = [str(tables[0] / "one.jsonl"), str(folder / "whole.jsonl")]
    for kind in (*FORMATS, *(["pdf"] if find_spec("typst") else [])):
        out = tmp_path / f"both.{kind}"
        assert wargame("report", *paths, "-o", str(out)).code == 0
    found = plain((tmp_path / "both.html").read_text("utf-8"))
    assert "whole had another seed than one." in found
    assert 'class="trace line1"' in found
    Outline((tmp_path / "both.html").read_text("utf-8"))
    lines = (tmp_path / "both.jsonl").read_text("utf-8").splitlines()
    games = {json.loads(line)["game"] for line in lines}
    assert games == {"one", "whole"}


def test_whoever_hears_a_page_is_told_each_of_its_tables_by_another_name(
    report: CommandLine,
) -> None:
    """A class had "Each deal" as often as it had tables."""
    found = report("hostile", "bell", "html").out
    named = re.findall(r'role="region" aria-label="(.*?)"', found)
    assert len(named) == len(set(named)) > 20


def test_the_deck_of_several_tables_is_read_once(
    report: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[DeckRef] = []

    def counted(ref: DeckRef) -> LoadedDeck:
        read.append(ref)
        return load_deck(ref)

    monkeypatch.setattr(library, "load_deck", counted)
    report("bell", "early", "jsonl")
    assert len(read) == 1


def test_tables_of_other_decks_are_refused(
    wargame: CommandLine, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "both.html"
    answer = wargame("report", "whole", "hostile", "-o", str(out), "--saves", str(folder))
    assert (answer.code, out.exists()) == (2, False)
    assert f"{folder / 'hostile.jsonl'} is a game of primer, not of water_treaty" in answer.err


# --- what decided --------------------------------------------------------------------------------


def weighed(match: Match, *, decides: bool) -> GameAnalysis:
    """An analysis by hand, of the first decision of a match."""
    ply, seat = next((one.ply, one.seat) for one in match.log if one.seat in match.game.seats)
    move = DecidingMove(ply, 1, seat, "pass", "pass", 21.4, 15.0, 28.0, 300)
    ledgers = tuple(SeatLedger(one, 3, 1, 2.5, -1.5, 1, 0, 0.5) for one in match.game.seats)
    luck = (LuckStretch(0, 0, (("outcome 2", 1, 4),), 7.5),)
    drift = ((0, 1.2), (match.course.ply, 3.0))
    moves = (move,) if decides else ()
    return GameAnalysis("percent of the spread", moves, drift, ledgers, luck, 47, 1)


@pytest.mark.parametrize("decides", [True, False])
@pytest.mark.parametrize("kind", ["html", "md"])
def test_the_moves_that_decided_are_told_as_after_the_game(
    wargame: CommandLine,
    report: CommandLine,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    decides: bool,
) -> None:
    monkeypatch.setattr(lab, "analysis_of_match", partial(weighed, decides=decides))
    told = wargame("debrief", "whole", "--deciding", "--saves", str(folder)).out
    found, said = plain(report("whole", "--deciding", kind).out), " ".join(told.split())
    for sentence in (
        "What decided: moves that cost 10 percent of the spread or more",
        "Better on average: Pass, by 21 percent of the spread (15 to 28; 300 pairs)."
        if decides
        else NO_MOVE,
        "habits: whoever plays better may make good what a move cost.",
        "The spread is how far apart nine in ten games from the start end, in points.",
        "What control chose in the place of luck counts as luck.",
        "= +1.0 expected at the start, +2.5 from luck, -1.5 from its own choices, +1.0 from",
        "+7.5, Setting up: outcome 2 (1 in 4)",
    ):
        assert sentence in said
        assert sentence in found


def test_moves_are_not_weighed_unless_that_is_asked_and_can_be(
    wargame: CommandLine, report: CommandLine, folder: Path, tmp_path: Path
) -> None:
    assert NOT_WEIGHED in plain(report("whole", "--deciding", "md").out)
    for args, why in (
        (["--as", "mask", "-o", "a.md"], "tells of both hands"),
        (["-o", "a.csv"], "has no room for --deciding"),
    ):
        *rest, out = args
        answer = wargame("report", "whole", "--deciding", *rest, str(tmp_path / out))
        assert (answer.code, why in answer.err) == (2, True)
    early = ("early", "--deciding", "-o", str(tmp_path / "e.md"), "--saves", str(folder))
    answer = wargame("report", *early)
    assert (answer.code, answer.out) == (2, "")
    assert "--deciding wants a game that is over" in answer.err
    answer = wargame("debrief", "early", "--saves", str(folder))
    assert (answer.code, "is not over yet" in answer.err) == (2, True)


def test_numbers_stand_in_a_column_each_and_a_row_for_each_round(report: CommandLine) -> None:
    rows = list(csv.DictReader(io.StringIO(report("whole", "csv").out)))
    numbers = [row for row in rows if row["kind"] == "numbers"]
    rounds = [int(row["round"]) for row in numbers]
    assert rounds == sorted(set(rounds))
    assert len(rounds) > 2
    names = [name for name in rows[0] if "." in name]
    assert names
    assert all(row[name].lstrip("-").isdigit() for row in numbers for name in names)
    assert not [row for row in rows if row["kind"] != "numbers" and any(row[n] for n in names)]


def test_rows_tell_answers_luck_and_the_end_in_words(report: CommandLine) -> None:
    """Luck in an effect was `outcome 2`, and a win by 12 of the lead stood as `us +2012`."""
    found = [json.loads(line) for line in report("hostile", "jsonl").out.splitlines()]
    by_kind = {kind: [row for row in found if row["kind"] == kind] for kind in ("move", "game")}
    told = [row for row in by_kind["move"] if row["what"].split()[0] in ("choose", "outcome")]
    assert {row["what"].split()[0] for row in told} == {"choose", "outcome"}, "another seed"
    assert all(row["text"] for row in told)
    (end,) = by_kind["game"]
    assert "United States has" in end["text"]
    assert "match point" in end["text"]


def test_the_last_number_of_a_table_stands_behind_all_rounds(report: CommandLine) -> None:
    """Not below a round that it never began; where the lead names the winner, it is there."""
    found = report("hostile", "early", "md").out
    heads = next(line for line in found.splitlines() if line.startswith("| number | table |"))
    assert heads.endswith("| 6 | end or now |")
    lines = [line.split("|")[1:-1] for line in found.splitlines()]
    rows = [cells for cells in lines if len(cells) > 2 and cells[1] == " early "]
    assert len(rows) > 8
    for row in rows:
        first, *others, last = (cell.strip() for cell in row[2:])
        assert (bool(first), others, bool(last)) == (True, [""] * 5, True)
    assert "| Lead, above 0 for United States | early | 0 |" in found
    assert "Score (" not in found
    rest = list(csv.DictReader(io.StringIO(report("early", "csv").out)))
    told = [(row["round"], row["text"]) for row in rest if row["kind"] == "numbers"]
    assert told == [("1", "as the round began"), ("1", "now")]


def test_a_number_that_moved_within_rounds_is_not_called_unchanged(tmp_path: Path) -> None:
    match = played(tmp_path / "a.jsonl", "primer", SEED, traced=True)
    go_on(match)
    control.rule(match, ("shared.trust += 4",), "up")
    control.rule(match, ("shared.trust -= 4",), "down")
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    told = plain(markdown(review([ReviewedGame("a", save, match_of(save))])))
    assert "unchanged" not in told
    assert "the same as each round began: " in told


def test_a_number_that_holds_a_seat_is_told_by_that_seat(tmp_path: Path) -> None:
    """It stood as 0, 1 and 2, and as a curve of these."""
    match = played(tmp_path / "a.jsonl", "moon_race", SEED)
    while not match.is_over:
        match.step()
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    made = review([ReviewedGame("a", save, match_of(save))])
    drawn = [one for part in made.sections for one in part.pieces if isinstance(one, FigurePiece)]
    rows = {row[0]: row[1:] for one in drawn for row in one.table.rows}
    told = {str(cell) for cell in rows["Who flew last"]}
    assert len(told) > 1, "another seed"
    assert told <= {"", "nobody", "Eastern Agency", "Western Agency"}
    curves = [panel.title for one in drawn for panel in getattr(one.chart, "panels", ())]
    assert "Glory" in curves
    assert "Who flew last" not in curves


@pytest.mark.parametrize(
    ("deck", "title", "unit"),
    [
        ("primer", "Where the lead came from", "lead"),
        ("water_treaty", "Where the points of Hillgate came from", "points"),
    ],
)
def test_what_came_together_is_counted_in_what_the_table_plays_for(
    tmp_path: Path, deck: str, title: str, unit: str
) -> None:
    match = played(tmp_path / "a.jsonl", deck, SEED)
    while not match.is_over:
        match.step()
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    told = markdown(review([ReviewedGame("a", save, match_of(save))]))
    assert f"| from | {unit} |" in told.partition(title)[2]


def test_a_floor_is_marked_on_the_course_that_breaks_it(tmp_path: Path) -> None:
    """It is a named number of its deck, and stands still as any other."""
    match = played(tmp_path / "a.jsonl", "primer", SEED, traced=True)
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    marks = {
        name: at
        for _, wanted in groups(ReviewedGame("a", save, match_of(save)))
        for name, _, at in wanted
    }
    assert marks["us.pressure"] == ((10, "watched"), (28, "the floor breaks"))
    assert marks["china.pressure"] == ((10, "watched"), (25, "the floor breaks"))


def test_what_is_assumed_cites_its_sources_by_title_and_says_where_they_are(
    report: CommandLine,
) -> None:
    told = plain(report("hostile", "md").out)
    deck = load_deck(DECKS["primer"]).deck
    assumed = told.partition("What is taken for granted")[2]
    sources = {one.id: one for one in deck.sources}
    cited = {one.source for one in deck.assumptions if one.source in sources}
    assert cited
    for name in cited:
        assert f"| {sources[name].title} | {sources[name].date or ''} |" in assumed
        assert f"| {name} |" not in assumed


def test_turning_points_have_the_numbers_that_what_if_takes(report: CommandLine) -> None:
    told = report("hostile", "md").out
    rows = told.partition("**Turning points**")[2].partition("**Where")[0].splitlines()
    numbers = [row.split("|")[1].strip() for row in rows if row.startswith("|")][2:]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert (
        f"What if: {rows[4].split('|')[2].strip()}" in report("hostile", "--what-if", "1", "md").out
    )


def test_turning_points_that_moved_no_number_have_no_column_for_it(
    wargame: CommandLine, tmp_path: Path
) -> None:
    """Of a table for points deals alone stand out, and `points` stood over an empty column."""
    sides = ("--seat", "us=random", "--seat", "china=greedy", "--saves", str(tmp_path))
    luck = ("--seed", "3", "--secret", "00112233445566778899aabbccddeeff")
    assert wargame("play", "primer:seminar", "--plain", "--save", "a", *luck, *sides).code == 0
    page = tmp_path / "a.md"
    assert wargame("report", "a", "-o", str(page), "--saves", str(tmp_path)).code == 0
    told = page.read_text("utf-8").partition("**Turning points**")[2].strip()
    assert told.startswith("| number | when | what |\n")


def test_what_the_lead_came_from_is_no_interval_to_who_hears_the_page(report: CommandLine) -> None:
    """`Magnets 24 (0 to 24)` was heard where 24 is drawn from 0 on."""
    page = report("hostile", "html").out
    (heard,) = re.findall(r'aria-label="Where the lead came from, [^"]*"', page)
    assert re.search(r" -?\d", heard)
    assert " to " not in heard


def test_a_table_that_repeats_a_chart_is_folded(report: CommandLine) -> None:
    page = report("hostile", "html").out
    folded = re.findall(r"<details>\s*<summary>(.*?)</summary>", page)
    assert all(folded)
    assert len(folded) == page.count("<svg")
    assert "<caption>The course" not in page


def test_a_course_says_of_what_moment_its_numbers_are(report: CommandLine) -> None:
    assert "The course: lead as each round ended" in report("hostile", "md").out
    told = report("whole", "md").out
    assert "The course: points above the pace of par if the game had ended with each round" in told


def test_a_number_that_is_told_in_words_goes_from_one_to_another(tmp_path: Path) -> None:
    """It read "Lead level to China by 4", and of a ruling "Who raised tension last 0 to 2"."""
    game = opened("primer")
    match = Match(game, seated(game, 4, "greedy"), 4)
    while why_no_ruling(match.state) or not match.is_settled:
        match.step()
    control.rule(match, ("shared.match = us",), "why")
    save = load(save_match(match.run(), tmp_path / "a.jsonl"), world())
    told = plain(markdown(review([ReviewedGame("a", save, match_of(save))])))
    assert re.search(r"Lead from level to (China|United States) by \d", told)
    assert "It moved Who raised tension last from nobody to United States." in told


def test_an_inject_that_control_let_come_is_told_by_its_title(tmp_path: Path) -> None:
    """All its rules stood in the row of the act, options and what each does among them."""
    game = opened("primer")
    match = Match(game, seated(game, 4, "greedy"), 4)
    while why_no_ruling(match.state) or not match.is_settled:
        match.step()
    control.release(match, "good_harvest", "why")
    save = load(save_match(match.run(), tmp_path / "a.jsonl"), world())
    told = plain(markdown(review([ReviewedGame("a", save, match_of(save))])))
    row = next(one for one in told.splitlines() if "let an inject come: " in one)
    assert "let an inject come: Good news: full silos, full ports. It moved Order books" in row
    assert "for each side" not in row


def test_nothing_of_a_game_that_is_over_is_told_as_if_it_went_on(tmp_path: Path) -> None:
    game = opened("primer:seminar")
    match = Match(game, seated(game, 2, "greedy"), 2).run()
    save = load(save_match(match, tmp_path / "a.jsonl"), world())
    kept = ReviewedGame("a", save, match_of(save))
    assert any(one.how == "running" for one in kept.line.bargains), "another seed"
    assert any(one.done is None and not one.lapsed for one in kept.line.ventures), "another seed"
    told = plain(markdown(review([kept])))
    assert "| ran to the end |" in told
    assert "| not built |" in told


def test_what_a_seat_takes_back_is_no_act_of_control(tmp_path: Path) -> None:
    match = played(tmp_path / "a.jsonl", "primer", SEED, traced=True)
    go_on(match)
    match.take(match.game.action(match.state, "pass"))
    control.undo(match, match.game.seats[0])
    match.run()
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    games = [ReviewedGame(name, save, match_of(save)) for name in ("a", "b")]
    assert "Control took a hand" not in plain(markdown(review(games[:1])))
    told = markdown(review(games))
    assert "Control took a hand" not in told
    assert "went back 1 move" in told
    row = next(line for line in told.splitlines() if re.match(r"\| a \| \d+ \|", line))
    assert row.endswith("| 0 |")


def test_what_control_decides_for_a_seat_is_an_act_of_control(tmp_path: Path) -> None:
    """Tables parted "at a decision" that nobody there had made."""
    games = []
    for name in ("free", "late", "shut"):
        match = played(tmp_path / f"{name}.jsonl", "primer", SEED, traced=True)
        go_on(match)
        seat = match.game.current_seat(match.state)
        idle = match.game.action(match.state, "pass")
        if name == "free":
            match.take(next(one for one in match.game.legal_actions(match.state) if one != idle))
            control.note(match, CONTROL, "the room", "It is warm.")
        if name == "late":
            control.note(match, CONTROL, FORFEIT, f"{seat}: late")
        if name != "free":
            match.take(idle)
        if name == "shut":
            control.note(match, CONTROL, ANSWERED, f"{seat}: pass")
        match.run()
        close(match)
        save = load(tmp_path / f"{name}.jsonl", world())
        games.append(ReviewedGame(name, save, match_of(save)))
    free, late, shut = games
    assert "Control took a hand" not in markdown(review([free]))
    for game in (late, shut):
        assert "Control took a hand in this game" in markdown(review([game]))
        told = markdown(review([free, game]))
        assert ": control took a hand." in told
        counts = told.partition("What each table did")[2].partition("**Where")[0]
        rows = re.findall(r"^\| (\w+) \| \d+ \|.* (\d+) \|$", counts, re.MULTILINE)
        assert rows == [("free", "0"), (game.name, "1")]


def test_who_played_is_told_in_the_order_of_the_deck(report: CommandLine) -> None:
    found = report("hostile", "md").out
    *_, limits = found.split("## Seed, hashes and limits")
    assert 0 < limits.index("| United States |") < limits.index("| China |")


def test_of_each_going_back_the_review_tells_where_it_led_then(tmp_path: Path) -> None:
    """Whoever went back again, and farther, had the first told as if it had led there too."""
    match = played(tmp_path / "a.jsonl", "primer", SEED, traced=True)
    go_on(match)
    ply = match.course.ply
    control.rewind(match, ply - 1, "<one too many>")
    control.rewind(match, ply - 2, "<and another>")
    match.run()
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    told = markdown(review([ReviewedGame("a", save, match_of(save))]))
    for to in (ply - 1, ply - 2):
        assert f"went back 1 move, to before move {to}" in told


def test_a_turning_point_is_played_on_as_a_fan(report: CommandLine) -> None:
    found = report("hostile", "--what-if", "1", "html").out
    assert "What if: " in found
    assert "200 continuations from before it" in found
    assert "How 200 of them ended" in found
    ours = report("hostile", "--what-if", "1", "--as", "us", "md").out
    assert "did not know is dealt anew" in ours
    assert "The fan, round by round: lead, above 0 for United States, as each round ended" in ours


def test_a_fan_of_points_says_that_it_counts_what_a_round_brings_as_it_begins(
    report: CommandLine,
) -> None:
    """The course above it counts without that, and both said that the game ended there."""
    told = plain(report("whole", "--what-if", "1", "md").out)
    assert "The course: points above the pace of par if the game had ended with each round" in told
    assert "less those of Portside, if the game had ended as the next round began" in told


def test_of_turning_points_of_one_move_the_one_that_was_asked_for_is_told(
    report: CommandLine, folder: Path
) -> None:
    """Fronts are judged together; the first of them stood above what was played on from any."""
    save = load(folder / "hostile.jsonl", world())
    account = ReviewedGame("hostile", save, match_of(save)).account
    assert account is not None
    marks = account.course.marks
    place = next(n for n in range(1, len(marks)) if marks[n].ply == marks[n - 1].ply)
    found = report("hostile", "--what-if", f"{place + 1}", "md").out
    assert f"What if: {marked(account, marks[place])}" in plain(found)


@pytest.mark.parametrize("deck", ["primer", "primer:seminar"])
def test_a_fan_is_of_one_number_from_round_to_round_and_ends_with_the_result(deck: str) -> None:
    """At a seminar table it left out what the end gives, until the end."""
    game = opened(deck)
    match = Match(game, seated(game, 4, "greedy"), 4, traced=True).run()
    last = match.state.round
    fan = fan_of(match, next(n for n, one in enumerate(match.course.moves) if one.round == 1), "")
    assert (fan.round, len(fan.came)) == (1, last)
    if game.table == "contest":
        assert fan.came[-1] == game.margin(match.state)
        return
    assert fan.came[-1] == sum(_in_the_end(match))
    states = [*map(match.at, range(match.course.ply))]
    for number in range(1, last):
        state = next(state for state in states if state.round > number)
        first, second = (game.rules.standing(scratch(state), n) for n in range(2))
        assert fan.came[number - 1] == first - second


def _in_the_end(match: Match) -> tuple[int, int]:
    """The points of the first seat, and those of the other off them."""
    pars = map(match.game.rules.par, range(2))
    first, second = (
        won + par for won, par in zip(match.game.returns(match.state).values(), pars, strict=True)
    )
    return first, -second


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(("hostile", "--what-if", "39", "-o", "a.md"), "turning points", id="too many"),
        pytest.param(("early", "--what-if", "1", "-o", "a.md"), "not turned out", id="not over"),
        pytest.param(
            ("whole", "--what-if", "1", "-o", "a.csv"), "write .html, .pdf or .md", id="no charts"
        ),
    ],
)
def test_what_cannot_be_played_on_is_refused(
    wargame: CommandLine, folder: Path, args: tuple[str, ...], said: str
) -> None:
    answer = wargame("report", *args, "--saves", str(folder))
    assert (answer.code, said in answer.err) == (2, True)


def test_the_survey_is_told_before_and_after_with_its_average(tmp_path: Path) -> None:
    match = played(tmp_path / "a.jsonl", "primer", SEED, traced=True)
    go_on(match)
    us, china = match.game.seats
    for who, role, understanding in ((us, "Ann", 2), (us, "Bo", 3), (us, "Ann", 5), (china, "", 1)):
        text = f"understanding = {understanding}\ndecides = {role or 'All'}{understanding}"
        control.note(match, who, "survey", text, audience=who, role=role)
    assert "The survey, before and after" not in plain(_told(match, tmp_path))
    match.run()
    close(match)
    told = plain(_told(match, tmp_path))
    ask = "How well do you understand the matter that this game is about?"
    for row in (
        f"| {ask} | United States | 2 | 5 |",
        f"| {ask} | United States | 3 | |",
        f"| {ask} | China | 1 | |",
        f"| {ask} | average of those who gave both | 2.0 | 5.0 |",
        "| What decides such a matter? | United States | Ann2 | Ann5 |",
    ):
        assert row in told
    assert "Understanding 5; In a sentence: Ann5" in told


def _told(match: Match, tmp_path: Path) -> str:
    """The report on a match as it is kept."""
    save = load(tmp_path / "a.jsonl", world())
    return markdown(review([ReviewedGame("a", save, match_of(save))]))


def test_what_is_asked_is_written_once_and_a_chart_once(report: CommandLine) -> None:
    found = plain(report("hostile", "md").out)
    asked = found.partition("## To talk about")[2].partition(" ## ")[0]
    shown = [one for one in opened("primer").deck.questions if one.shows and not one.when]
    first = {tuple(one.shows): one.ask for one in reversed(shown)}
    for one in shown:
        repeated = sum(tuple(other.shows) == tuple(one.shows) for other in shown) - 1
        wanted = 1 + repeated * (first[tuple(one.shows)] == one.ask)
        assert asked.count(one.ask) == wanted


def test_claims_say_whom_their_letters_stand_for_and_once_what_one_game_cannot_tell(
    report: CommandLine,
) -> None:
    found = plain(report("hostile", "md").out)
    assert "Below, A stands for United States and B for China." in found
    assert "games in which restrictions rise by a tenth of the scale" in found, "it was `leaves`"
    assert "the same in the last third (beside it)" in found
    assert found.casefold().count("only pairs of games") == 1


def test_titles_that_end_as_sentences_do_take_no_full_stop(
    wargame: CommandLine, tmp_path: Path
) -> None:
    """A report told that it `was over: Status quo?.`, and what a question `bears on: 3. Why?.`."""
    deck, saves = tmp_path / "asking", ("--saves", str(tmp_path))
    shutil.copytree(DECKS["primer"].folder, deck)
    for file in deck.glob("*.yaml"):
        if file.name not in ("board.yaml", "sources.yaml"):
            text = file.read_text("utf-8").replace(", tension -4)", ")")  # room for one sign more
            text = re.sub(r"(?m)^( *(?:- )?title: )(['\"])(.*)\2$", r"\1\2\3?\2", text)
            text = re.sub(r"(?m)^( *(?:- )?title: )([^'\"\n]+)$", r"\1\2?", text)
            file.write_text(re.sub(r"([{,] ?title: [^,{}'\"]+)(?=[,}])", r"\1?", text), "utf-8")
    for table in ("primer", "primer:seminar"):
        name = table.replace(":", "_")
        typed = str(deck) + table.removeprefix("primer")
        sides = ("--seat", "us=random", "--seat", "china=greedy", "--seed", "3")
        answer = wargame("play", typed, "--plain", *sides, "--save", name, *saves)
        assert answer.code == 0, answer.err
        told = answer.out + wargame("debrief", name, *saves).out
        page = tmp_path / f"{name}.md"
        assert wargame("report", name, "-o", str(page), *saves).code == 0
        one_line = re.sub(r"\s+", " ", f"{told} {page.read_text('utf-8')}")
        assert one_line.count("?") > 200
        assert re.findall(r".{40}\\?\?\\?\. .{9}", one_line) == []
