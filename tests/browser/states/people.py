"""The pages about people who come, go, move and get another address, in every state."""

from __future__ import annotations

from tests.browser.visits import State, sent

WRONG = {"email": "geen adres", "password": "x", "reason": ""}

COMING_AND_GOING = [
    State("marloes", "/mensen/?account=wacht", "nog niet ingelogd"),
    State("marloes", "/mensen/{tess}/", "ander adres gevraagd"),
    State("marloes", "/mensen/{marloes}/", "eigen rol weg", sent("form.form", roles="professional")),
    State("marloes", "/mensen/{sem}/e-mailadres"),
    State("marloes", "/mensen/{sem}/e-mailadres", "fout", sent("form.form", **WRONG)),
    State("marloes", "/mensen/{invited}/e-mailadres", "nog niet ingelogd"),
    State("marloes", "/mensen/{ruben}/vertrek"),
    State("marloes", "/mensen/{ruben}/vertrek", "fout", sent("form.form", last_day="")),
    State("marloes", "/mensen/{leaver}/", "vertrekt"),
    State("marloes", "/mensen/verhuizing/{move}/"),
    State("marloes", "/mensen/verhuizing/{move}/", "fout", sent("form.form")),
    State("tess", "/mijn-account/", "ander adres gevraagd"),
    State("noor", "/mijn-account/e-mailadres"),
    State("noor", "/mijn-account/e-mailadres", "fout", sent("form.form", **WRONG)),
    State("noor", "/mijn-account/eigen-adres"),
    State("noor", "/mijn-account/eigen-adres", "fout", sent("form.form", own_email="geen adres")),
    State("noor", "/mijn-account/verhuizen"),
    State("noor", "/mijn-account/verhuizen", "fout", sent("form.form", place="")),
    State("esther", "/mijn-account/verhuizen", "gevraagd"),
    State(None, "/e-mailadres/{confirming}"),
    State(None, "/e-mailadres/{stopping}/niet-ik"),
    State(None, "/register/eigen-account/{keeping}"),
    State("lot", "/kwaliteit/accounts/"),
    State("lot", "/kwaliteit/accounts/", "fout", sent("form.form", name="", email="geen adres")),
    State("lot", "/kwaliteit/accounts/{shut_out}/"),
    State("lot", "/kwaliteit/accounts/{invited_again}/uitnodiging"),
]
