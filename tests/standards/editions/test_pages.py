"""The page where an organisation decides about an edition: once, all faults at once, and read-only after that."""

from __future__ import annotations

import re

import pytest

from app.core.db import db
from app.people.rules import RoleName
from app.standards.editions import operations
from app.standards.library import edition_decision, get_standard
from app.standards.rules.deciding import Choice
from tests.factories.people import make_organisation, make_person
from tests.standards.second_editions import HR21_2027, VAK_2027, second_editions

__all__ = ["second_editions"]

VAK, PAGE, HR21_PAGE = "vakvolwassenheid-2013", f"/eigen/edities/{VAK_2027}/", f"/eigen/edities/{HR21_2027}/"
REWORDED = {"kind-coachen": "reworded", "to-coachen-1": "begeleiden", "reason-coachen": "Dit heet nu anders."}
CONFIRMED = REWORDED | {"stap": "vastleggen"}
pytestmark = pytest.mark.usefixtures("second_editions")


@pytest.fixture
def hr(app):
    return make_person(RoleName.HR, organisation=make_organisation("Gemeente Hier"), name="Ingrid Postma")


@pytest.fixture
def client(client_for, hr):
    return client_for(hr)


def words(page):
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def kept(hr):
    found = edition_decision(hr.organisation_id, VAK_2027)
    return found.changes if found else None


def test_the_page_asks_only_what_the_edition_leaves_open(client):
    page = client.get(PAGE)
    text = words(page)
    assert "Over 1 onderdeel zegt de nieuwe editie niet wat ervan is geworden." in text
    assert page.text.count('name="kind-') == 1
    assert "Dit zegt de editie zelf" in text
    assert "Praten en schrijven leer je apart." in text


def test_nothing_is_recorded_before_the_yes(client, hr):
    page = client.post(PAGE, data=REWORDED)
    assert page.status_code == 200
    assert "Er is nog niets vastgelegd." in words(page)
    assert "Dit heet nu anders." in words(page)
    assert kept(hr) is None


def test_a_decision_is_recorded_with_name_and_day_and_is_then_only_shown(client, hr):
    assert client.post(PAGE, data=CONFIRMED).status_code == 303
    assert kept(hr) == [
        {"kind": "reworded", "before": ["coachen"], "after": ["begeleiden"], "reason": "Dit heet nu anders."}
    ]
    page = client.get(PAGE)
    assert "Vastgelegd door Ingrid Postma op 20 november 2026." in words(page)
    assert 'name="kind-' not in page.text


def test_what_was_split_names_each_part(client, hr):
    sent = {"kind-coachen": "split", "to-coachen-1": "begeleiden"}
    assert "Kies minstens twee delen." in client.post(PAGE, data=sent).text
    client.post(PAGE, data=sent | {"to-coachen-2": "digitaal-werken", "stap": "vastleggen"})
    assert kept(hr)[0]["after"] == ["begeleiden", "digitaal-werken"]


def test_all_faults_are_shown_at_once_and_what_was_chosen_stays(client):
    page = client.post(
        HR21_PAGE,
        data={
            "kind-conflicthantering": "merged", "to-conflicthantering-1": "gesprekken",
            "kind-mondelinge-communicatie": "", "reason-mondelinge-communicatie": "x" * 201,
        },
    )  # fmt: skip
    assert page.status_code == 422
    text = words(page)
    assert "Kies nog een onderdeel dat ook is samengevoegd tot Gesprekken voeren." in text
    assert "Kies wat hiermee is gebeurd." in text
    assert "Dit is te lang." in text
    assert '<option selected value="merged">' in page.text


def test_what_was_chosen_can_still_be_changed_on_the_page_that_asks_for_a_yes(client):
    page = client.post(PAGE, data=REWORDED | {"stap": "veranderen"})
    assert page.status_code == 200
    assert '<option selected value="reworded">' in page.text
    assert 'value="Dit heet nu anders."' in page.text


def test_who_is_second_sees_what_holds_and_what_they_chose(client, client_for, hr):
    other = make_person(RoleName.HR, organisation=hr.organisation, name="Bilal Yildirim")
    operations.decide_edition(other, get_standard(VAK), get_standard(VAK_2027), {"coachen": Choice("gone")})
    db.session.commit()
    page = client.post(PAGE, data=CONFIRMED)
    assert page.status_code == 409
    assert "Over deze editie is al besloten" in words(page)
    assert "Vastgelegd door Bilal Yildirim" in words(page)
    assert "Jij had gekozen: Coachen: anders geschreven, nu Begeleiden. Dit heet nu anders." in words(page)
    assert kept(hr)[0]["kind"] == "gone"


def test_another_organisation_decides_for_itself(client, client_for, hr):
    client.post(PAGE, data=CONFIRMED)
    elsewhere = client_for(make_person(RoleName.HR))
    assert "Over 1 onderdeel zegt" in words(elsewhere.get(PAGE))


def test_a_first_edition_leaves_nothing_to_decide(client):
    assert "Dit is de eerste editie." in client.get(f"/eigen/edities/{VAK}/").text
    assert client.post(f"/eigen/edities/{VAK}/").status_code == 409
    assert client.get("/eigen/edities/weg/").status_code == 404


def test_a_new_norm_is_made_on_the_newest_edition(client):
    page = client.get("/eigen/kaders/nieuw").text
    assert f"standaard={VAK_2027}" in page
    assert f"standaard={VAK}&" not in page
