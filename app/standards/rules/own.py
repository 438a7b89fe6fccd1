"""A standard that an organisation made itself: where it stands, and the slug that sets it apart. Plain Python.

In its file it has the slug that its makers gave it. In the rest of Vakspiegel that slug is followed by a dot and the
number of the organisation (`balie-waterkant.7`). No slug of ours has a dot, so the two can never be the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.core.problems import WrongStep
from app.core.worded import Worded
from app.standards.rules.standard import Standard

_SLUG = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([1-9][0-9]{0,8})", re.ASCII)


class OwnStatus(Worded):
    """Where an own standard stands. Once it is published its content never changes."""

    DRAFT = "draft", "Concept"
    PUBLISHED = "published", "Uitgebracht"
    WITHDRAWN = "withdrawn", "Uit de keuze"

    @property
    def can_change(self) -> bool:
        """Whether its content may be replaced or thrown away."""
        return self is OwnStatus.DRAFT

    def publish(self) -> OwnStatus:
        """From draft to published."""
        return self._step(OwnStatus.DRAFT, OwnStatus.PUBLISHED)

    def withdraw(self) -> OwnStatus:
        """Nobody can choose it any more; what was made on it stays."""
        return self._step(OwnStatus.PUBLISHED, OwnStatus.WITHDRAWN)

    def offer_again(self) -> OwnStatus:
        """It can be chosen once more."""
        return self._step(OwnStatus.WITHDRAWN, OwnStatus.PUBLISHED)

    def _step(self, wanted: OwnStatus, to: OwnStatus) -> OwnStatus:
        if self is not wanted:
            raise WrongStep(f"Dit kan niet: deze standaard heeft nu de status {self.dutch.lower()}.")
        return to


def slug_of(organisation_id: int, slug: str) -> str:
    """The slug in the rest of Vakspiegel of the own standard that calls itself `slug`."""
    return f"{slug}.{organisation_id}"


def owner_of(slug: str) -> int | None:
    """The number of the organisation whose own standard this is; None for a standard that is ours."""
    match = _SLUG.fullmatch(slug)
    return int(match[2]) if match else None


def name_in_file(slug: str) -> str:
    """The slug as it stands in the file of an own standard."""
    return slug.partition(".")[0]


def owned_by(organisation_id: int, standard: Standard, *, is_draft: bool = False) -> Standard:
    """The standard of a file with the slugs that it has in the rest of Vakspiegel."""
    return replace(_renamed(standard, partial(slug_of, organisation_id)), is_own=True, is_draft=is_draft)


def as_in_file(standard: Standard) -> Standard:
    """An own standard with the slugs of its file again."""
    return _renamed(standard, name_in_file)


def _renamed(standard: Standard, name: Callable[[str], str]) -> Standard:
    family, follows = (one and name(one) for one in (standard.family, standard.follows))
    return replace(standard, slug=name(standard.slug), family=family or None, follows=follows or None)
