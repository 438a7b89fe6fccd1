"""An invitation to a peer meeting can be withdrawn

Revision: 0019, after: 0018
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.db import UTCDateTime

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    with op.batch_alter_table("peer_invitations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", UTCDateTime(), nullable=True))


def downgrade() -> None:
    """Back to the version before: what was withdrawn is gone."""
    op.execute("DELETE FROM peer_invitations WHERE withdrawn_at IS NOT NULL")
    with op.batch_alter_table("peer_invitations", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")
