"""What a player that looks ahead has to say about a decision."""

from __future__ import annotations

from dataclasses import field

from wargame.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Likely:
    """An action that may follow.

    Attributes:
        seat: Whose.
        text: As it is typed.
        share: In what part of the imagined games that went the likely way so far.
        title: For a choice, what people read for it; else "".
        phase: In which it is taken.
    """

    seat: str
    text: str
    share: float
    title: str = ""
    phase: str = ""

    def __str__(self) -> str:
        return f"{self.seat}: {self.text} ({100 * self.share:.0f} %)"


@dataclass(frozen=True, slots=True)
class AgainstFirst:
    """How a way on did against the first, in the worlds in which both were tried.

    Attributes:
        value: By how much more it brought; below 0 where it did worse.
        won, lead: The same of the part of those worlds in which the seat would win, and of its
            lead; 0 at a table that names no winner.
        error: Standard error of the lead, or of the value where there is none.
    """

    value: float
    won: float
    lead: float
    error: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way on.

    Attributes:
        steps: Its actions, as people type them.
        value: Score less par that the seat may expect at the end of what was looked at.
        error: Standard error of that.
        best: In what part of the worlds it did best, a draw shared by those that drew, so that
            all ways together make 1; or with what probability it is played where a mixture is
            best.
        accepted: For a proposal, how likely the rival is to accept; -1 for anything else.
        samples: Worlds behind this.
        codes: The kernel's numbers of the steps.
        won: At a table that names a winner, in what part of the worlds the seat would win if the
            game ended where looking stopped; -1 at any other.
        lead: The lead that the seat has there on average, above 0 if it is its own.
        lead_error: Standard error of that.
        behind: Of a way that was dropped, how it did until then: later worlds may be better ones
            or worse, so that what it brought does not tell it from those that were tried there.
    """

    steps: tuple[str, ...]
    value: float
    error: float
    best: float
    accepted: float
    samples: int
    codes: tuple[int, ...] = field(repr=False)
    won: float = -1.0
    lead: float = 0.0
    lead_error: float = 0.0
    behind: AgainstFirst | None = None

    @property
    def text(self) -> str:
        """All steps in one line."""
        return ", ".join(self.steps)


@dataclass(frozen=True, slots=True)
class Preferred:
    """Why one way comes before another.

    Attributes:
        gain: What it brings against the other, in words.
        changes: Numbers in which the two differ most: a number's canonical name, and by how much
            it is larger on average.
    """

    gain: str
    changes: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Thought:
    """What came of thinking about one decision.

    Attributes:
        options: What was considered, best first; the first is chosen.
        iterations: Playouts in all.
        nodes: Decisions and chance points in them.
        seconds: How long it took.
        rounds: How many rounds after this one were played on before scores were counted.
        standing: Score less par that the seat has now, as if the game ended here.
        mixed: The choice was drawn from a mixture, since the rival chooses in secret too.
        reason: Why the first; None if nobody asked, or there is no other.
    """

    options: tuple[Candidate, ...]
    iterations: int
    nodes: int
    seconds: float
    rounds: int
    standing: int
    mixed: bool = False
    reason: Preferred | None = None

    @property
    def choice(self) -> Candidate:
        """What is played."""
        return self.options[0]

    @property
    def second(self) -> Candidate | None:
        """The next best, or None if there was no choice."""
        return self.options[1] if len(self.options) > 1 else None
