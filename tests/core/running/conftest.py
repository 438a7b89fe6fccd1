"""A database that says to be of another version."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from app.core.db import db
from app.core.running.schema import newest


@pytest.fixture
def at_version(app: Flask) -> Iterator[Callable[[str], None]]:
    """Let the tables be of this version, until the test is over."""

    def be(number: str) -> None:
        with db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": number})

    yield be
    be(newest())
