"""Tables of organisations, their departments and teams."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, enum_type, one_while
from app.people.rules import ChangeKind, OrganisationKind, SetupStep


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

    `closed_on` is its last day, which may still come. Until then it is a team as any other, but nobody stays longer.
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
