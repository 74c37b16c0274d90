"""Whatever control does is refused with nothing written, or kept and read back equal."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.play.anything import choose_some, some_ruling
from tests.store.helpers import close, played, world
from wargame.errors import NotSaved, UsageError, WargameError
from wargame.play import control
from wargame.play.event import CONTROL, Note
from wargame.play.match import Match
from wargame.play.said import LONGEST_SAID, LONGEST_WORD
from wargame.players.uniform import Uniform
from wargame.store.save import load
from wargame.store.verify import verify

SEQUENCES = int(os.environ.get("WARGAME_SEQUENCES", "10000"))
"""How many sequences the slow proof tries."""

ODD = [0, 7, 0x1B, 0x7F, 0x9B, 0x2028, 0x202E, 0xD800, 0xDFFF, 0xFEFF, 0xFFFF, 0x10FFFF, 0x7A00]

HALF = chr(0xD83D)


def some_text(dice: random.Random) -> str:
    """A text of 0 to 100,000 characters, of any code points."""
    length = dice.choice([0, 1, 5, 40, LONGEST_WORD, LONGEST_WORD + 1, LONGEST_SAID])
    if dice.random() < 0.1:
        length = dice.randint(0, 100_000)
    some = [dice.choice(ODD) if dice.random() < 0.02 else dice.randrange(32, 0x3000)]
    some += [dice.randrange(0x110000) for _ in range(dice.randint(0, 1))]
    text = "".join(map(chr, some)) * (length // len(some) + 1)
    return text[:length]


def some_name(match: Match, dice: random.Random) -> str:
    """Somebody at the table, or not."""
    return dice.choice(["", *match.game.seats, CONTROL, "Alice", "us ", some_text(dice)])


def act(match: Match, dice: random.Random) -> None:
    """Something that control may try."""
    acts: list[Callable[[], object]] = [
        lambda: control.rule(match, some_ruling(match.game, dice), some_text(dice)),
        lambda: control.rule(match, (some_text(dice), some_text(dice)), "why not"),
        lambda: control.rewind(match, dice.randint(-1, match.course.ply + 1), some_text(dice)),
        lambda: control.note(
            match,
            some_name(match, dice),
            some_text(dice),
            some_text(dice),
            some_name(match, dice),
            some_text(dice),
        ),
        lambda: control.note(match, CONTROL, "note", some_text(dice)),
        lambda: control.swap(match, dice.choice(match.game.seats), Uniform(1), some_text(dice)),
        lambda: chosen(match, dice),
    ]
    dice.choice(acts)()


def chosen(match: Match, dice: random.Random) -> None:
    match.is_luck_held = not match.is_luck_held
    if match.is_settled and match.game.current_seat(match.state) == "CHANCE":
        outcomes = match.game.chance_outcomes(match.state)
        control.choose_outcome(match, dice.choice(outcomes)[0].text, some_text(dice))
    else:
        choose_some(match, dice)


def sequence(path: Path, deck: str, seed: int) -> int:
    """Acts of control between moves; gives how many were refused. The save is read back whole."""
    dice = random.Random(seed)
    match = played(path, deck, seed)
    refused = 0
    for _ in range(dice.randint(1, 8)):
        for _ in range(dice.randint(0, 4)):
            if not match.is_over:
                match.step()
        match.settle()
        size, events = path.stat().st_size, len(match.record.events)
        try:
            act(match, dice)
        except NotSaved:
            raise
        except WargameError:
            refused += 1
            assert path.stat().st_size == size
            assert len(match.record.events) == events
    match.settle()
    close(match)
    save = load(path, world())
    assert save.damage is None
    assert save.events == match.record.events
    return refused


@pytest.mark.parametrize("deck", ["water_treaty", "kitchen_sink"])
def test_acts_of_control_are_refused_or_read_back_equal(tmp_path: Path, deck: str) -> None:
    refused = [sequence(tmp_path / f"{seed}.jsonl", deck, seed) for seed in range(60)]
    assert 0 < sum(refused) < 60 * 5
    for seed in range(0, 60, 12):
        assert verify(tmp_path / f"{seed}.jsonl", world()).code == 0


@pytest.mark.slow
def test_ten_thousand_sequences_of_acts(tmp_path: Path) -> None:
    for seed in range(SEQUENCES):
        path = tmp_path / "one.jsonl"
        sequence(path, ("water_treaty", "primer")[seed % 2], 1_000 + seed)
        if seed % 100 == 0:
            assert verify(path, world()).code == 0
        path.unlink()


@pytest.mark.parametrize(
    ("what", "said"),
    [
        pytest.param({"text": "x" * (LONGEST_SAID + 1)}, "at most 20,000", id="a long note"),
        pytest.param({"topic": "x" * 201}, "topic has at most 200", id="a long topic"),
        pytest.param({"role": "x" * 201}, "role has at most 200", id="a long role"),
        pytest.param({"text": HALF}, "half a character", id="half a character"),
        pytest.param({"topic": HALF}, "half a character", id="half a character in a topic"),
        pytest.param({"who": "Alice"}, "no seat 'Alice'", id="a speaker whom nobody knows"),
        pytest.param({"audience": "Alice"}, "no seat 'Alice'", id="an audience of the same kind"),
        pytest.param({"who": ""}, "no seat ''", id="nobody speaks"),
    ],
)
def test_a_note_that_no_save_could_hold_is_refused(
    tmp_path: Path, what: dict[str, str], said: str
) -> None:
    match = played(tmp_path / "a.jsonl")
    before = (tmp_path / "a.jsonl").read_bytes()
    with pytest.raises(UsageError, match=said):
        control.note(match, **{"who": CONTROL, "topic": "t", "text": "n", **what})
    assert (tmp_path / "a.jsonl").read_bytes() == before
    control.note(match, CONTROL, "t", "x" * LONGEST_SAID, role="chair")
    close(match)
    assert load(tmp_path / "a.jsonl", world()).events == match.record.events


@pytest.mark.parametrize(
    "why", ["", "  \n", "x" * 20_001, HALF], ids=["no", "blank", "long", "half"]
)
def test_control_says_why_in_words_that_can_be_kept(tmp_path: Path, why: str) -> None:
    match = played(tmp_path / "a.jsonl")
    for _ in range(8):
        match.step()
    match.settle()
    before = (tmp_path / "a.jsonl").read_bytes()
    seat = match.game.seats[0]
    for tried in (
        lambda: control.rule(match, (f"{seat}.capital += 1",), why),
        lambda: control.rewind(match, 2, why),
        lambda: control.choose_outcome(match, "inject none", why),
    ):
        with pytest.raises(UsageError):
            tried()
    assert (tmp_path / "a.jsonl").read_bytes() == before
    close(match)


def test_a_ruling_of_too_many_effects_is_refused_and_forgotten(tmp_path: Path) -> None:
    match = played(tmp_path / "a.jsonl")
    while match.game.current_seat(match.state) == "CHANCE" or not match.is_settled:
        match.step()
    game = match.game
    effects = tuple(f"{match.game.seats[0]}.capital += {' ' * 100}{n % 9}" for n in range(4_000))
    with pytest.raises(UsageError, match="Make two rulings"):
        control.rule(match, effects, "very much")
    assert match.game is game
    close(match)


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    """The last door: an event that came by no other."""
    match = played(tmp_path / "a.jsonl")
    before = (tmp_path / "a.jsonl").read_bytes()
    for note in (
        Note(who=CONTROL, topic="t", text="x" * 20_001),
        Note(who=CONTROL, topic="t", text=HALF),
        Note(who=CONTROL, topic="t", text=HALF + chr(0xDE00)),
    ):
        with pytest.raises(UsageError, match="cannot be kept"):
            match.tell(note)
    assert (tmp_path / "a.jsonl").read_bytes() == before
    control.note(match, CONTROL, "t", "this goes on")
    close(match)
    assert load(tmp_path / "a.jsonl", world()).events == match.record.events
