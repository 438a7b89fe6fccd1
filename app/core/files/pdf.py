"""PDFs from typst templates: tagged (PDF/UA-1) and to keep (PDF/A-2a), in Dutch, with our own fonts.

What a template shows goes in as JSON and is read there with `json(bytes(sys.inputs.data))`, so text of people is
always text and never source, whatever is in it. Templates stand beside the HTML templates and end on `.typ`;
`templates/pdf/house.typ` has the look that they share.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import typst

from app.config import ROOT
from app.core import clock

TEMPLATES = ROOT / "templates"
FONTS = ROOT / "static" / "dist" / "fonts"
NOWHERE = TEMPLATES / "pdf" / "no-packages"
"""Where typst looks for packages: a folder that does not exist, so that nothing is ever fetched."""


class UnreadableData(TypeError):
    """Something that cannot be written as JSON was given to a template: a mistake of ours."""


def write_pdf(template: str, data: Mapping[str, Any], *, templates: Path = TEMPLATES) -> bytes:
    """The PDF of a template (path under `templates`, such as `dossiers/dossier/dossier.typ`) filled with `data`.

    Dates and moments become ISO text, enums their value; write dates in Dutch before, with `app.core.web.filters`.
    Raises `typst.TypstError` for a mistake in a template and `UnreadableData` for a value that JSON does not know.
    """
    made: bytes = typst.compile(
        str(templates / template),
        root=str(templates),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, default=_plain, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        package_path=str(NOWHERE),
        package_cache_path=str(NOWHERE),
        timestamp=clock.now().replace(microsecond=0),
    )
    return made


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    raise UnreadableData(f"JSON knows no {type(value).__name__}.")
