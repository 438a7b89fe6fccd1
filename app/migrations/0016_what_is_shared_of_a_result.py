"""What is shared of a result, the first steps of an organisation, and when a goal or action last changed

Revision: 0016, after: 0015
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """To this version; of what is there it is not known when it changed, and it is as if it did now."""
    op.create_table(
        "first_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.String(length=80), nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_first_steps_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_steps")),
        sa.UniqueConstraint(
            "organisation_id",
            "standard",
            "element",
            "level",
            "title",
            name=op.f("uq_first_steps_organisation_id_standard_element_level_title"),
        ),
    )
    op.create_table(
        "result_shares",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("viewer_id", sa.Integer(), nullable=False),
        sa.Column("led_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("elements", sa.JSON(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("shared_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(led_id IS NULL) = (member_id IS NULL)", name=op.f("ck_result_shares_manager_by_both")),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_result_shares_assessment_id_assessments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["led_id"],
            ["team_memberships.id"],
            name=op.f("fk_result_shares_led_id_team_memberships"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["team_memberships.id"],
            name=op.f("fk_result_shares_member_id_team_memberships"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"], ["users.id"], name=op.f("fk_result_shares_viewer_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_shares")),
    )
    op.create_index(op.f("ix_result_shares_viewer_id"), "result_shares", ["viewer_id"])
    op.create_index(
        "uq_result_shares_one_open",
        "result_shares",
        ["assessment_id", "viewer_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    now = datetime.now(UTC).replace(tzinfo=None)
    for name in ("goals", "actions"):
        op.add_column(name, sa.Column("changed_at", sa.DateTime(), nullable=True))
        op.execute(sa.update(sa.table(name, sa.column("changed_at", sa.DateTime()))).values(changed_at=now))
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.alter_column("changed_at", existing_type=sa.DateTime(), nullable=False)


def downgrade() -> None:
    """Back to the version before."""
    for name in ("actions", "goals"):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_column("changed_at")
    op.drop_index("uq_result_shares_one_open", "result_shares", sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.drop_index(op.f("ix_result_shares_viewer_id"), "result_shares")
    op.drop_table("result_shares")
    op.drop_table("first_steps")
