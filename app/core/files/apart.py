"""What a stranger made is read apart: in a child process with little time and memory, which may die without harm.

The child is a copy of this process as it is at that moment (docs/decisions, 0031): all that is needed is there, and no
time goes into starting. It lets go of everything that is open (connections with people and with the database), reads,
and says in JSON what it found: data, and never code.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import resource
import select
import signal
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

from app.core.files import limits
from app.core.shapes import Fault, Faulty

TOO_MUCH = (
    "Dit bestand is te groot of te ingewikkeld om te lezen. Haal weg wat er niet in hoeft en probeer het nog eens."
)
_MEMORY_IN_USE = Path("/proc/self/statm")
_FIRST_OPEN = 3
"""The first file that is open after the three that each process has."""
_LAST_STEPS = -4
"""How far back is told where it broke."""


def apart(read: Callable[[], Any], seconds: int = 0) -> Any:
    """What `read` answers, as JSON has it (a tuple becomes a list), made in a child process in so many seconds.

    `read` uses no database and nothing that is open: the child has neither. Raises `Faulty` with the faults that it
    raises, at most `limits.MOST_FAULTS`; with one fault when it takes too much time or memory, or breaks.
    """
    said = _heard(read, seconds or limits.SECONDS)
    if "faults" in said:
        raise Faulty(Fault(where, what) for where, what in said["faults"])
    if "found" not in said:
        if "broken" in said:
            logging.getLogger(__name__).error("Een bestand lezen ging stuk. %s", said["broken"])
        raise Faulty([Fault("", TOO_MUCH)])
    return said["found"]


def _heard(read: Callable[[], Any], seconds: int) -> dict[str, Any]:
    """What the child says; nothing when it died, was too slow or said too much."""
    ends = monotonic() + seconds
    ours, theirs = os.pipe()
    child = -1
    try:
        child = os.fork()
        if child == 0:
            _say(read, theirs, seconds)
    finally:
        os.close(theirs)
        if child < 0:
            os.close(ours)
    try:
        answer = _all_of(ours, ends)
    finally:
        os.close(ours)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with suppress(ValueError, RecursionError):
        return dict(json.loads(answer))
    return {}


def _all_of(pipe: int, ends: float) -> bytes:
    """All that comes out of a pipe; nothing when it goes on for too long."""
    answer = bytearray()
    poll = select.poll()
    poll.register(pipe, select.POLLIN | select.POLLHUP)
    while len(answer) <= limits.MOST_ANSWER and poll.poll(max(0, ends - monotonic()) * 1000):
        part = os.read(pipe, 1024 * 1024)
        if not part:
            return bytes(answer)
        answer += part
    return b""


def _say(read: Callable[[], Any], pipe: int, seconds: int) -> NoReturn:
    """In the child: read, tell what was found, and end here, whatever happens."""
    try:
        gc.freeze()  # what came along is never cleared away: that would say goodbye to the database
        os.closerange(_FIRST_OPEN, pipe)
        os.closerange(pipe + 1, os.sysconf("SC_OPEN_MAX"))
        _limit_ourselves(seconds)
        warnings.simplefilter("ignore")
        answer = _answer(read).encode()
        while answer:
            answer = answer[os.write(pipe, answer) :]
    finally:
        os._exit(0)


def _answer(read: Callable[[], Any]) -> str:
    """What was found, or the faults, or where it broke: without the message, which may hold a part of the file."""
    try:
        return json.dumps({"found": read()})
    except Faulty as faulty:
        told = faulty.faults[: limits.MOST_FAULTS]
        return json.dumps({"faults": [(fault.where, fault.what) for fault in told]})
    except MemoryError:
        return "{}"
    except Exception as error:
        steps = traceback.format_tb(error.__traceback__, _LAST_STEPS)
        return json.dumps({"broken": f"{type(error).__name__}\n{''.join(steps)}"})


def _limit_ourselves(seconds: int) -> None:
    """Set the limits of this process; memory only where the system tells how much is in use (Linux)."""
    if _MEMORY_IN_USE.exists():
        pages = int(_MEMORY_IN_USE.read_text().split()[0])
        _at_most(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.MEMORY)
    _at_most(resource.RLIMIT_CPU, seconds)
    _at_most(resource.RLIMIT_CORE, 0)


def _at_most(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))
