"""nginx with our file before gunicorn with our unit: what each visitor gets, and what neither writes down."""

from __future__ import annotations

import gzip
import re
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import urllib3

from tests.deploy.places import EMAIL, PASSWORD, Place, furnished
from tests.deploy.serving import HOST, free_port, proxy, wait_for, web
from tests.deploy.visitor import Visitor


@dataclass(frozen=True)
class Site:
    port: int
    folder: Path
    place: Place

    @property
    def visitor(self) -> Visitor:
        return Visitor(self.port, self.folder / "fullchain.pem")


@pytest.fixture(scope="module")
def site(nginx: str, empty_database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Everything on this machine, with one worker."""
    folder = tmp_path_factory.mktemp("site")
    with empty_database.copy() as url:
        place, port = furnished(url, folder / "instance"), free_port()
        with (
            web(port, place.settings, folder / "web.log") as process,
            proxy(nginx, folder, [f"127.0.0.1:{port}"]) as at,
        ):
            wait_for(port, process, folder / "web.log")
            yield Site(at, folder, place)


def test_a_page_comes_packed_and_with_its_headers(site: Site):
    answer = site.visitor.get("/inloggen", **{"Accept-Encoding": "gzip"})
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Strict-Transport-Security"]
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "nginx/" not in answer.headers.get("Server", "")
    assert "<h1>Inloggen</h1>" in answer.data.decode()


def test_a_file_of_the_browser_comes_as_it_was_packed(site: Site):
    page = site.visitor.get("/inloggen").data.decode()
    [style] = re.findall(r'href="(/static/app-[^"]+\.css)"', page)
    answer = site.visitor.pool.request(
        "GET", style, headers={"Host": HOST, "Accept-Encoding": "gzip"}, decode_content=False
    )
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(gzip.decompress(answer.data)) > 10_000


def test_what_the_browser_claims_about_itself_is_not_believed(site: Site):
    claims = {"X-Forwarded-Host": "boos.example", "X-Forwarded-Proto": "http", "Forwarded": "host=boos.example"}
    answer = site.visitor.get("/mensen/", **claims)
    assert answer.status in (302, 303)
    assert "boos" not in answer.headers["Location"]
    assert "http:" not in answer.headers["Location"]


def test_who_comes_without_https_is_led_to_it(site: Site):
    plain = re.search(r"listen 127\.0\.0\.1:(\d+);", (site.folder / "site.conf").read_text())
    assert plain is not None
    answer = urllib3.request("GET", f"http://127.0.0.1:{plain[1]}/hulp", headers={"Host": HOST}, redirect=False)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/hulp")


def test_another_name_gets_nothing(site: Site):
    context = ssl._create_unverified_context()
    with socket.create_connection(("127.0.0.1", site.port)) as raw, pytest.raises(ssl.SSLError):
        context.wrap_socket(raw, server_hostname="boos.example")


def test_a_person_signs_in_keeps_a_file_and_gets_it_back(site: Site):
    noor = site.visitor
    assert noor.sign_in(EMAIL, PASSWORD).status in (302, 303)
    content = b"%PDF-1.7\n" + bytes(9 * 1024 * 1024)
    sent = noor.fill_in(site.place.question, f"{site.place.question}bewijs", {"file": ("groot.pdf", content)})
    assert sent.status in (302, 303)
    [link] = re.findall(r"/bewijs/\d+(?=\")", noor.get(site.place.question).data.decode())
    assert noor.get(link).data == content


@pytest.mark.parametrize(("megabytes", "said"), [(11.3, "utrecht-document"), (14, "_nginx/page.css")])
def test_what_is_too_large_is_refused_in_our_words(megabytes: float, said: str, site: Site):
    answer = site.visitor.post("/inloggen", {"file": ("groot.pdf", bytes(int(megabytes * 1024 * 1024)))})
    assert answer.status == 413
    assert "te groot" in answer.data.decode()
    assert said in answer.data.decode()


def test_a_slow_line_keeps_no_worker_busy(site: Site):
    context = ssl.create_default_context(cafile=str(site.folder / "fullchain.pem"))
    slow = []
    for _ in range(5):
        line = context.wrap_socket(socket.create_connection(("127.0.0.1", site.port)), server_hostname=HOST)
        line.sendall(f"POST /inloggen HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 100000\r\n\r\nemail=".encode())
        slow.append(line)
    start = time.monotonic()
    assert site.visitor.get("/inloggen").status == 200
    assert time.monotonic() - start < 10
    for line in slow:
        line.close()


def test_no_log_has_a_name_or_a_token(site: Site):
    site.visitor.get("/wachtwoord-vergeten/geheim-token?q=Noor")
    site.visitor.get("/hulp?q=Noor", Referer=f"https://{HOST}/elders")
    for log in site.folder.glob("*.log"):
        for secret in ("geheim", "Noor", "elders", EMAIL):
            assert secret not in log.read_text(), log


def test_when_vakspiegel_is_away_nginx_says_so_calmly(nginx: str, tmp_path: Path):
    with proxy(nginx, tmp_path, [f"127.0.0.1:{free_port()}"]) as port:
        visitor = Visitor(port, tmp_path / "fullchain.pem")
        answer = visitor.get("/wachtwoord-vergeten/geheim-token")
        assert answer.status == 503
        assert "<h1>Vakspiegel is even niet bereikbaar</h1>" in answer.data.decode()
        assert "style-src 'self'" in answer.headers["Content-Security-Policy"]
        style = visitor.get("/_nginx/page.css")
        assert (style.status, style.headers["Content-Type"]) == (200, "text/css")
    assert not any("geheim" in one.read_text() for one in tmp_path.glob("*.log"))
