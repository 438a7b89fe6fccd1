"""Where somebody is in the register on a day: read once, and handed on to whoever needs it.

A PE year is named by its first day (reading A-13); what is in a year whose dossier was handed in stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from app.dossiers.holding.queries import (
    dossier_periods_of,
    ended_in,
    experience_of,
    functions_in_the_field,
    held_in,
    open_year,
    registrant_of,
    registrations_of,
    year_of,
)
from app.dossiers.models import Dossier, Registrant, Registration
from app.dossiers.rules import DossierStatus
from app.people.models import User
from app.regulation.asked import StatusRules
from app.regulation.case import Case, CaseAction, Leergang, Roles
from app.regulation.dates import DAY, PEYear, add_months
from app.regulation.edition import RegisterInfo, RegisterRules
from app.regulation.editions import rules_on
from app.regulation.registration.validity import dossier_deadline
from app.regulation.terms import RegisterName


@dataclass(frozen=True)
class Position:
    """One person on one day: what they hold and held, what they say of themselves, their dossiers and the rules.

    `registration` is what is held on that day, or what it is about; `registrations` are all, oldest first.
    """

    person: User
    day: date
    registrations: Sequence[Registration]
    registration: Registration | None
    registrant: Registrant | None
    dossiers: Sequence[Dossier]
    rules: RegisterRules

    def about(self, registration: Registration) -> Position:
        """The same person, seen from another status: one that ended is judged once more after an objection."""
        return replace(self, registration=registration)

    @property
    def former(self) -> Registration | None:
        """What who holds nothing held last."""
        return next(iter(ended_in(self.registrations, self.day)), None) if self.registration is None else None

    @property
    def register(self) -> RegisterName:
        """The register that somebody is in, or wants to be in."""
        known = self.registration or self.registrant
        return known.register if known else RegisterName.AMB

    @property
    def roles(self) -> Roles:
        """Kernteamlid, deelnemer (A-21)."""
        known = self.registrant
        return Roles(known.kernteamlid, known.deelnemer) if known else Roles()

    @property
    def year(self) -> PEYear | None:
        """The PE year that is open; None for who holds no status."""
        return open_year(self.registration) if self.registration else None

    @property
    def dossier(self) -> Dossier | None:
        """The dossier of the open PE year, collected or handed in."""
        year = self.year
        return next((one for one in self.dossiers if year and one.period_start == year.start), None)

    def handed_in(self, year: PEYear) -> Dossier | None:
        """The dossier of a PE year when it has been handed in; None while it is collected."""
        return next(
            (
                one
                for one in self.dossiers
                if one.period_start == year.start and one.status is not DossierStatus.COLLECTING
            ),
            None,
        )

    def year_of(self, day: date) -> PEYear | None:
        """The PE year that a day is in; None before the first."""
        return self.year if self.year and day in self.year else year_of(self.registrations, day)

    @property
    def own_year(self) -> OwnYear | None:
        """The open PE year; None for who holds no status."""
        return OwnYear(self, self.registration, open_year(self.registration)) if self.registration else None

    @cached_property
    def case(self) -> Case:
        """The case as far as it follows from this alone: an entry, without anything of a PE year."""
        held, known = self.registration, self.registrant
        case = Case(
            register=self.register,
            action=CaseAction.ENTRY,
            evaluation_date=self.day,
            status_held=held.status if held else None,
            status_start=held.started_on if held else None,
            renewal_date=held.renewal_date if held else None,
        )
        if known is None:
            return case
        months, days = experience_of(known, self.day)
        leergang = None
        if known.leergang_kind is not None and known.leergang_completed_on is not None:
            leergang = Leergang(known.leergang_kind, known.leergang_completed_on)
        return replace(
            case,
            experience_months=months,
            experience_extra_days=days,
            new_in_function=known.new_in_function,
            working_level=known.working_level,
            function_fits_register=known.function_fits_finding,
            leergang=leergang,
            roles=self.roles,
            experience_periods=functions_in_the_field(known),
        )


def position_of(person: User, day: date) -> Position:
    """Where a person is in the register on a day, by the rules of that day: three questions to the database."""
    registrations = registrations_of(person)
    return Position(
        person=person,
        day=day,
        registrations=registrations,
        registration=held_in(registrations, day),
        registrant=registrant_of(person),
        dossiers=dossier_periods_of(person),
        rules=rules_on(day),
    )


@dataclass(frozen=True)
class OwnYear:
    """The open PE year of what somebody holds (reading A-13), with the rules of that day."""

    position: Position
    registration: Registration
    year: PEYear

    @property
    def person(self) -> User:
        """Whose year it is."""
        return self.position.person

    @property
    def rules(self) -> RegisterRules:
        """The rules of the day on which it is looked at."""
        return self.position.rules

    @property
    def today(self) -> date:
        """The day on which it is looked at."""
        return self.position.day

    @property
    def dossier(self) -> Dossier | None:
        """The dossier of this year once it has been handed in."""
        return self.position.handed_in(self.year)

    @property
    def last_day(self) -> date:
        """The last day of the year; the renewal date is the first of the next."""
        return self.year.end - DAY

    @property
    def is_handed_in(self) -> bool:
        """Whether the dossier of this year has been handed in."""
        return self.dossier is not None

    @property
    def info(self) -> RegisterInfo:
        """The register that the status is in."""
        return self.rules.register(self.registration.register)

    @property
    def conditions_known(self) -> bool:
        """Whether anything is known of what this register asks (reading A-39)."""
        return self.info.conditions_known

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
        return self.status is not None and self.status.peer_meeting is not None

    @property
    def deadline(self) -> date | None:
        """The last day to hand in the dossier in time; None when the status has no such day (reading A-20)."""
        return dossier_deadline(self.registration.status, self.year.end, self.rules) if self.status else None

    @property
    def late_from(self) -> date:
        """From this day on laying a practice activity before the committee is late in the year (reading A-34)."""
        return add_months(self.year.start, self.rules.late_after_months)


def own_year(person: User, day: date) -> OwnYear | None:
    """The PE year of this person that is open on a day; None for who holds no status then."""
    return position_of(person, day).own_year
