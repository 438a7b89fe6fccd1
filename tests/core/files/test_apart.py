"""Reading in a child process: what it found comes back, and whatever it does harms nobody."""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import perf_counter
from typing import Any

import pytest

from app.core.files import limits
from app.core.files.apart import TOO_MUCH, apart
from app.core.shapes import Fault, Faulty


def refused(read: Callable[[], Any]) -> list[str]:
    with pytest.raises(Faulty) as faulty:
        apart(read)
    return [fault.sentence for fault in faulty.value.faults]


def test_what_was_found_comes_back_as_json_has_it():
    assert apart(lambda: {"a": (1, None, "é\ud800")}) == {"a": [1, None, "é\ud800"]}
    assert len(apart(lambda: "x" * 3_000_000)) == 3_000_000


def test_faults_come_back_as_many_as_are_told():
    def read() -> None:
        raise Faulty(Fault(f"Cel A{number}", "fout.") for number in range(1000))

    found = refused(read)
    assert (found[0], len(found)) == ("Cel A0: fout.", limits.MOST_FAULTS)


def test_who_takes_too_much_memory_is_told_so():
    assert refused(lambda: len(bytes(2 * limits.MEMORY))) == [TOO_MUCH]


def test_who_takes_too_long_is_told_so(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 1)

    def read() -> None:
        while True:
            pass

    began = perf_counter()
    assert refused(read) == [TOO_MUCH]
    assert perf_counter() - began < 5


def test_who_says_too_much_is_told_so(monkeypatch):
    monkeypatch.setattr(limits, "MOST_ANSWER", 1000)
    assert refused(lambda: "x" * 100_000) == [TOO_MUCH]


@pytest.mark.parametrize(
    "die", [lambda: os.kill(os.getpid(), signal.SIGSEGV), lambda: os._exit(3), lambda: {1, 2}, lambda: exit()]
)
def test_a_child_that_dies_harms_nobody(die):
    assert refused(die) == [TOO_MUCH]


def test_where_it_broke_is_written_down_without_what_stood_there(caplog):
    secret = "iets van iemand"

    def read() -> None:
        raise KeyError(secret)

    with caplog.at_level(logging.ERROR):
        assert refused(read) == [TOO_MUCH]
    assert "KeyError" in caplog.text
    assert "test_apart.py" in caplog.text
    assert secret not in caplog.text


def test_the_child_has_nothing_that_is_open_and_leaves_nothing_open():
    def open_files() -> int:
        return len(os.listdir("/proc/self/fd"))

    def is_closed() -> bool:
        try:
            os.fstat(number)
        except OSError:
            return True
        return False

    apart(open_files)
    before = open_files()
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.fileno()
        assert apart(is_closed)
    assert open_files() == before
    with suppress(ChildProcessError):  # a browser that this process started for other tests goes on
        assert os.waitpid(-1, os.WNOHANG) == (0, 0)


def test_many_at_once_from_threads_each_get_their_own():
    found: dict[int, int] = {}

    def read(number: int) -> None:
        found[number] = apart(lambda: number)

    threads = [Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: number for number in range(8)}
