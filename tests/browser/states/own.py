"""The pages of standards that an organisation makes itself, in every state."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from tests.browser.visits import State, Steps, sent
from tests.factories.own_standards import EXAMPLE
from tests.standards.case_exchange.packages import foreign, item

NEW = "/eigen/standaarden/nieuw"
DRAFT, PUBLISHED, WITHDRAWN = (f"/eigen/standaarden/{{{name}}}/" for name in ("own_draft", "own_standard", "own_old"))
WRONG = EXAMPLE.replace("group: aan-de-deur", "group: een-groep-die-nergens-staat").replace(
    "groeten: zelf", "groeten: hoog"
)


LOOSE = json.dumps({**foreign(), "CFItems": [item(1, "Deeg kneden")]})
"""A package in which most of what it speaks about is not there: faults with long words."""


def uploaded(text: str, name: str = "standaard.yaml") -> Steps:
    """A file with this text is sent."""

    def steps(page: Page) -> None:
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}
        page.locator("input[type=file]").set_input_files(file)
        with page.expect_navigation():
            page.locator("form[enctype] button[type=submit]").click()

    return steps


OWN_STANDARDS = [
    State("ingrid", NEW),
    State("ingrid", NEW, "geen bestand", sent("form[enctype]")),
    State("ingrid", NEW, "fouten", uploaded(WRONG)),
    State("ingrid", NEW, "fouten in een CASE-pakket", uploaded(LOOSE, "pakket.json")),
    State("ingrid", NEW + "?volgt={own_standard}", "nieuwe editie"),
    State("ingrid", DRAFT, "concept"),
    State("ingrid", PUBLISHED, "uitgebracht"),
    State("ingrid", WITHDRAWN, "uit de keuze"),
    State("ingrid", DRAFT + "vervang"),
    State("ingrid", DRAFT + "uitbrengen"),
    State("ingrid", DRAFT + "uitbrengen", "vervangen", sent("form.form", seen="iets anders")),
    State("ingrid", DRAFT + "weggooien"),
    State("ingrid", PUBLISHED + "uit-de-keuze"),
    State("ingrid", "/standaarden/{draft_slug}/", "concept"),
    State("ingrid", "/standaarden/{draft_slug}/groeten/", "concept"),
    State("ingrid", "/eigen/kaders/{old_norm}/", "nieuwere editie"),
    State("ingrid", "/eigen/kaders/{old_norm}/nieuwe-editie"),
    State("ingrid", "/eigen/kaders/{old_norm}/nieuwe-editie", "fout", sent("form.form", starts_on="")),
    State("sem", "/standaarden/{own_slug}/", "eigen standaard"),
    State("sem", "/zelfscan/nieuw?standaard={own_slug}", "eigen standaard"),
]
