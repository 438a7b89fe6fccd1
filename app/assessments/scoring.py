"""What the pages of a draft show: how far it is, where to go on, and one element or aspect at a time.

Nothing here writes. Everything comes from one draft with its answers and notes, so that a page costs the same number
of queries whatever was answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.assessments.models import Assessment, Note, Proposal, Rating
from app.assessments.queries import standard_of
from app.assessments.results import label_of, level_name
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
from app.evidence.models import Evidence
from app.standards.rules import KIND_WORDS, Aspect, Element, Standard, UnknownElement, UnknownLevel

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
    def label(self) -> str:
        """Number and title."""
        return label_of(self.element)

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


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio of the question: a level, "nog niet" or "niet van toepassing"."""

    answer: Answer
    value: str
    name: str
    summary: str
    key: str = ""
    is_proposal: bool = False
    is_offered: bool = False


@dataclass(frozen=True, slots=True)
class ScoringPage:
    """One question of a draft: an element, one aspect of it, or (`confirms`) the level that its aspects add up to."""

    scan: Scan
    place: Place
    aspect: AspectPlace | None

    @classmethod
    def of(cls, assessment: Assessment, element: str, aspect: str = "") -> ScoringPage:
        """The page of an element or aspect; raises `UnknownElement` for what the standard does not have."""
        scan = Scan(assessment)
        place = scan.place(element)
        if not aspect:
            return cls(scan, place, None)
        for one in place.element.aspects:
            if one.code == aspect:
                answer = scan.answer(element, aspect)
                return cls(scan, place, AspectPlace(one, answer, level_name(place.element, answer)))
        raise UnknownElement(f"Element {element} has no aspect {aspect}.")

    @property
    def element(self) -> Element:
        """The element."""
        return self.place.element

    @property
    def aspect_code(self) -> str:
        """The code of the aspect, empty for the element itself."""
        return self.aspect.aspect.code if self.aspect else ""

    @property
    def confirms(self) -> bool:
        """Whether this page asks to confirm what the aspects add up to."""
        return self.aspect is None and self.place.proposal.is_answered

    @property
    def rating(self) -> Rating | None:
        """The row of the answer on this page."""
        return self.scan.rating(self.element.code, self.aspect_code)

    @property
    def answer(self) -> Answer:
        """The answer on this page."""
        return Answer(self.rating.answer) if self.rating else UNANSWERED

    @property
    def title(self) -> str:
        """The heading."""
        return self.aspect.label if self.aspect else self.element.title

    @property
    def where(self) -> str:
        """`Taak 4 van 10`, or `Taak 4 van 10: Uitvoering` on the page of an aspect."""
        group = next(group for group in self.scan.standard.groups if self.element in group.elements)
        position = group.elements.index(self.element) + 1
        text = f"{kind_of(self.element).capitalize()} {position} van {len(group.elements)}"
        return f"{text}: {self.element.title}" if self.aspect else text

    @property
    def question(self) -> str:
        """The question above the cards."""
        if self.aspect:
            return f"Welk niveau past bij jouw {self.aspect.aspect.name.lower()}?"
        return "Welk niveau geef je jezelf?" if self.confirms else "Welk niveau past nu het best bij jou?"

    @property
    def levels(self) -> tuple[Choice, ...]:
        """The levels, lowest first, with the number key that chooses each."""
        return tuple(
            Choice(
                answer=Answer.level(level.rank),
                value=level.code,
                name=level_name(self.element, Answer.level(level.rank)),
                summary="" if self.element.builds_on(level.code) and not self.confirms else level.summary,
                key=str(level.rank) if level.rank <= 9 else "",
                is_proposal=self.confirms and self.place.proposal == Answer.level(level.rank),
                is_offered=self.offered == Answer.level(level.rank),
            )
            for level in self.element.choices
        )

    @property
    def number_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that choose a level, after 0 for "nog niet": the word before it and the key."""
        keys = [choice.key for choice in self.levels if choice.key]
        first = ("en", keys[0])
        if keys[0] == "1":
            return (("–" if len(keys) > 1 else "en", keys[-1]),)
        return (first,) if len(keys) == 1 else (first, ("–", keys[-1]))

    @property
    def undescribed(self) -> tuple[str, ...]:
        """The names of the levels that nobody can choose here: the source does not describe them."""
        return tuple(level.name for level in self.element.levels if level not in self.element.choices)

    @property
    def others(self) -> tuple[Choice, ...]:
        """The two answers that are no level."""
        below = (
            "Hier kan ik mezelf nog geen niveau geven."
            if self.element.scale.named_only
            else (f"Ik zit nog onder {self.lowest}. Dat mag.")
        )
        what = "Dit aspect speelt niet" if self.aspect else f"{this(self.element)} hoort niet"
        where = "in mijn werk." if self.aspect else "bij mijn werk."
        proposal = self.place.proposal if self.confirms else UNANSWERED
        return (
            Choice(
                NOT_YET, "not_yet", "Nog niet", below, "0", proposal == NOT_YET, self.offered == NOT_YET
            ),
            Choice(
                NOT_APPLICABLE, "not_applicable", "Niet van toepassing", f"{what} {where}",
                is_proposal=proposal == NOT_APPLICABLE, is_offered=self.offered == NOT_APPLICABLE,
            ),
        )  # fmt: skip

    @property
    def lowest(self) -> str:
        """The name of the lowest level, to begin reading at."""
        return self.element.level_label(self.element.choices[0].code)

    @property
    def proposal_name(self) -> str:
        """The proposal in words."""
        return level_name(self.element, self.place.proposal)

    @property
    def offered(self) -> Answer:
        """What other scores propose for this element, on its own page; unanswered when nothing is."""
        elsewhere = self.place.elsewhere
        return Answer(elsewhere.answer) if elsewhere and not self.confirms and not self.aspect else UNANSWERED

    @property
    def offered_name(self) -> str:
        """That proposal in words, on the page of an aspect too."""
        return level_name(self.element, Answer(self.place.elsewhere.answer)) if self.place.elsewhere else ""

    @property
    def deciding_aspects(self) -> tuple[str, ...]:
        """The names of the aspects whose level is the proposal."""
        return tuple(one.aspect.name for one in self.place.aspects if one.answer == self.place.proposal)

    @property
    def neighbours(self) -> tuple[tuple[str, str, str] | None, tuple[str, str, str] | None]:
        """The page before and the page after as (label, element, aspect); None at either end."""
        return self._before(), self._after()

    def _before(self) -> tuple[str, str, str] | None:
        aspects = self.place.aspects
        position = self._aspect_position()
        if aspects and position != 0:
            before = aspects[position - 1]
            return before.label, self.element.code, before.aspect.code
        place = self.scan.before(self.element.code)
        return (place.label, place.element.code, "") if place else None

    def _after(self) -> tuple[str, str, str] | None:
        if self.aspect and self.place.aspects:
            position = self._aspect_position() + 1
            if position < len(self.place.aspects):
                after = self.place.aspects[position]
                return after.label, self.element.code, after.aspect.code
            return "je niveau", self.element.code, ""
        place = self.scan.after(self.element.code)
        return (place.label, place.element.code, "") if place else None

    def _aspect_position(self) -> int:
        codes = [one.aspect.code for one in self.place.aspects]
        return codes.index(self.aspect_code) if self.aspect_code in codes else len(codes)
