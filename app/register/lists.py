"""Going on in the list of the desk: which list somebody works through, carried by page and form.

`lijst` is the kind and the words that the list was narrowed to ("activiteit,workshop"), `plek` the place in it.
"""

from __future__ import annotations

from typing import Any

from flask import request, url_for


def list_values() -> dict[str, Any]:
    """What page and form carry of the list, or nothing outside of one."""
    values = {name: request.values.get(name, "")[:120] for name in ("lijst", "plek")}
    return values if values["lijst"] else {}


def onwards(otherwise: str | None = None) -> str:
    """Where to go after an answer: what is next in the list, or else another page, by default the desk."""
    carried = list_values()
    return url_for("desk.next_one", **carried) if carried else otherwise or url_for("desk.index")
