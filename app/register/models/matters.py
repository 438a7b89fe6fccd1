"""Tables of the register: applications, audits, decisions, objections, the sample, the badge."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type, one_while
from app.dossiers.models import Dossier, Registration
from app.people.models import User
from app.register.rules import (
    Advice,
    ApplicationKind,
    ApplicationStatus,
    DecisionKind,
    DecisionStatus,
    ObjectionOutcome,
    ObjectionStatus,
    SampleVerdict,
)
from app.regulation.terms import RegisterName, Route, Status


class Application(Base):
    """Somebody asks to come in or to go up. `case` is the dossier file of the moment at which they asked, `content`
    what a reader needs beside it: the functions that they had, and where the function content comes from.
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

    person: Mapped[User] = relationship()
    audits: Mapped[list[Audit]] = relationship(
        back_populates="application", cascade="all, delete-orphan", order_by="(Audit.held_on, Audit.id)"
    )

    @property
    def needs_audit(self) -> bool:
        """Whether this way in asks for an audit; the Leergang stands instead of it (A-06)."""
        return self.route is not Route.LEERGANG

    @property
    def newest_audit(self) -> Audit | None:
        """The audit that counts, or None when none was held."""
        return self.audits[-1] if self.audits else None


class Audit(Base):
    """An entry or upgrade audit, held by one member of the committee, with what was found (A-37: a person decides).

    `function_content` is the column of the function profile that the work matches according to the committee, beside
    the registrant's own statement; `function_fits` is the check for C (clause C-CHECK).
    """

    __tablename__ = "audits"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    auditor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    held_on: Mapped[date] = mapped_column()
    passed: Mapped[bool] = mapped_column()
    function_content: Mapped[Status | None] = mapped_column(enum_type(Status))
    function_fits: Mapped[bool | None] = mapped_column()
    findings: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column()

    application: Mapped[Application] = relationship(back_populates="audits")
    auditor: Mapped[User | None] = relationship()


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

    About an application, a dossier, or a status that is held (withdrawal). One that takes a status away waits for a
    second person, who is not the first. `rules_edition` are the rules that it was taken under, and `outcome` what the
    engine said then: a later change of rule leaves both as they are. `deviation` says why the board decides otherwise
    than that outcome; it is empty when the two agree. `replaces_id` is the decision that this one came in the place of,
    after an objection that was upheld; what was replaced stays as it was taken.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("second_by_id IS NULL OR second_by_id <> decided_by_id", name="two_people"),
        Index("ix_decisions_person_id_decided_on", "person_id", "decided_on"),
        Index("ix_decisions_decided_on", "decided_on"),
        one_while("uq_decisions_one_replacement", "replaces_id", condition="status <> 'dropped'"),
        one_while("uq_decisions_one_answer", "application_id", condition="replaces_id IS NULL"),
        one_while("uq_decisions_one_proposal", "registration_id", condition="status = 'proposed'"),
        one_while(
            "uq_decisions_one_renewal",
            "registration_id",
            "effective_on",
            condition="kind = 'renew' AND replaces_id IS NULL",
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


class Objection(Base):
    """Somebody objects to a decision at the quality committee (regeling 1.10); each step has its day."""

    __tablename__ = "objections"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), unique=True)
    status: Mapped[ObjectionStatus] = mapped_column(enum_type(ObjectionStatus), default=ObjectionStatus.FILED)
    grounds: Mapped[str] = mapped_column(Text)
    filed_on: Mapped[date] = mapped_column()
    received_on: Mapped[date | None] = mapped_column()
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    handled_on: Mapped[date | None] = mapped_column()
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    withdrawn_on: Mapped[date | None] = mapped_column()
    outcome: Mapped[ObjectionOutcome | None] = mapped_column(enum_type(ObjectionOutcome))
    answer: Mapped[str] = mapped_column(Text, default="")

    decision: Mapped[Decision] = relationship(back_populates="objection")

    @property
    def asks_decision(self) -> bool:
        """Whether the board has to decide once more: the committee agrees, and nothing was decided since."""
        return self.outcome is not None and self.outcome.obliges and self.decision.replaced_by is None


class Sample(Base):
    """The yearly sample (regeling 1.9): `seed` and the ids in `population` draw the same files again.

    `population` holds the ids of the decisions that could be drawn, in order; `size` how many were.
    """

    __tablename__ = "samples"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    seed: Mapped[str] = mapped_column(String(64))
    share: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    size: Mapped[int] = mapped_column()
    statuses: Mapped[list[str]] = mapped_column(JSON)
    population: Mapped[list[int]] = mapped_column(JSON)
    drawn_at: Mapped[datetime] = mapped_column()
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    closed_at: Mapped[datetime | None] = mapped_column()

    files: Mapped[list[SampleFile]] = relationship(cascade="all, delete-orphan", order_by="SampleFile.place")


class SampleFile(Base):
    """One decision in a sample; `place` is its turn in the draw, from 1."""

    __tablename__ = "sample_files"
    __table_args__ = (UniqueConstraint("sample_id", "decision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("samples.id", ondelete="CASCADE"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), index=True)
    place: Mapped[int] = mapped_column()

    decision: Mapped[Decision] = relationship()
    judgements: Mapped[list[SampleJudgement]] = relationship(
        cascade="all, delete-orphan", order_by="SampleJudgement.id"
    )


class SampleJudgement(Base):
    """What one judge finds of one file; the other judge's stays hidden until both are in."""

    __tablename__ = "sample_judgements"
    __table_args__ = (UniqueConstraint("file_id", "judge_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("sample_files.id", ondelete="CASCADE"))
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    verdict: Mapped[SampleVerdict] = mapped_column(enum_type(SampleVerdict))
    remarks: Mapped[str] = mapped_column(Text, default="")
    judged_at: Mapped[datetime] = mapped_column()


class SigningKey(Base):
    """A key that badges are signed with; the private half stays here, the public one is published under `kid`."""

    __tablename__ = "signing_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    kid: Mapped[str] = mapped_column(String(80), unique=True)
    private_jwk: Mapped[str] = mapped_column(Text)
    public_jwk: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column()
    retired_at: Mapped[datetime | None] = mapped_column()


class Badge(Base):
    """The credential of one registration. `place` is its bit in the status list; `token` is the signed credential."""

    __tablename__ = "badges"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    key_id: Mapped[int] = mapped_column(ForeignKey("signing_keys.id", ondelete="RESTRICT"))
    place: Mapped[int] = mapped_column(unique=True)
    issued_at: Mapped[datetime] = mapped_column()
    valid_until: Mapped[date] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column()
    token: Mapped[str] = mapped_column(Text)

    registration: Mapped[Registration] = relationship()
    key: Mapped[SigningKey] = relationship()
