"""The places of a draft: each element and aspect with its answer, and how an answer is called in a form.

Nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.assessments.aspects import held_by
from app.assessments.models import Proposal
from app.assessments.rules import (
    DOES,
    NOT_APPLICABLE,
    NOT_YET,
    UNANSWERED,
    Answer,
    Step,
    WrongAnswer,
    needs_reason,
    propose,
    step_of,
)
from app.assessments.words import level_name
from app.standards.rules.differences import is_same_on_all
from app.standards.rules.element import KIND_WORDS, Aspect, Element, UnknownLevel

_NEUTER = {"row", "work_process"}
_WORDS = {"not_yet": NOT_YET, "not_applicable": NOT_APPLICABLE}
_ON_SAME = {"does": DOES, **_WORDS}


def value_of(element: Element, answer: Answer) -> str:
    """An answer as a form sends it: the code of a level, or the name of its state; empty when there is none."""
    if answer.rank:
        return element.level_by_rank(answer.rank).code
    return answer.state if answer.is_answered else ""


def answer_from(element: Element, value: str, aspect: str = "") -> Answer:
    """The reverse of `value_of`; raises `WrongAnswer` for what nobody can choose at this element or aspect."""
    try:
        if aspect and is_same_on_all(element, aspect):
            return _ON_SAME[value]
        if value in _WORDS:
            return _WORDS[value]
        if element.is_choice(value):
            return Answer.level(element.level(value).rank)
    except (UnknownLevel, KeyError):
        pass
    raise WrongAnswer(f"{element.code} has no answer {value!r}.")


def kind_of(element: Element) -> str:
    """The Dutch word for what the element is, in small letters."""
    return KIND_WORDS[element.kind]


def this(element: Element) -> str:
    """`Deze taak`, `Dit kenmerk`."""
    return f"{'Dit' if element.kind in _NEUTER else 'Deze'} {kind_of(element)}"


@dataclass(frozen=True, slots=True)
class AspectPlace:
    """One aspect of an element in a draft that is scored per aspect."""

    aspect: Aspect
    answer: Answer
    level: str
    held: Answer = UNANSWERED
    """How high the element can be with this answer (see `aspects`)."""

    @property
    def label(self) -> str:
        """`B. Vaardigheden`."""
        return f"{self.aspect.code}. {self.aspect.name}"


def aspect_place(element: Element, aspect: Aspect, answer: Answer) -> AspectPlace:
    """An aspect of an element with its answer."""
    level = level_name(element, answer) if answer.is_answered else "Nog niet ingevuld"
    return AspectPlace(aspect, answer, level, held_by(element, aspect.code, answer))


@dataclass(frozen=True, slots=True)
class Place:
    """One element of a draft: its answer and, when it is scored per aspect, those to its aspects."""

    element: Element
    answer: Answer
    aspects: tuple[AspectPlace, ...]
    has_reason: bool
    copied: bool
    elsewhere: Proposal | None = None
    """What scores on other standards point to; it stays when the person has answered."""
    in_doubt: bool = False
    """Whether the person marked it to look at again."""

    @property
    def proposal(self) -> Answer:
        """What the aspects add up to."""
        return propose(place.held for place in self.aspects)

    @property
    def step(self) -> Step:
        """How far it is."""
        return step_of(self.answer, [place.held for place in self.aspects], self.has_reason)

    @property
    def is_done(self) -> bool:
        """Whether it counts as filled in."""
        return self.step is Step.DONE

    @property
    def offered(self) -> Answer:
        """What other scores propose, as long as nothing was answered here; it never counts."""
        if self.elsewhere is None or self.step is not Step.OPEN or self.answer.is_answered:
            return UNANSWERED
        return Answer(self.elsewhere.answer)

    @property
    def needs_reason(self) -> bool:
        """Whether a level was chosen that differs from the proposal."""
        return needs_reason(self.answer, self.proposal)

    @property
    def first_open_aspect(self) -> AspectPlace | None:
        """The aspect to go on with."""
        return next((place for place in self.aspects if not place.answer.is_answered), None)

    @property
    def aspects_done(self) -> int:
        """How many aspects were answered."""
        return sum(place.answer.is_answered for place in self.aspects)

    @property
    def shown(self) -> Answer:
        """The answer for a mark: none as long as the element is open."""
        return self.answer if self.is_done else UNANSWERED

    @property
    def state(self) -> str:
        """In words: the level, or what is still to do."""
        if self.is_done:
            return level_name(self.element, self.answer)
        if self.step is Step.TO_CONFIRM:
            if self.needs_reason:
                return "Zeg nog waarom je een ander niveau koos"
            return f"Bevestig het voorstel: {level_name(self.element, self.proposal)}"
        if self.step is Step.STARTED:
            return f"{self.aspects_done} van {len(self.aspects)} aspecten ingevuld"
        if self.offered.is_answered:
            return f"Voorstel: {level_name(self.element, self.offered)}, bevestig zelf"
        return "Nog niet ingevuld"


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Elements under one heading of the list."""

    title: str
    places: tuple[Place, ...]

    @property
    def done(self) -> int:
        """How many are filled in."""
        return sum(place.is_done for place in self.places)
