"""The page of the organisation: how it looks, who writes and helps, when people begin, and what they may choose

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

TEXTS = {
    "logo": 32,
    "colour": 7,
    "accent": 7,
    "mail_name": 100,
    "reply_to": 255,
    "contact_name": 200,
    "contact_email": 255,
    "contact_phone": 40,
    "officer_name": 200,
    "officer_email": 255,
    "officer_phone": 40,
}
OF_MAIL = {"sender": 100, "reply_to": 255}


def upgrade() -> None:
    """To this version."""
    # Not in a batch: for a default of true or false that would make the table anew, to which all others refer.
    for table, texts in (("organisations", TEXTS), ("outbox", OF_MAIL)):
        for name, length in texts.items():
            op.add_column(table, sa.Column(name, sa.String(length=length), server_default="", nullable=False))
    op.add_column("organisations", sa.Column("starts_on", sa.Date()))
    op.add_column(
        "organisations", sa.Column("hr_keeps_people", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "organisation_logos",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_organisation_logos_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_organisation_logos")),
    )
    op.create_table(
        "former_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_former_names_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_names")),
    )
    op.create_index(op.f("ix_former_names_organisation_id"), "former_names", ["organisation_id"])
    op.create_table(
        "withheld_standards",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_withheld_standards_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "standard", name=op.f("pk_withheld_standards")),
    )
    op.create_table(
        "team_standards",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.String(length=80), nullable=False),
        sa.Column("profile", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_standards_team_id_teams"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_team_standards")),
    )


def downgrade() -> None:
    """Back to the version before."""
    for name in ("team_standards", "withheld_standards", "former_names", "organisation_logos"):
        op.drop_table(name)
    for name in OF_MAIL:
        op.drop_column("outbox", name)
    for name in (*TEXTS, "starts_on", "hr_keeps_people"):
        op.drop_column("organisations", name)
