"""One requirement as a row of a page: what is there, what is missing and by when. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.core.web.filters import weekday
from app.regulation.case import NetworkCounted, PointsCounted, Requirement, Verdict
from app.regulation.edition import Clause, RegisterRules
from app.regulation.terms import RequirementKey
from app.regulation.wording import points_text


class ToDo(NamedTuple):
    """Where something can be done about a requirement, and what its button says."""

    endpoint: str
    words: str

    @property
    def place(self) -> str:
        """The part of the register that it is in, as its blueprint is called."""
        return self.endpoint.partition(".")[0]


ORDER = (
    Verdict.NOT_MET,
    Verdict.OPEN,
    Verdict.HUMAN,
    Verdict.UNKNOWN,
    Verdict.MET,
    Verdict.EXEMPT,
    Verdict.NOT_APPLICABLE,
)
"""What is missed or open stands before what is done (docs/look.md, Parts)."""

TO_DO: Mapping[RequirementKey, ToDo] = {
    RequirementKey.DECLARATION: ToDo("declarations.show", "Vul de verklaring in"),
    RequirementKey.POINTS: ToDo("pe.new", "Voeg punten toe"),
    RequirementKey.NETWORK: ToDo("pe.new", "Voeg netwerkpunten toe"),
    RequirementKey.ACTIVITY_APPROVED: ToDo("reports.show", "Leg een activiteit voor"),
    RequirementKey.REPORT_WRITTEN: ToDo("reports.show", "Ga naar je verslag"),
    RequirementKey.REPORT_SENT: ToDo("reports.show", "Verstuur je verslag"),
    RequirementKey.REPORT_PRESENTED: ToDo("meetings.index", "Ga naar je intervisie"),
    RequirementKey.LOCAL_SUBJECT: ToDo("reports.show", "Ga naar je verslag"),
    RequirementKey.MEETING: ToDo("meetings.index", "Ga naar je intervisie"),
    RequirementKey.DOSSIER: ToDo("dossier.show", "Maak je dossier"),
}
"""Where something can be done about a requirement: the endpoint, and what its button says."""


IN_DOSSIER = frozenset(
    {
        RequirementKey.DECLARATION,
        RequirementKey.ACTIVITY_APPROVED,
        RequirementKey.REPORT_WRITTEN,
        RequirementKey.REPORT_SENT,
        RequirementKey.REPORT_PRESENTED,
        RequirementKey.LOCAL_SUBJECT,
        RequirementKey.MEETING,
    }
)
"""What must be in the dossier: after it was handed in nothing can be added, so its last day is the real one."""


@dataclass(frozen=True)
class Line:
    """One requirement as a row of the page."""

    requirement: Requirement
    rules: RegisterRules
    today: date
    waits: bool = False
    """Whether it can no longer be changed, because the dossier was handed in."""
    is_over: bool = False
    """Whether the year is over."""
    dossier_by: date | None = None
    """The last day to hand in the dossier, while that has to come."""
    asked: bool = False
    """Whether the committee is looking at it."""

    @property
    def key(self) -> RequirementKey:
        """Which requirement it is."""
        return self.requirement.key

    @property
    def verdict(self) -> Verdict:
        """What the rules say of it."""
        return self.requirement.verdict

    @property
    def title(self) -> str:
        """Its name, with the number that is asked where there is one."""
        numbers = self.requirement.numbers
        if isinstance(numbers, PointsCounted):
            return f"{self.requirement.title}: minstens {numbers.required}"
        if isinstance(numbers, NetworkCounted):
            return f"{self.requirement.title}: {numbers.min} tot {numbers.max}"
        return self.requirement.title

    @property
    def facts(self) -> tuple[str, ...]:
        """What is there and what is missing."""
        numbers = self.requirement.numbers
        if isinstance(numbers, PointsCounted | NetworkCounted):
            return self._points(numbers)
        if self.asked:
            return ("De commissie bekijkt je activiteit. Je hoort van haar.",)
        explain = self.requirement.explain
        return explain[1:] if self.key == RequirementKey.DOSSIER and self.date_words else explain

    def _points(self, numbers: PointsCounted | NetworkCounted) -> tuple[str, ...]:
        if isinstance(numbers, NetworkCounted):
            facts = [self.requirement.explain[0]]
        else:
            facts = [f"Je hebt {points_text(numbers.counted)}." if self.verdict is not Verdict.EXEMPT else ""]
            facts += self.requirement.remarks
        short, planned = numbers.short, numbers.planned
        if short > 0 and self.verdict is Verdict.OPEN:
            facts.append(f"Nog {short} te gaan.")
            if planned:
                more = "dat is genoeg" if planned >= short else f"dan heb je er nog {short - planned} nodig"
                facts.append(f"Je plande er {planned}: {more}.")
        elif short > 0 and self.verdict is Verdict.NOT_MET:
            facts.append(f"Dat {'is' if short == 1 else 'zijn'} er {short} te weinig.")
        return tuple(one for one in facts if one)

    @property
    def by(self) -> date | None:
        """The last day to do something about it."""
        by = self.requirement.by
        if self.is_for_dossier and by is not None and self.dossier_by is not None:
            return min(by, self.dossier_by)
        return by

    @property
    def is_for_dossier(self) -> bool:
        """Whether it must be there when the dossier is handed in."""
        return self.key in IN_DOSSIER and self.dossier_by is not None and self.verdict is Verdict.OPEN

    @property
    def has_planned_enough(self) -> bool:
        """Whether what was planned fills what is short of points, so that there is nothing to add."""
        numbers = self.requirement.numbers
        if self.verdict is not Verdict.OPEN or not isinstance(numbers, PointsCounted | NetworkCounted):
            return False
        return numbers.planned >= numbers.short > 0

    @property
    def is_late(self) -> bool:
        """Whether its day is over, and it had better be done all the same."""
        return self.key == RequirementKey.DOSSIER and self.verdict is Verdict.NOT_MET and not self.is_over

    @property
    def date_words(self) -> str:
        """By when, in a sentence; empty when no day matters (any more)."""
        by = self.by
        if by is None or self.verdict not in (Verdict.OPEN, Verdict.NOT_MET):
            return ""
        if by < self.today:
            return f"Dat kon tot en met {weekday(by)}."
        return "" if self.waits else by_words(by, self.today, before_dossier=self.is_for_dossier)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to mind, as long as something can be done about it."""
        return () if self.waits else self.requirement.warnings

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """What it rests on, without the rows of the PE table: those stand with each activity."""
        found = [one for one in self.requirement.clauses if not one.startswith(("PE-ROW-", "PE-CLOK", "PE-OTHER"))]
        return tuple(self.rules.clause(one) for one in found or self.requirement.clauses)

    @property
    def to_do(self) -> ToDo | None:
        """Where something can be done about it, while that makes sense."""
        if self.has_planned_enough and not self.waits:
            return ToDo("pe.show", "Bekijk je activiteiten")
        can_be_done = (self.verdict is Verdict.OPEN or self.is_late) and not self.waits and not self.asked
        return TO_DO.get(self.key) if can_be_done else None


def by_words(by: date, today: date, *, before_dossier: bool = False) -> str:
    """The last day of something, as it stands everywhere."""
    if by == today:
        return "Vandaag is de laatste dag."
    return f"Uiterlijk {weekday(by)}{', vóór je dossier' if before_dossier else ''}."
