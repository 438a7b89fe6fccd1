"""The pages of scoring and results with levels that nobody can choose, profiles that ask little, and grades."""

from __future__ import annotations

import pytest

from app.assessments.results import words
from app.assessments.results.queries import result_of
from app.core.charts import Bars, Radar
from app.standards.library import get_standard
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.people import make_person

HR21, GRADES, ROWS = "hr21-dienstverlening", "mbo-accountmanager-25132", "amb-functieprofiel-2018"


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def answers(slug, choose):
    return {element.code: choose(element).rank for element in get_standard(slug).elements}


def highest(slug):
    return answers(slug, lambda element: element.choices[-1])


def lowest(slug):
    return answers(slug, lambda element: element.choices[0])


def test_a_level_without_a_description_is_named_and_refused(mine, person):
    draft = make_draft(person, standard=HR21, profile="n06-01-06")
    address = f"/zelfscan/{draft.id}/creativiteit/"
    page = mine.get(address).text
    assert page.count('class="level-card"') == 2
    assert "De bron beschrijft de niveaus D en A hier niet." in page
    assert "Ik zit nog onder C (reageren)." in page
    assert mine.post(address, data={"level": "a", "level_version": 0}).status_code == 422
    assert mine.post(address, data={"level": "b", "level_version": 0}).status_code == 303


def test_grades_are_a_list_without_cards(mine, person):
    draft = make_draft(person, standard=GRADES)
    page = mine.get(f"/zelfscan/{draft.id}/w2-3-verkoopgesprekken/").text
    assert page.count('class="level-card level-card--flat"') == 12
    assert 'class="level-card"' not in page
    assert "7 (ruim voldoende)" in page
    assert "Werkproces 5 van 16" in page
    assert "Dit werkproces hoort niet bij mijn werk." in page


def test_per_aspect_is_not_offered_where_there_are_no_aspects(mine):
    assert "Per aspect" not in (page := mine.get(f"/zelfscan/nieuw?standaard={ROWS}").text)
    assert "5 onderdelen, ongeveer 5 minuten." in page
    data = {"profile": "status-b", "mode": "thorough", "origin": "nieuw"}
    assert mine.post(f"/zelfscan/nieuw?standaard={ROWS}", data=data).status_code == 422


def test_the_assessment_to_go_on_from_says_which_standard(mine, person):
    earlier = make_submitted(person, lowest(ROWS), standard=ROWS, profile="status-b")
    assert f'value="{earlier.id}" checked' in mine.get(f"/zelfscan/nieuw?van={earlier.id}").text


def test_the_picture_shows_the_elements_that_the_profile_asks(person):
    result = result_of(make_submitted(person, lowest(HR21), standard=HR21, profile="n06-01-04"))
    (part,) = result.parts
    assert (part.title, len(part.rows)) == ("5 van de 9 competenties", 9)
    assert isinstance(part.chart, Radar)
    assert len(part.chart.axes) == 5
    assert "4 competenties horen niet bij dit profiel. Je scores zie je in de tabel." in words.plain(
        *words.caption(part)
    )


def test_the_next_level_is_one_that_says_something(person):
    levels = lowest(HR21) | {"creativiteit": 0}
    rows = {row.element.code: row for row in result_of(make_submitted(person, levels, standard=HR21)).rows}
    assert rows["creativiteit"].next_level.code == "c"
    rows = {row.element.code: row for row in result_of(make_submitted(person, highest(HR21), standard=HR21)).rows}
    assert rows["integriteit"].next_level is None


def test_a_function_points_to_a_status_whatever_the_scores(person):
    result = result_of(make_submitted(person, lowest(HR21), standard=HR21, profile="n06-01-04"))
    assert result.status == "C"
    assert words.plain(*words.hint(result)).startswith("Medewerker publiek II hoort bij status C.")
    teaching = result_of(make_submitted(person, lowest(HR21), standard=HR21, profile="n06-02-04"))
    assert (teaching.status, words.hint(teaching)) == (None, [])


def test_rows_give_the_first_indication(person):
    result = result_of(make_submitted(person, highest(ROWS) | {"hoofdtaken": 2}, standard=ROWS, profile="status-a"))
    assert result.status == "B"


def test_core_tasks_make_a_radar_and_work_processes_bars(person):
    result = result_of(make_submitted(person, answers(GRADES, lambda one: one.level("5")), standard=GRADES))
    tasks, processes = result.parts
    assert isinstance(tasks.chart, Radar)
    assert isinstance(processes.chart, Bars)
    assert tasks.chart.rings == tuple(map(str, range(1, 11)))
    assert words.step(tasks.rows[0]) == "Nu: 5 (bijna voldoende). Gevraagd: 6 (voldoende)"
    assert result.status is None


@pytest.mark.parametrize("slug", [HR21, GRADES, ROWS])
def test_every_page_of_a_scan_and_its_result_is_there(mine, person, slug):
    done = make_submitted(person, lowest(slug), standard=slug)
    draft = make_draft(person, standard=slug)
    for address in (f"/resultaat/{done.id}/", f"/zelfscan/{draft.id}/", "/", "/plan/doel/nieuw"):
        assert mine.get(address).status_code == 200
    for element in get_standard(slug).elements:
        assert mine.get(f"/zelfscan/{draft.id}/{element.code}/").status_code == 200


def test_a_goal_aims_at_the_next_level_that_says_something(mine, person):
    done = make_submitted(person, lowest(HR21) | {"creativiteit": 0, "integriteit": 2}, standard=HR21)
    page = mine.get(f"/plan/doel/nieuw?zelfscan={done.id}&onderdeel=creativiteit").text
    assert "Creativiteit op niveau C (reageren)" in page
    chooser = mine.get("/plan/doel/nieuw").text
    assert "onderdeel=creativiteit" in chooser
    assert "onderdeel=integriteit" not in chooser


def test_a_goal_on_a_grade_needs_no_statements(mine, person):
    done = make_submitted(person, answers(GRADES, lambda one: one.level("5")), standard=GRADES)
    page = mine.get(f"/plan/doel/nieuw?zelfscan={done.id}&onderdeel=w3-2-klachten").text
    assert "Klachten behandelen op niveau 6 (voldoende)" in page
