"""Other systems read our standards by HTTP as CASE 1.1, without signing in."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.core.db import db
from app.standards.case_exchange.draft import draft_of
from app.standards.case_exchange.format import CFPackage
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.files.building import build
from app.standards.library import all_standards, get_standard
from app.standards.models import StandardText
from tests.factories.people import make_organisation

BASE = "http://localhost/ims/case/v1p1"
SLUG = "vakvolwassenheid-2013"
PACKAGE = as_case(get_standard(SLUG), BASE)
DOCUMENT = PACKAGE["CFDocument"]["identifier"]


@pytest.fixture
def ask(client: FlaskClient) -> Any:
    return lambda path, **more: client.get(f"/ims/case/v1p1/{path}", **more)


def data(response: TestResponse) -> Any:
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/json"
    return json.loads(response.data)


def refused(response: TestResponse) -> tuple[int, str]:
    """The status and the code of CASE."""
    body = json.loads(response.data)
    assert (body["imsx_codeMajor"], body["imsx_severity"]) == ("failure", "error")
    assert body["imsx_description"]
    return response.status_code, body["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"]


def test_a_package_is_what_the_command_writes_with_our_address_in_it(ask: Any) -> None:
    response = ask(f"CFPackages/{DOCUMENT}")
    assert response.text == case_text(PACKAGE)
    CFPackage.model_validate(data(response))


def test_a_package_from_here_comes_back_as_the_same_standard(ask: Any) -> None:
    standard = build(draft_of(ask(f"CFPackages/{DOCUMENT}").data).file)
    assert case_text(as_case(standard)) == case_text(as_case(get_standard(SLUG)))


def test_the_address_follows_the_one_that_was_asked(ask: Any) -> None:
    package = data(ask(f"CFPackages/{DOCUMENT}", base_url="https://spiegel.example"))
    assert package["CFDocument"]["uri"] == f"https://spiegel.example/ims/case/v1p1/CFDocuments/{DOCUMENT}"
    assert "vakspiegel.invalid" not in json.dumps(package)


def test_every_standard_is_a_document_that_leads_to_its_package(ask: Any, client: FlaskClient) -> None:
    response = ask("CFDocuments")
    documents = data(response)["CFDocuments"]
    assert [one["title"] for one in documents] == [one.title for one in all_standards()]
    assert response.headers["X-Total-Count"] == str(len(documents))
    for one in documents:
        assert data(client.get(one["CFPackageURI"]["uri"]))["CFDocument"]["title"] == one["title"]
        assert data(client.get(one["uri"])) == one


@pytest.mark.parametrize(
    ("collection", "many"),
    [
        ("CFItems", PACKAGE["CFItems"]),
        ("CFAssociations", PACKAGE["CFAssociations"]),
        ("CFRubrics", PACKAGE["CFRubrics"]),
        ("CFConcepts", PACKAGE["CFDefinitions"]["CFConcepts"]),
        ("CFItemTypes", PACKAGE["CFDefinitions"]["CFItemTypes"]),
    ],
)
def test_every_part_can_be_asked_at_its_own_address(client: FlaskClient, collection: str, many: list[Any]) -> None:
    for one in (many[0], many[-1]):
        found = data(client.get(one["uri"]))
        found = found[collection][0] if collection in found else found
        about = found.pop("CFDocumentURI", {"identifier": DOCUMENT})
        assert found == one
        assert about["identifier"] == DOCUMENT


def test_an_item_comes_with_all_associations_that_it_is_an_end_of(ask: Any) -> None:
    item = next(one for one in PACKAGE["CFItems"] if one["humanCodingScheme"] == "uitvoering")
    found = data(ask(f"CFItemAssociations/{item['identifier']}"))
    assert found["CFItem"]["humanCodingScheme"] == "uitvoering"
    assert found["CFItem"]["CFDocumentURI"]["identifier"] == DOCUMENT
    assert len(found["CFAssociations"]) == 4


def test_documents_come_in_pages_that_lead_to_each_other(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.overview.case_exchange.views.all_standards", lambda: (get_standard(SLUG),) * 3)
    response = ask("CFDocuments?limit=1&offset=1&fields=title")
    assert len(data(response)["CFDocuments"]) == 1
    assert response.headers["X-Total-Count"] == "3"
    assert response.headers.getlist("Link") == [
        f'<{BASE}/CFDocuments?fields=title&limit=1&offset={offset}>; rel="{relation}"'
        for relation, offset in (("first", 0), ("last", 2), ("next", 2), ("prev", 0))
    ]


def test_past_the_last_page_there_is_nothing(ask: Any) -> None:
    assert data(ask("CFDocuments?offset=999"))["CFDocuments"] == []


def test_documents_are_sorted_by_a_field(ask: Any) -> None:
    found = [one["title"] for one in data(ask("CFDocuments?sort=title&orderBy=desc"))["CFDocuments"]]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ("version='2013'", {"vakvolwassenheid-2013"}),
        ("title~'hr21'", {"hr21-dienstverlening"}),
        ("title~'HR21' or version='2013'", {"hr21-dienstverlening", "vakvolwassenheid-2013"}),
        ("language='nl' AND version!='2013' AND lastChangeDateTime>='2015'", {"amb-functieprofiel-2018"}),
        ("version='2013' OR title~'hr21' AND language='en'", {"vakvolwassenheid-2013"}),
        ("title='Een ''titel'' die er niet is'", set()),
    ],
)
def test_documents_are_filtered_by_what_their_fields_say(ask: Any, wanted: str, slugs: set[str]) -> None:
    response = ask(f"CFDocuments?{urlencode({'filter': wanted})}")
    found = data(response)["CFDocuments"]
    assert {one["extensions"]["vakspiegel"]["slug"] for one in found} == slugs
    assert response.headers["X-Total-Count"] == str(len(slugs))


def test_only_the_fields_that_were_asked_come_with_those_that_case_requires(ask: Any) -> None:
    (document, *_) = data(ask("CFDocuments?fields=version,language"))["CFDocuments"]
    assert set(document) == {
        "identifier",
        "uri",
        "creator",
        "title",
        "lastChangeDateTime",
        "CFPackageURI",
        "version",
        "language",
    }


@pytest.mark.parametrize(
    "collection",
    [
        "CFPackages",
        "CFDocuments",
        "CFItems",
        "CFItemAssociations",
        "CFAssociations",
        "CFRubrics",
        "CFConcepts",
        "CFItemTypes",
        "CFAssociationGroupings",
        "CFLicenses",
        "CFSubjects",
    ],
)
def test_what_is_not_there_is_an_error_of_case(ask: Any, collection: str) -> None:
    assert refused(ask(f"{collection}/{UUID(int=5)}")) == (404, "unknownobject")
    assert refused(ask(f"{collection}/geen-uuid")) == (404, "invalid_uuid")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=0", "invalid_selection_field"),
        ("limit=een", "invalid_selection_field"),
        ("limit=99999999999999999999", "invalid_selection_field"),
        ("offset=-1", "invalid_selection_field"),
        ("fields=kleur", "invalid_selection_field"),
        ("filter=kleur='rood'", "invalid_selection_field"),
        ("filter=extensions='x'", "invalid_selection_field"),
        ("filter=title", "invalid_selection_field"),
        ("filter=title='x", "invalid_selection_field"),
        ("filter=title=x", "invalid_selection_field"),
        ("filter=title='x' XOR title='y'", "invalid_selection_field"),
        ("filter=title='x' AND", "invalid_selection_field"),
        ("filter=title='" + "x" * 500 + "'", "invalid_selection_field"),
        ("sort=kleur", "invalid_sort_field"),
        ("sort=extensions", "invalid_sort_field"),
        ("sort=title&orderBy=omlaag", "invalid_sort_field"),
    ],
)
def test_a_question_that_we_cannot_answer_is_an_error_of_case(ask: Any, query: str, code: str) -> None:
    assert refused(ask(f"CFDocuments?{query}")) == (400, code)


def test_an_answer_may_be_kept_by_everybody_and_is_not_sent_twice(ask: Any) -> None:
    response = ask(f"CFPackages/{DOCUMENT}")
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers
    again = ask(f"CFPackages/{DOCUMENT}", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_own_texts_of_an_organisation_do_not_go_out(ask: Any) -> None:
    item = next(one for one in PACKAGE["CFItems"] if one["CFItemType"] == "Gedragsvoorbeeld")
    code = item["humanCodingScheme"]
    db.session.add(StandardText(organisation_id=make_organisation().id, standard=SLUG, code=code, text="Van ons."))
    db.session.commit()
    assert data(ask(f"CFItems/{item['identifier']}"))["fullStatement"] == item["fullStatement"]
    assert "Van ons." not in ask(f"CFPackages/{DOCUMENT}").text


def test_an_error_is_not_kept(ask: Any) -> None:
    assert "no-store" in ask(f"CFItems/{UUID(int=5)}").headers["Cache-Control"]


def test_an_address_that_case_does_not_know_is_refused_as_case_has_it(ask: Any, client: FlaskClient) -> None:
    for path in ("CFItems", "CFUnknown/1", "", "a/b/c"):
        assert refused(ask(path)) == (404, "unknownobject")
    assert client.get("/ims/elders").mimetype == "text/html"


def test_a_method_that_case_does_not_know_is_refused_as_case_has_it(ask: Any, client: FlaskClient) -> None:
    answer = client.post("/ims/case/v1p1/CFDocuments")
    assert refused(answer) == (405, "forbidden")
    assert "GET" in answer.headers["Allow"]
