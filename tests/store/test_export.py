"""What one seat may have of a save: it verifies, and tells nothing that the seat may not know."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.play.anything import chosen
from tests.play.test_control import take, until
from tests.store.helpers import close, game_of, kept, lines_of, played, world
from wargame.errors import UsageError
from wargame.play import control
from wargame.play.event import CONTROL, Act, Back, Chance, End, Event, Note
from wargame.play.proceedings import BOOKMARK
from wargame.play.record import Header, Record
from wargame.store.chain import LineFault, commitment, own_salt
from wargame.store.export import export, revealed, taken_back, view_of
from wargame.store.line_reader import read_line
from wargame.store.save import Save, load, save_from
from wargame.store.verify import verdict_on, verify


def running(tmp_path: Path, seed: int) -> Save:
    """A save of a game with hands, agendas and headlines that is not over."""
    for steps in (110, 60, 30):
        path = kept(tmp_path / f"{seed}-{steps}.jsonl", "kitchen_sink", seed, steps)
        save = load(path, world())
        if not save.is_over:
            return save
    raise AssertionError(f"game {seed} is over after 30 steps")


@pytest.mark.parametrize("seat", ["lantern", "mask"])
@pytest.mark.parametrize("seed", range(3))
def test_a_view_verifies_and_ends_in_the_same_hash(tmp_path: Path, seed: int, seat: str) -> None:
    save = running(tmp_path, seed)
    out = tmp_path / "view.jsonl"
    export(save, seat, out, world())
    found = verify(out, world())
    assert (found.code, found.view) == (0, seat)
    assert found.hash == save.chain.last_hash


@pytest.mark.parametrize("seat", ["lantern", "mask"])
@pytest.mark.parametrize("seed", range(3))
def test_a_view_holds_no_secret_of_others(tmp_path: Path, seed: int, seat: str) -> None:
    """Every secret text of a running game is looked for in every byte that is passed on."""
    save = running(tmp_path, seed)
    given = view_of(save, seat)
    lines = given.splitlines()
    open_places = set(revealed(save.record))
    for place, event in enumerate(save.events):
        line = lines[place + 2]
        state = getattr(event, "state", "")
        if state:
            assert state.encode() not in given
        secret_of = getattr(event, "secret_of", "")
        if secret_of not in ("", seat) and place not in open_places:
            assert chosen(event).encode() not in line
        if isinstance(event, Note) and event.audience not in ("", seat):
            assert event.text.encode() not in line
    assert b'"seed"' not in lines[0]
    assert all(line.key.encode() not in given for line in save.chain.lines)


def test_a_seat_reads_its_own_draws_and_not_the_rivals(tmp_path: Path) -> None:
    save = running(tmp_path, 1)
    lines = [read_line(line) for line in view_of(save, "mask").splitlines()]
    draws = [
        (event, line)
        for event, line in zip(save.events, lines[2:], strict=True)
        if isinstance(event, Chance) and event.action.startswith("draw") and line.pub
    ]
    assert {event.owner for event, _ in draws} == {"lantern", "mask"}
    for event, line in draws:
        own = event.owner == "mask"
        assert line.sec == ({"mask": {"action": event.action}} if own else {})


def test_a_finished_game_is_open_to_all(tmp_path: Path) -> None:
    save = load(kept(tmp_path / "done.jsonl", "kitchen_sink", 1), world())
    assert isinstance(save.events[-1], End) or save.is_over
    view = save_from(tmp_path / "view.jsonl", [view_of(save, "mask")])
    for ours, theirs in zip(save.chain.lines, view.chain.lines, strict=True):
        assert (ours.pub, dict(ours.sec)) == (theirs.pub, theirs.sec)


def test_what_control_alone_was_told_stays_closed_when_the_game_is_over(tmp_path: Path) -> None:
    match = played(tmp_path / "done.jsonl", "water_treaty", 3)
    ours, rival = match.game.seats
    for audience in (CONTROL, ours, rival, ""):
        control.note(match, CONTROL, "note", f"<for {audience or 'all'}>", audience)
    control.note(match, CONTROL, BOOKMARK, "<for the debrief>", CONTROL)
    early = view_of(load(tmp_path / "done.jsonl", world()), ours).decode()
    assert "<for the debrief>" not in early
    match.run()
    control.note(match, CONTROL, "note", "<afterwards>", CONTROL)
    close(match)
    view = view_of(load(tmp_path / "done.jsonl", world()), ours).decode()
    shown = [text for text in (f"<for {ours}>", f"<for {rival}>", "<for all>") if text in view]
    assert len(shown) == 3
    assert f"<for {CONTROL}>" not in view
    assert "<afterwards>" not in view
    assert "<for the debrief>" in view
    (tmp_path / "view.jsonl").write_bytes(view.encode())
    assert verify(tmp_path / "view.jsonl", world()).code == 0


def test_every_changed_byte_of_a_view_is_found(tmp_path: Path) -> None:
    save = running(tmp_path, 2)
    data = view_of(save, "lantern")
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for start, end in list(pairwise(starts))[2:40]:
        raw = data[start : end - 1]
        for offset in range(0, len(raw), 7):
            with pytest.raises(LineFault):
                read_line(raw[:offset] + bytes([raw[offset] ^ 1]) + raw[offset + 1 :])


def test_secrets_of_equal_content_look_different(tmp_path: Path) -> None:
    """A commitment without its own salt would tell by guessing all cards."""
    sealed = [
        secret
        for line in view_of(running(tmp_path, 3), "mask").splitlines()[2:]
        for secret in json.loads(line).get("sec", {}).values()
        if isinstance(secret, str)
    ]
    assert len(sealed) > 40
    assert len(set(sealed)) == len(sealed)


def test_a_salt_of_one_secret_opens_no_other() -> None:
    assert own_salt("ab" * 16, "north") != own_salt("ab" * 16, "south")
    assert commitment("a" * 32, b"x") != commitment("b" * 32, b"x")


def test_moves_taken_back_stay_with_who_made_them(tmp_path: Path) -> None:
    match = played(tmp_path / "undo.jsonl", "water_treaty", 1)
    seat = until(match, "offer")
    offer = take(match, "offer")
    control.undo(match, seat)
    close(match)
    save = load(tmp_path / "undo.jsonl", world())
    rival = next(other for other in game_of("water_treaty").seats if other != seat)
    own, theirs = view_of(save, seat), view_of(save, rival)
    assert offer.text.encode() in own
    assert offer.text.encode() not in theirs
    assert b'"back"' in own
    assert b'"back"' not in theirs
    assert verdict_on(save_from(Path("x.jsonl"), [theirs])).code == 0


def test_what_control_took_back_is_hidden_too() -> None:
    def act(ply: int, seat: str) -> Act:
        return Act(ply=ply, round=1, phase="plays", seat=seat, action="pass")

    events: list[Event] = [act(0, "a"), act(1, "b"), Back(to=0, who=CONTROL, epoch=1), act(0, "a")]
    assert taken_back(events, "a") == {1}
    assert taken_back(events, "b") == {0}


def test_headlines_are_open_once_both_are_committed() -> None:
    def commit(ply: int, seat: str) -> Act:
        return Act(ply=ply, round=1, phase="headline", seat=seat, action="headline x")

    def of(*events: Event) -> list[int]:
        return revealed(Record(Header("d", "", "", "", 1, {"a": "x", "b": "x"}), list(events)))

    one, two = commit(0, "a"), commit(1, "b")
    assert of(one) == []
    assert of(one, two) == [0, 1]
    assert of(one, Back(to=0, who="a"), one) == []
    assert of(one, Back(to=0, who="a"), one, two) == [2, 3]


def test_a_headline_of_three_seats_waits_for_the_third() -> None:
    header = Header("d", "", "", "", 1, {"a": "x", "b": "x", "c": "x"})
    events: list[Event] = [
        Act(ply=ply, round=1, phase="headline", seat=seat, action="headline x")
        for ply, seat in enumerate("abc")
    ]
    assert revealed(Record(header, events[:2])) == []
    assert revealed(Record(header, events)) == [0, 1, 2]


def test_an_unknown_seat_has_no_view(tmp_path: Path) -> None:
    save = running(tmp_path, 1)
    with pytest.raises(UsageError, match="There is no seat 'moon'"):
        view_of(save, "moon")


def test_a_match_of_random_length_always_exports(tmp_path: Path) -> None:
    for seed in range(5):
        path = kept(tmp_path / f"m{seed}.jsonl", "water_treaty", seed, 20 + 40 * seed)
        save = load(path, world())
        for seat in game_of("water_treaty").seats:
            view = save_from(path, [view_of(save, seat)])
            assert verdict_on(view).code == 0
            assert len(view.chain.lines) == len(lines_of(path))
