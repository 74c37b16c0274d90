"""What somebody meant who typed other words than those of the menu, or only some of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wargame.content.fields import meant_act
from wargame.rules.game import Action
from wargame.rules.verbs import CALLED, find
from wargame.rules.view import SeatState
from wargame.table.plain.menu import words_of
from wargame.table.words.gate import as_compared
from wargame.table.words.titles import Titles

YES = ("yes", "y")
"""What takes the one move that was guessed at."""

MOST = 6
"""Moves, or things, that are told of at once where several are meant."""

_OTHERWISE = {
    "cards": "hand",
    "score": "winning",
    "menu": "actions",
    "moves": "actions",
    "options": "actions",
}
"""What people call some answers besides."""

_WORD = re.compile(r"[^\W_]+")
_LEAST = 3
"""Letters that may stand for the word which they begin."""

_WEIGHTLESS = ("a", "an", "the", "my", "our", "to", "please", "i", "we", "want")
"""Words that name nothing."""


def as_asked(line: str, asked: Mapping[str, str]) -> str:
    """A line in the words of the table: what a pane is called, or `what if`, as it is typed here.

    Args:
        asked: What is typed for panes, by their labels as compared.

    >>> as_asked("what if 3", {}), as_asked("numbers", {"numbers": "tracks"})
    ('preview 3', 'tracks')
    """
    low = as_compared(line)
    for other, typed in (("what if ", "preview "), ("why can't i ", "why not ")):
        if low.startswith(other):
            return f"{typed}{line[len(other) :]}"
    return asked.get(low) or _OTHERWISE.get(low, line)


def as_number(line: str) -> str:
    """A number of the menu without the signs that people put around one.

    >>> as_number("#3"), as_number("3."), as_number("play 3.")
    ('3', '3', 'play 3.')
    """
    bare = line.strip("#.()[]")
    return bare if bare.isascii() and bare.isdigit() else line


def open_moves(view: SeatState, titles: Titles, last: int, line: str) -> list[Action]:
    """The moves that are open now and have all words of a line, in whatever order.

    A word may be begun only, and the act may go by another name. Of a single word the act alone is
    not enough.
    """
    said = _said(line)
    if not said or _is_other_thing(view, titles, line):
        return []
    if act := _act(said[0]):
        said[0] = act
    found = []
    for action in view.legal:
        words = _WORD.findall(as_compared(f"{action.text} {words_of(view, titles, action, last)}"))
        if len(said) == 1 and (find(said[0]) or said[0] == words[0]):
            continue
        if all(_is_among(one, words) for one in said):
            found.append(action)
    return found


def things(titles: Titles, line: str) -> list[tuple[str, str, str]]:
    """What of the deck has this name, else what has all these words in its name.

    Returns:
        Of each the word that asks for it, what is typed behind that, and its title.
    """
    word, said = as_compared(line), _said(line)
    listed = _listed(titles)
    for kind, typed, title in listed:
        if word in (typed, typed.rpartition(".")[2], as_compared(title)):
            return [(kind, word, title)]
    if not said or not any(len(one) >= _LEAST and one.isalpha() for one in said):
        return []
    found: dict[str, tuple[str, str, str]] = {}
    for kind, typed, title in listed:
        words = _WORD.findall(as_compared(title))
        if all(_is_among(one, words) for one in said):
            found.setdefault(title, (kind, title if kind == "number" else typed, title))
    return list(found.values())


def _is_other_thing(view: SeatState, titles: Titles, line: str) -> bool:
    """Whether a line is the name of something that no move which is open is about."""
    word = as_compared(line)
    found = [kind for kind, one, title in _listed(titles) if word in (one, as_compared(title))]
    is_told_of = bool(found) and found[0] in ("front", "number", "agenda")
    return is_told_of and all(word != action.arg for action in view.legal)


def _listed(titles: Titles) -> list[tuple[str, str, str]]:
    kinds: dict[str, Mapping[str, str]] = {
        "card": titles.cards,
        "measure": titles.measures,
        "project": titles.projects,
        "action": titles.actions,
        "package": titles.packages,
        "front": titles.fronts,
        "number": titles.numbers,
        "agenda": titles.agendas,
    }
    return [(kind, one, title) for kind, known in kinds.items() for one, title in known.items()]


def _said(line: str) -> list[str]:
    words = _WORD.findall(as_compared(line))
    return [one for one in words if one not in _WEIGHTLESS] or words


def _act(word: str) -> str:
    """The verb that is typed for an act which goes by another word too; "" for none."""
    if find(word):
        return ""
    verb = CALLED.get(word) or CALLED.get(meant_act(word)) or find(meant_act(word))
    return verb.word if verb else ""


def _is_among(said: str, words: list[str]) -> bool:
    """Whether a word is one of some, in the plural too, or begins one."""
    if said in words:
        return True
    bare = said.removesuffix("s")
    return len(bare) >= _LEAST and any(one.startswith(bare) for one in words)
