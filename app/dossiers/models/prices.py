"""What it costs in a year for which the documents name no price."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, enum_type
from app.regulation.registration.fees import PriceKind
from app.regulation.terms import Status


class Price(Base):
    """One amount that the board set, in euro. Who set it, and when, stands with what the board sets."""

    __tablename__ = "prices"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[Status] = mapped_column(enum_type(Status), primary_key=True)
    kind: Mapped[PriceKind] = mapped_column(enum_type(PriceKind), primary_key=True)
    amount: Mapped[Decimal] = mapped_column(Numeric(8, 2))
