"""Two editions of a standard that an organisation made itself: the same decision, proposals and comparison."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.assessments.editions.earlier import earlier_than
from app.assessments.editions.proposals import EDITION, offers_for
from app.assessments.results.queries import result_of
from app.core.db import db
from app.people.models import User
from app.people.rules import RoleName
from app.standards.library import standard_for
from app.standards.marks import mark_changed
from app.standards.own import operations as own_operations
from tests.factories.assessments import make_submitted
from tests.factories.own_standards import make_draft_standard
from tests.factories.people import make_organisation, make_person
from tests.standards.samples import DATA

FIRST = (DATA / "mini.yaml").read_text(encoding="utf-8")
SECOND = FIRST.replace("slug: mini\n", "slug: mini-2\nfamily: mini\nfollows: mini\nundecided: [ALLES]\n", 1).replace(
    'edition: "1"', 'edition: "2"', 1
)
CODES = ("kneden", "bakken", "verkopen", "proeven", "rekenen", "opstaan")
MARCH = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def hr(app) -> User:
    hr = make_person(RoleName.HR, organisation=make_organisation("Gemeente Hier"))
    for text in (FIRST, SECOND.replace("ALLES", ", ".join(CODES))):
        taken = own_operations.read_upload(hr.organisation, text.encode(), "mini.yaml")
        own = own_operations.add_draft(hr.organisation, hr, taken)
        own_operations.publish(hr.organisation, own, hr, own.digest)
        db.session.commit()
    return hr


def slug(hr: User, name: str) -> str:
    return f"{name}.{hr.organisation_id}"


def test_what_codes_and_sentences_show_is_filled_in_to_begin_with(client_for, hr) -> None:
    page = client_for(hr).get(f"/eigen/edities/{slug(hr, 'mini-2')}/")
    assert "Over 6 onderdelen zegt de nieuwe editie niet wat ervan is geworden." in page.text
    assert page.text.count('<option selected value="kept">') == 6


def test_a_decision_carries_scores_from_one_own_edition_to_the_next(client_for, hr) -> None:
    sent = {f"kind-{code}": "kept" for code in CODES} | {f"to-{code}-1": code for code in CODES}
    answer = client_for(hr).post(f"/eigen/edities/{slug(hr, 'mini-2')}/", data=sent | {"stap": "vastleggen"})
    assert answer.status_code == 303
    person = make_person(organisation=hr.organisation)
    first = make_submitted(person, {"kneden": 1}, standard=slug(hr, "mini"), at=MARCH)
    second = standard_for(hr.organisation, slug(hr, "mini-2"))
    (offer,) = [one for one in offers_for(person, second) if one.code == EDITION]
    assert [one.element for one in offer.proposed] == ["kneden"]
    newest = make_submitted(person, {"kneden": 2}, standard=second.slug)
    assert earlier_than(newest, [newest, first]) == [first]
    assert result_of(newest, first).grown == 1


def test_new_scans_begin_on_the_newest_own_edition(client_for, hr) -> None:
    page = client_for(make_person(organisation=hr.organisation)).get("/zelfscan/nieuw").text
    assert slug(hr, "mini-2") in page
    assert f'standaard={slug(hr, "mini")}"' not in page


def test_nobody_elsewhere_decides_about_it(client_for, hr) -> None:
    elsewhere = client_for(make_person(RoleName.HR))
    assert elsewhere.get(f"/eigen/edities/{slug(hr, 'mini-2')}/").status_code == 404


@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_standard_is_read_before_anybody_waits_and_again_when_another_was_published(app, monkeypatch, meanwhile):
    hr = make_person(RoleName.HR, organisation=make_organisation())
    own, steps = make_draft_standard(hr.organisation, hr), []

    def lock(organisation, own):
        steps.append("lock")
        if meanwhile:
            mark_changed(organisation)

    take = own_operations.take
    monkeypatch.setattr(own_operations, "take", lambda *what: [steps.append("take"), take(*what)][1])
    monkeypatch.setattr(own_operations, "_lock", lock)
    own_operations.publish(hr.organisation, own, hr, own.digest)
    assert steps == ["take", "lock", *(["take"] if meanwhile else [])]
