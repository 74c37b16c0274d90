"""What somebody meant who typed other words than those of the menu, or only some of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from wargame.content.fields import meant_act
from wargame.errors import closest
from wargame.rules.game import Action
from wargame.rules.verbs import CALLED, DECLINE, HEADLINE, LET, PASS, Verb, find
from wargame.rules.view import SeatState
from wargame.table.plain.menu import words_of
from wargame.table.told.lookup import WORD
from wargame.table.words.gate import as_compared
from wargame.table.words.titles import SILENCE, Titles

T = TypeVar("T")

YES = ("yes", "y")
"""What takes the one move that was guessed at."""

NO = ("no", "n")
"""What takes it not."""

ALIKE = 0.7
"""How like a word of the table must be to what was typed, to be guessed at."""

MOST = 6
"""Moves, or things, that are told of at once where several are meant."""

_OTHERWISE = {
    "cards": "hand",
    "score": "winning",
    "win": "winning",
    "who wins": "winning",
    "who leads": "winning",
    "who is winning": "winning",
    "who is ahead": "winning",
    "how do i win": "winning",
    "menu": "actions",
    "moves": "actions",
    "options": "actions",
    "hint": "advise",
    "advice": "advise",
    "history": "log",
    "talk": "items",
    "talks": "items",
}
"""What people call some answers besides."""

_MORE = {
    "what if ": "preview ",
    "why can't i ": "why not ",
    "why cant i ": "why not ",
    "why cannot i ": "why not ",
    "why can i not ": "why not ",
}
"""How questions begin, and what is typed for that."""

_LIKELY = {
    "leave": "quit",
    "bye": "quit",
    "q": "quit",
    "exit": "quit",
    "resign": "substitute",
    "concede": "substitute",
    "surrender": "substitute",
    "give": "substitute",
    "cancel": "undo",
    "revert": "undo",
}
"""Words of the table that people may have meant by others; nothing is done by these."""

_ACTS = {"refuse": DECLINE, "reject": DECLINE, "commit": HEADLINE}
"""Acts by words that authors do not write for them."""

_NOTHING = (
    "nothing",
    "do nothing",
    "say nothing",
    "done",
    "finish",
    "finished",
    "end",
    "end turn",
    "end round",
    "end talks",
    "turn",
    "no deal",
)
"""What is typed for doing nothing more."""

_NO = (*NO, "nope", "no thanks")

_BEFORE_US = ("it", "this", "that", "deal", "offer", "package", "counter", "turn", "now", "back")
"""What people name behind an act that has nothing behind it."""

_LEAST = 3
"""Letters that may stand for the word which they begin."""

_WEIGHTLESS = ("a", "an", "the", "my", "our", "to", "please", "i", "we", "want")
"""Words that name nothing."""

_ASKING = ("show", "see", "tell", "me", "about", "what", "is", "are", "does", "do", "view")
"""Words that ask, and name nothing either."""


def as_asked(line: str, asked: Mapping[str, str]) -> str:
    """A line in the words of the table: what a pane is called, or `what if`, as it is typed here.

    Args:
        asked: What is typed for answers, by their names and by labels of panes as compared.

    >>> as_asked("what if 3", {}), as_asked("show me the numbers", {"numbers": "tracks"})
    ('preview 3', 'tracks')
    """
    low = as_compared(line)
    for other, typed in _MORE.items():
        if low.startswith(other):
            return f"{typed}{line[len(other) :]}"
    for said in (low, " ".join(_bare(low))):
        if typed := asked.get(said) or _OTHERWISE.get(said, ""):
            return typed
    return line


def likely(line: str, known: Collection[str]) -> str:
    """The word that is most like the first one of a line, "" if none is like enough.

    >>> likely("leave", ["quit", "ease"]), likely("the summit", ["quit", "tighten"])
    ('quit', '')
    """
    word = next(iter(_bare(line)), "")
    meant = _LIKELY.get(word, "")
    if len(word) < _LEAST or word.isdigit() or meant in known:
        return meant
    return closest(word[:60], tuple(sorted(known)), ALIKE)


def as_number(line: str) -> str:
    """A number of the menu without the signs that people put around one.

    >>> as_number("#3"), as_number("3."), as_number("play 3.")
    ('3', '3', 'play 3.')
    """
    bare = line.strip("#.()[]")
    return bare if bare.isascii() and bare.isdigit() else line


def open_moves(view: SeatState, titles: Titles, last: int, line: str) -> list[Action]:
    """The moves that are open now and have all words of a line, in whatever order; else those that
    have words which these begin.

    The act may go by another name. Of a single word the act alone is not enough, unless nothing
    stands behind it.
    """
    said = _said(line)
    if not said or _is_other_thing(view, titles, line):
        return []
    if found := [one for one in view.legal if one.verb in _settling(view, said)]:
        return found
    if not any(len(one) >= _LEAST or not one.isascii() for one in said):
        return []
    verb = verb_here(view, said[0])
    other = [verb.word, *said[1:]] if verb else said
    return _in_words(view, titles, last, said) or _in_words(view, titles, last, other)


def _in_words(view: SeatState, titles: Titles, last: int, said: Sequence[str]) -> list[Action]:
    rows = [
        (one, WORD.findall(as_compared(f"{one.text} {words_of(view, titles, one, last)}")))
        for one in view.legal
        if len(said) > 1 or not (find(said[0]) or said[0] == one.verb.word)
    ]
    return _with_words(said, rows)


def verb_here(view: SeatState, word: str) -> Verb | None:
    """The verb of seats in this deck that is typed by a word, or that people mean by it; None for
    none. Where several verbs are offered in the same words, a deck may have another of them."""
    verb, known = find(word), view.rules.ids.verbs
    if verb is None or verb.is_luck:
        act = meant_act(word)
        verb = _ACTS.get(word) or CALLED.get(word) or CALLED.get(act) or find(act)
    opened, other = [one.verb for one in view.legal], CALLED.get(word)
    if other in opened and verb not in opened:
        return other
    if verb is None or verb in known:
        return verb
    others = [one for one in known if one.menu == verb.menu and not one.is_luck]
    return others[0] if others and verb.menu != "{}" else None


def as_act(view: SeatState, line: str) -> tuple[Verb | None, str, str]:
    """The verb that a line begins with, as people may mean it, the word that was typed for it, and
    what stands behind that; no verb where it begins with none.

    What a sentence begins with is left out, and so is what people name behind an act though it
    names nothing: `we accept it`.
    """
    words = line.split()
    while len(words) > 1 and as_compared(words[0]) in _WEIGHTLESS:
        del words[0]
    first, *rest = words or [""]
    while rest and as_compared(rest[0]) in _BEFORE_US:
        del rest[0]
    word = as_compared(first)
    return verb_here(view, word), word, " ".join(rest)


def _settling(view: SeatState, said: Sequence[str]) -> tuple[Verb, ...]:
    """The verbs that have nothing behind them of which one is meant."""
    line = " ".join(said)
    if line in _NOTHING:
        return PASS, LET
    if line in _NO:
        return (DECLINE, LET, *([PASS] if view.phase in SILENCE else []))
    verb = verb_here(view, said[0])
    is_whole = verb is not None and verb.thing == "none" and {*said[1:]} <= {*_BEFORE_US}
    return (verb,) if verb and is_whole else ()


def is_title(titles: Titles, line: str) -> bool:
    """Whether a line of several words is what something of the deck is called."""
    word = as_compared(line)
    return " " in word and any(word == as_compared(title) for _, _, title in _listed(titles))


def things(titles: Titles, line: str) -> list[tuple[str, str, str]]:
    """What of the deck has this name, else what has all these words in its name, or words which
    these begin.

    Returns:
        Of each the word that asks for it, what is typed behind that, and its title.
    """
    word, said = as_compared(line), _bare(line)
    listed = _listed(titles)
    for named in (word, " ".join(said)):
        for kind, typed, title in listed:
            if named in (typed, typed.rpartition(".")[2], as_compared(title)):
                return [(kind, named, title)]
    if not said or not any(len(one) >= _LEAST and one.isalpha() for one in said):
        return []
    rows = [(one, WORD.findall(as_compared(one[2]))) for one in listed]
    found: dict[str, tuple[str, str, str]] = {}
    for kind, typed, title in _with_words(said, rows):
        found.setdefault(title, (kind, title if kind == "number" else typed, title))
    return list(found.values())


def named(titles: Titles, kind: str) -> list[str]:
    """What is typed for things of a kind; none for numbers, of which there are many."""
    return [typed for one, typed, _ in _listed(titles) if one == kind != "number"]


def words_of_things(titles: Titles) -> set[str]:
    """The words by which things of the deck are called, those of a few letters left out."""
    words = {word for *_, title in _listed(titles) for word in WORD.findall(as_compared(title))}
    return {word for word in words if len(word) > _LEAST}


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
    words = WORD.findall(as_compared(line))
    return [one for one in words if one not in _WEIGHTLESS] or words


def _bare(line: str) -> list[str]:
    """The words of a question that name something."""
    return [one for one in _said(line) if one not in _ASKING]


def _with_words(said: Sequence[str], rows: Sequence[tuple[T, list[str]]]) -> list[T]:
    """Of rows with their words those that have all that were said, in the plural too; else those
    that have words which these begin."""
    whole = [one for one, words in rows if all(_is_one(word, words) for word in said)]
    return whole or [one for one, words in rows if all(_begins(word, words) for word in said)]


def _is_one(said: str, words: Sequence[str]) -> bool:
    bare = said.removesuffix("s")
    return said in words or (
        len(bare) >= _LEAST and any(bare == w.removesuffix("s") for w in words)
    )


def _begins(said: str, words: Sequence[str]) -> bool:
    bare = said.removesuffix("s")
    is_long = len(bare) >= _LEAST
    return said in words or (is_long and any(one.startswith(bare) for one in words))
