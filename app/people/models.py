"""Tables of organisations, teams, people and their roles. Sign-in columns are the ones that Flask-Security asks for."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from flask_security import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type, one_while
from app.people.rules import Membership, Period, RoleName, TryKind, initials

roles_users = Table(
    "roles_users",
    Base.metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
)


class Organisation(Base):
    """A municipality or another employer.

    `standards_mark` becomes another one with each change to what it lays over a standard (own texts and norms), and is
    empty as long as there is nothing; it comes with every person that is read, so that keeping costs no query.
    """

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    standards_mark: Mapped[str] = mapped_column(String(32), default="", server_default="")


class Team(Base):
    """A team of an organisation."""

    __tablename__ = "teams"
    __table_args__ = (Index("ix_teams_organisation_id_name", "organisation_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))

    organisation: Mapped[Organisation] = relationship()


class Role(Base, RoleMixin):
    """One of the names in `RoleName`."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class User(Base, UserMixin):
    """A person with an account. `active` is false when the account is closed: the next request is refused.

    `employee_number` is what the employer knows them by, when it gave one.
    """

    __tablename__ = "users"
    __table_args__ = (
        one_while(
            "uq_users_one_employee_number", "organisation_id", "employee_number", condition="employee_number <> ''"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    job_title: Mapped[str] = mapped_column(String(200), default="")
    employee_number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    closed_at: Mapped[datetime | None] = mapped_column()
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    shortcuts: Mapped[bool] = mapped_column(default=True)

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    roles: Mapped[list[Role]] = relationship(secondary=roles_users, order_by=Role.id)  # type: ignore[assignment]
    memberships: Mapped[list[TeamMembership]] = relationship(
        back_populates="user", order_by="TeamMembership.starts_on", cascade="all, delete-orphan"
    )

    @property
    def role_names(self) -> frozenset[RoleName]:
        """The roles as names."""
        return frozenset(RoleName(role.name) for role in self.roles)

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
    """A person in a team from a day up to and including another, as member or as its manager."""

    __tablename__ = "team_memberships"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index("ix_team_memberships_team_id_user_id", "team_id", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    is_manager: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()

    team: Mapped[Team] = relationship(lazy="joined", innerjoin=True)
    user: Mapped[User] = relationship(back_populates="memberships")

    @property
    def period(self) -> Period:
        """The days as a period."""
        return Period(self.starts_on, self.ends_on)

    @property
    def as_rule(self) -> Membership:
        """The same as the rules know it."""
        return Membership(self.user_id, self.team_id, self.is_manager, self.period)


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


class UserSession(Base):
    """One browser in which somebody is signed in, until `ended_at`.

    `id` is the hash of the token that the cookie holds: who reads the table gets in nowhere.
    """

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    device: Mapped[str] = mapped_column(String(60))
    began_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


class SignInTry(Base):
    """One try at a form of signing in, of an account from an address, both as a keyed hash.

    `proven` is true when it was the person: from there they are not slowed down by what others try elsewhere.
    """

    __tablename__ = "sign_in_tries"
    __table_args__ = (
        Index("ix_sign_in_tries_account_at", "account", "at"),
        Index("ix_sign_in_tries_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TryKind] = mapped_column(enum_type(TryKind))
    account: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    proven: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(index=True)
