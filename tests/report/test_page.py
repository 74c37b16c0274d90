"""Pages hold all they show, ask for nothing, and take any text as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from wargame import __version__
from wargame.cli import deck_read, study
from wargame.cli.pages import command_again
from wargame.report.drawing import drawing
from wargame.report.drawings.said import LETTER
from wargame.report.drawings.scales import round_steps
from wargame.report.drawings.shapes import Caption, Trace
from wargame.report.page import page
from wargame.report.pdf import one_line
from wargame.table.reports.blocks import Column, Line, listed, paragraph, table
from wargame.table.reports.charts import (
    BINS,
    Bars,
    Chart,
    Curve,
    Curves,
    Dot,
    Dots,
    GraphLine,
    GraphPanel,
    Graphs,
    distribution,
)

HOSTILE = "\"><script>alert(1)</script>'\x1b[31m{{ 7 * 7 }}"
VOID = {"meta", "br", "line", "rect", "circle"}


class Outline(HTMLParser):
    """The tags of a page, refusing one that is never closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


CHARTS: tuple[Chart, ...] = (
    Dots(HOSTILE, HOSTILE, (Dot(HOSTILE, 1, 0, 2),), (0, 1)),
    Dots("One place", "%", (Dot("a", 50, 50, 50),), (50, 50)),
    Bars(HOSTILE, HOSTILE, ((HOSTILE, 3), ("b", 0))),
    Bars("Nothing came", "games", (("a", 0),)),
    distribution(HOSTILE, "points", {-3: 2, 40: 1, 400: 1}),
    Curves(
        HOSTILE,
        HOSTILE,
        (
            Curve(HOSTILE, (0, 0.5, 2), (Dot("a", 1, 0, 2), Dot("b", 2, 1, 3), Dot("c", 2, 2, 2))),
            Curve("one dose", (1,), (Dot("a", 1, 0, 2),)),
        ),
    ),
)
EMPTY: tuple[Chart, ...] = (
    Dots("Dots", "points", ()),
    Bars("Bars", "games", ()),
    distribution("Spread", "points", {}),
    Curves("Curves", "dose", ()),
)


def hostile_page() -> str:
    told = table([Column(HOSTILE), Column("n", is_number=True)], [(HOSTILE, 1)], HOSTILE)
    items = listed(HOSTILE, (HOSTILE, Line(HOSTILE, label=HOSTILE)))
    return page(HOSTILE, HOSTILE, (paragraph(HOSTILE, HOSTILE), items, told), CHARTS)


def test_any_text_stays_text() -> None:
    found = Outline(hostile_page())
    assert "script" not in found.tags
    assert not any(name.startswith("on") for name in found.attributes)
    words = " ".join(found.words)
    assert "<script>alert(1)</script>" in words
    assert "{{ 7 * 7 }}" in words
    assert "\x1b" not in hostile_page()


def test_what_is_to_be_typed_is_set_as_that_in_place_of_its_backticks() -> None:
    told = "Type `wargame < 1`; 5` is one."
    rows = table([Column("What")], [(told,)], "Games")
    made = page("Games", "again", (paragraph(told), listed("All", (told,)), rows))
    assert made.count("Type <code>wargame &lt; 1</code>; 5` is one.") == 3


def test_a_page_names_the_version_that_made_it() -> None:
    assert f"</code>, wargame {__version__}</p>" in page("a", "b", ())


def test_a_wide_table_uses_the_room_beside_the_text_before_it_scrolls() -> None:
    on_a_screen = page("a", "b", ()).partition("@media screen and (min-width: 64rem)")[2]
    rule = on_a_screen.partition("}")[0]
    assert ".rows" in rule
    assert "max-width: calc(50vw + 26rem)" in rule


def test_a_long_word_breaks_before_it_widens_the_page() -> None:
    assert re.search(r"body \{[^}]*overflow-wrap: break-word;", page("W" * 60, "b", ()))


def test_a_page_asks_for_nothing() -> None:
    text = hostile_page()
    found = Outline(text)
    assert not found.tags & {"script", "link", "img", "iframe", "object", "use", "image"}
    assert not found.attributes & {"src", "href", "xlink:href", "style"}
    assert not re.search(r"url\(|@import|https?:", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("chart", EMPTY, ids=lambda chart: chart.title)
def test_a_chart_of_nothing_is_not_drawn(chart: Chart) -> None:
    assert drawing(chart).is_empty
    assert "<svg" not in page("a", "b", (), [chart])


@pytest.mark.parametrize("chart", CHARTS, ids=range(len(CHARTS)))
def test_everything_stands_inside_its_picture(chart: Chart) -> None:
    made = drawing(chart)
    for kind, shape in made.shapes:
        if isinstance(shape, Caption):
            assert -1 <= shape.y <= made.height, kind
        for across in ("x", "x1", "x2", "cx"):
            assert 0 <= getattr(shape, across, 0) <= made.width, kind


@pytest.mark.parametrize(
    ("values", "marks", "named"),
    [
        pytest.param((0, 45, 45), ((40, "far"),), [("far", "start")], id="where nothing is drawn"),
        pytest.param((45, 45, 0), ((40, "far"),), [("far", "end")], id="at the other end"),
        pytest.param((0, 0, 100), ((99, "a"), (97, "b")), [("a", "start"), ("b", "end")], id="two"),
    ],
)
def test_names_of_marks_stand_clear_of_what_is_drawn(
    values: tuple[int, ...], marks: tuple[tuple[int, str], ...], named: list[tuple[str, str]]
) -> None:
    panel = GraphPanel("Tension", (GraphLine("", values),), marks)
    made = drawing(Graphs("Numbers", ("1", "2", "3"), (panel,)))
    words = [one for _, one in made.shapes if isinstance(one, Caption)]
    title = next(one for one in words if one.words == "Tension")
    names = [one for one in words if one.words in {what for _, what in marks}]
    assert [(one.words, one.anchor) for one in names] == named
    assert all(one.y - 10 > title.y for one in names)


@pytest.mark.parametrize("rounds", [1, 6, 7, 24, 90])
@pytest.mark.parametrize("last", ["end", "now", "end or now"])
@pytest.mark.parametrize("panels", [1, 3])
def test_below_a_course_the_end_is_named_and_no_name_is_cut(
    rounds: int, last: str, panels: int
) -> None:
    labels = (*map(str, range(1, rounds + 1)), last)
    line = GraphLine("", tuple(range(rounds + 1)))
    panel = tuple(GraphPanel(f"{n}", (line,)) for n in range(panels))
    made = drawing(Graphs("Numbers", labels, panel))
    below = max(one.y for _, one in made.shapes if isinstance(one, Caption))
    rows = [one for _, one in made.shapes if isinstance(one, Caption) and one.y == below]
    assert [one.words for one in rows].count(last) == panels
    edges = [_edges(one) for one in rows]
    assert all(right < left for (_, right), (left, _) in pairwise(sorted(edges)))
    assert max(right for _, right in edges) <= made.width
    assert len(rows) > 2 * panels or rounds == 1


@pytest.mark.parametrize("count", [2, 6, 7, 12, 15])
@pytest.mark.parametrize("name", ["Table {}", "monday-primer-at-the-window-{}"])
def test_each_line_of_a_course_has_a_look_and_a_name_of_its_own(count: int, name: str) -> None:
    """Of seven tables the last was drawn as the first is, and named nowhere."""
    names = [name.format(n) for n in range(count)]
    lines = tuple(GraphLine(one, (n, n + 1)) for n, one in enumerate(names))
    made = drawing(Graphs("Numbers", ("1", "end"), (GraphPanel("Tension", lines),)))
    looks = [one.kind for _, one in made.shapes if isinstance(one, Trace)]
    words = [one.words for _, one in made.shapes if isinstance(one, Caption)]
    drawn = names[:12]
    assert looks == 2 * list(dict.fromkeys(looks))
    assert len(looks) == 2 * len(drawn)
    assert words[: len(drawn)] == drawn
    assert ("3 more stand in the table alone." in words) == (count == 15)
    style = (resources.files("wargame.report") / "templates/picture.css").read_text("utf-8")
    rules = dict(re.findall(r"\.(line\d+) \{ (.*) \}", style))
    styles = [rules.get(one.removeprefix("trace "), "") for one in dict.fromkeys(looks)]
    assert len(set(styles)) == len(drawn)


def test_no_word_is_left_out_of_what_a_panel_is_called() -> None:
    """`Provinces and hard-liners of the west: Anger` lost `Anger`, which was drawn."""
    line = GraphLine("Table 1", (3, 4))
    titles = ("Tension", "Provinces and hard-liners of the west: Anger", "Trust", "Lead")
    panels = tuple(GraphPanel(one, (line,)) for one in titles)
    made = drawing(Graphs("Numbers", ("1", "2"), panels))
    words = {one.words: one for _, one in made.shapes if isinstance(one, Caption)}
    long = "Provinces and hard-liners of the", "west: Anger"
    assert [words[one].x for one in long] == [words["Trust"].x - 260] * 2
    assert words["Table 1"].y + 12 <= words[long[0]].y == words[long[1]].y - 14
    assert words[long[1]].y == words["Tension"].y, "all stand right above their panels"
    above = [one.y for one in words.values() if one.y < words["Lead"].y]
    assert words["Lead"].y - max(above) >= 12


def test_a_line_with_one_point_is_seen() -> None:
    line = GraphLine("", (3, None))
    made = drawing(Graphs("Numbers", ("1", "2"), (GraphPanel("Tension", (line,)),)))
    (points,) = (one.points.split() for _, one in made.shapes if isinstance(one, Trace))
    assert len(set(points)) == 2


def _edges(one: Caption) -> tuple[float, float]:
    """Where words begin and end."""
    long = len(one.words) * LETTER
    left = one.x - long * {"start": 0, "middle": 0.5, "end": 1}[one.anchor]
    return left, left + long


@pytest.mark.parametrize(
    ("least", "most"), [(0, 1), (-3, 17), (0, 0), (5, 5), (-7, -2), (0.001, 0.002), (-1e6, 3e6)]
)
def test_a_scale_holds_both_ends_and_has_few_marks(least: float, most: float) -> None:
    steps = round_steps(least, most)
    assert steps[0] <= least
    assert steps[-1] >= most
    assert 2 <= len(steps) <= 8
    assert steps == sorted(set(steps))


@pytest.mark.parametrize(
    ("least", "most"),
    [(0, 1), (-3, 17), (0, 0), (5, 5), (0, 12), (-2, 2), (7, 9), (-(10**6), 10**7)],
)
def test_a_scale_of_whole_numbers_has_no_mark_between_them(least: int, most: int) -> None:
    """Below a number from 0 to 1 stood 0.2, 0.4 and so on."""
    steps = round_steps(least, most, whole=True)
    assert all(one.is_integer() for one in steps)
    assert steps[0] <= least <= most <= steps[-1]
    assert 2 <= len(steps) <= 8


@pytest.mark.parametrize("across", ["", "points"])
@pytest.mark.parametrize(("most", "halves"), [(2, False), (1, False), (1.5, True)])
def test_a_count_of_whole_things_has_no_mark_between_them(
    most: float, halves: bool, across: str
) -> None:
    """Below two projects that were announced stood 0.5, 1 and 1.5."""
    drawn = drawing(Bars("a", "projects", (("one", 1), ("more", most)), across))
    told = [one.words for _, one in drawn.shapes if isinstance(one, Caption)]
    assert ("0.5" in told) == halves


def test_a_distribution_counts_every_value_once() -> None:
    counts = {value: value % 3 for value in range(-70, 500, 7)}
    made = distribution("a", "points", counts)
    assert sum(count for _, count in made.bars) == sum(counts.values())
    assert len(made.bars) <= BINS


COMMANDS = (
    "simulate kitchen_sink --games 3",
    "lab balance kitchen_sink --games 3",
    "lab coverage kitchen_sink --games 3",
    "lab ladder kitchen_sink --games 2 --players random,erratic",
    "lab claims kitchen_sink --games 3",
)


@pytest.mark.parametrize("typed", COMMANDS)
def test_a_study_writes_a_page_that_says_what_its_text_says(
    typed: str, tmp_path: Path, wargame: CommandLine
) -> None:
    target = tmp_path / "page.html"
    words = [str(DECKS[word].folder) if word in DECKS else word for word in typed.split()]
    answer = wargame(*words, "--seed", "5", "--html", str(target))
    assert answer.code == 0
    found = Outline(target.read_text(encoding="utf-8"))
    shown = re.sub(r"\s+", "", "".join(found.words))
    for word in set(re.findall(r"[a-z_]{4,}|\d+\.\d", answer.out)):
        assert word in shown
    assert "svg" in found.tags


def test_a_page_is_never_written_over(tmp_path: Path, wargame: CommandLine) -> None:
    taken = tmp_path / "page.html"
    taken.write_text("mine")
    deck = str(DECKS["calibration"].folder)
    for target, told in ((taken, "is there already"), (tmp_path / "a" / "b.html", "Make it first")):
        answer = wargame("simulate", deck, "--games", "1", "--html", str(target))
        assert answer.code == 2
        assert told in answer.err
        assert answer.out == ""
    assert taken.read_text() == "mine"


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        ("simulate d --html=p.html", "wargame simulate d --seed 9"),
        ("simulate d --html p.html --seed 4", "wargame simulate d --seed 4"),
        ("simulate d --seed=4 --html p.html", "wargame simulate d --seed=4"),
    ],
)
def test_a_page_says_how_it_is_made_again(typed: str, again: str) -> None:
    assert command_again(typed.split(), 9) == again


@pytest.mark.parametrize("typed", ["simulate calibration --games 2", "deck odd calibration"])
def test_a_page_is_written_though_nobody_reads_the_text_to_its_end(
    typed: str, tmp_path: Path, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by `| head`, or Ctrl-C, after hours of play."""

    def leave(_: object) -> None:
        raise KeyboardInterrupt

    for commands in (study, deck_read):
        monkeypatch.setattr(commands, "say_all", leave)
    words = [str(DECKS[word].folder) if word in DECKS else word for word in typed.split()]
    answer = wargame(*words, "--html", str(tmp_path / "page.html"))
    assert answer.code == 130
    assert "Made by" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        pytest.param("עמק: 45 points", "<עמק>: 45 points", id="a number behind a title"),
        pytest.param("the lead of عمان (3)", "the lead of <عمان> (3)", id="a bracket behind it"),
        pytest.param("שתי עיר, 2 נמל", "<שתי עיר, 2 נמל>", id="a title with a number in it"),
        pytest.param("עמק and عمان", "<עמק> and <عمان>", id="two titles"),
        pytest.param("עמק +26, نهر -3", "<עמק> +26, <نهر> -3", id="two with what each moved by"),
        pytest.param("by עמק (نهر for 3)", "by <עמק> (<نهر> for 3)", id="one in a bracket"),
        pytest.param("נמל (עיר) קטן", "<נמל (עיר) קטן>", id="a bracket within a title"),
        pytest.param("Type `resume עמק` here", "Type `resume עמק` here", id="what is typed"),
        pytest.param("עמק: `עמק.jsonl`", "<עמק>: `עמק.jsonl`", id="what is typed behind a title"),
        pytest.param("Café, 東京: 3", "Café, 東京: 3", id="nothing from right to left"),
    ],
)
def test_what_is_read_from_right_to_left_stands_by_itself_in_a_line(text: str, parted: str) -> None:
    """`עמק: 45 points` was drawn as `45 :` and the title behind it, on pages and in PDFs."""
    wanted = parted.replace("<", "\u2068").replace(">", "\u2069") if "<" in parted else parted
    words = Outline(page(text, f"wargame report {text}", (paragraph(text),))).words
    assert wanted in words
    assert f"wargame report {text}" in words, "a command can be pasted as it stands"
    assert one_line(text) == wanted
