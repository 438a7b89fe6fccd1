"""What pages and files of people take from their organisation."""

from __future__ import annotations

import base64
import struct

from app.core.db import db
from app.people.models import Organisation, OrganisationLogo
from app.people.organisation.rules import HouseStyle

LETTERHEAD = 4.5
"""How many times as wide as high the place of the logo on a letter is."""


def house_of(organisation: Organisation) -> HouseStyle:
    """The colours of an organisation. No query."""
    return HouseStyle(organisation.colour, organisation.accent)


def letterhead_of(organisation: Organisation) -> dict[str, str]:
    """What stands on top of a file of one of its people (`document-of` in `templates/pdf/house.typ`): name and logo.

    The logo is the text of an SVG with the PNG in it, because texts are all that goes into a template; empty: none.
    """
    png = logo_of(organisation)
    return {"name": organisation.name, "logo": _framed(png) if png else ""}


def _framed(png: bytes) -> str:
    """A frame that is always as wide as that of another, with the logo at its left."""
    width, height = struct.unpack(">II", png[16:24])
    across = max(width, height * LETTERHEAD)
    down = across / LETTERHEAD
    picture = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {across:g} {down:g}'>"
        f"<image y='{(down - height) / 2:g}' width='{width}' height='{height}' href='{picture}'/></svg>"
    )


def logo_of(organisation: Organisation) -> bytes | None:
    """The PNG of its logo; None when it has none, which costs no query."""
    if not organisation.logo:
        return None
    found = db.session.get(OrganisationLogo, organisation.id)
    return found.png if found else None
