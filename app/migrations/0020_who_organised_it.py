"""Who organised a PE activity may be not known yet

Revision: 0020, after: 0019
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    with op.batch_alter_table("pe_activities") as table:
        table.alter_column("clok", existing_type=sa.Boolean(), nullable=True)


def downgrade() -> None:
    """Back to the version before: what is not known counts as not organised by CLOK, as it did."""
    op.execute("UPDATE pe_activities SET clok = false WHERE clok IS NULL")
    with op.batch_alter_table("pe_activities") as table:
        table.alter_column("clok", existing_type=sa.Boolean(), nullable=False)
