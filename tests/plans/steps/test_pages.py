"""First steps: there always are some, and an organisation puts its own on top."""

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.shapes import Faulty
from app.people.rules import RoleName
from app.plans.models import FirstStep
from app.plans.rules import ActionKind
from app.plans.steps.file import first_steps, read_steps
from app.plans.steps.operations import StepExists, TooManySteps, add_step
from app.plans.steps.queries import steps_for
from app.plans.steps.rules import MOST_OFFERED, MOST_OWN, Step, offered
from app.standards.library import all_standards
from tests.factories.assessments import STANDARD
from tests.factories.people import make_organisation, make_person
from tests.factories.plans import make_goal

ADDRESS = f"/eigen/stappen/{STANDARD}/"


@pytest.fixture
def hr(app):
    return make_person(RoleName.HR)


def sent(**changes):
    return {"place": "handhaven/vakbekwaam", "title": "Meelopen in Noord", "kind": "shadowing"} | changes


@pytest.mark.parametrize("standard", all_standards(), ids=lambda one: one.slug)
def test_at_each_level_of_each_element_there_is_something_to_begin_with(app, standard):
    organisation = make_organisation()
    for element in standard.elements:
        steps = steps_for(organisation, standard.slug, element.code, element.choices[-1].code)
        assert 3 <= len(steps) <= MOST_OFFERED
        assert len({one.kind for one in steps}) == len(steps)


def test_a_file_that_names_an_element_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "first-steps.yaml"
    path.write_text(
        f"always: {{practice: Oefenen}}\nelements: {{{STANDARD}: {{weg: {{practice: Oefenen}}}}, x: {{}}}}\n"
    )
    with pytest.raises(Faulty) as faulty:
        read_steps(path)
    assert [fault.what for fault in faulty.value.faults] == [
        f"het onderdeel 'weg' bestaat niet in '{STANDARD}'.",
        "de standaard 'x' bestaat niet.",
    ]


def test_of_one_kind_what_fits_the_element_goes_before_what_always_fits():
    practice, other = Step(ActionKind.PRACTICE, "Dit"), Step(ActionKind.PRACTICE, "Altijd")
    own = Step(ActionKind.PRACTICE, "Eigen", own=True)
    assert offered([own], [practice], [other]) == (own, practice)
    assert all(first_steps().for_all)


def test_hr_suggests_a_step_and_takes_it_back(client_for, hr):
    mine = client_for(hr)
    assert "Jullie hebben nog geen eigen stappen" in mine.get(ADDRESS).text
    assert mine.post(ADDRESS, data=sent()).status_code == 303
    page = mine.get(ADDRESS).text
    assert "Meelopen in Noord" in page
    assert "Meelopen. 7. Handhaven: naar Vakbekwaam" in page
    step = db.session.scalars(select(FirstStep)).one()
    assert mine.post(f"{ADDRESS}{step.id}/weghalen").status_code == 303
    assert db.session.scalars(select(FirstStep)).all() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Schrijf op wat iemand kan doen."),
        ({"title": "x" * 201}, "Gebruik hoogstens 200 tekens."),
        ({"place": "handhaven/onzin"}, "Meelopen in Noord"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(client_for, hr, changes, sentence):
    response = client_for(hr).post(ADDRESS, data=sent(**changes))
    assert response.status_code == 422
    assert sentence in response.text


def test_a_level_holds_three_of_an_organisation_and_each_once(client_for, hr):
    for number in range(MOST_OWN):
        where = (hr.organisation, STANDARD, "handhaven", "vakbekwaam")
        add_step(*where, kind=ActionKind.TRAINING, title=f"Training {number}")
    with pytest.raises(StepExists):
        add_step(*where, kind=ActionKind.READING, title="Training 1")
    with pytest.raises(TooManySteps):
        add_step(*where, kind=ActionKind.READING, title="Nog een")
    db.session.commit()
    response = client_for(hr).post(ADDRESS, data=sent())
    assert response.status_code == 409
    assert "Bij dit niveau staan al 3 stappen van jullie." in response.text


def test_another_organisation_sees_nothing_of_it(client_for, hr):
    add_step(hr.organisation, STANDARD, "handhaven", "vakbekwaam", kind=ActionKind.TRAINING, title="Van hier")
    other = make_organisation("Gemeente Elders")
    assert "Van hier" not in [one.title for one in steps_for(other, STANDARD, "handhaven", "vakbekwaam")]


def test_a_step_that_is_picked_begins_the_form_of_an_action(client_for, app):
    person = make_person()
    goal = make_goal(person)
    mine = client_for(person)
    page = mine.get(f"/plan/doel/{goal.id}/actie/nieuw").text
    assert "Een training volgen over moeilijke gesprekken" in page
    filled = mine.get(
        f"/plan/doel/{goal.id}/actie/nieuw", query_string={"stap": "Een training volgen over moeilijke gesprekken"}
    ).text
    assert 'value="Een training volgen over moeilijke gesprekken"' in filled
    assert '<option selected value="training">' in filled


def test_nobody_takes_away_what_another_organisation_suggests(client_for, hr):
    step = add_step(hr.organisation, STANDARD, "handhaven", "vakbekwaam", kind=ActionKind.TRAINING, title="Van hier")
    db.session.commit()
    client_for(make_person(RoleName.HR)).post(f"{ADDRESS}{step.id}/weghalen")
    assert db.session.scalars(select(FirstStep)).one() is step
