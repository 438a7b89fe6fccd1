from datetime import date

import pytest
from sqlalchemy import inspect, select, text

from app import create_app
from app.core.commands import upgrade_database
from app.core.db import Base, alembic, db, tables_made_anew
from app.demo import story
from app.people.models import User
from tests.databases import config_for


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_migrations_make_what_the_models_say_and_can_go_back_with_data(bare_database_url, tmp_path):
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context():
        first = upgrade_database()
        assert first.told == f"De database was leeg en is klaargezet: versie {first.after}, in {first.steps} stappen."
        assert first.steps > 19
        assert alembic.compare_metadata() == []
        assert upgrade_database().told.startswith("De database was al bijgewerkt: versie ")
    with app.app_context():
        story.load(date(2026, 11, 20))
        db.session.commit()
        assert len(db.session.scalars(select(User)).all()) > 25
    with app.app_context():
        alembic.downgrade("base")
    with app.app_context():
        assert tables() == set()
        upgrade_database()
        assert tables() == set(Base.metadata.tables)
        db.engine.dispose()


def test_a_table_that_is_made_anew_takes_no_rows_of_others_along(bare_database_url, tmp_path):
    def counts() -> dict[str, int]:
        with db.engine.connect() as connection:
            return {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in kept}

    kept = ("registrations", "dossiers", "decisions", "objections", "sample_files", "plans", "goals", "actions")
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context():
        last = upgrade_database()
        story.load(date(2026, 11, 20))
        db.session.commit()
        before = counts()
        assert all(before.values())
        db.session.close()
    with app.app_context(), tables_made_anew():
        alembic.downgrade("0009")
    with app.app_context():
        assert counts() == before
        upgraded = upgrade_database()
        assert upgraded.steps == last.steps - 9
        assert upgraded.told.startswith(f"De database ging van versie 0009 naar {upgraded.after}, in ")
        assert counts() == before
        db.engine.dispose()


def test_a_norm_stays_on_its_edition_when_versions_get_one(bare_database_url, tmp_path):
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context():
        alembic.upgrade("0008")
        with db.engine.begin() as connection:
            for statement in (
                "INSERT INTO organisations (id, name, standards_mark) VALUES (1, 'Gemeente Hier', 'a')",
                "INSERT INTO norms (id, organisation_id, standard) VALUES (1, 1, 'hr21-dienstverlening')",
                "INSERT INTO norm_versions (id, norm_id, number, name, kind, targets, created_at)"
                " VALUES (1, 1, 1, 'Ons kader', 'function', '{}', '2026-11-20 09:00:00')",
            ):
                connection.execute(text(statement))
        upgrade_database()
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT standard FROM norm_versions")) == "hr21-dienstverlening"
        alembic.downgrade("0008")
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT standard FROM norms")) == "hr21-dienstverlening"
        db.engine.dispose()


def test_mail_that_waits_gets_an_id_of_its_own(bare_database_url, tmp_path):
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context():
        alembic.upgrade("0010")
        with db.engine.begin() as connection:
            for number in (1, 2):
                connection.execute(
                    text(
                        "INSERT INTO outbox (id, recipient, subject, body, created_at, attempts, error)"
                        f" VALUES ({number}, 'sem@voorbeeldstad.example', 'Dag', '', '2026-11-20 09:00:00', 0, '')"
                    )
                )
        upgrade_database()
        with db.engine.connect() as connection:
            assert len(set(connection.scalars(text("SELECT message_id FROM outbox")))) == 2
        db.engine.dispose()


def test_a_plan_stays_shared_with_who_was_the_manager_then(bare_database_url, tmp_path):
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context():
        alembic.upgrade("0013")
        with db.engine.begin() as connection:
            connection.execute(text("INSERT INTO organisations (id, name, standards_mark) VALUES (1, 'Hier', '')"))
            connection.execute(text("INSERT INTO teams (id, organisation_id, name) VALUES (1, 1, 'Werk')"))
            for number in (1, 2, 3):
                connection.execute(
                    text(
                        "INSERT INTO users"
                        " (id, organisation_id, email, name, job_title, active, fs_uniquifier, shortcuts)"
                        f" VALUES ({number}, 1, '{number}@voorbeeldstad.example', 'Jo', '', TRUE, '{number}', TRUE)"
                    )
                )
            for number, leads, start in (
                (1, "FALSE", "2025-01-01"),
                (2, "TRUE", "2025-01-01"),
                (3, "TRUE", "2026-11-01"),
            ):
                connection.execute(
                    text(
                        "INSERT INTO team_memberships (id, team_id, user_id, is_manager, starts_on)"
                        f" VALUES ({number}, 1, {number}, {leads}, '{start}')"
                    )
                )
            connection.execute(
                text("INSERT INTO plans (id, person_id, shared_at) VALUES (1, 1, '2026-10-01 09:00:00')")
            )
        upgrade_database()
        with db.engine.connect() as connection:
            assert connection.scalars(text("SELECT manager_id FROM plan_shares")).all() == [2]
        with tables_made_anew():
            alembic.downgrade("0013")
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM plans WHERE shared_at IS NOT NULL")) == 1
        db.engine.dispose()


def test_who_led_a_team_leads_it_hierarchically_and_of_two_teams_with_one_name_both_stay(bare_database_url, tmp_path):
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context():
        alembic.upgrade("0021")
        with db.engine.begin() as connection:
            for statement in (
                "INSERT INTO organisations (id, name, standards_mark) VALUES (1, 'Hier', '')",
                "INSERT INTO teams (id, organisation_id, name) VALUES (1, 1, 'Werk')",
                _PERSON.format(number=1, name="Anna"),
                _PERSON.format(number=2, name="Bram"),
                "INSERT INTO team_memberships (id, team_id, user_id, is_manager, starts_on)"
                " VALUES (1, 1, 1, TRUE, '2025-01-01'), (2, 1, 2, FALSE, '2025-01-01')",
            ):
                connection.execute(text(statement))
        upgrade_database()
        with db.engine.begin() as connection:
            leads = connection.scalars(text("SELECT lead FROM team_memberships ORDER BY id")).all()
            assert leads == ["hierarchical", None]
            connection.execute(text("UPDATE teams SET closed_on = '2026-11-19'"))
            connection.execute(text("INSERT INTO teams (id, organisation_id, name) VALUES (2, 1, 'Werk')"))
        with tables_made_anew():
            alembic.downgrade("0021")
        with db.engine.connect() as connection:
            assert connection.scalars(text("SELECT name FROM teams ORDER BY id")).all() == ["Werk (1)", "Werk"]
            leads = connection.scalars(text("SELECT is_manager FROM team_memberships ORDER BY id")).all()
            assert [bool(one) for one in leads] == [True, False]
        db.engine.dispose()


def test_what_is_there_twice_in_the_register_is_said_before_it_becomes_one(bare_database_url, tmp_path):
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context():
        alembic.upgrade("0013")
        with db.engine.begin() as connection:
            connection.execute(text("INSERT INTO organisations (id, name, standards_mark) VALUES (1, 'Hier', '')"))
            for number, name in enumerate(("Anna", "Bram"), 1):
                connection.execute(text(_PERSON.format(number=number, name=name)))
                connection.execute(text(_STATUS.format(number=number, name=name)))
                connection.execute(text(_RENEWAL.format(number=number)))
        with pytest.raises(RuntimeError) as stopped:
            upgrade_database()
        assert str(stopped.value).splitlines()[1:] == [
            "Nummer 20001 is van Anna, Bram.",
            "Eén status is meer dan eens voor hetzelfde jaar verlengd: 2026-0001, 2026-0002.",
        ]
        with db.engine.begin() as connection:
            connection.execute(text("UPDATE registrations SET number = '20002' WHERE id = 2"))
            connection.execute(text("UPDATE decisions SET status = 'dropped', kind = 'withdraw' WHERE id = 2"))
        upgrade_database()
        with db.engine.connect() as connection:
            numbers = connection.execute(text("SELECT number, person_id FROM register_numbers ORDER BY number")).all()
        assert [tuple(one) for one in numbers] == [(20001, 1), (20002, 2)]
        db.engine.dispose()


_PERSON = (
    "INSERT INTO users (id, organisation_id, email, name, job_title, active, fs_uniquifier, shortcuts)"
    " VALUES ({number}, 1, '{name}@voorbeeldstad.example', '{name}', '', true, '{name}', true)"
)
_STATUS = (
    "INSERT INTO registrations (id, person_id, number, register, status, name, employer, started_on, renewal_date,"
    " valid_until, rules_edition, end_reason) VALUES ({number}, {number}, '20001', 'AMB', 'B', '{name}', 'Hier',"
    " '2026-01-01', '2027-01-01', '2028-12-31', 'register-amb-2018', '')"
)
_RENEWAL = (
    "INSERT INTO decisions (id, number, person_id, kind, status, registration_id, register, register_status,"
    " decided_on, effective_on, reason, deviation, rules_edition, recorded_at)"
    " VALUES ({number}, '2026-000{number}', 1, 'renew',"
    " 'taken', 1, 'AMB', 'B', '2026-01-01', '2026-01-01', '', '', 'register-amb-2018', '2026-01-01 09:00:00')"
)
