"""Who sits in committee and board, what they were told, and what a year costs

Revision: 0018, after: 0017
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    _add_seats()
    _add_digests()
    _add_prices()
    _add_invoices()


def downgrade() -> None:
    """Back to the version before it."""
    op.drop_table("invoices")
    op.drop_table("debtors")
    op.drop_table("prices")
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


def _add_prices() -> None:
    op.create_table(
        "prices",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("amount", sa.Numeric(8, 2), nullable=False),
        sa.PrimaryKeyConstraint("year", "status", "kind", name=op.f("pk_prices")),
    )


def _add_invoices() -> None:
    op.create_table(
        "debtors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer", sa.String(255), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.CheckConstraint("(employer IS NULL) <> (person_id IS NULL)", name=op.f("ck_debtors_one_of_two")),
        *_people("debtors", person_id="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debtors")),
        sa.UniqueConstraint("employer", name=op.f("uq_debtors_employer")),
        sa.UniqueConstraint("person_id", name=op.f("uq_debtors_person_id")),
    )
    op.create_table(
        "invoices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("annual", sa.Numeric(8, 2), nullable=False),
        sa.Column("audit", sa.Numeric(8, 2), nullable=False),
        sa.Column("vat", sa.String(4), nullable=False),
        sa.Column("debtor", sa.String(255), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("invoiced_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_invoices_registration_id_registrations"),
            ondelete="SET NULL",
        ),
        *_people("invoices", made_by_id="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("number", name=op.f("uq_invoices_number")),
        sa.UniqueConstraint("registration_id", "year", name=op.f("uq_invoices_registration_id_year")),
    )
