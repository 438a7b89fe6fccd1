"""Who pays, and what was invoiced."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, enum_type
from app.regulation.registration.fees import FeeEvent
from app.regulation.terms import Status


class Debtor(Base):
    """Where an invoice goes: an employer, by its name without its spelling, or who pays on a personal title."""

    __tablename__ = "debtors"
    __table_args__ = (CheckConstraint("(employer IS NULL) <> (person_id IS NULL)", name="one_of_two"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employer: Mapped[str | None] = mapped_column(String(255), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    name: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(Text)


class Invoice(Base):
    """One amount that was invoiced, as it was then: a later price or address leaves it as it is.

    A registration pays once a year; an invoice stays when the person goes, because books are kept.
    """

    __tablename__ = "invoices"
    __table_args__ = (UniqueConstraint("registration_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id", ondelete="SET NULL"))
    year: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200))
    status: Mapped[Status] = mapped_column(enum_type(Status))
    event: Mapped[FeeEvent] = mapped_column(enum_type(FeeEvent))
    due_on: Mapped[date] = mapped_column()
    annual: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    audit: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    vat: Mapped[str] = mapped_column(String(4))
    debtor: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(Text)
    invoiced_on: Mapped[date] = mapped_column()
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    @property
    def total(self) -> Decimal:
        """Year and audit together."""
        return self.annual + self.audit
