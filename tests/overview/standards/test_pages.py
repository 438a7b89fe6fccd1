"""Reading a standard: its pages, the comparison of two profiles and the profile that is near."""

import re

import pytest

from app.people.rules import RoleName
from app.standards import library as queries
from app.standards.library import all_standards
from tests.counting import questions
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.people import make_person
from tests.standards.functions import functions

BASE = "/standaarden/vakvolwassenheid-2013"


@pytest.fixture
def noor(app):
    return make_person(name="Noor Verhagen")


@pytest.fixture
def client(client_for, noor):
    return client_for(noor)


@pytest.fixture
def bakery(monkeypatch):
    """The installation has one standard more, with functions that have more to read."""

    class WithBakery:
        def __init__(self, known):
            self.known = known

        def by_slug(self):
            return {**self.known.by_slug(), "functies": functions()}

        def crosswalk(self):
            return self.known.crosswalk()

    monkeypatch.setattr(queries, "_library", WithBakery(queries._library))
    return "/standaarden/functies"


def words(page):
    """What a reader reads between header and footer, on one line."""
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def queries_of(client, address):
    with questions() as sent:
        assert client.get(address).status_code == 200
    return len(sent)


def test_every_page_of_every_standard_can_be_read(client):
    for standard in all_standards():
        base = f"/standaarden/{standard.slug}/"
        for address in [
            base,
            *(f"{base}{element.code}/" for element in standard.elements),
            *(f"{base}profiel/{profile.code}/" for profile in standard.profiles),
        ]:
            assert client.get(address).status_code == 200, address


def test_the_list_names_every_standard(client):
    text = client.get("/standaarden/").text
    for standard in all_standards():
        assert f'href="/standaarden/{standard.slug}/"' in text
        assert standard.title in text


def test_the_page_of_a_standard_has_its_parts_words_and_discrepancies(client):
    text = words(client.get(f"{BASE}/"))
    for said in (
        "1. Intakegesprek voeren",
        "Werkzoekende Een inwoner die hulp",
        "nummering van taak 6 en 7",
        "Bron Programma Effectiviteit",
    ):
        assert said in text


def test_an_indication_of_a_status_says_whose_reading_it_is(client, bakery):
    assert "Eigen duiding van Vakspiegel" in words(client.get(f"{BASE}/"))
    text = words(client.get(f"{bakery}/profiel/bakker-1/"))
    assert "Wijst naar status B in het beroepsregister. Staat in de bron" in text
    assert "Wijst naar status" not in words(client.get(f"{bakery}/profiel/bakker-2/"))


def test_an_element_shows_all_levels_and_marks_what_one_adds(client):
    text = client.get(f"{BASE}/intake/").text
    assert re.findall(r'id="niveau-(\w+)-naam">([^<]+)<', text) == [
        ("basis", "Basis"),
        ("vakbekwaam", "Vakbekwaam"),
        ("vakvolwassen", "Vakvolwassen"),
    ]
    assert '<mark class="added">zelfstandig</mark>' in text.replace(" </mark>", "</mark>")


def test_each_statement_has_an_address(client):
    text = client.get(f"{BASE}/intake/").text
    assert '<li id="t01-a-01">' in text
    assert 'href="#t01-a-01"' in text


def test_an_empty_cell_of_the_source_says_so(client):
    assert "De standaard noemt bij Houding niets voor Vakvolwassen." in client.get(f"{BASE}/doelen-en-acties/").text


def test_what_every_level_asks_stands_once(client):
    text = client.get(f"{BASE}/evalueren/").text
    assert "Op elk niveau hetzelfde" in text
    assert text.count("Ik houd de grote lijn in het oog") == 1
    assert "Op elk niveau hetzelfde" not in client.get(f"{BASE}/communicatie/").text


def test_a_search_marks_its_words_and_leads_to_the_statement(client):
    page = client.get(f"{BASE}/?q=UITKERINGEN")
    assert '<mark class="hit">uitkeringen</mark>' in page.text
    assert re.search(rf'href="{BASE}/intake/#t01-c-\d+"', page.text)


def test_a_search_without_hits_says_what_to_try(client):
    text = words(client.get(f"{BASE}/?q=maanlander"))
    assert "Niets gevonden met ‘maanlander’" in text
    assert "Probeer een korter woord" in text


@pytest.mark.parametrize("standard", all_standards(), ids=lambda one: one.slug)
def test_a_long_page_says_what_is_on_it_and_every_link_leads_there(client, standard):
    page = client.get(f"/standaarden/{standard.slug}/").text
    shown = page.partition('aria-label="Op deze pagina"')[2].partition("</nav>")[0]
    anchors = re.findall(r'href="#([^"]+)"', shown)
    assert len(anchors) >= len(standard.sections) + 2
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_a_search_shows_what_was_typed_as_text(client):
    text = client.get(f"{BASE}/", query_string={"q": "<script>x</script>"}).text
    assert "<script>x" not in text


def test_a_search_as_you_type_gets_only_what_was_found(client):
    text = client.get(f"{BASE}/?q=luister", headers={"HX-Request": "true"}).text
    assert text.lstrip().startswith('<div id="gevonden"')


def test_a_profile_shows_its_levels_and_what_else_the_source_says(client, bakery):
    text = words(client.get(f"{bakery}/profiel/bakker-1/"))
    for said in ("1. Deeg kneden Hoog", "Lastige situaties", "Nachtwerk Je werkt als anderen slapen.", "Bakkers"):
        assert said in text
    assert "Proeven" not in text


HR21 = "/standaarden/hr21-dienstverlening/"


def test_the_functions_stand_in_one_table_with_a_column_per_grade(client):
    text = words(client.get(HR21))
    assert "Publiek I II III IV V Integriteit C C C D D" in text
    assert "Kwaliteitsgerichtheid – niet gevraagd" in text


def test_a_function_says_why_its_competences_were_chosen(client):
    text = words(client.get(f"{HR21}profiel/n06-02-08/"))
    assert "Waarom deze competenties?" in text
    assert "Kwaliteitsgerichtheid Voor IV en V." in text
    assert "Voor I, II en III, omdat zij cursussen" not in text


def test_a_meaning_that_no_document_gives_is_marked_as_ours(client):
    page = words(client.get("/standaarden/amb-functieprofiel-2018/"))
    assert "Een stuk grond dat de gemeente aan een bedrijf verkoopt. (eigen duiding)" in page


def test_the_use_of_the_standard_in_a_talk_can_be_read(client):
    assert "in het functioneringsgesprek" in words(client.get(f"{BASE}/"))


def test_an_enriched_profile_and_its_base_lead_to_each_other(client, bakery):
    assert f'href="{bakery}/profiel/bakker-1-vp/"' in client.get(f"{bakery}/profiel/bakker-1/").text
    assert f'href="{bakery}/profiel/bakker-1/"' in client.get(f"{bakery}/profiel/bakker-1-vp/").text


def test_a_comparison_says_what_is_asked_more_less_new_and_no_longer(client, bakery):
    text = words(client.get(f"{bakery}/vergelijk?van=bakker-2&naar=bakker-1"))
    assert (
        "Van de 5 onderdelen: 1 vraagt een hoger niveau, 1 komt erbij, 1 vraagt een lager niveau, 1 valt weg "
        "en 1 blijft gelijk." in text
    )
    assert "1. Deeg kneden 2 niveaus hoger Van Laag Naar Hoog" in text
    assert "Ik leg een ander uit hoe goed deeg voelt." in text


def test_a_comparison_says_what_is_added_and_goes_in_what_there_is_to_read(client, bakery):
    text = words(client.get(f"{bakery}/vergelijk?van=bakker-2&naar=bakker-1"))
    situations = text.partition("Lastige situaties")[2]
    assert "Komt erbij Nachtwerk" in situations
    assert "Verandert Drukte" in situations
    assert "Valt weg Agressie" in situations


def test_a_comparison_without_a_choice_asks_for_one(client):
    assert "Kies een profiel" in client.get(f"{BASE}/vergelijk").text


def test_a_profile_beside_itself_is_not_a_comparison(client):
    text = words(client.get(f"{BASE}/vergelijk?van=vakbekwaam&naar=vakbekwaam"))
    assert "Je koos twee keer hetzelfde profiel" in text


@pytest.mark.parametrize(
    "address",
    [
        "/standaarden/bestaat-niet/",
        f"{BASE}/bestaat-niet/",
        f"{BASE}/profiel/bestaat-niet/",
        f"{BASE}/vergelijk?van=bestaat-niet&naar=vakbekwaam",
        "/standaarden/bestaat-niet/welke-functie",
    ],
)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_my_result_is_explained_beside_each_function(client, noor, bakery):
    make_submitted(noor, {"kneden": 2, "bakken": 3, "opstaan": "not_applicable"}, standard="functies")
    text = words(client.get(f"{bakery}/welke-functie"))
    heavy = text.partition("Bakker I ")[2]
    assert "Je komt 1 niveau tekort, bij 1 van de 2 onderdelen" in heavy
    assert "1. Deeg kneden : 1 niveau te gaan. Nu: Midden. Gevraagd: Hoog." in heavy
    assert "Telt niet mee: Rekenen (niet ingevuld), Vroeg opstaan (niet van toepassing)." in heavy
    now = "Jouw functie nu Bakker II niets tekort"
    assert text.index(now) < text.index("Een stap verder In dezelfde reeks, en zwaarder. Bakker I 1 niveau tekort")


def test_only_what_i_handed_in_counts(client, noor):
    make_draft(noor, {"intake": 3})
    assert "Je hebt nog geen resultaat op deze standaard" in words(client.get(f"{BASE}/welke-functie"))


def test_another_persons_result_is_not_mine(client):
    make_submitted(make_person(name="Sem de Wit"))
    assert "Je hebt nog geen resultaat op deze standaard" in words(client.get(f"{BASE}/welke-functie"))


def test_who_does_not_score_can_read_but_is_not_asked_to(client_for, app):
    text = client_for(make_person(RoleName.MANAGER)).get(f"{BASE}/").text
    assert "Doe de zelfscan" not in text
    assert "welke-functie" not in text


def test_the_number_of_queries_does_not_grow_with_the_standard_or_the_results(client_for, noor, bakery):
    other = make_person(name="Sem de Wit")
    make_submitted(noor)
    make_submitted(other)
    make_submitted(other)
    few, many = client_for(noor), client_for(other)
    assert queries_of(few, f"{BASE}/welke-functie") == queries_of(many, f"{BASE}/welke-functie")
    assert queries_of(few, f"{BASE}/") == queries_of(few, f"{bakery}/") == queries_of(few, f"{BASE}/intake/")


def test_a_result_and_a_new_scan_lead_to_the_standard(client, noor):
    assert f'href="{BASE}/"' in client.get("/zelfscan/nieuw?standaard=vakvolwassenheid-2013").text
    text = client.get(f"/resultaat/{make_submitted(noor).id}/").text
    assert f'href="{BASE}/welke-functie"' in text
    assert f'href="{BASE}/vergelijk?van=' in text


def test_a_profile_offers_to_compare_with_the_next_heavier_function(client):
    text = client.get("/standaarden/hr21-dienstverlening/profiel/n06-01-06/").text
    assert '<option value="n06-01-04" selected>' in text


def test_grades_with_only_a_name_are_a_list_and_not_empty_cards(client):
    text = client.get("/standaarden/mbo-accountmanager-25132/").text
    first = re.search(r'href="(/standaarden/mbo-accountmanager-25132/[^/"]+/)"', text).group(1)
    page = client.get(first)
    assert "10 (uitmuntend)" in words(page)
    assert "level-card" not in page.text


def test_an_element_says_what_it_means_in_other_standards_and_why(client):
    page = client.get("/standaarden/mbo-accountmanager-25132/w4-5-netwerk/")
    text = words(page)
    assert "Netwerk opbouwen en onderhouden zegt ook iets over" in text
    assert "Zo lezen wij dit werkproces: wie een netwerk opbouwt, legt zelf contacten." in text
    assert 'href="/standaarden/vakvolwassenheid-2013/netwerken/#niveau-basis"' in page.text
    assert "Deze onderdelen zeggen iets over Netwerk opbouwen en onderhouden" in text
    assert 'href="/standaarden/amb-functieprofiel-2018/basiskenmerken/#niveau-a"' in page.text
    assert "Eigen duiding van Vakspiegel" in text


def test_an_element_without_links_says_nothing_of_other_standards(client):
    assert "In andere standaarden" not in words(client.get(f"{BASE}/handhaven/"))


@pytest.mark.parametrize("query", ["nlqf", "zelfreflectie", "agressie", "stressbestendigheid", "functiegroep"])
def test_every_hit_leads_to_a_place_that_is_there(client, query):
    base = "/standaarden/hr21-dienstverlening/"
    page = client.get(base, query_string={"q": query}).text
    found = page.partition('id="gevonden"')[2].partition("columns--main-aside")[0]
    addresses = set(re.findall(r'class="found__line" href="([^"]+)"', found))
    assert addresses
    for address in addresses:
        page, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in client.get(page).text, address
