"""Every page in every state that it can be in: whose it is, where it is, and what is done there first."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page

from app.core.files.sheets import MIMETYPE
from app.overview.patterns.views import NAMES
from tests.browser.states.decision import DECISIONS
from tests.browser.states.dossier import DOSSIERS
from tests.browser.states.imports import IMPORTS
from tests.browser.states.own import OWN_STANDARDS
from tests.browser.states.pe import PE
from tests.browser.states.people import COMING_AND_GOING
from tests.browser.states.register import REGISTER
from tests.browser.states.structure import STRUCTURE
from tests.browser.town import town
from tests.browser.visits import TOO_LONG, State, clicked, opened, sent
from tests.factories.assessments import STANDARD


def save_fails(page: Page) -> None:
    """The server is gone while an answer is saved."""
    page.route("**/evalueren/", lambda route: route.abort())
    page.keyboard.press("2")
    page.locator("#save-failure").wait_for()


def not_sent(page: Page) -> None:
    """The server is gone while a form is sent."""
    page.route("**/actie/nieuw", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Wat ga je doen?").fill("Meelopen")
    page.get_by_label("Wanneer is het klaar?").fill("2027-01-12")
    page.get_by_role("button", name="Zet in mijn plan").click()
    page.locator("#request-failure").wait_for()


def other_window(page: Page) -> None:
    """Another window saved something else."""
    page.keyboard.press("1")
    page.locator("#save-state[data-state=saved]").wait_for()
    page.evaluate("document.querySelector('[data-save-version=level]').value = 0")
    page.keyboard.press("3")
    page.locator(".conflict").first.wait_for()


def uploaded(page: Page, cells: dict[str, Any]) -> None:
    """The workbook with own texts, with these cells changed, is sent."""
    answer = page.request.get(page.url.rstrip("/") + "/werkboek")
    book = load_workbook(io.BytesIO(answer.body()))
    for place, value in cells.items():
        book["Teksten"][place] = value
    target = io.BytesIO()
    book.save(target)
    file = {"name": "teksten.xlsx", "mimeType": MIMETYPE, "buffer": target.getvalue()}
    page.locator("input[type=file]").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="Bekijk wat er verandert").click()


def shortcuts_off(page: Page) -> None:
    """The number keys are switched off."""
    page.get_by_role("button", name="Zet de sneltoetsen uit").click()
    page.get_by_role("button", name="Zet de sneltoetsen aan").wait_for()


def short(page: Page) -> None:
    """Only what each level adds."""
    page.get_by_role("button", name="Laat alleen zien wat erbij komt").click()
    page.get_by_role("button", name="Laat de hele zinnen zien").wait_for()


SIGNED_OUT = [
    State(None, "/inloggen"),
    State(None, "/inloggen", "fout", sent("form.form", refused=False, email="noor@x.example", password="fout")),
    State(None, "/inloggen", "leeg", sent("form.form", refused=False)),
    State(None, "/wachtwoord-vergeten"),
    State(None, "/wachtwoord-vergeten", "fout", sent("/wachtwoord-vergeten", refused=False, email="geen adres")),
    State(None, "/wachtwoord-vergeten", "verstuurd", sent("/wachtwoord-vergeten", False, email="a@b.example")),
    State(None, "/wachtwoord-vergeten/{reset}"),
    State(None, "/wachtwoord-vergeten/{reset}", "te kort", sent("form.form", False, password="kort")),
    State(None, "/wie-ziet-wat"),
    State(None, "/hulp"),
    State(None, "/toegankelijkheid"),
    State(None, "/privacy"),
]
ERRORS = [
    State(None, "/bestaat-niet"),
    State("sem", "/bestaat-niet"),
    State("sem", "/mensen/", "mag niet"),
    State("sem", "/mijn-account/", "verlopen", sent("/mijn-account/", csrf_token="verlopen")),
    State("sem", "/plan/delen", "kan niet", lambda page: send_from(page, "/plan/delen", delen="aan")),
    *(State(who, f"/fout/{code}") for code in (400, 401, 405, 413, 429, 500, 503) for who in (None, "sem")),
]
HOME = [
    State("noor", "/", "zelfscan bezig"),
    State("sem", "/", "begin"),
    State("fatima", "/", "nog geen plan"),
    State("joke", "/", "rustig"),
    State("lena", "/", "half jaar verder"),
    State("ruben", "/", "leidinggevende"),
    State("wouter", "/", "zonder team"),
    State("ingrid", "/", "hr"),
    State("marloes", "/", "beheerder"),
    State("bilal", "/", "alle rollen"),
    State("noor", "/", "menu open", opened("details[data-menu]")),
    State("bilal", "/", "menu open", opened("details[data-menu]")),
    State("marloes", "/hulp", "hoofdstukken open", opened("details.fold")),
    State("ruben", "/team/"),
    State("wouter", "/team/", "leeg"),
]
SCORING = [
    State("noor", "/zelfscan/"),
    State("sem", "/zelfscan/", "leeg"),
    State("joke", "/zelfscan/", "alleen ingeleverd"),
    State("sem", f"/zelfscan/nieuw?standaard={STANDARD}", "eerste keer"),
    State("joke", f"/zelfscan/nieuw?standaard={STANDARD}", "van de vorige"),
    State("sem", f"/zelfscan/nieuw?standaard={STANDARD}", "fout", sent("/zelfscan/nieuw", profile="onzin")),
    State("noor", "/zelfscan/{draft}/"),
    State("amina", "/zelfscan/{first}/", "leeg"),
    State("daan", "/zelfscan/{thorough}/", "per aspect"),
    State("amina", "/zelfscan/{first}/intake/", "leeg"),
    State("amina", "/zelfscan/{first}/communicatie/", "competentie"),
    State("amina", "/zelfscan/{first}/creativiteit/", "laatste"),
    State("amina", "/zelfscan/{first}/doelen-en-acties/", "lege cel in de bron"),
    State("amina", "/zelfscan/{first}/intake/", "gevouwen open", opened("main details")),
    State("noor", "/zelfscan/{draft}/uitvoering/", "beantwoord"),
    State("noor", "/zelfscan/{draft}/rapporteren/", "van vorige keer"),
    State("esther", "/zelfscan/{spare}/evalueren/", "niet opgeslagen", save_fails),
    State("esther", "/zelfscan/{spare}/handhaven/", "twee vensters", other_window),
    State(
        "noor",
        "/zelfscan/{draft}/uitvoering/",
        "twee versies",
        sent("form#score", level="vakvolwassen", level_version="0"),
    ),
    State("noor", "/zelfscan/{draft}/uitvoering/", "te lang", sent("form#score", note=TOO_LONG)),
    State("noor", "/zelfscan/{draft}/uitvoering/", "bewijs open", opened("main details")),
    State("noor", "/zelfscan/{draft}/uitvoering/", "fout bewijs", sent("form[action$='/bewijs']", url="geen adres")),
    State("noor", "/zelfscan/{draft}/uitvoering/", "bewijs weg?", clicked("Haal weg", "dialog[open]")),
    State("esther", "/zelfscan/{spare}/coachen/", "sneltoetsen uit", shortcuts_off),
    State("daan", "/zelfscan/{thorough}/intake/D/", "aspect"),
    State("daan", "/zelfscan/{thorough}/intake/A/", "aspect beantwoord"),
    State("daan", "/zelfscan/{thorough}/doelen-en-acties/A/", "op elk niveau hetzelfde, met een lege cel"),
    State("amina", "/zelfscan/{first}/intake/", "kort", short),
    State("amina", "/zelfscan/{first}/tussenstand/1", "overgeslagen"),
    State("daan", "/zelfscan/{thorough}/uitvoering/", "voorstel"),
    State("daan", "/zelfscan/{thorough}/uitvoering/", "zonder reden", sent("form#score", level="vakbekwaam")),
    State("noor", "/zelfscan/{draft}/inleveren", "naast vorige keer"),
    State("daan", "/zelfscan/{thorough}/inleveren", "open"),
    State("daan", "/zelfscan/{thorough}/inleveren", "geweigerd", sent("/inleveren")),
    State("amina", "/zelfscan/{first}/inleveren", "niets ingevuld"),
    State("noor", "/zelfscan/{draft}/weggooien"),
]
RESULT = [
    State("noor", "/resultaat/{result}/", "vol, met n.v.t."),
    State("noor", "/resultaat/{result}/", "alles open", opened("main details")),
    State("noor", "/resultaat/{result}/?vorige=geen&profiel=vakvolwassen", "zonder vorige"),
    State("fatima", "/resultaat/{few}/", "bijna leeg"),
    State("joke", "/resultaat/{top}/", "alles gehaald"),
    State("noor", "/resultaat/{result}/delen", "gedeeld"),
    State(
        "noor", "/resultaat/{result}/delen", "een paar onderdelen", lambda page: page.locator("[value=deel]").check()
    ),
    State("noor", "/resultaat/{result}/delen", "fout", sent("form.form", email="geen adres", last_day="")),
    State("noor", "/resultaat/{result}/delen/voorbeeld"),
    State("joke", "/resultaat/{top}/delen", "zonder leidinggevende"),
    State("ruben", "/gedeeld/{shared}/"),
    State("noor", "/gedeeld/{shared}/", "zo ziet Ruben het"),
    State("joke", "/gedeeld/{some_shared}/", "een paar onderdelen"),
    State("joke", "/", "een collega deelt"),
    State("sem", "/resultaat/", "leeg"),
    State("amina", "/resultaat/", "alleen een begin"),
]
PLAN = [
    State("noor", "/plan/", "vol, te laat"),
    State("noor", "/plan/", "alles open", opened("main details")),
    State("noor", "/plan/?gedaan={done}", "net afgevinkt"),
    State("noor", "/plan/?afgesloten={reached}", "net gehaald"),
    State("sem", "/plan/", "leeg"),
    State("fatima", "/plan/", "eerste doel"),
    State("joke", "/plan/", "niets te groeien"),
    State("fatima", "/plan/doel/nieuw", "kies een onderdeel"),
    State("fatima", "/plan/doel/nieuw?onderdeel=uitvoering", "fout", sent("form.form", title="", by_when="2020-01-01")),
    State(
        "fatima", "/plan/doel/nieuw?onderdeel=uitvoering", "ander onderdeel", sent("form.form", element="flexibiliteit")
    ),
    State("sem", "/plan/doel/nieuw", "nog geen resultaat"),
    State("fatima", "/plan/doel/nieuw?onderdeel=uitvoering"),
    State("noor", "/plan/doel/nieuw?onderdeel=uitvoering", "heeft al een doel"),
    State("noor", "/plan/doel/{goal}/"),
    State("noor", "/plan/doel/{over}/", "te laat, geen acties"),
    State("noor", "/plan/doel/{reached}/", "gehaald"),
    State("noor", "/plan/doel/{stopped}/", "gestopt"),
    State("noor", "/plan/doel/{goal}/wijzigen"),
    State("noor", "/plan/doel/{goal}/wijzigen", "fout", sent("/wijzigen", title="", by_when="")),
    State("noor", "/plan/doel/{goal}/weggooien"),
    State("noor", "/plan/doel/{goal}/actie/nieuw"),
    State("noor", "/plan/doel/{goal}/actie/nieuw", "niet verstuurd", not_sent),
    State("noor", "/plan/doel/{goal}/actie/nieuw", "fout", sent("/actie/nieuw", due="gisteren", hours="veel")),
    State("noor", "/plan/actie/{action}/", "open"),
    State("noor", "/plan/actie/{late}/", "te laat"),
    State("noor", "/plan/actie/{done}/", "gedaan, met bewijs"),
    State("noor", "/plan/actie/{dropped}/", "gaat niet door"),
    State("noor", "/plan/actie/{done}/", "weghalen?", clicked("Haal weg", "dialog[open]")),
    State("noor", "/plan/actie/{action}/", "fout bewijs", sent("/bewijs", url="geen adres")),
    State("noor", "/plan/actie/{action}/", "foute dag", sent("/notitie", done_on="2030-01-01")),
    State("noor", "/plan/doel/{goal}/wijzigen", "twee vensters", sent("/wijzigen", based_on="0", title="Rustig")),
    State("noor", "/plan/actie/{action}/", "twee vensters", sent("/notitie", based_on="0", note="Stilte")),
    State("noor", "/plan/actie/{action}/wijzigen"),
    State("noor", "/plan/actie/{action}/wijzigen", "twee vensters", sent("/wijzigen", based_on="0", helper="Jo")),
    State("noor", "/plan/actie/{action}/wijzigen", "fout", sent("/wijzigen", title="", due="")),
    State("noor", "/plan/actie/{action}/weggooien"),
    State("noor", "/plan/agenda", "aan"),
    State("sem", "/plan/agenda", "uit"),
    State("noor", "/plan/delen", "gedeeld"),
    State("noor", "/plan/delen/voorbeeld"),
    State("lena", "/plan/", "andere leidinggevende"),
    State("lena", "/plan/delen", "andere leidinggevende"),
    State("fatima", "/plan/delen", "niet gedeeld"),
    State("sem", "/plan/delen", "zonder leidinggevende"),
    State("ruben", "/team/{noor}/plan"),
]
PEOPLE = [
    State("noor", "/mijn-account/"),
    State("noor", "/mijn-account/wie-keek"),
    State("sem", "/mijn-account/wie-keek", "leeg"),
    State("ruben", "/mijn-account/", "leidinggevende"),
    State("noor", "/wachtwoord-wijzigen"),
    State("noor", "/wachtwoord-wijzigen", "fout", sent("/wachtwoord-wijzigen", False, password="fout")),
    State("marloes", "/beheer/werk"),
    State("marloes", "/mensen/"),
    State("marloes", "/mensen/?q=niemand", "niemand gevonden"),
    State("marloes", "/mensen/nieuw"),
    State("marloes", "/mensen/nieuw", "fout", sent("/mensen/nieuw", name="", email="geen adres", starts_on="")),
    State("marloes", "/mensen/{noor}/"),
    State("marloes", "/mensen/{gesloten}/", "gesloten"),
    State("marloes", "/mensen/{invited}/", "nog niet ingelogd"),
    State("marloes", "/mensen/{noor}/", "fout", sent("form.form", name="")),
    State("marloes", "/mensen/{noor}/", "fout team", sent("form.form[action$='/team']", starts_on="")),
    State("marloes", "/mensen/{noor}/team/{membership}/"),
    State("marloes", "/mensen/{noor}/team/{membership}/", "fout", sent("/team/", last_day="2020-01-01")),
    State("marloes", "/mensen/{noor}/sluiten"),
    State("marloes", "/mensen/{gesloten}/heropenen"),
    State("marloes", "/organisatie/"),
    State("ingrid", "/organisatie/", "alleen lezen"),
    State("marloes", "/organisatie/huisstijl"),
    State("marloes", "/organisatie/huisstijl", "fout", sent("form.form", name="", colour="#9fd3d8", accent="geel")),
    State("marloes", "/organisatie/contact"),
    State("marloes", "/organisatie/contact", "fout", sent("form.form", reply_to="geen", contact_phone="nul")),
    State("marloes", "/organisatie/begin"),
    State("marloes", "/organisatie/standaarden/"),
    State("marloes", "/organisatie/standaarden/teams"),
    State("marloes", "/organisatie/standaarden/teams", "fout", sent("form.form")),
]
STANDARDS = [
    State("sem", "/standaarden/"),
    State("sem", f"/standaarden/{STANDARD}/"),
    State("sem", f"/standaarden/{STANDARD}/?q=gesprek", "gezocht"),
    State("sem", f"/standaarden/{STANDARD}/?q=xyzzy", "niets gevonden"),
    State("ruben", f"/standaarden/{STANDARD}/uitvoering/", "taak"),
    State("sem", f"/standaarden/{STANDARD}/doelen-en-acties/", "lege cel in de bron"),
    State("sem", f"/standaarden/{STANDARD}/creativiteit/", "competentie"),
    State("sem", f"/standaarden/{STANDARD}/profiel/vakbekwaam/"),
    State("sem", f"/standaarden/{STANDARD}/vergelijk"),
    State("sem", f"/standaarden/{STANDARD}/vergelijk?van=vakbekwaam&naar=vakvolwassen", "meer gevraagd"),
    State("sem", f"/standaarden/{STANDARD}/vergelijk?van=vakvolwassen&naar=vakbekwaam", "minder gevraagd"),
    State("sem", f"/standaarden/{STANDARD}/vergelijk?van=vakbekwaam&naar=vakbekwaam", "hetzelfde"),
    State("sem", f"/standaarden/{STANDARD}/verschil", "eerste editie"),
    State("noor", f"/standaarden/{STANDARD}/welke-functie"),
    State("sem", f"/standaarden/{STANDARD}/welke-functie", "nog geen resultaat"),
]
HR21, AMB, MBO = (f"/standaarden/{slug}/" for slug in (town.HR21, town.AMB, town.MBO))
OTHER_STANDARDS = [
    State("sem", HR21),
    State("sem", HR21, "alles open", opened("main details")),
    State("sem", f"{HR21}?q=nlqf", "gezocht"),
    State("sem", f"{HR21}mondelinge-communicatie/", "vier niveaus"),
    State("sem", f"{HR21}kwaliteitsgerichtheid/", "één niveau beschreven"),
    State("sem", f"{HR21}creativiteit/", "verbanden"),
    State("sem", f"{HR21}profiel/n06-01-06/"),
    State("sem", f"{HR21}profiel/n06-01-06-vp-i/", "verrijkt"),
    State("sem", f"{HR21}profiel/n06-01-06-vp-i/", "verrijkt, alles open", opened("main details")),
    State("sem", f"{HR21}vergelijk?van=n06-01-06&naar=n06-01-04", "publiek III naar II"),
    State("tess", f"{HR21}welke-functie"),
    State("tess", f"{HR21}welke-functie", "alles open", opened("main details")),
    State("tess", "/zelfscan/{tess_draft}/integriteit/"),
    State("tess", "/zelfscan/{tess_draft}/"),
    State("tess", "/resultaat/{tess_result}/"),
    State("sem", AMB),
    State("sem", f"{AMB}?q=mbo", "gezocht"),
    State("sem", f"{AMB}basiskenmerken/", "rij"),
    State("sem", f"{AMB}profiel/status-b/"),
    State("sem", f"{AMB}vergelijk?van=status-c&naar=status-b"),
    State("bram", f"{AMB}welke-functie"),
    State("bram", "/zelfscan/{bram_draft}/hoofdtaken/"),
    State("bram", "/resultaat/{bram_result}/"),
    State("sem", MBO),
    State("sem", f"{MBO}?q=vmbo", "gezocht"),
    State("sem", f"{MBO}k1-markt-en-beleid/", "kerntaak"),
    State("sem", f"{MBO}w4-5-netwerk/", "werkproces, met verbanden"),
    State("sem", f"{MBO}profiel/voldoende/"),
    State("lisa", f"{MBO}welke-functie"),
    State("lisa", "/zelfscan/{lisa_draft}/"),
    State("lisa", "/zelfscan/{lisa_draft}/w2-2-acquireren/", "tien cijfers"),
    State("lisa", "/zelfscan/{lisa_draft}/w2-2-acquireren/", "alle kerntaken open", opened("main details")),
    State("lisa", "/zelfscan/{lisa_draft}/inleveren"),
    State("lisa", "/resultaat/{lisa_result}/"),
    State("lisa", "/resultaat/{lisa_result}/", "alles open", opened("main details")),
    State("lisa", "/zelfscan/{offered}/netwerken/", "afgeleid voorstel"),
    State("lisa", f"/zelfscan/nieuw?standaard={town.HR21}", "voorstellen van elders"),
    State("sem", f"/standaarden/{STANDARD}/communicatie/", "verbanden"),
    State("bilal", f"/standaarden/{STANDARD}/", "met kaders"),
    State("bilal", f"/standaarden/{STANDARD}/profiel/kader:3/", "kader"),
    State("bilal", f"/standaarden/{STANDARD}/profiel/kader:1/", "kader van toen"),
    State("bilal", f"/standaarden/{STANDARD}/vergelijk?van=kader:3&naar=vakbekwaam", "met een kader"),
]
TEXTS = f"/eigen/teksten/{STANDARD}/"
OWN = [
    State("ingrid", "/eigen/"),
    State("ingrid", "/eigen/kaders/"),
    State("ingrid", f"/eigen/edities/{STANDARD}/", "eerste editie"),
    State("ingrid", TEXTS),
    State("ingrid", TEXTS, "geen bestand", sent("form[enctype]")),
    State("ingrid", TEXTS, "fouten", lambda page: uploaded(page, {"D3": 12, "A4": "xx", "D4": "Iets"})),
    State("ingrid", TEXTS, "wat er verandert", lambda page: uploaded(page, {"D3": "Wij luisteren.", "D304": None})),
    State("ingrid", "/eigen/teksten/hr21-dienstverlening/", "nog geen"),
    State("ingrid", TEXTS + "weghalen"),
    State("ingrid", f"/eigen/stappen/{STANDARD}/"),
    State("ingrid", f"/eigen/stappen/{STANDARD}/", "fout", sent("form.form", title="")),
    State("ingrid", "/eigen/stappen/hr21-dienstverlening/", "nog geen"),
    State("ingrid", "/eigen/kaders/nieuw"),
    State("ingrid", f"/eigen/kaders/nieuw?standaard={STANDARD}", "standaard gekozen"),
    State("ingrid", f"/eigen/kaders/nieuw?standaard={STANDARD}&profiel=vakbekwaam", "niveaus"),
    State("ingrid", f"/eigen/kaders/nieuw?standaard={STANDARD}&profiel=", "fout", sent("form.form", name="", kind="x")),
    State("ingrid", "/eigen/kaders/{norm}/"),
    State("ingrid", "/eigen/kaders/{norm}/geef"),
    State("ingrid", "/eigen/kaders/{norm}/geef?q=noor", "gezocht"),
    State("ingrid", "/eigen/kaders/{norm}/geef?q=xyzzy", "niets gevonden"),
    State("ingrid", "/eigen/kaders/{norm}/geef", "fout", sent("form.form", starts_on="")),
    State("ingrid", "/eigen/kaders/{stopped_norm}/", "gestopt"),
    State("ingrid", "/eigen/kaders/{norm}/wijzig"),
    State("ingrid", "/eigen/kaders/{norm}/stop"),
    State("bilal", f"/zelfscan/nieuw?standaard={STANDARD}", "met een kader"),
]
PARTS = [State(None, "/onderdelen/"), *(State(None, f"/onderdelen/{name}") for name in sorted(NAMES))]
STATES = (
    SIGNED_OUT
    + ERRORS
    + DECISIONS
    + HOME
    + SCORING
    + RESULT
    + PLAN
    + PEOPLE
    + IMPORTS
    + STRUCTURE
    + STANDARDS
    + OTHER_STANDARDS
    + OWN
    + OWN_STANDARDS
    + COMING_AND_GOING
    + REGISTER
    + PE
    + DOSSIERS
    + PARTS
)


def send_from(page: Page, address: str, **fields: Any) -> None:
    """A form that the page does not offer (any more), sent anyway."""
    with page.expect_navigation():
        page.evaluate(
            """([address, fields]) => { const form = document.createElement('form');
            const token = document.querySelector('[name=csrf_token]').value;
            form.method = 'post'; form.action = address;
            for (const [name, value] of Object.entries({...fields, csrf_token: token})) {
              const input = document.createElement('input');
              input.name = name; input.value = value; form.append(input);
            }
            document.body.append(form); form.submit(); }""",
            [address, fields],
        )
