"""Slips of the pen that authors made: each is found where it stands, with what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copies import copy_of
from wargame.errors import Fault
from wargame.lab.authors.checking import check_deck

LINE = "- shared.trust += 6"
CLAIM = "- {id: 1, title: T, text: T., gauge: {mean: shared.trust}, band: [80, 30]}\n"
TRIAL = (
    "- {id: 1, title: T, text: T., "
    "trial: {seat: upper, acts: [play snow_survey], from_round: 7, window: 3, "
    "measures: [shared.trust]}}\n"
)
FLOW = "- {id: fishers, title: Fishers, text: Boats: many, source: invented}\n"
MISTAKES = {
    "a chance as a fraction": (
        "projects.yaml",
        "success_pct: ",
        "success_pct: 0.75 #",
        "F42",
        "is 75.",
    ),
    "a chance with its sign": (
        "projects.yaml",
        "success_pct: ",
        "success_pct: 75% #",
        "X03",
        "75 alone",
    ),
    "a chance in quotes": (
        "projects.yaml",
        "success_pct: ",
        "success_pct: '.5' #",
        "X30",
        "percent",
    ),
    "a fraction": ("cards.yaml", "trust += 6", "trust += 2.5", "X30", "// 2"),
    "a colon in brackets": ("parties.yaml", "", FLOW, "F52", "goes in quotes"),
    "a cut title": ("deck.yaml", "title: ", "title: Price #7 and ", "F57", "in quotes"),
    "cut by a comment": (
        "cards.yaml",
        "capital. Trust +6.",
        "capital. Trust +6. Gauge # of 6.",
        "L113",
        "in quotes",
    ),
    "a title cut by one": ("deck.yaml", "title: ", "title: Price # 7 and ", "L113", "in quotes"),
    "cut before a sentence": (
        "cards.yaml",
        "capital. Trust +6.",
        "capital. # Trust +6.",
        "L113",
        "in quotes",
    ),
    "cut on a further line": (
        "cards.yaml",
        "capital. Trust +6.",
        "capital.\n    Trust +6 # and so on",
        "L113",
        "in quotes",
    ),
    "cut below its field": (
        "cards.yaml",
        "Pay 1 capital. Trust +6.",
        "\n    Pay 1 capital. Trust # 5 +6.",
        "L113",
        "in quotes",
    ),
    "a title cut behind a 'the'": ("deck.yaml", "title: ", "title: The # of ", "L113", "in quotes"),
    "a card that cannot be buried": (
        "examples.yaml",
        "play joint_gauge",
        "bury joint_gauge",
        "L21",
        "Nobody ever comes to 'bury'",
    ),
    "a card that nothing gives away": (
        "examples.yaml",
        "play joint_gauge",
        "give joint_gauge",
        "L21",
        "Nobody ever comes to 'give'",
    ),
    "a chance without its round": (
        "deck.yaml",
        "rounds:\n",
        "rounds:\n  end_pct: 30\n",
        "L131",
        "Say from which round on",
    ),
    "an effect beyond the end": (
        "cards.yaml",
        LINE,
        "- after: 30\n      do: [shared.trust += 6]",
        "L70",
        "Let 'after' be less than",
    ),
    "two that go by one title": (
        "cards.yaml",
        "title: Water Police",
        "title: joint gauge",
        "L132",
        "tell them apart",
    ),
    "a number that is set beyond its range": (
        "examples.yaml",
        "shared.trust: 40}",
        "shared.trust: 4000}",
        "L136",
        "",
    ),
    "cut, in { }": ("parties.yaml", "", "- {id: a, title: A #1, source: x}\n", "F52", "' #'"),
    "my. where nobody acts": (
        "injects.yaml",
        "shared.river -= 6",
        "my.unrest += 1",
        "N01",
        "Nobody is acting here: name the seat.",
    ),
    "in a rule, which may have a seat": (
        "rules.yaml",
        "shared.river -= min",
        "my.unrest -= min",
        "N01",
        "or give the rule a 'seat'.",
    ),
    "an effect for a condition": (
        "endings.yaml",
        "shared.groundwater == 0",
        "shared.groundwater -= 3",
        "X33",
        "Write it under 'do'; to compare, write >=, <= or ==.",
    ),
    "an effect for a number": ("seats.yaml", "income: 2", "income: my.capital += 2", "X33", "or -"),
    "AND": ("rules.yaml", "> 12", "> 12 AND 1 > 0", "X03", "small letters"),
    "&&": ("rules.yaml", "> 12", "> 12 && 1 > 0", "X02", "Write 'and'."),
    "minus": ("cards.yaml", "trust += 6", "trust \u2212= 6", "X02", "as it is typed"),
    "a band turned round": ("claims.yaml", "", CLAIM, "C02", "Write [30, 80]."),
    "count": ("rules.yaml", "> 12", "> count(3)", "N13", "total(party.TRACK)"),
    "random": ("rules.yaml", "> 12", "> random(3)", "N13", "'chance'"),
    "a price too high": ("cards.yaml", "cost: {capital: 1}", "cost: {capital: 90}", "L15", ""),
    "a bare price": ("cards.yaml", "cost: {capital: 1}", "cost: 2", "S03", "cost: {capital: 2}"),
    "as a list": ("cards.yaml", "cost: {capital: 1}", "cost: [capital: 1]", "S03", "cost: {"),
    "a number in words": ("cards.yaml", "worth: 1", "worth: two", "S03", "Write 2."),
    "in quotes": ("cards.yaml", "worth: 1", "worth: '2'", "S03", "quotes out: 2"),
    "no dash": ("cards.yaml", "- id: water_police", "  id: water_police", "F56", "- id: …"),
    "a party's number for nobody": ("rules.yaml", "> 12", "> party.support", "N01", ""),
    "a brief": ("briefs.yaml", "seat: upper", "seat: uper", "N04", "'upper'"),
    "an example": ("examples.yaml", "play joint_", "paly joint_", "L20", "'play'"),
    "an example without a verb": ("examples.yaml", "play joint_", "joint_", "L20", "'play joint"),
    "an act by its word in rules": (
        "examples.yaml",
        "play joint_gauge",
        "burn joint_gauge",
        "L20",
        "Write 'capital joint_gauge'.",
    ),
    "an act by another word": (
        "examples.yaml",
        "ease gates",
        "lower gates",
        "L20",
        "Write 'ease gates'.",
    ),
    "an act that is answered": (
        "rules.yaml",
        "phase: account",
        "answers: raises",
        "S12",
        "Did you mean 'tighten'? Known: act, breach, burn, bury, ease, extend, fund, headline, ",
    ),
    "a stage": (
        "rules.yaml",
        "> 12",
        "> 12 and project.lined_canal == dug",
        "N01",
        "'project.lined_canal' is a number: it is 2 at 'dug'. Write 2.",
    ),
    "no prefix": ("rules.yaml", "> 12", "> 12 and truts > 0", "N01", "mean 'shared.trust'?"),
    "no name at all": ("rules.yaml", "> 12", "> 12 and qqqq > 0", "N01", "Names carry a prefix"),
    "a card there": ("examples.yaml", "[joint_gauge]", "[joint_gage]", "L19", "'joint_gauge'"),
    "given": ("examples.yaml", "shared.trust: 40", "shared.trsut: 40", "L17", "trust"),
    "a comparison that is expected": (
        "examples.yaml",
        "shared.trust: 46",
        "shared.trust: '>= 46'",
        "L144",
        "'1 if shared.trust >= 46 else 0' and expect 1.",
    ),
    "a number in words that is expected": (
        "examples.yaml",
        "shared.trust: 46",
        "shared.trust: many",
        "L144",
        "Expect what it is then.",
    ),
    "a round after the last": (
        "examples.yaml",
        "{turn: upper",
        "{game.round: 40, turn: upper",
        "L136",
        "",
    ),
    "a condition beyond a range": (
        "endings.yaml",
        "shared.groundwater == 0",
        "shared.groundwater > 100",
        "L03",
        "'shared.groundwater' goes from 0 to 100.",
    ),
    "one that contradicts itself": (
        "endings.yaml",
        "game.deals > 0 and shared.trust >= 60",
        "shared.trust < 50 and shared.trust >= 60",
        "L03",
        "Its parts cannot hold at once.",
    ),
    "a price of an option": (
        "injects.yaml",
        "            needs: lower.capital >= 2\n",
        "            cost: {capital: 2}\n",
        "S02",
        "An option has no price: ask for it in 'needs', and take it in 'do'",
    ),
    "news for a seat": (
        "injects.yaml",
        "  title: ",
        "  seat: upper\n  title: ",
        "S02",
        "everybody",
    ),
    "an empty list": ("cards.yaml", f"  do:\n    {LINE}\n", "  do:\n", "F43", "[] for an empty"),
    "a verb by another word": (
        "measures.yaml",
        "  tighten:\n",
        "  raise:\n",
        "S02",
        "Did you mean 'tighten'?",
    ),
    "joined": ("cards.yaml", "title: Joint Gauge", "title: \U0001f469\u200d\U0001f33e", "F26", ""),
    "how many cards": ("deck.yaml", "four cards in hand", "five cards in hand", "L151", ""),
    "how many plays": ("deck.yaml", "two plays a year", "three plays a year", "L151", ""),
    "how many rounds": ("deck.yaml", "Eight years", "Nine years", "L151", ""),
    "a number set beyond its range": ("cards.yaml", LINE, "- shared.trust = 101", "L152", ""),
    "a number moved beyond its range": ("cards.yaml", LINE, "- shared.trust -= 101", "L152", ""),
    "a trial that looks beyond the end": ("claims.yaml", "", TRIAL, "L70", "window of 3 rounds"),
    "a card that stays for nothing": (
        "cards.yaml",
        "  seat: upper\n",
        "  seat: upper\n  stays: 2\n",
        "L164",
        "card.snow_survey.in_effect",
    ),
    "one round that is no list": (
        "reviews.yaml",
        "rounds: [4, 8]",
        "rounds: 4",
        "S03",
        "rounds: [4]",
    ),
    "a card without a source": ("cards.yaml", "  source: invented\n", "", "L16", "invented"),
}
"""A file, a text in it, what stands there instead; the code of the fault, a part of the remedy."""


def found(tmp_path: Path, file: str, old: str, new: str) -> list[Fault]:
    """What `deck check` says of the water treaty with one text replaced, or a file added."""
    return check_deck(copy_of("water_treaty", tmp_path, (file, old, new)))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    file, old, new, code, remedy = MISTAKES[mistake]
    faults = found(tmp_path, file, old, new)
    assert [fault for fault in faults if fault.code == code and remedy in fault.remedy], faults


@pytest.mark.parametrize(
    ("mistake", "change"),
    [
        pytest.param("a chance without its round", "rounds.uncertain_from: 3", id="a field"),
        pytest.param(
            "a chance without its round",
            "rounds: {max: 8, uncertain_from: 3}",
            id="with all around it",
        ),
        pytest.param("an effect beyond the end", "rounds.max: 40", id="a longer game"),
    ],
)
def test_what_a_variant_reads_is_not_in_vain(mistake: str, change: str, tmp_path: Path) -> None:
    file, old, new, code, _ = MISTAKES[mistake]
    assert code in [fault.code for fault in found(tmp_path, file, old, new)]
    folder = tmp_path / "water_treaty"
    with (folder / "variants.yaml").open("a", encoding="utf-8") as variants:
        variants.write(f"- {{id: own, title: Own, set: {{{change}}}}}\n")
    assert code not in [fault.code for fault in check_deck(folder)]


def test_a_band_that_does_not_climb_is_pointed_at(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "tracks.yaml", "{at: 12, name: usual}", "{at: 7, name: usual}")
    assert (fault.code, fault.mark and fault.mark.text.strip()) == ("L10", "- {at: 7, name: usual}")


def test_a_start_beyond_the_end_says_where_that_is(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "measures.yaml", "  start: 1", "  start: 9")
    assert fault.what == "start 9 is over max 3"


def test_a_dash_that_is_missing_is_one_fault(tmp_path: Path) -> None:
    faults = found(tmp_path, "cards.yaml", "- id: water_police", "  id: water_police")
    assert [fault.code for fault in faults if not fault.lint] == ["F56"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Trust +6.", "Trust +6. # as in the first year", id="behind a sentence"),
        pytest.param("Trust +6.", "Trust +6.\n  # Balanced 2 times.", id="on a line of its own"),
        pytest.param("Trust +6.", "Trust +6. # see note 4.", id="in small letters"),
        pytest.param("Trust +6.", "Trust +6.  # Balanced 2 times.", id="behind two spaces"),
        pytest.param("title: Joint Gauge", "title: Joint Gauge # the first one", id="a name"),
        pytest.param("text: Pay 1", "text: >\n\n    The # 1 of all. Pay 1", id="in a block"),
        pytest.param("cost: {capital: 1}", "cost: {capital: 1} # 2 before", id="no text"),
    ],
)
def test_a_comment_is_no_mistake(old: str, new: str, tmp_path: Path) -> None:
    assert not [fault.code for fault in found(tmp_path, "cards.yaml", old, new)]
