"""Who had a part in a decision: nobody looks again at what they decided, audited or advised themselves (regeling 1.10).

A decision that came after an objection is about the same matter as the one that it replaced: whoever took that one had
a part in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from sqlalchemy import select

from app.core.db import db
from app.core.problems import DomainError
from app.people.models import User
from app.register.models import Audit, Decision, DossierFinding


class Part(StrEnum):
    """What somebody did in a matter, so that another has to look at it now."""

    DECIDED = "decided"
    EARLIER = "earlier"
    AUDITED = "audited"
    ADVISED = "advised"
    HANDLED = "handled"

    @property
    def dutch(self) -> str:
        """The reason as a sentence."""
        return {
            "decided": "Je nam zelf dit besluit.",
            "earlier": "Je nam zelf het eerdere besluit.",
            "audited": "Je deed zelf de audit bij dit besluit.",
            "advised": "Je gaf zelf het bestuur advies over dit dossier.",
            "handled": "Je behandelde zelf het bezwaar.",
        }[self.value]


class HadAPart(DomainError):
    """Somebody would judge what they did themselves."""

    def __init__(self, part: Part) -> None:
        """The sentence says which part."""
        super().__init__(f"{part.dutch} Een ander kijkt ernaar.")
        self.part = part


def parts_of(viewer: User, decisions: Iterable[Decision]) -> Mapping[int, Part]:
    """What the viewer did in each of these decisions, by id; where they had no part is not in it. Two queries."""
    audited = set(db.session.scalars(select(Audit.application_id).where(Audit.auditor_id == viewer.id)))
    advised = set(db.session.scalars(select(DossierFinding.dossier_id).where(DossierFinding.author_id == viewer.id)))
    found: dict[int, Part] = {}
    for decision in decisions:
        matter = tuple(_matter(decision))
        earlier = matter[1:]
        if _decided(viewer, decision):
            found[decision.id] = Part.DECIDED
        elif any(_decided(viewer, one) for one in earlier):
            found[decision.id] = Part.EARLIER
        elif any(one.application_id in audited for one in matter):
            found[decision.id] = Part.AUDITED
        elif any(one.dossier_id in advised for one in matter):
            found[decision.id] = Part.ADVISED
        elif any(one.objection is not None and one.objection.handled_by_id == viewer.id for one in earlier):
            found[decision.id] = Part.HANDLED
    return found


def part_of(viewer: User, decision: Decision) -> Part | None:
    """What the viewer did in this decision, or None."""
    return parts_of(viewer, [decision]).get(decision.id)


def _decided(viewer: User, decision: Decision) -> bool:
    return viewer.id in (decision.decided_by_id, decision.second_by_id)


def _matter(decision: Decision) -> Iterator[Decision]:
    """The decision and those that it came in the place of, back to the first."""
    one: Decision | None = decision
    while one is not None:
        yield one
        one = one.replaces
