"""Where an account was before it moved, and who asks for that

Revision: 0026, after: 0025
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.db import UTCDateTime

revision: str = "0026"
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
        sa.Column("moved_at", UTCDateTime(), nullable=False),
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
    _add_moves()


def downgrade() -> None:
    """Back to the version before it."""
    op.drop_table("moves")
    op.drop_table("former_places")
    op.drop_column("users", "moved")


def _add_moves() -> None:
    refers = {
        "person_id": ("users", "CASCADE"),
        "from_id": ("organisations", "CASCADE"),
        "to_id": ("organisations", "CASCADE"),
        "let_go_by_id": ("users", "SET NULL"),
        "taken_in_by_id": ("users", "SET NULL"),
    }
    op.create_table(
        "moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("let_go_by_id", sa.Integer(), nullable=True),
        sa.Column("let_go_at", UTCDateTime(), nullable=True),
        sa.Column("taken_in_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_in_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_moves_{name}_{to}"), ondelete=how)
            for name, (to, how) in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moves")),
    )
    for name in ("person_id", "from_id", "to_id"):
        op.create_index(f"ix_moves_{name}", "moves", [name])
    where = sa.text("status = 'asked'")
    op.create_index(
        "uq_moves_one_asked", "moves", ["person_id"], unique=True, sqlite_where=where, postgresql_where=where
    )
