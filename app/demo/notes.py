"""What the invented people wrote as their example, and what they plan: by element, in their own words."""

from __future__ import annotations

NOTES: dict[str, tuple[str, ...]] = {
    "intake": (
        "Bij een intake vorige week begon ik met luisteren. Pas daarna pakte ik het formulier erbij. Dat gaf rust.",
        "Ik vergeet soms te checken of iemand de uitleg over de regels heeft begrepen.",
    ),
    "vraag-en-mogelijkheden": (
        "Ik heb met de accountmanager de vacatures in het magazijn doorgenomen voordat ik iemand voorstelde.",
        "Belastbaarheid inschatten vind ik nog lastig. Ik vraag daar vaak een collega bij.",
    ),
    "doelen-en-acties": ("In mijn laatste vijf plannen stond bij elke stap een datum en wie het doet.",),
    "uitvoering": (
        "Een werkzoekende wilde niet mee naar de open dag. We hebben samen gekeken wat haar tegenhield.",
        "Ik los het nog te vaak zelf op in plaats van de ander te laten nadenken.",
    ),
    "afspraken-bewaken": ("Ik zet na elk gesprek een taak in het systeem. Zo mis ik bijna geen afspraak meer.",),
    "evalueren": ("Terugkijken schiet er bij drukte bij in. Bij afronding doe ik het wel altijd.",),
    "handhaven": (
        "Een gesprek over een maatregel vind ik spannend. Ik bereid het nu voor met een collega.",
        "In mei heb ik een maatregel rustig uitgelegd. De werkzoekende kon zich erin vinden.",
    ),
    "rapporteren": ("Mijn verslagen zijn op tijd klaar, maar soms te lang.",),
    "beheer-en-beleid": ("Ik zat in het groepje dat de nieuwe werkwijze voor de poort heeft bedacht.",),
    "deskundigheid": ("Ik breng bij elke intervisie een eigen casus in.",),
    "communicatie": ("Een brief die ik herschreef, snapte de werkzoekende nu in één keer.",),
    "coachen": ("Ik stel meer vragen en geef minder antwoorden. Dat werkt.",),
    "flexibiliteit": ("Bij ziekte van een collega heb ik twee weken haar groep overgenomen.",),
    "probleemanalyse": ("Achter de huurschuld zat een scheiding. Dat kwam pas boven toen ik doorvroeg.",),
    "resultaatgerichtheid": ("Ik kijk elke vrijdag hoe ver ik ben met mijn doelen van die maand.",),
    "plannen-en-organiseren": ("Mijn week loopt vaak uit. Ik plan te weinig tijd tussen gesprekken.",),
    "netwerken": ("Via de voetbalclub vond ik een plek voor iemand die graag buiten werkt.",),
    "creativiteit": ("We hebben een wandelgesprek geprobeerd in plaats van het kantoor.",),
}

GOAL_TITLES: dict[str, str] = {
    "intake": "De intake zo voeren dat de werkzoekende weet waar hij aan toe is",
    "vraag-en-mogelijkheden": "Beter inschatten wat iemand aankan",
    "doelen-en-acties": "Plannen maken die iedereen haalbaar vindt",
    "uitvoering": "Minder zelf oplossen en meer laten nadenken",
    "afspraken-bewaken": "Afspraken op tijd nalopen",
    "evalueren": "Terugkijken, ook als het druk is",
    "handhaven": "Rustig blijven bij de regel",
    "rapporteren": "Kortere verslagen die juridisch kloppen",
    "beheer-en-beleid": "Mijn mening geven in het teamoverleg",
    "deskundigheid": "Een intervisie leiden",
    "communicatie": "Brieven die inwoners snappen",
    "coachen": "Feedback geven waar iemand mee verder kan",
    "flexibiliteit": "Sneller schakelen als een plan niet werkt",
    "probleemanalyse": "Sneller bij de kern komen",
    "resultaatgerichtheid": "Doelen opschrijven die je kunt meten",
    "plannen-en-organiseren": "Een week plannen zonder dat gesprekken uitlopen",
    "netwerken": "Drie nieuwe werkgevers leren kennen",
    "creativiteit": "Iets nieuws proberen met mijn groep",
}
