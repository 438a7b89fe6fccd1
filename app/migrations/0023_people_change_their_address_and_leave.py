"""A name to sort by, when somebody was invited and leaves, another e-mail address, and the people of the register alone

Revision: 0023, after: 0022
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.db import UTCDateTime
from app.people.rules import SORT_LENGTH, sort_name

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_USERS = sa.table("users", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("sort_name", sa.String))


def upgrade() -> None:
    """To this version; everybody gets the name to sort by. No table is made anew: much refers to these two."""
    sign_by_sign = "C" if op.get_bind().dialect.name == "postgresql" else None
    kind = sa.Column("kind", sa.String(20), server_default="employer", nullable=False)
    op.add_column("organisations", kind)
    where = sa.text("kind = 'register'")
    op.create_index(
        "uq_organisations_one_of_register",
        "organisations",
        ["kind"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
    sorted_by = sa.String(SORT_LENGTH, collation=sign_by_sign)
    op.add_column("users", sa.Column("sort_name", sorted_by, server_default="", nullable=False))
    op.add_column("users", sa.Column("invited_at", UTCDateTime(), nullable=True))
    op.add_column("users", sa.Column("leaves_on", sa.Date(), nullable=True))
    op.add_column("users", sa.Column("own_email", sa.String(255), server_default="", nullable=False))
    connection = op.get_bind()
    for id_, name in connection.execute(sa.select(_USERS.c.id, _USERS.c.name)).all():
        connection.execute(_USERS.update().where(_USERS.c.id == id_).values(sort_name=sort_name(name)))
    op.create_index("ix_users_organisation_id_sort_name", "users", ["organisation_id", "sort_name"])
    _add_email_changes()


def downgrade() -> None:
    """Back to the version before it."""
    op.drop_table("email_changes")
    op.drop_index("ix_users_organisation_id_sort_name", "users")
    for name in ("own_email", "leaves_on", "invited_at", "sort_name"):
        op.drop_column("users", name)
    op.drop_index("uq_organisations_one_of_register", "organisations")
    op.drop_column("organisations", "kind")


def _add_email_changes() -> None:
    op.create_table(
        "email_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("old_email", sa.String(255), nullable=False),
        sa.Column("new_email", sa.String(255), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_email_changes_person_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_email_changes_asked_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_changes")),
    )
    op.create_index("ix_email_changes_person_id", "email_changes", ["person_id"])
    where = sa.text("status = 'asked'")
    op.create_index(
        "uq_email_changes_one_asked",
        "email_changes",
        ["person_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
