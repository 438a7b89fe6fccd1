"""The evidence of a dossier that was handed in, and when a practice report was saved

Revision: 0004, after: 0003
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "dossier_evidence",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_evidence_dossier_id_dossiers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_dossier_evidence_evidence_id_evidence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dossier_id", "evidence_id", name=op.f("pk_dossier_evidence")),
    )
    with op.batch_alter_table("dossier_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_evidence_evidence_id"), ["evidence_id"], unique=False)
    with op.batch_alter_table("practice_reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body_saved_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("practice_reports", schema=None) as batch_op:
        batch_op.drop_column("body_saved_at")
    with op.batch_alter_table("dossier_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_evidence_evidence_id"))
    op.drop_table("dossier_evidence")
