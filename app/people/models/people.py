"""Tables of people: roles, teams, where they were, and their addresses. Sign-in columns are of Flask-Security."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from flask_security import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text, false
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates
from sqlalchemy.sql import ColumnElement

from app.core import clock
from app.core.db import Base, enum_type, one_while
from app.people.models.places import Organisation, Team
from app.people.rules import (
    SORT_LENGTH,
    AddressStatus,
    LeadKind,
    Membership,
    MoveStatus,
    OrganisationKind,
    Period,
    RoleName,
    initials,
    sort_name,
)

_SIGN_BY_SIGN = String(SORT_LENGTH).with_variant(String(SORT_LENGTH, collation="C"), "postgresql")
"""Sorted the same in every database, whatever the language that it was made with."""

roles_users = Table(
    "roles_users",
    Base.metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Base, RoleMixin):
    """One of the names in `RoleName`."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class User(Base, UserMixin):
    """A person with an account. `active` is false when the account is closed: the next request is refused.

    `employee_number` is what the employer knows them by, when it gave one.
    `sort_name` follows the name, and lists are sorted by it. `invited_at` is when the last mail left with a link to
    choose a first password, `leaves_on` the last day on which somebody gets in, `own_email` a private address for
    when the account is closed, and `moved` whether there are former places.
    """

    __tablename__ = "users"
    __table_args__ = (
        Index("ix_users_organisation_id_sort_name", "organisation_id", "sort_name"),
        one_while(
            "uq_users_one_employee_number", "organisation_id", "employee_number", condition="employee_number <> ''"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(_SIGN_BY_SIGN, server_default="")
    job_title: Mapped[str] = mapped_column(String(200), default="")
    employee_number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    closed_at: Mapped[datetime | None] = mapped_column()
    invited_at: Mapped[datetime | None] = mapped_column()
    leaves_on: Mapped[date | None] = mapped_column()
    moved: Mapped[bool] = mapped_column(default=False, server_default=false())
    own_email: Mapped[str] = mapped_column(String(255), default="", server_default="")
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    shortcuts: Mapped[bool] = mapped_column(default=True)

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    roles: Mapped[list[Role]] = relationship(secondary=roles_users, order_by=Role.id)  # type: ignore[assignment]
    memberships: Mapped[list[TeamMembership]] = relationship(
        back_populates="user", order_by="TeamMembership.starts_on", cascade="all, delete-orphan"
    )

    former_places: Mapped[list[FormerPlace]] = relationship(order_by="FormerPlace.until", cascade="all, delete-orphan")

    @validates("name")
    def _sort(self, key: str, name: str) -> str:
        self.sort_name = sort_name(name)
        return name

    @property
    def is_active(self) -> bool:
        """Whether the person may come in: the account is open, and the last day is not over."""
        return self.active and (self.leaves_on is None or self.leaves_on >= clock.today())

    @property
    def role_names(self) -> frozenset[RoleName]:
        """The roles as names."""
        return frozenset(RoleName(role.name) for role in self.roles)

    @property
    def is_employed(self) -> bool:
        """Whether the account is of an employer, and not of the register alone."""
        return self.organisation.kind is OrganisationKind.EMPLOYER

    @property
    def keeps_people(self) -> bool:
        """Whether this person adds and changes people and teams: an administrator, and HR where that is allowed."""
        return RoleName.ADMINISTRATOR in self.role_names or (
            RoleName.HR in self.role_names and self.organisation.hr_keeps_people
        )

    @property
    def first_name(self) -> str:
        """The first word of the name, for the greeting."""
        return self.name.split()[0]

    @property
    def initials(self) -> str:
        """Two letters for the round mark."""
        return initials(self.name)

    @property
    def title(self) -> str:
        """The job title, or the roles when there is none."""
        return self.job_title or ", ".join(name.dutch for name in RoleName if name in self.role_names)


class TeamMembership(Base):
    """A person in a team from a day up to and including another, as member or, with `lead`, as its manager."""

    __tablename__ = "team_memberships"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("lead IS NULL OR lead <> 'acting' OR ends_on IS NOT NULL", name="acting_ends"),
        Index("ix_team_memberships_team_id_user_id", "team_id", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    lead: Mapped[LeadKind | None] = mapped_column(enum_type(LeadKind))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)
    user: Mapped[User] = relationship(back_populates="memberships")

    @property
    def may_go_on(self) -> bool:
        """Whether its end can be taken back; who acts for another does so until a day."""
        return self.ends_on is not None and self.lead is not LeadKind.ACTING

    @property
    def period(self) -> Period:
        """The days as a period."""
        return Period(self.starts_on, self.ends_on)

    @property
    def as_rule(self) -> Membership:
        """The same as the rules know it."""
        return Membership(self.user_id, self.team_id, self.lead, self.period)

    @hybrid_property
    def is_manager(self) -> bool:
        """Whether the person leads the team, in whatever way."""
        return self.lead is not None

    @is_manager.inplace.expression
    @classmethod
    def _leads(cls) -> ColumnElement[bool]:
        """The same as a condition."""
        return cls.lead.is_not(None)

    @property
    def place(self) -> str:
        """What the person is in the team, for the screen."""
        return self.lead.dutch if self.lead else "Lid"


class FormerPlace(Base):
    """Where an account was, up to and including a day: it ties whose it is, who still reads what they made there."""

    __tablename__ = "former_places"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    until: Mapped[date] = mapped_column()
    moved_at: Mapped[datetime] = mapped_column()

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)


class EmailChange(Base):
    """Another address of a person: the mail to it confirms it, and the one to the old address stops or undoes it.

    `reason` is of whoever asked it for the person, who reads it.
    """

    __tablename__ = "email_changes"
    __table_args__ = (
        Index("ix_email_changes_person_id", "person_id"),
        one_while("uq_email_changes_one_asked", "person_id", condition="status = 'asked'"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    old_email: Mapped[str] = mapped_column(String(255))
    new_email: Mapped[str] = mapped_column(String(255))
    status: Mapped[AddressStatus] = mapped_column(enum_type(AddressStatus), default=AddressStatus.ASKED)
    reason: Mapped[str] = mapped_column(Text, default="")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column()
    answered_at: Mapped[datetime | None] = mapped_column()

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])


class Move(Base):
    """Somebody asks for their account to go to another organisation: who keeps the people there and here both agree."""

    __tablename__ = "moves"
    __table_args__ = (one_while("uq_moves_one_asked", "person_id", condition="status = 'asked'"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    status: Mapped[MoveStatus] = mapped_column(enum_type(MoveStatus), default=MoveStatus.ASKED)
    asked_at: Mapped[datetime] = mapped_column()
    let_go_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    let_go_at: Mapped[datetime | None] = mapped_column()
    taken_in_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    taken_in_at: Mapped[datetime | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    old: Mapped[Organisation] = relationship(foreign_keys=[from_id])
    new: Mapped[Organisation] = relationship(foreign_keys=[to_id])

    def has_agreed(self, organisation_id: int) -> bool:
        """Whether one of the two sides agreed."""
        return (self.let_go_at if organisation_id == self.from_id else self.taken_in_at) is not None


class PeopleImport(Base):
    """A file with people that somebody sent and that waits for their yes: nobody else sees it, and after a day it goes.

    `columns` and `rows` are JSON: the number of each column in the file, and what each row says.
    """

    __tablename__ = "people_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(index=True)
    columns: Mapped[str] = mapped_column(Text)
    unknown: Mapped[str] = mapped_column(Text)
    rows: Mapped[str] = mapped_column(Text)
