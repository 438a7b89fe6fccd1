"""What stands in a dossier for a reader: kept beside the case when it is handed in, so that it stays as it was.

Plain dataclasses that go to JSON and back without loss. The page, the PDF and the frozen dossier all show this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from app.dossiers.holding.rules import Function
from app.dossiers.rules import ActivityStatus, ApprovalStatus, ReportStatus
from app.evidence.rules import EvidenceKind
from app.regulation.dates import PEYear
from app.regulation.kept import KeptRequirement
from app.regulation.terms import PEKind, RegisterName, Status


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose dossier it is, as the register knows them; `since` is the day on which the status began."""

    name: str
    employer: str
    number: str
    register: RegisterName
    title: str
    status: Status
    since: date
    valid_until: date
    working_level: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence with what shows it. `name` is that of its file in the package, unique and safe."""

    id: int
    kind: EvidenceKind
    label: str
    name: str
    url: str
    size: int
    sha256: str
    shown_at: tuple[str, ...]

    @property
    def is_file(self) -> bool:
        """Whether there is a file; else it is a link."""
        return self.kind is EvidenceKind.FILE


@dataclass(frozen=True, slots=True)
class ActivityOfDossier:
    """One PE activity of the year. `points` are counted, or what they will be when it is planned (reading A-14)."""

    title: str
    kind: PEKind
    kind_title: str
    held_on: date
    status: ActivityStatus
    hours: Decimal | None
    points: int
    network: bool
    explain: str
    note: str
    approval: ApprovalStatus
    approved_on: date | None
    approval_answer: str
    evidence: tuple[int, ...]

    @property
    def is_planned(self) -> bool:
        """Whether it still has to take place."""
        return self.status is ActivityStatus.PLANNED


@dataclass(frozen=True, slots=True)
class Report:
    """The practice activity and its report."""

    subject: str
    beyond_routine: str
    local_level: bool
    status: ReportStatus
    submitted_on: date | None
    decided_on: date | None
    answer: str
    body: str
    sent_on: date | None
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A peer meeting of the year; only who confirmed it is named, not who else was there."""

    held_on: date
    group: str
    place: str
    attendees: int
    confirmed_by: str
    presented: bool


@dataclass(frozen=True, slots=True)
class Declaration:
    """The declaration of employment of the year."""

    signed_on: date
    still_in_function: bool
    function: str
    employer: str
    changes: str


@dataclass(frozen=True, slots=True)
class DossierContent:
    """A whole dossier on the day that it was made; `until` is the renewal date, which is not in the year."""

    holder: Holder
    since: date
    until: date
    deadline: date | None
    made_on: date
    rules_edition: str
    rules_title: str
    checks: tuple[KeptRequirement, ...]
    declaration: Declaration | None
    report: Report | None
    meetings: tuple[Meeting, ...]
    activities: Annotated[tuple[ActivityOfDossier, ...], Field(alias="deeds")]
    """Kept under the name that they had when the first dossiers were handed in."""
    points: int
    planned_points: int
    work: tuple[Function, ...]
    proofs: tuple[Proof, ...]

    @property
    def year(self) -> PEYear:
        """The PE year that it is about."""
        return PEYear(self.since, self.until)

    @property
    def done(self) -> list[ActivityOfDossier]:
        """The activities that took place."""
        return [one for one in self.activities if not one.is_planned]

    @property
    def planned(self) -> list[ActivityOfDossier]:
        """The activities that still have to take place."""
        return [one for one in self.activities if one.is_planned]

    @property
    def missing(self) -> list[KeptRequirement]:
        """The requirements of which something is missing."""
        return [one for one in self.checks if one.is_missing]

    def proof(self, proof_id: int) -> Proof:
        """One piece of evidence; raises `KeyError`."""
        return {one.id: one for one in self.proofs}[proof_id]

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON."""
        made: dict[str, Any] = _ADAPTER.dump_python(self, mode="json", by_alias=True)
        return made


_ADAPTER = TypeAdapter(DossierContent)


def content_from(stored: Mapping[str, Any]) -> DossierContent:
    """The reverse of `as_json`; raises `pydantic.ValidationError` for what is not a dossier."""
    return _ADAPTER.validate_python(dict(stored))
