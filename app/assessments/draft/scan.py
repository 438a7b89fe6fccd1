"""How far a draft is, where to go on, and each element and aspect of it with its answer.

Nothing here writes. Everything comes from one draft with its answers and notes, so that a page costs the same number
of queries whatever was answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.assessments.models import Assessment, Note, Proposal, Rating
from app.assessments.queries import standard_of
from app.assessments.rules import (
    NOT_APPLICABLE,
    NOT_YET,
    UNANSWERED,
    Answer,
    Mode,
    Step,
    WrongAnswer,
    expected_minutes,
    needs_reason,
    propose,
    step_of,
    where_to_go_on,
)
from app.assessments.words import level_name
from app.evidence.models import Evidence
from app.standards.rules.element import KIND_WORDS, Aspect, Element, UnknownLevel
from app.standards.rules.standard import Standard

_NEUTER = {"row", "work_process"}
_WORDS = {"not_yet": NOT_YET, "not_applicable": NOT_APPLICABLE}


def value_of(element: Element, answer: Answer) -> str:
    """An answer as a form sends it: the code of a level, `not_yet` or `not_applicable`; empty when there is none."""
    if answer.rank:
        return element.level_by_rank(answer.rank).code
    return answer.state if answer.is_answered else ""


def answer_from(element: Element, value: str) -> Answer:
    """The reverse of `value_of`; raises `WrongAnswer` for what nobody can choose here."""
    try:
        if value in _WORDS:
            return _WORDS[value]
        if element.is_choice(value):
            return Answer.level(element.level(value).rank)
    except UnknownLevel:
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

    @property
    def label(self) -> str:
        """`B. Vaardigheden`."""
        return f"{self.aspect.code}. {self.aspect.name}"


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

    @property
    def proposal(self) -> Answer:
        """What the aspects add up to."""
        return propose(place.answer for place in self.aspects)

    @property
    def step(self) -> Step:
        """How far it is."""
        return step_of(self.answer, [place.answer for place in self.aspects], self.has_reason)

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


class Scan:
    """A draft as the pages see it; made once per request."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.standard: Standard = standard_of(assessment)
        self.is_thorough = assessment.mode is Mode.THOROUGH
        self._ratings = {(row.element, row.aspect): row for row in assessment.ratings}
        self._proposals = {row.element: row for row in assessment.proposals}
        self._notes = {(row.element, row.purpose): row for row in assessment.notes}

    def rating(self, element: str, aspect: str = "") -> Rating | None:
        """The row of an answer."""
        return self._ratings.get((element, aspect))

    def note(self, element: str, purpose: str = "note") -> Note | None:
        """The row of a note."""
        return self._notes.get((element, purpose))

    def evidence(self, element: str) -> tuple[Evidence, ...]:
        """What shows the answer to an element."""
        return tuple(row.evidence for row in self.assessment.evidence if row.element == element)

    def answer(self, element: str, aspect: str = "") -> Answer:
        """The answer to an element or aspect."""
        row = self.rating(element, aspect)
        return Answer(row.answer) if row else UNANSWERED

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All elements in the order of the standard."""
        return tuple(self._place(element) for element in self.standard.elements)

    def _place(self, element: Element) -> Place:
        answers = [(aspect, self.answer(element.code, aspect.code)) for aspect in element.aspects]
        rating, reason = self.rating(element.code), self.note(element.code, "reason")
        return Place(
            element=element,
            answer=self.answer(element.code),
            aspects=tuple(
                AspectPlace(aspect, answer, level_name(element, answer) if answer.is_answered else "Nog niet ingevuld")
                for aspect, answer in answers
                if self.is_thorough
            ),
            has_reason=bool(reason and reason.text),
            copied=bool(rating and rating.copied),
            elsewhere=self._proposals.get(element.code),
        )

    def place(self, element: str) -> Place:
        """One element; raises `UnknownElement`."""
        return self.places[self.standard.position(element)]

    @cached_property
    def groups(self) -> tuple[PlaceGroup, ...]:
        """The elements per kind or, where elements have parts, per section: a whole with its parts."""
        groups = self.standard.sections if self.standard.has_parts else self.standard.groups
        return tuple(
            PlaceGroup(group.title, tuple(self.place(element.code) for element in group.elements))
            for group in groups
            if group.elements
        )

    def group_of(self, element: str) -> tuple[int, PlaceGroup]:
        """The group that an element is in and its number, from 1; raises `UnknownElement`."""
        place = self.place(element)
        return next((number, group) for number, group in enumerate(self.groups, 1) if place in group.places)

    @property
    def total(self) -> int:
        """How many elements there are."""
        return len(self.places)

    @property
    def done(self) -> int:
        """How many are filled in."""
        return sum(place.is_done for place in self.places)

    @property
    def open(self) -> tuple[Place, ...]:
        """The elements that are not filled in."""
        return tuple(place for place in self.places if not place.is_done)

    @property
    def copied(self) -> int:
        """How many answers are still as they were last time."""
        return sum(place.copied for place in self.places)

    @property
    def offered(self) -> int:
        """How many open elements have a proposal from elsewhere."""
        return sum(place.offered.is_answered for place in self.places)

    @property
    def minutes_left(self) -> int:
        """The expected time for what is open."""
        return expected_minutes((len(place.element.aspects) for place in self.open), self.assessment.mode)

    @cached_property
    def saved_at(self) -> datetime | None:
        """When something was saved last."""
        moments = [row.updated_at for row in self._ratings.values()]
        return max(moments + [row.updated_at for row in self._notes.values()], default=None)

    @cached_property
    def last_touched(self) -> Place | None:
        """The element that the person answered or wrote at last."""
        moments = [(row.updated_at, row.element) for row in self._ratings.values() if not row.copied]
        moments += [(row.updated_at, row.element) for row in self._notes.values()]
        newest = max(moments, key=lambda pair: (pair[0], self.standard.position(pair[1])), default=None)
        return self.place(newest[1]) if newest else None

    @property
    def go_on(self) -> Place | None:
        """The element to go on with; None when all are done."""
        last = self.standard.position(self.last_touched.element.code) if self.last_touched else None
        position = where_to_go_on([place.step for place in self.places], last)
        return None if position is None else self.places[position]

    def before(self, element: str) -> Place | None:
        """The element before this one."""
        position = self.standard.position(element)
        return self.places[position - 1] if position else None

    def after(self, element: str) -> Place | None:
        """The element after this one."""
        position = self.standard.position(element) + 1
        return self.places[position] if position < self.total else None
