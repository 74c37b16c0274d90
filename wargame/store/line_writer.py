"""What writes lines: each follows on the one before, with the time and a key of its own."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.errors import UsageError, visible
from wargame.play.event import Event
from wargame.play.player import LONGEST_NAME
from wargame.play.record import Header, Record
from wargame.play.seeds import SEED_LIMIT
from wargame.rules.game import RULES_VERSION, Game
from wargame.store.chain import NOTHING, LineFault, Plain, write_line
from wargame.store.head import Head, head_fields
from wargame.store.line_reader import read_line
from wargame.store.lines import HEAD_SEQ, Fields, event_of, fields_of
from wargame.store.reading import MAX_LINE
from wargame.store.save import layout_of
from wargame.store.shapes import NAME, SEED
from wargame.store.world import World
from wargame.version import __version__


class LineWriter:
    """Turns events into lines that follow on one another."""

    def __init__(self, world: World, last_hash: str = NOTHING, next_seq: int = HEAD_SEQ) -> None:
        self.world = world
        self.last_hash, self.next_seq = last_hash, next_seq

    def write(self, fields: Fields) -> bytes:
        """The next line."""
        pub, sec = fields
        key = self.world.entropy(16).hex()
        line, self.last_hash = write_line({**pub, "seq": self.next_seq}, sec, key, self.last_hash)
        self.next_seq += 1
        return line

    def events(self, events: Sequence[Event]) -> bytes:
        """The next lines, with the time.

        Raises:
            UsageError: An event could not be read back; then there is no next line.
        """
        before = self.last_hash, self.next_seq
        now = max(0, int(self.world.clock()))
        lines = []
        for event in events:
            pub, sec = fields_of(event)
            lines.append(self.write(({**pub, "at": now}, sec)))
            fault = _why_unreadable(lines[-1], event)
            if fault:
                self.last_hash, self.next_seq = before
                raise UsageError(f"A '{event.kind}' cannot be kept: {fault}.")
        return b"".join(lines)


def _why_unreadable(line: bytes, event: Event) -> str:
    """Why the line of an event would not be read back as that event, or ""."""
    if len(line) > MAX_LINE:
        return "its line is too long"
    try:
        read = read_line(line.removesuffix(b"\n"))
        same = event_of(read.pub or {}, read.sec) == event
    except LineFault as fault:
        return str(fault)
    return "" if same else "it would be read as another"


def _check_readable(header: Header) -> None:
    """Refuse what a Python program may begin a match with and no save holds."""
    if not SEED(header.seed):
        most = SEED_LIMIT - 1
        raise UsageError(f"A match of seed {header.seed} cannot be kept: seeds are 0 to {most}.")
    for name in header.seats.values():
        if not NAME(name):
            what = f"A match of a player '{visible(name[:40])}' cannot be kept"
            raise UsageError(f"{what}: names are texts of up to {LONGEST_NAME} characters.")


def new_head(game: Game, record: Record, world: World, save_id: str, shipped: bool) -> Head:
    """The head of a new save.

    Raises:
        UsageError: The match has a seed or a player whose name would not be read back.
    """
    _check_readable(record.header)
    return Head(
        id=save_id or world.entropy(16).hex(),
        created=max(0, int(world.clock())),
        program=__version__,
        rules=RULES_VERSION,
        layout=layout_of(game),
        title=game.deck.title,
        header=record.header,
        is_shipped=shipped,
    )


def first_lines(game: Game, head: Head, lines: LineWriter) -> bytes:
    """The head and the deck of a new save."""
    deck: Plain = {"kind": "deck", "tree": game.loaded.tree}
    return lines.write(head_fields(head)) + lines.write((deck, {}))
