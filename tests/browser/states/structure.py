"""Departments and teams."""

from __future__ import annotations

from tests.browser.visits import State, sent

STRUCTURE = [
    State("marloes", "/mensen/teams/"),
    State("marloes", "/mensen/teams/nieuw"),
    State("marloes", "/mensen/teams/nieuw", "fout", sent("/mensen/teams/nieuw", name="")),
    State("marloes", "/mensen/teams/{team}/"),
    State("marloes", "/mensen/teams/{stopped_team}/", "gestopt"),
    State("marloes", "/mensen/teams/{team}/erbij"),
    State("marloes", "/mensen/teams/{team}/erbij?q=noor", "gezocht"),
    State("marloes", "/mensen/teams/{team}/erbij?q=xyzzy", "niemand gevonden"),
    State("marloes", "/mensen/teams/{team}/erbij?q=noor", "fout", sent("form.form", starts_on="")),
    State("marloes", "/mensen/teams/{team}/plek/{membership}/"),
    State("marloes", "/mensen/teams/{team}/plek/{membership}/", "fout", sent("/plek/", last_day="2020-01-01")),
    State("marloes", "/mensen/teams/{later_team}/plek/{later_membership}/", "begint later"),
    State("marloes", "/mensen/teams/{team}/wijzig"),
    State("marloes", "/mensen/teams/{team}/wijzig", "fout", sent("/wijzig", name="")),
    State("marloes", "/mensen/teams/{team}/samenvoegen"),
    State("marloes", "/mensen/teams/{team}/samenvoegen", "fout", sent("/samenvoegen", starts_on="")),
    State("marloes", "/mensen/teams/{team}/stoppen"),
    State("marloes", "/mensen/teams/{team}/stoppen", "fout", sent("/stoppen", last_day="2020-01-01")),
    State("marloes", "/mensen/afdelingen/{department}/"),
    State("marloes", "/mensen/afdelingen/{department}/wijzig"),
    State("marloes", "/mensen/afdelingen/{department}/samenvoegen"),
    State("marloes", "/mensen/afdelingen/{department}/stoppen"),
]
