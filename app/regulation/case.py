"""What the engine judges and what it answers: a case, the outcome per requirement, points. Plain Python.

The fields are those of the dossier file (dossier-format). A case holds facts: what is dated after the day on which it
is judged has not happened yet (a planned activity, a certificate to come).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.core.problems import DomainError
from app.regulation.dates import PEYear
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel

Day = date


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


class Verdict(StrEnum):
    """What the rules say of one requirement, or of a case."""

    MET = "voldaan"
    NOT_MET = "niet_voldaan"
    OPEN = "open"
    EXEMPT = "vrijgesteld"
    NOT_APPLICABLE = "nvt"
    HUMAN = "menselijk_oordeel"
    UNKNOWN = "niet_te_beoordelen"

    @property
    def dutch(self) -> str:
        """The words on the screen."""
        return _DUTCH[self]


_DUTCH = {
    Verdict.MET: "Gehaald",
    Verdict.NOT_MET: "Niet gehaald",
    Verdict.OPEN: "Nog open",
    Verdict.EXEMPT: "Vrijgesteld",
    Verdict.NOT_APPLICABLE: "Niet nodig",
    Verdict.HUMAN: "Een mens beslist",
    Verdict.UNKNOWN: "Niet te beoordelen",
}
DECIDING = (Verdict.UNKNOWN, Verdict.NOT_MET, Verdict.HUMAN, Verdict.OPEN)
"""The first of these that a requirement has is the verdict of the whole; otherwise it is met."""

TITLES = {
    "voorwaarden": "Voorwaarden",
    "route": "Weg naar de status",
    "audit": "Audit",
    "leergang": "Leergang",
    "ervaring": "Ervaring",
    "werk_denkniveau": "Werk- en denkniveau",
    "functie_inhoud": "Inhoud van je functie",
    "functiecheck": "Controle van je functie",
    "pe_punten_huidige_status": "PE-punten van je huidige status",
    "verklaring": "Verklaring nog in functie",
    "pe_punten": "PE-punten",
    "netwerkpunten": "Netwerkpunten",
    "evenwicht": "Spreiding over het vak",
    "praktijkactiviteit_goedgekeurd": "Praktijkactiviteit goedgekeurd",
    "praktijkverslag": "Praktijkverslag",
    "verslag_vooraf_toegestuurd": "Verslag vooraf gestuurd",
    "presentatie": "Presentatie",
    "lokaal_gericht": "Lokaal onderwerp",
    "intervisie": "Intervisie",
    "dossier": "Dossier",
}


@dataclass(frozen=True, slots=True)
class Activity:
    """One PE activity. What is filled in follows from the kind; `network` overrides the default of the kind (A-29).

    `hours` are clock hours. `ref` is the caller's: the engine hands it back.
    """

    kind: PEKind
    date: Day
    hours: Decimal | None = None
    clok: bool = False
    approved_on: Day | None = None
    granted_points: int | None = None
    words: int | None = None
    consecutive_months: int | None = None
    network: bool | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Leergang:
    """The certificate of a Leergang: of which register, and when."""

    kind: RegisterName
    completed_on: date


@dataclass(frozen=True, slots=True)
class Roles:
    """Two flags that have nothing to do with each other (reading A-21)."""

    kernteamlid: bool = False
    deelnemer: bool = False


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """The practice activity of the year and its report."""

    activity_submitted_on: date | None = None
    activity_approved: bool = False
    report_written: bool = False
    report_sent_on: date | None = None
    presented: bool = False
    local_level: bool | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One person before the register, on one day. To ask "what if": `dataclasses.replace` a field and judge again.

    `experience_periods`, where known, are the first and last days of the functions (none: still) that the months and
    days of experience were counted from; on a later day they are counted again. The dossier file has no such field.
    """

    register: RegisterName
    action: CaseAction
    evaluation_date: date
    status_held: Status | None = None
    status_sought: Status | None = None
    route: Route | None = None
    status_start: date | None = None
    renewal_date: date | None = None
    experience_months: int = 0
    experience_extra_days: int = 0
    new_in_function: bool = False
    working_level: WorkingLevel | None = None
    function_content: Status | None = None
    function_fits_register: bool | None = None
    audit_done: bool = False
    leergang: Leergang | None = None
    roles: Roles = Roles()
    pe_activities: tuple[Activity, ...] = ()
    verklaring_nog_in_functie: bool | None = None
    practice_report: PracticeReport | None = None
    intervisie_attended_on: date | None = None
    dossier_sent: date | None = None
    experience_periods: tuple[tuple[date, date | None], ...] = ()


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
    kinds that are added up, the points of all stand on the first of them.
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
class Requirement:
    """One requirement: the verdict, what it rests on, and what is still missing, in plain Dutch sentences.

    `by` is the last day on which it can be met. `numbers` holds what was counted, as the dossier format names it.
    """

    key: str
    verdict: Verdict
    clauses: tuple[str, ...]
    explain: tuple[str, ...]
    readings: tuple[str, ...] = ()
    numbers: Mapping[str, int | date] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    by: date | None = None
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name of the requirement on the screen."""
        return TITLES[self.key]

    @property
    def decides(self) -> bool:
        """Whether it weighs in the verdict of the whole (the balance never does: reading A-32)."""
        return self.key != "evenwicht"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict of a case and of each requirement, in order; `edition` is the slug of the rules."""

    overall: Verdict
    requirements: Mapping[str, Requirement]
    pe: PECalculation | None
    evaluation_date: date
    renewal_date: date | None
    edition: str
