"""The work beside the pages: jobs, the calls that wake who does them, and when a mail is tried again

Revision: 0025, after: 0024
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.db import UTCDateTime

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

OPEN = sa.text("repeats AND state IN ('waiting', 'running')")


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("repeats", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("alive_at", UTCDateTime(), nullable=True),
        sa.Column("claim", sa.String(length=32), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=500), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_jobs_asked_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    with op.batch_alter_table("jobs") as table:
        table.create_index("uq_jobs_kind_repeats", ["kind"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
        table.create_index("ix_jobs_state_due_at", ["state", "due_at"])
        for column in ("kind", "asked_by_id", "ended_at"):
            table.create_index(op.f(f"ix_jobs_{column}"), [column])
    op.create_table(
        "wake_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wake_calls")),
    )
    with op.batch_alter_table("outbox") as table:
        table.add_column(sa.Column("due_at", UTCDateTime(), nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("outbox") as table:
        table.drop_column("due_at")
    op.drop_table("wake_calls")
    op.drop_table("jobs")
