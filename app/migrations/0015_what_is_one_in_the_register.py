"""What is one in the register: the number of a person, the answer to an application, the renewal of a year

Revision: 0015, after: 0014
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None

_ONE = (
    ("uq_decisions_one_answer", ["application_id"], "replaces_id IS NULL"),
    ("uq_decisions_one_proposal", ["registration_id"], "status = 'proposed'"),
    ("uq_decisions_one_renewal", ["registration_id", "effective_on"], "kind = 'renew' AND replaces_id IS NULL"),
)
_TWICE = {
    "uq_decisions_one_answer": "Over één aanvraag zijn meer besluiten genomen: {}.",
    "uq_decisions_one_proposal": "Over één status liggen meer voorstellen: {}.",
    "uq_decisions_one_renewal": "Eén status is meer dan eens voor hetzelfde jaar verlengd: {}.",
}


def upgrade() -> None:
    """To this version; stops with a sentence for each thing that is there twice, because people decide about those."""
    faults = [*_wrong_numbers(), *_double_decisions()]
    if faults:
        raise RuntimeError("\n".join(("Dit moet eerst worden rechtgezet:", *faults)))
    op.create_table(
        "register_numbers",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_register_numbers_person_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_register_numbers")),
        sa.UniqueConstraint("person_id", name=op.f("uq_register_numbers_person_id")),
    )
    op.execute(
        "INSERT INTO register_numbers (number, person_id)"
        " SELECT DISTINCT CAST(number AS INTEGER), person_id FROM registrations"
    )
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.alter_column(
            "number", existing_type=sa.String(length=20), type_=sa.Integer(), postgresql_using="number::integer"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_registrations_number_register_numbers"), "register_numbers", ["number"], ["number"]
        )
    for name, columns, condition in _ONE:
        where = sa.text(condition)
        op.create_index(name, "decisions", columns, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Back to the version before."""
    for name, _, condition in _ONE:
        where = sa.text(condition)
        op.drop_index(name, "decisions", sqlite_where=where, postgresql_where=where)
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_registrations_number_register_numbers"), type_="foreignkey")
        batch_op.alter_column(
            "number", existing_type=sa.Integer(), type_=sa.String(length=20), postgresql_using="number::varchar"
        )
    op.drop_table("register_numbers")


def _wrong_numbers() -> list[str]:
    """A sentence for each number that is of more people, each person with more numbers, and what is no number."""
    rows = op.get_bind().execute(sa.text("SELECT DISTINCT number, person_id, name FROM registrations ORDER BY number"))
    people: dict[str, dict[int, str]] = {}
    numbers: dict[int, set[str]] = {}
    for number, person_id, name in rows:
        people.setdefault(number, {})[person_id] = name
        numbers.setdefault(person_id, set()).add(number)
    return [
        *(f"Nummer {one} is van {', '.join(who.values())}." for one, who in people.items() if len(who) > 1),
        *(f"Eén persoon heeft de nummers {', '.join(sorted(all_))}." for all_ in numbers.values() if len(all_) > 1),
        *(f"'{one}' is geen nummer." for one in people if not one.isdecimal()),
    ]


def _double_decisions() -> list[str]:
    """A sentence for each group of decisions of which there may be one."""
    found = []
    for name, columns, condition in _ONE:
        of_each: dict[tuple[object, ...], list[str]] = {}
        known = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        query = f"SELECT number, {', '.join(columns)} FROM decisions WHERE {condition} AND {known} ORDER BY number"
        for number, *key in op.get_bind().execute(sa.text(query)):
            of_each.setdefault(tuple(key), []).append(number)
        found += [_TWICE[name].format(", ".join(twice)) for twice in of_each.values() if len(twice) > 1]
    return found
