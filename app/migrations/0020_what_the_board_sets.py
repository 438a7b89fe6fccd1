"""What the board sets, by two

Revision: 0020, after: 0015
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_ONE_PROPOSAL = "uq_board_settings_one_proposal"
_WHILE = "status = 'proposed'"


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "board_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("objection_term", "fees", name="settingkind", native_enum=False, length=20), nullable=False
        ),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("proposed", "taken", "dropped", name="decisionstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "second_by_id IS NULL OR second_by_id <> proposed_by_id", name=op.f("ck_board_settings_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["users.id"], name=op.f("fk_board_settings_proposed_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["users.id"], name=op.f("fk_board_settings_second_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_settings")),
    )
    op.create_index("ix_board_settings_kind_scope_confirmed_at", "board_settings", ["kind", "scope", "confirmed_at"])
    where = sa.text(_WHILE)
    op.create_index(
        _ONE_PROPOSAL, "board_settings", ["kind", "scope"], unique=True, sqlite_where=where, postgresql_where=where
    )


def downgrade() -> None:
    """Back to the version before."""
    where = sa.text(_WHILE)
    op.drop_index(_ONE_PROPOSAL, "board_settings", sqlite_where=where, postgresql_where=where)
    op.drop_table("board_settings")
