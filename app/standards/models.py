"""Tables of what an organisation lays over a standard: its own texts, its own norms (kaders), its decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type
from app.people.models import Department, Team, User
from app.people.rules import Period
from app.standards.rules.norms import NormKind, code_of
from app.standards.rules.own import OwnStatus, slug_of


class StandardText(Base):
    """The text of an organisation for one code of a standard (see `wording`)."""

    __tablename__ = "standard_texts"
    __table_args__ = (UniqueConstraint("organisation_id", "standard", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    standard: Mapped[str] = mapped_column(String(80))
    code: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(String(600))


class Norm(Base):
    """A norm (kader) of an organisation. What it is called and asks, and on which edition, stands in its versions."""

    __tablename__ = "norms"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    closed_at: Mapped[datetime | None] = mapped_column()

    versions: Mapped[list[NormVersion]] = relationship(
        back_populates="norm", order_by="NormVersion.number", cascade="all, delete-orphan", lazy="selectin"
    )
    assignments: Mapped[list[NormAssignment]] = relationship(
        back_populates="norm", order_by="NormAssignment.starts_on, NormAssignment.id", cascade="all, delete-orphan"
    )

    @property
    def current(self) -> NormVersion:
        """The newest version: the one that counts on its edition, at the latest from the day on which it starts."""
        return self.versions[-1]

    @property
    def standard(self) -> str:
        """The edition that it is on: that of the newest version."""
        return self.current.standard


class NormVersion(Base):
    """What a norm is called and asks on one edition (`standard`), until the next version on it. Never changed.

    `targets` has the code of a level per code of an element; an element that is not in it is not asked. With
    `starts_on` nobody is offered it before that day: so a norm goes on to the next edition.
    """

    __tablename__ = "norm_versions"
    __table_args__ = (UniqueConstraint("norm_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    norm_id: Mapped[int] = mapped_column(ForeignKey("norms.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    standard: Mapped[str] = mapped_column(String(80), server_default="")
    starts_on: Mapped[date | None] = mapped_column()
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[NormKind] = mapped_column(enum_type(NormKind))
    targets: Mapped[dict[str, str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column()

    norm: Mapped[Norm] = relationship(back_populates="versions")

    @property
    def code(self) -> str:
        """The code of the profile that it is."""
        return code_of(self.id)


class NormAssignment(Base):
    """A kader given to a department, a team or a person from a day up to and including another.

    One that a department has, all teams have that are under it then.
    """

    __tablename__ = "norm_assignments"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint(
            "(CASE WHEN team_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN user_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN department_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_owner",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    norm_id: Mapped[int] = mapped_column(ForeignKey("norms.id", ondelete="CASCADE"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()

    norm: Mapped[Norm] = relationship(back_populates="assignments")
    department: Mapped[Department | None] = relationship(lazy="joined")
    team: Mapped[Team | None] = relationship(lazy="joined")
    user: Mapped[User | None] = relationship(lazy="joined")

    @property
    def period(self) -> Period:
        """The days as a period."""
        return Period(self.starts_on, self.ends_on)

    @property
    def owner(self) -> Department | Team | User | None:
        """Whose it is."""
        return self.department or self.team or self.user

    @property
    def name(self) -> str:
        """What the owner is called."""
        return self.owner.name if self.owner else ""


class WithheldStandard(Base):
    """A standard that an organisation does not let its people choose, in none of its editions.

    `standard` is the slug of the first of its editions: what those that follow are called, is not known yet.
    """

    __tablename__ = "withheld_standards"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    standard: Mapped[str] = mapped_column(String(80), primary_key=True)


class TeamStandard(Base):
    """Where the people of a team begin their zelfscan: an edition (`standard`), and the code of the profile to reach.

    The profile is one of the standard or a kader; empty leaves the choice to the person.
    """

    __tablename__ = "team_standards"

    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True)
    standard: Mapped[str] = mapped_column(String(80))
    profile: Mapped[str] = mapped_column(String(80), default="")

    team: Mapped[Team] = relationship()


class EditionDecision(Base):
    """What an organisation decided about the elements that an edition (`standard`) left open; made once, never changed.

    `changes` has for each change its `kind`, the codes `before` and `after`, and the `reason`.
    """

    __tablename__ = "edition_decisions"
    __table_args__ = (UniqueConstraint("organisation_id", "standard"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    standard: Mapped[str] = mapped_column(String(80))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime] = mapped_column()
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    decided_by: Mapped[User | None] = relationship(lazy="joined")


class OwnStandard(Base):
    """One edition of an own standard. `source` is the YAML of its file; `digest` its sha256, in hexadecimals.

    `slug` is the one of the file, `title` and `edition` are copied from it for lists.
    """

    __tablename__ = "own_standards"
    __table_args__ = (UniqueConstraint("organisation_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    edition: Mapped[str] = mapped_column(String(60))
    status: Mapped[OwnStatus] = mapped_column(enum_type(OwnStatus), default=OwnStatus.DRAFT)
    source: Mapped[str] = mapped_column(Text, deferred=True)
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column()
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    published_at: Mapped[datetime | None] = mapped_column()
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)

    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    published_by: Mapped[User | None] = relationship(foreign_keys=[published_by_id])

    @property
    def full_slug(self) -> str:
        """The slug in the rest of Vakspiegel."""
        return slug_of(self.organisation_id, self.slug)
