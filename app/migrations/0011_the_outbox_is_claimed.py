"""The message of the outbox has an id for ever, and a claim while somebody sends it

Revision: 0011, after: 0010
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_OUTBOX = sa.table("outbox", sa.column("id", sa.Integer), sa.column("message_id", sa.String))


def upgrade() -> None:
    """To this version."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("message_id", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("claim", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("claimed_at", sa.DateTime(), nullable=True))
    connection = op.get_bind()
    for (id_,) in connection.execute(sa.select(_OUTBOX.c.id)).all():
        message_id = f"<{uuid4().hex}@vakspiegel>"
        connection.execute(_OUTBOX.update().where(_OUTBOX.c.id == id_).values(message_id=message_id))
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.alter_column("message_id", existing_type=sa.String(length=80), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_outbox_message_id"), ["message_id"])


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_outbox_message_id"), type_="unique")
        batch_op.drop_column("claimed_at")
        batch_op.drop_column("claim")
        batch_op.drop_column("message_id")
