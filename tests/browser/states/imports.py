"""Reading in people, in every state: nothing yet, faults, and all that a file can ask and do."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.visits import State, Steps, sent

_START = "/mensen/inlezen/"
_LONG = "Overeenstemmingsonderhandelingen"
_HEAD = "Voornaam;Achternaam;E-mailadres;Functie;Afdeling;Team;Salarisschaal"
_MANY = [f"Nieuw;Persoon {number};nieuw{number}@voorbeeldstad.example;{_LONG};Sociaal;Wonen;8" for number in range(7)]
_WRONG = ["Jan;;geen adres;;Sociaal;;", f"=1+1;{_LONG};a@x.example;;;;"]


def uploaded(*rows: str) -> Steps:
    """A file with these rows is sent."""

    def steps(page: Page) -> None:
        content = "\n".join((_HEAD, *rows)).encode()
        page.locator("input[type=file]").set_input_files(
            {"name": "mensen.csv", "mimeType": "text/csv", "buffer": content}
        )
        with page.expect_navigation():
            page.get_by_role("button", name="Bekijk wat er verandert").click()

    return steps


IMPORTS = [
    State("bilal", _START),
    State("marloes", _START, "bestand klaar"),
    State("bilal", _START, "geen bestand", sent("form[enctype]")),
    State("bilal", _START, "fouten", uploaded(*_WRONG)),
    State("bilal", _START, "wat er verandert", uploaded(*_MANY, "Noor;Verhagen;noor@elders.example;Regisseur;;;")),
    State("marloes", "/mensen/inlezen/{import}/"),
    State("marloes", "/mensen/inlezen/{import}/", "niets gekozen", sent("/mensen/inlezen/", gone="some", last_day="")),
    State("marloes", "/mensen/inlezen/{import}/nieuw"),
    State("marloes", "/mensen/inlezen/{import}/anders"),
    State("marloes", "/mensen/inlezen/{import}/weg"),
]
