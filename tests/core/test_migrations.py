from datetime import date

from sqlalchemy import inspect, select

from app import create_app
from app.core.commands import upgrade_database
from app.core.db import Base, alembic, db, writing
from app.demo import story
from app.people.models import User
from tests.databases import config_for


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_migrations_make_what_the_models_say_and_can_go_back_with_data(bare_database_url, tmp_path):
    app = create_app(config_for(bare_database_url, tmp_path))
    with app.app_context():
        upgrade_database()
        assert alembic.compare_metadata() == []
    with app.app_context(), writing():
        story.load(date(2026, 11, 20))
        db.session.commit()
        assert len(db.session.scalars(select(User)).all()) > 25
    with app.app_context(), writing():
        alembic.downgrade("base")
    with app.app_context():
        assert tables() == set()
        upgrade_database()
        assert tables() == set(Base.metadata.tables)
        db.engine.dispose()
