"""What somebody is, says of themselves and holds in the register."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    String,
    TypeDecorator,
    and_,
    or_,
)
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type, one_while
from app.dossiers.models.lengths import TITLE_LENGTH
from app.people.models import User
from app.regulation.terms import RegisterName, Status, WorkingLevel


class Registrant(Base):
    """What somebody says of themselves for the register: one row a person, made when they first fill something in.

    `kernteamlid` and `deelnemer` are two independent flags (A-21). `working_level` is declared and never derived from
    a diploma (A-56). `leergang_*` is the certificate of the Leergang; `personal_title` and `reimbursed` are about the
    price with or without VAT (A-43).

    `function_content_finding` and `function_fits_finding` are what the committee found at its last audit, on
    `finding_on`; it goes before the person's own statement. `audit_passed_for` is the status that this audit was passed
    for, until that status is decided about.
    """

    __tablename__ = "registrants"
    __table_args__ = (
        CheckConstraint("(leergang_kind IS NULL) = (leergang_completed_on IS NULL)", name="leergang_is_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    register: Mapped[RegisterName] = mapped_column(enum_type(RegisterName), default=RegisterName.AMB)
    kernteamlid: Mapped[bool] = mapped_column(default=False)
    deelnemer: Mapped[bool] = mapped_column(default=False)
    new_in_function: Mapped[bool] = mapped_column(default=False)
    working_level: Mapped[WorkingLevel | None] = mapped_column(enum_type(WorkingLevel))
    leergang_kind: Mapped[RegisterName | None] = mapped_column(enum_type(RegisterName))
    leergang_completed_on: Mapped[date | None] = mapped_column()
    personal_title: Mapped[bool] = mapped_column(default=False)
    reimbursed: Mapped[bool] = mapped_column(default=False)
    function_content_finding: Mapped[Status | None] = mapped_column(enum_type(Status))
    function_fits_finding: Mapped[bool | None] = mapped_column()
    finding_on: Mapped[date | None] = mapped_column()
    audit_passed_for: Mapped[Status | None] = mapped_column(enum_type(Status))

    person: Mapped[User] = relationship()
    experience: Mapped[list[Experience]] = relationship(
        cascade="all, delete-orphan", order_by="(Experience.starts_on, Experience.id)"
    )


class Digits(TypeDecorator[str]):
    """A number of the register: a number in the database, so that it can be counted on, and digits to read."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """To the database; raises ValueError for what is no number."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """From the database."""
        return None if value is None else str(value)


class RegisterNumber(Base):
    """The number of one person in the register, for life; of an account that is gone nobody gets it again."""

    __tablename__ = "register_numbers"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), unique=True)


class Registration(Base):
    """A status that somebody holds, or held: from `started_on` until `ended_on`. One a person that has not ended.

    Written only when the board decides. `renewal_date` is the next anniversary (A-15), `valid_until` the last valid
    day of the certificate (A-16). `employer` and `name` are what the public list shows.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
        one_while("uq_registrations_one_held", "person_id", condition="ended_on IS NULL"),
        Index("ix_registrations_person_id_started_on", "person_id", "started_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(Digits, ForeignKey("register_numbers.number"), index=True)
    register: Mapped[RegisterName] = mapped_column(enum_type(RegisterName))
    status: Mapped[Status] = mapped_column(enum_type(Status))
    name: Mapped[str] = mapped_column(String(200))
    employer: Mapped[str] = mapped_column(String(200))
    started_on: Mapped[date] = mapped_column()
    renewal_date: Mapped[date] = mapped_column()
    valid_until: Mapped[date] = mapped_column()
    rules_edition: Mapped[str] = mapped_column(String(40))
    ended_on: Mapped[date | None] = mapped_column()
    end_reason: Mapped[str] = mapped_column(String(40), default="")

    person: Mapped[User] = relationship()

    def _held_between(self, first: date, last: date) -> bool:
        """Whether it was held on one day at least of those from `first` up to and including `last`."""
        return self.started_on <= last and (self.ended_on is None or first < self.ended_on)

    def _held_on(self, day: date) -> bool:
        """Whether it is held on a day: from the day on which it starts, and no more on the day on which it ends.

        One of which it was decided that it ends is held until that day; `goes_on` tells those apart.
        """
        return self.held_between(day, day)

    @classmethod
    def _sql_held_between(cls, first: date, last: date) -> ColumnElement[bool]:
        return and_(cls.started_on <= last, or_(cls.ended_on.is_(None), cls.ended_on > first))

    held_between = hybrid_method(_held_between, _sql_held_between)
    held_on = hybrid_method(_held_on)

    @hybrid_property
    def goes_on(self) -> bool:
        """Whether nobody decided that it ends: only what goes on is renewed, and asks for anything."""
        return self.ended_on is None

    @goes_on.inplace.expression
    @classmethod
    def _goes_on(cls) -> ColumnElement[bool]:
        return cls.ended_on.is_(None)


class Experience(Base):
    """A function that somebody had or has, from a day up to and including another; `in_field` counts (A-01)."""

    __tablename__ = "experiences"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registrant_id: Mapped[int] = mapped_column(ForeignKey("registrants.id", ondelete="CASCADE"), index=True)
    function: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    employer: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    in_field: Mapped[bool] = mapped_column(default=True)
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
