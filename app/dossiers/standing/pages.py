"""Where somebody stands: what they hold, each requirement of the open PE year, and the next day that matters.

The engine judges; this only orders and words it. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.core.filters import series, weekday
from app.dossiers.holding.queries import dossier_of, ended, held, open_year, registrant_of
from app.dossiers.models import Dossier, Registrant, Registration
from app.dossiers.pe.points_bar import PointsBar
from app.dossiers.rules import DossierStatus
from app.dossiers.standing.case import case_of
from app.people.models import User
from app.regulation.case import Case, CaseAction, NetworkCounted, Outcome, PointsCounted, Requirement, Verdict
from app.regulation.dates import DAY, PEYear
from app.regulation.edition import Clause, RegisterInfo, RegisterRules, StatusRules
from app.regulation.editions import rules_on
from app.regulation.judging import judge
from app.regulation.registration.fees import FeeEvent, fee
from app.regulation.terms import RequirementKey, Status

ORDER = (
    Verdict.NOT_MET, Verdict.OPEN, Verdict.HUMAN, Verdict.UNKNOWN, Verdict.MET, Verdict.EXEMPT, Verdict.NOT_APPLICABLE,
)  # fmt: skip
"""What is missed or open stands before what is done (LOOK, section 3)."""

TO_DO: Mapping[RequirementKey, tuple[str, str]] = {
    RequirementKey.DECLARATION: ("declarations.show", "Vul de verklaring in"),
    RequirementKey.POINTS: ("pe.new", "Voeg punten toe"),
    RequirementKey.NETWORK: ("pe.new", "Voeg netwerkpunten toe"),
    RequirementKey.ACTIVITY_APPROVED: ("reports.show", "Leg een activiteit voor"),
    RequirementKey.REPORT_WRITTEN: ("reports.show", "Ga naar je verslag"),
    RequirementKey.REPORT_SENT: ("reports.show", "Verstuur je verslag"),
    RequirementKey.REPORT_PRESENTED: ("meetings.index", "Ga naar je intervisie"),
    RequirementKey.LOCAL_SUBJECT: ("reports.show", "Ga naar je verslag"),
    RequirementKey.MEETING: ("meetings.index", "Ga naar je intervisie"),
    RequirementKey.DOSSIER: ("files.show", "Maak je dossier"),
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
            return f"{self.requirement.title}: minimaal {numbers.required}"
        if isinstance(numbers, NetworkCounted):
            return f"{self.requirement.title}: {numbers.min} tot {numbers.max}"
        return self.requirement.title

    @property
    def facts(self) -> tuple[str, ...]:
        """What is there, what is missing and by when."""
        numbers = self.requirement.numbers
        if isinstance(numbers, PointsCounted | NetworkCounted):
            return (*self._points(numbers), *self._by())
        by = self._by()
        explain = self.requirement.explain
        return (*(explain[1:] if self.key == RequirementKey.DOSSIER and by else explain), *by)

    def _points(self, numbers: PointsCounted | NetworkCounted) -> tuple[str, ...]:
        if isinstance(numbers, NetworkCounted):
            facts = [self.requirement.explain[0]]
        else:
            facts = [f"Je hebt er {numbers.counted}." if self.verdict is not Verdict.EXEMPT else ""]
            facts += self.requirement.remarks
        short, planned = numbers.short, numbers.planned
        if short > 0 and self.verdict is Verdict.OPEN:
            more = "Dat is dan genoeg." if planned >= short else f"Dan ontbreken er nog {short - planned}."
            facts.append(f"Er {'is er' if short == 1 else 'zijn er'} nog {short} nodig.")
            if planned:
                facts.append(f"Gepland: {planned}. {more}")
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

    def _by(self) -> tuple[str, ...]:
        by = self.by
        if by is None or self.verdict not in (Verdict.OPEN, Verdict.NOT_MET):
            return ()
        if by < self.today:
            return (f"Dat kon tot en met {weekday(by)}.",)
        if self.waits:
            return ()
        if by == self.today:
            return ("Vandaag is de laatste dag.",)
        if self.is_for_dossier:
            return (f"Doe het vóór je je dossier inlevert, uiterlijk op {weekday(by)}.",)
        return (f"Doe het uiterlijk op {weekday(by)}.",)

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
    def to_do(self) -> tuple[str, str] | None:
        """Where something can be done about it, while that makes sense."""
        late = self.key == RequirementKey.DOSSIER and self.verdict is Verdict.NOT_MET and not self.is_over
        return TO_DO.get(self.key) if (self.verdict is Verdict.OPEN or late) and not self.waits else None


@dataclass(frozen=True)
class Standing:
    """What one person is, holds and must do on a day."""

    person: User
    today: date
    rules: RegisterRules
    registration: Registration | None
    registrant: Registrant | None
    former: Registration | None
    case: Case | None
    outcome: Outcome | None
    dossier: Dossier | None

    @property
    def info(self) -> RegisterInfo | None:
        """The register that the status is in."""
        return self.rules.register(self.registration.register) if self.registration else None

    @property
    def asked(self) -> StatusRules | None:
        """What the status asks; None when that is not known (A-39)."""
        if self.registration is None or self.info is None or not self.info.conditions_known:
            return None
        return self.rules.status(self.registration.status)

    @property
    def year(self) -> PEYear | None:
        """The PE year that is open."""
        return open_year(self.registration) if self.registration else None

    @cached_property
    def lines(self) -> list[Line]:
        """The requirements of this year: what is missed or open first."""
        if self.outcome is None:
            return []
        waits, is_over = self.is_handed_in, self.days_left <= 0
        dossier = self.outcome.requirements.get(RequirementKey.DOSSIER)
        dossier_by = dossier.by if dossier is not None and dossier.verdict is Verdict.OPEN else None
        found = [
            Line(one, self.rules, self.today, waits, is_over, dossier_by) for one in self.outcome.requirements.values()
        ]
        return sorted(found, key=lambda line: (ORDER.index(line.verdict), not line.requirement.decides))

    @property
    def is_handed_in(self) -> bool:
        """Whether the dossier of this year is with the register."""
        return self.dossier is not None and self.dossier.status is not DossierStatus.COLLECTING

    def count(self, verdict: Verdict) -> int:
        """How many requirements that weigh have this verdict."""
        return sum(line.verdict is verdict for line in self.lines if line.requirement.decides)

    @property
    def days_left(self) -> int:
        """Days up to the renewal date; below 0 when that has passed."""
        return (self.registration.renewal_date - self.today).days if self.registration else 0

    @property
    def sentences(self) -> list[str]:
        """Where it stands, in one to three short sentences."""
        missed, open_, human = (self.count(one) for one in (Verdict.NOT_MET, Verdict.OPEN, Verdict.HUMAN))
        if self.info is not None and not self.info.conditions_known:
            return ["Of je status blijft, kunnen wij niet uitrekenen: we kennen de voorwaarden van dit register niet."]
        if not missed and not open_ and not human:
            return ["Je hebt alles wat nodig is om te verlengen."]
        found = []
        if open_:
            found.append(f"{_number(open_, 'eis staat', 'eisen staan')} nog open.")
        if missed:
            found.append(f"{_number(missed, 'eis is', 'eisen zijn')} gemist.")
        if human:
            found.append(f"Over {_number(human, 'eis', 'eisen')} beslist een mens.")
        return found

    @property
    def bar(self) -> PointsBar | None:
        """The points of this PE year as a bar."""
        if self.outcome is None or self.outcome.pe is None:
            return None
        bar = PointsBar.of(self.outcome.pe, self.asked)
        return bar if bar.fits else None

    @property
    def kinds(self) -> list[tuple[str, int, int | None]]:
        """Per kind of activity its points of this year, and the most that it can bring (A-23)."""
        if self.outcome is None or self.outcome.pe is None:
            return []
        rows = [(self.rules.row(kind), points) for kind, points in self.outcome.pe.by_kind.items()]
        return sorted(
            (row.title, points, row.most if row.formula == "hours" else None) for row, points in rows if points
        )

    @property
    def next_line(self) -> Line | None:
        """The open requirement with the first last day."""
        found = [line for line in self.lines if line.verdict is Verdict.OPEN and line.by is not None]
        return min(found, key=lambda line: line.by or date.max, default=None)

    @property
    def fee_words(self) -> str:
        """What a year costs, where the price list says it (A-41, A-42)."""
        if self.registration is None:
            return ""
        known = self.registrant
        found = fee(
            self.registration.status, self.today.year, FeeEvent.YEARLY, self.rules,
            deelnemer=known.deelnemer if known else False,
            personal_title=known.personal_title if known else False,
            reimbursed=known.reimbursed if known else False,
        )  # fmt: skip
        if found.total is None:
            known_years = [
                f"{amount:.0f} euro in {year}"
                for (status, year), (amount, _) in sorted(self.rules.fees.annual.items(), key=lambda one: one[0][1])
                if status is self.registration.status
            ]
            return f"Tarief onbekend voor {self.today.year}. Bekend voor deelnemers: {series(known_years)}."
        vat = "inclusief" if found.vat == "incl" else "exclusief"
        return f"{found.total:.2f} euro, {vat} btw".replace(".", ",")

    @property
    def higher(self) -> Status | None:
        """The status to go up to."""
        if self.asked is None or self.registration is None:
            return None
        return self.registration.status.next

    @property
    def last_day(self) -> date | None:
        """The last day of the PE year."""
        return self.year.end - DAY if self.year else None


def standing_of(person: User, today: date) -> Standing:
    """Where a person stands on a day, by the rules of that day."""
    rules, registration = rules_on(today), held(person)
    case = case_of(person, today, action=CaseAction.RENEWAL) if registration else None
    former: Sequence[Registration] = () if registration else ended(person)
    return Standing(
        person, today, rules, registration, registrant_of(person), former[0] if former else None, case,
        judge(case, rules) if case else None,
        dossier_of(person, open_year(registration)) if registration else None,
    )  # fmt: skip


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
