"""New editions that leave open what became of an element: the organisation decides that once."""

from __future__ import annotations

from flask import url_for

from app.core.waiting.rules import Waiting, Weight
from app.people.models import Organisation
from app.standards.library import standard_for, standards_for
from app.standards.rules.deciding import undecided


def editions_waiting(organisation: Organisation) -> list[Waiting]:
    """The editions that people can choose, of which elements wait for a decision. No query when nothing changed."""
    open_ = [
        (one, len(undecided(standard_for(organisation, one.follows), one)))
        for one in standards_for(organisation)
        if one.follows
    ]
    return [
        Waiting(
            f"Besluit over de nieuwe editie van {one.title}",
            url_for("editions.show", slug=one.slug),
            "Besluit",
            Weight.HOUSE,
            fact=f"Editie {one.edition} laat {count} {'onderdeel' if count == 1 else 'onderdelen'} open. Mensen kunnen "
            "zich er al op scoren.",
            icon="book",
            whom="Voor HR",
        )
        for one, count in open_
        if count
    ]
