"""When a letter was read, and which steps of setting up an organisation leaves for later

Letters of three weeks and longer ago count as read: so long they stood on the start page before.

Revision: 0024, after: 0023
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_decisions = sa.table(
    "decisions", sa.column("letter_read_at", sa.DateTime), sa.column("recorded_at", sa.DateTime), sa.column("decided_on", sa.Date)
)


def upgrade() -> None:
    """To this version."""
    with op.batch_alter_table("decisions") as table:
        table.add_column(sa.Column("letter_read_at", sa.DateTime(), nullable=True))
    long_ago = datetime.now(UTC).date() - timedelta(days=21)
    op.execute(
        _decisions.update().where(_decisions.c.decided_on <= long_ago).values(letter_read_at=_decisions.c.recorded_at)
    )
    op.create_table(
        "skipped_steps",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_skipped_steps_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "step", name=op.f("pk_skipped_steps")),
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("skipped_steps")
    with op.batch_alter_table("decisions") as table:
        table.drop_column("letter_read_at")
