"""Where somebody stands: what they hold, each requirement of the open PE year, and the next day that matters.

The engine judges; this only orders and words it. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.core.filters import series
from app.dossiers.holding.queries import dossier_of, ended, held, open_year, registrant_of
from app.dossiers.models import Dossier, Registrant, Registration
from app.dossiers.pe.points_bar import PointsBar
from app.dossiers.rules import DossierStatus
from app.dossiers.standing.case import case_of
from app.dossiers.standing.rules import ORDER, Line
from app.people.models import User
from app.regulation.case import Case, CaseAction, Outcome, Verdict
from app.regulation.dates import DAY, PEYear
from app.regulation.edition import RegisterInfo, RegisterRules, StatusRules
from app.regulation.editions import rules_on
from app.regulation.fees import FeeEvent, fee
from app.regulation.judging import judge
from app.regulation.terms import Status


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
        dossier = self.outcome.requirements.get("dossier")
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
        return next((one for one in Status if one.rank == self.registration.status.rank + 1), None)

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
