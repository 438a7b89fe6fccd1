import pytest
from flask import Flask

from app import create_app
from app.core.web import htmx
from app.core.web.assets import DIST
from app.people.access import Door, allow
from tests.checking import check_fragment, check_page
from tests.databases import config_for

PAGE = "<!doctype html><html lang=nl><title>A – B</title><body><h1>A</h1>{}</body></html>"


@pytest.mark.parametrize("path", ["/hulp", "/inloggen", "/wachtwoord-vergeten"])
def test_a_page_may_not_be_framed_and_runs_nothing_inline(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Cache-Control"] == "no-store, private"


def test_static_files_have_the_same_headers_and_are_kept(client):
    stylesheet = next(DIST.glob("app-*.css"))
    answer = client.get(f"/static/{stylesheet.name}")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_name_that_is_not_ours_is_refused(database_url, tmp_path):
    app = create_app(config_for(database_url, tmp_path, hosts=("vakspiegel.example",)))
    client = app.test_client()
    assert client.get("/hulp", base_url="http://vakspiegel.example").status_code == 200
    assert client.get("/hulp", base_url="http://elders.example").status_code == 400


@pytest.mark.parametrize("path", ["/bestaat-niet", "/static/bestaat-niet.css"])
def test_what_is_not_there_gets_our_own_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Vakspiegel" in answer.text


def test_a_form_without_its_token_is_explained(app: Flask, client):
    answer = client.post("/inloggen", csrf=False, data={"email": "x", "password": "y"})
    assert answer.status_code == 400
    assert "niet opgeslagen" in answer.text.lower() or "verlopen" in answer.text.lower()


@pytest.mark.parametrize(
    ("headers", "fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_a_fragment_is_only_for_who_can_take_it(app, client, headers, fragment):
    seen = []

    @app.get("/deel")
    @allow(Door.PUBLIC)
    def part():
        seen.append(htmx.wants_fragment())
        return ("", 204)

    client.get("/deel", headers=headers)
    assert seen == [fragment]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<h1>twee</h1>", "2 h1"),
        ("<input name=x>", "No label"),
        ("<p id=a></p><p id=a></p>", "more than once"),
        ("<p style='color:red'></p>", "inline style"),
        ("<form method=post></form>", "0 CSRF"),
        ("<img src=x>", "without text"),
        ("<p aria-describedby=weg></p>", "not there"),
        ("<p><div></div></p>", "Invalid HTML"),
    ],
)
def test_the_checking_client_sees_what_is_wrong_with_a_page(body, complaint):
    with pytest.raises(AssertionError, match=complaint):
        check_page(PAGE.format(body))


def test_a_good_page_passes():
    check_page(PAGE.format("<label>Naam <input name=x></label>"))


def test_a_fragment_has_one_root_with_an_id():
    check_fragment("<div id=a></div>")
    with pytest.raises(AssertionError, match="one root"):
        check_fragment("<div id=a></div><p></p>")
