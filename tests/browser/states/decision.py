"""The pages on which committee and board judge, and those on which a person asks and reads, in every state."""

from __future__ import annotations

from tests.browser.visits import State, opened, sent

ASKED, AUDITED = (f"/kwaliteit/aanvraag/{{{name}}}/" for name in ("asked", "audited"))
DOSSIER = "/kwaliteit/dossier/{handed_in}/"
ACTIVITY, SUBJECT = "/kwaliteit/activiteit/{approval}/", "/kwaliteit/praktijk/{subject}/"
HELD = "/kwaliteit/ingeschreven/"
DECIDED = "/kwaliteit/besluiten/"
MEMBERS = "/kwaliteit/leden/"
OWN = "/mijn-register/aanvraag/"
TOO_LONG = "x" * 9000
NOT_RENEWED = {"kind": "refuse_renewal", "reason": "Nog niet.", "deviation": "Te laat.", "independent": "y"}

DESKS = [
    State("mees", "/kwaliteit/", "commissie"),
    State("mees", "/kwaliteit/?soort=audit", "een soort"),
    State("mees", "/kwaliteit/?q=bestaat+niet", "niets gevonden"),
    State("mees", "/kwaliteit/?laat=1", "te laat"),
    State("mees", "/kwaliteit/?persoon=1", "per persoon"),
    State("mees", "/kwaliteit/activiteiten/{asks_approval}/", "samen"),
    State("mees", "/kwaliteit/activiteiten/{asks_approval}/", "samen, niets gekozen", sent("/activiteiten/")),
    State("lot", "/kwaliteit/", "bestuur, wacht op een ander"),
    State("rob", "/kwaliteit/", "tweede oordeel"),
    State("cor", "/kwaliteit/", "te dichtbij"),
    State("mees", "/", "start van de commissie"),
]
FILES = [
    State("mees", ASKED, "nog geen audit", opened("main details")),
    State("mees", ASKED + "?lijst=alles,&plek=1", "in de lijst"),
    State("mees", ASKED, "audit fout", sent("form#audit-form", held_on="", findings="")),
    State("mees", ASKED, "afspraak fout", sent("form#afspraak-form", day="", time="", place="")),
    State("lot", ASKED, "besluit zonder audit"),
    State("lot", AUDITED, "besluit", opened("main details")),
    State("lot", AUDITED, "besluit fout", sent("form#besluit", kind="refuse", reason="")),
    State("lot", AUDITED, "wijkt af", sent("form#besluit", kind="refuse", reason="Nee.")),
    State("lot", DOSSIER, "de brief eerst", sent("form#besluit", False, **NOT_RENEWED)),
    State("mees", DOSSIER, "bevinding", opened("main details")),
    State("mees", DOSSIER, "bevinding fout", sent("form#bevinding", findings="")),
    State("lot", DOSSIER, "besluit"),
    State("lot", DOSSIER, "besluit fout", sent("form#besluit", kind="renew", reason="", effective_on="")),
    State("mees", ACTIVITY),
    State("mees", ACTIVITY, "fout", sent("form.form", approved="nee", points="x")),
    State("mees", SUBJECT),
    State("mees", SUBJECT, "fout", sent("form.form", approved="nee")),
]
REGISTER_PAGES = [
    State("lot", HELD),
    State("lot", HELD + "?q=zzzz&status=A", "niemand gevonden"),
    State("lot", HELD + "{fem_registration}/", "dossier ingeleverd", opened("main details")),
    State("lot", HELD + "{fem_registration}/", "fout", sent("form#besluit", reason="", effective_on="2020-01-01")),
    State("rob", HELD + "{proposed_registration}/", "er ligt een voorstel"),
    State("lot", HELD + "{over_registration}/", "verlengingsdatum voorbij", opened("main details")),
    State("lot", DECIDED),
    State("lot", DECIDED + "?jaar=1999&soort=renew", "geen"),
    State("rob", DECIDED + "{proposal}/", "tweede oordeel", opened("main details")),
    State("rob", DECIDED + "{proposal}/", "niet verklaard", sent("form#tweede-oordeel")),
    State("lot", "/kwaliteit/vaststellen/{setting}/", "eigen voorstel"),
    State("rob", "/kwaliteit/vaststellen/{setting}/", "tweede oordeel"),
    State("rob", "/kwaliteit/vaststellen/", "er ligt een voorstel", opened("main details")),
    State("lot", DECIDED + "{proposal}/", "eigen voorstel"),
    State("lot", DECIDED + "{refusal}/", "genomen"),
    State("lot", MEMBERS, "met voorstellen", opened("main details")),
    State("lot", MEMBERS, "fout", sent("form.form", email="geen adres")),
    State("lot", MEMBERS + "{member}/committee/einde"),
    State("lot", MEMBERS + "{member}/committee/einde", "leeg", sent("form.form")),
    State("lot", MEMBERS + "{other_member}/board/einde", "ikzelf"),
    State("lot", MEMBERS + "{member}/committee/termijn"),
    State("lot", MEMBERS + "{member}/committee/termijn", "fout", sent("form.form", last_day="2020-01-01")),
    State("lot", MEMBERS + "voorstel/{seat_proposal}/", "eigen voorstel"),
    State("rob", MEMBERS + "voorstel/{seat_proposal}/", "antwoord"),
    State("rob", MEMBERS + "voorstel/{seat_proposal}/", "leeg", sent("form.form")),
    State("lot", MEMBERS + "voorstel/{answered_seat}/", "beantwoord"),
    State("lot", MEMBERS + "{member}/functies/"),
    State("rob", MEMBERS + "{other_member}/functies/", "geen"),
    State("lot", MEMBERS + "{member}/functies/{member_function}/"),
    State("lot", MEMBERS + "{member}/functies/{member_function}/", "fout", sent("form.form", employer="")),
]
AGAIN = "/kwaliteit/bezwaar/{upheld}/besluit"
AFTER_OBJECTION = [
    State("rob", "/kwaliteit/", "opnieuw besluiten"),
    State("rob", "/kwaliteit/bezwaar/{upheld}/", "gegrond, bestuur"),
    State("rob", AGAIN, "intrekking", opened("main details")),
    State("rob", AGAIN, "fout", sent("form#besluit", reason="", effective_on="2020-01-01")),
    State("lot", AGAIN, "nam het eerste besluit"),
    State("cor", "/kwaliteit/bezwaar/{upheld}/", "te dichtbij"),
    State("rob", "/kwaliteit/bezwaar/{settled}/besluit", "al besloten"),
    State("lot", "/kwaliteit/bezwaar/{settled}/", "afgerond"),
    State("lot", DECIDED + "{replaced}/", "vervangen"),
    State("lot", DECIDED + "{restoring}/", "in plaats van"),
    State("lot", DECIDED + "{taken_again}/", "voorstel na bezwaar, nam het eerste"),
    State("rob", DECIDED + "{taken_again}/", "voorstel na bezwaar, tweede"),
    State("kim", "/mijn-register/bezwaar/{replaced}/", "nieuw besluit"),
    State("kim", "/mijn-register/besluiten/", "vervangen"),
    State("jet", "/mijn-register/bezwaar/{lost}/", "wacht op het bestuur"),
    State("nel", "/mijn-register/", "status eindigt"),
]
PERSON = [
    State("aafke", OWN, "loopt"),
    State("aafke", OWN + "{asked}/", "nog geen audit", opened("main details")),
    State("aafke", OWN + "{asked}/intrekken"),
    State("aafke", OWN + "nieuw", "loopt al"),
    State("bert", OWN + "{audited}/", "audit is er"),
    State("cleo", OWN, "eerder afgewezen"),
    State("cleo", OWN + "{refused}/", "besloten"),
    State("cleo", "/mijn-register/besluiten/"),
    State("dean", OWN, "ingetrokken"),
    State("evi", OWN, "nog niets"),
    State("evi", "/mijn-register/besluiten/", "nog geen"),
    State("evi", OWN + "nieuw", "kies"),
    State("evi", OWN + "nieuw?wat=B-entree_audit", "gekozen", opened("main details")),
    State("evi", OWN + "nieuw?wat=B-entree_audit", "te lang", sent("/aanvraag/nieuw", motivation=TOO_LONG)),
    State("ida", OWN, "hoogste status"),
    State("ida", OWN + "nieuw", "niets te vragen"),
]
DECISIONS = DESKS + FILES + REGISTER_PAGES + AFTER_OBJECTION + PERSON
