"""The headers of every answer, also of those that never reach a page of ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Config
from app.core.web.assets import DIST
from app.core.web.headers import security_headers
from app.core.web.logged import logged
from tests.checking import CheckingClient
from tests.databases import config_for

REAL = {"mode": "production", "hosts": ("vakspiegel.example",), "mail": "smtp://mail.example"}


def headers_of(app: Flask) -> dict[str, str]:
    return security_headers(app.extensions["vakspiegel"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/hulp", 200),
        ("GET", "/", 303),
        ("DELETE", "/hulp", 405),
        ("GET", "/bestaat-niet", 404),
        ("GET", "/robots.txt", 200),
        ("GET", "/static/{app}", 200),
        ("POST", "/static/{app}", 405),
        ("GET", "/static/bestaat-niet.css", 404),
    ],
)
def test_every_answer_has_them(app: Flask, client: CheckingClient, method: str, path: str, status: int):
    stylesheet = next(DIST.glob("app-*.css")).name
    answer = client.open(path.format(app=stylesheet), method=method)
    assert answer.status_code == status
    assert {name: answer.headers.getlist(name) for name in headers_of(app)} == {
        name: [value] for name, value in headers_of(app).items()
    }


def test_a_file_that_did_not_change_has_them_too(app: Flask, client: CheckingClient):
    path = f"/static/{next(DIST.glob('app-*.css')).name}"
    changed = client.get(path).headers["Last-Modified"]
    answer = client.get(path, headers={"If-Modified-Since": changed})
    assert answer.status_code == 304
    assert headers_of(app).items() <= dict(answer.headers).items()


def test_the_policy_lets_nothing_be_framed_and_nothing_run_from_an_attribute(app: Flask):
    policy = headers_of(app)["Content-Security-Policy"]
    assert "frame-src 'none'" in policy
    assert "script-src-attr 'none'" in policy


def test_in_real_use_the_browser_asks_by_https_alone_and_keeps_the_cookie_for_this_name(
    database_url: str, tmp_path: Path
):
    app = create_app(config_for(database_url, tmp_path, **REAL))
    answer = app.test_client().get("/inloggen", base_url="https://vakspiegel.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-vakspiegel=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    ("config", "host", "status"),
    [
        (Config(mode="development", host="0.0.0.0"), "localhost:5000", 200),
        (Config(mode="development", host="0.0.0.0"), "127.0.0.1", 200),
        (Config(mode="development", host="0.0.0.0"), "kwaad.example", 400),
        (Config(mode="development", host="spiegel.local"), "spiegel.local", 200),
        (Config(mode="development", hosts=("spiegel.local",)), "spiegel.local", 200),
        (Config(mode="development", hosts=("spiegel.local",)), "localhost", 400),
    ],
)
def test_no_link_is_made_with_a_name_that_somebody_else_chose(
    database_url: str, tmp_path: Path, config: Config, host: str, status: int
):
    real = config_for(database_url, tmp_path, mode=config.mode, host=config.host, hosts=config.hosts)
    assert create_app(real).test_client().get("/hulp", base_url=f"http://{host}").status_code == status


def test_what_the_process_writes_is_for_its_own_account(database_url: str, tmp_path: Path):
    os.umask(0o022)
    create_app(config_for(database_url, tmp_path))
    (tmp_path / "bestand").write_text("")
    assert (tmp_path / "bestand").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("rule", "values", "address"),
    [
        ("/plan/doel/<int:goal_id>/", {"goal_id": 12}, "/plan/doel/12/"),
        ("/wachtwoord-vergeten/<token>", {"token": "geheim"}, "/wachtwoord-vergeten/*"),
        ("/register/badge/<code>", {"code": "ABC"}, "/register/badge/*"),
        ("/agenda/<string:token>.ics", {"token": "geheim"}, "/agenda/*.ics"),
        ("/zelfscan/<int:id>/<any(svg, png):kind>", {"id": 3, "kind": "svg"}, "/zelfscan/3/*"),
        ("/hulp", {}, "/hulp"),
    ],
)
def test_an_address_in_the_log_has_no_names_and_no_tokens(rule: str, values: dict[str, object], address: str):
    assert logged(rule, values) == address


def test_a_failure_is_logged_under_the_same_address(app: Flask, caplog: pytest.LogCaptureFixture):
    with app.test_request_context("/register/badge/GEHEIM?zoek=Noor"):
        app.preprocess_request()
        app.log_exception((None, None, None))
    assert [record.getMessage() for record in caplog.records] == ["Dit ging mis: GET /register/badge/* (-)"]
