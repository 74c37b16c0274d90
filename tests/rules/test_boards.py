"""The board of a deck: what it may name, what is refused and where, and that nothing of it acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DECKS
from tests.copies import copy_of
from wargame.content.load import load_deck
from wargame.rules.hashes import rules_hash
from wargame.rules.lint.check import find_faults

SINK = DECKS["kitchen_sink"].folder


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("shared.mood", "shared.moo", "there is no number 'shared.moo' | Did you mean"),
        ("at: 15", "at: 25", "it is never reached: 'shared.mood' goes from -20 to 20"),
        ("at: 5 - 1", "at: 5 - mod", "unknown name 'mod'"),
        (
            "homes:\n  - seat: lantern",
            "homes:\n  - seat: lanter",
            "unknown seat 'lanter' | Did you",
        ),
        ("holder: herald", "holder: heralt", "unknown seat 'heralt' | Did you mean"),
        ("outlook: lantern.takings", "outlook: lantern.taking", "there is no number 'lantern.taki"),
        ("party.herald.ink", "party.herald.inc", "there is no number 'party.herald.inc'"),
        (
            "number: lantern.scenery",
            "number: lantern.craft",
            "stage 'lantern.craft' is there twice",
        ),
        ("drain: mask.notices", "drain: mask.notice", "there is no number 'mask.notice'"),
        ("seat: lantern\n    holder", "seat: lamp\n    holder", "unknown seat 'lamp'"),
    ],
)
def test_what_is_not_there_or_never_reached_is_refused_in_its_place(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    folder = copy_of("kitchen_sink", tmp_path, ("board.yaml", old, new))
    found = [one for one in find_faults(load_deck(folder)) if one.mark and "board" in one.mark.file]
    assert any(f"{one.what} | {one.remedy}".startswith(what) for one in found), found


def test_nothing_of_a_board_acts_and_a_save_keeps_it(tmp_path: Path) -> None:
    folder = copy_of("kitchen_sink", tmp_path)
    (folder / "board.yaml").unlink()
    with_board, without = load_deck(SINK), load_deck(folder)
    assert with_board.deck.board != without.deck.board is None
    assert rules_hash(with_board.deck) == rules_hash(without.deck)
    assert "board" in with_board.tree


@pytest.mark.parametrize("name", ["primer", "entanglement", "kitchen_sink"])
def test_a_mark_called_as_a_stretch_of_its_track_lies_in_it(name: str) -> None:
    """Else one screen would say "6, thin at 2" and another that 6 is thin."""
    deck = load_deck(DECKS[name].folder).deck
    tracks = {one.id: one for one in deck.tracks}
    board = deck.board
    assert board is not None
    for gauge in (*board.gauges, *board.homes, *board.chains, *board.stores):
        track = tracks.get(gauge.number.rpartition(".")[2])
        bands = track.bands if track else []
        for mark in gauge.marks:
            called = [one.name for one in bands if isinstance(mark.at, int) and one.at <= mark.at]
            is_band = mark.title in [one.name for one in bands]
            assert not (called and is_band) or called[-1] == mark.title, (gauge.number, mark)
