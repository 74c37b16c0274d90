"""A deck written for an earlier version of the language, as a deck for ours.

A step is a rule of what changed between two versions: it names the places of a deck that read
otherwise today, and what stands there instead. Edits are made in the text of the files, so that
comments and layout stay; a place that no edit of text can mend is told, and left to its author.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Any

from wargame.content.faults.codes import code_of
from wargame.content.folder import RawDeck, read_files
from wargame.content.language import LANGUAGE, find_newer, language_of
from wargame.content.places import new_folder, replace_files
from wargame.content.typed import TABLES
from wargame.content.yaml.files import leads_out
from wargame.dataclass import dataclass
from wargame.errors import DeckError, DeckPath, Mark, UsageError

THINGS = ("measures", "projects")
"""What a group of parties could be called while neither could be gone through."""

DASH = "-"
"""What an element of a list begins with."""

LEADS_OUT = "F05"
"""What is wrong with a file of a deck that is a link to one elsewhere."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One change of a deck's text.

    Attributes:
        mark: Where it begins.
        old: What stands there.
        new: What shall stand there; None makes a comment of the field that begins there, or of
            the element if what stands there is a dash.
    """

    mark: Mark
    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class LanguageStep:
    """What changed in a version of the language.

    Attributes:
        language: The version that asks for it.
        name: What it is called.
        said: What it does, in one sentence.
        edits: What it changes in a deck.
    """

    language: int
    name: str
    said: str
    edits: Callable[[RawDeck], Iterator[TextEdit]]


@dataclass(frozen=True, slots=True)
class EditedLine:
    """A line of a file of the deck, and what stands there."""

    file: str
    line: int
    text: str


@dataclass(slots=True)
class StepResult:
    """What a step did.

    Attributes:
        step: The step.
        places: What it changed.
        left: What it could not change.
    """

    step: LanguageStep
    places: list[EditedLine] = field(default_factory=list)
    left: list[EditedLine] = field(default_factory=list)


@dataclass(slots=True)
class Migrated:
    """A deck brought up.

    Attributes:
        language: The version that it was written for.
        steps: What each step that had something to do did.
        files: The new text of each file that changed, by its place in the folder.
    """

    language: int
    steps: list[StepResult]
    files: dict[str, bytes]


def migrated(folder: Path) -> Migrated | None:
    """Work out what a deck's files would be in our version; None if they are in it already.

    Raises:
        DeckError: The deck is for a later version than ours, or is none.
        UsageError: Its deck.yaml is written so that no line can be put into it.
    """
    raw = read_files(folder)
    version = language_of(raw.tree)
    if strange := [one for one in raw.reading.faults.found if code_of(one.what) == LEADS_OUT]:
        raise DeckError(strange)
    if newer := find_newer(version, raw.reading.values.around(("language",))):
        raise DeckError([newer])
    if raw.headless or not raw.homes:
        raise DeckError(raw.reading.faults.found)
    if version >= LANGUAGE:
        return None
    with tempfile.TemporaryDirectory() as name:
        copy = _copied(folder, Path(name) / "deck")
        found = [_taken(step, copy) for step in STEPS if step.language > version]
        _say_language(copy / "deck.yaml", folder)
        files = {str(path.relative_to(copy)): path.read_bytes() for path in copy.rglob("*.yaml")}
    changed = {name: data for name, data in files.items() if data != (folder / name).read_bytes()}
    return Migrated(version, [one for one in found if one.places or one.left], changed)


def has_older_words(raw: RawDeck) -> bool:
    """Whether something in a deck for an earlier version would read otherwise in ours."""
    version = language_of(raw.tree)
    steps = (step for step in STEPS if step.language > version)
    return any(next(step.edits(raw), None) is not None for step in steps)


def _copied(folder: Path, copy: Path) -> Path:
    """A folder with a deck's files alone: what else lies beside them may be no file at all, such as
    the marks of an editor."""
    for path in (*folder.glob("*.yaml"), *folder.glob("*/*.yaml")):
        if path.is_file():
            place = copy / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    return copy


def write_migrated(folder: Path, found: Migrated, target: Path) -> list[str]:
    """Write a deck that was brought up, and name the files that took the place of older ones.

    Args:
        folder: The deck.
        found: What its files are to be.
        target: A folder that is not there yet, or the deck's own.

    Raises:
        UsageError: Something else stands there, or it cannot be made.
        NotSaved: It cannot be written; what was there is left as it was.
    """
    if target.exists() and target.resolve() == folder.resolve():
        replace_files({(target / name).resolve(): data for name, data in found.files.items()})
        return sorted(found.files)
    with new_folder(target) as draft:
        ignored = partial(_not_copied, folder, draft)
        shutil.copytree(folder, draft, symlinks=True, ignore=ignored, dirs_exist_ok=True)
        for name, data in found.files.items():
            place = draft / name
            if place.is_symlink():  # to a file of the old deck
                place.unlink()
            place.write_bytes(data)
    return []


def _not_copied(root: Path, draft: Path, folder: str, names: list[str]) -> list[str]:
    """What of a folder is not copied with a deck: the copy itself, which may lie in it, links that
    lead out of the deck or nowhere, and what is no file at all."""
    places = {name: Path(folder) / name for name in names}
    return [
        name
        for name, path in places.items()
        if path == draft or leads_out(path, root) or not (path.is_file() or path.is_dir())
    ]


# --- steps ---------------------------------------------------------------------------------


def _ablations(raw: RawDeck) -> Iterator[TextEdit]:
    """Claims whose ablation is told in words."""
    names = _ids(raw.tree.get("variants"))
    for path, claim in _elements(raw.tree, "claims"):
        said = claim.get("ablation")
        if isinstance(said, str) and said not in names:
            yield TextEdit(raw.reading.keys[(*path, "ablation")], said, None)


def _tables(raw: RawDeck) -> Iterator[TextEdit]:
    """Variants that are called what a kind of table is called."""
    for path, variant in _elements(raw.tree, "variants"):
        if variant.get("id") in TABLES:
            yield _renamed(raw, (*path, "id"), variant["id"], "as_{}")
    for path, claim in _elements(raw.tree, "claims"):
        if claim.get("ablation") in TABLES:
            yield _renamed(raw, (*path, "ablation"), claim["ablation"], "as_{}")


def _groups(raw: RawDeck) -> Iterator[TextEdit]:
    """Groups of parties that are called what all measures, or all projects, are called."""
    groups = {party.get("group") for _, party in _elements(raw.tree, "parties")}
    for path, key, value in _texts_in(raw.tree):
        if key in ("group", "of", "each") and value in THINGS and value in groups:
            yield _renamed(raw, path, value, "{}_group")


def _briefs(raw: RawDeck) -> Iterator[TextEdit]:
    """Briefs for a seat that is not there, which nobody was ever shown."""
    seats = _ids(raw.tree.get("seats"))
    for path, brief in _elements(raw.tree, "briefs"):
        if seats and brief.get("seat") not in seats:
            yield TextEdit(raw.reading.values[path], DASH, None)


def _comments(raw: RawDeck) -> Iterator[TextEdit]:
    """A ' #' that made a comment of the rest of a text."""
    for fault in raw.reading.faults.found:
        if fault.what.startswith("' #' cuts this text off") and fault.mark:
            yield TextEdit(fault.mark, "#", "# ")


def _joined(raw: RawDeck) -> Iterator[TextEdit]:
    """Signs that join several into one picture."""
    for fault in raw.reading.faults.found:
        if fault.what.startswith("joining character") and fault.mark:
            mark = fault.mark
            yield TextEdit(mark, mark.text[mark.column - 1 : mark.column], "")


STEPS = (
    LanguageStep(
        2, "comments", "What follows ' #' is a comment, as it was; now one sees that.", _comments
    ),
    LanguageStep(2, "joiners", "Characters that join signs into one are taken out.", _joined),
    LanguageStep(
        2,
        "ablations",
        "An ablation told in words becomes a comment: it names a variant.",
        _ablations,
    ),
    LanguageStep(2, "tables", "A variant called as a kind of table gets another id.", _tables),
    LanguageStep(
        2, "groups", "A group of parties called measures or projects gets another name.", _groups
    ),
    LanguageStep(2, "briefs", "A brief for no seat becomes a comment.", _briefs),
)
"""All that was ever renamed or removed, in the order in which it is done."""


def _ids(listed: Any) -> list[Any]:
    found = listed if isinstance(listed, list) else []
    return [element.get("id") for element in found if isinstance(element, dict)]


def _elements(tree: Mapping[str, Any], noun: str) -> Iterator[tuple[DeckPath, dict[str, Any]]]:
    """The elements of a noun that are mappings, each with its path."""
    listed = tree.get(noun)
    for number, element in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(element, dict):
            yield (noun, number), element


def _texts_in(part: Any, path: DeckPath = ()) -> Iterator[tuple[DeckPath, str, str]]:
    """Every text below a part, with its path and its key."""
    inside: Iterable[tuple[Any, Any]] = part.items() if isinstance(part, dict) else ()
    inside = enumerate(part) if isinstance(part, list) else inside
    for key, value in inside:
        if isinstance(value, str):
            yield (*path, key), str(key), value
        else:
            yield from _texts_in(value, (*path, key))


def _renamed(raw: RawDeck, path: DeckPath, old: str, pattern: str) -> TextEdit:
    return TextEdit(raw.reading.values[path], old, pattern.format(old))


# --- edits of text -------------------------------------------------------------------------


def _taken(step: LanguageStep, folder: Path) -> StepResult:
    """Make the edits of a step in the files of a folder."""
    done, lines = StepResult(step), dict[str, list[str]]()
    edits = list(step.edits(read_files(folder)))
    # The last first, so that the columns of the others stay what they are.
    for edit in sorted(edits, key=lambda edit: (edit.mark.line, edit.mark.column), reverse=True):
        mark = edit.mark
        text = lines.setdefault(mark.file, _lines_of(Path(mark.file)))
        is_done = _replaced(text, edit) if edit.new is not None else _commented(text, edit)
        place = EditedLine(str(Path(mark.file).relative_to(folder)), mark.line, mark.text.strip())
        (done.places if is_done else done.left).insert(0, place)
    for name, text in lines.items():
        _write(Path(name), text)
    return done


def _lines_of(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8").splitlines(keepends=True)


def _write(path: Path, lines: list[str]) -> None:
    path.write_bytes("".join(lines).encode("utf-8"))


def _replaced(lines: list[str], edit: TextEdit) -> bool:
    """Put one text in the place of another; False if it does not stand there as it is."""
    assert edit.new is not None
    number = edit.mark.line - 1
    # A byte-order mark is no column of the text that marks count in.
    at = edit.mark.column - 1 + (number == 0 and lines[0].startswith("\ufeff"))
    line = lines[number]
    if not line.startswith(edit.old, at):
        return False
    lines[number] = line[:at] + edit.new + line[at + len(edit.old) :]
    return True


def _commented(lines: list[str], edit: TextEdit) -> bool:
    """Make comments of the lines of a field or an element; False where it has none of its own."""
    first, column = edit.mark.line - 1, edit.mark.column - 1
    depth = _depth(lines[first])
    is_element = edit.old == DASH
    if lines[first][depth:column].strip() != edit.old * is_element:
        return False
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or _depth(lines[last]) > depth):
        last += 1
    if is_element and not _has_more(lines[:first] + lines[last:]):
        return False
    for number in range(first, last):
        line = lines[number]
        lines[number] = f"{line[:depth]}# {line[depth:]}" if line.strip() else line
    return True


def _say_language(path: Path, folder: Path) -> None:
    """Put the version that the deck is written for below its own, or in the place of an older."""
    keys = read_files(path.parent).reading.keys
    mark = keys.get(("language",)) or keys.get(("version",))
    said = f"language: {LANGUAGE}"
    if mark is None or mark.file != str(path) or mark.column != 1:
        raise UsageError(
            f"{folder / path.name} cannot be edited line by line; nothing was written.\n"
            f"    Put each of its fields on a line of its own, or write '{said}' into it by hand."
        )
    lines, number = _lines_of(path), mark.line - 1
    end = "\r\n" if lines[number].endswith("\r\n") else "\n"
    if ("language",) in keys:
        lines[number] = re.sub(r"^(.?)language:\s*\d+", rf"\g<1>{said}", lines[number])
    else:
        lines[number] = lines[number].rstrip("\r\n") + end
        lines.insert(number + 1, said + end)
    _write(path, lines)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _has_more(lines: list[str]) -> bool:
    """Whether something is left that is no comment."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in lines)
