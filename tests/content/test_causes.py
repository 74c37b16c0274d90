"""One fault for one cause: what one slip of the pen makes of a sound deck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.copies import copy_of, faults_in
from tests.rules.tiny import BASE, card, tiny
from wargame.errors import DeckError, Fault
from wargame.lab.authors.checking import check_deck


def spoilt(tmp_path: Path, deck: str, file: str, old: str, new: str) -> list[Fault]:
    """The faults of a shipped deck with one text of one file replaced."""
    folder = copy_of(deck, tmp_path)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    return faults_in(folder)


@pytest.mark.parametrize("deck", ["entanglement", "primer", "history"])
def test_a_seat_that_is_renamed_is_one_fault(deck: str, tmp_path: Path) -> None:
    [fault] = spoilt(tmp_path, deck, "seats.yaml", "id: us\n", "id: usa\n")
    assert fault.what.startswith("'us' is used in ")
    assert fault.what.endswith(" places, and there is no such seat")
    assert fault.remedy.startswith("Did you mean 'usa'? Seats are usa, china. Also at ")


def test_a_seat_that_is_renamed_is_told_with_the_seats_alone() -> None:
    """Whose a track is, the first place that names it, may be told by other words too."""
    salt = {"id": "salt", "title": "Salt", "of": "west"}
    [fault] = told(tracks=[*BASE["tracks"], salt], cards=[card("dig", "west.salt += 1")])
    assert fault.remedy.startswith("Seats are north, south. Also at ")


def test_a_track_that_is_renamed_is_one_fault(tmp_path: Path) -> None:
    [fault] = spoilt(tmp_path, "calibration", "tracks.yaml", "id: stop\n", "id: stops\n")
    assert "'stop' is used in " in fault.what
    assert "no such track" in fault.what
    assert "Did you mean 'stops'?" in fault.remedy


def test_two_causes_are_two_faults(tmp_path: Path) -> None:
    found = spoilt(tmp_path, "history", "cards.yaml", "shared.", "shard.")
    assert ["shard" in fault.what for fault in found] == [True]
    found = spoilt(tmp_path / "b", "history", "tracks.yaml", "id: tension\n", "id: tense\n")
    assert ["tension" in fault.what for fault in found] == [True]


def told(**nouns: Any) -> list[Fault]:
    """Why a small deck is refused."""
    with pytest.raises(DeckError) as refused:
        tiny(**nouns)
    return list(refused.value.faults)


def test_a_lead_that_cannot_be_read_is_one_fault() -> None:
    [fault] = told(contest={"lead": "nort.grain - south.grain"})
    assert "nort" in fault.what


def test_so_it_is_whoever_is_behind_and_goes_first() -> None:
    wall = {"id": "wall", "title": "Wall", "value": "0", "into": "shared.calm"}
    [fault] = told(
        contest={"lead": "abs(north.grain"},
        docket={"stakes": 1},
        fronts=[wall, wall | {"id": "dam"}],
        turn={"plays": 1, "initiative": "behind"},
    )
    assert fault.remedy == "This '(' is never closed: a ')' is missing."


def test_a_party_that_is_not_of_its_group_is_one_fault() -> None:
    trees = [{"id": "ash", "title": "Ash", "group": "trees"}, {"id": "elm", "title": "Elm"}]
    sap = {"id": "sap", "title": "Sap", "of": "trees", "start": {"ash": 2, "elm": 3}}
    tap = card("tap", "party.elm.sap -= 1")
    [fault] = told(parties=trees, tracks=[*BASE["tracks"], sap], cards=[tap])
    assert (fault.what, fault.item) == ("'elm' has no such track", "track sap")
    assert fault.remedy == "Write 'group: trees' at the party 'elm', or take it out here."


def test_a_source_that_is_renamed_is_one_piece_of_advice(tmp_path: Path) -> None:
    renamed = ("sources.yaml", "id: yale_daily\n", "id: yale_dayly\n")
    folder = copy_of("history", tmp_path, renamed)
    [advice] = [fault for fault in check_deck(folder) if fault.code == "L07"]
    assert advice.remedy.startswith("Did you mean 'yale_dayly'?")
    assert ".yaml:" in advice.remedy.partition(" Also at ")[2]


def test_a_tag_that_no_modifier_asks_for_is_one_piece_of_advice(tmp_path: Path) -> None:
    other = ("modifiers.yaml", "tags: [launch]", "tags: [yard]")
    folder = copy_of("moon_race", tmp_path, other)
    [advice] = [fault for fault in check_deck(folder) if fault.code == "L72"]
    assert advice.what == "no modifier asks for the tag 'launch'"
    assert advice.remedy.startswith("Known: yard. Also at ")


REMOVED = [
    pytest.param("deals, measures.gates", "'gates' is used in ", "measures.gates", id="a measure"),
    pytest.param("deals, cards.joint_gauge", "'joint_gauge' ", "cards.joint_gauge", id="a card"),
    pytest.param("deals, cards", "'joint_gauge' ", "cards", id="all cards"),
    pytest.param("deals, parties", "the group 'parties' is ", "parties", id="a whole noun"),
    pytest.param("deals, tracks.cellar", "'cellar' is used in 2 ", "tracks.cellar", id="a secret"),
]


@pytest.mark.parametrize(("removed", "what", "path"), REMOVED)
def test_what_a_variant_removes_and_something_uses(
    removed: str, what: str, path: str, tmp_path: Path
) -> None:
    edit = ("variants.yaml", "remove: [deals]", f"remove: [{removed}]")
    folder = copy_of("water_treaty", tmp_path, edit)
    with (folder / "rules.yaml").open("a", encoding="utf-8") as more:
        more.write(
            "- {id: sold, title: Sold, answers: burn, of: [joint_gauge], do: [shared.trust -= 1]}\n"
            "- {id: audit, title: Audit, phase: account, when: upper.cellar >= 9, "
            "do: [{look: upper.cellar}]}\n"
        )
    with (folder / "tracks.yaml").open("a", encoding="utf-8") as more:
        more.write("- {id: cellar, title: Cellar, of: seats, max: 9, seen_by: owner}\n")
    first = next(fault for fault in check_deck(folder) if fault.variant == "no_talks")
    assert first.what.startswith(what)
    assert first.remedy.startswith(f"The variant removes '{path}': let it remove or set what")


def test_a_group_that_is_misspelt_at_a_party_is_told_where_its_track_is_missed() -> None:
    trees = [{"id": name, "title": name, "group": "trees"} for name in ("ash", "elm")]
    sap = {"id": "sap", "title": "Sap", "of": "trees", "start": 2}
    tap = card("tap", "party.elm.sap -= 1", "party.elm.sap += 2")
    [fault] = told(
        parties=[*trees, {"id": "oak", "title": "Oak", "group": "tree"}],
        tracks=[*BASE["tracks"], sap],
        cards=[tap, card("cut", "party.oak.sap -= 1"), card("fell", "party.oak.sap = 0")],
    )
    assert fault.what == "'party.oak.sap' is used in 2 places, and there is no such name"
    assert fault.remedy.startswith(
        "Those that have 'sap' are ash, elm: name one, or write 'group: trees' at the party 'oak'."
    )


def test_an_era_that_is_renamed_is_not_taken_for_a_seat() -> None:
    eras = [{"id": name, "title": name, "round": n} for n, name in ((1, "dawn"), (4, "dusk"))]
    late = card("late", "shared.calm += 1", needs="game.era >= night")
    [fault] = told(eras=eras, cards=[late, late | {"id": "last", "title": "last"}])
    assert fault.what == "'night' is used in 2 places, and there is no such name"
    assert "Eras are dawn, dusk." in fault.remedy


def test_a_track_that_a_text_quotes_is_called_one() -> None:
    talk = card("talk", "shared.calm += 2") | {"text": "Calm +{pace}, {calm} in all."}
    [fault] = told(numbers=[{"id": "pace", "title": "Pace", "value": 2}], cards=[talk])
    assert fault.what == "there is no number 'calm' to quote"
    assert fault.remedy == "'calm' is a track: only what stands in numbers.yaml can be quoted."


def test_a_private_number_is_not_carried_on_and_that_is_why() -> None:
    jar = {"id": "jar", "title": "Jar", "of": "north", "max": 3, "seen_by": "owner"}
    chapters = [{"title": "One"}, {"title": "Two"}]
    years = {"id": "years", "title": "Years", "text": "Two years.", "chapters": chapters}
    [fault] = told(tracks=[*BASE["tracks"], jar], campaigns=[years | {"carry": ["north.jar"]}])
    assert fault.what == "'north.jar' is no number that can be carried on"
    assert fault.remedy == "Only its seat sees it."


@pytest.mark.parametrize("name", ["hand.north", "project.dam", "deal.fee", "card.act.used"])
def test_what_is_new_in_each_chapter_is_not_carried_on(name: str) -> None:
    chapters = [{"title": "The first"}, {"title": "The second"}]
    years = {"id": "years", "title": "Years", "text": "Two years.", "chapters": chapters}
    dam = {"id": "dam", "title": "Dam", "seat": "north", "stages": [{"id": "up", "title": "up"}]}
    [fault] = told(projects=[dam], cards=[card("act")], campaigns=[years | {"carry": [name]}])
    assert fault.what == f"'{name}' is no number that can be carried on"
    assert fault.remedy.endswith("are new in each chapter.")


@pytest.mark.parametrize("others", [["fee"], ["cap"]], ids=["goods", "a cap of the same measure"])
def test_a_measure_that_is_the_other_sides_is_one_fault_of_its_item(others: list[str]) -> None:
    wall = {"id": "wall", "title": "Wall", "seat": "north", "max": 2}
    low = {"id": "low", "title": "L", "kind": "pause", "measure": "wall", "levels": 1}
    fee = {"id": "fee", "title": "F", "kind": "transfer", "track": "capital", "amount": 1}
    cap = {"id": "cap", "title": "C", "seat": "north", "kind": "cap", "measure": "wall", "level": 1}
    package = {"id": "truce", "title": "Truce", "items": [*others, "low"], "term": 1}
    deals = {"terms": [1], "packages": [package]}
    deals |= {"items": [low | {"seat": "south"}, fee | {"seat": "south"}, cap]}
    assert [one.what for one in told(measures=[wall], deals=deals)] == [
        "'wall' is not the giver's measure"
    ]
