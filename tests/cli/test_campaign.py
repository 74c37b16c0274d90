"""`wargame play --campaign` and `--after`: games that go on from one another."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from tests.conftest import Answer, CommandLine
from tests.systems import has_modes
from wargame.content.shell import line_of
from wargame.store.names import Saves
from wargame.store.save import load
from wargame.store.world import World
from wargame.table.host.kept import KeptGames

DECKS = Path(__file__).parents[1] / "decks"
GREEDY = ("--seat", "abbey=greedy", "--seat", "brook=greedy")

WHAT_GOES_ON = "A hasty year, and a whole one after it."
"""What the campaign says of itself: there stands what is carried."""


@pytest.fixture
def play(wargame: CommandLine, tmp_path: Path) -> CommandLine:
    """Play in linear text, on the saves of this test, by the same luck each time."""

    def call(*args: str) -> Answer:
        places = ("--plain", "--seed", "1", "--decks", str(DECKS), "--saves", str(tmp_path))
        return wargame("play", *args, *places)

    return call


def test_a_campaign_is_played_chapter_by_chapter(
    wargame: CommandLine, play: CommandLine, tmp_path: Path
) -> None:
    begun = play("hospital_merger", "--campaign", "two_years", *GREEDY, "--save", "one")
    assert begun.code == 0
    assert "Two years. Chapter 1 of 2: A hasty year." in begun.err
    named = ("--saves", str(tmp_path), "--decks", str(DECKS))
    words = "play --after one --save one-2 --plain"
    told = f"On to the next chapter: `wargame {words} {line_of(named)}`."
    assert told.replace(" ", "") in "".join(begun.out.split())
    as_said = wargame(*words.split(), *named)
    assert (as_said.code, (tmp_path / "one-2.jsonl").exists()) == (0, True)
    on = play("--after", "one", "--save", "two")
    assert on.code == 0
    assert "Chapter 2 of 2: A whole one. Everybody remembers the first." in on.err
    assert WHAT_GOES_ON in " ".join(on.err.split())
    head = load(tmp_path / "two.jsonl", World()).head.header
    assert head.seats == {"abbey": "greedy", "brook": "greedy"}
    assert head.variant.startswith("chapter=two_years.2+shared.trust=")
    assert "On to the next chapter" not in on.out
    assert "That was the last chapter: the campaign is over." in on.out
    assert "last chapter" not in begun.out
    last = play("--after", "two")
    assert (last.code, last.out) == (2, "")
    assert "last chapter" in last.err


def test_whoever_watches_a_chapter_that_is_not_kept_is_told_how_to_go_on(
    wargame: CommandLine,
) -> None:
    words = ("--plain", "--seed", "1", "--decks", str(DECKS), *GREEDY)
    told = " ".join(
        wargame("play", "hospital_merger", "--campaign", "two_years", *words).out.split()
    )
    assert "follows a game that is kept, and this one is not: name one by --save NAME." in told
    alone = wargame("play", "hospital_merger", *words)
    assert "chapter" not in alone.out


def test_a_deck_that_has_changed_between_two_chapters_is_told(
    wargame: CommandLine, tmp_path: Path
) -> None:
    """A folder of one's own may also hold another deck of the name."""
    copied = tmp_path / "decks" / "hospital_merger"
    shutil.copytree(DECKS / "hospital_merger", copied)
    kept = ("--plain", "--saves", str(tmp_path), "--seed", "1")
    here = ("--decks", str(copied.parent), *kept)
    wargame("play", "hospital_merger", "--campaign", "two_years", *GREEDY, *here, "--save", "one")
    changed = "The deck has changed since the last chapter"
    assert changed not in wargame("play", "--after", "one", *here).err
    deck = copied / "deck.yaml"
    deck.write_text(deck.read_text("utf-8") + "# as before\n", "utf-8")
    assert changed not in wargame("play", "--after", "one", *here).err
    agendas = copied / "agendas.yaml"
    agendas.write_text(agendas.read_text("utf-8").replace("A Good Name", "A Fair Name"), "utf-8")
    told = " ".join(wargame("play", "--after", "one", *here).err.split())
    assert f"Everybody remembers the first. {WHAT_GOES_ON} {changed}" in told


def test_a_chapter_of_a_deck_of_ones_own_is_gone_on_with_as_it_is_told(
    wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deck was named by its folder; whoever goes on names where that stands."""
    path, saves = DECKS / "hospital_merger", ("--saves", str(tmp_path))
    named = (*saves, "--decks", str(DECKS))
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
    sat = ("--seat", "abbey=human", "--seat", "brook=greedy", "--save", "one", "--seed", "3")
    left = wargame("play", path, "--campaign", "two_years", *sat, "--plain", *saves)
    on = "resume one --plain"
    told = f"wargame {on} {line_of(named)}"
    assert told.replace(" ", "") in "".join((left.out + left.err).split())
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n" * 300))
    over = wargame(*on.split(), *named)
    words = "play --after one --save one-2 --plain"
    told = f"On to the next chapter: `wargame {words} {line_of(named)}`."
    assert told.replace(" ", "") in "".join(over.out.split())
    elsewhere = wargame(*words.split(), *saves)
    assert elsewhere.code == 2
    assert "no deck 'hospital_merger' here: name where it is by --decks DIR" in (
        " ".join(elsewhere.err.split())
    )
    assert "Looked in: " in elsewhere.err
    assert wargame(*words.split(), *named).code == 0


def test_lists_of_games_say_which_chapter_a_game_is(
    wargame: CommandLine, play: CommandLine, tmp_path: Path
) -> None:
    play("hospital_merger", "--campaign", "two_years", *GREEDY, "--save", "one")
    play("--after", "one", "--save", "two")
    title, saves = "Two hospitals, one emergency ward", ("--saves", str(tmp_path))
    listed = wargame("save", "list", *saves).out
    shelf = KeptGames(Saves(tmp_path), writes_aside=False)
    abouts = {saved.name: saved.about for saved in shelf.saves()}
    for name, chapter in (("one", "chapter 1 of two_years"), ("two", "chapter 2 of two_years")):
        assert f"{name:<20} {title}, {chapter}, finished" in listed
        assert abouts[name].endswith(f"{title}, {chapter}")
        assert shelf.glance(name).deck == f"{chapter}, {title}"


def test_a_chapter_that_is_over_as_it_begins_is_kept_as_finished(
    wargame: CommandLine, play: CommandLine, tmp_path: Path
) -> None:
    kept = ("--save", "one")
    begun = play("hospital_merger:shared.trust=12", "--campaign", "two_years", *GREEDY, *kept)
    assert begun.code == 0
    assert "The emergency ward closes." in begun.out
    assert "Which moves decided it" not in begun.out
    listed = wargame("save", "list", "--saves", str(tmp_path)).out
    assert "chapter 1 of two_years, finished" in listed
    on = play("--after", "one", "--save", "two")
    assert (on.code, on.out) == (2, "")
    assert on.err == "The campaign ends here: its next chapter would be over as it begins.\n"
    assert not (tmp_path / "two.jsonl").exists()


def test_a_review_says_which_chapter_a_game_is(wargame: CommandLine, tmp_path: Path) -> None:
    kept = ("--saves", str(tmp_path))
    sat = ("--seat", "us=random", "--seat", "china=random", "--plain", *kept)
    wargame("play", "primer", "--campaign", "long_game", *sat, "--save", "one", "--seed", "1")
    wargame("play", "--after", "one", *sat, "--save", "two")
    for name, said in (("one", "Chapter 1 of 3: "), ("two", "Chapter 2 of 3: ")):
        out = tmp_path / f"{name}.md"
        assert wargame("report", name, "-o", str(out), *kept).code == 0
        assert f"The long game. {said}" in out.read_text("utf-8")


@has_modes
def test_a_program_of_a_save_is_not_started_by_the_next_chapter(
    play: CommandLine, tmp_path: Path
) -> None:
    mark, program = tmp_path / "ran", tmp_path / "bot"
    program.write_text(f"#!/bin/sh\necho x >> '{mark}'\nexit 1\n", encoding="utf-8")
    program.chmod(0o700)
    seats = ("--seat", f"abbey=cmd:{program}", "--seat", "brook=script:pass")
    assert play("hospital_merger", "--campaign", "two_years", *seats, "--save", "one").code == 0
    assert mark.exists()
    mark.unlink()
    answer = play("--after", "one", "--save", "two")
    assert answer.code == 0
    assert any(
        line.startswith(f"'cmd:{program}' sat for abbey; ") for line in answer.err.splitlines()
    )
    assert not mark.exists()
    assert load(tmp_path / "two.jsonl", World()).head.header.seats == {
        "abbey": "greedy",
        "brook": "script:pass",
    }
    named = play("--after", "one", "--seat", f"abbey=cmd:{program}")
    assert mark.exists()
    assert "a save starts no program" not in named.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(["hospital_merger", "--campaign", "three"], "no campaign 'three'", id="none"),
        pytest.param(["moon_race", "--campaign", "x"], "It has none.", id="a deck without any"),
        pytest.param(
            ["primer:last", "--campaign", "long_game"],
            "Chapter 2 of 3: The long middle: variants 'later' and 'last' both change",
            id="a variant that a later chapter cannot have",
        ),
        pytest.param(["--after", "nothing"], "There is no save", id="no save"),
        pytest.param(["moon_race", "--after", "plain"], "leave out DECK", id="both"),
        pytest.param(["--after", "plain"], "no chapter of a campaign", id="no chapter"),
    ],
)
def test_what_cannot_go_on_is_said(play: CommandLine, args: list[str], said: str) -> None:
    seats = ("--seat", "east=greedy", "--seat", "west=greedy")
    assert play("moon_race", *seats, "--save", "plain").code == 0
    answer = play(*args)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_chapter_that_is_not_over_is_gone_on_with_first(
    play: CommandLine, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("quit\n"))
    play("hospital_merger", "--campaign", "two_years", "--save", "left")
    answer = play("--after", "left")
    assert answer.code == 2
    assert "`wargame resume left" in answer.err


def test_what_is_told_before_a_game_stands_in_lines(wargame: CommandLine) -> None:
    """It stood in one line of 250 columns, which a terminal breaks within words."""
    greedy = ("--seat", "us=greedy", "--seat", "china=greedy")
    answer = wargame("play", "primer", "--campaign", "long_game", *greedy, "--plain")
    told = answer.err.splitlines()
    assert told[0].startswith("The long game. Chapter 1 of 3: The first clash.")
    assert "Whoever leads at the end of the third has won." in " ".join(told)
    assert max(map(len, told)) <= 80
    bid = wargame("play", "primer", "--bid", "us=3,china=5", *greedy, "--plain").err.splitlines()
    assert "The lead starts at -5: 5 in favour of China." in " ".join(bid)
    assert max(map(len, bid)) <= 80
