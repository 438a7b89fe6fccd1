"""The pages of the practice report, peer meetings, the declaration and the dossier, in every state."""

from __future__ import annotations

from playwright.sync_api import Page, Route

from tests.browser.visits import State, opened, sent

REPORT, MEETINGS = "/mijn-register/praktijkverslag/", "/mijn-register/intervisie/"
DECLARATION, DOSSIER = "/mijn-register/verklaring/", "/mijn-register/dossier/"
TOO_LONG = "x" * 70_000


def not_saved(page: Page) -> None:
    """The text of the report cannot be saved: the bar is there."""

    def gone(route: Route) -> None:
        route.abort()

    page.route(f"**{REPORT}verslag", gone)
    page.get_by_label("Je verslag").fill("Nog een regel.")
    page.locator("[data-save-failure]:not([hidden])").wait_for()


REPORTS = [
    State("dirk", REPORT, "nog niets, A"),
    State("dirk", REPORT, "fout", sent("/voorstel", subject="", beyond_routine="")),
    State("dana", REPORT, "voorgelegd"),
    State("dina", REPORT, "teruggegeven"),
    State("dolf", REPORT, "goedgekeurd", opened("main details")),
    State("dolf", REPORT, "bewijs fout", sent("form[enctype][action$='/bewijs']", url="geen link")),
    State("dora", REPORT, "gestuurd"),
    State("dewi", REPORT, "dossier ingeleverd"),
    State("anja", REPORT, "C"),
    State("dik", REPORT, "niet ingeschreven"),
    State("dolf", REPORT + "verslag"),
    State("dolf", REPORT + "verslag", "niet opgeslagen", not_saved),
    State("dolf", REPORT + "verslag", "te lang", sent("/verslag", body=TOO_LONG)),
    State("dolf", REPORT + "verslag", "twee versies", sent("/verslag", body="Iets anders.", body_version="0")),
    State("dolf", REPORT + "versturen"),
    State("dolf", REPORT + "versturen", "te laat", sent("/versturen", sent_on="2026-11-20")),
    State("dora", REPORT + "{report}/"),
]
PEER_MEETINGS = [
    State("dora", MEETINGS),
    State("dirk", MEETINGS, "leeg"),
    State("dora", MEETINGS + "nieuw"),
    State("dora", MEETINGS + "nieuw", "fout", sent("/nieuw", held_on="2030-01-01", group="")),
    State("dora", MEETINGS + "{meeting_open}/", "te bevestigen", opened("main details")),
    State("dora", MEETINGS + "{meeting_open}/", "niemand aangevinkt", sent("/bevestigen")),
    State("dora", MEETINGS + "{meeting_alone}/?zoek=Gemeente", "gevonden"),
    State("dora", MEETINGS + "{meeting_alone}/?zoek=zzzz", "niemand gevonden"),
    State("dora", MEETINGS + "{meeting_alone}/", "uitgenodigd", opened("main details")),
    State("dora", MEETINGS + "{meeting_alone}/", "geen adres", sent("form:has([name=email])", email="")),
    State("dik", MEETINGS, "uitgenodigd"),
    State("dik", "/", "uitgenodigd"),
    State("dolf", MEETINGS + "{meeting_open}/", "als een ander"),
    State("dora", MEETINGS + "{meeting_alone}/wijzigen"),
    State("dora", MEETINGS + "{meeting_alone}/weggooien"),
    State("dora", MEETINGS + "{meeting_open}/afmelden"),
]
DECLARATIONS = [
    State("dirk", DECLARATION),
    State("dirk", DECLARATION, "fout", sent("/verklaring/", function="", employer="")),
    State("dora", DECLARATION, "ondertekend", opened("main details")),
    State("dewi", DECLARATION, "dossier ingeleverd"),
    State("dik", DECLARATION, "niet ingeschreven"),
]
FILES = [
    State("dora", DOSSIER, "bijna compleet"),
    State("dirk", DOSSIER, "leeg"),
    State("daan_laat", DOSSIER, "te laat"),
    State("anja", DOSSIER, "C"),
    State("mo", DOSSIER, "voorwaarden onbekend"),
    State("dewi", DOSSIER, "ingeleverd"),
    State("dewi", DOSSIER + "{dossier_before}/", "eerder"),
    State("dik", DOSSIER, "niet ingeschreven"),
    State("dirk", DOSSIER + "inleveren", "er ontbreekt veel"),
    State("dirk", DOSSIER + "inleveren", "fout", sent("/inleveren")),
    State("daan_laat", DOSSIER + "inleveren", "te laat"),
    State("dora", "/", "start met datums"),
]
DOSSIERS = REPORTS + PEER_MEETINGS + DECLARATIONS + FILES
