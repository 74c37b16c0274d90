"""Changes that a text tells the wrong way round: of the other side, or up for down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wargame.rules import ir

MINE = re.compile(r"\b(you|your|yours)\b", re.IGNORECASE)
THEIRS = re.compile(r"\b(rivals?|opponents?|other (side|player|seat))\b", re.IGNORECASE)
"""Words for whoever acts, and for the other side."""

_EACH_SIDE = re.compile(r"\b((both|each) (sides?|seats?|players?)|(of|for) both)\b", re.IGNORECASE)
"""Words by which a number is that of the two seats."""

_SEVERAL = re.compile(r"\b(both|each|every|all)\b", re.IGNORECASE)

_OTHERS = re.compile(
    r"\b(rivals?|opponents?|other|its|theirs?|they|them|whoever|sides?|both|each|every|all)\b",
    re.IGNORECASE,
)
"""Words by which a number may be somebody else's; without them it is that of whoever acts."""

_CALLED = re.compile(r"[a-z] [A-Z][a-z]+")
"""A name or an adjective of one, such as `anger of Northern farmers`."""

_UP = re.compile(
    r"\b((rises?|grows?|increases?|climbs?|improves?|gains?|brings?|scores?|earns?|up)( by)?"
    r"|(raises?|lifts?|increases?|improves?) [^,;:.]{1,40} by) $",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b((falls?|drops?|shrinks?|sinks?|decreases?|declines?|worsens?|loses?|down)( by)?"
    r"|(lowers?|cuts?|reduces?|shrinks?|drains?) [^,;:.]{1,40} by) $",
    re.IGNORECASE,
)
_ADDS = re.compile(r"\badds? (?:about )?$", re.IGNORECASE)
_POINTS = re.compile(r"^ ?(?:more )?points? (?:for|to) (?P<whom>[^,;:.]+)", re.IGNORECASE)
"""Who gets points, behind their number."""
_POSSESSIVE = re.compile(r"['\u2019]s\b")
"""Points for what is somebody's, such as `South's loss`, may be anybody's."""
_TO = re.compile(r"^[^,;:.]{0,40}?\b(?P<to>to|from)\b", re.IGNORECASE)
_HANDED = re.compile(r"^[^,;:.]{0,40}?\b(?:to|from) (?P<whom>[^,;:.]+)", re.IGNORECASE)
"""Who is on the other side of what is lost to them, or taken from them."""
_TAKES = re.compile(r"\btakes? $", re.IGNORECASE)
_COSTS = re.compile(r"\bcosts? (you|the (rival|other side|other)) $", re.IGNORECASE)
_GIVEN_UP = re.compile(r"\bgives? up $", re.IGNORECASE)
_JOINED = re.compile(r" (?:and|or|but|to|then) ")
_PARTS = re.compile(r"[,;:(]")
_AGAINST = re.compile(
    r"\b(damage|wear|troubles?|debts?|loss(es)?|shortage|shortfall|deficit|gap|lead|price)\b",
    re.IGNORECASE,
)
"""What goes the other way than the number that it is told of, or is no number of the deck."""
_FELT = re.compile(r"\b(?P<verb>angers?|calms?) [^,;:.]{1,40}? by $", re.IGNORECASE)
_FEELING = re.compile(r"\b(?P<what>anger|calm)\w*", re.IGNORECASE)


class Misreader:
    """Tells whose number a text says is changed, and which way.

    Args:
        seats: Ids and titles, in the order of the deck.
        names: All numbers of the deck.
        mine: The place of the seat that acts, or -1 for nobody.
    """

    def __init__(
        self, seats: Sequence[tuple[str, str]], names: Mapping[str, ir.Name], mine: int
    ) -> None:
        self.names = names
        self.ids = [name for name, _ in seats]
        self.mine = mine
        called = [(*pair, *_head(pair[1], names)) for pair in seats]
        titles = ["|".join(re.escape(word) for word in dict.fromkeys(one)) for one in called]
        self.named = [
            re.compile(rf"\bof ({one})\b|\b({one})['\u2019]|^\W*(?:the )?({one})\b", re.IGNORECASE)
            for one in titles
        ]

    def wrong(
        self,
        near: str,
        behind: str,
        about: str,
        sentence: str,
        writes: Sequence[ir.Assign],
        alone: Sequence[ir.Assign],
    ) -> Iterator[str]:
        """What is wrong with a number in a text.

        Args:
            near: The words before it, from the number before it on.
            behind: The words after it in its clause.
            about: What it reads with them.
            sentence: All words before it in its sentence, and some behind it.
            writes: The changes that it may stand for.
            alone: Those that no other number of the text may stand for.
        """
        against = [
            write
            for write in writes
            if (way := self.way_of(write, near, behind)) and write.op == ir.OPPOSITE_WAY[way]
        ]
        if against and (len(against) == len(writes) or any(w in alone for w in against)):
            yield f"'{about}' is said, and it goes the other way"
        owners = dict.fromkeys(write.target.text.partition(".")[0] for write in writes)
        points = _POINTS.match(behind)
        about = f"{about.strip()}{points[0]}" if points else about
        said = self.owner(near) or (self.winner(points["whom"]) if points else "")
        if not owners or not all(owner in self.ids for owner in owners):
            return
        if not all(self.is_of_each(write) for write in writes):
            said = self.owner(_JOINED.split(near)[-1])
            if said and said not in owners and len(owners) == 1:
                yield f"'{about}' is said, and it happens to the other side"
        elif len(owners) == 1 and _EACH_SIDE.search(_last_part(near)):
            yield f"'{about}' is said, and it happens to one"
        elif said and said not in owners:
            yield f"'{about}' is said, and it happens to the other side"
        elif not said and self.is_unsaid(near, sentence, list(owners)):
            yield f"'{about}' names no side, and it happens to the other"

    def way_of(self, write: ir.Assign, near: str, behind: str) -> str:
        """Which way a text says that a number goes, or ""; what one side loses to the other goes
        up there."""
        way = told_way(near, behind, spoken_title(self.names, write.target.text))
        whom = self.across(near, behind)
        owner, is_taken = write.target.text.partition(".")[0], bool(_TAKES.search(near))
        is_flow = whom and owner in self.ids and not _ADDS.search(near)
        if way and is_flow and (owner == whom) != is_taken:
            return ir.OPPOSITE_WAY[way]
        return way

    def across(self, near: str, behind: str) -> str:
        """The seat to which something is lost, or from which it is taken; "" for none."""
        found, giver = _HANDED.match(behind), self.owner(near)
        if found and giver and THEIRS.search(found["whom"]):
            return next(one for one in self.ids if one != giver)
        return self.winner(found["whom"]) if found else ""

    def is_unsaid(self, near: str, sentence: str, owners: Sequence[str]) -> bool:
        """Whether what happens to the other side is told as if it happened to whoever acts."""
        if self.mine < 0 or owners != [self.ids[1 - self.mine]] or _CALLED.search(near):
            return False
        return not self.tells_other(sentence)

    def tells_other(self, text: str) -> bool:
        """Whether words may be about the other side than the one that acts."""
        return bool(_OTHERS.search(text) or self.named[1 - self.mine].search(text))

    def is_of_each(self, write: ir.Assign) -> bool:
        """Whether a number is one that each seat has."""
        return self.is_name_of_each(write.target.text)

    def is_name_of_each(self, name: str) -> bool:
        """Whether a name is that of such a number."""
        owner, _, rest = name.partition(".")
        return owner in self.ids and all(f"{seat}.{rest}" in self.names for seat in self.ids)

    def winner(self, whom: str) -> str:
        """The seat that the words behind a number name as whose its points are; "" for none."""
        is_other = self.mine < 0 and THEIRS.search(whom)  # such as `the rival of North`
        return "" if is_other or _POSSESSIVE.search(whom) else self.owner(whom)

    def owner(self, near: str) -> str:
        """The seat that the last words before a number name; "" for none, or several."""
        part = _last_part(near)
        if _SEVERAL.search(part):
            return ""
        found = [
            name for name, title in zip(self.ids, self.named, strict=True) if title.search(part)
        ]
        if self.mine >= 0:
            found += [self.ids[self.mine]] if MINE.search(part) else []
            found += [self.ids[1 - self.mine]] if THEIRS.search(part) else []
        return found[0] if len(dict.fromkeys(found)) == 1 else ""


def _head(title: str, names: Mapping[str, ir.Name]) -> tuple[str, ...]:
    """The word by which a longer title is called in short, as `Director` of `Director of Ports`;
    none where a number is called by it."""
    found = re.match(r"(?:the )?([A-Z]\w{3,}) (?:of|for|and) ", title, re.IGNORECASE)
    if not found or any(found[1].lower() in name.title.lower() for name in names.values()):
        return ()
    return (found[1],)


def spoken_title(names: Mapping[str, ir.Name], name: str) -> str:
    """What people call a number: the title of its track and its id."""
    found = names.get(name)
    return f"{found.title if found else ''} {name.rpartition('.')[2]}"


def tells_way(near: str, behind: str) -> bool:
    """Whether the words beside a number say which way it goes, such as `the ferry loses`."""
    return bool(told_way(near, behind, "") or _FELT.search(near) or _POINTS.match(behind))


def told_way(near: str, behind: str, title: str) -> str:
    """Which way a text says that a number goes: `+=`, `-=`, or "" if it does not say so.

    Args:
        near: The words before the amount.
        behind: The words after it.
        title: What the number is called: what calms somebody lowers `Anger`, and raises `Calm`.
    """
    to = _TO.match(behind)
    where = to["to"].lower() if to else ""
    against = _AGAINST.search(f"{_last_part(near)} {_PARTS.split(behind)[0]}")
    if _GIVEN_UP.search(near) or (title and against and against[0].lower() not in title.lower()):
        return ""
    if _UP.search(near) or (_ADDS.search(near) and where == "to"):
        return "+="
    if _DOWN.search(near) or _COSTS.search(near) or (_TAKES.search(near) and where == "from"):
        return "-="
    felt, feeling = _FELT.search(near), _FEELING.search(title)
    if not (felt and feeling):
        return ""
    return "+=" if felt["verb"].lower().startswith(feeling["what"].lower()) else "-="


def _last_part(near: str) -> str:
    return _PARTS.split(near)[-1]
