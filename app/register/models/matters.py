"""What is asked and decided: applications, audits, findings, decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type, one_while
from app.dossiers.models import Dossier, Registration
from app.evidence.models import Evidence, shown_at
from app.people.models import User
from app.register.rules import Advice, ApplicationKind, ApplicationStatus, DecisionKind, DecisionStatus
from app.regulation.terms import RegisterName, Route, Status

if TYPE_CHECKING:
    from app.register.models.reviews import Objection


class Application(Base):
    """Somebody asks to come in or to go up. `case` is the dossier file of the moment at which they asked, `content`
    what a reader needs beside it: the functions that they had, and where the function content comes from. `evidence`
    is what the person shows with it, such as a diploma; `audit_*` when and where the audit is, once that was agreed.
    """

    __tablename__ = "applications"
    __table_args__ = (
        one_while("uq_applications_one_open", "person_id", condition="status = 'submitted'"),
        Index("ix_applications_status_submitted_at", "status", "submitted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    register: Mapped[RegisterName] = mapped_column(enum_type(RegisterName))
    kind: Mapped[ApplicationKind] = mapped_column(enum_type(ApplicationKind))
    route: Mapped[Route] = mapped_column(enum_type(Route))
    status_sought: Mapped[Status] = mapped_column(enum_type(Status))
    status: Mapped[ApplicationStatus] = mapped_column(enum_type(ApplicationStatus), default=ApplicationStatus.SUBMITTED)
    motivation: Mapped[str] = mapped_column(Text, default="")
    submitted_at: Mapped[datetime] = mapped_column()
    closed_at: Mapped[datetime | None] = mapped_column()
    rules_edition: Mapped[str] = mapped_column(String(40))
    case: Mapped[dict[str, Any]] = mapped_column(JSON)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    audit_at: Mapped[datetime | None] = mapped_column()
    audit_place: Mapped[str] = mapped_column(String(200), default="", server_default="")
    audit_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    audit_by: Mapped[User | None] = relationship(foreign_keys=[audit_by_id])
    evidence: Mapped[list[Evidence]] = relationship(
        secondary=shown_at("application_evidence", "application_id", "applications.id"), order_by=Evidence.id
    )
    audits: Mapped[list[Audit]] = relationship(
        back_populates="application", cascade="all, delete-orphan", order_by="(Audit.held_on, Audit.id)"
    )

    @property
    def waits(self) -> bool:
        """Whether nobody decided it yet, and it was not taken back."""
        return self.status is ApplicationStatus.SUBMITTED

    @property
    def needs_audit(self) -> bool:
        """Whether this way in asks for an audit; the Leergang stands instead of it (A-06)."""
        return self.route is not Route.LEERGANG

    @property
    def newest_audit(self) -> Audit | None:
        """The audit that counts, or None when none was held."""
        return self.audits[-1] if self.audits else None

    @property
    def lacks_audit(self) -> bool:
        """Whether the audit that this way in asks for was not held, or not passed the last time."""
        return self.needs_audit and (self.newest_audit is None or not self.newest_audit.passed)


class Audit(Base):
    """An entry or upgrade audit, with what was found (A-37: a person decides).

    Held by one member of the committee, or by two; `evidence` are the files that they put with it.
    `function_content` is the column of the function profile that the work matches according to the committee, beside
    the registrant's own statement; `function_fits` is the check for C (clause C-CHECK).
    """

    __tablename__ = "audits"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    auditor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    second_auditor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    held_on: Mapped[date] = mapped_column()
    passed: Mapped[bool] = mapped_column()
    function_content: Mapped[Status | None] = mapped_column(enum_type(Status))
    function_fits: Mapped[bool | None] = mapped_column()
    findings: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column()

    application: Mapped[Application] = relationship(back_populates="audits")
    auditor: Mapped[User | None] = relationship(foreign_keys=[auditor_id])
    second_auditor: Mapped[User | None] = relationship(foreign_keys=[second_auditor_id])
    evidence: Mapped[list[Evidence]] = relationship(
        secondary=shown_at("audit_evidence", "audit_id", "audits.id", about_another=True), order_by=Evidence.id
    )

    def held_by(self, person: User) -> bool:
        """Whether somebody held it, alone or as the second."""
        return person.id in (self.auditor_id, self.second_auditor_id)


class DossierFinding(Base):
    """What a member of the committee finds of a dossier that was handed in: advice to the board, which decides."""

    __tablename__ = "dossier_findings"
    __table_args__ = (UniqueConstraint("dossier_id", "author_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    advice: Mapped[Advice] = mapped_column(enum_type(Advice))
    findings: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column()

    dossier: Mapped[Dossier] = relationship()
    author: Mapped[User | None] = relationship()


class Decision(Base):
    """What the board decided about somebody, with its reason and date; never made by the program (A-38).

    About an application, a dossier, or a status that is held (withdrawal). A refusal, one that takes a status away, and
    one against what the rules or the committee found waits for a second person, who is not the first; `second_answer`
    is what they said. `told` is what the letter says of that day and no other row keeps. `rules_edition` are the rules
    that it was taken under, and `outcome` what the engine said then: a later change of rule leaves both as they are.
    `deviation` says why the board decides otherwise than that outcome; it is empty when the two agree. `replaces_id` is
    the decision that this one came in the place of, after an objection that was upheld; what was replaced stays as it
    was taken. `letter_read_at` is when the person first opened the letter.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("second_by_id IS NULL OR second_by_id <> decided_by_id", name="two_people"),
        Index("ix_decisions_person_id_decided_on", "person_id", "decided_on"),
        Index("ix_decisions_decided_on", "decided_on"),
        one_while("uq_decisions_one_replacement", "replaces_id", condition="status <> 'dropped'"),
        one_while("uq_decisions_one_answer", "application_id", condition="replaces_id IS NULL AND status <> 'dropped'"),
        one_while("uq_decisions_one_proposal", "registration_id", condition="status = 'proposed'"),
        one_while(
            "uq_decisions_one_renewal",
            "registration_id",
            "effective_on",
            condition="kind = 'renew' AND replaces_id IS NULL AND status <> 'dropped'",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[DecisionKind] = mapped_column(enum_type(DecisionKind))
    status: Mapped[DecisionStatus] = mapped_column(enum_type(DecisionStatus))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id", ondelete="SET NULL"), index=True)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id", ondelete="SET NULL"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id", ondelete="SET NULL"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id", ondelete="SET NULL"))
    register: Mapped[RegisterName] = mapped_column(enum_type(RegisterName))
    register_status: Mapped[Status] = mapped_column(enum_type(Status))
    decided_on: Mapped[date] = mapped_column()
    effective_on: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)
    deviation: Mapped[str] = mapped_column(Text, default="", server_default="")
    rules_edition: Mapped[str] = mapped_column(String(40))
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    recorded_at: Mapped[datetime] = mapped_column()
    confirmed_at: Mapped[datetime | None] = mapped_column()
    second_answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    told: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    letter_read_at: Mapped[datetime | None] = mapped_column()

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    second_by: Mapped[User | None] = relationship(foreign_keys=[second_by_id])
    application: Mapped[Application | None] = relationship()
    dossier: Mapped[Dossier | None] = relationship()
    registration: Mapped[Registration | None] = relationship()
    replaces: Mapped[Decision | None] = relationship(remote_side=[id], back_populates="replacements")
    replacements: Mapped[list[Decision]] = relationship(back_populates="replaces", order_by="Decision.id")
    objection: Mapped[Objection | None] = relationship(back_populates="decision", passive_deletes=True)

    @property
    def replacement(self) -> Decision | None:
        """The decision that came in the place of this one, taken or proposed; a proposal that is off is none."""
        return next((one for one in self.replacements if one.status is not DecisionStatus.DROPPED), None)

    @property
    def replaced_by(self) -> Decision | None:
        """The decision that holds instead of this one."""
        found = self.replacement
        return found if found is not None and found.status is DecisionStatus.TAKEN else None
