"""What an author types."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DECKS, CommandLine
from tests.copies import copy_of
from tests.rules.tiny import tiny
from tests.systems import has_links
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.rules.game import Game
from wargame.table.plain.deck_beside import BESIDE, beside_lines
from wargame.table.plain.deck_text import deck_lines, find_items, item_lines, items


def test_the_shipped_decks_are_listed(wargame: CommandLine) -> None:
    answer = wargame("deck", "list")
    assert answer.code == 0
    assert "primer" in answer.out
    listed = json.loads(wargame("deck", "list", "--json").out)["decks"]
    assert {"id", "title", "folder", "shipped"} == set(listed[0])


def test_a_sound_deck_has_no_faults(wargame: CommandLine, any_deck: DeckRef) -> None:
    answer = wargame("deck", "check", str(any_deck.folder))
    assert answer.code == 0, answer.out
    assert answer.out.splitlines()[-1].startswith("0 faults, ")


def test_every_worked_example_holds(wargame: CommandLine, any_deck: DeckRef) -> None:
    answer = wargame("deck", "test", str(any_deck.folder))
    assert answer.code == 0, answer.out
    *held, last = answer.out.splitlines()
    assert last.endswith(" 0 failed")
    # Each puzzle has the best line that it says, and is told of.
    puzzles = [line.split()[2] for line in held if line.startswith("holds  puzzle ")]
    assert puzzles == [f"{one.id}:" for one in shared_game(any_deck).deck.puzzles]


@pytest.fixture
def broken(tmp_path: Path, root: Path) -> Path:
    """A deck with two faults, one of shape and one of meaning in a variant."""
    return copy_of("calibration", tmp_path, ("cards.yaml", "text:", "txt:"))


def test_a_faulty_deck_is_told_with_place_and_remedy(wargame: CommandLine, broken: Path) -> None:
    answer = wargame("deck", "check", str(broken))
    assert answer.code == 2
    assert "cards.yaml:" in answer.out
    assert "'text'" in answer.out
    assert "Traceback" not in answer.out + answer.err
    assert not answer.out.splitlines()[-1].startswith("0 faults")


def test_faults_as_json_name_file_line_and_column(wargame: CommandLine, broken: Path) -> None:
    answer = wargame("deck", "check", str(broken), "--json")
    assert answer.code == 2
    fault = json.loads(answer.out)["faults"][0]
    assert fault["file"].endswith("cards.yaml")
    assert fault["line"] >= 1
    assert fault["column"] >= 1


def test_a_faulty_deck_cannot_be_played_and_says_why_on_stderr(
    wargame: CommandLine, broken: Path
) -> None:
    answer = wargame("play", str(broken), "--plain")
    assert answer.code == 2
    assert "cards.yaml:" in answer.err
    assert answer.out == ""


def test_showing_a_deck_lists_what_it_holds(wargame: CommandLine) -> None:
    answer = wargame("deck", "show", "primer")
    assert answer.code == 0
    for word in ("Cards (", "Measures (", "leaders_call", "us: ", "china: "):
        assert word in answer.out


@pytest.mark.parametrize(
    ("deck", "said"),
    [
        pytest.param("calibration", "1 round, about 1 minute.", id="one of each"),
        pytest.param("primer", "Up to 6 rounds, about 45 minutes.", id="several"),
    ],
)
def test_showing_a_deck_says_how_long_a_game_is(wargame: CommandLine, deck: str, said: str) -> None:
    assert said in wargame("deck", "show", deck).out.splitlines()


def test_showing_a_deck_gives_hands_that_change_in_words(wargame: CommandLine) -> None:
    told = wargame("deck", "show", "tests/decks/moon_race").out
    assert "hand (3, + 1 if Fuel is over 6)\n" in told


def test_showing_a_deck_lists_what_is_beside_its_moves(any_game: Game) -> None:
    deck, told = any_game.deck, [line.split(maxsplit=1) for line in deck_lines(any_game)]
    rows = {row[0]: row[1] for row in told if len(row) > 1}
    kinds = ("parties", "eras", "modifiers", "campaigns", "lessons", "puzzles", "formats")
    nouns = [noun for kind in kinds for noun in getattr(deck, kind)]
    assert [one.id for one in nouns if not rows.get(one.id, "").endswith(one.title)] == []


def test_showing_a_card_gives_print_and_rules(wargame: CommandLine) -> None:
    answer = wargame("deck", "show", "primer", "leaders_call")
    assert answer.code == 0
    assert "What the rules say" in answer.out
    assert "| Leaders' Call " in answer.out
    assert "| Discarded: " in answer.out
    assert "Tension" in answer.out
    found = json.loads(wargame("deck", "show", "primer", "leaders_call", "--json").out)
    assert found["kind"] == "card"
    assert found["item"]["id"] == "leaders_call"
    assert found["rules"]


def test_show_tells_what_a_number_stands_for(wargame: CommandLine) -> None:
    told = " ".join(wargame("deck", "show", "primer", "industry").out.split())
    assert "From 0 to 20. Less is better. Calm from 0, restless from 7, in the red from 13." in told
    assert "How angry firms and workers are." in told
    hidden = wargame("deck", "show", str(DECKS["hospital_merger"].folder), "reserves").out
    assert "From 0 to 9. Its owner alone sees it before the end." in " ".join(hidden.split())
    found = json.loads(wargame("deck", "show", "primer", "industry", "--json").out)
    assert (found["kind"], found["item"]["id"], found["rules"]) == ("track", "industry", [])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("back_chanel", "Did you mean 'back_channel'? Known: airlift, "),
        ("zzz", "has no item 'zzz'. Known: airlift, "),
        ("a_calm_elections", "Did you mean 'a_calm_election'? Known: airlift, "),
        ("example.a_calm_elections", "Did you mean 'a_calm_election'? Known: a_broken_floor"),
        ("card.back_chanel", "Did you mean 'back_channel'? Known: allied_ore, "),
        ("nothing.back_chanel", "Did you mean 'back_channel'? Known: airlift, "),
    ],
)
def test_what_a_deck_lacks_is_guessed_and_listed_by_what_is_played_with_first(
    wargame: CommandLine, typed: str, told: str
) -> None:
    """Worked examples, whose names are sentences, stood before all that somebody looks for."""
    assert told in " ".join(wargame("deck", "show", "primer", typed).err.split())


def test_every_item_of_every_deck_can_be_shown(any_game: Game) -> None:
    for found in items(any_game.deck):
        assert found in find_items(any_game.deck, found.noun.id)
        assert find_items(any_game.deck, f"{found.kind}.{found.noun.id}") == [found]
        assert all(len(line) <= 80 for line in item_lines(any_game, found))


def test_what_is_no_move_of_any_deck_can_be_shown_too(any_game: Game) -> None:
    for kind, (nouns, _) in BESIDE.items():
        for noun in getattr(any_game.deck, nouns):
            (found,) = find_items(any_game.deck, f"{kind}.{noun.id}")
            _, called, *rest = item_lines(any_game, found)
            assert called.startswith(f"{kind} {noun.id}")
            assert "".join(rest)
            assert all(len(line) <= 80 for line in [called, *rest])


@pytest.mark.parametrize(
    ("deck", "name", "told"),
    [
        pytest.param(
            "moon_race",
            "state_yards",
            "== State yards == modifier state_yards, east A card of Eastern Agency marked yard "
            "costs 1 capital less if Round is at least 4 (State yards). Cards: Lander.",
            id="a modifier",
        ),
        pytest.param(
            "moon_race",
            "orbit",
            "== Orbit == era orbit Rounds 1 to 3. Cards that leave when it is over: Refinery. "
            "Events that leave when it is over: Solar storm.",
            id="an era",
        ),
        pytest.param(
            "moon_race",
            "era.landing",
            "Rounds 4 to 6. Cards that come with it: Lander. Events that come with it: Moonquake.",
            id="an era with cards",
        ),
        pytest.param(
            "hospital_merger",
            "register",
            "source register 2024-01-01, https://example.org/register Counts two hospitals. Cited "
            "by: card ",
            id="a source",
        ),
        pytest.param(
            "moon_race",
            "a_probe_in_a_dirty_sky",
            "example a_probe_in_a_dirty_sky Debris makes launches dearer. Given: turn: west; "
            "hand.west: probe; west.capital: 1; shared.debris: 3. Played: play probe. Expected: "
            "refused: capital.",
            id="an example",
        ),
    ],
)
def test_modifiers_eras_sources_and_examples_are_shown(
    deck: str, name: str, told: str, wargame: CommandLine
) -> None:
    answer = wargame("deck", "show", f"tests/decks/{deck}", name)
    assert answer.code == 0
    assert told in " ".join(answer.out.split())


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        pytest.param(["Spring", "Summer", "Autumn", "Winter"], " (Autumn to Winter)", id="all"),
        pytest.param(["Spring", "Summer", "Autumn"], "", id="too few"),
    ],
)
def test_the_rounds_of_an_era_are_named_where_each_of_them_has_a_name(
    labels: list[str], told: str
) -> None:
    """`Rounds 3 to 4 (Autumn)` was said of an era whose last round has no name."""
    eras = [
        {"id": name, "title": name, "round": round_} for name, round_ in (("early", 1), ("late", 3))
    ]
    game = tiny(rounds={"max": 4, "labels": labels}, eras=eras)
    assert f"Rounds 3 to 4{told}." in beside_lines(game, "era", game.deck.eras[1])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("us", "is a seat, United States: `wargame deck show primer` tells its hand"),
        ("number.floor", "is a number, "),
        ("lambda", "is a dial, "),
        ("party.allies", "is a party, Allies: `wargame deck odd primer` names it"),
        ("eight_rounds", "is a variant, Eight quarters: `wargame deck show primer:eight_rounds`"),
        ("dealmaker", "is a persona, "),
        ("long_game", "`wargame play primer --campaign long_game` begins it."),
        ("run_on_magnets", "`wargame puzzle primer run_on_magnets` poses it."),
    ],
)
def test_what_is_no_item_is_said_to_be_shown_elsewhere(
    name: str, said: str, wargame: CommandLine
) -> None:
    answer = wargame("deck", "show", "primer", name)
    assert answer.code == 2
    assert answer.err.startswith(f"'{name.rpartition('.')[2]}' is a ")
    assert said in answer.err


def test_things_that_share_an_id_are_all_shown(wargame: CommandLine) -> None:
    told = wargame("deck", "show", "primer", "blame").out
    assert "rule blame" in told
    assert "track blame" in told
    assert "rule blame" not in wargame("deck", "show", "primer", "track.blame").out
    shown: dict[str, Any] = {}
    for name in ("blame", "track.blame", "rule.blame"):
        found = json.loads(wargame("deck", "show", "primer", name, "--json").out)
        shown[name] = (found["kind"], found["item"]["id"], found["others"])
    kind, _, others = shown["blame"]
    assert sorted([f"{kind}.blame", *others]) == ["rule.blame", "track.blame"]
    assert shown["track.blame"] == ("track", "blame", [])
    assert shown["rule.blame"] == ("rule", "blame", [])


def test_json_is_ascii_whatever_the_titles(
    wargame: CommandLine, tmp_path: Path, root: Path
) -> None:
    folder = tmp_path / "primer"
    shutil.copytree(root / "decks" / "calibration", folder)
    deck = folder / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    large = text.replace(title, 'title: "Größe [/bold] 龍 </script>"')
    deck.write_text(large, encoding="utf-8")
    for args in (
        ["deck", "show", str(folder), "--json"],
        ["deck", "list", "--json", "--decks", str(tmp_path)],
    ):
        answer = wargame(*args)
        assert answer.code == 0, answer.err
        assert answer.out.isascii()
        assert "Größe [/bold] 龍 </script>" in json.dumps(
            json.loads(answer.out), ensure_ascii=False
        )


def test_a_new_deck_passes_its_own_checks_and_can_be_played(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = wargame("deck", "new", "my_first", "--in", str(tmp_path))
    assert answer.code == 0
    folder = str(tmp_path / "my_first")
    checked = wargame("deck", "check", folder)
    assert (checked.code, checked.out.splitlines()[-1]) == (0, "0 faults, 0 lints"), checked.out
    assert wargame("deck", "test", folder).code == 0
    first = (tmp_path / "my_first" / "cards.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=.schema/cards.json"
    assert (tmp_path / "my_first" / ".schema" / "cards.json").is_file()
    seats = ["--seat", "upper=greedy", "--seat", "lower=random"]
    played = wargame("play", folder, "--plain", "--seed", "1", *seats)
    assert played.code == 0
    assert "== The end ==" in played.out


@pytest.mark.parametrize("name", ["", "Big", "1st", "../x", "a b", "x" * 41, "a\0", "é"])
def test_a_new_deck_needs_a_name_that_can_be_an_id(
    wargame: CommandLine, tmp_path: Path, name: str
) -> None:
    answer = wargame("deck", "new", "--in", str(tmp_path), "--", name)
    assert answer.code == 2
    assert "cannot name a deck" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_new_deck_may_not_be_called_as_some_systems_call_a_device(
    wargame: CommandLine, tmp_path: Path
) -> None:
    answer = wargame("deck", "new", "con", "--in", str(tmp_path))
    assert answer.code == 2
    assert "some systems reserve that name" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_variant_that_is_checked_has_to_be_there(wargame: CommandLine) -> None:
    folder = str(DECKS["water_treaty"].folder)
    answer = wargame("deck", "check", f"{folder}:no_tlks")
    assert answer.code == 2
    assert "Did you mean 'no_talks'?" in answer.err
    assert wargame("deck", "check", f"{folder}:no_talks").code == 0


def test_a_file_of_a_deck_leads_to_its_folder(wargame: CommandLine) -> None:
    folder = DECKS["water_treaty"].folder
    answer = wargame("deck", "check", str(folder / "cards.yaml"))
    assert answer.code == 2
    assert f"A deck is named by its folder: '{folder}'." in answer.err


def test_a_new_deck_overwrites_nothing(wargame: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "deck.yaml").write_text("dear")
    answer = wargame("deck", "new", "mine", "--in", str(tmp_path))
    assert answer.code == 2
    assert "exists already" in answer.err
    assert (tmp_path / "mine" / "deck.yaml").read_text() == "dear"


def test_the_schema_is_one_json_object(wargame: CommandLine) -> None:
    schema = json.loads(wargame("deck", "schema").out)
    assert schema["type"] == "object"
    assert json.loads(wargame("deck", "schema", "cards").out)["type"] == "array"
    own = json.loads(wargame("deck", "schema", "cards", "--for", "calibration").out)
    assert own["$defs"]["Card"]["properties"]["seat"]["enum"]
    assert wargame("deck", "schema", "--write").code == 2
    answer = wargame("deck", "schema", "crads")
    assert answer.code == 2
    assert "Did you mean 'cards'?" in answer.err


@pytest.mark.parametrize("behind", ["seminar", "tension=nan", "nothing"])
@pytest.mark.parametrize("line", ["migrate", "schema --for", "check --watch"])
def test_what_is_about_the_files_of_a_deck_takes_nothing_behind_its_name(
    wargame: CommandLine, line: str, behind: str
) -> None:
    answer = wargame("deck", *line.split(), f"primer:{behind}")
    assert answer.code == 2
    assert f"about all files of a deck, however it is played: leave out ':{behind}'" in answer.err


def test_the_reference_has_every_noun_and_the_expressions(wargame: CommandLine) -> None:
    answer = wargame("deck", "reference")
    assert answer.code == 0
    for word in ("cards", "injects", "chance", "min("):
        assert word in answer.out


def test_a_part_of_the_reference_is_printed_alone(wargame: CommandLine) -> None:
    answer = wargame("deck", "reference", "expressions", "card")
    assert answer.code == 2
    assert "Did you mean 'cards'?" in answer.err
    assert answer.out == ""
    told = wargame("deck", "reference", "expressions", "deal item").out
    assert told.startswith("## expressions")
    assert "### deal item" in told
    assert "## cards" not in told
    assert "cards_rule, modifiers" in " ".join(wargame("deck", "reference", "--help").out.split())


def test_the_rules_of_a_deck_are_printed_for_players(wargame: CommandLine) -> None:
    text = wargame("deck", "show", "primer", "--rules")
    assert text.code == 0
    assert text.out.startswith("== Primer: chips for rare earths: the rules ==\n")
    found = json.loads(wargame("deck", "show", "primer", "--rules", "--json").out)
    labels = [section["label"] for section in found["sections"]]
    assert next(label for label in labels if label).startswith("Who wins")
    assert {"A round", "Measures", "Talks"} <= set(labels)
    refused = wargame("deck", "show", "primer", "duty", "--rules")
    assert refused.code == 2
    assert "leave out the item" in refused.err


def test_a_mark_that_is_a_number_of_the_deck_is_shown_by_its_value(wargame: CommandLine) -> None:
    assert "(10 watched; 28 the floor breaks)" in wargame("deck", "show", "primer").out
    assert "(10 watched; 30 the floor breaks)" in wargame("deck", "show", "primer:floor=30").out


def test_a_review_is_shown_with_its_dates(wargame: CommandLine) -> None:
    text = wargame("deck", "show", "primer", "midterm").out
    assert "At the end of round 3 (2025 Q3)." in text


@pytest.mark.parametrize(
    ("place", "said"),
    [
        pytest.param("afile", "afile is not a folder", id="a file"),
        pytest.param("afile/below", "afile is not a folder", id="below a file"),
        pytest.param(
            "dangling", "dangling is not a folder", id="a link that leads nowhere", marks=has_links
        ),
        pytest.param(
            "dangling/below", "dangling is not a folder", id="below such a link", marks=has_links
        ),
        pytest.param("", "'' names no folder", id="nothing"),
    ],
)
def test_a_place_where_nothing_can_be_made_is_refused(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "afile").touch()
    (tmp_path / "dangling").symlink_to("nowhere")
    before = sorted(tmp_path.iterdir())
    tries = (
        ["deck", "new", "mine", "--in", place],
        ["play", "calibration", "--plain", "--save", "mine", "--saves", place],
        ["save", "list", "--saves", place],
    )
    for args in tries:
        answer = wargame(*args)
        assert (answer.code, answer.out) == (2, "")
        assert said in answer.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_new_deck_has_no_name_by_which_another_is_meant(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = wargame("deck", "new", "primer")
    assert (answer.code, answer.out) == (2, "")
    assert "There is a deck 'primer' in " in answer.err
    assert not (tmp_path / "primer").exists()
    assert wargame("deck", "new", "primer", "--in", "decks").code == 0


def test_folders_on_the_way_are_made(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert wargame("deck", "new", "mine", "--in", "one/two").code == 0
    assert (tmp_path / "one" / "two" / "mine" / "deck.yaml").exists()
    watched = ["--seat", "pursuer=random", "--seat", "fugitive=random", "--seed", "1"]
    kept = wargame("play", "calibration", "--plain", "--save", "g", "--saves", "a/b", *watched)
    assert kept.code == 0, kept.err
    assert (tmp_path / "a" / "b" / "g.jsonl").exists()


def test_a_game_is_not_kept_under_no_name(wargame: CommandLine, tmp_path: Path) -> None:
    answer = wargame("play", "calibration", "--plain", "--save", "", "--saves", str(tmp_path))
    assert (answer.code, answer.out) == (2, "")
    assert "'' is no value for --save. Name one, or leave out --save." in answer.err
