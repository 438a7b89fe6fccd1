"""From one function to the next in one sitting: HR21 publiek III, what publiek II asks, and a plan for it."""

import re

from app.people.rules import RoleName
from app.plans.queries import plan_of
from tests.factories.assessments import make_submitted
from tests.factories.people import make_person

STANDARD, NOW_IN, NEXT = "hr21-dienstverlening", "n06-01-06", "n06-01-04"
LEVELS = {
    "integriteit": "c",
    "conflicthantering": "c",
    "klantgerichtheid": "c",
    "mondelinge-communicatie": "c",
    "nauwkeurigheid": "c",
}


def test_somebody_in_publiek_iii_makes_a_plan_for_publiek_ii(app, client_for):
    person = make_person()
    result = make_submitted(person, LEVELS, standard=STANDARD, profile=NOW_IN)
    client = client_for(person)
    compared = client.get(f"/standaarden/{STANDARD}/vergelijk?van={NOW_IN}&naar={NEXT}").text
    assert "2 vragen een hoger niveau" in compared
    beside = f"/resultaat/{result.id}/?profiel={NEXT}"
    assert f'href="{beside}"' in compared
    page = client.get(beside).text
    assert "Medewerker publiek II" in page
    address = re.search(r'href="(/plan/doel/nieuw[^"]*klantgerichtheid[^"]*)"', page)[1].replace("&amp;", "&")
    form = client.get(address).text
    assert "inleven" in form
    made = client.post(address, data={"title": "De klant van straks zien", "by_when": "2027-05-01"})
    assert made.status_code == 303
    (goal,) = plan_of(person).goals
    assert (goal.element, goal.to_level) == ("klantgerichtheid", "b")


def test_who_has_no_result_or_is_no_professional_is_not_led_to_one(app, client_for):
    address = f"/standaarden/{STANDARD}/vergelijk?van={NOW_IN}&naar={NEXT}"
    for person in (make_person(), make_person(RoleName.HR)):
        assert "Bekijk je resultaat" not in client_for(person).get(address).text
