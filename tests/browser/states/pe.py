"""The pages of PE activities, in every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page

from app.core.files.sheets import MIMETYPE
from tests.browser.visits import State, clicked, opened, sent
from tests.dossiers.pe.test_workbook import book_of

LIST = "/mijn-register/pe/"
ONE = LIST + "{pe}/"
RIGHT = book_of(
    [date(2026, 5, 12), "Workshop", "Workshop verduurzamen van bedrijventerreinen", "Gedaan", 3.5, None, None, "ja"],
    [date(2026, 10, 1), "Congres", "Congres van een ander", "Gedaan", 6],
    [date(2027, 1, 8), "Collega's van andere gemeenten adviseren", "Advies", "Gepland", 4],
)
WRONG = book_of([date(2026, 10, 1), "Borrel", "", "Gedaan", 3], ["morgen", "Workshop", "Twee"])


def filled_in(page: Page) -> None:
    """Points while typing."""
    page.get_by_label("Hoeveel uur?").fill("7")
    page.get_by_role("group", name="Organiseert CLOK dit?").get_by_label("Ja").check()
    page.locator("#pe-gain", has_text="4 punten").wait_for()


def other_kind(page: Page) -> None:
    """Another kind, with fields of its own."""
    page.get_by_label("Wat voor activiteit is het?").select_option("publicatie_ezine")
    page.get_by_label("Hoeveel woorden?").wait_for()


def uploaded(content: bytes) -> Callable[[Page], None]:
    """A workbook is sent."""

    def steps(page: Page) -> None:
        page.locator("input[type=file]").set_input_files({"name": "pe.xlsx", "mimeType": MIMETYPE, "buffer": content})
        with page.expect_navigation():
            page.get_by_role("button", name="Bekijk wat erbij komt").click()

    return steps


PE = [
    State("petra", LIST, "vol"),
    State("petra", LIST, "uitleg open", opened("main details")),
    State("petra", LIST + "?jaar=2025-03-15", "vorig jaar"),
    State("nina", LIST, "leeg"),
    State("koen", LIST, "ingeleverd"),
    State("sem", LIST, "geen status"),
    State("petra", LIST + "nieuw", "kies een soort"),
    State("petra", LIST + "nieuw?soort=workshop"),
    State("petra", LIST + "nieuw?soort=workshop", "punten", filled_in),
    State("petra", LIST + "nieuw?soort=workshop", "andere soort", other_kind),
    State("petra", LIST + "nieuw?soort=moderatie", "andere rol"),
    State("petra", LIST + "nieuw?soort=workshop", "fout", sent("/nieuw", title="", held_on="", hours="veel")),
    State(
        "petra",
        LIST + "nieuw?soort=workshop",
        "dubbel",
        sent("/nieuw", title="Workshop verduurzamen van bedrijventerreinen", held_on="2026-05-12", hours="3"),
    ),
    State("petra", LIST + "van-actie/{pe_action}"),
    State("petra", "/plan/actie/{pe_action}/", "kan bij PE"),
    State("petra", "/plan/actie/{pe_used}/", "staat bij PE"),
    State("petra", ONE, "met bewijs"),
    State("petra", ONE, "weghalen?", clicked("Haal weg", "dialog[open]")),
    State("petra", ONE, "fout bewijs", sent("form[enctype]", url="geen adres")),
    State("petra", LIST + "{pe_planned}/", "gepland"),
    State("petra", LIST + "{pe_from_plan}/", "uit het plan"),
    State("petra", LIST + "{pe_unasked}/", "goedkeuring nodig"),
    State("petra", LIST + "{pe_asked}/", "gevraagd"),
    State("petra", LIST + "{pe_granted}/", "goedgekeurd"),
    State("petra", LIST + "{pe_refused}/", "niet goedgekeurd"),
    State("koen", LIST + "{pe_shut}/", "ingeleverd"),
    State("petra", ONE + "wijzigen"),
    State("petra", LIST + "{pe_planned}/gedaan"),
    State("petra", LIST + "{pe_planned}/gedaan", "fout", sent("/gedaan", held_on="2030-01-01", hours="")),
    State("koen", LIST + "{pe_shut}/gedaan", "met bewijs"),
    State("petra", ONE + "gepland"),
    State("petra", ONE + "gepland", "fout", sent("/gepland", held_on="2026-01-01")),
    State("petra", ONE + "weggooien"),
    State("petra", LIST + "{pe_unasked}/goedkeuring"),
    State("petra", LIST + "{pe_unasked}/goedkeuring", "leeg", sent("/goedkeuring")),
    State("petra", LIST + "invoer"),
    State("petra", LIST + "invoer", "geen bestand", sent("form[enctype]")),
    State("petra", LIST + "invoer", "fouten", uploaded(WRONG)),
    State("petra", LIST + "invoer", "wat erbij komt", uploaded(RIGHT)),
]
