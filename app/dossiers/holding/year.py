"""The PE year that is open for a registrant: what they hold, which days, and whether its dossier has been handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.core import clock
from app.dossiers.holding.queries import handed_in, held, open_year
from app.dossiers.models import Dossier, Registration
from app.people.models import User
from app.regulation.dates import DAY, PEYear, add_months
from app.regulation.edition import RegisterRules, StatusRules
from app.regulation.editions import rules_on


@dataclass(frozen=True, slots=True)
class OwnYear:
    """The open PE year of what somebody holds (reading A-13), with the rules of today."""

    registration: Registration
    year: PEYear
    dossier: Dossier | None
    rules: RegisterRules
    today: date

    @property
    def last_day(self) -> date:
        """The last day of the year; the renewal date is the first of the next."""
        return self.year.end - DAY

    @property
    def is_handed_in(self) -> bool:
        """Whether the dossier of this year has been handed in."""
        return self.dossier is not None

    @property
    def conditions_known(self) -> bool:
        """Whether anything is known of what this register asks (reading A-39)."""
        return self.rules.register(self.registration.register).conditions_known

    @property
    def status(self) -> StatusRules | None:
        """What the status asks; None when that is not known."""
        return self.rules.status(self.registration.status) if self.conditions_known else None

    @property
    def asks_report(self) -> bool:
        """Whether the status asks for a practice report."""
        return self.status is not None and self.status.portfolio is not None

    @property
    def asks_local(self) -> bool:
        """Whether the practice report must be about something local."""
        return self.status is not None and self.status.portfolio is not None and bool(self.status.portfolio.local)

    @property
    def asks_meeting(self) -> bool:
        """Whether the status asks for a peer meeting."""
        return self.status is not None and self.status.meeting_clause is not None

    @property
    def deadline(self) -> date | None:
        """The last day to hand in the dossier in time; None when the status has no such day (reading A-20)."""
        if self.status is None or self.status.dossier_clause is None:
            return None
        return add_months(self.year.end, -(self.status.dossier_months or 0))

    @property
    def late_from(self) -> date:
        """From this day on laying a practice activity before the committee is late in the year (reading A-34)."""
        return add_months(self.year.start, self.rules.late_after_months)


def own_year(person: User) -> OwnYear | None:
    """The open PE year of this person; None for who holds no status."""
    registration = held(person)
    if registration is None:
        return None
    today = clock.today()
    year = open_year(registration)
    return OwnYear(registration, year, handed_in(person, year), rules_on(today), today)
