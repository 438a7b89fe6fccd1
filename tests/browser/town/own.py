"""The own standards of the town: a draft, a published one, and one that was taken out of choice."""

from __future__ import annotations

from typing import Any

from app.core.db import db
from app.people.models import Organisation, User
from app.standards.own import operations as own_operations
from tests.factories.norms import make_norm
from tests.factories.own_standards import EDITION_2, EXAMPLE, SLUG, make_draft_standard, make_own_standard

LONG = "Afsprakenbijeenkomstvoorbereiding voor de arbeidsongeschiktheidsverzekering"


def add_own_standards(here: Organisation, author: User) -> dict[str, Any]:
    """The ids and slugs that addresses need."""
    published = make_own_standard(here)
    old = make_own_standard(here, EXAMPLE.replace(SLUG, "vorige-lijst").replace("Goed ontvangen", "Vorige lijst"))
    own_operations.withdraw(here, old)
    text = EXAMPLE.replace(SLUG, "lange-lijst").replace("Goed ontvangen", LONG).partition("profiles:")[0]
    draft = make_draft_standard(here, author, text)
    first, second = (
        one.replace(SLUG, "twee-edities")
        .replace("Goed ontvangen", "Aan de balie")
        .replace("family: ontvangst", "family: balie")
        for one in (EXAMPLE, EDITION_2)
    )
    two = make_own_standard(here, first)
    norm = make_norm(here, {"groeten": "zelf", "doorverwijzen": "zelf"}, name="Kader balie", standard=two.full_slug)
    make_own_standard(here, second)
    db.session.commit()
    return {
        "old_norm": norm.id,
        "own_standard": published.id, "own_old": old.id, "own_draft": draft.id, "own_slug": published.full_slug,
        "draft_slug": draft.full_slug,
    }  # fmt: skip
