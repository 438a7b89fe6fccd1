"""Answers, how they add up and what they mean beside a target: plain Python, for any standard.

Nothing here knows which standard it has: its elements each have a scale with ranks 1 (lowest) to n, and that is all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from app.standards.rules.standard import Standard


class WrongAnswer(ValueError):
    """The answer does not exist on this scale."""


class Kind(StrEnum):
    """Who rates whom."""

    SELF = "self"
    MANAGER = "manager"
    PEER = "peer"


class Mode(StrEnum):
    """Quick: one level an element. Thorough: one an aspect, from which the level of the element is proposed."""

    QUICK = "quick"
    THOROUGH = "thorough"


class Status(StrEnum):
    """An assessment is a draft that only its author knows of, until it is handed in; then it is frozen."""

    DRAFT = "draft"
    SUBMITTED = "submitted"

    @property
    def can_change(self) -> bool:
        """Whether answers may still be given."""
        return self is Status.DRAFT


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to one element or aspect, kept as one byte.

    0 is unanswered, 1 is "nog niet" (below the lowest level), r + 1 is the level with rank r, 255 is "niet van
    toepassing". 254 is "dat doe ik", to an aspect of which every level asks the same: it has no place on the scale.
    Unanswered is not zero: only "nog niet" has rank 0.
    """

    code: int

    def __post_init__(self) -> None:
        """One byte."""
        if not 0 <= self.code <= 255:
            raise WrongAnswer(f"An answer is one byte, not {self.code}.")

    @classmethod
    def level(cls, rank: int) -> Answer:
        """The level with this rank, 1 being the lowest."""
        if not 1 <= rank <= 252:
            raise WrongAnswer(f"There is no rank {rank}.")
        return cls(rank + 1)

    @property
    def rank(self) -> int | None:
        """0 for "nog niet", the rank of a level, None when there is nothing to compare."""
        return self.code - 1 if self.counts else None

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered, "niet van toepassing" included."""
        return self.code != 0

    @property
    def counts(self) -> bool:
        """Whether the answer has a place on the scale."""
        return 1 <= self.code <= 253

    @property
    def state(self) -> str:
        """`empty`, `not_applicable`, `not_yet`, `does` or `level`, as the level mark names them."""
        return {0: "empty", 1: "not_yet", 254: "does", 255: "not_applicable"}.get(self.code, "level")


UNANSWERED = Answer(0)
NOT_YET = Answer(1)
DOES = Answer(254)
NOT_APPLICABLE = Answer(255)


def check_on_scale(answer: Answer, top_rank: int) -> Answer:
    """The same answer when the scale has it; raises `WrongAnswer` when its rank is above `top_rank`."""
    if answer.rank is not None and answer.rank > top_rank:
        raise WrongAnswer(f"Rank {answer.rank} is above the top of the scale, {top_rank}.")
    return answer


def propose(aspects: Iterable[Answer]) -> Answer:
    """The level of an element from its aspects: the lowest of those that tell levels apart (docs/decisions, 0017).

    Unanswered while an aspect is open, and when none that applies tells levels apart; "niet van toepassing" when no
    aspect applies.
    """
    answers = list(aspects)
    if not answers or not all(answer.is_answered for answer in answers):
        return UNANSWERED
    counting = [answer for answer in answers if answer.counts]
    if counting:
        return min(counting, key=lambda answer: answer.code)
    return UNANSWERED if DOES in answers else NOT_APPLICABLE


def fold(answers: Mapping[str, Answer], order: Sequence[str]) -> bytes:
    """All answers as one byte each, in the order of the edition."""
    return bytes(answers.get(code, UNANSWERED).code for code in order)


def unfold(levels: bytes, order: Sequence[str]) -> dict[str, Answer]:
    """The reverse of `fold`; raises ValueError when the bytes are not of this edition."""
    if len(levels) != len(order):
        raise ValueError(f"{len(levels)} bytes for {len(order)} elements: this is another edition.")
    return {code: Answer(byte) for code, byte in zip(order, levels, strict=True)}


def element_order(standard: Standard) -> list[str]:
    """The codes of the elements in the order in which levels are folded."""
    return [element.code for element in standard.elements]


def aspect_order(standard: Standard) -> list[str]:
    """`element:aspect` in the order in which the levels of aspects are folded."""
    return [f"{element.code}:{aspect.code}" for element in standard.elements for aspect in element.aspects]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands on one element: the answer now, the rank that is asked, the answer of last time."""

    element: str
    answer: Answer
    asked: int | None = None
    previous: Answer = UNANSWERED

    @property
    def gap(self) -> int | None:
        """Asked minus actual, in levels: positive is still to go, negative is above. None when not comparable."""
        if self.asked is None or self.answer.rank is None:
            return None
        return self.asked - self.answer.rank

    @property
    def on_level(self) -> bool:
        """Whether the level that is asked is reached."""
        return self.gap is not None and self.gap <= 0

    @property
    def growth(self) -> int | None:
        """Levels up (positive) or down since last time. None when not comparable."""
        if self.answer.rank is None or self.previous.rank is None:
            return None
        return self.answer.rank - self.previous.rank


def standings_of(
    standard: Standard, profile: str, answers: Mapping[str, Answer], previous: Mapping[str, Answer] | None = None
) -> tuple[Standing, ...]:
    """Where somebody stands on each element of the standard, in its order, against a profile of it."""
    targets = standard.profile(profile).targets
    return tuple(
        Standing(
            element=element.code,
            answer=answers.get(element.code, UNANSWERED),
            asked=element.level(targets[element.code]).rank if element.code in targets else None,
            previous=(previous or {}).get(element.code, UNANSWERED),
        )
        for element in standard.elements
    )


def strongest(standings: Sequence[Standing], count: int = 3) -> list[Standing]:
    """The strongest points: furthest above what is asked, then the highest level, then the order of the standard.

    Only elements on or above the level that is asked (or, without a target, above "nog niet") are a strong point.
    """
    candidates = [s for s in standings if (s.on_level if s.asked is not None else bool(s.answer.rank))]
    return sorted(candidates, key=lambda s: (s.gap or 0, -(s.answer.rank or 0)))[:count]


def largest_gaps(standings: Sequence[Standing], count: int = 3) -> list[Standing]:
    """The largest gaps first; equal gaps in the order of the standard."""
    return sorted((s for s in standings if (s.gap or 0) > 0), key=lambda s: -(s.gap or 0))[:count]


@dataclass(frozen=True, slots=True)
class StatusHint:
    """Where the scores point on the ladder of the register: an indication, never a decision (reading A-61).

    `status` is None when even the lowest is not reached everywhere; `next_status` is None at the top.
    """

    status: str | None
    next_status: str | None
    next_reached: int
    counting: int


def hint_status(scores: Iterable[tuple[Answer, Sequence[tuple[str, int]]]]) -> StatusHint | None:
    """The highest status whose level is reached on every element that counts, and how near the next one is.

    A score comes with the statuses of its own scale and the rank that each asks, lowest first. What is open or does
    not apply says nothing and does not count; None when nothing counts. An element whose scale has no level for a
    status cannot hold that status back.
    """
    counting = [(answer.rank, steps) for answer, steps in scores if answer.rank is not None and steps]
    if not counting:
        return None
    ladder = list(dict.fromkeys(status for _, steps in counting for status, _ in steps))
    reached = [
        sum(all(rank >= needed for name, needed in steps if name == status) for rank, steps in counting)
        for status in ladder
    ]
    held = 0
    while held < len(ladder) and reached[held] == len(counting):
        held += 1
    return StatusHint(
        status=ladder[held - 1] if held else None,
        next_status=ladder[held] if held < len(ladder) else None,
        next_reached=reached[held] if held < len(ladder) else 0,
        counting=len(counting),
    )


class Step(StrEnum):
    """How far somebody is with one element of a draft."""

    OPEN = "open"
    STARTED = "started"
    TO_CONFIRM = "to_confirm"
    DONE = "done"


def needs_reason(answer: Answer, proposal: Answer) -> bool:
    """Whether a level was chosen that differs from what the aspects add up to; then the person says why."""
    return answer.is_answered and proposal.is_answered and answer != proposal


def step_of(answer: Answer, aspects: Sequence[Answer] = (), has_reason: bool = False) -> Step:
    """Where an element stands, from its own answer and those to its aspects (none in quick mode).

    A proposal is not an answer: with all aspects answered the element is open until somebody confirms the proposal, or
    chooses another level and says why. An answer that was there before any aspect stays an answer.
    """
    proposal = propose(aspects)
    if answer.is_answered and (has_reason or not needs_reason(answer, proposal)):
        return Step.DONE
    if proposal.is_answered:
        return Step.TO_CONFIRM
    return Step.STARTED if any(aspect.is_answered for aspect in aspects) else Step.OPEN


def where_to_go_on(steps: Sequence[Step], last: int | None) -> int | None:
    """The position to go on with: the first one that is not done, from the last touched one on and then from the start.

    None when all are done.
    """
    start = last or 0
    order: list[int] = [*range(start, len(steps)), *range(start)]
    for position in order:
        if steps[position] is not Step.DONE:
            return position
    return None


_SHORT_MINUTES, _QUICK_MINUTES = 1.0, 2.0
_ASPECT_MINUTES, _CONFIRM_MINUTES = 1.5, 0.5


def expected_minutes(aspect_counts: Iterable[int], mode: Mode) -> int:
    """How long scoring these elements takes, each given as its number of aspects; rounded up to five minutes.

    Our own estimate: a minute to read the levels and choose, two where they speak of aspects; one and a half per aspect
    and half a minute to confirm.
    """
    return 5 * ceil(sum(_minutes(count, mode) for count in aspect_counts) / 5)


def _minutes(aspects: int, mode: Mode) -> float:
    if not aspects:
        return _SHORT_MINUTES
    return aspects * _ASPECT_MINUTES + _CONFIRM_MINUTES if mode is Mode.THOROUGH else _QUICK_MINUTES
