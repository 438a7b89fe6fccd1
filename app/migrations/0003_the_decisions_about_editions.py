"""The decisions about editions

Revision: 0003, after: 0002
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "edition_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.String(length=80), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_edition_decisions_decided_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_edition_decisions_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_decisions")),
        sa.UniqueConstraint("organisation_id", "standard", name=op.f("uq_edition_decisions_organisation_id_standard")),
    )
    with op.batch_alter_table("edition_decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_decisions_decided_by_id"), ["decided_by_id"], unique=False)


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("edition_decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_decisions_decided_by_id"))

    op.drop_table("edition_decisions")
