"""A database with one person in it who can sign in and has begun a scan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask_security import hash_password

from app import create_app
from app.core.db import db
from tests.databases import KEY, config_for
from tests.deploy.serving import free_port
from tests.factories.assessments import make_draft
from tests.factories.people import make_person

EMAIL, PASSWORD = "noor@voorbeeldstad.example", "een heel lang wachtwoord"


@dataclass(frozen=True)
class Place:
    """The settings of its servers, and the page of the first question of the scan."""

    settings: dict[str, str]
    question: str


def furnished(url: str, folder: Path) -> Place:
    """Make it, in this database."""
    app = create_app(config_for(url, folder))
    with app.app_context():
        person = make_person(name="Noor Verhagen", email=EMAIL, password_hash=hash_password(PASSWORD))
        draft = make_draft(person, {"uitvoering": 2})
        question = f"/zelfscan/{draft.id}/uitvoering/"
        db.session.close()
        db.engine.dispose()
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    settings = {
        "DATABASE_URL": plain,
        "SECRET_KEY": KEY,
        "MAIL_URL": f"smtp://127.0.0.1:{free_port()}",
        "VAKSPIEGEL_INSTANCE": str(folder),
        "WEB_CONCURRENCY": "1",
    }
    return Place(settings, question)
