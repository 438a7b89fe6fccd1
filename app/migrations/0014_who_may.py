"""The shares of a plan by person

Revision: 0014, after: 0013
"""

from __future__ import annotations

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


def upgrade() -> None:
    """To this version. A column goes without a copy of its table: SQLite would empty what refers to that."""
    shares = _add_shares()
    _keep_shares(shares)
    op.drop_column("plans", "shared_at")


def downgrade() -> None:
    """Back to the version before."""
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
