"""What an audit found, beside what somebody says of themselves

Revision: 0007, after: 0006
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    status = sa.Enum("C", "B", "A", name="status", native_enum=False, length=20)
    with op.batch_alter_table("registrants", schema=None) as batch_op:
        batch_op.add_column(sa.Column("function_content_finding", status, nullable=True))
        batch_op.add_column(sa.Column("function_fits_finding", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("finding_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("audit_passed_for", status, nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("registrants", schema=None) as batch_op:
        for name in ("audit_passed_for", "finding_on", "function_fits_finding", "function_content_finding"):
            batch_op.drop_column(name)
