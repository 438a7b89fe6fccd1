"""The findings of the committee, and why a decision differs from the outcome

Revision: 0005, after: 0004
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "dossier_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column(
            "advice",
            sa.Enum("renew", "refuse", "doubt", name="advice", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_dossier_findings_author_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_findings_dossier_id_dossiers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_findings")),
        sa.UniqueConstraint("dossier_id", "author_id", name=op.f("uq_dossier_findings_dossier_id_author_id")),
    )
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content", sa.JSON(), nullable=True))
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deviation", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_column("deviation")
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_column("content")
    op.drop_table("dossier_findings")
