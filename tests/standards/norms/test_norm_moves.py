"""A kader goes on to the next edition: what becomes of each level, shown before it is confirmed, from a day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.people.rules import RoleName
from app.standards.editions import operations as edition_operations
from app.standards.library import get_standard, standard_for
from app.standards.norms import operations as norm_operations
from app.standards.norms.queries import current_profile, norms_for, norms_on
from app.standards.rules.deciding import Choice
from app.standards.rules.editions import crossing
from app.standards.rules.norms import moves_of
from tests.factories.norms import STANDARD, give_norm, make_norm
from tests.factories.people import make_organisation, make_person, make_team
from tests.standards.second_editions import HR21_2027, VAK_2027, second_editions

__all__ = ["second_editions"]
pytestmark = pytest.mark.usefixtures("second_editions")

TARGETS = {
    "netwerken": "basis",
    "plannen-en-organiseren": "vakvolwassen",
    "communicatie": "vakbekwaam",
    "flexibiliteit": "vakvolwassen",
    "creativiteit": "basis",
    "handhaven": "vakbekwaam",
}
KEPT = {"netwerken": "basis", "plannen": "vakvolwassen", "spreken": "vakbekwaam", "schrijven": "vakbekwaam"}
TODAY = date(2026, 11, 20)


@pytest.fixture
def here(app):
    return make_organisation("Gemeente Hier")


@pytest.fixture
def hr(here, client_for):
    return client_for(make_person(RoleName.HR, organisation=here))


def moves(targets, standard=STANDARD, after=VAK_2027):
    later = get_standard(after)
    return moves_of(targets, crossing(later, standard, get_standard), later)


def sent(starts_on="2026-11-20", based_on="1", **levels):
    fields = {f"level-{one.code}": levels.get(one.code, "") for one in get_standard(VAK_2027).elements}
    return {"starts_on": starts_on, "based_on": based_on, **fields}


def words(page):
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def carry(norm):
    return f"/eigen/kaders/{norm.id}/nieuwe-editie"


def decide(here, choice):
    hr = make_person(RoleName.HR, organisation=here)
    edition_operations.decide_edition(hr, get_standard(STANDARD), get_standard(VAK_2027), {"coachen": choice})
    db.session.commit()


def test_kept_reworded_and_split_keep_their_level_and_the_highest_of_what_was_merged_is_proposed(app):
    found = moves(TARGETS)
    assert found.targets == KEPT | {"vindingrijkheid": "vakvolwassen"}
    assert [one.name for one in found.gone] == ["Handhaven (Vakbekwaam)"]
    assert found.undecided == ()


@pytest.mark.parametrize(
    ("element", "sentence"),
    [
        ("netwerken", "Was Netwerken (Basis)."),
        ("plannen", "Was Plannen en organiseren (Vakvolwassen)."),
        ("spreken", "Was Communicatieve vaardigheden (Vakbekwaam). Dat is gesplitst, ook in Schrijven."),
        (
            "vindingrijkheid",
            "Samengevoegd uit Flexibiliteit en Creativiteit. Gevraagd was Flexibiliteit (Vakvolwassen) "
            "en Creativiteit (Basis). Voorstel: het hoogste niveau daarvan.",
        ),
    ],
)
def test_each_level_says_where_it_comes_from(app, element, sentence):
    assert next(one for one in moves(TARGETS).along if one.element.code == element).sentence == sentence


def test_of_a_merged_element_of_which_one_part_was_asked_that_level_is_proposed(app):
    (one,) = moves({"creativiteit": "basis"}).along
    assert one.level.code == "basis"
    assert one.sentence.endswith("Bij Flexibiliteit werd niets gevraagd. Voorstel: dat niveau.")


def test_a_level_that_nobody_can_choose_there_is_left_open_and_named(app):
    found = moves({"zelfstandigheid": "b"}, "hr21-dienstverlening", HR21_2027)
    open_ = next(one for one in found.along if one.element.code == "zelf-plannen")
    assert open_.level is None
    assert open_.sentence.endswith("Dat niveau kun je hier niet kiezen. Kies zelf wat jullie vragen.")


def test_everything_is_shown_and_nothing_is_written_before_the_yes(hr, here):
    norm = make_norm(here, TARGETS)
    assert carry(norm) in hr.get("/eigen/kaders/").text
    assert carry(norm) in hr.get(f"/eigen/kaders/{norm.id}/").text
    page = hr.get(carry(norm))
    text = words(page)
    assert "Er is nog niets opgeslagen." in text
    assert "Samengevoegd uit Flexibiliteit en Creativiteit." in text
    assert "Het kader vraagt ze daar niet. Handhaven (Vakbekwaam)" in text
    assert re.search(r'name="level-vindingrijkheid".*?selected value="vakvolwassen"', page.text, re.DOTALL)
    db.session.refresh(norm)
    assert [one.standard for one in norm.versions] == [STANDARD]


def test_the_norm_goes_on_as_a_new_version_for_the_same_team_from_the_day(hr, here):
    norm, person = make_norm(here, TARGETS), make_person(organisation=here)
    give_norm(norm, person)
    first = norm.current.code
    start = TODAY + timedelta(days=30)
    answer = hr.post(carry(norm), data=sent(start.isoformat(), **KEPT, vindingrijkheid="vakbekwaam"))
    assert answer.status_code == 303
    db.session.refresh(norm)
    assert [(one.number, one.standard) for one in norm.versions] == [(1, STANDARD), (2, VAK_2027)]
    assert norm.current.targets == KEPT | {"vindingrijkheid": "vakbekwaam"}
    assert norms_for(person, STANDARD, start) == [first]
    assert current_profile(first) == first
    before = start - timedelta(days=1)
    newer = standard_for(here, VAK_2027)
    assert (norms_for(person, VAK_2027, before), norms_on(here, newer, before)) == ([], ())
    assert norms_for(person, VAK_2027, start) == [norm.current.code]
    assert [one.code for one in norms_on(here, newer, start)] == [norm.current.code]
    page = words(hr.get(answer.location))
    assert "Dit geldt vanaf 20 december 2026, op editie 2027." in page
    assert "Versie 1, van 20 november 2026, op editie 2013. 6 onderdelen." in page
    assert "Er is een nieuwere editie" not in page


def test_a_change_after_that_stays_on_the_new_edition_and_its_day(hr, here):
    norm = make_norm(here, TARGETS)
    norm_operations.carry_norm(here, norm, VAK_2027, KEPT, date(2027, 1, 1), 1)
    norm_operations.change_norm(here, norm, "Andere naam", norm.current.kind, KEPT, 2)
    assert (norm.current.standard, norm.current.starts_on) == (VAK_2027, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": "2026-11-19"}, "Deze dag is voorbij."),
        ({"starts_on": "2028-01-01"}, "Kies een dag binnen een jaar."),
        ({"starts_on": ""}, "Vul in vanaf welke dag."),
        ({"starts_on": "31-31"}, "Vul een datum in zoals 4-12-2026."),
        ({f"level-{code}": "" for code in KEPT}, "Kies bij minstens één onderdeel een niveau."),
        ({"level-spreken": "hoog"}, ""),
    ],
)
def test_what_is_not_right_is_said_and_nothing_goes_on(hr, here, changes, sentence):
    norm = make_norm(here, TARGETS)
    answer = hr.post(carry(norm), data=sent(**KEPT) | changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    db.session.refresh(norm)
    assert norm.standard == STANDARD


def test_a_norm_that_asks_what_is_not_decided_waits_and_says_where_to_decide(hr, here):
    norm = make_norm(here, TARGETS | {"coachen": "basis"})
    page = hr.get(carry(norm))
    assert "Dit kader vraagt Coachen (Basis). De nieuwe editie zegt niet wat daarvan is geworden." in words(page)
    assert f'href="/eigen/edities/{VAK_2027}/"' in page.text
    assert hr.post(carry(norm), data=sent(**KEPT)).status_code == 409
    decide(here, Choice("reworded", ("begeleiden",)))
    assert "Was Coachen (Basis)." in words(hr.get(carry(norm)))
    assert carry(norm) in hr.get(f"/eigen/edities/{VAK_2027}/").text


def test_two_at_the_same_time_are_not_both_right(hr, here):
    norm = make_norm(here, TARGETS)
    norm_operations.change_norm(here, norm, "Andere naam", norm.current.kind, TARGETS, 1)
    db.session.commit()
    late = hr.post(carry(norm), data=sent(**KEPT))
    assert late.status_code == 409
    assert "Iemand anders heeft dit kader intussen veranderd." in late.text
    assert 'value="2"' in late.text
    assert hr.post(carry(norm), data=sent(based_on="2", **KEPT)).status_code == 303
    again = hr.post(carry(norm), data=sent(based_on="2", **KEPT))
    assert again.status_code == 409
    assert "Dit kader staat al op de nieuwste editie." in again.text
    assert hr.get(carry(norm)).status_code == 303


def test_a_stopped_norm_does_not_go_on(hr, here):
    norm = make_norm(here, TARGETS)
    norm_operations.close_norm(norm)
    db.session.commit()
    assert hr.get(carry(norm)).status_code == 409
    assert "nieuwe-editie" not in hr.get("/eigen/kaders/").text


def test_somebody_of_the_team_begins_on_the_new_edition_with_the_norm(hr, here, client_for):
    norm, person = make_norm(here, TARGETS, name="Onze norm"), make_person(organisation=here)
    give_norm(norm, person)
    give_norm(norm, make_team(here))
    start = f"/zelfscan/nieuw?standaard={VAK_2027}"
    mine = client_for(person)
    assert "Onze norm" not in mine.get(start).text
    hr.post(carry(norm), data=sent(clock.today().isoformat(), **KEPT))
    assert "Voor jou geldt een kader" in mine.get(start).text
