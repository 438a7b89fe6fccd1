"""Whatever a process says in real use, no person is in it."""

import json
import logging

import pytest

from app.core.running.lines import masked, on_every_request, write_down
from app.core.web.logged import NUMBER


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Aan noor@voorbeeldstad.example niet gelukt", "Aan *@* niet gelukt"),
        ("{'noor@voorbeeldstad.example': (550, b'no')}", "{'*@*': (550, b'no')}"),
        ("zie https://vakspiegel.example/wachtwoord-vergeten/geheim", "zie https://*"),
        (r"violates\nDETAIL:  Key (email)=(noor@x.nl) exists.\nMeer", r"violates\nDETAIL: *\nMeer"),
        ("Error handling request /wachtwoord-vergeten/geheim", "Error handling request *"),
        ("Invalid request from ip=10.1.2.3: kapot", "Invalid request from ip=*: kapot"),
        ('File "/opt/vakspiegel/app/core/mail.py", line 3', 'File "/opt/vakspiegel/app/core/mail.py", line 3'),
    ],
)
def test_addresses_and_links_are_left_out(said, left):
    assert masked(said) == left


def test_a_request_has_a_number_of_its_own_or_of_the_proxy(caplog):
    told = []

    def application(environ, start_response):
        start_response("204 No Content", [])
        return [b"abc"]

    answering = on_every_request(application, [lambda *said: told.append(said)])
    headers = []
    for number in ("van-de-proxy-1", "<script>", ""):
        body = answering(
            {"PATH_INFO": "/", "REQUEST_METHOD": "GET", "HTTP_X_REQUEST_ID": number},
            lambda status, given: headers.append(dict(given)["X-Request-ID"]),
        )
        assert list(body) == [b"abc"]
        body.close()
    assert headers[0] == "van-de-proxy-1"
    assert len(set(headers)) == 3
    assert "<" not in "".join(headers)
    assert [(status, size) for _, status, size, _ in told] == [(204, 3)] * 3
    caplog.set_level(logging.INFO, "vakspiegel.requests")
    write_down({NUMBER: "x", "REQUEST_METHOD": "noor@x.nl"}, 405, 0, 0.0123)
    (record,) = caplog.records
    assert (record.method, record.address, record.ms) == ("-", "-", 12.3)
    assert json.dumps(record.id)
