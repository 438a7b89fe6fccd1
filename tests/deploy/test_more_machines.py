"""Two machines that share nothing but a database, a store and a proxy: whatever one does, the other knows."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import pytest

from tests.databases import Empty, server_url
from tests.deploy.places import EMAIL, PASSWORD, Place, furnished
from tests.deploy.serving import free_port, proxy, wait_for, web
from tests.deploy.visitor import Visitor, path_of
from tests.s3 import CREDENTIALS, bucket_on, s3_server

NAMES = ("een", "twee")
FORGOT = "/wachtwoord-vergeten"
TEXT = b"Ik was erbij."


@dataclass
class Machines:
    """Two machines, each with a proxy of its own and both with one together."""

    folder: Path
    place: Place
    ports: dict[str, int]
    processes: dict[str, Popen[bytes]] = field(default_factory=dict)

    def visitor(self, of: str) -> Visitor:
        """Somebody who comes by the proxy of one machine, or by that of both."""
        return Visitor(self.ports[of], self.folder / of / "fullchain.pem")

    def kill(self, name: str) -> None:
        """Pull the plug: all of its processes are gone at once."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()


@pytest.fixture
def machines(nginx: str, empty_database: Empty, tmp_path: Path) -> Iterator[Machines]:
    if not server_url():
        pytest.skip("more than one machine needs PostgreSQL")
    with ExitStack() as stack:
        url = stack.enter_context(empty_database.copy())
        store = bucket_on(stack.enter_context(s3_server()))
        place, ports = furnished(url, tmp_path / "test"), {name: free_port() for name in NAMES}
        found = Machines(tmp_path, place, {})
        for name, port in ports.items():
            own = {"VAKSPIEGEL_INSTANCE": str(tmp_path / name / "instance"), "VAKSPIEGEL_FILES": store}
            (tmp_path / name).mkdir()
            found.processes[name] = stack.enter_context(
                web(port, {**place.settings, **CREDENTIALS, **own}, tmp_path / name / "web.log")
            )
        for name, port in ports.items():
            wait_for(port, found.processes[name], tmp_path / name / "web.log")
        addresses = {name: [f"127.0.0.1:{port}"] for name, port in ports.items()}
        for name, upstreams in {**addresses, "beide": [one for many in addresses.values() for one in many]}.items():
            (tmp_path / name).mkdir(exist_ok=True)
            found.ports[name] = stack.enter_context(proxy(nginx, tmp_path / name, upstreams))
        yield found


def test_who_comes_to_another_machine_notices_nothing(machines: Machines):
    here, there, anywhere = (machines.visitor(of) for of in ("een", "twee", "beide"))
    question = machines.place.question

    assert here.sign_in(EMAIL, PASSWORD).status in (302, 303)
    there.cookies = here.cookies
    sent = there.fill_in(question, f"{question}bewijs", {"file": ("verslag.txt", TEXT)})
    assert sent.status in (302, 303)
    [link] = re.findall(r"/bewijs/\d+(?=\")", here.get(question).data.decode())
    assert here.get(link).data == TEXT
    assert not any(path.is_file() for name in NAMES for path in (machines.folder / name / "instance").rglob("*"))

    askers = [machines.visitor(of) for of in NAMES * 2]
    asked = [one.fill_in(FORGOT, FORGOT, {"email": EMAIL}).status for one in askers]
    assert (asked[:3].count(429), asked[3]) == (0, 429)

    assert there.fill_in(question, "/uitloggen", {}).status in (302, 303)
    assert path_of(here.get(question).headers["Location"]) == "/inloggen"

    assert anywhere.sign_in(EMAIL, PASSWORD).status in (302, 303)
    machines.kill("een")
    for _ in range(4):
        assert anywhere.get(link).data == TEXT
    again = anywhere.fill_in(question, f"{question}bewijs", {"file": ("nog-een.txt", TEXT + b" Echt.")})
    assert again.status in (302, 303)
