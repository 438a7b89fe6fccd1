"""Tables of organisations, teams, people and their roles. Sign-in columns are the ones that Flask-Security asks for."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from flask_security import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table, Text, false
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates
from sqlalchemy.sql import ColumnElement

from app.core import clock
from app.core.db import Base, enum_type, one_while
from app.people.rules import (
    SORT_LENGTH,
    AddressStatus,
    ChangeKind,
    LeadKind,
    Membership,
    OrganisationKind,
    Period,
    RoleName,
    SetupStep,
    TryKind,
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


class Organisation(Base):
    """A municipality or another employer; one is the register's own, for its people without an account elsewhere.

    `standards_mark` becomes another one with each change to what it lays over a standard (own texts and norms), and is
    empty as long as there is nothing; it comes with every person that is read, so that keeping costs no query.

    `logo` is the digest of its logo (empty: none), `colour` and `accent` its house colours (`#rrggbb`; empty: ours).
    Mail to its people comes from `mail_name`, and what they answer goes to `reply_to`. `contact_…` is who helps them,
    `officer_…` the privacy officer (FG). Before `starts_on` nobody begins a zelfscan. With `hr_keeps_people` HR may do
    what an administrator does with people, teams and the organisation.
    """

    __tablename__ = "organisations"
    __table_args__ = (one_while("uq_organisations_one_of_register", "kind", condition="kind = 'register'"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(
        enum_type(OrganisationKind), default=OrganisationKind.EMPLOYER, server_default=OrganisationKind.EMPLOYER.value
    )
    standards_mark: Mapped[str] = mapped_column(String(32), default="", server_default="")
    logo: Mapped[str] = mapped_column(String(32), default="", server_default="")
    colour: Mapped[str] = mapped_column(String(7), default="", server_default="")
    accent: Mapped[str] = mapped_column(String(7), default="", server_default="")
    mail_name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    reply_to: Mapped[str] = mapped_column(String(255), default="", server_default="")
    contact_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    contact_email: Mapped[str] = mapped_column(String(255), default="", server_default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    officer_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    officer_email: Mapped[str] = mapped_column(String(255), default="", server_default="")
    officer_phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    starts_on: Mapped[date | None] = mapped_column()
    hr_keeps_people: Mapped[bool] = mapped_column(default=False, server_default=false())

    def opens_on(self, today: date) -> date | None:
        """The day from which its people may begin a zelfscan, as long as that is to come."""
        return self.starts_on if self.starts_on is not None and self.starts_on > today else None


class OrganisationLogo(Base):
    """The logo of an organisation: a PNG that we drew ourselves of what was sent."""

    __tablename__ = "organisation_logos"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    png: Mapped[bytes] = mapped_column(LargeBinary)


class FormerName(Base):
    """What an organisation was called up to and including a day: who worked there then, is tied to it by that name."""

    __tablename__ = "former_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    until: Mapped[date] = mapped_column()


class Department(Base):
    """A department (afdeling): teams and departments are under it, and it is under none or one.

    Two levels at most: one with a `parent` has no departments under it. `closed_on` is as for a team.
    """

    __tablename__ = "departments"
    __table_args__ = (one_while("uq_departments_one_open", "organisation_id", "name", condition="closed_on IS NULL"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    closed_on: Mapped[date | None] = mapped_column()

    organisation: Mapped[Organisation] = relationship()
    parent: Mapped[Department | None] = relationship(remote_side=[id])


class Team(Base):
    """A team of an organisation, under a department or under none.

    `closed_on` is its last day, which may still come. From when it is set nobody enters it; who was in it was in it.
    Among those without one a name is there once, whatever its capitals.
    """

    __tablename__ = "teams"
    __table_args__ = (one_while("uq_teams_one_open", "organisation_id", "name", condition="closed_on IS NULL"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    closed_on: Mapped[date | None] = mapped_column()

    organisation: Mapped[Organisation] = relationship()
    department: Mapped[Department | None] = relationship()


class TreeChange(Base):
    """What happened to a team or department on a day: its name, its place, or its end.

    `before` and `after` are names as they were then: of itself, of what it was and is under, or of what it went into or
    took in. `department_id` is empty of a team, and the other way round.
    """

    __tablename__ = "tree_changes"
    __table_args__ = (CheckConstraint("(team_id IS NULL) <> (department_id IS NULL)", name="team_or_department"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column()
    kind: Mapped[ChangeKind] = mapped_column(enum_type(ChangeKind))
    before: Mapped[str] = mapped_column(String(200), default="")
    after: Mapped[str] = mapped_column(String(200), default="")


class SkippedStep(Base):
    """A step of setting an organisation up that its administrators leave for later: it is not asked any more."""

    __tablename__ = "skipped_steps"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[SetupStep] = mapped_column(enum_type(SetupStep), primary_key=True)


class Role(Base, RoleMixin):
    """One of the names in `RoleName`."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class User(Base, UserMixin):
    """A person with an account. `active` is false when the account is closed: the next request is refused.

    `sort_name` follows the name, and lists are sorted by it. `invited_at` is when the last mail left with a link to
    choose a first password, `leaves_on` the last day on which somebody gets in, and `own_email` a private address for
    when the account is closed.
    """

    __tablename__ = "users"
    __table_args__ = (Index("ix_users_organisation_id_sort_name", "organisation_id", "sort_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(_SIGN_BY_SIGN, server_default="")
    job_title: Mapped[str] = mapped_column(String(200), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    closed_at: Mapped[datetime | None] = mapped_column()
    invited_at: Mapped[datetime | None] = mapped_column()
    leaves_on: Mapped[date | None] = mapped_column()
    own_email: Mapped[str] = mapped_column(String(255), default="", server_default="")
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    shortcuts: Mapped[bool] = mapped_column(default=True)

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    roles: Mapped[list[Role]] = relationship(secondary=roles_users, order_by=Role.id)  # type: ignore[assignment]
    memberships: Mapped[list[TeamMembership]] = relationship(
        back_populates="user", order_by="TeamMembership.starts_on", cascade="all, delete-orphan"
    )

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
