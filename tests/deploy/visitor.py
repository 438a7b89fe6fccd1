"""Somebody with a browser, as far as a server can tell: cookies, forms, and the name of the site."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import urllib3

from tests.deploy.serving import HOST


class Visitor:
    """Asks an nginx of this machine for pages of the site, and believes only its own certificate."""

    def __init__(self, port: int, certificate: Path) -> None:
        self.pool = urllib3.HTTPSConnectionPool(
            "127.0.0.1", port, server_hostname=HOST, assert_hostname=HOST, ca_certs=str(certificate), retries=False
        )
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> urllib3.BaseHTTPResponse:
        return self._ask("GET", path, headers)

    def post(self, path: str, fields: dict[str, object], **headers: str) -> urllib3.BaseHTTPResponse:
        return self._ask("POST", path, headers, fields)

    def fill_in(self, page: str, action: str, fields: dict[str, object]) -> urllib3.BaseHTTPResponse:
        """Send the form of a page that goes to this address, with its hidden fields."""
        text = self.get(page).data.decode()
        form, *_ = re.findall(rf'<form[^>]*action="{re.escape(action)}"[^>]*>.*?</form>', text, re.DOTALL)
        hidden = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
        values = {_attribute(one, "name"): _attribute(one, "value") for one in hidden}
        address = f"https://{HOST}{page}"
        return self.post(action, values | fields, Referer=address)

    def sign_in(self, email: str, password: str) -> urllib3.BaseHTTPResponse:
        return self.fill_in("/inloggen", "/inloggen", {"email": email, "password": password})

    def _ask(
        self, method: str, path: str, headers: dict[str, str], fields: dict[str, object] | None = None
    ) -> urllib3.BaseHTTPResponse:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": HOST, "Cookie": cookie, "Connection": "close", **headers}
        answer = self.pool.request(method, path, fields=fields, headers=headers, redirect=False, timeout=60)  # type: ignore[arg-type]
        for one in answer.headers.getlist("Set-Cookie"):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(one).items()})
        return answer


def path_of(location: str) -> str:
    """The path of where an answer leads to."""
    return urlsplit(location).path


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else ""
