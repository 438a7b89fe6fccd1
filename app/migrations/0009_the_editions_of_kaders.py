"""The edition of each version of a kader, and versions of the goals and actions of a plan

Revision: 0009, after: 0008
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    with op.batch_alter_table("norm_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("standard", sa.String(length=80), server_default="", nullable=False))
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE norm_versions SET standard = (SELECT standard FROM norms WHERE norms.id = norm_versions.norm_id)"
    )
    op.create_index("ix_norms_organisation_id", "norms", ["organisation_id"])
    op.drop_index("ix_norms_organisation_id_standard", table_name="norms")
    op.drop_column("norms", "standard")
    for table in ("goals", "actions"):
        op.add_column(table, sa.Column("version", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    """Back to the version before."""
    for table in ("actions", "goals"):
        op.drop_column(table, "version")
    op.add_column("norms", sa.Column("standard", sa.String(length=80), server_default="", nullable=False))
    op.execute(
        "UPDATE norms SET standard = (SELECT standard FROM norm_versions"
        " WHERE norm_versions.norm_id = norms.id AND norm_versions.number = 1)"
    )
    op.create_index("ix_norms_organisation_id_standard", "norms", ["organisation_id", "standard"])
    op.drop_index("ix_norms_organisation_id", table_name="norms")
    with op.batch_alter_table("norm_versions", schema=None) as batch_op:
        batch_op.drop_column("starts_on")
        batch_op.drop_column("standard")
