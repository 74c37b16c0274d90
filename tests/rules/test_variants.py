"""A variant is read where it differs from its deck, and shows the same faults as read in full."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DECKS
from tests.copies import copy_of, faults_in
from tests.strategies import deck_folders
from wargame.content.load import load_deck, look_at
from wargame.content.loaded import LoadedDeck
from wargame.errors import Faults
from wargame.rules.lint.check import find_faults
from wargame.rules.reading.build import read

SINK = Path(__file__).parents[1] / "decks" / "kitchen_sink"
KEPT = {"id": "silent", "title": "No talks", "remove": ["deals"]}
"""A variant that the claims of the deck name."""

MOST = 39
"""Most variants a deck may have beside it."""


def found(*decks: LoadedDeck) -> dict[tuple[Any, ...], bool]:
    """Faults and lints, the same thing at the same place once."""
    return {(fault.what, fault.mark, fault.lint): True for fault in find_faults(*decks)}


def in_full(decks: list[LoadedDeck]) -> dict[tuple[Any, ...], bool]:
    return {key: True for deck in decks for key in found(deck)}


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("folder", deck_folders(), ids=lambda folder: folder.name)
def test_variants_show_what_they_show_in_full(folder: Path, every: int) -> None:
    plain, *variants = look_at(folder).decks
    some = [plain, *variants[::every]]
    assert found(*some) == in_full(some)


@pytest.mark.parametrize(
    ("variant", "apart"),
    [
        pytest.param("start_2025_04", "Rule", id="a shorter game leaves rules alone"),
        pytest.param("no_headlines", "Rule", id="headlines are cards"),
        pytest.param("no_deals", "Project", id="without deals projects are built as before"),
    ],
)
def test_a_variant_reads_again_only_what_looks_at_its_change(variant: str, apart: str) -> None:
    plain, *variants = look_at(DECKS["entanglement"].folder).decks
    (changed,) = (one for one in variants if one.variant == variant)
    faults = Faults()
    _, known = read(plain, faults)
    _, seen = read(changed, faults, known)
    assert not faults.fatal
    assert apart in [kind for kind, _ in known.heard]
    assert apart not in [kind for kind, _ in seen.heard]


# --- every change of a kind to the deck that uses every word --------------------------------


def texts(value: Any, path: str, key: str = "") -> Iterator[tuple[str, Any]]:
    """Paths of a deck's data to texts that may be arithmetic."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, f"{path}.{name}", name)
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        if key == "do":
            yield path, value
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict) and "id" in one:
                yield from texts(one, f"{path}.{one['id']}")
    elif isinstance(value, str) and key in ("when", "needs", "score", "value", "pct"):
        yield path, value


def changes() -> list[dict[str, Any]]:
    """Variants of the kitchen sink, each with one thing spoilt, moved or left out."""
    deck = load_deck(SINK).deck.model_dump(exclude_defaults=True, exclude={"variants"})
    rows: list[dict[str, Any]] = []
    for noun, value in deck.items():
        for path, text in texts(value, noun):
            new: Any = [*text, "shared.nowhere += 1"] if isinstance(text, list) else "my.nowhere"
            rows.append({"set": {path: new}})
        rows += [
            {"remove": [f"{noun}.{one['id']}"]}
            for one in (value if isinstance(value, list) and noun != "examples" else [])
            if isinstance(one, dict) and "id" in one
        ]
    rows += [
        {"set": {"tracks.mood.max": 3}},
        {"set": {"tracks.craft.of": "lantern"}},
        {"set": {"tracks.mood.title": "Mood, twice as good"}},
        {"set": {"measures.noise.max": 1, "measures.noise.levels": ["off", "on"]}},
        {"set": {"measures.posters.seat": "lantern"}},
        {"set": {"parties.herald.group": "friends"}},
        {"set": {"rounds.max": 2}},
        {"set": {"seats.lantern.hand": 12}},
        {"set": {"cards.encore.text": "Nothing is printed here."}},
        {"remove": ["deals"]},
    ]
    return rows


def write_variants(folder: Path, rows: list[dict[str, Any]]) -> None:
    text = yaml.safe_dump([KEPT, *rows])
    (folder / "variants.yaml").write_text(text, encoding="utf-8")


def sound(rows: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Those whose shape is right; the rest is refused before rules are read."""
    kept = []
    for start in range(0, len(rows), MOST):
        part = [
            {"id": f"v{start + n}", "title": "V", **row}
            for n, row in enumerate(rows[start : start + MOST])
        ]
        write_variants(folder, part)
        shapely = {deck.variant for deck in look_at(folder).decks}
        kept += [row for row in part if row["id"] in shapely]
    return kept


def one_of_each_kind(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first change of each kind: what noun it is about, and which word of it."""
    kinds: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in rows:
        (words,) = [[*row.get("set", {}), *row.get("remove", [])]]
        path = words[0].split(".")
        kinds.setdefault(("remove" if "remove" in row else "set", path[0], *path[2:][-1:]), row)
    return list(kinds.values())


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_one_change_at_a_time_is_found_as_in_full(tmp_path: Path, every: bool) -> None:
    folder = tmp_path / "kitchen_sink"
    shutil.copytree(SINK, folder, ignore=shutil.ignore_patterns("formats.yaml", "campaigns.yaml"))
    rows = changes() if every else one_of_each_kind(changes())
    rows = sound(rows, folder)
    assert len(rows) > (100 if every else 20)
    spoilt = 0
    for start in range(0, len(rows), MOST):
        write_variants(folder, rows[start : start + MOST])
        plain, *variants = look_at(folder).decks
        of_plain = found(plain)
        assert all(lint for _, _, lint in of_plain)
        for variant in variants:
            whole = of_plain | found(variant)
            assert found(plain, variant) == whole, variant.deck.variants
            spoilt += len(whole) > len(of_plain)
    assert spoilt > len(rows) // 3


def test_a_variant_may_change_a_card_that_suspends_a_measure_of_choice(tmp_path: Path) -> None:
    """Whose measures they are is read off the deck: a variant reads none of them anew."""
    folder = copy_of("kitchen_targets", tmp_path)
    said = "Your rival chooses one of its measures to suspend for 1 round. Pay 1 capital."
    changes = {"cards.goat.cost": {"capital": 1}, "cards.goat.text": said}
    write_variants(folder, [{"id": "other", "title": "Other", "set": changes}])
    decks = look_at(folder).decks
    assert found(*decks) == in_full(decks)


def test_a_fault_of_one_variant_is_told_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "kitchen_sink"
    shutil.copytree(SINK, folder, ignore=shutil.ignore_patterns("formats.yaml", "campaigns.yaml"))
    odd = {"id": "odd", "title": "Odd", "set": {"endings.closed.when": "shared.moood > 1"}}
    write_variants(folder, [odd])
    (fault,) = faults_in(folder)
    assert "unknown name 'shared.moood'" in fault.what
    assert fault.mark is not None
    assert Path(fault.mark.file).name == "variants.yaml"


@pytest.mark.parametrize(
    ("bare", "change", "told"),
    [
        pytest.param(["fog", "gala"], {"remove": ["injects.gala"]}, [], id="one of two is gone"),
        pytest.param(["gala"], {"set": {"injects.gala.text": "Mood +2."}}, [], id="it says more"),
        pytest.param([], {"remove": ["injects.gala.source"]}, ["gala"], id="its source is gone"),
        pytest.param(["fog"], {"remove": ["injects.gala.source"]}, ["gala"], id="of another too"),
    ],
)
def test_only_what_a_variant_bares_of_a_source_is_said_of_it(
    tmp_path: Path, bare: list[str], change: dict[str, Any], told: list[str]
) -> None:
    folder = tmp_path / "kitchen_sink"
    shutil.copytree(SINK, folder, ignore=shutil.ignore_patterns("formats.yaml", "campaigns.yaml"))
    write_variants(folder, [{"id": "other", "title": "Other", **change}])
    injects = yaml.safe_load((folder / "injects.yaml").read_text(encoding="utf-8"))
    cited = [{**one, "source": "" if one["id"] in bare else "invented"} for one in injects]
    (folder / "injects.yaml").write_text(yaml.safe_dump(cited), encoding="utf-8")
    found = [one for one in find_faults(*look_at(folder).decks) if "without a source" in one.what]
    names = {
        one.variant: one.remedy.partition("', in ")[2].rstrip(".").split(", ") for one in found
    }
    assert sorted(names.get("", [])) == sorted(bare)
    assert names.get("other", []) == told
