"""What the engine judges and what it answers: a case, the outcome per requirement, points. Plain Python.

The fields are those of the dossier file (docs/dossier-format.md), with what each may hold there. A case holds facts:
what is dated after the day on which it is judged has not happened yet (a planned activity, a certificate to come).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from app.core.files.json_text import AsNumber, Day, Truth, amount, whole
from app.core.problems import DomainError
from app.core.worded import Worded
from app.regulation.dates import PEYear, full_months
from app.regulation.terms import PEKind, RegisterName, RequirementKey, Route, Status, WorkingLevel
from app.regulation.wording import duration_text

_MOST_HOURS = 9999
Months = Annotated[int, whole(1200)]
Whole = Annotated[int, whole(1_000_000)]


class CaseError(DomainError):
    """A case that cannot be judged: the field that is at fault, and why in Dutch."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(message)
        self.field = field_name


class CaseAction(StrEnum):
    """What is asked of the register."""

    ENTRY = "inschrijving"
    UPGRADE = "upgrade"
    RENEWAL = "verlenging"


class Verdict(Worded):
    """What the rules say of one requirement, or of a case."""

    MET = "voldaan", "Gehaald"
    NOT_MET = "niet_voldaan", "Niet gehaald"
    OPEN = "open", "Nog open"
    EXEMPT = "vrijgesteld", "Vrijgesteld"
    NOT_APPLICABLE = "nvt", "Niet nodig"
    HUMAN = "menselijk_oordeel", "Een mens beslist"
    UNKNOWN = "niet_te_beoordelen", "Niet te beoordelen"


DECIDING = (Verdict.UNKNOWN, Verdict.NOT_MET, Verdict.HUMAN, Verdict.OPEN)
"""The first of these that a requirement has is the verdict of the whole; otherwise it is met."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One PE activity. What is filled in follows from the kind; `network` overrides the default of the kind (A-29).

    `hours` are clock hours. `ref` is the caller's: the engine hands it back.
    """

    kind: PEKind
    date: Day
    hours: Annotated[Decimal, amount(_MOST_HOURS), AsNumber] | None = None
    clok: Truth = False
    approved_on: Day | None = None
    granted_points: Annotated[int, whole(_MOST_HOURS)] | None = None
    words: Whole | None = None
    consecutive_months: Months | None = None
    network: Truth | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Leergang:
    """A Leergang: of which register, and the day of its certificate; None as long as it is not completed."""

    kind: RegisterName
    completed_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """Two flags that have nothing to do with each other (reading A-21)."""

    kernteamlid: Truth = False
    deelnemer: Truth = False


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """The practice activity of the year and its report."""

    activity_submitted_on: Day | None = None
    activity_approved: Truth = False
    report_written: Truth = False
    report_sent_on: Day | None = None
    presented: Truth = False
    local_level: Truth | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One person before the register, on one day. To ask "what if": `dataclasses.replace` a field and judge again.

    `experience_periods`, where known, are the first and last days of the functions (none: still) that experience was
    counted from; on a later day it is counted again. `not_said` are the requirements of which nobody said the facts
    yet: they count as not met, and are called not known. A dossier file has neither.
    """

    register: RegisterName
    action: CaseAction
    evaluation_date: Day
    status_held: Status | None = None
    status_sought: Status | None = None
    route: Route | None = None
    status_start: Day | None = None
    renewal_date: Day | None = None
    experience_months: Months = 0
    experience_extra_days: Whole = 0
    new_in_function: Truth = False
    working_level: WorkingLevel | None = None
    function_content: Status | None = None
    function_fits_register: Truth | None = None
    audit_done: Truth = False
    leergang: Leergang | None = None
    roles: Roles = Roles()
    pe_activities: tuple[Activity, ...] = ()
    verklaring_nog_in_functie: Truth | None = None
    practice_report: PracticeReport | None = None
    intervisie_attended_on: Day | None = None
    dossier_sent: Day | None = None
    experience_periods: tuple[tuple[date, date | None], ...] = ()
    not_said: frozenset[RequirementKey] = frozenset()

    @property
    def unknown(self) -> frozenset[RequirementKey]:
        """The requirements of which the facts are not known: nobody said them, and they are not there."""
        there = {
            RequirementKey.EXPERIENCE: self.experience_months or self.experience_extra_days,
            RequirementKey.WORKING_LEVEL: self.working_level,
            RequirementKey.FUNCTION_CONTENT: self.function_content,
        }
        return frozenset(key for key in self.not_said if not there.get(key))

    @property
    def experience_words(self) -> str:
        """The experience as it is written everywhere."""
        return duration_text(*full_months(self.experience_months, self.experience_extra_days))


@dataclass(frozen=True, slots=True)
class PESetting:
    """For whom and when points are counted: `on` is the day of judging, `status` the status whose rules count."""

    register: RegisterName
    roles: Roles
    year: PEYear
    on: date
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class ActivityPoints:
    """What one activity is worth, with the reason when that is not simply its row of the table.

    `planned` are the points that an activity after the day of judging will be worth; `points` is 0 until then. For
    kinds that are added up (`together`), the points of all stand on the first of them.
    """

    index: int
    kind: PEKind
    date: Day
    points: int
    planned: int
    reason: str | None
    network: bool
    explain: str
    clauses: tuple[str, ...]
    readings: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    needs_approval: bool = False
    needs_judgement: bool = False
    together: bool = False
    ref: str = ""


@dataclass(frozen=True, slots=True)
class PECalculation:
    """The points of a PE year. `total` and `network` are before the network cap; `planned` is beside them.

    `could_be_granted` is what a person might still give to activities that the table does not decide (A-26).
    """

    year: PEYear
    activities: tuple[ActivityPoints, ...]
    total: int
    network: int
    planned: int
    planned_network: int
    could_be_granted: int
    by_kind: Mapping[PEKind, int]


@dataclass(frozen=True, slots=True)
class PointsCounted:
    """Of PE points: how many count for a status and how many it asks; what there is in all, and what is planned."""

    counted: int
    required: int
    total: int
    planned: int

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, self.required - self.counted)


@dataclass(frozen=True, slots=True)
class NetworkCounted:
    """Of network points: how many there are and count, how many are asked and can count, and what is planned."""

    network: int
    network_counted: int
    min: int
    max: int
    planned: int

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, self.min - self.network)


@dataclass(frozen=True, slots=True)
class ExperienceCounted:
    """Of experience: full months, the days beyond them, and how many months are asked (None: not so many)."""

    months: int
    days: int
    required_months: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Of the dossier: the last day on which it is in time."""

    deadline: date


Counted = PointsCounted | NetworkCounted | ExperienceCounted | Due


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: the verdict, what it rests on, and what is still missing, in plain Dutch sentences.

    `by` is the last day on which it can be met. `numbers` holds what was counted, with the names of the dossier format.
    `remarks` are the sentences of `explain` that say why numbers do not decide. `unknown`: nobody said the facts yet.
    """

    key: RequirementKey
    verdict: Verdict
    clauses: tuple[str, ...]
    explain: tuple[str, ...]
    readings: tuple[str, ...] = ()
    numbers: Counted | None = None
    missing: tuple[str, ...] = ()
    by: date | None = None
    warnings: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    unknown: bool = False

    @property
    def title(self) -> str:
        """The name of the requirement on the screen."""
        return self.key.dutch

    @property
    def decides(self) -> bool:
        """Whether it weighs in the verdict of the whole (the balance never does: reading A-32)."""
        return self.key is not RequirementKey.BALANCE


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict of a case and of each requirement, in order; `edition` is the slug of the rules."""

    overall: Verdict
    requirements: Mapping[RequirementKey, Requirement]
    pe: PECalculation | None
    evaluation_date: date
    renewal_date: date | None
    edition: str
