"""Who may: the shares of a plan by person, every function that was entered, what a judge declares, invitations

Revision: 0014, after: 0013
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_PLANS = sa.table(
    "plans", sa.column("id", sa.Integer), sa.column("person_id", sa.Integer), sa.column("shared_at", sa.DateTime)
)
_MEMBERSHIPS = sa.table(
    "team_memberships",
    sa.column("id", sa.Integer),
    sa.column("team_id", sa.Integer),
    sa.column("user_id", sa.Integer),
    sa.column("is_manager", sa.Boolean),
    sa.column("starts_on", sa.Date),
    sa.column("ends_on", sa.Date),
)


_PEOPLE = sa.table("registrants", sa.column("id", sa.Integer), sa.column("person_id", sa.Integer))
_FUNCTIONS = sa.table(
    "experiences",
    sa.column("id", sa.Integer),
    sa.column("registrant_id", sa.Integer),
    sa.column("function", sa.String),
    sa.column("employer", sa.String),
    sa.column("starts_on", sa.Date),
    sa.column("ends_on", sa.Date),
)
_ORGANISATIONS = sa.table("organisations", sa.column("id", sa.Integer), sa.column("name", sa.String))


def upgrade() -> None:
    """To this version. A column goes without a copy of its table: SQLite would empty what refers to that."""
    shares = _add_shares()
    _keep_shares(shares)
    op.drop_column("plans", "shared_at")
    _keep_functions(_add_functions())
    _add_declarations()
    _add_invitations()


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("peer_invitations")
    op.drop_table("tie_declarations")
    op.drop_table("function_entries")
    op.add_column("plans", sa.Column("shared_at", sa.DateTime(), nullable=True))
    shares = sa.table("plan_shares", sa.column("plan_id"), sa.column("shared_at"), sa.column("ended_at"))
    latest = (
        sa.select(sa.func.max(shares.c.shared_at))
        .where(shares.c.plan_id == _PLANS.c.id, shares.c.ended_at.is_(None))
        .scalar_subquery()
    )
    op.get_bind().execute(_PLANS.update().values(shared_at=latest))
    op.drop_table("plan_shares")


def _add_shares() -> sa.Table:
    shares = op.create_table(
        "plan_shares",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("led_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("shared_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_shares_plan_id_plans"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["users.id"], name=op.f("fk_plan_shares_manager_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["led_id"],
            ["team_memberships.id"],
            name=op.f("fk_plan_shares_led_id_team_memberships"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["team_memberships.id"],
            name=op.f("fk_plan_shares_member_id_team_memberships"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_shares")),
    )
    with op.batch_alter_table("plan_shares", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_shares_manager_id"), ["manager_id"], unique=False)
        batch_op.create_index(
            "uq_plan_shares_one_open",
            ["plan_id", "led_id", "member_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
    return shares


def _keep_shares(shares: sa.Table) -> None:
    """Who was the manager when a plan was shared, by the memberships, sees what they saw."""
    connection = op.get_bind()
    memberships = connection.execute(sa.select(_MEMBERSHIPS)).all()
    for plan in connection.execute(sa.select(_PLANS).where(_PLANS.c.shared_at.is_not(None))).all():
        day = _dutch_day(plan.shared_at)
        running = [one for one in memberships if _runs_on(one, day)]
        for mine in running:
            for led in running:
                if mine.user_id == plan.person_id and not mine.is_manager and _leads(led, mine):
                    connection.execute(
                        shares.insert().values(
                            plan_id=plan.id,
                            manager_id=led.user_id,
                            led_id=led.id,
                            member_id=mine.id,
                            shared_at=plan.shared_at,
                        )
                    )


def _dutch_day(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam")).date()


def _runs_on(membership: Any, day: date) -> bool:
    return bool(membership.starts_on <= day and (membership.ends_on is None or membership.ends_on >= day))


def _leads(led: Any, mine: Any) -> bool:
    return bool(led.is_manager and led.team_id == mine.team_id and led.user_id != mine.user_id)


def _add_functions() -> sa.Table:
    entries = op.create_table(
        "function_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("experience_id", sa.Integer(), nullable=True),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("employer_key", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("gone_by_id", sa.Integer(), nullable=True),
        sa.Column("gone_at", sa.DateTime(), nullable=True),
        _refers("person_id", "users", "CASCADE"),
        _refers("experience_id", "experiences", "SET NULL"),
        _refers("organisation_id", "organisations", "SET NULL"),
        _refers("entered_by_id", "users", "SET NULL"),
        _refers("gone_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_function_entries")),
    )
    with op.batch_alter_table("function_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_function_entries_experience_id"), ["experience_id"], unique=False)
        batch_op.create_index("ix_function_entries_person_id_starts_on", ["person_id", "starts_on"], unique=False)
    return entries


def _refers(column: str, table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_function_entries_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)


def _keep_functions(entries: sa.Table) -> None:
    """What stands in the lists now is entered now: how it stood there before, nobody wrote down."""
    connection, now = op.get_bind(), datetime.now(UTC).replace(tzinfo=None)
    organisations = {_key(one.name): one.id for one in connection.execute(sa.select(_ORGANISATIONS)).all()}
    people = {one.id: one.person_id for one in connection.execute(sa.select(_PEOPLE)).all()}
    for one in connection.execute(sa.select(_FUNCTIONS)).all():
        key = _key(one.employer)
        connection.execute(
            entries.insert().values(
                person_id=people[one.registrant_id],
                experience_id=one.id,
                function=one.function,
                employer=one.employer,
                employer_key=key,
                organisation_id=organisations.get(key),
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                entered_by_id=people[one.registrant_id],
                entered_at=now,
            )
        )


def _add_declarations() -> None:
    op.create_table(
        "tie_declarations",
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("declared_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["users.id"], name=op.f("fk_tie_declarations_judge_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_tie_declarations_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("judge_id", "kind", "file_id", name=op.f("pk_tie_declarations")),
    )
    with op.batch_alter_table("tie_declarations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tie_declarations_person_id"), ["person_id"], unique=False)


def _add_invitations() -> None:
    op.create_table(
        "peer_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["peer_meetings.id"],
            name=op.f("fk_peer_invitations_meeting_id_peer_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_peer_invitations_person_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["users.id"], name=op.f("fk_peer_invitations_invited_by_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_invitations")),
    )
    with op.batch_alter_table("peer_invitations", schema=None) as batch_op:
        for column in ("meeting_id", "person_id", "email"):
            batch_op.create_index(batch_op.f(f"ix_peer_invitations_{column}"), [column], unique=False)
        batch_op.create_index(
            "ix_peer_invitations_invited_by_id_invited_at", ["invited_by_id", "invited_at"], unique=False
        )


def _key(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[^\W_]+", "".join(sign for sign in apart if not unicodedata.combining(sign)))
    return "".join(word for word in words if word not in {"gem", "gemeente"}) or "".join(words)
