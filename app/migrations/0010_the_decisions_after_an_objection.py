"""The decisions that come in the place of another, after an objection

Revision: 0010, after: 0009
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_NOT_DROPPED = "status <> 'dropped'"


def upgrade() -> None:
    """To this version."""
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_decisions_replaces_id_decisions"), "decisions", ["replaces_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(
            "uq_decisions_one_replacement",
            ["replaces_id"],
            unique=True,
            sqlite_where=sa.text(_NOT_DROPPED),
            postgresql_where=sa.text(_NOT_DROPPED),
        )


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_decisions_one_replacement",
            sqlite_where=sa.text(_NOT_DROPPED),
            postgresql_where=sa.text(_NOT_DROPPED),
        )
        batch_op.drop_constraint(batch_op.f("fk_decisions_replaces_id_decisions"), type_="foreignkey")
        batch_op.drop_column("replaces_id")
