"""An own standard: from a workbook with faults to somebody's result and plan, and never for another organisation."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from app.assessments import queries as assessments
from app.core.db import db
from app.people.rules import RoleName
from app.plans.queries import goals_for
from app.standards import library as queries
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.library import content_of, own_standards_of, published_of
from app.standards.own import operations
from app.standards.rules.own import OwnStatus
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.norms import make_norm
from tests.factories.own_standards import EDITION_2, EXAMPLE, SLUG, make_draft_standard, make_own_standard
from tests.factories.people import make_organisation, make_person
from tests.standards.own.test_workbook import filled, saved

NEW = "/eigen/standaarden/nieuw"


@pytest.fixture
def here(app):
    return make_organisation("Gemeente Hier")


@pytest.fixture
def elsewhere(app):
    return make_organisation("Gemeente Elders")


@pytest.fixture
def hr(here, client_for):
    return client_for(make_person(RoleName.HR, organisation=here, name="Hilde Voorbeeld"))


@pytest.fixture
def person(here):
    return make_person(organisation=here, name="Sanne Voorbeeld")


def file(content: bytes | str = EXAMPLE, name: str = "standaard.yaml") -> dict[str, object]:
    data = content.encode() if isinstance(content, str) else content
    return {"data": {"file": (io.BytesIO(data), name)}, "content_type": "multipart/form-data"}


def upload(client, content: bytes | str = EXAMPLE, name: str = "standaard.yaml", to: str = NEW):
    return client.post(to, **file(content, name))


def rows(here):
    db.session.rollback()
    return own_standards_of(here.id)


def test_a_workbook_with_faults_is_mended_and_becomes_a_draft_that_only_hr_reads(hr, here, person, client_for):
    answer = upload(hr, filled({"Onderdelen!D3": "weg", "Gevraagd!C2": "hoog"}), "balie.xlsx")
    assert answer.status_code == 422
    assert "Werkblad Onderdelen, cel D3: de groep &#39;weg&#39; bestaat niet." in answer.text
    assert "Werkblad Gevraagd, cel C2: het niveau &#39;hoog&#39; hoort niet bij de schaal" in answer.text
    assert rows(here) == []

    assert upload(hr, filled({}), "balie.xlsx").status_code == 303
    assert [one.status for one in rows(here)] == [OwnStatus.DRAFT]
    standard = f"/standaarden/{SLUG}.{here.id}/"
    for address in (standard, f"{standard}groeten/", f"{standard}profiel/gastvrouw-of-gastheer/"):
        assert "Alleen HR en beheer kunnen dit lezen." in hr.get(address).text
        assert client_for(person).get(address).status_code == 404
    assert standard not in client_for(person).get("/standaarden/").text
    assert client_for(person).get(f"/zelfscan/nieuw?standaard={SLUG}.{here.id}").status_code == 404


def test_once_published_a_professional_scores_on_it_and_makes_a_goal(hr, here, person, client_for):
    own, mine = make_draft_standard(here), client_for(person)
    slug = own.full_slug
    published = hr.post(f"/eigen/standaarden/{own.id}/uitbrengen", data={"seen": own.digest})
    after = hr.get(published.location).text
    assert 'href="/organisatie/standaarden/teams">Laat een team hier beginnen' in after
    assert 'href="/eigen/kaders/nieuw">Maak een kader' in after
    assert f"/standaarden/{slug}/" in mine.get("/standaarden/").text
    assert "Alleen HR en beheer" not in mine.get(f"/standaarden/{slug}/").text

    start = f"/zelfscan/nieuw?standaard={slug}"
    assert start in mine.get("/zelfscan/nieuw").text
    mine.post(start, data={"profile": "gastvrouw-of-gastheer", "mode": "quick", "origin": "nieuw"})
    draft = assessments.draft_on(person, slug)
    for element, level in (("groeten", "start"), ("doorverwijzen", "start")):
        mine.post(f"/zelfscan/{draft.id}/{element}/", data={"level": level, "level_version": 0, "reason": ""})
    mine.post(f"/zelfscan/{draft.id}/inleveren")
    result = mine.get(f"/resultaat/{draft.id}/").text
    assert "Groeten" in result
    assert "1 niveau te gaan" in result
    assert "1 taak</h2>" in result

    goal = {"title": "Eerst groeten", "by_when": "2027-05-01", "first_kind": "practice", "first_title": ""}
    assert mine.post(f"/plan/doel/nieuw?zelfscan={draft.id}&onderdeel=groeten", data=goal).status_code == 303
    assert (slug, "groeten") in goals_for(person)
    assert "Groeten" in mine.get("/plan/").text


def test_another_organisation_finds_nothing_of_it(here, elsewhere, client_for):
    own = make_own_standard(here)
    slug, page = own.full_slug, f"/eigen/standaarden/{own.id}/"
    stranger = client_for(make_person(RoleName.PROFESSIONAL, RoleName.HR, organisation=elsewhere))
    for address in (
        f"/standaarden/{slug}/",
        f"/standaarden/{slug}/groeten/",
        f"/standaarden/{slug}/profiel/gastvrouw-of-gastheer/",
        f"/standaarden/{slug}/vergelijk",
        f"/zelfscan/nieuw?standaard={slug}",
        page,
        f"{page}yaml",
        f"{page}werkboek",
        f"/eigen/teksten/{slug}/",
        f"/eigen/kaders/nieuw?standaard={slug}&profiel=",
    ):
        assert stranger.get(address).status_code == 404, address
    for address in ("/standaarden/", "/zelfscan/nieuw", "/eigen/", "/ims/case/v1p1/CFDocuments"):
        assert SLUG not in stranger.get(address).text


def test_two_organisations_can_use_the_same_slug_without_meeting(here, elsewhere):
    ours, theirs = make_own_standard(here), make_own_standard(elsewhere, EXAMPLE.replace("Goed ontvangen", "Bij ons"))
    assert queries.get_standard(ours.full_slug).title == "Goed ontvangen"
    assert queries.get_standard(theirs.full_slug).title == "Bij ons"
    assert ours.full_slug not in {one.slug for one in queries.standards_for(elsewhere)}


def test_every_fault_in_yaml_is_named_with_its_line(hr, here):
    text = EXAMPLE.replace("    kind: task\n", "    kind: vak\n").replace(
        "group: aan-de-deur\n    title: Groeten", "title: 4"
    )
    answer = upload(hr, text)
    assert answer.status_code == 422
    for sentence in (
        "Regel 17 (elements[0].group): dit ontbreekt.",
        "Regel 18 (elements[0].kind): dit moet",
        "Regel 20 (elements[0].title): hier hoort tekst (zet een getal tussen aanhalingstekens).",
    ):
        assert sentence in answer.text
    assert rows(here) == []


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (EXAMPLE.replace("slug: ", "slug: &a "), "x.yaml", "een anker (&amp;) mag niet"),
        ("[" * 200_000, "x.yaml", "hier staan te veel dingen in elkaar."),
        (b"\xff\xfe", "x.yaml", "Dit bestand is geen UTF-8."),
        ("a" * 2_100_000, "x.yaml", "Dit YAML-bestand is te groot."),
        ("", "x.yml", "dit bestand is leeg."),
        (EXAMPLE, "x.docx", "Kies een bestand dat eindigt op .xlsx, .ods, .yaml of .json."),
        (b"PK niets", "x.xlsx", "Dit is geen werkboek"),
        ("{}", "x.json", "CFDocument: dit ontbreekt."),
        (EXAMPLE.replace("Goed ontvangen", "a" * 121), "x.yaml", "dit heeft 121 tekens. Er is plek voor 120."),
        (EXAMPLE.replace("Goed ontvangen", '"a\\u0000"'), "x.yaml", "hier staat een teken dat geen tekst is."),
    ],
)
def test_what_cannot_be_taken_is_said_and_leaves_nothing(hr, here, content, name, sentence):
    answer = upload(hr, content, name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert rows(here) == []


def test_a_case_package_becomes_a_draft_that_says_what_it_left_out(hr, here):
    package = as_case(queries.get_standard("mbo-accountmanager-25132")) | {"eigenVeld": 1}
    page = upload(hr, case_text(package), "mbo.json").location
    assert [(one.slug, one.status) for one in rows(here)] == [("mbo-accountmanager-25132", OwnStatus.DRAFT)]
    assert "eigenVeld: deze sleutel hoort niet bij CASE 1.1 (1 keer)." in hr.get(page).text


def test_a_draft_is_replaced_and_thrown_away_only_as_it_was_seen(hr, here):
    own = make_draft_standard(here)
    seen, page = own.digest, f"/eigen/standaarden/{own.id}/"
    assert upload(hr, EXAMPLE.replace("Goed ontvangen", "Beter ontvangen"), to=f"{page}vervang").status_code == 303
    assert "Beter ontvangen" in hr.get(page).text
    for step in ("uitbrengen", "weggooien"):
        answer = hr.post(f"{page}{step}", data={"seen": seen})
        assert answer.status_code == 409
        assert "Iemand anders heeft dit concept intussen vervangen." in answer.text
    (own,) = rows(here)
    assert hr.post(f"{page}weggooien", data={"seen": own.digest}).status_code == 303
    assert rows(here) == []


def test_a_published_edition_never_changes(hr, here):
    own = make_own_standard(here)
    page, before = f"/eigen/standaarden/{own.id}/", own.digest
    assert hr.get(f"{page}vervang").status_code == 409
    assert upload(hr, EXAMPLE.replace("Goed", "Beter"), to=f"{page}vervang").status_code == 409
    assert hr.post(f"{page}weggooien", data={"seen": before}).status_code == 409
    answer = upload(hr, EXAMPLE.replace("Goed", "Beter"))
    assert "deze korte naam is al van een uitgebrachte editie" in answer.text
    assert [one.digest for one in rows(here)] == [before]


def test_without_a_profile_it_stays_a_draft(hr, here):
    own = make_draft_standard(here, text=EXAMPLE.partition("profiles:")[0])
    answer = hr.post(f"/eigen/standaarden/{own.id}/uitbrengen", data={"seen": own.digest})
    assert answer.status_code == 422
    assert "Er is nog geen profiel." in answer.text
    assert [one.status for one in rows(here)] == [OwnStatus.DRAFT]


def test_a_second_draft_with_the_same_slug_is_refused(hr, here):
    make_draft_standard(here)
    answer = upload(hr)
    assert answer.status_code == 422
    assert "Jullie hebben al een standaard met de korte naam" in answer.text


def test_a_new_edition_says_what_became_of_each_element(hr, here, person, client_for):
    first = make_own_standard(here)
    make_submitted(person, {"groeten": "zelf", "doorverwijzen": "start"}, standard=first.full_slug)
    answer = upload(hr, EDITION_2.replace("from: [doorverwijzen]", "from: [weg]"))
    assert "het onderdeel &#39;weg&#39; bestaat niet in &#39;voorbeeld-ontvangst&#39;." in answer.text
    assert "zeg in &#39;changes&#39; wat er met &#39;doorverwijzen&#39; is gebeurd" in answer.text
    answer = upload(hr, EDITION_2.replace('edition: "2027"', 'edition: "2025"'))
    assert "de vorige editie is &#39;2026&#39;: deze moet hoger zijn." in answer.text

    second = make_own_standard(here, EDITION_2)
    mine = client_for(person)
    assert second.full_slug in mine.get(f"/zelfscan/nieuw?standaard={first.full_slug}").location
    start = mine.get(f"/zelfscan/nieuw?standaard={second.full_slug}").text
    assert "2026" in start
    assert "Doorverwijzen" in mine.get(f"/standaarden/{second.full_slug}/verschil").text


def test_the_next_edition_starts_from_a_workbook_in_which_all_is_kept(hr, here):
    own = make_own_standard(here)
    assert "volgende=1" in hr.get(f"{NEW}?volgt={own.id}").text
    book = load_workbook(io.BytesIO(hr.get(f"/eigen/standaarden/{own.id}/werkboek?volgende=1&uitgebreid=1").data))
    assert "Werkblad Standaard, cel B5: &#39;Editie&#39; ontbreekt." in upload(hr, saved(book), "x.xlsx").text
    book["Standaard"]["B5"] = 2028
    assert upload(hr, saved(book), "x.xlsx").status_code == 303
    following = next(one for one in rows(here) if one.status is OwnStatus.DRAFT)
    assert (following.slug, following.edition) == (f"{SLUG}-2", "2028")
    assert [change.kind for change in content_of(following).changes] == ["kept", "kept"]


def test_what_follows_an_edition_that_is_not_published_is_refused(hr, here):
    make_draft_standard(here)
    assert "de standaard &#39;voorbeeld-ontvangst&#39; bestaat niet." in upload(hr, EDITION_2).text


def test_taking_the_newest_edition_out_of_choice_says_where_new_scans_go(hr, here):
    first = make_own_standard(here)
    second = make_own_standard(here, EDITION_2)
    again = "Nieuwe zelfscans gaan daarna weer op editie 2026."
    assert again in hr.get(f"/eigen/standaarden/{second.id}/uit-de-keuze").text
    assert "gaan daarna" not in hr.get(f"/eigen/standaarden/{first.id}/uit-de-keuze").text


def test_out_of_choice_nobody_begins_on_it_and_what_was_made_stays(hr, here, person, client_for):
    own = make_own_standard(here)
    scan = make_submitted(person, {"groeten": "zelf", "doorverwijzen": "start"}, standard=own.full_slug)
    busy = make_person(organisation=here, name="Bezig Voorbeeld")
    draft = make_draft(busy, standard=own.full_slug)
    page, mine = f"/eigen/standaarden/{own.id}/", client_for(person)
    assert hr.post(f"{page}uit-de-keuze").status_code == 303
    start = f"/zelfscan/nieuw?standaard={own.full_slug}"
    assert own.full_slug not in mine.get("/zelfscan/nieuw").text
    assert mine.get(start).location.endswith("/zelfscan/nieuw")
    assert (
        mine.post(start, data={"profile": "gastvrouw-of-gastheer", "mode": "quick", "origin": "nieuw"}).status_code
        == 303
    )
    assert assessments.draft_on(person, own.full_slug) is None
    assert mine.get(f"/resultaat/{scan.id}/").status_code == 200
    assert client_for(busy).get(f"/zelfscan/{draft.id}/groeten/").status_code == 200
    assert hr.post(f"{page}in-de-keuze").status_code == 303
    assert own.full_slug in mine.get("/zelfscan/nieuw").text


def test_own_texts_and_norms_work_on_it_too(hr, here, person, client_for):
    own = make_own_standard(here)
    norm = make_norm(here, {"groeten": "voorbeeld"}, name="Balie Noord", standard=own.full_slug)
    assert "Goed ontvangen" in hr.get("/eigen/").text
    assert hr.get(f"/eigen/kaders/{norm.id}/").status_code == 200
    assert hr.get(f"/eigen/teksten/{own.full_slug}/").status_code == 200
    assert "Balie Noord" in [one.title for one in queries.standard_for(here, own.full_slug).norms]


def test_downloads_can_be_uploaded_again_and_give_the_same(hr, here):
    own = make_own_standard(here)
    page, text = f"/eigen/standaarden/{own.id}/", own.source
    book, yaml = hr.get(f"{page}werkboek?uitgebreid=1"), hr.get(f"{page}yaml")
    assert yaml.get_data(as_text=True) == text
    again = operations.read_upload(make_organisation("Gemeente Verder"), book.data, "x.xlsx")
    assert again.file == operations.read_upload(make_organisation("Gemeente Later"), yaml.data, "x.yaml").file


@pytest.mark.parametrize("example", ["", "?voorbeeld=1"])
def test_a_workbook_to_start_from_can_be_downloaded(hr, example):
    answer = hr.get(f"/eigen/standaarden/werkboek{example}")
    assert answer.data.startswith(b"PK")
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_what_is_published_is_read_once(here):
    own = make_own_standard(here)
    first = queries.get_standard(own.full_slug)
    make_norm(here)
    assert queries.get_standard(own.full_slug) is first
    assert published_of(here)[own.full_slug][0] is first
