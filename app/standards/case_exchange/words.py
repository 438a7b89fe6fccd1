"""How the parts of a standard are called in a CASE package, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID, uuid5

from app.standards.rules.element import KIND_WORDS, Kind

NAMESPACE = UUID("b9ee0e79-9daa-41de-9261-e9e2546e543d")
"""Of every identifier that we give out. Never change it: an identifier is for ever."""

OURS = "vakspiegel"
"""The one key under `extensions` where everything stands that CASE has no place for."""

FORMAT = 1
"""The version of what stands there."""

Role = Literal[Kind, "group", "level", "indicator", "profile_group", "profile"]


@dataclass(frozen=True, slots=True)
class ItemType:
    """The words of a CFItemType."""

    title: str
    description: str


ITEM_TYPES: Mapping[Role, ItemType] = {
    "group": ItemType("Groep", "Een kop waar onderdelen onder staan."),
    **{kind: ItemType(KIND_WORDS[kind].capitalize(), "Een onderdeel waarop je scoort.") for kind in get_args(Kind)},
    "level": ItemType("Niveau", "Een niveau van een onderdeel."),
    "indicator": ItemType("Gedragsvoorbeeld", "Gedrag dat bij een niveau hoort, in één zin."),
    "profile_group": ItemType("Profielgroep", "Een kop waar profielen onder staan."),
    "profile": ItemType("Profiel", "Welk niveau een functie, fase of doel van onderdelen vraagt."),
}
ROLES: Mapping[str, Role] = {words.title: role for role, words in ITEM_TYPES.items()}
KINDS: Mapping[str, Kind] = {KIND_WORDS[kind].capitalize(): kind for kind in get_args(Kind)}


def identifier(slug: str, role: str, *codes: str) -> str:
    """The UUID (version 5) of a part of a standard: the same for the same codes, everywhere and always.

    Codes hold no `/`, so two parts never share one.
    """
    return str(uuid5(NAMESPACE, "/".join((slug, role, *codes))))
