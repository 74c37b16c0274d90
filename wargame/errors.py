"""What can go wrong, named by what its reader can do next.

    WargameError            anything we raise on purpose; its text is ready to be shown
    ├── DeckError           the author mends the deck: a list of `Fault`s, each with its place
    ├── IllegalAction       the player chooses another action
    │   └── GameOver        nobody can: the game has ended
    ├── PlayerError         the operator looks after the player program
    ├── RecordError         whoever opened the save looks after it
    ├── NotSaved            whoever plays makes room, or keeps the game elsewhere
    └── UsageError          the person at the keyboard types it again

This module imports nothing of ours, so every room may use it.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import lru_cache

from wargame.dataclass import dataclass

DeckPath = tuple[str | int, ...]
"""A place inside a deck, such as ("cards", 3, "do", 0)."""

SHOWN_FAULTS = 20
"""How many faults a message lists before it says 'and N more'."""

BEFORE_CARET, SOURCE_CELLS = 59, 100
"""Cells of a source line that are shown before its fault at most, and in all."""


SLASH = re.compile(r"[/\\]")
"""What stands between the parts of a path."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file. `line` and `column` count from 1; `text` is the whole source line."""

    file: str
    line: int
    column: int
    text: str = ""

    def moved(self, columns: int) -> Mark:
        """The place some columns further right on the same line."""
        return Mark(self.file, self.line, self.column + columns, self.text)

    def __str__(self) -> str:
        return f"{visible(self.file)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that names nothing.

    Attributes:
        word: The word, such as `us`.
        noun: What it should have named, such as `seat`.
        known: What there is of that kind.
        remedy: What to do about it, where it is no matter of spelling; else "".
    """

    word: str
    noun: str
    known: tuple[str, ...] = ()
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a deck.

    `what` is the sentence, `remedy` what to do about it. A `lint` is advice: the deck still
    loads. `unknown` is the word behind the fault, if it is one that names nothing; `variant` is
    the variant that brings it; `code` stays when the sentence is reworded.
    """

    what: str
    remedy: str = ""
    mark: Mark | None = None
    item: str = ""
    lint: bool = False
    unknown: Unknown | None = None
    variant: str = ""
    code: str = ""

    def __str__(self) -> str:
        place = f"{self.mark}: " if self.mark else ""
        kind = "lint: " if self.lint else ""
        whose = [f"variant {self.variant}" if self.variant else "", self.item]
        item = f"{visible(', '.join(filter(None, whose)))}: " if any(whose) else ""
        code = f" [{self.code}]" if self.code else ""
        lines = [f"{place}{kind}{item}{visible(self.what)}{code}"]
        if self.mark and self.mark.text.strip():
            lines += _source_line(self.mark)
        if self.remedy:
            lines.append(f"    {visible(self.remedy)}")
        return "\n".join(lines)


def _source_line(mark: Mark) -> list[str]:
    """The source line and a caret below the column, cut to what fits a terminal."""
    start = max(0, mark.column - BEFORE_CARET - 1)
    before = visible(mark.text[start : mark.column - 1])
    after = visible(mark.text[mark.column - 1 : start + SOURCE_CELLS])
    while cells_taken(before) > BEFORE_CARET:
        before = before[1:]
    while cells_taken(before) + cells_taken(after) > SOURCE_CELLS:
        after = after[:-1]
    return [f"    {before}{after}".rstrip(), f"    {' ' * cells_taken(before)}^"]


def cells_taken(text: str) -> int:
    """The cells that a text takes on a terminal: some letters take two, marks above them none.

    >>> cells_taken("water"), cells_taken("水"), cells_taken("e\u0301")
    (5, 2, 1)
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - by its tables screens are drawn, too

    return cell_len(text)


class WargameError(Exception):
    r"""Base of all errors raised on purpose. `str(error)` is a message for people: what a terminal
    would obey is written out in it, since it may repeat what a file from anybody says.

    >>> str(WargameError("there is no event 'a\x1b[2J'"))
    "there is no event 'a\\x1b[2J'"
    """

    exit_code = 2

    def __str__(self) -> str:
        return visible_lines(super().__str__())

    @property
    def first_line(self) -> str:
        """What went wrong, where there is room for no more than a line."""
        return str(self).splitlines()[0]


def place_of(error: BaseException) -> str:
    """Where an error arose, or ""; what it says may be a card that somebody holds."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return ""
    file, name = last.tb_frame.f_code.co_filename, last.tb_frame.f_code.co_name
    return f"{re.split(SLASH, file)[-1]}:{last.tb_lineno} in {name}"


class UsageError(WargameError):
    """Something typed on the command line cannot be used."""


class DeckError(WargameError):
    """A deck cannot be used. `faults` lists everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(format_faults(self.faults))

    @property
    def first_line(self) -> str:
        """The first thing that is wrong: advice may stand before it."""
        wrong = next((fault for fault in self.faults if not fault.lint), None)
        return str(wrong).splitlines()[0] if wrong else super().first_line


class IllegalAction(WargameError):
    """An action that the position does not allow. The message says which clause failed.

    Attributes:
        refusal: The `rules.refusal.Refusal` behind it, where the rules said no; else None.
    """

    refusal: object = None


class GameOver(IllegalAction):
    """The game has ended: nobody can act any more."""


class PlayerError(WargameError):
    """A player broke its contract, or its name is not known."""


class RecordError(WargameError):
    """A save or record cannot be used."""


class NotSaved(WargameError):
    """Something could not be kept. What was acknowledged before is safe.

    Attributes:
        is_gone: It is not where it was kept any more: another program took or changed it.
    """

    exit_code = 1

    def __init__(self, message: str, *, is_gone: bool = False) -> None:
        super().__init__(message)
        self.is_gone = is_gone


def format_faults(faults: Iterable[Fault]) -> str:
    """All faults as text, the first `SHOWN_FAULTS` in full."""
    found = list(faults)
    shown = [str(fault) for fault in found[:SHOWN_FAULTS]]
    if len(found) > SHOWN_FAULTS:
        shown.append(f"and {len(found) - SHOWN_FAULTS} more")
    return "\n".join(shown)


def visible(text: str) -> str:
    r"""The text with every control, bidirectional or unprintable character written out; a blank of
    any width is one.

    >>> visible("a\x1b[2Jb"), visible("Orbe\u202f!")
    ('a\\x1b[2Jb', 'Orbe !')
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if _is_plain(char) else _escape(char) for char in text)


def visible_lines(text: str) -> str:
    """The same with the line ends of the text."""
    return "\n".join(map(visible, text.split("\n")))


def system_says(error: Exception) -> str:
    """What a system says went wrong, as it stands within a sentence: without a path, in lower case.

    >>> system_says(FileNotFoundError(2, "No such file or directory", "evening.jsonl"))
    'no such file or directory'
    """
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).lower()


def _is_plain(char: str) -> bool:
    return char == " " or unicodedata.category(char)[0] in "LMNPS"


def _escape(char: str) -> str:
    if unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def shortened(text: str, most: int) -> str:
    """The first so many characters of a text; an ellipsis says that it goes on.

    >>> shortened("salt", 4), shortened("saltpetre", 4)
    ('salt', 'salt…')
    """
    return text if len(text) <= most else f"{text[:most]}…"


def sentence_case(text: str) -> str:
    """A text as it begins a sentence: its first letter large, the rest as it is.

    >>> sentence_case("the West has won"), sentence_case("")
    ('The West has won', '')
    """
    return f"{text[:1].upper()}{text[1:]}"


def with_article(noun: str) -> str:
    """A noun behind "a" or "an", by its first letter.

    >>> with_article("track"), with_article("inject")
    ('a track', 'an inject')
    """
    return f"an {noun}" if noun[:1] in ("a", "e", "i", "o", "u") else f"a {noun}"


def first_few(names: Sequence[str], most: int) -> str:
    """The first so many of some names in a row; an ellipsis says that there are more.

    >>> first_few(["salt", "rope"], 2), first_few(["salt", "rope"], 1)
    ('salt, rope', 'salt …')
    """
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def nearest(word: str, known: Iterable[str], limit: int = 8) -> str:
    """Say which known name was probably meant, and list a few of them.

    >>> nearest("truts", ["backlog", "trust"])
    "Did you mean 'trust'? Known: backlog, trust."
    """
    names = tuple(sorted(set(known)))
    close = closest(word[:60], names)
    guess = f"Did you mean '{close}'? " if close else ""
    return f"{guess}Known: {first_few(names, limit)}." if names else f"{guess}None is known here."


_ALIKE = 0.6
"""How like two words must be for the one to be taken for the other, from 0 to 1."""

_BEGINNING, _WHOLE = 3, 4
"""Letters by which the beginning of a name, and a word inside it, may stand for all of it."""

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@lru_cache(maxsize=1024)
def closest(word: str, known: tuple[str, ...], least: float = _ALIKE) -> str:
    """The known name that is most like a word, or "". Comparing takes time, so it is kept.

    Of names in several parts those parts are compared that differ: what all of them share makes
    none of them more likely.

    Args:
        least: How like it must be, from 0.6 to 1.

    >>> closest("dutie", ("duty", "compute")), closest("duty_1", ("duty_one", "duty_two"))
    ('duty', 'duty_one')
    >>> closest("measure.toll.in_force", ("measure.gates.in_force", "measure.mills.in_force"))
    ''
    >>> closest("lic", ("licensing", "duty")), closest("court", ("ally_court", "duty"))
    ('licensing', 'ally_court')
    >>> closest("gip", ("any", "pig", "zoo"))
    'pig'
    """
    low = _in_words(word)
    pairs = [(name, *_unlike(low, _in_words(name))) for name in known]
    words = dict.fromkeys([low, *(ours for _, ours, _ in pairs)])
    compared = {one: difflib.SequenceMatcher(b=one) for one in words}
    alike = [
        (_likeness(compared[low], _in_words(name)), name)
        for name, ours, theirs in pairs
        if _likeness(compared[ours], theirs) >= least
    ]
    if alike:
        return max(alike)[1]
    parts = [name for name, ours, theirs in pairs if _is_part(ours, theirs)]
    return parts[0] if len(parts) == 1 else ""


def _in_words(name: str) -> str:
    """A name in small letters, single digits as words: `duty_1` is `duty_one`."""
    return re.sub(r"(?<![0-9])[0-9](?![0-9])", lambda found: _DIGITS[int(found[0])], name.lower())


def _unlike(word: str, name: str) -> tuple[str, str]:
    """The parts in which two names differ, where they have as many."""
    ours, theirs = re.split("[. ]", word), re.split("[. ]", name)
    if len(ours) != len(theirs):
        return word, name
    ends = len(ours) > 2  # a head, a name, and what is asked of it
    while len(ours) > 1 and ours[0] == theirs[0]:
        del ours[0], theirs[0]
    while ends and len(ours) > 1 and ours[-1] == theirs[-1]:
        del ours[-1], theirs[-1]
    return ".".join(ours), ".".join(theirs)


def _likeness(compared: difflib.SequenceMatcher[str], name: str) -> float:
    compared.set_seq1(name)
    is_worth = compared.real_quick_ratio() >= _ALIKE and compared.quick_ratio() >= _ALIKE
    return compared.ratio() if is_worth else 0.0


def _is_part(word: str, name: str) -> bool:
    """Whether a word begins a name, is one of the words in it, or has its letters in disorder."""
    begins = len(word) >= _BEGINNING and name.startswith(word)
    is_one = len(word) >= _WHOLE and word in name.split("_")
    return begins or is_one or sorted(word) == sorted(name)


@dataclass(slots=True)
class Faults:
    """A collector: gather everything that is wrong, then raise once.

    >>> faults = Faults(); faults.add("no seats"); len(faults.found)
    1
    """

    found: list[Fault] = field(default_factory=list)

    def add(
        self,
        what: str,
        remedy: str = "",
        mark: Mark | None = None,
        item: str = "",
        lint: bool = False,
        unknown: Unknown | None = None,
    ) -> None:
        self.found.append(Fault(what, remedy, mark, item, lint, unknown))

    @property
    def fatal(self) -> list[Fault]:
        """The faults that keep the deck from loading."""
        return [fault for fault in self.found if not fault.lint]

    def check(self) -> None:
        """Raise `DeckError` with every fault if one of them is fatal."""
        if self.fatal:
            raise DeckError(self.fatal)
