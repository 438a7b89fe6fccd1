from datetime import date

from sqlalchemy import inspect, select

from app import create_app
from app.core.db import Base, alembic, db, writing
from app.demo import story
from app.people.models import User
from tests.databases import config_for


def test_migrations_make_what_the_models_say_and_can_go_back_with_data(bare_database_url, tmp_path):
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context(), writing():
        alembic.upgrade()
        assert alembic.compare_metadata() == []
        story.load(date(2026, 11, 20))
        db.session.commit()
        assert len(db.session.scalars(select(User)).all()) > 25
        db.session.rollback()
        alembic.downgrade("base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        alembic.upgrade()
        assert set(inspect(db.engine).get_table_names()) >= set(Base.metadata.tables)
        db.engine.dispose()
