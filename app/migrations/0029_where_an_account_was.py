"""Where an account was before it moved

Revision: 0029, after: 0025
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0029"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version. No table is made anew: much refers to people."""
    op.add_column("users", sa.Column("moved", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "former_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_former_places_person_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_former_places_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_places")),
    )
    op.create_index("ix_former_places_person_id", "former_places", ["person_id"])
    op.create_index("ix_former_places_organisation_id", "former_places", ["organisation_id"])


def downgrade() -> None:
    """Back to the version before it."""
    op.drop_table("former_places")
    op.drop_column("users", "moved")
