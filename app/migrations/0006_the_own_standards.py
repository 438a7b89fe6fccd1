"""The standards of an organisation itself

Revision: 0006, after: 0005
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "own_standards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.String(length=60), nullable=False),
        sa.Column(
            "status",
            sa.Enum("draft", "published", "withdrawn", name="ownstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name=op.f("fk_own_standards_created_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_own_standards_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["users.id"], name=op.f("fk_own_standards_published_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_standards")),
        sa.UniqueConstraint("organisation_id", "slug", name=op.f("uq_own_standards_organisation_id_slug")),
    )
    with op.batch_alter_table("own_standards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_standards_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_standards_published_by_id"), ["published_by_id"], unique=False)


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("own_standards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_standards_published_by_id"))
        batch_op.drop_index(batch_op.f("ix_own_standards_created_by_id"))

    op.drop_table("own_standards")
