"""Result and plan on paper: what is said, and nothing to click on."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from app.people.rules import RoleName
from tests.factories.assessments import make_submitted
from tests.factories.own_standards import make_draft_standard
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal

NOT_ON_PAPER = ".site-header nav, .site-menu, .user-menu, .site-footer, button, select, textarea, .utrecht-button-link"


@pytest.fixture
def page(page_for, app):
    person = make_person()
    result = make_submitted(person, profile="vakbekwaam", notes={"uitvoering": "Ik belde zelf."})
    make_action(make_goal(person, source=result))
    page = page_for(person, width=794)
    page.emulate_media(media="print")
    return page


def test_on_paper_it_says_whose_it_is_and_of_when_and_on_the_screen_it_does_not(page):
    page.goto("/plan/")
    head = page.get_by_text(re.compile(r"^Persoon \d+, .*Gemeente \d+\. Afgedrukt op \d+ \w+ \d{4}\.$"))
    expect(head).to_be_visible()
    page.emulate_media(media="screen")
    expect(head).to_be_hidden()


def test_what_is_folded_opens_for_the_paper_and_closes_after_it(page):
    page.goto("/resultaat/")
    folded = page.locator("main details.more")
    closed = [one.get_attribute("open") for one in folded.all()]
    assert None in closed
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert [one.get_attribute("open") for one in folded.all()] == [""] * len(closed)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert [one.get_attribute("open") for one in folded.all()] == closed


def rows_on_sheets(page: Page, count: int) -> list[int]:
    """How many rows of a table of `count` rows stand on each sheet."""
    rows = "".join(f"<tr><th>Rij {number}</th><td>Tekst</td></tr>" for number in range(count))
    table = f"<table><thead><tr><th>Kop</th></tr></thead><tbody>{rows}</tbody></table>"
    page.locator("main").evaluate("(main, table) => { main.innerHTML = table; }", table)
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [sheet.extract_text().count("Rij ") for sheet in sheets]


def test_no_row_stands_alone_on_the_last_sheet(page):
    page.goto("/plan/")
    full = rows_on_sheets(page, 100)[0]
    assert rows_on_sheets(page, full) == [full]
    assert rows_on_sheets(page, full + 1)[-1] > 1


@pytest.mark.parametrize(("path", "says"), [("/resultaat/", "Uitvoering"), ("/plan/", "Meelopen met Joke")])
def test_on_paper_there_is_what_was_written_and_nothing_to_click_on(page, path, says):
    page.goto(path)
    expect(page.locator("main").get_by_text(says).first).to_be_visible()
    visible = page.locator(NOT_ON_PAPER).filter(visible=True)
    assert [one.evaluate("one => one.outerHTML.slice(0, 100)") for one in visible.all()] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_standard_that_is_not_published_yet_says_so_on_paper_too(page_for, app):
    hr = make_person(RoleName.HR)
    slug = make_draft_standard(hr.organisation, hr).full_slug
    page = page_for(hr, width=794)
    page.emulate_media(media="print")
    page.goto(f"/standaarden/{slug}/")
    expect(page.get_by_text("Dit is nog niet uitgebracht.")).to_be_visible()


def test_nothing_is_lost_between_two_sheets(page):
    page.goto("/standaarden/hr21-dienstverlening/profiel/n06-01-06-vp-i/")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    printed = "".join("".join(sheet.extract_text() for sheet in sheets).split())
    lines = [line for line in page.locator("main").inner_text().splitlines() if line.strip()]
    assert len(lines) > 200
    assert [line for line in lines if "".join(line.split()) not in printed] == []


def test_the_root_does_not_keep_a_sheet_from_ending_between_two_parts(page):
    page.goto("/plan/")
    assert page.evaluate("getComputedStyle(document.documentElement).containerType") == "normal"
