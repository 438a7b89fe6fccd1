"""Who sits in committee and board, and what they were told

Revision: 0021, after: 0020
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    _add_seats()
    _add_digests()


def downgrade() -> None:
    """Back to the version before it."""
    op.drop_table("digests")
    op.drop_table("seat_proposals")


def _people(table: str, **deleted: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], ["users.id"], name=op.f(f"fk_{table}_{name}_users"), ondelete=how)
        for name, how in deleted.items()
    ]


def _add_seats() -> None:
    op.create_table(
        "seat_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("change", sa.String(20), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "answered_by_id IS NULL OR answered_by_id <> proposed_by_id", name=op.f("ck_seat_proposals_two_people")
        ),
        *_people("seat_proposals", person_id="CASCADE", proposed_by_id="SET NULL", answered_by_id="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_proposals")),
    )
    op.create_index("ix_seat_proposals_person_id_role", "seat_proposals", ["person_id", "role"])
    where = sa.text("status = 'proposed'")
    op.create_index(
        "uq_seat_proposals_one_open",
        "seat_proposals",
        ["person_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def _add_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("tasks", sa.JSON(), nullable=False),
        *_people("digests", person_id="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_digests")),
    )
