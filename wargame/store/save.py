"""Reading a save: its head, its deck, its events, and whether one can go on with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.errors import DeckError, RecordError, UsageError, system_says, visible
from wargame.play.confirm import Mismatch
from wargame.play.event import End, Event, effective
from wargame.play.proceedings import closed_by_control
from wargame.play.record import Record
from wargame.players.names import parse_name, titled
from wargame.rules.game import RULES_VERSION, Game
from wargame.store.chain import LineFault, Plain, SaveLine
from wargame.store.head import SCHEMA, Head, head_of
from wargame.store.known_rules import game_at_hand
from wargame.store.lines import DECK_SEQ, HEAD_SEQ, event_of
from wargame.store.migrate import Raw, brought_up
from wargame.store.names import command_on
from wargame.store.reading import Chain, Damage, read_chain
from wargame.store.world import World

TORN, DAMAGED, MISMATCH, DIFFERS = 1, 2, 3, 4
"""Exit codes of `verify`, besides 0 for a sound save."""

SALTED_SINCE = 3
"""The first schema in which every part of a line has a salt."""

FIRST_EVENT = DECK_SEQ + 1
"""The number of the first event."""

TAIL_BYTES, TAIL_LINES = 1 << 16, 3
"""Of a file what is looked at first to see whether its game is over: behind an end come notes
alone, and seldom many."""

ENDS = b'"kind":"end"'
"""What stands in the line of an end, and in no text: there the quotes are escaped."""

MOST_NOUNS = 40
"""Of seats, personas and endings a deck has no more; what a save carries may be no deck."""


class SaveFault(RecordError):
    """A file that cannot be used as a save.

    Attributes:
        code: The exit code that `verify` gives; that of other commands is as for all bad input.
        seq: The number of the event that is to blame, or 0.
    """

    def __init__(self, message: str, code: int = DAMAGED, seq: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.seq = seq


def unconfirmed(path: Path, seq: int, mismatch: Mismatch) -> SaveFault:
    """What is said of an event that the rules do not confirm."""
    what = f"{visible(path.stem)}: {told_of(seq, mismatch)}."
    return SaveFault(f"{what} {to_repair(path)}", DIFFERS, seq)


def told_of(seq: int, mismatch: Mismatch) -> str:
    """Which event differs, and in what."""
    return f"Event {seq} {'differs' if mismatch.field else 'is not legal'}: {mismatch}"


def to_repair(path: Path) -> str:
    """What to do about a save of which a beginning is sound."""
    return f"Run `{command_on(path, 'save', 'repair')}`."


@dataclass(frozen=True)
class Save:
    """A save as it was read; its events are not yet checked by the rules.

    Attributes:
        path: Where it is.
        chain: Its lines.
        head: Its first line.
        tree: The deck it carries, unchecked.
        events: What has happened; of a view, nothing.
        damage: Where it stops being sound, if it does.
    """

    path: Path
    chain: Chain
    head: Head
    tree: Plain
    events: list[Event] = field(default_factory=list)
    damage: Damage | None = None

    @property
    def view(self) -> str:
        """The seat whose view this is; "" for a full save."""
        return self.chain.view

    @property
    def record(self) -> Record:
        """What the match wrote down."""
        return Record(self.head.header, list(self.events))

    @property
    def times(self) -> list[int]:
        """When each event was kept, in seconds since 1970; 0 where the line does not say."""
        lines = self.chain.lines[DECK_SEQ : DECK_SEQ + len(self.events)]
        return [int((line.pub or {}).get("at", 0)) for line in lines]

    @property
    def is_over(self) -> bool:
        """Whether the game has ended; only notes may come behind that."""
        return any(isinstance(event, End) for event in self.events)

    @property
    def is_closed(self) -> bool:
        """Whether control has closed the game without a score, and nobody has played on since."""
        return not self.is_over and bool(closed_by_control(self.events))

    @property
    def has_ended(self) -> bool:
        """Whether nobody goes on with it: it is over, or closed."""
        return self.is_over or self.is_closed

    @property
    def is_begun(self) -> bool:
        """Whether anything has happened that counts, the deal among it."""
        return any(True for _ in effective(self.events))

    @property
    def round(self) -> int:
        """The round that it stands in, or ended in; 0 before the first."""
        last = next(reversed(effective(self.events)), None)
        if last is None:
            return 0
        return last.round + (last.tracks is not None and not self.is_over)

    def nouns(self, noun: str) -> list[Mapping[str, object]]:
        """What its deck says of some nouns, which is read and not checked; no more of them than any
        deck has."""
        listed = self.tree.get(noun)
        found = listed[:MOST_NOUNS] if isinstance(listed, list) else []
        return [one for one in found if isinstance(one, dict)]

    def titles(self, noun: str) -> dict[str, str]:
        """What some of its deck's nouns are called, by id, as far as it is text."""
        return {
            visible(str(one.get("id"))): visible(title)
            for one in self.nouns(noun)
            if isinstance(title := one.get("title"), str)
        }

    def called(self, name: str) -> str:
        """What people read for a player's name, by the titles that its deck gives."""
        named, personas = parse_name(name), self.titles("personas")
        if named.foresight is None or named.who not in personas:
            return visible(name)
        title = personas[named.who]
        return title if named.told is None else titled(title, named.foresight)

    @cached_property
    def game(self) -> Game:
        """The rules of the deck it carries.

        Raises:
            SaveFault: The deck cannot be used, or is not the one that the head names.
        """
        header, name = self.head.header, visible(self.path.stem)
        try:
            game = game_at_hand(self.tree, header.variant)
        except DeckError as error:
            what = f"{name}: The deck in this save cannot be used:\n{error}"
            raise SaveFault(what, MISMATCH) from error
        loaded = game.loaded
        if (loaded.deck.id, loaded.deck_hash) != (header.deck, header.deck_hash):
            raise SaveFault(f"{name}: The deck in this save is not the one it names.", MISMATCH)
        if header.seats.keys() != {seat.id for seat in loaded.deck.seats}:
            what = f"{name}: The seats that this save names are not those of its deck."
            raise SaveFault(what, MISMATCH)
        return game

    @property
    def fits_rules(self) -> bool:
        """Whether it was written by rules that mean the same."""
        return self.head.rules == RULES_VERSION

    @property
    def fits_layout(self) -> bool:
        """Whether hashes of positions can be compared with ours."""
        return self.head.layout == layout_of(self.game)


def layout_of(game: Game) -> str:
    """A short hash of the names of a position's fields."""
    return sha256(" ".join(game.rules.packing.slots).encode()).hexdigest()[:16]


def load(path: Path, world: World) -> Save:
    """Read a save as far as it is sound.

    Raises:
        SaveFault: It is no save at all, or one of a newer program.
        UsageError: It cannot be read; the message says why.
    """
    with told_if_unread(path):
        return read_save(path, world)


def read_save(path: Path, world: World) -> Save:
    """The same, for whoever has words of their own for a disk that fails.

    Raises:
        SaveFault: As for `load`.
        OSError: It cannot be read.
    """
    return save_from(path, world.storage.read(path))


@contextmanager
def told_if_unread(path: Path) -> Iterator[None]:
    """Tell of a disk that fails like of anything else that cannot be done."""
    try:
        yield
    except OSError as error:
        why = f"{visible(path.name)} cannot be read: {system_says(error)}."
        raise UsageError(why) from error


def load_head(path: Path, world: World) -> Head:
    """Read the head of a save, and no more of it.

    Raises:
        SaveFault: It has none, or one of a newer program.
        UsageError: It cannot be read; the message says why.
    """
    with told_if_unread(path):
        chain = read_chain(_first_line(world.storage.read(path)))
    if not chain.lines:
        raise SaveFault(f"{visible(path.name)}: {chain.damage}")
    return _brought_up(chain, visible(path.name))[0]


def is_at_its_end(path: Path, world: World) -> bool:
    """Whether the last lines of a file say that a game is over; nothing is checked.

    Raises:
        RecordError: It is no ordinary file.
        OSError: It cannot be read.
    """
    tail = b"".join(world.storage.read(path, TAIL_BYTES))
    return any(ENDS in line for line in tail.splitlines()[-TAIL_LINES:])


def _first_line(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The first of the pieces that end with a line, as far as that."""
    for piece in pieces:
        line, end, _ = piece.partition(b"\n")
        yield line + end
        if end:
            return


def save_from(path: Path, pieces: Iterable[bytes]) -> Save:
    """A save from its bytes; see `load`."""
    chain = read_chain(pieces)
    name = visible(path.name)
    if len(chain.lines) < DECK_SEQ:
        raise SaveFault(f"{name}: {chain.damage or 'The file is cut off before its deck.'}")
    head, raws = _brought_up(chain, name)
    try:
        tree = _tree(*_open(raws[1]))
    except LineFault as fault:
        raise _malformed(name, DECK_SEQ, fault) from None
    if chain.view:
        return Save(path, chain, head, tree, damage=chain.damage)
    events, damage = _events(chain, raws)
    return Save(path, chain, head, tree, events, damage)


def _brought_up(chain: Chain, name: str) -> tuple[Head, list[Raw]]:
    """The head of some lines, and all of them as this program writes them."""
    _check_schema(chain.lines[0], name)
    raws = brought_up([(line.pub, line.sec) for line in chain.lines])
    try:
        return head_of(*_open(raws[0])), raws
    except LineFault as fault:
        raise _malformed(name, HEAD_SEQ, fault) from None


def _malformed(name: str, seq: int, fault: LineFault) -> SaveFault:
    return SaveFault(f"{name}: Event {seq} is malformed: {fault}.", seq=seq)


def _open(raw: Raw) -> tuple[Plain, Mapping[str, Plain]]:
    pub, sec = raw
    if pub is None:
        raise LineFault("what everyone may read is hidden")
    return pub, sec


def _check_schema(line: SaveLine, name: str) -> None:
    pub = line.pub or {}
    schema = pub.get("schema")
    if type(schema) is not int or schema < 1:
        raise SaveFault(f"{name}: Event 1 is malformed: it names no schema.", seq=1)
    if schema > SCHEMA:
        raise SaveFault(
            f"{name}: This save has schema {schema}; this program knows {SCHEMA}. "
            f"Use version {visible(str(pub.get('program'))[:20])} or newer.",
            MISMATCH,
        )
    if line.is_salted != (schema >= SALTED_SINCE):
        raise SaveFault(f"{name}: Event 1 is malformed: its form is of another schema.", seq=1)


def _tree(pub: Plain, sec: Mapping[str, Plain]) -> Plain:
    tree = pub.get("tree")
    if pub.get("kind") != "deck" or not isinstance(tree, dict) or len(pub) != 3 or sec:
        raise LineFault("it holds no deck")
    return tree


def _events(chain: Chain, raws: list[Raw]) -> tuple[list[Event], Damage | None]:
    """The events up to the first that is malformed."""
    events: list[Event] = []
    for seq, raw in enumerate(raws[DECK_SEQ:], FIRST_EVENT):
        try:
            events.append(event_of(*_open(raw)))
        except LineFault as fault:
            return events, Damage(seq, chain.starts[seq - 1], f"it is malformed: {fault}")
    return events, chain.damage
