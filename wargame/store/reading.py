"""Reading a chain from bytes that may be anything: what is sound, and where it stops being so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.errors import sentence_case
from wargame.store import line_reader
from wargame.store.chain import NOTHING, LineFault, SaveLine
from wargame.store.lines import DECK_SEQ, HEAD_SEQ

MAX_DECK_LINE = 16_000_000
"""Most bytes of the line that holds the deck."""

MAX_LINE = 1_000_000
"""Most bytes of any other line."""

MAX_LINES = 1_000_000
"""Most lines of a save."""

BLANKED = b"\0" * 16
"""What power loss leaves of a write that the disk had no time for; no event holds it."""

_ALIENS = (
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"PK\x03\x04", "a zip archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x80\x03", "a Python pickle"),
    (b"\x80\x04", "a Python pickle"),
    (b"\x80\x05", "a Python pickle"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"<", "a web page"),
)


@dataclass(frozen=True, slots=True)
class Damage:
    """Where a chain stops being sound.

    Attributes:
        seq: The number of the line, from 1.
        offset: Where it begins, in bytes.
        what: What is wrong with it.
        kind: `broken`, `alien` for a file that never was a save, `ends` for line ends changed
            on the way.
    """

    seq: int
    offset: int
    what: str
    kind: str = "broken"

    def __str__(self) -> str:
        if self.kind == "alien":
            return f"This is not a save: {self.what}."
        if self.kind == "ends":
            return f"{sentence_case(self.what)}; nothing is lost, and repair mends it."
        sound = self.seq - 1
        before = f"the {sound} before it are sound" if sound else "nothing before it"
        return f"Event {self.seq} is damaged (byte {self.offset}): {self.what}; {before}."


@dataclass(slots=True)
class Chain:
    """What was read.

    Attributes:
        lines: The sound lines.
        starts: Where each begins, in bytes.
        size: Their bytes, line ends included.
        tail: Bytes after them that are no whole line: a write that was torn.
        damage: Where soundness stopped, unless the file just ends.
    """

    lines: list[SaveLine] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    size: int = 0
    tail: bytes = b""
    damage: Damage | None = None

    @property
    def last_hash(self) -> str:
        """The hash of the last sound line."""
        return self.lines[-1].hash if self.lines else NOTHING

    @property
    def view(self) -> str:
        """The seat whose view the file is; "" for a full save."""
        return self.lines[0].view if self.lines else ""


def read_chain(pieces: Iterable[bytes]) -> Chain:
    """Read lines as long as they are sound. Holds no more than the lines themselves."""
    found = Chain()
    lines = _split(pieces)
    for seq, (raw, is_whole) in enumerate(lines, 1):
        if not is_whole:
            _end(found, seq, raw)
            break
        damage = _take(found, seq, raw)
        if damage is not None:
            _stop(found, damage, raw, lines)
            break
    else:
        if not found.lines:
            found.damage = Damage(1, 0, "the file is empty", "alien")
    return found


def _split(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Lines without their ends; False for what is no whole line: the rest, or one too long."""
    rest, seq = b"", 1
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for raw in whole:
            yield raw, True
            seq += 1
        if len(rest) > _limit(seq):
            break
    if rest:
        yield rest, False


def _limit(seq: int) -> int:
    return MAX_DECK_LINE if seq == DECK_SEQ else MAX_LINE


def _end(found: Chain, seq: int, raw: bytes) -> None:
    """The file does not end with a line end, or a line never ends."""
    if len(raw) > _limit(seq):
        found.damage = Damage(seq, found.size, "the line is too long")
    elif found.lines:
        found.tail = raw
    else:
        found.damage = Damage(1, 0, _alien(raw) or "its first line is not whole", "alien")


def _take(found: Chain, seq: int, raw: bytes) -> Damage | None:
    """Take a line, or say what is wrong with it."""
    if len(raw) > _limit(seq) or seq > MAX_LINES:
        what = "the line is too long" if seq <= MAX_LINES else "there are too many events"
        return Damage(seq, found.size, what)
    try:
        line = line_reader.read_line(raw)
        _check_place(found, seq, line)
    except LineFault as fault:
        return _damage(found, seq, raw, str(fault))
    found.lines.append(line)
    found.starts.append(found.size)
    found.size += len(raw) + 1
    return None


def _check_place(found: Chain, seq: int, line: SaveLine) -> None:
    kind = (line.pub or {}).get("kind")
    if seq == HEAD_SEQ and kind != "head":
        raise LineFault("it does not begin with the head of a save")
    if seq != HEAD_SEQ and kind == "head":
        raise LineFault("another save begins here")
    if line.prev != found.last_hash:
        raise LineFault("it does not follow on the event before it")
    if line.pub is not None and line.pub.get("seq") != seq:
        raise LineFault("it is not numbered on")
    if found.lines and line.is_full != found.lines[0].is_full:
        raise LineFault("a part of a view in a save, or the other way round")
    if found.lines and line.is_salted != found.lines[0].is_salted:
        raise LineFault("it has the form of another schema")
    if line.view and seq != HEAD_SEQ:
        raise LineFault("a view begins here")


def _damage(found: Chain, seq: int, raw: bytes, what: str) -> Damage:
    if seq == 1:
        bare = raw.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\r")
        if bare != raw and _reads(bare):
            return Damage(seq, 0, "line ends were changed, or a mark put in front", "ends")
        if not _looks_like_a_line(raw) or "head" in what:
            return Damage(seq, 0, _alien(raw) or what, "alien")
    elif raw.endswith(b"\r") and _reads(raw[:-1]):
        return Damage(seq, found.size, "line ends were changed from here on", "ends")
    return Damage(seq, found.size, what)


def _looks_like_a_line(raw: bytes) -> bool:
    """Whether bytes were the first line of a save before something happened to them."""
    return sum(word in raw for word in (b'"hash"', b'"prev"', b'"pub"', b'"format"')) >= 3


def _reads(raw: bytes) -> bool:
    try:
        line_reader.read_line(raw)
    except LineFault:
        return False
    return True


def _alien(raw: bytes) -> str:
    """What a file is that never was a save, as far as its first bytes tell."""
    for start, what in _ALIENS:
        if raw.startswith(start):
            return f"it looks like {what}"
    if re.match(rb"(<{7}|={7}|>{7}) ?", raw):
        return "it looks like the marks of a merge conflict"
    return ""


def _stop(found: Chain, damage: Damage, raw: bytes, rest: Iterator[tuple[bytes, bool]]) -> None:
    """Note damage; blank bytes at the very end are what a torn write leaves."""
    if found.lines and BLANKED in raw:
        tail = [raw + b"\n"]
        for more, is_whole in rest:
            tail.append(more + b"\n" if is_whole else more)
            if _reads(more) or len(tail) > 1_000:
                break
        else:
            found.tail = b"".join(tail)
            return
    found.damage = damage
