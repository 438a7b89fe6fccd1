"""One question of a draft: an element or one aspect of it, with what can be chosen and what was.

Nothing here writes. Everything comes from one draft with its answers and notes, so that a page costs the same number
of queries whatever was answered.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.assessments.draft.places import AspectPlace, Place, aspect_place, kind_of, this
from app.assessments.draft.scan import Scan
from app.assessments.models import Assessment, Rating
from app.assessments.rules import DOES, NOT_APPLICABLE, NOT_YET, UNANSWERED, Answer
from app.assessments.words import level_name
from app.core.worded import series
from app.standards.cards import is_written_out, same_blocks
from app.standards.rules.differences import is_same_on_all
from app.standards.rules.element import CardBlock, Element, Level
from app.standards.rules.standard import UnknownElement


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
    below: str = ""
    """The level that this one builds on, where only what it adds can be shown."""


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
                return cls(scan, place, aspect_place(place.element, one, scan.answer(element, aspect)))
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
        return self.scan.answer(self.element.code, self.aspect_code)

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
    def is_same_on_all(self) -> bool:
        """Whether this page is of an aspect of which every level asks the same, so that there is no level to choose."""
        return self.aspect is not None and is_same_on_all(self.element, self.aspect_code)

    @property
    def same(self) -> tuple[CardBlock, ...]:
        """What every level asks: of this aspect or, beside the levels of the element, of all such aspects of it."""
        return tuple(
            block for block in same_blocks(self.element) if block.aspect and self.aspect_code in ("", block.aspect.code)
        )

    @property
    def says_nothing(self) -> tuple[str, ...]:
        """Why the source says nothing about some levels of this aspect."""
        return tuple(why for (aspect, _), why in self.element.empty_cells.items() if aspect == self.aspect_code)

    @property
    def choose(self) -> str:
        """What to do when nothing was chosen."""
        return "Kies een antwoord." if self.is_same_on_all else "Kies een niveau."

    @property
    def question(self) -> str:
        """The question above the cards."""
        if self.is_same_on_all:
            return "Doe jij dit?"
        if self.aspect:
            return f"Welk niveau past bij jouw {self.aspect.aspect.name.lower()}?"
        return "Welk niveau geef je jezelf?" if self.confirms else "Welk niveau past nu het best bij jou?"

    @property
    def levels(self) -> tuple[Choice, ...]:
        """The levels, lowest first, with the number key that chooses each; none where every level asks the same."""
        if self.is_same_on_all:
            return ()
        return tuple(
            Choice(
                answer=Answer.level(level.rank),
                value=level.code,
                name=level_name(self.element, Answer.level(level.rank)),
                summary=level.summary or self._builds_on(level),
                key=str(level.rank) if level.rank <= 9 else "",
                is_proposal=self.confirms and self.place.proposal == Answer.level(level.rank),
                is_offered=self.offered == Answer.level(level.rank),
                below=below.name if self.can_shorten and (below := self.element.level_below(level.code)) else "",
            )
            for level in self.element.choices
        )

    def _builds_on(self, level: Level) -> str:
        below = self.element.builds_on(level.code)
        return f"Alles van {self.element.level_label(below.code)}, en dit erbij." if below else ""

    @property
    def can_shorten(self) -> bool:
        """Whether the cards repeat what a lower level says, so that only what is added can be shown."""
        return not self.confirms and not self.is_same_on_all and is_written_out(self.element)

    @property
    def blocks(self) -> int:
        """How many aspects stand on a card."""
        return 1 if self.aspect else max(1, len(self.element.aspects) - len(self.same))

    @property
    def begins_group(self) -> bool:
        """Whether this is the first element under its heading."""
        return self.scan.group_of(self.element.code)[1].places[0] == self.place

    @property
    def ends_group(self) -> int | None:
        """The number of the group that ends with this page, when a page between two groups comes next."""
        return None if self.aspect else self.scan.ends_group(self.element.code)

    @property
    def kind(self) -> str:
        """The Dutch word for what the element is."""
        return kind_of(self.element)

    @property
    def number_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that choose an answer, after 0 for "nog niet": the word before it and the key."""
        if self.is_same_on_all:
            return (("en", "1"),)
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
        """The answers that are no level."""
        if self.is_same_on_all:
            return (
                Choice(DOES, "does", level_name(self.element, DOES), "", "1"),
                Choice(NOT_YET, "not_yet", "Nog niet", "Dat mag. Elk niveau vraagt dit wel.", "0"),
                Choice(NOT_APPLICABLE, "not_applicable", "Niet van toepassing", self._not_mine),
            )
        below = (
            "Hier kan ik mezelf nog geen niveau geven."
            if self.element.scale.named_only
            else (f"Ik zit nog onder {self.lowest}. Dat mag.")
        )
        proposal = self.place.proposal if self.confirms else UNANSWERED
        return (
            Choice(NOT_YET, "not_yet", "Nog niet", below, "0", proposal == NOT_YET, self.offered == NOT_YET),
            Choice(
                NOT_APPLICABLE,
                "not_applicable",
                "Niet van toepassing",
                self._not_mine,
                is_proposal=proposal == NOT_APPLICABLE,
                is_offered=self.offered == NOT_APPLICABLE,
            ),
        )

    @property
    def _not_mine(self) -> str:
        return f"{'Dit aspect' if self.aspect else this(self.element)} hoort niet bij mijn werk."

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
    def proposal_reasons(self) -> tuple[str, ...]:
        """Why that is the proposal, in sentences."""
        proposal, aspects = self.place.proposal, self.place.aspects
        telling = [one for one in aspects if one.held.counts]
        deciding = [one for one in telling if one.held == proposal]
        if not deciding:
            return ("Geen van de aspecten hoort bij je werk.",)
        names = series([one.aspect.name for one in deciding])
        if any(is_same_on_all(self.element, one.aspect.code) for one in deciding):
            sentences = [f"Wat bij {names} staat, vraagt elk niveau."]
        elif len(deciding) == len(telling) and all(one.answer == proposal for one in telling):
            sentences = [f"Dat koos je bij {names}."]
        else:
            sentences = [f"Dat is het laagste niveau van je aspecten, bij {names}."]
        raised = [one for one in deciding if one.held != one.answer and one.answer.rank]
        for one in raised:
            sentences.append(f"Bij {one.aspect.name} vraagt {self.proposal_name} niets anders dan {one.level}.")
        left_out = [one.aspect.name for one in aspects if one.answer == DOES]
        if left_out:
            verb = "telt" if len(left_out) == 1 else "tellen"
            sentences.append(f"{series(left_out)} {verb} niet mee: daar vraagt elk niveau hetzelfde.")
        return tuple(sentences)

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
        return (place.element.label, place.element.code, "") if place else None

    def _after(self) -> tuple[str, str, str] | None:
        if self.aspect and self.place.aspects:
            position = self._aspect_position() + 1
            if position < len(self.place.aspects):
                after = self.place.aspects[position]
                return after.label, self.element.code, after.aspect.code
            return "je niveau", self.element.code, ""
        place = self.scan.after(self.element.code)
        return (place.element.label, place.element.code, "") if place else None

    def _aspect_position(self) -> int:
        codes = [one.aspect.code for one in self.place.aspects]
        return codes.index(self.aspect_code) if self.aspect_code in codes else len(codes)
