"""The pages of the register, in every state."""

from __future__ import annotations

from tests.browser.visits import State, opened, sent

PUBLIC = [
    State(None, "/register/"),
    State("carla", "/register/?q=niemand", "niemand gevonden"),
    State(None, "/register/?q=carla&status=B", "gevonden"),
    State(None, "/register/wie/{registered}/"),
    State(None, "/register/controle"),
    State(None, "/register/controle", "leeg", sent("form.form")),
    State(None, "/register/controle", "geen code", sent("form.form", code="te kort")),
    State(None, "/register/controle", "niet echt", sent("form.form", False, code="2345-6789-ABCD-EFGH")),
    State(None, "/register/badge/{code}"),
    State("carla", "/mijn-register/badge/", "", opened("main details")),
    State("wim", "/mijn-register/badge/", "nog niet gemaakt"),
    State("sem", "/mijn-register/badge/", "geen status"),
]
SAMPLES = [
    State("els", "/kwaliteit/steekproef/"),
    State("hans", "/kwaliteit/steekproef/", "bestuur"),
    State("els", "/kwaliteit/steekproef/nieuw"),
    State("els", "/kwaliteit/steekproef/nieuw", "fout", sent("/steekproef/nieuw", year="1999", count="0")),
    State("els", "/kwaliteit/steekproef/{sample}/"),
    State("els", "/kwaliteit/steekproef/{closed_sample}/", "afgesloten"),
    State("hans", "/kwaliteit/steekproef/{closed_sample}/", "bestuur"),
    State("els", "/kwaliteit/steekproef/{sample}/dossier/{unjudged}/"),
    State("els", "/kwaliteit/steekproef/{sample}/dossier/{unjudged}/", "fout", sent("/dossier/", verdict="doubtful")),
    State("els", "/kwaliteit/steekproef/{sample}/dossier/{judged}/", "al beoordeeld"),
    State("els", "/kwaliteit/steekproef/{closed_sample}/dossier/{closed_file}/", "twee oordelen"),
    State("cor", "/kwaliteit/steekproef/{sample}/dossier/{unjudged}/", "te dichtbij"),
]
OBJECTIONS = [
    State("carla", "/mijn-register/bezwaar/{decision}/"),
    State("carla", "/mijn-register/bezwaar/{decision}/", "leeg", sent("/bezwaar/")),
    State("carla", "/mijn-register/bezwaar/{objected}/", "ingediend", opened("main details")),
    State("carla", "/mijn-register/bezwaar/{answered}/", "afgehandeld"),
    State("els", "/kwaliteit/bezwaar/"),
    State("els", "/kwaliteit/bezwaar/{waiting}/", "ingediend"),
    State("els", "/kwaliteit/bezwaar/{received}/", "ontvangen"),
    State("els", "/kwaliteit/bezwaar/{received}/", "fout", sent("form.form")),
    State("bas", "/kwaliteit/bezwaar/{drafted}/", "eigen voorstel"),
    State("els", "/kwaliteit/bezwaar/{drafted}/", "tweede oordeel"),
    State("els", "/kwaliteit/bezwaar/{drafted}/", "tweede fout", sent("form#tweede-oordeel", answer="")),
    State("hans", "/kwaliteit/bezwaar/{handled}/", "nam het besluit"),
    State("lot", "/kwaliteit/bezwaar/{handled}/", "bestuur leest"),
    State("lot", "/kwaliteit/bezwaar/{handled}/besluit", "een keuze"),
    State("cor", "/kwaliteit/bezwaar/{waiting}/", "te dichtbij"),
]
SETTINGS = [
    State("hans", "/kwaliteit/vaststellen/", "nog niets"),
    State("hans", "/kwaliteit/vaststellen/", "fout", sent("form.form", weeks="0")),
]
FEES = [
    State("hans", "/kwaliteit/tarieven/", "vastgesteld", opened("main details")),
    State("hans", "/kwaliteit/tarieven/?jaar=2025", "niet vastgesteld"),
    State("hans", "/kwaliteit/tarieven/?jaar=2018", "niemand"),
    State("hans", "/kwaliteit/tarieven/voorstel"),
    State("hans", "/kwaliteit/tarieven/voorstel", "fout", sent("/voorstel", deelnemer_b="gratis")),
    State("hans", "/kwaliteit/tarieven/factureren"),
    State("hans", "/kwaliteit/tarieven/factureren?jaar=2025", "niets"),
    State("hans", "/kwaliteit/tarieven/adres/{payer}/2026"),
    State("hans", "/kwaliteit/tarieven/adres/{payer}/2026", "leeg", sent("/adres/", address="")),
]
TRIED = "&erbij-0-soort=workshop&erbij-0-uren=4&erbij-0-clok=1"
NO_HOURS = {"erbij-0-soort": "workshop", "erbij-0-uren": "x"}

STANDING = [
    State("carla", "/mijn-register/", "veel open"),
    State("carla", "/mijn-register/", "uitgevouwen", opened("main details")),
    State("wim", "/mijn-register/", "A met alles erop en eraan", opened("main details")),
    State("ria", "/mijn-register/", "te laat"),
    State("mo", "/mijn-register/", "voorwaarden onbekend"),
    State("kees", "/mijn-register/", "status kwijt"),
    State("sem", "/mijn-register/", "niet ingeschreven"),
    State("anja", "/mijn-register/", "C"),
    State("anja", "/", "start met status"),
    State("anja", "/mijn-register/regels/"),
    State("anja", "/mijn-register/regels/?alles=1", "alles open"),
    State("anja", "/mijn-register/regels/#A-13", "bij een lezing"),
    State("anja", "/mijn-register/gegevens/"),
    State("sem", "/mijn-register/gegevens/", "leeg"),
    State("anja", "/mijn-register/gegevens/", "fout", sent("/gegevens/", leergang_kind="AMB")),
    State("bas", "/mijn-register/gegevens/", "zit in de commissie"),
    State("bas", "/mijn-register/gegevens/functie/{firm_function}/wijzigen", "wijzigt een ander"),
    State("anja", "/mijn-register/gegevens/functie/nieuw"),
    State("anja", "/mijn-register/gegevens/functie/nieuw", "fout", sent("/nieuw", function="", starts_on="")),
    State("anja", "/mijn-register/gegevens/functie/{experience}/wijzigen"),
    State("anja", "/mijn-register/gegevens/functie/{experience}/weghalen"),
    State("anja", "/mijn-register/wat-als", "C naar B", opened("main details")),
    State("anja", "/mijn-register/wat-als?weg=C-verlenging" + TRIED, "met een activiteit"),
    State(
        "anja",
        "/mijn-register/wat-als?weg=C-verlenging&nog=1" + TRIED,
        "met nog een activiteit",
        opened("main details"),
    ),
    State("anja", "/mijn-register/wat-als", "fout", sent("form[action$='/wat-als']", **NO_HOURS)),
    State("wim", "/mijn-register/wat-als", "A houden", opened("main details")),
    State("mo", "/mijn-register/wat-als", "niet te beoordelen"),
    State("sem", "/mijn-register/wat-als", "nog niets ingevuld"),
]
REGISTER = STANDING + PUBLIC + SAMPLES + OBJECTIONS + SETTINGS + FEES
