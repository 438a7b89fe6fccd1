"""A personnel number, and files with people that wait for a yes

Revision: 0027, after: 0026
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.db import UTCDateTime

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    op.add_column("users", sa.Column("employee_number", sa.String(40), server_default="", nullable=False))
    where = sa.text("employee_number <> ''")
    op.create_index(
        "uq_users_one_employee_number",
        "users",
        ["organisation_id", "employee_number"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
    op.create_table(
        "people_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("unknown", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_people_imports_owner_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_people_imports_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_imports")),
    )
    for column in ("owner_id", "organisation_id", "made_at"):
        op.create_index(f"ix_people_imports_{column}", "people_imports", [column])


def downgrade() -> None:
    """Back to the version before it."""
    op.drop_table("people_imports")
    op.drop_index("uq_users_one_employee_number", "users")
    op.drop_column("users", "employee_number")
