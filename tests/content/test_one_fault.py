"""One slip is one fault, which says what was done and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DECKS
from tests.content.test_mistakes import found
from tests.copies import copy_of, faults_in
from wargame.errors import Fault

GAUGE = "  text: Pay 1 capital. Trust +6.\n"
TITLE = "- id: joint_gauge\n  title: Joint Gauge\n"
TRUST = "    - shared.trust += 6\n"
MAPS = "- id: old_maps\n  title: Old Maps\n"
PARTY = "- {id: fishers, title: Fishers, text: Boats, and many, source: invented}\n"
LOUD = "- {id: loud, title: Loud, of: shared, value: shared.still + 1}\n"
STILL = "- {id: still, title: Still, of: shared, value: shared.loud - 1}\n"
SALT = "  when: shared.groundwater == 0\n"
YEARS = ", ".join(f"Year {number}" for number in range(1, 9))
ROUNDS = f"rounds:\n  max: 8\n  labels: [{YEARS}]\n"
TRIAL = "- id: 1\n  title: T\n  text: T.\n  trial: {seat: lower, acts: "
SHORT = "- {id: short, title: Short, set: {rounds.max: 5}}\n"

SLIPS = {
    "an apostrophe": (
        "cards.yaml",
        GAUGE,
        "  text: 'The city's trust +6.'\n",
        "F61",
        "an apostrophe is written twice",
    ),
    "a quoted word at the start": (
        "cards.yaml",
        TITLE,
        TITLE.replace("Joint Gauge", '"Joint" Gauge'),
        "F61",
        "put the text between",
    ),
    "a number at the start": (
        "cards.yaml",
        GAUGE,
        "  text: {rise} for trust.\n",
        "F60",
        "Write '{rise} for trust.'.",
    ),
    "a bracket at the start": (
        "cards.yaml",
        GAUGE,
        "  text: [Pay] 1 capital. Trust +6.\n",
        "F60",
        "Write '[Pay] 1 capital. Trust +6.'.",
    ),
    "a text that goes on": (
        "cards.yaml",
        GAUGE,
        "  text: Pay 1 capital. Trust\n  goes up by 6.\n",
        "F49",
        "Indent it, if it goes on with the text above.",
    ),
    "a text that goes on with a sign": (
        "cards.yaml",
        GAUGE,
        "  text: Pay 1 capital. Trust\n  +6.\n",
        "F49",
        "Indent it, if it goes on with the text above.",
    ),
    "a list without a colon": ("cards.yaml", f"  do:\n{TRUST}", f"  do\n{TRUST}", "F49", "'do:'"),
    "a wide colon": (
        "cards.yaml",
        TITLE,
        TITLE.replace("title:", "title\uff1a"),
        "F49",
        "'\uff1a' is another sign. Write 'title: Joint Gauge'.",
    ),
    "a sign at the start": ("cards.yaml", GAUGE, "  text: !now\n", "F33", "goes in quotes"),
    "a switch in quotes": (
        "injects.yaml",
        "  once: false\n",
        "  once: 'False'\n",
        "S03",
        "Leave the quotes out: false.",
    ),
    "a number alone": ("cards.yaml", GAUGE, "  text: {rise}\n", "F43", "begins with '{'"),
    "a dash in a text": ("cards.yaml", GAUGE, "  text: - trust +6\n", "F62", "goes in quotes"),
    "a dash without a space": (
        "cards.yaml",
        TITLE,
        TITLE.replace("- ", "-", 1),
        "F59",
        "Write '- id: …'.",
    ),
    "a field too deep": (
        "cards.yaml",
        TITLE,
        TITLE.replace("  title", "    title"),
        "F46",
        "start in the same column",
    ),
    "a line too deep": (
        "cards.yaml",
        TRUST,
        f"{TRUST}      - shared.trust += 1\n",
        "F63",
        "in the column of the one before it",
    ),
    "an element without its first line": (
        "cards.yaml",
        MAPS,
        "  title: Old Maps\n",
        "F56",
        "Begin the element above it: - id: …",
    ),
    "a price without a space": (
        "cards.yaml",
        "cost: {capital: 1}",
        "cost: {capital:1}",
        "F43",
        "A space belongs after ':'",
    ),
    "a price without a colon": (
        "cards.yaml",
        "cost: {capital: 1}",
        "cost: {capital 1}",
        "F43",
        "Write capital: 1.",
    ),
    "a price with a sign": (
        "cards.yaml",
        "cost: {capital: 1}",
        "cost: {capital = 1}",
        "F43",
        "Write capital: 1.",
    ),
    "a comma in { }": ("parties.yaml", "", PARTY, "F64", "Put the whole text in quotes"),
    "a comma in [ ]": (
        "cards.yaml",
        f"  do:\n{TRUST}",
        "  do: [shared.trust += max(1, 2)]\n",
        "F64",
        "Put the whole text in quotes",
    ),
    "braces in [ ]": (
        "cards.yaml",
        f"  do:\n{TRUST}",
        "  do: [party.{party}.catch += 1]\n",
        "F51",
        "'{' or '['",
    ),
    "another word for a field": ("reviews.yaml", "  when: ", "  if: ", "S02", "'when'"),
    "a field that must be there": ("cards.yaml", "  text: ", "  txt: ", "S02", "'text'"),
    "a field with a seat": ("measures.yaml", "  title: ", "  titel: ", "S02", "'title'"),
    "a bracket not closed": ("rules.yaml", "> 12", "> (12 + 1", "X03", "This '(' is never closed"),
    "a bracket closed twice": ("rules.yaml", "> 12", "> (12 + 1))", "X03", "that this ')' closes"),
    "the wrong way round": ("rules.yaml", "> 12", "=> 12", "X03", "Write >="),
    "added the wrong way round": ("cards.yaml", "trust += 6", "trust =+ 6", "X03", "Write +="),
    "an if without its else": (
        "cards.yaml",
        "trust += 6",
        "trust += 6 if shared.trust > 3",
        "X03",
        "'value if condition else other'",
    ),
    "a share": ("cards.yaml", "trust += 6", "trust += 20 %", "X03", "x * 20 // 100"),
    "not equal": ("rules.yaml", "> 12", "<> 12", "X03", "Write !="),
    "one more": ("cards.yaml", "trust += 6", "trust++", "X03", "Write NAME += 1."),
    "a trial of another seat's measure": (
        "claims.yaml",
        "",
        f"{TRIAL}[tighten gates]}}\n",
        "C10",
        "Write 'seat: upper', or an act of lower.",
    ),
    "a trial of a card in the other pile": (
        "claims.yaml",
        "",
        f"{TRIAL}[play snow_survey]}}\n",
        "C10",
        "Write 'seat: upper', or an act of lower.",
    ),
    "a trial of a level that is not there": (
        "claims.yaml",
        "",
        f"{TRIAL.replace('lower', 'upper')}[tighten gates to 9]}}\n",
        "R05",
        "",
    ),
    "a trial of a pass": ("claims.yaml", "", f"{TRIAL}[pass]}}\n", "C12", ""),
    "a trial of a verb that is misspelt": (
        "claims.yaml",
        "",
        f"{TRIAL}[paly old_maps]}}\n",
        "C13",
        "Did you mean 'play'?",
    ),
    "a trial of an action that is not there": (
        "claims.yaml",
        "",
        f"{TRIAL}[act dance]}}\n",
        "N15",
        "unknown action 'dance'",
    ),
    "a price of the table's": (
        "cards.yaml",
        "cost: {capital: 1}",
        "cost: {trust: 1}",
        "N03",
        "'needs: shared.trust >= …'",
    ),
    "the table's number as a seat's, where two read it": (
        "deck.yaml",
        "initiative: alternate\n  quiet_weight: 2\n",
        (
            "initiative: behind\ndocket: {behind: my.trust, stakes: 2}\n"
            "fronts:\n  - {id: a, title: A, value: 'min(1, shared.trust)', into: shared.trust}\n"
            "  - {id: b, title: B, value: 'min(1, shared.trust)', into: shared.trust}\n"
        ),
        "N01",
        "Did you mean 'shared.trust'?",
    ),
    "what is counted for either seat": (
        "cards.yaml",
        TRUST,
        "    - my.hand_size += 1\n",
        "N12",
        "keeps count of it",
    ),
    "each of the seats": (
        "cards.yaml",
        TRUST,
        "    - {each: seats, do: [my.unrest -= 1]}\n",
        "N09",
        "a line for 'my.' and one for 'their.'",
    ),
    "what the game counts": (
        "rules.yaml",
        "    - upper.unrest += measure",
        "    - upper.hand_size += measure",
        "N12",
        "keeps count of it",
    ),
    "both a phase and an act": (
        "rules.yaml",
        "- id: harvests\n",
        (
            "- {id: calm, title: Calm, phase: world, answers: pass, do: [my.unrest -= 1]}\n"
            "- id: harvests\n"
        ),
        "R69",
        "'answers' which act",
    ),
    "what no act is done to": (
        "rules.yaml",
        "- id: harvests\n",
        (
            "- {id: calm, title: Calm, answers: tighten, of: [damm], do: [my.unrest -= 1]}\n"
            "- id: harvests\n"
        ),
        "R65",
        "is nothing that",
    ),
    "a group that is misspelt": (
        "tracks.yaml",
        "- id: river\n",
        "- {id: mood, title: Mood, of: partys, start: {fishers: 1, delta: 2}}\n- id: river\n",
        "N05",
        "'parties'",
    ),
    "two stages alike": (
        "projects.yaml",
        "- id: lined_canal\n",
        (
            "- {id: mole, title: M, seat: upper, stages: [{id: a, title: A}, {id: a, title: B}]}\n"
            "- id: lined_canal\n"
        ),
        "S16",
        "two stages",
    ),
    "two in a line": (
        "cards.yaml",
        "trust += 6",
        "trust += 6, my.unrest -= 1",
        "X03",
        "a list item of its own",
    ),
    "a track of the parties": ("rules.yaml", "> 12", "> total(party.cach)", "N07", "'party.catch'"),
    "the table's number as a seat's": ("endings.yaml", "shared.", "my.", "N01", "'shared."),
    "who goes first": ("deck.yaml", "initiative: ", "initiative: behnd # ", "N15", "'behind'"),
    "whose a track is": ("tracks.yaml", "of: lower", "of: lowre", "N05", "'lower'"),
    "the last ending": (
        "endings.yaml",
        "  when: party.fishers.catch == 0\n",
        "",
        "R20",
        "Say when it comes",
    ),
    "a circle": ("tracks.yaml", "- id: river\n", f"{LOUD}{STILL}- id: river\n", "R29", "reads"),
    "an element as a whole": (
        "variants.yaml",
        "tracks.groundwater.start: 90",
        "tracks.groundwater: 90",
        "V05",
        "'tracks.groundwater.start'",
    ),
    "always": ("reviews.yaml", "when: my.unrest <= 4", "when: true", "S03", "Leave 'when' out"),
    "a measure of both": ("measures.yaml", "  seat: upper", "  seat: any", "N15", "'for: seats'"),
    "a number with a point": ("injects.yaml", "weight: 2\n", "weight: 1.5\n", "F42", "whole"),
    "another word for an effect": (
        "rules.yaml",
        "    - when: shared.river > 12\n",
        "    - if: shared.river > 12\n",
        "S13",
        "'when'",
    ),
    "a track of a party as a seat's": (
        "rules.yaml",
        "    - upper.unrest += measure",
        "    - upper.catch += measure",
        "N01",
        "write party.ID.catch",
    ),
    "rounds as a number": ("deck.yaml", ROUNDS, "rounds: 8\n", "S03", "Write rounds: {max: 8}."),
    "a die": (
        "rules.yaml",
        "  do:\n",
        "  do:\n    - {roll: d6, do: []}\n",
        "S03",
        "{dice: 1, sides: 6}",
    ),
    "an unknown owner of a private number": (
        "tracks.yaml",
        "  of: seats\n",
        "  of: seat\n  seen_by: owner\n",
        "N05",
        "Did you mean 'seats'?",
    ),
    "a number rolled nowhere": (
        "cards.yaml",
        TRUST,
        "    - shared.trust += roll\n",
        "N01",
        "the number of a 'roll:', and stands inside its 'do' alone",
    ),
    "a track of one seat on a card of any": (
        "cards.yaml",
        TRUST,
        "    - shared.trust -= my.salt\n",
        "N01",
        "Of the seats lower alone has 'salt', and 'my.' is upper here: name lower.salt.",
    ),
    "conditions in a list": (
        "cards.yaml",
        TRUST,
        f"{TRUST}  needs: [shared.trust > 3, my.harvest > 2]\n",
        "S03",
        "join what has to hold by 'and'",
    ),
    "a shorter variant": (
        "variants.yaml",
        "- id: no_talks",
        f"{SHORT}- id: no_talks",
        "R35",
        "It plays 5 rounds: let it set 'reviews.",
    ),
    "bounds the wrong way round": (
        "tracks.yaml",
        "  of: shared\n  max: 24\n",
        "  of: shared\n  min: 24\n  max: -24\n",
        "R26",
        "min 24 is over max -24",
    ),
    "levels for a level": (
        "deals.yaml",
        "    measure: gates\n    level: 1\n",
        "    measure: gates\n    levels: 1\n",
        "R02",
        "a cap needs 'level' Write level: 1.",
    ),
    "a level for levels": (
        "deals.yaml",
        "    measure: gates\n    levels: 1\n",
        "    measure: gates\n    level: 1\n",
        "R02",
        "a pause needs 'levels' Write levels: 1.",
    ),
    "a level without a name": (
        "measures.yaml",
        "  levels: [open, a third shut, two thirds shut, shut]\n",
        "  levels: [open, shut]\n",
        "R18",
        "Write one for each, that of 0 first.",
    ),
    "a variant with fewer levels": (
        "variants.yaml",
        "- id: no_talks",
        "- {id: low, title: Low, set: {measures.gates.max: 2}}\n- id: no_talks",
        "R18",
        "The variant sets 'measures.gates.levels' too",
    ),
    "a third seat": (
        "seats.yaml",
        "- id: lower\n",
        "- {id: delta, title: D, capital: {start: 1, max: 2}}\n- id: lower\n",
        "S06",
        "A further actor is one of 'parties'",
    ),
    "an apostrophe between brackets": (
        "tracks.yaml",
        "- id: river\n",
        "- {id: boats, title: 'The city's boats', of: shared}\n- id: river\n",
        "F61",
        "an apostrophe is written twice",
    ),
    "an anchor and what takes it up": (
        "cards.yaml",
        GAUGE,
        GAUGE.replace("text: ", "text: &said ") + "  flavour: *said\n",
        "F32",
        "Write the value out; text that starts with such a sign goes in quotes. Also at ",
    ),
    "fields that are merged": (
        "cards.yaml",
        TITLE,
        "- <<: *maps\n  id: joint_gauge\n",
        "F39",
        "Write the value out",
    ),
    "an element without its dash": (
        "tracks.yaml",
        "- id: groundwater\n",
        "  id: groundwater\n",
        "F56",
        "Write '- ' before it: - id: …",
    ),
    "an apostrophe behind a plural": (
        "tracks.yaml",
        "- id: river\n",
        "- {id: boats, title: 'The boats' catch', of: shared}\n- id: river\n",
        "F61",
        "an apostrophe is written twice",
    ),
    "no comma behind a quoted text": (
        "tracks.yaml",
        "- id: river\n",
        "- {id: boats, title: 'Boats' of: shared}\n- id: river\n",
        "F52",
        "or a comma is missing",
    ),
    "no comma between quoted texts": (
        "cards.yaml",
        TRUST,
        f"{TRUST}  tags: ['loud' 'new']\n",
        "F51",
        "or a comma is missing",
    ),
    "a space that does not break": (
        "cards.yaml",
        TRUST,
        "    - shared.trust +=\u00a06\n",
        "X02",
        "Write a plain space.",
    ),
    "curly quotes": (
        "cards.yaml",
        TRUST,
        f"{TRUST}  needs: \u201cshared.trust >= 3\u201d\n",
        "X02",
        "take no quotes here",
    ),
    "fewer rounds than dates": (
        "deck.yaml",
        ROUNDS,
        "rounds: {max: 3}\n",
        "R35",
        "'rounds.max' is 3. Also at ",
    ),
}
"""A file, a text in it, what stands there instead; the code of the one fault, a part of what is
said of it."""


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_fault(slip: str, tmp_path: Path) -> None:
    file, old, new, code, said = SLIPS[slip]
    faults = [fault for fault in found(tmp_path, file, old, new) if not fault.lint]
    assert [fault.code for fault in faults] == [code], [str(fault) for fault in faults]
    assert said in f"{faults[0].what} {faults[0].remedy}", str(faults[0])


@pytest.mark.parametrize("slip", ["a text that goes on with a sign", "a list without a colon"])
def test_what_lacks_its_colon_is_pointed_at_where_it_begins(slip: str, tmp_path: Path) -> None:
    file, old, new, *_ = SLIPS[slip]
    [fault] = [fault for fault in found(tmp_path, file, old, new) if not fault.lint]
    assert fault.mark is not None
    assert fault.mark.text in new.splitlines()
    assert fault.mark.text.strip() in ("+6.", "do")


ELEMENTS = ("shared.trust += 6", "my.unrest -= 1", "their.unrest += 1")


@pytest.mark.parametrize(
    ("begin", "bad", "code"),
    [
        pytest.param(("    -", "    - "), 0, "F59", id="tight, first"),
        pytest.param(("    - ", "    -", "    - "), 1, "F59", id="tight, between"),
        pytest.param(("    - ", "    - ", "    -"), 2, "F59", id="tight, last"),
        pytest.param(("    -",), 0, "F59", id="tight, alone"),
        pytest.param(("    -", "    -"), 0, "F59", id="tight, all"),
        pytest.param(("    - ", "      -"), 1, "F59", id="tight and deeper"),
        pytest.param(("  - ", "    - "), 0, "F70", id="first not as deep"),
        pytest.param(("      - ", "    - ", "    - "), 0, "F70", id="first too deep"),
        pytest.param(("    - ", "      - ", "    - "), 1, "F63", id="second too deep"),
        pytest.param(("  - ", "    - ", "  - "), 1, "F63", id="second alone is deeper"),
        pytest.param(("    - ", "   - "), 1, "F46", id="second not as deep"),
        pytest.param(("    ", "    - "), 0, "F71", id="first without a dash"),
        pytest.param(("    ", "    - ", "    - "), 0, "F71", id="first of three without"),
        pytest.param(("    - ", "    ", "    - "), 1, "F71", id="second without"),
        pytest.param(("    - ", "    - ", "    "), 2, "F71", id="last without"),
    ],
)
def test_the_element_that_stands_wrong_is_pointed_at(
    begin: tuple[str, ...], bad: int, code: str, tmp_path: Path
) -> None:
    lines = [f"{head}{said}" for head, said in zip(begin, ELEMENTS, strict=False)]
    found_ = found(tmp_path, "cards.yaml", TRUST, "\n".join([*lines, ""]))
    [fault] = [fault for fault in found_ if not fault.lint]
    assert fault.mark is not None
    assert (fault.mark.text, fault.code) == (lines[bad], code)


def test_so_is_the_first_line_of_an_element(tmp_path: Path) -> None:
    faults = found(tmp_path, "cards.yaml", TITLE, f" {TITLE}")
    [fault] = [fault for fault in faults if not fault.lint]
    assert fault.mark is not None
    assert (fault.mark.text, fault.code) == (" - id: joint_gauge", "F70")


NO_LISTS = ("deck.yaml", "seats.yaml", "debrief.yaml")
FILES = [path.name for path in sorted(DECKS["water_treaty"].folder.glob("*.yaml"))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TRUST, "    - shared.trust += 6\n      - 2 * game.round\n"),
        (SALT, "  when: shared.groundwater\n    - 2 < 0\n"),
    ],
)
def test_an_expression_may_go_on_with_a_minus(old: str, new: str, tmp_path: Path) -> None:
    file = "cards.yaml" if old == TRUST else "endings.yaml"
    assert not [str(fault) for fault in found(tmp_path, file, old, new) if not fault.lint]


@pytest.mark.parametrize("file", [one for one in FILES if one not in NO_LISTS])
def test_a_file_that_cannot_be_read_is_one_fault(file: str, tmp_path: Path) -> None:
    """Whatever misses what stands in it is right."""
    text = (DECKS["water_treaty"].folder / file).read_text("utf-8")
    faults = [f for f in found(tmp_path, file, text[-20:], f"{text[-20:]}\n  ]\n") if not f.lint]
    assert len(faults) == 1, [str(fault) for fault in faults]


@pytest.mark.parametrize("deck", ["kitchen_acts", "kitchen_fronts", "kitchen_targets", "moon_race"])
def test_so_it_is_wherever_nouns_lean_on_one_another(deck: str, tmp_path: Path) -> None:
    folder = copy_of(deck, tmp_path)
    for path in sorted(folder.rglob("*.yaml")):
        text = path.read_text("utf-8")
        path.write_text(f"{text}\n  ]\n", "utf-8")
        faults = [str(fault) for fault in faults_in(folder)]
        path.write_text(text, "utf-8")
        assert len(faults) == 1 or path.name == "debrief.yaml", faults


def test_a_private_number_of_either_seat_is_told_once(tmp_path: Path) -> None:
    edit = ("tracks.yaml", "- id: unrest\n", "- id: unrest\n  seen_by: owner\n")
    faults = [fault for fault in found(tmp_path, *edit) if not fault.lint]
    places = [(fault.code, str(fault.mark)) for fault in faults]
    assert places
    assert len(places) == len(dict.fromkeys(places))


def test_fronts_without_a_number_to_move_are_one_fault(tmp_path: Path) -> None:
    lead = "lead: shared.lead"
    edit = ("contest.yaml", lead, f"{lead} + us.capital")
    faults = faults_in(copy_of("primer", tmp_path, edit))
    assert [fault.code for fault in faults] == ["R37"]
    assert "So in magnets, allies" in faults[0].remedy


def of_files(tmp_path: Path, deck: str, change: Callable[[Path], object]) -> list[Fault]:
    """What `deck check` says of a deck of the tests in whose folder something was moved."""
    folder = copy_of(deck, tmp_path)
    change(folder)
    return faults_in(folder)


def test_parties_that_are_not_written_are_one_fault(tmp_path: Path) -> None:
    faults = of_files(tmp_path, "water_treaty", lambda folder: (folder / "parties.yaml").unlink())
    assert [(fault.code, fault.what) for fault in faults] == [
        ("N18", "the group 'parties' is empty")
    ]
    assert "they are written in parties.yaml, beside deck.yaml" in faults[0].remedy


def test_a_file_in_a_folder_of_its_own_is_one_fault(tmp_path: Path) -> None:
    def moved(folder: Path) -> None:
        (folder / "extra").mkdir()
        (folder / "parties.yaml").rename(folder / "extra" / "parties.yaml")

    [fault] = of_files(tmp_path, "water_treaty", moved)
    assert (fault.code, fault.remedy) == ("F09", "Move parties.yaml out of it, beside deck.yaml.")


def test_a_private_track_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    def made(folder: Path) -> None:
        with (folder / "tracks.yaml").open("a", encoding="utf-8") as tracks:
            tracks.write("- {id: jar, title: Jar, of: seats, max: 9, seen_by: upper}\n")
        with (folder / "rules.yaml").open("a", encoding="utf-8") as rules:
            rules.write("- {id: a, title: A, phase: account, do: [{look: upper.jar}]}\n")

    [fault] = of_files(tmp_path, "water_treaty", made)
    assert (fault.code, fault.remedy) == ("S12", "Known: all, owner.")


def test_a_computed_track_that_is_written_is_one_fault(tmp_path: Path) -> None:
    text = ("tracks.yaml", "- id: river\n", "- id: river\n  value: shared.trust\n")
    [fault] = [fault for fault in found(tmp_path, *text) if not fault.lint]
    assert (fault.code, fault.what) == ("N12", "'shared.river' cannot be written")
    assert "one of the numbers it is computed from. Also at " in fault.remedy


@pytest.mark.parametrize(("file", "name"), [("parties", "party"), ("measures", "measure")])
def test_a_file_that_is_called_otherwise_is_one_fault(file: str, name: str, tmp_path: Path) -> None:
    def renamed(folder: Path) -> None:
        (folder / f"{file}.yaml").rename(folder / f"{name}.yaml")
        with (folder / "variants.yaml").open("a", encoding="utf-8") as variants:
            variants.write(f"- {{id: own, title: Own, remove: [{file}.delta]}}\n")

    [fault] = of_files(tmp_path, "water_treaty", renamed)
    assert (fault.code, fault.what) == ("F09", f"unknown deck file '{name}.yaml'")
    assert fault.remedy.startswith(f"Did you mean '{file}'?")
