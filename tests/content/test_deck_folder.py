"""Which file holds what, and what is wrong with a deck's shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.conftest import RIVER, Write, refusal, with_line
from wargame.content.load import find_folder_lints, load_deck, load_deck_tree
from wargame.content.paths import item_name
from wargame.errors import DeckError


def test_a_deck_is_its_files_together(river: Path) -> None:
    loaded = load_deck(river)
    assert [card.id for card in loaded.deck.cards] == ["open_sluice", "dig_wells", "joint_survey"]
    assert loaded.deck.rounds.max == 6
    assert loaded.variant == ""
    assert len(loaded.deck_hash) == 64


def test_places_reach_into_expressions(river: Path) -> None:
    loaded = load_deck(river)
    mark = loaded.mark(("cards", 0, "do", 1), 12)
    assert mark is not None
    assert (Path(mark.file).name, mark.line, mark.column) == ("cards.yaml", 9, 19)
    assert mark.text[mark.column - 1 :] == "5"
    nested = loaded.mark(("cards", 1, "do", 0, "do", 0, "when"))
    assert nested is not None
    assert nested.text[nested.column - 1 :] == "shared.trust < 50"


def test_an_offset_beyond_the_line_stays_at_the_start(river: Path) -> None:
    loaded = load_deck(river)
    text = loaded.mark(("cards", 1, "text"))
    assert text is not None
    assert text.text.strip() == "In 2 rounds you gain 8 water,"
    assert loaded.mark(("cards", 1, "text"), 40) == text


def test_the_place_of_an_unknown_part_is_that_of_the_part_around_it(river: Path) -> None:
    loaded = load_deck(river)
    assert loaded.mark(("cards", 0, "worth")) == loaded.mark(("cards", 0))


def test_files_of_a_folder_are_joined_in_name_order(write: Write) -> None:
    folder = write(cards=None)
    (folder / "cards").mkdir()
    first, second, third = RIVER["cards.yaml"].split("- id:")[1:]
    (folder / "cards" / "b.yaml").write_text(f"- id:{third}")
    (folder / "cards" / "a.yaml").write_text(f"- id:{first}- id:{second}")
    loaded = load_deck(folder)
    assert [card.id for card in loaded.deck.cards] == ["open_sluice", "dig_wells", "joint_survey"]
    mark = loaded.mark(("cards", 2, "title"))
    assert mark is not None
    assert (Path(mark.file).name, mark.line) == ("b.yaml", 2)


def test_layout_and_comments_leave_the_hash_alone(write: Write) -> None:
    separate = load_deck(write()).deck_hash
    inline = RIVER["deck.yaml"] + "seats:\n" + RIVER["seats.yaml"]
    assert load_deck(write(deck=inline + "# the end\n", seats=None)).deck_hash == separate


def test_a_noun_given_twice_names_both_places(write: Write) -> None:
    text = str(refusal(write(deck=RIVER["deck.yaml"] + "cards: []\n")))
    assert "cards.yaml:1:1: 'cards' is given twice, here and in " in text
    assert "deck.yaml" in text


@pytest.mark.parametrize(
    ("name", "sentence", "remedy"),
    [
        pytest.param(
            "crads.yaml", "unknown deck file 'crads.yaml'", "Did you mean 'cards'?", id="misspelled"
        ),
        pytest.param("cards.yml", "the name ends in '.yml'", "Rename it to cards.yaml.", id="yml"),
        pytest.param(
            "crads/a.yaml", "unknown deck folder 'crads'", "Did you mean 'cards'?", id="folder"
        ),
        pytest.param(
            "measures/a.yml",
            "the name ends in '.yml'",
            "Rename it to a.yaml.",
            id="yml in a folder",
        ),
        pytest.param(
            "measures/upper/a.yaml",
            "the folder 'upper' stands in a folder, and is not read",
            "Move its files into ",
            id="folder in a folder",
        ),
        pytest.param("turn/a.yaml", "unknown deck folder 'turn'", "", id="turn is no list"),
        pytest.param("id.yaml", "unknown deck file 'id.yaml'", "", id="part of the head"),
    ],
)
def test_files_that_look_like_a_noun_are_faults(
    river: Path, name: str, sentence: str, remedy: str
) -> None:
    path = river / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("- a\n")
    text = str(refusal(river))
    assert sentence in text
    assert remedy in text


def test_other_files_are_left_alone(river: Path) -> None:
    (river / "README.md").write_text("# The river\n")
    (river / "art").mkdir()
    (river / "art" / "map.png").write_bytes(b"\x89PNG")
    (river / ".cards.yaml.swp").write_bytes(b"\xff")
    assert load_deck(river).deck.id == "river"


def test_a_noun_under_its_own_name_is_told_so(write: Write) -> None:
    indented = "".join(f"  {line}\n" for line in RIVER["cards.yaml"].splitlines())
    text = str(refusal(write(cards=f"cards:\n{indented}")))
    assert "this file is 'cards' already" in text
    assert "Remove the line 'cards:'" in text


def test_a_missing_folder_is_told_plainly(tmp_path: Path) -> None:
    assert "this is not a folder" in str(refusal(tmp_path / "nowhere"))
    assert "there is no deck.yaml in this folder" in str(refusal(tmp_path))


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, ""], ids=["NUL", "long", "empty"])
def test_a_hostile_path_is_no_folder(name: str, tmp_path: Path) -> None:
    assert refusal(tmp_path / name).faults


def test_faults_of_all_files_come_together_in_reading_order(write: Write) -> None:
    folder = write(
        cards=with_line("cards", "once: true", "once: yes").replace("seat: any", "saet: any"),
        tracks="- id: [\n",
        deck=with_line("deck", "rounds: {max: 6}", "rounds: {max: 999}"),
    )
    faults = refusal(folder).faults
    places = [
        (Path(fault.mark.file).stem, fault.mark.line) for fault in faults if fault.mark is not None
    ]
    assert places == [("cards", 22), ("cards", 25), ("deck", 6), ("tracks", 1)]


def test_what_a_broken_file_held_is_not_called_missing(write: Write) -> None:
    assert len(refusal(write(endings="- id: '\n")).faults) == 1
    assert len(refusal(write(deck="id: '\n")).faults) == 1


@pytest.mark.parametrize(
    ("noun", "old", "new", "sentence"),
    [
        pytest.param(
            "cards",
            "seat: upper",
            "seat: 3",
            "cards.yaml:3:9: card open_sluice: 'seat': expected text, not 3",
            id="text",
        ),
        pytest.param(
            "deck",
            "{max: 6}",
            "{max: six}",
            "rounds: 'max': expected a whole number, not 'six'",
            id="number",
        ),
        pytest.param("deck", "{max: 6}", "{max: 6 weeks}", "Write 6 alone", id="a unit"),
        pytest.param("deck", "{max: 6}", "{max: '6'}", "Leave the quotes out: 6.", id="quotes"),
        pytest.param("deck", "{max: 6}", "{max: '--6'}", "not '--6'", id="two signs"),
        pytest.param(
            "deck",
            "{max: 6}",
            f"{{max: '{'9' * 5_000}'}}",
            "expected a whole number, not '999",
            id="more digits than Python turns into a number",
        ),
        pytest.param(
            "deck",
            "{max: 6}",
            "{max: true}",
            "rounds: 'max': expected a whole number, not true",
            id="true is no number",
        ),
        pytest.param(
            "cards", "once: true", "once: 1", "'once': expected true or false, not 1", id="switch"
        ),
        pytest.param(
            "cards", "cost: {capital: 1}", "cost: 1", "'cost': expected fields, not 1", id="fields"
        ),
        pytest.param(
            "cards",
            "cost: {capital: 1}",
            "cost: {capital: [1]}",
            "'cost.capital': expected a whole number or text, not a list",
            id="union",
        ),
        pytest.param(
            "tracks",
            "start: {upper: 60, lower: 30}",
            "start: [60, 30]",
            "'start': expected a whole number or text or fields, not a list",
            id="start",
        ),
        pytest.param(
            "endings",
            "- id: treaty",
            "- none\n- id: treaty",
            "endings.yaml:1:3: ending number 1: expected fields",
            id="text in a list",
        ),
        pytest.param(
            "endings",
            "- id: treaty\n  title: A treaty holds",
            "- id: treaty",
            "endings.yaml:1:3: ending treaty: field 'title' is missing",
            id="missing",
        ),
        pytest.param(
            "endings", "title: A treaty holds", "title: ''", "'title' may not be empty", id="empty"
        ),
        pytest.param(
            "endings",
            "title: A treaty holds",
            f"title: {'x' * 81}",
            "'title' is longer than 80 characters (81)",
            id="long",
        ),
        pytest.param(
            "tracks",
            "better: up",
            "better: upp",
            "track water: 'better': unknown word 'upp'",
            id="word",
        ),
        pytest.param(
            "deck", "plays: 1", "plays: 7", "turn: 'plays' must be at most 6, not 7", id="most"
        ),
        pytest.param(
            "projects",
            "rounds: 1",
            "rounds: -1",
            "project canal, stage plan: 'rounds' must be at least 0, not -1",
            id="least",
        ),
        pytest.param(
            "deck",
            'version: "1.0"',
            "version: one",
            "deck: 'version': 'one' is not a version number",
            id="version",
        ),
        pytest.param(
            "cards",
            "cost: {capital: 1}",
            "cost: {Capital: 1}",
            "cards.yaml:6:10: card open_sluice: 'cost.Capital': 'Capital' is not an id",
            id="key",
        ),
        pytest.param(
            "cards", "- their.water += 10", "- 10", "'do' item 1: 10 is not an effect", id="effect"
        ),
        pytest.param(
            "cards",
            "- their.water += 10",
            "- [their.water += 10]",
            "'do' item 1: a list is not an effect",
            id="effect in brackets",
        ),
        pytest.param(
            "cards",
            "- their.water += 10",
            "- {}",
            "'do' item 1: fields is not an effect",
            id="effect without a word",
        ),
        pytest.param(
            "cards",
            "after: 2",
            "after: 2\n      when: my.water > 1",
            "unknown field 'after' in effect 'when' of card 'dig_wells'",
            id="two words",
        ),
        pytest.param(
            "cards",
            "after: 2",
            "after: 2\n      in: 3",
            "unknown field 'in' in effect 'after' of card 'dig_wells'",
            id="in an effect",
        ),
        pytest.param(
            "measures",
            "{cost: {capital: 1}}",
            "{price: 1}",
            "unknown field 'price' in 'tighten' of measure 'quota'",
            id="in a verb",
        ),
        pytest.param(
            "cards",
            "title: Dig wells",
            "title: Dig: wells",
            "cards.yaml:12:13: a ':' is not expected here",
            id="colon in a title",
        ),
        pytest.param(
            "briefs",
            "text: You hold",
            "text: {You: hold}, or",
            "briefs.yaml:1:",
            id="flow mixed up",
        ),
    ],
)
def test_faults_of_shape_are_said_in_plain_words(
    write: Write, noun: str, old: str, new: str, sentence: str
) -> None:
    assert sentence in str(refusal(write(**{noun: with_line(noun, old, new)})))


def test_an_effect_that_is_none_is_told_what_effects_are(write: Write) -> None:
    text = str(refusal(write(cards=with_line("cards", "their.water += 10", "10"))))
    assert "An effect is a line such as 'my.trust += 1' or one of: when, after," in text


def test_two_effects_in_one_are_told_apart(write: Write) -> None:
    spoilt = with_line("cards", "after: 2", "after: 2\n      when: my.water > 1")
    assert "'after' opens an effect of its own" in str(refusal(write(cards=spoilt)))


def test_items_are_named_for_people(river: Path) -> None:
    deck = load_deck(river).deck
    assert item_name(deck, ("cards", 1, "do", 0)) == "card dig_wells"
    assert item_name(deck, ("projects", 0, "stages", 1, "cost")) == "project canal, stage dig"
    assert item_name(deck, ("briefs", 1, "text")) == "brief lower"
    assert item_name(deck, ("rounds", "max")) == "rounds"
    assert item_name(deck, ()) == "deck"


def test_a_folder_of_another_name_is_a_lint(river: Path) -> None:
    loaded = load_deck(river)
    assert find_folder_lints(river, loaded) == []
    moved = river.rename(river.parent / "stream")
    (lint,) = find_folder_lints(moved, loaded)
    assert lint.lint
    assert "the deck 'river' stands in a folder called 'stream'" in str(lint)


# --- decks as plain data -------------------------------------------------------------------


def test_plain_data_reads_back_as_the_same_deck(river: Path) -> None:
    loaded = load_deck(river, "drought")
    again = load_deck_tree(loaded.tree, "drought")
    assert again.deck == loaded.deck
    assert again.deck_hash == loaded.deck_hash
    assert again.variant == "drought"


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        pytest.param("minutes", None, "only text, whole numbers", id="null"),
        pytest.param("minutes", 1.5, "only text, whole numbers", id="fraction"),
        pytest.param("minutes", float("nan"), "only text, whole numbers", id="not a number"),
        pytest.param("minutes", 10**5_000, "number out of range", id="huge number"),
        pytest.param("title", "a\x1b[2J", "control character U+001B", id="escape"),
        pytest.param("title", "a\ud800", "lone surrogate U+D800", id="surrogate"),
        pytest.param("title", "x" * 30_000, "text longer than 20000", id="long text"),
        pytest.param("tracks", nested(5_000), "nested deeper than 32", id="deep"),
        pytest.param("tracks", [0] * 100_001, "more than 100000 values", id="many values"),
        pytest.param("tracks", {1: 2}, "keys must be text", id="key"),
        pytest.param("tracks", (1, 2), "only text, whole numbers", id="another type"),
        pytest.param("titel", "x", "unknown field 'titel' in deck", id="unknown field"),
        pytest.param(
            "endings", [{"id": "a\x1b[2J\ud800"}], r"ending a\x1b[2J\ud800: control", id="whose"
        ),
        pytest.param("id", "nul", "some systems reserve that name", id="device"),
        pytest.param(
            "endings", [{"id": "a", "title": "A"}] * 2, "two endings have the id 'a'", id="twice"
        ),
    ],
)
def test_hostile_data_is_refused_like_a_hostile_file(
    river: Path, field: str, value: object, sentence: str
) -> None:
    tree = {**load_deck(river).tree, field: value}
    with pytest.raises(DeckError) as caught:
        load_deck_tree(tree)
    assert sentence in str(caught.value)
    assert all(char.isprintable() or char == "\n" for char in str(caught.value))


@pytest.mark.parametrize("tree", [None, [], "deck", 1, {}], ids=repr)
def test_data_of_another_shape_is_no_deck(tree: object) -> None:
    with pytest.raises(DeckError):
        load_deck_tree(tree)  # type: ignore[arg-type]
