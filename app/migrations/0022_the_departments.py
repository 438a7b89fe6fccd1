"""Departments above teams, teams that stop, and in which way somebody leads

Revision: 0022, after: 0021
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_OPEN = sa.text("closed_on IS NULL")
_ONE_OF_TWO = "(team_id IS NULL) <> (user_id IS NULL)"
_ONE_OF_THREE = (
    "(CASE WHEN team_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN user_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN department_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    """To this version; who led a team, led it hierarchically."""
    _add_departments()
    _change_teams()
    _add_changes()
    _add_ways_to_lead()
    with op.batch_alter_table("norm_assignments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("department_id", sa.Integer(), nullable=True))
        _refer(batch_op, "norm_assignments", "CASCADE")
        batch_op.drop_constraint(batch_op.f("ck_norm_assignments_team_or_person"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_norm_assignments_one_owner"), _ONE_OF_THREE)


def downgrade() -> None:
    """Back to the version before; what was given to a department is given to nobody.

    Of teams with one name the closed ones get their number after it.
    """
    op.execute("DELETE FROM norm_assignments WHERE department_id IS NOT NULL")
    with op.batch_alter_table("norm_assignments", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_norm_assignments_one_owner"), type_="check")
        _drop_reference(batch_op, "norm_assignments")
        batch_op.create_check_constraint(batch_op.f("ck_norm_assignments_team_or_person"), _ONE_OF_TWO)
    _take_away_ways_to_lead()
    op.drop_table("tree_changes")
    op.execute("UPDATE teams SET name = substr(name, 1, 180) || ' (' || id || ')' WHERE closed_on IS NOT NULL")
    op.drop_index("uq_teams_one_open", "teams", sqlite_where=_OPEN, postgresql_where=_OPEN)
    with op.batch_alter_table("teams", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_teams_organisation_id"))
        batch_op.drop_column("closed_on")
        _drop_reference(batch_op, "teams")
        batch_op.create_index("ix_teams_organisation_id_name", ["organisation_id", "name"], unique=True)
    op.drop_table("departments")


def _add_departments() -> None:
    op.create_table(
        "departments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_departments_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["departments.id"], name=op.f("fk_departments_parent_id_departments"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departments")),
    )
    for column in ("organisation_id", "parent_id"):
        op.create_index(op.f(f"ix_departments_{column}"), "departments", [column])
    _once_while_open("departments")


def _once_while_open(table: str) -> None:
    op.create_index(
        f"uq_{table}_one_open",
        table,
        ["organisation_id", "name"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def _change_teams() -> None:
    with op.batch_alter_table("teams", schema=None) as batch_op:
        batch_op.drop_index("ix_teams_organisation_id_name")
        batch_op.add_column(sa.Column("department_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        _refer(batch_op, "teams", "SET NULL")
        batch_op.create_index(batch_op.f("ix_teams_organisation_id"), ["organisation_id"])
    _once_while_open("teams")


def _add_changes() -> None:
    op.create_table(
        "tree_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=200), nullable=False),
        sa.Column("after", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "(team_id IS NULL) <> (department_id IS NULL)", name=op.f("ck_tree_changes_team_or_department")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_tree_changes_team_id_teams"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_tree_changes_department_id_departments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tree_changes")),
    )
    for column in ("team_id", "department_id"):
        op.create_index(op.f(f"ix_tree_changes_{column}"), "tree_changes", [column])


def _add_ways_to_lead() -> None:
    with op.batch_alter_table("team_memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead", sa.String(length=20), nullable=True))
    op.execute("UPDATE team_memberships SET lead = 'hierarchical' WHERE is_manager")
    with op.batch_alter_table("team_memberships", schema=None) as batch_op:
        batch_op.drop_column("is_manager")
        batch_op.create_check_constraint(
            batch_op.f("ck_team_memberships_acting_ends"), "lead IS NULL OR lead <> 'acting' OR ends_on IS NOT NULL"
        )


def _take_away_ways_to_lead() -> None:
    with op.batch_alter_table("team_memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_manager", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(sa.text("UPDATE team_memberships SET is_manager = :yes WHERE lead IS NOT NULL").bindparams(yes=True))
    with op.batch_alter_table("team_memberships", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_team_memberships_acting_ends"), type_="check")
        batch_op.drop_column("lead")
        batch_op.alter_column("is_manager", existing_type=sa.Boolean(), server_default=None)


def _refer(batch_op: Any, table: str, deleted: str) -> None:
    name = batch_op.f(f"fk_{table}_department_id_departments")
    batch_op.create_foreign_key(name, "departments", ["department_id"], ["id"], ondelete=deleted)
    batch_op.create_index(batch_op.f(f"ix_{table}_department_id"), ["department_id"])


def _drop_reference(batch_op: Any, table: str) -> None:
    batch_op.drop_index(batch_op.f(f"ix_{table}_department_id"))
    batch_op.drop_constraint(batch_op.f(f"fk_{table}_department_id_departments"), type_="foreignkey")
    batch_op.drop_column("department_id")
