"""A file with people that waits for the yes of the administrator."""

from __future__ import annotations

from typing import Any

from app.people.imports.rules.entries import Entry
from app.people.models import User
from tests.factories.imports import make_import


def add_import(owner: User, changed: User, asked: User) -> dict[str, Any]:
    """More people than fit on one page, one who changes, one who may be another, and all others missing."""
    place = {"job_title": "Klantmanager", "department": "Sociaal", "teams": ("Wonen",)}
    new = [Entry(n, f"Nieuw Persoon {n}", f"nieuw{n}@voorbeeldstad.example", **place) for n in range(10, 130)]
    rows = [
        Entry(2, owner.name, owner.email),
        Entry(3, changed.name, changed.email, job_title="Regisseur", teams=("Wonen",)),
        Entry(4, asked.name, "ander-adres@voorbeeldstad.example", job_title="Regisseur"),
        *new,
    ]
    return {"import": make_import(owner, rows).id}
