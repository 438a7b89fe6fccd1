"""How far a draft is, where to go on, and each element and aspect of it with its answer.

Nothing here writes. Everything comes from one draft with its answers and notes, so that a page costs the same number
of queries whatever was answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from app.assessments.aspects import read_aspect
from app.assessments.draft.places import Place, PlaceGroup, aspect_place
from app.assessments.models import DOUBT, NOTE, PURPOSES, REASON, Assessment, Note, Rating
from app.assessments.queries import standard_of
from app.assessments.rules import UNANSWERED, Answer, Mode, expected_minutes, where_to_go_on
from app.evidence.models import Evidence
from app.standards.rules.element import Element
from app.standards.rules.standard import Standard

FEWEST_BEFORE_A_STOP = 4


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

    def note(self, element: str, purpose: str = NOTE) -> Note | None:
        """The row of a note."""
        return self._notes.get((element, purpose))

    def evidence(self, element: str) -> tuple[Evidence, ...]:
        """What shows the answer to an element."""
        return tuple(row.evidence for row in self.assessment.evidence if row.element == element)

    def answer(self, element: str, aspect: str = "") -> Answer:
        """The answer to an element or aspect."""
        row = self.rating(element, aspect)
        answer = Answer(row.answer) if row else UNANSWERED
        return read_aspect(self.standard.element(element), aspect, answer) if aspect else answer

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All elements in the order of the standard."""
        return tuple(self._place(element) for element in self.standard.elements)

    def _place(self, element: Element) -> Place:
        answers = [(aspect, self.answer(element.code, aspect.code)) for aspect in element.aspects]
        rating, reason = self.rating(element.code), self.note(element.code, REASON)
        return Place(
            element=element,
            answer=self.answer(element.code),
            aspects=tuple(aspect_place(element, *one) for one in answers if self.is_thorough),
            has_reason=bool(reason and reason.text),
            copied=bool(rating and rating.copied),
            elsewhere=self._proposals.get(element.code),
            in_doubt=bool((doubt := self.note(element.code, DOUBT)) and doubt.text),
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
    def in_doubt(self) -> tuple[Place, ...]:
        """The elements that the person marked to look at again."""
        return tuple(place for place in self.places if place.in_doubt)

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
        return self.minutes_for(self.open)

    def minutes_for(self, places: Iterable[Place]) -> int:
        """The expected time for these elements."""
        return expected_minutes((len(place.element.aspects) for place in places), self.assessment.mode)

    @cached_property
    def saved_at(self) -> datetime | None:
        """When something was saved last."""
        moments = [row.updated_at for row in self._ratings.values()]
        return max(moments + [row.updated_at for row in self._notes.values()], default=None)

    def saved_here(self, element: str, aspect: str = "") -> datetime | None:
        """When something was saved last on the page of an element or aspect; what was copied was not saved there."""
        rating = self.rating(element, aspect)
        notes = (self.note(element, purpose) for purpose in PURPOSES)
        rows = [row for row in (None if rating and rating.copied else rating, *notes) if row]
        return max((row.updated_at for row in rows), default=None)

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

    def ends_group(self, element: str) -> int | None:
        """The number of the group that an element is the last of, when another one comes after it.

        After a short group it is not worth a stop, nor between elements that each have their parts.
        """
        number, group = self.group_of(element)
        is_long = len(group.places) >= FEWEST_BEFORE_A_STOP and not self.standard.has_parts
        is_last = group.places[-1].element.code == element and number < len(self.groups)
        return number if is_long and is_last else None
