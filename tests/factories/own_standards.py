"""Own standards: a small file, and the same as a draft or published by an organisation."""

from __future__ import annotations

from app.config import ROOT
from app.core.db import db
from app.people.models import Organisation, User
from app.people.rules import RoleName
from app.standards.models import OwnStandard
from app.standards.own import operations
from tests.factories.people import make_person

EXAMPLE = (ROOT / "standards" / "example" / "eigen-standaard.yaml").read_text("utf-8")
SLUG = "voorbeeld-ontvangst"
EDITION_2 = (
    EXAMPLE.replace(f"slug: {SLUG}", f"slug: {SLUG}-2027\nfamily: ontvangst\nfollows: {SLUG}").replace(
        '"2026"', '"2027"'
    )
    + "changes:\n  - {kind: kept, from: [groeten], to: [groeten]}\n"
    + "  - {kind: reworded, from: [doorverwijzen], to: [doorverwijzen], reason: Korter.}\n"
)
"""The same with another edition, that follows it."""


def make_draft_standard(organisation: Organisation, author: User | None = None, text: str = EXAMPLE) -> OwnStandard:
    """A draft of this text."""
    author = author or make_person(RoleName.HR, organisation=organisation)
    taken = operations.read_upload(organisation, text.encode(), "standaard.yaml")
    own = operations.add_draft(organisation, author, taken)
    db.session.commit()
    return own


def make_own_standard(organisation: Organisation, text: str = EXAMPLE) -> OwnStandard:
    """A published own standard."""
    author = make_person(RoleName.HR, organisation=organisation)
    own = make_draft_standard(organisation, author, text)
    operations.publish(organisation, own, author, own.digest)
    db.session.commit()
    return own
