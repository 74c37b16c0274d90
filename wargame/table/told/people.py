"""Who sits across: an opponent of the deck, as people read of it, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wargame.play.log import Entry, Seen
from wargame.players.people import bare_title, line_of, opponent_named
from wargame.table.told.blocks import Block, Text
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM


def across(scene: Scene) -> Iterator[Block]:
    """Who sits in the rival's chair, if that is an opponent of the deck."""
    found = opponent_named(scene.deck, scene.players.get(scene.rival, ""))
    if found is not None:
        whom = scene.titles.seats[scene.rival]
        yield Text(f"{whom}: {stopped(found.title)} {found.face}", DIM)


def met(scene: Scene) -> str:
    """Who plays against whom, in a few words, an opponent of the deck with its name."""
    found = opponent_named(scene.deck, scene.players.get(scene.rival, ""))
    me, whom = scene.titles.seats[scene.me], scene.titles.seats[scene.rival]
    return f"{me}, against {whom}: {found.title}" if found else me


def line_of_act(scene: Scene, entry: Entry) -> str:
    """What whoever sits in the rival's chair says to an act of its own, or "".

    A line is said once in a round: said to each act, it is no longer heard. Nothing is said to what
    was done before they sat down.
    """
    if entry.ply < _since(scene):
        return ""
    name = scene.players.get(scene.rival, "")
    line = line_of(scene.deck, name, entry.verb)
    before = [one.entry for one in scene.seen if _is_open(scene, one)]
    said = [
        line_of(scene.deck, name, one.verb)
        for one in before
        if one.round == entry.round and one.ply < entry.ply
    ]
    return "" if line in said else line


def _is_open(scene: Scene, one: Seen) -> bool:
    """Whether something was done before everybody's eyes by whoever sits across."""
    entry = one.entry
    is_theirs = entry.seat == scene.rival and entry.ply >= _since(scene)
    return is_theirs and not (one.is_secret or entry.is_commitment)


def _since(scene: Scene) -> int:
    """The ply from which on whoever sits across chose; another did before."""
    sat = [one for one in scene.beside if one.kind == "seat" and one.seat == scene.rival]
    return max(sat, key=lambda one: one.place).ply if sat else 0


def spoken(scene: Scene, seen: Iterable[Seen]) -> Iterator[Block]:
    """What the rival said to the last of its open acts among these, with who that is."""
    name = scene.players.get(scene.rival, "")
    said = ""
    for one in seen:
        if _is_open(scene, one):
            said = line_of(scene.deck, name, one.entry.verb) or said
    if said:
        who = bare_title(scene.deck, name)
        yield Text(f"{who}: “{said}”", scene.role(scene.rival))
