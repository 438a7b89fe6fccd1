"""When somebody is reminded of a date: 6, 3 and 1 months and 2 weeks before it, each once. Plain Python, no clock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.core.worded import Worded
from app.regulation.dates import DAY, add_months


class Lead(StrEnum):
    """How long before a date, from early to late."""

    SIX_MONTHS = "6m"
    THREE_MONTHS = "3m"
    ONE_MONTH = "1m"
    TWO_WEEKS = "2w"

    def starts(self, day: date) -> date:
        """The day from which this reminder of a date is due."""
        if self is Lead.TWO_WEEKS:
            return day - timedelta(days=14)
        return add_months(day, -int(self.value[0]))


class What(Worded):
    """The dates of the register that matter for a status: the word is what to do or know, without the date."""

    DOSSIER = "dossier", "Lever je dossier in"
    RENEWAL = "renewal", "Je verlengingsdatum"
    VALIDITY = "validity", "Je certificaat loopt af"


@dataclass(frozen=True, slots=True)
class DateThatMatters:
    """A date to be reminded of."""

    what: What
    day: date

    @property
    def title(self) -> str:
        """What to do or know, without the date."""
        return self.what.dutch

    @property
    def words(self) -> str:
        """The words before the date, under the title."""
        return {What.DOSSIER: "Uiterlijk", What.RENEWAL: "Op", What.VALIDITY: "Geldig tot en met"}[self.what]

    def sentence(self, day: str) -> str:
        """The whole sentence without its full stop, with the date as it is written."""
        return {
            What.DOSSIER: f"Lever je dossier in, uiterlijk {day}",
            What.RENEWAL: f"Je verlengingsdatum is {day}",
            What.VALIDITY: f"Je certificaat is geldig tot en met {day}",
        }[self.what]


def dates_that_matter(*, deadline: date | None, renewal: date, valid_until: date) -> list[DateThatMatters]:
    """The dates of one registration, first due first; `deadline` is None when there is none or it was met.

    A validity that ends with the PE year is the same date for a person: then the renewal says it.
    """
    found = [DateThatMatters(What.RENEWAL, renewal)]
    if deadline is not None:
        found.append(DateThatMatters(What.DOSSIER, deadline))
    if valid_until not in (renewal, renewal - DAY):
        found.append(DateThatMatters(What.VALIDITY, valid_until))
    return sorted(found, key=lambda one: (one.day, one.what))


def due_lead(day: date, today: date, sent: Collection[Lead]) -> Lead | None:
    """The reminder of a date to send today, or None.

    Only the most urgent one that is due: when runs were missed, what lies before it is not sent any more. Nothing is
    sent once the day is over.
    """
    if today > day:
        return None
    due = [lead for lead in Lead if lead.starts(day) <= today]
    return due[-1] if due and due[-1] not in sent else None


def is_near(day: date, today: date) -> bool:
    """Whether a date is so near that it stands on the start page: from the first reminder until the day itself."""
    return Lead.SIX_MONTHS.starts(day) <= today <= day
