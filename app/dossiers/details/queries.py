"""The functions of somebody as the log has them, and which column of the function profile their work matches.

The own statement is the newest self-assessment on the AMB function profile that was handed in (clauses C-CONTENT,
B-CONTENT, A-CONTENT; FUNCTION-CONTENT-DECIDES). It is a statement: the committee's finding goes before it, until the
person states something newer, because work grows. The next audit finds anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.assessments.queries import submitted_of
from app.assessments.results.queries import result_of
from app.core.clock import local
from app.core.db import db
from app.dossiers.models import Experience, FunctionEntry, Registrant
from app.people.models import User
from app.people.rules import REGISTER_ROLES, Period, past_year
from app.regulation.terms import Status

PROFILE_STANDARD = "amb-functieprofiel-2018"


@dataclass(frozen=True, slots=True)
class FunctionContent:
    """The own statement with its assessment and day, and the finding with its day; `status` is what is judged by.

    `stated` is None without a handed-in self-assessment, and also when it matches no column on every row.
    """

    stated: Status | None
    stated_on: date | None
    assessment_id: int | None
    found: Status | None
    found_on: date | None

    @property
    def status(self) -> Status | None:
        """The column that counts: the finding, or the own statement when that is newer or there is no finding."""
        return self.stated if self.stated is not None and self.is_newer else self.found or self.stated

    @property
    def is_newer(self) -> bool:
        """Whether the own statement was made after the finding."""
        return self.found_on is None or (self.stated_on is not None and self.stated_on > self.found_on)

    @property
    def differ(self) -> bool:
        """Whether the committee found something else than the person stated."""
        return self.found is not None and self.stated is not None and self.found is not self.stated


def is_firm(person: User, experience: Experience, day: date) -> bool:
    """Whether a function of theirs is one that somebody cannot change alone.

    Who judges others does not change their own past year, on which it hangs whom they may judge.
    """
    judges = bool(person.role_names & REGISTER_ROLES)
    return judges and Period(experience.starts_on, experience.ends_on).overlaps(past_year(day))


def standing_entry(experience: Experience) -> FunctionEntry:
    """What the log says of a function that stands in the list."""
    return db.session.scalars(
        select(FunctionEntry).where(FunctionEntry.experience_id == experience.id, FunctionEntry.gone_at.is_(None))
    ).one()


def function_content_of(person: User, registrant: Registrant | None) -> FunctionContent:
    """What is known of the function content of a person."""
    found = registrant.function_content_finding if registrant else None
    found_on = registrant.finding_on if registrant and found else None
    handed_in = submitted_of(person, PROFILE_STANDARD)
    if not handed_in:
        return FunctionContent(None, None, None, found, found_on)
    newest = handed_in[0]
    result = result_of(newest, None, newest.profile)
    stated = Status(result.status) if result.status else None
    return FunctionContent(stated, local(result.handed_in).date(), newest.id, found, found_on)
