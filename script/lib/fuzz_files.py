"""Changes good files a little, many times, and reads each: nothing may break, take five seconds or 256 MB.

A line for each reader, which gets a process of its own: how many files were taken, were refused, and broke it, how long
the slowest took, and how much memory came with all of it. What breaks a reader is shown with the number that makes the
same file again.
"""

from __future__ import annotations

import io
import json
import random
import resource
import sys
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context

from app.config import ROOT
from app.core.files import sheets
from app.core.files.limits import MEMORY, SECONDS
from app.core.files.sheets import Book
from app.core.files.workbooks import get_ready, read_sheets
from app.core.shapes import Faulty
from app.dossiers.pe.workbook import SHEET, read_workbook
from app.register.badges.baking import NoBadge, bake_png, bake_svg, token_in
from app.register.badges.picture import badge_png, badge_svg
from app.regulation.commands import judged
from app.regulation.dossier_file.reading import read_objects
from app.regulation.editions import rules_on
from app.regulation.terms import RegisterName, Status
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.library import get_standard
from app.standards.own.uploads import take
from app.standards.own.workbook import write_standard
from app.standards.rules.standard import Standard
from app.standards.texts.workbook import read_workbook as read_texts
from app.standards.texts.workbook import write_workbook as write_texts

COUNT = 10_000
EXAMPLE = ROOT / "standards" / "example" / "eigen-standaard.yaml"
CASES = ROOT / "tests" / "regulation" / "data" / "examples.json"
DAY = date(2026, 11, 20)
_BITS = (
    *(b"<", b">", b"/", b'"', b"'", b"{", b"}", b"[", b"]", b",", b":", b"-", b"&a", b"*a", b"\0", b"\xff", b"\n"),
    *(b"-1", b"1e999", b"999999999999", b"null", b"true", b"!!python/none", b"\xe2\x80\xae", b"\xed\xa0\x80", b"NaN"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a kind of file, and a file that it takes."""

    name: str
    read: Callable[[bytes], object]
    good: bytes


def readers() -> list[Reader]:
    """Every reader of what a stranger may send."""
    example = take(EXAMPLE.read_bytes(), EXAMPLE.name, [])
    token = "een.twee.drie"
    cases = json.loads(CASES.read_text("utf-8"))[:3]
    return [
        Reader("PE workbook", _read_pe, _pe_workbook()),
        Reader("texts workbook", lambda content: read_texts(content, _standard()), write_texts(_standard(), {})),
        Reader("standard, workbook", lambda content: take(content, "x.xlsx", []), write_standard(example.file)),
        Reader("standard, YAML", lambda content: take(content, "x.yaml", []), example.source.encode()),
        Reader("standard, CASE", lambda content: take(content, "x.json", []), case_text(as_case(_standard())).encode()),
        Reader("badge, PNG", token_in, bake_png(badge_png(RegisterName.AMB, Status.A), token)),
        Reader("badge, SVG", token_in, bake_svg(badge_svg(RegisterName.AMB, Status.A), token).encode()),
        Reader("dossier, JSON", lambda content: judged(read_objects(content.decode())[0]), json.dumps(cases).encode()),
    ]


def _standard() -> Standard:
    return get_standard("mbo-accountmanager-25132")


def _read_pe(content: bytes) -> object:
    return read_workbook(content, rules_on(DAY), DAY, lambda day: None)


def _pe_workbook() -> bytes:
    book = Book("PE-activiteiten")
    page = book.add(SHEET)
    filled = {"day": DAY, "kind": "Workshop", "title": "Leegstand", "hours": 3, "clok": True}
    for line in range(1, 6):
        book.write_row(page, line, SHEET, filled)
    return book.content()


def changed(good: bytes, dice: random.Random) -> bytes:
    """The file with a few changes; of a workbook inside its parts, as what is packed wrongly is found at once."""
    if not good.startswith(b"PK"):
        return _spoilt(good, dice)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        chosen = dice.sample(names, dice.randint(1, 2))
        for name in names:
            content = before.read(name)
            after.writestr(name, _spoilt(content, dice) if name in chosen else content)
    return target.getvalue() if dice.random() < 0.9 else _spoilt(target.getvalue(), dice)


def _spoilt(content: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(dice.randint(1, 2)):
        at, end = sorted((dice.randrange(len(spoilt) + 1), dice.randrange(len(spoilt) + 1)))
        end = min(end, at + dice.choice((1, 4, 40, 400)))
        way = dice.randrange(4)
        if way == 0:
            del spoilt[at:end]
        elif way == 1:
            spoilt[at:at] = spoilt[at:end] * dice.choice((1, 2, 50))
        elif way == 2:
            spoilt[at : at + 1] = dice.choice(_BITS)
        elif at < len(spoilt):
            spoilt[at] = dice.randrange(256)
    return bytes(spoilt)


@dataclass(slots=True)
class Outcome:
    """What came of the files of one reader: how many, seconds of computing, and bytes."""

    taken: int = 0
    refused: int = 0
    broken: int = 0
    slowest: float = 0.0
    memory: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing broke or took too much."""
        return not self.broken and self.slowest < SECONDS and self.memory < MEMORY

    def __str__(self) -> str:
        counts = f"taken {self.taken}, refused {self.refused}, broken {self.broken}"
        return f"{counts}, slowest {self.slowest:.2f} s, memory {self.memory / 1024 / 1024:.0f} MB"


def fuzz(name: str, count: int) -> Outcome:
    """Read so many changed files with the reader of this name."""
    warnings.simplefilter("ignore")
    vars(sheets)["sheets_apart"] = read_sheets  # in this process, so that what breaks is seen
    reader = next(one for one in readers() if one.name == name)
    reader.read(reader.good)
    outcome, before = Outcome(), _most_memory()
    for number in range(count):
        content = changed(reader.good, random.Random(number))
        began = time.process_time()
        try:
            reader.read(content)
            outcome.taken += 1
        except (Faulty, NoBadge, UnicodeDecodeError):
            outcome.refused += 1
        except Exception:
            outcome.broken += 1
            print(f"{name}, {number}:\n{traceback.format_exc(limit=-3)}", file=sys.stderr)
        outcome.slowest = max(outcome.slowest, time.process_time() - began)
    outcome.memory = _most_memory() - before
    return outcome


def _most_memory() -> int:
    """The most that this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Arguments: how many files for each reader, and a part of the names of the readers to try."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    get_ready()
    good = True
    for name in (one.name for one in readers() if part in one.name):
        with ProcessPoolExecutor(1, get_context("fork")) as pool:
            outcome = pool.submit(fuzz, name, count).result()
        good = good and outcome.is_good
        print(f"{name}: {outcome}", flush=True)
    sys.exit(not good)


if __name__ == "__main__":
    main()
