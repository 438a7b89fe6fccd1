"""The dossiers and the register

Revision: 0002, after: 0001
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = ()
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "signing_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(length=80), nullable=False),
        sa.Column("private_jwk", sa.Text(), nullable=False),
        sa.Column("public_jwk", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_keys")),
        sa.UniqueConstraint("kid", name=op.f("uq_signing_keys_kid")),
    )
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.Enum("AMB", "MW", name="registername", native_enum=False, length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("inschrijving", "upgrade", name="applicationkind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "route",
            sa.Enum("entree_audit", "upgrade", "leergang", name="route", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("status_sought", sa.Enum("C", "B", "A", name="status", native_enum=False, length=20), nullable=False),
        sa.Column(
            "status",
            sa.Enum("submitted", "decided", "withdrawn", name="applicationstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("rules_edition", sa.String(length=40), nullable=False),
        sa.Column("case", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_applications_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
    )
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_applications_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_applications_status_submitted_at", ["status", "submitted_at"], unique=False)
        batch_op.create_index(
            "uq_applications_one_open",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("status = 'submitted'"),
            postgresql_where=sa.text("status = 'submitted'"),
        )

    op.create_table(
        "employment_declarations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year_start", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("still_in_function", sa.Boolean(), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_employment_declarations_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employment_declarations")),
        sa.UniqueConstraint("person_id", "year_start", name=op.f("uq_employment_declarations_person_id_year_start")),
    )
    op.create_table(
        "peer_meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("group_name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_peer_meetings_made_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_meetings")),
    )
    with op.batch_alter_table("peer_meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_peer_meetings_held_on"), ["held_on"], unique=False)

    op.create_table(
        "practice_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year_start", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("beyond_routine", sa.Text(), nullable=False),
        sa.Column("local_level", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft", "proposed", "returned", "approved", "sent", name="reportstatus", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_version", sa.Integer(), nullable=False),
        sa.Column("report_sent_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_practice_reports_decided_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_practice_reports_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_reports")),
        sa.UniqueConstraint("person_id", "year_start", name=op.f("uq_practice_reports_person_id_year_start")),
    )
    op.create_table(
        "registrants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.Enum("AMB", "MW", name="registername", native_enum=False, length=20), nullable=False),
        sa.Column("kernteamlid", sa.Boolean(), nullable=False),
        sa.Column("deelnemer", sa.Boolean(), nullable=False),
        sa.Column("new_in_function", sa.Boolean(), nullable=False),
        sa.Column(
            "working_level",
            sa.Enum("MBO+", "HBO+", "WO+", name="workinglevel", native_enum=False, length=20),
            nullable=True,
        ),
        sa.Column(
            "leergang_kind", sa.Enum("AMB", "MW", name="registername", native_enum=False, length=20), nullable=True
        ),
        sa.Column("leergang_completed_on", sa.Date(), nullable=True),
        sa.Column("personal_title", sa.Boolean(), nullable=False),
        sa.Column("reimbursed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(leergang_kind IS NULL) = (leergang_completed_on IS NULL)", name=op.f("ck_registrants_leergang_is_whole")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_registrants_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrants")),
        sa.UniqueConstraint("person_id", name=op.f("uq_registrants_person_id")),
    )
    op.create_table(
        "registrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("register", sa.Enum("AMB", "MW", name="registername", native_enum=False, length=20), nullable=False),
        sa.Column("status", sa.Enum("C", "B", "A", name="status", native_enum=False, length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("renewal_date", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("rules_edition", sa.String(length=40), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on", name=op.f("ck_registrations_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_registrations_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
    )
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registrations_number"), ["number"], unique=False)
        batch_op.create_index("ix_registrations_person_id_started_on", ["person_id", "started_on"], unique=False)
        batch_op.create_index(
            "uq_registrations_one_held",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )

    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("lead", sa.String(length=2), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_reminders_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("person_id", "what", "day", "lead", name=op.f("uq_reminders_person_id_what_day_lead")),
    )
    op.create_table(
        "samples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("share", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("statuses", sa.JSON(), nullable=False),
        sa.Column("population", sa.JSON(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["drawn_by_id"], ["users.id"], name=op.f("fk_samples_drawn_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samples")),
    )
    with op.batch_alter_table("samples", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_samples_year"), ["year"], unique=False)

    op.create_table(
        "audits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("auditor_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column(
            "function_content", sa.Enum("C", "B", "A", name="status", native_enum=False, length=20), nullable=True
        ),
        sa.Column("function_fits", sa.Boolean(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_audits_application_id_applications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["auditor_id"], ["users.id"], name=op.f("fk_audits_auditor_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audits")),
    )
    with op.batch_alter_table("audits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audits_application_id"), ["application_id"], unique=False)

    op.create_table(
        "badges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("token", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["signing_keys.id"], name=op.f("fk_badges_key_id_signing_keys"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_badges_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges")),
        sa.UniqueConstraint("code", name=op.f("uq_badges_code")),
        sa.UniqueConstraint("place", name=op.f("uq_badges_place")),
    )
    with op.batch_alter_table("badges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_badges_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("renewal_date", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("collecting", "handed_in", "judged", name="dossierstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("handed_in_at", sa.DateTime(), nullable=True),
        sa.Column("judged_at", sa.DateTime(), nullable=True),
        sa.Column("rules_edition", sa.String(length=40), nullable=False),
        sa.Column("case", sa.JSON(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_dossiers_person_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_dossiers_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("person_id", "period_start", name=op.f("uq_dossiers_person_id_period_start")),
    )
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossiers_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "experiences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registrant_id", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("in_field", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_experiences_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["registrant_id"],
            ["registrants.id"],
            name=op.f("fk_experiences_registrant_id_registrants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experiences")),
    )
    with op.batch_alter_table("experiences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_experiences_registrant_id"), ["registrant_id"], unique=False)

    op.create_table(
        "peer_attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("presented", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("reflection", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["users.id"],
            name=op.f("fk_peer_attendances_confirmed_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["peer_meetings.id"],
            name=op.f("fk_peer_attendances_meeting_id_peer_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_peer_attendances_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_attendances")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_peer_attendances_meeting_id_person_id")),
    )
    with op.batch_alter_table("peer_attendances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_peer_attendances_person_id"), ["person_id"], unique=False)

    op.create_table(
        "practice_report_evidence",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_practice_report_evidence_evidence_id_evidence"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["practice_reports.id"],
            name=op.f("fk_practice_report_evidence_report_id_practice_reports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "evidence_id", name=op.f("pk_practice_report_evidence")),
    )
    with op.batch_alter_table("practice_report_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_report_evidence_evidence_id"), ["evidence_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "grant",
                "refuse",
                "renew",
                "refuse_renewal",
                "withdraw",
                name="decisionkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum("proposed", "taken", "dropped", name="decisionstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("register", sa.Enum("AMB", "MW", name="registername", native_enum=False, length=20), nullable=False),
        sa.Column(
            "register_status", sa.Enum("C", "B", "A", name="status", native_enum=False, length=20), nullable=False
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rules_edition", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "second_by_id IS NULL OR second_by_id <> decided_by_id", name=op.f("ck_decisions_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_decisions_application_id_applications"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_decisions_decided_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_decisions_dossier_id_dossiers"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_decisions_person_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_decisions_registration_id_registrations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["users.id"], name=op.f("fk_decisions_second_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("number", name=op.f("uq_decisions_number")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_application_id"), ["application_id"], unique=False)
        batch_op.create_index("ix_decisions_decided_on", ["decided_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index("ix_decisions_person_id_decided_on", ["person_id", "decided_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("filed", "received", "handled", "withdrawn", name="objectionstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("handled_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("upheld", "partly", "rejected", name="objectionoutcome", native_enum=False, length=20),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_objections_decision_id_decisions"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["handled_by_id"], ["users.id"], name=op.f("fk_objections_handled_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["users.id"], name=op.f("fk_objections_received_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_objections_decision_id")),
    )
    op.create_table(
        "pe_activities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "docent",
                "spreker",
                "netwerkbijeenkomst",
                "workshop",
                "seminar",
                "congres",
                "monitor",
                "infographic",
                "kernteamoverleg",
                "moderatie",
                "publicatie_kringen",
                "publicatie_ezine",
                "publicatie_nieuwsflits",
                "ontwikkelen",
                "organiseren",
                "adviseren",
                "landelijk",
                "overig",
                name="pekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "status", sa.Enum("planned", "done", name="activitystatus", native_enum=False, length=20), nullable=False
        ),
        sa.Column("hours", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("words", sa.Integer(), nullable=True),
        sa.Column("consecutive_months", sa.Integer(), nullable=True),
        sa.Column("clok", sa.Boolean(), nullable=False),
        sa.Column("network", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "approval",
            sa.Enum("not_asked", "asked", "granted", "refused", name="approvalstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("approval_request", sa.Text(), nullable=False),
        sa.Column("approval_asked_at", sa.DateTime(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("granted_points", sa.Integer(), nullable=True),
        sa.Column("approval_answer", sa.Text(), nullable=False),
        sa.Column("approval_by_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(approval = 'granted') = (approved_on IS NOT NULL)", name=op.f("ck_pe_activities_granted_has_a_day")
        ),
        sa.CheckConstraint(
            "hours IS NULL OR (hours > 0 AND hours <= 999)", name=op.f("ck_pe_activities_hours_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_pe_activities_action_id_actions"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["approval_by_id"], ["users.id"], name=op.f("fk_pe_activities_approval_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_pe_activities_person_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pe_activities")),
        sa.UniqueConstraint("action_id", name=op.f("uq_pe_activities_action_id")),
    )
    with op.batch_alter_table("pe_activities", schema=None) as batch_op:
        batch_op.create_index("ix_pe_activities_person_id_held_on", ["person_id", "held_on"], unique=False)

    op.create_table(
        "sample_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_sample_files_decision_id_decisions"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["samples.id"], name=op.f("fk_sample_files_sample_id_samples"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_files")),
        sa.UniqueConstraint("sample_id", "decision_id", name=op.f("uq_sample_files_sample_id_decision_id")),
    )
    with op.batch_alter_table("sample_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sample_files_decision_id"), ["decision_id"], unique=False)

    op.create_table(
        "pe_activity_evidence",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["pe_activities.id"],
            name=op.f("fk_pe_activity_evidence_activity_id_pe_activities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_pe_activity_evidence_evidence_id_evidence"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "evidence_id", name=op.f("pk_pe_activity_evidence")),
    )
    with op.batch_alter_table("pe_activity_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pe_activity_evidence_evidence_id"), ["evidence_id"], unique=False)

    op.create_table(
        "sample_judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum("sound", "doubtful", "unsound", name="sampleverdict", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["sample_files.id"], name=op.f("fk_sample_judgements_file_id_sample_files"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["users.id"], name=op.f("fk_sample_judgements_judge_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_judgements")),
        sa.UniqueConstraint("file_id", "judge_id", name=op.f("uq_sample_judgements_file_id_judge_id")),
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("sample_judgements")
    with op.batch_alter_table("pe_activity_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pe_activity_evidence_evidence_id"))

    op.drop_table("pe_activity_evidence")
    with op.batch_alter_table("sample_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sample_files_decision_id"))

    op.drop_table("sample_files")
    with op.batch_alter_table("pe_activities", schema=None) as batch_op:
        batch_op.drop_index("ix_pe_activities_person_id_held_on")

    op.drop_table("pe_activities")
    op.drop_table("objections")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_registration_id"))
        batch_op.drop_index("ix_decisions_person_id_decided_on")
        batch_op.drop_index(batch_op.f("ix_decisions_dossier_id"))
        batch_op.drop_index("ix_decisions_decided_on")
        batch_op.drop_index(batch_op.f("ix_decisions_application_id"))

    op.drop_table("decisions")
    with op.batch_alter_table("practice_report_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_report_evidence_evidence_id"))

    op.drop_table("practice_report_evidence")
    with op.batch_alter_table("peer_attendances", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_peer_attendances_person_id"))

    op.drop_table("peer_attendances")
    with op.batch_alter_table("experiences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_experiences_registrant_id"))

    op.drop_table("experiences")
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossiers_registration_id"))

    op.drop_table("dossiers")
    with op.batch_alter_table("badges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_badges_registration_id"))

    op.drop_table("badges")
    with op.batch_alter_table("audits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audits_application_id"))

    op.drop_table("audits")
    with op.batch_alter_table("samples", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_samples_year"))

    op.drop_table("samples")
    op.drop_table("reminders")
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_registrations_one_held",
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )
        batch_op.drop_index("ix_registrations_person_id_started_on")
        batch_op.drop_index(batch_op.f("ix_registrations_number"))

    op.drop_table("registrations")
    op.drop_table("registrants")
    op.drop_table("practice_reports")
    with op.batch_alter_table("peer_meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_peer_meetings_held_on"))

    op.drop_table("peer_meetings")
    op.drop_table("employment_declarations")
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_applications_one_open",
            sqlite_where=sa.text("status = 'submitted'"),
            postgresql_where=sa.text("status = 'submitted'"),
        )
        batch_op.drop_index("ix_applications_status_submitted_at")
        batch_op.drop_index(batch_op.f("ix_applications_person_id"))

    op.drop_table("applications")
    op.drop_table("signing_keys")
