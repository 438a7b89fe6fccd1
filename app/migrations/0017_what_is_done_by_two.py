"""What is done by two: what the board sets, decisions, outcomes of objections; and what the desk keeps

Revision: 0017, after: 0016
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_ONE_PROPOSAL = "uq_board_settings_one_proposal"
_WHILE = "status = 'proposed'"
_ONCE = (
    ("uq_decisions_one_answer", ["application_id"], "replaces_id IS NULL"),
    ("uq_decisions_one_renewal", ["registration_id", "effective_on"], "kind = 'renew' AND replaces_id IS NULL"),
)
_OUTCOME = sa.Enum("upheld", "partly", "rejected", name="objectionoutcome", native_enum=False, length=20)


def upgrade() -> None:
    """To this version."""
    _add_settings()
    _add_claims()
    _add_evidence()
    _add_columns()
    for name, columns, condition in _ONCE:
        _change_once(name, columns, condition, f"{condition} AND status <> 'dropped'")


def downgrade() -> None:
    """Back to the version before. Two answers to one application stop it: people decide about those."""
    for name, columns, condition in _ONCE:
        _change_once(name, columns, f"{condition} AND status <> 'dropped'", condition)
    with op.batch_alter_table("objections", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_objections_two_people"), type_="check")
        for name in ("draft_by_id", "second_by_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_objections_{name}_users"), type_="foreignkey")
        for name in ("draft_outcome", "draft_answer", "draft_on", "draft_by_id", "second_by_id", "second_answer"):
            batch_op.drop_column(name)
    with op.batch_alter_table("audits", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_audits_second_auditor_id_users"), type_="foreignkey")
        batch_op.drop_column("second_auditor_id")
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_applications_audit_by_id_users"), type_="foreignkey")
        for name in ("audit_at", "audit_place", "audit_by_id"):
            batch_op.drop_column(name)
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        for name in ("second_answer", "told"):
            batch_op.drop_column(name)
    for name in ("audit_evidence", "application_evidence", "desk_claims"):
        op.drop_table(name)
    where = sa.text(_WHILE)
    op.drop_index(_ONE_PROPOSAL, "board_settings", sqlite_where=where, postgresql_where=where)
    op.drop_table("board_settings")


def _change_once(name: str, columns: list[str], before: str, after: str) -> None:
    old, new = sa.text(before), sa.text(after)
    op.drop_index(name, "decisions", sqlite_where=old, postgresql_where=old)
    op.create_index(name, "decisions", columns, unique=True, sqlite_where=new, postgresql_where=new)


def _add_claims() -> None:
    op.create_table(
        "desk_claims",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("claimed_by_id", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"], ["users.id"], name=op.f("fk_desk_claims_claimed_by_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("kind", "file_id", name=op.f("pk_desk_claims")),
    )
    op.create_index("ix_desk_claims_claimed_by_id", "desk_claims", ["claimed_by_id"])


def _add_evidence() -> None:
    for name, column, owner in (
        ("application_evidence", "application_id", "applications"),
        ("audit_evidence", "audit_id", "audits"),
    ):
        op.create_table(
            name,
            sa.Column(column, sa.Integer(), nullable=False),
            sa.Column("evidence_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                [column], [f"{owner}.id"], name=op.f(f"fk_{name}_{column}_{owner}"), ondelete="CASCADE"
            ),
            sa.ForeignKeyConstraint(
                ["evidence_id"], ["evidence.id"], name=op.f(f"fk_{name}_evidence_id_evidence"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint(column, "evidence_id", name=op.f(f"pk_{name}")),
        )
        op.create_index(f"ix_{name}_evidence_id", name, ["evidence_id"])


def _add_columns() -> None:
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("second_answer", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("told", sa.JSON(), nullable=True))
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("audit_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("audit_place", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("audit_by_id", sa.Integer(), nullable=True))
        _to_user(batch_op, "applications", "audit_by_id")
    with op.batch_alter_table("audits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("second_auditor_id", sa.Integer(), nullable=True))
        _to_user(batch_op, "audits", "second_auditor_id")
    with op.batch_alter_table("objections", schema=None) as batch_op:
        batch_op.add_column(sa.Column("draft_outcome", _OUTCOME, nullable=True))
        batch_op.add_column(sa.Column("draft_answer", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("draft_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("draft_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("second_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("second_answer", sa.Text(), server_default="", nullable=False))
        _to_user(batch_op, "objections", "draft_by_id")
        _to_user(batch_op, "objections", "second_by_id")
        batch_op.create_check_constraint(
            batch_op.f("ck_objections_two_people"), "second_by_id IS NULL OR second_by_id <> draft_by_id"
        )


def _to_user(batch_op: Any, table: str, column: str) -> None:
    batch_op.create_foreign_key(
        batch_op.f(f"fk_{table}_{column}_users"), "users", [column], ["id"], ondelete="SET NULL"
    )


def _add_settings() -> None:
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
