"""Words against effects, both ways: what a text says is done, and what is done is said.

A text is cut into its parts (what a card does, what its discard brings the rival), and each part is
held against the statements that stand for it. What words can tell is a row of `SIGNS`: words that
say something, and whether the rules do it. Beside them go names (what changes is named, what is
named is touched) and amounts (a number with a sign changes a named number by so much).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wargame.content import model
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.reading.numbers import WORDS

_STEM = 5
"""Letters by which a word is known in its forms: `Europe`, `European`."""

_PLAIN = (
    *("the", "and", "for", "with", "from", "into", "over", "under", "level", "levels"),
    *("points", "rounds", "number"),
    *("made", "outside", "current", "each", "side"),
)
"""Words of titles that name nothing by themselves."""

_TOKEN = re.compile(
    r"(?<![\w.])(?P<sign>[+\u2212-])?(?P<number>\d{1,6})(?![\w.]*\d)"
    rf"|\b(?P<word>an?|{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)

_SENTENCE = re.compile(r"(?<=[.;!?])\s+")

_RESPONSE = re.compile(
    r"\b(used for capital|discarded|as fuel|burnt|if burned)\b[^:.,]*[:,]?", re.IGNORECASE
)


_CALLS = {"lose_cards": ("discard", "luck"), "suspend_measure": ("suspend", "duration")}
"""Kinds of statement that a call of the kernel is, where its first word does not say it."""


@dataclass(slots=True)
class Deeds:
    """What statements do: flattened, with what they hang on.

    Attributes:
        writes: Every change of a number.
        reads: Canonical names that anything hangs on.
        has: Which kinds of statement there are.
        moved: Projects that are sent on or back, by their numbers.
    """

    writes: list[ir.Assign] = field(default_factory=list)
    reads: dict[str, bool] = field(default_factory=dict)
    has: dict[str, int] = field(default_factory=dict)
    moved: list[int] = field(default_factory=list)

    def note(self, kind: str) -> None:
        self.has[kind] = self.has.get(kind, 0) + 1

    def look(self, part: ir.Expr | ir.Cond) -> None:
        self.reads |= {name.text: True for name in evaluate.names_in(part)}

    def block(self, block: ir.Block) -> None:
        sites: dict[object, int] = {}
        for stmt in block:
            self.stmt(stmt)
            if isinstance(stmt, ir.Assign):
                sites[stmt.site.path] = sites.get(stmt.site.path, 0) + 1
            for part in _told(stmt):
                self.block(part)
        if any(count > 1 for count in sites.values()):
            self.note("each")

    def write(self, stmt: ir.Assign) -> None:
        if stmt.site.sort != "effect" or stmt.target.text.startswith("card."):
            return  # a count that the kernel keeps
        self.writes.append(stmt)
        if stmt.target.text.startswith("measure."):
            self.note("level")
        if stmt.target.text.endswith(".capital") and stmt.op == "+=":
            self.note("gain")

    def call(self, function: str) -> None:
        for kind in _CALLS.get(function, (function.partition("_")[0],)):
            self.note(kind)

    def stmt(self, stmt: ir.Stmt) -> None:
        match stmt:
            case ir.Assign(value=value):
                self.write(stmt)
                self.look(value)
            case ir.Branch(test, _, other):
                self.note("condition")
                self.look(test)
                if other:
                    self.note("otherwise")
            case ir.Later():
                self.note("duration")
            case ir.Luck():
                self.note("luck")
            case ir.Ask(targets=None):
                self.note("option")
            case ir.Ask():
                self.note("target")
            case ir.Call(function=function):
                self.call(function)
            case ir.MoveProject(verb, project):
                self.note(verb)
                self.moved.append(project)
            case ir.Finish():
                self.note("end")
            case ir.Reveal() | ir.Group():
                pass


def _told(stmt: ir.Stmt) -> tuple[ir.Block, ...]:
    """The blocks inside a statement, but those that are written once and stand for many."""
    is_many = isinstance(stmt, ir.Ask) and stmt.targets is not None
    is_roll = isinstance(stmt, ir.Luck) and stmt.rolled is not None
    return () if is_many or is_roll else ir.parts(stmt)


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that say something of the rules, and the kind of statement they stand for.

    Attributes:
        kind: What `Deeds.has` calls it.
        words: What says it.
        done: What is told if it is done and not said.
        said: What is told if it is said and not done; "" where the words have other uses.
    """

    kind: str
    words: re.Pattern[str]
    done: str
    said: str = ""


def _sign(kind: str, words: str, done: str, said: str = "") -> Saying:
    return Saying(kind, re.compile(rf"\b({words})\b", re.IGNORECASE), done, said)


SIGNS = (
    _sign(
        "condition",
        "if|when|while|unless|only|needs?|once|at|as long as|with|without",
        "it depends on something, and no 'if' says so",
    ),
    _sign(
        "condition",
        "if|unless|except|provided",
        "it depends on something, and no 'if' says so",
        "'if' is said, and nothing depends on it",
    ),
    _sign(
        "otherwise",
        "otherwise|else|instead|if not|without|rather than",
        "something else happens if not, and no 'otherwise' says so",
    ),
    _sign(
        "otherwise",
        "otherwise|else|instead",
        "something else happens if not, and no 'otherwise' says so",
        "'otherwise' is said, and nothing else happens if not",
    ),
    _sign(
        "duration",
        r"rounds?|quarters?|years?|later|seasons?|weeks later|next|then",
        "something happens later, and no word says when",
    ),
    _sign(
        "duration",
        r"in \w+ (rounds?|quarters?)|(rounds?|quarters?) later|for \w+ (rounds?|quarters?)"
        r"|next \w* ?(rounds?|quarters?)|each of the next",
        "something happens later, and no word says when",
        "a time is said, and everything happens at once",
    ),
    _sign(
        "option",
        "choose|chooses|or|either|may|pick|decides?",
        "somebody chooses, and no word says so",
    ),
    _sign(
        "option",
        "choose|chooses|either",
        "somebody chooses, and no word says so",
        "a choice is said, and nobody chooses",
    ),
    _sign(
        "luck",
        "chance|luck|odds|percent|may|perhaps|half the time|rolls?|dice?"
        "|in (two|three|four|\\d+)|or",
        "luck decides, and no word says so",
    ),
    _sign(
        "luck",
        "chance|odds|half the time|dice|at random",
        "luck decides, and no word says so",
        "luck is said, and nothing is left to it",
    ),
    _sign(
        "level",
        r"levels?|rises?|falls?|drops?|up|down|[+\u2212-]\d+|away|ends?|back",
        "a level changes, and no word says so",
    ),
    _sign(
        "level",
        r"(rises?|falls?|drops?) \d+ levels?",
        "a level changes, and no word says so",
        "a level is said to change, and none does",
    ),
    _sign(
        "gain",
        r"gains?|brings?|wins?|capital \+\d+|\d+ more capital",
        "capital is gained, and no word says so",
    ),
    _sign(
        "gain",
        r"gains? \d+ capital",
        "capital is gained, and no word says so",
        "capital is said to be gained, and none is",
    ),
    _sign(
        "each", "each|every|all|both|per|together", "it happens to several, and no 'each' says so"
    ),
    _sign("draw", "draws?|cards?", "cards are drawn, and no word says so"),
    _sign(
        "draw",
        "draws?",
        "cards are drawn, and no word says so",
        "a draw is said, and no card is drawn",
    ),
    _sign("discard", "discards?|lays? aside|loses?|cards?", "cards are lost, and no word says so"),
    _sign(
        "discard",
        r"discards? (\d+|a card)",
        "cards are lost, and no word says so",
        "a discard is said, and no card is lost",
    ),
    _sign("suspend", "suspend\\w*|pauses?d?", "a measure is suspended, and no word says so"),
    _sign(
        "advance",
        "stages?|advances?|completes?|further|forward",
        "a project moves on, and no word says so",
    ),
    _sign(
        "advance",
        "next stage|advances?",
        "a project moves on, and no word says so",
        "a stage is said, and no project moves on",
    ),
    _sign(
        "lapse",
        "laps\\w+|back to (its|the) start|gives? up|abandon\\w*|lost",
        "a project lapses, and no word says so",
    ),
    _sign("end", "ends?|over", "the game ends, and no word says so"),
    _sign(
        "cost",
        "pay|pays|paid|costs?|spend|spends|price",
        "it costs something, and no 'pay' says so",
    ),
    _sign(
        "cost",
        "pay|pays",
        "it costs something, and no 'pay' says so",
        "a price is said, and nothing is paid",
    ),
)
"""Detectors of words. A kind with two rows is asked for by the wide row, and told by the narrow
one: words that have other uses may say a thing, and do not have to."""


class Wording:
    """Holds texts of one deck against its program."""

    def __init__(self, deck: model.Deck, program: ir.Program, fill: Callable[[str], str]) -> None:
        self.program, self.fill = program, fill
        self.aside = {f".{track.id}": True for track in deck.tracks if track.aside}
        self.projects = [f"project.{one.id}" for one in deck.projects]
        groups = [party.group or "" for party in deck.parties]
        together = [*groups, *(group.removesuffix("ies") + "y" for group in groups)]
        known = {stem: True for group in together for stem in _stems(group)}
        self.words = _telling(dict(_named(deck, program)), known)
        self.stems = {stem: True for stems in self.words.values() for stem in stems}
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        self.spoken: dict[str, str] = {}
        called = {f"party.{one.id}": (one.title, one.short) for one in deck.parties}
        for track in deck.tracks:
            if track.of not in ("parties", *groups):
                called[track.id] = (track.title, track.short)
        for family, titles in called.items():
            told = [tuple(_stems(title)) for title in filter(None, titles)]
            found = [stems for stems in told if stems]
            if family.startswith("party."):
                found += [stems[:1] for stems in found if _one_means(self.words, stems[0], family)]
            self.phrases[family] = found
            self.spoken[family] = titles[1] or titles[0]

    # --- parts of a text ---------------------------------------------------------------------

    def card(self, text: str, row: ir.CardIR) -> Iterator[str]:
        """What a card's text says otherwise than the card does."""
        said, response = split_response(self.fill(text))
        done = Deeds()
        self.act(done, replace_price(row))
        done.block(row.each_round)
        if row.response is not None:
            self.act(done, row.response.act)
            done.note("condition")
        if row.stays:
            done.note("duration")
        if row.once:
            done.note("once")
        yield from self.compare(said, done)
        if row.rival_do and not response:
            yield "its discard serves the rival, and no word says so"
        if response and not row.rival_do:
            yield "its discard is said to do something, and does nothing"
        if response and row.rival_do:
            other = Deeds()
            other.block(row.rival_do)
            yield from self.compare(response, other)

    def act(self, done: Deeds, act: ir.Act) -> None:
        """Add what an act asks for, costs and does."""
        for clause in act.needs:
            done.look(clause.cond)
        if act.needs:
            done.note("condition")
        for name, amount, _ in act.price:
            done.note("cost")
            done.reads[name.text] = True
            done.look(amount)
        done.block(act.do)

    def option(self, title: str, block: ir.Block, needs: ir.Cond | None) -> Iterator[str]:
        """An option of a dilemma, whose title is all that a player reads."""
        done = Deeds()
        done.block(block)
        if needs is not None:
            done.look(needs)
        yield from self.amounts(self.fill(title), done)

    # --- what is compared --------------------------------------------------------------------

    def compare(self, text: str, done: Deeds) -> Iterator[str]:
        yield from signs(text, done)
        yield from self.names(text, done)
        yield from self.states(text, done)
        yield from self.amounts(text, done)

    def names(self, text: str, done: Deeds) -> Iterator[str]:
        """Whatever changes is named."""
        heard = stems_of(text)
        for name in dict.fromkeys(write.target.text for write in done.writes):
            if not self.is_aside(name) and not self.is_named(name, heard):
                yield f"{self.title(name)} changes, and is not named"

    def states(self, text: str, done: Deeds) -> Iterator[str]:
        """Whatever it depends on is named, and `paused` and `done` are said where they are read."""
        heard, low = stems_of(text), text.lower()
        for name in done.reads:
            if not self.is_aside(name) and not self.is_named(name, heard):
                yield f"{self.title(name)} is looked at, and is not named"
        for part, word in ((".paused", "paus"), (".done", "done")):
            reads = any(name.endswith(part) for name in done.reads)
            acts = part == ".paused" and bool(done.has.get("suspend"))
            says = re.search(rf"\b{word}", low) is not None
            shown = part.removeprefix(".")
            if reads and not says and not (part == ".done" and "finish" in low):
                yield f"whether it is {shown} counts, and is not said"
            if says and not reads and not acts:
                yield f"'{shown}' is said, and does not count"

    def amounts(self, text: str, done: Deeds) -> Iterator[str]:
        """A number with a sign changes a number that is named before it, and the other way."""
        tokens = list(said_amounts(text))
        taken: dict[int, bool] = {}
        loose: list[ir.Assign] = []
        for write in done.writes:
            amount = _amount(write)
            if amount is None:
                continue
            fits = [n for n, token in enumerate(tokens) if self.fits(token, write, amount)]
            taken |= dict.fromkeys(fits, True)
            if not fits and amount and not self.is_aside(write.target.text):
                loose.append(write)
        for write in loose:
            by = f"{write.op[0]}{_amount(write)}"
            yield f"{self.title(write.target.text)} {by} acts so, and is not printed so"
        for number, token in enumerate(tokens):
            is_open = done.has.get("target") or done.has.get("luck")
            if not is_open:
                yield from self.idle_names(token, done, only="" if token.sign else "party.")
            if token.sign and number not in taken and not (is_open or self.computed(token, done)):
                about = token.near.rpartition(",")[2].strip(" :.")
                yield f"'{about} {token.sign}{token.number}' is printed, and nothing does so"

    def fits(self, token: SaidAmount, write: ir.Assign, amount: int) -> bool:
        """Whether a printed number is this change."""
        if token.number != amount or not token.sign:
            return token.number == amount
        is_like = write.op == "=" or (token.sign == "+") == (write.op == "+=")
        heard = self.context(token)
        is_said = any(stem in self.stems for stem in heard)  # not so in "Otherwise +1."
        return is_like and (not is_said or self.is_named(write.target.text, heard))

    def context(self, token: SaidAmount) -> dict[str, bool]:
        """The words that a number is about: those since the last one, if they name something."""
        near = stems_of(token.near)
        return near if any(stem in self.stems for stem in near) else stems_of(token.about)

    def computed(self, token: SaidAmount, done: Deeds) -> bool:
        """Whether a named number is changed by what is worked out."""
        heard = self.context(token)
        return any(
            _amount(write) is None and self.is_named(write.target.text, heard)
            for write in done.writes
        )

    def idle_names(self, token: SaidAmount, done: Deeds, only: str) -> Iterator[str]:
        """Names in front of a number that it does nothing to."""
        names = [*(write.target.text for write in done.writes), *done.reads]
        names += [self.projects[number] for number in done.moved]
        touched = {_family(name): True for name in names}
        known = {stem: True for name in names for stem in self.words.get(name, ())}
        for part in re.split(r",| and ", token.near.rpartition(":")[2]):
            near = stems_of(part)
            if any(stem in known for stem in near):
                continue
            for family, phrases in self.phrases.items():
                heard = any(all(stem in near for stem in one) for one in phrases)
                if family not in touched and heard and family.startswith(only):
                    yield f"'{self.spoken[family]}' is named, and nothing happens to it"

    # --- names -------------------------------------------------------------------------------

    def is_aside(self, name: str) -> bool:
        return any(name.endswith(end) for end in self.aside) or name.startswith(
            ("number.", "game.")
        )

    def is_named(self, name: str, heard: Mapping[str, bool]) -> bool:
        stems = self.words.get(name) or self.words.get(_family(name), ())
        return not stems or any(stem in heard for stem in stems)

    def title(self, name: str) -> str:
        found = self.program.names.get(name)
        return f"'{found.title if found else name}'"


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """A number in a text, with the words it is about.

    Attributes:
        about: The words from the sentence's start, and those up to the next sign of its clause.
        near: The words between the number before it and itself.
    """

    sign: str
    number: int
    about: str
    near: str


def said_amounts(text: str) -> Iterator[SaidAmount]:
    """The numbers of a text; `half your x` and the like are no numbers."""
    for sentence in _SENTENCE.split(text):
        before = 0
        for match in _TOKEN.finditer(sentence):
            sign = (match["sign"] or "").replace("\u2212", "-")
            behind = re.split(r"[,;:.]", sentence[match.end() :])[0]
            about = f"{sentence[: match.start()]} {behind}"
            sign = sign or _worded(sentence, match)
            number = (
                int(match["number"]) if match["number"] else WORDS.get(match["word"].lower(), 1)
            )
            yield SaidAmount(sign, number, about, sentence[before : match.start()])
            before = match.end() if match["number"] else before


def _worded(sentence: str, match: re.Match[str]) -> str:
    """The sign that words give a number: `one more plan`, `1 law fewer`."""
    clause = re.split(r"[,;:.]", sentence[match.end() :])[0]
    found = re.match(r"(?: [\w-]+){0,2}? (?<!or )(more|fewer)\b", clause)
    if (
        not found
        or re.search("than|round|quarter", clause)
        or (match["word"] or "").lower() in ("a", "an")
    ):
        return ""
    return "+" if found[1] == "more" else "-"


def split_response(text: str) -> tuple[str, str]:
    """What a card does, and what its discard brings the rival."""
    match = _RESPONSE.search(text)
    return (text[: match.start()], text[match.end() :] or " ") if match else (text, "")


def replace_price(row: ir.CardIR) -> ir.Act:
    """What a card asks for, costs as printed, and does."""
    price = row.act.price if row.printed is None else row.printed
    return ir.Act(row.act.needs, price, row.act.do)


def signs(text: str, done: Deeds) -> Iterator[str]:
    """What the rows of `SIGNS` find."""
    rows: dict[str, list[Saying]] = {}
    for sign in SIGNS:
        rows.setdefault(sign.kind, []).append(sign)
    is_open = bool(done.has.get("target") or done.has.get("luck"))
    for kind, row in rows.items():
        wide, narrow = row[0], row[-1]
        if done.has.get(kind) and not any(sign.words.search(text) for sign in row):
            yield wide.done
        is_done = done.has.get(kind) or is_open
        if not is_done and narrow.said and narrow.words.search(text):
            yield narrow.said
    ifs = len(re.findall(r"\b(if|unless)\b(?! not)", text, re.IGNORECASE))
    if done.has.get("condition", 0) and ifs > done.has["condition"]:
        yield "'if' is said more often than something is asked"
    shares = len(re.findall(r"\b(half|twice|double)\b", text, re.IGNORECASE))
    if shares > sum(_amount(write) is None for write in done.writes):
        yield "a share is said, and nothing is worked out"


def stems_of(text: str) -> dict[str, bool]:
    """The words of a text by their first letters."""
    return {_stem(word): True for word in re.findall(r"[a-z]{3,}", text.lower())}


def _stem(word: str) -> str:
    return (word[:-1] if word.endswith("s") and len(word) > 3 else word)[:_STEM]


def _amount(write: ir.Assign) -> int | None:
    """By how much a number changes, if that is written down."""
    match write.value:
        case ir.Const(value):
            return abs(value)
        case ir.Scaled(value=ir.Const(value)):
            return abs(value)
    return None


def _family(name: str) -> str:
    """A name without what is asked of it: a party, a measure, a project, a track of any seat."""
    head, _, rest = name.partition(".")
    first = rest.partition(".")[0]
    return f"{head}.{first}" if head in ("party", "measure", "project") else rest


def _named(deck: model.Deck, program: ir.Program) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stems by which each name is known in texts."""
    parts: dict[str, Iterable[str]] = {
        "capital": ("capital", "spend", "pay"),
        "score": ("points", "point", "score"),
    }
    for track in deck.tracks:
        parts[track.id] = (track.title, track.short or "", track.id)
    for noun, head in (("parties", "party"), ("measures", "measure"), ("projects", "project")):
        for one in getattr(deck, noun):
            group = getattr(one, "group", None) or ""
            called = (one.title, one.short or "", one.id, group, group.removesuffix("ies") + "y")
            parts[f"{head}.{one.id}"] = called
    for name in program.names:
        yield name, tuple(_stems(" ".join(parts.get(_family(name), ()))))


def _one_means(words: Mapping[str, tuple[str, ...]], stem: str, family: str) -> bool:
    """Whether a word alone means a family of names, and no other."""
    return all(_family(name) == family for name, stems in words.items() if stem in stems)


def _telling(
    words: Mapping[str, tuple[str, ...]], groups: Mapping[str, bool]
) -> dict[str, tuple[str, ...]]:
    """Of each party the stems that no other name shares, if it has any: `farms`, and not `home`;
    and those of its group."""
    whose: dict[str, dict[str, bool]] = {}
    for name, stems in words.items():
        for stem in stems:
            whose.setdefault(stem, {})[_family(name)] = True
    found = {}
    for name, stems in words.items():
        bare = tuple(stem for stem in stems if stem not in groups)
        own = tuple(stem for stem in bare if len(whose[stem]) == 1) or bare
        shared = tuple(stem for stem in stems if stem in groups)
        found[name] = own + shared if name.startswith("party.") else stems
    return found


def _stems(title: str) -> dict[str, bool]:
    """The words of a title that name something, by their first letters."""
    found = re.findall(r"[a-z]{3,}", title.replace("_", " ").lower())
    return {_stem(word): True for word in found if word not in _PLAIN}
